"""The font that stands in for Times New Roman: found by its letters, not by its name, and told to LibreOffice.

Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, I.3 asks for Times New Roman. A machine without it needs a font of the
same widths that has every Vietnamese letter; Debian's Liberation Serif 1.07.4 has the name and lacks the letters.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import unicodedata

from msgspec import Struct

from generator.values.errors import MissingProgramError
from generator.values.findings import Place, msg

ASKED = "Times New Roman"
INSTALL = "sudo apt-get install fonts-liberation2"

# Fonts with the widths of Times New Roman, the best first.
TIMES_METRIC = (ASKED, "Liberation Serif", "Tinos", "TeX Gyre Termes")

# What LibreOffice may put in the place of a font that a document names without a line breaking elsewhere.
METRIC_EQUAL = {
    ASKED: TIMES_METRIC,
    "Arial": ("Liberation Sans", "Arimo"),
    "Helvetica": ("Liberation Sans", "Arimo"),
    "Courier New": ("Liberation Mono", "Cousine"),
    "Calibri": ("Carlito",),
    "Cambria": ("Caladea",),
}

_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
_FACES = frozenset({(False, False), (False, True), (True, False), (True, True)})
_BOLD = 180  # fontconfig's FC_WEIGHT_DEMIBOLD


class Font(Struct, frozen=True):
    """The family that prints what names Times New Roman."""

    family: str


def vietnamese_letters() -> str:
    """The 134 Vietnamese letters outside of ASCII, both cases."""
    lower = {unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in _TONES} | {"đ"}
    letters = {letter for letter in lower if not letter.isascii()}
    return "".join(sorted(letters | {letter.upper() for letter in letters}))


def probe_fonts() -> Font:
    """The first Times-metric family whose four faces hold all Vietnamese letters.

    Raises MissingProgramError (V061). Where there is no fontconfig (Windows, macOS) Times New Roman comes with the
    system; the PDF's own fonts are checked in any case.
    """
    lister = shutil.which("fc-list")
    if lister is None:
        if sys.platform in ("win32", "darwin"):
            return Font(ASKED)
        raise _missing()
    for family in TIMES_METRIC:
        if _faces(lister, family) >= _FACES:
            return Font(family)
    raise _missing()


def _faces(lister: str, family: str) -> frozenset[tuple[bool, bool]]:
    """(bold, slanted) of every face of a family that has the letters."""
    letters = " ".join(f"{ord(letter):x}" for letter in vietnamese_letters())
    pattern = f"{family}:charset={letters}"
    try:
        listed = subprocess.run(
            [lister, "--format", "%{weight}\t%{slant}\n", pattern],
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        ).stdout
    except (OSError, subprocess.TimeoutExpired):
        return frozenset()
    pairs = (line.split("\t") for line in listed.splitlines() if line.count("\t") == 1)
    return frozenset((_number(weight) >= _BOLD, _number(slant) > 0) for weight, slant in pairs)


def _number(text: str) -> float:
    """A weight as fontconfig prints it; a variable font prints a range, `[40 210]`, whose end says what it can."""
    try:
        return float(text.strip("[]").split()[-1])
    except (ValueError, IndexError):
        return 0.0


def _missing() -> MissingProgramError:
    return MissingProgramError.of(
        "V061",
        Place(),
        msg(
            "Máy này không có phông chữ cùng cỡ với {phong} mà đủ chữ tiếng Việt; PDF sẽ ngắt dòng sai.",
            phong=ASKED,
        ),
        msg("Cài phông: {lenh}", lenh=INSTALL),
    )
