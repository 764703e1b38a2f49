"""A dossier as written: nested plain values, and the place of each of them.

Both forms of a dossier (van-ban.yaml, ho-so.xlsx) become this; `schema` validates it, `dossier` gives it meaning.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from generator.values.findings import Place

Path_ = tuple[str | int, ...]


class RawDossier(Struct, frozen=True):
    """Nested dicts, lists, strings and integers; `places` by path of keys and indices, the file itself at ()."""

    data: Any
    places: Mapping[Path_, Place]

    def place(self, path: Path_) -> Place:
        """The place of a value, or of the nearest one around it that has one."""
        for end in range(len(path), -1, -1):
            if found := self.places.get(path[:end]):
                return found
        return Place()
