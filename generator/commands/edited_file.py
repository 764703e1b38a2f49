"""A Word or Excel file that came back, read once, whatever is asked of it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from generator.commands.edited_books import sheet_base
from generator.merging.edited.base import Base, base_of
from generator.ooxml import base_part
from generator.ooxml.list_numbers import type_numbers
from generator.ooxml.relationships import DOCUMENT
from generator.ooxml.word_file import body_of

if TYPE_CHECKING:
    from lxml import etree

    from generator.reading.xlsx import Workbook


class EditedFile:
    """The parts of a file, named as its user names it, and what they hold."""

    def __init__(self, path: Path, parts: Mapping[str, bytes]) -> None:
        """A file that `word_file.read_office_file` has let through."""
        self.path = path
        self.parts = parts
        self.name = str(path)
        self.word = DOCUMENT in parts

    @cached_property
    def body(self) -> etree._Element:
        """The `w:body` of a Word file with its lists counted; only `take_lines_apart` changes it.

        Raises InputError as `body_of`.
        """
        body = body_of(self.parts, shown_as=self.name)
        type_numbers(body, self.parts, shown_as=self.name)
        return body

    @cached_property
    def book(self) -> Workbook:
        """An Excel file; its sheets are read once each."""
        from generator.reading.xlsx import Workbook

        return Workbook.of(self.parts, self.name)

    @cached_property
    def base(self) -> Base | None:
        """The base that it carries."""
        if not self.word:
            return sheet_base(self.book)
        part = base_part.find(self.parts, shown_as=self.name)
        return base_of(part) if part else None
