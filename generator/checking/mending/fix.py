"""`vanban check --fix`: a copy with the mechanical findings mended, and the list of what was changed.

Words stay as they are, and so does everything not understood. `tracked` writes the changes as Word's tracked
changes (formats as w:rPrChange / w:pPrChange / w:sectPrChange, characters as w:ins / w:del); headers have none, so
their changes are listed only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from generator.checking.mending.mends import MENDS, Work
from generator.checking.mending.page_number import mend_page_numbers
from generator.checking.mending.pen import Pen, highest_id
from generator.checking.paper.model import Facts
from generator.checking.paper.reading import find_paragraphs
from generator.checking.paper.sections import section_elements
from generator.ooxml.package import xml_bytes
from generator.ooxml.relationships import DOCUMENT
from generator.ooxml.word_file import body_of
from generator.values.findings import Finding

AUTHOR = "vanban"


def mendable() -> tuple[str, ...]:
    """The codes of the findings that `fix` mends."""
    return tuple(sorted({code for code, _ in MENDS} | {"ND-108", "ND-111"}))


def fix(
    parts: Mapping[str, bytes],
    facts: Facts,
    findings: Iterable[Finding],
    when: datetime,
    *,
    tracked: bool = False,
    author: str = AUTHOR,
) -> tuple[dict[str, bytes], tuple[Finding, ...]]:
    """The package mended, and what was changed. `facts` and `findings` are those of these very parts."""
    codes = {finding.code for finding in findings}
    body = body_of(parts, shown_as=facts.file)
    elements = [item.element for item in find_paragraphs(body, facts.revisions)]
    pen = Pen(tracked, author, when, facts.revisions, highest_id(body))
    work = Work(facts, elements, section_elements(body), pen)
    changes: list[Finding] = []
    sized = False
    for code, mend in MENDS:
        if code not in codes or (sized and code == "ND-609"):
            continue
        sized = sized or code == "ND-601"
        changes.extend(mend(work, code))
    mended = dict(parts)
    changes.extend(mend_page_numbers(mended, work, codes))
    mended[DOCUMENT] = xml_bytes(body.getroottree().getroot())
    return mended, tuple(changes)
