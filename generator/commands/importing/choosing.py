"""`--bang`: which tables of a file, and which rows of them, are taken: `2`, `1,3`, `2:5-9`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import reduce

from generator.values.errors import UsageError
from generator.values.findings import Message, Place, msg
from generator.values.model import Register, Task
from generator.values.patterns import late
from generator.values.text import quote

_PIECE = late(r"(?P<table>\d{1,4})(?::(?P<first>\d{1,6})(?:-(?P<last>\d{1,6}))?)?")


def chosen(registers: Sequence[Register], asked: str, file: str) -> Iterator[tuple[Register, tuple[Task, ...]]]:
    """The registers of a file with the tasks that were asked for; all of them where nothing was.

    Raises UsageError V006 for what names no table, no row of one; the tables of the file are listed.
    """
    if not asked.strip():
        yield from ((register, register.tasks) for register in registers)
        return
    wanted: dict[int, list[Task]] = {}
    for piece in re.split(r"[,;\s]+", asked.strip()):
        match = _PIECE.fullmatch(piece)
        number = int(match["table"]) if match else 0
        if match is None or not 0 < number <= len(registers):
            raise _unknown(registers, piece, file)
        tasks = registers[number - 1].tasks
        if match["first"]:
            first, last = int(match["first"]), int(match["last"] or match["first"])
            tasks = tuple(task for task in tasks if first <= task.origin.row <= last)
            if not tasks:
                raise _unknown(registers, piece, file)
        kept = wanted.setdefault(number, [])
        kept += [task for task in tasks if task not in kept]
    for number in sorted(wanted):
        yield registers[number - 1], tuple(sorted(wanted[number], key=lambda task: task.origin.row))


def _unknown(registers: Sequence[Register], piece: str, file: str) -> UsageError:
    named = [_named(number, one) for number, one in enumerate(registers, start=1)]
    return UsageError.of(
        "V006",
        Place(file),
        msg("“--bang” không chỉ đúng bảng, dòng nào của tệp: {phan}.", phan=quote(piece)),
        msg(
            "Ghi số bảng, kèm dòng nếu cần, như “2” hay “2:5-9”. Tệp có: {cac}.",
            cac=reduce(_both, named) if named else "—",
        ),
    )


def _both(one: Message, other: Message) -> Message:
    return msg("{truoc}; {cuoi}", truoc=one, cuoi=other)


def _named(number: int, register: Register) -> Message:
    rows = [task.origin.row for task in register.tasks]
    name = register.origin.sheet or msg("bảng")
    if not rows:
        return msg("{so}. {ten} (0 nhiệm vụ)", so=number, ten=name)
    return msg("{so}. {ten} ({dem} nhiệm vụ, dòng {dau}–{cuoi})", so=number, ten=name, dem=len(rows), dau=min(rows),
               cuoi=max(rows))  # fmt: skip
