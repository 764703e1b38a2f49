"""Files of LibreOffice's own kinds that unpack, nest or repeat themselves without end: refused before it sees them."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from generator.converting import bombs, other_files, soffice
from generator.converting.bombs import is_what_it_says, refuse_bombs
from generator.converting.other_files import as_office_file, as_office_files
from generator.values.errors import ConversionError, InputError

_KINDS = {"odt": "text", "ods": "spreadsheet"}
_NAMES = ("office", "text", "table", "drawing:draw", "svg-compatible:svg", "script")
_SPACES = " ".join(
    f'xmlns:{name.rpartition(":")[2]}="urn:oasis:names:tc:opendocument:xmlns:{name.partition(":")[0]}:1.0"'
    for name in _NAMES
)
_LINKS = 'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2"'
LAUGHS = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>'


def content(kind: str, body: str, before: str = "") -> str:
    inner = f"<office:body><office:{_KINDS[kind]}>{body}</office:{_KINDS[kind]}></office:body>"
    return f'{before}<office:document-content {_SPACES} {_LINKS} office:version="1.2">{inner}</office:document-content>'


def packed(kind: str, body: str, before: str = "", **more: bytes) -> bytes:
    """A small document of LibreOffice."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        media = f"application/vnd.oasis.opendocument.{_KINDS[kind]}"
        archive.writestr(zipfile.ZipInfo("mimetype"), media)
        space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
        entry = '<m:file-entry m:full-path="{}" m:media-type="{}"/>'
        entries = entry.format("/", media) + entry.format("content.xml", "text/xml")
        archive.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{space}">{entries}</m:manifest>')
        archive.writestr("content.xml", content(kind, body, before))
        for name, data in more.items():
            archive.writestr(name, data)
    return made.getvalue()


def said(text: str) -> str:
    return f"<text:p>{text}</text:p>"


def sheet(rows: str) -> str:
    return f'<table:table table:name="A">{rows}</table:table>'


def cells(wide: int, high: int) -> str:
    cell = f'<table:table-cell table:number-columns-repeated="{wide}" office:value-type="string">{said("x")}'
    return f'<table:table-row table:number-rows-repeated="{high}">{cell}</table:table-cell></table:table-row>'


