"""Edits of a body that was drafted in a file of its own, as edits of that file."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from generator.merging.writing.source_edits import (
    DeleteItem,
    InsertItem,
    SetValue,
    SourceEdit,
)
from generator.values import paths
from generator.values.model import Block, Dossier


class SetParagraph(Struct, frozen=True):
    """The text of a paragraph of a draft, named by the line where it begins, without its number; `titled`: a title, all
    of it in the look of its paragraph."""

    file: Path
    line: int
    value: str
    titled: bool = False


class InsertParagraph(Struct, frozen=True):
    """A new paragraph of a kind (a key of van-ban.yaml) below the block that begins at `line` and all that stands
    under it, which ends before line `end` (0: the file does); `first`: above that block."""

    file: Path
    line: int
    end: int
    kind: str
    value: str
    first: bool = False


class DeleteParagraphs(Struct, frozen=True):
    """A block of a draft that goes with all that stands under it: from `line` to before `end` (0: the file's end)."""

    file: Path
    line: int
    end: int


DraftEdit = SetParagraph | InsertParagraph | DeleteParagraphs
FileEdit = SourceEdit | DraftEdit


class NotInDraftError(Exception):
    """A place of a draft that cannot be written; its line."""

    def __init__(self, line: int) -> None:
        """`line` counts from 1."""
        super().__init__(line)
        self.line = line


def in_drafts(edits: Sequence[SourceEdit], dossier: Dossier) -> tuple[tuple[SourceEdit, ...], tuple[DraftEdit, ...]]:
    """The edits of drafted blocks at their places in the draft, and before them all others. None of them moves one."""
    drafted = _Drafted(dossier)
    own = [(edit, drafted.of(edit)) for edit in edits]
    return tuple(edit for edit, made in own if made is None), tuple(made for _, made in own if made is not None)


class _Place(Struct, frozen=True):
    """A drafted block: its file and line, the line where what does not stand under it goes on (0: none does), that of
    the next block of all."""

    file: Path
    line: int
    end: int
    titled: bool
    following: int


class _Drafted:
    """Where the blocks of drafts stand."""

    def __init__(self, dossier: Dossier) -> None:
        self._places: dict[paths.Path_, _Place] = dict(_places(dossier))

    def of(self, edit: SourceEdit) -> DraftEdit | None:
        """One edit as it is made; None for one of no draft."""
        if isinstance(edit, SetValue) and (place := self._places.get(edit.path[:-1])):
            if not edit.value:
                # What stood under it stands under the one before it then, as the edited file shows.
                return DeleteParagraphs(place.file, place.line, place.following)
            return SetParagraph(place.file, place.line, edit.value, place.titled)
        if isinstance(edit, DeleteItem) and (place := self._places.get(edit.path)):
            return DeleteParagraphs(place.file, place.line, place.end)
        if isinstance(edit, InsertItem) and (place := self._beside(edit.path)):
            kind, text = ("doan", edit.value) if isinstance(edit.value, str) else next(iter(edit.value.items()))
            return InsertParagraph(place.file, place.line, place.end, kind, text, edit.path[-1] == -1)
        return None

    def _beside(self, path: paths.Path_) -> _Place | None:
        return self._places.get((*path[:-1], 0) if path[-1] == -1 else path)


def _places(dossier: Dossier) -> Iterator[tuple[paths.Path_, _Place]]:
    for path, document in paths.documents(dossier):
        blocks = list(paths.blocks(document, path))
        ends = _ends(blocks)
        lines = sorted({block.origin.row for _, block in blocks if block.origin.row})
        for at, block in blocks:
            if paths.is_drafted(block, document):
                titled = bool(block.title) and not block.text
                line = block.origin.row
                following = next(iter(lines[bisect_right(lines, line) :][:1]), 0)
                yield at, _Place(Path(block.origin.file), line, ends.get(at, 0), titled, following)


def _ends(blocks: Sequence[tuple[paths.Path_, Block]]) -> Mapping[paths.Path_, int]:
    """The line of the next block of its file that does not stand under each; none for those that nothing follows."""
    made: dict[paths.Path_, int] = {}
    under: list[tuple[paths.Path_, str]] = []
    ended: defaultdict[str, list[paths.Path_]] = defaultdict(list)
    for at, block in blocks:
        while under and at[: len(under[-1][0])] != under[-1][0]:
            path, file = under.pop()
            ended[file].append(path)
        if block.origin.row:
            made |= dict.fromkeys(ended.pop(block.origin.file, ()), block.origin.row)
        under.append((at, block.origin.file))
    return made
