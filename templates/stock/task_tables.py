"""The stock task tables: columns, header of one or two levels, section rows, task rows."""

from __future__ import annotations

from collections.abc import Iterator

from generator.ooxml.names import twips
from stock.pieces import cell, p, row, row_tag, table

# Key of a column -> width in mm and whether it is centred: what the stock tables show before widths are fitted.
COLUMNS = {
    "stt": (10, True),
    "noi_dung": (52, False),
    "chu_tri": (24, False),
    "phoi_hop": (28, False),
    "thoi_han": (20, True),
    "san_pham": (31, False),
    "van_ban_chi_dao": (40, False),
    "don_vi_thuc_hien": (34, False),
    "hoan_thanh": (34, False),
    "chua_hoan_thanh": (30, False),
    "dang_trien_khai": (30, False),
    "thuong_xuyen": (22, True),
    "chi_tieu": (44, False),
    "nhom_nhiem_vu": (34, False),
    "nguon_kinh_phi": (28, False),
    "tinh_trang": (24, True),
    "ghi_chu": (20, False),
    "so_nhiem_vu": (18, True),
    "so_hoan_thanh": (18, True),
    "so_trong_han": (18, True),
    "so_sap_den_han": (18, True),
    "so_qua_han": (18, True),
    "so_thuong_xuyen": (18, True),
    "so_khong_ro_han": (18, True),
}


def task_table(*keys: str, group: str = "", grouped: tuple[str, ...] = (), right: tuple[str, ...] = ()) -> str:
    """A task table: header of one or two levels, section rows, task rows; columns of amounts stand at the `right`."""
    widths = tuple(twips(COLUMNS[key][0]) for key in keys)
    whole, count = sum(widths), len(keys)
    return table(
        widths,
        *_header_rows(keys, widths, group, grouped),
        row_tag("for d in bang.dong", whole, count),
        row_tag("if d.la_muc", whole, count),
        row(
            cell(widths[0], p("BangDau", "{{ d.so_muc }}"), middle=True),
            cell(whole - widths[0], p("BangMuc", "{{ d.ten_muc }}"), span=count - 1, middle=True),
        ),
        row_tag("else", whole, count),
        row(*(_body_cell(key, width, right) for key, width in zip(keys, widths, strict=True))),
        row_tag("endif", whole, count),
        row_tag("endfor", whole, count),
        style_id="BangKe",
    )


def _body_cell(key: str, width: int, right: tuple[str, ...]) -> str:
    style = "BangSo" if key in right else "BangGiua" if COLUMNS[key][1] else "BangChu"
    return cell(width, p(style, f"{{{{ d.{key} }}}}"))


def _title_cell(key: str, width: int, merge: str = "") -> str:
    text = f"{{{{ bang.tieu_de.{key} }}}}" if merge != "continue" else ""
    return cell(width, p("BangDau", text) if text else p("BangDau"), merge=merge, middle=True)


def _header_rows(keys: tuple[str, ...], widths: tuple[int, ...], group: str, grouped: tuple[str, ...]) -> Iterator[str]:
    if not grouped:
        yield row(*(_title_cell(key, width) for key, width in zip(keys, widths, strict=True)), header=True)
        return
    upper, lower = [], []
    for key, width in zip(keys, widths, strict=True):
        if key not in grouped:
            upper.append(_title_cell(key, width, "restart"))
            lower.append(_title_cell(key, width, "continue"))
            continue
        if key == grouped[0]:
            together = sum(w for k, w in zip(keys, widths, strict=True) if k in grouped)
            upper.append(cell(together, p("BangDau", group), span=len(grouped), middle=True))
        lower.append(_title_cell(key, width))
    yield row(*upper, header=True)
    yield row(*lower, header=True)


def _as_made() -> str:
    """The patterns of a table that is printed as the office made it: a number, long and short texts, an amount."""
    return task_table("stt", "noi_dung", "thoi_han", "so_nhiem_vu", right=("so_nhiem_vu",))


RESULTS = ("hoan_thanh", "chua_hoan_thanh", "dang_trien_khai", "thuong_xuyen")
TABLES = {
    "nguyen-bang": _as_made(),
    "ke-hoach-6-cot": task_table("stt", "noi_dung", "chu_tri", "phoi_hop", "thoi_han", "san_pham"),
    "ke-hoach-5-cot": task_table("stt", "noi_dung", "chu_tri", "phoi_hop", "thoi_han"),
    "phu-luc-5-cot": task_table("stt", "noi_dung", "chu_tri", "phoi_hop", "thoi_han"),
    "phu-luc-ghi-chu": task_table("stt", "noi_dung", "chu_tri", "phoi_hop", "thoi_han", "san_pham", "ghi_chu"),
    "phu-luc-nguon-kinh-phi": task_table(
        "stt", "noi_dung", "chu_tri", "phoi_hop", "thoi_han", "san_pham", "nguon_kinh_phi"
    ),
    "phu-luc-chi-tieu": task_table("stt", "chu_tri", "phoi_hop", "nhom_nhiem_vu", "noi_dung", "chi_tieu", "thoi_han"),
    "phu-luc-tinh-trang": task_table(
        "stt", "noi_dung", "van_ban_chi_dao", "don_vi_thuc_hien", "thoi_han", "tinh_trang"
    ),
    "tong-hop": task_table(
        "stt",
        "noi_dung",
        "so_nhiem_vu",
        "so_hoan_thanh",
        "so_trong_han",
        "so_sap_den_han",
        "so_qua_han",
        "so_thuong_xuyen",
        "so_khong_ro_han",
    ),
    "phu-luc-ket-qua": task_table(
        "stt",
        "noi_dung",
        "van_ban_chi_dao",
        "don_vi_thuc_hien",
        "thoi_han",
        *RESULTS,
        group="Kết quả",
        grouped=RESULTS,
    ),
}
