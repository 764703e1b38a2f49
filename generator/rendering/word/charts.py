"""Counts as a picture of bars, described in words for those who do not see it.

Drawn by Pillow with the machine's own Times-metric font: the same counts give the same bytes on one machine.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from generator.facts.metrics import MM_PER_POINT
from generator.values.errors import MissingProgramError
from generator.values.findings import Place, msg
from generator.values.model import Picture

if TYPE_CHECKING:
    from PIL import ImageFont

# Files of the fonts that hold every Vietnamese letter, as Windows, macOS and Linux name them.
_FONTS = ("times.ttf", "Times New Roman.ttf", "LiberationSerif-Regular.ttf", "Tinos-Regular.ttf", "DejaVuSerif.ttf")
_DOTS = 8  # to the millimetre: 203 dpi
_WIDTH_MM = 160  # the text of an upright page (I.1: 210 less 30 and 20)
_TEXT_PT = 12
_BAR_MM, _STEP_MM, _AIR_MM = 5, 8, 2
_INK, _FILL = "black", "#4a6785"


def picture(bars: Sequence[tuple[str, int]]) -> Picture:
    """Bars one below the other, names before them and counts behind. Raises MissingProgramError V180 without a font."""
    from PIL import Image, ImageDraw

    text = _font(_TEXT_PT)
    shown = [(_shortened(name, text), count) for name, count in bars]
    height = _STEP_MM * len(shown) + _AIR_MM
    canvas = Image.new("RGB", (_WIDTH_MM * _DOTS, height * _DOTS), "white")
    pen = ImageDraw.Draw(canvas)
    left = max(text.getlength(name) for name, _ in shown) + _AIR_MM * _DOTS
    most = max(count for _, count in shown) or 1
    room = _WIDTH_MM * _DOTS - left - text.getlength(f" {most}") - _AIR_MM * _DOTS
    for at, (name, count) in enumerate(shown):
        middle = (_STEP_MM * at + _STEP_MM / 2) * _DOTS
        right = left + max(round(room * count / most), 1)
        pen.text((left - _AIR_MM * _DOTS, middle), name, _INK, text, anchor="rm")
        pen.rectangle((left, middle - _BAR_MM * _DOTS / 2, right, middle + _BAR_MM * _DOTS / 2), _FILL)
        pen.text((right + _AIR_MM * _DOTS / 2, middle), str(count), _INK, text, anchor="lm")
    raw = io.BytesIO()
    canvas.save(raw, "PNG", optimize=True)
    return Picture("bieu-do.png", raw.getvalue(), float(_WIDTH_MM), float(height), _in_words(bars))


def _in_words(bars: Sequence[tuple[str, int]]) -> str:
    return f"Biểu đồ số nhiệm vụ. {'; '.join(f'{name}: {count}' for name, count in bars)}."


def _shortened(name: str, font: ImageFont.FreeTypeFont) -> str:
    """A name that takes at most half of the picture; the whole one stands in the words that describe it."""
    room = _WIDTH_MM * _DOTS / 2
    if font.getlength(name) <= room:
        return name
    while font.getlength(f"{name}…") > room:
        name = name[:-1].rstrip()
    return f"{name}…"


@cache
def _font(points: int) -> ImageFont.FreeTypeFont:
    from PIL import ImageFont

    for name in _FONTS:
        try:
            return ImageFont.truetype(name, round(points * MM_PER_POINT * _DOTS))
        except OSError:
            continue
    raise MissingProgramError.of(
        "V180",
        Place(),
        msg("Máy này không có phông chữ nào đủ chữ tiếng Việt để vẽ biểu đồ."),
        msg("Cài phông Times New Roman, hoặc: sudo apt-get install fonts-liberation2."),
    )
