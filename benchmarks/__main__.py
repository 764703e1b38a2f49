"""Everything in one run: `python -m benchmarks [--quick]`."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markdown import Markdown

from benchmarks import batch, excel, pdf, word
from benchmarks.measuring import Measured, measure, measure_command
from benchmarks.report import README, Claim, Line, Table, of_the_month, page
from generator.converting import soffice

ROOT = README.parent.parent
REPEAT = 2
_SLOW = 20_000


class Run:
    """One run: the folder it works in, its sizes, what it found so far."""

    def __init__(self, folder: Path, *, quick: bool) -> None:
        """`quick`: smaller sizes, one turn each."""
        self.folder = folder
        self.quick = quick
        self.repeat = 1 if quick else REPEAT
        self.sizes = (100, 1_000) if quick else (100, 1_000, 10_000, 100_000)
        self.found: dict[tuple[str, int], Measured] = {}

    def measured(self, where: str, count: int, *arguments: object) -> Measured:
        """Measure and remember; what is slow only once."""
        print(f"{where} {count:,}", file=sys.stderr)
        run = measure(where, *arguments, repeat=1 if count > _SLOW else self.repeat)
        self.found[where, count] = run
        return run

    def seconds(self, where: str, count: int) -> float:
        """Seconds of CPU of what was measured."""
        return self.found[where, count].cpu

    def lines(self, ours: str, counts: Iterable[int]) -> tuple[Line, ...]:
        """What was measured for these counts, with the ratio to ours."""
        module = ours.partition(":")[0]
        return tuple(
            Line(
                _name(where),
                count,
                run.cpu,
                run.memory,
                None if where == ours else run.cpu / self.seconds(ours, count),
            )
            for wanted in counts
            for (where, count), run in self.found.items()
            if count == wanted and where.startswith(f"{module}:")
        )


def _name(where: str) -> str:
    return where.partition(":")[2].replace("_", " ")


def words(run: Run) -> Table:
    """Word: every size by us and by hand, up to 10,000 rows by the others, python-docx up to 1,000."""
    modules = word.node_modules(run.folder / "node")
    for rows in run.sizes:
        ways = ["vanban", "vanban_again", "vanban_report", "by_hand"]
        ways += ["docxtpl"] * (rows <= _SLOW) + ["docxtemplater"] * (rows <= _SLOW and modules is not None)
        ways += ["python_docx"] * (rows <= 1_000)
        made = {}
        for way in ways:
            made[way] = run.folder / f"{way}-{rows}.docx"
            extra = [modules] if way == "docxtemplater" else []
            found = run.measured(f"benchmarks.word:{way}", rows, rows, made[way], *extra)
            if way == "docxtemplater":
                own = found.value
                run.found["benchmarks.word:docxtemplater", rows] = Measured(own["cpu"], found.wall, own["memory"])
        _same(made, word.cells)
    return Table("Word: one table of nine columns", "rows", run.lines("benchmarks.word:vanban", run.sizes))


def excels(run: Run) -> Table:
    """Excel: the same."""
    for rows in run.sizes:
        made = {}
        for way in ("vanban", "vanban_again"):
            made[way] = run.folder / f"{way}-{rows}.xlsx"
            run.measured(f"benchmarks.excel:{way}", rows, rows, made[way])
        texts = run.folder / f"texts-{rows}.json"
        excel.write_texts(made["vanban"], texts)
        others = ("openpyxl_template", "openpyxl_heights", "openpyxl_write_only", "xlsxwriter", "xlsxwriter_flat")
        for way in others if rows <= _SLOW else others[-1:]:
            made[way] = run.folder / f"{way}-{rows}.xlsx"
            run.measured(f"benchmarks.excel:{way}", rows, rows, made[way], texts)
        _same(made, excel.cells)
    return Table(
        "Excel: one table of eight columns with styles", "rows", run.lines("benchmarks.excel:vanban", run.sizes)
    )


def readings(run: Run) -> Table:
    """A register read: cells and their meaning by us, cells alone by the others."""
    lines = []
    for rows in run.sizes[1:3]:
        found = {way: measure(f"benchmarks.excel:{way}", rows, run.folder) for way in _READERS}
        if len({one.value for one in found.values()}) != 1:
            raise SystemExit("the readers do not give the same texts: not compared")
        ours = found["read_vanban"].cpu
        lines += [
            Line(what, rows, found[way].cpu, found[way].memory, found[way].cpu / ours) for way, what in _READERS.items()
        ]
    return Table("Reading a register of ten columns", "rows", tuple(lines))


_READERS = {
    "read_vanban": "vanban: cells, deadlines, citations, units",
    "read_calamine": "python-calamine: cells",
    "read_openpyxl": "openpyxl, read-only: cells",
}


def stages(run: Run) -> tuple[Table, float]:
    """The 690 tasks of data/phu-luc-03 by stage, whole, and start-up; the seconds of the whole less Python's start."""
    dossier = str(ROOT / "data" / "phu-luc-03")
    out = run.folder / "stage"
    lines = [
        Line(name, 690, found.cpu, found.memory)
        for name, arguments in (
            ("read", (dossier,)),
            ("plan", (dossier,)),
            ("word", (dossier, f"{out}.docx")),
            ("excel", (dossier, f"{out}.xlsx")),
        )
        for found in [measure(f"benchmarks.stages:{name}", *arguments, repeat=run.repeat)]
    ]
    python = _command(run, "-c", "pass")
    # Forced: a second run over the same files would be passed over as current.
    arguments = ("build", dossier, "--format", "docx,xlsx", "--out", str(out), "--force")
    command = _command(run, "-m", "generator", *arguments)
    lines.append(Line("`vanban build --format docx,xlsx`, cold, without Python's start", 690, command - python))
    lines.append(Line("Python's start", 0, python))
    lines += [
        Line(f"`vanban {option}`", 0, _command(run, "-m", "generator", option)) for option in ("--version", "--help")
    ]
    completion = {**os.environ, "_VANBAN_COMPLETE": "bash_complete", "COMP_WORDS": "vanban bu", "COMP_CWORD": "1"}
    lines.append(Line("completion of `vanban bu`", 0, _command(run, "-m", "generator", environment=completion)))
    return Table("The 690 tasks of data/phu-luc-03, stage by stage; start-up", "tasks", tuple(lines)), command - python


