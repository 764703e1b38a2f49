"""A plan to one Word file: each document a section, its text streamed from Jinja straight into the zip.

Nothing of the text is ever held whole: the templates are compiled once, rows are made as they are asked for.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import chain
from typing import Any, BinaryIO

from lxml import etree
from msgspec import Struct

from generator.ooxml import base_part, notes, package
from generator.ooxml.names import NS, mm, w
from generator.ooxml.properties import core_properties
from generator.ooxml.relationships import DOCUMENT
from generator.planning.plan import PlannedDocument, PlannedTable
from generator.rendering.templates.docx_template import (
    Library,
    SourceLoader,
    TableShape,
    TemplateFile,
    as_delivered,
    room_of,
    table_shape,
    text_height,
    text_width,
)
from generator.rendering.templates.jinja import FAILURES, Environment, word_environment, word_pieces
from generator.rendering.templates.marks import Marks
from generator.rendering.templates.sections import MARGIN, begin_blank, call_margins
from generator.rendering.word import margins, pages, rules
from generator.rendering.word.anchors import Anchors
from generator.rendering.word.assembly import (
    Assembly,
    note_renames,
    rel_renames,
    rename,
    renumber_notes,
    say_default,
    style_renames,
)
from generator.rendering.word.contents import filled, has_contents, pages_left_open
from generator.rendering.word.footnotes import Footnotes
from generator.rendering.word.pages import Page, PageChoice
from generator.rendering.word.pictures import Pictures
from generator.rendering.word.placing import HEADING, Placing, table_name
from generator.rendering.word.repeated_notes import RepeatedNotes, number_notes
from generator.rendering.words import document_context
from generator.values.errors import TemplateError
from generator.values.findings import Finding
from generator.values.model import Dossier, Orientation
from generator.values.text import upper

_MAIN, _ATTACHED, _ANNEX = "van-ban.docx", "kem-theo.docx", "phu-luc.docx"
_ALWAYS = {"w": NS["w"], "r": NS["r"]}


# What one section's template may begin with.
Context = Mapping[str, Any]


class _Section(Struct, frozen=True):
    """One document with its template, its page and its tables' shapes."""

    planned: PlannedDocument
    file: TemplateFile
    properties: etree._Element
    width: int
    tables: tuple[PageChoice, ...]


