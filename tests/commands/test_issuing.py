"""A dossier issued: refused with the places while something is open, else number and date in, the set kept for good."""

from __future__ import annotations

import json
import re
import shutil
import stat
from datetime import date
from pathlib import Path
from typing import Any

import docx
import openpyxl
import page
import pytest
from docx.shared import RGBColor

import generator
from generator.commands import issue as issuing
from generator.commands.issue import IssueOptions, issue
from generator.commands.issuing import hindrances
from generator.face.cli import run
from generator.keeping import issued
from generator.reading.dossier import load_dossier
from generator.values.errors import InputError, UsageError
from generator.values.findings import Finding, Place, Severity, msg

DAY = date(2026, 11, 30)
TEXT = "Sở Mẫu báo cáo kết quả thực hiện các nhiệm vụ được giao trong kỳ."


def dossier_at(folder: Path, *, body: str = f"noi_dung: ['{TEXT}']", version: str = "", more: str = "") -> Path:
    folder.mkdir(parents=True)
    book = openpyxl.Workbook()
    book.active.append(("Mã", "STT", "Nội dung", "Đơn vị chủ trì", "Thời hạn", "Giải trình"))
    book.active.append(("NV01", "1", "Rà soát danh mục hồ sơ của cơ quan", "Văn phòng", "31/12/2026", "Chờ số"))
    book.save(folder / "nv.xlsx")
    (folder / "van-ban.yaml").write_text(
        "# ghi chú của người soạn\nloai: bao-cao\nco_quan: {ten: Sở Mẫu, ky_hieu: SM}\nso:\nngay: 2026-11\n"
        f"{version}dia_danh: Tỉnh X\ntrich_yeu: Kết quả thực hiện nhiệm vụ\n{body}\n"
        'noi_nhan: [Ủy ban nhân dân tỉnh X, "Lưu: VT"]\nky: {chuc_vu: Giám đốc, ho_ten: Trần Văn Mẫu}\n'
        f"kem_theo:\n  - {{loai: phu-luc, trich_yeu: Danh mục nhiệm vụ, bang: {{nguon: nv.xlsx}}}}\n{more}",
        "utf-8",
    )
    return folder


def options(**more: Any) -> IssueOptions:
    from datetime import datetime

    return IssueOptions(123, DAY, datetime(2026, 11, 30, 9), **{"formats": ("docx", "xlsx"), **more})


def codes(result: issuing.Issued) -> set[str]:
    return {finding.code for finding in result.findings if finding.severity is Severity.ERROR}


def test_number_and_date_go_in_and_the_set_is_kept_read_only(tmp_path: Path) -> None:
    folder = dossier_at(tmp_path / "bc", version="ban: trinh\n")
    result = issue(folder, options())
    assert result.exit_code == 0 and not result.refused, result.findings
    text = (folder / "van-ban.yaml").read_text("utf-8")
    assert "# ghi chú của người soạn" in text and "so: 123\n" in text and "ngay: 2026-11-30\n" in text
    assert "ban: phat-hanh\n" in text
    kept = folder / "phat-hanh" / "123-2026-11-30"
    assert result.folder == kept and sorted(path.name for path in kept.iterdir()) == ["bc.docx", "bc.xlsx"]
    assert {path.stat().st_mode & 0o222 for path in kept.iterdir()} == {0}
    (listed,) = issued.load(folder)
    assert (listed.number, listed.dated, listed.reason) == (123, "2026-11-30", "")
    assert not issued.changed(folder, listed)
    words = "\n".join(
        p.text for t in docx.Document(str(kept / "bc.docx")).tables for c in t._cells for p in c.paragraphs
    )
    assert "Số: 123/BC-SM" in words and "ngày 30 tháng 11 năm 2026" in words
    assert "Giải trình" not in words and "DỰ THẢO" not in words and "Chờ số" not in words
    assert [path.name for path in folder.glob(".vanban-*")] == []


