"""Edits of a report in prose pulled back: words around its figures, numbers into the sheet, computed ones said."""

from datetime import datetime

import pytest
from msgspec import structs

from generator.books.figure_sheet import figure_book
from generator.commands import build as building
from generator.commands.pull import PullOptions, pull
from generator.merging.edited.base import Value
from generator.merging.edited.figures import found_in, quoting
from generator.ooxml import package
from generator.reading.figures.sheet import read_sheet
from generator.values.errors import ExitCode
from generator.values.figures import FigureState, Kind, SheetFigure
from tests.merging.word_edits import AS_OF

DOSSIER = """\
loai: bao-cao
co_quan: {ten: Ủy ban nhân dân tỉnh Mẫu, ky_hieu: UBND}
dia_danh: Mẫu
trich_yeu: Kết quả thực hiện Chương trình 09 tháng 6/2030
so_lieu: so-lieu.xlsx
noi_dung:
  - muc: Kết quả
    noi_dung:
      - doan: "Trong tháng 6/2030, **tiếp nhận** {hs} hồ sơ, trả {tra} hồ sơ, đạt {ty_le}%; còn {xa} xã chưa báo cáo."
      - doan: "Tính đến ngày 15/6/2030, lũy kế {luy_ke} hồ sơ."
      - doan: "Tổng hợp: {hs} hồ sơ; thu {tien} đồng, ghi {{nháp}}."
noi_nhan: ["Lưu: VT"]
ky: {chuc_vu: Chủ tịch, ho_ten: Trần Văn Mẫu}
"""
ENTERED = FigureState.ENTERED
ROWS = (
    SheetFigure("hs", "Hồ sơ tiếp nhận", source="Sở A", last="1.116", now="1.240", state=ENTERED),
    SheetFigure("tra", "Hồ sơ đã trả", source="Sở A", last="990", now="1.116", state=ENTERED),
    SheetFigure("ty_le", "Tỷ lệ", kind=Kind.RATIO, formula="{tra} / {hs}", digits=2, state=FigureState.COMPUTED),
    SheetFigure("xa", "Xã", source="Sở B", last="12", now="11", state=ENTERED),
    SheetFigure("tien", "Tiền", last="5", state=FigureState.MISSING),
    SheetFigure("luy_ke", "Lũy kế", last="17.400", formula="ky_truoc + {hs}", state=FigureState.COMPUTED),
)


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "data" / "bao-cao"
    made.mkdir(parents=True)
    (made / "van-ban.yaml").write_text(DOSSIER, encoding="utf-8")
    (made / "so-lieu.xlsx").write_bytes(figure_book(ROWS))
    return made


def edited(folder, *pairs, name="sua.docx"):
    """The built file with words of it replaced, as somebody would in Word."""
    options = building.BuildOptions(AS_OF, datetime(2030, 6, 20), ("docx",), folder.parents[1] / "out", force=True)
    parts = package.read(building.build(folder, options).outputs[0].path)
    text = parts["word/document.xml"].decode()
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    file = folder.parents[1] / name
    parts["word/document.xml"] = text.encode()
    with file.open("wb") as target:
        package.write(target, parts)
    return file


def pulled(*files, side=None, **options):
    return pull(files, PullOptions(lambda _: side, AS_OF, files[0].parent / "data", **options))


def sheet(folder):
    return {row.key: (row.now, row.state) for row in read_sheet(folder / "so-lieu.xlsx", "s")[0].rows}


def body(folder):
    text = (folder / "van-ban.yaml").read_text(encoding="utf-8")
    return [line.strip()[len('- doan: "') : -1] for line in text.splitlines() if "doan:" in line]


def codes(result):
    return sorted(one.code for one in result.findings)


