"""What Word wants to hold something, whatever a template leaves out: cells and text boxes a paragraph at their end,
rows a cell, tables a row, and as many columns in its grid as its rows have cells.

Where the template alone does not show that it will, what Jinja makes of it is looked at before it is passed on; all
else streams as ever.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator

from lxml import etree
from markupsafe import Markup

from generator.ooxml import order
from generator.ooxml.names import W, w
from generator.ooxml.parsing import parse_xml
from generator.ooxml.words import text_of
from generator.rendering.templates.cell_tags import counts_loose, put_before
from generator.values.patterns import late

OPEN, WITHOUT_ROWS, EVEN = "_open", "_without_rows", "_even"
_MADE = "_o"
_TAG = late(r"\{%\s*(?:(tr|tc|p) )?[-+]?\s*(\w+)")
_BEGIN, _END = frozenset({"if", "for", "with"}), frozenset({"endif", "endfor", "endwith"})
_MAKES_NAMES, _UNKNOWN = "set", "include"
_PARAGRAPH, _TABLE, _CONTROL = w("p"), w("tbl"), w("sdt")
_PREFIX = late(r"[<\s/]([A-Za-z_][\w.-]*):[\w.-]+[\s=/>]")
_DECLARED = late(rf' xmlns:(?:w="{re.escape(W)}"|([\w.-]+)="urn:\1")')


def keep_filled(body: etree._Element) -> None:
    """Code around cells, text boxes and tables that may come out empty; in place, tags being whole."""
    for table in list(body.iter(_TABLE)):
        if counts_loose(table):
            _wrap(table, f"{{{{ {_MADE}|{EVEN} }}}}")
        elif not _has_sure_row(table):
            _wrap(table, f"{{% if not {_MADE}|{WITHOUT_ROWS} %}}{{{{ {_MADE} }}}}{{% endif %}}")
    for holder in list(body.iter(w("tc"), w("txbxContent"), w("sdtContent"))):
        _end_with_paragraph(holder)


def _wrap(table: etree._Element, code: str) -> None:
    put_before(table, f"{{% set {_MADE} %}}")
    table.tail = f"{{% endset %}}{code}{table.tail or ''}"


def _has_sure_row(table: etree._Element) -> bool:
    depth = 0
    for row in _rows(table):
        keywords = [keyword for prefix, keyword in _TAG.findall(text_of(row)) if prefix == "tr"]
        if not keywords and not depth:
            return True
        depth += _turn(keywords)
    return False


def _turn(keywords: list[str]) -> int:
    return sum((keyword in _BEGIN) - (keyword in _END) for keyword in keywords)


def _end_with_paragraph(holder: etree._Element) -> None:
    """A paragraph at the end of a holder, always or where Jinja makes none."""
    blocks = [block for block in holder if block.tag in (_PARAGRAPH, _TABLE, _CONTROL)]
    end, names = _ends_open(blocks)
    if not blocks or not end:
        return
    spare = etree.SubElement(holder, _PARAGRAPH)
    pattern = next((block for block in blocks if block.tag == _PARAGRAPH and not _said(block)), None)
    style = None if pattern is None else pattern.find(f"{w('pPr')}/{w('pStyle')}")
    if style is not None:
        order.properties(spare).append(copy.deepcopy(style))
    if names:
        return
    first = blocks[0]
    put_before(first, f"{{% set {_MADE} %}}")
    put_before(spare, f"{{% endset %}}{{{{ {_MADE} }}}}{{% if {_MADE}|{OPEN} %}}")
    spare.tail = "{% endif %}"


def _ends_open(blocks: list[etree._Element]) -> tuple[bool, bool]:
    """Whether the blocks may end without a paragraph; whether they give names that stand for what follows."""
    depth, sure, names = 0, False, False
    for block in blocks:
        keywords = _said(block)
        if not keywords:
            sure = (sure or not depth) if block.tag == _PARAGRAPH else sure and block.tag == _CONTROL
        elif _UNKNOWN in keywords:
            sure = False
        names = names or _MAKES_NAMES in keywords
        depth += _turn(keywords)
    return not sure, names


def _said(block: etree._Element) -> list[str]:
    """The keywords of a paragraph that is nothing but `{%p … %}`."""
    if block.tag != _PARAGRAPH:
        return []
    return [keyword for prefix, keyword in _TAG.findall(text_of(block)) if prefix == "p"]


# --- when it runs ----------------------------------------------------------------------------------------------------


def ends_open(made: str) -> bool:
    """Whether what was made of a cell ends without a paragraph."""
    return not made.rstrip().endswith(("</w:p>", "<w:p/>", "</w:sdt>"))


def without_rows(made: str) -> bool:
    """Whether what was made of a table has no row."""
    return "<w:tr>" not in made and "<w:tr " not in made


def evened(made: str) -> Markup:
    """A table whose grid has the columns of its widest row; what has no rows or cells is left out."""
    if without_rows(made):
        return Markup()
    prefixes = sorted(set(_PREFIX.findall(made)) - {"w", "xml"})
    declared = "".join(f' xmlns:{prefix}="urn:{prefix}"' for prefix in prefixes)
    root = parse_xml(f'<made xmlns:w="{W}"{declared}>{made}</made>'.encode(), shown_as="", part="")
    for table in list(root.iter(_TABLE)):
        _even(table)
    inner = "".join(etree.tostring(child, encoding="unicode") for child in root)
    return Markup(_DECLARED.sub("", inner))  # noqa: S704 - what Jinja made of the template


def _even(table: etree._Element) -> None:
    rows = list(_rows(table))
    for row in rows:
        if not _width(row):
            row.getparent().remove(row)
    widest = max(rows, key=_width, default=None)
    grid = table.find(w("tblGrid"))
    if widest is None or not _width(widest):
        table.getparent().remove(table)
    elif grid is not None and len(grid) != _width(widest):
        _regrid(table, grid, widest)


def _regrid(table: etree._Element, grid: etree._Element, widest: etree._Element) -> None:
    """Columns for the cells of the widest row, each as wide as the cell says, all together as wide as before."""
    before = sum(_figure(column, "w") for column in grid)
    wanted = [
        (_figure(cell.find(f"{w('tcPr')}/{w('tcW')}"), "w") or 1) / span
        for cell in _cells(widest)
        for span in [_span(cell)]
        for _ in range(span)
    ]
    share = before / sum(wanted) if before else 1
    grid[:] = [etree.Element(w("gridCol"), {w("w"): str(round(one * share))}) for one in wanted]
    for row in _rows(table):
        for cell in _cells(row):
            width = cell.find(f"{w('tcPr')}/{w('tcW')}")
            if width is not None and width.get(w("type"), "dxa") == "dxa":
                width.set(w("w"), str(round(_figure(width, "w") * share)))


def _figure(element: etree._Element | None, name: str) -> int:
    said = "" if element is None else element.get(w(name), "")
    return int(said) if said.isdigit() else 0


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    yield from table.iterchildren(w("tr"))
    yield from table.iterfind(f"{w('sdt')}/{w('sdtContent')}/{w('tr')}")


def _cells(row: etree._Element) -> list[etree._Element]:
    return [cell for cell in row.iter(w("tc")) if next(cell.iterancestors(w("tr"))) is row]


def _width(row: etree._Element) -> int:
    return sum(map(_span, _cells(row)))


def _span(cell: etree._Element) -> int:
    return _figure(cell.find(f"{w('tcPr')}/{w('gridSpan')}"), "val") or 1
