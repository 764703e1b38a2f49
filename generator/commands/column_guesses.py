"""What a column that the reader leaves to its office may be: by words that people use among themselves, by its cells.

Only to ask a person, who says so with one click: a signed annex never rests on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from generator.facts import danh_muc
from generator.reading.meaning import deadlines, units
from generator.values import glossary
from generator.values.model import Column, Register
from generator.values.patterns import late
from generator.values.text import fold

# Folded titles, in the order in which a key is given to the first column that asks for it.
_WORDS = (
    ("phoi_hop", late(r"^(?:ai |nguoi |ben |don vi )?(?:cung|lam cung|phoi|kem|ho tro)\b")),
    (
        "chu_tri",
        late(r"^(?:ai|nguoi|ben|noi|don vi)\b.*\b(?:lam|lo|chinh|nhan viec)\b|^(?:ai|lam chinh)$"),
    ),
    ("thoi_han", late(r"\b(?:bao gio|khi nao|luc nao|phai xong|xong)\b|^(?:xong|den han)$")),
    ("ghi_chu", late(r"^(?:luu y|them|khac|dan do)$")),
)
# Days and units of something else than what is asked for.
_NO_DEADLINE = late(r"\b(?:giao|nhan|bat dau|khoi cong|ban hanh|ky|sinh|hop)\b")
_NO_UNIT = late(r"\b(?:giao viec|chi dao|ban hanh|gui|nhan|theo doi|kiem tra|dia chi|ten)\b")
_SAMPLED = 60
_FEW, _MOST = 2, 0.7


def guessed(register: Register, told: Mapping[str, str]) -> Mapping[str, str]:
    """What columns of the office's own may be, by letter; each meaning once, none that a column has already."""
    known = glossary.titles()
    taken = {column.key for column in register.columns if column.key in known}
    own = [column for column in register.columns if column.key not in known and column.letter not in told]
    found: dict[str, str] = {}
    for by in (_by_words, _by_cells):
        for column in own:
            key = next((one for one in by(column, register) if one not in taken), "")
            if key and column.letter not in found:
                found[column.letter] = key
                taken.add(key)
    return found


def _by_words(column: Column, _: Register) -> Iterator[str]:
    title = fold(column.title)
    return (key for key, pattern in _WORDS if pattern.search(title))


def _by_cells(column: Column, register: Register) -> Iterator[str]:
    title = fold(column.title)
    texts = [text for task in register.tasks[:_SAMPLED] if (text := task.text(column.key).strip())]
    if len(texts) < _FEW:
        return
    if not _NO_DEADLINE.search(title) and _share(texts, _is_deadline) >= _MOST:
        yield "thoi_han"
    if not _NO_UNIT.search(title) and _share(texts, _is_unit) >= _MOST:
        yield from ("chu_tri", "phoi_hop")


def _share(texts: list[str], means: Callable[[str], bool]) -> float:
    return sum(map(means, texts)) / len(texts)


def _is_deadline(text: str) -> bool:
    return len(text) < 40 and bool(deadlines.parse(text)[0].milestones)


def _is_unit(text: str) -> bool:
    found = units.parse(text, danh_muc.agencies()) if len(text) < 120 else ()
    return bool(found) and all(one.agency or one.kind for one in found)
