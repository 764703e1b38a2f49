"""Word templates: read, prepared, and given to Jinja. The one module that knows docxtpl.

A template is an ordinary docxtpl document. Before docxtpl's own patching turns it into a Jinja source, four things
that a person cannot type in Word are put in:

* **rules** — empty paragraphs in the styles of `RULES` get the indents that give their line its length, titles those
  that make their lines about as long;
* **task tables** — tables with a row `{%tr for d in bang.dong %}`: rows above it repeat on each page, columns take
  the widths fitted to the content, and where the dossier chooses columns the template's are taken as patterns;
* **anchors** — beside every expression a call that leaves a hidden bookmark (`anchor_places`);
* **page** — a document turned to the other orientation has its tables stretched to the text's width.

What Word leaves in a file that a loop would repeat (paragraph ids, spelling marks, bookmarks) is taken out.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from docxtpl import DocxTemplate
from jinja2 import BaseLoader, Environment, TemplateNotFound
from lxml import etree
from msgspec import Struct

from generator.facts.resources import templates_dir
from generator.ooxml import package
from generator.ooxml.escaping import unescape
from generator.ooxml.names import R, w
from generator.ooxml.relationships import DOCUMENT, relationships
from generator.ooxml.word_file import body_of
from generator.ooxml.words import text_of
from generator.rendering.templates import cell_tags
from generator.rendering.templates.marks import fill_addresses, keep_marks, refresh_references
from generator.rendering.templates.never_empty import keep_filled
from generator.rendering.templates.outside import outside
from generator.rendering.templates.sections import with_margins_said
from generator.rendering.templates.style_ids import settled, with_known_ids
from generator.rendering.templates.typed import TAG, join_dashed, make_whole, settle_tags, spell_raw
from generator.rendering.word import anchor_places, rules, task_table
from generator.values.errors import InputError, TemplateError
from generator.values.findings import Message, Place, msg
from generator.values.model import Orientation
from generator.values.patterns import late

# Style of a rule paragraph -> name of the text above it, as `rules.indents` knows it; of a centred title, its own.
RULES = {"KeCoQuan": "co_quan", "KeCoQuanSao": "co_quan_sao", "KeTieuNgu": "tieu_ngu", "KeTrichYeu": "trich_yeu"}
RULES |= {"TrichYeu": rules.EVEN_TITLE, "TenPhuLuc": rules.EVEN_TITLE}

_INCLUDE = late(r"{%\s*p?\s*include\s+['\"‘’“”]([^'\"‘’“”]+)['\"‘’“”]")
_BRACES = late(r"\{_[{%]|[}%]_\}")
_LEFTOVERS = ("proofErr", "lastRenderedPageBreak")
_SETTINGS = "word/settings.xml"
TAGGED = late(r"\{\{|%7B%7B", re.IGNORECASE)
_REVISION_IDS = late(r"\{[^}]*\}(paraId|textId|rsid\w*)$|^rsid\w*$")


class TemplateFile(Struct, frozen=True, dict=True):
    """A template's package, as read; `name` is its path below templates/docx.

    `read` is the root of its document where reading it has made one.
    """

    name: str
    path: Path
    parts: dict[str, bytes]
    read: etree._Element | None = None

    @cached_property
    def document(self) -> etree._Element:
        """The root of word/document.xml. Never changed: prepared copies are made of it."""
        root = self.read
        if root is None:
            root = package.parse_xml(self.parts[DOCUMENT], shown_as=str(self.path), part=DOCUMENT)
        return with_margins_said(settle_tags(settled(root)))

    @cached_property
    def section(self) -> etree._Element:
        """The section properties of the template."""
        found = self.document.find(f"{w('body')}/{w('sectPr')}")
        if found is None:
            raise _broken(self.path, msg("Mẫu không có thiết lập trang (sectPr)."))
        return found

    @cached_property
    def styles(self) -> dict[str, etree._Element]:
        """The styles by id. Never changed: the output holds copies."""
        root = package.parse_xml(self.parts["word/styles.xml"], shown_as=str(self.path), part="word/styles.xml")
        return {element.get(w("styleId")): element for element in root.iter(w("style"))}

    @cached_property
    def style_texts(self) -> dict[str, bytes]:
        """The styles by id as canonical text: equal where they mean the same."""
        return {key: etree.tostring(style, method="c14n", exclusive=True) for key, style in self.styles.items()}

    @cached_property
    def used_relationships(self) -> frozenset[str]:
        """Relationship ids that the body refers to, its section apart."""
        prefix = f"{{{R}}}"
        return frozenset(
            value
            for child in self.document.find(w("body"))
            if child.tag != w("sectPr")
            for element in child.iter(etree.Element)
            for attribute, value in element.attrib.items()
            if attribute.startswith(prefix) and value not in self.addresses
        )

    @cached_property
    def has_even_pages(self) -> bool:
        """Whether even pages have headers and footers of their own."""
        data = self.parts.get(_SETTINGS)
        if data is None:
            return False
        found = package.parse_xml(data, shown_as=str(self.path), part=_SETTINGS).find(w("evenAndOddHeaders"))
        return found is not None and found.get(w("val"), "1") not in ("0", "false", "off")

    @cached_property
    def addresses(self) -> dict[str, str]:
        """Addresses with tags of the body's links, by relationship id; as they were typed."""
        related = relationships(self.parts, DOCUMENT, shown_as=str(self.path))
        return {key: unquote(one.target) for key, one in related.items() if one.external and TAGGED.search(one.target)}

    @cached_property
    def slug(self) -> str:
        """Its name in names of parts and styles."""
        return re.sub(r"[^a-z0-9]+", "_", self.name.removesuffix(".docx").lower()).strip("_")

    @cached_property
    def includes(self) -> tuple[str, ...]:
        """Templates that this one includes by name."""
        texts = "\n".join(text_of(paragraph) for paragraph in self.document.iter(w("p")))
        return tuple(dict.fromkeys(_INCLUDE.findall(texts)))

    @property
    def text_width(self) -> int:
        """Width of the text area in twips, in the template's own orientation."""
        return text_width(self.section)

    @property
    def orientation(self) -> Orientation:
        """`doc` for portrait, `ngang` for landscape."""
        size = self.section.find(w("pgSz"))
        return "ngang" if int(size.get(w("w"))) > int(size.get(w("h"))) else "doc"


