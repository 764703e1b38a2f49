"""The story of `vanban import FILE --into SỔ`: tasks of another office's file become rows of one's own register.

Each has an id of its own and says where it comes from; what looks like a task that is there already is listed, never
merged. The register is written in one step, once it was read back and has just the rows that were meant.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.checking.paper.model import Facts
from generator.commands.every_table import Tables, several
from generator.commands.importing.choosing import chosen
from generator.commands.importing.for_register import is_to_fill_in, left_out, of_a_form, with_leads, without_costs
from generator.commands.importing.odd_rows import odd_rows
from generator.commands.importing.opening import THROUGH_OFFICE, readable
from generator.commands.importing.section_leads import with_section_leads
from generator.commands.importing.unsure_tables import without_unsure
from generator.commands.made import Made
from generator.keeping import sources
from generator.keeping.aside import in_temporary
from generator.keeping.locks import held
from generator.keeping.write_back import written
from generator.merging.writing.source_edits import InsertRow, SetCell, SourceEdit
from generator.ooxml.cell_refs import column_letter, column_number
from generator.reading.registers import load_register
from generator.values import glossary
from generator.values.errors import InputError, UsageError
from generator.values.findings import Finding, Message, Place, Severity, in_order, msg
from generator.values.layout import LayoutRow, RowKind
from generator.values.model import Column, Register, Section, Task
from generator.values.named import may_be_one
from generator.values.patterns import late
from generator.values.progress import Progress, Stage
from generator.values.text import fold, one_line, quote

_NUMBER = late(r"(\D*)(\d+)(\D*)")
# Where a register says what a task was made of, the first that it has.
_SOURCES = ("nguon", "ghi_chu")
_NO_ROWS = (RowKind.NOTE, RowKind.TOTAL)
# What a register gives to its rows by itself.
_OWN = frozenset({"ma", "stt", "cha", "nguon"})
_Chosen = Sequence[tuple[Register, Sequence[Task]]]


class IntoOptions(Struct, frozen=True):
    """`unit` limits the tasks to those that concern an agency, `choice` to tables and rows of the file; `as_of` is the
    date they are judged at.
    """

    as_of: date
    unit: str = ""
    choice: str = ""


def import_into(file: Path, register: Path, options: IntoOptions, progress: Progress | None = None) -> Made:
    """Append the tasks of a file to a register (.xlsx).

    Raises UsageError V245 for a register of another format, InputError V040, V165 where the file has no task, or none
    of the unit, V160 for a unit that there is not, V430 for tables of a PDF that no rule draws, V091 where the rows
    would not be read as they are meant; then nothing is written.
    """
    progress = progress or Progress()
    progress.expect(2)
    progress.at(Stage.READING, file)
    _takes_rows(register)
    with held(register.parent, doing="vanban import --into"):
        return _import_into(file, register, options, progress)


def _import_into(file: Path, register: Path, options: IntoOptions, progress: Progress, known_as: str = "") -> Made:
    """The same into a register that nobody else writes meanwhile; `known_as` names the file that a copy is read of."""
    if file.suffix.lower() in THROUGH_OFFICE:
        return _through_office(file, register, options, progress)
    from generator.commands.track import every_register

    read = every_register(file)
    led = [with_section_leads(register) for register in read.registers]
    read = replace(
        read,
        registers=[register for register, _ in led],
        findings=(*read.findings, *(one for _, said in led for one in said)),
    )
    if options.unit:
        from generator.commands.draft import refuse_unknown

        refuse_unknown(options.unit, (task for table in read.registers for task in table.tasks))
    every: _Chosen = tuple(chosen(read.registers, options.choice, str(file)))
    tables, costs = (every, ()) if options.choice.strip() else without_costs(every)
    tables, unsure = without_unsure(tables, read.parts, read.findings, str(file))
    found = [task for table, tasks in tables for task in _taken(table, tasks, options)]
    blank = tuple(of_a_form(tables))
    if not found:
        said = blank[0].message if blank else msg("Không nhiệm vụ nào của tệp này được chọn.")
        raise InputError.of("V165", Place(str(file)), said, None, options.unit)
    progress.did(Stage.READING, file)
    titles = {column.key: _called(column) for table, _ in reversed(tables) for column in table.columns}
    mixed = {column.key for table, _ in tables for column in table.columns if "phoi hop" in fold(_called(column))}
    made = append(register, found, _sources(read.parts, file, known_as or file.name), titles=titles, mixed=mixed)
    progress.did(Stage.WRITING, register)
    odd = (one for table, _ in tables for one in odd_rows(table.layout, table.origin.place(), numbered=True))
    return replace(
        made,
        findings=in_order(
            (*made.findings, *_said(read, tables, costs, file), *costs, *unsure, *odd, *blank, *_no_tasks(tables))
        ),
    )


def _said(read: Tables, tables: _Chosen, left: Sequence[Finding], file: Path) -> Iterator[Finding]:
    """What is said of how a file was read, where tables of it were left: which of them tasks are taken from."""
    yield from (one for one in read.findings if one.code != "V489" or not left)
    if left and any(one.code == "V489" for one in read.findings):
        yield from several(file, [table for table, _ in tables])


def _called(column: Column) -> str:
    """The title of a column with those that stand above it: “Trong tỉnh” alone does not say what it holds."""
    return f"{column.title} ({column.group})" if column.group else column.title


def _no_tasks(tables: Sequence[tuple[Register, Sequence[Task]]]) -> Iterator[Finding]:
    """Notes and totals between the rows of tables, which have no place in a register (V488)."""
    for table, _ in tables:
        rows = [row for row in table.layout.rows if row.kind in _NO_ROWS] if table.layout else []
        texts = [" | ".join(cell.text for cell in row.cells if cell.text) for row in rows]
        if texts:
            message = msg("{so} dòng ghi chú, dòng tổng không vào sổ: {chu}.", so=len(rows), chu=quote(texts[0]))
            place = replace(table.origin.place(), cell=_first_cell(table, rows[0]), line=0)
            yield Finding("V488", Severity.NOTE, place, message, None, "\n".join(texts))


def _first_cell(table: Register, row: LayoutRow) -> str:
    """The first cell of a row that says something."""
    at = next((cell.column for cell in row.cells if cell.text), 0)
    keys = table.layout.columns if table.layout else ()
    letters = {column.key: column.letter for column in table.columns}
    return f"{letters.get(keys[at], '') if at < len(keys) else ''}{row.number}"


def _through_office(file: Path, register: Path, options: IntoOptions, progress: Progress) -> Made:
    """The same of a file that LibreOffice reads (.doc, .xls, …), of the form that it makes of it."""
    with in_temporary() as folder:
        copy, findings = readable(file, folder)
        try:
            made = _import_into(copy, register, options, progress, file.name)
        except InputError as failure:
            own = (replace(one, place=replace(one.place, file=str(file))) for one in failure.findings)
            raise InputError(tuple(own)) from failure
    here = (replace(one, place=replace(one.place, file=_in_place_of(copy, file, one))) for one in made.findings)
    return replace(made, findings=in_order((*here, *findings)))


def _in_place_of(copy: Path, file: Path, one: Finding) -> str:
    """The file that a finding is of, where LibreOffice's copy was read."""
    return str(file) if one.place.file == str(copy) else one.place.file


