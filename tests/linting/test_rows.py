"""Checks that compare rows, columns and documents."""

from datetime import date

import pytest
from msgspec.structs import replace

from generator.reading.records import Area, RawRow, RawTable
from generator.reading.tables import read_register
from generator.values.findings import Severity
from generator.values.model import Block, PartialDate, TableSpec
from generator.values.number_words import number_said
from tests.linting.data import found, paper, tasks

TASK = "Kết nối, chia sẻ dữ liệu giữa Cơ sở dữ liệu quốc gia về dân cư với cơ sở dữ liệu về hồ sơ vụ án của Tòa án"


def row(text="Rà soát văn bản", **texts):
    return {"stt": "1", "noi_dung": text, **texts}


def cited(*citations):
    return tasks(*(row(van_ban_chi_dao=text) for text in citations))


def cells(findings):
    return [finding.place.cell for finding in findings]


# --- L1xx --------------------------------------------------------------------------------------------------------


def test_two_dates_in_a_year_majority_shown():
    right = "Thông báo 344/TB-VPCP ngày 24/7/2024"
    doubts = found("L106", cited(right, right, right, "Thông báo 344/TB-VPCP ngày 25/7/2024"))
    assert cells(doubts) == ["C5"]
    assert "24/7/2024" in str(doubts[0].message)
    assert "C2, C3, C4" in str(doubts[0].basis)


def test_two_dates_of_a_directive_cited_by_number_alone():
    doubts = found(
        "L106", cited("Chỉ thị 05, ngày 23/2/2023", "Chỉ thị 05/CT-TTg ngày 23/2/2023", "Chỉ thị số 05, ngày 25/2/2023")
    )
    assert cells(doubts) == ["C4"]


def test_swapped_day_and_month_of_a_document_is_said():
    doubts = found("L106", cited(*["Thông báo 16/TB-VPCP ngày 11/02/2024"] * 2, "Thông báo 16/TB-VPCP ngày 02/11/2024"))
    assert "đổi chỗ ngày và tháng" in str(doubts[0].message)


def test_one_number_in_two_years_is_two_documents():
    both = cited(*["Nghị quyết số 50/NQ-CP ngày 08/4/2022"] * 3, *["Nghị quyết 50/NQ-CP ngày 8/4/2023"] * 3)
    assert found("L106", both) == []
    assert found("L107", both) == []


def test_year_slipped():
    right = ["Thông báo 2513/TCTTKĐA ngày 29/3/2024"] * 3
    assert cells(found("L107", cited(*right, "Thông báo 2513/TCTTKĐA ngày 29/3/2025"))) == ["C5"]


def test_number_of_two_documents_without_date():
    both = [*["Nghị quyết số 50/NQ-CP ngày 08/4/2022"] * 3, *["Nghị quyết 50/NQ-CP ngày 8/4/2023"] * 3]
    assert cells(found("L108", cited(*both, "Nghị quyết 50/NQ-CP"))) == ["C8"]
    assert found("L108", cited(*both)) == []


def test_symbol_one_letter_off():
    right = ["Thông báo 3151/TCTTKĐA ngày 18/4/2024"] * 3
    doubts = found("L104", cited(*right, "Thông báo 3151/TCTRKĐA ngày 18/4/2024"))
    assert cells(doubts) == ["C5"] and "3151/TCTTKĐA" in str(doubts[0].message)
    assert found("L104", cited(*right, "Thông báo 3151/TCTRKĐA ngày 01/3/2020")) == []


def test_same_number_same_day_other_kind():
    right = ["Nghị quyết 175/NQ-CP ngày 30/10/2023"] * 2
    assert cells(found("L109", cited(*right, "Nghị định 175/NĐ-CP ngày 30/10/2023"))) == ["C4"]
    assert found("L109", cited(*right, "Nghị quyết số 175 ngày 30/10/2023")) == []


DECREE = "Căn cứ Nghị định số 110/2004/NĐ-CP ngày 08/4/2004 của Chính phủ về công tác văn thư"


@pytest.mark.parametrize(
    ("code", "base", "day", "count"),
    [
        ("L111", DECREE, date(2024, 3, 16), 1),
        ("L111", DECREE, date(2015, 3, 16), 0),
        ("L111", "Căn cứ Chỉ thị số 04/CT-TTg ngày 11 tháng 02 năm 2024", date(2023, 3, 24), 1),
        ("L111", "Căn cứ Chỉ thị số 04/CT-TTg ngày 11 tháng 02 năm 2024", date(2024, 3, 16), 0),
        ("L112", "Căn cứ Căn cứ Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018", date(2024, 3, 16), 1),
        ("L112", "Chỉ thị số 05/CT-TTg ngày 23 tháng 02 năm 2023", date(2024, 3, 16), 1),
        ("L112", "Theo đề nghị của Cục trưởng Cục Kiểm soát thủ tục hành chính", date(2024, 3, 16), 0),
        ("L112", "Căn cứ Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018", date(2024, 3, 16), 0),
    ],
)
def test_bases(code, base, day, count):
    doubts = found(code, paper("quyet-dinh", "Ban hành Kế hoạch", day=day, bases=(base,)))
    assert len(doubts) == count


