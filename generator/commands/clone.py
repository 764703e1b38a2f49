"""`vanban new`: a dossier from last year's, or from a commented skeleton of its kind.

Cloned are the texts and the tasks. Emptied are numbers, dates, results and pictures of signatures; what still names
the old year is listed with its place, for a person to judge.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from os.path import normpath, relpath
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from generator.keeping import before_mending, locks, pulled_before
from generator.keeping.aside import new_folder
from generator.keeping.text_file import text_file
from generator.keeping.write_back import written
from generator.keeping.yaml_data import plain_data
from generator.merging.writing.source_edits import (
    DeleteItem,
    DeleteKey,
    DeleteRow,
    EmptyValue,
    SetCell,
    SetValue,
    SourceEdit,
)
from generator.merging.writing.writer import TREES
from generator.reading.dossier import WORKBOOK_NAME, YAML_NAME, load_dossier
from generator.reading.yaml import read_yaml
from generator.values.errors import InputError, UsageError
from generator.values.findings import Finding, Place, Severity, msg
from generator.values.model import Document, Dossier, Register, Status, Task
from generator.values.paths import Path_, block_texts, blocks, documents
from generator.values.registers import PRINTED, registers
from generator.values.text import file_name, quote

ELSEWHERE = msg("Chọn tên khác sau “--to”.")
# Longer than any name of a file: a text.
_LONGEST_NAME = 1000
# Keys of van-ban.yaml that belong to the old document alone.
EMPTIED = ("so", "ngay")
# The days of a report, which stay till a person changes them.
PERIOD = "ky_bao_cao"
# Keys that name files: a month or year in such a name says nothing of the document.
_FILES = ("nguon", "ky_truoc", "tep", "mau")
DROPPED = ("thoi_gian_ky", "anh_chu_ky", "anh_dau", "ban_sao", "dong")
RESULTS = frozenset({"trang_thai", "ket_qua", "hoan_thanh", "chua_hoan_thanh", "dang_trien_khai", "thuong_xuyen"})


def clone(source: Path, target: Path, *, open_only: bool = False) -> tuple[tuple[Path, ...], tuple[Finding, ...]]:
    """Copy a dossier for a new year; with `open_only` tasks marked done stay behind. Files made, what to look at.

    A register that lies elsewhere and is printed becomes one of the new dossier's own; what else it is made of and
    lies elsewhere is named from there. Nothing stands at the target before all of it is done.
    Raises InputError where the source cannot be read or rewritten, UsageError V150 where the target is there already.
    """
    dossier, _ = load_dossier(source)
    _refuse_existing(target)
    main = dossier.sources[0]
    with new_folder(target, ELSEWHERE) as made:
        copy_files(dossier, made)
        outside = _Outside(dossier, target)
        outside.copy(made)
        findings = [*_clear_tables(dossier, made, outside, open_only=open_only)]
        _rewrite(main, made / main.name, outside)
    findings = [_at_target(finding, made, target) for finding in findings]
    findings += _old_years(dossier, target, main.name)
    return tuple(sorted(path for path in target.iterdir())), tuple(findings)


def _at_target(finding: Finding, made: Path, target: Path) -> Finding:
    """What was found where a dossier was made, said of where it stands."""
    place = finding.place
    return replace(finding, place=replace(place, file=place.file.replace(str(made), str(target), 1)))


class _Outside:
    """What a dossier is made of and lies outside of its folder: registers that come along, files named anew."""

    def __init__(self, dossier: Dossier, target: Path) -> None:
        self.folder = dossier.sources[0].parent
        self.target = target
        files = dict.fromkeys(Path(normpath(path)) for path in dossier.sources)
        self.files = [path for path in files if not path.is_relative_to(normpath(self.folder))]
        printed = {Path(normpath(one.origin.file)) for one in registers(dossier, *PRINTED)}
        self.names: dict[Path, str] = {}
        for file in self.files:
            if file in printed:
                self.names[file] = free_name(file.stem, file.suffix, self.folder, self.names.values())

    def copy(self, made: Path) -> None:
        """Copy the registers that come along."""
        for file, name in self.names.items():
            shutil.copyfile(file, made / name)

    def within(self, file: Path) -> Path:
        """Where a register stands in the new dossier, from its folder."""
        known = self.names.get(Path(normpath(file)))
        return Path(known) if known else Path(relpath(file, self.folder))

    def named(self, text: str) -> str | None:
        """What a value that names a file outside is to be; None for any other text."""
        file = Path(normpath(self.folder / file_name(text))) if text and len(text) < _LONGEST_NAME else None
        if file is None or file not in self.files:
            return None
        return self.names.get(file) or Path(relpath(file, self.target)).as_posix()


def free_name(stem: str, suffix: str, folder: Path, taken: Iterable[str]) -> str:
    """A name that neither a file of the folder nor one of those taken has: `nhiem-vu.xlsx`, `nhiem-vu-2.xlsx` …"""
    used = {*taken, *(path.name for path in folder.iterdir())}
    names = (f"{stem}{number}{suffix}" for number in ("", *(f"-{number}" for number in range(2, len(used) + 3))))
    return next(name for name in names if name not in used)


def _rewrite(main: Path, made: Path, outside: _Outside) -> None:
    """The main file of the new dossier: the old document's own keys emptied, files outside named anew."""
    if main.name == WORKBOOK_NAME:
        from generator.commands.clone_tables import clear_document_sheet, point_to
        from generator.reading.workbook import read_workbook

        raw, _ = read_workbook(main, str(main))
        named = {path: name for path, text in strings(raw.data) if (name := outside.named(text)) is not None}
        point_to(made, raw, named)
        clear_document_sheet(made, EMPTIED, DROPPED)
        return
    data = yaml_of(main)
    edits: list[SourceEdit] = [*emptied(main, data)]
    kept = (item for item in strings(data) if not any(step in DROPPED for step in item[0]))
    edits += [SetValue(main, path, name) for path, text in kept if (name := outside.named(text)) is not None]
    if edits:
        made.write_bytes(written(edits)[main])


