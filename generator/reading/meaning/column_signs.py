"""By what signs a column of a task table is known: the words of its title, and the kind of its cells.

A Vietnamese title begins with what it is about (`Thời gian hoàn thành nhiệm vụ` is a time, `Nhiệm vụ hoàn thành trong
thời gian tới` is a task), so most signs are bound to the beginning. Everything is compared folded (`text.fold`).
"""
# ruff: noqa: E501 - a table: one sign a line

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, cached_property, lru_cache

from msgspec import Struct

from generator.values.findings import Message, msg
from generator.values.patterns import late
from generator.values.text import fold

# Between two levels of a header path.
LEVEL = " > "

_BODY = (
    r"(?:cac )?(?:co quan|don vi|so|bo|ban|nganh|phong|bo phan|luc luong|to chuc|dia phuong|cap|to|khoa|vu|cuc|chu the)"
    r"(?: (?:co quan|don vi|so|bo|ban|nganh|phong|bo phan|luc luong|to chuc|dia phuong|cong ty|cap|to|va))*"
)
_PERSON = r"(?:ho (?:va )?ten|nguoi|lanh dao|ldvp|can bo|cb|cbo|cbcc|chu nhiem|chuyen vien|chuyen gia|cong chuc|vien chuc|nhan vien|dong chi|d c|nhan su|ca nhan)"
_TIME = r"(?:du kien )?(?:thoi gian|thoi han|thoi diem|han|ngay|moc thoi gian|moc|tien do|lo trinh|ke hoach thoi gian)"
_WORK = (
    r"(?:nhiem vu|noi dung|cong viec|dau viec|hoat dong|hang muc|viec|mang viec|phan viec|cong tac|giai phap|bien phap)"
)
_NAMED = (
    r"(?:de an|du an|chuong trinh|ke hoach|van ban|nhiem vu|cong viec|cong trinh|hoat dong|thu tuc|tthc|mo hinh|nghi quyet"
    r"|dich vu|de tai|hang muc|chuyen de|cuoc thanh tra|he thong|bao cao)"
)
_RESULT = r"(?:ket qua|tinh hinh|cong viec da|noi dung da)"

