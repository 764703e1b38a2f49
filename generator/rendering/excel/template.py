"""An Excel template as openpyxl reads it: where its table stands, what its cells ask for, filled and saved.

The only module that opens a workbook with openpyxl (untyped, and it loses what it does not know: xlsx_losses).
"""

from __future__ import annotations

import io
import math
import re
import warnings
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from jinja2 import UndefinedError
from jinja2.exceptions import SecurityError
from msgspec import Struct
from msgspec.structs import replace
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText
from openpyxl.packaging.custom import StringProperty
from openpyxl.utils.cell import range_boundaries

from generator.ooxml import package
from generator.ooxml.cell_refs import LAST_ROW, column_letter
from generator.ooxml.openpyxl_inside import bold_style, normal_font, quoted_style, saved, standing
from generator.ooxml.relationships import relationships
from generator.ooxml.workbook import sheet_parts
from generator.rendering.excel.pointing import Prototypes, gone_faults, pointing_faults
from generator.rendering.excel.refs import Moves
from generator.rendering.templates.expressions import Judged, has_tags, judged, refused
from generator.rendering.templates.faults import fault_of
from generator.rendering.templates.jinja import Environment
from generator.values.errors import TemplateError
from generator.values.findings import Finding, Message, Place, Severity, msg, some_of
from generator.values.patterns import late
from generator.values.text import clean, quote

Added = TypeVar("Added")
# Width of a digit in ems, and how much wider than Times New Roman the text runs: what people choose besides it.
_FACES: Mapping[str, tuple[float, float]] = {
    "Times New Roman": (0.5, 1.0),
    "Calibri": (0.507, 1.08),
    "Cambria": (0.554, 1.1),
    "Arial": (0.556, 1.15),
    "Tahoma": (0.546, 1.2),
    "Verdana": (0.636, 1.35),
}
_OTHER_FACE = (0.556, 1.2)
_PIXEL_MM = 25.4 / 96
# Excel keeps 2 pixels free left and right of a text, 1 for the grid; 1 more for rounding of glyphs.
_PADDING_PIXELS = 6
# A template may style all columns to the end of the sheet; so many right of the table are looked at.
COLUMNS_BESIDE = 50
PROPERTY = "vanban"
_AREA = late(r"\$?[A-Z]{1,3}\$?\d+:\$?[A-Z]{1,3}\$?\d+")
_FORBIDDEN_IN_SHEET_NAME = late(r"[:\\/?*\[\]\x00-\x1f]")
LONGEST_SHEET_NAME = 31


class Look(Struct, frozen=True):
    """What a cell's style says of the room its text needs. `widening` is that of the typeface (1: Times New Roman)."""

    size: float
    bold: bool
    italic: bool
    wraps: bool
    widening: float


class Table(Struct, frozen=True):
    """Where a template's table stands: rows and columns from 1.

    `header` is its first header row; `sections` and `task` are the prototype rows, `first`…`last` all of them;
    `keys` gives the key of each column `left`…`right` ("" where its prototype names none).
    """

    sheet: str
    header: int
    sections: tuple[int, ...]
    task: int
    left: int
    right: int
    keys: Mapping[int, str]

    @property
    def first(self) -> int:
        """The first prototype row."""
        return min(*self.sections, self.task) if self.sections else self.task

    @property
    def last(self) -> int:
        """The last prototype row."""
        return max(*self.sections, self.task) if self.sections else self.task


class Tagged(Struct, frozen=True):
    """A cell that holds template code."""

    sheet: str
    row: int
    column: int
    text: str

    @property
    def cell(self) -> str:
        """Its address: `B9`."""
        return f"{column_letter(self.column)}{self.row}"


class Saved(Struct, frozen=True):
    """A filled workbook: its parts, the part of the table's sheet, and what its styles look like, by style id.

    `quoted` gives for a style of the prototypes the same with quotePrefix: Excel keeps a text that begins with `=`
    a text even after someone edits it; `bold` the same in bold. `digit` is the width of a digit of the Normal font in
    pixels.
    """

    parts: dict[str, bytes]
    part: str
    title: str
    looks: Mapping[str, Look]
    quoted: Mapping[str, str]
    bold: Mapping[str, str]
    digit: int

    def width_mm(self, chars: float) -> float:
        """Room for text in a column, from its width in the file.

        Excel: pixels = trunc((256 * width + trunc(128 / digit)) / 256 * digit), padding included; 96 pixels an inch.
        """
        pixels = math.trunc((256 * chars + math.trunc(128 / self.digit)) / 256 * self.digit)
        return max(pixels - _PADDING_PIXELS, 1) * _PIXEL_MM


