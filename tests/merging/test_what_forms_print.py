"""Edits of what a form prints its own way: capitals, the mark at the end, the lines above a signature, titles."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from lxml import etree
from word_edits import Edit, both, built, changed, cut, element, new_paragraph, paragraph, pulled, typed_anew

from generator.merging.edited.capitals import Capitals, known_texts
from generator.merging.edited.pasted import pasted_again
from generator.merging.edited.printed import restored
from generator.ooxml.names import w

Root = etree._Element
SOURCE = """loai: bao-cao
co_quan: {ten: Sở Nội vụ, ky_hieu: SNV, chu_quan: Ủy ban nhân dân tỉnh Mẫu}
so: 12
ngay: 2024-05-10
dia_danh: Mẫu
trich_yeu: Kết quả công tác tháng 5 năm 2024
noi_dung:
  - doan: Sở Nội vụ báo cáo kết quả thực hiện nhiệm vụ tháng 5 năm 2024 như sau
  - muc: Kết quả thực hiện
    noi_dung:
      - khoan: Đã hoàn thành 12 nhiệm vụ được giao trong kỳ, đạt 80%
      - khoan: Còn 3 nhiệm vụ chậm tiến độ do thiếu kinh phí
  - muc: Phương hướng
    noi_dung:
      - khoan: Tiếp tục rà soát, hoàn thiện vị trí việc làm
