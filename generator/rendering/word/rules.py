"""Lengths of the rules under headings, drawn as borders of empty paragraphs between two indents.

Under Tiêu ngữ as long as the text (II.1.b); under the agency and the trích yếu 1/3–1/2 of the line (II.2.b, II.5.b),
of the longest line where there are several, which the decree leaves open.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from generator.facts.line_ends import bad_ends
from generator.facts.metrics import broken_lines, text_width_mm
from generator.ooxml.names import mm, twips
from generator.values.patterns import late
from generator.values.text import OPEN_PLACE

EVEN_TITLE = "can_trich_yeu"
TIEU_NGU = "Độc lập - Tự do - Hạnh phúc"
SHARE = 0.4
_Looks = tuple[int, int, float]
# The committee of a commune or ward on one line, which one on the next.
_COMMITTEE = late(r"((?:ỦY BAN|UỶ BAN|HỘI ĐỒNG) NHÂN DÂN) ((?:XÃ|PHƯỜNG|ĐẶC KHU|THỊ TRẤN|HUYỆN|QUẬN) .+)")
# LibreOffice sets no-break spaces a little wider than Word does.
_SLACK_MM = 2.0


def indents(texts: Mapping[str, str], *, smaller: bool) -> Callable[[str, int], int]:
    """`ke(name, room)`: the indent in twips on either side of a rule under a text, in a room of that width.

    Of the title itself (`EVEN_TITLE`), the indent that breaks it into lines about as long: an edit moves no line end.

    `texts` by name: co_quan, co_quan_sao, trich_yeu. `smaller` where the heading is set in 12-13-13.
    """
    agency = 12 if smaller else 13
    sizes = {"co_quan": agency, "co_quan_sao": agency, "tieu_ngu": 13 if smaller else 14, "trich_yeu": 14}

    def indent(name: str, room: int) -> int:
        if name == EVEN_TITLE:
            return max(0, (room - twips(_even_width(texts["trich_yeu"], mm(room), 14, bold=True))) // 2)
        size = sizes[name]
        if name == "tieu_ngu":
            length = text_width_mm(TIEU_NGU, size, bold=True)
        else:
            width = _even_width(texts[name], mm(room), size, bold=True) if name == "trich_yeu" else mm(room)
            lines = broken_lines(texts[name], width, size, bold=True)
            length = SHARE * max(text_width_mm(line, size, bold=True) for line in lines)
        return max(0, (room - twips(length)) // 2)

    return indent


def needs_smaller_heading(date_line: str, room: int) -> bool:
    """Whether place and date would break at 14 pt in their column (then 12-13-13)."""
    return text_width_mm(date_line, 14, italic=True) > mm(room)


def agency_needs_smaller_heading(agency: str, room: int) -> bool:
    """Whether the agency's name takes a line less at 12 pt than at 13 (then 12-13-13)."""
    at_13, at_12 = (len(broken_lines(agency, mm(room), size, bold=True)) for size in (13, 12))
    return at_12 < at_13


def issued_with_lines(line: str, room: int) -> str:
    """“(Kèm theo … của …)”, broken before its author where one line does not hold it."""
    head, of, author = line.partition(" của ")
    if not of or text_width_mm(line, 14, italic=True) <= mm(room) - _SLACK_MM:
        return line
    return f"{head}\ncủa {author}"


def date_on_one_line(date_line: str, room: int) -> str:
    """Place and date with narrower open places where 13 pt does not hold them on one line."""
    fits = text_width_mm(date_line, 13, italic=True) <= mm(room) - _SLACK_MM
    return date_line if fits else date_line.replace(OPEN_PLACE, OPEN_PLACE[: len(OPEN_PLACE) // 2])


def balanced(text: str, room: int, size: float, *, bold: bool) -> str:
    """Centred headings, each on its lines: where it needs several, these are about as long (II.2.b)."""
    return "\n".join(_balanced(line, mm(room), size, bold=bold) for line in text.split("\n"))


def _balanced(text: str, width: float, size: float, *, bold: bool) -> str:
    if found := _COMMITTEE.fullmatch(text):
        return "\n".join((found[1], _balanced(found[2], width, size, bold=bold)))
    lines = broken_lines(text, width, size, bold=bold)
    if len(lines) == 1:
        return text
    best = _broken_best(text, len(lines), width, size, bold=bold)
    if bad_ends(best):
        best = min(best, _broken_best(text, len(lines) + 1, width, size, bold=bold), key=bad_ends)
    return "\n".join(best)


def _broken_best(text: str, count: int, width: float, size: float, *, bold: bool) -> list[str]:
    """A text on so many lines, as they look best: first none too long, then none ended badly, then even."""
    words = text.split(" ")
    best: dict[int, tuple[_Looks, list[str]]] = {0: ((0, 0, 0.0), [])}
    for left in reversed(range(count)):
        made: dict[int, tuple[_Looks, list[str]]] = {}
        for start, (looks, lines) in best.items():
            for end in range(start + 1, len(words) - left + 1) if left else (len(words),):
                line = " ".join(words[start:end])
                said = _worse(looks, lines, line, text_width_mm(line, size, bold=bold), width - _SLACK_MM)
                if end not in made or said < made[end][0]:
                    made[end] = said, [*lines, line]
                if said[0] > looks[0]:
                    break
        best = made
    return best[len(words)][1] if len(words) in best else [text]


def _worse(looks: _Looks, lines: Sequence[str], line: str, length: float, room: float) -> _Looks:
    """How lines look with one more: how many are too long, how many end badly, the longest."""
    return looks[0] + (length > room), looks[1] + bad_ends([*lines[-1:], line]), max(looks[2], length)


@lru_cache(maxsize=512)
def _even_width(text: str, width: float, size: float, *, bold: bool) -> float:
    """The least width that breaks a text into as many lines as the whole one does, as few of them as can be inside of
    a name or compound; all of it for one line.

    Asked for a title at several places of a page, and again with each document under it.
    """
    count = len(broken_lines(text, width, size, bold=bold))
    if count == 1:
        return width
    shares = [width * share / 40 for share in range(20, 41)]
    fits = [one for one in shares if len(broken_lines(text, one - _SLACK_MM, size, bold=bold)) == count]
    return min(fits, key=lambda one: _ends_badly(text, one, size, bold=bold), default=width)


def _ends_badly(text: str, width: float, size: float, *, bold: bool) -> int:
    """How many lines end inside of a name or compound, in whatever program; those that one ends elsewhere than others
    count as well."""
    said = [broken_lines(text, one, size, bold=bold) for one in (width - _SLACK_MM, width)]
    return max(map(bad_ends, said)) + (said[0] != said[1])
