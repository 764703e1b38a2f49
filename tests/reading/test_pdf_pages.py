"""A PDF with text read as a body: lines into paragraphs, rules into tables, pages into one; what is no text is said."""

from __future__ import annotations

import random
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import DATA
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from generator.ooxml import package
from generator.ooxml.plain_body import Paragraph, Section, Table
from generator.reading.pdf import read
from generator.reading.pdf.breaks import Breaks, breaks_of
from generator.reading.pdf.forced import is_one
from generator.reading.pdf.grids import Field, Grid, grids_of
from generator.reading.pdf.layout import Beside, FieldLines, GridPart, laid_out
from generator.reading.pdf.lines import lines_of
from generator.reading.pdf.pages import Glyph, Limits, Look, Page, Pdf, Rule, Turned
from generator.reading.pdf.paragraphs import Room, by_width, paragraphs_of
from generator.reading.pdf.read import read_pdf
from generator.reading.pdf.tables import Joined
from generator.reading.pdf.told import Seen, said
from generator.reading.word import read_blocks
from generator.values.errors import InputError

PLAIN = Look("Times", 14.0)
BOLD = Look("Times", 14.0, bold=True)
WIDTH = 6.0  # of every sign of the pages made here


def typed(text: str, x: float, y: float, look: Look = PLAIN) -> list[Glyph]:
    return [Glyph(sign, x + at * WIDTH, x + (at + 1) * WIDTH, y, look) for at, sign in enumerate(text)]


def wrapped(text: str, width: float) -> list[str]:
    """The lines that a program makes of a text in a column: as many words as fit."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) * WIDTH <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def paragraphs(*lines: tuple[str, float, float], right: float = 500.0, indent: float = 0.0) -> list[str]:
    glyphs = [glyph for text, x, y in lines for glyph in typed(text, x, y)]
    return [one.text for one in paragraphs_of(lines_of(glyphs, 1), Room(80.0, right, indent=indent))]


def sections(*pages: Page) -> list[Section]:
    """The body of pages as they come from a PDF."""
    laid = [laid_out(page) for page in pages]
    kept, _ = read.without_frames(laid)
    return list(read._Flow(read._rooms(laid)).sections(kept))


def ruled(xs: list[float], ys: list[float]) -> list[Rule]:
    return [
        *(Rule(xs[0], y, xs[-1], y) for y in ys),
        *(Rule(x, ys[0], x, ys[-1]) for x in xs),
    ]


# --- lines and paragraphs ---------------------------------------------------------------------------------------------

WORDS = st.lists(st.text("abcdeghik", min_size=1, max_size=7), min_size=1, max_size=60)


@given(st.lists(WORDS, min_size=1, max_size=5))
@settings(max_examples=60)
def test_lines_broken_where_the_next_word_had_no_room_are_one_paragraph(texts):
    """The law: paragraphs, indented and broken as any program breaks them, come back as they were."""
    made, y = [], 100.0
    # A last line that is full by chance is told by the indent of the next paragraph, which several have.
    texts = [[words[0].title(), *words[1:]] for words in texts]
    for words in texts:
        first, *_ = wrapped(" ".join(words), 420 - 36)
        rest = " ".join(words)[len(first) :].strip()
        made.append((first, 116.0, y))
        for line in wrapped(rest, 420) if rest else ():
            y += 16
            made.append((line, 80.0, y))
        y += 22
    assert paragraphs(*made, indent=116.0) == [" ".join(words) for words in texts]


def test_a_list_in_a_cell_and_a_range_of_years_are_told_apart():
    made = typed("- giai đoạn 2022", 80, 100) + typed("- 2025, tầm nhìn", 80, 116) + typed("- sau 2030;", 80, 132)
    room = Room(80, 80 + 17 * WIDTH, kind="cell")
    assert [one.text for one in paragraphs_of(lines_of(made, 1), room)] == [
        "- giai đoạn 2022 - 2025, tầm nhìn",
        "- sau 2030;",
    ]


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("Quyết định số 15/", "2025/QĐ-TTg", "Quyết định số 15/2025/QĐ-TTg"),
        ("theo Chỉ thị 04/CT-", "TTg ngày 11/02", "theo Chỉ thị 04/CT-TTg ngày 11/02"),
        ("giai đoạn 2022-", "2025", "giai đoạn 2022-2025"),
        ("năm 2022 -", "2025", "năm 2022 - 2025"),
        ("Tỉnh ủy/", "Thành ủy", "Tỉnh ủy/ Thành ủy"),
        ("2022-", "Thường xuyên", "2022- Thường xuyên"),
    ],
)
def test_a_word_that_the_end_of_a_line_cut_in_two_is_whole(first, second, whole):
    right = 80 + len(first) * WIDTH
    assert paragraphs((first, 80, 100), (second, 80, 116), right=right) == [whole]


BROKEN = [("Thông báo số 8/TB-", 108, "VPCP"), ("Công văn 9/CV- ", 90, "VPCP"), ("ngày 22/3/2023", 84, "Thống báo")]


@pytest.mark.parametrize(
    ("trailing", "texts"),
    [
        (True, ["Thông báo số 8/TB-VPCP", "Công văn 9/CV- VPCP", "ngày 22/3/2023\nThống báo"]),
        (False, ["Thông báo số 8/TB-VPCP", "Công văn 9/CV- VPCP", "ngày 22/3/2023 Thống báo"]),
    ],
)
def test_the_space_at_which_a_line_was_broken_tells_how_it_goes_on(trailing, texts):
    """LibreOffice and Word write it, where it had room: what has none is a word cut in two, or a paragraph's end."""
    for (first, _, second), text in zip(BROKEN, texts, strict=True):
        lines = lines_of([*typed(first, 80, 100), *typed(second, 80, 116)], 1)
        room = Room(80, max(line.x1 for line in lines) + 8, kind="cell", breaks=Breaks(trailing))
        assert "\n".join(one.text for one in paragraphs_of(lines, room)) == text


def spoken(*cells: str) -> Breaks:
    """How words are broken in cells of lines typed below one another."""
    return breaks_of(
        tuple(lines_of([glyph for at, text in enumerate(cell.split("\n")) for glyph in typed(text, 80, 16.0 * at)], 1))
        for cell in cells
    )


