"""Task tables of Word templates: columns chosen, header rows repeated, widths left to the content.

A table with a row `{%tr for d in bang.dong %}` is one; the rows above it are its header.
"""

from __future__ import annotations

import copy

from lxml import etree

from generator.ooxml import order
from generator.ooxml.names import w
from generator.ooxml.words import text_of
from generator.rendering.word import grid_table, table_rows
from generator.values.patterns import late

# Flags of a table's form: a row `(1) (2) …` under the header; cells that span rows; rows that may break, all or some;
# header and rows as the office made them.
NUMBERED, JOINED, BREAKING, SOME_BREAKING, GRID = "s", "g", "n", "c", "o"

_PLAIN_ROWS = late(r"{%\s*tr\s+for\s+\w+\s+in\s+k\.luoi")
_LOOK = late(r"\d+-\d+")
_TITLE = late(r"bang\.tieu_de(?:\.|\[\s*[\"'])([a-z_][a-z0-9_]*)")


def is_task_table(table: etree._Element) -> bool:
    """Whether a table has a row `{%tr for d in bang.dong %}`."""
    return any(table_rows.begins_loop(row) for row in table.findall(w("tr")))


def is_plain_table(table: etree._Element) -> bool:
    """Whether a table has a row `{%tr for … in k.luoi %}`: texts alone, as many columns as the data has."""
    return "k.luoi" in text_of(table) and any(
        _PLAIN_ROWS.search(table_rows.own_text(row)) for row in table.findall(w("tr"))
    )


def prepare(table: etree._Element, columns: str, form: str) -> None:
    """Header rows repeat, rows stay whole, headings stand with the row below, columns are chosen and fitted; in place.

    `columns` and `form` are those of the name a table is included by (see `SourceLoader`): a column `key~other` looks
    like the template's column of that other key.
    """
    if columns:
        _choose_columns(table, columns.split(","))
    if GRID in form:
        grid_table.weave_rows(table)
    if NUMBERED in form:
        _number_columns(table)
    _flag_rows(table)
    for row in (table_rows.task_row(table), *grid_table.plain_rows(table)):
        _let_break(row, form)
    _fit_columns(table)
    if JOINED in form:
        _join_cells(table_rows.task_row(table))
    for properties in list(table.iter(w("tcPr"))):
        if not len(properties) and not properties.text:
            properties.getparent().remove(properties)


def _flag_rows(table: etree._Element) -> None:
    """Header rows repeat, all rows stay whole, headings stand with the row below."""
    rows = table.findall(w("tr"))
    first = next(index for index, row in enumerate(rows) if table_rows.begins_loop(row))
    for row in rows[:first]:
        _flag(row, "tblHeader")
    for row in rows:
        if not table_rows.is_tag(row):
            _flag(row, "cantSplit")
        if "ten_muc" in table_rows.fields(row):
            _keep_with_next(row)


def _fit_columns(table: etree._Element) -> None:
    """Widths are those fitted to the content, `bang.rong`."""
    grid = table.find(w("tblGrid"))
    count = len(grid)
    for index, column in enumerate(grid):
        column.set(w("w"), f"{{{{ bang.rong[{index}] }}}}")
    table.find(w("tblPr")).find(w("tblW")).set(w("w"), f"{{{{ bang.rong[:{count}]|sum }}}}")
    # In a fixed layout the grid decides; a width in each cell of each row would only make the file larger.
    within = [one for one in table.iter(w("tbl")) if one is not table]
    for width in list(table.iter(w("tcW"))):
        if next(width.iterancestors(w("tbl"))) is table:
            width.getparent().remove(width)
    # A table in a cell is as wide as the cell turns out to be.
    for width in (one.find(f"{w('tblPr')}/{w('tblW')}") for one in within):
        if width is not None:
            width.set(w("type"), "pct")
            width.set(w("w"), "5000")


def header_levels(table: etree._Element) -> int:
    """Rows above the loop."""
    rows = table.findall(w("tr"))
    return max(1, next(index for index, row in enumerate(rows) if table_rows.begins_loop(row)))


