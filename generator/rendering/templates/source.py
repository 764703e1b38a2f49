"""The tags of a template as Jinja source that parses, whatever is wrong with them: one tag a line.

A block left open or closed twice must not hide a misspelt name further down, so what does not parse is reported
and left out, blocks are closed where they should have been, and the rest is given to `contract`.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from jinja2 import TemplateSyntaxError, nodes

from generator.rendering.templates.bounded import DEEPEST_LOOPS, TooDeep, growth
from generator.rendering.templates.cell_tags import CELL_TAGS
from generator.rendering.templates.faults import fault_of
from generator.rendering.templates.jinja import Environment
from generator.rendering.templates.lines import Tag
from generator.values.findings import Finding, Message, Severity, msg
from generator.values.text import one_line

_BLOCKS = ("if", "for", "with", "macro", "call", "filter", "block", "autoescape", "raw")
_MIDDLE = {"else": ("if", "for"), "elif": ("if",)}
KEYWORDS = ("if", "elif", "else", "endif", "for", "endfor", "set", "include")
# What these ask of the loop that they stand in.
_OF_LOOP = {"vm": "loop.first", "hm": "loop.length"}


def parsed(tags: Sequence[Tag], environment: Environment) -> tuple[nodes.Template, tuple[Finding, ...]]:
    """The tree of the tags, line n being tag n, and what Jinja does not understand (V102)."""
    findings = []
    lines = []
    for tag in tags:
        problem = _problem(tag, environment)
        if problem:
            findings.append(problem)
        lines.append("" if problem else _normal(tag))
    try:
        tree = environment.parse(_closed(tags, lines))
    except TooDeep as failure:
        return environment.parse(""), (*findings, _too_much(tags[min(failure.lineno, len(tags)) - 1]))
    return tree, (*findings, *(_too_much(tags[min(line, len(tags)) - 1]) for line in dict.fromkeys(growth(tree))))


def _normal(tag: Tag) -> str:
    """The tag as Jinja writes it, without docxtpl's prefix."""
    if tag.keyword in CELL_TAGS:
        expression = _OF_LOOP.get(tag.keyword, tag.code.partition(" ")[2].strip())
        return f"{{{{ {expression} }}}}"
    end = "}}" if tag.kind == "{{" else "%}"
    return f"{tag.kind} {tag.code} {end}"


def _problem(tag: Tag, environment: Environment) -> Finding | None:
    """V102 where the tag alone is not Jinja."""
    keyword, source = tag.keyword, _normal(tag)
    if keyword in _MIDDLE:
        source = f"{{% if 1 %}}{source}{{% endif %}}"
    elif keyword.startswith("end"):
        return None if keyword[3:] in (*_BLOCKS, "set") else _finding(tag, _unknown(keyword), _near(keyword))
    elif keyword in _BLOCKS:
        source += f"{{% end{keyword} %}}"
    elif _is_set_block(tag):
        source += "{% endset %}"
    try:
        environment.parse(source)
    except TooDeep:
        return _too_much(tag)
    except TemplateSyntaxError as failure:
        if "unknown tag" in (failure.message or ""):
            return _finding(tag, _unknown(keyword), _near(keyword))
        return _finding(tag, msg("Không hiểu thẻ “{the}” ({ly_do}).", the=tag.raw, ly_do=fault_of(failure)))
    return None


def _is_set_block(tag: Tag) -> bool:
    return tag.keyword == "set" and "=" not in tag.code


def _unknown(keyword: str) -> Message:
    return msg("Không có lệnh “{lenh}”.", lenh=keyword)


def _near(keyword: str) -> Message:
    near = get_close_matches(keyword, KEYWORDS, 1, 0.6)
    if near:
        return msg("Ý anh/chị là “{gan}”?", gan=near[0])
    return msg("Các lệnh dùng được: {cac}.", cac=", ".join(KEYWORDS))


def _finding(tag: Tag, message: Message, hint: Message | None = None) -> Finding:
    return Finding("V102", Severity.ERROR, tag.line.place, message, hint, one_line(tag.line.text))


def _too_much(tag: Tag) -> Finding:
    return Finding(
        "T039",
        Severity.ERROR,
        tag.line.place,
        msg("Thẻ lồng nhau quá sâu, hoặc nhân một đoạn chữ lên quá nhiều lần."),
        msg(
            "Viết thẻ đơn giản hơn: nhiều nhất {so} vòng lặp lồng nhau, không ghép chữ với chính nó.", so=DEEPEST_LOOPS
        ),
        one_line(tag.line.text),
    )


def _closed(tags: Sequence[Tag], lines: list[str]) -> str:
    """The lines with every block closed once: what closes nothing is left out, what stays open is closed."""
    stack: list[tuple[str, bool]] = []
    for index, tag in enumerate(tags):
        keyword = tag.keyword
        if not lines[index]:
            continue
        if keyword in _BLOCKS or _is_set_block(tag):
            stack.append((keyword, False))
        elif keyword in _MIDDLE:
            kind, had_else = stack[-1] if stack else ("", True)
            if kind not in _MIDDLE[keyword] or had_else:
                lines[index] = ""
            elif keyword == "else":
                stack[-1] = (kind, True)
        elif keyword.startswith("end"):
            lines[index] = _unwound(stack, keyword[3:])
    lines.append("".join(f"{{% end{kind} %}}" for kind, _ in reversed(stack)))
    return "\n".join(lines)


def _unwound(stack: list[tuple[str, bool]], kind: str) -> str:
    """End tags down to the innermost open block of a kind; nothing where none is open."""
    if kind not in (open_kind for open_kind, _ in stack):
        return ""
    ends = ""
    while True:
        closing, _ = stack.pop()
        ends += f"{{% end{closing} %}}"
        if closing == kind:
            return ends
