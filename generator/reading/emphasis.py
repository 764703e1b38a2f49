"""Bold and italic in a line that people type: `**đậm**`, `*nghiêng*`, `***cả hai***`.

A mark counts only where it hugs a word on both sides, so that `(*)` and `2 * 3` stay what they are; `\\*` is a star.
"""

from __future__ import annotations

import re

from generator.model import Span

_OPENS = r"(?=[\w“\"‘(\[{])"
_CLOSES = r"(?<=[\w”\"’.,;:!?%)\]}…])"
_MARKED = re.compile(
    rf"\\(?P<star>\*)|(?<![\w*])(?P<mark>\*{{1,3}}){_OPENS}(?P<inner>[^*]+?){_CLOSES}(?P=mark)(?![\w*])"
)


def marked(text: str) -> tuple[str, tuple[Span, ...]]:
    """The text without its marks, and where the emphasis stands in it."""
    if "*" not in text:
        return text, ()
    pieces: list[str] = []
    spans: list[Span] = []
    at = length = 0
    for match in _MARKED.finditer(text):
        inner = match["star"] or match["inner"]
        pieces += [text[at : match.start()], inner]
        start = length + match.start() - at
        length, at = start + len(inner), match.end()
        if match["mark"]:
            spans.append(Span(start, length, len(match["mark"]) >= 2, len(match["mark"]) != 2))
    return "".join((*pieces, text[at:])), tuple(spans)
