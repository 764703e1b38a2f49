"""What the figures of a paragraph have to do with one another: running totals, sums, parts of a whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from msgspec.structs import replace

from generator.reading.figures.model import Figure, Kind
from generator.values.figures import COUNTS, COUNTS_ALONE, digits_of
from generator.values.patterns import late
from generator.values.text import fold

INSIDE = late(r"\btrong\s+(?:đó|số)\b", re.IGNORECASE)
# What stands behind this in a list of the same sentence is told by another word.
_ALONE = late(r"[,;]\s*riêng\b(?!\s+biệt)", re.IGNORECASE)
_LISTED = late(
    r"[^().;:\d]{0,60}(?:[:(]\s*(?:gồm|bao gồm)?|[,\s]\s*(?:gồm|bao gồm)\b)[^\d().;:]{0,30}:?\s*$", re.IGNORECASE
)
_ON_TOTAL = late(r"[^.;()]{0,80}\b(?:trên\s+(?:tổng(?:\s+số)?\s+)?|trong\s+tổng\s+số\s+)$", re.IGNORECASE)
# "chuyển tuyến trên 412 ca" is of nothing.
_OF_ALL = late(r"[^.;()]{0,80}\b(?:trên|trong)\s+tổng(?:\s+số)?\s+$", re.IGNORECASE)
_OF_TOTAL = late(r"\b(?:trong|trên)\s+(?:tổng\s+)?số\s+$", re.IGNORECASE)
_BRACKETED = late(
    r"[^.;,:()\d]{0,60}\(\s*(?:trực tuyến|trực tiếp|đúng hạn|trước hạn|quá hạn|trễ hạn)\s*(?:là|có|:)?\s*",
    re.IGNORECASE,
)
_SAME_CLAUSES = late(r"[^.;()\d]{0,80}", re.IGNORECASE)
# "kiểm tra 380 cơ sở, phát hiện 30 cơ sở vi phạm (chiếm 7,9%)": of what was looked at.
_FOUND = late(r"[^.;()\d]{0,40},\s*(?:đã\s+|qua đó\s+)?phát\s+hiện\s+(?:có\s+|được\s+)?", re.IGNORECASE)
_MAKES = late(r"[^.;,()\d]{0,40}[,(]\s*chiếm\s+(?:tỷ lệ\s+)?", re.IGNORECASE)
# Names of parts that exclude one another where their first word is the same.
_NAMED_PART = late(
    r"(?:[,;:]|\btrong\s+(?:đó|số)|\bvà)\s*(?P<name>(?:tuyến|cấp|trực|hạng|loại)\s+[^\W\d_]+)\s*:?\s*(?:có\s+|là\s+)?$",
    re.IGNORECASE,
)
# Two names of parts that leave nothing out: this or that, one source and the others.
_EITHER_OR = (
    ("ngoại trú", "nội trú"),
    ("quốc tế", "nội địa"),
    ("trong nước", "nước ngoài"),
    ("thành thị", "nông thôn"),
    ("trực tuyến", "trực tiếp"),
    ("đúng hạn", "quá hạn"),
    ("đúng hạn", "trễ hạn"),
)
# Of these one is no other.
_EXCLUDING = late(r"\b(?:khiếu nại|tố cáo|kiến nghị|phản ánh)\b", re.IGNORECASE)
_REST = late(r"\bkhác\b[^.;,\d]*$", re.IGNORECASE)
# What one counted may be beside anything else.
_CROSSING = late(
    r"\b(?:trẻ em|(?:người )?dân tộc|đảng viên|khuyết tật|cao tuổi|tôn giáo|(?:cận )?nghèo|tái phạm)\b", re.IGNORECASE
)
_WOMEN, _MEN = late(r"\bnữ\b", re.IGNORECASE), late(r"\bnam\b", re.IGNORECASE)
# No words behind the percentage that say of what else it is.
_ENDS = late(r"\s*%?\s*(?:[;.,)]|$)")
_BASE = late(
    r"[^.;,()\d]{0,40}\bso\s+(?:với|cùng)\s[^.;,()]{0,30}\b(?:tháng|kỳ|quý|năm|tuần)\b[^.;,()]{0,30}"
    r"\((?:\s*(?:là|có|đạt|:))?\s*",
    re.IGNORECASE,
)
# "tăng 22 ca (tăng 7%) so với tháng trước (300 ca)"
_IN_PERCENT = late(
    r"[^.;,()\d]{0,30}\(\s*(?:tương đương\s+|bằng\s+)?(?:tăng\s+|giảm\s+)?\d+(?:,\d+)?\s?%\s*\)", re.IGNORECASE
)
_MEASURED_BY = late(
    r"\s?%\s+(?:so\s+với\s+)?(?:cùng\s+kỳ|(?:tháng|quý|năm)\s+trước)\b[^.;,()%]{0,40}\((?:là\s+|có\s+|:\s*)?",
    re.IGNORECASE,
)
_MAKES_OF_BASE = late(r"\b(?:bằng|đạt)\s+$", re.IGNORECASE)
_CLOSES = late(r"[^.;,()\d]{0,30}\)")
_ABOUT = late(r"\b(?:gần|khoảng|hơn|trên|xấp xỉ|lần)\s*$", re.IGNORECASE)
_FALLS = late(r"\b(?:giảm|thấp hơn|ít hơn)\b[^.;,()]{0,20}$", re.IGNORECASE)
_ROUNDED = frozenset(("nghin", "ngan", "trieu", "ty"))
_PARTED = late(r"[^().\d]{0,80}(?:[:,;]|\btrong\s+(?:đó|số)\b|\bgồm\b)[^().;\d]{0,60}", re.IGNORECASE)
# What stands behind these words is of another period than the sentence, or of all periods.
COMPARED = late(r"\bso\s+(?:với|cùng)\b|\bcùng\s+kỳ\b|\b(?:tháng|kỳ|quý|năm|tuần)\s+(?:trước|ngoái)\b", re.IGNORECASE)
_TOTALLED = late(r"\bl(?:ũy|uỹ)\s+kế\b|\bcộng\s+dồn\b", re.IGNORECASE)
_ELSEWHERE = late(rf"{COMPARED.pattern}|\bl(?:ũy|uỹ)\s+kế\b|\bcộng\s+dồn\b|\btrong\s+(?:đó|số)\b", re.IGNORECASE)
_CLAUSE = late(r"[;,.]\s")
_SENTENCE = late(r"[.!?]\s")
# What is done with what came in.
_DONE_WITH = late(
    r"\b(?:giải quyết|xử lý|trả|hoàn thành|khắc phục|thu hồi|khởi tố|xét xử|xác minh|chuyển|thực hiện)\b", re.IGNORECASE
)
_MARKS = late(r"[.,;:]\s|[()]")
_A_DAY = late(r"\bngày\b|\d/\d", re.IGNORECASE)
_RUNNING = late(
    r"\bl(?:ũy|uỹ)\s+kế(?:\s+(?:từ\s+đầu\s+(?:năm|nhiệm\s+kỳ|vụ)(?:\s+học)?|\d{1,2}\s+tháng(?:\s+đầu\s+năm)?|"
    r"(?:đến\s+)?nay|là|được|có|đạt))*\s*:?\s*$",
    re.IGNORECASE,
)
_NOT_OF_A_MONTH = late(
    r"\b(?:kế hoạch|chỉ tiêu|giao|dự toán|nhu cầu|tổng|hiện|toàn (?:tỉnh|huyện|xã|phường|ngành) có|còn|trước|"
    r"cùng kỳ|l(?:ũy|uỹ)\s+kế)\b",
    re.IGNORECASE,
)
# Words of time, and those that join: what is left of a name is what is counted.
_JOINING = frozenset(
    ("trong", "thang", "ky", "tinh", "den", "nay", "ngay", "luy", "ke", "tu", "dau", "nam", "da", "duoc", "co", "tong",
     "so", "cong", "don", "la", "va", "cua", "toan", "tinh", "xa", "hien", "them", "moi", "gom", "cho")
)  # fmt: skip
# A smaller number is by chance the sum of others.
_TELLING = 10
# As many parts as a sentence lists.
MOST_PARTS = 40
# How many of the smaller unit the larger is: one amount is told in both.
_SMALLER = {
    ("ty", "trieu"): 10**3, ("ty", "nghin"): 10**6, ("ty", "ngan"): 10**6, ("ty", "dong"): 10**9,
    ("trieu", "nghin"): 10**3, ("trieu", "ngan"): 10**3, ("trieu", "dong"): 10**6,
    ("nghin", "dong"): 10**3, ("ngan", "dong"): 10**3,
    ("tan", "ta"): 10, ("tan", "kg"): 10**3, ("ta", "kg"): 10**2, ("gio", "phut"): 60,
}  # fmt: skip
_GOES_ON = late(r"\d\s+(?P<unit>tỷ|tỉ|triệu|nghìn|ngàn|tấn|tạ|giờ)\s+$", re.IGNORECASE)


def amounts(text: str, figures: Iterable[Figure]) -> Iterator[Figure]:
    """The figures, an amount told in two units as one in the smaller: "13 tỷ 182 triệu đồng" are 13.182 million. What
    goes on with a number that is no figure is none either."""
    last: Figure | None = None
    for one in figures:
        larger = _GOES_ON.search(text, max(0, one.start - 20), one.start)
        times = _SMALLER.get((_first_word(larger["unit"]), _first_word(one.unit)), 0) if larger else 0
        if times > one.value and larger:
            if last and last.end == larger.start() + 1:
                last = replace(last, text=text[last.start : one.end], value=last.value * times + one.value,
                               end=one.end, unit=one.unit)  # fmt: skip
            continue
        if last:
            yield last
        last = one
    if last:
        yield last


def in_two_units(figure: Figure) -> bool:
    """Whether a figure is an amount told in two units."""
    return any(map(str.isdigit, figure.text)) and any(map(str.isalpha, figure.text))


def _first_word(unit: str) -> str:
    first = fold(unit).split()[:1]
    return {"ti": "ty"}.get(first[0], first[0]) if first else ""


def alike(one: Figure, other: Figure) -> bool:
    """Whether units begin with one word: "mô hình điểm", "mô hình"."""
    first, second = fold(one.unit).split(), fold(other.unit).split()
    length = min(2, len(first), len(second))
    return length > 0 and first[:length] == second[:length]


def series(figures: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """The monthly figures of a paragraph and the running totals that go on with them, one by one."""
    months = [one for one in figures if one.kind is Kind.MONTHLY]
    totals = [one for one in figures if one.kind is Kind.CUMULATIVE]
    if len(months) == len(totals) and all(map(alike, months, totals)):
        yield from zip(months, totals, strict=True)


def running(text: str, figures: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """Monthly figures and the running totals that go on with them: one by one (`series`); a total with the one that is
    named in the same words, or, behind the bare word, with the one of its unit before it in its sentence: "28.940 giao
    dịch, 6.745,8 triệu đồng; lũy kế 301.225 giao dịch"."""
    paired = [pair for pair in series(figures) if _one_thing(text, *pair)]
    yield from paired
    for at, total in enumerate(figures):
        if total.kind is Kind.CUMULATIVE and total.sure and not any(total is one for _, one in paired):
            month = _named_alike(text, figures[:at], total) or _just_before(text, figures[:at], total)
            if month and month.value <= total.value:
                yield month, total


