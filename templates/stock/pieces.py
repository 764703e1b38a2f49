"""The pieces that templates are made of: runs, paragraphs, tags, tables, as WordprocessingML."""

from __future__ import annotations

from xml.sax.saxutils import escape


def run(text: str, style_id: str = "") -> str:
    """A run of text, in a character style where one is named."""
    properties = f'<w:rPr><w:rStyle w:val="{style_id}"/></w:rPr>' if style_id else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(style_id: str, *pieces: str) -> str:
    """A paragraph of a style; a piece that is not XML is text."""
    runs = "".join(piece if piece.startswith("<w:") else run(piece) for piece in pieces)
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id}"/></w:pPr>{runs}</w:p>'


def tag(jinja: str) -> str:
    """A paragraph that docxtpl takes as a statement (`{%p … %}`)."""
    return p("Normal", f"{{%p {jinja} %}}")


def cell(width: int, *paragraphs: str, span: int = 1, merge: str = "", middle: bool = False) -> str:
    """A table cell of a width in twips; `merge` is restart or continue."""
    properties = "".join(
        (
            f'<w:tcW w:w="{width}" w:type="dxa"/>',
            f'<w:gridSpan w:val="{span}"/>' if span > 1 else "",
            f'<w:vMerge w:val="{merge}"/>' if merge else "",
            '<w:vAlign w:val="center"/>' if middle else "",
        )
    )
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(paragraphs)}</w:tc>"


def row(*cells: str, header: bool = False, splits: bool = False) -> str:
    """A row that does not split over pages unless told so; header rows are repeated."""
    properties = f"{'' if splits else '<w:cantSplit/>'}{'<w:tblHeader/>' if header else ''}"
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def row_tag(jinja: str, width: int, span: int) -> str:
    """A row that docxtpl takes as a statement (`{%tr … %}`)."""
    return f"<w:tr>{cell(width, p('BangChu', f'{{%tr {jinja} %}}'), span=span)}</w:tr>"


def table(widths: tuple[int, ...], *rows: str, style_id: str = "") -> str:
    """A table of fixed column widths in twips."""
    named = f'<w:tblStyle w:val="{style_id}"/>' if style_id else ""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    # Written out: LibreOffice does not take zero margins from the default table style.
    margins = '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
    margins = "" if style_id else margins
    return (
        f'<w:tbl><w:tblPr>{named}<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f"{margins}</w:tblPr>"
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def include(name: str) -> str:
    """A statement that puts another template here."""
    return tag(f"include '{name}'")


def when(condition: str, *pieces: str) -> str:
    """Pieces that stand only where a condition holds."""
    return tag(f"if {condition}") + "".join(pieces) + tag("endif")


def each(loop: str, *pieces: str) -> str:
    """Pieces once for each item: `d in bang.dong`."""
    return tag(f"for {loop}") + "".join(pieces) + tag("endfor")
