"""The story of `vanban issue`: number and date in, the set made and kept read-only, refused while something is open.

Word, PDF/A-2b and Excel are made aside; only when all of them stand do they move in beside the dossier, and number and
date into its source, proven as any edit of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from generator.commands import build as building
from generator.commands import rendered
from generator.commands.issuing.hindrances import Leaving, hindrances, overruled
from generator.commands.who_reports import not_reported
from generator.keeping import issued, sources
from generator.keeping.aside import aside
from generator.keeping.locks import dossier_held
from generator.merging.writing.source_edits import SetCell, SetValue, SourceEdit
from generator.planning.versions import ISSUED, SUBMITTED
from generator.reading.dossier import WORKBOOK_NAME
from generator.values.errors import ConversionError, ExitCode, InputError, UsageError
from generator.values.findings import Finding, Place, Severity, in_order, msg
from generator.values.formats import FORMATS
from generator.values.model import Document, Dossier, PartialDate
from generator.values.paths import documents
from generator.values.progress import Progress, Stage


class IssueOptions(Struct, frozen=True):
    """`number` and `dated` of the document; `reason`: issue all the same, and why; `split`: a file a document."""

    number: int
    dated: date
    now: datetime
    reason: str = ""
    split: bool = False
    formats: tuple[str, ...] = FORMATS


class Issued(Struct, frozen=True):
    """What was issued: its folder and files; nothing where something stood in the way (`refused`).

    `standing`: the same number and date were issued before, and these are its files.
    """

    name: str
    number: int
    dated: date
    folder: Path | None
    files: tuple[Path, ...]
    findings: tuple[Finding, ...] = ()
    refused: bool = False
    standing: bool = False
    written: tuple[Path, ...] = field(default_factory=tuple)

    @property
    def exit_code(self) -> ExitCode:
        """FOUND_ERRORS where it was refused."""
        return ExitCode.FOUND_ERRORS if self.refused else ExitCode.DONE


def issue(path: Path, options: IssueOptions, progress: Progress | None = None) -> Issued:
    """Issue a dossier. Raises UsageError V302 where another set was issued already and no reason is given, InputError
    V091, V309, ConversionError.
    """
    progress = progress or Progress()
    progress.expect(3)
    progress.at(Stage.READING, path)
    with dossier_held(path, "vanban issue") as (read, doubts):
        before = issued.load(read.folder)
        issued.sweep(read.folder, before)
        if before and not options.reason:
            return _standing(read, before[-1], options)
        progress.did(Stage.READING, read.name)
        edits = [*_edits(read, options)]
        meant = sources.proven(read, edits) if edits else {}
        leaving = replace(read, document=_leaving(read.document, options))
        with aside(read.folder) as workshop:
            shop = workshop / "bo"
            shop.mkdir()
            made = building.draft(leaving, doubts, shop, _build_options(options))
            files = {one.path.name: one.path for one in made.files if one.format == "docx"}
            day = _build_options(options).judged_on(leaving)
            found = hindrances(Leaving(leaving, files, day, doubts, made.findings))
            progress.did(Stage.CHECKING, read.name)
            silent = tuple(not_reported(read, path))
            if found and not options.reason:
                told = in_order((*found, *silent))
                return Issued(read.name, options.number, options.dated, None, (), told, refused=True)
            made = _with_archives(made, options, progress)
            return _kept(read, before, shop, made, meant, (*overruled(found), *silent), options)


def _with_archives(made: rendered.Draft, options: IssueOptions, progress: Progress) -> rendered.Draft:
    if "pdf" not in options.formats:
        return made
    (made,) = rendered.with_pdfs(
        (made,), keep_word="docx" in _build_options(options).formats, progress=progress, archival=True
    )
    if made.failure:
        raise ConversionError(made.failure)
    return made


def _kept(
    read: Dossier,
    before: tuple[issued.IssuedSet, ...],
    shop: Path,
    made: rendered.Draft,
    meant: dict[Path, bytes],
    found: tuple[Finding, ...],
    options: IssueOptions,
) -> Issued:
    """The files moved in, then the source and the list in one step; where that cannot be, the files go again."""
    name = issued.free_folder(read.folder, f"{options.number:02d}-{options.dated.isoformat()}")
    target = read.folder / issued.FOLDER / name
    prints = issued.keep(shop, target)
    at = options.now.isoformat(timespec="seconds")
    told = tuple(f"{one.code} {one.place}: {one.message}" for one in found)
    one = issued.IssuedSet(
        options.number, options.dated.isoformat(), name, at, prints, options.reason if found or before else "", told
    )
    kept = read.folder / issued.FOLDER / issued.LIST
    try:
        sources.replace({**meant, kept: issued.content((*before, one))})
    except BaseException:
        issued.take_back(target)
        raise
    issued.settled(target)
    findings = in_order((*found, *(f for f in made.findings if f.severity is not Severity.ERROR)))
    files = tuple(target / file for file in prints)
    return Issued(read.name, options.number, options.dated, target, files, findings, written=(*meant, kept))


def _standing(read: Dossier, last: issued.IssuedSet, options: IssueOptions) -> Issued:
    """What was issued before: the same again says what there is; another number or date is refused (V302)."""
    folder = issued.place_of(read.folder, last)
    same = (last.number, last.dated) == (options.number, options.dated.isoformat())
    if not same:
        said = msg("Hồ sơ này đã phát hành số {so} ngày {ngay}: {noi}.", so=last.number, ngay=last.dated, noi=folder)
        hint = msg("Phát hành lại thì nêu lý do: “--force LÝ_DO”; kỳ sau thì “vanban roll”.")
        raise UsageError.of("V302", Place(str(read.folder)), said, hint)
    found = [*_changed(read, last)]
    return Issued(
        read.name,
        last.number,
        options.dated,
        folder,
        tuple(folder / name for name in last.files),
        tuple(found),
        standing=True,
    )


def _changed(read: Dossier, last: issued.IssuedSet) -> Iterator[Finding]:
    for name in issued.changed(read.folder, last):
        place = Place(str(issued.place_of(read.folder, last) / name))
        said = msg("Tệp đã phát hành không còn như lúc phát hành (khác dấu vân tay) hoặc đã mất.")
        yield Finding("V303", Severity.WARNING, place, said, msg("Lấy lại tệp ấy từ văn thư hoặc bản sao lưu."))


def last_issued(path: Path) -> Path:
    """The Word file that a dossier last issued. Raises UsageError V310 where there is none or it was changed."""
    from generator.reading.dossier import load_dossier

    read, _ = load_dossier(path)
    sets = issued.load(read.folder)
    if not sets:
        said = msg("Hồ sơ này chưa phát hành bản nào để so.")
        raise UsageError.of("V310", Place(str(path)), said, msg("Nêu cả hai bên, hoặc phát hành bằng “vanban issue”."))
    if wrong := [*_changed(read, sets[-1])]:
        raise UsageError(replace(one, code="V303", severity=Severity.ERROR) for one in wrong)
    return issued.word_of(read.folder, sets[-1])


# --- number, date, version -------------------------------------------------------------------------------------------


def _build_options(options: IssueOptions) -> building.BuildOptions:
    return building.BuildOptions(options.dated, options.now, options.formats, split=options.split, closed=True)


def _leaving(document: Document, options: IssueOptions) -> Document:
    """The main document with number and date, all of it in the version that is issued."""
    day = options.dated
    return replace(_in_issued_version(document), number=options.number, dated=PartialDate(day.year, day.month, day.day))


def _in_issued_version(document: Document) -> Document:
    attached = tuple(map(_in_issued_version, document.attached))
    version = ISSUED if document.version == SUBMITTED else document.version
    return replace(document, attached=attached, version=version)


def _edits(read: Dossier, options: IssueOptions) -> Iterator[SourceEdit]:
    """Number and date into the dossier's file, and that it is the issued version where it was the submitted one."""
    source = read.sources[0]
    wanted = (("so", str(options.number)), ("ngay", options.dated.isoformat()))
    if source.name == WORKBOOK_NAME or source.suffix.lower() == ".xlsx":
        yield from _cells(source, dict(wanted) | ({"ban": ISSUED} if read.document.version == SUBMITTED else {}))
        return
    from generator.commands.clone import yaml_of
    from generator.keeping.yaml_data import value_at

    data = yaml_of(source)
    for key, text in wanted:
        if str(data.get(key, "") or "") != text:
            yield SetValue(source, (key,), text)
    for at, document in documents(read):
        if document.version == SUBMITTED and value_at(data, at).get("ban") == SUBMITTED:
            yield SetValue(source, (*at, "ban"), ISSUED)


def _cells(source: Path, wanted: dict[str, str]) -> Iterator[SourceEdit]:
    """The cells beside the keys of the sheet of the document, before those of what is issued with it."""
    from generator.reading.xlsx import Workbook
    from generator.values.text import fold, key_of

    book = Workbook(source, str(source))
    sheet = next(name for name in book.sheets if fold(name) == "van ban")
    table, _ = book.table(sheet)
    for row in table.rows:
        key = key_of(row.cells.get(0, ""))
        if key.startswith("kem_theo") and key != "kem_theo_van_ban":
            break
        if key in wanted:
            yield SetCell(source, sheet, table.letter(1), row.number, wanted.pop(key))
    if missing := [key for key in wanted if key != "ban"]:
        said = msg("Trang “{trang}” không có dòng “{khoa}” để ghi số, ngày.", trang=sheet, khoa=", ".join(missing))
        raise InputError.of("V091", Place(str(source), sheet), said, msg("Thêm dòng ấy vào cột “Khóa”."))