class WordRenderer:
    """Renders plans with the templates of a library; keeps what it compiled for the next document."""

    def __init__(self, library: Library) -> None:
        """`library` is where templates are found."""
        self._library = library
        self._judged: set[str] = set()
        self._environments: dict[tuple[str, int], Environment] = {}
        self._shape = cache(self._read_shape)
        self._placing = Placing(library, self._keys_of)

    def render(
        self,
        documents: Sequence[PlannedDocument],
        target: BinaryIO,
        *,
        dated: date,
        dossier: Dossier | None = None,
    ) -> None:
        """Write one .docx holding the documents as sections. Raises TemplateError with the place in the Word file.

        With the dossier they come from, the file carries anchors and the base record, and can be pulled.
        """
        files = [self._template(planned) for planned in documents]
        assembly, used = self._adopted(documents, files)
        sections = [self._section(assembly, planned, file) for planned, file in zip(documents, files, strict=True)]
        smaller = any(self._breaks(section) for section in sections)
        if smaller:
            assembly.smaller_heading()
        pictures, footnotes, anchors = Pictures(), Footnotes(assembly.next_note), Anchors(dossier)
        repeated = RepeatedNotes()
        functions = {**Marks(pictures.next_id).functions(), **repeated.functions()}
        contexts: list[Context] = [
            {
                **self._context(
                    section, pictures, footnotes, anchors, smaller=smaller, own_file=section is sections[0]
                ),
                **functions,
            }
            for section in sections
        ]
        contexts = self._with_margins(assembly, sections, contexts)
        assembly.number_drawings(pictures.next_id)
        assembly.add_pictures(pictures.parts, pictures.relationships())
        finished = notes.added(assembly.finished(), [*assembly.notes, *footnotes.elements()])
        parts: dict[str, bytes | Iterable[bytes]] = {**finished, **dict(repeated.streamed(finished))}
        parts["docProps/core.xml"] = core_properties(
            title=_title(documents[0]),
            creator=documents[0].document.agency.name,
            dated=dated,
        )
        text = self._document(assembly, sections, contexts, _root_start(files[0], used))
        parts[DOCUMENT] = filled(text, assembly.styles) if any(map(has_contents, used)) else text
        if dossier is not None:
            base_part.declare(parts, DOCUMENT, base_part.chunks(anchors.attributes, anchors.records()))
        package.write(target, parts, last=base_part.ITEM)

    def _adopted(
        self, documents: Sequence[PlannedDocument], files: Sequence[TemplateFile]
    ) -> tuple[Assembly, Collection[TemplateFile]]:
        """One package of all templates that documents use, each once, and these. Refuses what is wrong with them."""
        assembly = Assembly(files[0])
        used = {
            used.name: used
            for planned, file in zip(documents, files, strict=True)
            for used in self._used(planned, file)
        }
        self._refuse_wrong(used.values(), documents)
        for file in used.values():
            assembly.adopt(file)
        return assembly, used.values()

    def _with_margins(
        self, assembly: Assembly, sections: Sequence[_Section], contexts: Sequence[Context]
    ) -> list[Context]:
        """The headers and footers of each section filled; contexts with what each section refers to them by."""
        environment = self._environment(sections[0].file, 0)
        own = [margins.Own(one.file, one.properties, tuple(self._used(one.planned, one.file))) for one in sections]
        shown = margins.fill(assembly, own, contexts, environment)
        return [{**context, MARGIN: ids} for context, ids in zip(contexts, shown, strict=True)]

    def left_out(self, documents: Sequence[PlannedDocument]) -> tuple[Finding, ...]:
        """What templates of documents hold that their files have not: comments, further colours, numbers of pages."""
        base = self._template(documents[0]) if documents else None
        used = {one.name: one for planned in documents for one in self._used(planned, self._template(planned))}
        changed = [file for file in used.values() if not as_delivered(file)]
        if not changed:
            return ()
        from generator.rendering.templates.contract import remarks
        from generator.rendering.templates.elsewhere import other_background

        said = ((*remarks(file), *other_background(file, base), *pages_left_open(file)) for file in changed)
        return tuple(chain.from_iterable(said))

    def uses_stock(self, documents: Sequence[PlannedDocument]) -> bool:
        """Whether all templates of documents are those that are delivered."""
        used = {one.name: one for planned in documents for one in self._used(planned, self._template(planned))}
        return all(map(as_delivered, used.values()))

    def columns_shown(self, table: PlannedTable) -> tuple[str, ...]:
        """The keys that the columns of a table show."""
        return tuple(key for shown in self._keys_of(table) for key in shown)

    def _keys_of(self, table: PlannedTable) -> Sequence[tuple[str, ...]]:
        return self._shape(*table_name(table)).keys

    def columns_of(self, template: str) -> tuple[str, ...]:
        """The keys that the columns of a table's template show, as it stands."""
        return tuple(key for shown in self._shape(f"bang/{template}.docx", "").keys for key in shown[:1])

    # --- what is used ---

    def _template(self, planned: PlannedDocument) -> TemplateFile:
        document, main = planned.document, not planned.attached_to
        names = [f"{document.template}.docx"] if document.template else [f"{document.kind}.docx"] * main
        default = _MAIN if main else _ANNEX if planned.annex_label else _ATTACHED
        return self._library.find(*names, *([] if document.template else [default]))

    def _used(self, planned: PlannedDocument, file: TemplateFile) -> Iterator[TemplateFile]:
        """The template, the tables it shows, and whatever these include."""
        waiting = [file, *(self._library.find(table_name(table)[0]) for table in planned.tables)]
        seen = set()
        while waiting:
            current = waiting.pop(0)
            if current.name not in seen:
                seen.add(current.name)
                yield current
                waiting += [self._library.find(name) for name in current.includes]

    def _refuse_wrong(self, files: Iterable[TemplateFile], documents: Sequence[PlannedDocument]) -> None:
        """Raise TemplateError with what `template check` finds wrong; a template is judged once."""
        fresh = [file for file in files if file.name not in self._judged]
        if changed := [file for file in fresh if not as_delivered(file)]:
            from generator.rendering.templates.contract import refuse_wrong

            refuse_wrong(changed, self._library, _own_columns(documents))
        self._judged |= {file.name for file in fresh}

    def _read_shape(self, name: str, columns: str) -> TableShape:
        return table_shape(self._library.find(name), columns)

    # --- sections ---

    def _section(self, assembly: Assembly, planned: PlannedDocument, file: TemplateFile) -> _Section:
        properties = assembly.section(file)
        orientation, tables = self._pages(planned, file)
        if orientation != file.orientation:
            _turn(properties)
        for table, choice in zip(planned.tables, tables, strict=True):
            if look := choice.look:
                found = self._library.find(table_name(table)[0])
                renames = style_renames(assembly.base, found)
                styles = {style.get(w("val")) for style in found.document.iter(w("pStyle"))}
                ids = sorted(renames.get(key, key) for key in styles)
                assembly.restyled(ids, look, choice.size_pt, choice.space_pt)
        return _Section(planned, file, properties, text_width(properties), tables)

    def _pages(self, planned: PlannedDocument, file: TemplateFile) -> tuple[Orientation, tuple[PageChoice, ...]]:
        """The orientation of a document and how each of its tables stands on its pages.

        Where the dossier leaves it open, landscape where the template or that of a table is, where the words of a table
        need more than the text width, or where an annex of a table alone takes fewer pages: a page with Quốc hiệu
        stands upright (I.2 of the decree).
        """
        own = file.orientation
        asked = planned.document.orientation or next(
            (t.spec.orientation for t in planned.tables if t.spec.orientation), None
        )
        wide = "ngang" in (own, *(self._library.find(table_name(table)[0]).orientation for table in planned.tables))
        open_: tuple[Orientation, ...] = (asked,) if asked else ("ngang",) if wide else ("doc", "ngang")
        candidates = [_page(file, orientation, planned) for orientation in open_]
        alone = len(planned.blocks) == 1 and bool(planned.annex_label)
        made = [self._choice(table, candidates, alone) for table in planned.tables]
        orientation = "ngang" if any(choice.orientation == "ngang" for choice in made) else open_[0]
        page = next(page for page in candidates if page.orientation == orientation)
        return orientation, tuple(
            choice if choice.orientation == orientation else self._choice(table, [page], alone)
            for table, choice in zip(planned.tables, made, strict=True)
        )

    def _choice(self, table: PlannedTable, candidates: Sequence[Page], alone: bool) -> PageChoice:
        shape = self._shape(*table_name(table))
        return pages.chosen(table, shape.keys, candidates, _levels(table, shape), alone=alone)

    def _breaks(self, section: _Section) -> bool:
        heading = self._library.find(HEADING)
        date_line, agency = section.planned.date_line, upper(section.planned.document.agency.name)
        date_room = room_of(heading, "vb.dia_danh_ngay", section.width)
        agency_room = room_of(heading, "vb.co_quan", section.width)
        return bool(
            date_line
            and (
                (date_room is not None and rules.needs_smaller_heading(date_line, date_room))
                or (agency_room is not None and rules.agency_needs_smaller_heading(agency, agency_room))
            )
        )

    # --- the text ---

    def _document(
        self, assembly: Assembly, sections: Sequence[_Section], contexts: Sequence[Context], start: bytes
    ) -> Iterator[bytes]:
        yield start
        for index, (section, context) in enumerate(zip(sections, contexts, strict=True)):
            yield from self._text(assembly, sections, section, context)
            properties = _plain_xml(section.properties)
            last = index == len(sections) - 1
            yield properties if last else b'<w:p><w:pPr><w:pStyle w:val="Ngan"/>' + properties + b"</w:pPr></w:p>"
        yield b"</w:body></w:document>"

    def _context(
        self,
        section: _Section,
        pictures: Pictures,
        footnotes: Footnotes,
        anchors: Anchors,
        *,
        smaller: bool,
        own_file: bool,
    ) -> Context:
        """What the template of a section may use: names of the document, `ke` for its rules, `neo` for its anchors."""
        vb = document_context(section.planned, pictures, footnotes, width=mm(section.width), own_file=own_file)
        vb = self._placing.placed(vb, section.planned, section.width, section.tables, smaller=smaller)
        texts = {
            "co_quan": vb.co_quan,
            "trich_yeu": vb.trich_yeu or vb.ten_loai,
            "co_quan_sao": vb.sao.co_quan if vb.sao else "",
        }
        return {
            "vb": anchors.woven(vb, section.planned, self._keys_of),
            "ke": rules.indents(texts, smaller=smaller),
            # A plain function: the sandbox calls no methods.
            "neo": lambda value, kind="": anchors.mark(value, kind),
        }

    def _text(
        self, assembly: Assembly, sections: Sequence[_Section], section: _Section, context: Context
    ) -> Iterator[bytes]:
        environment = self._environment(assembly.base, section.width)
        last = b""
        try:
            for last in word_pieces(environment.get_template(section.file.name), context):
                yield last
        except FAILURES as failure:
            raise self._explained(failure, assembly.base, sections, section, context) from None
        if last.rstrip().endswith(b"</w:tbl>"):
            yield b'<w:p><w:pPr><w:pStyle w:val="Ngan"/></w:pPr></w:p>'

    def _explained(
        self,
        failure: Exception,
        base: TemplateFile,
        sections: Sequence[_Section],
        section: _Section,
        context: Context,
    ) -> TemplateError:
        """The failure of a section with its place in the Word file, and what is wrong in any template used."""
        from generator.rendering.templates.failure import Lined, explained

        def again(lined: Lined) -> None:
            environment = word_environment(SourceLoader(self._library, section.width, lined))
            for _ in environment.get_template(section.file.name).generate(context):
                pass

        own = _own_columns([each.planned for each in sections])
        files = {file.name: file for each in sections for file in self._used(each.planned, each.file)}
        return explained(failure, files.values(), self._library, own, again, _adapting(base))

    def _environment(self, base: TemplateFile, width: int) -> Environment:
        key = (base.name, width)
        if key not in self._environments:
            self._environments[key] = word_environment(SourceLoader(self._library, width, _adapting(base)))
        return self._environments[key]


