"""What LibreOffice is not given: files of its own kind that unpack, nest or repeat themselves without end.

Counted while they are read, piece by piece: LibreOffice would take all of it into memory first.
"""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path
from typing import IO
from xml.parsers import expat

from generator.values.errors import InputError
from generator.values.findings import Message, Place, msg
from generator.values.patterns import late
from generator.values.text import thousands

# Bytes that a package unpacks to, and one of its parts.
_UNPACKED, _PART = 192 << 20, 128 << 20
_ENTRIES = 5_000
_DEEPEST = 250
_ELEMENTS = 3_000_000
# Of a spreadsheet: cells with something in them, each as often as it is repeated.
_CELLS = 200_000
# Of a text: cells of its tables (reading/bounds), paragraphs in and outside of them. LibreOffice takes a millisecond or
# more for each.
_TEXT_CELLS, _PARAGRAPHS = 20_000, 40_000
_TABLES = 2_000
# Of one paragraph; a run of spaces counts as all of them.
_LETTERS = 200_000
_CHUNK = 1 << 18
_HEAD = 1 << 16
_OLE, _RTF = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf"
# Word 2, Excel 2 to 4, as some old programs still write them.
_BEFORE_OLE = (b"\xdb\xa5", b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
_STREAMS = ("WordDocument", "Workbook", "Book", "Contents", "MatOST")
# Signs that no text has in any encoding of one byte a letter; a mark in front says that it is of two.
_NO_TEXT = late("^(?!\xff\xfe|\xfe\xff)[^\x00-\x08\x0e-\x1a\x1c-\x1f]*[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_READ = ("content.xml", "styles.xml")
_HINT = msg("Tệp văn phòng bình thường không như vậy; kiểm tra nguồn gốc của tệp.")


def is_what_it_says(file: Path) -> bool:
    """Whether a file is of its kind, or of another one that people save under its name.

    Of anything else LibreOffice makes a document all the same: its bytes as letters.
    """
    with file.open("rb") as read:
        head = read.read(_HEAD)
    if zipfile.is_zipfile(file):
        return _holds_a_document(file)
    if head.startswith(_OLE):
        # Word, Excel and old WPS name their streams so; the directory may lie anywhere.
        return any(name.encode("utf-16-le") in file.read_bytes() for name in _STREAMS)
    if file.suffix.lower() in (".odt", ".ods"):
        return b"office:document" in head
    if head.startswith(_BEFORE_OLE):
        return True
    return head.lstrip().startswith(_RTF) or not _NO_TEXT.search(head.decode("latin-1"))


def _holds_a_document(file: Path) -> bool:
    try:
        with zipfile.ZipFile(file) as archive:
            return bool({"content.xml", "[Content_Types].xml"} & {*archive.namelist()})
    except zipfile.BadZipFile:
        return False


def refuse_bombs(file: Path) -> None:
    """Raise InputError V013 for a file that would fill the memory, V014 for one that declares entities.

    What is wrong with a file otherwise LibreOffice says.
    """
    name = str(file)
    if zipfile.is_zipfile(file):
        try:
            with zipfile.ZipFile(file) as archive:
                _refuse_archive(archive, name)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
            return
    elif file.suffix.lower() == ".rtf":
        _refuse_rtf(file, name)
    else:
        with file.open("rb") as read:
            if read.read(5) in (b"<?xml", b"\xef\xbb\xbf<?"):
                read.seek(0)
                _refuse_xml(read, name)


def _refuse_archive(archive: zipfile.ZipFile, name: str) -> None:
    entries = archive.infolist()
    total, largest = sum(one.file_size for one in entries), max((one.file_size for one in entries), default=0)
    if total > _UNPACKED or largest > _PART or len(entries) > _ENTRIES:
        said = msg("Tệp giải nén ra quá lớn ({so_phan} phần, {dung_luong} MB).", so_phan=len(entries),
                   dung_luong=total >> 20)  # fmt: skip
        raise InputError.of("V013", Place(name), said, _HINT)
    for part in _READ:
        if part in archive.namelist():
            with archive.open(part) as read:
                _refuse_xml(read, name)


def _refuse_xml(read: IO[bytes], name: str) -> None:
    counted = _Counted(name)
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = counted.declared
    parser.StartElementHandler, parser.EndElementHandler = counted.begun, counted.ended
    parser.CharacterDataHandler = counted.said
    try:
        while chunk := read.read(_CHUNK):
            parser.Parse(chunk, False)
    except expat.ExpatError:
        return


def _refuse_rtf(file: Path, name: str) -> None:
    depth = cells = paragraphs = 0
    with file.open("rb") as read:
        while chunk := read.read(_CHUNK):
            cells += sum(1 for _ in _RTF_CELL.finditer(chunk))
            paragraphs += sum(1 for _ in _RTF_PARAGRAPH.finditer(chunk))
            _refuse_long(cells, cells + paragraphs, name)
            for sign in chunk.translate(None, delete=_NO_BRACES):
                depth = depth + 1 if sign == 0x7B else max(depth - 1, 0)
                if depth > _DEEPEST:
                    raise _beyond(name, msg("Tệp RTF lồng nhau quá sâu."))


_RTF_CELL, _RTF_PARAGRAPH = late(rb"\\(?:nest)?cell(?![a-z])"), late(rb"\\(?:par|line)(?![a-z])")
_NO_BRACES = bytes(sign for sign in range(256) if sign not in b"{}")


def _refuse_long(cells: int, paragraphs: int, name: str) -> None:
    """Raise InputError V013 where a text is longer than any."""
    if cells > _TEXT_CELLS or paragraphs > _PARAGRAPHS:
        said = msg("Tệp dài quá: hơn {o} ô của bảng, hoặc hơn {so} đoạn.", o=thousands(_TEXT_CELLS),
                   so=thousands(_PARAGRAPHS))  # fmt: skip
        hint = msg("Chia tệp rồi làm từng phần; bảng dài thì lưu lại dạng .xlsx.")
        raise InputError.of("V013", Place(name), said, hint)


class _Counted:
    """What was read of an XML part so far."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.depth = self.elements = self.letters = 0
        self.cells = self.tables = self.paragraphs = self.boxes = 0
        self.sheet = False
        self.rows = self.columns = 1

    def declared(self, *_: object) -> None:
        said = msg("Tệp khai báo thực thể XML (DTD), không đọc.")
        raise InputError.of("V014", Place(self.name), said, _HINT)

    def begun(self, tag: str, given: dict[str, str]) -> None:
        self.depth += 1
        self.elements += 1
        if self.depth > _DEEPEST or self.elements > _ELEMENTS:
            raise _beyond(self.name, msg("Tệp có quá nhiều phần tử, hoặc lồng nhau quá sâu."))
        kind = tag.rpartition(":")[2]
        if kind == "table":
            self.tables += 1
            if self.tables > _TABLES:
                raise _beyond(self.name, msg("Tệp có hơn {so} bảng, trang tính.", so=thousands(_TABLES)))
        else:
            self._inside(kind, given)
        if self.cells > _CELLS:
            raise _beyond(self.name, msg("Bảng quá lớn: hơn {o} ô có chữ.", o=thousands(_CELLS)))

    def _inside(self, kind: str, given: dict[str, str]) -> None:
        """Rows, cells, paragraphs."""
        if kind == "table-row":
            self.rows = _times(given, "number-rows-repeated")
        elif kind == "spreadsheet":
            self.sheet = True
        elif kind == "table-cell":
            self.boxes += 1
            self.columns = _times(given, "number-columns-repeated")
            # What is only formatted LibreOffice keeps as such.
            self.cells += self.rows * self.columns if len(given) > 1 + ("table:style-name" in given) else 0
        elif kind in ("p", "h"):
            self.letters = 0
            self.paragraphs += 1
            if not self.sheet:
                _refuse_long(self.boxes, self.paragraphs, self.name)
            self.cells += self.rows * self.columns - 1
        elif kind == "s":
            self._more(_times(given, "c"))

    def ended(self, tag: str) -> None:
        self.depth -= 1
        if tag.endswith(":table-row"):
            self.rows = self.columns = 1
        elif tag.endswith(":table-cell"):
            self.columns = 1

    def said(self, text: str) -> None:
        self._more(len(text))

    def _more(self, letters: int) -> None:
        self.letters += letters
        if self.letters > _LETTERS:
            raise _beyond(self.name, msg("Tệp có đoạn dài hơn {chu} ký tự.", chu=thousands(_LETTERS)))


def _times(given: dict[str, str], name: str) -> int:
    """How often something is repeated, by the attribute of that name in any namespace."""
    text = next((value for key, value in given.items() if key.rpartition(":")[2] == name), "1").strip()
    return int(text[:10]) if text.isdecimal() and text.isascii() else 1


def _beyond(name: str, said: Message) -> InputError:
    refused = InputError.of("V013", Place(name), said, _HINT)
    assert isinstance(refused, InputError)
    return refused
