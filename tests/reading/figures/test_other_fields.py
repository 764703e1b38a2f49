"""Paragraphs of other fields, written before the rules met them: how many figures are told, how many wrongly."""

import re
from decimal import Decimal
from string import digits

import pytest
from reading.figures import learn
from reading.figures.marked import FULL, PAIR, SETS, lines, paragraphs_of

from generator.facts.figure_signs import TABLE
from generator.reading.figures import exclusion, likeness
from generator.reading.figures.model import Doubt, Kind, Paragraph, Sort
from generator.reading.figures.read import _read, in_plan, read, read_paragraph, value_of
from generator.reading.figures.subjects import source_of

# With the unit of measure and the kind of each figure too.
KINDS = {
    "t": Kind.MONTHLY, "l": Kind.CUMULATIVE, "m": Kind.LEVEL, "r": Kind.RATIO, "p": Kind.PART, "w": Kind.WHOLE,
    "d": Kind.DELTA,
}  # fmt: skip


def marked_in_full(line):
    """The paragraph, and of each figure in it the place, the text, the unit of measure and the kinds it may be of."""
    text, truth = "", {}
    for at, piece in enumerate(re.split(r"[{}]", line)):
        if at % 2 == 0:
            text += piece
            continue
        body, _, kind = piece.rpartition(":")
        number, _, unit = body.partition("|")
        match = PAIR.fullmatch(body)
        if match is None:
            truth[len(text), number] = (unit, {KINDS[kind]})
        elif match[2] is None:
            truth[len(text), match[1]] = (match[3], {KINDS[kind]})
        else:
            truth[len(text), match[1]] = ("", {Kind.PART, KINDS[kind]})
            truth[len(text) + match.start(2), match[2]] = (match[3], {Kind.WHOLE, KINDS[kind]})
        text += body.replace("|", " ")
    return text, truth


PARAGRAPHS = [Paragraph(one.text, one.headings) for name in SETS for one in paragraphs_of(name)]


@pytest.mark.parametrize("name", FULL)
def test_figures_with_their_units_and_kinds(name):
    """When first met, each file was read before the rules were touched for it, with the marks as they were typed:

    ninth_ (120 paragraphs of twelve fields, written before their writer had seen the rules): 466 of 474 found, 10 told
    wrongly (precision 0.979, recall 0.983); units 420 of 429; kinds that words say 204 of 254. tenth_ (80, another
    hand, written at the same time, measured after the rules had been mended for the ninth): 357 of 366 and 21 (0.944,
    0.975; three of the 21 were slips of the marks); units 293 of 311; kinds 88 of 103. eleventh_ (80, written by who
    knew the rules by then): 370 of 373 and 12 (0.969, 0.992); units 326 of 328; kinds 130 of 153. twelfth_ (60, the
    same, after the eleventh): 237 of 238 and 1 (0.996, 0.996); units 222 of 222; kinds 56 of 62. Over all four: 0.970
    and 0.986.
    """
    right = told = wanted = units = measured = sure = wrong = 0
    written = [line for line in lines(name) if not line.startswith("#")]
    for line in written:
        text, truth = marked_in_full(line)
        figures = {(one.start, one.text): one for one in read_paragraph(Paragraph(text)).figures}
        right, told, wanted = right + len(figures.keys() & truth.keys()), told + len(figures), wanted + len(truth)
        for place in figures.keys() & truth.keys():
            unit, kinds = truth[place]
            measured += bool(unit)
            read_unit, unit = figures[place].unit, unit.split(",")[0]
            units += bool(unit and read_unit) and (read_unit.startswith(unit) or unit.startswith(read_unit))
            sure += figures[place].sure
            wrong += figures[place].sure and figures[place].kind not in kinds
    assert len(written) >= 60 and wanted >= 230
    assert right / told >= 0.99 and right / wanted >= 0.99
    assert units / measured >= 0.98 and wrong / sure <= 0.1


