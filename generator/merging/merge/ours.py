"""The data as it stands now, in the terms of a file's base: which path, which task is which of then."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from types import MappingProxyType
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from generator.merging.edited.base import Base, source_name
from generator.merging.merge.align import aligned, in_gaps
from generator.merging.merge.headings import Heading, headings, same_headings
from generator.merging.model import HeadingId, RecordId, RowId, State, TaskId, TextId, Texts
from generator.values import paths
from generator.values.model import Dossier, Register, Section, Task
from generator.values.paths import Path_
from generator.values.registers import Use
from generator.values.registers import registers as shown_registers
from generator.values.text import one_line


class Ours(Struct, frozen=True):
    """Our side of the merge: its state, and where each of its records is in the data of today.

    `new` are the texts that the base and the other side have not; `drafted` the blocks that stand in a draft, `held`
    those that are no texts.
    """

    state: State
    paths: Mapping[TextId, Path_]
    rows: Mapping[RowId, Section | Task]
    registers: Mapping[str, Register]
    new: Mapping[TextId, str] = field(default_factory=dict)
    drafted: frozenset[Path_] = frozenset()
    held: frozenset[Path_] = frozenset()


def our_side(dossier: Dossier, base: Base, theirs: State, taken: State = MappingProxyType({})) -> Ours:
    """The dossier of today against a base. Of a task, the fields that the base or the other side shows.

    `taken` is what was taken earlier from the copy that the other side is.
    """
    sides = base.state, theirs
    # In the order of the columns: so are the changes told.
    known = {
        record: dict.fromkeys(key for side in sides for key in side.get(record, ())) for record in set().union(*sides)
    }
    state: dict[RecordId, Texts] = {}
    found_paths: dict[TextId, Path_] = {}
    new: dict[TextId, str] = {}
    texts = dict(paths.texts(dossier))
    for own, record in aligned_paths(texts, path_texts(base.state), path_texts(theirs), path_texts(taken)):
        found_paths[record] = own
        if record in known:
            state[record] = {"": texts[own]}
        else:
            new[record] = texts[own]
    found_registers = dict(registers(dossier))
    rows: dict[RowId, Section | Task] = {}
    for source, register in found_registers.items():
        for row_record, row in _row_records(source, register, base, theirs):
            rows[row_record] = row
            keys = known.get(row_record)
            state[row_record] = _texts(row) if keys is None else {k: _texts(row).get(k, "") for k in keys}
    return Ours(state, found_paths, rows, found_registers, new, paths.drafted(dossier), paths.without_text(dossier))


def path_texts(state: State) -> dict[Path_, str]:
    """The texts of documents in a state, by path."""
    return {record.path: texts.get("", "") for record, texts in state.items() if isinstance(record, TextId)}


def _texts(row: Section | Task) -> Texts:
    return row.texts if isinstance(row, Task) else {"so_muc": row.number, "ten_muc": row.title}


def registers(dossier: Dossier) -> Iterator[tuple[str, Register]]:
    """The registers that a dossier shows, by the name they have in record ids."""
    for register in shown_registers(dossier, Use.TABLE):
        file = Path(os.path.relpath(register.origin.file, dossier.folder)).as_posix()
        yield source_name(file, register.origin.sheet), register


# --- paths -----------------------------------------------------------------------------------------------------------


def aligned_paths(
    own: Mapping[Path_, str], then: Mapping[Path_, str], *since: Mapping[Path_, str]
) -> Iterator[tuple[Path_, TextId]]:
    """Each path of today with the record that it was then: items of lists are told by their content.

    `since` are texts that items of then got in a copy: one that stands in the data by now is that item.
    """
    others = ({path: one.get(path, text) for path, text in then.items()} for one in since)
    yield from _walk(_tree(own), [_tree(then), *(_tree(one) for one in others)], (), ())


def _tree(texts: Mapping[Path_, str]) -> dict[str | int, Any]:
    root: dict[str | int, Any] = {}
    for path, text in texts.items():
        at = root
        for step in path[:-1]:
            at = at.setdefault(step, {})
        at[path[-1]] = text
    return root


def _walk(own: Any, then: Sequence[Any], path: Path_, base_path: Path_) -> Iterator[tuple[Path_, TextId]]:
    if not isinstance(own, dict):
        yield path, TextId(base_path)
        return
    items = [key for key in own if isinstance(key, int)]
    base = then[0]
    before = sorted(key for key in base if isinstance(key, int)) if isinstance(base, dict) else []
    now = [_own_words(own[key]) for key in items]
    words = _best_known([[_own_words(tree[key]) for key in before] for tree in then], now) if before else []
    found = aligned(words, now)
    if len(then) > 1:
        found = _moved_since(found, words, now)
    # A block without words, a table, is none that was written anew.
    gaps = in_gaps(found, len(before))
    found = [at if at is None or bool(words[at]) == bool(text) else None for at, text in zip(gaps, now, strict=True)]
    steps: dict[str | int, str | int] = {
        key: f"+{key}" if at is None else before[at] for key, at in zip(items, found, strict=True)
    }
    key: str | int
    for key, value in own.items():
        step: str | int = steps.get(key, key)
        below = [tree.get(step, {}) if isinstance(tree, dict) else {} for tree in then]
        yield from _walk(value, below, (*path, key), (*base_path, step))


def _best_known(then: Sequence[list[str]], now: Sequence[str]) -> list[str]:
    """The words by which the items of a list are known today, of those that they had then and in copies since.

    A text that the data have only since an item of a copy got it is that item, though the text of then stands there
    too: it was put in beside it.
    """
    base, *since = then
    others = [one for one in since if one != base]
    if not others:
        return base
    there, had = Counter(now), Counter(base)
    mixed = [
        next((one[at] for one in others if one[at] != text and there[one[at]] > had[one[at]]), text)
        for at, text in enumerate(base)
    ]
    return max((mixed, base, *others), key=lambda words: _in_order(words, now))


def _moved_since(found: Sequence[int | None], words: Sequence[str], now: Sequence[str]) -> list[int | None]:
    """The same, with those that say word for word what one of then says that stands nowhere else: it was moved."""
    held = {at for at in found if at is not None}
    left: dict[str, list[int]] = {}
    for at, text in enumerate(words):
        if at not in held:
            left.setdefault(text, []).append(at)
    return [
        at if at is not None else left[text].pop(0) if left.get(text) else None
        for at, text in zip(found, now, strict=True)
    ]


def _in_order(one: Sequence[str], other: Sequence[str]) -> int:
    """How many items two lists share in their order."""
    return sum(block.size for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks())


def _own_words(tree: Any) -> str:
    """What a block says itself, not what stands under it; of one that says nothing all of it."""
    own = {key: value for key, value in tree.items() if key != "noi_dung"} if isinstance(tree, dict) else tree
    return _content(own) or _content(tree)


def _content(tree: Any) -> str:
    if isinstance(tree, dict):
        return one_line(" ".join(_content(value) for value in tree.values()))
    return str(tree)


# --- rows ------------------------------------------------------------------------------------------------------------


def _anywhere(old: Sequence[str], since: Sequence[str], new: Sequence[str]) -> list[int | None]:
    """`aligned`, rows that say the same first, wherever they stand now; then those that say what the copy says of
    them: it was taken from it earlier."""
    found = _moved_since(_moved_since([None] * len(new), old, new), since, new)
    held = {*found}
    left = [at for at in range(len(old)) if at not in held]
    rest = [at for at, pair in enumerate(found) if pair is None]
    for at, pair in zip(rest, aligned([old[one] for one in left], [new[one] for one in rest]), strict=True):
        found[at] = left[pair] if pair is not None else None
    return found


def _row_records(source: str, register: Register, base: Base, theirs: State) -> Iterator[tuple[RowId, Section | Task]]:
    """Rows in their order with their records: by id, or by content where the register gives no ids of its own."""
    rows = list(paths.row_ids(register))
    tasks = iter(_task_records(source, [row for _, row in rows if isinstance(row, Task)], base, theirs))
    records = [(next(tasks) if isinstance(row, Task) else Heading(key, row.title)) for key, row in rows]
    sections = iter(_heading_records(source, records, base))
    for record, (_, row) in zip(records, rows, strict=True):
        yield next(sections) if isinstance(record, Heading) else record, row


def _task_records(source: str, tasks: Sequence[Task], base: Base, theirs: State) -> Iterator[TaskId]:
    loose = [task for task in tasks if not task.text("ma")]
    then = {row.record: row for row in base.rows.values() if row.provisional and row.record.source == source}
    records = [record for record in then if isinstance(record, TaskId)]
    keys = sorted({key for row in then.values() for key in row.texts})
    old, since = (
        [one_line(" ".join(texts.get(key, "") for key in keys)) for texts in side]
        for side in (
            [then[record].texts for record in records],
            [{**then[record].texts, **theirs.get(record, {})} for record in records],
        )
    )
    new = [one_line(" ".join(task.text(key) for key in keys)) for task in loose]
    found = iter(in_gaps(_anywhere(old, since, new), len(old)))
    for task in tasks:
        at = None if task.text("ma") else next(found)
        yield records[at] if at is not None else TaskId(source, task.ma, new=not task.text("ma"))


def _heading_records(source: str, rows: Sequence[TaskId | Heading], base: Base) -> Iterator[HeadingId]:
    """The headings of today as those of then that they are; a new one has no number of theirs."""
    then = base.headings(source)
    known, now = list(then), headings(rows)
    for one, at in zip(now, same_headings(list(then.values()), now), strict=True):
        record = HeadingId(source, one.number)
        yield known[at] if at is not None else replace(record, new=record in then)
