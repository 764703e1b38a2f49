"""Lists that Word counts, as it makes them while people type: their numbers and dashes are text that a reader sees."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from test_edited_prose import typed
from word_edits import bare, changed, element, paragraph, pulled, row, source_text, tasks, workplace

from generator.ooxml import package
from generator.ooxml.names import NS, W, w

Root = etree._Element
Edit = Callable[[Root], None]
_LEVEL = '<w:lvl w:ilvl="0"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
_LISTS = (("decimal", "%1.", 1), ("bullet", "\uf0b7", 1), ("lowerLetter", "%1)", 1), ("decimal", "%1", 5))
_LIST = '<w:abstractNum w:abstractNumId="{at}">{level}</w:abstractNum>'
_NUMBERING = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"


def in_lists(docx: Path) -> Path:
    """The file with the lists of `_LISTS`, from number 11 on."""
    parts = dict(package.read(docx))
    abstract = "".join(
        _LIST.format(at=at, level=_LEVEL.format(start=start, form=form, text=text))
        for at, (form, text, start) in enumerate(_LISTS)
    )
    lists = "".join(
        f'<w:num w:numId="{at + 11}"><w:abstractNumId w:val="{at}"/></w:num>' for at, _ in enumerate(_LISTS)
    )
    parts["word/numbering.xml"] = f'<w:numbering xmlns:w="{W}">{abstract}{lists}</w:numbering>'.encode()
    for name, end, added in (
        (
            "word/_rels/document.xml.rels",
            b"</Relationships>",
            f'<Relationship Id="rIdLists" Type="{NS["r"]}/numbering" Target="numbering.xml"/>',
        ),
        ("[Content_Types].xml", b"</Types>", f'<Override PartName="/word/numbering.xml" ContentType="{_NUMBERING}"/>'),
    ):
        parts[name] = parts[name].replace(end, added.encode() + end)
    with docx.open("wb") as stream:
        package.write(stream, parts)
    return docx


def listed(p: Root, number: int) -> None:
    p.find(w("pPr")).append(element(f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'))


def below(words: str, *lines: str, number: int) -> Edit:
    def edit(root: Root) -> None:
        at = paragraph(root, words)
        for line in lines:
            new = typed(at, line)
            listed(new, number)
            at.addnext(new)
            at = new

    return edit


@pytest.mark.parametrize(
    ("edit", "added"),
    [
        (below("Điều 3", "Khoản một", "Khoản hai", number=11), ["- khoan: Khoản một", "- khoan: Khoản hai"]),
        (below("Điều 3", "việc một", number=12), ["- gach: việc một"]),
        (below("Điều 2", "Điểm một", number=13), ["- diem: Điểm một"]),
        (below("TTgCP, PTTg", "Bộ Y tế", number=12), ["- Bộ Y tế"]),
    ],
)
def test_items_of_a_list_of_word_are_items(tmp_path: Path, edit: Edit, added: list[str]) -> None:
    docx = in_lists(changed(workplace(tmp_path), edit))
    before = source_text(docx).splitlines()
    assert not pulled(docx).findings
    assert [line.strip() for line in source_text(docx).splitlines() if line not in before] == added
    again = pulled(docx)
    assert not (again.changes or again.conflicts or again.findings)


def test_a_number_put_before_what_has_one_is_said(tmp_path: Path) -> None:
    docx = in_lists(changed(workplace(tmp_path), lambda root: listed(paragraph(root, "Điều 3"), 11)))
    before = source_text(docx)
    assert any("1. Điều 3." in one.value for one in pulled(docx).findings) and source_text(docx) == before


def test_a_row_that_word_counts_has_that_number(tmp_path: Path) -> None:
    def edit(root: Root) -> None:
        old = row(root, "Tháng 3/2024")
        new = bare(old)
        for at, cell in enumerate(new.findall(w("tc"))):
            for number, text in enumerate(cell.iter(w("t"))):
                text.text = "" if number or not at else f"chữ mới {at}"
        listed(next(new.iter(w("p"))), 14)
        old.addnext(new)

    docx = in_lists(changed(workplace(tmp_path), edit))
    before = len(tasks(docx))
    result = pulled(docx)
    assert len(tasks(docx)) == before + 1
    assert any("chữ mới 1" in str(change.after) for _, change in result.changes)