def test_issuing_again_says_what_exists_and_another_number_needs_a_reason(tmp_path: Path) -> None:
    folder = dossier_at(tmp_path / "bc")
    first = issue(folder, options())
    again = issue(folder, options())
    assert again.standing and again.files == first.files and not again.findings
    other = IssueOptions(124, DAY, options().now, formats=("docx",))
    with pytest.raises(UsageError) as failure:
        issue(folder, other)
    assert [finding.code for finding in failure.value.findings] == ["V302"]
    second = issue(folder, IssueOptions(124, DAY, options().now, "đính chính", formats=("docx",)))
    assert second.folder and second.folder.name == "124-2026-11-30"
    assert [(one.number, one.reason) for one in issued.load(folder)] == [(123, ""), (124, "đính chính")]
    changed = first.files[0]
    changed.chmod(stat.S_IRUSR | stat.S_IWUSR)
    assert not issued.changed(folder, issued.load(folder)[0])
    changed.write_bytes(b"x")
    assert issued.changed(folder, issued.load(folder)[0]) == (changed.name,)


def red(document: Any) -> None:
    document.add_paragraph().add_run("Đoạn còn phải sửa.").font.color.rgb = RGBColor(0xFF, 0, 0)


def comment(document: Any) -> None:
    paragraph = document.add_paragraph("Đoạn có bình luận.")
    document.add_comment(paragraph.runs, text="Xem lại số này", author="Phòng A")


def tracked(document: Any) -> None:
    from lxml import etree

    paragraph = document.add_paragraph("Đoạn có chữ ")._p
    name = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    made = etree.SubElement(paragraph, f"{name}ins")
    made.set(f"{name}author", "Phòng A")
    run_ = etree.SubElement(made, f"{name}r")
    etree.SubElement(run_, f"{name}t").text = "thêm vào"


@pytest.mark.parametrize(("change", "code", "words"), [
    (red, "V308", "Đoạn còn phải sửa."), (comment, "V306", "Xem lại số này"), (tracked, "V307", "thêm vào"),
])  # fmt: skip
def test_a_draft_that_is_still_worked_at_is_not_issued(tmp_path: Path, change: Any, code: str, words: str) -> None:
    folder = dossier_at(tmp_path / "bc", body="noi_dung: noi-dung.docx")
    document = docx.Document()
    document.add_paragraph(TEXT)
    change(document)
    document.save(str(folder / "noi-dung.docx"))
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    result = issue(folder, options())
    assert result.refused and result.exit_code == 1 and code in codes(result)
    (found,) = (finding for finding in result.findings if finding.code == code)
    assert found.place.file.endswith("noi-dung.docx") and words in found.value
    after = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name != ".vanban.khoa"}
    assert after == {path: data for path, data in before.items() if path.name != ".vanban.khoa"}


@pytest.mark.parametrize(
    ("text", "waits"),
    [
        ("Đã xử lý […] hồ sơ.", True),
        ("Đã xử lý [...] hồ sơ.", True),
        ("Căn cứ Quyết định số …/QĐ-UBND của tỉnh.", True),
        ("Ngày … tháng … năm 2026.", True),
        ("Đạt tỷ lệ ..... so với kế hoạch.", True),
        ("Gồm các bộ, ngành, địa phương, … và các tổ chức.", False),
        ("Gồm kinh phí, nhân lực, v.v…", False),
        ("Theo lời dẫn “… theo quy định của pháp luật”.", False),
        ("Gồm bộ, ngành…, địa phương.", True),
        (TEXT, False),
    ],
)
def test_dots_that_wait_for_a_text_are_told_from_and_so_on(tmp_path: Path, text: str, waits: bool) -> None:
    result = issue(
        dossier_at(tmp_path / "bc", body=f"noi_dung:\n  - {json.dumps(text, ensure_ascii=False)}"), options()
    )
    assert ("V305" in codes(result)) is waits, result.findings
    assert "[" not in text or [one.code for one in result.findings].count("V305") == 1
    if waits:
        place = next(finding.place for finding in result.findings if finding.code == "V305")
        assert place.file.endswith("van-ban.yaml") and place.line


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("ho_ten: Trần Văn Mẫu", "ho_ten: Họ và tên", "ky.ho_ten"),
        ("dia_danh: Tỉnh X\n", "", "dia_danh"),
        ("trich_yeu: Kết quả thực hiện nhiệm vụ\n", "", "trich_yeu"),
        ('noi_nhan: [Ủy ban nhân dân tỉnh X, "Lưu: VT"]\n', "", "noi_nhan"),
    ],
)
def test_an_empty_required_field_is_named(tmp_path: Path, old: str, new: str, key: str) -> None:
    folder = dossier_at(tmp_path / "bc")
    file = folder / "van-ban.yaml"
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    result = issue(folder, options())
    assert result.refused and key in "\n".join(str(one.message) for one in result.findings if one.code == "V304")


