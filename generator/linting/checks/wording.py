"""Wording: known compounds misspelt, two ways of writing one word, a number against its own words (L6xx)."""
# ruff: noqa: D103 - the reason of each check is its `why`, which KIEM-TRA.md shows

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise

from generator.facts.danh_muc import load
from generator.linting.check import CERTAIN, ERROR, NOTE, WARNING, Doubt, check, checks_in
from generator.linting.checked import Checked
from generator.linting.syllables import possible
from generator.linting.words import Wording, Words, one_key_apart
from generator.values.findings import msg
from generator.values.number_words import number_said, numbers_in
from generator.values.patterns import late
from generator.values.text import old_tones, quote

_Pair = tuple[str, str]
# Words that join others: right beside anything.
_LINKS = frozenset(
    ("các", "có", "đã", "là", "và", "của", "cho", "với", "để", "được", "từ", "theo", "trên", "trong", "này", "khi",
     "do", "về", "tại", "sẽ", "cả", "một")
)  # fmt: skip
# A pair that stands so often is meant.
_MEANT = 3
_TWO_WAYS = (
    ("quý", "quí", late(r"\bqu[ýí](?=\s+(?:[IVX]+|\d)\b)", re.IGNORECASE)),
    ("công ty", "công ti", late(r"\bcông t[yi]\b", re.IGNORECASE)),
)
_SAID = late(r"(?<![\d/.,-])(\d{1,3}(?:\.\d{3})*)\s*\(([^()\d]{2,120})\)")
_BEHIND = late(r"\s*\((\d{1,3}(?:\.\d{3})*)\)")


@cache
def _compounds() -> tuple[frozenset[_Pair], frozenset[_Pair]]:
    """The compounds of cum-tu.yaml, and what is right though it looks like one."""
    listed = load("cum-tu.yaml")
    known, right = (frozenset(_pair(words) for words in listed[key]) for key in ("tu_ghep", "tru"))
    return known, right


def _pair(words: str) -> _Pair:
    first, second = words.split()
    return first, second


@cache
def _partners() -> tuple[Mapping[str, tuple[str, ...]], Mapping[str, tuple[str, ...]]]:
    """What stands after, and before, a syllable in the compounds."""
    after: defaultdict[str, list[str]] = defaultdict(list)
    before: defaultdict[str, list[str]] = defaultdict(list)
    for first, second in _compounds()[0]:
        after[first].append(second)
        before[second].append(first)
    return ({key: tuple(all_) for key, all_ in after.items()}, {key: tuple(all_) for key, all_ in before.items()})


@check("L607", WARNING, "Từ ghép viết sai một nét",
       why="Hai chữ đều có thật nhưng ghép lại không thành từ, và chỉ khác một nét với một từ hay gặp "
           "(data/danh-muc/cum-tu.yaml).",
       wrong="cư sở dữ liệu; lập hỗ sơ; càn thiết", right="cơ sở dữ liệu; lập hồ sơ; cần thiết")  # fmt: skip
def compound_misspelt(checked: Checked) -> Iterator[Doubt]:
    suspects = _suspects(checked.words)
    firsts = {first for first, _ in suspects}
    for (passage, words), slips in zip(checked.worded, checked.slips, strict=True) if suspects else ():
        if firsts.isdisjoint(words.small):
            continue
        told = {slip.at for slip in slips}
        for at, pair in enumerate(pairwise(words.small), 1):
            # What stands beside a frequent word is told by L602, with where.
            if pair in suspects and told.isdisjoint((at - 1, at)) and not _of_others(words, at):
                yield Doubt(passage.place,
                            msg("{chu}: có phải “{dung}”?", chu=quote(f"{words.written[at - 1]} {words.written[at]}"),
                                dung=suspects[pair]),
                            passage.text, "", msg("Đối chiếu bản gốc rồi sửa."))  # fmt: skip


