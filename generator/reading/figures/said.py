"""Numbers said in words that count something: "hai mươi ba bộ bàn ghế", "phạt hai cơ sở", "điều tra một vụ".

A word alone is a number only before a noun that reports count: "ba miền", "một số", "hai chiều" are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.values.number_words import number_said, numbers_in
from generator.values.patterns import late

# What may happen once: "một" before other nouns is an article ("là một đơn vị").
_ONCE = (
    r"vụ(?! mùa|\s+đông|\s+hè| việc nào)|ca(?! dao| ngợi| nhạc)|trường hợp|đối tượng|cuộc(?! sống| vận động)|đồng chí|"
    r"huy chương|nghệ nhân|nghệ sĩ|giải|người (?:chết|bị|mất|tử|tử vong|mất tích)|cháu (?:bé|nhỏ)|"
    r"phương tiện|doanh nghiệp|tổ chức (?:vi|bị)"
)
COUNTED = (
    rf"{_ONCE}|người|hộ(?! chiếu| tịch| khẩu)|cơ sở|đơn vị|xã|phường|thôn|dự án|đoàn|đợt|hội nghị|hội thảo|lớp|trường|"
    r"văn bản|quyết định|kế hoạch|công văn|nghị quyết|đề tài|công trình|nhiệm vụ|hồ sơ|tổ chức|cá nhân|sản phẩm|tàu|"
    r"xe|máy|"
    r"di tích|hạng mục|cuộc|lượt|mô hình|khu|cầu|tuyến|bãi|trạm|bệnh viện|cán bộ|công chức|giáo viên|học sinh|chợ|mẫu|"
    r"thủ tục|đề án|tổ|chuyên đề|gói thầu|chi bộ|đảng viên|giấy phép|phòng|sở|bếp ăn|cửa hàng|"
    r"căn nhà|trụ sở|cụ (?!thể)|bộ|con|điểm|tỉnh|thửa|bài|tin|buổi|giải thưởng|ngôi nhà|cây cầu"
)
_LONE = late(
    rf"(?<![\w(])(?:(?P<one>một)\s+(?=(?:{_ONCE})\b)|(?P<many>hai|ba|"
    rf"(?:(?<=^)|(?<=[;:.,(] ))năm|bốn|sáu|bảy|tám|chín|mười)\s+(?=(?:{COUNTED})\b))",
    re.IGNORECASE,
)
# Behind these the word is no count of the report.
_NO_COUNT = late(
    r"\b(?:là|như|mỗi|từng|cùng|cả|các|những|thứ|tháng|ngày|quý|năm|cấp|giữa|trong|của|một|mười|mươi|trăm|nghìn|"
    r"triệu|linh|tỷ|bất cứ|bất kỳ|nào|hoặc|hay|lần|vụ|nhóm|(?<!giải )(?<!hoàn )thành|khi|theo|tại|ở|số|"
    r"lớp|tổ|thôn|khu|đợt)\s+$",
    re.IGNORECASE,
)
# None of these words, no search.
_ANY = late(r"\b(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\s", re.IGNORECASE)


def said_in(text: str) -> Iterator[tuple[int, int, int]]:
    """Where a text says a number in words that counts something, and the number, in order."""
    found = list(numbers_in(text))
    if _ANY.search(text):
        found += [one for one in _alone(text) if not any(one[0] < end and start < one[1] for start, end, _ in found)]
    return iter(sorted(found))


def _alone(text: str) -> Iterator[tuple[int, int, int]]:
    for match in _LONE.finditer(text):
        word = match["one"] or match["many"]
        if _NO_COUNT.search(text[max(0, match.start() - 14) : match.start()]):
            continue
        number = 5 if word.lower() == "năm" else number_said([word.lower()])
        if number is not None:
            yield match.start(), match.start() + len(word), number
