"""What is set or promised, not counted.

Terms, thresholds, allowances, timetables stay as they are from period to period.

The patterns run over small bare letters; a match is judged by the words of its clause before it.
"""

from __future__ import annotations

import re

_N = r"\d{1,3}(?:\s?-\s?\d{1,3}|\s+(?:den|toi)\s+\d{1,3})?"
_MONEY = r"(?:[\d.,]*\d\s?(?:-|den|toi)\s?)?[\d.,]*\d\s+(?:(?:trieu|nghin|ngan)\s+)?dong"
# Behind these a term is what came of it: "bình quân 12 ngày", "rút ngắn 5 ngày".
_MEASURED = re.compile(
    r"\b(?:binh quan|trung binh|rut ngan|cat giam|tiet kiem|giam|tang(?!\s+cuong)|dao dong|thuc te|tong)\b"
    r"[^.;:()\x00]{0,45}$"
)
_LATE = re.compile(r"(?<!khong )(?<!co )\bcham(?:\s+(?:tien do|hon|tre|khoang|tren)){0,2}\s+$")
_EARNED = re.compile(
    r"\b(?:binh quan|trung binh|thu nhap|tien luong|luong|gia|chi phi|doanh thu|loi nhuan|tang(?!\s+cuong)|giam|dat)\b"
    r"[^.;:()\x00]{0,45}$"
)
_EACH = re.compile(r"\bmoi\s[^.;:]{0,40}$")
_DOWN_TO = re.compile(r"\b(?:xuong|con|o muc|dat|giam|duy tri|ve)\s+$|\bty le\b[^.;,()]{0,40}$")

