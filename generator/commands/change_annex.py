"""What changed between two states as an annex in Word: a table by kind of change, what was beside what is.

Words that went stand in `[-…-]` before, words that came in `[+…+]` after: what is seen on the screen, and in black
and white print.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from generator.commands.rendered import word_of
from generator.facts.kinds import ANNEX, ANNEX_KIND
from generator.values.changes import Change, ChangeKind, Words, words
from generator.values.model import (
    Agency,
    Block,
    Column,
    ColumnChoice,
    Document,
    Dossier,
    Register,
    Section,
    TableSpec,
    Task,
)
from generator.values.text import roman

_TEMPLATE = "phu-luc-5-cot"
_COLUMNS = (
    Column("stt", "Số TT"),
    Column("noi_dung", "Nhiệm vụ"),
    Column("muc_thay_doi", "Chỗ thay đổi"),
    Column("truoc", "Trước"),
    Column("sau", "Sau"),
)


def annex(found: Sequence[Change], title: str, as_of: date) -> bytes:
    """The annex as .docx under a title. The same changes give the same bytes."""
    spec = TableSpec(
        Register(_COLUMNS, tuple(_rows(found))),
        _TEMPLATE,
        tuple(ColumnChoice(column.key, column.title) for column in _COLUMNS),
        empty_text="Không có gì thay đổi.",
    )
    document = Document(
        ANNEX, Agency(""), title, label=ANNEX_KIND.name, body=(Block("bang", table=spec),), orientation="ngang"
    )
    return word_of(Dossier("thay-doi", document), as_of)


def _rows(found: Sequence[Change]) -> Iterator[Section | Task]:
    sections = 0
    for kind in ChangeKind:
        changes = [change for change in found if change.kind is kind]
        if not changes:
            continue
        sections += 1
        title = f"{kind.value[0].upper()}{kind.value[1:]} ({len(changes)})"
        path = (roman(sections),)
        yield Section(path[0], title, 1, path)
        yield from (_row(change, path) for change in changes)


def _row(change: Change, path: tuple[str, ...]) -> Task:
    content = change.task.text("noi_dung") if change.task else ""
    before, after = _sides(change)
    texts = {
        "noi_dung": "\n".join(filter(None, (change.table, f"{change.ma}{' (gần đúng)' * change.near}", content))),
        "muc_thay_doi": change.title,
        "truoc": before,
        "sau": after,
    }
    return Task(change.ma, texts, path)


def _sides(change: Change) -> tuple[str, str]:
    """What was and what is; nothing of a task that came or went as a whole: its text stands in its own column."""
    if change.kind in (ChangeKind.ADDED, ChangeKind.REMOVED) and change.task:
        return "", ""
    if change.kind is not ChangeKind.TEXT:
        return change.before, change.after
    runs = words(change.before, change.after)
    return _marked(runs, "-"), _marked(runs, "+")


def _marked(runs: Sequence[Words], sign: str) -> str:
    kept = (run for run in runs if run.sign in (" ", sign))
    return "".join(run.text if run.sign == " " else f"[{sign}{run.text}{sign}]" for run in kept)
