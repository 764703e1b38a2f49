"""The form of a template's tags, judged by docxtpl-lint: blocks that do not close, prefixes where docxtpl loses text.

The one module that knows docxtpl-lint. It is given only the body, which is the only part of a template that is
rendered; what its tags name is judged by `contract`.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from docxtpl_lint.api import lint

from generator.ooxml import package
from generator.rendering.templates.docx_template import TemplateFile
from generator.rendering.templates.lines import BODY, Line
from generator.values.findings import Finding, Message, Severity, msg
from generator.values.text import one_line, quote

_Said = Callable[[Mapping[str, Any]], tuple[Message, Message | None]]

# Rule of docxtpl-lint -> our code, and what we say. Rules on names, filters and data (DTL103–106, DTL3xx) are ours.
_RULES: Mapping[str, tuple[str, _Said]] = {
    "DTL001": ("T010", lambda p: (msg("Thẻ mở bằng “{mo}” nhưng không đóng.", mo=p["open"]), None)),
    "DTL002": (
        "T011",
        lambda p: (msg("Thẻ bị ngắt sang đoạn khác."), msg("Viết cả thẻ trên một đoạn, không bấm Enter bên trong.")),
    ),
    "DTL003": (
        "T012",
        lambda p: (
            msg("Thẻ nằm trong chỗ đã xóa có theo dõi thay đổi (Track Changes)."),
            msg("Chấp nhận hoặc từ chối mọi thay đổi rồi lưu lại mẫu."),
        ),
    ),
    "DTL101": (
        "T013",
        lambda p: (
            msg("Khối “{khoi}” không được đóng.", khoi=p["kw"]),
            msg("Thêm thẻ “end{khoi}” ở chỗ khối kết thúc, cùng kiểu {{%p, {{%tr.", khoi=p["kw"]),
        ),
    ),
    "DTL102": (
        "T014",
        lambda p: (
            msg("Thẻ “{the}” không có khối đang mở nào tương ứng.", the=p["raw"]),
            msg("Xem lại thứ tự: khối mở sau phải đóng trước."),
        ),
    ),
    "DTL201": (
        "T015",
        lambda p: (
            msg("Thẻ “{dau}” không được chứa “%” hay “}}” bên trong.", dau=p["prefix"]),
            msg("Tính trước bằng {{% set ten = … %}} rồi dùng tên đó."),
        ),
    ),
    "DTL202": ("T016", lambda p: (msg("Viết liền “{{%{dau}”, không có dấu cách ở giữa.", dau=p["prefix"]), None)),
    "DTL203": (
        "T017",
        lambda p: (
            msg("Thẻ “{the}” chỉ dùng được trong bảng.", the=p["raw"]),
            msg("Ngoài bảng thì dùng {{%p … %}} trên một đoạn riêng."),
        ),
    ),
    "DTL204": ("T018", lambda p: _pair(p, msg("hai thẻ phải cùng kiểu ({{%p với {{%p, {{%tr với {{%tr)"))),
    "DTL205": ("T018", lambda p: _pair(p, msg("hai thẻ phải nằm trong cùng một bảng"))),
    "DTL206": ("T018", lambda p: _pair(p, msg("mỗi thẻ phải chiếm một hàng riêng của bảng"))),
    "DTL207": ("T018", lambda p: _pair(p, msg("hai thẻ phải nằm trong cùng một hàng"))),
    "DTL208": ("T017", lambda p: (msg("Thẻ “{the}” chỉ dùng được trong bảng.", the=p["raw"]), None)),
    "DTL209": (
        "T019",
        lambda p: (
            msg("Chữ {chu} ở cạnh thẻ “{the}” sẽ bị mất.", chu=quote(str(p["rest"])), the=p["raw"]),
            msg("Để thẻ này một mình: {{%p trên một đoạn riêng, {{%tr trên một hàng riêng."),
        ),
    ),
    "DTL210": ("T018", lambda p: _pair(p, msg("mỗi thẻ {{%p phải ở một đoạn riêng"))),
}


def structure(file: TemplateFile, lines: Sequence[Line]) -> Iterator[Finding]:
    """Findings on the form of the body's tags, each in its paragraph."""
    body = [line for line in lines if line.part == BODY]
    try:
        issues = lint(_body_alone(file), select=list(_RULES)).issues
    except RecursionError:
        # A tag too deep for a parser, which `source.parsed` names (T039).
        return
    for issue in issues:
        code, said = _RULES[issue.rule]
        message, hint = said(issue.params)
        line = body[issue.location.paragraph - 1]
        yield Finding(code, Severity.ERROR, line.place, message, hint, one_line(line.text))


def _body_alone(file: TemplateFile) -> bytes:
    """A package of the body alone, from parts that were read within limits."""
    package_bytes = io.BytesIO()
    package.write(package_bytes, {BODY: package.xml_bytes(file.document)})
    return package_bytes.getvalue()


def _pair(params: Mapping[str, Any], rule: Message) -> tuple[Message, Message]:
    return (
        msg("Thẻ đóng “{dong}” không khớp thẻ mở “{mo}”.", dong=params["close_raw"], mo=params["open_raw"]),
        rule,
    )
