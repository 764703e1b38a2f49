"""Edits of the Word file whose body was drafted in Word: back into the draft, in its own runs, all else as it was."""

from __future__ import annotations

from pathlib import Path

import docx as python_docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from trial_dossiers import DOSSIERS, workplace_of
from word_edits import (
    Edit,
    below,
    both,
    built,
    changed,
    cut,
    element,
    formatted,
    paragraph,
    plain,
    pulled,
    retype,
    row,
    text,
    typed_anew,
)

from generator.commands.pull import PullResult
from generator.ooxml import package
from generator.ooxml.names import w

NAME = "than-word"
GIVEN = next(given for given in DOSSIERS if given.name == NAME)
Runs = list[tuple[str, bool | None, bool | None]]


@pytest.fixture
def decision(tmp_path: Path) -> Path:
    """Its Word file."""
    return workplace_of(GIVEN, tmp_path)[0]


def draft_of(made: Path) -> Path:
    return made.parents[2] / "data" / NAME / "than.docx"


def drafted(made: Path) -> list[Runs]:
    return [
        [(run.text, run.bold, run.italic) for run in p.runs]
        for p in python_docx.Document(str(draft_of(made))).paragraphs
    ]


def elements(made: Path) -> list[bytes]:
    root = package.parse_xml(package.read(draft_of(made))["word/document.xml"], shown_as="", part="")
    return [etree.tostring(child) for child in root[0]]


def shown(made: Path) -> list[str]:
    root = package.parse_xml(package.read(made)["word/document.xml"], shown_as="", part="")
    return [text(p).rstrip(";./") for p in root.iter(w("p"))]


def codes(result: PullResult) -> list[str]:
    return [finding.code for finding in result.findings]


def over(words: str, old: str, new: str) -> Edit:
    return lambda root: retype(paragraph(root, words), old, new)


@pytest.mark.parametrize(
    ("edit", "runs"),
    [
        (
            over("Nguyên tắc", "chuyên môn", "nghiệp vụ"),
            [
                ("1. Nguyên tắc làm việc của ", None, None),
                ("lãnh đạo", None, True),
                (" và các phòng nghiệp vụ", None, None),
            ],
        ),
        (
            over("Nguyên tắc", "lãnh đạo", "Giám đốc"),
            [
                ("1. Nguyên tắc làm việc của ", None, None),
                ("Giám đốc", None, True),
                (" và các phòng chuyên môn", None, None),
            ],
        ),
        (
            formatted("công việc", "<w:b/>"),
            [
                ("2. Trách nhiệm giải quyết ", None, None),
                ("công việc", True, False),
                (" của từng công chức", None, None),
            ],
        ),
        (
            plain("hiệu lực"),
            [
                ("Điều 2. Quyết định này có ", None, None),
                ("hiệu lực", False, False),
                (" kể từ ngày ký và thay thế các văn bản trước đây", None, None),
            ],
        ),
        (over("Trả lời đúng hạn", "Trả lời", "Phúc đáp"), [("Phúc đáp đúng hạn cho tổ chức", None, None)]),
        (over("Phạm vi", "Phạm vi", "Đối tượng, phạm vi"), [("Điều 1. Đối tượng, phạm vi điều chỉnh", None, None)]),
    ],
)
def test_a_text_or_its_look_comes_back_into_its_runs(decision: Path, edit: Edit, runs: Runs) -> None:
    before, parts = elements(decision), package.read(draft_of(decision))
    result = pulled(changed(decision, edit))
    assert codes(result) == [] and [path.name for path in result.written] == ["than.docx"]
    assert runs in drafted(decision)
    assert sum(one != other for one, other in zip(before, elements(decision), strict=True)) == 1
    after = package.read(draft_of(decision))
    assert {name for name in {*parts, *after} if parts.get(name) != after.get(name)} == {"word/document.xml"}
    again = pulled(decision)
    assert again.nothing_new and not again.written