def _adapting(base: TemplateFile) -> Callable[[TemplateFile, etree._Element], None]:
    def adapt(file: TemplateFile, body: etree._Element) -> None:
        renames = style_renames(base, file)
        say_default(body, file, renames)
        rename(body, renames, rel_renames(base, file))
        renumber_notes(body, note_renames(base, file))
        number_notes(body)
        begin_blank(body, even=file.has_even_pages)
        call_margins(body)

    return adapt


def _own_columns(documents: Sequence[PlannedDocument]) -> frozenset[str]:
    """The columns that the tables of documents have of their own."""
    registers = [table.spec.register for planned in documents for table in planned.tables]
    return frozenset(name for register in registers for c in register.columns for name in (c.key, c.alias))


def _levels(table: PlannedTable, shape: TableShape) -> int:
    """How many rows the header of a table has."""
    return len(table.heads) or shape.levels + table.spec.column_numbers


def _page(file: TemplateFile, orientation: Orientation, planned: PlannedDocument) -> Page:
    """The page of a template in an orientation."""
    section = copy.deepcopy(file.section)
    if orientation != file.orientation:
        _turn(section)
    width = text_width(section)
    return Page(orientation, width, mm(text_height(section)), *pages.around(planned, mm(width)))


def _title(planned: PlannedDocument) -> str:
    return planned.reference or f"{planned.kind_name} {planned.subject}".strip()


