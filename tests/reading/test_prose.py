"""Bodies from Markdown and Word: what each construct becomes, and what has no official form."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document as new_word
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from generator.reading.prose import read_prose
from generator.values.emphasis import marked
from generator.values.errors import InputError
from generator.values.findings import Place
from generator.values.marked import Span, notes_of, spans_of
from generator.values.model import Block


def outline(blocks: tuple[Block, ...]) -> list[object]:
    """Kind, title, text, and what stands under it."""
    return [(b.kind, b.title or b.text or b.cells, *([outline(b.children)] if b.children else [])) for b in blocks]


def of_markdown(folder: Path, text: str) -> tuple[list[object], list[str]]:
    path = folder / "noi-dung.md"
    path.write_text(text, encoding="utf-8")
    blocks, _, findings = read_prose(path, "noi-dung.md", Place())
    return outline(blocks), [f"{f.code} {f.place}" for f in findings]


@pytest.mark.parametrize(
    ("text", "plain", "spans"),
    [
        ("không dấu", "không dấu", ()),
        ("một **đậm** và *nghiêng*", "một đậm và nghiêng", (Span(4, 7, True), Span(11, 18, italic=True))),
        ("***cả hai***", "cả hai", (Span(0, 6, True, True),)),
        ("(*) ghi chú (*)", "(*) ghi chú (*)", ()),
        ("2 * 3 * 4", "2 * 3 * 4", ()),
        (r"\*sao\*", "*sao*", ()),
        ("một^[Chú.] hai", "một hai", (Span(3, 3, note=("Chú.",)),)),
        ("**đậm^[a [1]] nữa**", "đậm nữa", (Span(0, 3, True), Span(3, 3, note=("a [1]",)), Span(3, 7, True))),
        ("x^[ngoài ^[trong] nữa]", "x", (Span(1, 1, note=("ngoài (trong) nữa",)),)),
        (r"2^3 \^[x] ^[]", "2^3 ^[x] ^[]", ()),
    ],
)
def test_marks_of_emphasis(text: str, plain: str, spans: tuple[Span, ...]) -> None:
    assert (marked(text), spans_of(marked(text))) == (plain, spans)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Mục đích\n\n## Phạm vi\n\nLời.", [("muc", "Mục đích", [("khoan", "Phạm vi", [("doan", "Lời.")])])]),
        ("1. Một\n   1. con\n2. Hai", [("khoan", "Một", [("diem", "con")]), ("khoan", "Hai")]),
        ("- gạch\n  - cộng", [("gach", "gạch", [("cong", "cộng")])]),
        ("a) một;\nb) hai\nhết dòng.", [("diem", "một;"), ("diem", "hai hết dòng.")]),
        ("Điều 1. Lời văn.\n\n1. Khoản", [("dieu", "Lời văn.", [("khoan", "Khoản")])]),
        ("**Điều 1. Phạm vi**", [("dieu", "Phạm vi")]),
        ("Chương I\n\nQUY ĐỊNH CHUNG", [("chuong", "QUY ĐỊNH CHUNG")]),
        ("I. TỔ CHỨC", [("muc", "TỔ CHỨC")]),
        ("## Tiêu đề\n\n1. Một\n   1. sâu", [("khoan", "Tiêu đề", [("diem", "Một", [("gach", "sâu")])])]),
        (
            "1. **Một**\n2. **Hai**\n\nLời.\n\n- x",
            [("khoan", "Một"), ("khoan", "Hai", [("doan", "Lời."), ("gach", "x")])],
        ),
        ("| A | B |\n|--|--|\n| 1 | 2 |", [("luoi", (("A", "B"), ("1", "2")))]),
    ],
)
def test_markdown(tmp_path: Path, text: str, expected: list[object]) -> None:
    assert of_markdown(tmp_path, text) == (expected, [])


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("### Cấp ba", ("doan", "Cấp ba")),
        ("> trích", ("doan", "trích")),
        ("`mã`", ("doan", "mã")),
        ("[chữ](http://x.example)", ("doan", "chữ")),
        ("```\nmã\n```", ("doan", "mã")),
        ("<b>x</b>", ("doan", "<b>x</b>")),
    ],
)
def test_markdown_without_official_form_is_said_and_kept(tmp_path: Path, text: str, kept: tuple[str, str]) -> None:
    blocks, findings = of_markdown(tmp_path, f"Đầu.\n\n{text}\n")
    assert blocks == [("doan", "Đầu."), kept]
    assert "V146 noi-dung.md : dòng 3" in findings


def test_markdown_footnotes(tmp_path: Path) -> None:
    path = tmp_path / "noi-dung.md"
    path.write_text(
        "Một[^a], hai^[Tại *chỗ*.], lại[^a].\n\n| A |\n|--|\n| ô[^a] |\n\n[^a]: Đoạn **một**.\n\n    Đoạn hai.\n",
        encoding="utf-8",
    )
    (text, grid), _, findings = read_prose(path, "noi-dung.md", Place())
    assert findings == ()
    assert text.text == "Một, hai, lại."
    assert notes_of(text.text) == (("Đoạn một.", "Đoạn hai."), ("Tại chỗ.",), ("Đoạn một.", "Đoạn hai."))
    assert [span.bold for span in spans_of(notes_of(text.text)[0][0])] == [True]
    assert notes_of(grid.cells[1][0]) == (("Đoạn một.", "Đoạn hai."),)


@pytest.mark.parametrize(
    ("text", "kept", "line"),
    [("Thiếu[^9].", ("doan", "Thiếu[^9]."), 3), ("Đủ.\n\n[^7]: Thừa ra.", ("doan", "Thừa ra."), 5)],
)
def test_markdown_footnotes_that_do_not_meet(tmp_path: Path, text: str, kept: tuple[str, str], line: int) -> None:
    blocks, findings = of_markdown(tmp_path, f"Đầu.\n\n{text}\n")
    assert blocks[-1] == kept
    assert findings == [f"V146 noi-dung.md : dòng {line}"]


def test_markdown_raised_and_lowered(tmp_path: Path) -> None:
    path = tmp_path / "noi-dung.md"
    path.write_text("10<sup>6</sup> m<sup>3</sup>, H<sub>2</sub>O\n", encoding="utf-8")
    (block,), _, findings = read_prose(path, "noi-dung.md", Place())
    assert findings == ()
    assert [(block.text[s.start : s.end], s.script) for s in spans_of(block.text)] == [
        ("6", "superscript"),
        ("3", "superscript"),
        ("2", "subscript"),
    ]


def test_markdown_picture_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "anh.png").write_bytes(b"GIF89a")
    blocks, findings = of_markdown(tmp_path, "![Sơ đồ](anh.png)")
    assert blocks == [("doan", "Sơ đồ")]
    assert findings == ["V140 noi-dung.md : dòng 1"]


@pytest.fixture
def word(tmp_path: Path) -> Path:
    document = new_word()
    document.add_heading("Mục đích", 1)
    document.add_heading("Phạm vi", 2)
    paragraph = document.add_paragraph("Lời ")
    paragraph.add_run("đậm").bold = True
    paragraph.add_run(" thường.")
    document.add_paragraph("mục của danh sách", style="List Number")
    document.add_paragraph("a) Điểm")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "A", "B & C"
    underlined = document.add_paragraph()
    underlined.add_run("gạch chân").underline = True
    inserted, run, text = OxmlElement("w:ins"), OxmlElement("w:r"), OxmlElement("w:t")
    text.text = " chèn"
    run.append(text)
    inserted.append(run)
    underlined._p.append(inserted)
    deleted = OxmlElement("w:del")
    gone, words = OxmlElement("w:r"), OxmlElement("w:delText")
    words.text = " bỏ"
    gone.append(words)
    deleted.append(gone)
    underlined._p.append(deleted)
    path = tmp_path / "noi-dung.docx"
    document.save(str(path))
    return path


def test_word(word: Path) -> None:
    blocks, _, findings = read_prose(word, word.name, Place())
    (muc,) = blocks
    (khoan,) = [block for block in muc.children if block.title == "Phạm vi"]
    assert outline(khoan.children)[0] == ("doan", "Lời đậm thường.")
    assert spans_of(khoan.children[0].text) == (Span(4, 7, True),)
    assert ("diem", "Điểm") in [(b.kind, b.text) for child in muc.children for b in child.children]
    flat = [b for child in muc.children for b in (child, *child.children)]
    assert [b.cells for b in flat if b.kind == "luoi" or b.cells] or any(
        c.cells == (("A", "B & C"),) for b in flat for c in b.children
    )
    assert [(f.code, f.place.part) for f in findings] == [("V146", ""), ("V146", "đoạn 7")]


def test_word_takes_insertions_and_leaves_deletions(word: Path) -> None:
    blocks, _, _ = read_prose(word, word.name, Place())
    assert "gạch chân chèn" in str(blocks)
    assert "bỏ" not in str(blocks)


def test_word_in_an_old_encoding_is_refused(tmp_path: Path) -> None:
    document = new_word()
    run = document.add_paragraph().add_run("chữ cũ")
    run.font.name = ".VnTime"
    run._r.rPr.rFonts.set(qn("w:ascii"), ".VnTime")
    path = tmp_path / "cu.docx"
    document.save(str(path))
    _, _, findings = read_prose(path, "cu.docx", Place())
    assert [f.code for f in findings] == ["V147"]


@pytest.mark.parametrize(("name", "code"), [("a.odt", "V142"), ("khong-co.md", "V029")])
def test_file_that_cannot_be_a_body(tmp_path: Path, name: str, code: str) -> None:
    with pytest.raises(InputError) as failure:
        read_prose(tmp_path / name, name, Place())
    assert [f.code for f in failure.value.findings] == [code]


def test_word_file_that_is_none(tmp_path: Path) -> None:
    path = tmp_path / "gia.docx"
    path.write_text("chữ thường", encoding="utf-8")
    with pytest.raises(InputError) as failure:
        read_prose(path, "gia.docx", Place())
    assert failure.value.findings[0].code == "V011"
