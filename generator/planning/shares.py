"""A dossier shared out: for each unit, or each value of a column, the dossier with only the tasks that are its own.

Read once, shared once, in one pass over the rows: sections come along with their first task.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from generator.facts import danh_muc
from generator.facts.agencies import Agencies
from generator.values.errors import InputError
from generator.values.file_names import is_device
from generator.values.findings import Finding, Place, Severity, msg
from generator.values.model import Block, Document, Dossier, Register, Role, Section, Task
from generator.values.registers import Use, registers
from generator.values.text import fold, old_tones, one_line, quote

# What `--each` may name beside a column: whose tasks, by the role they have in them.
ROLES: Mapping[str, frozenset[Role]] = {
    "don_vi": frozenset(Role) - {Role.MENTIONED},
    "chu_tri": frozenset({Role.LEAD, Role.CO_LEAD, Role.COLLECTIVE}),
    "phoi_hop": frozenset({Role.SUPPORT}),
}
# What a holder is called in file names whose own name has no letter for them.
_NAMELESS = "khac"
_LONGEST_KEY = 60

Row = Section | Task
# Identity of a unit or a value, and its name as people read it.
Holder = tuple[str, str]


class Share(Struct, frozen=True):
    """One holder's part: a key good for file names, the name as people read it, the dossier with its tasks alone."""

    key: str
    name: str
    dossier: Dossier


def shares(dossier: Dossier, by: str, as_of: date) -> tuple[tuple[Share, ...], tuple[Finding, ...]]:
    """The dossier for each unit (`by` is don_vi, chu_tri or phoi_hop) or each value of a column, in their order.

    Words for many units ("Các bộ, ngành, địa phương") give their tasks to every agency of data/danh-muc that they take
    in and that works at `as_of`. Raises InputError V073 where no task has a holder; a task without one is a finding.
    """
    tables = {id(register): register for register in registers(dossier, Use.TABLE)}
    holders = _role_holders(by, as_of) if by in ROLES else _column_holders(by)
    parts = {key: _shared_out(register, holders) for key, register in tables.items()}
    names = {identity: name for part in parts.values() for identity, name in part.names.items()}
    if not names:
        raise InputError((_nothing_to_share(dossier, by, tables.values()),))
    made = tuple(
        Share(key, names[identity], replace(dossier, document=_only(dossier.document, parts, identity)))
        for identity, key in _file_keys(names).items()
    )
    return made, tuple(finding for part in parts.values() for finding in part.findings)


class _Part(Struct, frozen=True):
    """A register shared out: rows of each holder, their names, tasks that nobody has."""

    register: Register
    rows: Mapping[str, list[Row]]
    names: Mapping[str, str]
    findings: tuple[Finding, ...]

    def of(self, identity: str) -> Register:
        return replace(self.register, rows=tuple(self.rows.get(identity, ())))


def _shared_out(register: Register, holders: Callable[[Task], tuple[Holder, ...]]) -> _Part:
    """One pass: a task's open sections go before it where its holder has not had them; a child follows its parent."""
    rows: defaultdict[str, list[Row]] = defaultdict(list)
    names: dict[str, str] = {}
    had: dict[str, int] = {}
    opened: list[tuple[int, Section]] = []
    of_parent: dict[str, tuple[Holder, ...]] = {}
    nobody: list[Task] = []
    for number, row in enumerate(register.rows, start=1):
        if isinstance(row, Section):
            opened = [(at, section) for at, section in opened if section.level < row.level] + [(number, row)]
            continue
        found = holders(row) or of_parent.get(row.parent, ())
        of_parent[row.ma] = found
        if not found:
            nobody.append(row)
        for identity, name in found:
            names.setdefault(identity, name)
            rows[identity] += [section for at, section in opened if at > had.get(identity, 0)]
            rows[identity].append(row)
            had[identity] = number
    return _Part(register, rows, names, tuple(map(_nobodys, nobody)))


