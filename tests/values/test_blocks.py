"""The one table of the kinds of blocks: what is spelled elsewhere for types' sake says the same; its laws."""

import re
from typing import get_args

import pytest

from generator.checking.paper.structure import ROMAN_SECTION, Level
from generator.planning.numbering import BlockNumbers
from generator.reading.draft import mark_of
from generator.reading.schema import KHOI, KHOI_KHAC, Khoi
from generator.values.blocks import BELOW_ARTICLE, BLOCKS, COUNTED, DEPTH, FACTS, KINDS, TITLED, BlockFacts
from generator.values.places import STEPS

NUMBERED = [facts for facts in BLOCKS if facts.number]
ids = {"ids": lambda facts: facts.kind}


def test_the_types_name_the_kinds_of_the_table() -> None:
    assert tuple(facts.kind for facts in BLOCKS) == KINDS
    assert {level for one in get_args(Level) for level in get_args(one)} == {*KINDS, ROMAN_SECTION}
    assert [key for key in Khoi.model_fields if key in {*KHOI, *KHOI_KHAC}] == [facts.key for facts in BLOCKS]
    assert {facts.key for facts in BLOCKS} <= set(STEPS)


@pytest.mark.parametrize("facts", NUMBERED, **ids)
@pytest.mark.parametrize("articles", [True, False])
def test_what_is_printed_is_read_again_as_the_same_kind(facts: BlockFacts, articles: bool) -> None:
    printed = BlockNumbers(articles=articles).next(facts.kind)
    text = f"{printed}. Tên" if facts.titled and not printed.endswith(".") else f"{printed} Tên"
    kind, end = mark_of(text)
    assert (kind, text[end:]) == (facts.kind, "Tên")


@pytest.mark.parametrize("facts", [facts for facts in NUMBERED if facts.found], **ids)
def test_what_is_printed_is_found_on_paper(facts: BlockFacts) -> None:
    printed = BlockNumbers(articles=True).next(facts.kind)
    match = re.match(facts.found, f"{printed} Tên")
    assert match is not None and match["number"] == (facts.numeral or str)(1)


def test_no_beginning_is_that_of_two_kinds() -> None:
    for facts in NUMBERED:
        text = f"{BlockNumbers(articles=True).next(facts.kind)} "
        others = [other.kind for other in BLOCKS for mark in other.marks if re.match(mark, text)]
        assert others == [facts.kind]


@pytest.mark.parametrize("kind", COUNTED)
def test_counting_begins_again_only_under_what_stands_above(kind: str) -> None:
    assert all(DEPTH[holder] < DEPTH[FACTS[kind].kind] for holder in FACTS[kind].restarts_under)


def test_headings_stand_above_articles() -> None:
    assert all(DEPTH[FACTS[kind].kind] < DEPTH["dieu"] for kind in TITLED)
    assert BELOW_ARTICLE == ("khoan", "diem")
