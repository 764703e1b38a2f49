"""A monthly report that was imported, for the next month: which of its figures are counts of its own table.

A figure that equals a count is offered as `{so_…}`; where its own words say which count it is, it can be put in, so
that `roll` counts it anew. Every other number, and every mention of the period, is listed with its place.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct

from generator.keeping.yaml_data import plain_data
from generator.linting.reports import report_of
from generator.planning.figures import figures
from generator.reading.dossier import YAML_NAME
from generator.reading.figures.model import Figure, Paragraph, Period, Read, Sort
from generator.reading.figures.read import read_paragraph
from generator.values.findings import Finding, Message, Place, Severity, msg
from generator.values.model import Document, Dossier, FigureSource
from generator.values.paths import Path_
from generator.values.paths import shown as path_shown
from generator.values.patterns import late
from generator.values.registers import shown
from generator.values.text import quote

_BODY, _SOURCE = "noi_dung", "so_lieu"
_SHOWN = 12
# The words that say which count a figure is: before it or behind it in its clause; `not` what makes it another's.
_WORDS: Mapping[str, tuple[str, str]] = {
    "so_nhiem_vu": (r"tổng|được giao|giao\s|tất cả|toàn bộ", r"hoàn thành|quá hạn|trong hạn|thường xuyên|triển khai"),
    "so_hoan_thanh": (r"hoàn thành", r"chưa hoàn thành|phải hoàn thành|tỷ lệ|đạt"),
    "ty_le_hoan_thanh": (r"tỷ lệ|đạt|chiếm|%", r"chưa hoàn thành|quá hạn"),
    "so_trong_han": (r"trong hạn|đang triển khai|đang thực hiện", r"quá hạn"),
    "so_sap_den_han": (r"sắp đến hạn|đến hạn trong", r"quá hạn"),
    "so_qua_han": (r"quá hạn|trễ hạn", r"trong hạn"),
    "so_thuong_xuyen": (r"thường xuyên", r"hoàn thành"),
    "chu_tri": (r"chủ trì|được giao", r"hoàn thành|quá hạn|trong hạn|thường xuyên|trong đó"),
    "so_khong_ro_han": (r"không có thời hạn|chưa (?:rõ|có) thời hạn|không rõ (?:thời )?hạn", r"hoàn thành"),
}
_NUMBER = late(r"\W*\d[\d.,]*\s?%?\W*")
_CLAUSE = late(r"[,;.:()]")


class Offer(Struct, frozen=True):
    """A figure that equals a count of the table: the names that it may be, and the one that its words say ("")."""

    figure: Figure
    names: tuple[str, ...]
    sure: str = ""


class Told(Struct, frozen=True, dict=True):
    """A text of the body by its path: its numbers told, and which of its figures are counts."""

    path: Path_
    text: str
    read: Read
    offers: tuple[Offer, ...]


class Counted(Struct, frozen=True):
    """A report of a month with the texts of its body; `table` is the workbook that is counted, at `day`."""

    period: Period
    table: str
    day: date
    texts: tuple[Told, ...]
    kept: tuple[tuple[Path_, int], ...] = ()
    """Tables kept cell by cell with how many of their cells are numbers, and pictures (0): what no count renews."""

    @property
    def sure(self) -> int:
        """How many figures say themselves which count they are."""
        return sum(bool(offer.sure) for told in self.texts for offer in told.offers)


def counted(folder: Path, dossier: Dossier) -> Counted | None:
    """What of a report's figures its own largest table counts; None for what is no monthly report with a table."""
    report = report_of(dossier)
    tables = [one for one in shown(dossier) if one.register.tasks]
    if report.period is None or not tables:
        return None
    largest = max(tables, key=lambda one: len(one.register.tasks)).register
    day = _day(dossier.document, report.period)
    values = figures(FigureSource(largest), day).values
    counts = {name: text for name, text in values.items() if _is_count(name) and text not in ("0", "0%")}
    data = plain_data((folder / YAML_NAME).read_text(encoding="utf-8"))
    texts = tuple(_told(path, text, counts) for path, text in _leaves(data.get(_BODY, ()), (_BODY,)))
    return Counted(report.period, Path(largest.origin.file).name, day, texts, tuple(_kept(data.get(_BODY), (_BODY,))))


def _is_count(name: str) -> bool:
    """Whether a name is that of a count of tasks: of all, of a section, of a unit, in all or in one state."""
    return name in _WORDS or name.startswith(("theo_muc.", "theo_don_vi."))


