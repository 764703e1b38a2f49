"""`lich-bao-cao.yaml`: the reports that an office owes, to whom, under which document, how often, by which day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from generator.facts.periods import period_at, period_of
from generator.facts.working_days import Holidays, add_working_days
from generator.reading.raw import RawDossier
from generator.reading.yaml import read_yaml
from generator.values.errors import InputError
from generator.values.findings import Finding, Place, Severity, msg
from generator.values.periods import Period
from generator.values.text import quote

_FORMS = ("%Y-%m-%d", "%Y-%m", "%Y")
_DAY_FORMS = ("%Y-%m-%d", "%d/%m/%Y")
# A year that nobody reports of is a slip of the keys.
_YEARS = range(1945, 2200)


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, coerce_numbers_to_str=True)


class _Due(_Shape):
    """`han:` working days after closing, days after it, or a day of the month in which the period closes."""

    ngay_lam_viec: int | None = Field(default=None, ge=0, le=250)
    sau: int | None = Field(default=None, ge=0, le=366)
    ngay: int | None = Field(default=None, ge=1, le=31)

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, value: Any) -> Any:
        return {"ngay_lam_viec": value} if isinstance(value, int | str) else value

    @model_validator(mode="after")
    def _one(self) -> _Due:
        if sum(one is not None for one in (self.ngay_lam_viec, self.sau, self.ngay)) != 1:
            raise ValueError("one")
        return self


class _Period(_Shape):
    """`ky:` a kind of ky-bao-cao.yaml, or the first period by its days; the next ones follow it without a gap."""

    loai: Literal["", "thang", "quy", "6-thang", "9-thang", "nam"] = ""
    tu: str = ""
    den: str = ""

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, value: Any) -> Any:
        return {"loai": value or "?"} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _one(self) -> _Period:
        if bool(self.loai) == bool(self.tu or self.den):
            raise ValueError("one")
        return self


class _Report(_Shape):
    ma: str = Field(min_length=1)
    ten: str = Field(min_length=1)
    gui: str = ""
    can_cu: str = ""
    ky: _Period
    han: _Due
    tu: str = ""
    ho_so: str = Field(min_length=1)


class _File(_Shape):
    bao_cao: list[_Report]


class Report(Struct, frozen=True, dict=True):
    """A report that is owed each period: its key, name, to whom, under which document; `dossier` the folder (or the
    beginning of the names of folders) that it is made in; `since` the first day of which it is owed. Its periods are
    of a `kind`, or an office's own: the `first`, then those after it."""

    key: str
    name: str
    to: str
    basis: str
    kind: str
    dossier: Path
    since: date | None
    due: _Due
    first: Period | None = None

    def due_on(self, period: Period, holidays: Holidays) -> date:
        """The last day to send the report of a period."""
        if self.due.ngay_lam_viec is not None:
            return add_working_days(period.end, self.due.ngay_lam_viec, holidays)
        if self.due.sau is not None:
            return period.end + timedelta(days=self.due.sau)
        return _day_after(period.end, self.due.ngay or 1)


