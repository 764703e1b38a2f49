"""Headers and footers that a template fills: the words of ô 11 above page 1, the address of ô 13 at its foot.

A header or footer of a template that holds tags is rendered once for each document; one that shows nothing then
is left out, and where only some sections have one the others get an empty one, for Word lets a section inherit it.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from typing import Any

from jinja2 import Template
from lxml import etree
from msgspec import Struct

from generator.ooxml import package
from generator.ooxml.names import r, w
from generator.ooxml.words import text_of
from generator.rendering.templates.docx_template import TemplateFile, part_source
from generator.rendering.templates.faults import fault_of
from generator.rendering.templates.jinja import FAILURES, Environment, word_pieces
from generator.rendering.templates.sections import EMPTY, references_of, slot_of
from generator.rendering.templates.typed import TAG, own_texts
from generator.rendering.word.assembly import Assembly, rel_renames
from generator.values.errors import TemplateError
from generator.values.findings import Place, msg

_SEEN = tuple(map(w, ("drawing", "pict", "object", "fldChar", "fldSimple", "sym", "pBdr", "tblBorders", "tcBorders")))
_REFERENCES = ("headerReference", "footerReference")


class Own(Struct, frozen=True):
    """A document's template, its section in the output, and all templates that its text is made of."""

    file: TemplateFile
    section: etree._Element
    used: tuple[TemplateFile, ...]


def fill(
    assembly: Assembly,
    documents: Sequence[Own],
    contexts: Sequence[Mapping[str, Any]],
    environment: Environment,
) -> list[Callable[[str], str]]:
    """Render the headers and footers with tags that sections refer to; the references are changed in place.

    For each document comes back what tells the headers and footers of the sections within its text
    (`sections.call_margins`) by the ids that the templates have.
    """
    _even_pages(assembly, [(one.file, one.section) for one in documents])
    if any(_several(file) for one in documents for file in one.used):
        for name in _REFERENCES:
            _empty(assembly, name)
    templates: set[str] = set()
    within: list[Callable[[str], str]] = []
    for number, (one, context) in enumerate(zip(documents, contexts, strict=True), start=1):
        shown = _Shown(assembly, number, context, environment)
        for reference in references_of(one.section):
            made = shown.of(reference.get(r("id")))
            if made or _several(one.file):
                reference.set(r("id"), made or EMPTY[etree.QName(reference).localname])
            else:
                one.section.remove(reference)
        within.append(_told(shown, assembly, one))
        templates |= shown.templates
    sections = [one.section for one in documents]
    slots = {slot_of(reference) for section in sections for reference in references_of(section)}
    for section in sections:
        _fill_inherited(assembly, section, slots if len(sections) > 1 else set())
        _fill_inherited(assembly, section, _blank_first(section))
    for key in templates:
        assembly.drop(key)
    return within


def _several(file: TemplateFile) -> bool:
    return next(file.document.iter(w("sectPr"))) is not file.section


def _told(shown: _Shown, assembly: Assembly, one: Own) -> Callable[[str], str]:
    made: dict[str, str] = {}
    for file in filter(_several, one.used):
        names = rel_renames(assembly.base, file)
        for section in file.document.iter(w("sectPr")):
            for reference in references_of(section) if section is not file.section else ():
                key = names.get(reference.get(r("id")), reference.get(r("id")))
                made[key] = shown.of(key) or EMPTY[etree.QName(reference).localname]
    return lambda key: made.get(key, key)


@dataclass
class _Shown:
    """The headers and footers of one document, filled."""

    assembly: Assembly
    number: int
    context: Mapping[str, Any]
    environment: Environment
    templates: set[str] = field(default_factory=set)
    _made: dict[str, str] = field(default_factory=dict)

    def of(self, key: str) -> str:
        """The id of what a part comes out as; "" where nothing of it is seen."""
        if key not in self._made:
            target = self.assembly.part_of(key)
            source = self.assembly.parts[target]
            self._made[key] = self._filled(key, target, source) if _has_tags(source) else key
        return self._made[key]

    def _filled(self, key: str, target: str, source: bytes) -> str:
        self.templates.add(key)
        rendered = _rendered(source, target, self.context, self.environment)
        seen = _shows(package.parse_xml(rendered, shown_as=target, part=target))
        return self.assembly.add_margin(target, f"-{self.number}", rendered) if seen else ""


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
