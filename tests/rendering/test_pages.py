"""The page of a task table: widths, orientation, size of letters, rows that break, chosen for few and full pages."""

from __future__ import annotations

from datetime import date

import pytest
from conftest import DATA, options
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.commands.build import build
from generator.facts.metrics import MM_PER_POINT, UNITS_PER_EM, broken_lines, line_height_mm
from generator.ooxml.names import mm, w
from generator.planning.tables import planned_table
from generator.rendering.word import pages
from generator.rendering.word.pages import Page, chosen
from generator.rendering.word.widths import PADDING_MM, least
from generator.rendering.words import Rows
from generator.values.model import Column, Register, TableSpec, Task

UPRIGHT, WIDE = Page("doc", 9354, 247.0), Page("ngang", 14286, 160.0)
KEYS = ("stt", "noi_dung", "chu_tri", "san_pham")
SHOWN = [(key,) for key in KEYS]
WORDS = st.lists(
    st.sampled_from(["Chủ", "trì", "nghiên", "cứu", "phương", "án", "8545/TCTTKĐA", "nghiêng", "hoàn-thành"]),
    max_size=90,
)


def table_of(rows, **asked):
    """A table of rows of texts below the columns of KEYS, `stt` apart."""
    columns = tuple(Column(key, key.replace("_", " ").title()) for key in KEYS)
    tasks = tuple(Task(f"X{at}", dict(zip(KEYS[1:], row, strict=True))) for at, row in enumerate(rows, start=1))
    table, _ = planned_table(TableSpec(Register(columns, tasks), "phu-luc-5-cot", **asked), date(2024, 12, 31))
    assert table is not None
    return table


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=1, max_size=12), st.booleans())
def test_widths_fill_the_text_and_no_word_is_broken(rows, alone):
    table = table_of([[" ".join(words) for words in row] for row in rows])
    choice = chosen(table, SHOWN, [UPRIGHT, WIDE], alone=alone)
    page = UPRIGHT if choice.orientation == "doc" else WIDE
    assert sum(choice.widths) == page.width
    for width, needed in zip(choice.widths, least(table, SHOWN, choice.size_pt), strict=True):
        assert mm(width) >= needed - 0.05
    assert (choice.size_pt, choice.breaking) == (12.0, "tall")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=2, max_size=12))
def test_widths_are_no_worse_than_even_ones(rows):
    """The height of the rows, lines counted by the other reader of metrics: never above that of equal columns."""
    texts = [[" ".join(words) for words in row] for row in rows]
    choice = chosen(table_of(texts), SHOWN, [UPRIGHT])

    def lines(widths):
        return sum(
            max(len(broken_lines(text, mm(width) - 3.1, 12)) for text, width in zip(row, widths, strict=True))
            for row in texts
        )

    even = [(UPRIGHT.width - choice.widths[0]) // 3] * 3
    assert lines(choice.widths[1:]) <= lines(even) * 1.1 + 2


ROWS = st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=1, max_size=12)


@settings(max_examples=40, deadline=None)
@given(ROWS, st.integers(35, 90))
def test_lines_are_counted_as_they_are_broken(rows, width):
    """Against the reader of metrics that lays each line out; texts of several paragraphs too."""
    for words in (words for row in rows for words in row):
        text = " ".join(words).replace("án ", "\n").replace("trì ", "trì  ")
        room = width / MM_PER_POINT / 12 * UNITS_PER_EM
        assert pages._lines(pages._measured(text), room) == len(broken_lines(text, width, 12))


@settings(max_examples=20, deadline=None)
@given(ROWS, st.integers(20, 60), st.integers(1, 3))
def test_the_search_leaves_out_nothing(rows, first, levels):
    """Against one that works the whole cost of each move out anew."""
    table = table_of([[" ".join(words) for words in row] for row in rows])
    sample = pages.Sample(table, SHOWN, levels)
    rooms = [12.0, first, (mm(WIDE.width) - 12 - first) / 2, (mm(WIDE.width) - 12 - first) / 2]
    least_ = sample.least(12.0)

    def cost(moved):
        return pages.At(sample, 12.0, 2.0).cost(moved, WIDE.height)

    def by(at, step, of):
        return [width + step * (column == at) for column, width in enumerate(of)]

    best = rooms
    for step in (8.0, 4.0, 2.0, 1.0):
        for _ in range(12):
            losses = [j for j in range(4) if best[j] - step >= least_[j]]
            losses.sort(key=lambda j: cost(by(j, -step, best)))
            gains = sorted(range(4), key=lambda i: cost(by(i, step, best)))
            moves = [by(j, -step, by(i, step, best)) for j in losses[:2] for i in gains[:2] if i != j]
            moved = min(moves, key=cost, default=best)
            if cost(moved) >= cost(best) * 0.9995:
                break
            best = moved
    assert pages._improved(rooms, least_, WIDE.height, pages.At(sample, 12.0, 2.0)) == best


