"""Capitals a program can decide (Phụ lục II): citations, fixed names."""
# ruff: noqa: D103 - the reason of each rule is its `why`, which QUY-TAC.md shows

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec.structs import replace

from generator.checking.paper.model import Facts, Paragraph, Part, finds
from generator.checking.rules.known import Known
from generator.checking.rules.rule import LIKELY, WARNING, Hit, at, rule, rules_in
from generator.values.findings import Message, msg
from generator.values.patterns import late
from generator.values.text import fold, quote

_TEXT = "Viết hoa"
_KINDS = "|".join(
    ("nghị định", "quyết định", "thông tư", "nghị quyết", "chỉ thị", "kế hoạch", "công văn", "tờ trình", "báo cáo",
     "thông báo", "công điện", "hướng dẫn", "chương trình")
)  # fmt: skip
_LAWS = r"(?:Bộ luật|Luật|Pháp lệnh|Nghị định|Thông tư|Quyết định|Nghị quyết|Quy chế|Quy định)"
_ARTICLE = late(
    rf"\b(?:khoản\s+\d+\s+(?P<a>điều\s+(?:\d+|này\b))|(?P<b>điều\s+\d+)\s+(?:của\s+)?{_LAWS}\b"
    r"|(?:có tên|nêu|quy định|ghi) tại (?P<c>điều\s+\d+))"
)
_CLAUSE = late(r"(?<=[a-zà-ỹđ0-9,(] )(?P<word>Khoản\s+\d+|Điểm\s+[a-zđ])\s+(?:khoản|Khoản|Điều|điều)\b")
# In "văn bản hướng dẫn số 5440/…" it is "văn bản" that has the number, not a kind of its own.
_CITED_KIND = late(
    rf"(?<!văn bản )\b(?P<kind>{_KINDS})\s+(?:[Ss]ố\s*:?\s*\d+[\w]*\s*[/-]|\d+/(?:\d{{4}}/)?[A-ZĐ]{{2}})"
)
_LAW_SMALL = late(
    r"\bCăn cứ (?:(?:bộ luật|luật|pháp lệnh) \w+ \w+|"
    r"(?:Bộ luật|Luật|Pháp lệnh) (?!số\b|ngày\b|này\b|và\b|có\b|của\b|về\b|năm\b)[^\W\dA-ZĐÀ-Ỹ_]\w* \w+)"
)
_ORDER = late(r"\b[Đđ]iều\s+\d+\s*,?\s+[Kk]hoản\s+\d+|\b[Kk]hoản\s+\d+\s*,?\s+[Đđ]iểm\s+[a-zđ]\b")
_CITY = late(r"\b(thủ đô Hà Nội|thành phố Hồ Chí Minh)\b")
_NUMBERED_UNIT = late(r"(?<![\w/])(?P<unit>quận|phường)\s+\d{1,2}(?![\d/]|\s*(?:phường|quận|xã))")
_COMMITTEE = late(r"\b([ỦUủu][ỷyỶY]?[ỷy]? [Bb]an|[Hh]ội [Đđ]ồng)\s+([Nn]hân)\s+([Dd]ân)\b")
# Where the people are meant, not what is called after them (Hội đồng nhân dân, công an nhân dân).
_PEOPLE = late(
    r"\b(?:vận động|tầng lớp|quần chúng|đời sống(?: của)?|tài sản(?: của)?|tính mạng(?: của)?|phục vụ|cán bộ và|"
    r"toàn thể|kiến nghị của|ý kiến của|tuyên truyền(?: cho| đến)?|lòng tin của|đông đảo|bà con) nhân dân(?! tệ)\b"
)
# The state itself: beside the Party, or whose policy, law something is.
_STATE = late(
    r"\bĐảng(?: và|,) nhà nước\b|\b(?:chính sách|pháp luật|chủ trương|quy định)(?: \w+){0,2} của nhà nước"
    r"(?=[,.;]|\s+(?:về|trong|đối với|và)\b|$)"
)
# A day where hours, days or another weekday are about it; "kỳ họp thứ hai" counts.
_WEEKDAY = late(
    r"\b(?:từ|sáng|chiều|tối|vào|ngày) [Tt]hứ (?:hai|ba|tư|năm|sáu|bảy)\b(?= đến|,? ?\(?ngày| hằng| hàng|[,;.])|"
    r"\bthứ \w+ đến (?:hết )?thứ (?:hai|ba|tư|năm|sáu|bảy)\b|\bthứ (?:hai|ba|tư|sáu|bảy),? ?\(?ngày \d"
)
_FIXED = {"thủ tướng chính phủ": "Thủ tướng Chính phủ", "văn phòng chính phủ": "Văn phòng Chính phủ"}


def _matches(
    texts: Iterable[tuple[Part, Paragraph]],
    find: Callable[[str], str],
    say: Callable[[str], Message],
    hint: Message,
) -> Iterator[Hit]:
    """One hit for each part and wording in texts that may have what is to be found."""
    done: set[tuple[int, str]] = set()
    for part, where, found in finds(texts, lambda text: (find(text),)):
        if found and (part.first, found) not in done:
            done.add((part.first, found))
            yield replace(at(part, where, say(found), hint, _TEXT), value=found)