def text_width(section: etree._Element) -> int:
    """Width between the side margins of a section, in twips."""
    size, margins = section.find(w("pgSz")), section.find(w("pgMar"))
    return int(size.get(w("w"))) - int(margins.get(w("left"))) - int(margins.get(w("right")))


def text_height(section: etree._Element) -> int:
    """Height between the margins above and below a section's text, in twips."""
    size, margins = section.find(w("pgSz")), section.find(w("pgMar"))
    return int(size.get(w("h"))) - abs(int(margins.get(w("top")))) - abs(int(margins.get(w("bottom"))))


class TableShape(Struct, frozen=True):
    """The columns of a table template after choosing: for each, the keys its body cell shows; rows of its header."""

    keys: tuple[tuple[str, ...], ...]
    levels: int = 1


class Library:
    """Templates by name, searched in the workplace first and then among the stock ones; read once."""

    def __init__(self, folders: Sequence[Path]) -> None:
        """`folders` are templates/docx folders in the order of search."""
        self.folders = tuple(folders)
        self._files: dict[str, TemplateFile] = {}

    def find(self, *names: str) -> TemplateFile:
        """The first of the names that exists. Raises TemplateError T001 naming where it was searched."""
        for name in names:
            if name in self._files:
                return self._files[name]
            for folder in self.folders:
                path = folder / name
                if _safe(name) and path.is_file():
                    self._files[name] = read_template(name, path)
                    return self._files[name]
        raise TemplateError.of(
            "T001",
            Place(names[-1]),
            msg("Không có mẫu Word “{ten}”.", ten=names[-1]),
            msg("Đã tìm trong: {noi}.", noi=", ".join(str(folder) for folder in self.folders)),
        )


