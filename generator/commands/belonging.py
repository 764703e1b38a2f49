"""Whose file an edited one is: of the dossier it is to be pulled into, or somebody else's, which is not compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

from generator.commands.edited_file import EditedFile
from generator.commands.edited_files import folder_named
from generator.keeping.aside import in_temporary
from generator.merging.edited.base import Base
from generator.ooxml.contents import without_entries
from generator.ooxml.word_file import read_office_file
from generator.reading.from_outside import not_read
from generator.values.errors import InputError, MissingProgramError
from generator.values.findings import Finding, Place, Severity, msg
from generator.values.model import Dossier
from generator.values.paths import texts
from generator.values.registers import Use, registers
from generator.values.text import one_line

Files = Mapping[Path, EditedFile]
# A file whose base has this share of its texts from a dossier is of that dossier under a new name; one without a base
# must show this share of the dossier's own texts.
_RENAMED, _SHOWN = 0.5, 0.2
# Texts that are shorter stand in any document.
_TELLING = 20
# What LibreOffice reads and we do not.
_OTHERS = (".doc", ".rtf", ".odt", ".xls", ".ods")
_TRIED = 200


def files_that_came(files: Sequence[Path]) -> tuple[dict[Path, EditedFile], tuple[Finding, ...]]:
    """The files that can be read, and what is to be known of them or wrong with the others.

    Those of other programs (.doc, .odt, .rtf, .xls, .ods) are read as LibreOffice saves them, which is said. Raises
    InputError where none can be read.
    """
    found: dict[Path, EditedFile] = {}
    wrong: list[Finding] = []
    with in_temporary() as folder:
        saved, missing = _saved_by_libreoffice(files, folder)
        for file in files:
            try:
                parts = read_office_file(saved.get(file, file))
                found[file] = EditedFile(file, without_entries(parts, shown_as=str(file)))
            except InputError as failure:
                wrong += [
                    replace(finding, place=replace(finding.place, file=str(file))) for finding in failure.findings
                ]
    wrong += missing
    if not found:
        raise InputError(wrong)
    said = (*map(_passed_over, wrong), *(_through_libreoffice(file) for file in found if file in saved))
    return found, (*said, *(one for file in found.values() for one in not_read(file.parts, file.name)))


def _saved_by_libreoffice(files: Sequence[Path], folder: Path) -> tuple[Mapping[Path, Path], tuple[Finding, ...]]:
    """The files of other programs as LibreOffice saves them; that it is missing where one needs it."""
    others = [file for file in files if file.suffix.lower() in _OTHERS and file.is_file()]
    if not others:
        return {}, ()
    from generator.converting.other_files import as_office_files

    try:
        return as_office_files(others, folder), ()
    except MissingProgramError as failure:
        return {}, failure.findings


def _through_libreoffice(file: Path) -> Finding:
    said = msg("Tệp “{duoi}” được đọc qua LibreOffice.", duoi=file.suffix)
    hint = msg("Xem kỹ bằng “--dry-run” trước khi lấy về; lưu dạng .docx, .xlsx thì chắc hơn.")
    return Finding("V365", Severity.NOTE, Place(str(file)), said, hint)


def strangers(files: Files, dossier: Dossier, data: Path) -> dict[Path, Finding]:
    """The files that are of no document of a dossier, each with why (V087)."""
    made: dict[Path, Finding] = {}
    for path, file in files.items():
        base = file.base
        if base is None:
            if path.stem != dossier.name and not _shows(file, dossier):
                made[path] = _not_of(path, dossier)
        elif base.name not in ("", dossier.name, dossier.folder.name) and _of_another(path, base, dossier, data):
            made[path] = _made_from(path, base, dossier)
    return made


def passed_over(found: Iterable[Finding]) -> Iterator[Finding]:
    """The same of a call that goes on with the other files."""
    return map(_passed_over, found)


def _passed_over(finding: Finding) -> Finding:
    return replace(finding, severity=Severity.WARNING)


def _of_another(file: Path, base: Base, dossier: Dossier, data: Path) -> bool:
    """Whether a file is of the dossier that it names: that is there, or this one has other texts."""
    named = folder_named(file, base.name, data)
    if named is not None and named.resolve() != dossier.folder.resolve():
        return True
    then = [text for texts_ in base.state.values() for text in texts_.values() if len(text) >= _TELLING]
    own = set(_telling(dossier))
    return sum(text in own for text in then) < _RENAMED * len(then)


def _telling(dossier: Dossier) -> Iterator[str]:
    """The texts of a dossier by which its documents are known."""
    for _, text in texts(dossier):
        if len(text) >= _TELLING:
            yield text
    for register in registers(dossier, Use.TABLE):
        for task in register.tasks:
            yield from (text for text in task.texts.values() if len(text) >= _TELLING)


def _shows(file: EditedFile, dossier: Dossier) -> bool:
    """Whether a file without a base shows enough of what a dossier prints; told by the first texts of the dossier."""
    own = [one_line(text).casefold() for text in _telling(dossier)][:_TRIED]
    said = one_line(_text_of(file)).casefold()
    return not own or sum(text in said for text in own) >= _SHOWN * len(own)


def _text_of(file: EditedFile) -> str:
    if file.word:
        return " ".join("".join(p.itertext()) for p in file.body.iter("{*}p"))
    book = file.book
    return " ".join(text for name in book.sheets for row in book.table(name)[0].rows for text in row.cells.values())


def _made_from(file: Path, base: Base, dossier: Dossier) -> Finding:
    said = msg(
        "Tệp này sinh ra từ hồ sơ “{kia}”, không phải “{nay}”; không lấy gì về.", kia=base.name, nay=dossier.name
    )
    return Finding("V087", Severity.ERROR, Place(str(file)), said, msg("Lấy về đúng hồ sơ ấy, hoặc bỏ “--dossier”."))


def _not_of(file: Path, dossier: Dossier) -> Finding:
    said = msg(
        "Tệp này không mang dấu của vanban và hầu như không có chữ nào của hồ sơ “{nay}”; không lấy gì về.",
        nay=dossier.name,
    )
    return Finding("V087", Severity.ERROR, Place(str(file)), said, msg("Xem lại tệp; nêu đúng hồ sơ bằng “--dossier”."))