noi_nhan: [Như trên, Các phòng thuộc Sở, "Lưu: VT"]
ky: {quyen_han: KT. Giám đốc, chuc_vu: Phó Giám đốc, ho_ten: Nguyễn Văn Mẫu}
"""
KT, OFFICE = "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("report")
    folder = place / "data" / "bao-cao"
    folder.mkdir(parents=True)
    (folder / "van-ban.yaml").write_text(SOURCE, encoding="utf-8")
    built(place, "bao-cao")
    return place


@pytest.fixture
def docx(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path / "w")
    return tmp_path / "w" / "out" / "bao-cao" / "bao-cao.docx"


def lines(docx: Path) -> list[str]:
    """The lines of the source that an edit changed."""
    now = (docx.parents[2] / "data" / "bao-cao" / "van-ban.yaml").read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in now if line not in SOURCE.splitlines()]


def said(words: str, new: str) -> Edit:
    """A paragraph typed over, its anchors kept."""

    def edit(root: Root) -> None:
        found = [t for t in paragraph(root, words).iter(w("t")) if (t.text or "").strip()]
        found[-1].text = new
        for t in found[:-1]:
            if words.startswith((t.text or "").strip()):
                t.text = ""

    return edit


def first(words: str, new: str) -> Edit:
    """The same with all words in the first run, where the number stood."""

    def edit(root: Root) -> None:
        for at, t in enumerate(paragraph(root, words).iter(w("t"))):
            t.text = "" if at else new

    return edit


def broken(root: Root) -> None:
    """Two lines of the signature as one paragraph with a line break."""
    paragraph(root, OFFICE).getparent().remove(paragraph(root, OFFICE))
    run = paragraph(root, KT).findall(w("r"))[-1]
    run.append(element("<w:br/>"))
    run.append(element("<w:t>TRƯỞNG PHÒNG</w:t>"))


@pytest.mark.parametrize(
    ("edit", "line"),
    [
        (said("KẾT QUẢ THỰC HIỆN", "KẾT QUẢ THỰC HIỆN NHIỆM VỤ"), "- muc: Kết quả thực hiện nhiệm vụ"),
        (typed_anew("KẾT QUẢ THỰC HIỆN", "I. TÌNH HÌNH CHUNG"), "- muc: TÌNH HÌNH CHUNG"),
        (said(KT, "TUQ. GIÁM ĐỐC"), "ky: {quyen_han: TUQ. Giám đốc, chuc_vu: Phó Giám đốc, ho_ten: Nguyễn Văn Mẫu}"),
        (
            both(typed_anew(KT, "TL. CHỦ TỊCH"), typed_anew(OFFICE, "GIÁM ĐỐC")),
            "ky: {quyen_han: TL. Chủ tịch, chuc_vu: Giám đốc, ho_ten: Nguyễn Văn Mẫu}",
        ),
        (
            said("SỞ NỘI VỤ", "SỞ TƯ PHÁP"),
            "co_quan: {ten: Sở Tư pháp, ky_hieu: SNV, chu_quan: Ủy ban nhân dân tỉnh Mẫu}",
        ),
        (
            said("SỞ NỘI VỤ", "Sở Tư pháp và Thanh tra"),
            "co_quan: {ten: Sở Tư pháp và Thanh tra, ky_hieu: SNV, chu_quan: Ủy ban nhân dân tỉnh Mẫu}",
        ),
        # Typed over as a whole, so that all stands before the mark of the value.
        (first("KẾT QUẢ THỰC HIỆN", "I. TÌNH HÌNH"), "- muc: TÌNH HÌNH"),
        (first("3 nhiệm vụ", "Không còn nhiệm vụ nào"), "- khoan: Không còn nhiệm vụ nào"),
        (first("12 nhiệm vụ", "1. Đã làm xong mọi việc"), "- khoan: Đã làm xong mọi việc"),
        (
            said("việc làm", "Tiếp tục rà soát, hoàn thiện vị trí việc làm./. Đề nghị các phòng thực hiện"),
            "- khoan: Tiếp tục rà soát, hoàn thiện vị trí việc làm. Đề nghị các phòng thực hiện",
        ),
    ],
)
def test_an_edit_comes_back_as_the_data_have_it(docx: Path, edit: Edit, line: str) -> None:
    result = pulled(changed(docx, edit))
    assert lines(docx) == [line] and result.changes
    assert {finding.code for finding in result.findings} <= {"V082", "V362"}


@pytest.mark.parametrize(
    ("edit", "code", "value"),
    [
        # He would sign as what he is not.
        (both(said(KT, "GIÁM ĐỐC"), cut(OFFICE)), "V360", "“GIÁM ĐỐC”"),
        (both(said(KT, "GIÁM ĐỐC"), said(OFFICE, "")), "V360", "“GIÁM ĐỐC”"),
        (both(cut(OFFICE), said(KT, f"{KT} {OFFICE}")), "V360", ""),
        (said(KT, "GIÁM ĐỐC"), "V360", "“GIÁM ĐỐC / PHÓ GIÁM ĐỐC”"),
        (broken, "V360", "“KT. GIÁM ĐỐC TRƯỞNG PHÒNG”"),
        # Nobody knows which words of a name have capitals.
        (said("SỞ NỘI VỤ", "BAN QUẢN LÝ MIỀN XA"), "V359", "“BAN QUẢN LÝ MIỀN XA”"),
        # A number alone is what was left of a paragraph that was deleted.
        (first("3 nhiệm vụ", "2."), "V089", "“Còn 3 nhiệm vụ chậm tiến độ do thiếu kinh phí”"),
        # What stands below would be under it.
        (lambda root: new_paragraph(paragraph(root, "12 nhiệm vụ"), "II. MỤC MỚI"), "V080", "“II. MỤC MỚI”"),
    ],
)
def test_what_is_in_doubt_is_said_and_not_written(docx: Path, edit: Edit, code: str, value: str) -> None:
    result = pulled(changed(docx, edit))
    assert not lines(docx) and all(change.kept for _, change in result.changes)
    found = [finding for finding in result.findings if finding.code == code]
    assert len(found) == 1 and (not value or found[0].value == value)
    assert all(finding.code in (code, "V097", "V183", "V184", "V195") for finding in result.findings)


@pytest.mark.parametrize("dash", ["–", "—", "•", "- –"])
def test_another_dash_before_a_recipient_is_the_forms(docx: Path, dash: str) -> None:
    """As Word makes one while typing: it never gets into the data."""
    result = pulled(changed(docx, first("Các phòng", f"{dash} Các phòng, ban thuộc Sở;")))
    assert lines(docx) == ['noi_nhan: [Như trên, "Các phòng, ban thuộc Sở", "Lưu: VT"]'] and result.changes


def test_a_new_line_that_is_an_authority_is_no_office(docx: Path) -> None:
    """Both lines are gone, one was typed: as an office it would be printed below nothing."""
    result = pulled(changed(docx, both(typed_anew(OFFICE, "TUQ. CHỦ TỊCH"), cut(KT))))
    assert not lines(docx) and "“TUQ. CHỦ TỊCH”" in {finding.value for finding in result.findings}


@pytest.mark.parametrize("delete", [False, True])
def test_a_part_never_loses_its_title_while_its_text_stays(docx: Path, delete: bool) -> None:
    result = pulled(changed(docx, cut("KẾT QUẢ THỰC HIỆN")), delete=delete)
    assert not lines(docx) and "V089" in {finding.code for finding in result.findings}
    assert [change.kept for _, change in result.changes] == [True]


def test_the_name_of_a_part_names_what_stands_below_it(docx: Path) -> None:
    result = pulled(changed(docx, said("12 nhiệm vụ", "Đã hoàn thành 13 nhiệm vụ được giao trong kỳ, đạt 80%")))
    assert [change.where for _, change in result.changes] == ["Mục I, khoản 1"]


# --- words in capitals -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("own", "printed", "edited", "now", "unknown"),
    [
        ("Ủy ban nhân dân tỉnh Mẫu", "ỦY BAN NHÂN DÂN\nTỈNH MẪU", "ỦY BAN NHÂN DÂN\nTỈNH XYZ", None, ["XYZ"]),
        ("Sở Nội vụ", "SỞ NỘI VỤ", "Sở Tư pháp", "Sở Tư pháp", []),
        ("Sở Nội vụ", "SỞ NỘI VỤ", "UBND TỈNH MẪU", "UBND tỉnh Mẫu", []),
        ("Sở Nội vụ", "SỞ NỘI VỤ", "SỞ PHỤ", "Sở PHỤ", ["PHỤ"]),
        ("Một dòng\nhai dòng", "MỘT DÒNG\nHAI DÒNG", "MỘT DÒNG\nHAI DÒNG\nBA", "Một dòng\nhai dòng\nBA", ["BA"]),
        ("a b", "a b./.", "a b./. thêm nữa.", "a b. thêm nữa", []),
        ("a b;", "a b;", "a c;", "a c;", []),
        # In another case it is still the word that stood there; where no capitals are printed the case was edited.
        ("Đề án của Hà Nội", "ĐỀ ÁN CỦA HÀ NỘI", "đề án của hà nội", "Đề án của Hà Nội", []),
        ("Đề án của Hà Nội", "ĐỀ ÁN CỦA HÀ NỘI", "Kế Hoạch Của Hà Nội", "Kế Hoạch của Hà Nội", []),
        ("đề án của Bộ", "Đề án của Bộ", "Đề án của bộ", "đề án của bộ", []),
    ],
)
def test_words_in_capitals_get_their_own_case_back(
    own: str, printed: str, edited: str, now: str | None, unknown: list[str]
) -> None:
    capitals = Capitals(known_texts(["Ủy ban nhân dân tỉnh Mẫu", "Hội Phụ nữ tỉnh Mẫu", "MỌI CHỮ IN HOA"]))
    made = restored(own, printed, edited, capitals.in_case)
    assert capitals.unknown == unknown and (now is None or made == now)


# --- rows that were pasted again -------------------------------------------------------------------------------------


def test_runs_of_copies_are_told_from_new_rows() -> None:
    own = [("a", True), ("b", True), ("c", True), ("d", True)]
    assert list(pasted_again([*own, ("a", False), ("b", False), ("x", False)])) == [(range(4, 7), frozenset({6}))]
    assert not list(pasted_again([*own, ("a", False), ("b", False)]))
    assert not list(pasted_again([*own, ("a", False), ("x", False), ("y", False), ("z", False)]))
    assert not list(pasted_again([("", True), ("", False), ("", False), ("", False)]))
