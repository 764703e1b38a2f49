"""The tasks that a document's lines give: each line under the headings above it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from generator.reading.orders import labels
from generator.reading.orders.clauses import clauses, is_name, of_clause, product, said_of_the_last, sentences
from generator.reading.orders.model import NOTHING_GIVEN, Found, Given, Line, Proposal, Prose
from generator.reading.orders.words import DEEPEST, LABEL, NOTHING, small, words
from generator.values.patterns import late

_LONGEST_HEADING = 20
# A heading that reads like a task is no longer than this: "Phân công trách nhiệm", "Tổ chức thực hiện".
_LONGEST_NAME = 6
_HALF = 0.5
# Words by which a sentence speaks of giving a task.
_SPEAKS = late(
    r"(?<!\w)(?:giao|phân công|yêu cầu|đề nghị|chủ trì|có trách nhiệm|hoàn thành trước|chậm nhất|phải|cần)(?!\w)"
)

# Those that count in a sentence which begins like one of what was done or meant.
_GIVES = late(r"(?<!được )(?<!đã )(?<!\w)(?:giao|phân công|yêu cầu các|có trách nhiệm)(?!\w)")


@dataclass
class _Level:
    """A heading or an introduction that governs what is deeper."""

    depth: float
    given: Given = NOTHING_GIVEN
    mode: str = ""  # "viec": duties, "ke": facts
    items: bool = False


@dataclass
class _Item:
    """A line that labels below may speak of, and the proposal made of it."""

    line: Line
    text: str
    depth: float
    proposal: int = -1


@dataclass
class _Reader:
    proposals: list[Proposal] = field(default_factory=list)
    left: list[Line] = field(default_factory=list)
    stack: list[_Level] = field(default_factory=list)
    items: list[_Item] = field(default_factory=list)

    def read(self, line: Line) -> None:
        """One line."""
        label = LABEL.match(small(line.text))
        depth = _depth(label)
        text = line.text[label.end() :] if label else line.text
        # What follows a number or a dash is the text; a line of a number alone says nothing.
        if not any(map(str.isalnum, text)):
            return
        values = {one.key: one.text for one in labels.labelled(text)}
        main = labels.before(text)
        if values and not any(map(str.isalnum, main)):
            self._of_item(values, line, depth)
            return
        self._leave(depth)
        if self._heading(line, main, depth, values):
            return
        self._body(line, main, depth, values)

    def _leave(self, depth: float) -> None:
        """Headings that do not govern a line of this depth any more."""
        while self.stack and self.stack[-1].depth >= depth:
            self.stack.pop()
        if depth < DEEPEST:
            for level in self.stack:
                level.items = True

    def _heading(self, line: Line, text: str, depth: float, values: Mapping[str, str]) -> bool:
        """Whether the line is a heading, which is noted."""
        low, shouted = small(text), text.isupper() and len(text.split()) > 1
        short = len(text.split()) <= _LONGEST_HEADING and not text.rstrip().endswith((".", ";"))
        own = depth if depth < DEEPEST else 1.0 if shouted else self._introduced()
        if shouted and depth >= DEEPEST:
            self._leave(own)
        if self._mode() != "ke" and is_name(text):
            lead = text.strip().rstrip(":").rstrip()
            self._push(own, Given(lead=lead, lines=(line,)))
            return True
        if not short or not (shouted or depth < DEEPEST):
            return False
        if words().told.match(low) and not values:
            self._push(own, mode="ke")
            return True
        named = words().duty.match(low) is not None and len(text.split()) <= _LONGEST_NAME
        if named or (words().duty.search(low) and (shouted or not words().act.match(low))):
            self._push(own, mode="viec")
            return True
        self.items.append(_Item(line, text, depth))
        if shouted and not words().act.match(low):
            self._push(own)
            return True
        return False

    def _push(self, depth: float, given: Given = NOTHING_GIVEN, mode: str = "") -> None:
        while self.stack and self.stack[-1].depth >= depth:
            self.stack.pop()
        self.stack.append(_Level(depth, given, mode))

    def _introduced(self) -> float:
        """The depth of an introduction without a number: half a step below the heading it stands under."""
        whole = [level.depth for level in self.stack if level.depth == int(level.depth)]
        return (whole[-1] if whole else 0.0) + _HALF

    def _mode(self) -> str:
        return next((level.mode for level in reversed(self.stack) if level.mode), "")

    def _given(self, depth: float) -> Given:
        """Who is named above a line: for one without a number, by the line right above the text it begins."""
        for level in reversed(self.stack):
            if level.given.lead:
                return NOTHING_GIVEN if depth >= DEEPEST and level.items else level.given
        return NOTHING_GIVEN

    def _body(self, line: Line, text: str, depth: float, values: Mapping[str, str]) -> None:
        mode, known = self._mode(), len(self.proposals)
        given = self._given(depth)
        for sentence in sentences(text):
            for clause in clauses(sentence):
                if len(self.proposals) > known and (more := said_of_the_last(clause)):
                    self._add(len(self.proposals) - 1, more)
                    continue
                found = of_clause(clause, given, duty=mode == "viec", told=mode == "ke")
                if found is None and (more := said_of_the_last(clause)) and clause != text.strip():
                    found = self._of_text(text, sentence, more)
                if found is None:
                    continue
                if found.intro:
                    self._introduce(line, found, depth, given)
                elif found.content:
                    self.proposals.append(_proposal(found, line, given))
        self._said(line, text, depth, known, values)

    def _of_text(self, text: str, sentence: str, more: Mapping[str, str]) -> Found | None:
        """A task of which only the sentence after it says that it is one: `Biên soạn …. Sở A chủ trì.`"""
        content = text[: text.find(sentence)].strip(" .;,") if sentence in text else ""
        if not content or not words().act.match(small(content)):
            return None
        return Found(
            content,
            more.get("chu_tri", ""),
            more.get("phoi_hop", ""),
            more.get("thoi_han", ""),
            more.get("san_pham", product(content)),
        )

    def _introduce(self, line: Line, found: Found, depth: float, above: Given) -> None:
        own = depth if depth < DEEPEST else self._introduced()
        said_in = (*_inherited(found, above), line)
        given = Given(found.lead, found.support, found.deadline, said_in) if found.lead else NOTHING_GIVEN
        self._push(own, given, "viec" if found.firm else "")

    def _said(self, line: Line, text: str, depth: float, known: int, values: Mapping[str, str]) -> None:
        """What labels in the line say of its task; a line that speaks of giving one and gave none is noted."""
        if not self.items or self.items[-1].line is not line:
            self.items.append(_Item(line, text, depth))
        if values and len(self.proposals) == known:
            self.proposals.append(Proposal(text.strip(" .;,:"), line, product=product(text)))
        if len(self.proposals) > known:
            self.items[-1].proposal = len(self.proposals) - 1
            self._add(len(self.proposals) - 1, values)
        elif _may_give(small(text)):
            self.left.append(line)

    def headings(self) -> set[int]:
        """Proposals that name nobody and no day, of lines without an end mark below which deeper tasks stand."""
        found = set()
        for item, after in pairwise(self.items):
            own = self.proposals[item.proposal] if item.proposal >= 0 else None
            bare = own is not None and not (own.lead or own.deadline or own.beside)
            below = after.proposal >= 0 and item.depth < after.depth < DEEPEST
            if bare and below and not item.text.rstrip().endswith((".", ";")):
                found.add(item.proposal)
        return found

    def _of_item(self, values: Mapping[str, str], line: Line, depth: float) -> None:
        """Labels in a line of their own: of the task above it."""
        for item in reversed(self.items):
            if item.depth < depth or words().act.match(small(item.text)):
                break
        else:
            return
        if item.proposal < 0:
            content = item.text.strip(" .;,:")
            self.proposals.append(Proposal(content, item.line, product=product(content)))
            item.proposal = len(self.proposals) - 1
            self.left = [one for one in self.left if one is not item.line]
        self._add(item.proposal, values, line)

    def _add(self, at: int, values: Mapping[str, str], *beside: Line) -> None:
        """What is said of a proposal beside it, in place of what was only concluded."""
        self.proposals[at] = self.proposals[at].with_texts(values, *beside)


def _may_give(low: str) -> bool:
    """Whether a line of which nothing was made speaks of giving a task, so that it is to be read again."""
    if low.rstrip().endswith(":"):
        return False
    return bool((_GIVES if NOTHING.match(low) else _SPEAKS).search(low))


def _depth(label: re.Match[str] | None) -> float:
    """How deep a line stands by its number: 0 for Chương, 1 for I., 2 for 1., … 6 for +; DEEPEST without one."""
    if label is None or label.lastgroup is None:
        return float(DEEPEST)
    return float(label.lastgroup[1:])


def _inherited(found: Found, given: Given) -> tuple[Line, ...]:
    """The lines above in which stands who is named."""
    return given.lines if given.lead and found.lead == given.lead else ()


def _proposal(found: Found, line: Line, given: Given) -> Proposal:
    beside = tuple(one for one in _inherited(found, given) if one is not line)
    return Proposal(found.content, line, found.lead, found.support, found.deadline, found.product, beside)


def read(lines: Iterable[Line]) -> Prose:
    """The tasks that the lines of a document give, in their order; lines that may give one and were not taken."""
    reader = _Reader()
    for line in lines:
        reader.read(line)
    kept = [one for at, one in enumerate(reader.proposals) if at not in reader.headings()]
    ordered = sorted(kept, key=lambda one: one.source.index)
    return Prose(tuple(ordered), tuple(reader.left))