class Book:
    """A template, open."""

    def __init__(self, parts: Mapping[str, bytes], shown_as: str, environment: Environment) -> None:
        """Open the parts of a package. Raises TemplateError V105 where openpyxl cannot."""
        self.parts = parts
        self.shown_as = shown_as
        self.environment = environment
        raw = io.BytesIO()
        package.write(raw, parts)
        try:
            with warnings.catch_warnings():
                # What openpyxl warns of losing is named by xlsx_losses, with its place.
                warnings.simplefilter("ignore")
                self._book = load_workbook(raw, rich_text=True)
                _without_remarks(self._book)
        except Exception as failure:  # openpyxl raises whatever its descriptors raise on XML it did not expect
            raise TemplateError(
                Finding(
                    "V105",
                    Severity.ERROR,
                    Place(shown_as),
                    msg("Không mở được mẫu Excel: {ly_do}", ly_do=str(failure) or type(failure).__name__),
                    msg("Mở mẫu bằng Excel rồi lưu lại dạng .xlsx."),
                )
            ) from None

    def tagged(self) -> Iterator[Tagged]:
        """Every cell with template code, sheet by sheet, in reading order."""
        for sheet in self._book.worksheets:
            for cell in standing(sheet):
                value = str(cell.value) if isinstance(cell.value, CellRichText) else cell.value
                if has_tags(value):
                    yield Tagged(sheet.title, cell.row, cell.column, value)

    def place(self, tagged: Tagged) -> Place:
        """Where a cell stands, for messages."""
        return Place(self.shown_as, tagged.sheet, cell=tagged.cell)

    def judged(self, own: frozenset[str] | None) -> dict[Tagged, Judged]:
        """Every cell with template code, judged. `own` holds the table's own columns, None where none is known."""
        return {tagged: judged(tagged.text, self.environment, self.place(tagged), own) for tagged in self.tagged()}

    def table(self, cells: Mapping[Tagged, Judged]) -> Table:
        """Find the table. Raises TemplateError V106 where its prototype rows are missing or do not stand together."""
        rows: dict[tuple[str, int], list[tuple[Tagged, Judged]]] = {}
        for tagged, verdict in cells.items():
            if "" in verdict.keys("d"):
                rows.setdefault((tagged.sheet, tagged.row), []).append((tagged, verdict))
        section_keys = {"so_muc", "ten_muc"}
        sections = [at for at, row in rows.items() if any(section_keys & {*verdict.keys("d")} for _, verdict in row)]
        tasks = [at for at in rows if at not in sections]
        if len(tasks) != 1:
            raise self._no_table(
                msg("Mẫu không có dòng mẫu của nhiệm vụ.")
                if not tasks
                else msg("Mẫu có {so} dòng mẫu của nhiệm vụ, chỉ được một.", so=len(tasks)),
                tasks[0][0] if tasks else "",
                tasks[1][1] if tasks else 0,
            )
        sheet, task = tasks[0]
        numbers = sorted(row for _, row in rows)
        if {at[0] for at in rows} != {sheet} or numbers != list(range(numbers[0], numbers[0] + len(numbers))):
            raise self._no_table(msg("Các dòng mẫu (mục, nhiệm vụ) phải đứng liền nhau."), sheet, numbers[-1])
        columns = {
            tagged.column: next((key for key in verdict.keys("d") if key), "")
            for tagged, verdict in rows[(sheet, task)]
        }
        left, right = min(columns), self._right(sheet, task, max(columns))
        keys = {column: columns.get(column, "") for column in range(left, right + 1)}
        header = self._header(sheet, numbers[0], cells)
        return Table(sheet, header, tuple(sorted(row for _, row in sections)), task, left, right, keys)

    def _right(self, sheet: str, row: int, right: int) -> int:
        """The last column of the table: columns without a tag belong to it while they have a border."""
        cells = self._book[sheet]
        while right < cells.max_column and cells.cell(row, right + 1).border.top.style:
            right += 1
        return right

    def table_faults(self, table: Table) -> Iterator[Finding]:
        """What cannot be where the table stands: unseen prototype rows, links to them."""
        yield from pointing_faults(self._book, Prototypes(self.shown_as, table.sheet, table.first, table.last))
        yield from self._unseen_rows(table)

    def columns_gone(self, table: Table, moves: Moves) -> Iterator[Finding]:
        """What counts columns of the template that the dossier does not choose."""
        yield from gone_faults(self._book, Prototypes(self.shown_as, table.sheet, table.first, table.last), moves)

    def _unseen_rows(self, table: Table) -> Iterator[Finding]:
        """Prototype rows that are hidden: whether the rows made after them are meant to be seen is not known."""
        for number in range(table.first, table.last + 1):
            if self._book[table.sheet].row_dimensions[number].hidden:
                yield Finding(
                    "V108",
                    Severity.ERROR,
                    Place(self.shown_as, table.sheet, line=number),
                    msg("Dòng mẫu {so} đang ẩn, không rõ các dòng sinh ra theo nó có được hiện hay không.", so=number),
                    msg("Trong Excel: bỏ ẩn (Unhide) dòng ấy, mở nhóm dòng đang thu lại, bỏ bộ lọc, rồi lưu mẫu."),
                )

    def _is_drawn_on(self, sheet: str) -> bool:
        part = sheet_parts(self.parts, shown_as=self.shown_as)[sheet]
        return any(one.kind == "drawing" for one in relationships(self.parts, part, shown_as=self.shown_as).values())

    def not_printed(self, table: Table) -> Iterator[Finding]:
        """Texts below the table that the template's print area leaves out (V513): in the file, not on paper."""
        sheet = self._book[table.sheet]
        areas = [range_boundaries(area) for area in _AREA.findall(sheet.print_area or "")]
        last = max((bottom for *_, bottom in areas), default=LAST_ROW)
        cells = [
            cell.coordinate
            for cell in standing(sheet)
            if cell.row > max(last, table.last) and cell.data_type != "f" and str(cell.value or "").strip()
            and not sheet.row_dimensions[cell.row].hidden
        ]  # fmt: skip
        if cells:
            said = msg("Chữ ở {o} nằm dưới vùng in (Print Area) của mẫu: in ra không có.",
                       o=some_of(cells, 5, msg("{so} ô khác")))  # fmt: skip
            hint = msg("Trong Excel: Page Layout, Print Area, Clear Print Area, rồi lưu mẫu.")
            yield Finding("V513", Severity.WARNING, Place(self.shown_as, table.sheet, cell=cells[0]), said, hint)

    def _header(self, sheet: str, first: int, cells: Mapping[Tagged, Judged]) -> int:
        """The first header row: the highest that uses `bang.tieu_de` or is repeated on each page."""
        rows = [t.row for t, verdict in cells.items() if t.sheet == sheet and verdict.keys("tieu_de")]
        repeated = re.match(r"\$?(\d+):", self._book[sheet].print_title_rows or "")
        rows += [int(repeated[1])] if repeated else []
        return min((row for row in rows if row < first), default=max(first - 1, 1))

    def _no_table(self, message: Message, sheet: str, row: int) -> TemplateError:
        hint = msg("Dòng nhiệm vụ có {{{{ d.noi_dung }}}}; dòng mục có {{{{ d.so_muc }}}}, {{{{ d.ten_muc }}}}.")
        place = Place(self.shown_as, sheet, line=row)
        return TemplateError(Finding("V106", Severity.ERROR, place, message, hint))

    def fill(self, cells: Mapping[Tagged, Judged], table: Table, context: Mapping[str, Any]) -> None:
        """Give every cell outside of the prototype rows its text. Raises TemplateError with all that fail."""
        findings: list[Finding] = []
        for tagged in cells:
            if tagged.sheet == table.sheet and table.first <= tagged.row <= table.last:
                continue
            try:
                text = clean(self.environment.from_string(tagged.text).render(context))
            except Exception as failure:  # template code: a division by zero, a filter's TypeError …
                findings.append(failed(self.place(tagged), tagged.text, failure))
                continue
            cell = self._book[tagged.sheet].cell(tagged.row, tagged.column)
            cell.value = text or None
            if text:
                # openpyxl takes a text that begins with "=" for a formula (traps.md 11).
                cell.data_type = "s"
                cell.quotePrefix = text[0] in "=+-@'"
        if findings:
            raise TemplateError(findings)

    def widths(self, table: Table) -> dict[int, float]:
        """Widths of the columns of the table's sheet that the template sets, in characters."""
        widths: dict[int, float] = {}
        for dimension in self._book[table.sheet].column_dimensions.values():
            last = min(dimension.max or 0, table.right + COLUMNS_BESIDE)
            if dimension.customWidth or dimension.width:
                widths.update(dict.fromkeys(range(dimension.min or 0, last + 1), float(dimension.width)))
        return widths

    def added(self, add: Callable[[Any], Added]) -> Added:
        """What another module adds to the workbook before it is saved."""
        return add(self._book)

    def save(self, table: Table, title: str, dossier: str) -> Saved:
        """The workbook's parts, the table's sheet under its new name, `dossier` as the document property `vanban`.

        A print area and repeated header rows are added where the template has none. A sheet with charts or pictures
        gets no area: Excel prints them wherever they are.
        """
        sheet = self._book[table.sheet]
        if not sheet.print_area and not self._is_drawn_on(table.sheet):
            sheet.print_area = f"A1:{column_letter(table.right)}{max(sheet.max_row, table.last)}"
        if not sheet.print_title_rows:
            sheet.print_title_rows = f"{table.header}:{max(table.first - 1, table.header)}"
        sheet.title = sheet_name(title)
        looks, quoted, bold = {}, {}, {}
        for cell in standing(sheet):
            if cell.row == table.task and table.keys.get(cell.column) != "noi_dung":
                _mark_as_text(cell)
            looks[str(cell.style_id)] = _look(cell)
            if table.first <= cell.row <= table.last:
                quoted[str(cell.style_id)] = quoted_style(cell)
            if cell.row == table.task:
                strong = bold[str(cell.style_id)] = bold_style(cell)
                looks[strong] = replace(looks[str(cell.style_id)], bold=True)
        if PROPERTY in self._book.custom_doc_props.names:
            del self._book.custom_doc_props[PROPERTY]
        self._book.custom_doc_props.append(StringProperty(name=PROPERTY, value=dossier))
        parts = package.read_bytes(saved(self._book), shown_as=self.shown_as)
        return Saved(
            parts,
            sheet_parts(parts, shown_as=self.shown_as)[sheet.title],
            sheet.title,
            looks,
            quoted,
            bold,
            self._digit(),
        )

    def _digit(self) -> int:
        """Width of the widest digit of the Normal font in pixels: Excel's unit of column widths."""
        font = normal_font(self._book)
        return max(round(_FACES.get(font.name or "", _OTHER_FACE)[0] * (font.sz or 11) * 96 / 72), 1)


