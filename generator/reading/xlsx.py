"""Excel workbooks as raw tables: every cell as Excel shows it.

Reads: text, numbers and dates by their number formats with Vietnamese separators, formulas' kept values, joined cells,
hidden and filtered rows and columns, alignment, boxes of blank cells, widths, all sheets; .xlsx and .xlsm. Does not
read: charts, pictures, comments, conditional formats, colours. One pass over the sheet, within `bounds`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from functools import cached_property, lru_cache
from pathlib import Path

from msgspec.structs import replace

from generator.ooxml.cell_refs import LAST_COLUMN, column_letter
from generator.ooxml.cell_styles import DEFAULT, CellStyle, cell_styles
from generator.ooxml.number_formats import general, number, number_format
from generator.ooxml.package import Archive, parse_xml, read
from generator.ooxml.relationships import WORKBOOK, relationships
from generator.ooxml.shared_strings import shared_strings
from generator.ooxml.sheet_cells import SheetCell, SheetLayout, sheet_cells, unescaped
from generator.ooxml.sheet_margins import margins_of, texts_of
from generator.ooxml.workbook import Sheet, counts_from_1904, sheets
from generator.reading.bounds import MOST_JOINED, Counted, joined_too_wide
from generator.reading.oddities import error_value, oddities
from generator.reading.records import Area, RawRow, RawTable
from generator.values.errors import InputError, VanbanError
from generator.values.findings import Finding, Message, Place, Severity, msg
from generator.values.patterns import late
from generator.values.text import clean, quote

# What programs, not people, give a date: openpyxl's and pandas' own format. It is written as documents write dates.
_PROGRAM_DATE = late(r"yyyy-mm-dd(?:\\? h{1,2}:mm:ss)?(?:;@)?", re.IGNORECASE)
# Of cells of one kind so many are named.
_NAMED = 5
# What is read again is small; more is not kept: of a file, of its parts.
_SHORT, _SHORT_PARTS = 1 << 18, 1 << 22
# Parts of a sheet with texts of its own, and those of its drawings.
_BESIDE, _DRAWN = ("comments", "drawing"), ("chart", "chartEx", "diagramData")
_LOGICAL = {"1": "TRUE", "0": "FALSE"}


class Workbook:
    """An open workbook: its sheet names, each sheet as a RawTable with findings."""

    def __init__(self, path: Path, shown_as: str) -> None:
        """Open a workbook. Raises InputError where it is not one (V010…V014) or open in Excel cannot be read."""
        parts: Mapping[str, bytes] = Archive.of(path, shown_as=shown_as)
        self._open(parts if WORKBOOK in parts else read(path, shown_as=shown_as), shown_as)

    @classmethod
    def of(cls, parts: Mapping[str, bytes], shown_as: str) -> Workbook:
        """The workbook of parts that were read already; raises as the other."""
        made = cls.__new__(cls)
        made._open(parts, shown_as)
        if sum(map(len, parts.values())) <= _SHORT_PARTS:
            made._written = {}
        return made

    def _open(self, parts: Mapping[str, bytes], shown_as: str) -> None:
        if WORKBOOK not in parts:
            raise _no_workbook(parts, shown_as)
        self.shown_as, self._parts = shown_as, parts
        self._sheets = {sheet.name: sheet for sheet in sheets(self._parts, shown_as=shown_as)}
        if not self._sheets:
            raise InputError.of(
                "V012",
                Place(shown_as),
                msg("Tệp hỏng: không có trang tính nào."),
                msg("Mở tệp bằng Excel rồi lưu lại."),
            )
        self._tables: dict[str, tuple[RawTable, tuple[Finding, ...]]] = {}
        # The cells of sheets, kept where the parts are, and short.
        self._written: dict[str, tuple[Sequence[SheetCell], SheetLayout]] | None = None

    @property
    def sheets(self) -> tuple[str, ...]:
        """Sheet names in the workbook's order."""
        return tuple(self._sheets)

    @property
    def shown_sheets(self) -> tuple[str, ...]:
        """Those of cells that Excel shows."""
        return tuple(name for name, one in self._sheets.items() if not one.hidden and one.kind == "worksheet")

    def table(self, sheet: str) -> tuple[RawTable, tuple[Finding, ...]]:
        """One sheet as rows of text. Blank rows and cells are left out.

        Raises InputError where the sheet is broken (V012, V014) or beyond the bounds (V013).
        """
        if sheet not in self._tables:
            self._tables[sheet] = self._read(self._sheets[sheet])
        return self._tables[sheet]

    def _read(self, sheet: Sheet) -> tuple[RawTable, tuple[Finding, ...]]:
        data = self._read_of(sheet)
        if sum(map(len, data)) > (_SHORT if isinstance(self._parts, Archive) else _SHORT_PARTS):
            return _SheetReader(self, sheet).read()
        table, findings = _remembered(_Asked(data, sheet, self))
        if table.file == self.shown_as:
            return table, findings
        here = (replace(found, place=replace(found.place, file=self.shown_as)) for found in findings)
        return replace(table, file=self.shown_as), tuple(here)

    def _read_of(self, sheet: Sheet) -> tuple[bytes, ...]:
        """All that the cells of a sheet are read of."""
        if isinstance(self._parts, Archive):
            return (self._parts.data,)
        names = (sheet.part, WORKBOOK, self._related("sharedStrings"), self._related("styles"))
        return tuple(self._parts.get(name, b"") for name in names)

    def covered(self, sheet: str) -> frozenset[str]:
        """The cells that a joined cell above or left of them hides, as far as the table reaches."""
        table, _ = self.table(sheet)
        last = table.rows[-1].number if table.rows else 0
        found: set[str] = set()
        count = 0
        for area in table.merges:
            rows = range(area.row, min(area.row + area.rows, last + 1))
            columns = range(area.column, min(area.column + area.columns, table.width))
            if (count := count + len(rows) * len(columns)) > MOST_JOINED:
                raise joined_too_wide(table.place(area.row, area.column))
            found.update(f"{column_letter(column + 1)}{row}" for row in rows for column in columns)
        found -= {f"{column_letter(area.column + 1)}{area.row}" for area in table.merges}
        return frozenset(found)

    def as_written(self, sheet: str) -> tuple[Iterable[SheetCell], SheetLayout]:
        """The cells of a sheet as they are stored, none where it is a sheet of another kind; how it is laid out, known
        once they were gone through."""
        known = self._written.get(sheet) if self._written is not None else None
        if known is not None:
            return known
        layout, own = SheetLayout(), self._sheets[sheet]
        cells: Iterable[SheetCell] = ()
        if own.kind == "worksheet":
            cells = sheet_cells(
                self._chunks(own.part), shown_as=self.shown_as, part=own.name, layout=layout, raised=True
            )
        if self._written is not None:
            cells = self._written.setdefault(sheet, (tuple(cells), layout))[0]
        return cells, layout

    @cached_property
    def texts(self) -> list[str]:
        """The texts that cells share."""
        part = self._related("sharedStrings")
        return shared_strings(self._chunks(part), shown_as=self.shown_as, part=part, raised=True) if part else []

    @cached_property
    def styles(self) -> tuple[CellStyle, ...]:
        """The formats of cells."""
        part = self._related("styles")
        return cell_styles(self._parts[part], shown_as=self.shown_as, part=part) if part else ()

    @cached_property
    def date1904(self) -> bool:
        """Whether days are counted from 1904."""
        return counts_from_1904(self._parts, shown_as=self.shown_as)

    @cached_property
    def to_calculate(self) -> bool:
        """Whether its formulas are to be calculated when it is opened (18.2.2): what stands in them is of before."""
        book = parse_xml(self._parts[WORKBOOK], shown_as=self.shown_as, part=WORKBOOK)
        settings = book.find("{*}calcPr")
        return settings is not None and settings.get("fullCalcOnLoad") in ("1", "true")

    def beside(self, sheet: str) -> tuple[str, ...]:
        """The texts of a sheet that stand in no cell: comments, text boxes, titles of charts, header and footer of its
        printed pages.
        """
        part = self._sheets[sheet].part
        own = [name for one in self._held(part, _BESIDE) for name in (one, *self._held(one, _DRAWN))]
        texts = [text for name in own for text in texts_of(self._parts[name], shown_as=self.shown_as, part=name)]
        return (*texts, *margins_of(self._chunks(part)))

    def _held(self, part: str, kinds: Collection[str]) -> list[str]:
        """The parts of some kinds that a part refers to."""
        found = relationships(self._parts, part, shown_as=self.shown_as).values()
        return [one.target for one in found if one.kind in kinds and one.target in self._parts]

    def _chunks(self, part: str) -> Iterable[bytes]:
        return self._parts.chunks(part) if isinstance(self._parts, Archive) else (self._parts[part],)

    def _related(self, kind: str) -> str:
        related = relationships(self._parts, WORKBOOK, shown_as=self.shown_as).values()
        return next((one.target for one in related if one.kind == kind and one.target in self._parts), "")


