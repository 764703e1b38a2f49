"""Of the visible differences those that nobody has spoken of yet: what a pull would lose in silence, as findings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from colorsys import rgb_to_hsv
from dataclasses import dataclass, field
from functools import cached_property

from generator.merging.edited.base import Base, BaseRow
from generator.merging.edited.figures import found_in, quoting
from generator.merging.edited.pieces import unnumbered
from generator.merging.edited.reading import LONGEST_QUOTE
from generator.merging.model import RowId, State, TextId
from generator.merging.proof.difference import Difference, Kind
from generator.values import glossary
from generator.values.findings import Finding, Message, Place, Severity, msg, some_of
from generator.values.paths import Path_
from generator.values.text import fold, one_line, quote, without_final_mark

# Findings that repeat words of the file without saying that they are not taken.
_SAY_NOTHING = ("V081", "V097")
_SHORT, _COMPARED = 12, 150
# What is computed in many places is shorter: a number, a name.
_SENTENCE = 20
_LOOKS = ("look", "stands", "page")
_MARKS = {
    "b": "đậm",
    "i": "nghiêng",
    "u": "gạch chân",
    "s": "gạch ngang",
    "^": "chỉ số trên",
    "_": "chỉ số dưới",
    "A": "in hoa toàn bộ",
    "a": "chữ hoa nhỏ",
}
_STANDS = {"left": "sang trái", "right": "sang phải", "center": "vào giữa", "both": "đều hai bên"}
_COLOURED = {"#": "chữ màu", "@": "nền màu"}
# Hues by the degrees up to which they are called so.
_HUES = (
    *((15, "đỏ"), (45, "cam"), (70, "vàng"), (165, "xanh lá"), (255, "xanh dương"), (300, "tím"), (345, "hồng")),
    (361, "đỏ"),
)
_BLACK, _GREY, _WHITE = 0.15, 0.12, 0.95
# Up to so many that were changed alike are told one by one.
_ONE_BY_ONE = 3
_MOST_PLACES = 20


@dataclass(frozen=True)
class Drift:
    """What changed in the data since the file was made: texts as they were then, as they are now; whether rows or
    items stand in another order."""

    then: frozenset[str] = frozenset()
    now: frozenset[str] = frozenset()
    reordered: bool = False


NO_DRIFT = Drift()


def drift(base: State, ours: State, paths: Mapping[TextId, Path_], new: Iterable[str] = ()) -> Drift:
    """The drift between the state that a file was made from and that of today; `paths` are the texts of today by those
    of then, `new` those that there were none of then."""
    then: set[str] = set()
    now = {one_line(text).casefold() for text in new}
    for record in {**base, **ours}:
        before, after = base.get(record, {}), ours.get(record, {})
        for key in {**before, **after}:
            one, other = one_line(before.get(key, "")), one_line(after.get(key, ""))
            if one != other:
                then.add(one.casefold())
                now.add(other.casefold())
    return Drift(frozenset(then - {""}), frozenset(now - {""}), _rows_moved(base, ours) or _items_moved(paths))


def _rows_moved(base: State, ours: State) -> bool:
    shared = (
        [record for record in side if isinstance(record, RowId) and record in other]
        for side, other in ((base, ours), (ours, base))
    )
    return next(shared) != next(shared)


def _items_moved(paths: Mapping[TextId, Path_]) -> bool:
    """Whether items of a list stand in another order than they did."""
    lists: dict[Path_, dict[int, int]] = {}
    for record, own in paths.items():
        if len(record.path) == len(own):
            for at, (then, now) in enumerate(zip(record.path, own, strict=True)):
                if isinstance(then, int) and isinstance(now, int):
                    lists.setdefault(record.path[:at], {})[then] = now
    return any([places[at] for at in sorted(places)] != sorted(places.values()) for places in lists.values())


@dataclass(frozen=True)
class Told:
    """What is accounted for: what findings say, texts kept from conflicts, drift, both files' base records.

    `taken` are the texts that are new in the data by edits of this file: what is counted of the data differs then, and
    what was typed into a sheet gets the look of the form.
    """

    findings: Sequence[Finding]
    drift: Drift
    base: Base
    made: Base
    kept: frozenset[str] = frozenset()
    taken: frozenset[str] = frozenset()
    said: str = field(init=False)
    unread: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Puts together what findings quote."""
        lines = (
            line
            for finding in self.findings
            if finding.code not in _SAY_NOTHING
            for line in (finding.value, str(finding.message))
        )
        object.__setattr__(self, "said", "\n".join(one_line(line) for line in (*lines, *self.kept)))
        rows = (finding.place.part for finding in self.findings if finding.code == "V083")
        object.__setattr__(self, "unread", frozenset(re.sub(r"![A-Z]+(?=\d+$)", "!", row) for row in rows))

    def left(self, found: Iterable[Difference]) -> Iterator[Difference]:
        """The differences that nothing accounts for."""
        every = tuple(found)
        # What stands as a part of a longer line is not lost.
        longer = "\n".join(one.edited for one in every if one.kind in ("added", "again", "other"))
        return (one for one in every if not self._accounted(one, longer))

    def _accounted(self, one: Difference, longer: str) -> bool:
        if one.kind == "moved":
            return self.drift.reordered or "V085" in self._codes
        if one.kind == "turned":
            # The form lays a table out by its words.
            return bool(self.taken) or self.drift != NO_DRIFT
        if one.kind in _LOOKS:
            # A paragraph that was typed anew gets the form's own look; what was emphasised beyond it is lost.
            of_the_form = not one.anchors[0] and bool(one.anchors[1]) and not one.looks[0]
            of_the_form |= -1 in one.anchors and not one.looks[0] and one.edited in self.taken
            of_the_form |= one.kind == "stands" and one.edited in self.taken
            # Where the texts of a column stand goes by how long they are.
            of_the_form |= one.kind == "stands" and bool(one.column) and (bool(self.taken) or self.drift != NO_DRIFT)
            # A copy of a line that was typed elsewhere, and is told, looks as it was typed.
            return of_the_form or f"“{one.edited}”" in self._lines
        if self._counted(one):
            return True
        if one.kind == "again" and "V361" in self._codes:
            return True
        if one.kind in ("added", "again", "other"):
            return self._of_edited(one)
        if one.kind == "lost":
            return (
                self._of_today(one)
                or self._says(one.made)
                or _drifted(one.made, self.drift.now)
                or _within(one.made, longer)
            )
        if one.kind in ("column_lost", "column_added", "column_moved"):
            return bool(one.column) and self._says(one.column)
        if one.kind in _OF_NOTE:
            in_told = one.kind != "note_moved" and self._says(one.edited or one.made)
            return in_told or _drifted(one.edited, self.drift.then) or _drifted(one.made, self.drift.now)
        return one.kind == "object_added" and "V098" in self._codes

    def _counted(self, one: Difference) -> bool:
        """Counts on the other sheets of a workbook: they follow the data and the day."""
        of_a_sheet = -1 in one.anchors and not one.column and f"{one.edited}{one.made}".isdigit()
        return of_a_sheet and (not one.edited or bool(self.taken) or self._another_day or self.drift != NO_DRIFT)

    @cached_property
    def _another_day(self) -> bool:
        """Whether the form computes other texts today than when the file was made."""
        return self.base.computed != self.made.computed

    def _of_today(self, one: Difference) -> bool:
        """Whether what only the made file shows was computed or chosen for its day."""
        row = self.made.rows.get(one.anchors[1])
        if row is not None and (row.table, row.record) not in self._printed:
            return True
        return self._another_day and _all_of(one.made, self.made.computed)

    def _chosen_then(self, row: BaseRow, text: str) -> bool:
        """Whether a row stands as it was printed, and today's form chooses others."""
        printed = {one_line(cell) for texts in (row.texts, row.computed) for cell in texts.values()}
        return (row.table, row.record) not in self._made and all(piece in printed for piece in text.split(" | "))

    @cached_property
    def _lines(self) -> frozenset[str]:
        return frozenset(self.said.split("\n"))

    @cached_property
    def _made(self) -> frozenset[tuple[int, RowId]]:
        return frozenset((row.table, row.record) for row in self.made.rows.values())

    @cached_property
    def _printed(self) -> frozenset[tuple[int, RowId]]:
        return frozenset((row.table, row.record) for row in self.base.rows.values())

    @cached_property
    def _codes(self) -> frozenset[str]:
        return frozenset(finding.code for finding in self.findings)

    def _of_edited(self, one: Difference) -> bool:
        """A text that the edited file shows: told, as it was printed, or a number that is counted anew."""
        row = self.base.rows.get(one.anchors[0])
        text = one.edited or one.made
        return (
            self._says(text)
            or re.sub(r"![A-Z]+(?=\d+$)", "!", one.place.partition(", cột")[0]) in self.unread
            or (row is not None and one.kind != "other" and self._chosen_then(row, text))
            or _drifted(*((one.edited, self.drift.then) if one.edited else (one.made, self.drift.now)))
            or self._computed_then(one)
            or self._figures_alone(one)
            or self._as_printed(one)
            # The form prints in capitals what was typed and taken.
            or (one.edited in self.taken and one.edited.casefold() == one.made.casefold())
            or (self._another_day and _all_of(one.edited, self.base.computed))
            or (row is not None and one.edited in map(one_line, row.computed.values()))
            or (bool(one.column) and self._is_number(one.column) and (bool(one.edited) or row is None))
            or (one.kind == "other" and not one.column and _core(one.edited) == _core(one.made))
        )

    def _figures_alone(self, one: Difference) -> bool:
        """A text with the figures of the day when its file was made, otherwise as the data have it."""
        then, now = self.base.values.get(one.anchors[0]), self.made.values.get(one.anchors[1])
        before, after = (quoting(value) if value is not None else None for value in (then, now))
        if then is None or before is None or after is None:
            return False
        found = found_in(before, then.printed, one.edited, (), "")
        same = one_line(before.back(found.text)) == one_line(after.back(after.printed))
        return same and all(seen.before == seen.after for seen in found.seen)

    def _as_printed(self, one: Difference) -> bool:
        """A text of a field, or the title of a column, just as it was printed: it is the data that changed since."""
        if one.kind != "other":
            return False
        if one.edited in self._titles:
            return True
        value = self.base.values.get(one.anchors[0])
        then = one_line(value.printed) if value is not None else ""
        number = one.edited.removesuffix(then).strip()
        return (
            bool(then) and one.edited.endswith(then) and (one.made.startswith(number) or number in self.base.computed)
        )

    @cached_property
    def _titles(self) -> frozenset[str]:
        """The titles of columns that were printed and are not today."""
        then, now = (
            {
                one_line(piece)
                for table in base.tables
                for title in table.titles.values()
                for piece in title.split(" / ")
            }
            for base in (self.base, self.made)
        )
        return frozenset(then - now)

    def _computed_then(self, one: Difference) -> bool:
        """Whether a text was computed when the file was made; a sentence that is computed today too is a copy of it."""
        copied = one.kind != "other" and len(one.edited) >= _SENTENCE and one.edited in self.made.computed
        return one.edited in self.base.computed and not copied

    def _is_number(self, column: str) -> bool:
        """Whether a column holds numbers that the form counts; one that was typed over is told by the reader."""
        title = fold(column.rpartition(" / ")[2])
        if glossary.key_of_header(title) == "stt" and any("stt" not in table.titles for table in self.base.tables):
            return True
        counted = [at for at, table in enumerate(self.base.tables) if fold(table.titles.get("stt", "")) == title]
        return any(
            row.table in counted and not row.section and "stt" not in row.texts for row in self.base.rows.values()
        )

    def _says(self, text: str) -> bool:
        # A row is told by what it says at most length.
        longest = max(text.split(" | "), key=len)
        words = (_core(longest) or longest)[:_COMPARED]
        if len(words) >= _SHORT:
            return words in self.said
        return bool(words) and re.search(rf"(?<!\w){re.escape(words)}(?!\w)", self.said) is not None


