"""Entries for a workplace's list of documents (danh-muc/van-ban.yaml) out of documents that it has: `lint --hoc`.

What is proposed is what a file says of itself (number, day, issuer, subject, from when it is in force), of its bases
and of what it replaces, ends or amends; a person compares and copies it into the list.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace

from generator.checking.paper.model import Heading, Part
from generator.commands.import_file import source_of
from generator.commands.in_force import effect_of
from generator.commands.made import Made
from generator.facts.danh_muc import agencies
from generator.facts.documents import FOLDER, NAME, Documents, KnownDocument, documents_near
from generator.facts.kinds import kinds
from generator.keeping.yaml_text import Field, yaml_text
from generator.linting.symbols import parts
from generator.reading.meaning import citations
from generator.values.errors import UsageError
from generator.values.findings import Finding, Place, Severity, in_order, msg
from generator.values.progress import Progress, Stage
from generator.values.text import quote

# Kinds whose symbol has a year: without it the citation is wrong.
_WITH_YEAR = ("NĐ", "TT")
_HEAD = (
    "Đề nghị cho danh mục văn bản của nơi làm việc: đối chiếu từng dòng với bản gốc, rồi chép dòng đúng vào",
    "van-ban.yaml. hieu_luc_tu, het_tu, thay_bang, sua_boi là điều tệp ấy ghi; văn bản sau có thể đã đổi: tra lại.",
)


def learn(files: Iterable[Path], target: Path, progress: Progress | None = None) -> Made:
    """Propose entries out of documents into a new file. Raises UsageError where it is there, InputError as reading."""
    progress = progress or Progress()
    files = tuple(files)
    if target.exists():
        raise UsageError.of("V004", Place(str(target)), msg("Đã có tệp này; đề nghị không ghi đè."),
                            msg("Đặt tên khác sau “--to”, hoặc xem xong rồi xóa tệp ấy."))  # fmt: skip
    progress.expect(len(files))
    found: dict[tuple[str, object], KnownDocument] = {}
    said: list[Finding] = []
    for file in files:
        progress.at(Stage.READING, file)
        entries, unclear = _told(file, progress)
        if not entries:
            said.append(_without_number(file))
        said += (_too_brief(file, words) for words in unclear)
        for one in entries:
            key = (one.symbol, one.day)
            found[key] = _both(found[key], one) if key in found else one
        progress.did(Stage.READING, file)
    known = documents_near(target.resolve().parent)
    new = [one for one in found.values() if not _is_known(one, known)]
    if not new:
        return Made((), in_order(said), (msg("Không có văn bản nào ngoài danh mục."),))
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(yaml_text([Field("van_ban", [_fields(one) for one in new])], _HEAD), encoding="utf-8")
    step = msg("{so} văn bản đề nghị: đối chiếu, rồi chép dòng đúng vào {ten}.", so=len(new), ten=f"{FOLDER}/{NAME}")
    return Made((target,), in_order(said), (step,))


def _without_number(file: Path) -> Finding:
    message = msg("Không thấy số, ký hiệu và ngày đủ của văn bản nào.")
    return Finding("V403", Severity.WARNING, Place(str(file)), message, msg("Ghi tay vào danh mục."))


def _is_known(one: KnownDocument, known: Documents) -> bool:
    """Whether the list says all of it already."""
    same = [old for old in known.by_symbol.get(one.symbol.casefold(), ()) if old.day in (one.day, None)]
    ends = bool(one.until or one.replaced_by)
    return any((old.until or not ends) and {*one.amended_by} <= {*old.amended_by} for old in same)


def _both(one: KnownDocument, other: KnownDocument) -> KnownDocument:
    """What two papers say of a document."""
    return replace(
        one,
        issuer=one.issuer or other.issuer,
        subject=one.subject or other.subject,
        since=one.since or other.since,
        until=one.until or other.until,
        replaced_by=one.replaced_by or other.replaced_by,
        amended_by=tuple(dict.fromkeys((*one.amended_by, *other.amended_by))),
        source="; ".join(dict.fromkeys((one.source, other.source))),
    )


def _too_brief(file: Path, words: str) -> Finding:
    message = msg("{chu}: bị thay thế hoặc sửa đổi, mà không ghi đủ số, ký hiệu và ngày.", chu=quote(words))
    return Finding("V510", Severity.WARNING, Place(str(file)), message, msg("Tra rồi ghi tay vào danh mục."), words)


def _told(file: Path, progress: Progress) -> tuple[Sequence[KnownDocument], Sequence[str]]:
    """The document in a file, those that its bases cite in full and that it replaces; what it names too briefly."""
    found: list[KnownDocument] = []
    unclear: list[str] = []
    for part in source_of(file, 1, progress).facts.parts:
        own = _own(part, file) if part.role == "chinh" else None
        if own:
            effect = effect_of(own, [one.text for one in part.body], file.name)
            found += (effect.own, *effect.others)
            unclear += effect.unclear
        found += _bases(part, own.shown if own else file.name)
    return found, unclear


def _bases(part: Part, shown: str) -> Iterator[KnownDocument]:
    for line in part.bases:
        for cited in citations.parse(line.text)[0]:
            day = cited.dated.whole if cited.dated else None
            shape = parts(cited.symbol)
            if shape and cited.kind and day and (shape.year or shape.head not in _WITH_YEAR):
                yield KnownDocument(cited.kind, cited.symbol, day, issuer=cited.issuer, source=f"căn cứ của {shown}")


def _own(part: Part, file: Path) -> KnownDocument | None:
    heading = part.heading
    dated, symbol = heading.date_line, _symbol(heading)
    if not symbol or dated is None or not (dated.day and dated.month and dated.year):
        return None
    day = citations.parse(f"Công văn số 1/A-B ngày {dated.day}/{dated.month}/{dated.year}")[0]
    whole = day[0].dated.whole if day and day[0].dated else None
    kind = kinds()[heading.kind].name if heading.kind in kinds() else "Công văn"
    agency = " ".join(line.text for line in heading.agency)
    known = agencies().find(agency)
    agency = known.name if known else agency
    if whole is None:
        return None
    subject = " ".join(line.text for line in (*heading.about, *heading.subject))
    return KnownDocument(kind, symbol, whole, issuer=agency, subject=subject, source=file.name)


def _symbol(heading: Heading) -> str:
    """The number and symbol of a document: `142/QĐ-VPCP`; "" where the place for the number is open."""
    found = heading.symbol
    if found is None or not found.number or not found.symbol:
        return ""
    return f"{found.number}{'' if found.symbol[0] in '/-' else '/'}{found.symbol}"


def _fields(one: KnownDocument) -> tuple[Field, ...]:
    given = (("loai", one.kind), ("so", one.symbol), ("ngay", one.day and one.day.isoformat()), ("cua", one.issuer),
             ("ve", one.subject), ("hieu_luc_tu", one.since and one.since.isoformat()),
             ("het_tu", one.until and one.until.isoformat()), ("thay_bang", one.replaced_by),
             ("sua_boi", "; ".join(one.amended_by)), ("nguon", one.source))  # fmt: skip
    return tuple(Field(key, value) for key, value in given if value)
