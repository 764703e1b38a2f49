"""Where something stands, in a user's words and language: `nhiem-vu.xlsx : Nhiệm vụ!C7`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from generator.face.words import catalogue
from generator.values.findings import Message, Place, msg
from generator.values.patterns import late
from generator.values.places import PIECES, SETTINGS, STEPS, is_path, path_in_words

# `bảng 1, hàng 2`, `Quyết định : Trang giấy`: pieces, each with its number or name after it.
_BETWEEN = late(r"(, | : )")
# The rest of a piece: a number, an id (`NV01`, `+NV01`), or nothing.
_REST = late(r"(?: (?:\d+(?:\.\d+)*|[A-Z]+[\w.+-]*|mới))?")


def place_in_words(place: Place, lang: str, *, without_file: bool = False) -> str:
    """A place as people say it; a cell says all that its key would say, so the key is left out beside it."""
    at = f"{place.sheet}!{place.cell}" if place.sheet and place.cell else place.sheet or place.cell
    unit = msg("đoạn") if place.file.lower().endswith(".docx") else msg("dòng")
    line = f"{_said(unit, lang)} {place.line}" if place.line else ""
    part = "" if place.cell else part_in_words(place.part, lang)
    pieces = ("" if without_file else place.file, at, line, part)
    return " : ".join(piece for piece in pieces if piece)


def part_in_words(part: str, lang: str) -> str:
    """A part of a file in words: paths of keys by the names of their steps, known pieces in the language."""
    keys = is_path(part)
    words = path_in_words(part) if keys else part
    if lang == "vi":
        return words
    return "".join(_piece(piece, _names(lang, keys=keys)) for piece in _BETWEEN.split(words))


def _piece(piece: str, names: Mapping[str, str]) -> str:
    """The longest known name that the piece begins with, in the other language; else the piece itself."""
    lowered = piece.lower()
    for name, other in names.items():
        if lowered.startswith(name) and _REST.fullmatch(piece[len(name) :]):
            said = other[:1].upper() + other[1:] if piece[:1].isupper() else other
            return said + piece[len(name) :].replace(" mới", " (new)")
    return piece


@cache
def _names(lang: str, *, keys: bool) -> Mapping[str, str]:
    """Vietnamese names of pieces, of all `keys` too -> those of the language, the longest first."""
    settings = SETTINGS.values() if keys else ()
    found = {str(one): _said(one, lang) for one in (*STEPS.values(), *settings, *PIECES)}
    return dict(sorted(found.items(), key=lambda pair: -len(pair[0])))


def _said(message: Message, lang: str) -> str:
    return str(message) if lang == "vi" else catalogue(lang).get(message.template, message.template)
