"""The sources of a dossier written anew: edits as cells where it is a workbook, proven by reading back, whole files."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path

from msgspec import structs

from generator.keeping.aside import in_temporary
from generator.keeping.draft_edits import in_drafts
from generator.keeping.proof import unlike
from generator.keeping.whole import OLD, beside
from generator.keeping.write_back import written
from generator.merging.merge.pull import numbered
from generator.merging.writing.source_edits import (
    DeleteItem,
    DeleteRow,
    InsertItem,
    InsertRow,
    MoveItem,
    MoveRow,
    SetCell,
    SetValue,
    SourceEdit,
)
from generator.values import paths
from generator.values.blocks import BY_KEY
from generator.values.errors import InputError, WriteError, refusal
from generator.values.findings import Finding, Place, msg
from generator.values.model import Dossier
from generator.values.text import one_line

# How many differences are told of what was written wrong.
_SHOWN = 5


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
            place = self.raw.place(as_written(edit.path, self.raw.data))
            column, row = _split(place.cell)
            yield SetCell(edit.file, place.sheet, column, row, edit.value)
        elif isinstance(edit, DeleteItem):
            place = self.raw.place(edit.path)
            yield DeleteRow(edit.file, place.sheet, _split(place.cell)[1])
        elif isinstance(edit, InsertItem):
            yield self._row(edit)
        elif isinstance(edit, MoveItem):
            after = self._below((*edit.path[:-1], edit.after))
            for row in self._rows(edit.path):
                yield MoveRow(edit.file, self.raw.place(edit.path).sheet, row, after)
        else:
            yield edit

    def _rows(self, path: paths.Path_) -> list[int]:
        """The rows of an item and of all that it holds."""
        held = {_split(place.cell)[1] for own, place in self.raw.places.items() if own[: len(path)] == path}
        return sorted(held)

    def _below(self, path: paths.Path_) -> int:
        """The row below which comes what follows an item; that above the first one for the head of a list (-1)."""
        head = path[-1] == -1
        return self._rows((*path[:-1], 0))[0] - 1 if head else self._rows(path)[-1]

    def _row(self, edit: InsertItem) -> InsertRow:
        """A new row like that of the item above it, or of the first one, with its own kind and text."""
        place = self.raw.place((*edit.path[:-1], 0) if edit.path[-1] == -1 else edit.path)
        column, row = _split(place.cell)
        kind, text = ("", edit.value) if isinstance(edit.value, str) else next(iter(edit.value.items()))
        table, _ = self._book.table(place.sheet)
        titles = {table.letter(at): one_line(title).casefold() for at, title in table.rows[0].cells.items()}
        above = next(({table.letter(at): t for at, t in r.cells.items()} for r in table.rows if r.number == row), {})
        values = {letter: t for letter, t in above.items() if titles.get(letter) in ("văn bản", "loại")}
        if kind:
            values |= {letter: BY_KEY[kind].label for letter, title in titles.items() if title == "loại"}
        return InsertRow(edit.file, place.sheet, self._below(edit.path), {**values, column: text}, like=row)


def as_written(path: paths.Path_, data: object) -> paths.Path_:
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


def proven(dossier: Dossier, meant: Sequence[SourceEdit]) -> dict[Path, bytes]:
    """The new bytes of the sources, once they were read back from copies and say what was meant.

    Raises InputError V091 as `proven_and_read`.
    """
    return proven_and_read(dossier, meant)[0]


def proven_and_read(
    dossier: Dossier, meant: Sequence[SourceEdit], beside: Mapping[Path, bytes] | None = None
) -> tuple[dict[Path, bytes], Dossier]:
    """The same, with the dossier as it was read back; `beside` are sources that are whole already.

    Raises InputError V091 where an edit cannot be written, or anything differs from what was meant when read back.
    """
    from generator.reading.dossier import load_dossier

    others, drafted = in_drafts(meant, dossier)
    edits = (*numbered(_in_cells(others, dossier), dossier), *drafted)
    made = {**(beside or {}), **written(edits)}
    root = Path(os.path.commonpath([str(path.resolve().parent) for path in dossier.sources]))
    with in_temporary() as workshop:
        copies = {path: workshop / path.resolve().relative_to(root) for path in (*dossier.sources, *(beside or ()))}
        for path, copy in copies.items():
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(made.get(path, b"") or path.read_bytes())
        try:
            again, _ = load_dossier(copies[dossier.sources[0]])
        except InputError as failure:
            raise InputError([_in_the_source(one, str(workshop), str(root)) for one in failure.findings]) from None
        if found := tuple(islice(unlike(dossier, again, meant, edits, copies), _SHOWN)):
            raise InputError(found)
    return made, again


def _in_the_source(finding: Finding, copies: str, root: str) -> Finding:
    """What is wrong with a copy, said of the source that it was made of: the edit would make it so."""
    place = structs.replace(finding.place, file=finding.place.file.replace(copies, root))
    said = msg("Lấy chỗ sửa về thì dữ liệu sai: {loi}", loi=finding.message)
    hint = msg("Sửa chỗ này trong tệp Word, Excel rồi chạy lại; dữ liệu giữ nguyên.")
    return structs.replace(finding, place=place, message=said, hint=hint)


def replace(made: dict[Path, bytes]) -> None:
    """Each file in one step: the old or the new one, never half of one; one that is not there yet is made.

    Where the system refuses one, all are as they were: raises OSError. Where it does not even let us put them back,
    raises WriteError V019, which says what stands now.
    """
    before: dict[Path, Path | None] = {}
    written: list[Path] = []
    try:
        for path, data in made.items():
            _write_beside(path, data)
        for path in made:
            before[path] = _kept(path) if len(made) > 1 else None
        for path in made:
            beside(path).replace(path)
            written.append(path)
    except OSError as failure:
        # First, the last of them first: a record that still waits when none of its sources does counts as theirs.
        _taken_away(map(beside, reversed(made)))
        _put_back(written, before, failure)
        raise
    finally:
        _taken_away((*map(beside, reversed(made)), *filter(None, before.values())))


def _taken_away(left: Iterable[Path]) -> None:
    for path in left:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _kept(path: Path) -> Path | None:
    """A copy of a file as it is, to be put back without needing any room; None where there is none."""
    if not path.exists():
        return None
    copy = path.with_name(f".{path.name}{OLD}")
    try:
        shutil.copy2(path, copy)
    except OSError:
        copy.unlink(missing_ok=True)
        raise
    return copy


def _put_back(written: Sequence[Path], before: dict[Path, Path | None], failure: OSError) -> None:
    new = []
    for path in written:
        try:
            _restored(path, before[path])
        except OSError:
            # Its old form stays beside it.
            before[path] = None
            new.append(path)
    if new:
        raise WriteError.of(
            "V019",
            Place(str(failure.filename2 or failure.filename or "")),
            msg(
                "Hệ thống từ chối khi đang ghi: {ly_do}. Đã ghi bản mới của {cac}, các tệp khác giữ nguyên.",
                ly_do=refusal(failure),
                cac=", ".join(map(str, new)),
            ),
            msg("Bản cũ nằm cạnh tệp ấy, tên có đuôi “.vanban-cu”; xem lại các tệp rồi chạy lại."),
        ) from None


def _restored(path: Path, copy: Path | None) -> None:
    if copy is None:
        path.unlink(missing_ok=True)
        return
    try:
        copy.replace(path)
    except OSError:
        path.write_bytes(copy.read_bytes())


def _write_beside(path: Path, data: bytes) -> None:
    new = beside(path)
    with new.open("wb") as target:
        target.write(data)
        target.flush()
        os.fsync(target.fileno())
    if path.exists():
        shutil.copymode(path, new)
