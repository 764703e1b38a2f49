"""Headers and footers that a template fills: the words of ô 11 above page 1, the address of ô 13 at its foot.

A header or footer of a template that holds tags is rendered once for each document; one that comes out without text
is left out, and where only some sections have one the others get an empty one, for Word lets a section inherit it.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any

from jinja2 import Template
from lxml import etree

from generator.ooxml import package
from generator.ooxml.names import r, w
from generator.ooxml.words import text_of
from generator.rendering.templates.docx_template import TemplateFile, part_source
from generator.rendering.templates.faults import fault_of
from generator.rendering.templates.jinja import FAILURES, Environment, word_pieces
from generator.rendering.templates.sections import references_of, slot_of
from generator.rendering.templates.typed import TAG, own_texts
from generator.rendering.word.assembly import Assembly
from generator.values.errors import TemplateError
from generator.values.findings import Place, msg

_SEEN = tuple(map(w, ("drawing", "pict", "object", "fldChar", "fldSimple", "sym", "pBdr", "tblBorders", "tcBorders")))
_REFERENCES = ("headerReference", "footerReference")


def fill(
    assembly: Assembly,
    files: Sequence[tuple[TemplateFile, etree._Element]],
    contexts: Sequence[Mapping[str, Any]],
    environment: Environment,
) -> None:
    """Render the headers and footers with tags that sections refer to; the references are changed in place.

    `files` are the sections with the templates that they come from.
    """
    sections = [section for _, section in files]
    _even_pages(assembly, files)
    templates: set[str] = set()
    if any(next(file.document.iter(w("sectPr"))) is not file.section for file, _ in files):
        for name in _REFERENCES:
            _empty(assembly, name)
    for number, (section, context) in enumerate(zip(sections, contexts, strict=True), start=1):
        for reference in references_of(section):
            target = assembly.part_of(reference.get(r("id")))
            source = assembly.parts[target]
            if not _has_tags(source):
                continue
            templates.add(reference.get(r("id")))
            rendered = _rendered(source, target, context, environment)
            if _shows(package.parse_xml(rendered, shown_as=target, part=target)):
                reference.set(r("id"), assembly.add_margin(target, f"-{number}", rendered))
            else:
                section.remove(reference)
    slots = {slot_of(reference) for section in sections for reference in references_of(section)}
    for section in sections:
        _fill_inherited(assembly, section, slots if len(sections) > 1 else set())
        _fill_inherited(assembly, section, _blank_first(section))
    for key in templates:
        assembly.drop(key)


@lru_cache(maxsize=64)
def _has_tags(source: bytes) -> bool:
    """Whether a header or footer has tags, however Word cut them into runs."""
    if b"{" not in source:
        return False
    root = package.parse_xml(source, shown_as="", part="")
    said = (
        text for paragraph in root.iter(w("p")) for text in ["".join(each.text or "" for each in own_texts(paragraph))]
    )
    values = (value for element in root.iter(etree.Element) for value in element.attrib.values())
    return any(map(TAG.search, chain(said, values)))


def _shows(root: etree._Element) -> bool:
    """Whether anything is seen: text, drawings, fields, symbols, lines that a person drew."""
    return bool(text_of(root).strip()) or next(root.iter(*_SEEN), None) is not None


def _blank_first(section: etree._Element) -> set[str]:
    """The slots of page 1 that are blank because it has headers of its own and none is given: said, for readers that
    show the other pages' there."""
    if section.find(w("titlePg")) is None or section.find(w("titlePg")).get(w("val")) in ("0", "false"):
        return set()
    named = (slot_of(reference).split() for reference in references_of(section))
    return {f"{name} first" for name, kind in named if kind == "default"}


def _even_pages(assembly: Assembly, files: Sequence[tuple[TemplateFile, etree._Element]]) -> None:
    """Where one template has headers of its own on even pages, those of the others show the same on all."""
    odd = [section for file, section in files if not file.has_even_pages]
    if len(odd) == len(files):
        return
    assembly.separate_even_pages()
    for section in odd:
        for reference in references_of(section):
            if slot_of(reference).endswith(" even"):
                section.remove(reference)
        for reference in references_of(section):
            if slot_of(reference).endswith(" default"):
                again = copy.deepcopy(reference)
                again.set(w("type"), "even")
                reference.addnext(again)


def _rendered(source: bytes, target: str, context: Mapping[str, Any], environment: Environment) -> bytes:
    try:
        return b"".join(word_pieces(_template(environment, source, target), context))
    except FAILURES as failure:
        raise TemplateError.of(
            "T003",
            Place(part=target),
            msg("Đầu trang hoặc chân trang của mẫu viết sai: {ly_do}", ly_do=fault_of(failure)),
            msg("Chạy “vanban template check” với mẫu này."),
        ) from None


@lru_cache(maxsize=64)
def _template(environment: Environment, source: bytes, target: str) -> Template:
    """A header or footer, compiled once for all documents of a process."""
    return environment.from_string(part_source(package.parse_xml(source, shown_as=target, part=target)))


def _fill_inherited(assembly: Assembly, section: etree._Element, filled: set[str]) -> None:
    present = {slot_of(reference) for reference in references_of(section)}
    for slot in sorted(filled - present):
        name, kind = slot.split()
        key = _empty(assembly, name)
        reference = etree.Element(w(name))
        reference.set(w("type"), kind)
        reference.set(r("id"), key)
        section.insert(0, reference)


def _empty(assembly: Assembly, name: str) -> str:
    """The relationship of a header or footer that shows nothing (`sections.EMPTY`)."""
    root = "hdr" if name == "headerReference" else "ftr"
    made = f'<w:{root} xmlns:w="{w("p")[1:-2]}"><w:p/></w:{root}>'.encode()
    return assembly.add_margin(f"word/{name.removesuffix('Reference')}-trong.xml", "", made)
