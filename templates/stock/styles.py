"""The one set of styles. Type sizes and spacing are the decree's; each style names its clause (Phụ lục I, Phần I)."""

from __future__ import annotations

from generator.facts.metrics import text_width_mm
from generator.ooxml import notes
from generator.ooxml.names import twips
from stock.measures import INDENT, NAMESPACES, XML

# Mẫu 1.5: "Kính gửi:" 35 mm in; the dashes of several stand under its colon (II.9.d).
GUI_LEFT = twips(35)
GUI_LABEL = twips(text_width_mm("Kính gửi: ", 14))
GUI_ITEM = GUI_LEFT + twips(text_width_mm("Kính gửi", 14))
DASH = twips(text_width_mm("- ", 14))
SINGLE = 'w:line="240" w:lineRule="auto"'
RULE_LINE = 'w:line="80" w:lineRule="exact"'


def style(
    id_: str,
    name: str,
    *,
    size: float = 14,
    bold: bool = False,
    italic: bool = False,
    align: str = "",
    before: float = 0,
    after: float = 0,
    indent: int = 0,
    left: int = 0,
    keep: bool = False,
    outline: int | None = None,
    line: str = SINGLE,
    border: bool = False,
    red: bool = False,
    based: str = "Normal",
) -> str:
    """A paragraph style; points for sizes and spacing, twips for indents (a negative first line hangs)."""
    paragraph = "".join(
        (
            "<w:keepNext/>" if keep else "",
            '<w:pBdr><w:top w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:pBdr>' if border else "",
            f'<w:spacing w:before="{round(before * 20)}" w:after="{round(after * 20)}" {line}/>',
            indents(left, indent),
            f'<w:jc w:val="{align}"/>' if align else "",
            f'<w:outlineLvl w:val="{outline}"/>' if outline is not None else "",
        )
    )
    run = "".join(
        (
            "<w:b/><w:bCs/>" if bold else "",
            "<w:i/><w:iCs/>" if italic else "",
            '<w:color w:val="FF0000"/>' if red else "",
            f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>',
        )
    )
    custom = "" if name.startswith(("heading", "footnote")) else ' w:customStyle="1"'
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{id_}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{based}"/><w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def indents(left: int, first: int) -> str:
    """`w:ind` of a left indent and a first line in from it, or out of it where negative."""
    if not left and not first:
        return ""
    line = f'w:firstLine="{first}"' if first >= 0 else f'w:hanging="{-first}"'
    return f'<w:ind w:left="{left}" {line}/>'


