"""What a check is: one function over the data, with its code, severity, reason and examples.

The page KIEM-TRA.md is generated from these fields (`generator.linting.page`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.linting.checked import Checked
from generator.values.findings import Finding, Message, Place, Severity

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing doubted: where, what, the text, what it was compared with, what to do."""

    place: Place
    message: Message
    value: str = ""
    compared: str | Message = ""
    hint: Message | None = None


Look = Callable[[Checked], Iterable[Doubt]]


@dataclass(frozen=True, slots=True)
class Check:
    """A check of the data. `wrong` and `right` are real texts, before and after."""

    code: str
    severity: Severity
    title: str
    why: str
    wrong: str
    right: str
    look: Look

    def findings(self, checked: Checked) -> Iterator[Finding]:
        """What this check finds; `basis` holds what the text was compared with."""
        for doubt in self.look(checked):
            yield Finding(self.code, self.severity, doubt.place, doubt.message, doubt.hint, doubt.value, doubt.compared)


def check(code: str, severity: Severity, title: str, *, why: str, wrong: str, right: str) -> Callable[[Look], Check]:
    """Declare a function to be a check."""
    return lambda look: Check(code, severity, title, why, wrong, right, look)


def checks_in(names: Mapping[str, object]) -> tuple[Check, ...]:
    """The checks a module declares, by code."""
    return tuple(sorted((value for value in names.values() if isinstance(value, Check)), key=lambda item: item.code))
