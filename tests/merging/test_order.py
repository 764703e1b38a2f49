"""Which records moved, and rows and items put in another order in the sources: laws on generated lists."""

from __future__ import annotations

import json
from pathlib import Path

import hypothesis.strategies as st
import openpyxl
import pytest
from hypothesis import given
from ruamel.yaml import YAML

from generator.keeping.arrangement import arranged
from generator.keeping.write_back import written
from generator.keeping.yaml_source import edited_yaml
from generator.merging.merge.order import Move, by_content, in_sequence, moved
from generator.merging.model import NewRow, RecordId, TaskId
from generator.merging.writing.source_edits import DeleteRow, InsertItem, InsertRow, MoveItem, MoveRow, SetValue
from generator.values.errors import InputError

F = Path("van-ban.yaml")


def records(numbers: list[int]) -> list[RecordId]:
    return [TaskId("s", str(number)) for number in numbers]


def carried_out(ours: list[RecordId], moves: tuple[Move, ...]) -> list[RecordId]:
    """Ours after the moves, one by one."""
    made = [record for record in ours if record not in {move.record for move in moves}]
    for move in moves:
        made.insert(made.index(move.after) + 1 if move.after else 0, move.record)
    return made


@given(st.permutations(range(7)), st.sets(st.integers(0, 6)), st.sets(st.integers(0, 6)))
def test_moves_put_ours_in_the_order_of_theirs(order: list[int], lost: set[int], ours_lost: set[int]) -> None:
    base = records([*range(7)])
    theirs = records([number for number in order if number not in lost])
    ours = [record for record in base if int(record.name) not in ours_lost]
    moves, possible = moved(base, ours, theirs)
    shared = [record for record in theirs if record in ours]
    assert possible
    assert [record for record in carried_out(ours, moves) if record in shared] == shared


@given(st.permutations(range(6)), st.permutations(range(6)))
def test_two_orders_of_one_list_are_not_mixed(one: list[int], other: list[int]) -> None:
    base, ours, theirs = records([*range(6)]), records(one), records(other)
    moves, possible = moved(base, ours, theirs)
    assert possible == (theirs in (base, ours) or ours == base)
    assert not possible or carried_out(ours, moves) == (ours if theirs == base else theirs)


@given(st.lists(st.tuples(st.integers(-1, 6), st.one_of(st.integers(0, 6), st.sampled_from("abc"))), max_size=6))
def test_an_arrangement_keeps_all_and_puts_each_new_one_once(moves: list[tuple[int, int | str]]) -> None:
    going = [what for _, what in moves if isinstance(what, int)]
    # A row goes to one place, and below one that stays.
    valid = [(after, what) for after, what in moves if not (isinstance(what, int) and going.count(what) > 1)]
    valid = [(after, what) for after, what in valid if after not in going]
    made = arranged(valid)
    assert sorted(made.at(at) for at in range(7)) == list(range(7))
    assert sorted(new for _, new in made.new) == sorted(what for _, what in valid if isinstance(what, str))


def test_what_is_placed_comes_in_the_order_of_the_file() -> None:
    old = dict(zip("abc", records([1, 2, 3]), strict=True))
    new = NewRow(TaskId("s", "x", new=True), old["a"], {}, "")
    move = Move(old["c"], new.record)
    last = NewRow(TaskId("s", "y", new=True), old["c"], {}, "")
    found = [(placed.record.name, above) for placed, above in in_sequence((last, move, new), set(old.values()))]
    assert found == [("x", old["a"]), ("3", old["a"]), ("y", old["c"])]


def test_an_anchor_that_went_with_a_copy_comes_back_to_the_row_that_says_what_it_said() -> None:
    lines = {1: "một", 2: "hai"}
    assert by_content([("một", None), ("một, chép", 1), ("hai", 2)], lines) == [1, None, 2]
    assert by_content([("hai", 1), ("một", 2)], lines) == [2, 1]
    assert by_content([("một sửa", 1), ("hai", 2)], lines) == [1, 2]
    assert by_content([("một sửa", 1), ("một lần nữa", 1)], lines) == [1, None]


SOURCE = """\
can_cu:
  # trên hết
  - một   # giữ
  - hai

  # giữa
  - {ba: 3}
  - >
    bốn
    dài
muc: [x, "y", z]
noi_dung:
  - dieu: Một
    noi_dung:
      - khoan: a
      - khoan: b
  - dieu: Hai"""


