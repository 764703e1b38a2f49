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
_KEY = r"[a-z]+(?:_[a-z]+)*(?:\[\d+\])*"
_PATH = late(rf"{_KEY}(?:\.{_KEY})*")
_STEP = late(r"([a-z_]+)|\[(\d+)\]")


def is_path(part: str) -> bool:
    """Whether it is a path of keys of a dossier, all of which have a name."""
    keys = (match[1] for match in _STEP.finditer(part) if match[1])
    return bool(_PATH.fullmatch(part)) and all(key in STEPS for key in keys)


def path_in_words(part: str) -> str:
    """`kem_theo[1].noi_dung[2].dieu`, counted from 1, as `văn bản kèm theo 1, nội dung 2, điều`."""
    return steps_in_words([match[1] or int(match[2]) for match in _STEP.finditer(part)])


def in_words(path: Sequence[str | int]) -> str:
    """A path of a dossier as its values have it, counted from 0: `("noi_dung", 0, "dieu")` as `nội dung 1, điều`."""
    return steps_in_words([step + 1 if isinstance(step, int) else step for step in path])


def steps_in_words(steps: Sequence[str | int]) -> str:
    """A path whose numbers are counted from 1, a name a step."""
    words: list[str] = []
    for step in steps:
        if isinstance(step, int):
            words = [*words[:-1], f"{words[-1]} {step}"] if words else [f"{msg('dòng')} {step}"]
        else:
            words.append(str(STEPS.get(step, step)))
    return ", ".join(words)
