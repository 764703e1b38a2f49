"""Conforming documents of plainly fictitious offices, written straight as WordprocessingML.

Formatting is in named styles; the heading and the signature are borderless tables; rules are empty paragraphs with a
top border. A test changes one thing with `Docx.swap`.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from generator.facts.metrics import text_width_mm

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NS = f'xmlns:w="{W}" xmlns:r="{R}"'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'

# id: (size in half points, bold, italic, alignment, first line in twips, space after in twips)
STYLES = {
    "QuocHieu": (26, True, False, "center", 0, 0),
    "TieuNgu": (28, True, False, "center", 0, 0),
    "ChuQuan": (26, False, False, "center", 0, 0),
    "CoQuan": (26, True, False, "center", 0, 0),
    "Ke": (4, False, False, "center", 0, 0),
    "So": (26, False, False, "center", 0, 0),
    "NgayThang": (28, False, True, "center", 0, 0),
    "VeViec": (24, False, False, "center", 0, 0),
    "TenLoai": (28, True, False, "center", 0, 0),
    "TrichYeu": (28, True, False, "center", 0, 0),
    "KemTheo": (28, False, True, "center", 0, 0),
    "ThamQuyen": (28, True, False, "center", 0, 120),
    "CanCu": (28, False, True, "both", 567, 120),
    "LoiVan": (28, False, False, "both", 567, 120),
    "Dieu": (28, False, False, "both", 567, 120),
    "MucLaMa": (28, True, False, "both", 567, 120),
    "KhoanTieuDe": (28, True, False, "both", 567, 120),
    "Chuong": (28, True, False, "center", 0, 120),
    "KinhGui": (28, False, False, "left", 1985, 120),
    "NoiNhan": (24, True, True, "left", 0, 0),
    "NoiNhanMuc": (22, False, False, "left", 0, 0),
    "ChucVu": (28, True, False, "center", 0, 0),
    "HoTen": (28, True, False, "center", 0, 0),
    "PhuLuc": (28, True, False, "center", 0, 0),
    "TenPhuLuc": (28, True, False, "center", 0, 0),
    "O": (26, False, False, "left", 0, 0),
    "SoTrang": (28, False, False, "center", 0, 0),
}


@dataclass(frozen=True)
class Docx:
    """A package by parts, as text."""

    parts: tuple[tuple[str, str], ...]

    def swap(self, old: str, new: str, part: str = "word/document.xml", count: int = 1) -> Docx:
        """The same with one change; the old text must be there."""
        content = dict(self.parts)
        assert old in content[part], f"{old!r} is not in {part}"
        content[part] = content[part].replace(old, new, count)
        return replace(self, parts=tuple(content.items()))

    def sub(self, pattern: str, new: str, part: str = "word/document.xml") -> Docx:
        """The same with one change by regular expression."""
        content = dict(self.parts)
        changed, found = re.subn(pattern, new, content[part], count=1, flags=re.DOTALL)
        assert found, f"{pattern!r} is not in {part}"
        content[part] = changed
        return replace(self, parts=tuple(content.items()))

    def with_part(self, name: str, content: str) -> Docx:
        """The same with a part more, or another in its place."""
        return replace(self, parts=tuple({**dict(self.parts), name: content}.items()))

    @property
    def bytes(self) -> dict[str, bytes]:
        """What `ooxml.package.read` gives."""
        return {name: content.encode() for name, content in self.parts}

    def save(self, path: Path) -> Path:
        """The package as a file."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in self.parts:
                archive.writestr(name, content)
        path.write_bytes(buffer.getvalue())
        return path


def run(text: str, props: str = "") -> str:
    """A run."""
    inside = '</w:t><w:br/><w:t xml:space="preserve">'.join(escape(text).split("\n"))
    return f'<w:r>{f"<w:rPr>{props}</w:rPr>" if props else ""}<w:t xml:space="preserve">{inside}</w:t></w:r>'


def p(style: str, *texts: str, props: str = "") -> str:
    """A paragraph: plain texts become runs, texts that begin with `<` are taken as they are."""
    runs = "".join(text if text.startswith("<") else run(text) for text in texts)
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{props}</w:pPr>{runs}</w:p>'


