"""Plans and dossiers for measuring: a register of so many tasks, some thirty words in each task's text."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

from generator.planning.documents import plan_dossier
from generator.planning.plan import Plan
from generator.values.model import Agency, Block, Column, Document, Dossier, Register, TableSpec, Task

DATED = date(2026, 1, 31)
TEMPLATE = "phu-luc-ket-qua"
TITLES = {
    "ma": "Mã",
    "stt": "STT",
    "noi_dung": "Nội dung, nhiệm vụ",
    "van_ban_chi_dao": "Văn bản chỉ đạo",
    "don_vi_thuc_hien": "Đơn vị thực hiện",
    "thoi_han": "Thời gian hoàn thành",
    "hoan_thanh": "Hoàn thành",
    "chua_hoan_thanh": "Chưa hoàn thành",
    "dang_trien_khai": "Đang triển khai",
    "thuong_xuyen": "Thực hiện thường xuyên",
}
_RESULTS = ("hoan_thanh", "chua_hoan_thanh", "dang_trien_khai", "thuong_xuyen")
COMMUNE = "Đơn vị cấp xã"
_PROSE = (
    "xây dựng kế hoạch triển khai thực hiện nhiệm vụ phối hợp với các cơ quan đơn vị liên quan rà soát hoàn thiện "
    "thể chế trình Chính phủ ban hành nghị định quy định chi tiết kiểm tra giám sát đánh giá kết quả báo cáo định kỳ "
    "hằng quý nghiên cứu đề xuất"
)
_WORDS = _PROSE.split()


def tasks(rows: int) -> list[dict[str, str]]:
    """The texts of each task by key: the same for the same number."""
    chance = random.Random(8)

    def words(least: int, most: int) -> str:
        return " ".join(chance.choice(_WORDS) for _ in range(chance.randint(least, most)))

    return [
        {
            "ma": f"NV-{number:06d}",
            "stt": str(number),
            "noi_dung": words(20, 40) + (" & <khác>" if number % 40 == 0 else ""),
            "van_ban_chi_dao": f"Nghị quyết số {number % 90 + 10}/NQ-CP ngày 08/4/2022",
            "don_vi_thuc_hien": "Bộ Công an" if number % 2 else "Bộ Y tế",
            "thoi_han": f"Tháng {number % 12 + 1}/2026",
            **dict.fromkeys(_RESULTS, ""),
            chance.choice(_RESULTS): f"{words(2, 4)}\n{words(2, 4)}" if number % 50 == 0 else words(4, 8),
        }
        for number in range(1, rows + 1)
    ]


def plan(rows: int) -> Plan:
    """A report of which the only table has so many rows."""
    columns = tuple(Column(key, title) for key, title in TITLES.items())
    register = Register(columns, tuple(Task(texts["ma"], texts) for texts in tasks(rows)))
    table = Block("bang", table=TableSpec(register, TEMPLATE, numbering="giu"))
    document = Document(
        "bao-cao", Agency("Sở Mẫu", "SM"), "Kết quả thực hiện nhiệm vụ", place_name="Hà Nội", body=(table,)
    )
    return plan_dossier(Dossier("do", document), DATED)[0]


def write_register(path: Path, rows: int, extra: dict[str, list[str]] | None = None) -> None:
    """The register as people keep it: one sheet, a header, a row a task; `extra` columns of one's own."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("NhiemVu")
    extra = extra or {}
    sheet.append([*TITLES.values(), *extra])
    for number, texts in enumerate(tasks(rows)):
        sheet.append([*texts.values(), *(values[number] for values in extra.values())])
    book.save(path)


def write_dossier(folder: Path, rows: int, *, communes: bool = False) -> Path:
    """A dossier folder: a report with one table; with `communes` each task is another commune's."""
    folder.mkdir(parents=True)
    extra = {COMMUNE: [f"Xã Mẫu {number:04d}" for number in range(1, rows + 1)]} if communes else {}
    write_register(folder / "nhiem-vu.xlsx", rows, extra)
    (folder / "van-ban.yaml").write_text(
        "loai: bao-cao\nco_quan: {ten: Sở Mẫu, ky_hieu: SM}\ndia_danh: Hà Nội\nngay: 2026-01-31\nso: 7\n"
        "trich_yeu: Kết quả thực hiện nhiệm vụ\nhuong: ngang\nnoi_dung: [Sở Mẫu báo cáo như sau., "
        f"{{bang: {{nguon: nhiem-vu.xlsx, mau: {TEMPLATE}, danh_so: giu}}}}]\nnoi_nhan: [Như trên, Lưu VT]\n"
        "ky: {chuc_vu: GIÁM ĐỐC}\n",
        encoding="utf-8",
    )
    return folder
