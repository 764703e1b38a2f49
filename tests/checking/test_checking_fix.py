"""`--fix`, then check: the mended findings are gone, every word is where it was, the file is still Word's."""

import os
import re
from datetime import datetime

import faults
import papers
import pytest
from office_files import validated
from papers import Docx
from test_checking_mutations import MUTATIONS

from generator.checking.check import check
from generator.checking.mending.fix import fix, mendable
from generator.checking.paper.facts import read_facts
from generator.converting.convert import Job, convert
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
    errors = [str(error) for error in validated(path).errors]
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


def wrong_in_many_ways(base):
    """A document with every fault that can be mended and put into it beside the others."""
    docx = papers.DOCUMENTS[base]()
    for case_base, change, code in MENDABLE.values():
        if case_base == base and code not in ("ND-108", "ND-404", "ND-318"):
            try:
                docx = change(docx)
            except AssertionError:  # two changes of the same place: one is enough
                continue
    return docx


@pytest.mark.parametrize("tracked", [False, True], ids=["thang", "theo-doi"])
@pytest.mark.parametrize("base", papers.DOCUMENTS)
def test_a_file_with_everything_wrong_is_valid_after_mending(base, tracked, tmp_path):
    docx = wrong_in_many_ways(base)
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


SURE = [(fault, sample) for fault, sample in faults.mutations(a_fault=1) if fault.code in mendable()]


@pytest.mark.parametrize(("fault", "sample"), SURE, ids=lambda item: item.name)
def test_a_mend_of_the_corpus_brings_nothing_new_and_is_done_once(fault, sample):
    parts = sample.make(fault.apply).bytes
    facts = facts_of(parts)
    mended, changes = fix(parts, facts, check(facts), WHEN)
    after = facts_of(mended)
    assert codes_of(after) <= codes_of(facts)
    assert words(after) == words(facts)
    assert all("→" in change.value for change in changes)
    again, more = fix(mended, after, check(after), WHEN)
    assert more == () and facts_of(again).paragraphs == after.paragraphs


def test_a_mended_file_has_at_most_one_page_more(tmp_path):
    """By LibreOffice's own pages, over faults of the corpus (VANBAN_CORPUS=all: each) and files with many wrong."""
    some = SURE if os.environ.get("VANBAN_CORPUS") == "all" else SURE[::6]
    drafts = {f"loi-{number}": sample.make(fault.apply).bytes for number, (fault, sample) in enumerate(some)}
    drafts |= {f"nhieu-loi-{number}": wrong_in_many_ways(base).bytes for number, base in enumerate(papers.DOCUMENTS)}
    pages = pages_of(
        {f"{name}-{state}": parts for name, draft in drafts.items() for state, parts in mended_and_not(draft)}, tmp_path
    )
    grown = {name: pages[f"{name}-sau"] - pages[f"{name}-truoc"] for name in drafts}
    assert len(drafts) >= len(some) + 3 and max(grown.values()) <= 1, grown


def mended_and_not(draft):
    """A draft as it is and as `--fix` has it."""
    facts = facts_of(draft)
    mended, changes = fix(draft, facts, check(facts), WHEN)
    assert changes
    return ("truoc", draft), ("sau", mended)


def pages_of(drafts, folder):
    """How many pages each file has in LibreOffice."""
    jobs = []
    for name, parts in drafts.items():
        with (folder / f"{name}.docx").open("wb") as target:
            write(target, parts)
        jobs.append(Job(folder / f"{name}.docx", folder / f"{name}.pdf"))
    results, findings = convert(jobs, work=folder)
    assert findings == ()
    return {result.target.stem: result.pages for result in results}


def test_a_mend_that_brings_a_new_finding_is_undone(monkeypatch):
    """Two things to mend; one of the mends spoils the name under the signature."""
    from generator.checking.mending import fix as fixing
    from generator.values.findings import msg

    def spoil(work, code):
        name = work.facts.parts[0].signers[0].name
        work.write(name.paragraph, name.start, name.end, "Nguyễn văn A")
        yield work.done(code, name.paragraph, msg("Bỏ in nghiêng."))

    spoiling = tuple((code, spoil if code == "ND-907" else mend) for code, mend in fixing.MENDS)
    monkeypatch.setattr(fixing, "MENDS", spoiling)
    parts = papers.letter().swap("- Như trên;", "- Như trên,").swap("ngày 05 tháng 01", "ngày 5 tháng 01").bytes
    facts = facts_of(parts)
    mended, changes = fix(parts, facts, check(facts), WHEN)
    assert [change.code for change in changes] == ["ND-315"]
    assert codes_of(facts_of(mended)) == {"ND-907"}


def test_what_one_sign_alone_shows_is_not_mended():
    """A file that has Quốc hiệu and nothing else of a heading: its paragraphs are left as they are."""
    lonely = papers.package(papers.p("QuocHieu", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), papers.p("So", "Số 5/QĐ-BMH"),
                            papers.p("LoiVan", papers.LONG))  # fmt: skip
    facts = facts_of(lonely.bytes)
    assert {"ND-305", "ND-306"} <= codes_of(facts)
    assert fix(lonely.bytes, facts, check(facts), WHEN)[1] == ()


def test_neighbours_are_made_alike():
    tight = '<w:spacing w:before="0" w:after="0"/>'
    docx = papers.letter().swap(
        '<w:pStyle w:val="LoiVan"/></w:pPr><w:r>', f'<w:pStyle w:val="LoiVan"/>{tight}</w:pPr><w:r>'
    )
    parts = Docx(tuple((name, text.replace('w:before="0" w:after="120"', 'w:before="60" w:after="60"'))
                       for name, text in docx.parts)).bytes  # fmt: skip
    facts = facts_of(parts)
    mended, _ = fix(parts, facts, check(facts), WHEN)
    prose = [item.format for item in facts_of(mended).parts[0].body if item.seen]
    assert {(item.before, item.after) for item in prose} == {(3.0, 3.0)}


@pytest.mark.parametrize("written", ["Số ", "Số : ", "Số :"])
def test_the_word_of_a_number_is_mended_whole(written):
    parts = papers.DOCUMENTS["cong-van"]().sub(r">Số: (?=\d)", f">{written}").bytes
    facts = facts_of(parts)
    mended, _ = fix(parts, facts, check(facts), WHEN)
    number = facts_of(mended).parts[0].heading.number.text
    assert re.fullmatch(r"Số: ?\d[^:]*", number)
