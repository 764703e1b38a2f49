"""How letters look, as far as people mark words: bold, italic, underlined, struck through; b i u s, v where hidden.

Where colours are asked for: `^` raised, `_` lowered, `A` shown as capitals, `a` as small ones, then ` #FF0000`
the colour of the letters, ` @FFFF00` that behind them.
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from generator.ooxml.names import w
from generator.ooxml.styles import NO_STYLE, Style, Styles
from generator.values.patterns import late

# Stretches of a text that look alike, one after another: how many characters, and which of b i u s (bold, italic,
# underlined, struck through). Spaces count for nothing and belong to no stretch.
Look = tuple[tuple[int, str], ...]
_LOOKS = {w("b"): "b", w("i"): "i", w("u"): "u", w("strike"): "s", w("dstrike"): "s", w("vanish"): "v", w("rStyle"): ""}
_VALUE, _FILL, _RUN_PROPERTIES = w("val"), w("fill"), w("rPr")
_COLOURS = {w(name): "" for name in ("vertAlign", "color", "highlight", "shd", "caps", "smallCaps", "sz")}
_SCRIPTS = {"": "", "superscript": "^", "subscript": "_"}
# The colours that Word names, 17.18.40.
_NAMED = {
    "black": "000000",
    "blue": "0000FF",
    "cyan": "00FFFF",
    "green": "00FF00",
    "magenta": "FF00FF",
    "red": "FF0000",
    "yellow": "FFFF00",
    "white": "FFFFFF",
    "darkBlue": "000080",
    "darkCyan": "008080",
    "darkGreen": "008000",
    "darkMagenta": "800080",
    "darkRed": "800000",
    "darkYellow": "808000",
    "darkGray": "808080",
    "lightGray": "C0C0C0",
}
_CAPITALS = str.maketrans("", "", "Aa")
_INK, _PAPER = "000000", "FFFFFF"
_COLOUR = late(r"[0-9A-F]{6}")
# Programs work out the tints of a theme each its own way.
_NEAR = 10


def with_colours(marks: str, ink: str, behind: str) -> str:
    """Marks with the colours of letters and of what is behind them; black on white is none."""
    seen = (("#", "".join(ink.split()), _INK), ("@", "".join(behind.split()), _PAPER))
    return marks + "".join(f" {sign}{colour}" for sign, colour, none in seen if colour not in ("", none))


def seen_marks(text: str, marks: str) -> str:
    """The marks that show on a text: capitals by font show on small letters alone."""
    letters, space, colours = marks.partition(" ")
    if "A" not in letters and "a" not in letters:
        return marks
    return marks if text != text.upper() else letters.translate(_CAPITALS) + space + colours


def same_marks(one: str, other: str) -> bool:
    """Whether letters with these marks look alike; colours that nobody can tell apart are one."""
    if one == other:
        return True
    theirs, ours = one.split(" "), other.split(" ")
    return len(theirs) == len(ours) and theirs[0] == ours[0] and all(map(_near, theirs[1:], ours[1:]))


def _near(one: str, other: str) -> bool:
    if one[0] != other[0] or not (_COLOUR.fullmatch(one[1:]) and _COLOUR.fullmatch(other[1:])):
        return one == other
    return all(abs(int(one[at : at + 2], 16) - int(other[at : at + 2], 16)) <= _NEAR for at in (1, 3, 5))


class RunMarks:
    """The marks of runs in a file with these styles; each form of a run is looked up once."""

    def __init__(self, styles: Styles, *, coloured: bool = False) -> None:
        """`styles` of the file; whether to say how letters are raised, shown as capitals and coloured too."""
        self.styles = styles
        self._coloured = coloured
        self._tags = _LOOKS | (_COLOURS if coloured else {})
        self._known: dict[tuple[object, ...], tuple[str, str]] = {}

    def of(self, run: etree._Element, style: str, table: Style = NO_STYLE) -> str:
        """The marks of a run in a paragraph of a style, in a cell where the table style says `table`."""
        return self.with_size(run, style, table)[0]

    def with_size(self, run: etree._Element, style: str, table: Style = NO_STYLE) -> tuple[str, str]:
        """The same, and how large its letters are in points where colours are asked for."""
        properties = run[0] if len(run) and run[0].tag == _RUN_PROPERTIES else None
        own = properties if properties is not None else ()
        said = [(child.tag, child.get(_VALUE), child.get(_FILL)) for child in own if child.tag in self._tags]
        key = (style, table, *said)
        if (known := self._known.get(key)) is None:
            look = self.styles.run(properties, style, table)
            struck = look.struck or look.double_struck
            named = ((look.bold, "b"), (look.italic, "i"), (look.underline, "u"), (struck, "s"), (look.hidden, "v"))
            marks = "".join(mark for has, mark in named if has)
            if self._coloured:
                capitals = "A" if look.caps else "a" if look.small_caps else ""
                behind = _NAMED.get(look.highlight, "") or look.shade
                marks = with_colours(marks + _SCRIPTS[look.script] + capitals, look.color, behind)
            known = self._known[key] = marks, f"{look.size:g}" if self._coloured else ""
        return known


def look_of(runs: Sequence[tuple[str, str]]) -> Look:
    """The look of a text from its runs: (text, marks)."""
    made: list[tuple[int, str]] = []
    for text, marks in runs:
        if length := len("".join(text.split())):
            if made and made[-1][1] == marks:
                made[-1] = (made[-1][0] + length, marks)
            else:
                made.append((length, marks))
    return tuple(made)


def letters_of(look: Look) -> list[str]:
    """The marks of each letter."""
    return [marks for length, marks in look for _ in range(length)]
