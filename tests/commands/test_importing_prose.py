"""`vanban import FILE --nhiem-vu`: tasks given in prose as rows that are no tasks until a person confirms them."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from conftest import ROOT, options
from docx import Document
from test_importing_into import register

import generator
from generator.commands.build import build, read_dossier
from generator.face.cli import run
from generator.ooxml import package
from generator.ooxml.body import paragraphs, walk
from generator.ooxml.word_file import body_of
from generator.reading.registers import load_register
from generator.values.errors import InputError, UsageError

TEXT = (
    "Sáng ngày 10 tháng 3 năm 2026, Phó Chủ tịch Ủy ban nhân dân tỉnh chủ trì cuộc họp nghe báo cáo tiến độ dự án.",
    "Sau khi nghe ý kiến, Phó Chủ tịch Ủy ban nhân dân tỉnh kết luận như sau:",
    "1. Giao Sở Tài chính chủ trì, phối hợp với Sở Xây dựng rà soát các dự án chậm tiến độ, hoàn thành trước ngày "
    "15/6/2026.",
    "2. Sở Y tế:",
    "a) Hoàn thiện hồ sơ bệnh viện, gửi Sở Tài chính trong tháng 4/2026;",
    "b) Báo cáo Ủy ban nhân dân tỉnh kết quả.",
    "3. Các đơn vị cần quan tâm công tác này.",
)


def conclusion(folder: Path, texts=TEXT) -> Path:
    """A thông báo as people type it, with these paragraphs."""
    document = Document()
    heading = document.add_table(1, 2)
    heading.cell(0, 0).text = "ỦY BAN NHÂN DÂN TỈNH MẪU\nVĂN PHÒNG\nSố: 45/TB-VP"
    heading.cell(
        0, 1
    ).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nMẫu, ngày 12 tháng 3 năm 2026"
    for text in ("THÔNG BÁO", "Kết luận tại cuộc họp về tiến độ dự án", *texts):
        document.add_paragraph(text)
    end = document.add_table(1, 2)
    end.cell(0, 0).text = "Nơi nhận:\n- Như trên;\n- Lưu: VT."
    end.cell(0, 1).text = "CHÁNH VĂN PHÒNG\n\n\nNgười Ký"
    file = folder / "ket-luan.docx"
    document.save(str(file))
    return file


def rows(book: Path) -> list[dict[str, str]]:
    sheet = openpyxl.load_workbook(book).active
    titles, *found = sheet.iter_rows(values_only=True)
    return [dict(zip(titles, row, strict=True)) for row in found]


def seen(file: Path) -> dict[str, str]:
    """The paragraphs of a Word file by their place."""
    body = body_of(package.read(file, shown_as="x"), shown_as="x")
    return {str(one.place): "".join(one.element.itertext()) for one in paragraphs(walk(body, "accept"))}


def test_each_task_is_a_row_that_quotes_its_paragraph_and_says_that_it_is_a_proposal(tmp_path):
    file = conclusion(tmp_path)
    made = generator.import_prose(file, tmp_path / "de-xuat")
    book = tmp_path / "de-xuat" / "nhiem-vu.xlsx"
    assert made.files == (book,)
    found = rows(book)
    assert [(row["Nội dung, nhiệm vụ"], row["Đơn vị chủ trì"], row["Thời gian hoàn thành"]) for row in found] == [
        ("Rà soát các dự án chậm tiến độ", "Sở Tài chính", "Trước ngày 15/6/2026"),
        ("Hoàn thiện hồ sơ bệnh viện, gửi Sở Tài chính", "Sở Y tế", "Trong tháng 4/2026"),
        ("Báo cáo Ủy ban nhân dân tỉnh kết quả", "Sở Y tế", None),
    ]
    assert {row["Đề xuất, chờ nhận"] for row in found} == {"đề xuất"}
    told = seen(file)
    for row in found:
        for line in row["Trích nguyên văn"].split("\n"):
            place, _, text = line.removeprefix("[").partition("] ")
            assert text == told[place]
        assert row["Nguồn"].startswith("Thông báo số 45/TB-VP ngày 12/3/2026, đoạn ")
    (left,) = [one for one in made.findings if one.code == "V341"]
    assert left.value == TEXT[-1]


def test_rows_for_a_register_are_marked_there_and_the_rows_that_were_there_stay(tmp_path):
    file, book = conclusion(tmp_path), register(tmp_path)
    before = rows(book)
    generator.import_prose(file, register=book)
    after = rows(book)
    assert [{key: row[key] for key in before[0]} for row in after[:2]] == before
    assert [row["Mã"] for row in after[2:]] == ["NV013", "NV014", "NV015"]
    assert all(row["Đề xuất, chờ nhận"] == "đề xuất" and row["Trích nguyên văn"] for row in after[2:])
    tasks = load_register(book, "x")[0].tasks
    assert [task.proposed for task in tasks] == [False, False, True, True, True]


def dossier(folder: Path) -> Path:
    """A plan of the proposals, printed as the workbook stands."""
    made = folder / "ho-so"
    shutil.copytree(ROOT / "tests" / "ho-so" / "ke-hoach", made)
    text = (
        "loai: ke-hoach\nco_quan: {ten: Sở Mẫu, ky_hieu: SM}\ntrich_yeu: Thực hiện kết luận\ndia_danh: Mẫu\n"
        "noi_dung:\n  - bang: {nguon: nhiem-vu.xlsx}\nnoi_nhan: [Như trên]\nky: {chuc_vu: Giám đốc}\n"
    )
    (made / "van-ban.yaml").write_text(text, encoding="utf-8")
    generator.import_prose(conclusion(folder), made)
    return made


def accepted(book: Path, row: int, text: str | None) -> None:
    sheet = openpyxl.load_workbook(book)
    sheet.active.cell(row, 8).value = text
    sheet.save(book)


def test_a_proposal_is_not_printed_not_asked_about_and_said_until_it_is_confirmed(tmp_path):
    folder = dossier(tmp_path)
    book = folder / "nhiem-vu.xlsx"
    with pytest.raises(InputError) as failure:
        build(folder, options(tmp_path / "out", formats=("docx",)))
    assert {finding.code for finding in failure.value.findings} >= {"V165"}
    accepted(book, 2, None)
    accepted(book, 3, "Nhận")
    accepted(book, 4, "chưa rõ")
    result = build(folder, options(tmp_path / "out", formats=("docx",)))
    (said,) = [finding for finding in result.findings if finding.code == "V340"]
    assert "C4" in str(said.message)
    text = "\n".join(seen(result.outputs[0].path).values())
    assert "Rà soát các dự án chậm tiến độ" in text and "Hoàn thiện hồ sơ bệnh viện" in text
    assert "Báo cáo Ủy ban nhân dân tỉnh kết quả" not in text
    assert "[đoạn" not in text and "Đề xuất, chờ nhận" not in text
    lint = [finding.place.cell for finding in generator.lint(folder).findings if finding.code == "L413"]
    assert lint == ["H4"]
    generator.forms(folder, tmp_path / "phieu", date(2026, 6, 1))
    asked = [
        str(cell.value)
        for form in (tmp_path / "phieu").glob("*.xlsx")
        for sheet in openpyxl.load_workbook(form)
        for row in sheet.iter_rows()
        for cell in row
        if cell.value
    ]
    assert any("Rà soát các dự án" in text for text in asked)
    assert not any("kết quả" in text and "Ủy ban nhân dân tỉnh" in text for text in asked)
    assert len(read_dossier(folder)[0].document.body[0].table.register.tasks) == 3


def test_a_text_that_gives_nothing_says_so_and_writes_nothing(tmp_path):
    file = conclusion(tmp_path, TEXT[:2])
    with pytest.raises(InputError) as failure:
        generator.import_prose(file, tmp_path / "x.xlsx")
    assert [finding.code for finding in failure.value.findings] == ["V342"]
    assert not (tmp_path / "x.xlsx").exists()
    (tmp_path / "x.xlsx").write_bytes(b"")
    with pytest.raises(UsageError) as refused:
        generator.import_prose(file, tmp_path / "x.xlsx")
    assert [finding.code for finding in refused.value.findings] == ["V150"]


def test_only_the_tasks_of_a_unit(tmp_path):
    made = generator.import_prose(
        conclusion(tmp_path, (*TEXT, "4. Giao Bộ Y tế hướng dẫn.")), tmp_path / "x.xlsx", unit="Bộ Y tế"
    )
    assert [row["Nội dung, nhiệm vụ"] for row in rows(made.files[0])] == ["Hướng dẫn"]


def test_the_command(tmp_path, capsys):
    file = conclusion(tmp_path)
    assert run(["import", str(file), "--nhiem-vu", "--to", str(tmp_path / "x.xlsx")]) == 0
    assert "3 dòng đề xuất" in capsys.readouterr().err
    assert run(["import", str(file), "--nhiem-vu"]) == 2


def test_a_table_that_only_lays_text_out_is_read_and_one_of_tasks_is_not(tmp_path):
    document = Document(str(conclusion(tmp_path)))
    end = document.tables[-1]._tbl
    for given in (
        (("Về đầu tư", "Giao Ban Quản lý dự án hoàn thành giải phóng mặt bằng trước ngày 30/6/2026."),),
        (("TT", "Nhiệm vụ", "Đơn vị chủ trì"), ("1", "Giao Sở Mẫu báo cáo trước ngày 1/7/2026.", "Sở Mẫu")),
    ):
        table = document.add_table(len(given), len(given[0]))
        for at, row in enumerate(given):
            for column, text in enumerate(row):
                table.cell(at, column).text = text
        end.addprevious(table._tbl)
        end.addprevious(document.add_paragraph("Tiếp theo:")._p)
    document.save(str(tmp_path / "bang.docx"))
    made = generator.import_prose(tmp_path / "bang.docx", target=tmp_path / "de-xuat.xlsx")
    texts = [row["Nội dung, nhiệm vụ"] for row in rows(tmp_path / "de-xuat.xlsx")]
    assert "Hoàn thành giải phóng mặt bằng" in texts and not any("Sở Mẫu" in text for text in texts)
    assert any("Bảng nhiệm vụ" in str(step) for step in made.next_steps)
