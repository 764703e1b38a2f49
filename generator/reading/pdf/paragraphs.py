"""Lines as paragraphs: a line runs on where the next word had no room on it, and ends its paragraph where it had.

Vietnamese breaks lines between words without a hyphen, so the room is the sign; indents, marks of lists, the distance
of lines and their look say the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, zip_longest
from statistics import median
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from generator.ooxml.plain_body import Alignment, Paragraph
from generator.reading.draft import begins_block
from generator.reading.pdf.breaks import DOTS, INNER, NO_BREAKS, Breaks
from generator.reading.pdf.forced import is_one
from generator.reading.pdf.lines import Line, Word, runs_of
from generator.values.patterns import late
from generator.values.text import fold

# Points: sides that are this near are the same; an indent is wider than this.
_NEAR, _INDENT = 2.5, 8.0
# What the room may be short of, and a line's distance more than usual, in points.
_SLACK, _MORE = 0.4, 2.5
_LONGEST_HANGING = 45.0
_CAPITAL = 1.3  # a wide capital, beside the other letters of its word
_BULLET = late(r"[-–+•*·]\s|\(?\d{1,2}[.)]\s|\(?[a-zđ]\)\s")
_ENDED = late(r"[.;:!?…][”\"’)]?$")
# "giai đoạn 2022" + "- 2025" is no list; "… ngày 28/2/2024" + "Thông báo 16/TB-VPCP" are two documents.
_YEAR_END = late(r"(?:\b\d{4}|/\d{1,4})[.;:)]*$")
_TO_YEAR = late(r"[-–]\s*\d{4}\b")
_NAMED = late(
    r"[-–'‘]?\s*"
    r"(?:Thông báo|Quyết định|Chỉ thị|Công văn|Công điện|Nghị quyết|Nghị định|Kế hoạch|Văn bản|Báo cáo)(?: |$)"
)
_DOCUMENT = late(rf"{_NAMED.pattern}(?:số )?\d")
# A line that ends so, before one that begins so, was broken inside of a word: "CT-" + "TTg", "15/" + "2025".
_CUT = late(r"(?:\d/|[A-ZĐ][-/]|\S/\S*-)$"), late(r"[A-ZĐ0-9]")
_CUT_DIGITS = late(r"\d-$"), late(r"\d")
# A number of a document, too long for its column: "107/2021/N" + "Đ-CP".
_SYMBOL = late(r"(?=.*[A-ZĐ])\S*\d\S*[/-]\S*[\w-]"), late(r"[A-ZĐ0-9-][A-ZĐ0-9/),.;-]*")
# A date, a number in thousands, and one of which a narrow column left no more than a beginning that is neither:
# "30/6/20" + "26". "12" + "3.456" are two numbers.
_WHOLE = late(r"(?:\d{1,2}/\d{1,2}/\d{4}|\d{1,3}(?:\.\d{3})+(?:,\d+)?)[.;,]?")
_BEGUN = late(r"\d{1,2}/\d{1,2}/\d{0,3}|\d{1,3}(?:\.\d{3})+\.\d{0,2}")
_OWN = late(r"Số\s*:|Độc lập\s*[-–]|V/v\b|Nơi nhận")
_STATE, _YEAR = "cong hoa xa hoi chu nghia viet nam", late(r"\d{4}")


class Room(Struct, frozen=True):
    """The column that lines stand in, from left to right, and the usual distance of its lines (0: not known)."""

    left: float
    right: float
    pitch: float = 0.0
    kind: Literal["page", "cell", "side"] = "page"
    indent: float = 0.0  # where first lines begin
    breaks: Breaks = NO_BREAKS
    ruled: bool = True  # of a cell: whether its sides are drawn


def pitch_of(room: Room, lines: Sequence[Line]) -> float:
    """The usual distance of lines, by their size: where one had no room for the next word."""
    near = [
        (below.y - line.y) / line.size
        for line, below in pairwise(lines)
        if line.page == below.page and not has_room(room, line, below) and 0 < below.y - line.y < 3 * line.size
    ]
    return median(near) if near else 0.0


def grouped(lines: Sequence[Line], room: Room) -> list[list[Line]]:
    """The lines of each paragraph."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and runs_on(groups[-1], line, room):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def runs_on(group: Sequence[Line], line: Line, room: Room) -> bool:
    """Whether a line goes on with the paragraph that the lines before it are."""
    last = group[-1]
    if _far(room, last, line) or _is_next(group[0], last, line, room):
        return False
    if _is_one(group, line, room):
        return True
    if _has_no_space(room, last, line):
        return _is_cut(last.words[-1].text, last, line, room)
    in_middle = _in_middle(last, room) and _in_middle(line, room)
    if in_middle and (is_centred(last, room) or is_centred(line, room)):
        full = not has_room(room, last, line) if room.kind != "side" else line.text[:1].islower()
        return _looks(last) == _looks(line) and (full or _is_title(last, line, room))
    return not has_room(room, last, line) and _stands_below(group, line, room)


