"""The documents and days that a text names: where two texts name others, they are not one text that was edited.

A document is known by its number, year and symbol, and its kind where it is said; a day by what of it is said: the
month alone, the quarter, the year. What one of two does not say, it leaves open. Other numbers (counts, sums) are none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from generator.values.patterns import late

Named = Mapping[str, str]

_MARKS = late(r"[\u0300-\u036f]+")
DOCUMENT_KINDS = (
    r"nghi quyet lien tich|nghi quyet|nghi dinh|quyet dinh|chi thi|thong tu lien tich|thong tu|phap lenh|thong bao|"
    r"cong van|cong dien|van ban|ke hoach|bao cao|to trinh|huong dan|ket luan|quy che|quy dinh|chuong trinh|phuong an|"
    r"de an|bo luat|luat|du an"
)
_UNITS = r"nam|thang|quy|ngay|tuan|nhiem|nhom|muc|buoc|giai|dot|lan|don|bo|xa|tinh|huyen|ho|dong|ty|trieu|nghin|nguoi"
_DOCUMENTS = late(
    rf"(?:\b(?P<kind>{DOCUMENT_KINDS})\s+)?(?:\bso\s*:?\s*)?"
    r"(?<![\w./,-])0*(?P<number>\d{1,6})"
    r"(?:\s?/\s?(?P<year>(?:19|20)\d\d)(?![\d.]))?"
    r"(?P<symbol>\s?[/-]\s?[a-z][a-z0-9]*(?:\s?[/-]\s?[a-z][a-z0-9]*)*)?"
    rf"(?![\w/]|[.,]\d|\s?%)(?=(?P<counted>\s+(?:{_UNITS})\b)?)"
)
_DAYS = tuple(
    map(
        late,
        (
            r"(?<![\d/.])(?P<day>\d{1,2})\s?[/.-]\s?(?P<month>\d{1,2})\s?[/.-]\s?(?P<year>\d{4})(?!\d)",
            r"\b(?P<day>\d{1,2})\s+thang\s+(?P<month>\d{1,2})(?:\s+nam\s+(?P<year>\d{4}))?",
            r"(?<![\d/.,])(?P<from>(?:19|20)\d\d)\s?[-–—]\s?(?P<year>(?:19|20)\d\d)(?!\d)",
            r"\b(?P<from>(?:19|20)\d\d)\s+(?:den|toi)\s+(?:nam\s+|het\s+)*(?P<year>(?:19|20)\d\d)(?!\d)",
            r"\bquy\s+(?P<quarter>iv|i{1,3}|[1-4])\b(?:\s*[,/-]?\s*(?:nam\s+)?(?P<year>(?:19|20)\d\d))?",
            r"\bthang\s+(?P<month>\d{1,2})\b(?!\s?[.,]\d)(?:\s*[,/.-]?\s*(?:nam\s+)?(?P<year>(?:19|20)\d\d))?",
            r"(?<![\d/.,])(?P<month>\d{1,2})\s?/\s?(?P<year>(?:19|20)\d\d)(?![\d/])",
            r"\b(?P<months>\d{1,2})\s+thang\s+(?P<part>dau|cuoi)\s+nam(?:\s+(?P<year>(?:19|20)\d\d))?",
            r"\b(?:ngay|truoc|den|tu|het)\s+(?P<day>\d{1,2})\s?/\s?(?P<month>\d{1,2})(?![\d/])",
            r"(?<![\d/.,-])(?P<year>(?:19|20)\d\d)(?![\d/.,-]*\d)",
        ),
    )
)
# What stands after a number and a stroke and is no symbol: 5.000đ/kg, 12/xã.
_MEASURES = frozenset({"kg", "m", "m2", "m3", "ha", "ngay", "thang", "quy", "nam", "nguoi", "xa", "ho", "lan"})
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}


def may_be_one(one: str, other: str) -> bool:
    """Whether nothing that two texts name speaks against their being one, edited.

    What speaks against it: each names a document that the other does not, or each a day.
    """
    return not any(
        _against(mine, theirs) for mine, theirs in zip(documents_and_days(one), documents_and_days(other), strict=True)
    )


def _against(mine: tuple[Named, ...], theirs: tuple[Named, ...]) -> bool:
    return _has_own(mine, theirs) and _has_own(theirs, mine)


def _has_own(mine: tuple[Named, ...], theirs: tuple[Named, ...]) -> bool:
    return any(not any(_same(one, other) for other in theirs) for one in mine)


def _same(one: Named, other: Named) -> bool:
    shared = one.keys() & other.keys()
    return bool(shared) and all(one[key] == other[key] for key in shared)


@lru_cache(maxsize=8192)
def documents_and_days(text: str) -> tuple[tuple[Named, ...], tuple[Named, ...]]:
    """The documents that a text names, and the days."""
    bare = _MARKS.sub("", unicodedata.normalize("NFD", text.casefold().replace("đ", "d")))
    bare, documents = _taken(bare, _DOCUMENTS, _document)
    days: list[Named] = []
    for form in _DAYS:
        bare, found = _taken(bare, form, _day)
        days += found
    return tuple(documents), tuple(days)


def _taken(text: str, form: re.Pattern[str], named: Callable[[re.Match[str]], Named]) -> tuple[str, list[Named]]:
    """What is named in one form, and the text without it, so that no other form finds it again."""
    found = [(match, one) for match in form.finditer(text) if (one := named(match))]
    return "".join(_between(text, [match for match, _ in found])), [one for _, one in found]


def _between(text: str, matches: list[re.Match[str]]) -> Iterator[str]:
    at = 0
    for match in matches:
        yield text[at : match.start()]
        yield " \x00 "
        at = match.end()
    yield text[at:]


def _document(match: re.Match[str]) -> Named:
    """A number is a document's where a symbol, a year after a kind or “số”, or the kind alone says so."""
    said = {key: re.sub(r"\s", "", text) for key, text in match.groupdict().items() if text}
    counted = said.pop("counted", "")
    if said.get("symbol", "").strip("/-") in _MEASURES:
        return {}
    if "symbol" in said or ("year" in said and ("kind" in said or re.search(r"\bso\b", match[0]))):
        return said
    return said if "kind" in said and not counted else {}


def _day(match: re.Match[str]) -> Named:
    said = {key: text.lstrip("0") for key, text in match.groupdict().items() if text}
    if int(said.get("day", "1") or 0) > 31 or int(said.get("month", "1") or 0) > 12:
        return {}
    if "quarter" in said:
        said["quarter"] = _ROMAN.get(said["quarter"], said["quarter"])
    return said
