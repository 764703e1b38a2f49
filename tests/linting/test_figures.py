"""The figures of a report in prose: each seeded error is found with its sum, the right text is left in peace."""

import random
from collections import Counter
from datetime import date

import docx
import pytest

from generator.commands import lint as linting
from generator.commands.figures import FigureOptions, propose
from generator.commands.proof import prove
from generator.linting.lint import ALL_CHECKS, lint
from generator.linting.reports import report_of
from generator.reading.figures.model import Period as Month
from generator.reading.figures.sheet import read_sheet
from generator.values.emphasis import marked
from generator.values.model import Block, Origin
from generator.values.periods import Period
from tests.linting.data import AS_OF, found, paper
from tests.reading.figures.test_eight_paragraphs import EIGHT, FIVE, FOUR, ONE, SIX, THREE, TWO

OURS = [check.code for check in ALL_CHECKS if check.code.startswith("L0")]
APRIL = (
    ONE.replace("tháng 5/2030", "tháng 4/2030").replace("18.640", "17.400").replace("12.470", "11.600")
    .replace("6.170", "5.800").replace("16.200", "15.084").replace("1.240", "1.100").replace("870", "800")
    .replace("370", "300").replace("1.116", "990").replace("86,91", "86,69")
)  # fmt: skip


def report(*texts, month="5/2030"):
    return paper(
        "bao-cao",
        f"Kết quả thực hiện Chương trình 09 tháng {month}",
        body=tuple(Block("doan", text, origin=Origin("noi-dung.md", row=row)) for row, text in enumerate(texts, 1)),
    )


def said(code, *texts, last=()):
    against = report(*last, month="4/2030") if last else None
    return [str(one.message) for one in found(code, report(*texts), against=against)]


def ours(now, last=None):
    return [one for one in lint(now, AS_OF, against=last) if one.code in OURS]


@pytest.mark.parametrize("text", [ONE, TWO, THREE, FOUR, FIVE, SIX, EIGHT])
def test_right_paragraphs_have_nothing_wrong(text):
    assert [str(one.message) for one in ours(report(text)) if text is not SIX] == []


def test_the_months_of_one_series_add_up():
    assert ours(report(ONE), report(APRIL, month="4/2030")) == []


@pytest.mark.parametrize(("code", "text"), [
    *(("L005", text) for text in (
        "Tiếp nhận 120 hồ sơ, trong đó 130 hồ sơ trực tuyến.",
        "Tiếp nhận 120 hồ sơ; riêng hồ sơ đất đai 150 hồ sơ.",
        "Tiếp nhận 120 hồ sơ, riêng lĩnh vực đất đai là 150 hồ sơ.",
        "Đã hoàn thành 25 trên tổng số 20 nhiệm vụ.",
        "Trong tổng số 20 nhiệm vụ, đã hoàn thành 25 nhiệm vụ.",
        "Tổng số 45 cán bộ, trong đó nữ 50 người.",
        "Tổng số 45 đảng viên, trong đó 50 nữ.",
        "Thu ngân sách 1.200 triệu đồng, trong đó thu nội địa 1,3 tỷ đồng.",
        "Tổ chức 10 cuộc thanh tra, trong đó có 12 cuộc đột xuất.",
        "Khám 1.200 lượt người bệnh, trong đó có 1.300 lượt BHYT.",
        "Giải quyết 100 hồ sơ (đúng hạn 105 hồ sơ).",
    )),
    *(("L003", text) for text in (
        "Tiếp nhận 120 hồ sơ (trực tuyến: 80; trực tiếp: 50).",
        "Tiếp nhận 120 đơn, trong đó khiếu nại 80 đơn, tố cáo 30 đơn, kiến nghị 20 đơn.",
        "Tiếp nhận 120 đơn gồm khiếu nại 80, tố cáo 30, kiến nghị 20.",
        "Giải quyết 100 hồ sơ, trong đó đúng hạn 90 hồ sơ, quá hạn 15 hồ sơ.",
        "Tiếp nhận 120 hồ sơ, cụ thể: đất đai 80 hồ sơ, hộ tịch 50 hồ sơ.",
    )),
    *(("", text) for text in (
        "Tiếp nhận 120 hồ sơ, riêng tháng trước 150 hồ sơ.",
        "Tiếp nhận 120 hồ sơ, cụ thể: trong tháng 50 hồ sơ, lũy kế 500 hồ sơ.",
        "Hoàn thành 25/20 nhiệm vụ, vượt kế hoạch; thực hiện 120/100 chỉ tiêu.",
        "Phát hiện 12 vụ, trong đó bắt 25 đối tượng; 10 giáo viên, trong đó 3 giáo viên dạy 150 học sinh.",
        "Có 45 cán bộ, trong đó nữ 20 người, đảng viên 40 người.",
        "Thu 1,2 tỷ đồng, trong đó thu phí 900 triệu đồng, riêng thu đất 600 triệu đồng.",
        "Giải quyết 100 hồ sơ, trong đó đúng hạn 90 hồ sơ, trước hạn 60 hồ sơ.",
        "Phẫu thuật 1.034 ca, chuyển tuyến trên 412 ca.",
        "Tiêm 120 trẻ, trong đó mũi 1: 120 trẻ, mũi 2: 90 trẻ, mũi 3: 80 trẻ.",
        "Trong tổng số 20 nhiệm vụ, đã hoàn thành 15 nhiệm vụ; giao thêm 30 nhiệm vụ.",
    )),
])  # fmt: skip
def test_parts_however_they_are_told_are_of_their_whole(code, text):
    told = [one.code for one in ours(report(f"Trong tháng 5/2030, {text[0].lower()}{text[1:]}"))]
    assert told == ([code] if code else [])


def test_a_letter_is_no_report():
    assert report_of(paper("cong-van", "Về việc A tháng 5/2030", body=(Block("doan", ONE),))).period is None


