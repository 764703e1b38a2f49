"""PDF: a batch beside one call of `soffice` for each file, and one long table cut beside the same table whole.

`python -m benchmarks.pdf [--quick]`. Refuses to compare outputs that do not hold the same text.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from pypdf import PdfReader
from rich.console import Console
from rich.table import Table

from benchmarks.long_table import write_two_pages
from benchmarks.registers import write_dossier
from generator import build
from generator.converting import convert as converting
from generator.converting import soffice
from generator.converting.convert import Expected, Job, convert


@dataclass(frozen=True, slots=True)
class Measured:
    """One line of the table: what was made, files, pages, seconds in all."""

    what: str
    files: int
    pages: int
    seconds: float


def measure(*, quick: bool = False) -> tuple[Measured, ...]:
    """Everything, in one run; `quick` with fewer files and rows."""
    with tempfile.TemporaryDirectory(prefix="vanban-benchmark-") as folder:
        return (
            *measure_batch(Path(folder), 6 if quick else 50),
            *measure_long_tables(Path(folder), (400, 800) if quick else (1000, 2000)),
        )


def measure_batch(folder: Path, files: int) -> tuple[Measured, ...]:
    """Documents of two pages: one call of the raw program for each, our batch on one process and on two."""
    sources = [write_two_pages(folder / f"{number}.docx", number) for number in range(1, files + 1)]
    raw, executable = folder / "raw", soffice.probe().executable
    begun = time.perf_counter()
    for source in sources:
        _raw(executable, source, raw, folder / "profile")
    seconds = time.perf_counter() - begun
    lines = [Measured("soffice, one call each", files, _pages(raw.glob("*.pdf")), seconds)]
    for processes in (1, 2):
        out = folder / f"batch{processes}"
        jobs = [Job(source, out / f"{source.stem}.pdf", Expected((f"Số: {source.stem}/KH-VP",))) for source in sources]
        seconds = _converted(jobs, processes)
        _same_text([(raw / job.target.name, job.target) for job in jobs[:: max(1, files // 3)]])
        lines.append(Measured(f"vanban, batch, {processes} process(es)", files, _pages(out.glob("*.pdf")), seconds))
    return tuple(lines)


def measure_long_tables(folder: Path, sizes: tuple[int, ...]) -> tuple[Measured, ...]:
    """A report with one table of each size, as we make it, its copy cut and whole."""
    lines = []
    for rows in sizes:
        job = Job(_report(folder, rows), folder / f"{rows}-cut.pdf", Expected(("Số: 07/BC-SM",)))
        whole = Job(job.source, folder / f"{rows}-whole.pdf", job.expected)
        seconds = _converted([job])
        lines.append(Measured(f"{rows} rows, cut", 1, _pages([job.target]), seconds))
        with mock.patch.object(converting, "cut", lambda parts, shown_as: (parts, ())):
            seconds = _converted([whole])
        _same_text([(whole.target, job.target)])
        lines.append(Measured(f"{rows} rows, whole", 1, _pages([whole.target]), seconds))
    return tuple(lines)


def _report(folder: Path, rows: int) -> Path:
    dossier = write_dossier(folder / f"bao-cao-{rows}", rows)
    (made,) = build(dossier, formats=("docx",), out=folder / "out").outputs
    return made.path


def _converted(jobs: list[Job], processes: int = 1) -> float:
    begun = time.perf_counter()
    _, findings = convert(jobs, processes=processes, timeout=600)
    if findings:
        raise SystemExit(f"{findings[0].place}: {findings[0].message}")
    return time.perf_counter() - begun


def _raw(executable: Path, source: Path, out: Path, profile: Path) -> None:
    command = [str(executable), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(out), str(source)], capture_output=True, check=True)


def _same_text(pairs: list[tuple[Path, Path]]) -> None:
    """Page by page, whatever the order of words: a page header's place in the file is not its place on the page."""
    for one, other in pairs:
        texts = [[sorted(page.extract_text().split()) for page in PdfReader(path).pages] for path in (one, other)]
        if texts[0] != texts[1]:
            raise SystemExit(f"{one.name} and {other.name} do not hold the same text page by page: not compared")


def _pages(files: Iterable[Path]) -> int:
    return sum(len(PdfReader(file).pages) for file in files)


def main(arguments: list[str]) -> None:
    """Print the table."""
    table = Table("", "files", "pages", "s", "s per file", title=f"LibreOffice {soffice.probe().version}")
    for line in measure(quick="--quick" in arguments):
        per_file = f"{line.seconds / line.files:.2f}"
        table.add_row(line.what, str(line.files), str(line.pages), f"{line.seconds:.1f}", per_file)
    Console().print(table)


if __name__ == "__main__":
    main(sys.argv[1:])