# Made when they are asked for: some of them take a while.
BOMBS = {
    "laughs.odt": (lambda: packed("odt", said("&c;"), LAUGHS), "V014"),
    "outside.ods": (lambda: packed("ods", sheet("&b;"), OUTSIDE), "V014"),
    "flat.odt": (lambda: ("<?xml version='1.0'?>" + content("odt", said("&c;"), LAUGHS)).encode(), "V014"),
    "unpacked.odt": (lambda: packed("odt", said("a"), hinh=bytes(bombs._PART + 1)), "V013"),
    "parts.ods": (lambda: packed("ods", sheet(""), **{f"a{at}": b"" for at in range(bombs._ENTRIES)}), "V013"),
    "deep.odt": (lambda: packed("odt", "<text:section>" * 300 + said("a") + "</text:section>" * 300), "V013"),
    "long.odt": (lambda: packed("odt", said("a " * 110_000)), "V013"),
    "spaces.odt": (lambda: packed("odt", said('a<text:s text:c="2000000000"/>b')), "V013"),
    "rows.ods": (lambda: packed("ods", sheet(cells(1, 1_048_570))), "V013"),
    "block.ods": (lambda: packed("ods", sheet(cells(1024, 1024))), "V013"),
    "table.odt": (lambda: packed("odt", sheet(cells(16_384, 99_999))), "V013"),
    "sheets.ods": (lambda: packed("ods", sheet("") * 2_001), "V013"),
    "cells.rtf": (lambda: b"{\\rtf1 " + b"\\cellx99 a\\cell " * 30_001 + b"}", "V013"),
    "paragraphs.rtf": (lambda: b"{\\rtf1 " + b"\\pard a\\par\n" * 60_100 + b"}", "V013"),
    "cells.odt": (lambda: packed("odt", f"<table:table-cell>{said('a')}</table:table-cell>" * 30_001), "V013"),
    "deep.rtf": (lambda: b"{\\rtf1 " + b"{" * 300 + b"a" + b"}" * 300, "V013"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_before_libreoffice_sees_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(soffice, "probe", lambda: pytest.fail("LibreOffice was asked"))
    file, (made, code) = tmp_path / name, BOMBS[name]
    file.write_bytes(made())
    with pytest.raises(InputError) as refused:
        as_office_file(file, tmp_path)
    assert [(one.code, one.place.file) for one in refused.value.findings] == [(code, str(file))]


EMPTY = (
    '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/>'
)
HARMLESS = {
    # Every spreadsheet ends with such rows, formatted or not.
    "a.ods": packed("ods", sheet(cells(3, 100) + EMPTY)),
    "b.odt": packed("odt", said("a " * 40_000) * 3),
    "c.rtf": b"{\\rtf1 {a}{b}{c}" * 2000 + b"}" * 4000,
    "cells.rtf": b"{\\rtf1 " + b"\\pard\\cellx99 a\\cell " * 20_000 + b"}",
    "d.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "e.odt": b"PK\x03\x04",
    "f.ods": packed("ods", sheet("<a>")),
    "g.odt": b"",
}


@pytest.mark.parametrize("name", HARMLESS)
def test_what_is_broken_or_only_looks_large_is_left_to_libreoffice(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_bytes(HARMLESS[name].replace(b"{a}{b}{c}{", b"{a}{b}{c}}{"))
    refuse_bombs(file)


def test_nothing_is_read_of_what_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(other_files, "_LARGEST", 3)
    monkeypatch.setattr(soffice, "probe", lambda: None)
    for reader in ("refuse_bombs", "is_what_it_says"):
        monkeypatch.setattr(other_files, reader, lambda _: pytest.fail("it was read"))
    file = tmp_path / "a.odt"
    file.write_bytes(packed("odt", said("a")))
    with pytest.raises(ConversionError):
        as_office_file(file, tmp_path)
    assert as_office_files([file], tmp_path / "ra") == {}


class _Stays:
    """A LibreOffice that makes a file of each it is given, stays at some, comes to its end at others."""

    def __init__(self, stays: str, dies: str) -> None:
        self.stays, self.dies = stays, dies
        self.given: list[list[str]] = []

    def __call__(self, _office: object, sources: list[Path], outdir: Path, **_more: object) -> soffice.Run:
        self.given.append([source.read_text() for source in sources])
        for source in sources:
            said = source.read_text()
            if said == self.stays:
                return soffice.Run(True, 1.0)
            if said == self.dies:
                return soffice.Run(False, 1.0, died=True)
            if said != "hong":
                (outdir / f"{source.stem}.docx").write_text(said)
        return soffice.Run(False, 1.0)


def test_one_file_at_which_libreoffice_stays_costs_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    office = _Stays("treo", "chet")
    monkeypatch.setattr(soffice, "probe", lambda: None)
    monkeypatch.setattr(soffice, "run", office)
    files = [tmp_path / f"{at}.doc" for at in range(7)]
    for file, text in zip(files, ("a", "treo", "hong", "b", "chet", "c", "hong"), strict=True):
        file.write_text(text)
    made = as_office_files(files, tmp_path / "ra")
    assert {file.name: product.read_text() for file, product in made.items()} == {
        "0.doc": "a",
        "3.doc": "b",
        "5.doc": "c",
    }
    assert office.given == [[one.read_text() for one in files[start:]] for start in (0, 2, 5)]


NOISE = bytes(range(256)) * 300
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
KIND = {
    "a.doc": (OLE + NOISE, False),
    "b.doc": (OLE + NOISE + "WordDocument".encode("utf-16-le"), True),
    "c.xls": (OLE + "Workbook".encode("utf-16-le"), True),
    "d.xls": (b"STT\tNoi dung\r\n", True),
    "e.xls": ("STT\tNội dung".encode("utf-16"), True),
    "f.doc": ("Cộng hòa".encode(), True),
    "g.doc": (NOISE, False),
    "h.doc": (b"{\\rtf1 a}", True),
    "i.rtf": (NOISE, False),
    "k.odt": (packed("odt", said("a")), True),
    "l.odt": (b"PK\x05\x06" + bytes(18), False),
    "m.odt": (b"<svg/>", False),
    "n.odt": (content("odt", said("a")).encode(), True),
    "o.ods": (NOISE, False),
    "p.xls": (b"\x09\x04\x06\x00" + NOISE, True),
}


@pytest.mark.parametrize("name", KIND)
def test_bytes_are_not_read_as_letters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Of noise under the name of a document LibreOffice makes a document of noise."""
    file, (data, good) = tmp_path / name, KIND[name]
    file.write_bytes(data)
    assert is_what_it_says(file) is good
    if not good:
        monkeypatch.setattr(soffice, "probe", lambda: pytest.fail("LibreOffice was asked"))
        with pytest.raises(ConversionError):
            as_office_file(file, tmp_path)
        monkeypatch.setattr(soffice, "probe", lambda: None)
        assert as_office_files([file], tmp_path / "ra") == {}
