"""The sheet “Tổng hợp” of a task table: formulas over the table, a chart over the formulas, rules for the table.

openpyxl makes sheet, styles and chart before the workbook is saved; formulas are written once rows and columns have
their places, with the values they have now, for programs that do not compute.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from lxml import etree
from msgspec import Struct
from openpyxl.chart import BarChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.worksheet import Worksheet

from generator.ooxml.cell_refs import column_letter, quoted
from generator.ooxml.names import s
from generator.ooxml.openpyxl_inside import conditional_style
from generator.ooxml.package import parse_xml, xml_bytes
from generator.planning.plan import PlannedRow, PlannedSection, PlannedTable, PlannedTask
from generator.planning.status import State, name_of
from generator.values.glossary import RESULT_KEYS, titles
from generator.values.model import Status
from generator.values.text import official_date

TITLE = "Tổng hợp"
_WHOLE = "Tổng số"
_GROUP, _HEADER, _FIRST = 3, 4, 5
_FONT = "Times New Roman"
# Widths of columns in characters, how much wider our letters may run, the height of a line in points.
_WIDE, _NARROW, _LETTERS, _LINE = 60, 14, 1.2, 16
_OVERDUE_FILL = "FFFFC7CE"
# What stands behind conditional formats, and behind validations, in CT_Worksheet.
_AFTER_FORMATS = (
    "dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties "
    "cellWatches ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF picture oleObjects controls "
    "webPublishItems tableParts extLst"
)


class Line(Struct, frozen=True, dict=True):
    """A line of the summary: what it counts, and those of the table's rows it counts (from 0, end excluded)."""

    label: str
    start: int
    end: int


class Counting(Struct, frozen=True):
    """A column of the summary: title, the key it counts texts of ("ma": all tasks), or the state that it counts."""

    title: str
    key: str = ""
    state: State | None = None

    def value(self, rows: Sequence[PlannedRow]) -> int:
        """How many tasks of these rows it counts."""
        tasks = [row for row in rows if isinstance(row, PlannedTask)]
        if self.state is not None:
            return sum(row.standing is not None and row.standing.state is self.state for row in tasks)
        return len(tasks) if self.key == "ma" else sum(bool(row.texts.get(self.key)) for row in tasks)


def states_title(table: PlannedTable) -> str:
    """What stands above the counts of states: the day at which they were judged."""
    return f"Tình trạng đến {official_date(table.as_of.year, table.as_of.month, table.as_of.day)}"


