"""Words of a paragraph that has footnotes, edited in Word: they come back, and each note stays where it stands.

The law: what the edited file shows, marks of notes among the words, the file that is built of the data pulled shows.
"""

from __future__ import annotations

import os
import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from word_edits import DECISION, YAML, Edit, both, built, changed, element, laid_down, paragraph, pulled, retype

from generator.ooxml import package
from generator.ooxml.names import W, w
from generator.values.emphasis import marked
from generator.values.marked import between_notes, notes_of, spans_of

TEXTS = (
    "Nguyên tắc^[Theo Chỉ thị số 04] làm việc của lãnh đạo Sở",
    "^[Xem phụ lục]Trách nhiệm giải quyết công việc hằng tuần",
    "Quan hệ phối hợp với các cơ quan liên quan^[Theo Nghị định số 30]",
    "Chế độ hội họp.^[Theo Quyết định số 45]",
    "Lịch **công tác tuần^[Do Văn phòng lập] của lãnh đạo** Sở và *các phòng*",
    "Thu^[Theo Luật] và chi^[Theo Thông tư [mới]] ngân sách",
    "Báo cáo định kỳ hằng tháng^[Theo Nghị định số 09]",
)
ENDS = 'noi_nhan: [Như trên, "Lưu: VT"]\nky: {chuc_vu: Giám đốc, ho_ten: Nguyễn Văn Mẫu}\n'
REFERENCE = w("footnoteReference")


def in_yaml(folder: Path) -> None:
    lines = "".join(f"- doan: '{text}'\n" for text in TEXTS)
    (folder / "van-ban.yaml").write_text(f"{DECISION}noi_dung:\n{lines}{ENDS}", encoding="utf-8")


def in_markdown(folder: Path) -> None:
    (folder / "van-ban.yaml").write_text(f"{DECISION}noi_dung: than.md\n{ENDS}", encoding="utf-8")
    (folder / "than.md").write_text("\n\n".join(TEXTS) + "\n", encoding="utf-8")


def with_notes_apart(folder: Path) -> None:
    in_markdown(folder)
    notes: list[str] = []

    def named(match: re.Match[str]) -> str:
        notes.append(f"[^{len(notes)}]: {match[1]}")
        return f"[^{len(notes) - 1}]"

    lines = [re.sub(r"\^\[((?:[^\[\]]|\[\w+\])+)\]", named, text) for text in TEXTS]
    (folder / "than.md").write_text("\n\n".join([*lines, *notes]) + "\n", encoding="utf-8")


def in_word(folder: Path) -> None:
    (folder / "van-ban.yaml").write_text(f"{DECISION}noi_dung: than.docx\n{ENDS}", encoding="utf-8")
    body, notes = "", []
    for text in map(marked, TEXTS):
        inside = ""
        for piece, note in zip(between_notes(text), [*notes_of(text), ()], strict=True):
            at = 0
            for span in spans_of(piece):
                look = "<w:b/>" * span.bold + "<w:i/>" * span.italic
                inside += run(piece[at : span.start]) + run(piece[span.start : span.end], look)
                at = span.end
            inside += run(piece[at:])
            if note:
                notes.append(note[0])
                raised = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
                inside += f'<w:r>{raised}<w:footnoteReference w:id="{len(notes)}"/></w:r>'
        body += f"<w:p>{inside}</w:p>"
    own = "".join(
        f'<w:footnote w:id="{n}"><w:p><w:r><w:footnoteRef/></w:r>{run(" " + note)}</w:p></w:footnote>'
        for n, note in enumerate(notes, 1)
    )
    with (folder / "than.docx").open("wb") as stream:
        package.write(stream, word_parts(f"<w:body>{body}</w:body>", own))


def run(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""


def word_parts(body: str, notes: str) -> dict[str, bytes]:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    said = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kind}.document.main+xml"/>'
        f'<Override PartName="/word/footnotes.xml" ContentType="{kind}.footnotes+xml"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{office}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{office}/footnotes" Target="footnotes.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{W}">{body}</w:document>',
        "word/footnotes.xml": f'<w:footnotes xmlns:w="{W}">{notes}</w:footnotes>',
    }
    return {name: text.encode() for name, text in said.items()}


SOURCES: dict[str, Callable[[Path], None]] = {
    "yaml": in_yaml,
    "md": in_markdown,
    "md-apart": with_notes_apart,
    "docx": in_word,
}


