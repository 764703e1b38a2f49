"""The parts of a Party document: "ĐẢNG CỘNG SẢN VIỆT NAM" on the right, agency, "*", "Số 05-NQ/TU", kind, subject.

The facts go into the same `Heading` as those of administrative documents: `motto` is the title of the Party.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.checking.paper import signs
from generator.checking.paper.closing import read_closing
from generator.checking.paper.heading import head_lines
from generator.checking.paper.lines import Side, rule_below, side_of
from generator.checking.paper.model import Heading, Line, Paragraph, Part, Symbol
from generator.facts.kinds import party_kinds
from generator.values.patterns import late
from generator.values.text import fold

_NUMBER = late(r"(?P<word>Số)\s*(?P<colon>:?)\s*(?P<number>\d*)[\s.…]*(?P<rest>[-–/].*)", re.IGNORECASE)
_ADDRESSED = late(r"kính (gửi|trình)\b", re.IGNORECASE)
_LONGEST_SUBJECT = 8  # paragraphs
STAR = "*"


def read_party(paragraphs: Sequence[Paragraph]) -> tuple[Part, ...]:
    """The document as one part; empty where the title of the Party was not found."""
    lines = list(head_lines(paragraphs))
    motto = next((line for line in lines if fold(line.text) == signs.PARTY), None)
    if motto is None:
        return ()
    heading = _heading(lines, motto, paragraphs)
    closing = read_closing(paragraphs, heading.end)
    until = closing.first or paragraphs[-1].index + 1
    inside = [item for item in paragraphs if heading.end < item.index < until]
    addressed = next((item.whole for item in inside[:20] if _ADDRESSED.match(item.seen)), None)
    body = [item for item in inside if item.cell is None and item.box == 0]
    part = Part(
        "chinh",
        paragraphs[0].index,
        paragraphs[-1].index,
        heading,
        addressees=(addressed,) if addressed else (),
        body=tuple(item for item in body if addressed is None or item.index != addressed.paragraph.index),
        recipients_word=closing.word,
        recipients=closing.recipients,
        signers=closing.signers,
        name=heading.kind_line.text.capitalize() if heading.kind_line else "Công văn",
        signed_from=until,
        signed_at=closing.last,
    )
    return (part,)


def _heading(lines: Sequence[Line], motto: Line, paragraphs: Sequence[Paragraph]) -> Heading:
    number = next((line for line in lines if _NUMBER.fullmatch(line.text)), None)
    dated = next((line for line in lines if signs.parse_date(line.text)), None)
    left = _left(lines, motto, number)
    names = tuple(line for line in left if line.text != STAR)
    heavy = [line for line in names if line.share("bold") > 0.5]
    agency = tuple(heavy) or names[-1:]
    last = max((line.paragraph.index for line in (motto, number, dated, *names) if line is not None), default=1)
    kind_line = next((line for line in lines if line.paragraph.index > last and _is_kind(line)), None)
    subject = _subject(lines, kind_line)
    about = next((line for line in lines if re.match(r"(về việc|v/v)\b", line.text, re.IGNORECASE)), None)
    ends = [line.paragraph.index for line in (kind_line, *subject) if line is not None]
    head = paragraphs[: max([last, *ends]) + 3]
    return Heading(
        motto=motto,
        creed_rule=rule_below((motto,), head),
        parents=tuple(line for line in names if line not in agency),
        agency=agency,
        number=number,
        symbol=_symbol(number.text) if number else None,
        dated=dated,
        date_line=signs.parse_date(dated.text) if dated else None,
        about=(about,) if about is not None and kind_line is None else (),
        kind_line=kind_line,
        subject=subject,
        end=max([last, *ends]),
    )


def _left(lines: Sequence[Line], motto: Line, number: Line | None) -> list[Line]:
    right: Side = side_of(motto)
    until = number.paragraph.index if number else motto.paragraph.index + 6
    above = [line for line in lines if line.paragraph.index < until and (side_of(line) != right or right == ("text",))]
    return [line for line in above if line.text == STAR or (signs.is_upper(line.text) and line is not motto)]


def _is_kind(line: Line) -> bool:
    """Whether a line is the name of a kind: one that the Party's own guide lists, or any other in the middle."""
    if line.paragraph.cell is not None or not signs.is_upper(line.text):
        return False
    kind = signs.kind_of(line.text)
    centred = line.paragraph.format.alignment == "center"
    return fold(line.text) in party_kinds() or (kind is not None and not kind[1] and centred)


def _subject(lines: Sequence[Line], kind_line: Line | None) -> tuple[Line, ...]:
    """The centred lines under the kind, down to the five hyphens."""
    found: list[Line] = []
    for line in lines if kind_line is not None else ():
        if kind_line is None or line.paragraph.index <= kind_line.paragraph.index:
            continue
        if signs.is_rule(line.text) or line.paragraph.format.alignment != "center" or len(found) == _LONGEST_SUBJECT:
            break
        found.append(line)
    return tuple(found)


def _symbol(text: str) -> Symbol | None:
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    return Symbol(match["word"], bool(match["colon"]), match["number"], match["rest"].strip(), match["number"] == "")
