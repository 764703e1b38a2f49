"""What a pull would lose in silence: each edited file against the files that its data, with the edits, would give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.commands.around import Around
from generator.commands.edited_books import seen_in_book
from generator.commands.edited_file import EditedFile
from generator.commands.fresh import Fresh
from generator.keeping.sources import proven_and_read
from generator.merging.edited.base import Base
from generator.merging.merge.pull import Pulled
from generator.merging.model import FigureSeen
from generator.merging.proof.drift import Drift
from generator.merging.proof.findings import as_findings
from generator.merging.proof.left_over import differences
from generator.merging.proof.seen import Grid, Line, Seen
from generator.merging.proof.told import Told
from generator.merging.proof.word import seen_in_word
from generator.merging.writing.source_edits import SetCell, SetValue, SourceEdit
from generator.ooxml.revisions import View
from generator.values.errors import InputError
from generator.values.findings import Finding, Severity
from generator.values.model import Dossier
from generator.values.patterns import late
from generator.values.text import one_line

_NUMBER = late(r"“(?:(?:Điều )?\d{1,3}\.|[IVXLC]{1,7}\.|[a-zđ]\))”")
# How often edits are tried to find those that cannot be made.
_MOST_PROOFS = 60


class Read(Struct, frozen=True):
    """An edited file as it was read: its base record, what came of it; texts kept against it, the figures
    that it shows, what a workbook shows around its tasks."""

    file: EditedFile
    base: Base
    pulled: Pulled
    kept: frozenset[str] = frozenset()
    figures: tuple[FigureSeen, ...] = ()
    around: tuple[Around, ...] = ()


def lost_in_silence(
    files: Mapping[Path, Read], fresh: Fresh, after: Fresh, told: Sequence[Finding], view: View
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """What the edited files show, the data would not show after the pull, and no finding says yet; of the findings
    those of texts that the form will print of itself, of what was taken.

    `fresh` is what is built of the data as they stand, `after` of the data as they will be, the same where they stay.
    """
    lost = tuple(
        finding for file, read in files.items() for finding in _of_file(read, _drift(file, files), after, told, view)
    )
    outside = [finding for finding in told if finding.code == "V080" and finding.place.file.endswith(".docx")]
    if after is fresh or not outside:
        return lost, ()
    now = _texts(after.seen) - _texts(fresh.seen)
    settled = [finding for finding in outside if finding.value.strip("“”") in now]
    if numbers := [finding for finding in outside if _NUMBER.fullmatch(finding.value)]:
        # Items after a new one, renumbered by hand as they will be printed.
        places = {(read.file.name, line.place) for read in files.values() if read.file.word
                  for line in _lines(_seen(read.file, view)) if line.text in now}  # fmt: skip
        settled += [finding for finding in numbers if (finding.place.file, finding.place.part) in places]
    return lost, tuple(settled)


def _texts(seen: Seen) -> frozenset[str]:
    return frozenset(line.text for line in _lines(seen))


def _lines(seen: Seen) -> Iterator[Line]:
    """The lines of a Word file outside of its tables of tasks."""
    yield from (block for block in seen.blocks if not isinstance(block, Grid))
    rows = (row for block in seen.blocks if isinstance(block, Grid) and not block.titles for row in block.rows)
    yield from (line for row in rows for line in row.lines)


def _seen(file: EditedFile, view: View) -> Seen:
    if view == "marks":
        raise ValueError("a file is proven as accepted or as rejected")
    return seen_in_word(file.parts, view, shown_as=file.name, body=file.body)


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


def _of_file(read: Read, drift: Drift, after: Fresh, told: Sequence[Finding], view: View) -> Iterator[Finding]:
    file = read.file
    if file.word:
        edited, made, base = _seen(file, view), after.seen, after.base
    elif read.base.tables and (found := after.book_of(read.base)):
        edited, (base, made) = seen_in_book(file.book, file.parts, read.base), found
    else:
        return
    earlier = read.pulled.taken
    own = (*(change.after or change.kind for change in read.pulled.changes), *earlier.texts.values(), *earlier.added)
    taken = frozenset(map(one_line, own))
    recounted = [*read.base.state] != [*base.state] or any(change.kind != "sua" for change in read.pulled.changes)
    known = Told((*told, *read.pulled.findings), drift, read.base, base, read.kept, taken, recounted or drift.reordered)
    pasted = any(finding.code == "V092" for finding in read.pulled.findings)
    yield from as_findings(known.left(differences(edited, made)), file.name, pasted=pasted)


# --- what can be written ---------------------------------------------------------------------------------------------


_Proven = tuple[dict[Path, bytes], Dossier]


def provable(
    dossier: Dossier, edits: Sequence[SourceEdit], beside: Mapping[Path, bytes] | None = None
) -> tuple[dict[Path, bytes], Dossier | None, tuple[Finding, ...]]:
    """The new bytes of the sources with all edits that can be made, the dossier that they are read as, and what is said
    of the other edits (V091, …). `beside` are sources that are whole already.

    Raises InputError where they are too many or too much of one piece to tell apart.
    """
    try:
        return *proven_and_read(dossier, edits, beside), ()
    except InputError as failure:
        tries = [_MOST_PROOFS]
        bad = list(_culprits(dossier, _pieces(edits), tries))
        left_out = {id(edit) for piece, _ in bad for edit in piece}
        good = [edit for edit in edits if id(edit) not in left_out]
        made = _proof(dossier, good, beside) if (good or beside) and bad and tries[0] > 0 else None
        if tries[0] <= 0 or not bad or isinstance(made, list):
            raise failure from None
        said = tuple(
            _not_taken(edit, said) for piece, findings in bad for said in findings for edit in _with_words(piece)
        )
        return (*made, said) if made else ({}, None, said)


_Piece = tuple[SourceEdit, ...]


def _with_words(piece: _Piece) -> _Piece:
    """The edits of a piece that say something; the first one where none does."""
    return tuple(edit for edit in piece if not isinstance(edit, SetCell) or edit.value) or piece[:1]


def _pieces(edits: Sequence[SourceEdit]) -> list[_Piece]:
    """The edits that are made together or not at all: the cells of one row."""
    rows: dict[object, list[SourceEdit]] = {}
    for edit in edits:
        rows.setdefault((edit.file, edit.sheet, edit.row) if isinstance(edit, SetCell) else id(edit), []).append(edit)
    return [tuple(piece) for piece in rows.values()]


def _culprits(
    dossier: Dossier, pieces: Sequence[_Piece], tries: list[int]
) -> Iterator[tuple[_Piece, Sequence[Finding]]]:
    """The edits that cannot be made, found by halves: a few proofs for each of them."""
    if not pieces or tries[0] <= 0:
        return
    tries[0] -= 1
    made = _proof(dossier, [edit for piece in pieces for edit in piece])
    if isinstance(made, tuple):
        return
    if len(pieces) == 1:
        yield pieces[0], made
        return
    half = len(pieces) // 2
    yield from _culprits(dossier, pieces[:half], tries)
    yield from _culprits(dossier, pieces[half:], tries)


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
    place = said.place
    if isinstance(edit, SetCell):
        place = replace(place, sheet=edit.sheet, cell=f"{edit.column}{edit.row}")
    return replace(said, severity=Severity.WARNING, value=value, place=place)
