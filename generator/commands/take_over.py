"""`vanban diff KẾ HOẠCH SỔ`: what moved in a shared register since a plan was made from it; `--take` takes it over.

The plan keeps the rows that it took as they stood then (`so_goc`). That is the base of a three-way merge, the plan is
our side, the register of today the other: a field that only the register changed comes over, one that only the plan
changed stays, one that both changed is a conflict. Rows that the register lost go on request only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import count
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.books.registers import register_book
from generator.commands.draft import TAKEN, concerning, only
from generator.commands.pull import PullResult
from generator.commands.track import others_left, register_of
from generator.facts import danh_muc
from generator.keeping import sources as source_files
from generator.keeping.locks import folder_of, held
from generator.merging.edited.base import Base, BaseRow
from generator.merging.merge.new_columns import NewColumns
from generator.merging.merge.ours import registers
from generator.merging.merge.pull import Decide, Pulled, pulled
from generator.merging.model import Conflict, Edited, NewRow, RecordId, TaskId, Texts, side_shown
from generator.planning.selection import ROLE_NAMES, role_for
from generator.values import changes
from generator.values.errors import UsageError
from generator.values.findings import Finding, Message, Place, Severity, in_order, msg
from generator.values.model import Dossier, Register, SharedBase, Task
from generator.values.patterns import late
from generator.values.progress import Progress, Stage
from generator.values.registers import Use, shown
from generator.values.text import quote

_IDS = late(r"[^\s,;]+")


class TakeOptions(Struct, frozen=True):
    """What to do with what moved: `decide` settles conflicts, `delete` lets rows go that the register lost."""

    decide: Decide
    delete: bool = False


def keeps_rows(plan: Path) -> bool:
    """Whether a dossier keeps the rows of the register that it was made from."""
    from generator.reading.dossier import load_dossier

    return _shared_table(load_dossier(plan)[0]) is not None


def moved(plan: Path, source: Path, as_of: date) -> tuple[tuple[changes.Change, ...], tuple[Finding, ...]]:
    """What changed in the register for the unit, task by task; where its role did, or the plan changed the same field.

    Nothing is written. Raises UsageError V153 where the plan keeps no rows of a register.
    """
    both = _both(plan, source, as_of)
    result = both.merged(TakeOptions(lambda _: None))
    fought = (replace(_conflict_shown(one, str(plan)), severity=Severity.WARNING) for one in result.conflicts)
    return changes.compare(both.then, both.now), (*others_left(source), *both.roles(), *fought)


def take_over(
    plan: Path, source: Path, as_of: date, options: TakeOptions, progress: Progress | None = None
) -> PullResult:
    """The story of `vanban diff --take`: as `take`, with its progress."""
    progress = progress or Progress()
    progress.expect(1)
    progress.at(Stage.COMPARING, plan)
    result = take(plan, source, as_of, options)
    progress.did(Stage.COMPARING, plan)
    return result


def take(plan: Path, source: Path, as_of: date, options: TakeOptions) -> PullResult:
    """Take over what moved, into the plan's own files. Where a conflict stays open nothing is written.

    Raises UsageError V153, InputError V091 where it cannot be written.
    """
    with held(folder_of(plan), doing="vanban diff --take"):
        return _take(plan, source, as_of, options)


def _take(plan: Path, source: Path, as_of: date, options: TakeOptions) -> PullResult:
    """The same into a plan that nobody else writes meanwhile."""
    both = _both(plan, source, as_of)
    result = both.merged(options)
    findings = (
        *others_left(source),
        *map(_in_our_words, result.findings),
        *(_conflict_shown(conflict, str(plan)) for conflict in result.conflicts),
    )
    name = str(source)
    made = {} if result.conflicts else _written(both, result, options)
    source_files.replace(made)
    return PullResult(
        tuple((name, change) for change in result.changes),
        tuple((name, conflict) for conflict in result.conflicts),
        tuple(made),
        in_order(findings),
    )


def question(conflict: Conflict) -> Message:
    """What a person is asked who settles conflicts one by one."""
    return msg(
        "{noi}: lúc lấy {goc}, kế hoạch {minh}, sổ chung {ho}. Lấy theo sổ chung?",
        noi=_where(conflict),
        goc=quote(conflict.base or ""),
        minh=quote(conflict.ours or ""),
        ho=quote(conflict.theirs or ""),
    )


def _written(both: _Both, result: Pulled, options: TakeOptions) -> dict[Path, bytes]:
    """The plan's files, then its rows of the register: stopped between the two, the same is found again."""
    made = source_files.proven(both.plan, result.edits) if result.edits else {}
    file = Path(both.then.origin.file)
    if (kept := register_book(both.kept_next(delete=options.delete))) != file.read_bytes():
        made[file] = kept
    return made


