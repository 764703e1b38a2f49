"""What the prose of an edited file is made of, in order, and which list an item of it is in."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.merging.merge.item_order import LISTS
from generator.ooxml.anchored_text import Paragraph
from generator.values.paths import Path_


@dataclass
class Flow:
    """Values by path, loose paragraphs by their number among `loose`, () where no list goes on.

    `styles` are those of the paragraphs of values, `kinds` of what kind each item of a list is.
    """

    steps: list[Path_ | int] = field(default_factory=list)
    loose: list[Paragraph] = field(default_factory=list)
    styles: dict[Path_, str] = field(default_factory=dict)
    kinds: dict[Path_, str] = field(default_factory=dict)

    def values_below(self) -> list[Path_]:
        """For each step the value that stands there or next below it; () where none does, and where no list goes on."""
        made: list[Path_] = []
        below: Path_ = ()
        for step in reversed(self.steps):
            below = below if isinstance(step, int) else step
            made.append(below)
        return made[::-1]


def list_of(path: Path_) -> Path_:
    """The list whose item a path is or is in: `can_cu[2]` -> `can_cu`, `noi_dung[0].dieu` -> `noi_dung`; or ()."""
    item = item_path(path)
    return item[:-1] if item and item[-2] in LISTS else ()


def item_path(path: Path_) -> Path_:
    """The path of the innermost list item that a path is in."""
    last = max((index for index, step in enumerate(path) if isinstance(step, int)), default=-1)
    return path[: last + 1]