def _day(document: Document, period: Period) -> date:
    """The day of the report, or the last of its month: the counts are those of that day."""
    dated = document.dated
    if dated.year and dated.month and dated.day:
        return date(dated.year, dated.month, dated.day)
    return date(period.year, period.month, monthrange(period.year, period.month)[1])


def _leaves(data: Any, path: Path_) -> Iterator[tuple[Path_, str]]:
    """The texts below a value of van-ban.yaml with their paths; tables and pictures have none of their own."""
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, list):
        for at, one in enumerate(data):
            yield from _leaves(one, (*path, at))
    elif isinstance(data, dict) and not {"bang", "luoi", "hinh"} & set(data):
        for key, one in data.items():
            yield from _leaves(one, (*path, key))


def _kept(data: Any, path: Path_) -> Iterator[tuple[Path_, int]]:
    """Tables kept cell by cell that have numbers, and pictures, with their paths."""
    steps = enumerate(data) if isinstance(data, list) else data.items() if isinstance(data, dict) else ()
    for key, one in steps:
        if key == "luoi":
            cells = sum(_NUMBER.fullmatch(str(cell)) is not None for row in one for cell in row)
            yield from [((*path, key), cells)] if cells else ()
        elif key == "hinh":
            yield (*path, key), 0
        else:
            yield from _kept(one, (*path, key))


def _told(path: Path_, text: str, counts: Mapping[str, str]) -> Told:
    read = read_paragraph(Paragraph(text))
    return Told(path, text, read, tuple(_offers(read, counts)))


def _offers(read: Read, counts: Mapping[str, str]) -> Iterator[Offer]:
    text = read.paragraph.text
    for at, figure in enumerate(read.figures):
        shown_as = text[figure.start : figure.end]
        names = tuple(name for name, value in counts.items() if value.rstrip("%") == shown_as.rstrip("%"))
        names = tuple(name for name in names if ("%" in counts[name]) == (figure.unit == "%" or "%" in shown_as))
        # A unit's count only where the unit is named before it.
        names = tuple(name for name in names if _unit(name) in text[: figure.start])
        if names:
            before = read.figures[at - 1].end if at else 0
            after = read.figures[at + 1].start if at + 1 < len(read.figures) else len(text)
            said = [name for name in names if _says(name, text, (before, figure.start), (figure.end, after))]
            yield Offer(figure, names, said[0] if len(said) == 1 else "")


def _unit(name: str) -> str:
    """The unit that a count is of; "" for one of all or of a section."""
    return name.split(".")[1] if name.startswith("theo_don_vi.") else ""


def _says(name: str, text: str, before: tuple[int, int], after: tuple[int, int]) -> bool:
    """Whether the clause of a figure, as far as no other figure stands in it, names the count."""
    if name.startswith("theo_muc."):
        return False
    unit = _unit(name)
    if unit:
        # The unit named last before the figure, with the state that its words say; without one "chủ trì".
        state = name.split(".")[2] if name.count(".") > 1 else ""
        name = f"so_{state}" if state else "chu_tri"
        if f"so_{state}" not in _WORDS and state:
            return False
    elif re.search(r"chủ trì|phối hợp", text[slice(*before)].casefold()):
        return False
    left = _CLAUSE.split(text[slice(*before)])[-1]
    right = _CLAUSE.split(text[slice(*after)])[0]
    clause = f"{left} {right}".casefold()
    words, others = _WORDS[name]
    return re.search(words, clause) is not None and re.search(others, clause) is None


# --- putting them in --------------------------------------------------------------------------------------------------


def with_counts(folder: Path, found: Counted) -> bytes:
    """The van-ban.yaml of a dossier with the counts that are sure in their places, and the table that they count."""
    from generator.keeping.write_back import written
    from generator.merging.writing.source_edits import SetValue

    file = folder / YAML_NAME
    edits = [SetValue(file, told.path, _replaced(told)) for told in found.texts if any(one.sure for one in told.offers)]
    text = written(edits)[file].decode() if edits else file.read_text(encoding="utf-8")
    source = f"{_SOURCE}: {{nguon: {found.table}}}\n"
    return re.sub(rf"^(?={_BODY}:)", lambda _: source, text, count=1, flags=re.MULTILINE).encode()


