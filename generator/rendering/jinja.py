"""The one Jinja environment: sandboxed, strict about names, escaping for XML where it renders Word.

Data is never template code: it is only ever passed in as values. A template is never Python code: attributes with
underscores, calls of unsafe objects and the globals of Jinja are refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import FunctionType
from typing import Any

from jinja2 import BaseLoader, StrictUndefined, nodes
from jinja2 import TemplateError as JinjaError
from jinja2.compiler import CodeGenerator, Frame
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from generator.marked import Span
from generator.ooxml.notes import reference

# Filters that neither make markup of text, nor reach into objects, nor eat memory by one number in a template.
FILTERS = (
    *("abs", "capitalize", "count", "d", "default", "e", "escape", "first", "float", "groupby", "int", "join"),
    *("last", "length", "list", "lower", "map", "max", "min", "reject", "rejectattr", "replace", "reverse", "round"),
    *("select", "selectattr", "sort", "string", "sum", "title", "trim", "truncate", "unique", "upper", "wordcount"),
)

# What an expression of a template can raise, beside what Jinja itself raises.
FAILURES = (JinjaError, ArithmeticError, LookupError, RecursionError, TypeError, ValueError)

_RUN_ENDS = "</w:t></w:r>"
_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'


class Row:
    """A table row as templates see it: `d.noi_dung` is `fields["noi_dung"]`; nothing else can be reached."""

    __slots__ = ("anchor", "fields")

    def __init__(self, fields: Mapping[str, Any]) -> None:
        """`fields` by the names that a template may use; `anchor` is its number in a Word file (0: none)."""
        self.fields = fields
        self.anchor = 0


class Emphasised(str):
    """A text with emphasis and footnotes: in Word each becomes a run of its own, everywhere else it is the text.

    What follows such a part stands in a run without properties of its own: in the style of its paragraph.
    """

    __slots__ = ("notes", "spans")
    spans: tuple[Span, ...]
    notes: tuple[int, ...]

    def __new__(cls, text: str, spans: tuple[Span, ...], notes: tuple[int, ...] = ()) -> Emphasised:
        """`spans` are offsets in `text`, in order, not overlapping; `notes` the ids of the footnotes among them."""
        made = super().__new__(cls, text)
        made.spans = spans
        made.notes = notes
        return made


class Cell(Emphasised):
    """A cell of a plain table: `merge` is the mark by which it is one with cells beside or below it."""

    __slots__ = ("merge",)
    merge: Markup


class _Together(CodeGenerator):
    """Compiled templates give what stands between two statements as one piece: a table row, not each of its cells.

    A piece passes through every template that includes the one it stands in.
    """

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:
        """Code of an Output node: gathered in a list, yielded joined."""
        if frame.buffer is not None:
            super().visit_Output(node, frame)
            return
        self.buffer(frame)
        super().visit_Output(node, frame)
        self.writeline(f"yield concat({frame.buffer})")
        frame.buffer = None


class _ForWord(_Together):
    """The same with values printed by `Environment.printed`, ten cells of ten thousand rows one call each."""

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: Any) -> str:
        if not isinstance(node, nodes.TemplateData):
            raise nodes.Impossible
        return super()._output_child_to_const(node, frame, finalize)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write("environment.printed(")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write(")")


class Environment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, with a short way for table rows: ten cells of ten thousand rows pass through `getattr`."""

    intercepted_binops = frozenset({"**", "*"})
    code_generator_class = _Together

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A row's field, or what the sandbox allows of any other object."""
        if obj.__class__ is Row:
            try:
                return obj.fields[attribute]
            except KeyError:
                return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """`d["nguon_kinh_phi"]`, the same as `d.nguon_kinh_phi`."""
        if obj.__class__ is Row:
            return self.getattr(obj, str(argument))
        return super().getitem(obj, argument)

    def is_safe_callable(self, obj: Any) -> bool:
        """Functions of ours alone: a method of a text (`ljust`, `format`) can eat all memory."""
        return isinstance(obj, FunctionType) and obj.__module__.partition(".")[0] == "generator"

    def call(
        self, context: Any, called: Any, *args: Any, _loop_vars: Any = None, _block_vars: Any = None, **kwargs: Any
    ) -> Any:
        """Call a function of ours; a template can reach no other. None of them asks for Jinja's context."""
        if not self.is_safe_callable(called):
            from jinja2.exceptions import SecurityError

            raise SecurityError(f"{called!r} is not safely callable")
        return called(*args, **kwargs)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Refuse the two operators by which a few letters of template eat all memory."""
        from jinja2.exceptions import SecurityError

        if operator == "**" or not isinstance(left, int | float) or not isinstance(right, int | float):
            raise SecurityError(f"operator {operator} is not allowed in a template")
        return super().call_binop(context, operator, left, right)


class WordEnvironment(Environment):
    """For Word: values are escaped, line ends become w:br, emphasis becomes runs."""

    code_generator_class = _ForWord

    @staticmethod
    def printed(value: Any) -> str:
        """A value as it stands in the XML of a `w:t`."""
        if value.__class__ is str:
            if "\n" in value:
                return _lines(value)
            # What _escaped does, without a call: nine in ten values of a long table come by here.
            text: str = value.replace("&", "&amp;").replace(">", "&gt;").replace("<", "&lt;")
            return text.replace("'", "&#39;").replace('"', "&#34;")
        if isinstance(value, Emphasised):
            return _runs(value)
        if isinstance(value, str) and not isinstance(value, Markup):
            return _lines(value)
        return escape(value)


def word_environment(loader: BaseLoader | None = None) -> Environment:
    """For Word."""
    return _bare(WordEnvironment(loader=loader, autoescape=True, undefined=StrictUndefined))


def plain_environment() -> Environment:
    """For Excel cells and document properties: values as they are."""
    return _bare(Environment(autoescape=False, undefined=StrictUndefined))


def _bare(environment: Environment) -> Environment:
    environment.globals.clear()
    environment.filters = {name: environment.filters[name] for name in FILTERS}
    return environment


def _runs(text: Emphasised) -> str:
    made, at, notes = "", 0, iter(text.notes)
    for span in text.spans:
        made += _lines(text[at : span.start]) + _RUN_ENDS
        made += reference(next(notes)) if span.note else _run(span, text[span.start : span.end])
        made += '<w:r><w:t xml:space="preserve">'
        at = span.end
    return made + _lines(text[at:])


def _run(span: Span, text: str) -> str:
    properties = "<w:b/><w:bCs/>" * span.bold + "<w:i/><w:iCs/>" * span.italic
    if span.script:
        properties += f'<w:vertAlign w:val="{span.script}"/>'
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{_lines(text)}{_RUN_ENDS}'


def _lines(text: str) -> str:
    return _BREAK.join(map(_escaped, text.split("\n")))


def _escaped(text: str) -> str:
    """The same as markupsafe.escape, without an object around each text."""
    return (
        text.replace("&", "&amp;").replace(">", "&gt;").replace("<", "&lt;").replace("'", "&#39;").replace('"', "&#34;")
    )