def _day_after(end: date, day: int) -> date:
    """The first such day of a month on or after the closing day; the last day of a month that has none."""
    for month in range(3):
        first = date(end.year + (end.month - 1 + month) // 12, (end.month - 1 + month) % 12 + 1, 1)
        last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
        found = min(first + timedelta(days=day - 1), last)
        if found >= end:
            return found
    return end


def load_calendar(path: Path) -> tuple[Report, ...]:
    """The reports of a calendar; their folders stand as seen from the folder above its own (`data/x`).

    Raises InputError V311 with every error found.
    """
    if not path.is_file():
        said = msg("Chưa có lịch báo cáo {tep}.", tep=path)
        raise InputError.of(
            "V311", Place(str(path)), said, msg("“vanban init” lập một lịch mẫu; sửa theo cơ quan mình.")
        )
    raw, _ = read_yaml(path, str(path))
    try:
        shape = _File.model_validate(raw.data)
    except ValidationError as failure:
        raise InputError([_wrong(raw, error) for error in failure.errors()]) from None
    found = [_report(one, path.parent.parent) for one in shape.bao_cao]
    if problems := [*_faults(raw, shape, found)]:
        raise InputError(problems)
    return tuple(found)


def _report(one: _Report, root: Path) -> Report:
    kind, first = one.ky.loai, None if one.ky.loai else _own_period(one.ky)
    return Report(one.ma, one.ten, one.gui, one.can_cu, kind, root / one.ho_so, _day(one.tu), one.han, first)


def _own_period(shape: _Period) -> Period | None:
    """The first of an office's own periods; None where its days are none, or stand the wrong way round."""
    start, end = (_day(text, _DAY_FORMS) for text in (shape.tu, shape.den))
    if start is None or end is None or not (start <= end and {start.year, end.year} <= {*_YEARS}):
        return None
    return period_of(start, end)


def _day(text: str, forms: tuple[str, ...] = _FORMS) -> date | None:
    from datetime import UTC, datetime

    for form in forms:
        try:
            return datetime.strptime(text, form).replace(tzinfo=UTC).date()
        except ValueError:
            continue
    return None


def _faults(raw: RawDossier, shape: _File, found: list[Report]) -> Iterator[Finding]:
    known: set[str] = set()
    for at, (one, report) in enumerate(zip(shape.bao_cao, found, strict=True)):
        if one.ma in known:
            said = msg("Mã báo cáo {ma} ghi hai lần.", ma=quote(one.ma))
            yield Finding("V311", Severity.ERROR, raw.place(("bao_cao", at, "ma")), said)
        known.add(one.ma)
        if one.tu and report.since is None:
            said = msg("Không hiểu ngày {gia_tri}.", gia_tri=quote(one.tu))
            yield Finding("V311", Severity.ERROR, raw.place(("bao_cao", at, "tu")), said, msg("Ghi như 2026-01."))
        if not report.kind and report.first is None:
            said = msg(
                "Kỳ báo cáo không rõ từ ngày nào đến ngày nào: {gia_tri}.", gia_tri=f"{one.ky.tu} – {one.ky.den}"
            )
            hint = msg("Ghi ngày đầu, ngày cuối của kỳ đầu tiên, như {{tu: 2026-10-20, den: 2026-11-19}}.")
            yield Finding("V311", Severity.ERROR, raw.place(("bao_cao", at, "ky")), said, hint)


def _wrong(raw: RawDossier, error: Any) -> Finding:
    path = tuple(step for step in error["loc"] if isinstance(step, str | int))
    key = next((str(step) for step in reversed(path) if step != "loai"), "")
    said = msg("Lịch báo cáo: khóa “{khoa}” thiếu, thừa hoặc sai giá trị.", khoa=key)
    hint = msg(
        "Mỗi báo cáo có ma, ten, ky (thang, quy, 6-thang, 9-thang, nam, hoặc kỳ đầu {{tu: ngày, den: ngày}}), "
        "han (số ngày làm việc sau ngày chốt, {{sau: số ngày}} hay {{ngay: ngày trong tháng}}), ho_so; "
        "tùy chọn gui, can_cu, tu."
    )
    return Finding("V311", Severity.ERROR, raw.place(path), said, hint)


def first_period(report: Report, as_of: date) -> Period | None:
    """The first period that is owed: of an office's own the first that it names, or that of `since`.

    Of a kind, where the calendar does not say since when, that before the one of today.
    """
    from generator.facts.periods import following, preceding

    if report.first is not None:
        first = report.first
        while report.since is not None and first.end < report.since:
            first = following(first)
        return first
    if report.since is not None:
        return period_at(report.kind, report.since) or period_at(report.kind, report.since + timedelta(days=100))
    now = period_at(report.kind, as_of) or period_at(report.kind, as_of + timedelta(days=100))
    return preceding(now) if now else None
