"""Party documents by Hướng dẫn 05-HD/VPTW: a conforming one yields its one note, each fault exactly its rule."""

from pathlib import Path

import papers
import pytest
from papers import LEFT, LONG, RIGHT, Docx, p, package, table

from generator.checking.check import PARTY, SETS, SLIP, check_package
from generator.facts.metrics import text_width_mm

PARTY_TITLE = "ĐẢNG CỘNG SẢN VIỆT NAM"
EXACT = '<w:spacing w:before="0" w:after="120" w:line="360" w:lineRule="exact"/>'
TITLED = "NGHỊ QUYẾT"


def document(kind: str = TITLED, number: str = "Số 05-NQ/TU", *extra: str) -> Docx:
    """A resolution of a province's committee."""
    left = [p("CoQuan", "TỈNH UỶ MINH HOẠ"), p("So", "*"), p("So", number)]
    right = [
        p("QuocHieu", PARTY_TITLE),
        papers.rule(RIGHT, text_width_mm(PARTY_TITLE, 13, bold=True)),
        p("NgayThang", "Minh Hoạ, ngày 03 tháng 02 năm 2026"),
    ]
    head = table((LEFT, RIGHT), ("".join(left), "".join(right)))
    titled = [p("TenLoai", kind), p("TrichYeu", "về phát triển kinh tế tư nhân"), p("TenLoai", "-----")]
    body = [p("LoiVan", text, props=EXACT) for text in (LONG, LONG)]
    listed = p("NoiNhan", "Nơi nhận:") + p("NoiNhanMuc", "- Các đảng uỷ trực thuộc;") + p("NoiNhanMuc", "- Lưu.")
    signed = "".join(p("ChucVu", item) for item in ("T/M BAN THƯỜNG VỤ", "BÍ THƯ", "", "", ""))
    return package(head, *titled, *extra, *body, table((75, 90), (listed, signed + p("HoTen", "Nguyễn Văn A"))))


def decided(*bases: str) -> Docx:
    """A decision by some bases."""
    lines = [p("LoiVan", text, props=EXACT) for text in (*bases, "- Căn cứ Quy chế làm việc.")]
    return document(
        "QUYẾT ĐỊNH", "Số 05-QĐ/TU", *lines, p("ThamQuyen", "BAN THƯỜNG VỤ TỈNH UỶ QUYẾT ĐỊNH", props=EXACT)
    )


def codes(docx: Docx, profile: str = "") -> list[str]:
    return sorted({finding.code for finding in check_package(docx.bytes, shown_as="thu.docx", profile=profile)[1]})