def _takes_rows(register: Path) -> None:
    if register.suffix.lower() != ".xlsx":
        said = msg("Chỉ thêm được vào sổ .xlsx, không phải “{duoi}”.", duoi=register.suffix)
        raise UsageError.of("V245", Place(str(register)), said, msg("Lưu sổ dạng .xlsx rồi chạy lại."))


def append(
    register: Path,
    found: Sequence[Task],
    source: Callable[[Task], str],
    *,
    adding: Sequence[str] = (),
    titles: Mapping[str, str] | None = None,
    mixed: Collection[str] = (),
) -> Made:
    """Tasks as new rows of a register, with what is alike there already and what has no column.

    `source` says what each comes from. Columns of ours among `adding` that the register lacks are put to its right.
    `titles` are those of the document's columns, by key, `mixed` the columns of leads and supports in one. Raises as
    `import_into` does.
    """
    _takes_rows(register)
    known, _ = load_register(register, str(register))
    marks = ("cho_nhan",) if any(task.proposed for task in found) else ()
    wider = _wider(known, tuple(dict.fromkeys((*marks, *adding))))
    called = {**glossary.titles(), **{key: title for key, title in (titles or {}).items() if title}}
    found, moved = with_leads(wider, found, called, mixed)
    rows = list(_rows(wider, found, source))
    _write(register, known, wider, rows)
    said = (*moved, *_alike(known, found), *_left(wider, found, called), *_shared_amounts(wider, found, called))
    return Made((register,), in_order(said), _next(register, known, rows))


