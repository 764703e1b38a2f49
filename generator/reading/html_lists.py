"""The numbers that a browser prints before the items of the lists of a page: no text of it, but read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress

from lxml import etree

from generator.ooxml.numbering import formatted
from generator.values.patterns import late

_LISTS = frozenset(("ol", "ul", "menu", "dir"))
_TYPES: Mapping[str, str] = {
    **dict.fromkeys(("1", "decimal"), "decimal"),
    **dict.fromkeys(("a", "lower-alpha", "lower-latin"), "lowerLetter"),
    **dict.fromkeys(("A", "upper-alpha", "upper-latin"), "upperLetter"),
    **dict.fromkeys(("i", "lower-roman"), "lowerRoman"),
    **dict.fromkeys(("I", "upper-roman"), "upperRoman"),
    **dict.fromkeys(("disc", "circle", "square"), "bullet"),
    "decimal-leading-zero": "decimalZero",
    "none": "none",
}
_STYLE = late(r"list-style(?:-type)?\s*:([^;]*)", re.IGNORECASE)
_GONE = late(r"display\s*:\s*none", re.IGNORECASE)
# Browsers count with whole numbers of four bytes.
_MOST = 2**31
_LETTERS = 26


def marks(ordered: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """The items of an ordered list with the mark of each as printed; empty where it prints none."""
    items = list(_items(ordered))
    back = "reversed" in ordered.attrib
    start = _whole(ordered.get("start"))
    number = (len(items) if back else 1) if start is None else start
    whole_list = _format(ordered, "decimal")
    for item in items:
        value = _whole(item.get("value"))
        number = number if value is None else value
        yield item, _mark(number, _format(item, whole_list))
        number += -1 if back else 1


def _items(ordered: etree._Element) -> Iterator[etree._Element]:
    """The items that a list counts: not those of lists in it, not those that are not shown."""
    waiting = list(reversed(ordered))
    while waiting:
        one = waiting.pop()
        if not isinstance(one.tag, str) or one.tag in _LISTS or "hidden" in one.attrib:
            continue
        if _GONE.search(one.get("style", "")):
            continue
        if one.tag == "li":
            yield one
        else:
            waiting += reversed(one)


def _format(element: etree._Element, otherwise: str) -> str:
    """How an element says that its items are counted: by its style, else by its type."""
    for said in reversed(_STYLE.findall(element.get("style", ""))):
        for word in said.lower().replace("!important", "").split():
            if word in _TYPES:
                return _TYPES[word]
    said = element.get("type", "").strip()
    return _TYPES.get(said) or _TYPES.get(said.lower()) or otherwise


def _mark(number: int, format_: str) -> str:
    if format_ in ("none", "bullet"):
        return ""
    if format_ in ("lowerLetter", "upperLetter") and number > 0:
        # A letter is a điểm, which the decree writes with a bracket.
        return f"{_letters(number)})" if format_ == "lowerLetter" else f"{_letters(number).upper()}."
    return f"{formatted(number, format_)}."


def _letters(number: int) -> str:
    """Letters as pages count them: after `z` comes `aa`, then `ab`."""
    made = ""
    while number > 0:
        number, rest = divmod(number - 1, _LETTERS)
        made = chr(ord("a") + rest) + made
    return made


def _whole(text: str | None) -> int | None:
    """A whole number at the beginning of an attribute, as browsers read it."""
    found = re.match(r"\s*([+-]?[0-9]{1,11})", text or "")
    if found:
        with suppress(ValueError):
            return int(found[1]) if abs(int(found[1])) < _MOST else None
    return None
