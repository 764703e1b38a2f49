"""A periodic report in full: the Báo cáo, its annex of results with last period's beside, the tasks of the next period.

The text and the sample tasks are templates/bao-cao-mau; offices and names in it are made up. It is what
`vanban new --kind bao-cao` and `vanban calendar --start` make, and what `init` brings.
"""

from __future__ import annotations

from pathlib import Path

from generator.commands.made import Made
from generator.facts.periods import following
from generator.facts.resources import templates_dir
from generator.keeping.aside import new_folder
from generator.values.errors import UsageError
from generator.values.findings import Place, msg
from generator.values.periods import Period
from generator.values.progress import Progress, Stage
from generator.values.text import as_argument

_BOOK = "nhiem-vu.xlsx"
_SAMPLE = "bao-cao-mau"
# What the sample says of its own period, and what stands there of another.
_MONTH, _KIND, _NOW, _THEN = "2030-01", "loai: thang", "Tháng 1/2030", "Tháng 2/2030"
_SUBJECT = "Kết quả thực hiện các nhiệm vụ được giao"


def start_report(target: Path, period: Period, subject: str = "", *, progress: Progress | None = None) -> Made:
    """A report of a period with a register of samples. Raises UsageError V150 where something is there already."""
    progress = progress or Progress()
    progress.at(Stage.WRITING, target)
    if target.exists():
        hint = msg("Chọn tên khác sau “--to”.")
        raise UsageError.of("V150", Place(str(target)), msg("Ở đây đã có hồ sơ hoặc tệp này."), hint)
    files = report_files(period, subject)
    with new_folder(target, msg("Chọn tên khác sau “--to”.")) as made:
        for name, data in files.items():
            (made / name).write_bytes(data)
    steps = (
        msg("Mở {tep}, thay các dòng mẫu bằng nhiệm vụ của mình; sửa lời văn trong van-ban.yaml.", tep=target / _BOOK),
        msg("Gửi biểu cho đơn vị: “vanban forms {ho_so} --to phieu --due NGÀY”.", ho_so=as_argument(target)),
    )
    return Made(tuple(target / name for name in files), (), steps)


def report_files(period: Period, subject: str = "") -> dict[str, bytes]:
    """The files of a report by name."""
    from ruamel.yaml import YAML

    from generator.books.workplace import task_book

    source = templates_dir() / _SAMPLE
    text = (source / "van-ban.yaml").read_text(encoding="utf-8")
    text = text.replace(f"{{{_KIND}, ngay: {_MONTH}}}", "\0").replace(_MONTH, f"{period.end:%Y-%m}")
    text = text.replace("\0", _said(period))
    text = text.replace(_SUBJECT, subject) if subject else text
    tasks = (source / "nhiem-vu.yaml").read_text(encoding="utf-8")
    now, then = (f"Tháng {one.month}/{one.year}" for one in (period.end, following(period).end))
    tasks = tasks.replace(_THEN, "\0").replace(_NOW, now).replace("\0", then)
    return {"van-ban.yaml": text.encode(), _BOOK: task_book(YAML(typ="safe").load(tasks))}


def _said(period: Period) -> str:
    """A period as a dossier says it: by its kind, or by the days that are an office's own."""
    if period.kind:
        return f"{{loai: {period.kind}, ngay: {period.end:%Y-%m}}}"
    return f"{{tu: {period.start.isoformat()}, den: {period.end.isoformat()}}}"
