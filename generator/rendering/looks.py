"""How the columns of a table that is printed as the office made it look: each after a column of the template.

The template `nguyen-bang` has one of each look under the key by which it is found: the running number, a long text, a
short one in the middle, an amount at the right.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from generator.planning.plan import PlannedTable
from generator.values.patterns import late

AS_MADE = "nguyen-bang"
NUMBER, LONG, SHORT, AMOUNT = "stt", "noi_dung", "thoi_han", "so_nhiem_vu"
# Columns whose look is known whatever they hold.
_KNOWN = {"stt": NUMBER, "noi_dung": LONG, "thoi_han": SHORT, "san_pham": LONG, "chu_tri": LONG, "phoi_hop": LONG}
_AMOUNT = late(r"[-–+]?\d{1,3}(?:\.\d{3})+(?:,\d+)?|[-–+]?\d+,\d+|[-–+]?\d{5,}")
_SHORT_LETTERS = 14
# Of so many texts of a column so large a share decides.
_SAMPLED, _MOST = 300, 0.8


def looks(table: PlannedTable) -> tuple[str, ...]:
    """The key of the pattern of each column."""
    return tuple(_KNOWN.get(column.key) or _look(_texts(table, column.key)) for column in table.columns)


def _texts(table: PlannedTable, key: str) -> list[str]:
    return [text for task in islice(table.tasks, _SAMPLED) if (text := task.texts.get(key, ""))]


def _look(texts: Sequence[str]) -> str:
    if not texts:
        return LONG
    if sum(bool(_AMOUNT.fullmatch(text)) for text in texts) >= _MOST * len(texts):
        return AMOUNT
    return SHORT if sum(len(text) <= _SHORT_LETTERS for text in texts) >= _MOST * len(texts) else LONG
