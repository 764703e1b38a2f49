"""What a cell of an Excel template asks for, judged before any data comes: syntax, names, code.

The names are judged by `template_names`, as in Word. Knows no file: where the piece stands is the caller's to say.
"""

from __future__ import annotations

from jinja2 import TemplateSyntaxError
from msgspec import Struct

from generator.rendering.templates.bounded import growth
from generator.rendering.templates.faults import fault_of
from generator.rendering.templates.jinja import Environment
from generator.rendering.templates.names import Names
from generator.values.findings import Finding, Message, Place, Severity, msg
from generator.values.text import quote

# What a cell may begin with; `d` makes its row a prototype row.
ROOTS = ("vb", "bang", "d")


def has_tags(text: object) -> bool:
    """Whether a cell's value holds template code."""
    return isinstance(text, str) and ("{{" in text or "{%" in text or "{#" in text)


class Judged(Struct, frozen=True):
    """A piece of template: the names it uses of each shape, in the order of the text, and what is wrong with it."""

    uses: tuple[tuple[str, str], ...]
    findings: tuple[Finding, ...]

    def keys(self, shape: str) -> tuple[str, ...]:
        """The names used of one shape: `d.chu_tri` is "chu_tri" of "d", and `d` itself "" of "d"."""
        return tuple(name for used, name in self.uses if used == shape)


def judged(text: str, environment: Environment, place: Place, own: frozenset[str] | None) -> Judged:
    """Judge a piece of template. `own` holds the table's own columns, None where no table is known yet."""
    try:
        tree = environment.parse(text)
    except TemplateSyntaxError as failure:
        return Judged((), (_syntax(text, failure, place),))
    findings: list[Finding] = []

    def report(_line: int, code: str, severity: Severity, message: Message, hint: Message | None) -> None:
        findings.append(Finding(code, severity, place, message, hint, text))

    names = Names(environment, ROOTS, own, report)
    # A cell has no other templates to call.
    findings += [refused(place, "include", text) for _ in names.walk(tree)]
    findings += [refused(place, "~ for", text) for _ in growth(tree)]
    return Judged(tuple(names.uses), tuple(findings))


def _syntax(text: str, failure: TemplateSyntaxError, place: Place) -> Finding:
    return Finding(
        "V102",
        Severity.ERROR,
        place,
        msg("Thẻ {the} viết sai: {ly_do}", the=quote(text), ly_do=fault_of(failure)),
        msg("Thẻ có dạng {{{{ vb.trich_yeu }}}}; khối {{% … %}} phải mở và đóng trong cùng một ô."),
        text,
    )


def refused(place: Place, what: str | Message, value: str) -> Finding:
    """The finding for template code that the sandbox does not run."""
    return Finding(
        "V103",
        Severity.ERROR,
        place,
        msg("Mẫu chứa mã lệnh {ma}, không được phép chạy.", ma=quote(what))
        if isinstance(what, str)
        else msg("Mẫu chứa mã lệnh không được phép chạy: {ly_do}.", ly_do=what),
        msg("Bỏ mã lệnh này; mẫu chỉ in giá trị, lặp và rẽ nhánh."),
        value,
    )