@dataclass(frozen=True, slots=True)
class _Asked:
    """A sheet of a file, or of parts, of these bytes, wherever it lies."""

    data: tuple[bytes, ...]
    sheet: Sheet
    book: Workbook = field(compare=False)


@lru_cache(maxsize=8)
def _remembered(asked: _Asked) -> tuple[RawTable, tuple[Finding, ...]]:
    """A sheet that was read just before: a pull reads an edited workbook and the dossier's own several times."""
    return _SheetReader(asked.book, asked.sheet).read()


class _SheetReader:
    """Goes through the cells of one sheet."""

    def __init__(self, book: Workbook, sheet: Sheet) -> None:
        self._book, self._sheet = book, sheet
        self._cells, self._layout = book.as_written(sheet.name)
        self._findings: list[Finding] = []
        self._counted = Counted()
        self._rows: dict[int, dict[int, str]] = {}
        self._boxed: dict[int, list[int]] = {}
        self._aligned: dict[int, dict[int, str]] = {}
        self._numbers: dict[tuple[int, str], str] = {}
        self._width = 0
        self._to_calculate = book.to_calculate
        self._old: list[SheetCell] = []

    def read(self) -> tuple[RawTable, tuple[Finding, ...]]:
        """The whole sheet."""
        styles, formats = self._book.styles, len(self._book.styles)
        last, before, width = 0, 0, 0
        texts: dict[int, str] = {}
        for cell in self._cells:
            row, column, kind, index, formula, value, inline = cell
            if row != last:
                texts, last = self._rows.setdefault(row, {}), row
                before = LAST_COLUMN if texts else 0  # a row that comes again
            if column <= before and column - 1 in texts:
                raise self._broken(cell, msg("Tệp hỏng: ô này ghi hai lần."))
            before = column
            if column > width:
                width = column
            style = styles[index] if index < formats else DEFAULT
            if kind == "inlineStr" and style.as_typed and "_x" not in inline:
                text = inline
            else:
                text = self._text(cell, style) if value or inline or formula else ""
            if text:
                self._keep(text, cell, style, texts)
                continue
            if value or inline:
                self._unshown(cell, style)
            if style.boxed:
                self._boxed.setdefault(row, []).append(column - 1)
        self._width = width
        self._say_old()
        return self._table(), tuple(self._findings)

    def _keep(self, text: str, cell: SheetCell, style: CellStyle, texts: dict[int, str]) -> None:
        kept = clean(text).strip()
        if kept != text or text[0] == "#" or not text.isprintable():
            self._findings += oddities(text, self._place(cell))
        if kept:
            row, column = cell.row, cell.column - 1
            if not self._counted.holds(kept, row, column):
                raise self._counted.refusal(kept, self._place(cell), row, column)
            texts[column] = kept
            if style.align:
                self._aligned.setdefault(row, {})[column] = style.align

    def _say_old(self) -> None:
        """Results of formulas that a program left as they were when it wrote into the file."""
        if self._old:
            cells = ", ".join(cell.ref for cell in self._old[:_NAMED]) + (" …" if len(self._old) > _NAMED else "")
            said = msg("{so} ô công thức chưa được tính lại sau lần ghi gần nhất: {o}.", so=len(self._old), o=cells)
            hint = msg("Mở tệp bằng Excel rồi lưu lại; nếu không, số in ra có thể là số cũ.")
            self._findings.append(Finding("V548", Severity.WARNING, self._place(self._old[0]), said, hint))

    def _text(self, cell: SheetCell, style: CellStyle) -> str:
        kind, value = cell.kind, cell.value
        if cell.has_formula and value and self._to_calculate:
            self._old.append(cell)
        if kind == "s":
            text = self._shared(cell)
        elif kind == "inlineStr":
            text = unescaped(cell.inline)
        elif kind == "n":
            return self._number(cell, style) if value else self._blank(cell)
        elif kind == "e":
            self._findings.append(error_value(self._place(cell), value))
            return ""
        elif kind == "b":
            return _LOGICAL.get(value, value)
        elif kind == "d":
            return self._iso_date(cell, style)
        else:
            text = unescaped(value)
        return text if style.as_typed or not text else style.format.shown_text(text)

    def _unshown(self, cell: SheetCell, style: CellStyle) -> None:
        """What stands in a cell whose format shows nothing of it (`;;;`); a zero is left blank by many."""
        held = self._shared(cell) if cell.kind == "s" else unescaped(cell.inline or cell.value)
        if cell.kind == "e" or not held.strip() or (cell.kind == "n" and not (number(held) or 0)):
            return
        self._findings.append(
            Finding(
                "V515",
                Severity.WARNING,
                self._place(cell),
                msg(
                    "Ô có {chu} nhưng định dạng {ma} không cho hiện, nên đọc ra là ô trống.",
                    chu=quote(held),
                    ma=quote(style.code),
                ),
                msg("Trong Excel, đặt định dạng ô là General để hiện chữ; không cần chữ ấy thì xóa."),
                clean(held),
            )
        )

    def _shared(self, cell: SheetCell) -> str:
        try:
            index = int(cell.value)
            if index < 0:
                raise ValueError
            return self._book.texts[index]
        except (ValueError, IndexError):
            raise self._broken(
                cell, msg("Tệp hỏng: ô lấy dòng chữ chung số “{so}” mà tệp không có.", so=cell.value[:20])
            ) from None

    def _blank(self, cell: SheetCell) -> str:
        """A formula that no program has calculated is read as an empty cell (a file written by a script)."""
        if cell.has_formula:
            self._findings.append(
                Finding(
                    "V031",
                    Severity.WARNING,
                    self._place(cell),
                    msg("Ô chứa công thức chưa được tính, nên đọc ra là ô trống."),
                    msg("Mở tệp bằng Excel rồi lưu lại để công thức có giá trị."),
                )
            )
        return ""

    def _number(self, cell: SheetCell, style: CellStyle) -> str:
        key = cell.style, cell.value
        shown = self._numbers.get(key)
        if shown is None:
            value = number(cell.value.strip())
            if value is None:
                self._findings.append(_no_number(self._place(cell), cell.value))
                return ""
            shown = self._shown(value, style, cell)
            self._numbers[key] = shown
        return shown

    def _shown(self, value: Decimal, style: CellStyle, cell: SheetCell) -> str:
        date1904 = self._book.date1904
        if _PROGRAM_DATE.fullmatch(style.code) and value == value.to_integral_value() and value >= 1:
            shown = style.format.shown(value, date1904=date1904)
            return _as_documents(shown) if shown else general(value)
        shown = style.format.shown(value, date1904=date1904)
        if shown is None:
            self._findings.append(_no_date(self._place(cell), general(value)))
            return general(value)
        return shown.strip()

    def _iso_date(self, cell: SheetCell, style: CellStyle) -> str:
        """A date written out (`t="d"`), shown as the number it is."""
        value = _serial(cell.value.strip())
        if value is None:
            return cell.value
        if self._book.date1904:
            value -= 1_462
        return self._shown(value, style if style.code != "General" else _DATED, cell)

    # --- what stands beside the cells ---

    def _table(self) -> RawTable:
        layout = self._layout
        wide: dict[int, set[int]] = {}
        for area in layout.joined:
            if area.right > area.left:
                wide.setdefault(area.top, set()).add(area.left - 1)
        rows = (
            RawRow(number, cells, frozenset(wide.get(number, ())))
            for number, cells in (sorted(self._rows.items()) if self._unsorted else self._rows.items())
            if cells
        )
        return RawTable(
            self._book.shown_as,
            self._sheet.name,
            tuple(rows),
            self._width,
            tuple(
                Area(area.top, area.left - 1, area.bottom - area.top + 1, area.right - area.left + 1)
                for area in layout.joined
            ),
            frozenset(layout.hidden_rows),
            frozenset(column - 1 for column in layout.hidden_columns),
            _within(layout),
            _shared_sets(self._boxed),
            self._aligned,
            {column - 1: width for column, width in layout.widths.items()},
        )

    @property
    def _unsorted(self) -> bool:
        numbers = list(self._rows)
        return numbers != sorted(numbers)

    def _place(self, cell: SheetCell) -> Place:
        return Place(self._book.shown_as, self._sheet.name, cell=cell.ref)

    def _broken(self, cell: SheetCell, message: Message) -> VanbanError:
        return InputError.of("V012", self._place(cell), message, msg("Mở tệp bằng Excel rồi lưu lại."))


