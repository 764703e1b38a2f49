"""Results for programs: each one JSON value of a documented shape (`shapes`, docs/JSON.md), nothing else printed."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from generator.face import shapes
from generator.face.places import part_in_words, place_in_words
from generator.face.shapes import SCHEMA
from generator.face.words import known, said, translated
from generator.values.findings import Finding, Message, in_order

if TYPE_CHECKING:
    from pathlib import Path

    from generator.commands.board import Board, BoardTask
    from generator.commands.build import BuildResult, Built
    from generator.commands.check import Checked, CheckResult
    from generator.commands.check_templates import TemplateNames, TemplatesChecked
    from generator.commands.collect import Collected
    from generator.commands.diff import Differences, FieldDifferences
    from generator.commands.issue import Issued
    from generator.commands.lint import Linted
    from generator.commands.made import Made
    from generator.commands.mending import Fixed
    from generator.commands.pull import PullResult
    from generator.commands.report_calendar import Calendar
    from generator.commands.track import Coverage
    from generator.commands.watch import Rebuilt
    from generator.face.api import Listen
    from generator.merging.model import Change
    from generator.reading.meaning.coverage import ColumnCoverage
    from generator.values.changes import Change as TaskChanged


class Json:
    """Prints results as JSON."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def show(self, result: object) -> None:
        """The result of a command."""
        self._print(_SHAPES[type(result).__name__](result, self.lang))

    def failed(self, findings: Sequence[Finding]) -> None:
        """Why a command could not go on."""
        self._print({"schema": SCHEMA, "findings": _findings(in_order(findings), self.lang)})

    def usage(self, said: Message, near: Message | None, command: str) -> None:
        """Why a call cannot be."""
        sentences = (translated(one, self.lang) for one in (said, near) if one)
        self._print({"schema": SCHEMA, "error": " ".join(sentences), "findings": []})

    def stopped(self) -> None:
        """The exit code says it."""

    @contextmanager
    def listening(self) -> Iterator[Listen | None]:
        """Programs hear nothing of progress here: they call the Python functions."""
        yield None

    def ask(self, question: Message) -> bool | None:
        """Nobody is there to answer."""
        return None

    def _print(self, value: Mapping[str, Any]) -> None:
        sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def _finding(finding: Finding, lang: str) -> shapes.Finding:
    place = finding.place
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "file": place.file,
        "sheet": place.sheet,
        "cell": place.cell,
        "line": place.line,
        "part": place.part,
        "where": place_in_words(place, lang),
        "value": finding.value,
        "message": translated(finding.message, lang),
        "hint": translated(finding.hint, lang) if finding.hint else "",
        "basis": said(finding.basis, lang),
        "certainty": finding.certainty.value if finding.certainty else "",
    }


def _findings(findings: Iterable[Finding], lang: str) -> list[shapes.Finding]:
    return [_finding(finding, lang) for finding in findings]


def _paths(paths: Iterable[Path]) -> list[str]:
    return [str(path) for path in paths]


def _built(result: BuildResult, lang: str) -> shapes.Built:
    return {"schema": SCHEMA, "built": [_dossier(one, lang) for one in result.built]}


def _dossier(one: Built, lang: str) -> shapes.BuiltDossier:
    return {
        "name": one.name,
        "current": one.current,
        "failed": one.failed,
        "outputs": [{"path": str(o.path), "format": o.format, "pages": o.pages, "rows": o.rows} for o in one.outputs],
        "findings": _findings(one.findings, lang),
    }


def _rebuilt(result: Rebuilt, lang: str) -> shapes.Built | shapes.Failed:
    if result.built is None:
        return {"schema": SCHEMA, "findings": _findings(in_order(result.failure), lang)}
    return {"schema": SCHEMA, "built": [_dossier(result.built, lang)]}


def _checked(result: CheckResult, lang: str) -> shapes.Checked:
    return {"schema": SCHEMA, "checked": [_file(one, lang) for one in result.checked]}


def _file(one: Checked, lang: str) -> shapes.CheckedFile:
    return {
        "file": str(one.file),
        "findings": _findings(one.findings, lang),
        "mended": _findings(one.mended, lang),
        "written": _paths(one.written),
    }


