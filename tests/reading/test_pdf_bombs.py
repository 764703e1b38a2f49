"""Pages of a PDF that unpack or draw without end: refused before PDFium is given them; others are left to it."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from generator.reading.pdf.pages import Pdf
from generator.values.errors import InputError

TEXT = b"BT /F 12 Tf 72 700 Td (Mot hai ba) Tj ET "
FONT = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
FORM = "/Type/XObject/Subtype/Form/BBox[0 0 595 842]"


def packed(data: bytes, of: str = "", times: int = 1) -> bytes:
    for _ in range(times):
        data = zlib.compress(data, 9)
    filters = "/FlateDecode" * times
    return f"<<{of}/Filter[{filters}]/Length {len(data)}>>stream\n".encode() + data + b"\nendstream"


def pdf(content: bytes, names: str = "", *more: bytes) -> bytes:
    """A file of one page; what follows its text are the objects 6, 7, …"""
    page = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>{names}>>>>"
    objects = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", page, content, FONT, *more]
    made, places = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%b\nendobj\n" % (number, one if isinstance(one, bytes) else one.encode())
    table = b"0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % at for at in places)
    tail = b"xref\n0 %d\n%btrailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
    return made + tail % (len(places) + 1, table, len(places) + 1, len(made))


def form(number: int, called: bytes, inside: str = "") -> bytes:
    return packed(called, f"{FORM}/Resources<</Font<</F 5 0 R>>{inside}>>")


def names(*numbers: int) -> str:
    return "/XObject<<" + "".join(f"/X{number} {number} 0 R" for number in numbers) + ">>"


TREE = [form(at, b"/X%d Do " % (at + 1) * 9, names(at + 1)) for at in range(6, 15)]
# Made when they are asked for: each process of a run reads this.
BOMBS = {
    "a form of itself": lambda: pdf(packed(b"/X6 Do"), names(6), form(6, TEXT + b"/X6 Do /X6 Do", names(6))),
    "two of each other": lambda: pdf(
        packed(b"/X6 Do"), names(6), form(6, b"/X7 Do", names(7)), form(7, b"/#586 Do", names(6))
    ),
    "nine times nine": lambda: pdf(packed(b"/X6 Do"), names(6), *TREE, form(15, TEXT)),
    "packed twice": lambda: pdf(packed(bytes(80 << 20), times=2)),
}


@pytest.mark.parametrize("kind", BOMBS)
def test_a_page_without_end_is_refused(tmp_path: Path, kind: str) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(BOMBS[kind]())
    with pytest.raises(InputError) as refused:
        [*Pdf(file, "a.pdf").each()]
    assert [(one.code, one.place.file) for one in refused.value.findings] == [("V013", "a.pdf")]


READ = {
    "plain": pdf(packed(TEXT)),
    "a form drawn twice": pdf(packed(b"/X6 Do /X6 Do"), names(6), form(6, TEXT)),
    "names of all, calls of none": pdf(
        packed(b"/X6 Do"), names(6, 7), form(6, TEXT, names(6, 7)), form(7, b"", names(6, 7))
    ),
    "a form that is not there": pdf(packed(TEXT + b"/X9 Do"), names(9)),
    "an unknown filter": pdf(packed(TEXT).replace(b"/FlateDecode", b"/Crypt/FlateDecode")),
}


@pytest.mark.parametrize("kind", READ)
def test_a_page_that_ends_is_read(tmp_path: Path, kind: str) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(READ[kind])
    (page,) = Pdf(file, "a.pdf").each()
    assert kind == "an unknown filter" or "Mot hai ba" in "".join(one.text for one in page.glyphs)
