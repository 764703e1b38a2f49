"""Excel workbooks as raw tables.

Reads: text, numbers, dates, formulas' cached values, merged cells, all sheets. Partly: number formats (a number is
printed plainly, a date as d/m/yyyy). Does not read: charts, pictures, comments, conditional formats.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from generator.ooxml import package
from generator.reading.records import Area, RawRow, RawTable
from generator.values.errors import InputError
from generator.values.findings import Finding, Place, Severity, msg
from generator.values.text import clean, control_characters, quote

# Excel's own limit for a cell; a longer text cannot come from Excel.
LONGEST_CELL = 32_767
_NO_VALUE = re.compile(rb'<c r="([A-Z]+[0-9]+)"[^>]*><f[^>]*(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>')
# A cell that holds an error (t="e"): calamine gives it as an empty one.
_ERROR = re.compile(rb'<c r="([A-Z]+[0-9]+)"(?=[^>]*\st="e")[^>]*>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?\s*<v>([^<]*)</v>')


class Workbook:
    """An open workbook: its sheet names, each sheet as a RawTable with findings."""

    def __init__(self, path: Path, shown_as: str) -> None:
        """Open a workbook. Raises InputError where it is not one (V010…V014) or open in Excel cannot be read."""
        self.shown_as = shown_as
        self._parts = package.read(path, shown_as=shown_as)
        if "xl/workbook.xml" not in self._parts:
            raise InputError.of(
                "V011", Place(shown_as), msg("Tệp này không phải bảng tính Excel."), msg("Cần tệp .xlsx.")
            )
        try:
            self._book = CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
        except (CalamineError, ValueError) as failure:
            raise InputError.of(
                "V012",
                Place(shown_as),
                msg("Không đọc được bảng tính: {ly_do}", ly_do=failure),
                msg("Mở tệp bằng Excel rồi lưu lại."),
            ) from None

    @property
    def sheets(self) -> tuple[str, ...]:
        """Sheet names in the workbook's order."""
        return tuple(self._book.sheet_names)

    def table(self, sheet: str) -> tuple[RawTable, tuple[Finding, ...]]:
        """One sheet as rows of text. Blank rows and cells are left out."""
        source = self._book.get_sheet_by_name(sheet)
        merges = source.merged_cell_ranges or []
        wide: dict[int, set[int]] = {}
        for (first_row, first_column), (_, last_column) in merges:
            if last_column > first_column:
                wide.setdefault(first_row, set()).add(first_column)
        left = (source.start or (0, 0))[1]
        rows: list[RawRow] = []
        findings: list[Finding] = [*self._formulas_without_value(sheet), *self._errors(sheet)]
        table = RawTable(self.shown_as, sheet, (), left + source.width)
        # iter_rows begins at the sheet's first row, but at the first column that holds anything.
        for index, values in enumerate(source.iter_rows()):
            cells = {}
            for column, value in enumerate(values, start=left):
                if value == "" or value is None:
                    continue
                text = as_text(value)
                kept = clean(text).strip()
                if kept != text or text[0] == "#":
                    findings += _odd(text, table.place(index + 1, column))
                if kept:
                    cells[column] = kept
            if cells:
                rows.append(RawRow(index + 1, cells, frozenset(wide.get(index, ()))))
        joined = tuple(
            Area(top + 1, left, bottom - top + 1, right - left + 1) for (top, left), (bottom, right) in merges
        )
        return RawTable(self.shown_as, sheet, tuple(rows), table.width, joined), tuple(findings)

    def covered(self, sheet: str) -> frozenset[str]:
        """The cells that a merged cell above or left of them hides."""
        merges = self._book.get_sheet_by_name(sheet).merged_cell_ranges or []
        letter = RawTable(self.shown_as, sheet, (), 0).letter
        return frozenset(
            f"{letter(column)}{row + 1}"
            for first, last in merges
            for row in range(first[0], last[0] + 1)
            for column in range(first[1], last[1] + 1)
            if (row, column) != first
        )

    def _formulas_without_value(self, sheet: str) -> Iterator[Finding]:
        """Formulas that no program has calculated: readers see an empty cell (a file written by a script)."""
        for found in _NO_VALUE.finditer(self._sheet_part(sheet)):
            yield Finding(
                "V031",
                Severity.WARNING,
                Place(self.shown_as, sheet, cell=found[1].decode()),
                msg("Ô chứa công thức chưa được tính, nên đọc ra là ô trống."),
                msg("Mở tệp bằng Excel rồi lưu lại để công thức có giá trị."),
            )

    def _errors(self, sheet: str) -> Iterator[Finding]:
        """Cells that hold an error, which readers see as empty."""
        for found in _ERROR.finditer(self._sheet_part(sheet)):
            yield _error_value(Place(self.shown_as, sheet, cell=found[1].decode()), found[2].decode())

    def _sheet_part(self, sheet: str) -> bytes:
        return self._parts.get(f"xl/worksheets/sheet{self._book.sheet_names.index(sheet) + 1}.xml", b"")


def _error_value(place: Place, text: str) -> Finding:
    return Finding(
        "V033",
        Severity.ERROR,
        place,
        msg("Ô mang lỗi công thức {loi}.", loi=text),
        msg("Sửa công thức trong Excel rồi lưu lại."),
        text,
    )


def as_text(value: object) -> str:
    """A cell's value as the text that stands in the document: dates as 08/4/2022, numbers without `.0`."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, datetime):
        return date_text(value.date())
    if isinstance(value, date):
        return date_text(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.10g}".replace(".", ",")
    if isinstance(value, time | timedelta):
        return str(value)
    return str(value)


def date_text(value: date) -> str:
    """`08/4/2022`: the decree's zeros (II.4.b) in the short form that documents use."""
    month = f"{value.month:02d}" if value.month < 3 else str(value.month)
    return f"{value.day:02d}/{month}/{value.year}"


def _odd(text: str, place: Place) -> Iterator[Finding]:
    """What a cell holds that cannot be printed as it stands."""
    if controls := control_characters(text):
        yield Finding(
            "V032",
            Severity.WARNING,
            place,
            msg("Ô có ký tự điều khiển {ma}, không in được; đã bỏ khi sinh văn bản.", ma=", ".join(controls)),
            msg("Xóa ký tự đó trong Excel."),
            quote(clean(text)),
        )
    if text.startswith("#") and text.rstrip("!?").isupper() and text[-1:] in "!?A":
        yield _error_value(place, text)
