"""Words that are wrong wherever they stand: names of ministries and departments, syllables with another tone."""
# ruff: noqa: D103 - the reason of each rule is its `why`, which QUY-TAC.md shows

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from msgspec.structs import replace

from generator.checking.paper.model import Facts, finds
from generator.checking.rules.known import Known
from generator.checking.rules.rule import WARNING, Hit, at, rule, rules_in
from generator.values.findings import msg
from generator.values.patterns import late
from generator.values.text import quote

_TEXT = "Chính tả, viết hoa"
# Fields as they stand in the names of ministries and departments.
_FIELDS = (
    "Nội vụ", "Ngoại vụ", "Tài chính", "Tư pháp", "Xây dựng", "Y tế", "Công Thương", "Ngoại giao", "Quốc phòng",
    "Công an", "Giáo dục và Đào tạo", "Khoa học và Công nghệ", "Nông nghiệp và Môi trường",
    "Văn hóa, Thể thao và Du lịch", "Dân tộc và Tôn giáo", "Du lịch",
)  # fmt: skip
_BY_FOLDED = {name.casefold(): name for name in _FIELDS}
_NAMED = "|".join(sorted(map(re.escape, _FIELDS), key=len, reverse=True))
_OFFICE = late(rf"\b(?:Bộ|Sở) (?i:{_NAMED})(?!\w)")
# One of them stands in every text that has such a name, or one of those below, with wrong capitals.
_IN_OFFICES = (
    *(f"{kind} {name.lower()}" for kind in ("bộ", "sở") for name in _FIELDS), "nhân dân ", "ubnd ", "hđnd ", "tỉnh ",
)  # fmt: skip
# "bộ", "sở" in small letters are the end of other words as well (cán bộ, trụ sở): only behind these they are an office.
_SMALL_OFFICE = late(
    rf"(?:\b(?:của|do|gửi|về|với|và|từ|cho|qua|đề nghị|giao|báo cáo|trình) |^(?:\d{{1,2}}\.|[a-zđ]\)|[-+–]) )"
    rf"(?P<word>(?:bộ|sở) (?i:{_NAMED}))(?!\w)"
)
_SMALL_COMMITTEE = late(
    r"(?<=[\w,] )(?P<word>ủy ban nhân dân|uỷ ban nhân dân|hội đồng nhân dân) (?:tỉnh|thành phố|xã|phường|đặc khu|huyện)"
    r"(?: [A-ZĐ]\w|\s*[,.;]| (?:để|xem xét|ban hành|báo cáo|yêu cầu|đề nghị|giao|tổ chức|quyết định)\b)"
)
# In the middle of a sentence, before its name; no Tỉnh ủy, Tỉnh Đoàn.
_LARGE_PROVINCE = late(r"(?<=[^\W\d_] )Tỉnh (?=(?!Ủy|Uỷ|Đoàn|Đội|Hội)[A-ZĐ]\w)")
# What a place is stands small before its name; the city that is called after a person is written with its own.
_PLACES = ("Tỉnh ", "Xã ", "Phường ", "Đặc khu ")
_LARGE_PLACE = late(
    r"\b(?P<office>(?:[Ủủ]y ban|[Uu]ỷ ban|[Hh]ội đồng) nhân dân|UBND|HĐND) (?P<place>Tỉnh|Xã|Phường|Đặc khu) "
    r"(?=[A-ZĐ]\w)"
)
# Wrong and right: what is on the left is no word of Vietnamese in any sense.
_SLIPS: Mapping[str, str] = {
    "xữ lý": "xử lý", "xữ phạt": "xử phạt", "sữa đổi": "sửa đổi", "sữa chữa": "sửa chữa", "sửa chửa": "sửa chữa",
    "bổ xung": "bổ sung", "hổ trợ": "hỗ trợ", "chử ký": "chữ ký", "lảnh đạo": "lãnh đạo", "triễn khai": "triển khai",
    "giãi quyết": "giải quyết", "kiễm tra": "kiểm tra", "quãn lý": "quản lý",
    "bảo đãm": "bảo đảm", "đãm bảo": "đảm bảo", "bảo lảnh": "bảo lãnh", "thẫm quyền": "thẩm quyền",
    "thẫm định": "thẩm định", "khẫn trương": "khẩn trương", "nghĩ lễ": "nghỉ lễ", "nghĩ phép": "nghỉ phép",
    "kỹ luật": "kỷ luật", "xuất xắc": "xuất sắc", "suất sắc": "xuất sắc", "nổ lực": "nỗ lực", "sử phạt": "xử phạt",
    "giử gìn": "giữ gìn", "củng như": "cũng như", "nhửng": "những", "bải bỏ": "bãi bỏ",
    "tiêu chuẫn": "tiêu chuẩn", "chuẫn bị": "chuẩn bị", "phổ biễn": "phổ biến", "hướng dẩn": "hướng dẫn",
    "vướn mắc": "vướng mắc", "chĩ đạo": "chỉ đạo", "chĩnh sửa": "chỉnh sửa", "điều chĩnh": "điều chỉnh",
    "thũ tục": "thủ tục", "tỗ chức": "tổ chức", "tổng hơp": "tổng hợp", "phối hơp": "phối hợp", "nghiêm trĩnh":
    "nghiêm chỉnh", "trể hạn": "trễ hạn", "đầu tư xây dụng": "đầu tư xây dựng", "giãm nghèo": "giảm nghèo",
    "cãi cách": "cải cách", "cãi thiện": "cải thiện", "bồi dưởng": "bồi dưỡng", "tuyễn dụng": "tuyển dụng",
    "hồ xơ": "hồ sơ", "xắp xếp": "sắp xếp", "sắp sếp": "sắp xếp", "rà xoát": "rà soát", "kiểm xoát": "kiểm soát",
    "giám xát": "giám sát", "khảo xát": "khảo sát", "năng xuất": "năng suất", "hiệu xuất": "hiệu suất",
    "công xuất": "công suất", "lãi xuất": "lãi suất", "thăm quan": "tham quan", "kỷ năng": "kỹ năng",
    "kỷ thuật": "kỹ thuật", "kỹ niệm": "kỷ niệm", "kỹ cương": "kỷ cương",
    "khũng hoảng": "khủng hoảng", "dử liệu": "dữ liệu", "lưu trử": "lưu trữ",
}  # fmt: skip
# Syllables that Vietnamese does not have, with the one that is meant; in small letters, for names may be any.
_NO_SYLLABLES = {
    "xữ": "xử", "giãm": "giảm", "nhửng": "những", "triễn": "triển", "kiễm": "kiểm", "dẩn": "dẫn", "trể": "trễ",
    "tuyễn": "tuyển", "chuẫn": "chuẩn", "biễn": "biển", "quãn": "quản", "dưởng": "dưỡng", "phãi": "phải",
    "vửng": "vững", "mổi": "mỗi", "hửu": "hữu", "diển": "diễn", "điễm": "điểm", "chuyễn": "chuyển", "cũa": "của",
    "thễ": "thể", "tỗng": "tổng", "gữi": "gửi", "giử": "giữ", "giửa": "giữa", "khoãn": "khoản", "nghiểm": "nghiêm",
    "nghành": "ngành", "đãm": "đảm", "tỗ": "tổ", "miển": "miễn",
}  # fmt: skip
# The tone on the first of two vowels that a consonant or a third vowel follows, or on the u, i of "qu", "gi".
_MISPLACED = late(
    r"\b[^\W\d_]*(?:[òóỏõọ](?:a(?:ng|nh|ch|[ncmtpiyo])|e(?:[nmto]))|[ùúủũụ](?:y(?:ên|ết|nh|ch|t|n)|â[nty])|"
    r"(?<=[^qQ]u)[àáảãạ]|(?<=[^gG\W\d_]i)[àáảãạ])\b|\b[Qq][úùủũụ][aeiyâêơ]\w*"
)
_RIGHT = {**_SLIPS, **_NO_SYLLABLES}


