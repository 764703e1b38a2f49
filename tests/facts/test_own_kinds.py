"""Kinds that a workplace adds in its data/danh-muc/loai-van-ban.yaml: drafted, built, checked; wrong ones refused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from docx import Document

from generator.checking.check import check_package
from generator.commands.build import BuildOptions, build, is_current, read_dossier
from generator.face import api
from generator.facts import own_kinds
from generator.facts.kinds import kinds, traits
from generator.facts.resources import danh_muc_dir
from generator.facts.skeletons import skeleton_of
from generator.ooxml import package
from generator.values.errors import InputError

OWN = """
- {khoa: quy-trinh, ten: Quy trình, viet_tat: QTr, bo_cuc: muc}
- {khoa: de-cuong, ten: Đề cương, viet_tat: ĐC, bo_cuc: muc}
- {khoa: chuong-trinh-phoi-hop, ten: Chương trình phối hợp, viet_tat: CTrPH, bo_cuc: muc, nhieu_ben_ky: true,
   phai_neu: viec}
- {khoa: giay-ra-vien, ten: Giấy ra viện, viet_tat: GRV, trich_yeu: false}
- {khoa: giao-an, ten: Kế hoạch bài dạy, bo_cuc: muc}
- {khoa: thong-lenh, ten: Thông lệnh, viet_tat: TLh, lenh: "THÔNG LỆNH:", luon_co_lenh: true, bo_cuc: dieu}
"""
KEYS = ["quy-trinh", "de-cuong", "chuong-trinh-phoi-hop", "giay-ra-vien", "giao-an", "thong-lenh"]
JOINT = """
loai: chuong-trinh-phoi-hop
co_quan: [{ten: Sở Y tế Mẫu, ky_hieu: SYT}, {ten: Sở Giáo dục và Đào tạo Mẫu, ky_hieu: SGDĐT}]
so: 7
ngay: 2026-01-05
dia_danh: Hà Nội
trich_yeu: Y tế trường học năm 2026
noi_dung: [{muc: Mục đích, noi_dung: [Hai sở phối hợp.]}, {muc: Tổ chức thực hiện, noi_dung: [Hai sở thực hiện.]}]
noi_nhan: [Các trường, Lưu VT]
ky: [{chuc_vu: Giám đốc, ho_ten: Trần Văn A}, {chuc_vu: Giám đốc, ho_ten: Lê Thị B}]
"""


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    own_kinds.forget()
    yield
    own_kinds.forget()
    assert not set(KEYS) & kinds().keys()


def workplace(folder: Path, own: str, **dossiers: str) -> Path:
    for name, text in dossiers.items():
        (folder / "data" / name).mkdir(parents=True)
        (folder / "data" / name / "van-ban.yaml").write_text(text, encoding="utf-8")
    table = folder / own_kinds.TABLE
    table.parent.mkdir(parents=True, exist_ok=True)
    table.write_text(own, encoding="utf-8")
    return folder


def texts(path: Path) -> list[str]:
    document = Document(str(path))
    cells = (cell for table in document.tables for row in table.rows for cell in row.cells)
    return [
        one.text for one in (*document.paragraphs, *(each for cell in cells for each in cell.paragraphs)) if one.text
    ]


def built(folder: Path, name: str) -> Path:
    options = BuildOptions(date(2026, 11, 22), datetime(2026, 11, 22), ("docx",), folder / "out")
    return build(folder / "data" / name, options).outputs[0].path


@pytest.mark.parametrize("key", KEYS)
def test_an_own_kind_is_drafted_built_and_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    """Drafted where the command runs; what it builds is known again by its title and its symbol."""
    monkeypatch.chdir(workplace(tmp_path, OWN))
    assert [each for each in kinds() if each in KEYS] == KEYS
    draft = skeleton_of(traits(key).name).replace('ngay: ""', "ngay: 2026-01-05").replace("so: ", "so: 5")
    (tmp_path / "data" / "a").mkdir()
    (tmp_path / "data" / "a" / "van-ban.yaml").write_text(draft, encoding="utf-8")
    path = built(tmp_path, "a")
    shown = texts(path)
    short = traits(key).abbreviation
    assert traits(key).name.upper() in shown
    assert f"Số: 05/{short}-SM" in shown if short else any(line.startswith("Số: 05/") for line in shown)
    facts, findings = check_package(package.read(path), shown_as=path.name)
    assert facts.parts[0].kind == key
    assert "ND-308" not in {one.code for one in findings}


def test_a_joint_programme_is_of_both_and_known_wherever_the_command_runs(tmp_path: Path) -> None:
    """The workplace of the dossier, not that of the command."""
    folder = workplace(tmp_path, OWN, chung=JOINT)
    shown = texts(built(folder, "chung"))
    assert {"CHƯƠNG TRÌNH PHỐI HỢP", "Trần Văn A", "Lê Thị B"} <= set(shown)
    assert any("SỞ Y TẾ MẪU" in line for line in shown)
    assert any(line.startswith("Số: 07/CTrPH-SYT") for line in shown)


def test_a_file_is_checked_by_the_kinds_of_the_workplace_that_it_lies_in(tmp_path: Path) -> None:
    path = built(workplace(tmp_path, OWN, chung=JOINT), "chung")
    own_kinds.forget()
    assert "ND-308" not in {found.code for found in api.check(path).checked[0].findings}
    workplace(tmp_path, OWN.replace("CTrPH", "CTPH"))
    assert "ND-308" in {found.code for found in api.check(path).checked[0].findings}


def test_a_change_of_the_table_is_a_change_of_the_dossier(tmp_path: Path) -> None:
    folder = workplace(tmp_path, OWN, chung=JOINT)
    options = BuildOptions(date(2026, 11, 22), datetime(2026, 11, 22), ("docx",), folder / "out")
    build(folder / "data" / "chung", options)
    read, _ = read_dossier(folder / "data" / "chung")
    assert is_current(read, options)
    (folder / own_kinds.TABLE).write_text(OWN.replace("CTrPH", "CTPH"), encoding="utf-8")
    assert not is_current(read, options)
    assert any(line.startswith("Số: 07/CTPH-SYT") for line in texts(built(folder, "chung")))


def test_an_unknown_kind_says_where_own_kinds_go(tmp_path: Path) -> None:
    folder = workplace(tmp_path, OWN, sai=JOINT.replace("chuong-trinh-phoi-hop", "phieu-kham"))
    with pytest.raises(InputError) as caught:
        built(folder, "sai")
    (found,) = [one for one in caught.value.findings if one.code == "V025"]
    assert own_kinds.TABLE in str(found.hint)


@pytest.mark.parametrize(
    ("own", "words"),
    [
        ("khoa: x", ["danh sách"]),
        ("- quy-trinh", ["Mỗi loại"]),
        ("- {khoa: quy-trinh}", ["tên loại"]),
        ("- {ten: Quy trình}", ["khoa"]),
        ("- {khoa: Quy trình, ten: Quy trình}", ["khoa"]),
        ("- {khoa: quy-trinh, ten: Quy trình, bo_cuc: trang}", ["bo_cuc"]),
        ("- {khoa: quy-trinh, ten: Quy trình, khong_ngay: có, mau: x}", ["khong_ngay", "mau"]),
        ("- {khoa: quy-trinh, ten: Quy trình, viet_tat: Q/T}", ["Q/T"]),
        ("- {khoa: quyet-dinh, ten: Quyết nghị}", ["đã có"]),
        ("- {khoa: quyet-dinh-a, ten: QUYẾT ĐỊNH}", ["đã có"]),
        ("- {khoa: a, ten: A}\n- {khoa: a, ten: B}", ["đã có"]),
        ("- {khoa: [", ["Không đọc được"]),
        ("[" * 9_000, ["lồng nhau"]),
    ],
)
def test_what_is_wrong_in_the_table_is_said(tmp_path: Path, own: str, words: list[str]) -> None:
    folder = workplace(tmp_path, own, chung=JOINT)
    with pytest.raises(InputError) as caught:
        read_dossier(folder / "data" / "chung")
    assert {one.code for one in caught.value.findings} == {"V387"}
    said = "\n".join(str(one.message) for one in caught.value.findings)
    assert all(word in said for word in words)


def test_the_stock_kinds_may_stand_there_too(tmp_path: Path) -> None:
    stock = (danh_muc_dir() / "loai-van-ban.yaml").read_text(encoding="utf-8")
    folder = workplace(tmp_path, stock + OWN, chung=JOINT)
    assert built(folder, "chung").is_file()
    assert list(kinds())[-len(KEYS) :] == KEYS


def test_an_empty_table_adds_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(workplace(tmp_path, "# chưa có loại nào\n"))
    before = len(kinds())
    assert before == len({*kinds()}) and "quyet-dinh" in kinds()
