"""What the text of a cell means: dates, deadlines, states, documents cited, units."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from enum import Enum

from msgspec import Struct


class PartialDate(Struct, frozen=True):
    """A date of which the day, or day and month, may be open: `2024-03-16`, `2024-03`, `2024`."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def whole(self) -> date | None:
        """The calendar date where nothing is open."""
        if self.year is None or self.month is None or self.day is None:
            return None
        return date(self.year, self.month, self.day)

    @property
    def last(self) -> date | None:
        """The last day that it can be; None without a year."""
        if self.year is None:
            return None
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])


class DeadlineKind(Enum):
    """The shapes of a deadline."""

    DAY = "ngay"
    MONTH = "thang"
    QUARTER = "quy"
    YEAR = "nam"
    RANGE = "khoang"
    RECURRING = "thuong-xuyen"
    ROADMAP = "lo-trinh"
    EVENT = "su-kien"
    MILESTONES = "nhieu-moc"
    NONE = "khong"
    UNKNOWN = "chua-hieu"


class Milestone(Struct, frozen=True):
    """One date in a deadline cell: the span it names, the text that names it.

    `Tháng 3/2024` is 2024-03-01…2024-03-31. Where one side is open the one day known is both start and end:
    `Trước ngày 20/9/2022` is 2022-09-19 (`before`), `Từ tháng 5/2023` is 2023-05-01 (`onward`: nothing to be late for).
    """

    verbatim: str
    start: date
    end: date
    before: bool = False
    onward: bool = False


class Deadline(Struct, frozen=True):
    """A deadline cell. `milestones` in the order of the text; where one was extended the last one counts.

    `days` is the term where the text gives one (`05 ngày làm việc kể từ …`; 0: none), counted from the milestone,
    in working days where `working_days`.
    """

    verbatim: str = ""
    kind: DeadlineKind = DeadlineKind.NONE
    milestones: tuple[Milestone, ...] = ()
    recurring: bool = False
    extended: bool = False
    working_days: bool = False
    days: int = 0

    @property
    def due(self) -> date | None:
        """The last day in time: the latest end of those that have one. None where the cell was not understood.

        A term (`days`) still has to be counted from the milestone.
        """
        if self.kind is DeadlineKind.UNKNOWN:
            return None
        return max((milestone.end for milestone in self.milestones if not milestone.onward), default=None)


class Status(Enum):
    """State of a task, as its column in the table says (trang_thai)."""

    DONE = "hoan-thanh"
    OPEN = "chua-hoan-thanh"
    RUNNING = "dang-trien-khai"
    RECURRING = "thuong-xuyen"

    @property
    def words(self) -> str:
        """The state as people read it."""
        return {"hoan-thanh": "Hoàn thành", "chua-hoan-thanh": "Chưa hoàn thành",
                "dang-trien-khai": "Đang triển khai", "thuong-xuyen": "Thường xuyên"}[self.value]  # fmt: skip


class Citation(Struct, frozen=True):
    """A document cited: `Nghị quyết số 50/NQ-CP ngày 08/4/2022 của Chính phủ`. Identity is (symbol, date).

    `kind` is the name as written, `number` without zero padding, `symbol` with its number ("50/NQ-CP");
    empty or None where the text does not say. `start`/`end` are offsets in the text it was found in.
    """

    verbatim: str
    kind: str = ""
    number: str = ""
    symbol: str = ""
    dated: PartialDate | None = None
    issuer: str = ""
    start: int = 0
    end: int = 0


class Role(Enum):
    """What a unit has to do with a task.

    Words for many units are COLLECTIVE where they lead, and SUPPORT or MENTIONED like any other where they do not.
    """

    LEAD = "chu-tri"
    CO_LEAD = "dong-chu-tri"
    SUPPORT = "phoi-hop"
    COLLECTIVE = "chung"
    MENTIONED = "nhac-den"


class UnitMention(Struct, frozen=True):
    """A unit named in a cell: as written, its agency key in data/danh-muc (empty: not in the list), its role.

    `kind` is the kind of body that a name not in the list begins like (`loai-co-quan.yaml`; empty: none).
    """

    verbatim: str
    agency: str = ""
    role: Role = Role.LEAD
    start: int = 0
    end: int = 0
    kind: str = ""