def _one_thing(text: str, month: Figure, total: Figure) -> bool:
    """Whether a total may go on with a month: of "tiếp nhận 17 đơn, đã xử lý 15 đơn" none is the other's."""
    done = _DONE_WITH.search(_own_words(text, total))
    another = done is not None and done[0].lower() not in _own_words(text, month).lower()
    return total.sure and not another and month.value <= total.value


def _own_words(text: str, figure: Figure) -> str:
    """What stands before a figure in its clause."""
    return _MARKS.split(text[: figure.start])[-1]


def _named_alike(text: str, before: Sequence[Figure], total: Figure) -> Figure | None:
    """The figure of the month in a total's words; none where the total is counted up to a day of its own."""
    own = stems(total)
    named = [one for one in before if len(own) > 1 and alike(one, total) and stems(one) == own]
    of_month = len(named) == 1 and named[0].kind is Kind.MONTHLY and named[0].sure
    return named[0] if of_month and not _A_DAY.search(text, named[0].end, total.start) else None


def _just_before(text: str, before: Sequence[Figure], total: Figure) -> Figure | None:
    if not _RUNNING.search(text, 0, total.start):
        return None
    start = max((match.end() for match in _SENTENCE.finditer(text, 0, total.start)), default=0)
    near = [one for one in before if one.start >= start and alike(one, total)]
    if len(near) != 1:
        return None
    clause = max(start, text.rfind(";", 0, near[0].start))
    return near[0] if _of_the_month(text[clause : near[0].start], near[0]) else None


