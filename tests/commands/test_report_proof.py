"""The proof of a report before it is issued: what is missing, left over, typed by hand or red stands against it."""

from datetime import date, datetime

import docx
import pytest
from docx.oxml import OxmlElement
from docx.shared import RGBColor

from generator.books.figure_sheet import figure_book
from generator.checking.paper.facts import read_facts
from generator.commands import keyed_numbers
from generator.commands.figures import rows_of
from generator.commands.issue import IssueOptions, issue
from generator.commands.proof import proof_of
from generator.commands.rendered import word_of
from generator.face.cli import run
from generator.linting.passages import Passage
from generator.linting.reports import Report, Told
from generator.ooxml import package
from generator.reading.dossier import load_dossier
from generator.reading.figures.model import Paragraph
from generator.reading.figures.read import masked, read_paragraph
from generator.values.errors import ExitCode
from generator.values.figures import FigureState, Kind, SheetFigure
from generator.values.findings import Place
from tests.linting.data import AS_OF

DOSSIER = """\
loai: bao-cao
co_quan: {ten: Ủy ban nhân dân tỉnh Mẫu, ky_hieu: UBND}
dia_danh: Mẫu
trich_yeu: Kết quả thực hiện Chương trình 09 tháng 6/2030
so_lieu: so-lieu.xlsx
noi_dung:
  - Tính đến ngày 15/6/2030, trong tháng 6/2030, tiếp nhận {hs} hồ sơ; lũy kế {luy_ke} hồ sơ.
noi_nhan: ["Lưu: VT"]
ky: {chuc_vu: Chủ tịch, ho_ten: Trần Văn Mẫu}
"""
ROWS = (SheetFigure("hs", now="1.240"), SheetFigure("luy_ke", last="17.400", formula="ky_truoc + {hs}"))

TURNED = SheetFigure("giam", kind=Kind.DELTA, last="5", unit="hồ sơ", formula="{hs.ky_truoc} - {hs}")


def hindering(folder, text=DOSSIER, rows=ROWS, **more):
    folder.mkdir(exist_ok=True)
    (folder / "van-ban.yaml").write_text(text, encoding="utf-8")
    (folder / "so-lieu.xlsx").write_bytes(figure_book(rows))
    return [one.code for one in proof_of(load_dossier(folder)[0], AS_OF, **more).hindering]


def test_a_whole_report_is_clean(tmp_path):
    assert hindering(tmp_path / "a") == []


def more(text):
    return DOSSIER.replace("noi_nhan", f"{text}\nnoi_nhan", 1)


