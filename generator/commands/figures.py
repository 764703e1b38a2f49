"""`vanban so-lieu FILE`: the figures of a report in prose as a sheet, proposed: key, place, kind, formula.

Keys come from the names; a formula is proposed only where the numbers of the text (and of the last period) bear it out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.books.figure_sheet import figure_book
from generator.commands.beside_prose import beside_prose
from generator.commands.doubts import asked, data_of, not_asked, of_another_month
from generator.commands.made import Made
from generator.keeping.whole import write_whole
from generator.linting.reports import Report, Told, report_of
from generator.reading.draft import words_left_out
from generator.reading.figures.model import Figure, Kind
from generator.reading.figures.read import between_periods, in_plan, value_of
from generator.reading.figures.relations import alike, borne_out, in_two_units, running, share, sums
from generator.reading.figures.subjects import names_unit, source_of
from generator.values.errors import UsageError
from generator.values.figures import (
    BEFORE,
    COUNTS,
    COUNTS_ALONE,
    NEVER_FALLS,
    Doubt,
    FigureState,
    SheetFigure,
    digits_of,
    form_of,
    printed,
)
from generator.values.findings import Finding, Place, Severity, msg
from generator.values.formulas import formula_of
from generator.values.model import Dossier
from generator.values.progress import Progress, Stage
from generator.values.text import fold, key_of

_LONGEST_KEY = 40


class FigureOptions(Struct, frozen=True):
    """`last` is the report of the last period, whose values go beside."""

    target: Path
    last: Path | None = None


def propose(source: Path, options: FigureOptions, progress: Progress | None = None) -> Made:
    """Write the sheet of a report's figures.

    Raises UsageError V150 where the target is there already, V260 where the file is no monthly report, InputError for a
    file that cannot be read.
    """
    progress = progress or Progress()
    progress.expect(2)
    progress.at(Stage.READING, source)
    if options.target.exists():
        raise UsageError.of(
            "V150",
            Place(str(options.target)),
            msg("Ở đây đã có hồ sơ hoặc tệp này."),
            msg("Chọn tên khác sau “--to”."),
        )
    read, found = data_of(source)
    report = _report(read, source)
    last, away = _last(read, options.last) if options.last else (Report(None), ())
    progress.did(Stage.READING, source)
    rows = tuple(proposed(report, last))
    options.target.parent.mkdir(parents=True, exist_ok=True)
    write_whole(options.target, figure_book(rows))
    progress.did(Stage.WRITING, options.target)
    left = [(told.text, told.read.left) for told in report.told]
    likely = [(told.text, told.read.likely) for told in report.told]
    findings = (
        *words_left_out(found),
        *away,
        *_unsure(rows, source),
        *not_asked(left, likely, Place(str(source))),
        *beside_prose(read, source),
    )
    step = msg("Xem lại cột “Loại” của {so} số chưa chắc rồi lưu.", so=sum(not row.sure for row in rows))
    return Made((options.target,), findings, (step,))


def _last(read: Dossier, source: Path) -> tuple[Report, tuple[Finding, ...]]:
    """The last period's report; one of another month has no values of it, which is said."""
    last = data_of(source)[0]
    report, away = _report(last, source), tuple(of_another_month(read, last, source))
    return (Report(None) if away else report), away


def _report(read: Dossier, source: Path) -> Report:
    report = report_of(read)
    if report.period is None:
        raise UsageError.of(
            "V260",
            Place(str(source)),
            msg("Không nhận ra đây là báo cáo tháng bằng lời văn."),
            msg("Cần chữ “báo cáo” và “tháng 5/2030” ở tên loại, trích yếu."),
        )
    return report


# The value of a figure a period ago, where it is known.
Ago = Callable[[Told, Figure], Decimal | None]


def proposed(report: Report, last: Report) -> Iterator[SheetFigure]:
    """The rows of a report's figures, with the last period's values."""
    keys = Keys()
    named = [{figure.start: keys.new(figure) for figure in told.read.figures} for told in report.told]

    def ago(told: Told, figure: Figure) -> Decimal | None:
        before = last.before(told, figure)
        return before.value if before else None

    report = replace(report, told=tuple(_by_two_periods(told, ago) for told in report.told))
    rows = list(rows_of(report, named, ago))
    befores = (last.before(told, figure) for told in report.told for figure in told.read.figures)
    return (replace(row, last=_written(before) if before else "") for row, before in zip(rows, befores, strict=True))


def _by_two_periods(told: Told, ago: Ago) -> Told:
    """A paragraph whose figures have the kind that two periods' values say, where no words do."""
    last = {one.where: value for one in told.read.figures if (value := ago(told, one)) is not None}
    figures = tuple(between_periods(told.read.figures, last))
    return replace(told, read=replace(told.read, figures=figures))


