"""What is read of tasks in prose: proposals, each a stretch of the text, and sentences that were not taken."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct


class Line(Struct, frozen=True, dict=True):
    """A paragraph as a reader sees it, its number first, with its place in the file (from 1)."""

    text: str
    index: int


class Proposal(Struct, frozen=True):
    """A task that a paragraph seems to give. Every word stands in it, or in one of the paragraphs of `beside`: the
    heading above that names the unit, lines below that say `Đơn vị chủ trì: …`.
    """

    content: str
    source: Line
    lead: str = ""
    support: str = ""
    deadline: str = ""
    product: str = ""
    beside: tuple[Line, ...] = ()

    @property
    def texts(self) -> Mapping[str, str]:
        """The cells by the keys of a task, those with text."""
        found = {
            "noi_dung": self.content,
            "chu_tri": self.lead,
            "phoi_hop": self.support,
            "thoi_han": self.deadline,
            "san_pham": self.product,
        }
        return {key: text for key, text in found.items() if text}

    def with_texts(self, texts: Mapping[str, str], *beside: Line) -> Proposal:
        """The same with other cells, by their keys, that stand in lines beside it."""
        more = tuple(line for line in beside if line not in self.beside)
        return Proposal(
            texts.get("noi_dung", self.content),
            self.source,
            texts.get("chu_tri", self.lead),
            texts.get("phoi_hop", self.support),
            texts.get("thoi_han", self.deadline),
            texts.get("san_pham", self.product),
            (*self.beside, *more),
        )


class Prose(Struct, frozen=True):
    """The proposals of a text in its order; paragraphs that speak of giving a task and of which none was made."""

    proposals: tuple[Proposal, ...] = ()
    left: tuple[Line, ...] = ()


class Given(Struct, frozen=True):
    """What a heading or a sentence above says of the lines below it."""

    lead: str = ""
    support: str = ""
    deadline: str = ""
    lines: tuple[Line, ...] = ()


NOTHING_GIVEN = Given()


class Found(Struct, frozen=True):
    """What one clause says: a task (`content`), or for the lines below it (`intro`), or of the task before it.

    `firm` where it says itself that a task is given (`Giao …`), not only who does what.
    """

    content: str = ""
    lead: str = ""
    support: str = ""
    deadline: str = ""
    product: str = ""
    intro: bool = False
    firm: bool = False
