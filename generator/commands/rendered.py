"""A dossier's files while they are drafts: its plan rendered in a workshop as Word and Excel, then as PDF.

Any command that needs what a build would make asks here, without a build: `word_of`, `excel_with_bases`.
"""

from __future__ import annotations

import io
import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from generator.planning.plan import Plan, PlannedDocument, PlannedTable
from generator.values.findings import Finding
from generator.values.model import Dossier, TableSpec
from generator.values.progress import Progress, Stage
from generator.values.text import upper

if TYPE_CHECKING:
    from generator.rendering.word.document import WordRenderer

# A PDF is made from Word.
_WORD = {"docx", "pdf"}
# Name, time and size of each file of a folder.
Stamps = tuple[tuple[str, int, int], ...]


class Output(Struct, frozen=True):
    """A file that was made: its path, format, pages (PDF only), tasks in its tables; what its template has beside."""

    path: Path
    format: str
    pages: int = 0
    rows: int = 0
    said: tuple[Finding, ...] = ()


class Draft(Struct, frozen=True):
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

    def shown(spec: TableSpec) -> tuple[str, ...]:
        # Most dossiers have no versions; templates need not be read for those.
        return _renderer(as_they_stand(template_folders(read, "docx", home))).columns_of(spec.template)

    dossier, found = in_version(read, shown)
    plan, more = plan_dossier(dossier, as_of)
    return plan, (*found, *more)


def columns_said(plan: Plan, formats: Collection[str]) -> Iterator[Finding]:
    """Columns that a template does not print, or prints with nothing in them; a table as made says so while planned."""
    from generator.planning.columns_said import unprinted, without_source

    tables = [table for planned in plan.documents for table in planned.tables if not table.as_made]
    if not tables or not _WORD & {*formats}:
        return
    renderer = _renderer(as_they_stand(template_folders(plan.dossier, "docx")))
    for table in tables:
        if not table.spec.summary:
            shown = renderer.columns_shown(table)
            left = [column.key for column in table.spec.register.columns if column.key not in shown]
            yield from unprinted(table.spec, [row.task for row in table.tasks], left)
            yield from without_source(table.spec, shown)


def templates_said(plan: Plan, formats: Collection[str]) -> tuple[Finding, ...]:
    """What the Word templates of a plan hold that its files will not have."""
    if not _WORD & {*formats}:
        return ()
    return _renderer(as_they_stand(template_folders(plan.dossier, "docx"))).left_out(plan.documents)


def rendered(
    plan: Plan, shop: Path, formats: Collection[str], *, split: bool
) -> tuple[tuple[Output, ...], Mapping[Path, tuple[str, ...]]]:
    """Word and Excel files in the workshop. A PDF is made from Word, so Word is made for it too."""
    words = _render_word(plan, shop, split=split) if _WORD & {*formats} else {}
    excels = _render_excel(plan, shop) if "xlsx" in formats else []
    return (*words, *excels), {output.path: proofs for output, proofs in words.items()}


def _render_word(plan: Plan, shop: Path, *, split: bool) -> dict[Output, tuple[str, ...]]:
    """Each Word file with the texts that its PDF must hold."""
    renderer = _renderer(as_they_stand(template_folders(plan.dossier, "docx")))
    made = {}
    for name, documents in _files(plan, split=split):
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


def as_they_stand(folders: Iterable[Path]) -> tuple[tuple[Path, Stamps], ...]:
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
    return _in_one(plan, plan.documents, home)


def form_of(dossier: Dossier, as_of: date, home: Path | None = None) -> bytes | None:
    """The same without the rows that registers give its tables: all that is printed beside them.

    None where nothing is left out, or where a template of somebody's own may print something else of its rows.
    """
    plan, _ = planned(dossier, dossier.judged_on(as_of), home)
    documents = [one.without_rows() for one in plan.documents]
    renderer = _renderer(as_they_stand(template_folders(dossier, "docx", home)))
    if documents == [*plan.documents] or not renderer.uses_stock(plan.documents):
        return None
    return _in_one(plan, documents, home)


def _in_one(plan: Plan, documents: Sequence[PlannedDocument], home: Path | None) -> bytes:
    target = io.BytesIO()
    renderer = _renderer(as_they_stand(template_folders(plan.dossier, "docx", home)))
    renderer.render(documents, target, dated=_dated(plan), dossier=plan.dossier)
    return target.getvalue()


def excel_with_bases(
    dossier: Dossier, as_of: date, folder: Path, home: Path | None = None
) -> list[tuple[Path, tuple[tuple[str, ...], ...]]]:
    """The Excel files of a dossier, written into a folder, each with the rows of its base record; `home` as
    `template_folders`."""
    from generator.rendering.excel.base import base_rows

    plan, _ = planned(dossier, dossier.judged_on(as_of), home)
    tables = [table for document in plan.documents for table in document.tables]
    made = _render_excel(plan, folder, home)
    return [(one.path, tuple(base_rows(plan.dossier, table))) for one, table in zip(made, tables, strict=True)]


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
            said = render(template, planned, table, target, modified=_dated(plan), dossier=plan.dossier)
        made.append(Output(path, "xlsx", rows=_count(table), said=said))
    return made


def _dated(plan: Plan) -> date:
    """The date that files carry in their properties: the document's, its open parts at their first."""
    dated = plan.dossier.document.dated
    return date(dated.year or 2000, dated.month or 1, dated.day or 1)


def checked(made: Sequence[Output]) -> Iterator[Finding]:
    """What our own Word files have against the decree: the data's doing, never said of a file that has none.

    What a document says is attached may be in another of the files.
    """
    from generator.checking.check import check_package
    from generator.checking.rules.annex import nothing_attached
    from generator.ooxml import package

    for output in made:
        if output.format == "docx":
            name = output.path.name
            found = check_package(package.read(output.path, shown_as=name), shown_as=name)[1]
            yield from (finding for finding in found if finding.code != nothing_attached.code)


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
    drafts: Sequence[Draft], *, keep_word: bool, processes: int = 1, progress: Progress, archival: bool = False
) -> tuple[Draft, ...]:
    """Drafts with their Word files as PDF too, proven, all converted together; Word goes where it is not to be kept.

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
    return tuple(_with_pdfs(made, pages, findings, keep=keep_word) for made in drafts)


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


def moved(output: Output, folder: Path) -> Output:
    """An output after its file was moved into a folder."""
    return replace(output, path=folder / output.path.name)
