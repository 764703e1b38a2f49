"""What came back from a unit: the mark of its form where it is there, the rows with results, new tasks.

Any workbook is read, and the tables of a Word file, whoever saved it, wherever its table stands: a table is known by
its header, a row that has the task's words (or the hidden mark) and a status or result.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from generator.books import returned_beside
from generator.books.forms import HIDDEN, MARK_TITLE, NEW, SENDER
from generator.reading.records import RawRow, RawTable
from generator.values import glossary
from generator.values.findings import Finding
from generator.values.patterns import late
from generator.values.returns import Mark, ReturnedRow
from generator.values.text import fold, one_line

if TYPE_CHECKING:
    from generator.reading.xlsx import Workbook

_OWN_TITLES = {
    fold(MARK_TITLE): "dau",
    fold("Nội dung nhiệm vụ mới"): "noi_dung",
    fold("Văn bản giao (số, ký hiệu, ngày)"): "van_ban_chi_dao",
}
_ANSWERS = frozenset({"trang_thai", "ket_qua", *glossary.RESULT_KEYS})
# Below so many rows nobody begins a table.
_HEADER_WITHIN = 60
_META = 1 << 16
_DATED = late(r"<dc:date>([^<]*)</dc:date>")
_NUMBERED = late(r"\(?\d{1,2}\)?")


class Returned(Struct, frozen=True):
    """A file that came back: its mark, who it says it is from, its rows, tasks that it adds, findings of reading.

    `saved` is when its program saved it last, as ISO 8601 in UTC; `tables` how many sheets have a table of results.
    """

    file: str
    digest: str
    saved: str
    mark: Mark | None
    sender: str
    rows: tuple[ReturnedRow, ...]
    new: tuple[ReturnedRow, ...]
    tables: int
    findings: tuple[Finding, ...] = ()


def read_returned(path: Path, shown_as: str, stored: datetime, own: Path | None = None) -> Returned:
    """One file. `stored` counts where the file does not say when it was saved; `own` is the file that came, where
    `path` was made of it: then its bytes and the time it was stored count. Raises InputError V010…V016.
    """
    import hashlib

    digest = hashlib.sha256((own or path).read_bytes()).hexdigest()
    if own is not None:
        saved = saved_at(path, shown_as, stored, own)
        return replace(read_returned(path, shown_as, stored), digest=digest, saved=saved)
    if path.suffix.lower() == ".csv":
        from generator.reading.plain import read_csv

        table, found = read_csv(path, shown_as)
        return _of_tables([table], shown_as, digest, saved_at(path, shown_as, stored), found)
    if path.suffix.lower() == ".docx":
        from generator.reading.word_tables import tables_and_lines

        tables, lines, found = tables_and_lines(path, shown_as)
        told = (*found, *returned_beside.in_prose(lines, shown_as))
        return _of_tables(tables, shown_as, digest, saved_at(path, shown_as, stored), told)
    from generator.reading.xlsx import Workbook

    book = Workbook(path, shown_as)
    read = [book.table(name) for name in book.sheets]
    findings = (*(one for _, found in read for one in found), *returned_beside.on_sheets(path, shown_as))
    saved = saved_at(path, shown_as, stored)
    return _of_tables([table for table, _ in read], shown_as, digest, saved, findings)


def saved_at(path: Path, shown_as: str, stored: datetime, own: Path | None = None) -> str:
    """When a file was saved last, as its program says, ISO 8601 in UTC; where it does not, when it was `stored`."""
    if own is not None:
        return _saved_openly(own) or _utc(stored)
    said = "" if path.suffix.lower() == ".csv" else _saved(path, shown_as)
    return said or _utc(stored)


def mark_in(path: Path, shown_as: str) -> Mark | None:
    """The mark of a form of ours in a file, None where it has none."""
    if path.suffix.lower() not in (".xlsx", ".xlsm"):
        return None
    from generator.reading.xlsx import Workbook

    return mark_of(Workbook(path, shown_as))


def mark_of(book: Workbook) -> Mark | None:
    """The mark of a form of ours, None where a workbook has none."""
    named = [name for name in book.sheets if fold(name) == fold(HIDDEN)]
    return _mark(book.table(named[0])[0]) if named else None


def _of_tables(
    tables: Iterable[RawTable], file: str, digest: str, saved: str, findings: tuple[Finding, ...]
) -> Returned:
    mark, sender, count = None, "", 0
    beside: list[Finding] = []
    rows: list[ReturnedRow] = []
    new: list[ReturnedRow] = []
    for table in tables:
        if fold(table.sheet) == fold(HIDDEN):
            mark = _mark(table) or mark
            continue
        sender = sender or _sender(table)
        found = _rows(table)
        if found is None:
            beside += returned_beside.outside(table, table.rows)
            continue
        beside += _beside(table)
        added = fold(table.sheet) == fold(NEW)
        count += not added
        (new if added else rows).extend(found)
    return Returned(file, digest, saved, mark, sender, tuple(rows), tuple(new), count, (*findings, *beside))


def _mark(table: RawTable) -> Mark | None:
    said: dict[str, str] = {}
    rows: list[str] = []
    for row in table.rows:
        key, text = row.cells.get(0, ""), row.cells.get(1, "")
        if key == "dong":
            rows.append(text)
        else:
            said[key] = text
    if not {"phien_ban", "ho_so", "ky", "don_vi"} <= said.keys():
        return None
    named = (said["ho_so"], said["ky"], said["don_vi"], said.get("ten", ""), said["phien_ban"])
    return Mark(*named, tuple(rows))


def _sender(table: RawTable) -> str:
    """The unit that a line above the table names."""
    for row in table.rows[:_HEADER_WITHIN]:
        for text in row.cells.values():
            if fold(text).startswith(fold(SENDER)) and ":" in text:
                return one_line(text.partition(":")[2])
    return ""


def _rows(table: RawTable) -> list[ReturnedRow] | None:
    """The rows below the header; None where the sheet has no table of results."""
    header = _header(table)
    return [*_below(table, table.rows[header + 1 :], _columns(table.rows[header]))] if header >= 0 else None


def _header(table: RawTable) -> int:
    """Which row names a task and what became of it; -1 for none."""
    for at, row in enumerate(table.rows[:_HEADER_WITHIN]):
        keys = set(_columns(row).values())
        if "noi_dung" in keys and _ANSWERS & keys:
            return at
    return -1


def _beside(table: RawTable) -> Iterator[Finding]:
    """Texts above the table and in columns of the unit's own."""
    header = table.rows[_header(table)]
    above = [row for row in table.rows if row.number < header.number]
    known = {*_columns(header)}
    below = (row for row in table.rows if row.number > header.number and not _numbers_alone(row.cells.values()))
    yield from returned_beside.outside(table, above)
    yield from returned_beside.in_columns(table, below, known, header)