def _all_of(text: str, known: frozenset[str]) -> bool:
    """Whether each cell of a row, or a line, is among the known ones."""
    return all(piece in known for piece in text.split(" | "))


def _within(text: str, longer: str) -> bool:
    return len(_core(text)) >= _SHORT and _core(text) in longer


def _core(text: str) -> str:
    """A text without its number and the marks that the form puts at its end."""
    return without_final_mark(unnumbered(text).lstrip("-–+ "))


def _drifted(text: str, changed: frozenset[str]) -> bool:
    """Whether a text is one of those that the data changed, but for its number and the form's marks."""
    line = unnumbered(text).casefold()
    if line in changed or text.casefold() in changed:
        return True
    return any(not re.search(r"\w{2,}", line.replace(one, "", 1)) for one in changed if one in line)


# --- findings --------------------------------------------------------------------------------------------------------

_SAID: Mapping[Kind, tuple[str, Message, Message]] = {
    "added": (
        "V183",
        msg("Chữ này có trong tệp sửa nhưng không lấy về được; lần sinh sau sẽ không có."),
        msg("Ghi vào dữ liệu hoặc mẫu nếu cần giữ."),
    ),
    "again": (
        "V183",
        msg("Dòng này trong tệp sửa chép lại một dòng khác; lần sinh sau chỉ có một."),
        msg("Đúng là việc mới thì sửa lại lời rồi lấy về."),
    ),
    "lost": (
        "V184",
        msg("Chữ này không còn trong tệp sửa, nhưng dữ liệu hoặc mẫu vẫn có nên lần sinh sau sẽ lại in."),
        msg("Xóa trong dữ liệu hoặc mẫu nếu đúng là muốn bỏ."),
    ),
    "moved": (
        "V196",
        msg("Chỗ này đứng ở thứ tự khác trong tệp sửa; lần sinh sau vẫn in theo thứ tự của dữ liệu hoặc mẫu."),
        msg("Đổi thứ tự trong dữ liệu hoặc mẫu nếu cần."),
    ),
    "column_lost": (
        "V198",
        msg("Cột này không còn thấy trong tệp sửa (bị xóa, ẩn hoặc bỏ tên); dữ liệu giữ nguyên, lần sinh sau vẫn in."),
        msg("Bỏ cột bằng khóa “cot” của bảng hoặc trong mẫu nếu đúng là muốn bỏ."),
    ),
    "column_added": (
        "V198",
        msg("Cột này có trong tệp sửa nhưng lần sinh sau không in."),
        msg("Thêm cột vào khóa “cot” của bảng hoặc vào mẫu nếu cần in."),
    ),
    "column_moved": (
        "V198",
        msg("Cột này đứng ở chỗ khác trong tệp sửa; lần sinh sau vẫn in theo thứ tự cũ."),
        msg("Đổi thứ tự bằng khóa “cot” của bảng hoặc trong mẫu nếu cần."),
    ),
    "table_lost": (
        "V184",
        msg("Cả bảng này không còn trong tệp sửa; dữ liệu giữ nguyên, lần sinh sau vẫn in."),
        msg("Bỏ bảng trong dữ liệu nếu đúng là muốn bỏ."),
    ),
    "sheet_again": (
        "V363",
        msg("Trang này chép lại trang khác của tệp; không lấy gì từ trang này."),
        msg("Sửa trên trang gốc; xóa trang chép nếu không cần."),
    ),
    "rows_hidden": (
        "V185",
        msg("Các dòng này đang ẩn (hoặc bị lọc) trong tệp sửa; dữ liệu giữ nguyên, lần sinh sau vẫn in."),
        msg("Xóa hẳn dòng trong tệp sửa rồi lấy về lại nếu đúng là muốn bỏ."),
    ),
    "object_added": (
        "V098",
        msg("Hình, ký hiệu hoặc đối tượng này không lấy về được; lần sinh sau sẽ không có."),
        msg("Thêm hình trong dữ liệu (khối “hinh”) hoặc trong mẫu nếu cần giữ."),
    ),
    "object_lost": (
        "V199",
        msg("Hình hoặc đối tượng này không còn trong tệp sửa; lần sinh sau vẫn in."),
        msg("Bỏ hình trong dữ liệu hoặc mẫu nếu đúng là muốn bỏ."),
    ),
}


