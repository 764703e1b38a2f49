"""An edited Word file back to a state: its prose and its task tables, against the base that it carries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from generator.merging.edited.base import Base
from generator.merging.edited.pieces import statics
from generator.merging.edited.prose import ProseReader
from generator.merging.edited.reading import Form, Reading
from generator.merging.edited.tables import TableReader
from generator.merging.model import Edited, State
from generator.ooxml.anchored_text import NOTES, Block, Comment, Paragraph, paragraphs
from generator.ooxml.objects import Shown
from generator.values.findings import Severity, msg
from generator.values.paths import Path_
from generator.values.text import one_line, quote


def read_edited(
    blocks: Sequence[Block],
    base: Base,
    form: Form,
    shown_as: str,
    *,
    comments: Sequence[Comment] = (),
    side: Sequence[Paragraph] = (),
    objects: Sequence[Shown] = (),
) -> Edited:
    """An edited Word file against its base; `form` is what a fresh build prints beside the values.

    `side` are the paragraphs of headers and footers, `objects` those that no build of ours has put there.
    """
    reading = Reading(base, form, shown_as)
    prose, tables = ProseReader(reading), TableReader(reading)
    _read(blocks, prose, tables)
    tables.finish()
    prose.finish()
    for paragraph in side:
        noted = paragraph.place in NOTES and any(one_line(paragraph.text) in note for note in reading.noted)
        if not (is_page_number(paragraph) or noted or reading.takes(paragraph.text)):
            reading.outside(paragraph.place, paragraph.text)
    _report_objects(objects, reading)
    _report_comments(comments, reading)
    return Edited(
        _with_unprinted(reading),
        tuple(reading.new_rows),
        tuple(reading.new_items),
        tuple(reading.findings),
        tuple(reading.order),
        reading.titles,
        tuple(reading.left_outside),
        form.names,
        tuple(reading.figures),
    )


def _report_objects(objects: Sequence[Shown], reading: Reading) -> None:
    for shown in objects:
        reading.report(
            "V098",
            Severity.WARNING,
            quote(shown.beside) if shown.beside.strip() else "",
            msg("Hình, ký hiệu hoặc đối tượng này không lấy về được: {ten}.", ten=quote(shown.name)),
            shown.name,
            msg("Thêm hình trong dữ liệu (khối “hinh”) hoặc trong mẫu Word nếu cần giữ."),
        )


def _report_comments(comments: Sequence[Comment], reading: Reading) -> None:
    for comment in comments:
        reading.report(
            "V081",
            Severity.NOTE,
            "",
            msg("Ý kiến của {ai}: {loi}", ai=comment.author or "?", loi=quote(comment.text, 300)),
        )


def value_order(blocks: Sequence[Block], base: Base) -> tuple[Path_, ...]:
    """The paths of the values of a file in reading order."""
    anchors = (a for p in paragraphs(tuple(blocks)) for a in p.anchors)
    return tuple(dict.fromkeys(base.values[anchor.number].path for anchor in anchors if anchor.number in base.values))


def printed_order(blocks: Sequence[Block], base: Base, then: Base) -> tuple[Path_ | Paragraph, ...]:
    """The values of a file and the paragraphs that hold none, in reading order; without those that were not computed so
    when a file of the base `then` was made."""
    anew = base.computed - then.computed
    made: dict[Path_ | Paragraph, None] = {}
    for paragraph in paragraphs(tuple(blocks)):
        own = [base.values[anchor.number].path for anchor in paragraph.anchors if anchor.number in base.values]
        alone = [paragraph] if paragraph.text.strip() and one_line(paragraph.text) not in anew else []
        made |= dict.fromkeys(own or alone)
    return tuple(made)


def printed_texts(blocks: Sequence[Block], side: Sequence[Paragraph], base: Base) -> Counter[str]:
    """The texts that a file prints outside of its fields, headers and footers included: `statics` of all of it."""
    return statics(blocks, base) + Counter(one_line(one.text) for one in side if not is_page_number(one))


def is_page_number(side: Paragraph) -> bool:
    """Whether a paragraph of a header or footer is a page number, which is the field's and not a person's."""
    return side.text.strip().isdigit()


def _read(blocks: Sequence[Block], prose: ProseReader, tables: TableReader) -> None:
    for block in blocks:
        if isinstance(block, Paragraph):
            prose.paragraph(block)
            continue
        if not tables.read(block):
            for row in block.rows:
                for cell in row.cells:
                    # A line in a cell does not go on a list that stands outside of it.
                    prose.end_list()
                    _read(cell.blocks, prose, tables)
        prose.end_list()


def _with_unprinted(reading: Reading) -> State:
    """What was read, with the fields of a record that the file does not show as they are in the base."""
    return {record: {**reading.base.state.get(record, {}), **texts} for record, texts in reading.state.items()}
