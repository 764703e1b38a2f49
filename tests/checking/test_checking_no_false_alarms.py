"""Kinds of false alarm that real files gave: each form is read for what it is, the fault beside it is told."""

import unicodedata

import papers
import pytest
from papers import LONG, Docx, head, p, package, run, signature, table, title

from generator.checking.check import check_package

DATED = "Hà Nội, ngày 05 tháng 01 năm 2024"
END = p("LoiVan", LONG[:-1] + "./.")
SIGNED = signature(("- Các cục, vụ thuộc Bộ;", "- Lưu: VT, VP."), ("BỘ TRƯỞNG",), "Trần Thị B")


def found(docx: Docx) -> list[str]:
    return sorted({finding.code for finding in check_package(docx.bytes, shown_as="thu.docx")[1]})


def decomposed(docx: Docx) -> Docx:
    return Docx(tuple((name, unicodedata.normalize("NFD", text)) for name, text in docx.parts))


def named(kind: str, *body: str, number: str = "Số: 05/TB-BMH", dated: str = DATED, agency: str = "BỘ MINH HỌA",
          end: str = END, last: str = SIGNED) -> Docx:  # fmt: skip
    return package(head(agency, "", number, dated), title(kind, "Về lịch làm việc năm 2024"), *body, end, last)


def plain(*body: str, kind: str = "ĐƠN XIN NGHỈ PHÉP") -> Docx:
    """A paper of someone who is no agency."""
    return package(head("", "", "", "").replace('<w:t xml:space="preserve"></w:t>', ""), title(kind, "Năm 2024"), *body)


def one_column(*last: str) -> str:
    """A signature on the right of a table, lines below the name as they are given."""
    left = p("NoiNhan", "Nơi nhận:") + p("NoiNhanMuc", "- Bộ Thí Dụ;") + p("NoiNhanMuc", "- Lưu: VT, VP.")
    return table((75, 90), (left, p("ChucVu", "GIÁM ĐỐC") + p("ChucVu") * 4 + "".join(last)))


DATA = table((60, 60, 45), (p("O", "Nội dung"), p("O", "Nơi nhận"), p("O", "Ghi chú")),
             (p("O", "Báo cáo tháng"), p("O", "Phòng Tổng hợp"), p("O", "Trường thông tin bắt buộc")))  # fmt: skip


@pytest.mark.parametrize("name", papers.DOCUMENTS)
def test_decomposed_letters_are_one_note_and_nothing_else(name: str) -> None:
    assert found(decomposed(papers.DOCUMENTS[name]())) == ["ND-113"]


