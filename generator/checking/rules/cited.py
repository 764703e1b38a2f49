"""What a text says against itself: the kind of a cited document and its symbol, a day and its weekday or the calendar,
a cited document and the day of the one that cites it."""
# ruff: noqa: D103 - the reason of each rule is its `why`, which QUY-TAC.md shows

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from generator.checking.paper.model import Facts, Part, finds
from generator.checking.rules.known import Known
from generator.checking.rules.rule import ERROR, LIKELY, WARNING, Hit, at, rule, rules_in
from generator.values.findings import msg
from generator.values.patterns import late
from generator.values.text import fold, quote

_TEXT = "Viện dẫn"
# Kinds with the abbreviation of their symbols; of the Party's quy định it is QĐ or QyĐ.
_SYMBOLS = {
    "nghi dinh": {"NĐ"}, "quyet dinh": {"QĐ"}, "nghi quyet": {"NQ", "NQLT"}, "ke hoach": {"KH", "KHLT"},
    "to trinh": {"TTr"}, "bao cao": {"BC"}, "thong bao": {"TB"}, "huong dan": {"HD"}, "chuong trinh": {"CTr"},
    # That of a công văn begins with its agency, which may be a KH, a BC, a TB, a HD.
    "cong van": {"CV", "KH", "BC", "TB", "HD"},
}  # fmt: skip
# What stands in a symbol for a kind and for nothing else: CT may be a Cục Thuế, TT a trung tâm, CĐ a công đoàn.
_OF_A_KIND = frozenset({"NĐ", "QĐ", "NQ", "KH", "TTr", "BC", "TB", "HD", "CTr"})
_CITED = late(
    r"\b(?P<kind>Nghị định|Quyết định|Nghị quyết|Kế hoạch|Tờ trình|Báo cáo|Thông báo|Hướng dẫn|Chương trình|Công văn)"
    r"\s+(?:số\s*:?\s*)?\d+[a-z]?(?:/\d{4})?(?:/(?P<symbol>[A-ZĐ][A-ZĐa-z]{1,3})-|-(?P<of_party>[A-ZĐ][A-ZĐa-z]{1,3})/)"
)
# The bodies whose symbols all know; a slash for the hyphen is as wrong as none.
_TOGETHER = late(
    r"(?<![\w/])(?P<number>\d+(?:/\d{4})?/)(?P<kind>NĐ|QĐ|NQ|CT|TTr|KH|BC|TB)/?(?P<body>CP|TTg|UBND|HĐND)(?![\w-])"
)
# By `date.weekday()`: as it is written after "thứ", and as it is named.
_WEEKDAYS = (
    ("hai", msg("thứ Hai")),
    ("ba", msg("thứ Ba")),
    ("tư", msg("thứ Tư")),
    ("năm", msg("thứ Năm")),
    ("sáu", msg("thứ Sáu")),
    ("bảy", msg("thứ Bảy")),
    ("chủ nhật", msg("Chủ nhật")),
)
_WEEKDAY = r"(?:thứ\s+(?P<{0}>hai|ba|tư|năm|sáu|bảy)|(?P<{0}_off>chủ nhật))"
DAY = r"(?P<day>\d{1,2})(?:\s*/\s*|\s+tháng\s+)(?P<month>\d{1,2})(?:\s*/\s*|\s+năm\s+)(?P<year>\d{4})"
_DATED = late(
    rf"(?:{_WEEKDAY.format('before')}\s*[,(]?\s*(?:ngày\s+)?)?{DAY}(?:\s*[,(]?\s*\(?{_WEEKDAY.format('after')})?",
    re.IGNORECASE,
)

