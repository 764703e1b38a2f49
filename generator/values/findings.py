"""What was found, as values: a place, a message, a hint, a basis.

A stage returns findings beside its value; it does not print. `face` sorts them and shows them,
in Vietnamese or, through the catalogue `face/en.po`, in English.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from generator.values.messages import Certainty, Message, Severity, all_of, msg, one_of, some_of, with_commas
from generator.values.patterns import late

__all__ = [
    "Certainty",
    "Finding",
    "Message",
    "Place",
    "Severity",
    "all_of",
    "has_errors",
    "in_order",
    "msg",
    "natural",
    "one_of",
    "some_of",
    "with_commas",
]

_DIGITS = late(r"(\d+)")


def natural(text: str) -> tuple[tuple[str, int, str], ...]:
    """What texts are sorted by as people count: “đoạn 2” before “đoạn 10”."""
    pieces = _DIGITS.split(text)
    numbers = [number.lstrip("0") for number in (*pieces[1::2], "")]
    return tuple((words, len(number), number) for words, number in zip(pieces[::2], numbers, strict=True))


class Place(Struct, frozen=True, order=True):
    """Where in what the user gave us. Every field may be left out.

    `file` is named as the user named it; `cell` is an Excel address ("C7"); `line` counts lines, in a Word file
    paragraphs, from 1 (0: none); `part` says it in words where a file has neither ("bảng 1, hàng 3, cột 2",
    "noi_dung[2].dieu").
    """

    file: str = ""
    sheet: str = ""
    line: int = 0
    cell: str = ""
    part: str = ""

    @property
    def reading_order(self) -> tuple[object, ...]:
        """What places are sorted by: a sheet's cells row by row (`D7`, `B8`, `C9`, `C10`), names as people count."""
        column = self.cell.rstrip("0123456789")
        row = int(self.cell[len(column) :] or 0)
        named = natural(self.file), natural(self.sheet)
        return *named, self.line, row, len(column), column, natural(self.part)

    def __str__(self) -> str:
        at = f"{self.sheet}!{self.cell}" if self.sheet and self.cell else self.sheet or self.cell
        # A Word file has paragraphs where a text file has lines.
        unit = "đoạn" if self.file.lower().endswith(".docx") else "dòng"
        line = f"{unit} {self.line}" if self.line else ""
        return " : ".join(piece for piece in (self.file, at, line, self.part) if piece)


class Finding(Struct, frozen=True):
    """One thing found: a stable code, how bad, where, what, what to do, on what legal basis.

    `value` is the text found there, verbatim; `basis` a clause ("NĐ 30/2020, Phụ lục I, Phần I, II.4.b")
    or what it was compared with; `asked`
    where the user asked to be told, so that it is shown though it is a note. `certainty` is how sure it is, where that
    is not beyond question.
    """

    code: str
    severity: Severity
    place: Place
    message: Message
    hint: Message | None = None
    value: str = ""
    basis: str | Message = ""
    asked: bool = False
    certainty: Certainty | None = None


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings by severity, then place, then code: the order every command shows them in."""
    return tuple(
        sorted(findings, key=lambda f: (f.severity.rank, f.place.reading_order, f.code, natural(str(f.message))))
    )


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether any of them is an error."""
    return any(finding.severity is Severity.ERROR for finding in findings)
