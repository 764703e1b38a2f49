"""The parts of a heading, wherever they stand: in a table of two or three columns, between tabs, in text boxes.

A line is recognised by what it says first and by where it stands second: what shares a cell, a text box or a side
of the tabs with Quốc hiệu is the right-hand block; capitals elsewhere above the number are the agency.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from msgspec import Struct
from msgspec.structs import replace

from generator.checking.paper import signs
from generator.checking.paper.lines import Side, line_width, rule_below, side_of
from generator.checking.paper.model import Heading, Line, Paragraph, Rule, text_of
from generator.checking.paper.titles import read_title
from generator.facts.kinds import traits
from generator.values.text import fold

_LONGEST_HEAD = 60  # paragraphs a heading is looked for in
_LONGEST_TEXT = 2_000  # characters: a longer paragraph ends any heading
_MOST_OF_AGENCY, _BOTH_SIDES = 0.6, 1.3  # of the width of Tiêu ngữ: less is the other side's, more goes under both
_BODY_LINE = 100  # a line outside of tables longer than this is prose, not heading
# First words of an agency's name that begin a name of their own (and not the second line of a longer one).
_AGENCY_WORDS = (
    "bo", "so", "phong", "cuc", "vu", "tong cuc", "chi cuc", "van phong", "trung tam", "ban", "truong", "vien",
    "hoc vien", "dai hoc", "benh vien", "cong ty", "tap doan", "tong cong ty", "hoi dong", "uy ban nhan dan", "ubnd",
    "hdnd", "thanh tra", "kho bac", "chi nhanh", "to chuc", "doan", "quy",
)  # fmt: skip


@dataclass(slots=True)
class _Seen:
    """What was met so far, line by line."""

    motto: Line | None = None
    creed: Line | None = None
    left: list[Line] = field(default_factory=list)
    number: Line | None = None
    dated: Line | None = None
    about: list[Line] = field(default_factory=list)
    kind_line: Line | None = None
    kind: str = ""
    end: int = 0
    stray: int = 0
    bare: bool = False  # no Quốc hiệu is to come


def head_lines(paragraphs: Sequence[Paragraph]) -> Iterator[Line]:
    """The filled lines of the first paragraphs, split at tabs and line breaks."""
    for paragraph in paragraphs[:_LONGEST_HEAD]:
        if len(paragraph.text) > _LONGEST_TEXT:
            return
        yield from (line for line in paragraph.tab_stretches if line.text)


def read_heading(paragraphs: Sequence[Paragraph], *, bare: bool = False) -> Heading:
    """The heading at the start of a document's paragraphs. What is not there is None or empty; `bare`: Quốc hiệu is."""
    seen = _Seen(bare=bare)
    motto_side: Side = ()
    for line in head_lines(paragraphs):
        if not _take(line, seen, motto_side):
            break
        right = seen.motto or (seen.creed or seen.dated if bare else None)
        if right is not None and not motto_side:
            motto_side = side_of(right)
    seen.left = [line for line in seen.left if not motto_side or side_of(line) != motto_side or motto_side == ("text",)]
    parents, agency = ((), tuple(seen.left)) if _issued_jointly(seen) else _split_agency(seen.left)
    top = _TopFacts(seen, parents, agency)
    return _with_title(paragraphs, top)


class _TopFacts(Struct, frozen=True):
    seen: _Seen
    parents: tuple[Line, ...]
    agency: tuple[Line, ...]


def _take(line: Line, seen: _Seen, motto_side: Side) -> bool:
    """Put one line where it belongs; False where the heading's top is over."""
    text, folded = line.text, fold(line.text)
    if seen.motto is None and signs.is_motto(text):
        seen.motto = line
    elif seen.creed is None and signs.is_creed(text):
        seen.creed = line
    elif signs.is_star(text) or folded in signs.MARKS or signs.SIGNED_AT.search(text):
        pass
    elif seen.number is None and signs.parse_number(text):
        seen.number = line
    elif seen.dated is None and signs.parse_date(text):
        seen.dated = line
    elif _is_about(line, folded, seen):
        seen.about.append(line)
    else:
        return _take_other(line, seen, motto_side)
    seen.end = line.paragraph.index
    return True