def test_items_of_yaml_change_places_and_comments_between_them_stay() -> None:
    edits = [MoveItem(F, ("can_cu", 3), -1), InsertItem(F, ("can_cu", 3), "mới"), MoveItem(F, ("muc", 0), 2)]
    assert edited_yaml(SOURCE, edits).startswith(
        """\
can_cu:
  # trên hết
  - >
    bốn
    dài
  - mới
  - một   # giữ

  # giữa
  - hai
  - {ba: 3}
muc: ["y", z, x]
"""
    )


def test_items_move_with_what_is_in_them_and_with_edits_of_it() -> None:
    inner = ("noi_dung", 0, "noi_dung")
    edits = [
        MoveItem(F, ("noi_dung", 0), 1),
        MoveItem(F, (*inner, 0), 1),
        SetValue(F, (*inner, 1, "khoan"), "bê"),
        InsertItem(F, (*inner, 1), {"khoan": "c"}),
    ]
    made = YAML(typ="safe").load(edited_yaml(SOURCE, edits))
    assert made["noi_dung"] == [
        {"dieu": "Hai"},
        {"dieu": "Một", "noi_dung": [{"khoan": "bê"}, {"khoan": "a"}, {"khoan": "c"}]},
    ]


@given(st.permutations(range(5)), st.sampled_from(["block", "flow", "json"]))
def test_a_list_in_any_order_is_read_as_such(order: list[int], form: str) -> None:
    items = [f"m{number}" for number in range(5)]
    listed = {"block": "\n".join(f"- {item}" for item in items), "flow": f"[{', '.join(items)}]"}
    text = f"l:\n{listed['block']}\n" if form == "block" else f"l: {listed['flow']}"
    text = json.dumps({"l": items}) if form == "json" else text
    edits = [MoveItem(F, ("l", number), order[at - 1] if at else -1) for at, number in enumerate(order)]
    made = edited_yaml(text, edits, as_json=form == "json")
    assert YAML(typ="safe").load(made) == {"l": [items[number] for number in order]}


def test_a_row_of_csv_moves_as_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "nv.csv"
    path.write_bytes('ma;noi_dung\r\n1;"hai\r\ndòng"\r\n2;b\r\n3;c'.encode())
    made = written([MoveRow(path, "", 5, 1), InsertRow(path, "", 3, {"B": "mới"}), DeleteRow(path, "", 4)])[path]
    assert made.decode() == 'ma;noi_dung\r\n3;c\r\n1;"hai\r\ndòng"\r\n;mới\r\n'


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Rows 2 to 6; a formula in each, a sum over all, a name, a joined cell, a note, a drop-down, a look."""
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "NhiemVu"
    sheet.append(["ma", "noi_dung", "so", "gap_doi"])
    for number in range(2, 7):
        sheet.append([f"NV{number}", f"việc {number}", number, f"=C{number}*2"])
    sheet["A7"] = "cong"
    sheet["C7"] = "=SUM(C2:C6)"
    sheet["F1"] = "=B4"
    sheet["B4"].font = openpyxl.styles.Font(bold=True)
    sheet.merge_cells("E5:F5")
    sheet["B6"].comment = openpyxl.comments.Comment("ghi chú", "A")
    other = made.create_sheet("Khác")
    other["A1"] = "=NhiemVu!C6"
    path = tmp_path / "nv.xlsx"
    made.save(path)
    return path


def test_rows_of_a_sheet_move_with_their_looks_and_formulas(book: Path) -> None:
    edits = [MoveRow(book, "NhiemVu", 4, 1), MoveRow(book, "NhiemVu", 6, 4), InsertRow(book, "NhiemVu", 6, {"B": "x"})]
    book.write_bytes(written(edits)[book])
    again = openpyxl.load_workbook(book)
    sheet = again["NhiemVu"]
    assert [row[0].value for row in sheet["A2:A8"]] == ["NV4", "NV6", None, "NV2", "NV3", "NV5", "cong"]
    assert [sheet[f"D{row}"].value for row in (2, 3, 5, 6, 7)] == ["=C2*2", "=C3*2", "=C5*2", "=C6*2", "=C7*2"]
    assert (sheet["C8"].value, sheet["F1"].value, again["Khác"]["A1"].value) == ("=SUM(C2:C7)", "=B2", "=NhiemVu!C3")
    assert sheet["B2"].font.bold and sheet["B3"].comment.text == "ghi chú"
    assert [str(ranges) for ranges in sheet.merged_cells.ranges] == ["E7:F7"]


def test_rows_that_are_joined_do_not_come_apart(book: Path) -> None:
    made = openpyxl.load_workbook(book)
    made["NhiemVu"].merge_cells("G2:G3")
    made.save(book)
    with pytest.raises(InputError, match="G2:G3"):
        written([MoveRow(book, "NhiemVu", 2, 5)])