CASES: dict[str, tuple[Docx, list[str]]] = {
    "quoc-hieu-trong-cau": (
        named("THÔNG BÁO", p("LoiVan", "Nước Cộng hòa xã hội chủ nghĩa Việt Nam " + LONG)), []),
    "cot-noi-nhan": (named("THÔNG BÁO", p("LoiVan", LONG), DATA, p("LoiVan", LONG)), []),
    "truong-khong-la-truong": (
        named("THÔNG BÁO", p("LoiVan", run("Trường thông tin", "<w:b/>")), p("LoiVan", LONG)), []),
    "ghi-chu-sau-luu": (
        named("THÔNG BÁO", last=signature(("- Bộ Thí Dụ;", "- Lưu: VT, VP.", "Ghi chú: gửi bản điện tử"),
                                          ("BỘ TRƯỞNG",), "Trần Thị B")), []),
    "luu-tru-khong-la-luu": (
        named("THÔNG BÁO", last=signature(("- Lưu trữ quốc gia;", "- Lưu: VT, VP."), ("BỘ TRƯỞNG",), "Trần Thị B")),
        []),
    "ghi-chu-duoi-ten": (
        named("THÔNG BÁO", last=one_column(p("HoTen", "Trần Thị B"), p("O", "Ghi chú: đã ký số"))), []),
    "ten-sai-tren-ghi-chu": (
        named("THÔNG BÁO", last=one_column(p("HoTen", "Trần thị B"), p("O", "Ghi chú: đã ký số"))), ["ND-808"]),
    "cho-de-trong-van-xet": (
        named("THÔNG BÁO", p("LoiVan", run("Giao {{don_vi}} thực hiện. " + LONG, '<w:sz w:val="24"/>'))),
        ["ND-115", "ND-601"]),
    "doan-lan-co": (named("THÔNG BÁO", p("LoiVan", LONG, run(" Thêm nhiệm vụ.", '<w:sz w:val="22"/>'))), ["ND-601"]),
    "so-mu": (named("THÔNG BÁO", p("LoiVan", LONG, run("m2", '<w:sz w:val="18"/><w:vertAlign w:val="superscript"/>'))),
              []),
    "thu-dung-ngay": (
        named("THÔNG BÁO", p("LoiVan", LONG[:-1] + " vào thứ Sáu, ngày 15 tháng 5 năm 2026; ngày 17/5/2026 "
                             "(Chủ nhật).")), []),
    "ky-hieu-co-quan": (
        named("THÔNG BÁO", p("LoiVan", LONG[:-1] + " theo Báo cáo số 12/CT-KT, Quyết định số 05/2024/QĐ-UBND, "
                             "Quy định số 37-QĐ/TW, Kế hoạch ban hành kèm theo Quyết định số 7/QĐ-BMH.")), []),
    "pho-truong-ban-thay-mat": (
        named("THÔNG BÁO", last=signature(("- Bộ Thí Dụ;", "- Lưu: VT, VP."), ("TM. BAN CHỈ ĐẠO", "PHÓ TRƯỞNG BAN"),
                                          "Trần Thị B")), []),
    "hoc-vi-cua-so-giao-duc": (
        named("THÔNG BÁO", agency="SỞ GIÁO DỤC VÀ ĐÀO TẠO", last=signature(
            ("- Bộ Thí Dụ;", "- Lưu: VT, VP."), ("GIÁM ĐỐC",), "ThS. Trần Thị B")), ["ND-807"]),
    "hoc-vi-cua-so-moi-truong": (
        named("THÔNG BÁO", agency="SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", last=signature(
            ("- Bộ Thí Dụ;", "- Lưu: VT, VP."), ("GIÁM ĐỐC",), "ThS. Trần Thị B")), ["ND-807"]),
    "hoc-vi-cua-truong": (
        named("THÔNG BÁO", agency="TRƯỜNG MẦM NON MẪU", last=signature(
            ("- Bộ Thí Dụ;", "- Lưu: VT, VP."), ("HIỆU TRƯỞNG",), "ThS. Trần Thị B")), []),
    "mau-gan-den": (named("THÔNG BÁO", p("LoiVan", run(LONG, '<w:color w:val="1F1F1F"/>'))), []),
    "mau-xam": (named("THÔNG BÁO", p("LoiVan", run(LONG, '<w:color w:val="7F7F7F"/>'))), ["ND-107"]),
    "ten-loai-dat-bang-tab": (
        named("THÔNG BÁO").sub(r'<w:pStyle w:val="TenLoai"/></w:pPr><w:r>',
                               '<w:pStyle w:val="TenLoai"/><w:jc w:val="left"/></w:pPr><w:r><w:tab/></w:r><w:r>'), []),
    "can-cu-khong-chu-so": (
        papers.decision().swap("Nghị định số 123/2016/NĐ-CP", "Nghị định 123/2016/NĐ-CP"), []),
    "liet-ke-sau-cham-phay": (
        named("THÔNG BÁO", last=signature(("- Các sở: Nội vụ; Tài chính;", "Xây dựng; Công Thương;", "- Lưu: VT, VP."),
                                          ("BỘ TRƯỞNG",), "Trần Thị B")), []),
    "dam-sat-trai-duoi-ten-loai": (
        named("THÔNG BÁO").sub(r'(<w:p><w:pPr><w:pStyle w:val="LoiVan"/>)',
                               p("MucLaMa", "Nội dung thông báo").replace("MucLaMa", "KhoanTieuDe") + r"\1"), []),
    "giay-phep": (named("GIẤY PHÉP XÂY DỰNG", number="Số: 05/GPXD"), ["ND-015"]),
    "phieu-trinh": (named("PHIẾU TRÌNH GIẢI QUYẾT CÔNG VIỆC"), ["ND-016"]),
    "ban-an": (named("BẢN ÁN", number="Số: 05/2024/HS-ST", agency="TÒA ÁN NHÂN DÂN TỈNH MINH HỌA"), ["ND-017"]),
    "du-thao-qppl": (named("QUYẾT ĐỊNH", number="Số:      /2025/QĐ-UBND"), ["ND-012"]),
    "don": (plain(p("LoiVan", LONG)), ["ND-014"]),
    "tieng-anh": (
        package(p("TenLoai", "SOCIALIST REPUBLIC OF VIET NAM"), p("LoiVan", "The parties agree to the following.")),
        ["ND-018"]),
    "chi-thi-2012": (named("CHỈ THỊ", number="Số: 05/CT-BMH", dated="Hà Nội, ngày 05 tháng 01 năm 2012"), ["ND-019"]),
    "phu-luc-nghi-quyet-qppl": (
        package(p("PhuLuc", "Phụ lục"), p("TenPhuLuc", "DANH MỤC NHIỆM VỤ"),
                p("KemTheo", "(Kèm theo Nghị quyết số 05/2024/NQ-HĐND ngày 05 tháng 7 năm 2024)"), p("LoiVan", LONG)),
        ["ND-012"]),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_form_is_read_for_what_it_is(name: str) -> None:
    docx, codes = CASES[name]
    assert found(docx) == codes


def test_a_number_with_a_year_is_no_legal_normative_document() -> None:
    docx = named("TỜ TRÌNH", p("KinhGui", "Kính gửi: Bộ Thí Dụ"), number="Số: 2114/2025/TTr-BMH")
    assert check_package(docx.bytes, shown_as="thu.docx")[0].law == "nd30"


def test_spaces_that_push_a_line_to_its_place_have_no_width() -> None:
    spaced = papers.letter().swap("Độc lập - Tự do - Hạnh phúc", "      Độc lập - Tự do - Hạnh phúc      ")
    assert found(spaced) == []


def test_the_form_for_citizens_in_an_annex_is_no_document() -> None:
    form = head("", "", "", "").replace('<w:t xml:space="preserve"></w:t>', "")
    docx = papers.regulation().swap('<w:p><w:pPr><w:pStyle w:val="Ke"/><w:sectPr>', form + p("TenLoai", "ĐƠN ĐỀ NGHỊ")
                                    + '<w:p><w:pPr><w:pStyle w:val="Ke"/><w:sectPr>', count=1)  # fmt: skip
    assert [part.role for part in check_package(docx.bytes, shown_as="thu.docx")[0].parts].count("chinh") == 1
