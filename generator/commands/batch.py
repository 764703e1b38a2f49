"""Many dossiers, or one dossier once for each unit: over worker processes, PDFs in batches, files moved in whole.

A batch goes through in windows, so that neither memory nor the workshop grows with its length: a window is drafted by
the workers (read, plan, render), its PDFs are made together, then its files are moved in. What cannot be built does
not cost the others. The workers are a `concurrent.futures` executor: processes of this machine, or a Dask cluster
whose machines see the same disk.
"""

from __future__ import annotations

import os
import signal
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor, as_completed
from functools import partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.commands import build as building
from generator.commands import print_run, rendered
from generator.commands.build import BuildOptions, BuildResult, Built
from generator.commands.rendered import Draft
from generator.keeping import outputs
from generator.reading.own_file import dossiers_among
from generator.values.errors import MissingProgramError, UsageError, VanbanError, what_failed
from generator.values.findings import Finding, Place, Severity, msg
from generator.values.model import Dossier
from generator.values.progress import Progress, Stage
from generator.values.text import quote

# Drafts that wait for each other: enough for LibreOffice to be worth its start, few enough to wait on the disk.
_WINDOW = 200
# Starting a worker costs about as much as so many small dossiers.
_WORTH_A_WORKER = 2
# So many processes Windows waits for.
_MOST_WORKERS = 61
_DASK = "dask://"
_CONNECT_SECONDS = 10


class Work(Struct, frozen=True):
    """One thing to build: a dossier still to be read, or one that was read; `folder` is its place below out/.

    `unit` is whose it is, where there is one for each.
    """

    name: str
    source: Path | Dossier
    folder: str = ""
    unit: str = ""


class _Drafted(Struct, frozen=True):
    """What a worker made of a work, and the folder below out/ that it is for."""

    folder: str
    draft: Draft


class BatchOptions(Struct, frozen=True):
    """How many at once: `each` (don_vi, chu_tri, phoi_hop, a column) makes one document for each unit, `jobs` is the
    number of processes (0: as many as help), `executor` the address of a Dask cluster. `one_pdf` puts the PDFs of all
    units into one more file for the printer, each on a right-hand page with `right_page`.
    """

    each: str = ""
    jobs: int = 0
    executor: str = ""
    one_pdf: bool = False
    right_page: bool = False


def build_dossiers(
    dossiers: Sequence[Path], options: BuildOptions, how: BatchOptions, progress: Progress | None = None
) -> BuildResult:
    """The story of `vanban build`: one dossier here and now, several or one for each unit over the workers.

    Raises a VanbanError where a lone dossier cannot be built; of several each carries its own errors.
    """
    if how.one_pdf or how.right_page:
        print_run.asked_rightly(how.each, options.formats)
    dossiers, passed = dossiers_among(dossiers)
    if passed:
        found = build_dossiers(dossiers, options, how, progress)
        return replace(found, built=(*found.built, *(Built(Path(one.place.file).name, (), (one,)) for one in passed)))
    if len(dossiers) == 1 and not how.each:
        return BuildResult((building.build(dossiers[0], options, progress),), options.out)
    works, read = by_share(dossiers, how.each, options) if how.each else (by_dossier(dossiers), ())
    built = build_all(works, options, progress, jobs=how.jobs, executor=how.executor)
    if how.one_pdf or how.right_page:
        read = tuple(_for_the_printer(whole, works, built, options, right=how.right_page) for whole in read)
    return BuildResult((*read, *built), options.out)


def _for_the_printer(
    whole: Built, works: Sequence[Work], built: Sequence[Built], options: BuildOptions, *, right: bool
) -> Built:
    parts = [(work.unit, one) for work, one in zip(works, built, strict=True) if work.folder == whole.name]
    return print_run.with_print_run(whole, parts, options, right=right)


def by_dossier(dossiers: Iterable[Path]) -> tuple[Work, ...]:
    """A work for each dossier; each is read by the worker that builds it."""
    return tuple(Work(path.name, path) for path in dossiers)