def _replaced(told: Told) -> str:
    """A text with its sure figures as places; braces of its own are doubled, as such a dossier has them."""
    pieces, at = [], 0
    for offer in told.offers:
        if not offer.sure:
            continue
        shown_as = told.text[offer.figure.start : offer.figure.end]
        percent = offer.sure.startswith("ty_le") and not shown_as.endswith("%")
        pieces += [_braced(told.text[at : offer.figure.start]), f"{{{offer.sure}}}"]
        at = offer.figure.end
        if percent and (sign := re.match(r"\s?%", told.text[at:])):
            at += sign.end()
    return "".join((*pieces, _braced(told.text[at:])))


def _braced(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


# --- what is said -----------------------------------------------------------------------------------------------------


def offered(found: Counted, file: str, *, put_in: bool) -> Iterator[Finding]:
    """Each figure that equals a count; the numbers of each text that nothing counts; each mention of the period."""
    yield from _limited([_offered(told, offer, file, put_in=put_in) for told, offer in _each_offer(found)])
    others = [(told, _others(told)) for told in found.texts]
    hint = msg("Sửa tay mỗi kỳ; “vanban so-lieu” lập bảng của những số ấy, “vanban lint --against” đối chiếu kỳ trước.")
    yield from _limited(
        [
            _finding("V348", told, file, msg("Số không đếm từ bảng: {so}.", so=", ".join(numbers)), hint)
            for told, numbers in others
            if numbers
        ]
    )
    yield from _limited([_of_kept(path, cells, file) for path, cells in found.kept])
    periods = [(told, [span.text for span in told.read.of(Sort.PERIOD)]) for told in found.texts]
    hint = msg("Kỳ sau phải đổi; “vanban roll” nêu lại những chỗ còn ghi kỳ cũ.")
    yield from _limited(
        [
            _finding("V349", told, file, msg("Ghi kỳ báo cáo: {ky}.", ky=", ".join(named)), hint)
            for told, named in periods
            if named
        ]
    )


def _each_offer(found: Counted) -> Iterator[tuple[Told, Offer]]:
    return ((told, offer) for told in found.texts for offer in told.offers)


def _offered(told: Told, offer: Offer, file: str, *, put_in: bool) -> Finding:
    number = told.text[offer.figure.start : offer.figure.end]
    names = ", ".join(f"{{{name}}}" for name in ((offer.sure,) if offer.sure else offer.names))
    if put_in and offer.sure:
        message = msg("Số {so} ghi thành {ten}, đếm từ bảng mỗi kỳ.", so=quote(number), ten=names)
        return _finding("V347", told, file, message, msg("Không đúng thì ghi lại số ấy."))
    message = msg("Số {so} bằng số đếm của bảng: {ten}.", so=quote(number), ten=names)
    hint = msg("Đúng là số ấy thì ghi {ten} thay số, hoặc chạy lại có “--so-lieu”.", ten=names)
    if not offer.sure:
        hint = msg("Câu không nói rõ là số nào: xem lại rồi tự ghi {ten} nếu đúng.", ten=names)
    return _finding("V347", told, file, message, hint)


def _of_kept(path: Path_, cells: int, file: str) -> Finding:
    message = msg("Hình này là của kỳ đã báo cáo; chương trình không vẽ lại.")
    if cells:
        message = msg("Bảng giữ nguyên {so} ô số của kỳ đã báo cáo; chương trình không đếm lại.", so=cells)
    hint = msg("Sửa tay mỗi kỳ, hoặc thay bằng bảng tổng hợp, biểu đồ đếm từ sổ (tong_hop, bieu_do).")
    return Finding("V348", Severity.NOTE, Place(file, part=path_shown(path)), message, hint)


def _others(told: Told) -> list[str]:
    taken = {offer.figure.start for offer in told.offers}
    return [told.text[one.start : one.end] for one in told.read.figures if one.start not in taken]


def _finding(code: str, told: Told, file: str, message: Message, hint: Message) -> Finding:
    return Finding(code, Severity.NOTE, Place(file, part=path_shown(told.path)), message, hint, told.text)


def _limited(found: list[Finding]) -> Iterator[Finding]:
    """The first few of a kind, the rest in one."""
    yield from found[:_SHOWN]
    if rest := found[_SHOWN:]:
        message = msg("Còn {so} chỗ khác như vậy.", so=len(rest))
        value = "\n".join(f"{one.place.part}: {one.message} {one.value}" for one in rest)
        yield Finding(rest[0].code, Severity.NOTE, rest[0].place, message, rest[0].hint, value)
