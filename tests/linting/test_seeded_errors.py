"""Errors put into tables of ten offices: each is found in its cell, for its reason; good tables are left in peace.

The gate takes each kind of error in one of the tables; VANBAN_SEEDED=all each in every one.
"""

import os
from functools import cache

import pytest

from generator.values.findings import Severity
from tests.linting.seeded.errors import KINDS
from tests.linting.seeded.offices import OFFICES
from tests.linting.seeded.paper import found_in, paper_of, stands

ALL = os.environ.get("VANBAN_SEEDED") == "all"
TRIED = [
    (kind, office, at + turn)
    for at, kind in enumerate(KINDS)
    for turn, office in enumerate(OFFICES)
    if ALL or at % len(OFFICES) == turn
]
MATTER = (Severity.ERROR, Severity.WARNING)


@cache
def untouched(key):
    office = next(one for one in OFFICES if one.key == key)
    return found_in(paper_of(office))[0]


def told(findings):
    return {(one.code, str(one.place)) for one in findings if one.severity in MATTER}


@pytest.mark.parametrize(("kind", "office", "turn"), TRIED, ids=[f"{k.name} {o.key}" for k, o, _ in TRIED])
def test_a_seeded_error_is_found_where_it_is(kind, office, turn):
    paper = paper_of(office, turn)
    spot = kind.put(paper)
    findings, lines = found_in(paper, raw=kind.raw)
    there = [one for one in findings if one.code in kind.codes and stands(one, spot, paper, lines)]
    assert [one for one in there if kind.said in f"{one.message} {one.basis}"], told(findings)
    elsewhere = [one for one in findings if one not in there and not stands(one, spot, paper, lines)]
    assert told(elsewhere) - told(untouched(office.key)) <= told(there), (spot, told(elsewhere))


def test_enough_kinds_of_errors_and_offices():
    assert len(KINDS) >= 40 and len({kind.name for kind in KINDS}) == len(KINDS)
    assert len(OFFICES) == 10


def test_good_tables_are_left_in_peace():
    rows = sum(len(paper_of(office).tasks) for office in OFFICES)
    findings = [one for office in OFFICES for one in untouched(office.key)]
    assert [str(one.message) for one in findings if one.severity is Severity.ERROR] == []
    warned = [f"{one.place} {one.message}" for one in findings if one.severity is Severity.WARNING]
    assert len(warned) * 50 <= rows, warned
