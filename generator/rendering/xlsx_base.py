"""The base record of an Excel file: which dossier and register, the columns, and every row as it was printed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from generator import paths
from generator.model import Dossier, Section
from generator.planning.plan import PlannedSection, PlannedTable

FORMAT = "1"
HEAD = "vanban:goc"


def base_rows(dossier: Dossier, table: PlannedTable) -> Iterator[tuple[str, ...]]:
    """The rows of the hidden sheet: head, keys, titles, then a row for each row of the table by its id."""
    register = table.spec.register
    origin = register.origin
    file = Path(os.path.relpath(origin.file, dossier.folder)).as_posix()
    yield HEAD, FORMAT, dossier.name, file, origin.sheet
    titles = {column.key: column.title for column in register.columns} | dict(table.titles)
    keys = [key for key in titles if key != "ma" and (key != "stt" or table.spec.numbering == "giu")]
    yield "khoa", "", *keys
    yield "tieu_de", "", *(titles[key] for key in keys)
    sections = {id(row): key for key, row in paths.row_ids(register) if isinstance(row, Section)}
    for row in table.rows:
        if isinstance(row, PlannedSection):
            yield "muc", sections.get(id(row.section), ""), row.number, row.title
        else:
            kind = "viec" if row.task.text("ma") else "viec-tam"
            yield kind, row.task.ma, *(row.task.text(key) for key in keys)
