"""The one Jinja environment: sandboxed, strict about names, escaping for XML where it renders Word.

Data is never template code: it is only ever passed in as values. A template is never Python code: attributes with
underscores, calls of unsafe objects and the globals of Jinja are refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import FunctionType
from typing import Any, cast

from jinja2 import BaseLoader, StrictUndefined, Template, nodes
from jinja2 import TemplateError as JinjaError
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError
from jinja2.runtime import markup_join, str_join
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from generator.ooxml.body import MOST_COLUMNS
from generator.ooxml.notes import reference
from generator.rendering.templates import bounded, cell_tags, marks, never_empty
from generator.rendering.templates.faults import TOO_DEEP, TOO_LARGE, TOO_LONG
from generator.rendering.templates.known_code import KnownCode
from generator.values.marked import Span
from generator.values.patterns import late

# Filters that neither make markup of text, nor reach into objects, nor eat memory by one number in a template.
FILTERS = (
    *("abs", "capitalize", "count", "d", "default", "e", "escape", "first", "float", "groupby", "int", "join"),
    *("last", "length", "list", "lower", "map", "max", "min", "reject", "rejectattr", "replace", "reverse", "round"),
    *("select", "selectattr", "sort", "string", "sum", "title", "trim", "truncate", "unique", "upper", "wordcount"),
)

# What an expression of a template can raise, beside what Jinja itself raises.
FAILURES = (JinjaError, ArithmeticError, LookupError, RecursionError, SyntaxError, TypeError, ValueError)

# Code of templates is the same in every environment for Word.
_KNOWN = KnownCode()
_COLOUR = late(r"auto|[0-9A-Fa-f]{6}")
_RUN_ENDS = "</w:t></w:r>"
_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
_SPECIAL = b"&<>'\"\n"


class Row:
    """A table row as templates see it: `d.noi_dung` is `fields["noi_dung"]`; nothing else can be reached.

    Texts among the fields are plain, without emphasis or markup.
    """

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
    """A cell of a table: `merge` is the mark by which it is one with cells beside or below it, `wide` whether it is
    one with cells beside it."""

    __slots__ = ("merge", "wide")
    merge: Markup
    wide: bool


class _Bounded(CodeGenerator):
    """Compiled templates whose `~` keeps within bounds."""

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:
        """Code of `a ~ b`."""
        self.write("environment.concatenated((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")


class _ForWord(_Bounded):
    """Compiled templates give UTF-8, and what stands between two statements as one piece, a table row and not each of
    its cells: a piece passes through every template that includes the one it stands in.

    Cells of ten thousand rows are printed by one call of `filled` a row, other values by `printed`.
    """

    def visit_Extends(self, node: nodes.Extends, frame: Frame) -> None:
        """Refused, as `template_names` says with its place: a template that extends another prints nothing itself."""
        self.fail("extends is not allowed in a template", node.lineno)

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:
        """Code of an Output node: all it prints as one piece; inside `set` as text, which filters may read."""
        self.writeline("yield b''.join((" if frame.buffer is None else f"{frame.buffer}.extend((", node)
        self.indent()
        for piece in _pieces(node):
            self._piece(piece, frame)
            self.write(",")
        self.outdent()
        self.writeline("))")

    def simple_write(self, s: str, frame: Frame, node: nodes.Node | None = None) -> None:
        """Code that passes on what an included template gives: inside `set` as text, like all else there."""
        super().simple_write(f"{s}.decode()" if s == "event" and frame.buffer is not None else s, frame, node)

    def _piece(self, piece: str | nodes.Expr | _Fields, frame: Frame) -> None:
        as_text = frame.buffer is not None
        if isinstance(piece, str):
            self.newline()
            self.write(repr(piece if as_text else piece.encode()))
        elif isinstance(piece, _Fields):
            self.newline(piece.of)
            self.write("environment.filled(")
            self.visit(piece.of, frame)
            self.write(f", {tuple(piece.keys)}, {tuple(text.encode() for text in piece.form)})")
            self.write(".decode()" * as_text)
        else:
            self.newline(piece)
            self.write("environment.printed(")
            self.visit(piece, frame)
            self.write(")" if as_text else ").encode()")


@dataclass
class _Fields:
    """`{{ d.stt }}…{{ d.noi_dung }}`: attributes of one name; `form` has a place for each and the text between them."""

    of: nodes.Expr
    keys: list[str]
    form: list[str]


def _pieces(node: nodes.Output) -> list[str | nodes.Expr | _Fields]:
    """What an Output node prints; attributes of the same name with nothing but text between them are one piece."""
    pieces: list[str | nodes.Expr | _Fields] = [""]
    text = ""
    for child in node.nodes:
        last = pieces[-1]
        if isinstance(child, nodes.TemplateData):
            text += child.data
            continue
        if not isinstance(child, nodes.Getattr) or not isinstance(child.node, nodes.Name):
            pieces += [text, child]
        elif isinstance(last, _Fields) and last.of == child.node:
            last.keys.append(child.attr)
            last.form += [text, ""]
        else:
            pieces += [text, _Fields(child.node, [child.attr], [""])]
        text = ""
    return [piece for piece in (*pieces, text) if piece]


class Environment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, with a short way for table rows: ten cells of ten thousand rows pass through `getattr`."""

    code_generator_class: type[CodeGenerator] = _Bounded
    intercepted_binops = frozenset({"**", "*", "%", "+"})

    def __init__(self, **options: Any) -> None:
        """`options` are those of Jinja."""
        super().__init__(**options)
        self.turns = bounded.Turns()

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """The tree of a source. Raises TooDeep before a parser or compiler runs out of stack."""
        try:
            tree = super()._parse(source, name, filename)
        except RecursionError:
            raise bounded.TooDeep(str(TOO_DEEP), 1, name, filename) from None
        if line := bounded.too_deep(tree):
            raise bounded.TooDeep(str(TOO_DEEP), line, name, filename)
        return tree

    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        return super()._generate(bounded.with_counted_loops(source), name, filename, defer_init)

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
        return obj.__class__ is FunctionType and (obj.__module__ or "").startswith("generator.")

    def call(
        self, context: Any, called: Any, *args: Any, _loop_vars: Any = None, _block_vars: Any = None, **kwargs: Any
    ) -> Any:
        """Call a function of ours; a template can reach no other. None of them asks for Jinja's context."""
        if not self.is_safe_callable(called):
            raise SecurityError(f"{called!r} is not safely callable")
        return called(*args, **kwargs)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Refuse the operators by which a few letters of template eat all memory; sums within bounds."""
        numbers = isinstance(left, int | float) and isinstance(right, int | float)
        if operator == "+":
            bounded.added(left, right)
        elif operator == "**" or not numbers:
            raise SecurityError(f"operator {operator} is not allowed in a template")
        return bounded.kept(super().call_binop(context, operator, left, right))

    def concatenated(self, parts: Sequence[Any]) -> str:
        """`a ~ b`: within bounds before it is made."""
        if sum(len(part) for part in parts if isinstance(part, str)) > bounded.LONGEST:
            raise SecurityError(str(TOO_LARGE))
        return markup_join(parts) if self.autoescape else str_join(parts)


class WordEnvironment(Environment):
    """For Word: values are escaped, line ends become w:br, emphasis becomes runs."""

    code_generator_class: type[CodeGenerator] = _ForWord

    def filled(self, obj: Any, keys: Sequence[str], form: Sequence[bytes]) -> bytes:
        """Attributes of an object as they stand in the XML, in their places in `form`: every other one of its texts."""
        made = list(form)
        made[::2] = _cells(obj, keys) or [self.printed(self.getattr(obj, key)).encode() for key in keys]
        return b"".join(made)

    @staticmethod
    def printed(value: Any) -> str:
        """A value as it stands in the XML of a `w:t`."""
        if value.__class__ is Markup:
            return value
        if isinstance(value, Emphasised):
            return _runs(value)
        return _lines(value) if isinstance(value, str) else escape(value)


def word_pieces(template: Template, context: Mapping[str, Any]) -> Iterator[bytes]:
    """What a template of Word gives, piece by piece, in UTF-8 (see `_ForWord`)."""
    environment = cast(Environment, template.environment)
    environment.turns.count = 0
    written = 0
    for piece in cast(Iterator[bytes], template.generate(context)):
        written += len(piece)
        if written > bounded.MOST_BYTES:
            raise SecurityError(str(TOO_LONG))
        yield piece


def word_environment(loader: BaseLoader | None = None) -> Environment:
    """For Word."""
    # Folding constants takes longer than it saves: templates have hardly any.
    options = {"autoescape": True, "undefined": StrictUndefined, "optimized": False, "bytecode_cache": _KNOWN}
    made = _bare(WordEnvironment(loader=loader, **options))
    made.filters |= _OF_PREPARED
    return made


def plain_environment() -> Environment:
    """For Excel cells and document properties: values as they are."""
    return _bare(Environment(autoescape=False, undefined=StrictUndefined))


def _colour(value: Any) -> str:
    """A cell's colour as Word takes it. Raises ValueError for what is none."""
    said = str(value).strip().removeprefix("#")
    if not _COLOUR.fullmatch(said):
        raise ValueError(f"“{value}” không phải mã màu: cần sáu chữ số hệ mười sáu, ví dụ FFF2CC")
    return said if said == "auto" else said.upper()


