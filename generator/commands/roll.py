"""`vanban roll`: the dossier of the next period beside this one.

Each register that the dossier shows becomes one of its own beside the new van-ban.yaml: open tasks are carried, the
results of last period stand in columns of their own. Number, signatures and dates are those of the new period; where
the text still names the old one is listed with its place, for a person to judge.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from generator.commands import clone as cloning
from generator.commands.made import Made
from generator.commands.rolling import workbooks
from generator.commands.rolling.story import ProseOptions, ProseRoll, is_prose, moved_in, prose_roll, said, steps_of
from generator.commands.track import BOOK_NAME, registers_in
from generator.facts.periods import following, period_at, preceding
from generator.keeping import before_mending, pulled_before, reports_in
from generator.keeping.aside import new_folder
from generator.keeping.locks import dossier_held
from generator.keeping.write_back import written
from generator.keeping.yaml_data import value_at
from generator.linting.reports import report_of
from generator.merging.writing.source_edits import SetValue, SourceEdit
from generator.planning.versions import ISSUED, SUBMITTED
from generator.reading.dossier import YAML_NAME
from generator.reading.draft import words_left_out
from generator.reading.registers import load_register
from generator.values.errors import UsageError
from generator.values.findings import Finding, Message, Place, Severity, all_of, msg
from generator.values.model import Dossier
from generator.values.paths import Path_, documents
from generator.values.patterns import late
from generator.values.periods import Period
from generator.values.progress import Progress, Stage
from generator.values.text import as_argument, file_name, fold, quote

# Keys of van-ban.yaml that name a register by its file.
_FIGURES = "so_lieu"
# What is kept beside a dossier of one period alone: forms that were sent and came back, what was issued.
_OF_ONE_PERIOD = (reports_in.NAME, pulled_before.NAME, before_mending.NAME)
_SHOWS = ("bang", "bieu_do", _FIGURES)
_NUMBER, _YEAR = r"(?P<month>0?[1-9]|1[0-2])", r"(?P<year>[12]\d{3})"
# What is matched is folded: no marks, words and numbers with one space between.
_MONTHS = (
    late(rf"{_YEAR} {_NUMBER}"),
    late(rf"(?:thang )?{_NUMBER} (?:nam )?{_YEAR}"),
)
_PERIOD = late(r"-\d{4}-\d{2}$")
_NAMED_MONTH = late(r"tháng\s+(\d{1,2})(?:\s+năm\s+|\s*/\s*)(\d{4})", re.IGNORECASE)


def make_next(
    path: Path,
    month: str | None = None,
    *,
    drop_done: bool = False,
    prose: ProseOptions | None = None,
    progress: Progress | None = None,
) -> Made:
    """The story of `vanban roll`: as `roll`, with its progress and what a person does next."""
    progress = progress or Progress()
    progress.expect(1)
    progress.at(Stage.WRITING, path)
    made = roll(path, month, drop_done=drop_done, prose=prose)
    progress.did(Stage.WRITING, path)
    return made


def roll(path: Path, month: str | None = None, *, drop_done: bool = False, prose: ProseOptions | None = None) -> Made:
    """Make the dossier of the next period beside this one; its files, where it names the old period, what to do next.

    Open tasks are carried with their results of this period shown in a column of their own and this period's empty;
    done ones stay as they are, or are left out. Ids are kept. A report that has a period (`ky_bao_cao`) goes to the
    next of its kind, or that of `month`. Of a report in prose (`rolling.story`) the paragraphs are carried, their
    figures go into a sheet. Raises UsageError V168, V169, V170, V336, InputError.
    """
    prose = prose or ProseOptions()
    month = "" if month is None else month_of(month)
    with dossier_held(path, "vanban roll") as (dossier, read):
        period = next_period(dossier, month)
        target = _target(path, dossier, period.key if period else month)
        month = f"{period.end.year:04d}-{period.end.month:02d}" if period else month
        source = _source(path, dossier)
        if period and prose.cut_off is None:
            prose = replace(prose, cut_off=period.end)
        carried = prose_roll(dossier, source, month, prose) if is_prose(dossier, prose) else None
        if carried is None:
            registers_in(dossier, path)
        else:
            carried.fetched += words_left_out(read)
        return _roll(_Rolling(dossier, source, target, month, period, drop_done), carried)


def _source(path: Path, dossier: Dossier) -> Path:
    source = dossier.sources[0]
    if source.name != YAML_NAME:
        raise UsageError.of(
            "V170",
            Place(str(path)),
            msg("Chỉ chuyển kỳ được hồ sơ có {tep}.", tep=YAML_NAME),
            msg("Với {tep}, lập hồ sơ kỳ sau bằng “vanban new --from”.", tep=source.name),
        )
    return source


class _Rolling(Struct, frozen=True):
    """A dossier and the file that it is written in, where its next one is to stand, of which month."""

    dossier: Dossier
    source: Path
    target: Path
    month: str
    period: Period | None
    drop_done: bool


def _roll(rolling: _Rolling, carried: ProseRoll | None) -> Made:
    """The same of a dossier that nobody else writes meanwhile; `carried` what becomes of its prose."""
    dossier, source, target, month = rolling.dossier, rolling.source, rolling.target, rolling.month
    prose = carried or ProseRoll()
    with new_folder(target, msg("Xóa hoặc đổi tên thư mục đó rồi chạy lại.")) as made:
        next_one = _Next(dossier, target, made, month, rolling.period, drop_done=rolling.drop_done)
        edits = [*next_one.edits(), *prose.edits]
        left = {*next_one.replaced, *prose.replaced, *(dossier.folder / name for name in _OF_ONE_PERIOD)}
        cloning.copy_files(dossier, made, but=left)
        if edits:
            (made / YAML_NAME).write_bytes(written(edits)[source])
        moved_in(prose, made)
    files = (YAML_NAME, *next_one.names, *prose.files)
    old = _old_period(rolling, judged=carried is not None)
    findings = (*next_one.findings, *said(prose, target), *old)
    steps = (*(steps_of(prose, target) if carried else ()), _then(next_one, target))
    return Made(tuple(target / name for name in files), findings, steps)


def _then(next_one: _Next, target: Path) -> Message:
    if not next_one.names:
        return msg("Soát rồi chạy “vanban build {ho_so}”.", ho_so=as_argument(target))
    books = all_of(target / name for name in next_one.names)
    return msg(
        "Điền kết quả của kỳ vào {bang}, rồi chạy “vanban build {ho_so}”.", bang=books, ho_so=as_argument(target)
    )


def next_period(dossier: Dossier, month: str) -> Period | None:
    """The next period of the same kind, or the one of a month; None for a dossier without periods.

    Raises UsageError V169 where neither says which.
    """
    now = dossier.document.period
    if now is None:
        if month:
            return None
        said = msg("Hồ sơ không có “ky_bao_cao” nên không rõ kỳ sau là kỳ nào.")
        raise UsageError.of("V169", Place(str(dossier.sources[0])), said, msg("Nêu kỳ mới: “--to 2024-06”."))
    if not month:
        return following(now)
    first = date(int(month[:4]), int(month[5:]), 1)
    if now.kind:
        if found := period_at(now.kind, first):
            return found
        said = msg("Không có kỳ {ten} nào chứa tháng {thang}.", ten=now.kind, thang=month)
        raise UsageError.of("V169", Place(), said, msg("Nêu tháng khác, hoặc bỏ “--to”."))
    return _ending_in(now, first)


def _ending_in(period: Period, first: date) -> Period:
    """Of an office's own periods that which ends in a month or after it."""
    while period.end < first:
        period = following(period)
    while preceding(period).end >= first:
        period = preceding(period)
    return period


