"""What a YAML text may look like before its parser sees it.

The parser is recursive and slow (a second for 4,000 lines), and its form in C ends the process where a text is nested
too deeply: characters, lines and items, brackets, runs of dashes and question marks, names of tags are counted first,
in one pass each. The longest annex that is known, of 258 pages, has some 6,000 lines and 600,000 characters.
"""

from __future__ import annotations

from generator.values.findings import Message, msg
from generator.values.patterns import late
from generator.values.text import thousands

# Lines of one file, the items of lists that stand on one line each counted as one, and its characters.
MOST_LINES = 25_000
MOST_CHARACTERS = 2_000_000
# Values in it, two a line (`- doan: …`), and characters in them once each alias stands for what it repeats.
LARGEST = 2 * MOST_LINES
LARGEST_TEXT = 2 * MOST_CHARACTERS
# Lists and keys in one another.
DEEPEST = 40
# As they stand in the text, where a bracket may be a word's: far from what is nested.
_DEEPEST_TEXT = 500
_BRACKETS = late(r"[\[\]{}]")
_MARKS = late(r"[\[\]{},]")
# A list in a list, or a key that is one, opened on one line.
_RUN = late(r"(?m)^[ ]*((?:[-?:][ ]+){2,})")
_INDENTED = late(r"(?m)^ +")
# Longer than any tag: the time that one takes grows with the square of its length.
_LONG_TAG = late(r"!\S{1000}")


def beyond(text: str) -> Message | None:
    """Why a text is not given to the parser; None where it is."""
    if len(text) > MOST_CHARACTERS:
        return _too_large(msg("{so} ký tự", so=thousands(len(text))))
    runs = [sum(map(found[1].count, "-?:")) for found in _RUN.finditer(text)]
    lines = text.count("\n") + sum(runs)
    if lines + _items(text, MOST_LINES - lines) > MOST_LINES:
        return _too_large(msg("hơn {so} dòng", so=thousands(MOST_LINES)))
    if max(runs, default=0) >= DEEPEST or _is_deep(text):
        return endless()
    return msg("Tệp YAML có nhãn kiểu (“!…”) quá dài.") if _LONG_TAG.search(text) else None


def levels(text: str) -> int:
    """How many lists and keys may stand in one another at most: each line that stands further in opens those of its run
    of dashes, its key and a list that stands no further in; each bracket a list and a key.
    """
    run = max((sum(map(found[1].count, "-?:")) for found in _RUN.finditer(text)), default=1)
    return (_steps(text) + 1) * (run + 2) + 2 * _in_brackets(text)


def endless() -> Message:
    """What is said of a text that never ends."""
    return msg("Tệp YAML lồng nhau quá sâu hoặc tham chiếu chính nó.")


def _too_large(found: Message) -> Message:
    return msg(
        "Tệp YAML quá lớn: {co}; một hồ sơ có nhiều nhất {dong} dòng, {chu} ký tự (bảng dài thì để ở tệp Excel).",
        co=found,
        dong=thousands(MOST_LINES),
        chu=thousands(MOST_CHARACTERS),
    )


def _items(text: str, most: int) -> int:
    """How many items lists and keys in brackets have; no more are counted than one beyond the bound."""
    depth = count = 0
    for found in _MARKS.finditer(text):
        mark = found[0]
        depth += (mark in "[{") - (mark in "]}" and depth > 0)
        count += depth > 0
        if count > most:
            break
    return count


def _is_deep(text: str) -> bool:
    return _in_brackets(text) > _DEEPEST_TEXT or _steps(text) > _DEEPEST_TEXT


def _in_brackets(text: str) -> int:
    """How deep brackets stand in one another at most; counted to one beyond the bound."""
    depth = deepest = 0
    for bracket in _BRACKETS.findall(text):
        depth = depth + 1 if bracket in "[{" else max(depth - 1, 0)
        deepest = max(deepest, depth)
        if depth > _DEEPEST_TEXT:
            break
    return deepest


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
