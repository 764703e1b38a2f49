"""Eight invented paragraphs, every number told: figure, period, start, reference, name, fixed."""

from collections import Counter
from decimal import Decimal

import pytest

from generator.reading.figures.model import Kind, Paragraph, Sort
from generator.reading.figures.read import masked, read_paragraph, value_of

MONTH = ("I. KẾT QUẢ TRONG THÁNG 5/2030", "1. Kết quả trong tháng 5/2030")
ONE = (
    "- Trong tháng 5/2030, toàn tỉnh tiếp nhận 1.240 hồ sơ trực tuyến (870 hồ sơ cấp mới và 370 hồ sơ cấp đổi), trong "
    "đó: 1.116 hồ sơ đã trả kết quả (đạt tỷ lệ 90%). Tính đến nay, đã tiếp nhận 18.640 hồ sơ (12.470 hồ sơ cấp mới và "
    "6.170 hồ sơ cấp đổi), trong đó: 16.200 hồ sơ đã trả kết quả (đạt tỷ lệ 86,91%)."
)
TWO = (
    "a) Đến nay, đã số hóa dữ liệu của 61/96 xã, phường (trong đó, 40 xã, phường đã được nghiệm thu); đã thu nhận "
    "152.300 tài khoản /160.000 công dân từ đủ 15 tuổi, đạt 95,19%. Toàn tỉnh triển khai 24 mô hình điểm: 11 mô hình "
    "đã hoàn thành, 12 mô hình đang triển khai, 01 mô hình chờ giải pháp kỹ thuật."
)
THREE = (
    "Thực hiện Quyết định số 15/QĐ-TTg ngày 06/01/2029 (viết tắt là Chương trình 09), Kế hoạch số 515/KH-BCA-BNN&MT "
    "ngày 31/8/2029, Nghị quyết số 66.7/2029/NQ-CP và Công văn số 45-CV/TU, tỉnh Mẫu triển khai đợt cao điểm 45 ngày "
    "đêm cấp tài khoản mức 2 cho công dân từ đủ 15 tuổi; áp dụng phí “0 đồng”; phát huy mô hình chính quyền 02 cấp, "
    "nguyên tắc “5-4-3-2-1”, mạng 5G; tập trung: (1) cụm Phú Mẫu 1; (2) cụm Phú Mẫu 2 (theo khoản 2 Điều 16 Nghị định "
    "số 30/2020/NĐ-CP; Phụ lục 3), giai đoạn 2029-2030."
)
FOUR = (
    "- Cấp tài khoản cho 7.450 cơ sở lưu trú (tăng 250 cơ sở so với tháng trước), các cơ sở đã gửi 602.400 lượt "
    "thông báo."
)
FIVE = (
    "Tính đến ngày 15/5/2030, đã cấp 39.500 thẻ. Từ ngày 01/3/2029 đến nay, Phòng A trực tiếp tiếp nhận 20.100 hồ sơ. "
    "Từ đầu năm 2030 đến nay, công bố 51 quyết định. Đến ngày 20/5/2030 (theo số của Sở B), còn 12 xã chưa báo cáo."
)
SIX = (
    "Tính đến ngày 15/5/2030, toàn tỉnh đã phát sinh 2.065 hồ sơ qua ứng dụng trên tổng số 2.416 hồ sơ tiếp nhận, đạt "
    "tỷ lệ 85,47% (trong đó, từ ngày 01/3/2029 đến nay, Phòng A trực tiếp tiếp nhận 17.523 hồ sơ trên tổng số 18.498 "
    "hồ sơ, đạt tỷ lệ 94,73%)."
)
SEVEN = (
    "d) Ban hành, triển khai 02 Quyết định, 03 văn bản[^1] chỉ đạo; tổ chức 16 lượt làm việc với các sở, ngành; tham "
    "gia góp ý 04 dự thảo văn bản."
)
EIGHT = (
    "III. NHIỆM VỤ TRONG THỜI GIAN TỚI. Trong tháng 6/2030, tập trung: 1. Sở A: a) Hoàn thành số hóa dữ liệu đối với "
    "35/96 xã, phường chưa hoàn thành. b) Phấn đấu 100% công dân từ đủ 15 tuổi có tài khoản; dịch vụ công trực tuyến "
    "đạt tối thiểu 90%. 2. Sở B: Tham mưu trình HĐND tỉnh ban hành Nghị quyết về phí trước ngày 30/6/2030."
)
M, C, L, R, P, W, D = (
    Kind.MONTHLY, Kind.CUMULATIVE, Kind.LEVEL, Kind.RATIO, Kind.PART, Kind.WHOLE, Kind.DELTA,
)  # fmt: skip
TOLD = {
    ONE: ([("1.240", M), ("870", M), ("370", M), ("1.116", M), ("90", R), ("18.640", C), ("12.470", C), ("6.170", C),
           ("16.200", C), ("86,91", R)], ["tháng 5/2030"]),
    TWO: ([("61", P), ("96", W), ("40", L), ("152.300", P), ("160.000", W), ("95,19", R), ("24", L), ("11", L),
           ("12", L), ("01", L)], []),
    THREE: ([], []),
    FOUR: ([("7.450", L), ("250", D), ("602.400", C)], []),
    FIVE: ([("39.500", C), ("20.100", C), ("51", C), ("12", L)], ["15/5/2030", "năm 2030", "20/5/2030"]),
    SIX: ([("2.065", C), ("2.416", C), ("85,47", R), ("17.523", C), ("18.498", C), ("94,73", R)], ["15/5/2030"]),
    SEVEN: ([("02", M), ("03", M), ("16", M), ("04", M)], []),
    EIGHT: ([("35", P), ("96", W)], ["tháng 6/2030"]),
}  # fmt: skip


