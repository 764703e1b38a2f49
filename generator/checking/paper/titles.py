"""What stands under the name of a kind or of an annex: trích yếu, "(Kèm theo …)", the rule, the authority."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from msgspec import Struct

from generator.checking.paper import signs
from generator.checking.paper.lines import rule_below
from generator.checking.paper.model import Line, Paragraph, Rule

_LONGEST_TITLE = 30  # paragraphs
# A subject that is set like the text: how many lines, how many words in one.
_MOST_PLAIN, _LONGEST_PLAIN = 3, 40
_STRUCTURE = ("chương ", "phần ", "điều ", "mục ", "i. ", "1. ")


class Title(Struct, frozen=True):
    """Lines of the subject, its rule, the note "(Kèm theo …)", the authority; `end` the last paragraph of them."""

    subject: tuple[Line, ...] = ()
    rule: Rule | None = None
    note: tuple[Line, ...] = ()
    authority: tuple[Line, ...] = ()
    end: int = 0


@dataclass(slots=True)
class _Seen:
    subject: list[Line] = field(default_factory=list)
    note: list[Line] = field(default_factory=list)
    authority: list[Line] = field(default_factory=list)
    closed: bool = False
    centred: bool = True
    bold: bool = True
    end: int = 0


def read_title(paragraphs: Sequence[Paragraph], kind_line: Line | None, *, with_authority: bool) -> Title:
    """The title under `kind_line`, up to the first line that is set as body text."""
    if kind_line is None:
        return Title()
    seen = _Seen(
        end=kind_line.paragraph.index,
        centred=kind_line.paragraph.format.alignment == "center",
        bold=kind_line.share("bold") > 0.9,
    )
    for line in _lines_after(paragraphs, kind_line):
        if not _take(line, seen, with_authority):
            break
    base = paragraphs[0].index
    rule = None
    if seen.subject or kind_line:
        under = tuple(seen.note or seen.subject or [kind_line])
        head = paragraphs[: seen.end - base + 3]
        rule = rule_below(under, head) or (rule_below(tuple(seen.subject), head) if seen.subject else None)
    return Title(tuple(seen.subject), rule, tuple(seen.note), tuple(seen.authority), seen.end)


def _lines_after(paragraphs: Sequence[Paragraph], kind_line: Line) -> Iterator[Line]:
    start = kind_line.paragraph.index - paragraphs[0].index
    yield from (line for line in kind_line.paragraph.lines if line.start > kind_line.start)
    for paragraph in paragraphs[start + 1 : start + _LONGEST_TITLE]:
        if paragraph.cell is None or paragraph.cell == kind_line.paragraph.cell:
            yield from paragraph.lines
        else:
            return


def _take(line: Line, seen: _Seen, with_authority: bool) -> bool:
    text = line.text
    format_ = line.paragraph.format
    if not text or signs.is_rule(text):
        seen.closed = seen.closed or bool(text) or format_.top_border or format_.bottom_border
        seen.end = line.paragraph.index if text or format_.top_border or format_.bottom_border else seen.end
        return True
    if seen.note and ")" not in seen.note[-1].text:
        seen.note.append(line)
    elif signs.ATTACHED_NOTE.match(text):
        seen.note.append(line)
        seen.closed = True
    elif _is_body(line):
        return False
    elif with_authority and (seen.subject or seen.closed) and signs.is_upper(text) and _set_alike(line, seen):
        if signs.is_resolution(text):
            return False
        seen.authority.append(line)
        seen.closed = True
    elif not seen.closed and (_is_subject_centred(line, seen) or _is_subject_aside(line, seen)):
        seen.subject.append(line)
    else:
        return False
    seen.end = line.paragraph.index
    return True


def _set_alike(line: Line, seen: _Seen) -> bool:
    """Whether a line is centred, or nothing is: a draft that was typed and not set."""
    return line.paragraph.format.alignment == "center" or not seen.centred


def _is_subject_centred(line: Line, seen: _Seen) -> bool:
    """Whether a line in the middle is the subject: what is plain below a bold title and ends with a colon leads on to
    the text ("Sở Mẫu trân trọng giới thiệu:").
    """
    leads = seen.bold and not line.share("bold") and line.text.endswith(":")
    return line.paragraph.format.alignment == "center" and not leads


def _is_subject_aside(line: Line, seen: _Seen) -> bool:
    """A bold line that is not centred is the subject by its first word, as the first below a bold kind, or where the
    kind is not centred either; a plain one only where nothing is set at all, by its place, its length and that it is
    no sentence.
    """
    sentence = line.text.endswith((".", ";", ":", ","))
    if line.share("bold") > 0.9:
        next_below = not seen.subject and seen.bold and not sentence and not line.text.isupper()
        return next_below or not seen.centred or line.text.casefold().startswith(("về ", "v/v"))
    if seen.centred or seen.bold or len(seen.subject) >= _MOST_PLAIN:
        return False
    return not sentence and not line.text.isupper() and len(line.text.split()) <= _LONGEST_PLAIN


def _is_body(line: Line) -> bool:
    text = line.text
    if signs.BASIS.match(text) or signs.ADDRESSEES.match(text) or signs.is_resolution(text):
        return not (signs.BASIS.match(text) and line.paragraph.format.alignment == "center")
    return text.casefold().startswith(_STRUCTURE)
