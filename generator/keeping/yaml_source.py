"""Edits in a YAML or JSON file by replacing just the characters of the values concerned.

ruamel.yaml tells where each value stands; comments, key order, quotes, indents and every other byte stay. What was
written is read again and compared with what was meant before it is handed over.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from datetime import date
from typing import Any, cast

from msgspec import Struct
from msgspec.structs import replace
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from generator.keeping.arrangement import Arrangement, arranged
from generator.keeping.yaml_data import Apart, InPlace, plain_data, with_edits, with_value
from generator.merging.writing.source_edits import (
    DeleteItem,
    DeleteKey,
    EmptyValue,
    InsertItem,
    MoveItem,
    SetValue,
    TreeEdit,
)
from generator.reading.yaml_nodes import plain_nodes
from generator.values.paths import Path_
from generator.values.patterns import late

_BREAKS = late(r"\n+")


class NotWritableError(Exception):
    """An edit that cannot be made without touching more than its place; `path` says where."""

    def __init__(self, path: Path_) -> None:
        """`path` of the value."""
        self.path = path
        super().__init__(path)


class _Splice(Struct, frozen=True):
    start: int
    end: int
    text: str


def edited_yaml(text: str, edits: Sequence[TreeEdit], *, as_json: bool = False) -> str:
    """The text with the edits made: values and keys, then items that move, then those that come and go.

    Raises NotWritableError where one cannot be made.
    """
    made = _step(text, [edit for edit in edits if isinstance(edit, SetValue | EmptyValue)], as_json=as_json)
    for keys in _one_of_each([edit for edit in edits if isinstance(edit, DeleteKey)]):
        made = _step(made, keys, as_json=as_json)
    lists: dict[Path_, list[InsertItem | MoveItem]] = {}
    for edit in edits:
        if isinstance(edit, InsertItem | MoveItem):
            lists.setdefault(edit.path[:-1], []).append(edit)
    arrangements = {path: _arrangement(own) for path, own in lists.items()}
    moves = {path: found.moved for path, found in arrangements.items() if found.moved}
    # Lists in lists first: what moves takes them along.
    for path in sorted(moves, key=len, reverse=True):
        made = _reordered(made, path, moves[path])
    rest: list[Apart] = [
        replace(new, path=(*_after(path, moves), at)) for path, found in arrangements.items() for at, new in found.new
    ]
    rest += [replace(edit, path=_after(edit.path, moves)) for edit in edits if isinstance(edit, DeleteItem)]
    return _step(made, rest, as_json=as_json)


def _arrangement(edits: Sequence[InsertItem | MoveItem]) -> Arrangement[InsertItem]:
    return arranged(
        [(edit.after, _index(edit.path)) if isinstance(edit, MoveItem) else (_index(edit.path), edit) for edit in edits]
    )


def _one_of_each(edits: Sequence[DeleteKey]) -> Iterator[list[DeleteKey]]:
    """Keys that go, no two of one mapping at a time: where a key ends depends on those beside it."""
    waiting: dict[Path_, list[DeleteKey]] = {}
    for edit in edits:
        waiting.setdefault(edit.path[:-1], []).append(edit)
    while waiting:
        yield [own.pop() for own in waiting.values()]
        waiting = {path: own for path, own in waiting.items() if own}


def _index(path: Path_) -> int:
    return cast("int", path[-1])


def _after(path: Path_, moves: Mapping[Path_, Mapping[int, int]]) -> Path_:
    """A path as it is after items of lists have changed places."""
    steps = (
        moves.get(path[:at], {}).get(step, step) if isinstance(step, int) else step for at, step in enumerate(path)
    )
    return tuple(steps)


def _step(text: str, edits: Sequence[Apart], *, as_json: bool) -> str:
    """The text with edits made that do not touch one another, proven by reading it again."""
    if not edits:
        return text
    root = _composed(text)
    writer = _Writer(text, as_json=as_json)
    found = [(edit, splice) for edit in edits for splice in writer.splices(root, edit)]
    # What stands once in the file and is named in several places is changed once.
    in_place = dict.fromkeys(splice for edit, splice in found if isinstance(edit, InPlace))
    made = _spliced(text, [*in_place, *(splice for edit, splice in found if not isinstance(edit, InPlace))])
    if _read(made, edits[0].path) != with_edits(plain_data(text), edits):
        raise NotWritableError(edits[0].path)
    return made


def _composed(text: str) -> Node:
    """The tree of a text. A value in lines that nobody has written yet stands right after its colon, as the parser in C
    says: the one in Python marks it at the next key, beyond that one's comment.
    """
    root = plain_nodes(text)
    if root is None:
        root = YAML().compose(text)
        for key, value in _pairs_in_lines(root):
            colon = text.find(":", _end(key))
            if isinstance(value, ScalarNode) and _is_unwritten(value) and not text[_end(key) : colon].strip():
                value.start_mark = value.end_mark = copy(value.start_mark)
                value.end_mark.index = colon + 1
    return cast("Node", root)


def _pairs_in_lines(root: Node | None) -> Iterator[tuple[Node, Node]]:
    waiting, seen = [root], set[int]()
    while waiting:
        node = waiting.pop()
        if id(node) in seen or not isinstance(node, MappingNode | SequenceNode):
            continue
        seen.add(id(node))
        pairs = node.value if isinstance(node, MappingNode) else ()
        waiting += [value for _, value in pairs] if pairs else node.value
        yield from () if node.flow_style else pairs


def _is_unwritten(node: ScalarNode) -> bool:
    return bool(node.start_mark.index == node.end_mark.index and not node.style)


def _reordered(text: str, path: Path_, places: Mapping[int, int]) -> str:
    """The text with items of a list in each other's places; comments between them stay where they are."""
    holder = _chain(_composed(text), path)[-1]
    if not isinstance(holder, SequenceNode):
        raise NotWritableError(path)
    writer = _Writer(text, as_json=False)
    slots = [writer.extent(holder, item, (*path, at)) for at, item in enumerate(holder.value)]
    texts = [text[start:end] for start, end in slots]
    made = _spliced(text, [_Splice(*slots[now], _line_like(texts[old], texts[now])) for old, now in places.items()])
    items = _at(plain_data(text), path)
    meant = {now: items[old] for old, now in places.items()}
    wanted = [meant.get(at, item) for at, item in enumerate(items)]
    if _read(made, path) != with_value(plain_data(text), path, wanted):
        raise NotWritableError(path)
    return made


