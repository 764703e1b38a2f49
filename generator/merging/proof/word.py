"""What a reader sees of a Word file."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate, chain, groupby, pairwise
from typing import Literal

from lxml import etree
from msgspec.structs import replace

from generator.merging.proof.seen import Grid, GridRow, Line, Seen, with_header
from generator.ooxml.anchored_text import note_texts, side_texts
from generator.ooxml.anchors import anchor_named
from generator.ooxml.inlines import pieces
from generator.ooxml.names import MC, M, mm, w
from generator.ooxml.numbering import whole
from generator.ooxml.objects import objects
from generator.ooxml.resolved import resolved
from generator.ooxml.revisions import visible_children
from generator.ooxml.run_marks import Look, RunMarks, look_of, seen_marks, with_colours
from generator.ooxml.styles import NO_STYLE, Style, Styles, read_styles
from generator.ooxml.table_look import PlaceInTable, TableLook, look_of_table
from generator.ooxml.word_file import body_of
from generator.ooxml.word_formats import ParagraphFormat
from generator.ooxml.words import child_of, head_of
from generator.values.patterns import late
from generator.values.text import one_line, without_unseen

_MOVED = {w("moveFrom"): w("del"), w("moveTo"): w("ins")}
_TRACKED = (w("ins"), w("del"), *_MOVED, w("pPrChange"), w("rPrChange"))
# Where the text of a paragraph is more than its runs: boxes in it, choices between two forms.
_HARD = (w("txbxContent"), f"{{{MC}}}AlternateContent")
_P, _R, _TBL, _TR, _TC = w("p"), w("r"), w("tbl"), w("tr"), w("tc")
_T, _EQUATION_RUN = (w("t"), f"{{{M}}}t"), f"{{{M}}}r"
_MARK, _PROPERTIES, _CELL, _SPAN = w("bookmarkStart"), w("pPr"), w("tcPr"), w("gridSpan")
_VALUE, _NAME, _FILL, _SHADE = w("val"), w("name"), w("fill"), w("shd")
_AS_TEXT = {w("tab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "-"}
_BREAK, _STANDING = w("br"), (w("pStyle"), w("jc"), w("pageBreakBefore"))
_REFERENCES = (w("footnoteReference"), w("endnoteReference"))
# Where the margins of pages stand; the field that counts them, as all programs write it.
_MARGIN, _PAGE = late(r"word/(?:header|footer)[^/]*\.xml$"), late(rb"\bPAGE\b")
_OFF = ("0", "false", "off", "none")
_SECTION, _HIDDEN_MARK = w("sectPr"), f"{w('rPr')}/{w('vanish')}"
# A4 in twips; programs round it each their own way.
_A4, _NEAR = (11906, 16838), 60


def seen_in_word(
    parts: Mapping[str, bytes],
    view: Literal["accept", "reject"],
    *,
    shown_as: str,
    body: etree._Element | None = None,
) -> Seen:
    """A Word file as a reader sees it, its tracked changes accepted or rejected; `body` as `read_body`."""
    body = body_of(parts, shown_as=shown_as) if body is None else body
    root = body.getparent()
    side = side_texts(parts, view, shown_as=shown_as, body=body)
    if next(body.iter(*_TRACKED), None) is not None:
        body = copy.deepcopy(body)
        for mark in body.iter(*_MOVED):
            mark.tag = _MOVED[mark.tag]
        body = resolved(body, view)
    notes = note_texts(parts, shown_as=shown_as)
    reader = _Reader(body, read_styles(parts, shown_as=shown_as), notes)
    return Seen(
        tuple(reader.blocks(body, "")),
        tuple(Line(one_line(paragraph.text), place=paragraph.place) for paragraph in side),
        objects(parts, view, shown_as=shown_as, root=root),
        tuple(reader.hidden),
        notes=frozenset(notes.values()),
        endnotes=frozenset(text for (tag, _), text in notes.items() if tag == _REFERENCES[1]),
        turns=tuple(turn for turn, _ in groupby(_turns(body))),
        numbered=any(_PAGE.search(data) for name, data in parts.items() if _MARGIN.match(name)),
    )


def _turns(body: etree._Element) -> Iterator[str]:
    """How the paper of each section stands; its size where it is not A4, its columns where there are more."""
    for section in body.iter(_SECTION):
        size, columns = child_of(section, w("pgSz")), child_of(section, w("cols"))
        if size is None:
            continue
        wide, high = (whole(size.get(w(side))) for side in ("w", "h"))
        turn = "ngang" if wide > high else "dọc"
        if any(abs(twips - own) > _NEAR for twips, own in zip(sorted((wide, high)), _A4, strict=True)):
            turn += f" {mm(wide):.0f} × {mm(high):.0f} mm"
        count = whole(columns.get(w("num")), 1) if columns is not None else 1
        yield turn if count < 2 else f"{turn} {count} cột"


def _ends_of_sections(body: etree._Element) -> set[etree._Element]:
    """The paragraphs behind which a section begins on a new page."""
    sections = list(body.iter(_SECTION))
    ends = (section for section, after in pairwise(sections) if _begins(after) not in ("continuous", "nextColumn"))
    return {holder for end in ends for holder in end.iterancestors(_P)}


def _begins(section: etree._Element) -> str:
    kind = child_of(section, w("type"))
    return "" if kind is None else kind.get(_VALUE, "")


class _Reader:
    def __init__(self, body: etree._Element, styles: Styles, notes: Mapping[tuple[str, str], str]) -> None:
        self._styles = styles
        self._marks = RunMarks(styles, coloured=True)
        self._formats: dict[tuple[tuple[str, str | None], ...], ParagraphFormat] = {}
        self._page_waits = False
        self._tables = 0
        self.hidden: list[Line] = []
        self._hard = {next(found.iterancestors(_P), None) for found in body.iter(*_HARD)}
        self._anchors = _anchors_in(body)
        self._notes = notes
        cuts = (cut for cut in body.iter(_BREAK, *_REFERENCES) if cut.tag != _BREAK or cut.get(w("type")) == "page")
        self._cut = {next(cut.iterancestors(_P), None) for cut in cuts}
        self._ends = _ends_of_sections(body)

    def blocks(self, parent: etree._Element, place: str) -> Iterator[Line | Grid]:
        number = 0
        running: list[Line] = []
        for child in visible_children(parent, "marks"):
            if child.tag == _P:
                number += 1
                line = self._line(child, f"{place}, đoạn {number}" if place else f"đoạn {number}")
                running += (line,) if line.text or not running else ()
                if not _runs_on(child):
                    yield running[0] if len(running) == 1 else _joined(running)
                    running = []
            elif child.tag == _TBL:
                yield from running
                running = []
                self._tables += 1
                yield self._grid(child, f"bảng {self._tables}")
        yield from running

    def _line(self, paragraph: etree._Element, place: str, behind: str = "", table: Style = NO_STYLE) -> Line:
        """A paragraph; `behind` is the colour of the cell that it stands in, `table` what its table's style says."""
        properties = head_of(paragraph, _PROPERTIES)
        runs = list(self._runs(paragraph, properties, table))
        letters = [(text, marks) for text, (marks, _) in runs]
        if behind:
            letters = [(text, marks if " @" in marks else with_colours(marks, "", behind)) for text, marks in letters]
        text = one_line("".join(text for text, _ in letters))
        notes, pages = self._between(paragraph)
        format_ = self._format(properties)
        begun = self._begun(format_, pages, text)
        self._page_waits = self._page_waits or paragraph in self._ends
        look, sizes = look_of(letters), look_of([(text, size) for text, (_, size) in runs])
        anchor = self._anchors.get(paragraph, 0)
        return Line(text, look, place, anchor, notes, begun, format_.alignment, sizes)

    def _between(self, paragraph: etree._Element) -> tuple[tuple[tuple[int, str], ...], tuple[int, ...]]:
        """What stands between the letters: marks of notes and ends of pages, after how many letters."""
        if paragraph not in self._cut:
            return (), ()
        notes, pages, letters = [], [], 0
        for node in paragraph.iter(*_T, *_AS_TEXT, *_REFERENCES):
            if node.tag in _REFERENCES:
                notes.append((letters, self._notes.get((node.tag, node.get(w("id"), "")), "")))
            elif node.get(w("type")) == "page":
                pages.append(letters)
            else:
                text = _AS_TEXT.get(node.tag) or node.text or ""
                letters += len("".join(without_unseen(text).split()))
        return tuple(notes), tuple(pages)

    def _begun(self, format_: ParagraphFormat, pages: tuple[int, ...], text: str) -> tuple[int, ...]:
        """The pages that begin before or in a line; one that ends after its last letter begins before the next line."""
        begun = {0} if self._page_waits or format_.new_page else set()
        if not (pages or begun):
            return ()
        length = len("".join(text.split()))
        self._page_waits = length in pages or (not length and bool(begun))
        return tuple(sorted((begun | {at for at in pages if at < length}) if length else ()))

    def _format(self, properties: etree._Element | None) -> ParagraphFormat:
        """The format of a paragraph, the same for all that say the same of what is asked of it."""
        own = () if properties is None else properties
        key = tuple([(child.tag, child.get(_VALUE)) for child in own if child.tag in _STANDING])
        if (known := self._formats.get(key)) is None:
            known = self._formats[key] = self._styles.paragraph_with(properties)
        return known

    def _runs(
        self, paragraph: etree._Element, properties: etree._Element | None, table: Style
    ) -> Iterator[tuple[str, tuple[str, str]]]:
        """Its letters, with their marks and their size."""
        style = self._styles.style_in(properties)
        if paragraph in self._hard:
            for piece in pieces(paragraph, "accept"):
                marks, size = self._marks.with_size(piece.run, style, table)
                yield piece.text, (seen_marks(piece.text, marks), size)
            return
        for run in paragraph.iter(_R, _EQUATION_RUN):
            text = "".join([(node.text or "") if node.tag in _T else _AS_TEXT.get(node.tag, "") for node in run])
            if not text:
                continue
            marks, size = self._marks.with_size(run, style, table)
            if "v" not in marks:
                yield without_unseen(text), (seen_marks(text, marks), size if run.tag == _R else "")

    def _grid(self, table: etree._Element, place: str) -> Grid:
        rows: list[GridRow] = []
        header = 0
        look = look_of_table(table, len(table.findall(_TR)))
        for element in visible_children(table, "marks"):
            if element.tag != _TR:
                continue
            row = self._row(element, f"{place}, hàng {len(rows) + 1}", look, len(rows))
            if header == len(rows) and _row_says(element, "tblHeader"):
                header += 1
            rows.append(row)
            if _row_says(element, "hidden"):
                self.hidden.append(Line(" | ".join(line.text for line in row.lines), place=row.place))
        return with_header(rows, header, place)

    def _row(self, element: etree._Element, place: str, look: TableLook, number: int) -> GridRow:
        cells: list[tuple[int, Line]] = []
        lines: list[Line] = []
        at = 0
        there = [cell for cell in visible_children(element, "marks") if cell.tag == _TC]
        for cell in there:
            properties = head_of(cell, _CELL)
            where, behind = f"{place}, cột {len(cells) + 1}", _shade(properties)
            table = PlaceInTable(look, number, at, cell is there[-1]).style(self._styles) if look.style else NO_STYLE
            own = [self._line(paragraph, where, behind, table) for paragraph in cell.iter(_P)]
            line = own[0] if len(own) == 1 else _joined(own)
            if behind and not line.text:
                line = replace(line, look=((0, with_colours("", "", behind)),))
            cells.append((at, line))
            lines += (line for line in own if line.text)
            at += _span(properties)
        return GridRow(tuple(cells), place, self._anchors.get(element, 0), tuple(lines))


