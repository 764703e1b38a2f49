"""Marks in a line that people type: `**đậm**`, `*nghiêng*`, `***cả hai***`, `^[chú thích cuối trang]`.

A star counts only where it hugs a word on both sides, so that `(*)` and `2 * 3` stay what they are; `\\*` is a star,
`\\^` a circumflex.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.values.marked import emphasised, joined, part, with_note

_OPENS = r"(?=[\w“\"‘(\[{])"
_CLOSES = r"(?<=[\w”\"’.,;:!?%)\]}…])"
_NOTE = re.compile(r"(?<!\\)\^\[((?:[^\[\]]|\[[^\[\]]*\])+)\]")
_STARRED = re.compile(
    rf"\\(?P<plain>[*^])|(?<![\w*])(?P<mark>\*{{1,3}}){_OPENS}(?P<inner>[^*]+?){_CLOSES}(?P=mark)(?![\w*])"
)


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
