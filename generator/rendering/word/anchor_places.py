"""Where a template shows values: calls of `neo` put beside the expressions, so that nobody has to type anchors.

`{{ c }}` alone in a paragraph becomes `{{ neo(c) }}` at its head; an expression among other text gets a call right
before it and, where the template's own text follows, one right after. A row of a task table gets one, `neo(d)`, in
its first cell. What a value is, and whether it has an anchor at all, is the value's own affair (`anchors.Anchors`).
"""

from __future__ import annotations

import copy
import re

from lxml import etree

from generator.ooxml.names import XML, w
from generator.ooxml.words import text_of
from generator.rendering.word import table_rows
from generator.values.patterns import late

_SHOWN = late(r"{{\s*([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)\s*(?:\|\s*upper\s*)?}}")
_ROWS = late(r"{%\s*tr\s+for\s+(\w+)\s+in\s+bang\.dong")
_TAGS = late(r"{[%#].*?[%#]}|{{.*?}}")


def mark_paragraphs(body: etree._Element) -> None:
    """Calls beside every plain expression of a body, but for those in the rows of task tables."""
    tables = [table for table in body.iter(w("tbl")) if _has_task_rows(table)]
    within = {paragraph for table in tables for paragraph in table.iter(w("p"))}
    for paragraph in list(body.iter(w("p"))):
        if paragraph not in within and "{{" in text_of(paragraph):
            _mark(paragraph)


def mark_rows(table: etree._Element) -> None:
    """A call in each row that a task table repeats."""
    variable = ""
    for row in table.findall(w("tr")):
        text = table_rows.own_text(row)
        if found := _ROWS.search(text):
            variable = found[1]
        elif variable and re.search(rf"{{{{[^}}]*\b{variable}\b", text):
            # A row whose cells stand or not has the call in each of them: it leaves one bookmark.
            cells = row.findall(w("tc"))
            for cell in cells if "{%" in _tails(row) else cells[:1]:
                _call_before(_head(cell.find(f".//{w('p')}")), f"{{{{ neo({variable}) }}}}")


def _tails(row: etree._Element) -> str:
    return "".join(child.tail or "" for child in row)


def _has_task_rows(table: etree._Element) -> bool:
    return any(_ROWS.search(table_rows.own_text(row)) for row in table.findall(w("tr")))


def _mark(paragraph: etree._Element) -> None:
    text = text_of(paragraph)
    found = list(_SHOWN.finditer(text))
    if len(found) == 1 and not _literal(text[: found[0].start()] + text[found[0].end() :]):
        _call_before(_head(paragraph), f"{{{{ neo({found[0][1]}) }}}}")
        return
    for index in range(len(found) - 1, -1, -1):
        end = found[index + 1].start() if index + 1 < len(found) else len(text)
        if _literal(text[found[index].end() : end]):
            _call_at(paragraph, found[index].end(), f"{{{{ neo({found[index][1]}, 'x') }}}}")
        _call_at(paragraph, found[index].start(), f"{{{{ neo({found[index][1]}, 't') }}}}")


def _literal(text: str) -> str:
    """What a template itself prints of a text."""
    return _TAGS.sub("", text).strip()


def _head(paragraph: etree._Element) -> tuple[etree._Element, int]:
    """The place before a paragraph's first run: its element and the index of the child that follows."""
    return paragraph, 1 if len(paragraph) and paragraph[0].tag == w("pPr") else 0


def _call_before(place: tuple[etree._Element, int], call: str) -> None:
    """Put text between elements, where docxtpl leaves it and Jinja replaces it by XML."""
    parent, index = place
    if index == 0:
        parent.text = call + (parent.text or "")
    else:
        parent[index - 1].tail = (parent[index - 1].tail or "") + call


def _call_at(paragraph: etree._Element, offset: int, call: str) -> None:
    """Put a call at an offset of the paragraph's text, splitting the run that goes over it."""
    for element in list(paragraph.iter(w("t"))):
        length = len(element.text or "")
        if offset < length or (offset == length and element is _last_text(paragraph)):
            run = element.getparent()
            if offset:
                run = _split(run, element, offset)
            parent = run.getparent()
            _call_before((parent, parent.index(run)), call)
            return
        offset -= length


def _last_text(paragraph: etree._Element) -> etree._Element:
    return list(paragraph.iter(w("t")))[-1]


def _split(run: etree._Element, text: etree._Element, offset: int) -> etree._Element:
    """Split a run inside one of its texts; returns the second half, which follows the first."""
    second = copy.deepcopy(run)
    second.tail = None
    index = run.index(text)
    for child in list(run)[index + 1 :]:
        run.remove(child)
    for child in list(second)[:index]:
        if child.tag != w("rPr"):
            second.remove(child)
    rest = next(child for child in second if child.tag == w("t"))
    whole = text.text or ""
    text.text, rest.text = whole[:offset], whole[offset:]
    for half in (text, rest):
        half.set(f"{{{XML}}}space", "preserve")
    tail, run.tail = run.tail, None
    run.addnext(second)
    second.tail = tail
    return second
