"""What is no figure, taken out first: a list of units of measure would never end, the list of what has a form does.

The patterns run over text with bare letters (`plain`), letter for letter, in order; what one takes the next do not see.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from msgspec import Struct

from generator.reading.figures import positions, standards
from generator.reading.figures.model import Sort, Span
from generator.reading.figures.unread import SIGNED
from generator.reading.meaning.plain import blanked, plain
from generator.values.figures import GROUPED, in_form
from generator.values.patterns import late

# What follows a label and never a count.
_VERBS = (
    r"va|duoc|bi|da|dang|chua|co|la|dat|gay|xong|phat hien|tiep nhan|dieu tri|hoan thanh|to chuc|xu ly|thuc hien|"
    r"kiem tra|thu duoc|chiem|lam|tang|giam|trong|tai|theo|do|voi|de|cua|thuoc|cho|hoat dong|tham gia|"
    r"bao cao|dung|xep|quan ly|thu ly|phuc vu|van hanh|san xuat|tuan tra|giai quyet|trien khai|ban hanh"
    r"|phoi hop|bat giu|"
    r"khac phuc|ho tro|dieu chinh|cach|tam ngung|keo dai|ap dung|tu van|bao duong"
)
# What has a number of its own: units of a body, turns, places.
_NUMBERED_THINGS = (
    r"(?<!\d )(?<!co )(?<!qua )\b(?:ca|lua|kip|canh sat|to cong tac|doan cong tac|doan kiem tra|"
    r"thue co so|chi nhanh|phong giao dich|chi cuc|phong|khoa|tram|nha may|kho|"
    rf"cang|mo|gieng|xuong|doi|lan|vu|quay|cua|cong|day nha|day chuyen|to may)\s+[1-9]\d{{0,2}}(?![.,/]?\d"
    rf"|\s?[%/])(?=\s*[,;)]"
    rf"|\s+(?:{_VERBS})\b)"
)
# "phòng B203, cơ sở 2)": one digit, and nothing that it counts.
_CAMPUS = r"(?<!\d )\b(?:co so|nha|san|gian|lo)\s+[1-9](?=\s*[;).]|,\s+[a-z])"
# "Tổ công tác 373", "Ban Chỉ đạo 389": three digits, and no people behind them.
_BODIES = (
    r"\b(?:to cong tac|to|ban chi dao|ban chi huy|doan lien nganh|to lien nganh|chuong trinh|quy)\s+[1-9]\d{2,3}"
    r"(?![.,/]?\d|\s?%|\s+(?:nguoi|dong chi|ho|thanh vien|ty|trieu|nghin|dong)\b)"
)
_DAY = r"(?<![\d./-])\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]{1,2}\s?\d{4}(?!\d)"
_DAYS = r"(?<![\d./-])\d{1,2}\s?-\s?\d{1,2}/\d{1,2}(?:/\d{4})?(?![\d/])"
# "trong 02 ngày 18, 19/3/2031": several days of one month.
_SEVERAL_DAYS = (
    r"(?:(?:(?<![\d.,/])0?[2-7]\s+)?\bngay\s+|(?<=\())\d{1,2}(?:(?:,|\s+va|\s+den(?:\s+ngay)?)\s+\d{1,2}){1,6}(?:/(?:1[0-2]|0?[1-9])(?:/\d{4})?|"
    r"\s+thang\s+\d{1,2}(?:\s+nam\s+\d{4})?)(?![\d/])"
)
# "từ đêm 02 đến ngày 04/11", "từ 20 đến 26/11/2031"; "đêm 02, rạng sáng 03/8/2031".
_FROM_DAY_TO_DAY = (
    r"\b(?:dem|toi|chieu|ngay)\s+\d{1,2}(?=,?\s+(?:va\s+)?(?:rang\s+)?(?:sang|dem|chieu|ngay)\s+\d{1,2}/\d)|"
    r"\b(?:tu|tu dem|tu ngay|tu sang|dem|ngay|sang|chieu)\s+\d{1,2}\s+den\s+(?:het\s+)?(?:ngay\s+)?"
    r"\d{1,2}/(?:1[0-2]|0?[1-9])(?:/\d{4})?(?![\d/]|[.,]\d|\s+(?:xa|phuong|ho|don vi|truong|thon)\b)"
)
_SPELT_DAY = r"\bngay\s+\d{1,2}\s+thang\s+\d{1,2}(?:\s+nam\s+\d{4})?"
_SHORT_DAY = (
    r"\b(?:ngay|dip|(?<!ty )le|rang sang|sang|trua|chieu|dem|hom)\s+\d{1,2}\s?[/-]\s?\d{1,2}(?![\d/]|[.,]\d)"
    r"(?:(?:,| va)\s+\d{1,2}/\d{1,2}(?![\d/]))*"
)
# "dịp nghỉ lễ 30/4-01/5": no part of a whole goes to another.
_D_M = r"(?:3[01]|[12]\d|0?[1-9])/(?:1[0-2]|0?[1-9])"
_DAY_TO_DAY = rf"(?<![\d.,/-]){_D_M}\s?-\s?{_D_M}(?![\d/-]|[.,]\d|\s?%)"
# "ngày 15 hằng tháng", "15/6 và 15/12 hàng năm".
_EACH_TIME = (
    rf"\b(?:ngay\s+\d{{1,2}}|(?<![\d.,/-]){_D_M}(?:(?:,| va)\s+{_D_M})*)(?=\s+(?:hang|moi)\s+(?:thang|quy|nam)\b)"
)
# "Quốc khánh 2/9", "lễ 30/4 - 01/5": feasts of each year.
_FEAST = (
    r"\b(?:quoc khanh|giai phong|quoc te lao dong|quoc te phu nu|cach mang thang tam|nghi le|dip le|le|tet)\s+"
    r"\d{1,2}/\d{1,2}(?:\s?(?:-|,|va)\s?\d{1,2}/\d{1,2})*(?![\d/]|\.\d)"
)
# "Trường Mầm non 19/5 được": what is named after a feast.
_NAMED_AFTER_A_DAY = (
    r"\b(?:truong|cong vien|duong|benh vien|quang truong|nha may|cong ty|cang|cho(?! va )|nha hat|cung|khu pho)\s+"
    r"(?:[a-z]+\s+){0,3}(?:(?:0?1/[56]|0?2/9|30/4|19/[58]|0?8/3|20/1[01]|27/7|0?3/2|26/3|22/12)(?![\d/]|[.,]\d)|"
    rf"\d{{1,2}}[/-](?:1[0-2]|0?[1-9])(?=\s*[,;.)]|\s+(?:{_VERBS})\b))"
)
_DAY_AND_MONTH = r"\b(?:den|het|tu|truoc|sau|toi)\s+\d{1,2}/(?:1[0-2]|0?[1-9])(?![\d/]|[.,]\d)"
_MONTH = (
    # "trong tháng 12 lượt tàu mất kết nối": a count of the month, no December.
    r"\bthang(?!(?<=trong thang)\s+\d{1,2}\s+(?:luot|vu|ca|cuoc|truong hop|chuyen|doan|lop|nguoi|don vi|du an|co so|"
    r"doanh nghiep|ho so|van ban|le hoi|hoi nghi|hoi thao|buoi|dot|cong trinh|mo hinh|tau|xe|bac si|giao vien|hoc sinh|"
    r"can bo|cong chuc|vien chuc|dong chi|dang vien|hoi vien|ho|chau|benh nhan|bi can|bi cao|doi tuong|lao dong|kg|km|"
    r"(?:ty|trieu|nghin)\s+(?:dong|\d+|luot|usd|ty|con|cay|san pham)|"
    r"tan (?:rac|hang|ca|thuy san|luong|gao|phan|than))\b)"
    r"\s+(?:\d{1,2}(?=\s?[/-]|\s+nam)|1[0-2]|0?[1-9])"
    # "tháng 10/30, ": no part of thirty.
    rf"(?:\s?[/.-]\s?\d{{4}}|\s?[/.-]\s?[2-9]\d(?=\s*(?:[(),.;:]|$)|\s+(?:{_VERBS}|uoc|so voi)\b)|\s+nam\s+\d{{4}})?"
    r"(?!\s*(?:tuoi\b|[\d/])|[.,]\d)(?:(?:,|"
    r" va)\s+\d{1,2}(?=[,.;)]|\s+nam\b))*"
)
_QUARTER = r"\bquy\s+(?:\d|i{1,3}v?|iv)\b(?:\s?/\s?\d{4}|\s+nam\s+\d{4})?|\bq\.?\s?[1-4]\s?[/.-]\s?(?:19|20)\d{2}(?!\d)"
# "T10/2030", "T.10.30", "trong T10"; "lũy kế 10T", "10T/2030".
_SHORT_MONTH = (
    r"\bt\.?\s?(?:1[0-2]|0?[1-9])\s?[./-]\s?(?:(?:19|20)\d{2}|[2-9]\d)(?![\d/]|[.,]\d)|"
    r"(?:(?<=trong )|(?<=den )|(?<=het )|(?<=cuoi )|(?<=dau ))t\.?(?:1[0-2]|0?[1-9])(?![\w/]|[.,]\d)|"
    r"(?<=luy ke )(?:1[0-2]|[2-9])t\b|(?<![\d.,/])(?:1[0-2]|[2-9])t\s?/\s?(?:19|20)\d{2}(?!\d)"
)
# "tháng mười", "tháng X", "mười tháng đầu năm": no digits, and a period all the same.
_SAID_PERIOD = (
    r"(?<!cach mang )(?<!ngay )(?<!moi )(?<!hang )(?<!mot )\bthang\s+(?:muoi\s+(?:mot|hai)\b|"
    r"(?:mot|hai|ba|tu|nam|sau|bay|tam|chin|muoi|[ivx]{1,4})(?=(?:\s+nam\s+|\s?/\s?)\d{4}|\s*(?:[,.;:)]|$)))|"
    r"\b(?:hai|ba|bon|nam|sau|bay|tam|chin|muoi(?:\s+mot)?)\s+thang\s+(?:dau|cuoi)\s+nam\b"
)
# "đến 15/10/30", "tính đến 15.10": short, or with points.
_DAY_OF_30 = (
    r"(?:(?<=ngay )|(?<=den )|(?<=het )|(?<=tu )|(?<=toi )|(?<=truoc ))"
    r"(?:3[01]|[12]\d|0?[1-9])\s?[/.-]\s?(?:1[0-2]|0?[1-9])\s?[/.-]\s?[2-9]\d(?![\d/]|[.,]\d|\s?%)"
)
_POINTED_DAY = (
    r"\b(?:ngay|tinh den|den het)\s+(?:3[01]|[12]\d|0?[1-9])\.(?:1[0-2]|0?[1-9])(?=\s*(?:[,;:)\x00]|$|\.(?!\d)))"
)
_HALF = (
    r"\b(?:\d{1,2}\s+thang\s+(?:dau|cuoi)\s+nam(?:\s+\d{4})?|(?<=luy ke )\d{1,2}\s+thang\b|"
    r"(?<![\d.,])(?:3|6|9|11)\s+thang(?=\s+(?:qua|nam\b|\d)))"
)
# "10 tháng ước 12.826 tỷ đồng": the months so far, unless a term is meant ("kỳ hạn 6 tháng là").
_MONTHS_SO_FAR = (
    r"(?<![\d.,/-])(?:[2-9]|1[01])\s+thang(?=\s+(?:nam\s+(?:19|20)\d{2}|la|dat|uoc|"
    r"toan tinh|thuc hien|so voi cung|tang|giam|bang|thu|chi)\b"
    r"|\s+\x00|\s+\d)"
)
_KEPT_UP = late(
    r"\b(?:truc|tiep song|hoat dong|giam sat|thuong xuyen|mo cua|van hanh|lien tuc|che do|quan so|"
    r"phuc vu)\b[^.;:()\d]*$"
)
_OF_A_TERM = late(r"\b(?:sau|han|dai|them|con|moi|tu|den|qua|lai|du|gian|cham|thi cong|cap|luong)\s+$")
_YEARS = r"(?<![\d.,/])(?:19|20)\d{2}\s?-\s?(?:19|20)?\d{2}(?![\d.,/]?\d)"
_YEAR = (
    r"\b(?:(?:nam(?:\s+hoc)?|vu(?:\s+\w+){0,2}|nien\s+do)\s+(?:19|20)\d{2}|"
    r"(?:dung|lap|sinh|mat|dau|cuoi|tu|khoi|hanh|thanh)\s+nam\s+1[0-8]\d{2})(?!\d|[.,]\d)"
)
# Words before which "ngày …" is the day of a document cited.
_CITED = late(
    r"(?:\x00|\b(?:quyet dinh|ke hoach|cong van|nghi quyet|nghi dinh|thong tu|chi thi|bao cao|"
    r"thong bao|to trinh|luat|"
    r"van ban|cong dien|ket luan|huong dan|giay moi)[^.;:]{0,40})[\s,(]*$"
)
_FROM = late(r"\b(?:tu|ke tu|bat dau tu|sau)\s+(?:ngay\s+|dau\s+)?$")
_UNTIL = late(r"\b(?:tinh\s+)?(?:den|toi)\s+(?:het\s+|thoi diem\s+|cuoi\s+)?(?:ngay\s+)?(?:\(\s*)?$")
_BEFORE = late(r"\b(?:truoc|han|cham nhat|xong|thoi han|truoc het)\s+(?:la\s+|den\s+|vao\s+|trong\s+)?(?:ngay\s+)?$")
# Read with their marks: "tầng 5" is a name, "tăng 5" is none.
_NOUNS = (
    r"(?:khoản|điều|điểm|mục|phụ lục|biểu(?: mẫu)?|mẫu|chương|phần|trang|cột|hàng|bảng|hình|câu|tiết|"
    r"tiêu chí|nhóm|lớp|"
    r"khối|bậc|loại|vùng|đợt|lần thứ|thứ|kỳ họp thứ|khóa|tập|bản|chương trình|đề án|dự án|kế hoạch|quyết định|"
    r"nghị quyết|nghị định|thông tư|chỉ thị|công văn|luật|thôn|ấp|tổ dân phố|tổ|khu(?: phố| vực)?|"
    r"xóm|đường(?: tỉnh| huyện| số)?|báo động|"
    r"quốc lộ|tỉnh lộ|vành đai|bài|lô|nhịp|típ|týp|tuýp|type|mô-đun|phòng số|tòa|tầng|"
    r"tuyến|cụm|windows|tcvn|iso|hiệp|thế hệ|quy định|mác|kết luận|thông báo|"
    r"nhánh|máy lẻ|lộ|xuất tuyến|tiểu đoàn|trung đoàn|sư đoàn|lữ đoàn|phiên(?: họp)?|quy chuẩn|phương án|"
    r"giai đoạn|bước|gói thầu|vòng|tiểu khu|khoảnh|thửa(?: đất)?|tờ bản đồ|số)"
)
# After these a figure follows though "số" stands before it; other words make "số 12" a name.
_COUNTING = late(r"\b(?:tong|trong|tren|con|trong tong|voi|tu|(?<!cau )vuot|da|chiem)\s+$")
# Words whose second syllable is no such noun: "kiểm điểm 05 công chức", "lấy mẫu 42 cơ sở".
_COMPOUNDS: Mapping[str, tuple[str, ...]] = {
    "khoản": ("tài", "chuyển"),
    "số": ("sĩ", "quân", "dân", "doanh", "điểm", "trị", "tổng", "nhân", "hệ", "đa", "thiểu", "cơ"),
    "luật": ("kỷ", "pháp"),
    "hình": ("mô", "loại", "tình", "truyền", "điển", "địa"),
    "biểu": ("phát", "đại", "tiêu", "thời"),
    "chương": ("huy", "hiến"),
    "tầng": ("hạ", "nền"),
    "cột": ("trụ",),
    "điểm": ("kiểm", "quan", "địa", "thời", "trọng", "đặc", "ưu", "giao", "cao", "chấm", "đánh", "chỉ"),
    "mục": ("danh", "chuyên", "hạng", "tiểu", "đề"),
    "bản": ("văn", "nhật", "cơ", "tài", "biên", "ấn", "kịch", "sách", "thôn"),
    "phần": ("thành", "học", "cổ", "góp"),
    "loại": ("phân", "chủng", "kim", "xếp"),
    "tập": ("học", "luyện", "tuyển", "thực", "diễn", "sưu"),
    "thôn": ("nông",),
    "hàng": ("ngân", "khách", "bán", "mặt", "cửa", "đơn", "xuất", "xếp"),
    "mẫu": ("lấy", "gửi", "biểu"),
    "tuyến": ("chuyển", "phân", "trực"),
    "tiết": ("thời", "chi"),
    "trang": ("vũ", "nghĩa", "khang", "thời"),
    "lớp": ("tầng", "mở"),
    "đường": ("tuyến", "mở"),
    "khối": ("hình", "mét"),
    "nhóm": ("chia",),
}
# "kết luận 05 tổ chức đảng", "xuất bản 22 kỳ": two digits and a noun; what has such a number has a capital or a verb.
_ALSO_VERBS = (
    "kết luận",
    "thông báo",
    "quy định",
    "quyết định",
    "kế hoạch",
    "dự án",
    "đề án",
    "chương trình",
    "bản",
    "câu",
    "trang",
    "tập",
    "loại",
    "hàng",
    "biểu",
    "tiết",
    "hình",
    "bảng",
    "mẫu",
)
_PLACES = ("thôn", "ấp", "tổ", "tổ dân phố", "khu", "khu phố", "khu vực", "xóm", "bài", "lô", "tiểu khu", "số")
_COUNT_AFTER = late(
    rf"\s+(?:0\d|[1-9]\d)\s+(?:to chuc (?:dang|xa hoi)|"
    rf"(?!(?:{_VERBS}|ban hanh|kem|phu luc|nghi|thong tu|ve|giai doan|nam|thang|ngay|phat|tren)\b)[a-z])"
)
# "xếp thứ 7" is a result.
_RANKED = late(r"\b(?:xep|dung|vi tri|hang|len)\s+$|\b(?:xep|dung) thu \d+ .*\bva\s+$")
_MEASURE = (
    r"(?:ty|trieu|nghin|ngan|dong|ha|km|[cm]?m[23²³]?|kg|m?g|m?l|ta|tan|lit|kwh|mw|usd|%|ho so|luot|nguoi|ho"
    r"|truong hop|vu|don vi|"
    r"co so|cong dan|van ban|thu tuc|nhiem vu|lop|cuoc|doanh nghiep|hoc sinh|giao vien|dong chi|can bo|"
    r"ca|em|chau|bo|chiec|cong trinh|mau|vien|chuyen|tin|bai|san pham|doi tuong|phuong tien|bien ban|giay phep)"
)
_SLOGAN = (
    r"\b(?:phuong cham|nguyen tac|tinh than|phong trao|cuoc van dong|chien dich|dot cao diem|cao diem|chinh quyen|"
    r"mo hinh|chinh sach|tieu chi|giai phap|"
    r"khau hieu)\s+(?:[a-z]+\s+){0,2}?\d{1,3}(?:\s+(?:ngay(?:,)?\s+dem|cap|tai cho|"
    r"khong|co|ro|it|nhieu|sao|giam|tang|dung|sach|than thien|nhat)\b)"
)
_DURATION = (
    r"\b(?:trong(?: thoi (?:gian|han))?|thoi han|thoi gian|sau|qua|vong|keo dai|hon|toi da|qua han|them|truoc|"
    r"giai doan|it nhat|dot|moi|nhiem ky|chu ky|lien tuc|dinh ky|quy dinh|ky han|bao hanh)"
    r"\s+(?:tu\s+)?\d{1,3}(?:,\d)?(?:\s?-\s?\d{1,3})?\s+"
    r"(?:ngay(?:\s+lam viec)?|gio|phut|tuan|thang|nam)\b(?:(?:,| va| hoac)?\s+\d{1,3}\s+(?:ngay|thang|nam|dem)\b)*"
    r"(?!\s+(?:cong|so voi)\b|(?<!trong \d ngay)\s+hoi\b)"
)


class _Rule(Struct, frozen=True):
    """A form and what its numbers are: one sort, or judged by what stands before and after.

    `verbs` says that it is known by the word behind it, which is read with its marks: "Ca 9 có", no "Kiểm tra 9 cơ sở".
    """

    pattern: re.Pattern[str]
    judge: Callable[[str, re.Match[str]], Sort | None]
    verbs: bool = False


def _always(sort: Sort) -> Callable[[str, re.Match[str]], Sort | None]:
    return lambda _text, _match: sort


def _time(text: str, match: re.Match[str]) -> Sort:
    """What a day, month or year is, by the words before it."""
    before = text[max(0, match.start() - 60) : match.start()]
    if match[0].startswith("ngay"):
        before += "ngay "
    if _BEFORE.search(before):
        return Sort.DEADLINE
    if _UNTIL.search(before):
        return Sort.PERIOD
    if _FROM.search(before):
        return Sort.START
    day = re.search(r"\d\s?[/.-]\s?\d{1,2}\s?[/.-]", match[0]) or match[0].startswith("ngay")
    if day:
        return Sort.REFERENCE if _CITED.search(before.removesuffix("ngay ")) else Sort.DATE
    return Sort.PERIOD


def _all_day(text: str, match: re.Match[str]) -> Sort | None:
    """ "trực 24/24" lasts all day; "24/24 hệ thống" are all of them."""
    counted = match[0][-1].isdigit() and re.match(r"\s+[a-z]", text[match.end() :])
    return None if counted and not _KEPT_UP.search(text[max(0, match.start() - 40) : match.start()]) else Sort.FIXED


def _so_far(text: str, match: re.Match[str]) -> Sort | None:
    return None if _OF_A_TERM.search(text[max(0, match.start() - 12) : match.start()]) else Sort.PERIOD


_ALONE = late(r"\s*(?:[,;)]|\.(?!\d)|$)")
_GREW = late(r"\b(?:len|tang|giam|dat|xuong|nang|con|hang|thu)\s+(?:bac\s+)?$")


def _day_and_month(text: str, match: re.Match[str]) -> Sort | None:
    """ "đến 25/9 kết thúc" is a day: a part is no larger than its whole; "hỏng từ 02/10, dừng": nothing is counted.

    "đến 25/96 xã", "từ 3/12 xã", "lên đến 3/12" are none.
    """
    day, month = (int(one) for one in re.findall(r"\d+", match[0]))
    alone = _ALONE.match(text, match.end()) and not _GREW.search(text, max(0, match.start() - 20), match.start())
    return _time(text, match) if month < day <= 31 or (alone and day) else None


def _year(text: str, match: re.Match[str]) -> Sort:
    before = text[max(0, match.start() - 30) : match.start()]
    if _BEFORE.search(before):
        return Sort.DEADLINE
    if re.search(r"\btu\s+$", before):
        return Sort.START
    return Sort.PERIOD if re.search(r"\b(?:tu dau|dau|trong|cua|ca|thang|so voi cung ky)\s+$", before) else Sort.NAME


def _named(text: str, match: re.Match[str], *, capital: bool = False) -> Sort | None:
    """ "số 12" is a name, "tổng số 12" is not; "dự án 12 tỷ đồng" and "thứ 12/34 tỉnh" are not either."""
    noun = match["noun"]
    if match[0] == "đề án 06":
        return Sort.NAME
    if adds_up(text, match.start()):
        return None
    if " số " not in match[0] and _last_word(text, match.start()) in _COMPOUNDS.get(noun, ()):
        return None
    if not capital and _counted_behind(text, match):
        return None
    before, after = text[max(0, match.start() - 30) : match.start()], text[match.end() : match.end() + 20]
    before, after = plain(before), plain(after)
    if noun == "thứ" and _RANKED.search(before):
        return None
    if noun == "số" and _COUNTING.search(before):
        return None
    if noun not in ("khoản", "điều") and re.match(rf"[.,]\d|\s?{_MEASURE}(?![a-z0-9])|\s?%|\s?/\s?\d", after):
        return None
    return Sort.REFERENCE if noun in ("khoản", "điều", "điểm", "phụ lục", "số", "mục", "chương") else Sort.NAME


def _counted_behind(text: str, match: re.Match[str]) -> bool:
    """Whether what follows is a count of things: "xuất bản 22 kỳ"; "phiên 03 buổi": no label but a place's has a 0."""
    noun = match["noun"]
    may = noun in _ALSO_VERBS or (noun not in _PLACES and " 0" in match[0])
    return may and bool(_COUNT_AFTER.match(plain(text[match.start("noun") + len(noun) : match.end() + 20])))


