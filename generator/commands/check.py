"""A Word file against the decree, mended or with comments where asked: `check`. Nothing here reads the clock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from generator.keeping import outputs
from generator.values.errors import ExitCode, InputError, VanbanError
from generator.values.findings import Finding, Place, has_errors, msg
from generator.values.progress import Progress, Stage


class CheckOptions(Struct, frozen=True):
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


class Checked(Struct, frozen=True, dict=True):
    """A Word file against the decree: what was found, what was mended, the copies that were written.

    `unread` says how a file ends that could not be judged.
    """

    file: Path
    findings: tuple[Finding, ...]
    mended: tuple[Finding, ...] = ()
    written: tuple[Path, ...] = ()
    unread: ExitCode | None = None


class CheckResult(Struct, frozen=True):
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
            files = [file for file in sorted(path.rglob("*.docx")) if is_paper(file)]
            if not files:
                said = msg("Thư mục không có tệp Word (.docx) nào để xét.")
                raise InputError.of("V424", Place(str(path)), said, msg("Nêu tệp, hoặc thư mục có tệp .docx."))
            yield from files
        else:
            yield path


def is_paper(path: Path) -> bool:
    """Whether a file in a folder is one to be judged: what Word keeps beside an open file is not."""
    return path.suffix.lower() == ".docx" and not path.name.startswith("~$")


def _check(path: Path, options: CheckOptions) -> Checked:
    from generator.checking.check import check_package
    from generator.checking.house import applied, find_house, read_house
    from generator.checking.mending.annotate import annotate
    from generator.checking.mending.fix import fix
    from generator.checking.mending.told import page_of_changes
    from generator.checking.rules.known import stock
    from generator.facts import own_kinds
    from generator.facts.documents import documents_near
    from generator.ooxml import package
    from generator.ooxml.word_file import body_of
    from generator.reading.from_outside import not_read

    parts = package.read(path)
    body_of(parts, shown_as=str(path))
    own_kinds.look_above(path)
    known = replace(stock(), bases=documents_near(path.parent).ended, today=options.now.date())
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
    return Checked(path, (*not_read(parts, str(path)), *findings), mended, tuple(written))
