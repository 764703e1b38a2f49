"""Marks in a line that people type: `**đậm**`, `*nghiêng*`, `***cả hai***`, `^[chú thích cuối trang]`.

A star counts only where it hugs a word on both sides, so that `(*)` and `2 * 3` stay what they are; `\\*` is a star,
`\\^` a circumflex. `typed` is the way back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.values.marked import Span, emphasised, joined, part, spans_of, with_note, with_spans
from generator.values.patterns import late

_OPENS = r"(?=[\w“\"‘(\[{])"
_CLOSES = r"(?<=[\w”\"’.,;:!?%)\]}…])"
_NOTE = late(r"(?<!\\)\^\[((?:[^\[\]]|\[[^\[\]]*\])+)\]")
_STARRED = late(rf"\\(?P<plain>[*^])|(?<![\w*])(?P<mark>\*{{1,3}}){_OPENS}(?P<inner>[^*]+?){_CLOSES}(?P=mark)(?![\w*])")
_SIGNS = late(r"[*^]")


def marked(text: str) -> str:
    """The text without its marks, with the emphasis and the footnotes that they stand for."""
    if "*" not in text and "^" not in text:
        return text
    return joined(_emphasis(joined(_notes(text))))


def _notes(text: str) -> Iterator[str]:
    at = 0
    for match in _NOTE.finditer(text):
        yield text[at : match.start()]
        yield with_note((marked(match[1].strip()),))
        at = match.end()
    yield text[at:]


def _emphasis(text: str) -> Iterator[str]:
    at = 0
    for match in _STARRED.finditer(text):
        yield part(text, at, match.start())
        at = match.end()
        if match["plain"]:
            yield match["plain"]
            continue
        stars = len(match["mark"])
        yield emphasised(part(text, *match.span("inner")), bold=stars >= 2, italic=stars != 2)
    yield part(text, at)


# --- back to what people type ---------------------------------------------------------------------------------------


def typed(text: str) -> tuple[str, bool]:
    """A text as typed, and whether all of its emphasis could be; its words and footnotes always are."""
    if not spans_of(text) and not _SIGNS.search(text):
        return str(text), True
    whole = "".join(_pieces(text))
    if _same(marked(whole), text):
        return whole, True
    notes = with_spans(text, (span for span in spans_of(text) if span.note))
    return "".join(_pieces(notes)), False


def _same(made: str, text: str) -> bool:
    return joined((made,)) == text and spans_of(made) == spans_of(joined((text,)))


def _pieces(text: str) -> Iterator[str]:
    at = 0
    for spans in _going_on(spans_of(text)):
        first, last = spans[0], spans[-1]
        yield _escaped(text[at : first.start])
        inner = "".join(_noted(span) if span.note else _escaped(text[span.start : span.end]) for span in spans)
        at = last.end
        stars = "" if first.note else "*" * (2 * first.bold + first.italic)
        core = inner.strip()
        before = inner[: len(inner) - len(inner.lstrip())]
        yield f"{before}{stars}{core}{stars}{inner[len(inner.rstrip()) :]}" if core else inner
    yield _escaped(text[at:])


def _going_on(spans: Sequence[Span]) -> Iterator[Sequence[Span]]:
    """The spans, those together that are one emphasis with notes in it."""
    at = 0
    while at < len(spans):
        end = at + 1
        while behind := 0 if spans[at].note else _goes_on(spans[at], spans[end:]):
            end += behind
        yield spans[at:end]
        at = end


def _goes_on(first: Span, behind: Sequence[Span]) -> int:
    """How many spans it takes until an emphasis goes on, notes alone between; 0 where it does not."""
    notes = next((at for at, span in enumerate(behind) if not span.note), 0)
    if not notes or behind[notes].start != behind[0].start:
        return 0
    other = behind[notes]
    same = (other.bold, other.italic, other.script) == (first.bold, first.italic, first.script)
    return notes + 1 if same else 0


def _noted(span: Span) -> str:
    return f"^[{' '.join(typed(one)[0] for one in span.note)}]"


def _escaped(text: str) -> str:
    """A star that would be read as a mark, escaped; those that are not stay what they are."""
    return text if marked(text) == text and not spans_of(marked(text)) else _SIGNS.sub(r"\\\g<0>", text)
