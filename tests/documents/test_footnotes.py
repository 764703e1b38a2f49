"""Footnotes from the data to Word and PDF, and back: real ones, never template code, told apart by redline and diff."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from lxml import etree
from office_files import validated
from pypdf import PdfReader

from generator.checking.check import check_package
from generator.commands.build import BuildOptions, build
from generator.commands.compare import RedlineOptions, compare_data, write_redline
from generator.ooxml import notes, package
from generator.ooxml.names import w
from generator.ooxml.resolved import resolved

DATA = """loai: quyet-dinh
co_quan: {ten: Sở Mẫu, ky_hieu: SM}
so: 5
ngay: 2026-01-05
dia_danh: Tỉnh X
trich_yeu: Thử
tham_quyen: Giám đốc Sở Mẫu
can_cu: [Theo đề nghị của Chánh Văn phòng]
noi_dung:
  - dieu: Lời văn^[Theo **báo cáo** số 05/BC-SM & {{ 7*7 }} < 5.] rồi tiếp theo như ở Phụ lục.
    tieu_de: Tiêu đề^[Của tiêu đề.]
  - luoi: [[A, "B^[Của ô.]"], ["1", "**2**"]]
  - dieu: Hết^[Cuối cùng.].
noi_nhan: ["Lưu: VT"]
ky: {chuc_vu: Giám đốc, ho_ten: Nguyễn Văn A}
kem_theo:
  - loai: phu-luc
    trich_yeu: Danh sách
    noi_dung:
      - Mỗi nơi một người^[Của phụ lục.].
"""
PLAIN = "\n".join(line.split("^[")[0] for line in DATA.splitlines() if "luoi" not in line)
SAID = ["Của tiêu đề.", "Theo báo cáo số 05/BC-SM & {{ 7*7 }} < 5.", "Của ô.", "Cuối cùng.", "Của phụ lục."]


def dossier(folder: Path, text: str = DATA) -> Path:
    folder.mkdir()
    (folder / "van-ban.yaml").write_text(text, encoding="utf-8")
    return folder


def made(source: Path, *formats: str) -> list[Path]:
    out = source.parent / f"out-{source.name}"
    options = BuildOptions(date(2026, 11, 22), datetime(2026, 11, 22), formats, out)
    return [output.path for output in build(source, options).outputs]


def shown(parts: dict[str, bytes], body: etree._Element) -> list[str]:
    """The notes that a body refers to, in its order."""
    known = notes.by_id(parts)
    found = (known[reference.get(w("id"))] for reference in body.iter(w("footnoteReference")))
    return ["".join(note.itertext()).strip() for note in found]


def body_of(parts: dict[str, bytes]) -> etree._Element:
    return etree.fromstring(parts["word/document.xml"]).find(w("body"))


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return dossier(tmp_path / "thu")


def test_word_has_real_footnotes(source: Path) -> None:
    (path,) = made(source, "docx")
    parts = package.read(path)
    assert shown(parts, body_of(parts)) == SAID
    assert not validated(path).errors
    known = {style.get(w("styleId")) for style in etree.fromstring(parts["word/styles.xml"])}
    assert {notes.TEXT, notes.NUMBER} <= known
    assert len(set(notes.by_id(parts))) == len(SAID)
    bold = [run for run in etree.fromstring(parts[notes.PART]).iter(w("r")) if run.find(f".//{w('b')}") is not None]
    assert ["".join(run.itertext()) for run in bold] == ["báo cáo"]


def test_a_document_without_footnotes_has_no_such_part(tmp_path: Path) -> None:
    plain = dossier(tmp_path / "khong", PLAIN)
    (path,) = made(plain, "docx")
    assert notes.PART not in package.read(path)


def test_pdf_shows_each_footnote_on_its_page(source: Path) -> None:
    (path,) = made(source, "pdf")
    first, second = (page.extract_text() for page in PdfReader(path).pages)
    assert [text for text in SAID if text in first] == SAID[:-1]
    assert SAID[-1] in second


def test_check_finds_nothing_wrong_with_them(source: Path) -> None:
    (path,) = made(source, "docx")
    _, found = check_package(package.read(path), shown_as=path.name)
    assert found == ()


def test_redline_marks_a_footnote_that_changed(source: Path, tmp_path: Path) -> None:
    changed = DATA.replace("Của ô.", "Của ô bên phải.").replace("  - dieu: Hết^[Cuối cùng.].", "  - dieu: Hết.")
    new = dossier(tmp_path / "moi", changed)
    target = tmp_path / "so-sanh.docx"
    write_redline(source, new, target, RedlineOptions("thử", datetime(2026, 11, 22)))
    parts = package.read(target)
    body = body_of(parts)
    assert shown(parts, resolved(body, "reject")) == SAID
    assert shown(parts, resolved(body, "accept")) == [SAID[0], SAID[1], "Của ô bên phải.", SAID[-1]]
    assert not validated(target).errors


def test_redline_against_a_state_without_footnotes(source: Path, tmp_path: Path) -> None:
    plain = dossier(tmp_path / "moi", PLAIN)
    target = tmp_path / "so-sanh.docx"
    write_redline(source, plain, target, RedlineOptions("thử", datetime(2026, 11, 22)))
    parts = package.read(target)
    assert shown(parts, resolved(body_of(parts), "reject")) == SAID
    assert shown(parts, resolved(body_of(parts), "accept")) == []
    assert not validated(target).errors


def test_diff_tells_of_texts_with_marks(source: Path, tmp_path: Path) -> None:
    changed = DATA.replace("Của tiêu đề.", "Của tiêu đề mới.").replace("rồi tiếp theo", "rồi lại tiếp")
    found, _ = compare_data(source, dossier(tmp_path / "moi", changed), date(2026, 1, 31))
    assert [(change.ma, change.before, change.after) for change in found if "chú thích" in change.ma] == [
        ("Nội dung 1, chú thích 1", "Của tiêu đề.", "Của tiêu đề mới.")
    ]
    assert len(found) == 2