# --- L2xx --------------------------------------------------------------------------------------------------------

DEADLINES = [
    ("L202", "05/10/2024", "Hoàn thành trước ngày 10/5/2024", "", 1),
    ("L202", "07/01/2024", "Thực hiện", "Thông báo 1186/TB-VPCP ngày 23/02/2024", 1),
    ("L202", "10/5/2024", "Hoàn thành trước ngày 10/5/2024", "", 0),
    ("L202", "07/8/2024", "Thực hiện", "Thông báo 1186/TB-VPCP ngày 23/02/2024", 0),
    ("L203", "Tháng 01/2023", "Thực hiện", "Thông báo 836/TB-TCTTKĐA ngày 11/02/2024", 1),
    ("L203", "Trước ngày 22/4/2022", "Thực hiện", "Thông báo số 123/TB-VPCP ngày 22/4/2022", 0),
    ("L203", "Tháng 12/2022", "Thực hiện", "Lộ trình Đề án\nChỉ thị 04/CT-TTg ngày 11/02/2024", 0),
    ("L203", "Tháng 3/2024", "Thực hiện", "Thông báo 836/TB-TCTTKĐA ngày 11/02/2024", 0),
    ("L205", "tháng 11/2023", "Trình Thủ tướng ban hành trong tháng 7 năm 2023", "", 1),
    ("L205", "Tháng 7/2023", "Trình Thủ tướng ban hành trong tháng 7 năm 2023", "", 0),
    ("L206", "", "Gửi về Bộ Công an trước ngày 25/11/2023", "", 1),
    ("L206", "25/11/2023", "Gửi về Bộ Công an trước ngày 25/11/2023", "", 0),
    ("L206", "", "Thực hiện Chỉ thị 04/CT-TTg ngày 11/02/2024", "", 0),
]


@pytest.mark.parametrize(("code", "deadline", "text", "directive", "count"), DEADLINES)
def test_deadline(code, deadline, text, directive, count):
    given = tasks(row(text, thoi_han=deadline, van_ban_chi_dao=directive), row(TASK, thoi_han="Thường xuyên"))
    assert len(found(code, given)) == count


@pytest.mark.parametrize(
    ("written", "beside", "count"),
    [
        ("05/10/2024", ["10/5/2024", "10/5/2024"], 1),
        ("05/10/2024", ["10/5/2024"], 0),
        ("05/10/2024", ["10/5/2024", "10/5/2024", "05/10/2024"], 0),
        ("05/10/2024", ["10/5/2024", "10/5/2024", "Tháng 10/2024"], 0),
        ("05/10/2024", ["20/5/2024", "Tháng 5/2024", "25/5/2024", "31/5/2024"], 1),
        ("05/10/2024", ["20/5/2024", "Tháng 5/2024", "25/5/2024"], 0),
        ("05/10/2024", ["20/5/2024", "Tháng 5/2024", "25/5/2024", "30/6/2024"], 0),
        ("05/10/2024", ["20/5/2023", "Tháng 5/2023", "25/5/2023", "30/5/2023"], 0),
        ("25/10/2024", ["20/5/2024", "Tháng 5/2024", "25/5/2024", "31/5/2024"], 0),
    ],
)
def test_neighbours_tell_of_a_swapped_day(written, beside, count):
    directive = "Thông báo 1186/TB-VPCP ngày 23/02/2024"
    others = [row(f"Việc thứ {n}", thoi_han=one, van_ban_chi_dao=directive) for n, one in enumerate(beside)]
    given = tasks(*others, row("Việc bị đổi", thoi_han=written, van_ban_chi_dao=directive))
    assert [str(doubt.value) for doubt in found("L202", given)] == [written] * count


def test_neighbours_of_another_directive_tell_nothing():
    others = [row(f"Việc {n}", thoi_han="10/5/2024", van_ban_chi_dao="Công văn 1/A") for n in range(3)]
    assert found("L202", tasks(*others, row("Việc", thoi_han="05/10/2024", van_ban_chi_dao="Công văn 2/B"))) == []


def test_neighbours_far_away_tell_nothing():
    far = [row(f"Việc {n}", thoi_han="10/5/2024") for n in range(2)]
    between = [row(f"Việc giữa {n}", thoi_han="Thường xuyên") for n in range(5)]
    assert found("L202", tasks(*far, *between, row("Việc bị đổi", thoi_han="05/10/2024"))) == []


def test_deadline_before_the_document():
    rows = (row(thoi_han="Tháng 2/2024"), row(TASK, thoi_han="Tháng 3/2024"))
    given = tasks(*rows, kind="quyet-dinh", subject="Ban hành Kế hoạch", day=date(2024, 3, 16))
    assert cells(found("L204", given)) == ["C2"]


