"""What a table's columns and a template's do not have in common: nothing unprinted, nothing invented without a word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from msgspec.structs import replace

from generator.planning.versions import EXPLANATION
from generator.values import glossary
from generator.values.findings import Finding, Severity, all_of, msg
from generator.values.layout import LayoutRow
from generator.values.model import Section, TableSpec, Task
from generator.values.text import quote

_STATES = frozenset({"trang_thai", "trang_thai_ky_truoc"})
# Printed whether the register has them or not: the running number, what is computed, what is only submitted.
_ALWAYS = frozenset({"stt", EXPLANATION, *(field.key for field in glossary.COMPUTED_FIELDS)})


def unprinted(
    spec: TableSpec, tasks: Sequence[Task], keys: Iterable[str], beside: Mapping[str, int] = MappingProxyType({})
) -> Iterator[Finding]:
    """A finding for each column that holds text of the tasks shown, is not printed, and is not left out on purpose.

    `beside` are the cells with text of other rows that are not printed, counted by key.
    """
    own = {column.key: column for column in spec.register.columns}
    # Ids and what hangs on them; the states, now and a period ago, that a register of ours keeps beside its texts.
    bookkeeping = glossary.HIDDEN_KEYS | _STATES if "ma" in own else glossary.HIDDEN_KEYS - _STATES
    for key in keys:
        if key in spec.left_out or key not in own or key in bookkeeping:
            continue
        count = sum(1 for task in tasks if task.text(key)) + beside.get(key, 0)
        if count:
            column = own[key]
            yield Finding(
                "V233",
                Severity.WARNING,
                replace(spec.register.origin, columns={"": column.letter} if column.letter else {}).place(),
                msg(
                    "Cột {cot}{ten} có {so} ô có chữ nhưng không được in.",
                    cot=f"{column.letter} " if column.letter else "",
                    ten=quote(column.title),
                    so=count,
                ),
                msg("In cột ấy thì thêm “{khoa}” vào “cot”; cố ý không in thì ghi “bo_cot: [{khoa}]”.", khoa=key),
                column.title,
            )


def without_source(spec: TableSpec, keys: Iterable[str]) -> Iterator[Finding]:
    """A finding for the columns that a template prints and the register does not have (V234)."""
    own = {column.key for column in spec.register.columns}
    titles = glossary.titles()
    blank = [key for key in keys if key not in own and key not in spec.left_blank and key not in _ALWAYS]
    if blank:
        names = all_of(quote(titles.get(key, key)) for key in blank)
        free = [f"{c.letter} {quote(c.title)}" for c in spec.register.columns if c.key not in titles and c.letter]
        hint = msg(
            "Nếu một cột của bảng chính là cột ấy thì ghi “la: {{{cot}: {khoa}}}”; "
            "cố ý để trống thì ghi “de_trong: [{ds}]”.",
            cot=free[0].split()[0] if free else "D",
            khoa=blank[0],
            ds=", ".join(blank),
        )
        message = msg("Mẫu “{mau}” in cột {ten} nhưng bảng không có cột ấy: sẽ trống.", mau=spec.template, ten=names)
        if free:
            message = msg(
                "Mẫu “{mau}” in cột {ten} nhưng bảng không có cột ấy: sẽ trống. Cột chưa rõ nghĩa: {chua}.",
                mau=spec.template,
                ten=names,
                chua=", ".join(free),
            )
        yield Finding("V234", Severity.WARNING, spec.register.origin.place(), message, hint, ", ".join(blank))


def rows_without_place(spec: TableSpec) -> Iterator[Finding]:
    """A finding for the totals, notes and figures of headings that a template has no row for (V232)."""
    layout = spec.register.layout
    rows = [*layout.beside] if layout else []
    if layout:
        rows += (layout.by_number[section.origin.row] for section in figured_sections(spec))
    if rows:
        numbers = sorted(row.number for row in rows)
        yield Finding(
            "V232",
            Severity.WARNING,
            spec.register.origin.place(),
            msg(
                "Mẫu “{mau}” không in dòng tổng, dòng ghi chú và con số ở dòng mục của bảng (dòng {dong}).",
                mau=spec.template,
                dong=", ".join(map(str, numbers)),
            ),
            msg("Bỏ “mau” để in bảng như cơ quan lập."),
            "\n".join(cell.text for row in rows for cell in row.cells if cell.text),
        )


def figured_sections(spec: TableSpec) -> list[Section]:
    """The headings whose rows hold more than number and title: what they add up."""
    layout = spec.register.layout
    return [
        section
        for section in spec.register.sections
        if layout
        and section.origin.row in layout.by_number
        and any(beside_the_title(section, layout.by_number[section.origin.row]))
    ]


def beside_the_title(section: Section, row: LayoutRow) -> Iterator[int]:
    """The columns of a heading's row that hold neither its number nor its title."""
    for cell in row.cells:
        own = (section.title and section.title in cell.text) or cell.text.rstrip(".)") == section.number
        if cell.text and not own:
            yield cell.column
