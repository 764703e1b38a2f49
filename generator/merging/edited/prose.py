"""The prose of an edited Word file: values by their anchors, what is new, what cannot be placed.

Everything that a person typed ends in the state or in a finding. A value or row that lost its anchor is looked for by
content, and that is reported; a paragraph after a căn cứ, a nơi nhận or a block of the body is a new one of its kind.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from generator.merging.edited import printed
from generator.merging.edited.base import Base, Value, place_record
from generator.merging.edited.by_place import by_place
from generator.merging.edited.emphasis import ground_of_style, new_text, piece_look, with_marks
from generator.merging.edited.names import named
from generator.merging.merge.align import best_pairs
from generator.merging.merge.item_order import LISTS
from generator.merging.model import ItemId, NewItem, NewItemId, NewRow, RecordId, TextId, Texts
from generator.ooxml.anchored_text import Block, Paragraph
from generator.ooxml.run_marks import Look
from generator.values.blocks import COUNTED, DEPTH, FACTS, BlockKind, marks
from generator.values.findings import Finding, Message, Place, Severity, msg
from generator.values.paths import Path_, is_marked
from generator.values.text import clean, one_line, quote, without_final_mark

# What people type besides: an article put between two others, a letter that the decree leaves out.
_TYPED: tuple[tuple[BlockKind, re.Pattern[str]], ...] = (
    ("dieu", re.compile(r"Điều\s+\d+[a-zđ]\.\s*")),
    ("diem", re.compile(r"[fjwz]\)\s+")),
)
_MARKS = (*marks(below="dieu"), *_TYPED)
# What was typed is quoted whole, but for what nobody types.
_WHOLE = 4000
# What is shorter is no text of a paragraph.
_SENTENCE = 20
_ARTICLE = re.compile(r"\s*Điều\s+(\d+)\s*\.")
# Which block may hold which: one of a kind stands below all that the ones of its kind hold.
_RANKS = {FACTS[kind].key: DEPTH[kind] for kind in COUNTED}


def statics(blocks: Iterable[Block], base: Base) -> Counter[str]:
    """The texts of a file that are nobody's value, with how often each stands there: a template's own, numbers,
    computed lines. Rows of task tables are not among them."""
    found: Counter[str] = Counter()
    for block in blocks:
        if isinstance(block, Paragraph):
            _, rest = pieces(block, base)
            found.update(one_line(text) for text in rest)
            continue
        for row in block.rows:
            if not any(anchor.number in base.rows for anchor in row.anchors):
                for cell in row.cells:
                    found += statics(cell.blocks, base)
    return found


def pieces(paragraph: Paragraph, base: Base) -> tuple[list[tuple[int, str, Look]], list[str]]:
    """A paragraph's values by anchor number, with their looks, and its other texts."""
    cuts = [anchor for anchor in paragraph.anchors if anchor.number in base.values]
    if not cuts:
        return [], [paragraph.text] if paragraph.text.strip() else []
    values: list[tuple[int, str, Look]] = []
    rest: list[str] = []
    # Text before the point of a value that fills its paragraph was typed there: it belongs to the value.
    starts = [0 if index == 0 and anchor.kind == "" else anchor.offset for index, anchor in enumerate(cuts)]
    if before := paragraph.text[: starts[0]].strip():
        rest.append(before)
    for anchor, start, end in zip(cuts, starts, [*starts[1:], len(paragraph.text)], strict=True):
        text = paragraph.text[start:end]
        if anchor.kind != "x":
            values.append((anchor.number, text.strip(), piece_look(paragraph, start, end) if paragraph.look else ()))
        elif text.strip():
            rest.append(text.strip())
    return values, rest


