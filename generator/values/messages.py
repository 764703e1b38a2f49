"""What is said to the user before it is in a language: messages, and how bad a thing is.

Taken from `values.findings` by all but the first page, which loads no more than it shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum
from typing import NamedTuple


class Severity(Enum):
    """How bad it is; the values are the words a user reads."""

    ERROR = "sai"
    WARNING = "nên sửa"
    NOTE = "lưu ý"

    @property
    def rank(self) -> int:
        """0 for the worst: the order in which findings are shown."""
        return ("sai", "nên sửa", "lưu ý").index(self.value)


class Certainty(Enum):
    """How sure it is that what was found is wrong; the values are the words a user reads."""

    CERTAIN = "chắc chắn"
    LIKELY = "khá chắc"
    ASK = "cần người xem"


class Message(NamedTuple):
    """A sentence for the user: a Vietnamese template and the values that go into it.

    Kept apart so that the template can be looked up in another language's catalogue.
    """

    template: str
    values: tuple[tuple[str, object], ...] = ()

    def __str__(self) -> str:
        return self.template.format(**dict(self.values))


def msg(template: str, **values: object) -> Message:
    """A message from a Vietnamese template with `{name}` places: `msg("Thiếu trang tính “{ten}”", ten=…)`."""
    return Message(template, tuple(values.items()))


def all_of(items: Iterable[object]) -> Message:
    """`a, b và c`; what is listed may be messages."""
    before, last = _commas(items)
    return msg("{truoc} và {cuoi}", truoc=before, cuoi=last) if before is not None else msg("{cuoi}", cuoi=last)


def one_of(items: Iterable[object]) -> Message:
    """`a, b hoặc c`; what is listed may be messages."""
    before, last = _commas(items)
    return msg("{truoc} hoặc {cuoi}", truoc=before, cuoi=last) if before is not None else msg("{cuoi}", cuoi=last)


def some_of(items: Sequence[object], most: int, what: Message) -> Message:
    """`C7, C9 và 3 ô khác`: the first of what is listed; `what` the others are ({so})."""
    shown = with_commas(items[:most])
    if len(items) <= most:
        return msg("{cuoi}", cuoi=shown)
    return msg("{truoc} và {cuoi}", truoc=shown, cuoi=Message(what.template, (("so", len(items) - most),)))


def with_commas(items: Iterable[object]) -> object:
    """`a, b, c`; what is listed may be messages."""
    before, last = _commas(items)
    return last if before is None else msg("{truoc}, {cuoi}", truoc=before, cuoi=last)


def _commas(items: Iterable[object]) -> tuple[object | None, object]:
    """All but the last with commas between them (None: there is one alone), and the last."""
    *before, last = items
    joined: object | None = None
    for item in before:
        joined = item if joined is None else msg("{truoc}, {cuoi}", truoc=joined, cuoi=item)
    return joined, last
