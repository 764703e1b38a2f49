"""A dossier held against its shape (`schema`): pydantic's errors as findings, each with the place of its value and the
nearest allowed key."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError

from generator.reading.raw import Path_, RawDossier
from generator.reading.schema import VanBan
from generator.values.findings import Finding, Message, Severity, msg
from generator.values.text import quote

# What pydantic wanted, by its own name of the error.
_WANTED = {
    "string_type": msg("một dòng chữ"),
    "string_pattern_mismatch": msg("một tên không có dấu cách, dấu # hoặc ngoặc nhọn"),
    "int_type": msg("một số nguyên"),
    "int_parsing": msg("một số nguyên"),
    "too_many_digits": msg("một số không quá chín chữ số"),
    "int_from_float": msg("một số nguyên"),
    "greater_than_equal": msg("một số từ 1 trở lên"),
    "greater_than": msg("một số lớn hơn 0"),
    "less_than_equal": msg("một số mi-li-mét không quá bề dài trang A4"),
    "too_short": msg("ít nhất một dòng, mỗi dòng ít nhất một ô"),
    "float_parsing": msg("một số"),
    "float_type": msg("một số"),
    "bool_parsing": msg("true hoặc false"),
    "list_type": msg("một danh sách (các dòng bắt đầu bằng “- ”)"),
    "model_type": msg("các khóa con"),
    "model_attributes_type": msg("các khóa con"),
}
# The same of keys that have a pattern or bounds of their own.
_WANTED_AT = {
    "dong_tieu_de": msg("số dòng tiêu đề, như 3 hoặc 3-4"),
    "gop": msg("vùng ô như A1:B2"),
    "bang_thu": msg("thứ tự của bảng trong tệp, từ 1 đến 99"),
}
_OWN = ("string_pattern_mismatch", "greater_than_equal", "less_than_equal")


def validated(raw: RawDossier) -> tuple[VanBan | None, tuple[Finding, ...]]:
    """The dossier in its shape; None with every error found where it has another one."""
    try:
        return VanBan.model_validate(raw.data), ()
    except ValidationError as failure:
        return None, tuple(_problem(raw, error) for error in failure.errors())


def _problem(raw: RawDossier, error: Any) -> Finding:
    path = path_in(raw, error["loc"])
    message, hint = _said(raw, path, error)
    value = (
        ""
        if error["type"] in ("missing", "extra_forbidden") or not isinstance(error["input"], str | int | float)
        else _typed(error["input"])[1:-1]
    )
    return Finding("V023", Severity.ERROR, raw.place(path), message, hint, value)


def path_in(raw: RawDossier, loc: tuple[str | int, ...]) -> Path_:
    """pydantic's location, without the steps that our shorthands added (a lone `ky` made a list)."""
    path: list[str | int] = []
    at: Any = raw.data
    for step in loc:
        if isinstance(step, int) and not isinstance(at, list):
            continue
        path.append(step)
        at = at.get(step) if isinstance(at, dict) else at[step] if isinstance(step, int) else None
    return tuple(path)


def _to_add(key: str, holder: Path_) -> Message:
    """What to type, and within which key as the file has it: the place is told in words, which no file has."""
    within = next((step for step in reversed(holder) if isinstance(step, str)), "")
    if within:
        return msg("Thêm “{khoa}: …” vào trong “{trong}”.", khoa=key, trong=within)
    return msg("Thêm dòng “{khoa}: …”.", khoa=key)


def _said(raw: RawDossier, path: Path_, error: Any) -> tuple[Message, Message | None]:
    key, kind = _named(path), str(error["type"])
    context = error.get("ctx", {})
    if kind == "extra_forbidden":
        near = get_close_matches(key, _keys_at(path[:-1]), 1, 0.6)
        hint = (
            msg("Ý anh/chị là “{gan}”?", gan=near[0])
            if near
            else msg("Các khóa có thể dùng: {khoa}.", khoa=", ".join(_keys_at(path[:-1])))
        )
        return msg("Không có khóa “{khoa}”.", khoa=key), hint
    if kind == "missing":
        return msg("Thiếu khóa “{khoa}”.", khoa=key), _to_add(key, path[:-1])
    found = error["input"]
    shown = _typed(found) if isinstance(found, str | int | float) else _shape_of(found)
    if kind == "literal_error":
        return msg("{gia_tri} không dùng được ở “{khoa}”.", gia_tri=shown, khoa=key), msg(
            "Cần một trong: {cho_phep}.", cho_phep=_allowed(str(context.get("expected", "")))
        )
    named = next((_WANTED_AT[step] for step in reversed(path) if step in _WANTED_AT), None) if kind in _OWN else None
    wanted = named or _WANTED.get(kind, msg("một giá trị khác"))
    return msg("“{khoa}” là {gia_tri}, cần {can}.", khoa=key, gia_tri=shown, can=wanted), None


def _allowed(expected: str) -> str:
    """What pydantic expects (`'', 'doc' or 'ngang'`), in our quotes, without nothing, which is a key left out."""
    words = expected.replace(" or ", ", ").replace("'", "").split(", ")
    return ", ".join(map(quote, filter(None, words)))


def _named(path: Path_) -> str:
    """The last key of a path; of an item of a list `noi_nhan[2]`."""
    keys = [at for at, step in enumerate(path) if isinstance(step, str)]
    last = keys[-1] if keys else 0
    return "".join(f"[{step + 1}]" if isinstance(step, int) else step for step in path[last:])


def _typed(value: str | float) -> str:
    return quote(str(value).lower() if isinstance(value, bool) else str(value))


def _shape_of(value: Any) -> Message:
    return (
        msg("danh sách")
        if isinstance(value, list)
        else msg("nhóm khóa")
        if isinstance(value, dict)
        else msg("chỗ trống")
    )


def _keys_at(path: Path_) -> list[str]:
    """The keys that the shape allows at a path."""
    shape: type[BaseModel] = VanBan
    for step in path:
        if isinstance(step, str) and step in shape.model_fields:
            shape = next(_shapes_in(shape.model_fields[step].annotation), shape)
    return [key for key, described in shape.model_fields.items() if not described.exclude]


def _shapes_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in getattr(annotation, "__args__", ()):
        yield from _shapes_in(argument)
