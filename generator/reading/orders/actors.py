"""Who is meant in a sentence: where a body's name begins, and where it ends because what it has to do begins."""

from __future__ import annotations

import re
from functools import cached_property

from msgspec import Struct

from generator.facts import danh_muc
from generator.reading.meaning import bodies, units
from generator.reading.meaning.plain import plain
from generator.reading.orders.words import MEETING, QUOTED, small, words
from generator.values.patterns import late

_LONGEST = 60  # words of a list of bodies
_NOT_NAMES = late(r"(?:người|cá nhân|hộ|nhân dân|việc|công tác|mọi|một số|tổ chức(?!\s+chính trị))(?!\w)")
# Verbs that are a part of a name after these words: "đầu tư xây dựng", "công nghệ thông tin".
_IN_NAMES = late(
    r"(?:(?P<compound>đầu tư|vật liệu|quản lý|kỹ thuật|chủ|nhà|công tác|dự án|phụ trách|thường trực|công nghệ|hệ thống|"
    r"cổng)|(?:tổ|đoàn) công tác|cơ quan|ban|đoàn|tổ|ủy ban|hội đồng|bộ phận|trung tâm|phòng|sở|bộ|cục|vụ|ngành)\s+$"
)
# An office of its own name: only this follows in small letters.
_OFFICE = late(r"(?<!\w)văn phòng\s+$")
_OF_AN_OFFICE = "điều phối"
_PARTS_OF_NAMES = frozenset((
    "xây dựng", "kiểm tra", "thanh tra", "đầu tư", "tư vấn", "giám sát", "thẩm định", "thi hành", "đào tạo",
    "điều phối", "soạn thảo", "phát triển", "kiểm soát", "điều hành", "phục vụ", "bảo vệ", "truyền thông",
    "thông tin", "sản xuất", "khai thác", "in",
))  # fmt: skip
_MAKES = "xây dựng"
_NAME_MARKS = late(r"[.;:!?\n]")
_EXPLAINS = late(r"\s*(?:phụ trách|theo dõi)\s")
_PREPOSITION = late(r"(?<!\w)(?:trong|để|nhằm|khi|tại|về|theo|bằng|từ|cho|trên địa bàn)(?!\w)")


def _only_looks_like_one(low: str, at: int) -> bool:
    """Whether words begin there that only look like those of a body: `Ban hành`, `Phòng chống`."""
    begun = (at + len(one) for one in danh_muc.agencies().no_kinds if low.startswith(small(one), at))
    return any(not low[end : end + 1].isalnum() for end in begun)


class Sentence(Struct, frozen=True, dict=True):
    """A sentence with what is looked up in it more than once; all of the same length."""

    text: str

    @cached_property
    def low(self) -> str:
        """Small letters, quotations blanked: what is quoted gives no task."""
        return QUOTED.sub(lambda found: "\x00" * len(found[0]), small(self.text))

    @cached_property
    def bare(self) -> str:
        """Small letters without marks."""
        return plain(self.text).lower()

    @cached_property
    def shouted(self) -> bool:
        """Whether it is written in capitals, so that capitals name nothing."""
        letters = [char for char in self.text if char.isalpha()]
        return bool(letters) and sum(char.isupper() for char in letters) > len(letters) * 0.7

    @cached_property
    def named(self) -> tuple[tuple[int, int], ...]:
        """Where names of the list and words for many bodies stand."""
        found = units.parse(self.text, danh_muc.agencies())
        # "các đơn vị có (liên quan)" may end before what the bodies have to have: "có ý kiến".
        ends = (one.start + len(one.verbatim.removesuffix(" có")) for one in found)
        return tuple((one.start, end) for one, end in zip(found, ends, strict=True) if one.agency)

    def act_from(self, at: int, *, stop_at_prepositions: bool = False) -> int:
        """Where what is to be done begins, from a place on; -1 where it does not."""
        for match in words().act.finditer(self.low, at):
            if self._is_act(match, at):
                start = match.start()
                break
        else:
            start = -1
        if stop_at_prepositions and (one := _PREPOSITION.search(self.low, at, start if start >= 0 else len(self.low))):
            inside = any(begin <= one.start() < end for begin, end in self.named)
            return start if inside else one.start()
        return start

    def _is_act(self, match: re.Match[str], at: int) -> bool:
        start = match.start()
        if start > at and self.text[start].isupper() and not self.shouted and self.text[:start].rstrip()[-1:] != ":":
            return False
        if any(begin < start < end or (begin == start and start > at) for begin, end in self.named):
            return False
        before = self.low[at:start]
        if match[0] in _PARTS_OF_NAMES and self._is_in_name(match):
            return False
        return not _EXPLAINS.match(self.low, start) or not before.strip()

    def _is_in_name(self, verb: re.Match[str]) -> bool:
        """Whether a word that can be a verb goes on with the name before it: `ban quản lý dự án đầu tư xây dựng`, not
        `Văn phòng kiểm tra …`, nor where what it makes follows: `các sở, ngành xây dựng báo cáo`.
        """
        before = self.low[: verb.start()]
        if _OFFICE.search(before):
            return verb[0] == _OF_AN_OFFICE
        named = _IN_NAMES.search(before)
        makes = verb[0] == _MAKES and words().product.match(self.low, verb.start())
        return named is not None and (named["compound"] is not None or not makes)

    def begins_name(self, at: int) -> bool:
        """Whether a body begins at a place: one of the list, of a kind, or in words for many."""
        if at >= len(self.text) or self.low[at] == "\x00" or _NOT_NAMES.match(self.low, at):
            return False
        if any(begin == at for begin, _ in self.named):
            return True
        if _only_looks_like_one(self.low, at):
            return False
        if words().office.match(self.low, at):
            return (
                self.text[at].isupper()
                or self.low.startswith(("các ", "đồng chí", "từng ", "mỗi ", "quý "), at)
                or self._many(at)
            )
        kind = bodies.kind_of(self.text, self.bare, danh_muc.agencies(), at, min(at + _LONGEST, len(self.text)))
        return bool(kind) and self.text[at].isupper()

    def _many(self, at: int) -> bool:
        """`sở, ban, ngành`; `thủ trưởng các đơn vị`, in small letters."""
        return bool(re.match(r"(?:sở, |bộ, |thủ trưởng|giám đốc|chủ tịch|lãnh đạo|đại diện)", self.low[at:]))

    def name_at(self, at: int, *, stop_at_prepositions: bool = False) -> tuple[int, int]:
        """The end of the bodies that begin at a place, and where what they do begins (-1: nothing does)."""
        act = self.act_from(at + 1, stop_at_prepositions=stop_at_prepositions)
        end = act if act >= 0 else len(self.text)
        # Only a list of names may go on after a colon: "các Sở: Nội vụ, Tài chính".
        for mark in _NAME_MARKS.finditer(self.text, at, end):
            if mark[0] == ":" and act >= 0 and not self.text[mark.end() : act].strip():
                return mark.start(), act
            if mark[0] != ":" or not self.text[mark.end() : end].lstrip()[:1].isupper():
                return mark.start(), -1
        if len(self.text[at:end].split()) > _LONGEST:
            return at, -1
        return at + len(self.text[at:end].rstrip(" ,-–:")), act

    def meets(self, at: int) -> bool:
        """Whether a meeting is chaired there."""
        return bool(MEETING.match(self.low, at))
