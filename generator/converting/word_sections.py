"""The sections of a Word document, as the copies that are laid out for LibreOffice need them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from generator.ooxml.names import w


class Section(NamedTuple):
    """A section: its blocks, its w:sectPr."""

    blocks: tuple[etree._Element, ...]
    properties: etree._Element


def sections_of(document: etree._Element) -> Iterator[Section]:
    """Those of a w:document in their order."""
    blocks: list[etree._Element] = []
    for block in document.find(w("body")):
        properties = block if block.tag == w("sectPr") else block.find(f"{w('pPr')}/{w('sectPr')}")
        if block.tag != w("sectPr"):
            blocks.append(block)
        if properties is not None:
            yield Section(tuple(blocks), properties)
            blocks = []
