"""Entries for the list of documents, out of papers that an office has: what they say of themselves, of their bases."""

from datetime import date

import pytest
from msgspec.structs import replace
from ruamel.yaml import YAML

from generator.commands.in_force import effect_of
from generator.commands.learning import learn
from generator.face.cli import run
from generator.facts.documents import Documents, KnownDocument, documents_near, ended_among
from generator.values.errors import UsageError
from tests.commands.typed_papers import LAYOUTS, decision, letter


def test_what_papers_say_is_proposed_and_can_be_taken_into_the_list(tmp_path, capsys):
    decision("bang hai cot").save(tmp_path / "qd.docx")
    letter("bang hai cot").save(tmp_path / "cv.docx")
    target = tmp_path / "danh-muc" / "van-ban-de-nghi.yaml"
    assert run(["lint", str(tmp_path / "qd.docx"), str(tmp_path / "cv.docx"), "--hoc", "--to", str(target)]) == 0
    entries = YAML(typ="safe").load(target)["van_ban"]
    told = {one["so"]: one for one in entries}
    assert told["118/SNV-VP"]["ngay"].isoformat() == "2026-03-12"
    assert told["118/SNV-VP"]["loai"] == "Công văn" and told["118/SNV-VP"]["nguon"] == "cv.docx"
    assert all(one["nguon"] for one in entries)
    # Taken over by a person, they are known and not proposed again.
    target.rename(tmp_path / "danh-muc" / "van-ban.yaml")
    assert "118/snv-vp" in documents_near(tmp_path).by_symbol
    made = learn([tmp_path / "cv.docx"], target)
    assert made.files == () and not target.exists()


def test_a_proposal_is_not_written_over(tmp_path):
    target = tmp_path / "a.yaml"
    target.write_text("của tôi", encoding="utf-8")
    with pytest.raises(UsageError):
        learn([], target)
    assert target.read_text(encoding="utf-8") == "của tôi"


def test_a_paper_without_number_is_said(tmp_path):
    paper = decision(next(iter(LAYOUTS)))
    for paragraph in (
        one for table in paper.tables for row in table.rows for cell in row.cells for one in cell.paragraphs
    ):
        if "Số" in paragraph.text:
            paragraph.text = "Số:     /QĐ-SNV"
    paper.save(tmp_path / "du-thao.docx")
    made = learn([tmp_path / "du-thao.docx"], tmp_path / "a.yaml")
    assert {one.code for one in made.findings} <= {"V403"}


def test_one_dossier_at_a_time(tmp_path, capsys):
    assert run(["lint", "a", "b", "--fix"]) == 2
    assert "V402" in capsys.readouterr().err


OWN = KnownDocument("Quyết định", "45/QĐ-SNV", date(2026, 3, 12), subject="Ban hành Quy chế làm việc")
OLD = "Quyết định số 12/QĐ-SNV ngày 05/3/2020"


@pytest.mark.parametrize(
    ("text", "since", "others"),
    [
        (f"Quyết định này có hiệu lực kể từ ngày ký và thay thế {OLD}.", "2026-03-12",
         [("12/QĐ-SNV", "2026-03-12", "Quyết định số 45/QĐ-SNV")]),
        (f"Quyết định này có hiệu lực từ ngày 01 tháng 7 năm 2026. Bãi bỏ {OLD}.", "2026-07-01",
         [("12/QĐ-SNV", "2026-07-01", "")]),
        (f"{OLD} hết hiệu lực kể từ ngày Quyết định này có hiệu lực.", None, [("12/QĐ-SNV", None, "")]),
        (f"Quyết định này thay thế {OLD} và Thông tư số 01/2019/TT-BNV.", None,
         [("12/QĐ-SNV", None, "Quyết định số 45/QĐ-SNV"), ("01/2019/TT-BNV", None, "Quyết định số 45/QĐ-SNV")]),
        (f"Bãi bỏ Điều 5 {OLD}.", None, []),
        (f"Thay thế cụm từ “A” tại khoản 2 {OLD}.", None, []),
        ("Quyết định này có hiệu lực từ ngày 31/02/2026.", None, []),
        (f"Thực hiện {OLD}.", None, []),
    ],
)  # fmt: skip
def test_what_a_paper_says_of_its_effect_and_of_those_it_replaces(text, since, others):
    found = effect_of(OWN, [text], "a.docx")
    assert found.own.since == (date.fromisoformat(since) if since else None)
    told = [(one.symbol, one.until and one.until.isoformat(), one.replaced_by) for one in found.others]
    assert told == others and found.unclear == ()


def test_a_number_that_each_year_has_is_not_taken_without_its_day():
    found = effect_of(OWN, ["Quyết định này thay thế Quyết định số 12/QĐ-SNV."], "a.docx")
    assert (found.others, found.unclear) == ((), ("Quyết định số 12/QĐ-SNV",))


def test_what_is_amended_still_stands():
    law = replace(OWN, symbol="107/2021/NĐ-CP", subject="Sửa đổi một số điều của Nghị định số 61/2018/NĐ-CP")
    (one,) = effect_of(law, [], "a.docx").others
    assert (one.symbol, one.amended_by, one.until) == ("61/2018/NĐ-CP", ("107/2021/NĐ-CP",), None)


def test_the_paper_of_another_year_is_not_taken_for_the_one_that_ended():
    ended = Documents((replace(OWN, until=date(2026, 6, 1)),)).ended
    own, other = (f"Căn cứ Quyết định số 45/QĐ-SNV ngày 12 tháng 3 năm {year}" for year in (2026, 2027))
    assert [one.name for one in ended_among(own, date(2028, 1, 1), ended)] == ["Quyết định số 45/QĐ-SNV"]
    assert [*ended_among(other, date(2028, 1, 1), ended)] == []


def test_what_two_papers_say_of_one_is_one_entry(tmp_path):
    ends = {"a": "có hiệu lực kể từ ngày ký.", "b": "thay thế Quyết định số 15/2025/QĐ-UBND ngày 01 tháng 7 năm 2025."}
    for name, end in ends.items():
        paper = decision("bang hai cot")
        for paragraph in paper.paragraphs:
            if paragraph.text.startswith("Điều 2."):
                paragraph.text = f"Điều 2. Quyết định này {end}"
        paper.save(tmp_path / f"{name}.docx")
    learn([tmp_path / "a.docx", tmp_path / "b.docx"], tmp_path / "c.yaml")
    told = {one["so"]: one for one in YAML(typ="safe").load(tmp_path / "c.yaml")["van_ban"]}
    assert told["45/QĐ-SNV"]["hieu_luc_tu"].isoformat() == "2026-03-12"
    assert told["15/2025/QĐ-UBND"]["thay_bang"] == "Quyết định số 45/QĐ-SNV"
