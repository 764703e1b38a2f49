"""What the names in a template stand for, followed through loops, `set` and attributes of Jinja's tree.

A value has a shape: a group of `names.NAMES` ("vb", "k", "d" …), a list of one ("[k]"), "[]" for a list of texts,
"tieu_de" for titles by column, "mau" for a template, "" for text, numbers and whatever else. Knows no files:
what is found is reported by line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from difflib import get_close_matches

from jinja2 import nodes

from generator.rendering.names import NAMES, SHAPES
from generator.rendering.templates.jinja import FILTERS, Environment
from generator.values import glossary
from generator.values.findings import Message, Severity, msg
from generator.values.text import quote

Report = Callable[[int, str, Severity, Message, Message | None], None]
Scope = dict[str, str]

# What a loop knows of itself: loop.index, loop.first …
LOOP = (
    *("index", "index0", "revindex", "revindex0", "first", "last", "length"),
    *("depth", "depth0", "previtem", "nextitem"),
)
_SAME_SHAPE = ("list", "reject", "rejectattr", "reverse", "select", "selectattr", "sort", "unique")
_ONE_OF = ("first", "last", "max", "min")
_OF_ITEMS = ("map", "max", "min", "rejectattr", "selectattr", "sort", "sum", "unique", "groupby")
_REFUSED = (
    *(nodes.Import, nodes.FromImport, nodes.Extends, nodes.Block, nodes.Macro, nodes.CallBlock),
    *(nodes.FilterBlock, nodes.Pow, nodes.Call, nodes.ScopedEvalContextModifier),
)
_MOST_NAMES = 5
# Nearer than this to a name of ours, a column is a misspelling; otherwise it is the user's own.
_MISSPELT = 0.75


class Names:
    """One walk over a tree. `own` holds the columns of the dossier's tables, None where no dossier is known."""

    def __init__(self, environment: Environment, roots: Sequence[str], own: frozenset[str] | None, report: Report):
        """`roots` are the names the template may begin with; `report` takes line, code, severity, message, hint."""
        self._tests = environment.tests
        self._roots = tuple(roots)
        self._own = own
        self._report = report
        self._includes: list[tuple[int, str]] = []
        self._loop_names: set[str] = set()
        # Lists that a condition around has looked at.
        self._asked: set[str] = set()
        self.uses: list[tuple[str, str]] = []
        """The names used so far: shape and attribute; a root by itself has the attribute ""."""

    def walk(self, tree: nodes.Template) -> tuple[tuple[int, str], ...]:
        """Judge the tree; returns the templates it includes by name, with their lines."""
        self._loop_names = {name for loop in tree.find_all(nodes.For) for name in _targets(loop.target)}
        self._body(tree.body, {name: name for name in self._roots})
        return tuple(self._includes)

    # --- statements ---

    def _body(self, body: Sequence[nodes.Node], scope: Scope) -> None:
        for node in body:
            self._statement(node, scope)

    def _statement(self, node: nodes.Node, scope: Scope) -> None:
        if isinstance(node, nodes.Output):
            for child in node.nodes:
                self._printed(child, scope)
        elif isinstance(node, nodes.For):
            self._for(node, scope)
        elif isinstance(node, nodes.If):
            self._shape(node.test, scope)
            with self._having_asked(node.test):
                for branch in (node.body, node.elif_, node.else_):
                    self._body(branch, scope)
        elif isinstance(node, nodes.Assign):
            self._assign(node.target, self._shape(node.node, scope), scope)
        elif isinstance(node, nodes.AssignBlock):
            self._body(node.body, dict(scope))
            self._assign(node.target, "", scope)
        elif isinstance(node, nodes.With):
            self._with(node, scope)
        elif isinstance(node, nodes.Include):
            self._include(node, scope)
        else:
            self._refuse(node)

    def _with(self, node: nodes.With, scope: Scope) -> None:
        inner = dict(scope)
        for target, value in zip(node.targets, node.values, strict=True):
            self._assign(target, self._shape(value, scope), inner)
        self._body(node.body, inner)

    def _for(self, node: nodes.For, scope: Scope) -> None:
        shape = self._shape(node.iter, scope)
        if shape in NAMES or shape == "mau":
            self._error(
                node.iter, "T031", msg("Không lặp được qua {ten}: không phải danh sách.", ten=_spelt(node.iter))
            )
        inner = {**scope, "loop": "loop"}
        self._assign(node.target, _item(shape), inner)
        if node.test is not None:
            self._shape(node.test, inner)
        with self._having_asked(node.iter):
            self._body(node.body, inner)
        self._body(node.else_, scope)

    def _assign(self, target: nodes.Node, shape: str, scope: Scope) -> None:
        if isinstance(target, nodes.Name):
            scope[target.name] = shape
            return
        for name in _targets(target):
            scope[name] = ""

    def _include(self, node: nodes.Include, scope: Scope) -> None:
        name = node.template
        if isinstance(name, nodes.Const) and isinstance(name.value, str):
            self._includes.append((node.lineno, name.value))
        elif self._shape(name, scope) != "mau":
            self._error(
                node,
                "T033",
                msg("Không biết “include” gọi mẫu nào."),
                msg("Ghi tên mẫu trong dấu ngoặc kép, hoặc k.mau cho bảng của khối."),
            )

    def _printed(self, node: nodes.Node, scope: Scope) -> None:
        shape = self._shape(node, scope)
        if shape.startswith("["):
            self._error(
                node,
                "T032",
                msg("{ten} là danh sách, in ra sẽ không thành văn bản.", ten=_spelt(node)),
                msg("Lặp qua nó: {{%p for x in {ten} %}} … {{%p endfor %}}.", ten=_spelt(node)),
            )
        elif shape in NAMES:
            self._error(
                node,
                "T032",
                msg("{ten} là một nhóm giá trị, không in ra được.", ten=_spelt(node)),
                msg("Ghi thêm tên cần in, ví dụ {ten}.{mot}.", ten=_spelt(node), mot=next(iter(NAMES[shape]))),
            )

    # --- expressions ---

    def _shape(self, node: nodes.Node, scope: Scope) -> str:
        """The shape of an expression; reports what is wrong inside of it."""
        if isinstance(node, nodes.Name):
            return self._name(node, scope)
        if isinstance(node, nodes.Getattr):
            return self._attribute(node, self._shape(node.node, scope), node.attr)
        if isinstance(node, nodes.Getitem):
            return self._subscript(node, scope)
        if isinstance(node, nodes.Filter):
            return self._filter(node, scope)
        if isinstance(node, nodes.Test):
            self._test(node, scope)
            return ""
        if isinstance(node, nodes.CondExpr):
            with self._having_asked(node.test):
                shapes = {self._shape(part, scope) for part in (node.expr1, node.expr2, node.test) if part is not None}
            return shapes.pop() if len(shapes) == 1 else ""
        if isinstance(node, _REFUSED) or _formats(node):
            self._refuse(node)
            return ""
        for child in node.iter_child_nodes():
            self._shape(child, scope)
        return ""

    def _name(self, node: nodes.Name, scope: Scope) -> str:
        name = node.name
        if name in scope:
            if name in self._roots:
                self.uses.append((name, ""))
            return scope[name]
        if name in self._loop_names or name == "loop":
            hint = msg("Tên này chỉ dùng được giữa {{% for … %}} và {{% endfor %}} của nó.")
        elif near := get_close_matches(name, scope, 1, 0.5):
            hint = msg("Ý anh/chị là “{gan}”?", gan=near[0])
        else:
            hint = msg("Tên ở đây bắt đầu bằng: {cac}.", cac=", ".join(scope))
        self._error(node, "V101", msg("Không có tên {ten}.", ten=quote(name)), hint)
        return ""

    def _attribute(self, node: nodes.Node, shape: str, name: str) -> str:
        if name.startswith("_"):
            self._refuse(node, name)
            return ""
        self.uses.append((shape, name))
        if shape in ("d", "tieu_de"):
            self._column(node, shape, name)
            return ""
        known = LOOP if shape == "loop" else tuple(NAMES.get(shape, ()))
        if shape.startswith("["):
            hint = msg("Lặp qua danh sách: {{%p for x in … %}}, rồi dùng x.{ten}.", ten=name)
            self._error(node, "V101", msg("Danh sách không có tên {ten}.", ten=quote(name)), hint)
        elif known and name not in known:
            self._unknown(node, name, known)
        return SHAPES.get(f"{shape}.{name}", "")

    def _column(self, node: nodes.Node, shape: str, name: str) -> None:
        """A column of the table: one of ours, one of the dossier's, or one that nobody knows yet."""
        known = {*(NAMES["d"] if shape == "d" else glossary.titles()), *(self._own or ())}
        if name in known:
            return
        if self._own is None and not get_close_matches(name, known, 1, _MISSPELT):
            self._report(
                node.lineno,
                "V104",
                Severity.WARNING,
                msg("{ten} là cột riêng: chỉ dùng được với bảng nhiệm vụ có cột này.", ten=quote(_spelt(node))),
                msg("Kiểm tra cùng hồ sơ: vanban template check --dossier HỒ SƠ …"),
            )
        else:
            self._unknown(node, name, tuple(known))

    def _unknown(self, node: nodes.Node, name: str, known: Sequence[str]) -> None:
        base = _spelt(node).removesuffix(name)
        near = get_close_matches(name, known, 1, 0.6)
        hint = msg("Ý anh/chị là “{gan}”?", gan=base + near[0]) if near else _among(name, known)
        self._error(node, "V101", msg("Không có tên {ten}.", ten=quote(_spelt(node))), hint)

    def _subscript(self, node: nodes.Getitem, scope: Scope) -> str:
        shape = self._shape(node.node, scope)
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            return self._attribute(node, shape, node.arg.value)
        self._shape(node.arg, scope)
        if isinstance(node.arg, nodes.Slice):
            return shape
        self._one_of(node.node, shape)
        return _item(shape)

    def _filter(self, node: nodes.Filter, scope: Scope) -> str:
        if node.name not in FILTERS:
            near = get_close_matches(node.name, FILTERS, 1, 0.7)
            hint = (
                msg("Ý anh/chị là “{gan}”?", gan=near[0])
                if near
                else msg("Các bộ lọc dùng được: {cac}.", cac=", ".join(FILTERS))
            )
            self._error(node, "T030", msg("Không dùng được bộ lọc {ten}.", ten=quote(node.name)), hint)
        shape = ""
        if node.node is not None and not self._is_guarded_column(node, scope):
            shape = self._shape(node.node, scope)
        self._arguments(node, shape, scope)
        if node.name in _ONE_OF and node.node is not None:
            self._one_of(node.node, shape)
        return shape if node.name in _SAME_SHAPE else _item(shape) if node.name in _ONE_OF else ""

    def _arguments(self, node: nodes.Filter, shape: str, scope: Scope) -> None:
        """Arguments of a filter; those that name an attribute of the items (`map(attribute="x")`) are names too."""
        by_keyword = [pair.value for pair in node.kwargs if pair.key == "attribute"]
        first = node.args[:1] if node.name in ("selectattr", "rejectattr", "groupby") else []
        for argument in (*node.args, *(pair.value for pair in node.kwargs)):
            if argument in (*first, *by_keyword) and node.name in _OF_ITEMS and isinstance(argument, nodes.Const):
                self._attribute(argument, _item(shape), str(argument.value))
            else:
                self._shape(argument, scope)

    def _test(self, node: nodes.Test, scope: Scope) -> None:
        if node.name not in self._tests:
            near = get_close_matches(node.name, self._tests, 1, 0.6)
            hint = msg("Ý anh/chị là “{gan}”?", gan=near[0]) if near else None
            self._error(node, "T030", msg("Không có phép thử “is {ten}”.", ten=node.name), hint)
        if not self._is_guarded_column(node, scope):
            self._shape(node.node, scope)
        for argument in node.args:
            self._shape(argument, scope)

    def _is_guarded_column(self, node: nodes.Filter | nodes.Test, scope: Scope) -> bool:
        """`d.nguon_kinh_phi|default('')`, `d.nguon_kinh_phi is defined`: right whether the column is there or not."""
        inner = node.node
        guard = node.name in ("default", "d", "defined", "undefined")
        if not guard or self._own is not None or not isinstance(inner, nodes.Getattr):
            return False
        of_row = isinstance(inner.node, nodes.Name) and scope.get(inner.node.name) == "d"
        return of_row and not get_close_matches(inner.attr, NAMES["d"], 1, _MISSPELT)

    @contextmanager
    def _having_asked(self, test: nodes.Node) -> Iterator[None]:
        """What stands in a condition's branches: the lists that it looks at are known not to be empty there."""
        before = set(self._asked)
        self._asked |= {_spelt(node) for kind in (nodes.Name, nodes.Getattr) for node in (test, *test.find_all(kind))}
        yield
        self._asked = before

    def _one_of(self, node: nodes.Node, shape: str) -> None:
        """T052 for one item of a list that may have none: then nothing can be made."""
        name = _spelt(node)
        if not shape.startswith("[") or name in self._asked or "…" in name:
            return
        said = msg("{ten} có thể trống; khi ấy thẻ này không tính được và không sinh được tệp.", ten=quote(name))
        hint = msg("Đặt trong {{% if {ten} %}} … {{% endif %}}, hoặc lặp qua danh sách.", ten=name)
        self._report(node.lineno, "T052", Severity.WARNING, said, hint)

    # --- reporting ---

    def _refuse(self, node: nodes.Node, what: str = "") -> None:
        shown = what or (_spelt(node.node) + "()" if isinstance(node, nodes.Call) else type(node).__name__.lower())
        self._error(
            node,
            "V103",
            msg("Mẫu chứa mã lệnh {ma}, không được phép chạy.", ma=quote(shown)),
            msg("Bỏ mã lệnh này; mẫu chỉ in giá trị, lặp, rẽ nhánh và dùng bộ lọc như |upper."),
        )

    def _error(self, node: nodes.Node, code: str, message: Message, hint: Message | None = None) -> None:
        self._report(node.lineno, code, Severity.ERROR, message, hint)


