"""What edited files are compared with: the Word and Excel files that the dossier makes as it stands now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property, partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from generator.commands.edited_books import base_of_rows, seen_in_book
from generator.keeping.aside import in_temporary
from generator.merging.edited.base import Base, base_of
from generator.merging.edited.copy import printed_order, printed_texts, value_order
from generator.merging.edited.emphasis import grounds
from generator.merging.edited.names import block_names
from generator.merging.edited.reading import Form
from generator.merging.proof.seen import Seen
from generator.merging.proof.word import seen_in_word
from generator.ooxml import base_part, base_sheet, package
from generator.ooxml.anchored_text import Block, Paragraph, read_body, side_texts
from generator.ooxml.anchors import anchor_named
from generator.ooxml.contents import without_entries
from generator.ooxml.list_numbers import type_numbers
from generator.ooxml.names import w
from generator.ooxml.objects import Shown, objects
from generator.ooxml.parsing import parse_xml
from generator.ooxml.relationships import DOCUMENT
from generator.ooxml.sheet_notes import margin_texts, notes
from generator.ooxml.word_file import body_of
from generator.values.model import Dossier
from generator.values.paths import Path_
from generator.values.text import one_line

if TYPE_CHECKING:
    from lxml import etree

    from generator.reading.xlsx import Workbook


class Fresh:
    """The Word file of the dossier as it stands now, made once, where it is needed.

    `home` is the folder that a copy of a dossier was made of.
    """

    def __init__(self, dossier: Dossier, as_of: date, home: Path | None = None) -> None:
        self.dossier = dossier
        self.as_of = as_of
        self.home = home or dossier.folder
        self._seen: dict[int, Seen] = {}

    @property
    def base(self) -> Base:
        """Its base record: what a file without one is compared with."""
        return self._base

    @cached_property
    def _books(self) -> tuple[tuple[Base, Workbook, Mapping[str, bytes]], ...]:
        """Its Excel files, each with the base that it carries and its parts."""
        from generator.commands.rendered import excel_with_bases
        from generator.reading.xlsx import Workbook

        name = self.dossier.name
        with in_temporary() as folder:
            books = excel_with_bases(self.dossier, self.as_of, folder, self.home)
            made = [(package.read(path, shown_as=name), rows) for path, rows in books]
        return tuple((base_of_rows(rows), Workbook.of(parts, name), parts) for parts, rows in made)

    def form(self, base: Base) -> Form:
        """What its Word file prints beside the values, for an edited one of this base."""
        return Form(self._known, self._sequence, self._grounds, self._names(base), partial(self._lines, base))

    def _sequence(self) -> tuple[Path_, ...]:
        """The values of its Word file in reading order."""
        return value_order(self._body[0], self._form[1])

    def _lines(self, base: Base) -> tuple[Path_ | Paragraph, ...]:
        """The same, with the paragraphs that hold none, for an edited file of this base."""
        name = self.dossier.name
        parts, own, _ = self._form
        return printed_order(read_body(parts, "accept", shown_as=name, looks=True), own, base)

    @cached_property
    def _grounds(self) -> Mapping[Path_, str]:
        """How the texts of its body look where they are not marked."""
        return grounds(self._body[0], self._form[1])

    def _names(self, base: Base) -> Mapping[Path_, str]:
        """What readers call the blocks of its body; nothing where a file was made of other blocks."""
        own = self._form[1]
        alike = {value.path for value in base.values.values()} == {value.path for value in own.values.values()}
        return block_names(self._body[0], own) if alike else {}

    @cached_property
    def _form(self) -> tuple[Mapping[str, bytes], Base, bool]:
        """The parts and the base of its Word file, without the rows of task tables where these need not be made;
        whether they are in it."""
        from generator.commands.rendered import form_of

        made = form_of(self.dossier, self.as_of, self.home)
        if made is None:
            return self._parts, self.base, True
        parts = self._read(made)
        return parts, self._base_in(parts), False

    @cached_property
    def _body(self) -> tuple[tuple[Block, ...], tuple[Paragraph, ...]]:
        """What its Word file says but for the rows of task tables, and what stands beside the text."""
        (parts, base, whole), name = self._form, self.dossier.name
        body = body_of(parts, shown_as=name)
        type_numbers(body, parts, shown_as=name)
        side = side_texts(parts, "accept", shown_as=name, body=body)
        if whole:
            _take_out_rows(body, base)
        return read_body(parts, "accept", shown_as=name, looks=True, body=body), side

    @property
    def workbooks(self) -> tuple[Base, ...]:
        """The bases of its Excel files."""
        return tuple(base for base, _, _ in self._books)

    def book_of(self, base: Base) -> tuple[Base, Seen] | None:
        """Its workbook of the register that an edited one shows: the base, what a reader sees of it.

        Of several tables of one register that whose rows are the most like its own.
        """
        tables, rows = list(base.tables), {row.record for row in base.rows.values()}

        def alike(one: Base) -> tuple[bool, float]:
            own = {row.record for row in one.rows.values()}
            return list(one.tables) == tables, len(own & rows) / (len(own | rows) or 1)

        sources = [table.source for table in tables]
        bases = self.workbooks
        same = (at for at, one in enumerate(bases) if [table.source for table in one.tables] == sources)
        found = max(same, key=lambda at: alike(bases[at]), default=None)
        return None if found is None else (bases[found], self._seen_in(found))

    def _seen_in(self, at: int) -> Seen:
        """What a reader sees of one of them, worked out once."""
        if at not in self._seen:
            base, book, parts = self._books[at]
            self._seen[at] = seen_in_book(book, parts, base)
        return self._seen[at]

    @cached_property
    def known_cells(self) -> frozenset[str]:
        """The texts of all cells, notes and margins of its Excel files."""
        return frozenset(chain.from_iterable(self._texts_of(book, parts) for _, book, parts in self._books))

    def _texts_of(self, book: Workbook, parts: Mapping[str, bytes]) -> Iterator[str]:
        for name in book.sheets:
            for row in book.table(name)[0].rows if name != base_sheet.NAME else ():
                yield from map(one_line, row.cells.values())
        yield from (one_line(note.text) for note in notes(parts, shown_as=book.shown_as))
        yield from margin_texts(parts, shown_as=book.shown_as)

    @cached_property
    def sheets(self) -> frozenset[str]:
        """The names of the sheets of its Excel files."""
        return frozenset(name for _, book, _ in self._books for name in book.sheets)

    def foreign(self, shown: Sequence[Shown]) -> tuple[Shown, ...]:
        """The objects that it does not show, by their names or pictures."""
        own = objects(self._form[0], "accept", shown_as=self.dossier.name)
        known = {mark for one in own for mark in one.marks}
        return tuple(one for one in shown if not one.marks & known)

    @cached_property
    def seen(self) -> Seen:
        """What a reader sees of the Word file."""
        body = parse_xml(self._parts[DOCUMENT], shown_as=self.dossier.name, part=DOCUMENT).find(w("body"))
        type_numbers(body, self._parts, shown_as=self.dossier.name)
        return seen_in_word(self._parts, "accept", shown_as=self.dossier.name, body=body)

    @cached_property
    def _parts(self) -> Mapping[str, bytes]:
        from generator.commands.rendered import word_of

        return self._read(word_of(self.dossier, self.as_of, self.home))

    def _read(self, made: bytes) -> Mapping[str, bytes]:
        parts = package.read_bytes(made, shown_as=self.dossier.name)
        return without_entries(parts, shown_as=self.dossier.name)

    @cached_property
    def _base(self) -> Base:
        return self._base_in(self._parts)

    def _base_in(self, parts: Mapping[str, bytes]) -> Base:
        part = base_part.find(parts, shown_as=self.dossier.name)
        if part is None:
            raise ValueError("a Word file just made carries its base record")
        return base_of(part)

    @cached_property
    def _known(self) -> Counter[str]:
        return printed_texts(*self._body, self._form[1])


def _take_out_rows(body: etree._Element, base: Base) -> None:
    """Leave a body without the rows that are tasks or headings of a register: they are many, and all said by its
    base."""
    found = ((mark, anchor_named(mark.get(w("name"), ""))) for mark in body.iter(w("bookmarkStart")))
    anchors = [(mark, anchor.number) for mark, anchor in found if anchor]
    values = {row for mark, number in anchors if number in base.values for row in mark.iterancestors(w("tr"))}
    for mark, _ in (one for one in anchors if one[1] in base.rows):
        rows = list(mark.iterancestors(w("tr")))
        if rows and not values & {*rows} and rows[-1].getparent() is not None:
            rows[-1].getparent().remove(rows[-1])
