"""The numbers typed into a report that has a sheet, made rows of it: each gets a key, and the text names it."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct, structs

from generator.books.figure_sheet import figure_book
from generator.commands.beside_prose import beside_prose
from generator.commands.doubts import not_asked
from generator.commands.figures import Keys, maybe_names, rows_of
from generator.commands.made import Made
from generator.commands.rolling.prose import braced
from generator.commands.rolling.story import SHEET_NAME, sheet_named
from generator.commands.rolling.texts import no_name, not_in_braces, with_keys
from generator.commands.rolling.tree import Text, blocks_in, texts_of, title_and_text
from generator.commands.typed_figures import row_edits
from generator.keeping.locks import dossier_held
from generator.keeping.sources import proven_and_read, replace
from generator.keeping.text_file import text_file
from generator.keeping.yaml_data import plain_data
from generator.linting.passages import Passage
from generator.linting.reports import Report, Told
from generator.merging.writing.source_edits import SetValue, SourceEdit
from generator.ooxml import package
from generator.ooxml.sheet_edit import SheetEditor
from generator.planning.figures import Figures, figures
from generator.reading.figures.model import Paragraph
from generator.reading.figures.read import in_the_decrees_form, masked, read_paragraph, value_of, with_hyphens
from generator.reading.figures.sheet import columns_of
from generator.values import paths
from generator.values.emphasis import marked, typed
from generator.values.errors import InputError, UsageError
from generator.values.figures import GROUPED, FigureSheet, SheetFigure, signed, texts_by_column
from generator.values.findings import Finding, Place, Severity, msg
from generator.values.marked import on_the_line, spans_of, with_spans
from generator.values.model import Block, Dossier
from generator.values.patterns import late
from generator.values.progress import Progress, Stage
from generator.values.text import quote

_BODY = "noi_dung"
_AS_TYPED = late(rf"{GROUPED}(?!\d)|\d+(?:[.,]\d+)?")


class _Line(Struct, frozen=True):
    """A text that numbers were typed into: as it is printed, what names stand in it, the keys of all its figures."""

    text: Text
    told: Told
    held: Mapping[tuple[int, int], str]
    keys: Mapping[int, str]

    def keyed(self, source: Path) -> SetValue:
        """The edit that puts the keys into the text; an item that is but a text is a paragraph."""
        path = self.text.path
        path = (*path, "doan") if isinstance(path[-1], int) else path
        return SetValue(source, path, typed(self._with_notes(with_keys(self.told.read, self.keys, self.held)))[0])

    def _with_notes(self, text: str) -> str:
        """The text with its footnotes as they were written: what they name they go on naming."""
        notes = iter([span.note for span in spans_of(marked(self.text.text)) if span.note])
        spans = [structs.replace(span, note=next(notes)) if span.note else span for span in spans_of(text)]
        return with_spans(text, spans)


def add_typed(path: Path, as_of: date, progress: Progress | None = None) -> Made:
    """Add a row for each number that was typed into a report's text (V339), and name it there; a report without a sheet
    gets one. A draft in Word or Markdown is written in its own file; what has letters above the line is left as it is.

    Raises UsageError V260 for a dossier in a workbook, or beside which a sheet lies that it does not name, InputError
    V091 where it cannot be written as it was meant; then nothing is written.
    """
    progress = progress or Progress()
    progress.expect(2)
    progress.at(Stage.READING, path)
    with dossier_held(path, "vanban so-lieu") as (dossier, _):
        sheet = _sheet_of(dossier, path)
        document = dossier.document
        known = figures(document.figures, as_of, document.period) if document.quotes else None
        lines = list(_lines(_texts(dossier), known, sheet))
        old = {row.key for row in sheet.rows}
        named = [line.keys for line in lines]
        report = Report(None, tuple(line.told for line in lines), sender=document.agency.name)
        before = {row.key: row.last_value for row in sheet.rows}
        keys_of = {id(line.told): line.keys for line in lines}
        made = rows_of(report, named, lambda told, figure: before.get(keys_of[id(told)][figure.start]))
        rows = tuple({row.key: row for row in made if row.key not in old}.values())
        progress.did(Stage.READING, path)
        changed = [line for line in lines if set(line.keys.values()) - old or (known is None and line.held)]
        files, formed = _written(dossier, sheet, rows, changed, as_of)
    progress.did(Stage.WRITING, path)
    left = [(line.told.text, not_in_braces(line.told.read.left, line.held)) for line in lines]
    likely = [(line.told.text, not_in_braces(line.told.read.likely, line.held)) for line in lines]
    findings = (
        *formed,
        *maybe_names(rows, sheet.place),
        *not_asked(left, likely, sheet.place),
        *_left_in_draft(dossier),
        *beside_prose(dossier, path),
    )
    steps = (msg("Xem cột “Loại”, “Công thức” của {so} số mới ở cuối {tep}.", so=len(rows), tep=sheet.place.file),)
    return Made(files, findings, steps if rows else (msg("Không có số nào gõ tay mà ghi khóa được."),))


def _left_in_draft(dossier: Dossier) -> Iterator[Finding]:
    """The paragraphs of a draft that have raised letters and numbers: nobody writes keys into them but by hand."""
    drafted = paths.drafted(dossier)
    for at, block in paths.blocks(dossier.document, ()) if drafted else ():
        if at in drafted and paths.beyond(block) and read_paragraph(Paragraph(str(block.text))).figures:
            said = msg("Đoạn có chữ nâng lên, hạ xuống của bản nháp: chương trình không ghi khóa vào được.")
            hint = msg("Ghi khóa của từng số vào bản nháp bằng tay, thêm dòng vào bảng số liệu.")
            yield Finding("V533", Severity.WARNING, block.origin.place(), said, hint, quote(str(block.text)))


def _sheet_of(dossier: Dossier, path: Path) -> FigureSheet:
    """The sheet of a dossier; an empty one, where it is to stand, of one without. Raises UsageError V260."""
    sheet, file = dossier.document.figure_sheet, dossier.folder / SHEET_NAME
    if sheet is None and (file.exists() or dossier.sources[0].suffix.lower() != ".yaml"):
        hint = msg("Ghi “so_lieu: so-lieu.xlsx” trong van-ban.yaml; bảng đầu tiên lập bằng “vanban so-lieu … --to”.")
        raise UsageError.of("V260", Place(str(path)), msg("Hồ sơ chưa có bảng số liệu."), hint)
    return sheet or FigureSheet((), Place(str(file)))


def _texts(dossier: Dossier) -> Iterator[Text]:
    """The texts of a body with their paths: as van-ban.yaml has them, or of the draft that it was read from."""
    body = plain_data(text_file(dossier.sources[0]).text).get(_BODY)
    if isinstance(body, list):
        yield from texts_of(body)
        return
    drafted = paths.drafted(dossier)
    both = zip(paths.blocks(dossier.document, ()), blocks_in(dossier.document.body), strict=True)
    for (at, block), (_, headings) in both:
        if at not in drafted or paths.beyond(block):
            continue
        keys = paths.title_key(block), paths.text_key(block)
        for (text, title), key in zip(title_and_text(block), keys, strict=True):
            if text:
                yield Text((*at, key), typed(on_the_line(text))[0], headings, title=title)


def _lines(texts: Iterable[Text], known: Figures | None, sheet: FigureSheet) -> Iterator[_Line]:
    keys = Keys(row.key for row in sheet.rows)
    for one in texts:
        text, held = known.placed(marked(one.text), braces=True) if known else braced(marked(one.text))
        read = read_paragraph(Paragraph(text, tuple(str(marked(heading)) for heading in one.headings)))
        if one.title:
            read = structs.replace(read, figures=tuple(filter(no_name, read.figures)))
        names = {signed(text, start): said[1:-1].partition(":")[0].strip() for (start, _), said in held.items()}
        inside = {figure.start: names.get(figure.start, "") for figure in read.figures
                  if any(signed(text, start) <= figure.start < end for start, end in held)}  # fmt: skip
        found = {figure.start: inside.get(figure.start) or keys.new(figure) for figure in read.figures}
        yield _Line(one, Told(Passage(text, _BODY, Place()), read, masked(text)), held, found)


def _written(
    dossier: Dossier, sheet: FigureSheet, rows: Sequence[SheetFigure], lines: Sequence[_Line], as_of: date
) -> tuple[tuple[Path, ...], tuple[Finding, ...]]:
    """The files that were written, once they were read back and print what was printed before, and what is printed in
    another form than it was typed in."""
    if not rows:
        return (), ()
    source = dossier.sources[0]
    edits: list[SourceEdit] = [line.keyed(source) for line in lines]
    beside = {} if sheet.path is not None else {Path(sheet.place.file): _with_rows(sheet, rows)}
    if sheet.path is not None:
        edits += row_edits(source, sheet, (*sheet.rows, *rows))
    elif not sheet.rows:
        edits += sheet_named(source, plain_data(text_file(source).text))
    made, again = proven_and_read(dossier, edits, beside)
    formed = tuple(_in_form(dossier, again, as_of))
    replace(made)
    return tuple(made), formed


def _in_form(dossier: Dossier, again: Dossier, as_of: date) -> Iterator[Finding]:
    """The texts that print their numbers in the form of the decree, in which nobody had typed them (1240 as 1.240).
    Raises InputError V091 for the first one that prints anything else than it did."""
    for (block, before), (_, after) in zip(_printed(dossier, as_of), _printed(again, as_of), strict=True):
        if before == after:
            continue
        if _values(before) != _values(after):
            said = msg("Ghi khóa vào thì đoạn này in khác đi, nên chưa ghi chỗ nào: {chu}.", chu=quote(after))
            hint = msg("Ghi khóa của các số trong đoạn ấy bằng tay, thêm dòng vào bảng số liệu, rồi chạy lại.")
            raise InputError.of("V091", block.origin.place(), said, hint, quote(before))
        said = msg("Số gõ khác dạng của Nghị định (1.240; 12,5) nay in đúng dạng ấy, trị số như cũ.")
        yield Finding(
            "V536", Severity.NOTE, block.origin.place(), said, value=_differs(with_hyphens(before), after) or "− → -"
        )


def _values(text: str) -> str:
    """A text with what its numbers are in place of how they are written."""
    return _AS_TYPED.sub(lambda match: f"{value_of(match[0]).normalize():f}", in_the_decrees_form(with_hyphens(text)))


def _differs(before: str, after: str) -> str:
    """The numbers of a text that are written otherwise: "1240 → 1.240"."""
    both = zip(_AS_TYPED.findall(before), _AS_TYPED.findall(after), strict=True)
    return ", ".join(f"{one} → {other}" for one, other in both if one != other)


def _printed(dossier: Dossier, as_of: date) -> Iterator[tuple[Block, str]]:
    """The texts of the body as they are printed, each with its block."""
    document = dossier.document
    known = figures(document.figures, as_of, document.period) if document.quotes else None
    for block, _ in blocks_in(document.body):
        for text in (block.title, block.text):
            yield block, str(known.placed(text)[0] if known else text)


def _with_rows(sheet: FigureSheet, rows: Sequence[SheetFigure]) -> bytes:
    """The workbook of a sheet with rows below its last one; a new one of a sheet without any."""
    file = Path(sheet.place.file)
    if not sheet.rows and not file.exists():
        return figure_book(tuple(rows))
    editor = SheetEditor(package.read(file, shown_as=str(file)), shown_as=str(file))
    letters = columns_of(file, str(file))
    last = max((int("".join(filter(str.isdigit, row.place.cell))) for row in sheet.rows), default=1)
    for number, row in enumerate(rows, start=last + 1):
        for key, text in texts_by_column(row).items():
            if text and key in letters:
                editor.set(sheet.place.sheet, letters[key], number, text)
    written = io.BytesIO()
    package.write(written, editor.finished())
    return written.getvalue()
