"""Which paragraph of a draft an issued one was: as if each were compared with each, and without comparing all."""

from __future__ import annotations

from difflib import SequenceMatcher

from conftest import calls
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.commands.rolling.reworded import _ALIKE, Keyed, _Draft, _draft_of, _Drafts, _words, paired
from generator.linting.passages import Passage
from generator.linting.reports import Told
from generator.reading.figures.model import Paragraph
from generator.reading.figures.read import masked, read_paragraph
from generator.values.findings import Place


def keyed(text: str, *keys: str) -> Keyed:
    """A paragraph with the keys of its first figures; "" is none."""
    read = read_paragraph(Paragraph(text))
    named = {one.start: key for one, key in zip(read.figures, keys, strict=False) if key}
    return Keyed(Told(Passage(text, "noi_dung", Place()), read, masked(text)), named)


def by_comparing_each(new: Keyed, old: list[_Draft]) -> _Draft | None:
    words, keys = _words(new.told), frozenset(new.keys.values())
    ranked = sorted(
        ((len(keys & one.keys), SequenceMatcher(None, words, one.words, autojunk=False).ratio(), at)
         for at, one in enumerate(old) if one.left), reverse=True,
    )  # fmt: skip
    near = ranked and (ranked[0][0] or ranked[0][1] >= _ALIKE)
    return old[ranked[0][2]] if near and [one[:2] for one in ranked[:2]].count(ranked[0][:2]) == 1 else None


WORDS = st.lists(st.sampled_from(["thu", "chi", "thuế", "đất", "rừng", "biển", "phí", "vốn"]), min_size=1, max_size=9)
TEXTS = st.builds(lambda words, number: f"Đã {' '.join(words)} {number} hồ sơ.", WORDS, st.integers(100, 999))
DRAFTS = st.lists(st.tuples(TEXTS, st.sampled_from(["", "a", "b", "c"])), max_size=6)


@settings(max_examples=40)
@given(TEXTS, st.sampled_from(["", "a", "b"]), DRAFTS)
def test_the_paragraph_is_the_one_that_comparing_each_finds(text, key, drafts):
    new = keyed(text, key)
    old = [_draft_of(keyed(text, own), set()) for text, own in drafts]
    assert _Drafts(old).same(new) is by_comparing_each(new, old)


def test_twice_the_paragraphs_take_twice_the_steps():
    """Each of the draft reworded by half: only the few that share its own words are compared with it."""

    def steps(count: int) -> int:
        drafts = [keyed(f"Trong tháng đã {said(at)} được {at + 100} hồ sơ.", f"k{at}") for at in range(count)]
        issued = [keyed(f"Kết quả {said(at)} là {at + 100} hồ sơ.") for at in range(count)]
        found = []
        taken = calls(lambda: found.append(paired(issued, drafts)))
        assert [*found[0].keys.values()] == [f"k{at}" for at in range(count)]
        return taken

    steps(5)  # what is loaded once for all
    few, many = steps(12), steps(48)
    assert many < 4 * 1.5 * few


def said(at: int) -> str:
    letters = "abcdeghiklmnopqrstuvxy"
    word = letters[at % 22] + "a" + letters[at // 22]
    return " ".join(f"{word}{tail}" for tail in ("nh", "ng", "m", "t"))