def _span(value: Any) -> int:
    """Over how many columns a cell goes. Raises ValueError for what no table has."""
    said = str(value).strip()
    if not said.isdigit() or not 1 <= int(said) <= MOST_COLUMNS:
        raise ValueError(f"“{value}” không phải số cột: cần số từ 1 đến {MOST_COLUMNS}")
    return int(said)


# What a prepared template calls and nobody types.
_OF_PREPARED = {
    cell_tags.COLOUR: _colour,
    cell_tags.SPAN: _span,
    marks.ADDRESS: marks.in_address,
    never_empty.OPEN: never_empty.ends_open,
    never_empty.WITHOUT_ROWS: never_empty.without_rows,
    never_empty.EVEN: never_empty.evened,
}


def _bare(environment: Environment) -> Environment:
    environment.globals.clear()
    environment.filters = {name: environment.filters[name] for name in FILTERS} | dict(bounded.BOUNDED_FILTERS)
    environment.filters[bounded.COUNTED] = environment.turns.counted
    return environment


def _runs(text: Emphasised) -> str:
    made, at, notes = "", 0, iter(text.notes)
    for span in text.spans:
        made += _lines(text[at : span.start]) + _RUN_ENDS
        made += reference(next(notes)) if span.note else _run(span, text[span.start : span.end])
        made += '<w:r><w:t xml:space="preserve">'
        at = span.end
    return made + _lines(text[at:])


def _cells(obj: Any, keys: Sequence[str]) -> list[bytes]:
    """A row's texts in UTF-8, escaped by the calls of one; nothing where a field is no text, or there is no row."""
    if obj.__class__ is not Row:
        return []
    try:
        # No text holds the character that stands between them (text.clean).
        texts = "\0".join([obj.fields[key] for key in keys]).encode()
    except (KeyError, TypeError):
        return []
    if len(texts.translate(None, _SPECIAL)) != len(texts):
        texts = _lines(texts.decode()).encode()
    return texts.split(b"\0")


def _run(span: Span, text: str) -> str:
    properties = "<w:b/><w:bCs/>" * span.bold + "<w:i/><w:iCs/>" * span.italic
    if span.script:
        properties += f'<w:vertAlign w:val="{span.script}"/>'
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{_lines(text)}{_RUN_ENDS}'


def _lines(text: str) -> str:
    """The same as markupsafe.escape, without an object around each text; line ends as w:br."""
    escaped = text.replace("&", "&amp;").replace(">", "&gt;").replace("<", "&lt;")
    return escaped.replace("'", "&#39;").replace('"', "&#34;").replace("\n", _BREAK)
