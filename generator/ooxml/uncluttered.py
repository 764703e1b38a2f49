"""A body without what programs leave in it and no reader sees; links and simple fields as the fields that they are.

Word writes into every file that it saves the numbers of the session (`w:rsid…`), the language and the doubts of its
proofing, the page breaks of its last layout; it wraps words in smart tags and controls. Two files that read alike would
differ in all of it. Comments are no part of the text either. A link has its address in another part of the package
(`r:id`); as a field `HYPERLINK` (17.16.5.25), which reads the same, it may stand in any file.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping

from lxml import etree

from generator.ooxml.names import R, W, r, w
from generator.ooxml.relationships import DOCUMENT, relationships

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
_FIELDS = (w("hyperlink"), w("fldSimple"))


def uncluttered(body: etree._Element, parts: Mapping[str, bytes], *, shown_as: str) -> etree._Element:
    """A copy of a document's `w:body`; `parts` is its package, which knows the addresses of links."""
    made = copy.deepcopy(body)
    for element in made.iter(etree.Element):
        for name in [name for name in element.attrib if name.startswith(_SESSION) or name in _IDS]:
            del element.attrib[name]
    for element in list(made.iter(*_LEFT)):
        element.getparent().remove(element)
    _drop_cursor(made)
    _unwrap(made)
    addresses = _addresses(parts, shown_as)
    for element in reversed(list(made.iter(*_FIELDS))):
        _replace(element, _as_field(element, addresses))
    _drop_empty(made)
    return made


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
    parent = element.getparent()
    at = parent.index(element)
    parent[at : at + 1] = list(by)


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
    """Properties that say nothing any more, runs that hold nothing."""
    for properties in list(body.iter(w("rPr"))):
        if not len(properties):
            properties.getparent().remove(properties)
    for run in list(body.iter(w("r"))):
        if all(child.tag == w("rPr") for child in run):
            run.getparent().remove(run)
