"""Words that people set in bold or italics, or set back, as the marks of the data: `**đậm**`, `*nghiêng*`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from generator.merging.edited import printed
from generator.merging.edited.base import Base
from generator.merging.edited.figures import as_printed
from generator.ooxml.anchored_text import Block, Paragraph
from generator.ooxml.run_marks import Look, letters_of
from generator.values.emphasis import marked, typed
from generator.values.marked import Span, spans_of, with_spans
from generator.values.paths import Path_, is_marked

_BOLD, _ITALIC = "b", "i"


def piece_look(paragraph: Paragraph, start: int, end: int) -> Look:
    """How a stretch of a paragraph looks; () where that is not known of each letter."""
    letters = letters_of(paragraph.look)
    if len(letters) != _length(paragraph.text):
        return ()
    first = _length(paragraph.text[:start])
    own = letters[first : first + _length(paragraph.text[start:end])]
    return tuple((len(list(group)), marks) for marks, group in groupby(own))


def grounds(blocks: Sequence[Block], base: Base) -> dict[Path_, str]:
    """How each text of a body looks where it is not marked: by paths, of a file just built."""
    made: dict[Path_, str] = {}
    for block in blocks:
        if isinstance(block, Paragraph):
            cuts = [anchor for anchor in block.anchors if anchor.number in base.values]
            for anchor, end in zip(cuts, [*(cut.offset for cut in cuts[1:]), len(block.text)], strict=False):
                value = base.values[anchor.number]
                letters = letters_of(piece_look(block, anchor.offset, end)) if anchor.kind != "x" else []
                if letters and is_marked(value.path):
                    made.setdefault(value.path, _ground(letters, as_printed(value)))
    return made


def _ground(letters: Sequence[str], text: str) -> str:
    covered = _marks_by_letter(text)
    plain = (marks for marks, own in zip(letters, covered, strict=False) if not own)
    return next(plain, "".join(mark for mark in letters[0] if mark not in (covered[:1] or [""])[0]))


def with_marks(
    text: str, was_printed: str, edited: str, look: Look, ground: str | None, case: printed.Case = printed.as_typed
) -> str:
    """The data's text (`text`, as typed) after an edit of what was printed, marks included."""
    own = marked(text)
    plain = printed.restored(str(own), was_printed, edited, case)
    wanted = _wanted(plain, edited, look, ground)
    if wanted is None:
        return text if plain == own else typed(plain)[0]
    if plain == own and wanted == _marks_by_letter(own):
        return text
    made, whole = typed(with_spans(plain, _spans(plain, wanted)))
    if whole:
        return made
    return text if plain == own else typed(plain)[0]


def _wanted(plain: str, edited: str, look: Look, ground: str | None) -> list[str] | None:
    """The marks of each letter of a text that stands in an edited one; None where they cannot be told."""
    letters = letters_of(look)
    core, whole = _core(plain), _core(edited)
    at = whole.find(core)
    if ground is None or at < 0 or len(letters) != len(whole) or len(core) != _length(plain):
        return None
    own = letters[at : at + len(core)]
    return ["".join(mark for mark in marks if mark in (_BOLD, _ITALIC) and mark not in ground) for marks in own]


def _marks_by_letter(text: str) -> list[str]:
    """The marks that the data give to each letter of a text."""
    marks = [""] * len(text)
    for span in spans_of(text):
        own = _BOLD * span.bold + _ITALIC * span.italic
        marks[span.start : span.end] = [own] * (min(span.end, len(text)) - span.start)
    return [own for own, letter in zip(marks, text, strict=True) if not letter.isspace()]


def _spans(text: str, marks: Sequence[str]) -> list[Span]:
    places = [at for at, letter in enumerate(text) if not letter.isspace()]
    made = []
    for own, group in groupby(zip(places, marks, strict=True), key=lambda item: item[1]):
        at = [place for place, _ in group]
        if own:
            made.append(Span(at[0], at[-1] + 1, bold=_BOLD in own, italic=_ITALIC in own))
    return made


def new_text(text: str, look: Look, edited: str, ground: str | None) -> str:
    """A text that is new, as it is typed: with the marks that it stands in."""
    wanted = _wanted(text, edited, look, ground)
    made, whole = typed(with_spans(text, _spans(text, wanted))) if wanted else ("", False)
    return made if whole else typed(text)[0]


def ground_of_style(style: str, styles: Mapping[Path_, str], known: Mapping[Path_, str]) -> str | None:
    """How a text of a paragraph style looks, by those that stand in it."""
    return next((known[path] for path, own in styles.items() if own == style and path in known), None)


def _core(text: str) -> str:
    return "".join(text.casefold().split())


def _length(text: str) -> int:
    return len("".join(text.split()))
