"""Edits of a decision whose điều hold khoản and điểm: words in bold, texts typed anew, deletions, all of it twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree
from word_edits import (
    DECISION,
    YAML,
    Edit,
    below,
    both,
    built,
    changed,
    cut,
    formatted,
    paragraph,
    plain,
    pulled,
    retype,
    source_text,
    text,
    typed_anew,
    workplace,
)

from generator.commands.pull import PullResult
from generator.ooxml import package
from generator.ooxml.names import w
from generator.reading.dossier import load_dossier
from generator.values.marked import spans_of
from generator.values.paths import blocks

SOURCE = f"""{DECISION}can_cu:
  - Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015
  - Căn cứ Quyết định số 05/2020/QĐ-UBND của Ủy ban nhân dân tỉnh
  - Xét đề nghị của Chánh Văn phòng Sở
noi_dung:
  - dieu: Phạm vi điều chỉnh của quy chế này gồm các nội dung sau đây
    noi_dung:
      - khoan: Nguyên tắc làm việc của lãnh đạo và các phòng chuyên môn
      - khoan: Trách nhiệm giải quyết công việc của từng công chức
        noi_dung:
          - diem: Tiếp nhận hồ sơ và trả lời đúng hạn cho công dân
          - diem: Báo cáo lãnh đạo các vướng mắc phát sinh hằng tuần
      - khoan: Quan hệ phối hợp với các cơ quan có liên quan
  - dieu: Quyết định này có **hiệu lực** kể từ ngày ký (*) và thay thế các văn bản trước đây
  - dieu: Chánh Văn phòng và các phòng thuộc Sở chịu trách nhiệm thi hành Quyết định này
noi_nhan:
  - Như Điều 3
  - Ủy ban nhân dân tỉnh (để báo cáo)
  - "Lưu: VT"
