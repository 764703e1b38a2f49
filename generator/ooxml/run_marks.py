"""How letters look, as far as people mark words: bold, italic, underlined, struck through; b i u s, v where hidden."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from generator.ooxml.names import w
from generator.ooxml.styles import Styles

# Stretches of a text that look alike, one after another: how many characters, and which of b i u s (bold, italic,
# underlined, struck through). Spaces count for nothing and belong to no stretch.
Look = tuple[tuple[int, str], ...]
_LOOKS = {w("b"): "b", w("i"): "i", w("u"): "u", w("strike"): "s", w("dstrike"): "s", w("vanish"): "v", w("rStyle"): ""}
_VALUE, _RUN_PROPERTIES = w("val"), w("rPr")
_STRUCK = (w("strike"), w("dstrike"))
_OFF = ("0", "false", "off", "none")


class RunMarks:
    """The marks of runs in a file with these styles; each form of a run is looked up once."""

    def __init__(self, styles: Styles) -> None:
        """`styles` of the file."""
        self.styles = styles
        self._known: dict[tuple[object, ...], str] = {}

    def of(self, run: etree._Element, style: str) -> str:
        """Which of b i u s a run has in a paragraph of a style, v where it is hidden."""
        properties = run[0] if len(run) and run[0].tag == _RUN_PROPERTIES else None
        own = properties if properties is not None else ()
        key = (style, *((child.tag, child.get(_VALUE)) for child in own if child.tag in _LOOKS))
        if (known := self._known.get(key)) is None:
            look = self.styles.run(properties, style)
            struck = any(child.tag in _STRUCK and child.get(_VALUE) not in _OFF for child in own)
            named = ((look.bold, "b"), (look.italic, "i"), (look.underline, "u"), (struck, "s"), (look.hidden, "v"))
            known = self._known[key] = "".join(mark for has, mark in named if has)
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