def _in_our_words(finding: Finding) -> Finding:
    """What the merge of files says of a row that is gone, said of a register (V157)."""
    if finding.code != "V089":
        return finding
    said = msg("Sổ chung đã bỏ dòng này; kế hoạch vẫn giữ.")
    return replace(finding, code="V157", message=said, hint=msg("Thêm “--delete” để bỏ khỏi kế hoạch."))


def _conflict_shown(conflict: Conflict, plan: str) -> Finding:
    return Finding(
        "V155",
        Severity.ERROR,
        Place(plan, part=_where(conflict)),
        msg(
            "Kế hoạch và sổ chung cùng đổi: lúc lấy {goc}, kế hoạch {minh}, sổ chung {ho}.",
            goc=quote(conflict.base or ""),
            minh=side_shown(conflict.ours),
            ho=side_shown(conflict.theirs),
        ),
        msg("Chọn “--ours” để giữ kế hoạch, “--theirs” để lấy theo sổ chung."),
    )


def _where(conflict: Conflict) -> str:
    return " ".join((conflict.record.name, conflict.field)).strip()


# --- the three sides -------------------------------------------------------------------------------------------------


def _both(plan: Path, source: Path, as_of: date) -> _Both:
    from generator.reading.dossier import load_dossier

    dossier, _ = load_dossier(plan)
    found = _shared_table(dossier)
    if found is None:
        raise UsageError.of(
            "V153",
            Place(str(plan)),
            msg("Hồ sơ này không giữ các dòng đã lấy từ sổ chung (khóa “so_goc” của “bang”)."),
            msg("Lập kế hoạch bằng “vanban new --from SỔ --loc ĐƠN VỊ”."),
        )
    register, shared = found
    return _Both(dossier, register, shared, register_of(source), as_of)


def _shared_table(dossier: Dossier) -> tuple[Register, SharedBase] | None:
    specs = (one.spec for one in shown(dossier) if one.use is Use.TAKEN)
    return next(((spec.register, spec.shared) for spec in specs if spec and spec.shared), None)


