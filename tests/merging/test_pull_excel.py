"""Edits of Excel files, through openpyxl and LibreOffice, and what comes back; what stays byte for byte."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

import by_libreoffice
import openpyxl
import pytest
from word_edits import AS_OF, BOOK, DATA, YAML, built, changed, pulled, retype, row, tasks, workplace

from generator.commands import build as building
from generator.ooxml import package


def excel(tmp_path: Path, name: str = YAML) -> Path:
    if not (tmp_path / "data" / name).exists():
        shutil.copytree(DATA / name, tmp_path / "data" / name)
    options = building.BuildOptions(AS_OF, datetime(2024, 6, 1), ("xlsx",), tmp_path / "out", force=True)
    return building.build(tmp_path / "data" / name, options).outputs[0].path


def cell(sheet: Any, text: str) -> Any:
    return next(c for cells in sheet.iter_rows() for c in cells if isinstance(c.value, str) and text in c.value)


@pytest.mark.parametrize("name", [YAML, BOOK])
def test_an_unedited_workbook_changes_nothing(tmp_path: Path, name: str) -> None:
    result = pulled(excel(tmp_path, name))
    assert (result.changes, result.written, result.findings) == ((), (), ())


def test_the_hidden_states_of_a_summary_are_no_edits(tmp_path: Path) -> None:
    shutil.copytree(DATA / YAML, tmp_path / "data" / YAML)
    source = tmp_path / "data" / YAML / "van-ban.yaml"
    text = source.read_text(encoding="utf-8")
    source.write_text(text.replace("mau: ke-hoach-6-cot}", "mau: ke-hoach-6-cot, trang_tong_hop: true}"), "utf-8")
    path = excel(tmp_path)
    assert openpyxl.load_workbook(path).sheetnames[1] == "Tổng hợp"
    result = pulled(path)
    assert (result.changes, result.written, result.findings) == ((), (), ())


def test_edits_rows_and_columns_come_back(tmp_path: Path) -> None:
    path = excel(tmp_path)
    before = tasks(path)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    done = cell(sheet, "Quý II/2024")
    done.value = "Quý III/2024"
    gone = cell(sheet, "Thẩm tra các đề án").row
    sheet.delete_rows(gone)
    last = max(c.row for cells in sheet.iter_rows() for c in cells if c.value)
    content, lead = (cell(sheet, title).column for title in ("Tên nhiệm vụ", "Đơn vị chủ trì"))
    sheet.cell(last + 1, content).value = "Nhiệm vụ mới"
    sheet.cell(last + 1, lead).value = "Vụ Pháp luật"
    book.save(path)
    result = pulled(path, delete=True)
    after = tasks(path)
    assert set(before) - set(after) == {"NV02"} and set(after) - set(before) == {"NV27"}
    assert after["NV08"]["thoi_han"] == "Quý III/2024"
    assert (after["NV27"]["noi_dung"], after["NV27"]["chu_tri"]) == ("Nhiệm vụ mới", "Vụ Pháp luật")
    assert result.findings == ()


def test_the_register_keeps_everything_but_the_edited_cells(tmp_path: Path) -> None:
    docx = workplace(tmp_path)
    source = tmp_path / "data" / YAML / "nhiem-vu.xlsx"
    book = openpyxl.load_workbook(source)
    book.active["I1"], book.active["I2"] = "Ghi chú", "=LEN(C2)"
    other = book.create_sheet("Tính")
    other["A1"] = "=NhiemVu!C9"
    book.active.freeze_panes = "B2"
    book.save(source)
    docx = built(tmp_path)
    before = package.read(source)
    changed(docx, lambda root: retype(row(root, "Tháng 3/2024"), "Tháng 3/2024", "Tháng 5/2024"))
    pulled(docx)
    after = package.read(source)
    assert [name for name in before if before[name] != after[name]] == ["xl/worksheets/sheet1.xml"]
    old, new = (openpyxl.load_workbook(tmp) for tmp in (_saved(tmp_path, before), source))
    for one, two in zip(old.worksheets, new.worksheets, strict=True):
        different = [
            (a.coordinate, a.value, b.value)
            for cells, others in zip(one.iter_rows(), two.iter_rows(), strict=True)
            for a, b in zip(cells, others, strict=True)
            if (a.value, a.style_id) != (b.value, b.style_id)
        ]
        assert different == ([("F2", "Tháng 3/2024", "Tháng 5/2024")] if one.title == "NhiemVu" else [])


def _saved(tmp_path: Path, parts: dict[str, bytes]) -> Path:
    path = tmp_path / "truoc.xlsx"
    with path.open("wb") as stream:
        package.write(stream, parts)
    return path


def test_rows_that_come_in_move_formulas_along(tmp_path: Path) -> None:
    path = excel(tmp_path)
    source = tmp_path / "data" / YAML / "nhiem-vu.xlsx"
    book = openpyxl.load_workbook(source)
    book.create_sheet("Tính")["A1"] = '=NhiemVu!C9&" C9"&COUNTA(NhiemVu!C$2:C$27)'
    book.active.auto_filter.ref = "A1:G27"
    book.save(source)
    path = excel(tmp_path)
    edited = openpyxl.load_workbook(path)
    sheet = edited.worksheets[0]
    at = cell(sheet, "Tháng 3/2024").row
    sheet.insert_rows(at + 1)
    sheet.cell(at + 1, cell(sheet, "Tên nhiệm vụ").column).value = "Việc chen vào"
    edited.save(path)
    pulled(path)
    made = openpyxl.load_workbook(source)
    assert made["Tính"]["A1"].value == '=NhiemVu!C10&" C9"&COUNTA(NhiemVu!C$2:C$28)'
    assert made["NhiemVu"].auto_filter.ref == "A1:G28"
    assert made["NhiemVu"]["C3"].value == "Việc chen vào" and made["NhiemVu"]["A3"].value == "NV27"
    assert made["NhiemVu"]["A4"].value == "NV02" and made["NhiemVu"]["C3"].style_id == made["NhiemVu"]["C2"].style_id


def test_a_formula_in_the_register_is_not_overwritten(tmp_path: Path) -> None:
    docx = workplace(tmp_path)
    source = tmp_path / "data" / YAML / "nhiem-vu.xlsx"
    parts = package.read(source)
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    start = sheet.index('<c r="F2"')
    end = sheet.index("</c>", start)
    style = sheet[start:end].split('s="')[1].split('"')[0]
    formula = f'<c r="F2" s="{style}" t="str"><f>"Tháng "&amp;3&amp;"/2024"</f><v>Tháng 3/2024</v>'
    with source.open("wb") as stream:
        package.write(stream, {**parts, "xl/worksheets/sheet1.xml": (sheet[:start] + formula + sheet[end:]).encode()})
    before = source.read_bytes()
    changed(docx, lambda root: retype(row(root, "Tháng 3/2024"), "Tháng 3/2024", "Tháng 5/2024"))
    result = pulled(docx)
    assert [(f.code, f.place.cell) for f in result.findings][:1] == [("V091", "F2")]
    assert not result.written and not result.changes and source.read_bytes() == before


def test_text_outside_the_table_is_reported(tmp_path: Path) -> None:
    path = excel(tmp_path)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    title = cell(sheet, "Tên nhiệm vụ")
    sheet.cell(title.row - 1 or 1, 1).value = "Ghi chú của phòng"
    book.save(path)
    result = pulled(path)
    assert [(f.code, f.value) for f in result.findings if f.code == "V080"] == [("V080", "“Ghi chú của phòng”")]


@pytest.fixture(scope="module")
def by_office(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, Path]]:
    """The Word and the Excel file of each dossier, a cell of each edited, saved by LibreOffice: two starts for all."""
    homes = {name: tmp_path_factory.mktemp("lo") for name in (YAML, BOOK)}
    words, books = [], []
    for name, home in homes.items():
        words.append(workplace(home, name))
        changed(words[-1], lambda root: retype(row(root, "Tháng "), "Tháng", "Cuối tháng"))
        books.append(excel(home, name))
        edited = openpyxl.load_workbook(books[-1])
        cell(edited.worksheets[0], "Cục Kiểm soát TTHC").value = "Cục KSTTHC"
        edited.save(books[-1])
    out = tmp_path_factory.mktemp("luu")
    by_libreoffice.saved(words, "docx:Office Open XML Text", out)
    by_libreoffice.saved(books, "xlsx", out)
    for name, home in homes.items():
        (home / "lo").mkdir()
        for made in (f"{name}.docx", f"{name}.xlsx"):
            shutil.move(out / made, home / "lo" / made)
    return {name: (home / "lo" / f"{name}.docx", home / "lo" / f"{name}.xlsx") for name, home in homes.items()}


@pytest.mark.parametrize("name", [YAML, BOOK])
def test_files_saved_by_libreoffice(tmp_path: Path, by_office: dict[str, tuple[Path, Path]], name: str) -> None:
    word, book = by_office[name]
    given = tasks(workplace(tmp_path, name), name)
    first = next(ma for ma, texts in given.items() if texts["thoi_han"].startswith("Tháng"))
    expected = given[first]["thoi_han"].replace("Tháng", "Cuối tháng")
    result = pulled(word)
    assert [(c.record.name, c.field, c.after) for _, c in result.changes] == [(first, "thoi_han", expected)]
    assert result.findings == ()
    result = pulled(book)
    assert [(c.field, c.after) for _, c in result.changes] == [("chu_tri", "Cục KSTTHC")]
    assert result.findings == ()
