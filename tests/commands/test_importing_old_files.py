"""`vanban import` of files as they come: old fonts, tables that pages cut, changes still tracked."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

import generator
from generator.facts.old_letters import TCVN_TABLE, from_tcvn3, from_vni
from generator.reading.dossier import load_dossier
from generator.reading.registers import load_register
from generator.values.registers import Use, registers


def text_of(folder: Path) -> str:
    return (folder / "van-ban.yaml").read_text(encoding="utf-8")


def codes(made: generator.Made) -> set[str]:
    return {finding.code for finding in made.findings}


# --- old fonts --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "text"),
    [
        ("COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("Ñoäc laäp - Töï do - Haïnh phuùc", "Độc lập - Tự do - Hạnh phúc"),
        ("Thuû töôùng, ngöôøi, ñöôïc, kyõ thuaät, nghæ", "Thủ tướng, người, được, kỹ thuật, nghỉ"),
    ],
)
def test_vni_is_read_letter_by_letter(old, text):
    assert from_vni(old) == text


def test_every_letter_of_tcvn3_is_read():
    assert from_tcvn3("Céng hßa x· héi chñ nghÜa ViÖt Nam, §éc lËp - Tù do, ­u tiªn") == (
        "Cộng hòa xã hội chủ nghĩa Việt Nam, Độc lập - Tự do, ưu tiên"
    )
    assert from_tcvn3("kÕ ho¹ch", capitals=True) == "KẾ HOẠCH"
    assert len({from_tcvn3(f"a{chr(code)}") for code in TCVN_TABLE}) == len(TCVN_TABLE)


@pytest.mark.parametrize(
    ("font", "old", "text"),
    [
        (".VnTime", "§¬n vÞ chñ tr× b¸o c¸o kÕt qu¶", "Đơn vị chủ trì báo cáo kết quả"),
        (".VnTimeH", "kÕ ho¹ch", "KẾ HOẠCH"),
        ("VNI-Times", "Ñôn vò chuû trì baùo caùo", "Đơn vị chủ trì báo cáo"),
    ],
)
@pytest.mark.parametrize("by_style", [False, True])
def test_text_in_an_old_font_is_converted_and_said(tmp_path, font, old, text, by_style):
    document = Document()
    paragraph = document.add_paragraph("Mở đầu bằng Unicode. ")
    if by_style:
        style = document.styles.add_style("Cu", 1)
        style.font.name = font
        paragraph = document.add_paragraph(old, style="Cu")
    else:
        paragraph.add_run(old).font.name = font
    document.save(tmp_path / "cu.docx")
    made = generator.import_file(tmp_path / "cu.docx", tmp_path / "ho-so")
    assert text in text_of(tmp_path / "ho-so")
    assert "V357" in codes(made) and "V147" not in codes(made)


def test_a_run_typed_in_unicode_among_text_in_an_old_font_stays_and_is_said(tmp_path):
    """One letter of Unicode, put in by a later hand, does not keep the rest from being read."""
    document = Document()
    paragraph = document.add_paragraph()
    for text in ("§¬n vÞ chñ tr× b¸o c¸o", " Ủy ban", " kÕt qu¶ thùc hiÖn, göi Ủ"):
        paragraph.add_run(text).font.name = ".VnTime"
    document.save(str(tmp_path / "a.docx"))
    made = generator.import_file(tmp_path / "a.docx", tmp_path / "d")
    assert "Đơn vị chủ trì báo cáo Ủy ban kết quả thực hiện, gửi Ủ" in text_of(tmp_path / "d")
    assert {one.value for one in made.findings if one.code == "V357"} == {".VnTime", " Ủy ban"}
    assert "V147" not in codes(made)


def test_unicode_left_in_an_old_font_stays_as_it_is(tmp_path):
    document = Document()
    document.add_paragraph().add_run("Chữ Unicode là chữ đúng").font.name = ".VnTime"
    document.save(tmp_path / "moi.docx")
    made = generator.import_file(tmp_path / "moi.docx", tmp_path / "ho-so")
    assert "Chữ Unicode là chữ đúng" in text_of(tmp_path / "ho-so")
    assert "V357" not in codes(made)


# --- tables that pages cut --------------------------------------------------------------------------------------------

HEAD = ("TT", "Nhiệm vụ", "Đơn vị chủ trì")


def tables(folder: Path, *parts: tuple[tuple[str, ...], ...], between: str = "") -> Path:
    document = Document()
    document.add_paragraph("Giao các đơn vị:")
    for rows in parts:
        made = document.add_table(len(rows), len(rows[0]))
        for at, row in enumerate(rows):
            for column, text in enumerate(row):
                made.cell(at, column).text = text
        document.add_paragraph(between)
    document.save(folder / "bang.docx")
    return folder / "bang.docx"


FIRST = (HEAD, ("1", "Rà soát", "Văn phòng"), ("2", "Kiểm tra", "Thanh tra"))


@pytest.mark.parametrize("second", [(HEAD, ("3", "Báo cáo", "Văn phòng")), (("3", "Báo cáo", "Văn phòng"),)])
def test_a_table_cut_in_two_is_one(tmp_path, second):
    made = generator.import_file(tables(tmp_path, FIRST, second), tmp_path / "ho-so")
    (register,) = registers(load_dossier(tmp_path / "ho-so")[0], Use.TABLE)
    assert [task.text("noi_dung") for task in register.tasks] == ["Rà soát", "Kiểm tra", "Báo cáo"]
    assert "V358" in codes(made)
    assert "100 %" in str(made.next_steps[0])
    register, findings = load_register(tmp_path / "bang.docx", "bang.docx")
    assert len(register.tasks) == 3 and "V358" in {finding.code for finding in findings}


@pytest.mark.parametrize(
    "between", ["(tiếp theo)", "Bảng 1 (tiếp)", "Tiếp theo trang trước", "Bảng 2. Việc của Sở (tiếp theo)"]
)
@pytest.mark.parametrize("second", [(HEAD, ("x", "Báo cáo", "Văn phòng")), (("x", "Báo cáo", "Văn phòng"),)])
def test_a_line_that_says_that_a_table_goes_on_joins_it_and_is_said(tmp_path, second, between):
    made = generator.import_file(tables(tmp_path, FIRST, second, between=between), tmp_path / "ho-so")
    (register,) = registers(load_dossier(tmp_path / "ho-so")[0], Use.TABLE)
    assert [task.text("noi_dung") for task in register.tasks] == ["Rà soát", "Kiểm tra", "Báo cáo"]
    assert between in [finding.value for finding in made.findings if finding.code == "V358"]


@pytest.mark.parametrize(
    ("second", "between"),
    [
        ((HEAD, ("1", "Việc khác", "Văn phòng")), "Bảng thứ hai:"),
        ((("1", "Việc khác", "Văn phòng"),), ""),
        ((("Ngày", "Nơi", "Ghi chú"), ("3", "b", "c")), ""),
        ((HEAD,), ""),
    ],
)
def test_tables_of_their_own_stay_two(tmp_path, second, between):
    made = generator.import_file(tables(tmp_path, FIRST, second, between=between), tmp_path / "ho-so")
    assert "V358" not in codes(made)


# --- changes still tracked --------------------------------------------------------------------------------------------


def tracked(folder: Path) -> Path:
    document = Document()
    paragraph = document.add_paragraph("Giao đơn vị báo cáo ")
    said = {"w:id": "1", "w:author": "A", "w:date": "2026-01-01T00:00:00Z"}
    attributes = " ".join(f'{key}="{value}"' for key, value in said.items())
    for tag, text, word in (("ins", "t", "hằng tuần"), ("del", "delText", "hằng tháng")):
        run = f"<w:r><w:{text}>{word}</w:{text}></w:r>"
        paragraph._p.append(parse_xml(f"<w:{tag} {nsdecls('w')} {attributes}>{run}</w:{tag}>"))
    document.save(folder / "sua.docx")
    return folder / "sua.docx"


@pytest.mark.parametrize(("revisions", "kept", "gone"), [("accept", "tuần", "tháng"), ("reject", "tháng", "tuần")])
def test_tracked_changes_are_taken_or_left_as_asked_and_said(tmp_path, revisions, kept, gone):
    made = generator.import_file(tracked(tmp_path), tmp_path / "ho-so", revisions=revisions)
    text = text_of(tmp_path / "ho-so")
    assert f"hằng {kept}" in text and f"hằng {gone}" not in text
    assert any("Track Changes" in str(finding.message) for finding in made.findings)
    assert "100 %" in str(made.next_steps[0])


# --- what a form does not allow ---------------------------------------------------------------------------------------


def test_what_the_form_does_not_allow_is_kept_as_text(tmp_path):
    """A plan that two sign: nothing is lost, nothing is refused."""
    document = Document()
    heading = document.add_table(2, 2)
    heading.cell(0, 0).text, heading.cell(0, 1).text = "SỞ TƯ PHÁP MẪU", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    heading.cell(1, 0).text, heading.cell(1, 1).text = "Số: 12/KH-STP", "Tỉnh Mẫu, ngày 05 tháng 01 năm 2026"
    document.add_paragraph("KẾ HOẠCH").runs[0].bold = True
    document.add_paragraph("Rà soát văn bản")
    document.add_paragraph("Các đơn vị thực hiện kế hoạch này.")
    signed = document.add_table(3, 2)
    for column, (title, name) in enumerate((("GIÁM ĐỐC", "Nguyễn Văn A"), ("CHỦ TỊCH", "Trần Văn B"))):
        signed.cell(0, column).text, signed.cell(2, column).text = title, name
        signed.cell(0, column).paragraphs[0].runs[0].bold = True
    document.save(tmp_path / "hai-nguoi.docx")
    made = generator.import_file(tmp_path / "hai-nguoi.docx", tmp_path / "ho-so")
    assert "V246" in codes(made) and "V253" not in codes(made)
    text = text_of(tmp_path / "ho-so")
    assert all(word in text for word in ("loai: ke-hoach", "so: 12", "Nguyễn Văn A", "Trần Văn B"))
    assert "100 %" in str(made.next_steps[0])