def _of_the_month(before: str, figure: Figure) -> bool:
    """Whether what words before a figure say may be of the month alone: no plan, no level, no total."""
    monthly = figure.kind is Kind.MONTHLY or (figure.kind is Kind.CUMULATIVE and not figure.sure)
    return monthly and _NOT_OF_A_MONTH.search(before) is None


def stems(figure: Figure) -> frozenset[str]:
    """The words that name a figure, without those of time and those that join."""
    return frozenset(fold(figure.stem).split()) - _JOINING


def sums(text: str, sentence: Sequence[Figure]) -> Iterator[tuple[Figure, Sequence[Figure]]]:
    """A figure and the parts listed at once behind it, in brackets or after a colon, up to their end."""
    counts = [one for one in sentence if one.kind in COUNTS_ALONE]
    for at, whole in enumerate(counts[:-2]):
        between = text[whole.end : counts[at + 1].start]
        if not _LISTED.fullmatch(between) or INSIDE.search(between):
            continue
        closing = text.find(")" if "(" in between else ".", counts[at + 1].end)
        ends = closing if closing >= 0 else len(text)
        while 0 <= ends < len(text) - 1 and text[ends] == "." and text[ends + 1].isdigit():
            ends = text.find(".", ends + 1) if text.find(".", ends + 1) >= 0 else len(text)
        parts = [one for one in counts[at + 1 : at + 1 + MOST_PARTS] if one.start < ends]
        inside = text[whole.end : ends]
        if len(parts) > 1 and _one_unit(whole, parts) and not INSIDE.search(inside) and not _TOTALLED.search(inside):
            yield whole, parts


