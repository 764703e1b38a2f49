"""Phần, chương, mục, tiểu mục, điều, khoản, điểm of a body, in order, with the parent each stands in.

Text quoted from another document (“Điều 5. …” in an amendment) is no structure of this one and is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, Literal

from msgspec import Struct

from generator.checking.paper import signs
from generator.checking.paper.model import Paragraph
from generator.values.blocks import BELOW_ARTICLE, COUNTED, FACTS, FOUND_END, TITLED, BlockKind
from generator.values.patterns import late
from generator.values.text import POINT_LETTERS

# A mục of a document without điều: the decree numbers it in Roman, and it stands below a điều of those that have both.
Level = BlockKind | Literal["muc-la-ma"]
ROMAN_SECTION: Final = "muc-la-ma"
_ROMAN_UNDER = ("phan", "chuong", "muc", "dieu")
NAMES: dict[str, str] = {**{kind: FACTS[kind].cited for kind in COUNTED}, ROMAN_SECTION: "mục"}
# What a new item of a level puts an end to: the numbers below it begin again.
_BELOW: dict[str, tuple[str, ...]] = {
    ROMAN_SECTION: BELOW_ARTICLE,
    **{
        kind: (
            *(lower for lower in COUNTED if kind in FACTS[lower].restarts_under),
            *((ROMAN_SECTION,) if kind in _ROMAN_UNDER else ()),
        )
        for kind in COUNTED
    },
}
_ROMAN_FOUND = rf"(?P<number>[IVX]+)(?P<mark>\s*[./)-]){FOUND_END}"
# From the widest to the narrowest.
_LEVELS: tuple[Level, ...] = (*(kind for kind in COUNTED if kind not in BELOW_ARTICLE), ROMAN_SECTION, *BELOW_ARTICLE)
_WORDS: tuple[tuple[Level, re.Pattern[str]], ...] = tuple(
    (level, late(_ROMAN_FOUND if level == ROMAN_SECTION else FACTS[level].found)) for level in _LEVELS
)
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_LONG_HEADING = 160  # a line "Chương I …" longer than this is prose that happens to begin so


class Item(Struct, frozen=True):
    """One numbered piece: its level, its number as written and as counted (điểm: place in the alphabet)."""

    level: Level
    written: str
    number: int
    mark: str
    title: str
    paragraph: Paragraph
    parents: tuple[tuple[Level, int], ...] = ()

    @property
    def name(self) -> str:
        """`Điều 3`, `khoản 2`, `điểm a`."""
        return f"{NAMES[self.level]} {self.written}"


def items(paragraphs: Iterable[Paragraph]) -> tuple[Item, ...]:
    """The numbered pieces of a body in reading order."""
    found: list[Item] = []
    open_: dict[str, int] = {}
    for paragraph in _own(paragraphs):
        item = _item(paragraph)
        if item is None:
            if paragraph.whole.share("bold") > 0.9 and paragraph.format.alignment == "center":
                for level in (ROMAN_SECTION, *BELOW_ARTICLE):
                    open_.pop(level, None)
            continue
        for level in _BELOW[item.level]:
            open_.pop(level, None)
        parents = tuple((level, open_[level]) for level, _ in _WORDS if level in open_ and level != item.level)
        open_[item.level] = item.number
        found.append(Item(item.level, item.written, item.number, item.mark, item.title, item.paragraph, parents))
    return tuple(found)


def _own(paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """The paragraphs that are not quoted from elsewhere."""
    quoted = False
    for paragraph in paragraphs:
        text = paragraph.seen
        opens = text.startswith(("“", '"'))
        if not quoted and not opens and text:
            yield paragraph
        body = text[1:] if opens else text
        if opens or quoted:
            quoted = not re.search(r"[”\"][.;,]?\s*$", body)


def _item(paragraph: Paragraph) -> Item | None:
    text = signs.with_d(paragraph.seen)
    for level, pattern in _WORDS:
        match = pattern.match(text)
        if match is None:
            continue
        if level in TITLED and not _is_title(paragraph):
            continue
        if level == "dieu" and not _is_article(paragraph, match):
            continue
        written = match["number"]
        number = value_of(written, level)
        if number is None:
            continue
        return Item(level, written, number, match["mark"].strip(), text[match.end() :].strip(), paragraph)
    return None


def _is_title(paragraph: Paragraph) -> bool:
    text = paragraph.seen
    stands_out = paragraph.format.alignment == "center" or paragraph.whole.share("bold") > 0.9
    return len(text) < _LONG_HEADING and stands_out and text[0].isupper()


def _is_article(paragraph: Paragraph, match: re.Match[str]) -> bool:
    """ "Điều 3." begins an article; "Điều 3 Nghị định số …" in running text does not."""
    text = paragraph.seen
    after = text[match.end() :].lstrip()
    if not text[0].isupper():
        return False
    return bool(match["mark"].strip()) or bold_start(paragraph) or not after


def bold_start(paragraph: Paragraph) -> bool:
    """Whether the first visible characters are bold."""
    runs = [run for run in paragraph.runs if paragraph.text[run.start : run.end].strip()]
    return bool(runs) and runs[0].format.bold


def value_of(written: str, level: str) -> int | None:
    """A number as counted: Roman, Arabic, or a letter's place among the letters of điểm (others after z: None)."""
    if level == "diem":
        return POINT_LETTERS.index(written) + 1 if written in POINT_LETTERS else None
    if written.isdigit():
        return int(written)
    total = 0
    values = [_ROMAN.get(sign, 0) for sign in written.upper()]
    for at, value in enumerate(values):
        total += -value if at + 1 < len(values) and value < values[at + 1] else value
    return total or None


def foreign_points(paragraphs: Iterable[Paragraph]) -> Iterator[tuple[str, Paragraph]]:
    """Điểm numbered with letters the Vietnamese alphabet of the decree does not have (f, j, w, z), or capital ones."""
    for paragraph in _own(paragraphs):
        match = re.match(r"([fjwzA-HĐ])\)(?=\s)", paragraph.seen)
        if match:
            yield match[1], paragraph


def missteps(found: Iterable[Item]) -> Iterator[tuple[Item, Item | None, Literal["lap", "nhay", "lui", "dau"]]]:
    """Items out of sequence among their siblings, with the sibling before: repeated, skipped, gone back, or
    (điều, and La Mã at the top) not beginning with 1. A list that begins again with 1 is a new list.
    """
    before: dict[tuple[Level, tuple[tuple[Level, int], ...]], Item] = {}
    for item in found:
        # Điều, chương and phần count on through what is above them.
        key = (item.level, () if item.level in ("dieu", "chuong", "phan") else item.parents)
        last = before.get(key)
        before[key] = item
        if last is None:
            if item.number != 1 and (item.level == "dieu" or (item.level == "muc-la-ma" and not item.parents)):
                yield item, None, "dau"
        elif item.number == last.number:
            yield item, last, "lap"
        elif item.number == 1 and item.level not in ("dieu", "chuong", "phan"):
            continue
        elif item.number > last.number + 1:
            yield item, last, "nhay"
        elif item.number < last.number:
            yield item, last, "lui"
