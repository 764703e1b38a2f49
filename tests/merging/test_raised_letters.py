"""A paragraph of a Word draft with letters above and below the line: its words come back, these letters stay."""

from __future__ import annotations

import os
import random
from pathlib import Path

import docx
import pytest
from lxml import etree
from word_edits import DECISION, YAML, Edit, both, built, changed, laid_down, paragraph, pulled, retype

from generator.ooxml.names import w

ENDS = 'noi_nhan: [Như trên, "Lưu: VT"]\nky: {chuc_vu: Giám đốc, ho_ten: Nguyễn Văn Mẫu}\n'
RAISED = {"^": "superscript", "_": "subscript"}
# "^" above, "_" below the line, "*" bold.
TEXTS = (
    (
        ("Diện tích sàn 120 m", ""),
        ("2", "^"),
        (", khí CO", ""),
        ("2", "_"),
        (" giảm ", ""),
        ("nhiều", "*"),
        (" lần", ""),
    ),
    (("Khối lượng đất 35 m", ""), ("3", "^")),
    (("1", "^"), ("Ghi chú của phòng", "")),
)


@pytest.fixture
def decision(tmp_path: Path) -> Path:
    """Its Word file."""

    def make(home: Path) -> None:
        (folder := home / "data" / YAML).mkdir(parents=True)
        (folder / "van-ban.yaml").write_text(f"{DECISION}noi_dung: than.docx\n{ENDS}", encoding="utf-8")
        draft = docx.Document()
        for pieces in (*TEXTS, (("Đoạn cuối", ""),)):
            own = draft.add_paragraph()
            for text, look in pieces:
                font = (run := own.add_run(text)).font
                run.bold = look == "*" or None
                if look in RAISED:
                    setattr(font, RAISED[look], True)
        draft.save(str(folder / "than.docx"))
        built(home)

    laid_down(tmp_path, "raised", make)
    return tmp_path / "out" / YAML / f"{YAML}.docx"


def shown(file: Path) -> list[list[tuple[str, str]]]:
    """The letters of each paragraph with their look."""
    return [
        [
            (sign, "^" if run.font.superscript else "_" if run.font.subscript else "*" if run.bold else "")
            for run in one.runs
            for sign in run.text
        ]
        for one in docx.Document(str(file)).paragraphs
    ]


def over(words: str, old: str, new: str) -> Edit:
    return lambda root: retype(paragraph(root, words), old, new)


EDITS = {
    "elsewhere": both(
        over("Diện tích", "sàn 120", "nhà, sàn 125"), over("Khối", "35", "40"), over("Ghi", "phòng", "sở")
    ),
    "beside": both(over("Diện tích", " m", " km"), over("Khối", " m", " dm")),
    "behind": over("Diện tích", ", khí", " sàn; khí"),
    "around": both(over("Diện tích", " giảm", "x giảm"), over("Ghi chú", "Ghi", "Xin ghi")),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_words_come_back_and_raised_letters_stay(decision: Path, edit: Edit) -> None:
    wanted = shown(changed(decision, edit))
    assert [(one.code, one.value) for one in pulled(decision).findings] == []
    assert shown(built(decision.parents[2])) == wanted


def test_a_raised_letter_that_is_another_is_taken_and_its_look_said(decision: Path) -> None:
    def edit(root: etree._Element) -> None:
        retype(
            next(one for one in paragraph(root, "Khối").iter(w("r")) if one.find(f".//{w('vertAlign')}") is not None),
            "3",
            "2",
        )
        retype(paragraph(root, "Diện tích"), "sàn", "đất")

    changed(decision, edit)
    assert [(one.code, one.value) for one in pulled(decision).findings] == [("V197", "“2”")]
    texts = ["".join(sign for sign, _ in one) for one in shown(built(decision.parents[2]))]
    assert any("Khối lượng đất 35 m2" in text for text in texts) and any(
        "Diện tích đất 120 m2" in text for text in texts
    )


def test_any_words_come_back(decision: Path) -> None:
    """Words put in, replaced and taken out at random around all raised letters."""
    chance = random.Random(int(os.environ.get("VANBAN_SEED", "30")))

    def edit(root: etree._Element) -> None:
        for words in ("Diện tích", "Khối", "Ghi chú"):
            for one in list(paragraph(root, words).iter(w("t"))):
                own = (one.text or "").split(" ")
                for at in range(len(own)):
                    if len(own[at]) > 1 and chance.random() < 0.4:
                        own[at] = chance.choice(("mới", f"{own[at]} khác", "04", f"{own[at]},"))
                one.text = " ".join(own)

    wanted = shown(changed(decision, edit))
    assert [(one.code, one.value) for one in pulled(decision).findings] == []
    assert shown(built(decision.parents[2])) == wanted