@pytest.mark.parametrize(
    ("cells", "end", "begin", "told"),
    [
        ((), "TB-", "TCTTKĐA", None),
        (("số 12/TB-TCTTKĐA;",), "TB-", "TCTTKĐA", True),
        (("số 12/TB- TCTTKĐA",), "TB-", "TCTTKĐA", False),
        (("số 12/TB- \nTCTTKĐA",), "TB-", "TCTTKĐA", False),
        (("số 12/TB-\nTCTTKĐA",), "TB-", "TCTTKĐA", None),
        (("12/TB-VP", "13/TB- VP"), "TB-", "VP", None),
        (("12/NĐ-CP",), "138/2024/NĐ-", "CP,", True),
        (("dân,… khác",), "nghiệp,", "…", True),
        (("dân, …",), "nghiệp,", "…", False),
        (("Lao động – Thương",), "–", "Thương", False),
    ],
)
def test_words_cut_by_a_line_are_written_as_they_are_elsewhere(cells, end, begin, told):
    assert spoken(*cells).is_one(end, begin) is told


def pdf(path: Path, *contents: str) -> Path:
    """A PDF of pages with these contents, in a font that every reader has."""
    fonts = "<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding>>>>>>"
    kids = " ".join(f"{3 + 2 * at} 0 R" for at in range(len(contents)))
    objects = ["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {len(contents)}>>"]
    for at, content in enumerate(contents):
        box = "/MediaBox[0 0 595 842]"
        objects.append(f"<</Type/Page/Parent 2 0 R{box}/Resources{fonts}/Contents {4 + 2 * at} 0 R>>")
        objects.append(f"<</Length {len(content.encode('latin-1'))}>>stream\n{content}\nendstream")
    data, places = b"%PDF-1.4\n", []
    for at, one in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{at} 0 obj{one}endobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = (
        f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{len(data)}\n%%EOF"
    )
    path.write_bytes(data + end.encode())
    return path


@pytest.mark.parametrize(("behind", "trails"), [(" ", True), ("", False)])
def test_a_space_behind_a_hyphen_at_the_end_of_a_line_is_seen(tmp_path, behind, trails):
    file = pdf(
        tmp_path / "a.pdf", f"BT /F1 12 Tf 16 TL 80 700 Td (Thong bao 12/TB-{behind}) Tj T* (TCT ngay 5 thang 1) Tj ET"
    )
    with closing(Pdf(file, "x")) as read_:
        (page,) = read_.each()
    first, second = lines_of(page.glyphs, 1)
    assert (first.text, first.trails, second.text) == ("Thong bao 12/TB-", trails, "TCT ngay 5 thang 1")


@pytest.mark.parametrize(("behind", "trails"), [("1 0 0 1 104 700 Tm ( ) Tj", True), ("", False)])
def test_a_space_that_is_a_piece_of_text_of_its_own_is_seen(tmp_path, behind, trails):
    """So LibreOffice and Word draw the one at which a line was broken."""
    text = f"BT /F1 12 Tf 1 0 0 1 80 700 Tm (2022) Tj {behind} 1 0 0 1 80 684 Tm (nam) Tj ET"
    file = pdf(tmp_path / "a.pdf", text)
    with closing(Pdf(file, "x")) as read_:
        (page,) = read_.each()
    assert [(line.text, line.trails) for line in lines_of(page.glyphs, 1)] == [("2022", trails), ("nam", False)]


def test_rules_of_a_page_that_is_put_on_another_as_a_whole_stand_where_they_are_seen(tmp_path):
    """Programs that stamp or arrange pages put each into a form, moved and made smaller; one form may hold another."""
    source = PdfReader(pdf(tmp_path / "a.pdf", "80 700 m 480 700 l S 80 700 m 80 600 l S")).pages[0]
    writer = PdfWriter()
    inner, outer, content = StreamObject(), StreamObject(), StreamObject()
    inner.set_data(source.get_contents().get_data())
    outer.set_data(b"q 1 0 0 1 10 0 cm /F Do Q")
    for form in (inner, outer):
        form.update({NameObject("/Subtype"): NameObject("/Form"), NameObject("/BBox"): source.mediabox})
    page = writer.add_blank_page(595, 842)
    content.set_data(b"q .5 0 0 .5 100 0 cm /F Do Q")
    page[NameObject("/Contents")] = writer._add_object(content)
    for holder, held in ((outer, inner), (page, outer)):
        forms = DictionaryObject({NameObject("/F"): writer._add_object(held)})
        holder[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): forms})
    writer.write(tmp_path / "b.pdf")
    with closing(Pdf(tmp_path / "b.pdf", "x")) as read_:
        (found,) = read_.each()
    for rule, meant in zip(found.rules, ((145, 492, 345, 492), (145, 492, 145, 542)), strict=True):
        assert rule == pytest.approx(meant, abs=1)


def test_where_full_lines_have_their_spaces_one_without_is_a_word_cut_in_two():
    spaces = {"spaces": True, "inside": True}
    for full, text in ((True, "2022 -Thường xuyên"), (False, "2022 - Thường xuyên")):
        lines = lines_of([*typed("2022 -", 80, 100), *typed("Thường xuyên", 80, 116)], 1)
        room = Room(80, lines[0].x1 + 1, kind="cell", breaks=Breaks(**spaces, full=full))
        (made,) = paragraphs_of(lines, room)
        assert made.text == text


def test_a_number_of_a_document_too_long_for_its_column():
    lines = (("107/2021/N", 80.0, 100.0), ("Đ-CP", 80.0, 116.0))
    assert paragraphs(*lines, right=80 + 10 * WIDTH) == ["107/2021/NĐ-CP"]
    date = (("15/02/2024", 80.0, 100.0), ("CA", 80.0, 116.0))
    assert paragraphs(*date, right=80 + 10 * WIDTH) == ["15/02/2024 CA"]


def test_raised_figures_and_marks_of_their_own_stay_with_their_letters():
    small = Look("Times", 9.0)
    glyphs = [*typed("100 m", 80, 100), Glyph("2", 110.0, 114.0, 95.0, small), *typed(" dat", 114, 100)]
    glyphs += [*typed("Ha", 80, 130), Glyph("\u0300", 92.0, 92.0, 130.0, PLAIN)]
    (first, second) = paragraphs_of(lines_of(glyphs, 1), Room(80, 500))
    assert [(run.text, run.raised) for run in first.runs] == [("100 m", False), ("2", True), (" dat", False)]
    assert second.text == "Hà"


def test_a_gap_left_to_be_filled_in_is_kept():
    glyphs = [*typed("ngày", 80, 100), *typed("tháng", 80 + 24 + 28, 100)]
    (line,) = lines_of(glyphs, 1)
    (made,) = paragraphs_of([line], Room(80, 500))
    assert made.text.split() == ["ngày", "tháng"] and made.text.count(" ") > 4


# --- tables -----------------------------------------------------------------------------------------------------------


