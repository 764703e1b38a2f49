"""The story of a build, as a list of stages. The first file to read.

Nothing here prints or reads the clock: dates come in, findings and results go out.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from generator.keeping import outputs
from generator.planning.plan import Plan, PlannedDocument, PlannedTable
from generator.values.errors import ConversionError, ExitCode, InputError, UsageError
from generator.values.findings import Finding, Place, Severity, has_errors, in_order, msg
from generator.values.model import Dossier
from generator.values.progress import Progress, Stage
from generator.values.text import upper

if TYPE_CHECKING:
    from generator.rendering.word.document import WordRenderer

FORMATS = ("docx", "xlsx", "pdf")
# Name, time and size of each file of a folder.
Stamps = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What to make and where. `now` dates backups; `as_of` is the date at which tasks are judged.

    `closed`: nobody named that date, so a report whose period is over is judged on the last day of its period.
    """

    as_of: date
    now: datetime
    formats: tuple[str, ...] = FORMATS
    out: Path = Path("out")
    split: bool = False
    strict: bool = False
    force: bool = False
    closed: bool = False

    def judged_on(self, dossier: Dossier) -> date:
        """The date at which the tasks of a dossier are judged."""
        return dossier.judged_on(self.as_of) if self.closed else self.as_of


@dataclass(frozen=True, slots=True)
class Output:
    """A file that was made: its path, format, pages (PDF only), tasks in its tables."""

    path: Path
    format: str
    pages: int = 0
    rows: int = 0


@dataclass(frozen=True, slots=True)
class Built:
    """What came of one dossier: files, and what was found on the way.

    `failed` where it stopped before its files; `current` where nothing had to be made.
    """

    name: str
    outputs: tuple[Output, ...]
    findings: tuple[Finding, ...]
    failed: bool = False
    current: bool = False


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What came of the dossiers that were to be built, in their order, and the folder that holds the files."""

    built: tuple[Built, ...]
    out: Path

    @property
    def outputs(self) -> tuple[Output, ...]:
        """The files of all of them."""
        return tuple(output for one in self.built for output in one.outputs)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found in all of them; dossiers that share a register share what is doubtful in it."""
        once = {(f.code, f.place, str(f.message), f.value): f for one in self.built for f in one.findings}
        return in_order(once.values())

    @property
    def exit_code(self) -> ExitCode:
        """FOUND_ERRORS where one was not built, or carries an error."""
        wrong = any(one.failed or has_errors(one.findings) for one in self.built)
        return ExitCode.FOUND_ERRORS if wrong else ExitCode.DONE


@dataclass(frozen=True, slots=True)
class Draft:
    """A dossier's files in a workshop, not yet in out/.

    `proofs` are the texts that the PDF of each Word file must hold, by path; `made_from` what all was made from;
    `current` where out/ holds them already; `failure` is why there are no files, or not all that were asked for: then
    none is moved in.
    """

    name: str
    files: tuple[Output, ...] = ()
    proofs: Mapping[Path, tuple[str, ...]] = field(default_factory=dict)
    sources: tuple[Path, ...] = ()
    made_from: Mapping[str, str] = field(default_factory=dict)
    current: bool = False
    findings: tuple[Finding, ...] = ()
    failure: tuple[Finding, ...] = ()


def build(dossier: Path, options: BuildOptions, progress: Progress | None = None) -> Built:
    """One dossier to files in out/<hồ sơ>: read, plan, render, convert, move in.

    Raises a VanbanError where it cannot go on, Stopped where it was asked to end; then out/ is as it was.
    """
    progress = progress or Progress()
    progress.expect(3 if "pdf" in options.formats else 2)
    progress.at(Stage.READING, dossier)
    read, doubts = read_dossier(dossier)
    progress.did(Stage.READING, read.name)
    folder = options.out / read.name
    be_strict(doubts, options)
    if is_current(read, options):
        return Built(read.name, (), doubts, current=True)
    with outputs.workshop(options.out) as shop:
        made = draft(read, doubts, shop, options)
        progress.did(Stage.DRAFTING, read.name)
        if "pdf" in options.formats:
            (made,) = with_pdfs((made,), options, progress=progress)
        if made.failure:
            raise ConversionError(made.failure)
        outputs.move_in(shop, folder, made.made_from, force=options.force, now=options.now)
    return Built(read.name, tuple(moved(output, folder) for output in made.files), made.findings)


