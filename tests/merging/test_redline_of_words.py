"""A redline marks what is read: whole numbers and words, cells of a column; never how a file is written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import hypothesis.strategies as st
import pytest
from conftest import calls
from hypothesis import given, settings
from lxml import etree
from office_files import validated
from test_redline import AS_OF, DATA, NOW, YAML, body
from test_redline_saved_files import MARKS, lines, written
from word_edits import workplace

from generator.commands.compare import RedlineOptions, word_parts, write_redline
from generator.merging.redline.redline import redline
from generator.ooxml import package
from generator.ooxml.names import W, w
from generator.ooxml.resolved import resolved
from generator.ooxml.tokens import words_of

Parts = dict[str, bytes]


def document(inner: str) -> Parts:
    return {"word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{inner}<w:p/></w:body></w:document>'.encode()}


def run(text: str, look: str = "") -> str:
    return f'<w:r>{f"<w:rPr>{look}</w:rPr>" if look else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def line(text: str) -> str:
    return f"<w:p>{run(text)}</w:p>"


def table(rows: Sequence[Sequence[str]], spans: bool = False) -> str:
    """A table of texts; with `spans` a text `…|n` covers n columns."""

    def cell(text: str) -> str:
        said, _, width = text.partition("|")
        properties = f'<w:tcPr><w:gridSpan w:val="{width}"/></w:tcPr>' if width else ""
        return f"<w:tc>{properties}{line(said)}</w:tc>"

    count = max(len(row) for row in rows)
    grid = '<w:gridCol w:w="900"/>' * count
    inner = "".join(f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{inner}</w:tbl>"


def compared(old: Parts, new: Parts, *, looks: bool = False) -> etree._Element:
    made = body(redline(old, new, author="A", now=NOW, shown_as=("cũ", "mới"), looks=looks).parts)
    assert words_of(resolved(made, "accept")) == words_of(body(new))
    assert words_of(resolved(made, "reject")) == words_of(body(old))
    return made


def marked(made: etree._Element) -> tuple[str, str]:
    """What is shown deleted and inserted, all of it."""
    return tuple(
        "".join(text.text or "" for mark in made.iter(w(name)) for text in mark.iter(w(kind)))
        for name, kind in (("del", "delText"), ("ins", "t"))
    )  # type: ignore[return-value]


# --- numbers and words ---

_NUMBERS = st.one_of(
    st.integers(1_000, 99_999_999).map(lambda number: f"{number:,}".replace(",", ".")),
    st.integers(0, 1000).map(lambda number: f"{number / 10:.1f}%".replace(".", ",")),
    st.dates().map(lambda day: f"{day.day:02d}/{day.month:02d}/{day.year:04d}"),
    st.dates().map(lambda day: f"ngày {day.day:02d} tháng {day.month:02d} năm {day.year:04d}"),
    st.integers(1, 9999).map(lambda number: f"{number}/QĐ-TTg"),
)
_LOOKS = st.sampled_from(
    [
        "",
        '<w:color w:val="auto"/>',
        '<w:color w:val="000000"/>',
        '<w:rFonts w:eastAsia="SimSun"/>',
        '<w:szCs w:val="28"/>',
    ]
)
_CUTS = st.lists(st.tuples(st.integers(0, 60), _LOOKS), max_size=6)


def cut(text: str, cuts: list[tuple[int, str]]) -> str:
    """A paragraph of the text, cut into runs anywhere, black written in one way or another."""
    places = sorted({min(at, len(text)) for at, _ in cuts} | {0, len(text)})
    looks = [look for _, look in cuts] + [""] * len(places)
    inner = (run(text[a:b], look) for (a, b), look in zip(pairwise(places), looks, strict=False))
    return f"<w:p>{''.join(inner)}</w:p>"


@given(_NUMBERS, _NUMBERS, _CUTS, _CUTS, st.booleans())
@settings(max_examples=150)
def test_a_changed_number_is_shown_as_a_whole(
    one: str, other: str, cuts: list[tuple[int, str]], more: list[tuple[int, str]], looks: bool
) -> None:
    sentence = "Đến nay đã tiếp nhận {} hồ sơ, đúng hạn."
    old, new = (document(cut(sentence.format(number), at)) for number, at in ((one, cuts), (other, more)))
    assert marked(compared(old, new, looks=looks)) == (("", "") if one == other else (one, other))


@given(_CUTS, _CUTS)
@settings(max_examples=100)
def test_runs_cut_elsewhere_and_black_written_otherwise_are_no_change(
    cuts: list[tuple[int, str]], more: list[tuple[int, str]]
) -> None:
    text = "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ;"
    for looks in (False, True):
        made = compared(document(cut(text, cuts)), document(cut(text, more)), looks=looks)
        assert not list(made.iter(*MARKS))


def test_letters_in_two_forms_are_one_word() -> None:
    import unicodedata

    old, new = (
        document(line(unicodedata.normalize(form, "Bộ trưởng Bộ Tư pháp") + end))
        for form, end in (("NFD", ""), ("NFC", "!"))
    )
    made = body(redline(old, new, author="A", now=NOW, shown_as=("cũ", "mới")).parts)
    assert marked(made) == ("", "!")


def test_what_only_looks_otherwise_is_told_once_and_marked_on_request() -> None:
    old, new = document(line("Điều 1")), document(f"<w:p>{run('Điều ')}{run('1', '<w:b/>')}</w:p>")
    done = redline(old, new, author="A", now=NOW, shown_as=("cũ", "mới"))
    assert not list(body(done.parts).iter(*MARKS)) and done.looks_differ
    assert len(list(compared(old, new, looks=True).iter(w("rPrChange")))) == 1
    assert not redline(old, old, author="A", now=NOW, shown_as=("cũ", "mới")).looks_differ


def test_a_text_that_was_moved_with_tracking_is_there_once() -> None:
    moved = (
        '<w:p><w:moveFromRangeStart w:id="1" w:name="m"/><w:moveFrom w:id="2" w:author="B">'
        f'{run("Việc một")}</w:moveFrom><w:moveFromRangeEnd w:id="1"/></w:p>{line("Việc hai")}'
        f'<w:p><w:moveToRangeStart w:id="3" w:name="m"/><w:moveTo w:id="4" w:author="B">{run("Việc một")}</w:moveTo>'
        '<w:moveToRangeEnd w:id="3"/></w:p>'
    )
    made = body(redline(document(moved), document(moved), author="A", now=NOW, shown_as=("cũ", "mới")).parts)
    assert lines(made) == ["Việc hai", "Việc một"]
    assert not list(made.iter(w("moveFrom"), w("moveTo"), w("moveFromRangeStart")))


def test_an_automatic_number_is_read() -> None:
    numbered = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>' + run("Việc") + "</w:p>"
    made = compared(document(line("Việc")), document(numbered))
    assert len(list(made.iter(w("pPrChange")))) == 1


# --- columns ---

ROWS = [
    ["STT", "Nhiệm vụ", "Chủ trì", "Thời hạn"],
    *([str(at), f"Việc số {at} của Bộ", "Bộ Tư pháp", f"Tháng {at % 12 + 1}/2025"] for at in range(1, 40)),
]


def with_column(rows: Sequence[Sequence[str]], at: int, title: str, text: str) -> list[list[str]]:
    return [[*row[:at], title if not number else f"{text} {number}", *row[at:]] for number, row in enumerate(rows)]


@pytest.mark.parametrize("at", range(5))
def test_a_column_that_came_or_went_marks_its_cells(at: int) -> None:
    wide = with_column(ROWS, at, "Kinh phí", "tỷ")
    column = "".join(row[at] for row in wide)
    made = compared(document(table(ROWS)), document(table(wide)))
    assert marked(made) == ("", column)
    assert len(list(made.iter(w("cellIns")))) == len(ROWS)
    made = compared(document(table(wide)), document(table(ROWS)))
    assert marked(made) == (column, "")
    assert len(list(made.iter(w("cellDel")))) == len(ROWS)
    assert not [row for row in made.iter(w("tr")) if row.find(f"{w('trPr')}/{w('del')}") is not None]


def test_a_column_beside_edits_rows_and_a_heading_over_all_columns() -> None:
    heading = ["I. Nhóm việc thứ nhất|4"]
    old = [ROWS[0], heading, *ROWS[1:]]
    wide = with_column(ROWS, 2, "Kinh phí", "tỷ")
    wide[5][1] = "Việc số 5 của Bộ, đã sửa"
    new = [
        wide[0],
        ["I. Nhóm việc thứ nhất|5"],
        *wide[1:20],
        ["20a", "Việc mới", "5 tỷ", "Bộ Công an", "Tháng 8"],
        *wide[21:],
    ]
    made = compared(document(table(old)), document(table(new)))
    gone, came = marked(made)
    assert gone == "".join(ROWS[20])
    assert ", đã sửa" in came and "Việc mới" in came and "I. Nhóm" not in came
    assert sum("Việc số" in "".join(t.text for t in mark.iter(w("t"))) for mark in made.iter(w("ins"))) == 0


def test_a_column_that_moved_and_one_that_was_written_anew() -> None:
    moved = [[row[0], row[2], row[1], row[3]] for row in ROWS]
    gone, came = marked(compared(document(table(ROWS)), document(table(moved))))
    # Which of the two moved nobody can say.
    assert gone == came and gone in {"".join(row[at] for row in ROWS) for at in (1, 2)}
    other = [[row[0], row[1], "Đơn vị" if not at else "Sở Y tế", row[3]] for at, row in enumerate(ROWS)]
    made = compared(document(table(ROWS)), document(table(other)))
    assert not list(made.iter(w("cellIns"), w("cellDel")))
    assert marked(made)[0].startswith("Chủ trì")


_COLUMNS = st.lists(st.sampled_from(["TT", "Việc", "Đơn vị", "Hạn", "Ghi chú"]), min_size=1, max_size=5, unique=True)


@given(_COLUMNS, _COLUMNS, st.lists(st.integers(0, 5), max_size=5), st.lists(st.integers(0, 5), max_size=5))
@settings(max_examples=150)
def test_tables_of_any_columns_and_rows(old: list[str], new: list[str], rows: list[int], others: list[int]) -> None:
    """What is accepted and rejected is proven by `compared`, whatever came, went or changed places."""
    before, after = (
        document(table([titles, *([f"{title} {row}" for title in titles] for row in numbers)]))
        for titles, numbers in ((old, rows), (new, others))
    )
    compared(before, after)


# --- what is carried ---


def test_shapes_have_one_number_each_and_lists_no_lasting_one() -> None:
    namespaces = (
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    )

    def shapes(text: str) -> str:
        box = f'<w:txbxContent xmlns:w="{W}">{line(text)}</w:txbxContent>'
        return (
            f"<w:p><w:r {namespaces}>"
            f'<w:drawing><wp:inline><wp:docPr id="7" name="Ô 7"/>{box}</wp:inline></w:drawing></w:r>'
            f'<w:r {namespaces}><w:pict><v:shape id="_x0000_s1026" o:spid="_x0000_s1026">{box}</v:shape></w:pict>'
            "</w:r></w:p>"
        )

    parts = redline(
        document(shapes("cũ") + line("hết")),
        document(shapes("mới") + line("hết")),
        author="A",
        now=NOW,
        shown_as=("a", "b"),
    ).parts
    said = parts["word/document.xml"].decode()
    for form in (r'<wp:docPr id="(\w+)"', r'<v:shape[^>]* id="(\w+)"'):
        found = re.findall(form, said)
        assert len(found) == len(set(found)) == 2


def test_the_lasting_number_of_a_list_stays_in_its_file() -> None:
    from generator.merging.redline.carried_styles import with_styles_and_lists

    cid = "http://schemas.microsoft.com/office/word/2016/wordml/cid"
    numbering = (
        f'<w:numbering xmlns:w="{W}" xmlns:w16cid="{cid}"><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0">'
        '<w:numFmt w:val="{}"/></w:lvl></w:abstractNum><w:num w:numId="1" w16cid:durableId="12345">'
        '<w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )
    old, new = (
        {**word_parts(DATA / YAML, AS_OF), "word/numbering.xml": numbering.format(form).encode()}
        for form in ("decimal", "lowerLetter")
    )
    holder = etree.fromstring(
        f'<w:body xmlns:w="{W}"><w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:p></w:body>'
    )
    made = with_styles_and_lists(old, holder, new)["word/numbering.xml"]
    assert made.count(b"<w:num ") == 2 and made.count(b"durableId") == 1


# --- steps ---


def repeated(count: int) -> tuple[Parts, Parts]:
    same = line("như trên")
    return document(same * count), document(same * (count // 3) + line("mới") + same * (count // 2) + line("khác"))


def many_runs(count: int) -> tuple[Parts, Parts]:
    texts = [f"{['trình', 'Bộ', 'kế', 'hoạch'][at * at % 4]} " for at in range(count)]
    old, new = (
        "".join(run(text, f'<w:sz w:val="{20 + at % 2}"/>') for at, text in enumerate(side))
        for side in (texts, texts[::-1])
    )
    return document(f"<w:p>{old}</w:p>"), document(f"<w:p>{new}</w:p>")


def all_edited(count: int) -> tuple[Parts, Parts]:
    return tuple(
        document("".join(line(f"Việc số {at + add} của Bộ Tư pháp") for at in range(count))) for add in (0, 10_000)
    )  # type: ignore[return-value]


def wide_tables(count: int) -> tuple[Parts, Parts]:
    rows = [[str(at), f"Việc {at}", "Bộ"] for at in range(count)]
    return document(table(rows)), document(table(with_column(rows, 1, "Mới", "số")))


@pytest.mark.parametrize("files", [repeated, many_runs, all_edited, wide_tables], ids=lambda made: made.__name__)
def test_hard_files_take_steps_by_their_size(files) -> None:
    def steps(count: int) -> int:
        old, new = files(count)
        return calls(lambda: redline(old, new, author="A", now=NOW, shown_as=("a", "b")))

    # What is made once is made before it is counted.
    steps(20)
    assert steps(600) < 4.5 * steps(150)


def test_marked_cells_are_valid_in_a_whole_document(tmp_path) -> None:
    built = workplace(tmp_path)
    parts = package.read(built)
    root = package.parse_xml(parts["word/document.xml"], shown_as="", part="")
    tasks = next(found for found in root.iter(w("tbl")) if len(found.findall(w("tr"))) > 6)
    for row in tasks.findall(w("tr")):
        cells = row.findall(w("tc"))
        if len(cells) > 4:
            row.remove(cells[3])
    other = written({**parts, "word/document.xml": package.xml_bytes(root)}, tmp_path / "bot.docx")
    for old, new in ((built, other), (other, built)):
        write_redline(old, new, tmp_path / "r.docx", RedlineOptions("A", NOW, force=True))
        assert [str(error) for error in validated(tmp_path / "r.docx").errors] == []
        made = body(package.read(tmp_path / "r.docx"))
        assert list(made.iter(w("cellIns"), w("cellDel")))
        assert words_of(resolved(made, "reject")) == words_of(body(package.read(old)))


def wide_as(rows: Sequence[Sequence[str]], widths: Sequence[int]) -> str:
    """A table whose grid counts columns of these widths."""
    own = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return table(rows).replace('<w:gridCol w:w="900"/>' * len(rows[0]), own)


@pytest.mark.parametrize("stale", [False, True])
def test_columns_that_went_are_as_wide_as_they_were(stale: bool) -> None:
    """The grid counts the columns that are shown, else programs make all equally wide; one that counts others (`stale`)
    is no reason to mark whole rows."""
    wide = with_column(ROWS, 2, "Kinh phí", "tỷ")
    grid = (100, 800, 300, 400, 200) if stale else (100, 1000, 300, 400)
    old = document(wide_as(wide, (100, 800, 200, 300, 400)))
    made = compared(old, document(wide_as(ROWS, grid)))
    assert len(list(made.iter(w("cellDel")))) == len(ROWS)
    assert not [row for row in made.iter(w("tr")) if row.find(f"{w('trPr')}/{w('del')}") is not None]
    widths = [int(column.get(w("w"))) for column in made.iter(w("gridCol"))]
    assert len(widths) == 5 and widths[1] > 3 * widths[2] and sum(widths) <= sum(grid)