def test_red_cells_and_lint_errors_stand_in_the_way(tmp_path: Path) -> None:
    folder = dossier_at(tmp_path / "bc", body="noi_dung: ['Theo Quyết định số 12/QĐ-UBND ngày 31/02/2026 của tỉnh.']")
    book = openpyxl.load_workbook(folder / "nv.xlsx")
    book.active["C2"].font = openpyxl.styles.Font(color="FFC00000")
    book.save(folder / "nv.xlsx")
    result = issue(folder, options())
    (found,) = (finding for finding in result.findings if finding.code == "V308")
    assert found.place.cell == "C2" and found.place.file.endswith("nv.xlsx")
    assert any(code.startswith("L") for code in codes(result))


@pytest.mark.parametrize(
    ("cell", "author", "stands"),
    [("C2", "Phòng A", True), ("G2", "", True), ("C2", "vanban", True), ("C1", "Phòng A", True),
     # What explains a column, as we write it and as another program saves it anew.
     ("C1", "vanban", False), ("C1", " ", False)],
)  # fmt: skip
def test_a_comment_on_a_cell_of_the_table_stands_in_the_way(
    tmp_path: Path, cell: str, author: str, stands: bool
) -> None:
    folder = dossier_at(tmp_path / "bc")
    book = openpyxl.load_workbook(folder / "nv.xlsx")
    book.active[cell].comment = openpyxl.comments.Comment("Hỏi lại Phòng B số này", author)
    other = book.create_sheet("Nháp")
    other["A1"].comment = openpyxl.comments.Comment("không in", "Phòng A")
    book.save(folder / "nv.xlsx")
    result = issue(folder, options())
    found = [one for one in result.findings if one.code == "V306"]
    assert result.refused is stands and [one.place.cell for one in found] == ([cell] if stands else [])
    for one in found:
        assert one.place.file.endswith("nv.xlsx") and one.place.sheet == "Sheet" and "Hỏi lại Phòng B" in one.value


def test_a_comment_on_the_sheet_of_figures_stands_in_the_way(tmp_path: Path) -> None:
    from generator.books.figure_sheet import figure_book
    from generator.values.figures import SheetFigure

    body = "so_lieu: so-lieu.xlsx\nnoi_dung: ['Trong tháng 11/2026 đã giải quyết {hs} hồ sơ.']"
    folder = dossier_at(tmp_path / "bc", body=body)
    (folder / "so-lieu.xlsx").write_bytes(figure_book((SheetFigure("hs", "Hồ sơ", now="12"),)))
    assert "V306" not in codes(issue(folder, options(reason="thử")))
    book = openpyxl.load_workbook(folder / "so-lieu.xlsx")
    book.active["B2"].comment = openpyxl.comments.Comment("số của ai?", "Phòng A")
    book.save(folder / "so-lieu.xlsx")
    result = issue(folder, options(reason="thử lại"))
    (found,) = (one for one in result.findings if one.code == "V306")
    assert (Path(found.place.file).name, found.place.cell) == ("so-lieu.xlsx", "B2")


def test_it_goes_out_all_the_same_with_a_reason_that_is_kept(tmp_path: Path) -> None:
    folder = dossier_at(tmp_path / "bc", body="noi_dung: ['Đã xử lý […] hồ sơ của các đơn vị.']")
    result = issue(folder, options(reason="lãnh đạo đồng ý phát hành"))
    assert not result.refused and {finding.severity for finding in result.findings} <= {Severity.WARNING, Severity.NOTE}
    (listed,) = issued.load(folder)
    assert listed.reason == "lãnh đạo đồng ý phát hành" and "V305" in listed.overruled[0]


def test_another_check_hooks_into_the_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(leaving: hindrances.Leaving) -> Any:
        yield Finding("V305", Severity.ERROR, Place(leaving.dossier.name), msg("Chưa."))

    monkeypatch.setattr(hindrances, "HINDRANCES", (never,))
    assert [str(one.message) for one in issue(dossier_at(tmp_path / "bc"), options()).findings] == ["Chưa."]