def test_old_month():
    assert said("L001", ONE.replace("5/2030", "4/2030")) == ["“- Trong tháng 4/2030”: báo cáo là của tháng 5/2030."]
    assert said("L001", FIVE.replace("15/5/2030", "15/4/2030")) != []
    assert said("L001", "Tăng 5 hồ sơ so với tháng 4/2030. Từ ngày 01/3/2029 đến nay có 7 hồ sơ.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Tính đến ngày 15 tháng 10 năm 2030, đã cấp 12 thẻ.",
        "Tính đến hết ngày 15/10, đã cấp 12 thẻ.",
        "Trong T10/2030, đã cấp 12 thẻ.",
        "Trong T.10.2030, đã cấp 12 thẻ.",
        "Trong tháng 10/30, đã cấp 12 thẻ.",
        "Tính đến 15/10/30, đã cấp 12 thẻ.",
        "Tính đến 15.10, đã cấp 12 thẻ.",
        "Trong tuần 3 tháng 10, đã cấp 12 thẻ.",
        "Trong 10/2030, đã cấp 12 thẻ.",
        "Trong tháng mười, đã cấp 12 thẻ.",
        "Trong tháng Mười một năm 2029, đã cấp 12 thẻ.",
        "Từ đầu năm 2029 đến nay, đã cấp 12 thẻ.",
        "Kỳ báo cáo tháng 10 năm 2030 đã cấp 12 thẻ.",
    ],
)
def test_an_old_month_however_it_is_written(text):
    now = text.replace("10", "11").replace("tháng mười,", "tháng mười một,").replace("2029", "2030")
    assert len(found("L001", report(text, month="11/2030"))) == 1
    assert found("L001", report(now, month="11/2030")) == []


@pytest.mark.parametrize(
    "text",
    [
        "Thực hiện Nghị quyết phiên họp Chính phủ thường kỳ tháng 10/2030, các xã đã làm.",
        "Tại kỳ họp tháng 10/2030, HĐND tỉnh giao việc.",
        "Việc giao tại cuộc họp giao ban tháng 10/2030 đã xong.",
        "Nhiệm vụ tháng 10/2030 chuyển sang đã xong.",
        "So với T10/2030, tăng 12 hồ sơ.",
        "So với tháng mười, tăng 12 hồ sơ.",
        "Họp mỗi tháng một, hai lần; ghi đủ ngày, tháng, năm.",
        "Kỷ niệm Cách mạng tháng Mười.",
        "Giai đoạn 5/2029 - 10/2031 làm 12 công trình.",
    ],
)
def test_another_month_that_is_meant(text):
    assert said_of("L001", text, "11/2030") == []


def said_of(code, text, month):
    return [str(one.message) for one in found(code, report(text, month=month))]


def test_the_months_of_a_quarter_are_not_old():
    quarter = Period(date(2030, 4, 1), date(2030, 6, 30), "quy")
    body = tuple(Block("doan", f"Trong tháng {month}/2030, đã cấp 12 thẻ.") for month in (3, 4, 5, 6))
    (one,) = found("L001", paper("bao-cao", "Kết quả quý II năm 2030", body=body, period=quarter))
    assert "tháng 3/2030" in str(one.message)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Trong tháng 12, cấp 12 thẻ.", True),
        ("Trong tháng mười hai, cấp 12 thẻ.", True),
        ("Tính đến ngày 15/12, cấp 12 thẻ.", True),
        ("Từ đầu năm 2030 đến nay, cấp 12 thẻ.", True),
        ("Tính đến hết ngày 31/12, cấp 12 thẻ.", False),
        ("So với tháng 12, tăng 12 thẻ.", False),
        ("Trong tháng 11, cấp 12 thẻ.", False),  # of which year nobody knows
    ],
)
def test_december_is_january_s_month_before(text, wrong):
    assert bool(said_of("L001", text, "1/2031")) is wrong


def test_next_months_work_that_names_this_month():
    def planned(heading, text):
        below = Block("doan", text, origin=Origin("noi-dung.md", row=2))
        body = (Block("muc", title=heading, children=(below,), origin=Origin("noi-dung.md", row=1)),)
        return [str(one.message) for one in found("L001", paper("bao-cao", "Kết quả tháng 5/2030", body=body))]

    tasks, text = "Nhiệm vụ trọng tâm tháng 6/2030", "Trong tháng 5/2030, cấp thêm 120 thẻ."
    assert planned(tasks, text) == ["“Trong tháng 5/2030”: việc của kỳ tới mà ghi tháng của kỳ này."]
    assert planned(tasks, text.replace("5/", "6/")) == []
    assert planned(tasks, "Hoàn thành các việc còn lại của tháng 5/2030.") == []
    assert planned("Nhiệm vụ trọng tâm thời gian tới", text) == []  # the period may end before its month
    assert planned("Kết quả tháng 5/2030", text) == []


@pytest.mark.parametrize(
    ("heading", "wrong"),
    [
        ("III. NHIỆM VỤ TRỌNG TÂM THÁNG 5 NĂM 2030", True),
        ("Phương hướng, nhiệm vụ tháng 5/2030", True),
        ("III. NHIỆM VỤ TRỌNG TÂM THÁNG 6 NĂM 2030", False),
        ("I. NHIỆM VỤ ĐƯỢC GIAO TRONG THÁNG 5/2030", False),
        ("Kết quả thực hiện nhiệm vụ tháng 5/2030", False),
    ],
)
def test_a_heading_of_next_months_work_that_names_this_month(heading, wrong):
    assert bool(said("L001", heading)) is wrong


