"""Copies that were pulled before: known again by their place, what they were made from and who edited them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.keeping.pulled_before import NAME, Copy, content, load, place_of, sessions
from generator.merging.edited.base import Base
from generator.merging.merge.continued import NOTHING, Before


@dataclass
class Copies:
    """The copies of one dossier that something was taken from."""

    folder: Path
    known: dict[str, Copy] = field(init=False)

    def __post_init__(self) -> None:
        self.known = load(self.folder)

    def before(self, file: Path, parts: Mapping[str, bytes], base: Base) -> Before:
        """What was taken from a copy earlier; of one that was made anew since, nothing."""
        found = self.known.get(place_of(file))
        if found is None or found.made_from != _made_from(base):
            return NOTHING
        sure = bool(found.marks) and set(found.marks) <= set(sessions(parts))
        return Before(found.texts, frozenset(found.added), sure)

    def with_taken(self, read: Mapping[Path, tuple[Mapping[str, bytes], Base, Before]]) -> dict[Path, bytes]:
        """The file to be written with what is taken from copies now."""
        now = dict(self.known)
        for file, (parts, base, taken) in read.items():
            if taken.texts or taken.added:
                now.pop(place_of(file), None)
                now[place_of(file)] = Copy(
                    _made_from(base), sessions(parts), dict(sorted(taken.texts.items())), tuple(sorted(taken.added))
                )
        return {self.folder / NAME: content(now)} if now != self.known else {}


def _made_from(base: Base) -> str:
    """A base record in short."""
    said = [[str(record), dict(texts)] for record, texts in base.state.items()]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()[:32]
