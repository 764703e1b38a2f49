"""`vanban roll`: the dossier of the next period beside this one.

Each register that the dossier shows becomes one of its own beside the new van-ban.yaml: open tasks are carried, the
results of last period stand in columns of their own. Number, signatures and dates are those of the new period; where
the text still names the old one is listed with its place, for a person to judge.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator.commands import clone as cloning
from generator.commands.track import BOOK_NAME, registers_in, with_tasks
from generator.reading.dossier import YAML_NAME, load_dossier
from generator.reading.registers import load_register
from generator.values import glossary
from generator.values.errors import UsageError
from generator.values.findings import Finding, Place, Severity, msg
from generator.values.model import Column, Dossier, Register, Section, Status, Task
from generator.values.text import fold, quote

LAST_RESULT = Column("ket_qua_ky_truoc", "Kết quả kỳ trước")
LAST_STATUS = Column("trang_thai_ky_truoc", "Trạng thái kỳ trước")
_RESULTS = (*glossary.RESULT_KEYS, "ket_qua")
# Keys of van-ban.yaml that name a register by its file.
_SHOWS = ("bang", "bieu_do", "so_lieu")
_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
_PERIOD = re.compile(r"-\d{4}-\d{2}$")
_NAMED_MONTH = re.compile(r"tháng\s+(\d{1,2})(?:\s+năm\s+|\s*/\s*)(\d{4})", re.IGNORECASE)


def roll(path: Path, month: str, *, drop_done: bool = False) -> tuple[tuple[Path, ...], tuple[Finding, ...]]:
    """Make the dossier of the next period beside this one; returns its files, and where it names the old period.

    Open tasks are carried with their results of this period shown in a column of their own and this period's empty;
    done ones stay as they are, or are left out. Ids are kept. Raises UsageError V168, V169, V170, InputError.
    """
    target = _target(path, month)
    dossier, _ = load_dossier(path)
    registers_in(dossier, path)
    source = dossier.sources[0]
    if source.name != YAML_NAME:
        raise UsageError.of(
            "V170",
            Place(str(path)),
            msg("Chỉ chuyển kỳ được hồ sơ có {tep}.", tep=YAML_NAME),
            msg("Với {tep}, lập hồ sơ kỳ sau bằng “vanban new --from”.", tep=source.name),
        )
    next_one = _Next(source.parent, target, month, drop_done=drop_done)
    text = cloning.rewritten(source.read_text(encoding="utf-8"), next_one.turned)
    target.mkdir(parents=True)
    cloning.copy_files(dossier, target, but=next_one.replaced)
    (target / YAML_NAME).write_text(text, encoding="utf-8")
    for name, book in next_one.books.items():
        (target / name).write_bytes(book)
    made = (YAML_NAME, *next_one.books)
    return tuple(target / name for name in made), tuple(_old_period(dossier, target, month))


def _target(path: Path, month: str) -> Path:
    if not _MONTH.fullmatch(month):
        raise UsageError.of(
            "V169", Place(), msg("“{thang}” không phải tháng.", thang=month), msg("Ghi năm-tháng như 2024-06.")
        )
    folder = path.parent if path.is_file() else path
    folder = folder if folder.name not in ("", "..") else folder.resolve()
    target = folder.parent / f"{_PERIOD.sub('', folder.name)}-{month}"
    if target.exists():
        raise UsageError.of(
            "V168", Place(str(target)), msg("Kỳ này đã có."), msg("Xóa hoặc đổi tên thư mục đó rồi chạy lại.")
        )
    return target


# --- van-ban.yaml ----------------------------------------------------------------------------------------------------


class _Next:
    """What van-ban.yaml becomes in the next period, and the registers that it shows then."""

    def __init__(self, folder: Path, target: Path, month: str, *, drop_done: bool) -> None:
        self.folder = folder
        self.target = target
        self.month = month
        self.drop_done = drop_done
        self.books: dict[str, bytes] = {}
        self.replaced: set[Path] = set()
        self._names: dict[tuple[Path, str], str] = {}

    def turned(self, tree: Any) -> None:
        """Empty what was the last period's alone, date the document, show the new registers; in place."""
        dates = dict(_dates(tree, ()))
        cloning.empty(tree)
        self._dated(tree, (), dates)
        self._showing(tree, "")

    def _dated(self, value: Any, path: tuple[Any, ...], dates: dict[tuple[Any, ...], str]) -> None:
        """The month where there was a date; the year alone where that was all."""
        for key, item in _items(value):
            if dates.get((*path, key)):
                value[key] = self.month[:4] if len(dates[*path, key]) == len("2024") else self.month
            else:
                self._dated(item, (*path, key), dates)

    def _showing(self, value: Any, under: Any) -> None:
        if under in _SHOWS and isinstance(value, dict) and value.get("nguon"):
            file = Path(os.path.normpath(self.folder / value["nguon"]))
            value["nguon"] = self._book(file, str(value.get("trang_tinh") or ""))
            if under == "so_lieu":
                value["ky_truoc"] = Path(os.path.relpath(file, self.target)).as_posix()
        for key, item in _items(value):
            self._showing(item, key)

    def _book(self, file: Path, sheet: str) -> str:
        """The name of the new register that a file's becomes; the same one each time."""
        from generator.books.registers import SHEET, register_book

        if (file, sheet) not in self._names:
            stem = file.stem if file.parent == self.folder else Path(BOOK_NAME).stem
            names = (f"{stem}.xlsx", *(f"{stem}-{number}.xlsx" for number in range(2, len(self.books) + 3)))
            name = next(name for name in names if name not in self.books)
            register, _ = load_register(file, str(file), sheet)
            self.books[name] = register_book(rolled(register, drop_done=self.drop_done), sheet or SHEET)
            self.replaced.add(file)
            self._names[file, sheet] = name
        return self._names[file, sheet]


