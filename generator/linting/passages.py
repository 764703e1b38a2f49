"""A text that someone wrote, and where: what every check looks at."""

from __future__ import annotations

from msgspec import Struct

from generator.values.findings import Place
from generator.values.model import Document, Task


class Passage(Struct, frozen=True):
    """A text that someone wrote: a cell of a task, or a paragraph of a document (then `task` is None)."""

    text: str
    key: str
    place: Place
    task: Task | None = None
    document: Document | None = None