def test_words_around_figures_come_back_with_the_figures_in_place(folder):
    before = sheet(folder)
    file = edited(folder, ("còn 11 xã chưa báo cáo", "chỉ còn 11 xã, phường chưa gửi báo cáo"),
                  ("lũy kế 18.640 hồ sơ", "toàn tỉnh có 18.640 hồ sơ {kể cả} cấp đổi"))  # fmt: skip
    result = pulled(file)
    assert codes(result) == [] and sheet(folder) == before
    first, second, _ = body(folder)
    assert first.endswith("đạt {ty_le}%; chỉ còn {xa} xã, phường chưa gửi báo cáo.") and "**tiếp nhận** {hs}" in first
    assert second == "Tính đến ngày 15/6/2030, toàn tỉnh có {luy_ke} hồ sơ {{kể cả}} cấp đổi."


def test_an_entered_number_goes_into_its_cell_and_what_follows_is_said(folder):
    file = edited(folder, ("còn 11 xã", "còn 09 xã"), ("tiếp nhận", "thu nhận"), ("trả 1.116", "trả 1.120"))
    result = pulled(file)
    assert sheet(folder)["xa"] == ("09", ENTERED) and sheet(folder)["tra"] == ("1.120", ENTERED)
    assert "{xa}" in body(folder)[0] and "thu nhận" in body(folder)[0]
    (said,) = result.findings
    assert said.code == "V441" and "1.120 / 1.240 = 90,32" in str(said.message)
    assert [change.after for _, change in result.changes if str(change.record).startswith("chu/so_lieu")] == [
        "1.120", "09",
    ]  # fmt: skip
    again = pulled(file)
    assert again.changes == () and codes(again) == ["V441"]


@pytest.mark.parametrize(("now", "typed", "taken"), [
    ("-12,5", "-10", "-10"), ("12,5", "-3,4", "-3,4"), ("-12,5", "2,5", "2,5"),
])  # fmt: skip
def test_a_sign_comes_back_with_its_number(now, typed, taken, folder):
    text = DOSSIER.replace("thu {tien} đồng", "lãi {tien} tỷ đồng")
    (folder / "van-ban.yaml").write_text(text, encoding="utf-8")
    money = SheetFigure("tien", "Lãi", last="5", now=now, state=ENTERED, digits=1)
    (folder / "so-lieu.xlsx").write_bytes(figure_book([*(row for row in ROWS if row.key != "tien"), money]))
    result = pulled(edited(folder, (f"lãi {now} tỷ", f"lãi {typed} tỷ")))
    assert codes(result) == [] and sheet(folder)["tien"] == (taken, ENTERED)
    assert "lãi {tien} tỷ đồng" in body(folder)[2]


def test_a_gap_filled_in_by_hand_is_a_number_entered(folder):
    result = pulled(edited(folder, ("thu [……] đồng", "thu 5.600.000 đồng")))
    assert sheet(folder)["tien"] == ("5.600.000", ENTERED) and codes(result) == []
    assert body(folder)[2] == "Tổng hợp: {hs} hồ sơ; thu {tien} đồng, ghi {{nháp}}."


def test_a_computed_number_is_said_with_its_arithmetic_and_never_written(folder):
    before = (folder / "so-lieu.xlsx").read_bytes(), body(folder)
    (said,) = pulled(edited(folder, ("lũy kế 18.640", "lũy kế 19.640"))).findings
    assert said.code == "V397" and "17.400 + 1.240 = 18.640" in str(said.hint) and "J7" in str(said.message)
    assert ((folder / "so-lieu.xlsx").read_bytes(), body(folder)) == before


def test_a_total_typed_with_the_number_it_is_made_of_needs_no_word(folder):
    file = edited(folder, ("nhận</w:t>", "nhận</w:t>"), (" 1.240 hồ sơ, trả 1.116", " 1.395 hồ sơ, trả 1.116"),
                  ("đạt 90%", "đạt 80%"), ("lũy kế 18.640", "lũy kế 18.795"), ("hợp: 1.240", "hợp: 1.395"))  # fmt: skip
    result = pulled(file)
    assert codes(result) == [] and sheet(folder)["hs"] == ("1.395", ENTERED)


def test_a_figure_changed_in_one_of_its_places_is_asked_about(folder):
    (said,) = pulled(edited(folder, ("hợp: 1.240", "hợp: 1.250"))).findings
    assert said.code == "V440" and "1.250" in str(said.message) and sheet(folder)["hs"][0] == "1.240"