def skeleton(kind: str, target: Path) -> tuple[Path, ...]:
    """A commented van-ban.yaml of a kind in a new folder. Raises InputError V025 for a kind that does not exist."""
    from generator.facts.skeletons import skeleton_of

    text = skeleton_of(kind)
    _refuse_existing(target)
    with new_folder(target, ELSEWHERE) as made:
        (made / YAML_NAME).write_text(text, encoding="utf-8")
    return (target / YAML_NAME,)


def _refuse_existing(target: Path) -> None:
    if target.exists():
        raise UsageError.of("V150", Place(str(target)), msg("Ở đây đã có hồ sơ hoặc tệp này."), ELSEWHERE)


def _documents(document: Document) -> Iterator[Document]:
    yield document
    for attached in (*document.attached, *((document.copy,) if document.copy else ())):
        yield from _documents(attached)


# What is kept of one dossier alone.
_OWN = (locks.NAME, pulled_before.NAME, before_mending.NAME)


def copy_files(dossier: Dossier, target: Path, *, but: Iterable[Path] = ()) -> None:
    """Copy what a dossier made from this one has too: the files beside it and those of its subfolders that it is made
    of, all but pictures of signatures and seals, and those named.
    """
    folder = dossier.sources[0].parent
    beside = {path for path in folder.iterdir() if path.is_file() and path.name not in _OWN}
    # What is named by a way out of the folder and back in, `../x/y`, lies outside of it unless it is in it.
    whole = Path(normpath(folder))
    below = {folder / path.relative_to(whole) for path in _normal(dossier.sources) if path.is_relative_to(whole)}
    for path in sorted((beside | below) - _signing_pictures(dossier) - set(but)):
        copied = target / path.relative_to(folder)
        copied.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copied)


def _normal(paths: Iterable[Path]) -> Iterator[Path]:
    return (Path(normpath(path)) for path in paths)


def _signing_pictures(dossier: Dossier) -> set[Path]:
    """Pictures of signatures and seals: a new document is signed anew."""
    pictures = (
        picture
        for document in _documents(dossier.document)
        for signature in document.signatures
        for picture in (signature.autograph, signature.seal)
        if picture is not None
    )
    return {dossier.sources[0].parent / picture.name for picture in pictures}


# --- task tables ---


def _clear_tables(dossier: Dossier, made: Path, outside: _Outside, *, open_only: bool) -> Iterator[Finding]:
    tables = {(one.origin.file, one.origin.sheet): one for one in registers(dossier, *PRINTED) if one.tasks}
    for (file, sheet), register in sorted(tables.items()):
        copied = made / outside.within(Path(file))
        done = [task for task in register.tasks if open_only and task.status is Status.DONE]
        if copied.suffix.lower() == ".xlsx":
            from generator.commands.clone_tables import clear_results

            columns = [column.letter for column in register.columns if column.key in RESULTS and column.letter]
            rows = [task.origin.row for task in register.tasks]
            yield from clear_results(copied, sheet, rows, columns, [task.origin.row for task in done])
        elif edits := [*_emptied_tasks(register, done)]:
            copied.write_bytes(written(edits)[Path(file)])