def _within(layout: SheetLayout) -> frozenset[int]:
    """The rows that a filter hides."""
    return frozenset(row for row in layout.hidden_rows if any(area.top < row <= area.bottom for area in layout.filters))


def _shared_sets(rows: Mapping[int, list[int]]) -> dict[int, frozenset[int]]:
    """The same columns are one set, however many rows have them."""
    kept: dict[tuple[int, ...], frozenset[int]] = {}
    return {row: kept.setdefault(tuple(columns), frozenset(columns)) for row, columns in rows.items()}


_DATED = CellStyle(number_format("dd/mm/yyyy"), "dd/mm/yyyy")


def _serial(text: str) -> Decimal | None:
    """A date or time of day as the days that Excel counts since 1900."""
    try:
        if "-" not in text:
            clock = time.fromisoformat(text.removesuffix("Z"))
            day = 0
        else:
            moment = datetime.fromisoformat(text.removesuffix("Z"))
            clock, day = moment.time(), (moment.date() - date(1899, 12, 30)).days
    except ValueError:
        return None
    seconds = clock.hour * 3_600 + clock.minute * 60 + clock.second
    return Decimal(day) + Decimal(seconds) / 86_400


def _as_documents(shown: str) -> str:
    """`2024-04-08 0:00:00` as `08/4/2024`: the decree's zeros (II.4.b) in the short form that documents use."""
    year, month, day = shown.partition(" ")[0].split("-")
    return f"{day}/{month if int(month) < 3 else int(month)}/{year}"