def _one_unit(whole: Figure, parts: Sequence[Figure]) -> bool:
    """Whether parts are counted in the unit of their whole, or all without one: "231 hồ sơ (trực tuyến 198, trực tiếp
    33)"; then none can be more than the whole."""
    bare = bool(whole.unit) and not any(one.unit for one in parts)
    return all(one.value <= whole.value if bare else alike(whole, one) for one in parts)


def overlap(text: str, whole: Figure, parts: Sequence[Figure]) -> bool:
    """Whether parts that are more than their whole have something in common: the first or the last make it up alone,
    so that the others part it anew, or one says what another may be too (nữ, trẻ em, dân tộc)."""
    values = [one.value for one in parts]
    if sum(values) <= whole.value:
        return False
    rows = (row for count in range(2, len(values)) for row in (values[:count], values[-count:]))
    named = text[whole.end : closing(text, parts[-1].end)]
    return (
        any(sum(row) == whole.value for row in rows)
        or bool(_CROSSING.search(named))
        or bool(_WOMEN.search(named) and not _MEN.search(named))
    )


def inside(text: str, counts: Sequence[Figure]) -> tuple[Sequence[Figure], Sequence[Figure]]:
    """The figures of which those behind the first "trong đó" may be parts, and these parts.

    No whole is what stands in a bracket that was closed before, or is of the period compared with: "tăng so với tháng
    trước (1.284 ca), trong đó …". The parts end with the clause, with a list behind a colon at the end of the list, or
    where another period, a running total or another "trong đó" is spoken of.
    """
    said = INSIDE.search(text, counts[0].end, counts[-1].start) if counts else None
    said = said or (_ALONE.search(text, counts[0].end, counts[-1].start) if counts else None)
    if not said:
        return (), ()
    ends = _parts_end(text, said.end(), counts)
    parts = [one for one in counts if said.end() <= one.start < ends]
    before = [one for one in counts if one.end <= said.start()]
    return [one for one in before if not _is_aside(text, one, before, said.start())], parts[:MOST_PARTS]