@pytest.mark.parametrize("name", SETS)
def test_figures_of_other_fields_are_told(name):
    """When first met, each file was read before the rules were touched for it:

    paragraphs: 125 of 130 found and 7 told wrongly, a dozen more 32 of 32 and 4; more_: 146 of 152 and 18 (precision
    0.89, recall 0.96); third_: 168 of 174 and 19 (0.90, 0.97); fourth_, made of traps: 153 of 155 and 24 (0.86, 0.99);
    fifth_, as reports are written: 177 of 180 and 4 (0.98, 0.98). sixth_, traps: 211 of 213 and 23 (0.90, 0.99; by the
    marks as they were first typed, ten of them slips, 201 of 207 and 33); seventh_, traps: all 170 and 33 (0.84, 1.0);
    eighth_, as reports are written: 170 of 172 and 8 (0.955, 0.99). Each file was committed before it was measured.
    thirteenth_, reports full of codes, rooms, rates and properties of things, written before their writer had seen the
    rules or another file: 301 of 302 and 44 (0.872, 0.997). fourteenth_, of other offices, after the rules had been
    mended for it: 218 of 221 and 27 (0.890, 0.986; by the marks as first typed 216 of 219 and 29). fifteenth_, the same
    after that: 254 of 258 and 14 (0.948, 0.984; by the marks as first typed 251 of 255 and 17). sixteenth_, monthly
    reports from heading to heading, after that: 221 of 222 and 9 (0.961, 0.995). seventeenth_, of yet other offices:
    210 of 212 and 10 (0.955, 0.991; by the marks as first typed 208 of 210 and 12). eighteenth_, ten departments,
    written by another hand that had not read the rules: 274 of 274 and 13 (0.955, 1.0); nineteenth_, what communes,
    schools and branches type, the same hand: 260 of 264 and 21 (0.925, 0.985). twentieth_, other fields, after the
    rules had been mended for both: 246 of 250 and 4 (0.984, 0.984; by the marks as first typed, which took parties of
    one matter for none, 239 of 243 and 11). twentyfirst_, one commune from heading to heading, after that: 231 of 232
    and 13 (0.947, 0.996; as first typed 228 of 229 and 16). twentysecond_, a province, after that: 248 of 251 and 18
    (0.932, 0.988; as first typed 245 of 248 and 21). twentythird_, wards, offices and companies, after that: 281 of 283
    and 13 (0.956, 0.993; 0.969 of what is not asked). twentyfourth_, a third province, after that: 246 of 246 and 18
    (0.932, 1.0; 0.950 of what is not asked). twentyfifth_, ten more offices, after that: 257 of 261 and 9 (0.966,
    0.985; 0.973 of what is not asked; as first typed 252 of 256 and 14). twentysixth_, one whole report of a digital
    programme, after that: 151 of 154 and 4 (0.974, 0.981; as first typed 148 of 151 and 7). twentyseventh_, whole
    reports of two departments, after that: 210 of 210 and 14 (0.938, 1.0), five of them in a plan whose heading stands
    in its own paragraph. twentyeighth_, whole reports of justice and of police, after that: 163 of 163 and 2 (0.988,
    1.0). twentyninth_, of finance and of culture, with nothing mended for the file before it: 153 of 153 and none (1.0,
    1.0). A third of what was told wrongly in the first eight of these had one digit without the zero of a count.
    thirtieth_, three whole reports of a hand that had seen neither the rules nor another file: 336 of 339 and 16
    (0.955, 0.991; as first typed 0.918). thirtyfirst_, forty offices, full of sizes, bounds and plans without headings:
    185 of 185 and 50 (0.787, 1.0).

    What comes after was written by hands that had seen nothing but what a figure is. By the rules alone, thirtysecond_,
    three whole reports (schools, health, a commune): 346 of 346 and 8 (0.977, 1.0); thirtythird_, twenty-five offices:
    all 337 and 44 (0.885, 1.0); thirtyfourth_, a province's whole report: 313 of 314 and 11 (0.966, 0.997); all three
    0.941 and 0.999. Read with the signs that the sets before them teach too (`likeness`): 0.971 and 0.998; told as sure
    0.985 and 0.993. From thirtyfifth_ on half of the numbers of some sets are prices, norms, sizes, terms. The first
    two were read by the rules (0.654 and 0.770), the others with the signs that all sets before them teach:
    thirtyseventh_ 0.923 and 0.994 (by the rules 0.809), thirtyeighth_ 0.875 and 0.989 (0.670), thirtyninth_ 0.915 and
    0.984 (0.791), fortieth_, six whole reports, 0.975 and 0.995 (0.895). After those: fortyfirst_, schools, health,
    agriculture, administrative reform, finance: 277 of 280 and 5 (0.982, 0.989); fortysecond_, three whole reports of a
    city, a programme and a department: 316 of 319 and 1 (0.997, 0.991); fortythird_, twenty-five offices with their
    prices, norms and terms: 285 of 290 and 30 (0.905, 0.983; 0.952 of what is not asked).
    fortyfourth_, ten fields: 286 of 288 and 5 (0.983, 0.993); fortyfifth_, twenty-five more offices: 287 of 289 and 18
    (0.941, 0.993). fortysixth_ and fortyseventh_, sixty offices with as many numbers that are none, before those two
    were learned: 335 of 345 and 48 (0.875, 0.971), 349 of 353 and 18 (0.951, 0.989).
    fortyeighth_, thirty offices more of that kind, after them: 375 of 380 and 20 (0.949, 0.987; 0.979 of what is not
    asked). fortyninth_, five whole reports: 342 of 347 and 7 (0.980, 0.986; 0.991). fiftieth_, ten fields: 267 of 267
    and 2 (0.993, 1.0; 0.996). fiftyfirst_, four whole reports: 323 of 328 and 8 (0.976, 0.985; 0.991). fiftysecond_,
    schools, health, agriculture, administrative reform, finance, with malformed dates and telegrams: 314 of 324 and 14
    (0.957, 0.969; 0.971), six of the 14 below one heading, "PHẦN THỨ HAI: NHIỆM VỤ …". fiftythird_ and fiftyfourth_,
    forty offices with as many numbers that are none: 251 of 256 and 15 (0.944, 0.980; 0.972), 239 of 244 and 30 (0.888,
    0.980; 0.944). fiftyfifth_, the five fields again, after that heading and proposals had been mended: 303 of 310 and
    2 (0.993, 0.977; 0.997); fiftysixth_, four whole reports: 309 of 312 and 4 (0.987, 0.990; 0.993).

    From fortieth_ on, with the signs of the sets before each: reports and fields as they are (ten sets) 0.982 and
    0.988; made of numbers of which half are none (seven sets) 0.922 and 0.983.
    """
    read_all = [(one, read_paragraph(Paragraph(one.text, one.headings)).figures) for one in paragraphs_of(name)]
    told = [{(one.start, one.text) for one in figures} for _, figures in read_all]
    right = sum(len(one.marks & figures) for (one, _), figures in zip(read_all, told, strict=True))
    wanted = sum(len(one.marks) for one, _ in read_all)
    assert len(read_all) >= 25 and wanted >= 120
    assert right / sum(map(len, told)) >= 0.96 and right / wanted >= 0.93