@pytest.mark.parametrize("text", TOLD)
def test_figures_and_periods_are_told(text):
    figures, periods = TOLD[text]
    read = read_paragraph(Paragraph(text, MONTH if text is SEVEN else ()))
    assert [(one.text, one.kind) for one in read.figures] == figures
    assert [span.text for span in read.of(Sort.PERIOD)] == periods


def sorts(text):
    return {span.text: span.sort for span in read_paragraph(Paragraph(text)).spans}


def test_what_is_no_figure_is_told_apart():
    told = sorts(THREE)
    assert told["515/KH-BCA-BNN&MT"] is told["66.7/2029/NQ-CP"] is told["45-CV/TU"] is Sort.REFERENCE
    assert told["ngày 06/01/2029"[5:]] is told["31/8/2029"] is Sort.REFERENCE
    assert told["5G"] is told["“0 đồng”"] is told["“5-4-3-2-1”"] is Sort.NAME
    assert told["(1)"] is told["(2)"] is Sort.LABEL
    assert set(told.values()) == {Sort.REFERENCE, Sort.NAME, Sort.LABEL, Sort.FIXED}
    assert sorts(FIVE)["01/3/2029"] is Sort.START


def test_the_plan_has_targets_and_deadlines():
    counts = Counter(span.sort for span in read_paragraph(Paragraph(EIGHT)).spans)
    assert counts[Sort.TARGET] == 2 and counts[Sort.DEADLINE] == 1
    assert sorts(EIGHT)["từ đủ 15 tuổi"] is Sort.FIXED


def test_a_year_s_total_restarts_and_a_source_is_named():
    figures = read_paragraph(Paragraph(FIVE)).figures
    assert [one.per_year for one in figures] == [False, False, True, False]
    assert [one.source for one in figures] == ["", "", "", "Sở B"]


def test_the_place_is_the_same_from_month_to_month():
    april = ONE.replace("5/2030", "4/2030").replace("1.240", "995").replace("86,91%", "86,69%")
    places = [tuple(one.where for one in read_paragraph(Paragraph(text)).figures) for text in (ONE, april)]
    assert places[0] == places[1] and len(set(places[0])) == 10
    assert masked("đạt 61/96 xã") == "đạt … xã"


def test_values_are_exact():
    assert value_of("18.640") == Decimal(18640) and value_of("86,91") == Decimal("86.91") == value_of("86.91")
    assert value_of("02") == 2 and value_of("4.512,6") == Decimal("4512.6")
