"""A conforming document with one change: exactly the rule of that change fires, and on the untouched one none."""

from collections.abc import Callable
from datetime import date

import papers
import pytest
from one_language import unquoted
from papers import Docx

from generator.checking.check import ALL_RULES, check
from generator.checking.paper.facts import read_facts
from generator.facts.metrics import text_width_mm

Change = Callable[[Docx], Docx]


def codes(docx: Docx) -> list[str]:
    facts, reading = read_facts(docx.bytes, shown_as="thu.docx")
    found = [*reading, *check(facts)]
    assert dict(unquoted(found)) == {}
    return sorted({finding.code for finding in found})


def swap(old: str, new: str, part: str = "word/document.xml", count: int = 1) -> Change:
    return lambda docx: docx.swap(old, new, part, count)


def saying(words: str) -> Change:
    """The words behind those of a long paragraph, in place of its stop."""
    return swap(papers.LONG, papers.LONG[:-1] + words)


def sub(pattern: str, new: str, part: str = "word/document.xml") -> Change:
    return lambda docx: docx.sub(pattern, new, part)


def style(name: str, old: str, new: str) -> Change:
    """Change something inside of one style."""
    return sub(rf'(w:styleId="{name}">.*?){old}', rf"\g<1>{new}", "word/styles.xml")


def size(name: str, half_points: int) -> Change:
    return style(name, r'<w:sz w:val="\d+"/>', f'<w:sz w:val="{half_points}"/>')


def on(*changes: Change) -> Change:
    def all_of(docx: Docx) -> Docx:
        for change in changes:
            docx = change(docx)
        return docx

    return all_of


def without(style_name: str, text: str) -> Change:
    """Take a whole paragraph away."""
    return sub(rf'<w:p><w:pPr><w:pStyle w:val="{style_name}"/>((?!</w:p>).)*?{text}.*?</w:p>', "")


def dated(written: str) -> Change:
    return swap("Hà Nội, ngày 16 tháng 3 năm 2024", written)


BASE = "Căn cứ Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015;"
NOTE = "(Kèm theo Quyết định số 142/QĐ-VPMH ngày 16 tháng 3 năm 2024"

CAPS = round((papers.RIGHT - text_width_mm("ĐỘC LẬP - TỰ DO - HẠNH PHÚC", 14, bold=True)) / 2 * 1440 / 25.4)


# (base document, the change, the rule that fires)
def noted(font, text="Số liệu đến hết tháng."):
    """A footnote in a font, at the first paragraph of text."""
    look = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>'
    note = f'<w:footnote w:id="2">{papers.p("O", papers.run(text, look))}'
    line = '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    part = f'<w:footnotes xmlns:w="{papers.W}">{line}{note}</w:footnote></w:footnotes>'
    mark = '</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>'
    return lambda docx: docx.swap(papers.LONG, papers.LONG + mark).with_part("word/footnotes.xml", part)


# The report turned into an invitation, into minutes.
MEETING = on(swap("BÁO CÁO<", "GIẤY MỜI<"), swap("95/BC-", "95/GM-"),
             swap(papers.LONG, "Thời gian: 08 giờ 00 phút. Địa điểm: Phòng họp. " + papers.LONG))  # fmt: skip
MINUTES = on(swap("BÁO CÁO<", "BIÊN BẢN<"), swap("95/BC-", "95/BB-"), without("KinhGui", "Kính gửi"),
             swap("- Như trên;", "- Bộ Minh Họa;"),
             swap(papers.LONG, "Thời gian bắt đầu: 14 giờ 00 phút. Thành phần tham dự: các đơn vị. Cuộc họp kết thúc "
                  "vào 16 giờ 30 phút. " + papers.LONG))  # fmt: skip


def summed(total):
    """A table of sums below a text that says this total."""
    rows = [("STT", "Nội dung", "Triệu đồng"), ("1", "Thuế", "250"), ("2", "Phí", "200"), ("", "Tổng cộng", "450")]
    cells = [tuple(papers.p("O", text) for text in row) for row in rows]
    lead = papers.p("LoiVan", f"Tổng thu đạt {total} triệu đồng, theo bảng sau:")
    return sub(r"(<w:p><w:pPr><w:pStyle w:val=.MucLaMa(?:(?!</w:p>).)*?>II\. )",
               (lead + papers.table((15, 100, 50), *cells, margins=108)).replace("\\", r"\\") + r"\1")  # fmt: skip


