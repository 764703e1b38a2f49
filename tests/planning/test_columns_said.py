"""What a table's columns hold and nothing prints."""

from msgspec.structs import replace

from generator.planning.columns_said import unprinted
from generator.values.model import Column, TableSpec
from tests.linting.data import register

STATES = {"trang_thai": "Hoàn thành", "trang_thai_ky_truoc": "Đang triển khai"}
ROW = {"noi_dung": "Việc", "ghi_chu": "Chờ", "san_pham": "", "ket_qua_ky_truoc": "Đã trình", **STATES}


def said(*more, **spec):
    keys = (*more, *ROW)
    table = replace(register("Việc"), columns=tuple(Column(key, key) for key in keys))
    tasks = [replace(table.tasks[0], texts=row) for row in (ROW, {**ROW, "ghi_chu": ""})]
    others = [key for key in (*keys, "khong_co") if key != "noi_dung"]
    return [(one.code, one.value) for one in unprinted(TableSpec(table, "ke-hoach-6-cot", **spec), tasks, others)]


def test_a_column_with_texts_that_is_not_printed_is_told():
    assert said(left_out=("ghi_chu",)) == [("V233", key) for key in ("ket_qua_ky_truoc", *STATES)]


def test_states_that_a_register_of_ours_keeps_are_bookkeeping():
    assert said("ma") == [("V233", "ghi_chu"), ("V233", "ket_qua_ky_truoc")]
