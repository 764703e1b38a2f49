"""The walk over a Word body: order, places, grids, text boxes once, fields, views; in steps linear in the body."""

import pytest
from conftest import calls
from lxml import etree

from generator.ooxml import body as walking
from generator.ooxml.anchored_text import hidden_texts
from generator.ooxml.body import Area, BodyParagraph, BodyTable, paragraphs, walk
from generator.ooxml.inlines import Fields, inlines, pieces
from generator.ooxml.names import MC, W
from generator.ooxml.relationships import DOCUMENT

_NS = f'xmlns:w="{W}" xmlns:mc="{MC}"'


def body(xml: str) -> etree._Element:
    return etree.fromstring(f"<w:body {_NS}>{xml}</w:body>")


def p(text: str, properties: str = "") -> str:
    return f"<w:p>{properties and f'<w:pPr>{properties}</w:pPr>'}<w:r><w:t>{text}</w:t></w:r></w:p>"


def tc(inside: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def seen(xml: str, view: str = "accept") -> list[tuple[str, str]]:
    found = paragraphs(walk(body(xml), view))
    return [("".join(piece.text for piece in pieces(one.element, view)), str(one.place)) for one in found]


def test_everything_in_reading_order_with_its_place():
    inner = tbl(tr(tc(p("trong"))))
    xml = (
        p("một")
        + f"<w:sdt><w:sdtContent>{p('hai')}</w:sdtContent></w:sdt>"
        + tbl(tr(tc(p("A")), tc(p("B") + inner + p("C"))))
        + f"<w:customXml>{p('ba')}</w:customXml>"
    )
    assert seen(xml) == [
        ("một", "đoạn 1"),
        ("hai", "đoạn 2"),
        ("A", "bảng 1, hàng 1, cột 1, đoạn 1"),
        ("B", "bảng 1, hàng 1, cột 2, đoạn 1"),
        ("trong", "bảng 2, hàng 1, cột 1, đoạn 1"),
        ("C", "bảng 1, hàng 1, cột 2, đoạn 2"),
        ("ba", "đoạn 3"),
    ]


def test_a_table_in_a_cell_knows_the_one_it_stands_in():
    (outer,) = walk(body(tbl(tr(tc(tbl(tr(tc(p("x")))) + p(""))))), "accept")
    inner = outer.rows[0].cells[0].blocks[0]
    assert isinstance(inner, BodyTable)
    assert (inner.place.table, inner.place.outermost, inner.place.depth) == (2, 1, 2)
    assert (outer.place.outermost, outer.place.depth) == (1, 1)


def test_a_table_is_a_grid():
    rows = (
        tr(tc(p("a"), '<w:vMerge w:val="restart"/>'), tc(p("b"), '<w:gridSpan w:val="2"/>')),
        tr(tc(p(""), "<w:vMerge/>"), tc(p("c")), tc(p("d"), '<w:vMerge w:val="restart"/>')),
        tr(tc(p("e")), tc(p(""), "<w:vMerge/>"), properties='<w:gridBefore w:val="1"/><w:tblHeader/>'),
        tr(tc(p("f")), tc(p("g"), "<w:vMerge/>")),
    )
    (table,) = walk(body(tbl(*rows)), "accept")
    assert [[(cell.column, cell.span) for cell in row.cells] for row in table.rows] == [
        [(0, 1), (1, 2)],
        [(0, 1), (1, 1), (2, 1)],
        [(1, 1), (2, 1)],
        [(0, 1), (1, 1)],
    ]
    assert [row.repeated for row in table.rows] == [False, False, True, False]
    # "g" goes on with nothing that reaches down to it: a cell of its own.
    assert set(table.areas) == {
        Area(0, 0, 2, 1),
        Area(0, 1, 1, 2),
        Area(1, 1, 1, 1),
        Area(1, 2, 2, 1),
        Area(2, 1, 1, 1),
        Area(3, 0, 1, 1),
        Area(3, 1, 1, 1),
    }


@pytest.mark.parametrize("span", ["999999999", "-3", "0", "hai", ""])
def test_a_hostile_span_costs_nothing(span):
    (table,) = walk(body(tbl(tr(tc(p("a"), f'<w:gridSpan w:val="{span}"/>'), tc(p("b"))))), "accept")
    assert 1 <= table.rows[0].cells[0].span <= walking.MOST_COLUMNS


def test_a_text_box_is_read_once_and_after_its_paragraph():
    box = f"<w:txbxContent>{p('hộp')}</w:txbxContent>"
    drawn = (
        f"<w:p><w:r><w:t>trước</w:t><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert [text for text, _ in seen(drawn + p("sau"))] == ["trước", "hộp", "sau"]


CHANGED = (
    "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>cũ </w:t></w:r><w:ins><w:r><w:t>mới</w:t></w:r></w:ins>"
    "<w:del><w:r><w:delText>bỏ</w:delText></w:r></w:del></w:p>"
)


@pytest.mark.parametrize(
    ("view", "text", "gone"), [("accept", "cũ mới", True), ("reject", "cũ bỏ", False), ("marks", "cũ mớibỏ", False)]
)
def test_the_views(view, text, gone):
    (one, _) = walk(body(CHANGED + p("")), view)
    assert isinstance(one, BodyParagraph)
    assert ("".join(piece.text for piece in pieces(one.element, view)), one.gone) == (text, gone)


def test_sections_end_in_their_last_paragraph():
    xml = p("a") + p("b", "<w:sectPr/>") + tbl(tr(tc(p("c", "<w:sectPr/>")))) + p("d")
    assert [one.section for one in paragraphs(walk(body(xml), "accept"))] == [0, 0, 1, 1]


def run(inside: str) -> str:
    return f"<w:r>{inside}</w:r>"


def fld(kind: str) -> str:
    return run(f'<w:fldChar w:fldCharType="{kind}"/>')


def test_fields_have_an_instruction_and_a_result():
    xml = (
        "<w:p>"
        + run("<w:t>Trang </w:t>")
        + fld("begin")
        + run("<w:instrText> PA</w:instrText>")
        + run("<w:instrText>GE </w:instrText>")
        + fld("separate")
        + run("<w:t>3</w:t>")
        + fld("end")
        + '<w:fldSimple w:instr=" NUMPAGES "><w:r><w:t>9</w:t></w:r></w:fldSimple>'
        + "<w:hyperlink>"
        + run("<w:t>xem</w:t>")
        + "</w:hyperlink></w:p>"
    )
    (one,) = body(xml)
    assert [(piece.text, piece.field) for piece in inlines(one, "accept")] == [
        ("Trang ", ""),
        ("3", "PAGE"),
        ("9", "NUMPAGES"),
        ("xem", "HYPERLINK"),
    ]


def test_a_field_may_end_in_another_paragraph():
    first = (
        f"<w:p>{fld('begin')}{run('<w:instrText>TOC</w:instrText>')}{fld('separate')}{run('<w:t>Mục 1</w:t>')}</w:p>"
    )
    last = f"<w:p>{run('<w:t>Mục 2</w:t>')}{fld('end')}{run('<w:t>sau</w:t>')}</w:p>"
    fields = Fields()
    found = [(piece.text, piece.field) for one in body(first + last) for piece in inlines(one, "accept", fields)]
    assert found == [("Mục 1", "TOC"), ("Mục 2", "TOC"), ("sau", "")]


def test_what_stands_in_a_paragraph_has_its_kind():
    xml = (
        '<w:p xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">'
        + run('<w:tab/><w:br/><w:br w:type="page"/><w:noBreakHyphen/><w:sym/><w:footnoteReference/>')
        + "<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>"
        + run(
            "<w:ruby><w:rt><w:r><w:t>đọc</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>chữ</w:t></w:r></w:rubyBase></w:ruby>"
        )
        + '<w:bookmarkStart w:name="a"/></w:p>'
    )
    assert [(piece.kind, piece.text) for piece in inlines(body(xml)[0], "accept")] == [
        ("tab", "\t"),
        ("line", "\n"),
        ("page", "\f"),
        ("hyphen", "-"),
        ("symbol", "\ufffc"),
        ("footnote", ""),
        ("equation", "x+1"),
        ("ruby", "chữ"),
        ("bookmark", ""),
    ]


@pytest.mark.parametrize("one", [p("x"), tbl(tr(tc(p("x")), tc(p("y"))))], ids=["paragraphs", "tables"])
def test_ten_times_the_body_takes_ten_times_the_steps(one):
    def steps(count: int) -> int:
        tree = body(one * count)
        return calls(lambda: [list(inlines(found.element, "accept")) for found in paragraphs(walk(tree, "accept"))])

    few, many = steps(200), steps(2000)
    assert 9.5 < many / few < 10.5


def test_ten_times_the_rows_take_ten_times_the_steps():
    def steps(count: int) -> int:
        merged = tr(tc(p("x"), "<w:vMerge/>"), tc(p("y")))
        tree = body(tbl(tr(tc(p("x"), '<w:vMerge w:val="restart"/>'), tc(p("y"))), *[merged] * count))
        return calls(lambda: [one.areas for one in walk(tree, "accept")])

    few, many = steps(200), steps(2000)
    assert 9 < many / few < 11


@pytest.mark.parametrize("prefix", ["w", "ns0"])
def test_hidden_words_are_found_whatever_prefix_the_file_has(prefix: str) -> None:
    run = "<w:r><w:rPr>{}</w:rPr><w:t>{}</w:t></w:r>"
    text = f"<w:body><w:p>{run.format('<w:vanish/>', 'ẩn')}{run.format('', 'hiện')}</w:p></w:body>"
    document = f'<w:document xmlns:{prefix}="{W}">{text}</w:document>'.replace("w:", f"{prefix}:")
    found = hidden_texts({DOCUMENT: document.encode()}, "accept", shown_as="a.docx")
    assert [one.text for one in found] == ["ẩn"]