@pytest.mark.parametrize(
    ("text", "likely"),
    [
        ("Hội có 2.106 thành viên; vốn điều lệ 8,4 tỷ đồng, huy động 192 tỷ đồng.", ["8,4"]),
        ("Đón 17.850 lượt khán giả, thu tiền vé 628 triệu đồng; giá vé khán đài A 80.000 đồng.", ["628"]),
        ("Phấn đấu cuối năm có thêm người tham gia, đã tiếp nhận 1.204 hồ sơ.", ["1.204"]),
        ("Cấp tài khoản mức 2 cho công dân từ đủ 15 tuổi theo khoản 2 Điều 16 Nghị định số 30/2020/NĐ-CP.", []),
    ],
)
def test_what_has_another_form_and_the_words_of_a_figure_is_likely_one(text, likely):
    read = read_paragraph(Paragraph(text))
    assert [one.text for one in read.likely] == likely
    assert not {one.start for one in read.likely} & {one.start for one in (*read.figures, *read.left)}
    assert read_paragraph(Paragraph(text, ("III. Nhiệm vụ trong thời gian tới",))).likely == ()


def test_what_is_told_as_sure_is_right():
    """And few true figures are asked; told and asked together miss nothing. What is missed is said, but for a few."""
    right = sure = asked = told = wanted = said = 0
    for one in (one for name in SETS for one in paragraphs_of(name)):
        read = read_paragraph(Paragraph(one.text, one.headings))
        figures = read.figures
        true = [figure for figure in figures if (figure.start, figure.text) in one.marks]
        said += len({figure.start for figure in (*read.left, *read.likely)} & {start for start, _ in one.marks})
        right += sum(figure.doubt is None for figure in true)
        sure += sum(figure.doubt is None for figure in figures)
        asked += sum(figure.doubt is not None for figure in true)
        told, wanted = told + len(true), wanted + len(one.marks)
    assert right / sure >= 0.997 and asked / wanted < 0.02 and told / wanted >= 0.99
    assert (told + said) / wanted >= 0.998 and said > 0


# Whole reports and many offices, none of them made to mislead.
_LATER = [f"{one}_paragraphs.txt" for one in ("thirtysecond", "thirtythird", "thirtyfourth", "fortieth", "fortyfirst",
                                              "fortysecond", "fortyfourth", "fortyninth")]  # fmt: skip


def test_what_was_not_learned_is_read_too(monkeypatch):
    """Without the signs that these sets teach themselves."""
    weight = learn.learned(one for name in SETS if name not in _LATER for one in learn.examples(name))
    monkeypatch.setattr(likeness, "weights", lambda: weight)
    right = told = wanted = 0
    for one in (one for name in _LATER for one in paragraphs_of(name)):
        figures = {(figure.start, figure.text) for figure in _read.__wrapped__(one.text, one.headings).figures}
        right, told, wanted = right + len(figures & one.marks), told + len(figures), wanted + len(one.marks)
    assert right / told >= 0.98 and right / wanted >= 0.985


def test_the_table_of_signs_is_what_the_sets_teach():
    """Else run `PYTHONPATH=tests python tests/reading/figures/learn.py`."""
    weight = learn.learned(one for name in SETS for one in learn.examples(name))
    assert learn.table_of(weight) == TABLE.read_text(encoding="utf-8")


@pytest.mark.parametrize(("text", "asked"), [
    # How far a state reaches, not what it came from and to.
    ("Mật độ 200 - 300 con/m2; các xã đạt từ 62% đến 88%; pH từ 6,0 đến 8,5.",
     {"200": Doubt.RANGE, "300": Doubt.RANGE, "62": Doubt.RANGE, "88": Doubt.RANGE, "6,0": Doubt.RANGE,
      "8,5": Doubt.RANGE}),
    ("Tỷ lệ tăng từ 62% đến 88%; nâng từ 12 xã đến 14 xã.", {}),
    # A bound, unless its digits say a count.
    ("Câu lạc bộ có trên 30 thành viên; hài lòng trên 90%; đón trên 45.000 lượt; tuần tra trên 09 tuyến.",
     {"30": Doubt.BOUND, "90": Doubt.BOUND}),
    ("Phun 1.200 lít Povidone 10%; cấp 12 lon/người; bếp rộng 80 m2; sạt lở dài 120 m; đơn giá bình quân 12 lon/người.",
     {"10": Doubt.SIZE, "12": Doubt.SIZE, "80": Doubt.SIZE}),
    ("Hoàn thành cấp 120 thẻ, khởi công 04 công trình chào mừng Đại hội, đưa DSA vào hoạt động trước ngày 15/11/2036.",
     {"120": Doubt.AIM, "04": Doubt.AIM}),
    ("Tổ chức 03 hội nghị; đã hoàn thành 04 công trình trước ngày 15/11/2036; UBND xã sẽ tuyển 12 dân quân.",
     {"12": Doubt.AIM}),
    ("Tại 03 phường Mẫu An, Mẫu Bình và Mẫu Cát; 02 thôn (thôn 3, thôn 10); phân công 05 đồng chí Phó Tổ trưởng.",
     {"03": Doubt.NAMES, "02": Doubt.NAMES, "05": Doubt.NAMES}),
    ("Phạt 02 cơ sở (khiển trách 01, cảnh cáo 01); 11 trường ở Mẫu An, Mẫu Bình.", {}),
    ("Họp với 100% thành viên tham dự; 100% hồ sơ đúng hạn.", {"100": Doubt.FORMAL}),
    ("Xe cứu thương 16 phục vụ 318 ca; hoàn thành 15, chậm 12 và còn 14.", {"16": Doubt.LABEL}),
])  # fmt: skip
def test_what_speaks_against_a_figure(text, asked):
    told = read_paragraph(Paragraph(text))
    said = {(one.text, one.doubt) for one in (*told.figures, *told.left)}
    assert {(number, doubt) for number, doubt in said if doubt not in (None, Doubt.UNLIKE)} == set(asked.items())


