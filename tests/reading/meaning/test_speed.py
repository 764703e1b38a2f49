"""Cells of 30,000 characters made to be slow: a pattern that backtracks on them never ends.

The limit is no claim of speed: it is far above what any machine needs, and far below for ever.
"""

from __future__ import annotations

import time

import pytest

from generator.facts import danh_muc
from generator.reading.meaning import citations, deadlines, units

AGENCIES = danh_muc.agencies()


@pytest.mark.parametrize("unit", [" ", "\n", "3, ", "(", "bộ, ", "1/1/", "Luật Aaa bbb ", "nghị quyết số "])
def test_cells_made_to_be_slow(unit: str) -> None:
    cell = "Bộ Y tế tháng 3" + unit * (30_000 // len(unit))
    start = time.process_time()
    deadlines.parse(cell)
    citations.parse_cell(cell)
    units.parse(cell, AGENCIES)
    assert time.process_time() - start < 60