def _standard(fixed: standards.Judge) -> Callable[[str, re.Match[str]], Sort | None]:
    return lambda text, match: Sort.FIXED if fixed(text, match) else None


def _term(text: str, match: re.Match[str]) -> Sort | None:
    """ "cắt giảm 112 ngày làm việc" is a result; "xuống còn 03 ngày làm việc" is the new term."""
    came = standards.measured(text, match.start()) and not text[: match.start()].endswith("xuong con ")
    return None if came else Sort.FIXED


def _fee(text: str, match: re.Match[str]) -> Sort | None:
    """ "thu phí, lệ phí 16 triệu đồng" is what came in; "mức phí 16 triệu đồng", "thu phí 5.000 đồng/lượt" are set."""
    before, behind = text[max(0, match.start() - 40) : match.start()], text[match.end() :]
    if not match[0].startswith("phi") or _PER_THING.match(behind) or _SET_FEE.search(before):
        return Sort.FIXED
    return None if _COLLECTED.search(before) or behind.lstrip().startswith("trieu") else Sort.FIXED


def _proper(text: str, match: re.Match[str]) -> Sort | None:
    """ "tiểu học 187, THCS 156, THPT 55": in a list of things and how many, capitals have no number of their own."""
    start = match.start()
    measure = text[max(0, start - 7) : start].endswith("chi so ")
    return None if measure or listed(text, start) or adds_up(text, start) else Sort.NAME


