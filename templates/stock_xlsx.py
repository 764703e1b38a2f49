"""Writes the stock Excel templates: `python templates/stock_xlsx.py [folder]`. The same bytes each time.

The templates are made to be opened and changed in Excel; this script is how their first state came to be.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from generator.ooxml import package
from generator.rendering.excel.parts import STYLES, ordered_styles

FONT = "Times New Roman"
# Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, I.3: margins in mm; landscape A4 leaves 252 mm for the table.
LEFT, RIGHT, TOP, BOTTOM, HEADER = 30, 15, 20, 20, 10
THIN = Border(*(Side(style="thin"),) * 4)
CENTRED = frozenset({"stt", "thoi_han", "tinh_trang"})


@dataclass(frozen=True)
class Col:
    """A column: its key, its width in characters, the title of the group of columns it stands in."""

    key: str
    width: float
    group: str = ""


RESULTS = ("hoan_thanh", "chua_hoan_thanh", "dang_trien_khai", "thuong_xuyen")
PLAN = (
    Col("stt", 6),
    Col("noi_dung", 42),
    Col("chu_tri", 17),
    Col("phoi_hop", 21),
    Col("thoi_han", 13),
    Col("san_pham", 20),
)
ANNEX = (Col("stt", 6), Col("noi_dung", 52), Col("chu_tri", 20), Col("phoi_hop", 26), Col("thoi_han", 15))
FUNDED = (
    Col("stt", 6),
    Col("noi_dung", 35),
    Col("chu_tri", 15),
    Col("phoi_hop", 18),
    Col("thoi_han", 13),
    Col("san_pham", 16),
    Col("nguon_kinh_phi", 16),
)
NOTED = (*PLAN[:5], Col("san_pham", 18), Col("ghi_chu", 12))
TARGETED = (
    Col("stt", 6),
    Col("chu_tri", 15),
    Col("phoi_hop", 18),
    Col("nhom_nhiem_vu", 18),
    Col("noi_dung", 30),
    Col("chi_tieu", 24),
    Col("thoi_han", 14),
)
STATED = (
    Col("stt", 6),
    Col("noi_dung", 42),
    Col("van_ban_chi_dao", 24),
    Col("don_vi_thuc_hien", 20),
    Col("thoi_han", 14),
    Col("tinh_trang", 14),
)
SUMMARY = (
    Col("stt", 6),
    Col("noi_dung", 40),
    Col("so_nhiem_vu", 12),
    Col("so_hoan_thanh", 12),
    Col("so_trong_han", 12),
    Col("so_sap_den_han", 12),
    Col("so_qua_han", 12),
    Col("so_thuong_xuyen", 12),
    Col("so_khong_ro_han", 12),
)
AS_MADE = (Col("stt", 6), Col("noi_dung", 80), Col("thoi_han", 22), Col("so_nhiem_vu", 21))
REPORT = (
    Col("stt", 6),
    Col("noi_dung", 30),
    Col("van_ban_chi_dao", 18),
    Col("don_vi_thuc_hien", 14),
    Col("thoi_han", 13),
    *(Col(key, 12, "Kết quả") for key in RESULTS),
)


def write_all(folder: Path) -> Iterator[Path]:
    """Every stock template into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, columns, plan in (
        ("ke-hoach-6-cot", PLAN, True),
        ("phu-luc-5-cot", ANNEX, False),
        ("phu-luc-nguon-kinh-phi", FUNDED, False),
        ("phu-luc-ket-qua", REPORT, False),
        ("phu-luc-ghi-chu", NOTED, False),
        ("phu-luc-chi-tieu", TARGETED, False),
        ("phu-luc-tinh-trang", STATED, False),
        ("tong-hop", SUMMARY, False),
        ("nguyen-bang", AS_MADE, False),
    ):
        path = folder / f"{name}.xlsx"
        path.write_bytes(template(columns, plan=plan, right=("so_nhiem_vu",) if columns is AS_MADE else ()))
        yield path


def template(columns: tuple[Col, ...], *, plan: bool, right: tuple[str, ...] = ()) -> bytes:
    """One template: heading block, header row or rows, a section row, a task row; columns of amounts at the `right`."""
    book = Workbook()
    # The Normal style's font sets the unit of column widths and the header's default.
    book._fonts[0] = Font(name=FONT, size=12)
    book._named_styles["Normal"].font = Font(name=FONT, size=12)
    sheet = book.active
    sheet.title = "Bảng"
    sheet.sheet_view.showGridLines = False
    for index, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = column.width
    top = plan_heading(sheet, columns) if plan else annex_heading(sheet, len(columns))
    first = header(sheet, top, columns)
    body(sheet, first, columns, right)
    page(sheet, top, first, len(columns))
    return canonical(book)