_TERM = re.compile(
    rf"(?<![\d.,/%-])(?:\b(?:tu|tren|duoi|hon|khoang|du)\s+)?(?<![\d.,/])"
    rf"\b{_N}\s+(?:ngay(?:\s+lam viec)?|tuan|thang|nam|phut)"
    r"(?:\s?/\s?(?:tuan|thang|nam|luot)\b)?(?=\s*(?:[.,;:)\x00]|$|(?:lien tuc|lien tiep|so voi|ke tu|tro len|va|la|"
    r"truoc|sau|theo|trong|de|cho|doi voi|cua|moi|nua|tu|tai|da|chua|bi|phai)\b))"
)
_TIMETABLE = re.compile(
    rf"(?<![\d.,/])\b{_N}\s+(?:buoi|tiet|lan|gio|ky|kip|bua|hop|vien|suat|chai|goi)\s?/\s?(?:ngay|tuan|thang|nam|quy)\b"
)
_THRESHOLDS = (
    re.compile(r"\b(?:tren|duoi|tu)\s+[\d.,]*\d\s+(?:[a-z0-9]+[\s/]+){1,4}tro\s+(?:len|xuong)\b"),
    re.compile(
        r"\b(?:khong (?:vuot )?qua|toi da|(?:toi thieu|it nhat)(?= [\d.,]*\d [a-z]))\s+(?:la\s+)?"
        r"[\d.,]*\d\b(?! nguoi (?:chet|bi))"
    ),
    re.compile(r"\b(?:khung gio(?: vang)?|gio vang)\s+[\d.,]*\d\b"),
    re.compile(r"\b(?:muc nuoc dang binh thuong|muc nuoc chet|cao trinh)(?: thiet ke)?\s*:?\s*[+-]?[\d.,]*\d\b"),
    # How much of a substance is allowed.
    re.compile(r"\b(?:tren|duoi|tu|vuot|qua|mrl|nguong)\s+[\d.,]*\d\s?(?:mg|ug|g|mcg)\s?/\s?(?:l|lit|kg|ml|m3|\d)"),
    re.compile(r"\((?:ke hoach|chi tieu|muc tieu)(?:\s+(?:la|giao|nam))?\s+[\d.,]*\d(?=\s?[%)])"),
    re.compile(r"\b(?:ke hoach|chi tieu|du toan)(?:\s+(?:ca|nam|thang|quy|giao|de ra|\x00+)){0,3}\s*\(\s*[\d.,]*\d\b"),
    re.compile(r"\b(?:ngap|sau)\s+(?:sau\s+)?(?:tren|duoi)\s+[\d.,]*\d(?=\s?(?:m|cm)\b)"),
    # What is said not to have happened has a bound.
    re.compile(r"\bkhong (?:de )?(?:xay ra|phat sinh|ghi nhan|co)\b[^.;:\d\x00]{0,50}\b(?:tren|tu|duoi)\s+[\d.,]*\d\b"),
    # All that a rule asks for: "đầy đủ 8 loại vắc xin".
    re.compile(r"\bdu\s+\d{1,2}\s+(?=(?:loai|mui|lieu|noi dung|tieu chi|buoc)\b)"),
    re.compile(r"[≥≤><]\s?[\d.,]*\d(?:\s?/\s?[\d.,]*\d)?"),
    # How something is built.
    re.compile(
        r"\b(?:van toc|toc do|cong suat|tai trong|dung tich|luu luong|chieu cao|chieu dai)\s+"
        r"thiet ke\s+(?:la\s+)?[\d.,]*\d\b"
    ),
    re.compile(r"(?<!tong )\bcong suat\s+[\d.,]*\d(?=\s+(?:m[3³]|tan|lit|giuong|k[vw]a?h?|mwp?)\b)"),
    re.compile(r"(?<![\d.,/])\d{1,2}\s+lan xe\b|\btan suat\s+\d{1,3}(?=\s+(?:phut|gio|ngay|chuyen)\b)"),
    re.compile(r"\b(?:nha|cao|hoc|quy mo|chung cu)\s+(?:[a-z]+\s){0,2}\d{1,2}\s+tang\b(?:\s+\d{1,2}\s+phong\b)?"),
    re.compile(r"(?<![\d.,/])\d{1,3}\s?x\s?\d[\d.,]*\b"),
    re.compile(r"(?<![\d.,/])\d{2,4}\s?(?:ml|g|gam|gr)\s?/\s?(?:hop|goi|chai|suat|bua|ly)\b"),
    re.compile(r"\b(?:cote?|cu ly)\s+[+-]?[\d.,]*\d\b"),
    re.compile(r"(?<![\d.,/])\d{1,2}\s+phut\s+\d{1,2}(?:[.,]\d+)?\s+giay\b"),
    re.compile(
        rf"(?<!o )(?<!len )(?<!dat )(?<!xuong )(?<!duy tri )(?<!tong )\bmuc\s+"
        rf"(?:qua\s+)?{_MONEY}\b(?:\s+va\s+{_MONEY}\b)?"
    ),
    re.compile(
        r"\b(?:qua tai|qua han|cong suat|quy mo|dien tich|dung tich|chieu dai|vuot)\s+(?:tu|tren|duoi)\s+[\d.,]*\d\b"
    ),
    re.compile(r"\b(?:ranh(?: man)?|nguong|gioi han)\s+[\d.,]*\d\b|\bman\s+[\d.,]*\d(?=\s?(?:‰|g/l)\s+xam nhap)"),
    re.compile(r"\bmuc\s+[\d.,]*\d\s?%\s+(?=(?:luong|hoc phi|phi|le phi|gia|chi phi|dong)\b)"),
    re.compile(
        r"\b(?:mien|giam|mien, giam|ho tro)\s+[\d.,]*\d\s?%(?=\s+(?:muc|hoc phi|le phi|phi|tien|thue|lai suat)\b)"
    ),
    re.compile(r"\b(?:tren|hon|qua|it nhat)\s+[1-3]/[2-5]\b(?!\s?\d)"),
    re.compile(r"(?<![\d.,])\d{1,2}\s+ngay\s+(?:va\s+)?\d{1,2}\s+dem\b"),
    re.compile(rf"(?<![\d.,/])\b{_N}\s+(?:ngay|tuan)\s+tuoi\b"),
    re.compile(r"\b(?:tren|tu)\s+[\d.,]*\d\s+(?:[a-z]+\s){0,3}[a-z]+/(?:lan|luot|ca|lop)\b"),
)
_PER = re.compile(r"(?<![\d.,/])\b\d{1,3}\s+(?:[a-z]+\s){0,2}[a-z]+/(?:lop|to|doan|xa|thon|doi|buoi|nhom|truong)\b")
_BELOW = re.compile(r"\bduoi\s+[\d.,]*\d\b")
# "03 quỹ có nợ xấu trên 3%", "12 xã đạt 100%": what those counted have in common.
_COMMON = re.compile(r"\b(?:(?:tren|duoi)\s+[\d.,]*\d(?=\s?(?:%|(?:trieu|ty|nghin)\b))|(?<=dat )100(?=\s?%\s*[.,;)]))")
_COUNTED = re.compile(
    r"(?:(?:^|[\s(/])(?:\d[\d.]*|mot|hai|ba|bon|sau|bay|tam|chin|muoi(?: [a-z]+)?)|\b(?:cac|nhung))\s+"
    r"(?!(?:ty|trieu|dong|ha|tan|km|m\d?)\b)(?:[a-z]+\s){1,5}"
    r"(?:co|dat|vuot|giai ngan|thuc hien|no|cham)\s(?:[a-z]+\s){0,5}$"
)
_ALLOWANCE = re.compile(
    rf"(?<![\d.,/])\b{_MONEY}(?:\s?/\s?(?:thang|nguoi|suat|ho|hoc sinh|tre|em|nha|can|ngay|doi tuong)\b|"
    r"\s?/\s?[a-z0-9]+\s?/)(?:\s?/?\s?[a-z]+)?"
)


