"""A report in prose of 120 paragraphs: its figures proposed, rolled, proven, in seconds of CPU.

`python -m benchmarks.prose` prints a line for 60, 120 and 240 paragraphs. Each is measured in a process that has its
libraries loaded, the fastest of three.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from generator.commands.figures import FigureOptions, propose
from generator.commands.proof import proof_of
from generator.commands.roll import roll
from generator.reading.dossier import load_dossier
from generator.reading.figures.read import _read

AS_OF = date(2030, 6, 20)
ASKED = 2.0
_HEAD = """\
loai: bao-cao
co_quan: {ten: Ủy ban nhân dân tỉnh Mẫu, ky_hieu: UBND}
dia_danh: Mẫu
trich_yeu: Kết quả thực hiện Chương trình 09 tháng 5/2030
noi_nhan: ["Lưu: VT"]
ky: {chuc_vu: Chủ tịch, ho_ten: Trần Văn Mẫu}
noi_dung:
"""
_KINDS = (
    "Trong tháng 5/2030, công tác số {n} tiếp nhận {a} hồ sơ ({b} hồ sơ mới và {c} hồ sơ lại), trong đó: {b} hồ sơ đã "
    "xong. Tính đến nay, đã tiếp nhận {d} hồ sơ.",
    "Tính đến ngày 15/5/2030, đã cấp {d} thẻ việc {n}; từ ngày 01/3/2029 đến nay, Phòng A xử lý {a} vụ.",
    "Các cơ quan, đơn vị phối hợp chặt chẽ trong việc thứ {n} theo Kế hoạch số 15/KH-UBND ngày 06/01/2029.",
)


def report(folder: Path, paragraphs: int) -> Path:
    """A dossier of so many paragraphs, each with a sentence of its own."""
    folder.mkdir(parents=True)
    lines = []
    for n in range(paragraphs):
        new, again = 100 + 7 * n, 50 + 3 * n
        text = _KINDS[n % 3].format(n=n, a=new + again, b=new, c=again, d=9000 + 11 * n)
        lines.append(f'  - doan: "{text}"')
    (folder / "van-ban.yaml").write_text(_HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    return folder


def measured(step: Callable[[Path], object], place: Path) -> float:
    """The least seconds of CPU of three runs, each of a folder of its own and with nothing remembered."""
    found = []
    for run in range(3):
        _read.cache_clear()
        begun = time.process_time()
        step(place / str(run))
        found.append(time.process_time() - begun)
    return min(found)


def of_length(paragraphs: int, place: Path) -> tuple[float, float, float]:
    """Seconds to propose the figures of a report of so many paragraphs, to roll it, to prove the next one."""
    made = [report(place / "roll" / str(run) / "bao-cao", paragraphs) for run in range(3)]
    june = made[0].with_name("bao-cao-2030-06")
    proposed = measured(lambda at: propose(made[0], FigureOptions(at / "so-lieu.xlsx")), place / "so-lieu")
    rolled = measured(lambda at: roll(at / "bao-cao", "2030-06"), place / "roll")
    return proposed, rolled, measured(lambda _: proof_of(load_dossier(june)[0], AS_OF), place)


def main() -> None:
    """A line for each length."""
    with tempfile.TemporaryDirectory() as name:
        for paragraphs in (60, 120, 240):
            found = of_length(paragraphs, Path(name) / str(paragraphs))
            said = f" asked: < {ASKED} s" if paragraphs == 120 else ""
            steps = " ".join(
                f"{what} {one:.2f}" for what, one in zip(("proposed", "rolled", "proven"), found, strict=True)
            )
            print(f"{paragraphs}: {steps} all {sum(found):.2f}{said}")


if __name__ == "__main__":
    main()
