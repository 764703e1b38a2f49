"""`--fix`, then check: the mended findings are gone, every word is where it was, the file is still Word's."""

import re
from datetime import datetime

import papers
import pytest
from openxml_audit import OpenXmlValidator
from test_checking_mutations import MUTATIONS

from generator.checking.check import check
from generator.checking.mending.fix import fix, mendable
from generator.checking.paper.facts import read_facts
from generator.ooxml.names import w
from generator.ooxml.package import parse_xml, write
from generator.values.text import fold

WHEN = datetime(2026, 1, 5, 8, 0)
MENDABLE = {name: case for name, case in MUTATIONS.items() if case[2] in mendable()}


def facts_of(parts, revisions="accept"):
    return read_facts(parts, shown_as="thu.docx", revisions=revisions)[0]


def codes_of(facts):
    return {finding.code for finding in check(facts)}


def words(facts):
    """The words in order: no punctuation, numbers without their leading zeros."""
    return [re.sub(r"^0+(?=\d)", "", word) for item in facts.paragraphs for word in fold(item.seen).split()]


def audit(parts, tmp_path):
    """What Word would not take; our papers have no settings, theme or fonts, which is no matter here."""
    path = tmp_path / "sua.docx"
    with path.open("wb") as target:
        write(target, parts)
    errors = [str(error) for error in OpenXmlValidator().validate(str(path)).errors]
    return [error for error in errors if "required relationship type" not in error]


@pytest.mark.parametrize("tracked", [False, True], ids=["thang", "theo-doi"])
@pytest.mark.parametrize("name", MENDABLE)
def test_mended_findings_are_gone_and_words_stay(name, tracked):
    base, change, code = MENDABLE[name]
    parts = change(papers.DOCUMENTS[base]()).bytes
    facts = facts_of(parts)
    findings = check(facts)
    mended, changes = fix(parts, facts, findings, WHEN, tracked=tracked)
    after = facts_of(mended)
    assert changes and {item.code for item in changes} == {code}
    assert code not in codes_of(after)
    assert words(after) == words(facts)


@pytest.mark.parametrize("name", papers.DOCUMENTS)
def test_nothing_is_changed_where_nothing_is_wrong(name):
    parts = papers.DOCUMENTS[name]().bytes
    facts = facts_of(parts)
    mended, changes = fix(parts, facts, check(facts), WHEN)
    assert changes == ()
    assert words(facts_of(mended)) == words(facts)


@pytest.mark.parametrize("name", ["can-cu-phay", "ngay-khong-0", "loi-van-co-12", "le-trai-25", "loi-van-trai"])
def test_rejecting_tracked_mends_brings_the_finding_back(name):
    base, change, code = MENDABLE[name]
    parts = change(papers.DOCUMENTS[base]()).bytes
    facts = facts_of(parts)
    mended, _ = fix(parts, facts, check(facts), WHEN, tracked=True)
    rejected = facts_of(mended, "reject")
    root = parse_xml(mended["word/document.xml"], shown_as="x", part="x")
    marks = list(root.iter(*(w(mark) for mark in ("rPrChange", "pPrChange", "sectPrChange", "ins", "del"))))
    assert marks and all(mark.get(w("author")) == "vanban" for mark in marks)
    assert len({mark.get(w("id")) for mark in marks}) == len(marks)
    assert [item.seen for item in rejected.paragraphs] == [item.seen for item in facts.paragraphs]
    assert code not in codes_of(facts_of(mended))


@pytest.mark.parametrize("tracked", [False, True], ids=["thang", "theo-doi"])
@pytest.mark.parametrize("base", papers.DOCUMENTS)
def test_a_file_with_everything_wrong_is_valid_after_mending(base, tracked, tmp_path):
    docx = papers.DOCUMENTS[base]()
    for case_base, change, code in MENDABLE.values():
        if case_base == base and code not in ("ND-108", "ND-404", "ND-318"):
            try:
                docx = change(docx)
            except AssertionError:  # two changes of the same place: one is enough
                continue
    facts = facts_of(docx.bytes)
    before = codes_of(facts)
    mended, changes = fix(docx.bytes, facts, check(facts), WHEN, tracked=tracked)
    assert len(before & set(mendable())) > 2
    assert codes_of(facts_of(mended)) & {item.code for item in changes} == set()
    assert audit(mended, tmp_path) == []


def test_a_run_that_reaches_beyond_the_line_is_left_alone():
    docx = papers.letter().swap("- Như trên;", "- Như trên;\nPL.(300)")
    parts = docx.swap('w:styleId="NoiNhanMuc"', 'w:styleId="NoiNhanMuc" w:x="1"', "word/styles.xml").bytes
    facts = facts_of(parts)
    mended, _ = fix(parts, facts, check(facts), WHEN)
    assert words(facts_of(mended)) == words(facts)
