"""A paragraph that quotes figures, back from print: which number is which figure, what was typed in its place.

In the data it says `{ho_so} hồ sơ`, in print `1.240 hồ sơ`. Each figure becomes one letter that nobody types, in the
data's text, in the printed and in the edited one, so that the words around it are taken back like any others.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct

from generator.merging.edited.base import Value
from generator.merging.model import FigureSeen
from generator.ooxml.run_marks import Look, letters_of
from generator.values.emphasis import marked
from generator.values.figures import PLACE, signed
from generator.values.marked import between_notes, joined, replaced
from generator.values.patterns import late
from generator.values.stretches import stretches

_FIRST, _MOST = 0xE000, 6000
_NUMBER = late(r"\d+(?:[.,]\d+)*")
_WORD = r"\d+(?:[.,]\d+)*|[^\W\d]+|[^\w\s]|_"
# A smaller number than this is by chance another figure's.
_TELLING = 3


class Quoting(Struct, frozen=True):
    """A text of the data that quotes figures: their names, where each was printed, both texts with them as letters."""

    names: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    own: str
    printed: str

    def back(self, typed: str) -> str:
        """What is written into the data for a text with those letters: names in braces, braces twice."""
        said = typed.replace("{", "{{").replace("}", "}}")
        return re.sub(
            rf"[{chr(_FIRST)}-{chr(_FIRST + _MOST)}]", lambda one: f"{{{self.names[ord(one[0]) - _FIRST]}}}", said
        )


def quoting(value: Value) -> Quoting | None:
    """How a text of the data was printed; None where it quotes nothing or that is not sure."""
    # What stands in notes is in none of both.
    own, printed = joined(between_notes(marked(value.text))), value.printed
    names: list[str] = []

    def letter(match: re.Match[str], _: str) -> str:
        if match[1] is None:
            return match[0][0]
        names.append(match[1].strip())
        return chr(_FIRST + len(names) - 1)

    if "{" not in own:
        return None
    lettered = replaced(own, PLACE, letter)
    if not 0 < len(names) <= _MOST or (spans := _spans(str(lettered), printed, len(names))) is None:
        return None
    return Quoting(tuple(names), spans, lettered, _lettered(printed, spans))


def unclear(value: Value) -> bool:
    """Whether a text quotes figures and print does not say which number is which."""
    if "{" not in value.text or quoting(value) is not None:
        return False
    own = marked(value.text)
    return any(match[1] for match in PLACE.finditer(own)) and str(own) not in value.printed


def as_printed(value: Value) -> str:
    """A text of the data with its emphasis, each figure as it was printed."""
    if (one := quoting(value)) is None:
        return joined(between_notes(marked(value.text)))
    said = {chr(_FIRST + at): value.printed[start:end] for at, (start, end) in enumerate(one.spans)}
    return replaced(one.own, re.compile(rf"[{chr(_FIRST)}-{chr(_FIRST + len(said))}]"), lambda found, _: said[found[0]])


def _spans(lettered: str, printed: str, count: int) -> tuple[tuple[int, int], ...] | None:
    """Where each figure stands in print: what lies between the words around it, read from either end alike."""
    words = re.split(rf"[{chr(_FIRST)}-{chr(_FIRST + count)}]", lettered)
    start = printed.find(words[0])
    if start < 0 or not all(words[1:-1]):
        return None
    ahead, at = [], start + len(words[0])
    for said in words[1:-1]:
        found = printed.find(said, at + 1)
        if found < 0:
            return None
        ahead.append((at, found))
        at = found + len(said)
    end = printed.rfind(words[-1], at + 1) if words[-1] else len(printed)
    if end < 0:
        return None
    ahead.append((at, end))
    return tuple(ahead) if ahead == _from_the_end(words, printed, end, start) else None


def _from_the_end(words: Sequence[str], printed: str, end: int, start: int) -> list[tuple[int, int]] | None:
    found, at = [], end
    for said in reversed(words[1:-1]):
        before = printed.rfind(said, 0, at - 1)
        if before < 0:
            return None
        found.append((before + len(said), at))
        at = before
    found.append((start + len(words[0]), at))
    return found[::-1]


def _lettered(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """A text with a letter for each span."""
    pieces, at = [], 0
    for number, (start, end) in enumerate(spans):
        pieces += [text[at:start], chr(_FIRST + number) if end > start else ""]
        at = max(at, end)
    return "".join((*pieces, text[at:]))


# --- the edited text -------------------------------------------------------------------------------------------------


class _Token(Struct, frozen=True):
    text: str
    start: int
    end: int
    held: int = -1

    @property
    def counts(self) -> bool:
        """Whether it may stand for a figure: a number, or what was printed for one that is no plain number."""
        return self.held >= 0 or _NUMBER.fullmatch(self.text) is not None


class Found(Struct, frozen=True):
    """The edited text with its figures as letters, how its letters look then, the figures that stand in it."""

    text: str
    look: Look
    seen: tuple[FigureSeen, ...]


def found_in(one: Quoting, printed: str, edited: str, look: Look, place: str) -> Found:
    """The figures of a printed text in what it was edited to."""
    said = [printed[start:end] for start, end in one.spans]
    old = list(_tokens_of_print(printed, one.spans))
    new = list(_tokens(edited, 0, len(edited), said))
    placed = _placed(old, new)
    spans = [(0, 0)] * len(one.names)
    seen: list[FigureSeen] = []
    for held, (at, sure) in sorted(placed.items(), key=lambda item: item[1][0]):
        token, first = new[at], one.spans[held][0]
        # A sign that was not typed beside its key is the number's.
        start = signed(edited, token.start) if signed(printed, first) == first else token.start
        spans[held] = (start, token.end)
        seen.append(FigureSeen(one.names[held], said[held], edited[start : token.end], place, edited, sure))
    order = sorted((span, held) for held, span in enumerate(spans) if span[1])
    text, at, looked = [], 0, list(letters_of(look))
    whole = len("".join(edited.split())) == len(looked)
    letters: list[str] = []
    for (start, end), held in order:
        text += [edited[at:start], chr(_FIRST + held)]
        letters += [*_letters(edited, at, start, looked), *_letters(edited, start, end, looked)[:1]]
        at = end
    letters += _letters(edited, at, len(edited), looked)
    return Found("".join((*text, edited[at:])), tuple((1, one) for one in letters) if whole else (), tuple(seen))


def _letters(text: str, start: int, end: int, looked: Sequence[str]) -> Sequence[str]:
    first = len("".join(text[:start].split()))
    return looked[first : first + len("".join(text[start:end].split()))]


def _tokens_of_print(printed: str, spans: Sequence[tuple[int, int]]) -> Iterator[_Token]:
    at = 0
    for held, (start, end) in enumerate(spans):
        yield from _tokens(printed, at, start, ())
        yield _Token(printed[start:end], start, end, held)
        at = end
    yield from _tokens(printed, at, len(printed), ())


def _tokens(text: str, start: int, end: int, said: Sequence[str]) -> Iterator[_Token]:
    """Words, numbers and signs; what was printed for a figure and is no plain number (`[……]`, `hai mươi`) is one."""
    odd = sorted({one for one in said if one and not _NUMBER.fullmatch(one)}, key=len, reverse=True)
    pattern = re.compile("|".join((*map(re.escape, odd), _WORD)))
    for match in pattern.finditer(text, start, end):
        yield _Token(match[0], match.start(), match.end())


def _placed(old: Sequence[_Token], new: Sequence[_Token]) -> dict[int, tuple[int, bool]]:
    """The place of each figure among the edited tokens, and whether that is sure."""
    placed: dict[int, tuple[int, bool]] = {}
    for equal, i1, i2, j1, j2 in stretches([one.text for one in old], [one.text for one in new]):
        held = [at for at in range(i1, i2) if old[at].held >= 0]
        if equal:
            placed |= {old[at].held: (j1 + at - i1, True) for at in held}
            continue
        numbers = [at for at in range(j1, j2) if new[at].counts]
        if held and len(held) == len(numbers):
            placed |= {old[at].held: (to, _beside(old, at, new, to)) for at, to in zip(held, numbers, strict=True)}
    _moved(old, new, placed)
    return placed


def _beside(old: Sequence[_Token], at: int, new: Sequence[_Token], to: int) -> bool:
    """Whether a word beside a number is that which was beside it in print."""
    return any(
        0 <= at + step < len(old) and 0 <= to + step < len(new) and old[at + step].text == new[to + step].text
        and old[at + step].held < 0
        for step in (-1, 1)
    )  # fmt: skip


def _moved(old: Sequence[_Token], new: Sequence[_Token], placed: dict[int, tuple[int, bool]]) -> None:
    """Figures whose words were moved within the paragraph: by their number, where only one of either side has it."""
    taken = {at for at, _ in placed.values()}
    lost = [one for one in old if one.held >= 0 and one.held not in placed]
    free = {at: one for at, one in enumerate(new) if at not in taken and one.counts}
    before, after = Counter(one.text for one in lost), Counter(one.text for one in free.values())
    for one in lost:
        if len(one.text) >= _TELLING and before[one.text] == after[one.text] == 1:
            placed[one.held] = (next(at for at, other in free.items() if other.text == one.text), True)