@pytest.mark.parametrize(
    ("code", "cell", "wrong"),
    [
        ("L004", "Đã số hóa 61/96 xã, đạt tỷ lệ 73,54%.", True),
        ("L004", "Đã số hóa 61/96 xã, đạt tỷ lệ 63,54%.", False),
        ("L003", "Tiếp nhận 1.240 hồ sơ, gồm: 870 hồ sơ cấp mới và 380 hồ sơ cấp đổi.", True),
        ("L005", "Kiểm tra 96 cơ sở, trong đó 112 cơ sở tư nhân.", True),
        ("L005", "15/5", False),
    ],
)
def test_a_sentence_in_a_cell_of_a_report_is_worked_out(code, cell, wrong):
    table = Block("bang", cells=(("TT", "Kết quả"), ("1", cell)), origin=Origin("noi-dung.md", row=2))
    body = (Block("doan", "Các sở phối hợp tốt.", origin=Origin("noi-dung.md", row=1)), table)
    said = found(code, paper("bao-cao", "Kết quả tháng 5/2030", body=body))
    assert [one.place.line for one in said] == ([2] if wrong else [])


def test_running_total():
    (one,) = said("L002", ONE.replace("18.640", "19.640"), last=[APRIL])
    assert "≠ 17.400 + 1.240 = 18.640, lệch 1.000" in one


def test_the_only_month_of_a_total_s_unit_where_it_is_off_by_a_round_number():
    text = (
        "Trong tháng, tổ chức 62 đợt tuần tra với 251 lượt người tham gia. Lũy kế từ đầu năm đến ngày 20/5/2030, tổ "
        "chức {} đợt tuần tra."
    )
    last = text.replace("62", "58").replace("251", "236").replace("20/5", "20/4").format(214)
    (one,) = said("L002", text.format("1.276"), last=[last])
    assert "≠ 214 + 62 = 276, lệch 1.000" in one
    assert said("L002", text.format(276), last=[last]) == said("L002", text.format(289), last=[last]) == []
    assert (
        len(said("L017", text.format(289), last=[last])) == 1 and said("L017", text.format("1.276"), last=[last]) == []
    )


def test_sum_of_parts():
    (one,) = said("L003", ONE.replace("370", "380"))
    assert "870 + 380 = 1.250, lệch 10" in one
    (one,) = said("L003", TWO.replace("01 mô hình", "02 mô hình"))
    assert "11 + 12 + 02 = 25, lệch 1" in one


def test_percentage():
    (one,) = said("L004", TWO.replace("95,19", "95,18"))
    assert "cắt số" in one and "95,1875%" in one and "95,19%" in one
    (one,) = said("L004", ONE.replace("đạt tỷ lệ 90%", "đạt tỷ lệ 91%"))
    assert "1.116 / 1.240 = 90,0000%" in one
    (one,) = said("L004", SIX.replace("85,47", "84,57"))
    assert "2.065 / 2.416" in one


@pytest.mark.parametrize(("text", "right", "wrong"), [
    # What was rounded leaves its share open; what is counted does not.
    ("Giải ngân 12,4/15,1 tỷ đồng, đạt {}%.", "82,3", "83,3"),
    ("Tổng vốn 15,1 tỷ đồng, trong đó đã giải ngân 12,4 tỷ đồng (đạt {}%).", "82,3", "92,3"),
    ("Huy động 2,3/3 triệu lượt, đạt {}%.", "75", "95"),
    ("Giải quyết 124/151 hồ sơ, đạt {}%.", "82,12", "82,3"),
    ("Doanh thu đạt 125,5 tỷ đồng, bằng {}% so với cùng kỳ (120,2 tỷ đồng).", "104,4", "110,6"),
    ("Thu 62,5 tỷ đồng, trong đó thuế 20 tỷ đồng, bằng {}% so với cùng kỳ (57,4 tỷ đồng).", "108,9", "118,9"),
    ("Nhận 1.240 hồ sơ, trả 990 hồ sơ, bằng {}% so với tháng trước (1.170 hồ sơ).", "105,98", "106,98"),
])  # fmt: skip
def test_a_percentage_of_rounded_amounts_and_of_what_a_bracket_says(text, right, wrong):
    assert said("L004", text.format(right)) == []
    assert len(said("L004", text.format(wrong))) == 1


def test_part_above_whole():
    (one,) = said("L005", SIX)
    assert "17.523" in one and "2.065" in one and "lệch 15.458" in one
    assert len(said("L005", TWO.replace("61/96", "97/96"))) == 1


def test_a_total_that_fell_is_a_month_s():
    last = SIX.replace("15/5", "15/4").replace("2.065", "14.092").replace("2.416", "18.114")
    last = last.replace("17.523", "15.458").replace("18.498", "16.082").replace("85,47", "77,80")
    now, before = report(SIX), report(last, month="4/2030")
    (one,) = found("L006", now, against=before)
    assert "14.092" in str(one.message) and "có phải số trong tháng?" in str(one.message)
    assert one.basis == "17.523 − 15.458 = 2.065"
    assert [one.code for one in ours(now, before)] == ["L005", "L006"]


def test_a_total_of_the_year_that_fell_within_it(tmp_path):
    text = "Lũy kế từ đầu năm đến nay, toàn tỉnh tổ chức {} đợt tuần tra."
    (one,) = said("L006", text.format(62), last=[text.format(214)])
    assert "giảm 152" in one
    now, last = report(text.format(62), month="01/2031"), report(text.format(214), month="12/2030")
    assert found("L006", now, against=last) == []


def test_difference_to_last_month():
    april = FOUR.replace("7.450", "7.200").replace("602.400", "551.000").replace("250", "100")
    assert said("L007", FOUR, last=[april]) == []
    (one,) = said("L007", FOUR, last=[FOUR])
    assert "7.450 − 7.450 = 0" in one


def test_unchanged_month():
    assert len(said("L008", ONE, last=[APRIL.replace("990", "1.116")])) == 1


def test_unchanged_for_three_periods():
    now, last, older = (report(ONE, month=f"{month}/2030") for month in (5, 4, 3))
    codes = Counter(one.code for one in lint(now, AS_OF, against=last, earlier=older))
    # Four of the month that are not small, four running totals.
    assert codes["L015"] == 4 and codes["L016"] == 4 and codes["L008"] == 0
    older = report(APRIL, month="3/2030")
    codes = Counter(one.code for one in lint(now, AS_OF, against=last, earlier=older))
    assert codes["L015"] == codes["L016"] == 0 and codes["L008"] == 4


