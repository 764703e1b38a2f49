"""Names of bodies that no list has, known by how they begin: `Phòng …`, `UBND xã …`, `Công ty …`; and where they end.

`và`, `,` and ` - ` stand inside such names as well as between two of them (`Vụ Khoa học công nghệ, Đào tạo và Môi
trường` is one). They end a name where a body of its own follows, or, in a kind that is named by its place, always; a
comma goes on only where `và` closes the row, or small letters follow (`Phòng Kế hoạch, tài chính`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from msgspec import Struct

from generator.facts.agencies import Agencies, BodyKind, name_key
from generator.values.patterns import late
from generator.values.text import fold, old_tones

_Words = Sequence[tuple[int, int]]
WORD = late(r"\w+")
# What surely ends a name, and what may stand in one.
_BREAK = late(r"(?P<hard>[;:\n•+()\x00]|\.(?=\s|$))|(?P<comma>,)|(?P<dash>\s-\s)|(?P<va>\bva\b)")
# Before a name: the beginning, a mark, a new line, or a word that leads to one.
_BEFORE = late(r"(?:\A|[^\w\s]\s*|\n\s*|\b(?:va|voi|cung|cua|do|giao|hoac|la)\s+)\Z")
_SPACES = late(r"[ \t]*")
# How many parts a name may have before its `và`; letters of the longest first words of a name.
_MOST_PARTS, _LONGEST_HEAD = 6, 60
# First words that are a name of their own have more than so many words after the first.
_NAME_OF_ITSELF = 2
# Small words that begin something that is no part of the name before.
_ON = late(
    r"(?!(?:moi truong|xa hoi|ban (?:do|quyen)|so (?:hoa|lieu)|phong,? (?:chay|chong|ngua|benh|ho)|khoa (?:hoc|giao)"
    r"|cap (?:nuoc|cuu|phep)|hoi (?:nhap|suc|hoa)|toan hoc|nganh nghe|truong hoc)\b)"
    r"(?:cac|nhung|co quan|don vi|dia phuong|to chuc|nguoi|ca nhan|doanh nghiep|phong|ban|bo phan|cong chuc|can bo"
    r"|so|nganh|thu truong|mot so|toan the|xa|phuong|lien quan|co lien quan|chu tri|phoi hop|thuong xuyen|bao cao"
    r"|thuc hien|chinh quyen|nhan dan|cong dong|ho gia dinh|bao chi|truong|benh vien|hop tac xa|thon|khoa|chi nhanh"
    r"|hoi|doan the|toan|moi|hai|ba|cap|thanh vien|chuyen gia|nha thau)\b"
)


class Body(Struct, frozen=True):
    """A name: where it stands and of what kind it is."""

    start: int
    end: int
    kind: str


def found(text: str, small: str, agencies: Agencies, taken: Sequence[tuple[int, int]]) -> Iterator[Body]:
    """The names in a text from left to right; `small` is its `plain` form in small letters.

    `taken` are the places, in order, where something is known already: no name begins there, and each ends one.
    """
    words = [match.span() for match in WORD.finditer(small)] if agencies.kinds else []
    starts, ends = [start for start, _ in taken], frozenset(end for _, end in taken)
    reader = _Reader(text, small, words, agencies, dict(taken), starts, ends)
    at = 0
    while at < len(words):
        kind, last = reader.head(at) if reader.may_begin(at) else ("", at)
        at += 1
        if kind:
            end = reader.end(last, agencies.kinds[kind])
            if name_key(text[words[at - 1][0] : end]) not in agencies.bare:
                yield Body(words[at - 1][0], end, kind)
            while at < len(words) and words[at][0] < end:
                at += 1


def kind_of(text: str, small: str, agencies: Agencies, start: int, stop: int) -> str:
    """The kind of the name that begins at a place, by its first words; "" where none is known."""
    words = [match.span() for match in WORD.finditer(small, start, stop)]
    return _longest(text, words, 0, small, _heads(agencies))[0] if words else ""


@lru_cache(maxsize=4)
def _heads(agencies: Agencies) -> dict[str, Any]:
    """The first words of names, word by word; under "" stand the key of a kind and the words as written.

    Words that only look like them (`Xã hội`) are in it with the key "".
    """
    root: dict[str, Any] = {}
    for key, words in agencies.heads():
        node = root
        for word in fold(words).split():
            node = node.setdefault(word, {})
        node.setdefault("", (key, old_tones(words.lower())))
    return root


def _longest(text: str, words: _Words, at: int, small: str, node: dict[str, Any]) -> tuple[str, int]:
    """The kind with the most words that begins at a word, and the last of them; one alone needs its marks (`Bảo`)."""
    kind, last, first = "", at, words[at][0]
    for here in range(at, len(words)):
        start, end = words[here]
        if here > at and any(char in ";:()\n" for char in small[words[here - 1][1] : start]):
            break
        if (word := small[start:end]) not in node:
            break
        node = node[word]
        if "" in node and (here > at or old_tones(text[first:end].lower()) == node[""][1]):
            kind, last = node[""][0], here
    return kind, last


class _Reader(Struct, frozen=True):
    """One text, with where what is known begins (`starts`: in order) and ends."""

    text: str
    small: str
    words: _Words
    agencies: Agencies
    known: Mapping[int, int]
    starts: Sequence[int]
    ends: frozenset[int]

    def may_begin(self, at: int) -> bool:
        """Whether a name may begin with a word: a capital, nothing known begins there, and something ends before it."""
        start = self.words[at][0]
        if not self.text[start].isupper():
            return False
        before = self.words[at - 1][1] if at else 0
        return before in self.ends or bool(_BEFORE.search(self.small, max(0, start - 12), start))

    def head(self, at: int) -> tuple[str, int]:
        """The kind whose words begin with a word, and the last of them; a kind needs more, unless it stands alone.

        What is known and begins here too is left alone, unless it is shorter (`Ngân hàng Nhà nước khu vực 13`).
        """
        kind, last = _longest(self.text, self.words, at, self.small, _heads(self.agencies))
        start, end = self.words[at][0], self.words[last][1]
        if not kind or self.known.get(start, 0) >= end:
            return "", at
        more = self._next(end)
        alone = self.agencies.kinds[kind].alone or last - at >= _NAME_OF_ITSELF
        joined = self.small[more : more + 1].isalnum() and (
            self.text[more].isupper() or not _ON.match(self.small, more)
        )
        return (kind, last) if alone or joined else ("", at)

    def end(self, last: int, kind: BodyKind) -> int:
        """Where the name ends that has this kind's words up to `last`."""
        at = head = self.words[last][1]
        limit = self._next_known(at)
        while match := _BREAK.search(self.small, at, limit):
            bare = match["comma"] and not self.small[head : match.start()].strip()
            if match["hard"] or bare or not self._goes_on(match, kind, limit):
                limit = match.start()
                break
            at = match.end()
        return limit - len(self.text[at:limit]) + len(self.text[at:limit].rstrip(" ,-")) if limit > at else at

    def _goes_on(self, match: re.Match[str], kind: BodyKind, limit: int) -> bool:
        """Whether what stands after a comma, a dash or `và` belongs to the name."""
        if kind.places or self._begins_something(match.end()):
            return False
        small = self.text[self._next(match.end())].islower()
        return match.lastgroup != "comma" or small or self._closed_by_and(match.end(), limit)

    def _closed_by_and(self, at: int, limit: int) -> bool:
        """Whether `và` stands in the row, a few parts on, before anything else begins."""
        for _ in range(_MOST_PARTS):
            match = _BREAK.search(self.small, at, limit)
            if not match or match["hard"] or self._begins_something(match.end()):
                return False
            if match["va"]:
                return True
            at = match.end()
        return False

    def _begins_something(self, at: int) -> bool:
        """Whether a body, something known, or nothing at all begins at the next word."""
        start = self._next(at)
        if start >= len(self.text) or start in self.known:
            return True
        if not self.text[start].isupper():
            return bool(_ON.match(self.small, start))
        return bool(kind_of(self.text, self.small, self.agencies, start, start + _LONGEST_HEAD))

    def _next(self, at: int) -> int:
        """The next place that is not a space."""
        return _SPACES.match(self.small, at).end()  # type: ignore[union-attr] # it matches the empty string

    def _next_known(self, at: int) -> int:
        here = bisect_left(self.starts, at)
        return self.starts[here] if here < len(self.starts) else len(self.text)
