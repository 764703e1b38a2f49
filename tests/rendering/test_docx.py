"""Word files: the same bytes twice, pages and styles as the decree measures them, templates as people change them."""

import hashlib

import pytest
from conftest import DATA, options
from docx import Document
from docx.enum.section import WD_ORIENT
from office_files import validated

from generator.commands.build import build

NAME = "142-qd-vpcp"


@pytest.fixture(scope="module")
def word(tmp_path_factory):
    out = tmp_path_factory.mktemp("word")
    (made,) = build(DATA / NAME, options(out, formats=("docx",))).outputs
    return made.path


def test_building_twice_gives_the_same_bytes(word, tmp_path):
    (again,) = build(DATA / NAME, options(tmp_path, formats=("docx",))).outputs
    assert hashlib.sha256(again.path.read_bytes()).digest() == hashlib.sha256(word.read_bytes()).digest()


@pytest.mark.parametrize("name", ["142-qd-vpcp", "95-qd-vpcp"])
def test_files_are_valid_ooxml(built, name):
    for path in (built / name).glob("*.*x"):
        result = validated(path)
        assert result.is_valid, [str(error) for error in result.errors]


def test_margins_are_those_of_the_decree(word):
    for section in Document(word).sections:
        assert 20 <= section.top_margin.mm <= 25.1
        assert 20 <= section.bottom_margin.mm <= 25.1
        assert 29.9 <= section.left_margin.mm <= 35
        assert 14.9 <= section.right_margin.mm <= 20
        assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)


def test_page_numbers_restart_and_hide_on_first_pages(word):
    sections = Document(word).sections
    assert len(sections) == 2
    for section in sections:
        assert section.different_first_page_header_footer
        (start,) = section._sectPr.xpath("w:pgNumType/@w:start")
        assert start == "1"


def test_task_table_repeats_its_header_and_keeps_rows_whole(word):
    table = Document(word).tables[3]
    flags = [
        (bool(row._tr.xpath("w:trPr/w:tblHeader")), bool(row._tr.xpath("w:trPr/w:cantSplit"))) for row in table.rows
    ]
    assert flags[0] == (True, True)
    assert set(flags[1:]) == {(False, True)}


def test_column_widths_fill_the_text_and_hold_their_words(word):
    from generator.facts.metrics import longest_word_mm

    document = Document(word)
    widths = [int(column.get(f"{{{column.nsmap['w']}}}w")) * 25.4 / 1440 for column in document.tables[3]._tbl.tblGrid]
    assert sum(widths) == pytest.approx(165, abs=0.2)
    for width, column in zip(
        widths, zip(*(row.cells for row in document.tables[3].rows[:27]), strict=True), strict=True
    ):
        # Lines break after a hyphen.
        assert width >= max(longest_word_mm(cell.text.replace("-", "- "), 12) for cell in column)


def test_rules_have_the_lengths_of_the_decree(word):
    """II.1.b: as long as Tiêu ngữ; II.2.b, II.5.b: a third to a half of the line above."""
    from generator.facts.metrics import broken_lines, text_width_mm

    document = Document(word)
    heading = document.tables[0]
    agency, motto = heading.rows[0].cells

    def length(paragraph, room):
        indent = paragraph._p.xpath("w:pPr/w:ind")[0]
        sides = sum(int(indent.get(f"{{{indent.nsmap['w']}}}{side}")) for side in ("left", "right"))
        return room - sides * 25.4 / 1440

    assert length(motto.paragraphs[2], 99) == pytest.approx(
        text_width_mm("Độc lập - Tự do - Hạnh phúc", 14, bold=True), abs=0.3
    )
    share = length(agency.paragraphs[1], 66) / text_width_mm("VĂN PHÒNG CHÍNH PHỦ", 13, bold=True)
    assert 1 / 3 <= share <= 1 / 2
    subject, rule = document.paragraphs[1], document.paragraphs[2]
    longest = max(text_width_mm(line, 14, bold=True) for line in broken_lines(subject.text, 165, 14, bold=True))
    assert 1 / 3 <= length(rule, 165) / longest <= 1 / 2


def test_signature_stands_in_one_row_that_does_not_split(word):
    (row,) = Document(word).tables[1].rows
    assert row._tr.xpath("w:trPr/w:cantSplit")
    assert row.cells[0].text.startswith("Nơi nhận:")
    assert row.cells[1].text.startswith("BỘ TRƯỞNG, CHỦ NHIỆM")


def test_properties_come_from_the_data(word):
    properties = Document(word).core_properties
    assert properties.title.startswith("Quyết định Ban hành Kế hoạch")
    assert properties.author == "Văn phòng Chính phủ"
    assert properties.created.isoformat()[:10] == "2024-03-16"


def test_split_gives_each_document_its_file(tmp_path):
    made = build(DATA / NAME, options(tmp_path, formats=("docx",), split=True)).outputs
    assert [output.path.name for output in made] == [f"{NAME}-1-quyet-dinh.docx", f"{NAME}-2-ke-hoach.docx"]
    assert "KẾ HOẠCH" in [p.text for p in Document(made[1].path).paragraphs]


def test_a_dossier_can_turn_the_page(tmp_path):
    from shutil import copytree

    folder = copytree(DATA / NAME, tmp_path / "data" / NAME)
    source = folder / "van-ban.yaml"
    source.write_text(
        source.read_text(encoding="utf-8").replace("  - loai: ke-hoach", "  - loai: ke-hoach\n    huong: ngang"),
        encoding="utf-8",
    )
    (made,) = build(folder, options(tmp_path / "out", formats=("docx",))).outputs
    document = Document(made.path)
    assert [section.orientation for section in document.sections] == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE]
    grid = document.tables[3]._tbl.tblGrid
    assert sum(int(column.get(f"{{{column.nsmap['w']}}}w")) for column in grid) * 25.4 / 1440 == pytest.approx(
        252, abs=0.3
    )