# (meaning, pattern on the whole path or its last level, how strongly it speaks; below 0 it speaks against).
_WORDS: tuple[tuple[str, str, float], ...] = (
    ("stt", r"^(?:s ?tt|tt|so tt|so thu tu|thu tu|so|no)$", 0.95),
    ("ma", r"^(?:ma|ma so|id)(?: (?:nv|cv|viec|nhiem vu|cong viec|dau viec|theo doi))?$", 0.93),
    ("noi_dung", rf"^(?:cac |ten |danh muc |chi tiet |mo ta )*{_WORK}\b", 0.88),
    ("noi_dung", rf"^(?:ten|danh muc)(?: cac)? {_NAMED}\b", 0.88),
    ("noi_dung", rf"^{_NAMED}(?: {_NAMED})*(?: cu the)?$", 0.7),
    ("noi_dung", r"^(?:trich yeu|cong tac|van de|viec)\b", 0.6),
    ("noi_dung", rf"\b{_WORK} cu the\b", 0.9),
    ("noi_dung", rf"^(?:muc tieu|yeu cau).*\b{_WORK}\b", 0.6),
    ("noi_dung", rf"^{_WORK} (?:\w+ )?(?:da|dang|chua) ", -2.5),
    ("noi_dung", r"^(?:noi dung )?(?:chi tieu|muc tieu)$", 0.3),
    ("nhom_nhiem_vu", rf"^(?:thuoc )?(?:linh vuc\b|(?:nhom|mang|khoi)(?: {_WORK}| cong tac)?$)", 0.75),
    ("nhom_nhiem_vu", rf"^(?:thuoc )?nhom {_WORK}\b", 0.93),
    ("nhom_nhiem_vu", r"^thuoc\b.*\b(?:chuong trinh|de an|ke hoach|nhom)\b", 0.7),
    ("chu_tri", rf"^(?:{_BODY} )?(?:duoc giao |chiu trach nhiem )?chu tri\b", 0.93),
    ("chu_tri", rf"^{_BODY} (?:\w+ ){{0,3}}chu tri\b", 0.9),
    ("chu_tri", rf"^{_BODY} (?:\w+ ){{0,2}}(?:tham muu|soan thao|chu quan|dau moi|chiu trach nhiem chinh)\b", 0.82),
    ("chu_tri", r"^(?:chu dau tu|dau moi|chu tri|phu trach chinh|thuong truc)\b", 0.75),
    ("chu_tri", r"\bphoi hop\b", -2.0),
    ("phoi_hop", rf"^(?:{_BODY} |duoc giao )?phoi hop\b", 0.93),
    ("phoi_hop", rf"^{_BODY} (?:\w+ ){{0,3}}phoi hop\b", 0.92),
    ("phoi_hop", rf"^(?:{_BODY} )?(?:cung )?(?:tham gia|lien quan|ho tro)\b", 0.8),
    ("phoi_hop", r"\bchu tri\b", -4.0),
    ("don_vi_thuc_hien", rf"^{_BODY}$", 0.7),
    ("don_vi_thuc_hien", rf"^{_BODY} (?:\w+ ){{0,3}}(?:thuc hien|duoc giao|phu trach|chiu trach nhiem|trien khai|thi hanh|xu ly)\b", 0.9),
    ("don_vi_thuc_hien", r"^(?:to chuc )?(?:phan cong|trach nhiem|don vi|giao)(?: (?:thuc hien|to chuc thuc hien|nhiem vu|trach nhiem|trien khai|cho))*$", 0.85),
    ("don_vi_thuc_hien", r"^dau moi (?:thuc hien|trien khai)\b", 0.7),
    ("don_vi_thuc_hien", rf"^{_PERSON} (?:va |hoac )?{_BODY}\b", 0.85),
    ("don_vi_thuc_hien", r"\bchu tri\b.*\bphoi hop\b", 0.93),
    ("don_vi_thuc_hien", r"\btinh$|\b(?:ho tro|chuyen giao)\b", -3.0),
    ("nguoi_phu_trach", rf"^{_PERSON}\b.*\b(?:phu trach|chi dao|thuc hien|xu ly|chu tri|tham muu|duoc giao|dau moi|chiu trach nhiem)\b", 0.93),
    ("nguoi_phu_trach", rf"^(?:phu trach|chi dao|{_PERSON})$", 0.75),
    ("nguoi_phu_trach", rf"^{_PERSON}\b", 0.6),
    ("nguoi_phu_trach", r"^(?:nguoi|lanh dao|can bo) (?:giao|quyet dinh|duyet|phe duyet|ky|soat|soat xet|lap|nhap|dung|dan|huong loi)\b", -4.0),
    ("nguoi_phu_trach", r"\b(?:theo doi|bo phan|don vi|co quan|phoi hop)\b", -2.0),
    ("theo_doi", rf"^(?:{_BODY} |{_PERSON} )?(?:\w+ ){{0,4}}(?:theo doi|giam sat|don doc|danh gia|kiem tra|tong hop)\b", 0.86),
    ("theo_doi", r"^(?:danh gia|kiem tra|tong hop)\b", -4.0),
    ("thoi_han", rf"^{_TIME}\b", 0.85),
    ("thoi_han", rf"^(?:du kien )?{_TIME} .*\b(?:hoan thanh|ket thuc|phai xong|cuoi)\b", 0.95),
    ("thoi_han", r"^(?:du kien hoan thanh|hoan thanh truoc|phai hoan thanh|han|deadline|ket thuc|den ngay|nam thuc hien|nam hoan thanh|thang|quy)\b", 0.85),
    ("thoi_han", rf"^{_TIME}\b.*{LEVEL}(?:hoan thanh|ket thuc|den|toi|xong)\b", 0.95),
    ("thoi_han", r"^ngay (?:giao|nhan|ban hanh|bao cao|cap nhat|den|ky|hoan thanh thuc te|thuc te)\b|\bthuc te\b", -3.0),
    ("thoi_han", r"\b(?:bat dau|khoi cong|khoi dong|tu ngay|khai truong)\b(?!.*\b(?:hoan thanh|ket thuc|den)\b)", -5.0),
    ("thoi_han", r"^hoan thanh$", 0.4),
    ("bat_dau", r"^(?:thoi gian |ngay |thoi diem |du kien )*(?:bat dau|khoi cong|khoi dong|tu ngay|giao)\b(?!.*\b(?:hoan thanh|ket thuc|den)\b)", 0.93),
    ("bat_dau", r"^ngay (?:thuc hien|trien khai)$", 0.35),
    ("bat_dau", rf"^{_TIME}\b.*{LEVEL}(?:bat dau|tu)\b", 0.95),
    ("san_pham", r"^(?:du kien )?(?:ket qua )?(?:cac )?(?:san pham|dau ra)\b", 0.92),
    ("san_pham", r"^(?:ket qua|san pham)\b.*\b(?:dau ra|du kien|can dat|phai dat|ky vong|yeu cau|san pham|ban hanh)\b", 0.9),
    ("san_pham", r"^(?:hinh thuc |ten |loai )?(?:san pham|van ban ban hanh|hinh thuc san pham)\b", 0.85),
    ("san_pham", r"^(?:ket qua|muc tieu ket qua)$", 0.55),
    ("ket_qua", rf"^{_RESULT}$", 0.55),
    ("ket_qua", r"^ket qua\b", 0.52),
    ("ket_qua", rf"^{_RESULT}\b.*\b(?:thuc hien|dat duoc|trien khai|xu ly|giai quyet|den nay|ky|thang|quy|den ngay|noi bat)\b", 0.9),
    ("ket_qua", r"^(?:tien do|bao cao)\b.*\b(?:ket qua|tinh hinh)\b", 0.75),
    ("ket_qua", r"\b(?:du kien|can dat|dau ra|phai dat)\b", -3.0),
    ("trang_thai", r"^(?:trang thai|tinh trang|tien do|muc do hoan thanh|muc do thuc hien|danh gia)\b", 0.8),
    ("trang_thai", r"^(?:ty le|ti le|phan tram|muc do)?(?: ?tien do)? ?(?:hoan thanh|thuc hien)(?: tien do)?(?: ?%)?$", 0.55),
    ("trang_thai", r"^tinh hinh\b", 0.5),
    ("hoan_thanh", r"^(?:da )?hoan thanh(?: (?:san pham|dung han|nhiem vu))*$", 0.75),
    ("hoan_thanh", rf"^(?:{_RESULT}|tinh trang|tien do|trang thai)\b.*{LEVEL}(?:da )?hoan thanh\b", 0.95),
    ("chua_hoan_thanh", r"^(?:chua|khong) (?:hoan thanh|thuc hien|xong)\b", 0.85),
    ("dang_trien_khai", r"^dang (?:thuc hien|trien khai|xu ly)\b", 0.85),
    ("thuong_xuyen", r"^(?:nhiem vu )?(?:thuc hien )?thuong xuyen\b", 0.8),
    ("chi_tieu", r"^(?:chi tieu|muc tieu|muc tieu can dat|kpi|tieu chi)\b", 0.85),
    ("chi_tieu", r"^tieu chi (?:hoan thanh|danh gia|nghiem thu)\b", -2.0),
    ("chi_tieu", rf"^(?:muc tieu|yeu cau).*\b{_WORK}\b", -1.5),
    ("don_vi_tinh", r"^(?:don vi tinh|dvt|d v t|don vi do)\b", 0.95),
    ("don_vi_tinh", r"^don vi$", 0.4),
    ("nguon_kinh_phi", r"^(?:du kien |du toan |khai toan )?(?:nguon )?kinh phi\b", 0.9),
    ("nguon_kinh_phi", r"^(?:nguon (?:von|luc|tai chinh|ngan sach)|du toan|ngan sach)\b", 0.78),
    ("ghi_chu", r"^ghi chu\b|^(?:luu y|note)$", 0.95),
    ("van_ban_chi_dao", r"^(?:so |ky hieu |ten |trich yeu )*(?:van ban|cong van|so ky hieu|ky hieu|so van ban|so hieu)\b.*\b(?:giao|chi dao|den|ky hieu|cap tren|yeu cau)\b", 0.88),
    ("van_ban_chi_dao", r"^so (?:va )?(?:ky hieu|hieu)(?: van ban)?\b", 0.8),
    ("van_ban_chi_dao", r"\b(?:ly do|minh chung|nguon)\b", -3.0),
    ("van_ban_chi_dao", r"^(?:can cu|co so phap ly|theo van ban|van ban)\b", 0.7),
    ("van_ban_chi_dao", r"^(?:ten )?van ban (?:ban hanh|huong dan|quy pham|san pham)\b|^ten\b", -3.0),
    ("cha", r"^(?:thuoc nhiem vu|nhiem vu cha|ma (?:nhiem vu )?cha)\b", 0.9),
)  # fmt: skip


