"""van-ban.yaml as a raw dossier, every value with its line.

What is typed stands: dates stay text (`2024-02-30` is judged by us, with its line), and so do numbers that would be
written otherwise again (`01234`, `1.10`, `1e3`). Anchors are read, but a document that refers to itself or grows beyond
`LARGEST` values is refused.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.constructor import RoundTripConstructor
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode
from ruamel.yaml.reader import Reader

from generator.reading.files import read_text
from generator.reading.oddities import controls
from generator.reading.raw import Path_, RawDossier
from generator.reading.yaml_faults import fault_of
from generator.reading.yaml_nodes import plain_nodes
from generator.values.errors import InputError, VanbanError
from generator.values.findings import Finding, Place, msg
from generator.values.patterns import late
from generator.values.text import clean, quote, thousands
from generator.values.yaml_bounds import DEEPEST, LARGEST, LARGEST_TEXT, beyond, endless

# What a list or keys are by themselves.
_PLAIN_TAGS = frozenset({"tag:yaml.org,2002:map", "tag:yaml.org,2002:seq", "!!map", "!!seq"})
# A whole number as people write one.
_WHOLE = late(r"0|-?[1-9][0-9]{0,17}")
_ALIAS, _ANCHOR = (late(rf"(?:^|[\s\[{{,]){sign}[^\s\[\]{{}},]") for sign in (r"\*", "&"))
# Of a line that is quoted.
_SHOWN = 200
# Of one text: a paragraph, a cell. A page holds some 3,000 signs.
LONGEST = 100_000
# What is read again is small; more is not kept.
_SHORT = 1 << 17


def read_yaml(path: Path, shown_as: str) -> tuple[RawDossier, tuple[Finding, ...]]:
    """A YAML file as a raw dossier, and what it holds that cannot be printed (V032).

    Raises InputError V020…V022 with the line.
    """
    text = read_text(path, shown_as)
    if refused := beyond(text):
        raise InputError.of("V022", Place(shown_as), refused)
    try:
        loaded = _remembered(text) if len(text) < _SHORT else _loaded(text)
    except MarkedYAMLError as failure:
        mark = failure.problem_mark or failure.context_mark
        line = mark.line + 1 if mark else 0
        raise InputError.of(
            "V020",
            Place(shown_as, line=line),
            msg("Tệp YAML viết sai: {ly_do}", ly_do=fault_of(f"{failure.context} {failure.problem}")),
            msg(
                "Xem dòng {dong}: thụt lề bằng dấu cách, sau dấu hai chấm có dấu cách, mỗi khóa chỉ ghi một lần.",
                dong=line,
            ),
            _line_of(text, line),
        ) from None
    # What its parser stumbles over in a text that is none it says in any way.
    except Exception as failure:
        raise InputError.of(
            "V020", Place(shown_as), msg("Tệp YAML viết sai: {ly_do}", ly_do=fault_of(str(failure)))
        ) from None
    if _ALIAS.search(text) and _ANCHOR.search(text) and (_names_itself(text) or _is_endless(loaded)):
        raise _endless(Place(shown_as))
    places: dict[Path_, Place] = {(): Place(shown_as, line=1)}
    walk = _Walk(shown_as, places)
    return RawDossier(walk.plain(loaded, (), 1), places), tuple(walk.findings)


def _line_of(text: str, line: int) -> str:
    """A line by its number; a fault may be said of the one behind the last."""
    lines = text.split("\n")
    return lines[line - 1].strip()[:_SHOWN] if 0 < line <= len(lines) else ""


class _AsTyped(RoundTripConstructor):
    """Makes of a value what it is, of what it is not (`01234`, `!!bool x`) the text that was typed."""

    def typed(self, node: ScalarNode) -> str:
        """The text."""
        return str(node.value)

    def whole(self, node: ScalarNode) -> int | str:
        """A whole number that is written again as it was typed, else the text."""
        return int(node.value) if _WHOLE.fullmatch(node.value) else str(node.value)

    def switch(self, node: ScalarNode) -> bool | str:
        """true or false, else the text."""
        known = {"true": True, "false": False}
        return known.get(str(node.value).lower(), str(node.value))

    def nothing(self, node: ScalarNode) -> str | None:
        """Nothing, unless something was typed."""
        return None if str(node.value).lower() in ("", "~", "null") else str(node.value)


for _tag, _made in {
    "timestamp": _AsTyped.typed,
    "float": _AsTyped.typed,
    "int": _AsTyped.whole,
    "bool": _AsTyped.switch,
    "null": _AsTyped.nothing,
}.items():
    _AsTyped.add_constructor(f"tag:yaml.org,2002:{_tag}", _made)


def _endless(place: Place) -> VanbanError:
    return InputError.of("V022", place, endless())


def _too_long(place: Place, length: int) -> VanbanError:
    said = msg("Giá trị dài {so} ký tự.", so=thousands(length))
    hint = msg(
        "Một đoạn chứa nhiều nhất {so} ký tự; xem có dấu nháy nào mở mà không đóng, hoặc chia thành nhiều đoạn.",
        so=thousands(LONGEST),
    )
    return InputError.of("V022", place, said, hint)


def _names_itself(text: str) -> bool:
    """Whether a list or keys hold an alias of themselves, which is loaded as nothing."""
    open_: set[int] = set()
    done: set[int] = set()
    waiting: list[tuple[Any, bool]] = [(YAML().compose(text), False)]
    while waiting:
        node, left = waiting.pop()
        if left:
            open_.discard(id(node))
            done.add(id(node))
        elif id(node) in open_:
            return True
        elif isinstance(node, MappingNode | SequenceNode) and id(node) not in done:
            open_.add(id(node))
            waiting.append((node, True))
            pairs = node.value if isinstance(node, MappingNode) else ((one,) for one in node.value)
            waiting += ((one, False) for pair in pairs for one in pair)
    return False


def _is_endless(loaded: Any) -> bool:
    values, characters = _expanded(loaded, {})
    return values > LARGEST or characters > LARGEST_TEXT


def _expanded(value: Any, known: dict[int, tuple[float, float]]) -> tuple[float, float]:
    """How many values there are, and characters in them, once each alias stands for all that it repeats.

    There is no end where one repeats itself. Each list and each set of keys is counted once, however often it is
    referred to.
    """
    if not isinstance(value, CommentedMap | CommentedSeq):
        return 1, len(value) if isinstance(value, str) else 1
    if id(value) not in known:
        known[id(value)] = (math.inf, math.inf)
        inside = value.values() if isinstance(value, CommentedMap) else value
        counted = [_expanded(one, known) for one in inside]
        known[id(value)] = (1 + sum(one for one, _ in counted), sum(one for _, one in counted))
    return known[id(value)]


class _Printable(Reader):
    """A reader that looks for what a file may not hold where there is any that no print shows: to make its expression
    ready takes as long as to read a short file."""

    def check_printable(self, data: Any) -> None:
        if not isinstance(data, str) or not data.replace("\n", "").isprintable():
            super().check_printable(data)


def _loader() -> YAML:
    loader = YAML(typ="rt")
    loader.Constructor = _AsTyped
    loader.Reader = _Printable
    return loader


def _loaded(text: str) -> Any:
    nodes = plain_nodes(text)
    if nodes is not None:
        # What cannot be made of them, as a key given twice, is said where the other parser meets it.
        with suppress(Exception):
            return _loader().constructor.construct_document(nodes)
    return _loader().load(text)


@lru_cache(maxsize=16)
def _remembered(text: str) -> Any:
    """The same, for a text that was read just before: a pull reads a dossier three times, and this takes the longest.

    Nobody changes it: `_Walk` makes plain values of it anew.
    """
    return _loaded(text)


class _Walk:
    """Turns loaded YAML into plain values, noting lines and refusing what refers to itself or explodes."""

    def __init__(self, file: str, places: dict[Path_, Place]) -> None:
        self.file = file
        self.places = places
        self.count = 0
        self.findings: list[Finding] = []

    def plain(self, value: Any, path: Path_, line: int) -> Any:
        self.count += 1
        if self.count > LARGEST or len(path) > DEEPEST:
            raise _endless(Place(self.file, line=line))
        self.places.setdefault(path, Place(self.file, line=line, part=_shown(path)))
        self._refuse_tags(value, path)
        if isinstance(value, CommentedMap):
            return self._keyed(value, path)
        if isinstance(value, CommentedSeq):
            return [self.plain(item, (*path, index), value.lc.data[index][0] + 1) for index, item in enumerate(value)]
        return self._text(str(value), path) if isinstance(value, str) else value

    def _keyed(self, value: CommentedMap, path: Path_) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for key, item, line in _lines_of_map(value):
            name = _name(key)
            if name in made:
                place = Place(self.file, line=line, part=_shown((*path, name)))
                message = msg("Một khóa ghi hai lần: {khoa}.", khoa=quote(name))
                raise InputError.of("V020", place, message, msg("Bỏ một trong hai dòng."))
            made[name] = self.plain(item, (*path, name), line)
        return made

    def _refuse_tags(self, value: Any, path: Path_) -> None:
        """What is neither a list, nor keys, nor a plain value: `!!omap`, `!!set`, `!!binary`, anybody's own tag."""
        plain = type(value) in (CommentedMap, CommentedSeq) or isinstance(value, str | int | float | None)
        tag = getattr(getattr(value, "tag", None), "value", None) if not isinstance(value, str) else None
        if plain and (not tag or str(tag) in _PLAIN_TAGS):
            return
        raise InputError.of(
            "V020",
            self.places[path],
            msg(
                "Tệp YAML có nhãn kiểu (“!…”) mà hồ sơ không dùng: {nhan}.",
                nhan=quote(str(tag or type(value).__name__)),
            ),
            msg("Ghi danh sách bằng các dòng “- ”, khóa bằng “khóa: giá trị”, không ghi nhãn."),
        )

    def _text(self, text: str, path: Path_) -> str:
        if len(text) > LONGEST:
            raise _too_long(self.places[path], len(text))
        self.findings += controls(text, self.places[path])
        return clean(text).strip()


def _lines_of_map(value: CommentedMap) -> Iterator[tuple[Any, Any, int]]:
    for key, item in value.items():
        mark = (value.lc.data or {}).get(key)
        yield key, item, mark[0] + 1 if mark else value.lc.line + 1


def _name(key: Any) -> str:
    """A key as it was typed."""
    return str(key).lower() if isinstance(key, bool) else "" if key is None else clean(str(key)).strip()


def _shown(path: Path_) -> str:
    """`noi_dung[2].dieu` (counted from 1, as people count)."""
    shown = ""
    for step in path:
        shown += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if shown else step
    return shown