class _Both(Struct, frozen=True, dict=True):
    """A plan with the rows that it took, and the register of today."""

    plan: Dossier
    own: Register
    shared: SharedBase
    register: Register
    as_of: date

    @property
    def then(self) -> Register:
        """The register's rows as the plan last took them."""
        return self.shared.register

    @cached_property
    def now(self) -> Register:
        """The register's rows of today that concern the unit, or did when they were taken."""
        concerned, _ = concerning(self.register, self.shared.unit, self.as_of)
        return only(self.register, {task.ma for task in (*concerned, *self.then.tasks)})

    @cached_property
    def source(self) -> str:
        """The plan's own table in record ids."""
        return next(name for name, register in registers(self.plan) if register is self.own)

    def merged(self, options: TakeOptions) -> Pulled:
        """The register of today merged into the plan; nothing is written yet."""
        source = self.plan.sources[0]
        return pulled(
            self.plan, source, self.base(), self.edited(), options.decide, NewColumns(), delete=options.delete
        )

    @cached_property
    def tied_ids(self) -> frozenset[str]:
        """The ids of the register's rows that tasks of the plan come of."""
        return frozenset(ma for task in self.own.tasks for ma in _IDS.findall(task.source))

    def kept_next(self, *, delete: bool) -> Register:
        """The rows to keep once they were taken over; those that the register lost stay until they are let go."""
        today = {task.ma for task in self.register.tasks}
        lost = () if delete else tuple(replace(task, parent="") for task in self.then.tasks if task.ma not in today)
        known = {column.key for column in self.register.columns}
        extra = tuple(column for column in self.then.columns if lost and column.key not in known)
        return Register((*self.now.columns, *extra), (*self.now.rows, *lost))

    def base(self) -> Base:
        """What each task of the plan took, and what it would have of a row that it has let go since."""
        return Base(self.plan.document.subject, (), {}, (), dict(enumerate(self._base_rows())))

    def _base_rows(self) -> Iterator[BaseRow]:
        then, today = _by_id(self.then), _by_id(self.now)
        for ma, record in self._of_one_row():
            # A task that was tied to a row by hand has taken nothing yet: it starts from the row of today.
            if (row := then.get(ma) or today.get(ma)) is not None:
                yield BaseRow(0, record, _taken(row))
        for ma in (ma for ma in then if ma not in self.tied_ids):
            yield BaseRow(0, self._fresh_record(ma), {**_taken(then[ma]), "nguon": ma})

    def edited(self) -> Edited:
        """The register of today as the other side of the merge."""
        then, today = _by_id(self.then), _by_id(self.now)
        state: dict[RecordId, Texts] = {record: _taken(today[ma]) for ma, record in self._of_one_row() if ma in today}
        state |= {
            self._fresh_record(ma): {**_taken(today[ma]), "nguon": ma}
            for ma in then
            if ma not in self.tied_ids and ma in today
        }
        fresh = [task for task in self.now.tasks if task.ma not in then and task.ma not in self.tied_ids]
        rows = tuple(self._new_rows(fresh))
        state |= {row.record: row.texts for row in rows}
        return Edited(state, rows, findings=(*self.roles(), *self._several(), *self._of_new_sections(fresh)))

    def _of_one_row(self) -> Iterator[tuple[str, TaskId]]:
        """The tasks of the plan that come of one row of the register: its id, their record."""
        for task in self.own.tasks:
            if len(found := _IDS.findall(task.source)) == 1:
                yield found[0], self._record(task)

    def _record(self, task: Task) -> TaskId:
        return TaskId(self.source, task.ma, new=not task.text("ma"))

    def _fresh_record(self, ma: str) -> TaskId:
        """The record of a row that the plan has no task of: not yet, or no longer."""
        return TaskId(self.source, f"sổ {ma}")

    def _new_rows(self, fresh: Sequence[Task]) -> Iterator[NewRow]:
        """Each below the plan's task that stands before it in the register, of its own section where there is one."""
        wanted = {task.ma for task in fresh}
        places = dict(self._of_one_row())
        parents = {ma: task.ma for task in self.own.tasks for ma in _IDS.findall(task.source)}
        numbers = count(max((int(number) for number in self._numbers()), default=0) + 1)
        last: TaskId | None = None
        of_section: dict[tuple[str, ...], TaskId] = {}
        first = {task.section: places[task.ma] for task in reversed(self.now.tasks) if task.ma in places}
        for task in self.now.tasks:
            if task.ma in wanted:
                above = of_section.get(task.section) or first.get(task.section) or last
                texts = {**_taken(task), "nguon": task.ma, "cha": parents.get(task.parent, "")}
                # A row without a number would be read as a part of the task above it.
                texts["stt"] = "" if texts["cha"] else str(next(numbers))
                last = self._fresh_record(task.ma)
                yield NewRow(last, above, {key: text for key, text in texts.items() if text}, task.ma)
            else:
                last = places.get(task.ma, last)
            if last is not None and task.ma in {*wanted, *places}:
                of_section[task.section] = last

    def _numbers(self) -> Iterator[str]:
        return (number for task in self.own.tasks if (number := task.text("stt").rstrip(".")).isdecimal())

    def roles(self) -> tuple[Finding, ...]:
        """Tasks whose unit leads, supports or shares them in another way than when they were taken (V154)."""
        return tuple(self._role_changes(_by_id(self.now)))

    def _role_changes(self, today: Mapping[str, Task]) -> Iterator[Finding]:
        agencies = danh_muc.agencies()
        name = agencies.records[self.shared.unit].name if self.shared.unit in agencies.records else self.shared.unit
        for task in self.then.tasks:
            if task.ma not in today:
                continue
            before, after = (role_for(one, self.shared.unit, agencies) for one in (task, today[task.ma]))
            if before is not after:
                words = [ROLE_NAMES[role] if role else msg("không giao") for role in (before, after)]
                said = msg("{ten}: trước {truoc}, nay {nay}.", ten=name, truoc=words[0], nay=words[1])
                place = today[task.ma].origin.place("noi_dung")
                yield Finding("V154", Severity.WARNING, place, said, value=f"{task.ma} {task.text('noi_dung')}")

    def _several(self) -> Iterator[Finding]:
        """Tasks that come of several rows, one of which changed: which words go where is for a person to say (V156)."""
        then, today = _by_id(self.then), _by_id(self.now)
        for task in self.own.tasks:
            found = _IDS.findall(task.source)
            if len(found) > 1 and any(
                ma in then and (ma not in today or _taken(then[ma]) != _taken(today[ma])) for ma in found
            ):
                said = msg("Nhiệm vụ này gộp nhiều dòng của sổ chung, trong đó có dòng đã đổi; không tự lấy về.")
                hint = msg("Xem bằng “vanban diff” không có “--take” rồi sửa tay.")
                yield Finding("V156", Severity.WARNING, task.origin.place("nguon"), said, hint, task.source)

    def _of_new_sections(self, fresh: Sequence[Task]) -> Iterator[Finding]:
        """New tasks under a heading of the register that the plan has no task of (V158)."""
        places = dict(self._of_one_row())
        known = {task.section for task in self.now.tasks if task.ma in places}
        titles = {section.path: section.title for section in self.now.sections}
        for task in fresh:
            if task.section in titles and task.section not in known:
                said = msg(
                    "Nhiệm vụ mới thuộc mục {ten} của sổ chung, kế hoạch chưa có.", ten=quote(titles[task.section])
                )
                hint = msg("Xem chỗ của nhiệm vụ trong kế hoạch, thêm dòng mục nếu cần.")
                yield Finding(
                    "V158", Severity.WARNING, task.origin.place("noi_dung"), said, hint, task.text("noi_dung")
                )


def _by_id(register: Register) -> Mapping[str, Task]:
    return {task.ma: task for task in register.tasks}


def _taken(task: Task) -> Texts:
    return {key: task.whole.get(key, "") for key in TAKEN}
