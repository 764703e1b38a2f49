"""The kinds of documents: one table, data/danh-muc/loai-van-ban.yaml, read here and looked up everywhere else; those
that a workplace adds stand in its own file of that name (`own_kinds`).

What sets a kind apart (its command, whom it is for, how it is laid out) is a key of its line there, named in that
file; a new kind is a new line. Clauses are those of Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, unless another is
named.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from difflib import get_close_matches
from enum import StrEnum
from functools import cache, lru_cache, wraps
from pathlib import Path
from typing import Any, Final, TypeVar

from msgspec import Struct

from generator.facts import own_kinds
from generator.facts.danh_muc import load
from generator.facts.own_yaml import stamp
from generator.values.findings import Message, msg
from generator.values.text import fold, quote

Made = TypeVar("Made")

ANNEX: Final = "phu-luc"


class Addressed(StrEnum):
    """Whether a kind names whom it is for (II.9.b)."""

    NEVER = ""
    MUST = "phai"
    MAY = "duoc"
    # In the words of its form alone (Mẫu 1.8), never after "Kính gửi".
    CALLED = "loi-goi"
    # Not in a dossier of ours; on paper it is no fault.
    SLIP = "phieu"


class Layout(StrEnum):
    """What the body of a kind is usually divided into."""

    PARAGRAPHS = ""
    ARTICLES = "dieu"
    CHAPTERS = "chuong"
    SECTIONS = "muc"


class Says(StrEnum):
    """What a document of a kind has to say (Điều 8; Mẫu 1.4)."""

    ANYTHING = ""
    WORK = "viec"
    REQUEST = "de-nghi"
    RESULTS = "ket-qua"


class Kind(Struct, frozen=True):
    """A kind of document (Điều 7): key, name, abbreviation for symbols (empty: công văn, thư công), source, traits.

    `command` stands under the line of the authority and the bases (Mẫu 1.1, 1.2), in kinds `commanded` always;
    `titled`: the name of the kind is its title, else the subject is "V/v …" under the number and the symbol names
    the drafting unit (II.3.b, II.5.b); `with_subject`: its form has one; `calling` stands in place of "Kính gửi:",
    with the place `{co_quan}`; `dated`: place and date at the head; `several_sign`: two sides or more; `by_parties`:
    its form is theirs to choose; `issued_with`: usually issued with a decision (Mẫu 1.3); `says`: what it is for;
    `personal`: a letter in somebody's own name, without number, subject, Nơi nhận, "./."; `copy`: a copy (Phần II).
    """

    key: str
    name: str
    abbreviation: str
    source: str
    copy: bool = False
    command: str = ""
    commanded: bool = False
    layout: Layout = Layout.PARAGRAPHS
    titled: bool = True
    with_subject: bool = True
    addressed: Addressed = Addressed.NEVER
    calling: str = ""
    dated: bool = True
    several_sign: bool = False
    by_parties: bool = False
    issued_with: bool = False
    personal: bool = False
    says: Says = Says.ANYTHING

    @property
    def names_addressees(self) -> bool:
        """Whether a dossier of this kind says whom it is for (`kinh_gui:`)."""
        return self.addressed in (Addressed.MUST, Addressed.MAY, Addressed.CALLED)

    @property
    def says_kinh_gui(self) -> bool:
        """Whether "Kính gửi" on a paper of this kind is no fault."""
        return self.addressed in (Addressed.MUST, Addressed.MAY, Addressed.SLIP)


ANNEX_KIND: Final = Kind(ANNEX, "Phụ lục", "", "Phụ lục I, Phần I, III.1", layout=Layout.SECTIONS)
# What is of no kind that the table knows: nothing sets it apart.
NO_KIND: Final = Kind("", "", "", "")


def kinds() -> dict[str, Kind]:
    """The 29 kinds of Điều 7 and the three copies, by key, in the decree's order; then those of the workplace."""
    path = own_kinds.table()
    return _kinds(path, stamp(path)) if path else _stock()


def titled_kinds() -> tuple[Kind, ...]:
    """The kinds by whose name a document is called: no công văn, no copy."""
    return tuple(kind for kind in kinds().values() if kind.titled and not kind.copy)


@cache
def _stock() -> dict[str, Kind]:
    return {entry["khoa"]: _kind(entry) for entry in load("loai-van-ban.yaml")}


@lru_cache(maxsize=4)
def _kinds(path: Path, _: tuple[int, int]) -> dict[str, Kind]:
    own = own_kinds.read(path, load("loai-van-ban.yaml"))
    return {**_stock(), **{entry["khoa"]: _kind(entry) for entry in own}}


def of_kinds(function: Callable[[], Made]) -> Callable[[], Made]:
    """What is worked out once of all kinds, and anew where the table is another."""
    kept: list[tuple[dict[str, Kind], Made]] = []

    @wraps(function)
    def made() -> Made:
        table = kinds()
        if not kept or kept[0][0] is not table:
            kept[:] = [(table, function())]
        return kept[0][1]

    return made


def unknown(kind: str, allowed: Collection[str]) -> tuple[Message, Message]:
    """What is said of a kind that no table has, and what can be done (V025)."""
    near = get_close_matches(fold(kind).replace(" ", "-"), allowed, 1, 0.5)
    said = msg("Không có loại văn bản {loai}.", loai=quote(kind))
    file = own_kinds.TABLE
    if near:
        return said, msg("Ý anh/chị là “{gan}”? Loại riêng của cơ quan: ghi vào {tep}.", gan=near[0], tep=file)
    listed = ", ".join(allowed)
    return said, msg("Cần một trong: {cac}. Loại riêng của cơ quan: ghi vào {tep}.", cac=listed, tep=file)


def _kind(entry: Mapping[str, Any]) -> Kind:
    return Kind(
        key=entry["khoa"],
        name=entry["ten"],
        abbreviation=entry.get("viet_tat", ""),
        source=entry.get("nguon", own_kinds.TABLE),
        copy=entry.get("ban_sao", False),
        command=entry.get("lenh", ""),
        commanded=entry.get("luon_co_lenh", False),
        layout=Layout(entry.get("bo_cuc", "")),
        titled=entry.get("ten_loai", True),
        with_subject=entry.get("trich_yeu", True),
        addressed=Addressed(entry.get("kinh_gui", "")),
        calling=entry.get("loi_goi", ""),
        dated=not entry.get("khong_ngay", False),
        several_sign=entry.get("nhieu_ben_ky", False),
        by_parties=entry.get("theo_thoa_thuan", False),
        issued_with=entry.get("ban_hanh_kem", False),
        personal=entry.get("ca_nhan", False),
        says=Says(entry.get("phai_neu", "")),
    )


def traits(key: str) -> Kind:
    """The facts of a kind by its key; those of an annex (`phu-luc`), of nothing in particular for any other text."""
    return ANNEX_KIND if key == ANNEX else kinds().get(key, NO_KIND)


def key_of(said: str) -> str:
    """The key of a kind that is named as people write it (`Quyết định`, `QUYẾT ĐỊNH`); any other text as it is."""
    plain = fold(said)
    return next((key for key, kind in kinds().items() if plain == fold(kind.name)), said)


@cache
def party_kinds() -> dict[str, str]:
    """Kinds of Party documents (folded) -> the abbreviation that Hướng dẫn 05-HD/VPTW prints for them."""
    return {fold(entry["ten"]): entry["viet_tat"] for entry in load("loai-van-ban-dang.yaml")}
