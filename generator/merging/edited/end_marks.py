"""The mark at the end of a text that was the last of its document and is so no more: it is no longer the form's."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from generator.merging.edited.base import Value
from generator.merging.edited.flow import item_path
from generator.merging.edited.reading import Reading
from generator.merging.model import NewItemId, RecordId, TextId
from generator.values.paths import Path_, is_marked
from generator.values.text import without_final_mark

_LAST = "./."
_BODY = "noi_dung"


class Reopened(NamedTuple):
    """A text that the form closed with `./.` and that ends otherwise in the edited file: what it reads there, where."""

    value: Value
    text: str
    place: str


def is_reopened(value: Value, text: str) -> bool:
    """Whether a text of a body was printed as the last of its document, and does not end like one now."""
    closed = value.printed.rstrip().endswith(_LAST) and is_marked(value.path) and _BODY in value.path
    return closed and bool(text) and not text.endswith(_LAST)


def followed(one: Reopened, order: Iterable[RecordId]) -> bool:
    """Whether a block stands below a text, in the order in which the file has them."""
    body = _body(one.value.path)
    own = [record for record in order if isinstance(record, TextId | NewItemId) and _body(record.beside) == body]
    return bool(own) and own[-1] != TextId(item_path(one.value.path))


def with_its_mark(one: Reopened, reading: Reading) -> None:
    """Put the mark that the file shows behind a text that ends without one."""
    mark = one.text[len(without_final_mark(one.text)) :].strip()
    text = reading.state.get(one.value.record, {}).get("", "")
    if text and len(mark) == 1 and without_final_mark(text) == text:
        reading.state[one.value.record] = {"": f"{text}{mark}"}


def _body(path: Path_) -> Path_:
    return path[: path.index(_BODY) + 1] if _BODY in path else ()