def _linted(result: Linted, lang: str) -> shapes.Linted:
    from generator.linting.lint import summary

    counts: list[shapes.LintCount] = [
        {"code": row.code, "severity": row.severity.value, "title": known(row.title, lang), "count": row.count}
        for row in summary(result.findings)
    ]
    return {
        "schema": SCHEMA,
        "name": result.name,
        "as_of": result.as_of.isoformat(),
        "dossiers": result.among,
        "summary": counts,
        "findings": _findings(result.findings, lang),
        "files": _paths(result.files),
    }


def _fixed(result: Fixed, lang: str) -> shapes.Fixed:
    mends: list[shapes.TextMend] = [
        {
            "key": one.key,
            "where": place_in_words(one.place, lang),
            "file": one.place.file,
            "sheet": one.place.sheet,
            "cell": one.place.cell,
            "part": one.place.part,
            "kinds": [translated(kind.value, lang) for kind in one.kinds],
            "before": one.before,
            "after": one.after,
        }
        for one in result.mends
    ]
    return {
        "schema": SCHEMA,
        "name": result.name,
        "dry_run": result.dry_run,
        "undone": result.undone,
        "mends": mends,
        "findings": _findings(result.findings, lang),
    }


def _coverage(found: Coverage, lang: str) -> shapes.Coverage:
    tables: list[shapes.TableCoverage] = [{"table": one.table, **_counted(one, lang)} for one in found.tables]
    return {"schema": SCHEMA, **_counted(found, lang), "tables": tables}


def _counted(found: Coverage, lang: str) -> shapes.Counted:
    columns = {key: _column(found.titles[key], one, lang) for key, one in found.columns.items()}
    read: list[shapes.ColumnRead] = [
        {"letter": one.letter, "title": one.title, "key": one.key, "certainty": one.certainty} for one in found.read
    ]
    return {"tasks": found.tasks, "columns": columns, "read": read}


def _column(title: str, one: ColumnCoverage, lang: str) -> shapes.ColumnCoverage:
    unclear: list[shapes.Doubt] = [
        {"text": doubt.text, "why": translated(doubt.why, lang), "count": doubt.count} for doubt in one.unclear
    ]
    return {"title": title, "cells": one.cells, "counts": dict(one.counts), "unclear": unclear}


def _field_change(change: Change, lang: str) -> shapes.FieldChange:
    from generator.books.decisions import place_of

    return {
        "record": str(change.record),
        "field": change.field,
        "where": part_in_words(place_of(change), lang),
        "before": change.before,
        "after": change.after,
        "kind": change.kind,
    }


def _pulled(result: PullResult, lang: str) -> shapes.Pulled:
    return {
        "schema": SCHEMA,
        "changes": [{"from": name, **_field_change(change, lang)} for name, change in result.changes],
        "written": _paths(result.written),
        "dry_run": result.dry_run,
        "conflicts": len(result.conflicts),
        "findings": _findings(result.findings, lang),
    }


def _task_change(change: TaskChanged) -> shapes.TaskChange:
    return {
        "kind": change.kind.value,
        "ma": change.ma,
        "key": change.key,
        "before": change.before,
        "after": change.after,
        "table": change.table,
        "near": change.near,
    }


def _differences(result: Differences, lang: str) -> shapes.Differences:
    return {
        "schema": SCHEMA,
        "changes": [_task_change(change) for change in result.changes],
        "findings": _findings(result.findings, lang),
        "files": _paths(result.files),
    }


def _field_differences(result: FieldDifferences, lang: str) -> shapes.FieldDifferences:
    changes = [_field_change(change, lang) for change in result.changes]
    findings = _findings(result.findings, lang)
    return {"schema": SCHEMA, "changes": changes, "findings": findings, "files": _paths(result.files)}


def _made(result: Made, lang: str) -> shapes.Made:
    return {
        "schema": SCHEMA,
        "files": _paths(result.files),
        "findings": _findings(in_order(result.findings), lang),
        "next_steps": [translated(step, lang) for step in result.next_steps],
    }