AGAINST = {
    "missing": ({"rows": (SheetFigure("hs"), ROWS[1])}, ["V326"]),
    "another number than the formula's": ({"rows": (ROWS[0], SheetFigure("luy_ke", last="17.400", now="19.640",
                                                                        formula="ky_truoc + {hs}"))}, ["V327"]),
    "fell": ({"rows": (ROWS[0], SheetFigure("luy_ke", last="17.400", now="1.240", formula="khong_giam"))}, ["V328"]),
    "old month": ({"text": DOSSIER.replace("trong tháng 6/2030", "trong tháng 5/2030")}, ["L001"]),
    "old event": ({"text": DOSSIER.replace("noi_nhan", "  - Ngày 12/5/2030, tổ chức hội nghị.\nnoi_nhan")}, ["L012"]),
    "typed by hand": ({"text": DOSSIER.replace("lũy kế {luy_ke}", "trả 1.116")}, ["V339"]),
    "typed in a sentence of its own, which last month had not": (
        {"text": DOSSIER.replace("noi_nhan", "  - Trong tháng 6/2030, Công an tỉnh bắt 23 đối tượng.\nnoi_nhan")},
        ["V339"]),
    "a fall that is a rise": ({"rows": (SheetFigure("hs", last="1.100", now="1.240"), ROWS[1], TURNED),
                               "text": DOSSIER.replace("lũy kế", "giảm {giam} hồ sơ; lũy kế")}, ["V377"]),
    "a number that its words do not say": (
        {"text": DOSSIER.replace("{hs} hồ sơ", "{hs} (một nghìn hai trăm) hồ sơ")}, ["L609"]),
    "old month of a heading": (
        {"text": more("  - muc: Kết quả tháng 5/2030\n    noi_dung: [Các sở phối hợp.]")}, ["L001"]),
    "old month in the head of a table": ({"text": more("  - luoi: [[TT, Tháng 5/2030], ['1', An]]")}, ["L001"]),
    "old cut-off in a footnote": ({"text": more("  - Các sở phối hợp^[Tính đến ngày 15/5/2030.] tốt.")}, ["L001"]),
    "old month of the subject alone": ({"text": DOSSIER.replace("09 tháng 6/2030", "09 tháng 5/2030")}, ["L001"]),
    "a growth of last month": (
        {"text": more("  - Đã cấp {the} thẻ, so với tháng trước tăng {tang} thẻ."),
         "rows": (*ROWS, SheetFigure("the", kind=Kind.LEVEL, last="7.200", now="7.450"),
                  SheetFigure("tang", kind=Kind.DELTA, last="300", now="300"))}, ["L007"]),
    "a step that goes the other way": (
        {"text": more("  - Tỷ lệ nâng từ {a}% lên {b}%."),
         "rows": (*ROWS, *(SheetFigure(key, kind=Kind.RATIO, unit="%", now=now, digits=1)
                           for key, now in (("a", "63,5"), ("b", "61,5"))))}, ["L021"]),
    "unknown key": ({"text": DOSSIER.replace("{hs}", "{hos}")}, ["V167"]),
}  # fmt: skip


@pytest.mark.parametrize("case", AGAINST)
def test_what_stands_against_it(case, tmp_path):
    given, codes = AGAINST[case]
    assert hindering(tmp_path / "a", **given) == codes


@pytest.mark.parametrize(
    "text",
    [
        "  - luoi: [[TT, Tháng 5/2030, Tháng 6/2030], ['1', '12', '14']]",
        "  - luoi: [[TT, Thời hạn], ['1', 'Tháng 5/2030']]",
        "  - Các sở phối hợp^[Công văn số 12/UBND-NC ngày 02/6/2030 về kết quả tháng 5/2030.] tốt.",
        "  - Tháng trước có {hs.ky_truoc} hồ sơ.",
    ],
)
def test_what_stands_not_against_it(text, tmp_path):
    rows = (SheetFigure("hs", last="1.100", now="1.240"), ROWS[1])
    assert hindering(tmp_path / "a", more(text), rows) == []


def test_a_number_typed_into_a_footnote_is_noted(tmp_path):
    assert hindering(tmp_path / "a", more("  - Các sở phối hợp^[Trong đó có {hs} đơn, 1.340 hồ sơ.] tốt.")) == []
    noted = [one for one in proof_of(load_dossier(tmp_path / "a")[0], AS_OF).noted if one.code == "V339"]
    assert ["1.340" in str(one.message) for one in noted] == [True]


def test_what_may_be_no_figure_may_be_typed_and_is_asked(tmp_path):
    """What the question about it says to do stands in no one's way."""
    typed = "  - Họp tại 02 thôn (thôn 3, thôn 10); phân công 05 đồng chí Phó Tổ trưởng.\nnoi_nhan"
    assert hindering(tmp_path / "a", DOSSIER.replace("noi_nhan", typed)) == []
    noted = proof_of(load_dossier(tmp_path / "a")[0], AS_OF).noted
    numbers = [one.value.rpartition(": ")[2] for one in noted if one.code == "V526"]
    assert sorted(numbers) == ["02", "05"]


def test_what_somebody_confirms_does_not(tmp_path):
    kept = SheetFigure("hs", last="1.240", state=FigureState.KEPT, confirmed_by="Sở B")
    assert hindering(tmp_path / "a", rows=(kept, ROWS[1])) == []