def listed(text: str, at: int) -> bool:
    """Whether capitals that begin there go on with a list of things and how many of each."""
    return bool(_CAPITALS.match(text, at)) and _LISTED_BEFORE.search(text[max(0, at - 60) : at]) is not None


def adds_up(text: str, at: int) -> bool:
    """Whether one stands in a bracket of names and how many, which make up the count before it:
    "14 đoàn (Nhật Bản 05, Hàn Quốc 04, khác 05)"."""
    opened = text.rfind("(", 0, at + 1)
    whole = _WHOLE_BEFORE.search(text[max(0, opened - 40) : opened]) if opened >= 0 else None
    closed = text.find(")", at)
    if not whole or closed < 0 or text.find(")", opened, at) >= 0 or ";" in text[opened:closed]:
        return False
    parts = [_HOW_MANY.search(one) for one in text[opened + 1 : closed].split(", ")]
    counts = [int(one[1].replace(".", "")) for one in parts if one]
    return len(parts) == len(counts) > 1 and sum(counts) == int(whole[1].replace(".", ""))


def _last_word(text: str, end: int) -> str:
    return next(iter(text[max(0, end - 12) : end].split()[-1:]), "").lstrip('(“"-+*')


def _item(text: str, match: re.Match[str]) -> Sort | None:
    """ "(1)" numbers an item; behind the words of a number it is that number: "ba mươi lăm (35)". What closes a bracket
    is none: "(mức 1: 41, mức 2: 17)"."""
    if match[0][0] != "(" and text.rfind("(", 0, match.start()) > text.rfind(")", 0, match.start()):
        return None
    return None if _SAID.search(text[max(0, match.start() - 12) : match.start()].lower()) else Sort.LABEL


