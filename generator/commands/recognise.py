"""What a file from anywhere is, so that a page can offer what can be done with it. Nothing is written."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from enum import Enum
from pathlib import Path

from msgspec import Struct

from generator.ooxml import package
from generator.ooxml.relationships import DOCUMENT
from generator.values.errors import VanbanError
from generator.values.findings import Finding
from generator.values.text import one_line

_OLE, _RTF = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf"
_OLD_TABLES = (".xls", ".xlsb", ".et")
# What Office files of today are called; one of these that is none has a password, or is an old one renamed.
_NEW = (".docx", ".docm", ".dotx", ".xlsx", ".xlsm", ".xltx")


class What(Enum):
    """The kinds of files that a page knows; the values are stable names for programs."""

    TABLE = "bang"
    DOCUMENT = "van-ban"
    OURS = "cua-minh"
    FORM = "bieu"
    DOSSIER = "ho-so"
    PDF = "pdf"
    OLD_WORD = "doc-cu"
    OLD_EXCEL = "xls-cu"
    ARCHIVE = "goi"
    UNREADABLE = "khong-doc-duoc"
    UNKNOWN = "khong-ro"


class Recognised(Struct, frozen=True):
    """What a file is. `dossier` is what one of ours was made from; `title` what it calls itself; `tasks` how many rows
    of tasks its (first) table has; `unit` and `period` are those of a form that came back.
    """

    what: What
    title: str = ""
    dossier: str = ""
    tasks: int = 0
    unit: str = ""
    period: str = ""
    findings: tuple[Finding, ...] = ()


def recognise(path: Path, shown_as: str = "") -> Recognised:
    """What a file is, by what it holds and not by its name; a file that is broken says so in its findings."""
    shown_as = shown_as or path.name
    try:
        return _recognised(path, shown_as)
    except VanbanError as failure:
        return Recognised(What.UNREADABLE, findings=failure.findings)


def _recognised(path: Path, shown_as: str) -> Recognised:
    with path.open("rb") as file:
        head = file.read(8)
    suffix = Path(shown_as).suffix.lower()
    if head.startswith(b"%PDF-"):
        return Recognised(What.PDF)
    if suffix in _NEW and head == _OLE:
        package.read(path, shown_as=shown_as)
    if head.startswith((_OLE, _RTF)):
        return Recognised(What.OLD_EXCEL if suffix in _OLD_TABLES else What.OLD_WORD)
    if head.startswith(b"PK"):
        return _in_a_package(path, shown_as, suffix)
    if suffix in (".csv", ".tsv", ".txt"):
        return _table(path, shown_as)
    return Recognised(What.UNKNOWN)


def _in_a_package(path: Path, shown_as: str, suffix: str) -> Recognised:
    """An Office file by its parts; any other package is an archive."""
    if not zipfile.is_zipfile(path) or not _is_office(path):
        return Recognised(What.OLD_WORD) if suffix == ".odt" else Recognised(What.ARCHIVE)
    parts = package.read(path, shown_as=shown_as)
    if DOCUMENT in parts:
        return _word(path, parts, shown_as)
    return _workbook(path, parts, shown_as)


def _is_office(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return "[Content_Types].xml" in archive.namelist()
    except (zipfile.BadZipFile, OSError):
        return True


def _word(path: Path, parts: Mapping[str, bytes], shown_as: str) -> Recognised:
    from generator.commands.edited_file import EditedFile
    from generator.reading.header import has_header
    from generator.reading.word_tables import word_tables

    if base := EditedFile(path, parts).base:
        return Recognised(What.OURS, _title(parts, shown_as), base.name)
    tables = [table for table in word_tables(path, shown_as) if has_header(table)]
    return Recognised(What.DOCUMENT, _title(parts, shown_as), tasks=len(tables[0].rows) if tables else 0)


def _title(parts: Mapping[str, bytes], shown_as: str) -> str:
    """Kind, number and subject of the first document in a Word file, as it prints them."""
    from generator.checking.paper.facts import read_facts

    facts, _ = read_facts(parts, shown_as=shown_as)
    if not facts.parts:
        return ""
    heading = facts.parts[0].heading
    lines = [line.text for line in (heading.kind_line, *heading.subject, *heading.about) if line is not None]
    return one_line(" ".join(lines))[:300]


def _workbook(path: Path, parts: Mapping[str, bytes], shown_as: str) -> Recognised:
    from generator.books.returned import mark_of
    from generator.commands.edited_file import EditedFile
    from generator.reading.workbook import SHEETS
    from generator.reading.xlsx import Workbook

    book = Workbook(path, shown_as)
    if mark := mark_of(book):
        return Recognised(What.FORM, dossier=mark.dossier, unit=mark.name or mark.unit, period=mark.period)
    if base := EditedFile(path, parts).base:
        return Recognised(What.OURS, dossier=base.name)
    if {*SHEETS} <= {*book.sheets}:
        return Recognised(What.DOSSIER)
    return _table(path, shown_as)


def _table(path: Path, shown_as: str) -> Recognised:
    """A task table, also one whose columns have to be told first."""
    from generator.commands.see_table import see_table

    seen = see_table(path, shown_as=shown_as)
    return Recognised(What.TABLE, tasks=seen.tasks, findings=seen.findings)
