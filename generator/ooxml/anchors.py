"""Hidden bookmarks that tell where a value stands in a Word file: `_vb17`, `_vb17t`, `_vb17x`.

A bookmark whose name begins with an underscore is not shown by Word. Ours are points (start and end together) at the
head of what they name, so that typing and cutting cannot leave half of one behind:

* `_vb17`  — the whole paragraph is value 17, or the row it stands in is row 17;
* `_vb17t` — value 17 goes from here to the next of our bookmarks or the end of the paragraph;
* `_vb17x` — value 17 ends here; what follows is the template's own text.

The number leads to a record of the base part (`base_part`). Word, LibreOffice and cut and paste keep them.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from generator.values.patterns import late

AnchorKind = Literal["", "t", "x"]

_NAME = late(r"_vb(\d{1,9})([tx]?)")
_IDS: dict[AnchorKind, int] = {"": 0, "t": 0, "x": 1}


class Anchor(Struct, frozen=True):
    """One bookmark of ours: the number of its record, its kind, and the offset in the text of its paragraph."""

    number: int
    kind: AnchorKind = ""
    offset: int = 0


def bookmark(number: int, kind: AnchorKind = "") -> str:
    """The bookmark as XML. Its w:id is its number doubled, plus one where it ends a value: unique in a document."""
    key = 2 * number + _IDS[kind]
    return f'<w:bookmarkStart w:id="{key}" w:name="_vb{number}{kind}"/><w:bookmarkEnd w:id="{key}"/>'


def anchor_named(name: str, offset: int = 0) -> Anchor | None:
    """The anchor that a bookmark's name tells, None where it is not ours."""
    match = _NAME.fullmatch(name)
    if match is None:
        return None
    kind: AnchorKind = "t" if match[2] == "t" else "x" if match[2] == "x" else ""
    return Anchor(int(match[1]), kind, offset)