def as_findings(found: Iterable[Difference], shown_as: str, *, pasted: bool = False) -> tuple[Finding, ...]:
    """The differences as findings with their places, equal ones once.

    `pasted`: the file has lost the styles of the form, so that what looks otherwise is said of all of it at once.
    """
    made: dict[Finding, None] = {}
    for one, others in _folded(found, together=pasted):
        place = Place(shown_as, part=one.place)
        if one.kind == "turned":
            said = msg("Khổ giấy trong tệp sửa đặt {a}, lần sinh sau {b}; không lấy về.", a=one.edited, b=one.made)
            hint = msg("Đặt khóa “huong” của văn bản nếu cần đổi.")
            made[Finding("V364", Severity.WARNING, place, said, hint)] = None
        elif one.kind == "other":
            said = msg("Tệp sửa ghi {a}; lần sinh sau vẫn in {b}.", a=_shown(one.edited), b=_shown(one.made))
            hint = msg("Sửa trong dữ liệu hoặc mẫu nếu cần giữ chữ của tệp sửa.")
            made[Finding("V195", Severity.WARNING, place, said, hint, one.column)] = None
        elif one.kind in _LOOKS and pasted and others:
            made[_unstyled(one, place, len(others) + 1)] = None
        elif one.kind in _LOOKS:
            made[_look(one, place, others)] = None
        elif one.kind in _OF_NOTE:
            made[_of_note(one, place)] = None
        else:
            code, said, hint = _SAID[one.kind]
            text = one.edited or one.made
            made[Finding(code, Severity.WARNING, place, said, hint, quote(text, LONGEST_QUOTE))] = None
    return tuple(made)