def test_cells_joined_in_a_table_are_those_that_no_rule_parts():
    rules = [*ruled([0, 50, 100, 150], [0, 60])[:2], Rule(0, 0, 0, 60), Rule(150, 0, 150, 60)]
    # The first row is joined across the first two columns, the last column over the last two rows.
    rules += [Rule(50, 20, 50, 60), Rule(100, 0, 100, 60), Rule(0, 20, 150, 20), Rule(0, 40, 100, 40)]
    (grid,) = grids_of(rules)
    joined = {(one.row, one.column, one.rows, one.columns) for one in grid.fields if one.rows * one.columns > 1}
    assert joined == {(0, 0, 1, 2), (1, 2, 2, 1)}
    assert len(grid.fields) == 7


@given(st.integers(2, 5), st.integers(2, 6), st.randoms(use_true_random=False))
@settings(max_examples=40)
def test_a_grid_drawn_in_pieces_or_as_thin_boxes_is_the_same_grid(columns, rows, chance: random.Random):
    xs, ys = [60.0 + 80 * at for at in range(columns + 1)], [90.0 + 30 * at for at in range(rows + 1)]
    pieces = []
    for rule in ruled(xs, ys):
        across = rule.y0 == rule.y1
        cuts = sorted({rule[0 if across else 1], rule[2 if across else 3], *(xs if across else ys)})
        for begin, end in pairwise(cuts):
            off = chance.choice((0, 0.5, -0.4))
            flat, high = Rule(begin, rule.y0 + off, end, rule.y0 + off), Rule(rule.x0 + off, begin, rule.x0 + off, end)
            pieces.append(flat if across else high)
    chance.shuffle(pieces)
    (grid,) = grids_of(pieces)
    assert (len(grid.xs) - 1, len(grid.ys) - 1, len(grid.fields)) == (columns, rows, columns * rows)


@given(st.integers(2, 5), st.integers(2, 6), st.floats(2.1, 6.0), st.floats(2.1, 6.0), st.booleans())
@settings(max_examples=30)
def test_cells_that_are_boxes_of_their_own_are_one_grid(columns, rows, across, down, joined):
    """A page of the web whose borders are not joined, framed as a whole or not, with a title over two columns."""
    boxes = [
        (60 + 80 * column, 90 + 30 * row, 140 + 80 * column - across, 120 + 30 * row - down)
        for column in range(columns)
        for row in range(rows)
        if not (joined and row == 0 and column < 2)
    ]
    boxes += [(60, 90, 220 - across, 120 - down)] if joined else []
    # The frame of a table that goes on from the page before is open at its top.
    frame = ruled([60 - across, 60 + 80 * columns], [90 - down, 90 + 30 * rows])[joined:]
    (grid,) = grids_of([*frame, *(rule for x0, y0, x1, y1 in boxes for rule in ruled([x0, x1], [y0, y1]))])
    assert (len(grid.xs) - 1, len(grid.ys) - 1, len(grid.fields)) == (columns, rows, columns * rows - joined)
    assert {grid.fields[grid.at(x0 + 5, y0 + 5)] for x0, y0, *_ in boxes} == set(grid.fields)


@pytest.mark.parametrize("boxes", [[(0, 0), (1, 0), (2, 0)], [(0, 0), (0, 1)], [(0, 0), (3, 3), (0, 3), (3, 0)]])
def test_boxes_in_a_row_a_column_or_far_apart_are_no_table(boxes):
    """Places to fill in, boxes of a chart."""
    assert not grids_of(rule for x, y in boxes for rule in ruled([20 * x, 20 * x + 16], [20 * y, 20 * y + 16]))


def test_the_last_row_of_a_table_of_boxes_alone_on_a_page_is_a_row_of_it():
    boxes = [(60, 97), (100, 297), (300, 437), (440, 537)]
    (grid,) = grids_of(rule for x0, x1 in boxes for rule in ruled([x0, x1], [30, 60]))
    assert grid.xs == pytest.approx((58.5, 98.5, 298.5, 438.5, 538.5)) and len(grid.fields) == len(boxes)


XS = [60.0, 100.0, 300.0, 440.0, 540.0]
HEAD = ("TT", "Nhiệm vụ", "Đơn vị", "Thời hạn")


def table_page(number: int, rows: list[tuple[str, ...]], top: float = 100.0, bold: int = 0) -> Page:
    """A page with a table: each row as high as its longest cell, cells given as lines one below the other; so many rows
    are bold."""
    glyphs, ys = [], [top]
    for row in rows:
        high = max(text.count("\n") + 1 for text in row) * 16
        for x, text in zip(XS, row, strict=False):
            for at, line in enumerate(text.split("\n")):
                glyphs += typed(line, x + 5, ys[-1] + 12 + 16 * at, BOLD if len(ys) <= bold else PLAIN)
        ys.append(ys[-1] + high + 4)
    return Page(number, 595, 842, tuple(glyphs), tuple(ruled(XS, ys)))


def cells(table: Table) -> list[list[str]]:
    count = max(cell.row + cell.rows for cell in table.cells)
    made = [[""] * len(table.widths) for _ in range(count)]
    for cell in table.cells:
        made[cell.row][cell.column] = cell.text.replace("\n", " ")
    return made


def test_a_table_over_pages_is_one_and_a_row_broken_by_a_page_is_whole():
    first = table_page(
        1, [HEAD, ("1", "Xây dựng kế hoạch", "Văn phòng", "30/6"), ("2", "Rà soát các thủ tục", "Sở", "")]
    )
    second = table_page(2, [HEAD, ("", "hành chính", "Tư pháp", ""), ("3", "Báo cáo", "Thanh tra", "31/12")])
    (section,) = sections(first, second)
    (table,) = section.blocks
    assert isinstance(table, Table)
    assert cells(table) == [
        list(HEAD),
        ["1", "Xây dựng kế hoạch", "Văn phòng", "30/6"],
        ["2", "Rà soát các thủ tục hành chính", "Sở Tư pháp", ""],
        ["3", "Báo cáo", "Thanh tra", "31/12"],
    ]
    assert table.repeated == 1


def test_a_row_that_begins_where_the_row_above_has_nothing_is_a_row_of_its_own():
    first = table_page(1, [HEAD, ("1", "Xây dựng kế hoạch", "", "30/6")])
    second = table_page(2, [HEAD, ("", "việc khác", "Sở Tư pháp", "")])
    (section,) = sections(first, second)
    (table,) = section.blocks
    assert isinstance(table, Table)
    assert cells(table)[2] == ["", "việc khác", "Sở Tư pháp", ""]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (("123456", "Rà soát", "", ""), ["trang 1, hàng 2, cột 1: 123456"]),
        # The last letter, more than half of which is cut off, lies in the next cell.
        (("1", "Rà soát quy trình nội bộ giải quy", "", ""), ["trang 1, hàng 2, cột 3: y"]),
        (("1", "Rà soát", "Sở", "30/6"), []),
    ],
)
def test_a_text_that_crosses_the_side_of_its_cell_may_be_cut_there(row, told):
    table = Joined.of(laid_out(table_page(1, [HEAD, row])).blocks[0])
    table.table()
    assert table.cut == told


