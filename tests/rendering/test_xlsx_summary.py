"""The sheet “Tổng hợp”: its formulas give the plan's own totals, also when LibreOffice computes them anew."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path

import by_libreoffice
import pytest
from msgspec.structs import replace
from office_files import validated
from openpyxl import load_workbook

from generator.facts import danh_muc
from generator.facts.resources import templates_dir
from generator.ooxml import package
from generator.planning.documents import plan_dossier, planned_table
from generator.planning.plan import PlannedDocument, PlannedTable
from generator.planning.status import State, name_of
from generator.planning.tables import standings_of
from generator.planning.totals import totals
from generator.reading.dossier import load_dossier
from generator.rendering.excel.workbook import render
from generator.values.model import ColumnChoice, Status

DATA = Path(__file__).resolve().parents[2] / "data"
DAY = date(2024, 12, 31)
SUMMARY = "xl/worksheets/sheet2.xml"
HEAD, STATES = 4, 6


@pytest.fixture(scope="module")
def annex() -> tuple[PlannedDocument, PlannedTable]:
    """The annex of all 690 tasks of the monthly report."""
    document = plan_dossier(load_dossier(DATA / "bao-cao-thang")[0], DAY)[0].documents[3]
    return document, document.tables[0]


@pytest.fixture(scope="module")
def data(annex: tuple[PlannedDocument, PlannedTable]) -> bytes:
    return rendered(*annex)


def rendered(document: PlannedDocument, table: PlannedTable, template: str = "phu-luc-ket-qua") -> bytes:
    target = io.BytesIO()
    render(templates_dir() / "xlsx" / f"{template}.xlsx", document, table, target, modified=DAY)
    return target.getvalue()


def figures(source: object) -> dict[str, list[object]]:
    """The lines of the summary: label -> the numbers."""
    rows = list(load_workbook(source, data_only=True)["Tổng hợp"].iter_rows(HEAD + 1, values_only=True))
    return {str(row[0]): list(row[1:]) for row in rows if row[0]}


def expected(table: PlannedTable) -> dict[str, list[int]]:
    """Number of tasks and numbers by state, by label, as the report's text quotes them."""
    tasks = table.spec.register.tasks
    found = totals(tasks, standings_of(tasks, DAY), danh_muc.agencies())
    lines = {
        f"{section.number}. {section.title}": found.sections[section.path] for section in table.spec.register.sections
    }
    return {
        label: [count.tasks, *(count.of(state) for state in State)]
        for label, count in {**lines, "Tổng số": found.whole}.items()
    }


def without_results(lines: dict[str, list[object]]) -> dict[str, list[object]]:
    return {label: [values[0], *values[-len(State) :]] for label, values in lines.items()}


def test_figures_are_those_of_the_plan(annex: tuple[PlannedDocument, PlannedTable], data: bytes) -> None:
    shown = without_results(figures(io.BytesIO(data)))
    assert shown == expected(annex[1])
    assert [values[0] for values in shown.values()] == [76, 542, 72, 690]


Recomputed = dict[str, dict[str, list[object]]]


def reported_done(data: bytes) -> bytes:
    """An overdue task whose result is written in, and nothing is left open."""
    book = load_workbook(io.BytesIO(data))
    row = next(row for row in book.worksheets[0].iter_rows(min_row=7) if row[10].value == "Quá hạn")
    for cell, text in zip(row[5:9], ("Đã xong", None, None, None), strict=True):
        cell.value = text
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


@pytest.fixture(scope="module")
def recomputed(data: bytes, tmp_path_factory: pytest.TempPathFactory) -> Recomputed:
    """The figures that LibreOffice computes from the formulas alone, in one start."""
    folder = tmp_path_factory.mktemp("recomputed")
    books = {"as made": data, "reported done": reported_done(data)}
    files = {name: folder / f"{number}.xlsx" for number, name in enumerate(books)}
    for name, file in files.items():
        parts = package.read_bytes(books[name], shown_as="a.xlsx")
        parts[SUMMARY] = re.sub(rb"(</f>)<v>\d+</v>", rb"\1", parts[SUMMARY])
        with file.open("wb") as target:
            package.write(target, parts)
    made = by_libreoffice.saved([*files.values()], "xlsx", folder / "lo")
    return {name: figures(file) for name, file in zip(files, made, strict=True)}


def test_libreoffice_computes_the_same(data: bytes, recomputed: Recomputed) -> None:
    assert package.read_bytes(data, shown_as="a")[SUMMARY].count(b"</f>") == 4 * 11
    assert recomputed["as made"] == figures(io.BytesIO(data))


def test_a_task_reported_done_moves_to_the_done(data: bytes, recomputed: Recomputed) -> None:
    """One overdue less, one done more."""
    before, after = figures(io.BytesIO(data)), recomputed["reported done"]
    expected = dict(zip(State, before["Tổng số"][-len(State) :], strict=True))
    expected[State.DONE], expected[State.OVERDUE] = expected[State.DONE] + 1, expected[State.OVERDUE] - 1
    assert after["Tổng số"][-len(State) :] == list(expected.values())
    # In its section too, and in no other.
    assert [label for label in before if before[label] != after[label]] == [next(iter(before)), "Tổng số"]


