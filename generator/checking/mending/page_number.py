"""Mending page numbers: a header with one where there is none, and the look of the one there is."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from lxml import etree

from generator.checking.mending.mends import Work
from generator.ooxml.declaring import declare
from generator.ooxml.names import W, r, w
from generator.ooxml.order import place, properties, put
from generator.ooxml.package import parse_xml, xml_bytes
from generator.ooxml.relationships import DOCUMENT, relationships
from generator.values.findings import Finding, msg

_HEADER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
_LOOK = {"sz": {"val": "28"}, "szCs": {"val": "28"}, "b": {"val": "0"}, "i": {"val": "0"}}


def mend_page_numbers(parts: dict[str, bytes], work: Work, codes: Collection[str]) -> Iterator[Finding]:
    """Changes `parts` (and the sections of `work`) in place; yields what was done."""
    if "ND-108" in codes and not any(section.header_taken for section in work.facts.sections):
        _add_header(parts, work)
        yield work.done("ND-108", None, msg("Thêm số trang ở giữa lề trên, không hiện ở trang đầu."))
    if "ND-111" in codes:
        for name in _headers(parts, work.facts.file):
            if _restyle(parts, name, work.facts.file):
                yield work.done("ND-111", None, msg("Số trang cỡ 14, chữ đứng."))


def _headers(parts: dict[str, bytes], shown_as: str) -> list[str]:
    related = relationships(parts, DOCUMENT, shown_as=shown_as).values()
    return sorted({one.target for one in related if one.kind in ("header", "footer") and one.target in parts})


def _restyle(parts: dict[str, bytes], name: str, shown_as: str) -> bool:
    root = parse_xml(parts[name], shown_as=shown_as, part=name)
    codes = "".join(item.text or "" for item in root.iter(w("instrText"))).split()
    simple = any("PAGE" in item.get(w("instr"), "").split() for item in root.iter(w("fldSimple")))
    if "PAGE" not in codes and not simple:
        return False
    for run in root.iter(w("r")):
        own = properties(run)
        for key, attributes in _LOOK.items():
            put(own, key, attributes)
    parts[name] = xml_bytes(root)
    return True


def _add_header(parts: dict[str, bytes], work: Work) -> None:
    shown_as = work.facts.file
    name = next(f"header{number}.xml" for number in range(1, 10_000) if f"word/header{number}.xml" not in parts)
    rel_id = declare(parts, name, "header", _HEADER_TYPE, shown_as=shown_as)
    parts[f"word/{name}"] = _HEADER.encode()
    for section in work.sections:
        if not any(item.get(w("type")) == "default" for item in section.iterfind(w("headerReference"))):
            place(section, etree.Element(w("headerReference"), {w("type"): "default", r("id"): rel_id}))
        put(section, "titlePg")


_FONT = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
_RUN = f'<w:rPr>{_FONT}<w:sz w:val="28"/></w:rPr>'
_HEADER = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:hdr xmlns:w="{W}"><w:p><w:pPr><w:jc w:val="center"/>'
    f'</w:pPr><w:r>{_RUN}<w:fldChar w:fldCharType="begin"/></w:r><w:r>{_RUN}<w:instrText xml:space="preserve"> PAGE '
    f'</w:instrText></w:r><w:r>{_RUN}<w:fldChar w:fldCharType="separate"/></w:r><w:r>{_RUN}<w:t>2</w:t></w:r>'
    f'<w:r>{_RUN}<w:fldChar w:fldCharType="end"/></w:r></w:p></w:hdr>'
)
