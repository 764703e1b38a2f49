"""`vanban so-lieu`: a row a figure, with key, place, kind, last value and the formulas that the numbers bear out."""

import json

import docx
import openpyxl
import pytest

from generator.face.cli import run
from generator.values.errors import ExitCode
from tests.linting.test_figures import APRIL, word
from tests.reading.figures.test_eight_paragraphs import ONE, THREE, TWO


def sheet(path):
    rows = list(openpyxl.load_workbook(path)["SoLieu"].iter_rows(values_only=True))
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


@pytest.fixture
def proposed(tmp_path):
    may, april = word(tmp_path / "5.docx", 5, ONE, THREE), word(tmp_path / "4.docx", 4, APRIL, THREE)
    target = tmp_path / "so-lieu.xlsx"
    assert run(["so-lieu", str(may), "--to", str(target), "--against", str(april)]) == 0
    return sheet(target)


def test_every_figure_has_a_row_as_it_is_printed(proposed):
    assert [row["Kỳ này"] for row in proposed] == [
        *("1.240", "870", "370", "1.116", "90", "18.640", "12.470", "6.170", "16.200", "86,91")
    ]
    assert len({row["Khóa"] for row in proposed}) == 10
    assert [row["Kỳ trước"] for row in proposed][5:9] == ["17.400", "11.600", "5.800", "15.084"]
    assert [row["Loại"] for row in proposed] == [*["tháng"] * 4, "tỷ lệ", *["lũy kế"] * 4, "tỷ lệ"]


def test_seven_of_ten_are_computed(proposed):
    """A person types 870, 370 and 1.116; the rest follows."""
    keys = {row["Khóa"]: row["Kỳ này"] for row in proposed}
    formulas = [row["Công thức"] for row in proposed]
    assert [bool(formula) for formula in formulas] == [True, False, False, False, *[True] * 6]
    assert formulas[0].format(**keys) == "870 + 370"
    assert formulas[4].format(**keys) == "1.116 / 1.240"
    assert formulas[5].format(**keys) == "12.470 + 6.170"
    assert formulas[6].format(**keys) == "ky_truoc + 870"
    assert [row["Trạng thái"] for row in proposed] == ["tính" if formula else "đã nhập" for formula in formulas]


def test_without_a_last_period_no_total_is_computed_from_it(tmp_path):
    target = tmp_path / "moi" / "so-lieu.xlsx"
    assert run(["so-lieu", str(word(tmp_path / "5.docx", 5, TWO)), "--to", str(target)]) == 0
    rows = sheet(target)
    assert [row["Kỳ này"] for row in rows] == [
        *("61", "96", "40", "152.300", "160.000", "95,19", "24", "11", "12", "01")
    ]
    assert not [row for row in rows if "ky_truoc" in (row["Công thức"] or "")]


def test_what_stands_where_figures_rarely_do_is_no_row_and_is_said(tmp_path, capsys):
    text = "Trạm Y tế khám 1.204 lượt; quầy thuốc loại 20 m2, bình loại 4 kg; hài lòng trên 90%."
    report = word(tmp_path / "5.docx", 5, text)
    assert run(["so-lieu", str(report), "--to", str(tmp_path / "so-lieu.xlsx"), "--json"]) == 0
    (left,) = [one for one in json.loads(capsys.readouterr().out)["findings"] if one["code"] == "V535"]
    opening = "“Trạm Y tế khám 1.204 lượt; quầy thuốc l…”"
    assert left["value"] == f"{opening} quầy thuốc loại 20 m2; bình loại 4 kg; hài lòng trên 90%"
    assert [row["Kỳ này"] for row in sheet(tmp_path / "so-lieu.xlsx")] == ["1.204"]


def test_numbers_beside_the_prose_are_named(tmp_path, capsys):
    """In cells, margins and comments; those in boxes, links and captions are of the text."""
    file = word(tmp_path / "5.docx", 5, "Trong tháng, Sở tiếp nhận 1.240 hồ sơ.")
    made = docx.Document(file)
    table = made.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Xã A", "807"
    made.sections[0].header.paragraphs[0].text = "Báo cáo 908 hồ sơ"
    said = made.add_paragraph("Có ý kiến.")
    made.add_comment(said.runs, "Phòng 2 báo 114 công dân", author="Mẫu")
    made.save(file)
    assert run(["so-lieu", str(file), "--to", str(tmp_path / "a.xlsx")]) == 0
    told = capsys.readouterr().err
    assert "V544" in told and [row["Kỳ này"] for row in sheet(tmp_path / "a.xlsx")] == ["1.240"]
    assert all(text in told for text in ("“Xã A | 807”", "“Báo cáo 908 hồ sơ”", "“Mẫu: Phòng 2 báo 114 công dân”"))
    assert run(["so-lieu", str(word(tmp_path / "6.docx", 5, TWO)), "--to", str(tmp_path / "b.xlsx")]) == 0
    assert "V544" not in capsys.readouterr().err


def test_hidden_words_are_told(tmp_path, capsys):
    file = word(tmp_path / "5.docx", 5, "Trong tháng, Sở tiếp nhận 1.240 hồ sơ.")
    made = docx.Document(file)
    made.paragraphs[-1].add_run(" Sở B tiếp nhận 96 hồ sơ.").font.hidden = True
    made.save(file)
    assert run(["so-lieu", str(file), "--to", str(tmp_path / "a.xlsx")]) == 0
    assert "Sở B tiếp nhận 96 hồ sơ." in capsys.readouterr().err
    for more in ((), ("--proof",)):
        run(["lint", str(file), *more, "--json"])
        told = json.loads(capsys.readouterr().out)["findings"]
        assert [one["code"] for one in told if "Sở B" in (one["value"] or "")] == ["V146"]


