"""Bytes of a text file to text: UTF-8, UTF-16, and the encodings of old Vietnamese programs where they are certain.

A byte order mark or the bytes themselves decide between UTF-8 and UTF-16. Windows-1258 (Excel's "CSV"), TCVN3 (ABC)
and VNI differ from each other only by what they say: that one is taken under which the words are Vietnamese syllables,
nearly all of them, where under the others they are not.
"""

from __future__ import annotations

import codecs
import unicodedata

from generator.facts.old_letters import TCVN_TABLE, from_vni
from generator.values.patterns import late

# A byte order mark, what it and the rest are together, what the rest is.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16-be"),
)
_SYLLABLE = late(
    r"(?:ngh?|gh|gi|kh|nh|ph|qu|th|tr|ch|[bcdđghklmnprstvx])?"
    r"(?:[iy][êe]u|uy[êe]n?|uya|o[aăe][iyo]?|u[âơêy][iyu]?|ươ[iu]?|uô[iu]?|oă|[iy]ê|ưa|ua|ia|"
    r"ai|ao|au|ay|âu|ây|eo|êu|iu|oi|ôi|ơi|ui|ưi|ưu|[aăâeêioôơuưy])"
    r"(?:ch|ng|nh|[cmnpt])?"
)
_WORD = late(r"[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*")
_TONES = late("[\u0300\u0301\u0303\u0309\u0323]")
# Of the words with letters beyond ASCII: the share that must be syllables, that of the other reading, how many words.
_SURE, _OTHER, _ENOUGH = 0.9, 0.75, 3
_SAMPLE = 20_000
# So many zeros may have come into a text by mistake; what has more is no text.
_NULS = 20


def unicode_encoding(data: bytes) -> str:
    """`utf-8-sig`, `utf-16…` where the bytes say so; "" where they are neither."""
    for mark, name, _ in _MARKS:
        if data.startswith(mark):
            return name
    if b"\0" in data[:_SAMPLE] and (wide := _utf_16(data[: _SAMPLE // 2 * 2])):
        return wide
    if data[:_SAMPLE].count(0) > _NULS:
        return ""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return ""
    return "utf-8"


def unicode_form(data: bytes) -> tuple[bytes, str]:
    """The byte order mark of a text (b"" without one) and the encoding of what follows it, as `unicode_encoding`."""
    marked = next(((mark, own) for mark, _, own in _MARKS if data.startswith(mark)), None)
    return marked or (b"", unicode_encoding(data))


def _utf_16(data: bytes) -> str:
    """UTF-16 without a mark: the upper half of its ASCII letters is zero, the lower never."""
    even, odd = data[::2].count(0), data[1::2].count(0)
    if odd > len(data) // 10 and not even:
        return "utf-16-le"
    return "utf-16-be" if even > len(data) // 10 and not odd else ""


def old_encoding(data: bytes) -> tuple[str, str]:
    """The old Vietnamese encoding of a text and the text; ("", "") where neither is certain."""
    if b"\0" in data:
        return "", ""
    readings = {"TCVN3 (ABC)": _tcvn(data), "Windows-1258": _windows(data), "VNI": _vni(data)}
    scores = {name: _vietnamese(text) for name, text in readings.items() if text is not None}
    if not scores:
        return "", ""
    best = max(scores, key=lambda name: scores[name])
    others = [score for name, score in scores.items() if name != best]
    if scores[best] < _SURE or any(score > _OTHER for score in others):
        return "", ""
    return best, readings[best] or ""


def _tcvn(data: bytes) -> str:
    return unicodedata.normalize("NFC", data.decode("latin-1").translate(TCVN_TABLE))


def _vni(data: bytes) -> str | None:
    try:
        return from_vni(data.decode("cp1252"))
    except UnicodeDecodeError:
        return None


def _windows(data: bytes) -> str | None:
    try:
        return unicodedata.normalize("NFC", data.decode("cp1258"))
    except UnicodeDecodeError:
        return None


def _vietnamese(text: str) -> float:
    """The share of its words beyond ASCII that are Vietnamese syllables; 0 where there are too few."""
    words = [word for word in _WORD.findall(text[:_SAMPLE]) if not word.isascii()]
    if len(words) < _ENOUGH:
        return 0.0
    return sum(map(is_syllable, words)) / len(words)


def is_syllable(word: str) -> bool:
    """Whether a word is written as a Vietnamese syllable may be."""
    apart = unicodedata.normalize("NFD", word.lower())
    bare, tones = _TONES.subn("", apart)
    return tones <= 1 and _SYLLABLE.fullmatch(unicodedata.normalize("NFC", bare)) is not None
