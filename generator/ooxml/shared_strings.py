"""The texts that the cells of a workbook share (`xl/sharedStrings.xml`), streamed; phonetics are left out."""

from __future__ import annotations

from collections.abc import Iterable
from xml.parsers import expat

from generator.ooxml.parsing import has_dtd, no_xml
from generator.ooxml.sheet_cells import unescaped
from generator.values.errors import InputError
from generator.values.findings import Place, msg

# A document of ten thousand pages.
MOST_CHARACTERS = 20_000_000


def shared_strings(chunks: Iterable[bytes], *, shown_as: str, part: str) -> list[str]:
    """The texts in their order. Raises InputError V014 (broken XML, a DTD), V013 beyond `MOST_CHARACTERS`."""
    walk = _Walk(shown_as, part)
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = walk.doctype
    parser.StartElementHandler, parser.EndElementHandler = walk.start, walk.end
    parser.CharacterDataHandler = walk.text.append
    try:
        for chunk in chunks:
            parser.Parse(chunk)
            walk.within_bounds()
        parser.Parse(b"", True)
    except expat.ExpatError as failure:
        raise no_xml(str(failure), shown_as=shown_as, part=part) from None
    return walk.found


class _Walk:
    """What the parser calls; `whole` is the text so far that it is in."""

    def __init__(self, shown_as: str, part: str) -> None:
        self.shown_as, self.part = shown_as, part
        self.found: list[str] = []
        self.text: list[str] = []
        self.whole: list[str] = []
        self.spoken = False
        self.count = 0

    def doctype(self, *_: object) -> None:
        raise has_dtd(shown_as=self.shown_as, part=self.part)

    def start(self, name: str, _: dict[str, str]) -> None:
        if name.endswith("}t"):
            self.text.clear()
        elif name.endswith("}rPh"):
            self.spoken = True

    def end(self, name: str) -> None:
        if name.endswith("}t"):
            if not self.spoken:
                self.whole += self.text
        elif name.endswith("}si"):
            text = unescaped("".join(self.whole))
            self.found.append(text)
            # What a text takes beside its characters.
            self.count += len(text) + 50
            self.whole.clear()
        elif name.endswith("}rPh"):
            self.spoken = False

    def within_bounds(self) -> None:
        """Called between chunks: nothing grows beyond the bound by more than a chunk."""
        if self.count > MOST_CHARACTERS or len(self.whole) + len(self.text) > MOST_CHARACTERS >> 13:
            raise InputError.of(
                "V013",
                Place(f"{self.shown_as} : {self.part}"),
                msg("Bảng tính có hơn {so} triệu ký tự.", so=MOST_CHARACTERS // 1_000_000),
                msg("Chia bảng thành nhiều tệp."),
            )
