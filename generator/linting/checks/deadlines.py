"""Dates and deadlines: what the calendar, the directive, the text and the column say of one another (L2xx)."""
# ruff: noqa: D103 - the reason of each check is its `why`, which KIEM-TRA.md shows

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache

from generator.linting.check import CERTAIN, ERROR, NOTE, WARNING, Doubt, check, checks_in
from generator.linting.checked import Checked
from generator.linting.checks.whole import blank_cells
from generator.reading.meaning import citations, deadlines
from generator.reading.meaning.plain import blanked, plain
from generator.values.findings import Message, msg, some_of
from generator.values.model import Deadline, DeadlineKind, Task
from generator.values.patterns import late
from generator.values.text import quote, short_date

_NUMERIC = late(r"(?<![\d/.,])(\d{1,2})\s?/\s?(\d{1,3})\s?/\s?(\d{4})(?![\d/])")
_WORDED = late(r"ngay (\d{1,2}) thang (\d{1,2}) nam (\d{4})(?!\d)")
_DIGIT = late(r"\d")
_WHEN = late(r"(?:truoc|trong|nhat|vao|la|den)\s+(?:ngay\s+|thang\s+|quy\s+)?[\div]")  # in each of them
_PHRASE = late(
    r"\b(?:hoan thanh|xong|thuc hien|gui|bao cao|trinh|ban hanh|trien khai|thoi han|thoi gian)\b[^.;:\n(]{0,60}?"
    r"(?P<when>\b(?:truoc|trong|cham nhat(?: vao| la| den)?)\s+(?:ngay\s+|thang\s+|quy\s+)?"
    r"(?:\d{1,2}/\d{1,2}/\d{4}|\d{1,2} thang \d{1,2} nam \d{4}|\d{1,2}/\d{4}|\d{1,2} nam \d{4}|"
    r"[iv]{1,3}\s?(?:/|nam )\s?\d{4}))(?![\d/])"
)
# How far a year may be from the others of its table, and, where there are few, from the document's.
_FARTHEST_YEARS, _FARTHEST_FROM_DOCUMENT = 10, 35
_ENOUGH_YEARS = 10
_NO_MONTH = late(
    r"(?<!\d )\btháng\s+(?:0|1[3-9]|[2-9]\d)(?=\s*(?:/|năm\b|[,;.)]|$))"
    r"|\bqu[ýí]\s+(?:[5-9]|V|VI{1,3}|IX|X)(?=\s*(?:/|năm\b|[,;.)]|$))",
    re.IGNORECASE | re.MULTILINE,
)
_YEARS = late(r"(?P<first>(?:19|20)\d\d)\s*[-–—]\s*(?P<last>(?:19|20)\d\d)(?![\d/])")
_FROM_TO = late(
    r"\btừ\s+(?:ngày\s+|tháng\s+)?(?P<first>(?:\d{1,2}/)?\d{1,2}/\d{4})\s+đến\s+(?:hết\s+)?(?:ngày\s+|tháng\s+)?"
    r"(?P<last>(?:\d{1,2}/)?\d{1,2}/\d{4})(?![\d/])",
    re.IGNORECASE,
)
_PERIOD = late(r"\b(?:giai đoạn|thời kỳ|nhiệm k[ỳì]|năm học|khóa|năm)\s+\Z", re.IGNORECASE)
_YEAR = late(r"(?<![\d/])20\d\d(?![\d/])")
# A programme's last reports are due in the months after it; so many in so many tasks may be due later by mistake.
_CLOSING = timedelta(90)
_MOST_IN_TIME = 5
_ONE_DAY = (DeadlineKind.DAY, DeadlineKind.MONTH, DeadlineKind.QUARTER)
_QUARTERS = ("I", "II", "III", "IV", "1", "2", "3", "4")
_OF_QUARTER = r"\bqu[ýí]\s+(?P<{}>IV|I{{1,3}}|[1-4])\b(?:\s*(?:/|[,.]?\s*năm)\s*\d{{4}})?"
_OF_MONTH = r"(?:\btháng\s+|\b(?:ngày\s+)?\d{{1,2}}/)(?P<{}>\d{{1,2}})(?:\s*(?:/|[,.]?\s*năm)\s*\d{{4}})?(?![\d/])"
_QUARTER_AND_MONTH = late(
    rf"{_OF_QUARTER.format('quarter')}\s*\((?:trước\s+|trong\s+|vào\s+)?{_OF_MONTH.format('month')}\)"
    rf"|{_OF_MONTH.format('before')}\s*\({_OF_QUARTER.format('later')}\)",
    re.IGNORECASE,
)
# Neighbours, rows above and below; how many of them must have the swapped day, or at least be due in its month.
_BESIDE = 5
_SAME_DAY, _SAME_MONTH = 2, 4
_A_DAY = timedelta(1)


