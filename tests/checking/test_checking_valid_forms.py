"""Forms that look like departures and are none, each beside the departure that is close to it and is told."""

import corpus
import pytest
from papers import LONG, Docx, article, head, p, package, run, signature, table, title

from generator.checking.check import check_package
from generator.facts.metrics import text_width_mm

DATED = "Hà Nội, ngày 05 tháng 01 năm 2024"
END = p("LoiVan", LONG[:-1] + "./.")
SIGNED = signature(("- Các cục, vụ thuộc Bộ;", "- Lưu: VT, VP."), ("BỘ TRƯỞNG",), "Trần Thị B")


def codes(docx: Docx) -> list[str]:
    return sorted({finding.code for finding in check_package(docx.bytes, shown_as="thu.docx")[1]})


def named(kind: str, subject: str, number: str, *body: str, agency: str = "BỘ MINH HỌA", parent: str = "") -> Docx:
    return package(head(agency, parent, number, DATED), title(kind, subject), *body)


def signer(position: str, name: str) -> str:
    return p("ChucVu", position) + p("ChucVu") * 4 + p("HoTen", name)


def minutes(*above: str, recipients: tuple[str, ...] = ("- Lưu: VT, Hồ sơ.",)) -> Docx:
    listed = p("NoiNhan", "Nơi nhận:") + "".join(p("NoiNhanMuc", item) for item in recipients)
    columns = table((82.5, 82.5), above) if above else ""
    below = p("Ke") + table((82.5, 82.5), (listed, p("O")))
    when = p("LoiVan", "Thời gian bắt đầu: 14 giờ 00 phút. Thành phần tham dự: các đơn vị. Kết thúc vào 16 giờ.")
    return named("BIÊN BẢN", "Họp giao ban", "Số: 05/BB-BMH", when, p("LoiVan", LONG), END, columns, below)


def stamped(word: str, color: str) -> Docx:
    stamp = table((45,), (p("O", run(word, f'<w:b/><w:color w:val="{color}"/>')),))
    about = head("BỘ MINH HỌA", "", "Số: 05/BMH-VP", DATED, "V/v nâng bậc lương")
    last = signature(("- Như trên;", "- Lưu: VT, VP."), ("BỘ TRƯỞNG",), "Trần Thị B")
    return package(about, stamp, p("KinhGui", "Kính gửi: Bộ Thí Dụ"), END, last)


def two_agencies(number: str) -> Docx:
    made = named("KẾ HOẠCH", "Phối hợp năm 2024", number, END, SIGNED, agency="BỘ THÍ DỤ", parent="BỘ MINH HỌA")
    return made.swap('<w:pStyle w:val="ChuQuan"/>', '<w:pStyle w:val="CoQuan"/>')


def long_list(last: str, name: str = "Trần Thị B") -> Docx:
    first = p("NoiNhan", "Nơi nhận:") + p("NoiNhanMuc", "- Bộ Thí Dụ;")
    rest = p("NoiNhanMuc", "- Bộ Giả Định;"), p("NoiNhanMuc", "- Sở Minh Họa;") + p("NoiNhanMuc", last)
    return named("THÔNG BÁO", "Về lịch làm việc", "Số: 05/TB-BMH", END,
                 table((75, 90), (first, signer("BỘ TRƯỞNG", name)), rest))  # fmt: skip


def wire(*body: str) -> Docx:
    tight = '<w:spacing w:before="0" w:after="0"/>'
    to = ("Bộ trưởng Bộ Minh Họa điện:", "- Bộ Thí Dụ;", "- Bộ Giả Định.")
    return named("CÔNG ĐIỆN", "Về việc ứng phó với mưa lũ", "Số: 05/CĐ-BMH",
                 *(p("KinhGui", line, props=tight) for line in to), *body, END, SIGNED)  # fmt: skip


def council(agency: str, authority: str) -> Docx:
    """What a collective of a place decides, signed by its chairman alone."""
    last = signature(("- Bộ Thí Dụ;", "- Lưu: VT, VP."), ("CHỦ TỊCH",), "Trần Thị B")
    bases = p("CanCu", "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015.")
    body = p("ThamQuyen", authority), bases, p("ThamQuyen", "QUYẾT NGHỊ:"), article(1, LONG[:-1] + "./.")
    return named("NGHỊ QUYẾT", "Về kế hoạch năm 2024", "Số: 05/NQ-MH", *body, last, agency=agency)


def split_off(top: str) -> Docx:
    note = "(Kèm theo Quyết định số 07/QĐ-BMH ngày 05 tháng 02 năm 2024 của Bộ trưởng Bộ Minh Họa)"
    return package(p("So", run(top, '<w:sz w:val="20"/>')), head("BỘ MINH HỌA", "", "", ""),
                   title("KẾ HOẠCH", "Công tác năm 2024", note), p("LoiVan", LONG))  # fmt: skip


