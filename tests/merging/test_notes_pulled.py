"""Marks of footnotes that stand elsewhere in an edited file, or are gone while their note stays, are said."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree
from word_edits import DECISION, YAML, Edit, built, changed, element, laid_down, paragraph, pulled

from generator.merging.proof.notes import of_notes
from generator.merging.proof.seen import Line, Seen
from generator.ooxml import package
from generator.ooxml.names import w

DRAFT = """1. Nguyên tắc^[Theo Chỉ thị số 04.] làm việc của lãnh đạo
2. Trách nhiệm giải quyết công việc^[Theo Nghị định số 30.]
3. Quan hệ phối hợp với các cơ quan
"""
SOURCE = (
    DECISION
    + """noi_dung: than.md
noi_nhan: [Như Điều 3, "Lưu: VT"]
ky: {quyen_han: KT. Giám đốc, chuc_vu: Phó Giám đốc, ho_ten: Nguyễn Văn Mẫu}
"""
)
REFERENCE = w("footnoteReference")


@pytest.fixture
def made(tmp_path: Path) -> Path:
    def make(home: Path) -> None:
        (folder := home / "data" / YAML).mkdir(parents=True)
        (folder / "van-ban.yaml").write_text(SOURCE, encoding="utf-8")
        (folder / "than.md").write_text(DRAFT, encoding="utf-8")
        built(home)

    laid_down(tmp_path, "marks of notes", make)
    return tmp_path / "out" / YAML / f"{YAML}.docx"


def mark(root: etree._Element, words: str) -> etree._Element:
    """The run with the mark of the note in a paragraph."""
    return next(paragraph(root, words).iter(REFERENCE)).getparent()


def moved(root: etree._Element) -> None:
    paragraph(root, "Quan hệ").append(mark(root, "Nguyên tắc"))


def moved_in_its_line(root: etree._Element) -> None:
    paragraph(root, "Nguyên tắc").append(mark(root, "Nguyên tắc"))


def swapped(root: etree._Element) -> None:
    one, other = (mark(root, words)[-1] for words in ("Nguyên tắc", "Trách nhiệm"))
    key = one.get(w("id"))
    one.set(w("id"), other.get(w("id")))
    other.set(w("id"), key)


def deleted(root: etree._Element) -> None:
    (run := mark(root, "Nguyên tắc")).getparent().remove(run)


def deleted_as_a_tracked_change(root: etree._Element) -> None:
    run = mark(root, "Nguyên tắc")
    change = element('<w:del w:id="77" w:author="A" w:date="2024-06-01T00:00:00Z"/>')
    run.addprevious(change)
    change.append(run)


def twice(root: etree._Element) -> None:
    paragraph(root, "Quan hệ").append(etree.fromstring(etree.tostring(mark(root, "Nguyên tắc"))))


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (moved, [("V196", "“Theo Chỉ thị số 04.”")]),
        (deleted, [("V184", "“Theo Chỉ thị số 04.”")]),
        (deleted_as_a_tracked_change, [("V184", "“Theo Chỉ thị số 04.”")]),
        (twice, [("V183", "“Theo Chỉ thị số 04.”")]),
    ],
)
def test_a_mark_that_went_is_said(made: Path, tmp_path: Path, edit: Edit, said: list[tuple[str, str]]) -> None:
    result = pulled(changed(made, edit, tmp_path / "a.docx"), data=made.parents[2] / "data")
    assert sorted((one.code, one.value) for one in result.findings) == said
    assert all(one.place.part.startswith("đoạn") for one in result.findings)
    assert not result.changes and not result.nothing_new


@pytest.mark.parametrize("edit", [moved_in_its_line, swapped])
def test_a_note_that_went_within_its_text_or_says_something_else_is_taken(
    made: Path, tmp_path: Path, edit: Edit
) -> None:
    edited = changed(made, edit, tmp_path / "a.docx")
    result = pulled(edited, data=made.parents[2] / "data")
    assert result.changes and not result.findings
    assert pulled(edited, data=made.parents[2] / "data").nothing_new


def renumbered(made: Path, to: Path) -> Path:
    """The file as a program saves it that gives the notes numbers of its own."""
    parts = package.read(made)
    for name in ("word/document.xml", "word/footnotes.xml"):
        root = package.parse_xml(parts[name], shown_as="", part="")
        for node in root.iter(REFERENCE, w("footnote")):
            if node.get(w("type")) is None:
                node.set(w("id"), str(100 - int(node.get(w("id")))))
        parts[name] = package.xml_bytes(root)
    with to.open("wb") as stream:
        package.write(stream, parts)
    return to


def test_other_numbers_of_the_same_notes_are_no_edit(made: Path, tmp_path: Path) -> None:
    result = pulled(renumbered(made, tmp_path / "a.docx"), data=made.parents[2] / "data")
    assert result.findings == () and result.nothing_new


def test_a_footnote_that_became_an_endnote_is_said(made: Path, tmp_path: Path) -> None:
    parts = package.read(made)
    foot, text = (
        package.parse_xml(parts[f"word/{name}.xml"], shown_as="", part="") for name in ("footnotes", "document")
    )
    note = next(one for one in foot.iter(w("footnote")) if "Chỉ thị" in "".join(one.itertext()))
    note.getparent().remove(note)
    note.tag = w("endnote")
    next(mark for mark in text.iter(REFERENCE) if mark.get(w("id")) == note.get(w("id"))).tag = w("endnoteReference")
    end = etree.Element(w("endnotes"))
    end.append(note)
    parts |= {"word/footnotes.xml": package.xml_bytes(foot), "word/document.xml": package.xml_bytes(text)}
    for name in ("word/_rels/document.xml.rels", "[Content_Types].xml"):
        own = re.search(rb"<(?:Relationship|Override) [^>]*footnotes[^>]*/>", parts[name])
        assert own is not None
        other = re.sub(rb'Id="[^"]*"', b'Id="rIdEnd"', own[0].replace(b"footnotes", b"endnotes"))
        parts[name] = parts[name].replace(own[0], own[0] + other)
    with (edited := tmp_path / "a.docx").open("wb") as stream:
        package.write(stream, {**parts, "word/endnotes.xml": package.xml_bytes(end)})
    result = pulled(edited, data=made.parents[2] / "data")
    assert [(one.code, one.value) for one in result.findings] == [("V196", "“Theo Chỉ thị số 04.”")]
    assert "cuối văn bản" in str(result.findings[0].message) and not result.changes


Notes = tuple[tuple[int, str], ...]


def seen(*lines: tuple[str, Notes]) -> Seen:
    notes = frozenset(note for _, own in lines for _, note in own)
    return Seen(tuple(Line(words, place=words, notes=own) for words, own in lines), notes=notes | {"n"})


A_NOTE: Notes = ((3, "n"),)


@pytest.mark.parametrize(
    ("edited", "made_", "kinds"),
    [
        ([("Một", A_NOTE), ("Hai", ())], [("Một", A_NOTE), ("Hai", ())], []),
        # The line itself was changed since: that is told of the line.
        ([("Một.", A_NOTE)], [("Một", A_NOTE)], []),
        ([("Một.", ()), ("Hai", A_NOTE)], [("Một", A_NOTE), ("Hai", ())], ["note_moved"]),
        ([("Một", ((3, "n"), (3, "n")))], [("Một", A_NOTE)], ["note_added"]),
        ([("Một", ()), ("Hai", ())], [("Một", A_NOTE), ("Hai", A_NOTE)], ["note_lost", "note_lost"]),
    ],
)
def test_marks_are_known_by_note_and_line(
    edited: list[tuple[str, Notes]], made_: list[tuple[str, Notes]], kinds: list[str]
) -> None:
    assert [one.kind for one in of_notes(seen(*edited), seen(*made_))] == kinds
