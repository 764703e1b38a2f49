"""Effective formatting: what a run or paragraph looks like once every layer of WordprocessingML is resolved.

Layers, lowest first: document defaults, table style with its conditional parts (17.7.6), numbering level (indents),
paragraph style chain, character style chain, direct formatting. Toggles (bold, caps, hidden, struck through …) of two
style layers cancel out (ECMA-376, 17.7.3). Not resolved: East Asian and complex-script fonts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, TypeVar

from lxml import etree
from msgspec import Struct, field

from generator.ooxml.names import w
from generator.ooxml.numbering import Numbering, read_numbering, whole
from generator.ooxml.package import parse_xml
from generator.ooxml.word_formats import (
    OFF,
    ParagraphFormat,
    Properties,
    RunFormat,
    paragraph_properties,
    run_properties,
    theme_fonts,
)
from generator.ooxml.words import child_of, head_of
from generator.values.errors import InputError

Value = TypeVar("Value")

STYLES = "word/styles.xml"
_PROPERTIES, _STYLE = w("pPr"), w("pStyle")
_WORDS_OWN: Properties = {"font": "Times New Roman"}
_TOGGLES = ("bold", "italic", "caps", "small_caps", "hidden", "struck", "double_struck")


class Style(Struct, frozen=True, eq=False):
    """A style with its chain of `w:basedOn` folded in. Two are the same only where they are one."""

    name: str
    run: Mapping[str, Any]
    paragraph: Mapping[str, Any]
    parts: Mapping[str, Style] = field(default_factory=dict)
    """What a table style says of single rows, columns and corners, by `w:tblStylePr/@w:type`."""
    bands: tuple[int, int] = (1, 1)
    """Rows and columns in one band of a table style."""

    def at(self, parts: Iterable[str]) -> Style:
        """A table style where these of its parts apply, each over the ones before it."""
        found = [self.parts[name] for name in parts if name in self.parts]
        if not found:
            return self
        run, paragraph = dict(self.run), dict(self.paragraph)
        for part in found:
            run.update(part.run)
            paragraph.update(part.paragraph)
        return Style(self.name, run, paragraph)


NO_STYLE = Style("", {}, {})


class Styles(Struct, frozen=True):
    """Every style of a package, its defaults and its lists: asks go through `paragraph` and `run`."""

    run_defaults: Mapping[str, Any]
    paragraph_defaults: Mapping[str, Any]
    by_id: Mapping[str, Style]
    default_paragraph: str
    fonts: Mapping[str, str]
    numbering: Numbering
    _plain_paragraphs: dict[tuple[str, Style], ParagraphFormat] = field(default_factory=dict)
    _plain_runs: dict[tuple[str, Style], RunFormat] = field(default_factory=dict)
    _in_tables: dict[tuple[str, tuple[str, ...]], Style] = field(default_factory=dict)

    def in_table(self, style_id: str, parts: Iterable[str]) -> Style:
        """A table style where these of its parts apply, lowest first; one object for all cells of which that holds."""
        style = self.by_id.get(style_id, NO_STYLE)
        if not style.parts:
            return style
        key = style_id, tuple(name for name in parts if name in style.parts)
        if key not in self._in_tables:
            self._in_tables[key] = style.at(key[1])
        return self._in_tables[key]

    def paragraph(self, element: etree._Element, table: Style = NO_STYLE) -> ParagraphFormat:
        """The effective format of a `w:p`, in a cell where the table style says `table` (`Style.at`)."""
        return self.paragraph_with(child_of(element, _PROPERTIES), table)

    def paragraph_with(self, properties: etree._Element | None, table: Style = NO_STYLE) -> ParagraphFormat:
        """The same of a paragraph with these `w:pPr`."""
        if properties is not None and not (len(properties) == 1 and properties[0].tag == _STYLE):
            return self._paragraph(properties, table)
        # Nothing but a style: of thousands of cells most look the same.
        key = (properties[0].get(w("val"), "") if properties is not None else "", table)
        if key not in self._plain_paragraphs:
            self._plain_paragraphs[key] = self._paragraph(properties, table)
        return self._plain_paragraphs[key]

    def _paragraph(self, properties: etree._Element | None, table: Style) -> ParagraphFormat:
        direct = paragraph_properties(properties) if properties is not None else {}
        style = self.by_id.get(direct.get("style", self.default_paragraph), NO_STYLE)
        merged = {**self.paragraph_defaults, **table.paragraph}
        list_id = direct.get("num_id", style.paragraph.get("num_id", 0))
        list_level = direct.get("level", style.paragraph.get("level", 0))
        indents = self._list_indents(list_id, list_level)
        layers = (style.paragraph, indents) if "num_id" in direct else (indents, style.paragraph)
        for layer in (*layers, direct):
            merged.update(layer)
        merged.update(style=style.name, num_id=list_id, level=list_level)
        return ParagraphFormat(**merged)

    def _list_indents(self, num_id: int, ilvl: int) -> Properties:
        level = self.numbering.level(num_id, ilvl) if num_id else None
        if level is None or level.properties is None:
            return {}
        properties = paragraph_properties(level.properties)
        return {name: properties[name] for name in ("left", "right", "first") if name in properties}

    def style_of(self, paragraph: etree._Element) -> str:
        """The id of a paragraph's style, to be asked once for all of its runs."""
        return self.style_in(child_of(paragraph, _PROPERTIES))

    def style_in(self, properties: etree._Element | None) -> str:
        """The same of a paragraph with these `w:pPr`."""
        style_id = head_of(properties, _STYLE)
        return style_id.get(w("val"), "") if style_id is not None else self.default_paragraph

    def run(self, properties: etree._Element | None, paragraph_style: str, table: Style = NO_STYLE) -> RunFormat:
        """The effective format of characters with these `w:rPr` in a paragraph of this style (`style_of`)."""
        if properties is not None:
            return self._run(run_properties(properties, self.fonts), paragraph_style, table)
        key = (paragraph_style, table)
        if key not in self._plain_runs:
            self._plain_runs[key] = self._run({}, paragraph_style, table)
        return self._plain_runs[key]

    def _run(self, direct: Properties, paragraph_style: str, table: Style) -> RunFormat:
        layers = (
            table.run,
            self.by_id.get(paragraph_style, NO_STYLE).run,
            self.by_id.get(direct.pop("style", ""), NO_STYLE).run,
        )
        merged = dict(self.run_defaults)
        for layer in layers:
            merged.update({name: value for name, value in layer.items() if name not in _TOGGLES})
        for name in _TOGGLES:
            votes = sum(bool(layer.get(name)) for layer in layers)
            merged[name] = votes % 2 == 1 or (votes == 0 and bool(self.run_defaults.get(name)))
        merged.update(direct)
        return RunFormat(**merged)