@rule("ND-837", WARNING, "Phụ lục II, IV.1", "Tên bộ, sở, Ủy ban nhân dân viết sai hoa, thường",
      why="Tên cơ quan viết hoa chữ cái đầu của từ chỉ loại hình, chức năng, lĩnh vực hoạt động.",
      wrong="Sở nội vụ; Sở Giáo dục và đào tạo; ủy ban nhân dân tỉnh Mẫu",
      right="Sở Nội vụ; Sở Giáo dục và Đào tạo; Ủy ban nhân dân tỉnh Mẫu")  # fmt: skip
def office_capitals(facts: Facts, known: Known) -> Iterator[Hit]:
    done: set[tuple[int, str]] = set()
    for part, item, (written, right) in finds(facts.running_on(*_IN_OFFICES), _offices):
        if (part.first, written) not in done:
            done.add((part.first, written))
            yield replace(at(part, item, msg("{chu}: viết hoa chưa đúng.", chu=quote(written)),
                             msg("Viết {dung}.", dung=quote(right)), _TEXT), value=written)  # fmt: skip


def _offices(text: str) -> Iterator[tuple[str, str]]:
    """Names of offices that have wrong capitals, and how they are written."""
    for match in _OFFICE.finditer(text) if "Bộ " in text or "Sở " in text else ():
        kind, field = match[0].split(" ", 1)
        right = f"{kind} {_BY_FOLDED[field.casefold()]}"
        if match[0] != right and not match[0].isupper():
            yield match[0], right
    for pattern, words in ((_SMALL_OFFICE, ("bộ ", "sở ")), (_SMALL_COMMITTEE, ("nhân dân ",))):
        for match in pattern.finditer(text) if any(word in text for word in words) else ():
            word, _, field = match["word"].partition(" ")
            yield match["word"], f"{word.capitalize()} {_BY_FOLDED.get(field.casefold(), field)}"
    for match in _LARGE_PLACE.finditer(text) if any(place in text for place in _PLACES) else ():
        yield f"{match['office']} {match['place']}", f"{match['office']} {match['place'].casefold()}"
    for match in _LARGE_PROVINCE.finditer(text) if "Tỉnh " in text else ():
        before = text[: match.start()].rstrip().rsplit(" ", 1)[-1]
        if not _LARGE_PLACE.search(text) and before[0].islower():
            yield f"{before} Tỉnh", f"{before} tỉnh"


