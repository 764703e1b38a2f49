"""Every plain workbook goes through one writer: the same input gives the same bytes, at any time."""

from __future__ import annotations

import ast
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import DATA

from generator.books import boards, conflicts, forms, plain, registers, worklist, workplace
from generator.commands.track import register_of
from generator.merging.model import Change, Conflict, TaskId
from generator.ooxml import package
from generator.values import changes
from generator.values.findings import Finding, Place, Severity, msg
from generator.values.model import Register

BOOKS = Path(plain.__file__).parent
TASK = TaskId("nhiem-vu.xlsx", "NV01")
SOURCE = DATA / "phu-luc-hcmc" / "nhiem-vu.xlsx"
DOUBTS = [Finding("L409", Severity.ERROR, Place(str(SOURCE), "NhiemVu", cell="C3"), msg("x"), value="a")]
COLUMNS = [{"khoa": key, "tieu_de": key, "rong": 9, "giai_thich": key} for key in ("ma", "noi_dung", "trang_thai")]
TASKS = {"cot": COLUMNS, "dong": [{"ma": "1", "noi_dung": "Việc"}]}


def files(write: Callable[[Path], object]) -> Callable[[Path], bytes]:
    def made(folder: Path) -> bytes:
        write(folder / "a.xlsx")
        return (folder / "a.xlsx").read_bytes()

    return made


def register() -> Register:
    return register_of(SOURCE)


MADE: dict[str, Callable[[Path], bytes]] = {
    "register": lambda _: registers.register_book(register()),
    "changes": lambda _: registers.changes_book(changes.compare(Register(register().columns, ()), register())),
    "conflicts": lambda _: conflicts.conflicts_book([("a.docx", Conflict(TASK, "noi_dung", "a", "b", "c"))]),
    "differences": lambda _: conflicts.differences_book([Change(TASK, "noi_dung", "a", "b")]),
    "board": lambda _: boards.board_book([("A", "", "1", "0", "", "")], [("Quá hạn", [("1", "A", "Việc", "", "")])]),
    "recipients": lambda _: forms.recipients_book([]),
    "tasks": lambda _: workplace.task_book(TASKS),
    "dossier": lambda _: workplace.dossier_book({"loai": "bao-cao", "noi_nhan": ["A"]}, {"loai": "x"}, TASKS),
    "worklist": files(lambda target: worklist.write_worklist(DOUBTS, target)),
    "marked": files(lambda target: worklist.annotate(DOUBTS, SOURCE, str(SOURCE), target)),
}


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[bytes, bytes]]:
    """Each workbook made twice, more than a second apart: workbooks know no smaller time."""
    folder = tmp_path_factory.mktemp("x")
    first = {name: make(folder) for name, make in MADE.items()}
    time.sleep(1.1)
    return {name: (first[name], make(folder)) for name, make in MADE.items()}


@pytest.mark.parametrize("name", MADE)
def test_a_workbook_has_the_same_bytes_at_another_time(name: str, twice: dict[str, tuple[bytes, bytes]]) -> None:
    first, second = twice[name]
    assert first == second
    if name != "marked":
        assert b"modified" not in package.read_bytes(first, shown_as="a")[plain.PROPERTIES]


def test_a_marked_copy_keeps_whose_it_is(tmp_path: Path) -> None:
    made = package.read_bytes(MADE["marked"](tmp_path), shown_as="a")
    assert made[plain.PROPERTIES] == package.read(SOURCE)[plain.PROPERTIES]


def test_workbooks_are_saved_in_one_place() -> None:
    texts = {path.name: path.read_text(encoding="utf-8") for path in BOOKS.glob("*.py")}
    assert [name for name, text in texts.items() if re.search(r"openpyxl_inside import.*\bsaved\b", text)] == [
        "plain.py"
    ]
    nodes = {name: [*ast.walk(ast.parse(text))] for name, text in texts.items()}
    assert not [name for name, every in nodes.items() if any(getattr(one, "attr", "") == "save" for one in every)]