def _templates(result: TemplatesChecked, lang: str) -> shapes.TemplatesChecked:
    return {"schema": SCHEMA, "files": _paths(result.files), "findings": _findings(result.findings, lang)}


def _names(result: TemplateNames, lang: str) -> shapes.TemplateNames:
    names = {
        group: {name: translated(said, lang) for name, said in fields.items()} for group, fields in result.names.items()
    }
    return {"schema": SCHEMA, "names": names}


def _collected(result: Collected, lang: str) -> shapes.Collected:
    return {
        "schema": SCHEMA,
        "units": [
            {
                "unit": one.key,
                "name": one.name,
                "states": [state.value for state in one.states],
                "files": list(one.files),
                "asked": one.asked,
                "answered": one.answered,
                "changed": one.changed,
            }
            for one in result.units
        ],
        "changes": [
            {
                "ma": one.ma,
                "key": one.key,
                "before": one.before,
                "after": one.after,
                "unit": one.unit,
                "file": one.file,
                "cell": one.cell,
            }
            for one in result.changes
        ],
        "written": _paths(result.written),
        "dry_run": result.dry_run,
        "findings": _findings(result.findings, lang),
    }


def _calendar(result: Calendar, lang: str) -> shapes.Calendar:
    owed: list[shapes.OwedReport] = [
        {
            "key": one.key,
            "name": one.name,
            "to": one.to,
            "basis": one.basis,
            "period": one.period.name,
            "start": one.period.start.isoformat(),
            "end": one.period.end.isoformat(),
            "due": one.due.isoformat(),
            "standing": one.standing.value,
            "late": one.late,
            "left": one.left,
            "dossier": str(one.dossier or ""),
            "issued_on": one.issued_on,
        }
        for one in result.owed
    ]
    found = _findings(result.findings, lang)
    return {"schema": SCHEMA, "as_of": result.as_of.isoformat(), "owed": owed, "findings": found}


def _issued(result: Issued, lang: str) -> shapes.Issued:
    return {
        "schema": SCHEMA,
        "name": result.name,
        "number": result.number,
        "dated": result.dated.isoformat(),
        "folder": str(result.folder or ""),
        "files": _paths(result.files),
        "refused": result.refused,
        "standing": result.standing,
        "findings": _findings(result.findings, lang),
    }


def _board(result: Board, lang: str) -> shapes.Board:
    return {
        "schema": SCHEMA,
        "name": result.name,
        "as_of": result.as_of.isoformat(),
        "period": result.period,
        "units": [
            {
                "name": one.name,
                "states": [state.value for state in one.states],
                "file": one.file,
                "at": one.at,
                "asked": one.asked,
                "answered": one.answered,
            }
            for one in result.units
        ],
        "overdue": _board_tasks(result.overdue, lang),
        "soon": _board_tasks(result.soon, lang),
        "unproven": _board_tasks(result.unproven, lang),
        "silent": _board_tasks(result.silent, lang),
        "open_figures": _board_tasks(result.open_figures, lang),
        "files": _paths(result.files),
        "due": result.due.isoformat() if result.due else "",
        "totals": [{"title": translated(title, lang), "tasks": tasks} for title, tasks in result.totals],
    }


def _board_tasks(tasks: Iterable[BoardTask], lang: str) -> list[shapes.BoardTask]:
    return [
        {
            "ma": one.ma,
            "unit": one.unit,
            "content": one.content,
            "due": one.due.isoformat() if one.due else "",
            "standing": translated(one.standing, lang),
        }
        for one in tasks
    ]


# By the name of the result's type: that way nothing of a command is imported to show another's.
_SHAPES: Mapping[str, Callable[[Any, str], Mapping[str, Any]]] = {
    "BuildResult": _built,
    "Rebuilt": _rebuilt,
    "CheckResult": _checked,
    "Linted": _linted,
    "Fixed": _fixed,
    "Coverage": _coverage,
    "PullResult": _pulled,
    "Differences": _differences,
    "FieldDifferences": _field_differences,
    "Made": _made,
    "TemplatesChecked": _templates,
    "TemplateNames": _names,
    "Collected": _collected,
    "Board": _board,
    "Issued": _issued,
    "Calendar": _calendar,
}
