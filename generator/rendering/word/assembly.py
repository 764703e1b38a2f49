"""Several Word templates as one package: one base, the others' styles, pictures and headers taken over.

A style that a template defines as the base does stays one style; one that differs comes along under a name of its
own, so that a font changed in one template changes that template's part of the document and nothing else.
What a template brings depends on the base and on itself alone, not on what else is in the document.
"""

from __future__ import annotations

import copy
import posixpath
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from zlib import crc32

from lxml import etree

from generator.ooxml import notes, order, package
from generator.ooxml.declaring import ContentTypes
from generator.ooxml.names import WP, R, r, w
from generator.ooxml.relationships import DOCUMENT, Relations, Relationship, relationships, rels_of
from generator.rendering.templates.docx_template import TemplateFile
from generator.rendering.templates.marks import REMARKS
from generator.values.errors import TemplateError
from generator.values.findings import Place, msg

_STYLE_REFERENCES = ("pStyle", "rStyle", "tblStyle")
_STYLE_LINKS = ("basedOn", "next", "link")
_STYLES = "word/styles.xml"
_SETTINGS, _ENDNOTES = "word/settings.xml", "word/endnotes.xml"
_MARGINS = ("word/header", "word/footer")
_NOTE_REFERENCES = (w("footnoteReference"), w("endnoteReference"))
# Each template's notes have ids of their own, fifty by its name, in the upper half of those that Word has; the notes of
# the data go up from 1.
_FIRST_NOTE, _NOTES_OF_ONE, _MANY = 16_384, 50, 320
# CT_Settings is a sequence: w:evenAndOddHeaders stands before these.
_AFTER_EVEN = frozenset(
    map(
        w,
        (
            *("bookFoldRevPrinting", "bookFoldPrinting", "bookFoldPrintingSheets", "drawingGridHorizontalSpacing"),
            *("drawingGridVerticalSpacing", "displayHorizontalDrawingGridEvery", "displayVerticalDrawingGridEvery"),
            *("doNotUseMarginsForDrawingGridOrigin", "drawingGridHorizontalOrigin", "drawingGridVerticalOrigin"),
            *("doNotShadeFormData", "noPunctuationKerning", "characterSpacingControl", "printTwoOnOne"),
            *("strictFirstAndLastChars", "noLineBreaksAfter", "noLineBreaksBefore", "savePreviewPicture"),
            *("doNotValidateAgainstSchema", "saveInvalidXml", "ignoreMixedContent", "alwaysShowPlaceholderText"),
            *("doNotDemarcateInvalidXml", "saveXmlDataOnly", "useXSLTWhenSaving", "saveThroughXslt", "showXMLTags"),
            *("alwaysMergeEmptyNamespace", "updateFields", "hdrShapeDefaults", "footnotePr", "endnotePr", "compat"),
            *("docVars", "rsids", "attachedSchema", "themeFontLang", "clrSchemeMapping", "doNotIncludeSubdocsInStats"),
            *("doNotAutoCompressPictures", "forceUpgrade", "captions", "readModeInkLockDown", "smartTagType"),
            *("schemaLibrary", "shapeDefaults", "doNotEmbedSmartTags", "decimalSymbol", "listSeparator"),
        ),
    )
)
_WORD_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
# The size pairs of the heading (G8: 13-14-14, or 12-13-13 where a line would break): styles that go down by 1 pt.
HEADING_STYLES = ("QuocHieu", "TieuNgu", "CoQuanChuQuan", "CoQuan", "DiaDanhNgay")


def style_renames(base: TemplateFile, file: TemplateFile) -> dict[str, str]:
    """Style ids of a template that mean something else in the base, with the names they go by in the output."""
    if _same_styles(base, file):
        return {}
    own, slug = base.style_texts, file.slug
    return {key: f"{key}-{slug}" for key, text in file.style_texts.items() if own.get(key, text) != text}


def _same_styles(base: TemplateFile, file: TemplateFile) -> bool:
    """Whether nothing need be compared: templates made together share this part to the byte."""
    return file is base or file.parts[_STYLES] == base.parts[_STYLES]


def rel_renames(base: TemplateFile, file: TemplateFile) -> dict[str, str]:
    """Relationship ids of a template's body, with the ids they go by in the output."""
    return {} if file is base else {key: f"{key}_{file.slug}" for key in _related(file)}


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


