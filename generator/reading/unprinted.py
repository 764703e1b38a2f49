"""Texts that a dossier gives where its form has no place for them: none is left out without a word (V051).

What a document prints depends on its kind and on how it stands in the dossier; clauses are those of Nghị định
30/2020/NĐ-CP, Phụ lục I.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from enum import Enum

from generator.facts.kinds import ANNEX, traits
from generator.reading import schema
from generator.reading.raw import Path_
from generator.values.findings import Message, msg
from generator.values.text import quote


class Stands(Enum):
    """How a document stands in its dossier: what it can be and what it prints depend on it."""

    MAIN = 1
    ATTACHED = 2
    COPY = 3


# Say which document it is and whose, not what it says.
IDENTIFYING = ("co_quan", "don_vi_soan_thao", "kem_theo_van_ban", "so", "ky_hieu", "ngay", "dia_danh", "nhan")
_NUMBERED = ("so", "ky_hieu", "ngay", "dia_danh")
_MARKS = ("do_khan", "do_mat", "luu_hanh")
# What a document prints that has a number of its own, and one issued with it (Mẫu 1.3, 2.1) does not.
_HEAD = ("don_vi_soan_thao", "tham_quyen", "kinh_gui", "can_cu")
_UNUSED = {
    Stands.MAIN: ("thoi_gian_ky",),
    Stands.ATTACHED: (*_NUMBERED, *_HEAD, "kem_theo_van_ban", "ban_sao", "kem_theo"),
    Stands.COPY: (
        *(*_HEAD, *_MARKS, "kem_theo_van_ban", "ban_sao", "kem_theo"),
        *("trich_yeu", "noi_dung", "bang", "dia_chi", "xac_nhan"),
    ),
}
# Its date is that of its file's properties.
_ANNEX_ALONE = ("so", "ky_hieu", "dia_danh", *_HEAD, *_MARKS, "noi_nhan", "nguoi_soan", "ban_sao", "thoi_gian_ky")
# An electronic copy is one line in the margin (Phần II, I.3).
_ELECTRONIC = ("noi_nhan", "nguoi_soan", *_NUMBERED, "ky")
_UNTITLED = ("doan", "luoi", "bang")
_CHILDLESS = ("bang", "bieu_do")


def unprinted(shape: schema.VanBan, stands: Stands) -> Iterator[tuple[Path_, Message | str]]:
    """The keys (below the document) whose text its form does not show, and what it is that has no place for them."""
    name = _name(shape, stands)
    for path in dict.fromkeys(_left_out(shape, stands)):
        if _given(shape, path):
            yield path, name
    yield from _in_blocks(shape.noi_dung, ("noi_dung",))


def _left_out(shape: schema.VanBan, stands: Stands) -> Iterator[Path_]:
    annex = shape.loai == ANNEX
    alone = stands is Stands.MAIN
    yield from ((key,) for key in (_ANNEX_ALONE if annex and alone else _UNUSED[stands]))
    if not annex:
        yield ("nhan",)
    if annex and not alone:
        yield from ((key,) for key in _MARKS)
    if alone and not annex:
        yield from _of_kind(shape)
    if stands is Stands.COPY and shape.thoi_gian_ky:
        yield from ((key,) for key in _ELECTRONIC)
    if annex and not shape.ky:
        # An annex ends with its signature, or with its last line.
        yield from (("noi_nhan",), ("nguoi_soan",), ("xac_nhan",))
    if not shape.noi_nhan:
        yield ("nguoi_soan",)
    if not _is_moment(shape.thoi_gian_ky):
        yield ("thoi_gian_ky",)
    yield from _of_agencies(shape, stands)
    if (other := shape.kem_theo_van_ban) and other.dong:
        yield from (("kem_theo_van_ban", key) for key in ("so", "ky_hieu", "ngay", "cua"))


def _of_kind(shape: schema.VanBan) -> Iterator[Path_]:
    """What a main document of this kind has no place for."""
    kind = traits(shape.loai)
    if not kind.titled:
        yield ("can_cu",)
    if kind.titled or (shape.ky_hieu and shape.don_vi_soan_thao not in shape.ky_hieu):
        yield ("don_vi_soan_thao",)
    if not (kind.command or kind.calling or shape.kem_theo):
        yield ("tham_quyen",)
    if not kind.dated:
        yield ("dia_danh",)
    if shape.kem_theo_van_ban:
        # Those issued with it quote its number and date.
        yield from ((key,) for key in ("dia_danh", *_HEAD, "ban_sao", *(() if shape.kem_theo else _NUMBERED)))


def _of_agencies(shape: schema.VanBan, stands: Stands) -> Iterator[Path_]:
    """Names and symbols of agencies: in the heading, the number, the line that says what it is issued with."""
    other = shape.kem_theo_van_ban if stands is Stands.MAIN else None
    annex = shape.loai == ANNEX
    numbered = stands is Stands.MAIN and not annex and (not other or bool(shape.kem_theo))
    for at, agency in enumerate(shape.co_quan):
        path: Path_ = ("co_quan", at)
        quoted = other is not None and at == 0 and not other.dong
        if annex and stands is Stands.MAIN:
            # A lone annex must say whose it is, though it does not print it.
            yield (*path, "chu_quan")
            continue
        if annex:
            yield (*path, "ten")
        in_number = numbered and (not shape.ky_hieu or agency.ky_hieu in shape.ky_hieu)
        if not in_number and not (quoted and other and not other.ky_hieu):
            yield (*path, "ky_hieu")
        if annex or stands is Stands.COPY:
            yield (*path, "chu_quan")


def _in_blocks(blocks: list[schema.Khoi], path: Path_) -> Iterator[tuple[Path_, Message | str]]:
    for at, block in enumerate(blocks):
        here = (*path, at)
        kind = next((key for key in (*schema.KHOI, *schema.KHOI_KHAC) if getattr(block, key) is not None), "")
        name = msg("Khối “{khoa}”", khoa=kind)
        if block.tieu_de and kind in _UNTITLED:
            yield (*here, "tieu_de"), name
        if block.noi_dung and kind in _CHILDLESS:
            yield (*here, "noi_dung"), name
        yield from _in_blocks(block.noi_dung, (*here, "noi_dung"))


def _given(shape: schema.VanBan, path: Path_) -> bool:
    """Whether a text stands there."""
    value: object = shape
    for step in path:
        value = value[step] if isinstance(value, list) and isinstance(step, int) else getattr(value, str(step))
    return bool(value)


def _is_moment(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _name(shape: schema.VanBan, stands: Stands) -> Message | str:
    """What it is called in the message."""
    if shape.loai == ANNEX:
        return msg("Phụ lục")
    if stands is Stands.COPY:
        return msg("Bản sao")
    if stands is Stands.ATTACHED:
        return msg("Văn bản ban hành kèm theo")
    return traits(shape.loai).name or quote(shape.loai)
