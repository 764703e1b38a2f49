"""Words in capitals as running text writes them, where no list has the whole name: abbreviations stay, kinds of bodies
and fields are written as the lists write them, places word by word. What is left is a guess: small letters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from generator.facts import danh_muc
from generator.values.patterns import late
from generator.values.text import fold, upper_first

_WORD = late(r"[^\W_]+(?:\s?&\s?[^\W_]+)*")
_SYLLABLE = late(r"(?:b|ch?|d|gh?|gi|h|kh?|l|m|ngh?|nh?|ph?|qu|r|s|th?|tr|v|x)?[aeiouy]{1,3}(?:ch?|k|m|ng?|nh|p|t)?")
_ROMAN = late(r"X{0,3}(?:IX|IV|V?I{0,3})")
_SYLLABLES = frozenset(("I", "V", "X", "VI", "XI"))
_NUMBERED = frozenset(("vuc", "so", "cap", "hang", "loai", "quy", "ky", "khoa", "dot", "vung", "tuyen"))
_VOWELS = frozenset("aeiouy")
_SHORT = ("tp", "q", "tx", "h", "p")
_PLACES = (
    "thành phố",
    "thị xã",
    "thị trấn",
    "đặc khu",
    "quận",
    "huyện",
    "xã",
    "phường",
    "tỉnh",
    *_SHORT,
)
# What follows the word for a place and is no name of one: "cấp xã năm 2026", "xã hội", "tỉnh ủy".
_NO_PLACE = frozenset(
    (
        *("cap", "cac", "nam", "thang", "quy", "va", "truc", "thuoc", "ve", "trong", "giai", "cua", "tai", "do", "co"),
        *("duoc", "nong", "thong", "dat", "den", "khoa", "theo", "tren", "cho", "hoi", "uy", "doi", "doan", "ly"),
        *("nhiem", "la", "voi", "tu"),
    )
)
_LONGEST_PLACE = 4
_SCHOOLS = frozenset(("thpt", "thcs", "th", "tieu hoc", "mam non", "mau giao", "ptdtnt"))
# What a school is, before what it is called.
_OF_SCHOOLS = frozenset(
    (
        *("chuyen", "cong", "lap", "dan", "tu", "thuc", "toc", "noi", "ban", "tru", "nang", "khieu", "so", "va"),
        *("tieu", "hoc", "mam", "non", "mau", "giao"),
    )
)
_POSITIONS = "chuc-danh"
_FIELDS = ("Sở ", "Bộ ")
_LETTERS = frozenset(("y", "dược"))


@cache
def _heads() -> Mapping[str, tuple[str, str, bool]]:
    """The first words of names of bodies, each with how it is written, its kind, whether a place follows."""
    agencies = danh_muc.agencies()
    return {words.casefold(): (words, key, agencies.kinds[key].places) for key, words in agencies.heads() if key}


@cache
def _no_heads() -> frozenset[str]:
    """Words that only look like the first ones of a name: `Xã hội`."""
    return frozenset(words.casefold() for words in danh_muc.agencies().no_kinds)


@cache
def _written() -> Mapping[str, str]:
    """Names of agencies as they are written."""
    return {record.name.casefold(): record.name for record in danh_muc.agencies().records.values()}


@cache
def _fields() -> Mapping[str, str]:
    """The fields that bộ and sở are named by ("Giáo dục và Đào tạo"), as they are written."""
    fields = (name[len(head) :] for name in _written().values() for head in _FIELDS if name.startswith(head))
    return {name.casefold(): name for name in fields}


def is_abbreviation(word: str) -> bool:
    """Whether a word in capitals is read letter by letter: no syllable, and hardly a vowel in it."""
    parts = re.split(r"\s?&\s?", word)
    if len(parts) > 1:
        return all(len(part) < 4 or is_abbreviation(part) for part in parts)
    folded = fold(word)
    marked = unicodedata.normalize("NFD", word.lower().replace("đ", "d")) != folded
    vowels = sum(char in _VOWELS for char in folded)
    return not marked and not _SYLLABLE.fullmatch(folded) and 3 * vowels <= len(folded)


def in_running_text(text: str) -> tuple[str, bool]:
    """A text in capitals in the letters of running text, and whether all of it is known from the lists."""
    text = unicodedata.normalize("NFC", text)
    walk = _Walk(text, [(one.start(), one.end()) for one in _WORD.finditer(text)])
    while walk.at < len(walk.words):
        walk.step()
    return upper_first("".join((*walk.made, text[walk.end :]))), walk.known


@dataclass
class _Walk:
    """Word by word through a text; `place` is how many words yet may be a place, `school` whether a name of one."""

    text: str
    words: Sequence[tuple[int, int]]
    at: int = 0
    end: int = 0
    made: list[str] = field(default_factory=list)
    known: bool = True
    place: int = 0
    school: bool = False
    headed: bool = False
    """Whether the first words of a name stand right before."""
    begins: bool = True
    """Whether a name begins here: at the beginning, after a dash, after a position."""

    def step(self) -> None:
        """What stands next: a name, the first words of one, the word for a place, a word."""
        start = self.words[self.at][0]
        between = self.text[self.end : start]
        if between.strip(" ./"):
            self.place, self.school = 0, False
        self.begins = self.begins or any(sign in between for sign in "-–—,;(")
        self.made.append(between)
        self.end = start
        if not (self._listed() or self._head() or self._of_a_place()):
            self._word()

    def _said(self, count: int) -> str:
        """The next words, where nothing but spaces parts them."""
        if self.at + count > len(self.words):
            return ""
        said = self.text[self.words[self.at][0] : self.words[self.at + count - 1][1]]
        return " ".join(said.split()).casefold()

    def _take(self, written: str, count: int) -> None:
        self.made.append(written)
        self.at += count
        self.end = self.words[self.at - 1][1]

    def _listed(self) -> bool:
        for count in range(min(12, len(self.words) - self.at), 1, -1):
            said = self._said(count)
            if written := _written().get(said) or (_fields().get(said, "") if self.headed else ""):
                self._take(written, count)
                self.begins, self.headed, self.place = False, False, 0
                return True
        return False

    def _head(self) -> bool:
        if self._said(2) in _no_heads():
            return False
        for count in range(min(8, len(self.words) - self.at), 0 if self.begins else 1, -1):
            if found := _heads().get(self._said(count)):
                written, kind, places = found
                self._take(written, count)
                self.begins, self.headed, self.place = kind == _POSITIONS, True, _LONGEST_PLACE if places else 0
                self.school = self.school or written.casefold() in _SCHOOLS
                return True
        return False

    def _of_a_place(self) -> bool:
        count = 2 if self._said(2) in _PLACES else 1
        said = self._said(count)
        before = self.made[-2].casefold() if len(self.made) > 1 else ""
        if said not in _PLACES or before == "cấp" or fold(self._next(count)) in _NO_PLACE:
            return False
        self._take(said.upper() if said in _SHORT else said, count)
        self.place, self.school = _LONGEST_PLACE, False
        self.begins = self.headed = self.known = False
        return True

    def _is_roman(self, word: str) -> bool:
        """Whether a word is a number: `KHU VỰC II`; what may be a syllable ("VI") only behind what has one."""
        before = fold(self.text[slice(*self.words[self.at - 1])]) if self.at else ""
        return bool(word and _ROMAN.fullmatch(word)) and (word not in _SYLLABLES or before in _NUMBERED)

    def _next(self, count: int) -> str:
        return self.text[slice(*self.words[self.at + count])] if self.at + count < len(self.words) else "cua"

    def _word(self) -> None:
        word = self.text[slice(*self.words[self.at])]
        folded = fold(word)
        self.begins = self.headed = self.known = False
        self.school = self.school or folded in _SCHOOLS or fold(self._said(2)) in _SCHOOLS
        if folded in _NO_PLACE:
            self.place = 0
        if is_abbreviation(word) or self._is_roman(word):
            self._take(word, 1)
        elif self.place or word.lower() in _LETTERS or (self.school and folded not in _OF_SCHOOLS):
            self.place = max(self.place - 1, 0)
            self._take(word.capitalize(), 1)
        else:
            self._take(word.lower(), 1)
