"""What a `w:sym` shows: the letter that its picture font has at a code, as Unicode.

Symbol as in the Unicode Consortium's table of Adobe's Symbol encoding; of Wingdings the ticks, boxes, bullets and
arrows that official documents use. A symbol that is none of these is known by its font and code.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from generator.ooxml.names import w

UNKNOWN = "\ufffc"
# A private code of a picture font is F000 and the code of the letter in it.
_PRIVATE = range(0xF000, 0xF100)
_AREAS = (range(0xE000, 0xF900), range(0xD800, 0xE000))
# Row by row from 0x20 and from 0xA0; a space where the table has nothing.
_SYMBOL = (
    " !∀#∃%&∋()∗+,−./0123456789:;<=>?",
    "≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_",
    " αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼ ",
    "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵",
    "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓",
    "◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪ 〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭ ",
)
_ROWS = (0x20, 0x40, 0x60, 0xA0, 0xC0, 0xE0)
_LETTERS: Mapping[str, Mapping[int, str]] = {
    "symbol": {
        start + at: sign
        for start, row in zip(_ROWS, _SYMBOL, strict=True)
        for at, sign in enumerate(row)
        if sign != " " or start + at == 0x20
    },
    "wingdings": {
        0x20: " ",
        0x28: "☎",
        0x2A: "✉",
        0x46: "☞",
        0x6C: "●",
        0x6E: "■",
        0x6F: "□",
        0x71: "❑",
        0x72: "❒",
        0x76: "❖",
        0x9F: "•",
        0xA1: "○",
        0xA7: "▪",
        0xA8: "◻",
        0xAB: "★",
        0xD8: "➢",
        0xDF: "←",
        0xE0: "→",
        0xE8: "➔",
        0xF0: "⇨",
        0xFB: "✗",
        0xFC: "✓",
        0xFD: "☒",
        0xFE: "☑",
    },
    "wingdings 2": {0x20: " ", 0x50: "✓", 0x52: "☑", 0xA3: "□"},
}
_PICTURES = ("symbol", "wingdings", "wingdings 2", "wingdings 3", "webdings", "marlett", "mt extra", "zapfdingbats")


def symbol_text(symbol: etree._Element) -> str:
    """The letter that a symbol shows; U+FFFC for one that is not known."""
    font = symbol.get(w("font"), "").strip().lower()
    try:
        code = int(symbol.get(w("char"), ""), 16)
    except ValueError:
        return UNKNOWN
    if font in _PICTURES:
        return _LETTERS.get(font, {}).get(code - 0xF000 if code in _PRIVATE else code, UNKNOWN)
    if not 0x20 <= code <= 0x10FFFF or any(code in area for area in _AREAS) or code in (0xFFFE, 0xFFFF):
        return UNKNOWN
    return chr(code)


def symbol_name(symbol: etree._Element) -> str:
    """What a symbol is called that is not known: its font and its code."""
    return f"{symbol.get(w('font'), '?')} {symbol.get(w('char'), '?')}".strip()
