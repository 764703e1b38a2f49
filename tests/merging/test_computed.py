"""What a document computes — figures, charts, counted tables, standings, groups — is nobody's edit.

A report is made at a date from a register that goes on; its files come back later. Nothing of what was computed is
taken for an edit or reported; what a person typed over it is reported.
"""

from __future__ import annotations

import shutil
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from lxml import etree
from word_edits import changed

from generator.commands import pull as pulling
from generator.commands.build import BuildOptions, build
from generator.commands.pull import PullOptions, PullResult
from generator.merging.edited.base import Base
from generator.merging.proof.drift import Drift
from generator.merging.proof.left_over import differences
from generator.merging.proof.seen import Line, Seen
from generator.merging.proof.told import Told
from generator.ooxml.names import w

DATA = Path(__file__).parents[2] / "data"
MADE = date(2024, 12, 31)
LATER = date(2025, 6, 30)
MOVES_ON, FIRST_TASK = "A32", 3


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The monthly report with every twelfth task of its register in a workplace, built."""
    home = tmp_path_factory.mktemp("workplace")
    for name in ("bao-cao-thang", "phu-luc-03"):
        shutil.copytree(DATA / name, home / "data" / name)
    for name in ("phu-luc-03/nhiem-vu.xlsx", "bao-cao-thang/ky-truoc.xlsx"):
        shorten(home / "data" / name)
    options = BuildOptions(MADE, datetime(2024, 12, 31), ("docx", "xlsx"), home / "out")
    build(home / "data" / "bao-cao-thang", options)
    return home


def shorten(file: Path) -> None:
    """The headings and every twelfth task of a register, with the one that moves on, in plain cells."""
    old, book = openpyxl.load_workbook(file).active, openpyxl.Workbook()
    new = book.active
    new.title = old.title
    for row in old.iter_rows(values_only=True):
        number = str(row[0] or "").lstrip("ABC")
        if not number.isdecimal() or int(number) % 12 == 1 or row[0] == MOVES_ON:
            new.append(row)
    for area in old.merged_cells.ranges:
        if area.max_row < FIRST_TASK:
            new.merge_cells(str(area))
    book.save(file)


@pytest.fixture
def made(workplace: Path, tmp_path: Path) -> Path:
    """A copy of it, to change: the folder of its files."""
    shutil.copytree(workplace, tmp_path, dirs_exist_ok=True)
    return tmp_path / "out" / "bao-cao-thang"


def pulled(made: Path, name: str) -> PullResult:
    file = made / name
    options = PullOptions(pulling.decider(None, None), LATER, made.parents[1] / "data", dry_run=True)
    return pulling.pull([file], options)


def later(made: Path) -> None:
    """The register moves on: a task is done."""
    file = made.parents[1] / "data" / "phu-luc-03" / "nhiem-vu.xlsx"
    book = openpyxl.load_workbook(file)
    sheet = book.active
    row = next(row for row in sheet.iter_rows(min_row=3) if row[0].value == MOVES_ON)
    row[6].value = "Đã hoàn thành"
    book.save(file)


@pytest.mark.parametrize("moved", [False, True], ids=["same-register", "register-moved-on"])
@pytest.mark.parametrize(
    "name", ["bao-cao-thang.docx", "bao-cao-thang.xlsx", *(f"bao-cao-thang-{number}.xlsx" for number in (2, 3, 4))]
)
def test_an_unedited_file_changes_nothing_at_a_later_date(made: Path, name: str, moved: bool) -> None:
    if moved:
        later(made)
    result = pulled(made, name)
    assert result.changes == () and result.conflicts == ()
    assert [(finding.code, finding.value) for finding in result.findings] == []


KINDS = sorted(path.parent for path in (DATA.parent / "tests" / "ho-so").glob("*/van-ban.yaml"))
REAL = [DATA / name for name in ("142-qd-vpcp", "95-qd-vpcp", "365-qd-btp", "phu-luc-hcmc")]


@pytest.mark.parametrize("dossier", [*KINDS, *REAL], ids=lambda path: path.name)
def test_no_unedited_file_of_any_kind_changes_anything(dossier: Path, tmp_path: Path) -> None:
    shutil.copytree(dossier, tmp_path / "data" / dossier.name)
    options = BuildOptions(MADE, datetime(2024, 12, 31), ("docx", "xlsx"), tmp_path / "out")
    for output in build(tmp_path / "data" / dossier.name, options).outputs:
        result = pulled(output.path.parent, output.path.name)
        assert (result.changes, result.conflicts, result.findings) == ((), (), ())


def text(root: etree._Element, start: str) -> etree._Element:
    return next(t for t in root.iter(w("t")) if (t.text or "").startswith(start))


@pytest.mark.parametrize(
    ("start", "typed"),
    [
        ("Số nhiệm vụ theo tình trạng", "Số nhiệm vụ theo tình hình"),
        ("Quá hạn ", "Quá hạn nhiều ngày"),
        ("46", "47"),
    ],
    ids=["caption", "standing", "counted-table"],
)
def test_what_is_typed_over_a_computed_text_is_reported(made: Path, start: str, typed: str) -> None:
    def edit(root: etree._Element) -> None:
        element = text(root, start)
        element.text = typed

    changed(made / "bao-cao-thang.docx", edit)
    result = pulled(made, "bao-cao-thang.docx")
    assert result.changes == ()
    assert [finding.code for finding in result.findings] == ["V080"] and typed in result.findings[0].value


def test_words_beside_a_counted_figure_come_back_and_the_number_is_said(made: Path) -> None:
    def edit(root: etree._Element) -> None:
        element = text(root, "Đã hoàn thành 32 nhiệm vụ")
        element.text = element.text.replace("Đã hoàn thành 32", "Đã làm xong 33")

    changed(made / "bao-cao-thang.docx", edit)
    result = pulled(made, "bao-cao-thang.docx")
    assert [change.after[:38] for _, change in result.changes] == ["Đã làm xong {so_hoan_thanh} nhiệm vụ, "]
    assert [finding.code for finding in result.findings] == ["V397"] and "33" in str(result.findings[0].message)


def test_what_is_typed_over_a_group_is_reported(made: Path) -> None:
    def edit(root: etree._Element) -> None:
        table = list(root.iter(w("tbl")))[4]
        cell = next(t for t in table.iter(w("t")) if t.text == "Bộ Công an" and _is_heading(t))
        cell.text = "Bộ Công an (C06)"

    changed(made / "bao-cao-thang.docx", edit)
    result = pulled(made, "bao-cao-thang.docx")
    assert result.changes == () and [finding.code for finding in result.findings] == ["V080"]


def _is_heading(element: etree._Element) -> bool:
    row = next(element.iterancestors(w("tr")))
    return len(row.findall(w("tc"))) == 2


def test_a_standing_typed_over_in_excel_is_reported(made: Path) -> None:
    file = made / "bao-cao-thang-3.xlsx"
    book = openpyxl.load_workbook(file)
    cell = next(c for row in book.worksheets[0].iter_rows() for c in row if str(c.value).startswith("Quá hạn "))
    cell.value = "Đã xong từ lâu"
    book.save(file)
    result = pulled(made, "bao-cao-thang-3.xlsx")
    assert result.changes == () and [finding.code for finding in result.findings] == ["V080"]
    assert "Đã xong từ lâu" in result.findings[0].value


def test_a_counted_figure_typed_over_in_excel_is_reported(made: Path) -> None:
    file = made / "bao-cao-thang.xlsx"
    book = openpyxl.load_workbook(file)
    cell = next(c for row in book.worksheets[0].iter_rows() for c in row if str(c.value) == "46")
    cell.value = "47 nhiệm vụ"
    book.save(file)
    result = pulled(made, "bao-cao-thang.xlsx")
    assert [(finding.code, finding.place.cell) for finding in result.findings] == [("V080", cell.coordinate)]


def counts(*cells: tuple[int, str]) -> Seen:
    """Counts below one another on a sheet, each with its look."""
    lines = (
        Line(str(number), ((len(str(number)), look),), f"Tổng hợp!K{row}", -1)
        for row, (number, look) in enumerate(cells, 6)
    )
    return Seen(tuple(lines))


def test_counts_that_moved_on_are_compared_each_in_its_place() -> None:
    """The number of one may be another's since: it looks otherwise there, and stands elsewhere, by nobody's doing."""
    now = counts((4, ""), (3, ""), (7, "b"))
    then = counts((3, ""), (4, ""), (4, "b"))
    base = Base("", (), {}, (), {})
    told = Told((), Drift(frozenset({"đang làm"}), frozenset({"xong"})), base, base)
    assert [*told.left(differences(then, now))] == []
    bold = counts((3, "b"), (4, ""), (4, "b"))
    left = [*told.left(differences(bold, now))]
    assert [(one.kind, one.place) for one in left] == [("look", "Tổng hợp!K6")]
