"""`vanban diff` of dossiers: what was replaced, moved or reworded, what is only near; the title of its annex."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from conftest import DATA

from generator.commands.compare import compare_data
from generator.commands.diff import Differences, DiffOptions, diff
from generator.commands.roll import roll
from generator.commands.state_names import title_of
from generator.face.as_json import _task_change
from generator.ooxml import package
from generator.values.changes import Change, ChangeKind, compare, counts, words
from generator.values.model import Column, Register, Task

AS_OF = date(2024, 6, 1)
PLAN = DATA / "142-qd-vpcp"


def copied(source: Path, to: Path, *replaced: tuple[str, str]) -> Path:
    shutil.copytree(source, to)
    file = to / "van-ban.yaml"
    text = file.read_text(encoding="utf-8")
    for old, new in replaced:
        assert old in text
        text = text.replace(old, new, 1)
    file.write_text(text, encoding="utf-8")
    return to


def found(old: Path, new: Path) -> tuple[Change, ...]:
    return compare_data(old, new, AS_OF)[0]


def test_a_replaced_dieu_is_listed_with_its_old_text(tmp_path: Path) -> None:
    old = "Kinh phí thực hiện Kế hoạch được trích từ nguồn kinh phí Ngân sách nhà nước cấp"
    text = (PLAN / "van-ban.yaml").read_text(encoding="utf-8")
    whole = next(line for line in text.splitlines() if old in line)
    new = copied(PLAN, tmp_path / "moi", (whole, "  - dieu: Giao Vụ Tổng hợp bố trí dự toán."))
    changes = found(PLAN, new)
    # As one text that was written anew, or as two: the old one is there to be read.
    assert {change.before[: len(old)] for change in changes} - {""} == {old}
    assert {change.after for change in changes} - {""} == {"Giao Vụ Tổng hợp bố trí dự toán."}
    assert {change.ma for change in changes} == {"Nội dung 2, điều"}


def test_a_moved_task_is_listed_once_with_where_it_stood(tmp_path: Path) -> None:
    new = copied(PLAN, tmp_path / "moi")
    book = openpyxl.load_workbook(new / "nhiem-vu.xlsx")
    sheet = book.active
    row = [cell.value for cell in sheet[4]]
    sheet.delete_rows(4)
    sheet.insert_rows(8)
    for at, value in enumerate(row, 1):
        sheet.cell(8, at).value = value
    book.save(new / "nhiem-vu.xlsx")
    (change,) = found(PLAN, new)
    assert (change.kind, change.ma) == (ChangeKind.PLACED, "NV03")
    assert change.before.startswith("dưới NV02 “Thẩm tra") and change.after.startswith("dưới NV07 ")


@pytest.mark.parametrize("drop_done", [False, True])
def test_after_a_roll_only_rewordings_are_listed(tmp_path: Path, drop_done: bool) -> None:
    old = copied(DATA / "phu-luc-hcmc", tmp_path / "phu-luc")
    new = roll(old, "2026-07", drop_done=drop_done).files[0].parent
    rolled = [change for change in found(old, new) if change.kind is not ChangeKind.REMOVED]
    assert rolled == []
    book = openpyxl.load_workbook(new / "nhiem-vu.xlsx")
    sheet = book.active
    column = next(cell.column for cell in sheet[1] if cell.value and "Nội dung" in cell.value)
    places = [row for row in range(4, sheet.max_row + 1) if len(str(sheet.cell(row, column).value or "")) > 60][:5]
    for row in places:
        sheet.cell(row, column).value += " trong tháng"
    book.save(new / "nhiem-vu.xlsx")
    changes = [change for change in found(old, new) if change.kind is not ChangeKind.REMOVED]
    assert [change.kind for change in changes] == [ChangeKind.TEXT] * 5
    # Rolled once more, the results of the month before are no rewordings either.
    later = roll(new, "2026-08").files[0].parent
    assert found(new, later) == ()


def register(*tasks: tuple[str, str]) -> Register:
    return Register((Column("noi_dung", "Nội dung"),), tuple(Task(ma, {"noi_dung": text}) for ma, text in tasks))


def test_tasks_paired_by_likeness_alone_are_said_to_be_near() -> None:
    text = "Rà soát, đánh giá hiện trạng các cơ sở dữ liệu dân số do các bộ, cơ quan quản lý"
    (change,) = compare(register(("1", text)), register(("9", f"{text} trong năm nay")))
    assert change.near and change.said == "sửa chữ (gần đúng)"
    assert _task_change(change)["near"]
    (sure,) = compare(
        register(("1", text)),
        register(
            ("1", f"{text} trong năm nay"),
        ),
    )[:1]
    assert sure.near
    given = [Register(one.columns, tuple(Task(t.ma, {**t.texts, "ma": t.ma}) for t in one.tasks)) for one in (
        register(("1", text)), register(("1", f"{text} trong năm nay")))]  # fmt: skip
    assert not compare(*given)[0].near


def test_tasks_that_name_other_documents_came_and_went() -> None:
    changes = compare(
        register(("1", "Triển khai Nghị định 159/2025 của Chính phủ về bảo hiểm xã hội tự nguyện")),
        register(("1", "Triển khai Nghị định 271/2025 của Chính phủ về bảo hiểm xã hội tự nguyện")),
    )
    assert {kind for kind, count in counts(changes).items() if count} == {ChangeKind.ADDED, ChangeKind.REMOVED}


def test_a_number_is_one_word() -> None:
    shown = [(run.sign, run.text) for run in words("đạt 9.463.076 hồ sơ", "đạt 9.949.225 hồ sơ")]
    assert shown == [(" ", "đạt "), ("-", "9.463.076"), ("+", "9.949.225"), (" ", " hồ sơ")]


def test_the_annex_is_titled_with_the_documents(tmp_path: Path) -> None:
    new = copied(PLAN, tmp_path / "nam-nay", ("so: 142", "so: 157"), ("ngay: 2024-03-16", "ngay: 2024-04-02"))
    title = title_of(PLAN, new)
    assert title.startswith(
        "Những thay đổi từ Quyết định số 142/QĐ-VPCP ngày 16/3/2024 đến Quyết định số 157/QĐ-VPCP ngày 02/4/2024: "
        "Ban hành Kế hoạch"
    )
    assert title_of(PLAN, PLAN).startswith("Những thay đổi của Quyết định số 142/QĐ-VPCP ngày 16/3/2024 “Ban hành")
    annex = tmp_path / "thay-doi.docx"
    done = diff(PLAN, new, DiffOptions(AS_OF, annex=annex))
    assert isinstance(done, Differences) and done.files == (annex,)
    said = package.read(annex)["word/document.xml"].decode()
    assert "nam-nay" not in said and "157/QĐ-VPCP" in said


def test_dates_are_shown_as_people_write_them(tmp_path: Path) -> None:
    """In a register of any format, and that of a document; one that is only written otherwise has not changed."""
    rows = ("ma,noi_dung,thoi_han", "V1,Rà soát văn bản,2030-01-31", "V2,Báo cáo kết quả,2030-02-28", "V3,Họp,2030-03")
    now = ("ma,noi_dung,thoi_han", "V1,Rà soát văn bản,2030-02", "V2,Báo cáo kết quả,28/02/2030", "V3,Họp,2030-04")
    for name, lines in (("cu.csv", rows), ("moi.csv", now)):
        (tmp_path / name).write_text("\n".join(lines), encoding="utf-8")
    changes = found(tmp_path / "cu.csv", tmp_path / "moi.csv")
    assert [(one.before, one.after) for one in changes] == [("31/01/2030", "02/2030"), ("03/2030", "04/2030")]
    text = (PLAN / "van-ban.yaml").read_text(encoding="utf-8")
    dated = next(line for line in text.splitlines() if line.startswith("ngay:"))
    new = copied(PLAN, tmp_path / "moi", (dated, "ngay: 2024-03-20"))
    assert {one.after for one in found(PLAN, new)} == {"20/03/2024"}
