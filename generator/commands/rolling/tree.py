"""The texts of a body as it stands in van-ban.yaml, each with its path in the file and the headings above it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct

from generator.keeping.yaml_text import Field, Item, Row
from generator.reading.prose import is_heading
from generator.values.blocks import BLOCKS, BY_KEY
from generator.values.emphasis import marked
from generator.values.model import Block
from generator.values.paths import Path_
from generator.values.text import one_line

_KEYS = tuple(facts.key for facts in BLOCKS if facts.line)
_TITLE = "tieu_de"
_BELOW = "noi_dung"
_LONGEST = 160
_LONGEST_TABLE = 8000


class Text(Struct, frozen=True):
    """A text: where, the headings above it, whether it is a heading itself."""

    path: Path_
    text: str
    headings: tuple[str, ...] = ()
    title: bool = False


def texts_of(items: Any, path: Path_ = (_BELOW,), headings: tuple[str, ...] = ()) -> Iterator[Text]:
    """The texts of a list of blocks as YAML has them, in reading order; cells of plain tables are none."""
    for at, item in enumerate(items if isinstance(items, list) else ()):
        if isinstance(item, str):
            yield Text((*path, at), item, headings)
        elif isinstance(item, dict):
            yield from _of_block(item, (*path, at), headings)


def _of_block(item: Mapping[str, Any], path: Path_, headings: tuple[str, ...]) -> Iterator[Text]:
    key = next((one for one in _KEYS if isinstance(item.get(one), str)), "")
    text, title = str(item.get(key) or ""), str(item.get(_TITLE) or "")
    children = item.get(_BELOW)
    heads = key != "" and not title and (BY_KEY[key].titled or (bool(children) and is_heading(marked(text))))
    if title:
        yield Text((*path, _TITLE), title, headings, title=True)
    if text:
        yield Text((*path, key), text, headings, title=heads)
    own = title or (text if heads or children else "")
    yield from texts_of(children, (*path, _BELOW), (*headings, own[:_LONGEST]) if own else headings)


def texts_in(blocks: tuple[Block, ...]) -> Iterator[Text]:
    """The same of blocks that were read: their texts have no path of their own."""
    for block, above in blocks_in(blocks):
        headings = tuple(one[:_LONGEST] for one in above)
        yield from (Text((), text, headings, title=title) for text, title in title_and_text(block) if text)


def title_and_text(block: Block) -> tuple[tuple[str, bool], tuple[str, bool]]:
    """The title and the text of a block, each with whether it is a heading: a text that keeps its number may be one."""
    return (block.title, True), (block.text, bool(block.children) and not block.title and is_heading(block.text))


def blocks_in(blocks: tuple[Block, ...], headings: tuple[str, ...] = ()) -> Iterator[tuple[Block, tuple[str, ...]]]:
    """Every block that was read, with the headings above it."""
    for block in blocks:
        yield block, headings
        own = str(block.title or (block.text if block.children else ""))
        yield from blocks_in(block.children, (*headings, own) if own else headings)


def tables_of(items: Any, headings: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """The plain tables that hold numbers: the headings above each, what it says (`table_said`)."""
    for item in items if isinstance(items, list) else ():
        if not isinstance(item, dict):
            continue
        key = next((one for one in _KEYS if isinstance(item.get(one), str)), "")
        own = str(item.get(_TITLE) or (item.get(key) if item.get(_BELOW) else "") or "")
        rows = item.get("luoi")
        if isinstance(rows, list) and (said := table_said(str(cell) for row in rows for cell in row)):
            yield headings, said
        yield from tables_of(item.get(_BELOW), (*headings, own[:_LONGEST]) if own else headings)


def table_said(cells: Iterable[str]) -> str:
    """The cells of a plain table that hold numbers, in a line; nothing of a table without any."""
    texts = (one_line(str(marked(cell))) for cell in cells)
    return " | ".join(text for text in texts if any(char.isdigit() for char in text))[:_LONGEST_TABLE]


def changed(items: Any, texts: Mapping[Path_, str], path: Path_ = (_BELOW,)) -> Any:
    """The same blocks with other texts at these paths."""
    if isinstance(items, str):
        return texts.get(path, items)
    if isinstance(items, list):
        return [changed(item, texts, (*path, at)) for at, item in enumerate(items)]
    if isinstance(items, dict):
        return {key: changed(item, texts, (*path, key)) for key, item in items.items()}
    return items


def as_written(value: Any) -> Any:
    """Plain data as the writer of a new YAML file takes it."""
    if isinstance(value, dict):
        return tuple(Field(key, as_written(item)) for key, item in value.items())
    if isinstance(value, list):
        if value and all(isinstance(item, list) for item in value):
            return [Row(tuple(map(str, item))) for item in value]
        return [Item(as_written(item)) for item in value]
    return value
