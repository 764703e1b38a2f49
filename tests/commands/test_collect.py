"""What thirteen units send back, one fault of each kind: each is named with its place, and no sound row is lost."""

from __future__ import annotations

import itertools
import random
import re
import shutil
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import by_libreoffice
import docx
import openpyxl
import PIL.Image
import pytest
from conftest import calls
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.styles import Font

import generator
from generator.commands.collect import Collected, CollectOptions, collect
from generator.commands.track import register_of
from generator.keeping import reports_in
from generator.values.errors import InputError, UsageError

DUE, NOW = date(2026, 12, 20), datetime(2026, 12, 21, 9)
UNITS = [f"Phòng {letter}" for letter in "ABCDEGHIKLMNO"]
HEAD = ("Mã", "STT", "Nội dung", "Đơn vị chủ trì", "Thời hạn")
SHAPES = {
    "four": ("Hoàn thành, sản phẩm", "Chưa hoàn thành", "Đang triển khai", "Thực hiện thường xuyên"),
    "two": ("Trạng thái", "Kết quả kỳ này"),
    "none": (),
}
Cells = Mapping[tuple[int, int], str]


def tasks() -> list[tuple[str, str, str]]:
    """Id, words and unit: three a unit, of one mould."""
    made = []
    for number, (unit, part) in enumerate(itertools.product(UNITS, range(3)), start=1):
        words = f"Tham mưu triển khai Nghị quyết số {100 + number}/NQ-CP về lĩnh vực {part + 1} tại {unit}"
        made.append((f"NV{number:02d}", words, unit))
    return made


def dossier_at(
    folder: Path, shape: str = "two", period: str = "2026-11", rows: Sequence[tuple[str, str, str]] = ()
) -> Path:
    folder.mkdir(parents=True)
    book = openpyxl.Workbook()
    book.active.append((*HEAD, *SHAPES[shape]))
    for number, (ma, words, unit) in enumerate(rows or tasks(), start=1):
        book.active.append((ma, str(number), words, unit, "Tháng 12/2026"))
    book.save(folder / "nv.xlsx")
    (folder / "van-ban.yaml").write_text(
        f"loai: bao-cao\nco_quan: {{ten: Sở Mẫu, ky_hieu: SM}}\nngay: {period}\ntrich_yeu: Kết quả\n"
        "noi_nhan: [Lưu]\nky: {chuc_vu: Giám đốc}\nnoi_dung: [{bang: {nguon: nv.xlsx}}]\n",
        "utf-8",
    )
    return folder


def forms(dossier: Path, target: Path) -> dict[str, Path]:
    generator.forms(dossier, target, DUE)
    return {
        str(openpyxl.load_workbook(path)["Báo cáo"]["A2"].value).partition(": ")[2]: path
        for path in target.glob("phong-*.xlsx")
    }


def fill(
    path: Path, target: Path, change: Callable[[Any], None] = lambda _: None, *, text: str = "", day: int = 1
) -> Path:
    """A form filled in, each row with a result of its own, then changed."""
    book = openpyxl.load_workbook(path)
    sheet = book["Báo cáo"]
    for row in range(5, sheet.max_row + 1):
        sheet[f"G{row}"], sheet[f"H{row}"] = "Hoàn thành", f"Văn bản {sheet[f'A{row}'].value}{text}"
    change(book)
    target.parent.mkdir(parents=True, exist_ok=True)
    book.save(target)
    saved_at(target, f"2026-12-{day:02d}T08:00:00Z")
    return target


