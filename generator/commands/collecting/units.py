"""What is said of each unit that was asked or has sent something: its states, its files, what it has to mend."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.commands.collecting.rows import Answer, Judged
from generator.keeping.reports_in import Reports, Sent
from generator.planning.reporting import Asked, RowId
from generator.values.findings import Finding, Place, Severity, msg
from generator.values.model import Status
from generator.values.returns import Return, row_name

if TYPE_CHECKING:
    from generator.books.returned import Returned

# What is wrong with rows, as it is said of the unit.
_SAID = {
    "V275": Return.MISSING, "V276": Return.STRANGE, "V278": Return.STRANGE, "V279": Return.STRANGE,
    "V283": Return.STRANGE, "V277": Return.BLANK, "V281": Return.BLANK, "V280": Return.BLANK, "V289": Return.STRANGE,
}  # fmt: skip
# What stands beside the results is told whatever else is wrong with its cell.
_BESIDE = "V294"


class UnitReport(Struct, frozen=True):
    """What is said of a unit (of a file that is nobody's: no key, its name): states, files, tasks asked, answered,
    cells changed now, what it has to mend."""

    key: str
    name: str
    states: tuple[Return, ...]
    files: tuple[str, ...]
    asked: int
    answered: int
    changed: int = 0
    faults: tuple[Finding, ...] = ()


class ReadFile(Struct, frozen=True):
    """A file of a unit that is known, as it was read and judged."""

    returned: Returned
    judged: Judged

    @property
    def order(self) -> tuple[str, str]:
        """What decides which of two files is the later one."""
        return self.returned.saved, self.returned.digest


def of_units(
    share: Asked,
    before: Reports,
    files: Mapping[str, Sequence[ReadFile]],
    turned_away: Iterable[tuple[str, str, Return]],
    changed: Mapping[str, int],
    found: Sequence[Finding],
) -> Iterator[tuple[UnitReport, tuple[Finding, ...]]]:
    """Every unit that was asked or has sent something, in the register's order, with what is to be said of it; then
    files that are nobody's.

    `turned_away` are files of which nothing is taken, each with its unit and why; `changed` how many cells of the
    register each unit changes, `found` what was found while files were read.
    """
    away: dict[str, list[tuple[str, Return]]] = {}
    for unit, file, state in turned_away:
        away.setdefault(unit, []).append((file, state))
    for key, reporter in share.units.items():
        rows, own, others = _asked_of(key, share, before), in_order_of_saving(files.get(key, ())), away.get(key, ())
        if not (rows or own or others or key in before.sent):
            continue
        names = (*(one.returned.file for one in own), *(file for file, _ in others))
        states, said = _states(own, rows, share, before.sent.get(key))
        # Beside a form that can be read another file is a letter, a scan: it is told of, the report stands.
        wrong = tuple(state for _, state in others if not own or state is not Return.FORM)
        # What was turned away is to be mended only where nothing else of the unit can be read.
        refused = () if own else tuple(one for one in found if one.place.file in names)
        faults = tuple(one for one in (*refused, *said) if one.severity is not Severity.NOTE)
        silent = (_not_reported(reporter.name, len(rows), before),) if not own and key not in before.sent else ()
        answered = len(answers(own)) if own else before.sent[key].answered if key in before.sent else 0
        told = (*dict.fromkeys((*wrong, *states)),)
        report = UnitReport(key, reporter.name, told, names, len(rows), answered, changed.get(key, 0), faults)
        yield report, (*_twice(own), *said, *silent)
    for file, state in away.get("", ()):
        yield UnitReport("", file, (state,), (file,), 0, 0), ()


def in_order_of_saving(files: Iterable[ReadFile]) -> list[ReadFile]:
    """The files of a unit, the one saved last at the end."""
    return sorted(files, key=lambda one: one.order)


def _asked_of(unit: str, share: Asked, before: Reports) -> tuple[RowId, ...]:
    """The tasks that a unit was asked for; where no form went out, all that it leads and are not done."""
    if before.asked:
        named = set(before.asked.get(unit, ()))
        return tuple(row for row in share.tasks if row_name(row) in named)
    own = share.units[unit].own
    return tuple(row for row in own if share.tasks[row].status is not Status.DONE)


def answers(own: Sequence[ReadFile]) -> Mapping[RowId, tuple[ReadFile, Answer]]:
    """What a unit says of each task: the last file that says it counts. `own` in the order of saving."""
    return {row: (one, answer) for one in own for row, answer in one.judged.answers.items()}


def _states(
    own: Sequence[ReadFile], rows: Sequence[RowId], share: Asked, sent: Sent | None
) -> tuple[tuple[Return, ...], tuple[Finding, ...]]:
    """What is said of a unit: of its last file, unless an earlier run had a later one."""
    if not own or (sent and (sent.saved, sent.digest) > own[-1].order):
        found = tuple(finding for one in own for finding in one.judged.findings)
        return (tuple(map(Return, sent.states)) if sent else (Return.NONE,)), found
    last = own[-1]
    missing = [*_missing(last, rows, share)]
    faults = (*last.judged.findings, *missing)
    states = [_SAID[finding.code] for finding in faults if finding.severity is not Severity.NOTE]
    again = len({_said(one) for one in own}) > 1 or (sent is not None and sent.digest != last.returned.digest)
    again = again or (sent is not None and Return.AGAIN.value in sent.states)
    states = [*dict.fromkeys(states)] or [Return.RIGHT]
    proposed = tuple(_proposed(last.returned))
    said = {(one.place.sheet, one.place.cell) for one in faults}
    read = (one for one in last.returned.findings
            if one.code == _BESIDE or (one.place.sheet, one.place.cell) not in said)  # fmt: skip
    return (*([Return.AGAIN] if again else []), *states), (*faults, *read, *proposed)


def _said(one: ReadFile) -> frozenset[tuple[RowId, Status, str]]:
    return frozenset((row, answer.status, answer.result) for row, answer in one.judged.answers.items())


def _twice(own: Sequence[ReadFile]) -> Iterator[Finding]:
    """That a unit sent several files, which one counts and by what, and the tasks they differ in."""
    if not own:
        return
    last = own[-1]
    for one in own[:-1]:
        if _said(one) == _said(last):
            continue
        rows = {row for row, _, _ in _said(one) ^ _said(last)}
        said = msg(
            "Đơn vị gửi lại: bản {sau} (lưu {luc_sau}) thay cho bản này (lưu {luc}); khác ở {cac}.",
            sau=last.returned.file,
            luc_sau=last.returned.saved,
            luc=one.returned.saved,
            cac=", ".join(sorted(ma for _, ma in rows)),
        )
        yield Finding("V282", Severity.NOTE, Place(one.returned.file), said, asked=True)


def _missing(last: ReadFile, rows: Sequence[RowId], share: Asked) -> Iterator[Finding]:
    for row in rows:
        if row not in last.judged.seen:
            said = msg("Biểu thiếu dòng của nhiệm vụ {ma}; nhiệm vụ này chưa có báo cáo.", ma=row[1])
            hint = msg("Thêm lại dòng ấy từ biểu đã gửi.")
            text = share.tasks[row].text("noi_dung")
            yield Finding("V275", Severity.WARNING, Place(last.returned.file), said, hint, text)


def _proposed(one: Returned) -> Iterator[Finding]:
    for row in one.new:
        said = msg("Đơn vị đề nghị thêm nhiệm vụ; không tự ghi vào bảng.")
        hint = msg("Xét rồi thêm vào bảng nhiệm vụ nếu đúng.")
        yield Finding("V285", Severity.NOTE, row.place("noi_dung"), said, hint, row.said, asked=True)


def _not_reported(name: str, tasks: int, before: Reports) -> Finding:
    said = msg("{don_vi}: chưa có báo cáo ({so} nhiệm vụ).", don_vi=name, so=tasks)
    hint = msg("Hạn gửi là {ngay}.", ngay=before.due) if before.due else None
    return Finding("V290", Severity.NOTE, Place(), said, hint, asked=True)