def test_year_far_from_the_others():
    rows = [row(f"Việc thứ {n} của kế hoạch", thoi_han="Tháng 6/2024") for n in range(12)]
    assert found("L207", tasks(*rows)) == []
    assert cells(found("L207", tasks(*rows, row("Việc cuối", thoi_han="Tháng 6/2052")))) == ["C14"]


def test_blank_deadlines_are_one_note():
    given = tasks(row(thoi_han="Tháng 6/2024"), row("Việc hai"), row("Việc ba"))
    doubts = found("L208", given)
    assert len(doubts) == 1 and "2 nhiệm vụ" in str(doubts[0].message)
    assert found("L208", tasks(row(thoi_han="Tháng 6/2024"))) == []


@pytest.mark.parametrize(
    ("due", "count"),
    [
        ("Từ 03/6/2026 đến 03/3/2026", 1),
        ("Từ tháng 9/2026 đến hết tháng 7/2026", 1),
        ("Từ ngày 20/12/2025 đến ngày 05/01/2026", 0),
        ("Từ 15/11 đến 15/3/2026", 0),
        ("Từ 5/2026 đến 20/5/2026", 0),
        ("Từ 20/5/2026 đến 5/2026", 0),
    ],
)
def test_days_the_other_way(due, count):
    assert len(found("L212", tasks(row(thoi_han=due)))) == count


@pytest.mark.parametrize("symbol", ["QT-SNV", "QĐ-CT", "KL-TTT", "KH-BTV"])
def test_symbols_that_each_place_has_are_no_strange_ones(symbol):
    assert found("L113", cited(f"Văn bản số 12/{symbol} ngày 12/3/2024")) == []


# --- L3xx --------------------------------------------------------------------------------------------------------

STATES = [
    ("L302", {"hoan_thanh": "Hoàn thành", "chua_hoan_thanh": "Chưa hoàn thành"}, 1),
    ("L302", {"hoan_thanh": "Đã triển khai", "thuong_xuyen": "Thường xuyên"}, 0),
    ("L303", {"thoi_han": "Thường xuyên", "hoan_thanh": "Hoàn thành"}, 1),
    ("L303", {"thoi_han": "Tháng 6/2024", "hoan_thanh": "Hoàn thành"}, 0),
    ("L304", {"thoi_han": "Tháng 6/2023", "chua_hoan_thanh": "Chưa hoàn thành"}, 1),
    ("L304", {"thoi_han": "Tháng 6/2023", "dang_trien_khai": "Đang triển khai"}, 1),
    ("L304", {"thoi_han": "Tháng 6/2023", "chua_hoan_thanh": "Chưa hoàn thành: còn 02 phần mềm chưa kết nối"}, 0),
    ("L304", {"thoi_han": "Tháng 6/2025", "chua_hoan_thanh": "Chưa hoàn thành"}, 0),
    ("L304", {"thoi_han": "Tháng 6/2023", "hoan_thanh": "Hoàn thành"}, 0),
    ("L304", {"thoi_han": "Tháng 6/2023", "dang_trien_khai": "Đã lắp đặt tại 23 nút giao"}, 1),
    ("L304", {"thoi_han": "Tháng 6/2023", "dang_trien_khai": "Đã lắp đặt tại 23 nút giao, còn 04 nút"}, 0),
    ("L304", {"thoi_han": "Tháng 6/2023", "dang_trien_khai": "Đã trình Bộ trưởng xem xét"}, 0),
    ("L304", {"thoi_han": "Tháng 6/2023", "ket_qua": "Chưa hoàn thành"}, 1),
    ("L304", {"thoi_han": "Tháng 6/2023", "ket_qua": "Đã tổ chức 12 lớp"}, 0),
    ("L305", {"thoi_han": "Tháng 6/2023"}, 1),
    ("L305", {"dang_trien_khai": "Đang triển khai"}, 0),
    ("L306", {"hoan_thanh": "Đã ban hành ngày 15/8/2025"}, 1),
    ("L306", {"hoan_thanh": "Thu 00 đồng, áp dụng từ ngày 29/5/2024 đến ngày 31/12/2025"}, 0),
    ("L301", {"trang_thai": "hoan-thanh", "ket_qua": "Chưa triển khai do thiếu kinh phí"}, 1),
    ("L301", {"trang_thai": "hoan-thanh", "ket_qua": "Đã hoàn thành"}, 0),
    ("L301", {"trang_thai": "dang-trien-khai", "ket_qua": "Hoàn thành dự thảo"}, 0),
    ("L306", {"trang_thai": "hoan-thanh", "ket_qua": "Đã ban hành ngày 15/8/2025"}, 1),
    ("L306", {"trang_thai": "dang-trien-khai", "ket_qua": "Sẽ họp ngày 15/8/2025"}, 0),
    ("L306", {"ket_qua": "Đã kiểm kê ngày 15/8/2025, khớp đúng"}, 1),
    ("L306", {"ket_qua": "Đã lập danh sách, tổ chức ngày 15/8/2025"}, 0),
    ("L306", {"ket_qua": "Đã có lịch họp ngày 15/8/2025"}, 0),
    ("L306", {"ket_qua": "Đã thông báo đấu giá ngày 15/8/2025"}, 0),
    ("L306", {"ket_qua": "Đã ban hành thông báo đấu giá ngày 15/8/2025"}, 0),
    ("L307", {"van_ban_chi_dao": "Thông báo 496/TB-VPCP ngày 15/10/2024", "hoan_thanh": "Ban hành ngày 09/5/2024"}, 1),
    ("L307", {"van_ban_chi_dao": "Thông báo 496/TB-VPCP ngày 15/10/2022", "hoan_thanh": "Ban hành ngày 09/5/2024"}, 0),
    ("L308", {"trang_thai": "hoan-thanh", "chua_hoan_thanh": "Chưa hoàn thành"}, 1),
    ("L308", {"trang_thai": "chua-hoan-thanh", "chua_hoan_thanh": "Chưa hoàn thành"}, 0),
]  # fmt: skip


