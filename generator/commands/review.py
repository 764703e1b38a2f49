"""What is wrong or doubtful: in the data (lint), in a Word file (check), in a template (template check).

Beside `build`, whose story is the making. Nothing here prints or reads the clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import count
from pathlib import Path
from typing import Literal

from generator.keeping import outputs
from generator.values.errors import ExitCode, InputError, UsageError, VanbanError
from generator.values.findings import Finding, Message, Place, Severity, has_errors, in_order, msg
from generator.values.model import Agency, Block, Document, Dossier, TableSpec
from generator.values.progress import Progress, Stage
from generator.values.registers import Use, registers


@dataclass(frozen=True, slots=True)
class Linted:
    """What was doubted in one dossier at a date, and the workbooks that were written."""

    name: str
    as_of: date
    findings: tuple[Finding, ...]
    files: tuple[Path, ...] = ()

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
    files, said = _marked(findings, marked, read)
    return Linted(read.name, as_of, in_order((*findings, *said)), (*_worklist(findings, worklist, read), *files))


@dataclass(frozen=True, slots=True)
class Before:
    """What a dossier is compared with: the last period's (or last year's, or its register), and the one before it."""

    last: Dossier | None = None
    earlier: Dossier | None = None


def before_it(read: Dossier, as_of: date, against: Path | None = None, earlier: Path | None = None) -> Before:
    """What a dossier is compared with, from the files named, else from what their sheets keep. Raises InputError."""
    last = data_of(against)[0] if against else None
    older = as_printed(data_of(earlier)[0], as_of) if earlier else None
    if last is None:
        return Before(a_period_ago(read, as_of), older or a_period_ago(read, as_of, earlier=True))
    return Before(as_printed(last, as_of), older or a_period_ago(last, as_of))


def doubted(
    read: Dossier, doubts: tuple[Finding, ...], as_of: date, before: Before | None = None
) -> tuple[Finding, ...]:
    """What a careful reader would find in a dossier as it is printed."""
    from generator.linting.lint import lint as run
    from generator.linting.sources import read_sources

    sources = read_sources(read.sources)
    before = before or before_it(read, as_of)
    return run(as_printed(read, as_of), as_of, sources=sources, against=before.last, earlier=before.earlier,
               doubts=doubts)  # fmt: skip


def as_printed(dossier: Dossier, as_of: date) -> Dossier:
    """A dossier with the figures that its texts quote."""
    if not dossier.document.quotes:
        return dossier
    from generator.planning.figures import figured

    return replace(dossier, document=figured(dossier.document, as_of))


def a_period_ago(dossier: Dossier, as_of: date, *, earlier: bool = False) -> Dossier | None:
    """A dossier with the last period's figures of its sheet (`earlier`: of two periods ago); None without a sheet."""
    if dossier.document.figures is None or dossier.document.figures.sheet is None:
        return None
    from generator.planning.figures import a_period_ago as before

    document = before(dossier.document, as_of, earlier=earlier)
    return replace(dossier, document=replace(document, attached=())) if document else None


def data_of(path: Path) -> tuple[Dossier, tuple[Finding, ...]]:
    """A dossier, a report in Word, or a task table alone as a dossier that has nothing else."""
    from generator.reading.dossier import WORKBOOK_NAME, YAML_NAME, load_dossier
    from generator.reading.registers import FORMATS, load_register

    names = (YAML_NAME, WORKBOOK_NAME)
    if path.suffix.lower() == ".docx" and (report := _report(path)):
        return report
    tables = [path] if path.is_file() else sorted(path.glob("nhiem-vu.*")) if path.is_dir() else []
    whole = path.name in names if path.is_file() else any((path / name).is_file() for name in names)
    if whole or len(tables) != 1 or tables[0].suffix.lower() not in FORMATS:
        return load_dossier(path)
    register, findings = load_register(tables[0], str(tables[0]))
    block = Block("bang", table=TableSpec(register, ""))
    name = path.stem if path.is_file() else path.resolve().name
    return Dossier(name, Document("", Agency(""), "", body=(block,)), (tables[0],), tables[0].parent), findings


