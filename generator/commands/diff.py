"""The story of `vanban diff`: what kind of states two paths are, what changed, and the papers that say so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from generator.commands import compare
from generator.keeping.whole import write_whole
from generator.merging.model import Change as FieldChange
from generator.reading.from_outside import unread_of
from generator.values.changes import Change
from generator.values.errors import ExitCode
from generator.values.findings import Finding
from generator.values.progress import Progress, Stage


class DiffOptions(Struct, frozen=True):
    """`as_of` is the date of what is built to be compared; `unit` limits tasks to those of an agency.

    `book` (.xlsx) and `annex` (.docx) are files to write the changes into, where asked for.
    """

    as_of: date
    unit: str = ""
    book: Path | None = None
    annex: Path | None = None


class FieldDifferences(Struct, frozen=True):
    """What changed between two generated Word files, field by field; the files that were written; what they fetch."""

    changes: tuple[FieldChange, ...]
    files: tuple[Path, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def exit_code(self) -> ExitCode:
        """DONE: that something changed is no error."""
        return ExitCode.DONE


class Differences(Struct, frozen=True):
    """What changed between two dossiers or registers, task by task; notes; the files that were written."""

    changes: tuple[Change, ...]
    findings: tuple[Finding, ...] = ()
    files: tuple[Path, ...] = ()

    @property
    def exit_code(self) -> ExitCode:
        """DONE: that something changed is no error."""
        return ExitCode.DONE


def diff(
    old: Path, new: Path, options: DiffOptions, progress: Progress | None = None
) -> FieldDifferences | Differences:
    """What changed from one state to another: of two Word files field by field, else task by task.

    Raises InputError where one cannot be read or compared.
    """
    progress = progress or Progress()
    progress.expect(1)
    progress.at(Stage.COMPARING, new.name)
    if old.suffix.lower() == ".docx" and (new.suffix.lower() == ".docx" or compare.is_dossier(new)):
        fields = compare.compare(old, new, options.as_of)
        said = tuple(one for side in (old, new) if not compare.is_dossier(side) for one in unread_of(side))
        progress.did(Stage.COMPARING, new.name)
        return FieldDifferences(fields, tuple(_field_papers(fields, old, new, options)), said)
    found, notes = compare.compare_data(old, new, options.as_of, options.unit)
    progress.did(Stage.COMPARING, new.name)
    return Differences(found, notes, tuple(_task_papers(found, old, new, options)))


def _field_papers(found: Sequence[FieldChange], old: Path, new: Path, options: DiffOptions) -> Iterator[Path]:
    from generator.books.conflicts import differences_book

    if options.book:
        write_whole(options.book, differences_book(found))
        yield options.book
    yield from _annex(compare.as_changes(found), old, new, options)


def _task_papers(found: Sequence[Change], old: Path, new: Path, options: DiffOptions) -> Iterator[Path]:
    from generator.books.registers import changes_book

    if options.book:
        write_whole(options.book, changes_book(found))
        yield options.book
    yield from _annex(found, old, new, options)


def _annex(found: Sequence[Change], old: Path, new: Path, options: DiffOptions) -> Iterator[Path]:
    from generator.commands.change_annex import annex
    from generator.commands.state_names import title_of

    if options.annex:
        write_whole(options.annex, annex(found, title_of(old, new), options.as_of))
        yield options.annex
