"""Redline of documents with pictures: those of the old file come along, the same ones stay unmarked."""

from __future__ import annotations

import io
import shutil
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

import pytest
from lxml import etree
from office_files import validated

from generator.commands.compare import word_parts
from generator.merging.redline.redline import redline
from generator.ooxml import package
from generator.ooxml.names import A, r, w
from generator.ooxml.resolved import resolved
from generator.values.errors import InputError

DATA = Path(__file__).parents[2] / "data"
NOW = datetime(2025, 1, 31)
REPORT = """loai: bao-cao
co_quan: {ten: Sở Mẫu, ky_hieu: SM}
trich_yeu: Kết quả
noi_dung:
  - doan: Kết quả như sau
  - bieu_do: {nguon: nhiem-vu.xlsx}
    tieu_de: Theo tình trạng
  - doan: Sở Mẫu tiếp tục theo dõi
ky: {chuc_vu: Giám đốc, ho_ten: Họ và tên}
noi_nhan: ["Lưu: VT"]
"""


@pytest.fixture
def report(tmp_path: Path) -> Path:
    folder = tmp_path / "data" / "bao-cao"
    folder.mkdir(parents=True)
    shutil.copy(DATA / "phu-luc-hcmc" / "nhiem-vu.xlsx", folder)
    (folder / "van-ban.yaml").write_text(REPORT, encoding="utf-8")
    return folder


def body(parts: Mapping[str, bytes]) -> etree._Element:
    return package.parse_xml(parts["word/document.xml"], shown_as="a", part="d").find(w("body"))


def shown(parts: Mapping[str, bytes], element: etree._Element) -> list[bytes]:
    """The pictures that a body shows, as their bytes."""
    relationships = package.parse_xml(parts["word/_rels/document.xml.rels"], shown_as="a", part="r")
    targets = {one.get("Id"): f"word/{one.get('Target')}" for one in relationships}
    return [parts[targets[blip.get(r("embed"))]] for blip in element.iter(f"{{{A}}}blip")]


def test_another_chart_is_deleted_and_inserted(report: Path, tmp_path: Path) -> None:
    old, new = (word_parts(report, day) for day in (date(2023, 12, 31), date(2024, 12, 31)))
    parts = redline(old, new, author="A", now=NOW, shown_as=("a", "b")).parts
    assert shown(parts, resolved(body(parts), "accept")) == shown(new, body(new))
    assert shown(parts, resolved(body(parts), "reject")) == shown(old, body(old))
    assert shown(old, body(old)) != shown(new, body(new))
    made = io.BytesIO()
    package.write(made, parts)
    (tmp_path / "a.docx").write_bytes(made.getvalue())
    assert validated(tmp_path / "a.docx").is_valid


def test_the_same_chart_is_not_marked(report: Path) -> None:
    old = word_parts(report, date(2024, 12, 31))
    text = (report / "van-ban.yaml").read_text(encoding="utf-8").replace("Kết quả như sau", "Kết quả cụ thể như sau")
    (report / "van-ban.yaml").write_text(text, encoding="utf-8")
    new = word_parts(report, date(2024, 12, 31))
    parts = redline(old, new, author="A", now=NOW, shown_as=("a", "b")).parts
    marked = [
        mark for mark in body(parts).iter(w("ins"), w("del")) if next(mark.iter(f"{{{A}}}blip"), None) is not None
    ]
    assert marked == [] and {name for name in parts if "/media/" in name} == {name for name in new if "/media/" in name}


def test_embedded_objects_stay_refused(report: Path) -> None:
    old = word_parts(report, date(2024, 12, 31))
    embedded = (
        b'<w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" r:id="rId1" '
        b'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/></w:object></w:r>'
    )
    linked = {
        **old,
        "word/document.xml": old["word/document.xml"].replace(b"</w:pPr><w:r>", b"</w:pPr>" + embedded + b"<w:r>", 1),
    }
    with pytest.raises(InputError) as caught:
        redline(linked, old, author="A", now=NOW, shown_as=("a", "b"))
    assert [finding.code for finding in caught.value.findings] == ["V093"]
