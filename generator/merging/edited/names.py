"""What a reader calls the blocks of a body: "Điều 1, khoản 2", by the numbers that the Word file prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.merging.edited.base import Base
from generator.ooxml.anchored_text import Block, Paragraph
from generator.values.blocks import BY_KEY, FACTS, TITLE_KEYS, marks
from generator.values.paths import Path_, is_marked
from generator.values.patterns import late
from generator.values.places import in_words

_MARKS = marks()
_NUMBER = late(r"[IVXLC]+(?=[.:])|\d+|[a-zđ](?=\))")


def block_names(blocks: Iterable[Block], base: Base) -> dict[Path_, str]:
    """The numbered blocks of a file just built, by their paths: "Điều 1", "khoản 2", "điểm a"."""
    made: dict[Path_, str] = {}
    heading = ""
    for block in blocks:
        if isinstance(block, Paragraph):
            name = _name(block.text)
            paths = [base.values[anchor.number].path for anchor in block.anchors if anchor.number in base.values]
            if name and (not paths or paths[0][-1] in TITLE_KEYS):
                # Of titles that quote figures the base has none; what follows stands under them.
                heading = name
            for path in filter(is_marked, paths):
                outermost = path[: path.index("noi_dung") + 2]
                if heading and len(outermost) < len(path) - 1:
                    made.setdefault(outermost, heading)
                if name:
                    made.setdefault(path[:-1], name)
    return made


def _name(text: str) -> str:
    for kind, pattern in _MARKS:
        if match := pattern.match(text):
            number = _NUMBER.search(match[0])
            return f"{FACTS[kind].cited} {number[0]}" if number and kind not in ("gach", "cong") else ""
    return ""


def named(path: Path_, names: Mapping[Path_, str]) -> str:
    """A place of a dossier as its readers call it; a block without a printed number by its kind and its place among
    those that stand with it."""
    ends = [end for end in range(1, len(path) + 1) if path[:end] in names]
    if not ends:
        at = path.index("noi_dung") if "noi_dung" in path else len(path)
        words = [in_words(path[:at]) if at else "", *_unnumbered(path[at:])]
        return ", ".join(filter(None, words))
    holder = path[: path.index("noi_dung")]
    rest = path[ends[-1] :]
    of_block = len(rest) == 1 and rest[0] in BY_KEY
    words = [
        in_words(holder) if holder else "",
        *(names[path[:end]] for end in ends),
        *([] if of_block else _unnumbered(rest)),
    ]
    return ", ".join(filter(None, words))


def _unnumbered(rest: Path_) -> Iterator[str]:
    """`("noi_dung", 2, "gach")` as "gạch đầu dòng thứ 3"; what is no block by its keys."""
    while len(rest) > 1 and rest[0] == "noi_dung" and isinstance(rest[1], int):
        last = len(rest) == 3 and rest[2] in BY_KEY
        yield f"{(BY_KEY[str(rest[2])].cited if last else '') or 'đoạn'} thứ {rest[1] + 1}"
        rest = () if last else rest[2:]
    if rest:
        yield in_words(rest)