@pytest.mark.parametrize(("ratio", "wrong"), [("99,80", []), ("96,16", []), ("99,70", ["5.906 / 5.918 = 99,7972%"])])
def test_a_share_of_the_nearest_of_two_wholes_or_of_that_which_it_bears_out(ratio, wrong):
    text = f"Tiếp nhận 6.142 hồ sơ, giải quyết 5.918 hồ sơ, trong đó đúng hạn 5.906 hồ sơ (đạt {ratio}%)."
    assert [one.split(": ")[1].split(", làm")[0] for one in said("L004", text)] == wrong


def test_a_share_is_not_of_what_brackets_break_its_whole_down_into():
    text = (
        "Tiếp nhận 1.240 hồ sơ (870 hồ sơ cấp mới và 370 hồ sơ cấp đổi), trong đó: 1.116 hồ sơ đã trả (đạt tỷ lệ 91%)."
    )
    assert ["1.116 / 1.240" in one for one in said("L004", text)] == [True]


@pytest.mark.parametrize(
    ("end", "blank"),
    [
        ("đạt tỷ lệ …%.", True),
        ("đạt   %;", True),
        ("chiếm ……. %", True),
        ("đạt tỷ lệ: ___%", True),
        ("đạt 90%.", False),
        ("tính tỷ lệ đạt (%) theo mẫu.", False),
        ("bao nhiêu % thì đủ.", False),
    ],
)
def test_blanks_before_a_percent_sign(end, blank):
    assert bool(said("L009", f"Đã trả 1.116 hồ sơ, {end}")) is blank


def test_blank_ratio():
    assert len(said("L009", "Đã trả 1.116 hồ sơ (đạt tỷ lệ %), còn lại chưa trả.")) == 1
    assert len(said("L009", "Đã trả 1.116 hồ sơ (đạt tỷ lệ ), còn lại chưa trả.")) == 1
    assert said("L009", ONE) == []


def test_start_rolled():
    april = FIVE.replace("15/5", "15/4").replace("20/5", "20/4")
    assert said("L010", FIVE, last=[april]) == []
    (one,) = said("L010", FIVE.replace("01/3/2029", "01/3/2030"), last=[april])
    assert "kỳ trước ghi 01/3/2029" in one


def test_the_window_of_the_period_is_no_start():
    """ "Số liệu từ ngày 15/4/2030 đến ngày 14/5/2030" moves with the report."""
    now = "Báo cáo tháng 5/2030 (số liệu từ ngày 15/4/2030 đến ngày 14/5/2030): tiếp nhận 1.240 hồ sơ."
    assert (
        said("L010", now, last=[now.replace("14/5", "14/4").replace("15/4", "15/3").replace("tháng 5", "tháng 4")])
        == []
    )


NAMES = ["cấp thẻ", "tư vấn", "đối thoại", "kiểm tra", "khám sàng lọc", "đào tạo nghề", "hòa giải", "tiêm phòng"]


def series(name, rng, total):
    """A paragraph of one series in this month and its running totals, right in every sum; the totals after it."""
    new, renewed = rng.randint(21, 900), rng.randint(21, 900)
    done = rng.randint(1, new + renewed)
    news, renews, dones = total[0] + new, total[1] + renewed, total[2] + done
    numbers = {
        "t": new + renewed, "a": new, "b": renewed, "d": done, "r": 100 * done / (new + renewed),
        "T": news + renews, "A": news, "B": renews, "D": dones, "R": 100 * dones / (news + renews),
    }  # fmt: skip
    shown = {
        key: f"{value:02,}".replace(",", ".") if isinstance(value, int) else None for key, value in numbers.items()
    }
    for ratio, part, whole in (("r", "d", "t"), ("R", "D", "T")):
        hundredths = (numbers[part] * 20000 + numbers[whole]) // (2 * numbers[whole])
        shown[ratio] = f"{hundredths // 100},{hundredths % 100:02d}"
    text = (
        "Trong tháng {m}/2030, công tác {n} tiếp nhận {t} hồ sơ ({a} hồ sơ mới và {b} hồ sơ lại), trong đó: {d} hồ sơ "
        "đã xong (đạt tỷ lệ {r}%). Tính đến nay, đã tiếp nhận {T} hồ sơ ({A} hồ sơ mới và {B} hồ sơ lại), trong đó: "
        "{D} hồ sơ đã xong (đạt tỷ lệ {R}%)."
    )
    return text, {"n": name, **shown}, (news, renews, dones)


def spoilt(seed, shown, total):
    """The numbers with one wrong, as a clerk's slip makes it."""
    whole = int(shown["t"].replace(".", ""))
    wrong = {
        "total": ("T", f"{sum(total[:2]) + 1000:,}".replace(",", ".")),
        "part": ("b", f"{int(shown['b']) + 1000:,}".replace(",", ".")),
        "ratio": ("R", "12,34"),
        "month": ("m", shown["m"] - 1),
        "larger": ("d", f"{whole + 1:,}".replace(",", ".")),
        "blank": ("r", ""),
    }  # fmt: skip
    key, value = wrong[seed]
    return {**shown, key: value}


CODES = {"total": "L002", "part": "L003", "ratio": "L004", "month": "L001", "larger": "L005", "blank": "L009"}


