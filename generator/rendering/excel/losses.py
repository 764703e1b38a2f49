"""What a workbook holds that openpyxl would lose: it drops what it does not model, without a word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from generator.ooxml.cell_refs import column_letter
from generator.ooxml.names import CHART, A, r, s
from generator.ooxml.package import parse_xml
from generator.ooxml.relationships import WORKBOOK, relationships
from generator.ooxml.workbook import sheets
from generator.values.findings import Finding, Message, Place, Severity, msg
from generator.values.text import one_line, quote

_XDR = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_KEPT = (".png", ".jpg", ".jpeg", ".gif")
# How a chart looks in Excel's list of styles: it says so itself.
_OF_CHARTS = frozenset({"chartStyle", "chartColorStyle"})
# What stands in a drawing's anchor.
_DRAWN: Mapping[str, Message] = {
    "pic": msg("ảnh"),
    "graphicFrame": msg("biểu đồ hoặc sơ đồ SmartArt"),
    "sp": msg("hình vẽ hoặc hộp văn bản"),
    "grpSp": msg("nhóm hình vẽ"),
    "cxnSp": msg("đường nối"),
    "contentPart": msg("nét vẽ tay"),
}
# Relationships of a sheet or workbook to parts that do not survive, by the last word of their type.
_RELATED: Mapping[str, Message] = {
    "pivotTable": msg("bảng tổng hợp (PivotTable)"),
    "pivotCacheDefinition": msg("dữ liệu của bảng tổng hợp (PivotTable)"),
    "slicer": msg("bộ lọc Slicer"),
    "slicerCache": msg("bộ lọc Slicer"),
    "timeline": msg("dòng thời gian (Timeline)"),
    "timelineCache": msg("dòng thời gian (Timeline)"),
    "ctrlProp": msg("nút hoặc ô điều khiển biểu mẫu"),
    "control": msg("điều khiển ActiveX"),
    "oleObject": msg("đối tượng nhúng (OLE)"),
    "package": msg("tệp nhúng"),
    "vbaProject": msg("macro"),
    "externalLink": msg("liên kết tới tệp Excel khác"),
    "threadedComment": msg("bình luận theo luồng"),
    "connections": msg("kết nối dữ liệu"),
    "queryTable": msg("bảng truy vấn dữ liệu"),
    "image": msg("ảnh nền trang tính"),
}
_REMARKS = ("comments", "threadedComment")
_THREADED = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
# Extensions in a sheet's extLst, by URI.
_EXTENSIONS: Mapping[str, Message] = {
    "{05C60535-1F16-4FD2-B633-F4F36F0B64E0}": msg("biểu đồ nhỏ trong ô (Sparkline)"),
    "{78C0D931-6437-407D-A8EE-F0AAD7539E65}": msg("định dạng có điều kiện kiểu mới"),
    "{CCE6A557-97BC-4B89-ADB6-D9C93CAAB3DF}": msg("danh sách chọn trỏ sang trang tính khác (kiểu mới)"),
    "{A8765BA9-456A-4DAB-B4F3-ACF838C121DE}": msg("bộ lọc Slicer"),
    "{3A4CF648-6AED-40F4-86FF-DC5316D8AED3}": msg("bộ lọc Slicer"),
}


def losses(parts: Mapping[str, bytes], shown_as: str) -> tuple[Finding, ...]:
    """What a template holds that would not be in the filled file."""
    return tuple(
        Finding(
            "V108",
            Severity.ERROR,
            place,
            msg("Mẫu có {vat}, sẽ mất khi sinh tệp Excel.", vat=what),
            msg("Bỏ thứ này khỏi mẫu; thêm lại vào tệp đã sinh nếu cần."),
            str(what),
        )
        for place, what in _lost(parts, shown_as)
        if what != _RELATED["threadedComment"]  # a remark: `remarks`
    )


def remarks(parts: Mapping[str, bytes], shown_as: str) -> Iterator[Finding]:
    """What is said of the remarks on cells of a template, which no file made with it has (V511)."""
    for sheet in sheets(parts, shown_as=shown_as):
        related = relationships(parts, sheet.part, shown_as=shown_as).values()
        # A remark that others answer stands in both parts, in the older one behind words about Excel's version.
        said_at: dict[str, str] = {}
        for kind in _REMARKS:
            found = (one.target for one in related if one.kind == kind and one.target in parts)
            said_at |= {cell: text for part in found for cell, text in _remarked(parts[part], part, shown_as).items()}
        for cell, text in said_at.items():
            said = msg("Bình luận {chu} trong mẫu không vào tệp Excel sinh ra.", chu=quote(text))
            hint = msg("Lời nhắc cho người điền: Data Validation, thẻ Input Message.")
            yield Finding("V511", Severity.NOTE, Place(shown_as, sheet.name, cell=cell), said, hint, text)


def _remarked(data: bytes, part: str, shown_as: str) -> Mapping[str, str]:
    """The remarks of a part by their cell, answers behind one another."""
    found: dict[str, list[str]] = {}
    for own in parse_xml(data, shown_as=shown_as, part=part).iter(s("comment"), f"{{{_THREADED}}}threadedComment"):
        found.setdefault(own.get("ref", ""), []).append(one_line("".join(own.itertext())))
    return {cell: " / ".join(texts) for cell, texts in found.items()}


def _lost(parts: Mapping[str, bytes], shown_as: str) -> tuple[tuple[Place, Message], ...]:
    """Everything in a workbook that openpyxl would lose and nobody puts back (as `pictures` does pictures and charts),
    each with its sheet, and its cell where it has one.
    """
    return tuple(dict.fromkeys((*_of_workbook(parts, shown_as), *_of_sheets(parts, shown_as))))


def _of_workbook(parts: Mapping[str, bytes], shown_as: str) -> Iterator[tuple[Place, Message]]:
    for relationship in relationships(parts, WORKBOOK, shown_as=shown_as).values():
        if what := _RELATED.get(relationship.kind):
            yield Place(shown_as), what
    if b"macroEnabled" in parts["[Content_Types].xml"]:
        yield Place(shown_as), _RELATED["vbaProject"]


def _of_sheets(parts: Mapping[str, bytes], shown_as: str) -> Iterator[tuple[Place, Message]]:
    for sheet in sheets(parts, shown_as=shown_as):
        if sheet.kind != "worksheet":
            yield Place(shown_as, sheet.name), msg("trang biểu đồ hoặc hộp thoại")
            continue
        root = parse_xml(parts[sheet.part], shown_as=shown_as, part=sheet.part)
        for cell, what in _of_sheet(parts, sheet.part, root, shown_as):
            yield Place(shown_as, sheet.name, cell=cell), what


def _of_sheet(
    parts: Mapping[str, bytes], part: str, root: etree._Element, shown_as: str
) -> Iterator[tuple[str, Message]]:
    for relationship in relationships(parts, part, shown_as=shown_as).values():
        if relationship.kind == "drawing" and relationship.target in parts:
            kept = _pictures_kept(parts, relationship.target, shown_as)
            kept |= _charts_kept(parts, relationship.target, shown_as)
            yield from _drawn(parse_xml(parts[relationship.target], shown_as=shown_as, part=relationship.target), kept)
        elif relationship.kind == "pivotTable" and relationship.target in parts:
            table = parse_xml(parts[relationship.target], shown_as=shown_as, part=relationship.target)
            location = table.find(s("location"))
            yield ("" if location is None else location.get("ref", "").split(":")[0]), _RELATED["pivotTable"]
        elif what := _RELATED.get(relationship.kind):
            yield "", what
    if root.find(s("legacyDrawingHF")) is not None:
        yield "", msg("ảnh ở đầu trang hoặc chân trang")
    for extension in root.iter(s("ext")):
        if what := _EXTENSIONS.get(extension.get("uri", "").upper()):
            refs = [e.text for e in extension.iter("{http://schemas.microsoft.com/office/excel/2006/main}sqref")]
            yield (re.split(r"[ :]", refs[0])[0] if refs and refs[0] else ""), what


def _pictures_kept(parts: Mapping[str, bytes], drawing: str, shown_as: str) -> frozenset[str]:
    """Ids of a drawing's picture files that openpyxl keeps as they are."""
    related = relationships(parts, drawing, shown_as=shown_as).values()
    return frozenset(
        one.id for one in related if one.kind == "image" and one.target in parts and one.target.lower().endswith(_KEPT)
    )