def month_of(text: str) -> str:
    """A month as people write it (`2024-06`, `06/2024`, `tháng 6 năm 2024`) as `2024-06`. Raises UsageError V169."""
    plain = fold(text)
    for form in _MONTHS:
        if found := form.fullmatch(plain):
            return f"{found['year']}-{int(found['month']):02d}"
    raise UsageError.of(
        "V169",
        Place(),
        msg("“{thang}” không phải tháng.", thang=text),
        msg("Ghi năm-tháng như 2024-06, hay tháng/năm như 06/2024."),
    )


def _target(path: Path, dossier: Dossier, period: str) -> Path:
    folder = path.parent if path.is_file() else path
    folder = folder if folder.name not in ("", "..") else folder.resolve()
    now = dossier.document.period
    stem = _PERIOD.sub("", folder.name)
    stem = folder.name.removesuffix(f"-{now.key}") if now and folder.name.endswith(f"-{now.key}") else stem
    target = folder.parent / f"{stem}-{period}"
    if target.exists():
        raise UsageError.of(
            "V168", Place(str(target)), msg("Kỳ này đã có."), msg("Xóa hoặc đổi tên thư mục đó rồi chạy lại.")
        )
    return target


# --- van-ban.yaml ----------------------------------------------------------------------------------------------------


