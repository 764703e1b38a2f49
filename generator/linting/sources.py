"""What the source files hold beside their meaning: raw texts with their places, and the comments that quiet a finding.

A YAML file gives its lines, a workbook its cells. Raw: not normalised, so that decomposed letters can be seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from generator.values.findings import Place
from generator.values.patterns import late
from generator.values.text import fold

_VALUE = late(r"^\s*(?:-\s+)?(?:[a-z_]+:\s+)?[\"']?(.*?)[\"']?\s*$")


class Source(Struct, frozen=True, dict=True):
    """A source file: its raw texts with their places, read when they are asked for. `lines` are those of a text file,
    comments among them; `composed` says that no letter in it has its marks apart."""

    file: str
    read: Callable[[], Iterable[tuple[Place, str]]]
    lines: bool = False
    composed: bool = False

    @cached_property
    def texts(self) -> tuple[tuple[Place, str], ...]:
        """The texts in their order."""
        return tuple(self.read())

    @cached_property
    def index(self) -> Mapping[str, Place]:
        """The place of a text by its folded beginning: the first that begins so."""
        found: dict[str, Place] = {}
        for place, text in self.texts:
            value = _VALUE.sub(r"\1", text) if self.lines else text
            if folded := fold(value)[:40]:
                found.setdefault(folded, place)
        return found


def read_sources(paths: Iterable[Path]) -> tuple[Source, ...]:
    """The source files of a dossier. A format that holds neither lines nor cells of ours is left out."""
    return tuple(source for path in paths if (source := _source(path)) is not None)


def _source(path: Path) -> Source | None:
    shown_as = str(path)
    if path.suffix.lower() == ".xlsx":
        from generator.ooxml.stored_texts import composed, raw_cells

        return Source(shown_as, lambda: raw_cells(path, shown_as), composed=composed(path, shown_as))
    if path.suffix.lower() in (".yaml", ".yml", ".csv", ".json"):
        text = path.read_text(encoding="utf-8-sig", errors="replace")
        lines = tuple((Place(shown_as, line=n), line) for n, line in enumerate(text.splitlines(), 1))
        return Source(shown_as, lambda: lines, lines=True)
    return None