FAULTS: dict[str, tuple[Docx, str]] = {
    "le-trai": (document().swap('w:left="1701" w:header', 'w:left="1418" w:header'), "DV-102"),
    "khong-ke": (document().sub("<w:pBdr>.*?</w:pBdr>", ""), "DV-202"),
    "khong-sao": (document().sub(r'<w:p><w:pPr><w:pStyle w:val="So"/></w:pPr><w:r><w:t [^>]*>\*</w:t></w:r></w:p>', ""),
                  "DV-204"),
    "ban-thuong-vu": (document().swap("TỈNH UỶ MINH HOẠ", "BAN THƯỜNG VỤ TỈNH UỶ"), "DV-205"),
    "khong-so": (document(number="*"), "DV-301"),
    "hai-cham": (document(number="Số: 05-NQ/TU"), "DV-302"),
    "gach-cheo": (document(number="Số 05/NQ-TU"), "DV-303"),
    "so-5": (document(number="Số 5-NQ/TU"), "DV-304"),
    "sai-loai": (document(number="Số 05-KL/TU"), "DV-305"),
    "khong-gach-noi": (document().sub(r'<w:p><w:pPr><w:pStyle w:val="TenLoai"/></w:pPr><w:r><w:t [^>]*>-----.*?</w:p>',
                                      ""), "DV-403"),
    "cach-dong": (document().swap('w:line="360" w:lineRule="exact"', 'w:line="240" w:lineRule="auto"'), "DV-605"),
    "cham-gach": (document().sub(rf"({LONG[-40:-1]})\.(?!.*{LONG[-40:-1]})", r"\1./."), "DV-607"),
    "tm-cham": (document().swap("T/M BAN", "TM. BAN"), "DV-805"),
    "ky-thay-minh": (document().swap("T/M BAN THƯỜNG VỤ", "K/T BÍ THƯ"), "DV-806"),
    "chuc-vu-kem-ten": (document().swap(">BÍ THƯ<", ">BÍ THƯ TỈNH UỶ<"), "DV-806"),
    "thang-thua-0": (document().swap("tháng 02 năm", "tháng 2 năm"), "DV-316"),
    "tieu-de-sai-dau": (document().swap("CỘNG SẢN", "CỘNG SÃN"), "DV-201"),
    "trich-yeu-ve-viec": (document().swap("về phát triển kinh", "về việc phát triển kinh"), "DV-413"),
    "can-cu-khong-gach": (decided("Căn cứ Điều lệ Đảng;"), "DV-511"),
    "luu-vt": (document().swap("- Lưu.", "- Lưu: VT, VPTU."), "DV-909"),
    "to-trinh": (document("TỜ TRÌNH", "Số 05-TTr/TU"), "DV-904"),
    "to-trinh-kinh-gui": (document("TỜ TRÌNH", "Số 05-TTr/TU", p("KinhGui", "Kính gửi: Ban Bí thư")), "DV-904"),
}  # fmt: skip


def test_a_conforming_party_document_has_its_one_note() -> None:
    facts, found = check_package(document().bytes, shown_as="thu.docx")
    assert facts.law == "dang" and [finding.code for finding in found] == ["ND-011"]
    (part,) = facts.parts
    assert part.heading.symbol.number == "05" and part.signers[0].name.text == "Nguyễn Văn A"


def test_bases_with_their_dash_are_right() -> None:
    assert codes(decided("- Căn cứ Điều lệ Đảng;")) == ["ND-011"]


def test_a_submission_to_the_party_names_whom_it_is_submitted_to() -> None:
    asked = document("TỜ TRÌNH", "Số 05-TTr/TU", p("KinhGui", "Kính trình: Ban Bí thư"))
    assert codes(asked) == ["ND-011"]


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_fires_exactly_its_rule(name: str) -> None:
    docx, code = FAULTS[name]
    assert codes(docx) == sorted(["ND-011", code])


def test_every_rule_of_the_set_names_its_clause() -> None:
    own = [rule for rule in PARTY.rules if rule.code.startswith("DV-")]
    assert len(own) >= 30
    assert all(rule.basis.startswith("Hướng dẫn 05-HD/VPTW, II.") and rule.why.endswith((".", ").")) for rule in own)
    assert len({rule.code for item in SETS for rule in item.rules}) == len(
        {rule for item in SETS for rule in item.rules}
    )


def test_a_slip_is_judged_by_what_holds_for_any_paper() -> None:
    slip = papers.report().swap("BÁO CÁO<", "PHIẾU TRÌNH<").swap('w:val="LoiVan"/></w:pPr><w:r>',
        'w:val="LoiVan"/></w:pPr><w:r><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial"/></w:rPr>')  # fmt: skip
    assert codes(slip) == ["ND-016"]
    assert codes(slip, "phieu") == ["ND-016", "ND-106"]
    assert "ND-304" not in {rule.code for rule in SLIP.rules} and SLIP.not_judged


def test_a_build_for_a_party_body_says_that_another_form_applies(tmp_path: Path) -> None:
    docx = papers.report().swap("VĂN PHÒNG<", "ĐẢNG UỶ PHƯỜNG MINH HOẠ<")
    assert "ND-240" in codes(docx)
