"""Lines that Shift+Enter put below others and that begin like an item of a list: they are read as one text, which is
said, as the next build prints what was typed as a number before what it counts itself."""

from __future__ import annotations

import re

from generator.merging.edited.reading import LONGEST_QUOTE, Reading
from generator.values.findings import Severity, msg
from generator.values.text import clean, one_line, quote

_ITEM = re.compile(
    r"[-–—−•*+·]\s*[^\W\d]|\(?\d{1,3}(?:\.\d{1,3})*[.)/]+\s*[^\W\d]|\(?(?:[a-zđ]|[IVXLC]{1,7}|[A-ZĐ])[.)]\s+\S"
    r"|(?i:điều\s+\d+[a-zđ]?\s*[.:]|(?:chương|mục|phần)\s+(?:\d+|[IVXLC]+)\b|căn cứ\s+\S)"
)


def say_broken_lines(reading: Reading, place: str, text: str, before: str = "") -> None:
    """A warning where a text holds more lines like those of a list than were printed `before`, with these lines."""
    known = _lines(before)
    found = _lines(text)
    fresh = [line for line in found if line not in known]
    if len(found) <= len(known) or not fresh:
        return
    reading.report(
        "V521",
        Severity.WARNING,
        place,
        msg(
            "Xuống dòng bằng Shift+Enter nên {chu} được lấy làm chữ của đoạn ở trên, không thành mục riêng.",
            chu=quote(" / ".join(fresh), LONGEST_QUOTE),
        ),
        quote("\n".join(fresh), LONGEST_QUOTE),
        msg("Là mục riêng thì trong Word thay Shift+Enter bằng Enter rồi lấy về lại."),
    )


def _lines(text: str) -> list[str]:
    """The lines of a text, but the first, that begin like an item of a list; without the marks that end one."""
    return [one_line(line).rstrip(" ;,./") for line in clean(text).split("\n")[1:] if _ITEM.match(line.strip())]
