"""From a text as printed, and edited, back to the text of the data: marks, dashes and capitals of the form undone."""

from __future__ import annotations

import re
from datetime import date
from difflib import SequenceMatcher

from generator.values.text import one_line, without_final_mark

_DATE = re.compile(r"(.*?)ngày\s*(\d{1,2})?\s*tháng\s*(\d{1,2})?\s*năm\s*(\d{4})?[.\s]*", re.DOTALL)


def same(one: str, other: str) -> bool:
    """Whether two texts print the same, but for spaces."""
    return one == other or one_line(one) == one_line(other)


def restored(text: str, printed: str, edited: str) -> str:
    """The data's text after an edit of what was printed: `text` was printed as `printed` and now reads `edited`."""
    if same(printed, edited):
        return text
    core = without_final_mark(text)
    start = printed.casefold().find(core.casefold())
    if start < 0 or not core:
        return edited.strip()
    before, made, after = printed[:start], printed[start : start + len(core)], printed[start + len(core) :]
    rest = edited.strip()
    if before and rest.startswith(before.strip()):
        rest = rest[len(before.strip()) :].lstrip()
    if after or core != text:
        rest = without_final_mark(rest)
    return (rest if made == core else _recased(core, made, rest)) + text[len(core) :]


def _recased(core: str, made: str, edited: str) -> str:
    """The words that were not edited in the case the data has them in."""
    own, printed, words = (re.split(r"(\s+)", piece) for piece in (core, made, edited))
    if len(own) != len(printed):
        return edited
    result: list[str] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, printed, words, autojunk=False).get_opcodes():
        result += own[i1:i2] if tag == "equal" else words[j1:j2]
    return "".join(result)


def number_in(edited: str, printed: str) -> str | None:
    """The number in `Số: 142/QĐ-VPCP`, empty where the place is open; None where more than it was changed."""
    parts, before = (re.fullmatch(r"(\D*?)\s*(\d*)\s*/(.*)", one_line(text)) for text in (edited, printed))
    if parts is None or (before and (parts[1], parts[3]) != (before[1], before[3])):
        return None
    return str(int(parts[2])) if parts[2] else ""


def place_and_date(edited: str) -> tuple[str, str] | None:
    """Place name and date (`2024-03-16`, `2024-03`) of `Hà Nội, ngày 16 tháng 3 năm 2024`; None where not so."""
    match = _DATE.fullmatch(edited.replace("\u00a0", " ").strip())
    if match is None:
        return None
    place, day, month, year = match.groups()
    parts = [year, f"{int(month):02d}" if month else None, f"{int(day):02d}" if day else None]
    known = parts[: next((i for i, part in enumerate(parts) if part is None), 3)]
    if len(known) == 3:
        try:
            date.fromisoformat("-".join(map(str, known)))
        except ValueError:
            return None
    return place.strip().rstrip(",").strip(), "-".join(part for part in known if part)
