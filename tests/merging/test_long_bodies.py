"""Bodies of many paragraphs: what a pull does for each of them takes no more steps the more there are."""

from __future__ import annotations

import pytest
from conftest import calls

from generator.keeping.draft_edits import in_drafts
from generator.merging.edited.base import Base
from generator.merging.edited.flow import Flow
from generator.merging.edited.new_items import Placing
from generator.merging.edited.reading import Form, Reading
from generator.ooxml.anchored_text import Paragraph
from generator.values.model import Agency, Block, Document, Dossier, Origin

FEW, MANY = 100, 1_000


def _values_alone(count: int) -> None:
    _placed(Flow([("noi_dung", number, "doan") for number in range(count)]))


def _new_after_each(count: int) -> None:
    steps = [step for number in range(count) for step in (("noi_dung", number, "doan"), number)]
    _placed(Flow(steps, [Paragraph(f"Đoạn mới {number}") for number in range(count)]))


def _all_new_below_one(count: int) -> None:
    _placed(Flow([("noi_dung", 0, "doan"), *range(count)], [Paragraph(f"Đoạn {number}") for number in range(count)]))


def _placed(flow: Flow) -> None:
    reading = Reading(Base("x", ("x.yaml",), {}, (), {}), Form({}), "x.docx")
    Placing(flow, reading).place(())
    assert len(reading.new_items) == len(flow.loose)


class _Line(int):
    """A line's number: each comparison is a step."""

    def __lt__(self, other: object) -> bool:
        return int(self) < other

    def __gt__(self, other: object) -> bool:
        return int(self) > other


def _drafted(count: int) -> None:
    rows = map(_Line, range(2, count))
    parts = (Block("khoan", text=f"Khoản {row}", origin=Origin("than.md", row=row)) for row in rows)
    whole = Block("dieu", title="Phạm vi", origin=Origin("than.md", row=1), children=tuple(parts))
    document = Document("quyet-dinh", Agency("Sở Mẫu", "SM"), "Về việc mẫu", body=(whole,), origin=Origin("x.yaml"))
    in_drafts((), Dossier("x", document))


@pytest.mark.parametrize(
    "work", [_values_alone, _new_after_each, _all_new_below_one, _drafted], ids=lambda one: one.__name__
)
def test_ten_times_the_paragraphs_take_ten_times_the_steps(work):
    few, many = (calls(lambda count=count: work(count)) for count in (FEW, MANY))
    assert many / few < 15  # sorting and searching by halves among them