def read_dossier(path: Path) -> tuple[Dossier, tuple[Finding, ...]]:
    """A dossier as read, with what is doubtful in it."""
    from generator.keeping.locks import folder_of, held
    from generator.reading.dossier import load_dossier

    # Not while its files are being replaced one by one.
    with held(folder_of(path), doing="vanban build"):
        return load_dossier(path)


def draft(read: Dossier, doubts: tuple[Finding, ...], shop: Path, options: BuildOptions) -> Draft:
    """A dossier planned and rendered into a workshop: Word and Excel files."""
    plan, more = planned(read, options.judged_on(read))
    findings = in_order((*doubts, *more))
    be_strict(findings, options)
    findings = in_order((*findings, *_columns_said(plan, options)))
    be_strict(findings, options)
    made, proofs = _render(plan, shop, options)
    findings = in_order((*findings, *_checked(made)))
    return Draft(read.name, made, proofs, read.sources, made_from(read, options), findings=findings)


def is_current(read: Dossier, options: BuildOptions) -> bool:
    """Whether out/ holds just what a build would make, untouched."""
    return not options.force and outputs.is_current(options.out / read.name, made_from(read, options))


def be_strict(findings: tuple[Finding, ...], options: BuildOptions) -> None:
    """Stop at warnings where the options say so. Raises InputError with all that was found."""
    if options.strict and any(finding.severity is Severity.WARNING for finding in findings):
        raise InputError(findings)


def named_or_all(dossiers: Sequence[Path], data: Path) -> tuple[Path, ...]:
    """The dossiers that were named, else all below a data folder, by name. Raises UsageError V003 for none."""
    if found := tuple(dossiers) or _all_below(data):
        return found
    raise UsageError.of(
        "V003",
        Place(str(data)),
        msg("Không có hồ sơ nào."),
        msg("Nêu tên hồ sơ, hoặc chạy “vanban init” để lập nơi làm việc mới."),
    )


def _all_below(data: Path) -> tuple[Path, ...]:
    from generator.reading.dossier import WORKBOOK_NAME, YAML_NAME

    names = (YAML_NAME, WORKBOOK_NAME)
    folders = data.iterdir() if data.is_dir() else ()
    return tuple(sorted(folder for folder in folders if any((folder / name).is_file() for name in names)))


def template_folders(dossier: Dossier, kind: str, home: Path | None = None) -> list[Path]:
    """Where templates are searched: the workplace of the dossier (of the folder `home` where it is a copy), then the
    stock."""
    from generator.facts.resources import templates_dir

    own = (home or dossier.folder).resolve().parent.parent / "templates" / kind
    return [*([own] if own.is_dir() else []), templates_dir() / kind]


def planned(read: Dossier, as_of: date, home: Path | None = None) -> tuple[Plan, tuple[Finding, ...]]:
    """A dossier in its version, planned; what is said of it. `home` as `template_folders`."""
    from generator.planning.documents import plan_dossier
    from generator.planning.versions import in_version

    renderer = _renderer(_as_they_stand(template_folders(read, "docx", home)))
    dossier, found = in_version(read, lambda spec: renderer.columns_of(spec.template))
    plan, more = plan_dossier(dossier, as_of)
    return plan, (*found, *more)


def _columns_said(plan: Plan, options: BuildOptions) -> Iterator[Finding]:
    """Columns that a template does not print, or prints with nothing in them; a table as made says so while planned."""
    from generator.planning.columns_said import unprinted, without_source

    tables = [table for planned in plan.documents for table in planned.tables if not table.as_made]
    if not tables or not {"docx", "pdf"} & {*options.formats}:
        return
    renderer = _renderer(_as_they_stand(template_folders(plan.dossier, "docx")))
    for table in tables:
        if not table.spec.summary:
            shown = renderer.columns_shown(table)
            left = [column.key for column in table.spec.register.columns if column.key not in shown]
            yield from unprinted(table.spec, [row.task for row in table.tasks], left)
            yield from without_source(table.spec, shown)


