"""The blocks that documents share: heading, kind and subject, addressees, body, ending, copy (ô 1–14 of Mục IV)."""

from __future__ import annotations

from collections.abc import Iterator

from generator.ooxml.names import twips
from stock.measures import HEAD_LEFT, HEAD_RIGHT, TEXT_WIDTH
from stock.pieces import cell, each, include, p, row, row_tag, run, table, tag, when

ENDING_LEFT = twips(75)
ENDING_RIGHT = TEXT_WIDTH - ENDING_LEFT
STAMP_WIDTHS_MM = (20, 30, 40)
BREAK = "<w:r><w:br/></w:r>"


def heading() -> str:
    """Ô 1–4, 5b: agency and Quốc hiệu, number and place with date on one line; then the stamps, ô 10a and 10b."""
    whole = HEAD_LEFT + HEAD_RIGHT
    return table(
        (HEAD_LEFT, HEAD_RIGHT),
        row(
            cell(
                HEAD_LEFT,
                when("vb.chu_quan", p("CoQuanChuQuan", "{{ vb.chu_quan }}")),
                p("CoQuan", "{{ vb.co_quan }}"),
                p("KeCoQuan"),
            ),
            cell(
                HEAD_RIGHT,
                p("QuocHieu", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
                p("TieuNgu", "Độc lập - Tự do - Hạnh phúc"),
                p("KeTieuNgu"),
            ),
        ),
        row_tag("if vb.so_ky_hieu", whole, 2),
        row(
            cell(
                HEAD_LEFT,
                p("SoKyHieu", "{{ vb.so_ky_hieu }}"),
                when("vb.v_v", p("TrichYeuCongVan", "{{ vb.v_v }}")),
            ),
            cell(HEAD_RIGHT, p("DiaDanhNgay", "{{ vb.dia_danh_ngay }}")),
        ),
        row_tag("endif", whole, 2),
    ) + each(
        "dau in vb.dau_chi_muc",
        *(
            when(f"dau.rong == {width} and {'not ' * single}dau.hai_vien", p("CachDau"), stamp(width, single=single))
            for width in STAMP_WIDTHS_MM
            for single in (True, False)
        ),
    )


def stamp(width_mm: int, *, single: bool) -> str:
    """A stamp of ô 10a or 10b: a red box 8 mm high (III.2.b), of secrecy with two lines around (TT 24/2020/TT-BCA)."""
    line = "single" if single else "double"
    return box(twips(width_mm), p("DauKhung", "{{ dau.chu }}"), colour="FF0000", line=line)


def box(width: int, *paragraphs: str, colour: str = "000000", align: str = "left", line: str = "single") -> str:
    """A box, 8 mm high, its words in the middle."""
    edges = "".join(
        f'<w:{edge} w:val="{line}" w:sz="8" w:space="0" w:color="{colour}"/>'
        for edge in ("top", "left", "bottom", "right")
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:jc w:val="{align}"/>'
        f"<w:tblBorders>{edges}</w:tblBorders>"
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
        f'</w:tblCellMar></w:tblPr><w:tblGrid><w:gridCol w:w="{width}"/></w:tblGrid>'
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{twips(8)}" w:hRule="exact"/></w:trPr>'
        f"{cell(width, *paragraphs, middle=True)}</w:tr></w:tbl>"
    )


def kind_and_subject() -> str:
    """Ô 5a, and the authority, căn cứ and command of those kinds that have them (Mẫu 1.1–1.4, 1.6–1.10)."""
    return (
        p("Heading1", "{{ vb.ten_loai }}")
        + when("vb.trich_yeu", p("TrichYeu", "{{ vb.trich_yeu }}"))
        + p("KeTrichYeu")
        + when("vb.tham_quyen", p("ThamQuyen", "{{ vb.tham_quyen }}"))
        + each("c in vb.can_cu", p("CanCu", "{{ c }}"))
        + when("vb.lenh", p("LenhBanHanh", "{{ vb.lenh }}"))
    )


def addressees() -> str:
    """Ô 9a: Kính gửi with one on its line or several below (II.9.d); the words of Mẫu 1.6–1.8."""
    line = "{{ vb.gui }}{% if vb.gui_mot %} {{ vb.gui_mot }}{% endif %}"
    return when(
        "vb.gui",
        tag("if vb.gui_giua"),
        p("GuiGiua", line),
        tag("elif vb.gui_trong_bai"),
        p("LoiVan", line),
        tag("else"),
        p("KinhGui", line),
        tag("endif"),
        each(
            "g in vb.gui_nhieu",
            tag("if vb.gui_trong_bai"),
            p("LoiVan", "{{ g }}"),
            tag("else"),
            p("KinhGuiNoi", "{{ g }}"),
            tag("endif"),
        ),
        when("not vb.gui_trong_bai", p("SauKinhGui")),
    )


def body() -> Iterator[str]:
    """Ô 6: one paragraph form for each kind of block (II.6.đ, V dòng 6)."""
    yield tag("for k in vb.noi_dung")
    yield tag("if k.kieu in ('phan', 'chuong')")
    yield from _centred_heading("Heading2")
    yield tag("elif k.kieu in ('muc', 'tieu-muc') and not k.la_ma")
    yield from _centred_heading("Heading3")
    yield tag("elif k.kieu == 'muc'")
    yield p("MucLaMa", "{{ k.so }} {{ k.tieu_de }}")
    yield tag("elif k.kieu == 'dieu' and k.tieu_de")
    yield p("Heading4", "{{ k.so }} {{ k.tieu_de }}")
    yield tag("elif k.kieu == 'dieu'")
    yield from _text(run("{{ k.so }}", "SoDieu"), run(" {{ k.chu }}"))
    yield tag("elif k.kieu == 'khoan' and k.tieu_de and k.trong_dieu")
    yield p("Heading5", "{{ k.so }} {{ k.tieu_de }}")
    yield tag("elif k.kieu == 'khoan' and k.tieu_de")
    yield p("KhoanTieuDe", "{{ k.so }} {{ k.tieu_de }}")
    yield tag("elif k.kieu == 'bang'")
    yield tag("set bang = k.bang")
    yield tag("include k.mau")
    yield tag("elif k.kieu == 'luoi'")
    yield include("khoi/luoi.docx")
    yield tag("elif k.kieu == 'hinh'")
    yield p("Hinh", "{{ k.anh }}")
    yield when("k.tieu_de", p("ChuThichHinh", "{{ k.tieu_de }}"))
    yield tag("elif k.so")
    yield from _text("{{ k.so }} {% if k.tieu_de %}{{ k.tieu_de }} {% endif %}{{ k.chu }}")
    yield tag("endif")
    yield tag("if k.chu and (not k.so or (k.tieu_de and k.kieu not in ('diem', 'gach', 'cong')))")
    yield from _text("{{ k.chu }}")
    yield tag("endif")
    yield tag("endfor")


def _centred_heading(style_id: str) -> Iterator[str]:
    """Number and title on a line each, one paragraph: one entry of the table of contents and of the bookmarks."""
    yield tag("if k.tieu_de")
    yield p(style_id, "{{ k.so }}", BREAK, "{{ k.tieu_de }}")
    yield tag("else")
    yield p(style_id, "{{ k.so }}")
    yield tag("endif")


def _text(*pieces: str) -> Iterator[str]:
    """A paragraph of text; the last one of the body stays on the page of the signature."""
    yield tag("if k.cuoi")
    yield p("LoiVanCuoi", *pieces)
    yield tag("else")
    yield p("LoiVan", *pieces)
    yield tag("endif")


def plain_table() -> str:
    """A table of texts in the body: as many columns as its data has, the first row repeated on each page."""
    width = TEXT_WIDTH
    return (
        p("CachDau")
        + table(
            (width,),
            row_tag("for dong in k.luoi", width, 1),
            row_tag("if loop.index <= k.so_dong_dau", width, 1),
            row(*_cells("BangDau"), header=True),
            row_tag("else", width, 1),
            row(*_cells("BangChu")),
            row_tag("endif", width, 1),
            row_tag("endfor", width, 1),
            style_id="BangKe",
        )
        + p("Ngan")
    )


def _cells(style_id: str) -> Iterator[str]:
    yield cell(0, p("BangChu", "{%tc for o in dong %}"))
    yield cell(TEXT_WIDTH, p(style_id, "{{ o }}"))
    yield cell(0, p("BangChu", "{%tc endfor %}"))


def ending(vb: str = "vb") -> str:
    """Ô 7, 8, 9b, 12: Nơi nhận and signature side by side in a row that does not split, the rest of a long list below;
    of two or more who sign, the signatures side by side and Nơi nhận under them (Mẫu 1.9)."""
    return when(
        f"{vb}.ky or {vb}.noi_nhan",
        p("CachChuKy"),
        tag(f"if {vb}.ky_doi"),
        _signed_together(vb),
        p("Ngan"),
        _received_below(vb),
        tag("else"),
        _signed_by_one(vb),
        tag("endif"),
    )


def _signed_by_one(vb: str) -> str:
    return table(
        (ENDING_LEFT, ENDING_RIGHT),
        row(
            cell(ENDING_LEFT, *_recipients(vb, "noi_nhan_dau"), p("Ngan")),
            cell(ENDING_RIGHT, each(f"ky in {vb}.ky", signature("ky")), p("Ngan")),
        ),
        row_tag(f"if {vb}.noi_nhan_trai", TEXT_WIDTH, 2),
        row(
            cell(ENDING_LEFT, each(f"n in {vb}.noi_nhan_trai", p("NoiNhan", "{{ n }}")), p("Ngan")),
            cell(ENDING_RIGHT, each(f"n in {vb}.noi_nhan_phai", p("NoiNhan", "{{ n }}")), p("Ngan")),
            splits=True,
        ),
        row_tag("endif", TEXT_WIDTH, 2),
    )


def _received_below(vb: str) -> str:
    """Nơi nhận under the signatures, a long list in two columns and over as many pages as it needs."""
    left = TEXT_WIDTH // 2
    return table(
        (left, TEXT_WIDTH - left),
        row(
            cell(
                left,
                *_recipients(vb, "noi_nhan_dau"),
                each(f"n in {vb}.noi_nhan_trai", p("NoiNhan", "{{ n }}")),
                p("Ngan"),
            ),
            cell(TEXT_WIDTH - left, each(f"n in {vb}.noi_nhan_phai", p("NoiNhan", "{{ n }}")), p("Ngan")),
            splits=True,
        ),
    )


def _signed_together(vb: str) -> str:
    left = TEXT_WIDTH // 2
    right = TEXT_WIDTH - left
    return table(
        (left, right),
        row_tag(f"for doi in {vb}.ky_doi", TEXT_WIDTH, 2),
        row(
            cell(left, _authority("doi.trai"), p("Ngan")),
            cell(right, when("doi.phai", _authority("doi.phai")), p("Ngan")),
        ),
        # A row of its own: names stand level whatever the lines above them.
        row(
            cell(left, _name("doi.trai"), p("CachChuKy")),
            cell(right, when("doi.phai", _name("doi.phai")), p("CachChuKy")),
        ),
        row_tag("endfor", TEXT_WIDTH, 2),
    )


def _recipients(vb: str, name: str) -> Iterator[str]:
    yield when(
        f"{vb}.{name}",
        p("NoiNhanDau", "Nơi nhận:"),
        each(f"n in {vb}.{name}", p("NoiNhan", "{{ n }}")),
    )


def signature(ky: str) -> str:
    """Ô 7a, 7c, 7b: authority and position, room for a signature or its picture, second title and name."""
    return _authority(ky) + _name(ky)


def _authority(ky: str) -> str:
    return each(f"q in {ky}.quyen_han", p("ChucVu", "{{ q }}")) + when(
        f"{ky}.chuc_vu", p("ChucVu", f"{{{{ {ky}.chuc_vu }}}}")
    )


def _name(ky: str) -> str:
    return (
        tag(f"if {ky}.anh")
        + p("AnhKy", f"{{{{ {ky}.anh }}}}")
        + tag("else")
        + p("ChoKy")
        + tag("endif")
        + when(f"{ky}.chuc_vu_khac", p("ChucVuKhac", f"{{{{ {ky}.chuc_vu_khac }}}}"))
        + p("HoTen", f"{{{{ {ky}.ho_ten }}}}")
    )


def confirmation() -> str:
    """Mẫu 1.10: where the place of the leave confirms it."""
    return when(
        "vb.xac_nhan",
        p("CachChuKy"),
        table(
            (ENDING_LEFT, ENDING_RIGHT),
            row(
                cell(ENDING_LEFT, p("XacNhan", "{{ vb.xac_nhan }}"), p("XacNhan", "(Chữ ký, dấu)"), p("ChoKy")),
                cell(ENDING_RIGHT, p("Ngan")),
            ),
        ),
    )


def copy() -> str:
    """Mẫu 3.1: the copy under the document, below a line as wide as the text."""
    return (
        p("KeSao")
        + table(
            (HEAD_LEFT, HEAD_RIGHT),
            row(
                cell(
                    HEAD_LEFT,
                    p("CoQuan", "{{ vb.sao.co_quan }}"),
                    p("KeCoQuanSao"),
                    p("SoKyHieu", "{{ vb.sao.so_ky_hieu }}"),
                ),
                cell(
                    HEAD_RIGHT,
                    p("HinhThucSao", "{{ vb.sao.ten_loai }}"),
                    p("DiaDanhNgay", "{{ vb.sao.dia_danh_ngay }}"),
                ),
            ),
        )
        + ending("vb.sao")
    )
