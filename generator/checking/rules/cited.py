"""What a text says twice of one thing: the kind of a cited document and its symbol, a day and its weekday."""
# ruff: noqa: D103 - the reason of each rule is its `why`, which QUY-TAC.md shows

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from generator.checking.paper.model import Facts
from generator.checking.rules.known import Known
from generator.checking.rules.rule import ERROR, LIKELY, WARNING, Hit, at, rule, rules_in
from generator.values.findings import msg
from generator.values.text import fold, quote

_TEXT = "Viện dẫn"
# Kinds with the abbreviation of their symbols; of the Party's quy định it is QĐ or QyĐ.
_SYMBOLS = {
    "nghi dinh": {"NĐ"}, "quyet dinh": {"QĐ"}, "nghi quyet": {"NQ", "NQLT"}, "ke hoach": {"KH", "KHLT"},
    "to trinh": {"TTr"}, "bao cao": {"BC"}, "thong bao": {"TB"}, "huong dan": {"HD"}, "chuong trinh": {"CTr"},
}  # fmt: skip
# What stands in a symbol for a kind and for nothing else: CT may be a Cục Thuế, TT a trung tâm, CĐ a công đoàn.
_OF_A_KIND = frozenset({"NĐ", "QĐ", "NQ", "KH", "TTr", "BC", "TB", "HD", "CTr"})
_CITED = re.compile(
    r"\b(?P<kind>Nghị định|Quyết định|Nghị quyết|Kế hoạch|Tờ trình|Báo cáo|Thông báo|Hướng dẫn|Chương trình)"
    r"\s+(?:số\s*:?\s*)?\d+[a-z]?(?:/\d{4})?(?:/(?P<symbol>[A-ZĐ][A-ZĐa-z]{1,3})-|-(?P<of_party>[A-ZĐ][A-ZĐa-z]{1,3})/)"
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
_DAY = r"(?P<day>\d{1,2})(?:\s*/\s*|\s+tháng\s+)(?P<month>\d{1,2})(?:\s*/\s*|\s+năm\s+)(?P<year>\d{4})"
_DATED = re.compile(
    rf"(?:{_WEEKDAY.format('before')}\s*[,(]?\s*(?:ngày\s+)?)?{_DAY}(?:\s*[,(]?\s*\(?{_WEEKDAY.format('after')})?",
    re.IGNORECASE,
)


@rule("ND-989", WARNING, "Điều 12; Phụ lục III, Mục I", "Tên loại văn bản viện dẫn trái với ký hiệu",
      why="Ký hiệu của văn bản được viện dẫn cho biết tên loại của nó.", wrong="Nghị định số 2000/QĐ-BNV",
      right="Quyết định số 2000/QĐ-BNV", sure=LIKELY)  # fmt: skip
def kind_against_symbol(facts: Facts, known: Known) -> Iterator[Hit]:
    for part, where in facts.running:
        for match in _CITED.finditer(where.seen):
            symbol = match["symbol"] or match["of_party"]
            if symbol in _OF_A_KIND and symbol not in _SYMBOLS[fold(match["kind"])]:
                yield at(part, where, msg("{chu}: ký hiệu “{ky_hieu}” không phải của {loai}.", chu=quote(match[0]),
                                          ky_hieu=symbol, loai=match["kind"]),
                         msg("Đối chiếu với văn bản được viện dẫn."), _TEXT)  # fmt: skip


@rule("ND-990", ERROR, "Điều 12", "Thứ trong tuần trái với ngày",
      why="Ngày đã cho thì thứ trong tuần là của ngày ấy.", wrong="thứ Bảy, ngày 15 tháng 5 năm 2026",
      right="thứ Sáu, ngày 15 tháng 5 năm 2026")  # fmt: skip
def weekday_of_another_day(facts: Facts, known: Known) -> Iterator[Hit]:
    for part, where in facts.running:
        for match in _DATED.finditer(where.seen):
            said = match["before"] or match["before_off"] or match["after"] or match["after_off"]
            day = _day(match)
            if said is None or day is None:
                continue
            written, named = _WEEKDAYS[day.weekday()]
            if said.lower() != written:
                yield at(part, where, msg("{chu}: ngày này là {thu}.", chu=quote(match[0]), thu=named),
                         msg("Sửa thứ hoặc ngày."), _TEXT)  # fmt: skip


def _day(match: re.Match[str]) -> date | None:
    """The day that is written; None for one that is in no calendar, which is another finding."""
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None


RULES = rules_in(globals())
