"""The texts that the cells of a workbook share (`xl/sharedStrings.xml`), streamed; phonetics are left out."""

from __future__ import annotations

from collections.abc import Iterable
from xml.parsers import expat

from generator.ooxml.parsing import has_dtd, no_xml
from generator.ooxml.raised import joined
from generator.ooxml.sheet_cells import Tags, only_sounds, unescaped
from generator.values.errors import InputError
from generator.values.findings import Place, msg

# A document of ten thousand pages.
MOST_CHARACTERS = 20_000_000


def shared_strings(chunks: Iterable[bytes], *, shown_as: str, part: str, raised: bool = False) -> list[str]:
    """The texts in their order, with `raised` their raised figures as letters (`m²`); else as stored.

    Raises InputError V014 (broken XML, a DTD, a text that is not shown), V013 beyond `MOST_CHARACTERS`.
    """
    walk = _Walk(shown_as, part, raised=raised)
    parser = expat.ParserCreate()
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

    def __init__(self, shown_as: str, part: str, *, raised: bool) -> None:
        self.shown_as, self.part, self.raised = shown_as, part, raised
        self.found: list[str] = []
        self.text: list[str] = []
        self.whole: list[str] = []
        self.script = ""
        self.scripts: list[str] = []  # of each piece of `whole`
        self.spoken = False
        self.sounds = ""
        self.count = 0
        self.tags = Tags()

    def doctype(self, *_: object) -> None:
        raise has_dtd(shown_as=self.shown_as, part=self.part)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = self.tags[name]
        if tag == "t":
            self.text.clear()
        elif tag == "r":
            self.script = ""
        elif tag == "vertAlign" and self.raised:
            self.script = attributes.get("val", "")
        elif tag == "rPh":
            self.spoken = True

    def end(self, name: str) -> None:
        tag = self.tags[name]
        if tag == "t":
            if self.spoken:
                self.sounds = "".join(self.text)
            else:
                self.whole += self.text
                self.scripts += [self.script] * len(self.text)
        elif tag == "si":
            if self.sounds and not "".join(self.whole):
                raise only_sounds(self.sounds, shown_as=self.shown_as, part=self.part)
            text = unescaped(
                joined(tuple(zip(self.whole, self.scripts, strict=True))) if any(self.scripts) else "".join(self.whole)
            )
            self.found.append(text)
            # What a text takes beside its characters.
            self.count += len(text) + 50
            self.whole.clear()
            self.scripts.clear()
            self.script = self.sounds = ""
        elif tag == "rPh":
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
