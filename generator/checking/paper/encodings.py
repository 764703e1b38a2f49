"""Text of the old Vietnamese encodings (TCVN3, VNI) told from Unicode by its letters.

TCVN3 puts Vietnamese letters on the signs of Latin-1 ("C¨n cø"), VNI writes a mark as a letter after the vowel
("Coäng hoøa"). A Unicode text has neither inside of its words.
"""

from __future__ import annotations

from generator.facts.old_letters import UNICODE_ONLY
from generator.values.patterns import late

# Inside or at the end of a word: signs and letters of Latin-1 that no Vietnamese word has.
_TCVN3 = late(
    r"(?<=[A-Za-z\u00a8-\u00ae\u00b5-\u00bf])[\u00a8-\u00ae\u00b5-\u00bf\u00c6\u00c7\u00cb\u00ce-\u00d1\u00d6-\u00d8"
    r"\u00de\u00df\u00e4-\u00e7\u00eb\u00ee\u00ef\u00f1\u00f6-\u00f8\u00fb\u00fc\u00fe\u00ff]"
)
_VNI = late(r"[aeiouyAEIOUYôöÔÖ][\u00f8\u00f9\u00fb\u00f5\u00ef\u00e4\u00e5\u00eb\u00fc\u00f6]")
_LATIN = late("[\u00a1-\u00ff]")
_ENOUGH = 3  # such letters in a stretch of text make it certain where the font does not say so


def is_old_encoding(text: str, *, in_its_font: bool) -> bool:
    """Whether a text is of an old encoding; in a font of that encoding one letter beyond ASCII decides."""
    if text.isascii():
        return False
    if in_its_font:
        return _LATIN.search(text) is not None and not UNICODE_ONLY.search(text)
    return max(len(_TCVN3.findall(text)), len(_VNI.findall(text))) >= _ENOUGH
