"""A dossier's so-lieu.xlsx: read back, checked cell by cell, computed, printed in the decree's form."""

from decimal import Decimal

import docx
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.books.figure_sheet import figure_book
from generator.checking.paper.facts import read_facts
from generator.commands.lint import lint
from generator.commands.rendered import word_of
from generator.face.cli import run
from generator.ooxml import package
from generator.planning.documents import plan_dossier
from generator.planning.figure_sheet import worked_out
from generator.reading.dossier import load_dossier
from generator.reading.figures.read import value_of
from generator.values.errors import InputError
from generator.values.figures import FigureSheet, FigureState, Kind, SheetFigure
from generator.values.findings import Severity
from tests.linting.data import AS_OF

DOSSIER = """\
loai: bao-cao
co_quan: {ten: Ủy ban nhân dân tỉnh Mẫu, ky_hieu: UBND}
dia_danh: Mẫu
trich_yeu: Kết quả thực hiện Chương trình 09 tháng 5/2030
so_lieu: so-lieu.xlsx
noi_dung:
  - >-
    Trong tháng 5/2030, tiếp nhận {hs} hồ sơ ({moi} hồ sơ cấp mới và {doi} hồ sơ cấp đổi), trong đó: {tra} hồ sơ đã trả
    (đạt tỷ lệ {ty_le}%). Tính đến nay, đã tiếp nhận {luy_ke} hồ sơ; tăng {tang} hồ sơ; còn {xa} xã; {to:chữ} ({to}) tổ.
noi_nhan: ["Lưu: VT"]
ky: {chuc_vu: Chủ tịch, ho_ten: Họ và tên}
"""
ROWS = (
    SheetFigure("hs", formula="{moi} + {doi}", unit="hồ sơ"),
    SheetFigure("moi", now="870"),
    SheetFigure("doi", now="370"),
    SheetFigure("tra", now="1.116"),
    SheetFigure("ty_le", kind=Kind.RATIO, unit="%", formula="{tra} / {hs}", digits=2),
    SheetFigure("luy_ke", kind=Kind.CUMULATIVE, last="17.400", formula="ky_truoc + {hs}"),
    SheetFigure("tang", kind=Kind.DELTA, last="", formula="{luy_ke} - {luy_ke.ky_truoc}"),
    SheetFigure("xa", now="2"),
    SheetFigure("to", now="120"),
)


def dossier(folder, rows=ROWS, text=DOSSIER):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "van-ban.yaml").write_text(text, encoding="utf-8")
    (folder / "so-lieu.xlsx").write_bytes(figure_book(rows))
    return folder


def changed(at, **values):
    return tuple(SheetFigure(**{**as_given(row), **values}) if row.key == at else row for row in ROWS)


def as_given(row):
    names = ("key", "name", "kind", "unit", "last", "now", "formula", "digits", "form", "state", "confirmed_by")
    return {name: getattr(row, name) for name in names}


def faults(folder):
    with pytest.raises(InputError) as caught:
        load_dossier(folder)
    return caught.value.findings


def planned(folder):
    """What a build says of the figures."""
    try:
        return plan_dossier(load_dossier(folder)[0], AS_OF)[1]
    except InputError as failure:
        return failure.findings


def printed(folder):
    read, _ = load_dossier(folder)
    facts, _ = read_facts(package.read_bytes(word_of(read, AS_OF), shown_as="x"), shown_as="x")
    return next(one.seen for one in facts.paragraphs if "Trong tháng" in one.seen)


def test_what_is_entered_is_printed_and_the_rest_is_computed(tmp_path):
    assert printed(dossier(tmp_path / "a")) == (
        "Trong tháng 5/2030, tiếp nhận 1.240 hồ sơ (870 hồ sơ cấp mới và 370 hồ sơ cấp đổi), trong đó: 1.116 hồ sơ đã "
        "trả (đạt tỷ lệ 90%). Tính đến nay, đã tiếp nhận 18.640 hồ sơ; tăng 1.240 hồ sơ; còn 02 xã; một trăm hai mươi "
        "(120) tổ./."
    )


