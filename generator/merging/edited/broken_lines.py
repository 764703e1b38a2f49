"""Lines that Shift+Enter put below others and that begin like an item of a list: they are read as items, as Enter would
have made them. Where they cannot be, one text is made of all, which is said, as the next build prints what was typed
as a number before what it counts itself."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from lxml import etree

from generator.merging.edited.base import Base
from generator.merging.edited.flow import list_of
from generator.merging.edited.reading import LONGEST_QUOTE, Reading
from generator.ooxml.anchors import Anchor, anchor_named
from generator.ooxml.line_ends import broken_lines, cut_at
from generator.ooxml.names import w
from generator.values.findings import Severity, msg
from generator.values.patterns import late
from generator.values.text import clean, one_line, quote

_ITEM = late(
    r"[-–—−•*+·]\s*[^\W\d]|\(?\d{1,3}(?:\.\d{1,3})*[.)/]+\s*[^\W\d]|\(?(?:[a-zđ]|[IVXLC]{1,7}|[A-ZĐ])[.)]\s+\S"
    r"|(?i:điều\s+\d+[a-zđ]?\s*[.:]|(?:chương|mục|phần)\s+(?:\d+|[IVXLC]+)\b|căn cứ\s+\S)"
)
_BREAKS, _MARK, _PARAGRAPH, _TABLE, _BOX = (w("br"), w("cr")), w("bookmarkStart"), w("p"), w("tbl"), w("txbxContent")


def take_lines_apart(body: etree._Element, base: Base) -> None:
    """Make paragraphs of the lines of a body that begin like an item, and that were not printed so.

    Tables of tasks stay as they are: a cell holds what lines it may.
    """
    broken = dict.fromkeys(
        p for one in body.iter(*_BREAKS) if (p := next(one.iterancestors(_PARAGRAPH), None)) is not None
    )
    if not broken:
        return
    known = {line for value in base.values.values() for line in _lines(value.printed)}
    rows = {*base.rows, *base.lines}
    of_tasks = {
        table for mark, anchor in _anchors(body) if anchor.number in rows for table in mark.iterancestors(_TABLE)
    }
    for paragraph in broken:
        if of_tasks.isdisjoint(paragraph.iterancestors(_TABLE)) and next(paragraph.iterancestors(_BOX), None) is None:
            _take_apart(paragraph, base, known)


def _take_apart(paragraph: etree._Element, base: Base, known: Collection[str]) -> None:
    """One paragraph, where it is an item of a list, or of no value: what stands below other values is no item."""
    paths = [base.values[anchor.number].path for _, anchor in _anchors(paragraph) if anchor.number in base.values]
    if not all(map(list_of, paths)):
        return
    rest: etree._Element | None = paragraph
    while rest is not None:
        found = (at for at, text in broken_lines(rest) if _is_item(text) and _as_item(text) not in known)
        at = next(found, None)
        if at is None or any(anchor.kind != "x" for _, anchor in _anchors_behind(rest, at)):
            return
        rest = cut_at(rest, at)
        for mark, _ in list(_anchors(rest)) if rest is not None else ():
            mark.getparent().remove(mark)


def _anchors(element: etree._Element) -> Iterator[tuple[etree._Element, Anchor]]:
    found = ((mark, anchor_named(mark.get(w("name"), ""))) for mark in element.iter(_MARK))
    return ((mark, anchor) for mark, anchor in found if anchor)


def _anchors_behind(paragraph: etree._Element, at: etree._Element) -> Iterator[tuple[etree._Element, Anchor]]:
    """Those of a paragraph that stand behind an element of it."""
    order = {element: number for number, element in enumerate(paragraph.iter())}
    return ((mark, anchor) for mark, anchor in _anchors(paragraph) if order[mark] > order[at])


def say_broken_lines(reading: Reading, place: str, text: str, before: str = "") -> None:
    """A warning where a text holds more lines like those of a list than were printed `before`, with these lines."""
    known = _lines(before)
    found = _lines(text)
    fresh = [line for line in found if line not in known]
    if len(found) <= len(known) or not fresh:
        return
    reading.report(
        "V521",
        Severity.WARNING,
        place,
        msg(
            "Xuống dòng bằng Shift+Enter nên {chu} được lấy làm chữ của đoạn ở trên, không thành mục riêng.",
            chu=quote(" / ".join(fresh), LONGEST_QUOTE),
        ),
        quote("\n".join(fresh), LONGEST_QUOTE),
        msg("Là mục riêng thì trong Word thay Shift+Enter bằng Enter rồi lấy về lại."),
    )


def _lines(text: str) -> list[str]:
    """The lines of a text, but the first, that begin like an item of a list."""
    return [_as_item(line) for line in clean(text).split("\n")[1:] if _is_item(line)]


def _is_item(line: str) -> bool:
    return _ITEM.match(clean(line).strip()) is not None


def _as_item(line: str) -> str:
    """A line without the marks that end an item."""
    return one_line(line).rstrip(" ;,./")
