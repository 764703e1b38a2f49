"""Tasks read out of prose: hand-marked sentences, and the law that nothing of a proposal is invented."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from generator.reading.orders.model import Line
from generator.reading.orders.read import read

MARKED = Path(__file__).parent / "orders"
KEYS = ("noi_dung", "chu_tri", "phoi_hop", "thoi_han", "san_pham")
# Of the sentences that the rules were written with, of those that were kept from it: the least precision and recall of
# finding a task, and of each of its cells letter for letter (its last mark aside).
LEAST = {
    "danh-dau": dict.fromkeys(("viec", *KEYS), (1.0, 1.0)),
    "giau-kin": {
        "viec": (1.0, 0.96),
        "noi_dung": (0.9, 0.87),
        "chu_tri": (0.93, 0.9),
        "phoi_hop": (1.0, 1.0),
        "thoi_han": (1.0, 1.0),
        "san_pham": (1.0, 1.0),
    },
}


def marked(name: str) -> list[dict]:
    return YAML(typ="safe").load(MARKED / f"{name}.yaml")


def lines(texts: list[str]) -> list[Line]:
    return [Line(unicodedata.normalize("NFC", text), at) for at, text in enumerate(texts, start=1)]


def same(text: str | None) -> str:
    return " ".join((text or "").split()).strip(" .;,").casefold()


@dataclass
class Score:
    """What was right, what was proposed, what was marked, by field."""

    right: Counter = field(default_factory=Counter)
    got: Counter = field(default_factory=Counter)
    wanted: Counter = field(default_factory=Counter)

    def count(self, key: str, want: str, got: str) -> None:
        self.wanted[key] += bool(want)
        self.got[key] += bool(got)
        self.right[key] += bool(want) and want == got

    def rates(self, key: str) -> tuple[float, float]:
        return self.right[key] / self.got[key], self.right[key] / self.wanted[key]


def scored(name: str) -> Score:
    score = Score()
    for one in marked(name):
        left = [(p.source.index, p.texts) for p in read(lines(one["doan"])).proposals]
        for want in one.get("viec") or []:
            found = next((task for task in left if task[0] == want["o"]), None)
            if found:
                left.remove(found)
            score.count("viec", "có", "có" if found else "")
            for key in KEYS:
                score.count(key, same(want.get(key)), same(found[1].get(key)) if found else "")
        for _, texts in left:
            score.count("viec", "", "thừa")
            for key in KEYS:
                score.count(key, "", same(texts.get(key)))
    return score


@pytest.mark.parametrize("name", LEAST)
def test_marked_sentences(name):
    score = scored(name)
    for key, least in LEAST[name].items():
        precision, recall = score.rates(key)
        assert (precision, recall) >= least and recall >= least[1], (key, precision, recall)


def test_there_are_enough_marked_sentences_of_both_kinds():
    told = {name: [text for one in marked(name) for text in one["doan"]] for name in LEAST}
    assert len(told["giau-kin"]) >= 60 and sum(map(len, told.values())) >= 150
    assert sum(not one.get("viec") for name in LEAST for one in marked(name)) >= 60
    assert not set(told["giau-kin"]) & set(told["danh-dau"])


# --- terms ------------------------------------------------------------------------------------------------------------

TERMS = [
    *("ngày 25 hằng tháng", "trước ngày 25 hàng tháng", "vào ngày 25 mỗi tháng", "từ ngày 20 đến ngày 25 hằng tháng"),
    *("hằng quý", "mỗi quý", "hằng quý, hằng năm", "định kỳ hằng tháng", "mỗi tháng một lần", "mỗi năm 02 lần"),
    *("trước ngày 15 tháng cuối quý", "ngày 15 của tháng cuối quý", "trước ngày 15 của tháng cuối mỗi quý"),
    *("ngày 05 của tháng đầu quý sau", "trước ngày 05 của tháng đầu tiên quý sau", "trước ngày 10 tháng sau"),
    *("thường xuyên", "thường xuyên, liên tục", "thường xuyên, hằng năm"),
    *("6 tháng một lần", "định kỳ 6 tháng một lần", "06 tháng/lần", "03 tháng/01 lần", "ba tháng một lần"),
    *("6 tháng, hằng năm", "6 tháng và hằng năm", "định kỳ 6 tháng, hằng năm", "02 lần/năm", "ít nhất 1 lần/quý"),
    *("thứ Sáu hằng tuần", "trước 17 giờ thứ Năm hằng tuần", "trước ngày 20/12 hằng năm"),
    *(
        "trước ngày 15 tháng 6 và ngày 15 tháng 12 hằng năm",
        "trước ngày 30/6 và 31/12",
        "ngày 20 các tháng 3, 6, 9, 12",
    ),
    *("hằng tháng (trước ngày 25)", "định kỳ hằng tháng trước ngày 20", "định kỳ trước ngày 20 hằng tháng"),
    *("trong quý I và quý III năm 2026", "trước ngày 15 và ngày 30 hằng tháng", "đến ngày 25 hằng tháng"),
]


@pytest.mark.parametrize("term", TERMS)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_term_is_kept_in_all_of_its_words(term, form):
    text = f"Giao Sở Tư pháp báo cáo kết quả rà soát văn bản {term}."
    (one,) = read(lines([unicodedata.normalize(form, text)])).proposals
    assert (one.texts["thoi_han"], one.content) == (term, "báo cáo kết quả rà soát văn bản")
    early = f"{term[0].upper()}{term[1:]}, Sở Tư pháp báo cáo kết quả rà soát văn bản."
    for early_one in read(lines([early])).proposals:
        assert early_one.texts.get("thoi_han") == early[: len(term)]


@pytest.mark.parametrize(
    "text",
    [
        "Giao Sở Tài chính rà soát các khoản chi thường xuyên.",
        "Giao Sở Nội vụ làm việc với Trung tâm Giáo dục thường xuyên.",
        "Giao Sở Y tế công bố kết quả 6 tháng.",
        "Giao Sở Y tế mở 02 lớp tập huấn.",
    ],
)
def test_what_is_no_term_is_not_taken_for_one(text):
    (one,) = read(lines([text])).proposals
    assert not one.texts.get("thoi_han") and one.content == text[len("Giao Sở ") :].split(" ", 2)[2].rstrip(".")


# --- laws -------------------------------------------------------------------------------------------------------------

ALL = [text for name in LEAST for one in marked(name) for text in one["doan"]]
JOINTS = [
    "; ",
    ". ",
    ", ",
    " và ",
    ": ",
    " (",
    ") ",
    "\n",
    " – ",
    " giao ",
    " do ",
    " chủ trì, ",
    " phối hợp với ",
    "“",
]


@st.composite
def paragraphs(draw) -> str:
    """Sentences cut and joined anyhow, in any case, composed or not."""
    pieces = []
    for _ in range(draw(st.integers(1, 3))):
        text = draw(st.sampled_from(ALL))
        start = draw(st.integers(0, len(text)))
        pieces.append(text[start : draw(st.integers(start, len(text)))])
        pieces.append(draw(st.sampled_from(JOINTS)))
    text = "".join(pieces)
    return draw(st.sampled_from([text, text.upper(), f"{draw(st.sampled_from('123456'))}. {text}", f"- {text}"]))


@given(st.lists(paragraphs() | st.sampled_from(ALL) | st.text(max_size=80), max_size=6))
# Who is named in the line above the one that introduces the tasks.
@example(
    [
        "Yêu cầu các sở, ban, ngành nghiêm túc thực hiện các nội dung sau:",
        "Thực hiện Kế hoạch số 12/KH-UBND, ban hành Kế hoạch kiểm tra như sau:",
        "1. Tăng cường kiểm tra công vụ.",
    ]
)
@example(
    [
        "Yêu cầu các sở, ban, ngành, Ủy ban nhân dân các xã, phường nghiêm túc thực hiện các nội dung sau:",
        "Thực hiện Kế hoạch số 12/KH-UBND của Ủy ban nhân dân tỉnh, Sở Nội vụ ban hành Kế hoạch kiểm tra như sau:",
        "1. Tăng cường kiểm tra công vụ, xử lý nghiêm trường hợp vi phạm.",
    ]
)
def test_every_cell_stands_letter_for_letter_in_what_it_quotes(texts):
    """The law: no word of a proposal is invented, each stands in its paragraph or in one that it names beside it."""
    given_lines = lines(texts)
    prose = read(given_lines)
    for one in prose.proposals:
        sources = [one.source, *one.beside]
        assert all(line in given_lines for line in sources)
        assert one.content.strip() and one.content in one.source.text
        for text in one.texts.values():
            assert any(text in line.text for line in sources), (text, sources)
    assert [one.source.index for one in prose.proposals] == sorted(one.source.index for one in prose.proposals)
    assert not {line.index for line in prose.left} & {one.source.index for one in prose.proposals}


@pytest.mark.parametrize(
    ("text", "lead", "support", "content", "deadline"),
    [
        (
            "Phòng A chủ trì, phối hợp với Văn phòng xây dựng báo cáo định kỳ hằng quý, "
            "gửi trước ngày 15 tháng cuối quý.",
            "Phòng A",
            "Văn phòng",
            "xây dựng báo cáo định kỳ hằng quý, gửi trước ngày 15 tháng cuối quý",
            "định kỳ hằng quý, gửi trước ngày 15 tháng cuối quý",
        ),
        (
            "Giao Sở Y tế chủ trì, phối hợp với các sở, ngành xây dựng báo cáo năm, trình trước ngày 15/12/2026.",
            "Sở Y tế",
            "các sở, ngành",
            "xây dựng báo cáo năm, trình trước ngày 15/12/2026",
            "trước ngày 15/12/2026",
        ),
        (
            "Giao Sở A chủ trì, phối hợp Văn phòng kiểm tra việc thực hiện.",
            "Sở A",
            "Văn phòng",
            "kiểm tra việc thực hiện",
            "",
        ),
        (
            "Ban Quản lý dự án đầu tư xây dựng báo cáo UBND tỉnh trước ngày 20/6/2026.",
            "Ban Quản lý dự án đầu tư xây dựng",
            "",
            "báo cáo UBND tỉnh",
            "trước ngày 20/6/2026",
        ),
        ("Giao Tổ công tác xây dựng kế hoạch năm.", "Tổ công tác", "", "xây dựng kế hoạch năm", ""),
        (
            "Các đơn vị báo cáo kết quả trước ngày 25 hằng tháng, 6 tháng và hằng năm.",
            "Các đơn vị",
            "",
            "báo cáo kết quả",
            "trước ngày 25 hằng tháng, 6 tháng và hằng năm",
        ),
        (
            "Ngày 25 hằng tháng, Văn phòng tổng hợp báo cáo Chủ tịch.",
            "Văn phòng",
            "",
            "tổng hợp báo cáo Chủ tịch",
            "Ngày 25 hằng tháng",
        ),
        (
            "Sở A hằng quý báo cáo UBND tỉnh kết quả trước ngày 15/12/2026.",
            "Sở A",
            "",
            "hằng quý báo cáo UBND tỉnh kết quả",
            "trước ngày 15/12/2026",
        ),
    ],
)
def test_a_verb_is_no_part_of_a_name_and_how_often_stays_with_its_day(text, lead, support, content, deadline):
    (one,) = read(lines([text])).proposals
    assert (one.lead, one.support, one.deadline) == (lead, support, deadline)
    assert one.content.lower() == content.lower()


@pytest.mark.parametrize(
    "text", ["", " ", "1.", "-", "Giao", "Giao:", "Yêu cầu:", "do", "“", "Sở", "a)", "chủ trì", "\n"]
)
def test_what_is_no_sentence_gives_nothing(text):
    assert read(lines([text])).proposals == ()


def test_a_long_document_is_read_in_its_length():
    """Lines, not pairs of lines: twice the text is no more than some times the work."""
    text = "Giao " + "Sở Tài chính, " * 400 + "rà soát."
    assert len(read(lines([text] * 3)).proposals) <= 3


def test_what_was_not_taken_is_listed_unless_it_only_tells():
    texts = [
        "Các đơn vị cần quan tâm công tác này.",
        "Ghi nhận nỗ lực của ngành y tế, giao tiếp tục phát huy.",
        "Chiều nay, lãnh đạo Sở chủ trì cuộc họp.",
        "Tỉnh có 12 xã.",
    ]
    assert [line.index for line in read(lines(texts)).left] == [1, 2]
