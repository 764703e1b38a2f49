"""The shape of a dossier as people write it: keys, types, what may be left out. Validation is pydantic's
(`shape_errors` says what it finds)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    model_validator,
)
from pydantic_core import PydanticCustomError

from generator.facts.kinds import key_of
from generator.values.blocks import BLOCKS
from generator.values.patterns import late
from generator.values.text import file_name

Text = str


def _number(value: Any) -> Any:
    """`true` is no 1."""
    if isinstance(value, bool):
        raise PydanticCustomError("int_type", "a number")
    return value


def _whole(value: Any) -> Any:
    """Nor is `1e3`, `0x1F`, `1_000` or `12.0` a number of a document, nor one that no registry comes to."""
    if isinstance(value, bool) or not _WHOLE.fullmatch(str(value)):
        raise PydanticCustomError("int_type", "a number")
    if len(str(value).lstrip("-0")) > _LONGEST_NUMBER:
        raise PydanticCustomError("too_many_digits", "a number")
    return int(value)


Number = Annotated[int, BeforeValidator(_whole), Field(ge=1)]
FileName = Annotated[str, AfterValidator(file_name)]
# The name by which texts quote a block or an annex: `{#ten-ngan}`.
Nhan = Annotated[str, Field(pattern=r"^[^\s{}#]*$")]
# A kind by its key (`quyet-dinh`) or by its name (`Quyết định`).
Loai = Annotated[str, BeforeValidator(lambda value: key_of(value) if isinstance(value, str) else value)]
_WHOLE, _LONGEST_NUMBER = late(r"\s*-?[0-9]+\s*"), 9
_FILE_NAME = late(r"[^\s]+\.\w{2,8}")


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, coerce_numbers_to_str=True)

    @model_validator(mode="before")
    @classmethod
    def _without_empty(cls, value: Any) -> Any:
        """A key with nothing after it (`so:`) is a key left out, if it is a key at all."""
        if not isinstance(value, dict):
            return value
        return {key: item for key, item in value.items() if item is not None or key not in cls.model_fields}


class CoQuan(_Shape):
    """`co_quan:` — who issues."""

    ten: Text
    ky_hieu: Text = ""
    chu_quan: Text = ""


class Anh(_Shape):
    """A picture: a PNG of the dossier's folder, its width in mm where the file does not say its real size."""

    tep: FileName
    rong: Annotated[float, BeforeValidator(_number), Field(gt=0, le=297)] | None = None

    @model_validator(mode="before")
    @classmethod
    def _bare_name(cls, value: Any) -> Any:
        return {"tep": value} if isinstance(value, str) else value


class Ky(_Shape):
    """`ky:` — who signs; `quyen_han` one line or several (TM., KT., TL., TUQ.)."""

    quyen_han: list[Text] = Field(default_factory=list)
    chuc_vu: Text = ""
    chuc_vu_khac: Text = ""
    cap_bac: Text = ""
    ho_ten: Text = ""
    anh_chu_ky: Anh | None = None
    anh_dau: Anh | None = None

    @model_validator(mode="before")
    @classmethod
    def _one_line(cls, value: Any) -> Any:
        return _with_list(value, "quyen_han")


class Cot(_Shape):
    """A column chosen for a table: a key of the register, a title of its own."""

    khoa: Text
    tieu_de: Text = ""

    @model_validator(mode="before")
    @classmethod
    def _bare_key(cls, value: Any) -> Any:
        return {"khoa": value} if isinstance(value, str) else value


class KhoangNgay(_Shape):
    """`thoi_han:` of `loc:` — the first and the last day."""

    tu: Text = ""
    den: Text = ""

    @model_validator(mode="before")
    @classmethod
    def _of_a_period(cls, value: Any) -> Any:
        """`thoi_han: ky_sau` is from its first to its last day."""
        return {"tu": value, "den": value} if isinstance(value, str) else value


class KyBaoCao(_Shape):
    """`ky_bao_cao:` — the period of a report: its days, or a kind of ky-bao-cao.yaml and a day (month, year) in it."""

    tu: Text = ""
    den: Text = ""
    loai: Literal["", "thang", "quy", "6-thang", "9-thang", "nam"] = ""
    ngay: Text = ""


class Loc(_Shape):
    """`loc:` — which tasks a table shows; a lone value stands for a list of one."""

    don_vi: list[Text] = Field(default_factory=list)
    vai_tro: list[Literal["chu-tri", "dong-chu-tri", "phoi-hop", "chung", "nhac-den"]] = Field(default_factory=list)
    muc: list[Text] = Field(default_factory=list)
    trang_thai: list[Text] = Field(default_factory=list)
    thoi_han: KhoangNgay = Field(default_factory=KhoangNgay)
    van_ban: list[Text] = Field(default_factory=list)
    ma: list[Text] = Field(default_factory=list)
    noi_ro: bool = False

    @model_validator(mode="before")
    @classmethod
    def _short_forms(cls, value: Any) -> Any:
        for key in ("don_vi", "vai_tro", "muc", "trang_thai", "van_ban", "ma"):
            value = _with_list(value, key)
        return value