def test_a_figure_that_is_missing_leaves_a_place_that_is_seen_and_is_said(tmp_path):
    folder = dossier(tmp_path / "a", changed("moi", now=""))
    assert "tiếp nhận [……] hồ sơ ([……] hồ sơ cấp mới và 370 hồ sơ" in printed(folder)
    assert [(one.code, one.place.cell, one.value) for one in planned(folder) if one.code.startswith("V32")] == [
        ("V326", "J3", "moi")
    ]


def test_the_last_value_stands_only_where_somebody_confirms_it(tmp_path):
    kept = {"now": "", "last": "05", "state": FigureState.KEPT}
    (fault,) = faults(dossier(tmp_path / "a", changed("xa", **kept)))
    assert (fault.code, fault.place.cell) == ("V325", "O9")
    assert "còn 05 xã" in printed(dossier(tmp_path / "b", changed("xa", **kept, confirmed_by="Sở B")))


def test_a_number_of_this_period_counts_though_the_last_was_confirmed(tmp_path):
    both = {"now": "07", "last": "05", "state": FigureState.KEPT, "confirmed_by": "Sở B"}
    folder = dossier(tmp_path / "a", changed("xa", **both))
    assert [(one.code, one.severity, one.place.cell) for one in load_dossier(folder)[1]] == [
        ("V325", Severity.WARNING, "J9")
    ]
    assert "còn 07 xã" in printed(folder)
    assert load_dossier(dossier(tmp_path / "b", changed("xa", **{**both, "now": "5"})))[1] == ()


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"now": "-5"}, "V377"),
        ({"now": "1,25", "last": "1.245,6", "digits": 2}, "V539"),  # 1.250 typed where a point parts decimals
        ({"now": "1.250", "last": "1,25", "digits": 2}, "V539"),
        ({"now": "45,2", "last": "1.245,6", "digits": 2}, None),
        ({"now": "2", "last": "1.240"}, None),
        ({"now": "-2,3", "last": "1,5", "digits": 1, "kind": Kind.RATIO}, None),
        ({"now": "-2", "last": "5", "kind": Kind.DELTA}, None),
    ],
)
def test_a_number_that_can_hardly_be_is_said(values, code, tmp_path):
    said = [one.code for one in planned(dossier(tmp_path / "a", changed("xa", **values))) if one.place.cell == "J9"]
    assert said == ([code] if code else [])


def test_a_column_that_stands_twice_is_said(tmp_path):
    folder = dossier(tmp_path / "a")
    book = openpyxl.load_workbook(folder / "so-lieu.xlsx")
    book["SoLieu"]["Y1"] = "Kỳ này"
    book.save(folder / "so-lieu.xlsx")
    assert load_dossier(folder)[1] == ()
    book["SoLieu"]["Y3"] = "999"
    book.save(folder / "so-lieu.xlsx")
    assert [(one.code, one.place.cell) for one in load_dossier(folder)[1]] == [("V320", "Y1")]


def test_numbers_by_what_excel_shows(tmp_path):
    """Typed as a number, with spaces between thousands, with a per cent sign: the same figure."""
    folder = dossier(tmp_path / "a")
    book = openpyxl.load_workbook(folder / "so-lieu.xlsx")
    for row, value in ((3, 870), (4, "370"), (5, "1 116"), (10, 120.0)):
        book["SoLieu"].cell(row, 10).number_format = "General"
        book["SoLieu"].cell(row, 10).value = value
    book.save(folder / "so-lieu.xlsx")
    assert "1.240 hồ sơ (870 hồ sơ cấp mới và 370 hồ sơ cấp đổi), trong đó: 1.116" in printed(folder)


