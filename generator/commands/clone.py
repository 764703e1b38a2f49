"""`vanban new`: a dossier from last year's, or from a commented skeleton of its kind.

Cloned are the texts and the tasks. Emptied are numbers, dates, results and pictures of signatures; what still names
the old year is listed with its place, for a person to judge.
"""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from generator.reading.dossier import WORKBOOK_NAME, YAML_NAME, load_dossier
from generator.reading.yaml import read_yaml
from generator.values.errors import InputError, UsageError
from generator.values.findings import Finding, Place, Severity, msg
from generator.values.model import Document, Dossier, Register, Status
from generator.values.paths import block_texts, blocks, documents
from generator.values.text import quote

# Keys of van-ban.yaml that belong to the old document alone.
_EMPTIED: dict[str, object] = {"so": None, "ngay": ""}
_DROPPED = ("thoi_gian_ky", "anh_chu_ky", "anh_dau", "ban_sao", "dong")
RESULTS = frozenset({"trang_thai", "ket_qua", "hoan_thanh", "chua_hoan_thanh", "dang_trien_khai", "thuong_xuyen"})


def clone(source: Path, target: Path, *, open_only: bool = False) -> tuple[tuple[Path, ...], tuple[Finding, ...]]:
    """Copy a dossier for a new year; with `open_only` tasks marked done stay behind. Files made, what to look at.

    Raises InputError where the source cannot be read, UsageError V150 where the target is there already.
    """
    dossier, _ = load_dossier(source)
    _refuse_existing(target)
    target.mkdir(parents=True)
    main = dossier.sources[0]
    copy_files(dossier, target)
    findings = [*_clear_tables(dossier, target, open_only=open_only)]
    if main.name == WORKBOOK_NAME:
        from generator.commands.clone_tables import clear_document_sheet

        clear_document_sheet(target / WORKBOOK_NAME)
    else:
        text = rewritten(main.read_text(encoding="utf-8"), empty)
        (target / main.name).write_text(text, encoding="utf-8")
    findings += _old_years(dossier, target, main.name)
    return tuple(sorted(path for path in target.iterdir())), tuple(findings)


def skeleton(kind: str, target: Path) -> tuple[Path, ...]:
    """A commented van-ban.yaml of a kind in a new folder. Raises InputError V025 for a kind that does not exist."""
    from generator.facts.skeletons import skeleton_of

    text = skeleton_of(kind)
    _refuse_existing(target)
    target.mkdir(parents=True)
    path = target / YAML_NAME
    path.write_text(text, encoding="utf-8")
    return (path,)


def _refuse_existing(target: Path) -> None:
    if target.exists():
        raise UsageError.of(
            "V150", Place(str(target)), msg("Ở đây đã có hồ sơ hoặc tệp này."), msg("Chọn tên khác sau “--to”.")
        )


def _documents(document: Document) -> Iterator[Document]:
    yield document
    for attached in (*document.attached, *((document.copy,) if document.copy else ())):
        yield from _documents(attached)


def copy_files(dossier: Dossier, target: Path, *, but: Iterable[Path] = ()) -> None:
    """Copy what a dossier made from this one has too: the files beside it and those of its subfolders that it is made
    of, all but pictures of signatures and seals, and those named.
    """
    folder = dossier.sources[0].parent
    beside = {path for path in folder.iterdir() if path.is_file()}
    below = {path for path in dossier.sources if path.is_relative_to(folder)}
    for path in sorted((beside | below) - _signing_pictures(dossier) - set(but)):
        copied = target / path.relative_to(folder)
        copied.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copied)


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


def _registers(dossier: Dossier) -> dict[tuple[str, str], Register]:
    """The registers of a dossier by file and sheet."""
    found: dict[tuple[str, str], Register] = {}
    waiting = [block for document in _documents(dossier.document) for block in document.body]
    while waiting:
        block = waiting.pop()
        waiting += block.children
        if block.table and block.table.register.tasks:
            origin = block.table.register.tasks[0].origin
            found.setdefault((origin.file, origin.sheet), block.table.register)
    return found


def _clear_tables(dossier: Dossier, target: Path, *, open_only: bool) -> Iterator[Finding]:
    from generator.commands.clone_tables import clear_results

    for (file, sheet), register in sorted(_registers(dossier).items()):
        copied = target / Path(file).name
        if copied.suffix.lower() != ".xlsx":
            yield Finding(
                "V149",
                Severity.WARNING,
                Place(str(copied)),
                msg("Kết quả và trạng thái của năm cũ còn trong bảng này."),
                msg("Xóa các cột kết quả, hoặc lưu bảng dạng .xlsx rồi chạy lại."),
            )
            continue
        columns = [column.letter for column in register.columns if column.key in RESULTS and column.letter]
        done = [task.origin.row for task in register.tasks if open_only and task.status is Status.DONE]
        clear_results(copied, sheet, [task.origin.row for task in register.tasks], columns, done)


# --- van-ban.yaml ---


def rewritten(text: str, change: Callable[[Any], None]) -> str:
    """A YAML text after its values were changed in place; comments, quotes and order stay."""
    from ruamel.yaml import YAML

    yaml = YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.width = 1 << 20
    yaml.indent(mapping=2, sequence=4, offset=2)
    loaded = yaml.load(text)
    change(loaded)
    made = io.StringIO()
    yaml.dump(loaded, made)
    return made.getvalue()


def empty(value: Any) -> None:
    """Empty the old document's own keys at any depth, in place."""
    if isinstance(value, dict):
        for key in [key for key in value if key in _DROPPED]:
            del value[key]
        for key in value:
            if key in _EMPTIED:
                value[key] = _EMPTIED[key]
            else:
                empty(value[key])
    elif isinstance(value, list):
        for item in value:
            empty(item)


# --- what still says last year ---


def _old_years(dossier: Dossier, target: Path, main: str) -> Iterator[Finding]:
    document = dossier.document
    issued = document.issued_with.dated.year if document.issued_with else None
    year = document.dated.year or issued or _year_in(document.subject)
    if year is None:
        return
    for place, text in (*_texts(target, main), *_drafted(dossier, target)):
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


def _texts(target: Path, main: str) -> Iterator[tuple[Place, str]]:
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


def yaml_texts(path: Path) -> Iterator[tuple[Place, str]]:
    """Every text of a van-ban.yaml with its place."""
    raw = read_yaml(path, str(path))
    return ((raw.place(steps), text) for steps, text in _strings(raw.data, ()))


def _strings(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, str):
        yield path, value
    items: Iterable[tuple[Any, Any]] = ()
    if isinstance(value, dict):
        items = value.items()
    elif isinstance(value, list):
        items = enumerate(value)
    for key, item in items:
        yield from _strings(item, (*path, key))


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
