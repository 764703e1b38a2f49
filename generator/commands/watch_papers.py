"""The story of `vanban watch --check`: Word files judged again as they are saved."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from generator.commands.check import Checked, CheckOptions, CheckResult, check, is_paper
from generator.commands.watch import is_saved, saves
from generator.values.errors import ExitCode, InputError, UsageError, VanbanError, what_failed
from generator.values.findings import Place, msg
from generator.values.progress import Progress, Stage


def watch_papers(
    paths: Sequence[Path], options: Callable[[], CheckOptions], progress: Progress | None = None
) -> Iterator[CheckResult]:
    """Word files, or all in folders, judged now, and each again whenever it is saved, without end.

    `options` are asked for at each judging, as days pass. Raises UsageError V004 where none is named, InputError for a
    path that is not there, Stopped where it is asked to end.
    """
    progress = progress or Progress()
    if not paths:
        raise UsageError.of(
            "V004",
            Place(),
            msg("Thiếu tên tệp hay thư mục cần theo dõi."),
            msg("Nêu tệp Word hay thư mục: vanban watch --check du-thao."),
        )
    for missing in (path for path in paths if not path.exists()):
        raise InputError.of("V010", Place(str(missing)), msg("Không có tệp hay thư mục này."), msg("Sửa lại tên."))
    progress.expect(len(paths))
    progress.at(Stage.WATCHING, len(paths))
    folders = frozenset(path if path.is_dir() else path.parent for path in paths)
    yield from papers_saved(saves(lambda: folders, set(paths), progress.check), paths, options)


def papers_saved(
    changes: Iterable[set[Path]], paths: Sequence[Path], options: Callable[[], CheckOptions]
) -> Iterator[CheckResult]:
    """What stands in the Word files of a change that are among `paths` or below one; no fault ends the watching."""
    named = {path.resolve() for path in paths}
    for changed in changes:
        saved = sorted({path.resolve(): path for path in _files(changed)}.items())
        concerned = [path for whole, path in saved if whole in named or not named.isdisjoint(whole.parents)]
        if concerned:
            yield CheckResult(tuple(_judged(path, options) for path in concerned))


def _files(changed: Iterable[Path]) -> Iterator[Path]:
    """The Word files among saved paths: what is gone is none, a folder stands for all below it."""
    for path in changed:
        found = sorted(path.rglob("*")) if path.is_dir() else [path]
        yield from (file for file in found if file.is_file() and is_paper(file) and is_saved(file))


def _judged(path: Path, options: Callable[[], CheckOptions]) -> Checked:
    try:
        return check([path], options()).checked[0]
    except VanbanError as failure:
        return Checked(path, failure.findings, unread=failure.exit_code)
    except Exception as failure:
        refused = isinstance(failure, OSError)
        return Checked(path, (what_failed(failure),), unread=ExitCode.SYSTEM_REFUSED if refused else ExitCode.OUR_FAULT)
