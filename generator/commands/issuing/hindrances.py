"""What stands in the way of issuing: a list of checks, each a function of the dossier and of what is to be issued.

A new check is a function here or elsewhere and a line of `HINDRANCES`; what it finds is listed with its place, and the
dossier is not issued before it is mended, or somebody says why it may go out all the same (`--force`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from generator.commands.still_worked_at import Still, still_worked_at
from generator.facts.kinds import ANNEX, traits
from generator.linting.sources import Source, read_sources
from generator.ooxml import package, unfinished
from generator.ooxml.body import paragraphs, walk
from generator.ooxml.word_file import body_of
from generator.ooxml.words import text_of
from generator.values.findings import Finding, Message, Place, Severity, has_errors, msg
from generator.values.model import Document, Dossier
from generator.values.paths import documents
from generator.values.patterns import late
from generator.values.registers import PRINTED, registers
from generator.values.text import quote

# Dots that wait for a text: in brackets, or standing for a word; after a comma or semicolon they say “and so on”.
_WAITING = late(r"\[[\s.…]*(?:…|\.{2,})[\s.…]*\]|(?<![…,;.(“\"])(?<![,;]\s)(?<!v\.v)(?:…|\.{3,})[….]*(?![”\")])")
_SKELETON = ("Họ và tên", "Nguyễn Văn A", "Trích yếu nội dung")
_AROUND = 24


class Leaving(Struct, frozen=True, dict=True):
    """What is to be issued: the dossier as it will be, its Word files by name, what was found while they were made."""

    dossier: Dossier
    files: Mapping[str, Path]
    as_of: date
    doubts: tuple[Finding, ...] = ()
    made: tuple[Finding, ...] = ()
    _read: dict[str, Mapping[str, bytes]] = field(default_factory=dict)

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The texts of the source files with their places."""
        return read_sources(self.dossier.sources)

    def place_of(self, text: str, printed: Place) -> Place:
        """Where a text stands in the sources; where it is printed, if it is not found there."""
        found = (place for source in self.sources for place, own in source.texts if text in own)
        return next(found, printed)


Check = Callable[[Leaving], Iterator[Finding]]


def hindrances(leaving: Leaving, checks: tuple[Check, ...] | None = None) -> tuple[Finding, ...]:
    """All that stands in the way, each once."""
    found = [finding for check in checks or HINDRANCES for finding in check(leaving)]
    return tuple({(one.code, one.place, str(one.message), one.value): one for one in found}.values())


def _stands(code: str, place: Place, message: Message, hint: Message, value: str = "") -> Finding:
    return Finding(code, Severity.ERROR, place, message, hint, value)


# --- what is missing -------------------------------------------------------------------------------------------------


def empty_fields(leaving: Leaving) -> Iterator[Finding]:
    """V304: what the form asks for and nobody has written."""
    main = leaving.dossier.document
    yield from _empty(main, attached=False)
    for document in main.attached:
        yield from _empty(document, attached=True)


def _empty(document: Document, *, attached: bool) -> Iterator[Finding]:
    for key, text in _asked_for(document, attached=attached):
        if not text.strip() or text.strip() in _SKELETON:
            said = msg("Ô bắt buộc “{khoa}” chưa điền.", khoa=key)
            yield _stands("V304", document.origin.place(key), said, msg("Điền “{khoa}” rồi phát hành.", khoa=key), text)


def _asked_for(document: Document, *, attached: bool) -> Iterator[tuple[str, str]]:
    yield "trich_yeu", document.subject
    if attached or document.kind == ANNEX:
        return
    facts = traits(document.kind)
    yield "co_quan.ten", document.agency.name
    yield "so", str(document.number or "")
    yield "ngay", str(document.dated.day or "")
    if facts.dated and document.issued_with is None:
        yield "dia_danh", document.place_name
    signers = document.signatures
    yield "ky.ho_ten", signers[0].name if signers else ""
    yield "ky.chuc_vu", (signers[0].position or " ".join(signers[0].authority)) if signers else ""
    if not facts.several_sign:
        yield "noi_nhan", "\n".join(document.recipients)


