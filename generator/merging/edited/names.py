"""What a reader calls the blocks of a body: "Điều 1, khoản 2", by the numbers that the Word file prints."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from generator.merging.edited.base import Base
from generator.ooxml.anchored_text import Block, Paragraph
from generator.values.blocks import BY_KEY, FACTS, marks
from generator.values.paths import Path_, is_marked
from generator.values.places import in_words

_MARKS = marks()
_NUMBER = re.compile(r"[IVXLC]+(?=[.:])|\d+|[a-zđ](?=\))")


def block_names(blocks: Iterable[Block], base: Base) -> dict[Path_, str]:
    """The numbered blocks of a file just built, by their paths: "Điều 1", "khoản 2", "điểm a"."""
    made: dict[Path_, str] = {}
    for block in blocks:
        if isinstance(block, Paragraph):
            values = (base.values[anchor.number] for anchor in block.anchors if anchor.number in base.values)
            for value in values:
                if is_marked(value.path) and (name := _name(block.text)):
                    made.setdefault(value.path[:-1], name)
    return made


def _name(text: str) -> str:
    for kind, pattern in _MARKS:
        if match := pattern.match(text):
            number = _NUMBER.search(match[0])
            return f"{FACTS[kind].cited} {number[0]}" if number and kind not in ("gach", "cong") else ""
    return ""


def named(path: Path_, names: Mapping[Path_, str]) -> str:
    """A place of a dossier as its readers call it; by its keys where no number is printed there."""
    ends = [end for end in range(1, len(path) + 1) if path[:end] in names]
    if not ends:
        return in_words(path)
    holder = path[: path.index("noi_dung")]
    rest = path[ends[-1] :]
    of_block = len(rest) == 1 and rest[0] in BY_KEY
    words = [
        in_words(holder) if holder else "",
        *(names[path[:end]] for end in ends),
        "" if of_block else in_words(rest),
    ]
    return ", ".join(filter(None, words))