_PER_THING = late(r"\s+(?:trieu\s+|nghin\s+)?dong\s*(?:/|(?:moi|mot|tren|doi voi|cho moi|cho mot)\b)")
_SET_FEE = late(r"\b(?:muc|gia|quy dinh)\b[^.;:()\d]*$")
_COLLECTED = late(r"\b(?:thu|nop|tong|tien|so)\b[^.;:()\d]*$")
_CAPITALS = late(r"[A-Z]{2,8}\b")
_WHOLE_BEFORE = late(r"(?<![\d.,/])(\d{1,3}(?:\.\d{3})*)\s[^\d();]{1,30}$")
_HOW_MANY = late(r"(?:^|[^\W\d_] )(\d{1,3}(?:\.\d{3})*)$")
# One or two such things before: "mầm non 214, ", "tiểu học 187, THCS 156, ".
_LISTED_BEFORE = late(r"\b[a-z]+ [1-9]\d*(?:\.\d{3})*, (?:[A-Z]{2,8} \d[\d.]*, )*$")
_SAID = late(r"\b(?:muoi|tram|linh|mot|hai|ba|bon|tu|nam|lam|sau|bay|tam|chin)\s+$")
_LOW: tuple[_Rule, ...] = (
    _Rule(late(r"\bhttps?://\S+|\bwww\.\S+|(?<![\w.-])[\w.-]{1,64}@[\w.-]+"), _always(Sort.NAME)),
    _Rule(
        late(r"(?<![\d.,])1[89]00[. ]\d{4,6}\b|(?<![\d.,])\(?0\d{2,4}\)?[. ]?(?:\d{3}[. ]?\d{3,4}|\d{7,8})\b"),
        _always(Sort.NAME),
    ),
    _Rule(late(r"\b[Kk][mM]\s?\d+\s?[-–]\s?[Kk][mM]\s?\d+(?:\s?\+\s?\d+)?"), _always(Sort.NAME)),
    _Rule(
        late(r"\b(?:K[mM]\s?\d+(?:\.\d{3})*(?:\s?\+\s?\d+)?|K\d+\s?\+\s?\d+|km\s?\d+(?:\.\d{3})*\s?\+\s?\d+)"),
        _always(Sort.NAME),
    ),
    # Plates of vehicles, marks of stations: "61C-123.45", "61-02S".
    _Rule(late(r"\b\d{2}[A-Z]{1,2}\d?-\d{3}\.?\d{1,2}\b|\b\d{2,4}-\d{2,4}[A-Z]\b"), _always(Sort.NAME)),
    # Before what stands in quotes: seconds are a quote.
    *(_Rule(one, _always(Sort.NAME)) for one in standards.PLACES),
    # "2½ ngày": no 2.
    _Rule(late(SIGNED), _always(Sort.FIXED)),
    # Who gets the report, and how many papers go with it.
    _Rule(late(r"^\s*[Nn]oi nhan\s*:.*", re.DOTALL), _always(Sort.NAME)),
    _Rule(late(r"\bkem (?:theo )?\d{1,2}\s+(?:phu luc|phu bieu|bieu|bang|danh sach|tai lieu)\b"), _always(Sort.NAME)),
    # The sign of a footnote as Markdown has it, and as text without footnotes: "02 công văn[1], cử".
    _Rule(late(r"\[\^\w{1,12}\]|(?<=[^\W\d_])\[\d{1,2}\]"), _always(Sort.LABEL)),
    _Rule(late(r"[“\"«‘][^“”\"«»]{1,200}[”\"»’]"), _always(Sort.NAME)),
)
_SYMBOLS = late(
    r"\b\d+(?:-\d+)?:\d{4}(?:/[A-Z]+)?\b|"
    r"(?<![\d.,])\d+(?:\.\d+)?(?:\s?/\s?\d{4})?(?:\s?/\s?|\s?-|-\s?)(?=[A-Z])[A-Za-z0-9]+(?:\s?[-/&.]\s?[A-Z][A-Za-z0-9]*)*"
)
_GLUED = late(
    r"\b[A-Za-z]+-\d[\w.:-]*(?:/\d[\w-]*)*|\b[A-Za-z]+[-.]?\d[\w.:-]*|(?<![\d.,])\d{1,4}(?!(?:ha|km|m[23²³]|kg|m|tr|kWh)\b)[A-Za-z]\w*"
)
_HEAD = late(
    r"^\s*(?:[-+*•]\s+)?(?:\(?\d{1,2}(?:\.\d{1,2}){0,4}[.)]|\(?\d{1,2}(?:\.\d{1,2}){1,4}\s|\d{1,2}\)|[IVX]{1,5}\.)\s*"
)
# What numbers a thing stands before no noun.
_SPACED = late(rf"(?:(?<![\w.,/-])|(?<=\w/))(?=[1-9]){GROUPED}(?=[ \u00a0]+[^\W\d_\x00]|\s?/\s?[1-9])")
_POINTED = late(r"(?<![\w.,/-])\d+\.\d{1,2}(?![\w/-]|[.,]\d)")
# "1,240 hồ sơ", "1,100/1,240 hộ": what is counted whole has no thousandths; "1,240 tấn", "2,125 con/phụ nữ" may.
_FINE = (
    r"(?:ty|trieu|nghin|ngan|tr|ha|hecta|[kcdm]?m|met|k?g|mg|m?l|lit|ta|tan|yen|lang|[km]wh?p?|[km]va|[kmg]bps|[gt]b|"
    r"inch|do|lan|diem|gio|phut|giay|phan (?:tram|nghin|van)|so|voi|o|cung)"
)
_WHOLE = rf"[ \u00a0]+(?!(?:{_FINE}|{'|'.join(map(plain, positions.NO_NOUN))})(?![a-z]))[a-z]"
_THOUSANDS = late(
    rf"(?:(?<![\w.,/-])|(?<=\w/))[1-9]\d{{0,2}},\d{{3}}(?=(?:\s?/\s?[1-9]\d{{0,2}}(?:[.,]\d{{3}})+)?{_WHOLE})"
    r"(?!\s(?!dong\b)[^.;,()\d/]{1,30}/\s?(?!(?:ngay|thang|nam|tuan|quy)\b)[a-z])",
    re.IGNORECASE,
)
_RATED = late(r"\b(?:binh quan|trung binh|ty suat|he so|mat do|chi so|ty gia|nang suat)\b[^.;]*$", re.IGNORECASE)
_INSIDE = late(r"\(\d{1,2}\)|(?<=[.:;,]\s)\d{1,2}[.)]\s+(?=[A-Z\x00])|(?<=[:;]\s)\d{1,2}\)")
_PROPER = late(
    r"(?<![.:;!?]\s)(?<!^)\b(?P<word>[A-Z][A-Za-z]*)\s+\d{1,4}(?![\d.,]*\d|\s?[%/])"
    r"(?:(?:,| va) (?:[A-Z][a-z]+(?: [a-z]+)? \d{1,2}|[1-9])(?![\d.,]*\d|\s?[%/]))?"
    r"(?=\s*(?:[.,;:)\x00]|$|(?:va|cua|tai|da|duoc|co|la|theo|ve|do|cho|trong|de|voi|den|thi|dat|"
    r"dang|chua|hoan|tiep|phoi|lap|"
    r"giai doan|tren|bao cao|gom)\b|[A-Z]))"
)
# The decree writes counts with two digits (02), so one digit after a name of two words belongs to the name.
_NUMBERED = late(
    r"(?<=[a-z] )[A-Z][a-z]+ [A-Z][a-z]+ [1-9](?![\d.,]*\d|\s?[%/])\b|"
    rf"\b[A-Z][a-z]+(?: [A-Z]?[a-z]+){{1,4}} (?<!thu )[1-9](?=\s+(?:{_VERBS})\b)"
)
# "Luật Đất đai 2024": a year; a count of so many has its dot or a unit of measure.
_BARE_YEAR = late(rf"(?<![\d.,/-])(?:19|20)\d{{2}}(?![\d/%]|[.,]\d|\s?%|\s{_MEASURE}(?![a-z0-9]))\b")
# "Ngày Thương binh - Liệt sĩ 27/7": a day named, not a part of a whole.
_NAMED_DAY = late(r"\bNgay [A-Z][^.;:()\d]{2,60}?\s\d{1,2}/(?:0?[1-9]|1[0-2])(?![\d/.,]*\d|\s[a-z])")
_MORE: tuple[_Rule, ...] = (
    _Rule(late(_DAY_TO_DAY), _always(Sort.DATE)),
    _Rule(late(_DAYS), _time),
    _Rule(late(_FROM_DAY_TO_DAY), _always(Sort.DATE)),
    _Rule(late(_SEVERAL_DAYS), _time),
    _Rule(late(_DAY), _time),
    _Rule(late(_SPELT_DAY), _time),
    _Rule(late(_DAY_OF_30), _time),
    _Rule(late(_POINTED_DAY), _time),
    _Rule(late(_SHORT_DAY), _time),
    _Rule(late(r"\b(?:den|het|tu|truoc)\s+\d{1,2}/(?:0?[1-9]|1[0-2])(?![\d/.,]|\s+[a-z])"), _time),
    _Rule(late(r"\btuan\s+(?:thu\s+)?[1-5](?=\s+(?:cua\s+)?thang\s+\d)"), _always(Sort.FIXED)),
    _Rule(late(_SAID_PERIOD), _always(Sort.PERIOD)),
    _Rule(late(_SHORT_MONTH), _time),
    _Rule(late(_HALF), _always(Sort.PERIOD)),
    _Rule(late(_MONTHS_SO_FAR), _so_far),
    _Rule(late(r"\bngay\s+\d{1,2}(?=\s?(?:-|den|toi|va)?\s?(?:ngay\s+)?\x00)"), _time),
    _Rule(late(_QUARTER), _time),
    _Rule(late(r"\b[ivx]{1,4}\s?/\s?(?:19|20)\d{2}\b"), _time),
    _Rule(late(_EACH_TIME), _always(Sort.FIXED)),
    _Rule(late(_NAMED_AFTER_A_DAY), _always(Sort.NAME)),
    _Rule(late(r"\b(?:duong|pho|cau|truong|quang truong|cong vien|ben)\s+(?:[a-z]+\s+)?\d{1,2}\s+thang"
        r"\s+\d{1,2}\b(?!\s*(?:/|nam\b))"), _always(Sort.NAME)),
    _Rule(late(_FEAST), _always(Sort.DATE)),
    _Rule(late(_DAY_AND_MONTH), _day_and_month),
    _Rule(late(_MONTH), _time),
    _Rule(late(r"(?<![\d.,/])\d{1,2}/(?:19|20)\d{2}(?![\d/])"), _time),
    _Rule(late(_YEARS), _always(Sort.NAME)),
    _Rule(late(_YEAR), _year),
    _Rule(late(r"(?<![\d.,/])\d{2,3}(?:, \d{2,3}){1,5}(?: va \d{2,3})?\s+tuoi\b|"
        r"\b(?:tu\s+)?(?:du\s+)?\d{1,3}(?:\s?-\s?\d{1,3}|\s+(?:den|toi)\s+(?:(?:du|het|"
        r"duoi)\s+)?\d{1,3})?\s+(?:(?:thang|nam)\s+)?tuoi\b(?! dang)|\btuoi\s+(?:tu\s+)?\d{1,3}\s?(?:-|den"
        r"|toi)\s?\d{1,3}(?![.,]?\d)|"
        r"\bthanh nien tuoi\s+\d{2}\b|"
        r"\b\d{2}(?:\s+nam)?(?:(?:,|\s+va)\s+\d{2}(?:\s+nam)?)*\s+(?:nam\s+)?tuoi dang\b"),
          _always(Sort.FIXED)),
    _Rule(late(r"\b24\s?/\s?(?:7|24)(?:\s?h\b|\b(?:\s*gio)?)"), _all_day),
    _Rule(late(r"(?<!dung )(?<!giam )(?<!ngung )(?<!gian doan )(?<!mat dien )(?<!van hanh )"
        r"(?<![\d.,])\d{1,2}\s?(?:gio|h)"
        # Minutes, no count: "trong 24 giờ 122/126 điểm", "trước 16 giờ 300.000 đồng".
        r"(?:[0-5]\d(?!\d)|\s[0-5]?\d(?=\s*(?:phut\b|[,.;:)–-](?!\d)|$)|\s+(?:ngay|sang|chieu|den|toi|cung|hang|thu|tai)\b))?"
        r"(?:\s*phut)?(?![a-z])"), _always(Sort.FIXED)),
    _Rule(late(r"(?<![\d.,])\d{1,3}\s+ngay,?\s+dem\b"), _always(Sort.FIXED)),
    _Rule(late(_SLOGAN), _always(Sort.NAME)),
    _Rule(late(_DURATION), _always(Sort.FIXED)),
    _Rule(late(r"(?<![\d.,])\d{1,3}\s+(?:ngay lam viec|ngay ke tu|nam tro len|thang tro len)\b"), _term),
    _Rule(late(r"(?<!mat )(?<!toc )(?<!nhiet )(?<!nang )(?<!cung )(?<!tro )(?<!phan )(?<!thai )\b"
        r"(?:muc(?: do)?|cap(?: do)?|(?<!trong )(?<!tu )(?<!do )do|hang|loai|bac|lop|khoi|tuan(?: thu)?)\s+\d{1,2}"
        r"(?![.,]?\d)(?:(?:,| va| den)\s+(?:(?:muc|cap|do)\s+)?\d{1,2}(?![.,]?\d))*(?=\s*(?:[.,;:()\x00]|$|"
        r"(?:la|da|duoc|dang|chua|dat|ghi nhan|va|cua|tai|cho|tro|doi|theo|tren(?! \d)|"
        r"trong|do|voi|co|de|nam|len|hoc(?! sinh))\b|\d))"),
          _always(Sort.FIXED)),
    _Rule(late(r"\bmui\s+\d(?![.,\d])(?:(?:,| va)\s+(?:mui\s+)?\d(?![.,\d]))*"), _always(Sort.FIXED)),
    _Rule(late(r"(?<![\d.,])\d(?:\s?(?:-|den)\s?\d)?\s+sao\b"), _always(Sort.FIXED)),
    *(_Rule(one, _standard(fixed)) for one, fixed in standards.PATTERNS),
    *(_Rule(one, _always(Sort.NAME)) for one in (*standards.NAMES, *standards.CODES)),
    _Rule(late(r"\bmoi\s+(?:[a-z]+\s+){1,3}[\d.,]+(?=\s+(?:trieu\s+|nghin\s+)?dong\b)"), _always(Sort.FIXED)),
    _Rule(late(r"\b(?:don gia|dinh muc|muc (?:ho tro|chi|thu|phi)|(?<!kinh )(?<!hoc )(?<!chi )phi)"
        r"(?:\s+(?:la|tu|khong qua))?\s+(?!\d{3}(?:\.\d{3}){2}|\d{1,3}(?:\.\d{3}){3})[\d.,]*\d"
        r"(?:\s?(?:-|den)\s?[\d.,]*\d)?(?=\s+(?:trieu\s+|nghin\s+)?dong\b)"), _fee),
    _Rule(late(r"\bky niem(?:\s+lan thu)?\s+\d{1,3}\s+(?:nam|ngay)\b"), _always(Sort.NAME)),
    _Rule(late(r"(?<![\d.,/])\d{1,2}\s+trong\s+1\b(?![.,]?\d)"), _always(Sort.NAME)),
    _Rule(late(r"(?<![\d.,])\d{2,3}(?:/\d{1,3})?\s?kv\b"), _always(Sort.NAME)),
    _Rule(late(r"\blan\s+(?:thu\s+)?\d{1,2}(?=\s*(?:[.,;:)\x00]|$)|\s+(?:va|cua|tai|nam|do|cho|trong|doi|duoc)\b)"),
          _always(Sort.NAME)),
    _Rule(late(r"(?<![\d.,])\d{1,2}(?:-\d{1,2}){2,}(?![\d.,]*\d)"), _always(Sort.NAME)),
    _Rule(late(r"(?<![\d.,/])\d\.\d(?![\d%]|\s?(?:%|(?:ty|trieu|nghin|ha|k?m|[cm]?m[23²³]|kg|ta|tan|lit|kwh|mw|usd|diem"
               r"|lan(?! dau))(?![a-z0-9])))"), _always(Sort.NAME)),
    _Rule(late(_NUMBERED_THINGS), _always(Sort.NAME), verbs=True),
    _Rule(late(_CAMPUS), _always(Sort.NAME)),
    _Rule(late(_BODIES), _always(Sort.NAME)),
    _Rule(late(r"\bhet\s+\d{1,2}(?=\s+diem\b)"), _always(Sort.FIXED)),
    _Rule(late(r"\b(?:tong dai|duong day nong|dien thoai|hotline|dau so|so may)\s*:?\s*\d[\d. ]*"),
          _always(Sort.NAME)),
)  # fmt: skip
_NOUN = late(
    rf"\b(?P<noun>{_NOUNS})\s+(?:số\s+|từ\s+\d{{1,3}}\s+đến\s+)?\d+(?![\d.]*\.\d{{3}})"
    r"(?:\.\d{1,2}(?!\d)(?:(?:,|\s+và)\s+\d{1,2}\.\d{1,2}(?!\d))*)?"
    r"(?:\s?[-–]\s?\d{1,2}(?![\d.,/]*\d|\s?%))?"
    # One digit goes on with the labels: a count of so few is written 05.
    r"(?:(?:,|\s+và)\s+[1-9](?![\d.,/]*\d|\s?[%/]|\s+(?:hộ|người|học sinh|vụ|cơ sở|xã|đơn vị|doanh nghiệp)\b))*"
    r"(?:(?:,|\s+và)\s+(?:số\s+)?\d{1,3}(?=\s*[,;.)]\s|\s*[;.)]?$|\)|\s+và\s+\d|,?\s+(?:điều|khoản|(?:bộ )?luật|"
    r"nghị định|thông tư|hiến pháp|tờ bản đồ|khoảnh|tiểu khu|đã|được|có|là|đạt|đều|chưa|của|tại|làm|đang"
    r"|tạm|bị|dừng|"
    r"vận hành|hoạt động|phải|sẽ|vẫn|mới|trên)\b))*",
)
# What each one gets or has by rule, not what each had in a month or on average.
_EACH = _Rule(
    late(
        r"(?<!bình quân )(?<!trung bình )\bmỗi\s+(?!tháng|năm|ngày|tuần|quý)(?:[^\W\d_]+\s+){1,6}(?:từ\s+)?"
        r"\d{1,3}(?:\s?-\s?\d{1,3}|\s+đến\s+\d{1,3})?(?![.,/]?\d|\s?%)\b",
    ),
    _always(Sort.FIXED),
)