class SoGoc(_Shape):
    """`so_goc:` — the rows of a shared register as this plan last took them over, and whose plan it is."""

    nguon: FileName
    trang_tinh: Text = ""
    don_vi: Text


class An(_Shape):
    """`an:` — what is done with rows and columns that the program hides."""

    dong: Literal["giu", "bo"] = "giu"
    cot: Literal["giu", "bo"] = "bo"


class Bang(_Shape):
    """`bang:` — a register shown as a table, as the office made it unless `mau` names a template."""

    nguon: FileName = ""
    trang_tinh: Text = ""
    mau: Text = ""
    la: dict[Text, Text] = Field(default_factory=dict)
    bo_cot: list[Text] = Field(default_factory=list)
    de_trong: list[Text] = Field(default_factory=list)
    an: An = Field(default_factory=An)
    bang_thu: Annotated[int, BeforeValidator(_number), Field(ge=0, le=99)] = 0
    dong_tieu_de: Annotated[Text, Field(pattern=r"^(?:\d+(?:\s*-\s*\d+)?)?$")] = ""
    loc: Loc = Field(default_factory=Loc)
    nhom: Literal["muc", "don_vi", "trang_thai", "khong"] = "muc"
    sap_xep: list[Text] = Field(default_factory=list)
    tong_hop: Literal["", "muc", "don_vi", "trang_thai"] = ""
    khi_trong: Text = ""
    cot: list[Cot] = Field(default_factory=list)
    danh_so: Literal["", "giu", "lien-tuc", "theo-muc"] = ""
    dau: Literal["", "."] = ""
    do_rong: Literal["noi-dung", "mau"] = "noi-dung"
    hang_so_cot: bool = False
    huong: Literal["doc", "ngang"] | None = None
    co_chu: Literal[8, 9, 10, 11, 12, 13, 14] | None = None
    tach_dong: bool | None = None
    trang_tong_hop: bool = False
    so_goc: SoGoc | None = None

    @model_validator(mode="before")
    @classmethod
    def _one_order(cls, value: Any) -> Any:
        if isinstance(value, dict) and isinstance(named := value.get("nguon"), dict):
            value = {**value, **_of_a_file(named)}
        return _with_list(_with_list(_with_list(value, "sap_xep"), "bo_cot"), "de_trong")


def _of_a_file(named: Mapping[str, Any]) -> Mapping[str, Any]:
    """`nguon: {tep: ke-hoach.docx, bang: 2}` as the keys that it stands for; any other key is left to be said."""
    keys = {"tep": "nguon", "bang": "bang_thu", "trang_tinh": "trang_tinh"}
    return {keys[key]: item for key, item in named.items()} if named.keys() <= keys.keys() else {}


class BieuDo(_Shape):
    """`bieu_do:` — how many tasks of a register there are of each state, section or lead unit, as bars."""

    nguon: FileName
    trang_tinh: Text = ""
    tong_hop: Literal["muc", "don_vi", "trang_thai"] = "trang_thai"
    loc: Loc = Field(default_factory=Loc)
    khi_trong: Text = "Không có nhiệm vụ nào."


class DongSo(_Shape):
    """A row of `bang_so:`, with the columns of so-lieu.xlsx as keys."""

    khoa: Text
    ten_so_lieu: Text = ""
    cho_trong_van_ban: Text = ""
    so_thu_trong_cau: Text = ""
    loai: Text = ""
    chac: Text = ""
    don_vi_tinh: Text = ""
    don_vi_cung_cap: Text = ""
    ky_truoc: Text = ""
    ky_nay: Text = ""
    cong_thuc: Text = ""
    lam_tron: Text = ""
    cach_in: Text = ""
    trang_thai: Text = ""
    nguoi_xac_nhan: Text = ""
    ky_truoc_nua: Text = ""


class SoLieu(_Shape):
    """`so_lieu:` — where the figures come from that the text quotes in braces: counted in a register (`nguon`;
    `ky_truoc` its state a period ago), reported in a sheet (`bang_so`), or both. `so_lieu: so-lieu.xlsx` is a sheet,
    a list its rows.
    """

    nguon: FileName = ""
    trang_tinh: Text = ""
    ky_truoc: FileName = ""
    loc: Loc = Field(default_factory=Loc)
    bang_so: FileName | list[DongSo] = ""

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, value: Any) -> Any:
        return {"bang_so": value} if isinstance(value, str | list) else value


KHOI = tuple(facts.key for facts in BLOCKS if facts.line)
# Keys of a block that hold something else than a line of text.
KHOI_KHAC = tuple(facts.key for facts in BLOCKS if not facts.line)