def _is_about(line: Line, folded: str, seen: _Seen) -> bool:
    """Whether a line is "V/v …" or runs on from it in the same cell, at the same tab stop."""
    if not seen.about:
        written_out = folded.startswith("ve viec ") and seen.number is not None and len(line.text) <= _BODY_LINE
        return folded.startswith("v v ") or line.text.casefold().startswith("v/v") or written_out
    first = seen.about[0]
    below = line.paragraph.stops_mm and line.paragraph.stops_mm == first.paragraph.stops_mm
    placed = line.paragraph.cell is not None or (below and not signs.ADDRESSEES.match(line.text))
    return bool(placed) and side_of(line) == side_of(first)


def _take_other(line: Line, seen: _Seen, motto_side: Side) -> bool:
    text, paragraph = line.text, line.paragraph
    if signs.ADDRESSEES.match(text) or signs.BASIS.match(text):
        return False
    past_number = seen.bare and seen.number is not None
    if (seen.motto is not None or past_number) and _is_kind_line(line, seen):
        kind = signs.kind_of(text)
        seen.kind_line, seen.kind = line, kind[0] if kind else ""
        return False
    loose = paragraph.cell is None and paragraph.box == 0
    if (loose and (len(text) > _BODY_LINE or seen.stray > 3)) or _is_in_another_table(line, seen):
        return False
    # Below an agency in a table no loose line goes on with its name.
    named = not loose or (signs.is_upper(text) and not any(one.paragraph.cell for one in seen.left))
    if seen.number is None and side_of(line) != motto_side and named:
        seen.left.append(line)
        seen.end = paragraph.index
    else:
        seen.stray += 1
    return True


def _is_in_another_table(line: Line, seen: _Seen) -> bool:
    """Whether a line stands in a table of the body: not the one of the motto, nor one that only goes on with it."""
    cell, motto = line.paragraph.cell, seen.motto.paragraph.cell if seen.motto else None
    if cell is None or seen.motto is None or (motto is not None and motto.outermost == cell.outermost):
        return False
    return bool(seen.left) or cell.row > 1 or cell.column > 1


def _is_kind_line(line: Line, seen: _Seen) -> bool:
    motto_cell = seen.motto.paragraph.cell if seen.motto else None
    cell = line.paragraph.cell
    same_table = motto_cell is not None and cell is not None and cell.outermost == motto_cell.outermost
    kind = signs.kind_of(line.text) or signs.normative_kind(line.text)
    centred = line.paragraph.format.alignment == "center"
    if same_table:
        return bool(kind) and (seen.number is not None or seen.dated is not None)
    if kind:
        return centred or signs.is_upper(line.text)
    past_top = cell is None and line.paragraph.box == 0 and seen.creed is not None and bool(seen.left or motto_cell)
    return past_top and centred and signs.is_upper(line.text) and line.share("bold") > 0.5


def _loose(head: Sequence[Paragraph], drawn: Counter[int]) -> Iterator[Side]:
    """Where shapes are anchored that no line has as its rule; one beside a used one may belong anywhere."""
    for item in head:
        if item.shapes and not drawn[item.index]:
            yield side_of(item.whole)
        elif len(item.drawn_mm) > drawn[item.index]:
            yield ("text",)


# Bodies that are those of a place, whose name goes on with it.
_OF_A_PLACE = (["uy ban nhan dan"], ["hoi dong nhan dan"])
_PLACES = ("tinh ", "thanh pho ", "xa ", "phuong ", "dac khu ", "huyen ", "quan ", "thi xa ", "thi tran ")