MUTATIONS: dict[str, tuple[str, Change, str]] = {
    "giay-letter": ("cong-van", swap('w:w="11906" w:h="16838"', 'w:w="12240" w:h="15840"'), "ND-101"),
    "le-tren-15": ("cong-van", swap('w:top="1134"', 'w:top="851"'), "ND-102"),
    "le-duoi-30": ("cong-van", swap('w:bottom="1134"', 'w:bottom="1701"'), "ND-102"),
    "le-trai-25": ("cong-van", swap('w:left="1701" w:header', 'w:left="1418" w:header'), "ND-103"),
    "le-phai-25": ("cong-van", swap('w:right="851"', 'w:right="1418"'), "ND-104"),
    "ngang-khong-bang": (
        "cong-van",
        on(swap('w:w="11906" w:h="16838"', 'w:w="16838" w:h="11906" w:orient="landscape"')),
        "ND-105",
    ),
    "phong-arial": ("bao-cao", swap("<w:r><w:t xml:space=\"preserve\">I. KẾT",
                                    '<w:r><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial"/></w:rPr>'
                                    '<w:t xml:space="preserve">I. KẾT'), "ND-106"),
    "mau-do": ("bao-cao", style("MucLaMa", "<w:b/>", '<w:b/><w:color w:val="FF0000"/>'), "ND-107"),
    "so-trang-thieu": (
        "bao-cao",
        on(sub("<w:headerReference[^>]*default[^>]*>", ""),
           swap(papers.LONG + "</w:t>", " ".join([papers.LONG] * 60) + "</w:t>")),
        "ND-108",
    ),
    "so-trang-phai": ("cong-van", style("SoTrang", 'w:val="center"', 'w:val="right"'), "ND-109"),
    "so-trang-chan": (
        "cong-van",
        on(swap("w:headerReference", "w:footerReference", count=2),
           swap("<w:hdr", "<w:ftr", "word/header1.xml"), swap("</w:hdr>", "</w:ftr>", "word/header1.xml")),
        "ND-109",
    ),
    "so-trang-dau-hien": ("cong-van", swap("<w:titlePg/>", ""), "ND-110"),
    "so-trang-co-11": ("cong-van", size("SoTrang", 22), "ND-111"),
    "phong-vntime": ("bao-cao", swap('<w:r><w:t xml:space="preserve">2. ' + papers.LONG,
                                     '<w:r><w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr>'
                                     '<w:t xml:space="preserve">2. C¸c ®¬n vÞ thùc hiÖn.'), "ND-112"),
    "phong-vntime-unicode": ("bao-cao", swap('<w:r><w:t xml:space="preserve">I. KẾT',
                                             '<w:r><w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr>'
                                             '<w:t xml:space="preserve">I. KẾT'), "ND-106"),
    "ma-cu-trong-phong-moi": ("bao-cao", swap("1. Các đơn vị thuộc Văn phòng tổ chức thực hiện",
                                              "1. C¸c ®¬n vÞ thuéc V¨n phßng tæ chøc thùc hiÖn"), "ND-112"),
    "unicode-to-hop": ("bao-cao", swap("II. KIẾN NGHỊ", "II. KIE\u0302\u0301N NGHỊ"), "ND-113"),
    "quoc-hieu-co-14": ("cong-van", size("QuocHieu", 28), "ND-201"),
    "quoc-hieu-nghieng": ("cong-van", style("QuocHieu", "<w:b/>", "<w:b/><w:i/>"), "ND-202"),
    "quoc-hieu-thuong": ("cong-van", swap("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
                         "ND-203"),
    "co-chu-lech": ("cong-van", size("NgayThang", 26), "ND-204"),
    "tieu-ngu-co-15": ("cong-van", on(size("TieuNgu", 30)), "ND-211"),
    "tieu-ngu-khong-dam": ("cong-van", style("TieuNgu", "<w:b/>", ""), "ND-212"),
    "tieu-ngu-hoa": ("cong-van", on(swap("Độc lập - Tự do - Hạnh phúc", "ĐỘC LẬP - TỰ DO - HẠNH PHÚC"),
                                 sub(r'(HẠNH PHÚC.*?)<w:ind w:left="\d+" w:right="\d+"/>',
                                     rf'\1<w:ind w:left="{CAPS}" w:right="{CAPS}"/>')), "ND-213"),
    "tieu-ngu-thieu": ("cong-van", without("TieuNgu", "Độc lập"), "ND-214"),
    "tieu-ngu-gach-dai": ("cong-van", swap("Độc lập - Tự do", "Độc lập – Tự do"), "ND-215"),
    "tieu-ngu-khong-ke": ("cong-van", sub(r'(Hạnh phúc.*?)<w:pBdr>.*?</w:pBdr>', r"\1"), "ND-216"),
    "tieu-ngu-ke-ngan": ("cong-van", sub(r'(Hạnh phúc.*?)<w:ind w:left="\d+"', r'\1<w:ind w:left="2500"'), "ND-217"),
    "chu-quan-co-14": ("bao-cao", size("ChuQuan", 28), "ND-221"),
    "chu-quan-dam": ("bao-cao", style("ChuQuan", "<w:sz ", "<w:b/><w:sz "), "ND-222"),
    "chu-quan-thuong": ("bao-cao", swap("BỘ MINH HỌA</w:t>", "Bộ Minh Họa</w:t>"), "ND-223"),
    "co-quan-co-14": ("cong-van", size("CoQuan", 28), "ND-231"),
    "co-quan-khong-dam": ("cong-van", style("CoQuan", "<w:b/>", ""), "ND-232"),
    "co-quan-thuong": ("cong-van", swap("BỘ MINH HỌA", "Bộ Minh Họa"), "ND-233"),
    "co-quan-thieu": ("cong-van", without("CoQuan", "BỘ MINH HỌA"), "ND-234"),
    "co-quan-khong-ke": ("cong-van", sub(r'<w:pBdr>.*?</w:pBdr>', ""), "ND-235"),
    "co-quan-ke-dai": ("cong-van", sub(r'<w:ind w:left="\d+" w:right="\d+"/>', '<w:ind w:left="0" w:right="0"/>'),
                       "ND-236"),
    "co-quan-het": (
        "cong-van",
        on(swap("BỘ MINH HỌA", "BỘ KẾ HOẠCH VÀ ĐẦU TƯ"), swap("tháng 01 năm 2024", "tháng 5 năm 2025"),
           sub(r'<w:ind w:left="\d+" w:right="\d+"/>', '<w:ind w:left="1000" w:right="1000"/>')),
        "ND-237",
    ),
    "so-co-14": ("cong-van", size("So", 28), "ND-301"),
    "so-dam": ("cong-van", style("So", "<w:sz ", "<w:b/><w:sz "), "ND-302"),
    "so-thieu": ("quyet-dinh", without("So", "Số:"), "ND-304"),
    "so-khong-hai-cham": ("quyet-dinh", swap("Số: 142/", "Số 142/"), "ND-305"),
    "so-khong-0": ("cong-van", swap("Số: 05/", "Số: 5/"), "ND-306"),
    "so-thua-0": ("bao-cao", swap("Số: 95/", "Số: 095/"), "ND-306"),
    "ky-hieu-cach": ("bao-cao", swap("95/BC-VPMH", "95/BC - VPMH"), "ND-307"),
    "ky-hieu-sai-loai": ("bao-cao", swap("95/BC-VPMH", "95/KH-VPMH"), "ND-308"),
    "ky-hieu-thuong": ("bao-cao", swap("95/BC-VPMH", "95/BC-vpmh"), "ND-309"),
    "ngay-co-15": ("cong-van", size("NgayThang", 30), "ND-311"),
    "ngay-dung": ("cong-van", style("NgayThang", "<w:i/>", ""), "ND-312"),
    "ngay-thieu": ("cong-van", without("NgayThang", "Hà Nội"), "ND-314"),
    "ngay-khong-0": ("cong-van", swap("ngày 05 tháng 01", "ngày 5 tháng 01"), "ND-315"),
    "thang-thua-0": ("quyet-dinh", dated("Hà Nội, ngày 16 tháng 03 năm 2024"), "ND-316"),
    "thang-1-khong-0": ("cong-van", swap("tháng 01 năm", "tháng 1 năm"), "ND-316"),
    "ngay-khong-co": ("bao-cao", swap("ngày 29 tháng 02 năm 2024", "ngày 30 tháng 02 năm 2024"), "ND-317"),
    "dia-danh-thieu-phay": ("quyet-dinh", dated("Hà Nội ngày 16 tháng 3 năm 2024"), "ND-318"),
    "dia-danh-thuong": ("quyet-dinh", dated("hà Nội, ngày 16 tháng 3 năm 2024"), "ND-319"),
    "dia-danh-tat": ("quyet-dinh", dated("TP. Hồ Chí Minh, ngày 16 tháng 3 năm 2024"), "ND-320"),
    "cap-huyen": ("cong-van", swap("Hà Nội, ngày 05 tháng 01 năm 2024", "Huyện Thí Dụ, ngày 15 tháng 8 năm 2025"),
                  "ND-321"),
    "ten-loai-co-16": ("bao-cao", size("TenLoai", 32), "ND-401"),
    "ten-loai-khong-dam": ("bao-cao", style("TenLoai", "<w:b/>", ""), "ND-402"),
    "ten-loai-thuong": ("bao-cao", swap("BÁO CÁO<", "Báo cáo<"), "ND-403"),
    "ten-loai-trai": ("bao-cao", style("TenLoai", 'w:val="center"', 'w:val="left"'), "ND-404"),
    "ten-loai-thieu": ("bao-cao", on(without("KinhGui", "Kính gửi"), without("TenLoai", "BÁO CÁO"),
                                     without("TrichYeu", "Kết quả"), swap("- Như trên;", "- Bộ Minh Họa;")), "ND-405"),
    "ten-loai-la": ("bao-cao", swap("BÁO CÁO<", "THƯ NGỎ<"), "ND-406"),
    "ten-loai-lien-trich-yeu": (
        "bao-cao",
        on(swap("BÁO CÁO<", "BÁO CÁO KẾT QUẢ THỰC HIỆN NHIỆM VỤ<"), without("TrichYeu", "Kết quả")),
        "ND-407",
    ),
    "trich-yeu-co-12": ("bao-cao", on(size("TrichYeu", 24), sub(r'(Kết quả thực.*?)<w:ind w:left="\d+" w:right="\d+"/>',
                        r'\1<w:ind w:left="3800" w:right="3800"/>')), "ND-411"),
    "trich-yeu-khong-dam": ("bao-cao", style("TrichYeu", "<w:b/>", ""), "ND-412"),
    "trich-yeu-hoa": (
        "bao-cao",
        on(swap("Kết quả thực hiện nhiệm vụ tháng 02 năm 2024", "KẾT QUẢ THỰC HIỆN NHIỆM VỤ THÁNG 02")),
        "ND-413",
    ),
    "trich-yeu-thieu": ("bao-cao", without("TrichYeu", "Kết quả"), "ND-414"),
    "trich-yeu-khong-ke": ("bao-cao", sub(r"(Kết quả thực.*?)<w:pBdr>.*?</w:pBdr>", r"\1"), "ND-415"),
    "trich-yeu-ke-dai": ("bao-cao", sub(r'(Kết quả thực.*?)<w:ind w:left="\d+" w:right="\d+"/>',
                                        r'\1<w:ind w:left="0" w:right="0"/>'), "ND-416"),
    "v-v-co-14": ("cong-van", size("VeViec", 28), "ND-421"),
    "v-v-dam": ("cong-van", style("VeViec", "<w:sz ", "<w:b/><w:sz "), "ND-422"),
    "v-v-thieu": ("cong-van", without("VeViec", "V/v"), "ND-424"),
    "v-v-thuong": ("cong-van", swap("V/v nâng", "v/v nâng"), "ND-425"),
    "tham-quyen-khong-dam": ("quyet-dinh", sub(r'(<w:pStyle w:val="ThamQuyen"/></w:pPr><w:r>)(<w:t [^>]*>CHÁNH)',
                                               r'\1<w:rPr><w:b w:val="0"/></w:rPr>\2'), "ND-432"),
    "quyet-dinh-khong-dam": ("quyet-dinh", sub(r'(<w:pStyle w:val="ThamQuyen"/></w:pPr><w:r>)(<w:t [^>]*>QUYẾT)',
                                               r'\1<w:rPr><w:b w:val="0"/></w:rPr>\2'), "ND-442"),
    "quyet-dinh-thieu": ("quyet-dinh", without("ThamQuyen", "QUYẾT ĐỊNH:"), "ND-444"),
    "can-cu-co-12": ("quyet-dinh", size("CanCu", 24), "ND-501"),
    "can-cu-dung": ("quyet-dinh", style("CanCu", "<w:i/>", ""), "ND-502"),
    "can-cu-phay": ("quyet-dinh", swap(BASE, BASE[:-1] + ","), "ND-504"),
    "can-cu-cuoi-phay": ("quyet-dinh", swap("Trưởng phòng Tổng hợp.</w:t>", "Trưởng phòng Tổng hợp,</w:t>"), "ND-505"),
    "can-cu-luat-so": ("quyet-dinh", swap(BASE, BASE.replace("Chính phủ ngày", "Chính phủ số 76/2015/QH13 ngày")),
                       "ND-506"),
    "can-cu-thieu-ngay": ("quyet-dinh", swap("/NĐ-CP ngày 01 tháng 9 năm 2016 của", "/NĐ-CP của"), "ND-507"),
    "can-cu-het-hieu-luc": (
        "quyet-dinh",
        on(dated("Hà Nội, ngày 16 tháng 3 năm 2025"), swap("16 tháng 3 năm 2024", "16 tháng 3 năm 2025", count=9)),
        "ND-508",
    ),
    "de-nghi-truoc": (
        "quyet-dinh",
        on(swap("Theo đề nghị của Trưởng phòng Tổng hợp.", "Căn cứ kết luận của Chánh Văn phòng."),
           swap(BASE, "Theo đề nghị của Trưởng phòng Tổng hợp;")),
        "ND-509",
    ),
    "can-cu-chung-doan": ("quyet-dinh", swap(BASE, BASE + " Căn cứ kết luận của Chánh Văn phòng;"), "ND-510"),
    "khong-can-cu": ("quyet-dinh", on(*(without("CanCu", text) for text in ("Luật", "Nghị định", "Theo đề nghị"))),
                     "ND-511"),
    "loi-van-co-12": ("cong-van", size("LoiVan", 24), "ND-601"),
    "loi-van-trai": ("cong-van", style("LoiVan", 'w:val="both"', 'w:val="left"'), "ND-602"),
    "loi-van-lui-11": ("cong-van", style("LoiVan", 'w:firstLine="567"', 'w:firstLine="623"'), "ND-603"),
    "loi-van-khong-lui": ("cong-van", style("LoiVan", 'w:firstLine="567"', 'w:firstLine="0"'), "ND-603"),
    "cach-doan-0": ("cong-van", style("LoiVan", 'w:after="120"', 'w:after="0"'), "ND-604"),
    "cach-dong-doi": ("cong-van", style("LoiVan", 'w:line="240"', 'w:line="480"'), "ND-605"),
    "cach-dong-chat": ("cong-van", style("LoiVan", 'w:line="240" w:lineRule="auto"', 'w:line="240" w:lineRule="exact"'),
                       "ND-605"),
    "loi-van-nghieng": ("cong-van", style("LoiVan", "<w:sz ", "<w:i/><w:sz "), "ND-606"),
    "khong-cham-het": ("cong-van", swap("./.", "."), "ND-607"),
    "cham-het-rieng": ("cong-van", swap("./.</w:t></w:r></w:p>", ".</w:t></w:r></w:p>" + papers.p("LoiVan", "./.")),
                       "ND-608"),
    "co-chu-lan": ("quyet-dinh", size("Dieu", 26), "ND-609"),
    "dieu-lap": ("quy-che", swap(">Điều 3.", ">Điều 2."), "ND-701"),
    "dieu-nhay": ("quy-che", swap(">Điều 3.", ">Điều 4."), "ND-701"),
    "khoan-nhay": ("bao-cao", swap(">2. Các", ">3. Các"), "ND-702"),
    "diem-nhay": ("quyet-dinh", swap(">b) Các", ">h) Các"), "ND-703"),
    "diem-thieu-d": ("quyet-dinh", on(without("LoiVan", r"đ\) Các")), "ND-704"),
    "chuong-nhay": ("quy-che", swap("Chương II<", "Chương III<"), "ND-705"),
    "vien-dan-dieu": ("quy-che", swap("khoản 1 Điều 2 Quy chế này", "khoản 1 Điều 9 Quy chế này"), "ND-706"),
    "vien-dan-khoan": ("quy-che", swap("khoản 1 Điều 2 Quy chế này", "khoản 8 Điều 2 Quy chế này"), "ND-706"),
    "nhu-dieu": ("quyet-dinh", swap("- Như Điều 3;", "- Như Điều 4;"), "ND-706"),
    "dieu-khong-dam": ("quyet-dinh", swap('<w:rPr><w:b/></w:rPr><w:t xml:space="preserve">Điều 1.',
                                          '<w:t xml:space="preserve">Điều 1.'), "ND-707"),
    "dieu-hai-cham": ("quyet-dinh", swap(">Điều 1.", ">Điều 1:"), "ND-708"),
    "chuong-so-a-rap": ("quy-che", swap("Chương II<", "Chương 2<"), "ND-709"),
    "chuong-trai": ("quy-che", swap('<w:pStyle w:val="Chuong"/></w:pPr><w:r><w:t xml:space="preserve">Chương I<',
                                    '<w:pStyle w:val="Chuong"/><w:jc w:val="left"/></w:pPr><w:r>'
                                    '<w:t xml:space="preserve">Chương I<'), "ND-710"),
    "chuong-hoa": ("quy-che", swap("Chương II<", "CHƯƠNG II<"), "ND-711"),
    "chuong-khong-tieu-de": ("quy-che", without("Chuong", "QUY ĐỊNH CHUNG"), "ND-712"),
    "muc-la-ma-thuong": ("bao-cao", swap("I. KẾT QUẢ ĐẠT ĐƯỢC", "I. Kết quả đạt được"), "ND-713"),
    "khoan-gach-cheo": ("bao-cao", swap(">1. Các", ">1/ Các"), "ND-714"),
    "diem-cham": ("quyet-dinh", swap(">a) Các", ">a. Các"), "ND-714"),
    "chuc-vu-co-12": ("cong-van", size("ChucVu", 24), "ND-801"),
    "chuc-vu-nghieng": ("cong-van", style("ChucVu", "<w:b/>", "<w:b/><w:i/>"), "ND-802"),
    "nguoi-ky-thieu": ("cong-van", on(without("ChucVu", "KT"), without("ChucVu", "THỨ"), without("HoTen", "Trần")),
                       "ND-804"),
    "quyen-han-gach-cheo": ("cong-van", swap("KT. BỘ TRƯỞNG", "K/T BỘ TRƯỞNG"), "ND-805"),
    "quyen-han-lien": ("cong-van", swap("KT. BỘ TRƯỞNG", "KT.BỘ TRƯỞNG"), "ND-805"),
    "chuc-vu-thieu": ("cong-van", without("ChucVu", "THỨ TRƯỞNG"), "ND-806"),
    "hoc-vi": ("cong-van", swap("Trần Thị B", "TS. Trần Thị B"), "ND-807"),
    "ho-ten-thuong": ("cong-van", swap("Trần Thị B", "Trần thị B"), "ND-808"),
    "ho-ten-co-12": ("cong-van", size("HoTen", 24), "ND-811"),
    "ho-ten-khong-dam": ("cong-van", style("HoTen", "<w:b/>", ""), "ND-812"),
    "ho-ten-hoa": ("cong-van", swap("Trần Thị B", "TRẦN THỊ B"), "ND-813"),
    "noi-nhan-co-11": ("cong-van", size("NoiNhan", 22), "ND-901"),
    "noi-nhan-dung": ("cong-van", style("NoiNhan", "<w:i/>", ""), "ND-902"),
    "noi-nhan-thieu": ("cong-van", on(without("NoiNhan", "Nơi nhận"), without("NoiNhanMuc", "Như trên"),
                                      without("NoiNhanMuc", "Các cục"), without("NoiNhanMuc", "Lưu")), "ND-904"),
    "noi-nhan-khong-hai-cham": ("cong-van", swap("Nơi nhận:", "Nơi nhận"), "ND-905"),
    "noi-nhan-khong-gach": ("cong-van", swap("- Các cục", "Các cục"), "ND-906"),
    "noi-nhan-phay": ("cong-van", swap("- Như trên;", "- Như trên,"), "ND-907"),
    "luu-thieu": ("cong-van", on(without("NoiNhanMuc", "Lưu")), "ND-908"),
    "luu-khong-hai-cham": ("cong-van", swap("- Lưu: VT", "- Lưu VT"), "ND-909"),
    "danh-sach-co-12": ("cong-van", size("NoiNhanMuc", 24), "ND-911"),
    "danh-sach-nghieng": ("cong-van", style("NoiNhanMuc", "<w:sz ", "<w:i/><w:sz "), "ND-912"),
    "luu-cham-phay": ("cong-van", swap("VT, VP.", "VT, VP;"), "ND-917"),
    "nhu-tren-thieu": ("cong-van", swap("- Như trên;", "- Bộ Thí Dụ;"), "ND-914"),
    "noi-nhan-het": (
        "cong-van",
        on(swap("- Bộ Thí Dụ;", "- Bộ Giao thông vận tải;"), swap("tháng 01 năm 2024", "tháng 5 năm 2025")),
        "ND-916",
    ),
    "kinh-gui-co-12": ("cong-van", size("KinhGui", 24), "ND-921"),
    "kinh-gui-dam": ("cong-van", style("KinhGui", "<w:sz ", "<w:b/><w:sz "), "ND-922"),
    "kinh-gui-thieu": ("cong-van", on(without("KinhGui", "Kính gửi"), without("KinhGui", "Thí Dụ"),
                                      without("KinhGui", "Giả Định")), "ND-924"),
    "kinh-gui-thua": ("quyet-dinh", sub(r'(<w:p><w:pPr><w:pStyle w:val="CanCu"/>)',
                                        papers.p("KinhGui", "Kính gửi: Bộ Thí Dụ") + r"\1"), "ND-925"),
    "kinh-gui-khong-hai-cham": ("bao-cao", swap("Kính gửi: Bộ", "Kính gửi Bộ"), "ND-926"),
    "kinh-gui-dau": ("cong-van", swap("- Bộ Giả Định.", "- Bộ Giả Định;"), "ND-927"),
    "phu-luc-co-13": ("quy-che", size("PhuLuc", 26), "ND-951"),
    "phu-luc-nghieng": ("quy-che", style("PhuLuc", "<w:b/>", "<w:b/><w:i/>"), "ND-952"),
    "phu-luc-hoa": ("quy-che", swap("Phụ lục II<", "PHỤ LỤC II<"), "ND-953"),
    "phu-luc-so-a-rap": ("quy-che", swap(">Phụ lục II<", ">Phụ lục 2<"), "ND-954"),
    "phu-luc-nhay": ("quy-che", swap(">Phụ lục II<", ">Phụ lục III<"), "ND-955"),
    "phu-luc-lien-ten": ("quy-che", on(swap(">Phụ lục II<", ">Phụ lục II. Mẫu báo cáo<")), "ND-956"),
    "phu-luc-khong-kem": ("quyet-dinh", sub(r'(DANH MỤC NHIỆM VỤ</w:t></w:r></w:p>)<w:p>.*?</w:p>', r"\1"), "ND-957"),
    "kem-theo-sai-so": ("quyet-dinh", swap(NOTE, NOTE.replace("142", "124")), "ND-958"),
    "kem-theo-sai-ngay": ("quyet-dinh", swap(NOTE, NOTE.replace("ngày 16", "ngày 15")), "ND-958"),
    "phu-luc-chung-trang": ("quy-che", sub(r'(.*)<w:pgNumType w:start="1"/>', r"\1"), "ND-959"),
    "phu-luc-khong-nhac": ("quy-che", swap(" và các Phụ lục I, II.", "."), "ND-960"),
    "ten-phu-luc-co-12": ("quy-che", size("TenPhuLuc", 24), "ND-961"),
    "ten-phu-luc-khong-dam": ("quy-che", style("TenPhuLuc", "<w:b/>", ""), "ND-962"),
    "ten-phu-luc-thuong": ("quy-che", swap("MẪU BÁO CÁO", "Mẫu báo cáo"), "ND-963"),
    "kem-theo-khong-khoi-dau": (
        "quyet-dinh",
        sub(r"(<w:tbl>((?!<w:tbl>).)*</w:tbl>)(?=<w:p><w:pPr><w:pStyle w:val=\"TenLoai\"/></w:pPr><w:r>"
            r"<w:t xml:space=\"preserve\">KẾ HOẠCH)", ""),
        "ND-964",
    ),
    "kem-theo-co-12": ("quy-che", size("KemTheo", 24), "ND-971"),
    "kem-theo-dung": ("quy-che", style("KemTheo", "<w:i/>", ""), "ND-972"),
    "dieu-thuong": ("quy-che", swap("và Điều 5 Nghị định", "và điều 5 Nghị định"), "ND-981"),
    "dieu-nay-thuong": ("bao-cao", saying(" theo khoản 2 điều này."), "ND-981"),
    "neu-tai-dieu-thuong": ("bao-cao", saying(" có tên tại điều 1."), "ND-981"),
    "dieu-khong-vien-dan": ("bao-cao", saying(" nêu tại hai điều sau đây."), ""),
    "khoan-hoa": ("quy-che", swap("theo khoản 1 Điều 2", "theo Khoản 1 Điều 2"), "ND-982"),
    "nghi-dinh-thuong": ("quy-che", swap("Điều 5 Nghị định số", "Điều 5 nghị định số"), "ND-983"),
    "uy-ban-hoa": ("bao-cao", swap("Các đơn vị", "Ủy Ban Nhân Dân các cấp, đơn vị"), "ND-984"),
    "thanh-pho-thuong": ("bao-cao", saying(" tại thành phố Hồ Chí Minh."), "ND-985"),
    "quan-thuong": ("bao-cao", saying(" tại quận 1 và các nơi khác."), "ND-986"),
    "thu-tuong-thuong": ("bao-cao", saying(" trình Thủ tướng chính phủ."), "ND-987"),
    "chu-thich": ("bao-cao", noted("Times New Roman"), ""),
    "chu-thich-calibri": ("bao-cao", noted("Calibri"), "ND-114"),
    "chu-thich-tcvn3": ("bao-cao", noted(".VnTime", "Sè liÖu ®Õn hÕt th¸ng."), "ND-112"),
    "chu-thich-vntime-unicode": ("bao-cao", noted(".VnTime"), "ND-114"),
    "cho-chua-dien": ("bao-cao", swap("2. Các đơn vị", "2. {{don_vi}} và các đơn vị"), "ND-115"),
    "cho-can-bo-sung": ("bao-cao", swap("2. Các đơn vị", "2. [CẦN BỔ SUNG tên] và các đơn vị"), "ND-115"),
    "cho-bo-cham": ("bao-cao", swap("2. Các đơn vị", "2. ......... và các đơn vị"), "ND-115"),
    "quoc-hieu-sai-dau": ("cong-van", swap("CỘNG HÒA XÃ HỘI CHỦ NGHĨA", "CỘNG HÕA XÃ HỘI CHŨ NGHĨA"), "ND-205"),
    "quoc-hieu-tat": ("cong-van", swap("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CỘNG HÒA XHCN VIỆT NAM"), "ND-205"),
    "quoc-hieu-thieu-chu": ("cong-van", swap("CHỦ NGHĨA VIỆT NAM", "CHỦ NGĨA VIỆT NAM"), "ND-205"),
    "tieu-ngu-sai-dau": ("cong-van", swap("Hạnh phúc", "Hạnh phục"), "ND-215"),
    "tieu-ngu-sai-chu": ("cong-van", swap("Độc lập -", "Độc lâp -"), "ND-215"),
    "ke-go-tay": ("cong-van", sub(r"(Hạnh phúc.*?</w:p>)<w:p>.*?</w:p>", r"\1" + papers.p("TieuNgu", "_" * 12)),
                  "ND-239"),
    "v-v-trong-bao-cao": ("bao-cao", sub(r"(<w:p><w:pPr><w:pStyle w:val=\"So\"/>.*?</w:p>)",
                                         r"\1" + papers.p("VeViec", "V/v báo cáo tháng 02")), "ND-426"),
    "tham-quyen-thieu": ("quyet-dinh", without("ThamQuyen", "CHÁNH VĂN PHÒNG BỘ MINH HỌA"), "ND-434"),
    "tham-quyen-khac": ("quyet-dinh", swap("CHÁNH VĂN PHÒNG BỘ MINH HỌA", "CỤC TRƯỞNG CỤC THÍ DỤ GIẢ ĐỊNH"), "ND-435"),
    "quyet-dinh-khong-hai-cham": ("quyet-dinh", swap("QUYẾT ĐỊNH:", "QUYẾT ĐỊNH"), "ND-445"),
    "can-cu-khong-chu": ("quyet-dinh", swap("Căn cứ Nghị định số", "Nghị định số"), "ND-512"),
    "can-cu-nguoc": (
        "quyet-dinh",
        on(swap(BASE, "Căn cứ Thông tư số 05/2023/TT-BMH ngày 05 tháng 5 năm 2023 của Bộ trưởng Bộ Minh Họa;")),
        "ND-513",
    ),
    "nghi-dinh-qppl": ("bao-cao", swap(papers.LONG, "Thể thức văn bản theo Nghị định số 78/2025/NĐ-CP. " + papers.LONG),
                       "ND-514"),
    "so-co-nam": ("bao-cao", swap("Số: 95/BC-VPMH", "Số: 95/2024/BC-VPMH"), "ND-310"),
    "cong-van-cv": ("cong-van", swap("Số: 05/BMH-VP", "Số: 05/CV-BMH"), "ND-322"),
    "ky-hieu-ubnd": ("bao-cao", swap("95/BC-VPMH", "95/BC-UBND"), "ND-323"),
    "ky-hieu-bo-khac": ("cong-van", on(swap("BỘ MINH HỌA", "BỘ TƯ PHÁP"), swap("Số: 05/BMH-VP", "Số: 05/BC-BNV"),
                                       swap("V/v nâng bậc lương năm 2024</w:t></w:r></w:p>", "</w:t></w:r></w:p>"),
                                       sub(r"(</w:tbl>)", r"\1" + papers.title("BÁO CÁO", "Về nâng bậc lương")),
                                       sub(r'<w:ind w:left="\d+" w:right="\d+"/>',
                                           '<w:ind w:left="1500" w:right="1500"/>')), "ND-323"),
    "dia-danh-tinh-khac": ("bao-cao", on(swap("VĂN PHÒNG<", "ỦY BAN NHÂN DÂN TỈNH CAO BẰNG<"),
                                         swap("/BC-VPMH", "/BC-UBND"),
                                         sub(r'<w:ind w:left="\d+" w:right="\d+"/>',
                                             '<w:ind w:left="750" w:right="750"/>'),
                                         swap("Thành phố Hồ Chí Minh, ngày", "Hà Nội, ngày")), "ND-324"),
    "ngay-gia-dinh": ("bao-cao", swap("ngày 29 tháng 02 năm 2024", "ngày 28 tháng 02 năm 2204"), "ND-325"),
    "chu-ky-khong-ten": ("cong-van", without("HoTen", "Trần"), "ND-809"),
    "tm-chuc-vu": ("cong-van", swap("KT. BỘ TRƯỞNG", "TM. BỘ TRƯỞNG"), "ND-814"),
    "kt-chinh-minh": ("cong-van", swap(">THỨ TRƯỞNG<", ">BỘ TRƯỞNG<"), "ND-814"),
    "kt-chinh-minh-dai": ("cong-van", swap(">THỨ TRƯỞNG<", ">BỘ TRƯỞNG BỘ MINH HỌA<"), "ND-814"),
    "tl-chinh-minh": ("cong-van", on(swap("KT. BỘ TRƯỞNG", "TL. CỤC TRƯỞNG"), swap(">THỨ TRƯỞNG<", ">CỤC TRƯỞNG<")),
                      "ND-814"),
    "tl-cap-duoi": ("cong-van", on(swap("KT. BỘ TRƯỞNG", "TL. GIÁM ĐỐC"),
                                   swap(">THỨ TRƯỞNG<", ">GIÁM ĐỐC TRUNG TÂM MINH HỌA<")), ""),
    "kt-cap-pho": ("cong-van", swap("KT. BỘ TRƯỞNG", "KT. PHÓ CHÁNH VĂN PHÒNG"), "ND-814"),
    "tm-trai-tham-quyen": ("quyet-dinh", on(swap("KT. CHÁNH VĂN PHÒNG", "TM. BAN CHỈ ĐẠO"),
                                            swap("PHÓ CHÁNH VĂN PHÒNG", "PHÓ TRƯỞNG BAN")), "ND-815"),
    "truong-ban-la-cap-pho": ("cong-van", on(swap("KT. BỘ TRƯỞNG", "TRƯỞNG BAN"),
                                             swap(">THỨ TRƯỞNG<", ">PHÓ CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH<")), ""),
    "kt-thieu": ("cong-van", swap("KT. BỘ TRƯỞNG", "BỘ TRƯỞNG"), "ND-816"),
    "tl-cua-cap-pho": ("quyet-dinh", swap("KT. CHÁNH VĂN PHÒNG", "TL. CHÁNH VĂN PHÒNG"), "ND-816"),
    "chuc-vu-tat": ("quyet-dinh", swap(">PHÓ CHÁNH VĂN PHÒNG", ">P. CHÁNH VĂN PHÒNG"), "ND-817"),
    "nguoi-ky-khac": ("quyet-dinh", on(swap(">KT. CHÁNH VĂN PHÒNG", ">KT. CỤC TRƯỞNG"),
                                       swap(">PHÓ CHÁNH VĂN PHÒNG", ">PHÓ CỤC TRƯỞNG")), "ND-818"),
    "ky-hieu-trai-loai": ("bao-cao", saying(" theo Báo cáo số 9/KH-BMH."), "ND-989"),
    "ngay-khong-co-loi-van": ("bao-cao", saying(" trước 31 tháng 4 năm 2025."), "ND-991"),
    "ngay-khong-co-khong-nam": ("bao-cao", saying(" trước ngày 31/4."), "ND-991"),
    "ngay-khong-co-thang": ("bao-cao", saying(" trước ngày 05/15/2025."), "ND-991"),
    "ngay-co": ("bao-cao", saying(" ngày 29 tháng 02, các ngày 30, 31/10, 28-31/12, mục "
                                "31/4 và 12/31, 36 tháng 15 ngày, 31/12/2025."), ""),
    "ngay-am-lich": ("bao-cao", saying(" ngày 30 tháng 02 (âm lịch)."), ""),
    "can-cu-ngay-khong-co": ("quyet-dinh", swap("ngày 01 tháng 9 năm 2016", "ngày 31 tháng 9 năm 2016"), "ND-991"),
    "can-cu-sau-van-ban": ("quyet-dinh", swap("ngày 01 tháng 9 năm 2016", "ngày 01 tháng 9 năm 2026"), "ND-992"),
    "vien-dan-sau-van-ban": (
        "bao-cao",
        saying(" theo Kế hoạch số 9/KH-BMH ngày 01/3/2024."),
        "ND-992",
    ),
    "giay-moi-ngay-hop": (
        "bao-cao",
        saying(" theo Giấy mời số 9/GM-BMH, ngày 01/3/2024 họp ở phòng số 2-3, ngày "
                                             "02/3/2024 ở số 12/5 ngày 03/3/2024."),
        "",
    ),
    "vien-dan-sau-co-phay": (
        "bao-cao",
        saying(" theo Kế hoạch số 9/KH-BMH, ngày 01/3/2024 của Bộ Minh họa."),
        "ND-992",
    ),
    "han-sau-van-ban": (
        "bao-cao",
        saying(" theo Kế hoạch số 9/KH-BMH trước ngày 01/3/2024."),
        "",
    ),
    "thu-trai-ngay": ("bao-cao", saying(" từ chủ nhật, 15/5/2026."), "ND-990"),
    "tm-thieu": ("cong-van", on(swap("KT. BỘ TRƯỞNG", "ỦY BAN NHÂN DÂN"), swap(">THỨ TRƯỞNG<", ">CHỦ TỊCH<")),
                 "ND-819"),
    "tm-co": ("cong-van", on(swap("KT. BỘ TRƯỞNG", "TM. ỦY BAN NHÂN DÂN"), swap(">THỨ TRƯỞNG<", ">CHỦ TỊCH<")), ""),
    "co-quan-tat": ("bao-cao", swap("VĂN PHÒNG<", "SỞ NN&amp;MT<"), "ND-820"),
    "giay-moi": ("bao-cao", MEETING, ""),
    "giay-moi-khong-noi-hop": ("bao-cao", on(MEETING, swap("Địa điểm: Phòng họp", "Phòng họp")), "ND-821"),
    "bien-ban": ("bao-cao", MINUTES, ""),
    "bien-ban-khong-het": ("bao-cao", on(MINUTES, swap("Cuộc họp kết thúc vào 16", "Cuộc họp vào 16")), "ND-822"),
    "cau-chu-thuong": ("bao-cao", swap(papers.LONG, papers.LONG + " các đơn vị báo cáo."), "ND-823"),
    "doan-chu-thuong": ("bao-cao", swap(">2. Các đơn vị", ">các đơn vị"), "ND-823"),
    "cau-chu-hoa": ("bao-cao", swap(papers.LONG, papers.LONG + " Điều này, v.v. các đơn vị biết, TP. Giả Định."), ""),
    "chu-lap": ("bao-cao", saying(" của của các đơn vị."), "ND-824"),
    "phu-luc-thieu": ("quy-che", swap("khoản 1 Điều 2", "Phụ lục III kèm theo và khoản 1 Điều 2"), "ND-993"),
    "phu-luc-noi-khac": (
        "quy-che", swap("khoản 1 Điều 2", "Phụ lục III Nghị định số 30/2020/NĐ-CP và khoản 1 Điều 2"), ""),
    "khong-co-gi-kem": ("bao-cao", saying(" (có danh sách kèm theo)."), "ND-994"),
    "phu-luc-o-dau": ("bao-cao", saying(" tại Phụ lục I."), "ND-994"),
    "hai-ten": (
        "bao-cao",
        on(swap("VĂN PHÒNG<", "CỤC THÍ DỤ GIẢ ĐỊNH<"), swap(papers.LONG, "Cục Thí dụ Giả Đình báo cáo. " + papers.LONG),
           sub(r'<w:ind w:left="\d+" w:right="\d+"/>', '<w:ind w:left="1150" w:right="1150"/>')),
        "ND-995",
    ),
    "tham-quyen-sai-chu": (
        "quyet-dinh",
        on(swap("VĂN PHÒNG<", "CỤC THÍ DỤ GIẢ ĐỊNH<"),
           swap("CHÁNH VĂN PHÒNG BỘ MINH HỌA", "CỤC TRƯỞNG CỤC THÍ DỤ GIẢ DỊNH"),
           sub(r'<w:ind w:left="\d+" w:right="\d+"/>', '<w:ind w:left="1150" w:right="1150"/>')),
        "ND-435",
    ),
    "tu-goi-sai": ("bao-cao", saying(" theo Hướng dẫn này."), "ND-996"),
    "goi-van-ban-da-neu": (
        "bao-cao", saying(" Kế hoạch số 9/KH-BMH; thực hiện Kế hoạch này."), ""),
    "hai-dau-cach": ("bao-cao", swap(">2. Các đơn vị", ">2. Các  đơn vị"), "ND-997"),
    "cach-truoc-phay": ("bao-cao", saying(" , các đơn vị."), "ND-997"),
    "phay-dinh": ("bao-cao", saying(",các đơn vị."), "ND-997"),
    "cach-sau-hai-cham": ("bao-cao", swap(papers.LONG, "Chủ trì:    Ông A; tỷ lệ 1,5%. " + papers.LONG), ""),
    "hai-kieu-dau": ("bao-cao", saying(" hoà nhã, hòa đồng."), "ND-998"),
    "tien-trai-chu": (
        "bao-cao", saying(" 150 triệu đồng (Một trăm sáu mươi triệu đồng)."), "ND-999"),
    "so-trai-chu": ("bao-cao", saying(" lập thành 02 (ba) bản."), "ND-999"),
    "so-dung-chu": (
        "bao-cao",
        saying(" 02 (hai) bản, 1.500.000 đồng (Bằng chữ: Một triệu năm trăm nghìn đồng), "
                                             "năm 2025 (năm nay), 12 (mười hai) tháng."),
        "",
    ),
    "ngoac-mo": ("bao-cao", saying(" (qua Văn phòng."), "ND-825"),
    "ngoac-dong": ("bao-cao", saying(" (qua Văn phòng), mục a), b)."), ""),
    "cong-dien-khong-ai-dien": (
        "bao-cao",
        on(swap("BÁO CÁO<", "CÔNG ĐIỆN<"), swap("95/BC-", "95/CĐ-"), without("KinhGui", "Kính gửi"),
           swap("- Như trên;", "- Bộ Minh Họa;")),
        "ND-826",
    ),
    "muc-trong": ("bao-cao", sub(r"(>I[.] KẾT QUẢ ĐẠT.*?</w:p>).*?(<w:p><w:pPr><w:pStyle w:val=.MucLaMa)", r"\1\2"),
                  "ND-827"),
    "het-o-loi-van": ("bao-cao", sub(r"(./[.]</w:t></w:r></w:p>)(?:(?!./[.]</w:t>).)*?(<w:sectPr)", r"\1\2"), "ND-804"),
    "chu-lap-hai-tieng": ("bao-cao", saying(" do cơ quan cơ quan cấp."), "ND-824"),
    "chuc-danh-lap": (
        "bao-cao", saying(" Chánh Văn phòng Văn phòng Bộ Minh Họa; luôn luôn."), ""),
    "cau-sau-nam": ("bao-cao", saying(" năm 2023. các đơn vị."), "ND-823"),
    "cong-van-ke-hoach": ("bao-cao", saying(" theo Công văn số 9/KH-UBND."), "ND-989"),
    "cong-van-cua-don-vi": (
        "bao-cao", saying(" theo Công văn số 9/KH-TC, 10/UBND-KT."), ""),
    "hai-ten-va": (
        "bao-cao",
        on(swap("VĂN PHÒNG<", "CỤC THÍ DỤ - GIẢ ĐỊNH<"),
           swap(papers.LONG, "Cục Thí dụ và Giả định báo cáo. " + papers.LONG),
           sub(r'<w:ind w:left="\d+" w:right="\d+"/>', '<w:ind w:left="1150" w:right="1150"/>')),
        "ND-995",
    ),
    "so-khong-ky-hieu": ("bao-cao", sub(r">Số: 95/BC-VPMH<", ">Số: 95<"), "ND-304"),
    "kinh-gui-mot-dong": ("bao-cao", sub(r">Kính gửi: [^<]*<", ">Kính gửi: Bộ Thí Dụ; Bộ Minh Họa<"), "ND-926"),
    "quyet-nghi": ("quyet-dinh", swap("QUYẾT ĐỊNH:", "QUYẾT NGHỊ:"), "ND-828"),
    "het-o-giua": ("bao-cao", saying("./. Các đơn vị biết."), "ND-829"),
    "neu-tai-dieu": ("quy-che", swap("khoản 1 Điều 2", "nơi nêu tại Điều 9 Quy chế này, khoản 1 Điều 2"), "ND-706"),
    "vien-dan-co-ten": ("quyet-dinh", swap("chịu trách nhiệm thi", "có tên tại Điều 9 chịu trách nhiệm thi"), "ND-706"),
    "v-v-o-trich-yeu": ("quyet-dinh", sub(r"(w:val=\"TrichYeu\"/></w:pPr><w:r><w:t [^>]*>)", r"\1V/v "), "ND-426"),
    "hoc-vi-ths": ("cong-van", swap("Trần Thị B", "Ths. Trần Thị B"), "ND-807"),
    "nhu-tren-trong-quyet-dinh": ("quyet-dinh", swap("- Như Điều 3;", "- Như trên;"), "ND-918"),
    "nhu-dieu-thuong": ("quyet-dinh", swap("- Như Điều 3;", "- Như điều 3;"), "ND-877"),
    "quoc-hieu-khong-co": ("quyet-dinh", without("QuocHieu", "CỘNG"), "ND-879"),
    "v-v-viet-hoa": ("cong-van", sub(r">V/v (\w)", ">V/v Triển khai \\1"), "ND-880"),
    "thong-tu-01-2011": ("bao-cao", saying(" theo Thông tư số 01/2011/TT-BNV."), "ND-881"),
    "theo-de-nghi-thuong": ("quyet-dinh", swap("Theo đề nghị", "theo đề nghị"), "ND-876"),
    "so-xx": ("bao-cao", saying(" theo Kế hoạch số XX/KH-BMH."), "ND-115"),
    "can-cu-gach-dau-dong": ("quyet-dinh", swap("Căn cứ Luật", "- Căn Cứ: Luật"), "ND-876"),
    "tl-thieu": ("cong-van", sub(r"KT\. (BỘ TRƯỞNG.*?)THỨ TRƯỞNG", r"\1CHÁNH VĂN PHÒNG"), "ND-878"),
    "noi-nhan-trung": ("cong-van", swap("- Các cục, vụ thuộc Bộ;", "- Như trên;"), "ND-919"),
    "to-trinh-khong-kinh-gui": (
        "bao-cao",
        on(swap("BÁO CÁO<", "TỜ TRÌNH<"), swap("95/BC-", "95/TTr-"), without("KinhGui", "Kính gửi"),
           swap("- Như trên;", "- Bộ Minh Họa;")),
        "ND-928",
    ),
    "luu-cham-phay-giua": ("cong-van", swap("- Lưu: VT, VP.", "- Lưu: VT; VP."), "ND-909"),
    "dieu-dinh-chu": ("quyet-dinh", swap(' Ban hành kèm theo Quyết định', 'Ban hành kèm theo Quyết định'), "ND-715"),
    "khoan-dinh-chu": ("bao-cao", swap(">1. Các", ">1.Các"), "ND-715"),
    "dieu-la-ma": ("quyet-dinh", swap(">Điều 1.", ">Điều I."), "ND-716"),
    "tieu-khoan-sai": ("bao-cao", sub(r"(>2\. Các.*?</w:p>)", r"\1" + papers.p("LoiVan", "1.1. Việc.")), "ND-717"),
    "diem-gach": ("quyet-dinh", swap(">a) Các", ">a- Các"), "ND-714"),
    "muc-dau-la-hai": ("bao-cao", swap("I. KẾT QUẢ ĐẠT ĐƯỢC", "A. KẾT QUẢ ĐẠT ĐƯỢC"), "ND-705"),
    "chu-d-eth": ("bao-cao", swap("Các đơn vị", "Các ðơn vị"), "ND-116"),
    "chu-d-eth-ky-hieu": ("quyet-dinh", swap("142/QĐ-", "142/QÐ-"), "ND-116"),
    "chu-d-eth-can-cu": ("quyet-dinh", swap("/NĐ-CP", "/NÐ-CP"), "ND-116"),
    "chu-d-eth-phi": ("quyet-dinh", swap("/NĐ-CP", "/N\u0189-CP"), "ND-116"),
    "bang-qua-rong": (
        "quyet-dinh", sub(r"(DANH MỤC NHIỆM VỤ.*?)<w:gridCol w:w=\"\d+\"/>", r'\1<w:gridCol w:w="3600"/>'), "ND-117"),
    "dau-tron": ("bao-cao", swap(">2. Các", ">• Các"), "ND-610"),
    "vien-dan-nguoc": ("quy-che", swap("và Điều 5 Nghị định", "và Điều 5 khoản 2 Nghị định"), "ND-988"),
    "nghi-dinh-thuong-khong-so": ("quy-che", swap("Điều 5 Nghị định số", "Điều 5 nghị định"), "ND-983"),
    "ubnd-het": (
        "cong-van",
        on(swap("- Bộ Thí Dụ;", "- UBND TỈNH HẢI DƯƠNG và các tỉnh;"), swap("ngày 05 tháng 01 năm 2024",
                                                                      "ngày      tháng 8 năm 2025")),
        "ND-916",
    ),
    "co-quan-dang": ("bao-cao", on(swap("VĂN PHÒNG<", "TỈNH UỶ ĐIỆN BIÊN<"), sub(r'<w:ind w:left="\d+" w:right="\d+"/>',
                     '<w:ind w:left="1150" w:right="1150"/>')), "ND-240"),
    "ke-hoach-thieu-muc": (
        "bao-cao", on(swap("BÁO CÁO<", "KẾ HOẠCH<"), swap("95/BC-", "95/KH-"), without("KinhGui", "Kính gửi"),
                      swap("- Như trên;", "- Bộ Minh Họa;")), "ND-621"),
    "to-trinh-khong-de-nghi": (
        "bao-cao", on(swap("BÁO CÁO<", "TỜ TRÌNH<"), swap("95/BC-", "95/TTr-"), swap("KIẾN NGHỊ", "SỰ CẦN THIẾT")),
        "ND-622"),
    "bao-cao-thieu-viec-toi": (
        "bao-cao", on(swap("II. KIẾN NGHỊ", "II. NHẬN XÉT"), swap("nhiệm vụ được giao", "việc được giao", count=9)),
        "ND-623"),
    "khong-ai-thi-hanh": (
        "quyet-dinh", swap("chịu trách nhiệm thi hành Quyết định này./.", "nhận nhiệm vụ này./."), "ND-624"),
    "ngay-hoa": ("cong-van", swap("Hà Nội, ngày 05 tháng 01 năm 2024", "HÀ NỘI, NGÀY 05 THÁNG 01 NĂM 2024"), "ND-313"),
    "v-v-hoa": ("cong-van", swap("V/v nâng bậc lương năm", "V/V NÂNG BẬC LƯƠNG NĂM"), "ND-423"),
    "tham-quyen-co-16": ("quyet-dinh", sub(r'(<w:pStyle w:val="ThamQuyen"/></w:pPr><w:r>)(<w:t [^>]*>CHÁNH)',
                                           r'\1<w:rPr><w:sz w:val="32"/></w:rPr>\2'), "ND-431"),
    "quyet-dinh-co-16": ("quyet-dinh", sub(r'(<w:pStyle w:val="ThamQuyen"/></w:pPr><w:r>)(<w:t [^>]*>QUYẾT)',
                                           r'\1<w:rPr><w:sz w:val="32"/></w:rPr>\2'), "ND-441"),
    "quyet-dinh-thuong": ("quyet-dinh", swap("QUYẾT ĐỊNH:", "Quyết định:"), "ND-443"),
    "can-cu-hoa": ("quyet-dinh", swap("Theo đề nghị của Trưởng phòng Tổng hợp.", "THEO ĐỀ NGHỊ CỦA TRƯỞNG PHÒNG."),
                   "ND-503"),
    "chuc-vu-thuong": ("cong-van", on(swap("KT. BỘ TRƯỞNG", "KT. Bộ trưởng"), swap("THỨ TRƯỞNG", "Thứ trưởng")),
                       "ND-803"),
    "noi-nhan-hoa": ("cong-van", swap("Nơi nhận:", "NƠI NHẬN:"), "ND-903"),
    "danh-sach-hoa": ("cong-van", swap("- Các cục, vụ thuộc Bộ;", "- CÁC CỤC, VỤ THUỘC BỘ;"), "ND-913"),
    "kinh-gui-hoa": ("cong-van", swap("- Bộ Thí Dụ;", "- BỘ THÍ DỤ;"), "ND-923"),
    "trich-yeu-cham": ("bao-cao", sub(r'(w:val="TrichYeu"/></w:pPr><w:r><w:t [^>]*>[^<]*)', r"\1."), "ND-830"),
    "v-v-cham": ("cong-van", sub(r"(>V/v [^<]*)", r"\1."), "ND-830"),
    "luu-giua": (
        "cong-van",
        on(swap("- Các cục, vụ thuộc Bộ;", "- Lưu: VT, VP;"), swap(">- Lưu: VT, VP.", ">- Các cục, vụ thuộc Bộ.")),
        "ND-831"),
    "ky-hieu-dinh": ("bao-cao", saying(" theo Nghị quyết số 76/NQCP."), "ND-833"),
    "ky-hieu-gach-cheo": ("bao-cao", saying(" theo Nghị quyết số 76/NQ/CP."), "ND-833"),
    "tieu-de-chuong-thuong": ("quy-che", swap("QUY ĐỊNH CHUNG", "Quy định chung"), "ND-835"),
    "gach-chan": (
        "bao-cao",
        on(sub(r'(Hạnh phúc.*?)<w:pBdr>.*?</w:pBdr>', r"\1"),
           sub(r"<w:r>(<w:t [^>]*>Độc lập)", r'<w:r><w:rPr><w:u w:val="single"/></w:rPr>\1')),
        "ND-836"),
    "so-viet-thuong": ("bao-cao", saying(" cùng Sở nội vụ."), "ND-837"),
    "so-nganh-thuong": (
        "bao-cao", saying(" cùng Sở Giáo dục và đào tạo."), "ND-837"),
    "bo-thuong": ("bao-cao", saying(" của bộ Nội vụ."), "ND-837"),
    "tinh-hoa": ("bao-cao", saying(" của Ủy ban nhân dân Tỉnh Mẫu."), "ND-837"),
    "xa-hoa": ("bao-cao", saying(" của UBND Xã Mẫu."), "ND-837"),
    "thanh-pho-hoa": (
        "bao-cao", saying(" của Ủy ban nhân dân Thành phố Hồ Chí Minh."), ""),
    "uy-ban-thuong": ("bao-cao", saying(" của ủy ban nhân dân xã Mẫu."), "ND-837"),
    "ten-co-quan-dung": (
        "bao-cao",
        saying(" của Sở Công Thương, cán bộ Tài chính, trụ sở Công an và các sở, ngành."),
        ""),
    "chinh-ta": ("bao-cao", saying(" và xữ lý."), "ND-838"),
    "tong-khac-bang": ("bao-cao", summed("460"), "ND-839"),
    "tong-bang": ("bao-cao", summed("450"), ""),
    "can-cu-thieu-co-quan": ("quyet-dinh", swap("của Chính phủ quy định", "quy định"), "ND-507"),
    "can-cu-thieu-trich-yeu": ("quyet-dinh", swap("của Chính phủ quy định chức năng;", "của Chính phủ;"), "ND-507"),
    "so-trang-dam": ("bao-cao", style("SoTrang", "<w:rPr>", "<w:rPr><w:b/>"), "ND-111"),
    "cach-truoc-cham": ("bao-cao", saying(" ."), "ND-997"),
    "ten-loai-sai-dau": ("bao-cao", swap("BÁO CÁO<", "BÁO CAO<"), "ND-841"),
    "ngay-viet-hoa": ("cong-van", swap("Hà Nội, ngày", "Hà Nội, Ngày"), "ND-842"),
    "tong-cac-dong": ("bao-cao", on(summed("450"), swap(">200<", ">210<")), "ND-840"),
    "ky-viet-tat": (
        "cong-van", on(swap("KT. BỘ TRƯỞNG", "TM. UBND"), swap("THỨ TRƯỞNG", "CHỦ TỊCH")), "ND-843"),
    "khong-am-tiet": ("bao-cao", saying(" và cắt giãm."), "ND-838"),
    "nam-trai-ky-hieu": (
        "quyet-dinh", swap("NĐ-CP ngày 01 tháng 9 năm 2016", "NĐ-CP ngày 01 tháng 9 năm 2017"), "ND-844"),
    "cua-ai-trai-ky-hieu": (
        "bao-cao", saying(" theo Quyết định số 06/QĐ-TTg ngày 06 tháng 01 năm 2022 của Chính phủ."), "ND-845"),
    "cua-ai-trai-ky-hieu-sau-va": (
        "bao-cao",
        saying(" theo Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ và Quyết định số 10/QĐ-TTg ngày 17/7/2021 "
               "của Chính phủ về thực hiện Đề án mẫu."),
        "ND-845"),
    "cua-ai-trai-ky-hieu-hdnd": (
        "bao-cao", saying(" theo Nghị quyết số 76/NQ-CP ngày 15/7/2021 của HĐND tỉnh."), "ND-845"),
    "cua-chu-tich": ("bao-cao", saying(" theo Quyết định số 6/QĐ-UBND ngày 06/01/2022 của Chủ tịch UBND tỉnh."), ""),
    "cua-tinh": ("bao-cao", saying(" theo Quyết định số 6/QĐ-UBND ngày 06 tháng 01 năm 2022 của tỉnh."), ""),
    "ngay-cua-van-ban-khac": (
        "bao-cao", saying(" theo Nghị định số 30/2020/NĐ-CP ngày 15 tháng 3 năm 2020 của Chính phủ."), "ND-846"),
    "ngay-cua-luat": (
        "quyet-dinh", swap("Chính phủ ngày 19 tháng 6 năm 2015", "Chính phủ ngày 18 tháng 6 năm 2015"), "ND-846"),
    "so-nam-khac": ("bao-cao", saying(" theo Quyết định số 06/QĐ-TTg ngày 07 tháng 01 năm 2023."), ""),
    "dan-lai-nam-khac": (
        "bao-cao",
        saying(" theo Nghị định số 45/2020/NĐ-CP ngày 08 tháng 4 năm 2020 của Chính phủ; Nghị định số 45/2021/NĐ-CP."),
        "ND-847"),
    "dan-lai-so-dao": (
        "bao-cao", saying(" theo Kế hoạch số 25/KH-BMH ngày 08 tháng 4 năm 2020 và Kế hoạch số 52/KH-BMH."), "ND-847"),
    "hai-nghi-dinh": (
        "bao-cao",
        saying(" theo Nghị định số 45/2020/NĐ-CP ngày 08 tháng 4 năm 2020, Nghị định số 45/2021/NĐ-CP ngày 31/3/2021."),
        ""),
    "lan-dau-thieu-ngay": (
        "bao-cao", swap(papers.LONG, "Thực hiện Công văn số 15/BMH-TH, Văn phòng báo cáo như sau:"), "ND-848"),
    "tu-gio-den-gio": ("bao-cao", saying(" từ 14 giờ 00 đến 11 giờ 30."), "ND-849"),
    "tu-gio-den-ngay-sau": ("bao-cao", saying(" từ 14 giờ 00 ngày 05 đến 11 giờ 30 ngày 06."), ""),
    "bien-ban-gio": ("bien-ban", swap("kết thúc vào 11", "kết thúc vào 07"), "ND-849"),
    "bien-ban-gio-chieu": ("bien-ban", swap("11 giờ 15, ngày", "4 giờ 30 chiều ngày"), ""),
    "bien-ban-ngay": ("bien-ban", swap("11 giờ 15, ngày 27", "11 giờ 15, ngày 26"), "ND-849"),
    "bien-ban-hai-ngay": ("bien-ban", swap("11 giờ 15, ngày 27", "07 giờ 15, ngày 28"), ""),
    "bien-ban-mot-nguoi-ky": (
        "bien-ban", on(swap(">THƯ KÝ<", "><"), swap(">Trần Thị B<", "><")), "ND-855"),
    "han-da-qua": ("cong-van", saying(" và gửi báo cáo trước ngày 20 tháng 12 năm 2023."), "ND-850"),
    "viec-da-qua": ("cong-van", saying(" đã gửi báo cáo trước ngày 20 tháng 12 năm 2023."), ""),
    "ky-thay-nguoi-khac": ("quyet-dinh", swap("PHÓ CHÁNH VĂN PHÒNG", "VỤ TRƯỞNG"), "ND-851"),
    "kem-theo-loai-khac": (
        "quyet-dinh", swap("Quyết định này Kế hoạch công", "Quyết định này Chương trình công"), "ND-852"),
    "phu-luc-khong-ten": ("quyet-dinh", swap(">DANH MỤC NHIỆM VỤ<", "><"), "ND-853"),
    "dieu-khong-ten": ("quy-che", swap(" Nguyên tắc làm việc<", "<"), "ND-854"),
    "nhan-dan-thuong": ("bao-cao", saying(" và vận động nhân dân tham gia."), "ND-856"),
    "nhan-dan-ten-goi": ("bao-cao", saying(" cùng công an nhân dân, Hội đồng nhân dân."), ""),
    "kem-theo-cua-noi-khac": (
        "quyet-dinh", swap("của Chánh Văn phòng Bộ Minh Họa)", "của Giám đốc Sở Xây dựng Bắc Mẫu)"), "ND-958"),
    "phu-luc-bi-sot": ("quy-che", swap("các Phụ lục I, II", "Phụ lục I"), "ND-960"),
    "khoan-cua-dieu-nay": ("quyet-dinh", swap("khoản 1 Điều 2 Quyết định này", "khoản 5 Điều này"), "ND-706"),
    "diem-cua-dieu-nay": ("quyet-dinh", swap("khoản 1 Điều 2 Quyết định này", "điểm d khoản 1 Điều này"), "ND-706"),
    "muc-khong-co": ("bao-cao", saying(" như mục IV Báo cáo này."), "ND-706"),
    "kt-hai-cham": ("quyet-dinh", swap("KT. CHÁNH", "KT: CHÁNH"), "ND-805"),
    "tinh-hoa-sau-so": ("bao-cao", saying(" của Sở Y tế Tỉnh Mẫu."), "ND-837"),
    "so-thuong-dau-khoan": ("bao-cao", swap("1. Các đơn vị thuộc", "1. sở Tài chính, các đơn vị thuộc"), "ND-837"),
    "cau-thuong-duoi-de-muc": (
        "bao-cao", sub(r"(KIẾN NGHỊ.*?)Các đơn vị", r"\1các đơn vị"), "ND-823"),
    "quoc-hieu-dinh": ("bao-cao", swap("VIỆT NAM", "VIỆTNAM"), "ND-205"),
    "dia-danh-tat-tinh": ("bao-cao", swap("Thành phố Hồ Chí Minh, ngày", "T. Minh Họa, ngày"), "ND-320"),
    "kinh-gui-thuong": ("bao-cao", swap(">Kính gửi:", ">kính gửi:"), "ND-926"),
    "kinh-gui-cach": ("bao-cao", swap(">Kính gửi:", ">Kính gửi :"), "ND-926"),
    "diem-chu-hoa": ("quyet-dinh", swap(">a) Các", ">A) Các"), "ND-704"),
    "trich-yeu-thuong": ("bao-cao", swap(">Kết quả thực", ">kết quả thực"), "ND-857"),
    "thu-thuong": ("bao-cao", saying(" từ thứ hai đến thứ sáu."), "ND-858"),
    "thu-dem": ("bao-cao", saying(" tại kỳ họp thứ hai, lần thứ ba."), ""),
    "luat-thuong": ("quyet-dinh", swap("Căn cứ Luật Tổ chức", "Căn cứ Luật tổ chức"), "ND-859"),
    "bo-luat-thuong": ("bao-cao", saying(". Căn cứ bộ luật Dân sự."), "ND-859"),
    "ngay-nguoc": (
        "bao-cao", saying(" từ ngày 03 tháng 3 năm 2024 đến hết ngày 01 tháng 3 năm 2024."), "ND-849"),
    "hieu-luc-truoc": ("quyet-dinh", swap("kể từ ngày ký ban hành", "kể từ ngày 01 tháng 02 năm 2024"), "ND-850"),
    "tu-goi-dau-doan": (
        "quy-che", sub(r"(Phạm vi điều chỉnh.*?)Các đơn vị", r"\1Quy định này để các đơn vị"), "ND-996"),
    "uy-ban-thuong-sau-phay": ("bao-cao", saying(", ủy ban nhân dân xã ban hành."), "ND-837"),
    "ho-xo": ("bao-cao", saying(" và hồ xơ."), "ND-838"),
    "luat-khong-ngay": (
        "quyet-dinh", swap("Tổ chức Chính phủ ngày 19 tháng 6 năm 2015;", "Tổ chức Chính phủ;"), "ND-507"),
    "tu-goi-cong-van": ("bao-cao", saying(" theo Công văn này."), "ND-996"),
    "nghi-dinh-thuong-so-hoa": ("bao-cao", saying(" theo nghị định Số 45/2020/NĐ-CP."), "ND-983"),
    "trich-yeu-loai-khac": (
        "quyet-dinh", swap("Ban hành Kế hoạch công tác", "Ban hành Chương trình công tác"), "ND-852"),
    "can-cu-hai-lan": (
        "quyet-dinh",
        sub(r"(<w:p><w:pPr><w:pStyle w:val=.CanCu.(?:(?!</w:p>).)*?Luật Tổ chức(?:(?!</w:p>).)*</w:p>)", r"\1\1"),
        "ND-860"),
    "can-cu-sua-doi": (
        "quyet-dinh",
        swap("của Chính phủ quy định chức năng;", "của Chính phủ quy định chức năng; Căn cứ Nghị định số "
             "10/2017/NĐ-CP ngày 09 tháng 02 năm 2017 của Chính phủ sửa đổi Nghị định số 123/2016/NĐ-CP;"),
        "ND-510"),
    "giao-co-quan-het": (
        "bao-cao", on(swap("29 tháng 02 năm 2024", "29 tháng 8 năm 2025"),
                      swap("1. " + papers.LONG, "1. Bộ Kế hoạch và Đầu tư chủ trì, các đơn vị tổ chức thực hiện.")),
        "ND-861"),
    "giao-cap-huyen": (
        "bao-cao", on(swap("29 tháng 02 năm 2024", "29 tháng 8 năm 2025"),
                      saying("; đề nghị UBND cấp huyện phối hợp.")),
        "ND-861"),
    "so-cua-bo-het": (
        "bao-cao", on(swap("29 tháng 02 năm 2024", "29 tháng 8 năm 2025"),
                      saying("; giao Sở Giao thông vận tải phối hợp.")), "ND-861"),
    "van-ban-cua-bo-cu": (
        "bao-cao", on(swap("29 tháng 02 năm 2024", "29 tháng 8 năm 2025"),
                      saying("; đề nghị thực hiện theo hướng dẫn của Bộ Kế hoạch và Đầu tư.")), ""),
    "gio-25": ("bao-cao", saying(" lúc 25 giờ 00 phút."), "ND-862"),
    "phut-75": ("bao-cao", saying(" từ 7h75."), "ND-862"),
    "trong-48-gio": ("bao-cao", saying(" trong 48 giờ, không quá 36 giờ 30 phút, 48 giờ 30 phút mỗi đợt."), ""),
    "chu-toa-khac": ("bien-ban", swap(">Lê Văn C<", ">Lê Văn Cư<"), "ND-863"),
    "thu-ky-khac": ("bien-ban", swap("bà Trần Thị B.", "bà Trần Thị Bé."), "ND-863"),
    "ky-hop-khac": ("nghi-quyet", swap("kỳ họp thứ 2", "kỳ họp thứ 3"), "ND-864"),
    "khoa-khac": ("nghi-quyet", swap("khóa XI", "khóa X"), "ND-864"),
    "nghin-phay": ("bao-cao", saying(" với 12,450,000 đồng."), "ND-866"),
    "thap-phan": ("bao-cao", saying(" với 12,450 ha; các điểm 1,2,3; tỷ lệ 1.234,567."), ""),
    "muoi-nam": ("bao-cao", saying(" với tám mươi năm triệu đồng."), "ND-867"),
    "hai-muoi-nam": ("bao-cao", saying(" trong hai mươi năm đồng thời, hai mươi năm qua."), ""),
    "thay-the-chinh-no": (
        "quyet-dinh", swap("thay thế các quy định trước đây", "thay thế Quyết định số 142/QĐ-VPMH ngày 16 tháng 3 năm "
                           "2024 của Chánh Văn phòng, các quy định trước đây"), "ND-868"),
    "hop-sau-ngay": (
        "bao-cao", swap(papers.LONG, "Ngày 05 tháng 3 năm 2024, Văn phòng đã họp giao ban."), "ND-869"),
    "den-thang-sau": ("bao-cao", saying(". Đến hết tháng 5 năm 2024, các đơn vị đã báo cáo."), "ND-869"),
    "den-thang-nay": ("bao-cao", saying(". Đến hết tháng 02 năm 2024, các đơn vị đã báo cáo."), ""),
    "nghi-dinh-thieu-nam": ("bao-cao", saying(" theo Nghị định số 79/NĐ-CP ngày 06 tháng 10 năm 2022."), "ND-870"),
    "nghi-dinh-xua": ("bao-cao", saying(" theo Nghị định số 24/CP ngày 06 tháng 10 năm 1994."), ""),
    "dau-sai-cho": ("bao-cao", saying(" và hòan thành."), "ND-871"),
    "dau-sau-q": ("bao-cao", saying(" trong qúy."), "ND-871"),
    "ngoac-quanh-danh-sach": (
        "bao-cao", swap("1. " + papers.LONG, "(Xin gửi kèm dự thảo:"), ""),
    "dau-ten-rieng": ("bao-cao", saying(" của ông Ksor Kuá."), ""),
    "dau-cua": ("bao-cao", saying(" cuả đơn vị."), "ND-871"),
    "dau-dung": (
        "bao-cao", saying(" hòa, thủy, quả, của, giá, nghĩa, khuỷu, quý, thuở, khoẻ khoắn, hoàn toàn, xoèn xoẹt."), ""),
    "nha-nuoc-thuong": ("bao-cao", saying(" theo chủ trương của Đảng và nhà nước."), "ND-872"),
    "nha-nuoc-ten": ("bao-cao", saying(" của cơ quan nhà nước, từ ngân sách của nhà nước ta."), ""),
    "khoan-nghieng": (
        "bao-cao", on(swap("1. " + papers.LONG, "1. Các đơn vị rà soát."),
                      sub(r"<w:r>(<w:t [^>]*>1\. Các)", r"<w:r><w:rPr><w:i/></w:rPr>\1")), "ND-606"),
    "khoan-gach-chan": (
        "bao-cao", sub(r"<w:r>(<w:t [^>]*>1\. Các)", r'<w:r><w:rPr><w:u w:val="single"/></w:rPr>\1'), "ND-874"),
    "ngay-bo-cham": ("bao-cao", saying(" trước ngày ... tháng 3 năm 2024."), "ND-115"),
    "het-hai-lan": (
        "bao-cao", sub(r"(1\. Các (?:(?!</w:t>).)*)\.</w:t>", r"\1./.</w:t>"), "ND-829"),
    "ten-ong": ("bao-cao", swap(">Lê Văn C<", ">Bà Lê Thị C<"), "ND-807"),
    "ke-hoach-ky-cu": (
        "bao-cao",
        on(swap("BÁO CÁO<", "KẾ HOẠCH<"), swap("95/BC-", "95/KH-"), without("KinhGui", "Kính gửi"),
           swap("- Như trên;", "- Bộ Minh Họa;"), swap("I. KẾT QUẢ ĐẠT ĐƯỢC", "I. MỤC ĐÍCH, NHIỆM VỤ"),
           swap("II. KIẾN NGHỊ", "II. TỔ CHỨC THỰC HIỆN"),
           swap("Kết quả thực hiện nhiệm vụ tháng 02 năm 2024", "Triển khai nhiệm vụ quý II năm 2023")),
        "ND-865"),
    "to-trinh-chi-mo-dau": (
        "bao-cao",
        on(swap("BÁO CÁO<", "TỜ TRÌNH<"), swap("95/BC-", "95/TTr-"),
           swap(papers.LONG, "Văn phòng kính trình Bộ xem xét, quyết định như sau:"),
           swap("II. KIẾN NGHỊ", "II. KINH PHÍ"),
           swap("<w:t xml:space=\"preserve\">1. Các", "<w:t xml:space=\"preserve\">1. Sự cần thiết. Các")),
        "ND-622"),
    "luat-het-trong-loi-van": (
        "bao-cao", on(swap("29 tháng 02 năm 2024", "29 tháng 8 năm 2025"),
                      saying(" theo quy định của Luật Lưu trữ ngày 11 tháng 11 năm 2011.")), "ND-873"),
    "luat-het-trong-loi-van-nam": (
        "bao-cao", on(swap("29 tháng 02 năm 2024", "29 tháng 8 năm 2025"),
                      saying(" đúng quy định của Luật Ban hành văn bản quy phạm pháp luật năm 2015.")), "ND-873"),
    "luat-da-thay": (
        "bao-cao", on(swap("29 tháng 02 năm 2024", "29 tháng 8 năm 2025"),
                      saying(" theo Luật Lưu trữ ngày 21 tháng 6 năm 2024, thay thế Luật Lưu trữ ngày 11 tháng 11 năm "
                             "2011.")), ""),
    "tam-lam": ("bao-cao", saying(" với tám lăm triệu đồng."), "ND-867"),
    "vien-vien": ("bao-cao", saying(" của sinh viên viên các khóa."), "ND-824"),
    "lap-co-nghia": (
        "bao-cao", saying(" và quy định định mức, ổn định định hướng; từng bước dần dần, xã xã đều có."), ""),
    "muc-gach-chan": (
        "bao-cao", sub(r"<w:r>(<w:t [^>]*>II\. KIẾN)", r'<w:r><w:rPr><w:u w:val="single"/></w:rPr>\1'), "ND-874"),
    "chu-toa-khac-dau": ("bien-ban", swap(">Lê Văn C<", ">Lệ Văn C<"), "ND-863"),
    "huyen-cu": (
        "bao-cao", on(swap("29 tháng 02 năm 2024", "29 tháng 8 năm 2025"),
                      saying("; đề nghị rà soát tài liệu UBND huyện Mẫu cũ giữ.")), ""),
    "muc-tieu-den-thang": (
        "bao-cao", saying(". Phấn đấu đến hết tháng 12 năm 2024, các đơn vị đã hoàn thành."), ""),
    "mang-5g": ("bao-cao", saying(" phủ sóng 5G 75 xã, 45g 80 gói."), ""),
    "quyet-dinh-trai": (
        "quyet-dinh",
        sub(r'<w:pStyle w:val="ThamQuyen"/>(</w:pPr><w:r><w:t [^>]*>QUYẾT)',
            r'<w:pStyle w:val="ThamQuyen"/><w:jc w:val="left"/>\1'), "ND-875"),
    "hai-cach-truoc-so": ("bao-cao", saying(" tuyển dụng  04 viên chức."), "ND-997"),
    "kem-theo-hoa": ("quyet-dinh", sub(r"(DANH MỤC.*?)\(Kèm theo Quyết định số 142/QĐ-VPMH ngày 16 tháng 3 năm 2024 "
                                       r"của Chánh Văn phòng Bộ Minh Họa\)",
                                       r"\1(KÈM THEO QUYẾT ĐỊNH SỐ 142/QĐ-VPMH NGÀY 16 THÁNG 3 NĂM 2024)"), "ND-973"),
}  # fmt: skip


@pytest.mark.parametrize("name", papers.BASES)
def test_conforming(name):
    assert codes(papers.BASES[name]()) == []


@pytest.mark.parametrize("name", MUTATIONS)
def test_one_change_fires_exactly_its_rule(name):
    base, change, code = MUTATIONS[name]
    assert codes(change(papers.BASES[base]())) == ([code] if code else [])


def test_a_citation_that_is_another_bodys_is_named_with_its_issuer_alone():
    base, change, code = MUTATIONS["cua-ai-trai-ky-hieu-sau-va"]
    facts, _ = read_facts(change(papers.BASES[base]()).bytes, shown_as="thu.docx")
    (finding,) = check(facts)
    said = "“Quyết định số 10/QĐ-TTg”: ký hiệu “QĐ-TTg” không phải của “Chính phủ”."
    assert (finding.code, str(finding.message)) == (code, said)


def test_every_rule_has_a_mutation():
    named = {code for _, _, code in MUTATIONS.values()}
    assert {rule.code for rule in ALL_RULES} - named == set()


def test_codes_are_unique():
    seen = [rule.code for rule in ALL_RULES]
    assert len(seen) == len(set(seen)) > 100


def test_dates_of_the_known_facts():
    from generator.checking.rules.known import stock

    assert all(item.since > date(2020, 1, 1) for item in (*stock().bases, *stock().agencies))
