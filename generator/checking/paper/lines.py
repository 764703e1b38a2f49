"""Rules drawn under lines of text, and how long they and the text are.

A rule may be an empty paragraph with a border (length: its room less its indents), the border of the text itself, a
shape, underscores or underlining. Text widths come from `generator.metrics`, or from what the caller passes.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence

from generator.checking.paper import signs
from generator.checking.paper.model import Line, Paragraph, Rule
from generator.facts.metrics import text_width_mm
from generator.ooxml.names import mm

Side = tuple[object, ...]


def side_of(line: Line) -> Side:
    """The cell, text box or side of the tabs a line stands in."""
    paragraph = line.paragraph
    if paragraph.cell is not None:
        return ("cell", paragraph.cell.table, paragraph.cell.column)
    if paragraph.box:
        return ("box", paragraph.box)
    if "\t" in paragraph.text.strip():
        return ("tab", line.stretch > 0 and line is not paragraph.first_filled)
    return ("tab", _stands_right(line)) if line.stretch and line.text else ("text",)


def _stands_right(line: Line) -> bool:
    """Whether the only text of a paragraph stands right of its middle: at its own tab stop, else after any tab."""
    stops = line.paragraph.stops_mm
    return line.stretch > len(stops) or stops[line.stretch - 1] > line.paragraph.room_mm / 2


def rule_below(lines: Sequence[Line], head: Sequence[Paragraph]) -> Rule | None:
    """The rule under the last of these lines, looked for on its own side only, before the next text there."""
    last = lines[-1]
    if not last.text:
        return None
    own = _own_rule(lines)
    if own is not None:
        return own
    side = side_of(last)
    for paragraph in head[last.paragraph.index - head[0].index + 1 :] if head else ():
        if side == ("text",):
            here = [paragraph.whole] if paragraph.cell is None and paragraph.box == 0 else []
        else:
            here = [line for line in paragraph.tab_stretches if side_of(line) == side]
        for line in here:
            found = _drawn_by(line)
            if found is not None:
                return found
            if line.text:
                return None
    return None


def _own_rule(lines: Sequence[Line]) -> Rule | None:
    """A rule in the very paragraph of the text: a line below it, a border, a shape, underlining."""
    last = lines[-1]
    paragraph = last.paragraph
    below = [line for line in paragraph.lines if line.start > last.start and line.text]
    if below:
        return Rule("underscores", None, below[0]) if signs.is_rule(below[0].text) else None
    if paragraph.format.bottom_border:
        return Rule("border", border_length(paragraph), last)
    if paragraph.drawn_mm:
        # A line anchored where text stands on both sides of a tab may be the rule of either.
        one = len(paragraph.drawn_mm) == 1 and paragraph.first_filled is None
        return Rule("shape", paragraph.drawn_mm[0] if one else None, last)
    if last.share("underline") > 0.9:
        return Rule("underline", None, last)
    return None


def _drawn_by(line: Line) -> Rule | None:
    paragraph = line.paragraph
    if signs.is_rule(line.text):
        return Rule("underscores", None, line)
    if paragraph.format.top_border or (paragraph.format.bottom_border and not line.text):
        return Rule("border", border_length(paragraph), line)
    if not line.text and paragraph.drawn_mm:
        return Rule("shape", paragraph.drawn_mm[0] if len(paragraph.drawn_mm) == 1 else None, line)
    return None


def border_length(paragraph: Paragraph) -> float | None:
    """How long the border of a paragraph is, in mm; None where its room is not known."""
    if paragraph.room_mm <= 0:
        return None
    return paragraph.room_mm - mm(paragraph.format.left) - mm(paragraph.format.right)


def line_width(line: Line, measure: Callable[..., float] = text_width_mm) -> float:
    """Width of a line of text in mm, run by run; the spaces that push a line to its place are no part of it."""
    raw = line.paragraph.text[line.start : line.end]
    first = line.start + len(raw) - len(raw.lstrip())
    last = line.start + len(raw.rstrip())
    return sum(
        measure(
            unicodedata.normalize("NFC", line.paragraph.text[max(run.start, first) : min(run.end, last)]),
            run.format.size,
            bold=run.format.bold,
            italic=run.format.italic,
        )
        for run in line.runs
    )