def _render(plan: Plan, shop: Path, options: BuildOptions) -> tuple[tuple[Output, ...], Mapping[Path, tuple[str, ...]]]:
    """Word and Excel files in the workshop. A PDF is made from Word, so Word is made for it too."""
    words = _render_word(plan, shop, options) if {"docx", "pdf"} & {*options.formats} else {}
    excels = _render_excel(plan, shop) if "xlsx" in options.formats else []
    return (*words, *excels), {output.path: proofs for output, proofs in words.items()}


def _render_word(plan: Plan, shop: Path, options: BuildOptions) -> dict[Output, tuple[str, ...]]:
    """Each Word file with the texts that its PDF must hold."""
    renderer = _renderer(_as_they_stand(template_folders(plan.dossier, "docx")))
    made = {}
    for name, documents in _files(plan, split=options.split):
        path = shop / f"{name}.docx"
        with path.open("wb") as target:
            renderer.render(documents, target, dated=_dated(plan), dossier=plan.dossier)
        made[Output(path, "docx", rows=_rows(documents))] = _proofs(documents)
    return made


@lru_cache(maxsize=2)
def _renderer(folders: tuple[tuple[Path, Stamps], ...]) -> WordRenderer:
    """Templates compiled once for all dossiers of a process, and anew once a template has changed."""
    from generator.rendering.templates.docx_template import Library
    from generator.rendering.word.document import WordRenderer

    return WordRenderer(Library([folder for folder, _ in folders]))


def _as_they_stand(folders: Iterable[Path]) -> tuple[tuple[Path, Stamps], ...]:
    """Folders with name, time and size of each file: whether two builds may share what was made of them."""
    return tuple((folder, tuple(sorted(_stamps(folder)))) for folder in folders)


def _stamps(folder: os.PathLike[str]) -> Iterator[tuple[str, int, int]]:
    # Asked for each document of a batch: pathlib would take longer than the document's text.
    for entry in os.scandir(folder):
        if entry.is_dir():
            yield from _stamps(entry)
        else:
            state = entry.stat()
            yield entry.path, state.st_mtime_ns, state.st_size


def word_of(dossier: Dossier, as_of: date, home: Path | None = None) -> bytes:
    """The Word file of a dossier, all its documents in one, without writing anything; `home` as `template_folders`."""
    plan, _ = planned(dossier, dossier.judged_on(as_of), home)
    target = io.BytesIO()
    renderer = _renderer(_as_they_stand(template_folders(dossier, "docx", home)))
    renderer.render(plan.documents, target, dated=_dated(plan), dossier=dossier)
    return target.getvalue()


def excel_of(dossier: Dossier, as_of: date, folder: Path, home: Path | None = None) -> list[Path]:
    """The Excel files of a dossier, written into a folder; `home` as `template_folders`."""
    return [output.path for output in _render_excel(planned(dossier, dossier.judged_on(as_of), home)[0], folder, home)]


def _render_excel(plan: Plan, shop: Path, home: Path | None = None) -> list[Output]:
    """A workbook for each table; the first carries the dossier's name alone."""
    from generator.rendering.excel.workbook import find_template, render

    folders = template_folders(plan.dossier, "xlsx", home)
    made = []
    tables = [(planned, table) for planned in plan.documents for table in planned.tables]
    for number, (planned, table) in enumerate(tables, start=1):
        path = shop / f"{plan.dossier.name}{f'-{number}' if number > 1 else ''}.xlsx"
        with path.open("wb") as target:
            template = find_template(folders, table)
            render(template, planned, table, target, modified=_dated(plan), dossier=plan.dossier)
        made.append(Output(path, "xlsx", rows=_count(table)))
    return made


def _dated(plan: Plan) -> date:
    """The date that files carry in their properties: the document's, its open parts at their first."""
    dated = plan.dossier.document.dated
    return date(dated.year or 2000, dated.month or 1, dated.day or 1)


def _checked(made: Sequence[Output]) -> Iterator[Finding]:
    """What our own Word files have against the decree: the data's doing, never said of a file that has none."""
    from generator.checking.check import check_package
    from generator.ooxml import package

    for output in made:
        if output.format == "docx":
            name = output.path.name
            yield from check_package(package.read(output.path, shown_as=name), shown_as=name)[1]


