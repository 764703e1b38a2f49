"""A year of monthly reports by the commands of a month's work, each figure counted again apart from the program."""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime
from pathlib import Path

import docx
import openpyxl

import generator
from generator.commands.issue import IssueOptions, issue
from generator.commands.report_set import report_files
from generator.facts.periods import period_at
from generator.keeping import issued

YEAR, UNITS = 2026, ("Phòng A", "Phòng B", "Phòng C")
# Id -> unit, month of its deadline (0: recurring), month in which it is reported as done.
TASKS = {
    f"NV{number:02d}": (UNITS[number % 3], 0 if number % 4 == 0 else number % 12 + 1, (number * 5) % 12 + 1)
    for number in range(1, 13)
}
DONE, RUNNING, RECURRING = "Hoàn thành", "Đang triển khai", "Thường xuyên"


def start(folder: Path) -> Path:
    """The report of January with twelve tasks of three units."""
    period = period_at("thang", date(YEAR, 1, 1))
    assert period is not None
    folder.mkdir(parents=True)
    for name, data in report_files(period).items():
        (folder / name).write_bytes(data)
    text = (folder / "van-ban.yaml").read_text("utf-8").replace("Họ và tên", "Trần Văn Mẫu")
    (folder / "van-ban.yaml").write_text(text, "utf-8")
    book = openpyxl.load_workbook(folder / "nhiem-vu.xlsx")
    sheet = book.active
    sheet.delete_rows(2, sheet.max_row)
    for number, (ma, (unit, due, _)) in enumerate(TASKS.items(), start=1):
        words = f"Tham mưu thực hiện nội dung {number} của kế hoạch công tác tại {unit}"
        sheet.append((ma, str(number), words, unit, "", f"Tháng {due}/{YEAR}" if due else "Thường xuyên", "Báo cáo"))
    book.save(folder / "nhiem-vu.xlsx")
    return folder


def reported(ma: str, month: int) -> tuple[str, str]:
    """What a unit says of a task in a month."""
    _, due, done = TASKS[ma]
    if not due:
        return RECURRING, f"Duy trì thường xuyên trong tháng {month}"
    if month >= done:
        return DONE, f"Văn bản số {done * 10}/BC-PM ngày 05/{done:02d}/{YEAR}"
    return RUNNING, f"Đã xong bước {month}"


def fill(folder: Path, month: int) -> None:
    for path in folder.glob("*.xlsx"):
        if path.name == "danh-sach-gui.xlsx":
            continue
        book = openpyxl.load_workbook(path)
        sheet = book["Báo cáo"]
        for row in range(5, sheet.max_row + 1):
            sheet[f"G{row}"], sheet[f"H{row}"] = reported(str(sheet[f"A{row}"].value), month)
        book.save(path)


def register(folder: Path) -> dict[str, dict[str, str]]:
    sheet = openpyxl.load_workbook(folder / "nhiem-vu.xlsx").active
    head, *rows = ([str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True))
    return {row[0]: dict(zip(head, row, strict=True)) for row in rows}


def shape(folder: Path) -> tuple[list[str], list[object], list[float]]:
    book = openpyxl.load_workbook(folder / "nhiem-vu.xlsx")
    sheet = book.active
    widths = [sheet.column_dimensions[cell.column_letter].width for cell in sheet[1]]
    return book.sheetnames, [cell.value for cell in sheet[1]], widths


def figures_of(month: int) -> tuple[int, int, int, int]:
    """Tasks, done, recurring, overdue on the closing day: counted here."""
    closed = date(YEAR, month, 14)
    done = [ma for ma in TASKS if reported(ma, month)[0] == DONE]
    recurring = [ma for ma in TASKS if reported(ma, month)[0] == RECURRING]
    late = 0
    for ma, (_, due, _) in TASKS.items():
        last = date(YEAR, due, calendar.monthrange(YEAR, due)[1]) if due else None
        late += ma not in done and last is not None and last < closed
    return len(TASKS), len(done), len(recurring), late


def said(folder: Path) -> str:
    (one,) = issued.load(folder)
    return "\n".join(paragraph.text for paragraph in docx.Document(str(issued.word_of(folder, one))).paragraphs)


def test_twelve_months_in_a_row(tmp_path: Path) -> None:
    dossier = start(tmp_path / "data" / "bc")
    first = shape(dossier)
    for month in range(1, 13):
        asked = tmp_path / f"phieu-{month}"
        generator.forms(dossier, asked, date(YEAR, month, 16))
        fill(asked, month)
        collected = generator.collect(asked, dossier)
        assert collected.exit_code == 0, collected.findings
        rows = register(dossier)
        assert {ma: (row["Trạng thái"], row["Kết quả kỳ này"]) for ma, row in rows.items()} == {
            ma: reported(ma, month) for ma in TASKS
        }
        if month > 1:
            assert all(rows[ma]["Kết quả kỳ trước"] == reported(ma, month - 1)[1] for ma in TASKS), month
        result = issue(
            dossier, IssueOptions(month, date(YEAR, month, 16), datetime(YEAR, month, 16), formats=("docx",))
        )
        assert not result.refused, result.findings
        number = [
            int(found) for found in re.findall(r"(\d+) nhiệm vụ (?:thực hiện thường xuyên|quá hạn)", said(dossier))
        ]
        whole = re.search(r"được giao là (\d+); đã hoàn thành (\d+) nhiệm vụ", said(dossier))
        assert whole and (int(whole[1]), int(whole[2]), *number) == figures_of(month), month
        assert shape(dossier) == first
        if month < 12:
            dossier = generator.roll(dossier).files[0].parent
            assert dossier.name == f"bc-{YEAR}-{month + 1:02d}"
            assert not (dossier / "thu-bao-cao.json").exists() and not (dossier / "phat-hanh").exists()
            assert "ban: trinh" in (dossier / "van-ban.yaml").read_text("utf-8")
