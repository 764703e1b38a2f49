"""From a text as printed, and edited, back to the text of the data: marks, dashes and capitals of the form undone."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from difflib import SequenceMatcher

from generator.values.patterns import late
from generator.values.text import one_line, upper, without_final_mark, without_unseen

_END = "./."
_DATE = late(r"(.*?)ngày\s*(\d{1,2})?\s*tháng\s*(\d{1,2})?\s*năm\s*(\d{4})?[.\s]*", re.DOTALL)


def same(one: str, other: str) -> bool:
    """Whether two texts print the same, but for spaces and what has no width."""
    return one == other or one_line(without_unseen(one)) == one_line(without_unseen(other))


def as_typed(words: str, *, first: bool) -> str:
    """Words as they are: those of a form that changes no letters."""
    return words


# How words are written in the data that were typed where a form prints capitals; whether they begin the text.
Case = Callable[..., str]


def restored(text: str, printed: str, edited: str, case: Case = as_typed) -> str:
    """The data's text after an edit of what was printed: `text` was printed as `printed` and now reads `edited`."""
    if same(printed, edited):
        return text
    edited = _with_one_end(edited, printed)
    core = without_final_mark(text)
    end = text[len(core) :]
    start = printed.casefold().find(core.casefold())
    if start < 0:
        # A heading is broken into lines by the form.
        core, printed, edited = one_line(core), one_line(printed), one_line(edited)
        start = printed.casefold().find(core.casefold())
    if start < 0 or not core:
        return edited.strip()
    before, made, after = printed[:start], printed[start : start + len(core)], printed[start + len(core) :]
    rest = edited.strip()
    if before and rest.startswith(before.strip()):
        rest = rest[len(before.strip()) :].lstrip()
    if before.strip() == "-":
        # Word makes another dash of it while typing; people take a bullet.
        rest = re.sub(r"^[-–—−•+*]\s*", "", rest)
    if after or end:
        rest = without_final_mark(rest)
    return (rest if made == core else _recased(core, made, rest, case)) + end


def goes_on(edited: str, printed: str) -> bool:
    """Whether a text goes on behind the `./.` that the form put at its end."""
    return printed.rstrip().endswith(_END) and re.search(r"\w", edited.partition(_END)[2]) is not None


def _with_one_end(edited: str, printed: str) -> str:
    """A text that goes on behind its `./.` as the data have it: the form puts that behind all of it again."""
    if not goes_on(edited, printed):
        return edited
    before, _, after = edited.partition(_END)
    return f"{before.rstrip()}. {after.lstrip()}"


def _recased(core: str, made: str, edited: str, case: Case) -> str:
    """The words that were not edited in the case the data has them in.

    Where a form prints capitals, a word typed in another case is the same word.
    """
    own, printed, words = core.split(), made.split(), edited.split()
    if len(own) != len(printed):
        return case(edited, first=True)
    kept, gaps = re.findall(r"\s+", core), re.findall(r"\s+", edited.strip())
    result: list[str] = []
    one, other = [[word.casefold() for word in side] if made == upper(made) else side for side in (printed, words)]
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if j1 and j1 < j2:
            # What breaks its lines is the form's.
            result.append(gaps[j1 - 1] if gaps[j1 - 1] in kept else " ")
        if tag == "equal":
            result.append(_stretch(own, kept, i1, i2))
        elif j1 < j2:
            result.append(case(_stretch(words, gaps, j1, j2), first=j1 == 0))
    return "".join(result)


def _stretch(words: Sequence[str], gaps: Sequence[str], first: int, last: int) -> str:
    """The words from one to another, with what stands between them."""
    pairs = zip(words[first:last], (*gaps[first : last - 1], ""), strict=True)
    return "".join(f"{word}{gap}" for word, gap in pairs)


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