def _safe(name: str) -> bool:
    """Whether a name stays below the templates folder."""
    pure = PurePosixPath(name)
    return not pure.is_absolute() and ".." not in pure.parts


def read_template(name: str, path: Path) -> TemplateFile:
    """A template's package. Raises TemplateError where it is none; T040 where it reaches outside."""
    try:
        parts = package.read(path)
        if DOCUMENT not in parts:
            raise _broken(path, msg("Mẫu không phải tệp Word."))
        body = body_of(parts, shown_as=str(path))
        reaching = outside(parts, path)
    except InputError as failure:
        raise TemplateError(failure.findings) from None
    if reaching:
        raise TemplateError(reaching)
    known = with_known_ids(parts, shown_as=str(path))
    return TemplateFile(name, path, known, body.getparent() if known is parts else None)


def as_delivered(file: TemplateFile) -> bool:
    """Whether a template is one of the stock ones, letter for letter: the tests judge these."""
    stock = templates_dir() / "docx" / file.name
    return stock == file.path or (stock.is_file() and stock.read_bytes() == file.path.read_bytes())


class SourceLoader(BaseLoader):
    """Gives Jinja the sources of prepared templates, for one width of text.

    A name is a path below templates/docx; `bang/x.docx|stt,noi_dung!|s` is a table with its columns chosen, `!` where
    the dossier gives the title, and the flags of its form.
    """

    def __init__(self, library: Library, width: int, adapt: Callable[[TemplateFile, etree._Element], None]) -> None:
        """`width` of the text area in twips; `adapt` is called on each prepared body before it becomes a source."""
        self._library = library
        self._width = width
        self._adapt = adapt

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """The Jinja source of a template. Raises TemplateNotFound as Jinja wants it."""
        name, columns, form = (*template.split("|"), "", "")[:3]
        try:
            file = self._library.find(name)
        except TemplateError as failure:
            if failure.findings[0].code != "T001":
                raise
            raise TemplateNotFound(template) from None
        body = prepared(file, self._width, columns, form)
        self._adapt(file, body)
        if look := task_table.look_of(form):
            task_table.restyle(body, look)
        return source_of(body), str(file.path), lambda: True


def source_of(body: etree._Element) -> str:
    """The Jinja source of a prepared body: docxtpl's patched XML of what stands in it, without section."""
    xml = _source(body)
    return xml[xml.index(">") + 1 : xml.rindex("</w:body>")]


def part_source(root: etree._Element) -> str:
    """The Jinja source of a header or footer: docxtpl's patched XML of the whole part."""
    root = settle_tags(copy.deepcopy(root))
    _clean(root, "")
    cell_tags.apply(root)
    keep_filled(root)
    return _source(root)


def _source(root: etree._Element) -> str:
    """docxtpl's patched XML; what stands in tags as it was typed, and its `{_{ … }_}` as the braces that it means."""
    xml = str(DocxTemplate.patch_xml(None, etree.tostring(root, encoding="unicode")))
    pieces = TAG.split(xml)
    tags = [unescape(found[0]) for found in TAG.finditer(xml)] + [""]
    return "".join(_BRACES.sub(_brace, piece) + tag for piece, tag in zip(pieces, tags, strict=True))


def _brace(found: re.Match[str]) -> str:
    return f"{{{{ '{found[0].replace('_', '')}' }}}}"


def prepared(file: TemplateFile, width: int, columns: str = "", form: str = "") -> etree._Element:
    """A copy of a template's body ready for docxtpl, for a text area of a width in twips.

    `columns` and `form` are those of the name a table is included by.
    """
    body = copy.deepcopy(file.document.find(w("body")))
    body.remove(body.find(w("sectPr")))
    _clean(body, file.slug)
    fill_addresses(body, file.addresses)
    refresh_references(body)
    for table in list(body.iter(w("tbl"))):
        if task_table.is_task_table(table):
            task_table.prepare(table, columns, form)
            anchor_places.mark_rows(table)
        elif task_table.is_plain_table(table):
            task_table.prepare_plain(table)
        elif width != file.text_width:
            _stretch(table, width / file.text_width)
    cell_tags.apply(body)
    keep_filled(body)
    _measure_rules(body, width)
    anchor_places.mark_paragraphs(body)
    last = body[-1] if len(body) else None
    if last is not None and _is_spacer(last) and len(body) > 1 and body[-2].tag == w("tbl"):
        body.remove(last)
    return body


