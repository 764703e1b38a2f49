"""Every kind of Điều 7, and what the forms have besides: built, valid, turned to PDF, and saying what its form says."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import KINDS
from lxml import etree
from office_files import validated
from pypdf import PdfReader

from generator.facts.kinds import kinds
from generator.ooxml import package
from generator.ooxml.names import w

ROOT = Path(__file__).resolve().parents[1]
NAMES = [folder.name for folder in KINDS]
REAL = ROOT.parent / "data" / "365-qd-btp"


def paragraphs(path: Path, part: str = "word/document.xml") -> list[str]:
    """Texts of the paragraphs of a part, blank ones left out; a line end inside of one is a space."""
    root = etree.fromstring(package.read(path)[part])
    texts = (
        "".join({w("t"): e.text or "", w("br"): " "}[e.tag] for e in p.iter(w("t"), w("br"))) for p in root.iter(w("p"))
    )
    return [text for text in texts if text.strip()]


@pytest.fixture(scope="session")
def built(kinds_printed: Path) -> dict[str, Path]:
    """The Word file of each dossier."""
    return {path.stem: path for path in sorted(kinds_printed.glob("*/*.docx"))}


@pytest.fixture(scope="session")
def printed(built: dict[str, Path]) -> dict[str, PdfReader]:
    """The same as PDF."""
    return {name: PdfReader(path.with_suffix(".pdf")) for name, path in built.items()}


def test_every_kind_has_a_dossier() -> None:
    assert {folder.name for folder in (ROOT / "ho-so").iterdir() if folder.is_dir()} == set(NAMES)
    assert {key for key, kind in kinds().items() if not kind.copy} <= set(NAMES)
    assert len([kind for kind in kinds().values() if not kind.copy]) == 29


@pytest.mark.parametrize("name", [*NAMES, REAL.name])
def test_word_file_is_valid(built: dict[str, Path], name: str) -> None:
    result = validated(built[name])
    assert not result.errors, [str(error) for error in result.errors]


# What stands in each form: number and symbol first, then what only this form has. Abbreviations keep their case.
FORMS = {
    "nghi-quyet": ["Số: 05/NQ-HĐM", "NGHỊ QUYẾT", "HỘI ĐỒNG MẪU", "QUYẾT NGHỊ:", "- Như Điều 2;", "TM. HỘI ĐỒNG"],
    "quyet-dinh": ["Số: 05/QĐ-SM", "GIÁM ĐỐC SỞ MẪU", "QUYẾT ĐỊNH:", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Phụ lục II"],
    "chi-thi": ["Số: 05/CT-SM", "CHỈ THỊ", "b) Báo cáo Giám đốc trước ngày 25 hằng tháng./."],
    "quy-che": ["Số: 05/QC-SM", "QUY CHẾ", "Chương I QUY ĐỊNH CHUNG", "Điều 1. Phạm vi điều chỉnh"],
    "quy-dinh": ["Số: 05/QyĐ-SM", "QUY ĐỊNH"],
    "thong-cao": ["Số: 05/TC-SM", "THÔNG CÁO"],
    "thong-bao": ["Số: 05/TB-SM", "THÔNG BÁO", "TL. GIÁM ĐỐC", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"],
    "huong-dan": ["Số: 05/HD-SM", "Phần I NHỮNG VẤN ĐỀ CHUNG", "I. MỤC ĐÍCH THEO CHỈ THỊ SỐ 05/CT-TTg", "1. Phạm vi"],
    "chuong-trinh": ["Số: 05/CTr-SM", "CHƯƠNG TRÌNH"],
    "ke-hoach": ["Số: 05/KH-SM", "I. MỤC ĐÍCH, YÊU CẦU", "2. Yêu cầu", "TUQ. GIÁM ĐỐC"],
    "phuong-an": ["Số: 05/PA-SM", "PHƯƠNG ÁN"],
    "de-an": ["Số: 05/ĐA-SM", "ĐỀ ÁN"],
    "du-an": ["Số: 05/DA-SM", "DỰ ÁN"],
    "bao-cao": ["Số: 05/BC-SM", "Kính gửi: Ủy ban nhân dân tỉnh X", "- Như trên;", "Q. GIÁM ĐỐC"],
    "bien-ban": ["Số: 05/BB-SM", "BIÊN BẢN", "THƯ KÝ", "CHỦ TỌA", "- Lưu: VT, Hồ sơ."],
    "to-trinh": ["Số: 05/TTr-SM", "Kính gửi:", "- Ủy ban nhân dân tỉnh X;", "- Sở Kiểu."],
    "hop-dong": ["Số: 05/HĐ-SM", "HỢP ĐỒNG", "ĐẠI DIỆN BÊN A", "ĐẠI DIỆN BÊN B"],
    "cong-van": ["Số: 05/SM-VP", "V/v nâng bậc lương năm 2026 theo Chỉ thị số 05/CT-TTg", "HỎA TỐC", "MẬT"],
    "cong-dien": ["Số: 05/CĐ-SM", "CÔNG ĐIỆN", "Giám đốc Sở Mẫu điện:", "- Các đơn vị thuộc Sở.", "THƯỢNG KHẨN"],
    "ban-ghi-nho": ["Số: 05/BGN-SM", "BẢN GHI NHỚ"],
    "ban-thoa-thuan": ["Số: 12/BTT-SM-SK", "SỞ MẪU SỞ KIỂU", "Thiếu tướng Nguyễn Văn A"],
    "giay-uy-quyen": ["Số: 05/GUQ-SM", "GIẤY ỦY QUYỀN"],
    "giay-moi": ["Số: 05/GM-SM", "Sở Mẫu trân trọng kính mời: Ông Nguyễn Văn A, Trưởng phòng Mẫu"],
    "giay-gioi-thieu": ["Số: 05/GGT-SM", "Sở Mẫu trân trọng giới thiệu:", "- Như trên;"],
    "giay-nghi-phep": ["Số: 05/GNP-SM", "GIẤY NGHỈ PHÉP", "(Chữ ký, dấu)"],
    "phieu-gui": ["Số: 05/PG-SM", "PHIẾU GỬI"],
    "phieu-chuyen": ["Số: 05/PC-SM", "PHIẾU CHUYỂN"],
    "phieu-bao": ["Số: 05/PB-SM", "PHIẾU BÁO"],
    "thu-cong": ["Số: 05/SM", "THƯ CÔNG"],
    "lien-tich": ["SỞ MẪU SỞ KIỂU", "PHÓ GIÁM ĐỐC SỞ MẪU", "GIÁM ĐỐC SỞ KIỂU"],
    "noi-nhan-dai": ["Số: 123/TB-BQLM", "Phó Giám đốc Sở Mẫu", "- Ủy ban nhân dân xã Mẫu 69;", "- Lưu: VT, TH (3)."],
    "ban-sao-dien-tu": ["Số: 05/QĐ-SM", "QUYẾT ĐỊNH", "GIÁM ĐỐC"],
    "ban-sao": ["Số: 05/QĐ-SM", "SAO Y", "Số: 03/SY-TTM", "Tỉnh X, ngày 10 tháng 02 năm 2026", "TL. GIÁM ĐỐC"],
}


def test_every_dossier_has_its_form_stated() -> None:
    assert set(FORMS) == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_form(built: dict[str, Path], name: str) -> None:
    found = paragraphs(built[name])
    assert [text for text in FORMS[name] if text not in found] == []
    ends = [text for text in found if text.endswith("./.")]
    assert ends, "no text ends with ./."


def test_minutes_have_no_place_and_date_at_their_head(built: dict[str, Path]) -> None:
    assert not [text for text in paragraphs(built["bien-ban"]) if text.startswith("Tỉnh X, ngày")]


def test_cong_van_has_no_kind_and_shows_emphasis(built: dict[str, Path]) -> None:
    found = paragraphs(built["cong-van"])
    assert "CÔNG VĂN" not in found
    assert "- Lưu: VT, VP (2). PL.(300)." in found
    document = package.read(built["cong-van"])["word/document.xml"].decode()
    assert '<w:b/><w:bCs/></w:rPr><w:t xml:space="preserve">trước ngày 31 tháng 01 năm 2026</w:t>' in document


def test_margins_hold_address_and_circulation_of_their_document_only(built: dict[str, Path]) -> None:
    parts = package.read(built["cong-van"])
    texts = {name: "".join(etree.fromstring(data).itertext()) for name, data in parts.items() if "er2-1" in name}
    texts |= {name: "".join(etree.fromstring(data).itertext()) for name, data in parts.items() if "er1-1" in name}
    assert {text.split(";")[0] for text in texts.values()} == {
        "LƯU HÀNH NỘI BỘ",
        "Số 1 đường Mẫu, phường Y, tỉnh X",
    }
    assert not [name for name, data in package.read(built["quyet-dinh"]).items() if b"{%" in data]


def test_an_electronic_copy_is_a_line_in_the_top_margin(built: dict[str, Path], printed: dict[str, PdfReader]) -> None:
    line = "Sao y; Trung tâm Mẫu; 10/02/2026; 08:00:05"
    parts = package.read(built["ban-sao-dien-tu"])
    (header,) = (data for name, data in parts.items() if "header" in name and b"Sao y" in data)
    assert "".join(etree.fromstring(header).itertext()).strip() == line
    assert "SAO Y" not in paragraphs(built["ban-sao-dien-tu"])
    assert (printed["ban-sao-dien-tu"].pages[0].extract_text() or "").strip().startswith(line)
    style = etree.fromstring(header).find(f".//{w('pStyle')}").get(w("val"))
    (look,) = (s for s in etree.fromstring(parts["word/styles.xml"]) if s.get(w("styleId")) == style)
    assert look.find(f".//{w('sz')}").get(w("val")) == "20"
    assert look.find(f".//{w('jc')}").get(w("val")) == "right"


def test_real_plan_word_for_word(built: dict[str, Path]) -> None:
    transcribed = (ROOT / "ho-so" / "365-qd-btp.txt").read_text(encoding="utf-8").splitlines()
    assert paragraphs(built[REAL.name]) == transcribed


def test_real_plan_in_pdf_word_for_word(printed: dict[str, PdfReader]) -> None:
    transcribed = (ROOT / "ho-so" / "365-qd-btp.txt").read_text(encoding="utf-8")
    pages = [page.extract_text() for page in printed[REAL.name].pages]
    shown = "".join(page.removeprefix(str(number)) for number, page in enumerate(pages, start=1))
    assert squeezed(shown) == squeezed(transcribed)


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_pdf_pages_and_bookmarks(printed: dict[str, PdfReader]) -> None:
    pages = {name: len(reader.pages) for name, reader in printed.items()}
    assert pages.pop("quyet-dinh") == 4
    assert pages.pop(REAL.name) == 3
    assert pages.pop("noi-nhan-dai") == 2
    first = printed["noi-nhan-dai"].pages[0].extract_text()
    assert "PHÓ TRƯỞNG BAN" in first and "Trần Văn B" in first
    assert set(pages.values()) == {1}
    articled = [item["/Title"] for item in flat(printed["quyet-dinh"].outline)]
    assert articled[1:4] == ["QUY CHẾ", "Chương I QUY ĐỊNH CHUNG", "Điều 1. Phạm vi điều chỉnh"]
    titles = [item["/Title"] for item in flat(printed[REAL.name].outline)]
    assert titles[:3] == ["KẾ HOẠCH", "I. MỤC ĐÍCH, YÊU CẦU", "1. Mục đích"]


def flat(outline: list[object]) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for item in outline:
        found += flat(item) if isinstance(item, list) else [item]  # type: ignore[list-item]
    return found