def test_twelve_months_with_seeded_errors():
    """Twelve reports of eighty figures, six errors of six kinds in each but the first: all told, nothing else."""
    rng, totals, last, seeded = random.Random(20), dict.fromkeys(NAMES, (5000, 4000, 3000)), None, 0
    for month in range(1, 13):
        right, wrong = [], []
        seeds = dict(zip(rng.sample(NAMES, len(CODES)), CODES, strict=True))
        for name in NAMES:
            text, shown, totals[name] = series(name, rng, totals[name])
            shown["m"] = month
            right.append(text.format(**shown))
            wrong.append(text.format(**spoilt(seeds[name], shown, totals[name]) if name in seeds else shown))
        now = report(*right, month=f"{month}/2030")
        assert [str(one.message) for one in ours(now, last)] == []
        if last:
            told = {(one.place.line, one.code) for one in ours(report(*wrong, month=f"{month}/2030"), last)}
            assert {line for line, _ in told} == {NAMES.index(name) + 1 for name in seeds}
            assert {(NAMES.index(name) + 1, CODES[seed]) for name, seed in seeds.items()} <= told
            seeded += len(seeds)
        last = now
    assert seeded == 66


def test_items_numbered_within_a_paragraph():
    assert said("L011", "Tập trung: (1) việc A; (2) việc B; (4) việc C.") == ["Số “(4)”: ngay trước là (2)."]
    assert said("L011", "Tập trung: (1) việc A; (2) việc B. Đề nghị: (1) Sở A; (2) Sở B.") == []
    assert said("L011", "Tập trung: 1) việc A; 2) việc B; 4) việc C.") == ["Số “4)”: ngay trước là 2)."]
    assert said("L011", "2) Tập trung: (1) việc A; (2) việc B.") == []


def word(path, month, *texts):
    """A report that someone else made, in Word."""
    made = docx.Document()
    for text in (
        "ỦY BAN NHÂN DÂN TỈNH MẪU",
        "BÁO CÁO",
        f"Kết quả thực hiện Chương trình 09 tháng {month}/2030",
        *texts,
    ):
        made.add_paragraph(text)
    made.save(path)
    return path


def test_a_report_of_another_office_in_word(tmp_path):
    april = word(tmp_path / "bao-cao-4.docx", 4, APRIL)
    may = word(tmp_path / "bao-cao-5.docx", 5, ONE.replace("18.640", "19.640"))
    told = [one for one in linting.lint(may, AS_OF, against=april).findings if one.code in OURS]
    assert [(one.place.file, one.place.line) for one in told if one.code == "L002"] == [(str(may), 4)]
    right = word(tmp_path / "bao-cao-5b.docx", 5, ONE)
    assert [one.code for one in linting.lint(right, AS_OF, against=april).findings if one.code in OURS] == []


@pytest.mark.parametrize(("month", "title", "codes"), [
    (4, "", ["L002"]), (3, "", ["V549"]), (5, "", ["V549"]), (6, "", ["V549"]),
    # Of weeks and of months together nobody knows which comes before.
    (3, "Tuần 12 ", ["L002"]), (3, "Kết quả quý I, ", ["L002"]),
])  # fmt: skip
def test_a_report_of_another_month_is_not_taken_for_the_last(month, title, codes, tmp_path):
    """Its totals are no last month's: neither what lint works out nor what the sheet has as last is from it."""
    may = word(tmp_path / "bao-cao-5.docx", 5, ONE.replace("18.640", "19.640"))
    last = word(tmp_path / "truoc.docx", month, APRIL)
    titled = docx.Document(last)
    titled.paragraphs[2].text = title + titled.paragraphs[2].text
    titled.save(last)
    found_ = [one for one in linting.lint(may, AS_OF, against=last).findings if one.code in ("L002", "V549")]
    assert [one.code for one in found_] == codes
    made = propose(may, FigureOptions(tmp_path / "so-lieu.xlsx", last))
    assert [one.code for one in made.findings if one.code == "V549"] == [one for one in codes if one == "V549"]
    rows = read_sheet(tmp_path / "so-lieu.xlsx", "s")[0].rows
    assert any(row.last for row in rows) == ("V549" not in codes)


def test_an_old_month_in_a_header_or_footer_is_told(tmp_path):
    file = word(tmp_path / "x.docx", 5, "Đã tiếp nhận 1.240 hồ sơ.")
    made = docx.Document(file)
    section = made.sections[0]
    section.header.paragraphs[0].text = "Báo cáo tháng 4/2030"
    section.footer.paragraphs[0].text = "Số liệu tháng 4 năm 2030, so với tháng 3/2030"
    section.footer.add_paragraph("Báo cáo tháng 5/2030, sau báo cáo tháng 4/2030")
    made.save(file)
    for told in (linting.lint(file, AS_OF).findings, prove(file, AS_OF).findings):
        assert sorted((one.place.part, str(one.message)[1:12]) for one in told if one.code == "L001") == [
            ("chân trang", "Số liệu thá"), ("đầu trang", "Báo cáo thá")
        ]  # fmt: skip


def test_numbers_of_sections_that_are_skipped_are_told_of_a_report_in_word(tmp_path):
    texts = ("I. KẾT QUẢ", "1. Một", "2. Hai", "4. Bốn", "a) Việc.", "b) Việc.", "d) Việc.", "III. NHIỆM VỤ")
    told = linting.lint(word(tmp_path / "x.docx", 5, *texts), AS_OF).findings
    said = [(one.place.line, str(one.message).split("; ")[0]) for one in told if one.code == "V399"]
    assert said == [
        (7, "Số thứ tự “4.” đứng sau “2.”: thiếu “3.”"),
        (10, "Số thứ tự “d)” đứng sau “b)”: thiếu “c)”"),
        (11, "Số thứ tự “III.” đứng sau “I.”: thiếu “II.”"),
    ]


def test_a_report_of_120_paragraphs_reads_each_once(monkeypatch):
    from generator.linting import reports

    count, told = 0, reports.read_paragraph

    def counted(paragraph):
        nonlocal count
        count += 1
        return told(paragraph)

    monkeypatch.setattr(reports, "read_paragraph", counted)
    ours(report(*[ONE] * 120))
    assert count == 120