def _wider(known: Register, adding: Sequence[str]) -> Register:
    """The register with the columns that it lacks, in the letters after its last."""
    last = max((column_number(column.letter) for column in known.columns), default=0)
    missing = [key for key in adding if all(column.key != key for column in known.columns)]
    titles = glossary.titles()
    more = (
        Column(key, titles[key], letter=column_letter(number)) for number, key in enumerate(missing, start=last + 1)
    )
    return replace(known, columns=(*known.columns, *more))


def _taken(register: Register, tasks: Sequence[Task], options: IntoOptions) -> Iterator[Task]:
    if options.unit:
        from generator.commands.draft import asked_of

        own = asked_of(register, options.unit, options.as_of)
        tasks = [task for task in own if task in tasks]
    # A row all of whose cells are joined with those above is no task of its own, one of a form is none yet.
    yield from (task for task in tasks if task.texts and not is_to_fill_in(task))


def _sources(parts: Mapping[str, bytes] | None, file: Path, named: str) -> Callable[[Task], str]:
    """Says where a task comes from: its document and its row; of several documents of a file the one of its table."""
    if parts is None:
        return lambda task: f"{named}, {_where(task)}"
    from generator.checking.paper.facts import read_facts
    from generator.reading.word_tables import first_paragraphs

    facts = read_facts(parts, shown_as=str(file))[0]
    begin = first_paragraphs(parts, str(file)) if len(facts.parts) > 1 else {}
    return lambda task: f"{named_document(facts, Path(named), begin.get(task.origin.sheet, 0))}, {_where(task)}"


def named_document(facts: Facts, file: Path, at: int = 0) -> str:
    """The document of a file in which a paragraph stands by kind, number and day; else the name of the file."""
    from generator.commands.state_names import name_of

    return name_of(facts, at) or file.name


# --- rows ---


def _rows(known: Register, found: Sequence[Task], where: Callable[[Task], str]) -> Iterator[Mapping[str, str]]:
    """The texts of each new row by the register's keys."""
    keys = {column.key for column in known.columns}
    ids = _counting([task.ma for task in known.tasks if task.text("ma")], "NV001")
    numbers = _counting([task.text("stt") for task in known.tasks if task.text("stt")], "1")
    source = next((key for key in _SOURCES if key in keys), "")
    for task, amounts in zip(found, _amounts_once(found), strict=True):
        texts = {key: text for key, text in {**task.whole, **amounts}.items() if key in keys - _OWN}
        if source:
            said = where(task)
            texts[source] = f"{texts[source]}\n{said}" if texts.get(source) else said
        if "ma" in keys:
            texts["ma"] = next(ids)
        if "stt" in keys:
            texts["stt"] = next(numbers)
        yield texts


def _amounts_once(found: Sequence[Task]) -> Iterator[Mapping[str, str]]:
    """For each task the amounts of groups that it has as the first of its group: a sum counts each of them once."""
    given: set[tuple[str, str, str]] = set()
    for task in found:
        table = task.origin.file, task.origin.sheet
        given |= {(*table, task.origin.place(key).cell) for key in task.texts}
        first = {key: cell for key, cell in task.amounts.items() if (*table, cell) not in given}
        given |= {(*table, cell) for cell in first.values()}
        yield {key: task.reaching[key] for key in first}


def _where(task: Task) -> str:
    return ", ".join(filter(None, (task.origin.sheet, f"dòng {task.origin.row}")))


def _counting(taken: Sequence[str], first: str) -> Iterator[str]:
    """Numbers after the highest one, in its form: NV027 → NV028 …"""
    matches = [match for text in taken if (match := _NUMBER.fullmatch(text))]
    highest = max(matches, key=lambda match: int(match[2]), default=None) or _NUMBER.fullmatch(first)
    assert highest is not None
    number = int(highest[2]) - (not matches)
    while True:
        number += 1
        yield f"{highest[1]}{str(number).zfill(len(highest[2]))}{highest[3]}"


def _write(file: Path, known: Register, wider: Register, rows: Sequence[Mapping[str, str]]) -> None:
    """The rows below the last one, in one step, once they are read back as they are meant; titles of new columns."""
    letters = {column.key: column.letter for column in wider.columns}
    heads = known.layout.heads if known.layout else ()
    title = max((row.number for row in heads if row.kind is RowKind.HEAD), default=1)
    last = max(row.origin.row for row in known.rows)
    like = max((row.origin.row for row in known.rows if not isinstance(row, Section)), default=0)
    edits: list[SourceEdit] = [
        SetCell(file, known.origin.sheet, column.letter, title, column.title)
        for column in wider.columns[len(known.columns) :]
    ]
    edits += [
        InsertRow(file, known.origin.sheet, last, {letters[key]: text for key, text in texts.items()}, like=like)
        for texts in rows
    ]
    made = written(edits)
    refuse_unlike(file, made[file], [*(task.texts for task in known.tasks), *rows], known.origin.sheet)
    sources.replace(made)