NUMBERED = [(str(n), "Xây dựng kế hoạch", "Văn phòng", f"{n}00") for n in range(1, 5)]


@pytest.mark.parametrize(
    ("last", "first", "rows"),
    [
        # What a page's end moved whole to the next: a cell that each row has was empty, only its number stood there.
        (("5", "", "", "500"), ("", "Rà soát thủ tục", "Sở Tư pháp", ""), ["5 Rà soát thủ tục Sở Tư pháp 500"]),
        (("5", "Rà soát", "", ""), ("", "", "Sở Tư pháp", "500"), ["5 Rà soát Sở Tư pháp 500"]),
        # A total, a number below a number, what only some rows have: rows of their own.
        (("5", "Rà soát", "Sở", "500"), ("", "Tổng cộng", "", "1.500"), ["5 Rà soát Sở 500", "Tổng cộng 1.500"]),
        (("5", "Rà soát", "Sở", "500"), ("", "Việc con", "", "30"), ["5 Rà soát Sở 500", "Việc con 30"]),
        (("5", "Rà soát", "Sở", "500"), ("6", "", "", ""), ["5 Rà soát Sở 500", "6"]),
    ],
)
def test_what_stands_at_the_top_of_a_page_is_the_rest_of_a_row_or_one_of_its_own(last, first, rows):
    parts = [laid_out(table_page(n, [HEAD, *own])).blocks[0] for n, own in enumerate(([*NUMBERED, last], [first]), 1)]
    table = Joined.of(parts[0])
    assert table.takes(parts[1])
    assert [" ".join(filter(None, row)) for row in cells(table.table())][5:] == rows
    assert table.apart == (["trang 2: Việc con | 30"] if first[1] == "Việc con" else [])


@pytest.mark.parametrize(("head", "tables"), [(HEAD, 1), (("TT", "Chỉ tiêu", "Đơn vị tính", "Số liệu"), 2)])
def test_another_header_on_the_next_page_begins_another_table(head, tables):
    first = table_page(1, [HEAD, ("1", "Xây dựng kế hoạch", "Văn phòng", "30/6")], bold=1)
    second = table_page(2, [head, ("1", "Việc khác", "Sở Tư pháp", "")], bold=1)
    (section,) = sections(first, second)
    assert len(section.blocks) == tables


def test_a_row_that_is_there_again_at_the_top_of_a_page_is_no_header():
    """A lost row is the worst: only titles and numbers of columns are left out as repeated."""
    rows = [("TT", "Việc"), ("(1)", "(2)"), ("1", "Báo cáo"), ("2", "Kiểm tra")]

    def page(number: int) -> Page:
        glyphs = [
            glyph
            for at, row in enumerate(rows)
            for x, text in zip((85, 205), row, strict=True)
            for glyph in typed(text, x, 112 + 20 * at)
        ]
        return Page(number, 595, 842, tuple(glyphs), tuple(ruled([80, 200, 400], [100, 120, 140, 160, 180])))

    (section,) = sections(page(1), page(2))
    (table,) = section.blocks
    assert isinstance(table, Table)
    assert [cell.paragraphs[0].text for cell in table.cells if cell.column == 0] == ["TT", "(1)", "1", "2", "1", "2"]


def test_a_row_that_the_end_of_a_page_leaves_without_a_rule_is_one_of_the_table():
    glyphs = [*typed("1", 85, 112), *typed("Việc", 205, 112), *typed("2", 85, 132), *typed("Còn", 205, 132)]
    rules = [Rule(80, y, 400, y) for y in (100, 120)] + [Rule(x, 100, x, 145) for x in (80, 200, 400)]
    page = Page(1, 595, 842, tuple(glyphs), tuple(rules))
    ((table,),) = [section.blocks for section in sections(page)]
    assert isinstance(table, Table)
    assert [[one.text for one in cell.paragraphs] for cell in table.cells] == [["1"], ["Việc"], ["2"], ["Còn"]]


def test_titles_that_stand_on_their_side_in_narrow_columns_are_titles():
    upright = [*typed("Việc", 205, 132)]
    turned = [Turned(glyph, 90, 112 + at, 90) for at, glyph in enumerate(typed("Số thứ tự", 300, 20))]
    aside = [Turned(glyph, 20, 400, 90) for glyph in typed("lề", 300, 20)]
    page = Page(1, 595, 842, tuple(upright), tuple(ruled([80, 100, 400], [100, 160])), turned=(*turned, *aside))
    ((table,),) = [section.blocks for section in sections(page)]
    assert isinstance(table, Table)
    assert [[one.text for one in cell.paragraphs] for cell in table.cells] == [["Số thứ tự"], ["Việc"]]
    assert laid_out(page).turned == "lề"


@pytest.mark.parametrize(("gap", "spaced", "text"), [(0.8, True, "NG HO"), (0.8, False, "NGHO"), (0.2, True, "NGHO")])
def test_a_narrow_space_that_the_file_only_leaves_room_for(gap, spaced, text):
    """Chromium writes no spaces; letters that reach over their room make the one between them narrow."""
    small = Look("Times", 6.0)
    glyphs = [*typed("NG", 80, 100, small), *typed("HO", 92 + gap, 100, small)]
    glyphs[2] = glyphs[2]._replace(spaced=spaced)
    assert [line.text for line in lines_of(glyphs, 1)] == [text]


def test_letters_set_apart_are_words_all_the_same():
    glyphs = [glyph._replace(x0=80 + 11 * at, x1=86 + 11 * at) for at, glyph in enumerate(typed("THÔNG BÁO", 0, 100))]
    assert [line.text for line in lines_of([one for one in glyphs if one.text != " "], 1)] == ["THÔNG BÁO"]


def test_a_letter_and_its_marks_that_are_one_glyph_have_one_width():
    """What PDFium tells of a letter composed of several characters: each has its share."""
    parts = [Glyph(sign, 80.0, 80 + 2.0 * (at + 1), 100.0, PLAIN) for at, sign in enumerate("e\u0323\u0302")]
    assert [line.text for line in lines_of([*parts, *typed("n", 86, 100)], 1)] == ["ện"]


