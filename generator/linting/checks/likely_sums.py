"""Sums of a report in prose that words only suggest: growth, "gồm", "còn lại" (L017…L019). Notes: somebody looks."""
# ruff: noqa: D103 - the reason of each check is its `why`, which KIEM-TRA.md shows

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations, pairwise

from generator.linting.check import NOTE, Doubt, check, checks_in
from generator.linting.checked import Checked
from generator.linting.checks.figures import carried_on, not_the_sum, number_text, only_some
from generator.linting.reports import Told
from generator.reading.figures.model import Figure, Kind
from generator.reading.figures.relations import INSIDE, alike, stems, sums
from generator.values.figures import COUNTS_ALONE
from generator.values.findings import msg
from generator.values.patterns import late
from generator.values.text import fold, quote

# A smaller growth is by chance that of something else, and no series that anybody adds up.
_TELLING = 10
# With more monthly figures of one unit beside it nobody can say which a total goes on from.
_MOST = 4
_MADE_OF = late(r"[^.;:()\d]{0,50}[,:(]\s*(?:bao\s+)?gồm\s*:?\s*(?:có\s+)?(?:[^\W\d_]+\s+){0,4}$", re.IGNORECASE)
_NEXT_PART = late(r"[^.;()\d]{0,60}(?:,|\bvà)\s+(?:[^\W\d_]+\s+){0,4}$", re.IGNORECASE)
_OF_ANOTHER = late(
    r"\b(?:với|cho|của|tại|trị giá|giá trị|số tiền|kinh phí|tổng|diện tích|trong đó|đạt|chiếm|so|tăng|giảm|còn)\b",
    re.IGNORECASE,
)
_MEASURED = frozenset(("ty", "trieu", "nghin", "ngan", "dong", "%", "ha", "km", "m2", "m3", "tan", "kg", "usd"))
_REST = late(r"\bcòn lại\s+(?:là\s+|có\s+)?$", re.IGNORECASE)
_REST_AFTER = late(r"\s[^.,;:()\d]{1,25}?\bcòn lại\b", re.IGNORECASE)


@check("L017", NOTE, "Lũy kế tăng không bằng số nào trong tháng",
       why="Số lũy kế tăng thêm so với kỳ trước phải là số trong tháng cùng loại; lệch thì nên hỏi lại.",
       wrong="Trong tháng cấp mới 07 dự án, điều chỉnh 05 lượt; lũy kế 684 dự án (kỳ trước 670)",
       right="lũy kế 677 dự án")  # fmt: skip
def growth(checked: Checked) -> Iterator[Doubt]:
    months = [one for told in checked.report.told for one in told.figures if one.kind is Kind.MONTHLY]
    for told in checked.report.told:
        known = {total.start for _, total in carried_on(told, checked.last)}
        for total in told.figures:
            before = checked.last.before(told, total)
            if total.kind is not Kind.CUMULATIVE or not total.sure or total.start in known or not before:
                continue
            grown = total.value - before.value
            near = _months_of(told, total, months)
            if near and grown >= _TELLING and not _makes(grown, near):
                yield Doubt(told.passage.place,
                            msg("{chu}: tăng {tang} so với kỳ trước ({truoc}), trong tháng ghi {thang}.",
                                chu=quote(f"{total.text} {total.unit}"), tang=number_text(grown), truoc=before.text,
                                thang=", ".join(f"{one.text} {one.unit}".strip() for one in near)),
                            told.text, msg("kỳ trước: {so}", so=before.text),
                            msg("Xem hai số có cùng một loại không; cùng loại thì sửa một trong hai."))  # fmt: skip


def _months_of(told: Told, total: Figure, months: Sequence[Figure]) -> list[Figure]:
    """The monthly figures that a running total may go on from: of its paragraph by their unit, or by their name."""
    beside = [one for one in told.figures if one.kind is Kind.MONTHLY and alike(one, total)]
    if beside:
        return beside if len(beside) <= _MOST else []
    own = stems(total)
    named = [one for one in months if len(own) > 1 and alike(one, total) and stems(one) == own]
    return named if len(named) == 1 else []


