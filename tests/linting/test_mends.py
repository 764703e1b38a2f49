"""What is mended without asking: what is certain, nothing else; the words stay the words."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.linting.mends import Kind, changed_part, mended

CERTAIN = [
    ("kế  hoạch", "kế hoạch", Kind.SPACE),
    ("kế hoạch , năm 2030", "kế hoạch, năm 2030", Kind.SPACE),
    ("( Sở Mẫu )", "(Sở Mẫu)", Kind.SPACE),
    ("Kính gửi :", "Kính gửi:", Kind.SPACE),
    (" Rà soát. ", "Rà soát.", Kind.SPACE),
    ("Nghị quyết 74/NQ-CPngày 7/5/2023", "Nghị quyết 74/NQ-CP ngày 7/5/2023", Kind.SPACE),
    (unicodedata.normalize("NFD", "Kế hoạch"), "Kế hoạch", Kind.MARKS),
    ("Ðề án", "Đề án", Kind.LETTER),
    ("cộng hоà", "cộng hoà", Kind.LETTER),
    ("nghi\u00adệp vụ", "nghiệp vụ", Kind.UNSEEN),
    ("15/2020/NĐ–CP", "15/2020/NĐ-CP", Kind.HYPHEN),
    ("12/KH\u2011UBND", "12/KH-UBND", Kind.HYPHEN),
    ("Căn cứ Căn cứ Luật", "Căn cứ Luật", Kind.TWICE),
    ("các các bộ, và và địa phương", "các bộ, và địa phương", Kind.TWICE),
    ("kế hoạch của của Sở", "kế hoạch của Sở", Kind.TWICE),
]


@pytest.mark.parametrize(("text", "right", "kind"), CERTAIN)
def test_what_is_certain(text: str, right: str, kind: Kind) -> None:
    assert mended(text) == (right, (kind,))


@pytest.mark.parametrize(
    "text",
    [
        # Left open for a hand to fill.
        "Căn cứ Kế hoạch số   /KH-SM ngày   tháng   năm 2030",
        "Số:    /KH-SM",
        # What lines something up.
        "Chủ trì        Phối hợp",
        # Said twice on purpose, or another word.
        "luôn luôn",
        "nguồn gốc của của cải",
        "nơi làm ra của của công",
        "khu căn cứ căn cứ vào bản đồ",
        "thực hiện thực hiện",
        # Whole words of another script, letters that look like none of ours, dashes between words.
        "кВт",
        "β-caten",
        "giai đoạn 2025 – 2030",
        "Kế hoạch – Tài chính",
        # Where it parts two words nobody knows what was meant; the end of a document.
        "công\u200btác",
        "như trên ./.",
        "1, 2\u00a0000 đồng",
        "",
    ],
)
def test_what_is_not_certain_stays(text: str) -> None:
    assert mended(text) == (text, ())


WORDS = st.sampled_from(
    [
        *(
            "kế",
            "hoạch",
            "số",
            "ngày",
            " ",
            "  ",
            "   ",
            ",",
            " ,",
            "(",
            ")",
            ":",
            "./.",
            "các",
            "của",
            "12/NQ–CP",
            "1",
        ),
        *("12/NQ–CP", "\n", "\u200b", "\u00ad", "Ð", "\u0301", "о", "  /KH", "và và", "Căn cứ", "\u00a0"),
    ]
)


@given(st.lists(WORDS, max_size=12).map("".join))
def test_a_mended_text_is_mended_and_says_the_same(text: str) -> None:
    once = mended(text)
    assert mended(once.text) == (once.text, ())
    assert bool(once.kinds) == (once.text != text)
    if Kind.TWICE not in once.kinds and not re.search("[Ðо]", text):
        bare = re.compile(r"[ \u00ad\u200b]")
        said = (unicodedata.normalize("NFC", bare.sub("", one)).replace("–", "-") for one in (once.text, text))
        assert len(set(said)) == 1


def test_a_change_is_seen() -> None:
    assert changed_part("Về  việc ban hành", "Về việc ban hành") == ("Về··việc ban hành", "Về·việc ban hành")
    long = " ".join(["chữ"] * 40)
    before, after = changed_part(f"{long} Ðề án {long}", f"{long} Đề án {long}")
    assert ("Ðề án" in before, "Đề án" in after, before[0], before[-1], len(before) < 80) == (
        True,
        True,
        "…",
        "…",
        True,
    )
