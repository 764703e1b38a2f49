"""The Excel half of `vanban new --from`: cells emptied, rows of tasks done taken out; all else stays as it was."""

from __future__ import annotations

import io
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path

from generator.ooxml import package
from generator.ooxml.sheet_edit import FormulaError, SheetEditor
from generator.reading.raw import RawDossier
from generator.values.findings import Finding, Place, Severity, msg
from generator.values.text import fold, key_of


def edited(path: Path, change: Callable[[SheetEditor], None]) -> None:
    """Change the sheets of a workbook. What its formulas came to is forgotten: the cells are others now."""
    editor = SheetEditor(package.read(path), shown_as=str(path))
    change(editor)
    editor.forget_results()
    made = io.BytesIO()
    package.write(made, editor.finished())
    path.write_bytes(made.getvalue())


def clear_results(
    path: Path, sheet: str, rows: Sequence[int], columns: Sequence[str], done: Sequence[int]
) -> tuple[Finding, ...]:
    """Empty the given columns (letters) in the given rows (1-based), and take out the rows `done`.

    Formulas stay; each column that has some is a warning (V193).
    """
    formulas: dict[str, int] = {}

    def change(editor: SheetEditor) -> None:
        page = sheet if sheet in editor.sheets else editor.sheets[0]
        for row in rows:
            for column in columns:
                try:
                    editor.clear(page, column, row)
                except FormulaError:
                    formulas.setdefault(column, row)
        if done:
            editor.delete_rows(page, done)

    edited(path, change)
    return tuple(_calculated(path, sheet, f"{column}{row}") for column, row in formulas.items())


def _calculated(path: Path, sheet: str, cell: str) -> Finding:
    return Finding(
        "V193",
        Severity.WARNING,
        Place(str(path), sheet, cell=cell),
        msg("Cột kết quả này là công thức; công thức được giữ."),
        msg("Mở tệp bằng Excel rồi lưu lại để tính lại, hoặc xóa công thức."),
    )


def clear_document_sheet(path: Path, emptied: Collection[str], dropped: Collection[str]) -> None:
    """Empty the values of keys in the sheet `Văn bản` of a workbook dossier, formulas too."""

    def change(editor: SheetEditor) -> None:
        for page, key, row in _keys(path):
            if key_of(key) in emptied or any(step in dropped for step in key.split(".")):
                editor.clear(page, "B", row, formula=True)

    edited(path, change)


def _keys(path: Path) -> Iterator[tuple[str, str, int]]:
    """The keys of the sheets `Văn bản` with their rows."""
    from generator.reading.xlsx import Workbook

    book = Workbook(path, str(path))
    for page in book.sheets:
        if fold(page) == "van ban":
            yield from ((page, row.cells[0], row.number) for row in book.table(page)[0].rows if 0 in row.cells)


def point_to(path: Path, raw: RawDossier, named: Mapping[tuple[str | int, ...], str]) -> None:
    """Let values of a workbook dossier, by their path, name other files."""

    def change(editor: SheetEditor) -> None:
        for at, name in named.items():
            place = raw.place(at)
            column = place.cell.rstrip("0123456789")
            editor.set(place.sheet, column, int(place.cell[len(column) :]), name)

    if named:
        edited(path, change)
