"""Word and Excel files to PDF: in batches, over a few LibreOffice processes, each product proven before it is moved."""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.converting import soffice, spare
from generator.converting.contents import with_plain_contents
from generator.converting.cutting import Seam, cut
from generator.converting.fonts import ASKED, Font, probe_fonts
from generator.converting.page_numbers import Run, restarted, runs
from generator.converting.pdf_text import Pdf
from generator.converting.proof import ANYTHING, Expected, named_fonts, opened, prove
from generator.converting.tall_rows import let_split
from generator.ooxml import package
from generator.ooxml.base_part import emptied
from generator.ooxml.relationships import DOCUMENT, WORKBOOK
from generator.values.errors import InputError, VanbanError, refusal
from generator.values.findings import Finding, Place, Severity, in_order, msg

__all__ = ["Expected", "Job", "Result", "convert"]

# Files given to one call: enough that starting LibreOffice no longer counts, few enough for an even load.
_PER_CALL = 25
_KINDS = (".docx", ".xlsx")


class Job(Struct, frozen=True):
    """A .docx or .xlsx, the PDF it becomes, what must stand in it; `shown_as` names the source in findings."""

    source: Path
    target: Path
    expected: Expected = ANYTHING
    shown_as: str = ""

    @property
    def name(self) -> str:
        """The source as findings name it."""
        return self.shown_as or str(self.source)


class Result(Struct, frozen=True):
    """A PDF that was proven and moved to its place: pages, names of its fonts, seconds that it took."""

    target: Path
    pages: int
    fonts: tuple[str, ...]
    seconds: float


class _Copy(Struct, frozen=True):
    """A job's source, read and laid in the working folder under a name that no other job has."""

    job: Job
    path: Path
    fonts: frozenset[str]
    seams: tuple[Seam, ...]
    numbering: tuple[Run, ...]


@dataclass(slots=True)
class _Bench:
    """What the processes of one `convert` share: the working folder, what stops them, what they found."""

    office: soffice.Office
    font: Font
    folder: Path
    timeout: float
    progress: Callable[[Job], None]
    archival: bool = False
    stop: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)
    results: dict[Path, Result] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    names: count[int] = field(default_factory=count)
    # One that was started before, for the first call.
    spare: spare.Spare | None = None

    def profile(self) -> tuple[Path, bool]:
        """A profile for a call, and whether a LibreOffice runs on it that waits for one."""
        with self.lock:
            ready, self.spare = self.spare, None
        if ready:
            return ready.profile, True
        profile = self.folder / f"profile{next(self.names):06d}"
        soffice.write_profile(profile, self.font)
        return profile, False


def convert(
    jobs: Sequence[Job],
    *,
    timeout: float = 300,
    processes: int = 1,
    progress: Callable[[Job], None] = lambda _: None,
    archival: bool = False,
    work: Path | None = None,
) -> tuple[tuple[Result, ...], tuple[Finding, ...]]:
    """Convert every job over `processes` LibreOffice processes; one that fails does not cost the others.

    `timeout`: seconds for each file; `archival` makes PDF/A-2b; copies and profiles lie in `work`, else among the
    temporary files. `progress` hears of each job as it ends, from any
    thread, one at a time. Results stand in the order of the jobs. Each job without a result has a finding: a source
    that is no package (V010…V014), no product (V062), time over (V063), a wrong product (V064…V066, V068), a target
    that cannot be written (V067).
    Raises MissingProgramError where LibreOffice or the font is missing, before anything is done.
    """
    if not jobs:
        return (), ()
    office, font = soffice.probe(), probe_fonts()
    with (
        tempfile.TemporaryDirectory(prefix="vanban-pdf-", dir=work, ignore_cleanup_errors=True) as folder,
        spare.taken(office, font) as ready,
    ):
        bench = _Bench(office, font, Path(folder), timeout, progress, archival, spare=ready)
        copies = [copy for job in jobs if (copy := _laid_out(job, bench)) is not None]
        batches = [
            batch for kind in _KINDS for batch in _batches([c for c in copies if c.path.suffix == kind], processes)
        ]
        with ThreadPoolExecutor(processes) as executor:
            try:
                list(executor.map(lambda batch: _convert_batch(batch, bench), batches))
            except BaseException:
                bench.stop.set()
                raise
    return tuple(bench.results[job.target] for job in jobs if job.target in bench.results), in_order(bench.findings)


def _laid_out(job: Job, bench: _Bench) -> _Copy | None:
    """The source's copy under a fresh name; None, with a finding, where it is not what its name says."""
    try:
        parts = package.read(job.source, shown_as=job.name)
        kind = _kind(parts, job.name)
    except VanbanError as failure:
        bench.findings.extend(failure.findings)
        bench.progress(job)
        return None
    path = bench.folder / f"{next(bench.names):06d}{kind}"
    if kind == ".docx":
        # LibreOffice reads the base record too: of a long table a twentieth of its time.
        changed, seams = cut(_changed(emptied(parts), job), shown_as=job.name)
        numbering = runs(parts, shown_as=job.name)
    else:
        changed, seams, numbering = parts, (), ()
    with path.open("wb") as target:
        package.write(target, changed)
    return _Copy(job, path, named_fonts(parts) | {ASKED}, seams, numbering)


