"""Entries for a workplace's list of documents (danh-muc/van-ban.yaml) out of documents that it has: `lint --hoc`.

What is proposed is what a file says of itself (number, day, issuer, subject) and of its bases; a person compares and
copies it into the list. Nothing is said of what is in force: that no document says of itself for good.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.checking.paper.model import Heading, Part
from generator.commands.import_file import source_of
from generator.commands.made import Made
from generator.facts.danh_muc import agencies
from generator.facts.documents import FOLDER, NAME, KnownDocument, documents_near
from generator.facts.kinds import kinds
from generator.keeping.yaml_text import Field, yaml_text
from generator.linting.symbols import parts
from generator.reading.meaning import citations
from generator.values.errors import UsageError
from generator.values.findings import Finding, Place, Severity, in_order, msg
from generator.values.progress import Progress, Stage

# Kinds whose symbol has a year: without it the citation is wrong.
_WITH_YEAR = ("NĐ", "TT")
_HEAD = (
    "Đề nghị cho danh mục văn bản của nơi làm việc: đối chiếu từng dòng với bản gốc, rồi chép dòng đúng vào",
    "van-ban.yaml. Ngày có hiệu lực, hết hiệu lực không đọc được ở đây: tra rồi ghi hieu_luc_tu, het_tu, thay_bang.",
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
        entries = tuple(_told(file, progress))
        if not entries:
            said.append(_without_number(file))
        for one in entries:
            found.setdefault((one.symbol, one.day), one)
        progress.did(Stage.READING, file)
    known = documents_near(target.resolve().parent)
    new = [one for one in found.values() if not any(old.day in (one.day, None)
           for old in known.by_symbol.get(one.symbol.casefold(), ()))]  # fmt: skip
    if not new:
        return Made((), in_order(said), (msg("Không có văn bản nào ngoài danh mục."),))
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(yaml_text([Field("van_ban", [_fields(one) for one in new])], _HEAD), encoding="utf-8")
    step = msg("{so} văn bản đề nghị: đối chiếu, rồi chép dòng đúng vào {ten}.", so=len(new), ten=f"{FOLDER}/{NAME}")
    return Made((target,), in_order(said), (step,))


def _without_number(file: Path) -> Finding:
    message = msg("Không thấy số, ký hiệu và ngày đủ của văn bản nào.")
    return Finding("V403", Severity.WARNING, Place(str(file)), message, msg("Ghi tay vào danh mục."))


def _told(file: Path, progress: Progress) -> Iterator[KnownDocument]:
    """The document in a file, and those that its bases cite in full."""
    for part in source_of(file, 1, progress).facts.parts:
        own = _own(part, file) if part.role == "chinh" else None
        if own:
            yield own
        shown = own.shown if own else file.name
        for line in part.bases:
            for cited in citations.parse(line.text)[0]:
                day = cited.dated.whole if cited.dated else None
                shape = parts(cited.symbol)
                if shape and cited.kind and day and (shape.year or shape.head not in _WITH_YEAR):
                    yield KnownDocument(cited.kind, cited.symbol, day, issuer=cited.issuer,
                                        source=f"căn cứ của {shown}")  # fmt: skip


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
             ("ve", one.subject), ("nguon", one.source))  # fmt: skip
    return tuple(Field(key, value) for key, value in given if value)
