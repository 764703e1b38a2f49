"""What is set or promised, not counted.

Terms, thresholds, allowances, timetables stay as they are from period to period.

The patterns run over small bare letters; a match is judged by the words of its clause before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from generator.values.patterns import late

Judge = Callable[[str, re.Match[str]], bool]
_N = r"\d{1,3}(?:\s?-\s?\d{1,3}|\s+(?:den|toi)\s+\d{1,3})?"
_MONEY = r"(?:[\d.,]*\d\s?(?:-|den|toi)\s?)?[\d.,]*\d(?:\s+(?:(?:trieu|nghin|ngan)\s+)?(?:dong|usd)|\s?d)"
# Behind these a term is what came of it: "bình quân 12 ngày", "rút ngắn 5 ngày".
_MEASURED = late(
    r"\b(?:binh quan|trung binh|rut ngan|cat giam|tiet kiem|giam|(?<!bao )tang(?!\s+cuong)|dao dong|thuc te|tong)\b"
    r"[^.;:()\x00]{0,45}$"
)
# And how long something was late or stood still.
_LATE = late(
    r"(?<!khong )(?<!co )\bcham(?:\s+(?:tien do|hon|tre|khoang|tren)){0,2}\s+$|"
    r"(?:,|\b(?:tam|phai|bi|may|thong)) dung\s+$|\b(?:ngung(?: hoat dong)?|gian doan|dinh tre)\s+$"
)
_EARNED = late(
    r"\b(?:binh quan|trung binh|thu nhap|tien luong|luong|(?<!tri )gia|chi phi|doanh thu|loi nhuan|"
    r"tang(?!\s+cuong)|giam|dat)\b[^.;:()\x00]{0,45}$"
)
_EACH = late(r"\bmoi\s[^.;:]{0,40}$")
_DOWN_TO = late(r"\b(?:xuong|con|o muc|dat|giam|duy tri|ve)\s+$|\bty le\b[^.;,()]{0,40}$")

_TERM = late(
    rf"(?<![\d.,/%-])(?:\b(?:tu|tren|duoi|hon|khoang|du)\s+)?(?<![\d.,/])"
    rf"\b{_N}\s+(?:ngay(?:\s+lam viec)?|tuan|thang|nam|phut)"
    r"(?:\s?/\s?(?:tuan|thang|nam|luot)\b)?(?=\s*(?:[.,;:)\x00]|$|(?:lien tuc|lien tiep|so voi|ke tu|tro len|va|la|"
    r"truoc|sau|theo|trong|de|cho|doi voi|cua|moi|nua|tu|tai|da|chua|bi|phai)\b))"
)
_TIMETABLE = late(
    rf"(?<![\d.,/])\b{_N}\s+(?:ngay|buoi|tiet|lan|gio|ky|kip|bua|hop|vien|suat|chai|goi|chuyen|phien|ca)\s?/\s?(?:ngay|tuan|thang|nam|quy)\b"
)
_THRESHOLDS = (
    late(r"\b(?:tren|duoi|tu)\s+[\d.,]*\d(?:\s?%)?\s+(?:[a-z0-9]+[\s/]+){1,4}tro\s+(?:len|xuong)\b"),
    late(
        r"\b(?:khong (?:vuot )?qua|toi da|(?:toi thieu|it nhat)(?= [\d.,]*\d [a-z]))\s+(?:la\s+)?"
        r"[\d.,]*\d\b(?! nguoi (?:chet|bi))"
    ),
    late(r"\b(?:khung gio(?: vang)?|gio vang)\s+[\d.,]*\d\b"),
    late(
        r"\b(?:(?<!hon )(?<!vuot )muc nuoc (?:dang binh thuong|chet)|(?<!\bo )(?<!\bdat )cao trinh|"
        r"muc nuoc dang binh thuong(?=\s+\d{2}))(?: thiet ke)?\s*:?\s*[+-]?[\d.,]*\d\b"
    ),
    # How much of a substance is allowed.
    late(
        r"\b(?:tren|duoi|tu|vuot|qua|mrl|nguong)(?:\s+(?:muc|nguong))?\s+"
        r"[\d.,]*\d\s?(?:mg|ug|g|mcg)\s?/\s?(?:l|lit|kg|ml|m3|\d)"
    ),
    late(r"\((?:ke hoach|chi tieu|muc tieu)(?:\s+(?:la|giao|nam))?\s+[\d.,]*\d(?=\s?[%)])"),
    late(r"\b(?:ke hoach|chi tieu|du toan)(?:\s+(?:ca|nam|thang|quy|giao|de ra|\x00+)){0,3}\s*\(\s*[\d.,]*\d\b"),
    late(r"\bduoc giao\s+(?:chi tieu\s+)?[\d.,]*\d(?=\s+[a-z])(?!\s+(?:ty|trieu)\b)"),
    late(r"\b(?:hoc phi|vien phi|tien thue|phu cap)\b[^.;:()\x00]{0,20}(?:\x00+\s*)?(?:la\s+)?" + _MONEY + r"\s?/"),
    late(r"(?<![\d.,])[\d.,]*\d(?=\s+giuong\s+(?:benh\s+)?(?:ke hoach|chi tieu)\b)"),
    late(
        r"\bvuot\s+(?:si so|quy mo|chuan|dinh muc)\s+[\d.,]*\d\b|"
        r"\btheo\s+\d{2,3}(?=\s+(?:tieu chi|tieu chuan|chi so)\b)"
    ),
    late(r"\bchua\s+(?:[a-z]+\s){0,3}du\s+\d{1,2}\b"),
    late(r"(?<![a-z])kh\s*:?\s+[\d.,]*\d\b"),
    late(r"\b(?:ke hoach|chi tieu|du toan)(?:\s+[a-z]+){1,6}\s+giao\s*\(\s*[\d.,]*\d\b"),
    late(r"\b(?:ngap|sau)\s+(?:sau\s+)?(?:tren|duoi)\s+[\d.,]*\d(?=\s?(?:m|cm)\b)"),
    late(
        r"(?<!vuot )(?<!dat )(?<!thanh )\bchi tieu\s+(?:(?:nam|thang|quy|giao|de ra|\x00+)\s+){0,3}"
        r"(?:la\s+)?[\d.,]*\d(?=\s?%)"
    ),
    # A class of size or degree, not how many.
    late(r"\btu\s+[\d.,]*\d\s?(?:[a-z%]+\s){0,3}?(?:den|toi)\s+duoi\s+[\d.,]*\d\b"),
    late(r"\b(?:tren|duoi|tu|qua)\s+[\d.,]*\d\s?[°º]\s?c\b"),
    late(
        r"\btu\s+\d{1,3}\s+(?:ngay|tuan|thang|nam|gio|phut)\s+(?:den|toi)\s+\d{1,3}\s+(?:ngay|tuan|thang|nam|gio|phut)\b"
    ),
    late(r"\b(?:khoan vay|vay|phat tien)\s+(?:tu\s+[\d.,]*\d\s+(?:[a-z]+\s){0,2})?den\s+[\d.,]*\d\b"),
    late(r"\b(?:tieu chuan|dinh muc)\s+(?:la\s+)?[\d.,]*\d\s?[a-z]+[23]?\s?/\s?(?:\d+\s?)?[a-z]+\b"),
    late(r"\bdinh muc\s+(?:la\s+)?[\d.,]*\d\s+(?:[a-z]+\s){0,2}[a-z]+\s?/\s?[a-z]+\b"),
    late(r"\bdoanh thu\s+(?:tren|duoi|tu)\s+[\d.,]*\d(?=\s+(?:ty|trieu)\s+dong\s?/\s?nam\b)"),
    late(r"\btiet kiem\s+(?:them\s+)?(?:5|10)(?=\s?%\s*(?:\)|(?:du toan\s+)?chi thuong xuyen\b))"),
    late(
        r"\b(?:di xa|cach\s+(?:trung tam|tru so|thi tran|thanh pho|bien gioi|quoc lo))\s+"
        r"(?:[a-z]+\s){0,3}[\d.,]*\d(?=\s?k?m\b)"
    ),
    late(r"(?<![\d.,/])\d{1,2}\s+thang luong\b|\blai suat(?:\s+[a-z]+){1,3}\s+\d{1,2}\s+thang\b"),
    # Distances that are run, and in what time.
    late(
        r"\b(?:chay|boi|cu ly|ky luc|noi dung)\s+[\d.,]*\d\s?k?m\b(?:(?:,| va)\s+[\d.,]*\d\s?k?m\b)*|"
        r"(?<![\d.,/])\d{1,2}\s+giay\s+\d{1,2}\b"
    ),
    # What is said not to have happened has a bound.
    late(r"\bkhong (?:de )?(?:xay ra|phat sinh|ghi nhan|co)\b[^.;:\d\x00]{0,50}\b(?:tren|tu|duoi)\s+[\d.,]*\d\b"),
    # All that a rule asks for: "đầy đủ 8 loại vắc xin".
    late(r"\bdu\s+\d{1,2}\s+(?=(?:lan|loai|mui|lieu|noi dung|tieu chi|buoc)\b)"),
    late(r"[≥≤><]\s?[\d.,]*\d(?:\s?/\s?[\d.,]*\d)?"),
    # How something is built.
    late(
        r"\b(?:van toc|toc do|cong suat|tai trong|dung tich|luu luong|chieu cao|chieu dai)\s+"
        r"thiet ke\s+(?:la\s+)?[\d.,]*\d\b"
    ),
    late(r"(?<!tong )\bcong suat\s+[\d.,]*\d(?=\s+(?:m[3³]|tan|lit|giuong|k[vw]a?h?|mwp?|mva|trieu)\b)"),
    late(
        r"(?<![\d.,/])\d{1,2}\s+lan xe\b|(?<=duong day )\d\s+mach\b|\btan suat\s+\d{1,3}(?=\s+(?:phut|gio"
        r"|ngay|chuyen)\b)"
    ),
    late(r"(?<=[a-z] )(?<!vuot )(?<!them )(?<!xong )[1-9]\d?\s+tang\b(?:\s+\d{1,2}\s+phong\b)?"),
    late(r"(?<![\d.,/])\d{1,3}\s?x\s?\d[\d.,]*\b"),
    late(r"(?<![\d.,/])\d{2,4}\s?(?:ml|g|gam|gr)\s?/\s?(?:hop|goi|chai|suat|bua|ly)\b"),
    late(r"\b(?:cote?|cu ly)\s+[+-]?[\d.,]*\d\b"),
    late(r"(?<![\d.,/])\d{1,2}\s+phut\s+\d{1,2}(?:[.,]\d+)?\s+giay\b"),
    late(
        rf"(?<!o )(?<!len )(?<!dat )(?<!xuong )(?<!duy tri )(?<!tong )\bmuc\s+"
        rf"(?:qua\s+)?{_MONEY}\b(?:\s+va\s+{_MONEY}\b)?"
    ),
    late(r"\b(?:qua tai|qua han|cong suat|quy mo|dien tich|dung tich|chieu dai|vuot)\s+(?:tu|tren|duoi)\s+[\d.,]*\d\b"),
    late(
        r"\b(?:ranh(?: man)?|(?:nguong|gioi han)(?:\s+(?:cho phep|quy dinh|toi da))?)\s+[\d.,]*\d\b"
        r"|\bman\s+[\d.,]*\d(?=\s?(?:‰|g/l)\s+xam nhap)"
    ),
    late(r"\bmuc\s+[\d.,]*\d\s?%\s+(?=(?:luong|hoc phi|phi|le phi|gia|chi phi|dong)\b)"),
    late(r"\b(?:mien|giam|mien, giam|ho tro)\s+[\d.,]*\d\s?%(?=\s+(?:muc|hoc phi|le phi|phi|tien|thue|lai suat)\b)"),
    late(r"\b(?:tren|hon|qua|it nhat)\s+[1-3]/[2-5]\b(?!\s?\d)"),
    late(r"(?<![\d.,])\d{1,2}\s+ngay\s+(?:va\s+)?\d{1,2}\s+dem\b"),
    late(rf"(?<![\d.,/])\b{_N}\s+(?:ngay|tuan)\s+tuoi\b"),
    late(r"\b(?:tren|tu)\s+[\d.,]*\d\s+(?:[a-z]+\s){0,3}[a-z]+/(?:lan|luot|ca|lop)\b"),
)
# What the law or the one who assigns set: rates of taxes, parts that a fund pays, levels compared with.
_SET_RATES = (
    late(
        r"\b(?:thue suat|(?<!dong, )lai suat(?:\s+(?!binh|pho|trung|ky|huy|cao|thap)[a-z]+){0,4}?|muc "
        r"(?:huong|dong|ho tro|tro cap|giam|phat|khau tru|thanh toan"
        r"|chi tra|boi thuong))\s+"
        r"(?:la\s+|tu\s+|bang\s+|toi da\s+)?[\d.,]*\d\s?%?(?:(?:,|\s?-| den| va| hoac)\s?[\d.,]*\d\s?%)*"
    ),
    late(
        r"\b(?:thanh toan|chi tra|huong|dong|trich|ho tro|khau tru)\s+(?:toi da\s+)?[\d.,]*\d\s?%(?=\s+(?:muc|chi phi|"
        r"gia tri|tien luong|luong|tien|hoc phi|kinh phi mua|lai suat|vien phi)\b)"
    ),
    late(r"(?<!o )(?<!len )(?<!dat )(?<!xuong )(?<!duy tri )(?<!giu )(?<!tu )\bmuc\s+[\d.,]*\d\s?%"),
    late(
        r"\b(?:luong|gia|muc|don gia)\s+(?:toi thieu|co so|chuan|san|tran|khoi diem)\b(?:\s+(?:vung\s+)?[a-z]+){0,3}?"
        rf"\s+{_MONEY}\s?/\s?[a-z]+[23]?\b"
    ),
    late(r"(?<![\d.,/])\b\d{1,3}\s+(?:ngay|tuan|thang|quy|nam|ky)\s+(?:lien ke|gan nhat|lien truoc)\b"),
    late(r"\b(?:phi|phat|phat cham nop)\s+(?:la\s+)?[\d.,]*\d\s?%\s?/\s?(?:thang|nam|ngay)\b"),
    late(rf"\b(?:muc chuan|luong co so|luong toi thieu)\s+(?:la\s+)?{_MONEY}\b"),
    late(
        r"\b(?:he so|lieu|lieu luong)\s+(?:tu\s+)?[\d.,]*\d(?:\s?(?:-|den)\s?[\d.,]*\d)?(?=\s*[,;.)]|\s?(?:ml"
        r"|m?g|kg|lit)\b)"
    ),
)
# How big or strong one of them is: its measure is no sum.
_BUILT = (
    late(
        r"(?<![\d.,/])(?<!dat )(?<!tong )(?<!binh quan )(?<!trung binh )(?<!cuc dai )(?<!giam )(?<!tang )(?<!them )"
        r"(?:\b(?:tu|tren|duoi)\s+)?"
        r"[\d.,]*\d(?:\s?(?:-|den)\s?[\d.,]*\d)?\s?(?:kva|mva|kw|[mg]bps|hp|cv|cm[3³]|cc|phan khoi|ly|inch|feet|ghz|mhz"
        r"|[gt]b|mah|dpi|megapixel)\b"
    ),
    late(
        r"\b(?:khau do|duong kinh|tiet dien|co|kho(?:\s+(?:cau|giay|duong))?|(?:be|chieu) rong(?:\s+[a-z]+){0,2}|"
        r"(?:nen|mat|long)\s+(?:duong|cau))\s+(?:la\s+)?(?:tu\s+)?[\d.,]*\d(?:\s?(?:-|den)\s?[\d.,]*\d)?"
        r"(?=\s?(?:m|cm|mm|ly)\b)"
    ),
    late(
        r"\bxe\s+(?:[a-z]+\s+){1,2}\d{1,2}(?:,\d)?\s+tan\b|\btai trong\s+(?:tu\s+|tren\s+|duoi\s+)?[\d.,]*\d"
        r"(?=\s?(?:tan|kg)\b)"
    ),
    late(
        r"\b(?:thuoc|vien|ham luong)\s+(?:[a-z]+\s){0,2}[\d.,]*\d(?=\s?(?:mg|mcg|ml)\b)|\bnuoc muoi\s+[\d.,]*\d(?=\s?%)"
    ),
    late(r"\bkhoang cach\s+(?:[a-z]+\s){0,4}?(?:gan\s+|hon\s+)?[\d.,]*\d(?=\s?k?m\b)"),
    late(r"(?<!tong )(?<!dat )\bquy mo\s+(?:[a-z]+\s){0,2}?[\d.,]*\d(?=\s+[a-z])"),
    late(r"\bvon (?:dieu le|phap dinh)\s+[\d.,]*\d\b|\bhe so (?:luong|phu cap|k|dieu chinh)\s*=?\s*[\d.,]*\d\b"),
    # "Khu công nghiệp Mẫu Nam (diện tích 312 ha)", "Khu đô thị Mẫu Đông (38,6 ha)".
    late(
        r"(?<!\d )\b(?:khu (?:cong nghiep|do thi|tai dinh cu|dan cu|kinh te|du lich)|cum cong nghiep|du an|ho chua"
        r"|nha may)\s+[^.;,:()\d]{2,50}(?:\d\s)?"
        r"\((?:giai doan \d, )?(?:(?:dai|chieu dai|quy mo|dien tich|tong muc dau tu|cong suat|dung tich)\s+)?[\d.,]*\d"
        r"(?=\s?(?:ha|km|m[23²³]|mwp?|mva|trieu m3)\b)"
    ),
    late(r"\b(?:nha bat|bat|leu)\s+(?:loai\s+)?[\d.,]*\d(?=\s?m[2²])"),
    late(
        r"(?:\x00|\b[a-z]{1,3}[.-]?\d{1,3}[a-z]?)[)”\"]?\s*\((?:dai|chieu dai|rong|quy mo|dien tich"
        r"|tong muc dau tu|cong suat)\s+(?:gan\s+|hon\s+)?[\d.,]*\d\b"
    ),
    late(
        r"\bxe\s+(?:[a-z]+\s+){0,3}?(?:tu\s+|tren\s+|duoi\s+)?\d{1,2}(?:(?:\s+cho)?\s?(?:-|den)\s?\d{1,2})?\s+cho\b"
        r"(?!\s+do)"
    ),
    # A thing and what it holds or carries: "phà 60 tấn", "rạp 400 chỗ", "bể 20 m3"; a team of so many.
    late(
        r"\b(?:pha|xa lan|can|cau|rap|hoi truong|nha hat|nha thi dau|san van dong|khach san|be|bon|tec|phuong tien)"
        r"\s+(?:[a-z]+\s){0,1}[\d.,]*\d(?=\s+(?:tan|cho|ghe|phong|khoi|m[3³]|lit)\b)"
    ),
    late(r"\b(?:bong (?:da|chuyen|ro|nem))\s+(?:[a-z]+\s){0,2}\d{1,2}(?=\s+nguoi\b)"),
    late(r"\bxe thang\s+[\d.,]*\d(?=\s?m\b)|\bmarathon\s+[\d.,]*\d(?=\s?km\b)"),
    late(r"\b(?:binh|bao|thung|chai|lon|can|tui|hop)\s+[\d.,]*\d(?=\s?(?:kg|lit|l|ml|g)\b)"),
    late(r"\b(?:gom|day|dai)\s+\d{1,4}(?=\s+trang\b)|(?<=[a-z] )\d{1,2}(?=\s+cho ngoi\b)"),
    late(r"\bnha (?:da nang|van hoa|xuong|kho|hieu bo|thi dau|bia)\s+[\d.,]*\d(?=\s?m[2²])"),
    # So much of a thing for each: "15 kg gạo/khẩu".
    late(
        r"(?<!binh quan )(?<!trung binh )(?<!dat )(?<![\d.,/])[\d.,]*\d(?=\s+(?:kg|lit|quyen|bo|goi|chai|tan)\s+"
        r"(?:[a-z]+\s){0,2}[a-z]+\s?/\s?(?:khau|nguoi|ho|em|hoc sinh|thang)\b)"
    ),
    late(
        r"\b(?:tau|xe|may|thuyen)(?:\s+[a-z]+){0,3}\s+(?:tu|tren|duoi)\s+[\d.,]*\d(?:\s?(?:m|tan|cv)?\s?(?:den|-)\s?"
        r"(?:duoi\s+)?[\d.,]*\d)?(?=\s?(?:m|tan|met)\b)"
    ),
)
# "đường dài 1,2 km, rộng 5,5 m": of one thing that lies there; not of what was made, fell or was counted.
_DIMENSION = late(
    r"\b(?:dai(?=[^;.]{3,9}, rong\b)|rong|day|(?:luong|do) sau)\s+(?:tu\s+)?-?[\d.,]*\d(?:\s?(?:-"
    r"|den)\s?[\d.,]*\d)?(?=\s?(?:km|m|cm|mm)\b)"
)
_SIZES = late(r"\b(?:dai|rong|day|cao|sau)\s+[\d.,]*\d")
_MADE = late(
    r"\b(?:lam|sua|xay|mo|nang|cai tao|thi cong|be tong hoa|cung hoa|hoan thanh|nao vet|kien co|lat|trai|rai"
    r"|dao|dap|lap|"
    r"keo|trong|phat|sat|lo|nut|sut|ngap|xoi|vet|song|lu|tang|giam|dat|do duoc|tong|con|them|duoc|da|moi"
    r"|muc nuoc|nuoc|man|"
    r"thiet hai|hu hong|don|khac phuc|giai toa|lan|chim|chay|co(?! khi| so| ban))\b|(?<![a-z\d.,])\d"
)
_SPEED = late(r"(?<![\d.,/])(?:\b(?:tu|tren|duoi)\s+)?[\d.,]*\d(?:\s?(?:-|den)\s?[\d.,]*\d)?\s?km\s?/\s?(?:h|gio)\b")
_MEANT = late(r"\b(?:dat|trung binh|binh quan|gio|do duoc)\b[^.;:()\x00]{0,30}$")
_PER = late(r"(?<![\d.,/])\b\d{1,3}\s+(?:[a-z]+\s){0,2}[a-z]+/(?:lop|to|doan|xa|thon|doi|buoi|nhom|truong)\b")
_BELOW = late(r"\bduoi\s+[\d.,]*\d\b")
# "03 quỹ có nợ xấu trên 3%", "12 xã đạt 100%": what those counted have in common.
_COMMON = late(
    r"\b(?:(?:tren|duoi)\s+[\d.,]*\d(?=\s?(?:%|(?:trieu|ty|nghin)\b))|"
    r"(?:(?<=dat )100|(?<=chua dat )[\d.,]*\d|(?<=[a-z] )0)(?=\s?%\s*[.,;)]))"
)
_COUNTED = late(
    r"(?:(?:^|[\s(/])(?:\d[\d.]*|mot|hai|ba|bon|sau|bay|tam|chin|muoi(?: [a-z]+)?)|\b(?:cac|nhung))\s+"
    r"(?!(?:ty|trieu|dong|ha|tan|km|m\d?)\b)(?:[a-z]+\s){1,5}"
    r"(?:co|dat|vuot|giai ngan|thuc hien|no|cham|tich|su dung|hoat dong|lap day)\s(?:[a-z]+\s){0,8}$"
)
_ALLOWANCE = late(
    rf"(?<![\d.,/])\b{_MONEY}(?:\s?/\s?(?:thang|nguoi|suat|ho|hoc sinh|tre|em|nha|can|ngay|doi tuong|ban|luot|ve)\b|"
    r"\s?/\s?[a-z0-9]+\s?/)(?:\s?/?\s?[a-z]+)?"
)


def measured(small: str, at: int) -> bool:
    """Whether a term that begins there is what came of it: "bình quân 12 ngày", "chậm tiến độ 45 ngày"."""
    before = small[max(0, at - 60) : at]
    return bool(_MEASURED.search(before) or _LATE.search(before))


def made(small: str, at: int) -> bool:
    """Whether the clause before a size says that so much of it was made, fell or was counted."""
    clause = re.split(r"[.;:(](?!\d)", small[:at])[-1]
    return _MADE.search(_SIZES.sub("", clause)) is not None


def _always(_small: str, _match: re.Match[str]) -> bool:
    return True


def _where(said: re.Pattern[str]) -> Judge:
    """Set beforehand where the words before it say so."""
    return lambda small, match: said.search(_before(small, match)) is not None


def _unless(said: re.Pattern[str]) -> Judge:
    """Set beforehand unless the words before it say what came of it."""
    return lambda small, match: said.search(_before(small, match)) is None


def _before(small: str, match: re.Match[str]) -> str:
    return small[max(0, match.start() - 60) : match.start()]


def _allowance(small: str, match: re.Match[str]) -> bool:
    # What a month of it costs is a tariff.
    before = _before(small, match)
    return _EARNED.search(before) is None or (before.endswith("gia ") and match[0].endswith("/thang"))


def _dimension(small: str, match: re.Match[str]) -> bool:
    return not made(small, match.start())


def _term(small: str, match: re.Match[str]) -> bool:
    return not measured(small, match.start())


def _timetable(small: str, match: re.Match[str]) -> bool:
    return re.match(r"\d{3}", match[0]) is None and _term(small, match)


# What is set beforehand, if the words before it have it so.
PATTERNS: tuple[tuple[re.Pattern[str], Judge], ...] = (
    *((one, _always) for one in _SET_RATES),
    (_TERM, _term),
    (_TIMETABLE, _timetable),
    *((one, _always) for one in (*_THRESHOLDS, *_BUILT)),
    (_DIMENSION, _dimension),
    (_SPEED, _unless(_MEANT)),
    (_PER, _where(_EACH)),
    (_COMMON, _where(_COUNTED)),
    (_BELOW, _unless(_DOWN_TO)),
    (_ALLOWANCE, _allowance),
)

# Numbers inside a name: scales of maps, grades of workers, ranks of ships, anniversaries, codes.
NAMES = (
    late(r"\b(?:chi tiet|phan khu|quy hoach|ban do)(?:\s+[a-z]+){0,2}\s+1\s?/\s?[\d.]*\d"),
    late(r"\bty le\s+1\s?[/:]\s?[\d.]*\d(?:(?:,| va| hoac)\s+1\s?[/:]\s?[\d.]*\d)*|\b(?:bac|hang)\s+\d/\d\b"),
    late(r"(?<![\d.,])[\d.]*\d\s+(?:gt|dwt)\b"),
    late(r"\b\d{1,3}\s+nam(?=\s+(?:ngay|thanh lap|truyen thong|cach mang|chien thang|xay dung va)\b)"),
    late(r"(?<![\d.,/])\d{1,2}\+\d?(?![\d.,]*\d)"),
    late(
        r"\b(?:ma so(?: thue)?|mst|tai khoan(?: so)?|ma dinh danh)\s*:?\s*"
        r"(?!\d{1,3}(?:\.\d{3})+(?:\s+[a-z]|\s?/))\d[\d.-]{5,}"
    ),
    late(r"\bgiong\s+(?:(?:lua|ngo|mia|san)\s+)?(?:[a-z]+\s+){1,2}\d{1,4}(?=\s*[,;.)]|\s+(?:va|chiem|tai|cho)\b)"),
    late(r"\bghep\s+\d{1,2}\s+trinh do\b|\b(?:lua|vu)\s+[123](?=\s*[,;.)]|\s+(?:vu|nam)\b)"),
    late(
        r"\b(?:qua|goi|so|duong day|khan cap)\s+(?:so\s+|tong dai\s+|khan cap\s+)?(?:11[1-5]|1022)\b(?![\d.,/]*\d|\s?%)"
    ),
    # What a rate is out of: "111 bé trai/100 bé gái", "12 ca/100.000 dân".
    late(r"(?<=[a-z])\s?/\s?(?:100|1\.?000|10\.?000|100\.?000)\s+(?:[a-z]+\b)(?!\s?%)"),
    late(
        r"\(\s*(?:bang chu:\s*)?(?:(?:muoi|mot|hai|ba|bon|tu|nam|lam|sau|bay|tam|chin|khong|linh|le|tram|"
        r"nghin|ngan|trieu|ty)[\s,]+)+dong(?: chan)?\.?\s*\)"
    ),
    # A list of services known by how many they are.
    late(
        r"\b(?:thuc hien|nhom|danh muc|voi|cac|trong)\s+\d{2}"
        r"(?=\s+(?:dich vu cong|dvc)(?:\s+truc tuyen)?\s+thiet yeu\b)"
    ),
    late(r"\b1 trieu (?:ha|hec ta)(?=\s+(?:lua\s+)?chat luong cao\b)|\bnoi dung\s+\d{2,5}(?=\s?m\b)"),
    late(
        r"\b(?:de an|chuong trinh|phong trao|chien dich|phat dong)\s+(?:[a-z]+\s){0,3}\d{1,2}\s+(?:ty|trieu)"
        r"(?=\s+(?!dong\b|usd\b)[a-z])"
    ),
    late(r"\bgoi\s+(?:(?:tin dung|ho tro|vay|uu dai)\s+)?[\d.,]*\d(?=\s+(?:nghin\s+)?ty\b)"),
    late(r"(?<![\d.,/])[2-4]\s+(?:ca,?\s+[2-4]\s+kip|thai ky)\b|\btruc\s+\d(?=\s+cap\b)"),
    late(r"\blien thong\s+\d{1,2}(?=\s+nhom\b)|(?<![\d.,/])[1-9]\s+lan(?=\s+(?:xe|duong|luc)\b)"),
    late(r"\b(?:iodine?|cloramin|formol|dung dich|con)\s+[a-z]?\s?\d{1,2}(?=\s?%)"),
    late(r"\bphan do\s+\d[a-d]?\b"),
    late(r"\bkenh\s+\d{1,3}\b|\btan so\s+[\d.,]*\d"),
)

# What has digits and dots that no thousands have, numbers of items, codes, rooms, versions.
CODES = (
    late(r"\bct\s+\d{1,3}\s+day\b|\bmuc\s+-\d{1,4}(?![.,]?\d)|\bmoc\s+\d{1,4}\s+den\s+moc\s+\d{1,4}\b"),
    late(r"\bthue co so\s+\d{1,2}(?![.,/]?\d|\s?%)"),
    late(r"(?<![\d.,/])(?!\d{1,3}(?:\.\d{3})+(?![.\d]))\d+(?:\.\d+){2,}(?![\d.]*\d)"),
    late(
        r"\b(?:ma(?:\s+(?:so|loi|quyen loi|nganh|benh|hang|vung|khach hang|thu tuc|hs|dich vu|doi tuong|chuong"
        r"|muc))?|so hieu|"
        r"ky hieu)\s+\d{1,6}(?:\.\d{1,2}(?!\d))?(?!\.?\d|,\d|\s?[%/])(?:(?:,| va)\s+\d{1,6}"
        r"(?![\d.,/]*\d|\s?%))*"
        r"(?=\s*(?:[.,;:)\x00]|$)|\s+[a-z])(?!\s+(?:ho so|ho|co so|nguoi|trieu|ty|vung trong)\b)"
    ),
    late(r"(?<!\d )\b(?:phong|buong|hoi truong)\s+[1-9]\d{2}(?![.,/]?\d|\s?(?:%|m[2²]|nguoi|cho|may|trieu|ty)\b)"),
    late(
        r"\b(?:wi-?fi|windows(?: server)?|office|bluetooth|usb|tls|android|ios|euro|ron|sea games|cop|apec|top)\s+"
        r"(?!0\d)\d{1,4}(?:\.\d+)?(?![.,]?\d|\s?%)"
    ),
    late(
        r"\b(?:lan|ca|dot|vong|nhom|loai|lop|khoi|bac|hang|ky|doi|muc|cap|giai doan|phan|du an|vung|mui)\s+[1-9]"
        r"(?=\s+\d[\d.]*(?:,\d+)?\s+[a-z])"
    ),
    # "ca 2 98 người": who bears a number, and how many; not "1 240 hồ sơ".
    late(r"(?<=[a-z] )[1-9]\d{0,2}(?=\s+(?!\d{3}(?!\d))\d[\d.]*(?:,\d+)?\s+[a-z])"),
    late(r"(?<![\d.,/])[2-9]\s+(?:khong|ro|cung|san sang|tai cho|sach|nhat|xung kich|chu dong)\b(?!\s+(?:co|gay)\b)"),
    late(
        r"\b(?:thang|thua|hoa)\s+(?:[a-z]+\s){0,4}?\d{1,2}\s?-\s?\d{1,2}(?!\s?[/-]\s?\d)\b|\bty le"
        r"(?:\s+[a-z]+){0,2}\s+\d{1,2}\s?[-:]\s?\d{1,2}\b(?!\s?%)"
    ),
    late(r"\b(?:dap|npk)\s+\d{1,2}(?:-\d{1,2})+\b|\b0,0\d+s(?:-[ivx]+)?\b"),
    late(
        r"\b(?:kinh do|vi do)\s+[\d.,]*\d\b|\b(?:cot\s+)?moc\s+(?:gioi\s+)?\d{1,4}(?:/\d{1,2})?(?=\s*[,;.)]"
        r"|$)|\bcot moc\s+\d{1,4}"
    ),
    late(r"\bmung\s+\d{1,2}(?:\s+thang\s+\d{1,2}|\s+\x00+)?(?:\s+am lich)?"),
    late(r"\btrung uong\s+\d{1,2}(?=\s*(?:[,;.)(]|\x00|khoa\b))"),
    late(
        r"\bty so\s+(?:chung cuoc\s+)?\d{1,3}\s?-\s?\d{1,3}\b|\bthe ky\s+(?:thu\s+)?\d{1,2}\b|\bthap nien\s+\d{2,4}\b"
    ),
)

# Where something lies on the earth.
PLACES = (
    late(
        r"\d{1,3}(?:[.,]\d+)?\s?(?:°|º|độ|do)\s?\d{1,2}(?:[.,]\d+)?\s?(?:['’′]|phut)(?:\s?\d{1,2}(?:[.,]\d+)?\s?(?:\"|”|″|''|giay))?"
        r"(?:\s?[NSEWBĐDT]\b)?"
    ),
    late(r"\d{1,3}[.,]\d+\s?[°º]\s?(?:[NSEWBDT]\b|(?:vi|kinh))"),
)
