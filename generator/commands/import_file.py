"""The story of `vanban import`: a file that people have becomes a dossier that builds and proves to have its words.

The dossier is made aside, read, built in memory, and what that build shows is laid beside what the file shows; a table
that would not come out cell by cell is kept as a plain one. Then the folder is moved in by one rename.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from generator.commands.build import word_of
from generator.commands.importing.making import Folder, dossier_of
from generator.commands.importing.proving import Proof, added_words, moved, proof, said, shown, summary
from generator.commands.importing.source import Source, read_source
from generator.commands.made import Made
from generator.keeping.aside import new_folder
from generator.ooxml import package
from generator.reading.dossier import load_dossier
from generator.values.errors import InputError, UsageError
from generator.values.findings import Finding, Message, Place, Severity, in_order, msg
from generator.values.progress import Progress, Stage
from generator.values.text import quote

WORD, OTHER = (".docx",), (".doc", ".rtf", ".odt")
_ELSEWHERE = msg("Chọn tên khác sau “--to”.")


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """`as_of` is the date of the build that proves the dossier; `which` document of several in the file, from 1.

    With a `year` number, date and results are left open, as `new --from` leaves them, for a document of that year.
    """

    as_of: date
    which: int = 0
    year: int = 0


def import_file(file: Path, target: Path, options: ImportOptions, progress: Progress | None = None) -> Made:
    """Make the dossier `target` of a file.

    Raises UsageError V150 where something is there already, InputError V010…V015 for a file that cannot be read, V244
    for one with several documents, V245 for another kind of file; then nothing is written.
    """
    progress = progress or Progress()
    progress.expect(3)
    progress.at(Stage.READING, file)
    if target.exists():
        raise UsageError.of("V150", Place(str(target)), msg("Ở đây đã có hồ sơ hoặc tệp này."), _ELSEWHERE)
    source = source_of(file, options.which)
    progress.did(Stage.READING, file)
    with new_folder(target, _ELSEWHERE) as folder:
        made, found, doubts = _proven(source, folder, options.as_of, progress)
        old_years = _for_another_year(folder, target) if options.year else ()
        progress.did(Stage.WRITING, target)
    files = tuple(sorted(path for path in target.iterdir()))
    findings = (*source.findings, *made.findings, *doubts, *said(found), *moved(found), *_added(found, target))
    return Made(files, in_order((*findings, *old_years)), _next(made, found, target))


def _for_another_year(folder: Path, target: Path) -> tuple[Finding, ...]:
    """The dossier just made as `new --from` makes one of it, in its place; what still names the old year."""
    from generator.commands.clone import clone

    old = folder.with_name(f"{folder.name}.cu")
    folder.rename(old)
    _, findings = clone(old, folder)
    return tuple(
        replace(one, place=replace(one.place, file=one.place.file.replace(str(folder), str(target), 1)))
        for one in findings
    )


def source_of(file: Path, which: int) -> Source:
    """A Word file, or what LibreOffice makes one of, down to the one document of several that was asked for."""
    if file.suffix.lower() in OTHER:
        return _through_libreoffice(file, which)
    if file.suffix.lower() not in WORD:
        raise InputError.of(
            "V245",
            Place(str(file)),
            msg("Chưa nhập được tệp dạng “{duoi}”.", duoi=file.suffix),
            msg("Mở tệp bằng Word hoặc LibreOffice, lưu lại dạng .docx rồi nhập tệp .docx ấy."),
        )
    source = read_source(package.read(file, shown_as=str(file)), str(file))
    return _chosen(source, which)


def _through_libreoffice(file: Path, which: int) -> Source:
    """A file of another kind as the Word file that LibreOffice makes of it, which is said."""
    from generator.converting.other_files import as_office_file

    with tempfile.TemporaryDirectory(prefix="vanban-") as folder:
        parts = package.read(as_office_file(file, Path(folder)), shown_as=str(file))
    source = read_source(parts, str(file))
    message = msg("Tệp được đọc qua LibreOffice; chữ được đối chiếu với bản LibreOffice chuyển ra.")
    said = Finding("V251", Severity.NOTE, Place(str(file)), message, msg("Xem lại bảng, số thứ tự so với tệp gốc."))
    return _chosen(replace(source, findings=(*source.findings, said)), which)


def _chosen(source: Source, which: int) -> Source:
    """The one document of a file that was asked for, with what is issued with it."""
    starts = [at for at, region in enumerate(source.regions) if region.part.role == "chinh"]
    if len(starts) < 2 and which <= 1:
        return source
    if not 0 < which <= len(starts):
        names = [_name(source, at) for at in starts]
        listed = "; ".join(f"{number}. {name}" for number, name in enumerate(names, start=1))
        raise InputError.of(
            "V244",
            Place(source.facts.file),
            msg("Tệp có {so} văn bản, mỗi hồ sơ một văn bản.", so=len(starts)),
            msg("Chọn một bằng “--van-ban SỐ”: {cac}.", cac=listed),
        )
    begin = starts[which - 1]
    end = starts[which] if which < len(starts) else len(source.regions)
    return Source(source.facts, (), source.regions[begin:end], source.findings)


def _name(source: Source, at: int) -> str:
    heading = source.regions[at].part.heading
    lines = [line.text for line in (heading.kind_line, *heading.subject, *heading.about) if line is not None]
    return quote(" ".join(lines) or source.regions[at].part.name)


def _proven(source: Source, folder: Path, as_of: date, progress: Progress) -> tuple[Folder, Proof, tuple[Finding, ...]]:
    """The dossier in its folder, what its build lacks, what is doubtful in it; tables that differ kept cell by cell."""
    made, found, doubts = _tried(source, folder, as_of, frozenset())
    if unlike := {at for at in found.tables if at in made.tables}:
        made, found, doubts = _tried(source, folder, as_of, frozenset(unlike))
    progress.did(Stage.COMPARING, folder)
    return made, found, doubts


def _tried(
    source: Source, folder: Path, as_of: date, as_grids: frozenset[int]
) -> tuple[Folder, Proof, tuple[Finding, ...]]:
    made = dossier_of(source, as_grids)
    for old in folder.iterdir():
        old.unlink()
    for name, data in made.files.items():
        (folder / name).write_bytes(data)
    dossier, doubts = load_dossier(folder)
    built = word_of(dossier, as_of)
    again = read_source(package.read_bytes(built, shown_as=source.facts.file), source.facts.file)
    return made, proof(shown(source), shown(again)), doubts


def _added(found: Proof, target: Path) -> tuple[Finding, ...]:
    if not found.added:
        return ()
    message = msg(
        "Văn bản dựng lại có thêm {so} chữ của thể thức: {chu}.", so=len(found.added), chu=added_words(found.added)
    )
    return (Finding("V242", Severity.NOTE, Place(str(target)), message, None, " ".join(found.added)),)


def _next(made: Folder, found: Proof, target: Path) -> tuple[Message, ...]:
    tables = (
        msg("Lấy được {so} nhiệm vụ trong {bang} bảng.", so=made.tasks, bang=len(made.tables))
        if made.tables
        else msg("Không thấy bảng nhiệm vụ nào; bảng khác (nếu có) được giữ nguyên từng ô.")
    )
    return (
        summary(found),
        tables,
        msg("Mở và soát {ho_so}, rồi chạy “vanban build {ho_so}”.", ho_so=target),
    )