@cache
def words() -> tuple[tuple[str, re.Pattern[str], float], ...]:
    """The signs in titles; made ready where a title is met that is no known one."""
    return tuple((key, re.compile(pattern), weight) for key, pattern, weight in _WORDS)


# A title that is one of a row of like ones (years, quarters, months, places): its meaning is its group's, not its own.
SERIES = late(r"^(?:nam |thang |quy |tuan )?(?:(?:19|20)\d\d|\d{1,2}|i{1,3}|iv)(?: (?:19|20)\d\d)?$|^n \d?$")
# Titles that are known and yet mean two things: their cells decide.
TWO_MEANINGS = frozenset(
    {"tien do", "tien do thuc hien", "hoan thanh", "da hoan thanh", "ket qua", "tinh trang", "don vi", "thuong xuyen"}
)
# What may stand for the content in a table that has no column of it.
INSTEAD = late(r"^(?:chi tieu|muc tieu|tieu chi|yeu cau|van de|linh vuc|nhom|san pham|chuyen de)\b")


class _Kind(Struct, frozen=True, dict=True):
    """A kind of cell: its name in messages, and how its text reads."""

    name: Message
    reads: str

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Made ready where cells are looked at."""
        return re.compile(self.reads)


_DATED = (
    r"^(?:\d{1,2} \d{1,2} \d{2,4}|\d{4} \d{1,2} \d{1,2}(?: 00 00 00)?|\d{1,2} \d{4}|20\d\d(?: 20\d\d)?)$"
    r"|^(?:truoc|sau|den|tu|het|cham nhat|trong|cuoi|dau|giua|hoan thanh(?: truoc| trong)?|ke tu|ban hanh(?: trong)?)* ?"
    r"(?:ngay \d|thang \d|thang\d|qu[iy] (?:i|\d)|nam (?:20|hoc)|giai doan|nua nam|0?6 thang (?:dau|cuoi)|ky hop|\d+ ngay)"
    r"|^(?:nhiem vu )?thuong xuyen|^(?:hang|moi|theo) (?:nam|quy|thang|tuan|lo trinh|tien do|ke hoach|ky|yeu cau)"
    r"|^khi co|^dinh ky|^lien tuc|^t ?\d{1,2} 20"
)
_BODIES = (
    r"^(?:cac |cac so|tat ca |toan the )?(?:so|phong|ban|vu|cuc|bo|ubnd|uy ban|hdnd|hoi dong|van phong|vp|trung tam|tt|cong an"
    r"|chi cuc|truong|vien|don vi|co quan|doan|hoi|mat tran|ubmttq|thanh tra|to|khoa|nhom|xa|phuong|dac khu|ngan hang|kho bac|bao hiem"
    r"|bhxh|bo chi huy|bch|dai|cong ty|tong cong ty|tap doan|benh vien|tram|hat|quy|chi nhanh|dia phuong|nganh|doanh nghiep"
    r"|thu truong|lien doan|toa an|vien kiem sat|chu tri|thue|dang uy|tinh uy|thanh uy|chi bo|to chuc|ldld|nha xuat ban|thu vien|bao tang)\b"
)
_PRODUCTS = (
    r"^(?:du thao |cac |ho so |\d+ )?(?:ke hoach|bao cao|quyet dinh|van ban|to trinh|nghi quyet|nghi dinh|thong tu|de an|chi thi"
    r"|huong dan|quy che|chuong trinh|he thong|co so du lieu|csdl|phan mem|hoi nghi|lop|danh muc|bo tieu chi|cong van|thong bao|bien ban"
    r"|luat|quy dinh|quy trinh|tai lieu|nen tang|ung dung|san pham|du an|hop dong|kenh|trang|cong|bo|so tay)\b"
)
_ACTIONS = (
    r"^(?:tiep tuc |chu dong |day manh |tang cuong )*(?:xay dung|to chuc|ra soat|trien khai|phoi hop|hoan thien|ban hanh|tham muu"
    r"|thuc hien|kiem tra|nghien cuu|de xuat|so hoa|tuyen truyen|day manh|tang cuong|nang cao|lap|trinh|bo tri|ho tro|phat trien|dau tu"
    r"|tap huan|dao tao|huong dan|quan ly|theo doi|bao dam|dam bao|cap nhat|chuan hoa|khao sat|nang cap|mo rong|phat dong|ung dung"
    r"|danh gia|tong hop|chuyen doi|thanh lap|sua doi|xac dinh|thu hut|bao cao|lua chon|mua sam|van hanh|ket noi|bo sung|quan triet|cong bo)\b"
)
_STATES = (
    r"^(?:da|dang|chua|cho|tam|khong) (?:\w+ ){0,3}(?:hoan thanh|thuc hien|trien khai|xu ly|giai quyet|xong|dung|den han|duyet|bao cao|dat|bat dau)"
    r"(?: (?:\w+ ?){1,3})?$|^(?:hoan thanh|qua han|cham|tre|dat|khong dat|tot|kha|xong|dung|som|trong|vuot|sap den) ?(?:\w+ ?){0,3}$"
)
# Kinds told by a cell's folded text, and those told by its text as written.
_FOLDED = {
    "deadline": _Kind(msg("thời hạn"), _DATED),
    "body": _Kind(msg("tên cơ quan, đơn vị"), _BODIES),
    "person": _Kind(msg("người, chức danh"), r"^(?:d c|dong chi|ong|ba|anh|chi|giam doc|pho|truong|chanh|bi thu|chu tich|ban giam doc|lanh dao)\b"),
    "state": _Kind(msg("tình trạng"), _STATES),
    "achieved": _Kind(msg("kết quả đã làm"), r"^(?:\d+ )?(?:da|dang|chua|hien|hoan thanh|ngay|tai|so|cong|phong|ket qua)\b.*\b(?:da|dang|duoc|chua|hoan thanh|dat|trinh|ban hanh)\b(?: \w+){2}"),
    "product": _Kind(msg("tên sản phẩm"), _PRODUCTS),
    "action": _Kind(msg("việc phải làm"), _ACTIONS),
    "document": _Kind(msg("số, ký hiệu văn bản"), r"\b\d+ (?:20\d\d )?(?:qd|kh|cv|nq|tb|ct|bc|nd|tt|kl|ttr|cd|ctr|tu|ubnd|vp|hd|vpcp)\b|^(?:cong van|nghi quyet|chi thi|thong bao|ket luan) so\b"),
    "funding": _Kind(msg("nguồn kinh phí"), r"\b(?:ngan sach|kinh phi|xa hoi hoa|nguon|von|chi thuong xuyen|tai tro|vien tro)\b"),
    "mark": _Kind(msg("dấu x"), r"^[xv]$|^(?:co|khong)$"),
    "code": _Kind(msg("mã"), r"^[a-z]{1,5} ?\d{1,5}(?: \d+)*$"),
}  # fmt: skip
_WRITTEN = {
    "percent": _Kind(msg("tỷ lệ phần trăm"), r"^\d{1,3}(?:[.,]\d+)?\s*%$"),
    "order": _Kind(msg("số thứ tự"), r"^(?:[IVX]{1,5}|\d{1,4}|\d{1,3}(?:\.\d{1,2}){1,3}|[a-gA-G])[.)]?$"),
    "number": _Kind(msg("con số"), r"^(?!(?:19|20)\d\d$)\d+(?:[.,]\d{3})*(?:[.,]\d+)?(?: ?(?:đồng|triệu|tỷ)){0,2}$"),
    "money": _Kind(msg("số tiền"), r"^\d{1,3}(?:[.,\s]\d{3})+(?:\s*(?:đồng|đ))?$"),
    "measure": _Kind(msg("đơn vị đo"), r"^(?:%|[^\W\dA-ZĐ][^\W\d]*(?:[ /][^\W\d]+){0,2})$"),
}  # fmt: skip
KINDS = {**_FOLDED, **_WRITTEN}
_DAY_AND_MONTH = late(r"^\d{1,2}/\d{1,2}$")
# Words from which a cell is a sentence; letters that are enough to tell.
_LONG, _READ = 8, 300

# How a kind of cells speaks for or against a meaning: log-odds where every cell that holds text is of the kind.
CELL_WEIGHTS: dict[str, dict[str, float]] = {
    "stt": {"order": 3.0, "long": -5, "body": -4, "deadline": -1, "money": -3, "percent": -3},
    "ma": {"code": 3.0, "order": 0.5, "long": -4, "deadline": -2},
    "noi_dung": {"action": 3.0, "long": 1.2, "order": -4, "deadline": -3, "body": -1.5, "state": -2.5, "document": -1,
                 "money": -4, "percent": -4, "mark": -5, "achieved": -2, "person": -2},
    "chu_tri": {"body": 2.0, "deadline": -4, "state": -3, "number": -4, "percent": -4, "achieved": -3, "action": -3,
                "mark": -1, "person": -0.7, "document": -2},
    "phoi_hop": {"body": 2.0, "deadline": -4, "state": -3, "number": -4, "percent": -4, "achieved": -3, "action": -3,
                 "mark": -1, "person": -0.5},
    "don_vi_thuc_hien": {"body": 2.2, "deadline": -4, "state": -3, "number": -4, "percent": -5, "achieved": -3,
                         "action": -2, "measure": -4, "mark": -1, "person": -0.7},
    "nguoi_phu_trach": {"person": 1.5, "body": -0.6, "deadline": -4, "number": -4, "long": -2},
    "theo_doi": {"body": 1.0, "person": 1.0, "deadline": -3, "state": -3, "number": -3, "long": -3, "mark": -1},
    "thoi_han": {"deadline": 2.8, "number": -2.5, "state": -5, "percent": -4, "money": -3, "achieved": -4, "body": -4, "action": -4,
                 "mark": -3, "product": -3},
    "bat_dau": {"deadline": 2.0, "state": -4, "percent": -4, "body": -3, "long": -4},
    "san_pham": {"product": 2.5, "achieved": -3.5, "deadline": -4, "state": -3, "number": -2.5, "percent": -2, "mark": -3,
                 "body": -1},
    "ket_qua": {"achieved": 3.0, "long": 0.3, "deadline": -4, "state": -0.8, "product": -1.5, "number": -1, "percent": -1,
                "mark": -3},
    "trang_thai": {"state": 3.0, "percent": 1.5, "deadline": -4, "long": -2.5, "achieved": -1.5, "body": -3, "mark": -1,
                   "number": -1},
    "hoan_thanh": {"mark": 2.0, "deadline": -3, "state": -3, "percent": -3},
    "chua_hoan_thanh": {"mark": 1.0, "deadline": -1},
    "dang_trien_khai": {"mark": 1.0},
    "thuong_xuyen": {"mark": 1.0},
    "chi_tieu": {"number": 0.8, "percent": 0.8, "deadline": -2, "body": -2},
    "don_vi_tinh": {"measure": 2.5, "body": -3, "long": -4, "number": -2},
    "nguon_kinh_phi": {"money": 1.0, "funding": 1.5, "body": -1.5, "deadline": -3, "percent": -2},
    "ghi_chu": {},
    "van_ban_chi_dao": {"document": 2.5, "deadline": -3, "body": -1.5, "number": -1},
    "nhom_nhiem_vu": {"action": -0.5, "deadline": -3, "number": -3, "body": -1.5},
    "cha": {"code": 1.0, "deadline": -3},
}  # fmt: skip


class Cells(Struct, frozen=True):
    """What the cells of a column hold: how many hold text, and the share of each kind among those."""

    filled: int
    shares: dict[str, float]

    def share(self, kind: str) -> float:
        """0 … 1."""
        return self.shares.get(kind, 0.0)


def cells_of(texts: Iterable[str], most: int) -> Cells:
    """The kinds of up to `most` cells; a cell may be of several."""
    counts: dict[str, int] = {}
    filled = 0
    for _, text in zip(range(most), texts, strict=False):
        if text.strip():
            filled += 1
            for kind in _kinds(text):
                counts[kind] = counts.get(kind, 0) + 1
    return Cells(filled, {kind: count / filled for kind, count in counts.items()})


@lru_cache(maxsize=8_192)
def _kinds(text: str) -> tuple[str, ...]:
    """The kinds of a text: columns say the same few again and again."""
    return tuple(_kinds_of(text))


def _kinds_of(text: str) -> Iterable[str]:
    said = text.strip()[:_READ]
    written = [name for name, kind in _WRITTEN.items() if kind.pattern.search(said)]
    yield from written
    if "percent" in written:
        return
    folded = fold(said)
    yield from (name for name, kind in _FOLDED.items() if kind.pattern.search(folded))
    if _DAY_AND_MONTH.match(said):
        yield "deadline"
    if folded.count(" ") + 1 >= _LONG:
        yield "long"