def word(path, color):
    made = docx.Document()
    made.add_paragraph("Đã tiếp nhận hồ sơ.")
    run_ = made.add_paragraph("Nội dung. ").add_run("Giải trình của Sở A")
    run_.font.color.rgb = RGBColor.from_string(color)
    made.save(path)
    return path


@pytest.mark.parametrize(
    ("color", "codes"), [("FF0000", ["V338"]), ("C00000", ["V338"]), ("1F4E79", []), ("000000", [])]
)
def test_red_text_is_not_issued(color, codes, tmp_path):
    assert hindering(tmp_path / "a", word=word(tmp_path / "x.docx", color)) == codes


def test_comments_and_tracked_changes_of_a_file_stand_against_issuing_it(tmp_path):
    file = word(tmp_path / "x.docx", "000000")
    made = docx.Document(file)
    made.add_comment(made.paragraphs[0].runs, "Xem lại số", author="Mẫu")
    made.paragraphs[-1]._p.append(OxmlElement("w:ins"))
    made.save(file)
    assert sorted(hindering(tmp_path / "a", word=file)) == ["V306", "V307"]


def test_a_letter_has_nothing_to_prove(tmp_path):
    letter = DOSSIER.replace("bao-cao", "cong-van").replace("Kết quả", "Về kết quả") + "don_vi_soan_thao: VP\n"
    assert hindering(tmp_path / "a", text=letter, rows=(SheetFigure("hs"), ROWS[1])) == []


def test_the_view_of_lint(tmp_path, capsys):
    hindering(tmp_path / "a", rows=(SheetFigure("hs"), ROWS[1]))
    assert run(["lint", str(tmp_path / "a"), "--proof"]) == ExitCode.DONE
    assert "V326" in "".join(capsys.readouterr())


def test_issue_refuses_until_it_is_clean_and_roll_starts_from_what_was_issued(tmp_path, capsys):
    folder = tmp_path / "bao-cao"
    given = IssueOptions(12, date(2030, 6, 16), datetime(2030, 6, 16, 9), formats=("docx",))
    hindering(folder, rows=(SheetFigure("hs"), ROWS[1]))
    refused = issue(folder, given)
    assert refused.refused and "V326" in [one.code for one in refused.findings]
    hindering(folder)
    assert not issue(folder, given).refused
    file = folder / "van-ban.yaml"
    file.write_text(file.read_text("utf-8").replace("tiếp nhận {hs}", "nhận được {hs}"), "utf-8")
    capsys.readouterr()
    assert run(["roll", str(folder), "--to", "07/2030"]) == ExitCode.DONE
    said = "".join(capsys.readouterr())
    assert "V378" in said and "nhận được 1.240 hồ sơ" in said
    july = (tmp_path / "bao-cao-2030-07" / "van-ban.yaml").read_text("utf-8")
    assert "trong tháng 7/2030, tiếp nhận {hs} hồ sơ; lũy kế {luy_ke} hồ sơ" in july
    assert "Tính đến ngày 15/7/2030" in july


TYPED = DOSSIER.replace(
    "noi_nhan",
    "  - 'Bắt 23 đối tượng (hai mươi ba), gồm 20 **nam**, 03 nữ^[Xem {hs} vụ.]; xã có 3 {{mẫu}}.'\n"
    "  - {khoan: 'Kiểm tra 118 cơ sở: 109 cơ sở đạt, 09 cơ sở vi phạm.'}\nnoi_nhan",
)
AS_ROWS = """so_lieu:
  - {khoa: hs, ky_nay: "1.240"}
  - {khoa: luy_ke, ky_truoc: "17.400", cong_thuc: "ky_truoc + {hs}"}"""


def lines_of(dossier):
    parts = package.read_bytes(word_of(dossier, AS_OF), shown_as="a")
    return [one.seen for one in read_facts(parts, shown_as="a")[0].paragraphs]