def _items(value: Any) -> list[tuple[Any, Any]]:
    if isinstance(value, dict):
        return list(value.items())
    return list(enumerate(value)) if isinstance(value, list) else []


def _dates(value: Any, path: tuple[Any, ...]) -> Iterator[tuple[tuple[Any, ...], str]]:
    for key, item in _items(value):
        if key == "ngay":
            yield (*path, key), str(item or "")
        else:
            yield from _dates(item, (*path, key))


def _old_period(dossier: Dossier, target: Path, month: str) -> Iterator[Finding]:
    """Texts that name the period that was (V178): by its month, or by its year where that is another now."""
    dated = dossier.document.dated
    named = _NAMED_MONTH.search(dossier.document.subject)
    year, number = (dated.year, dated.month) if dated.year or not named else (int(named[2]), int(named[1]))
    said = [rf"(?:tháng\s+)?0?{number}(?:\s+năm\s+|\s*[/.-]\s*){year}"] if number else []
    said += [str(year)] if year and str(year) != month[:4] else []
    if not said:
        return
    old = re.compile(rf"(?<![\d/])(?:{'|'.join(said)})(?!\d)", re.IGNORECASE)
    for place, text in cloning.yaml_texts(target / YAML_NAME):
        if match := old.search(text):
            yield Finding(
                "V178",
                Severity.WARNING,
                place,
                msg("Còn ghi kỳ cũ “{ky}”: {chu}.", ky=match[0], chu=quote(text)),
                msg("Sửa cho đúng kỳ {thang}.", thang=f"{month[5:]}/{month[:4]}"),
            )


# --- the register ----------------------------------------------------------------------------------------------------


def rolled(register: Register, *, drop_done: bool = False) -> Register:
    """A register at the start of the next period."""
    columns = tuple(c for c in register.columns if c.key not in (LAST_RESULT.key, LAST_STATUS.key))
    rows = [row if isinstance(row, Section) else _carried(row) for row in register.rows if not _left(row, drop_done)]
    return Register((*columns, LAST_RESULT, LAST_STATUS), tuple(with_tasks(rows)), register.origin)


def _left(row: Section | Task, drop_done: bool) -> bool:
    return drop_done and isinstance(row, Task) and row.status is Status.DONE


def _carried(task: Task) -> Task:
    """A task of the next period: last month's words visible, this month's empty; what is done or recurring stays."""
    results = {key: task.text(key) for key in _RESULTS if task.text(key)}
    last = "\n".join(results.values())
    kept = {key: text for key, text in task.texts.items() if key not in (LAST_RESULT.key, LAST_STATUS.key)}
    if task.status is not Status.DONE:
        kept = {key: text for key, text in kept.items() if key not in results or fold(text) == "thuong xuyen"}
        kept.pop("trang_thai", None)
    texts = {**kept, "ma": task.ma, LAST_RESULT.key: last, LAST_STATUS.key: task.status.words if task.status else ""}
    return Task(task.ma, {key: text for key, text in texts.items() if text}, task.section, parent=task.parent)
