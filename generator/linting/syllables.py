"""Which letters can be a Vietnamese syllable: initial x rhyme x tone, by the rules of data/danh-muc/am-tiet.yaml."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from generator.facts.danh_muc import load
from generator.values.patterns import late

# Combining grave, hook above, tilde, acute, dot below.
TONES = "\u0300\u0309\u0303\u0301\u0323"
# The vowels that can carry a tone: without the u of qu and the i of gi.
_CLUSTER = late(r"^(?:qu|gi(?=[aăâeêioôơuưy])|[^aăâeêioôơuưy]*)(?P<vowels>[aăâeêioôơuưy]+)(?P<coda>\w*)$")
_STOPPED_TONES = frozenset(TONES[3:])
_FRONT = ("e", "ê", "i", "y")


@cache
def _rules() -> Mapping[str, Any]:
    rules: Mapping[str, Any] = load("am-tiet.yaml")
    return rules


@cache
def toneless_syllables() -> Mapping[str, bool]:
    """Every syllable without its tone, and whether it ends in a stop (then only sắc and nặng are possible)."""
    rules = _rules()
    stops = frozenset(rules["am_cuoi_tac"])
    return {syllable: coda in stops for syllable, coda in _made(rules)}


def _made(rules: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    hard, soft = frozenset(rules["truoc_e_i"]), frozenset(rules["khong_truoc_e_i"])
    rhymes = tuple((nucleus, coda) for nucleus, codas in rules["van"].items() for coda in codas)
    yield from ((nucleus + coda, coda) for nucleus, coda in rhymes)
    for initial in rules["am_dau"]:
        for nucleus, coda in rhymes:
            front = nucleus.startswith(_FRONT)
            glided = initial in ("q", "gi") and (initial == "q" or front)
            if not (glided or (front and initial in soft) or (not front and initial in hard)):
                yield initial + nucleus + coda, coda
    for initial, key in (("q", "van_sau_q"), ("gi", "van_sau_gi")):
        yield from ((initial + nucleus + coda, coda) for nucleus, codas in rules[key].items() for coda in codas)


# Letters of a syllable, each with its marks: nghiêng has seven.
LONGEST = 21


def without_tone(word: str) -> tuple[str, str]:
    """A word without its tone marks, and the marks: `Triển` -> (`Triên`, hook above)."""
    decomposed = unicodedata.normalize("NFD", word)
    tones = "".join(char for char in decomposed if char in TONES)
    return unicodedata.normalize("NFC", "".join(char for char in decomposed if char not in TONES)), tones


@cache
def possible(word: str) -> bool:
    """Whether a word in small letters can be one Vietnamese syllable."""
    if word in _rules()["ten_rieng"]:
        return True
    if len(word) > LONGEST:
        return False
    bare, tones = without_tone(word)
    stopped = toneless_syllables().get(bare)
    if stopped is None or len(tones) > 1:
        return False
    return not tones or ((not stopped or tones in _STOPPED_TONES) and _tone_placed(word))


def _tone_placed(word: str) -> bool:
    """Whether the tone stands on a letter that may carry it: not `họac`; both `hòa` and `hoà`."""
    letters = [without_tone(char) for char in unicodedata.normalize("NFC", word)]
    bare = "".join(letter for letter, _ in letters)
    cluster = _CLUSTER.search(bare)
    if cluster is None:
        return True
    at = next((place for place, (_, tone) in enumerate(letters) if tone), 0)
    return at - cluster.start("vowels") in _carriers(cluster["vowels"], closed=bool(cluster["coda"]))


def _carriers(vowels: str, *, closed: bool) -> tuple[int, ...]:
    """Which of the vowels may carry the tone."""
    last = len(vowels) - 1
    if closed or last == 0 or vowels in ("uê", "uơ"):
        return (last,)
    if last == 2:
        return (1,)
    return (0, 1) if vowels in ("oa", "oe", "uy") else (0,)


@cache
def split(word: str) -> tuple[str, str] | None:
    """The two syllables that a word was run together from: `thôngphối` -> (`thông`, `phối`); None where it was not."""
    for at in range(2, len(word) - 1):
        if possible(word[:at]) and possible(word[at:]):
            return word[:at], word[at:]
    return None
