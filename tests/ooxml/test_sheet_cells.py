"""The cells of a sheet one by one: the same whoever wrote the part, in steps linear in its length."""

import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.ooxml import package, sheet_cells
from generator.ooxml.cell_refs import LAST_COLUMN, column_letter, column_number, position
from generator.ooxml.sheet_cells import SheetCell
from generator.ooxml.workbook import sheet_parts
from generator.values.errors import InputError

S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"


def walked(data: bytes | str, namespace: str = S) -> list[SheetCell]:
    raw = data if isinstance(data, bytes) else data.replace("NS", namespace).encode()
    return list(sheet_cells.sheet_cells(raw, shown_as="bang.xlsx", part="xl/worksheets/a.xml"))


@pytest.mark.parametrize(
    "xml",
    [
        '<worksheet xmlns="NS"><sheetData><row r="2"><c r="C2" t="e" s="4"><f>1/0</f><v>#DIV/0!</v></c></row>'
        "</sheetData></worksheet>",
        "<x:worksheet xmlns:x='NS'><x:sheetData><x:row r='2'><x:c t='e' s='4' r='C2'><x:f>1/0</x:f>\n<x:v>#DIV/0!</x:v>"
        "</x:c></x:row></x:sheetData></x:worksheet>",
        '<worksheet xmlns="NS"><sheetData><row/><row><c/><c/><c s="4" t="e"><f t="shared" si="0"/><v>#DIV/0!</v></c>'
        "</row></sheetData></worksheet>",
        '<worksheet><sheetData><row r="2"><x:c t="e" s="4" r="C2"><x:f/><x:v>#DIV/0!</x:v></x:c></row></sheetData>'
        "</worksheet>",
    ],
    ids=["as-excel", "prefix-and-quotes", "places-counted", "prefix-undeclared"],
)
@pytest.mark.parametrize("namespace", [S, STRICT])
def test_a_cell_is_the_same_however_it_is_written(xml, namespace):
    *before, last = walked(xml, namespace)
    assert last == SheetCell(2, 3, "e", 4, has_formula=True, value="#DIV/0!", inline="")
    assert last.ref == "C2"
    assert [cell.ref for cell in before] in ([], ["A2", "B2"])


def test_a_text_in_the_cell_is_read_without_how_it_is_spoken():
    xml = '<worksheet xmlns="NS"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><r><t>Kế </t></r><r><t>hoạch</t></r>'
    (cell,) = walked(xml + "<rPh sb='0' eb='1'><t>ke</t></rPh></is></c></row></sheetData></worksheet>")
    assert (cell.inline, cell.value, cell.has_formula) == ("Kế hoạch", "", False)


@pytest.mark.parametrize(
    "xml",
    [
        '<worksheet xmlns="NS"><sheetData><row r="1"><c r="XFE1"/></row></sheetData></worksheet>',
        '<worksheet xmlns="NS"><sheetData><row r="1048577"><c r="A1"/></row></sheetData></worksheet>',
        '<worksheet xmlns="NS"><sheetData><row r="1"><c r="1A"/></row></sheetData></worksheet>',
        '<worksheet xmlns="NS"><sheetData><row r="một"><c/></row></sheetData></worksheet>',
        f'<worksheet xmlns="NS"><sheetData><row r="1"><c r="XFD1"/>{"<c/>"}</row></sheetData></worksheet>',
        '<worksheet xmlns="NS"><sheetData><row r="1"><c r="A1"><v>1</v>',
        '<!DOCTYPE x [<!ENTITY a "b">]><worksheet xmlns="NS"><sheetData><row r="1"><c r="A1"/></row></sheetData>'
        "</worksheet>",
    ],
    ids=["column", "row", "no-ref", "row-word", "counted-too-far", "cut", "dtd"],
)
def test_what_no_sheet_has_is_refused(xml):
    with pytest.raises(InputError) as refused:
        walked(xml)
    (finding,) = refused.value.findings
    assert (finding.code, finding.place.file) == ("V014", "bang.xlsx : xl/worksheets/a.xml")


def test_what_is_wrong_in_a_cell_is_said_before_what_is_broken_after_it():
    with pytest.raises(InputError) as refused:
        walked('<worksheet xmlns="NS"><sheetData><row r="1"><c r="1A"/><c r="B1"/></row></sheetData>')
    assert "1A" in str(refused.value.findings[0].message)