def _charts_kept(parts: Mapping[str, bytes], drawing: str, shown_as: str) -> frozenset[str]:
    """Ids of a drawing's charts that stand on their own: no shapes drawn on them, no data of another file."""
    related = relationships(parts, drawing, shown_as=shown_as).values()
    return frozenset(
        one.id
        for one in related
        if one.kind == "chart" and one.target in parts
        if {own.kind for own in relationships(parts, one.target, shown_as=shown_as).values()} <= _OF_CHARTS
    )


def _is_kept(picture: etree._Element, kept: frozenset[str]) -> bool:
    """Whether `pictures` puts a picture back: its file is in the workbook, it stands in no group."""
    blips = [blip.get(r("embed"), "") for blip in picture.iter(f"{{{A}}}blip")]
    return len(blips) == 1 and blips[0] in kept and etree.QName(picture.getparent()).localname.endswith("CellAnchor")


def _is_kept_chart(frame: etree._Element, kept: frozenset[str]) -> bool:
    charts = [chart.get(r("id"), "") for chart in frame.iter(f"{{{CHART}}}chart")]
    return len(charts) == 1 and charts[0] in kept and etree.QName(frame.getparent()).localname.endswith("Anchor")


def _drawn(drawing: etree._Element, kept: frozenset[str]) -> Iterator[tuple[str, Message]]:
    """Shapes of a drawing at the cell of their upper left corner."""
    for anchor in drawing:
        start = anchor.find(f"{{{_XDR}}}from")
        cell = ""
        if start is not None:
            column, row = (int(start.findtext(f"{{{_XDR}}}{name}") or 0) for name in ("col", "row"))
            cell = f"{column_letter(column + 1)}{row + 1}"
        for child in anchor.iter():
            name = etree.QName(child).localname if isinstance(child.tag, str) else ""
            if name == "pic" and _is_kept(child, kept):
                continue
            if name == "graphicFrame" and _is_kept_chart(child, kept):
                break
            if name in _DRAWN and child.getparent() is not None:
                chart = child.find(f".//{{{CHART}}}chart") is not None
                yield cell, msg("biểu đồ") if chart else _DRAWN[name]
                break