@dataclass
class Reading:
    """What was read so far of one file."""

    base: Base
    known: Counter[str]
    shown_as: str
    sequence: Callable[[], Sequence[Path_]] = tuple
    grounds: Mapping[Path_, str] = field(default_factory=dict)
    names: Mapping[Path_, str] = field(default_factory=dict)
    state: dict[RecordId, Texts] = field(default_factory=dict)
    new_rows: list[NewRow] = field(default_factory=list)
    new_items: list[NewItem] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    order: list[RecordId] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)
    left_outside: list[tuple[str, str]] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)
    _loose: list[Paragraph] = field(default_factory=list)
    # What the prose is made of, in order: values by path, loose paragraphs by number, () where no list goes on.
    _flow: list[Path_ | int] = field(default_factory=list)
    _styles: dict[Path_, str] = field(default_factory=dict)
    _kinds: dict[Path_, str] = field(default_factory=dict)
    _article: int = 0
    _met: set[str] = field(default_factory=set)

    def report(
        self, code: str, severity: Severity, place: str, message: Message, value: str = "", hint: Message | None = None
    ) -> None:
        """Note a finding at a place of the file."""
        self.findings.append(Finding(code, severity, Place(self.shown_as, part=place), message, hint, value))

    def outside(self, place: str, text: str) -> None:
        """Text that no field holds (V080)."""
        self.left_outside.append((place, text))
        self.report(
            "V080",
            Severity.WARNING,
            place,
            msg("Đoạn chữ này không thuộc trường nào của dữ liệu nên không lấy về được."),
            quote(text, _WHOLE),
            msg("Sửa trong dữ liệu hoặc trong mẫu Word nếu cần giữ."),
        )

    def takes(self, text: str) -> bool:
        """Whether a text is one that the form prints itself; each counts as often as it is printed."""
        line = one_line(text)
        if line in self.base.computed:
            self._met.add(line)
            return True
        self.known[line] -= 1
        return self.known[line] >= 0

    def put(self, record: RecordId, texts: Texts, place: str) -> None:
        """The texts of a record as this file has them; of two prints of one record the edited one counts."""
        base = self.base.state.get(record, {})
        before = self.state.get(record)
        made = dict(before or {})
        for key, text in texts.items():
            old = base.get(key, "")
            if before is None or before.get(key, old) == old:
                made[key] = text
            elif text not in (old, before[key]):
                self.report(
                    "V084",
                    Severity.ERROR,
                    place,
                    msg(
                        "Hai chỗ in cùng một trường được sửa khác nhau: {a} và {b}.",
                        a=quote(before[key]),
                        b=quote(text),
                    ),
                    text,
                    msg("Sửa hai chỗ cho giống nhau rồi chạy lại."),
                )
        self.state[record] = made

    # --- prose ---

    def end_list(self) -> None:
        """What follows is no new item of the list that was read last."""
        self._flow.append(())

    def paragraph(self, paragraph: Paragraph) -> None:
        """One paragraph outside the task tables."""
        values, rest = pieces(paragraph, self.base)
        article = _ARTICLE.match(paragraph.text)
        # Counted anew by hand where one was put in, the last number is one that was not printed.
        following = article[0].strip() if article and int(article[1]) == self._article + 1 else None
        self._article = int(article[1]) if article else self._article
        fresh = [value for value in values if value[0] not in self.seen]
        if values and not fresh:
            # A second one with the same anchors is a copy: a paragraph of its own.
            values, rest = [], [paragraph.text]
        for number, text, look in self._apart(fresh, paragraph):
            self.seen.add(number)
            value = self.base.values[number]
            self._flow.append(value.path)
            self._styles.setdefault(value.path, paragraph.style)
            key = str(value.path[-1])
            kind = key if key in _RANKS else _kind_and_text(paragraph.text)[0]
            self._kinds.setdefault(_item_path(value.path), kind)
            self._value(value, number, text, paragraph.place, look)
        for text in rest:
            if self.takes(text) or one_line(text) == following:
                if not values:
                    self.end_list()
            elif values:
                self.outside(paragraph.place, text)
            else:
                self._flow.append(len(self._loose))
                self._loose.append(paragraph)

    def _apart(self, values: list[tuple[int, str, Look]], paragraph: Paragraph) -> list[tuple[int, str, Look]]:
        """The values of a paragraph; where several items were joined into one, each its own part, which is said."""
        paths_ = [self.base.values[number].path for number, text, _ in values if text]
        items = {_item_path(path) for path in paths_ if _list_of(path)}
        if len(items) < 2:
            return values
        self.report(
            "V096",
            Severity.WARNING,
            paragraph.place,
            msg("Đoạn này gộp {so} đoạn của dữ liệu; dữ liệu vẫn giữ từng đoạn riêng.", so=len(items)),
            quote(paragraph.text, 200),
            msg("Gộp trong dữ liệu nếu đúng là một đoạn."),
        )
        # The number of a điều that followed now stands at the end of the part before it.
        marks = sorted((mark for mark in self.known if mark), key=len, reverse=True)
        return [(number, text.removesuffix(next(filter(text.endswith, marks), "")), ()) for number, text, _ in values]

    def _value(self, value: Value, number: int, text: str, place: str, look: Look) -> None:
        text = clean(text).strip()
        if text and is_marked(value.path):
            made = with_marks(value.text, value.printed, text, look, self.grounds.get(value.path))
            self._put_back(value, made, text, place)
        elif printed.same(text, value.printed):
            self.put(value.record, {"": value.text}, place)
            if value.path[-1] == "ngay":
                self._known_place_name(value, place)
        elif value.path[-1] == "so":
            self._number(value, text, place)
        elif value.path[-1] == "ngay":
            self._date(value, text, place)
        elif not text and value.path[-1] != "tieu_de" and _list_of(value.path):
            # An emptied item is a deleted one, or was cut and stands elsewhere without its anchor.
            self.seen.discard(number)
            self._flow.remove(value.path)
        else:
            self._restored(value, text, place)

    def _restored(self, value: Value, text: str, place: str) -> None:
        self._put_back(value, printed.restored(value.text, value.printed, text), text, place)

    def _put_back(self, value: Value, restored: str, text: str, place: str) -> None:
        self.put(value.record, {"": restored}, place)
        if restored == value.text and not printed.same(text, value.printed):
            self.report(
                "V097",
                Severity.NOTE,
                place,
                msg("Chỗ này chỉ khác ở dấu hoặc chữ hoa mà mẫu tự đặt; dữ liệu không đổi."),
                quote(text, 200),
            )

    def _known_place_name(self, value: Value, place: str) -> None:
        if split := printed.place_and_date(value.printed):
            self.put(place_record(value), {"": split[0]}, place)

    def _number(self, value: Value, text: str, place: str) -> None:
        number = printed.number_in(text, value.printed)
        if number is None:
            self._not_understood(value, text, place)
        self.put(value.record, {"": value.text if number is None else number}, place)

    def _date(self, value: Value, text: str, place: str) -> None:
        split = printed.place_and_date(text)
        if split is None:
            self._not_understood(value, text, place)
            self.put(value.record, {"": value.text}, place)
            self._known_place_name(value, place)
            return
        self.put(value.record, {"": split[1]}, place)
        self.put(place_record(value), {"": split[0]}, place)

    def _not_understood(self, value: Value, text: str, place: str) -> None:
        self.report(
            "V090",
            Severity.WARNING,
            place,
            msg("Không hiểu {moi} (trước là {cu}) nên chưa lấy về.", moi=quote(text), cu=quote(value.printed)),
            text,
            msg("Ghi theo dạng “Số: 142/QĐ-VPCP” và “Hà Nội, ngày 16 tháng 3 năm 2024”."),
        )

    # --- what has no anchor ---

    def finish_prose(self) -> None:
        """Place what stood loose, and decide about values that were not met."""
        missing = [value for number, value in self.base.values.items() if number not in self.seen]
        pairs = best_pairs([value.printed for value in missing], [unnumbered(loose.text) for loose in self._loose])
        matched = {j: missing[i] for i, j in pairs}
        alike = msg("Đoạn này mất dấu của vanban; so khớp theo nội dung với “{duong}”.")
        self._are(matched, alike)
        found = {value.path for value in matched.values()}
        lost = [value for value in missing if value.path not in found and value.printed]
        if lost and any(isinstance(step, int) for step in self._flow):
            placed = by_place(self._flow, lost, self.sequence(), self._of_kind)
            self._are(placed, msg("Đoạn này được gõ lại cả; đứng đúng chỗ nên lấy làm chữ mới của “{duong}”."))
            matched |= placed
        self._place(self._printed_otherwise(matched))
        found = {value.path for value in matched.values()}
        for value in missing:
            if value.path not in found and not _list_of(value.path):
                self.put(value.record, {"": value.text}, "")
                if value.path[-1] == "ngay":
                    self._known_place_name(value, "")

    def _are(self, values: Mapping[int, Value], said: Message) -> None:
        """Loose paragraphs that are values."""
        for at, step in enumerate(self._flow):
            if isinstance(step, int) and (value := values.get(step)):
                self._matched(value, self._loose[step], said)
                self._flow[at] = value.path

    def _of_kind(self, value: Value, step: int) -> bool:
        kind, _ = _kind_and_text(self._loose[step].text)
        return value.path[-1] not in {FACTS[kind].key for kind, _ in _MARKS} or value.path[-1] == kind

    def _matched(self, value: Value, paragraph: Paragraph, said: Message) -> None:
        text = paragraph.text if printed.same(value.printed, paragraph.text) else unnumbered(paragraph.text)
        if not printed.same(value.printed, text):
            self.report(
                "V082",
                Severity.WARNING,
                paragraph.place,
                replace(said, values=(("duong", named(value.path, self.names)),)),
                quote(paragraph.text),
            )
        self._value(value, 0, text, paragraph.place, _look_at(paragraph, text))

    def _printed_otherwise(self, matched: Collection[int]) -> set[int]:
        """The loose paragraphs that are an edit of one with figures or footnotes, which no value holds: they are new
        in no list."""
        loose = [at for at in range(len(self._loose)) if at not in matched]
        met = "\n".join(self._met)
        gone = [text for text in self.base.computed if len(text) >= _SENTENCE and text not in met] if loose else []
        pairs = best_pairs(gone, [unnumbered(self._loose[at].text) for at in loose])
        return {loose[at] for _, at in pairs}

    def _place(self, others: Collection[int]) -> None:
        """The items of lists in their order, those that are new beside the ones they stand at; `others` are of none."""
        last: ItemId | None = None
        met: set[Path_] = set()
        for at, step in enumerate(self._flow):
            if isinstance(step, int) and step in others:
                self.outside(self._loose[step].place, self._loose[step].text)
            elif isinstance(step, int):
                last = self._new_item(self._loose[step], last, at, met)
            elif not _list_of(step):
                last = None
            else:
                last = TextId(_item_path(step))
            if last and last not in self.order:
                self.order.append(last)
                met.add(_list_of(_beside(last)))

    def _new_item(self, paragraph: Paragraph, after: ItemId | None, at: int, met: Collection[Path_]) -> ItemId | None:
        """A paragraph below an item, or of the same style above the first one, as a new item: its record."""
        before = () if after else self._first_below(paragraph, at, met)
        if not (after or before):
            self.outside(paragraph.place, paragraph.text)
            return None
        if after and (head := next((new for new in self.new_items if new.record == after), None)):
            before = head.before
        neighbour = _beside(after) if after else before
        name = str(_list_of(neighbour)[-1])
        kind, text = ("", clean(paragraph.text).strip()) if name != "noi_dung" else _kind_and_text(paragraph.text)
        if after and (above := self._above(neighbour, kind)) != neighbour:
            neighbour, after = above, TextId(above)
        if name == "noi_nhan":
            text = text.removeprefix("-").strip()
        if not kind:
            text = without_final_mark(text)
        else:
            ground = ground_of_style(paragraph.style, self._styles, self.grounds)
            text = new_text(text, _look_at(paragraph, text), text, ground)
        record = NewItemId(neighbour, kind, text)
        while record in self.state:
            record = replace(record, again=record.again + 1)
        self.new_items.append(NewItem(record, after, kind, text, paragraph.place, before))
        self.state[record] = {"": text}
        return record

    def _above(self, item: Path_, kind: str) -> Path_:
        """The item that a new one of a kind stands below: a điều below a whole điều, not among its khoản."""
        holder = _item_path(_list_of(item))
        while holder and _RANKS.get(kind, 9) < _RANKS.get(self._kinds.get(item, ""), 8):
            item, holder = holder, _item_path(_list_of(holder))
        return item

    def _first_below(self, paragraph: Paragraph, at: int, met: Collection[Path_]) -> Path_:
        """The item below a paragraph that begins its list, where both have one style; ()."""
        below = next((step for step in self._flow[at:] if not isinstance(step, int)), ())
        if not _list_of(below) or self._styles.get(below) != paragraph.style or _list_of(below) in met:
            return ()
        item = _item_path(below)
        return item if item[-1] == 0 else ()


