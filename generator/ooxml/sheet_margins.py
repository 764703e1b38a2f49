"""What a sheet says outside of its cells: comments, text boxes, the header and footer of its printed pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.ooxml.parsing import parse_xml
from generator.values.patterns import late

# Header and footer stand near the end of a sheet, after its cells.
_TAIL = 1 << 16
_MARGIN = late(rb"<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)(?: [^>]*)?>([^<]*)<")
# "&C", "&\"Times New Roman,Bold\"", "&12", "&KFF0000", "&P": where, how, and what Excel puts in by itself.
_CODE = late(r'&(?:"[^"]*"|\d+|K[0-9A-Fa-f]{6}|[A-Za-z])')


def texts_of(data: bytes, *, shown_as: str, part: str) -> Iterator[str]:
    """The texts of a part of comments (one each) or of drawings (a paragraph each). Raises InputError V014."""
    root = parse_xml(data, shown_as=shown_as, part=part)
    for one in root.iter("{*}comment", "{*}p"):
        text = "".join(run.text or "" for run in one.iter("{*}t")).strip()
        if text:
            yield text


def margins_of(chunks: Iterable[bytes]) -> tuple[str, ...]:
    """What the header and the footer of a sheet's pages say beside numbers of pages, dates and names of files."""
    tail = b""
    for chunk in chunks:
        tail = (tail + chunk)[-_TAIL:]
    if not _MARGIN.search(tail):
        return ()
    from html import unescape

    found = (_CODE.sub(" ", unescape(match[1].decode("utf-8", "replace"))) for match in _MARGIN.finditer(tail))
    texts = (" ".join(text.replace("&&", "&").split()) for text in found)
    return tuple(dict.fromkeys(text for text in texts if any(char.isalpha() for char in text)))