@pytest.mark.parametrize(
    "text",
    [
        "Toàn tỉnh ghi nhận 1.502 ca sốt rét, tăng so với tháng trước (1.284 ca), trong đó 41 ca nặng; lũy kế từ đầu "
        "năm 7.418 ca.",
        "Ghi nhận 1.502 ca (cùng kỳ 12 ca), trong đó 41 ca nặng.",
        "Ghi nhận 1.502 ca (tuyến xã 30 ca), trong đó 41 ca nặng.",
        "Ghi nhận 1.502 ca, cao hơn so với tháng trước là 30 ca, trong đó 41 ca nặng.",
        "Ghi nhận 42 ca, trong đó 41 ca nặng (cùng kỳ năm trước 57 ca), lũy kế từ đầu năm 7.418 ca.",
        "Ghi nhận 42 ca (trong đó 41 ca nặng), cả năm ghi nhận 7.418 ca.",
        "Cấp tỉnh tiếp nhận 10 hồ sơ, trong đó 5 hồ sơ trực tuyến; cấp xã tiếp nhận 200 hồ sơ, trong đó 90 hồ sơ trễ.",
    ],
)
def test_what_is_compared_with_or_runs_on_is_neither_whole_nor_part(text):
    assert said("L005", text) == said("L003", text) == []


def test_the_part_is_one_of_the_main_figure():
    (one,) = said("L005", "Ghi nhận 42 ca, tăng so với tháng trước (1.284 ca), trong đó 50 ca; lũy kế 7.418 ca.")
    assert "“50 ca” > “42 ca”" in one


CHANGES = [
    ("1.502 ca sốt rét, tăng {}% so với tháng trước (1.284 ca)", "17,0", "71,0"),
    ("1.502 ca sốt rét, tăng {}% so với tháng trước (1.284 ca)", "17", "15"),
    ("412 lượt khám, tăng {} lượt so với tháng trước (300 lượt)", "112", "10"),
    ("412 lượt khám (trẻ em 30 lượt), giảm {} lượt so với cùng kỳ năm 2029 (500 lượt)", "88", "98"),
    ("1.502 ca, trong đó 41 ca nặng, tăng {}% so với cùng kỳ (1.284 ca)", "17,0", "19,0"),
    ("1,5 triệu lượt khách, tăng {}% so với cùng kỳ (1,3 triệu lượt khách)", "17,0", "50,0"),
    ("1.502 ca, tăng gần {}% so với tháng trước (1.284 ca)", "20", None),
    ("doanh thu 1.502 tỷ đồng, tăng {}% so với tháng trước (1.284 ca)", "71,0", None),
    ("công suất đạt 88,1%, tăng {} điểm phần trăm so với tháng trước (87,3%)", "0,9", "1,9"),
    ("312 ca phẫu thuật, tăng {} ca (tăng 4%) so với tháng trước (300 ca)", "12", "22"),
    ("15 đảng viên mới, giảm {} đảng viên (16,67%) so với cùng kỳ năm 2029 (18 đảng viên)", "03", "05"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "right", "wrong"), CHANGES)
def test_a_change_whose_both_ends_the_sentence_says(text, right, wrong):
    text = f"Toàn tỉnh ghi nhận {text}."
    assert said("L007", text.format(right)) == []
    assert len(said("L007", text.format(wrong))) == 1 if wrong else True


AGAINST = [
    ("Ghi nhận {} ca sởi, tăng {}% so với tháng trước.", ("1.284", "12,4"), "1.502", "17,0", "71,0"),
    ("Tay chân miệng: {} ca mắc, giảm {} ca so với tháng MM.", ("318", "46"), "275", "43", "34"),
    ("Có {} người bệnh, tăng {} người so với tháng MM/2030.", ("1.203.450", "3.120"), "1.206.100", "2.650", "2.560"),
    ("Công suất đạt {}%, tăng {} điểm phần trăm so với tháng trước.", ("87,3", "1,8"), "88,1", "0,8", "1,9"),
    ("Có {} người tham gia, tăng {} người so với tháng 4/2029.", ("1.203.450", "3.120"), "1.206.100", "2.560", None),
    ("Có {} người bệnh (chuyển 03 người), tăng {} người so với tháng trước.", ("100", "9"), "105", "5", None),
    ("Có {} người, tăng {}% so với cùng kỳ năm trước.", ("1.203", "3,1"), "1.206", "25,6", None),
    # Parts in brackets stand between; a percentage grows by points or by percent of itself, whichever is meant.
    ("Có {} em bỏ học (tiểu học 04, trung học 53), giảm {} em so với tháng MM.", ("69", "3"), "57", "12", "13"),
    ("Có {} em bỏ học (tiểu học 04 em, trung học 53 em), giảm {} em so với tháng MM.", ("57", "3"), "57", "0", "12"),
    ("Trẻ ra nhóm trẻ đạt {}%, tăng {}% so với tháng trước.", ("31,6", "0,4"), "32,2", "0,6", "0,4"),
    ("Trẻ ra nhóm trẻ đạt {}%, tăng {}% so với tháng trước.", ("31,6", "0,4"), "32,2", "1,9", "4,0"),
    ("Thu 120 tỷ đồng, đạt {}% dự toán, tăng {}% so với tháng trước.", ("40", "3"), "45", "2", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "april", "level", "right", "wrong"), AGAINST)
def test_a_change_to_the_last_report(text, april, level, right, wrong):
    last = [text.replace("MM", "3").format(*april)]
    assert said("L007", text.replace("MM", "4").format(level, right), last=last) == []
    assert len(said("L007", text.replace("MM", "4").format(level, wrong), last=last)) == 1 if wrong else True


@pytest.mark.parametrize("text", [
    "Có {} thí sinh dự thi của 45 trường; {} thí sinh đạt giải ({}%), gồm 21 giải Nhất.",
    "Tiếp nhận {} hồ sơ, thu 12 triệu đồng, trả {} hồ sơ, đạt {}%.",
])  # fmt: skip
def test_a_percentage_is_of_what_it_was_of_in_the_last_report(text):
    april = [text.format("1.126", "584", "51,87")]
    assert said("L004", text.format("1.148", "595", "51,83"), last=april) == []
    (one,) = said("L004", text.format("1.148", "595", "51,87"), last=april)
    assert "595 / 1.148 = 51,8293%" in one
    # It was of something else then, or of a share that many numbers have.
    assert said("L004", text.format("1.148", "595", "51,87"), last=[text.format("1.126", "584", "51,00")]) == []
    assert said("L004", text.format("1.148", "595", "51"), last=[text.format("1.126", "584", "52")]) == []


