"""What a document says of its own effect, and of those that it replaces, ends or amends: for `lint --hoc`.

Only what it says of a whole document: where it replaces an article of one, that one still stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from generator.facts.documents import KnownDocument
from generator.linting.symbols import parts
from generator.reading.meaning import citations
from generator.values.model import Citation
from generator.values.patterns import late

_SENTENCE = late(r"(?<=[.;])\s+|\n")
_BEGINS = late(
    r"\bnày\b[^.;]{0,60}?\bcó hiệu lực(?:\s+thi hành)?\s+(?:kể\s+)?từ\s+ngày\s+"
    r"(?:(?P<signed>ký|ban hành)|(?P<d>\d{1,2})(?:/|\s+tháng\s+)(?P<m>\d{1,2})(?:/|\s+năm\s+)(?P<y>\d{4}))",
    re.IGNORECASE,
)
_ENDS = late(r"\b(?P<verb>thay thế|bãi bỏ)(?:\s+cho)?\b(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_OUT = late(r"^(?P<rest>.*?)\s(?:hết|thôi)\s+hiệu lực\b", re.IGNORECASE | re.DOTALL)
# What is but a part of a document.
_PART = late(
    r"\b(?:một phần|một số|các nội dung|nội dung|quy định (?:tại|của|về)|điều|khoản|điểm|chương|mục|tiểu mục|phụ lục|"
    r"mẫu|biểu|cụm từ)\b",
    re.IGNORECASE,
)
_AMENDS = late(r"\bsửa đổi(?:, bổ sung)?\b", re.IGNORECASE)


class Effect(Struct, frozen=True):
    """The document with its day of effect, what it says of others, and those it names too briefly to be known."""

    own: KnownDocument
    others: tuple[KnownDocument, ...]
    unclear: tuple[str, ...]


def effect_of(own: KnownDocument, texts: Sequence[str], file: str) -> Effect:
    """What a document says, in the paragraphs of its body and in its subject."""
    sentences = [one for text in texts for one in _SENTENCE.split(text)]
    own = replace(own, since=next(filter(None, (_since(one, own) for one in sentences)), None))
    found: list[KnownDocument] = []
    unclear: list[str] = []
    for cited, change in (*_ended(sentences, own, file), *_amended(own, file)):
        shape = parts(cited.symbol)
        day = cited.dated.whole if cited.dated else None
        # The number of most kinds begins anew each year: without year or day it may be any of them.
        if shape and cited.kind and (day or shape.year):
            found.append(replace(change, kind=cited.kind, symbol=cited.symbol, day=day, issuer=cited.issuer))
        else:
            unclear.append(cited.verbatim)
    return Effect(own, tuple(found), tuple(unclear))


def _since(sentence: str, own: KnownDocument) -> date | None:
    match = _BEGINS.search(sentence)
    if match is None or match["signed"]:
        return own.day if match else None
    try:
        return date(int(match["y"]), int(match["m"]), int(match["d"]))
    except ValueError:
        return None


def _ended(sentences: Sequence[str], own: KnownDocument, file: str) -> Iterator[tuple[Citation, KnownDocument]]:
    for sentence in sentences:
        match = _ENDS.search(sentence) or _OUT.search(sentence)
        if match is None:
            continue
        verb = match.groupdict().get("verb") or "hết hiệu lực"
        by = own.shown if verb.casefold() == "thay thế" else ""
        change = KnownDocument("", until=own.since, replaced_by=by, source=f"{file}: {verb.lower()}")
        yield from ((cited, change) for cited in _whole(match["rest"]))


def _whole(text: str) -> Iterator[Citation]:
    """The documents of a stretch of text that are meant as a whole."""
    before = 0
    for cited in citations.parse(text)[0]:
        if not _PART.search(text[before : cited.start]) and cited.symbol:
            yield cited
        before = cited.end


def _amended(own: KnownDocument, file: str) -> Iterator[tuple[Citation, KnownDocument]]:
    match = _AMENDS.search(own.subject)
    if match is None:
        return
    change = KnownDocument("", amended_by=(own.symbol,), source=f"{file}: sửa đổi")
    yield from ((cited, change) for cited in citations.parse(own.subject[match.end() :])[0] if cited.symbol)