def _runs_on(paragraph: etree._Element) -> bool:
    """Whether the mark of a paragraph is hidden: what stands below it is read on its last line."""
    properties = head_of(paragraph, _PROPERTIES)
    hidden = properties.find(_HIDDEN_MARK) if properties is not None and len(properties) else None
    return hidden is not None and hidden.get(_VALUE) not in _OFF


def _joined(lines: list[Line]) -> Line:
    """Paragraphs that are read as one line: those of a cell, those that run on."""
    text = " ".join(line.text for line in lines if line.text)
    before = list(accumulate((sum(length for length, _ in line.look) for line in lines), initial=0))
    notes = tuple((at + letters, note) for line, at in zip(lines, before, strict=False) for letters, note in line.notes)
    pages = tuple(at + page for line, at in zip(lines, before, strict=False) for page in line.pages)
    stands = "/".join(dict.fromkeys(line.stands for line in lines if line.text))
    look, sizes = _in_a_row(line.look for line in lines), _in_a_row(line.sizes for line in lines)
    return Line(text, look, lines[0].place if lines else "", 0, notes, pages, stands, sizes)


def _in_a_row(looks: Iterable[Look]) -> Look:
    """The stretches of several lines as those of one."""
    made: list[tuple[int, str]] = []
    for length, marks in chain.from_iterable(looks):
        if made and made[-1][1] == marks:
            made[-1] = (made[-1][0] + length, marks)
        else:
            made.append((length, marks))
    return tuple(made)


def _shade(properties: etree._Element | None) -> str:
    """The colour of a cell, as `with_colours` takes it."""
    shade = child_of(properties, _SHADE)
    colour = shade.get(_FILL, "auto") if shade is not None else "auto"
    return "" if colour in ("auto", "FFFFFF") else colour.upper()


def _span(properties: etree._Element | None) -> int:
    span = child_of(properties, _SPAN)
    width = span.get(_VALUE, "1") if span is not None else "1"
    return int(width) if width.isdigit() else 1


def _row_says(row: etree._Element, name: str) -> bool:
    """Whether a property of a row is set: `tblHeader`, `hidden`."""
    mark = row.find(f"{w('trPr')}/{w(name)}")
    return mark is not None and mark.get(_VALUE) not in _OFF


def _anchors_in(body: etree._Element) -> dict[etree._Element, int]:
    """The number of the first anchor in each paragraph and row that has one."""
    found: dict[etree._Element, int] = {}
    for mark in body.iter(_MARK):
        if anchor := anchor_named(mark.get(_NAME, "")):
            for above in mark.iterancestors(_P, _TR):
                found.setdefault(above, anchor.number)
    return found
