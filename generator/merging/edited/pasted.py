"""Rows of a table that were pasted once more: a copy of what stands there already is no new work."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from generator.values.findings import Finding, Place, Severity, msg
from generator.values.text import quote

# One or two rows are copied to be typed over.
_FEWEST = 3


def pasted_again(rows: Sequence[tuple[str, bool]]) -> Iterator[tuple[range, frozenset[int]]]:
    """The runs of new rows of which most say, word for word, what another row says; which rows of each do not.

    `rows` are what each row says, and whether it is one of the base.
    """
    said = {line for line, known in rows if known and line}
    for known, group in groupby(range(len(rows)), key=lambda at: rows[at][1]):
        own = list(group)
        other = frozenset(at for at in own if rows[at][0] not in said)
        if not known and len(own) >= _FEWEST and len(other) * 2 < len(own):
            yield range(own[0], own[-1] + 1), other


def left_out(place: Place, run: range, said: str) -> Finding:
    """What is told of a run that is not taken, at its first row, which says this."""
    return Finding(
        "V361",
        Severity.WARNING,
        place,
        msg("{so} dòng này chép lại những dòng đã có trong bảng; không lấy dòng nào về.", so=len(run)),
        msg("Xóa phần chép thừa; đúng là việc mới thì sửa lại lời của từng dòng rồi lấy về."),
        quote(said, 200),
    )