@pytest.mark.parametrize(("code", "texts", "count"), STATES)
def test_state(code, texts, count):
    given = tasks(row(**texts), row(TASK, hoan_thanh="Xong"))
    assert len(found(code, given)) == count


def test_one_column_of_results_beside_the_state_makes_a_report_of_its_table():
    day = date(2024, 7, 16)
    done = row(trang_thai="hoan-thanh", ket_qua="Báo cáo số 15/BC-UBND ngày 12/3/2024", thoi_han="Tháng 3/2024")
    assert found("L204", tasks(done, day=day, kind="bao-cao")) == []
    planned = row(trang_thai="dang-trien-khai", thoi_han="Tháng 3/2024")
    assert len(found("L204", tasks(planned, day=day, kind="ke-hoach"))) == 1


# --- L4xx, L5xx --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "codes"),
    [
        ({}, {}, {"L401"}),
        ({"don_vi_thuc_hien": "Bộ Công an"}, {"don_vi_thuc_hien": "Bộ Tư pháp"}, {"L401"}),
        ({"hoan_thanh": "Xong"}, {"chua_hoan_thanh": "Chưa hoàn thành"}, {"L403"}),
        ({"thoi_han": "Tháng 6/2023"}, {"thoi_han": "Tháng 3/2024"}, {"L403"}),
        ({"noi_dung": TASK + " nhân dân tối cao"}, {}, {"L402"}),
        ({"noi_dung": TASK + " quý I"}, {"noi_dung": TASK + " quý II", "thoi_han": "Tháng 6/2023"}, set()),
        ({"noi_dung": TASK + " khối 6, khối 7"}, {"noi_dung": TASK + " khối 8, khối 9"}, set()),
        ({"noi_dung": TASK + " ở Khoa Nội"}, {"noi_dung": TASK + " ở Khoa Ngoại"}, set()),
        ({"noi_dung": TASK + " ở Khoa Ngoại"}, {"noi_dung": TASK + " ở Khoa Ngọai"}, {"L401"}),
        ({"noi_dung": TASK + " năm nay"}, {"noi_dung": TASK + " năm nay, quý II"}, {"L402"}),
        ({"noi_dung": "Triển khai giải pháp sử dụng giấy phép lái xe trên ứng dụng của tỉnh Bình Dương"}, {}, set()),
    ],
)
def test_told_twice(first, second, codes):
    given = tasks({**row(TASK), **first}, {**row(TASK), **second})
    assert {code for code in ("L401", "L402", "L403") if found(code, given)} == codes


def test_what_differs_is_shown():
    doubts = found("L402", tasks(row(TASK), row(TASK.replace("vụ án", "thi hành án"))))
    assert "−vụ +hành" in str(doubts[0].message) and "B2" in str(doubts[0].basis)


def test_colon_before_its_items():
    given = tasks({"stt": "1", "noi_dung": "Các việc sau:"}, {"noi_dung": "+ Việc thứ nhất"})
    assert found("L405", given) == []


def test_one_agency_many_names():
    given = tasks(row(don_vi_thuc_hien="VPCP"), row("Việc hai", don_vi_thuc_hien="Văn phòng Chính phủ"))
    assert "“Văn phòng Chính phủ” (1)" in str(found("L503", given)[0].message)
    assert found("L503", tasks(row(don_vi_thuc_hien="VPCP"), row("Việc hai", don_vi_thuc_hien="VPCP"))) == []


def test_agency_that_has_ended_with_its_heirs():
    given = tasks(row(don_vi_thuc_hien="Bộ Kế hoạch và Đầu tư"))
    doubts = found("L507", given, as_of=date(2025, 4, 1))
    assert "Bộ Tài chính" in str(doubts[0].hint)
    assert found("L507", given, as_of=date(2024, 4, 1)) == []


def test_a_year_far_from_the_document_where_the_table_has_few_years():
    given = tasks(row(thoi_han="Tháng 12/2206"), row("Việc hai", thoi_han="Năm 2045"))
    (doubt,) = found("L207", given, as_of=date(2026, 3, 1))
    assert doubt.place.cell == "C2"
    assert "2206" in str(doubt.message) and "2026" in str(doubt.message)


