"""A text that knows its emphasis and its footnotes: a `str` to everyone who only reads it.

What cuts, joins or changes such a text and means to keep them goes through the functions here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

Script = Literal["", "superscript", "subscript"]


class Span(Struct, frozen=True):
    """Emphasis on a part of a text: offsets of its first character and of the one after its last.

    Or a footnote at a point of it (`start` is `end`): `note` holds its paragraphs.
    """

    start: int
    end: int
    bold: bool = False
    italic: bool = False
    script: Script = ""
    note: tuple[str, ...] = ()


class Marked(str):
    """A text with its spans, in order and not overlapping."""

    __slots__ = ("spans",)
    spans: tuple[Span, ...]

    def __new__(cls, text: str, spans: tuple[Span, ...] = ()) -> Marked:
        """`spans` are offsets in `text`."""
        made = super().__new__(cls, text)
        made.spans = spans
        return made


def spans_of(text: str) -> tuple[Span, ...]:
    """The spans of a text; none of a plain one."""
    return text.spans if isinstance(text, Marked) else ()


def notes_of(text: str) -> tuple[tuple[str, ...], ...]:
    """The footnotes of a text, each its paragraphs."""
    return tuple(span.note for span in spans_of(text) if span.note)


def between_notes(text: str) -> list[str]:
    """A text from one of its footnotes to the next, in its emphasis."""
    edges = [0, *(span.start for span in spans_of(text) if span.note), len(text)]
    plain = with_spans(text, (span for span in spans_of(text) if not span.note))
    return [part(plain, start, end) for start, end in pairwise(edges)]


def with_spans(text: str, spans: Iterable[Span]) -> str:
    """A text with those spans, cut off where it ends; a plain one where nothing is left of them."""
    length = len(text)
    cut = (replace(span, start=min(span.start, length), end=min(span.end, length)) for span in spans)
    kept = tuple(span for span in cut if span.note or span.end > span.start)
    return Marked(text, kept) if kept else str(text)


def with_signs(text: str, signs: Iterable[tuple[int, str]]) -> str:
    """A text with signs put in at places, in order, without its notes: each in what the letters around it have of
    emphasis alike."""
    plain = with_spans(text, (span for span in spans_of(text) if not span.note))
    pieces: list[str] = []
    at = 0
    for place, sign in signs:
        before, behind = len(str(text)[:place].rstrip()) - 1, len(text) - len(str(text)[place:].lstrip())
        looks = {(one.bold, one.italic) for one in (_look_at(plain, before), _look_at(plain, behind))}
        bold, italic = looks.pop() if len(looks) == 1 else (False, False)
        pieces += [part(plain, at, place), emphasised(sign, bold=bold, italic=italic)]
        at = place
    return joined((*pieces, part(plain, at)))


def _look_at(text: str, at: int) -> Span:
    return next((span for span in spans_of(text) if span.start <= at < span.end), Span(at, at))


def with_note(note: Iterable[str]) -> str:
    """Nothing but a footnote, to be joined to what it stands after; a note in a note is in brackets there."""
    paragraphs = tuple(map(_without_notes, note))
    return Marked("", (Span(0, 0, note=paragraphs),)) if paragraphs else ""


def _without_notes(text: str) -> str:
    own = with_spans(text, (span for span in spans_of(text) if not span.note))
    pieces, at = [], 0
    for span in spans_of(text):
        if span.note:
            before = part(own, at, span.start)
            pieces += [before, f"{'' if before.endswith(' ') else ' '}({' '.join(span.note)})"]
            at = span.start
    return joined((*pieces, part(own, at)))


def unweighted(text: str) -> str:
    """A text as a title has it: without bold and italics, which its style has."""
    return with_spans(text, (replace(span, bold=False, italic=False) for span in spans_of(text) if _more(span)))


def on_the_line(text: str) -> str:
    """A text whose letters above or below the line are as the others: what of it people type."""
    if not any(span.script for span in spans_of(text)):
        return text
    made: list[Span] = []
    for span in (replace(one, script="") for one in spans_of(text) if one.note or one.bold or one.italic):
        last = made[-1] if made else None
        if last is not None and not span.note and last == replace(span, start=last.start, end=span.start):
            made[-1] = replace(last, end=span.end)
        else:
            made.append(span)
    return with_spans(text, made)


def _more(span: Span) -> bool:
    return bool(span.note or span.script)


def part(text: str, start: int, end: int | None = None) -> str:
    """A part of a text with what it holds of the spans; a footnote at either edge belongs to it."""
    end = len(text) if end is None else end
    if not isinstance(text, Marked):
        return text[start:end]
    inside = (span for span in spans_of(text) if span.start <= end and span.end >= start)
    moved = (replace(one, start=max(one.start, start) - start, end=min(one.end, end) - start) for one in inside)
    return with_spans(text[start:end], moved)


def cut(text: str, start: int, end: int) -> str:
    """A part of a text with all of its footnotes: those of what is cut off stand at the edge."""
    notes = (one for one in spans_of(text) if one.note)
    edges = (replace(one, start=(at := min(max(one.start, start), end)), end=at) for one in notes)
    looks = with_spans(text, (one for one in spans_of(text) if not one.note))
    kept = part(looks, start, end)
    moved = (replace(one, start=one.start - start, end=one.end - start) for one in edges)
    return with_spans(kept, sorted((*spans_of(kept), *moved), key=lambda one: (one.start, one.end)))


def stripped(text: str) -> str:
    """A text without the space around it, with all of its footnotes."""
    if not isinstance(text, Marked):
        return text.strip()
    first, last = len(text) - len(text.lstrip()), len(text.rstrip())
    return cut(text, min(first, last), last)


def joined(pieces: Iterable[str], between: str = "") -> str:
    """Pieces one after the other; emphasis that goes on in the next piece is one span."""
    pieces = list(pieces)
    if not any(isinstance(piece, Marked) for piece in pieces):
        return between.join(pieces)
    texts: list[str] = []
    spans: list[Span] = []
    length = 0
    for at, piece in enumerate(pieces):
        if at and between:
            texts.append(between)
            length += len(between)
        for span in spans_of(piece):
            moved = replace(span, start=span.start + length, end=span.end + length)
            last = spans[-1] if spans else None
            if last is not None and not moved.note and last == replace(moved, start=last.start, end=moved.start):
                spans.pop()
                moved = replace(moved, start=last.start)
            spans.append(moved)
        texts.append(piece)
        length += len(piece)
    return with_spans("".join(texts), spans)


def emphasised(text: str, *, bold: bool = False, italic: bool = False, script: Script = "") -> str:
    """A text, all of it in this emphasis beside what it has, its footnotes where they stand."""
    if not (text and (bold or italic or script)):
        return text
    notes = [span for span in spans_of(text) if span.note]
    edges = [0, *(span.start for span in notes), len(text)]
    pieces = (Span(start, end, bold, italic, script) for start, end in pairwise(edges))
    return with_spans(text, sorted((*pieces, *notes), key=lambda span: (span.start, span.end)))


def replaced(text: str, pattern: re.Pattern[str], said: Callable[[re.Match[str], str], str]) -> str:
    """The text, its footnotes too, with every match as `said` has it, given what stands before it.

    Spans move with their words.
    """
    made, done = "", 0
    moves: list[tuple[int, int]] = []
    for match in pattern.finditer(text):
        made += text[done : match.start()]
        made += said(match, made)
        done = match.end()
        moves.append((match.start(), len(made) - done))
    spans = (
        replace(
            span,
            start=_moved(span.start, moves),
            end=_moved(span.end, moves),
            note=tuple(replaced(paragraph, pattern, said) for paragraph in span.note),
        )
        for span in spans_of(text)
    )
    return with_spans(made + text[done:], spans)


def _moved(position: int, moves: Iterable[tuple[int, int]]) -> int:
    """Where a position of the text as written is, given each match's start and what is added after it."""
    added = 0
    for start, after in moves:
        if position > start:
            added = after
    return position + added
