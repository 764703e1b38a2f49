"""Templates that LibreOffice or WPS saved: styles known by name, rules of the same length, values as Word has them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from docx.oxml.ns import qn
from lxml import etree
from office_files import validated
from word_files import planned_142

from generator.facts.resources import templates_dir
from generator.rendering.templates.docx_template import Library
from generator.rendering.word.document import WordRenderer

STOCK = templates_dir() / "docx"
REFERENCES = ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link")


def as_libreoffice(name: str, _: int) -> str:
    """LibreOffice keeps the letters of a name that are ASCII."""
    return "".join(letter for letter in name.title() if letter.isascii() and letter.isalnum())


def as_wps(_: str, number: int) -> str:
    """WPS counts."""
    return str(number) if number < 10 else f"a{number}"


def saved_again(source: Path, target: Path, named: Callable[[str, int], str]) -> None:
    """A template with other ids of its styles, and with what LibreOffice writes where Word writes otherwise."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(source) as package, zipfile.ZipFile(target, "w") as made:
        styles = etree.fromstring(package.read("word/styles.xml"))
        ids: dict[str, str] = {}
        for number, style in enumerate(styles.iter(qn("w:style")), start=1):
            wanted = named(style.find(qn("w:name")).get(qn("w:val")), number)
            ids[style.get(qn("w:styleId"))] = f"{wanted}{number}" if wanted in ids.values() else wanted
        for name in package.namelist():
            data = package.read(name)
            if name.startswith("word/") and name.endswith(".xml"):
                root = etree.fromstring(data)
                for element in root.iter(*(qn(f"w:{tag}") for tag in REFERENCES)):
                    element.set(qn("w:val"), ids[element.get(qn("w:val"))])
                for style in root.iter(qn("w:style")):
                    style.set(qn("w:styleId"), ids[style.get(qn("w:styleId"))])
                for grid in root.iter(qn("w:sectPr")):
                    etree.SubElement(grid, qn("w:docGrid"), {qn("w:charSpace"): "4294959103", qn("w:linePitch"): "1"})
                for mark in root.iter(qn("w:cantSplit"), qn("w:tblHeader")):
                    mark.set(qn("w:val"), "true")
                data = etree.tostring(root)
            made.writestr(name, data)


def built(folder: Path, target: Path) -> etree._Element:
    made = io.BytesIO()
    WordRenderer(Library([folder, STOCK])).render(planned_142(), made, dated=date(2024, 3, 16))
    target.write_bytes(made.getvalue())
    return etree.fromstring(zipfile.ZipFile(made).read("word/document.xml"))


def paragraphs(body: etree._Element) -> list[tuple[str, tuple[str | None, ...], str]]:
    """Style, indents and text of each paragraph."""
    found = []
    for paragraph in body.iter(qn("w:p")):
        style, indent = (paragraph.find(f"{qn('w:pPr')}/{qn(name)}") for name in ("w:pStyle", "w:ind"))
        sides = () if indent is None else (indent.get(qn("w:left")), indent.get(qn("w:right")))
        named = "" if style is None else style.get(qn("w:val")).partition("-")[0].partition(".")[0]
        found.append((named, sides, "".join(text.text or "" for text in paragraph.iter(qn("w:t")))))
    return found


@pytest.mark.parametrize("named", [as_libreoffice, as_wps])
def test_a_template_saved_by_another_program_prints_the_same(tmp_path: Path, named: Callable[[str, int], str]) -> None:
    for source in STOCK.rglob("*.docx"):
        saved_again(source, tmp_path / "docx" / source.relative_to(STOCK), named)
    body = built(tmp_path / "docx", tmp_path / "made.docx")
    assert paragraphs(body) == paragraphs(built(STOCK, tmp_path / "stock.docx"))
    result = validated(tmp_path / "made.docx")
    assert result.is_valid, [error.description for error in result.errors]