def styles() -> str:
    """The one set of styles. Word shows the names; the ids are what templates refer to."""
    defined = (
        style("QuocHieu", "VB Quốc hiệu", size=13, bold=True, align="center"),  # II.1.a
        style("TieuNgu", "VB Tiêu ngữ", size=14, bold=True, align="center"),  # II.1.b
        style("CoQuanChuQuan", "VB Cơ quan chủ quản", size=13, align="center"),  # II.2.b
        style("CoQuan", "VB Cơ quan ban hành", size=13, bold=True, align="center"),  # II.2.b
        style("SoKyHieu", "VB Số ký hiệu", size=13, align="center", before=4),  # II.3.c
        style("DiaDanhNgay", "VB Địa danh ngày", size=14, italic=True, align="center", before=4),  # II.4.c
        style("KeCoQuan", "VB Kẻ dưới cơ quan", size=2, align="center", before=2, border=True, line=RULE_LINE),
        style("KeTieuNgu", "VB Kẻ dưới Tiêu ngữ", size=2, align="center", before=2, border=True, line=RULE_LINE),
        style(
            "KeTrichYeu", "VB Kẻ dưới trích yếu", size=2, align="center", before=4, after=6, border=True, line=RULE_LINE
        ),
        style("Heading1", "heading 1", size=14, bold=True, align="center", before=18, keep=True, outline=0),  # II.5.b
        style("TrichYeu", "VB Trích yếu", size=14, bold=True, align="center", keep=True),  # II.5.b
        style("PhuLuc", "VB Phụ lục", size=14, bold=True, align="center", keep=True),  # III.1.b
        style(
            "TenPhuLuc", "VB Tên phụ lục", size=14, bold=True, align="center", keep=True, outline=0, based="Heading1"
        ),  # III.1.b
        style("KemTheo", "VB Kèm theo", size=14, italic=True, align="center", keep=True),  # III.1.c
        style("ThamQuyen", "VB Thẩm quyền ban hành", size=14, bold=True, align="center", before=12, after=6, keep=True),
        style("CanCu", "VB Căn cứ", size=14, italic=True, align="both", before=6, indent=INDENT),  # II.6.a
        style("LenhBanHanh", "VB Lệnh ban hành", size=14, bold=True, align="center", before=10, after=4, keep=True),
        style("LoiVan", "VB Lời văn", size=14, align="both", before=6, indent=INDENT),  # II.6.e
        style("LoiVanCuoi", "VB Lời văn cuối", size=14, align="both", before=6, indent=INDENT, keep=True),
        # phần, chương
        style("Heading2", "heading 2", size=14, bold=True, align="center", before=12, after=4, keep=True, outline=1),
        # mục, tiểu mục
        style("Heading3", "heading 3", size=14, bold=True, align="center", before=10, after=4, keep=True, outline=2),
        style(
            "MucLaMa",
            "VB Mục",
            size=14,
            bold=True,
            align="both",
            before=8,
            indent=INDENT,
            keep=True,
            outline=1,
            based="Heading2",
        ),
        style("Heading4", "heading 4", size=14, bold=True, align="both", before=6, indent=INDENT, keep=True, outline=3),
        style("Heading5", "heading 5", size=14, bold=True, align="both", before=6, indent=INDENT, keep=True, outline=4),
        # khoản with a title where there are no điều: one level below mục
        style(
            "KhoanTieuDe",
            "VB Khoản có tiêu đề",
            size=14,
            bold=True,
            align="both",
            before=6,
            indent=INDENT,
            keep=True,
            outline=2,
            based="Heading3",
        ),
        style("Hinh", "VB Hình", size=14, align="center", before=6, keep=True),
        style("ChuThichHinh", "VB Chú thích hình", size=13, italic=True, align="center", after=6),
        style("KinhGui", "VB Kính gửi", size=14, align="left", before=12, left=GUI_LEFT + GUI_LABEL, indent=-GUI_LABEL),
        style("KinhGuiNoi", "VB Kính gửi danh sách", size=14, align="left", left=GUI_ITEM + DASH, indent=-DASH),
        style("GuiGiua", "VB Trân trọng giới thiệu", size=14, align="center", before=6, after=6),
        style("TrichYeuCongVan", "VB Trích yếu công văn", size=12, align="center", before=6),  # II.5.b
        style("KySo", "VB Chữ ký số", size=10, align="right", after=6),  # II.8.b
        style("DauKhung", "VB Dấu chỉ mức độ", size=13, bold=True, align="center", red=True),  # III.2.b
        style("LuuHanh", "VB Phạm vi lưu hành", size=13, bold=True, align="center"),  # III.2.c
        style("DiaChi", "VB Địa chỉ", size=11, align="center", border=True),  # III.4
        style("CachDau", "VB Cách dấu", size=4, before=4),
        style("SauKinhGui", "VB Sau Kính gửi", size=6),
        style("XacNhan", "VB Xác nhận", size=12, italic=True, align="center", after=6),
        style("AnhKy", "VB Ảnh chữ ký", size=14, align="center", before=12, after=12),
        style("KeCoQuanSao", "VB Kẻ dưới cơ quan sao", size=2, align="center", before=2, border=True, line=RULE_LINE),
        style("HinhThucSao", "VB Hình thức sao", size=14, bold=True, align="center", keep=True),  # Phần II, I.2
        style("KeSao", "VB Kẻ trên bản sao", size=2, before=18, border=True, keep=True, line=RULE_LINE),
        style("NoiNhanDau", "VB Nơi nhận", size=12, bold=True, italic=True, align="left", keep=True),  # II.9.d
        style("NoiNhan", "VB Nơi nhận danh sách", size=11, align="left"),  # II.9.d
        style("ChucVu", "VB Quyền hạn chức vụ", size=14, bold=True, align="center", keep=True),  # II.7.đ
        style("ChucVuKhac", "VB Chức vụ khác", size=14, align="center"),  # II.7.đ
        style("ChoKy", "VB Chỗ ký", size=14, align="center", before=24, after=24),
        style("HoTen", "VB Họ tên", size=14, bold=True, align="center"),  # II.7.đ
        style("SoTrang", "VB Số trang", size=14, align="center"),  # I.7
        style("BangDau", "VB Bảng tiêu đề", size=12, bold=True, align="center", before=2, after=2),
        style("BangMuc", "VB Bảng mục", size=12, bold=True, align="left", before=2, after=2, keep=True),
        style("BangChu", "VB Bảng chữ", size=12, align="left", before=2, after=2),
        style("BangGiua", "VB Bảng giữa", size=12, align="center", before=2, after=2),
        style("BangSo", "VB Bảng số", size=12, align="right", before=2, after=2),
        style("CachChuKy", "VB Cách chữ ký", size=2, keep=True, line='w:line="240" w:lineRule="exact"'),
        style(notes.TEXT, "footnote text", size=10, align="both"),
        style("Ngan", "VB Ngắt", size=1, line='w:line="20" w:lineRule="exact"'),
    )
    return (
        f"{XML}<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>"
        '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="Times New Roman" '
        'w:cs="Times New Roman"/><w:color w:val="000000"/><w:sz w:val="28"/><w:szCs w:val="28"/>'
        '<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="character" w:customStyle="1" w:styleId="SoDieu"><w:name w:val="VB Số điều"/><w:qFormat/>'
        "<w:rPr><w:b/><w:bCs/></w:rPr></w:style>"
        f'<w:style w:type="character" w:styleId="{notes.NUMBER}"><w:name w:val="footnote reference"/><w:qFormat/>'
        '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="table" w:customStyle="1" w:styleId="BangKe"><w:name w:val="VB Bảng kẻ"/>'
        '<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblBorders>'
        + "".join(
            f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
            for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        + '</w:tblBorders><w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr></w:style>{''.join(defined)}</w:styles>"
    )