def test_two_ways_of_writing_a_quarter():
    given = tasks(row("Báo cáo", thoi_han="Quí II/2026"), row("Việc hai", thoi_han="Quý III/2026"))
    (doubt,) = found("L608", given)
    assert doubt.place.cell == "C2"
    assert "1 chỗ viết “quí”, 1 chỗ viết “quý”" in str(doubt.message)
    assert found("L608", tasks(row(thoi_han="Quí II/2026"), row("Việc hai", thoi_han="Quí III/2026"))) == []
    assert found("L608", tasks(row("Trần Quí Một", thoi_han="Quý II/2026"))) == []


def test_a_misspelt_compound_that_a_frequent_twin_tells_is_told_once():
    right = [row(f"Sở Nội vụ phối hợp thực hiện nhiệm vụ số {number}") for number in range(30)]
    given = tasks(*right, row("Sở Nội vụ phôi hợp thực hiện nhiệm vụ cuối"))
    assert len(found("L602", given)) == 1
    assert found("L607", given) == []


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("không", 0), ("mười", 10), ("mười lăm", 15), ("hai mươi", 20), ("hai mươi mốt", 21), ("chín mươi chín", 99),
        ("một trăm", 100), ("một trăm linh năm", 105), ("ba trăm hai mươi mốt", 321), ("một trăm mười", 110),
        ("năm", None), ("mươi", None), ("hai ba", None), ("trăm", None), ("hai lớp", None), ("", None),
    ],
)  # fmt: skip
def test_numbers_said_in_words(words, number):
    assert number_said(words.split()) == number


def test_kinds_of_bodies_that_have_ended():
    given = tasks(row(don_vi_thuc_hien="UBND huyện Tân Mẫu"), row("Việc hai", don_vi_thuc_hien="UBND xã Tân Mẫu"))
    (doubt,) = found("L507", given, as_of=date(2025, 7, 1))
    assert "“UBND huyện Tân Mẫu”: “UBND cấp huyện” không hoạt động vào ngày 1/7/2025" in str(doubt.message)
    assert "UBND cấp xã" in str(doubt.hint)
    assert found("L507", given, as_of=date(2025, 6, 30)) == []


def test_names_of_known_kinds_are_not_unknown():
    names = (
        "Phòng Kinh tế, Hạ tầng và Đô thị; Công an tỉnh; Chi cục Chăn nuôi, Thú y và Thủy sản; các phòng, ban liên quan"
    )
    assert found("L504", tasks(row(don_vi_thuc_hien=names))) == []
    (doubt,) = found("L504", tasks(row(don_vi_thuc_hien=f"{names}; Nghiệp vụ Sáu")))
    assert "“Nghiệp vụ Sáu”" in str(doubt.message)


def test_nobody_named():
    given = tasks(row(don_vi_thuc_hien="Bộ Công an"), row("Việc hai"))
    assert cells(found("L509", given)) == ["C3"]


def test_a_cell_joined_over_rows_counts_for_each_of_them():
    texts = [{0: "STT", 1: "Nhiệm vụ", 2: "Đơn vị chủ trì", 3: "Thời hạn"},
             {0: "1", 1: "Lập quy hoạch", 2: "Phòng A", 3: "Năm 2026"},
             {0: "2", 1: "Gửi quy hoạch trước ngày 05/12/2026"}, {0: "3", 1: "Soát quy hoạch"}]  # fmt: skip
    joined = (Area(2, 2, 2, 1), Area(2, 3, 2, 1))
    table = RawTable("ke-hoach.xlsx", "Sheet1", tuple(map(RawRow, (1, 2, 3, 4), texts)), 4, joined)
    read = paper(body=(Block("bang", table=TableSpec(read_register(table)[0], "ke-hoach-6-cot")),))
    assert [cells(found(code, read)) for code in ("L509", "L206", "L208")] == [["C4"], [], ["D4"]]


@pytest.mark.parametrize("name", ["thôn Hạ", "tổ dân phố 5", "khu phố Đông"])
def test_places_in_small_letters_are_no_strange_names(name):
    assert found("L504", tasks(row(don_vi_thuc_hien=f"UBND xã; {name}"))) == []


# --- L6xx, L7xx --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "usual"),
    [
        ("phôi hợp", "phối hợp"),
        ("trển khai", "triển khai"),
        ("ban hàn", "ban hành"),
        ("đia phương", "địa phương"),
        ("Thống báo", "Thông báo"),
        ("hiện tử", "điện tử"),
    ],
)
def test_once_beside_a_frequent_neighbour(wrong, usual):
    rows = [row(f"Bộ Công an {usual} thực hiện việc thứ {n} của năm") for n in range(25)]
    doubts = found("L602", tasks(*rows, row(f"Bộ Công an {wrong} thực hiện việc cuối của năm")))
    assert cells(doubts) == ["B27"]
    assert found("L602", tasks(*rows)) == []