def _by(
    facts: Facts, pattern: re.Pattern[str], words: Sequence[str], say: Callable[[str], Message], hint: Message
) -> Iterator[Hit]:
    """What a pattern finds; one of `words` stands in all of it: most texts have none and need not be gone through."""

    def find(text: str) -> str:
        match = pattern.search(text) if any(word in text for word in words) else None
        return match[0].strip() if match else ""

    return _matches(facts.running_on(*map(str.lower, words)), find, say, hint)


@rule("ND-981", WARNING, "Phụ lục II, V.7", "Viện dẫn “điều” không viết hoa",
      why="Viện dẫn điều của một văn bản cụ thể thì viết hoa chữ cái đầu của “Điều”.", wrong="khoản 2 điều 103",
      right="khoản 2 Điều 103")  # fmt: skip
def article_small(facts: Facts, known: Known) -> Iterator[Hit]:
    return _by(facts, _ARTICLE, ("điều",), lambda found: msg("{chu}: “Điều” phải viết hoa.", chu=quote(found)),
                    msg("Viết hoa “Điều” khi viện dẫn."))  # fmt: skip


@rule("ND-982", WARNING, "Phụ lục II, V.7", "Viện dẫn “Khoản”, “Điểm” viết hoa giữa câu",
      why="Khi viện dẫn chỉ viết hoa phần, chương, mục, tiểu mục, điều; khoản, điểm viết thường.",
      wrong="theo Khoản 2 Điều 103", right="theo khoản 2 Điều 103")  # fmt: skip
def clause_capital(facts: Facts, known: Known) -> Iterator[Hit]:
    return _by(facts, _CLAUSE, ("Khoản", "Điểm"),
                    lambda found: msg("{chu}: “khoản”, “điểm” viết thường.", chu=quote(found)),
                    msg("Viết thường “khoản”, “điểm”."))  # fmt: skip


@rule("ND-983", WARNING, "Phụ lục II, V.6", "Tên loại văn bản cụ thể không viết hoa",
      why="Nói đến một văn bản cụ thể thì viết hoa chữ cái đầu của tên loại.", wrong="nghị định số 30/2020/NĐ-CP",
      right="Nghị định số 30/2020/NĐ-CP")  # fmt: skip
def cited_kind_small(facts: Facts, known: Known) -> Iterator[Hit]:
    return _by(facts, _CITED_KIND, ("/", "-"),
                    lambda found: msg("{chu}: tên loại phải viết hoa.", chu=quote(found)),
                    msg("Viết hoa chữ cái đầu của tên loại văn bản."))  # fmt: skip


@rule("ND-859", WARNING, "Phụ lục II, V.6", "Tên luật, bộ luật, pháp lệnh viết sai hoa, thường",
      why="Viết hoa chữ cái đầu của tên loại và của âm tiết thứ nhất tạo thành tên gọi.",
      wrong="Căn cứ luật Đất đai; Căn cứ Luật đất đai", right="Căn cứ Luật Đất đai")  # fmt: skip
def law_capitals(facts: Facts, known: Known) -> Iterator[Hit]:
    return _by(facts, _LAW_SMALL, ("uật ", "háp lệnh "),
                    lambda found: msg("{chu}: tên luật viết hoa chưa đúng.", chu=quote(found)),
                    msg("Viết “Luật Đất đai”, “Bộ luật Dân sự”."))  # fmt: skip


@rule("ND-988", WARNING, "Phụ lục II, V.7; Phụ lục I, Phần I, II.6.đ", "Viện dẫn điều trước khoản, khoản trước điểm",
      why="Viện dẫn từ nhỏ đến lớn: điểm, khoản, Điều.", wrong="Điều 5 khoản 2; khoản 2 điểm a",
      right="khoản 2 Điều 5; điểm a khoản 2")  # fmt: skip
def citation_order(facts: Facts, known: Known) -> Iterator[Hit]:
    return _by(facts, _ORDER, ("hoản",), lambda found: msg("{chu}: viện dẫn ngược thứ tự.", chu=quote(found)),
                    msg("Viết “điểm … khoản … Điều …”."))  # fmt: skip


@rule("ND-984", WARNING, "Phụ lục II, IV.1.a", "“Ủy Ban Nhân Dân”, “Hội Đồng Nhân Dân” viết hoa thừa",
      why="Chỉ viết hoa chữ cái đầu của từ chỉ loại hình: Ủy ban nhân dân, Hội đồng nhân dân.",
      wrong="Ủy Ban Nhân Dân tỉnh", right="Ủy ban nhân dân tỉnh")  # fmt: skip
