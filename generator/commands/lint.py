"""What is wrong or doubtful in the data: `lint`. Nothing here prints or reads the clock."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import count
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.commands.doubts import before_it, data_of, doubted
from generator.values.errors import ExitCode, UsageError
from generator.values.findings import Finding, Place, has_errors, in_order, msg
from generator.values.progress import Progress, Stage


class Linted(Struct, frozen=True):
    """What was doubted at a date in a dossier, or in those of a workplace (`among` so many), and the workbooks that
    were written."""

    name: str
    as_of: date
    findings: tuple[Finding, ...]
    files: tuple[Path, ...] = ()
    among: int = 1

    @property
    def exit_code(self) -> ExitCode:
        """FOUND_ERRORS where anything is wrong, not only doubtful."""
        return ExitCode.FOUND_ERRORS if has_errors(self.findings) else ExitCode.DONE


def lint(
    dossier: Path,
    as_of: date,
    *,
    against: Path | None = None,
    earlier: Path | None = None,
    worklist: Path | None = None,
    marked: Path | None = None,
    progress: Progress | None = None,
) -> Linted:
    """What a careful reader would find in a dossier, a task table or a report in Word before it is signed.

    `against` is last year's dossier, last month's report or the register that this one derives from, `earlier` the
    report before that, `worklist` the .xlsx to work through, `marked` the folder for copies of the source workbooks
    with coloured cells. Raises InputError.
    """
    progress = progress or Progress()
    progress.expect(2)
    progress.at(Stage.READING, dossier)
    read, doubts = data_of(dossier)
    progress.did(Stage.READING, dossier)
    findings = doubted(read, doubts, as_of, before_it(read, as_of, against, earlier))
    progress.did(Stage.CHECKING, read.name)
    return with_books(Linted(read.name, as_of, findings), read.sources, worklist, marked)


def with_books(linted: Linted, sources: Sequence[Path], worklist: Path | None, marked: Path | None) -> Linted:
    """What was found, and the workbooks of it that were asked for."""
    files, said = _marked(linted.findings, marked, sources)
    listed = (*_worklist(linted.findings, worklist, sources), *files)
    return replace(linted, findings=in_order((*linted.findings, *said)) if said else linted.findings, files=listed)


def _worklist(findings: Sequence[Finding], target: Path | None, sources: Sequence[Path]) -> Iterator[Path]:
    if target is None:
        return
    from generator.books.worklist import write_worklist

    if any(target.resolve() == source.resolve() for source in sources):
        raise UsageError.of(
            "V004",
            Place(str(target)),
            msg("Danh sách việc không được ghi đè tệp dữ liệu."),
            msg("Đặt tên khác cho tệp danh sách."),
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    write_worklist(findings, target)
    yield target


def _marked(
    findings: Sequence[Finding], folder: Path | None, sources: Sequence[Path]
) -> tuple[tuple[Path, ...], tuple[Finding, ...]]:
    """Copies of the source workbooks with coloured cells, each under a name of its own; where no note could be put."""
    if folder is None:
        return (), ()
    from generator.books.worklist import annotate

    made: list[Path] = []
    said: list[Finding] = []
    for source in sources:
        if source.suffix.lower() == ".xlsx":
            folder.mkdir(parents=True, exist_ok=True)
            names = (f"{source.stem}-danh-dau{f'-{at}' if at > 1 else ''}.xlsx" for at in count(1))
            target = next(folder / name for name in names if folder / name not in made)
            said += annotate(findings, source, str(source), target)
            made.append(target)
    return tuple(made), tuple(said)
