"""Registers and lists of changes as workbooks: the same register gives the same bytes at any time of the day."""

from __future__ import annotations

import io
import time
import zipfile
from datetime import datetime
from typing import Any

import openpyxl
import pytest

from generator.books.registers import changes_book, register_book
from generator.values.changes import Change, ChangeKind
from generator.values.model import Column, Register, Section, Task

TASK = Task("NV1", {"noi_dung": "=1+1"})
REGISTER = Register((Column("noi_dung", "Nội dung"),), (Section("I", "Mục"), TASK))


class _Late(datetime):
    """A clock that is a day ahead."""

    @classmethod
    def now(cls, tz: Any = None) -> datetime:
        return datetime.fromtimestamp(time.time() + 86_400, tz)


@pytest.mark.parametrize(
    "made", [lambda: register_book(REGISTER), lambda: changes_book([Change(ChangeKind.ADDED, "NV1", task=TASK)])]
)
def test_a_book_does_not_carry_the_time_it_was_saved(made: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    first = made()
    monkeypatch.setattr("openpyxl.writer.excel.datetime.datetime", _Late)
    monkeypatch.setattr("zipfile.time.localtime", lambda *_: time.gmtime(1_700_000_000))
    assert made() == first
    with zipfile.ZipFile(io.BytesIO(first)) as book:
        assert len({entry.date_time for entry in book.infolist()}) == 1


def test_a_text_that_looks_like_a_formula_stays_text() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(register_book(REGISTER))).active
    assert [(cell.value, cell.data_type) for cell in sheet[3]] == [("NV1", "s"), ("=1+1", "s")]


def test_what_is_typed_into_a_register_stays_as_typed() -> None:
    """9/2024 is no date and 45% no 0.45 in a cell of the format Text."""
    sheet = openpyxl.load_workbook(io.BytesIO(register_book(REGISTER))).active
    assert {cell.number_format for row in sheet.iter_rows() for cell in row if cell.value} == {"@"}
