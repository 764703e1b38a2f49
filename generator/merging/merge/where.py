"""Where a text stands that changed, in words of the user: "Điều 2", "Nhiệm vụ 9 “Rà soát văn bản”, Sản phẩm"."""

from __future__ import annotations

from collections.abc import Mapping

from generator.merging.edited.base import Base
from generator.merging.edited.names import named
from generator.merging.merge.ours import Ours
from generator.merging.model import WHOLE, HeadingId, NewItemId, OutsideId, RecordId, TaskId, TextId, Texts
from generator.values import glossary
from generator.values.blocks import BY_KEY
from generator.values.model import Task
from generator.values.paths import Path_, is_marked
from generator.values.places import in_words
from generator.values.text import quote, upper_first

# So much of a row or paragraph is enough to find it.
_FIRST_WORDS = 50
_CALLED = {key: facts.cited for key, facts in BY_KEY.items() if facts.cited}
_FIELDS = {"so_muc": "Số mục", "ten_muc": "Tên mục"}


class Where:
    """The places of one edited file; `names` are what readers call the blocks of its body, `titles` the titles of
    new columns by their keys."""

    def __init__(
        self, base: Base, ours: Ours, names: Mapping[Path_, str], titles: Mapping[str, str] | None = None
    ) -> None:
        """The texts are those that the file was made of, else those of today."""
        self._texts = {**ours.state, **base.state}
        self._tables = {table.source: table.titles for table in base.tables}
        self._rows = ours.rows
        self._names = names
        self._titles = titles or {}

    def of(self, record: RecordId, field: str) -> str:
        """'' where only the record's own words are known."""
        if isinstance(record, TextId):
            return upper_first(self._of_text(record.path))
        if isinstance(record, NewItemId):
            called = _CALLED.get(record.kind, "") if record.kind else ""
            return upper_first(", ".join(filter(None, (self._holder(record.beside[:-1]), called))) + " mới")
        if isinstance(record, OutsideId) or record.new:
            return ""
        row = self._of_row(record)
        if field == WHOLE:
            return f"{row}, cả dòng"
        title = self._tables.get(record.source, {}).get(field, "")
        known = title or _FIELDS.get(field) or glossary.titles().get(field) or self._titles.get(field, field)
        return f"{row}, {known}"

    def below(self, record: RecordId | None) -> str:
        """What a record that moved stands below now: the one above it, '' for the head of its list."""
        if record is None:
            return ""
        if isinstance(record, NewItemId):
            return quote(record.text, _FIRST_WORDS)
        if isinstance(record, TaskId | HeadingId):
            return (
                f"{'mục' if isinstance(record, HeadingId) else 'nhiệm vụ'} mới" if record.new else self._of_row(record)
            )
        return self.of(record, "") or record.name

    def _of_text(self, path: Path_) -> str:
        if path and isinstance(path[-1], int) and path[:-1] and path[-2] == "noi_dung" and path not in self._names:
            # A block by what it says first.
            path = next((one.path for one in self._texts if isinstance(one, TextId) and one.path[:-1] == path), path)
        block = path[:-1]
        if not is_marked(path) or block in self._names:
            return named(path, self._names)
        words = quote(self._texts.get(TextId(path), {}).get("", ""), _FIRST_WORDS)
        return ", ".join(filter(None, (self._holder(block[:-1]), f"{_CALLED.get(str(path[-1]), 'đoạn')} {words}")))

    def _holder(self, path: Path_) -> str:
        """What a list stands in: the block that holds it, or the document; the list itself where it is no body's."""
        if path and path[-1] == "noi_dung":
            return named(path[:-1], self._names) if len(path) > 1 else ""
        return in_words(path)

    def _of_row(self, record: TaskId | HeadingId) -> str:
        """By its number and first words, as it was printed."""
        row = self._rows.get(record)
        texts: Texts = self._texts.get(record, {})
        if isinstance(record, HeadingId):
            number, title = record.name.rpartition("/")[2], texts.get("ten_muc", "")
            return f"Mục {number} {quote(title, _FIRST_WORDS)}" if title else f"Mục {number}"
        words = texts.get("noi_dung", "") or (row.text("noi_dung") if isinstance(row, Task) else "")
        number = row.text("stt") if isinstance(row, Task) else ""
        said = f"Nhiệm vụ {number or ''} {quote(words, _FIRST_WORDS)}".replace("  ", " ")
        return said if words else f"Nhiệm vụ {number or record.name}"
