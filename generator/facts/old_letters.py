"""The letters of the old Vietnamese fonts, TCVN3 (.VnTime) and VNI (VNI-Times), as Unicode."""

from __future__ import annotations

import unicodedata

from generator.values.patterns import late

# Letters that no text of these encodings has: the horn, ơ and ư, and everything with two marks.
UNICODE_ONLY = late(
    "[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u0300-\u0323\u1ea0-\u1ef9]"
)
# Letters that the old fonts show as Vietnamese ones and that no Vietnamese text in Unicode has.
OLD_ONLY = late(
    "[\xa1-\xa6\xa8\xaa\xac\xb5\xb6\xb8\xb9\xc4-\xc7\xcb\xce-\xcf\xd1\xd6\xd8\xdb\xdc\xde-\xdf\xe4-\xe7\xeb\xee-\xef\xf1\xf6\xf8\xfb\xfc\xfe\xff]"
)
# TCVN 5712:1993 from 0xA0 on, of which TCVN3 is a part.
_TCVN = (
    "\xa0ĂÂÊÔƠƯĐăâêôơưđẰ\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴ"
    "ẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịò"
    "ỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ"
)
TCVN_TABLE = {0xA0 + at: letter for at, letter in enumerate(_TCVN)}
# VNI writes the marks of a letter as a letter after it …
_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT, _ROOF, _BREVE = "\u0301\u0300\u0309\u0303\u0323\u0302\u0306"
_MARKS = {
    "ù": _ACUTE,
    "ø": _GRAVE,
    "û": _HOOK,
    "õ": _TILDE,
    "ï": _DOT,
    "â": _ROOF,
    "á": _ROOF + _ACUTE,
    "à": _ROOF + _GRAVE,
    "å": _ROOF + _HOOK,
    "ã": _ROOF + _TILDE,
    "ä": _DOT + _ROOF,
    "ê": _BREVE,
    "é": _BREVE + _ACUTE,
    "è": _BREVE + _GRAVE,
    "ú": _BREVE + _HOOK,
    "ü": _BREVE + _TILDE,
    "ë": _DOT + _BREVE,
}
# … and has these alone.
_ALONE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_BASES = frozenset("aeouyôö")


def from_tcvn3(text: str, *, capitals: bool = False) -> str:
    """A text of a .Vn font; those whose name ends with H show small letters as capitals."""
    made = unicodedata.normalize("NFC", text.translate(TCVN_TABLE))
    return made.upper() if capitals else made


def from_vni(text: str) -> str:
    """A text of a VNI font."""
    made: list[str] = []
    at = 0
    while at < len(text):
        letter, after = text[at], text[at + 1 : at + 2]
        low = letter.lower()
        shown = _ALONE.get(low, low)
        mark = _MARKS.get(after.lower(), "") if low in _BASES and after else ""
        shown = unicodedata.normalize("NFC", shown + mark)
        made.append(shown.upper() if letter != low else shown)
        at += 2 if mark else 1
    return "".join(made)