_OF_NOTE: Mapping[Kind, tuple[str, Message]] = {
    "note_moved": (
        "V196",
        msg("Dấu của chú thích này đứng ở chỗ khác với dữ liệu; lần sinh sau in ở đoạn {a}."),
    ),
    "note_lost": (
        "V184",
        msg("Dấu của chú thích này không còn trong tệp sửa mà chú thích vẫn còn; lần sinh sau lại in, trong đoạn {a}."),
    ),
    "note_added": (
        "V183",
        msg("Chú thích này có thêm một dấu trong tệp sửa, ở đoạn {a}; lần sinh sau không có dấu ấy."),
    ),
}


def _of_note(one: Difference, place: Place) -> Finding:
    code, said = _OF_NOTE[one.kind]
    line = _shown(one.made or one.edited)
    hint = msg("Sửa chỗ đặt chú thích trong dữ liệu nếu cần giữ như tệp sửa.")
    return Finding(
        code, Severity.WARNING, place, Message(said.template, (("a", line),)), hint, quote(one.note, LONGEST_QUOTE)
    )


def _folded(found: Iterable[Difference], *, together: bool) -> Iterator[tuple[Difference, tuple[str, ...]]]:
    """The differences, many looks that were changed alike (`together`: or not) as the first of them with the places of
    the others.

    Text that was struck through may be meant to go: each is told.
    """
    alike: dict[object, list[Difference]] = {}
    for one in found:
        of_look: object = _LOOKS if together else (one.kind, one.looks)
        key = of_look if one.kind in _LOOKS and "s" not in one.looks[0].split(" ")[0] else id(one)
        alike.setdefault(key, []).append(one)
    for own in alike.values():
        if len(own) > _ONE_BY_ONE:
            yield own[0], tuple(dict.fromkeys(one.place for one in own[1:]))
        else:
            yield from ((one, ()) for one in own)