def ranked(name: str) -> Docx:
    last = signature(("- Bộ Thí Dụ;", "- Lưu: VT, VP."), ("GIÁM ĐỐC",), name)
    return named("THÔNG BÁO", "Về lịch làm việc", "Số: 05/TB-BMH", END, last)


def public(kind: str, number: str) -> Docx:
    return named(kind, "Cung cấp dịch vụ lưu trữ", number, END, SIGNED)


def tabbed(about: str) -> Docx:
    """A heading of tabs at the middles of its two sides, an agency below its parent of two lines."""
    stops = '<w:tabs><w:tab w:val="center" w:pos="1900"/><w:tab w:val="center" w:pos="6500"/></w:tabs>'

    def row(*sides: tuple[str, str]) -> str:
        runs = [f"<w:r><w:tab/></w:r>{run(text, look)}" for text, look in sides]
        return p("So", *runs, props=f'{stops}<w:jc w:val="left"/>')

    heavy, plain = '<w:b/><w:sz w:val="{}"/>', '<w:sz w:val="26"/>'
    creed = text_width_mm(corpus.CREED, 14, bold=True)
    rows = (
        row(("ỦY BAN NHÂN DÂN", plain), (corpus.MOTTO, heavy.format(26))),
        row(("TỈNH GIẢ ĐỊNH", plain), (corpus.CREED, heavy.format(28))).replace(
            "</w:p>", corpus.drawn(creed) + "</w:p>"),
        row(("SỞ THÍ DỤ", heavy.format(26))).replace("</w:p>", corpus.drawn(10) + "</w:p>"),
        row(("Số: 05/STD-VP", plain), ("Giả Định, ngày 05 tháng 02 năm 2024", '<w:i/><w:sz w:val="28"/>')),
        *(row((line, '<w:sz w:val="24"/>')) for line in about.split("|")),
    )  # fmt: skip
    last = signature(("- Như trên;", "- Lưu: VT, VP."), ("GIÁM ĐỐC",), "Trần Thị B")
    return package(*rows, p("KinhGui", "Kính gửi: Bộ Thí Dụ"), p("LoiVan", LONG), END, last)


def copied(how: str, number: str) -> Docx:
    """A paper with what makes it a copy below it: its own agency, number, signature, recipients."""
    below = table((82.5, 82.5), (p("CoQuan", "PHÒNG THÍ DỤ") + p("So", number), p("ThamQuyen", how)))
    last = signature(("- Các đơn vị;", "- Lưu: VT."), ("TRƯỞNG PHÒNG",), "Trần Thị B")
    above = named("THÔNG BÁO", "Về lịch làm việc", "Số: 05/TB-BMH", p("LoiVan", LONG), END, SIGNED)
    return above.swap("<w:sectPr", p("Ke") + below + last + "<w:sectPr")


def personal(title_line: str) -> Docx:
    signed = table((82.5, 82.5), (p("O"), signer("BỘ TRƯỞNG", "Trần Thị B")))
    top = head("BỘ MINH HỌA", "", "", DATED), p("TenLoai", title_line)
    return package(*top, p("LoiVan", LONG), p("LoiVan", "Thân ái!"), signed)


TWO = signer("THƯ KÝ", "Trần Văn B"), signer("CHỦ TỌA", "Nguyễn Văn A")
TIGHT = p("LoiVan", LONG, props='<w:spacing w:before="0" w:after="0"/>') * 2