def test_a_number_that_the_sheet_got_meanwhile_is_a_conflict(folder):
    file = edited(folder, ("còn 11 xã", "còn 09 xã"))
    (folder / "so-lieu.xlsx").write_bytes(
        figure_book((*ROWS[:3], SheetFigure("xa", now="10", state=ENTERED), *ROWS[4:]))
    )
    result = pulled(file)
    assert result.exit_code == ExitCode.MERGE_CONFLICTS and codes(result) == ["V086"]
    assert pulled(file, side="ours").exit_code == ExitCode.DONE and sheet(folder)["xa"][0] == "10"
    assert pulled(file, side="theirs").exit_code == ExitCode.DONE and sheet(folder)["xa"][0] == "09"


def test_numbers_that_changed_in_the_sheet_alone_are_left_in_peace(folder):
    file = edited(folder, ("chưa báo cáo", "chưa gửi báo cáo"))
    (folder / "so-lieu.xlsx").write_bytes(
        figure_book((*ROWS[:3], SheetFigure("xa", now="10", state=ENTERED), *ROWS[4:]))
    )
    result = pulled(file)
    assert codes(result) == [] and sheet(folder)["xa"][0] == "10"
    assert body(folder)[0].endswith("còn {xa} xã chưa gửi báo cáo.")


def test_a_number_in_a_sentence_written_anew_is_not_taken_for_the_figure(folder):
    file = edited(folder, ("; còn 11 xã chưa báo cáo.", "; hoàn thành trước 15 ngày."))
    result = pulled(file)
    assert sheet(folder)["xa"][0] == "11" and "V397" in codes(result)


def test_a_dry_run_writes_no_number(folder):
    before = sheet(folder)
    result = pulled(edited(folder, ("còn 11 xã", "còn 09 xã")), dry_run=True)
    assert sheet(folder) == before and [path.name for path in result.written] == ["so-lieu.xlsx"]


@pytest.mark.parametrize(("own", "printed", "after", "wanted"), [
    ("{a}/{b} xã", "61/96 xã", "62/96 xã", [("a", "62"), ("b", "96")]),
    ("Có {a} xã và {b} hộ", "Có 12 xã và 345 hộ", "Có 345 hộ và 12 xã", [("b", "345"), ("a", "12")]),
    ("Có {a} xã", "Có 12 xã", "Không còn xã nào", []),
    ("Có {a:chữ} xã", "Có mười hai xã", "Có mười ba xã", []),
    ("{a}{b}", "1234", "1234", None),
])  # fmt: skip
def test_which_number_is_which_figure(own, printed, after, wanted):
    one = quoting(Value(("noi_dung", 0, "doan"), own, printed))
    if wanted is None:
        assert one is None
    else:
        assert [(seen.name, seen.after) for seen in found_in(one, printed, after, (), "").seen] == wanted


# --- titles, the subject, cells of a grid ----------------------------------------------------------------------------

GRID = """\
loai: bao-cao
co_quan: {ten: Ủy ban nhân dân tỉnh Mẫu, ky_hieu: UBND}
dia_danh: Mẫu
trich_yeu: Kết quả tiếp nhận {hs} hồ sơ tháng 6/2030
so_lieu: so-lieu.xlsx
noi_dung:
  - muc: "Kết quả của {xa} xã"
    noi_dung:
      - doan: Trong tháng, kết quả như sau
      - luoi:
          - [Nội dung, Số]
          - ["Hồ sơ", "{hs}"]
          - ["Xã còn lại", "{xa}"]
          - ["Lũy kế", "{luy_ke}"]
          - ["Ngày", "30"]
noi_nhan: ["Lưu: VT"]
ky: {chuc_vu: Chủ tịch, ho_ten: Trần Văn Mẫu}
"""


@pytest.fixture
def grid(folder):
    (folder / "van-ban.yaml").write_text(GRID, encoding="utf-8")
    return folder