class _Next:
    """What van-ban.yaml becomes in the next period; the registers that it shows then are made on the way."""

    def __init__(
        self, dossier: Dossier, target: Path, made: Path, month: str, period: Period | None, *, drop_done: bool
    ) -> None:
        """`made` is where the dossier is filled that is to stand at `target`."""
        self.dossier = dossier
        self.source = source = dossier.sources[0]
        self.period = period
        self.folder = source.parent
        self.target = target
        self.made = made
        self.month = month
        self.drop_done = drop_done
        self.replaced: set[Path] = set()
        self.findings: list[Finding] = []
        self._books: dict[Path, str] = {}
        self._names: dict[tuple[Path, str], str] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """The new registers by name."""
        return tuple(dict.fromkeys(self._names.values()))

    def edits(self) -> Iterator[SourceEdit]:
        """Empty what was the last period's alone, date the document, show the new registers."""
        data = cloning.yaml_of(self.source)
        for edit in cloning.emptied(self.source, data):
            if isinstance(edit, SetValue):
                # The month where there was a date; the year alone where that was all.
                dated = str(value_at(data, edit.path))
                edit = replace(edit, value=self.month[:4] if len(dated) == len("2024") else self.month)
                edit = replace(edit, quoted=len(edit.value) == len("2024"))
            yield edit
        yield from self._periods(data)
        for path, document in documents(self.dossier):
            # What was issued begins its next period as something to submit.
            if document.version == ISSUED and value_at(data, path).get("ban") == ISSUED:
                yield SetValue(self.source, (*path, "ban"), SUBMITTED)
        yield from self._showing(data, (), "")

    def _periods(self, data: Any) -> Iterator[SourceEdit]:
        """The days of each document that says its own; those of the main document's period move with it."""
        now = self.dossier.document.period
        for path, document in documents(self.dossier):
            at = (*path, cloning.PERIOD)
            said = value_at(data, path).get(cloning.PERIOD) if document.period else None
            if not isinstance(said, dict) or document.period is None:
                continue
            new = self.period if self.period and document.period == now else following(document.period)
            if said.get("loai"):
                yield SetValue(self.source, (*at, "ngay"), f"{new.end:%Y-%m}")
            else:
                yield SetValue(self.source, (*at, "tu"), new.start.isoformat())
                yield SetValue(self.source, (*at, "den"), new.end.isoformat())

    def _showing(self, value: Any, path: Path_, under: str) -> Iterator[SourceEdit]:
        if under in _SHOWS and isinstance(value, dict) and value.get("nguon"):
            file = Path(os.path.normpath(self.folder / file_name(value["nguon"])))
            if (name := self._book(file, value.get("trang_tinh") or "")) != file_name(value["nguon"]):
                yield SetValue(self.source, (*path, "nguon"), name)
            if under == _FIGURES:
                before = Path(os.path.relpath(file, self.target)).as_posix()
                yield SetValue(self.source, (*path, "ky_truoc"), before)
        for key, item in cloning.items_of(value):
            if key not in cloning.DROPPED:
                # What is merged into a mapping stands in it.
                yield from self._showing(item, (*path, key), under if key == "<<" else str(key))

    def _book(self, file: Path, sheet: str) -> str:
        """The name of the new register that a file's becomes; the same one each time.

        A workbook stays what it is, its cells changed; where it cannot be, and of any other file, a plain one is made.
        """
        if (file, sheet) not in self._names:
            self.replaced.add(file)
            if file.suffix.lower() != ".xlsx" or not self._changed(file, sheet):
                self._names[file, sheet] = self._plain(file, sheet)
        return self._names[file, sheet]

    def _changed(self, file: Path, sheet: str) -> bool:
        register, _ = load_register(file, str(file), sheet)
        name = self._books.get(file) or self._free(file)
        book = self.made / name
        started = book.read_bytes() if file in self._books else file.read_bytes()
        data = workbooks.changed_book(started, register, drop_done=self.drop_done)
        if data is not None:
            book.write_bytes(data)
            again, _ = load_register(book, str(book), sheet)
            if workbooks.same(again, workbooks.rolled(register, drop_done=self.drop_done)):
                self._books[file] = self._names[file, sheet] = name
                return True
            book.unlink() if file not in self._books else book.write_bytes(started)
        said = msg("Không chuyển kỳ được ngay trong bảng này; đã lập bảng mới, chỉ có các dòng nhiệm vụ.")
        hint = msg("Xem lại bảng mới; hình, ghi chú cạnh bảng thì chép tay từ bảng cũ.")
        self.findings.append(Finding("V194", Severity.WARNING, Place(str(file), register.origin.sheet), said, hint))
        return False

    def _plain(self, file: Path, sheet: str) -> str:
        from generator.books.registers import SHEET, register_book

        register, _ = load_register(file, str(file), sheet)
        name = self._free(file)
        made = register_book(workbooks.rolled(register, drop_done=self.drop_done), sheet or SHEET)
        (self.made / name).write_bytes(made)
        return name

    def _free(self, file: Path) -> str:
        """A name that no other file of the new dossier has: its own where it lies in the folder."""
        within = file.parent == Path(os.path.normpath(self.folder))
        kept = {path.name for path in self.folder.iterdir()} - ({file.name} if within else set())
        stem = file.stem if within else Path(BOOK_NAME).stem
        return cloning.free_name(stem, ".xlsx", self.made, kept)