class Khoi(_Shape):
    """A block of the body: `dieu: …`, `khoan: …`, `doan: …`, `bang: {…}`, `luoi: [[…]]`, `hinh: …` or `bieu_do: {…}`.

    `noi_dung` is what stands under it; `gop` the cells of a `luoi` that are one (`A1:A2`).
    """

    phan: Text | None = None
    chuong: Text | None = None
    muc: Text | None = None
    tieu_muc: Text | None = None
    dieu: Text | None = None
    khoan: Text | None = None
    diem: Text | None = None
    gach: Text | None = None
    cong: Text | None = None
    doan: Text | None = None
    bang: Bang | None = None
    luoi: Annotated[list[Annotated[list[Text], Field(min_length=1)]], Field(min_length=1)] | None = None
    gop: list[Annotated[Text, Field(pattern=r"^[A-Z]{1,2}\d{1,4}:[A-Z]{1,2}\d{1,4}$")]] = Field(default_factory=list)
    hinh: Anh | None = None
    bieu_do: BieuDo | None = None
    tieu_de: Text = ""
    nhan_khoi: Nhan = ""
    noi_dung: list[Khoi] = Field(default_factory=list)

    @model_validator(mode="before")
    @classmethod
    def _short_forms(cls, value: Any) -> Any:
        """A bare line is a paragraph; a kind without text (`khoan:` over its `tieu_de`) is there all the same."""
        if isinstance(value, str):
            return {"doan": value}
        if not isinstance(value, dict):
            return value
        return {key: "" if item is None and key in KHOI else item for key, item in value.items()}


class KemTheoVanBan(_Shape):
    """`kem_theo_van_ban:` — the decision outside of the dossier with which its main document was issued."""

    loai: Loai
    so: Number | None = None
    ky_hieu: Text = ""
    ngay: Text = ""
    cua: Text = ""
    dong: Text = ""


class VanBan(_Shape):
    """A document: the main one at the top of van-ban.yaml, or one under `kem_theo`."""

    loai: Loai
    nhan: Text = ""
    nhan_khoi: Nhan = ""
    co_quan: list[CoQuan] = Field(default_factory=list)
    don_vi_soan_thao: Text = ""
    so: Number | None = None
    ky_hieu: Text = ""
    ngay: Text = ""
    dia_danh: Text = ""
    trich_yeu: Text = ""
    tham_quyen: Text = ""
    kinh_gui: list[Text] = Field(default_factory=list)
    can_cu: list[Text] = Field(default_factory=list)
    noi_dung: list[Khoi] = Field(default_factory=list)
    noi_dung_tep: FileName = Field(default="", exclude=True)
    bang: Bang | None = None
    noi_nhan: list[Text] = Field(default_factory=list)
    ky: list[Ky] = Field(default_factory=list)
    kem_theo: list[VanBan] = Field(default_factory=list)
    kem_theo_van_ban: KemTheoVanBan | None = None
    so_lieu: SoLieu | None = None
    ky_bao_cao: KyBaoCao | None = None
    chuyen_ky: FileName = ""
    ban: Literal["", "trinh", "phat-hanh"] = ""
    ban_sao: VanBan | None = None
    do_khan: Literal["", "khan", "thuong-khan", "hoa-toc"] = ""
    do_mat: Literal["", "mat", "toi-mat", "tuyet-mat"] = ""
    luu_hanh: Literal["", "xem-xong-tra-lai", "luu-hanh-noi-bo"] = ""
    nguoi_soan: Text = ""
    dia_chi: Text = ""
    thoi_gian_ky: Text = ""
    xac_nhan: Text = ""
    huong: Literal["doc", "ngang"] | None = None
    mau: Text = ""

    @model_validator(mode="before")
    @classmethod
    def _short_forms(cls, value: Any) -> Any:
        for key in ("ky", "co_quan", "kinh_gui", "noi_nhan"):
            value = _with_list(value, key)
        for key in ("can_cu", "kinh_gui", "noi_nhan"):
            value = _with_lines(value, key)
        return _with_body_file(value)


def _with_list(value: Any, key: str) -> Any:
    """The value with a lone item under a key made a list of one; nothing made an empty list."""
    if not isinstance(value, dict) or isinstance(value.get(key, []), list):
        return value
    return {**value, key: [value[key]] if value[key] is not None else []}


def _with_lines(value: Any, key: str) -> Any:
    """The value with each `Lưu: VT, VP (2)` of a list, which YAML takes for a key and its value, a line again."""
    if not isinstance(value, dict) or not isinstance(items := value.get(key), list):
        return value
    return {**value, key: [_line(item) for item in items]}


def _line(item: Any) -> Any:
    if isinstance(item, dict) and len(item) == 1:
        ((head, tail),) = item.items()
        return f"{head}: {tail}" if isinstance(tail, str | int) and not isinstance(tail, bool) else item
    return item


def _with_body_file(value: Any) -> Any:
    """`noi_dung: noi-dung.md` as the name of a file; any other line as a body of one paragraph."""
    if not isinstance(value, dict) or not isinstance(body := value.get("noi_dung"), str):
        return value
    if _FILE_NAME.fullmatch(body.strip()):
        return {**value, "noi_dung": [], "noi_dung_tep": body}
    return {**value, "noi_dung": [body]}
