"""The faults that the corpus puts into conforming documents: what is changed, in which of them, which rule tells it.

A change is made of the styled document by what it holds (a style, a text), never by the name of a document; where the
text is not there the fault does not apply.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from corpus import ADDRESSED, DECIDED, Sample, samples
from papers import LONG, Docx, p

Change = Callable[[str], str]
BASES_A_FAULT = 4  # documents that each fault is put into


@dataclass(frozen=True)
class Fault:
    """A change of the document's XML (or of its styles), the rule that tells it, the kinds it is put into."""

    name: str
    code: str
    change: Change
    kinds: tuple[str, ...] = ()
    part: str = "word/document.xml"
    layouts: tuple[str, ...] = ()

    def apply(self, docx: Docx) -> Docx:
        """The document with the fault; the same where it has no place for it."""
        content = dict(docx.parts)
        return docx.with_part(self.part, self.change(content[self.part]))

    def fits(self, sample: Sample) -> bool:
        """Whether the fault can stand in a document."""
        right = (not self.kinds or sample.kind in self.kinds) and (not self.layouts or sample.layout in self.layouts)
        return right and not sample.nfd


def swap(old: str, new: str, count: int = 1) -> Change:
    return lambda text: text.replace(old, new, count)


def saying(words: str) -> Change:
    """The words behind those of a long paragraph, in place of its stop."""
    return swap(LONG, LONG[:-1] + words)


def sub(pattern: str, new: str | Callable[[re.Match[str]], str]) -> Change:
    return lambda text: re.sub(pattern, new, text, count=1, flags=re.DOTALL)


def both(*changes: Change) -> Change:
    def all_of(text: str) -> str:
        for change in changes:
            text = change(text)
        return text

    return all_of


def drop(style: str, text: str = "") -> Change:
    """Take a paragraph of a style away."""
    return sub(rf'<w:p><w:pPr><w:pStyle w:val="{style}"/>(?:(?!</w:p>).)*?{text}(?:(?!</w:p>).)*?</w:p>', "")


def own_look(style: str, look: str, text: str = "") -> Change:
    """Give the runs of the first paragraph of a style a look of their own."""
    return sub(
        rf'(<w:pStyle w:val="{style}"/>(?:(?!</w:p>).)*?<w:r>)(<w:t [^>]*>{text})', rf"\1<w:rPr>{look}</w:rPr>\2"
    )


PROSE = ("bao-cao", "cong-van", "to-trinh", "chi-thi", "thong-bao", "ke-hoach", "huong-dan", "phuong-an")
LISTED = ("ke-hoach", "chuong-trinh", "phuong-an", "de-an", "du-an", "huong-dan")
TITLED = ("ke-hoach", "chi-thi", "thong-bao", "huong-dan", "bao-cao", "to-trinh", "de-an", "cong-dien")
PERSONAL = tuple(DECIDED)
IN_TABLES = ("bang-2-cot", "bang-2-hang", "bang-3-cot", "bang-4-cot", "bang-1-cot")
NO_ROOM = '<w:spacing w:before="0" w:after="0"/>'
TO_THE_LEFT = '<w:jc w:val="left"/>'
IN_ONE_ROW = ("bang-2-cot", "bang-3-cot", "bang-4-cot")


def _sized(style: str, half_points: int) -> Change:
    return own_look(style, f'<w:sz w:val="{half_points}"/>')


