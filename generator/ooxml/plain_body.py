"""A body that was read from another format, written as the parts of a Word file: one reader for all formats.

Pages of a PDF, a page of the web, a sheet become paragraphs with their look and tables as grids; written so, whatever
reads Word files (the facts of a document, drafts, tables of tasks) reads them as well. Knows nothing of those formats.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from lxml import etree
from msgspec import Struct, field

from generator.ooxml.escaping import escape, quoteattr
from generator.ooxml.names import CONTENT_TYPES, PACKAGE_RELS, R, W, w
from generator.ooxml.relationships import DOCUMENT

Alignment = Literal["left", "center", "right", "both"]
_TYPES = (
    f'<Types xmlns="{CONTENT_TYPES}"><Default Extension="rels" ContentType='
    '"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELS = (
    f'<Relationships xmlns="{PACKAGE_RELS}"><Relationship Id="rId1" Type="{R}/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
# Word keeps there in which session a paragraph was typed; here it is the page that it was read from.
_PAGE = w("rsidR")
_BREAKS: Mapping[str, str] = {"\n": "<w:br/>", "\t": "<w:tab/>"}


class Run(Struct, frozen=True):
    """Text with one look; `size` in points, 0 where it is not known. `raised` and `lowered` are of footnotes, m²."""

    text: str
    bold: bool = False
    italic: bool = False
    size: float = 0.0
    raised: bool = False
    lowered: bool = False
    underlined: bool = False
    font: str = ""


class Paragraph(Struct, frozen=True, dict=True):
    """Runs in a row; indents in points."""

    runs: tuple[Run, ...]
    alignment: Alignment = "left"
    left: float = 0.0
    first_line: float = 0.0
    page: int = 0  # where it begins, 0 where its source has no pages

    @property
    def text(self) -> str:
        """What it says."""
        return "".join(run.text for run in self.runs)


class Cell(Struct, frozen=True):
    """A cell of a table at its row and column, from 0, with how many of each it takes."""

    row: int
    column: int
    paragraphs: tuple[Paragraph, ...] = ()
    rows: int = 1
    columns: int = 1

    @property
    def text(self) -> str:
        """What it says, a line for each paragraph."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


class Table(Struct, frozen=True):
    """Cells in any order, the widths of its columns in points, how many rows stand on each page anew."""

    cells: tuple[Cell, ...]
    widths: tuple[float, ...]
    repeated: int = 0
    ruled: bool = True


class Section(Struct, frozen=True):
    """Pages of one size, in points, with what stands on them."""

    blocks: tuple[Paragraph | Table, ...]
    width: float = 595.3
    height: float = 841.9
    margins: tuple[float, float, float, float] = field(default=(56.7, 56.7, 85.1, 56.7))  # top, bottom, left, right


def parts_of(sections: Sequence[Section]) -> dict[str, bytes]:
    """The parts of a Word file with these sections."""
    body = "".join(_section(one, last=one is sections[-1]) for one in sections)
    document = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return {
        "[Content_Types].xml": _TYPES.encode(),
        "_rels/.rels": _RELS.encode(),
        DOCUMENT: document.encode(),
    }


def pages_of(body: etree._Element) -> tuple[int, ...]:
    """On which page each paragraph of a body written here begins, in reading order; 0 where none is known."""
    return tuple(int(paragraph.get(_PAGE, "0"), 16) for paragraph in body.iter(w("p")))


def _section(section: Section, *, last: bool) -> str:
    blocks = "".join(_table(one) if isinstance(one, Table) else _paragraph(one) for one in section.blocks)
    turned = ' w:orient="landscape"' if section.width > section.height else ""
    top, bottom, left, right = map(_twips, section.margins)
    properties = (
        f'<w:sectPr><w:pgSz w:w="{_twips(section.width)}" w:h="{_twips(section.height)}"{turned}/>'
        f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}"/></w:sectPr>'
    )
    return f"{blocks}{properties}" if last else f"{blocks}<w:p><w:pPr>{properties}</w:pPr></w:p>"


def _twips(points: float) -> int:
    return round(points * 20)