# A day in words, or with "/" and a year or the word "ngày": neither 30-31/10 (two days) nor 31/6 (a number) is one.
_YEAR = r"(?P<year>\d{4})(?!\d)"
_DAYS = (
    late(
        rf"(?P<word>\bngày\s+)?(?<![\d/.,-])(?P<day>\d{{1,2}})\s+tháng\s+(?P<month>\d{{1,2}})(?!\d)"
        rf"(?:\s+năm\s+{_YEAR})?",
        re.IGNORECASE,
    ),
    late(
        rf"(?P<word>\bngày\s+)?(?<![\d/.,-])(?P<day>\d{{1,2}})/(?P<month>\d{{1,2}})(?:/{_YEAR})?(?![\d/])",
        re.IGNORECASE,
    ),
)
# In every day that is in no calendar: a day after the 28th or none, a month after the twelfth or none, no year.
_DOUBTFUL = late(
    r"\d(?:(?:(?<=[3-9]\d|29)|(?<=0)(?<![1-9]0))(?:/|\s+(?i:tháng)\s)|"
    r"(?:/|\s+(?i:tháng)\s+)(?:1[3-9]|[2-9]\d|00?)(?!\d)|(?:/|\s+(?i:năm)\s+)0000)"
)
_LEAP = 2000  # stands for a year that is not said: 29/02 may be a day
_MOON = late(r"âm lịch|\bâl\b", re.IGNORECASE)
_AROUND = 40  # characters in which a day is said to be one of the lunar calendar, where February may have 30
# A cited document with its own day; laws are cited without a number. A number alone is a house or a room.
_OF_A_DAY = late(
    r"(?:\bsố\s*:?\s*\d[^\s,;()]*[/-](?=[^\s,;()]*[^\W\d_])[^\s,;()]+|^Căn cứ (?:Bộ luật|Luật|Pháp lệnh)\b[^;0-9]*?)"
    rf"\s*(?P<comma>,)?\s+ngày\s+{DAY}(?P<whose>\s+của\b)?",
    re.IGNORECASE,
)
_SINCE = late(r"\b(từ|đến|trước|sau|hiệu lực)\s+ngày\s", re.IGNORECASE)


@rule("ND-989", WARNING, "Điều 12; Phụ lục III, Mục I", "Tên loại văn bản viện dẫn trái với ký hiệu",
      why="Ký hiệu của văn bản được viện dẫn cho biết tên loại của nó.", wrong="Nghị định số 2000/QĐ-BNV",
      right="Quyết định số 2000/QĐ-BNV", sure=LIKELY)  # fmt: skip
def kind_against_symbol(facts: Facts, known: Known) -> Iterator[Hit]:
    for part, where, match in finds(facts.running_on("-"), _CITED.finditer):
        symbol = match["symbol"] or match["of_party"]
        # An agency is no drafting unit: "Công văn số 15/KH-UBND" is the symbol of a plan.
        of_place = match["kind"] == "Công văn" and where.seen.startswith(("UBND", "HĐND"), match.end())
        if symbol in _OF_A_KIND and (of_place or symbol not in _SYMBOLS[fold(match["kind"])]):
            yield at(part, where, msg("{chu}: ký hiệu “{ky_hieu}” không phải của {loai}.", chu=quote(match[0]),
                                      ky_hieu=symbol, loai=match["kind"]),
                     msg("Đối chiếu với văn bản được viện dẫn."), _TEXT)  # fmt: skip


@rule("ND-833", ERROR, "Phụ lục I, Phần I, II.3.c", "Ký hiệu viện dẫn thiếu gạch nối hoặc gạch chéo",
      why="Giữa số và ký hiệu có dấu gạch chéo, giữa các nhóm chữ viết tắt có dấu gạch nối.",
      wrong="số 30/2020/NĐCP; số 76/NQ/CP", right="số 30/2020/NĐ-CP; số 76/NQ-CP")  # fmt: skip
def symbol_run_together(facts: Facts, known: Known) -> Iterator[Hit]:
    for part, where, match in finds(facts.running_on("/"), _TOGETHER.finditer):
        yield at(part, where, msg("{chu}: ký hiệu viết sai.", chu=quote(match[0])),
                 msg("Viết {dung}.", dung=quote(f"{match['number']}{match['kind']}-{match['body']}")),
                 _TEXT)  # fmt: skip


@rule("ND-990", ERROR, "Điều 12", "Thứ trong tuần trái với ngày",
      why="Ngày đã cho thì thứ trong tuần là của ngày ấy.", wrong="thứ Bảy, ngày 15 tháng 5 năm 2026",
      right="thứ Sáu, ngày 15 tháng 5 năm 2026")  # fmt: skip