def _report(path: Path) -> tuple[Dossier, tuple[Finding, ...]] | None:
    """A Word file that is a monthly report, whoever made it, with its first table of tasks; None for another file."""
    from generator.linting.reports import report_of
    from generator.reading.prose import read_prose
    from generator.reading.registers import load_register

    if not path.is_file():
        return None
    blocks, sources, _ = read_prose(path, str(path), Place(str(path)), whole=True)
    document = Document("bao-cao", Agency(""), "", body=blocks)
    read = Dossier(path.stem, document, sources, path.parent)
    if report_of(read, by_title=True).period is None:
        return None
    try:
        register, findings = load_register(path, str(path))
    except InputError:
        return read, ()
    table = Block("bang", table=TableSpec(register, ""))
    return replace(read, document=replace(document, body=(*blocks, table))), findings


def _worklist(findings: Sequence[Finding], target: Path | None, read: Dossier) -> Iterator[Path]:
    from generator.books.worklist import write_worklist

    if target is None:
        return
    if any(target.resolve() == source.resolve() for source in read.sources):
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
    findings: Sequence[Finding], folder: Path | None, read: Dossier
) -> tuple[tuple[Path, ...], tuple[Finding, ...]]:
    """Copies of the source workbooks with coloured cells, each under a name of its own; what they do not hold."""
    from generator.books.worklist import annotate
    from generator.ooxml import package
    from generator.rendering.excel.losses import lost

    made: list[Path] = []
    said: list[Finding] = []
    for source in read.sources if folder else ():
        if folder and source.suffix.lower() == ".xlsx":
            folder.mkdir(parents=True, exist_ok=True)
            names = (f"{source.stem}-danh-dau{f'-{at}' if at > 1 else ''}.xlsx" for at in count(1))
            target = next(folder / name for name in names if folder / name not in made)
            annotate(findings, source, str(source), target)
            made.append(target)
            for place, what in lost(package.read(source), str(source)):
                message = msg("Bản tô màu không có {vat} của tệp gốc.", vat=what)
                hint = msg("Chỉ xem ở bản ấy, rồi sửa trong tệp gốc.")
                said.append(Finding("V400", Severity.NOTE, place, message, hint, what))
    return tuple(made), tuple(said)


@dataclass(frozen=True, slots=True)
class TemplateNames:
    """What a template may use: the meaning of each name, by group (`vb`, `bang` …)."""

    names: Mapping[str, Mapping[str, Message]]

    @property
    def exit_code(self) -> ExitCode:
        """DONE: there is nothing that could fail."""
        return ExitCode.DONE


def template_names() -> TemplateNames:
    """What a template may use, by group, with its meaning."""
    from generator.rendering.names import NAMES

    return TemplateNames(NAMES)


@dataclass(frozen=True, slots=True)
class TemplatesChecked:
    """The templates that were looked at, and what is wrong in them."""

    files: tuple[Path, ...]
    findings: tuple[Finding, ...]

    @property
    def exit_code(self) -> ExitCode:
        """BAD_TEMPLATE where one of them cannot be used."""
        return ExitCode.BAD_TEMPLATE if has_errors(self.findings) else ExitCode.DONE


def check_templates(
    paths: Iterable[Path], dossier: Path | None = None, progress: Progress | None = None
) -> TemplatesChecked:
    """What is wrong in Word and Excel templates; a folder stands for every template below it.

    With a dossier, a column of its tables' own is a name that a template may use; without one it is only noted.
    Raises UsageError V004 for a folder without templates, or where no path is named.
    """
    own = None if dossier is None else _own_columns(dossier)
    progress = progress or Progress()
    files = _template_files(paths)
    progress.expect(len(files))
    findings: list[Finding] = []
    for path in files:
        findings += _check_template(path, own)
        progress.did(Stage.CHECKING, path.name)
    return TemplatesChecked(files, in_order(findings))


