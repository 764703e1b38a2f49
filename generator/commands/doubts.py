"""What a careful reader would doubt in data as they are printed: for `lint`, the proof before issue, `reconcile`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from generator.values.errors import InputError
from generator.values.figures import Doubt
from generator.values.findings import Finding, Message, Place, Severity, msg
from generator.values.model import Agency, Block, Document, Dossier, TableSpec
from generator.values.patterns import late
from generator.values.text import one_line, quote

if TYPE_CHECKING:
    from generator.linting.checked import Checked
    from generator.reading.figures.model import Figure


_OPENING, _WORDS_BEFORE, _AROUND = 40, 4, 12
_CLAUSE = late(r"[.,;:(](?!\d)")


class Before(Struct, frozen=True):
    """What a dossier is compared with: the last period's (or last year's, or its register), and the one before it;
    `away` says that the first is a report of another month."""

    last: Dossier | None = None
    earlier: Dossier | None = None
    away: tuple[Finding, ...] = ()


def before_it(read: Dossier, as_of: date, against: Path | None = None, earlier: Path | None = None) -> Before:
    """What a dossier is compared with, from the files named, else from what their sheets keep. Raises InputError."""
    last = data_of(against)[0] if against else None
    older = as_printed(data_of(earlier)[0], as_of) if earlier else None
    if last is None or against is None:
        return Before(a_period_ago(read, as_of), older or a_period_ago(read, as_of, earlier=True))
    return Before(
        as_printed(last, as_of), older or a_period_ago(last, as_of), tuple(of_another_month(read, last, against))
    )


def of_another_month(now: Dossier, last: Dossier, file: Path) -> Iterator[Finding]:
    """That a report which is given as the last period's is of another month: none of its figures is compared."""
    from generator.linting.reports import other_months

    if months := other_months(now, last):
        said = msg("Báo cáo kỳ trước phải là của tháng {can}; tệp này là của tháng {co}: không so số với nó.",
                   can=str(months[0]), co=str(months[1]))  # fmt: skip
        hint = msg("Chọn lại tệp sau “--against”.")
        yield Finding("V549", Severity.WARNING, Place(str(file)), said, hint, str(months[1]))


def doubted(
    read: Dossier, doubts: tuple[Finding, ...], as_of: date, before: Before | None = None
) -> tuple[Finding, ...]:
    """What a careful reader would find in a dossier as it is printed."""
    from generator.linting.lint import lint_of

    return lint_of(checked(read, as_of, before), (*doubts, *(before.away if before else ())))


def checked(read: Dossier, as_of: date, before: Before | None = None) -> Checked:
    """A dossier as it is printed, as checks see it."""
    from generator.facts.documents import documents_near
    from generator.linting.checked import Checked
    from generator.linting.sources import read_sources

    before = before or before_it(read, as_of)
    known = documents_near(read.folder)
    sources, apart = read_sources(read.sources), bool(before.away)
    return Checked(as_printed(read, as_of), as_of, sources, before.last, before.earlier, known, apart)


def as_printed(dossier: Dossier, as_of: date) -> Dossier:
    """A dossier with the figures that its texts quote."""
    if not dossier.document.quotes:
        return dossier
    from generator.planning.figures import figured

    return replace(dossier, document=figured(dossier.document, as_of))


def a_period_ago(dossier: Dossier, as_of: date, *, earlier: bool = False) -> Dossier | None:
    """A dossier with the last period's figures of its sheet (`earlier`: of two periods ago); None without a sheet."""
    if dossier.document.figures is None or dossier.document.figures.sheet is None:
        return None
    from generator.commands.typed_numbers import typed_in
    from generator.planning.figures import a_period_ago as before

    # What was typed there this month was not there a month ago.
    typed = {id(block) for block, _, _ in typed_in(dossier.document, as_of)}
    document = before(dossier.document, as_of, earlier=earlier, without=lambda block: id(block) in typed)
    return replace(dossier, document=replace(document, attached=())) if document else None


def data_of(path: Path) -> tuple[Dossier, tuple[Finding, ...]]:
    """A dossier, a report in Word, or a task table alone as a dossier that has nothing else."""
    from generator.reading.dossier import load_dossier
    from generator.reading.own_file import WORKBOOK_NAME, YAML_NAME, has_own_file
    from generator.reading.registers import FORMATS, load_register

    if path.suffix.lower() == ".docx" and (report := _report(path)):
        return report
    tables = [path] if path.is_file() else sorted(path.glob("nhiem-vu.*")) if path.is_dir() else []
    whole = path.name in (YAML_NAME, WORKBOOK_NAME) if path.is_file() else has_own_file(path)
    if whole or len(tables) != 1 or tables[0].suffix.lower() not in FORMATS:
        return load_dossier(path)
    register, findings = load_register(tables[0], str(tables[0]))
    block = Block("bang", table=TableSpec(register, ""))
    name = path.stem if path.is_file() else path.resolve().name
    return Dossier(name, Document("", Agency(""), "", body=(block,)), (tables[0],), tables[0].parent), findings