class Summary(Struct, frozen=True):
    """What the summary of a table shows. `columns` are the table's columns by key, as numbers."""

    table: PlannedTable
    columns: dict[str, int]
    first: int

    @property
    def last(self) -> int:
        """The last row of the table's body."""
        return self.first + max(len(self.table.rows), 1) - 1

    @property
    def lines(self) -> tuple[Line, ...]:
        """A line for each section, with the sections below it, then the whole."""
        return (*_section_lines(self.table.rows), Line(_WHOLE, 0, len(self.table.rows)))

    @property
    def countings(self) -> tuple[Counting, ...]:
        """Number of tasks, texts in each result column, tasks in each state."""
        results = [Counting(self.table.titles[key], key) for key in RESULT_KEYS if key in self.columns]
        return (
            Counting(titles()["so_nhiem_vu"], "ma"),
            *results,
            *(Counting(name_of(state), "", state) for state in State),
        )

    def add(self, book: Any) -> int:
        """The sheet with its chart at the end of a workbook; the id of the style of what is overdue."""
        sheet = book.create_sheet(TITLE)
        self._cells(sheet)
        self._chart(sheet)
        overdue = DifferentialStyle(fill=PatternFill(bgColor=_OVERDUE_FILL, fill_type="solid"))
        return conditional_style(book, overdue)

    def _cells(self, sheet: Worksheet) -> None:
        thin = Side(style="thin")
        counts = self.countings
        sheet["A1"] = TITLE.upper()
        sheet["A1"].font = Font(name=_FONT, size=14, bold=True)
        lines: list[list[object]] = [["Mục", *(counting.title for counting in counts)]]
        lines += [[line.label, *[0] * len(counts)] for line in self.lines]
        for row, values in enumerate(lines, start=_HEADER):
            longest = max(len(str(values[0])) / _WIDE, *(len(str(value)) / _NARROW for value in values[1:]))
            sheet.row_dimensions[row].height = _LINE * math.ceil(longest * _LETTERS)
            for column, value in enumerate(values, start=1):
                cell = sheet.cell(row, column, value)
                cell.data_type = "s" if isinstance(value, str) else "n"
                cell.font = Font(name=_FONT, size=12, bold=row in (_HEADER, _HEADER + len(lines) - 1))
                cell.border = Border(thin, thin, thin, thin)
                center = row == _HEADER or column > 1
                cell.alignment = Alignment("center" if center else "left", "center", wrap_text=True)
        states = 2 + len(counts) - len(State)
        for column, text in ((3, "Kết quả"), (states, states_title(self.table))) if states > 3 else ((states, ""),):
            sheet.cell(_GROUP, column, text or None).font = Font(name=_FONT, size=12, bold=True)
        sheet.column_dimensions["A"].width = _WIDE
        for column in range(2, len(counts) + 2):
            sheet.column_dimensions[column_letter(column)].width = _NARROW
        sheet.freeze_panes = sheet.cell(_FIRST, 2)
        sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True

    def _chart(self, sheet: Worksheet) -> None:
        """Bars of the last line: how many tasks are in each state."""
        whole = _FIRST + len(self.lines) - 1
        last = len(self.countings) + 1
        first = last - len(State) + 1
        chart = BarChart()
        chart.type, chart.legend, chart.title = "bar", None, "Số nhiệm vụ theo tình trạng"
        chart.add_data(Reference(sheet, first, whole, last, whole), from_rows=True, titles_from_data=False)
        chart.set_categories(Reference(sheet, first, _HEADER, last, _HEADER))
        chart.dataLabels = DataLabelList(
            showVal=True, showSerName=False, showCatName=False, showLegendKey=False, showPercent=False
        )
        # The first state on top; openpyxl hides the axes unless they are told to stay.
        chart.x_axis.scaling.orientation = "maxMin"
        chart.x_axis.delete = chart.y_axis.delete = False
        chart.width, chart.height = 24, 10
        sheet.add_chart(chart, f"A{whole + 2}")

    def written(self, part: bytes, sheet: str, identity: int) -> bytes:
        """The sheet's part with its formulas; `sheet` is the table's, `identity` its column of ids, states behind."""
        root = parse_xml(part, shown_as=TITLE, part=TITLE)
        cells = {cell.get("r"): cell for cell in root.iter(s("c"))}
        for row, line in enumerate(self.lines, start=_FIRST):
            for column, counting in enumerate(self.countings, start=2):
                letter = column_letter(column)
                if counting.state is not None:
                    text = self._states(sheet, identity + 1, line, counting.state, f"{letter}${_HEADER}")
                else:
                    text = f"COUNTA({self._area(sheet, self.columns.get(counting.key, identity), line)})"
                cell = cells[f"{letter}{row}"]
                cell[:] = ()
                etree.SubElement(cell, s("f")).text = text
                etree.SubElement(cell, s("v")).text = str(counting.value(self.table.rows[line.start : line.end]))
        return xml_bytes(root)

    def _states(self, sheet: str, column: int, line: Line, state: State, name: str) -> str:
        """Tasks in a state: as they stood at the date, but for those that were reported done since.

        One whose result was taken out again stays done until the file is made anew.
        """
        area = self._area(sheet, column, line)
        done = ",".join(f"{self._area(sheet, at, line)},{criterion}" for at, criterion in self._done())
        counted = f"COUNTIF({area},{name})"
        if not done:
            return counted
        if state is State.DONE:
            return f'{counted}+COUNTIFS({area},"<>"&{name},{done})'
        return f"{counted}-COUNTIFS({area},{name},{done})"

    def _done(self) -> tuple[tuple[int, str], ...]:
        """The columns that say that a task is done, with what they then hold (as a COUNTIFS criterion): the status
        column where the register has one, else text in the first result column and none in the others.
        """
        if any(column.key == "trang_thai" for column in self.table.spec.register.columns):
            status = self.columns.get("trang_thai")
            return ((status, f'"{Status.DONE.words}"'),) if status else ()
        if RESULT_KEYS[0] not in self.columns:
            return ()
        shown = [self.columns[key] for key in RESULT_KEYS if key in self.columns]
        return tuple((column, '""' if at else '"<>"') for at, column in enumerate(shown))

    def _area(self, sheet: str, column: int, line: Line) -> str:
        letter = column_letter(column)
        last = self.first + max(line.end - 1, line.start)
        return f"{quoted(sheet)}!${letter}${self.first + line.start}:${letter}${last}"

    def rules(self, overdue: int) -> Callable[[etree._Element, int], None]:
        """What adds to the table's sheet the colour of overdue rows and the choices of a status column."""

        def add(root: etree._Element, identity: int) -> None:
            left, right = min(self.columns.values()), max(self.columns.values())
            formula = f'${column_letter(identity + 1)}{self.first}="{name_of(State.OVERDUE)}"'
            # What was reported done since is not overdue any more.
            if done := [f"${column_letter(at)}{self.first}{_as_test(how)}" for at, how in self._done()]:
                formula = f"AND({formula},NOT(AND({','.join(done)})))"
            area = f"{column_letter(left)}{self.first}:{column_letter(right)}{self.last}"
            form = etree.Element(s("conditionalFormatting"), sqref=area)
            rule = etree.SubElement(form, s("cfRule"), type="expression", dxfId=str(overdue), priority="1")
            etree.SubElement(rule, s("formula")).text = formula
            for other in root.iter(s("cfRule")):
                other.set("priority", str(int(other.get("priority", "1")) + 1))
            _insert(root, form, _AFTER_FORMATS)
            if status := self.columns.get("trang_thai"):
                self._choices(root, column_letter(status))

        return add

    def _choices(self, root: etree._Element, letter: str) -> None:
        element = root.find(s("dataValidations"))
        if element is None:
            element = etree.Element(s("dataValidations"))
            _insert(root, element, _AFTER_FORMATS.partition(" ")[2])
        area = f"{letter}{self.first}:{letter}{self.last}"
        choice = etree.SubElement(element, s("dataValidation"), type="list", allowBlank="1", sqref=area)
        choice.set("showErrorMessage", "1")
        etree.SubElement(choice, s("formula1")).text = '"' + ",".join(status.words for status in Status) + '"'
        element.set("count", str(len(element)))