def _template_files(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The templates that paths stand for: files as they are named, folders by what lies below them."""
    found: list[Path] = []
    for path in paths:
        below = sorted(item for item in path.rglob("*") if _is_template(item)) if path.is_dir() else []
        if path.is_dir() and not below:
            raise UsageError.of(
                "V004", Place(str(path)), msg("Thư mục không có mẫu nào."), msg("Mẫu là tệp .docx hoặc .xlsx.")
            )
        found += below or [path]
    if not found:
        raise UsageError.of(
            "V004",
            Place(),
            msg("Thiếu tên mẫu cần kiểm tra."),
            msg("Nêu tệp hay thư mục mẫu: vanban template check templates."),
        )
    return tuple(dict.fromkeys(found))


def _is_template(path: Path) -> bool:
    return path.suffix.lower() in (".docx", ".xlsx") and not path.name.startswith(("~$", "."))


def _check_template(path: Path, own: frozenset[str] | None) -> tuple[Finding, ...]:
    if path.suffix.lower() == ".xlsx":
        from generator.rendering.excel.workbook import contract

        return contract(path, own)
    from generator.facts.resources import templates_dir
    from generator.rendering.templates.contract import check_template
    from generator.rendering.templates.docx_template import Library

    folder = next((above for above in path.resolve().parents if above.name == "docx"), path.resolve().parent)
    return check_template(path, Library([folder, templates_dir() / "docx"]), own)


def _own_columns(dossier: Path) -> frozenset[str]:
    """The columns of every table of a dossier."""
    from generator.reading.dossier import load_dossier

    read, _ = load_dossier(dossier)
    columns = [column for register in registers(read, Use.TABLE) for column in register.columns]
    return frozenset(name for column in columns for name in (column.key, column.alias))


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """What to do beside telling: `annotate` and `fix` write copies beside the file, `tracked` as tracked changes.

    `profile` is the rule set asked for ("phieu"), `house` the workplace's own rules; left out, the quy-tac.yaml in the
    file's folder or above it.
    """

    now: datetime
    revisions: Literal["accept", "reject", "marks"] = "accept"
    annotate: bool = False
    fix: bool = False
    tracked: bool = False
    profile: str = ""
    house: Path | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """A Word file against the decree: what was found, what was mended, the copies that were written.

    `unread` says how a file ends that could not be judged.
    """

    file: Path
    findings: tuple[Finding, ...]
    mended: tuple[Finding, ...] = ()
    written: tuple[Path, ...] = ()
    unread: ExitCode | None = None


@dataclass(frozen=True, slots=True)
class CheckResult:
    """Every Word file that was checked, in the order named."""

    checked: tuple[Checked, ...]

    @property
    def exit_code(self) -> ExitCode:
        """BAD_INPUT where one of them could not be read, else FOUND_ERRORS where one has an error."""
        for one in self.checked:
            if one.unread is not None:
                return one.unread
        wrong = any(has_errors(one.findings) for one in self.checked)
        return ExitCode.FOUND_ERRORS if wrong else ExitCode.DONE


def check(paths: Iterable[Path], options: CheckOptions, progress: Progress | None = None) -> CheckResult:
    """Word files, or all in a folder, against the decree; one that cannot be read does not cost the others."""
    progress = progress or Progress()
    files = tuple(_word_files(paths))
    progress.expect(len(files))
    results = []
    for path in files:
        progress.at(Stage.CHECKING, path.name)
        try:
            results.append(_check(path, options))
        except VanbanError as failure:
            results.append(Checked(path, failure.findings, unread=failure.exit_code))
        progress.did(Stage.CHECKING, path.name)
    return CheckResult(tuple(results))


def _word_files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            files = [file for file in sorted(path.rglob("*.docx")) if not file.name.startswith("~$")]
            if not files:
                said = msg("Thư mục không có tệp Word (.docx) nào để xét.")
                raise InputError.of("V424", Place(str(path)), said, msg("Nêu tệp, hoặc thư mục có tệp .docx."))
            yield from files
        else:
            yield path


def _check(path: Path, options: CheckOptions) -> Checked:
    from generator.checking.check import check_package
    from generator.checking.house import applied, find_house, read_house
    from generator.checking.mending.annotate import annotate
    from generator.checking.mending.fix import fix
    from generator.checking.mending.told import page_of_changes
    from generator.checking.rules.known import stock
    from generator.ooxml import package
    from generator.ooxml.word_file import body_of

    parts = package.read(path)
    body_of(parts, shown_as=str(path))
    known = replace(stock(), today=options.now.date())
    facts, findings = check_package(
        parts, shown_as=str(path), revisions=options.revisions, known=known, profile=options.profile
    )
    house_file = options.house or find_house(path)
    if house_file is not None:
        findings = applied(read_house(house_file), facts, findings)
    written: list[Path] = []
    mended: tuple[Finding, ...] = ()
    if options.fix:
        fixed, mended = fix(parts, facts, findings, options.now, tracked=options.tracked)
        written.append(outputs.write_beside(path, "da-sua", fixed))
        if mended:
            written.append(outputs.write_beside(path, "cho-da-sua", page_of_changes(path.name, mended)))
    if options.annotate:
        noted = annotate(parts, facts, findings, options.now)
        written.append(outputs.write_beside(path, "nhan-xet", noted))
    return Checked(path, findings, mended, tuple(written))