def weekday_of_another_day(facts: Facts, known: Known) -> Iterator[Hit]:
    for part, where, match in finds(facts.running_on("thứ", "chủ nhật"), _DATED.finditer):
        said = match["before"] or match["before_off"] or match["after"] or match["after_off"]
        day = day_of(match)
        if said is None or day is None:
            continue
        written, named = _WEEKDAYS[day.weekday()]
        if said.lower() != written:
            yield at(part, where, msg("{chu}: ngày này là {thu}.", chu=quote(match[0]), thu=named),
                     msg("Sửa thứ hoặc ngày."), _TEXT)  # fmt: skip


@rule("ND-991", ERROR, "Điều 12", "Ngày trong lời văn không có trong lịch",
      why="Ngày, tháng nêu trong văn bản là ngày có thật: thời hạn và viện dẫn tính theo nó.",
      wrong="trước ngày 31 tháng 4 năm 2025", right="trước ngày 30 tháng 4 năm 2025")  # fmt: skip
def no_such_day_in_text(facts: Facts, known: Known) -> Iterator[Hit]:
    for part, where, match in finds(facts.holding("/", "tháng"), _impossible):
        dated = part.heading.dated  # ND-317
        if dated is None or where.index != dated.paragraph.index:
            yield at(part, where, msg("{chu}: không có ngày này trong lịch.", chu=quote(match[0])),
                     msg("Kiểm tra lại ngày, tháng, năm."), _TEXT)  # fmt: skip


def _impossible(text: str) -> Iterator[re.Match[str]]:
    """Days that are in no calendar."""
    for written in _DAYS if _DOUBTFUL.search(text) else ():
        for match in written.finditer(text):
            day, month, year = int(match["day"]), int(match["month"]), int(match["year"] or _LEAP)
            around = text[max(match.start() - _AROUND, 0) : match.end() + _AROUND]
            if _is_meant(match, day, month) and not _is_day(day, month, year) and not _MOON.search(around):
                yield match


def _is_meant(match: re.Match[str], day: int, month: int) -> bool:
    """Whether a day is meant: "ngày 30/31" may be two, "31/13" a number, "6 tháng 40" anything."""
    if match["word"] and (match["year"] or "tháng" in match[0].lower()):
        return True
    return bool(match["word"] or match["year"]) and month <= 12 and day <= 31


def _is_day(day: int, month: int, year: int) -> bool:
    return 1 <= month <= 12 and year > 0 and 1 <= day <= monthrange(year, month)[1]


@rule("ND-992", ERROR, "Điều 12; Phụ lục I, Phần I, II.6.a", "Văn bản viện dẫn có ngày sau ngày của văn bản",
      why="Căn cứ, văn bản được viện dẫn phải có trước văn bản viện dẫn nó.",
      wrong="Căn cứ Quyết định số 15/QĐ-BNV ngày 16 tháng 6 năm 2027 (văn bản ngày 05 tháng 5 năm 2025)",
      right="Căn cứ Quyết định số 15/QĐ-BNV ngày 16 tháng 6 năm 2024", sure=LIKELY)  # fmt: skip
def cited_before_it_is_made(facts: Facts, known: Known) -> Iterator[Hit]:
    days = {part.first: _own_day(facts, part) for part in facts.parts}
    dated = (one for one in facts.running_on("ngày") if days[one[0].first])
    for part, where, match in finds(dated, _OF_A_DAY.finditer):
        own, day = days[part.first], day_of(match)
        if match["comma"] and not match["whose"]:
            continue  # "Thực hiện Giấy mời số 5/GM-BMH, ngày 01/3 …": the day on which something will be
        if own and day and day > own and not _SINCE.search(match[0]):
            yield at(part, where, msg("{chu}: văn bản này ngày {ngay:%d/%m/%Y}.", chu=quote(match[0]), ngay=own),
                     msg("Kiểm tra lại ngày của văn bản được viện dẫn, hoặc ngày của văn bản này."),
                     _TEXT)  # fmt: skip


def _own_day(facts: Facts, part: Part) -> date | None:
    line = part.heading.date_line or (facts.main.heading.date_line if facts.main else None)
    return line.date if line else None


def day_of(match: re.Match[str]) -> date | None:
    """The day that is written; None for one that is in no calendar, which is another finding."""
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None


RULES = rules_in(globals())