@settings(max_examples=30, deadline=None)
@given(ROWS, st.floats(8, 40))
def test_a_row_is_kept_whole_by_the_lines_of_its_texts(rows, tall):
    table = table_of([[" ".join(words).replace("án ", "\n") for words in row] for row in rows])
    choice = replace(chosen(table, SHOWN, [UPRIGHT]), tall_mm=tall)
    giu = pages.kept_whole(table, SHOWN, choice)
    most = (tall - 4 * MM_PER_POINT) / line_height_mm(12)

    def is_high(text, width):
        """Of few letters no text is thought high."""
        line = width / MM_PER_POINT / 12 * pages.LETTERS_OF_AN_EM
        few = len(text) + text.count("\n") * line <= most * line
        return not few and len(broken_lines(text, width, 12)) > most

    for row, task in zip(Rows(table), table.tasks, strict=True):
        texts = zip((task.texts[key] for key in KEYS[1:]), choice.widths[1:], strict=True)
        high = [text for text, width in texts if is_high(text, mm(width) - PADDING_MM)]
        assert (giu is not None and giu(row) == "") == bool(high)


def test_a_column_called_by_its_title_is_as_wide_as_its_texts():
    columns = (Column("noi_dung_2", "Ý kiến"), Column("noi_dung", "Nội dung"))
    tasks = tuple(Task(f"X{at}", {"noi_dung_2": "khá dài " * 200, "noi_dung": "a"}) for at in range(3))
    table, _ = planned_table(TableSpec(Register(columns, tasks), "phu-luc-5-cot"), date(2024, 12, 31))
    shown = [("noi_dung",), ("y_kien",)]
    choice = chosen(table, shown, [UPRIGHT])
    assert choice.widths == chosen(table, [("noi_dung",), ("noi_dung_2",)], [UPRIGHT]).widths
    giu = pages.kept_whole(table, shown, choice)
    assert {giu(row) for row in Rows(table)} == {""}


def test_a_wide_page_where_it_saves_pages_and_for_an_annex_alone():
    rows = [["Việc " + "dài hơn nữa " * 60, "Cơ quan " * 25, "Sản phẩm " * 25] for _ in range(40)]
    both = [chosen(table_of(rows), SHOWN, [page]).pages for page in (UPRIGHT, WIDE)]
    choice = chosen(table_of(rows), SHOWN, [UPRIGHT, WIDE], alone=True)
    assert (choice.orientation == "ngang") == (both[1] <= both[0] * 0.9)
    assert chosen(table_of(rows), SHOWN, [UPRIGHT, WIDE]).orientation == "doc"


def test_letters_get_smaller_only_where_words_break_on_the_wide_page():
    narrow = Page("ngang", 3300, 160.0)
    rows = [["nghiêng", "nghiêng", "nghiêng"]]
    assert chosen(table_of(rows), SHOWN, [UPRIGHT]).size_pt == 12
    smaller = chosen(table_of(rows), SHOWN, [narrow])
    assert smaller.size_pt < 12
    assert sum(least(table_of(rows), SHOWN, smaller.size_pt)) <= mm(narrow.width)
    assert sum(least(table_of(rows), SHOWN, smaller.size_pt + 1)) > mm(narrow.width)
    assert chosen(table_of(rows, size_pt=12), SHOWN, [narrow]).size_pt == 12


def test_a_row_breaks_where_whole_it_may_leave_a_third_of_a_page():
    rows = [["Việc ngắn", "a", "b"], ["Việc rất dài " * 400, "a", "b"]]
    table = table_of(rows)
    choice = chosen(table, SHOWN, [UPRIGHT])
    giu = pages.kept_whole(table, SHOWN, choice)
    assert giu is not None
    rows = list(Rows(table))
    assert [str(giu(row)) for row in rows] == ["<w:cantSplit/>", ""]
    height = len(broken_lines(table.tasks[1].texts["noi_dung"], mm(choice.widths[1]) - 3.2, 12)) * line_height_mm(12)
    assert height > choice.tall_mm >= UPRIGHT.height / 4
    short = table_of([["Việc ngắn", "a", "b"]])
    assert pages.kept_whole(short, SHOWN, chosen(short, SHOWN, [UPRIGHT])) is None