def test_word_rare_but_right_is_left_alone():
    rows = [row(f"Nhiệm vụ của các bộ, ngành, địa phương thứ {n}") for n in range(25)]
    assert found("L602", tasks(*rows, row("Nhiệm vụ của cán bộ, công chức"))) == []


def test_transposed_letters_beside_their_neighbour():
    rows = [row(f"Hỗ trợ doanh nghiệp số {n}") for n in range(25)]
    doubts = found("L601", tasks(*rows, row("Người dân, daonh nghiệp")))
    assert "doanh" in str(doubts[0].hint)


def test_mixed_tone_marks():
    assert found("L604", tasks(row("Số hóa và mã hoá dữ liệu")))
    assert found("L604", tasks(row("Số hóa và mã hóa dữ liệu, quản lý, quý, thuế"))) == []


def test_look_alike_of_a_name():
    rows = [row(f"Tích hợp trên VNeID lần {n}") for n in range(4)]
    assert cells(found("L605", tasks(*rows, row("Tích hợp trên VNelD")))) == ["B6"]
    assert found("L605", tasks(*rows, row("Tích hợp trên VneID"))) == []
    assert cells(found("L606", tasks(*rows, row("Tích hợp trên VneID")))) == ["B6"]


@pytest.mark.parametrize(
    ("numbers", "code", "at"),
    [
        (["1", "2", "4"], "L701", ["A4"]),
        (["1", "2", "2", "3"], "L702", ["A4"]),
        (["1", "2", "1", "2"], "L703", ["A4"]),
        (["1", "2", "3"], "L701", []),
        (["1", "2", "I", "1", "2"], "L703", []),
        (["1", "2", "I", "1", "2"], "L702", []),
    ],
)
def test_numbering(numbers, code, at):
    given = tasks(*({"stt": number, "noi_dung": f"Việc {place}", "thoi_han": "" if number == "I" else "2024"}
                    for place, number in enumerate(numbers)))  # fmt: skip
    assert cells(found(code, given)) == at


# --- L8xx --------------------------------------------------------------------------------------------------------


def issued(subject, title, **fields):
    plan = paper("ke-hoach", title).document
    return paper("quyet-dinh", subject, attached=(plan,), **fields)


def test_title_of_what_is_attached():
    right = "Triển khai thực hiện Chỉ thị số 04/CT-TTg"
    assert found("L801", issued(f"Ban hành Kế hoạch {right.lower()}", right)) == []
    assert found("L801", issued("Ban hành Kế hoạch triển khai Đề án 06", "Thực hiện Đề án 07"))


def test_title_of_another_year():
    wrong = issued("Ban hành Kế hoạch năm 2023", "Kế hoạch năm 2023", day=date(2024, 3, 16))
    right = issued("Ban hành Kế hoạch năm 2024 thực hiện Nghị quyết ngày 08 tháng 4 năm 2022", "Kế hoạch", year=2024)
    assert len(found("L802", wrong)) == 2
    assert found("L802", right) == []


def test_what_still_says_last_year():
    text = Block("doan", text="Kinh phí thực hiện trong năm 2023 do ngân sách nhà nước bảo đảm.")
    old = paper("quyet-dinh", "Ban hành Kế hoạch", year=2023, body=(text,))
    new = paper("quyet-dinh", "Ban hành Kế hoạch", year=2024, body=(text,))
    assert len(found("L803", new, against=old)) == 1
    assert found("L803", new) == []
    assert (
        found("L803", paper("quyet-dinh", "Ban hành", year=2024, body=(replace(text, text="Năm 2024."),)), against=old)
        == []
    )


@pytest.mark.parametrize(
    ("texts", "count"),
    [
        ({"nguon": "A1", "thoi_han": "Tháng 6/2024"}, 1),
        ({"nguon": "A1", "thoi_han": "Tháng 4/2024"}, 0),
        ({"nguon": "A9", "thoi_han": "Tháng 4/2024"}, 1),
        ({"thoi_han": "Tháng 6/2024"}, 0),
    ],
)
def test_plan_against_its_register(texts, count):
    source = tasks({**row(thoi_han="Tháng 4/2024"), "ma": "A1"})
    assert len(found("L804", tasks(row(**texts), row("Việc hai", nguon="A1")), against=source)) == count + 1


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("Quyết định số 142/QĐ-VPCP ngày 16/3/2024", 0),
        ("Quyết định số 141/QĐ-VPCP ngày 16/3/2024", 1),
        ("Quyết định số 142/QĐ-VPCP ngày 15/3/2024", 1),
        ("Quyết định số 142/QĐ-VPCP ngày", 0),
    ],
)
def test_attached_to_the_right_document(told, count):
    plan = paper("ke-hoach", "Triển khai", body=(Block("doan", text=f"(Ban hành kèm theo {told})"),)).document
    given = paper("quyet-dinh", "Ban hành Kế hoạch", day=date(2024, 3, 16), number=142, attached=(plan,))
    assert len(found("L805", given)) == count


