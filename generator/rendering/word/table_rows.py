"""The rows of a task table in a Word template: which one repeats, which one shows tasks, which one sections."""

from __future__ import annotations

from lxml import etree

from generator.ooxml.names import w
from generator.ooxml.words import text_of
from generator.values.patterns import late

_LOOP = late(r"{%\s*tr\s+for\s+\w+\s+in\s+bang\.dong")
_ENDFOR = late(r"{%\s*tr\s+endfor")
_TAG_ROW = late(r"{%\s*tr\s")
_FIELD = late(r"\bd(?:\.|\[\s*[\"'])([a-z_][a-z0-9_]*)")
_SECTION_KEYS = frozenset({"so_muc", "ten_muc", "cap_muc"})


def begins_loop(row: etree._Element) -> bool:
    """`{%tr for d in bang.dong %}`, the row's own and not that of a table in its cells."""
    return bool(_LOOP.search(own_text(row)))


def ends_loop(row: etree._Element) -> bool:
    """`{%tr endfor %}`."""
    return bool(_ENDFOR.search(own_text(row)))


def is_tag(row: etree._Element) -> bool:
    """A row that docxtpl takes as a statement."""
    return bool(_TAG_ROW.search(own_text(row)))


def own_text(row: etree._Element) -> str:
    """The text of a row's cells without that of tables in them."""
    if next(row.iter(w("tbl")), None) is None:
        return text_of(row)
    texts = (text for text in row.iter(w("t")) if next(text.iterancestors(w("tr"))) is row)
    return "".join(text.text or "" for text in texts)


def fields(element: etree._Element) -> list[str]:
    """The fields of `d` that a row or cell shows, in order."""
    return _FIELD.findall(text_of(element))


def task_row(table: etree._Element) -> etree._Element:
    """The row of the loop that shows tasks: the one with the most fields that is not a section row."""
    rows = [row for row in table.findall(w("tr")) if not is_tag(row)]
    return max(rows, key=lambda row: len(set(fields(row)) - _SECTION_KEYS))


def section_row(table: etree._Element) -> etree._Element | None:
    """The row that shows a section's title; None where a template has none."""
    return next((row for row in table.findall(w("tr")) if not is_tag(row) and "ten_muc" in fields(row)), None)


def span(cell: etree._Element) -> int:
    """Over how many columns of the grid a cell goes."""
    found = cell.find(f"{w('tcPr')}/{w('gridSpan')}")
    return int(found.get(w("val"))) if found is not None else 1


def show(cell: etree._Element, expression: str) -> None:
    """Make a cell's first run show an expression, and nothing else stand in it."""
    texts = list(cell.iter(w("t")))
    if not texts:
        paragraph = cell.find(w("p"))
        texts = [etree.SubElement(etree.SubElement(paragraph, w("r")), w("t"))]
    texts[0].text = expression
    for other in texts[1:]:
        other.text = ""