@cache
def _misspelt() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The words and the syllables; most papers have none of them."""
    word = re.compile(rf"(?<!\w)(?i:{'|'.join(map(re.escape, _SLIPS))})(?!\w)")
    return word, re.compile(rf"(?<!\w)(?:{'|'.join(_NO_SYLLABLES)})(?!\w)")


def _slips(text: str) -> Iterator[re.Match[str]]:
    """Words that are misspelt, then syllables that no such word holds."""
    word, syllable = _misspelt()
    found = list(word.finditer(text))
    yield from found
    taken = [match.span() for match in found]
    for match in syllable.finditer(text):
        if not any(start <= match.start() < end for start, end in taken):
            yield match


@rule("ND-838", WARNING, "Phụ lục I, Phần I, II.6", "Chữ viết sai chính tả",
      why="Văn bản viết đúng chính tả; chữ sai dấu hỏi, dấu ngã là chữ không có trong tiếng Việt.",
      wrong="xữ lý, bổ xung, hổ trợ", right="xử lý, bổ sung, hỗ trợ")  # fmt: skip
def slip_of_spelling(facts: Facts, known: Known) -> Iterator[Hit]:
    done: set[str] = set()
    for part, item in facts.holding(*_RIGHT):
        head = {line.paragraph.index for line in (*part.heading.about, *part.heading.subject)}
        for match in _slips(item.seen) if item.index > part.heading.end or item.index in head else ():
            if match[0] not in done:
                done.add(match[0])
                yield replace(at(part, item, msg("{chu}: sai chính tả.", chu=quote(match[0])),
                                 msg("Viết {dung}.", dung=quote(_RIGHT[match[0].casefold()])), _TEXT),
                              value=match[0])  # fmt: skip


@rule("ND-871", WARNING, "Phụ lục I, Phần I, I.4, II.6", "Dấu thanh đặt sai chữ",
      why="Trong vần có âm cuối dấu thanh đặt ở âm chính: “hòan” là “hoàn”, “tóan” là “toán”.",
      wrong="hòan thành, tòan bộ, lọai hình", right="hoàn thành, toàn bộ, loại hình")  # fmt: skip
def tone_misplaced(facts: Facts, known: Known) -> Iterator[Hit]:
    # Each word once: a table says the same ones in all of its rows.
    wrong = {match[0] for match in _MISPLACED.finditer(" ".join(facts.words))}
    done: set[str] = set()
    for part, item, match in finds(facts.running_on(*wrong), _MISPLACED.finditer):
        # Names of other peoples may end so: Ksor Kuá.
        name = match[0][0].isupper() and match[0][-1] in "àáảãạ"
        if match[0] not in done and not name:
            done.add(match[0])
            yield replace(at(part, item, msg("{chu}: dấu thanh đặt sai chữ.", chu=quote(match[0])),
                             msg("Gõ lại bằng bộ gõ tiếng Việt."), _TEXT), value=match[0])  # fmt: skip


RULES = rules_in(globals())