def test_numbers_that_nobody_reads_are_told(tmp_path, capsys):
    """In signs of their own or glued to a word; what numbers an item is none."""
    text = "① Khám 1.204 lượt; ⑫ hộ, ½ số xã, 2½ ngày, 1⁄2 số thôn; nhận 15hồ sơ; diện tích 20 m²; Ⅲ. Có １２０ vụ."
    report = word(tmp_path / "5.docx", 5, text)
    assert run(["so-lieu", str(report), "--to", str(tmp_path / "so-lieu.xlsx"), "--json"]) == 0
    (told,) = [one for one in json.loads(capsys.readouterr().out)["findings"] if one["code"] == "V541"]
    assert told["message"].startswith("5 số") and "\n" not in told["value"]
    assert all(sign in told["value"] for sign in ("⑫ hộ", "½ số xã", "2½ ngày", "1⁄2 số", "15hồ sơ"))
    assert [row["Kỳ này"] for row in sheet(tmp_path / "so-lieu.xlsx")] == ["1.204", "１２０"]


def test_what_speaks_against_a_figure_is_said_and_it_is_not_called_sure(tmp_path, capsys):
    """One question for each reason; a figure that a formula bears out is none."""
    text = "Trong tháng kiểm tra 12 cơ sở; các xã đạt từ 62% đến 88%; họp tại 02 thôn (thôn 3, thôn 10)."
    report = word(tmp_path / "5.docx", 5, text)
    assert run(["so-lieu", str(report), "--to", str(tmp_path / "so-lieu.xlsx"), "--json"]) == 0
    asked = [one for one in json.loads(capsys.readouterr().out)["findings"] if one["code"] == "V526"]
    numbers = [[line.rpartition(": ")[2] for line in one["value"].split("\n")] for one in asked]
    assert sorted(numbers) == [["02"], ["62", "88"]]
    assert len({one["message"] for one in asked}) == 2
    sure = {row["Kỳ này"]: row["Chắc"] for row in sheet(tmp_path / "so-lieu.xlsx")}
    assert sure == {"12": "x", "62": None, "88": None, "02": None}


def test_what_is_no_report_or_stands_already_is_said(tmp_path, capsys):
    made = docx.Document()
    made.add_paragraph("Kính gửi: Sở A. Có 12 hồ sơ.")
    made.save(tmp_path / "cong-van.docx")
    assert run(["so-lieu", str(tmp_path / "cong-van.docx"), "--to", str(tmp_path / "a.xlsx")]) != ExitCode.DONE
    assert not (tmp_path / "a.xlsx").exists()
    report = word(tmp_path / "5.docx", 5, ONE)
    (tmp_path / "b.xlsx").write_bytes(b"x")
    assert run(["so-lieu", str(report), "--to", str(tmp_path / "b.xlsx")]) == ExitCode.USAGE
    assert "V150" in capsys.readouterr().err and (tmp_path / "b.xlsx").read_bytes() == b"x"


def test_what_fell_is_no_running_total_where_no_words_say_one(tmp_path):
    """ "đã" alone makes a guess; two periods' values know better."""
    now, last = (f"Các xã đã báo cáo {number} trường hợp." for number in (40, 55))
    may, april = word(tmp_path / "5.docx", 5, now), word(tmp_path / "4.docx", 4, last)
    assert run(["so-lieu", str(may), "--to", str(tmp_path / "a.xlsx")]) == 0
    assert run(["so-lieu", str(may), "--to", str(tmp_path / "b.xlsx"), "--against", str(april)]) == 0
    kinds = [sheet(tmp_path / name)[0]["Loại"] for name in ("a.xlsx", "b.xlsx")]
    assert kinds == ["lũy kế", "mức"]


def test_sums_and_differences_that_words_and_numbers_bear_out(tmp_path):
    """ "Trong đó" and states of a whole add up to the last digit; a rise since last month is what it says."""
    target = tmp_path / "so-lieu.xlsx"
    file = word(
        tmp_path / "5.docx",
        5,
        "Thực hiện 2.014 ca phẫu thuật, trong đó: loại I 412 ca, loại II 908 ca, loại III 694 ca.",
        "Kiểm tra 118 cơ sở: 109 cơ sở đạt, 09 cơ sở vi phạm; phạt 04 cơ sở.",
        "Ghi nhận 46 ca mắc (giảm 12 ca so với tháng trước).",
    )
    assert run(["so-lieu", str(file), "--to", str(target)]) == 0
    rows = sheet(target)
    keys = {row["Khóa"]: row["Kỳ này"] for row in rows}
    formulas = {row["Kỳ này"]: row["Công thức"] for row in rows if row["Công thức"]}
    assert {now: text.format(**keys) for now, text in formulas.items() if "ky_truoc" not in text} == {
        "2.014": "412 + 908 + 694", "118": "109 + 09",
    }  # fmt: skip
    assert formulas["12"] == "{ghi_nhan_ca_mac.ky_truoc} - {ghi_nhan_ca_mac}"
