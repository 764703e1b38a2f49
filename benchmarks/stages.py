"""What the 690 tasks of a real dossier cost, stage by stage and as a whole command."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.registers import DATED

Work = Callable[[], Any]


def read(dossier: str) -> Work:
    """Reading, with the meaning of each cell; lists of agencies and kinds included."""
    from generator.reading.dossier import load_dossier

    def work() -> int:
        return len(load_dossier(Path(dossier))[0].sources)

    return work


def plan(dossier: str) -> Work:
    """Numbers, dates, lines in brackets."""
    from generator.planning.documents import plan_dossier
    from generator.reading.dossier import load_dossier

    loaded = load_dossier(Path(dossier))[0]
    return lambda: len(plan_dossier(loaded, DATED)[0].documents)


def word(dossier: str, out: str) -> Work:
    """The Word file, templates read and compiled."""
    from generator.facts.resources import templates_dir
    from generator.planning.documents import plan_dossier
    from generator.reading.dossier import load_dossier
    from generator.rendering.templates.docx_template import Library
    from generator.rendering.word.document import WordRenderer

    planned = plan_dossier(load_dossier(Path(dossier))[0], DATED)[0]

    def work() -> None:
        with Path(out).open("wb") as target:
            WordRenderer(Library([templates_dir() / "docx"])).render(planned.documents, target, dated=DATED)

    return work


def excel(dossier: str, out: str) -> Work:
    """The Excel file."""
    from generator.facts.resources import templates_dir
    from generator.planning.documents import plan_dossier
    from generator.reading.dossier import load_dossier
    from generator.rendering.excel.workbook import find_template, render

    planned = plan_dossier(load_dossier(Path(dossier))[0], DATED)[0]
    document = next(document for document in planned.documents if document.tables)
    table = document.tables[0]
    template = find_template([templates_dir() / "xlsx"], table)

    def work() -> None:
        with Path(out).open("wb") as target:
            render(template, document, table, target, modified=DATED)

    return work