def saved_at(path: Path, moment: str) -> None:
    """The workbook as its program would have saved it then."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    core = parts["docProps/core.xml"].decode()
    parts["docProps/core.xml"] = re.sub(r"(<dcterms:modified[^>]*>)[^<]*", rf"\g<1>{moment}", core).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def cells(path: Path) -> Cells:
    sheet = openpyxl.load_workbook(path).active
    return {(c.row, c.column): str(c.value) for row in sheet.iter_rows() for c in row if c.value not in (None, "")}


def expected(before: Cells, shape: str, results: Mapping[str, tuple[str, str]]) -> Cells:
    """The register with these statuses and results and nothing else changed; counted apart from the program."""
    titles = [*HEAD, *(SHAPES[shape] or ("Trạng thái", "Kết quả kỳ này"))]
    made = dict(before) | {(1, at): title for at, title in enumerate(titles, start=1)}
    for number, (ma, _, _) in enumerate(tasks(), start=2):
        if ma not in results:
            continue
        status, text = results[ma]
        if shape == "four":
            own = {"Hoàn thành": 6, "Chưa hoàn thành": 7, "Đang triển khai": 8, "Thường xuyên": 9}[status]
            made[number, own] = text or status
        else:
            made[number, 6] = status
            made |= {(number, 7): text} if text else {}
    return made


def paste(
    target: Path, rows: list[tuple[str, ...]], head: tuple[str, ...] = ("Nội dung", "Trạng thái", "Kết quả")
) -> Path:
    """A table in a new workbook, without marks."""
    book = openpyxl.Workbook()
    for row in (head, *rows):
        book.active.append(row)
    target.parent.mkdir(parents=True, exist_ok=True)
    book.save(target)
    return target


def returns(sent: dict[str, Path], folder: Path, old: Path, other: Path) -> dict[str, tuple[str, str]]:
    """A folder of returns, a fault a unit; what the register must hold afterwards.

    `old` is a form of the month before, `other` one of another dossier.
    """
    own = {unit: [task for task in tasks() if task[2] == unit] for unit in UNITS}
    good = {ma: ("Hoàn thành", f"Văn bản {ma}") for ma, _, _ in tasks()}
    lost: set[str] = {ma for unit in ("Phòng C", "Phòng D", "Phòng E", "Phòng G", "Phòng L") for ma, _, _ in own[unit]}

    fill(sent["Phòng A"], folder / "ban sao (3).xlsx")
    fill(sent["Phòng B"], folder / "Phòng B nháp.xlsx", text=" nháp", day=2)
    fill(sent["Phòng B"], folder / "Phòng B.xlsx", day=3)
    fill(old, folder / "Phòng C.xlsx")
    fill(other, folder / "Phòng D.xlsx")
    paste(folder / "Phòng E.xlsx", [("1", "Kế hoạch quý sau", "Phòng E")], ("STT", "Nội dung", "Đơn vị chủ trì"))
    fill(sent["Phòng H"], folder / "Phòng G.xlsx", text=" của người khác", day=9)
    fill(sent["Phòng H"], folder / "H" / "a.xlsx", lambda book: book["Báo cáo"].delete_rows(6))
    lost.add(own["Phòng H"][1][0])

    def strange(book: Any) -> None:
        book["Báo cáo"].append(("", "", "Tổ chức hội thao", "", "", "", "Hoàn thành", "Đã tổ chức"))
        book["Nhiệm vụ mới"]["A5"] = "Việc mới được giao"

    fill(sent["Phòng I"], folder / "i.xlsx", strange)

    def blank(book: Any) -> None:
        book["Báo cáo"]["G5"] = book["Báo cáo"]["H5"] = book["Báo cáo"]["H6"] = None

    fill(sent["Phòng K"], folder / "k.xlsx", blank)
    lost.add(own["Phòng K"][0][0])
    good[own["Phòng K"][1][0]] = ("Hoàn thành", "")

    def broken(book: Any) -> None:
        book["Báo cáo"]["G5"], book["Báo cáo"]["H6"] = "Tạm dừng", "#REF!"

    fill(sent["Phòng M"], folder / "m.xlsx", broken)
    lost |= {own["Phòng M"][0][0], own["Phòng M"][1][0]}
    pasted = paste(folder.parent / "n.xlsx", [(w, "Hoàn thành", f"Văn bản {ma}") for ma, w, _ in own["Phòng N"]])
    with zipfile.ZipFile(folder / "gui.zip", "w") as archive:
        archive.write(pasted, "sâu/bảng.xlsx")

    def shifted(book: Any) -> None:
        sheet = book["Báo cáo"]
        sheet["C5"], sheet["C6"] = sheet["C6"].value, sheet["C5"].value
        ma, words, _ = own["Phòng A"][0]
        sheet.append((ma, "", words, "", "", "", "Chưa hoàn thành", "không phải việc của mình"))

    fill(sent["Phòng O"], folder / "o.xlsx", shifted)
    lost |= {own["Phòng O"][0][0], own["Phòng O"][1][0]}
    (folder / "ghi chú.txt").write_text("x")
    (folder / "quet.pdf").write_bytes(b"%PDF")
    return {ma: one for ma, one in good.items() if ma not in lost}


STATES = {
    "Phòng A": ["nộp đúng"], "Phòng B": ["nộp lại", "nộp đúng"], "Phòng C": ["sai kỳ", "chưa nộp"],
    "Phòng D": ["chưa nộp"],
    "Phòng E": ["sai biểu", "chưa nộp"], "Phòng G": ["gửi nhầm đơn vị", "chưa nộp"], "Phòng H": ["thiếu dòng"],
    "Phòng I": ["dòng lạ"], "Phòng K": ["ô trống"], "Phòng L": ["chưa nộp"], "Phòng M": ["ô trống"],
    "Phòng N": ["nộp đúng"], "Phòng O": ["dòng lạ"], "Phòng D.xlsx": ["sai biểu"], "quet.pdf": ["sai biểu"],
}  # fmt: skip
FAULTS = [
    ("V270", "Phòng C.xlsx", ""), ("V271", "Phòng D.xlsx", ""), ("V272", "Phòng E.xlsx", ""), ("V272", "quet.pdf", ""),
    ("V274", "Phòng G.xlsx", ""), ("V275", "H/a.xlsx", ""), ("V276", "i.xlsx", "C8"), ("V277", "k.xlsx", "G5"),
    ("V277", "k.xlsx", "H6"), ("V279", "o.xlsx", "C8"), ("V280", "m.xlsx", "G5"), ("V281", "m.xlsx", "H6"),
    ("V282", "Phòng B nháp.xlsx", ""), ("V283", "o.xlsx", "C5"), ("V283", "o.xlsx", "C6"),
    ("V285", "i.xlsx", "A5"), *[("V290", "", "")] * 5,
]  # fmt: skip


Returned = Callable[[str, Path], tuple[Path, dict[str, tuple[str, str]]]]


@pytest.fixture(scope="module")
def returned(tmp_path_factory: pytest.TempPathFactory) -> Returned:
    """A dossier of a shape that sent forms, the returns in `ve`, what its register must hold afterwards: copies."""
    made: dict[str, tuple[Path, dict[str, tuple[str, str]]]] = {}
    past, elsewhere = tmp_path_factory.mktemp("cu"), tmp_path_factory.mktemp("khac")
    old = forms(dossier_at(past / "hs", period="2026-10"), past / "phieu")["Phòng C"]
    other = forms(dossier_at(elsewhere / "hs-khac"), elsewhere / "phieu")["Phòng D"]

    def copied(shape: str, to: Path) -> tuple[Path, dict[str, tuple[str, str]]]:
        if shape not in made:
            home = tmp_path_factory.mktemp(shape)
            sent = forms(dossier_at(home / "data" / "hs", shape), home / "phieu")
            made[shape] = home, returns(sent, home / "ve", old, other)
        home, results = made[shape]
        for name in ("data", "ve"):
            shutil.copytree(home / name, to / name)
        return to / "data" / "hs", results

    return copied


Asked = tuple[Path, dict[str, Path]]


@pytest.fixture(scope="module")
def sent_once(tmp_path_factory: pytest.TempPathFactory) -> Asked:
    home = tmp_path_factory.mktemp("gui")
    return home / "data", forms(dossier_at(home / "data" / "hs"), home / "phieu")


@pytest.fixture
def asked(sent_once: Asked, tmp_path: Path) -> Asked:
    """A dossier that sent forms, its own copy, and these forms by unit, to be read."""
    data, sent = sent_once
    return Path(shutil.copytree(data, tmp_path / "data")) / "hs", sent


def run(folder: Path, dossier: Path, **more: Any) -> Collected:
    return collect(folder, dossier, CollectOptions(NOW, **more))


@pytest.mark.parametrize("shape", SHAPES)
def test_each_fault_is_named_and_the_register_is_the_expected_one_cell_by_cell(
    returned: Returned, tmp_path: Path, shape: str
) -> None:
    dossier, results = returned(shape, tmp_path)
    before = cells(dossier / "nv.xlsx")
    tried = run(tmp_path / "ve", dossier, dry_run=True)
    assert cells(dossier / "nv.xlsx") == before and not reports_in.load(dossier).sent
    done = run(tmp_path / "ve", dossier)
    assert (done.changes, done.units, done.findings) == (tried.changes, tried.units, tried.findings)
    assert {one.name: [state.value for state in one.states] for one in done.units} == STATES
    assert sorted((f.code, f.place.file, f.place.cell) for f in done.findings) == FAULTS
    assert cells(dossier / "nv.xlsx") == expected(before, shape, results)
    silent = [finding for finding in done.findings if finding.code == "V290"]
    assert all("chưa có báo cáo" in str(finding.message) for finding in silent)
    taken = reports_in.load(dossier).taken
    assert {row.partition("|")[2] for row in taken} == set(results)
    assert (taken["0|NV01"].file, taken["0|NV01"].cell) == ("ban sao (3).xlsx", "H5")
    assert {one.period for one in taken.values()} == {"2026-11"}

    state = {path.name: path.read_bytes() for path in dossier.iterdir()}
    again = collect(tmp_path / "ve", dossier, CollectOptions(datetime(2027, 1, 1)))
    assert (again.changes, again.written) == ((), ())
    assert {path.name: path.read_bytes() for path in dossier.iterdir()} == state


@pytest.mark.parametrize("seed", range(2))
def test_file_by_file_in_any_order_gives_the_same(returned: Returned, tmp_path: Path, seed: int) -> None:
    dossier, results = returned("two", tmp_path)
    before = cells(dossier / "nv.xlsx")
    files = [path for path in sorted((tmp_path / "ve").rglob("*")) if path.is_file()]
    random.Random(seed).shuffle(files)
    for path in files:
        run(path, dossier)
    assert cells(dossier / "nv.xlsx") == expected(before, "two", results)


def test_a_corrected_file_changes_just_its_cells_and_the_board_says_who_has_reported(
    asked: Asked, tmp_path: Path
) -> None:
    dossier, sent = asked
    fill(sent["Phòng A"], tmp_path / "ve" / "a.xlsx")
    run(tmp_path / "ve", dossier)

    def corrected(book: Any) -> None:
        book["Báo cáo"]["H6"] = "Quyết định số 12/QĐ-SM ngày 03/12/2026"

    fill(sent["Phòng A"], tmp_path / "sau" / "a.xlsx", corrected, day=5)
    done = run(tmp_path / "sau", dossier)
    assert [(one.ma, one.key, one.before) for one in done.changes] == [("NV02", "ket_qua", "Văn bản NV02")]
    seen = generator.board(dossier, as_of=date(2027, 1, 15), book=tmp_path / "b.xlsx")
    assert [(one.name, one.answered) for one in seen.units if one.reported] == [("Phòng A", 3)]
    assert [state.value for state in seen.units[0].states] == ["nộp lại", "nộp đúng"]
    assert {task.ma for task in seen.unproven} == {"NV01", "NV03"}
    assert len(seen.silent) == len(seen.overdue) == 36
    sheets = openpyxl.load_workbook(tmp_path / "b.xlsx")
    assert [sheet.max_row - 1 for sheet in sheets] == [13, 36, 0, 2, 36]
    assert len(generator.board(dossier, as_of=date(2026, 12, 10)).soon) == 36


def test_columns_that_a_unit_adds_are_said_with_their_texts_and_the_form_itself_is_not(
    asked: Asked, tmp_path: Path
) -> None:
    dossier, sent = asked

    def added(book: Any) -> None:
        sheet = book["Báo cáo"]
        sheet["J4"], sheet["J6"], sheet["L5"] = "Kiến nghị", "Xin lùi hạn sang quý I/2027", "gõ lạc"

    fill(sent["Phòng A"], tmp_path / "ve" / "a.xlsx", added)
    fill(sent["Phòng B"], tmp_path / "ve" / "b.xlsx")
    found = [one for one in run(tmp_path / "ve", dossier).findings if one.code == "V294"]
    assert sorted((one.place.file, one.place.cell, one.value) for one in found) == [
        ("a.xlsx", "J6", "Xin lùi hạn sang quý I/2027"),
        ("a.xlsx", "L5", "gõ lạc"),
    ]


def beside(done: Collected) -> list[tuple[str, str]]:
    """What is told of texts that are no results: sheet and cell, the text."""
    return sorted((f"{one.place.sheet}!{one.place.cell}", one.value) for one in done.findings if one.code == "V294")


def test_closed_cells_that_a_unit_changed_are_said_with_both_texts_in_each_run(asked: Asked, tmp_path: Path) -> None:
    dossier, sent = asked

    def changed(book: Any) -> None:
        sheet = book["Báo cáo"]
        sheet["A5"], sheet["B5"], sheet["D5"] = "NV99", "9", "Lùi sang quý I/2027"
        sheet["E6"], sheet["F7"] = "Đề án thay kế hoạch", "kết quả ghi nhầm cột"

    fill(sent["Phòng A"], tmp_path / "ve" / "a.xlsx", changed)
    said = [
        ("Báo cáo!A5", "NV99"), ("Báo cáo!B5", "9"), ("Báo cáo!D5", "Lùi sang quý I/2027"),
        ("Báo cáo!E6", "Đề án thay kế hoạch"), ("Báo cáo!F7", "kết quả ghi nhầm cột"),
    ]  # fmt: skip
    for _ in range(2):
        done = run(tmp_path / "ve", dossier)
        assert beside(done) == said
        deadline = next(one for one in done.findings if one.place.cell == "D5")
        assert "“Tháng 12/2026”" in str(deadline.message) and "“Lùi sang quý I/2027”" in str(deadline.message)
    assert register_of(dossier).tasks[0].text("thoi_han") == "Tháng 12/2026"
    assert [state.value for state in done.units[0].states] == ["nộp đúng"]


def test_what_stands_outside_the_results_is_told_and_the_words_of_the_form_are_not(tmp_path: Path) -> None:
    dossier = dossier_at(tmp_path / "data" / "hs")
    generator.forms(dossier, tmp_path / "phieu", DUE, support=True)
    sent = {"Phòng A": tmp_path / "phieu" / "phong-a.xlsx"}

    def written(book: Any) -> None:
        sheet, new = book["Báo cáo"], book["Nhiệm vụ mới"]
        sheet["D2"], sheet["H5"].comment = "Đầu mối: Mẫu", Comment("xem quyết định kèm", "x")
        sheet["H5"], sheet["H6"].font = None, Font(strike=True)
        sheet["C9"], sheet["H9"] = "Nơi nhận: lưu", "lạc dòng"
        book["Hướng dẫn"]["A12"], book["Hướng dẫn"]["A5"] = "Việc 1 đã xong", "1. Việc 2 xong"
        new["A5"], new["B5"], new["E7"] = "Việc mới", "QĐ 99", "không có tên việc"
        book.create_sheet("Thuyết minh")["B2"] = "Thiếu kinh phí"

    fill(sent["Phòng A"], tmp_path / "ve" / "a.xlsx", written)
    done = run(tmp_path / "ve", dossier)
    assert beside(done) == [
        ("Báo cáo!D2", "Đầu mối: Mẫu"), ("Báo cáo!H5", "xem quyết định kèm"), ("Báo cáo!H6", "Văn bản NV02"),
        ("Hướng dẫn!A5", "1. Việc 2 xong; Việc 1 đã xong"), ("Thuyết minh!B2", "Thiếu kinh phí"),
    ]  # fmt: skip
    others = [(f.code, f.place.cell, f.value) for f in done.findings if f.code in ("V276", "V285")]
    assert sorted(others) == [
        ("V276", "C9", "Nơi nhận: lưu; lạc dòng"),
        ("V285", "A5", "Việc mới; QĐ 99"),
        ("V285", "A7", "không có tên việc"),
    ]


def test_text_boxes_pictures_and_prose_beside_a_table_are_told(asked: Asked, tmp_path: Path) -> None:
    dossier, sent = asked
    picture = tmp_path / "a.png"
    PIL.Image.new("RGB", (8, 8)).save(picture)
    fill(sent["Phòng A"], tmp_path / "ve" / "a.xlsx", lambda book: book["Báo cáo"].add_image(Image(picture), "H9"))
    with zipfile.ZipFile(tmp_path / "ve" / "a.xlsx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    box = (
        '<a:p xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:r><a:t>Chữ trong hộp</a:t></a:r></a:p>'
    )
    drawing = parts["xl/drawings/drawing1.xml"]
    parts["xl/drawings/drawing1.xml"] = re.sub(rb"(</[^>]*>)\s*$", box.encode() + rb"\1", drawing)
    with zipfile.ZipFile(tmp_path / "ve" / "a.xlsx", "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    report = docx.Document()
    report.add_paragraph("Đơn vị báo cáo: Phòng B")
    report.add_paragraph("Khó khăn: thiếu người")
    table = report.add_table(0, 3)
    for line in (
        ("Nội dung", "Trạng thái", "Kết quả"),
        *((w, "Hoàn thành", f"Tờ trình {m}") for m, w, _ in tasks()[3:6]),
    ):
        for cell, text in zip(table.add_row().cells, line, strict=True):
            cell.text = text
    report.save(tmp_path / "ve" / "b.docx")
    done = run(tmp_path / "ve", dossier)
    assert beside(done) == [("!", ""), ("!", "Khó khăn: thiếu người"), ("Báo cáo!", "Chữ trong hộp")]
    assert [state.value for state in done.units[1].states] == ["nộp đúng"]


def test_the_column_of_results_stays_one_whatever_units_write_into_it(asked: Asked, tmp_path: Path) -> None:
    """One cell with a day alone turned the column into one of deadlines, so that nothing of all units was taken."""
    dossier, sent = asked

    def dated(book: Any) -> None:
        book["Báo cáo"]["H6"] = "12/03/2026"

    fill(sent["Phòng A"], tmp_path / "ve" / "a.xlsx", dated)
    fill(sent["Phòng B"], tmp_path / "ve" / "b.xlsx")
    assert {one.ma for one in run(tmp_path / "ve", dossier).changes} == {f"NV0{number}" for number in range(1, 7)}
    assert register_of(dossier).tasks[1].text("ket_qua") == "12/03/2026"


def test_what_the_register_changed_since_is_shown_and_settled_by_choice(asked: Asked, tmp_path: Path) -> None:
    dossier, sent = asked
    book = openpyxl.load_workbook(dossier / "nv.xlsx")
    book.active["F2"], book.active["G2"] = "Đang triển khai", "người khác ghi"
    book.save(dossier / "nv.xlsx")
    fill(sent["Phòng A"], tmp_path / "ve" / "a.xlsx")
    done = run(tmp_path / "ve", dossier)
    assert [(f.code, f.place.cell) for f in done.findings if f.code == "V284"] == [("V284", "H5")]
    assert (done.exit_code, {one.ma for one in done.changes}) == (7, {"NV02", "NV03"})
    assert register_of(dossier).tasks[0].text("ket_qua") == "người khác ghi"
    assert run(tmp_path / "ve", dossier, side="ours").changes == ()
    assert {one.ma for one in run(tmp_path / "ve", dossier, side="theirs").changes} == {"NV01"}
    assert register_of(dossier).tasks[0].text("ket_qua") == "Văn bản NV01"


def twins_of(count: int) -> list[tuple[str, str, str]]:
    """Of one mould: words of the register, what a unit wrote, its unit; they differ in a number, a unit or a year."""
    made = []
    for number in range(count):
        unit = UNITS[number % len(UNITS)]
        words = f"Tham mưu triển khai Nghị quyết số {100 + number}/NQ-CP năm 2026 về lĩnh vực {number // 3} tại {unit}"
        changes = ((f"số {100 + number}/", f"số {900 + number}/"), (unit, "Phòng Z"), ("năm 2026", "năm 2027"))
        old, new = changes[number % len(changes)]
        made.append((words, words.replace(old, new), unit))
    return made


def test_two_hundred_tasks_of_one_mould_are_never_paired_silently(tmp_path: Path) -> None:
    """Each differs from one in the register by a number, a unit or a year; sent back without ids, all in one file."""
    pairs = twins_of(200)
    register = [(f"NV{number:03d}", own, unit) for number, (own, _, unit) in enumerate(pairs, start=1)]
    dossier = dossier_at(tmp_path / "data" / "hs", rows=register)
    before = cells(dossier / "nv.xlsx")
    head = ("Nội dung", "Trạng thái", "Kết quả")
    rows = [(theirs, "Hoàn thành", "xong") for _, theirs, _ in pairs]
    paste(tmp_path / "ve" / "a.xlsx", [head, *rows], ("Đơn vị báo cáo: Phòng A",))
    done = run(tmp_path / "ve", dossier)
    assert len({words for pair in pairs for words in pair[:2]}) == 400
    assert done.changes == () and cells(dossier / "nv.xlsx") == before
    told = [finding for finding in done.findings if finding.code in ("V276", "V278")]
    assert sorted(finding.place.cell for finding in told) == sorted(f"A{row}" for row in range(3, 203))
    assert all(finding.severity.value == "sai" for finding in told)
    # Of those that are Phòng A's own the likely task is named, not taken.
    near = {str(finding.message) for finding in told if finding.code == "V278"}
    assert any("NV001" in message for message in near)


def test_ids_that_were_typed_and_words_that_were_mended(tmp_path: Path) -> None:
    dossier = dossier_at(tmp_path / "data" / "hs")
    (ma, words, _), (second, other, _), (third, _, _) = tasks()[:3]
    rows = [
        (ma, words.replace("Tham mưu", "Tham mưu, đề xuất"), "Hoàn thành", "một"),
        (second, other.replace("102/", "109/"), "Hoàn thành", "hai"),
        (third, "", "Hoàn thành", "ba"),
        (third, "", "Đang triển khai", "khác"),
    ]
    paste(tmp_path / "ve" / "Phòng A.xlsx", rows, ("Mã", "Nội dung", "Trạng thái", "Kết quả"))
    done = run(tmp_path / "ve", dossier)
    assert {one.ma for one in done.changes} == {"NV01"}
    found = [(f.code, f.severity.value, f.place.cell) for f in done.findings if f.code != "V290"]
    assert found == [("V283", "sai", "B3"), ("V289", "sai", "B5"), ("V278", "nên sửa", "B2")]


def test_what_cannot_be_collected_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    dossier = dossier_at(tmp_path / "data" / "hs")
    with pytest.raises(UsageError) as usage:
        run(tmp_path / "khong-co", dossier)
    assert [finding.code for finding in usage.value.findings] == ["V010"]
    ve = tmp_path / "ve"
    ve.mkdir()
    (ve / "a.zip").write_bytes(b"PK\x03\x04 hong")
    (ve / "b.xlsx").write_bytes(b"khong phai")
    paste(ve / "c.xlsx", [(words, "Hoàn thành", "x") for _, words, _ in tasks()])
    done = run(ve, dossier)
    assert {(finding.code, finding.place.file) for finding in done.findings if finding.code != "V290"} >= {
        ("V286", "a.zip"),
        ("V273", "c.xlsx"),
    }
    assert [one.name for one in done.units if not one.key] == ["a.zip", "b.xlsx", "c.xlsx"]
    assert done.exit_code == 1 and done.changes == ()
    (dossier / reports_in.NAME).write_text("[]", "utf-8")
    with pytest.raises(InputError):
        run(ve, dossier)


def test_a_table_in_a_word_file_is_read_and_a_letter_beside_a_form_costs_nothing(asked: Asked, tmp_path: Path) -> None:
    dossier, sent = asked
    letter, report = docx.Document(), docx.Document()
    letter.add_paragraph("Phòng A gửi báo cáo.")
    table = report.add_table(0, 3)
    for line in (
        ("Nội dung", "Trạng thái", "Kết quả"),
        *((w, "Hoàn thành", f"Tờ trình {m}") for m, w, _ in tasks()[3:6]),
    ):
        for cell, text in zip(table.add_row().cells, line, strict=True):
            cell.text = text
    fill(sent["Phòng A"], tmp_path / "ve" / "a.xlsx")
    letter.save(tmp_path / "ve" / "Phòng A.docx")
    report.save(tmp_path / "ve" / "bao cao.docx")
    done = run(tmp_path / "ve", dossier)
    assert [[state.value for state in one.states] for one in done.units[:2]] == [["nộp đúng"]] * 2
    assert {one.ma for one in done.changes} == {f"NV0{number}" for number in range(1, 7)}
    told = [(f.code, f.severity.value, f.place.file) for f in done.findings if f.code != "V290"]
    assert told == [("V272", "nên sửa", "Phòng A.docx")]


def test_a_form_that_libreoffice_saved_is_the_same_form(asked: Asked, tmp_path: Path) -> None:
    dossier, sent = asked
    fill(sent["Phòng A"], tmp_path / "dien" / "a.xlsx")
    by_libreoffice.saved([tmp_path / "dien" / "a.xlsx"], "xlsx:Calc MS Excel 2007 XML", tmp_path / "ve")
    done = run(tmp_path / "ve", dossier)
    assert [state.value for state in done.units[0].states] == ["nộp đúng"]
    assert {one.ma for one in done.changes} == {"NV01", "NV02", "NV03"}
    assert datetime.fromisoformat(reports_in.load(dossier).sent["phong a"].saved).tzinfo is UTC


def moved_to_other_programs(folder: Path, workshop: Path) -> dict[str, str]:
    """Each workbook as .xls or .ods of the time when it was saved; new names by old ones."""
    import os

    named: dict[str, str] = {}
    files = sorted(path for path in folder.rglob("*.xlsx"))
    for form, own in (("xls", files[::2]), ("ods", files[1::2])):
        copies = []
        for number, path in enumerate(own):
            copies.append(workshop / f"{number}.xlsx")
            workshop.mkdir(exist_ok=True)
            shutil.copyfile(path, copies[-1])
        for path, made in zip(own, by_libreoffice.saved(copies, form, workshop), strict=True):
            moment = openpyxl.load_workbook(path).properties.modified.replace(tzinfo=UTC)
            target = path.with_suffix(f".{form}")
            if form == "ods":
                with zipfile.ZipFile(made) as archive:
                    parts = {name: archive.read(name) for name in archive.namelist()}
                stamp = f"<dc:date>{moment:%Y-%m-%dT%H:%M:%S}+00:00</dc:date>"
                parts["meta.xml"] = re.sub(rb"<dc:date>[^<]*</dc:date>", stamp.encode(), parts["meta.xml"])
                with zipfile.ZipFile(target, "w") as archive:
                    for name, data in parts.items():
                        archive.writestr(name, data)
            else:
                shutil.move(made, target)
            os.utime(target, (moment.timestamp(),) * 2)
            path.unlink()
            named[path.relative_to(folder).as_posix()] = target.relative_to(folder).as_posix()
    return named


def test_the_same_faults_are_found_in_files_of_other_programs(returned: Returned, tmp_path: Path) -> None:
    dossier, results = returned("two", tmp_path)
    named = moved_to_other_programs(tmp_path / "ve", tmp_path / "lo")
    before = cells(dossier / "nv.xlsx")
    done = run(tmp_path / "ve", dossier)
    states = {named.get(name, name): said for name, said in STATES.items()}
    assert {one.name: [state.value for state in one.states] for one in done.units} == states
    found = sorted((f.code, f.place.file, f.place.cell) for f in done.findings)
    assert found == sorted((code, named.get(file, file), cell) for code, file, cell in FAULTS)
    assert cells(dossier / "nv.xlsx") == expected(before, "two", results)
    # Some of each form again: what LibreOffice makes of all of them is the dear part.
    (tmp_path / "lai").mkdir()
    for form in ("xls", "ods"):
        for path in sorted((tmp_path / "ve").glob(f"*.{form}"))[:2]:
            path.rename(tmp_path / "lai" / path.name)
    assert run(tmp_path / "lai", dossier).written == ()


def test_a_pdf_is_called_one_and_a_file_that_libreoffice_cannot_open_is_named(asked: Asked, tmp_path: Path) -> None:
    dossier, _ = asked
    ve = tmp_path / "ve"
    ve.mkdir()
    (ve / "Phòng A.pdf").write_bytes(b"%PDF-1.7")
    (ve / "Phòng B.xls").write_bytes(b"")
    done = run(ve, dossier)
    said = {finding.place.file: str(finding.message) for finding in done.findings if finding.code == "V272"}
    assert "PDF" in said["Phòng A.pdf"] and "LibreOffice" in said["Phòng B.xls"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_text_that_a_program_calls_xls_is_read_with_its_letters(asked: Asked, tmp_path: Path, encoding: str) -> None:
    dossier, _ = asked
    rows = [("Nội dung", "Trạng thái", "Kết quả"), *((w, "Hoàn thành", f"Tờ trình số {m}") for m, w, _ in tasks()[:3])]
    (tmp_path / "ve").mkdir()
    text = "\n".join("\t".join(row) for row in rows)
    (tmp_path / "ve" / "Phòng A.xls").write_text(text, encoding=encoding)
    (tmp_path / "ve" / "Phòng B.xls").write_bytes(b"\x81\x8d\x8f\x90 khong phai bang")
    done = run(tmp_path / "ve", dossier)
    assert {one.ma: one.after for one in done.changes if one.key == "ket_qua"} == {
        m: f"Tờ trình số {m}" for m, _, _ in tasks()[:3]
    }
    assert "Phòng B.xls" in {one.place.file for one in done.findings if one.severity.value != "lưu ý"}


def test_conflicts_are_decided_in_a_workbook(asked: Asked, tmp_path: Path) -> None:
    dossier, sent = asked
    book = openpyxl.load_workbook(dossier / "nv.xlsx")
    for row in (2, 3):
        book.active[f"F{row}"], book.active[f"G{row}"] = "Đang triển khai", "người khác ghi"
    book.save(dossier / "nv.xlsx")
    fill(sent["Phòng A"], tmp_path / "ve" / "a.xlsx")
    chosen = tmp_path / "quyet-dinh.xlsx"
    done = generator.collect(tmp_path / "ve", dossier, conflicts=chosen)
    assert done.exit_code == 7 and chosen in done.written
    with pytest.raises(UsageError):
        generator.collect(tmp_path / "ve", dossier, conflicts=chosen)
    book = openpyxl.load_workbook(chosen)
    rows = {row[1].value: row for row in book.active.iter_rows(min_row=2)}
    (first, second) = sorted(rows)
    assert "NV01" in first and "người khác ghi" in rows[first][3].value
    rows[first][5].value, rows[second][5].value = "tệp sửa", "dữ liệu"
    book.save(chosen)
    done = generator.collect(tmp_path / "ve", dossier, decisions=chosen)
    assert done.exit_code == 0 and {one.ma for one in done.changes} == {"NV01"}
    assert [task.text("ket_qua") for task in register_of(dossier).tasks[:2]] == ["Văn bản NV01", "người khác ghi"]


def test_four_times_the_rows_take_about_four_times_the_steps(tmp_path: Path) -> None:
    def steps(count: int, name: str) -> int:
        at = tmp_path / name
        rows = [(f"NV{n:03d}", f"Tham mưu triển khai Nghị quyết số {n}/NQ-CP", "Phòng A") for n in range(count)]
        dossier = dossier_at(at / "data" / "hs", rows=rows)
        fill(forms(dossier, at / "phieu")["Phòng A"], at / "ve" / "a.xlsx")
        return calls(lambda: run(at / "ve", dossier))

    steps(20, "first")  # what is remembered afterwards is no part of it
    assert steps(80, "many") < 5 * steps(20, "few")
