"""What a piece of template asks for, judged before any data comes: syntax, names, code that the sandbox refuses.

Judges text by Jinja's own tree. Knows no file: where the piece stands is the caller's to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from jinja2 import Environment, TemplateSyntaxError, nodes

from generator import glossary
from generator.findings import Finding, Message, Place, Severity, msg
from generator.rendering.context import NAMES
from generator.text import quote

# What an attribute is, where it is not a text: a record of NAMES, or a list of such records.
_RECORDS: Mapping[tuple[str, str], str] = {
    ("vb", "noi_dung"): "[k]",
    ("vb", "ky"): "[ky]",
    ("k", "bang"): "bang",
    ("bang", "dong"): "[d]",
    ("bang", "tieu_de"): "tieu_de",
}
_REFUSED = (nodes.Import, nodes.FromImport, nodes.Include, nodes.Extends)


def has_tags(text: object) -> bool:
    """Whether a cell's value holds template code."""
    return isinstance(text, str) and ("{{" in text or "{%" in text or "{#" in text)


@dataclass(frozen=True, slots=True)
class Use:
    """A name that a piece uses: `d.chu_tri` is Use("d", "chu_tri"); `vb` alone is Use("vb", "")."""

    record: str
    name: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A piece of template: what it uses, what is wrong with it."""

    uses: tuple[Use, ...]
    findings: tuple[Finding, ...]

    def keys(self, record: str) -> tuple[str, ...]:
        """The names used of one record, in the order of the text."""
        return tuple(use.name for use in self.uses if use.record == record)


def judged(text: str, environment: Environment, place: Place, roots: frozenset[str]) -> Judged:
    """Judge a piece of template. `roots` are the names it may begin with: vb, bang, in a row also d."""
    try:
        tree = environment.parse(text)
    except TemplateSyntaxError as failure:
        return Judged((), (_syntax(text, failure, place),))
    walk = _Walk(place, text, roots)
    walk.body(tree, {name: name for name in roots})
    return Judged(tuple(walk.uses), tuple(walk.findings))


def unknown_name(use: Use, known: Mapping[str, object], place: Place, value: str) -> Finding:
    """The finding for a name that the data does not have, with the nearest one it has."""
    near = get_close_matches(use.name, known, 1, 0.6)
    return Finding(
        "V101",
        Severity.ERROR,
        place,
        msg("Không có tên {ten} trong dữ liệu.", ten=quote(f"{use.record}.{use.name}")),
        msg("Ý anh/chị là “{gan}”?", gan=f"{use.record}.{near[0]}")
        if near
        else msg("Các tên dùng được: {cac}.", cac=", ".join(known)),
        value,
    )


def _syntax(text: str, failure: TemplateSyntaxError, place: Place) -> Finding:
    return Finding(
        "V102",
        Severity.ERROR,
        place,
        msg("Thẻ {the} viết sai: {ly_do}", the=quote(text), ly_do=failure.message or ""),
        msg("Thẻ có dạng {{{{ vb.trich_yeu }}}}; khối {{% … %}} phải mở và đóng trong cùng một ô."),
        text,
    )


class _Walk:
    """One pass over a piece's tree; a loop variable has the meaning of what it runs over."""

    def __init__(self, place: Place, text: str, roots: frozenset[str]) -> None:
        self.place = place
        self.text = text
        self.roots = roots
        self.uses: list[Use] = []
        self.findings: list[Finding] = []

    def body(self, node: nodes.Node, scope: Mapping[str, str]) -> None:
        """Visit a node and all under it."""
        if isinstance(node, nodes.For):
            self._loop(node, scope)
            return
        if isinstance(node, nodes.Assign) and isinstance(node.target, nodes.Name):
            scope = scope if isinstance(scope, dict) else dict(scope)
            scope[node.target.name] = self.meaning(node.node, scope)
            return
        if isinstance(node, (*_REFUSED, nodes.Pow)):
            self._refuse(type(node).__name__.lower())
        if isinstance(node, nodes.Name | nodes.Getattr | nodes.Getitem):
            self.meaning(node, scope)
            return
        for child in node.iter_child_nodes():
            self.body(child, scope)

    def _loop(self, node: nodes.For, scope: Mapping[str, str]) -> None:
        inner = {**scope, "loop": ""}
        element = self.meaning(node.iter, scope).strip("[]")
        for target in node.target.find_all(nodes.Name) if not isinstance(node.target, nodes.Name) else [node.target]:
            inner[target.name] = element
        for child in (*node.body, *node.else_, *([node.test] if node.test else [])):
            self.body(child, inner)

    def meaning(self, node: nodes.Node, scope: Mapping[str, str]) -> str:
        """The record that an expression is ("vb", "d" …), "[k]" for a list of them, "" for any other value."""
        if isinstance(node, nodes.Name):
            return self._name(node.name, scope)
        if isinstance(node, nodes.Getattr):
            return self._attribute(self.meaning(node.node, scope), node.attr)
        if isinstance(node, nodes.Getitem):
            return self._item(node, scope)
        if isinstance(node, nodes.Filter) and node.node is not None:
            for argument in node.args:
                self.body(argument, scope)
            inner = self.meaning(node.node, scope)
            return inner.strip("[]") if node.name in ("first", "last") else inner
        self.body(node, scope)
        return ""

    def _item(self, node: nodes.Getitem, scope: Mapping[str, str]) -> str:
        of = self.meaning(node.node, scope)
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            return self._attribute(of, node.arg.value)
        self.body(node.arg, scope)
        return of.strip("[]") if of.startswith("[") else ""

    def _name(self, name: str, scope: Mapping[str, str]) -> str:
        if name in scope:
            if name in self.roots:
                self.uses.append(Use(name, ""))
            return scope[name]
        near = get_close_matches(name, sorted(self.roots), 1, 0.5)
        self.findings.append(
            Finding(
                "V101",
                Severity.ERROR,
                self.place,
                msg("Không có tên {ten} trong dữ liệu.", ten=quote(name)),
                msg("Ý anh/chị là “{gan}”?", gan=near[0])
                if near
                else msg("Tên ở đây bắt đầu bằng: {cac}.", cac=", ".join(sorted(self.roots))),
                self.text,
            )
        )
        return ""

    def _attribute(self, record: str, name: str) -> str:
        if name.startswith("_"):
            self._refuse(name)
            return ""
        if record == "tieu_de":
            self.uses.append(Use("bang.tieu_de", name))
        elif record in NAMES:
            self.uses.append(Use(record, name))
        return _RECORDS.get((record, name), "")

    def _refuse(self, what: str) -> None:
        self.findings.append(refused(self.place, what, self.text))