@pytest.mark.parametrize(("typed", "value"), [
    ("1 240", 1240), ("12\u00a0400", 12400), ("2\u2009500", 2500), ("2\u202f500", 2500), ("1'250", 1250),
    ("1,240,000", 1240000), ("1.240.000", 1240000), ("1.240,5", Decimal("1240.5")),
])  # fmt: skip
def test_groups_of_digits_are_one_number_however_they_are_parted(typed, value):
    told = read_paragraph(Paragraph(f"Trong tháng tiếp nhận {typed} hồ sơ, trả 12 hồ sơ."))
    assert [(one.text, one.value) for one in told.figures] == [(typed, value), ("12", 12)]
    assert (told.left, told.likely) == ((), ())


@pytest.mark.parametrize(("text", "values"), [
    ("Trong tháng tiếp nhận 1,240 hồ sơ, trả 1,100/1,240 hồ sơ, thu 1,240 đồng.", [1240, 1100, 1240, 1240]),
    ("Tuyên truyền 3,450 người (trong đó 1,240 nữ), tặng 1,500 phần quà.", [3450, 1240, 1500]),
    ("Thu hoạch 1,240 tấn, 12,345 tỷ đồng; tăng 1,234%, 0,125 vụ, 1,24 hồ sơ.", []),
    ("Bình quân 1,125 người mỗi hộ; 1,125 người/hộ; tăng 1,240 so với tháng trước; 1.240 hồ sơ.", []),
])  # fmt: skip
def test_what_is_counted_whole_has_no_thousandths_and_is_asked(text, values):
    asked = [one.value for one in read_paragraph(Paragraph(text)).figures if one.doubt is Doubt.THOUSANDS]
    assert asked == values


def test_a_number_grouped_as_elsewhere_is_no_fraction():
    """ "1,240,000" before no noun is not told as 1,24."""
    told = read_paragraph(Paragraph("Tổng thu (đồng): 1,240,000."))
    assert "1,240" not in [one.text for one in (*told.figures, *told.left, *told.likely)]


@pytest.mark.parametrize(("text", "told"), [
    ("Thi hành xong 1 240 việc/1 300 việc, đạt 95,4%.", [1240, 1300, Decimal("95.4")]),
    ("Có 12 340/15 000 hộ; khám 1,240 lượt/1,300 lượt.", [12340, 15000, 1240, 1300]),
    ("Trong tháng, thu phí 3 triệu 250 nghìn đồng; chi 2 tỷ 340 triệu đồng.", [3, 250, 2, 340]),
    ("Trong tháng, khai trừ 02 đ/c, cảnh cáo 03 đ/c; kết nạp 15 đ/c.", [2, 3, 15]),
    ("Trong tháng, chi hai tỷ ba trăm triệu đồng, đạt một tỷ lệ cao; thu một trăm triệu đồng.", [2300000000, 10**8]),
    ("Tiếp nhận 45 hồ sơ, doanh thu 1,000.50 triệu đồng; thu 1,2E+06 đồng.", [45]),
])  # fmt: skip
def test_a_number_is_whole_beside_a_stroke_in_two_units_or_shortened(text, told):
    assert [one.value for one in read_paragraph(Paragraph(text)).figures] == told


@pytest.mark.parametrize(("text", "told"), [
    ("Trong tháng, lợi nhuận -12,5 tỷ đồng; tăng trưởng tín dụng −3,4%.", ["-12,5", "−3,4"]),
    ("Trong tháng, tăng trưởng tín dụng đạt –3,4%, lợi nhuận đạt 2,5 tỷ đồng (-1,5%).", ["–3,4", "2,5", "-1,5"]),
    ("Trong tháng, lợi nhuận giảm −12 tỷ đồng; Sở Y tế -12 hồ sơ, Sở B: -15 hồ sơ.", ["−12", "12", "15"]),
    ("-12 hồ sơ đã trả; giai đoạn 2025 -2030.", ["12"]),
])  # fmt: skip
def test_a_dash_that_touches_what_is_measured_is_its_sign(text, told):
    figures = read_paragraph(Paragraph(text)).figures
    assert [one.text for one in figures] == told == [text[one.start : one.end] for one in figures]
    assert all((one.value < 0) == (one.text[0] in "-−–") for one in figures)
    again = read_paragraph(Paragraph(text.replace("-12,5", "7").replace("−", "").replace("–", "")))
    assert [one.where for one in again.figures] == [one.where for one in figures]


def test_what_stands_where_figures_rarely_do_is_asked_or_left(monkeypatch):
    """By what the signs beside it weigh together; what is left is told all the same."""
    monkeypatch.setattr(likeness, "weights", lambda: {"-": 10, "< loại": -21, "< giá": -12})
    told = read_paragraph(Paragraph("Cấp 12 bình loại 20 kg, theo giá 40 đồng."))
    assert [(one.text, one.doubt) for one in told.figures] == [("12", None), ("40", Doubt.UNLIKE)]
    assert [one.text for one in told.left] == [span.text for span in told.of(Sort.FIXED)] == ["20"]


def test_the_ends_of_a_range_and_the_parts_of_a_whole_are_figures_both_or_neither(monkeypatch):
    monkeypatch.setattr(likeness, "weights", lambda: {"-": 20, "> %": -50, "< -": -50, "< /": -50})
    text = "Tỷ lệ từ 62% đến 88 điểm; mật độ 20 - 30 con; có 12/14 xã; giảm 7%."
    assert [one.text for one in read_paragraph(Paragraph(text)).left] == ["7"]


