"""Documents cited in a text: kind, number, symbol, date, issuer, with the exact place of each.

Reads: `Nghị quyết số 50/NQ-CP ngày 08/4/2022 của Chính phủ`, `Chỉ thị 05, ngày 23/2/2023`, `121/NQ-CP ngày 11/9/2022`,
`57-NQ/TW`, `TB kết luận số: 6432/TB-C06-TTDLDC`, `Luật Cư trú năm 2020`; sloppy spaces inside a symbol, letters run
together (`74/NQ-CPngày 7/5/2023`), misspelt `ngaày`. Does not read: a citation without a number (but for laws), "nêu
trên", the articles of a document. Nothing is corrected: an impossible or unfinished date stays out of `dated` and is
reported. Marks and case do not count in the words, case does in symbols.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from generator.reading.meaning.plain import plain
from generator.values.findings import Finding, Message, Place, Severity, msg
from generator.values.model import Citation, PartialDate
from generator.values.patterns import late
from generator.values.text import KEPT_CASE, quote

_NOWHERE = Place()
_BASIS = "NĐ 30/2020, Phụ lục I, Phần I, II.6.a"

# Kinds that name a document even by a bare number ("Nghị định 175"); the others need số, a symbol or a date.
_LEGAL = r"nghi quyet lien tich|nghi quyet|nghi dinh|quyet dinh|chi thi|thong tu lien tich|thong tu|phap lenh"
_OTHER = (
    r"thong bao ket luan|tb ket luan|thong bao|cong van|cong dien|van ban|ke hoach|bao cao|to trinh|huong dan|ket luan|"
    r"quy che|quy dinh|chuong trinh|phuong an|bo luat|luat|tbkl|q[dD]|nq|n[dD]|tb|ct|tt|cv|kh|c[dD]|kl|bc"
)
_WORD = r"(?:(?!ngaa?y)[A-Za-z0-9])*"
_SYMBOL = rf"\d{{1,6}} ?(?:/ ?\d{{4}} ?)?(?:/ ?(?!ngay)[A-Za-z]|-[A-Z]){_WORD}(?:(?:-[a-z]| ?[-/] ?[A-Z]){_WORD})*-?"
_DAY = r"\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]{1,2}\s?\d{1,5}|\d{1,2} thang \d{1,2} nam \d{1,5}"
_DATED = rf"(?:\s?[,;]?\s*\(?(?i:ngaa?y)\s*(?P<day>{_DAY})?|\s+nam\s+(?P<year>\d{{4}})(?!\d))?"
_ORG = (
    r"(?i:thu tuong|chinh phu|quoc hoi|uy ban|chu tich|bo truong|bo|to truong|to cong tac|van phong|ban|hoi dong|tong|"
    r"thanh tra|toa an|vien|ngan hang|tinh|thanh pho)\b|[A-Z]{2,}\b"
)
_STOP = (
    r"(?=[,;.:()“”\"\n]|$|\s(?:ve|v/v|phe duyet|quy dinh|sua doi|ban hanh|huong dan|cong bo|giao|tai|tiep tuc|"
    r"thi|tren|doi voi|de|cho|da|se|duoc|ngay|nam|trong|theo)\s|\sva (?:cac\s|[A-Z]))"
)
_NAME = r"[^,;.:()\n]{0,80}?(?:, (?:The thao|Thuong binh)[^,;.:()\n]{0,40}?)?"
_ISSUER = rf"(?:\s+cua\s+(?P<issuer>(?:{_ORG}){_NAME}){_STOP})?"
_LAW_STOP = (
    r"(?=[,;.:()“”\"\n]|$|\s(?:ngay|nam|so|duoc|co|quy dinh|de|tai|cua|theo|da|se|nay|moi|thi|la|"
    r"sua doi|ve viec)\b|\sva (?:cac\s|[A-Z]))"
)

_SO = r"(?:(?i:so)\b\s*:?\s*)"
_ANY = rf"(?i:{_LEGAL}|{_OTHER})"
_THEN_DAY = r"(?=\s?,?\s*(?i:ngaa?y)\s*\d{1,2}\s?/)"

_CITATION = late(
    rf"(?:\b(?P<kind>{_ANY})\s*(?:{_SO}?(?:(?P<symbol>{_SYMBOL})|(?P<number>\d{{1,6}}){_THEN_DAY})"
    rf"|{_SO}(?P<number_so>\d{{1,6}})(?![\w/.%]))"
    rf"|(?P<symbol_alone>\b\d{{1,6}}(?:/\d{{4}})?/[A-Z][A-Za-z]*(?:-[A-Z][A-Za-z0-9]*)+)"
    rf"|\b(?P<legal>(?i:{_LEGAL}))\s+(?P<number_bare>\d{{1,6}})(?![\w/%]|\.\d|\s+(?i:thang|ngay|nam|nhiem|van)\b)"
    rf"|\b(?P<law>(?:Bo luat|Luat|Phap lenh|Hien phap)\s+(?!So\b)[A-Z]\w*(?:\s+\w+){{0,12}}?){_LAW_STOP}"
    rf"(?:\s+so\s+(?P<symbol_law>\d{{1,6}}/\d{{4}}/[A-Z]+\d*))?)"
    rf"{_DATED}{_ISSUER}"
)
# A number, or a law by its name: every citation has one of them, and none begins so far before the first it has.
_SIGN = late(r"\d+|Bo luat|Luat|Phap lenh|Hien phap")
_REACH = 50
_BEGINNING = late(r"\w+")
_KEPT_CASE = {part.upper(): part for part in KEPT_CASE}
_NUMBER = late(r"\d+")


def parse(text: str, place: Place = _NOWHERE) -> tuple[tuple[Citation, ...], tuple[Finding, ...]]:
    """The citations of a text in their order, and what is wrong with their dates and symbols (V211…V213).

    `text[c.start:c.end] == c.verbatim` holds for each; the text is NFC.
    """
    citations: list[Citation] = []
    findings: list[Finding] = []
    for match in _matches(text):
        citation, trouble = _citation(text, match)
        citations.append(citation)
        findings.extend(
            Finding(code, Severity.WARNING, place, message, hint, citation.verbatim, _BASIS)
            for code, message, hint in trouble
        )
    return tuple(citations), tuple(findings)


def parse_cell(text: str, place: Place = _NOWHERE) -> tuple[tuple[Citation, ...], tuple[Finding, ...]]:
    """The same for a cell that holds nothing but citations: a line without one is reported too (V214)."""
    citations, findings = parse(text, place)
    return citations, (*findings, *(_unread(line, place) for line in _lines_without(text, citations)))


def spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where the citations stand, for readers that must not take their dates for dates of their own."""
    return tuple(match.span() for match in _matches(text))


