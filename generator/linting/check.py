"""What a check is: one function over the data, with its code, severity, certainty, reason and examples.

The page KIEM-TRA.md is generated from these fields (`generator.linting.page`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Generic, TypeVar

from msgspec import Struct

from generator.values.findings import Certainty, Finding, Message, Place, Severity

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE
CERTAIN, LIKELY, ASK = Certainty
# What a check looks at: a dossier, or all those of a workplace.
Data = TypeVar("Data")


class Doubt(Struct, frozen=True):
    """One thing doubted: where, what, the text, what it was compared with, what to do."""

    place: Place
    message: Message
    value: str = ""
    compared: str | Message = ""
    hint: Message | None = None


Look = Callable[[Data], Iterable[Doubt]]


class Check(Struct, Generic[Data], frozen=True):
    """A check of the data. `sure` is how often it is right, `wrong` and `right` are real texts, before and after."""

    code: str
    severity: Severity
    title: str
    why: str
    wrong: str
    right: str
    sure: Certainty
    look: Look[Data]

    def findings(self, data: Data) -> Iterator[Finding]:
        """What this check finds; `basis` holds what the text was compared with."""
        for doubt in self.look(data):
            yield Finding(self.code, self.severity, doubt.place, doubt.message, doubt.hint, doubt.value, doubt.compared,
                          certainty=self.sure)  # fmt: skip


def check(
    code: str, severity: Severity, title: str, *, why: str, wrong: str, right: str, sure: Certainty | None = None
) -> Callable[[Look[Data]], Check[Data]]:
    """Declare a function to be a check. What only may be wrong is a note; the rest is likely, or `sure` says more."""
    known = sure or (ASK if severity is NOTE else LIKELY)
    return lambda look: Check(code, severity, title, why, wrong, right, known, look)


def checks_in(names: Mapping[str, object]) -> tuple[Check[Any], ...]:
    """The checks a module declares, by code."""
    return tuple(sorted((value for value in names.values() if isinstance(value, Check)), key=lambda item: item.code))
