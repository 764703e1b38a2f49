"""What people call the parts of a dossier and of a file: `kem_theo[1].noi_dung[2].dieu` is no name for a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.values.blocks import BLOCKS
from generator.values.findings import Message, msg
from generator.values.patterns import late

# What a key of van-ban.yaml is called.
STEPS: Mapping[str, Message] = {
    **{facts.key: facts.called for facts in BLOCKS},
    "kem_theo": msg("văn bản kèm theo"),
    "noi_dung": msg("nội dung"),
    "chu_thich": msg("chú thích"),
    "can_cu": msg("căn cứ"),
    "noi_nhan": msg("nơi nhận"),
    "kinh_gui": msg("kính gửi"),
    "co_quan": msg("cơ quan"),
    "chu_quan": msg("cơ quan chủ quản"),
    "ten": msg("tên"),
    "ky_hieu": msg("ký hiệu"),
    "loai": msg("loại văn bản"),
    "so": msg("số văn bản"),
    "ngay": msg("ngày"),
    "dia_danh": msg("địa danh"),
    "trich_yeu": msg("trích yếu"),
    "tham_quyen": msg("thẩm quyền"),
    "tieu_de": msg("tiêu đề"),
    "ky": msg("người ký"),
    "quyen_han": msg("quyền hạn"),
    "chuc_vu": msg("chức vụ"),
    "chuc_vu_khac": msg("chức vụ khác"),
    "ho_ten": msg("họ tên"),
    "so_lieu": msg("số liệu"),
    "ky_bao_cao": msg("kỳ báo cáo"),
    "chuyen_ky": msg("danh sách chuyển kỳ"),
    "ban": msg("bản"),
    "nguon": msg("tệp nguồn"),
    "trang_tinh": msg("trang tính"),
    "mau": msg("mẫu"),
    "loc": msg("chọn nhiệm vụ"),
    "cot": msg("các cột"),
    "huong": msg("hướng giấy"),
}
# Keys that say how something is chosen, counted, printed; columns of tables have names like these too.
SETTINGS: Mapping[str, Message] = {
    "nhan": msg("nhãn"),
    "nhan_khoi": msg("nhãn khối"),
    "don_vi_soan_thao": msg("đơn vị soạn thảo"),
    "noi_dung_tep": msg("tệp nội dung"),
    "kem_theo_van_ban": msg("văn bản ban hành"),
    "cua": msg("của cơ quan"),
    "dong": msg("dòng"),
    "ban_sao": msg("bản sao"),
    "do_khan": msg("độ khẩn"),
    "do_mat": msg("độ mật"),
    "luu_hanh": msg("lưu hành"),
    "nguoi_soan": msg("người soạn"),
    "dia_chi": msg("địa chỉ"),
    "thoi_gian_ky": msg("thời gian ký"),
    "xac_nhan": msg("xác nhận"),
    "cap_bac": msg("cấp bậc"),
    "anh_chu_ky": msg("ảnh chữ ký"),
    "anh_dau": msg("ảnh dấu"),
    "tep": msg("tệp"),
    "rong": msg("chiều rộng"),
    "gop": msg("ô gộp"),
    "la": msg("nghĩa của cột"),
    "bo_cot": msg("cột không in"),
    "de_trong": msg("cột để trống"),
    "an": msg("phần ẩn"),
    "bang_thu": msg("bảng thứ mấy"),
    "dong_tieu_de": msg("dòng tiêu đề"),
    "nhom": msg("cách nhóm"),
    "sap_xep": msg("thứ tự"),
    "tong_hop": msg("tổng hợp"),
    "khi_trong": msg("khi không có nhiệm vụ"),
    "danh_so": msg("cách đánh số"),
    "dau": msg("dấu sau số"),
    "do_rong": msg("độ rộng cột"),
    "hang_so_cot": msg("hàng số cột"),
    "co_chu": msg("cỡ chữ"),
    "tach_dong": msg("tách dòng"),
    "trang_tong_hop": msg("trang tổng hợp"),
    "so_goc": msg("sổ chung"),
    "khoa": msg("khóa"),
    "don_vi": msg("đơn vị"),
    "vai_tro": msg("vai trò"),
    "trang_thai": msg("trạng thái"),
    "thoi_han": msg("thời hạn"),
    "van_ban": msg("văn bản"),
    "ma": msg("mã"),
    "noi_ro": msg("nói rõ cách chọn"),
    "tu": msg("từ ngày"),
    "den": msg("đến ngày"),
    "bang_so": msg("bảng số liệu"),
    "ten_so_lieu": msg("tên số liệu"),
    "cho_trong_van_ban": msg("chỗ trong văn bản"),
    "so_thu_trong_cau": msg("số thứ mấy trong câu"),
    "chac": msg("chắc hay không"),
    "don_vi_tinh": msg("đơn vị tính"),
    "don_vi_cung_cap": msg("đơn vị cung cấp"),
    "ky_truoc": msg("kỳ trước"),
    "ky_nay": msg("kỳ này"),
    "cong_thuc": msg("công thức tính"),
    "lam_tron": msg("làm tròn"),
    "cach_in": msg("cách in"),
    "nguoi_xac_nhan": msg("người xác nhận"),
    "ky_truoc_nua": msg("kỳ trước nữa"),
}
_KEYS: Mapping[str, Message] = {**STEPS, **SETTINGS}
# What a place in a file is made of beside those: `bảng 1, hàng 2, cột 3`.
PIECES: tuple[Message, ...] = (
    msg("dòng"),
    msg("hàng"),
    msg("cột"),
    msg("đầu trang"),
    msg("chân trang"),
    msg("chú thích cuối"),
    msg("chú thích cuối trang"),
    msg("chú thích cuối văn bản"),
    msg("hộp văn bản"),
    msg("toàn văn bản"),
    msg("nhiệm vụ"),
    msg("nhiệm vụ mới"),
    msg("mục mới"),
    msg("số mục"),
    msg("tên mục"),
    msg("cả dòng"),
    msg("ngoài các trường"),
    # What the rules of form call the parts of a paper.
    msg("viết hoa"),
    msg("trang giấy"),
    msg("thẩm quyền ban hành"),
    msg("địa danh và thời gian"),
    msg("tên cơ quan"),
)
_STEP = late(r"([^.\[\]]+)((?:\[\d+\])*)")


def is_path(part: str) -> bool:
    """Whether it is a path of keys of a dossier: it begins with one that has a name. What was mistyped has none."""
    first, *others = map(_STEP.fullmatch, part.split("."))
    return first is not None and first[1] in _KEYS and all(others)


def path_in_words(part: str) -> str:
    """`kem_theo[1].noi_dung[2].dieu`, counted from 1, as `văn bản kèm theo 1, nội dung 2, điều`."""
    steps: list[str | int] = []
    for match in _STEP.finditer(part):
        steps += (match[1], *(int(number) for number in match[2][1:-1].split("][") if number))
    return _in_words(steps, _KEYS)


def in_words(path: Sequence[str | int]) -> str:
    """A path of a dossier as its values have it, counted from 0: `("noi_dung", 0, "dieu")` as `nội dung 1, điều`."""
    return _in_words([step + 1 if isinstance(step, int) else step for step in path], STEPS)


def _in_words(steps: Sequence[str | int], names: Mapping[str, Message]) -> str:
    """A path whose numbers are counted from 1, a name a step."""
    words: list[str] = []
    for step in steps:
        if isinstance(step, int):
            words = [*words[:-1], f"{words[-1]} {step}"] if words else [f"{msg('dòng')} {step}"]
        else:
            words.append(str(names.get(step, step)))
    return ", ".join(words)
