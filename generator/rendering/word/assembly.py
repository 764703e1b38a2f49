"""Several Word templates as one package: one base, the others' styles, pictures and headers taken over.

A style that a template defines as the base does stays one style; one that differs comes along under a name of its
own, so that a font changed in one template changes that template's part of the document and nothing else.
What a template brings depends on the base and on itself alone, not on what else is in the document.
"""

from __future__ import annotations

import copy
import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree

from generator.ooxml import package
from generator.ooxml.names import CONTENT_TYPES, PACKAGE_RELS, R, r, w
from generator.rendering.templates.docx_template import TemplateFile

_STYLE_REFERENCES = ("pStyle", "rStyle", "tblStyle")
_STYLE_LINKS = ("basedOn", "next", "link")
_DOCUMENT = "word/document.xml"
_STYLES = "word/styles.xml"
_OFFICE_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DOCUMENT_RELS = "word/_rels/document.xml.rels"
# The size pairs of the heading (G8: 13-14-14, or 12-13-13 where a line would break): styles that go down by 1 pt.
HEADING_STYLES = ("QuocHieu", "TieuNgu", "CoQuanChuQuan", "CoQuan", "DiaDanhNgay")


def style_renames(base: TemplateFile, file: TemplateFile) -> dict[str, str]:
    """Style ids of a template that mean something else in the base, with the names they go by in the output."""
    if _same_styles(base, file):
        return {}
    own, slug = base.style_texts, _slug(file)
    return {key: f"{key}-{slug}" for key, text in file.style_texts.items() if own.get(key, text) != text}


def _same_styles(base: TemplateFile, file: TemplateFile) -> bool:
    """Whether nothing need be compared: templates made together share this part to the byte."""
    return file is base or file.parts[_STYLES] == base.parts[_STYLES]


def rel_renames(base: TemplateFile, file: TemplateFile) -> dict[str, str]:
    """Relationship ids of a template's body, with the ids they go by in the output."""
    return {} if file is base else {key: f"{key}_{_slug(file)}" for key in _rels(file.parts, _DOCUMENT_RELS)}


def rename(body: etree._Element, styles: dict[str, str], rels: dict[str, str]) -> None:
    """Apply both in place."""
    if styles:
        for element in body.iter(*(w(name) for name in _STYLE_REFERENCES)):
            element.set(w("val"), styles.get(element.get(w("val")), element.get(w("val"))))
    if rels:
        for element in body.iter(etree.Element):
            for attribute, value in element.attrib.items():
                if attribute.startswith(f"{{{R}}}") and value in rels:
                    element.set(attribute, rels[value])


