"""The pages of a PDF one by one: glyphs, rules, pictures, each at its place. The one reader that knows PDFium.

A page is read, handed over and closed before the next is opened. What a file from outside may hold is bounded: bytes,
pages, glyphs and drawn things of one page.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium
from msgspec import Struct
from msgspec.structs import replace

from generator.reading.pdf.annotations import put_on
from generator.reading.pdf.bombs import BeyondError, Counting
from generator.values.errors import InputError, refusal
from generator.values.file_names import refuse_special
from generator.values.findings import Message, Place, msg
from generator.values.patterns import late
from generator.values.pdfium import LOCK
from generator.values.text import clean

# PDFium's own numbers of errors (fpdfview.h).
_PASSWORD, _SECURITY = 4, 5
_BOLD = late(r"bold|black|heavy|,b\b|-bd|demi", re.IGNORECASE)
_ITALIC = late(r"italic|oblique|,i\b|,bolditalic", re.IGNORECASE)
_SUBSET = late(r"^[A-Z]{6}\+")
_HEAVY = 600
_UPRIGHT = 20  # degrees
_QUARTERS = (0, 90, 180, 270)
_INVISIBLE, _DOUBLED = (3, 7), (2, 6)  # text render modes
# Not characters: what PDFium puts for a line's end, and for a hyphen there.
_ENDS, _HYPHENS = "\r\n\x00", ("\x02", "\xad", "\ufffe")
_INK = 0.1  # points: a difference that is none of rounding
_TOUCHES, _BLANK = 0.8, 0.25  # points; sizes of letters: how wide a space is
_THIN = 2.6  # points: what is drawn no thicker is a rule


class Limits(Struct, frozen=True):
    """What a file may hold: bytes, pages; on one page glyphs, drawn things, rules."""

    file_bytes: int = 96 << 20
    pages: int = 1_000
    glyphs: int = 60_000
    drawn: int = 100_000
    rules: int = 2_000


DEFAULT_LIMITS = Limits()
_MOST_ATTACHED = 200


class Look(NamedTuple):
    """How glyphs look; `unseen` where they lie invisible over a scanned picture."""

    font: str
    size: float
    bold: bool = False
    italic: bool = False
    unseen: bool = False


class Glyph(NamedTuple):
    """A character, where it begins and ends across, its baseline down from the top of the page; `spaced` where PDFium
    takes the room before it for a space.
    """

    text: str
    x0: float
    x1: float
    y: float
    look: Look
    spaced: bool = False


class Turned(NamedTuple):
    """A glyph that lies on its side: as it is where the page is turned so that it stands, and where it is on the page
    itself.
    """

    glyph: Glyph
    x: float
    y: float
    angle: int


class Rule(NamedTuple):
    """A line drawn across or down: `x0 == x1` or `y0 == y1`, `x0 <= x1`, `y0 <= y1`."""

    x0: float
    y0: float
    x1: float
    y1: float


class Page(Struct, frozen=True):
    """What stands on a page, from 1, upright as most of its text is; `turned` are glyphs that stand otherwise,
    `pictured` says how much of it pictures cover, `put_on` what was put onto it beside its text.
    """

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]
    pictures: int = 0
    pictured: float = 0.0
    turned: tuple[Turned, ...] = ()
    put_on: str = ""


class _Sign(NamedTuple):
    """A character by its number on the page, how it looks, the way its text runs: 0 to the right, 90 up."""

    at: int
    text: str
    look: Look
    angle: int
    spaced: bool


class _Turn(Struct, frozen=True):
    """Puts points of the page as it is stored where a reader sees them."""

    left: float
    bottom: float
    width: float
    height: float
    turned: int

    def __call__(self, x: float, y: float) -> tuple[float, float]:
        x, y = x - self.left, y - self.bottom
        if self.turned == 90:
            return y, x
        if self.turned == 180:
            return self.width - x, y
        if self.turned == 270:
            return self.height - y, self.width - x
        return x, self.height - y

    @property
    def size(self) -> tuple[float, float]:
        return (self.height, self.width) if self.turned in (90, 270) else (self.width, self.height)


class _Inside(Struct, frozen=True):
    """Puts points of what a form holds, a piece of a page put on it as a whole, where a reader sees them."""

    matrix: pypdfium2.PdfMatrix
    turn: _Turn

    def __call__(self, x: float, y: float) -> tuple[float, float]:
        return self.turn(*self.matrix.on_point(x, y))


def _matrix_of(form: pypdfium2.PdfObject) -> pypdfium2.PdfMatrix:
    """Where a form puts what it holds, those that hold it too."""
    own = form.get_matrix()
    return own if form.container is None else own.multiply(_matrix_of(form.container))


@dataclass
class _Drawn:
    """What is drawn on a page beside its signs; `blanks` are where pieces of text begin of which nothing is seen."""

    rules: list[Rule] = field(default_factory=list)
    pictures: int = 0
    pictured: float = 0.0
    blanks: list[tuple[float, float]] = field(default_factory=list)


class Pdf:
    """A PDF, opened. Raises InputError V010 (not there), V013 (too large), V350 (a password), V351 (broken)."""

    def __init__(self, path: Path, shown_as: str, limits: Limits = DEFAULT_LIMITS) -> None:
        """Open it; no page is read yet."""
        self._name, self._limits = shown_as, limits
        data = _bytes(path, shown_as, limits)
        try:
            self._bombs = Counting(data)
            with LOCK:
                self._file = pypdfium2.PdfDocument(data)
                self.pages = len(self._file)
        except (pypdfium2.PdfiumError, ValueError, OSError) as failure:
            raise _unopened(shown_as, getattr(failure, "err_code", None)) from failure
        if not 0 < self.pages <= limits.pages:
            self.close()
            raise _too_much(
                shown_as, msg("Tệp có {so} trang; đọc được từ 1 đến {nhieu}.", so=self.pages, nhieu=limits.pages)
            )

    def close(self) -> None:
        """Let go of the file."""
        with LOCK:
            self._file.close()

    @property
    def signatures(self) -> int:
        """How many digital signatures it carries."""
        with LOCK:
            return max(int(pdfium.FPDF_GetSignatureCount(self._file.raw)), 0)

    @property
    def attached(self) -> tuple[str, ...]:
        """The names of the files that are attached to it; "?" for one whose name cannot be read."""
        with LOCK:
            return tuple(self._attached(at) for at in range(min(self._file.count_attachments(), _MOST_ATTACHED)))

    def _attached(self, at: int) -> str:
        try:
            return clean(self._file.get_attachment(at).get_name()) or "?"
        except (pypdfium2.PdfiumError, UnicodeDecodeError):
            return "?"

    def each(self) -> Iterator[Page]:
        """Page by page. Raises InputError V351 where one cannot be read, V013 where it holds too much."""
        for number in range(1, self.pages + 1):
            try:
                self._bombs.count(number)
                with LOCK, closing(self._file[number - 1]) as page:
                    read = self._read(number, page)
            except BeyondError:
                raise _too_much(self._name, msg("Trang {trang} có quá nhiều nét vẽ.", trang=number)) from None
            except pypdfium2.PdfiumError as failure:
                raise _unopened(self._name, None, number) from failure
            yield read

    def _read(self, number: int, page: pypdfium2.PdfPage) -> Page:
        left, bottom, right, top = page.get_cropbox()
        with closing(page.get_textpage()) as texts:
            signs = self._signs(number, texts)
            upright = _upright(signs, page.get_rotation())
            turn = _Turn(left, bottom, right - left, top - bottom, upright)
            glyphs, turned = _placed(texts.raw, signs, turn)
            text = texts.get_text_range() if pdfium.FPDFPage_GetAnnotCount(page) > 0 else ""
        drawn = self._drawn(number, page, turn)
        width, height = turn.size
        covered = drawn.pictured / max(width * height, 1)
        beside = put_on(self._file, number, page, text)
        glyphs += tuple(_spaces(glyphs, drawn.blanks))
        return Page(number, width, height, glyphs, tuple(drawn.rules), drawn.pictures, covered, turned, beside)

    # --- text ---

    def _signs(self, number: int, texts: pypdfium2.PdfTextPage) -> list[_Sign]:
        count = texts.count_chars()
        if count > self._limits.glyphs:
            raise _too_much(self._name, msg("Trang {trang} có quá nhiều chữ ({so}).", trang=number, so=count))
        raw = texts.raw
        looks: dict[int | None, tuple[Look, int]] = {}
        found: list[_Sign] = []
        spaced = False
        for at in range(count):
            sign = _sign(pdfium.FPDFText_GetUnicode(raw, at))
            if sign in _ENDS or (sign == " " and pdfium.FPDFText_IsGenerated(raw, at) == 1):
                spaced = sign == " "
                continue
            key = ctypes.c_void_p.from_buffer(pdfium.FPDFText_GetTextObject(raw, at)).value
            if key not in looks:
                looks[key] = _look(raw, at, key)
            found.append(_Sign(at, "-" if sign in _HYPHENS else sign, *looks[key], spaced))
            spaced = False
            if sign == _HYPHENS[0] and _has_space_behind(raw, at):
                found.append(_Sign(at, " ", *looks[key], False))
        return found

    # --- what is drawn ---

    def _drawn(self, number: int, page: pypdfium2.PdfPage, turn: _Turn) -> _Drawn:
        drawn = _Drawn()
        for at, one in enumerate(page.get_objects(max_depth=8)):
            if at > self._limits.drawn or len(drawn.rules) > self._limits.rules:
                raise _too_much(self._name, msg("Trang {trang} có quá nhiều nét vẽ.", trang=number))
            place = turn if one.container is None else _Inside(_matrix_of(one.container), turn)
            if one.type == pdfium.FPDF_PAGEOBJ_PATH:
                drawn.rules += _rules_of(one, place)
                continue
            left, bottom, right, top = one.get_bounds()
            if one.type == pdfium.FPDF_PAGEOBJ_IMAGE:
                (x0, y0), (x1, y1) = place(left, bottom), place(right, top)
                drawn.pictures += 1
                drawn.pictured += abs(x1 - x0) * abs(y1 - y0)
            elif one.type == pdfium.FPDF_PAGEOBJ_TEXT and right - left < _INK:
                matrix = one.get_matrix()
                drawn.blanks.append(place(matrix.e, matrix.f))
        return drawn


def _has_space_behind(raw: object, at: int) -> bool:
    """Whether a space stood behind a hyphen at a line's end, which PDFium drops: the piece of text reaches to where the
    space begins, beyond what is drawn of the hyphen.
    """
    loose, edges = pdfium.FS_RECTF(), [ctypes.c_float() for _ in range(4)]
    drawn = [ctypes.c_double() for _ in range(4)]
    if not (
        pdfium.FPDFText_GetLooseCharBox(raw, at, loose)
        and pdfium.FPDFText_GetCharBox(raw, at, *drawn)
        and pdfium.FPDFPageObj_GetBounds(pdfium.FPDFText_GetTextObject(raw, at), *edges)
    ):
        return False
    return bool(drawn[1].value + _INK < loose.right and abs(edges[2].value - loose.right) < _INK)


def _spaces(glyphs: Sequence[Glyph], blanks: Sequence[tuple[float, float]]) -> Iterator[Glyph]:
    """The spaces that are pieces of text of their own, which PDFium drops, each behind the glyph that it touches: so
    LibreOffice and Word draw the one at which a line was broken.
    """
    ends = {(round(one.x1), round(one.y)): one for one in glyphs} if blanks else {}
    for x, y in blanks:
        near = (ends.get((round(x) + by, round(y) + down)) for by in (0, -1, 1) for down in (0, -1, 1))
        before = next((one for one in near if one and max(abs(one.x1 - x), abs(one.y - y)) < _TOUCHES), None)
        if before is not None and before.text != " ":
            yield Glyph(" ", before.x1, before.x1 + _BLANK * before.look.size, before.y, before.look)


def _sign(code: int) -> str:
    """A character by its number; halves of a pair (surrogates) and what is none are the mark of a lost one."""
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\x00" if code == 0 else "\ufffd"


def _upright(signs: Sequence[_Sign], rotation: int) -> int:
    """The turn by which the text of a page stands: that of the page, unless most of its text lies on its side."""
    ways = Counter(one.angle for one in signs if one.text != " ")
    most, count = ways.most_common(1)[0] if ways else (rotation, 0)
    return most if most in _QUARTERS and 2 * count > ways.total() else rotation


def _placed(raw: object, signs: Iterable[_Sign], turn: _Turn) -> tuple[tuple[Glyph, ...], tuple[Turned, ...]]:
    """The glyphs at their places; those whose text runs another way apart."""
    x, y, box = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
    found: list[Glyph] = []
    aside: list[Turned] = []
    for one in signs:
        pdfium.FPDFText_GetCharOrigin(raw, one.at, x, y)
        if not pdfium.FPDFText_GetLooseCharBox(raw, one.at, box):
            continue
        off = (one.angle - turn.turned) % 360
        own = turn if min(off, 360 - off) <= _UPRIGHT else replace(turn, turned=_quarter(one.angle))
        x0, down = own(x.value, y.value)
        x1 = max(own(box.left, box.bottom)[0], own(box.right, box.top)[0])
        if one.text == " ":
            # That behind a hyphen, read at its place, begins where that ends.
            x0 = x1 if pdfium.FPDFText_GetUnicode(raw, one.at) == ord(_HYPHENS[0]) else x0
        glyph = Glyph(one.text, x0, max(x1, x0), down, one.look, one.spaced)
        if own is turn:
            found.append(glyph)
        else:
            aside.append(Turned(glyph, *turn(x.value, y.value), one.angle))
    return tuple(found), tuple(aside)


def _quarter(angle: int) -> int:
    return round(angle / 90) * 90 % 360


def _look(raw: object, at: int, key: int | None) -> tuple[Look, int]:
    """How the glyphs of a piece of text look, and which way they run on the page as it is stored."""
    name = ctypes.create_string_buffer(256)
    flags = ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(raw, at, name, 256, flags)
    font = _SUBSET.sub("", name.value.decode("utf-8", "replace"))
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(raw, at, matrix)
    scale = math.hypot(matrix.c, matrix.d) or 1.0
    size = round(float(pdfium.FPDFText_GetFontSize(raw, at)) * scale, 1)
    mode = pdfium.FPDFTextObj_GetTextRenderMode(pdfium.FPDFText_GetTextObject(raw, at)) if key else 0
    bold = bool(_BOLD.search(font)) or pdfium.FPDFText_GetFontWeight(raw, at) >= _HEAVY or mode in _DOUBLED
    skewed = abs(matrix.b) < 0.01 * abs(matrix.a) and abs(matrix.c) > 0.1 * abs(matrix.d)
    italic = bool(_ITALIC.search(font)) or skewed
    angle = round(math.degrees(math.atan2(matrix.b, matrix.a))) % 360
    return Look(font, size, bold, italic, mode in _INVISIBLE), angle


def _rules_of(one: pypdfium2.PdfObject, turn: _Turn | _Inside) -> Iterator[Rule]:
    """The rules that a path draws: its straight strokes, or a filled shape that is thin."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(one.raw, fill, stroke)
    left, bottom, right, top = one.get_bounds()
    if fill.value or not stroke.value:
        if fill.value:
            yield from _thin(*turn(left, bottom), *turn(right, top))
        return
    if pdfium.FPDFPath_CountSegments(one.raw) <= 2:
        yield from _thin(*turn(left, bottom), *turn(right, top))
        return
    yield from _strokes(one, turn)


