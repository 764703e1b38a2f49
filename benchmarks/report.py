"""Lines of the benchmark as tables: on the terminal and in README.md, with versions and without names of machines."""

from __future__ import annotations

import platform
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

README = Path(__file__).with_name("README.md")
# What `benchmarks.month` measured is written by hand below this heading; a run of the others leaves it.
_MONTH = "## The month: forms to units, returned files collected"
_PACKAGES = ("docxtpl", "python-docx", "openpyxl", "XlsxWriter", "python-calamine", "Jinja2", "lxml", "isal")
_INTRODUCTION = """# Benchmarks

`python -m benchmarks` measures speed and memory beside named alternatives in one run and writes this page
(`--quick`: smaller, a minute or two; nothing is written). Alternatives come with `pip install -e ".[bench]"`;
docxtemplater is fetched with npm where node is present. Outputs are read back and compared cell by cell (Word, Excel),
text by text (batch) or page by page (PDF): where they do not hold the same text the run stops.

Each line is a process of its own. *s*: seconds of CPU, its children's included, the fastest of {repeat} runs (PDF:
seconds on the clock). *MB*: peak memory above interpreter, libraries and data. *×*: how many times vanban's seconds.
“again” is a further document of the same process: templates are compiled for its look, libraries loaded. Word is
compared by the table alone, which is all that the others write; “vanban report” is a whole report around it, of nine
templates. Dead objects are looked for as seldom as `vanban` does.
"""


@dataclass(frozen=True, slots=True)
class Line:
    """One measurement: what, how many, seconds, MB (None: not measured), times vanban's seconds (None: vanban)."""

    what: str
    count: int
    seconds: float
    memory: float | None = None
    times: float | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Measurements that are compared with each other; `counted` says what the numbers count."""

    title: str
    counted: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """What the program is held to: the words, the figure asked for, the figure found."""

    words: str
    asked: str
    found: float
    met: bool

    @classmethod
    def least(cls, words: str, least: float, found: float) -> Claim:
        """At least so much."""
        return cls(words, f"≥ {least:g}", found, found >= least)

    @classmethod
    def most(cls, words: str, most: float, found: float) -> Claim:
        """At most so much."""
        return cls(words, f"≤ {most:g}", found, found <= most)


def of_the_month() -> str:
    """What stands in README.md of the month."""
    _, heading, rest = README.read_text(encoding="utf-8").partition(_MONTH)
    return f"\n{heading}{rest}" if heading else ""


def page(tables: Sequence[Table], claims: Sequence[Claim], programs: Iterable[str], repeat: int) -> str:
    """README.md."""
    parts = [_INTRODUCTION.format(repeat=repeat), f"Versions: {', '.join((*_versions(), *programs))}.\n"]
    parts.append("## What is asked for\n\n| | asked | found | |\n|---|---|---:|---|")
    for claim in claims:
        parts.append(f"| {claim.words} | {claim.asked} | {claim.found:.1f} | {'yes' if claim.met else '**no**'} |")
    for table in tables:
        parts.append(f"\n## {table.title}\n\n| | {table.counted} | s | MB | × |\n|---|---:|---:|---:|---:|")
        parts += map(_row, table.lines)
    return "\n".join(parts) + "\n"


def _row(line: Line) -> str:
    memory, times = _number(line.memory, 0), _number(line.times, 1)
    return f"| {line.what} | {line.count:,} | {line.seconds:.3f} | {memory} | {times} |"


def _number(value: float | None, digits: int) -> str:
    return "" if value is None else f"{value:.{digits}f}"


def _versions() -> list[str]:
    return [f"Python {platform.python_version()}", *(f"{name} {version(name)}" for name in _PACKAGES)]