@dataclass
class Assembly:
    """The parts of the output beside the document's text, growing as templates are adopted."""

    base: TemplateFile
    parts: dict[str, bytes] = field(default_factory=dict)
    styles: etree._Element = None
    relationships: etree._Element = None
    content_types: etree._Element = None

    def __post_init__(self) -> None:
        """Start from the base's package."""
        self.parts = {name: data for name, data in self.base.parts.items() if name != _DOCUMENT}
        self.styles = _parsed(self.parts, _STYLES, self.base)
        self.relationships = _parsed(self.parts, _DOCUMENT_RELS, self.base)
        self.content_types = _parsed(self.parts, "[Content_Types].xml", self.base)

    def adopt(self, file: TemplateFile) -> None:
        """Take over the styles and the pictures that a template's body needs."""
        if file is self.base:
            return
        self._adopt_rels(file, file.used_relationships)
        if _same_styles(self.base, file):
            return
        renames = style_renames(self.base, file)
        known = {element.get(w("styleId")) for element in self.styles.iter(w("style"))}
        for key, element in file.styles.items():
            name = renames.get(key, key)
            if name not in known:
                self.styles.append(_renamed_style(element, name, renames))

    def section(self, file: TemplateFile) -> etree._Element:
        """A copy of a template's section properties whose headers and footers are parts of the output."""
        section = copy.deepcopy(file.section)
        if file is self.base:
            return section
        own = _rels(self.base.parts, _DOCUMENT_RELS)
        theirs = _rels(file.parts, _DOCUMENT_RELS)
        for reference in section.iter(w("headerReference"), w("footerReference")):
            target = theirs[reference.get(r("id"))][1]
            same = [key for key, (_, other) in own.items() if self._same_part(other, file, target)]
            if same:
                reference.set(r("id"), same[0])
            else:
                self._adopt_rels(file, {reference.get(r("id"))})
                reference.set(r("id"), rel_renames(self.base, file)[reference.get(r("id"))])
        return section

    def smaller_heading(self) -> None:
        """The pair 12-13-13 instead of 13-14-14 (V, footnote 1)."""
        for element in self.styles.iter(w("style")):
            if element.get(w("styleId"), "").partition("-")[0] in HEADING_STYLES:
                for size in element.iter(w("sz"), w("szCs")):
                    size.set(w("val"), str(int(size.get(w("val"))) - 2))

    def part_of(self, rel_id: str) -> str:
        """The name of the part that a relationship of the document points at."""
        found = next(e for e in self.relationships if e.get("Id") == rel_id)
        return _absolute(found.get("Target"))

    def add_margin(self, like: str, suffix: str, content: bytes) -> str:
        """Take in a header or footer under the name of another with a suffix; returns its relationship id."""
        stem, _, extension = posixpath.basename(like).rpartition(".")
        name = f"word/{stem}{suffix}.{extension}"
        kind = "header" if stem.rpartition("_")[2].startswith("header") else "footer"
        key = f"rId-{stem}{suffix}"
        if name not in self.parts:
            self.parts[name] = content
            self._relate(key, f"{_OFFICE_RELS}/{kind}", posixpath.basename(name))
            declared = etree.SubElement(self.content_types, f"{{{CONTENT_TYPES}}}Override")
            declared.set("PartName", f"/{name}")
            declared.set("ContentType", f"{_WORD_TYPES}.{kind}+xml")
        return key

    def add_pictures(self, parts: Mapping[str, bytes], relationships: Mapping[str, str]) -> None:
        """Take in PNG files and their relationships."""
        self.parts.update(parts)
        for key, target in relationships.items():
            self._relate(key, f"{_OFFICE_RELS}/image", target)
        if parts and not self._knows("png"):
            declared = etree.Element(f"{{{CONTENT_TYPES}}}Default")
            declared.set("Extension", "png")
            declared.set("ContentType", "image/png")
            self.content_types.insert(0, declared)

    def drop(self, rel_id: str) -> None:
        """Leave a part out of the output."""
        name = self.part_of(rel_id)
        del self.parts[name]
        self.relationships.remove(next(e for e in self.relationships if e.get("Id") == rel_id))
        for declared in [e for e in self.content_types if e.get("PartName") == f"/{name}"]:
            self.content_types.remove(declared)

    def _relate(self, key: str, kind: str, target: str) -> None:
        made = etree.SubElement(self.relationships, f"{{{PACKAGE_RELS}}}Relationship")
        made.set("Id", key)
        made.set("Type", kind)
        made.set("Target", target)

    def finished(self) -> dict[str, bytes]:
        """The parts, with what was adopted."""
        return {
            **self.parts,
            _STYLES: package.xml_bytes(self.styles),
            _DOCUMENT_RELS: package.xml_bytes(self.relationships),
            "[Content_Types].xml": package.xml_bytes(self.content_types),
        }

    def _same_part(self, name: str, file: TemplateFile, other: str) -> bool:
        return self.base.parts.get(_absolute(name)) == file.parts.get(_absolute(other)) is not None

    def _adopt_rels(self, file: TemplateFile, ids: Iterable[str]) -> None:
        names = rel_renames(self.base, file)
        theirs = _rels(file.parts, _DOCUMENT_RELS)
        present = {element.get("Id") for element in self.relationships}
        for key in sorted(ids):
            if key not in theirs or names[key] in present:
                continue
            element = copy.deepcopy(_rel_element(file, key))
            element.set("Id", names[key])
            if element.get("TargetMode") != "External":
                element.set("Target", self._copy_part(file, theirs[key][1]))
            self.relationships.append(element)

    def _copy_part(self, file: TemplateFile, target: str) -> str:
        """Copy a part beside its likes under a name of its own, with its relationships; returns its target."""
        source = _absolute(target)
        folder, name = posixpath.split(source)
        made = f"{folder}/{_slug(file)}_{name}"
        self.parts[made] = file.parts[source]
        rels = f"{folder}/_rels/{name}.rels"
        if rels in file.parts:
            self.parts[f"{folder}/_rels/{_slug(file)}_{name}.rels"] = file.parts[rels]
            for _, inner in _rels(file.parts, rels).values():
                self.parts.setdefault(_absolute(inner), file.parts[_absolute(inner)])
        self._declare(file, source, made)
        return posixpath.relpath(made, "word")

    def _declare(self, file: TemplateFile, source: str, made: str) -> None:
        theirs = _parsed(file.parts, "[Content_Types].xml", file)
        extension = made.rpartition(".")[2]
        for element in theirs:
            if element.get("PartName") == f"/{source}":
                declared = copy.deepcopy(element)
                declared.set("PartName", f"/{made}")
                self.content_types.append(declared)
            elif element.get("Extension") == extension and not self._knows(extension):
                self.content_types.insert(0, copy.deepcopy(element))

    def _knows(self, extension: str) -> bool:
        return any(element.get("Extension") == extension for element in self.content_types)


def _parsed(parts: dict[str, bytes], name: str, file: TemplateFile) -> etree._Element:
    return package.parse_xml(parts[name], shown_as=str(file.path), part=name)


def _renamed_style(element: etree._Element, name: str, renames: dict[str, str]) -> etree._Element:
    made = copy.deepcopy(element)
    if made.get(w("styleId")) != name:
        suffix = name.removeprefix(made.get(w("styleId")))
        made.set(w("styleId"), name)
        made.find(w("name")).set(w("val"), made.find(w("name")).get(w("val")) + suffix)
        made.attrib.pop(w("default"), None)
        made.set(w("customStyle"), "1")
    for link in made.iter(*(w(tag) for tag in _STYLE_LINKS)):
        link.set(w("val"), renames.get(link.get(w("val")), link.get(w("val"))))
    return made


def _rels(parts: dict[str, bytes], name: str) -> Mapping[str, tuple[str, str]]:
    """Relationships of a part: id -> (type, target)."""
    return _relations(parts[name], name) if name in parts else {}


@lru_cache(maxsize=64)
def _relations(data: bytes, name: str) -> Mapping[str, tuple[str, str]]:
    """The same of its XML: that of templates is asked for with each document."""
    root = package.parse_xml(data, shown_as="", part=name)
    return {e.get("Id"): (e.get("Type"), e.get("Target")) for e in root.iter(f"{{{PACKAGE_RELS}}}Relationship")}


def _rel_element(file: TemplateFile, key: str) -> etree._Element:
    root = _parsed(file.parts, _DOCUMENT_RELS, file)
    return next(e for e in root if e.get("Id") == key)


def _absolute(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"word/{target}")


def _slug(file: TemplateFile) -> str:
    return re.sub(r"[^a-z0-9]+", "_", file.name.removesuffix(".docx").lower()).strip("_")