def test_a_workbook_dossier_takes_number_and_date_in_its_cells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["init", "--xlsx"]) == 0
    folder = tmp_path / "data" / "ho-so-mau"
    before, _ = load_dossier(folder)
    issue(folder, options(reason="thử"))
    after, _ = load_dossier(folder)
    assert (after.document.number, after.document.dated.day) == (123, 30)
    assert after.document.subject == before.document.subject and after.document.body == before.document.body


def test_redline_and_diff_of_a_dossier_alone_are_against_what_was_issued(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = dossier_at(tmp_path / "bc")
    assert run(["redline", str(folder), "-o", str(tmp_path / "x.docx")]) == 2
    assert "chưa phát hành" in capsys.readouterr().err
    issue(folder, options())
    assert run(["diff", str(folder)]) == 0
    assert "trong kỳ" not in capsys.readouterr().out
    file = folder / "van-ban.yaml"
    file.write_text(file.read_text("utf-8").replace("trong kỳ", "trong tháng 11"), "utf-8")
    assert run(["diff", str(folder)]) == 0
    assert "trong tháng 11" in capsys.readouterr().out
    assert run(["redline", str(folder), "-o", str(tmp_path / "x.docx")]) == 0
    assert (tmp_path / "x.docx").is_file()


def test_the_next_period_starts_without_what_was_issued_and_as_a_draft_again(tmp_path: Path) -> None:
    folder = dossier_at(tmp_path / "bc", version="ban: trinh\nky_bao_cao: {loai: thang, ngay: 2026-11}\n")
    issue(folder, options())
    made, *_ = generator.roll(folder).files
    text = made.read_text("utf-8")
    assert "so:\n" in text and "ban: trinh\n" in text and not (made.parent / "phat-hanh").exists()


def test_a_list_that_is_broken_is_not_written_over(tmp_path: Path) -> None:
    folder = dossier_at(tmp_path / "bc")
    issue(folder, options())
    (folder / "phat-hanh" / "danh-sach.json").write_text("{", "utf-8")
    with pytest.raises(InputError) as failure:
        issue(folder, options())
    assert [finding.code for finding in failure.value.findings] == ["V309"]


def test_where_the_source_cannot_be_written_nothing_is_issued(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = dossier_at(tmp_path / "bc")

    def full(_: object) -> None:
        raise OSError("đầy đĩa")

    monkeypatch.setattr(issuing.sources, "replace", full)
    with pytest.raises(OSError, match="đầy đĩa"):
        issue(folder, options())
    assert issued.load(folder) == () and not (folder / "phat-hanh").exists()


OF_LENGTH = "a stream /Length does not match its raw content length"


def ends_in_a_return(pdf: bytes) -> bool:
    """Whether all streams are as long as they say and one ends with a carriage return, which the validator takes for
    the line end behind it: once in some fifty files, as what is packed has the time in it."""
    numbers = {int(one): int(length) for one, length in re.findall(rb"(?m)^(\d+) 0 obj\s+(\d+)\s+endobj", pdf)}
    ends = []
    for stream in re.finditer(rb"/Length (\d+)( 0 R)?(?:(?!endobj).)*?>>\s*stream\r?\n", pdf, re.DOTALL):
        length = numbers[int(stream[1])] if stream[2] else int(stream[1])
        ends.append(pdf[stream.end() + length - 1 : stream.end() + length + 12])
    return all(re.match(rb".\r?\n?endstream", end, re.DOTALL) for end in ends) and any(end[:1] == b"\r" for end in ends)


def test_the_pdf_is_of_the_kind_that_is_kept_for_good(tmp_path: Path) -> None:
    result = generator.issue(dossier_at(tmp_path / "bc"), 123, DAY)
    assert not result.refused, result.findings
    (pdf,) = (path for path in result.files if path.suffix == ".pdf")
    said = [failure.message for failure in page.validate_pdf(pdf, profile="2b").failures]
    assert said == [] or (said == [OF_LENGTH] and ends_in_a_return(pdf.read_bytes())), said
    broken = tmp_path / "hong.pdf"
    broken.write_bytes(pdf.read_bytes().replace(b"pdfaid:part", b"pdfaid:port"))
    assert not page.is_pdf_compliant(broken, profile="2b")
    shutil.rmtree(result.files[0].parent, ignore_errors=True)
