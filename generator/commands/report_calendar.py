"""`vanban calendar`: the reports that an office owes, which are due, which are late; `start` begins one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from enum import Enum
from pathlib import Path

from msgspec import Struct

from generator.commands.made import Made
from generator.facts import danh_muc
from generator.facts.periods import following
from generator.facts.working_days import working_days_between
from generator.keeping import issued
from generator.reading.dossier import load_dossier
from generator.reading.own_file import has_own_file
from generator.reading.report_calendar import Report, first_period, load_calendar
from generator.values.errors import ExitCode, InputError, UsageError
from generator.values.findings import Finding, Place, Severity, in_order, msg
from generator.values.periods import Period
from generator.values.progress import Progress, Stage
from generator.values.text import as_argument, listed, quote


class Standing(Enum):
    """Where a report stands; the values are the words a user reads."""

    ISSUED = "đã phát hành"
    STARTED = "đang làm"
    NONE = "chưa lập"


class Owed(Struct, frozen=True):
    """A report of a period: by which day, where it stands, whether that is late; `left` working days till then."""

    key: str
    name: str
    to: str
    basis: str
    period: Period
    due: date
    standing: Standing
    late: bool
    left: int
    dossier: Path | None = None
    issued_on: str = ""


class Calendar(Struct, frozen=True):
    """What is owed at a date: what is late first, then by the day it is due."""

    as_of: date
    owed: tuple[Owed, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def exit_code(self) -> ExitCode:
        """DONE: that something is late is no error."""
        return ExitCode.DONE


def calendar(path: Path, as_of: date, days: int, progress: Progress | None = None) -> Calendar:
    """What the calendar at `path` asks for: all that is not issued and due within `days`, and the last one issued.

    Raises InputError V311.
    """
    progress = progress or Progress()
    reports = load_calendar(path)
    progress.expect(len(reports))
    owed: list[Owed] = []
    findings: list[Finding] = []
    for report in reports:
        progress.at(Stage.READING, report.name)
        made, said = _dossiers(report)
        findings += said
        own = [*_owed(report, made, as_of)]
        # Of those long issued the last one tells that all is well.
        done = [one for one in own if one.standing is Standing.ISSUED]
        owed += [one for one in own if one not in done and one.due <= as_of + timedelta(days=days)] + done[-1:]
        findings += _unknown_holidays(own, path)
        progress.did(Stage.READING, report.name)
    owed.sort(key=lambda one: (not one.late, one.standing is Standing.ISSUED, one.due, one.key))
    return Calendar(as_of, tuple(owed), in_order({str(one.message): one for one in findings}.values()))


def start(path: Path, key: str, as_of: date, progress: Progress | None = None) -> Made:
    """Begin the earliest report of a key that nobody has begun: from the last period's dossier, or of its kind.

    Raises UsageError V312 for a key that there is not, or where nothing is to be begun; InputError.
    """
    from generator.commands.roll import make_next

    reports = {one.key: one for one in load_calendar(path)}
    if key not in reports:
        said = msg("Lịch báo cáo không có mã {ma}.", ma=quote(key))
        raise UsageError.of("V312", Place(str(path)), said, msg("Các mã: {cac}.", cac=listed(reports)))
    report = reports[key]
    made, _ = _dossiers(report)
    waiting = [one for one in _owed(report, made, as_of) if one.standing is Standing.NONE]
    if not waiting:
        said = msg("Báo cáo {ten}: kỳ nào cũng đã lập hồ sơ.", ten=quote(report.name))
        raise UsageError.of("V312", Place(str(path)), said, msg("Xem “vanban calendar”."))
    period = waiting[0].period
    before = [(one, folder) for one, folder in made if one.end < period.end]
    if before:
        last, folder = max(before, key=lambda pair: pair[0].end)
        if following(last) == period:
            return make_next(folder, progress=progress)
        # Of an office's own periods several may end in a month: the month does not say which.
        if period.kind:
            return make_next(folder, f"{period.end:%Y-%m}", progress=progress)
    return _of_its_kind(report, period, progress or Progress())


def _of_its_kind(report: Report, period: Period, progress: Progress) -> Made:
    from generator.commands.report_set import start_report

    target = report.dossier.with_name(f"{report.dossier.name}-{period.key}")
    return start_report(target, period, report.name, progress=progress)


# --- what stands in the folders --------------------------------------------------------------------------------------


def _dossiers(report: Report) -> tuple[list[tuple[Period, Path]], list[Finding]]:
    """The dossiers of a report with their periods: its folder and those whose names go on with `-`."""
    stem, parent = report.dossier.name, report.dossier.parent
    found: list[tuple[Period, Path]] = []
    findings: list[Finding] = []
    folders = sorted(parent.iterdir()) if parent.is_dir() else []
    for folder in folders:
        named = folder.name == stem or folder.name.startswith(f"{stem}-")
        if not named or not has_own_file(folder):
            continue
        try:
            dossier, _ = load_dossier(folder)
        except InputError as failure:
            findings.append(_unreadable(folder, failure))
            continue
        if dossier.document.period is None:
            said = msg("Hồ sơ {ten} không ghi “ky_bao_cao” nên không rõ của kỳ nào.", ten=folder)
            hint = msg("Thêm “ky_bao_cao: {{loai: thang, ngay: 2026-11}}” vào hồ sơ.")
            findings.append(Finding("V313", Severity.WARNING, Place(str(folder)), said, hint))
        else:
            found.append((dossier.document.period, folder))
    return found, findings


def _unreadable(folder: Path, failure: InputError) -> Finding:
    said = msg("Không đọc được hồ sơ {ten}: {loi}", ten=folder, loi=failure.findings[0].message)
    return Finding(
        "V313", Severity.WARNING, Place(str(folder)), said, msg("Xem “vanban lint {ten}”.", ten=as_argument(folder))
    )


def _owed(report: Report, made: Sequence[tuple[Period, Path]], as_of: date) -> Iterator[Owed]:
    """Each period from the first that is owed to the one of today."""
    holidays = danh_muc.holidays()
    folders = {(period.start, period.end): folder for period, folder in made}
    period = first_period(report, as_of)
    while period is not None and period.start <= as_of:
        folder = folders.get((period.start, period.end))
        due = report.due_on(period, holidays)
        last = issued.load(folder)[-1:] if folder else ()
        standing = Standing.ISSUED if last else Standing.STARTED if folder else Standing.NONE
        on = last[0].dated if last else ""
        late = (on or as_of.isoformat()) > due.isoformat()
        left = working_days_between(as_of, due, holidays)
        yield Owed(report.key, report.name, report.to, report.basis, period, due, standing, late, left, folder, on)
        period = following(period)


def _unknown_holidays(owed: Sequence[Owed], path: Path) -> Iterator[Finding]:
    holidays = danh_muc.holidays()
    if any(not holidays.covers(one.period.end, one.due) for one in owed if one.standing is not Standing.ISSUED):
        said = msg("Chưa biết đủ ngày nghỉ của năm có hạn gửi: hạn tính theo những ngày nghỉ đã biết.")
        hint = msg("Bổ sung năm ấy trong data/danh-muc/ngay-nghi.yaml.")
        yield Finding("V314", Severity.NOTE, Place(str(path)), said, hint, asked=True)
