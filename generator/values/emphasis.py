"""Marks in a line that people type: `**đậm**`, `*nghiêng*`, `***cả hai***`, `^[chú thích cuối trang]`.

A star counts only where it hugs a word on both sides, so that `(*)` and `2 * 3` stay what they are; `\\*` is a star,
`\\^` a circumflex. `typed` is the way back.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.values.marked import emphasised, joined, part, spans_of, with_note, with_spans
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
    for span in spans_of(text):
        yield _escaped(text[at : span.start])
        at = span.end
        if span.note:
            yield f"^[{' '.join(_escaped(str(one)) for one in span.note)}]"
            continue
        stars = "*" * (2 * span.bold + span.italic)
        inner = str(part(text, span.start, span.end))
        core = inner.strip()
        before = inner[: len(inner) - len(inner.lstrip())]
        yield f"{before}{stars}{_escaped(core)}{stars}{inner[len(inner.rstrip()) :]}" if core else inner
    yield _escaped(text[at:])


def _escaped(text: str) -> str:
    """A star that would be read as a mark, escaped; those that are not stay what they are."""
    return text if marked(text) == text and not spans_of(marked(text)) else _SIGNS.sub(r"\\\g<0>", text)