def committee_capitals(facts: Facts, known: Known) -> Iterator[Hit]:
    def find(text: str) -> str:
        for match in _COMMITTEE.finditer(text) if "hân" in text else ():
            first, people, folk = match.groups()
            if first.split()[1][0].isupper() or folk[0].isupper() or people[0].isupper():
                return match[0]
        return ""

    return _matches(facts.running_on("nhân dân"), find, lambda found: msg("{chu}: viết hoa thừa.", chu=quote(found)),
                    msg("Viết “Ủy ban nhân dân”, “Hội đồng nhân dân”."))  # fmt: skip


@rule("ND-856", WARNING, "Phụ lục II, V.1", "“Nhân dân” không viết hoa",
      why="“Nhân dân” là danh từ thuộc trường hợp viết hoa đặc biệt, trừ trong tên gọi khác (Ủy ban nhân dân).",
      wrong="vận động nhân dân tham gia", right="vận động Nhân dân tham gia", sure=LIKELY)  # fmt: skip
def the_people(facts: Facts, known: Known) -> Iterator[Hit]:
    return _by(facts, _PEOPLE, ("nhân dân",), lambda found: msg("{chu}: “Nhân dân” viết hoa.", chu=quote(found)),
                    msg("Viết “Nhân dân”."))  # fmt: skip


@rule("ND-872", WARNING, "Phụ lục II, V.1", "“Nhà nước” không viết hoa",
      why="“Nhà nước” là danh từ viết hoa đặc biệt, trừ trong tên gọi khác (cơ quan nhà nước, ngân sách nhà nước).",
      wrong="chủ trương của Đảng và nhà nước", right="chủ trương của Đảng và Nhà nước", sure=LIKELY)  # fmt: skip
def the_state(facts: Facts, known: Known) -> Iterator[Hit]:
    return _by(facts, _STATE, ("nhà nước",), lambda found: msg("{chu}: “Nhà nước” viết hoa.", chu=quote(found)),
               msg("Viết “Nhà nước”."))  # fmt: skip


@rule("ND-858", WARNING, "Phụ lục II, V.8.c", "Thứ trong tuần không viết hoa",
      why="Viết hoa chữ cái đầu của âm tiết chỉ ngày trong tuần.", wrong="từ thứ hai đến thứ sáu",
      right="từ thứ Hai đến thứ Sáu", sure=LIKELY)  # fmt: skip
def weekday_small(facts: Facts, known: Known) -> Iterator[Hit]:
    return _by(facts, _WEEKDAY, ("thứ ",),
                    lambda found: msg("{chu}: ngày trong tuần viết hoa.", chu=quote(found)),
                    msg("Viết “thứ Hai”, “thứ Ba” …, “Chủ nhật”."))  # fmt: skip


@rule("ND-985", WARNING, "Phụ lục II, III.1.c", "“Thủ đô Hà Nội”, “Thành phố Hồ Chí Minh” không viết hoa",
      why="Trường hợp viết hoa đặc biệt.", wrong="thành phố Hồ Chí Minh", right="Thành phố Hồ Chí Minh")  # fmt: skip
def special_cities(facts: Facts, known: Known) -> Iterator[Hit]:
    return _by(facts, _CITY, ("thủ đô", "thành phố"),
                    lambda found: msg("{chu}: phải viết hoa chữ cái đầu.", chu=quote(found)),
                    msg("Viết “Thủ đô Hà Nội”, “Thành phố Hồ Chí Minh”."))  # fmt: skip


@rule("ND-986", WARNING, "Phụ lục II, III.1.b", "Đơn vị hành chính mang chữ số không viết hoa",
      why="Danh từ chung kết hợp với chữ số thì viết hoa cả danh từ chung.", wrong="quận 1", right="Quận 1",
      sure=LIKELY)  # fmt: skip
def numbered_unit(facts: Facts, known: Known) -> Iterator[Hit]:
    return _by(facts, _NUMBERED_UNIT, ("quận", "phường"),
                    lambda found: msg("{chu}: phải viết hoa.", chu=quote(found)),
                    msg("Viết hoa “Quận”, “Phường” khi đi với chữ số."))  # fmt: skip


@rule("ND-987", WARNING, "Phụ lục II, IV.1, V.3", "“Thủ tướng Chính phủ”, “Văn phòng Chính phủ” viết sai hoa, thường",
      why="Tên cơ quan, chức vụ theo ví dụ của Phụ lục II.", wrong="Thủ tướng chính phủ; Văn Phòng Chính Phủ",
      right="Thủ tướng Chính phủ; Văn phòng Chính phủ")  # fmt: skip
def fixed_names(facts: Facts, known: Known) -> Iterator[Hit]:
    def find(text: str) -> str:
        lowered = text.casefold()
        for name, right in _FIXED.items():
            at_ = lowered.find(name)
            written = text[at_ : at_ + len(name)] if at_ >= 0 and len(lowered) == len(text) else right
            if written not in (right, right.upper()) and fold(written) == fold(right):
                return written
        return ""

    return _matches(facts.running_on(*_FIXED), find, lambda found: msg("{chu}: viết hoa chưa đúng.", chu=quote(found)),
                    msg("Viết “Thủ tướng Chính phủ”, “Văn phòng Chính phủ”."))  # fmt: skip


RULES = rules_in(globals())