def measured(small: str, at: int) -> bool:
    """Whether a term that begins there is what came of it: "bình quân 12 ngày", "chậm tiến độ 45 ngày"."""
    before = small[max(0, at - 60) : at]
    return bool(_MEASURED.search(before) or _LATE.search(before))


def fixed_in(small: str, match: re.Match[str]) -> bool:
    """Whether what a pattern of `PATTERNS` found is set beforehand, by the words before it."""
    before = small[max(0, match.start() - 60) : match.start()]
    if match.re is _ALLOWANCE:
        return _EARNED.search(before) is None
    if match.re is _PER:
        return _EACH.search(before) is not None
    if match.re is _COMMON:
        return _COUNTED.search(before) is not None
    if match.re is _BELOW:
        return _DOWN_TO.search(before) is None
    return match.re in _THRESHOLDS or not measured(small, match.start())


PATTERNS = (_TERM, _TIMETABLE, *_THRESHOLDS, _PER, _COMMON, _BELOW, _ALLOWANCE)

# Numbers inside a name: scales of maps, grades of workers, ranks of ships, anniversaries, codes.
NAMES = (
    re.compile(r"\b(?:chi tiet|phan khu|quy hoach|ban do)(?:\s+[a-z]+){0,2}\s+1\s?/\s?[\d.]*\d"),
    re.compile(r"\bty le\s+1\s?[/:]\s?[\d.]*\d|\b(?:bac|hang)\s+\d/\d\b"),
    re.compile(r"(?<![\d.,])[\d.]*\d\s+(?:gt|dwt)\b"),
    re.compile(r"\b\d{1,3}\s+nam(?=\s+(?:ngay|thanh lap|truyen thong|cach mang|chien thang|xay dung va)\b)"),
    re.compile(r"(?<![\d.,/])\d{1,2}\+\d?(?![\d.,]*\d)"),
    re.compile(
        r"\b(?:ma so(?: thue)?|mst|tai khoan(?: so)?|ma dinh danh)\s*:?\s*"
        r"(?!\d{1,3}(?:\.\d{3})+\s+[a-z])\d[\d.-]{5,}"
    ),
    re.compile(
        r"\bgiong\s+(?:(?:lua|ngo|mia|san)\s+)?(?:[a-z]+\s+){1,2}\d{1,4}(?=\s*[,;.)]|\s+(?:va|chiem|tai|cho)\b)"
    ),
    re.compile(r"\bghep\s+\d{1,2}\s+trinh do\b|\b(?:lua|vu)\s+[123](?=\s*[,;.)]|\s+(?:vu|nam)\b)"),
    re.compile(r"\b(?:qua|goi|so|duong day)\s+(?:so\s+|tong dai\s+)?(?:11[1-5]|1022)\b(?![\d.,/]*\d|\s?%)"),
    # What a rate is out of: "111 bé trai/100 bé gái", "12 ca/100.000 dân".
    re.compile(r"(?<=[a-z])\s?/\s?(?:100|1\.?000|10\.?000|100\.?000)\s+(?:[a-z]+\b)(?!\s?%)"),
    re.compile(
        r"\(\s*(?:bang chu:\s*)?(?:(?:muoi|mot|hai|ba|bon|tu|nam|lam|sau|bay|tam|chin|khong|linh|le|tram|"
        r"nghin|ngan|trieu|ty)[\s,]+)+dong(?: chan)?\.?\s*\)"
    ),
    # A list of services known by how many they are.
    re.compile(
        r"\b(?:thuc hien|nhom|danh muc|voi|cac|trong)\s+\d{2}"
        r"(?=\s+(?:dich vu cong|dvc)(?:\s+truc tuyen)?\s+thiet yeu\b)"
    ),
    re.compile(r"\b1 trieu (?:ha|hec ta)(?=\s+(?:lua\s+)?chat luong cao\b)|\bnoi dung\s+\d{2,5}(?=\s?m\b)"),
    re.compile(r"\bkenh\s+\d{1,3}\b|\btan so\s+[\d.,]*\d"),
)

# Where something lies on the earth.
PLACES = (
    re.compile(
        r"\d{1,3}(?:[.,]\d+)?\s?(?:°|º|độ|do)\s?\d{1,2}(?:[.,]\d+)?\s?(?:['’′]|phut)(?:\s?\d{1,2}(?:[.,]\d+)?\s?(?:\"|”|″|''|giay))?"
        r"(?:\s?[NSEWBĐDT]\b)?"
    ),
    re.compile(r"\d{1,3}[.,]\d+\s?[°º]\s?(?:[NSEWBDT]\b|(?:vi|kinh))"),
)
