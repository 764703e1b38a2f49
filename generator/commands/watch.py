"""The story of `vanban watch`: dossiers built again as their files are saved."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

from msgspec import Struct

from generator.commands.build import BuildOptions, Built, build, read_dossier
from generator.commands.rendered import template_folders
from generator.facts import own_kinds
from generator.facts.resources import danh_muc_dir
from generator.values.errors import ExitCode, VanbanError, what_failed
from generator.values.findings import Finding
from generator.values.formats import FORMATS
from generator.values.progress import Progress, Stage

# How long the file system is waited for before asked whether the folders are still the right ones, in milliseconds.
_PATIENCE = 500


class Rebuilt(Struct, frozen=True):
    """A dossier built after a change, its files in `out`; `built` is None where it could not be: `failure` says why."""

    dossier: Path
    built: Built | None
    failure: tuple[Finding, ...] = ()
    out: Path = Path("out")

    @property
    def exit_code(self) -> ExitCode:
        """DONE: what could not be built is told, and waited for."""
        return ExitCode.DONE


class WatchOptions(Struct, frozen=True):
    """What to make at each save and where; `as_of` is the date tasks are judged at, None that of the build."""

    as_of: date | None = None
    formats: tuple[str, ...] = FORMATS
    out: Path = Path("out")
    split: bool = False


def watch(
    dossiers: Sequence[Path],
    options: WatchOptions,
    clock: Callable[[], datetime],
    progress: Progress | None = None,
) -> Iterator[Rebuilt]:
    """The story of `vanban watch`: every dossier built now, and again whenever a file of it is saved, without end.

    Raises InputError for a dossier that is not there, Stopped where it is asked to end.
    """
    progress = progress or Progress()
    for missing in (dossier for dossier in dossiers if not dossier.exists()):
        read_dossier(missing)

    def build_now(dossier: Path) -> Built:
        now = clock()
        day, closed = options.as_of or now.date(), options.as_of is None
        how = BuildOptions(day, now, options.formats, options.out, options.split, closed=closed)
        return build(dossier, how)

    progress.expect(len(dossiers))
    progress.at(Stage.WATCHING, len(dossiers))
    changes = saves(lambda: _folders(dossiers), set(dossiers), progress.check)
    yield from watched(changes, dossiers, build_now, out=options.out)


def watched(
    changes: Iterable[set[Path]], dossiers: Sequence[Path], build: Callable[[Path], Built], *, out: Path
) -> Iterator[Rebuilt]:
    """Each dossier built whose inputs are among the paths of a change; errors end the build, never the watching.

    What stands below `out`, lock files and other files that programs write for themselves are no change.
    """
    made_from = {dossier: inputs(dossier) for dossier in dossiers}
    for changed in changes:
        saved = {path for path in map(Path.resolve, changed) if out.resolve() not in path.parents and is_saved(path)}
        for dossier in dossiers:
            if _concerned(made_from[dossier], saved):
                yield _rebuilt(dossier, build, out)
                made_from[dossier] = inputs(dossier, made_from[dossier])


def inputs(dossier: Path, before: frozenset[Path] = frozenset()) -> frozenset[Path]:
    """Files and folders that a dossier is made from; those of before as well where it cannot be read now."""
    folder = (dossier if dossier.is_dir() else dossier.parent).resolve()
    try:
        read, _ = read_dossier(dossier)
    except VanbanError:
        return before | {folder}
    templates = (*template_folders(read, "docx"), *template_folders(read, "xlsx"))
    own = own_kinds.table()
    facts = (danh_muc_dir(), *((own.parent,) if own else ()))
    return frozenset(path.resolve() for path in (folder, *read.sources, *templates, *facts))


def saves(folders: Callable[[], frozenset[Path]], first: set[Path], check: Callable[[], None]) -> Iterator[set[Path]]:
    """Paths as they are saved below folders, without end; `first`, and whenever `folders` are other ones, these.

    They come once the folders are watched, so that nothing saved meanwhile is missed. `check` is called now and then
    and may end it by raising.
    """
    from watchfiles import watch

    while True:
        watching = folders()
        started = False
        for found in watch(*watching, yield_on_timeout=True, rust_timeout=_PATIENCE):
            check()
            changed = {Path(path) for _, path in found}
            if started and not changed:
                continue
            yield changed if started else changed | first
            started = True
            if folders() != watching:
                break


def _folders(dossiers: Sequence[Path]) -> frozenset[Path]:
    """The folders to watch: a file's own folder, as a file that is replaced is another one to the system."""
    found = (path if path.is_dir() else path.parent for dossier in dossiers for path in inputs(dossier))
    return frozenset(folder for folder in found if folder.is_dir())


def is_saved(path: Path) -> bool:
    """Whether a person saved a file; programs write `~$x.xlsx` (Excel), `.~lock.x#` (LibreOffice), backups."""
    return not path.name.startswith(("~$", ".")) and not path.name.endswith("~")


def _concerned(made_from: frozenset[Path], saved: set[Path]) -> bool:
    return any(path in made_from or not made_from.isdisjoint(path.parents) for path in saved)


def _rebuilt(dossier: Path, build: Callable[[Path], Built], out: Path) -> Rebuilt:
    try:
        return Rebuilt(dossier, build(dossier), out=out)
    except VanbanError as failure:
        return Rebuilt(dossier, None, failure.findings)
    except Exception as failure:
        return Rebuilt(dossier, None, (what_failed(failure),))
