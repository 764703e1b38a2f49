"""How often each rule fires on the corpus and how often rightly.

`PYTHONPATH=tests python tests/checking/precision.py` writes it down; `python -m …page_of_rules` then makes the page.

A finding is right where it is the fault that was put in; on a conforming document none is.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator

import corpus
import faults
import papers
from test_checking_mutations import MUTATIONS

from generator.checking.check import check_package
from generator.checking.rules.page_of_rules import MEASURED


def documents() -> Iterator[tuple[dict[str, bytes], str]]:
    """Packages and the rule that is to fire in each; "" for none."""
    for sample in corpus.samples():
        yield sample.make().bytes, "ND-113" if sample.nfd else ""
    for fault, sample in faults.mutations():
        yield sample.make(fault.apply).bytes, fault.code
    for base, change, code in MUTATIONS.values():
        yield change(papers.BASES[base]()).bytes, code


def measured() -> dict[str, object]:
    """Documents in all, and for each rule those it fired in and those where that was right."""
    fired: Counter[str] = Counter()
    right: Counter[str] = Counter()
    count = 0
    for parts, code in documents():
        count += 1
        found = {finding.code for finding in check_package(parts, shown_as="thu.docx")[1]}
        fired.update(found)
        right.update(found & {code})
    return {"van_ban": count, "quy_tac": {code: [fired[code], right[code]] for code in sorted(fired)}}


if __name__ == "__main__":
    MEASURED.write_text(json.dumps(measured(), sort_keys=True) + "\n", encoding="utf-8")
