"""House rules: switched off, changed and added findings are told as the workplace's own; a wrong file says how."""

from datetime import datetime
from pathlib import Path

import papers
import pytest

from generator.checking.house import read_house
from generator.commands.check import CheckOptions, check
from generator.values.errors import InputError

NOW = datetime(2026, 1, 5, 8, 0)


def found(folder: Path, rules: str, docx: papers.Docx) -> list[tuple[str, str]]:
    (folder / "quy-tac.yaml").write_text(rules, encoding="utf-8")
    (folder / "van-ban").mkdir(exist_ok=True)
    (result,) = check([docx.save(folder / "van-ban" / "thu.docx")], CheckOptions(NOW)).checked
    return [(finding.code, finding.severity.value) for finding in result.findings]


def faulty() -> papers.Docx:
    return papers.letter().swap("./.", ".").swap("- Như trên;", "- Như trên,")


def test_a_rule_is_switched_off_and_that_is_said(tmp_path: Path) -> None:
    assert found(tmp_path, "tat: [ND-607]", faulty()) == [("ND-907", "sai"), ("ND-002", "lưu ý")]


def test_a_severity_is_changed_and_that_is_said(tmp_path: Path) -> None:
    told = found(tmp_path, "muc: {ND-907: lưu ý}", faulty())
    assert sorted(told) == [("ND-002", "lưu ý"), ("ND-607", "nên sửa"), ("ND-907", "lưu ý")]


def test_a_basis_that_the_list_of_the_workplace_ends_is_told(tmp_path: Path) -> None:
    (tmp_path / "danh-muc").mkdir()
    (tmp_path / "danh-muc" / "van-ban.yaml").write_text(
        "van_ban: [{loai: Luật, ten: Luật Tổ chức Chính phủ, ngay: 2015-06-19, het_tu: 2016-01-01, thay_bang: Luật mới,"
        " nguon: sổ}]",
        encoding="utf-8",
    )
    assert found(tmp_path, "", papers.decision()) == [("ND-508", "nên sửa")]


def test_what_touches_nothing_is_not_said(tmp_path: Path) -> None:
    assert found(tmp_path, "tat: [ND-101]", papers.letter()) == []


@pytest.mark.parametrize(
    ("rules", "code"),
    [
        ("tu: [{tranh: khó khăn, thay: vướng mắc}]", "NB-001"),
        ("co_chu: 13", "NB-002"),
        ("noi_nhan: [Phòng Kế toán]", "NB-003"),
    ],
)
def test_rules_of_its_own(tmp_path: Path, rules: str, code: str) -> None:
    assert {told for told, _ in found(tmp_path, rules, papers.letter())} == {code}


def test_words_that_are_part_of_others_are_left_alone(tmp_path: Path) -> None:
    assert found(tmp_path, "tu: [{tranh: khó kh}]", papers.letter()) == []


@pytest.mark.parametrize(
    ("rules", "says"),
    [
        ("tat: [ND-899]", "ND-899"),
        ("muc: {ND-607: nặng}", "nặng"),
        ("co_chu: 12", "13 đến 14"),
        ("la: 1", "la"),
        ("- 1", "khóa"),
        ("tu: [x]", "tranh"),
        ("noi_nhan: {a: 1}", "noi_nhan"),
        ("a: [", "Không đọc được"),
        ("<<: 1", "Không đọc được"),
        ("[" * 9_000, "lồng nhau"),
        ("? " * 9_000, "lồng nhau"),
        ("\n".join(" " * step + "a:" for step in range(800)), "lồng nhau"),
        ("tat: [[a]]", "a"),
        ("tat: &a [*a]", "..."),
        ("muc: {ND-607: [a]}", "a"),
        ("tu: [{tranh: a, thay: [5]}]", "tranh"),
        ("tu: [{tranh: a, dung: b}]", "thay"),
    ],
)
def test_a_wrong_file_says_what_is_wrong(tmp_path: Path, rules: str, says: str) -> None:
    path = tmp_path / "quy-tac.yaml"
    path.write_text(rules, encoding="utf-8")
    with pytest.raises(InputError) as refused:
        read_house(path)
    (finding, *_) = refused.value.findings
    assert finding.code == "V090" and says in str(finding.message) and finding.place.file == str(path)


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    path = tmp_path / "quy-tac.yaml"
    path.write_text("la: 1\nkhac: 2\nco_chu: 30\n", encoding="utf-8")
    with pytest.raises(InputError) as refused:
        read_house(path)
    assert [finding.code for finding in refused.value.findings] == ["V090"] * 3
