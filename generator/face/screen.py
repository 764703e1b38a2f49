"""Where people read: a line, a finding, a table, in their language; colour where one looks."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
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


def _stays(text: str, width: int | None) -> bool:
    """Whether a text of several lines is shown in a pipe as it is, within a width where there is one."""
    lines = text.split("\n")
    wide = 2 * max(map(len, lines))  # at the most
    return (width is None or wide <= width) and all(line.isprintable() and not line.endswith(" ") for line in lines)


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
        pieces = list(self._pieces(finding, where))
        console = self.out if to_out else self.err
        plain = "".join(text for text, _ in pieces)
        if not console.is_terminal and _stays(plain, None if console.soft_wrap else console.width):
            from rich.segment import Segment, Segments

            # No colours, nothing to wrap: to lay out hundreds of findings takes longer than to find them.
            console.print(Segments([Segment(f"{plain}\n")]), crop=False)
            return
        from rich.text import Text

        console.print(Text.assemble(*pieces))

    def _pieces(self, finding: Finding, where: str | None) -> Iterator[tuple[str, str]]:
        """What is said of a finding piece by piece, each with its style."""
        shown = self.text(finding.message)
        yield f"{self.text(SEVERITIES[finding.severity])} ", COLOURS[finding.severity]
        yield f"{finding.code} ", "dim"
        if place := place_in_words(finding.place, self.lang) if where is None else where:
            yield f"{harmless(place)}: ", "bold"
        yield shown, ""
        if finding.certainty:
            yield f" ({self.text(CERTAINTIES[finding.certainty])})", "dim"
        if finding.value and finding.value not in shown:
            yield f"\n    {harmless(finding.value)}", ""
        if finding.hint:
            yield f"\n    → {self.text(finding.hint)}", "green"
        if finding.basis:
            yield f"\n    § {said(finding.basis, self.lang)}", "dim"

    def table(self, titles: Sequence[Message], lines: Sequence[Sequence[object]], styles: Sequence[str] = ()) -> None:
        """A table; a column that has nothing in any line is left out."""
        from rich.table import Table

        used = [at for at in range(len(titles)) if any(str(line[at]) for line in lines)]
        table = Table(*(self.text(titles[at]) for at in used), box=None, pad_edge=False, header_style="bold")
        for number, line in enumerate(lines):
            table.add_row(*(harmless(str(line[at])) for at in used), style=styles[number] if styles else None)
        self.out.print(table)
