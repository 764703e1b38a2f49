"""A body drafted in Word as pieces: text, bold and italic, lists, headings, tables; tracked changes as accepted.

Read: runs in content controls, smart tags, hyperlinks and insertions; automatic numbers by their format. Not read:
deletions. Pictures, footnotes, text boxes, equations, underlined or coloured text have no official form: found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from lxml import etree

from generator.errors import InputError
from generator.findings import Finding, Place, Severity, msg
from generator.model import BlockKind, Origin, Span
from generator.ooxml import package
from generator.ooxml.names import w
from generator.reading.prose import Draft, Piece
from generator.text import clean

_LEGACY_FONTS = re.compile(r"^(?:\.Vn|VNI[-_ ])", re.IGNORECASE)
_NUMBER_KINDS: dict[str, BlockKind] = {"upperRoman": "muc", "decimal": "khoan", "lowerLetter": "diem", "bullet": "gach"}
_SKIPPED = (w("del"), w("moveFrom"), w("pPr"), w("rPr"))
_UNOFFICIAL = {
    w("drawing"): "hình vẽ, ảnh",
    w("pict"): "hình vẽ, ảnh",
    w("object"): "đối tượng nhúng",
    w("footnoteReference"): "chú thích cuối trang",
    w("endnoteReference"): "chú thích cuối văn bản",
}
_ODD_PROPERTIES = {w("u"): "chữ gạch chân", w("highlight"): "chữ tô nền", w("strike"): "chữ gạch ngang"}


def read_word(path: Path, shown_as: str) -> Draft:
    """The pieces of a Word file. Raises InputError V010…V014 where it is none."""
    parts = package.read(path, shown_as=shown_as)
    if "word/document.xml" not in parts:
        raise InputError.of("V011", Place(shown_as), msg("Đây không phải tệp Word."))
    reader = _Reader(parts, shown_as)
    reader.read()
    return reader.draft


class _Reader:
    """Goes through the body, counting paragraphs and tables for the places of findings."""

    def __init__(self, parts: Mapping[str, bytes], shown_as: str) -> None:
        self.parts = parts
        self.file = shown_as
        self.draft = Draft()
        self.count = 0
        self.legacy = False

    def read(self) -> None:
        body = self._root("word/document.xml").find(w("body"))
        for element in _blocks(body):
            self.count += 1
            if element.tag == w("tbl"):
                self.draft.pieces.append(Piece(cells=tuple(self._rows(element)), origin=Origin(self.file)))
            else:
                self._paragraph(element)

    @property
    def place(self) -> Place:
        return Place(self.file, part=f"đoạn {self.count}")

    def _root(self, name: str) -> etree._Element:
        return package.parse_xml(self.parts[name], shown_as=self.file, part=name)

    def _paragraph(self, paragraph: etree._Element) -> None:
        text, spans = self._text(paragraph)
        if not text.strip():
            return
        level = self._heading_level(paragraph)
        kind = self._number_kind(paragraph)
        if level > 2:
            self.draft.unofficial(self.place, msg("Không có thể thức cho tiêu đề cấp {cap}.", cap=level), text[:80])
        elif level:
            kind = ("muc", "khoan")[level - 1]
        self.draft.pieces.append(Piece(text, spans, kind, 0 < level <= 2, origin=Origin(self.file)))

    def _rows(self, table: etree._Element) -> Iterator[tuple[str, ...]]:
        """Texts by cell; a cell merged over several columns leaves the others blank."""
        if any(True for _ in table.iter(w("vMerge"), w("gridSpan"))):
            self.draft.unofficial(self.place, msg("Bảng có ô gộp; các ô gộp được tách ra."))
        for row in table.iter(w("tr")):
            cells: list[str] = []
            for cell in row.iter(w("tc")):
                cells.append("\n".join(filter(None, (self._text(p)[0].strip() for p in cell.iter(w("p"))))))
                span = cell.find(f"{w('tcPr')}/{w('gridSpan')}")
                cells += [""] * (int(span.get(w("val"))) - 1 if span is not None else 0)
            yield tuple(cells)

    def _text(self, paragraph: etree._Element) -> tuple[str, tuple[Span, ...]]:
        """The text of a paragraph, leading space apart, and its emphasis."""
        pieces: list[str] = []
        spans: list[Span] = []
        length = 0
        for run in _runs(paragraph):
            text = self._run_text(run)
            if not length:
                text = text.lstrip()
            bold, italic = (_is_on(run, name) for name in ("b", "i"))
            if text and (bold or italic):
                _extend(spans, Span(length, length + len(text), bold, italic))
            pieces.append(text)
            length += len(text)
        return "".join(pieces), tuple(spans)

    def _run_text(self, run: etree._Element) -> str:
        properties = run.find(w("rPr"))
        if properties is not None:
            self._judge(properties)
        return clean("".join(self._piece(child) for child in run))

    def _piece(self, child: etree._Element) -> str:
        if child.tag == w("t"):
            return child.text or ""
        if what := _UNOFFICIAL.get(child.tag):
            self.draft.unofficial(self.place, msg("Không lấy được {cai_gi} từ tệp Word.", cai_gi=what))
        names = {w("tab"): " ", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "-"}
        return names.get(child.tag, "")

    def _judge(self, properties: etree._Element) -> None:
        for name, what in _ODD_PROPERTIES.items():
            found = properties.find(name)
            if found is not None and found.get(w("val")) not in ("none", "0", "false"):
                self.draft.unofficial(self.place, msg("Không có thể thức cho {cai_gi}.", cai_gi=what))
        fonts = properties.find(w("rFonts"))
        if fonts is not None and not self.legacy and any(_LEGACY_FONTS.match(name) for name in fonts.attrib.values()):
            self.legacy = True
            self.draft.findings.append(
                Finding(
                    "V147",
                    Severity.ERROR,
                    self.place,
                    msg("Chữ ở đây gõ bằng bảng mã cũ (TCVN3 hoặc VNI), không phải Unicode."),
                    msg("Chuyển mã cả tệp sang Unicode rồi lưu lại."),
                    next(name for name in fonts.attrib.values() if _LEGACY_FONTS.match(name)),
                    "NĐ 30/2020, Phụ lục I, Phần I, I.4",
                )
            )

    # --- lists and headings ---

    def _heading_level(self, paragraph: etree._Element) -> int:
        """1… for paragraphs in Word's heading styles, by the style's name; 0 for others."""
        style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
        return self._style_levels.get(style.get(w("val")), 0) if style is not None else 0

    @cached_property
    def _style_levels(self) -> dict[str, int]:
        if "word/styles.xml" not in self.parts:
            return {}
        levels: dict[str, int] = {}
        for style in self._root("word/styles.xml").iter(w("style")):
            name = style.find(w("name"))
            match = re.fullmatch(r"heading (\d)", name.get(w("val"), "").lower()) if name is not None else None
            if match:
                levels[style.get(w("styleId"))] = int(match[1])
        return levels

    def _number_kind(self, paragraph: etree._Element) -> BlockKind | None:
        """What an automatic number makes of a paragraph: by its format, a bullet inside a bullet being a cộng."""
        number = paragraph.find(f"{w('pPr')}/{w('numPr')}")
        if number is None:
            return None
        ids = (number.find(w(name)) for name in ("numId", "ilvl"))
        num_id, level = (found.get(w("val"), "0") if found is not None else "0" for found in ids)
        kind = _NUMBER_KINDS.get(self._formats.get((num_id, level), ""))
        return "cong" if kind == "gach" and level != "0" else kind

    @cached_property
    def _formats(self) -> dict[tuple[str, str], str]:
        """Number format by list and level."""
        if "word/numbering.xml" not in self.parts:
            return {}
        root = self._root("word/numbering.xml")
        levels = {
            abstract.get(w("abstractNumId")): {
                level.get(w("ilvl")): level.find(w("numFmt")).get(w("val"), "")
                for level in abstract.iter(w("lvl"))
                if level.find(w("numFmt")) is not None
            }
            for abstract in root.iter(w("abstractNum"))
        }
        return {
            (num.get(w("numId")), level): shape
            for num in root.iter(w("num"))
            if (link := num.find(w("abstractNumId"))) is not None
            for level, shape in levels.get(link.get(w("val")), {}).items()
        }


def _blocks(container: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables in order, through content controls and insertions."""
    for child in container:
        if child.tag in (w("p"), w("tbl")):
            yield child
        elif child.tag not in _SKIPPED:
            yield from _blocks(child)


def _runs(container: etree._Element) -> Iterator[etree._Element]:
    """Runs in order, at any depth but in deletions."""
    for child in container:
        if child.tag == w("r"):
            yield child
        elif child.tag not in _SKIPPED:
            yield from _runs(child)


def _is_on(run: etree._Element, name: str) -> bool:
    found = run.find(f"{w('rPr')}/{w(name)}")
    return found is not None and found.get(w("val"), "1") not in ("0", "false", "off")


def _extend(spans: list[Span], span: Span) -> None:
    """Add a span, as part of the last one where that ends here in the same form."""
    if spans and (spans[-1].end, spans[-1].bold, spans[-1].italic) == (span.start, span.bold, span.italic):
        span = Span(spans.pop().start, span.end, span.bold, span.italic)
    spans.append(span)
