"""A paragraph with footnotes, back from print: which of its notes is which of the data's, and where each stands now.

In the data it says `theo quy định^[Điều 5]`, in print it has a mark. Each note becomes one letter that nobody types,
in the data's text, in the printed and in the edited one, so that the words around it are taken back like any others. A
note that is gone stays in the data, and one that is new is not taken: the proof of a pull says both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from generator.merging.edited.base import Value
from generator.merging.merge.align import aligned, in_gaps
from generator.ooxml.run_marks import Look, letters_of, look_of
from generator.values.emphasis import marked, typed
from generator.values.marked import (
    Span,
    between_notes,
    joined,
    notes_of,
    part,
    spans_of,
    stripped,
    with_note,
    with_signs,
)
from generator.values.patterns import late
from generator.values.stretches import stretches
from generator.values.text import clean, without_final_mark

# Behind those of figures.
_FIRST, _MOST = 0xF780, 0x180
_LETTER = late(f"[{chr(_FIRST)}-{chr(_FIRST + _MOST - 1)}]")
_PIECE = late(r"\w+|\s+|.")
_WORD = late(r"\w+|[^\w\s]")
_LAST = late(f"([{chr(_FIRST)}-{chr(_FIRST + _MOST - 1)}]+)([;,.:]+)$")


class Noted(Struct, frozen=True):
    """A text as typed; its value and what it reads now, with letters for its notes, and how the letters look; the notes
    of the data, what each was printed as and says now; `behind`: the last one stands behind the mark at the end.

    The form puts its own mark behind it: with letters it stands before that.
    """

    typed: str
    value: Value
    text: str
    look: Look
    own: tuple[str, ...]
    said: tuple[tuple[str, str], ...]
    behind: bool

    def back(self, typed_text: str, notes: Sequence[str]) -> str:
        """What is written into the data for a text with those letters: the notes as they are typed."""
        if typed_text == self.value.text and tuple(notes) == self.own:
            return self.typed
        text = marked(typed_text)
        if self.behind and (last := _LAST.search(text)):
            text = joined((part(text, 0, last.start()), part(text, *last.span(2)), part(text, *last.span(1))))
        pieces: list[str] = []
        at = 0
        for found in _LETTER.finditer(text):
            pieces += [part(text, at, found.start()), with_note((marked(notes[ord(found[0]) - _FIRST]),))]
            at = found.end()
        return typed(joined((*pieces, part(text, at))))[0]


def noted(value: Value, edited: str, look: Look) -> Noted | None:
    """A value with footnotes and its edited text (`Marked`, with those that the file has); None where it is not
    sure which is which."""
    own = marked(value.text)
    notes = tuple(typed(note)[0] for paragraphs in notes_of(own) for note in paragraphs)
    if len(notes) != len(value.notes) or len(notes) > _MOST:
        return None
    behind = bool(notes) and _note_spans(own)[-1].start > len(without_final_mark(str(own)))
    lettered = _with_letters(own, {at: span.start for at, span in enumerate(_note_spans(own))}, behind=behind)
    before = _with_letters(value.printed, {at: start for at, (start, _) in enumerate(value.notes)}, behind=behind)
    found = [(span.start, span.note[0]) for span in _note_spans(edited)]
    known = [note for _, note in value.notes]
    which = in_gaps(aligned(known, [note for _, note in found]), len(known))
    places = {at: start for at, (start, _) in zip(which, found, strict=True) if at is not None}
    now = {at: note for at, (_, note) in zip(which, found, strict=True) if at is not None}
    places |= _kept(value, str(edited), [at for at in range(len(known)) if at not in places])
    after = _with_letters(str(edited), places, behind=behind)
    return Noted(
        value.text,
        replace(value, text=typed(lettered)[0], printed=str(before)),
        str(after),
        _look(after, look),
        notes,
        tuple((note, now.get(at, note)) for at, note in enumerate(known)),
        behind,
    )


def without_letters(text: str) -> str:
    """A text as people read it."""
    return _LETTER.sub("", text)


def in_its_marks(own: str, now: str) -> str:
    """What a note says now as it is typed, the words that stayed in their emphasis."""
    old, new = (list(_PIECE.finditer(text)) for text in (own, now))
    pieces: list[str] = []
    for equal, i, j, k, m in stretches([one[0] for one in old], [one[0] for one in new]):
        if equal:
            pieces.append(part(own, old[i].start(), old[j - 1].end()))
        elif k < m:
            pieces.append(now[new[k].start() : new[m - 1].end()])
    return typed(joined(pieces))[0]


def cleaned(text: str) -> str:
    """`clean` for a text that knows its notes, without the space around it."""
    first, *others = map(clean, map(str, between_notes(text)))
    behind = (piece for both in zip(map(with_note, notes_of(text)), others, strict=True) for piece in both)
    return stripped(joined((first, *behind)))


def _note_spans(text: str) -> list[Span]:
    return [span for span in spans_of(text) if span.note]


def _with_letters(text: str, places: Mapping[int, int], *, behind: bool) -> str:
    """A text with the letter of each note at its place; one that stands `behind` the mark at its end before that."""
    end = len(without_final_mark(str(text))) if behind else len(text)
    return with_signs(text, sorted((min(start, end), chr(_FIRST + at)) for at, start in places.items()))


def _kept(value: Value, edited: str, gone: Sequence[int]) -> dict[int, int]:
    """Where the notes that are gone stood, by the words around them."""
    if not gone:
        return {}
    old, new = (list(_WORD.finditer(text)) for text in (value.printed, edited))
    same = stretches([word[0] for word in old], [word[0] for word in new])
    made = {}
    for at in gone:
        before = sum(word.end() <= value.notes[at][0] for word in old)
        words = next((_words_then(before, one) for one in same if one[1] < before <= one[2]), 0)
        made[at] = new[words - 1].end() if words else 0
    return made


def _words_then(before: int, stretch: tuple[bool, int, int, int, int]) -> int:
    equal, start, end, first, last = stretch
    if equal:
        return first + before - start
    return last if before == end else first


def _look(text: str, look: Look) -> Look:
    """How the letters look with those of notes, which have what the letters around them have alike."""
    letters = letters_of(look)
    signs = [sign for sign in text if not sign.isspace()]
    if len(signs) - len(_LETTER.findall(text)) != len(letters):
        return ()
    made: list[tuple[str, str]] = []
    at = 0
    for sign in signs:
        if _LETTER.match(sign):
            around = [set(marks) for marks in letters[max(at - 1, 0) : at + 1]]
            made.append((sign, "".join(sorted(around[0] & around[1])) if 0 < at < len(letters) else ""))
        else:
            made.append((sign, letters[at]))
            at += 1
    return look_of(made)