def _look_at(paragraph: Paragraph, text: str) -> Look:
    """How the end of a paragraph typed anew looks, a text without the number before it; () where it is all alike: then
    it looks as what it was typed over."""
    at = paragraph.text.rfind(text)
    look = piece_look(paragraph, at, at + len(text)) if at >= 0 and paragraph.look else ()
    return look if len(look) > 1 else ()


def _beside(record: ItemId) -> Path_:
    return record.path if isinstance(record, TextId) else record.beside


def _list_of(path: Path_) -> Path_:
    """The list whose item a path is or is in: `can_cu[2]` -> `can_cu`, `noi_dung[0].dieu` -> `noi_dung`; or ()."""
    item = _item_path(path)
    return item[:-1] if item and item[-2] in LISTS else ()


def _item_path(path: Path_) -> Path_:
    """The path of the innermost list item that a path is in."""
    last = max((index for index, step in enumerate(path) if isinstance(step, int)), default=-1)
    return path[: last + 1]


def unnumbered(text: str) -> str:
    """A paragraph without the number that is printed before it; the dash of a nơi nhận is part of its line."""
    kind, rest = _kind_and_text(text)
    return text.strip() if kind in ("gach", "cong") else rest


def _kind_and_text(text: str) -> tuple[str, str]:
    text = clean(text).strip()
    for kind, pattern in _MARKS:
        if match := pattern.match(text):
            return FACTS[kind].key, text[match.end() :]
    return "doan", text
