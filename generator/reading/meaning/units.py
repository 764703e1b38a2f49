"""Units named in a cell, each with its place, its agency and its role.

Reads: lists with commas, semicolons, `và`, line breaks, dashes, or nothing between two names; `chủ trì`,
`đồng chủ trì`, `phối hợp` with and without `với`, misspelt and run together (`Ihối hợp`, `thôngphối hợp`); words
for many units (`Các bộ, ngành, địa phương`, `UBND 63 địa phương`); names without their head (`Các Bộ: Công an, Y tế`).
A name that the list does not have stays, with agency "": never guessed; `bodies` knows its kind and where it ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from generator.facts.agencies import Agencies, name_key
from generator.reading.meaning import bodies
from generator.reading.meaning.plain import NOTE_MARKS, plain
from generator.values.model import Role, UnitMention
from generator.values.patterns import late

# A word; one that `phối hợp` was run into ends before it.
_WORD = late(r"\w(?:(?!phoi hop)\w)*")
_MARKERS = (
    r"(?P<together>dong chu tri)|(?P<lead>chu tri)|(?P<told>(?<!ban )chi dao)|(?P<open>\()|(?P<close>\))"
    r"|(?P<support>[pi]hoi hop(?:\s+chat che)?(?:\s+(?:cung|voi))*|thong nhat voi)"
    r"|(?P<head>(?:cac\s+)?(?:bo|bo\s*,?\s*nganh|bo\s*,\s*co quan|co quan|don vi)\s*:)"
)
_SEPARATOR = late(r"[,;:\n•+]|(?<!\btp)\.(?=\s|$)|(?:^|\s)-\s")
_AND = late(r"(?:^|\s)va(?=\s|$)")
_EDGES = f" \t\n,;:.-•+\"'“”*{NOTE_MARKS}"
# What is left of a name misspelt or cut between two others.
_NOISE = frozenset({"bo", "cac", "cac bo", "nganh", "co quan", "don vi", "voi", "cung", ""})
# Names of one kind, which is said once before them: `Các Sở: Tài chính, Y tế`; `Các phòng: theo chức năng` has none.
_LISTED = late(
    r"\b(?:[Cc]ac\s+)?(?P<head>[Ss]o|[Cc]uc|[Vv]u|[Vv]ien|[Pp]hong|[Bb]an|[Tt]ruong|[Xx]a|[Pp]huong)"
    r"(?:\s*,?\s*[Bb]an)?(?:\s*,?\s*[Nn]ganh)?\s*:(?=\s*[A-Z])"
    r"(?!\s*(?:Dong )?(?:[Cc]hu tri|[Pp]hoi hop|Thuc hien|Theo|Bao cao|Lap|Xay dung|Trien khai)\b)"
)
# Words that are one with a small `bộ` behind them.
_BEFORE_BO = ("can ", "dong ", "toan ", "noi ", "tien ", "cuc ", "chi ", "dang ")
_ROLE_OF = {"support": Role.SUPPORT, "lead": Role.LEAD, "told": Role.MENTIONED}


class _Found(Struct, frozen=True):
    """Something recognised: an agency or collective (`key`), a body of a `kind`, or a marker (`mark`)."""

    start: int
    end: int
    key: str = ""
    mark: str = ""
    kind: str = ""


@lru_cache(maxsize=4096)  # a register names the same few units again and again
def parse(text: str, agencies: Agencies, *, default_role: Role = Role.LEAD) -> tuple[UnitMention, ...]:
    """The units of a cell in their order; `text[m.start:m.end] == m.verbatim` holds for each. The text is NFC.

    `default_role` is the role of the column: SUPPORT in one titled `Cơ quan phối hợp`.
    """
    bare = plain(text)
    small = bare.lower()
    listed = (_Found(*match.span(), mark="head") for match in _LISTED.finditer(bare)) if ":" in text else ()
    known = _leftmost((*_named(text, small, agencies), *_marked(small, agencies), *listed))
    others = bodies.found(text, small, agencies, [(item.start, item.end) for item in known])
    found = _leftmost((*known, *(_Found(body.start, body.end, mark="name", kind=body.kind) for body in others)))
    items = tuple(_with_gaps(text, small, found, agencies))
    return _with_roles(text, items, agencies, default_role)


@lru_cache(maxsize=4)
def _trie(agencies: Agencies) -> dict[str, Any]:
    """The names word by word; the key of an agency stands under "" at the end of its name."""
    root: dict[str, Any] = {}
    for name, key in agencies.names.items():
        node = root
        for word in name.split():
            node = node.setdefault(word, {})
        node[""] = key
    return root


@lru_cache(maxsize=4)
def _marks(agencies: Agencies) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """Markers and collectives in one expression; group names c0, c1 … are those of the collectives."""
    keys = tuple(agencies.collectives)
    patterns = (rf"(?P<c{at}>\b(?:{agencies.collectives[key].pattern})(?!\w))" for at, key in enumerate(keys))
    return re.compile("|".join((_MARKERS, *patterns))), keys


def _named(text: str, small: str, agencies: Agencies) -> Iterator[_Found]:
    """The longest names of the list, from left to right."""
    words = [match.span() for match in _WORD.finditer(small)]
    trie = _trie(agencies)
    at = 0
    while at < len(words):
        key, last = _longest(words, at, small, trie)
        start, end = words[at][0], words[last][1]
        if key and (last > at or text[start:end].isupper()) and not _inside_a_word(small, start, text[start]):
            yield _Found(start, end, key)
            at = last
        at += 1


def _inside_a_word(small: str, start: int, first: str) -> bool:
    """Whether what looks like a ministry is the end of another word: `cán bộ xây dựng`, `đồng bộ tài chính`."""
    return first == "b" and small.startswith("bo ", start) and small[:start].endswith(_BEFORE_BO)


def _longest(words: list[tuple[int, int]], at: int, small: str, node: dict[str, Any]) -> tuple[str, int]:
    """Key and last word of the longest name that starts at a word; "" where none does."""
    key, last = "", at
    for here in range(at, len(words)):
        word = small[slice(*words[here])]
        if word == "va" and here > at:
            continue
        if word not in node or (here > at and not _same_name(small[words[here - 1][1] : words[here][0]])):
            break
        node = node[word]
        if "" in node:
            key, last = node[""], here
    return key, last


def _same_name(between: str) -> bool:
    """Whether what stands between two words may stand inside one name: not a semicolon, not an empty line."""
    return not any(char in ";:()" for char in between) and between.count("\n") < 2


def _marked(small: str, agencies: Agencies) -> Iterator[_Found]:
    """Markers and collectives."""
    pattern, keys = _marks(agencies)
    for match in pattern.finditer(small):
        group = match.lastgroup or ""
        known = keys[int(group[1:])] if group[1:].isdigit() else ""
        yield _Found(match.start(), match.end(), known, "" if known else group)


def _leftmost(found: Iterable[_Found]) -> tuple[_Found, ...]:
    """Without those that start inside another; of two that start together the longer."""
    kept: list[_Found] = []
    for item in sorted(found, key=lambda item: (item.start, -item.end)):
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    return tuple(kept)


def _with_gaps(text: str, small: str, found: tuple[_Found, ...], agencies: Agencies) -> Iterator[_Found]:
    """What was found, and between it the names that the list does not have."""
    at, previous = 0, _Found(0, 0, mark="start")
    for item in (*found, _Found(len(text), len(text), mark="end")):
        yield from _gap(text, small, at, item.start, previous, agencies)
        yield item
        at, previous = item.end, item


def _gap(text: str, small: str, at: int, end: int, previous: _Found, agencies: Agencies) -> Iterator[_Found]:
    """The names between two things found: each piece between separators, and where `và` may join or part two names,
    whole if the list has it so and parted if not.
    """
    first = text[previous.start : previous.end]
    for number, (start, stop) in enumerate(_pieces(small, at, end, _SEPARATOR)):
        said = text[start:stop].strip()[:1].islower() and not _AND.match(small, start)
        if number == 0 and (previous.key or previous.kind) and said:
            continue  # small letters right after a name say something about it ("cần triển khai")
        whole = _name(text, start, stop, agencies)
        parted = (_name(text, *span, agencies) for span in _pieces(small, start, stop, _AND))
        for item in (whole,) if whole and whole.key else parted:
            if item:
                yield _of_one_head(text, item, previous, first, agencies)
        if text[stop : stop + 1] == "\n" or (text[stop : stop + 1] == ";" and previous.mark != "head"):
            previous, first = _Found(stop, stop, mark="start"), ""


def _of_one_head(text: str, item: _Found, previous: _Found, first: str, agencies: Agencies) -> _Found:
    """A name after another whose first word it shares without saying it: `Sở Tài chính, Nội vụ`, `UBND xã A, B`."""
    name = text[item.start : item.end]
    head = first.split(" ", 1)[0]
    if previous.mark == "head":
        return _of_kind(item, name, first, agencies)
    if previous.key and head and (shared := agencies.names.get(name_key(f"{head} {name}"))):
        return replace(item, key=shared, mark="")
    kind = agencies.kinds.get(previous.kind)
    if kind and kind.places and item.mark == "name" and name[:1].isupper():
        return replace(item, kind=kind.key)
    return item


def _of_kind(item: _Found, name: str, first: str, agencies: Agencies) -> _Found:
    """A name behind `các Cục:`, `các Sở, ngành:`: of that kind, not the ministry so called; behind `các Bộ:` it is."""
    listed = _LISTED.match(plain(first) + " A")
    head = first[slice(*listed.span("head"))] if listed else ""
    kind = bodies.kind_of(head, plain(head).lower(), agencies, 0, len(head))
    if not kind:
        return item
    known = agencies.names.get(name_key(f"{head} {name}"), "")
    return replace(item, key=known, mark="" if known else "name", kind="" if known else kind)


def _pieces(small: str, at: int, end: int, separator: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """The spans between separators."""
    for match in separator.finditer(small, at, end):
        yield at, match.start()
        at = match.end()
    yield at, end


def _name(text: str, start: int, stop: int, agencies: Agencies) -> _Found | None:
    """A name that fills its place, in the list or not; None where nothing is left but words without meaning."""
    piece = text[start:stop]
    start += len(piece) - len(piece.lstrip(_EDGES))
    name = piece.strip(_EDGES)
    key = name_key(name)
    if key in _NOISE:
        return None
    known = agencies.bare.get(key, "") or agencies.names.get(key, "")
    return _Found(start, start + len(name), known, "" if known else "name")


def _with_roles(text: str, items: tuple[_Found, ...], agencies: Agencies, default: Role) -> tuple[UnitMention, ...]:
    role = outside = default
    mentions: list[UnitMention] = []
    led = open_support = 0  # mentions up to the last `chủ trì`; those up to a `phối hợp` that none follows
    for item in items:
        if item.mark in _ROLE_OF:
            role = _ROLE_OF[item.mark]
            led = len(mentions) if item.mark == "lead" else led
            open_support = len(mentions) if item.mark == "support" else 0
        elif item.mark == "open":
            outside, role = role, Role.MENTIONED
        elif item.mark == "close":
            role = outside
        elif item.key or item.mark == "name":
            mentions.append(_mention(text, item, role, agencies))
    if led and open_support == len(mentions):
        # `Bộ A chủ trì; Bộ B, Bộ C phối hợp`: the word stands after those it speaks of.
        mentions[led:] = [replace(mention, role=Role.SUPPORT) for mention in mentions[led:]]
    if any(item.mark == "together" for item in items):
        mentions = [replace(m, role=Role.CO_LEAD) if m.role is Role.LEAD else m for m in mentions]
    return tuple(mentions)


def _mention(text: str, item: _Found, role: Role, agencies: Agencies) -> UnitMention:
    if item.key in agencies.collectives and role is Role.LEAD:
        role = Role.COLLECTIVE
    start, end = item.start, item.start + len(text[item.start : item.end].rstrip())
    return UnitMention(text[start:end], item.key, role, start, end, item.kind)