ky: {{quyen_han: KT. Giám đốc, chuc_vu: Phó Giám đốc, ho_ten: Nguyễn Văn Mẫu}}
"""


@pytest.fixture
def decision(tmp_path: Path) -> Path:
    """Its Word file."""
    return workplace(tmp_path, YAML, {"van-ban.yaml": SOURCE})


def lines_changed(docx: Path) -> list[str]:
    return [line.strip() for line in source_text(docx).splitlines() if line not in SOURCE.splitlines()]


def codes(result: PullResult) -> list[str]:
    return [finding.code for finding in result.findings]


# --- bold and italics ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("edit", "line"),
    [
        (formatted("từng công chức", "<w:b/>"), "- khoan: Trách nhiệm giải quyết công việc của **từng công chức**"),
        (formatted("lãnh đạo và", "<w:i/>"), "- khoan: Nguyên tắc làm việc của *lãnh đạo và* các phòng chuyên môn"),
        (
            plain("hiệu lực"),
            "- dieu: Quyết định này có hiệu lực kể từ ngày ký (*) và thay thế các văn bản trước đây",
        ),
        (
            lambda root: retype(paragraph(root, "hiệu lực"), " kể từ ngày ký", " kể từ ngày 01 tháng 6"),
            "- dieu: Quyết định này có **hiệu lực** kể từ ngày 01 tháng 6 (*) và thay thế các văn bản trước đây",
        ),
        (
            lambda root: retype(paragraph(root, "Nguyên tắc"), "lãnh đạo", "**lãnh đạo**"),
            r"- khoan: Nguyên tắc làm việc của \*\*lãnh đạo\*\* và các phòng chuyên môn",
        ),
        (
            both(below("Quan hệ phối hợp", "4. Chế độ báo cáo của Sở"), formatted("báo cáo của", "<w:b/>")),
            "- khoan: Chế độ **báo cáo của** Sở",
        ),
    ],
)
def test_words_in_bold_come_back(decision: Path, edit: Edit, line: str) -> None:
    result = pulled(changed(decision, edit))
    assert (codes(result), lines_changed(decision)) == ([], [line]) and result.changes
    again = pulled(decision)
    assert again.nothing_new and not again.written
    body = load_dossier(decision.parents[2] / "data" / YAML)[0].document
    assert bool([b for _, b in blocks(body, ()) if spans_of(b.text)]) == ("**" in source_text(decision) or "*l" in line)


@pytest.mark.parametrize("xml", ["<w:strike/>", '<w:u w:val="single"/>'])
def test_what_the_data_cannot_mark_is_said(decision: Path, xml: str) -> None:
    result = pulled(changed(decision, formatted("lãnh đạo", xml)))
    assert (codes(result), lines_changed(decision)) == (["V197"], [])
    assert ("xóa" in str(result.findings[0].hint)) == ("strike" in xml)


# --- deletions -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (cut("Phạm vi điều chỉnh"), "V089"),
        (cut("Trách nhiệm giải quyết"), "V089"),
        (cut("ngày 10 tháng"), "V184"),
        (cut("Số: 12"), "V184"),
        (cut("SỞ NỘI VỤ"), "V184"),
        (cut("PHÓ GIÁM ĐỐC"), "V184"),
        (cut("KT. GIÁM ĐỐC"), "V184"),
        (cut("Nguyễn Văn Mẫu"), "V184"),
        (cut("Ban hành Quy chế"), "V184"),
        (cut("GIÁM ĐỐC SỞ"), "V184"),
        (cut("Nơi nhận"), "V184"),
    ],
)
def test_a_line_that_is_gone_empties_nothing(decision: Path, edit: Edit, code: str) -> None:
    result = pulled(changed(decision, edit))
    assert (codes(result), result.written, lines_changed(decision)) == ([code], (), []) and not result.nothing_new
    # In words of the user: no path of a file, and the text as it stood.
    (finding,) = result.findings
    if code == "V089":
        assert str(finding.message).startswith(("Điều 1 đã", "Điều 1, khoản 2 đã"))
    assert "[" not in str(finding.message) and finding.value.startswith("“") and finding.value.endswith("”")


def test_the_line_of_a_dieu_goes_where_deletions_are_wanted(decision: Path) -> None:
    pulled(changed(decision, cut("Phạm vi điều chỉnh")), delete=True)
    assert lines_changed(decision) == ["- dieu:"] or lines_changed(decision) == ['- dieu: ""']


def test_of_two_edits_of_a_signature_neither_is_taken_alone(decision: Path) -> None:
    edit = both(lambda root: retype(paragraph(root, "KT. GIÁM"), "KT. GIÁM", "GIÁM"), cut("PHÓ GIÁM ĐỐC"))
    result = pulled(changed(decision, edit))
    assert codes(result) == ["V360"] and "PHÓ GIÁM ĐỐC" in str(result.findings[0].message) and not result.changes


def test_a_basis_below_a_dieu_moves_nothing(decision: Path) -> None:
    result = pulled(changed(decision, lambda root: paragraph(root, "Điều 1.").addnext(paragraph(root, "05/2020"))))
    assert (codes(result), result.written) == (["V085"], ())


# --- typed anew ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("Phạm vi điều chỉnh", "Điều 1. Quy định chung", "- dieu: Quy định chung"),
        ("Trách nhiệm giải quyết", "2. Công chức tự lo", "- khoan: Công chức tự lo"),
        ("Tiếp nhận hồ sơ", "a) Nhận giấy tờ của dân", "- diem: Nhận giấy tờ của dân"),
        ("Ban hành Quy chế", "Về nội quy cơ quan", "trich_yeu: Về nội quy cơ quan"),
        ("Nguyễn Văn Mẫu", "Trần Thị Bưởi", "ho_ten: Trần Thị Bưởi"),
    ],
)
def test_a_text_typed_anew_is_the_one_that_stood_there(decision: Path, old: str, new: str, line: str) -> None:
    changed(decision, typed_anew(old, new))
    first, second = pulled(decision), pulled(decision)
    (own,) = lines_changed(decision)
    assert line in own and codes(first) == codes(second) == ["V082"]
    assert not second.changes and not second.conflicts and not second.written


# --- twice -----------------------------------------------------------------------------------------------------------

NEW: dict[str, Edit] = {
    "a recipient": below("Ủy ban nhân dân tỉnh (để", "- Sở Tài chính;"),
    "a basis": below("05/2020", "Căn cứ Luật Lưu trữ năm 2024;"),
    "two": both(below("05/2020", "Căn cứ Luật Lưu trữ năm 2024;"), below("05/2020", "Căn cứ Luật Ngân sách;")),
    "a điều": below("Quan hệ phối hợp", "Điều 2. Tổ chức thực hiện quy chế"),
    "a khoản": below("Quan hệ phối hợp", "4. Chế độ báo cáo của Sở"),
    "a điểm": below("Báo cáo lãnh đạo", "c) Xin lỗi công dân khi trễ hạn;"),
}


@pytest.mark.parametrize("side", [None, "theirs"])
@pytest.mark.parametrize("name", NEW)
def test_what_was_pulled_is_not_pulled_again(decision: Path, name: str, side: str | None) -> None:
    changed(decision, NEW[name])
    first = pulled(decision, side=side)
    after = source_text(decision)
    assert first.written and codes(first) == []
    second = pulled(decision, side=side)
    assert second.nothing_new and not second.written and source_text(decision) == after
    # A copy that goes on being edited brings only what is new in it.
    changed(decision, lambda root: retype(paragraph(root, "Chánh Văn phòng và"), "các phòng", "mọi phòng"))
    third = pulled(decision, side=side)
    assert [change.kind for _, change in third.changes] == ["sua"] and codes(third) == []


def test_of_one_paragraph_typed_twice_the_second_is_said(decision: Path) -> None:
    new = (below("Quan hệ phối hợp", f"{at}. Chế độ báo cáo của Sở") for at in (5, 4))
    result = pulled(changed(decision, both(*new)))
    assert (codes(result), lines_changed(decision)) == (["V183"], ["- khoan: Chế độ báo cáo của Sở"])


# --- what the form prints --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["QUYẾT NGHỊ:", "BAN HÀNH:"])
def test_what_stands_in_the_place_of_a_line_of_the_form_is_no_new_item(decision: Path, words: str) -> None:
    result = pulled(changed(decision, lambda root: retype(paragraph(root, "QUYẾT ĐỊNH:"), "QUYẾT ĐỊNH:", words)))
    assert not lines_changed(decision) and not result.changes
    assert any(finding.code in ("V080", "V195") and words in str(finding) for finding in result.findings)


def test_a_new_item_above_a_line_of_the_form_that_was_typed_over_is_one(decision: Path) -> None:
    edit = both(
        below("Xét đề nghị", "Căn cứ biên bản họp ngày 02 tháng 5 năm 2024;"),
        lambda root: retype(paragraph(root, "QUYẾT ĐỊNH:"), "QUYẾT ĐỊNH:", "BAN HÀNH:"),
    )
    result = pulled(changed(decision, edit))
    assert lines_changed(decision) == ["- Căn cứ biên bản họp ngày 02 tháng 5 năm 2024"]
    assert any("BAN HÀNH:" in str(finding) for finding in result.findings)


# --- the end of a decision -------------------------------------------------------------------------------------------

LAST, MORE = "- dieu: Chánh Văn phòng và các phòng thuộc Sở chịu trách nhiệm thi hành Quyết định này", "Giao Thanh tra"


def ended(mark: str) -> Edit:
    """The last điều of then with another mark at its end."""
    return lambda root: retype(paragraph(root, "Chánh Văn phòng và"), "Quyết định này./.", f"Quyết định này{mark}")


@pytest.mark.parametrize("mark", [".", ";"])
def test_the_last_article_of_then_keeps_the_mark_that_the_file_shows(decision: Path, mark: str) -> None:
    more = below("Chánh Văn phòng và", f"Điều 4. {MORE} Sở kiểm tra việc thực hiện./.")
    result = pulled(changed(decision, both(ended(mark), more)))
    assert f"{LAST}{mark}" in lines_changed(decision) and "V097" not in codes(result)
    assert pulled(decision).nothing_new
    fresh = built(decision.parents[2])
    root = package.parse_xml(package.read(fresh)["word/document.xml"], shown_as="", part="")
    shown = [text(p) for p in root.iter(w("p"))]
    assert any(line.endswith(f"thi hành Quyết định này{mark}") for line in shown)


def test_the_mark_of_one_that_is_the_last_is_the_form_s(decision: Path) -> None:
    result = pulled(changed(decision, ended(".")))
    assert codes(result) == ["V097"] and not lines_changed(decision)


def test_new_words_and_a_mark_where_the_last_article_of_then_was(decision: Path) -> None:
    new = lambda root: retype(paragraph(root, "Chánh Văn phòng và"), "này./.", "này từ hôm nay.")  # noqa: E731
    pulled(changed(decision, both(new, below("Chánh Văn phòng và", f"Điều 4. {MORE} Sở kiểm tra./."))))
    assert f"{LAST} từ hôm nay." in lines_changed(decision)


def test_the_last_article_of_then_put_above_another_is_known_the_second_time(decision: Path) -> None:
    def above(root: etree._Element) -> None:
        paragraph(root, "hiệu lực").addprevious(paragraph(root, "Chánh Văn phòng và"))

    pulled(changed(decision, both(ended("."), above)))
    once = lines_changed(decision)
    assert f"{LAST}." in once
    result = pulled(decision)
    assert not result.conflicts and not result.written and lines_changed(decision) == once