@pytest.mark.parametrize(
    ("edit", "lines"),
    [
        (below("3. Quan hệ", "4. Chế độ báo cáo"), ["4. Chế độ báo cáo"]),
        (below("1. Nguyên tắc", "2. Thời giờ làm việc"), ["2. Thời giờ", "3. Trách nhiệm", "4. Quan hệ"]),
        (below("Trả lời đúng hạn", "- Hỏi ý dân"), ["Hỏi ý dân"]),
        (below("chịu trách nhiệm thi hành", "Điều 4. Điều khoản cuối"), ["Điều 4. Điều khoản cuối"]),
        (below("3. Quan hệ", "Đoạn thường không số"), ["Đoạn thường không số"]),
        (typed_anew("Xin lỗi khi trễ hạn", "- Cảm ơn người góp ý"), ["Cảm ơn người góp ý"]),
    ],
)
def test_paragraphs_come_like_their_neighbours(decision: Path, edit: Edit, lines: list[str]) -> None:
    wanted = shown(changed(decision, edit))
    result = pulled(decision)
    assert set(codes(result)) <= {"V082"} and [path.name for path in result.written] == ["than.docx"]
    own = ["".join(words for words, _, _ in runs) for runs in drafted(decision)]
    assert all(any(line in one for one in own) for line in lines)
    again = pulled(decision)
    assert not (again.changes or again.written) and set(codes(again)) <= {"V082"}
    built_again = shown(built(decision.parents[2], NAME))
    if "2." not in lines[0]:
        assert built_again == wanted


def test_paragraphs_go_where_deletions_are_wanted(decision: Path) -> None:
    changed(decision, cut("2. Trách nhiệm", "Trả lời đúng hạn"))
    kept = pulled(decision)
    assert set(codes(kept)) == {"V089"} and not kept.written
    assert codes(pulled(decision, delete=True)) == []
    own = ["".join(words for words, _, _ in runs) for runs in drafted(decision)]
    assert own[1:5] == [
        "1. Nguyên tắc làm việc của lãnh đạo và các phòng chuyên môn",
        "Tiếp nhận hồ sơ của công dân",
        "Xin lỗi khi trễ hạn trả kết quả",
        "2. Quan hệ phối hợp với các cơ quan có liên quan",
    ]
    assert pulled(decision).nothing_new


def test_a_block_with_a_table_under_it_never_takes_the_table_with_it(decision: Path) -> None:
    changed(decision, cut("Điều 2. Quyết định này có"))
    pulled(decision, delete=True)
    assert len(python_docx.Document(str(draft_of(decision))).tables) == 1


def test_what_cannot_be_written_is_said_with_its_place(decision: Path) -> None:
    """A cell of a table of the draft, a paragraph that went elsewhere."""
    changed(decision, lambda root: retype(row(root, "Phòng Tổ chức"), "7", "9"))
    result = pulled(decision)
    assert not result.written and any("“9”" in f"{one.value}{one.message}" for one in result.findings)


@pytest.mark.parametrize(
    "xml",
    [
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
        '<w:ins w:id="7" w:author="A" w:date="2024-01-01T00:00:00Z"><w:r><w:t>x</w:t></w:r></w:ins>',
    ],
)
def test_a_paragraph_of_more_than_text_is_left_as_it_is(decision: Path, xml: str) -> None:
    draft = draft_of(decision)
    changed(draft, lambda root: paragraph(root, "Nguyên tắc").append(element(xml)))
    made = built(decision.parents[2], NAME)
    before = draft.read_bytes()
    result = pulled(changed(made, over("Nguyên tắc", "chuyên môn", "nghiệp vụ")))
    if "fldChar" not in xml:
        assert draft.read_bytes() == before and {"V091", "V195"} & set(codes(result))


WORDS = (
    "Nguyên tắc",
    "Trách nhiệm",
    "Tiếp nhận",
    "Trả lời",
    "Xin lỗi",
    "Quan hệ",
    "Quyết định này có",
    "Chánh Văn phòng",
)
PLAIN = ("khác", "*", "a_b_c", "<b> & c", "  hai cách", "1. x", "**đậm**")


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_random_edits_come_back_and_come_back_once(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """By an oracle of its own: what the edited file shows, the file that is built of the draft shows."""
    made = workplace_of(GIVEN, tmp_path_factory.mktemp("pull"))[0]
    chosen = data.draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4, unique=True))
    edits = [over(word, word, f"{word} {data.draw(st.sampled_from(PLAIN))}") for word in chosen]
    wanted = shown(changed(made, both(*edits)))
    assert codes(pulled(made)) == []
    again = pulled(made)
    assert again.nothing_new and not again.written
    assert [" ".join(line.split()) for line in shown(built(made.parents[2], NAME))] == [
        " ".join(line.split()) for line in wanted
    ]
