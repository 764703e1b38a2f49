"""What lets a Word file fetch, run or ask for something.

Fields that bring data from other programs and files (DDE, INCLUDETEXT …) or run macros; parts that lie elsewhere
(linked pictures, attached templates, sub-documents). Links that a reader follows are none of these.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import lru_cache

from lxml import etree

from generator.ooxml.names import w
from generator.ooxml.package import parse_xml
from generator.ooxml.relationships import KEPT_BYTES, Relationship, relationships
from generator.values.errors import InputError
from generator.values.patterns import late

_FETCHING = frozenset(
    (
        *("DDE", "DDEAUTO", "LINK", "INCLUDE", "INCLUDETEXT", "INCLUDEPICTURE", "IMPORT", "DATABASE", "RD", "AUTOTEXT"),
        *("AUTOTEXTLIST", "GLOSSARY", "MACROBUTTON", "MACRO", "ASK", "FILLIN", "EMBED", "HTMLACTIVEX"),
    )
)
_NAME = late(r"\s*([^\s\\\"{]+)")
_FIELD, _CODE, _SIMPLE = w("fldChar"), w("instrText"), w("fldSimple")
_KIND, _SAID = w("fldCharType"), w("instr")
# A code that begins with a tag or with another field is what data or that field make of it.
_MADE = "{"
# A relationship to something elsewhere that a reader follows, and no program does by itself.
_FOLLOWED = frozenset({"hyperlink"})


def fetching(parts: Mapping[str, bytes], *, shown_as: str) -> Iterator[tuple[str, str]]:
    """The part and the code of each field that fetches or runs something, or that data decide."""
    for name, data in parts.items():
        if not name.endswith(".xml") or (b"instrText" not in data and b"fldSimple" not in data):
            continue
        for code in _codes_in(data, shown_as=shown_as, part=name):
            named = _NAME.match(code)
            if code.lstrip().startswith(_MADE) or (named and named[1].upper() in _FETCHING):
                yield name, code


def elsewhere(parts: Mapping[str, bytes], *, shown_as: str) -> Iterator[tuple[str, Relationship]]:
    """The part and the relationship of each thing that lies outside and that a program gets by itself."""
    for name in [name for name in parts if not name.endswith(".rels")]:
        for one in relationships(parts, name, shown_as=shown_as).values():
            if one.external and one.kind not in _FOLLOWED:
                yield name, one


def _codes_in(data: bytes, *, shown_as: str, part: str) -> tuple[str, ...]:
    """The codes of a part's fields: the number of a page stands in one footer as in the next."""
    with suppress(InputError):
        if len(data) <= KEPT_BYTES:
            return _kept_codes(data)
    return tuple(_codes(parse_xml(data, shown_as=shown_as, part=part)))


@lru_cache(maxsize=64)
def _kept_codes(data: bytes) -> tuple[str, ...]:
    return tuple(_codes(parse_xml(data, shown_as="", part="")))


def _codes(root: etree._Element) -> Iterator[str]:
    """The codes of all fields, however they are cut into runs; `{` where a field within makes it."""
    waiting: list[list[str]] = []
    for element in root.iter(_FIELD, _CODE, _SIMPLE):
        if element.tag == _SIMPLE:
            yield element.get(_SAID, "")
        elif element.tag == _CODE:
            if waiting:
                waiting[-1].append(element.text or "")
            else:
                yield element.text or ""
        elif element.get(_KIND) == "begin":
            if waiting and not "".join(waiting[-1]).strip():
                waiting[-1].append(_MADE)
            waiting.append([])
        elif element.get(_KIND) == "end" and waiting:
            yield "".join(waiting.pop())
    yield from map("".join, waiting)
