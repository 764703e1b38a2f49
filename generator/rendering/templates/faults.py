"""Why a template does not run, in our words: Jinja and Python say it in English."""

from __future__ import annotations

import re

from jinja2 import TemplateNotFound

from generator.values.findings import Message, msg

# What bounds say when they stop a template: raised as texts, since Jinja's exceptions hold no more.
TOO_LARGE = msg("giá trị do mẫu tạo ra quá lớn")
TOO_LONG = msg("văn bản do mẫu tạo ra quá lớn")
TOO_MANY_TURNS = msg("vòng lặp lồng nhau chạy quá nhiều lần")
TOO_DEEP = msg("lồng nhau quá sâu")
_OURS = {str(one): one for one in (TOO_LARGE, TOO_LONG, TOO_MANY_TURNS, TOO_DEEP)}

# What Jinja calls the pieces of a tag.
_PIECES = {
    "end of print statement": "}}",
    "end of statement block": "%}",
    "begin of print statement": "{{",
    "begin of statement block": "{%",
}
# What the sentence holds -> what a person is told; the first that is found counts.
_FAULTS: tuple[tuple[str, Message], ...] = (
    (r"expected token '(?P<can>.+?)', got '(?P<gap>.+?)'$", msg("cần “{can}”, lại gặp “{gap}”")),
    (r"^unexpected end of template, expected", msg("thẻ chưa đóng")),
    (r"^Unexpected end of template", msg("mẫu hết mà còn khối chưa đóng")),
    (r"^Expected an expression, got", msg("thẻ thiếu tên hoặc giá trị")),
    (r"^Encountered unknown tag '(?P<lenh>.+?)'", msg("không có lệnh “{lenh}”")),
    (r"^Missing end of (?:comment|raw)", msg("chú thích hoặc khối nguyên văn chưa đóng")),
    (r"^No (?:filter|test) named '(?P<ten>.+?)'", msg("không có bộ lọc, phép thử “{ten}”")),
    (r"^unexpected char ['\"](?P<chu>.+?)['\"] at", msg("chữ “{chu}” không dùng được ở đây")),
    (r"^unexpected '(?P<chu>.+?)'", msg("“{chu}” đứng sai chỗ")),
    (r"^'(?P<ten>[^']+)' is undefined", msg("không có tên “{ten}”")),
    (r"has no attribute '(?P<ten>.+?)'$", msg("không có “{ten}”")),
    (r"has no element (?P<ten>.+)$", msg("không có “{ten}”")),
    (r"^access to attribute '(?P<ten>.+?)' .*unsafe", msg("không được dùng “{ten}”")),
    (r"not safely callable|object is not callable", msg("không được gọi hàm ở đây")),
    (r"^operator (?P<dau>\S+) is not allowed", msg("mẫu không được dùng phép “{dau}”")),
    (r"^extends is not allowed", msg("mẫu không được kế thừa mẫu khác")),
    (r"^No (?:first|last|random) item", msg("danh sách trống")),
    (r"positional argument|unexpected keyword", msg("bộ lọc nhận số tham số khác")),
    (r"division by zero|modulo by zero|DivisionByZero|DivisionUndefined", msg("chia cho không")),
    (r"not iterable|non-iterable|no length|has no len", msg("không lặp, không đếm được giá trị này")),
    (
        r"unsupported operand|can only concatenate|not supported between|must be str|bad operand|doesn't define",
        msg("hai giá trị khác loại"),
    ),
    (r"invalid literal|could not convert|ConversionSyntax|could not be converted", msg("giá trị không phải là số")),
)


def fault_of(failure: Exception) -> Message:
    """Why template code failed; its sort alone where that is none of those known."""
    said = str(getattr(failure, "message", None) or failure).strip()
    if isinstance(failure, TemplateNotFound):
        return msg("không có mẫu “{ten}”", ten=said)
    if said in _OURS:
        return _OURS[said]
    for pattern, message in _FAULTS:
        if found := re.search(pattern, said):
            named = ((name, _PIECES.get(text, text)) for name, text in found.groupdict().items())
            return Message(message.template, tuple(named))
    return msg("cách viết này không chạy được ({loai})", loai=type(failure).__name__)
