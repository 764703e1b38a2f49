"""What a YAML text may look like before its parser sees it.

The parser is recursive and slow, and its form in C ends the process where a text is nested too deeply: brackets, runs
of dashes and question marks, values and names of tags are counted first.
"""

from __future__ import annotations

import re

from generator.values.findings import Message, msg

# Values that one file may hold, once each alias stands for what it repeats, and characters in them.
LARGEST = 200_000
LARGEST_TEXT = 20_000_000
# Lists and keys in one another.
DEEPEST = 40
# As they stand in the text, where a bracket may be a word's: far from what is nested.
_DEEPEST_TEXT = 500
_BRACKETS = re.compile(r"[\[\]{}]")
# A list in a list, or a key that is one, opened on one line.
_RUN = re.compile(r"(?m)^[ ]*((?:[-?:][ ]+){2,})")
_INDENTED = re.compile(r"(?m)^ +")
# Longer than any tag: the time that one takes grows with the square of its length.
_LONG_TAG = re.compile(r"!\S{1000}")


def beyond(text: str) -> Message | None:
    """Why a text is not given to the parser; None where it is."""
    runs = [sum(map(found[1].count, "-?:")) for found in _RUN.finditer(text)]
    if sum(map(text.count, "\n,[{")) + sum(runs) > 2 * LARGEST:
        return msg("Tệp YAML quá lớn: hơn {so} giá trị.", so="200.000")
    if max(runs, default=0) >= DEEPEST or _is_deep(text):
        return endless()
    return msg("Tệp YAML có nhãn kiểu (“!…”) quá dài.") if _LONG_TAG.search(text) else None


def endless() -> Message:
    """What is said of a text that never ends."""
    return msg("Tệp YAML lồng nhau quá sâu hoặc tham chiếu chính nó.")


def _is_deep(text: str) -> bool:
    depth = 0
    for bracket in _BRACKETS.findall(text):
        depth = depth + 1 if bracket in "[{" else max(depth - 1, 0)
        if depth > _DEEPEST_TEXT:
            return True
    return _steps(text) > _DEEPEST_TEXT


def _steps(text: str) -> int:
    """How often a line stands further in than the one that holds it: the deepest of them."""
    open_: list[int] = []
    deepest = 0
    for found in _INDENTED.finditer(text):
        width = found.end() - found.start()
        while open_ and open_[-1] >= width:
            open_.pop()
        open_.append(width)
        deepest = max(deepest, len(open_))
    return deepest