RUNNING = [
    ("Thanh toán {} giao dịch, giá trị 6.745,8 triệu đồng; lũy kế {} giao dịch.", True),
    ("Trong tháng tiếp nhận {} hồ sơ, gồm 41 hồ sơ trực tuyến, 44 hồ sơ giấy. Lũy kế từ đầu năm tiếp nhận {} hồ sơ.",
     True),
    ("Cấp {} giấy phép, thu 12 triệu đồng (lũy kế từ đầu năm đến nay {} giấy phép).", True),
    ("Số hóa 900 trang (lũy kế 4,1 triệu trang); kích hoạt {} tài khoản mức 2, lũy kế {} tài khoản.", True),
    # Of another thing, of two, of what is planned, of what there is.
    ("Trong tháng tiếp nhận {} hồ sơ, thu 3 triệu đồng. Lũy kế từ đầu năm giải quyết {} hồ sơ.", False),
    ("Tiếp nhận {} hồ sơ, giải quyết 5 hồ sơ, thu 3 triệu đồng; lũy kế {} hồ sơ.", False),
    ("Kế hoạch giao {} ha, 12 xã; lũy kế {} ha.", False),
    ("Hiện còn {} hộ, 12 xã; lũy kế {} hộ.", False),
    # What is done with what came in is no total of it.
    ("Tiếp nhận {} phản ánh về môi trường, đã xử lý {} phản ánh.", False),
    ("Trong tháng tiếp {} lượt công dân, đến nay đã giải quyết {} lượt.", False),
    ("Trong tháng giải quyết {} đơn, đến nay đã giải quyết {} đơn.", True),
]  # fmt: skip


@pytest.mark.parametrize(("text", "goes_on"), RUNNING)
def test_a_running_total_beside_other_figures(text, goes_on):
    april = [text.format("70", "1.000")]
    assert said("L002", text.format("85", "1.085"), last=april) == []
    assert len(said("L002", text.format("85", "1.173"), last=april)) == goes_on


def test_a_running_total_of_rounded_numbers():
    text = "Đã giải ngân {} tỷ đồng, 12 dự án; lũy kế {} tỷ đồng."
    april = [text.format("40,2", "353,2")]
    assert said("L002", text.format("48,7", "402"), last=april) == []
    assert len(said("L002", text.format("48,7", "403,9"), last=april)) == 1


def test_parts_and_shares_of_one_sentence():
    assert len(said("L005", "Toàn tỉnh có 42 ca sởi, trong đó 50 ca nặng.")) == 1
    assert said("L005", "Toàn tỉnh có 42 ca sởi, trong đó 5 ca nặng, 120 người tiếp xúc.") == []
    for text in ("Phát hiện 30 cơ sở vi phạm trong tổng số 380 cơ sở được kiểm tra, chiếm {}%.",
                 "Kiểm tra 380 cơ sở, phát hiện 30 cơ sở vi phạm, chiếm {}%.",
                 "Kiểm tra 380 cơ sở, phát hiện 30 cơ sở vi phạm (chiếm {}%), xử phạt 19 cơ sở.",
                 "Kiểm tra 380 cơ sở, trong đó 30 cơ sở vi phạm, chiếm {}%."):  # fmt: skip
        assert said("L004", text.format("7,9")) == [], text
        assert len(said("L004", text.format("9,7"))) == 1, text
    assert said("L004", "Kiểm tra 380 cơ sở, phát hiện 30 cơ sở vi phạm, chiếm 9,7% tổng số cơ sở.") == []


def test_parts_that_exclude_one_another_are_not_more_than_the_whole():
    text = "Tiếp nhận 100 hồ sơ, trong đó {} {} hồ sơ, {} {} hồ sơ."
    (one,) = said("L003", text.format("trực tuyến", 70, "trực tiếp", 40))
    assert "70 + 40 = 110, lệch 10" in one
    assert said("L003", text.format("trực tuyến", 70, "trực tiếp", 30)) == []
    assert said("L003", text.format("cấp tỉnh", 70, "cấp xã", 20)) == []
    assert said("L003", text.format("trực tuyến", 70, "quá hạn", 40)) == []
    for first, second in (("khách quốc tế", "khách nội địa"), ("nội trú", "ngoại trú"), ("của Sở", "của nơi khác")):
        assert len(said("L003", text.format(first, 70, second, 40))) == 1
        assert said("L003", text.format(first, 70, second, 30)) == []


PARTS = "Trong tháng 5/2030, tiếp nhận {} ({})."


@pytest.mark.parametrize(
    ("whole", "parts", "codes"),
    [
        ("231 hồ sơ", "trực tuyến 198, trực tiếp 37", ["L003"]),
        ("231 hồ sơ", "trực tuyến 198, trực tiếp 33", []),
        ("231 hồ sơ", "trực tuyến 198, trực tiếp 23", ["L018"]),
        ("3 xã", "Bản Vược 20, Mường Hum 15", []),
        ("40 hội viên", "nam 22, nữ 19", ["L003"]),
        ("10 vụ", "05 vụ định kỳ, 05 vụ đột xuất, 03 vụ liên ngành", []),
        ("50 người", "30 người là nữ, 25 người dân tộc thiểu số", []),
        ("50 người", "30 người nữ, 25 người nam", ["L003"]),
        ("50 người", "30 người cấp tỉnh, 25 người cấp xã", ["L003"]),
    ],
)
def test_parts_without_a_unit_and_parts_that_overlap(whole, parts, codes):
    findings = ours(report(PARTS.format(whole, parts)))
    assert [one.code for one in findings if one.code in ("L003", "L018")] == codes