_ADDRESS = _Rule(
    late(
        r"\b(?:ngõ|ngách|hẻm|kiệt|nhà số|số nhà)\s+\d+[a-z]?(?:/\d+)*\b|"
        # "tại số 12/3 Nguyễn Huệ"
        r"\b(?:tại|ở|nhà|và|trụ sở|địa chỉ:?)\s+số\s+\d+[a-z]?(?:/\d+)+(?=\s[^\W\d_])"
    ),
    _always(Sort.NAME),
)


# A paragraph is read, and its numbers asked for in the decree's form.
@lru_cache(maxsize=4096)
def excluded(text: str) -> tuple[tuple[Span, ...], str]:
    """The numbers of a paragraph that are no figures, and the text in bare letters with them blanked, the numbers that
    are left in the form of the decree."""
    bare = plain(text)
    spans: list[Span] = []
    for rule in _LOW:
        bare = _take(bare, bare, rule, text, spans)
    bare = _take(bare, bare, _Rule(_SYMBOLS, _always(Sort.REFERENCE)), text, spans)
    bare = _take(bare, bare, _Rule(_HEAD, _always(Sort.LABEL)), text, spans)
    bare = _take(bare, bare, _Rule(_INSIDE, _item), text, spans)
    small = bare.lower()
    for rule in _MORE:
        left = _take(bare, small, rule, text, spans)
        bare, small = (bare, small) if left is bare else (left, left.lower())
    noun = _Rule(_NOUN, lambda seen, match: _named(seen, match, capital=text[match.start()].isupper()))
    for rule in (noun, _EACH, _ADDRESS):
        bare = _take(bare, _with_marks(text, bare), rule, text, spans)
    bare = _take(bare, bare, _Rule(_GLUED, _always(Sort.NAME)), text, spans)
    bare = _take(bare, bare, _Rule(_PROPER, _proper, verbs=True), text, spans)
    bare = _take(bare, bare, _Rule(_NAMED_DAY, _always(Sort.NAME)), text, spans)
    bare = _take(bare, bare, _Rule(_NUMBERED, _always(Sort.NAME), verbs=True), text, spans)
    bare = _take(bare, bare.lower(), _Rule(_BARE_YEAR, _always(Sort.NAME)), text, spans)
    bare = _in_form(text, bare)
    placed = list(positions.placed(text, bare))
    return (*spans, *placed), blanked(bare, [(span.start, span.end) for span in placed]) if placed else bare