def refused(place: Place, what: str, value: str) -> Finding:
    """The finding for template code that the sandbox does not run."""
    return Finding(
        "V103",
        Severity.ERROR,
        place,
        msg("Mẫu chứa mã lệnh {ma}, không được phép chạy.", ma=quote(what)),
        msg("Bỏ mã lệnh này; mẫu chỉ in giá trị, lặp và rẽ nhánh."),
        value,
    )


def name_findings(uses: tuple[Use, ...], own: frozenset[str] | None, place: Place, value: str) -> Iterator[Finding]:
    """Names that are not in NAMES. `own` holds the register's own columns; None where no register is known yet.

    Without a register a column that is near to one of ours is taken for a misspelling, any other for the user's own.
    """
    for use in uses:
        if not use.name:
            continue
        columns = use.record in ("d", "bang.tieu_de")
        known: dict[str, object] = dict(NAMES["d"] if use.record == "d" else glossary.titles())
        if not columns:
            known = dict(NAMES[use.record])
        elif own is not None:
            known |= dict.fromkeys(own)
        if use.name in known:
            continue
        if columns and own is None and not get_close_matches(use.name, known, 1, 0.75):
            yield Finding("V104", Severity.NOTE, place, _own_column(use.name), None, value)
        else:
            yield unknown_name(use, known, place, value)


def _own_column(name: str) -> Message:
    return msg("{ten} là cột riêng: chỉ dùng được với bảng nhiệm vụ có cột này.", ten=quote(name))