def say_default(root: etree._Element, file: TemplateFile, styles: Mapping[str, str]) -> None:
    """Paragraphs without a style name their template's own, where the output's is another; in place."""
    own = next(
        (key for key, style in file.styles.items() if style.get(w("type")) == "paragraph" and _is_default(style)), ""
    )
    for paragraph in root.iter(w("p")) if own in styles else ():
        if paragraph.find(w("pPr")) is None:
            # What stands at the head of the paragraph for Jinja stands after its properties.
            order.properties(paragraph).tail = paragraph.text
            paragraph.text = None
        if paragraph.find(f"{w('pPr')}/{w('pStyle')}") is None:
            order.put(order.properties(paragraph), "pStyle", {"val": styles[own]})


def _is_default(style: etree._Element) -> bool:
    return style.get(w("default"), "") in ("1", "true", "on")


def note_renames(base: TemplateFile, file: TemplateFile) -> dict[str, str]:
    """Ids of a template's footnotes and endnotes, with those that they go by in the output."""
    if file is base:
        return {}
    first = _FIRST_NOTE + _NOTES_OF_ONE * (crc32(file.slug.encode()) % _MANY)
    ids = {element.get(w("id"), "") for element in file.document.iter(*_NOTE_REFERENCES)}
    return {key: str(first + int(key)) for key in sorted(ids) if key.isdigit()}


def renumber_notes(body: etree._Element, ids: Mapping[str, str]) -> None:
    """References to notes by their ids in the output; in place."""
    for element in body.iter(*_NOTE_REFERENCES) if ids else ():
        element.set(w("id"), ids.get(element.get(w("id")), element.get(w("id"))))