CASES: dict[str, tuple[Docx, str]] = {
    "tab-hai-dong": (tabbed("V/v nâng bậc lương"), ""),
    "tab-v-v-hai-dong": (tabbed("V/v nâng bậc lương|năm 2024 của Sở"), ""),
    "sao-y": (copied("SAO Y", "Số: 08/SY-PTD"), ""),
    "trich-sao": (copied("TRÍCH SAO", "Số: 08/TrS-PTD"), ""),
    "thu-khen": (personal("THƯ KHEN"), ""),
    "thu-cam-on": (personal("THƯ CẢM ƠN"), ""),
    "thong-bao-nhu-thu": (personal("THÔNG BÁO"), "ND-304 ND-414 ND-607 ND-904"),
    "ghi-nho-hai-ben": (named("BẢN GHI NHỚ", "Về hợp tác", "Số: 05/BGN-BMH", p("LoiVan", LONG), END,
                              table((82.5, 82.5), TWO)), ""),
    "ghi-nho-mot-ben": (named("BẢN GHI NHỚ", "Về hợp tác", "Số: 05/BGN-BMH", p("LoiVan", LONG), END,
                              table((82.5, 82.5), (p("O"), TWO[1]))), "ND-904"),
    "hai-chu-ky": (minutes(*TWO), ""),
    "khong-chu-ky": (minutes(), "ND-804"),
    "hai-chu-ky-ten-sai": (minutes(TWO[0], signer("CHỦ TỌA", "Nguyễn văn A")), "ND-808"),
    "dau-khan-do": (stamped("HỎA TỐC", "FF0000"), ""),
    "dau-mat-do-tuoi": (stamped("MẬT", "C00000"), ""),
    "dau-khan-xanh": (stamped("HỎA TỐC", "0070C0"), "ND-107"),
    "chu-thuong-do": (stamped("GẤP", "FF0000"), "ND-107"),
    "lien-tich": (two_agencies("Số: 05/KH-BMH-BTD"), ""),
    "chu-quan-dam": (two_agencies("Số: 05/KH-BTD"), "ND-222"),
    "noi-nhan-hai-cot": (long_list("- Lưu: VT, VP."), ""),
    "noi-nhan-hai-cot-khong-luu": (long_list("- Cục Thí Dụ;"), "ND-908"),
    "noi-nhan-hai-cot-ten-sai": (long_list("- Lưu: VT, VP.", "Trần thị B"), "ND-808"),
    "cong-dien": (wire(p("LoiVan", LONG)), ""),
    "cong-dien-doan-sat": (wire(TIGHT), "ND-604"),
    "cong-dien-co-gio": (wire(p("LoiVan", LONG)).swap(", ngày 05", ", hồi 15 giờ 30 phút ngày 05"), ""),
    "cong-dien-gio-khong-ngay": (wire(p("LoiVan", LONG)).swap(DATED, "Hà Nội, hồi 15 giờ 30 phút"), "ND-314"),
    "cong-dien-nguoi-dien-dam": (
        wire(p("LoiVan", LONG)).sub("<w:r>(<w:t[^>]*>Bộ trưởng)", r"<w:r><w:rPr><w:b/></w:rPr>\1"), ""),
    "nghi-quyet-hoi-dong": (council("HỘI ĐỒNG NHÂN DÂN TỈNH MINH HỌA", "HỘI ĐỒNG NHÂN DÂN TỈNH MINH HỌA"), ""),
    "nghi-quyet-uy-ban": (council("ỦY BAN NHÂN DÂN TỈNH MINH HỌA", "ỦY BAN NHÂN DÂN TỈNH MINH HỌA"), "ND-815"),
    "thu-cong": (named("THƯ CÔNG", "Chúc mừng", "Số: 05/BMH", END, SIGNED), ""),
    "thu-ngo": (named("THƯ NGỎ", "Chúc mừng", "Số: 05/BMH", END, SIGNED), "ND-406"),
    "o-ky-so-de-ngo": (split_off("Số: 07/QĐ-BMH;    /    /    ;    :    :   "), ""),
    "o-ky-so": (split_off("Số: 07/QĐ-BMH; 05/02/2024; 10:15:00"), ""),
    "cap-bac": (ranked("Thiếu tướng Nguyễn Văn A"), ""),
    "cap-bac-ten-sai": (ranked("Thiếu tướng Nguyễn văn A"), "ND-808"),
    "hop-dong-theo-mau": (public("HỢP ĐỒNG", "Số: 05/HĐ-BMH"), ""),
    "hop-dong-theo-mau-giay-letter": (
        public("HỢP ĐỒNG", "Số: 05/HĐ-BMH").swap('w:w="11906" w:h="16838"', 'w:w="12240" w:h="15840"'), "ND-101"),
    "hop-dong-rieng": (public("HỢP ĐỒNG", "Số: 05/2024/HĐKT"), "ND-013"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_valid_form_and_its_neighbour(name: str) -> None:
    docx, code = CASES[name]
    assert codes(docx) == code.split()


def test_two_signatures_are_read_with_their_names() -> None:
    facts, _ = check_package(minutes(*TWO).bytes, shown_as="thu.docx")
    (part,) = facts.parts
    assert [(item.titles[0].text, item.name.text) for item in part.signers] == [
        ("THƯ KÝ", "Trần Văn B"), ("CHỦ TỌA", "Nguyễn Văn A"),
    ]  # fmt: skip


def test_the_rest_of_a_long_list_is_recipients() -> None:
    facts, _ = check_package(long_list("- Lưu: VT, VP.").bytes, shown_as="thu.docx")
    assert [line.text for line in facts.parts[0].recipients] == [
        "- Bộ Thí Dụ;", "- Bộ Giả Định;", "- Sở Minh Họa;", "- Lưu: VT, VP.",
    ]  # fmt: skip


def test_co_issuing_agencies_stand_under_none() -> None:
    heading = check_package(two_agencies("Số: 05/KH-BMH-BTD").bytes, shown_as="thu.docx")[0].parts[0].heading
    assert (heading.parents, [line.text for line in heading.agency]) == ((), ["BỘ MINH HỌA", "BỘ THÍ DỤ"])