def _line_like(text: str, place: str) -> str:
    """A text with a line end where the one whose place it takes has one."""
    return text.rstrip("\n") + place[len(place.rstrip("\n")) :]


def _spliced(text: str, splices: Sequence[_Splice]) -> str:
    # From the end, and of those at one place the last one first, so that they come to stand in their order.
    for _, splice in sorted(enumerate(splices), key=lambda item: (item[1].start, item[0]), reverse=True):
        text = text[: splice.start] + splice.text + text[splice.end :]
    return text


def _read(made: str, path: Path_) -> Any:
    try:
        return plain_data(made)
    except YAMLError:
        raise NotWritableError(path) from None


def _at(data: Any, path: Path_) -> Any:
    for step in path:
        if isinstance(data, list) or isinstance(step, str):
            data = data[step]
    return data


class _Writer:
    def __init__(self, text: str, *, as_json: bool) -> None:
        self.text = text
        self.as_json = as_json

    def splices(self, root: Node, edit: Apart) -> Iterator[_Splice]:
        """What to put where for one edit."""
        if isinstance(edit, SetValue):
            yield self._set(root, edit)
        elif isinstance(edit, EmptyValue):
            yield self._empty(root, edit)
        elif isinstance(edit, DeleteKey):
            yield self._drop(root, edit)
        elif isinstance(edit, InsertItem):
            yield self._insert(root, edit)
        else:
            yield self._delete(root, edit)

    # --- values ---

    def _set(self, root: Node, edit: SetValue) -> _Splice:
        try:
            chain = _chain(root, edit.path)
        except NotWritableError:
            return self._new_key(root, edit)
        node = chain[-1]
        if isinstance(node, ScalarNode):
            start, end = self._extent_of(node, chain[-2] if len(chain) > 1 else None)
            if not (edit.value or node.style or self.as_json or edit.quoted) and isinstance(chain[-2], MappingNode):
                # A key with nothing after it is a key left out, whatever it would hold.
                return _Splice(start, end, "")
            text = self._scalar(edit, node, flow=any(_flow(holder) for holder in chain[:-1]))
            return _Splice(start, end, f" {text}" if start and self.text[start - 1] == ":" else text)
        raise NotWritableError(edit.path)

    def _extent_of(self, node: ScalarNode, holder: Node | None) -> tuple[int, int]:
        """Where a scalar stands; one that nobody has written yet: right after its colon."""
        start, end = node.start_mark.index, node.end_mark.index
        if _is_unwritten(node) and isinstance(holder, MappingNode):
            key = next(key for key, value in holder.value if value is node)
            start = end = self.text.index(":", _end(key)) + 1
        return start, end

    def _new_key(self, root: Node, edit: SetValue) -> _Splice:
        """A key that the mapping does not have yet: after its last one."""
        holder = _chain(root, edit.path[:-1])[-1]
        if not isinstance(holder, MappingNode) or not holder.value or not isinstance(edit.path[-1], str):
            raise NotWritableError(edit.path)
        last = holder.value[-1][1]
        pair = f"{self._key(edit.path[-1])}: {self.fresh(edit.value, flow=bool(holder.flow_style))}"
        if holder.flow_style:
            return _Splice(_end(last), _end(last), f", {pair}")
        at, before = self._line_end(last)
        return _Splice(at, at, f"{before}{' ' * holder.value[0][0].start_mark.column}{pair}\n")

    def _empty(self, root: Node, edit: EmptyValue) -> _Splice:
        node = _chain(root, edit.path)[-1]
        if not isinstance(node, ScalarNode):
            raise NotWritableError(edit.path)
        start, end = node.start_mark.index, node.end_mark.index
        ending = "\n" if node.style in ("|", ">") and self.text[end - 1 : end] == "\n" else ""
        if not self.as_json and (ending or self.text[end : end + 1] in ("", "\n")):
            start = len(self.text[:start].rstrip(" "))
        return _Splice(start, end, '""' if self.as_json else ending)

    def _drop(self, root: Node, edit: DeleteKey) -> _Splice:
        """A key with its value: whole lines where it has its own, its comment with it; never another key's comment."""
        holder = _chain(root, edit.path)[-2]
        if not isinstance(holder, MappingNode):
            raise NotWritableError(edit.path)
        at = next(at for at, (key, _) in enumerate(holder.value) if str(key.value) == edit.path[-1])
        key, value = holder.value[at]
        start, end = key.start_mark.index, _end(value)
        if len(holder.value) == 1:
            ending = "\n" if self.text[end - 1] == "\n" else ""
            return _Splice(start, end, "" if holder.flow_style else "{}" + ending)
        if holder.flow_style and at:
            return _Splice(_end(holder.value[at - 1][1]), end, "")
        line = self.text.rfind("\n", 0, start) + 1
        if at or (not holder.flow_style and not self.text[line:start].strip()):
            return _Splice(line, self._line_end(value)[0], "")
        following = holder.value[1][0].start_mark.index
        between = self.text[end:following].strip().strip(",")
        return _Splice(start, end if between else following, "")

    def _scalar(self, edit: SetValue, node: ScalarNode, *, flow: bool) -> str:
        value = edit.value
        if node.style in ("|", ">"):
            return self._block_scalar(value, node)
        if node.style == "'" and "\n" not in value:
            return "'" + value.replace("'", "''") + "'"
        return self.fresh(value, flow=flow, quoted=node.style == '"' or edit.quoted)

    def fresh(self, value: str, *, flow: bool, quoted: bool = False) -> str:
        """A scalar on one line: plain where that reads back as the same text."""
        if not (quoted or self.as_json) and value and _reads_back(f"[{value}]" if flow else f"- {value}", value):
            return value
        return json.dumps(value, ensure_ascii=False)

    def _block_scalar(self, value: str, node: ScalarNode) -> str:
        own = self.text[node.start_mark.index : node.end_mark.index]
        header, _, rest = own.partition("\n")
        first = next((line for line in rest.split("\n") if line.strip()), "")
        indent = first[: len(first) - len(first.lstrip())] or "  "
        ending = own[len(own.rstrip("\n")) :]
        folded = node.style == ">"
        lines = (_BREAKS.sub(r"\g<0>\n", value) if folded else value).split("\n")
        if any(line[:1].isspace() for line in (lines if folded else lines[:1])):
            # A line that is set in further is not folded, and the first one says how far all are set in.
            return self.fresh(value, flow=False, quoted=True) + ending
        return header + "\n" + "\n".join(f"{indent}{line}" if line else "" for line in lines) + ending

    # --- items ---

    def _insert(self, root: Node, edit: InsertItem) -> _Splice:
        head = edit.path[-1] == -1
        chain = _chain(root, (*edit.path[:-1], 0) if head else edit.path)
        holder, item = chain[-2], chain[-1]
        if not isinstance(holder, SequenceNode):
            raise NotWritableError(edit.path)
        if _flow(holder):
            at, made = item.start_mark.index if head else _end(item), self._item(edit.value, flow=True)
            return _Splice(at, at, f"{made}, " if head else f", {made}")
        column = self._dash(item)
        at, before = (self._line_start(item), "") if head else self._line_end(item)
        return _Splice(at, at, f"{before}{' ' * column}- {self._item(edit.value, flow=False)}\n")

    def _item(self, value: str | Mapping[str, str], *, flow: bool) -> str:
        if isinstance(value, str):
            return self.fresh(value, flow=flow)
        inside = flow or len(value) > 1
        pairs = [f"{self._key(key)}: {self.fresh(text, flow=inside)}" for key, text in value.items()]
        return pairs[0] if len(pairs) == 1 and not flow else "{" + ", ".join(pairs) + "}"

    def _key(self, key: str) -> str:
        return json.dumps(key, ensure_ascii=False) if self.as_json else self.fresh(key, flow=True)

    def _delete(self, root: Node, edit: DeleteItem) -> _Splice:
        chain = _chain(root, edit.path)
        holder, item = chain[-2], chain[-1]
        if not isinstance(holder, SequenceNode) or len(holder.value) < 2:
            raise NotWritableError(edit.path)
        if not _flow(holder):
            return _Splice(self._line_start(item), self._line_end(item)[0], "")
        index = next(i for i, child in enumerate(holder.value) if child is item)
        if index:
            return _Splice(_end(holder.value[index - 1]), _end(item), "")
        return _Splice(item.start_mark.index, holder.value[1].start_mark.index, "")

    def extent(self, holder: SequenceNode, item: Node, path: Path_) -> tuple[int, int]:
        """From where to where an item goes: whole lines, or its own text in a list on one line."""
        if _flow(holder):
            return item.start_mark.index, _end(item)
        start = self._line_start(item)
        if self.text[start : start + self._dash(item)].strip():
            # A list in a list begins on the line of the outer one's dash.
            raise NotWritableError(path)
        return start, self._line_end(item)[0]

    def _line_start(self, item: Node) -> int:
        """Where the line of an item's dash begins."""
        return self.text.rfind("\n", 0, self.text.rindex("-", 0, item.start_mark.index)) + 1

    def _dash(self, item: Node) -> int:
        """The column of an item's dash."""
        return self.text.rindex("-", 0, item.start_mark.index) - self._line_start(item)

    def _line_end(self, item: Node) -> tuple[int, str]:
        """Where the line after an item begins, and a line end to put first where the file lacks its last one."""
        end = _end(item)
        if end and self.text[end - 1] == "\n":
            return end, ""
        found = self.text.find("\n", end)
        return (found + 1, "") if found >= 0 else (len(self.text), "\n")