def read_styles(parts: Mapping[str, bytes], *, shown_as: str) -> Styles:
    """The styles of a package; Word's own defaults where it has no styles part."""
    fonts = theme_fonts(parts, shown_as)
    numbering = read_numbering(parts, shown_as=shown_as)
    data = parts.get(STYLES)
    if data is None:
        return Styles(_WORDS_OWN, {}, {}, "", fonts, numbering)
    try:
        run_defaults, paragraph_defaults, by_id, default = _read(data, tuple(sorted(fonts.items())))
    except InputError:
        # Said again, of the file that it is.
        parse_xml(data, shown_as=shown_as, part=STYLES)
        raise
    return Styles(run_defaults, paragraph_defaults, by_id, default, fonts, numbering)


@lru_cache(maxsize=8)
def _read(data: bytes, theme: tuple[tuple[str, str], ...]) -> tuple[Properties, Properties, dict[str, Style], str]:
    """Defaults of runs and paragraphs, styles by id, the default one; files of one batch have this part in common."""
    fonts = dict(theme)
    root = parse_xml(data, shown_as="", part=STYLES)
    run_defaults = root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")
    paragraph_defaults = root.find(f"{w('docDefaults')}/{w('pPrDefault')}/{w('pPr')}")
    raw = {item.get(w("styleId"), ""): item for item in root.iterfind(w("style"))}
    default = next(
        (
            key
            for key, item in raw.items()
            if item.get(w("type")) == "paragraph" and item.get(w("default"), "0") not in OFF
        ),
        "",
    )
    return (
        {**_WORDS_OWN, **(run_properties(run_defaults, fonts) if run_defaults is not None else {})},
        paragraph_properties(paragraph_defaults) if paragraph_defaults is not None else {},
        _all_folded(raw, fonts),
        default,
    )


def inherited(based: Mapping[str, str], own: Mapping[str, Value], none: Value) -> dict[str, Value]:
    """What each style says itself or takes over from the nearest style that it is based on, in linear time.

    `based` gives to every style the id of its base ("" for none), `own` what a style says where it says something.
    """
    found: dict[str, Value] = {}
    for key in based:
        way: dict[str, None] = {}
        at = key
        while at in based and at not in found and at not in own and at not in way:
            way[at] = None
            at = based[at]
        value = found[at] if at in found else own.get(at, none)
        found.update(dict.fromkeys((*way, *((at,) if at in own else ())), value))
    return found


def _all_folded(raw: Mapping[str, etree._Element], fonts: Mapping[str, str]) -> dict[str, Style]:
    """Every style with what it takes over; each is folded once, onto its base. A circle ends where it closes."""
    made: dict[str, Style] = {}
    for key in raw:
        way: dict[str, None] = {}
        at = key
        while at in raw and at not in made and at not in way:
            way[at] = None
            based = raw[at].find(w("basedOn"))
            at = based.get(w("val"), "") if based is not None else ""
        base = made.get(at, NO_STYLE)
        for name in reversed(way):
            base = made[name] = _folded(name, raw[name], base, fonts)
    return made


def _folded(key: str, item: etree._Element, base: Style, fonts: Mapping[str, str]) -> Style:
    own = _own(item, fonts)
    parts = dict(base.parts)
    for part in item.iterfind(w("tblStylePr")):
        kind = part.get(w("type"), "")
        said, former = _own(part, fonts), parts.get(kind, NO_STYLE)
        parts[kind] = Style("", {**former.run, **said.run}, {**former.paragraph, **said.paragraph})
    name = item.find(w("name"))
    return Style(
        name.get(w("val"), key) if name is not None else key,
        {**base.run, **own.run},
        {**base.paragraph, **own.paragraph},
        parts,
        _bands(item, base.bands),
    )


def _own(element: etree._Element, fonts: Mapping[str, str]) -> Style:
    """What a `w:style` or `w:tblStylePr` says by itself."""
    run, paragraph = element.find(w("rPr")), element.find(w("pPr"))
    said = run_properties(run, fonts) if run is not None else {}
    of_paragraph = paragraph_properties(paragraph) if paragraph is not None else {}
    said.pop("style", None)
    of_paragraph.pop("style", None)
    return Style("", said, of_paragraph)


def _bands(style: etree._Element, inherited: tuple[int, int]) -> tuple[int, int]:
    sizes = list(inherited)
    for at, name in enumerate(("tblStyleRowBandSize", "tblStyleColBandSize")):
        given = style.find(f"{w('tblPr')}/{w(name)}")
        if given is not None:
            sizes[at] = max(whole(given.get(w("val")), 1), 1)
    return sizes[0], sizes[1]