def _numbers_alone(texts: Iterable[str]) -> bool:
    """Whether a row numbers the columns, (1) (2) …: it is no task."""
    return all(_NUMBERED.fullmatch(text) for text in texts)


def _columns(row: RawRow) -> Mapping[int, str]:
    """The key of each column that its title names, the first where two name one."""
    found: dict[str, int] = {}
    for column, title in row.cells.items():
        key = _OWN_TITLES.get(fold(title)) or glossary.recognised(title)
        if key:
            found.setdefault(key, column)
    return {column: key for key, column in found.items()}


def _below(table: RawTable, rows: Iterable[RawRow], columns: Mapping[int, str]) -> Iterator[ReturnedRow]:
    letters = {key: table.letter(column) for column, key in columns.items()}
    for row in rows:
        texts = {key: row.cells[column].strip() for column, key in columns.items() if row.cells.get(column, "").strip()}
        if not texts or _numbers_alone(texts.values()):
            continue
        yield ReturnedRow(table.file, table.sheet, row.number, texts, letters)


def _saved(path: Path, shown_as: str) -> str:
    """When the program that wrote the file says it was saved; empty where it does not."""
    from generator.ooxml import package

    part = package.read(path, shown_as=shown_as).get("docProps/core.xml")
    if not part:
        return ""
    root = package.parse_xml(part, shown_as=shown_as, part="docProps/core.xml")
    text = next((one.text or "" for one in root.iter("{http://purl.org/dc/terms/}modified")), "").strip()
    try:
        return _utc(datetime.fromisoformat(text))
    except ValueError:
        return ""


def _saved_openly(path: Path) -> str:
    """When an OpenDocument file says that it was saved; empty where it does not."""
    import zipfile

    try:
        with zipfile.ZipFile(path) as archive:
            text = archive.read("meta.xml")[:_META].decode("utf-8", "replace")
    except (zipfile.BadZipFile, KeyError, OSError, RuntimeError, NotImplementedError):
        return ""
    found = _DATED.search(text)
    try:
        # Without a zone it is the clock of whoever saved it: that of forms, which are filled in here.
        return _utc(datetime.fromisoformat(found[1][:26])) if found else ""
    except ValueError:
        return ""


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).replace(microsecond=0).isoformat()