def test_a_formula_outside_of_the_cells_is_none_of_the_last_one():
    """What Excel writes below them: rules of other sheets for what may be typed."""
    rules = "<extLst><ext><x:dataValidation><x:formula1><x:f>Sheet2!A1</x:f></x:formula1></x:dataValidation></ext>"
    (cell,) = walked(
        '<worksheet xmlns="NS" xmlns:x="X"><sheetData><row r="1"><c r="A1" s="3"/></row></sheetData>'
        f"{rules}</extLst></worksheet>"
    )
    assert not cell.has_formula


def test_steps_grow_with_the_cells_and_nothing_is_kept(monkeypatch):
    """Calls of the parser: as many more as there are cells; between two chunks no cell stays behind."""
    calls = 0
    start_of = sheet_cells._start_of

    def counted_of(walk):
        start = start_of(walk)

        def counted(name, attributes):
            nonlocal calls
            calls += 1
            assert len(walk.begun) < sheet_cells._CHUNK
            start(name, attributes)

        return counted

    monkeypatch.setattr(sheet_cells, "_start_of", counted_of)

    def steps(rows: int) -> int:
        nonlocal calls
        calls = 0
        body = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c><c r="B{n}"/></row>' for n in range(1, rows + 1))
        assert len(walked(f'<worksheet xmlns="NS"><sheetData>{body}</sheetData></worksheet>')) == 2 * rows
        return calls - 2

    assert steps(5000) == 10 * steps(500)


CELLS = st.dictionaries(
    st.tuples(st.integers(1, 40), st.integers(1, 60)), st.one_of(st.integers(0, 999), st.text("aăâđ &<", min_size=1))
)


@given(CELLS)
def test_the_walk_sees_what_openpyxl_wrote(cells):
    book = openpyxl.Workbook()
    book.active.title = "Bảng"
    for (row, column), value in cells.items():
        book.active.cell(row, column, value).data_type = "n" if isinstance(value, int) else "s"
    raw = io.BytesIO()
    book.save(raw)
    parts = package.read_bytes(raw.getvalue(), shown_as="bang.xlsx")
    part = sheet_parts(parts, shown_as="bang.xlsx")["Bảng"]
    found = {(c.row, c.column): c.inline if c.kind == "inlineStr" else int(c.value) for c in walked(parts[part])}
    assert found == cells


@given(st.integers(1, LAST_COLUMN))
def test_letters_and_numbers_of_columns_go_back_and_forth(number):
    letters = column_letter(number)
    assert letters == openpyxl.utils.get_column_letter(number)
    assert column_number(letters) == number
    assert position(f"{letters}7") == (7, number)


def test_a_thread_of_comments_is_read_by_its_words(tmp_path):
    """Excel keeps a thread beside a note that says only that the program is too old to show it."""
    from openpyxl.comments import Comment

    from generator.ooxml import package
    from generator.ooxml.sheet_notes import notes

    book = openpyxl.Workbook()
    book.active["B3"].comment = Comment("[Threaded comment] Your version of Excel …", "tc={1}")
    book.active["B4"].comment = Comment("ghi chú", "Phòng A")
    book.save(tmp_path / "a.xlsx")
    parts = package.read(tmp_path / "a.xlsx")
    rels = "xl/worksheets/_rels/sheet1.xml.rels"
    kind = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
    own = f'<Relationship Id="rT" Type="{kind}" Target="/xl/threadedComments/threadedComment1.xml"/></Relationships>'
    parts[rels] = parts[rels].replace(b"</Relationships>", own.encode())
    space = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    said = "".join(f'<threadedComment ref="B3" id="{n}"><text>{text}</text></threadedComment>'
                   for n, text in enumerate(("số này?", "đã sửa")))  # fmt: skip
    parts["xl/threadedComments/threadedComment1.xml"] = (
        f'<ThreadedComments xmlns="{space}">{said}</ThreadedComments>'.encode()
    )
    found = {note.cell: (note.sheet, note.text) for note in notes(parts, shown_as="a")}
    assert found == {"B3": ("Sheet", "số này?\nđã sửa"), "B4": ("Sheet", "ghi chú")}
