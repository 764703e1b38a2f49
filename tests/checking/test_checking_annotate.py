"""A copy with a Word comment at each finding; the text is untouched and comments already there are kept."""

from datetime import datetime

import papers
import pytest
from test_checking_fix import audit, facts_of

from generator.checking.check import check
from generator.checking.mending.annotate import annotate
from generator.ooxml.names import w
from generator.ooxml.package import parse_xml

WHEN = datetime(2026, 1, 5, 8, 0)


def faulty():
    return papers.letter().swap("- Như trên;", "- Như trên,").swap('w:top="1134"', 'w:top="851"').bytes


def comments_of(parts):
    root = parse_xml(parts["word/comments.xml"], shown_as="x", part="comments")
    return {item.get(w("id")): "".join(text.text for text in item.iter(w("t"))) for item in root}


def test_a_comment_at_each_finding(tmp_path):
    parts = faulty()
    facts = facts_of(parts)
    findings = check(facts)
    annotated = annotate(parts, facts, findings, WHEN)
    comments = comments_of(annotated)
    assert [text[:6] for text in comments.values()] == [finding.code for finding in findings] == ["ND-102", "ND-907"]
    assert "chấm phẩy" in comments["1"] and "II.9.d" in comments["1"]
    root = parse_xml(annotated["word/document.xml"], shown_as="x", part="x")
    place = next(item for item in root.iter(w("commentReference")) if item.get(w("id")) == "1").getparent().getparent()
    assert "".join(text.text for text in place.iter(w("t"))) == "- Như trên,"
    assert [item.text for item in facts_of(annotated).paragraphs] == [item.text for item in facts.paragraphs]
    assert audit(annotated, tmp_path) == []


def test_more_than_anyone_reads_are_counted_in_the_last_comment(monkeypatch):
    monkeypatch.setattr("generator.checking.mending.annotate._MOST", 1)
    parts = faulty()
    facts = facts_of(parts)
    first, last = comments_of(annotate(parts, facts, check(facts), WHEN)).values()
    assert first.startswith("ND-102") and "Còn 1 chỗ khác" in last


def test_comments_already_there_are_kept(tmp_path):
    parts = faulty()
    facts = facts_of(parts)
    once = annotate(parts, facts, check(facts)[:1], WHEN, author="Phòng Tổng hợp")
    twice = annotate(once, facts_of(once), check(facts), WHEN)
    assert list(comments_of(twice)) == ["0", "1", "2"]
    assert audit(twice, tmp_path) == []


def commented(parts, number="0"):
    """The text between the marks of a comment."""
    root = parse_xml(parts["word/document.xml"], shown_as="x", part="x")
    inside, text = False, ""
    for node in root.iter():
        if node.tag in (w("commentRangeStart"), w("commentRangeEnd")) and node.get(w("id")) == number:
            inside = node.tag == w("commentRangeStart")
        elif inside and node.tag == w("t"):
            text += node.text
    return text


@pytest.mark.parametrize(
    "cut", ["", "theo Kho</w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>ản 1 Điều"], ids=["mot", "hai-run"]
)
def test_a_comment_marks_the_words(cut, tmp_path):
    docx = papers.regulation().swap("theo khoản 1 Điều", cut or "theo Khoản 1 Điều")
    facts = facts_of(docx.bytes)
    annotated = annotate(docx.bytes, facts, check(facts), WHEN)
    assert commented(annotated) == "Khoản 1 Điều"
    assert [item.text for item in facts_of(annotated).paragraphs] == [item.text for item in facts.paragraphs]
    assert audit(annotated, tmp_path) == []