FAULTS = {
    "key": ({"key": ""}, "V321", "A3"),
    "key twice": ({"key": "doi"}, "V321", "A4"),
    "key of the formulas": ({"key": "ky_truoc"}, "V321", "A3"),
    "word for a number": ({"now": "chưa rõ 5"}, "V322", "J3"),
    "thousands the English way": ({"now": "1,240"}, "V322", "J3"),
    "last": ({"last": "n/a"}, "V322", "I3"),
    "formula": ({"formula": "{hs} +"}, "V323", "K3"),
    "code": ({"formula": "__import__('os')"}, "V323", "K3"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_has_its_cell(fault, tmp_path):
    values, code, cell = FAULTS[fault]
    assert (code, cell) in [
        (one.code, one.place.cell) for one in faults(dossier(tmp_path / "a", changed("moi", **values)))
    ]


@pytest.mark.parametrize(("digits", "last", "now", "code"), [
    (2, "86,91", "86,915", "V497"), (1, "", "12,25", "V497"), (0, "12", "12,5", "V322"),
    (2, "90.000", "86,915", "V322"),
    (2, "86,91", "86.9155", "V322"),
])  # fmt: skip
def test_a_measured_value_told_more_finely_is_printed_as_it_is_and_said(digits, last, now, code, tmp_path):
    folder = dossier(tmp_path / "a", changed("moi", digits=digits, last=last, now=now))
    if code == "V322":
        assert [one.code for one in faults(folder)] == [code]
    else:
        assert f"({now} hồ sơ cấp mới" in printed(folder)
        assert [(one.code, one.place.cell) for one in load_dossier(folder)[1]] == [(code, "J3")]


@pytest.mark.parametrize(("kind", "unit", "now", "shown"), [
    ("tỷ lệ", "%", "94,5", "94,5"), ("tháng", "triệu đồng", "47,25", "47,25"), ("mức", "ha", "7,5", "7,5"),
    ("mức", "tấn rác", "8,0", "08"), ("tháng", "triệu đồng", "1,250", ""),
    ("tháng", "hồ sơ", "12,5", ""), ("tháng", "điểm trường", "2,5", ""), ("tháng", "đồng", "12,5", ""),
])  # fmt: skip
def test_what_is_measured_need_not_be_whole_because_it_was(kind, unit, now, shown, tmp_path):
    folder = dossier(tmp_path / "a", changed("moi", digits=0, last="46", now=now, kind=Kind(kind), unit=unit))
    if shown:
        assert f"({shown} hồ sơ cấp mới" in printed(folder)
    else:
        assert [one.code for one in faults(folder)] == ["V322"]


def test_words_of_the_lists_are_checked_with_the_nearest(tmp_path):
    folder = dossier(tmp_path / "a")
    book = openpyxl.load_workbook(folder / "so-lieu.xlsx")
    book["SoLieu"]["E3"], book["SoLieu"]["N4"] = "lũy tiến", "đã nhập rồi"
    book.save(folder / "so-lieu.xlsx")
    assert [(one.code, one.place.cell) for one in faults(folder)] == [("V324", "E3"), ("V324", "N4")]
    assert "lũy kế" in str(faults(folder)[0].hint)


def test_formulas_that_cannot_be_computed_are_said(tmp_path):
    def said(**values):
        folder = dossier(tmp_path / str(len(list(tmp_path.iterdir()))), changed("moi", **values))
        return [one for one in planned(folder) if one.code in ("V323", "V327", "V328")]

    (circle,) = said(formula="{hs} - {doi}")
    assert circle.code == "V323" and "→" in str(circle.message)
    (unknown,) = said(formula="{doii} + 500")
    assert "“doi”" in str(unknown.hint)
    (zero,) = said(formula="{doi} / ({hs} - {hs})", now="")[:1]
    assert zero.code == "V323"
    (other,) = said(formula="{doi} + 400")
    assert other.code == "V327" and "870" in str(other.message) and "770" in str(other.message)
    (fell,) = said(formula="khong_giam", last="900")
    assert fell.code == "V328"
    assert said(formula="khong_giam", last="860") == []


def test_a_sheet_that_is_not_there_or_has_no_table(tmp_path):
    folder = dossier(tmp_path / "a")
    openpyxl.Workbook().save(folder / "so-lieu.xlsx")
    assert [one.code for one in faults(folder)] == ["V320"]
    (folder / "so-lieu.xlsx").unlink()
    assert [one.code for one in faults(folder)] == ["V029"]


def test_a_name_that_the_sheet_does_not_have_is_said_with_the_nearest(tmp_path):
    folder = dossier(tmp_path / "a", text=DOSSIER.replace("{luy_ke}", "{luyke}"))
    (one,) = [one for one in planned(folder) if one.code == "V167"]
    assert "luy_ke" in str(one.hint)


@given(st.integers(0, 10**9), st.integers(0, 10**9), st.integers(0, 10**9))
def test_sums_and_shares_are_exact(part, other, last):
    """Against whole numbers: no float comes between."""
    rows = (
        SheetFigure("a", value=Decimal(part), now=str(part)),
        SheetFigure("b", value=Decimal(other), now=str(other)),
        SheetFigure("t", formula="{a} + {b} + ky_truoc", last_value=Decimal(last)),
        SheetFigure("r", kind=Kind.RATIO, formula="{a} / {t}", digits=2),
    )
    worked = worked_out(FigureSheet(rows), {})
    total = part + other + last
    assert worked.values["t"] == total
    if total:
        hundredths = (20000 * part + total) // (2 * total)
        assert value_of(worked.texts["r"]) == Decimal(hundredths) / 100
    else:
        assert [one.code for one in worked.findings] == ["V323"]


def test_a_long_chain_of_running_totals_is_computed():
    rows = [SheetFigure("k0", value=Decimal(1), now="1")]
    rows += [SheetFigure(f"k{at}", formula=f"{{k{at - 1}}} + 1") for at in range(1, 2000)]
    assert worked_out(FigureSheet(tuple(reversed(rows))), {}).values["k1999"] == 2000


def test_lint_reads_the_report_as_it_is_printed(tmp_path):
    wrong = DOSSIER.replace("({moi} hồ sơ cấp mới", "(880 hồ sơ cấp mới")
    told = lint(dossier(tmp_path / "a", text=wrong), AS_OF).findings
    assert [str(one.message) for one in told if one.code == "L003"] == ["“1.240 hồ sơ”: 880 + 370 = 1.250, lệch 10."]
    assert [one.code for one in lint(dossier(tmp_path / "b"), AS_OF).findings if one.code.startswith("L00")] == []


def test_a_number_changed_in_the_word_file_is_told_with_its_cell(tmp_path, capsys):
    folder, out = dossier(tmp_path / "data" / "a"), tmp_path / "out"
    assert run(["build", str(folder), "--format", "docx", "--out", str(out)]) in (0, 1)
    file = out / "a" / "a.docx"
    word = docx.Document(file)
    for paragraph in word.paragraphs:
        for piece in paragraph.runs:
            piece.text = piece.text.replace("870", "871").replace("18.640", "18.641")
    word.save(file)
    capsys.readouterr()
    run(["pull", str(file), "--dossier", str(folder), "--dry-run"])
    said = "".join(capsys.readouterr())
    assert "~ Số liệu, moi: “870” → “871”" in said
    # The running total is what the sum gives now; the month's number in the file is not.
    assert "“hs” tính lại: 871 + 370 = 1.241; tệp sửa còn ghi 1.240" in said and "“luy_ke”" not in said


def test_the_note_of_reconciliation_says_where_each_number_comes_from(tmp_path):
    from msgspec.structs import replace

    import generator

    rows = tuple(replace(row, source="Phòng A") if row.key == "moi" else row for row in ROWS)
    folder = dossier(tmp_path / "a", (*rows, SheetFigure("thieu", "Số chưa có", source="Phòng B")))
    generator.reconcile(folder, tmp_path / "dc.xlsx", as_of=AS_OF)
    book = openpyxl.load_workbook(tmp_path / "dc.xlsx")
    head, *lines = [[cell or "" for cell in row] for row in book["Bảng số liệu"].iter_rows(values_only=True)]
    found = {line[head.index("Khóa")]: dict(zip(head, line, strict=True)) for line in lines}
    assert list(found) == [*(row.key for row in ROWS), "thieu"]
    seen = {key: (one["In ra"], one["Nguồn"], one["Tính từ"]) for key, one in found.items()}
    assert seen["moi"] == ("870", "Phòng A", "")
    assert seen["hs"] == ("1.240", "{moi} + {doi}", "moi = 870; doi = 370")
    assert seen["luy_ke"] == ("18.640", "ky_truoc + {hs}", "ky_truoc = 17.400; hs = 1.240")
    assert seen["tang"] == ("1.240", "{luy_ke} - {luy_ke.ky_truoc}", "luy_ke = 18.640; luy_ke.ky_truoc = 17.400")
    assert seen["thieu"] == ("[……]", "Phòng B", "")
    assert found["doi"]["Ô"].endswith("so-lieu.xlsx : SoLieu!J4")
