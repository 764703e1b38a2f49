"""Colours, raised letters, where paragraphs stand, pages begun by hand: said by pull; what no reader sees is not."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from openpyxl import load_workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.styles.colors import Color
from test_proof import marked
from test_pull_excel import cell, excel
from word_edits import YAML, changed, element, paragraph, pulled, retype, row, workplace

from generator.merging.proof.difference import Difference
from generator.merging.proof.findings import as_findings
from generator.merging.proof.left_over import differences
from generator.merging.proof.seen import Grid, GridRow, Line, Seen
from generator.ooxml import package
from generator.ooxml.names import A, s, w
from generator.ooxml.run_marks import same_marks, with_colours
from generator.ooxml.sheet_colours import Colours

Root = etree._Element


def of_paragraph(words: str, xml: str) -> Callable[[Root], None]:
    return lambda root: paragraph(root, words).find(w("pPr")).append(element(xml))


def page_break(root: Root) -> None:
    paragraph(root, "có hiệu lực kể từ").addprevious(element('<w:p><w:r><w:br w:type="page"/></w:r></w:p>'))


def shaded(words: str, fill: str) -> Callable[[Root], None]:
    def edit(root: Root) -> None:
        found = next(each for each in row(root, words).iter(w("tc")) if words in "".join(each.itertext()))
        if found.find(w("tcPr")) is None:
            found.insert(0, etree.Element(w("tcPr")))
        found.find(w("tcPr")).append(element(f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'))

    return edit


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (marked("có hiệu lực kể từ", '<w:highlight w:val="yellow"/>'), "nền màu vàng"),
        (marked("Tháng 3/2024", '<w:color w:val="FF0000"/>'), "chữ màu đỏ"),
        (marked("Tháng 3/2024", '<w:shd w:val="clear" w:color="auto" w:fill="00B050"/>'), "nền màu xanh lá"),
        (marked("có hiệu lực kể từ", '<w:vertAlign w:val="superscript"/>'), "chỉ số trên"),
        (marked("có hiệu lực kể từ", "<w:caps/>"), "in hoa toàn bộ"),
        (marked("Tháng 3/2024", "<w:caps/>"), "in hoa toàn bộ"),
        (marked("có hiệu lực kể từ", "<w:smallCaps/>"), "chữ hoa nhỏ"),
        (shaded("Tháng 3/2024", "FFFF00"), "nền màu vàng"),
        (marked("có hiệu lực kể từ", '<w:sz w:val="40"/>'), "tệp sửa cỡ 20, lần sinh sau cỡ 14"),
        (marked("Tháng 3/2024", '<w:sz w:val="19"/>'), "tệp sửa cỡ 9.5, lần sinh sau cỡ 12"),
        (of_paragraph("có hiệu lực kể từ", '<w:jc w:val="center"/>'), "canh vào giữa"),
        (of_paragraph("có hiệu lực kể từ", "<w:pageBreakBefore/>"), "Ngắt trang thêm"),
        (page_break, "Ngắt trang thêm"),
    ],
)
def test_how_a_text_of_a_word_file_looks_is_said(tmp_path: Path, edit: Callable[[Root], None], said: str) -> None:
    result = pulled(changed(workplace(tmp_path), edit))
    assert [finding.code for finding in result.findings] == ["V197"] and not result.changes
    assert said in str(result.findings[0].message) and result.findings[0].value


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (marked("có hiệu lực kể từ", '<w:color w:val="FF0000"/>'), "chữ màu đỏ"),
        (of_paragraph("có hiệu lực kể từ", '<w:jc w:val="center"/>'), "canh vào giữa"),
        (of_paragraph("có hiệu lực kể từ", "<w:pageBreakBefore/>"), "Ngắt trang thêm"),
    ],
)
def test_how_a_text_looks_is_said_that_was_changed_too(tmp_path: Path, edit: Callable[[Root], None], said: str) -> None:
    """Words that were added without the final mark that the form gives them are taken; the look is said."""

    def both(root: Root) -> None:
        edit(root)
        list(paragraph(root, "có hiệu lực kể từ").iter(w("t")))[-1].text += " và được đăng tải"

    result = pulled(changed(workplace(tmp_path), both))
    assert [finding.code for finding in result.findings] == ["V197"] and len(result.changes) == 1
    assert said in str(result.findings[0].message)


def in_style(kind: str, holder: str, said: str) -> Callable[[Root], None]:
    """A paragraph, its last run or its table gets a style "Rieng" of this kind."""

    def edit(root: Root) -> None:
        found = paragraph(root, said)
        run = [run for run in found.iter(w("r")) if "".join(run.itertext()).strip()][-1]
        above = {"paragraph": found, "character": run, "table": next(found.iterancestors(w("tbl")), None)}[kind]
        assert above is not None
        properties = above.find(w(holder))
        if properties is None:
            above.insert(0, properties := etree.Element(w(holder)))
        tag = {"paragraph": "pStyle", "character": "rStyle", "table": "tblStyle"}[kind]
        for old in properties.findall(w(tag)):
            properties.remove(old)
        properties.insert(0, element(f'<w:{tag} w:val="Rieng"/>'))

    return edit


def struck_in_style(docx: Path, kind: str, says: str) -> None:
    parts = package.read(docx)
    style = f'<w:style w:type="{kind}" w:styleId="Rieng"><w:name w:val="Rieng"/>{says}</w:style></w:styles>'
    with docx.open("wb") as stream:
        styles = parts["word/styles.xml"].replace(b"</w:styles>", style.encode())
        package.write(stream, {**parts, "word/styles.xml": styles})


@pytest.mark.parametrize(
    ("kind", "holder", "words", "says"),
    [
        ("character", "rPr", "có hiệu lực kể từ", "<w:rPr><w:strike/></w:rPr>"),
        ("character", "rPr", "Tháng 3/2024", "<w:rPr><w:dstrike/></w:rPr>"),
        ("paragraph", "pPr", "có hiệu lực kể từ", "<w:rPr><w:strike/></w:rPr>"),
        ("table", "tblPr", "Tháng 3/2024", "<w:rPr><w:strike/></w:rPr>"),
        (
            "table",
            "tblPr",
            "Tháng 3/2024",
            '<w:tblStylePr w:type="firstRow"><w:rPr><w:strike/></w:rPr></w:tblStylePr>',
        ),
    ],
)
def test_text_that_a_style_strikes_through_is_said(
    tmp_path: Path, kind: str, holder: str, words: str, says: str
) -> None:
    def edit(root: Root) -> None:
        in_style(kind, holder, words)(root)
        for properties in (each for each in root.iter(w("tblPr")) if each.find(w("tblStyle")) is not None):
            properties.append(element('<w:tblLook w:firstRow="1" w:noHBand="1" w:noVBand="1"/>'))

    docx = changed(workplace(tmp_path), edit)
    struck_in_style(docx, kind, says)
    found = pulled(docx).findings
    assert found and {one.code for one in found} == {"V197"}
    assert any("gạch ngang" in str(one.message) for one in found)


def test_a_table_that_its_style_hides_is_said(tmp_path: Path) -> None:
    docx = changed(workplace(tmp_path), in_style("table", "tblPr", "Tháng 3/2024"))
    struck_in_style(docx, "table", "<w:rPr><w:vanish/></w:rPr>")
    assert [one.code for one in pulled(docx).findings] == ["V184"]


def test_a_paragraph_that_runs_on_into_the_next_is_said(tmp_path: Path) -> None:
    """Its mark is hidden; the text of the data stays as it is."""

    def edit(root: Root) -> None:
        paragraph(root, "có hiệu lực kể từ").find(w("pPr")).append(element("<w:rPr><w:vanish/></w:rPr>"))

    result = pulled(changed(workplace(tmp_path), edit))
    assert not result.changes and [one.code for one in result.findings] == ["V195"]
    assert "ban hành. Điều 4. Cục trưởng" in str(result.findings[0].message)


def test_a_watermark_is_said(tmp_path: Path) -> None:
    docx = workplace(tmp_path)
    parts = package.read(docx)
    shape = '<v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textpath string="DỰ THẢO"/></v:shape>'
    drawn = f"<w:r><w:pict>{shape}</w:pict></w:r>"
    name = "word/header1.xml"
    head = parts[name].decode().replace("</w:p>", f"{drawn}</w:p>", 1)
    with docx.open("wb") as stream:
        package.write(stream, {**parts, name: head.encode()})
    assert [(one.code, one.value) for one in pulled(docx).findings] == [("V098", "DỰ THẢO")]


@pytest.mark.parametrize("name", [YAML, "phu-luc-hcmc"])
def test_paper_that_was_turned_is_said(tmp_path: Path, name: str) -> None:
    """Though the data hold what the form never prints: the agency of an annex that stands alone."""

    def turned(root: Root) -> None:
        size = next(root.iter(w("pgSz")))
        wide, high = size.get(w("w")), size.get(w("h"))
        size.set(w("w"), high)
        size.set(w("h"), wide)

    result = pulled(changed(workplace(tmp_path, name), turned))
    assert [finding.code for finding in result.findings] == ["V364"] and not result.changes


def section_gone(root: Root) -> None:
    first = next(root.iter(w("sectPr")))
    first.getparent().remove(first)


def section_put_in(root: Root) -> None:
    paragraph(root, "Điều 2").find(w("pPr")).append(copy.deepcopy(next(root.iter(w("sectPr")))))


def columns_put_in(root: Root) -> None:
    for words, count in (("Điều 1", 1), ("Điều 2", 2)):
        own = element(f'<w:sectPr><w:type w:val="continuous"/><w:pgSz/><w:cols w:num="{count}"/></w:sectPr>')
        own.replace(own[1], copy.deepcopy(next(root.iter(w("pgSz")))))
        paragraph(root, words).find(w("pPr")).append(own)
    list(root.iter(w("sectPr")))[2].insert(0, element('<w:type w:val="continuous"/>'))


def letter_paper(root: Root) -> None:
    for size in root.iter(w("pgSz")):
        size.attrib.update({w("w"): "12240", w("h"): "15840"})


@pytest.mark.parametrize(
    ("edit", "code", "said"),
    [
        (section_gone, "V197", "vẫn sang trang mới"),
        (section_put_in, "V197", "Ngắt trang thêm"),
        (columns_put_in, "V364", "dọc, dọc 2 cột, dọc"),
        (letter_paper, "V364", "216 × 279 mm"),
    ],
)
def test_sections_are_compared_by_what_is_seen_of_them(
    edit: Callable[[Root], None], code: str, said: str, tmp_path: Path
) -> None:
    (found,) = pulled(changed(workplace(tmp_path), edit)).findings
    assert found.code == code and said in str(found.message)


def test_a_file_without_the_styles_of_the_form_is_told_at_once(tmp_path: Path) -> None:
    """Pasted into a blank file all looks otherwise; what was struck through is told all the same."""
    docx = workplace(tmp_path)
    parts = package.read(changed(docx, marked("có hiệu lực kể từ", "<w:strike/>")))
    left = {name: data for name, data in parts.items() if "customXml" not in name}
    bare = re.sub(rb'<w:style w:type="paragraph".*?</w:style>', b"", parts["word/styles.xml"], flags=re.DOTALL)
    for name in ("word/_rels/document.xml.rels", "[Content_Types].xml", "_rels/.rels"):
        left[name] = re.sub(rb"<(?:Relationship|Override)[^>]*customXml[^>]*/>", b"", parts[name])
    with docx.open("wb") as stream:
        package.write(stream, {**left, "word/styles.xml": bare})
    found = pulled(docx).findings
    assert {one.code for one in found} == {"V092", "V197"} and sum(one.code == "V197" for one in found) == 2


@pytest.mark.parametrize(
    "edit",
    [
        marked("có hiệu lực kể từ", '<w:color w:val="000000" w:themeColor="text1"/>'),
        marked("có hiệu lực kể từ", '<w:color w:val="auto"/>'),
        marked("có hiệu lực kể từ", '<w:caps w:val="0"/>'),
        marked("QUYẾT ĐỊNH:", "<w:caps/>"),
        marked("có hiệu lực kể từ", '<w:highlight w:val="none"/>'),
        marked("có hiệu lực kể từ", '<w:highlight w:val="white"/>'),
        marked("Tháng 3/2024", '<w:shd w:val="clear" w:color="auto" w:fill="auto"/>'),
        marked("có hiệu lực kể từ", '<w:vertAlign w:val="baseline"/>'),
        marked("có hiệu lực kể từ", '<w:sz w:val="28"/>'),
        of_paragraph("có hiệu lực kể từ", '<w:jc w:val="both"/>'),
        shaded("Tháng 3/2024", "auto"),
        lambda root: paragraph(root, "có hiệu lực kể từ").append(element("<w:r><w:lastRenderedPageBreak/></w:r>")),
    ],
)
def test_what_no_reader_sees_is_no_edit(tmp_path: Path, edit: Callable[[Root], None]) -> None:
    result = pulled(changed(workplace(tmp_path), edit))
    assert result.findings == () and result.nothing_new


def filled(sheet: Any) -> None:
    cell(sheet, "Tháng 3/2024").fill = PatternFill("solid", fgColor="FFFF00")


def red(sheet: Any) -> None:
    cell(sheet, "Tháng 3/2024").font = Font(color="FF0000", name="Times New Roman", size=12)


def struck(sheet: Any) -> None:
    cell(sheet, "Tháng 3/2024").font = Font(strike=True)


def larger(sheet: Any) -> None:
    found = cell(sheet, "Tháng 3/2024")
    found.font = Font(name=found.font.name, size=20)


def filled_by_theme(sheet: Any) -> None:
    cell(sheet, "Tháng 3/2024").fill = PatternFill("solid", fgColor=Color(theme=5, tint=0.4))


def black_by_theme(sheet: Any) -> None:
    found = cell(sheet, "Tháng 3/2024")
    found.font = Font(color=Color(theme=1), name=found.font.name, size=found.font.size)
    found.fill = PatternFill("solid", fgColor=Color(theme=0))
    found.alignment = Alignment(horizontal="left")


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (filled, "nền màu vàng"),
        (red, "chữ màu đỏ"),
        (struck, "gạch ngang"),
        (filled_by_theme, "nền màu"),
        (larger, "cỡ 20"),
    ],
)
def test_how_a_cell_looks_is_said(tmp_path: Path, edit: Callable[[Any], None], said: str) -> None:
    xlsx = excel(tmp_path)
    book = load_workbook(xlsx)
    edit(book.worksheets[0])
    book.save(xlsx)
    found = pulled(xlsx, data=tmp_path / "data").findings
    assert [(one.code, one.value) for one in found] == [("V197", "“Tháng 3/2024”")] and said in str(found[0].message)


def test_a_blank_cell_that_was_coloured_is_said_and_black_is_none(tmp_path: Path) -> None:
    xlsx = excel(tmp_path)
    book = load_workbook(xlsx)
    sheet = book.worksheets[0]
    black_by_theme(sheet)
    shown = (c for c in sheet[cell(sheet, "Tháng 3/2024").row][2:] if c.value and c.value != "Tháng 3/2024")
    target = next(c for c in shown if not sheet.column_dimensions[c.column_letter].hidden)
    emptied, target.value = target.value, None
    target.fill = PatternFill("solid", fgColor="FFFF00")
    book.save(xlsx)
    found = pulled(xlsx, data=tmp_path / "data").findings
    assert emptied
    assert [one.code for one in found if target.coordinate in str(one.place.part)] == ["V197"]
    assert not any("Tháng 3/2024" in one.value for one in found)


# --- colours ---------------------------------------------------------------------------------------------------------


def test_colours_that_nobody_tells_apart_are_one() -> None:
    assert same_marks("b #F4B083", "b #F4B084") and not same_marks("b #F4B083", "#F4B083")
    for one, other in ((" #FF0000", " #00FF00"), (" #FF0000", " @FF0000"), ("", " @FFFF00")):
        assert not same_marks(one, other)
    assert with_colours("b", "000000", "FFFFFF") == "b" and with_colours("", "FF0000", "FFFF00") == " #FF0000 @FFFF00"


def test_colours_of_a_workbook_by_theme_palette_and_tint() -> None:
    written = ("44546A",) * 4 + ("5B9BD5", "ED7D31")
    scheme = "".join(f'<a:c{at}><a:srgbClr val="{colour}"/></a:c{at}>' for at, colour in enumerate(written))
    theme = f'<a:theme xmlns:a="{A}"><a:themeElements><a:clrScheme>{scheme}</a:clrScheme></a:themeElements></a:theme>'
    colours = Colours({"xl/theme/theme1.xml": theme.encode()}, shown_as="")

    def of(**how: str) -> str:
        return colours.of(etree.Element(s("color"), how))

    assert of(rgb="FFFF0000") == "FF0000" and of(indexed="10") == "FF0000" and of(indexed="64") == ""
    assert of(theme="4") == "5B9BD5" and of(theme="99") == "" and of(auto="1") == ""
    assert same_marks(f"#{of(theme='5', tint='0.3999')}", "#F4B183")
    assert of(theme="5", tint="rubbish") == "ED7D31" and of(rgb="zz") == ""


def test_many_that_were_changed_alike_are_one_finding_with_their_places() -> None:
    many = [Difference("look", f"đoạn {at}", f"chữ {at}", f"chữ {at}", looks=(" @FFFF00", "")) for at in range(30)]
    found = as_findings(many, "a.docx")
    assert len(found) == 1 and "đoạn 20" in str(found[0].message) and "chỗ khác" in str(found[0].message)
    assert len(as_findings(many[:3], "a.docx")) == 3
    struck_through = [Difference("look", one.place, one.edited, one.made, looks=("s", "")) for one in many]
    assert len(as_findings(struck_through, "a.docx")) == 30


def test_the_fill_of_a_cell_is_told_from_its_pattern() -> None:
    def fill(xml: str) -> str:
        root = package.parse_xml(f'<fill xmlns="{s("x")[1:-2]}">{xml}</fill>'.encode(), shown_as="", part="")
        return Colours({}, shown_as="").fill(root)

    assert fill('<patternFill patternType="solid"><fgColor rgb="FFFFFF00"/></patternFill>') == "FFFF00"
    assert fill('<patternFill patternType="none"/>') == "" == fill("<patternFill/>")
    assert fill('<patternFill patternType="gray125"/>') == "C0C0C0"
    assert fill('<gradientFill><stop position="0"><color rgb="FF00FF00"/></stop></gradientFill>') == "00FF00"


# --- what is there and not shown, and shown and no text --------------------------------------------------------------


def hidden_row(root: Root) -> None:
    found = row(root, "Thẩm tra các đề án")
    found.insert(0, element("<w:trPr><w:hidden/></w:trPr>"))


def in_a_field(words: str, what: str) -> Callable[[Root], None]:
    """A field of a form, whose text stands in its properties."""
    begin = f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{what}</w:ffData></w:fldChar></w:r>'
    return lambda root: paragraph(root, words).extend(
        [element(begin), element('<w:r><w:fldChar w:fldCharType="end"/></w:r>')]
    )


TICKED = "<w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox>"
CHOSEN = "<w:ddList><w:result w:val='1'/><w:listEntry w:val='Quý I'/><w:listEntry w:val='Quý II'/></w:ddList>"


@pytest.mark.parametrize(
    ("edit", "code", "value"),
    [
        (hidden_row, "V185", "Thẩm tra các đề án"),
        (in_a_field("có hiệu lực kể từ", TICKED), "V098", "☒"),
        (in_a_field("có hiệu lực kể từ", CHOSEN), "V098", "Quý II"),
    ],
)
def test_what_word_shows_otherwise_than_its_texts_is_said(
    tmp_path: Path, edit: Callable[[Root], None], code: str, value: str
) -> None:
    result = pulled(changed(workplace(tmp_path), edit))
    assert not result.changes and code in {finding.code for finding in result.findings if value in finding.value}


def test_rows_and_columns_of_no_height_and_width_are_hidden(tmp_path: Path) -> None:
    """As other programs than Excel write them."""
    book = excel(tmp_path)
    parts = dict(package.read(book))
    part = "xl/worksheets/sheet1.xml"
    sheet = package.parse_xml(parts[part], shown_as="", part=part)
    next(each for each in sheet.iter(s("row")) if each.get("r") == "12").set("ht", "0")
    next(each for each in sheet.iter(s("col")) if each.get("min") == "4").set("width", "0")
    with book.open("wb") as stream:
        package.write(stream, {**parts, part: package.xml_bytes(sheet)})
    result = pulled(book)
    assert not result.changes and {"V185", "V198"} <= {finding.code for finding in result.findings}


def split_in_two(root: Root) -> None:
    first = next(row(root, "Thẩm tra các đề án").iterancestors(w("tbl")))
    second = copy.deepcopy(first)
    for table, rows in ((first, slice(8, None)), (second, slice(8))):
        for each in table.findall(w("tr"))[rows]:
            table.remove(each)
    first.addnext(second)
    first.addnext(element("<w:p/>"))


def put_into_a_table(root: Root) -> None:
    held = paragraph(root, "có hiệu lực kể từ")
    held.addprevious(table := element("<w:tbl><w:tr><w:tc/></w:tr></w:tbl>"))
    next(table.iter(w("tc"))).append(held)


@pytest.mark.parametrize(
    ("edit", "said"), [(split_in_two, "tách thành 2 bảng"), (put_into_a_table, "1 đoạn chuyển vào bảng")]
)
def test_texts_that_stand_in_other_tables_are_said_once(
    tmp_path: Path, edit: Callable[[Root], None], said: str
) -> None:
    result = pulled(changed(workplace(tmp_path), edit))
    assert [one.code for one in result.findings] == ["V196"] and not result.changes
    assert said in str(result.findings[0].message)


def test_the_size_of_a_table_is_the_forms_own_where_its_words_are_others(tmp_path: Path) -> None:
    """It goes by all of its words; where nothing was edited but the size, that is said once."""

    def of_table(size: int) -> Callable[[Root], None]:
        def edit(root: Root) -> None:
            for run in next(row(root, "Thẩm tra các đề án").iterancestors(w("tbl"))).iter(w("r")):
                if run.find(w("rPr")) is None:
                    run.insert(0, etree.Element(w("rPr")))
                run.find(w("rPr")).append(element(f'<w:sz w:val="{size}"/>'))

        return edit

    docx = changed(workplace(tmp_path), of_table(22))
    assert [(one.code, one.place.part) for one in pulled(docx).findings] == [("V197", "bảng 4")]

    def reworded(root: Root) -> None:
        retype(row(root, "Thẩm tra các đề án"), "Thẩm tra các đề án", "Soát xét các đề án")

    result = pulled(changed(docx, reworded))
    assert result.findings == () and len(result.changes) == 1


def test_a_table_that_stands_elsewhere_is_said() -> None:
    """Two tables that changed places, and one that was put above a heading."""
    tables = [
        Grid((*"ABC", name), (), (GridRow(((0, Line(name)),), lines=(Line(name),)),), f"bảng {name}") for name in "12"
    ]
    heading = Line("Kiến nghị", place="đoạn 1")
    made = Seen((tables[0], heading, tables[1]))
    assert not list(differences(made, made))
    for blocks in ((tables[1], heading, tables[0]), (heading, *tables), (*tables, heading)):
        assert {one.kind for one in differences(Seen(blocks), made)} == {"moved"}