def look_of(form: str) -> str:
    """The size of letters and the space around texts that a form asks for (`22-20`: half-points, twips), or nothing."""
    found = _LOOK.search(form) if "-" in form else None
    return found[0] if found else ""


def restyle(body: etree._Element, look: str) -> None:
    """Paragraphs of a task table take the styles that `Assembly.restyled` made for a look; in place."""
    for table in filter(is_task_table, body.iter(w("tbl"))):
        for style in table.iter(w("pStyle")):
            style.set(w("val"), f"{style.get(w('val'))}.{look}")


def _let_break(row: etree._Element, form: str) -> None:
    """The task row may go over two pages: always, or where `bang.giu` does not keep it whole."""
    if BREAKING in form or SOME_BREAKING in form:
        properties = row.find(w("trPr"))
        properties.remove(properties.find(w("cantSplit")))
        if SOME_BREAKING in form:
            properties.text = "{{ bang.giu(d) }}"


def _number_columns(table: etree._Element) -> None:
    """A row `(1) (2) …` above the loop, in the form of the header row above it."""
    rows = table.findall(w("tr"))
    first = next(index for index, row in enumerate(rows) if table_rows.begins_loop(row))
    made = copy.deepcopy(rows[first - 1] if first else table_rows.task_row(table))
    pattern = made.find(w("tc"))
    for cell in made.findall(w("tc")):
        made.remove(cell)
    for number in range(1, len(table.find(w("tblGrid"))) + 1):
        cell = copy.deepcopy(pattern)
        for name in ("vMerge", "gridSpan"):
            for found in cell.findall(f"{w('tcPr')}/{w(name)}"):
                found.getparent().remove(found)
        table_rows.show(cell, f"({number})")
        made.append(cell)
    rows[first].addprevious(made)


def _join_cells(row: etree._Element) -> None:
    """Cells of the task row take the mark by which they span rows (CT_TcPr is a sequence: after w:gridSpan)."""
    for cell in row.findall(w("tc")):
        shown = table_rows.fields(cell)
        if not shown:
            continue
        mark = f"{{% if d.gop %}}{{{{ d.gop['{shown[0]}'] }}}}{{% endif %}}"
        properties = cell.find(w("tcPr"))
        if properties is None:
            properties = etree.Element(w("tcPr"))
            cell.insert(0, properties)
        span = properties.find(w("gridSpan"))
        if span is None:
            properties.text = mark
        else:
            span.tail = mark


def prepare_plain(table: etree._Element) -> None:
    """A table of texts has as many columns as its data: its grid becomes a loop, its cells have no own width.

    A cell that shows `{{ o }}` takes the mark by which it is one with others.
    """
    grid = table.find(w("tblGrid"))
    column = grid[0]
    for other in grid[1:]:
        grid.remove(other)
    column.set(w("w"), "{{ rong }}")
    grid.text, column.tail = "{% for rong in k.rong %}", "{% endfor %}"
    table.find(w("tblPr")).find(w("tblW")).set(w("w"), "{{ k.rong|sum }}")
    for width in list(table.iter(w("tcW"))):
        width.getparent().remove(width)
    for cell in table.iter(w("tc")):
        properties = cell.find(w("tcPr"))
        if text_of(cell).strip() == "{{ o }}" and properties is not None:
            properties.text = "{{ o.merge }}"


def _flag(row: etree._Element, name: str) -> None:
    properties = row.find(w("trPr"))
    if properties is None:
        properties = etree.Element(w("trPr"))
        exceptions = row.find(w("tblPrEx"))
        row.insert(0 if exceptions is None else 1, properties)
    if properties.find(w(name)) is None:
        etree.SubElement(properties, w(name))


def _keep_with_next(row: etree._Element) -> None:
    """A heading does not end a page: Word asks every paragraph of the row, LibreOffice that of its first cell."""
    for paragraph in row.iter(w("p")):
        order.put(order.properties(paragraph), "keepNext")


