"""The figures of so-lieu.xlsx worked out: entered ones stand, formulas are computed, what is missing is said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction
from graphlib import CycleError, TopologicalSorter

from msgspec.structs import replace

from generator.values.figures import BEFORE, COUNTS, FigureSheet, FigureState, Kind, SheetFigure, digits_of, printed
from generator.values.findings import Finding, Message, Severity, msg
from generator.values.formulas import Formula, formula_of, rounded
from generator.values.text import quote

_OF_BEFORE = f".{BEFORE}"
# "1.250" typed as a number where a point parts decimals is 1,25.
_FAR_LESS, _FAR_MORE = Fraction(1, 200), 200


@dataclass
class Worked:
    """The sheet worked out: the value of each figure that has one, exact; what is wrong or missing."""

    values: dict[str, Fraction] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def worked_out(sheet: FigureSheet, counted: Mapping[str, Fraction]) -> Worked:
    """Every figure of a sheet; `counted` are those that formulas may take from a register.

    A figure whose parts are missing has no value and is not said again; one of a wrong formula is (V323).
    """
    worked = Worked()
    rows = {row.key: row for row in sheet.rows}
    formulas = {key: formula_of(row.formula) for key, row in rows.items() if row.computed}
    for key in _in_order(rows, formulas, worked):
        row = rows[key]
        value = _value(row, formulas.get(key), rows, counted, worked)
        if value is not None:
            worked.values[key] = value
            worked.texts[key] = text_of(row, value)
            worked.findings += _turned(row, worked.texts[key], value)
    worked.findings += _missing(sheet, worked)
    return worked


def _in_order(rows: Mapping[str, SheetFigure], formulas: Mapping[str, Formula], worked: Worked) -> tuple[str, ...]:
    """The keys so that each comes after those it is computed from; a circle is cut and said."""
    needs = {key: set(_needed(formulas[key])) & rows.keys() if key in formulas else set[str]() for key in rows}
    while True:
        try:
            return tuple(TopologicalSorter(needs).static_order())
        except CycleError as circle:
            around = tuple(reversed(circle.args[1]))
            said = msg("Công thức tính vòng tròn: {vong}.", vong=" → ".join(around))
            worked.findings.append(_wrong(rows[around[0]], said))
            needs[around[0]] = set()


def _needed(formula: Formula) -> Iterator[str]:
    return (key for key in formula.keys if not key.endswith(_OF_BEFORE))


def _value(
    row: SheetFigure,
    formula: Formula | None,
    rows: Mapping[str, SheetFigure],
    counted: Mapping[str, Fraction],
    worked: Worked,
) -> Fraction | None:
    entered = _entered(row)
    if formula is None:
        if entered is not None:
            worked.findings += _entered_oddly(row, entered)
        return entered
    if unknown := [key for key in formula.keys if key.removesuffix(_OF_BEFORE) not in rows and key not in counted]:
        worked.findings.append(_unknown(row, unknown[0], (*rows, *counted)))
        return entered
    try:
        made = formula.value(lambda key: _known(key, row, rows, counted, worked.values))
    except KeyError:
        return entered
    except ZeroDivisionError:
        zero = _wrong(row, msg("Công thức {chu} chia cho 0.", chu=quote(row.formula)))
        worked.findings.append(replace(zero, severity=Severity.WARNING))
        return entered
    # A percentage is of a hundred, unless its formula says so itself.
    if (row.kind is Kind.RATIO or row.unit == "%") and Fraction(100) not in formula.steps:
        made *= 100
    if entered is not None and rounded(entered, row.digits) != rounded(made, row.digits):
        worked.findings.append(_other(row, made))
    return made


def _entered_oddly(row: SheetFigure, entered: Fraction) -> Iterator[Finding]:
    """A total that fell, a count below nothing, a measure a thousand times what it was: a mark that was mistaken."""
    last = row.last_value
    if row.never_falls and last is not None and entered < last:
        yield _fell(row)
    if entered < 0 and row.kind in COUNTS and row.kind is not Kind.LEVEL:
        said = msg("{ten}: số âm {so}.", ten=quote(row.name or row.key), so=row.now)
        yield Finding("V377", Severity.WARNING, row.place, said, msg("Xem lại số đã nhập."), row.now)
    if row.digits and last and entered and not _FAR_LESS < abs(entered / Fraction(last)) < _FAR_MORE:
        said = msg("{ten}: {nay}, kỳ trước {truoc}: chênh nhau cỡ nghìn lần.", ten=quote(row.name or row.key),
                   nay=text_of(row, entered), truoc=row.last)  # fmt: skip
        hint = msg("Dấu chấm ngăn hàng nghìn, dấu phẩy trước phần thập phân; xem lại cả đơn vị tính.")
        yield Finding("V539", Severity.WARNING, row.place, said, hint, row.now)


def _entered(row: SheetFigure) -> Fraction | None:
    if row.state is FigureState.KEPT:
        kept = row.value if row.value is not None else row.last_value
        return Fraction(kept) if kept is not None else None
    return Fraction(row.value) if row.value is not None else None


def _known(
    key: str,
    row: SheetFigure,
    rows: Mapping[str, SheetFigure],
    counted: Mapping[str, Fraction],
    values: Mapping[str, Fraction],
) -> Fraction:
    """A figure that a formula names. Raises KeyError where it has no value yet."""
    if key == BEFORE or key.endswith(_OF_BEFORE):
        of = row if key == BEFORE else rows[key.removesuffix(_OF_BEFORE)]
        if of.last_value is None:
            raise KeyError(key)
        return Fraction(of.last_value)
    return values[key] if key in rows else counted[key]


def text_of(row: SheetFigure, value: Fraction) -> str:
    """A figure as it is printed: what was typed with its zero, what is exact in fewer decimals with those."""
    if not row.computed and row.value is not None and row.now.startswith("0") and row.now[1:].isdecimal():
        return row.now
    made = rounded(value, row.digits)
    digits = row.digits
    if row.computed and made == value:
        needed = max(0, -int(made.normalize().as_tuple().exponent))
        digits = max(needed, min(row.digits, digits_of(row.value) if row.value is not None else 0))
    elif row.value is not None and not row.computed:
        digits = min(row.digits, max(0, -int(row.value.as_tuple().exponent)))
    return printed(made, digits, row.form)


def _missing(sheet: FigureSheet, worked: Worked) -> Iterator[Finding]:
    """The figures to be entered that nobody has entered, each with its cell."""
    for row in sheet.rows:
        if row.key in worked.values:
            continue
        if row.computed and not _waits(row, worked):
            continue
        said = (
            msg("Chưa có số kỳ trước của {ten} để tính.", ten=quote(row.name or row.key))
            if row.computed
            else msg("Chưa có số: {ten}.", ten=quote(row.name or row.key))
        )
        hint = msg("Nhập cột “Kỳ này”; số giữ như kỳ trước thì chọn “xác nhận giữ nguyên” và ghi ai xác nhận.")
        yield Finding("V326", Severity.WARNING, row.place, said, hint, row.key)


def _waits(row: SheetFigure, worked: Worked) -> bool:
    """Whether nothing but its own value of a period ago is missing."""
    formula = formula_of(row.formula)
    return formula.of_before and row.last_value is None and all(key in worked.values for key in _needed(formula))


def _wrong(row: SheetFigure, said: Message) -> Finding:
    return Finding("V323", Severity.ERROR, row.place, said, msg("Sửa cột “Công thức”."), row.formula)


def _unknown(row: SheetFigure, key: str, known: tuple[str, ...]) -> Finding:
    near = get_close_matches(key, known, 1, 0.5)
    said = msg("Công thức {chu} dùng số liệu {khoa} không có.", chu=quote(row.formula), khoa=quote(key))
    hint = msg("Ý anh/chị là “{gan}”?", gan=near[0]) if near else msg("Sửa cột “Công thức”.")
    return Finding("V323", Severity.ERROR, row.place, said, hint, key)


def _fell(row: SheetFigure) -> Finding:
    said = msg("{ten}: {nay} nhỏ hơn kỳ trước {truoc}; số này không giảm.", ten=quote(row.name or row.key),
               nay=row.now, truoc=row.last)  # fmt: skip
    return Finding(
        "V328", Severity.WARNING, row.place, said, msg("Có phải số trong tháng? Sửa số hoặc công thức."), row.now
    )


def _other(row: SheetFigure, made: Fraction) -> Finding:
    said = msg("{ten}: cột “Kỳ này” ghi {ghi}, công thức cho {tinh}; in số tính được.", ten=quote(row.name or row.key),
               ghi=row.now, tinh=text_of(row, made))  # fmt: skip
    hint = msg("Xóa ô ấy nếu số tính được là đúng; số nhập đúng thì xem lại công thức và các số thành phần.")
    return Finding("V327", Severity.WARNING, row.place, said, hint, row.now)


def _turned(row: SheetFigure, text: str, value: Fraction) -> Iterator[Finding]:
    """A computed number that no sentence says so: below nothing, or a rise of nothing ("giảm -2 ca", "tăng 0 ca")."""
    if not row.computed or value > 0 or (value == 0 and row.kind is not Kind.DELTA):
        return
    if row.kind is Kind.DELTA:
        said = msg("{ten}: công thức cho {so}, câu ghi tăng hay giảm không còn đúng.", ten=quote(row.name or row.key),
                   so=text)  # fmt: skip
        hint = msg("Đổi “tăng” thành “giảm” (hoặc ngược lại) và đảo công thức; bằng kỳ trước thì viết lại câu.")
    else:
        said = msg("{ten}: công thức cho số âm {so}.", ten=quote(row.name or row.key), so=text)
        hint = msg("Xem lại các số thành phần và công thức.")
    yield Finding("V377", Severity.WARNING, row.place, said, hint, text)


def exact(text: str) -> Fraction | None:
    """The value of a figure that a register gives, `1.240` or `86,9%`; None where it is no number."""
    bare = text.rstrip("%").replace(".", "").replace(",", ".")
    try:
        return Fraction(Decimal(bare))
    except ArithmeticError:
        return None