def _in_form(text: str, bare: str) -> str:
    """The numbers that are left in the form of the decree, letter for letter: "1 240" and "1,240 hồ sơ" as "1.240",
    "12.5" as "12,5"."""
    for match in _SPACED.finditer(bare):
        if not positions.has_number(text[max(0, match.start() - 40) : match.start()]):
            bare = bare[: match.start()] + in_form(match[0]) + bare[match.end() :]
    for match in _THOUSANDS.finditer(bare):
        if not _RATED.search(bare, max(0, match.start() - 60), match.start()):
            bare = bare[: match.start()] + match[0].replace(",", ".") + bare[match.end() :]
    return _POINTED.sub(lambda match: match[0].replace(".", ","), bare)


def _with_marks(text: str, bare: str) -> str:
    """The text itself in small letters, blank where it is taken."""
    small = text.lower()
    if len(small) != len(bare):
        small = "".join(char.lower()[0] for char in text)
    return "".join(char if left != "\x00" else left for char, left in zip(small, bare, strict=True))


def _take(bare: str, seen: str, rule: _Rule, text: str, spans: list[Span]) -> str:
    """Blank what a rule takes, and note it where it has a number or is a period in other letters ("quý III")."""
    taken = list(_taken(seen, rule, text))
    spans += (span for span in taken if span.sort is Sort.PERIOD or any(char.isdigit() for char in span.text))
    return blanked(bare, [(span.start, span.end) for span in taken]) if taken else bare