def refuse_unlike(file: Path, book: bytes, meant: Sequence[Mapping[str, str]], sheet: str = "") -> None:
    """Stop before a register is written that would not be read as the rows that it is meant to have (V091)."""
    with in_temporary() as folder:
        copy = folder / file.name
        copy.write_bytes(book)
        read, _ = load_register(copy, str(file), sheet)
    if [dict(task.texts) for task in read.tasks] != [dict(texts) for texts in meant]:
        raise InputError.of(
            "V091",
            Place(str(file), sheet),
            msg("Thêm dòng vào sổ này thì đọc lại không đúng như định ghi; sổ giữ nguyên."),
            msg("Xem lại các dòng cuối của sổ (dòng tổng, ô gộp), rồi chạy lại."),
        )


# --- what is said ---


def _alike(known: Register, found: Sequence[Task]) -> Iterator[Finding]:
    """New tasks that look like one of the register; both stay."""
    for earlier, later in _pairs(known, found):
        yield Finding(
            "V248",
            Severity.WARNING,
            later.origin.place("noi_dung"),
            msg(
                "Gần đúng với nhiệm vụ {ma} đã có ở {noi}: {chu}.",
                ma=quote(earlier.ma),
                noi=str(earlier.origin.place("noi_dung")),
                chu=quote(later.text("noi_dung")),
            ),
            msg("Vẫn thêm thành dòng mới; trùng thì xóa một dòng."),
            earlier.text("noi_dung"),
        )


def _pairs(known: Register, found: Sequence[Task]) -> Iterator[tuple[Task, Task]]:
    """Tasks of the register with new ones that say nearly the same; however short, where they say just the same."""
    from generator.linting.duplicates import bare, pairs

    new, told = {id(task) for task in found}, set()
    for pair in pairs([*known.tasks, *found]):
        texts = (pair.earlier.text("noi_dung"), pair.later.text("noi_dung"))
        if id(pair.later) in new and id(pair.earlier) not in new and may_be_one(*texts):
            told.add(id(pair.later))
            yield pair.earlier, pair.later
    same = {bare(task.text("noi_dung")): task for task in reversed(known.tasks)}
    for task in found:
        text = bare(task.text("noi_dung"))
        if text in same and id(task) not in told:
            yield same[text], task


def _left(known: Register, found: Sequence[Task], titles: Mapping[str, str]) -> Iterator[Finding]:
    """Columns with texts for which the register has no place, by their titles."""
    keys = {column.key for column in known.columns} | _OWN
    texts: dict[str, list[str]] = {}
    for task in found:
        for key, text in {**task.whole, **task.amounts}.items():
            if key not in keys:
                texts.setdefault(key, []).append(text)
    return left_out(known.origin.place(), texts, titles)


def _shared_amounts(known: Register, found: Sequence[Task], titles: Mapping[str, str]) -> Iterator[Finding]:
    """Amounts of joined cells: they are of several rows together, and stand in the first of them."""
    for column in known.columns:
        shared = [task for task in found if column.key in task.amounts and column.key not in _OWN]
        if not shared:
            continue
        yield Finding(
            "V371",
            Severity.WARNING,
            shared[0].origin.place(column.key),
            msg(
                "Cột {cot}: số ở ô gộp ({so}) là của cả nhóm dòng, chỉ ghi ở dòng đầu; {dong} dòng chung ô ấy.",
                cot=quote(one_line(titles.get(column.key, column.title))),
                so=", ".join(dict.fromkeys(task.reaching[column.key] for task in shared)),
                dong=len(shared),
            ),
            msg("Số ấy là của từng dòng thì ghi thêm vào các dòng kia của sổ."),
            ", ".join(map(_where, shared)),
        )


def _next(file: Path, known: Register, rows: Sequence[Mapping[str, str]]) -> tuple[Message, ...]:
    ids = [texts["ma"] for texts in rows if "ma" in texts]
    return (
        msg(
            "Đã thêm {so} nhiệm vụ vào {so_sach}, sau {cu} nhiệm vụ đã có.",
            so=len(rows),
            so_sach=file,
            cu=len(known.tasks),
        ),
        *((msg("Mã mới: {dau} … {cuoi}.", dau=ids[0], cuoi=ids[-1]),) if ids else ()),
    )
