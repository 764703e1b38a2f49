"""A planned table to an Excel file, from a template that people make in Excel.

**The template** is an ordinary .xlsx. A cell may hold `{{ vb.trich_yeu }}` and whatever else `names.NAMES` lists, a
header cell `{{ bang.tieu_de.noi_dung }}`. The row with `{{ d.noi_dung }}`, `{{ d.stt }}` … is the prototype of a task
row; a row with `{{ d.so_muc }}` or `{{ d.ten_muc }}` is that of a section row — several such rows serve levels 1, 2 …
in their order. Prototype rows stand together. Each cell is a template of its own: `{% if %}` closes where it opens.
Rows above stay; rows below move down with their merges, heights and formulas; print area, filters, validations and
conditional formats grow with the body. A formula in a prototype row counts its own row. Where the dossier chooses
columns, the template's are prototypes found by key; a column of the user's own looks like `noi_dung`. Pictures stand
at their cells, in their own size; what else is drawn is refused (V108). Excel's own tables (Ctrl+T) grow with their
rows, remarks of the author stay with the template, both said where they are not in the file (V511, V512).

**The file** has the table's sheet under the name of the kind of document; a hidden last column with the id of each
task under `vanban:ma`, outside of the print area; and a document property `vanban` that names the dossier. Texts are
texts: what begins with `=` `+` `-` `@` or `'` has a style with quotePrefix, so that it stays so when it is edited.
Where the dossier asks for it, a sheet “Tổng hợp” counts the table, and the states it counts stand hidden behind the
ids under `vanban:tinh-trang` (xlsx_summary).
Widths in the file are in digits of the Normal style's font: mm = pixels * 25.4 / 96 (see Saved.width_mm).

**Mechanism**: openpyxl opens, fills and saves all but the body; body rows are streamed into the sheet part.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import BinaryIO

from generator.ooxml import base_sheet, package
from generator.ooxml.cell_refs import LAST_ROW
from generator.ooxml.relationships import WORKBOOK
from generator.ooxml.workbook import sheet_parts
from generator.planning.plan import PlannedDocument, PlannedSection, PlannedTable, PlannedTask
from generator.rendering.excel.base import base_rows
from generator.rendering.excel.columns import columns_of
from generator.rendering.excel.layout import Layout, Sheet
from generator.rendering.excel.losses import losses, remarks
from generator.rendering.excel.own_tables import OwnTables
from generator.rendering.excel.parts import CORE, STYLES, core_properties, dossier_name, moved_parts, ordered_styles
from generator.rendering.excel.pictures import placed_pictures
from generator.rendering.excel.rows import Body, Filling
from generator.rendering.excel.summary import TITLE, Summary
from generator.rendering.excel.template import Book, Saved, Tagged
from generator.rendering.looks import AS_MADE
from generator.rendering.templates.expressions import Judged
from generator.rendering.templates.jinja import plain_environment
from generator.rendering.words import document_context, table_context
from generator.values.errors import InputError, TemplateError
from generator.values.findings import Finding, Place, Severity, in_order, msg
from generator.values.glossary import RESULT_KEYS
from generator.values.model import Dossier
from generator.values.text import quote

# Excel's own limits: characters in a cell; rows, less some for what stands above and below the body.
LONGEST_CELL = 32_767
MOST_ROWS = LAST_ROW - 1_000


def find_template(folders: Sequence[Path], table: PlannedTable) -> Path:
    """The Excel template of a table: the one of its own name, else the stock one that shows the same columns.

    Raises TemplateError X001 where there is neither.
    """
    results = any(column.key in RESULT_KEYS for column in table.columns)
    own = table.spec.template or AS_MADE
    for name in (own, "phu-luc-ket-qua" if results else "ke-hoach-6-cot"):
        for folder in folders:
            path = folder / f"{name}.xlsx"
            if path.is_file():
                return path
    raise TemplateError.of(
        "X001",
        Place(f"{own}.xlsx"),
        msg("Không có mẫu Excel “{ten}”.", ten=own),
        msg("Đã tìm trong: {noi}.", noi=", ".join(str(folder) for folder in folders)),
    )


def render(
    template: Path,
    document: PlannedDocument,
    table: PlannedTable,
    target: BinaryIO,
    *,
    modified: date,
    dossier: Dossier | None = None,
) -> tuple[Finding, ...]:
    """Write a table of a document as .xlsx; says what of the template could not be as it is there. The same arguments
    give the same bytes.

    With the dossier it comes from, the file carries its base record in a hidden sheet, and can be pulled.

    Raises TemplateError with every fault of the template, InputError for texts and tables that Excel cannot hold.
    """
    _refuse_oversize(table)
    book, cells = _judged(template, table)
    shape = book.table(cells)
    _refuse(book.table_faults(shape))
    context = {"vb": document_context(document), "bang": table_context(table)}
    columns = columns_of(shape, table, book.widths(shape))
    book.fill(cells, shape, context)
    numbers = table.spec.column_numbers and not table.as_made
    moves = columns.moves(shape, len(table.heads) - 1 if table.as_made else int(numbers), len(table.rows))
    _refuse(book.columns_gone(shape, moves))
    summary = Summary(table, columns.keys(shape), moves.body_first) if table.spec.summary_sheet else None
    overdue = book.added(summary.add) if summary else 0
    said = (*book.not_printed(shape), *book.added(OwnTables(shape, table, columns, moves, book.shown_as).fitted))
    saved = book.save(shape, document.kind_name or document.annex_label, dossier_name(document))
    sheet = Sheet(saved, shape, columns, moves)
    sections = table.as_made or any(isinstance(row, PlannedSection) for row in table.rows)
    rules = summary.rules(overdue) if summary else None
    layout = sheet.layout(numbers=numbers, sections=sections, rules=rules, heads=table.heads)
    body = Body(table, layout, Filling(book, shape, context, saved.quoted, saved.bold, sheet.height))
    parts: dict[str, bytes | Iterable[bytes]] = {**saved.parts, **dict(moved_parts(saved, shape, moves))}
    parts |= dict(placed_pictures(book.parts, saved, shape, moves))
    if summary:
        parts |= _summary_part(summary, saved, layout.identity)
    parts[STYLES] = ordered_styles(saved.parts[STYLES])
    parts[CORE] = core_properties(document, modified)
    parts[saved.part] = _sheet(layout, body, moves.body_first)
    if dossier is not None:
        base_sheet.declare(parts, base_sheet.chunks(base_rows(dossier, table)))
    package.write(target, parts)
    return (*remarks(book.parts, book.shown_as), *said)


def _judged(template: Path, table: PlannedTable) -> tuple[Book, Mapping[Tagged, Judged]]:
    """A template with its cells, for the columns of a table. Raises TemplateError with every fault of it."""
    book, faults = _opened(template)
    known = (*table.columns, *table.spec.register.columns)
    cells = book.judged(frozenset(name for column in known for name in (column.key, column.alias)))
    _refuse((*faults, *_findings(cells)))
    return book, cells


def _summary_part(summary: Summary, saved: Saved, identity: int) -> dict[str, bytes]:
    """The sheet of counts, which look at the states behind the hidden column of ids."""
    part = sheet_parts(saved.parts, shown_as=TITLE)[TITLE]
    return {part: summary.written(saved.parts[part], saved.title, identity)}


def contract(template: Path, own: frozenset[str] | None = None) -> tuple[Finding, ...]:
    """What is wrong with a template before any data comes; nothing where nothing is.

    `own` holds the columns of a dossier's tables, None where it is judged alone: then a column that is not ours is a
    warning, since it may be the user's own. Found are unknown names, tags that do not parse, code that the sandbox
    refuses, rows that make no table, and what openpyxl would lose. Raises TemplateError where the file cannot be
    opened at all.
    """
    book, faults = _opened(template)
    cells = book.judged(own)
    findings = [*faults, *remarks(book.parts, book.shown_as), *_findings(cells)]
    try:
        table = book.table(cells)
        findings += (*book.table_faults(table), *book.not_printed(table))
    except TemplateError as failure:
        findings += failure.findings
    return in_order(findings)


def _opened(template: Path) -> tuple[Book, tuple[Finding, ...]]:
    """A template and what opening it loses."""
    try:
        parts = package.read(template)
        if WORKBOOK not in parts:
            raise InputError.of(
                "V011", Place(str(template)), msg("Tệp này không phải bảng tính Excel."), msg("Cần tệp .xlsx.")
            )
        return Book(parts, str(template), plain_environment()), losses(parts, str(template))
    except InputError as failure:
        raise TemplateError(failure.findings) from None


def _findings(cells: Mapping[Tagged, Judged]) -> Iterator[Finding]:
    return (finding for verdict in cells.values() for finding in verdict.findings)


def _refuse(findings: Iterable[Finding]) -> None:
    """Stop where there are errors, with all of them."""
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if errors:
        raise TemplateError(errors)


def _refuse_oversize(table: PlannedTable) -> None:
    """Stop where Excel's own limits would cut a text or the table."""
    findings = [
        _too_long(row, key, text)
        for row in table.rows
        if isinstance(row, PlannedTask)
        # One comparison a row: most rows of most tables are nowhere near.
        if len("".join(row.texts.values())) > LONGEST_CELL
        if max(map(len, row.texts.values()), default=0) > LONGEST_CELL
        for key, text in row.texts.items()
        if len(text) > LONGEST_CELL
    ]
    if len(table.rows) > MOST_ROWS:
        findings.append(
            Finding(
                "V110",
                Severity.ERROR,
                table.spec.register.origin.place(),
                msg(
                    "Bảng có {so} dòng, một trang tính Excel chỉ chứa {nhieu_nhat}.",
                    so=len(table.rows),
                    nhieu_nhat=MOST_ROWS,
                ),
                msg("Chia bảng thành nhiều hồ sơ."),
            )
        )
    if findings:
        raise InputError(findings)


def _too_long(row: PlannedTask, key: str, text: str) -> Finding:
    return Finding(
        "V109",
        Severity.ERROR,
        row.task.origin.place(key),
        msg("Ô dài {so} ký tự, Excel chỉ chứa {nhieu_nhat}.", so=len(text), nhieu_nhat=LONGEST_CELL),
        msg("Rút gọn nội dung ô, hoặc tách thành nhiều dòng."),
        quote(text),
    )


def _sheet(layout: Layout, body: Body, first: int) -> Iterator[bytes]:
    """The sheet part, rows and merges in their places."""
    yield layout.head
    yield from body.xml(first)
    yield layout.middle
    yield from body.merges(first)
    yield layout.tail