def by_share(dossiers: Sequence[Path], by: str, options: BuildOptions) -> tuple[tuple[Work, ...], tuple[Built, ...]]:
    """A work for each unit (don_vi, chu_tri, phoi_hop) or each value of a column, of dossiers that are read here, once.

    Beside the works, what was found in each dossier; one that cannot be read or shared out does not cost the others.
    A lone one raises.
    """
    from generator.planning.shares import shares

    works: list[Work] = []
    read: list[Built] = []
    for path in dossiers:
        try:
            dossier, doubts = building.read_dossier(path)
            if any(other.name == dossier.name and not other.failed for other in read):
                raise UsageError(_twice(dossier.name, str(path)))
            parts, more = shares(dossier, by, options.judged_on(dossier))
            building.be_strict((*doubts, *more), options)
        except VanbanError as failure:
            if len(dossiers) == 1:
                raise
            read.append(Built(path.name, (), failure.findings, failed=True))
            continue
        read.append(Built(dossier.name, (), (*doubts, *more)))
        for part in parts:
            name = f"{dossier.name}-{part.key}"
            works.append(Work(name, replace(part.dossier, name=name), dossier.name, part.name))
    return tuple(works), tuple(read)


def build_all(
    works: Sequence[Work],
    options: BuildOptions,
    progress: Progress | None = None,
    *,
    jobs: int = 0,
    executor: str = "",
) -> tuple[Built, ...]:
    """Build every work, over `jobs` processes (0: as many as help) or on the cluster at `dask://ADDRESS`.

    The results stand in the order of the works; one that failed carries its errors (`Built.failed`). `progress` hears
    of each draft and, where PDFs are asked for, of each Word file that became one. Raises MissingProgramError where
    LibreOffice is missing, UsageError where there is no cluster at the address.
    """
    progress = progress or Progress()
    progress.expect(len(works) * (2 if "pdf" in options.formats else 1))
    jobs = jobs or min(os.cpu_count() or 1, max(1, len(works) // _WORTH_A_WORKER))
    jobs = min(jobs, _MOST_WORKERS)
    if executor:
        options = replace(options, out=options.out.absolute())
        works = [replace(work, source=_absolute(work.source)) for work in works]
    taken: set[tuple[str, str]] = set()
    results: list[Built] = []
    # The workers end before the workshop is cleared: one that is stopped midway would write into it again.
    with _Workers(executor, jobs) as workers, outputs.workshop(options.out) as shop, workers:
        for start in range(0, len(works), _WINDOW):
            window = works[start : start + _WINDOW]
            drafted = [_once(made, taken) for made in _drafted(window, shop, start, workers, options, progress)]
            if "pdf" in options.formats:
                drafted = _with_pdfs(drafted, options, jobs, progress)
            results += _moved_in(drafted, shop / f"{start}-in", options)
    return tuple(results)


def _absolute(source: Path | Dossier) -> Path | Dossier:
    """The same wherever a worker of a cluster was started."""
    if isinstance(source, Path):
        return source.absolute()
    return replace(source, folder=source.folder.absolute(), sources=tuple(map(Path.absolute, source.sources)))


# --- workers ---------------------------------------------------------------------------------------------------------


class _Workers:
    """An executor, and how to start it anew when one of its processes was killed."""

    def __init__(self, address: str, jobs: int) -> None:
        self._start = partial(_cluster, address) if address else partial(_processes, jobs)
        self._executor, self._close = self._start()

    def __enter__(self) -> _Workers:
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

    def _restart(self) -> None:
        self._close()
        self._executor, self._close = self._start()

    def run(self, calls: Sequence[tuple[Work, Path]], options: BuildOptions, progress: Progress) -> list[Draft]:
        """A draft for each call; what a killed process lost is tried again, each alone."""
        futures = {self._executor.submit(_draft, work, shop, options): at for at, (work, shop) in enumerate(calls)}
        drafts: dict[int, Draft] = {}
        lost: list[int] = []
        for future in as_completed(futures):
            at = futures[future]
            try:
                drafts[at] = _result(future, calls[at][0])
            except BrokenExecutor:
                lost.append(at)
            else:
                progress.did(Stage.DRAFTING, drafts[at].name)
        if lost:
            self._restart()
        for at in sorted(lost):
            drafts[at] = self._alone(calls[at], options)
            progress.did(Stage.DRAFTING, drafts[at].name)
        return [drafts[at] for at in range(len(calls))]

    def _alone(self, call: tuple[Work, Path], options: BuildOptions) -> Draft:
        try:
            return _result(self._executor.submit(_draft, *call, options), call[0])
        except BrokenExecutor:
            self._restart()
            return Draft(call[0].name, failure=(_killed(call[0]),))


def _result(future: Future[Draft], work: Work) -> Draft:
    """The draft; what the system refuses, what a cluster raises for a worker it lost, and a defect of ours, become its
    failure."""
    try:
        return future.result()
    except BrokenExecutor:
        raise
    except Exception as failure:
        return Draft(work.name, failure=(what_failed(failure),))


def _processes(jobs: int) -> tuple[Executor, Callable[[], None]]:
    """Processes of this machine (a single job needs none), and how to end them."""
    executor: Executor = ThreadPoolExecutor(1) if jobs == 1 else _several(jobs)
    return executor, partial(executor.shutdown, cancel_futures=True)


def _several(jobs: int) -> Executor:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    return ProcessPoolExecutor(jobs, get_context("spawn"), _leave_interrupts_to_the_parent)


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _cluster(address: str) -> tuple[Executor, Callable[[], None]]:
    """A Dask cluster, and how to leave it.

    Raises MissingProgramError V076 without the package `distributed`, UsageError V077 where no cluster answers.
    """
    if not address.startswith(_DASK):
        raise UsageError.of(
            "V077", Place(), msg("Không hiểu địa chỉ {dia_chi}.", dia_chi=address), msg("Cần dask://MÁY:CỔNG.")
        )
    try:
        from distributed import Client
    except ImportError:
        raise MissingProgramError.of(
            "V076", Place(), msg("Chưa cài phần chạy trên cụm Dask."), msg("Cài đặt: pip install 'vanban[dask]'")
        ) from None
    try:
        client = Client(f"tcp://{address.removeprefix(_DASK)}", timeout=_CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError) as failure:
        raise UsageError.of(
            "V077",
            Place(),
            msg("Không nối được với cụm Dask tại {dia_chi}: {ly_do}", dia_chi=address, ly_do=failure),
            msg("Kiểm tra địa chỉ; chạy “dask scheduler” và “dask worker” trên các máy."),
        ) from None
    # Not pure: the same call may have to make the same file again.
    return client.get_executor(pure=False), client.close


def _draft(work: Work, shop: Path, options: BuildOptions) -> Draft:
    """A work to files in its own folder; what a worker runs. No exception but a defect of ours leaves it."""
    try:
        shop.mkdir(parents=True, exist_ok=True)
        if isinstance(work.source, Dossier):
            return building.draft(work.source, (), shop, options)
        read, doubts = building.read_dossier(work.source)
        building.be_strict(doubts, options)
        if building.is_current(read, options):
            return Draft(read.name, sources=read.sources, findings=doubts, current=True)
        return building.draft(read, doubts, shop, options)
    except VanbanError as failure:
        return Draft(work.name, failure=failure.findings)


def _killed(work: Work) -> Finding:
    return Finding(
        "V075",
        Severity.ERROR,
        Place(work.name),
        msg("Tiến trình dựng văn bản này bị hệ điều hành dừng, thường vì hết bộ nhớ."),
        msg("Chạy lại với “--jobs 1”, hoặc chia nhỏ hồ sơ."),
    )


# --- from drafts to files --------------------------------------------------------------------------------------------


def _drafted(
    window: Sequence[Work], shop: Path, start: int, workers: _Workers, options: BuildOptions, progress: Progress
) -> list[_Drafted]:
    # Names within a folder of out/ differ already; what is still to be read has a folder of its own.
    shops = [shop / str(start) / (work.folder or str(number)) for number, work in enumerate(window)]
    drafts = workers.run(list(zip(window, shops, strict=True)), options, progress)
    return [_Drafted(work.folder or made.name, made) for work, made in zip(window, drafts, strict=True)]


def _once(made: _Drafted, taken: set[tuple[str, str]]) -> _Drafted:
    """Refuse a second dossier of the same name: its files would take the place of the first one's."""
    key = (made.folder, made.draft.name)
    if made.draft.failure or key not in taken:
        taken.add(key)
        return made
    place = str(made.draft.sources[0]) if made.draft.sources else made.draft.name
    return replace(made, draft=replace(made.draft, failure=(_twice(made.draft.name, place),)))


def _twice(name: str, place: str) -> Finding:
    return Finding(
        "V072",
        Severity.ERROR,
        Place(place),
        msg("Hai hồ sơ cùng tên {ten}: tệp của hồ sơ này sẽ đè lên tệp của hồ sơ kia.", ten=quote(name)),
        msg("Đổi tên một thư mục hồ sơ, hoặc sinh riêng từng hồ sơ với “--out” khác nhau."),
    )


def _with_pdfs(drafted: Sequence[_Drafted], options: BuildOptions, jobs: int, progress: Progress) -> list[_Drafted]:
    good = [made.draft for made in drafted if not made.draft.failure]
    done = iter(rendered.with_pdfs(good, keep_word="docx" in options.formats, processes=jobs, progress=progress))
    return [made if made.draft.failure else replace(made, draft=next(done)) for made in drafted]


def _moved_in(drafted: Sequence[_Drafted], shop: Path, options: BuildOptions) -> list[Built]:
    """Move a window's files into out/, a folder at a time; a draft with a file that must stay as it is fails alone."""
    drafts: defaultdict[str, list[Draft]] = defaultdict(list)
    for made in drafted:
        if not made.draft.failure and not made.draft.current:
            drafts[made.folder].append(made.draft)
    refused = {folder: _move_folder(group, shop / folder, options) for folder, group in drafts.items()}
    return [
        _built(made, refused.get(made.folder, {}).get(made.draft.name, ()), options.out / made.folder)
        for made in drafted
    ]


def _move_folder(drafts: Sequence[Draft], shop: Path, options: BuildOptions) -> dict[str, tuple[Finding, ...]]:
    """Move drafts of one folder in together, through a folder of the workshop; what refused them, by draft."""
    folder = options.out / shop.name
    names = [file.path.name for made in drafts for file in made.files]
    refused: defaultdict[str, tuple[Finding, ...]] = defaultdict(tuple)
    by_file = {name: made.name for made in drafts for name in (file.path.name for file in made.files)}
    for finding in outputs.obstacles(folder, names, force=options.force):
        refused[by_file[Path(finding.place.file).name]] += (finding,)
    good = [made for made in drafts if made.name not in refused]
    if good:
        shop.mkdir(parents=True)
        for file in (file for made in good for file in made.files):
            file.path.rename(shop / file.path.name)
        made_from = {key: value for made in good for key, value in made.made_from.items()}
        outputs.move_in(shop, folder, made_from, force=options.force, now=options.now)
    return refused


def _built(made: _Drafted, refused: tuple[Finding, ...], folder: Path) -> Built:
    failure = (*made.draft.failure, *refused)
    files = () if failure else tuple(rendered.moved(file, folder) for file in made.draft.files)
    found = (*made.draft.findings, *failure)
    return Built(made.draft.name, files, found, failed=bool(failure), current=made.draft.current)
