"""What a template may ask for: bounds on how deep it is, how often its loops turn, how long its texts grow.

A few letters of template can ask for any amount of memory or time. What the tree alone shows is refused by
`template check` (`too_deep`, `growth`); what only running shows ends it (`Turns`, `kept`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sized
from typing import Any

from jinja2 import TemplateSyntaxError, nodes
from jinja2.exceptions import SecurityError
from jinja2.filters import do_join, do_replace, do_round
from jinja2.utils import pass_eval_context

from generator.rendering.templates.faults import TOO_LARGE, TOO_MANY_TURNS

# A text made of others, in letters; a list, in items.
LONGEST = 1_000_000
# Ten thousand rows of six cells take a hundredth of each.
MOST_TURNS = 5_000_000
MOST_BYTES = 1 << 29
_LARGEST = 10**30
_DEEPEST = 100
_DEEPEST_BLOCKS = 18
DEEPEST_LOOPS = 4
# How many texts one may be put together of, as the template writes it.
_MOST_COPIES = 1000
_LONG = 80
_LEAVES = (nodes.TemplateData, nodes.Const, nodes.Name)  # most of a tree
COUNTED = "_counted"


class TooDeep(TemplateSyntaxError):
    """Brackets, operators or blocks within one another, more than a compiler takes."""


def too_deep(tree: nodes.Template) -> int:
    """The line where a tree is deeper than any template that is written by hand; 0 where it is not."""
    waiting: list[tuple[nodes.Node, int, int]] = [(tree, 0, 0)]
    while waiting:
        node, depth, blocks = waiting.pop()
        blocks += isinstance(node, nodes.Stmt)
        if depth > _DEEPEST or blocks > _DEEPEST_BLOCKS:
            return int(node.lineno)
        waiting += [
            (child, depth + 1, blocks)
            for child in _children(node)
            if depth >= _DEEPEST or not isinstance(child, _LEAVES)
        ]
    return 0


def _children(node: nodes.Node) -> Iterable[nodes.Node]:
    """What stands in a node; most nodes are of these two kinds, which say it shorter than all can."""
    if isinstance(node, nodes.Getattr):
        return (node.node,)
    return node.nodes if isinstance(node, nodes.Output) else node.iter_child_nodes()


def with_counted_loops(tree: nodes.Template) -> nodes.Template:
    """The tree, each turn of its loops counted when it runs."""
    for loop in list(_loops(tree)):
        if not (isinstance(loop.iter, nodes.Filter) and loop.iter.name == COUNTED):
            loop.iter = nodes.Filter(loop.iter, COUNTED, [], [], None, None, lineno=loop.lineno)
    return tree


def _loops(node: nodes.Node) -> Iterator[nodes.For]:
    """The loops in a statement: what it prints and asks has none."""
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.Stmt) and not isinstance(child, nodes.Output):
            if isinstance(child, nodes.For):
                yield child
            yield from _loops(child)


class Turns:
    """Counts what the loops of one rendering do."""

    def __init__(self) -> None:
        self.count = 0

    def counted(self, items: Any) -> Any:
        """The items, each counted as its turn comes. Raises SecurityError beyond MOST_TURNS."""
        return _Counted(items, self) if isinstance(items, Iterable) else items


class _Counted:
    __slots__ = ("_items", "_turns")

    def __init__(self, items: Iterable[Any], turns: Turns) -> None:
        self._items = items
        self._turns = turns

    def __iter__(self) -> Iterator[Any]:
        turns = self._turns
        for item in self._items:
            turns.count += 1
            if turns.count > MOST_TURNS:
                raise SecurityError(str(TOO_MANY_TURNS))
            yield item

    def __len__(self) -> int:
        if isinstance(self._items, Sized):
            return len(self._items)
        raise TypeError("no length")


def kept(value: Any) -> Any:
    """A value that an expression made. Raises SecurityError for one beyond the bounds."""
    if isinstance(value, str | list | tuple):
        fits = len(value) <= LONGEST
    else:
        fits = not isinstance(value, int) or abs(value) <= _LARGEST
    if not fits:
        raise SecurityError(str(TOO_LARGE))
    return value


def added(left: Any, right: Any) -> None:
    """Refuse two texts or lists that are too long together, before they are."""
    if isinstance(left, Sized) and isinstance(right, Sized) and len(left) + len(right) > LONGEST:
        raise SecurityError(str(TOO_LARGE))


@pass_eval_context
def _replace(context: Any, text: Any, old: Any, new: Any, count: int | None = None) -> str:
    found = str(text).count(str(old))
    if len(str(text)) + found * len(str(new)) > LONGEST:
        raise SecurityError(str(TOO_LARGE))
    return do_replace(context, text, old, new, count)


@pass_eval_context
def _join(context: Any, items: Iterable[Any], d: str = "", attribute: str | int | None = None) -> str:
    total, kept_items = 0, []
    for item in items:
        total += len(item if isinstance(item, str) else "") + len(str(d))
        if total > LONGEST:
            raise SecurityError(str(TOO_LARGE))
        kept_items.append(item)
    return kept(do_join(context, kept_items, d, attribute))  # type: ignore[no-any-return]


def _round(value: float, precision: int = 0, method: Any = "common") -> float:
    if not -_LONG < precision < _LONG:
        raise SecurityError(str(TOO_LARGE))
    return do_round(value, precision, method)


BOUNDED_FILTERS: Mapping[str, Callable[..., Any]] = {"replace": _replace, "join": _join, "round": _round}


def growth(tree: nodes.Template) -> Iterator[int]:
    """The lines where a template makes a text of too many others, or loops within too many loops."""
    weights: dict[str, int] = {}
    yield from _deep_loops(tree, 0)
    for node in tree.find_all((nodes.Assign, nodes.Output)):
        for made in (node.node,) if isinstance(node, nodes.Assign) else node.iter_child_nodes():
            weight = _weight(made, weights)
            if isinstance(node, nodes.Assign) and isinstance(node.target, nodes.Name):
                weights[node.target.name] = max(weight, weights.get(node.target.name, 1))
            if weight > _MOST_COPIES:
                yield int(made.lineno)


def _deep_loops(node: nodes.Node, loops: int) -> Iterator[int]:
    loops += isinstance(node, nodes.For)
    if loops > DEEPEST_LOOPS:
        yield int(node.lineno)
        return
    for child in node.iter_child_nodes():
        yield from _deep_loops(child, loops)


def _weight(node: nodes.Node, weights: Mapping[str, int]) -> int:
    """Of about how many texts an expression is put together."""
    if isinstance(node, nodes.TemplateData):
        return 1
    if isinstance(node, nodes.Const):
        return 1 + len(node.value) // _LONG if isinstance(node.value, str) else 1
    if isinstance(node, nodes.Name):
        return weights.get(node.name, 1)
    parts = [_weight(child, weights) for child in node.iter_child_nodes()]
    if isinstance(node, nodes.Concat | nodes.Add):
        return sum(parts)
    if isinstance(node, nodes.Filter) and node.name == "replace" and len(node.args) > 1:
        old, new = (str(one.value) if isinstance(one, nodes.Const) else "" for one in node.args[:2])
        return max(parts) * max(1, len(new) // max(1, len(old)))
    return max(parts, default=1)
