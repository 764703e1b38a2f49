"""Paragraphs that stand loose in the prose of an edited file, as new items of the lists that they stand in."""

from __future__ import annotations

from collections.abc import Collection

from msgspec.structs import replace

from generator.merging.edited.broken_lines import say_broken_lines
from generator.merging.edited.emphasis import ground_of_style, new_text
from generator.merging.edited.flow import Flow, item_path, list_of
from generator.merging.edited.pieces import kind_and_text, look_at, without_title_number
from generator.merging.edited.reading import Reading
from generator.merging.model import ItemId, NewItem, NewItemId, TextId
from generator.ooxml.anchored_text import Paragraph
from generator.values.blocks import COUNTED, DEPTH, FACTS, TITLE_KEYS
from generator.values.paths import Path_
from generator.values.text import clean, without_final_mark

# Which block may hold which: one of a kind stands below all that the ones of its kind hold.
RANKS = {FACTS[kind].key: DEPTH[kind] for kind in COUNTED}


class Placing:
    """The items of lists in their order, the new ones among them."""

    def __init__(self, flow: Flow, reading: Reading) -> None:
        """What the prose is made of; where its items are put."""
        self._flow = flow
        self._reading = reading
        self._below = flow.values_below()
        # New item -> the item that it and those under it stand above; () where they stand below one.
        self._heads: dict[ItemId, Path_] = {}

    def place(self, others: Collection[int]) -> None:
        """The items of lists in their order, those that are new beside the ones they stand at; `others` are of none."""
        last: ItemId | None = None
        met: set[Path_] = set()
        placed = {*self._reading.order}
        for at, step in enumerate(self._flow.steps):
            if isinstance(step, int) and step in others:
                self._reading.outside(self._flow.loose[step].place, self._flow.loose[step].text)
            elif isinstance(step, int):
                last = self._new_item(self._flow.loose[step], last, at, met)
            elif not list_of(step):
                last = None
            else:
                last = TextId(item_path(step))
            if last and last not in placed:
                placed.add(last)
                self._reading.order.append(last)
                met.add(list_of(last.beside))

    def _new_item(self, paragraph: Paragraph, after: ItemId | None, at: int, met: Collection[Path_]) -> ItemId | None:
        """A paragraph below an item, or of the same style above the first one, as a new item: its record."""
        before = self._first_under(paragraph, after, at) if after else self._first_below(paragraph, at, met)
        after = None if before else after
        if not (after or before) or self._is_title(paragraph):
            self._reading.outside(paragraph.place, paragraph.text)
            return None
        if after:
            before = self._heads.get(after, before)
        neighbour = after.beside if after else before
        name = str(list_of(neighbour)[-1])
        kind, text = ("", clean(paragraph.text).strip()) if name != "noi_dung" else kind_and_text(paragraph.text)
        if after and (above := self._above(neighbour, kind)) != neighbour:
            neighbour, after = above, TextId(above)
        if name == "noi_nhan":
            text = text.lstrip("-–—−•").strip()
        if not kind:
            text = without_final_mark(text)
        else:
            ground = ground_of_style(paragraph.style, self._flow.styles, self._reading.form.grounds)
            text = new_text(text, look_at(paragraph, text), text, ground)
        record = NewItemId(neighbour, kind, text)
        while record in self._reading.state:
            record = replace(record, again=record.again + 1)
        self._reading.new_items.append(NewItem(record, after, kind, text, paragraph.place, before))
        self._reading.state[record] = {"": text}
        say_broken_lines(self._reading, paragraph.place, text)
        self._heads[record] = before
        return record

    def _is_title(self, paragraph: Paragraph) -> bool:
        """Whether a paragraph begins like the title of a part, in a body that has such: all below it would stand under
        it, which no new block can say."""
        text = clean(paragraph.text).strip()
        numbered = without_title_number(text) != text
        return numbered and any(value.path[-1] in TITLE_KEYS for value in self._reading.base.values.values())

    def _first_under(self, paragraph: Paragraph, after: ItemId, at: int) -> Path_:
        """The first item under the one that a paragraph stands below, if it stands above it and may stand in its list:
        a line between a khoản and its điểm."""
        below = item_path(self._below[at])
        own = after.beside
        if not isinstance(after, TextId) or below[: len(own)] != own or len(below) != len(own) + 2 or below[-1] != 0:
            return ()
        kind, _ = kind_and_text(paragraph.text)
        return below if RANKS.get(kind, 9) > RANKS.get(self._flow.kinds.get(own, ""), 8) else ()

    def _above(self, item: Path_, kind: str) -> Path_:
        """The item that a new one of a kind stands below: a điều below a whole điều, not among its khoản."""
        holder = item_path(list_of(item))
        while holder and RANKS.get(kind, 9) < RANKS.get(self._flow.kinds.get(item, ""), 8):
            item, holder = holder, item_path(list_of(holder))
        return item

    def _first_below(self, paragraph: Paragraph, at: int, met: Collection[Path_]) -> Path_:
        """The item below a paragraph that begins its list, where both have one style; ()."""
        below = self._below[at]
        if not list_of(below) or self._flow.styles.get(below) != paragraph.style or list_of(below) in met:
            return ()
        item = item_path(below)
        return item if item[-1] == 0 else ()
