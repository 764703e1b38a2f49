"""Why a template does not run is said in Vietnamese, whatever Jinja or Python say of it."""

from __future__ import annotations

import pytest

from generator.face.words import translated
from generator.rendering.templates.faults import fault_of
from generator.rendering.templates.jinja import FAILURES, plain_environment

ROWS = {"d": {}, "l": [1, "a"], "x": "s"}


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{{ vb.x", "thẻ chưa đóng"),
        ("{{ }}", "thẻ thiếu tên"),
        ("{{ a b }}", "cần “}}”, lại gặp “b”"),
        ("{% fro x %}", "không có lệnh “fro”"),
        ("{% if 1 %}", "còn khối chưa đóng"),
        ("{{ x|nope }}", "“nope”"),
        ("{{ x is nope }}", "“nope”"),
        ("{{ $ }}", "“$”"),
        ("{{ '$ }}", "“'”"),
        ("{{ nope }}", "không có tên “nope”"),
        ("{{ d.x }}", "không có “x”"),
        ("{{ l[4] }}", "không có “4”"),
        ("{{ d.__class__ }}", "không được dùng “__class__”"),
        ("{{ x.upper() }}", "gọi hàm"),
        ("{{ 2**9 }}", "phép “**”"),
        ("{{ 1/0 }}", "chia cho không"),
        ("{% for a in 1 %}{% endfor %}", "không lặp"),
        ("{% for a, b in l %}{% endfor %}", "không lặp"),
        ("{{ 'a' + 1 }}", "khác loại"),
        ("{{ 'a' > 1 }}", "khác loại"),
        ("{{ -'a' }}", "khác loại"),
        ("{{ x|round }}", "khác loại"),
        ("{{ ''|first }}", "danh sách trống"),
        ("{{ x|default(1, 2, 3, 4) }}", "tham số"),
        ("{# a", "chưa đóng"),
        ("{{ (1 }}", "đứng sai chỗ"),
        ("{{ 1 if }}", "đứng sai chỗ"),
    ],
)
def test_a_fault_is_told_in_words(template: str, said: str) -> None:
    with pytest.raises(FAILURES) as failure:
        plain_environment().from_string(template).render(ROWS)
    fault = fault_of(failure.value)
    assert said in str(fault)
    assert translated(fault, "en").isascii() or "“" in translated(fault, "en")
