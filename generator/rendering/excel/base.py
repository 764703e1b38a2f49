"""The base record of an Excel file: which dossier and register, the columns, and every row as it was printed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from generator.ooxml import base_sheet
from generator.planning.plan import PlannedLine, PlannedSection, PlannedTable, PlannedTask
from generator.planning.status import said
from generator.rendering.excel.summary import states_title
from generator.values import glossary, paths
from generator.values.model import Dossier, Section

FORMAT = "1"


def base_rows(dossier: Dossier, table: PlannedTable) -> Iterator[tuple[str, ...]]:
    """The rows of the hidden sheet: head, keys, titles, what was computed (the title of the states' column, then
    texts), then a row for each row of the table by its id. Only the head, without a file, where all was counted."""
    register = table.spec.register
    origin = register.origin
    name = dossier.folder.name or dossier.name
    if not origin.file:
        yield base_sheet.HEAD, FORMAT, name
        return
    file = Path(os.path.relpath(origin.file, dossier.folder)).as_posix()
    yield base_sheet.HEAD, FORMAT, name, file, origin.sheet
    titles = {column.key: column.title for column in register.columns} | dict(table.titles)
    keys = [key for key in titles if key != "ma" and (key != "stt" or table.spec.numbering == "giu")]
    yield "khoa", "", *keys, "=stt"
    yield "tieu_de", "", *(titles[key] for key in keys)
    state = table.titles.get("tinh_trang") or glossary.titles()["tinh_trang"]
    yield "tinh", state, *dict.fromkeys(_computed(table))
    sections = {id(row): key for key, row in paths.row_ids(register) if isinstance(row, Section)}
    for row in table.rows:
        if isinstance(row, PlannedSection):
            if key := sections.get(id(row.section)):
                yield "muc", key, row.number, row.title
        elif isinstance(row, PlannedTask):
            kind = "viec" if row.task.text("ma") else "viec-tam"
            yield kind, row.task.ma, *(row.texts.get(key, "") for key in keys), row.number


def _computed(table: PlannedTable) -> Iterator[str]:
    """Texts that no data hold: where tasks stand at the date, headings that group them, the day of the summary."""
    if table.spec.summary_sheet:
        yield states_title(table)
    own = {id(section) for section in table.spec.register.sections}
    for row in table.rows:
        if isinstance(row, PlannedSection):
            if id(row.section) not in own:
                yield row.title
        elif isinstance(row, PlannedLine):
            yield from (cell.text for cell in row.grid if cell and cell.text)
        elif row.standing:
            yield said(row.standing)
