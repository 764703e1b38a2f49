"""A text with its emphasis and footnotes as people type it in a dossier: `**đậm**`, `*nghiêng*`, `^[chú thích]`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.reading.emphasis import marked
from generator.values.marked import joined, part, spans_of, with_spans

_SIGNS = re.compile(r"[*^]")


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