def table_shape(file: TemplateFile, columns: str) -> TableShape:
    """What each column of a table template shows, after choosing."""
    body = prepared(file, file.text_width, columns)
    for table in body.iter(w("tbl")):
        if task_table.is_task_table(table):
            return TableShape(tuple(task_table.column_keys(table)), task_table.header_levels(table))
    raise _broken(
        file.path,
        msg("Mẫu bảng không có dòng “{{%tr for d in bang.dong %}}”."),
    )


# --- cleaning --------------------------------------------------------------------------------------------------------


def _clean(body: etree._Element, slug: str) -> None:
    for name in _LEFTOVERS:
        for element in list(body.iter(w(name))):
            element.getparent().remove(element)
    for element in body.iter(etree.Element):
        for attribute in [a for a in element.attrib if _REVISION_IDS.search(a)]:
            del element.attrib[attribute]
    for paragraph in body.iter(w("p")):
        make_whole(paragraph)
        _join_tags(paragraph)
    spell_raw(body)
    join_dashed(body)
    keep_marks(body, slug)


def _join_tags(paragraph: etree._Element) -> None:
    """Drop the empty runs that Word leaves between the pieces of a tag; docxtpl joins the rest."""
    for element in list(paragraph.iter(w("r"))):
        if not len(element):
            element.getparent().remove(element)


def _is_spacer(paragraph: etree._Element) -> bool:
    return paragraph.tag == w("p") and not text_of(paragraph).strip()


def room_of(file: TemplateFile, name: str, width: int) -> int | None:
    """Width in twips of the cell that shows `{{ name }}` in a text area of `width`; None where no cell does."""
    for paragraph in file.document.iter(w("p")):
        if name in text_of(paragraph):
            return round(_room(paragraph, file.text_width) * width / file.text_width)
    return None


def _stretch(table: etree._Element, factor: float) -> None:
    for element in table.iter(w("gridCol"), w("tcW"), w("tblW")):
        if element.get(w("type"), "dxa") == "dxa" and element.get(w("w"), "").isdigit():
            element.set(w("w"), str(round(int(element.get(w("w"))) * factor)))


# --- rules -----------------------------------------------------------------------------------------------------------


def _measure_rules(body: etree._Element, width: int) -> None:
    """Indents of rule paragraphs become expressions that know the room they stand in."""
    for style in body.iter(w("pStyle")):
        name = RULES.get(style.get(w("val")))
        if name is None:
            continue
        properties = style.getparent()
        room = _room(properties, width)
        indent = properties.find(w("ind"))
        if indent is None:
            indent = etree.SubElement(properties, w("ind"))
            _place_indent(properties, indent)
        for side in ("left", "right"):
            indent.set(w(side), f"{{{{ ke('{name}', {room}) }}}}")


def _place_indent(properties: etree._Element, indent: etree._Element) -> None:
    """CT_PPr is a sequence: w:ind stands before these."""
    after = {w(n) for n in ("contextualSpacing", "jc", "textAlignment", "outlineLvl", "rPr", "sectPr", "pPrChange")}
    for index, child in enumerate(properties):
        if child.tag in after:
            properties.insert(index, indent)
            return


def _room(element: etree._Element, width: int) -> int:
    """Width in twips of the cell an element stands in, or of the text."""
    for holder in element.iterancestors(w("tc")):
        found = holder.find(f"{w('tcPr')}/{w('tcW')}")
        if found is not None and found.get(w("w"), "").isdigit():
            return int(found.get(w("w")))
    return width


def _broken(path: Path, message: Message) -> TemplateError:
    return TemplateError.of("T002", Place(str(path)), message)
