"""Wording: known compounds misspelt, two ways of writing one word, a number against its own words (L6xx)."""
# ruff: noqa: D103 - the reason of each check is its `why`, which KIEM-TRA.md shows

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from rapidfuzz.distance import OSA

from generator.facts.danh_muc import load
from generator.linting.check import CERTAIN, ERROR, NOTE, WARNING, Doubt, check, checks_in
from generator.linting.checked import Checked
from generator.linting.syllables import possible
from generator.linting.words import Word, Words, keys_typed
from generator.values.findings import msg
from generator.values.number_words import number_said, numbers_in
from generator.values.text import old_tones, quote

_Pair = tuple[str, str]
# Words that join others: right beside anything.
_LINKS = frozenset(
    ("các", "có", "đã", "là", "và", "của", "cho", "với", "để", "được", "từ", "theo", "trên", "trong", "này", "khi",
     "do", "về", "tại", "sẽ", "cả", "một")
)  # fmt: skip
# A pair that stands so often is meant.
_MEANT = 3
_TWO_WAYS = (("quý", "quí", re.compile(r"\bqu[ýí](?=\s+(?:[IVX]+|\d)\b)", re.IGNORECASE)),)
_SAID = re.compile(r"(?<![\d/.,-])(\d{1,3}(?:\.\d{3})*)\s*\(([^()\d]{2,120})\)")
_BEHIND = re.compile(r"\s*\((\d{1,3}(?:\.\d{3})*)\)")


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
    for (passage, words), slips in zip(checked.worded, checked.slips, strict=True):
        told = {slip.at for slip in slips}
        for at in range(1, len(words)):
            right = _meant(words, at, checked.words)
            # What stands beside a frequent word is told by L602, with where.
            if right and told.isdisjoint((at - 1, at)):
                written = f"{words[at - 1].written} {words[at].written}"
                yield Doubt(passage.place, msg("{chu}: có phải “{dung}”?", chu=quote(written), dung=right),
                            passage.text, "", msg("Đối chiếu bản gốc rồi sửa."))  # fmt: skip


def _meant(words: Sequence[Word], at: int, counts: Words) -> str:
    """The compound that two words were probably meant to be; "" where they are right, or belong to other words."""
    first, second = words[at - 1], words[at]
    pair = first.small, second.small
    known, right = _compounds()
    if not second.joined or pair in known or pair in right or counts.pairs[pair] >= _MEANT:
        return ""
    if not (first.written[1:].islower() and second.written.islower() and all(map(possible, pair))):
        return ""
    if (at > 1 and first.joined and (words[at - 2].small, first.small) in known) or (
        at + 1 < len(words) and words[at + 1].joined and (second.small, words[at + 1].small) in known
    ):
        return ""
    after, before = _partners()
    for other in after.get(first.small, ()):
        if _one_key_apart(second.small, other):
            return f"{first.small} {other}"
    return next(
        (f"{other} {second.small}" for other in before.get(second.small, ()) if _one_key_apart(first.small, other)), ""
    )


def _one_key_apart(word: str, other: str) -> bool:
    if word in _LINKS or old_tones(word) == old_tones(other):
        return False
    return OSA.distance(keys_typed(word), keys_typed(other), score_cutoff=1) <= 1


@check("L608", NOTE, "Một từ viết hai kiểu",
       why="“Quý” và “Quí” đều gặp; một văn bản viết một kiểu.",
       wrong="Quí II … Quý III", right="Quý II … Quý III")  # fmt: skip
def two_ways_of_writing(checked: Checked) -> Iterator[Doubt]:
    for usual, other, pattern in _TWO_WAYS:
        found = [(passage, match) for passage in checked.passages for match in pattern.finditer(passage.text)]
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
