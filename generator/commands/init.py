"""`vanban init`: a new workplace with a sample dossier of a plainly fictitious office, and templates to change.

The sample is templates/ho-so-mau: van-ban.yaml with a comment above each key, and the tasks. The workbook form is
made of the same files, the comments as comments of cells, so the two say the same.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct

from generator.commands.made import Made
from generator.facts.periods import period_at
from generator.facts.resources import templates_dir
from generator.keeping.aside import aside, cannot_write
from generator.reading.own_file import CALENDAR
from generator.values.errors import UsageError
from generator.values.file_names import refuse_trouble
from generator.values.findings import Finding, Place, Severity, msg
from generator.values.patterns import late
from generator.values.progress import Progress, Stage
from generator.values.text import as_argument

DOSSIER, REPORT = Path("data/ho-so-mau"), Path("data/bao-cao-mau")
# The samples are of January 2030.
_SAMPLE_DAY = date(2030, 1, 1)
_SAMPLE = "ho-so-mau"
_KEY = late(r"\s*(?:- )?([a-z_]+):")


def init(folder: Path, kind: Literal["yaml", "xlsx"], progress: Progress | None = None) -> Made:
    """The story of `vanban init`: the workplace, and what a person does in it first. Raises as `create` does."""
    progress = progress or Progress()
    progress.expect(1)
    progress.at(Stage.WRITING, folder)
    files = create(folder, kind)
    progress.did(Stage.WRITING, folder)
    steps = (
        msg("Mở {tep}, thay các dòng mẫu bằng nhiệm vụ của mình.", tep=files[0] if kind == "xlsx" else files[1]),
        msg("Kiểm tra: vanban lint {ho_so}", ho_so=as_argument(folder / DOSSIER)),
        msg("Sinh văn bản: vanban build {ho_so}", ho_so=as_argument(folder / DOSSIER)),
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
    refuse_trouble(folder)
    try:
        with aside(folder) as workshop:
            # All of it is made before any comes in; the dossier last: where it stands, all of the workplace does.
            coming = [*_templates(folder, workshop), *_report(folder, workshop)]
            coming.append(_Coming(_filled(workshop, dossier.name, contents), dossier, tuple(contents)))
            for one in coming:
                one.come_in()
    except OSError as failure:
        raise cannot_write(folder, failure, msg("Chọn thư mục khác: vanban init THƯ_MỤC.")) from None
    return tuple(path for one in (coming[-1], *coming[:-1]) for path in one.made)


class _Coming(Struct, frozen=True):
    """A file or a folder with its `names`, made aside, and where it is to stand."""

    aside: Path
    target: Path
    names: tuple[str, ...] = ()

    @property
    def made(self) -> tuple[Path, ...]:
        return tuple(self.target / name for name in self.names) or (self.target,)

    def come_in(self) -> None:
        """Put it there; hidden files of other programs in a folder that stands there come along."""
        self.target.parent.mkdir(parents=True, exist_ok=True)
        if self.target.exists():
            for hidden in self.target.iterdir():
                hidden.rename(self.aside / hidden.name)
            self.target.rmdir()
        self.aside.rename(self.target)


def _report(folder: Path, workshop: Path) -> Iterator[_Coming]:
    """A periodic report that works, and the calendar that asks for it; what is there already stays as it is."""
    from generator.commands.report_set import report_files

    period = period_at("thang", _SAMPLE_DAY)
    assert period is not None, "every day is in a month"
    if not (folder / REPORT).exists():
        files = report_files(period)
        yield _Coming(_filled(workshop, REPORT.name, files), folder / REPORT, tuple(files))
    calendar = folder / REPORT.parent / CALENDAR
    if not calendar.exists():
        shutil.copyfile(templates_dir() / REPORT.name / CALENDAR, workshop / CALENDAR)
        yield _Coming(workshop / CALENDAR, calendar)


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


def _filled(workshop: Path, name: str, contents: Mapping[str, bytes]) -> Path:
    """A folder aside with these files."""
    filled = workshop / name
    filled.mkdir()
    for file, data in contents.items():
        (filled / file).write_bytes(data)
    return filled


def _templates(folder: Path, workshop: Path) -> Iterator[_Coming]:
    """The stock templates that are not there yet."""
    for kind in ("docx", "xlsx"):
        stock = templates_dir() / kind
        for source in sorted(stock.rglob(f"*.{kind}")):
            within = Path("templates", kind, source.relative_to(stock))
            if not (folder / within).exists():
                (workshop / within).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source, workshop / within)
                yield _Coming(workshop / within, folder / within)
