"""Total rows against the rows that they add up: a total that differs is said, with the sum."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from generator.values.amounts import amount
from generator.values.findings import Finding, Place, Severity, msg
from generator.values.layout import LayoutCell, LayoutRow, RowKind
from generator.values.model import Register
from generator.values.patterns import late
from generator.values.text import quote

_GROUPED = late(r"(?:\d+\.)*\d+")


def totals_that_differ(register: Register) -> Iterator[Finding]:
    """V231 for each cell of a total row that is no sum of the rows above it, however these are taken together."""
    layout = register.layout
    if layout is None or not any(row.kind is RowKind.TOTAL for row in layout.rows):
        return
    columns: dict[int, _Sums] = {}
    for row in layout.rows:
        for cell in row.cells:
            value = amount(cell.text)
            if value is None:
                continue
            sums = columns.setdefault(cell.column, _Sums())
            if row.kind is RowKind.TOTAL and not sums.allows(value):
                yield _differs(register, row, cell, sums.nearest(value))
            sums.add(row, value)
        if row.kind in (RowKind.SECTION, RowKind.TOTAL):
            for sums in columns.values():
                sums.since = _Sum()


@dataclass(slots=True)
class _Sum:
    """Figures added up, and how many."""

    value: Decimal = Decimal(0)
    count: int = 0

    def add(self, value: Decimal) -> None:
        self.value += value
        self.count += 1


@dataclass(slots=True)
class _Sums:
    """What a total of a column may add: all tasks, those that are no parts or parts, totals, headings; those `since`
    the last heading or total."""

    tasks: _Sum = field(default_factory=_Sum)
    wholes: _Sum = field(default_factory=_Sum)
    parts: _Sum = field(default_factory=_Sum)
    totals: _Sum = field(default_factory=_Sum)
    sections: _Sum = field(default_factory=_Sum)
    since: _Sum = field(default_factory=_Sum)

    def add(self, row: LayoutRow, value: Decimal) -> None:
        if row.kind is RowKind.TASK:
            for total in (self.tasks, self.parts if _is_part(row) else self.wholes, self.since):
                total.add(value)
        elif row.kind is RowKind.TOTAL:
            self.totals.add(value)
        elif row.kind is RowKind.SECTION:
            self.sections.add(value)

    def _known(self) -> list[Decimal]:
        every = (self.tasks, self.wholes, self.parts, self.totals, self.sections, self.since)
        return [total.value for total in every if total.count > 1]

    def allows(self, value: Decimal) -> bool:
        """Whether a total is one of these sums, or there is nothing to add."""
        known = self._known()
        return not known or value in known

    def nearest(self, value: Decimal) -> Decimal:
        return min(self._known(), key=lambda known: abs(known - value))


def _differs(register: Register, row: LayoutRow, cell: LayoutCell, nearest: Decimal) -> Finding:
    assert register.layout is not None
    key = register.layout.columns[cell.column]
    column = next(one for one in register.columns if one.key == key)
    return Finding(
        "V231",
        Severity.WARNING,
        Place(register.origin.file, register.origin.sheet, cell=f"{column.letter}{row.number}"),
        msg(
            "Dòng tổng ghi {ghi} ở cột {cot}, cộng các dòng trên được {tinh}.",
            ghi=quote(cell.text),
            cot=quote(column.title),
            tinh=quote(_written(nearest)),
        ),
        msg("Xem lại số tổng, hoặc các số ở các dòng trên; bảng vẫn in như đã ghi."),
        cell.text,
    )


def _written(value: Decimal) -> str:
    return f"{value.normalize():,f}".translate(str.maketrans(",.", ".,"))


def _is_part(row: LayoutRow) -> bool:
    first = row.cells[0].text.rstrip(".") if row.cells else ""
    return first in ("-", "+", "") or ("." in first and bool(_GROUPED.fullmatch(first)))