def _unstyled(one: Difference, place: Place, count: int) -> Finding:
    said = msg(
        "Kiểu chữ, màu, canh đoạn ở {so} chỗ không như mẫu: tệp được dán hoặc lưu lại nên mất kiểu; không lấy về.",
        so=count,
    )
    hint = msg("Có chỗ nào tô, gạch để nói điều gì thì ghi thành lời trong dữ liệu.")
    return Finding("V197", Severity.WARNING, place, said, hint, quote(one.edited, LONGEST_QUOTE) if one.edited else "")


def _look(one: Difference, place: Place, others: tuple[str, ...]) -> Finding:
    """A change of how a text looks, and where else it was changed so."""
    said, hint = _OF_LOOK[one.kind](one)
    if others:
        said = msg("{noi} Cũng vậy ở: {cho}.", noi=said, cho=some_of(others, _MOST_PLACES, msg("{so} chỗ khác")))
    return Finding("V197", Severity.WARNING, place, said, hint, quote(one.edited, LONGEST_QUOTE) if one.edited else "")


_Said = tuple[Message, Message]


def _of_letters(one: Difference) -> _Said:
    edited, made = map(_in_words, one.looks)
    if edited == made:
        edited, made = (_in_words(look, exactly=True) for look in one.looks)
    said = msg("Kiểu chữ đã sửa không lấy về được: tệp sửa {a}, lần sinh sau {b}.", a=edited, b=made)
    if "s" in one.looks[0].split(" ")[0]:
        return said, msg("Chữ gạch ngang: nếu muốn bỏ thì xóa hẳn trong tệp sửa rồi lấy về lại.")
    if any(set(look.split(" ")[0]) & {"A", "a"} for look in one.looks):
        return said, msg("Chữ in hoa bằng phông: gõ hẳn chữ hoa trong dữ liệu, hoặc sửa mẫu nếu cần giữ.")
    if any(" " in look for look in one.looks):
        return said, msg("Dữ liệu không giữ màu: màu ấy muốn nói điều gì thì ghi thành lời, hoặc sửa mẫu.")
    return said, msg("Đánh dấu trong dữ liệu (“**đậm**”, “*nghiêng*”) hoặc sửa mẫu nếu cần giữ.")