@pytest.mark.parametrize("text", [TYPED, TYPED.replace("so_lieu: so-lieu.xlsx", AS_ROWS)])
def test_numbers_typed_into_the_text_get_rows_and_keys_all_at_once(text, tmp_path, capsys):
    """What is printed stays to the letter; a second time there is nothing to add."""
    folder = tmp_path / "a"
    typed = hindering(folder, text)
    assert set(typed) == {"V339"}
    before = lines_of(load_dossier(folder)[0])
    assert run(["so-lieu", str(folder), "--them"]) == ExitCode.DONE
    read = load_dossier(folder)[0]
    assert [one.code for one in proof_of(read, AS_OF).hindering] == []
    new = read.document.figure_sheet.rows[2:]
    assert len(new) == len(typed) and [row.now for row in new][:3] == ["23", "20", "03"]
    assert new[3].formula == f"{{{new[4].key}}} + {{{new[5].key}}}"
    assert lines_of(read) == before
    said = read.document.body[1].text
    assert f"{{{new[0].key}}} đối tượng ({{{new[0].key}:chữ}})" in str(said) and "{{mẫu}}" in str(said)
    assert "^[Xem {hs} vụ.]" in (folder / "van-ban.yaml").read_text(encoding="utf-8")
    files = {file: file.read_bytes() for file in folder.iterdir()}
    capsys.readouterr()
    assert run(["so-lieu", str(folder), "--them"]) == ExitCode.DONE
    assert "Không có số nào gõ tay" in "".join(capsys.readouterr())
    assert {file: file.read_bytes() for file in folder.iterdir()} == files


@pytest.mark.parametrize("text", [
    # Other ratios have two decimals, and what is exact prints fewer.
    "Xử lý 31/34 kiến nghị, đạt tỷ lệ 91,18%; có 97/118 xã đạt chuẩn (82,2%), 50/100 hộ, đạt 50%.",
    "Giải quyết 20/40 hồ sơ, đạt tỷ lệ 50,00%; chi 4,00 tỷ đồng (tỉnh 1,50 tỷ đồng và xã 2,50 tỷ đồng).",
])  # fmt: skip
def test_what_is_computed_prints_as_it_was_typed(text, tmp_path):
    folder = tmp_path / "a"
    hindering(folder, DOSSIER.replace("noi_nhan", f"  - Trong tháng 6/2030, {text}\nnoi_nhan"))
    before = lines_of(load_dossier(folder)[0])
    assert run(["so-lieu", str(folder), "--them"]) == ExitCode.DONE
    read = load_dossier(folder)[0]
    assert lines_of(read) == before
    assert any("/" in row.formula for row in read.document.figure_sheet.rows)


def test_a_computed_figure_is_rounded_as_its_terms_or_as_it_was():
    """The next period's sum keeps the decimals of its parts, its ratios those of the report."""
    text = "Đã chi 12,4 tỷ đồng (tỉnh 8,15 tỷ đồng và xã 4,25 tỷ đồng); 97/118 xã (82,2%), 3/4 hộ (75%), 1/3 (33,33%)."
    told = Told(Passage(text, "", Place()), read_paragraph(Paragraph(text)), masked(text))
    keys = {figure.start: f"k{figure.start}" for figure in told.read.figures}
    made = rows_of(Report(None, (told,)), [keys], lambda told, figure: None)
    assert {row.now: row.digits for row in made if row.formula} == {"12,4": 2, "82,2": 1, "75": 2, "33,33": 2}


def test_the_unit_that_a_sentence_names_provides_its_figures_but_not_who_sends_the_report():
    text = "Sở Y tế khám 12 lượt; Công an tỉnh tiếp nhận 14 tin. Theo số của Sở B, có 15 hộ."
    told = Told(Passage(text, "", Place()), read_paragraph(Paragraph(text)), masked(text))
    keys = {figure.start: f"k{figure.start}" for figure in told.read.figures}
    made = rows_of(Report(None, (told,), sender="SỞ Y TẾ"), [keys], lambda told, figure: None)
    assert [row.source for row in made] == ["", "Công an tỉnh", "Sở B"]


