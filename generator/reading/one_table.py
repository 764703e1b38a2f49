"""Tables of a Word file that pages cut (one below the other, nothing or "(tiếp theo)" between) as one; what was joined
is said.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from lxml import etree

from generator.ooxml import package
from generator.ooxml.names import w
from generator.ooxml.relationships import DOCUMENT
from generator.values import glossary
from generator.values.findings import Finding, Place, Severity, msg
from generator.values.patterns import late
from generator.values.text import fold, quote

_TABLE, _PARAGRAPH, _ROW, _CELL, _TEXT = w("tbl"), w("p"), w("tr"), w("tc"), w("t")
_MARKS = (w("bookmarkStart"), w("bookmarkEnd"), w("proofErr"))
_DRAWN = (w("drawing"), w("pict"), w("object"), w("sectPr"))
# What people type between a table and its rest: "(tiếp theo)", "Bảng 1 (tiếp)", "Tiếp theo trang trước".
_GOES_ON = late(r"(?:(?:bang|bieu|phu luc)(?: \w{1,5})? )?tiep(?: theo)?(?: (?:bang|bieu|phu luc|trang)(?: \w{1,5})?)?")
# The same in brackets behind the name of the table: "Bảng 2. Danh mục nhiệm vụ (tiếp theo)".
_GOES_ON_NAMED = late(r".{0,200}\(\s*tiếp(?:\s+theo)?(?:\s+(?:trang|bảng)\s+trước)?\s*\)\W*", re.IGNORECASE)
_MOST_OF_A_HEADER = 3  # rows
Parts = Mapping[str, bytes]


def with_whole_tables(parts: Parts, shown_as: str) -> tuple[Parts, tuple[Finding, ...]]:
    """The parts of a Word file with its cut tables joined."""
    if parts.get(DOCUMENT, b"").count(b"<w:tbl>") < 2:
        return parts, ()
    root = package.parse_xml(parts[DOCUMENT], shown_as=shown_as, part=DOCUMENT)
    joined = list(_joined(root))
    if not joined:
        return parts, ()
    rows = sum(one.header for one in joined)
    message = msg(
        "{so} bảng bị cắt được nối vào bảng đứng ngay trên; bỏ {hang} dòng tiêu đề lặp lại.", so=len(joined), hang=rows
    )
    said = Finding(
        "V358",
        Severity.WARNING,
        Place(shown_as),
        message,
        msg("Hai bảng khác nhau thì ghi một dòng chữ giữa hai bảng rồi chạy lại."),
        "\n".join(one.first for one in joined),
    )
    return {**parts, DOCUMENT: package.xml_bytes(root)}, (said, *_left_out(joined, shown_as))


class _Cut(NamedTuple):
    """A table that was joined: how many header rows were left out of it, what its first row and the lines above say."""

    header: int
    first: str
    lines: tuple[str, ...]


def _left_out(joined: Sequence[_Cut], shown_as: str) -> Iterator[Finding]:
    lines = [line for one in joined for line in one.lines]
    if lines:
        message = msg("Bỏ {so} dòng giữa hai phần của một bảng: {chu}.", so=len(lines), chu=quote(lines[0]))
        yield Finding("V358", Severity.NOTE, Place(shown_as), message, None, "\n".join(lines))


def _joined(root: etree._Element) -> Iterator[_Cut]:
    """Join what can be."""
    for table in list(root.iter(_TABLE)):
        if table.getparent() is None:
            continue
        while (below := _next_table(table)) is not None:
            between = list(_between(table, below))
            lines = tuple(filter(None, map(_text, between)))
            header = _header(table, below, told=bool(lines))
            if header is None:
                break
            rows = below.findall(_ROW)
            first = " | ".join(_texts(rows[0]))
            for one in between:
                one.getparent().remove(one)
            for row in rows[header:]:
                table.append(row)
            below.getparent().remove(below)
            yield _Cut(header, first, lines)


def _next_table(table: etree._Element) -> etree._Element | None:
    """The table right below, with nothing but empty paragraphs between, or what says that it goes on."""
    at = table.getnext()
    while at is not None and (at.tag in _MARKS or (at.tag == _PARAGRAPH and _is_passed(at))):
        at = at.getnext()
    return at if at is not None and at.tag == _TABLE else None


def _between(table: etree._Element, below: etree._Element) -> Iterator[etree._Element]:
    at = table.getnext()
    while at is not None and at is not below:
        yield at
        at = at.getnext()


def _is_passed(paragraph: etree._Element) -> bool:
    """Whether a paragraph is blank, or says that the table above goes on."""
    if next(paragraph.iter(*_DRAWN), None) is not None:
        return False
    text = _text(paragraph)
    named = _GOES_ON_NAMED.fullmatch(unicodedata.normalize("NFC", text))
    return not text or named is not None or _GOES_ON.fullmatch(fold(text)) is not None


def _text(element: etree._Element) -> str:
    return "".join(node.text or "" for node in element.iter(_TEXT)).strip()


def _header(table: etree._Element, below: etree._Element, *, told: bool = False) -> int | None:
    """How many rows of the table below repeat the header of the one above; 0 where its rows go on counting, or a line
    between told that it goes on; None where it is a table of its own.
    """
    own, other = table.findall(_ROW), below.findall(_ROW)
    if not own or not other or _width(own[-1]) != _width(other[-1]):
        return None
    same = 0
    for first, second in zip(own, other, strict=False):
        texts = _texts(first)
        if texts != _texts(second) or sum(map(bool, texts)) < 2:
            break
        same += 1
    if same and same < len(other):
        return same
    return 0 if not same and (told or _goes_on(own[-1], other[0]) or _begins(own, other[0])) else None


def _goes_on(last: etree._Element, first: etree._Element) -> bool:
    """Whether the first cell of a row has the number after that of the row above."""
    above, here = _texts(last)[:1], _texts(first)[:1]
    if not above or not here:
        return False
    one, two = above[0].rstrip("."), here[0].rstrip(".")
    return one.isdecimal() and two.isdecimal() and int(two) == int(one) + 1


def _begins(header: Sequence[etree._Element], first: etree._Element) -> bool:
    """Whether a table is a header alone, at the end of a page, and a row the first below it."""
    above = [_texts(row)[:1] for row in header[: _MOST_OF_A_HEADER + 1]]
    here = _texts(first)[:1]
    titled = glossary.recognised(" ".join(above[0])) == "stt" and not any(
        text.isdecimal() for (text,) in filter(None, above)
    )
    return len(above) <= _MOST_OF_A_HEADER and titled and " ".join(here).rstrip(" .)") == "1"


def _width(row: etree._Element) -> int:
    return sum(_span(cell) for cell in row.findall(_CELL))


def _span(cell: etree._Element) -> int:
    span = cell.find(f"{w('tcPr')}/{w('gridSpan')}")
    text = span.get(w("val"), "1") if span is not None else "1"
    return int(text) if text.isdecimal() else 1


def _texts(row: etree._Element) -> Sequence[str]:
    return [" ".join(_text(cell).split()) for cell in row.findall(_CELL)]
