"""The story of a build, as a list of stages. The first file to read.

Nothing here prints or reads the clock: dates come in, findings and results go out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import cache, lru_cache
from pathlib import Path

from msgspec import Struct

from generator.commands.rendered import (
    Draft,
    Output,
    Stamps,
    as_they_stand,
    checked,
    columns_said,
    moved,
    planned,
    rendered,
    template_folders,
    templates_said,
    with_pdfs,
)
from generator.commands.workplace import dossiers_in
from generator.facts import own_kinds
from generator.keeping import outputs
from generator.reading.own_file import CARRY_LIST
from generator.values.errors import SYSTEM_CODES, ConversionError, ExitCode, InputError, UsageError
from generator.values.findings import Finding, Place, Severity, has_errors, in_order, msg
from generator.values.formats import FORMATS
from generator.values.model import Dossier
from generator.values.progress import Progress, Stage
from generator.values.registers import Use, registers


class BuildOptions(Struct, frozen=True):
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


class Built(Struct, frozen=True):
    """What came of one dossier: files, and what was found on the way.

    `failed` where it stopped before its files; `current` where nothing had to be made.
    """

    name: str
    outputs: tuple[Output, ...]
    findings: tuple[Finding, ...]
    failed: bool = False
    current: bool = False


class BuildResult(Struct, frozen=True):
    """What came of the dossiers that were to be built, in their order, and the folder that holds the files."""

    built: tuple[Built, ...]
    out: Path

    @property
    def outputs(self) -> tuple[Output, ...]:
        """The files of all of them."""
        return tuple(output for one in self.built for output in one.outputs)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found in all of them."""
        return in_order(found for own in self.by_dossier for found in own)

    @property
    def by_dossier(self) -> tuple[tuple[Finding, ...], ...]:
        """What was found in each of them; what is doubtful in a register that several share is said of the first."""
        said: set[tuple[str, Place, str, str]] = set()
        found = []
        for one in self.built:
            own = {(f.code, f.place, str(f.message), f.value): f for f in one.findings}
            found.append(in_order(finding for key, finding in own.items() if key not in said))
            said |= own.keys()
        return tuple(found)

    @property
    def exit_code(self) -> ExitCode:
        """SYSTEM_REFUSED where one could not be written, FOUND_ERRORS where one was not built, or carries an error."""
        if any(one.failed and SYSTEM_CODES & {found.code for found in one.findings} for one in self.built):
            return ExitCode.SYSTEM_REFUSED
        wrong = any(one.failed or has_errors(one.findings) for one in self.built)
        return ExitCode.FOUND_ERRORS if wrong else ExitCode.DONE


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
            (made,) = with_pdfs((made,), keep_word="docx" in options.formats, progress=progress)
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
    own_kinds.look_beside(read.folder)
    plan, more = planned(read, options.judged_on(read))
    findings = in_order((*doubts, *more))
    be_strict(findings, options)
    findings = in_order((*findings, *_left_of_last(read), *_counted(read, options)))
    findings = in_order((*findings, *columns_said(plan, options.formats)))
    be_strict(findings, options)
    made, proofs = rendered(plan, shop, options.formats, split=options.split)
    said = dict.fromkeys(finding for output in made for finding in output.said)
    findings = in_order((*findings, *templates_said(plan, options.formats), *said, *checked(made)))
    findings = in_order((*findings, *_without_book(read, made, options.formats)))
    return Draft(read.name, made, proofs, read.sources, made_from(read, options), findings=findings)


def _without_book(read: Dossier, made: Sequence[Output], formats: Sequence[str]) -> Iterator[Finding]:
    """A table of a dossier that gives no Excel file: it has no rows, and Word prints a sentence in its place."""
    if "xlsx" in formats and not any(output.format == "xlsx" for output in made):
        for register in registers(read, Use.TABLE):
            said = msg("Không có tệp Excel: bảng không chọn được nhiệm vụ nào, văn bản in câu của “khi_trong”.")
            hint = msg("Cần bảng Excel thì nới điều kiện ở “loc”.")
            yield Finding("V514", Severity.WARNING, register.origin.place(), said, hint)


def _counted(read: Dossier, options: BuildOptions) -> Iterator[Finding]:
    """Figures of a document that were counted after its own day, on a day that nobody named: today."""
    document, today = read.document, options.judged_on(read)
    of_register = document.figures is not None and document.figures.register is not None
    if options.closed and of_register and document.period is None and (last := document.dated.last) and last < today:
        said = msg("Số liệu và tình trạng tính đến hôm nay, {ngay}, sau ngày của văn bản.", ngay=f"{today:%d/%m/%Y}")
        hint = msg("Thêm “--as-of {ngay}”, hoặc ghi kỳ báo cáo ở “ky_bao_cao”.", ngay=f"{last:%Y-%m-%d}")
        yield Finding("V531", Severity.WARNING, document.origin.place("ngay"), said, hint, f"{today:%d/%m/%Y}")


def _left_of_last(read: Dossier) -> tuple[Finding, ...]:
    """What of last period's report is still to be done in a report that was rolled."""
    if not read.document.carry_list and not (read.folder / CARRY_LIST).is_file():
        return ()
    from generator.commands.left_of_last import in_short

    return tuple(in_short(read))


def is_current(read: Dossier, options: BuildOptions) -> bool:
    """Whether out/ holds just what a build would make, untouched."""
    return not options.force and outputs.is_current(options.out / read.name, made_from(read, options))


def be_strict(findings: tuple[Finding, ...], options: BuildOptions) -> None:
    """Stop at warnings where the options say so. Raises InputError with all that was found."""
    if options.strict and any(finding.severity is Severity.WARNING for finding in findings):
        raise InputError(findings)


def named_or_all(dossiers: Sequence[Path], data: Path) -> tuple[Path, ...]:
    """The dossiers that were named, else all below a data folder, by name. Raises UsageError V003 for none."""
    if found := tuple(dossiers) or dossiers_in(data):
        return found
    raise UsageError.of(
        "V003",
        Place(str(data)),
        msg("Không có hồ sơ nào."),
        msg("Nêu tên hồ sơ, hoặc chạy “vanban init” để lập nơi làm việc mới."),
    )


@cache
def _program() -> str:
    """This program's own files; they do not change while it runs."""
    return outputs.digest_of([Path(__file__).parent.parent], ".py")


def made_from(dossier: Dossier, options: BuildOptions) -> dict[str, str]:
    """Digests of all that a build depends on: the dossier's files, templates, facts, options, this program."""
    from generator.facts.resources import danh_muc_dir

    own = own_kinds.table()
    folders = [*template_folders(dossier, "docx"), *template_folders(dossier, "xlsx"), danh_muc_dir()]
    folders += [own.parent] if own else []
    day = options.judged_on(dossier)
    return {
        **{str(path): outputs.digest(path) for path in dossier.sources},
        "mẫu và danh mục": _digest(as_they_stand(folders)),
        "lựa chọn": f"{','.join(options.formats)} {day} {'tách' if options.split else ''}".strip(),
        "vanban": _program(),
    }


@lru_cache(maxsize=8)
def _digest(folders: tuple[tuple[Path, Stamps], ...]) -> str:
    """Folders by what their files hold, read anew once one has changed."""
    return outputs.digest_of([folder for folder, _ in folders])
