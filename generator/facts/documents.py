"""Documents that are cited: number, day, issuer, when in force, replaced or amended by what (van-ban.yaml).

The list of the program, and the one that a workplace keeps beside its dossiers (danh-muc/van-ban.yaml), which goes
before it. What is not in them is unknown, never wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from generator.facts.danh_muc import load
from generator.facts.own_yaml import load_own, stamp
from generator.facts.resources import danh_muc_dir
from generator.values.errors import InputError
from generator.values.findings import Finding, Message, Place, Severity, msg
from generator.values.patterns import late
from generator.values.text import fold, official_date, quote

FOLDER, NAME = "danh-muc", "van-ban.yaml"
_HIGHEST = 6  # folders above a dossier in which a workplace's list is looked for
_LARGEST = 4 << 20  # bytes
# A symbol that no other year has.
_OF_A_YEAR = late(r"/\d{4}/")
_DAYS = ("ngay", "hieu_luc_tu", "het_tu")
_KEYS = frozenset((*_DAYS, "loai", "so", "ten", "cua", "ve", "thay_bang", "sua_boi", "nguon", "ngo"))


class KnownDocument(Struct, frozen=True):
    """A document of the list. `name` is that of a law, `symbol` with its number; what the source does not say is empty.

    `until` is the day from which it is no longer in force, `replaced_by` what replaced all of it, `amended_by` what
    changed parts of it: then it still stands.
    """

    kind: str
    symbol: str = ""
    day: date | None = None
    name: str = ""
    issuer: str = ""
    subject: str = ""
    since: date | None = None
    until: date | None = None
    replaced_by: str = ""
    amended_by: tuple[str, ...] = ()
    source: str = ""
    doubt: str = ""

    @property
    def shown(self) -> str:
        """How it is cited: `Nghị định số 30/2020/NĐ-CP`, `Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015`."""
        if self.name and self.day:
            return f"{self.name} {_worded(self.day)}"
        return f"{self.name or self.kind} số {self.symbol}"

    @property
    def as_basis(self) -> str:
        """How a document names it as its basis; empty where the list does not say enough for that."""
        if self.name and self.day:
            return f"Căn cứ {self.shown}"
        if not (self.symbol and self.day and self.issuer and self.subject):
            return ""
        return f"Căn cứ {self.shown} {_worded(self.day)} của {self.issuer} {self.subject}"

    def in_force(self, on: date) -> bool:
        """Whether it is known to be in force on a day."""
        begun = self.since or self.day
        return begun is not None and begun <= on and (self.until is None or on < self.until)

    @property
    def number(self) -> str:
        """The number in its symbol, without zeros before."""
        return self.symbol.split("/")[0].split("-")[0].lstrip("0")


class EndedBasis(Struct, frozen=True):
    """A document no longer in force from `since`: words by which a citation of it is known, and what replaced it."""

    name: str
    signs: tuple[str, ...]
    since: date
    replaced_by: str
    source: str

    @property
    def instead(self) -> Message:
        """What to do with a citation of it."""
        new = quote(self.replaced_by, 200)
        return msg("Thay bằng {moi}.", moi=new) if self.replaced_by else msg("Bỏ căn cứ này; không văn bản nào thay.")


class Documents(Struct, frozen=True, dict=True):
    """A list of documents, as it is asked."""

    all: tuple[KnownDocument, ...]

    @cached_property
    def by_symbol(self) -> Mapping[str, tuple[KnownDocument, ...]]:
        """The documents of a symbol: of several years where it is one that begins anew each year."""
        return _grouped((one.symbol.casefold(), one) for one in self.all if one.symbol)

    @cached_property
    def by_number(self) -> Mapping[str, tuple[KnownDocument, ...]]:
        """The documents of a number, whatever their kind."""
        return _grouped((one.number, one) for one in self.all if one.symbol)

    @cached_property
    def laws(self) -> Mapping[str, tuple[KnownDocument, ...]]:
        """The laws of a name, folded."""
        return _grouped((fold(one.name), one) for one in self.all if one.name)

    @cached_property
    def ended(self) -> tuple[EndedBasis, ...]:
        """Those no longer in force, each in the ways in which it is cited."""
        return tuple(basis for one in self.all if one.until for basis in _ended(one, self))


def _grouped(pairs: Iterable[tuple[str, KnownDocument]]) -> dict[str, tuple[KnownDocument, ...]]:
    groups: dict[str, tuple[KnownDocument, ...]] = {}
    for key, one in pairs:
        groups[key] = (*groups.get(key, ()), one)
    return groups


def _worded(day: date) -> str:
    return official_date(day.year, day.month, day.day)


def _ended(one: KnownDocument, among: Documents) -> Iterator[EndedBasis]:
    assert one.until is not None
    for signs in _signs(one, among):
        yield EndedBasis(one.shown, tuple(map(fold, signs)), one.until, one.replaced_by, one.source)


def _signs(one: KnownDocument, among: Documents) -> Iterator[tuple[str, ...]]:
    """The words by which one is known: its symbol, with its day where each year has one; a law's name with its day, or
    with its year if it alone has it."""
    if one.symbol and (one.day is None or _OF_A_YEAR.search(one.symbol)):
        yield (one.symbol,)
    elif one.symbol and one.day:
        yield from ((one.symbol, said) for said in _days_said(one.day))
    if not one.name or one.day is None:
        return
    days = {other.day for other in among.laws[fold(one.name)] if other.day and other.day.year == one.day.year}
    if days == {one.day}:
        yield (one.name, f"năm {one.day.year}")
    else:
        yield from ((one.name, said) for said in _days_said(one.day) if "tháng" in said)
    yield from ((one.name, said) for said in _days_said(one.day) if "/" in said)


def _days_said(day: date) -> Iterator[str]:
    """The ways in which people write a day."""
    for number in dict.fromkeys((f"{day.day:02d}", str(day.day))):
        for month in dict.fromkeys((f"{day.month:02d}", str(day.month))):
            yield f"{number} tháng {month} năm {day.year}"
            yield f"{number}/{month}/{day.year}"


def _read(data: Any) -> Documents:
    """The documents of a file's content."""
    return Documents(tuple(_document(entry, data.get("nguon") or {}) for entry in data["van_ban"]))


