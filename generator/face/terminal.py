"""How results look: a table on a terminal, plain lines in a pipe, JSON for programs; Vietnamese, or English."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.values.findings import Finding, Message, Place, Severity, in_order, msg
from generator.values.text import one_line, quote

if TYPE_CHECKING:
    import click
    from rich.console import Console

    from generator.commands.build import Built, Output, Progress
    from generator.commands.pull import PullResult
    from generator.commands.review import Checked, Linted
    from generator.commands.track import Coverage
    from generator.linting.lint import CheckCount
    from generator.merging.model import Change
    from generator.reading.meaning.coverage import ColumnCoverage
    from generator.values import changes

_COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


class Screen:
    """Where results are shown; findings and messages go to standard error, results to standard output."""

    def __init__(self, *, as_json: bool = False, lang: str = "vi") -> None:
        """Decide once how to show."""
        self.as_json = as_json
        self.lang = lang

    @cached_property
    def _out(self) -> Console:
        from rich.console import Console

        # In a pipe nothing is cut to a width that nobody sees.
        width = None if sys.stdout.isatty() else 1_000
        return Console(width=width, highlight=False, emoji=False)

    @cached_property
    def _err(self) -> Console:
        from rich.console import Console

        return Console(stderr=True, soft_wrap=True, highlight=False, emoji=False)

    def text(self, message: Message) -> str:
        """A message in the language chosen."""
        from generator.face.words import translated

        return translated(message, self.lang)

    def say(self, line: str) -> None:
        """A line to standard error."""
        self._err.print(line, markup=False)

    # --- findings ---

    def findings(self, findings: Sequence[Finding], *, good: str = "") -> None:
        """All findings, worst first; `good` is said where there are none."""
        if self.as_json:
            self._json({"findings": [self._as_value(finding) for finding in in_order(findings)]})
            return
        for finding in in_order(findings):
            self._finding(finding)
        if not findings and good:
            self.say(good)

    def _finding(self, finding: Finding, console: Console | None = None) -> None:
        from rich.text import Text

        line = Text()
        line.append(f"{finding.severity.value} ", style=_COLOURS[finding.severity])
        line.append(f"{finding.code} ", style="dim")
        if place := str(finding.place):
            line.append(f"{place}: ", style="bold")
        line.append(self.text(finding.message))
        if finding.value and finding.value not in self.text(finding.message):
            line.append(f"\n    {finding.value}")
        if finding.hint:
            line.append(f"\n    → {self.text(finding.hint)}", style="green")
        if finding.basis:
            line.append(f"\n    § {finding.basis}", style="dim")
        (console or self._err).print(line)

    def _as_value(self, finding: Finding) -> dict[str, Any]:
        place = finding.place
        return {
            "code": finding.code,
            "severity": finding.severity.value,
            "file": place.file,
            "sheet": place.sheet,
            "cell": place.cell,
            "line": place.line,
            "part": place.part,
            "value": finding.value,
            "message": self.text(finding.message),
            "hint": self.text(finding.hint) if finding.hint else "",
            "basis": finding.basis,
        }

    # --- results ---

    def built(self, results: Sequence[Built], out: Path) -> None:
        """What was made: a row a file."""
        if self.as_json:
            self._json({"built": [self._built_value(result) for result in results]})
            return
        # Dossiers that share a register share what is doubtful in it.
        found = in_order(
            {(f.code, f.place, str(f.message), f.value): f for result in results for f in result.findings}.values()
        )
        shown = [finding for finding in found if finding.asked or finding.severity is not Severity.NOTE]
        for finding in shown:
            self._finding(finding)
        if notes := len(found) - len(shown):
            said = msg("Ngoài ra có {so} lưu ý về dữ liệu; xem bằng “vanban lint HỒ SƠ --all”.", so=notes)
            self.say(self.text(said))
        for result in results:
            if result.current:
                said = msg("{ho_so}: không có gì thay đổi, tệp giữ nguyên (“--force” để sinh lại).", ho_so=result.name)
                self.say(self.text(said))
        made = [(result, output) for result in results for output in result.outputs]
        if made:
            self._made(made, out)
        if failed := [result.name for result in results if result.failed]:
            message = msg("Không sinh được {so} hồ sơ: {ten}.", so=len(failed), ten=", ".join(failed))
            self.say(self.text(message))

    def _made(self, made: Sequence[tuple[Built, Output]], out: Path) -> None:
        from rich.table import Table

        table = Table("Hồ sơ", "Tệp", "Trang", "Nhiệm vụ", box=None, pad_edge=False, header_style="bold")
        for result, output in made:
            table.add_row(result.name, output.path.name, str(output.pages or ""), str(output.rows or ""))
        self._out.print(table)
        self._out.print(self.text(msg("Kết quả nằm trong {noi}.", noi=out.resolve())), markup=False)

    def _built_value(self, result: Built) -> dict[str, Any]:
        return {
            "name": result.name,
            "current": result.current,
            "outputs": [
                {"path": str(o.path), "format": o.format, "pages": o.pages, "rows": o.rows} for o in result.outputs
            ],
            "findings": [self._as_value(finding) for finding in result.findings],
        }

    def checked(self, results: Sequence[Checked]) -> None:
        """Findings of each file by part, what was mended, then a summary of the files."""
        if self.as_json:
            self._json({"checked": [self._checked_value(result) for result in results]})
            return
        from generator.checking.report import grouped

        for result in results:
            for group in grouped(result.findings):
                self._out.print(
                    f"{result.file}: {group.part or self.text(msg('toàn văn bản'))}", style="bold", markup=False
                )
                for finding in group.findings:
                    where = f"đoạn {finding.place.line}" if finding.place.line else ""
                    self._finding(replace(finding, place=Place(part=where)), self._out)
            for change in result.mended:
                self._out.print(
                    f"{self.text(msg('đã sửa'))} {change.place.part}: {self.text(change.message)}", markup=False
                )
        self._summary(results)

    def _summary(self, results: Sequence[Checked]) -> None:
        from rich.table import Table

        from generator.checking.report import counts

        heads = (*(severity.value for severity in Severity), self.text(msg("đã sửa")), self.text(msg("bản sao")))
        table = Table(self.text(msg("Tệp")), *heads, box=None, pad_edge=False, header_style="bold")
        for result in results:
            numbers = counts(result.findings)
            copies = ", ".join(path.name for path in result.written)
            row = (*(str(numbers[severity]) for severity in Severity), str(len(result.mended) or ""), copies)
            table.add_row(str(result.file), *row)
        self._out.print(table)

    def _checked_value(self, result: Checked) -> dict[str, Any]:
        return {
            "file": str(result.file),
            "findings": [self._as_value(finding) for finding in result.findings],
            "mended": [self._as_value(finding) for finding in result.mended],
            "written": [str(path) for path in result.written],
        }

    def linted(self, result: Linted, *, show_all: bool) -> None:
        """A summary first: how many matter before signing, then by check; then the findings themselves."""
        from generator.linting.lint import summary

        rows = summary(result.findings)
        if self.as_json:
            counts = [{"code": r.code, "severity": r.severity.value, "title": r.title, "count": r.count} for r in rows]
            self._json(
                {
                    "name": result.name,
                    "as_of": result.as_of.isoformat(),
                    "summary": counts,
                    "findings": [self._as_value(finding) for finding in result.findings],
                    "files": [str(path) for path in result.files],
                }
            )
            return
        self._lint_summary(rows)
        for finding in result.findings:
            if show_all or finding.severity is not Severity.NOTE:
                self._finding(replace(finding, value="", basis=one_line(finding.basis)[:160]), self._out)
        for path in result.files:
            self._out.print(str(path), markup=False)

    def _lint_summary(self, rows: Sequence[CheckCount]) -> None:
        from rich.table import Table

        wrong, doubtful, notes = (
            sum(row.count for row in rows if row.severity is severity)
            for severity in (Severity.ERROR, Severity.WARNING, Severity.NOTE)
        )
        told = msg(
            "Cần xem trước khi ký: {sai} sai, {nen} nên sửa. Ngoài ra {y} lưu ý (--all).",
            sai=wrong,
            nen=doubtful,
            y=notes,
        )
        self._out.print(self.text(told), markup=False)
        table = Table("Mức", "Mã", "Số", "Điều", box=None, pad_edge=False, header_style="bold")
        for row in rows:
            table.add_row(row.severity.value, row.code, str(row.count), row.title, style=_COLOURS[row.severity])
        if rows:
            self._out.print(table)
            self._out.print()

    def coverage(self, found: Coverage) -> None:
        """How much of each register is understood: counts by column, then every text in doubt and why."""
        if self.as_json:
            self._json(self._as_coverage(found))
            return
        for one in found.tables or (found,):
            if one.table:
                self._out.print(f"{one.table}:", style="bold", markup=False)
            self._covered(one)

    def _as_coverage(self, found: Coverage) -> dict[str, object]:
        """Of all tables together, and of each where there are several."""
        tables = {"tables": [{"table": one.table, **self._as_coverage(one)} for one in found.tables]}
        columns = {key: self._as_counts(one) for key, one in found.columns.items()}
        return {"tasks": found.tasks, **columns, **(tables if found.tables else {})}

    def _covered(self, found: Coverage) -> None:
        from generator.commands.track import COUNTED

        columns = [(found.titles[key], one) for key, one in found.columns.items()]
        lines = [(title, self.text(COUNTED[key]), n) for title, one in columns for key, n in one.counts if n]
        self._table(("Cột", "Hiểu là", "Số"), lines)
        unclear = [
            (title, doubt.text, self.text(doubt.why), doubt.count) for title, one in columns for doubt in one.unclear
        ]
        if unclear:
            self._out.print()
            self._table(("Cột", "Chưa rõ", "Vì sao", "Số ô"), unclear)

    def _as_counts(self, column: ColumnCoverage) -> dict[str, object]:
        doubts = [{"text": one.text, "why": self.text(one.why), "count": one.count} for one in column.unclear]
        return {"cells": column.cells, "counts": dict(column.counts), "unclear": doubts}

    def changes(self, found: Sequence[changes.Change], notes: Sequence[Finding] = ()) -> None:
        """What changed in a register, a change a line; words that went and came in a text that was edited."""
        from generator.values.changes import ChangeKind, counts, words

        if self.as_json:
            self._json(
                {
                    "changes": [
                        {"kind": c.kind.value, "ma": c.ma, "key": c.key, "before": c.before, "after": c.after}
                        | ({"table": c.table} if c.table else {})
                        for c in found
                    ],
                    "findings": [self._as_value(finding) for finding in notes],
                }
            )
            return
        for finding in notes:
            self._finding(finding)
        from rich.text import Text

        styles = {"-": "red strike", "+": "green", " ": ""}
        table = ""
        for change in found:
            if change.table != table:
                table = change.table
                self._out.print(f"{table}:", style="bold", markup=False)
            where = f" ({change.title})" if change.title and change.kind is ChangeKind.TEXT else ""
            line = Text.assemble((f"{change.ma} ", "bold"), (f"{change.kind.value}{where}: ", "cyan"))
            if change.kind is ChangeKind.TEXT:
                for run in words(change.before, change.after):
                    marked = run.text if run.sign == " " else f"[{run.sign}{run.text}{run.sign}]"
                    line.append(marked, style=styles[run.sign])
            else:
                line.append(_sides(change, self.text(msg("(trống)"))))
            self._out.print(line)
        numbers = ", ".join(f"{kind.value} {count}" for kind, count in counts(found).items() if count)
        self.say(numbers or self.text(msg("Không có gì thay đổi.")))

    def _table(self, titles: Sequence[str], lines: Sequence[Sequence[object]]) -> None:
        from rich.table import Table

        table = Table(*titles, box=None, pad_edge=False, header_style="bold")
        for line in lines:
            table.add_row(*(str(cell) for cell in line))
        self._out.print(table)

    def pulled(self, result: PullResult, *, dry_run: bool) -> None:
        """What a pull changes in the data: a line a field, then the files written."""
        if self.as_json:
            self._json(
                {
                    "changes": [{"from": name, **self._change_value(change)} for name, change in result.changes],
                    "written": [str(path) for path in result.written],
                    "findings": [self._as_value(finding) for finding in result.findings],
                }
            )
            return
        for finding in result.findings:
            self._finding(finding)
        self._changes([change for _, change in result.changes])
        for path in result.written:
            said = msg("Sẽ ghi {tep}.", tep=path) if dry_run else msg("Đã ghi {tep}.", tep=path)
            self._out.print(self.text(said), markup=False)
        if not result.changes:
            self.say(self.text(msg("Không có chỗ sửa nào mới so với dữ liệu.")))

    def files_to_decide(self, count: int, book: Path) -> None:
        """Where the conflicts are to be decided, and how the choices come back."""
        message = msg(
            "Đã ghi {so} chỗ hai bên cùng sửa vào {tep}; điền cột “Chọn” rồi chạy lại với “--decisions {tep}”.",
            so=count,
            tep=book,
        )
        self.say(self.text(message))

    def ask(self, question: Message) -> bool | None:
        """A question to be answered yes or no on a terminal; None where nobody can answer."""
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            return None
        import click

        return click.confirm(self.text(question), err=True)

    def differences(self, changes: Sequence[Change]) -> None:
        """What changed between two states, a line a field."""
        if self.as_json:
            self._json({"changes": [self._change_value(change) for change in changes]})
            return
        self._changes(changes)
        if not changes:
            self.say(self.text(msg("Hai bản không khác nhau.")))

    def _changes(self, changes: Sequence[Change]) -> None:
        from rich.text import Text

        from generator.books.conflicts import in_words

        signs = {"them": ("+", "green"), "xoa": ("-", "red"), "sua": ("~", "yellow"), "chuyen": ("^", "yellow")}
        for change in changes:
            sign, style = signs[change.kind]
            line = Text(f"{sign} {in_words(change.record, change.field)}", style=style)
            if change.kind == "chuyen":
                below = msg("xuống dưới {dong}", dong=quote(change.after)) if change.after else msg("lên đầu")
                line.append(f": {self.text(below)}", style="default")
            elif change.kind == "sua":
                line.append(f": “{change.before}” → “{change.after}”", style="default")
            elif change.after:
                line.append(f": “{change.after}”", style="default")
            self._out.print(line)

    def _change_value(self, change: Change) -> dict[str, str]:
        return {
            "record": str(change.record),
            "field": change.field,
            "before": change.before,
            "after": change.after,
            "kind": change.kind,
        }

    def files(self, paths: Sequence[Path], findings: Sequence[Finding] = ()) -> None:
        """Files that were made, and what to look at in them."""
        if self.as_json:
            said = [self._as_value(finding) for finding in in_order(findings)]
            self._json({"files": [str(path) for path in paths], "findings": said})
            return
        for path in paths:
            self._out.print(str(path), markup=False)
        self.findings(findings)

    def names(self, names: Mapping[str, Mapping[str, str]]) -> None:
        """What a template may use, by group."""
        if self.as_json:
            self._json({"names": {group: dict(fields) for group, fields in names.items()}})
            return
        for group, fields in names.items():
            for name, meaning in fields.items():
                self._out.print(f"{group}.{name}".ljust(24) + meaning, markup=False)

    def usage(self, failure: click.UsageError) -> None:
        """A call that cannot be: what is wrong with it, in Vietnamese, and where help is."""
        from generator.face.words import usage_message

        message = usage_message(failure)
        if self.as_json:
            self._json({"error": message})
            return
        self.say(message)
        command = failure.ctx.command_path if failure.ctx else "vanban"
        self.say(self.text(msg("Xem cách dùng: {lenh} --help", lenh=command)))

    @contextmanager
    def progress(self, total: int) -> Iterator[Progress]:
        """One bar of `total` steps on a terminal; nothing in a pipe or for programs."""
        if self.as_json or not sys.stderr.isatty():
            yield lambda _stage, _what: None
            return
        from rich.progress import (
            BarColumn,
            Progress,
            SpinnerColumn,
            TaskProgressColumn,
            TextColumn,
            TimeRemainingColumn,
        )

        columns = (SpinnerColumn(), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
        with Progress(*columns, TextColumn("{task.description}"), console=self._err, transient=True) as bar:
            task = bar.add_task("", total=total)

            def step(stage: str, what: str) -> None:
                bar.update(task, description=f"{what}: {stage}", advance=1)

            yield step

    def _json(self, value: Any) -> None:
        print(json.dumps(value, ensure_ascii=False, indent=1))


def _sides(change: changes.Change, blank: str) -> str:
    """What was and what is; the one text where something came or went as a whole."""
    from generator.values.changes import ChangeKind

    if change.kind in (ChangeKind.ADDED, ChangeKind.REMOVED, ChangeKind.CITED, ChangeKind.UNCITED):
        return change.after or change.before
    return f"{change.before or blank} → {change.after or blank}"