# --- the table as a whole ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("due", "count"), [("Tháng 9/2028", 1), ("Tháng 01/2027", 0), ("Giai đoạn 2026 - 2030", 0), ("Thường xuyên", 0)]
)
def test_deadline_after_the_programme(due, count):
    rows = [row(f"Việc thứ {n} của năm", thoi_han=f"Tháng {n}/2026") for n in range(1, 8)]
    given = tasks(*rows, row(thoi_han=due), kind="ke-hoach", subject="Chuyển đổi số năm 2026", day=date(2026, 1, 5))
    assert len(found("L210", given)) == count


def test_many_deadlines_after_the_title_s_year_are_meant():
    rows = [row(f"Việc thứ {n} của năm", thoi_han=f"Tháng {n}/2028") for n in range(1, 8)]
    assert found("L210", tasks(*rows, kind="ke-hoach", subject="Kế hoạch năm 2026", day=date(2026, 1, 5))) == []


@pytest.mark.parametrize(
    ("due", "count"),
    [("Quý III/2026 (tháng 6/2026)", 1), ("Quý III/2026 (trước 30/9/2026)", 0), ("Tháng 6 (quý III)", 1),
     ("Tháng 6/2026 (Quý II/2026)", 0), ("Quý I (tháng 3); quý II (tháng 6)", 0), ("Quý 1 năm 2026 (tháng 4)", 1)],
)  # fmt: skip
def test_month_and_quarter(due, count):
    assert len(found("L211", tasks(row(thoi_han=due)))) == count


def test_blank_where_the_others_have_it():
    rows = [row(f"Việc thứ {n} của năm", thoi_han=f"Tháng {n}/2026") for n in range(1, 9)]
    assert cells(found("L414", tasks(*rows[:4], row(thoi_han=""), *rows[4:]))) == ["C6"]
    assert found("L208", tasks(*rows[:4], row(thoi_han=""), *rows[4:])) == []
    assert found("L414", tasks(*rows[:4], row(thoi_han=""))) == []


@pytest.mark.parametrize(
    ("said", "count"),
    [("Kế hoạch gồm 4 nhiệm vụ.", 1), ("Kế hoạch gồm 03 nhiệm vụ.", 0), ("Thực hiện 5 nhiệm vụ tại Phụ lục.", 1),
     ("Trong 3 nhiệm vụ được giao có 02 nhiệm vụ đã hoàn thành.", 0), ("Có 2 nhiệm vụ quá hạn.", 0),
     ("Giao 4 nhiệm vụ cho các phòng.", 1), ("Giao 2 nhiệm vụ cho Phòng Kinh tế.", 0), ("Tổng số 4 nhiệm vụ.", 1),
     ("Mỗi xã có 02 nhiệm vụ trọng tâm.", 0), ("Năm 2025 đã hoàn thành 12 nhiệm vụ.", 0)],
)  # fmt: skip
def test_count_of_tasks_in_the_text(said, count):
    text = Block("doan", text=said)
    given = tasks(row("Việc một"), row("Việc hai"), row("Việc ba"), kind="ke-hoach", subject="Kế hoạch", body=(text,))
    assert len(found("L415", given)) == count


def test_a_number_with_the_mark_of_a_note_is_no_number_of_a_row():
    text = Block("doan", text="Kế hoạch gồm 4 nhiệm vụ.")
    given = tasks(
        row("Việc một", stt="1¹"), row("Việc hai", stt="²"), kind="ke-hoach", subject="Kế hoạch", body=(text,)
    )
    assert len(found("L415", given)) == 1


@pytest.mark.parametrize(
    ("again", "count"),
    [
        ("Kiểm tra việc chấp hành chế độ báo cáo thống kê tại sáu tỉnh: tổ chức trong năm", 1),
        ("Tổ chức kiểm tra việc chấp hành chế độ báo cáo tài chính tại sáu tỉnh trong năm nay, quý tới", 0),
    ],
)
def test_task_said_anew(again, count):
    first = row("Tổ chức kiểm tra việc chấp hành chế độ báo cáo thống kê tại sáu tỉnh")
    assert len(found("L402", tasks(first, row(again)))) == count


@pytest.mark.parametrize(
    ("text", "code", "count"),
    [
        ("Nghị định 175/NĐ-CP ngày 30/10/2023", "L115", 1),
        ("Nghị quyết số 175/NQ-CP ngày 30/10/2023", "L115", 0),
        ("Nghị quyết số 175/NQ-CP ngày 31/10/2023", "L115", 1),
        ("Nghị quyết số 175/NQ-CP ngày 31/10/2024", "L115", 0),
        ("Công văn số 175/SNV-VP ngày 30/10/2023", "L115", 0),
        ("Nghị định số 30/2020/NĐ-CP", "L115", 0),
        ("theo Nghị định 175", "L116", 1),
        ("theo Nghị quyết 175", "L116", 0),
        ("theo Nghị định 999", "L116", 0),
    ],
)
def test_document_against_the_list(text, code, count):
    assert len(found(code, tasks(row(van_ban_chi_dao=text)))) == count


