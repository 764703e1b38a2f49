"""Every distinct unit cell of the real registers, and the roles."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.facts import danh_muc
from generator.reading.meaning import bodies, units
from generator.values.model import Role

from .tables import rows

CASES = rows("don-vi.tsv")
AGENCIES = danh_muc.agencies()


def shown(text: str, role: Role = Role.LEAD) -> list[str]:
    mentions = units.parse(text, AGENCIES, default_role=role)
    return [f"{mention.agency or '?' + mention.verbatim}:{mention.role.value}" for mention in mentions]


@pytest.mark.parametrize(("column", "text", "meaning"), CASES, ids=[f"{c[0]}: {c[1]}" for c in CASES])
def test_every_real_cell(column: str, text: str, meaning: str) -> None:
    assert " | ".join(shown(text, Role(column))) == meaning


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Uỷ ban nhân dân tỉnh Thanh Hoá", ["ubnd-thanh-hoa:chu-tri"]),
        ("UBND Tp.HCM", ["ubnd-ho-chi-minh:chu-tri"]),
        (
            "Bộ TT&TT; Bộ LĐ-TB&XH",
            ["bo-thong-tin-va-truyen-thong:chu-tri", "bo-lao-dong-thuong-binh-va-xa-hoi:chu-tri"],
        ),
        (
            "Bộ Công an chủ trì; Bộ Tư pháp, Bộ Y tế phối hợp",
            ["bo-cong-an:chu-tri", "bo-tu-phap:phoi-hop", "bo-y-te:phoi-hop"],
        ),
        ("Chủ trì: Bộ Y tế\nPhối hợp: các bộ, ngành", ["bo-y-te:chu-tri", "cac-bo-nganh:phoi-hop"]),
        ("Ban Chỉ đạo Chuyển đổi số", ["?Ban Chỉ đạo Chuyển đổi số:chu-tri"]),
        ("Công ty Cổ phần Hoa Sen", ["?Công ty Cổ phần Hoa Sen:chu-tri"]),
        ("Bộ Công nghiệp nặng", ["?Bộ Công nghiệp nặng:chu-tri"]),
        ("", []),
        (" - ; ,\n", []),
    ],
)
def test_cells_of_other_shapes(text: str, found: list[str]) -> None:
    assert shown(text) == found


@pytest.mark.parametrize(
    ("cell", "agencies"),
    [
        ("Các Sở: Tài chính, Y tế; UBND xã", ["so-tai-chinh", "so-y-te", ""]),
        ("Các sở, ban, ngành: Tài chính; Y tế và Nội vụ", ["so-tai-chinh", "so-y-te", "so-noi-vu"]),
        ("Các Bộ: Công an, Y tế", ["bo-cong-an", "bo-y-te"]),
        ("Các Sở: Nội vụ, Bộ Công an", ["so-noi-vu", "bo-cong-an"]),
    ],
)
def test_names_behind_their_head_are_of_its_kind(cell: str, agencies: list[str]) -> None:
    assert [mention.agency for mention in units.parse(cell, AGENCIES)] == agencies


@pytest.mark.parametrize(
    ("cell", "kinds"),
    [
        ("Vụ Kế hoạch - Tài chính; các Cục: Đường bộ Việt Nam, Hàng không Việt Nam", ["vu", "cuc", "cuc"]),
        ("Các phòng: Phối hợp", [""]),
        ("Vụ trưởng, Bộ phận Tổng hợp", ["chuc-danh", "to"]),
        ("Chi ủy; Tiểu đoàn Công binh", ["cap-uy", "quan-su"]),
    ],
)
def test_kinds_of_names_and_of_those_behind_their_head(cell: str, kinds: list[str]) -> None:
    assert [mention.kind for mention in units.parse(cell, AGENCIES)] == kinds


@pytest.mark.parametrize("cell", ["Học viện Chiến lược, bồi dưỡng cán bộ xây dựng", "Chi bộ Nội vụ"])
def test_the_end_of_a_word_is_no_ministry(cell: str) -> None:
    assert [(mention.verbatim, mention.agency) for mention in units.parse(cell, AGENCIES)] == [(cell, "")]


def test_a_collective_is_collective_where_it_leads_and_support_where_it_supports() -> None:
    assert shown("Các bộ, ngành, địa phương phối hợp Bộ Công an")[0] == "cac-bo-nganh-dia-phuong:chung"
    assert shown("Bộ Công an phối hợp các bộ, ngành, địa phương")[1] == "cac-bo-nganh-dia-phuong:phoi-hop"


@pytest.mark.parametrize(("cell", "names", "kinds"), rows("don-vi-khac.tsv"))
def test_bodies_of_other_offices_are_whole_names_of_their_kind(cell: str, names: str, kinds: str) -> None:
    mentions = units.parse(cell, AGENCIES)
    assert " | ".join(mention.verbatim for mention in mentions) == names
    assert " | ".join(mention.agency or mention.kind or "-" for mention in mentions) == kinds


def test_a_longer_name_of_a_kind_is_not_cut_to_a_listed_one() -> None:
    (whole,) = units.parse("Ngân hàng Nhà nước khu vực 13", AGENCIES)
    assert (whole.agency, whole.kind) == ("", "ngan-hang")
    assert [mention.agency for mention in units.parse("Ngân hàng Nhà nước", AGENCIES)] == ["ngan-hang-nha-nuoc"]


def test_kinds_of_bodies_have_sources_and_heads_of_their_own() -> None:
    seen: dict[str, str] = {}
    for kind in AGENCIES.kinds.values():
        assert kind.source or kind.doubt, kind.key
        for head in kind.heads:
            assert seen.setdefault(head.lower(), kind.key) == kind.key, head
    assert len(AGENCIES.kinds) >= 40
    assert all(kind.successor for kind in AGENCIES.kinds.values() if kind.until)


def test_many_bodies_take_linear_time(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = []
    head = bodies._Reader.head
    monkeypatch.setattr(bodies._Reader, "head", lambda self, at: steps.append(at) or head(self, at))
    cell = "Phòng Kinh tế, Hạ tầng và Đô thị, Trạm Y tế, UBND xã Tân Mẫu và Chi cục Thủy sản; " * 200
    mentions = units.parse(cell, AGENCIES)
    assert len(mentions) == 4 * 200
    assert len(steps) < 30 * 200


@given(st.text(alphabet="Phòng UBND xã,;\n- và các Khoa họcĐBXH", max_size=80))
def test_bodies_stand_where_they_are_said_to_stand(text: str) -> None:
    mentions = units.parse(text, AGENCIES)
    assert all(text[m.start : m.end] == m.verbatim != "" for m in mentions)
    assert all(first.end <= second.start for first, second in pairwise(mentions))


@given(st.text(alphabet="Bộ Công anUBND,;()\n-. vàphối hợpchủ trìcácđịa phương", max_size=80))
def test_offsets_are_exact_and_mentions_do_not_overlap(text: str) -> None:
    mentions = units.parse(text, AGENCIES)
    assert all(text[m.start : m.end] == m.verbatim != "" for m in mentions)
    assert all(first.end <= second.start for first, second in pairwise(mentions))


def test_a_long_cell_takes_linear_time() -> None:
    cell = "Bộ Công an, Trung tâm Chuyển đổi số và Bộ Tư pháp phối hợp các bộ, ngành; " * 450
    assert len(units.parse(cell, AGENCIES)) == 4 * 450