def _turn(properties: etree._Element) -> None:
    """Turn a section's page; the margins stay with their edges (I.3 names them by edge)."""
    size = properties.find(w("pgSz"))
    width, height = size.get(w("w")), size.get(w("h"))
    size.set(w("w"), height)
    size.set(w("h"), width)
    if int(height) > int(width):
        size.set(w("orient"), "landscape")
    else:
        size.attrib.pop(w("orient"), None)


def _plain_xml(element: etree._Element) -> bytes:
    """An element for the text, where all namespaces are declared."""
    holder = etree.Element(w("body"), nsmap=_ALWAYS)
    holder.append(copy.deepcopy(element))
    holder[0].tail = None
    return re.sub(rb' xmlns:\w+="[^"]*"', b"", etree.tostring(holder[0]))


def _root_start(base: TemplateFile, files: Iterable[TemplateFile]) -> bytes:
    """`<w:document …><w:body>` with the namespaces of all templates and the colour of the pages of the first."""
    namespaces: dict[str, str] = dict(_ALWAYS)
    ignorable: dict[str, None] = {}
    for file in files:
        namespaces |= {prefix: uri for prefix, uri in file.document.nsmap.items() if prefix}
        listed = file.document.get("{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable", "")
        ignorable |= dict.fromkeys(listed.split())
    declared = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in sorted(namespaces.items()))
    ignored = f' mc:Ignorable="{" ".join(ignorable)}"' if ignorable else ""
    start = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document{declared}{ignored}>'
    background = base.document.find(w("background"))
    coloured = b"" if background is None else _plain_xml(background)
    return start.encode() + coloured + b"<w:body>"