def rule(room_mm: float, length_mm: float) -> str:
    """An empty paragraph with a top border of this length in the middle of its room."""
    side = round((room_mm - length_mm) / 2 * 1440 / 25.4)
    border = '<w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>'
    return p("Ke", props=f'{border}<w:ind w:left="{side}" w:right="{side}"/>')


def table(widths_mm: tuple[float, ...], *rows: tuple[str, ...], margins: int = 0) -> str:
    """A table without borders."""
    twips = [round(width * 1440 / 25.4) for width in widths_mm]
    cells = "".join(
        "<w:tr>"
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
            for width, cell in zip(twips, row, strict=True)
        )
        + "</w:tr>"
        for row in rows
    )
    side = f'w:w="{margins}" w:type="dxa"'
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(twips)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar><w:left {side}/><w:right {side}/></w:tblCellMar></w:tblPr>"
        f'<w:tblGrid>{"".join(f"""<w:gridCol w:w="{width}"/>""" for width in twips)}</w:tblGrid>{cells}</w:tbl>'
    )


def section(*, restart: bool = False, landscape: bool = False) -> str:
    """A section's properties: A4, margins 20/20/30/15 mm, page number in the header, none on the first page."""
    size = 'w:w="16838" w:h="11906" w:orient="landscape"' if landscape else 'w:w="11906" w:h="16838"'
    number = '<w:pgNumType w:start="1"/>' if restart else ""
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId2"/><w:headerReference w:type="first" r:id="rId3"/>'
        f'<w:pgSz {size}/><w:pgMar w:top="1134" w:right="851" w:bottom="1134" w:left="1701" w:header="567" '
        f'w:footer="567" w:gutter="0"/>{number}<w:titlePg/></w:sectPr>'
    )


def section_break(**options: bool) -> str:
    """A paragraph that ends a section."""
    return f'<w:p><w:pPr><w:pStyle w:val="Ke"/>{section(**options)}</w:pPr></w:p>'


LEFT, RIGHT = 65.0, 100.0


