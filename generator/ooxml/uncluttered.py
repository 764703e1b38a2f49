"""A body without what programs leave in it and no reader sees; links and simple fields as the fields that they are.

Word writes into every file that it saves the numbers of the session (`w:rsid…`), the language and the doubts of its
proofing, the page breaks of its last layout; it wraps words in smart tags and controls. Two files that read alike would
differ in all of it. Comments are no part of the text either. A link has its address in another part of the package
(`r:id`); as a field `HYPERLINK` (17.16.5.25), which reads the same, it may stand in any file.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

from lxml import etree

from generator.ooxml.names import XML, R, W, r, w
from generator.ooxml.relationships import DOCUMENT, relationships

_T, _SPACE = w("t"), f"{{{XML}}}space"
_LINK = f"{R}/hyperlink"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_SESSION = f"{{{W}}}rsid"
_IDS = (f"{{{_W14}}}paraId", f"{{{_W14}}}textId")
_LEFT = tuple(
    map(
        w,
        (
            "proofErr",
            "permStart",
            "permEnd",
            "lastRenderedPageBreak",
            "commentRangeStart",
            "commentRangeEnd",
            "commentReference",
            "annotationRef",
            # Properties of runs.
            "lang",
            "noProof",
            "webHidden",
        ),
    )
)
_WRAPPERS = (w("smartTag"), w("customXml"), w("sdt"))
_OF_WRAPPERS = (w("smartTagPr"), w("customXmlPr"), w("sdtPr"), w("sdtEndPr"))
_OF_TABLES = (w("tblPr"), w("tblGrid"))
_FIELDS = (w("hyperlink"), w("fldSimple"))


def unclutter(body: etree._Element, parts: Mapping[str, bytes], *, shown_as: str) -> None:
    """Take it out of a document's `w:body`; `parts` is its package, which knows the addresses of links."""
    for element in body.iter(etree.Element):
        if element.attrib:
            for name in [name for name in element.attrib if name.startswith(_SESSION) or name in _IDS]:
                del element.attrib[name]
    for element in list(body.iter(*_LEFT)):
        element.getparent().remove(element)
    for text in body.iter(_T):
        _one_spelling(text)
    _drop_cursor(body)
    _unwrap(body)
    fields = list(body.iter(*_FIELDS))
    addresses = _addresses(parts, shown_as) if fields else {}
    for element in reversed(fields):
        _replace(element, _as_field(element, addresses))
    _drop_empty(body)


def _one_spelling(text: etree._Element) -> None:
    """The text as it is read: spaces at its ends only where they are kept (17.3.3.31), letters in one form (NFC)."""
    said = text.text or ""
    if said and (said[0].isspace() or said[-1].isspace()) and text.get(_SPACE) != "preserve":
        text.text = said = said.strip(" \t\r\n")
    if not said.isascii() and not unicodedata.is_normalized("NFC", said):
        text.text = unicodedata.normalize("NFC", said)


def _drop_cursor(body: etree._Element) -> None:
    """Word's bookmark for the place of the last edit."""
    starts = [mark for mark in body.iter(w("bookmarkStart")) if mark.get(w("name")) == "_GoBack"]
    numbers = {mark.get(w("id")) for mark in starts}
    ends = [mark for mark in body.iter(w("bookmarkEnd")) if mark.get(w("id")) in numbers]
    for mark in (*starts, *ends):
        mark.getparent().remove(mark)


def _unwrap(body: etree._Element) -> None:
    for wrapper in reversed(list(body.iter(*_WRAPPERS))):
        content = wrapper.find(w("sdtContent"))
        held = list(content if content is not None else wrapper)
        _replace(wrapper, [child for child in held if child.tag not in _OF_WRAPPERS])


def _replace(element: etree._Element, by: Iterable[etree._Element]) -> None:
    for one in by:
        element.addprevious(one)
    element.getparent().remove(element)


def _addresses(parts: Mapping[str, bytes], shown_as: str) -> dict[str, str]:
    related = relationships(parts, DOCUMENT, shown_as=shown_as).values()
    return {one.id: one.target for one in related if one.type == _LINK}


def _as_field(element: etree._Element, addresses: Mapping[str, str]) -> list[etree._Element]:
    """The runs of a link or simple field between those that make a field of them; alone where it leads nowhere."""
    content = list(element)
    code = element.get(w("instr"), "")
    if element.tag == w("hyperlink"):
        address, anchor = addresses.get(element.get(r("id"), ""), ""), element.get(w("anchor"), "")
        code = f' HYPERLINK "{_quotable(address)}"' if address else " HYPERLINK" if anchor else ""
        code += f' \\l "{_quotable(anchor)}"' if anchor else ""
    if not code:
        return content
    instruction = etree.Element(w("instrText"))
    instruction.text = f"{code} "
    return [_run(_mark("begin")), _run(instruction), _run(_mark("separate")), *content, _run(_mark("end"))]


def _quotable(address: str) -> str:
    return address.replace("\\", "%5C").replace('"', "%22")


def _mark(kind: str) -> etree._Element:
    return etree.Element(w("fldChar"), {w("fldCharType"): kind})


def _run(content: etree._Element) -> etree._Element:
    run = etree.Element(w("r"), nsmap={"w": W})
    run.append(content)
    return run


def _drop_empty(body: etree._Element) -> None:
    """Properties that say nothing any more, runs and tables that hold nothing."""
    for properties in list(body.iter(w("rPr"))):
        if not len(properties):
            properties.getparent().remove(properties)
    for run in list(body.iter(w("r"))):
        if all(child.tag == w("rPr") for child in run):
            run.getparent().remove(run)
    for table in reversed(list(body.iter(w("tbl")))):
        if not any(child.tag not in _OF_TABLES for child in table):
            table.getparent().remove(table)
