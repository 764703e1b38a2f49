"""What was read so far of one edited Word file, prose and tables together: its state, what is new, what is said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct, field

from generator.merging.edited.base import Base
from generator.merging.model import FigureSeen, NewItem, NewRow, RecordId, Texts
from generator.ooxml.anchored_text import Paragraph
from generator.values.findings import Finding, Message, Place, Severity, msg
from generator.values.paths import Path_
from generator.values.text import one_line, quote

# What was typed is quoted whole, but for what nobody types.
LONGEST_QUOTE = 4000


class Form(Struct, frozen=True):
    """What a fresh build prints beside the values: `known` the texts of its templates, with how often (`statics`).

    `sequence` gives its values in the order in which they are printed, `lines` these and the paragraphs between them
    that hold none, `grounds` how texts look where they are not
    marked, `names` what readers call its blocks.
    """

    known: Mapping[str, int]
    sequence: Callable[[], Sequence[Path_]] = tuple
    grounds: Mapping[Path_, str] = field(default_factory=dict)
    names: Mapping[Path_, str] = field(default_factory=dict)
    lines: Callable[[], Sequence[Path_ | Paragraph]] = tuple


class Reading:
    """What was read so far of one file."""

    def __init__(self, base: Base, form: Form, shown_as: str) -> None:
        """Nothing yet of a file that is compared with a base."""
        self.base, self.form = base, form
        self.state: dict[RecordId, Texts] = {}
        self.new_rows: list[NewRow] = []
        self.new_items: list[NewItem] = []
        self.findings: list[Finding] = []
        self.order: list[RecordId] = []
        self.titles: dict[str, str] = {}
        self.left_outside: list[tuple[str, str]] = []
        self.figures: list[FigureSeen] = []
        # What notes say that were edited.
        self.noted: list[str] = []
        # Computed texts that the file shows.
        self.met: set[str] = set()
        self._left = Counter(form.known)
        self._shown_as = shown_as

    def report(
        self, code: str, severity: Severity, place: str, message: Message, value: str = "", hint: Message | None = None
    ) -> None:
        """Note a finding at a place of the file."""
        self.findings.append(Finding(code, severity, self.place(place), message, hint, value))

    def place(self, part: str) -> Place:
        """A place of the file, in words of the user."""
        return Place(self._shown_as, part=part)

    def outside(self, place: str, text: str) -> None:
        """Text that no field holds (V080)."""
        self.left_outside.append((place, text))
        self.report(
            "V080",
            Severity.WARNING,
            place,
            msg("Đoạn chữ này không thuộc trường nào của dữ liệu nên không lấy về được."),
            quote(text, LONGEST_QUOTE),
            msg("Sửa trong dữ liệu hoặc trong mẫu Word nếu cần giữ."),
        )

    def takes(self, text: str) -> bool:
        """Whether a text is one that the form prints itself; each counts as often as it is printed."""
        line = one_line(text)
        if line in self.base.computed:
            self.met.add(line)
            return True
        self._left[line] -= 1
        return self._left[line] >= 0

    def misses(self, text: str) -> bool:
        """Whether the form prints a text oftener than the file shows it, by what was read so far."""
        return text not in self.met if text in self.base.computed else self._left[text] > 0

    def is_of_the_form(self, text: str) -> bool:
        """Whether the form prints a text somewhere itself."""
        line = one_line(text)
        return line in self.base.computed or self.form.known.get(line, 0) > 0

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
