"""`vanban check --fix`: a copy with the mechanical findings mended, and the list of what was changed.

Words stay as they are, and so does everything not understood. `tracked` writes the changes as Word's tracked
changes (formats as w:rPrChange / w:pPrChange / w:sectPrChange, characters as w:ins / w:del); headers have none, so
their changes are listed only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from msgspec import Struct

from generator.checking.check import check
from generator.checking.mending.mends import MENDS, Work
from generator.checking.mending.page_number import mend_page_numbers
from generator.checking.mending.pen import Pen, highest_id
from generator.checking.mending.sure import shown, surely
from generator.checking.paper.facts import read_facts
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
    """The package mended, and what was changed. `facts` and `findings` are those of these very parts.

    Only what was read for certain is mended. The mended file is read again: a mend that brings a finding which was not
    there is undone. `value` of a change is "before → after".
    """
    pen = _Hand(parts, surely(facts), when, tracked, author)
    codes = {finding.code for finding in findings}
    wanted = [code for code in dict.fromkeys((*(code for code, _ in MENDS), *mendable())) if code in codes]
    before = Counter(finding.code for finding in check(facts))
    mended, changes = pen.mend(wanted)
    after = pen.read(mended)
    if _worse(after, before):
        kept: list[str] = []
        for code in wanted:
            kept = [*kept, code] if not _worse(pen.read(pen.mend([*kept, code])[0]), before) else kept
        mended, changes = pen.mend(kept)
        after = pen.read(mended)
    return mended, tuple(shown(change, facts, after) for change in changes)


def _worse(after: Facts, before: Counter[str]) -> bool:
    """Whether a file has a finding more than before."""
    return bool(Counter(finding.code for finding in check(after)) - before)


class _Hand(Struct, frozen=True):
    """Who mends: a package, what is sure in it, and how changes are written."""

    parts: Mapping[str, bytes]
    facts: Facts
    when: datetime
    tracked: bool
    author: str

    def mend(self, codes: Sequence[str]) -> tuple[dict[str, bytes], tuple[Finding, ...]]:
        """The package with these codes mended, from the parts as they were given."""
        facts = self.facts
        body = body_of(self.parts, shown_as=facts.file)
        elements = [item.element for item in find_paragraphs(body, facts.revisions)]
        pen = Pen(self.tracked, self.author, self.when, facts.revisions, highest_id(body))
        work = Work(facts, elements, section_elements(body), pen)
        changes: list[Finding] = []
        sized = False
        for code, mend in MENDS:
            if code not in codes or (sized and code == "ND-609"):
                continue
            sized = sized or code == "ND-601"
            changes.extend(mend(work, code))
        mended = dict(self.parts)
        changes.extend(mend_page_numbers(mended, work, codes))
        mended[DOCUMENT] = xml_bytes(body.getroottree().getroot())
        return mended, tuple(changes)

    def read(self, mended: Mapping[str, bytes]) -> Facts:
        """The facts of a mended package."""
        return read_facts(mended, shown_as=self.facts.file, revisions=self.facts.revisions)[0]