@check("L201", ERROR, "Ngày không có trong lịch",
       sure=CERTAIN,
       why="Ngày không có thật là ngày chép sai.",
       wrong="Chỉ thị số 04/CT-TTg ngày 30/2/2023", right="Chỉ thị số 05/CT-TTg ngày 23/02/2023")  # fmt: skip
def impossible_date(checked: Checked) -> Iterator[Doubt]:
    for passage, days in checked.told(_unreal):
        for written in days:
            yield Doubt(passage.place, msg("{ngay}: không có ngày này trong lịch.", ngay=quote(written)), passage.text,
                        hint=msg("Đối chiếu với bản gốc rồi sửa."))  # fmt: skip


def _unreal(text: str) -> tuple[str, ...]:
    """The days in a text that no calendar has."""
    small = plain(text).lower() if _DIGIT.search(text) else ""
    numeric = _NUMERIC.finditer(small) if small.count("/") > 1 else ()
    told = (*numeric, *(_WORDED.finditer(small) if " thang " in small else ()))
    return tuple(
        text[slice(*match.span())]
        for match in told
        if len(match[2]) > 2 or not _real(*(int(match[part]) for part in (1, 2, 3)))
    )


def _real(day: int, month: int, year: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


@check("L202", WARNING, "Có thể đã đổi chỗ ngày và tháng",
       why="Excel để tiếng Anh đổi “10/5/2024” thành ngày 05 tháng 10; nội dung, văn bản giao "
           "hoặc các nhiệm vụ bên cạnh cho thấy.",
       wrong="Thời hạn 05/10/2024; trong nội dung: “trước ngày 10/5/2024”", right="Thời hạn 10/5/2024")  # fmt: skip
def day_and_month_swapped(checked: Checked) -> Iterator[Doubt]:
    for task in checked.tasks:
        swapped = _swapped(checked, task)
        if swapped:
            day, why, evidence = swapped
            yield Doubt(task.origin.place("thoi_han"),
                        msg("{han}: có thể là {doi} (theo {vi_sao}).", han=quote(task.text("thoi_han")), vi_sao=why,
                            doi=short_date(day)),
                        task.text("thoi_han"), evidence, msg("Xem lại ô thời hạn trong Excel."))  # fmt: skip


def _swapped(checked: Checked, task: Task) -> tuple[date, Message, str] | None:
    """The day that was probably meant, why, and the text that says so; None where day and month are not swapped."""
    day = _single_day(task.deadline)
    if day is None or day.day > 12 or day.day == day.month:
        return None
    swapped = date(day.year, day.day, day.month)
    told = {when.due for _, when in phrases(task.text("noi_dung")) if when.due}
    if day not in told and (swapped in told or swapped - _A_DAY in told):
        return swapped, msg("nội dung nhiệm vụ"), task.text("noi_dung")
    directed = checked.directed(task)
    if directed and day < min(directed) <= swapped:
        return swapped, msg("văn bản giao ngày {ngay}", ngay=short_date(min(directed))), task.text("van_ban_chi_dao")
    near = [one.deadline for one in checked.beside(task, _BESIDE)]
    told_by = _told_by_neighbours(day, swapped, near)
    said = msg("{so} nhiệm vụ bên cạnh cùng văn bản giao", so=told_by)
    return (swapped, said, "") if told_by else None


def _told_by_neighbours(day: date, swapped: date, near: Sequence[Deadline]) -> int:
    """How many of the tasks beside speak for the swapped day: the very day twice, or all of them its month.

    Nothing where one of them has the day as written, or a day of its month.
    """
    ends = [milestone.end for deadline in near for milestone in deadline.milestones]
    if any((end.year, end.month) == (day.year, day.month) for end in ends):
        return 0
    same = ends.count(swapped)
    month = sum((end.year, end.month) == (swapped.year, swapped.month) for end in ends)
    return same if same >= _SAME_DAY else month if month == len(ends) >= _SAME_MONTH else 0


def _single_day(deadline: Deadline) -> date | None:
    return deadline.milestones[0].start if deadline.kind is DeadlineKind.DAY and deadline.milestones else None


@check("L203", WARNING, "Thời hạn trước ngày văn bản giao nhiệm vụ",
       why="Không văn bản nào giao việc phải xong trước khi nó ra đời: một trong hai ngày sai.",
       wrong="Thông báo 836/TB-TCTTKĐA ngày 11/02/2024; thời hạn Tháng 01/2023",
       right="Thời hạn Tháng 3/2024")  # fmt: skip
def deadline_before_directive(checked: Checked) -> Iterator[Doubt]:
    for task in checked.tasks:
        due, directed = task.deadline.due, checked.directed(task)
        swapped = _swapped(checked, task) is not None
        undated = len(directed) < len(_lines(task.text("van_ban_chi_dao")))
        if due and directed and not undated and not swapped and min(directed) - due > _A_DAY and not task.deadline.days:
            yield Doubt(task.origin.place("thoi_han"),
                        msg("{han}: trước ngày {ngay} của văn bản giao.", han=quote(task.text("thoi_han")),
                            ngay=short_date(min(directed))),
                        task.text("thoi_han"), task.text("van_ban_chi_dao"),
                        msg("Xem lại thời hạn và ngày của văn bản giao."))  # fmt: skip


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


@check("L204", WARNING, "Thời hạn trước ngày của văn bản",
       why="Kế hoạch giao việc đã quá hạn ngay khi ký.",
       wrong="Kế hoạch ngày 16/3/2024; thời hạn Tháng 01/2024", right="Thời hạn Tháng 4/2024")  # fmt: skip
def deadline_before_document(checked: Checked) -> Iterator[Doubt]:
    if checked.day is None or checked.has_results:
        return
    for task in checked.tasks:
        due = task.deadline.due
        if due and due < checked.day and not task.deadline.days:
            yield Doubt(task.origin.place("thoi_han"),
                        msg("{han}: trước ngày của văn bản ({ngay}).", han=quote(task.text("thoi_han")),
                            ngay=short_date(checked.day)),
                        task.text("thoi_han"), "", msg("Xem lại thời hạn."))  # fmt: skip


@lru_cache(maxsize=1 << 12)
def phrases(text: str) -> tuple[tuple[str, Deadline], ...]:
    """Deadlines told in the words of a task (`hoàn thành trước ngày 30/6/2024`), those of cited documents left out."""
    if not _DIGIT.search(text):
        return ()
    small = plain(text).lower()
    if not _WHEN.search(small):
        return ()
    small = blanked(small, citations.spans(text))
    told = (text[slice(*match.span("when"))] for match in _PHRASE.finditer(small))
    return tuple((when, deadlines.parse(when)[0]) for when in told)


@check("L205", NOTE, "Thời hạn trong nội dung khác cột thời hạn",
       why="Hai thời hạn cho một việc: người thực hiện không biết theo bên nào.",
       wrong="Nội dung “hoàn thành trong tháng 6/2024”; thời hạn Tháng 9/2024",
       right="Hai chỗ cùng một thời hạn")  # fmt: skip
def deadline_in_text_differs(checked: Checked) -> Iterator[Doubt]:
    for task in checked.tasks:
        told = phrases(task.text("noi_dung"))
        if (
            told
            and task.deadline.due
            and _swapped(checked, task) is None
            and not any(_meets(when, task.deadline) for _, when in told)
        ):
            yield Doubt(task.origin.place("noi_dung"),
                        msg("{trong}: cột thời hạn ghi {han}.", trong=quote(told[0][0]),
                        han=quote(task.text("thoi_han"))),
                        task.text("noi_dung"), task.text("thoi_han"),
                        msg("Dùng một thời hạn ở cả hai chỗ."))  # fmt: skip


def _meets(told: Deadline, column: Deadline) -> bool:
    """Whether a deadline told in words falls together with one of the column's, a day more or less."""
    return any(
        mine.start <= theirs.end + _A_DAY and theirs.start <= mine.end + _A_DAY
        for mine in told.milestones
        for theirs in column.milestones
    )


@check("L206", NOTE, "Thời hạn chỉ có trong nội dung",
       why="Cột thời hạn trống thì nhiệm vụ không được theo dõi, dù nội dung có nêu hạn.",
       wrong="Nội dung “gửi trước ngày 05/12/2023”; cột thời hạn trống",
       right="Cột thời hạn: Trước ngày 05/12/2023")  # fmt: skip
def deadline_only_in_text(checked: Checked) -> Iterator[Doubt]:
    for task in checked.tasks:
        told = phrases(task.text("noi_dung"))
        if told and not task.whole.get("thoi_han", "").strip():
            yield Doubt(task.origin.place("noi_dung"),
                        msg("{trong}: cột thời hạn để trống.", trong=quote(told[-1][0])), task.text("noi_dung"), "",
                        msg("Ghi thời hạn vào cột “Thời gian hoàn thành”."))  # fmt: skip


@check("L207", ERROR, "Năm ngoài phạm vi của bảng",
       why="Năm cách các năm khác của bảng, hoặc năm của văn bản, quá xa là gõ nhầm.",
       wrong="Thời hạn Tháng 6/2204", right="Thời hạn Tháng 6/2024")  # fmt: skip
def year_out_of_range(checked: Checked) -> Iterator[Doubt]:
    years = sorted(day.year for task in checked.tasks for day in (*checked.directed(task), *_days(task.deadline)))
    enough = len(years) >= _ENOUGH_YEARS
    middle = years[len(years) // 2] if enough else (checked.day or checked.as_of).year
    farthest = _FARTHEST_YEARS if enough else _FARTHEST_FROM_DOCUMENT
    for task in checked.tasks:
        odd = [day.year for day in _days(task.deadline) if abs(day.year - middle) > farthest]
        if odd:
            yield Doubt(task.origin.place("thoi_han"),
                        msg("{han}: năm {nam} cách xa các năm khác của bảng hoặc năm của văn bản (quanh {giua}).",
                            nam=odd[0], giua=middle,
                            han=quote(task.text("thoi_han"))),
                        task.text("thoi_han"), "", msg("Xem lại năm."))  # fmt: skip


def _days(deadline: Deadline) -> tuple[date, ...]:
    return tuple(milestone.end for milestone in deadline.milestones)


@check("L208", NOTE, "Không có thời hạn",
       why="Nhiệm vụ chưa có thời hạn thì không biết khi nào quá hạn.",
       wrong="Cột thời hạn trống", right="Tháng 6/2024, Thường xuyên hoặc Theo lộ trình …")  # fmt: skip
def no_deadline(checked: Checked) -> Iterator[Doubt]:
    told = {id(task) for register in checked.registers for task in blank_cells(register, "thoi_han")}
    blank = [task for task in checked.tasks
             if not task.whole.get("thoi_han", "").strip() and not _finished(task) and id(task) not in told
             and id(task) not in checked.shifted]  # fmt: skip
    if blank and len(blank) < len(checked.tasks):
        yield Doubt(blank[0].origin.place("thoi_han"),
                    msg("{so} nhiệm vụ chưa xong mà cột thời hạn để trống: {o}.", so=len(blank), o=_cells(blank)),
                    "", "",
                    msg("Ghi thời hạn, “Thường xuyên” hoặc “Theo lộ trình …”."))  # fmt: skip


def _finished(task: Task) -> bool:
    return bool(task.text("hoan_thanh").strip()) or bool(task.text("thuong_xuyen").strip())


def _cells(tasks: list[Task], longest: int = 12) -> Message:
    cells = [task.origin.place("thoi_han").cell for task in tasks]
    return some_of(cells, longest, msg("{so} ô khác"))


@check("L209", ERROR, "Tháng hoặc quý không có",
       sure=CERTAIN,
       why="Một năm có 12 tháng, 4 quý; số lớn hơn là gõ nhầm, hoặc “tháng” viết thay “ngày”.",
       wrong="trước tháng 30/11; quý V/2026", right="trước ngày 30/11/2026; quý IV/2026")  # fmt: skip
def no_such_month(checked: Checked) -> Iterator[Doubt]:
    for passage in checked.passages:
        small = passage.text.lower()
        for match in _NO_MONTH.finditer(passage.text) if any(word in small for word in ("tháng", "quý", "quí")) else ():
            yield Doubt(passage.place, msg("{chu}: không có tháng hoặc quý này.", chu=quote(match[0])), passage.text,
                        hint=msg("Đối chiếu với bản gốc rồi sửa."))  # fmt: skip


@check("L210", WARNING, "Thời hạn sau khi chương trình kết thúc",
       why="Tên kế hoạch nói nó thực hiện đến năm nào; một việc riêng lẻ hạn muộn hơn nhiều là gõ nhầm năm.",
       wrong="Kế hoạch năm 2026; thời hạn Tháng 9/2028", right="Thời hạn Tháng 9/2026")  # fmt: skip
def deadline_after_programme(checked: Checked) -> Iterator[Doubt]:
    ends = max((year for document in checked.documents for year in _years(document.subject)), default=0)
    dated = [task for task in checked.tasks if task.deadline.kind in _ONE_DAY and task.deadline.due]
    late = [task for task in dated if ends and task.deadline.due and task.deadline.due > date(ends, 12, 31) + _CLOSING]
    if len(late) * _MOST_IN_TIME > len(dated):
        return
    for task in late:
        yield Doubt(task.origin.place("thoi_han"),
                    msg("{han}: sau năm {nam} mà tên văn bản nêu.", han=quote(task.text("thoi_han")), nam=ends),
                    task.text("thoi_han"), checked.documents[0].subject, msg("Xem lại năm."))  # fmt: skip


def _years(subject: str) -> Iterator[int]:
    """The years in a title, those of documents cited in it left out."""
    yield from map(int, _YEAR.findall(blanked(subject, citations.spans(subject))))


@check("L212", ERROR, "Khoảng năm, khoảng ngày viết ngược",
       why="Năm đầu của giai đoạn, nhiệm kỳ, năm học phải trước năm cuối; ngày bắt đầu phải trước ngày kết thúc.",
       wrong="nhiệm kỳ 2030 - 2025", right="nhiệm kỳ 2025 - 2030")  # fmt: skip
def years_backwards(checked: Checked) -> Iterator[Doubt]:
    for passage, spans in checked.told(_backwards):
        for written in spans:
            said = msg("{chu}: ngày đầu sau ngày cuối.", chu=quote(written)) if "/" in written else msg(
                "{chu}: năm đầu sau năm cuối.", chu=quote(written))  # fmt: skip
            yield Doubt(passage.place, said, passage.text, "", msg("Đối chiếu với bản gốc rồi sửa."))


def _backwards(text: str) -> tuple[str, ...]:
    """The periods of a text that end before they begin, each with the word that says what it is."""
    wrong = (match for match in _YEARS.finditer(text) if match["last"] < match["first"])
    named = ((_PERIOD.search(text, max(0, match.start() - 12), match.start()), match) for match in wrong)
    years = (text[period.start() : match.end()] for period, match in named if period)
    days = _FROM_TO.finditer(text) if "đến" in text and text.count("/") > 1 else ()
    return (*years, *(match[0] for match in days if _ends_before(match["first"], match["last"])))


def _ends_before(first: str, last: str) -> bool:
    """Whether `6/2026` or `03/6/2026` is later than another, as far as both say."""
    begin, end = (tuple(map(int, reversed(written.split("/")))) for written in (first, last))
    shared = min(len(begin), len(end))
    return end[:shared] < begin[:shared]


@check("L211", WARNING, "Tháng không thuộc quý đã ghi",
       sure=CERTAIN,
       why="Quý I là tháng 1 đến tháng 3, quý II tháng 4 đến tháng 6 …; tháng và quý cạnh nhau phải là một.",
       wrong="Quý III/2026 (tháng 6/2026)", right="Quý II/2026 (tháng 6/2026)")  # fmt: skip
def month_outside_quarter(checked: Checked) -> Iterator[Doubt]:
    for passage in checked.passages:
        # A month beside a quarter, one of them in brackets.
        for match in _QUARTER_AND_MONTH.finditer(passage.text) if "(" in passage.text else ():
            quarter = _QUARTERS.index((match["quarter"] or match["later"]).upper()) % 4 + 1
            month = int(match["month"] or match["before"])
            if 1 <= month <= 12 and (month + 2) // 3 != quarter:
                yield Doubt(passage.place,
                            msg("{chu}: tháng {thang} thuộc quý {quy}.", chu=quote(match[0].strip()), thang=month,
                                quy=_QUARTERS[(month - 1) // 3]),
                            passage.text, "", msg("Đối chiếu, sửa tháng hoặc quý."))  # fmt: skip


CHECKS = checks_in(globals())