def _of_standing(one: Difference) -> _Said:
    stands = (", ".join(_STANDS.get(each, each) for each in look.split("/")) for look in one.looks)
    said = msg(
        "Canh đoạn đã sửa không lấy về được: tệp sửa canh {a}, lần sinh sau {b}.", a=next(stands), b=next(stands)
    )
    return said, msg("Sửa trong mẫu nếu cần giữ.")


def _of_page(one: Difference) -> _Said:
    if one.looks[0]:
        said = msg("Ngắt trang thêm trong tệp sửa không lấy về được; lần sinh sau không sang trang mới ở đây.")
    else:
        said = msg("Ngắt trang ở đây không còn trong tệp sửa; lần sinh sau vẫn sang trang mới.")
    return said, msg("Sửa trong mẫu nếu cần giữ.")


_OF_LOOK: Mapping[Kind, Callable[[Difference], _Said]] = {
    "look": _of_letters,
    "stands": _of_standing,
    "page": _of_page,
}


def _in_words(marks: str, *, exactly: bool = False) -> str:
    letters, *colours = marks.split(" ")
    seen = ((_COLOURED[each[0]], each[1:]) for each in colours)
    named = [f"{what} {colour if exactly else _named(colour)}" for what, colour in seen]
    return ", ".join([*(_MARKS[mark] for mark in letters), *named]) or "thường"


def _named(colour: str) -> str:
    """A colour as people call it."""
    if not re.fullmatch("[0-9A-F]{6}", colour):
        return colour
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, saturation, value = rgb_to_hsv(red, green, blue)
    if value < _BLACK or saturation < _GREY:
        return "đen" if value < _BLACK else "xám" if value < _WHITE else "trắng"
    return next(name for above, name in _HUES if hue * 360 < above)


def _shown(text: str) -> str:
    return quote(text, LONGEST_QUOTE) if text else str(msg("(trống)"))
