"""The tables beside the tests: real texts of the registers with what they mean, one to a line."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent


def rows(name: str) -> list[tuple[str, ...]]:
    """The rows of a table, without its first line; `\\n` inside a text stands for a line break."""
    lines = (_HERE / name).read_text(encoding="utf-8").splitlines()
    return [tuple(cell.replace("\\n", "\n") for cell in line.split("\t")) for line in lines[1:]]
