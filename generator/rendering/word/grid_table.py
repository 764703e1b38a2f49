"""A task table of a Word template made to print header and rows as the office made them.

The template's header row, section row and task row are the patterns. In each place of a row stands a cell only where
`o`, the places of a `GridRow`, has one; a cell over several columns looks like the section's title in a row that
stands out, like the longest text in others.
"""

from __future__ import annotations

import copy

from lxml import etree

from generator.ooxml import order
from generator.ooxml.names import w
from generator.ooxml.words import text_of
from generator.rendering.word import table_rows

_HEADS, _STRONG, _PLAIN = "for h in bang.dau", "if d.o and d.dam", "elif d.o"


def weave_rows(table: etree._Element) -> None:
    """Rows for every header row, and for rows with joined cells, before those that the template has; in place.

    The columns are chosen already: header row and task row have a cell for each.
    """
    rows = table.findall(w("tr"))
    first = next(at for at, row in enumerate(rows) if table_rows.begins_loop(row))
    last = max(at for at, row in enumerate(rows) if table_rows.ends_loop(row))
    task, section = table_rows.task_row(table), table_rows.section_row(table)
    head = rows[first - 1]
    for row in rows[: first - 1]:
        table.remove(row)
    tag = rows[first]
    _put_before(head, _tag(tag, _HEADS), _grid_row(head, "h", None), _tag(tag, "endfor"))
    table.remove(head)
    title = section.findall(w("tc"))[-1] if section is not None else None
    strong = _grid_row(task, "d", title, bold=True)
    for paragraph in strong.iter(w("p")):
        order.put(order.properties(paragraph), "keepNext")
    tag.addnext(_tag(tag, "else"))
    tag.addnext(_grid_row(task, "d", _longest(task)))
    tag.addnext(_tag(tag, _PLAIN))
    tag.addnext(strong)
    tag.addnext(_tag(tag, _STRONG))
    rows[last].addprevious(_tag(tag, "endif"))


def plain_rows(table: etree._Element) -> list[etree._Element]:
    """The rows made for tasks with joined cells."""
    rows = (
        row for row in table.findall(w("tr")) if not table_rows.is_tag(row) and set(table_rows.fields(row)) == {"o"}
    )
    return [row for row in rows if row.find(f".//{w('keepNext')}") is None]


def _put_before(row: etree._Element, *made: etree._Element) -> None:
    for one in made:
        row.addprevious(one)


def _tag(pattern: etree._Element, statement: str) -> etree._Element:
    """A row that docxtpl takes as a statement."""
    row = copy.deepcopy(pattern)
    table_rows.show(row.find(w("tc")), f"{{%tr {statement} %}}")
    return row


def _grid_row(pattern: etree._Element, name: str, wide: etree._Element | None, *, bold: bool = False) -> etree._Element:
    """A row whose cells stand where `o` has a place; `wide` is how a cell over several columns looks."""
    row = copy.deepcopy(pattern)
    cells = row.findall(w("tc"))
    for cell in cells:
        row.remove(cell)
    for at, cell in enumerate(cells):
        place = f"{name}.o[{at}]"
        if bold:
            _embolden(cell)
        _tail(row, f"{{% if {place} is not none %}}")
        if wide is None:
            row.append(_placed(cell, place))
        else:
            _tail(row, f"{{% if {place}.wide %}}")
            row.append(_placed(copy.deepcopy(wide), place))
            _tail(row, "{% else %}")
            row.append(_placed(cell, place))
            _tail(row, "{% endif %}")
        _tail(row, "{% endif %}")
    return row


def _tail(row: etree._Element, text: str) -> None:
    """Text after all that stands in a row so far."""
    if len(row):
        row[-1].tail = (row[-1].tail or "") + text
    else:
        row.text = (row.text or "") + text


def _placed(cell: etree._Element, place: str) -> etree._Element:
    """A cell that shows a place, with the mark by which it is joined (CT_TcPr is a sequence: after w:tcW)."""
    table_rows.show(cell, f"{{{{ {place} }}}}")
    properties = cell.find(w("tcPr"))
    if properties is None:
        properties = etree.Element(w("tcPr"))
        cell.insert(0, properties)
    for name in ("tcW", "gridSpan", "vMerge"):
        for found in properties.findall(w(name)):
            properties.remove(found)
    properties.text = f"{{{{ {place}.merge }}}}"
    return cell


def _longest(task: etree._Element) -> etree._Element:
    """The cell for long texts, by which one over several columns looks."""
    cells = task.findall(w("tc"))
    return next((cell for cell in cells if "noi_dung" in text_of(cell)), cells[0])


def _embolden(cell: etree._Element) -> None:
    for run in cell.iter(w("r")):
        properties = run.find(w("rPr"))
        if properties is None:
            properties = etree.Element(w("rPr"))
            run.insert(0, properties)
        if properties.find(w("b")) is None:
            order.put(properties, "b")
