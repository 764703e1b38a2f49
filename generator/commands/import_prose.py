"""The story of `vanban import FILE --nhiem-vu`: tasks that a text gives in prose become rows that a person confirms.

A conclusion, a resolution, a letter or a plan in prose is read sentence by sentence (`reading.orders`). Each row says
that it is a proposal, quotes its paragraph and names its place; it is printed and reported on only once a person has
cleared that mark. Sentences that may give a task and were not taken are listed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from generator.books.registers import register_book
from generator.commands.import_file import source_of
from generator.commands.import_into import append, named_document, refuse_unlike
from generator.commands.importing.source import Source
from generator.commands.made import Made
from generator.facts import danh_muc
from generator.keeping.whole import write_whole
from generator.planning.selection import CONCERNED, role_for
from generator.reading.header import has_header
from generator.reading.meaning import units
from generator.reading.orders.model import Line, Proposal, Prose
from generator.reading.orders.read import read
from generator.reading.word import WordBlock
from generator.reading.word_tables import raw_table
from generator.values import glossary
from generator.values.errors import InputError, UsageError
from generator.values.findings import Finding, Message, Place, Severity, in_order, msg
from generator.values.model import Column, Register, Task
from generator.values.progress import Progress, Stage
from generator.values.text import one_line, quote, upper_first

_KEYS = ("ma", "stt", "noi_dung", "chu_tri", "phoi_hop", "thoi_han", "san_pham", "cho_nhan", "trich", "nguon")
# What a register must have, so that a proposal says that it is one, and of what.
_MARKS = ("cho_nhan", "trich", "nguon")
_SHOWN = 12


class ProseOptions(Struct, frozen=True):
    """`target` is a new workbook, or the folder that is to hold one; `register` one that there is. `which` is the
    document of several in the file, `unit` limits the rows to an agency's at `as_of`.
    """

    as_of: date
    target: Path | None = None
    register: Path | None = None
    which: int = 0
    unit: str = ""


def import_prose(file: Path, options: ProseOptions, progress: Progress | None = None) -> Made:
    """Write the tasks that a text gives as proposed rows.

    Raises UsageError V150 where something is there already, InputError V010…V015, V244, V245 for a file that cannot be
    read, V342 for one that gives no task in its sentences; then nothing is written.
    """
    progress = progress or Progress()
    progress.expect(2)
    progress.at(Stage.READING, file)
    target = _new_book(options.target)
    source = source_of(file, options.which, progress)
    prose = read(lines_of(source))
    proposed = tasks_of(prose, source)
    documents = {
        task.ma: f"{named_document(source.facts, file, one.source.index)}, {task.source}"
        for task, one in zip(proposed, prose.proposals, strict=True)
    }
    tasks = _chosen(proposed, options)
    if not tasks:
        raise _nothing(file, prose, source)
    progress.did(Stage.READING, file)
    if options.register is not None:
        made = append(options.register, tasks, lambda task: documents[task.ma], adding=_MARKS)
    else:
        assert target is not None
        made = _written(target, tasks, documents)
    progress.did(Stage.WRITING, made.files[0])
    # That a paragraph has no form of its own is nothing to a table of tasks.
    told = (one for one in source.findings if not (one.code == "V146" and one.place.part))
    findings = in_order((*told, *made.findings, *_left(prose, source)))
    return Made(made.files, findings, (*made.next_steps, *_next(tasks, source)))


def _new_book(target: Path | None) -> Path | None:
    """The workbook to write: the target itself, or one in the folder that it names."""
    book = target if target is None or target.suffix.lower() == ".xlsx" else target / "nhiem-vu.xlsx"
    if book is not None and book.exists():
        raise UsageError.of(
            "V150", Place(str(book)), msg("Ở đây đã có hồ sơ hoặc tệp này."), msg("Chọn tên khác sau “--to”.")
        )
    return book


def lines_of(source: Source) -> Iterator[Line]:
    """The lines of the text of a file's documents, headings and ends aside; of its tables those that are none of tasks,
    in which text is only laid out.
    """
    for block in _bodies(source):
        if _has_tasks(block, source):
            continue
        for paragraph in source.facts.paragraphs[block.first - 1 : block.last]:
            sign = f"{paragraph.bullet} " if paragraph.bullet and not paragraph.label else ""
            for line in paragraph.lines:
                if line.text:
                    yield Line(f"{'- ' if sign and line.start == 0 else ''}{line.text}", paragraph.index)


def _bodies(source: Source) -> tuple[WordBlock, ...]:
    return (*source.before, *(block for region in source.regions for block in region.body))


def _has_tasks(block: WordBlock, source: Source) -> bool:
    """Whether a block is a table with titles of columns of tasks."""
    pieces = (piece for piece in block.pieces if piece.cells) if block.table is not None else ()
    return any(has_header(raw_table(piece, source.facts.file)) for piece in pieces)


def tasks_of(prose: Prose, source: Source) -> tuple[Task, ...]:
    """A proposed task for each proposal, with the paragraphs that it was read from."""
    agencies = danh_muc.agencies()
    made = []
    for number, one in enumerate(prose.proposals, start=1):
        cells = {key: upper_first(text) for key, text in one.texts.items()}
        texts = {**cells, "cho_nhan": glossary.PROPOSED, "trich": _quoted(one, source)}
        named = tuple(
            unit
            for key, role in glossary.UNIT_ROLES.items()
            for unit in units.parse(texts.get(key, ""), agencies, default_role=role)
        )
        made.append(Task(f"NV{number:03d}", texts, units=named, source=source.place_of(one.source.index)))
    return tuple(made)


def _quoted(one: Proposal, source: Source) -> str:
    """The paragraphs that a proposal was read from, in their order."""
    lines = sorted({line.index: line for line in (*one.beside, one.source)}.values(), key=lambda line: line.index)
    return "\n".join(f"[{source.place_of(line.index)}] {one_line(line.text)}" for line in lines)


def _chosen(tasks: Sequence[Task], options: ProseOptions) -> tuple[Task, ...]:
    if not options.unit:
        return tuple(tasks)
    from generator.commands.draft import gives_to, refuse_unknown

    refuse_unknown(options.unit, tasks)
    agencies = danh_muc.agencies()
    if record := agencies.find(options.unit):
        return tuple(task for task in tasks if role_for(task, record.key, agencies) in CONCERNED)
    return tuple(task for task in tasks if gives_to(task, options.unit))


def _nothing(file: Path, prose: Prose, source: Source) -> InputError:
    return InputError.of(
        "V342",
        Place(str(file)),
        msg("Không thấy câu nào giao nhiệm vụ; {so} câu có chữ giao việc mà không rõ việc gì.", so=len(prose.left)),
        msg("Nhiệm vụ ở trong bảng thì bỏ “--nhiem-vu”."),
        "\n".join(f"{source.place_of(line.index)}: {line.text}" for line in prose.left),
    )


def _written(target: Path, tasks: Iterable[Task], sources: Mapping[str, str]) -> Made:
    """A new workbook of the proposals, each with its source by its id."""
    titles = glossary.titles()
    columns = tuple(Column(key, titles[key]) for key in _KEYS)
    rows = tuple(
        Task(task.ma, {**task.texts, "stt": str(at), "nguon": sources[task.ma]})
        for at, task in enumerate(tasks, start=1)
    )
    book = register_book(Register(columns, rows))
    refuse_unlike(target, book, [{**row.texts, "ma": row.ma} for row in rows])
    target.parent.mkdir(parents=True, exist_ok=True)
    write_whole(target, book)
    return Made((target,), (), (msg("Đã ghi {so} dòng đề xuất vào {tep}.", so=len(rows), tep=target),))


def _left(prose: Prose, source: Source) -> Iterator[Finding]:
    """Sentences that speak of giving a task and of which no row was made."""
    file = source.facts.file
    hint = msg("Đọc lại câu ấy; nếu là một việc thì tự thêm dòng.")
    for line in prose.left[:_SHOWN]:
        message = msg("Chưa đề xuất gì từ câu này: {chu}.", chu=quote(line.text, 90))
        yield Finding("V341", Severity.NOTE, Place(file, part=source.place_of(line.index)), message, hint, line.text)
    if rest := prose.left[_SHOWN:]:
        message = msg("Còn {so} câu khác có chữ giao việc mà chưa đề xuất gì.", so=len(rest))
        value = "\n".join(f"{source.place_of(line.index)}: {line.text}" for line in rest)
        yield Finding("V341", Severity.NOTE, Place(file, part=source.place_of(rest[0].index)), message, hint, value)


def _next(tasks: Sequence[Task], source: Source) -> Iterator[Message]:
    leads, days = (sum(not task.text(key) for task in tasks) for key in ("chu_tri", "thoi_han"))
    if leads or days:
        yield msg(
            "Chỉ ghi những gì văn bản nói: {chu_tri} dòng không nêu đơn vị chủ trì, "
            "{thoi_han} dòng không nêu thời hạn.",
            chu_tri=leads,
            thoi_han=days,
        )
    if any(_has_tasks(block, source) for block in _bodies(source)):
        yield msg(
            "Bảng nhiệm vụ trong tệp không được đọc ở đây; lấy nhiệm vụ của bảng thì chạy lại không có “--nhiem-vu”."
        )
    yield msg(
        "Đối chiếu từng dòng với cột “Trích nguyên văn”: đúng thì xóa chữ ở cột “Đề xuất, chờ nhận”, sai thì xóa dòng; "
        "dòng còn chữ ấy không được in, không hỏi đơn vị."
    )
