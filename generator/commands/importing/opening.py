"""Any file that people have, as the parts of a Word file: whatever follows reads one form."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from lxml import etree

from generator.commands.importing.copied import is_margin_line
from generator.commands.importing.fields import is_stamp
from generator.commands.importing.letterhead import with_letterhead
from generator.commands.importing.proving import margin_texts, words_of
from generator.keeping.aside import in_temporary
from generator.ooxml import package
from generator.ooxml.names import w
from generator.ooxml.relationships import DOCUMENT
from generator.reading import foreign, yaml
from generator.values.errors import InputError
from generator.values.findings import Finding, Message, Place, Severity, msg
from generator.values.progress import Progress, Stage
from generator.values.text import quote, thousands

THROUGH_OFFICE = (".doc", ".rtf", ".odt", ".xls", ".ods")
FORMATS = (*foreign.FORMATS, *THROUGH_OFFICE)
# Some 500 pages: what the dossier that is made of it may hold (values/yaml_bounds), with room for what it adds.
_MOST_BLOCKS, _MOST_TABLES, _MOST_CHARACTERS = 10_000, 2_000, 1_500_000
Opened = tuple[Mapping[str, bytes], tuple[Finding, ...]]


def opened(file: Path, progress: Progress) -> Opened:
    """The parts of a file, and what is to be known of how they were read.

    Raises InputError V010…V015, V350…V355 for a file that cannot be read, V245 for one of another kind.
    """
    suffix = file.suffix.lower()
    if suffix in foreign.FORMATS:
        return _as_word(file, str(file), _step(file, progress))
    if suffix in THROUGH_OFFICE:
        return _through_libreoffice(file)
    raise not_taken(file, msg("Các dạng nhập được: {dang}.", dang=", ".join(FORMATS)))


def _as_word(file: Path, shown_as: str, step: foreign.Step | None = None) -> Opened:
    """A file of one of `foreign.FORMATS` as a document, its letterhead where a heading stands."""
    parts, findings = foreign.word_parts(file, shown_as, step, as_register=False)
    _refuse_endless(parts, shown_as)
    parts, placed = with_letterhead(parts, shown_as)
    return parts, (*findings, *placed, *_in_margins(parts, shown_as))


def not_taken(file: Path, hint: Message) -> InputError:
    """The refusal of a file of a kind that is not read here (V245)."""
    said = msg("Chưa nhập được tệp dạng “{duoi}”.", duoi=file.suffix)
    return InputError.of("V245", Place(str(file)), said, hint)


def _refuse_endless(parts: Mapping[str, bytes], name: str) -> None:
    """Raise InputError V013 for what no dossier has room for: so many paragraphs and tables, or one so long."""
    if DOCUMENT not in parts:
        return
    root = package.parse_xml(parts[DOCUMENT], shown_as=name, part=DOCUMENT)
    many = sum(1 for one in root for _ in one.iterchildren(w("p"), w("tbl")))
    tables = sum(1 for _ in root.iter(w("tbl")))
    lengths = [_letters(one) for one in root.iter(w("p"))]
    letters, longest = sum(lengths), max(lengths, default=0)
    if many <= _MOST_BLOCKS and tables <= _MOST_TABLES and letters <= _MOST_CHARACTERS and longest <= yaml.LONGEST:
        return
    said = msg(
        "Văn bản quá dài: {so} đoạn, {bang} bảng, {tat_ca} ký tự, đoạn dài nhất {chu} ký tự.",
        so=thousands(many),
        bang=thousands(tables),
        tat_ca=thousands(letters),
        chu=thousands(longest),
    )
    hint = msg(
        "Một hồ sơ chứa nhiều nhất {so} đoạn, {bang} bảng, {tat_ca} ký tự, mỗi đoạn {chu} ký tự; "
        "chia tệp rồi nhập từng phần.",
        so=thousands(_MOST_BLOCKS),
        bang=thousands(_MOST_TABLES),
        tat_ca=thousands(_MOST_CHARACTERS),
        chu=thousands(yaml.LONGEST),
    )
    raise InputError.of("V013", Place(name), said, hint)


def _letters(paragraph: etree._Element) -> int:
    return sum(len(text.text or "") for text in paragraph.iter(w("t")))


def _in_margins(parts: Mapping[str, bytes], name: str) -> Iterator[Finding]:
    """What stands in headers and footers of a Word file beside page numbers: no dossier has it."""
    words = words_of(text for text in margin_texts(parts) if not (is_stamp(text) or is_margin_line(text)))
    if words:
        message = msg("Đầu trang, chân trang không được lấy: {chu}.", chu=quote(" ".join(words)))
        hint = msg("Chữ ấy cần cho văn bản mới thì ghi vào hồ sơ.")
        yield Finding("V356", Severity.NOTE, Place(name), message, hint, " ".join(words))


def _through_libreoffice(file: Path) -> Opened:
    """A file of another kind as the Word file that LibreOffice makes of it, which is said."""
    with in_temporary() as folder:
        copy, said = readable(file, folder)
        parts, findings = _as_word(copy, str(file))
    return parts, (*findings, *said)


def readable(file: Path, folder: Path) -> tuple[Path, tuple[Finding, ...]]:
    """A file of `THROUGH_OFFICE` as one of `foreign.FORMATS` with its name in a folder of the caller's.

    A page of the web under such a name is that page, a text in place of a workbook one of cells; of others LibreOffice
    makes a Word or Excel file, which is said.
    Raises as `as_office_file`.
    """
    from generator.converting.other_files import as_office_file

    if foreign.is_page(file):
        return Path(shutil.copyfile(file, folder / f"{file.stem}{foreign.PAGES[0]}")), ()
    if file.suffix.lower() in foreign.TEXTS_CALLED and foreign.is_text(file):
        return Path(shutil.copyfile(file, folder / f"{file.stem}.csv")), ()
    made = as_office_file(file, folder)
    named = made.rename(folder / f"{file.stem}{made.suffix}")
    message = msg("Tệp được đọc qua LibreOffice; chữ được đối chiếu với bản LibreOffice chuyển ra.")
    hint = msg("Xem lại bảng, số thứ tự so với tệp gốc.")
    return named, (Finding("V251", Severity.NOTE, Place(str(file)), message, hint),)


def _step(file: Path, progress: Progress) -> foreign.Step:
    """What tells each page as it is read."""

    def step(number: int, pages: int) -> None:
        if number == 1:
            progress.expect(pages)
        progress.did(Stage.READING, file)

    return step
