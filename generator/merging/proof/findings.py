"""Visible differences as findings, in a clerk's words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from colorsys import rgb_to_hsv

from generator.merging.edited.reading import LONGEST_QUOTE
from generator.merging.proof.difference import OF_LOOKS, OF_NOTES, Difference, Kind
from generator.values.findings import Finding, Message, Place, Severity, msg, some_of, with_commas
from generator.values.text import quote

_MARKS = {
    "b": msg("đậm"),
    "i": msg("nghiêng"),
    "u": msg("gạch chân"),
    "s": msg("gạch ngang"),
    "^": msg("chỉ số trên"),
    "_": msg("chỉ số dưới"),
    "A": msg("in hoa toàn bộ"),
    "a": msg("chữ hoa nhỏ"),
}
_STANDS = {"left": msg("sang trái"), "right": msg("sang phải"), "center": msg("vào giữa"), "both": msg("đều hai bên")}
_COLOURED = {"#": msg("chữ màu"), "@": msg("nền màu")}
# Hues by the degrees up to which they are called so.
_HUES = (
    (15, msg("đỏ")), (45, msg("cam")), (70, msg("vàng")), (165, msg("xanh lá")), (255, msg("xanh dương")),
    (300, msg("tím")), (345, msg("hồng")), (361, msg("đỏ")),
)  # fmt: skip
_BLACK, _GREY, _WHITE = 0.15, 0.12, 0.95
# Up to so many that were changed alike are told one by one.
_ONE_BY_ONE = 3
_MOST_PLACES = 20

_SAID: Mapping[Kind, tuple[str, Message, Message]] = {
    "added": (
        "V183",
        msg("Chữ này có trong tệp sửa nhưng không lấy về được; lần sinh sau sẽ không có."),
        msg("Ghi vào dữ liệu hoặc mẫu nếu cần giữ."),
    ),
    "again": (
        "V183",
        msg("Dòng này trong tệp sửa chép lại một dòng khác; lần sinh sau chỉ có một."),
        msg("Đúng là việc mới thì sửa lại lời rồi lấy về."),
    ),
    "lost": (
        "V184",
        msg("Chữ này không còn trong tệp sửa, nhưng dữ liệu hoặc mẫu vẫn có nên lần sinh sau sẽ lại in."),
        msg("Xóa trong dữ liệu hoặc mẫu nếu đúng là muốn bỏ."),
    ),
    "moved": (
        "V196",
        msg("Chỗ này đứng ở thứ tự khác trong tệp sửa; lần sinh sau vẫn in theo thứ tự của dữ liệu hoặc mẫu."),
        msg("Đổi thứ tự trong dữ liệu hoặc mẫu nếu cần."),
    ),
    "column_lost": (
        "V198",
        msg("Cột này không còn thấy trong tệp sửa (bị xóa, ẩn hoặc bỏ tên); dữ liệu giữ nguyên, lần sinh sau vẫn in."),
        msg("Bỏ cột bằng khóa “cot” của bảng hoặc trong mẫu nếu đúng là muốn bỏ."),
    ),
    "column_added": (
        "V198",
        msg("Cột này có trong tệp sửa nhưng lần sinh sau không in."),
        msg("Thêm cột vào khóa “cot” của bảng hoặc vào mẫu nếu cần in."),
    ),
    "column_moved": (
        "V198",
        msg("Cột này đứng ở chỗ khác trong tệp sửa; lần sinh sau vẫn in theo thứ tự cũ."),
        msg("Đổi thứ tự bằng khóa “cot” của bảng hoặc trong mẫu nếu cần."),
    ),
    "table_lost": (
        "V184",
        msg("Cả bảng này không còn trong tệp sửa; dữ liệu giữ nguyên, lần sinh sau vẫn in."),
        msg("Bỏ bảng trong dữ liệu nếu đúng là muốn bỏ."),
    ),
    "sheet_again": (
        "V363",
        msg("Trang này chép lại trang khác của tệp; không lấy gì từ trang này."),
        msg("Sửa trên trang gốc; xóa trang chép nếu không cần."),
    ),
    "rows_hidden": (
        "V185",
        msg("Các dòng này đang ẩn (hoặc bị lọc) trong tệp sửa; dữ liệu giữ nguyên, lần sinh sau vẫn in."),
        msg("Xóa hẳn dòng trong tệp sửa rồi lấy về lại nếu đúng là muốn bỏ."),
    ),
    "object_added": (
        "V098",
        msg("Hình, ký hiệu hoặc đối tượng này không lấy về được; lần sinh sau sẽ không có."),
        msg("Thêm hình trong dữ liệu (khối “hinh”) hoặc trong mẫu nếu cần giữ."),
    ),
    "object_lost": (
        "V199",
        msg("Hình hoặc đối tượng này không còn trong tệp sửa; lần sinh sau vẫn in."),
        msg("Bỏ hình trong dữ liệu hoặc mẫu nếu đúng là muốn bỏ."),
    ),
}


# What is said with a number, in `made`.
_COUNTED: Mapping[Kind, tuple[str, Message, Message]] = {
    "table_again": (
        "V361",
        msg("Bảng này ({so} hàng) chép lại bảng khác của tệp; không lấy gì từ bảng này."),
        msg("Sửa trên bảng gốc; xóa bảng chép nếu không cần."),
    ),
    "table_split": (
        "V196",
        msg("Bảng này tách thành {so} bảng trong tệp sửa; lần sinh sau vẫn in một bảng."),
        msg("Tách bảng trong dữ liệu nếu cần."),
    ),
    "tabled": (
        "V196",
        msg("{so} đoạn chuyển vào bảng hoặc ra ngoài bảng trong tệp sửa; lần sinh sau vẫn in như cũ."),
        msg("Sửa trong dữ liệu hoặc mẫu nếu cần."),
    ),
}


def as_findings(found: Iterable[Difference], shown_as: str, *, pasted: bool = False) -> tuple[Finding, ...]:
    """The differences as findings with their places, equal ones once.

    `pasted`: the file has lost the styles of the form, so that what looks otherwise is said of all of it at once.
    """
    made: dict[Finding, None] = {}
    for one, others in _folded(found, together=pasted):
        place = Place(shown_as, part=one.place)
        if one.kind == "turned":
            said = msg("Khổ giấy trong tệp sửa đặt {a}, lần sinh sau {b}; không lấy về.", a=one.edited, b=one.made)
            hint = msg("Đặt khóa “huong” của văn bản nếu cần đổi.")
            made[Finding("V364", Severity.WARNING, place, said, hint)] = None
        elif one.kind == "other":
            said = msg("Tệp sửa ghi {a}; lần sinh sau vẫn in {b}.", a=_shown(one.edited), b=_shown(one.made))
            hint = msg("Sửa trong dữ liệu hoặc mẫu nếu cần giữ chữ của tệp sửa.")
            made[Finding("V195", Severity.WARNING, place, said, hint, one.column)] = None
        elif one.kind in _COUNTED:
            code, counted, hint = _COUNTED[one.kind]
            said = Message(counted.template, (("so", one.made),))
            made[Finding(code, Severity.WARNING, place, said, hint, quote(one.edited, LONGEST_QUOTE))] = None
        elif one.kind in OF_LOOKS and pasted and others:
            made[_unstyled(one, place, len(others) + 1)] = None
        elif one.kind in OF_LOOKS:
            made[_look(one, place, others)] = None
        elif one.kind in OF_NOTES:
            made[_of_note(one, place)] = None
        else:
            code, said, hint = _SAID[one.kind]
            text = one.edited or one.made
            made[Finding(code, Severity.WARNING, place, said, hint, quote(text, LONGEST_QUOTE))] = None
    return tuple(made)


_OF_NOTE: Mapping[Kind, tuple[str, Message]] = {
    "note_moved": (
        "V196",
        msg("Dấu của chú thích này đứng ở chỗ khác với dữ liệu; lần sinh sau in ở đoạn {a}."),
    ),
    "note_lost": (
        "V184",
        msg("Dấu của chú thích này không còn trong tệp sửa mà chú thích vẫn còn; lần sinh sau lại in, trong đoạn {a}."),
    ),
    "note_added": (
        "V183",
        msg("Chú thích này có thêm một dấu trong tệp sửa, ở đoạn {a}; lần sinh sau không có dấu ấy."),
    ),
    "note_turned": (
        "V196",
        msg("Chú thích này đổi giữa chân trang và cuối văn bản trong tệp sửa, ở đoạn {a}; lần sinh sau vẫn in chỗ cũ."),
    ),
}


def _of_note(one: Difference, place: Place) -> Finding:
    code, said = _OF_NOTE[one.kind]
    line = _shown(one.made or one.edited)
    hint = msg("Sửa chỗ đặt chú thích trong dữ liệu nếu cần giữ như tệp sửa.")
    return Finding(
        code, Severity.WARNING, place, Message(said.template, (("a", line),)), hint, quote(one.note, LONGEST_QUOTE)
    )


def _folded(found: Iterable[Difference], *, together: bool) -> Iterator[tuple[Difference, tuple[str, ...]]]:
    """The differences, many looks that were changed alike (`together`: or not) as the first of them with the places of
    the others.

    Text that was struck through may be meant to go: each is told.
    """
    alike: dict[object, list[Difference]] = {}
    for one in found:
        of_look: object = OF_LOOKS if together else (one.kind, one.looks)
        key = of_look if one.kind in OF_LOOKS and "s" not in one.looks[0].split(" ")[0] else id(one)
        alike.setdefault(key, []).append(one)
    for own in alike.values():
        if len(own) > _ONE_BY_ONE:
            yield own[0], tuple(dict.fromkeys(one.place for one in own[1:]))
        else:
            yield from ((one, ()) for one in own)


def _unstyled(one: Difference, place: Place, count: int) -> Finding:
    said = msg(
        "Kiểu chữ, màu, canh đoạn ở {so} chỗ không như mẫu: tệp được dán hoặc lưu lại nên mất kiểu; không lấy về.",
        so=count,
    )
    hint = msg("Có chỗ nào tô, gạch để nói điều gì thì ghi thành lời trong dữ liệu.")
    return Finding("V197", Severity.WARNING, place, said, hint, quote(one.edited, LONGEST_QUOTE) if one.edited else "")


def _look(one: Difference, place: Place, others: tuple[str, ...]) -> Finding:
    """A change of how a text looks, and where else it was changed so."""
    said, hint = _OF_LOOK[one.kind](one)
    if others:
        said = msg("{noi} Cũng vậy ở: {cho}.", noi=said, cho=some_of(others, _MOST_PLACES, msg("{so} chỗ khác")))
    return Finding("V197", Severity.WARNING, place, said, hint, quote(one.edited, LONGEST_QUOTE) if one.edited else "")


_Said = tuple[Message, Message]


def _of_letters(one: Difference) -> _Said:
    edited, made = map(_in_words, one.looks)
    if edited == made:
        edited, made = (_in_words(look, exactly=True) for look in one.looks)
    said = msg("Kiểu chữ đã sửa không lấy về được: tệp sửa {a}, lần sinh sau {b}.", a=edited, b=made)
    if "s" in one.looks[0].split(" ")[0]:
        return said, msg("Chữ gạch ngang: nếu muốn bỏ thì xóa hẳn trong tệp sửa rồi lấy về lại.")
    if any(set(look.split(" ")[0]) & {"A", "a"} for look in one.looks):
        return said, msg("Chữ in hoa bằng phông: gõ hẳn chữ hoa trong dữ liệu, hoặc sửa mẫu nếu cần giữ.")
    if any(" " in look for look in one.looks):
        return said, msg("Dữ liệu không giữ màu: màu ấy muốn nói điều gì thì ghi thành lời, hoặc sửa mẫu.")
    return said, msg("Đánh dấu trong dữ liệu (“**đậm**”, “*nghiêng*”) hoặc sửa mẫu nếu cần giữ.")


def _of_standing(one: Difference) -> _Said:
    stands = (with_commas(_STANDS.get(each, each) for each in look.split("/")) for look in one.looks)
    said = msg(
        "Canh đoạn đã sửa không lấy về được: tệp sửa canh {a}, lần sinh sau {b}.", a=next(stands), b=next(stands)
    )
    return said, msg("Sửa trong mẫu nếu cần giữ.")


def _of_page(one: Difference) -> _Said:
    if one.looks[0]:
        said = msg("Ngắt trang thêm trong tệp sửa không lấy về được; lần sinh sau không sang trang mới ở đây.")
    else:
        said = msg("Ngắt trang ở đây không còn trong tệp sửa; lần sinh sau vẫn sang trang mới.")
    return said, msg("Sửa trong mẫu nếu cần giữ.")


def _of_size(one: Difference) -> _Said:
    said = msg("Cỡ chữ đã sửa không lấy về được: tệp sửa cỡ {a}, lần sinh sau cỡ {b}.", a=one.looks[0], b=one.looks[1])
    return said, msg("Sửa trong mẫu nếu cần giữ.")


_OF_LOOK: Mapping[Kind, Callable[[Difference], _Said]] = {
    "look": _of_letters,
    "size": _of_size,
    "stands": _of_standing,
    "page": _of_page,
}


def _in_words(marks: str, *, exactly: bool = False) -> object:
    letters, *colours = marks.split(" ")
    seen = ((_COLOURED[each[0]], each[1:]) for each in colours)
    named = [msg("{vat} {mau}", vat=what, mau=colour if exactly else _named(colour)) for what, colour in seen]
    return with_commas([*(_MARKS[mark] for mark in letters), *named] or [msg("thường")])


def _named(colour: str) -> Message | str:
    """A colour as people call it."""
    if not re.fullmatch("[0-9A-F]{6}", colour):
        return colour
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, saturation, value = rgb_to_hsv(red, green, blue)
    if value < _BLACK or saturation < _GREY:
        return msg("đen") if value < _BLACK else msg("xám") if value < _WHITE else msg("trắng")
    return next(name for above, name in _HUES if hue * 360 < above)


def _shown(text: str) -> str:
    return quote(text, LONGEST_QUOTE) if text else str(msg("(trống)"))