def test_numbers_in_another_form_are_figures_and_that_they_print_in_the_decrees_is_said(tmp_path, capsys):
    folder = tmp_path / "a"
    body = "Trong tháng 6/2030, cấp 1240 thẻ, thu 15 000 đồng, phạt 1.5 triệu đồng, 12.5% số hộ."
    body += " Chi 1,240,000 đồng cho 1'250 hộ, nhận 1,240 hồ sơ."
    hindering(folder, DOSSIER.replace("noi_nhan", f"  - {body}\nnoi_nhan"))
    assert run(["so-lieu", str(folder), "--them"]) == ExitCode.DONE
    err = capsys.readouterr().err
    assert "V536" in err and "1240 → 1.240, 15 000 → 15.000, 1.5 → 1,5, 12.5 → 12,5" in err
    assert "1,240,000 → 1.240.000, 1'250 → 1.250, 1,240 → 1.240" in err and "V526" in err
    printed = "cấp 1.240 thẻ, thu 15.000 đồng, phạt 1,5 triệu đồng, 12,5% số hộ. "
    printed += "Chi 1.240.000 đồng cho 1.250 hộ, nhận 1.240 hồ sơ."
    assert any(printed in line for line in lines_of(load_dossier(folder)[0]))


def test_what_would_print_otherwise_is_named(tmp_path, capsys, monkeypatch):
    folder = tmp_path / "a"
    hindering(folder, DOSSIER.replace("noi_nhan", "  - Trong tháng 6/2030, bắt 23 đối tượng.\nnoi_nhan"))
    shown, calls = keyed_numbers._printed, []

    def other_the_second_time(*given):
        calls.append(given)
        return [(block, text + "!" * (len(calls) - 1)) for block, text in shown(*given)]

    monkeypatch.setattr(keyed_numbers, "_printed", other_the_second_time)
    files = {file: file.read_bytes() for file in folder.iterdir()}
    assert run(["so-lieu", str(folder), "--them"]) == ExitCode.BAD_INPUT
    said = "".join(capsys.readouterr())
    assert "V091" in said and "dòng 7" in said
    assert {file: file.read_bytes() for file in folder.iterdir()} == files


def test_typed_numbers_do_not_go_into_a_sheet_that_the_dossier_does_not_name(tmp_path):
    folder = tmp_path / "a"
    hindering(folder, DOSSIER.replace("so_lieu: so-lieu.xlsx\n", "").replace("{hs}", "9").replace("{luy_ke}", "12"))
    assert run(["so-lieu", str(folder), "--them"]) == ExitCode.USAGE
    assert run(["so-lieu", str(folder)]) == ExitCode.USAGE
    assert run(["so-lieu", str(folder), "--them", "--to", str(tmp_path / "b.xlsx")]) == ExitCode.USAGE


DRAFT = """\
**I. Kết quả đạt 92,5% kế hoạch**

Trong tháng 6/2030, *các tổ* bắt **23 đối tượng**, kiểm tra 118 cơ sở theo {{mẫu}}.

- Ban hành 03 văn bản^[Công văn số 12/UBND-NC ngày 03/6/2030 về A.].

- Trồng được 15 ha rừng, CO<sub>2</sub> giảm.
"""
WITHOUT = DOSSIER.replace("so_lieu: so-lieu.xlsx\n", "")


def drafted_in(folder, kind):
    """A dossier without a sheet whose text stands in a file of its own."""
    folder.mkdir()
    head, _, rest = WITHOUT.partition("noi_dung:")
    body = f"noi_dung: noi-dung.{kind}\nnoi_nhan{rest.partition('noi_nhan')[2]}"
    (folder / "van-ban.yaml").write_text(head + body, encoding="utf-8")
    file = folder / f"noi-dung.{kind}"
    if kind == "md":
        file.write_text(DRAFT.replace("^[", "[^1]\n\n[^1]: ").replace("].\n", "\n"), encoding="utf-8")
        return file
    made = docx.Document()
    for stretches in ((("I. Kết quả đạt 92,5% kế hoạch", "b"),), (("Trong tháng 6/2030, ", ""), ("các tổ", "i"),
                      (" bắt ", ""), ("23 đối tượng", "b"), (", kiểm tra 118 cơ sở theo {{mẫu}}.", ""))):  # fmt: skip
        paragraph = made.add_paragraph()
        for text, look in stretches:
            run_ = paragraph.add_run(text)
            run_.bold, run_.italic = look == "b" or None, look == "i" or None
    made.save(file)
    return file