def apart(text: str, sentence: Sequence[Figure]) -> Iterator[tuple[Figure, Sequence[Figure]]]:
    """A figure and parts behind "trong đó" that have nothing in common by their names: "trực tuyến 70 hồ sơ, trực tiếp
    30 hồ sơ"; "ngoại trú 70 lượt, nội trú 30 lượt"; "ngân sách 70 triệu, nguồn khác 30 triệu". Other parts ("70 ca
    nam, 40 ca nặng") may overlap."""
    counts = [one for one in sentence if one.kind in COUNTS_ALONE]
    others, parts = inside(text, counts)
    wholes = [whole for whole in others if all(alike(whole, one) for one in parts)]
    if len(wholes) != 1 or len(parts) < 2:
        return
    starts = [wholes[0].end, *(one.end for one in parts)]
    before = [text[start : one.start] for start, one in zip(starts, parts, strict=False)]
    if len(parts) == 2 and _whole_between(*(words.lower() for words in before)):
        yield wholes[0], parts
        return
    others_of = [set(map(str.lower, _EXCLUDING.findall(words))) for words in before]
    if all(len(one) == 1 for one in others_of) and len(set.union(*others_of)) == len(parts):
        yield wholes[0], parts
        return
    names = [_NAMED_PART.search(words) for words in before]
    said = [match["name"].lower().split() for match in names if match]
    if len(said) == len(parts) == len({name[1] for name in said}) and len({name[0] for name in said}) == 1:
        yield wholes[0], parts


def _whole_between(first: str, second: str) -> bool:
    """Whether two names of parts, each as it stands before its number, leave nothing of the whole out."""
    either = any((one in first and other in second) or (other in first and one in second) for one, other in _EITHER_OR)
    return either or (_REST.search(second) is not None and _REST.search(first) is None)


def _parts_end(text: str, start: int, counts: Sequence[Figure]) -> int:
    first = next(one.start for one in counts if one.start >= start)
    elsewhere = _ELSEWHERE.search(text, start)
    ends = [len(text), closing(text, start)]
    if elsewhere:
        # The clause or the bracket that these words stand in is no part any more.
        marks = [text.rfind(mark, first, elsewhere.start()) for mark in (";", "(", ", ", ". ")]
        ends.append(max(marks) if max(marks) >= 0 else elsewhere.start())
    if ":" not in text[start:first] and (semicolon := text.find(";", start)) >= 0:
        ends.append(semicolon)
    return min(ends)