def _suspects(counts: Words) -> dict[_Pair, str]:
    """The pairs of words that are nowhere listed and hardly seen, with the compound that they were probably meant to
    be."""
    known, right = _compounds()
    rare = (pair for pair, count in counts.pairs.items() if count < _MEANT and pair not in known and pair not in right)
    return {pair: meant for pair in rare if (meant := _meant(*pair))}


def _meant(first: str, second: str) -> str:
    """The compound one key from two words; "" where there is none, or one of them is no word."""
    after, before = _partners()
    for other in after.get(first, ()):
        if _one_key_apart(second, other):
            return f"{first} {other}" if possible(second) and possible(first) else ""
    for other in before.get(second, ()):
        if _one_key_apart(first, other):
            return f"{other} {second}" if possible(second) and possible(first) else ""
    return ""


def _of_others(words: Wording, at: int) -> bool:
    """Whether one of two words side by side is a name, or makes a compound with its other neighbour."""
    small, written, joined = words.small, words.written, words.joined
    known, _ = _compounds()
    if not joined[at] or not (written[at - 1][1:].islower() and written[at].islower()):
        return True
    return (at > 1 and joined[at - 1] and (small[at - 2], small[at - 1]) in known) or (
        at + 1 < len(small) and joined[at + 1] and (small[at], small[at + 1]) in known
    )


def _one_key_apart(word: str, other: str) -> bool:
    return word not in _LINKS and one_key_apart(word, other) and old_tones(word) != old_tones(other)


@check("L608", NOTE, "Một từ viết hai kiểu",
       why="“Quý” và “Quí” đều gặp; một văn bản viết một kiểu.",
       wrong="Quí II … Quý III", right="Quý II … Quý III")  # fmt: skip
def two_ways_of_writing(checked: Checked) -> Iterator[Doubt]:
    for usual, other, pattern in _TWO_WAYS:
        passages = (one for one in checked.passages if usual in (small := one.text.lower()) or other in small)
        found = [(passage, match) for passage in passages for match in pattern.finditer(passage.text)]
        forms = Counter(match[0].lower() for _, match in found)
        if len(forms) > 1:
            passage, match = next(pair for pair in found if pair[1][0].lower() == other)
            places = [place.place.cell or str(place.place) for place, one in found if one[0].lower() == other]
            yield Doubt(passage.place,
                        msg("{chu}: {so} chỗ viết “{kia}”, {nhieu} chỗ viết “{nay}”.", chu=quote(match[0]),
                            so=forms[other], kia=other, nhieu=forms[usual], nay=usual),
                        passage.text, ", ".join(dict.fromkeys(places[:20])), msg("Dùng một kiểu."))  # fmt: skip


@check("L609", ERROR, "Số và chữ không khớp",
       sure=CERTAIN,
       why="Số ghi bằng chữ trong ngoặc phải là chính số đó.",
       wrong="05 (bốn) tháng", right="05 (năm) tháng")  # fmt: skip
def number_against_words(checked: Checked) -> Iterator[Doubt]:
    for passage in checked.passages:
        for shown, said, number in _said_twice(passage.text) if "(" in passage.text else ():
            if said != number:
                yield Doubt(passage.place,
                            msg("{chu}: chữ là {so}.", chu=quote(shown), so=said), passage.text, "",
                            msg("Sửa số hoặc chữ."))  # fmt: skip


def _said_twice(text: str) -> Iterator[tuple[str, int, int]]:
    """The numbers that stand in digits and in words, one of them in brackets: as written, by words, by digits."""
    for match in _SAID.finditer(text):
        said = number_said(match[2].lower().removesuffix(" đồng").split())
        if said is not None:
            yield match[0], said, int(match[1].replace(".", ""))
    for start, end, said in numbers_in(text):
        if behind := _BEHIND.match(text, end):
            yield text[start : behind.end()], said, int(behind[1].replace(".", ""))


CHECKS = checks_in(globals())
