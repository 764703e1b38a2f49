"""Where people read: a line, a finding, a table, in their language; colour where one looks."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, TextIO

from generator.face.places import place_in_words
from generator.face.words import CERTAINTIES, SEVERITIES, said, translated
from generator.values.findings import Finding, Message, Severity, in_order
from generator.values.patterns import late
from generator.values.text import one_line

if TYPE_CHECKING:
    from rich.console import Console

COLOURS: Mapping[Severity, str] = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


# What a terminal takes for an order: colours, titles, clearing. A name of a file may hold them.
_ORDERS = late(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def harmless(text: str) -> str:
    """A text without what a terminal would obey."""
    return text if text.isprintable() else _ORDERS.sub("\N{REPLACEMENT CHARACTER}", text)


def _looked_at(stream: TextIO) -> bool:
    """Whether what goes there is laid out in the width of a screen, and coloured: on a terminal, or where asked for."""
    return stream.isatty() or bool(os.environ.get("FORCE_COLOR"))


def _piped(stream: TextIO, text: str) -> None:
    """A text as it is, as a line. To load what lays out texts takes longer than to find all that is told."""
    stream.write(f"{text}\n")
    stream.flush()


def _width(text: str) -> int:
    """How many columns a text takes: two for each wide letter, none for a mark that stands over another."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(one) else 2 if unicodedata.east_asian_width(one) in "WF" else 1
               for one in text)  # fmt: skip


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
        if not _looked_at(sys.stderr):
            _piped(sys.stderr, harmless(line))
        else:
            self.err.print(harmless(line), markup=False)

    def tell(self, line: str, style: str | None = None) -> None:
        """A line to standard output."""
        if not _looked_at(sys.stdout):
            _piped(sys.stdout, harmless(line))
        else:
            self.out.print(harmless(line), style=style, markup=False)

    def findings(self, findings: Sequence[Finding]) -> None:
        """All findings, the worst first."""
        for finding in in_order(findings):
            self.finding(finding)

    def finding(self, finding: Finding, *, to_out: bool = False, where: str | None = None) -> None:
        """One finding: how bad, its code, where (in words of the caller's where it has some), what, what to do, why."""
        pieces = list(self._pieces(finding, where))
        stream = sys.stdout if to_out else sys.stderr
        if not _looked_at(stream):
            _piped(stream, "".join(text for text, _ in pieces))
            return
        from rich.text import Text

        (self.out if to_out else self.err).print(Text.assemble(*pieces))

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
            yield "\n    " + harmless(finding.value).replace("\n", "\n    "), ""
        if finding.hint:
            yield f"\n    → {self.text(finding.hint)}", "green"
        if finding.basis:
            yield f"\n    § {said(finding.basis, self.lang)}", "dim"

    def table(self, titles: Sequence[Message], lines: Sequence[Sequence[object]], styles: Sequence[str] = ()) -> None:
        """A table; a column that has nothing in any line is left out."""
        used = [at for at in range(len(titles)) if any(str(line[at]) for line in lines)]
        heads = [self.text(titles[at]) for at in used]
        rows = [[harmless(str(line[at])) for at in used] for line in lines]
        if not _looked_at(sys.stdout):
            self._piped_table([heads, *rows])
            return
        from rich.table import Table

        table = Table(*heads, box=None, pad_edge=False, header_style="bold")
        for number, row in enumerate(rows):
            table.add_row(*row, style=styles[number] if styles else None)
        self.out.print(table)

    def _piped_table(self, rows: Sequence[Sequence[str]]) -> None:
        """Columns under one another, each cell on one line: so a line of a table can be taken apart."""
        cells = [[one_line(cell) for cell in row] for row in rows]
        widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
        for row in cells:
            _piped(
                sys.stdout,
                "  ".join(cell + " " * (wide - _width(cell)) for cell, wide in zip(row, widths, strict=True)),
            )
