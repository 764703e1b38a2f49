"""Figures one keystroke from what their own sentence makes of them, and steps that go the other way (L020, L021)."""
# ruff: noqa: D103 - the reason of each check is its `why`, which KIEM-TRA.md shows

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from rapidfuzz.distance import OSA

from generator.linting.check import WARNING, Doubt, check, checks_in
from generator.linting.checked import Checked
from generator.linting.checks.figures import number_text, total_of
from generator.linting.reports import Told
from generator.reading.figures.model import Figure, Kind
from generator.reading.figures.relations import alike, apart, inside, overlap, share
from generator.values.figures import COUNTS, COUNTS_ALONE, digits_of
from generator.values.findings import msg, one_of
from generator.values.patterns import late
from generator.values.text import fold, quote

# Of a number of fewer digits every other is one keystroke away; parts that lack more are but some of all.
_DIGITS, _MOST_LACKING = 3, 10
_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_STEP = late(
    rf"\btừ\s+(?:mức\s+)?(?<![\d.,/])(?P<first>{_NUMBER})(?![\d/])\s*(?P<unit>%|[^\W\d_]+)?"
    rf"(?:\s+[^\W\d_]+){{0,3}}?\s*\b(?P<way>lên|xuống)\s+(?:(?:còn|tới|đến|mức|trên|dưới|khoảng|hơn)\s+){{0,2}}"
    rf"(?P<then>{_NUMBER})(?![\d/]|[.,]\d)\s*(?P<other>%|[^\W\d_]+)?",
    re.IGNORECASE,
)
# Between a count and the percentage that it is: no name of another.
_REACHING = late(r"[^.;,()\d]{0,40}[,(]\s*(?:đạt|chiếm|bằng)\s+(?:tỷ lệ\s*)?:?\s*", re.IGNORECASE)
# A better place is a smaller number.
_RANKED = late(r"\b(?:hạng|thứ|vị trí|bậc|nhóm|top)\b", re.IGNORECASE)


@check("L020", WARNING, "Số lệch đúng một nét so với phép tính trong câu",
       why="Các phần sau “trong đó” chỉ khác tổng một chữ số, hai chữ số đổi chỗ, hoặc tỷ lệ khác phép chia cũng như "
           "vậy, thường là gõ nhầm.",
       wrong="3.480 tỷ đồng, trong đó 1.920 tỷ đồng, 1.130 tỷ đồng và 250 tỷ đồng", right="1.310 tỷ đồng")  # fmt: skip
def one_keystroke_away(checked: Checked) -> Iterator[Doubt]:
    for told in checked.prose:
        for sentence in told.sentences():
            for sum_, meant in (*_parts(told.text, sentence), *_shares(told, sentence)):
                near = [msg("{nay} là {dung}", nay=one.text, dung=number_text(right, digits_of(one.value)))
                        for one, right in meant if _near(one, right)]  # fmt: skip
                if near:
                    yield Doubt(told.passage.place,
                                msg("{phep}: lệch đúng một nét; có phải {dung}?", phep=sum_, dung=one_of(near)),
                                told.text, "", msg("Tính lại; đúng là chỉ một số phần thì để nguyên."))  # fmt: skip


_Meant = Sequence[tuple[Figure, Decimal]]


def _parts(text: str, sentence: Sequence[Figure]) -> Iterator[tuple[str, _Meant]]:
    """What parts behind "trong đó" add up to, and what each of them, or the one whole, would have to be."""
    counts = [one for one in sentence if one.kind in COUNTS_ALONE]
    before, parts = inside(text, counts)
    wholes = [one for one in before if parts and all(alike(one, part) for part in parts)]
    if len(wholes) != 1 or len(parts) < 2 or any(apart(text, sentence)) or overlap(text, wholes[0], parts):
        return
    whole, total = wholes[0], total_of(parts)
    lacking = whole.value - total
    if lacking and abs(lacking) * _MOST_LACKING <= whole.value:
        sum_ = " + ".join(part.text for part in parts)
        meant = [(whole, total), *((part, part.value + lacking) for part in parts)]
        yield f"{sum_} = {number_text(total)} ≠ {whole.text}", meant


def _shares(told: Told, sentence: Sequence[Figure]) -> Iterator[tuple[str, _Meant]]:
    """Of a percentage the share that the count before it has in earlier ones of its unit; none where one fits."""
    for at, ratio in enumerate(sentence):
        before = [one for one in sentence[:at] if one.kind in COUNTS]
        if ratio.kind is not Kind.RATIO or len(before) < 2:
            continue
        part = before[-1]
        if not _REACHING.fullmatch(told.text, part.end, ratio.start):
            continue
        wholes = [one for one in before[:-1] if alike(one, part) and one.value >= part.value and one.value]
        if share(told.text, ratio, before):
            continue  # which is judged for itself (L004)
        exact = Decimal(1).scaleb(-digits_of(ratio.value))
        rights = [(whole, (part.value * 100 / whole.value).quantize(exact, ROUND_HALF_UP)) for whole in wholes]
        if all(right != ratio.value for _, right in rights):
            for whole, right in rights:
                sum_ = f"{part.text} / {whole.text} = {number_text(right, digits_of(ratio.value))}%"
                yield f"{sum_} ≠ {ratio.text}%", [(ratio, right)]


def _near(figure: Figure, right: Decimal) -> bool:
    """Whether a number would be another by one digit, or by two that change places."""
    said, meant = (re.sub(r"\D", "", one) for one in (figure.text, number_text(right, digits_of(figure.value))))
    return len(said) == len(meant) >= _DIGITS and OSA.distance(said, meant) == 1


@check("L021", WARNING, "“từ … lên …” mà số sau không lớn hơn",
       why="Từ A lên B thì B lớn hơn A, từ A xuống B thì B nhỏ hơn A: ngược lại là gõ nhầm, hoặc hai số đổi chỗ.",
       wrong="nâng công suất từ 40 MVA lên 36 MVA", right="từ 40 MVA lên 63 MVA")  # fmt: skip
def other_way(checked: Checked) -> Iterator[Doubt]:
    for passage, found in checked.told(_steps):
        for written, way in found:
            yield Doubt(passage.place,
                        msg("{chu}: số sau không lớn hơn.", chu=quote(written)) if way == "lên"
                        else msg("{chu}: số sau không nhỏ hơn.", chu=quote(written)),
                        passage.text, "", msg("Đối chiếu hai số."))  # fmt: skip


def _steps(text: str) -> tuple[tuple[str, str], ...]:
    """The steps of a text that go the other way than it says, and what it says."""
    if "lên" not in text and "xuống" not in text:
        return ()
    return tuple((match[0].strip(), match["way"].lower()) for match in _STEP.finditer(text) if _wrong(text, match))


def _wrong(text: str, match: re.Match[str]) -> bool:
    units = [fold(match[name] or "") for name in ("unit", "other")]
    if (all(units) and units[0] != units[1]) or _RANKED.search(text, max(0, match.start() - 60), match.end()):
        return False
    first, then = (Decimal(match[name].replace(".", "").replace(",", ".")) for name in ("first", "then"))
    return then <= first if match["way"].lower() == "lên" else then >= first


CHECKS = checks_in(globals())
