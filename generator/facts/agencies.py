"""Agencies as dated facts: names, symbols, validity, successors; kinds of bodies; words that name many at once.

The facts are data (data/danh-muc/co-quan.yaml, read by `danh_muc.agencies`); here they are only looked up.
Names are compared without marks, case and punctuation, and without `và`, which sources often drop.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from datetime import date

from msgspec import Struct, field

from generator.values.text import fold


class FormerName(Struct, frozen=True):
    """A name the same agency had up to and with a day."""

    name: str
    until: date


class AgencyRecord(Struct, frozen=True):
    """One agency of data/danh-muc/co-quan.yaml.

    `level` is the file's `cap` (bo, ngang-bo, thuoc-chinh-phu, trung-uong, tinh, so, don-vi, lien-nganh). `bare` are
    names that are understood only where they stand alone. `since`/`until` are the first and the last day it works.
    `head` is the office of who heads it, where its level does not say.
    """

    key: str
    name: str
    level: str
    symbol: str = ""
    old_symbols: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()
    former: tuple[FormerName, ...] = ()
    since: date | None = None
    until: date | None = None
    successors: tuple[str, ...] = ()
    parent: str = ""
    head: str = ""
    source: str = ""
    doubt: str = ""

    def valid_at(self, day: date) -> bool:
        """Whether it works on that day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    def name_at(self, day: date) -> str:
        """Its name on that day."""
        return next((old.name for old in self.former if day <= old.until), self.name)


class Collective(Struct, frozen=True):
    """Words that name many agencies: `Các bộ, ngành, địa phương`.

    `pattern` is matched on small letters without marks; `levels` are the levels it takes in, within `parent` where
    one is named.
    """

    key: str
    name: str
    pattern: str
    levels: frozenset[str] = frozenset()
    parent: str = ""


class BodyKind(Struct, frozen=True):
    """A kind of bodies that no list can name one by one: known by the first words of a name (`heads`, as written).

    `alone`: these words are a name without more (`Văn phòng`); `places`: places follow (`UBND xã A, B và C` are three).
    `since`/`until` are the first and the last day such bodies work, `successor` says in words who took over.
    """

    key: str
    name: str
    heads: tuple[str, ...]
    alone: bool = False
    places: bool = False
    since: date | None = None
    until: date | None = None
    successor: str = ""
    source: str = ""
    doubt: str = ""

    def valid_at(self, day: date) -> bool:
        """Whether such bodies work on that day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


def name_key(name: str) -> str:
    """A name for comparing: folded, without `và`."""
    return " ".join(word for word in fold(name).split() if word != "va")


class Agencies(Struct, frozen=True, eq=False):
    """The list, looked up. `names` are found anywhere in a text, `bare` only where they stand alone.

    Compared by identity, so that what is built from a list can be kept beside it.
    """

    records: Mapping[str, AgencyRecord]
    collectives: Mapping[str, Collective]
    names: Mapping[str, str]
    bare: Mapping[str, str]
    symbols: Mapping[str, tuple[str, ...]]
    kinds: Mapping[str, BodyKind] = field(default_factory=dict)
    no_kinds: tuple[str, ...] = ()

    def heads(self) -> Iterator[tuple[str, str]]:
        """Every kind with each of the first words of its names; "" with words that only look like them (`Xã hội`)."""
        yield from (("", words) for words in self.no_kinds)
        yield from ((kind.key, words) for kind in self.kinds.values() for words in kind.heads)

    def find(self, name: str) -> AgencyRecord | None:
        """The agency of that name, alias or symbol; None where the list has none."""
        key = name_key(name)
        found = self.names.get(key) or self.bare.get(key) or (name if name in self.records else "")
        return self.records[found] if found else None

    def at(self, day: date) -> tuple[AgencyRecord, ...]:
        """Those that work on a day, in the order of the list."""
        return tuple(record for record in self.records.values() if record.valid_at(day))

    def successors(self, key: str, day: date | None = None) -> tuple[AgencyRecord, ...]:
        """Who took over, followed until they work on `day` (None: to the end); itself where it still works."""
        ends: dict[str, AgencyRecord] = {}
        seen: set[str] = set()
        queue = [key] if key in self.records else []
        while queue:
            record = self.records[queue.pop(0)]
            if record.key in seen:
                continue
            seen.add(record.key)
            if not record.successors or (day is not None and record.valid_at(day)):
                ends[record.key] = record
            else:
                queue.extend(record.successors)
        return tuple(ends.values())

    def by_symbol(self, symbol: str, day: date | None = None) -> AgencyRecord | None:
        """Who signs with a symbol (`VPCP`, or the last part of `142/QĐ-VPCP`), on a day where one is given."""
        short = symbol.rpartition("/")[2].rpartition("-")[2].strip().upper()
        records = [self.records[key] for key in self.symbols.get(short, ())]
        return next((record for record in records if day is None or record.valid_at(day)), None)

    def near(self, name: str, count: int = 3) -> tuple[str, ...]:
        """Names of the list that look like this one, nearest first: for `Ý bạn là …?`."""
        asked = name_key(name)
        longer = sorted((known for known in self.names if known.startswith(f"{asked} ")), key=len)
        close = (*longer[:count], *difflib.get_close_matches(asked, self.names, n=count * 3, cutoff=0.7))
        return tuple(dict.fromkeys(self.records[self.names[known]].name for known in close))[:count]

    def covers(self, collective: str, key: str) -> bool:
        """Whether a collective's words take in this agency."""
        group, record = self.collectives.get(collective), self.records.get(key)
        if group is None or record is None or record.level not in group.levels:
            return False
        return not group.parent or record.parent == group.parent