def plan_heading(sheet: Worksheet, columns: tuple[Col, ...]) -> int:
    """Agency and Quốc hiệu, kind, subject, the "(Kèm theo …)" line; returns the row after them."""
    last = len(columns)
    half = 2
    text(sheet, 1, 1, half, "{{ vb.co_quan }}", Font(name=FONT, size=13, bold=True))
    text(sheet, 1, half + 1, last, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", Font(name=FONT, size=13, bold=True))
    motto = Font(name=FONT, size=14, bold=True, underline="single")
    text(sheet, 2, half + 1, last, "Độc lập - Tự do - Hạnh phúc", motto)
    text(sheet, 4, 1, last, "{{ vb.ten_loai }}", Font(name=FONT, size=14, bold=True))
    text(sheet, 5, 1, last, "{{ vb.trich_yeu }}", Font(name=FONT, size=14, bold=True))
    text(sheet, 6, 1, last, "{{ vb.kem_theo }}", Font(name=FONT, size=13, italic=True))
    return 8


def annex_heading(sheet: Worksheet, last: int) -> int:
    """Phụ lục, its title, the "(Kèm theo …)" line (III.1); returns the row after them."""
    text(sheet, 1, 1, last, "{{ vb.phu_luc }}", Font(name=FONT, size=14, bold=True))
    text(sheet, 2, 1, last, "{{ vb.trich_yeu }}", Font(name=FONT, size=14, bold=True))
    text(sheet, 3, 1, last, "{{ vb.kem_theo }}", Font(name=FONT, size=13, italic=True))
    return 5


def text(sheet: Worksheet, row: int, first: int, last: int, value: str, font: Font) -> None:
    """A centred line over some columns."""
    cell = sheet.cell(row, first, value)
    cell.font = font
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    sheet.merge_cells(start_row=row, end_row=row, start_column=first, end_column=last)


def header(sheet: Worksheet, top: int, columns: tuple[Col, ...]) -> int:
    """Header row, or two where columns stand in a group; returns the row after them."""
    levels = 2 if any(column.group for column in columns) else 1
    for index, column in enumerate(columns, start=1):
        for row in range(top, top + levels):
            boxed(sheet, row, index, Font(name=FONT, size=12, bold=True), "center", "center")
        row = top + levels - 1 if column.group else top
        sheet.cell(row, index).value = f"{{{{ bang.tieu_de.{column.key} }}}}"
        if levels > 1 and not column.group:
            sheet.merge_cells(start_row=top, end_row=top + 1, start_column=index, end_column=index)
    grouped = [index for index, column in enumerate(columns, start=1) if column.group]
    if grouped:
        sheet.cell(top, grouped[0]).value = columns[grouped[0] - 1].group
        sheet.merge_cells(start_row=top, end_row=top, start_column=grouped[0], end_column=grouped[-1])
    return top + levels


def body(sheet: Worksheet, first: int, columns: tuple[Col, ...], right: tuple[str, ...]) -> None:
    """The prototypes: a section row, then a task row."""
    last = len(columns)
    for index, column in enumerate(columns, start=1):
        bold = Font(name=FONT, size=12, bold=True)
        boxed(sheet, first, index, bold, "center" if index == 1 else "left", "center")
        across = (
            "center" if column.key in CENTRED else "left" if column.group or column.key != "noi_dung" else "justify"
        )
        across = "right" if column.key in right else across
        cell = boxed(sheet, first + 1, index, Font(name=FONT, size=12), across, "top")
        cell.value = f"{{{{ d.{column.key} }}}}"
    sheet.cell(first, 1).value = "{{ d.so_muc }}"
    sheet.cell(first, 2).value = "{{ d.ten_muc }}"
    sheet.merge_cells(start_row=first, end_row=first, start_column=2, end_column=last)


def boxed(sheet: Worksheet, row: int, column: int, font: Font, across: str, down: str) -> object:
    """A table cell with its borders, wrapped."""
    cell = sheet.cell(row, column)
    cell.font = font
    cell.border = THIN
    cell.alignment = Alignment(horizontal=across, vertical=down, wrap_text=True)
    return cell


def page(sheet: Worksheet, top: int, first: int, last: int) -> None:
    """A4 landscape, one page wide; header rows on each page; page numbers top centre, none on page 1 (I.7)."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    margins = sheet.page_margins
    margins.left, margins.right, margins.top, margins.bottom = (mm / 25.4 for mm in (LEFT, RIGHT, TOP, BOTTOM))
    margins.header = margins.footer = HEADER / 25.4
    sheet.HeaderFooter.differentFirst = True
    sheet.oddHeader.center.text = "&P"
    sheet.oddHeader.center.font = f"{FONT},Regular"
    sheet.oddHeader.center.size = 13
    sheet.print_options.horizontalCentered = True
    sheet.print_title_rows = f"{top}:{first - 1}"
    sheet.print_area = f"A1:{get_column_letter(last)}{first + 1}"
    sheet.auto_filter.ref = f"A{first - 1}:{get_column_letter(last)}{first + 1}"
    sheet.freeze_panes = f"A{first}"


def canonical(book: Workbook) -> bytes:
    """The workbook as bytes that do not know when they were written."""
    raw = io.BytesIO()
    book.save(raw)
    parts = package.read_bytes(raw.getvalue(), shown_as="template")
    core = parts["docProps/core.xml"].replace(b"openpyxl", b"vanban")
    parts["docProps/core.xml"] = re.sub(rb"\d{4}-\d\d-\d\dT[\d:]+Z", b"2020-03-05T00:00:00Z", core)
    parts[STYLES] = ordered_styles(parts[STYLES])
    target = io.BytesIO()
    package.write(target, parts)
    return target.getvalue()


if __name__ == "__main__":
    for written in write_all(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent / "xlsx"):
        print(written)