@pytest.mark.parametrize("kind", ["md", "docx"])
def test_numbers_typed_into_a_draft_get_a_sheet_and_keys_in_the_draft(kind, tmp_path, capsys):
    """In titles too, and beside notes; what is emphasised stays so; what has letters below the line is told."""
    file = drafted_in(tmp_path / "a", kind)
    before = lines_of(load_dossier(file.parent)[0])
    assert run(["so-lieu", str(file.parent), "--them"]) == ExitCode.DONE
    assert ("V533" in capsys.readouterr().err) is (kind == "md")
    read = load_dossier(file.parent)[0]
    assert lines_of(read) == before
    rows = read.document.figure_sheet.rows
    assert [row.now for row in rows] == ["92,5", "23", "118", *["03"] * (kind == "md")]
    left = [one for one in proof_of(read, AS_OF).hindering if one.code == "V339"]
    assert [one.code for one in left] == ["V339"] * (kind == "md")
    assert not any("--them" in str(one.hint) for one in left)
    said = file.read_text("utf-8") if kind == "md" else "\n".join(one.text for one in docx.Document(file).paragraphs)
    assert f"Kết quả đạt {{{rows[0].key}}}% kế hoạch" in said and "{{{{mẫu}}}}" in said
    if kind == "md":
        assert f"Ban hành {{{rows[3].key}}} văn bản[^1]" in said and "[^1]: Công văn số 12/UBND-NC" in said
        assert f"*các tổ* bắt **{{{rows[1].key}}} đối tượng**" in said
    else:
        (bold,) = [one.text for one in docx.Document(file).paragraphs[1].runs if one.bold]
        assert bold == f"{{{rows[1].key}}} đối tượng"


def test_a_report_without_a_sheet_gets_one(tmp_path):
    folder = tmp_path / "a"
    hindering(folder, WITHOUT.replace("{hs}", "**9**").replace("{luy_ke}", "12"))
    (folder / "so-lieu.xlsx").unlink()
    before = lines_of(load_dossier(folder)[0])
    assert run(["so-lieu", str(folder), "--them"]) == ExitCode.DONE
    read = load_dossier(folder)[0]
    assert lines_of(read) == before and [row.now for row in read.document.figure_sheet.rows] == ["9", "12"]
    assert "tiếp nhận **{" in (folder / "van-ban.yaml").read_text("utf-8")


def test_percentages_go_on_with_the_decimals_that_each_was_printed_with(tmp_path):
    """One of a hundredth beside one of a tenth; what is exact says nothing of its decimals and takes most."""
    text = (
        "Số hóa 1.876/2.012 hồ sơ, đạt tỷ lệ 93,2%; chứng thực 152.300/160.000 bản, đạt tỷ lệ 95,19%; "
        "kết nối 90/100 trạm, đạt tỷ lệ 90%."
    )
    folder = tmp_path / "a"
    folder.mkdir()
    (folder / "van-ban.yaml").write_text(
        DOSSIER.replace("so_lieu: so-lieu.xlsx\n", "").replace(DOSSIER.split("  - ")[1].split("\nnoi_nhan")[0], text),
        encoding="utf-8",
    )
    before = lines_of(load_dossier(folder)[0])
    assert run(["so-lieu", str(folder), "--them"]) == ExitCode.DONE
    read = load_dossier(folder)[0]
    assert lines_of(read) == before
    ratios = [row for row in read.document.figure_sheet.rows if row.kind is Kind.RATIO]
    assert [(row.now, row.digits, row.computed) for row in ratios] == [
        ("93,2", 1, True), ("95,19", 2, True), ("90", 2, True)
    ]  # fmt: skip