def _changed(parts: Mapping[str, bytes], job: Job) -> Mapping[str, bytes]:
    """What LibreOffice needs to lay out a Word file as Word does."""
    plain = with_plain_contents(parts, shown_as=job.name)
    return restarted(let_split(plain, shown_as=job.name), shown_as=job.name)


def _kind(parts: dict[str, bytes], name: str) -> str:
    """`.docx` or `.xlsx`, by what the package holds."""
    for part, kind in ((DOCUMENT, ".docx"), (WORKBOOK, ".xlsx")):
        if part in parts:
            return kind
    raise InputError.of("V011", Place(name), msg("Đây không phải tệp .docx hay .xlsx."))


def _batches(copies: list[_Copy], processes: int) -> list[list[_Copy]]:
    size = max(1, min(_PER_CALL, -(-len(copies) // processes)))
    return [copies[start : start + size] for start in range(0, len(copies), size)]


def _convert_batch(batch: list[_Copy], bench: _Bench) -> None:
    """A batch, and again what did not come out: the first of it alone, the rest together."""
    waiting = [batch]
    while waiting and not bench.stop.is_set():
        group = waiting.pop(0)
        out = bench.folder / f"out{next(bench.names):06d}"
        profile, waited = bench.profile()
        out.mkdir()
        run = soffice.run(
            bench.office,
            [c.path for c in group],
            out,
            profile=profile,
            timeout=bench.timeout,
            stop=bench.stop,
            archival=bench.archival,
        )
        if not waited:
            shutil.rmtree(profile, ignore_errors=True)
        missing = _taken(group, out, run, bench)
        if bench.stop.is_set() or not missing:
            continue
        # One that had waited may have been ill; a file that it could not read in its time is not tried again.
        if len(group) == 1 and missing == group and (run.timed_out or not waited):
            _refuse(missing[0], run, bench)
        else:
            waiting += [part for part in (missing[:1], missing[1:]) if part]


def _taken(group: list[_Copy], out: Path, run: soffice.Run, bench: _Bench) -> list[_Copy]:
    """Take what came out, each proven; give back the copies that have no product, or one that shows a cut.

    When time ran out, the last product may be half written: it counts as missing.
    """
    made = [copy for copy in group if _product(copy, out).is_file()]
    if run.timed_out and made and not _is_whole(_product(made[-1], out)):
        made.pop()
    again = []
    for copy in made:
        pdf, findings = opened(_product(copy, out), copy.job.name)
        if pdf and any(seam.shows(pdf.backwards()) for seam in copy.seams):
            again.append(_uncut(copy))
        else:
            _take(copy, _product(copy, out), pdf, findings, run.seconds / len(made), bench)
    return [copy for copy in group if copy not in made] + again


def _uncut(copy: _Copy) -> _Copy:
    """The copy with its tables whole: slower, and right whatever the pages are."""
    with copy.path.open("wb") as target:
        package.write(target, _changed(package.read(copy.job.source), copy.job))
    return replace(copy, seams=())


def _product(copy: _Copy, out: Path) -> Path:
    return out / f"{copy.path.stem}.pdf"


def _is_whole(product: Path) -> bool:
    return product.read_bytes().rstrip().endswith(b"%%EOF")


def _take(
    copy: _Copy, product: Path, pdf: Pdf | None, findings: tuple[Finding, ...], seconds: float, bench: _Bench
) -> None:
    """Prove a product that could be opened and move it in place; `findings` where it could not."""
    if pdf is not None:
        expected = replace(copy.job.expected, numbering=copy.numbering)
        proven, findings = prove(pdf, expected, copy.fonts, copy.job.name)
        findings = findings or _moved(product, copy.job)
    with bench.lock:
        bench.findings.extend(findings)
        if pdf is not None and not findings:
            bench.results[copy.job.target] = Result(copy.job.target, proven.pages, proven.fonts, seconds)
        bench.progress(copy.job)


def _moved(product: Path, job: Job) -> tuple[Finding, ...]:
    """Move the PDF in whole: beside its target under a passing name, then over it."""
    passing = job.target.with_name(f".{job.target.name}.{os.getpid()}.tmp")
    try:
        job.target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(product, passing)
        passing.replace(job.target)
    except OSError as failure:
        passing.unlink(missing_ok=True)
        message = msg("Không ghi được PDF: {ly_do}.", ly_do=refusal(failure))
        hint = msg("Đóng PDF nếu đang mở, và kiểm tra quyền ghi vào thư mục.")
        return (Finding("V067", Severity.ERROR, Place(str(job.target)), message, hint),)
    return ()


def _refuse(copy: _Copy, run: soffice.Run, bench: _Bench) -> None:
    """Record that a file gave no PDF: time over, or LibreOffice could not read it."""
    place = Place(copy.job.name)
    if run.timed_out:
        message = msg("LibreOffice không xong sau {giay} giây và đã bị dừng.", giay=f"{bench.timeout:g}")
        hint = msg("Bảng quá dài thì chia nhỏ hồ sơ; nếu không, mở tệp xem có hỏng không.")
        finding = Finding("V063", Severity.ERROR, place, message, hint)
    else:
        message = msg("LibreOffice không tạo được PDF từ tệp này.")
        hint = msg("Mở tệp bằng LibreOffice hoặc Word xem có hỏng không, rồi lưu lại.")
        finding = Finding("V062", Severity.ERROR, place, message, hint)
    with bench.lock:
        bench.findings.append(finding)
        bench.progress(copy.job)
