"""The values that a template may use, as types: `names.NAMES` says what each is, `words` makes them of a plan.

They are frozen: whoever lays a page out or leaves anchors makes new ones of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from markupsafe import Markup
from msgspec import Struct

from generator.rendering.templates.jinja import Cell, Row


class RowsOfTable(Protocol):
    """The rows of a table, one after another as often as they are asked for."""

    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator[Row]: ...


class SignerContext(Struct, frozen=True):
    """Who signs, `ky` in templates."""

    quyen_han: tuple[str, ...]
    chuc_vu: str
    chuc_vu_khac: str
    ho_ten: str
    anh: Markup


class PairContext(Struct, frozen=True):
    """Two who sign side by side, `doi` in templates; the last one may be alone."""

    trai: SignerContext
    phai: SignerContext | None


class StampContext(Struct, frozen=True):
    """A stamp of urgency or secrecy, `dau` in templates."""

    chu: str
    rong: int
    do: bool
    hai_vien: bool


class TableContext(Struct, frozen=True):
    """A table, `bang` in templates; its rows are made as they are asked for."""

    tieu_de: Mapping[str, str]
    dau: tuple[Row, ...]
    dong: RowsOfTable


class BlockContext(Struct, frozen=True):
    """A block of the body, `k` in templates; `mau` and `rong` are given where the page is laid out."""

    kieu: str
    la_ma: bool
    so: str
    tieu_de: str
    chu: str
    cuoi: bool
    trong_dieu: bool
    bang: TableContext | None
    luoi: tuple[tuple[Cell, ...], ...]
    so_dong_dau: int
    anh: Markup | str
    mau: str = ""
    rong: Sequence[int] = ()


class DocumentContext(Struct, frozen=True):
    """Everything a document's template may use, `vb` in templates. What `names.NAMES` says, under its names there."""

    co_quan: str
    chu_quan: str
    so_ky_hieu: str
    v_v: str
    dia_danh_ngay: str
    ten_loai: str
    trich_yeu: str
    tham_quyen: str
    can_cu: tuple[str, ...]
    lenh: str
    noi_dung: tuple[BlockContext, ...]
    gui: str
    gui_mot: str
    gui_nhieu: tuple[str, ...]
    gui_giua: bool
    gui_trong_bai: bool
    noi_nhan: tuple[str, ...]
    noi_nhan_dau: tuple[str, ...]
    noi_nhan_trai: tuple[str, ...]
    noi_nhan_phai: tuple[str, ...]
    ky: tuple[SignerContext, ...]
    ky_doi: tuple[PairContext, ...]
    dau_chi_muc: tuple[StampContext, ...]
    luu_hanh: str
    dia_chi: str
    xac_nhan: str
    ky_so: str
    ky_so_sao: str
    kem_theo: str
    phu_luc: str
    sao: DocumentContext | None
