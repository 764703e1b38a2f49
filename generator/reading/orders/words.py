"""The words by which a task in prose is known, as patterns over a text in small letters that keeps its offsets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from msgspec import Struct

from generator.facts import danh_muc
from generator.values.patterns import late
from generator.values.text import old_tones


def small(text: str) -> str:
    """The text in small letters with its tones in the old place, letter for letter. The text is NFC."""
    lowered = old_tones(text.lower())
    if len(lowered) == len(text):
        return lowered
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)


def any_of(words: Iterable[str]) -> str:
    """A pattern for whole words, the longer first, any space between them."""
    ordered = sorted({small(word) for word in words}, key=len, reverse=True)
    return r"(?<!\w)(?:" + "|".join(r"\s+".join(map(re.escape, word.split())) for word in ordered) + r")(?!\w)"


class Words(Struct, frozen=True, dict=True):
    """Patterns made of the list: what begins a task, an adverb before it, a body without a name of its own, headings
    under which nothing is given or everything is, kinds of products.
    """

    act: re.Pattern[str]
    verb: re.Pattern[str]
    office: re.Pattern[str]
    told: re.Pattern[str]
    duty: re.Pattern[str]
    product: re.Pattern[str]


@cache
def words() -> Words:
    """The patterns of data/danh-muc/giao-viec.yaml."""
    data = danh_muc.load("giao-viec.yaml")
    verb, adverb = any_of(data["dong_tu"]), any_of(data["trang_tu"])
    office = (
        r"(?:(?:các|những|từng|mỗi|toàn thể|cả|tập thể)\s+)?(?:đồng chí\s+)?"
        + any_of(data["don_vi"])
        + r"(?!\s*,?\s*(?:chống|ngừa|cháy))"
    )
    made = (
        r"(?<!\w)(?:xây dựng|ban hành|lập|soạn thảo|trình|ký)\s+"
        r"(?:(?:và\s+)?(?:ban hành|trình)\s+)?(?:dự thảo\s+)?"
    )
    return Words(
        re.compile(rf"{adverb}|{verb}|(?<!\w)(?:là|làm)\s+(?:cơ quan |đơn vị )?(?:thường trực|đầu mối)(?!\w)"),
        re.compile(verb),
        re.compile(office),
        re.compile(rf"(?:\W*(?:về|công tác|các|một số)\s+)?(?:{any_of(data['khong_giao'])})"),
        re.compile(any_of(data["giao"])),
        re.compile(rf"{made}(?P<what>{any_of(data['san_pham'])})"),
    )


# A number or sign before a line: "1.", "1.2.", "a)", "-", "IV.", "Điều 2."; its depth is that of the group.
LABEL = late(
    r"\s*(?:(?P<l0>(?:phần|chương)\s+(?:[ivx]+|\d+|thứ \w+)[.:]?)|(?P<l1>(?:điều\s+\d+|"
    r"[ivx]+)\s*[.:)/-]+(?!\w)|[a-h]\.(?!\w))"
    r"|(?P<l3>\d{1,2}(?:\.\d{1,2})+[.)]?(?![\w/,]))|(?P<l2>(?:\d{1,2}\s*[.)/]|\(\d{1,2}\))(?!\w))"
    r"|(?P<l4>[a-zđ]{1,2}\s*[.)](?!\w)|\([a-zđ]\))|(?P<l5>[-–—*•](?!\w))|(?P<l6>[+](?!\w)))\s*"
)
DEEPEST = 9
# Where a sentence may end; `sentence_ends` looks at what stands around it.
_SENTENCE_END = late(r"[.!?](?:/\.)?\s+|\n")
_NO_SENTENCE_END = late(r"(?:^|[\s(])(?:tp|ths|ts|gs|pgs|bs|ks|tr|đ/c|\d{1,2}|[a-zđ])$", re.IGNORECASE)
QUOTED = late(r"“[^”]*”?|«[^»]*»?|(?<!\w)\"[^\"]*\"")
# Who gives a task, and that one gives it: what follows must be a body.
GIVES = late(
    r"(?<!\w)(?:giao|phân công|ủy quyền|yêu cầu|đề nghị)(?!\w)(?:\s+(?:nhiệm vụ\s+)?cho(?!\w)|\s+nhiệm vụ)?\s*:?\s*"
)
# Before it: done already, somebody else's words, a noun.
NOT_GIVEN = late(
    r"(?:đã|được|bàn|chuyển|đang|theo|xét|đáp ứng|có|những|các|mọi|nhận|tiếp nhận|mục đích,|"
    r"giải quyết|khi|của|từ|về|tự|vừa|không|chưa|trên cơ sở|"
    r"từng|căn cứ)\s*$"
)
# Sentences that give nothing: what was done, what is meant, what the paper says of itself.
NOTHING = late(
    r"\W*(?:căn cứ\s+(?:luật|nghị|quyết|thông|chỉ|kế|công|văn|bộ luật|hiến|kết|ý kiến|chương)|xét\s|"
    r"theo (?:đề nghị|báo cáo|quy định)|trên đây là|thừa (?:lệnh|ủy quyền)"
    r"|phấn đấu|mục tiêu|mục đích|quan điểm|nguyên tắc|kinh phí|nơi nhận|ghi nhận|biểu dương|"
    r"đánh giá cao|hoan nghênh|từ đầu|kết quả|đến nay|thời gian qua|trong thời gian qua|nguyên nhân|"
    r"tuy nhiên"
    r"|tham dự|tại (?:cuộc|buổi|hội nghị|phiên|văn bản|công văn|thông báo)|sau khi nghe|qua \w+|"
    r"năm \d{4},|ngày \d(?![\w\s,]*?\b(?:hằng|hàng|mỗi)\s)|sáng|chiều|hiện nay|đây là"
    r"|(?:quyết định|nghị quyết|kế hoạch|công văn|thông báo|chỉ thị|quy chế|thông tư|nghị định|luật|"
    r"hướng dẫn|công điện) này)"
)
DONE = late(
    r"(?<!\w)(?:đã|đang|vừa|chưa|mới đạt|cơ bản|đạt tỷ lệ|đạt \d|đạt trên|tăng \d|giảm \d|so với cùng kỳ)(?!\w)"
)
MEETING = late(
    r"chủ trì\s+(?:và\s+kết luận\s+)?(?:cuộc |buổi |phiên )?(?:họp|hội nghị|làm việc|phiên họp|lễ|"
    r"tọa đàm|hội thảo|tiếp)(?!\w)"
)
ENFORCES = late(
    r"(?:thi hành|thực hiện)\s+(?:quyết định|nghị quyết|quy chế|quy định|thông tư|nghị định|kế hoạch|"
    r"chỉ thị|thông báo|hướng dẫn)\s+này\W*$"
)


def sentence_ends(text: str) -> Iterator[tuple[int, int]]:
    """Where sentences end, their mark included, and where the next begin: not after a number or an abbreviation."""
    for match in _SENTENCE_END.finditer(text):
        begins = text[match.end() : match.end() + 1]
        ends = (begins.isupper() or begins in "“(") and not _NO_SENTENCE_END.search(text[: match.start()])
        if match[0] == "\n" or ends:
            yield match.start() + 1, match.end()
