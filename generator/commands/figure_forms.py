"""The figures of a report in prose asked of units: a form has the sheet's rows of one unit, beside it the mail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from generator.keeping.aside import new_folder
from generator.values.errors import InputError
from generator.values.figures import FigureSheet, FigureState, SheetFigure
from generator.values.findings import Finding, Severity, msg
from generator.values.model import Dossier
from generator.values.text import fold, one_line, quote

_LONGEST = 80


def sheet_of(dossier: Dossier) -> FigureSheet | None:
    """The sheet of a dossier's figures."""
    return dossier.document.figures.sheet if dossier.document.figures else None


def written_forms(
    dossier: Dossier, sheet: FigureSheet, target: Path, due: date
) -> tuple[tuple[Path, ...], tuple[Finding, ...]]:
    """A workbook and a mail for each unit that reports figures. Raises InputError V288 where no figure has a unit."""
    from generator.books.figure_sheet import figure_book

    asked = [row for row in sheet.rows if not row.computed and row.state is FigureState.MISSING]
    units: dict[str, list[SheetFigure]] = {}
    for row in asked:
        units.setdefault(one_line(row.source), []).append(row)
    nobodys = units.pop("", [])
    if not units:
        said = msg("Không có số nào còn phải nhập mà ghi đơn vị cung cấp; không lập được biểu.")
        raise InputError.of("V288", sheet.place, said, msg("Ghi cột “Đơn vị cung cấp” của bảng số liệu."))
    with new_folder(target, msg("Nêu thư mục khác sau “--to”.")) as folder:
        names: list[str] = []
        for unit, rows in units.items():
            stem = fold(unit).replace(" ", "-")[:_LONGEST].strip("-") or "don-vi"
            stem = stem if f"{stem}.xlsx" not in names else f"{stem}-{len(names)}"
            (folder / f"{stem}.xlsx").write_bytes(figure_book(rows))
            mail = _mail(unit, len(rows), dossier.document.subject, due)
            (folder / f"{stem}.txt").write_bytes(b"\xef\xbb\xbf" + mail.encode())
            names += [f"{stem}.xlsx", f"{stem}.txt"]
    return tuple(target / name for name in names), tuple(_unasked(nobodys))


def _mail(unit: str, count: int, title: str, due: date) -> str:
    lines = (
        f"Kính gửi: {unit}",
        "",
        f"Đề nghị cung cấp {count} số liệu cho báo cáo: {title}.",
        "1. Mỗi dòng một số: điền cột “Kỳ này” (1.240; 86,91; 02), không sửa cột “Khóa”.",
        "2. Số giữ như kỳ trước: cột “Trạng thái” chọn “xác nhận giữ nguyên”, ghi tên ở “Người xác nhận”.",
        f"3. Lưu tệp và gửi lại trước hết ngày {due:%d/%m/%Y}.",
        "",
        "Trân trọng.",
        "",
    )
    return "\r\n".join(lines)


def _unasked(rows: Sequence[SheetFigure]) -> Iterator[Finding]:
    for row in rows:
        said = msg("Số {ten} không có đơn vị cung cấp nên không có trong biểu nào.", ten=quote(row.name or row.key))
        hint = msg("Ghi cột “Đơn vị cung cấp”, hoặc tự nhập số.")
        yield Finding("V288", Severity.WARNING, row.place, said, hint, row.key)
