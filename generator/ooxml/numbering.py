"""List numbers as the text a reader sees: `w:numPr` resolved through numbering.xml.

`Numbering` is what the part says; `Counter` walks a document once and hands out labels in reading order.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree
from msgspec import Struct

from generator.ooxml.names import w
from generator.ooxml.package import parse_xml
from generator.values.text import roman

_LEVELS = 9
# So far Word counts in letters (aa, bb … thirty of them); what is larger is printed in digits.
_LAST_LETTERS = 26 * 30
# What an integer attribute may say.
_LARGEST = (1 << 31) - 1


class Level(Struct, frozen=True):
    """One level of a list: number format, text with %1…%9, first number, its paragraph properties."""

    format: str = "decimal"
    text: str = "%1."
    start: int = 1
    properties: etree._Element | None = None


class Numbering(Struct, frozen=True):
    """The lists of a document: levels by (numId, ilvl), and the abstract list whose counters a numId shares."""

    levels: Mapping[tuple[int, int], Level]
    abstract: Mapping[int, int]
    overrides: Mapping[tuple[int, int], int]

    def level(self, num_id: int, ilvl: int) -> Level | None:
        """The level, or None where numbering.xml has none (Word then shows no number)."""
        return self.levels.get((num_id, ilvl))


def read_numbering(parts: Mapping[str, bytes], *, shown_as: str) -> Numbering:
    """The lists of word/numbering.xml; empty where there is no such part."""
    data = parts.get("word/numbering.xml")
    if data is None:
        return Numbering({}, {}, {})
    root = parse_xml(data, shown_as=shown_as, part="word/numbering.xml")
    abstracts = {whole(item.get(w("abstractNumId"))): _levels(item) for item in root.iterfind(w("abstractNum"))}
    levels: dict[tuple[int, int], Level] = {}
    abstract: dict[int, int] = {}
    overrides: dict[tuple[int, int], int] = {}
    for num in root.iterfind(w("num")):
        num_id = whole(num.get(w("numId")))
        reference = num.find(w("abstractNumId"))
        abstract[num_id] = whole(reference.get(w("val"))) if reference is not None else -1
        own = dict(abstracts.get(abstract[num_id], {}))
        for override in num.iterfind(w("lvlOverride")):
            ilvl = whole(override.get(w("ilvl")))
            own.update(_levels(override))
            start = override.find(w("startOverride"))
            if start is not None:
                overrides[num_id, ilvl] = whole(start.get(w("val")))
        levels.update({(num_id, ilvl): level for ilvl, level in own.items()})
    return Numbering(levels, abstract, overrides)


class Counter:
    """Counts through one document in reading order. Lists of one abstract list count on from each other."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._counts: dict[int, list[int | None]] = {}
        self._started: set[tuple[int, int]] = set()

    def label(self, num_id: int, ilvl: int) -> str:
        """The number of the next paragraph of this list and level, as printed; empty where there is none."""
        level = self._numbering.level(num_id, ilvl)
        if level is None or not 0 <= ilvl < _LEVELS:
            return ""
        key = self._numbering.abstract.get(num_id, -1)
        counts = self._counts.setdefault(key, [None] * _LEVELS)
        previous = counts[ilvl]
        override = self._numbering.overrides.get((num_id, ilvl))
        if override is not None and (num_id, ilvl) not in self._started:
            previous = override - 1
        self._started.add((num_id, ilvl))
        counts[ilvl] = level.start if previous is None else previous + 1
        counts[ilvl + 1 :] = [None] * (_LEVELS - ilvl - 1)
        if level.format == "bullet":
            return level.text
        return self._text(num_id, level, counts)

    def _text(self, num_id: int, level: Level, counts: list[int | None]) -> str:
        text = level.text
        for index in range(_LEVELS):
            if f"%{index + 1}" in text:
                own = self._numbering.level(num_id, index) or level
                number = counts[index]
                text = text.replace(f"%{index + 1}", formatted(own.start if number is None else number, own.format))
        return text


def formatted(number: int, format_: str) -> str:
    """A number in a `w:numFmt`: decimal, decimalZero, Roman and Latin letters as Word counts them, none."""
    if format_ == "none":
        return ""
    if format_ in ("upperRoman", "lowerRoman") and 0 < number < 4000:
        return roman(number) if format_ == "upperRoman" else roman(number).lower()
    if format_ in ("upperLetter", "lowerLetter") and 0 < number <= _LAST_LETTERS:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if format_ == "upperLetter" else letter
    return f"{number:02d}" if format_ == "decimalZero" else str(number)


def whole(value: str | None, default: int = 0) -> int:
    """An integer attribute as lenient as Word reads it: `567`, `567.0`; nothing, rubbish or what is beyond any measure
    gives the default."""
    try:
        found = int(float(value)) if value is not None else default
    except (ValueError, OverflowError):
        return default
    return found if abs(found) <= _LARGEST else default


def _levels(parent: etree._Element) -> dict[int, Level]:
    levels = {}
    for item in parent.iterfind(w("lvl")):
        values = {name: item.find(w(name)) for name in ("numFmt", "lvlText", "start")}
        found = {name: element.get(w("val"), "") for name, element in values.items() if element is not None}
        levels[whole(item.get(w("ilvl")))] = Level(
            found.get("numFmt", "decimal"), found.get("lvlText", ""), whole(found.get("start"), 1), item.find(w("pPr"))
        )
    return levels