def test_bases_that_are_not_listed_are_one_note():
    bases = ("Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020;",
             "Căn cứ Quyết định số 1/QĐ-A ngày 1/2/2024;",
             "Căn cứ Quyết định số 2/QĐ-A ngày 1/2/2024;", "Theo đề nghị của Chánh Văn phòng.")  # fmt: skip
    (note,) = found("L117", paper("quyet-dinh", "Ban hành", day=date(2024, 3, 1), bases=bases))
    assert "2 căn cứ" in str(note.message) and note.severity is Severity.NOTE


def test_row_that_stands_aside():
    rows = [row(f"Việc thứ {n} của năm", thoi_han=f"Tháng {n}/2026") for n in range(1, 4)]
    aside = {"stt": "Bộ Khoa học và Công nghệ", "noi_dung": "Giai đoạn 2026 - 2030", "thoi_han": ""}
    assert cells(found("L704", tasks(*rows, aside))) == ["A5"]
    assert found("L704", tasks(*rows, {"stt": "Đợt 1", "noi_dung": "Việc", "thoi_han": "2026"})) == []


def test_dashes_are_the_way_of_a_table():
    rows = [{"stt": str(n), "noi_dung": f"- Việc thứ {n} của năm"} for n in range(1, 5)]
    plain = [{"stt": str(n), "noi_dung": f"Việc thứ {n} của năm"} for n in range(5, 12)]
    assert found("L404", tasks(*rows)) == []
    assert len(found("L404", tasks(rows[0], *plain))) == 1


@pytest.mark.parametrize(("dated", "count"), [(PartialDate(2024), 0), (PartialDate(2024, 12), 0), (PartialDate(), 1)])
def test_a_document_with_a_year_alone_is_judged_by_it(dated, count):
    given = tasks(row(don_vi_thuc_hien="Bộ Kế hoạch và Đầu tư", thoi_han="Quý I/2025", dang_trien_khai="Đang làm"))
    given = replace(given, document=replace(given.document, kind="bao-cao", dated=dated))
    for code in ("L507", "L304"):
        assert len(found(code, given, as_of=date(2026, 11, 27))) == count


def test_numbers_of_a_longer_list_are_kept():
    numbers = ["1", "2", "5", "8", "17", "22", "23", "1"]
    given = tasks(*({"stt": number, "noi_dung": f"Việc {at}", "thoi_han": "2026"} for at, number in enumerate(numbers)))
    assert found("L701", given) == found("L703", given) == []
    one = tasks(*({"stt": number, "noi_dung": f"Việc {number}", "thoi_han": "2026"} for number in ("1", "2", "6", "7")))
    assert cells(found("L701", one)) == ["A4"]


def test_an_undated_report_is_judged_by_the_year_of_what_it_cites():
    rows = [row(van_ban_chi_dao=f"Thông báo {n}/TB-VPCP ngày 24/7/2024", don_vi_thuc_hien="Bộ Kế hoạch và Đầu tư",
                thoi_han="Năm 2025", dang_trien_khai="Đang triển khai") for n in range(1, 60)]  # fmt: skip
    slip = row(van_ban_chi_dao="Thông báo 99/TB-VPCP ngày 24/7/2025")
    given = tasks(*rows, slip, kind="phu-luc", subject="Kết quả")
    assert found("L507", given, as_of=date(2026, 11, 27)) == found("L304", given, as_of=date(2026, 11, 27)) == []


def test_a_word_that_opens_a_text_belongs_to_what_follows():
    rows = [row(f"Tổ Văn phòng lập văn bản số {n}", chu_tri="Tổ Tin học") for n in range(30)]
    assert found("L602", tasks(*rows, row("Sổ văn bản điện tử"))) == []
    assert len(found("L602", tasks(*rows, row("Sổ văn phòng lập văn bản")))) == 1


def test_one_unit_in_two_ways_of_capitals():
    usual = [row(f"Việc số {n}", chu_tri="Phòng Văn hóa - Xã hội, Công an xã") for n in range(2)]
    doubts = found("L502", tasks(*usual, row("Việc khác", chu_tri="Phòng văn hóa - xã hội")))
    assert cells(doubts) == ["C4"] and "Phòng Văn hóa - Xã hội" in str(doubts[0].message)
    right = row("Việc khác", chu_tri="Trạm Y tế xã, công an xã, Phòng Văn hoá - Xã hội")
    assert found("L502", tasks(*usual, right)) == []


def test_right_words_beside_a_frequent_neighbour():
    rows = [row(f"Bộ Công an cung cấp dữ liệu dân cư số {n}, hội đồng nhân dân cung cấp") for n in range(110)]
    assert found("L602", tasks(*rows, row("Bộ Công an, hội đồng nhân dân cùng cấp"))) == []
    rows = [row(f"Cơ quan {n} kết nối với cơ sở dữ liệu, xử lý đối với hồ sơ") for n in range(110)]
    assert found("L602", tasks(*rows, row("Hội nghị sơ kết đối với mô hình"))) == []
    assert len(found("L602", tasks(*rows, row("Cơ quan kết đối cơ sở"), row("Hệ thống kết nôi với cơ sở")))) == 1