FAULTS = (
    Fault("le-trai-25", "ND-103", swap('w:left="1701" w:header', 'w:left="1418" w:header')),
    Fault("le-phai-25", "ND-104", swap('w:right="851"', 'w:right="1418"'), layouts=IN_TABLES),
    Fault("le-tren-15", "ND-102", swap('w:top="1134"', 'w:top="851"')),
    Fault("giay-letter", "ND-101", swap('w:w="11906" w:h="16838"', 'w:w="12240" w:h="15840"'), layouts=IN_TABLES),
    Fault("phong-arial", "ND-106", swap(f"1. {LONG}", f'1. </w:t></w:r><w:r><w:rPr><w:rFonts w:ascii="Arial" '
          f'w:hAnsi="Arial"/></w:rPr><w:t xml:space="preserve">{LONG}'), LISTED),
    Fault("chu-do", "ND-107", own_look("LoiVan", '<w:color w:val="FF0000"/>', "1[.]"), LISTED),
    Fault("eth", "ND-116", swap("Các đơn vị", "Các ðơn vị")),
    Fault("eth-dieu", "ND-116", swap("Điều 3.</", "Ðiều 3.</"), PERSONAL),
    Fault("ma-cu-mot-cum", "ND-112", swap("2. Các đơn vị thuộc", "2. C¸c ®¬n vÞ thuéc"), LISTED),
    Fault("cho-chua-dien", "ND-115", swap("1. Các đơn vị", "1. {{don_vi}} và các đơn vị")),
    Fault("can-bo-sung", "ND-115", swap("2. Các đơn vị", "2. [CẦN BỔ SUNG tên đơn vị] và các đơn vị")),
    Fault("so-xx", "ND-115", swap("2. Các đơn vị", "2. Theo Kế hoạch số XX/KH-BMH, các đơn vị")),
    Fault("ngay-xx", "ND-115", saying(" trước ngày xx tháng 8."), PROSE),
    Fault("bo-cham", "ND-115", swap("2. Các đơn vị", "2. ........ và các đơn vị")),
    Fault("quoc-hieu-thuong", "ND-203", swap("CỘNG HÒA XÃ HỘI CHỦ NGHĨA", "Cộng hòa xã hội chủ nghĩa"),
          layouts=IN_TABLES),
    Fault("quoc-hieu-chu-nga", "ND-205", swap("CHỦ NGHĨA", "CHŨ NGHĨA")),
    Fault("quoc-hieu-tat", "ND-205", swap("CỘNG HÒA XÃ HỘI CHỦ NGHĨA", "CỘNG HÒA XHCN"), layouts=IN_TABLES),
    Fault("tieu-ngu-gach-dai", "ND-215", swap("Độc lập - Tự do", "Độc lập – Tự do")),
    Fault("tieu-ngu-sai-chu", "ND-215", swap("Hạnh phúc", "Hạnh phúc".replace("ú", "ụ"))),
    Fault("quoc-hieu-chxhcn", "ND-205", swap("CỘNG HÒA XÃ HỘI CHỦ NGHĨA", "CHXHCN"), layouts=IN_TABLES),
    Fault("quoc-hieu-thieu", "ND-879", drop("QuocHieu"), ("quyet-dinh", "bao-cao", "ke-hoach", "thong-bao"),
          layouts=IN_TABLES),
    Fault("quoc-hieu-thieu-cong-van", "ND-879", both(drop("QuocHieu"), drop("TieuNgu"),
          sub(r"(w:val=.CoQuan.(?:(?!</w:tbl>).)*?<w:pBdr>(?:(?!</w:tbl>).)*?)<w:pBdr>.*?</w:pBdr>", r"\1")),
          ("cong-van",), layouts=("bang-2-cot", "bang-2-hang")),
    Fault("quoc-hieu-thieu-chu", "ND-205", swap("XÃ HỘI CHỦ NGHĨA", "XÃ HỘI"), layouts=IN_TABLES),
    Fault("quoc-hieu-nuoc", "ND-205", swap("CỘNG HÒA XÃ HỘI", "NƯỚC CỘNG HÒA XÃ HỘI"), layouts=IN_TABLES),
    Fault("tieu-ngu-ke-sao", "ND-239", sub(r"(Hạnh phúc</w:t></w:r></w:p>)<w:p>.*?</w:p>",
          r"\1" + p("TieuNgu", "********")), layouts=IN_ONE_ROW),
    Fault("quoc-hieu-co-15", "ND-201", _sized("QuocHieu", 30)),
    Fault("tieu-ngu-khong-dam", "ND-212", own_look("TieuNgu", '<w:b w:val="0"/>')),
    Fault("tieu-ngu-ke-hai", "ND-239", sub(r"(Hạnh phúc</w:t></w:r></w:p><w:p>(?:(?!</w:p>).)*</w:p>)",
          r"\1" + p("TieuNgu", "__________")), layouts=IN_ONE_ROW),
    Fault("co-quan-khong-ke-hop", "ND-235", sub(r'(w:val="CoQuan".*?)<w:pBdr>.*?</w:pBdr>', r"\1"),
          layouts=("hop-van-ban",)),
    Fault("tieu-ngu-khong-ke", "ND-216", sub(r'(Hạnh phúc.*?)<w:pBdr>.*?</w:pBdr>', r"\1"), layouts=IN_TABLES),
    Fault("co-quan-khong-dam", "ND-232", both(*[own_look("CoQuan", '<w:b w:val="0"/>')] * 2), layouts=("bang-2-cot",)),
    Fault("co-quan-khong-ke", "ND-235", sub(r'(w:val="CoQuan".*?)<w:pBdr>.*?</w:pBdr>', r"\1"), layouts=IN_TABLES),
    Fault("so-khong-hai-cham", "ND-305", swap("Số: 142/", "Số 142/")),
    Fault("so-cach-hai-cham", "ND-305", swap("Số: 142/", "Số : 142/")),
    Fault("so-khong-0", "ND-306", swap("Số: 142/", "Số: 7/")),
    Fault("so-co-nam", "ND-310", swap("Số: 142/", "Số: 142/2025/"), TITLED),
    Fault("ky-hieu-cach", "ND-307", sub(r"(Số: 142/\w+)-", r"\1 - ")),
    Fault("ky-hieu-gach-cheo", "ND-307", sub(r"(Số: 142/\w+)-", r"\1/")),
    Fault("ky-hieu-nua-hoa", "ND-309", sub(r"(Số: 142/\w)([A-ZĐ])(?=-)", lambda found: found[1] + found[2].lower()),
          ("thong-bao", "ke-hoach", "huong-dan", "bao-cao", "quyet-dinh")),
    Fault("ky-hieu-sai-loai", "ND-308", sub(r"Số: 142/\w+-", "Số: 142/GM-"), TITLED),
    Fault("cong-van-cv", "ND-322", sub(r"Số: 142/\w+-\w+", "Số: 142/CV-TH"), ("cong-van",)),
    Fault("so-thieu", "ND-304", drop("So", "Số:"), layouts=IN_ONE_ROW),
    Fault("ngay-thieu", "ND-314", drop("NgayThang", "ngày"), TITLED, layouts=IN_ONE_ROW),
    Fault("thang-thua-0", "ND-316", swap("tháng 6 năm", "tháng 06 năm")),
    Fault("ngay-khong-0", "ND-315", swap("ngày 16 tháng", "ngày 6 tháng")),
    Fault("ngay-khong-co", "ND-317", swap("ngày 16 tháng 6", "ngày 31 tháng 6")),
    Fault("dia-danh-phay", "ND-318", swap(", ngày 16", " ngày 16")),
    Fault("dia-danh-thuong", "ND-319", swap("Hà Nội, ngày", "Hà nội, ngày")),
    Fault("dia-danh-tat", "ND-320", swap("Hà Nội, ngày", "HN, ngày")),
    Fault("dia-danh-cua-bo", "ND-324", sub(r'(w:val="CoQuan"/></w:pPr><w:r><w:t [^>]*>)BỘ MINH HỌA<(.*?)Hà Nội, ngày',
          r"\1BỘ NỘI VỤ<\2Cao Bằng, ngày"), TITLED, layouts=IN_ONE_ROW),
    Fault("dia-danh-cua-phuong", "ND-324", sub(r"XÃ GIẢ ĐỊNH<(.*?)Giả Định, ngày", r"PHƯỜNG GIẢ ĐỊNH<\1Cao Bằng, ngày"),
          TITLED, layouts=IN_ONE_ROW),
    Fault("trich-yeu-dai-trai", "ND-404", both(swap("Về triển khai nhiệm vụ trọng tâm của năm 2025",
          "Về triển khai" + " nhiệm vụ trọng tâm của năm" * 7 + " 2025"),
          swap('<w:pStyle w:val="TrichYeu"/>', f'<w:pStyle w:val="TrichYeu"/>{TO_THE_LEFT}')), TITLED),
    Fault("ten-loai-thieu-trich-yeu", "ND-414", drop("TrichYeu"), TITLED),
    Fault("trich-yeu-hoa", "ND-413", swap("Về triển khai nhiệm vụ trọng tâm của năm 2025",
                                          "VỀ TRIỂN KHAI NHIỆM VỤ TRỌNG TÂM 2025"), TITLED),
    Fault("ten-loai-trai", "ND-404", swap('<w:pStyle w:val="TenLoai"/>', f'<w:pStyle w:val="TenLoai"/>{TO_THE_LEFT}'),
          TITLED),
    Fault("v-v-thieu", "ND-424", drop("VeViec"), ("cong-van",)),
    Fault("v-v-thuong", "ND-425", swap("V/v triển", "v/v triển"), ("cong-van",)),
    Fault("v-v-viet-ra", "ND-425", swap("V/v triển", "Về việc triển"), ("cong-van",)),
    Fault("v-v-thua", "ND-426", sub(r'(<w:p><w:pPr><w:pStyle w:val="So"/>(?:(?!</w:p>).)*</w:p>)',
                                    r"\1" + p("VeViec", "V/v triển khai nhiệm vụ")), TITLED,
          layouts=IN_ONE_ROW),
    Fault("v-v-hoa", "ND-880", swap("V/v triển", "V/v Triển"), ("cong-van",)),
    Fault("tham-quyen-thieu", "ND-434", sub(r'<w:p><w:pPr><w:pStyle w:val="ThamQuyen"/>(?:(?!</w:p>).)*</w:p>', ""),
          PERSONAL),
    Fault("quyet-dinh-khong-cham", "ND-445", both(swap("QUYẾT ĐỊNH:", "QUYẾT ĐỊNH"), swap("QUYẾT NGHỊ:", "QUYẾT NGHỊ")),
          PERSONAL),
    Fault("quyet-dinh-thieu", "ND-444", drop("ThamQuyen", "QUYẾT ĐỊNH:"), ("quyet-dinh",)),
    Fault("can-cu-phay", "ND-504", swap("năm 2025;", "năm 2025,"), PERSONAL),
    Fault("can-cu-cuoi", "ND-505", swap("Trưởng phòng Tổng hợp.", "Trưởng phòng Tổng hợp,"), PERSONAL),
    Fault("can-cu-khong-chu", "ND-512", swap("Căn cứ Nghị định số", "Nghị định số"), PERSONAL),
    Fault("can-cu-hoa", "ND-876", swap("Căn cứ Luật", "Căn Cứ Luật"), PERSONAL),
    Fault("can-cu-vao", "ND-876", swap("Căn cứ Luật", "Căn cứ vào Luật"), PERSONAL),
    Fault("can-cu-gach", "ND-876", swap("Căn cứ Luật", "- Căn cứ Luật"), PERSONAL),
    Fault("can-cu-hai-cham", "ND-876", swap("Căn cứ Nghị định", "Căn cứ: Nghị định"), PERSONAL),
    Fault("can-cu-nguoc", "ND-513", both(swap("Căn cứ Luật Tổ chức Chính phủ", "Căn cứ @"),
          swap("Căn cứ Nghị định số 123/2024/NĐ-CP ngày 01 tháng 9 năm 2024 của Chính phủ quy định chức năng",
               "Căn cứ Luật Tổ chức Chính phủ ngày 18 tháng 02 năm 2025"),
          swap("Căn cứ @ ngày 18 tháng 02 năm 2025", "Căn cứ Nghị định số 123/2024/NĐ-CP ngày 01 tháng 9 năm 2024 "
               "của Chính phủ quy định chức năng")), PERSONAL),
    Fault("can-cu-quyet-dinh-truoc", "ND-513", sub(r"(<w:p><w:pPr><w:pStyle w:val=.CanCu.)", p("CanCu", "Căn cứ Quyết "
          "định số 45/QĐ-BMH ngày 10 tháng 01 năm 2025 của Bộ Minh Họa về kế hoạch công tác;") + r"\1"), PERSONAL),
    Fault("de-nghi-thuong", "ND-876", swap("Theo đề nghị của Trưởng", "theo đề nghị của Trưởng"), PERSONAL),
    Fault("can-cu-dam", "ND-502", own_look("CanCu", "<w:b/>"), PERSONAL),
    Fault("thong-tu-01", "ND-881", saying(" theo Thông tư số 01/2011/TT-BNV về thể thức."), PROSE),
    Fault("can-cu-het", "ND-508", swap("ngày 18 tháng 02 năm 2025;", "ngày 19 tháng 6 năm 2015;"), PERSONAL),
    Fault("can-cu-thieu-ngay", "ND-507", swap("NĐ-CP ngày 01 tháng 9 năm 2024 của", "NĐ-CP của"), PERSONAL),
    Fault("loi-van-co-12", "ND-601", _sized("LoiVan", 24), PROSE),
    Fault("loi-van-trai", "ND-602", sub(r'<w:pStyle w:val="LoiVan"/></w:pPr><w:r><w:t xml:space="preserve">(?=\d)',
          '<w:pStyle w:val="LoiVan"/><w:jc w:val="left"/></w:pPr><w:r><w:t xml:space="preserve">'), LISTED),
    Fault("loi-van-lui", "ND-603", sub(r'<w:pStyle w:val="LoiVan"/></w:pPr><w:r><w:t xml:space="preserve">(?=\d)',
          '<w:pStyle w:val="LoiVan"/><w:ind w:firstLine="300"/></w:pPr><w:r><w:t xml:space="preserve">'), LISTED),
    Fault("mot-doan-khong-lui", "ND-603", sub(r"(>2\. Các(?:(?!</w:p>).)*</w:p>)(?=<w:p><w:pPr>"
          r"<w:pStyle w:val=.MucLaMa)", r"\1" + p("LoiVan", "3. Tổ thẩm định gồm các phòng.",
          props='<w:ind w:firstLine="0"/>')), LISTED),
    Fault("mot-doan-khong-cach", "ND-604", sub(r'(<w:pStyle w:val="MucLaMa"/>)(</w:pPr>(?:(?!</w:p>).)*>II\. '
          r'(?:(?!</w:p>).)*</w:p><w:p><w:pPr><w:pStyle w:val="LoiVan"/>)', rf"\1{NO_ROOM}\2{NO_ROOM}"), LISTED),
    Fault("khong-cham-het", "ND-607", swap("./.", ".")),
    Fault("het-thieu-cham", "ND-607", swap("./.", "./")),
    Fault("cham-tron", "ND-610", swap("2. Các đơn vị", "• Các đơn vị"), LISTED),
    Fault("dieu-nhay", "ND-701", both(swap("Điều 3.</", "Điều 4.</"), swap("Như Điều 3", "Như Điều 4")), PERSONAL),
    Fault("khoan-nhay", "ND-702", swap("2. Các đơn vị", "3. Các đơn vị"), ("thong-bao", "chi-thi", "quyet-dinh")),
    Fault("diem-nhay", "ND-703", swap("b) Các", "h) Các"), (*LISTED, *PERSONAL)),
    Fault("diem-thieu-d", "ND-704", drop("LoiVan", r"đ\) Các"), (*LISTED, *PERSONAL)),
    Fault("muc-nhay", "ND-705", swap("III. TỔ", "IV. TỔ"), LISTED),
    Fault("muc-dau-a", "ND-705", swap("I. MỤC ĐÍCH", "A. MỤC ĐÍCH"), LISTED),
    Fault("dieu-khong-dam", "ND-707", sub(r"<w:rPr><w:b/></w:rPr>(<w:t [^>]*>Điều 1\.)", r"\1"), PERSONAL),
    Fault("dieu-la-ma", "ND-716", swap("Điều 1.</w:t>", "Điều I.</w:t>"), PERSONAL),
    Fault("dieu-hai-cham", "ND-708", swap("Điều 1.</w:t>", "Điều 1:</w:t>"), PERSONAL),
    Fault("dieu-dinh", "ND-715", swap("> Phê duyệt", ">Phê duyệt"), PERSONAL),
    Fault("khoan-dinh", "ND-715", swap("1. Các", "1.Các"), LISTED),
    Fault("tieu-khoan", "ND-717", sub(r"(>2\. Các(?:(?!</w:p>).)*</w:p>)", r"\1" + p("LoiVan", "1.1. Rà.")), LISTED),
    Fault("khoan-gach", "ND-714", swap("1. Các", "1/ Các"), LISTED),
    Fault("diem-gach", "ND-714", swap("a) Các", "a- Các"), LISTED),
    Fault("diem-hai-ngoac", "ND-714", swap("a) Các", "(a) Các"), LISTED),
    Fault("muc-thuong", "ND-713", swap("I. MỤC ĐÍCH, YÊU CẦU", "I. Mục đích, yêu cầu"), LISTED),
    Fault("vien-dan-nguoc", "ND-988", saying(" theo Điều 5 khoản 2 Luật Lưu trữ."), PROSE),
    Fault("dieu-thuong", "ND-981", saying(" theo khoản 2 điều 5 Luật Lưu trữ."), PROSE),
    Fault("nghi-dinh-thuong", "ND-983", saying(" theo nghị định số 30/2020/NĐ-CP."), PROSE),
    Fault("nghi-dinh-78", "ND-514", saying(" đúng thể thức theo Nghị định số 78/2025/NĐ-CP."), PROSE),
    Fault("chu-ky-khong-ten", "ND-809", drop("HoTen")),
    Fault("ten-thuong", "ND-808", swap("Nguyễn Văn A", "Nguyễn văn A")),
    Fault("ten-hoc-vi", "ND-807", swap("Nguyễn Văn A", "Ths. Nguyễn Văn A"), layouts=("bang-2-hang", "tab")),
    Fault("ten-bac-si", "ND-807", swap("Nguyễn Văn A", "BS.CKII Nguyễn Văn A"), layouts=("bang-2-hang", "tab")),
    Fault("kt-gach", "ND-805", sub(r"(KT|TM|TL)\. (?=\w+ )", r"\1.")),
    Fault("tm-ca-nhan", "ND-814", sub(r">(?:KT\. |TL\. )(?=BỘ|CỤC|HIỆU)", ">TM. "), TITLED),
    Fault("tm-bi-thu", "ND-814", sub(r">(KT\. |TL\. |TM\. )(?:BỘ TRƯỞNG|CỤC TRƯỞNG)(?=<)", ">TM. BÍ THƯ"), TITLED),
    Fault("tl-thieu", "ND-878", swap(">TL. CỤC", ">CỤC"), TITLED),
    Fault("kt-thieu", "ND-816", sub(r">KT\. (?=BỘ TRƯỞNG|HIỆU TRƯỞNG)", ">"), TITLED),
    Fault("cap-pho-tat", "ND-817", sub(r">PHÓ (?=HIỆU TRƯỞNG)", ">P. "), TITLED),
    Fault("nguoi-ky-khac", "ND-818", sub(r">(KT\. )?(?:BỘ TRƯỞNG|HIỆU TRƯỞNG|GIÁM ĐỐC)(?=</w:t>)",
          r">\1CHỦ NHIỆM"), PERSONAL),
    Fault("ky-hieu-trai-loai", "ND-989", saying(" theo Nghị định số 2000/QĐ-BNV."), PROSE),
    Fault("ky-hieu-dang", "ND-989", saying(" theo Kế hoạch số 57-NQ/TW."), PROSE),
    Fault("thu-trai-ngay", "ND-990", saying(" vào thứ Bảy, ngày 15 tháng 5 năm 2026."), PROSE),
    Fault("ngay-trai-thu", "ND-990", saying(" vào ngày 15/5/2026 (Chủ nhật)."), PROSE),
    Fault("noi-nhan-dau-phay", "ND-907", sub(r"(- Bộ Giả Định \(để báo cáo\));", r"\1,")),
    Fault("noi-nhan-khong-gach", "ND-906", swap("- Bộ Giả Định (để", "Bộ Giả Định (để")),
    Fault("noi-nhan-trung", "ND-919", sub(r"- Bộ Giả Định \(để báo cáo\);", "- Các đơn vị thuộc Bộ;"),
          ("ke-hoach", "thong-bao", "chi-thi", "de-an")),
    Fault("noi-nhan-trung-viec", "ND-919", swap("- Các đơn vị thuộc Bộ;", "- Bộ Giả Định;"),
          ("ke-hoach", "thong-bao", "chi-thi", "de-an")),
    Fault("nhu-dieu-thuong", "ND-877", swap("Như Điều 3", "Như điều 3"), PERSONAL),
    Fault("kinh-gui-bo-tat", "ND-916", swap("Kính gửi: Bộ Thí Dụ", "Kính gửi: Bộ TT&amp;TT"), ("cong-van", "bao-cao")),
    Fault("luu-thieu", "ND-908", drop("NoiNhanMuc", "Lưu")),
    Fault("luu-khong-cham", "ND-909", swap("- Lưu: VT, TH.", "- Lưu VT, TH.")),
    Fault("luu-cham-phay", "ND-909", swap("- Lưu: VT, TH.", "- Lưu: VT; TH.")),
    Fault("luu-cuoi", "ND-917", swap("- Lưu: VT, TH.", "- Lưu: VT, TH;")),
    Fault("nhu-tren-thua", "ND-918", swap("- Các đơn vị thuộc Bộ;", "- Như trên;"),
          ("ke-hoach", "thong-bao", "chi-thi", "de-an")),
    Fault("nhu-tren-thieu", "ND-914", swap("- Như trên;", "- Bộ Thí Dụ;"), tuple(ADDRESSED)),
    Fault("kinh-gui-thieu", "ND-928", both(drop("KinhGui"), swap("- Như trên;", "- Bộ Thí Dụ;")), ("to-trinh",)),
    Fault("kinh-gui-hai-cham", "ND-926", swap("Kính gửi: Bộ", "Kính gửi Bộ"), tuple(ADDRESSED)),
    Fault("ngay-khong-co-loi-van", "ND-991", saying(" trước ngày 31 tháng 4."), PROSE),
    Fault("vien-dan-sau", "ND-992", saying(" theo Kế hoạch số 9/KH-BMH ngày 01/3/2099."), PROSE),
    Fault("tm-thieu", "ND-819", sub(r">TM[.] (?=ỦY BAN)", ">"), TITLED),
    Fault("cau-chu-thuong", "ND-823", swap(LONG, LONG + " các đơn vị báo cáo."), PROSE),
    Fault("chu-lap", "ND-824", saying(" của của các đơn vị."), PROSE),
    Fault("ke-hoach-thieu-ai-lam", "ND-621", both(swap("III. TỔ CHỨC THỰC HIỆN", "@"), sub(
          r'<w:p><w:pPr><w:pStyle w:val="MucLaMa"/></w:pPr>(?:(?!</w:p>).)*@(?:(?!</w:p>).)*</w:p>', "")),
          ("ke-hoach",)),
    Fault("khong-kem", "ND-994", saying(" (có danh sách kèm theo)."), PROSE),
    Fault("dinh-kem", "ND-994", saying(" (có biểu mẫu đính kèm)."), PROSE),
    Fault("dieu-goi-sai", "ND-996", swap("Quyết định này có hiệu", "Kế hoạch này có hiệu"), ("quyet-dinh",)),
    Fault("tu-goi-sai", "ND-996", saying(" theo Đề án này."), ("ke-hoach", "huong-dan")),
    Fault("hai-dau-cach", "ND-997", swap("2. Các đơn vị", "2. Các  đơn vị"), PROSE),
    Fault("hai-kieu-dau", "ND-998", saying(" hoà nhã, hòa đồng."), PROSE),
    Fault("tien-trai-chu", "ND-999", saying(" 05 (sáu) bản."), PROSE),
    Fault("v-v-o-trich-yeu", "ND-426", swap("Về triển khai nhiệm vụ trọng tâm", "V/v triển khai nhiệm vụ"), TITLED),
    Fault("trich-yeu-cham", "ND-830", swap("Về triển khai nhiệm vụ trọng tâm của năm 2025",
                                           "Về triển khai nhiệm vụ trọng tâm của năm 2025."), TITLED),
    Fault("luu-giua", "ND-831", both(swap(">- Lưu: VT, TH.", ">- Các cục, vụ thuộc Bộ.")
          , sub(r">- Các đơn vị thuộc Bộ;", ">- Lưu: VT, TH;")), ("ke-hoach", "thong-bao", "chi-thi", "de-an")),
    Fault("ky-hieu-dinh", "ND-833", saying(" theo Nghị quyết số 76/NQCP."), PROSE),
    Fault("so-viet-thuong", "ND-837", saying(" cùng Sở nội vụ."), PROSE),
    Fault("chinh-ta", "ND-838", saying(" và xữ lý."), PROSE),
    Fault("can-cu-thieu-co-quan", "ND-507", swap("của Chính phủ quy định chức năng", "quy định chức năng"), PERSONAL),
    Fault("nam-trai-ky-hieu", "ND-844", swap("ngày 01 tháng 9 năm 2024", "ngày 01 tháng 9 năm 2023"), PERSONAL),
    Fault("cua-ai-trai-ky-hieu", "ND-845", saying(" theo Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Thủ tướng Chính phủ "
          "về cải cách hành chính."), PROSE),
    Fault("ngay-van-ban-khac", "ND-846", saying(" theo Nghị định số 30/2020/NĐ-CP ngày 15/3/2020."), PROSE),
    Fault("dan-lai-khac", "ND-847", saying(" theo Nghị định số 45/2020/NĐ-CP ngày 08/4/2020 và Nghị định số "
          "45/2021/NĐ-CP."), PROSE),
    Fault("lan-dau-thieu-ngay", "ND-848", swap(LONG, "Thực hiện Kế hoạch số 15/KH-BTD, các đơn vị rà soát."),
          ("bao-cao", "chi-thi", "thong-bao", "to-trinh")),
    Fault("tu-gio-den-gio", "ND-849", saying(" từ 14 giờ 00 đến 11 giờ 30 cùng ngày."), PROSE),
    Fault("han-da-qua", "ND-850", saying(" và gửi báo cáo trước ngày 01 tháng 6 năm 2025."), ("cong-van", "chi-thi",
          "thong-bao", "ke-hoach")),
    Fault("ky-thay-khac", "ND-851", swap(">THỨ TRƯỞNG<", ">CHÁNH VĂN PHÒNG<"), TITLED),
    Fault("dieu-nay-khong-co", "ND-706", swap(f"e) {LONG}", "e) Việc quy định tại điểm h khoản 2 Điều này."), PERSONAL),
    Fault("nhan-dan-thuong", "ND-856", saying(" và vận động nhân dân tham gia."), PROSE),
    Fault("kt-hai-cham", "ND-805", sub(r">(KT|TM|TL)[.] (?=\w+ )", r">\1: "), TITLED),
    Fault("can-cu-hai-lan", "ND-860", sub(r"(<w:p><w:pPr><w:pStyle w:val=.CanCu.(?:(?!</w:p>).)*Luật Tổ chức"
          r"(?:(?!</w:p>).)*</w:p>)", r"\1\1"), PERSONAL),
    Fault("giao-cap-huyen", "ND-861", both(sub(r"ngày 16 tháng 6 năm 2025", "ngày 16 tháng 9 năm 2025"),
          saying("; đề nghị UBND các huyện, quận phối hợp.")), ("cong-van", "chi-thi", "thong-bao")),
    Fault("gio-25", "ND-862", saying(" lúc 25 giờ 30 phút."), PROSE),
    Fault("phut-75", "ND-862", saying(" hồi 14h75."), PROSE),
    Fault("nghin-phay", "ND-866", saying(" với 1,250,000 đồng."), PROSE),
    Fault("muoi-nam", "ND-867", saying(" với hai mươi năm triệu đồng."), PROSE),
    Fault("da-lam-sau-ngay", "ND-869", saying(". Đến hết tháng 12 năm 2098, các đơn vị đã báo cáo."), PROSE),
    Fault("nghi-dinh-thieu-nam", "ND-870", saying(" theo Nghị định số 79/NĐ-CP."), PROSE),
    Fault("dau-sai-cho", "ND-871", saying(" và tòan diện."), PROSE),
    Fault("nha-nuoc-thuong", "ND-872", saying(" theo chính sách của nhà nước."), PROSE),
    Fault("can-cu-can-cu", "ND-824", swap("Căn cứ Nghị định số", "Căn cứ Căn cứ Nghị định số"), PERSONAL),
    Fault("het-hai-lan", "ND-829", sub(r"(1\. Các (?:(?!</w:t>).)*)\.</w:t>", r"\1./.</w:t>"), LISTED),
    Fault("ngay-bo-cham", "ND-115", saying(" trước ngày … tháng 8 năm 2025."), PROSE),
    Fault("eth-ky-hieu", "ND-116", saying(" theo Nghị định số 30/2020/NÐ-CP."), PROSE),
)  # fmt: skip


def mutations(a_fault: int = BASES_A_FAULT) -> Iterator[tuple[Fault, Sample]]:
    """Each fault in so many documents of the corpus, other ones for each, of several layouts and looks."""
    stock = samples()
    for at, fault in enumerate(FAULTS):
        turned = (*stock[(37 * at) % len(stock) :], *stock[: (37 * at) % len(stock)])
        taken = 0
        for sample in turned[::3] + turned[1::3] + turned[2::3]:
            if taken == a_fault or not fault.fits(sample):
                continue
            plain = sample.make()
            if sample.make(fault.apply).parts != plain.parts:
                taken += 1
                yield fault, sample