def of_total(text: str, counts: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """A part and its whole where words say so: "25 trên tổng số 20 nhiệm vụ", "trong tổng số 20 nhiệm vụ, đã hoàn thành
    25 nhiệm vụ", "100 hồ sơ (đúng hạn 105 hồ sơ)"."""
    for one, other in pairwise(counts):
        if _OF_ALL.fullmatch(text, one.end, other.start) and (not one.unit or alike(one, other)):
            yield one, other
        elif _BRACKETED.fullmatch(text, one.end, other.start) and (not other.unit or alike(one, other)):
            yield other, one
        elif _OF_TOTAL.search(text, 0, one.start) and alike(one, other):
            between = text[one.end : other.start]
            if _SAME_CLAUSES.fullmatch(between) and not COMPARED.search(between):
                yield other, one


def closing(text: str, start: int) -> int:
    """Where the bracket closes that `start` stands in; the end of the text if it stands in none."""
    depth = 0
    for at in range(start, len(text)):
        depth += (text[at] == "(") - (text[at] == ")")
        if depth < 0:
            return at
    return len(text)


def _is_aside(text: str, figure: Figure, before: Sequence[Figure], until: int) -> bool:
    """Whether a figure stands in a bracket that is closed, or is what another is compared with."""
    if closing(text, figure.end) < until:
        return True
    start = max((one.end for one in before if one.end <= figure.start), default=0)
    return bool(COMPARED.search(_CLAUSE.split(text[start : figure.start])[-1]))


def borne_out(text: str, sentence: Sequence[Figure]) -> Iterator[tuple[Figure, Sequence[Figure]]]:
    """A figure and those behind a colon, a comma, "trong đó" that make it up to the last digit, all counted by its
    first word ("17 vụ vi phạm, gồm: 04 vụ phá rừng, 13 vụ vận chuyển"): three numbers that agree so by chance are
    rare, and somebody looks at what is proposed."""
    counts = [one for one in sentence if one.kind in COUNTS_ALONE]
    for at, whole in enumerate(counts[:-2]):
        if whole.value < _TELLING or not _PARTED.fullmatch(text[whole.end : counts[at + 1].start]):
            continue
        total = Decimal(0)
        parts: list[Figure] = []
        for one in counts[at + 1 : at + 1 + MOST_PARTS]:
            if not whole.unit or fold(whole.unit).split()[:1] != fold(one.unit).split()[:1]:
                break
            total, parts = total + one.value, [*parts, one]
            if total >= whole.value:
                break
        if total == whole.value and len(parts) > 1:
            yield whole, parts


def share(text: str, ratio: Figure, before: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """The part and the whole that a percentage is of: a/b, "… trên tổng số …", "trong đó … (đạt …)"; None if unsure."""
    last = before[-1]
    if re.search(r"[.;]\s", text[last.end : ratio.start]):
        return None
    if len(before) > 1 and (last.kind is Kind.WHOLE or _ON_TOTAL.fullmatch(text, before[-2].end, last.start)):
        return before[-2], last
    makes = _MAKES.fullmatch(text, last.end, ratio.start) and _ENDS.match(text, ratio.end)
    if makes and len(before) > 1 and alike(before[-2], last) and _FOUND.fullmatch(text, before[-2].end, last.start):
        return last, before[-2]
    inside = [match.start() for match in INSIDE.finditer(text, before[0].end, last.start)]
    if inside and (makes or "(" in text[last.end : ratio.start]):
        wholes = [one for one in before[:-1] if one.end <= inside[-1] and alike(one, last)]
        if wholes and not any(one.start > inside[-1] for one in before[:-1]):
            return last, _whole_of(text, ratio, last, wholes)
    return None


def _whole_of(text: str, ratio: Figure, part: Figure, wholes: Sequence[Figure]) -> Figure:
    """Of what a part behind "trong đó" may be: "tiếp nhận 6.142, giải quyết 5.918 hồ sơ, trong đó đúng hạn 5.906 (đạt
    99,80%)". That which the percentage bears out, else the nearest; not what brackets break a whole down into."""
    own = [one for one in wholes if text.count("(", wholes[0].start, one.start)
           <= text.count(")", wholes[0].start, one.start)]  # fmt: skip
    borne = [one for one in own if one.value
             and (part.value * 100 / one.value).quantize(ratio.value, ROUND_HALF_UP) == ratio.value]  # fmt: skip
    return (borne or own)[-1]


def changes(text: str, sentence: Sequence[Figure]) -> Iterator[tuple[Sequence[Figure], Figure, Figure]]:
    """The figures that may have changed, by how much, and what it was: "tăng 17,0% so với tháng trước (1.284 ca)"."""
    for at, (delta, following) in enumerate(pairwise(sentence[1:]), start=1):
        percent = _IN_PERCENT.match(text, delta.end)
        aside = percent is not None and following.end < percent.end() and at + 2 < len(sentence)
        base, start = (sentence[at + 2], percent.end()) if percent and aside else (following, delta.end)
        if delta.kind is not Kind.DELTA or not _BASE.fullmatch(text, start, base.start):
            continue
        levels = [one for one in sentence[:at] if one.kind is not Kind.DELTA and _measured(one, base)]
        if levels and closing(text, base.end) < len(text) and not _ABOUT.search(text, 0, delta.start):
            yield levels, delta, base


def shares_of_base(text: str, sentence: Sequence[Figure]) -> Iterator[tuple[Sequence[Figure], Figure, Figure]]:
    """The figures that a percentage may be of, the percentage, and what it is measured by in the bracket behind it:
    "125,5 tỷ đồng, bằng 104,6% so với cùng kỳ (120 tỷ đồng)"."""
    for at, (ratio, base) in enumerate(pairwise(sentence[1:]), start=1):
        if ratio.kind is not Kind.RATIO or not _MEASURED_BY.fullmatch(text, ratio.end, base.start):
            continue
        alone = _CLOSES.match(text, base.end) and _MAKES_OF_BASE.search(text, 0, ratio.start)
        levels = [one for one in sentence[:at] if one.kind in COUNTS and _measured(one, base)]
        if levels and alone and ";" not in text[levels[-1].end : ratio.start]:
            yield levels, ratio, base


def _measured(level: Figure, base: Figure) -> bool:
    return (level.unit == base.unit == "%") or ("%" not in (level.unit, base.unit) and alike(level, base))


def falls(text: str, delta: Figure) -> bool:
    """Whether a difference is said to be a fall."""
    return bool(_FALLS.search(text[max(0, delta.start - 40) : delta.start]))


def grown(level: Figure, base: Figure, delta: Figure) -> Decimal | None:
    """By how much a figure grew, measured as the difference that is said; None where that is another measure. A
    percentage "tăng 0,4%" by so many points, unless its numbers say otherwise (`agrees`)."""
    if delta.unit == "%" and level.unit != "%":
        return (level.value - base.value) * 100 / base.value if base.value else None
    if delta.unit == "%":
        return level.value - base.value
    points = fold(delta.unit).startswith("diem")
    same = points if level.unit == "%" else not points and (not delta.unit or alike(level, delta))
    return level.value - base.value if same else None


def agrees(level: Figure, base: Figure, delta: Figure, fell: bool) -> bool:
    """Whether a difference said is that of two figures, within what their last printed digits leave open."""
    real = grown(level, base, delta)
    if real is None:
        return True
    said = -abs(delta.value) if fell else delta.value
    slack = _half(level) + _half(base) + _half(delta)
    if delta.unit != "%" or level.unit == "%":
        by_points = abs(real - said) <= slack
        return by_points or (delta.unit == "%" and _by_percent(level, base, delta, said))
    return _by_percent(level, base, delta, said)


def _by_percent(level: Figure, base: Figure, delta: Figure, said: Decimal) -> bool:
    """Whether a figure grew by so many hundredths of what it was."""
    if not base.value:
        return True
    slack = (_half(level) + _half(base) * abs(level.value / base.value)) * 100 / base.value + _last_digit(delta)
    return abs((level.value - base.value) * 100 / base.value - said) <= slack


def _last_digit(figure: Figure) -> Decimal:
    return Decimal(1).scaleb(-digits_of(figure.value))


def left_open(*figures: Figure) -> Decimal:
    """How far off a sum of printed figures may be by their rounding alone."""
    return sum(map(_half, figures), Decimal(0))


def _half(figure: Figure) -> Decimal:
    """How far off a printed figure may be: a whole count is exact, millions and decimals are rounded."""
    counted = _last_digit(figure) >= 1 and not _ROUNDED.intersection(fold(figure.unit).split()[:1])
    return Decimal(0) if counted else _last_digit(figure) / 2