def _files(plan: Plan, *, split: bool) -> list[tuple[str, Sequence[PlannedDocument]]]:
    """Names of the Word files and the documents in each: all in one, or each in its own."""
    name = plan.dossier.name
    if not split or len(plan.documents) == 1:
        return [(name, plan.documents)]
    return [
        (f"{name}-{number}-{planned.document.kind}", (planned,))
        for number, planned in enumerate(plan.documents, start=1)
    ]


def _rows(documents: Sequence[PlannedDocument]) -> int:
    return sum(_count(table) for planned in documents for table in planned.tables)


def _count(table: PlannedTable) -> int:
    """The tasks of a table; the parts of one have rows of their own and are no tasks."""
    return sum(not row.task.parent for row in table.tasks)


def with_pdfs(
    drafts: Sequence[Draft], options: BuildOptions, *, processes: int = 1, progress: Progress, archival: bool = False
) -> tuple[Draft, ...]:
    """Drafts with their Word files as PDF too, proven, all converted together; Word goes where it was not asked for.

    `archival` makes PDF/A-2b. A draft of which a file did not become a PDF comes back with its failure.
    """
    from generator.converting.convert import Job, convert
    from generator.converting.proof import Expected
    from generator.keeping.aside import in_temporary

    jobs = [
        Job(word, word.with_suffix(".pdf"), Expected(proofs), shown_as=word.name)
        for made in drafts
        for word, proofs in made.proofs.items()
    ]
    with in_temporary() as work:
        results, findings = convert(
            jobs,
            processes=processes,
            progress=lambda job: progress.did(Stage.CONVERTING, job.source.stem),
            archival=archival,
            work=work,
        )
    pages = {result.target: result.pages for result in results}
    return tuple(_with_pdfs(made, pages, findings, keep="docx" in options.formats) for made in drafts)


def _with_pdfs(made: Draft, pages: Mapping[Path, int], findings: Sequence[Finding], *, keep: bool) -> Draft:
    words = [output for output in made.files if output.format == "docx"]
    pdfs = [(word.path.with_suffix(".pdf"), word.rows) for word in words]
    if any(path not in pages for path, _ in pdfs):
        names = {place for path, _ in pdfs for place in (str(path), path.with_suffix(".docx").name)}
        return replace(made, failure=tuple(finding for finding in findings if finding.place.file in names))
    for word in words if not keep else ():
        word.path.unlink()
    kept = tuple(output for output in made.files if keep or output.format != "docx")
    return replace(made, files=(*kept, *(Output(path, "pdf", pages[path], rows) for path, rows in pdfs)))


def _proofs(documents: Sequence[PlannedDocument]) -> tuple[str, ...]:
    """Texts that a PDF must hold to be the PDF of these documents."""
    return tuple(
        text
        for planned in documents
        for text in (planned.number_line, upper(planned.shown_kind), planned.reference or planned.subject)
        if text.strip()
    )


@cache
def _program() -> str:
    """This program's own files; they do not change while it runs."""
    return outputs.digest_of([Path(__file__).parent.parent], "*.py")


def made_from(dossier: Dossier, options: BuildOptions) -> dict[str, str]:
    """Digests of all that a build depends on: the dossier's files, templates, facts, options, this program."""
    from generator.facts.resources import danh_muc_dir

    folders = [*template_folders(dossier, "docx"), *template_folders(dossier, "xlsx"), danh_muc_dir()]
    day = options.judged_on(dossier)
    return {
        **{str(path): outputs.digest(path) for path in dossier.sources},
        "mẫu và danh mục": _digest(_as_they_stand(folders)),
        "lựa chọn": f"{','.join(options.formats)} {day} {'tách' if options.split else ''}".strip(),
        "vanban": _program(),
    }


@lru_cache(maxsize=8)
def _digest(folders: tuple[tuple[Path, Stamps], ...]) -> str:
    """Folders by what their files hold, read anew once one has changed."""
    return outputs.digest_of([folder for folder, _ in folders])


def moved(output: Output, folder: Path) -> Output:
    """An output after its file was moved into a folder."""
    return replace(output, path=folder / output.path.name)