def _taken(seen: str, rule: _Rule, text: str) -> Iterator[Span]:
    for match in rule.pattern.finditer(seen):
        other = _cuts(text, match) or _other_word(text, match) or (rule.verbs and _no_verb(text, match.end()))
        sort = None if other else rule.judge(seen, match)
        if sort is not None:
            end = _word_end(text, match)
            yield Span(sort, text[match.start() : end], match.start(), end)


def _word_end(text: str, match: re.Match[str]) -> int:
    """Where the word ends in which a match ends: "lớp 1" of "lớp 1B" goes on."""
    glued = _GLUED_ON.match(text, match.end()) if match[0][-1:].isdigit() else None
    return glued.end() if glued else match.end()


def _cuts(text: str, match: re.Match[str]) -> bool:
    """Whether what was found ends inside a number ("lúa 2" of "lúa 2.136 ha"): a number is taken whole or not."""
    return match[0][-1:].isdigit() and _GOES_ON.match(text, match.end()) is not None


def _other_word(text: str, match: re.Match[str]) -> bool:
    """Whether a word beside a number is another one but in bare letters: "12 nam, 33 nữ", "03 thang máy", "thắng 3-1",
    "công tố 186 vụ"."""
    found = text[match.start() : match.end()].lower()
    if any(_TIME_WORDS.get(plain(word), word) != word for word in _COUNTED_WORD.findall(found)):
        return True
    named = match[0][:1].isupper()
    return not named and any(word not in _NUMBERED_WORDS.get(plain(word), word) for word in _FIRST_WORD.findall(found))


