"""docxtpl's tags of table cells: `{% cellbg x %}`, `{% colspan n %}`, `{% vm %}`, `{% hm %}`, put where the schema
wants them.

docxtpl writes them by patterns over text, before a cell's width, and not where anything stands between a cell's
properties and its text; the meaning is its own. Cells of a row that a `{%tc` loop makes need a grid of their number.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from generator.ooxml import order
from generator.ooxml.names import w
from generator.ooxml.words import text_of
from generator.values.patterns import late

CELL_TAGS = ("cellbg", "colspan", "vm", "hm")
COLOUR, SPAN = "_colour", "_span"
_TAG = late(r"\{%\s*(cellbg|colspan|vm|hm)\b\s*(.*?)\s*%\}", re.DOTALL)
_LOOSE = late(r"\{[%#]\s*tc |\{%\s*(?:colspan|hm)\b")
_PREFIXED = late(r"\{[{%#](?:tr|tc|p|r) ")
_BLOCK, _END = late(r"\{%\s*(?:if|for|with)\b"), late(r"\{%\s*end(?:if|for|with)\b")
_CELL, _TEXT = w("tc"), w("t")


def counts_loose(table: etree._Element) -> bool:
    """Whether only rendering shows how many columns a table has."""
    return bool(_LOOSE.search(text_of(table)))


def without_cell_tags(text: str) -> str:
    """A text as it stands once its tags are properties of the cell."""
    return _TAG.sub("", text)


def apply(body: etree._Element) -> None:
    """The tags of all cells as properties; in place, tags being whole."""
    for text in list(body.iter(_TEXT)):
        while found := _TAG.search(text.text or ""):
            cell = next(text.iterancestors(_CELL), None)
            text.text = text.text[: found.start()] + text.text[found.end() :]
            if cell is not None:
                _MEANINGS[found[1]](cell, found[2])


def _coloured(cell: etree._Element, expression: str) -> None:
    fill = f"{{{{ ({expression})|{COLOUR} }}}}"
    order.put(order.properties(cell), "shd", {"val": "clear", "color": "auto", "fill": fill})


def _spanned(cell: etree._Element, expression: str) -> None:
    order.put(order.properties(cell), "gridSpan", {"val": f"{{{{ ({expression})|{SPAN} }}}}"})


def _down(cell: etree._Element, _: str) -> None:
    """One with the cells below it: what it says stands in the first alone."""
    value = "{% if loop.first %}restart{% else %}continue{% endif %}"
    order.put(order.properties(cell), "vMerge", {"val": value})
    for text in cell.iter(_TEXT):
        if next(text.iterancestors(_CELL)) is cell and text.text and _is_closed(text.text):
            text.text = f"{{% if loop.first %}}{text.text}{{% endif %}}"


def _is_closed(code: str) -> bool:
    """Whether every block that a text opens ends in it."""
    return not _PREFIXED.search(code) and len(_BLOCK.findall(code)) == len(_END.findall(code))


def _across(cell: etree._Element, _: str) -> None:
    """One with the cells beside it: the first stands for all that the loop would make."""
    span = cell.find(f"{w('tcPr')}/{w('gridSpan')}")
    own = "" if span is None else f"{span.get(w('val'))} * "
    order.put(order.properties(cell), "gridSpan", {"val": f"{{{{ {own}loop.length }}}}"})
    put_before(cell, "{% if loop.first %}")
    cell.tail = "{% endif %}" + (cell.tail or "")


_MEANINGS: dict[str, Callable[[etree._Element, str], None]] = {
    "cellbg": _coloured,
    "colspan": _spanned,
    "vm": _down,
    "hm": _across,
}


def put_before(element: etree._Element, code: str) -> None:
    """Template code right before an element, between elements."""
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + code
    else:
        parent = element.getparent()
        parent.text = (parent.text or "") + code
