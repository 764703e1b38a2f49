"""Which unit a figure is of: the one that its clause says did it, or that a heading above names; none where unsure."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from generator.facts import danh_muc
from generator.facts.agencies import name_key
from generator.reading.meaning.units import parse
from generator.values.model import Role, UnitMention
from generator.values.patterns import late
from generator.values.text import one_line

_SENTENCE = late(r"[.!?]\s+(?=[^\W\d_])|\n")
_MARK = late(r"[,;:()](?!\d)")
_LABEL = late(r"\s*(?:(?:[IVXLC]{1,5}|\d{1,2}(?:\.\d{1,2})*|[a-zđ])[.)]\s*|\d{1,2}(?:\.\d{1,2})+\s+|[-–+*•]\s*)*")
# What a unit does of which a report tells the number; in small letters, so that none is of "Trung tâm Phục vụ …".
_ACT = late(
    r"\s+(?:đã|có|còn|đạt|đang|mới|tiếp nhận|nhận|xử lý|giải quyết|kiểm tra|thanh tra|rà soát|phát hiện|xử phạt|phạt|"
    r"cấp|ban hành|tổ chức|thực hiện|triển khai|khám|điều trị|trả|hoàn thành|thẩm định|tham mưu|phê duyệt|xây dựng|"
    r"hướng dẫn|tuyên truyền|vận động|thu|chi|giải ngân|khởi tố|điều tra|bắt|tạm giữ|thụ lý|xét xử|lập|mở|đào tạo|"
    r"tuyển dụng|tuyển|chuyển|hỗ trợ|tặng|trao|đăng ký|báo cáo|ra quân|tiếp|huy động|bàn giao|cử)\b"
)
_NUMBER = late(r"(?<!số)\s+(?=\d)")
# Words before a number that say of whom else it may be; a capital says so too.
_OTHERS = late(
    r"\b(?:các|những|mọi|toàn|cấp|ngành|riêng|địa phương|đơn vị|cơ quan|doanh nghiệp|sở|phòng|xã|phường|thôn|tỉnh|"
    r"thành phố|trường|trạm|bộ|công an|lực lượng|người dân|nhân dân)\b"
)
# What says which one of its kind a unit is: "Công an tỉnh", "Phòng Nội vụ"; no "Bảo hiểm xã hội", "Thanh tra công vụ".
_WHICH = late(r"\s(?:tỉnh|thành phố|phường|xã(?! hội)|khu vực|đặc khu)\b")
_ENDS_A_NAME = late(r"\s(?:tỉnh|thành phố|phường|xã|khu vực|đặc khu|hành chính công|\d{1,2})$")
# Who gives no figures for the report of an office below, or is none.
_ABOVE = ("trung-uong", "lien-nganh")
_NO_PROVIDERS = (
    "ubnd-tinh", "hdnd", "doan-dbqh", "chuc-danh", "cap-uy", "huyen-uy", "ban-chi-dao", "bao-chi", "xa", "thon",
)  # fmt: skip
_LONGEST = 160


def source_of(text: str, at: int, figures: Container[int], headings: Sequence[str]) -> str:
    """The unit that the figure at a place of a text is of: by its clause, else by the nearest heading that is the name
    of one; empty where none surely is. `figures` are the places of all figures of the text."""
    unit = _subject(text, at, figures)
    return next(filter(None, map(_heading, reversed(headings))), "") if unit == "" else unit or ""


def names_unit(text: str) -> bool:
    """Whether a text begins with a unit: "Sở B", no "Điều 5", no "Bộ chỉ số"."""
    return _unit_at(text) is not None


def _heading(heading: str) -> str:
    """The unit that a heading is the name of, whole: "1. Sở Y tế"."""
    name = one_line(heading[_past_label(heading, 0) :]).strip(" :.")
    unit = _unit_at(name)
    return name if unit is not None and unit.end == len(name) and _provides(unit) else ""


def _subject(text: str, at: int, figures: Container[int]) -> str | None:
    """The unit that a clause begins with, if what it did follows: "Trong tháng, Công an tỉnh tiếp nhận 120 hồ sơ, trả
    110 hồ sơ"; empty where none is named, or words may be of others; None where it is named and not surely the one."""
    unit: str | None = ""
    held: list[str | None] = []
    joined = False
    for mark, begin, end, closed in _clauses(text, at):
        if mark == "(":
            held.append(unit)
        elif mark == ")":
            unit = held.pop() if held else unit
        named = _unit_at(text[begin:end])
        if named is None:
            unit = "" if _of_others(text, begin, end, figures) else unit
            continue
        until = begin + _name_ends(named)
        joined = (joined and mark == ",") or (until == end and closed == ",")
        acts = (until == end and closed == ":") or _acts(text, until, figures)
        unit = one_line(text[begin:until]) if acts and not joined and _provides(named, until - begin) else None
    return unit


def _clauses(text: str, at: int) -> Iterator[tuple[str, int, int, str]]:
    """What stands between the marks of a sentence, up to the one with a place: the mark before, from where to where,
    the mark behind."""
    start = max((match.end() for match in _SENTENCE.finditer(text, 0, at)), default=0)
    mark = ""
    for match in _MARK.finditer(text, start):
        yield mark, _past_label(text, start), match.start(), match[0]
        if match.start() > at:
            return
        mark, start = match[0], match.end()
    yield mark, _past_label(text, start), len(text), ""


def _past_label(text: str, at: int) -> int:
    label = _LABEL.match(text, at)
    return label.end() if label else at


def _unit_at(text: str) -> UnitMention | None:
    """The unit that a text begins with."""
    found = parse(text[:_LONGEST], danh_muc.agencies()) if text[:1].isupper() else ()
    first = found[0] if found and found[0].start == 0 else None
    return first if first and (first.agency or first.kind) else None


def _name_ends(unit: UnitMention) -> int:
    """Where a name ends that no list has: before what the unit did, or before a number."""
    ends = [match.start() for pattern in (_ACT, _NUMBER) if (match := pattern.search(unit.verbatim))]
    return min(ends, default=unit.end) if unit.kind else unit.end


def _provides(unit: UnitMention, length: int | None = None) -> bool:
    """Whether a unit is one that gives figures, and its name, so long, says which one."""
    if unit.role is Role.COLLECTIVE or unit.kind in _NO_PROVIDERS:
        return False
    if record := danh_muc.agencies().records.get(unit.agency):
        # "Y tế" alone is a field.
        return record.level not in _ABOVE and name_key(unit.verbatim) not in danh_muc.agencies().bare
    name = unit.verbatim[:length]
    last = name.replace("-", " ").split()[-1]
    if (not (last[0].isupper() and not name.isupper()) and not _ENDS_A_NAME.search(name.lower())) or " tại " in name:
        # "Thanh tra tỉnh kết thúc", "Hội Nông dân các": the verb may have begun.
        return False
    rest = name.partition(" ")[2]
    return bool(_WHICH.search(name.lower())) or (not name.isupper() and rest != rest.lower())


def _acts(text: str, at: int, figures: Container[int]) -> bool:
    """Whether what a unit did, or a figure, stands at a place."""
    number = _NUMBER.match(text, at)
    return number.end() in figures if number else _ACT.match(text, at) is not None


def _of_others(text: str, begin: int, end: int, figures: Container[int]) -> bool:
    """Whether the words of a clause before its first figure name another than the unit spoken of."""
    words = text[begin : next((one for one in range(begin, end) if one in figures), end)]
    return words != words.lower() or _OTHERS.search(words) is not None
