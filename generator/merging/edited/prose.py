"""The prose of an edited Word file: values by their anchors, what is new, what cannot be placed.

Everything that a person typed ends in the state or in a finding. A value or row that lost its anchor is looked for by
content, and that is reported; a paragraph after a căn cứ, a nơi nhận or a block of the body is a new one of its kind.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import cached_property

from msgspec.structs import replace

from generator.merging.edited import printed
from generator.merging.edited.base import Value, place_record
from generator.merging.edited.broken_lines import say_broken_lines
from generator.merging.edited.by_place import by_place
from generator.merging.edited.capitals import Capitals, known_texts
from generator.merging.edited.emphasis import with_marks
from generator.merging.edited.end_marks import Reopened, followed, is_reopened, with_its_mark
from generator.merging.edited.figures import found_in, quoting, unclear
from generator.merging.edited.flow import Flow, item_path, list_of
from generator.merging.edited.form_lines import over_form_lines
from generator.merging.edited.names import named
from generator.merging.edited.new_items import RANKS, Placing
from generator.merging.edited.noted import cleaned, in_its_marks, noted, without_letters
from generator.merging.edited.pieces import (
    MARKS,
    kind_and_text,
    look_at,
    pieces,
    unnumbered,
    with_notes_of,
    without_title_number,
)
from generator.merging.edited.reading import LONGEST_QUOTE, Reading
from generator.merging.edited.signatures import doubtful, may_be
from generator.merging.merge.align import best_pairs
from generator.ooxml.anchored_text import Paragraph
from generator.ooxml.run_marks import Look
from generator.values.blocks import FACTS, TITLE_KEYS
from generator.values.emphasis import marked, typed
from generator.values.findings import Message, Severity, msg
from generator.values.marked import notes_of
from generator.values.paths import Path_, is_marked
from generator.values.patterns import late
from generator.values.text import one_line, quote

# What is shorter is no text of a paragraph.
_SENTENCE = 20
# What Word makes of the dash of a line while somebody types.
_DASHES = ("–", "—", "−")
_ARTICLE = late(r"\s*Điều\s+(\d+)\s*\.")


class ProseReader:
    """Paragraphs outside of the task tables, one after the other, into what was read of their file."""

    def __init__(self, reading: Reading) -> None:
        """Into a reading."""
        self._reading, self._base, self._form = reading, reading.base, reading.form
        self._report, self._put = reading.report, reading.put
        self._flow = Flow()
        self._seen: set[int] = set()
        # Values whose paragraph is there and empty.
        self._emptied: set[Path_] = set()
        self._article = 0
        self._reopened: list[Reopened] = []

    def end_list(self) -> None:
        """What follows is no new item of the list that was read last."""
        self._flow.steps.append(())

    def paragraph(self, paragraph: Paragraph) -> None:
        """One paragraph outside the task tables."""
        values, rest = self._typed_before(*pieces(paragraph, self._base))
        article = _ARTICLE.match(paragraph.text)
        # Counted anew by hand where one was put in, the last number is one that was not printed.
        following = article[0].strip() if article and int(article[1]) == self._article + 1 else None
        self._article = int(article[1]) if article else self._article
        fresh = [value for value in values if value[0] not in self._seen]
        if values and not fresh:
            # A second one with the same anchors is a copy: a paragraph of its own.
            values, rest = [], [paragraph.text]
        for number, text, look in self._apart(fresh, paragraph):
            self._seen.add(number)
            value = self._base.values[number]
            self._flow.steps.append(value.path)
            self._flow.styles.setdefault(value.path, paragraph.style)
            key = str(value.path[-1])
            kind = key if key in RANKS else kind_and_text(paragraph.text)[0]
            self._flow.kinds.setdefault(item_path(value.path), kind)
            self._value(value, number, text, paragraph.place, look)
        for text in rest:
            counted = values and (self._counted_then(text) or text.strip() in _DASHES)
            if self._reading.takes(text) or one_line(text) == following or counted:
                if not values:
                    self.end_list()
            elif values:
                self._reading.outside(paragraph.place, text)
            else:
                self._flow.steps.append(len(self._flow.loose))
                self._flow.loose.append(paragraph)

    def _typed_before(
        self, values: list[tuple[int, str, Look]], rest: list[str]
    ) -> tuple[list[tuple[int, str, Look]], list[str]]:
        """The pieces of a paragraph that was typed over as a whole, so that all stands before the mark of its value."""
        path: Path_ = self._base.values[values[0][0]].path if len(values) == 1 else ()
        if path and not rest and path[-1] in RANKS and kind_and_text(values[0][1])[0] == path[-1]:
            # A program has put the mark before the number.
            return [(values[0][0], kind_and_text(values[0][1])[1], ())], []
        if not path or values[0][1] or len(rest) != 1:
            return values, rest
        text = without_title_number(rest[0]) if path[-1] in TITLE_KEYS else self._without_number(rest[0], path)
        whole = text == rest[0].strip()
        # What the form prints there is what was left of it, a number too; of others than blocks nobody knows where
        # that ends.
        left = not text.strip() or self._counted_alone(rest[0]) or self._reading.is_of_the_form(rest[0])
        if left or (whole and not is_marked(path)):
            return values, rest
        return [(values[0][0], text, ())], []

    def _without_number(self, text: str, path: Path_) -> str:
        """What was typed without its number; of a block that has one, a dash in its stead too."""
        return kind_and_text(text)[1] if path[-1] in RANKS else unnumbered(text)

    def _counted_then(self, text: str) -> bool:
        """Whether a text is the number of a block, in a file that was made of other blocks than the data have now."""
        return not self._reading.form.names and self._counted_alone(text)

    def _counted_alone(self, text: str) -> bool:
        """Whether a text is the number of a block and nothing else."""
        numbered = f"{text.strip()} x"
        return kind_and_text(numbered)[1] == "x" or without_title_number(numbered) == "x"

    def _apart(self, values: list[tuple[int, str, Look]], paragraph: Paragraph) -> list[tuple[int, str, Look]]:
        """The values of a paragraph; where several items were joined into one, each its own part, which is said."""
        paths_ = [self._base.values[number].path for number, text, _ in values if text]
        items = {item_path(path) for path in paths_ if list_of(path)}
        if len(items) < 2:
            return values
        self._report(
            "V096",
            Severity.WARNING,
            paragraph.place,
            msg("Đoạn này gộp {so} đoạn của dữ liệu; dữ liệu vẫn giữ từng đoạn riêng.", so=len(items)),
            quote(paragraph.text, 200),
            msg("Gộp trong dữ liệu nếu đúng là một đoạn."),
        )
        # The number of a điều that followed now stands at the end of the part before it.
        marks = sorted((mark for mark in self._form.known if mark), key=len, reverse=True)
        return [(number, text.removesuffix(next(filter(text.endswith, marks), "")), ()) for number, text, _ in values]

    def _value(self, value: Value, number: int, text: str, place: str, look: Look) -> None:
        text = cleaned(text)
        if not text:
            self._emptied.add(value.path)
        if text and is_marked(value.path):
            self._of_a_body(value, number, text, place, look)
        elif printed.same(text, value.printed):
            self._put(value.record, {"": value.text}, place)
            if value.path[-1] == "ngay":
                self._known_place_name(value, place)
        elif value.path[-1] == "so":
            self._number(value, text, place)
        elif value.path[-1] == "ngay":
            self._date(value, text, place)
        elif not text and value.path[-1] != "tieu_de" and list_of(value.path):
            # An emptied item is a deleted one, or was cut and stands elsewhere without its anchor.
            self._seen.discard(number)
            self._flow.steps.remove(value.path)
        else:
            self._restored(value, text, place)

    def _of_a_body(self, value: Value, number: int, text: str, place: str, look: Look) -> None:
        """A paragraph of the body: its words with their marks, around the figures that it quotes and its notes."""
        if not notes_of(text) and "^[" not in value.text:
            self._put_words(value, number, text, place, look)
            return
        if (of := noted(value, text, look)) is None:
            self._reading.outside(place, text)
            self._put(value.record, {"": value.text}, place)
            return
        notes = [self._note(value, own, *said, place) for own, said in zip(of.own, of.said, strict=True)]
        self._put_words(of.value, number, of.text, place, of.look, lambda said: of.back(said, notes))

    def _note(self, value: Value, own: str, was_printed: str, now: str, place: str) -> str:
        """What a note says now, as it is typed."""
        note = Value(value.path, own, was_printed)
        if printed.same(now, was_printed):
            return own
        self._reading.noted.append(one_line(now))
        if (one := quoting(note)) is None:
            return in_its_marks(marked(own), now)
        found = found_in(one, was_printed, now, (), place)
        self._reading.figures += found.seen
        return one.back(in_its_marks(one.own, found.text))

    def _put_words(
        self, value: Value, number: int, text: str, place: str, look: Look, back: Callable[[str], str] = str
    ) -> None:
        """Words around figures; `back` is how they are written into the data."""
        ground = self._form.grounds.get(value.path)
        if (one := quoting(value)) is not None:
            found = found_in(one, value.printed, text, look, place)
            # Without its anchor a paragraph is known by what it says, and its numbers are not.
            if value.path[0] == "noi_dung":
                plain = without_letters(text)
                self._reading.figures += [
                    replace(seen, sure=seen.sure and number > 0, paragraph=plain) for seen in found.seen
                ]
            own = typed(one.own)[0]
            made = with_marks(own, one.printed, found.text, found.look, ground)
            self._put_back(
                replace(value, text=own, printed=one.printed),
                made,
                found.text,
                place,
                lambda said: back(one.back(said)),
            )
        elif unclear(value) and not printed.same(text, value.printed):
            self._reading.outside(place, without_letters(text))
            self._put(value.record, {"": back(value.text)}, place)
        else:
            made = with_marks(value.text, value.printed, text, look, ground, self._capitals.in_case)
            self._put_back(value, made, text, place, back)

    def _restored(self, value: Value, text: str, place: str) -> None:
        self._capitals.unknown.clear()
        made = printed.restored(value.text, value.printed, text, self._capitals.in_case)
        if self._capitals.unknown and "co_quan" in value.path:
            # The name is printed in sentences too.
            self._in_unknown_case(value, text, place)
            made = value.text
        self._put_back(value, made, text, place)

    @cached_property
    def _capitals(self) -> Capitals:
        return Capitals(known_texts(text for texts in self._base.state.values() for text in texts.values()))

    def _in_unknown_case(self, value: Value, text: str, place: str) -> None:
        self._report(
            "V359",
            Severity.WARNING,
            place,
            msg(
                "Chữ ở đây in hoa cả, không biết {chu} viết thường ra sao; dữ liệu giữ “{cu}”.",
                chu=quote(" ".join(self._capitals.unknown)),
                cu=value.text,
            ),
            quote(text),
            msg("Ghi tên ấy vào dữ liệu (khóa “co_quan”) đúng chữ hoa, chữ thường."),
        )

    def _put_back(self, value: Value, restored: str, text: str, place: str, back: Callable[[str], str] = str) -> None:
        """What a text reads now; `back` is how it is written into the data."""
        self._put(value.record, {"": back(restored)}, place)
        shown = without_letters(text)
        say_broken_lines(self._reading, place, shown, without_letters(value.printed))
        if printed.goes_on(text, value.printed):
            self._report(
                "V362",
                Severity.NOTE,
                place,
                msg("Chữ gõ sau “./.” thành phần cuối của đoạn; dấu “./.” do mẫu đặt sau cùng."),
                quote(shown, LONGEST_QUOTE),
            )
        if is_reopened(value, text):
            self._reopened.append(Reopened(replace(value, text=back(value.text)), text, place))
        elif restored == value.text and not printed.same(text, value.printed):
            self._in_marks_alone(shown, place)

    def _in_marks_alone(self, text: str, place: str) -> None:
        self._report(
            "V097",
            Severity.NOTE,
            place,
            msg("Chỗ này chỉ khác ở dấu hoặc chữ hoa mà mẫu tự đặt; dữ liệu không đổi."),
            quote(text, 200),
        )

    def _end_marks(self) -> None:
        """What closed its document goes on as the file shows it where it closes it no more."""
        for one in self._reopened:
            if followed(one, self._reading.order):
                with_its_mark(one, self._reading)
            elif self._reading.state[one.value.record].get("", "") == one.value.text:
                self._in_marks_alone(one.text, one.place)

    def _known_place_name(self, value: Value, place: str) -> None:
        if split := printed.place_and_date(value.printed):
            self._put(place_record(value), {"": split[0]}, place)

    def _number(self, value: Value, text: str, place: str) -> None:
        number = printed.number_in(text, value.printed)
        if number is None:
            self._not_understood(value, text, place)
        self._put(value.record, {"": value.text if number is None else number}, place)

    def _date(self, value: Value, text: str, place: str) -> None:
        split = printed.place_and_date(text)
        if split is None:
            self._not_understood(value, text, place)
            self._put(value.record, {"": value.text}, place)
            self._known_place_name(value, place)
            return
        self._put(value.record, {"": split[1]}, place)
        self._put(place_record(value), {"": split[0]}, place)

    def _not_understood(self, value: Value, text: str, place: str) -> None:
        self._report(
            "V090",
            Severity.WARNING,
            place,
            msg("Không hiểu {moi} (trước là {cu}) nên chưa lấy về.", moi=quote(text), cu=quote(value.printed)),
            text,
            msg("Ghi theo dạng “Số: 142/QĐ-VPCP” và “Hà Nội, ngày 16 tháng 3 năm 2024”."),
        )

    # --- what has no anchor ---

    def finish(self) -> None:
        """Place what stood loose, and decide about values that were not met."""
        missing = [value for number, value in self._base.values.items() if number not in self._seen]
        pairs = best_pairs([value.printed for value in missing], [unnumbered(loose.text) for loose in self._flow.loose])
        matched = {j: missing[i] for i, j in pairs if may_be(missing[i], self._flow.loose[j].text)}
        alike = msg("Đoạn này mất dấu của vanban; so khớp theo nội dung với “{duong}”.")
        self._are(matched, alike)
        found = {value.path for value in matched.values()}
        lost = [value for value in missing if value.path not in found and value.printed]
        if lost and any(isinstance(step, int) for step in self._flow.steps):
            placed = by_place(self._flow.steps, lost, self._form.sequence(), self._of_kind)
            self._are(placed, msg("Đoạn này được gõ lại cả; đứng đúng chỗ nên lấy làm chữ mới của “{duong}”."))
            matched |= placed
        self._typed_over_the_form()
        Placing(self._flow, self._reading).place(self._printed_otherwise(matched))
        self._end_marks()
        found = {value.path for value in matched.values()}
        for value in missing:
            if value.path not in found and not list_of(value.path):
                self._put(value.record, {"": value.text}, "")
                if value.path[-1] == "ngay":
                    self._known_place_name(value, "")
        self._signatures({value.path for value in missing if value.path not in found})

    def _typed_over_the_form(self) -> None:
        """What stands in the place of a line of the form is of no list, and no list goes on behind it."""
        if not any(isinstance(step, int) for step in self._flow.steps):
            return
        over = over_form_lines(self._flow, self._form.lines(), self._reading.misses)
        for at, step in enumerate(self._flow.steps):
            if isinstance(step, int) and step in over:
                self._reading.outside(self._flow.loose[step].place, self._flow.loose[step].text)
                self._flow.steps[at] = ()

    def _signatures(self, gone: Collection[Path_]) -> None:
        """Lines above a signature of which nobody knows which is which stay as they are."""
        for doubt in doubtful(self._base.values.values(), {*gone, *self._emptied}, self._reading.state):
            for value in doubt.values:
                self._reading.state[value.record] = {"": value.text}
            self._report(
                "V360",
                Severity.WARNING,
                "",
                msg(
                    "Chức danh người ký trong tệp sửa là {moi}, trong dữ liệu là {cu}: không rõ dòng nào thay dòng nào "
                    "nên chưa lấy dòng nào.",
                    moi=quote(" / ".join(doubt.now), LONGEST_QUOTE),
                    cu=quote(" / ".join(value.printed for value in doubt.values), LONGEST_QUOTE),
                ),
                quote(" / ".join(doubt.now), LONGEST_QUOTE),
                msg("Sửa khóa “ky” trong dữ liệu: “quyen_han” là dòng TM., KT., TL., TUQ.; “chuc_vu” là chức vụ."),
            )

    def _are(self, values: Mapping[int, Value], said: Message) -> None:
        """Loose paragraphs that are values."""
        for at, step in enumerate(self._flow.steps):
            if isinstance(step, int) and (value := values.get(step)):
                self._matched(value, self._flow.loose[step], said)
                self._flow.steps[at] = value.path

    def _of_kind(self, value: Value, step: int) -> bool:
        kind, _ = kind_and_text(text := self._flow.loose[step].text)
        if not may_be(value, text):
            return False
        return value.path[-1] not in {FACTS[kind].key for kind, _ in MARKS} or value.path[-1] == kind

    def _matched(self, value: Value, paragraph: Paragraph, said: Message) -> None:
        text = paragraph.text if printed.same(value.printed, paragraph.text) else unnumbered(paragraph.text)
        kind, rest = kind_and_text(paragraph.text)
        if value.path[-1] == kind:
            # The dash of a line in a body is the form's.
            text = rest
        elif value.path[-1] in TITLE_KEYS:
            text = without_title_number(text)
        if not printed.same(value.printed, text):
            self._report(
                "V082",
                Severity.WARNING,
                paragraph.place,
                said._replace(values=(("duong", named(value.path, self._form.names)),)),
                quote(paragraph.text),
            )
        self._value(value, 0, with_notes_of(paragraph, text), paragraph.place, look_at(paragraph, text))

    def _printed_otherwise(self, matched: Collection[int]) -> set[int]:
        """The loose paragraphs that are an edit of one with figures or footnotes, which no value holds: they are new
        in no list."""
        loose = [at for at in range(len(self._flow.loose)) if at not in matched]
        met = "\n".join(self._reading.met)
        gone = [text for text in self._base.computed if len(text) >= _SENTENCE and text not in met] if loose else []
        pairs = best_pairs(gone, [unnumbered(self._flow.loose[at].text) for at in loose])
        return {loose[at] for _, at in pairs}