def _has_no_space(room: Room, last: Line, line: Line) -> bool:
    """Whether no space stands at the end of a line where one would: in files that have the spaces at which lines were
    broken, full ones too or not, a word goes on below, or the paragraph ends.
    """
    inside = max(last.x0, line.x0) - room.left > _NEAR
    if last.trails or not (room.breaks.inside if inside else room.breaks.spaces):
        return False
    return room.breaks.full or room.right - last.x1 >= _space(last) + _SLACK


def unsure_space(room: Room, last: Line, line: Line) -> bool:
    """Whether nothing tells if a space stood where a line was broken: behind a dash, before dots."""
    if not _is_inner(last, line) or last.trails or _has_no_space(room, last, line):
        return False
    return room.breaks.is_one(last.words[-1].text, line.words[0].text) is None


def by_width(room: Room, last: Line, line: Line) -> bool | None:
    """Whether a word or a number that fills its line goes on below because the cell is too narrow for it, which its
    form alone does not tell; None where nothing tells.
    """
    end, begin = last.words[-1], line.words[0]
    wide = room.right - room.left
    if not _is_full(room, last, line) or begin.x1 - begin.x0 > wide + _SLACK:
        return False
    if _by_form(end.text, last, line, room):
        return False
    return is_one(end.text, begin.text, room.breaks, told=_has_no_space(room, last, line))


def _is_full(room: Room, last: Line, line: Line) -> bool:
    """Whether a line of a cell is one word behind which no sign had room."""
    if room.kind != "cell" or not room.ruled or len(last.words) > 1 or last.trails or _is_inner(last, line):
        return False
    begin = line.words[0]
    one_sign = (begin.x1 - begin.x0) / max(len(begin.text), 1)
    if begin.text[:1].isupper() and _has_no_space(room, last, line):
        one_sign *= _CAPITAL
    return room.right - room.left - (last.x1 - last.x0) < one_sign + _SLACK


def _is_inner(last: Line, line: Line) -> bool:
    """Whether a line ends, and the next one begins, as where a word is cut in two: after a dash, before dots."""
    return last.text.endswith(INNER) or line.text.startswith(DOTS)


def _is_one(group: Sequence[Line], line: Line, room: Room) -> bool:
    """Whether words say that a line in the middle of a column goes on: the name of the State, the year of a date, a
    small letter below the middle of the line before.
    """
    last = group[-1]
    if _looks(last) != _looks(line) or abs(last.x0 + last.x1 - line.x0 - line.x1) > _NEAR:
        return False
    if room.kind == "side" and _STATE.startswith(fold(" ".join(one.text for one in (*group, line)))):
        return True
    if room.kind == "side" and last.text.endswith(" năm") and _YEAR.fullmatch(line.text):
        return True
    inside = room.kind == "page" and last.x0 + _NEAR < line.x0
    return inside and line.text[:1].islower() and not _ENDED.search(last.text) and not _begins(line.text)


def _is_next(first: Line, last: Line, line: Line, room: Room) -> bool:
    """Whether a line is the next item of a list: after an end, below an item like it, or the next document named."""
    if _begins(line.text) and (_ENDED.search(last.text) or (_is_dashed(first) and _is_dashed(line))):
        return not (_YEAR_END.search(last.text) and _TO_YEAR.match(line.text))
    if room.kind == "side" and _is_of_frame(last, line):
        return True
    named = _DOCUMENT if room.kind == "page" else _NAMED
    return _YEAR_END.search(last.text) is not None and named.match(line.text) is not None


def _is_of_frame(last: Line, line: Line) -> bool:
    """Whether a line of a heading or an end is one of its own: the number, the motto, what is not in capitals or in
    bold as the line above is.
    """
    if _OWN.match(line.text) or last.bold != line.bold:
        return True
    letters = [sum(map(str.isalpha, one.text)) > 1 for one in (last, line)]
    return all(letters) and last.text.isupper() != line.text.isupper() and not line.text[:1].islower()


def _is_dashed(line: Line) -> bool:
    return line.text.startswith(("- ", "– ", "+ "))


def _begins(text: str) -> bool:
    """Whether a text begins as a paragraph of a list does."""
    return begins_block(text) or _BULLET.match(text) is not None


def _is_title(line: Line, below: Line, room: Room) -> bool:
    """Whether two lines in the middle are one title that was broken where it reads well, not where it was full."""
    if room.kind != "page" or _ENDED.search(line.text) or line.text.endswith(")"):
        return False
    share = (line.x1 - line.x0) / (room.right - room.left)
    capitals = line.text.isupper()
    if not capitals and abs(line.x0 - below.x0) < _SLACK and not below.text[:1].islower():
        return False  # paragraphs that begin at one indent, in the middle by their length alone
    return capitals == below.text.isupper() and share > (0.4 if capitals else 0.6)