def _strokes(one: pypdfium2.PdfObject, turn: _Turn | _Inside) -> Iterator[Rule]:
    matrix = one.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    start = last = (0.0, 0.0)
    for at in range(min(pdfium.FPDFPath_CountSegments(one.raw), 4_000)):
        segment = pdfium.FPDFPath_GetPathSegment(one.raw, at)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        here = turn(*matrix.on_point(x.value, y.value))
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = here
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield from _thin(*last, *here)
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield from _thin(*here, *start)
        last = here


def _thin(xa: float, ya: float, xb: float, yb: float) -> Iterator[Rule]:
    """A box as the rule along its middle, where it is thin and longer than it is thick."""
    left, right, top, bottom = min(xa, xb), max(xa, xb), min(ya, yb), max(ya, yb)
    wide, high = right - left, bottom - top
    if high <= _THIN and wide > high:
        middle = (top + bottom) / 2
        yield Rule(left, middle, right, middle)
    elif wide <= _THIN and high > wide:
        middle = (left + right) / 2
        yield Rule(middle, top, middle, bottom)


# --- what cannot be read ---


def _bytes(path: Path, name: str, limits: Limits) -> bytes:
    refuse_special(path, name)
    try:
        if path.stat().st_size > limits.file_bytes:
            raise _too_much(name, msg("Tệp quá lớn (hơn {mb} MB).", mb=limits.file_bytes >> 20))
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError.of("V010", Place(name), msg("Không có tệp này."), msg("Kiểm tra tên và thư mục.")) from None
    except OSError as failure:
        raise InputError.of("V010", Place(name), msg("Không đọc được tệp: {ly_do}.", ly_do=refusal(failure))) from None


def _too_much(name: str, message: Message) -> InputError:
    return InputError.of("V013", Place(name), message, msg("Chia tệp thành nhiều tệp nhỏ rồi chạy từng tệp."))


def _unopened(name: str, code: int | None, page: int = 0) -> InputError:
    if code in (_PASSWORD, _SECURITY):
        return InputError.of(
            "V350",
            Place(name),
            msg("Tệp PDF có mật khẩu, không mở được."),
            msg("Mở tệp bằng mật khẩu, in hoặc lưu lại thành PDF không có mật khẩu rồi chạy lại."),
        )
    message = (
        msg("Không đọc được trang {trang} của tệp PDF: trang hỏng.", trang=page)
        if page
        else msg("Đây không phải tệp PDF, hoặc tệp PDF bị hỏng.")
    )
    return InputError.of("V351", Place(name), message, msg("Mở tệp xem lại; xin lại tệp từ nơi gửi rồi chạy lại."))