def _no_verb(text: str, at: int) -> bool:
    """Whether the word there is but in bare letters one that follows a name: "cơ" of "cơ sở", "chợ"."""
    match = _NEXT_WORD.match(text, at)
    word = match[1].lower() if match else ""
    return word not in _FOLLOWING and plain(word) in _FOLLOWING_BARE


_NEXT_WORD = late(r"\s+([^\W\d_]+)")
_FOLLOWING = frozenset(
    ("có", "cho", "do", "là", "đạt", "bị", "đã", "để", "tại", "tăng", "giảm", "làm", "với", "và", "thu", "đang", "xong",
     "theo", "được", "dừng", "đứng", "dùng",
     "xếp", "gây", "về", "trong", "thì", "lập", "chưa", "của", "trên", "đến", "gồm")
)  # fmt: skip
_FOLLOWING_BARE = frozenset(map(plain, _FOLLOWING))
_TIME_WORDS = {"ngay": "ngày", "tuan": "tuần", "thang": "tháng", "nam": "năm", "gio": "giờ", "phut": "phút"}
# The last word of what bears a number, as it is written; without any marks too, as some type.
_NUMBERED_WORDS: Mapping[str, tuple[str, ...]] = {
    bare: (bare, *words.split())
    for bare, words in {
        "thang": "tháng", "ngay": "ngày", "nam": "năm", "tuan": "tuần", "quy": "quý quỹ", "to": "tổ tờ", "so": "số sở",
        "nhanh": "nhánh", "cuc": "cục", "phong": "phòng", "tram": "trạm", "cang": "cảng", "mo": "mỏ", "gieng": "giếng",
        "xuong": "xưởng xuống", "doi": "đội", "lan": "lần làn", "vu": "vụ", "quay": "quầy", "cua": "cửa",
        "muc": "mức mục mực", "cap": "cấp cặp", "hang": "hạng hàng", "bac": "bậc", "lop": "lớp", "khoi": "khối",
        "day": "dãy dây dày", "mui": "mũi", "ky": "kỳ ký", "dot": "đợt", "vong": "vòng", "phan": "phần phân",
        "vung": "vùng", "nha": "nhà", "lo": "lô lò lộ", "kenh": "kênh", "bieu": "biểu", "moc": "mốc",
        "may": "máy", "lua": "lúa lứa", "buong": "buồng",
    }.items()
}  # fmt: skip
_COUNTED_WORD = late(r"\d\s+([^\W\d_]+)")
_FIRST_WORD = late(r"[^\W\d_]+(?=\s+\d)")
_GLUED_ON = late(r"[A-Z]\d{0,2}\b(?:-[\d.]*\d)?")
_GOES_ON = late(r"\.\d{3}(?!\d)|,\d{1,4}(?!\d|\s*/)")
