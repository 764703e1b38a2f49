"""The story of `vanban diff` and `vanban redline`: two states or files side by side."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from generator.books.decisions import place_of
from generator.commands.made import Made
from generator.commands.paired_tables import PairedTables, paired_tables
from generator.keeping.whole import write_whole
from generator.merging.edited.base import Base, base_of
from generator.merging.edited.copy import printed_texts, read_edited
from generator.merging.edited.reading import Form
from generator.merging.merge.align import aligned
from generator.merging.merge.order import as_change, moved
from generator.merging.merge.ours import aligned_paths, path_texts
from generator.merging.merge.three_way import differences
from generator.merging.model import WHOLE, Change, Edited, OutsideId, RecordId, RowId, State, TextId
from generator.merging.redline.left_out import left_out
from generator.merging.redline.redline import redline
from generator.ooxml import base_part, package
from generator.ooxml.anchored_text import read_body, side_texts
from generator.ooxml.word_file import body_of
from generator.reading.from_outside import not_read
from generator.values import changes
from generator.values.errors import InputError, UsageError
from generator.values.findings import Finding, Place, Severity, msg
from generator.values.glossary import DATE_KEYS
from generator.values.model import Dossier, Register
from generator.values.pairing import paired
from generator.values.paths import every_text
from generator.values.progress import Progress, Stage
from generator.values.registers import PRINTED, registers
from generator.values.text import day_as_said, quote

_Side = TypeVar("_Side")


def word_parts(path: Path, as_of: date) -> dict[str, bytes]:
    """The Word file of a state: a .docx as it is, a dossier as it would be built."""
    if path.suffix.lower() == ".docx" and not path.is_dir():
        parts = package.read(path)
        body_of(parts, shown_as=str(path))
        return parts
    from generator.commands.rendered import word_of
    from generator.reading.dossier import load_dossier

    dossier, _ = load_dossier(path)
    return package.read_bytes(word_of(dossier, as_of), shown_as=str(path))


class RedlineOptions(Struct, frozen=True):
    """Who the changes are by, and when; `force` writes over a file that is there; with `looks` formatting counts."""

    author: str
    now: datetime
    force: bool = False
    looks: bool = False


def make_redline(old: Path, new: Path, target: Path, options: RedlineOptions, progress: Progress | None = None) -> Made:
    """The story of `vanban redline`: as `write_redline`, with its progress."""
    progress = progress or Progress()
    progress.expect(1)
    progress.at(Stage.COMPARING, target.name)
    notes = write_redline(old, new, target, options)
    progress.did(Stage.COMPARING, target.name)
    return Made((target,), notes)


def write_redline(old: Path, new: Path, target: Path, options: RedlineOptions) -> tuple[Finding, ...]:
    """The new state as a Word file with tracked changes against the old one; what of the two is not in it.

    Raises UsageError V094 over a file.
    """
    if target.exists() and not options.force:
        raise UsageError.of(
            "V094", Place(str(target)), msg("Đã có tệp này; không ghi đè."), msg("Đặt tên khác, hoặc thêm “--force”.")
        )
    before, after = _both(lambda side: word_parts(side, options.now.date()), old, new)
    names = (str(old), str(new))
    done = redline(before, after, author=options.author, now=options.now, shown_as=names, looks=options.looks)
    made = io.BytesIO()
    package.write(made, done.parts)
    write_whole(target, made.getvalue())
    fetched = (*not_read(before, names[0]), *not_read(after, names[1]))
    return (*fetched, *left_out(before, after, shown_as=names, looks_differ=done.looks_differ))


def compare(old: Path, new: Path, as_of: date) -> tuple[Change, ...]:
    """What changed between two states, field by field, by the ids that their Word files carry.

    Then the rows that were moved, and what was typed outside of all fields: a text that only one of the two prints.
    """
    files = _both(lambda path: (str(path), word_parts(path, as_of)), old, new)
    named = {path: parts for path, (_, parts) in zip((old, new), files, strict=True)}
    bases = _both(lambda path: _base(named[path], str(path)), old, new)
    bodies = [
        (read_body(parts, "accept", shown_as=name), side_texts(parts, "accept", shown_as=name)) for name, parts in files
    ]
    known = [printed_texts(*body, base) for body, base in zip(bodies, bases, strict=True)]
    before, after = (
        read_edited(body, base, Form(printed), name, side=side)
        for (name, _), (body, side), base, printed in zip(files, bodies, bases, reversed(known), strict=True)
    )
    moves, _ = moved(*(_rows(side) for side in (before, before, after)))
    return (*_differences(before.state, after.state), *map(as_change, moves), *_outside(before.outside, after.outside))


def _rows(edited: Edited) -> list[RecordId]:
    """The rows in their order; an item of a list that was moved is told as one taken out and one put in."""
    return [record for record in edited.order if isinstance(record, RowId)]


def _outside(old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]]) -> Iterator[Change]:
    """What was typed outside of the fields; of two texts that are alike the one is the other, edited."""
    pairs = aligned([text for _, text in old], [text for _, text in new])
    for (place, text), at in zip(new, pairs, strict=True):
        if at is None:
            yield Change(OutsideId(place), "", "", text, "them")
        elif old[at][1] != text:
            yield Change(OutsideId(place), "", old[at][1], text)
    kept = {*pairs}
    yield from (Change(OutsideId(place), "", text, "", "xoa") for at, (place, text) in enumerate(old) if at not in kept)


def _differences(before: State, after: State) -> tuple[Change, ...]:
    """What changed, the items of lists told by their content and not by their number."""
    moved: dict[RecordId, RecordId] = {
        TextId(own): then for own, then in aligned_paths(path_texts(after), path_texts(before))
    }
    found = differences(before, {moved.get(record, record): texts for record, texts in after.items()})
    return tuple(_as_said(_with_its_text(change, before)) for change in found)


def _as_said(change: Change) -> Change:
    """A change of a date, as people write dates."""
    key = change.record.path[-1] if isinstance(change.record, TextId) else change.field
    before, after = (day_as_said(text, months=key in ("ngay", *DATE_KEYS)) for text in (change.before, change.after))
    return dataclasses.replace(change, before=before, after=after)


def _with_its_text(change: Change, before: State) -> Change:
    """What was taken out, with what it said."""
    if change.kind != "xoa" or not isinstance(change.record, TextId):
        return change
    return dataclasses.replace(change, before=before[change.record].get("", ""))


def _both(read: Callable[[Path], _Side], old: Path, new: Path) -> tuple[_Side, _Side]:
    """Both sides; what is wrong with either is said at once, and that they are of two kinds where they are."""
    made: list[_Side] = []
    found: list[Finding] = []
    for side in (old, new):
        try:
            made.append(read(side))
        except InputError as failure:
            found += failure.findings
    if not found:
        before, after = made
        return before, after
    if _kind(old) != _kind(new):
        said = msg("Hai bên khác loại nên không so được: {cu} và {moi}.", cu=quote(old.name), moi=quote(new.name))
        hint = msg("Nêu hai hồ sơ, hai bảng nhiệm vụ, hoặc hai tệp Word do vanban sinh.")
        found.append(Finding("V421", Severity.ERROR, Place(str(new)), said, hint))
    raise InputError(found)


def _kind(path: Path) -> str:
    return "" if path.is_dir() else path.suffix.lower()


def is_dossier(path: Path) -> bool:
    """Whether a path names a dossier and not a register or a Word file."""
    from generator.reading.dossier import WORKBOOK_NAME, YAML_NAME

    return path.is_dir() or path.name in (YAML_NAME, WORKBOOK_NAME)


def compare_data(
    old: Path, new: Path, as_of: date, unit: str = ""
) -> tuple[tuple[changes.Change, ...], tuple[Finding, ...]]:
    """What changed between two dossiers or registers; from a plan to its register, what moved there since, and notes.

    Of dossiers: texts of the documents by their place, then the tasks of every register that both print; one without
    a counterpart is a note (V192), its tasks came or went. With `unit` only those tasks of the new register are
    compared that concern the unit, or that the old one has. Raises InputError V070 where there is no register to
    compare, V160 for a unit that there is not.
    """
    from generator.commands import take_over as taking_over
    from generator.commands import track as tracking
    from generator.reading.dossier import load_dossier

    both = is_dossier(old) and is_dossier(new)
    if is_dossier(old) and taking_over.keeps_rows(old) and not (both and taking_over.keeps_rows(new)):
        return taking_over.moved(old, new, as_of)
    if not both:
        sides = _both(tracking.register_of, old, new)
        notes = (*tracking.others_left(old), *tracking.others_left(new))
        return _of_registers(*sides, as_of, unit), notes
    (then, _), (now, _) = _both(load_dossier, old, new)
    found = _differences(_texts(then), _texts(now))
    # That a text came is told by the text, that one went by the one that it was.
    prose = as_changes(change for change in found if change.field != WHOLE or change.kind == "xoa")
    if not (registers(then, *PRINTED) or registers(now, *PRINTED)):
        return prose, ()
    for dossier, path in ((then, old), (now, new)):
        tracking.registers_in(dossier, path)
    tables = paired_tables(then, now)
    notes = (*_alone(tables.gone, old), *_alone(tables.new, new))
    return (*prose, *_of_all(tables, as_of, unit)), notes


def _of_all(tables: PairedTables, as_of: date, unit: str) -> Iterator[changes.Change]:
    """What changed in each pair of registers; of one alone its tasks went or came."""
    from generator.commands.track import table_name

    none = Register((), ())
    pairs = (*tables.pairs, *((one, none) for one in tables.gone), *((none, one) for one in tables.new))
    for one, other in pairs:
        name = table_name(other if other is not none else one) if len(pairs) > 1 else ""
        yield from (replace(change, table=name) for change in _of_registers(one, other, as_of, unit))


def _alone(found: Iterable[Register], path: Path) -> Iterator[Finding]:
    from generator.commands.track import table_name

    for register in found:
        said = msg("Chỉ hồ sơ này có bảng {bang} ({so} nhiệm vụ).", bang=table_name(register), so=len(register.tasks))
        yield Finding("V192", Severity.NOTE, Place(str(path)), said)


def _of_registers(old: Register, new: Register, as_of: date, unit: str) -> tuple[changes.Change, ...]:
    if unit:
        from generator.commands.draft import agency_named, concerning, only

        concerned, _ = concerning(new, agency_named(unit).key, as_of)
        new = only(new, {*(task.ma for task in concerned), *paired(old, new).tasks})
    return changes.compare(old, new)


def _texts(dossier: Dossier) -> State:
    return {TextId(path): {"": text} for path, text in every_text(dossier) if text}


def as_changes(found: Iterable[Change]) -> tuple[changes.Change, ...]:
    """Changes of texts beside those of tasks: their place stands for the task."""
    kinds = {
        "them": changes.ChangeKind.ADDED,
        "xoa": changes.ChangeKind.REMOVED,
        "sua": changes.ChangeKind.TEXT,
        "chuyen": changes.ChangeKind.MOVED,
    }
    return tuple(
        changes.Change(kinds[change.kind], place_of(change), before=change.before, after=change.after)
        for change in found
    )


def _base(parts: dict[str, bytes], name: str) -> Base:
    part = base_part.find(parts, shown_as=name)
    if part is None:
        raise InputError.of(
            "V092",
            Place(name),
            msg("Tệp không mang dấu của vanban nên không so được từng trường."),
            msg("Dùng “vanban redline” để so hai tệp Word bất kỳ."),
        )
    return base_of(part)
