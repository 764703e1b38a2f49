"""Numbers of rows that the program gives: which of them a person typed, and not the form."""

from __future__ import annotations

from generator.values.patterns import late

_NUMBER = late(r"(?:\d{1,4}|[IVXLC]{1,7}|[a-zđ])(?:\.\d{1,4})*[.)]?")
_LAST = late(r"(\d+|[a-zđ])\D?$")


def was_typed(number: str, before: str, printed: str | None) -> bool:
    """Whether a number says something that the form does not: it is neither the one that was printed, nor the one
    that follows the row above, where rows were put in or taken out and somebody counted them anew.

    `printed` is None where that is not known; then any number will do.
    """
    if not number or number == printed:
        return False
    return not _NUMBER.fullmatch(number) or (printed is not None and not _follows(number, before))


def _follows(number: str, before: str) -> bool:
    """Whether a number is the first, or the one after another: 3 after 2, 1.3 after 1.2."""
    last, earlier = _LAST.search(number), _LAST.search(before)
    if last is None or last[1] in ("1", "a"):
        return True
    return bool(earlier and earlier[1].isdigit() and last[1].isdigit() and int(last[1]) == int(earlier[1]) + 1)
