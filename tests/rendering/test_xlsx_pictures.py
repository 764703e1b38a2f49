"""Pictures of an Excel template come out: logo above, stamp below the table, in their size, described."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from lxml import etree
from office_files import validated
from openpyxl import load_workbook
from openpyxl.drawing.image import Image as Drawn
from PIL import Image

from generator.facts.resources import templates_dir
from generator.planning.documents import plan_dossier
from generator.reading.dossier import load_dossier
from generator.rendering.excel.workbook import contract, render

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2024, 3, 16)
XDR = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def picture(colour: str, kind: str = "PNG") -> io.BytesIO:
    made = io.BytesIO()
    Image.new("RGB", (40, 20), colour).save(made, kind)
    made.seek(0)
    return made


def template(path: Path, *pictures: tuple[str, str], kind: str = "PNG") -> Path:
    """The stock template of a plan with pictures at cells, between two cells each, cropped and described."""
    book = load_workbook(templates_dir() / "xlsx" / "ke-hoach-6-cot.xlsx")
    for cell, colour in pictures:
        book.worksheets[0].add_image(Drawn(picture(colour, kind)), cell)
    book.save(path)
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    drawing = etree.fromstring(parts["xl/drawings/drawing1.xml"])
    for anchor in list(drawing):
        corner, extent = anchor.find(f"{XDR}from"), anchor.find(f"{XDR}ext")
        size = (extent.get("cx"), extent.get("cy"))
        anchor.tag = f"{XDR}twoCellAnchor"
        to = etree.fromstring(etree.tostring(corner))
        to.tag = f"{XDR}to"
        anchor.replace(extent, to)
        anchor.find(f".//{XDR}cNvPr").set("descr", f"hình ở hàng {corner.findtext(f'{XDR}row')}")
        etree.SubElement(anchor.find(f".//{XDR}blipFill"), f"{A}srcRect", l="1000")
        shape = anchor.find(f".//{XDR}spPr")
        frame = etree.Element(f"{A}xfrm")
        etree.SubElement(frame, f"{A}off", x="0", y="0")
        etree.SubElement(frame, f"{A}ext", cx=size[0], cy=size[1])
        for old in shape.findall(f"{A}xfrm"):
            shape.remove(old)
        shape.insert(0, frame)
        fill = anchor.find(f".//{XDR}blipFill")
        fill[:] = sorted(fill, key=lambda e: ("blip", "srcRect", "stretch").index(etree.QName(e).localname))
    parts["xl/drawings/drawing1.xml"] = etree.tostring(drawing)
    with zipfile.ZipFile(path, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return path


def test_pictures_above_and_below_the_table_come_out(tmp_path: Path) -> None:
    path = template(tmp_path / "mau.xlsx", ("A1", "red"), ("C12", "blue"))
    assert contract(path) == ()
    document = plan_dossier(load_dossier(ROOT / "data" / "95-qd-vpcp")[0], DAY)[0].documents[1]
    made = tmp_path / "made.xlsx"
    with made.open("wb") as target:
        render(path, document, document.tables[0], target, modified=DAY)
    result = validated(made)
    assert result.is_valid, [error.description for error in result.errors]
    package = zipfile.ZipFile(made)
    drawing = etree.fromstring(package.read("xl/drawings/drawing1.xml"))
    rows = [int(anchor.findtext(f"{XDR}from/{XDR}row")) for anchor in drawing]
    assert rows[0] == 0
    assert rows[1] > 11 + len(document.tables[0].rows) - 3
    assert [anchor.find(f"{XDR}ext").get("cx") for anchor in drawing] == ["381000", "381000"]
    assert [one.get("descr") for one in drawing.iter(f"{XDR}cNvPr")] == ["hình ở hàng 0", "hình ở hàng 11"]
    assert [one.get("l") for one in drawing.iter(f"{A}srcRect")] == ["1000", "1000"]
    shown = [sheet._images for sheet in load_workbook(made).worksheets if sheet._images]
    colours = [Image.open(io.BytesIO(one._data())).convert("RGB").getpixel((0, 0)) for one in shown[0]]
    assert colours == [(255, 0, 0), (0, 0, 255)]


@pytest.mark.parametrize(("kind", "kept"), [("JPEG", True), ("TIFF", False)])
def test_a_picture_that_openpyxl_writes_anew_is_said(tmp_path: Path, kind: str, kept: bool) -> None:
    path = template(tmp_path / "mau.xlsx", ("A1", "red"), kind="PNG" if kind == "TIFF" else kind)
    if not kept:
        parts = {name: zipfile.ZipFile(path).read(name) for name in zipfile.ZipFile(path).namelist()}
        with zipfile.ZipFile(path, "w") as package:
            for name, data in parts.items():
                package.writestr(name.replace(".png", ".tiff"), data.replace(b"image1.png", b"image1.tiff"))
    assert [(found.code, found.value) for found in contract(path)] == ([] if kept else [("V108", "ảnh")])
