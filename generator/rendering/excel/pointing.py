"""What points at the prototype rows of a template and could not be right once rows are made after them.

A prototype row becomes many rows: a link of its cell has one place, and so has a formula that looks at that cell alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from msgspec import Struct

from generator.ooxml.cell_refs import GONE, ends, in_formula
from generator.ooxml.openpyxl_inside import standing
from generator.rendering.excel.refs import Moves
from generator.values.findings import Finding, Place, Severity, msg
from generator.values.text import quote


class Prototypes(Struct, frozen=True):
    """The prototype rows `first`…`last` of a sheet, in a template shown as `shown_as`."""

    shown_as: str
    sheet: str
    first: int
    last: int

    def hold(self, sheet: str, row: int) -> bool:
        """Whether a row is one of them."""
        return sheet == self.sheet and self.first <= row <= self.last


def pointing_faults(book: Any, rows: Prototypes) -> Iterator[Finding]:
    """Links and formulas, in reading order, then names."""
    for sheet in book.worksheets:
        for cell in standing(sheet):
            place = Place(rows.shown_as, sheet.title, cell=cell.coordinate)
            own = rows.hold(sheet.title, cell.row)
            if cell.hyperlink is not None:
                yield from _link_fault(cell.hyperlink, place, rows, own=own)
            # An array formula is an object with its text.
            formula = getattr(cell.value, "text", cell.value) if cell.data_type == "f" else None
            if isinstance(formula, str):
                lost = _lost_in_row(formula, cell.row, rows) if own else _lost(formula, rows, sheet.title)
                yield from (_formula_fault(place, formula, ref) for ref in lost[:1])
    for name, formula in _names(book):
        yield from (
            _formula_fault(Place(rows.shown_as), f"{name} = {formula}", ref) for ref in _lost(formula, rows)[:1]
        )


def gone_faults(book: Any, rows: Prototypes, moves: Moves) -> Iterator[Finding]:
    """Formulas and names that count columns of the template which the dossier does not choose."""

    def lost(formula: str, sheet: str) -> list[str]:
        return _refs(formula, rows, sheet, lambda ref: moves.area(ref) == GONE)

    for sheet in book.worksheets:
        for cell in standing(sheet):
            goes = sheet.title == rows.sheet and moves.area(cell.coordinate) == GONE
            formula = getattr(cell.value, "text", cell.value) if cell.data_type == "f" and not goes else None
            if isinstance(formula, str) and (refs := lost(formula, sheet.title)):
                yield gone_fault(Place(rows.shown_as, sheet.title, cell=cell.coordinate), formula, refs[0])
    for name, formula in _names(book):
        if refs := lost(formula, ""):
            yield gone_fault(Place(rows.shown_as), f"{name} = {formula}", refs[0])


def gone_fault(place: Place, formula: str, ref: str) -> Finding:
    """What is said of a formula, a name or a chart over a column that is not there."""
    return Finding(
        "V108",
        Severity.ERROR,
        place,
        msg("Công thức {cong_thuc} tính trên {o}, cột của mẫu mà hồ sơ không chọn.", cong_thuc=quote(formula), o=ref),
        msg("Chọn cột ấy ở “cot” của bảng, hoặc bỏ công thức, biểu đồ ấy khỏi mẫu."),
        formula,
    )


def _names(book: Any) -> Iterator[tuple[str, str]]:
    for named in (book.defined_names, *(sheet.defined_names for sheet in book.worksheets)):
        yield from ((name, one.attr_text or "") for name, one in named.items())


def _link_fault(link: Any, place: Place, rows: Prototypes, *, own: bool) -> Iterator[Finding]:
    if own:
        yield Finding(
            "V108",
            Severity.ERROR,
            place,
            msg("Ô của dòng mẫu có liên kết ({dich}), các dòng sinh ra theo nó không có.",
                dich=link.target or link.location or ""),
            msg("Bỏ liên kết (Remove Hyperlink), hoặc dùng công thức HYPERLINK trong ô ấy, rồi lưu mẫu."),
            link.target or link.location or "",
        )  # fmt: skip
    elif link.location and _refs(link.location, rows, "", lambda _: True):
        yield Finding(
            "V108",
            Severity.ERROR,
            place,
            msg("Liên kết trỏ tới trang tính của bảng ({dich}), tên trang tính và số dòng sẽ đổi khi sinh.",
                dich=link.location),
            msg("Bỏ liên kết (Remove Hyperlink), rồi lưu mẫu."),
            link.location,
        )  # fmt: skip


def _formula_fault(place: Place, formula: str, ref: str) -> Finding:
    return Finding(
        "V108",
        Severity.ERROR,
        place,
        msg("Công thức {cong_thuc} trỏ vào {o}, ô của dòng mẫu hoặc dưới nó: dòng mẫu thành nhiều dòng, không rõ là "
            "dòng nào.", cong_thuc=quote(formula), o=ref),
        msg("Trỏ vào cả cột của các dòng mẫu (như B9:B10); trong dòng mẫu chỉ trỏ vào ô cùng dòng, không có $ trước số "
            "dòng."),
        formula,
    )  # fmt: skip


def _lost(formula: str, rows: Prototypes, sheet: str = "") -> list[str]:
    """References to one cell of the prototype rows. Where there is one such row, its cell is the first task's."""
    if rows.first == rows.last:
        return []
    return _refs(formula, rows, sheet, lambda ref: ":" not in ref and _touches(ref, rows.first, rows.last))


def _lost_in_row(formula: str, own: int, rows: Prototypes) -> list[str]:
    """References of a prototype row's formula that do not go with each row made after it."""

    def lost(ref: str) -> bool:
        return any(
            end.row is not None and end.row >= rows.first and (end.row != own or bool(end.row_mark))
            for end in ends(ref) or ()
        )

    return _refs(formula, rows, rows.sheet, lost)


def _touches(ref: str, first: int, last: int) -> bool:
    return any(end.row is not None and bool(end.column) and first <= end.row <= last for end in ends(ref) or ())


def _refs(formula: str, rows: Prototypes, sheet: str, wanted: Callable[[str], bool]) -> list[str]:
    """The references of a formula in a sheet to cells of the table's that are wanted."""
    found: list[str] = []

    def look(ref: str) -> str:
        if wanted(ref):
            found.append(ref)
        return ref

    in_formula(formula, look, sheets=frozenset({rows.sheet}), own=sheet == rows.sheet)
    return found