def _paragraph(one: Paragraph) -> str:
    indents = "".join(
        f" w:{name}={quoteattr(str(_twips(points)))}"
        for name, points in (("left", one.left), ("firstLine", one.first_line))
        if points > 0
    )
    if one.first_line < 0:
        indents += f' w:hanging="{_twips(-one.first_line)}"'
    properties = (f"<w:ind{indents}/>" if indents else "") + f'<w:jc w:val="{one.alignment}"/>'
    page = f' w:rsidR="{one.page:08X}"' if one.page else ""
    return f"<w:p{page}><w:pPr>{properties}</w:pPr>{''.join(map(_run, one.runs))}</w:p>"


def _run(run: Run) -> str:
    named = quoteattr(run.font)
    properties = f"<w:rFonts w:ascii={named} w:hAnsi={named}/>" if run.font else ""
    properties += "<w:b/>" * run.bold + "<w:i/>" * run.italic
    properties += f'<w:sz w:val="{round(run.size * 2)}"/>' if run.size > 0 else ""
    properties += '<w:u w:val="single"/>' if run.underlined else ""
    script = "superscript" if run.raised else "subscript" if run.lowered else ""
    properties += f'<w:vertAlign w:val="{script}"/>' if script else ""
    said = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{said}{''.join(_texts(run.text))}</w:r>"


def _texts(text: str) -> Iterator[str]:
    """A text with its line ends and tabs as elements; what XML cannot hold is none of it."""
    start = 0
    for at, sign in enumerate(text):
        if sign in _BREAKS:
            yield _text(text[start:at])
            yield _BREAKS[sign]
            start = at + 1
    yield _text(text[start:])


def _text(text: str) -> str:
    kept = "".join(sign for sign in text if sign >= " " and sign not in "\ufffe\uffff" and not _is_half(sign))
    return f'<w:t xml:space="preserve">{escape(kept)}</w:t>' if kept else ""


def _is_half(sign: str) -> bool:
    return "\ud800" <= sign <= "\udfff"


def _table(table: Table) -> str:
    grid = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in table.widths)
    border = ' w:val="single" w:sz="4"' if table.ruled else ' w:val="nil"'
    sides = "".join(f"<w:{side}{border}/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    rows = "".join(_rows(table))
    return f"<w:tbl><w:tblPr><w:tblBorders>{sides}</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"


def _rows(table: Table) -> Iterator[str]:
    """Row by row; where a cell reaches down, the rows below have its rest, and what no cell covers is an empty one."""
    starts = {(cell.row, cell.column): cell for cell in table.cells}
    covered: dict[tuple[int, int], Cell] = {}
    for cell in table.cells:
        for row in range(cell.row + 1, cell.row + cell.rows):
            covered[row, cell.column] = cell
    count = max((cell.row + cell.rows for cell in table.cells), default=0)
    for row in range(count):
        cells = "".join(_cells(row, len(table.widths), starts, covered))
        head = "<w:trPr><w:tblHeader/></w:trPr>" if row < table.repeated else ""
        yield f"<w:tr>{head}{cells}</w:tr>"


def _cells(
    row: int, width: int, starts: Mapping[tuple[int, int], Cell], covered: Mapping[tuple[int, int], Cell]
) -> Iterator[str]:
    column = 0
    while column < width:
        at = (row, column)
        cell = starts.get(at)
        rest = covered.get(at) if cell is None else None
        shown = cell or rest or Cell(row, column)
        merge = '<w:vMerge w:val="restart"/>' if cell is not None and cell.rows > 1 else "<w:vMerge/>" if rest else ""
        span = f'<w:gridSpan w:val="{shown.columns}"/>' if shown.columns > 1 else ""
        paragraphs = "" if cell is None else "".join(map(_paragraph, cell.paragraphs))
        yield f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{paragraphs or '<w:p/>'}</w:tc>"
        column += shown.columns


def texts_of(blocks: Iterable[Paragraph | Table]) -> Iterator[str]:
    """Every text of blocks, those of cells too."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from (cell.text for cell in block.cells)
