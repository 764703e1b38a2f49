"""The text of a Markdown paragraph changed as little as can be: marks stay as they were typed where the words do."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from generator.reading.markdown import text_of
from generator.values.marked import part, spans_of, with_signs
from generator.values.patterns import late
from generator.values.text import one_line

# A letter with its marks, as Markdown types them: `**`, `*`.
_Letter = tuple[str, str]
_Stretch = tuple[int, int, int, int]
_BREAK = late(r" *\\?\n[ \t]*")
_ENTITY = late(r"&#?\w+;")
_SIGNS = late(r"[\\`*_\[\]<>^]|&(?=#?\w+;)")
_NOTE = late(r"(?<!\\)\^\[(?:[^\[\]\\]|\\.|\[[^\[\]]*\])+\]|\[\^[^\]\s]+\]")
_FIRST, _LAST = 0xF780, 0xF8FF
_LETTER = late(f"[{chr(_FIRST)}-{chr(_LAST)}]")
_WORDS = late(r"\w+|\s+|.", re.DOTALL)


def changed(written: str, wanted: str) -> str | None:
    """A paragraph as written that reads as `wanted`, with its marks; None where none was found.

    `wanted` knows its emphasis (`values.marked`).
    """
    if same(read := text_of(written), wanted):
        return written
    return next((made for made in _candidates(written, read, wanted) if same(text_of(made), wanted)), None)


# --- notes -----------------------------------------------------------------------------------------------------------


def lettered(written: str) -> tuple[str, list[str]]:
    """A paragraph as written with a letter that nobody types for each note, and the notes as they are written."""
    notes: list[str] = []

    def letter(match: re.Match[str]) -> str:
        notes.append(match[0])
        return chr(_FIRST + len(notes) - 1)

    return _NOTE.sub(letter, written), notes


def with_letters(text: str) -> str:
    """A text with those letters for its notes."""
    notes = (span.start for span in spans_of(text) if span.note)
    return with_signs(text, ((start, chr(_FIRST + at)) for at, start in enumerate(notes)))


def with_notes(written: str, notes: Sequence[str]) -> str:
    """A paragraph as written with its notes in place of their letters."""
    return _LETTER.sub(lambda match: notes[ord(match[0]) - _FIRST], written)


def same(one: str, other: str) -> bool:
    """Whether two texts have the same words with the same marks on them."""
    return one_line(one) == one_line(other) and _looks(one) == _looks(other)


def _looks(text: str) -> list[_Letter]:
    return [letter for letter in _letters(text) if not letter[0].isspace()]


def _letters(text: str) -> list[_Letter]:
    marks = [""] * len(text)
    for span in spans_of(text):
        own = f"{'*' * (2 * span.bold + span.italic)}{span.script[:3]}"
        marks[span.start : span.end] = [own] * (span.end - span.start)
    return list(zip(text, marks, strict=True))


def _candidates(written: str, read: str, wanted: str) -> Iterator[str]:
    """Ways to write it, the one that keeps most of the old first."""
    old, new = _letters(read), _letters(wanted)
    places = _places(written, read)
    if places is not None:
        stretches = list(_unequal(old, new))
        narrow = [_narrow(stretch, old, new, places) for stretch in stretches]
        whole = _as_one(stretches, old, new)
        for hard in (False, True):
            made = written
            for stretch, place in reversed(list(zip(stretches, narrow, strict=True))):
                if place:
                    text = escaped(wanted[stretch[2] : stretch[3]], hard=hard)
                    made = made[: place[0]] + text + made[place[1] :]
            if all(narrow):
                yield made
            start = places[whole[0] - 1][1] if whole[0] else 0
            end = places[whole[1]][0] if whole[1] < len(places) else len(written)
            yield written[:start] + rendered(part(wanted, whole[2], whole[3]), hard=hard) + written[end:]
    yield rendered(wanted)
    yield rendered(wanted, hard=True)


def _unequal(old: Sequence[_Letter], new: Sequence[_Letter]) -> Iterator[_Stretch]:
    """What differs, by words: from, to in the old letters, from, to in the new ones."""
    words = [_words(letters) for letters in (old, new)]
    starts = [[0], [0]]
    for own, start in zip(words, starts, strict=True):
        for word in own:
            start.append(start[-1] + len(word))
    for kind, i, j, k, m in SequenceMatcher(None, words[0], words[1], autojunk=False).get_opcodes():
        if kind != "equal":
            yield starts[0][i], starts[0][j], starts[1][k], starts[1][m]


def _words(letters: Sequence[_Letter]) -> list[tuple[_Letter, ...]]:
    text = "".join(letter for letter, _ in letters)
    return [tuple(letters[match.start() : match.end()]) for match in _WORDS.finditer(text)]


def _narrow(
    stretch: _Stretch, old: Sequence[_Letter], new: Sequence[_Letter], places: Sequence[tuple[int, int]]
) -> tuple[int, int] | None:
    """Where a stretch stands as written, if all of it has one look and may be typed over within its marks."""
    i, j, k, m = stretch
    looks = {marks for _, marks in (*old[i:j], *new[k:m])}
    if len(looks) != 1:
        return None
    if j > i:
        return places[i][0], places[j - 1][1]
    if i and old[i - 1][1] in looks:
        return places[i - 1][1], places[i - 1][1]
    return (places[i][0], places[i][0]) if i < len(old) and old[i][1] in looks else None


def _as_one(stretches: Sequence[_Stretch], old: Sequence[_Letter], new: Sequence[_Letter]) -> _Stretch:
    """All that differs as one stretch, out of any marks at both ends."""
    (i, _, k, _), (_, j, _, m) = stretches[0], stretches[-1]
    while i and k and old[i - 1][1]:
        i, k = i - 1, k - 1
    while j < len(old) and m < len(new) and old[j][1]:
        j, m = j + 1, m + 1
    return i, j, k, m


def _places(written: str, read: str) -> list[tuple[int, int]] | None:
    """From where to where each letter stands as it is written."""
    places: list[tuple[int, int]] = []
    at = 0
    for letter in read:
        while (end := _letter_end(written, at, letter)) == 0:
            at += 1
            if at >= len(written):
                return None
        places.append((at, end))
        at = end
    return places


def _letter_end(written: str, at: int, letter: str) -> int:
    """Where a letter that is written at a place ends; 0 where something else is."""
    if letter.isspace() and (match := _BREAK.match(written, at)):
        return match.end()
    if (match := _ENTITY.match(written, at)) and html.unescape(match[0]) == letter:
        return match.end()
    if written[at : at + 2] == f"\\{letter}":
        return at + 2
    return at + 1 if written[at : at + 1] == letter else 0


# --- written anew ----------------------------------------------------------------------------------------------------


def rendered(text: str, *, hard: bool = False) -> str:
    """A text with its emphasis in Markdown; `hard`: every sign that could mean something is escaped."""
    made: list[str] = []
    at = 0
    for span in spans_of(text):
        made.append(escaped(str(text)[at : span.start], hard=hard))
        inner = str(text)[span.start : span.end]
        core, stars = inner.strip(), "*" * (2 * span.bold + span.italic)
        before, after = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
        made.append(f"{before}{stars}{escaped(core, hard=hard)}{stars}{after}" if core else inner)
        at = span.end
    made.append(escaped(str(text)[at:], hard=hard))
    return "".join(made)


def escaped(text: str, *, hard: bool = False) -> str:
    """Plain words as Markdown; signs that mean nothing where they stand stay as they are."""
    text = str(text)
    if not hard and same(text_of(text), text):
        return text.replace("\n", "\\\n")
    return _SIGNS.sub(r"\\\g<0>", text).replace("\n", "\\\n")