def everywhere(folder, *pairs, name="sua.docx"):
    """The built file with numbers of it replaced wherever they stand."""
    file = edited(folder, name=name)
    parts = package.read(file)
    text = parts["word/document.xml"].decode()
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    parts["word/document.xml"] = text.encode()
    with file.open("wb") as target:
        package.write(target, parts)
    return file


def test_a_computed_number_that_was_typed_with_its_parts_leaves_no_old_one_in_its_cell(folder):
    rows = [structs.replace(row, now="90") if row.key == "ty_le" else row for row in ROWS]
    (folder / "so-lieu.xlsx").write_bytes(figure_book(rows))
    file = edited(folder, ("trả 1.116", "trả 1.120"), ("đạt 90%", "đạt 90,32%"))
    assert codes(pulled(file)) == []
    assert sheet(folder)["ty_le"] == ("90,32", FigureState.COMPUTED) and sheet(folder)["tra"] == ("1.120", ENTERED)


def test_a_measure_that_was_whole_is_taken_with_its_decimals(folder):
    rows = [structs.replace(row, unit={"tien": "triệu đồng", "xa": "xã"}.get(row.key, ""),
                            now={"tien": "46"}.get(row.key, row.now), state={"tien": ENTERED}.get(row.key, row.state))
            for row in ROWS]  # fmt: skip
    (folder / "so-lieu.xlsx").write_bytes(figure_book(rows))
    result = pulled(edited(folder, ("thu 46 đồng", "thu 46,5 đồng"), ("còn 11 xã", "còn 11,5 xã")))
    assert sheet(folder)["tien"][0] == "46,5" and sheet(folder)["xa"][0] == "11"
    assert codes(result) == ["V397"]


def test_numbers_in_titles_the_subject_and_cells_come_into_the_sheet(grid):
    assert codes(pulled(edited(grid))) == []
    hs, xa = ((" 1.240 hồ sơ", " 1.300 hồ sơ"), (">1.240<", ">1.300<")), (("CỦA 11 XÃ", "CỦA 15 XÃ"), (">11<", ">15<"))
    result = pulled(everywhere(grid, *hs, *xa))
    assert sheet(grid)["hs"] == ("1.300", ENTERED) and sheet(grid)["xa"] == ("15", ENTERED)
    assert codes(result) == ["V441"] and "17.400 + 1.300" in str(result.findings[0].message)
    assert (grid / "van-ban.yaml").read_text(encoding="utf-8") == GRID


def test_cells_that_disagree_with_a_title_or_are_no_figures_are_said(grid):
    assert codes(pulled(everywhere(grid, (">11<", ">15<")))) == ["V440"]
    assert "V080" in codes(pulled(everywhere(grid, (">30<", ">31<"))))
    # A row whose words were changed too is none that is known.
    assert "V080" in codes(pulled(everywhere(grid, ("Xã còn lại", "Xã khác"), (">11<", ">15<"))))
    assert "V397" in codes(pulled(everywhere(grid, (">18.640<", ">19.640<"))))
    assert sheet(grid)["xa"] == ("11", ENTERED)


@pytest.mark.parametrize(("number", "said"), [("4.", []), ("9.", ["V080"])])
def test_items_behind_a_new_one_are_numbered_by_hand_as_they_will_be(folder, number, said):
    """ "4." stands nowhere in the file that was built: it is what the next build prints."""
    file = folder / "van-ban.yaml"
    items = "".join(f"\n      - khoan: Việc {one}." for one in ("một", "hai", "ba"))
    file.write_text(DOSSIER.replace("noi_nhan", f"  - muc: Nhiệm vụ\n    noi_dung:{items}\nnoi_nhan"), encoding="utf-8")
    new = '<w:p><w:pPr><w:pStyle w:val="LoiVan"/></w:pPr><w:r><w:t>3. Việc mới.</w:t></w:r></w:p>'
    end = "Việc hai.</w:t></w:r></w:p>"
    result = pulled(edited(folder, (end, end + new), (">3. <", f">{number} <")))
    assert "Việc mới." in [change.after for _, change in result.changes]
    assert [one.code for one in result.findings if one.code == "V080"] == said
