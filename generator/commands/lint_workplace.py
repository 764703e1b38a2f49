"""`vanban lint data`: every dossier of a workplace, each read once, and what stands between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from generator.commands.doubts import checked, data_of
from generator.commands.lint import Linted, with_books
from generator.commands.workplace import dossiers_in
from generator.reading.own_file import dossiers_among, has_own_file
from generator.values.errors import InputError, VanbanError
from generator.values.findings import in_order
from generator.values.progress import Progress, Stage


def several(paths: Sequence[Path]) -> bool:
    """Whether more than one dossier is named, or a folder that holds dossiers and is none itself."""
    return len(paths) > 1 or any(_holds(path) for path in paths)


def _holds(path: Path) -> bool:
    return path.is_dir() and not has_own_file(path) and not [*path.glob("nhiem-vu.*")] and bool(dossiers_in(path))


def lint_workplace(
    paths: Sequence[Path],
    as_of: date,
    *,
    worklist: Path | None = None,
    marked: Path | None = None,
    progress: Progress | None = None,
) -> Linted:
    """What a careful reader would find in the dossiers named, and in those of the folders named.

    One that cannot be read is said and does not cost the others. Raises InputError where none can.
    """
    from generator.linting.lint import lint_all

    progress = progress or Progress()
    paths, passed = dossiers_among(paths)
    dossiers = tuple(dict.fromkeys(_dossiers(paths)))
    progress.expect(len(dossiers) + 1)
    read, broken, sources = [], [*passed], list[Path]()
    for path in dossiers:
        progress.at(Stage.READING, path)
        try:
            found, doubts = data_of(path)
            read.append((checked(found, as_of), doubts))
            sources += found.sources
        except VanbanError as failure:
            broken += failure.findings
        progress.did(Stage.READING, path)
    # What is wrong beside the dossiers, as in a list of the workplace, each of them meets.
    broken = [*dict.fromkeys(broken)]
    if not read:
        raise InputError(broken)
    doubted = in_order((*lint_all(read), *broken))
    progress.did(Stage.CHECKING, paths[0])
    name = paths[0].name if len(paths) == 1 else ", ".join(path.name for path in dossiers)
    return with_books(Linted(name, as_of, doubted, among=len(read)), tuple(dict.fromkeys(sources)), worklist, marked)


def _dossiers(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        yield from dossiers_in(path) if _holds(path) else (path,)