def placeholders(leaving: Leaving) -> Iterator[Finding]:
    """V305: dots that still wait for a text, in what is to be issued."""
    for name, path in leaving.files.items():
        parts = package.read(path, shown_as=name)
        for paragraph in paragraphs(walk(body_of(parts, shown_as=name), "accept")):
            text = text_of(paragraph.element)
            for match in _WAITING.finditer(text):
                around = text[max(0, match.start() - _AROUND) : match.end() + _AROUND].strip()
                near = text[max(0, match.start() - _AROUND) : match.end()].strip()
                place = leaving.place_of(near, Place(name, part=str(paragraph.place)))
                said = msg("Còn chỗ chờ điền: {chu}.", chu=quote(around))
                yield _stands("V305", place, said, msg("Điền chữ vào chỗ ấy, hoặc bỏ đi."), around)


# --- what is still worked at -----------------------------------------------------------------------------------------

_WORKBOOKS = (".xlsx", ".xlsm")
_RED: Still = ("V308", msg("Còn chữ đỏ"), msg("Sửa xong thì đổi lại màu chữ."))


def still_marked(leaving: Leaving) -> Iterator[Finding]:
    """V306…V308: comments, tracked changes, red letters in the drafts, the tables and the files made of them."""
    for path in leaving.dossier.sources:
        if path.suffix.lower() == ".docx":
            yield from _said(unfinished.in_word(package.read(path), shown_as=str(path)))
    tables = {one.origin.file: one for one in registers(leaving.dossier, *PRINTED)}
    for file in tables:
        if Path(file).suffix.lower() in _WORKBOOKS:
            yield from _said(unfinished.in_workbook(Path(file), file))
    for name, path in leaving.files.items():
        # Stamps of urgency and secrecy are red by the decree: of red letters the sources tell.
        found = unfinished.in_word(package.read(path, shown_as=name), shown_as=name)
        yield from _said(one for one in found if one.kind != "red")


def commented_cells(leaving: Leaving) -> Iterator[Finding]:
    """V306: comments on cells of the tables, and of the sheet of figures, that are printed."""
    for (file, sheet), first in _printed_sheets(leaving.dossier).items():
        if Path(file).suffix.lower() in _WORKBOOKS:
            yield from _said(unfinished.comments_of_sheet(Path(file), file, sheet, first))


def _printed_sheets(dossier: Dossier) -> Mapping[tuple[str, str], int]:
    """The sheets whose rows are printed, and the first of these rows in each."""
    rows = [row.origin for register in registers(dossier, *PRINTED) for row in register.rows]
    found = [(one.file, one.sheet, one.row) for one in rows if one.row]
    sources = (document.figures for _, document in documents(dossier))
    cells = (row.place for one in sources if one is not None and one.sheet is not None for row in one.sheet.rows)
    found += [(one.file, one.sheet, int("".join(filter(str.isdecimal, one.cell)) or 0)) for one in cells]
    first: dict[tuple[str, str], int] = {}
    for file, sheet, row in found:
        first[file, sheet] = min(row, first.get((file, sheet), row))
    return first


def _said(found: Iterator[unfinished.Unfinished]) -> Iterator[Finding]:
    return still_worked_at(found, Severity.ERROR, red=_RED)


# --- what is wrong ---------------------------------------------------------------------------------------------------


def errors_found(leaving: Leaving) -> Iterator[Finding]:
    """What `lint`, the making and the check against the decree call wrong: as they say it."""
    from generator.commands.doubts import doubted

    yield from (finding for finding in leaving.made if has_errors([finding]))
    yield from (f for f in doubted(leaving.dossier, leaving.doubts, leaving.as_of) if has_errors([f]))


def report_in_prose(leaving: Leaving) -> Iterator[Finding]:
    """What the proof of a monthly report in prose has against it: figures, sums, what is left of last month."""
    from generator.commands.proof import STILL_WORKED_AT, proof_of

    proof = proof_of(leaving.dossier, leaving.as_of)
    # Red letters, comments, tracked changes are said by `still_marked`.
    yield from (replace(one, severity=Severity.ERROR) for one in proof.hindering if one.code not in STILL_WORKED_AT)


HINDRANCES: tuple[Check, ...] = (
    empty_fields,
    placeholders,
    still_marked,
    commented_cells,
    errors_found,
    report_in_prose,
)


def overruled(found: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The same as warnings: somebody has said why it goes out."""
    return tuple(replace(one, severity=Severity.WARNING) if has_errors([one]) else one for one in found)
