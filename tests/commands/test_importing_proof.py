"""The proof of `vanban import`: what is lost is said, what is not lost is not said to be."""

from __future__ import annotations

import pytest
from docx import Document

import generator
from generator.commands.importing.proving import Shown, Text, proof, summary
from generator.reading.draft import LEFT_OUT
from generator.values.findings import Finding, Place, Severity, msg

HERE = Place("x")


def texts(*lines: str, framed: bool = False) -> tuple[Text, ...]:
    return tuple(Text(line, HERE, framed) for line in lines)


def table(*rows: str) -> dict[tuple[int, int], Text]:
    cells = ((row, column, text) for row, line in enumerate(rows) for column, text in enumerate(line.split("|")))
    return {(row, column): Text(text, HERE) for row, column, text in cells if text}


NUMBERS, NAMES = table("TT|Lương", "1|1.234,5"), table("TT|Họ tên", "1|Lê A")
SIGNED = table("Nơi nhận|GIÁM ĐỐC", "Lưu VT|Ngô L")


def lost(source: Shown, made: Shown) -> list[str]:
    return [word for _, words in proof(source, made).lost for word in words]


def test_a_table_that_is_text_on_one_side_takes_no_other_table_with_it():
    """A signature that only one side knows for one is no reason to lay all tables after it beside the wrong ones."""
    made = Shown(texts("Nơi nhận", "Lưu VT", "GIÁM ĐỐC", "Ngô L"), (NUMBERS, NAMES))
    assert not lost(Shown((), (SIGNED, NUMBERS, NAMES)), made)
    assert not proof(Shown((), (SIGNED, NUMBERS, NAMES)), made).added
    assert not lost(made, Shown((), (SIGNED, NUMBERS, NAMES)))


def test_a_table_that_is_gone_is_lost_cell_by_cell():
    found = proof(Shown((), (SIGNED, NUMBERS, NAMES)), Shown((), (SIGNED, NAMES)))
    assert sorted(word for _, words in found.lost for word in words) == ["1", "1.234,5", "lương", "tt"]
    assert found.tables == (2,)
    changed = table("TT|Lương", "1|1.234,6")
    assert lost(Shown((), (SIGNED, NUMBERS)), Shown((), (changed,)))[-1] == "1.234,5"


def test_the_form_writes_two_digits_in_its_frame_and_nowhere_else():
    source, made = "Số: 7/KH-SYT ngày 5 tháng 9", "Số: 07/KH-SYT ngày 05 tháng 9"
    assert not lost(Shown(texts(source, framed=True), ()), Shown(texts(made, framed=True), ()))
    assert lost(Shown(texts("Giao 5 đơn vị"), ()), Shown(texts("Giao 05 đơn vị"), ())) == ["5"]
    assert lost(Shown((), (table("5|0900"),)), Shown((), (table("05|900"),))) == ["5", "0900"]
    assert lost(Shown(texts("ngày 5", framed=True), ()), Shown(texts("ngày 50", framed=True), ())) == ["5"]


def test_raised_and_lowered_signs_are_words_of_the_file(tmp_path):
    document = Document()
    paragraph = document.add_paragraph("Diện tích 120 m")
    paragraph.add_run("2").font.superscript = True
    paragraph.add_run(", nước H")
    paragraph.add_run("2").font.subscript = True
    paragraph.add_run("O, lần 5")
    paragraph.add_run("th").font.superscript = True
    paragraph.add_run("gạch dưới").underline = True
    document.sections[0].header.paragraphs[0].text = "Dự thảo lần 3"
    document.sections[0].footer.paragraphs[0].text = "12"
    document.save(str(tmp_path / "x.docx"))
    made = generator.import_file(tmp_path / "x.docx", tmp_path / "ho-so")
    assert "100 %" in str(made.next_steps[0])
    assert "m², nước H₂O, lần 5th" in (tmp_path / "ho-so" / "van-ban.yaml").read_text(encoding="utf-8")
    assert {"V252", "V146"} <= {finding.code for finding in made.findings}
    (margin,) = (finding.value for finding in made.findings if finding.code == "V356")
    assert margin == "dự thảo lần 3"


@pytest.mark.parametrize(
    "code", ["V147", "V354", "V369", "V380", "V430", "V431", "V432", "V434", "V490", "V518", "V522", "V525"]
)
def test_nothing_is_100_percent_where_the_reader_left_something_out_or_is_not_sure(code):
    found = proof(Shown(texts("Giao Sở A"), ()), Shown(texts("Giao Sở A"), ()))
    assert "100 %" in str(summary(found))
    assert "100 %" not in str(summary(found, [Finding(code, Severity.WARNING, HERE, msg("x"))]))


def test_what_is_only_around_a_document_takes_nothing_from_all_of_it():
    found = proof(Shown(texts("Giao Sở A"), ()), Shown(texts("Giao Sở A"), ()))
    for code in ("V434", "V356", "V353"):
        assert "100 %" in str(summary(found, [Finding(code, Severity.NOTE, HERE, msg("x"))]))
    left = Finding("V146", Severity.NOTE, HERE, msg("x"), LEFT_OUT)
    assert "100 %" not in str(summary(found, [left]))


def test_marks_of_notes_that_no_field_keeps_are_excepted_from_100_percent():
    marked = Text("Kính gửi: Sở A1", HERE, unmarked="Kính gửi: Sở A")
    found = proof(Shown((marked,), ()), Shown(texts("Kính gửi: Sở A"), ()))
    assert found.marks and not found.lost and "trừ các dấu chú thích" in str(summary(found))