def _among(name: str, known: Sequence[str]) -> Message:
    """The names there are; of many the nearest few."""
    if len(known) <= _MOST_NAMES:
        return msg("Các tên dùng được: {cac}.", cac=", ".join(sorted(known)))
    near = ", ".join(get_close_matches(name, known, _MOST_NAMES, 0))
    return msg("Các tên dùng được gần nhất: {cac}; mọi tên: vanban template check --names.", cac=near)


def _formats(node: nodes.Node) -> bool:
    """`'%9d' % x`, `'a' * 9`: a text made as long as a number says."""
    return isinstance(node, nodes.Mod | nodes.Mul) and any(
        isinstance(side, nodes.Const) and isinstance(side.value, str) for side in (node.left, node.right)
    )


def _targets(node: nodes.Node) -> list[str]:
    """The names that a loop or `set` gives values to."""
    return [node.name] if isinstance(node, nodes.Name) else [name.name for name in node.find_all(nodes.Name)]


def _item(shape: str) -> str:
    return shape[1:-1] if shape.startswith("[") else ""


def _spelt(node: nodes.Node) -> str:
    """An expression as written, as far as it is names: `vb.ky`."""
    if isinstance(node, nodes.Name):
        return str(node.name)
    if isinstance(node, nodes.Getattr):
        return f"{_spelt(node.node)}.{node.attr}"
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        return f"{_spelt(node.node)}.{node.arg.value}"
    if isinstance(node, nodes.Const):
        return str(node.value)
    return "…"