def _stands_below(group: Sequence[Line], line: Line, room: Room) -> bool:
    """Whether a line begins where one that goes on would."""
    first, last = group[0], group[-1]
    if len(group) > 1:
        return abs(line.x0 - last.x0) <= _NEAR or (line.x0 < last.x0 and line.x0 <= room.left + _NEAR)
    over = line.x0 - first.x0
    if over > _NEAR:
        return over <= _LONGEST_HANGING and _BULLET.match(first.text) is not None
    if line.x0 > room.left + _INDENT and room.kind == "page":
        # Indented like the line before: a paragraph of its own, or one that is indented as a whole.
        return line.text[:1].islower()
    return True


def _looks(line: Line) -> tuple[bool, bool]:
    return line.bold, line.italic


def has_room(room: Room, line: Line, below: Line) -> bool:
    """Whether the first word of the line below had room at the end of the line."""
    word = below.words[0]
    wanted = word.x1 - word.x0 + (0 if _is_cut(line.words[-1].text, line, below, room) else _space(line))
    return wanted <= _free(room, line, below) - _SLACK


def _free(room: Room, line: Line, below: Line) -> float:
    """The room that is left at the end of a line, at both ends of one in the middle."""
    left = room.right - line.x1
    return left + line.x0 - room.left if is_centred(line, room) and _in_middle(below, room) else left


def _is_cut(end: str, line: Line, below: Line, room: Room) -> bool:
    """Whether a word that ends a line goes on in the line below, without a space."""
    begin = below.words[0]
    if line.trails:
        return False
    if _is_inner(line, below):
        if _has_no_space(room, line, below):
            return True
        known = room.breaks.is_one(end, begin.text)
        if known is not None:
            return known
    for last, first in (_CUT, _CUT_DIGITS):
        if last.search(end) and first.match(begin.text):
            return True
    return _by_form(end, line, below, room) or by_width(room, line, below) is True


def _by_form(end: str, line: Line, below: Line, room: Room) -> bool:
    """Whether a date, a number or the symbol of a document that fills its line is none without what begins the next."""
    begin = below.words[0]
    one_sign = (begin.x1 - begin.x0) / max(len(begin.text), 1)
    if len(line.words) > 1 or _free(room, line, below) >= one_sign + _SLACK:
        return False
    if _BEGUN.fullmatch(end) and _WHOLE.fullmatch(f"{end}{begin.text}"):
        return True
    return _SYMBOL[0].fullmatch(end) is not None and _SYMBOL[1].fullmatch(begin.text) is not None


def _space(line: Line) -> float:
    return 0.25 * line.size


def _far(room: Room, line: Line, below: Line) -> bool:
    if line.page != below.page:
        return False
    usual = (room.pitch or 1.45) * max(line.size, below.size)
    return below.y - line.y > usual + (_MORE if room.pitch else 4)


def is_centred(line: Line, room: Room) -> bool:
    """Whether a line stands in the middle of its column, away from both sides."""
    return line.x0 - room.left > _NEAR and _in_middle(line, room)


def _in_middle(line: Line, room: Room) -> bool:
    if room.indent and abs(line.x0 - room.indent) < 1:
        return False
    return abs((line.x0 - room.left) - (room.right - line.x1)) <= max(_NEAR, 0.02 * (room.right - room.left))


def _fills(line: Line, room: Room) -> bool:
    return line.x0 - room.left <= 2 * _NEAR and room.right - line.x1 <= 2 * _NEAR


def paragraph_of(group: Sequence[Line], room: Room) -> Paragraph:
    """The lines of a paragraph as one, with its alignment and indents."""
    alignment = _alignment(group, room)
    left = first = 0.0
    if alignment != "center":
        rest = group[1].x0 if len(group) > 1 else room.left
        left = max(rest - room.left, 0.0)
        first = group[0].x0 - room.left - left
        left, first = (0.0 if abs(one) < _NEAR else round(one, 1) for one in (left, first))
    return Paragraph(tuple(runs_of(_words(group, room))), alignment, left, first, group[0].page)


def _alignment(group: Sequence[Line], room: Room) -> Alignment:
    outer = [line for line in group if not _fills(line, room)]
    if outer and all(_in_middle(line, room) for line in outer):
        return "center"
    if len(group) == 1 and room.right - group[0].x1 <= _NEAR and group[0].x0 - room.left > _LONGEST_HANGING:
        return "right"
    return "both" if len(group) > 1 else "left"


def _words(group: Sequence[Line], room: Room) -> Iterator[Word]:
    """The words of all lines; one that a line's end cut in two is whole again."""
    cut: Word | None = None
    for line, below in zip_longest(group, group[1:]):
        # What stands before its first word is no room within the paragraph.
        words = [replace(line.words[0], before=0.0), *line.words[1:]]
        if cut is not None:
            words[0] = Word((*cut.runs, *words[0].runs), cut.x0, words[0].x1, cut.before)
        cut = words.pop() if below is not None and _is_cut(words[-1].text, line, below, room) else None
        yield from words


def paragraphs_of(lines: Sequence[Line], room: Room) -> Iterable[Paragraph]:
    """Lines of one column as paragraphs."""
    return (paragraph_of(group, room) for group in grouped(lines, room))
