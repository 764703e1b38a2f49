"""A paragraph of last month's report a month on: figures by key, periods moved, events to be written anew."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum

from msgspec import Struct

from generator.commands.rolling.periods import Step
from generator.reading.figures.days import window_start
from generator.reading.figures.model import Figure, Paragraph, Read, Sort, Span
from generator.reading.figures.read import in_plan, read_paragraph
from generator.values.marked import emphasised, joined, part, spans_of, with_spans
from generator.values.number_words import number_said
from generator.values.patterns import late

# A document listed: its number and symbol, or its day.
_LISTED = late(r"(?:\bsố\s+)?\d+(?:/\d{4})?\s?[/-]\s?[A-ZĐ][\w&.-]*|\bngày\s+\d{1,2}[/ ]")
# Why a paragraph of the plan is written anew.
PLANNED = "nhiệm vụ của kỳ trước"
_PIECES = late(r";|[.:]\s|\n")
# So many words of a footnote are more than what joins two documents.
_SENTENCE = 6
# "35 (ba mươi lăm) hồ sơ", "48.000 đồng (Bằng chữ: Bốn mươi tám nghìn đồng)": a number said once more in words.
_IN_WORDS = late(
    r"[^\d().;,]{0,25}\(\s*(?:bằng chữ\s*:?\s*)?(?P<words>[^\W\d_]+(?:,?\s+[^\W\d_]+)*?)"
    r"(?:\s+đồng(?:\s+chẵn)?)?\s*\.?\s*\)",
    re.IGNORECASE,
)


class Verdict(Enum):
    """What becomes of a paragraph; the values are the words of the list."""

    KEPT = "giữ"
    FIGURES = "số"
    REWRITE = "viết lại"
    GONE = "bỏ"


class Carried(Struct, frozen=True):
    """A paragraph carried over: its new text, what became of it, why, its footnotes that went."""

    text: str
    verdict: Verdict
    reasons: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


def carried(
    read: Read, step: Step, keys: Mapping[int, str], held: Mapping[tuple[int, int], str], *, title: bool = False
) -> Carried:
    """A paragraph as it was printed (`Marked`) a period on, its figures by their keys; a title keeps its numbers, and
    is written anew where they are results.

    `held` are the names in braces that it was printed from, by where they stand: they come back as they were.
    """
    text = read.paragraph.text
    edits = [(start, end, said) for (start, end), said in held.items()]
    reasons: list[str] = [PLANNED] if in_plan(read.paragraph) and not title else []
    for span in read.spans:
        if not _overlaps(span, held):
            edits += _moved(read, span, step, reasons)
    if title:
        new = (one for one in read.figures if no_name(one) and not _overlaps(one, held))
        reasons += [f"số trong tiêu đề: {one.text} {one.unit}".rstrip() for one in new]
    if not title:
        edits += _by_key(read, keys, held, reasons)
    made, gone = _without_lists(_edited(text, edits), step, reasons)
    changes = bool(edits) or made != text
    verdict = Verdict.REWRITE if reasons else Verdict.FIGURES if changes else Verdict.KEPT
    return Carried(made, verdict, tuple(dict.fromkeys(reasons)), gone)


def with_keys(read: Read, keys: Mapping[int, str], held: Mapping[tuple[int, int], str]) -> str:
    """The same text of this period, its figures by their keys."""
    edits = [(start, end, said) for (start, end), said in held.items()]
    return _edited(read.paragraph.text, [*edits, *_by_key(read, keys, held, [])])


def _by_key(
    read: Read, keys: Mapping[int, str], held: Mapping[tuple[int, int], str], reasons: list[str]
) -> Iterator[tuple[int, int, str]]:
    """The edits that put the keys of figures in their places; a reason where words behind one say another number."""
    for figure in read.figures:
        if not _overlaps(figure, held):
            key = keys[figure.start]
            words = "Chữ" if figure.text[:1].isupper() else "chữ"
            said = f"{{{key}}}" if any(char.isdigit() for char in figure.text) else f"{{{key}:{words}}}"
            yield figure.start, figure.end, said
        yield from _in_words(read.paragraph.text, figure, keys[figure.start], held, reasons)


def no_name(figure: Figure) -> bool:
    """Whether a number of a title is a result for sure: "05 nhóm tiện ích" may be what something is called."""
    return any(mark in figure.text for mark in ".,") or figure.unit == "%"


def _in_words(
    text: str, figure: Figure, key: str, held: Mapping[tuple[int, int], str], reasons: list[str]
) -> Iterator[tuple[int, int, str]]:
    """The edit that lets the words behind a number say the new one too; a reason to write anew where they cannot."""
    match = _IN_WORDS.match(text, figure.end)
    words = match["words"].lower().replace(",", "").split() if match else []
    value = 5 if words == ["năm"] else number_said(words)
    if (
        match is None
        or value is None
        or any(start < match.end("words") and match.start("words") < end for start, end in held)
    ):
        return
    if value == figure.value:
        yield match.start("words"), match.end("words"), f"{{{key}:{'Chữ' if match['words'][:1].isupper() else 'chữ'}}}"
    else:
        reasons.append(f"số bằng chữ: {match['words']}")


def not_in_braces(numbers: Iterable[Figure], held: Mapping[tuple[int, int], str]) -> list[Figure]:
    """The numbers that were typed, not printed from a name in braces."""
    return [one for one in numbers if not _overlaps(one, held)]


def _overlaps(one: Span | Figure, held: Mapping[tuple[int, int], str]) -> bool:
    return any(one.start < end and start < one.end for start, end in held)


def _moved(read: Read, span: Span, step: Step, reasons: list[str]) -> Iterator[tuple[int, int, str]]:
    """The edit that moves words of time; an event or a document of the old period is a reason to write anew."""
    if span.sort is Sort.PERIOD or window_start(read, span):
        moved = _window(span, step) if span.sort is Sort.START else step.moved(span.text)
        if moved is None:
            reasons.append(span.text.strip())
        elif moved != span.text:
            yield span.start, span.end, moved
    elif span.sort in (Sort.DATE, Sort.REFERENCE, Sort.DEADLINE) and step.within(span.text) is not None:
        reasons.append(span.text.strip())


def _window(span: Span, step: Step) -> str | None:
    """The first day of the period a month on: that of the month before the report's, or of the report's month."""
    for months in (-1, 0):
        old, new = step.old.shifted(months), step.new.shifted(months)
        moved = Step(old, new).moved(span.text)
        if moved is not None and moved != span.text:
            return moved
    return span.text


def _edited(text: str, edits: list[tuple[int, int, str]]) -> str:
    """The text with its parts replaced; what stands in place of one looks like it, footnotes stay where they are."""
    pieces, at = [], 0
    for start, end, said in sorted(edits):
        look = next((one for one in spans_of(text) if not one.note and one.start <= start and end <= one.end), None)
        pieces += [_piece(text, at, start), emphasised(said, bold=look.bold, italic=look.italic) if look else said]
        at = end
    return joined((*pieces, _piece(text, at, len(text)))) if edits else text


def _piece(text: str, start: int, end: int) -> str:
    """A part of a text; a footnote that stands at an edge belongs to the part before it."""
    made = part(text, start, end)
    notes = [span for span in spans_of(made) if not span.note or span.start > 0 or start == 0]
    return with_spans(made, notes)


def _without_lists(text: str, step: Step, reasons: list[str]) -> tuple[str, tuple[str, ...]]:
    """The text without the footnotes that list documents of the period, and those.

    Other notes move with it: one that says more than documents, or has numbers of its own, is to be written anew.
    """
    kept, gone = [], []
    for span in spans_of(text):
        said = " ".join(span.note)
        listed = bool(span.note) and _LISTED.search(said) is not None and step.within(said) is not None
        others = list(_beside_documents(said)) if listed else [said]
        if listed and not others:
            gone.append(said)
            continue
        kept.append(span)
        reasons += [f"chú thích của kỳ trước: {one}" for one in others if listed or _counts_in(one) or _dated(one)]
    return with_spans(text, kept), tuple(gone)


def _beside_documents(note: str) -> Iterator[str]:
    """What a footnote says beside the documents that it lists: sentences, and whatever counts something."""
    for piece in map(str.strip, _PIECES.split(note)):
        if not _LISTED.search(piece) and (len(piece.split()) >= _SENTENCE or _counts_in(piece)):
            yield piece


def _dated(text: str) -> bool:
    return bool(read_paragraph(Paragraph(text)).of(Sort.PERIOD))


def _counts_in(text: str) -> bool:
    return bool(read_paragraph(Paragraph(text)).figures)