def _report(path: Path) -> tuple[Dossier, tuple[Finding, ...]] | None:
    """A Word file that is a monthly report, whoever made it, with its first table of tasks; None for another file."""
    from generator.linting.reports import report_of
    from generator.ooxml import package
    from generator.ooxml.anchored_text import margins_of
    from generator.reading.draft import words_left_out
    from generator.reading.prose import read_prose
    from generator.reading.registers import load_register

    if not path.is_file():
        return None
    blocks, sources, found = read_prose(path, str(path), Place(str(path)), whole=True)
    margins = tuple((Place(str(path), part=one.place), one.text) for one in margins_of(package.read(path), str(path)))
    document = Document("bao-cao", Agency(""), "", body=blocks, margins=margins)
    read = Dossier(path.stem, document, sources, path.parent)
    if report_of(read, by_title=True).period is None:
        return None
    skipped = (*(one for one in found if one.code == "V399"), *words_left_out(found))
    try:
        register, findings = load_register(path, str(path))
    except InputError:
        return read, skipped
    table = Block("bang", table=TableSpec(register, ""))
    return replace(read, document=replace(document, body=(*blocks, table))), (*skipped, *findings)


def asked(doubt: Doubt, numbers: Sequence[str], place: Place) -> Finding:
    """The question whether numbers are figures, with what speaks against them (V526)."""
    hint = msg("Không phải số liệu thì ghi thẳng số vào văn bản và xóa dòng của nó.")
    if doubt is Doubt.THOUSANDS:
        hint = msg("Là phần thập phân thì sửa “Kỳ này” và “Làm tròn” của dòng ấy; viết hàng nghìn bằng dấu chấm.")
    return Finding("V526", Severity.NOTE, place, _why(doubt, len(numbers)), hint, "\n".join(numbers), asked=True)


# A paragraph and some of the numbers in it.
Among = tuple[str, Sequence["Figure"]]


def not_asked(left: Sequence[Among], likely: Sequence[Among], place: Place) -> Iterator[Finding]:
    """The numbers that were taken for none, because of where they stand (V535) or of their form though the words around
    them are those of figures (V538): said once, a line a paragraph, for who knows better."""
    hint = msg("Số nào là số liệu thì thêm một dòng cho nó vào bảng, trong văn bản ghi khóa của dòng thay số.")
    if count := sum(len(numbers) for _, numbers in left):
        said = msg("{so} số không lấy vào bảng vì đứng ở chỗ thường là mức, giá, cỡ hay hạn.", so=count)
        yield Finding("V535", Severity.NOTE, place, said, hint, _by_paragraph(left))
    yield from unread([text for text, _ in left], place)
    if count := sum(len(numbers) for _, numbers in likely):
        said = msg("{so} số có dạng của tên, mức, ngày hay chỉ tiêu nên không hỏi, mà lời quanh nó như của số liệu.",
                   so=count)  # fmt: skip
        yield Finding("V538", Severity.NOTE, place, said, hint, _by_paragraph(likely))


def unread(texts: Iterable[str], place: Place) -> Iterator[Finding]:
    """The numbers in signs that nobody reads, or glued to a word (V541): a line a paragraph, each with its words."""
    from generator.reading.figures.unread import unread_in

    found = [(text, [*unread_in(text)]) for text in texts]
    if count := sum(len(places) for _, places in found):
        said = msg("{so} số viết bằng dấu riêng (½, ①, Ⅲ) hay dính liền chữ: không đọc được thành số liệu.", so=count)
        hint = msg("Viết bằng chữ số thường, có dấu cách: 0,5; 12 hồ sơ.")
        lines = (f"{quote(text, _OPENING)} {'; '.join(_around(text, *place) for place in places)}"
                 for text, places in found if places)  # fmt: skip
        yield Finding("V541", Severity.NOTE, place, said, hint, "\n".join(lines))


def _around(text: str, start: int, end: int) -> str:
    return one_line(text[max(0, start - _AROUND) : end + _AROUND])


def _by_paragraph(paragraphs: Iterable[Among]) -> str:
    """A line a paragraph: how it begins, and its numbers with the words about them."""
    return "\n".join(
        f"{quote(text, _OPENING)} {'; '.join(_in_words(text, one) for one in numbers)}"
        for text, numbers in paragraphs if numbers
    )  # fmt: skip


def _in_words(text: str, figure: Figure) -> str:
    """A number with its unit and the words just before it."""
    words = _CLAUSE.split(text[: figure.start])[-1].split()[-_WORDS_BEFORE:]
    unit = re.match(rf"\s*{re.escape(figure.unit)}", text[figure.end :])
    return one_line(f"{' '.join(words)} {text[figure.start : figure.end]}{unit[0] if unit else ''}")


def _why(doubt: Doubt, count: int) -> Message:
    return {
        Doubt.LABEL: msg("{so} số có thể là số thứ tự, tên hay định mức, không phải số liệu.", so=count),
        Doubt.RANGE: msg("{so} số là hai đầu của một khoảng (từ … đến …), có thể không phải số liệu.", so=count),
        Doubt.BOUND: msg("{so} số đứng sau “trên”, “dưới”, “tối thiểu”: có thể là ngưỡng.", so=count),
        Doubt.SIZE: msg("{so} số có thể là kích thước, nồng độ, mức cho mỗi đơn vị.", so=count),
        Doubt.AIM: msg("{so} số ở câu nói việc sẽ làm: có thể là chỉ tiêu.", so=count),
        Doubt.NAMES: msg("{so} số có tên từng cái kể ngay sau: đổi số thì phải đổi cả tên.", so=count),
        Doubt.FORMAL: msg("{so} số là lời theo lệ (kèm phụ lục, số bản, 100% thành viên dự).", so=count),
        Doubt.THOUSANDS: msg("{so} số đếm nguyên mà viết dấu phẩy (1,240 hồ sơ): đọc là hàng nghìn (1.240).", so=count),
        Doubt.UNLIKE: msg("{so} số đứng ở chỗ ít khi có số liệu: có thể là mức, giá, cỡ, hạn.", so=count),
    }[doubt]
