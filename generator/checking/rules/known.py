"""Dated facts that rules judge by: bases no longer in force, agencies that have ended. Plain values, from YAML.

`check` takes a `Known`; the stock one is made of data/danh-muc/van-ban.yaml and co-quan.yaml.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache

from msgspec import Struct, field

from generator.facts.danh_muc import agencies
from generator.facts.documents import Documents, EndedBasis, documents
from generator.values.text import fold

TWO_LEVELS = date(2025, 7, 1)  # Luật 72/2025/QH15, Điều 51: districts end; NĐ 150/2025/NĐ-CP: departments merge


class EndedAgency(Struct, frozen=True):
    """An agency that no longer works from `since`: name, successors, source."""

    name: str
    since: date
    successors: tuple[str, ...]
    source: str


class Known(Struct, frozen=True):
    """Everything dated that rules know; `provinces` folded, `today` None where the caller does not tell the day,
    `cited` the documents whose day is known.
    """

    bases: tuple[EndedBasis, ...] = ()
    agencies: tuple[EndedAgency, ...] = ()
    provinces: tuple[str, ...] = ()
    today: date | None = None
    cited: Documents = field(default_factory=lambda: Documents(()))


@cache
def stock() -> Known:
    """The bases of data/danh-muc/van-ban.yaml, and the agencies of co-quan.yaml that are known to have ended.

    An agency of which the file itself notes a doubt (`ngo`) is left out: no rule may cry on a doubt.
    """
    records = agencies().records
    ended = [
        EndedAgency(
            name,
            record.until + timedelta(days=1),
            tuple(records[key].name for key in record.successors if key in records),
            record.source,
        )
        for record in records.values()
        if record.until is not None and not record.doubt
        for name in (record.name, *record.aliases)
    ]
    ended.extend(_department(one) for one in tuple(ended) if one.name.startswith("Bộ "))
    provinces = tuple(_place(record.name) for record in records.values() if record.level == "tinh")
    return Known(documents().ended, tuple(ended), provinces, cited=documents())


def _department(ministry: EndedAgency) -> EndedAgency:
    """The departments of a ministry's field, which ended with it or at the latest when the provinces were merged."""
    name, *successors = (each.replace("Bộ ", "Sở ", 1) for each in (ministry.name, *ministry.successors))
    return EndedAgency(name, max(ministry.since, TWO_LEVELS), tuple(successors), ministry.source)


def _place(committee: str) -> str:
    """`Ủy ban nhân dân tỉnh Cao Bằng` -> `cao bang`."""
    return fold(committee).removeprefix("uy ban nhan dan ").removeprefix("tinh ").removeprefix("thanh pho ")


def ended_agencies(text: str, on: date, known: Iterable[EndedAgency]) -> Iterator[EndedAgency]:
    """The agencies named in full in a text that had ended by a day."""
    folded = f" {fold(text)} ".replace(" ubnd ", " uy ban nhan dan ")
    for agency in known:
        if on >= agency.since and f" {fold(agency.name)} " in folded:
            yield agency