def _old_period(rolling: _Rolling, *, judged: bool) -> Iterator[Finding]:
    """Texts that name the period that was (V178): by its month, or by its year where that is another now."""
    dossier, target, month, period = rolling.dossier, rolling.target, rolling.month, rolling.period
    said = [*_called(dossier, month, judged=judged)]
    if not said:
        return
    now = period.name if period else msg("tháng {so}", so=f"{month[5:]}/{month[:4]}")
    old = re.compile(rf"(?<![\d/])(?:{'|'.join(said)})(?!\d)", re.IGNORECASE)
    for place, text in cloning.yaml_texts(target / YAML_NAME, but=cloning.PERIOD):
        match = next((one for one in old.finditer(text) if not _COMPARED.search(text[: one.start()][-30:])), None)
        if match:
            yield Finding(
                "V178",
                Severity.WARNING,
                place,
                msg("Còn ghi kỳ cũ “{ky}”: {chu}.", ky=match[0], chu=quote(text)),
                msg("Sửa cho đúng kỳ {ky}.", ky=now),
            )


# "tăng 5 vụ so với tháng 5/2030": the month that a report of June is compared with.
_COMPARED = late(
    r"\b(?:so với|so cùng|cùng kỳ|hơn|từ|sau)\s+"
    r"(?:(?:kỳ|số liệu|kết quả|cuối|đầu)\s+)?(?:(?:tháng\s+\d{1,2}\s+)?năm\s+(?:\d{4}\s*$)?)?$",
    re.IGNORECASE,
)


def _called(dossier: Dossier, month: str, *, judged: bool) -> Iterator[str]:
    """Patterns of what texts call the old period: its month, quarter, half, its year where that is another now.

    `judged`: each paragraph was moved or listed already, so that none needs to be told by a month without its year.
    """
    dated, period = dossier.document.dated, dossier.document.period
    # A report of a month is signed in the next one as often as not.
    told = report_of(dossier).period
    named = _NAMED_MONTH.search(dossier.document.subject)
    year, number = (dated.year, dated.month) if dated.year or not named else (int(named[2]), int(named[1]))
    if told:
        year, number = told.year, told.month
    if period:
        year, number = period.end.year, period.end.month if period.kind in ("", "thang") else None
        if period.kind not in ("", "thang", "nam"):
            yield re.escape(period.name).replace(r"\ năm\ ", r"(?:\s+năm\s+|\s*/\s*)").replace(r"\ ", r"\s+")
    if number:
        yield rf"(?:tháng\s+)?0?{number}(?:\s+năm\s+|\s*[/.-]\s*){year}"
    if number and not judged:
        # "Kết quả tháng 5", "tính đến ngày 15/5", "5 tháng đầu năm".
        yield rf"(?:tháng\s+|ngày\s+\d{{1,2}}\s*[/.-]\s*)0?{number}(?!\d|\s*(?:năm\s|[/.-])\s*\d)"
        yield rf"0?{number}\s+tháng\s+đầu\s+năm(?:\s+{year})?(?!\s+\d)"
    if year and str(year) != month[:4]:
        yield str(year)