def _role_holders(by: str, as_of: date) -> Callable[[Task], tuple[Holder, ...]]:
    agencies, roles = danh_muc.agencies(), ROLES[by]
    members: dict[str, tuple[Holder, ...]] = {}

    def holders(task: Task) -> tuple[Holder, ...]:
        found: dict[str, str] = {}
        for unit in task.units:
            if unit.role not in roles:
                continue
            if unit.agency in agencies.collectives:
                if unit.agency not in members:
                    members[unit.agency] = _members(agencies, unit.agency, as_of)
                found.update(members[unit.agency] or [_value(unit.verbatim)])
            elif unit.agency:
                found[unit.agency] = agencies.records[unit.agency].name_at(as_of)
            else:
                found.update([_value(unit.verbatim)])
        return tuple(found.items())

    return holders


def _members(agencies: Agencies, collective: str, as_of: date) -> tuple[Holder, ...]:
    """Every agency at work that a collective's words take in; none where the list does not say."""
    return tuple(
        (record.key, record.name_at(as_of)) for record in agencies.at(as_of) if agencies.covers(collective, record.key)
    )


def _column_holders(column: str) -> Callable[[Task], tuple[Holder, ...]]:
    def holders(task: Task) -> tuple[Holder, ...]:
        text = task.whole.get(column, "")
        return (_value(text),) if text else ()

    return holders


def _value(text: str) -> Holder:
    """A text compared as people would: case, spaces and the place of the tone mark do not count; marks do."""
    name = one_line(text)
    return f"={old_tones(name).casefold()}", name


def _file_keys(names: Mapping[str, str]) -> dict[str, str]:
    """A key good for file names for each holder; names that differ in marks alone are told apart by a number."""
    keys: dict[str, str] = {}
    numbers: defaultdict[str, int] = defaultdict(lambda: 1)
    used: set[str] = set()
    for identity, name in names.items():
        key = fold(name).replace(" ", "-")[:_LONGEST_KEY].strip("-") if identity.startswith("=") else identity
        plain = key = f"{key}-1" if is_device(key) else key or _NAMELESS
        # Another's own name may look like one with a number: Phòng 1, Phóng 1, Phòng 1-2.
        while key in used:
            numbers[plain] += 1
            key = f"{plain}-{numbers[plain]}"
        used.add(key)
        keys[identity] = key
    return keys


def _only(document: Document, parts: Mapping[int, _Part], identity: str) -> Document:
    """The document with a holder's rows alone; blocks without a table stay the same values."""
    return replace(
        document,
        body=tuple(_only_block(block, parts, identity) for block in document.body),
        attached=tuple(_only(attached, parts, identity) for attached in document.attached),
    )


def _only_block(block: Block, parts: Mapping[int, _Part], identity: str) -> Block:
    if block.table:
        register = parts[id(block.table.register)].of(identity)
        block = replace(block, table=replace(block.table, register=register))
    if not block.children:
        return block
    return replace(block, children=tuple(_only_block(child, parts, identity) for child in block.children))


def _nobodys(task: Task) -> Finding:
    return Finding(
        "V074",
        Severity.WARNING,
        task.origin.place(),
        msg("Nhiệm vụ {ma} không có đơn vị nào nên không nằm trong văn bản nào.", ma=quote(task.ma)),
        msg("Điền đơn vị cho dòng này, hoặc sinh theo một cột khác."),
        task.text("noi_dung"),
    )


def _nothing_to_share(dossier: Dossier, by: str, tables: Iterable[Register]) -> Finding:
    columns = dict.fromkeys(column.key for register in tables for column in register.columns)
    return Finding(
        "V073",
        Severity.ERROR,
        Place(str(dossier.folder)),
        msg("Không nhiệm vụ nào của hồ sơ có {khoa}.", khoa=quote(by)),
        msg("Dùng được: {cac}.", cac=", ".join(dict.fromkeys((*ROLES, *columns)))),
        by,
    )
