"""The month: forms to so many units, so many returned files collected; seconds per hundred, memory.

`python -m benchmarks.month [--units 3321] [--files 300]` prints a line for each; forms of a tenth and of all units show
whether memory stays flat.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from benchmarks.measuring import measure

PER_UNIT = 2
DUE, NOW = date(2026, 12, 20), datetime(2026, 12, 21, 9)
Work = Callable[[], Any]


def dossier(folder: Path, units: int) -> Path:
    """A report whose register gives two tasks to each of so many communes."""
    import openpyxl

    folder.mkdir(parents=True)
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Nhiệm vụ")
    sheet.append(("Mã", "STT", "Nội dung", "Đơn vị chủ trì", "Thời hạn", "Trạng thái", "Kết quả kỳ này"))
    for number in range(units * PER_UNIT):
        unit = f"Ủy ban nhân dân xã Mẫu {number // PER_UNIT + 1}"
        words = f"Rà soát, báo cáo nội dung {number + 1} của kế hoạch chuyển đổi số tại địa phương"
        sheet.append((f"NV{number + 1:05d}", str(number + 1), words, unit, "Tháng 12/2026", "Đang triển khai"))
    book.save(folder / "nv.xlsx")
    (folder / "van-ban.yaml").write_text(
        "loai: bao-cao\nco_quan: {ten: Sở Mẫu, ky_hieu: SM}\nngay: 2026-11\ntrich_yeu: Kết quả\n"
        "noi_nhan: [Lưu]\nky: {chuc_vu: Giám đốc}\nnoi_dung: [{bang: {nguon: nv.xlsx}}]\n",
        encoding="utf-8",
    )
    return folder


def forms(source: str, target: str) -> Work:
    """All forms of a dossier, its reading included."""
    import generator

    shutil.rmtree(target, ignore_errors=True)
    return lambda: len(generator.forms(Path(source), Path(target), DUE).files)


def collect(source: str, folder: str) -> Work:
    """A folder of returned files, nothing written."""
    from generator.commands.collect import CollectOptions
    from generator.commands.collect import collect as collecting

    def work() -> int:
        done = collecting(Path(folder), Path(source), CollectOptions(NOW, dry_run=True))
        return len(done.changes)

    return work


def filled(forms_: Path, target: Path, files: int) -> None:
    """So many forms filled in, as units would send them."""
    import openpyxl

    target.mkdir()
    for path in sorted(forms_.glob("uy-ban-*.xlsx"))[:files]:
        book = openpyxl.load_workbook(path)
        sheet = book["Báo cáo"]
        for row in range(5, sheet.max_row + 1):
            sheet[f"G{row}"], sheet[f"H{row}"] = "Hoàn thành", f"Đã ban hành văn bản số {row}/UBND-VX"
        book.save(target / path.name)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--units", type=int, default=3321)
    parser.add_argument("--files", type=int, default=300)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        for units in (max(asked.units // 10, 1), asked.units):
            source, target = dossier(root / f"hs-{units}", units), root / f"phieu-{units}"
            made = measure("benchmarks.month:forms", source, target)
            per = made.cpu * 100 / units
            print(f"forms {units}: {made.cpu:.1f} s CPU, {per:.2f} s per 100, {made.memory:.0f} MB above the start")
        filled(target, root / "ve", min(asked.files, asked.units))
        made = measure("benchmarks.month:collect", source, root / "ve")
        print(f"collect {asked.files}: {made.cpu:.1f} s CPU, {made.wall:.1f} s on the clock, {made.value} cells")


if __name__ == "__main__":
    main()
