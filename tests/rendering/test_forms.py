"""Heading sizes, long lists of recipients, pictures of signature and seal, emphasis: what the form computes."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

from generator.marked import Span
from generator.model import Agency, Block, Document, Dossier, PartialDate, Picture, Signature
from generator.ooxml import package
from generator.ooxml.names import WP, A, twips, w
from generator.planning.documents import plan_dossier
from generator.rendering import rules, widths
from generator.rendering.context import document_context
from generator.rendering.docx import WordRenderer
from generator.rendering.docx_template import Library
from generator.rendering.jinja import Emphasised, word_environment
from generator.rendering.pictures import EMU_PER_MM, Pictures
from generator.resources import templates_dir
from generator.text import OPEN_PLACE

ROOM = twips(99)


def document(**fields: object) -> Document:
    given = {"kind": "thong-bao", "agency": Agency("Sở Mẫu", "SM"), "subject": "Thử", "place_name": "Hà Nội"}
    return Document(**{**given, **fields})  # type: ignore[arg-type]


def parts_of(main: Document) -> dict[str, bytes]:
    plan, _ = plan_dossier(Dossier("thu", main), date(2026, 11, 22))
    target = BytesIO()
    renderer = WordRenderer(Library([templates_dir() / "docx"]))
    renderer.render(plan.documents, target, dated=date(2024, 3, 16))
    return package.read_bytes(target.getvalue(), shown_as="thu.docx")


def sizes(parts: dict[str, bytes]) -> tuple[float, ...]:
    """Points of Quốc hiệu, Tiêu ngữ, and place and date."""
    styles = {s.get(w("styleId")): s for s in etree.fromstring(parts["word/styles.xml"]).iter(w("style"))}
    return tuple(
        int(styles[key].find(f".//{w('sz')}").get(w("val"))) / 2 for key in ("QuocHieu", "TieuNgu", "DiaDanhNgay")
    )


@pytest.mark.parametrize(
    ("place", "dated", "agency", "expected"),
    [
        ("Hà Nội", PartialDate(2026, 12, 29), "Sở Mẫu", (13, 14, 14)),
        ("Thành phố Hồ Chí Minh", PartialDate(2026, 12, 29), "Sở Mẫu", (12, 13, 13)),
        ("Hà Nội", PartialDate(2026, 12, 29), "Văn phòng Hội đồng mẫu X", (12, 13, 13)),
        ("Hà Nội", PartialDate(2026, 12, 29), "Ban Quản lý dự án mẫu của tỉnh X", (13, 14, 14)),
    ],
)
def test_heading_sizes_are_a_pair(place: str, dated: PartialDate, agency: str, expected: tuple[float, ...]) -> None:
    made = document(place_name=place, dated=dated, agency=Agency(agency, "X"), body=(Block("doan", "Chữ"),))
    assert sizes(parts_of(made)) == expected


def test_open_date_of_a_long_place_stays_on_one_line() -> None:
    line = rules.date_on_one_line(f"Thành phố Hồ Chí Minh, ngày {OPEN_PLACE} tháng 3 năm 2026", ROOM)
    assert line.count(OPEN_PLACE[0]) == 3


def test_long_agency_is_broken_into_even_lines() -> None:
    first, second = rules.balanced("BỘ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", twips(66), 13, bold=True).split("\n")
    assert (first, second) == ("BỘ NÔNG NGHIỆP", "VÀ MÔI TRƯỜNG")


def context(**fields: object) -> dict[str, object]:
    plan, _ = plan_dossier(Dossier("thu", document(**fields)), date(2026, 11, 22))
    vb: dict[str, object] = document_context(plan.documents[0])["vb"]
    return vb


@pytest.mark.parametrize("count", [1, 16, 17, 70])
def test_long_list_of_recipients_loses_nothing(count: int) -> None:
    vb = context(recipients=tuple(f"Nơi {n}" for n in range(count)))
    parts = [list(vb[name]) for name in ("noi_nhan_dau", "noi_nhan_trai", "noi_nhan_phai")]  # type: ignore[call-overload]
    assert [line for part in parts for line in part] == list(vb["noi_nhan"])  # type: ignore[call-overload]
    assert bool(parts[1]) is (count > 16)
    assert abs(len(parts[1]) - len(parts[2])) <= 1


SEAL = Picture("dau.png", b"seal", 36, 36)
AUTOGRAPH = Picture("chu-ky.png", b"autograph", 40, 20)


def test_seal_covers_the_left_third_of_the_signature() -> None:
    signature = Signature(position="Giám đốc", name="Nguyễn Văn A", autograph=AUTOGRAPH, seal=SEAL)
    parts = parts_of(document(signatures=(signature,)))
    root = etree.fromstring(parts["word/document.xml"])
    (anchor,) = root.iter(f"{{{WP}}}anchor")
    offsets = [int(e.text) / EMU_PER_MM for e in anchor.iter(f"{{{WP}}}posOffset")]
    right_edge = offsets[0] + SEAL.width
    assert right_edge == pytest.approx(AUTOGRAPH.width / 3, abs=0.01)
    assert offsets[1] + SEAL.height / 2 == pytest.approx(AUTOGRAPH.height / 2, abs=0.01)
    assert [int(e.get("cx")) / EMU_PER_MM for e in root.iter(f"{{{A}}}ext") if e.get("cx")] == [36, 40]
    assert len([name for name in parts if name.startswith("word/media/")]) == 2
    assert b'Extension="png"' in parts["[Content_Types].xml"]


def test_a_picture_shown_twice_is_one_part() -> None:
    pictures = Pictures()
    pictures.inline(SEAL, 165)
    pictures.inline(SEAL, 165)
    assert len(pictures.parts) == len(pictures.relationships()) == 1
    assert pictures.shown == 2


@pytest.mark.parametrize(
    ("text", "spans", "expected"),
    [
        ("a & b", (), "a &amp; b"),
        (
            "a <b> c",
            (Span(2, 5, bold=True),),
            'a </w:t></w:r><w:r><w:rPr><w:b/><w:bCs/></w:rPr><w:t xml:space="preserve">&lt;b&gt;</w:t></w:r>'
            '<w:r><w:t xml:space="preserve"> c',
        ),
    ],
)
def test_emphasis_is_escaped(text: str, spans: tuple[Span, ...], expected: str) -> None:
    made = word_environment().from_string("{{ chu }}").render(chu=Emphasised(text, spans) if spans else text)
    assert made == expected


def test_widths_of_a_plain_table_fill_the_text() -> None:
    found = widths.plain([["STT", "Tên"], ["1", "Một tên khá dài để cột này rộng hơn"]], twips(165), 12)
    assert sum(found) == twips(165)
    assert found[1] > found[0]


def test_template_pictures_are_those_of_the_data(tmp_path: Path) -> None:
    parts = parts_of(document(body=(Block("hinh", title="Hình 1", picture=AUTOGRAPH),)))
    document_xml = parts["word/document.xml"].decode()
    assert "Hình 1" in document_xml
    assert b"autograph" in parts.values()
