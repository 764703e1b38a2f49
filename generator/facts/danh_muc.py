"""Dated facts from data/danh-muc: each entry carries its legal source. Code only looks them up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any

from generator.facts.agencies import Agencies, AgencyRecord, BodyKind, Collective, FormerName, name_key
from generator.facts.plain_yaml import plain_yaml
from generator.facts.resources import danh_muc_dir
from generator.facts.working_days import Holidays

# How a province is written before its name, whatever kind of unit it is now; and its committee before that.
_PROVINCE_HEADS = ("", "tinh ", "thanh pho ", "tp ", "cac tinh ", "cac thanh pho ")
_COMMITTEE_HEADS = ("ubnd ", "uy ban nhan dan ", "chu tich ubnd ")


def load(name: str) -> Any:
    """The content of one YAML file of data/danh-muc."""
    return plain_yaml((danh_muc_dir() / name).read_bytes())


@cache
def agencies() -> Agencies:
    """The agencies of co-quan.yaml with every name they are known by."""
    data, kinds = load("co-quan.yaml"), load("loai-co-quan.yaml")
    records: dict[str, AgencyRecord] = {}
    names: dict[str, str] = {}
    bare: dict[str, str] = {}
    symbols: defaultdict[str, list[str]] = defaultdict(list)
    for record, full, alone in (*_offices(data["co_quan"]), *_provinces(data["tinh"])):
        records[record.key] = record
        for name in full:
            names.setdefault(name, record.key)
        for name in alone:
            bare.setdefault(name, record.key)
        for symbol in filter(None, (record.symbol, *record.old_symbols)):
            symbols[symbol.upper()].append(record.key)
    return Agencies(
        MappingProxyType(records),
        MappingProxyType({entry["khoa"]: _collective(entry) for entry in data["tap_the"]}),
        MappingProxyType(names),
        MappingProxyType(bare),
        MappingProxyType({symbol: tuple(keys) for symbol, keys in symbols.items()}),
        MappingProxyType({kind.key: kind for kind in map(_kind, kinds["loai"])}),
        tuple(kinds["tru"]),
    )


@cache
def holidays() -> Holidays:
    """The days off of ngay-nghi.yaml."""
    data = load("ngay-nghi.yaml")
    off: set[date] = set()
    worked: set[date] = set()
    for year, entry in data["nam"].items():
        off.update(date(year, *map(int, fixed["ngay"].split("-"))) for fixed in data["moi_nam"])
        off.update(entry[key] for key in ("gio_to", "quoc_khanh_lien_ke") if key in entry)
        off.update(day for key in ("tet", "bu", "hoan_doi") for day in entry.get(key, ()))
        worked.update(entry.get("lam_bu", ()))
    known = frozenset(year for year, entry in data["nam"].items() if entry["du"])
    return Holidays(frozenset(off), frozenset(worked), known)


# An agency with its name keys: those that are sure wherever they stand, those only where they stand alone.
_Named = tuple[AgencyRecord, tuple[str, ...], tuple[str, ...]]


def _offices(entries: Iterable[Mapping[str, Any]]) -> Iterator[_Named]:
    for entry in entries:
        record = AgencyRecord(
            key=entry["khoa"],
            name=entry["ten"],
            level=entry["cap"],
            symbol=entry.get("ky_hieu", ""),
            old_symbols=tuple(entry.get("ky_hieu_cu", ())),
            aliases=tuple(entry.get("bi_danh", ())),
            bare=tuple(entry.get("ten_tron", ())),
            former=tuple(FormerName(old["ten"], old["den_ngay"]) for old in entry.get("ten_truoc", ())),
            since=entry.get("tu_ngay"),
            until=entry.get("den_ngay"),
            successors=tuple(entry.get("ke_thua", ())),
            parent=entry.get("thuoc", ""),
            head=entry.get("dung_dau", ""),
            source=entry.get("nguon", ""),
            doubt=entry.get("ngo", ""),
        )
        yield record, tuple(map(name_key, _full_names(record))), tuple(map(name_key, _bare_names(record)))


def _full_names(record: AgencyRecord) -> Iterator[str]:
    """`Bộ TTTT` beside `BTTTT` and the full name."""
    yield record.name
    yield from record.aliases
    yield from (old.name for old in record.former)
    if len(record.symbol) > 2 and record.symbol.isupper():
        yield record.symbol
    if record.level == "bo":
        yield f"Bộ {record.symbol.removeprefix('B')}"


def _bare_names(record: AgencyRecord) -> Iterator[str]:
    """Names without the word that makes them sure: `Tư pháp`, `LĐTBXH`."""
    yield from record.bare
    if record.level == "bo":
        yield record.name.removeprefix("Bộ ")
        yield record.symbol.removeprefix("B")


def _provinces(entries: Iterable[Mapping[str, Any]]) -> Iterator[_Named]:
    for entry in entries:
        place, before = entry["ten"], entry.get("truoc")
        old_place = before.get("ten", place) if before else place
        keys = tuple(dict.fromkeys((name_key(place), name_key(old_place))))
        record = AgencyRecord(
            key=f"ubnd-{keys[0].replace(' ', '-')}",
            name=_committee(entry["loai"], place),
            level="tinh",
            bare=tuple(entry.get("ten_tron", ())),
            former=(FormerName(_committee(before["loai"], old_place), before["den_ngay"]),) if before else (),
            until=entry.get("den_ngay"),
            successors=tuple(entry.get("ke_thua", ())),
            source=entry.get("nguon", ""),
            doubt=entry.get("ngo", ""),
        )
        alone = (*keys, *map(name_key, record.bare))
        full = tuple(f"{head}{kind}{key}" for key in alone for head in _COMMITTEE_HEADS for kind in _PROVINCE_HEADS)
        yield record, full, tuple(f"{kind}{key}" for key in alone for kind in _PROVINCE_HEADS)


def _committee(kind: str, place: str) -> str:
    """The name of a committee; a city named after a person has its kind in capitals (Phụ lục II, III.1.b)."""
    words = {"tinh": "tỉnh", "thanh-pho": "thành phố"}[kind]
    return f"Ủy ban nhân dân {words.capitalize() if place == 'Hồ Chí Minh' else words} {place}"


def _collective(entry: Mapping[str, Any]) -> Collective:
    return Collective(entry["khoa"], entry["ten"], entry["mau"], frozenset(entry["gom"]), entry.get("thuoc", ""))


def _kind(entry: Mapping[str, Any]) -> BodyKind:
    return BodyKind(
        key=entry["khoa"],
        name=entry["ten"],
        heads=tuple(entry["dau"]),
        alone=entry.get("dung_mot_minh", False),
        places=entry.get("dia_danh", False),
        since=entry.get("tu_ngay"),
        until=entry.get("den_ngay"),
        successor=entry.get("thay", ""),
        source=entry.get("nguon", ""),
        doubt=entry.get("ngo", ""),
    )
