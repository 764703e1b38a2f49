"""The figures of a dossier as data: kinds, states, and the sheet that holds those that units report: `so-lieu.xlsx`,
or rows of van-ban.yaml."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum

from msgspec import Struct, field

from generator.values.findings import Place
from generator.values.number_words import number_words
from generator.values.patterns import late
from generator.values.text import decimal, fold


class Kind(Enum):
    """How a figure goes on in the next period; the values are the words of the sheet."""

    MONTHLY = "tháng"
    CUMULATIVE = "lũy kế"
    LEVEL = "mức"
    RATIO = "tỷ lệ"
    PART = "phần"
    WHOLE = "tổng"
    DELTA = "chênh"


# The kinds that count something, by itself or as a side of `a/b`.
COUNTS_ALONE = (Kind.MONTHLY, Kind.CUMULATIVE, Kind.LEVEL)
COUNTS = (*COUNTS_ALONE, Kind.PART, Kind.WHOLE)


# What is measured may be whole in one period and not in the next; what is counted is always whole.
_MEASURES = frozenset(("%", "ty", "ti", "trieu", "nghin", "ngan", "usd", "ha", "km", "m", "m2", "m3", "m²", "m³", "tan",
                       "ta", "kg", "lit", "gio", "mw", "kwh"))  # fmt: skip


def is_measured(kind: Kind, unit: str) -> bool:
    """Whether a figure may have decimals in any period: a percentage, money in millions, an area; no count."""
    return kind is Kind.RATIO or bool(_MEASURES.intersection(fold(unit).split()[:1]))


class FigureState(Enum):
    """How far a figure is; the values are the words of the sheet."""

    MISSING = "chưa"
    ENTERED = "đã nhập"
    COMPUTED = "tính"
    KEPT = "xác nhận giữ nguyên"


class Doubt(Enum):
    """What speaks against a figure: it is asked, and the sheet says of none of these that it is sure."""

    LABEL = "số thứ tự"
    RANGE = "khoảng"
    BOUND = "ngưỡng"
    SIZE = "kích thước"
    AIM = "việc sẽ làm"
    NAMES = "kể tên"
    FORMAL = "theo lệ"
    UNLIKE = "chỗ ít khi có số liệu"
    THOUSANDS = "dấu phẩy ngăn hàng nghìn"


class Form(Enum):
    """How a figure is printed: with a zero before one digit, as a plain number, in words."""

    PADDED = "02"
    PLAIN = "số"
    WORDS = "chữ"


# What says in place of a formula that a figure is entered and never falls.
NEVER_FALLS = "khong_giam"
# The value of a period ago, in a formula.
BEFORE = "ky_truoc"
# What parts the thousands of a number as people type it: the decree's point, blanks of any width, an apostrophe; the
# comma of other countries only where it stands twice ("1,240,000"): once it is that of decimals.
GROUPED = r"\d{1,3}(?:(?:[. \u00a0\u2009\u202f'’]\d{3})+(?:,\d+)?|(?:,\d{3}){2,}(?:\.\d+)?)"
# What people type as the sign of a negative number; a hyphen is printed.
DASHES = ("-", "\u2212", "\u2013")
# The sign of a number: a dash that touches it behind a word or a bracket; a hyphen only before what is measured.
MINUS = late(
    r"(?:(?<=[^\W\d_][ \u00a0])|(?<=\())"
    r"(?:\u2212(?=\d)|[-\u2013](?=\d+,\d|\d[\d.,]*\s?(?:%|°|tỷ|triệu|nghìn|đồng|độ|điểm)))"
)
_BLANKS = late(r"[ \u00a0\u2009\u202f'’]")
_OTHER_WAY = str.maketrans(",.", ".,")
# Where a text names a figure: `{ho_so}`, `{ho_so:chữ}`; `{{` and `}}` are braces.
PLACE = late(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")
# What is printed where there is no number yet: seen by who reads, and by what looks for it.
OPEN = "[……]"


def in_form(number: str) -> str:
    """A grouped number in the decree's form, letter for letter: `1 240` and `1'240` as `1.240`, `1,240,000` too."""
    return number.translate(_OTHER_WAY) if number.count(",") > 1 else _BLANKS.sub(".", number)


def signed(text: str, start: int) -> int:
    """Where the number begins whose digits begin there: at its sign, where it has one."""
    return start - 1 if start and MINUS.match(text, start - 1) else start


class SheetFigure(Struct, frozen=True):
    """A row of the sheet. `last` and `now` are as written, `last_value` and `value` what they mean (None: blank).

    `earlier` is the value of two periods ago; `headings` and `sentence` with `rank` are its place in the text of
    the last report: never an offset. `doubt` says why it may be no figure; a sheet read back has none.
    """

    key: str
    name: str = ""
    sentence: str = ""
    rank: int = 1
    kind: Kind = Kind.MONTHLY
    sure: bool = False
    unit: str = ""
    source: str = ""
    last: str = ""
    now: str = ""
    last_value: Decimal | None = None
    value: Decimal | None = None
    formula: str = ""
    digits: int = 0
    form: Form = Form.PADDED
    state: FigureState = FigureState.MISSING
    confirmed_by: str = ""
    place: Place = field(default_factory=Place)
    earlier: str = ""
    doubt: Doubt | None = None

    @property
    def never_falls(self) -> bool:
        """Whether it is entered and may not be smaller than a period ago."""
        return self.formula == NEVER_FALLS

    @property
    def computed(self) -> bool:
        """Whether a formula gives it."""
        return bool(self.formula) and not self.never_falls


class FigureSheet(Struct, frozen=True):
    """The rows of so-lieu.xlsx in their order; `path` where they stand in van-ban.yaml, None for a workbook."""

    rows: tuple[SheetFigure, ...]
    place: Place = field(default_factory=Place)
    path: tuple[str | int, ...] | None = None


def printed(value: Decimal, digits: int = 0, form: Form = Form.PADDED) -> str:
    """A figure as official texts write it: `1.240`, `86,91`, `02`, `một trăm`; decimals in the number asked for."""
    if form is Form.WORDS and value >= 0 and value == int(value):
        return number_words(int(value))
    whole, _, rest = f"{abs(value):.{max(digits, 0)}f}".partition(".")
    text = decimal(int(whole))
    if form is Form.PADDED and not rest and 0 < int(whole) < 10:
        text = f"0{text}"
    text += f",{rest}" if rest else ""
    return f"-{text}" if value < 0 else text


def texts_by_column(row: SheetFigure) -> dict[str, str]:
    """What stands in each column of a row, in the order of the columns, by what it holds."""
    return {
        "key": row.key,
        "name": row.name,
        "sentence": row.sentence,
        "rank": str(row.rank),
        "kind": row.kind.value,
        "sure": "x" if row.sure else "",
        "unit": row.unit,
        "source": row.source,
        "last": row.last,
        "now": row.now,
        "formula": row.formula,
        "digits": str(row.digits),
        "form": row.form.value,
        "state": row.state.value,
        "confirmed_by": row.confirmed_by,
        "earlier": row.earlier,
    }


def form_of(text: str) -> Form:
    """The form in which a figure stands: one digit alone is plain, two with a zero and larger ones are the decree's."""
    if not any(char.isdigit() for char in text):
        return Form.WORDS
    text = text.lstrip("".join(DASHES))
    return Form.PLAIN if len(text) == 1 or "," in text else Form.PADDED


def digits_of(value: Decimal) -> int:
    """The decimals of a value as it is written."""
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0