def _makes(grown: Decimal, months: Sequence[Figure]) -> bool:
    """Whether some of the monthly figures make up a growth."""
    values = [one.value for one in months]
    return any(sum(some) == grown for size in range(1, len(values) + 1) for some in combinations(values, size))


@check("L018", NOTE, "Các phần sau “gồm” không cộng lại thành tổng",
       why="“gồm” liệt kê đủ các phần; cộng lại khác số đứng trước thì thiếu một phần hoặc sai một số.",
       wrong="128 văn bản (gồm 06 quyết định, 14 kế hoạch, 105 công văn)",
       right="(gồm 06 quyết định, 14 kế hoạch, 03 chỉ thị, 105 công văn)")  # fmt: skip
def made_of(checked: Checked) -> Iterator[Doubt]:
    for told in checked.prose:
        for sentence in told.sentences():
            listed = list(sums(told.text, sentence))
            known = {whole.start for whole, _ in listed}
            others = [pair for pair in _lists(told.text, sentence) if pair[0].start not in known]
            few = [pair for pair in listed if only_some(*pair)]
            for whole, parts in (*few, *others):
                yield from not_the_sum(told, whole, parts, msg("Cộng lại; chỉ nêu một số phần thì ghi “trong đó”."))


def _lists(text: str, sentence: Sequence[Figure]) -> Iterator[tuple[Figure, Sequence[Figure]]]:
    """A count and the counts listed behind "gồm", whatever their units: quyết định, kế hoạch of văn bản."""
    for at, whole in enumerate(sentence[:-2]):
        first = sentence[at + 1]
        if whole.kind not in COUNTS_ALONE or not _MADE_OF.fullmatch(text, whole.end, first.start):
            continue
        parts = [first]
        for one, other in pairwise(sentence[at + 1 :]):
            match = _NEXT_PART.fullmatch(text, one.end, other.start)
            if not match or _OF_ANOTHER.search(text, one.end, other.start) or INSIDE.search(text, one.end, other.start):
                break
            parts.append(other)
        if len(parts) > 1 and all(_counted(part, whole) for part in parts) and _closed(text, parts[-1], sentence):
            yield whole, parts


def _counted(part: Figure, whole: Figure) -> bool:
    measured = _MEASURED.intersection(fold(part.unit).split()[:1])
    return part.kind in COUNTS_ALONE and (not measured or alike(part, whole))


def _closed(text: str, last: Figure, sentence: Sequence[Figure]) -> bool:
    """Whether a list ends with its bracket, clause or sentence: no further number stands in it."""
    following = [one for one in sentence if one.start > last.end]
    return not following or re.search(r"[);.]", text[last.end : following[0].start]) is not None


@check("L019", NOTE, "Số còn lại không bằng tổng trừ phần đã xong",
       why="“còn lại” là tổng trừ phần đã nêu ngay trước trong câu.",
       wrong="148/312 cơ sở, còn lại 174 cơ sở", right="còn lại 164 cơ sở")  # fmt: skip
def the_rest(checked: Checked) -> Iterator[Doubt]:
    for told in checked.prose:
        for sentence in told.sentences():
            for part, whole, rest in zip(sentence, sentence[1:], _rests(told.text, sentence), strict=False):
                pair = (part.kind, whole.kind) == (Kind.PART, Kind.WHOLE)
                if pair and rest and alike(rest, whole) and rest.value != whole.value - part.value:
                    yield Doubt(told.passage.place,
                                msg("{chu}: {tong} − {phan} = {dung}.", chu=quote(f"còn lại {rest.text} {rest.unit}"),
                                    tong=whole.text, phan=part.text, dung=number_text(whole.value - part.value)),
                                told.text, "", msg("Tính lại số còn lại, hoặc sửa hai số trước."))  # fmt: skip


def _rests(text: str, sentence: Sequence[Figure]) -> Iterator[Figure | None]:
    """For each figure the next but one or later that is said to be what remains, before another pair begins."""
    for at in range(len(sentence)):
        for one in sentence[at + 2 :]:
            if one.kind is Kind.PART:
                yield None
                break
            if _REST.search(text, max(0, one.start - 24), one.start) or _REST_AFTER.match(text, one.end):
                yield one
                break
        else:
            yield None


CHECKS = checks_in(globals())
