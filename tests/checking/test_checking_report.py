"""How findings are told, and that a file looks the same to us after LibreOffice has saved it."""

import by_libreoffice
import papers
import pytest

from generator.checking.check import check_package
from generator.checking.report import counts, grouped
from generator.ooxml.package import read
from generator.values.findings import Severity


def faulty():
    return (
        papers.decision()
        .swap("- Bộ Minh Họa (để báo cáo);", "- Bộ Minh Họa (để báo cáo),")
        .swap('w:top="1134"', 'w:top="851"')
        .swap("I. MỤC ĐÍCH, YÊU CẦU", "I. Mục đích, yêu cầu")
    )


def findings():
    return check_package(faulty().bytes, shown_as="thu.docx")[1]


def test_findings_are_grouped_by_part_in_reading_order():
    parts = [group.part for group in grouped(findings())]
    assert parts == ["Quyết định : Trang giấy", "Quyết định : Nơi nhận", "Kế hoạch kèm theo : Nội dung"]


def test_messages_quote_and_advise():
    (said,) = [item for item in findings() if item.code == "ND-907"]
    assert str(said.message) == "“- Bộ Minh Họa (để báo cáo),”: cuối dòng phải là dấu “;”."
    assert str(said.hint) == "Đặt dấu chấm phẩy ở cuối dòng."
    assert said.basis == "NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, II.9.d"


def test_counts():
    assert counts(findings()) == {Severity.ERROR: 2, Severity.WARNING: 1, Severity.NOTE: 0}


def test_an_element_of_several_lines_is_told_once():
    docx = papers.letter().sub(
        r'(w:styleId="ChucVu">.*?)<w:sz w:val="28"/>', r'\g<1><w:sz w:val="24"/>', "word/styles.xml"
    )
    found = check_package(docx.bytes, shown_as="thu.docx")[1]
    assert [item.code for item in found] == ["ND-801"]


@pytest.fixture(scope="module")
def resaved(tmp_path_factory):
    """Every paper, and one with faults, saved by LibreOffice."""
    folder = tmp_path_factory.mktemp("lo")
    made = {name: make() for name, make in papers.DOCUMENTS.items()} | {"sai": faulty()}
    files = [docx.save(folder / f"{name}.docx") for name, docx in made.items()]
    by_libreoffice.saved(files, "docx:MS Word 2007 XML", folder / "ra")
    return folder / "ra"


@pytest.mark.parametrize("name", [*papers.DOCUMENTS, "sai"])
def test_libreoffice_changes_nothing(resaved, name):
    found = check_package(read(resaved / f"{name}.docx"), shown_as="thu.docx")[1]
    assert sorted(item.code for item in found) == (["ND-102", "ND-713", "ND-907"] if name == "sai" else [])