@pytest.fixture(params=SOURCES)
def decision(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Its Word file."""

    def make(home: Path) -> None:
        (folder := home / "data" / YAML).mkdir(parents=True)
        SOURCES[request.param](folder)
        built(home)

    laid_down(tmp_path, ("notes", request.param), make)
    return tmp_path / "out" / YAML / f"{YAML}.docx"


def shown(docx: Path) -> list[str]:
    """The paragraphs of a file, the text of each note where its mark stands."""
    parts = package.read(docx)
    root, notes = (
        package.parse_xml(parts[f"word/{name}.xml"], shown_as="", part="") for name in ("document", "footnotes")
    )
    said = {note.get(w("id")): "".join(note.itertext()).strip() for note in notes}
    pieces = (
        [
            "".join(
                f"[{said[one.get(w('id'))]}]" if one.tag == REFERENCE else one.text or ""
                for one in p.iter(w("t"), REFERENCE)
            )
        ]
        for p in root.iter(w("p"))
    )
    return [text for (text,) in pieces if text.strip()]


def over(words: str, old: str, new: str) -> Edit:
    return lambda root: retype(paragraph(root, words), old, new)


def mark(root: etree._Element, words: str, at: int = 0) -> etree._Element:
    return list(paragraph(root, words).iter(REFERENCE))[at].getparent()


def typed_behind(words: str, new: str) -> Edit:
    """Words typed right behind the mark of a note."""
    return lambda root: mark(root, words).addnext(element(run(new)))


def moved_to_the_end(words: str) -> Edit:
    return lambda root: paragraph(root, words).append(mark(root, words))


EDITS = {
    "beside-each-note": both(
        over("Nguyên tắc", "Nguyên tắc", "Lề lối"),
        over("Trách nhiệm", "Trách nhiệm", "Việc"),
        over("Quan hệ", "liên quan", "có liên quan"),
        over("Chế độ", "hội họp", "họp"),
        over("Lịch", "công tác tuần", "làm việc tuần"),
        over("làm việc tuần", " của lãnh đạo", " của các lãnh đạo"),
        over("Thu", "và chi", "cùng với chi"),
        over("cùng với chi", "ngân sách", "tài chính"),
        over("Báo cáo định kỳ", "hằng tháng", "03 tháng một lần"),
    ),
    "right-behind": both(typed_behind("Nguyên tắc", " chung"), typed_behind("Quan hệ", " khác")),
    "the-mark-moved": both(moved_to_the_end("Nguyên tắc"), over("Nguyên tắc", "Nguyên tắc", "Lề lối")),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_words_come_back_and_notes_stay(decision: Path, edit: Edit) -> None:
    before = shown(decision)
    wanted = shown(changed(decision, edit))
    assert wanted != before
    result = pulled(decision)
    assert [(one.code, one.value) for one in result.findings] == []
    again = pulled(decision)
    assert again.nothing_new and not again.written
    assert shown(built(decision.parents[2])) == wanted


def test_what_a_note_says_comes_back_with_the_words(decision: Path) -> None:
    changed(decision, EDITS["right-behind"])
    parts = package.read(decision)
    notes = parts["word/footnotes.xml"].decode().replace("Chỉ thị số 04", "Chỉ thị số 05 (mới)")
    with decision.open("wb") as stream:
        notes = notes.replace("Thông tư [mới]", "Thông tư cũ")
        package.write(stream, {**parts, "word/footnotes.xml": notes.encode()})
    wanted = shown(decision)
    assert [(one.code, one.value) for one in pulled(decision).findings] == []
    assert pulled(decision).nothing_new
    assert shown(built(decision.parents[2])) == wanted


def test_figures_beside_and_in_notes_come_back_into_the_sheet(tmp_path: Path) -> None:
    """What stays in a note stays emphasised."""
    (folder := tmp_path / "data" / YAML).mkdir(parents=True)
    head = DECISION.replace("quyet-dinh", "bao-cao").replace("tham_quyen: Giám đốc Sở Nội vụ\n", "")
    sheet = 'so_lieu:\n- {khoa: hs, ky_nay: "1240"}\n- {khoa: dn, ky_nay: "37"}\n'
    text = "- doan: 'Nhận {hs} hồ sơ^[Có {dn} đơn *gửi lại*] của công dân các xã'\n"
    source = folder / "van-ban.yaml"
    source.write_text(f"{head}{sheet}noi_dung:\n{text}{ENDS}", encoding="utf-8")
    docx = changed(built(tmp_path), both(over("Nhận", "1.240", "1.241"), over("Nhận", "các xã", "các phường")))
    parts = package.read(docx)
    notes = parts["word/footnotes.xml"].replace("Có 37 đơn ".encode(), "Trong đó 38 đơn ".encode())
    with docx.open("wb") as stream:
        package.write(stream, {**parts, "word/footnotes.xml": notes})
    assert [one.code for one in pulled(docx).findings] == []
    said = source.read_text(encoding="utf-8")
    assert 'khoa: hs, ky_nay: "1.241"' in said and 'khoa: dn, ky_nay: "38"' in said
    assert "'Nhận {hs} hồ sơ^[Trong đó {dn} đơn *gửi lại*] của công dân các phường'" in said


@pytest.mark.parametrize("decision", ["yaml"], indirect=True)
def test_a_note_that_is_gone_stays_in_the_data_and_is_said(decision: Path) -> None:
    def edit(root: etree._Element) -> None:
        (gone := mark(root, "Nguyên tắc")).getparent().remove(gone)
        retype(paragraph(root, "Nguyên tắc"), "lãnh đạo Sở", "Giám đốc Sở")

    changed(decision, edit)
    assert [(one.code, one.value) for one in pulled(decision).findings] == [("V184", "“Theo Chỉ thị số 04”")]
    assert "Nguyên tắc[Theo Chỉ thị số 04] làm việc của Giám đốc Sở" in "".join(shown(built(decision.parents[2])))


def test_any_words_come_back(decision: Path) -> None:
    """Words put in, replaced and taken out at random around all notes."""
    chance = random.Random(int(os.environ.get("VANBAN_SEED", "30")))

    def edit(root: etree._Element) -> None:
        for words in ("Nguyên", "Trách", "Quan hệ", "Lịch", "Thu"):
            for one in list(paragraph(root, words).iter(w("t"))):
                own = (one.text or "").split(" ")
                for at in range(len(own)):
                    if own[at] and chance.random() < 0.3:
                        own[at] = chance.choice(("mới", f"{own[at]} khác", "03", f"{own[at]},"))
                one.text = " ".join(own)

    before = shown(decision)
    wanted = shown(changed(decision, edit))
    result = pulled(decision)
    assert [(one.code, one.value) for one in result.findings] == [] or wanted == before
    assert shown(built(decision.parents[2])) == wanted