@dataclass
class Assembly:
    """The parts of the output beside the document's text, growing as templates are adopted."""

    base: TemplateFile
    parts: dict[str, bytes] = field(default_factory=dict)
    styles: etree._Element = field(init=False)
    relations: Relations = field(init=False)
    types: ContentTypes = field(init=False)
    notes: list[etree._Element] = field(default_factory=list)
    """Footnotes of the templates that were taken over."""
    taken: set[tuple[str, str]] = field(default_factory=set)
    """Their ids, by the part that they are in."""

    def __post_init__(self) -> None:
        """Start from the base's package."""
        self.parts = {name: data for name, data in self.base.parts.items() if name != DOCUMENT}
        shown_as = str(self.base.path)
        self.styles = package.parse_xml(self.parts[_STYLES], shown_as=shown_as, part=_STYLES)
        self.relations = Relations(self.parts, DOCUMENT, shown_as=shown_as)
        self.types = ContentTypes(self.parts, shown_as=shown_as)
        # Styles again, for Word 2007, kept by Word 2010: what is taken over would not be among them. Remarks are none
        # of the reader's; a link whose address is filled is a field.
        for key, one in _related(self.base).items():
            if one.kind == "stylesWithEffects" or one.kind in REMARKS:
                self.drop(key)
            elif key in self.base.addresses:
                self.relations.drop(key)

    @property
    def next_note(self) -> int:
        """The first id of a footnote that the data have."""
        return notes.next_id(self.parts)

    def adopt(self, file: TemplateFile) -> None:
        """Take over the styles and the pictures that a template's body needs."""
        if file is self.base:
            return
        self._adopt_rels(file, file.used_relationships)
        self._adopt_notes(file)
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
        own, theirs = _related(self.base), _related(file)
        for reference in section.iter(w("headerReference"), w("footerReference")):
            target = theirs[reference.get(r("id"))].target
            same = [key for key, one in own.items() if _same_part(self.base, one.target, file, target)]
            if same:
                reference.set(r("id"), same[0])
            else:
                self._adopt_rels(file, {reference.get(r("id"))})
                reference.set(r("id"), rel_renames(self.base, file)[reference.get(r("id"))])
        return section

    def separate_even_pages(self) -> None:
        """Even pages take headers and footers of their own."""
        if self.base.has_even_pages or _SETTINGS not in self.parts:
            return
        settings = package.parse_xml(self.parts[_SETTINGS], shown_as=_SETTINGS, part=_SETTINGS)
        for found in settings.findall(w("evenAndOddHeaders")):
            settings.remove(found)
        at = next((index for index, child in enumerate(settings) if child.tag in _AFTER_EVEN), len(settings))
        settings.insert(at, etree.Element(w("evenAndOddHeaders")))
        self.parts[_SETTINGS] = package.xml_bytes(settings)

    def smaller_heading(self) -> None:
        """The pair 12-13-13 instead of 13-14-14 (V, footnote 1)."""
        for element in self.styles.iter(w("style")):
            if element.get(w("styleId"), "").partition("-")[0] in HEADING_STYLES:
                for size in element.iter(w("sz"), w("szCs")):
                    size.set(w("val"), str(int(size.get(w("val"))) - 2))

    def restyled(self, ids: Iterable[str], look: str, size_pt: float, space_pt: float) -> None:
        """Styles for a table's texts in another size: each on its own, as `<id>.<look>`, for `task_table.restyle`."""
        known = {element.get(w("styleId")): element for element in self.styles.iter(w("style"))}
        for key in ids:
            if key not in known or f"{key}.{look}" in known:
                continue
            name = f"{known[key].find(w('name')).get(w('val'))} {look}"
            made = etree.SubElement(self.styles, w("style"), {w("type"): "paragraph", w("customStyle"): "1"})
            made.set(w("styleId"), f"{key}.{look}")
            etree.SubElement(made, w("name")).set(w("val"), name)
            etree.SubElement(made, w("basedOn")).set(w("val"), key)
            space = str(round(space_pt * 20))
            spacing = etree.SubElement(etree.SubElement(made, w("pPr")), w("spacing"))
            spacing.set(w("before"), space)
            spacing.set(w("after"), space)
            letters = etree.SubElement(made, w("rPr"))
            for tag in ("sz", "szCs"):
                etree.SubElement(letters, w(tag)).set(w("val"), str(round(size_pt * 2)))

    def part_of(self, rel_id: str) -> str:
        """The name of the part that a relationship of the document points at."""
        return self.relations[rel_id].target

    def add_margin(self, like: str, suffix: str, content: bytes) -> str:
        """Take in a header or footer under the name of another with a suffix; returns its relationship id."""
        stem, _, extension = posixpath.basename(like).rpartition(".")
        name = f"word/{stem}{suffix}.{extension}"
        kind = "header" if stem.rpartition("_")[2].startswith("header") else "footer"
        key = f"rId-{stem}{suffix}"
        if name not in self.parts:
            self.parts[name] = content
            if rels_of(like) in self.parts:
                self.parts[rels_of(name)] = self.parts[rels_of(like)]
            self.relations.add(kind, name, key=key)
            self.types.declare(name, f"{_WORD_TYPES}.{kind}+xml")
        return key

    def number_drawings(self, next_id: Callable[[], int]) -> None:
        """Drawings of headers, footers and notes take ids that no other drawing of the file has."""
        for name, data in self.parts.items():
            if name.startswith("word/") and name.endswith(".xml") and b"docPr" in data:
                root = package.parse_xml(data, shown_as=name, part=name)
                for drawn in root.iter(f"{{{WP}}}docPr"):
                    drawn.set("id", str(next_id()))
                self.parts[name] = package.xml_bytes(root)

    def add_pictures(self, parts: Mapping[str, bytes], relationships: Mapping[str, str]) -> None:
        """Take in PNG files and their relationships."""
        self.parts.update(parts)
        for key, target in relationships.items():
            self.relations.add("image", target, key=key)
        if parts:
            self.types.declare_extension("png", "image/png")

    def drop(self, rel_id: str) -> None:
        """Leave a part out of the output."""
        name = self.part_of(rel_id)
        self.parts.pop(name, None)
        self.parts.pop(rels_of(name), None)
        self.relations.drop(rel_id)
        self.types.forget(name)

    def finished(self) -> dict[str, bytes]:
        """The parts, with what was adopted."""
        made = {**self.parts, _STYLES: package.xml_bytes(self.styles)}
        self.relations.save(made)
        self.types.save(made)
        return made

    def _adopt_rels(self, file: TemplateFile, ids: Iterable[str]) -> None:
        names, theirs = rel_renames(self.base, file), _related(file)
        for key in sorted(ids):
            if key in theirs and names[key] not in self.relations:
                one = theirs[key]
                target = one.target if one.external else self._copy_part(file, one.target)
                self.relations.add(one.type, target, key=names[key], external=one.external)

    def _copy_part(self, file: TemplateFile, source: str) -> str:
        """Copy a part beside its likes under a name of its own, with all that it refers to; returns the name."""
        folder, name = posixpath.split(source)
        made = f"{folder}/{file.slug}_{name}"
        if made in self.parts or source not in file.parts:
            return made
        self.parts[made] = self._in_own_styles(file, source)
        self._declare(file, source, made)
        if rels_of(source) in file.parts:
            relations = Relations({}, made, shown_as=str(file.path))
            for one in relationships(file.parts, source, shown_as=str(file.path)).values():
                target = one.target if one.external else self._copy_part(file, one.target)
                relations.add(one.type, target, key=one.id, external=one.external)
            relations.save(self.parts)
        return made

    def _in_own_styles(self, file: TemplateFile, source: str) -> bytes:
        """A part as it is taken over: a header or footer looks as in its template."""
        renames = style_renames(self.base, file)
        if not renames or not source.startswith(_MARGINS):
            return file.parts[source]
        root = package.parse_xml(file.parts[source], shown_as=str(file.path), part=source)
        say_default(root, file, renames)
        rename(root, renames, {})
        return package.xml_bytes(root)

    def _adopt_notes(self, file: TemplateFile) -> None:
        """Take over the notes that a template's body refers to, with their styles and links."""
        ids = note_renames(self.base, file)
        if not ids:
            return
        self.notes += self._notes_of(file, notes.PART, ids)
        ends = self._notes_of(file, _ENDNOTES, ids)
        if ends and _ENDNOTES not in self.parts:
            root = package.parse_xml(file.parts[_ENDNOTES], shown_as=str(file.path), part=_ENDNOTES)
            for note in list(root):
                if note.get(w("type")) is None:
                    root.remove(note)
            self.parts[_ENDNOTES] = package.xml_bytes(root)
            self.relations.add("endnotes", _ENDNOTES)
            self.types.declare(_ENDNOTES, f"{_WORD_TYPES}.endnotes+xml")
        if ends:
            root = package.parse_xml(self.parts[_ENDNOTES], shown_as=_ENDNOTES, part=_ENDNOTES)
            root.extend(ends)
            self.parts[_ENDNOTES] = package.xml_bytes(root)

    def _notes_of(self, file: TemplateFile, part: str, ids: Mapping[str, str]) -> list[etree._Element]:
        """Copies of a template's notes of one kind, as they stand in the output."""
        if part not in file.parts:
            return []
        root = package.parse_xml(file.parts[part], shown_as=str(file.path), part=part)
        theirs = relationships(file.parts, part, shown_as=str(file.path))
        keys = {key: f"{key}_{file.slug}" for key in theirs}
        found = [note for note in root if note.get(w("type")) is None and note.get(w("id"), "") in ids]
        if found and theirs:
            relations = Relations(self.parts, part, shown_as=str(self.base.path))
            for key, one in theirs.items():
                target = one.target if one.external else self._copy_part(file, one.target)
                relations.add(one.type, target, key=keys[key], external=one.external)
            relations.save(self.parts)
        for note in found:
            note.set(w("id"), ids[note.get(w("id"))])
            if (part, note.get(w("id"))) in self.taken:
                raise TemplateError.of(
                    "T046",
                    Place(str(file.path)),
                    msg("Chú thích của mẫu này trùng số với chú thích của mẫu ghép khác."),
                    msg("Đổi tên tệp mẫu này (số của chú thích đặt theo tên tệp)."),
                )
            self.taken.add((part, note.get(w("id"))))
            say_default(note, file, style_renames(self.base, file))
            rename(note, style_renames(self.base, file), keys)
        return found

    def _declare(self, file: TemplateFile, source: str, made: str) -> None:
        theirs = ContentTypes(file.parts, shown_as=str(file.path))
        extension = made.rpartition(".")[2]
        if own := theirs.own(source):
            self.types.declare(made, own)
        if kind := theirs.of_extension(extension):
            self.types.declare_extension(extension, kind)


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


def _related(file: TemplateFile) -> Mapping[str, Relationship]:
    """The relationships of a template's body by id."""
    return relationships(file.parts, DOCUMENT, shown_as=str(file.path))


def _same_part(base: TemplateFile, own: str, file: TemplateFile, theirs: str) -> bool:
    """Whether two parts say and show the same."""
    if base.parts.get(own) is None or base.parts[own] != file.parts.get(theirs):
        return False
    related = [
        {one.id: one for one in relationships(each.parts, part, shown_as=str(each.path)).values()}
        for each, part in ((base, own), (file, theirs))
    ]
    return related[0].keys() == related[1].keys() and all(
        one.target == other.target if one.external else _same_part(base, one.target, file, other.target)
        for one, other in ((one, related[1][key]) for key, one in related[0].items())
    )
