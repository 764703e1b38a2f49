"""What a pull would lose in silence: each edited file against the files that its data, with the edits, would give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.commands.edited_books import opened_book, seen_in_book
from generator.commands.fresh import Fresh
from generator.keeping.sources import proven_and_read
from generator.merging.edited.base import Base
from generator.merging.merge.pull import Pulled
from generator.merging.model import FigureSeen
from generator.merging.proof.left_over import differences
from generator.merging.proof.told import Drift, Told, as_findings
from generator.merging.proof.word import seen_in_word
from generator.merging.writing.source_edits import SetCell, SetValue, SourceEdit
from generator.ooxml.revisions import View
from generator.values.errors import InputError
from generator.values.findings import Finding, Severity
from generator.values.model import Dossier
from generator.values.text import one_line

# How often edits are tried to find those that cannot be made.
_MOST_PROOFS = 60


@dataclass(frozen=True, slots=True)
class Read:
    """An edited file as it was read: its parts, its base record, what came of it; texts kept against it, the figures
    that it shows."""

    parts: Mapping[str, bytes]
    base: Base
    pulled: Pulled
    kept: frozenset[str] = frozenset()
    figures: tuple[FigureSeen, ...] = ()


def lost_in_silence(
    files: Mapping[Path, Read], fresh: Fresh, merged: Dossier | None, told: Sequence[Finding], view: View
) -> tuple[Finding, ...]:
    """What the edited files show, the data would not show after the pull, and no finding says yet.

    `fresh` is what is built of the data as they stand, `merged` the data as they will be, None where they stay.
    """
    # Read from copies that are gone; its templates are those of its own folder.
    after = Fresh(replace(merged, name=fresh.dossier.name), fresh.as_of, fresh.home) if merged else fresh
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
        edited, (base, made) = seen_in_book(opened_book(file), read.parts, read.base), found
    else:
        return
    taken = frozenset(one_line(change.after or change.kind) for change in read.pulled.changes)
    known = Told((*told, *read.pulled.findings), drift, read.base, base, read.kept, taken)
    yield from as_findings(known.left(differences(edited, made)), name)


# --- what can be written ---------------------------------------------------------------------------------------------


_Proven = tuple[dict[Path, bytes], Dossier]


def provable(
    dossier: Dossier, edits: Sequence[SourceEdit], beside: Mapping[Path, bytes] | None = None
) -> tuple[dict[Path, bytes], Dossier | None, tuple[Finding, ...]]:
    """The new bytes of the sources with all edits that can be made, the dossier that they are read as, and what is said
    of the other edits (V091, …). `beside` are sources that are whole already.

    Raises InputError where none can, or they are too many or too much of one piece to tell apart.
    """
    try:
        return *proven_and_read(dossier, edits, beside), ()
    except InputError as failure:
        tries = [_MOST_PROOFS]
        bad = list(_culprits(dossier, edits, tries))
        good = [edit for edit in edits if not any(edit is other for other, _ in bad)]
        if not good or tries[0] <= 0:
            raise
        made = _proof(dossier, good, beside)
        if not isinstance(made, tuple):
            raise failure from None
        return *made, tuple(_not_taken(edit, said) for edit, findings in bad for said in findings)


def _culprits(
    dossier: Dossier, edits: Sequence[SourceEdit], tries: list[int]
) -> Iterator[tuple[SourceEdit, Sequence[Finding]]]:
    """The edits that cannot be made, found by halves: a few proofs for each of them."""
    if not edits or tries[0] <= 0:
        return
    tries[0] -= 1
    made = _proof(dossier, edits)
    if isinstance(made, tuple):
        return
    if len(edits) == 1:
        yield edits[0], made
        return
    half = len(edits) // 2
    yield from _culprits(dossier, edits[:half], tries)
    yield from _culprits(dossier, edits[half:], tries)


def _proof(
    dossier: Dossier, edits: Sequence[SourceEdit], beside: Mapping[Path, bytes] | None = None
) -> _Proven | list[Finding]:
    try:
        return proven_and_read(dossier, edits, beside)
    except InputError as failure:
        return list(failure.findings)


def _not_taken(edit: SourceEdit, said: Finding) -> Finding:
    """What is wrong with an edit, as something that is left out, with the text that was typed."""
    value = edit.value if isinstance(edit, SetValue | SetCell) else said.value
    return replace(said, severity=Severity.WARNING, value=value)
