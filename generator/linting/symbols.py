"""Numbers and symbols of documents cited, taken apart: `107/2021/NĐ-CP` -> 107, 2021, NĐ, CP.

Clause: NĐ 30/2020, Phụ lục I, Phần I, II.3.b; Phụ lục III, mục I (abbreviations of kinds).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from msgspec import Struct

from generator.facts.kinds import kinds, of_kinds
from generator.values.model import Citation
from generator.values.patterns import late
from generator.values.text import fold

# Kinds outside Điều 7 of the decree: legal documents and those of the Party.
_OTHER_KINDS = {
    "nghi dinh": ("NĐ",),
    "nd": ("NĐ",),
    "thong tu": ("TT",),
    "tt": ("TT",),
    "thong tu lien tich": ("TTLT",),
    "nghi quyet lien tich": ("NQLT",),
    "nghi quyet": ("NQ",),
    "nq": ("NQ",),
    "ket luan": ("KL", "TB", "TBKL"),
    "thong bao": ("TB", "TBKL", "KL"),
    "thong bao ket luan": ("TB", "TBKL", "KL"),
    "tb ket luan": ("TB", "TBKL", "KL"),
    "tbkl": ("TB", "TBKL", "KL"),
    "tb": ("TB", "TBKL"),
    "qd": ("QĐ",),
    "ct": ("CT", "CTR"),
    "kh": ("KH",),
    "bc": ("BC",),
    "cd": ("CĐ",),
    "cong van": (),
    "cv": (),
}
# Abbreviations that name a kind wherever they lead a symbol; the rest (TC, BB, GM …) may be those of agencies.
KIND_HEADS = frozenset({"NQ", "QĐ", "CT", "NĐ", "TT", "TB", "KH", "BC", "TTR", "HD", "CĐ", "KL", "CTR", "TBKL", "TTLT"})
_SYMBOL = late(r"(?P<number>\d+)(?:/(?P<year>\d{4}))?[/-](?P<head>[^-/]+)(?P<tail>.*)")


class Symbol(Struct, frozen=True):
    """A symbol taken apart; `tail` is what follows its first word ("CP"), `head` in capitals."""

    number: str
    year: int | None
    head: str
    tail: str


@cache
def parts(symbol: str) -> Symbol | None:
    """The parts of a symbol; None where it has no such shape."""
    match = _SYMBOL.fullmatch(symbol)
    if match is None:
        return None
    year = int(match["year"]) if match["year"] else None
    return Symbol(match["number"].lstrip("0"), year, match["head"].upper(), match["tail"].lstrip("-/"))


@of_kinds
def _abbreviations() -> Mapping[str, tuple[str, ...]]:
    known = {fold(kind.name): (kind.abbreviation.upper(),) for kind in kinds().values() if kind.abbreviation}
    return {**known, **_OTHER_KINDS}


@of_kinds
def abbreviations() -> frozenset[str]:
    """Those of all kinds, in capitals."""
    return frozenset(short for heads in _abbreviations().values() for short in heads)


def heads_of(kind: str) -> tuple[str, ...] | None:
    """The abbreviations with which a symbol of that kind begins; () for kinds that have none (công văn), None for
    words that say no kind (văn bản)."""
    return _abbreviations().get(fold(kind))


def kind_of(citation: Citation) -> str:
    """The abbreviation of a citation's kind, from its symbol or its name; "" for công văn and what has none."""
    symbol = parts(citation.symbol) if citation.symbol else None
    if symbol and symbol.head in KIND_HEADS:
        return symbol.head
    heads = heads_of(citation.kind) if not citation.symbol else ()
    return heads[0] if heads else ""


def issuer_of(symbol: Symbol) -> str:
    """The agency in a symbol: after the kind (`TB-VPCP`), or first where the symbol names no kind (`452/TTg-KSTT`)."""
    return re.split(r"[-/]", symbol.tail)[0] if symbol.head in KIND_HEADS else symbol.head
