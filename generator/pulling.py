"""The story of `vanban pull`: read the edited files, merge, write the sources, prove that they read back as meant."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator import outputs, paths
from generator.edited_files import Fresh, dossier_of, read_file
from generator.errors import InputError, UsageError
from generator.findings import Finding, Message, Place, Severity, has_errors, in_order, msg
from generator.merge_books import NO_DECISIONS, Decisions, mark_of
from generator.merging.model import Change, Conflict
from generator.merging.pull import Decide, Pulled, Side, combined, numbered, pulled
from generator.merging.source_edits import (
    DeleteItem,
    DeleteRow,
    InsertItem,
    InsertRow,
    SetCell,
    SetValue,
    SourceEdit,
)
from generator.merging.write_back import written
from generator.model import Dossier
from generator.ooxml import package
from generator.text import one_line, quote

KINDS = {"dieu": "Điều", "khoan": "Khoản", "diem": "Điểm", "gach": "Gạch", "cong": "Cộng", "doan": "Đoạn"}


@dataclass(frozen=True, slots=True)
class PullOptions:
    """How to read and what to do: `decide` settles conflicts, `dossier` names it where a file does not.

    `accept`: tracked changes are read as accepted, else as rejected. `decisions` go before `decide`.
    """

    decide: Decide
    as_of: date
    data: Path = Path("data")
    dossier: Path | None = None
    accept: bool = True
    delete: bool = False
    dry_run: bool = False
    decisions: Decisions = NO_DECISIONS


@dataclass(frozen=True, slots=True)
class PullResult:
    """What came of a pull: changes by file, conflicts left open, source files written, findings."""

    changes: tuple[tuple[str, Change], ...]
    conflicts: tuple[tuple[str, Conflict], ...]
    written: tuple[Path, ...]
    findings: tuple[Finding, ...]


def refuse_over(book: Path) -> None:
    """Choices that somebody may have made already are not written over. Raises UsageError V094."""
    if book.exists():
        raise UsageError.of(
            "V094", Place(str(book)), msg("Đã có tệp này; không ghi đè."), msg("Đặt tên khác, hoặc xóa tệp đó.")
        )


def decider(side: str | None, ask: Callable[[Message], bool | None] | None) -> Decide:
    """How conflicts are settled: for one side all of them, one by one by a person, or not at all."""

    def decide(conflict: Conflict) -> Side | None:
        if side == "ours" or side == "theirs":
            return "theirs" if side == "theirs" else "ours"
        taken = ask(_question(conflict)) if ask else None
        return None if taken is None else "theirs" if taken else "ours"

    return decide


def _question(conflict: Conflict) -> Message:
    return msg(
        "{noi}: gốc {goc}, dữ liệu {minh}, tệp sửa {ho}. Lấy chỗ sửa trong tệp?",
        noi=" ".join((*conflict.record[1:], conflict.field)).strip(),
        goc=quote(conflict.base or ""),
        minh=quote(conflict.ours or ""),
        ho=quote(conflict.theirs or ""),
    )


def _decided(file: str, options: PullOptions, met: set[str]) -> Decide:
    """How the conflicts of one file are settled: as its workbook says, else as the options do; notes those met."""

    def decide(conflict: Conflict) -> Side | None:
        mark = mark_of(file, conflict)
        met.add(mark)
        return options.decisions.sides.get(mark) or options.decide(conflict)

    return decide


def pull(files: Sequence[Path], options: PullOptions) -> PullResult:
    """Edits of Word and Excel files into their dossier. Where a conflict stays open nothing is written."""
    from generator.reading.dossier import load_dossier

    packages = {file: package.read(file) for file in files}
    folder = options.dossier or dossier_of(files, packages, options.data)
    dossier, _ = load_dossier(folder)
    fresh = Fresh(dossier, options.as_of)
    results: dict[str, Pulled] = {}
    met: set[str] = set()
    for file, parts in packages.items():
        base, edited = read_file(file, parts, fresh, "accept" if options.accept else "reject")
        decide = _decided(str(file), options, met)
        results[str(file)] = pulled(dossier, dossier.sources[0], base, edited, decide, delete=options.delete)
    edits, clashes = combined(results)
    findings = [*clashes, *(finding for result in results.values() for finding in result.findings)]
    conflicts = tuple((name, conflict) for name, result in results.items() for conflict in result.conflicts)
    findings += [*options.decisions.findings, *options.decisions.unused(met)]
    findings += [_conflict_shown(name, conflict) for name, conflict in conflicts]
    changes = tuple((name, change) for name, result in results.items() for change in result.changes)
    stopped = has_errors(findings)
    made = {} if stopped or not edits else _proven(dossier, numbered(_in_cells(edits, dossier), dossier), edits)
    if not options.dry_run and not stopped:
        _replace(made)
        if not any(finding.severity is Severity.WARNING for finding in findings):
            for file in files:
                outputs.taken_in(file)
    return PullResult(changes, conflicts, tuple(made), in_order(findings))


def _conflict_shown(name: str, conflict: Conflict) -> Finding:
    return Finding(
        "V086",
        Severity.ERROR,
        Place(name, part=" ".join((*conflict.record[1:], conflict.field)).strip()),
        msg(
            "Hai bên cùng sửa: gốc {goc}, dữ liệu {minh}, tệp sửa {ho}.",
            goc=quote(conflict.base or ""),
            minh=quote(conflict.ours) if conflict.ours is not None else "(đã xóa)",
            ho=quote(conflict.theirs) if conflict.theirs is not None else "(đã xóa)",
        ),
        msg("Chọn “--ours” để giữ dữ liệu, “--theirs” để lấy chỗ sửa, “--conflicts TỆP.xlsx” để chọn từng chỗ."),
    )


# --- the workbook form of a dossier ----------------------------------------------------------------------------------


def _in_cells(edits: Sequence[SourceEdit], dossier: Dossier) -> tuple[SourceEdit, ...]:
    """Edits of a dossier that is a workbook, as edits of its cells."""
    source = dossier.sources[0]
    if source.suffix.lower() != ".xlsx":
        return tuple(edits)
    cells = _Cells(source)
    return tuple(cell for edit in edits for cell in cells.of(edit))


class _Cells:
    """Where the values of a ho-so.xlsx stand."""

    def __init__(self, source: Path) -> None:
        from generator.reading.workbook import read_workbook
        from generator.reading.xlsx import Workbook

        self.source = source
        self.raw, _ = read_workbook(source, str(source))
        self._book = Workbook(source, str(source))

    def of(self, edit: SourceEdit) -> Iterator[SourceEdit]:
        """One edit as it is made in the sheets."""
        if isinstance(edit, SetValue):
            place = self.raw.place(_as_written(edit.path, self.raw.data))
            column, row = _split(place.cell)
            yield SetCell(edit.file, place.sheet, column, row, edit.value)
        elif isinstance(edit, DeleteItem):
            place = self.raw.place(edit.path)
            yield DeleteRow(edit.file, place.sheet, _split(place.cell)[1])
        elif isinstance(edit, InsertItem):
            yield self._row(edit)
        else:
            yield edit

    def _row(self, edit: InsertItem) -> InsertRow:
        """A new row like the one above it, with its own kind and text."""
        place = self.raw.place(edit.path)
        column, row = _split(place.cell)
        kind, text = ("", edit.value) if isinstance(edit.value, str) else next(iter(edit.value.items()))
        table, _ = self._book.table(place.sheet)
        titles = {table.letter(at): one_line(title).casefold() for at, title in table.rows[0].cells.items()}
        above = next(({table.letter(at): t for at, t in r.cells.items()} for r in table.rows if r.number == row), {})
        values = {letter: t for letter, t in above.items() if titles.get(letter) in ("văn bản", "loại")}
        if kind:
            values |= {letter: KINDS[kind] for letter, title in titles.items() if title == "loại"}
        return InsertRow(edit.file, place.sheet, row, {**values, column: text})


def _as_written(path: paths.Path_, data: object) -> paths.Path_:
    """A path without the steps that the shorthands add (a lone `ky` made a list)."""
    made: list[str | int] = []
    at = data
    for step in path:
        if isinstance(step, int) and not isinstance(at, list):
            continue
        made.append(step)
        at = (
            at[step]
            if isinstance(at, list) and isinstance(step, int)
            else at.get(step)
            if isinstance(at, dict)
            else None
        )
    return tuple(made)


def _split(cell: str) -> tuple[str, int]:
    letters = cell.rstrip("0123456789")
    return letters, int(cell[len(letters) :] or 0)


# --- writing ---------------------------------------------------------------------------------------------------------


def _proven(dossier: Dossier, edits: Sequence[SourceEdit], meant: Sequence[SourceEdit]) -> dict[Path, bytes]:
    """The new bytes of the sources, once they were read back from copies and say what was meant."""
    from generator.reading.dossier import load_dossier

    made = written(edits)
    root = Path(os.path.commonpath([str(path.resolve().parent) for path in dossier.sources]))
    with tempfile.TemporaryDirectory(prefix="vanban-") as name:
        for path in dossier.sources:
            copy = Path(name) / path.resolve().relative_to(root)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(made.get(path, b"") or path.read_bytes())
        again, _ = load_dossier(Path(name) / dossier.sources[0].resolve().relative_to(root))
    _compare(dossier, again, meant)
    return made


def _compare(before: Dossier, after: Dossier, meant: Sequence[SourceEdit]) -> None:
    """Whether the dossier read back has the texts that were written. Raises InputError V091."""
    read = {one_line(text) for _, text in paths.texts(after)} | {one_line(text) for text in _register_texts(after)}
    lost = [text for edit in meant for text in _texts_of(edit) if text and one_line(text) not in read]
    if lost:
        raise InputError.of(
            "V091",
            Place(str(before.sources[0])),
            msg("Ghi thử rồi đọc lại không thấy {chu}; dữ liệu giữ nguyên.", chu=quote(lost[0])),
            msg("Sửa thẳng chỗ này trong tệp dữ liệu."),
        )


def _register_texts(dossier: Dossier) -> Iterator[str]:
    for path, document in paths.documents(dossier):
        for _, block in paths.blocks(document, path):
            if block.table:
                for task in block.table.register.tasks:
                    yield from task.texts.values()
                for section in block.table.register.sections:
                    yield from (section.number, section.title)
                yield from (column.key for column in block.table.register.columns)


def _texts_of(edit: SourceEdit) -> tuple[str, ...]:
    if isinstance(edit, SetValue | SetCell):
        return (edit.value,)
    if isinstance(edit, InsertRow):
        return tuple(edit.values.values())
    if isinstance(edit, InsertItem):
        return (edit.value,) if isinstance(edit.value, str) else tuple(edit.value.values())
    return ()


def _replace(made: dict[Path, bytes]) -> None:
    """Each source in one step: the old or the new file, never half of one."""
    waiting = []
    for path, data in made.items():
        beside = path.with_name(f".{path.name}.vanban")
        with beside.open("wb") as target:
            target.write(data)
            target.flush()
            os.fsync(target.fileno())
        shutil.copymode(path, beside)
        waiting.append((beside, path))
    for beside, path in waiting:
        beside.replace(path)
