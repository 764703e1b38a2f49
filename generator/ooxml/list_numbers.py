"""The numbers and dashes that Word counts itself, put into the text of their paragraphs, as a reader sees them."""

from __future__ import annotations

import copy
from collections.abc import Mapping

from lxml import etree

from generator.ooxml.names import XML, w
from generator.ooxml.numbering import Counter
from generator.ooxml.relationships import DOCUMENT
from generator.ooxml.styles import Styles, read_styles
from generator.ooxml.words import child_of

_PROPERTIES, _GONE = w("pPr"), f"{w('rPr')}/{w('del')}"


def type_numbers(body: etree._Element, parts: Mapping[str, bytes], *, shown_as: str) -> None:
    """Type what lists count before each of their paragraphs; a dash for a bullet of any form."""
    if "word/numbering.xml" not in parts:
        return
    styles = read_styles(parts, shown_as=shown_as)
    if not _may_count(parts[DOCUMENT], styles):
        return
    counter = Counter(styles.numbering)
    for paragraph in list(body.iter(w("p"))):
        properties = child_of(paragraph, _PROPERTIES)
        format_ = styles.paragraph_with(properties)
        level = styles.numbering.level(format_.num_id, format_.level) if format_.num_id else None
        if level is None or (properties is not None and properties.find(_GONE) is not None):
            continue
        label = counter.label(format_.num_id, format_.level).strip()
        if label:
            _type(paragraph, properties, "-" if level.format == "bullet" else label)


def _may_count(document: bytes, styles: Styles) -> bool:
    """Whether any paragraph of a document can be one of a list: few are, and the others need not be gone through."""
    named = (key.encode() for key, style in styles.by_id.items() if style.paragraph.get("num_id"))
    return b"numPr" in document or any(b'"%s"' % key in document for key in named)


def _type(paragraph: etree._Element, properties: etree._Element | None, label: str) -> None:
    run = etree.Element(w("r"))
    # It looks like what it stands before.
    if (look := paragraph.find(f"{w('r')}/{w('rPr')}")) is not None:
        run.append(copy.deepcopy(look))
    text = etree.SubElement(run, w("t"))
    text.text = f"{label} "
    text.set(f"{{{XML}}}space", "preserve")
    if properties is None:
        paragraph.insert(0, run)
        return
    properties.addnext(run)
    for own in properties.findall(w("numPr")):
        properties.remove(own)