def _chain(root: Node, path: Path_) -> list[Node]:
    """The nodes from the root to the value at a path, over the shorthands of the file: a lone `ky`, a bare `doan`."""
    chain = [root]
    for step in path:
        node = chain[-1]
        if isinstance(step, int):
            if not isinstance(node, SequenceNode):
                continue
            if step >= len(node.value):
                raise NotWritableError(path)
            chain.append(node.value[step])
        elif isinstance(node, MappingNode):
            found = next((value for key, value in node.value if str(key.value) == step), None)
            if found is None:
                raise NotWritableError(path)
            chain.append(found)
        elif not (isinstance(node, ScalarNode) and step == "doan"):
            raise NotWritableError(path)
    return chain


def _flow(node: Node) -> bool:
    return isinstance(node, MappingNode | SequenceNode) and bool(node.flow_style)


def _end(node: Node) -> int:
    """Where a node's own text ends: a block node's end mark stands at the next token, beyond comments."""
    while isinstance(node, MappingNode | SequenceNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    return int(node.end_mark.index)


def _reads_back(text: str, value: str) -> bool:
    """Whether a plain scalar is read as this text, or as the number or date that it writes out in full, by any reader:
    some refuse a tab in one."""
    if {*"\n\t"} & {*value}:
        return False
    try:
        (found,) = YAML(typ="safe").load(text)
    except (YAMLError, ValueError, TypeError):
        return False
    return isinstance(found, str | int | date) and not isinstance(found, bool) and str(found) == value