@lru_cache(maxsize=1 << 12)
def _matches(text: str) -> tuple[re.Match[str], ...]:
    """The citations of a text as they are found; several checks ask for those of the same texts."""
    return tuple(_leftmost(plain(text)))


def _leftmost(bare: str) -> Iterator[re.Match[str]]:
    """The citations of a text without marks, from left to right, looked for where one may begin."""
    end = 0
    for sign in _SIGN.finditer(bare):
        if sign.start() < end:
            continue
        words = _BEGINNING.finditer(bare, max(end, sign.start() - _REACH), sign.end())
        match = next(filter(None, (_CITATION.match(bare, word.start()) for word in words)), None)
        if match:
            yield match
            end = match.end()


_Trouble = tuple[str, Message, Message]


def _citation(text: str, match: re.Match[str]) -> tuple[Citation, tuple[_Trouble, ...]]:
    start, end = match.span()
    verbatim = text[start:end].rstrip()
    kind = _first(text, match, "kind", "legal", "law")
    raw = _first(text, match, "symbol", "symbol_alone", "symbol_law")
    number = _first(text, match, "number", "number_so", "number_bare")
    symbol = _symbol(raw)
    if raw:
        number = _NUMBER.findall(raw)[0]
    dated, trouble = _dated(text, match, verbatim)
    if symbol.endswith("-"):
        trouble = (*trouble, _cut_symbol(raw))
    issuer = _first(text, match, "issuer").strip()
    found = Citation(verbatim, kind, number.lstrip("0"), symbol, dated, issuer, start, start + len(verbatim))
    return found, trouble


def _first(text: str, match: re.Match[str], *groups: str) -> str:
    """The text of the first of the groups that took part; the match is in the plain text, the answer in the text."""
    return next((text[slice(*match.span(group))] for group in groups if match[group]), "")


def _symbol(raw: str) -> str:
    """One way of writing for what is one symbol: no spaces, capitals but for `TTg`, two digits at least (II.3.c)."""
    if not raw:
        return ""
    compact = re.sub(r"\s", "", raw)
    head = _NUMBER.match(compact)
    digits = head[0] if head else ""
    rest = re.sub(r"[^\W\d_]+", lambda word: _KEPT_CASE.get(word[0].upper(), word[0].upper()), compact[len(digits) :])
    return f"{int(digits):02d}{rest}"


def _dated(text: str, match: re.Match[str], verbatim: str) -> tuple[PartialDate | None, tuple[_Trouble, ...]]:
    if match["year"]:
        return PartialDate(int(match["year"])), ()
    if not match["day"]:
        said = plain(verbatim).casefold().rstrip(" ,;(").endswith(("ngay", "ngaay"))
        return None, (_unfinished(verbatim),) if said else ()
    written = text[slice(*match.span("day"))]
    day, month, year = _NUMBER.findall(match["day"])
    if len(year) != 4:
        return None, (_unfinished(written),)
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return None, (_impossible(written),)
    return PartialDate(int(year), int(month), int(day)), ()


def _impossible(written: str) -> _Trouble:
    message = msg("{ngay}: không có ngày này trong lịch; cần ngày/tháng/năm có thật", ngay=quote(written))
    return "V211", message, msg("Đối chiếu với văn bản gốc rồi sửa ngày.")


def _unfinished(written: str) -> _Trouble:
    message = msg("{ngay}: ngày của văn bản viết dở; cần đủ ngày, tháng và năm bốn chữ số", ngay=quote(written))
    return "V212", message, msg("Ghi đủ ngày ban hành, ví dụ “ngày 11/02/2024”.")


def _cut_symbol(written: str) -> _Trouble:
    message = msg("{ky_hieu}: số, ký hiệu viết dở; cần đủ, ví dụ “04/CT-TTg”", ky_hieu=quote(written))
    return "V213", message, msg("Ghi đủ số, ký hiệu của văn bản.")


def _lines_without(text: str, citations: tuple[Citation, ...]) -> Iterator[str]:
    """Lines with letters in which no citation stands."""
    at = 0
    for line in text.split("\n"):
        end = at + len(line)
        if any(map(str.isalpha, line)) and not any(c.start < end and c.end > at for c in citations):
            yield line.strip()
        at = end + 1


def _unread(line: str, place: Place) -> Finding:
    message = msg("{dong}: không nhận ra văn bản nào; cần tên loại với số, ký hiệu hoặc ngày", dong=quote(line))
    hint = msg("Nếu là một văn bản, ghi thêm số, ký hiệu; nếu không, để nguyên.")
    return Finding("V214", Severity.NOTE, place, message, hint, line)
