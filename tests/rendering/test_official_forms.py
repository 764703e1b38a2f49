"""Heading sizes, long lists of recipients, pictures of signature and seal, emphasis: what the form computes."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

from generator.facts.line_ends import bad_ends
from generator.facts.metrics import broken_lines, text_width_mm
from generator.facts.resources import templates_dir
from generator.ooxml import package
from generator.ooxml.names import WP, A, mm, twips, w
from generator.planning.documents import plan_dossier
from generator.rendering.context import DocumentContext
from generator.rendering.templates.docx_template import Library
from generator.rendering.templates.jinja import Emphasised, word_environment, word_pieces
from generator.rendering.word import rules, widths
from generator.rendering.word.document import WordRenderer
from generator.rendering.word.pictures import EMU_PER_MM, Pictures
from generator.rendering.words import document_context
from generator.values.marked import Marked, Span
from generator.values.model import Agency, Block, Document, Dossier, Marks, Merge, PartialDate, Picture, Signature
from generator.values.text import OPEN_PLACE

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


def test_agencies_together_are_each_broken_evenly() -> None:
    text = "SỞ MẪU\nBAN QUẢN LÝ KHU CÔNG NGHIỆP TỈNH MẪU"
    lines = rules.balanced(text, twips(66), 13, bold=True).split("\n")
    assert lines == ["SỞ MẪU", "BAN QUẢN LÝ KHU", "CÔNG NGHIỆP TỈNH MẪU"]


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("ỦY BAN NHÂN DÂN XÃ MẪU", ["ỦY BAN NHÂN DÂN", "XÃ MẪU"]),
        ("ỦY BAN NHÂN DÂN TỈNH THỪA THIÊN HUẾ", ["ỦY BAN NHÂN DÂN", "TỈNH THỪA THIÊN HUẾ"]),
        ("SỞ KHOA HỌC VÀ CÔNG NGHỆ TỈNH BẮC GIANG", ["SỞ KHOA HỌC", "VÀ CÔNG NGHỆ", "TỈNH BẮC GIANG"]),
        ("SỞ KHOA HỌC VÀ\nCÔNG NGHỆ", ["SỞ KHOA HỌC VÀ", "CÔNG NGHỆ"]),
        ("VĂN PHÒNG CHÍNH PHỦ", ["VĂN PHÒNG CHÍNH PHỦ"]),
        (" ".join(["MẪU"] * 60), None),
    ],
)
def test_the_name_of_an_agency_breaks_where_a_reader_would(name: str, lines: list[str] | None) -> None:
    found = rules.balanced(name, 3900, 13, bold=True)
    assert found.replace("\n", " ") == name.replace("\n", " ")
    assert lines is None or found.split("\n") == lines


def test_a_title_breaks_inside_of_a_name_only_where_it_has_to() -> None:
    text = "Về việc cử ông Nguyễn Văn Mẫu đi công tác tại tỉnh Bắc Giang và tỉnh Quảng Ninh trong quý I năm 2025"
    room = twips(165)
    indent = rules.indents({"trich_yeu": text}, smaller=False)(rules.EVEN_TITLE, room)
    assert bad_ends(broken_lines(text, mm(room - 2 * indent), 14, bold=True)) == 0
    assert bad_ends(["ngày 11 tháng", "02 năm 2024"]) == 1


SUBJECT = "Triển khai thực hiện Quyết định số 06/QĐ-TTg ngày 06/01/2022 của Thủ tướng Chính phủ phê duyệt Đề án 06 năm"


@pytest.mark.parametrize(("text", "even"), [("Thử", False), (SUBJECT, True)])
def test_a_long_title_has_lines_about_as_long(text: str, even: bool) -> None:
    room = twips(165)
    indent = rules.indents({"trich_yeu": text}, smaller=False)(rules.EVEN_TITLE, room)
    assert (indent > 0) is even
    widths_mm = [
        text_width_mm(line, 14, bold=True) for line in broken_lines(text, mm(room - 2 * indent), 14, bold=True)
    ]
    assert len(widths_mm) == len(broken_lines(text, 165, 14, bold=True))
    assert min(widths_mm) > 0.7 * max(widths_mm)


@pytest.mark.parametrize(
    ("line", "lines"),
    [
        ("(Kèm theo Quyết định số 5/QĐ-SM của Sở Mẫu)", 1),
        ("(Kèm theo Quyết định số 05/QĐ-SM ngày 05 tháng 01 năm 2026 của Giám đốc Sở Mẫu)", 2),
    ],
)
def test_the_line_of_what_it_is_issued_with_breaks_before_its_author(line: str, lines: int) -> None:
    made = rules.issued_with_lines(line, twips(165)).split("\n")
    assert len(made) == lines
    assert " ".join(made) == line
    assert all(part.startswith("của ") for part in made[1:])


def signed(count: int, recipients: int = 1) -> etree._Element:
    """The last table but one of a document that two sign, and the table of Nơi nhận below."""
    signers = tuple(Signature(("TM. Hội đồng",) * (n % 2), "Chủ tịch", name=f"Nguyễn Văn {n}") for n in range(count))
    made = document(signatures=signers, recipients=tuple(f"Nơi {n}" for n in range(recipients)))
    return etree.fromstring(parts_of(made)["word/document.xml"]).find(w("body"))


def rows_of(table: etree._Element) -> list[list[str]]:
    return [["".join(cell.itertext()) for cell in row.iter(w("tc"))] for row in table.iter(w("tr"))]


def test_names_of_two_who_sign_stand_level() -> None:
    *_, signatures, _ = signed(3).iter(w("tbl"))
    assert rows_of(signatures) == [
        ["CHỦ TỊCH", "TM. HỘI ĐỒNGCHỦ TỊCH"],
        ["Nguyễn Văn 0", "Nguyễn Văn 1"],
        ["CHỦ TỊCH", ""],
        ["Nguyễn Văn 2", ""],
    ]


def test_a_long_list_under_two_signatures_has_two_columns_and_may_go_over_the_page() -> None:
    *_, below = signed(2, recipients=60).iter(w("tbl"))
    (left, right), *_ = rows_of(below)
    assert left.startswith("Nơi nhận:- Nơi 0;")
    assert right.endswith("- Nơi 59.")
    assert below.find(f".//{w('cantSplit')}") is None


@pytest.mark.parametrize(("marks", "edge"), [(Marks(secrecy="mat"), "double"), (Marks(urgency="khan"), "single")])
def test_stamps_of_secrecy_have_two_lines_around(marks: Marks, edge: str) -> None:
    root = etree.fromstring(parts_of(document(marks=marks))["word/document.xml"])
    (borders,) = root.iter(w("tblBorders"))
    assert {side.get(w("val")) for side in borders} == {edge}
    (width,) = {column.get(w("w")) for column in borders.getparent().getparent().iter(w("gridCol"))}
    assert int(width) == twips(20)


def test_a_picture_wider_than_the_text_is_made_smaller() -> None:
    made = document(
        body=(Block("hinh", title="Sơ đồ", picture=Picture("rong.png", b"anh", 400, 100)), Block("doan", "A"))
    )
    root = etree.fromstring(parts_of(made)["word/document.xml"])
    assert [e.get("descr") for e in root.iter(f"{{{WP}}}docPr")] == ["Sơ đồ"]
    (extent,) = (e for e in root.iter(f"{{{WP}}}extent"))
    assert [round(int(extent.get(key)) / EMU_PER_MM, 1) for key in ("cx", "cy")] == [165.0, 41.3]


def context(**fields: object) -> DocumentContext:
    plan, _ = plan_dossier(Dossier("thu", document(**fields)), date(2026, 11, 22))
    return document_context(plan.documents[0])


@pytest.mark.parametrize("count", [1, 16, 17, 70])
def test_long_list_of_recipients_loses_nothing(count: int) -> None:
    vb = context(recipients=tuple(f"Nơi {n}" for n in range(count)))
    parts = [list(getattr(vb, name)) for name in ("noi_nhan_dau", "noi_nhan_trai", "noi_nhan_phai")]
    assert [line for part in parts for line in part] == list(vb.noi_nhan)
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
    template = word_environment().from_string("{{ chu }}")
    made = b"".join(word_pieces(template, {"chu": Emphasised(text, spans) if spans else text}))
    assert made.decode() == expected


def test_widths_of_a_plain_table_fill_the_text() -> None:
    found = widths.plain([["STT", "Tên"], ["1", "Một tên khá dài để cột này rộng hơn"]], twips(165), 12)
    assert sum(found) == twips(165)
    assert found[1] > found[0]


def test_merged_cells_of_a_plain_table_are_merged_in_word() -> None:
    cells = (("STT", "Kết quả", ""), ("", "Đạt", Marked("Chưa", (Span(0, 4, bold=True),))), ("I. Mục", "", ""), ("1",))
    merged = (Merge(0, 0, rows=2), Merge(0, 1, columns=2), Merge(2, 0, columns=3))
    made = document(body=(Block("luoi", cells=cells, merged=merged),))
    root = etree.fromstring(parts_of(made)["word/document.xml"])
    table = next(one for one in root.iter(w("tbl")) if "STT" in "".join(one.itertext()))
    assert [[looks(cell) for cell in row.iter(w("tc"))] for row in table.iter(w("tr"))] == [
        [("STT", 1, "restart"), ("Kết quả", 2, "")],
        [("", 1, "continue"), ("Đạt", 1, ""), ("Chưa", 1, "")],
        [("I. Mục", 3, "")],
        [("1", 1, ""), ("", 1, ""), ("", 1, "")],
    ]
    assert [row.find(f".//{w('tblHeader')}") is not None for row in table.iter(w("tr"))] == [True, True, False, False]


def looks(cell: etree._Element) -> tuple[str, int, str]:
    """The text of a cell, over how many columns it goes, its part of a cell over rows."""
    across, down = (cell.find(f"{w('tcPr')}/{w(name)}") for name in ("gridSpan", "vMerge"))
    columns = int(across.get(w("val"))) if across is not None else 1
    return "".join(cell.itertext()), columns, down.get(w("val")) if down is not None else ""


def test_template_pictures_are_those_of_the_data(tmp_path: Path) -> None:
    parts = parts_of(document(body=(Block("hinh", title="Hình 1", picture=AUTOGRAPH),)))
    document_xml = parts["word/document.xml"].decode()
    assert "Hình 1" in document_xml
    assert b"autograph" in parts.values()