def _section_lines(rows: Sequence[PlannedRow]) -> Iterator[Line]:
    """A section goes to the next one of its level or above."""
    ends: dict[int, int] = {}
    open_: list[tuple[int, int]] = []
    for at, row in enumerate(rows):
        if isinstance(row, PlannedSection):
            while open_ and open_[-1][1] >= row.level:
                ends[open_.pop()[0]] = at
            open_.append((at, row.level))
    for at, row in enumerate(rows):
        if isinstance(row, PlannedSection):
            label = ". ".join(part for part in (row.number.rstrip("."), row.title) if part)
            yield Line(label, at, ends.get(at, len(rows)))


def state_of(row: PlannedTask) -> str:
    """What the hidden column of states holds of a task."""
    return name_of(row.standing.state) if row.standing else ""


def _as_test(criterion: str) -> str:
    """A criterion of COUNTIFS as a comparison: `"<>"` is `<>""`, `"Hoàn thành"` is `="Hoàn thành"`."""
    return '<>""' if criterion == '"<>"' else f"={criterion}"


def _insert(root: etree._Element, element: etree._Element, followers: str) -> None:
    tags = set(map(s, followers.split()))
    follower = next((child for child in root if child.tag in tags), None)
    root.append(element) if follower is None else follower.addprevious(element)