@pytest.mark.parametrize(("headings", "text", "told"), [
    ((), "Kính đề nghị UBND tỉnh bổ sung 75 tỷ đồng, 12 biên chế. Đã tiếp 14 lượt.", ["14"]),
    ((), "Kiến nghị Sở Y tế cho mua 01 máy X-quang và tuyển 03 bác sĩ, 05 điều dưỡng; hiện có 14 bác sĩ.", ["14"]),
    ((), "Có 09 công chức. Kiến nghị: (1) nâng lên 300 Mbps; (2) thêm 02 biên chế. Đã tiếp 14 lượt.", ["09", "14"]),
    (("Phần III. Kiến nghị, đề xuất",), "Bố trí 350 triệu đồng mua 06 bộ máy tính.", []),
    ((), "Tính đến hết tháng 6/31 (số liệu Kho bạc), đã thu 412 triệu đồng.", ["412"]),
    ((), "Trong tháng 6/31 đơn vị đã báo cáo.", ["6", "31"]),
    ((), "Tiếp nhận 12 hồ sơ đề nghị hỗ trợ, đã giải quyết 10 hồ sơ; đề nghị truy tố 05 bị can.", ["12", "10", "05"]),
    (("V. ĐỀ XUẤT, KIẾN NGHỊ",), "Cấp thêm 40 máy tính.", []),
    (("3. Tiếp công dân, giải quyết kiến nghị",), "Tiếp nhận 40 đơn.", ["40"]),
])  # fmt: skip
def test_what_is_asked_of_others_is_no_result(headings, text, told):
    assert [one.text for one in read_paragraph(Paragraph(text, headings)).figures] == told


@pytest.mark.parametrize(("text", "source"), [
    ("Đến ngày 20/5/2030 (theo số của Sở B), còn 12 xã.", "Sở B"),
    ("Theo báo cáo của Sở Y tế, có 14 ca.", "Sở Y tế"),
    ("Theo số liệu của Sở Y tế có 14 ca.", "Sở Y tế"),
    ("Phạt 03 chủ tàu theo Nghị định số 38/2024/NĐ-CP.", ""),
    ("Hỗ trợ 14 hộ theo Quyết định của UBND tỉnh.", ""),
    ("Kiểm tra 05 cơ sở theo Kế hoạch số 12/KH-UBND.", ""),
])  # fmt: skip
def test_a_paper_is_no_source_of_numbers(text, source):
    assert read_paragraph(Paragraph(text)).figures[-1].source == source


def test_no_number_is_left_untold():
    """Every digit of a paragraph stands in a span: a number is a figure or has a reason not to be one."""
    for paragraph in PARAGRAPHS:
        text, spans = paragraph.text, read_paragraph(paragraph).spans
        covered = {at for span in spans for at in range(span.start, span.end)}
        assert [text[at - 9 : at + 9] for at, char in enumerate(text) if char in digits and at not in covered] == []


def test_a_number_is_taken_whole_or_not():
    """ "trên lúa 2.136 ha" is no "lúa 2", "qua tài khoản 38.640" no account, "24 giờ 122/126 điểm" no time of day."""
    for paragraph in PARAGRAPHS:
        text = paragraph.text
        for span in read_paragraph(paragraph).spans:
            for edge in (span.start, span.end):
                assert not text[max(edge - 1, 0) : edge + 1].isdecimal() or edge in (0, len(text)), (span.text, text)
            if span.sort in (Sort.NAME, Sort.FIXED, Sort.REFERENCE) and span.text[-1].isdigit():
                assert not re.match(r"\.\d{3}(?!\d)|,\d{1,2}(?![\d/])", text[span.end :]), (span.text, text)


def test_a_number_in_words_is_a_figure_like_any_other():
    (one,) = read_paragraph(Paragraph("Cấp phát hai mươi ba bộ bàn ghế trong một số trường.")).figures
    assert (one.text, one.value, one.unit) == ("hai mươi ba", 23, "bộ bàn ghế")
    assert one.where.sentence == "Cấp phát … bộ bàn ghế trong một số trường."
    assert value_of("một trăm linh năm") == 105


@pytest.mark.parametrize(("text", "told"), [
    ("Nhắc nhở hai cơ sở; chuyển cơ quan điều tra một vụ.", ["hai", "một"]),
    ("Ba đơn vị chưa nộp; một số xã, cả hai bên, một đơn vị có ba miền và hai chiều đều đã nộp.", ["Ba"]),
    ("Nằm trong một vụ án; vụ thứ hai; tháng ba; là một trường hợp.", []),
])  # fmt: skip
def test_a_word_alone_is_a_figure_where_it_counts_what_reports_count(text, told):
    assert [one.text for one in read_paragraph(Paragraph(text)).figures] == told