def rows_of(report: Report, named: Sequence[Mapping[int, str]], ago: Ago) -> Iterator[SheetFigure]:
    """A row a figure, in reading order; `named` are the keys of each paragraph's figures by where they begin."""
    decimals = max((digits_of(one.value) for told in report.told for one in told.read.figures
                    if one.kind is Kind.RATIO), default=0)  # fmt: skip
    whole = dict(_wholes(report, named))
    for told, keys in zip(report.told, named, strict=True):
        formulas = {**_formulas(told, keys, ago), **_remainders(told, whole)}
        alone = {one.start for one in told.figures if not in_two_units(one)}
        for figure in told.read.figures:
            formula = formulas.get(figure.start, "")
            row = row_of(keys[figure.start], figure)
            if figure.start not in alone and figure.kind in COUNTS_ALONE:
                # 182 of "13 tỷ 182 triệu" may be less than it was.
                row = replace(row, kind=Kind.LEVEL)
            row = replace(row, source=_provider(told, figure, report.sender), state=FigureState.ENTERED)
            if formula:
                # What the numbers bear out is a figure.
                digits = _digits(figure, formula, {keys[one.start]: one.value for one in told.read.figures}, decimals)
                row = replace(row, sure=figure.sure, doubt=None, digits=digits, state=FigureState.COMPUTED)
            yield replace(row, formula=formula)


def _provider(told: Told, figure: Figure, sender: str) -> str:
    """The unit that a figure is of, where the text surely says so; none is who sends the report."""
    if names_unit(figure.source):
        return figure.source
    starts = {one.start for one in told.read.figures}
    unit = source_of(told.text, figure.start, starts, told.read.paragraph.headings)
    return unit if fold(unit) != fold(sender) else ""


def _digits(figure: Figure, formula: str, values: Mapping[str, Decimal], decimals: int) -> int:
    """To how many decimals a formula's value is rounded, so that it prints what stood in the text: what is exact prints
    no more than it needs and has those of its terms, a ratio those of the report; what was rounded keeps its own."""
    own, terms = digits_of(figure.value), formula_of(formula)
    if figure.kind is not Kind.RATIO:
        return max((own, *(digits_of(values[key]) for key in terms.keys if key in values)))
    exact = all(key in values for key in terms.keys) and (
        terms.value(lambda key: Fraction(values[key])) * 100 == Fraction(figure.value)
    )
    return max(own, decimals) if exact else own


class Keys:
    """Keys made of what is counted, one each."""

    def __init__(self, used: Iterable[str] = ()) -> None:
        """`used` are keys that are taken already."""
        self._taken = dict.fromkeys(used, 1)

    def new(self, figure: Figure) -> str:
        """The key of a figure: its stem, with a number where another has that name."""
        name = key_of(figure.stem)[:_LONGEST_KEY].strip("_") or "so"
        name = name if name[0].isalpha() and name not in (BEFORE, NEVER_FALLS) else f"so_{name}"
        key, number = name, 1
        while key in self._taken:
            number = self._taken[name] = self._taken.get(name, 1) + 1
            key = f"{name}__{number}"
        self._taken.setdefault(key, 1)
        return key


def row_of(key: str, figure: Figure) -> SheetFigure:
    """A figure as a row of the sheet, with what the text says of it."""
    return SheetFigure(
        key,
        figure.name,
        str(figure.where),
        figure.where.rank,
        figure.kind,
        figure.sure and figure.doubt is None,
        figure.unit,
        figure.source,
        now=_written(figure),
        value=figure.value,
        digits=digits_of(figure.value),
        form=form_of(_written(figure)),
        doubt=figure.doubt,
    )


def _written(figure: Figure) -> str:
    """A figure as a cell has it: as it was typed, if the cell means the same by that."""
    return figure.text if value_of(figure.text) == figure.value else printed(figure.value)


def _wholes(report: Report, named: Sequence[Mapping[int, str]]) -> Iterator[tuple[Decimal, list[_Share]]]:
    """The parts of a whole that the results tell (61/96), by the value of the whole."""
    found: dict[Decimal, list[_Share]] = {}
    for told, keys in zip(report.told, named, strict=True):
        if not in_plan(told.read.paragraph):
            for part, whole in pairwise(told.read.figures):
                if (part.kind, whole.kind) == (Kind.PART, Kind.WHOLE):
                    share = _Share(part, whole, keys[part.start], keys[whole.start])
                    found.setdefault(whole.value, []).append(share)
    yield from found.items()


def _remainders(told: Told, whole: Mapping[Decimal, list[_Share]]) -> dict[int, str]:
    """What the plan still has to do: 35/96 is the rest of 61/96, and follows it."""
    found: dict[int, str] = {}
    if not in_plan(told.read.paragraph):
        return found
    for part, total in pairwise(told.read.figures):
        if (part.kind, total.kind) != (Kind.PART, Kind.WHOLE):
            continue
        rest = [one for one in whole.get(total.value, ()) if alike(one.whole, total)
                and one.part.value + part.value == total.value]  # fmt: skip
        if len(rest) == 1:
            found[part.start] = f"{{{rest[0].whole_key}}} - {{{rest[0].part_key}}}"
            found[total.start] = f"{{{rest[0].whole_key}}}"
    return found


