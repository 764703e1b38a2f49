"""Paragraphs that stand in the place of a line that the form prints itself, and that is gone: they are no new items."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from generator.merging.edited.by_place import gaps
from generator.merging.edited.flow import Flow, list_of
from generator.merging.merge.align import best_pairs
from generator.ooxml.anchored_text import Paragraph
from generator.values.paths import Path_
from generator.values.text import one_line

# What a form prints, in reading order: its values, and paragraphs that hold none.
Printed = Sequence[Path_ | Paragraph]


def over_form_lines(flow: Flow, form: Printed, missing: Callable[[str], bool]) -> set[int]:
    """The loose paragraphs, by number, that were typed over a line of the form: that is `missing`, and they stand
    between the values between which it is printed."""
    order = {one: at for at, one in enumerate(form) if not isinstance(one, Paragraph)}
    of_items = {style for path, style in flow.styles.items() if list_of(path)}
    made: set[int] = set()
    for (first, last), steps in gaps(flow.steps, order, len(form)):
        between = (one for one in form[first + 1 : last] if isinstance(one, Paragraph))
        lines = [one for one in between if missing(one_line(one.text))]
        made.update(_typed_over(lines, steps, flow.loose, of_items) if lines else ())
    return made


def _typed_over(
    lines: Sequence[Paragraph], steps: Sequence[int], loose: Sequence[Paragraph], of_items: set[str]
) -> Iterator[int]:
    """Of the paragraphs of one place those that the lines became: the ones alike, then those that no item looks like,
    the lowest first, as a form closes its lists with such a line."""
    pairs = best_pairs([one_line(line.text) for line in lines], [one_line(loose[step].text) for step in steps])
    alike = {steps[j] for _, j in pairs}
    yield from alike
    found = {i for i, _ in pairs}
    styles = {line.style for i, line in enumerate(lines) if i not in found}
    may_be = [
        step
        for step in steps
        if step not in alike and styles and (loose[step].style in styles or loose[step].style not in of_items)
    ]
    yield from may_be[::-1][: len(lines) - len(found)]