def column_keys(table: etree._Element) -> list[tuple[str, ...]]:
    """For each grid column, the keys its cell in the task row shows."""
    row = table_rows.task_row(table)
    keys: list[tuple[str, ...]] = []
    for cell in row.findall(w("tc")):
        found = tuple(dict.fromkeys(table_rows.fields(cell)))
        keys += [found] + [()] * (table_rows.span(cell) - 1)
    return keys


def _choose_columns(table: etree._Element, choices: list[str]) -> None:
    """Rebuild every row with the columns asked for: each takes the template's column of its key as its pattern."""
    keys = column_keys(table)
    wanted = [choice.rstrip("!").partition("~")[0] for choice in choices]
    pattern_of = [_pattern(keys, choice.rstrip("!").rpartition("~")[2]) for choice in choices]
    grid = table.find(w("tblGrid"))
    columns = list(grid)
    grid[:] = [copy.deepcopy(columns[at]) for at in pattern_of]
    body = table_rows.task_row(table)
    for row in table.findall(w("tr")):
        cells = _by_column(row)
        if len({id(cell) for cell in cells}) == 1:
            _set_span(cells[0], len(wanted))
            continue
        _rebuild(row, cells, pattern_of)
        if row is body:
            for cell, key, at in zip(row.findall(w("tc")), wanted, pattern_of, strict=True):
                if key not in keys[at]:
                    table_rows.show(cell, f"{{{{ d.{key} }}}}")
        elif _TITLE.search(text_of(row)) or row.find(f"{w('trPr')}/{w('tblHeader')}") is not None:
            _retitle(row, choices, wanted, keys, pattern_of)


def _pattern(keys: list[tuple[str, ...]], key: str) -> int:
    """The template's column that shows a key; for any other, the widest text column."""
    for index, shown in enumerate(keys):
        if key in shown:
            return index
    return next((index for index, shown in enumerate(keys) if "noi_dung" in shown), 0)


def _by_column(row: etree._Element) -> list[etree._Element]:
    return [cell for cell in row.findall(w("tc")) for _ in range(table_rows.span(cell))]


def _rebuild(row: etree._Element, cells: list[etree._Element], pattern_of: list[int]) -> None:
    """Cells in the new order; neighbours that came of one wide cell stay one wide cell."""
    for cell in row.findall(w("tc")):
        row.remove(cell)
    previous: etree._Element | None = None
    made: etree._Element | None = None
    for at in pattern_of:
        source = cells[at]
        if source is previous and _span_of_source(cells, source) > 1 and made is not None:
            _set_span(made, table_rows.span(made) + 1)
            continue
        made = copy.deepcopy(source)
        _set_span(made, 1)
        row.append(made)
        previous = source


def _span_of_source(cells: list[etree._Element], source: etree._Element) -> int:
    return sum(cell is source for cell in cells)


def _set_span(cell: etree._Element, span: int) -> None:
    properties = cell.find(w("tcPr"))
    found = properties.find(w("gridSpan"))
    if found is not None:
        properties.remove(found)
    if span > 1:
        made = etree.Element(w("gridSpan"))
        made.set(w("val"), str(span))
        width = properties.find(w("tcW"))
        properties.insert(0 if width is None else 1, made)


def _retitle(
    row: etree._Element, choices: list[str], wanted: list[str], keys: list[tuple[str, ...]], pattern_of: list[int]
) -> None:
    """Titles the dossier gives, and those of columns that the template does not have."""
    column = 0
    for cell in row.findall(w("tc")):
        span = table_rows.span(cell)
        merged = cell.find(f"{w('tcPr')}/{w('vMerge')}")
        continues = merged is not None and merged.get(w("val"), "continue") == "continue"
        if span == 1 and not continues:
            key = wanted[column]
            if choices[column].endswith("!") or key not in keys[pattern_of[column]]:
                table_rows.show(cell, f"{{{{ bang.tieu_de.{key} }}}}")
        column += span