def _command(run: Run, *arguments: str, environment: dict[str, str] | None = None) -> float:
    return min(measure_command(sys.executable, *arguments, environment=environment) for _ in range(run.repeat))


def batches(run: Run) -> Table:
    """A document for each commune: over one process and two, beside docxtpl."""
    lines, files = [], 300 if run.quick else 3_321
    for documents in (files // 10, files):
        dossier = batch.make(run.folder, documents)
        alone, two = (
            measure("benchmarks.batch:vanban", dossier, run.folder / f"batch-{documents}-{jobs}", jobs)
            for jobs in (1, 2)
        )
        lines.append(Line("vanban, `--jobs 1`", documents, alone.cpu, alone.memory))
        lines.append(Line("vanban, `--jobs 2`", documents, two.cpu, two.memory, two.cpu / alone.cpu))
        made = sorted((run.folder / f"batch-{documents}-1" / dossier.name).glob("*.docx"))
        if len(made) != documents:
            raise SystemExit(f"{len(made)} of {documents} documents made")
    batch.write_docxtpl_template(made[0], run.folder / "template.docx")
    few = files // 10
    other = measure("benchmarks.batch:docxtpl", run.folder / "template.docx", run.folder / "others", few)
    for number in range(1, few + 1):
        if batch.text(run.folder / "others" / f"{number}.docx") != batch.text(made[number - 1]):
            raise SystemExit(f"document {number}: not the same text, not compared")
    lines.append(Line("docxtpl, one after another", few, other.cpu, other.memory, other.cpu / lines[0].seconds))
    return Table("One page for each commune, reading included", "documents", tuple(lines))


def checks(run: Run, folder: Path) -> Table:
    """Word files of a folder in one call: one alone, which loads what all need, ten, a hundred."""
    found = {files: measure("benchmarks.checking:check", folder, files, repeat=run.repeat) for files in (1, 10, 100)}
    for files, one in found.items():
        if one.value != files:
            raise SystemExit(f"{one.value} of {files} files checked")
    lines = (Line("`vanban check`", files, one.cpu, one.memory) for files, one in found.items())
    return Table("Word files of one page, checked in one call", "files", tuple(lines))


def pdfs(run: Run) -> Table:
    """PDF, seconds on the clock."""
    lines = (
        Line(f"{found.what}: {found.pages} pages", found.files, found.seconds) for found in pdf.measure(quick=run.quick)
    )
    return Table("PDF (seconds on the clock)", "files", tuple(lines))


def _same(made: dict[str, Path], read: Callable[[Path], Any]) -> None:
    """Stop unless all files hold the same texts, cell by cell."""
    digests = {way: zlib.crc32(json.dumps(read(path)).encode()) for way, path in made.items()}
    if len(set(digests.values())) != 1:
        raise SystemExit(f"the outputs do not hold the same text: {digests}")


def claims(run: Run, build: float, batch_table: Table, checked: Table, pdf_table: Table) -> Sequence[Claim]:
    """What the program is held to, found in this run."""
    large, ours = 10_000, "benchmarks.word:vanban"

    def times(other: str, own: str = ours) -> float:
        return run.seconds(other, large) / run.seconds(own, large)

    sheet = "benchmarks.excel:vanban_again"
    made = [
        Claim.least("Word, 10,000 rows: times faster than docxtpl", 20, times("benchmarks.word:docxtpl")),
        Claim.most(
            "… times a hand-written stream of the same XML, templates compiled",
            1.4,
            1 / times("benchmarks.word:by_hand", f"{ours}_again"),
        ),
        Claim.most("… 100,000 rows: times 10,000", 11, run.seconds(ours, 100_000) / run.seconds(ours, large)),
        Claim.most("… 100,000 rows: MB", 30, run.found[ours, 100_000].memory),
        Claim.least(
            "Excel, 10,000 rows: times faster than openpyxl filling the template, heights as ours",
            8,
            times("benchmarks.excel:openpyxl_heights", sheet),
        ),
        Claim.least(
            "… than openpyxl filling the template, no heights", 8, times("benchmarks.excel:openpyxl_template", sheet)
        ),
        Claim.least("… than XlsxWriter", 1, times("benchmarks.excel:xlsxwriter_flat", sheet)),
        Claim.most("… 100,000 rows: times 10,000", 11, run.seconds(sheet, 100_000) / run.seconds(sheet, large)),
        Claim.most("… 100,000 rows: MB", 30, run.found[sheet, 100_000].memory),
        Claim.most("The 690 tasks of data/phu-luc-03, cold, to Word and Excel: s", 1, build),
    ]
    if ("benchmarks.word:docxtemplater", large) in run.found:
        made.insert(1, Claim.least("… than docxtemplater", 15, times("benchmarks.word:docxtemplater")))
    small, full = batch_table.lines[0], batch_table.lines[2]
    made.append(
        Claim.most(
            f"{full.count:,} documents: MB more than {small.count}", 30, (full.memory or 0) - (small.memory or 0)
        )
    )
    alone, _, many = checked.lines
    each = (many.seconds - alone.seconds) / (many.count - alone.count)
    made.append(Claim.most("Files of one page checked in one call: ms for each after the first", 30, each * 1_000))
    return [*made, *_pdf_claims(pdf_table)]


def _pdf_claims(table: Table) -> list[Claim]:
    raw, alone, two, *tables = table.lines
    shorter, _, longer, whole = tables
    return [
        Claim.least(
            "PDF, 50 files of two pages: times faster than one `soffice` call each",
            5,
            raw.seconds / min(alone.seconds, two.seconds),
        ),
        Claim.most("PDF, one table of 2,000 rows: times 1,000 rows", 2.5, longer.seconds / shorter.seconds),
        Claim.least("… times faster than uncut", 5, whole.seconds / longer.seconds),
    ]


def main(arguments: Sequence[str]) -> None:
    """Measure, show, keep."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Everything in one run.")
    parser.add_argument("--quick", action="store_true", help="smaller, a minute or two; nothing is written")
    quick = parser.parse_args(arguments).quick
    with tempfile.TemporaryDirectory(prefix="vanban-benchmark-") as folder:
        run = Run(Path(folder), quick=quick)
        by_stage, build = stages(run)
        batch_table = batches(run)
        made = next((run.folder / f"batch-{batch_table.lines[2].count}-1").iterdir())
        tables = [words(run), excels(run), readings(run), by_stage, batch_table, checks(run, made), pdfs(run)]
        programs = [f"LibreOffice {soffice.probe().version}", *word.node_versions(run.folder / "node")]
    found = [] if quick else claims(run, build, batch_table, tables[-2], tables[-1])
    text = page(tables, found, programs, run.repeat)
    Console().print(Markdown(text))
    if not quick:
        README.write_text(f"{text.rstrip()}\n{of_the_month()}", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
