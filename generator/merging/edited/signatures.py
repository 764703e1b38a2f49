"""The lines above a signature: on whose authority, in which office; told apart by how they begin, taken together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from msgspec import Struct

from generator.merging.edited.base import Value
from generator.merging.model import RecordId, Texts
from generator.values.paths import Path_
from generator.values.patterns import late
from generator.values.text import one_line, upper

# On behalf of, for, by order of, authorised by, acting.
_AUTHORITY = late(r"\s*(?:TM|KT|TL|TUQ|Q)\s*\.", re.IGNORECASE)
_OFFICE, _ON_AUTHORITY = "chuc_vu", "quyen_han"


def may_be(value: Value, text: str) -> bool:
    """Whether a paragraph may be a line of a signature: `KT. …` is no office, and what stood below it no authority."""
    if _ON_AUTHORITY in value.path:
        return bool(_AUTHORITY.match(text)) or not _AUTHORITY.match(value.text)
    return value.path[-1] != _OFFICE or not _AUTHORITY.match(text)


class Doubt(Struct, frozen=True):
    """A signature of which nobody can say which line is which: its lines in the data, those that are printed now."""

    values: tuple[Value, ...]
    now: tuple[str, ...]


def doubtful(values: Iterable[Value], gone: Collection[Path_], state: Mapping[RecordId, Texts]) -> Iterator[Doubt]:
    """The signatures of which a line is gone while another one changed, or a line is of another kind than it was.

    To take the one without the other would have somebody sign as what he is not.
    """
    by_signer: dict[Path_, list[Value]] = defaultdict(list)
    for value in values:
        if "ky" in value.path and (value.path[-1] == _OFFICE or _ON_AUTHORITY in value.path):
            by_signer[value.path[: value.path.index("ky") + 2]].append(value)
    for own in by_signer.values():
        now = [state.get(value.record, {}).get("", value.text) for value in own]
        there = [text for value, text in zip(own, now, strict=True) if value.path not in gone]
        changed = [(v, text) for v, text in zip(own, now, strict=True) if text != v.text and v.path not in gone]
        odd = any("\n" in text.strip() or not may_be(value, text) for value, text in changed)
        if odd or (changed and len(there) < len(own)):
            yield Doubt(tuple(own), tuple(upper(one_line(text)) for text in there))
