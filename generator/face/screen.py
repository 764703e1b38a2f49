"""Where people read: a line, a finding, a table, in their language; colour where one looks."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from generator.face.places import place_in_words
from generator.face.words import CERTAINTIES, SEVERITIES, said, translated
from generator.values.findings import Finding, Message, Severity, in_order

if TYPE_CHECKING:
    from rich.console import Console

COLOURS: Mapping[Severity, str] = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


# What a terminal takes for an order: colours, titles, clearing. A name of a file may hold them.
_ORDERS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def harmless(text: str) -> str:
    """A text without what a terminal would obey."""
    return text if text.isprintable() else _ORDERS.sub("\N{REPLACEMENT CHARACTER}", text)


class Screen:
    """Standard output for results, standard error for findings and messages."""

    def __init__(self, lang: str, *, show_all: bool = False) -> None:
        """`show_all`: notes too, where a command leaves them out."""
        self.lang = lang
        self.show_all = show_all

    @cached_property
    def out(self) -> Console:
        """Where results go."""
        from rich.console import Console

        # In a pipe nothing is cut to a width that nobody sees.
        width = None if sys.stdout.isatty() else 1_000
        return Console(width=width, highlight=False, emoji=False)

    @cached_property
    def err(self) -> Console:
        """Where findings and messages go."""
        from rich.console import Console

        return Console(stderr=True, soft_wrap=True, highlight=False, emoji=False)

    def text(self, message: Message) -> str:
        """A message in the language chosen."""
        return harmless(translated(message, self.lang))

    def say(self, line: str) -> None:
        """A line to standard error."""
        self.err.print(harmless(line), markup=False)

    def tell(self, line: str, style: str | None = None) -> None:
        """A line to standard output."""
        self.out.print(harmless(line), style=style, markup=False)

    def findings(self, findings: Sequence[Finding]) -> None:
        """All findings, the worst first."""
        for finding in in_order(findings):
            self.finding(finding)

    def finding(self, finding: Finding, *, to_out: bool = False, where: str | None = None) -> None:
        """One finding: how bad, its code, where (in words of the caller's where it has some), what, what to do, why."""
        from rich.text import Text

        shown = self.text(finding.message)
        line = Text()
        line.append(f"{self.text(SEVERITIES[finding.severity])} ", style=COLOURS[finding.severity])
        line.append(f"{finding.code} ", style="dim")
        if place := place_in_words(finding.place, self.lang) if where is None else where:
            line.append(f"{harmless(place)}: ", style="bold")
        line.append(shown)
        if finding.certainty:
            line.append(f" ({self.text(CERTAINTIES[finding.certainty])})", style="dim")
        if finding.value and finding.value not in shown:
            line.append(f"\n    {harmless(finding.value)}")
        if finding.hint:
            line.append(f"\n    → {self.text(finding.hint)}", style="green")
        if finding.basis:
            line.append(f"\n    § {said(finding.basis, self.lang)}", style="dim")
        (self.out if to_out else self.err).print(line)

    def table(self, titles: Sequence[Message], lines: Sequence[Sequence[object]], styles: Sequence[str] = ()) -> None:
        """A table; a column that has nothing in any line is left out."""
        from rich.table import Table

        used = [at for at in range(len(titles)) if any(str(line[at]) for line in lines)]
        table = Table(*(self.text(titles[at]) for at in used), box=None, pad_edge=False, header_style="bold")
        for number, line in enumerate(lines):
            table.add_row(*(harmless(str(line[at])) for at in used), style=styles[number] if styles else None)
        self.out.print(table)