@pytest.mark.parametrize(("text", "told"), [
    ("Đến 25/9 kết thúc; đến 25/96 xã; từ 3/12 xã lên 4/12 xã.", ["25", "96", "3", "12", "4", "12"]),
    ("Kiểm điểm 05 công chức tại các địa điểm 12 xã theo điểm 5 khoản 2.", ["05", "12"]),
    ("Lũy kế 10 tháng 12.826 tỷ đồng; kỳ hạn 6 tháng là 5%.", ["12.826", "5"]),
    ("Hỗ trợ 160.000 đồng/tháng/trẻ; thu nhập bình quân 4,2 triệu đồng/người/tháng.", ["4,2"]),
    ("Giải ngân dưới 50% có 03 đơn vị; tỷ lệ hộ nghèo còn dưới 1,5%.", ["03", "1,5"]),
    ("Luật Đất đai 2024 được phổ biến tới 2024 người.", ["2024"]),
    ("Phấn đấu đạt 62 tạ/ha; hiện đạt 58 tạ/ha.", ["58"]),
    ("Tiểu học 187, THCS 156, THPT 55 trường; giống OM 18.", ["187", "156", "55"]),
    ("Tiếp 14 đoàn (Nhật Bản 05, Hàn Quốc 04, khác 05); giống lúa (OM 18, ST 25).", ["14", "05", "04", "05"]),
    ("Trong 02 ngày 18, 19/3/2031 và từ đêm 02 đến ngày 04/11 có 5 vụ; người từ 18 đến hết 25 tuổi.", ["5"]),
    ("Kế hoạch năm (3.000 ha), dự kiến hết năm 2031 đạt 75%; không để xảy ra vụ nào trên 30 người mắc.", []),
    ("Hoàn thành 12/10, vượt kế hoạch; tặng quà 27/7: 40 suất; Trường THPT 19-5 còn 4 phòng; thắng 3-1; 24/24 xã.",
     ["12", "10", "40", "4", "24", "24"]),
    ("Tuyển 24 chỉ tiêu kỳ 1 năm 2033; phường 3 và phường 5: 12 vụ; họp các ngày 2, 5, 8 âm lịch; tại 36 Quang Trung.",
     ["24", "12"]),
    ("Quyền công tố 186 vụ; test nhanh 84 mẫu; quá khổ 12, khác 3.412; chỉ số BI 14; trong tháng 03 lễ hội.",
     ["186", "84", "12", "3.412", "14", "03"]),
    ("Máy hỏng từ 02/10, dừng 11 ngày; hạng lên đến 03/12.", ["11", "03", "12"]),
    ("Tập huấn 02 ngày (08 và 09/11) cho 164 người; lũ đêm 02, rạng sáng 03/8/2031 làm 01 người bị thương.",
     ["164", "01"]),
    ("Làm 02 km đường (rộng 3,5 m, dày 18 cm); hồ ở cao trình 78,45 m, đập cao trình 80 m.", ["02", "78,45"]),
    ("Ban hành 02 công văn[1], cử 05 tổ[12] (kèm theo 04 phụ lục).", ["02", "05"]),
    ("Gặp mặt 20/11 hằng năm tại 15 trường; sơ kết vào 15/6 và 15/12 hàng năm; 12/14 xã hằng năm có 02 lớp.",
     ["15", "12", "14", "02"]),
    ("Nơi nhận: 21 khoa, phòng; lưu: VT (03 bản).", []),
    ("14. Kế hoạch tháng 11/2038: khám 19.000 lượt.", []),
    ("Cắt giảm 112 ngày làm việc; chậm tiến độ 45 ngày; giải quyết trong 05 ngày làm việc.", ["112", "45"]),
])  # fmt: skip
def test_what_is_set_aimed_at_or_a_day_is_no_result(text, told):
    assert _by_their_form(text) == told


def _by_their_form(text):
    """The figures, with those that stand where figures rarely do."""
    told = read_paragraph(Paragraph(text))
    return [one.text for one in sorted((*told.figures, *told.left), key=lambda one: one.start)]


@pytest.mark.parametrize(("text", "kind", "sure"), [
    ("Thực hiện 2.014 ca phẫu thuật.", Kind.MONTHLY, False),
    ("Hiện có 24 mô hình.", Kind.LEVEL, True),
    ("Từ ngày 16/4/2030 đến ngày 15/5/2030, tiếp 12 lượt công dân.", Kind.MONTHLY, True),
    ("Từ ngày 15/12/2029 đến ngày 14/01/2030, tiếp 12 lượt.", Kind.MONTHLY, True),
    ("Từ ngày 16/4 đến 15/5, tiếp 12 lượt.", Kind.MONTHLY, True),
    ("Từ ngày 16/4/2029 đến ngày 15/5/2030, tiếp 12 lượt.", Kind.CUMULATIVE, True),
    ("Đến ngày 31/10/2031, 03 đơn vị chưa giải ngân.", Kind.LEVEL, True),
    ("Tổng chi 10 tháng là 16.904 tỷ đồng.", Kind.CUMULATIVE, True),
    ("Trẻ 10 tháng tuổi: tiêm 16 trẻ.", Kind.MONTHLY, False),
])  # fmt: skip
def test_words_that_say_the_kind(text, kind, sure):
    (one,) = read_paragraph(Paragraph(text)).figures
    assert (one.kind, one.sure) == (kind, sure)


@pytest.mark.parametrize(("text", "names"), [
    ("Đã ký số 148.906 học bạ (đạt 96,3%); còn 5.721 học bạ.",
     ["Đã ký số học bạ", "Đã ký số học bạ đạt %", "còn học bạ"]),
    ("Tổng số hồ sơ đã tạo lập: 1.026.480 hồ sơ.", ["Tổng số hồ sơ đã tạo lập hồ sơ"]),
    ("Tổ chức 03 hội nghị, 05 lớp tập huấn; tịch thu 8,342 m3 gỗ.",
     ["Tổ chức hội nghị", "lớp tập huấn", "tịch thu m3"]),
    ("Có 90/96 trạm kết nối liên thông đơn thuốc quốc gia.",
     ["Có trạm kết nối liên thông đơn thuốc quốc gia", "tổng Có trạm kết nối liên thông đơn thuốc quốc gia"]),
])  # fmt: skip
def test_a_name_says_what_is_counted(text, names):
    assert [one.name for one in read_paragraph(Paragraph(text)).figures] == names


@pytest.mark.parametrize(("text", "kinds"), [
    ("Bắt 16 vụ/23 đối tượng, phạt 18 trường hợp/27.500.000 đồng.", [Kind.MONTHLY] * 4),
    ("Cấp 1.800 thẻ/2.000 công dân, đạt 90%; thu 842 ha/860 ha.",
     [Kind.PART, Kind.WHOLE, Kind.RATIO, Kind.PART, Kind.WHOLE]),
])  # fmt: skip
def test_what_a_slash_parts(text, kinds):
    assert [one.kind for one in read_paragraph(Paragraph(text)).figures] == kinds


