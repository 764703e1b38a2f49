"""Every stock template, put together of its blocks."""

from __future__ import annotations

from stock import blocks
from stock.pieces import include, p, when
from stock.task_tables import TABLES


def documents() -> dict[str, str]:
    """Body XML of every stock template, by path below templates/docx."""
    main = (
        include("khoi/dau-van-ban.docx")
        + when("not vb.v_v", include("khoi/ten-loai.docx"))
        + include("khoi/kinh-gui.docx")
        + include("khoi/noi-dung.docx")
        + include("khoi/ket-thuc.docx")
        + when("vb.sao", include("khoi/ban-sao.docx"))
    )
    attached = (
        _signing_line()
        + include("khoi/dau-van-ban.docx")
        + p("Heading1", "{{ vb.ten_loai }}")
        + p("TrichYeu", "{{ vb.trich_yeu }}")
        + p("KemTheo", "{{ vb.kem_theo }}")
        + p("KeTrichYeu")
        + include("khoi/noi-dung.docx")
        + include("khoi/ket-thuc.docx")
    )
    annex = (
        _signing_line()
        + p("PhuLuc", "{{ vb.phu_luc }}")
        + p("TenPhuLuc", "{{ vb.trich_yeu }}")
        + when("vb.kem_theo", p("KemTheo", "{{ vb.kem_theo }}"))
        + p("KeTrichYeu")
        + include("khoi/noi-dung.docx")
        + when("vb.ky", include("khoi/ket-thuc.docx"))
    )
    return {
        "van-ban.docx": main,
        "kem-theo.docx": attached,
        "phu-luc.docx": annex,
        "khoi/dau-van-ban.docx": blocks.heading(),
        "khoi/ten-loai.docx": blocks.kind_and_subject(),
        "khoi/kinh-gui.docx": blocks.addressees(),
        "khoi/noi-dung.docx": "".join(blocks.body()),
        "khoi/luoi.docx": blocks.plain_table(),
        "khoi/ket-thuc.docx": blocks.ending() + blocks.confirmation(),
        "khoi/ban-sao.docx": blocks.copy(),
        **{f"bang/{name}.docx": xml for name, xml in TABLES.items()},
    }


def _signing_line() -> str:
    """II.8.b, Mẫu 1.3 and 2.2: in a file of its own, at the top right."""
    return when("vb.ky_so", p("KySo", "{{ vb.ky_so }}"))