def _document(entry: Mapping[str, Any], sources: Mapping[str, str]) -> KnownDocument:
    source, amended = str(entry["nguon"]), entry.get("sua_boi") or ()
    return KnownDocument(
        kind=str(entry["loai"]),
        symbol=str(entry.get("so") or ""),
        day=entry.get("ngay"),
        name=str(entry.get("ten") or ""),
        issuer=str(entry.get("cua") or ""),
        subject=str(entry.get("ve") or ""),
        since=entry.get("hieu_luc_tu"),
        until=entry.get("het_tu"),
        replaced_by=str(entry.get("thay_bang") or ""),
        amended_by=(amended,) if isinstance(amended, str) else tuple(map(str, amended)),
        source="; ".join(sources.get(one.strip(), one.strip()) for one in source.split(";")),
        doubt=str(entry.get("ngo") or ""),
    )


@cache
def documents() -> Documents:
    """The list of the program."""
    return _read(load(NAME))


def documents_near(folder: Path) -> Documents:
    """The program's list behind that of the workplace in which a folder lies. Raises InputError V401 where its list is
    no such list, with everything that is wrong in it."""
    own = own_list(folder)
    return Documents((*_own(own, stamp(own)).all, *documents().all)) if own else documents()


def is_lists(path: Path) -> bool:
    """Whether it is the folder of the lists of a workplace, one of which has the name of a dossier's file; or that file
    in it."""
    folder = path.resolve().parent if path.name == NAME else path.resolve()
    return folder.name == FOLDER and (folder / NAME).is_file()


def own_list(folder: Path) -> Path | None:
    """The danh-muc/van-ban.yaml beside or above a folder; None where there is none but the program's."""
    here = folder.resolve()
    found = (above / FOLDER / NAME for above in (here, *list(here.parents)[:_HIGHEST]))
    own = next((path for path in found if path.is_file()), None)
    return None if own is None or own.samefile(danh_muc_dir() / NAME) else own


@lru_cache(maxsize=4)
def _own(path: Path, _: tuple[int, int]) -> Documents:
    """A workplace's list, if all of it is in order."""
    data = load_own(path, _LARGEST, lambda said: _wrong(Place(str(path)), said))
    entries = data.get("van_ban") if isinstance(data, dict) else None
    if not isinstance(entries, list) or not isinstance(data.get("nguon") or {}, dict):
        raise InputError(_wrong(Place(str(path)), msg("Danh mục phải có khóa “van_ban” với danh sách văn bản.")))
    if wrong := [_wrong(Place(str(path), part=f"van_ban[{at}]"), msg("Danh mục văn bản: {loi}.", loi=said))
                 for at, entry in enumerate(entries, 1) if (said := _fault(entry))]:  # fmt: skip
        raise InputError(wrong)
    return _read(data)


def _fault(entry: Any) -> Message | None:
    """What is wrong with an entry of a workplace's list; None where it is in order."""
    if not isinstance(entry, dict):
        return msg("mỗi văn bản là một dòng {mau}", mau="{loai: …, so: …, ngay: …, nguon: …}")
    if unknown := sorted(set(map(str, entry)) - _KEYS):
        return msg("không có khóa {khoa}; các khóa: {co}", khoa=", ".join(unknown), co=", ".join(sorted(_KEYS)))
    if not entry.get("loai") or not entry.get("nguon") or not (entry.get("so") or entry.get("ten")):
        return msg("cần có loai, nguon, và so hoặc ten")
    days = [key for key in _DAYS if entry.get(key) is not None and type(entry[key]) is not date]
    return msg("{khoa} phải là ngày dạng 2026-03-05", khoa=", ".join(days)) if days else None


def _wrong(place: Place, said: Message) -> Finding:
    return Finding("V401", Severity.ERROR, place, said, msg("Sửa danh mục."))


def ended_among(text: str, on: date, bases: Iterable[EndedBasis]) -> Iterator[EndedBasis]:
    """The bases cited in a text that were not in force on a day any more, each once; all of `signs` must be there."""
    folded = f" {fold(text)} "
    told: set[str] = set()
    for basis in bases:
        if basis.name not in told and on >= basis.since and all(f" {sign} " in folded for sign in basis.signs):
            told.add(basis.name)
            yield basis