@pytest.mark.parametrize(("text", "told"), [
    # Words of another clause say nothing of this one; those that open the sentence hold for all of it.
    ("Tiêu hủy 184 con; hiện còn 02 xã.", [(Kind.MONTHLY, False), (Kind.LEVEL, True)]),
    ("Trồng 418 ha, lũy kế 1.062 ha; trồng 214 cây.",
     [(Kind.MONTHLY, False), (Kind.CUMULATIVE, True), (Kind.CUMULATIVE, False)]),
    ("Tính đến nay, cấp 418 thẻ; thu 214 hồ sơ.", [(Kind.CUMULATIVE, True), (Kind.CUMULATIVE, True)]),
    ("Đến hết tháng 10, dư nợ 86 tỷ đồng.", [(Kind.LEVEL, True)]),
    ("Trong tháng khám 186 lượt (tăng 4 lượt so với tháng trước).", [(Kind.MONTHLY, True), (Kind.DELTA, True)]),
])  # fmt: skip
def test_words_of_time_hold_for_their_clause(text, told):
    assert [(one.kind, one.sure) for one in read_paragraph(Paragraph(text)).figures] == told


def test_what_the_sentence_before_said_is_not_sure():
    text = "Cộng dồn từ đầu năm 318 ca. Xử lý 14 ổ dịch."
    assert [(one.kind, one.sure) for one in read_paragraph(Paragraph(text)).figures] == [
        (Kind.CUMULATIVE, True), (Kind.CUMULATIVE, False),
    ]  # fmt: skip


@pytest.mark.parametrize(("headings", "plan"), [
    (("NHIỆM VỤ TRỌNG TÂM THÁNG 6/2030",), True),
    (("III. NHIỆM VỤ TRỌNG TÂM",), True),
    (("PHẦN THỨ HAI: NHIỆM VỤ TRỌNG TÂM THÁNG 7/2031",), True),
    (("Phần II. Nhiệm vụ tháng 7",), True),
    (("B - NHIỆM VỤ TRỌNG TÂM",), True),
    (("PHẦN THỨ NHẤT: KẾT QUẢ THỰC HIỆN NHIỆM VỤ",), False),
    (("Phương hướng tháng 11 năm 2031",), True),
    (("KẾT QUẢ THỰC HIỆN", "Nhiệm vụ trọng tâm"), False),
    (("Kết quả thực hiện nhiệm vụ trọng tâm tháng 5/2030",), False),
    (("Công tác trọng tâm",), False),
])  # fmt: skip
def test_a_heading_that_names_what_is_to_be_done(headings, plan):
    assert in_plan(Paragraph("Hoàn thành tiêm chủng cho 78 trẻ.", headings)) is plan


@pytest.mark.parametrize(("text", "plan"), [
    ("Ủy ban nhân dân tỉnh báo cáo Tổ công tác Đề án 06 của Chính phủ./.", False),
    ("Sở Y tế kính báo cáo Ủy ban nhân dân tỉnh, Bộ Y tế xem xét, chỉ đạo./.", False),
    ("Sở Nội vụ báo cáo Ủy ban nhân dân tỉnh phương án sắp xếp.", True),
])  # fmt: skip
def test_the_sentence_that_closes_a_report_is_no_plan(text, plan):
    assert in_plan(Paragraph(text, ("NHIỆM VỤ THÁNG TỚI",))) is plan


@pytest.mark.parametrize(("text", "told"), [
    # What has a number of its own.
    ("Mã lỗi 500 và 502 ở 3 máy; mã 03.1116.0345; phòng 204 nhà A1; ngõ 5, ngách 12/4 có 02 hộ.", ["3", "02"]),
    ("Ca 2 98 người, ca 3 40 người; Tổ công tác 373 kiểm tra 5 xe; Ban Chỉ đạo 389.", ["98", "40", "5"]),
    ("Tiếp nhận 1 240 hồ sơ; tỷ số chung cuộc 2-0; hiệp 2 có 03 bàn; Wi-Fi 6 tại 12 xã.", ["1 240", "03", "12"]),
    # What is typed in another form than the decree's is a number all the same, whole.
    ("Thu 15 000 000 đồng, phạt 1.5 triệu đồng, giảm 12.5% số hộ; nạo vét 2.5 km, 3.75 ha.",
     ["15 000 000", "1.5", "12.5", "2.5", "3.75"]),
    ("Ca 2 198 người; đạt 1 240 sản phẩm; phiên bản 2.0 và tiêu chí 17.3.", ["198", "1 240"]),
    ("Dịp nghỉ lễ 30/4-01/5 đón 12 đoàn; đền dựng năm 1742 có 9 gian.", ["12", "9"]),
    # What the law or a builder set.
    ("Thuế suất 8% và 10%; mức hưởng bằng 60% lương 06 tháng liền kề; quỹ thanh toán 100% chi phí.", []),
    ("Thấp hơn mức 2,5% được giao; chạy từ 20 đến 35 km/h 126 xe; tốc độ trung bình 42 km/h.", ["126", "42"]),
    ("Mua 02 máy phát điện 50 kVA, 01 khẩu súng cỡ 5,5 ly; cầu khổ 9 m; tàu từ 12 m đến dưới 15 m.", ["02", "01"]),
    ("Xe tải 5 tấn, xe 29 chỗ vi phạm 14 vụ; chỉ tiêu Cục Thuế giao (494 cơ sở); bị trừ hết 12 điểm.", ["14"]),
    ("Lần 1 640 ha, lần 2 566 ha; tổ đại biểu số 3 tiếp 9 đoàn; chuyền số 14 và 15 làm bù.", ["640", "566", "9"]),
    ("Đường thôn dài 1,2 km, rộng 5,5 m đã làm 840 m; sạt lở dài 30 m, rộng 5 m.", ["840", "30", "5"]),
    ("Khu công nghiệp Mẫu Nam (diện tích 312 ha) có 6 dự án; phí 0,7%/tháng; tỷ lệ tăng 2%/năm.", ["6", "2"]),
    ("Dự kiến ngày 12/7/2032 thông qua 08 nghị quyết; dự báo nắng 37-39°C, hiện 36°C.", ["36"]),
    # A head count, turnover and such are no names though "số" stands before the number.
    ("Lớp 1A sĩ số 31, lớp 1B 30; doanh số 412 và quân số 12.", ["31", "30", "412", "12"]),
    # A verb's second syllable is no noun that bears a number.
    ("Xuất bản 22 kỳ, quy tập 14 hài cốt, thông báo 15 điểm sạt lở; Kết luận 127 của Tỉnh ủy.", ["22", "14", "15"]),
    ("Thắng Mẫu FC 2-1; chạy 100 m hết 10 giây 62; các cự ly 5 km, 10 km và 21 km có 42 người.", ["42"]),
    ("Kiểm tra 9 cơ sở, phạt 3 hộ; Xây dựng 5 chợ; Ca 2 có 3 người; Khu Mẫu 3 đạt 7 tỷ.", ["9", "3", "5", "3", "7"]),
    # Homographs in bare letters: "mắc" is no "mác"; a label of two digits with a 0 is a place's.
    ("Số ca mắc 148 ca; bê tông mác 300; tuyên truyền tại chợ phiên 03 buổi; nâng cấp 01 chợ.", ["148", "03", "01"]),
    ("Trường Mầm non 1/6 tuyển 186 trẻ; bếp ăn phục vụ 612 suất/ngày; đêm 11/7 ngập 42 ha.", ["186", "612", "42"]),
    # A man is no year, a lift no month; how long a machine stood still is no hour of the day.
    ("Tổng số 45 người (12 nam, 33 nữ); 03 thang máy; máy dừng 12 giờ, lúc 7 giờ.", ["45", "12", "33", "03", "12"]),
])  # fmt: skip
def test_what_a_number_names(text, told):
    assert _by_their_form(text) == told