def _emptied_tasks(register: Register, done: Sequence[Task]) -> Iterator[SourceEdit]:
    """The results of a register in a CSV, YAML or JSON file that go, and its tasks that are done."""
    file, gone = Path(register.origin.file), {task.origin.row for task in done}
    for task in register.tasks:
        row = task.origin.row
        if row in gone:
            yield DeleteItem(file, (row - 2,)) if file.suffix.lower() in TREES else DeleteRow(file, "", row)
            continue
        for column in register.columns:
            if column.key in RESULTS and task.text(column.key):
                if file.suffix.lower() in TREES:
                    yield EmptyValue(file, (row - 2, column.title))
                else:
                    yield SetCell(file, "", column.letter, row, "")


# --- van-ban.yaml ---


def yaml_of(path: Path) -> Any:
    """The data of a YAML file as its writer sees it."""
    return plain_data(text_file(path).text)


def emptied(file: Path, data: Any, path: Path_ = ()) -> Iterator[SourceEdit]:
    """Empty the old document's own keys at any depth, and take out those that a new one gets anew."""
    for key, item in items_of(data):
        at = (*path, key)
        if key == PERIOD:
            continue
        if key in DROPPED:
            yield DeleteKey(file, at)
        elif key in EMPTIED and not isinstance(item, dict | list):
            # A date stays a text, a number is left out.
            if item:
                yield SetValue(file, at, "", quoted=True) if key == "ngay" else EmptyValue(file, at)
        else:
            yield from emptied(file, item, at)


def items_of(value: Any) -> Iterable[tuple[Any, Any]]:
    """The keys, or indices, of a value and what stands there."""
    if isinstance(value, dict):
        return value.items()
    return enumerate(value) if isinstance(value, list) else ()


# --- what still says last year ---


def _old_years(dossier: Dossier, target: Path, main: str) -> Iterator[Finding]:
    document = dossier.document
    issued = document.issued_with.dated.year if document.issued_with else None
    year = document.dated.year or issued or _year_in(document.subject)
    if year is None:
        return
    for place, text in (*texts_of(target, main), *_drafted(dossier, target)):
        if re.search(rf"(?<!\d){year}(?!\d)", text):
            yield Finding(
                "V148",
                Severity.NOTE,
                place,
                msg("Còn ghi năm {nam}: {chu}.", nam=year, chu=quote(text)),
                msg("Xem lại cho đúng năm mới."),
            )


def _year_in(text: str) -> int | None:
    """The year named last: “… tầm nhìn đến năm 2030 của Sở Mẫu năm 2024”."""
    years = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", text)
    return int(years[-1]) if years else None


def texts_of(target: Path, main: str) -> Iterator[tuple[Place, str]]:
    """Every text of the new dossier with its place: of van-ban.yaml, and of the cells of its workbooks."""
    if main != WORKBOOK_NAME:
        yield from yaml_texts(target / main)
    for path in sorted(target.glob("*.xlsx")):
        yield from _cells(path)


def _drafted(dossier: Dossier, target: Path) -> Iterator[tuple[Place, str]]:
    """The texts of bodies that were drafted in files of their own, by their place in the copies."""
    folder = dossier.sources[0].parent
    for _, document in documents(dossier):
        for at, block in blocks(document, ()):
            file = Path(block.origin.file)
            if block.origin.file != document.origin.file and block.table is None and file.is_relative_to(folder):
                place = replace(block.origin.place(), file=str(target / file.relative_to(folder)))
                yield from ((place, text) for _, text in block_texts(block, at) if text)


def yaml_texts(path: Path, *, but: str = "") -> Iterator[tuple[Place, str]]:
    """Every text of a van-ban.yaml with its place, without the names of files and what stands under a key."""
    raw, _ = read_yaml(path, str(path))
    for steps, text in strings(raw.data):
        if steps and steps[-1] not in _FILES and not (but and but in steps):
            yield raw.place(steps), text


def strings(value: Any, path: Path_ = ()) -> Iterator[tuple[Path_, str]]:
    """Every text below a value with its path."""
    if isinstance(value, str):
        yield path, value
    for key, item in items_of(value):
        yield from strings(item, (*path, key))


def _cells(path: Path) -> Iterator[tuple[Place, str]]:
    from generator.reading.xlsx import Workbook

    try:
        book = Workbook(path, str(path))
    except InputError:
        return
    for sheet in book.sheets:
        table, _ = book.table(sheet)
        for row in table.rows:
            yield from ((table.place(row.number, column), text) for column, text in row.cells.items())
