"""From an edited file to edits of the source: the merge, conflicts settled or not, and each change at its place."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from generator.merging.edited.base import Base
from generator.merging.merge.continued import NOTHING, Before, continued, taken, texts_taken
from generator.merging.merge.new_columns import NewColumns
from generator.merging.merge.order import as_change
from generator.merging.merge.ours import Ours, our_side
from generator.merging.merge.ours import registers as registers_by_name
from generator.merging.merge.own_keys import with_own_keys
from generator.merging.merge.three_way import merge
from generator.merging.merge.where import Where
from generator.merging.model import (
    WHOLE,
    Change,
    Conflict,
    Edited,
    Merged,
    NewItem,
    NewItemId,
    RecordId,
    RowId,
    TextId,
    Texts,
)
from generator.merging.proof.drift import NO_DRIFT, Drift, drift
from generator.merging.writing.source_edits import InsertItem, InsertRow, SourceEdit
from generator.merging.writing.writer import Writer
from generator.values.emphasis import marked
from generator.values.findings import Finding
from generator.values.model import Dossier, Register, Section, Task
from generator.values.paths import Path_
from generator.values.registers import Use, registers
from generator.values.text import fold, without_final_mark

Side = Literal["ours", "theirs"]
Decide = Callable[[Conflict], Side | None]
Wanted = Callable[[Change], bool]


class Pulled(Struct, frozen=True):
    """What one edited file comes to: its changes, conflicts that nobody settled, edits of the source, findings.

    `drift` is what changed in the data since the file was made, `taken` what has been taken from this copy by now.
    """

    changes: tuple[Change, ...]
    conflicts: tuple[Conflict, ...]
    edits: tuple[SourceEdit, ...]
    findings: tuple[Finding, ...]
    drift: Drift = NO_DRIFT
    taken: Before = NOTHING


def pulled(
    dossier: Dossier,
    source: Path,
    base: Base,
    edited: Edited,
    decide: Decide,
    columns: NewColumns,
    *,
    delete: bool,
    wanted: Wanted = lambda _: True,
    before: Before = NOTHING,
    shown_as: str = "",
) -> Pulled:
    """Merge an edited file into a dossier read from `source` (van-ban.yaml or ho-so.xlsx); nothing is written.

    `columns` are those that the copies of one call have added so far; `wanted` is asked of each text that changed;
    `before` is what was taken from this copy earlier.
    """
    edited = with_own_keys(edited, dict(registers_by_name(dossier)), base)
    ours = our_side(dossier, base, edited.state, texts_taken(base.state, before))
    drifted = _drift(base, ours)
    sides = continued(edited, ours, base, before, shown_as)
    ours, edited = sides.ours, _known_already(sides.edited, sides.ours, base)
    merged = merge(sides.base, ours.state, edited.state)
    where = Where(base, ours, edited.names, edited.titles)
    settled, open_conflicts = _settled(_in_words(merged, where), decide)
    changes = (*(one for one in merged.changes if one.kind != "sua" or wanted(one)), *settled)
    writer = Writer(source, ours, base, edited, columns, delete=delete)
    back = [change.record for change in settled if change.kind == "them"]
    edits = (*writer.changes(changes), *writer.rows(back), *writer.items(back))
    moves = (dataclasses.replace(as_change(move), after=where.below(move.after)) for move in writer.moves)
    changes = tuple(_placed(one, where, writer.kept) for one in (*changes, *moves))
    findings = (*sides.findings, *edited.findings, *writer.findings)
    now = taken(changes, edited.rows, edited.items, before)
    return Pulled(changes, open_conflicts, edits, findings, drifted, now)


def _drift(base: Base, ours: Ours) -> Drift:
    """What changed in the data that a file shows; a workbook shows its tables, and of the documents no more than said
    above them."""
    sources = {table.source for table in base.tables}
    own = {
        record: texts
        for record, texts in ours.state.items()
        if (record.source in sources if isinstance(record, RowId) else bool(base.values))
    }
    return drift(base.state, own, ours.paths, ours.new.values() if base.values else ())


def _in_words(merged: Merged, where: Where) -> Merged:
    """Its conflicts with their places in words."""
    named = (dataclasses.replace(one, where=where.of(one.record, one.field)) for one in merged.conflicts)
    return replace(merged, conflicts=tuple(named))


def _placed(change: Change, where: Where, kept: Collection[RecordId]) -> Change:
    stays = change.kind == "xoa" and change.record in kept
    return dataclasses.replace(change, where=where.of(change.record, change.field), kept=stays)


def _known_already(edited: Edited, ours: Ours, base: Base) -> Edited:
    """Without the new rows and items that our side has got meanwhile by another way."""
    known = {
        (record.source, fold(row.text("noi_dung")))
        for record, row in ours.rows.items()
        if isinstance(row, Task) and record not in base.state
    }
    headings = _new_headings(ours, base)
    rows = tuple(
        row
        for row in edited.rows
        if (row.source, fold(row.texts.get("noi_dung", ""))) not in known
        and (row.source, *_heading(row.texts)) not in headings
    )
    gone: set[RecordId] = {row.record for row in edited.rows if row not in rows}
    items = tuple(_items_left(edited.items, dict(_new_items(ours)), gone))
    state = {record: texts for record, texts in edited.state.items() if record not in gone}
    order = tuple(record for record in edited.order if record not in gone)
    return replace(edited, rows=rows, items=items, state=state, order=order)


def _new_headings(ours: Ours, base: Base) -> set[tuple[str, str, str]]:
    """The headings that our side has and the base has not: register, number and title of each."""
    then = {(row.record.source, *_heading(row.texts)) for row in base.rows.values() if row.section}
    now = {
        (record.source, fold(row.number), fold(row.title))
        for record, row in ours.rows.items()
        if isinstance(row, Section)
    }
    return now - then


def _heading(texts: Texts) -> tuple[str, str]:
    return fold(texts.get("so_muc", "")), fold(texts.get("ten_muc", ""))


def _new_items(ours: Ours) -> Iterator[tuple[tuple[Path_, str, str], TextId]]:
    """The items that our side has and the base has not: what holds them, kind and words of each."""
    for record, text in ours.new.items():
        path = record.path
        for at, step in enumerate(path):
            if isinstance(step, str) and step.startswith("+") and at in (len(path) - 1, len(path) - 2):
                yield (_holder(path[:at]), "" if at == len(path) - 1 else str(path[-1]), _words(text)), record


def _holder(path: Path_) -> Path_:
    """The list that an item is of, of a block the whole body: in a draft it is read where it stands."""
    return path[: path.index("noi_dung") + 1] if "noi_dung" in path else path


def _items_left(
    items: Iterable[NewItem], known: Mapping[tuple[Path_, str, str], RecordId], gone: set[RecordId]
) -> Iterator[NewItem]:
    """The new items that our side has not got yet; the others go into `gone`, what stands below one moves up."""
    above: dict[RecordId | None, RecordId | None] = {}
    for item in items:
        item = replace(item, after=above.get(item.after, item.after))
        if (
            isinstance(item.record, NewItemId)
            and (_holder(item.record.beside[:-1]), item.kind, _words(item.text)) in known
        ):
            gone.add(item.record)
            above[item.record] = item.after
        else:
            yield item


def _words(text: str) -> str:
    return fold(without_final_mark(str(marked(text))))


def _settled(merged: Merged, decide: Decide) -> tuple[tuple[Change, ...], tuple[Conflict, ...]]:
    """Conflicts decided for the other side as changes, and those that nobody decided."""
    changes: list[Change] = []
    undecided: list[Conflict] = []
    for conflict in merged.conflicts:
        side = decide(conflict)
        if side is None:
            undecided.append(conflict)
        elif side == "theirs" and conflict.field != WHOLE:
            changes.append(Change(conflict.record, conflict.field, conflict.ours or "", conflict.theirs or ""))
        elif side == "theirs" and conflict.theirs is None:
            changes.append(Change(conflict.record, WHOLE, "", "", "xoa"))
        elif side == "theirs":
            changes.append(Change(conflict.record, WHOLE, "", conflict.theirs or "", "them"))
    return tuple(changes), tuple(undecided)


def new_ids(register: Register) -> Iterator[str]:
    """Ids that no task of a register has, going on as its own do: NV26 -> NV27, NV28 …"""
    used = {task.ma for task in register.tasks}
    best = ("NV", 0, 2)
    for task in register.tasks:
        match = re.fullmatch(r"(.*?)(\d+)", task.ma)
        if match and int(match[2]) > best[1]:
            best = (match[1], int(match[2]), len(match[2]))
    prefix, number, width = best
    while True:
        number += 1
        if (made := f"{prefix}{number:0{width}d}") not in used:
            yield made


def numbered(edits: Iterable[SourceEdit], dossier: Dossier) -> tuple[SourceEdit, ...]:
    """The edits with an id in each new row that is to have one."""
    ids: dict[tuple[Path, str], Iterator[str]] = {}
    for register in registers(dossier, Use.TABLE):
        ids.setdefault((Path(register.origin.file), register.origin.sheet), new_ids(register))
    made: list[SourceEdit] = []
    for edit in edits:
        if isinstance(edit, InsertRow) and edit.id_column:
            edit = replace(edit, values={edit.id_column: next(ids[edit.file, edit.sheet]), **edit.values})
        elif isinstance(edit, InsertItem) and edit.id_key and not isinstance(edit.value, str):
            edit = replace(edit, value={edit.id_key: next(ids[edit.file, ""]), **edit.value})
        made.append(edit)
    return tuple(made)