def head(agency: str, parent: str, number: str, dated: str, about: str = "") -> str:
    """The heading: two columns, rules as bordered paragraphs."""
    left = [
        p("ChuQuan", parent) if parent else "",
        p("CoQuan", agency),
        rule(LEFT, text_width_mm(agency, 13, bold=True) * 0.4),
        p("So", number) if number else "",
        p("VeViec", about, props='<w:spacing w:before="120"/>') if about else "",
    ]
    creed = "Độc lập - Tự do - Hạnh phúc"
    right = [
        p("QuocHieu", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        p("TieuNgu", creed),
        rule(RIGHT, text_width_mm(creed, 14, bold=True)),
        p("NgayThang", dated) if dated else "",
    ]
    return table((LEFT, RIGHT), ("".join(left), "".join(right)))


def title(kind: str, subject: str, note: str = "") -> str:
    """Tên loại, trích yếu and the rule under them."""
    under = p("KemTheo", note) if note else ""
    return p("TenLoai", kind) + p("TrichYeu", subject) + under + rule(165, text_width_mm(subject, 14, bold=True) * 0.4)


def signature(recipients: tuple[str, ...], titles: tuple[str, ...], name: str) -> str:
    """Nơi nhận and who signs."""
    left = p("NoiNhan", "Nơi nhận:") + "".join(p("NoiNhanMuc", item) for item in recipients)
    right = "".join(p("ChucVu", item) for item in titles) + p("ChucVu") * 4 + p("HoTen", name)
    return table((75.0, 90.0), (left, right))


def package(*body: str, **options: bool) -> Docx:
    """A whole package around a body."""
    document = f"{_HEAD}<w:document {_NS}><w:body>{''.join(body)}{section(**options)}</w:body></w:document>"
    return Docx(tuple({**_frame(), "word/document.xml": document}.items()))


@cache
def _frame() -> dict[str, str]:
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    rels = "http://schemas.openxmlformats.org/package/2006/relationships"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    field = "".join(f"<w:r>{item}</w:r>" for item in (
        '<w:fldChar w:fldCharType="begin"/>', '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>', "<w:t>2</w:t>", '<w:fldChar w:fldCharType="end"/>'))  # fmt: skip
    return {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{types}">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{main}.styles+xml"/>'
        f'<Override PartName="/word/header1.xml" ContentType="{main}.header+xml"/>'
        f'<Override PartName="/word/header2.xml" ContentType="{main}.header+xml"/></Types>',
        "_rels/.rels": f'{_HEAD}<Relationships xmlns="{rels}"><Relationship Id="rId1" Type="{R}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'{_HEAD}<Relationships xmlns="{rels}">'
        f'<Relationship Id="rId1" Type="{R}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId2" Type="{R}/header" Target="header1.xml"/>'
        f'<Relationship Id="rId3" Type="{R}/header" Target="header2.xml"/></Relationships>',
        "word/styles.xml": _styles(),
        "word/header1.xml": f"{_HEAD}<w:hdr {_NS}>{p('SoTrang', field)}</w:hdr>",
        "word/header2.xml": f"{_HEAD}<w:hdr {_NS}>{p('SoTrang')}</w:hdr>",
    }


def _styles() -> str:
    items = "".join(
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{key}"><w:name w:val="VB {key}"/>'
        f'<w:basedOn w:val="Normal"/><w:pPr><w:spacing w:before="0" w:after="{after}" w:line="240" w:lineRule="auto"/>'
        f'<w:ind w:firstLine="{first}"/><w:jc w:val="{align}"/></w:pPr><w:rPr>{"<w:b/>" if bold else ""}'
        f'{"<w:i/>" if italic else ""}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
        for key, (size, bold, italic, align, first, after) in STYLES.items()
    )
    font = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
    return (
        f'{_HEAD}<w:styles {_NS}><w:docDefaults><w:rPrDefault><w:rPr>{font}<w:sz w:val="28"/></w:rPr></w:rPrDefault>'
        '</w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
        '<w:name w:val="Normal"/></w:style>'
        f"{items}</w:styles>"
    )


LONG = (
    "Các đơn vị thuộc Văn phòng tổ chức thực hiện nhiệm vụ được giao, bảo đảm đúng tiến độ, đúng chất lượng, "
    "kịp thời báo cáo khó khăn, vướng mắc phát sinh trong quá trình thực hiện."
)


def article(number: int, text: str) -> str:
    """Điều: word and number bold."""
    return p("Dieu", run(f"Điều {number}.", "<w:b/>"), f" {text}")


def decision() -> Docx:
    """A Quyết định, the Kế hoạch issued with it, and an annex: three sections."""
    note = "(Kèm theo Quyết định số 142/QĐ-VPMH ngày 16 tháng 3 năm 2024 của Chánh Văn phòng Bộ Minh Họa)"
    return package(
        head("VĂN PHÒNG", "BỘ MINH HỌA", "Số: 142/QĐ-VPMH", "Hà Nội, ngày 16 tháng 3 năm 2024"),
        p("LoiVan"),
        title("QUYẾT ĐỊNH", "Ban hành Kế hoạch công tác năm 2024"),
        p("ThamQuyen", "CHÁNH VĂN PHÒNG BỘ MINH HỌA"),
        p("CanCu", "Căn cứ Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015;"),
        p("CanCu", "Căn cứ Nghị định số 123/2016/NĐ-CP ngày 01 tháng 9 năm 2016 của Chính phủ quy định chức năng;"),
        p("CanCu", "Theo đề nghị của Trưởng phòng Tổng hợp."),
        p("ThamQuyen", "QUYẾT ĐỊNH:"),
        article(1, "Ban hành kèm theo Quyết định này Kế hoạch công tác năm 2024; chi tiết tại Phụ lục kèm theo."),
        article(2, "Quyết định này có hiệu lực kể từ ngày ký ban hành, thay thế các quy định trước đây trái với "
                   "Quyết định này."),
        p("LoiVan", "1. " + LONG),
        p("LoiVan", "2. Trưởng phòng Tổng hợp theo dõi, đôn đốc theo quy định tại khoản 1 Điều 2 Quyết định này, gồm:"),
        *(p("LoiVan", f"{letter}) {LONG}") for letter in ("a", "b", "c", "d", "đ", "e")),
        article(3, "Các đơn vị thuộc Văn phòng chịu trách nhiệm thi hành Quyết định này./."),
        p("LoiVan"),
        signature(("- Như Điều 3;", "- Bộ Minh Họa (để báo cáo);", "- Lưu: VT, TH (2)."),
                  ("KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"), "Nguyễn Văn A"),
        section_break(),
        head("VĂN PHÒNG", "BỘ MINH HỌA", "", ""),
        title("KẾ HOẠCH", "Công tác năm 2024", note),
        p("MucLaMa", "I. MỤC ĐÍCH, YÊU CẦU"),
        p("KhoanTieuDe", "1. Mục đích"),
        p("LoiVan", LONG),
        p("KhoanTieuDe", "2. Yêu cầu"),
        p("LoiVan", LONG),
        p("MucLaMa", "II. NHIỆM VỤ"),
        p("LoiVan", "1. " + LONG),
        p("LoiVan", "2. " + LONG),
        section_break(restart=True),
        p("PhuLuc", "Phụ lục"),
        p("TenPhuLuc", "DANH MỤC NHIỆM VỤ"),
        p("KemTheo", note),
        rule(165, 40),
        table((15, 100, 50), (p("O", "STT"), p("O", "Nhiệm vụ"), p("O", "Thời hạn")),
              (p("O", "1"), p("O", "Rà soát quy chế làm việc"), p("O", "Tháng 6/2024")), margins=108),
        p("Ke"),
        restart=True,
    )  # fmt: skip


def letter() -> Docx:
    """A Công văn to two ministries."""
    return package(
        head("BỘ MINH HỌA", "", "Số: 05/BMH-VP", "Hà Nội, ngày 05 tháng 01 năm 2024", "V/v nâng bậc lương năm 2024"),
        p("LoiVan"),
        p("KinhGui", "Kính gửi:"),
        p("KinhGui", "- Bộ Thí Dụ;"),
        p("KinhGui", "- Bộ Giả Định."),
        p("LoiVan", LONG),
        p("LoiVan", LONG[:-1] + "./."),
        signature(("- Như trên;", "- Các cục, vụ thuộc Bộ;", "- Lưu: VT, VP."), ("KT. BỘ TRƯỞNG", "THỨ TRƯỞNG"),
                  "Trần Thị B"),
    )  # fmt: skip


def report() -> Docx:
    """A Báo cáo in prose, with chapters of Roman numbers, to those above."""
    return package(
        head("VĂN PHÒNG", "BỘ MINH HỌA", "Số: 95/BC-VPMH", "Thành phố Hồ Chí Minh, ngày 29 tháng 02 năm 2024"),
        title("BÁO CÁO", "Kết quả thực hiện nhiệm vụ tháng 02 năm 2024"),
        p("KinhGui", "Kính gửi: Bộ Minh Họa"),
        p("LoiVan", LONG),
        p("MucLaMa", "I. KẾT QUẢ ĐẠT ĐƯỢC"),
        p("LoiVan", "1. " + LONG),
        p("LoiVan", "2. " + LONG),
        p("MucLaMa", "II. KIẾN NGHỊ"),
        p("LoiVan", LONG[:-1] + "./."),
        signature(("- Như trên;", "- Lưu: VT, TH."), ("CHÁNH VĂN PHÒNG",), "Lê Văn C"),
    )


def regulation() -> Docx:
    """A Quyết định with a Quy chế of chapters and two annexes."""
    note = "(Kèm theo Quyết định số 07/QĐ-BMH ngày 05 tháng 02 năm 2024 của Bộ trưởng Bộ Minh Họa)"
    return package(
        head("BỘ MINH HỌA", "", "Số: 07/QĐ-BMH", "Hà Nội, ngày 05 tháng 02 năm 2024"),
        title("QUYẾT ĐỊNH", "Ban hành Quy chế làm việc của Bộ Minh Họa"),
        p("ThamQuyen", "BỘ TRƯỞNG BỘ MINH HỌA"),
        p("CanCu", "Căn cứ Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015;"),
        p("CanCu", "Theo đề nghị của Chánh Văn phòng Bộ."),
        p("ThamQuyen", "QUYẾT ĐỊNH:"),
        article(1, "Ban hành kèm theo Quyết định này Quy chế làm việc của Bộ Minh Họa và các Phụ lục I, II."),
        article(2, "Chánh Văn phòng Bộ và các đơn vị thuộc Bộ chịu trách nhiệm thi hành Quyết định này./."),
        signature(("- Như Điều 2;", "- Lưu: VT, VP."), ("BỘ TRƯỞNG",), "Nguyễn Văn A"),
        section_break(),
        head("BỘ MINH HỌA", "", "", ""),
        title("QUY CHẾ", "Làm việc của Bộ Minh Họa", note),
        p("Chuong", "Chương I"),
        p("Chuong", "QUY ĐỊNH CHUNG"),
        article(1, "Phạm vi điều chỉnh"),
        p("LoiVan", LONG),
        article(2, "Nguyên tắc làm việc"),
        p("LoiVan", "1. " + LONG),
        p("LoiVan", "2. Việc khác thực hiện theo khoản 1 Điều 2 Quy chế này và Điều 5 Nghị định số 39/2022/NĐ-CP."),
        p("Chuong", "Chương II"),
        p("Chuong", "TỔ CHỨC THỰC HIỆN"),
        article(3, "Trách nhiệm thi hành"),
        p("LoiVan", LONG),
        section_break(restart=True),
        p("PhuLuc", "Phụ lục I"), p("TenPhuLuc", "MẪU PHIẾU TRÌNH"), p("KemTheo", note), rule(165, 40),
        p("LoiVan", LONG),
        section_break(restart=True),
        p("PhuLuc", "Phụ lục II"), p("TenPhuLuc", "MẪU BÁO CÁO"), p("KemTheo", note), rule(165, 40),
        p("LoiVan", LONG),
        restart=True,
    )  # fmt: skip


def minutes() -> Docx:
    """A Biên bản: no place and date, chairman and secretary sign."""
    return package(
        head("VĂN PHÒNG", "BỘ MINH HỌA", "Số: 07/BB-VPMH", ""),
        title("BIÊN BẢN", "Họp giao ban tháng 02 năm 2024"),
        p("LoiVan", "Thời gian bắt đầu: 08 giờ 00, ngày 27 tháng 02 năm 2024."),
        p("LoiVan", "Thành phần tham dự: lãnh đạo Văn phòng; các phòng. Chủ tọa: ông Lê Văn C. Thư ký: bà Trần Thị B."),
        p("LoiVan", LONG),
        p("LoiVan", "Cuộc họp kết thúc vào 11 giờ 15, ngày 27 tháng 02 năm 2024./."),
        p("LoiVan"),
        table((75.0, 90.0), *[tuple(p("ChucVu", title) + p("ChucVu") * 4 + p("HoTen", name) for title, name in (
            ("THƯ KÝ", "Trần Thị B"), ("CHỦ TỌA", "Lê Văn C")))]),
        p("NoiNhan", "Nơi nhận:"), p("NoiNhanMuc", "- Lưu: VT, Hồ sơ."),
    )  # fmt: skip


def resolution() -> Docx:
    """A Nghị quyết of a council, in a session."""
    return package(
        head("HỘI ĐỒNG NHÂN DÂN", "TỈNH MINH HỌA", "Số: 44/NQ-HĐND", "Minh Họa, ngày 09 tháng 7 năm 2024"),
        title("NGHỊ QUYẾT", "Về việc thông qua danh mục dự án năm 2024"),
        p("ThamQuyen", "HỘI ĐỒNG NHÂN DÂN TỈNH MINH HỌA"),
        p("ThamQuyen", "KHÓA XI, KỲ HỌP THỨ 2"),
        p("CanCu", "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;"),
        p("CanCu", "Xét Tờ trình số 20/TTr-UBND ngày 25 tháng 6 năm 2024 của Ủy ban nhân dân tỉnh về danh mục dự án."),
        p("ThamQuyen", "QUYẾT NGHỊ:"),
        article(1, "Thông qua danh mục 18 dự án năm 2024."),
        article(2, "Giao Ủy ban nhân dân tỉnh tổ chức thực hiện Nghị quyết này."),
        p("LoiVan", "Nghị quyết này đã được Hội đồng nhân dân tỉnh Minh Họa khóa XI, kỳ họp thứ 2 thông qua ngày 09 "
                    "tháng 7 năm 2024./."),
        signature(("- Ủy ban nhân dân tỉnh;", "- Lưu: VT."), ("CHỦ TỊCH",), "Nguyễn Văn A"),
    )  # fmt: skip


DOCUMENTS = {"quyet-dinh": decision, "cong-van": letter, "bao-cao": report, "quy-che": regulation}
# And some that mends have little to do with.
BASES = {**DOCUMENTS, "bien-ban": minutes, "nghi-quyet": resolution}
