"""The story of `vanban import`: a file that people have becomes a dossier that builds and proves to have its words.

The dossier is made aside, read, built in memory, and what that build shows is laid beside what the file shows; a table
that would not come out cell by cell is kept as a plain one. Then the folder is moved in by one rename.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from generator.commands.importing.making import Folder, dossier_of
from generator.commands.importing.opening import opened
from generator.commands.importing.proving import (
    Proof,
    Shown,
    added_words,
    in_margins,
    margin_texts,
    marks,
    moved,
    proof,
    said,
    shown,
    summary,
    told_once,
)
from generator.commands.importing.several import ALL, OneOf, chosen, documents
from generator.commands.importing.source import Source, as_text, read_source
from generator.commands.made import Made
from generator.commands.rendered import word_of
from generator.keeping.aside import new_folder
from generator.ooxml import package
from generator.ooxml.plain_body import pages_of
from generator.ooxml.word_file import body_of
from generator.reading.dossier import YAML_NAME, load_dossier
from generator.reading.foreign import PDF
from generator.values.errors import InputError, UsageError
from generator.values.findings import Finding, Message, Place, Severity, in_order, msg
from generator.values.model import Document, Dossier
from generator.values.model.documents import flat
from generator.values.progress import Progress, Stage
from generator.values.text import as_argument, quote

_ELSEWHERE = msg("Chọn tên khác sau “--to”.")
_REPORT = "báo cáo"
_OLD_YEAR = "V148"  # what still names the old year: of a basis that is said as one
Revisions = Literal["accept", "reject"]


class ImportOptions(Struct, frozen=True):
    """`as_of` is the date of the build that proves the dossier; `which` document of several in the file, from 1, or
    ALL of them, each as a dossier of its own.

    `counts` puts the counts of its own table in the places of figures of a monthly report that say that they are one.
    With a `year` number, date and results are left open, as `new --from` leaves them, for a document of that year.
    Tracked changes are read as `revisions` says.
    """

    as_of: date
    which: int = 0
    year: int = 0
    counts: bool = False
    revisions: Revisions = "accept"


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
    source = source_of(file, options.which, progress, options.revisions)
    if options.which == ALL and (found := documents(source)):
        return _each(found, target, options, progress)
    progress.did(Stage.READING, file)
    return _one(source, target, options, progress)


def _each(found: Sequence[OneOf], target: Path, options: ImportOptions, progress: Progress) -> Made:
    """A dossier for each document of a file, in a folder of its number and name."""
    progress.expect(2 * len(found) + 1)
    made = []
    with new_folder(target, _ELSEWHERE) as folder:
        for one in found:
            made.append(_one(one.source, folder / one.folder, options, progress))
    files = tuple(sorted(path for path in target.rglob("*") if path.is_file()))
    told: list[Finding] = []
    for one, result in zip(found, made, strict=True):
        own = (_there(finding, folder, target) for finding in result.findings)
        told += (finding for finding in own if finding not in told)
        told.append(_taken(one, result, target))
    step = msg("Lập {so} hồ sơ trong {thu_muc}, mỗi văn bản một hồ sơ.", so=len(found), thu_muc=target)
    return Made(files, in_order(told), (step,))


def _taken(one: OneOf, made: Made, target: Path) -> Finding:
    """What came of a document of several: its name, its folder, how many of its words."""
    message = msg("Văn bản {so}, {ten}: {ket_qua}", so=one.number, ten=quote(one.name), ket_qua=made.next_steps[0])
    return Finding("V345", Severity.NOTE, Place(str(target / one.folder)), message, None, one.name)


def _one(source: Source, target: Path, options: ImportOptions, progress: Progress) -> Made:
    with new_folder(target, _ELSEWHERE) as folder:
        made, dossier, found, doubts = _proven(source, folder, options.as_of, progress)
        counts = _counts(source, folder, dossier, found, options) if made.tables else ()
        old_years = _for_another_year(folder, target, options.year) if options.year else ()
        progress.did(Stage.WRITING, target)
    files = tuple(sorted(path for path in target.iterdir()))
    own = (_there(one, folder, target) for one in (*doubts, *counts))
    findings = (
        *told_once(source.findings, found),
        *made.findings,
        *own,
        *said(found),
        *marks(found),
        *moved(found),
        *_added(found, target),
    )
    told = map(source.found_at, (*findings, *old_years))
    return Made(files, in_order(told), _next(made, found, target, source.findings))


def _counts(
    source: Source, folder: Path, dossier: Dossier, found: Proof, options: ImportOptions
) -> tuple[Finding, ...]:
    """What of a monthly report its own table counts; with `counts` put in its places, where the words stay the same."""
    if not _may_be_report(dossier.document):
        return ()
    from generator.commands.importing.counting import counted, offered, with_counts

    told = counted(folder, dossier)
    if told is None:
        return ()
    file = folder / YAML_NAME
    before = file.read_bytes()
    put_in = options.counts and told.sure > 0
    if put_in:
        file.write_bytes(with_counts(folder, told))
        dossier, _ = load_dossier(folder)
        again = _shown_again(word_of(dossier, told.day), source)
        put_in = proof(shown(source), again).lost == found.lost
    if not put_in:
        file.write_bytes(before)
    return tuple(offered(told, str(file), put_in=put_in))


def _may_be_report(document: Document) -> bool:
    """Whether a document can be one of a month: telling its numbers is nothing that others need to wait for."""
    texts = (document.subject, *(text for block in flat(document.body) for text in (block.title, block.text)))
    return document.kind == "bao-cao" or any(_REPORT in text.casefold() for text in texts)


def _for_another_year(folder: Path, target: Path, year: int) -> tuple[Finding, ...]:
    """The dossier just made as `new --from` makes one of it, in its place; what still names the old year, and what of
    its bases is not in force in that year.
    """
    from generator.commands.clone import clone
    from generator.commands.importing.another_year import ended, near_bases, near_years

    old = folder.with_name(f"{folder.name}.cu")
    folder.rename(old)
    own = load_dossier(old)[0].document.dated.year
    _, findings = clone(old, folder)
    bases = tuple(near_bases(folder, own)) if own else ()
    named = {one.place for one in bases}
    years = (one for one in findings if one.code != _OLD_YEAR or one.place not in named)
    beside = (*near_years(folder, own), *bases) if own else ()
    return tuple(_there(one, folder, target) for one in (*years, *beside, *ended(folder, year)))


def _there(one: Finding, folder: Path, target: Path) -> Finding:
    """A finding in the folder where the dossier was made, at the place that it was moved to."""
    return replace(one, place=replace(one.place, file=one.place.file.replace(str(folder), str(target), 1)))


def source_of(file: Path, which: int, progress: Progress, revisions: Revisions = "accept") -> Source:
    """A file of any kind, down to the one document of several that was asked for."""
    parts, findings = opened(file, progress)
    source = read_source(parts, str(file), revisions)
    if file.suffix.lower() in PDF:
        source = replace(source, pages=pages_of(body_of(parts, shown_as=str(file))))
    _refuse_blank(source)
    margins = tuple(margin_texts(parts))
    return chosen(replace(source, findings=(*source.findings, *findings), margins=margins), which)


def _refuse_blank(source: Source) -> None:
    """A file without a word makes no dossier: "100 %" of nothing says nothing."""
    if not any(text.words for text in shown(source).texts()):
        raise InputError.of(
            "V355",
            Place(source.facts.file),
            msg("Tệp không có chữ nào để lấy."),
            msg("Tệp chỉ có ảnh chụp văn bản thì nhận dạng chữ (OCR), soát lại từng chữ rồi nhập."),
        )


_Proven = tuple[Folder, Dossier, Proof, tuple[Finding, ...]]


def _proven(source: Source, folder: Path, as_of: date, progress: Progress) -> _Proven:
    """The dossier in its folder, what its build lacks, what is doubtful in it; tables that differ kept cell by cell."""
    made, dossier, found, doubts = _tried(source, folder, as_of, frozenset())
    if unlike := {at for at in found.tables if at in made.tables}:
        differs = tuple(_not_given_back(source, at, found) for at in sorted(unlike))
        made, dossier, found, doubts = _tried(source, folder, as_of, frozenset(unlike))
        made.findings += differs
        made.kept += len(differs)
    progress.did(Stage.COMPARING, folder)
    return made, dossier, found, doubts


def _tried(source: Source, folder: Path, as_of: date, as_grids: frozenset[int]) -> _Proven:
    made = dossier_of(source, as_grids)
    try:
        dossier, doubts = _loaded(made, folder)
    except InputError as failure:
        if faulty := _tables_of(failure, made):
            made, dossier, found, doubts = _tried(source, folder, as_of, as_grids | faulty)
            made.findings.append(_kept_as_grid(source, failure, len(faulty)))
            made.kept += len(faulty)
            return made, dossier, found, doubts
        made = dossier_of(as_text(source), as_grids)
        made.findings.append(_kept_as_text(source, failure))
        dossier, doubts = _loaded(made, folder)
    return made, dossier, proof(shown(source), _shown_again(word_of(dossier, as_of), source)), doubts


def _shown_again(built: bytes, source: Source) -> Shown:
    """What the document built of a dossier shows, in its margins too."""
    parts = package.read_bytes(built, shown_as=source.facts.file)
    return replace(shown(read_source(parts, source.facts.file)), margins=in_margins(parts))


def _loaded(made: Folder, folder: Path) -> tuple[Dossier, tuple[Finding, ...]]:
    for old in folder.iterdir():
        old.unlink()
    for name, data in made.files.items():
        (folder / name).write_bytes(data)
    return load_dossier(folder)


def _tables_of(failure: InputError, made: Folder) -> frozenset[int]:
    """The tables, by their number, for which a dossier is refused: a row of which its reader makes no sense."""
    errors = (one for one in failure.findings if one.severity is Severity.ERROR)
    named = {Path(one.place.file).name for one in errors}
    return frozenset(at for number, at in enumerate(made.tables, start=1) if f"bang-{number}.xlsx" in named)


def _kept_as_grid(source: Source, failure: InputError, tables: int) -> Finding:
    """What is wrong in a table of tasks keeps it from being a register: it stays as it is, cell by cell."""
    reasons = "; ".join(str(one.message) for one in failure.findings if one.severity is Severity.ERROR)
    message = msg("{so} bảng nhiệm vụ không lập thành sổ được, giữ nguyên từng ô: {ly_do}", so=tables, ly_do=reasons)
    hint = msg("Sửa bảng trong tệp rồi nhập lại, hoặc nhập bảng ấy vào sổ bằng “--into”.")
    return Finding("V253", Severity.WARNING, Place(source.facts.file), message, hint, reasons)


def _not_given_back(source: Source, table: int, found: Proof) -> Finding:
    """A table of tasks of which a register would not print each cell as it stands: it stays as it is."""
    cell = next((text for text, _ in found.lost if text.place.part.startswith(f"bảng {table},")), None)
    place = Place(source.facts.file, part=f"bảng {table}") if cell is None else cell.place
    message = msg("Bảng nhiệm vụ này lập thành sổ thì in ra không đúng từng ô; giữ nguyên từng ô, không lập sổ.")
    hint = msg("Xem lại ô gộp, dòng tiêu đề của bảng rồi nhập lại, hoặc nhập bảng ấy vào sổ bằng “--into”.")
    return Finding("V253", Severity.WARNING, place, message, hint, "" if cell is None else cell.text)


def _kept_as_text(source: Source, failure: InputError) -> Finding:
    """What a form does not allow (two who sign a plan) keeps the fields from being a dossier: all stays as text."""
    reasons = "; ".join(str(finding.message) for finding in failure.findings)
    message = msg("Phần đầu, phần ký của tệp không lập thành hồ sơ được: {ly_do}", ly_do=reasons)
    hint = msg("Cả văn bản được giữ như lời văn; chuyển từng phần vào trường đúng.")
    return Finding("V253", Severity.WARNING, Place(source.facts.file), message, hint, reasons)


def _added(found: Proof, target: Path) -> tuple[Finding, ...]:
    if not found.added:
        return ()
    message = msg(
        "Văn bản dựng lại có thêm {so} chữ của thể thức: {chu}.", so=len(found.added), chu=added_words(found.added)
    )
    return (Finding("V242", Severity.NOTE, Place(str(target)), message, None, " ".join(found.added)),)


def _next(made: Folder, found: Proof, target: Path, findings: Sequence[Finding]) -> tuple[Message, ...]:
    return (
        summary(found, findings),
        _tables(made),
        msg("Mở và soát {ho_so}, rồi chạy “vanban build {ho_so}”.", ho_so=as_argument(target)),
    )


def _tables(made: Folder) -> Message:
    """What came of the tables of a file."""
    if made.tables:
        return msg("Lấy được {so} nhiệm vụ trong {bang} bảng.", so=made.tasks, bang=len(made.tables))
    if made.kept:
        return msg("Có {so} bảng nhiệm vụ, không bảng nào lập thành sổ; mọi bảng được giữ nguyên từng ô.", so=made.kept)
    return msg("Không thấy bảng nhiệm vụ nào; bảng khác (nếu có) được giữ nguyên từng ô.")