@pytest.mark.parametrize(("asked", "breaking"), [(None, "tall"), (True, "all"), (False, "none")])
def test_the_dossier_decides_whether_rows_break(asked, breaking):
    table = table_of([["Việc rất dài " * 400, "a", "b"]], breaking=asked)
    choice = chosen(table, SHOWN, [UPRIGHT])
    assert choice.breaking == breaking
    assert (pages.kept_whole(table, SHOWN, choice) is not None) == (asked is None)


def test_less_space_wins_back_a_last_page_of_a_few_rows():
    def choice(count):
        return chosen(table_of([["Một dòng", "a", "b"]] * count), SHOWN, [UPRIGHT])

    counts = [count for count in range(45, 100) if choice(count).space_pt == pages.LESS_SPACE_PT]
    assert counts, "some number of rows ends a little after a page"
    for count in counts:
        assert choice(count).pages < choice(counts[-1] + 1).pages
        assert choice(count).look == "24-20"


DOSSIER = """loai: phu-luc
nhan: Phụ lục I
co_quan: {{ten: Sở Mẫu tỉnh X}}
trich_yeu: Các nhiệm vụ
bang: {{nguon: nhiem-vu.csv, mau: ke-hoach-5-cot{asked}}}
"""
CSV = "STT,Nội dung,Chủ trì,Phối hợp,Thời hạn\n" + "".join(
    f'{at},"{"Rà soát, hoàn thiện " * 12 * at}",Sở Mẫu,Sở Thử,Quý {at}/2030\n' for at in range(1, 5)
)


@pytest.fixture
def made(tmp_path):
    """Builds the table with what the dossier asks of its pages."""

    def build_it(asked=""):
        folder = tmp_path / "ho-so"
        folder.mkdir(exist_ok=True)
        (folder / "van-ban.yaml").write_text(DOSSIER.format(asked=asked), encoding="utf-8")
        (folder / "nhiem-vu.csv").write_text(CSV, encoding="utf-8")
        (output,) = build(folder, options(tmp_path / "out", formats=("docx",), force=True)).outputs
        return Document(output.path)

    return build_it


def task_rows(document):
    return [row for row in document.tables[-1]._tbl.tr_lst if row.find(f"{w('trPr')}/{w('tblHeader')}") is None]


def test_huong_co_chu_and_tach_dong_in_the_word_file(made):
    usual = made()
    assert usual.sections[0].page_width < usual.sections[0].page_height
    document = made(", huong: ngang, co_chu: 10, tach_dong: true")
    assert document.sections[0].page_width > document.sections[0].page_height
    assert all(row.find(f"{w('trPr')}/{w('cantSplit')}") is None for row in task_rows(document))
    paragraphs = [p for row in document.tables[-1].rows for cell in row.cells for p in cell.paragraphs]
    styles = {paragraph.style.style_id: paragraph.style for paragraph in paragraphs}
    assert {style.font.size.pt for style in styles.values()} == {10.0}
    assert {style.base_style.font.size.pt for style in styles.values()} == {12.0}
    whole = made(", tach_dong: false")
    assert all(row.find(f"{w('trPr')}/{w('cantSplit')}") is not None for row in task_rows(whole))


def test_a_size_that_nobody_reads_is_refused(made):
    from generator.values.errors import InputError

    with pytest.raises(InputError) as raised:
        made(", co_chu: 6")
    assert [(finding.code, finding.value) for finding in raised.value.findings] == [("V023", "6")]


@pytest.mark.parametrize(("name", "at"), [("142-qd-vpcp", 3), ("phu-luc-hcmc", 0)])
def test_no_title_of_the_seeds_takes_four_lines(name, at, tmp_path):
    (output,) = build(DATA / name, options(tmp_path, formats=("docx",))).outputs
    table = Document(output.path).tables[at]._tbl
    grid = [mm(int(column.get(w("w")))) - 3.1 for column in table.tblGrid]
    rows = [row for row in table.tr_lst if row.find(f"{w('trPr')}/{w('tblHeader')}") is not None]
    lines = [
        len(broken_lines("".join(t.text for t in cell.iter(w("t"))), width, 12, bold=True))
        for row in rows
        if len(row.tc_lst) == len(grid)
        for cell, width in zip(row.tc_lst, grid, strict=True)
    ]
    assert len(lines) >= len(grid)
    assert max(lines) <= 3