class _Share(Struct, frozen=True):
    """A part of a whole and their keys."""

    part: Figure
    whole: Figure
    part_key: str
    whole_key: str


def _formulas(told: Told, keys: Mapping[int, str], ago: Ago) -> dict[int, str]:
    """What figures are computed from: sums first, then ratios, then running totals that last period bears out."""
    found: dict[int, str] = {}
    # A formula gives one number: none of an amount that two tell.
    others = [one for one in told.figures if not in_two_units(one)]
    for whole in told.sentences():
        sentence = [one for one in whole if not in_two_units(one)]
        found |= _sums(told, sentence, keys)
        for at, ratio in enumerate(sentence):
            before = [one for one in sentence[max(0, at - 12) : at] if one.kind in COUNTS]
            pair = share(told.text, ratio, before) if ratio.kind is Kind.RATIO and before else None
            if pair and _bears(ratio, *pair):
                found[ratio.start] = f"{{{keys[pair[0].start]}}} / {{{keys[pair[1].start]}}}"
    for figure in others:
        if figure.start not in found and (formula := _carried_on(told, figure, others, keys, ago(told, figure))):
            found[figure.start] = formula
    for level, delta in pairwise(others):
        if delta.kind is Kind.DELTA and delta.sure and delta.unit != "%" and level.kind in COUNTS:
            found |= _difference(told, level, delta, keys, ago(told, level))
    return found


def _carried_on(
    told: Told, figure: Figure, others: Sequence[Figure], keys: Mapping[int, str], then: Decimal | None
) -> str:
    """What a running total goes on from, where the numbers bear out one month's figure alone; of what a whole is, where
    its paragraph counted that before: "phát hiện 17 vụ; đã xử lý 13/17 vụ"."""
    if figure.kind is Kind.WHOLE:
        counted = [one for one in others if one.end <= figure.start and one.kind in COUNTS_ALONE
                   and one.value == figure.value and alike(one, figure)]  # fmt: skip
        return f"{{{keys[counted[-1].start]}}}" if counted else ""
    if figure.kind is not Kind.CUMULATIVE or then is None:
        return ""
    paired = [month for month, total in running(told.text, others) if total is figure]
    months = paired or [one for one in others if one.kind is Kind.MONTHLY and alike(one, figure)]
    borne = [one for one in months if then + one.value == figure.value]
    return f"ky_truoc + {{{keys[borne[0].start]}}}" if len(borne) == 1 else ""


def _sums(told: Told, sentence: Sequence[Figure], keys: Mapping[int, str]) -> dict[int, str]:
    """The figures of a sentence that are the sums of those behind them."""
    found: dict[int, str] = {}
    listed = ((whole, parts) for whole, parts in sums(told.text, sentence)
              if sum((part.value for part in parts), Decimal(0)) == whole.value)  # fmt: skip
    for whole, parts in (*listed, *borne_out(told.text, sentence)):
        if whole.start not in found and not any(part.start in found for part in parts):
            found[whole.start] = " + ".join(f"{{{keys[part.start]}}}" for part in parts)
    return found


def _difference(
    told: Told, level: Figure, delta: Figure, keys: Mapping[int, str], before: Decimal | None
) -> dict[int, str]:
    """ "7.450 cơ sở (tăng 250 cơ sở so với tháng trước)": what two periods' values give."""
    if "tháng trước" not in told.text[delta.end : delta.end + 60] or not alike(level, delta):
        return {}
    key = keys[level.start]
    falls = "giảm" in told.text[level.end : delta.start].lower()
    # Where nobody knows last period's value the words alone say what it is.
    if before is not None and (before - level.value if falls else level.value - before) != delta.value:
        return {}
    now, then = f"{{{key}}}", f"{{{key}.{BEFORE}}}"
    return {delta.start: f"{then} - {now}" if falls else f"{now} - {then}"}


def _bears(ratio: Figure, part: Figure, whole: Figure) -> bool:
    if not whole.value:
        return False
    return (part.value * 100 / whole.value).quantize(ratio.value, ROUND_HALF_UP) == ratio.value


def _unsure(rows: tuple[SheetFigure, ...], source: Path) -> Iterator[Finding]:
    if unsure := [row.key for row in rows if not (row.sure or row.doubt)]:
        yield Finding(
            "V261",
            Severity.NOTE,
            Place(str(source)),
            msg("{so} trong {tong} số chưa rõ là số trong tháng, lũy kế hay mức.", so=len(unsure), tong=len(rows)),
            msg("Xem các dòng để trống ở cột “Chắc”; có báo cáo kỳ trước thì thêm “--against”."),
            ", ".join(unsure[:5]),
        )
    yield from maybe_names(rows, Place(str(source)))


def maybe_names(rows: Iterable[SheetFigure], place: Place) -> Iterator[Finding]:
    """What was taken for a figure and may be none is asked, by what speaks against it."""
    doubtful = [row for row in rows if row.doubt]
    for doubt in Doubt:
        if maybe := [f"{row.name}: {row.now}" for row in doubtful if row.doubt is doubt]:
            yield asked(doubt, maybe, place)