def _no_workbook(parts: Mapping[str, bytes], shown_as: str) -> VanbanError:
    """What the package is instead of a workbook."""
    if "word/document.xml" in parts:
        return InputError.of(
            "V011",
            Place(shown_as),
            msg("Đây là tệp Word, chỗ này cần bảng tính."),
            msg("Chép bảng trong tệp sang Excel rồi lưu dạng .xlsx; ghi tên tệp .xlsx đó vào “nguon”."),
        )
    if "xl/workbook.bin" in parts:
        return InputError.of(
            "V011",
            Place(shown_as),
            msg("Đây là bảng tính dạng nhị phân (.xlsb)."),
            msg("Mở tệp bằng Excel rồi lưu lại dạng .xlsx."),
        )
    return InputError.of("V011", Place(shown_as), msg("Tệp này không phải bảng tính Excel."), msg("Cần tệp .xlsx."))


def _no_number(place: Place, text: str) -> Finding:
    return Finding(
        "V036",
        Severity.ERROR,
        place,
        msg("Ô ghi là số nhưng {gia_tri} không phải số nào.", gia_tri=quote(text)),
        msg("Gõ lại số trong ô đó bằng Excel rồi lưu lại."),
        text,
    )


def _no_date(place: Place, text: str) -> Finding:
    return Finding(
        "V037",
        Severity.WARNING,
        place,
        msg("Ô có định dạng ngày giờ nhưng số {so} không phải ngày nào; Excel hiện một dãy dấu #.", so=text),
        msg("Sửa số, hoặc đổi định dạng của ô."),
        text,
    )
