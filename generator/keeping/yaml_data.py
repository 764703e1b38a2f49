"""What a YAML or JSON text says, as plain data, and what it is to say once edits are made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ruamel.yaml import YAML

from generator.merging.writing.source_edits import DeleteItem, DeleteKey, EmptyValue, InsertItem, SetValue
from generator.values.paths import Path_

# Edits of one value or key; with those of lists, all that do not touch one another.
InPlace = SetValue | EmptyValue | DeleteKey
Apart = InPlace | InsertItem | DeleteItem


def plain_data(text: str) -> Any:
    """The data of a YAML text with every scalar as the text it is, trimmed as the reader trims it.

    What is merged into a mapping (`<<`) stands below that key, as in the file.
    """
    return _trimmed(YAML(typ="base").load(text))


def _trimmed(data: Any) -> Any:
    if isinstance(data, list):
        return [_trimmed(item) for item in data]
    if isinstance(data, dict):
        return {key: _trimmed(item) for key, item in data.items()}
    return data.strip() if isinstance(data, str) else data


def value_at(data: Any, path: Path_) -> Any:
    """The value at a path. Raises KeyError, IndexError where there is none."""
    for step in path:
        data = data[step]
    return data


def with_edits(data: Any, edits: Sequence[Apart]) -> Any:
    """The data with the edits made, lists last so that indices stay those of the original."""
    lists: dict[Path_, list[InsertItem | DeleteItem]] = {}
    for edit in edits:
        if isinstance(edit, SetValue):
            data = with_value(data, edit.path, edit.value)
        elif isinstance(edit, EmptyValue):
            data = with_value(data, edit.path, "")
        elif isinstance(edit, DeleteKey):
            data = _without_key(data, edit.path)
        else:
            lists.setdefault(edit.path[:-1], []).append(edit)
    for path in sorted(lists, key=len, reverse=True):
        data = _with_list(data, path, lists[path])
    return data


def with_value(data: Any, path: Path_, value: object) -> Any:
    """The data with another value at a path, over the shorthands of the file."""
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(data, list) and isinstance(step, int):
        return [with_value(item, rest, value) if at == step else item for at, item in enumerate(data)]
    if isinstance(data, dict) and isinstance(step, str):
        return {**data, step: with_value(data.get(step), rest, value)}
    return with_value(data, rest, value)


def _without_key(data: Any, path: Path_) -> Any:
    step, rest = path[0], path[1:]
    if isinstance(data, dict):
        if not rest:
            return {key: item for key, item in data.items() if key != step}
        return {key: _without_key(item, rest) if key == step else item for key, item in data.items()}
    if isinstance(data, list) and isinstance(step, int):
        return [_without_key(item, rest) if at == step else item for at, item in enumerate(data)]
    return _without_key(data, rest)


def _with_list(data: Any, path: Path_, edits: Sequence[InsertItem | DeleteItem]) -> Any:
    if path:
        step, rest = path[0], path[1:]
        if isinstance(data, list) and isinstance(step, int):
            return [_with_list(item, rest, edits) if at == step else item for at, item in enumerate(data)]
        if isinstance(data, dict):
            return {key: _with_list(item, rest, edits) if key == step else item for key, item in data.items()}
        return _with_list(data, rest, edits)
    gone = {edit.path[-1] for edit in edits if isinstance(edit, DeleteItem)}
    made = []
    for at, item in ((-1, None), *enumerate(data)):
        if at >= 0 and at not in gone:
            made.append(item)
        made += [as_data(e.value) for e in edits if isinstance(e, InsertItem) and e.path[-1] == at]
    return made


def as_data(value: str | Mapping[str, str]) -> Any:
    """A new item as data."""
    return value if isinstance(value, str) else dict(value)
