"""Forms that go out to units, and what comes back in them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from enum import Enum

from msgspec import Struct, field

from generator.values import glossary
from generator.values.figures import SheetFigure
from generator.values.findings import Place
from generator.values.model import Status, Task
from generator.values.text import clean, one_line

FORM_VERSION = "1"
# The columns in which a register holds what was reported.
RESULT_KEYS = (*glossary.RESULT_KEYS, "ket_qua", "trang_thai")
# The column of the four that a status stands for.
COLUMN_OF: Mapping[Status, str] = {
    Status.DONE: "hoan_thanh",
    Status.OPEN: "chua_hoan_thanh",
    Status.RUNNING: "dang_trien_khai",
    Status.RECURRING: "thuong_xuyen",
}


class Return(Enum):
    """What is said of a unit's report; the values are the words a user reads."""

    RIGHT = "nộp đúng"
    AGAIN = "nộp lại"
    PERIOD = "sai kỳ"
    FORM = "sai biểu"
    SENDER = "gửi nhầm đơn vị"
    MISSING = "thiếu dòng"
    STRANGE = "dòng lạ"
    BLANK = "ô trống"
    NONE = "chưa nộp"


class Mark(Struct, frozen=True):
    """What a form says of itself, out of sight."""

    dossier: str
    period: str
    unit: str
    name: str
    version: str = FORM_VERSION
    rows: tuple[str, ...] = ()


class FormRow(Struct, frozen=True):
    """A task in a form: its hidden mark, and what is shown. `owner` who reports on it, where it is another unit."""

    mark: str
    ma: str
    texts: Mapping[str, str]
    last: str = ""
    owner: str = ""


class Form(Struct, frozen=True):
    """What one unit is sent: its tasks, the figures that it reports; `period` in words."""

    mark: Mark
    title: str
    due: date
    rows: tuple[FormRow, ...]
    apart: tuple[FormRow, ...] = ()
    period: str = ""
    figures: tuple[SheetFigure, ...] = ()


class ReturnedRow(Struct, frozen=True):
    """A row that came back: texts by key (`dau` the hidden mark, ma, noi_dung, trang_thai, ket_qua …), their cells."""

    file: str
    sheet: str
    row: int
    texts: Mapping[str, str]
    columns: Mapping[str, str] = field(default_factory=dict)

    def place(self, key: str = "") -> Place:
        """The cell of a key; that of the task's words where the key has no column."""
        letter = self.columns.get(key) or self.columns.get("noi_dung") or next(iter(self.columns.values()), "A")
        return Place(self.file, self.sheet, cell=f"{letter}{self.row}")

    def text(self, key: str) -> str:
        """The text of a key, empty where there is none."""
        return self.texts.get(key, "")

    @property
    def said(self) -> str:
        """All that a reader sees in it."""
        return "; ".join(text for key, text in self.texts.items() if key != "dau")


def words(text: str) -> str:
    """A task's words for comparing: letter for letter, without regard to spaces and capitals."""
    return one_line(clean(text)).casefold()


def fingerprint(text: str) -> str:
    """A short mark of a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def row_name(row: tuple[int, str]) -> str:
    """`0|NV01`: the register's number, the id."""
    return f"{row[0]}|{row[1]}"


def row_mark(row: tuple[int, str], content: str) -> str:
    """What stands hidden beside a task in a form: its id and a mark of its words."""
    return f"{row_name(row)}|{fingerprint(words(content))}"


def reported(task: Task) -> str:
    """A mark of all that a register holds as reported on a task."""
    return reported_texts({key: task.text(key) for key in RESULT_KEYS})


def reported_texts(texts: Mapping[str, str]) -> str:
    """The same of texts by key."""
    held = {key: one_line(text) for key, text in texts.items() if one_line(text)}
    return fingerprint(json.dumps(held, ensure_ascii=False, sort_keys=True))
