"""Kinds of documents that a workplace adds: its own data/danh-muc/loai-van-ban.yaml, in the form of the stock table.

A workplace is the folder that a program runs in, or the one that a dossier or a file lies in (`look_beside`,
`look_above`).
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from os.path import isfile
from pathlib import Path
from typing import Any

from generator.facts.own_yaml import load_own
from generator.facts.resources import danh_muc_dir
from generator.values.errors import InputError
from generator.values.findings import Finding, Message, Place, Severity, msg
from generator.values.patterns import late
from generator.values.text import fold, quote

TABLE = "data/danh-muc/loai-van-ban.yaml"
_HERE = Path(TABLE)
_NAME = "loai-van-ban.yaml"
_LARGEST = 1 << 20  # bytes
_HIGHEST = 6  # folders above a file in which a workplace is looked for
_KEY = late(r"[a-z][a-z0-9-]{0,39}")
_ABBREVIATION = late(r"[^\W\d_][\w-]{0,9}")
_ANNEX = "phu-luc"
# What may be said of a kind: a text, yes or no, one of these words.
_TEXTS = ("khoa", "ten", "viet_tat", "nguon", "lenh", "loi_goi")
_FLAGS = (
    *("luon_co_lenh", "ten_loai", "trich_yeu", "khong_ngay", "nhieu_ben_ky", "theo_thoa_thuan"),
    "ban_hanh_kem",
)
_WORDS = {
    "bo_cuc": ("dieu", "chuong", "muc"),
    "kinh_gui": ("phai", "duoc", "loi-goi", "phieu"),
    "phai_neu": ("viec", "de-nghi", "ket-qua"),
}
_EXAMPLE = "- {khoa: quy-trinh, ten: Quy trình, viet_tat: QTr, bo_cuc: muc}"
_found: list[Path] = []


def look_beside(folder: Path) -> None:
    """From now on the kinds of the workplace of a dossier's folder, where it has any of its own."""
    path = folder.resolve().parent / "danh-muc" / _NAME
    if path.is_file():
        _found[:] = [path]


def look_above(path: Path) -> None:
    """The same of the workplace that a file lies in, some folders below it."""
    tables = (folder / TABLE for folder in list(path.resolve().parents)[:_HIGHEST])
    _found[:] = [found for found in tables if found.is_file()][:1] or _found


def table() -> Path | None:
    """The workplace's own table; None where it has none, and where it is the stock one."""
    # It is asked for each text that may name a kind: the system's own functions answer in a third of the time.
    path = _found[0] if _found and isfile(_found[0]) else _HERE  # noqa: PTH113
    return path if isfile(path) and not _is_stock(path, os.getcwd()) else None  # noqa: PTH109, PTH113


@lru_cache(maxsize=8)
def _is_stock(path: Path, _: str) -> bool:
    """Whether a table is the stock one, in a folder that the program runs in."""
    return path.resolve() == danh_muc_dir().resolve() / _NAME


def forget() -> None:
    """Look for kinds in the folder that the program runs in alone."""
    _found.clear()


def read(path: Path, stock: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The entries that a table adds to the stock ones; a table may have these as well, as they are.

    Raises InputError V387 with everything that is wrong in it.
    """
    entries = load_own(path, _LARGEST, lambda said: _wrong(path, "", said)) or []
    if not isinstance(entries, list):
        raise InputError((_wrong(path, "", msg("Tệp phải là danh sách, mỗi loại một dòng “- {{khoa: …, ten: …}}”.")),))
    entries = [entry for entry in entries if entry not in stock]
    faults = [fault for number, entry in enumerate(entries, start=1) for fault in _faults(path, number, entry)]
    if not faults:
        faults = list(_twice(path, entries, stock))
    if faults:
        raise InputError(faults)
    return entries


def _faults(path: Path, number: int, entry: Any) -> Iterator[Finding]:
    """What is wrong in one entry by itself."""
    if not isinstance(entry, dict):
        yield _wrong(path, f"loại {number}", msg("Mỗi loại ghi dạng “- {{khoa: …, ten: …}}”."))
        return
    where = f"loại {number}"
    for key, value in entry.items():
        if key in _WORDS and value not in _WORDS[key]:
            cac = ", ".join(_WORDS[key])
            yield _wrong(path, where, msg("Khóa {khoa} phải là một trong: {cac}.", khoa=quote(key), cac=cac), value)
        elif key in _FLAGS and not isinstance(value, bool):
            yield _wrong(path, where, msg("Khóa {khoa} phải là true hoặc false.", khoa=quote(key)), value)
        elif key in _TEXTS and not isinstance(value, str):
            yield _wrong(path, where, msg("Khóa {khoa} phải là chữ.", khoa=quote(key)), value)
        elif key not in (*_TEXTS, *_FLAGS, *_WORDS):
            yield _wrong(path, where, msg("Không có khóa {khoa}.", khoa=quote(str(key))), key)
    yield from _named(path, where, entry)


def _named(path: Path, where: str, entry: Mapping[str, Any]) -> Iterator[Finding]:
    """Whether an entry has a key, a name and an abbreviation that can be used."""
    key, name, short = (entry.get(each, "") for each in ("khoa", "ten", "viet_tat"))
    if not isinstance(key, str) or not _KEY.fullmatch(key):
        yield _wrong(path, where, msg("Thiếu khoa, hoặc khoa không phải chữ thường không dấu nối bằng “-”."), key)
    if not isinstance(name, str) or not name.strip():
        yield _wrong(path, where, msg("Thiếu tên loại (ten)."), name)
    if isinstance(short, str) and short and not _ABBREVIATION.fullmatch(short):
        yield _wrong(path, where, msg("Chữ viết tắt {chu} không dùng được trong ký hiệu.", chu=quote(short)), short)


def _twice(path: Path, entries: list[dict[str, Any]], stock: Sequence[Mapping[str, Any]]) -> Iterator[Finding]:
    """Keys and names that another kind has already: a document would be of two kinds."""
    keys = {_ANNEX, *(kind["khoa"] for kind in stock)}
    names = {fold("Phụ lục"), *(fold(kind["ten"]) for kind in stock)}
    for number, entry in enumerate(entries, start=1):
        for key, taken in ((entry["khoa"], keys), (fold(entry["ten"]), names)):
            if key in taken:
                said = msg("Loại {ten} đã có.", ten=quote(entry["ten"]))
                yield _wrong(path, f"loại {number}", said, entry["khoa"])
                break
            taken.add(key)


def _wrong(path: Path, where: str, message: Message, value: Any = "") -> Finding:
    hint = msg("Thí dụ: {thi_du}", thi_du=_EXAMPLE)
    return Finding("V387", Severity.ERROR, Place(str(path), part=where), message, hint, str(value or ""))
