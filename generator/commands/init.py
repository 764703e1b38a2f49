"""`vanban init`: a new workplace with a sample dossier of a plainly fictitious office, and templates to change.

The sample is templates/ho-so-mau: van-ban.yaml with a comment above each key, and the tasks. The workbook form is
made of the same files, the comments as comments of cells, so the two say the same.
"""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any, Literal

from generator.commands.made import Made
from generator.facts.periods import period_at
from generator.facts.resources import templates_dir
from generator.keeping.aside import aside, cannot_write
from generator.values.errors import UsageError
from generator.values.findings import Finding, Place, Severity, msg
from generator.values.progress import Progress, Stage

DOSSIER, REPORT = Path("data/ho-so-mau"), Path("data/bao-cao-mau")
CALENDAR = "lich-bao-cao.yaml"
# The samples are of January 2030.
_SAMPLE_DAY = date(2030, 1, 1)
_SAMPLE = "ho-so-mau"
_KEY = re.compile(r"\s*(?:- )?([a-z_]+):")


def init(folder: Path, kind: Literal["yaml", "xlsx"], progress: Progress | None = None) -> Made:
    """The story of `vanban init`: the workplace, and what a person does in it first. Raises as `create` does."""
    progress = progress or Progress()
    progress.expect(1)
    progress.at(Stage.WRITING, folder)
    files = create(folder, kind)
    progress.did(Stage.WRITING, folder)
    steps = (
        msg("Mở {tep}, thay các dòng mẫu bằng nhiệm vụ của mình.", tep=files[0] if kind == "xlsx" else files[1]),
        msg("Kiểm tra: vanban lint {ho_so}", ho_so=folder / DOSSIER),
        msg("Sinh văn bản: vanban build {ho_so}", ho_so=folder / DOSSIER),
        msg("Mẫu Word, Excel để sửa nằm trong {thu_muc}.", thu_muc=folder / "templates"),
    )
    return Made(files, (), steps)


def create(folder: Path, kind: Literal["yaml", "xlsx"]) -> tuple[Path, ...]:
    """Make data/ho-so-mau (`yaml`: van-ban.yaml and nhiem-vu.xlsx; `xlsx`: ho-so.xlsx) and templates/ in a folder.

    Returns the files made. Templates that are there already stay as they are. Raises UsageError V005 naming every
    file of the dossier in the way (then nothing was made), V071 where the folder cannot be written.
    """
    dossier = folder / DOSSIER
    in_the_way = [path for path in sorted(dossier.glob("*")) if not path.name.startswith(".")]
    if in_the_way:
        raise UsageError(_exists(path) for path in in_the_way)
    contents = _sample(kind)
    try:
        with aside(folder) as workshop:
            # The dossier last: where it stands, all of the workplace does.
            templates = _copied_templates(folder / "templates", workshop)
            report = _report(folder, workshop)
            made = [*_moved_in(dossier, contents, workshop), *report, *templates]
    except OSError as failure:
        raise cannot_write(folder, failure, msg("Chọn thư mục khác: vanban init THƯ_MỤC.")) from None
    return tuple(made)


def _report(folder: Path, workshop: Path) -> list[Path]:
    """A periodic report that works, and the calendar that asks for it; what is there already stays as it is."""
    from generator.commands.report_set import report_files

    period = period_at("thang", _SAMPLE_DAY)
    assert period is not None, "every day is in a month"
    made: list[Path] = []
    if not (folder / REPORT).exists():
        made += _moved_in(folder / REPORT, report_files(period), workshop)
    calendar = folder / REPORT.parent / CALENDAR
    if not calendar.exists():
        shutil.copyfile(templates_dir() / REPORT.name / CALENDAR, workshop / CALENDAR)
        (workshop / CALENDAR).rename(calendar)
        made.append(calendar)
    return made


def _exists(path: Path) -> Finding:
    return Finding(
        "V005",
        Severity.ERROR,
        Place(str(path)),
        msg("Tệp này đã có; không ghi đè."),
        msg("Đổi tên thư mục ho-so-mau đang có, hoặc lập nơi làm việc ở thư mục khác: vanban init THƯ_MỤC."),
    )


def _sample(kind: Literal["yaml", "xlsx"]) -> dict[str, bytes]:
    """The files of the sample dossier by name."""
    from ruamel.yaml import YAML

    from generator.books import workplace as workplace_books

    source = templates_dir() / _SAMPLE
    text = (source / "van-ban.yaml").read_text(encoding="utf-8")
    tasks = YAML(typ="safe").load((source / "nhiem-vu.yaml").read_text(encoding="utf-8"))
    if kind == "yaml":
        return {"van-ban.yaml": text.encode(), "nhiem-vu.xlsx": workplace_books.task_book(tasks)}
    document: Any = YAML(typ="rt").load(text)
    return {"ho-so.xlsx": workplace_books.dossier_book(document, explanations(text), tasks)}


def explanations(text: str) -> dict[str, str]:
    """What the comment right above each key of a YAML text says of it, by key; the first one counts."""
    found: dict[str, str] = {}
    said: list[str] = []
    for line in text.splitlines():
        stripped = line.strip()
        if stripped.startswith("#"):
            said.append(stripped.lstrip("# "))
            continue
        key = _KEY.match(line)
        if key and said:
            found.setdefault(key[1], " ".join(said))
        said = []
    return found


def _moved_in(folder: Path, contents: dict[str, bytes], workshop: Path) -> list[Path]:
    """The dossier, written aside and moved in as a whole; hidden files of other programs come along."""
    filled = workshop / folder.name
    filled.mkdir()
    for name, data in contents.items():
        (filled / name).write_bytes(data)
    folder.parent.mkdir(parents=True, exist_ok=True)
    if folder.exists():
        for hidden in folder.iterdir():
            hidden.rename(filled / hidden.name)
        folder.rmdir()
    filled.rename(folder)
    return [folder / name for name in contents]


def _copied_templates(folder: Path, workshop: Path) -> list[Path]:
    """The stock templates that are not there yet, each whole or not at all."""
    made = []
    for kind in ("docx", "xlsx"):
        stock = templates_dir() / kind
        for source in sorted(stock.rglob(f"*.{kind}")):
            target = folder / kind / source.relative_to(stock)
            if not target.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source, workshop / source.name)
                (workshop / source.name).rename(target)
                made.append(target)
    return made