@pytest.mark.parametrize(
    ("title", "month"),
    [
        ("Tình hình kinh tế - xã hội tháng 11; nhiệm vụ trọng tâm tháng 12 năm 2031", Month(2031, 11)),
        ("Kết quả công tác tháng 11. Nhiệm vụ tháng 12 năm 2031", Month(2031, 11)),
        ("Kết quả tháng 11 - Nhiệm vụ tháng 12/2031", Month(2031, 11)),
        ("Kết quả công tác tháng 11: nhiệm vụ tháng 12 (năm 2031)", Month(2031, 11)),
        ("Kết quả tháng 12; nhiệm vụ trọng tâm tháng 01 năm 2032", Month(2031, 12)),
        ("Kết quả tháng 9, 9 tháng đầu năm; nhiệm vụ 3 tháng cuối năm 2031", Month(2031, 9)),
        ("Kết quả tháng 9, quý III; nhiệm vụ tháng 10, quý IV năm 2031", Month(2031, 9)),
        ("Phiên họp ngày 05 tháng 11; kết quả tháng 12 năm 2031", Month(2031, 12)),
    ],
)
def test_the_month_of_a_title_is_not_that_which_is_planned(title, month):
    assert report_of(paper("bao-cao", title, body=(Block("doan", "Đã cấp 12 thẻ."),))).period == month


SPENT = "Tổng chi trong tháng {} triệu đồng, lũy kế 11 tháng {} triệu đồng."


def test_an_amount_told_in_two_units_is_one():
    last = SPENT.format("1 tỷ 215", "11 tỷ 842").replace("11 tháng", "10 tháng")
    assert said_of("L001", SPENT.format("1 tỷ 340", "13 tỷ 182"), "11/2030") == []

    def ours_of(*texts):
        return [(one.code, str(one.message)) for one in ours(
            report(*texts, month="11/2030"), report(last, month="10/2030")) if one.code != "L008"]  # fmt: skip

    assert ours_of(SPENT.format("1 tỷ 340", "13 tỷ 182")) == []
    assert ours_of(SPENT.format("1 tỷ 340", "13 tỷ 282")) == [
        ("L002", "“13 tỷ 282 triệu đồng” ≠ 11 tỷ 842 + 1 tỷ 340 = 13.182, lệch 100.")
    ]
    assert [one for one, _ in ours_of(SPENT.format("1 tỷ 340", "10 tỷ 900"))] == ["L006"]
    part = "Trong tháng 11/2030, chi 1 tỷ 340 triệu đồng, trong đó chi đầu tư {} triệu đồng."
    assert ours_of(part.format("800")) == []
    assert [one for one, _ in ours_of(part.format("1 tỷ 400"))] == ["L005"]
    assert [one for one, _ in ours_of("Chi 2 tỷ 300 triệu đồng, trong đó lương 2 tỷ 400 triệu đồng.")] == ["L005"]


@pytest.mark.parametrize("text", ["Trong tháng 10 Bộ Công an làm.", "Trong tháng 10 tỷ lệ là 5%."])
def test_a_month_before_a_word_like_a_unit_stays_one(text):
    assert len(found("L001", report(text, month="11/2030"))) == 1


def below_an_item(item, total):
    """A section as a Word file gives it: what stands behind an item of a list stands below it, bold lines too."""
    rest = (
        Block("doan", marked("**1.2. Thu, chi**")),
        Block("doan", f"Trong tháng cấp 1.240 thẻ; lũy kế từ đầu năm cấp {total} thẻ."),
    )
    items = (Block("gach", "Trồng trọt: tốt."), Block("gach", item, children=rest))
    sections = (Block("muc", "Kết quả", children=(Block("khoan", "", title="Kinh tế", children=items),)),)
    return paper("bao-cao", "Kết quả tháng 5/2030", body=sections)


def test_what_stands_behind_an_item_is_weighed_though_the_item_was_reworded():
    last = below_an_item("Dịch bệnh: không phát sinh.", "17.400")
    now = below_an_item("Ghi nhận 02 ổ dịch tại 01 xã; đã dập tắt trong ngày.", "19.640")
    told = report_of(now).told[-1].read.paragraph.headings
    assert told == ("Kết quả", "Kinh tế", "1.2. Thu, chi")
    assert "L002" in {one.code for one in ours(now, last)}


def test_a_bold_line_heads_its_section_alone():
    body = (
        Block("doan", marked("**Kết quả và nhiệm vụ tháng tới**")),
        *below_an_item("Dịch bệnh", "17.400").document.body,
        Block("muc", "Đề nghị", children=(Block("doan", "Cấp 12 xe."),)),
    )
    headings = [told.read.paragraph.headings for told in report_of(paper("bao-cao", "Tháng 5/2030", body=body)).told]
    assert headings[0] == () and headings[-1] == ("Đề nghị",)


@pytest.mark.parametrize(("text", "old"), [("tháng 01", 0), ("tháng 02", 0), ("tháng 11", 1), ("tháng 9", 1)])
def test_the_plan_of_december_is_of_the_next_year(text, old):
    plan = Block("muc", "Nhiệm vụ trọng tâm tháng 01/2031", children=(Block("doan", f"Phấn đấu {text} thu đủ."),))
    now = paper("bao-cao", "Kết quả tháng 12; nhiệm vụ tháng 01 năm 2031", body=(plan,))
    assert len(found("L001", now)) == old


def test_a_total_said_to_be_added_up_is_a_running_total():
    last = "Trong tháng ghi nhận 41 ca sởi (cộng dồn 119 ca)."
    now = "Trong tháng ghi nhận 52 ca sởi (cộng dồn {} ca)."
    assert said("L006", now.format(52), last=(last,)) != []
    assert said("L006", now.format(171), last=(last,)) == []
    assert said("L002", now.format(181), last=(last,)) != []