def test_a_header_beside_its_title_is_no_part_of_the_heading_below():
    def page(number: int) -> Page:
        heading = [*typed("SỞ TƯ PHÁP", 90, 80), *typed("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 300, 80)]
        heading += [*typed("Số: 5/QĐ-STP", 84, 96), *typed("Độc lập - Tự do - Hạnh phúc", 321, 96)]
        own = heading if number == 1 else typed(f"Điều {number} của lời văn dài dài.", 80, 80)
        top, foot = [*typed("1/2/26", 40, 20), *typed("KH", 300, 20)], [*typed("tệp", 40, 830), *typed("1/2", 500, 830)]
        return Page(number, 595, 842, (*own, *top, *foot), ())

    laid = [laid_out(page(number)) for number in (1, 2)]
    _, frames = read.without_frames(laid)
    assert {line.text.split()[0] for line in frames.lines} == {"1/2/26", "tệp"}
    first = next(block for block in laid[0].blocks if isinstance(block, Beside))
    assert [line.text for line in first.left] == ["SỞ TƯ PHÁP", "Số: 5/QĐ-STP"]


def test_the_lines_of_a_heading_that_stands_at_the_left_are_lines():
    """A narrow column: the number has no room beside the agency, and is no part of its name."""
    glyphs = [*typed("SỞ MẪU", 90, 80), *typed("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 300, 80)]
    glyphs += [*typed("Số: 9/TB-SM", 90, 98), *typed("Độc lập - Tự do - Hạnh phúc", 330, 98)]
    ((table,),) = [section.blocks for section in sections(Page(1, 595, 842, tuple(glyphs), ()))]
    assert isinstance(table, Table)
    assert [[one.text for one in cell.paragraphs] for cell in table.cells] == [
        ["SỞ MẪU", "Số: 9/TB-SM"],
        ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"],
    ]


def test_an_end_that_a_page_cuts_is_one():
    first = [*typed("Nơi nhận:", 80, 700), *typed("TM. ỦY BAN", 330, 700)]
    first += [*typed("- Như trên;", 80, 716), *typed("CHỦ TỊCH", 336, 716)]
    second = [*typed("- Lưu: VT.", 80, 60), *typed("Nguyễn Văn A", 324, 60)]
    second += [*typed("- Các sở;", 80, 76)]
    pages = [Page(number, 595, 842, tuple(held), ()) for number, held in ((1, first), (2, second))]
    ((table,),) = [section.blocks for section in sections(*pages)]
    assert isinstance(table, Table)
    left, right = ([one.text for one in cell.paragraphs] for cell in table.cells)
    assert left == ["Nơi nhận:", "- Như trên;", "- Lưu: VT.", "- Các sở;"]
    assert [text for text in right if text] == ["TM. ỦY BAN", "CHỦ TỊCH", "Nguyễn Văn A"]


# --- tables that no rule draws ----------------------------------------------------------------------------------------

CELL = st.lists(st.text("abcdeghik", min_size=2, max_size=7), min_size=1, max_size=9).map(" ".join)
LARGE = Look("Times", 20.0)  # beside signs of this width a space is as narrow as spaces are
COLUMNS = ((80.0, 110.0), (120.0, 250.0), (264.0, 370.0), (384.0, 490.0))


def unruled(rows: list[tuple[str, ...]], *, middle: bool = False) -> list[Glyph]:
    """Cells typed in columns without a rule, a row a little farther below the one above than lines of one cell."""
    glyphs, y = [], 100.0
    for row in rows:
        cells = [wrapped(text, right - left) for text, (left, right) in zip(row, COLUMNS, strict=True)]
        height = max(map(len, cells))
        for lines, (left, _) in zip(cells, COLUMNS, strict=True):
            down = (height - len(lines)) * 13.0 if middle else 0.0
            for at, line in enumerate(lines):
                glyphs += typed(line, left, y + 26 * at + down, LARGE)
        y += 26 * height + 12
    return glyphs


@given(st.lists(st.tuples(CELL, CELL, CELL), min_size=3, max_size=7), st.booleans())
@settings(max_examples=30)
def test_a_table_without_rules_is_told_by_its_columns(rows, middle):
    """Every word in its cell, or it is no table and that is said."""
    table_rows = [("TT", "việc", "chủ trì", "thời hạn"), *((str(n), *row) for n, row in enumerate(rows, start=1))]
    page = Page(1, 595, 842, tuple(unruled(table_rows, middle=middle)), ())
    laid = laid_out(page)
    if not any(isinstance(block, GridPart) for block in laid.blocks):
        assert laid.unread
        return
    (section,) = sections(page)
    (table,) = section.blocks
    assert isinstance(table, Table)
    found: dict[int, list[str]] = {}
    for cell in table.cells:
        found.setdefault(cell.row, []).append(" ".join(one.text for one in cell.paragraphs))
    assert [tuple(row) for row in found.values()] == table_rows


@given(st.lists(WORDS, min_size=3, max_size=6), st.sampled_from([6.0, 9.0, 12.0]))
@settings(max_examples=30)
def test_paragraphs_are_no_table_however_wide_their_spaces(texts, space):
    glyphs, y = [], 100.0
    for words in texts:
        for line in wrapped(" ".join(words), 420):
            x = 80.0
            for word in line.split():
                glyphs += typed(word, x, y, LARGE)
                x += len(word) * WIDTH + space
            y += 26
    laid = laid_out(Page(1, 595, 842, tuple(glyphs), ()))
    # Lists of one word over and over stand in columns by chance.
    if len({word for words in texts for word in words}) > 20:
        assert not any(isinstance(block, GridPart) for block in laid.blocks)


def test_a_section_over_all_columns_parts_the_rows_of_one_table():
    rows = [("TT", "việc", "chủ trì", "thời hạn"), ("1", "a việc", "Sở Mẫu", "Quý I"), ("2", "b", "Sở Kiểu", "Quý II")]
    more = [("3", "c việc", "Sở Mẫu", "Quý I"), ("4", "d", "Sở Kiểu", "Quý II"), ("5", "e", "Sở Kiểu", "Quý III")]
    glyphs = unruled(rows)
    glyphs += typed("II. PHẦN THỨ HAI CỦA CÁC VIỆC PHẢI LÀM TRONG NĂM", 90, 214, LARGE)
    glyphs += [glyph._replace(y=glyph.y + 152) for glyph in unruled(more)]
    (section,) = sections(Page(1, 595, 842, tuple(glyphs), ()))
    (table,) = section.blocks
    assert isinstance(table, Table)
    spans = [cell for cell in table.cells if cell.columns == 4]
    assert len(spans) == 1 and {cell.row for cell in table.cells} == set(range(7))


VAGUE = [
    glyph
    for at in range(6)
    for x in (120, 264, 384)
    if at % 2 == 0 or x == 264
    for glyph in typed("chữ", x, 100 + 16 * at)
]
TWO = [
    *(*typed("Họ và tên", 80, 100), *typed("Chức danh", 330, 100)),
    *(*typed("Nguyễn A", 80, 116), *typed("Kế toán", 330, 116)),
]
ROWS = [("1", "rà soát văn bản", "Sở Mẫu", "Quý I"), ("2", "báo cáo", "Sở Kiểu", "Quý II")] * 2


@pytest.mark.parametrize(("glyphs", "codes"), [(unruled(ROWS), ["V430"]), (VAGUE, ["V431"]), (TWO, ["V431"])])
def test_what_is_told_by_its_columns_alone_is_said(glyphs, codes):
    """V430 where rows and columns are told, V431 where they are not and for two columns in the middle of a text."""
    laid = [laid_out(Page(1, 595, 842, tuple(glyphs), ()))]
    kept, frames = read.without_frames(laid)
    flow = read._Flow(read._rooms(laid))
    list(flow.sections(kept))
    assert [finding.code for finding in said(Seen(laid), frames, flow.tables, flow.columns, "x")] == codes


@pytest.mark.parametrize(
    ("row", "codes"),
    [
        (("1", "rà soát", "Sở Mẫu", "Quý I"), ["V490"]),
        (("I. Nhóm việc của các sở, ngành, địa phương trong năm",), []),
    ],
)
def test_a_row_of_a_table_without_rules_between_its_columns_is_said(row, codes):
    """A row over the whole table holds a heading, or the cells of a row that nobody ruled."""
    xs, ys = [80.0, 110.0, 260.0, 380.0, 500.0], [100.0, 120.0, 140.0]
    rules = [*(Rule(80, y, 500, y) for y in ys), *(Rule(x, 100, x, 120) for x in xs)]
    rules += [Rule(80, 120, 80, 140), Rule(500, 120, 500, 140)]
    glyphs = [
        glyph for x, text in zip(xs, ("TT", "Việc", "Nơi", "Hạn"), strict=False) for glyph in typed(text, x + 5, 115)
    ]
    glyphs += [glyph for x, text in zip(xs, row, strict=False) for glyph in typed(text, x + 5, 135)]
    laid = [laid_out(Page(1, 595, 842, tuple(glyphs), tuple(rules)))]
    kept, frames = read.without_frames(laid)
    flow = read._Flow(read._rooms(laid))
    list(flow.sections(kept))
    assert [finding.code for finding in said(Seen(laid), frames, flow.tables, flow.columns, "x")] == codes


@pytest.mark.parametrize("width", [595, 842])
def test_titles_of_annexes_above_a_table_stand_in_the_middle_of_the_page(width):
    """The same on each page, the table a little to their left, as LibreOffice and Word set it."""
    titles = ("PHỤ LỤC", "DANH MỤC NHIỆM VỤ NĂM 2026", "(Kèm theo Báo cáo số 210/BC-STP của Sở Tư pháp)")
    xs, ys = [80.0, 200.0, width - 62.0], [160.0, 180.0, 200.0]
    pages = []
    for number in (1, 2):
        glyphs = [
            glyph
            for at, text in enumerate(titles)
            for glyph in typed(text, (85 + width - 56.7 - WIDTH * len(text)) / 2, 85 + 29 * at)
        ]
        glyphs += [glyph for y in ys[:2] for x in xs[:2] for glyph in typed(f"ô {number}", x + 5, y + 14)]
        pages.append(Page(number, width, 595, tuple(glyphs), tuple(ruled(xs, ys))))
    (section,) = sections(*pages)
    found = [(one.text, one.alignment) for one in section.blocks if isinstance(one, Paragraph) and one.text]
    assert found == [(text, "center") for text in titles] * 2


def test_page_numbers_and_repeated_headers_are_no_text():
    def page(number: int) -> Page:
        lines = (("CÔNG BÁO 12", 80, 30), (str(number), 300, 50), (f"Dòng {number} của lời văn.", 80, 400))
        return Page(number, 595, 842, tuple(glyph for line in lines for glyph in typed(*line)), ())

    laid = [laid_out(page(number)) for number in range(1, 6)]
    kept, frames = read.without_frames(laid)
    assert [block.text for _, blocks in kept for block in blocks] == [f"Dòng {n} của lời văn." for n in range(1, 6)]
    assert len(list(frames.lines)) == 10


def test_lines_side_by_side_are_two_columns_and_a_title_below_is_none_of_them():
    glyphs = [
        *typed("SỞ TƯ PHÁP", 90, 60, BOLD),
        *typed("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 300, 60, BOLD),
        *typed("Độc lập - Tự do - Hạnh phúc", 321, 76, BOLD),
        *typed("Số: 5/QĐ-STP", 84, 92),
        *typed("Hà Nội, ngày 5 tháng 1 năm 2026", 309, 92),
        *typed("QUYẾT ĐỊNH", 279, 120, BOLD),
        *typed("Lời văn " * 9, 80, 150),
    ]
    (section,) = sections(Page(1, 595, 842, tuple(glyphs), ()))
    heading, title, _ = section.blocks
    assert isinstance(heading, Table) and isinstance(title, Paragraph)
    assert [[one.text for one in cell.paragraphs] for cell in heading.cells] == [
        ["SỞ TƯ PHÁP", "Số: 5/QĐ-STP"],
        ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Hà Nội, ngày 5 tháng 1 năm 2026"],
    ]
    assert (title.text, title.alignment) == ("QUYẾT ĐỊNH", "center")


# --- files ------------------------------------------------------------------------------------------------------------


def pages(source: Path, target: Path, first: int, last: int) -> Path:
    """Some pages of a PDF as a file of their own."""
    writer = PdfWriter()
    for page in PdfReader(source).pages[first:last]:
        writer.add_page(page)
    writer.write(target)
    return target


def codes(path: Path, **limits) -> set[str]:
    with pytest.raises(InputError) as failure:
        read_pdf(path, path.name, limits=Limits(**limits))
    return {finding.code for finding in failure.value.findings}


def test_a_scan_a_password_and_a_broken_file_are_refused_with_a_word_on_each(built, tmp_path):
    Image.new("L", (600, 800), 255).save(tmp_path / "quet.pdf")
    assert codes(tmp_path / "quet.pdf") == {"V352"}
    (tmp_path / "hong.pdf").write_bytes(b"%PDF-1.7\nnothing")
    assert codes(tmp_path / "hong.pdf") == {"V351"}
    (tmp_path / "rong.pdf").write_bytes(b"")
    assert codes(tmp_path / "rong.pdf") == {"V351"}
    assert codes(tmp_path / "khong-co.pdf") == {"V010"}
    whole = built / "142-qd-vpcp" / "142-qd-vpcp.pdf"
    writer = PdfWriter(clone_from=whole)
    writer.encrypt("mật khẩu", algorithm="RC4-128")
    writer.write(tmp_path / "khoa.pdf")
    assert codes(tmp_path / "khoa.pdf") == {"V350"}
    cut = whole.read_bytes()
    (tmp_path / "cut.pdf").write_bytes(cut[: len(cut) // 3])
    assert codes(tmp_path / "cut.pdf") <= {"V351", "V352"}


@pytest.mark.parametrize("limits", [{"pages": 2}, {"glyphs": 100}, {"drawn": 10}, {"file_bytes": 1000}])
def test_what_a_file_may_hold_is_bounded(built, limits):
    assert codes(built / "142-qd-vpcp" / "142-qd-vpcp.pdf", **limits) == {"V013"}


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_page_that_is_stored_turned_is_read_as_it_is_seen(built, tmp_path, angle):
    whole = built / "142-qd-vpcp" / "142-qd-vpcp.pdf"
    writer = PdfWriter()
    for page in PdfReader(whole).pages[2:4]:
        own = writer.add_page(page)
        own.rotate(angle)
        own.transfer_rotation_to_content()
        own.rotate(-angle)
    writer.write(tmp_path / "xoay.pdf")
    straight = read_pdf(pages(whole, tmp_path / "thang.pdf", 2, 4), "x")
    turned = read_pdf(tmp_path / "xoay.pdf", "x")
    assert grids(turned.parts) == grids(straight.parts) != []


def test_a_page_whose_text_lies_on_its_side_is_read_as_it_stands(built, tmp_path):
    """A landscape annex on a page that is stored the other way."""
    straight, turned = PdfWriter(), PdfWriter()
    for number, page in enumerate(PdfReader(built / "142-qd-vpcp" / "142-qd-vpcp.pdf").pages[:5]):
        straight.add_page(page)
        turned.add_page(page).rotate(90 * number % 360)
    straight.write(tmp_path / "thang.pdf")
    turned.write(tmp_path / "nam.pdf")
    read = [grids(read_pdf(tmp_path / name, "x").parts) for name in ("thang.pdf", "nam.pdf")]
    assert read[0] == read[1] != []


def grids(parts) -> list[list[list[str]]]:
    blocks, _ = read_blocks(parts, "x")
    tables = [piece for block in blocks for piece in block.pieces if len(piece.cells) > 2]
    return [[[str(text) for text in row] for row in piece.cells] for piece in tables]


@pytest.mark.parametrize("name", ["142-qd-vpcp", "95-qd-vpcp"])
def test_every_cell_of_the_real_plans_is_in_their_pdf(built, name):
    read_ = read_pdf(built / name / f"{name}.pdf", "x")
    word = package.read(built / name / f"{name}.docx")
    assert grids(read_.parts) == [table for table in grids(word) if len(table) > 2]
    assert {finding.code for finding in read_.findings} - {"V434"} == {"V353"}


def test_every_cell_of_a_landscape_annex_with_rows_broken_over_pages(small_annex):
    read_ = read_pdf(small_annex / "phu-luc-hcmc" / "phu-luc-hcmc.pdf", "x")
    assert grids(read_.parts) == grids(package.read(small_annex / "phu-luc-hcmc" / "phu-luc-hcmc.docx"))
    (said,) = [finding for finding in read_.findings if "được nối" in str(finding.message)]
    assert said.value.count("hàng") >= 5
    assert (DATA / "phu-luc-hcmc").exists()


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("30/6/20", "26", "30/6/2026"),
        ("1.234.5", "67", "1.234.567"),
        ("1.234", "567", "1.234 567"),
        ("30/6/2026", "12", "30/6/2026 12"),
        ("12", "3.456", "12 3.456"),
        ("3.1", "25", "3.125"),
        ("120,7", "5", "120,75"),
        ("(120,7", "5)", "(120,75)"),
        ("1.234,", "5", "1.234,5"),
        ("1.234", ".567", "1.234.567"),
        ("12.345", "%", "12.345%"),
        ("038204001", "234", "038204001234"),
        ("12", "15", "12 15"),
        ("2024", "2025", "2024 2025"),
        ("12", "một", "12 một"),
    ],
)
def test_a_date_that_a_narrow_column_cut_is_whole_again(first, second, joined):
    """Only where what is left of it is neither a date nor a number by itself, or both together are one."""
    glyphs = [*typed(first, 80.0, 100.0), *typed(second, 80.0, 116.0)]
    room = Room(80.0, 80.0 + WIDTH * len(first) + 3, kind="cell")
    assert " ".join(one.text for one in paragraphs_of(lines_of(glyphs, 1), room)) == joined


@pytest.mark.parametrize(
    ("first", "second", "trailing", "cells", "one"),
    [
        ("PBG", "DPL", True, (), True),
        ("PBG", "DPL", False, (), None),
        ("PBG", "DPL", False, ("Hội PBGDPL họp",), True),
        ("HĐND", "UBND", True, ("HĐND và UBND",), False),
        ("Phòng", "PBGDPL", True, (), False),
        ("hướng", "dẫn", True, (), False),
        ("nghiê", "ng", False, (), True),
        ("vanphong.sonoiv", "u@laocai.gov.vn", False, (), True),
        ("a@laocai.", "gov.vn", False, (), True),
        ("Email", "u@laocai.gov.vn", False, (), None),
        ("12", "15", False, (), None),
        ("2024", "2025", True, (), None),
        ("thôn,", "xã", True, (), False),
    ],
)
def test_what_a_narrow_cell_broke_is_one_word_where_something_tells(first, second, trailing, cells, one):
    breaks = replace(spoken(*cells), spaces=trailing)
    assert is_one(first, second, breaks, told=trailing) is one


def test_a_number_in_a_cell_with_room_is_no_part_of_the_next():
    """Centred or at the right, a short line leaves room for another sign."""
    lines = lines_of([*typed("120,7", 90.0, 100.0), *typed("5", 90.0, 116.0)], 1)
    for room in (Room(80.0, 90 + WIDTH * 5, kind="cell"), Room(89.0, 90 + WIDTH * 5 + 1, kind="cell", ruled=False)):
        assert by_width(room, *lines) is False


def test_what_a_narrow_cell_broke_is_named_with_its_cell():
    grid = Grid((80.0, 116.0, 200.0), (80.0, 140.0), (Field(0, 0, 1, 1), Field(0, 1, 1, 1)), ((0, 1),))
    number, years = (
        tuple(lines_of([*typed(first, at, 100.0), *typed(second, at, 116.0)], 3))
        for first, second, at in (("120,7", "5", 82.0), ("x", "y", 120.0))
    )
    joined = Joined.of(GridPart(3, grid, (FieldLines(grid.fields[0], number), FieldLines(grid.fields[1], years))))
    table = joined.table()
    assert table.cells[0].text == "120,75"
    assert (joined.whole, joined.parted) == (["trang 3, hàng 1, cột 1: 120,75"], [])


@pytest.mark.parametrize("sign", ["\uf0b7", "▪"])
def test_a_list_with_dots_is_lines_of_items(sign):
    glyphs = [
        glyph
        for at, text in enumerate(("Cấp giấy;", "Gia hạn bảy giấy phép;", "Thông báo."))
        for glyph in (*typed(sign, 90.0, 300.0 + 18 * at), *typed(text, 112.0, 300.0 + 18 * at))
    ]
    blocks = laid_out(Page(1, 595.0, 842.0, tuple(glyphs), ())).blocks
    assert [one.text for one in blocks] == ["- Cấp giấy;", "- Gia hạn bảy giấy phép;", "- Thông báo."]


@pytest.mark.parametrize("lines", [("CỘNG HÒA XÃ HỘI CHỦ", "NGHĨA VIỆT NAM"), ("X, ngày 12 tháng 3 năm", "2026")])
def test_a_heading_broken_in_its_column_is_one_line(lines):
    middle = 300.0
    glyphs = [
        glyph for at, text in enumerate(lines) for glyph in typed(text, middle - len(text) * WIDTH / 2, 100.0 + 16 * at)
    ]
    room = Room(200.0, 400.0, kind="side")
    assert [one.text for one in paragraphs_of(lines_of(glyphs, 1), room)] == [" ".join(lines)]


def test_of_two_pages_the_line_that_both_begin_with_is_a_header():
    def page_of(number: int, *lines: str) -> Page:
        glyphs = [glyph for at, text in enumerate(lines) for glyph in typed(text, 80.0, 40.0 + 30 * at)]
        return Page(number, 595.0, 842.0, tuple(glyphs), ())

    def kept(*pages: Page) -> list[str]:
        laid = [laid_out(page) for page in pages]
        return [block.text for _, blocks in read.without_frames(laid)[0] for block in blocks]

    both = page_of(1, "Dự thảo lần 3", "Một", "Hai"), page_of(2, "Dự thảo lần 3", "Ba", "Bốn")
    assert kept(*both) == ["Một", "Hai", "Ba", "Bốn"]
    # Two documents of one office, two annexes, are no pages with a header.
    alike = page_of(1, "SỞ MẪU", "Phòng A", "Hai"), page_of(2, "SỞ MẪU", "Phòng A", "Bốn")
    assert len(kept(*alike)) == 6
    assert len(kept(page_of(1, "Phụ lục 1", "Một", "Hai"), page_of(2, "Phụ lục 2", "Ba", "Bốn"))) == 6


# --- what is put onto a page ------------------------------------------------------------------------------------------


def annotated(path: Path, **entries: object) -> Path:
    """A page of text with an annotation that has these entries; `looks` is what it draws."""
    writer = PdfWriter(clone_from=str(pdf(path, "BT /F1 12 Tf 80 700 Td (Thong bao so 12 ngay 5 thang 1) Tj ET")))
    page = writer.pages[0]
    looks = entries.pop("looks", "")
    one = DictionaryObject({NameObject("/Type"): NameObject("/Annot"), NameObject("/F"): NumberObject(4)})
    one[NameObject("/Rect")] = ArrayObject([NumberObject(at) for at in (100, 600, 300, 620)])
    for key, value in entries.items():
        one[NameObject(f"/{key}")] = NameObject(f"/{value}") if key in ("Subtype", "FT") else TextStringObject(value)
    if looks:
        drawn = StreamObject()
        drawn.set_data(f"BT /F1 12 Tf 2 5 Td ({looks}) Tj ET".encode())
        drawn[NameObject("/Type")], drawn[NameObject("/Subtype")] = NameObject("/XObject"), NameObject("/Form")
        drawn[NameObject("/BBox")] = ArrayObject([NumberObject(at) for at in (0, 0, 200, 20)])
        drawn[NameObject("/Resources")] = page["/Resources"]
        one[NameObject("/AP")] = DictionaryObject({NameObject("/N"): writer._add_object(drawn)})
    page[NameObject("/Annots")] = ArrayObject([writer._add_object(one)])
    writer.write(path)
    return path


@pytest.mark.parametrize(
    ("entries", "told"),
    [
        ({"Subtype": "FreeText", "Contents": "them vao", "looks": "them vao"}, "them vao"),
        ({"Subtype": "Text", "Contents": "Soát lại số này"}, "Soát lại số này"),
        ({"Subtype": "Stamp", "looks": "DEN so 7"}, "DEN so 7"),
        ({"Subtype": "Widget", "FT": "Tx", "T": "so", "V": "điền 15"}, "điền 15"),
        ({"Subtype": "Link", "Contents": "x"}, ""),
        ({"Subtype": "Square"}, ""),
    ],
)
def test_what_is_put_onto_a_page_is_said(tmp_path, entries, told):
    read_ = read_pdf(annotated(tmp_path / "a.pdf", **entries), "a.pdf")
    assert [one.value for one in read_.findings if one.code == "V369"] == [told][: bool(told)]


def test_files_that_are_attached_are_named(tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=str(pdf(tmp_path / "a.pdf", "BT /F1 12 Tf 80 700 Td (Thong bao so 12) Tj ET")))
    for name in ("du-toan.xlsx", "b.txt"):
        writer.add_attachment(name, b"x")
    writer.write(tmp_path / "b.pdf")
    (told,) = [one for one in read_pdf(tmp_path / "b.pdf", "b.pdf").findings if one.code == "V529"]
    assert set(told.value.split("; ")) == {"du-toan.xlsx", "b.txt"}


@pytest.mark.parametrize("apart", [14, 25, 40])
def test_recipients_are_one_list_however_far_apart_its_lines_are_set(apart):
    listed = ["Nơi nhận:", "- Như trên;", "- Các sở, ban, ngành;", "- Các phường;", "- Lưu: VT."]
    glyphs = [sign for at, text in enumerate(listed) for sign in typed(text, 85, 100 + apart * at)]
    glyphs += [*typed("KT. GIÁM ĐỐC", 360, 100), *typed("PHÓ GIÁM ĐỐC", 360, 118), *typed("Trần Văn Mẫu", 360, 190)]
    (block,) = laid_out(Page(1, 595, 842, tuple(glyphs), ())).blocks
    assert isinstance(block, Beside)
    assert [line.text for line in block.left] == listed
    assert [line.text for line in block.right] == ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Trần Văn Mẫu"]
