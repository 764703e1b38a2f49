"""Columns that an edited file shows and its base does not: under the key that the register has for their title."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from generator.merging.edited.base import Base
from generator.merging.model import Edited, NewRow, RecordId, RowId, Texts
from generator.values.model import Register
from generator.values.text import fold


def with_own_keys(edited: Edited, registers: Mapping[str, Register], base: Base) -> Edited:
    """The same, each new column under the key of the register's own column of that title: a file says `Người theo dõi`
    on the second day too, when the register has got that column and calls it by its meaning."""
    by_source = {source: _names(edited.titles, register, base) for source, register in registers.items()}
    if not any(by_source.values()):
        return edited

    def renamed(record: RecordId, texts: Texts) -> Texts:
        names = by_source.get(record.source, {}) if isinstance(record, RowId) else {}
        return {names.get(key, key): text for key, text in texts.items()} if names else texts

    def renamed_row(row: NewRow) -> NewRow:
        return replace(row, texts=renamed(row.record, row.texts))

    return replace(
        edited,
        state={record: renamed(record, texts) for record, texts in edited.state.items()},
        rows=tuple(map(renamed_row, edited.rows)),
    )


def _names(titles: Mapping[str, str], register: Register, base: Base) -> dict[str, str]:
    """The register's keys by those of new columns, where they differ."""
    known = {key for table in base.tables for key in table.titles}
    own = {fold(column.title): column.key for column in reversed(register.columns) if column.title}
    return {
        key: own[fold(title)]
        for key, title in titles.items()
        if key not in known and own.get(fold(title), key) != key and key not in own.values()
    }
