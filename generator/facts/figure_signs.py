"""What each sign beside a number weighs for its being a figure (above zero) or against it: learned, not written.

`figure-signs.tsv` is made of the paragraphs in tests/reading/figures in which people marked the figures:
`PYTHONPATH=tests python tests/reading/figures/learn.py`. A line of it is a weight, in tenths of log odds, and the signs
that weigh so much.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("figure-signs.tsv")


@cache
def weights() -> Mapping[str, int]:
    """The weight of every sign by its words."""
    weight: dict[str, int] = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        tenths, *signs = line.split("\t")
        weight.update(dict.fromkeys(signs, int(tenths)))
    return weight