def test_formulas_count_the_cells_of_the_table(data: bytes) -> None:
    """Each result column counts what its own column of the task sheet holds: a result typed in is counted."""
    book = load_workbook(io.BytesIO(data))
    sheet, table = book["Tổng hợp"], book.worksheets[0]
    titles = [cell.value for cell in sheet[HEAD]][2 : 2 + 4]
    whole = [cell.value for cell in sheet[HEAD + 4]]
    for title, formula in zip(titles, whole[2:6], strict=True):
        letter, first, last = re.fullmatch(r"=COUNTA\('Phụ lục III'!\$(\w)\$(\d+):\$\w\$(\d+)\)", formula).groups()
        assert table[f"{letter}{int(first) - 1}"].value == title
        assert (int(first), int(last)) == (7, table.max_row)
    assert whole[1] == f"=COUNTA('Phụ lục III'!$J$7:$J${table.max_row})"
    assert whole[STATES].startswith(f"=COUNTIF('Phụ lục III'!$K$7:$K${table.max_row},G$4)+COUNTIFS(")
    assert sheet["G3"].value == "Tình trạng đến ngày 31 tháng 12 năm 2024"


def test_chart_shows_the_states_of_all_tasks(data: bytes) -> None:
    book = load_workbook(io.BytesIO(data))
    (chart,) = book["Tổng hợp"]._charts
    (series,) = chart.series
    assert series.val.numRef.f == "'Tổng hợp'!$G$8:$L$8"
    assert (series.cat.numRef or series.cat.strRef).f == "'Tổng hợp'!$G$4:$L$4"
    shown = [cell.value for cell in book["Tổng hợp"][HEAD]][STATES:]
    assert shown == [name_of(state) for state in State]


def test_overdue_rows_are_coloured_until_a_result_is_there(
    annex: tuple[PlannedDocument, PlannedTable], data: bytes
) -> None:
    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    (formats,) = sheet.conditional_formatting
    assert str(formats.sqref) == f"A7:I{sheet.max_row}"
    (rule,) = formats.rules
    assert rule.formula == ['AND($K7="Quá hạn",NOT(AND($F7<>"",$G7="",$H7="",$I7="")))']
    assert rule.dxf.fill.bgColor.rgb == "FFFFC7CE"
    assert (sheet["J6"].value, sheet["K6"].value) == ("vanban:ma", "vanban:tinh-trang")
    assert sheet.column_dimensions["J"].hidden and sheet.column_dimensions["J"].max == 11
    states = {sheet.cell(row, 10).value: sheet.cell(row, 11).value for row in range(7, sheet.max_row + 1)}
    wanted = {row.task.ma: name_of(row.standing.state) for row in annex[1].tasks if row.standing}
    assert {ma: state for ma, state in states.items() if ma} == wanted


def test_filter_covers_the_tasks(data: bytes) -> None:
    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    assert sheet.auto_filter.ref == f"A6:I{sheet.max_row}"


@pytest.mark.parametrize(("keys", "areas"), [(("noi_dung", "trang_thai"), ["B7:B699"]), (("noi_dung",), [])])
def test_status_column_has_its_choices(
    annex: tuple[PlannedDocument, PlannedTable], keys: tuple[str, ...], areas: list[str]
) -> None:
    document, table = annex
    columns = (*table.spec.register.columns, replace(table.spec.register.columns[0], key="trang_thai", title="TT"))
    spec = replace(table.spec, register=replace(table.spec.register, columns=columns))
    planned, _ = planned_table(replace(spec, columns=tuple(map(ColumnChoice, keys))), DAY)
    assert planned is not None
    sheet = load_workbook(io.BytesIO(rendered(document, planned))).worksheets[0]
    choices = sheet.data_validations.dataValidation
    assert [str(choice.sqref) for choice in choices] == areas
    assert all(choice.formula1 == '"' + ",".join(status.words for status in Status) + '"' for choice in choices)


def test_sections_below_others_are_counted_with_them(annex: tuple[PlannedDocument, PlannedTable]) -> None:
    document, table = annex
    section = table.spec.register.sections[0]
    tasks = [replace(task, section=(*section.path,)) for task in table.spec.register.tasks[:5]]
    below = [replace(section, number=n, title=n, level=2, path=(*section.path, n)) for n in ("I", "II")]
    rows = (
        section,
        below[0],
        *(replace(task, section=below[0].path) for task in tasks[:2]),
        below[1],
        *(replace(task, section=below[1].path) for task in tasks[2:]),
    )
    planned, _ = planned_table(replace(table.spec, register=replace(table.spec.register, rows=rows)), DAY)
    assert planned is not None
    lines = figures(io.BytesIO(rendered(document, planned)))
    assert [values[0] for values in lines.values()] == [5, 2, 3, 5]


def test_valid_for_office(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(data)
    assert [error for error in validated(path).errors if error.severity.name == "ERROR"] == []


def test_same_bytes_twice(annex: tuple[PlannedDocument, PlannedTable], data: bytes) -> None:
    assert rendered(*annex) == data


def test_only_where_it_is_asked_for(annex: tuple[PlannedDocument, PlannedTable]) -> None:
    document, table = annex
    plain = load_workbook(io.BytesIO(rendered(document, replace(table, spec=replace(table.spec, summary_sheet=False)))))
    assert plain.sheetnames == ["Phụ lục III"]
    assert not plain.worksheets[0].conditional_formatting
    assert plain.worksheets[0].max_column == 10