def _split_agency(lines: list[Line]) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The agency above and the agency itself: by weight, else by where a second name begins."""
    if len(lines) < 2:
        return (), tuple(lines)
    bold = [line.share("bold") > 0.5 for line in lines]
    if bold[-1] and not bold[0]:
        first = bold.index(True)
        if _is_cut(lines[:first], lines[first]):
            return (), tuple(lines)
        return tuple(lines[:first]), tuple(lines[first:])
    for at in range(len(lines) - 1, 0, -1):
        if begins_a_name(lines[at].text) and (begins_a_name(lines[0].text) or _is_place_above(lines[0], lines[at:])):
            return tuple(lines[:at]), tuple(lines[at:])
    return (), tuple(lines)


def _is_place_above(first: Line, names: list[Line]) -> bool:
    """Whether a place stands above a body of another: "HUYỆN TÂN HÒA", "ỦY BAN NHÂN DÂN XÃ AN PHÚ"."""
    body, _, place = f"{fold(text_of(names))} ".partition("nhan dan ")
    return f"{fold(first.text)} ".startswith(_PLACES) and body.strip() in ("uy ban", "hoi dong") and bool(place)


def _is_cut(above: list[Line], below: Line) -> bool:
    """Whether one name stands on two lines: "ỦY BAN NHÂN DÂN", "TỈNH MẪU"."""
    return [fold(line.text) for line in above] in _OF_A_PLACE and f"{fold(below.text)} ".startswith(_PLACES)


def _of_one_side(creed: Rule | None, agency: Rule | None) -> tuple[Rule | None, Rule | None]:
    """The rules of both sides of a tab; where the paragraph they share holds a single line, its length says whose."""
    if creed is None or agency is None or not creed.kind == agency.kind == "shape":
        return creed, agency
    shared = creed.line.paragraph
    if shared is not agency.line.paragraph or len(shared.drawn_mm) != 1:
        return creed, agency
    share = shared.drawn_mm[0] / line_width(creed.line)
    if share < _MOST_OF_AGENCY:
        return None, replace(agency, length_mm=shared.drawn_mm[0])
    return (replace(creed, length_mm=shared.drawn_mm[0]), None) if share < _BOTH_SIDES else (creed, agency)


def _issued_jointly(seen: _Seen) -> bool:
    """Whether all lines are bold and the symbol names each agency after the kind: KH-SM-SK."""
    symbol = signs.parse_number(seen.number.text) if seen.number else None
    shorts = symbol.symbol.split("-") if symbol else []
    if traits(seen.kind).abbreviation:
        shorts = shorts[1:]
    names = [line for line in seen.left if begins_a_name(line.text)]
    return (
        1 < len(names) == len(shorts)
        and all(line.share("bold") > 0.5 for line in seen.left)
        and all(short[:1] == name.text[:1] for short, name in zip(shorts, names, strict=True))
    )


def begins_a_name(text: str) -> bool:
    """Whether a text begins as names of agencies do."""
    folded = f"{fold(text)} "
    return any(folded.startswith(f"{word} ") for word in _AGENCY_WORDS)


def _with_title(paragraphs: Sequence[Paragraph], top: _TopFacts) -> Heading:
    seen = top.seen
    title = read_title(paragraphs, seen.kind_line, with_authority=bool(traits(seen.kind).command))
    base = paragraphs[0].index if paragraphs else 1
    after = seen.kind_line.paragraph.index if seen.kind_line else seen.end
    head = paragraphs[: max(after, title.end) - base + 4]
    creed_rule = rule_below((seen.creed,), head) if seen.creed else None
    agency_rule = rule_below(top.agency, head) if top.agency else None
    creed_rule, agency_rule = _of_one_side(creed_rule, agency_rule)
    drawn = [
        rule.line.paragraph.index for rule in (creed_rule, agency_rule, title.rule) if rule and rule.kind == "shape"
    ]
    return Heading(
        motto=seen.motto,
        creed=seen.creed,
        creed_rule=creed_rule,
        parents=top.parents,
        agency=top.agency,
        agency_rule=agency_rule,
        number=seen.number,
        symbol=signs.parse_number(seen.number.text) if seen.number else None,
        dated=seen.dated,
        date_line=signs.parse_date(seen.dated.text) if seen.dated else None,
        about=tuple(seen.about),
        kind_line=seen.kind_line,
        kind=seen.kind,
        subject=title.subject,
        subject_rule=title.rule,
        attached_note=title.note,
        authority=title.authority,
        loose_shapes=frozenset(_loose(head, Counter(drawn))),
        end=max(seen.end, title.end, after),
    )