def sheet_name(text: str) -> str:
    """A text as Excel accepts it for a sheet: no `: \\ / ? * [ ]`, no apostrophe at the ends, 31 characters."""
    name = _FORBIDDEN_IN_SHEET_NAME.sub(" ", text)[:LONGEST_SHEET_NAME].strip(" '")
    return name or "Bảng"


def failed(place: Place, text: str, failure: Exception) -> Finding:
    """The finding for template code that failed while it ran."""
    if isinstance(failure, SecurityError):
        return refused(place, fault_of(failure), text)
    reason = fault_of(failure)
    hint = msg("Kiểm tra tên và cách viết; “vanban template check” liệt kê tên dùng được.")
    message = (
        msg("Thẻ {the} dùng giá trị không có: {ly_do}", the=quote(text), ly_do=reason)
        if isinstance(failure, UndefinedError)
        else msg("Thẻ {the} không tính được: {ly_do}", the=quote(text), ly_do=reason)
    )
    return Finding("V107", Severity.ERROR, place, message, hint, text)


def _without_remarks(book: Any) -> None:
    """Take out what its author remarked on cells: that is not for those who get the file (`losses.remarks`)."""
    for sheet in book.worksheets:
        for cell in standing(sheet):
            if cell.comment is not None:
                cell.comment = None


def _look(cell: Any) -> Look:
    font = cell.font
    widening = _FACES.get(font.name or "", _OTHER_FACE)[1]
    return Look(float(font.sz or 11), bool(font.b), bool(font.i), bool(cell.alignment.wrap_text), widening)


def _mark_as_text(cell: Any) -> None:
    """What a unit types into the cell stays what it typed: 9/2024 no date, 45% no 0.45. A format of the template stays.

    Not for the task itself, which is no field to fill in: older Excels show no more than 255 characters as Text.
    """
    if cell.number_format == "General":
        cell.number_format = "@"
