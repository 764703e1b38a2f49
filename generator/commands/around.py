"""What a workbook shows around its tasks: told where no build of the data prints it, which is asked last.

The build that proves the pull prints nearly all of it; one of the data as they stood is made for the rest alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from generator.commands.fresh import Fresh
from generator.merging.edited.reading import LONGEST_QUOTE
from generator.values.findings import Finding, Place, Severity, msg
from generator.values.text import one_line, quote


class Around(Struct, frozen=True):
    """A text that is nobody's field and what is to be said of it; `sheet` it stands on, where a number may be one that
    a sheet of ours counts."""

    text: str
    finding: Finding
    sheet: str = ""


def outside(file: str, cell: str, text: str, sheet: str = "") -> Around:
    """A text that no field holds (V080)."""
    said = msg("Đoạn chữ này không thuộc trường nào của dữ liệu nên không lấy về được.")
    value = quote(text, LONGEST_QUOTE)
    return Around(text, Finding("V080", Severity.WARNING, Place(file, part=cell), said, value=value), sheet)


def unprinted(around: Iterable[Around], *builds: Fresh) -> Iterator[Finding]:
    """What is to be said of those that none of the builds prints, asked one after another."""
    for one in around:
        if not any(_prints(build, one) for build in builds):
            yield one.finding


def _prints(build: Fresh, one: Around) -> bool:
    line = one_line(one.text)
    return bool({one.text, line} & build.known_cells) or (line.isdigit() and one.sheet in build.sheets)
