"""What a pull would lose in silence: each edited file against the files that its data, with the edits, would give."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from generator.commands.edited_files import Fresh, seen_in_book
from generator.merging.edited.base import Base
from generator.merging.merge.pull import Pulled
from generator.merging.proof.left_over import differences
from generator.merging.proof.told import Drift, Told, as_findings
from generator.merging.proof.word import seen_in_word
from generator.ooxml.revisions import View
from generator.values.findings import Finding
from generator.values.model import Dossier
from generator.values.text import one_line


@dataclass(frozen=True, slots=True)
class Read:
    """An edited file as it was read: its parts, its base record, what came of it; texts kept against it."""

    parts: Mapping[str, bytes]
    base: Base
    pulled: Pulled
    kept: frozenset[str] = frozenset()


def lost_in_silence(
    files: Mapping[Path, Read], fresh: Fresh, made: Mapping[Path, bytes], told: Sequence[Finding], view: View
) -> tuple[Finding, ...]:
    """What the edited files show, the data would not show after the pull, and no finding says yet.

    `fresh` is what is built of the data as they stand, `made` the new bytes of its sources.
    """
    with _after(fresh, made) as after:
        return tuple(
            finding
            for file, read in files.items()
            for finding in _of_file(file, read, _drift(file, files), after, told, view)
        )


def _drift(file: Path, files: Mapping[Path, Read]) -> Drift:
    """What changed in the data since a file was made, what the other files of the call change among it."""
    own = files[file].pulled.drift
    others = [change for name, read in files.items() if name != file for change in read.pulled.changes]
    then, now = (
        {one_line(text).casefold() for text in texts} - {""}
        for texts in ([change.before for change in others], [change.after for change in others])
    )
    moved = any(change.kind == "chuyen" for change in others)
    return Drift(own.then | then, own.now | now, own.reordered or moved)


def _of_file(
    file: Path, read: Read, drift: Drift, after: Fresh, told: Sequence[Finding], view: View
) -> Iterator[Finding]:
    name = str(file)
    if "word/document.xml" in read.parts:
        if view == "marks":
            raise ValueError("a file is proven as accepted or as rejected")
        edited, made, base = seen_in_word(read.parts, view, shown_as=name), after.seen, after.base
    elif read.base.tables and (found := after.book_of(read.base)):
        edited, (base, made) = seen_in_book(file, read.parts, read.base, name), found
    else:
        return
    known = Told((*told, *read.pulled.findings), drift, read.base, base, read.kept)
    yield from as_findings(known.left(differences(edited, made)), name)


@contextmanager
def _after(fresh: Fresh, made: Mapping[Path, bytes]) -> Iterator[Fresh]:
    """The files of the dossier as it will be, read from a copy of its folder with the new sources."""
    if not made:
        yield fresh
        return
    with tempfile.TemporaryDirectory(prefix="vanban-") as name:
        merged = _copied(fresh.dossier, made, Path(name))
        yield Fresh(merged, fresh.as_of)


def _copied(dossier: Dossier, made: Mapping[Path, bytes], to: Path) -> Dossier:
    """The dossier read from a copy; its templates are those of its own folder."""
    from generator.reading.dossier import load_dossier

    folder = dossier.folder.resolve()
    sources = [path.resolve() for path in dossier.sources]
    root = Path(os.path.commonpath([str(folder), *(str(path.parent) for path in sources)]))
    shutil.copytree(folder, to / folder.relative_to(root), dirs_exist_ok=True)
    new = {path.resolve(): data for path, data in made.items()}
    for path in sources:
        copy = to / path.relative_to(root)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(new[path] if path in new else path.read_bytes())
    again, _ = load_dossier(to / sources[0].relative_to(root))
    return replace(again, name=dossier.name, folder=dossier.folder)
