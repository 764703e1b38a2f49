"""Documents no longer in force, from data/danh-muc/can-cu.yaml: dated facts that bases are judged by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from generator.danh_muc import load
from generator.text import fold


@dataclass(frozen=True, slots=True)
class EndedBasis:
    """A document not in force from `since`: the words by which a citation of it is known, and what replaced it."""

    name: str
    signs: tuple[str, ...]
    since: date
    replaced_by: str
    source: str


@cache
def ended_bases() -> tuple[EndedBasis, ...]:
    """The entries of can-cu.yaml."""
    return tuple(
        EndedBasis(
            entry["ten"], tuple(map(fold, entry["nhan_ra"])), entry["het_tu"], entry["thay_bang"], entry["nguon"]
        )
        for entry in load("can-cu.yaml")["can_cu"]
    )


def ended(text: str, day: date) -> Iterator[EndedBasis]:
    """The documents cited in a text that were no longer in force on a day."""
    folded = f" {fold(text)} "
    for basis in ended_bases():
        if day >= basis.since and all(f" {sign} " in folded for sign in basis.signs):
            yield basis