def test_each_pattern_runs_once_a_paragraph(monkeypatch):
    runs = 0
    take = exclusion._take

    def counted(*given):
        nonlocal runs
        runs += 1
        return take(*given)

    monkeypatch.setattr(exclusion, "_take", counted)
    some = [one.text for one in PARAGRAPHS[::50]]
    read(Paragraph(f"{line} A") for line in some)
    once, runs = runs, 0
    read(Paragraph(f"{line} {name}") for line in some for name in "BCD")
    assert runs == 3 * once


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Thu phí, lệ phí 16 triệu đồng.", ["16"]),
        ("Thu phí 16.200.000 đồng, nộp lệ phí 4.100.000 đồng.", ["16.200.000", "4.100.000"]),
        ("Tổng số tiền lệ phí 940.000 đồng.", ["940.000"]),
        ("Công chứng 12 hợp đồng, phí 8,4 triệu đồng.", ["12", "8,4"]),
        ("Thu phí 20.000 đồng/lượt; lệ phí 50.000 đồng mỗi hồ sơ.", []),
        ("Mức thu lệ phí 2 triệu đồng; lệ phí 20.000 đồng.", []),
    ],
)
def test_fees_that_came_in_are_figures_and_those_set_are_none(text, told):
    assert _by_their_form(text) == told


@pytest.mark.parametrize(("headings", "text", "units"), [
    ((), "Trong tháng 5/2030, Công an tỉnh tiếp nhận 120 tin (Công an xã Mẫu 30 tin), trả 110; Sở Y tế khám 12 lượt.",
     ["Công an tỉnh", "Công an xã Mẫu", "Công an tỉnh", "Sở Y tế"]),
    (("II. KẾT QUẢ", "1. Sở Y tế:", "a) Về khám bệnh"), "Khám 12 lượt. Sở Nội vụ được tặng 14 máy.", ["Sở Y tế", ""]),
    (("2. CÔNG AN TỈNH",), "Các trạm tiếp nhận 12 tin.", ["CÔNG AN TỈNH"]),
    ((), "1. Sở Y tế: tiếp nhận 12 hồ sơ, các trạm khám 14 lượt, mổ 15 ca.", ["Sở Y tế", "", ""]),
    ((), "Công an tỉnh, Sở Nội vụ kiểm tra 12 cơ sở; Sở Y tế và Sở Nội vụ phạt 14 cơ sở, xử lý 15 vụ.", ["", "", ""]),
    ((), "Trung tâm Phục vụ hành chính công tỉnh tiếp nhận 12 hồ sơ; Đội Quản lý thị trường số 2 phạt 14 vụ.",
     ["Trung tâm Phục vụ hành chính công tỉnh", "Đội Quản lý thị trường số 2"]),
    ((), "Công an tỉnh phối hợp Sở Y tế kiểm tra 12 cơ sở; UBND tỉnh ra 14 văn bản; các sở tiếp 15 lượt.", [""] * 3),
    ((), "Thanh tra tỉnh kết thúc 12 cuộc; Hội Nông dân các cấp kết nạp 14 hội viên; Bảo tàng tỉnh đón 15 lượt.",
     [""] * 3),
    *(((heading,), "Tiếp nhận 12 hồ sơ.", [""]) for heading in
      ("1. Thanh tra công vụ", "2. BẢO HIỂM XÃ HỘI", "3. Phòng ngừa tội phạm", "4. Thanh tra, kiểm tra", "Hội nghị",
       "5. Y tế", "GIAO THÔNG VẬN TẢI", "Nhóm tiện ích giải quyết thủ tục")),
])  # fmt: skip
def test_the_unit_that_a_figure_is_of_is_told_where_its_clause_or_a_heading_surely_says_so(headings, text, units):
    starts = [one.start for one in read_paragraph(Paragraph(text, headings)).figures]
    assert [source_of(text, at, starts, headings) for at in starts] == units
