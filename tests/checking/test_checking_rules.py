"""Every rule says its clause, reason and examples, and the page of rules is what they say."""

import json
import re
from types import SimpleNamespace

import pytest

from generator.checking.check import ALL_RULES
from generator.checking.mending.fix import mendable
from generator.checking.paper.signs import is_open, is_rule, kind_of, parse_annex, parse_date, parse_number
from generator.checking.rules.known import EndedAgency, Known, ended_agencies, stock
from generator.checking.rules.numbers import _other_than_department
from generator.checking.rules.page_of_rules import MEASURED, PAGE, rule_page
from generator.facts.documents import EndedBasis, ended_among
from generator.facts.kinds import kinds
from generator.values.findings import Severity
from generator.values.text import fold


def test_the_page_is_up_to_date():
    assert PAGE.read_text(encoding="utf-8") == rule_page()


def test_a_rule_that_is_often_wrong_is_a_note():
    counts = json.loads(MEASURED.read_text(encoding="utf-8"))["quy_tac"]
    assert {rule.code for rule in ALL_RULES} <= set(counts)
    severe = [rule for rule in ALL_RULES if rule.severity is not Severity.NOTE]
    assert [rule.code for rule in severe if counts[rule.code][1] < 0.95 * counts[rule.code][0]] == []


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.code)
def test_a_rule_is_documented(rule):
    assert re.fullmatch(r"ND-\d{3}", rule.code)
    assert rule.basis.startswith("NĐ 30/2020/NĐ-CP, ") and re.search(r"\d|Mẫu|mục", rule.basis[18:])
    assert rule.title and rule.why.endswith(".")
    assert rule.wrong != rule.right


def test_only_rules_are_mended():
    assert set(mendable()) <= {rule.code for rule in ALL_RULES}


@pytest.mark.parametrize(
    ("text", "number", "symbol", "open_"),
    [
        ("Số: 142/QĐ-VPCP", "142", "QĐ-VPCP", False),
        ("Số: 05/BNV-VP", "05", "BNV-VP", False),
        ("Số:       /KH-UBND", "", "KH-UBND", True),
        ("Số: …/CĐ-…", "", "CĐ-…", True),
        ("Số 7/TTr-SNV", "7", "TTr-SNV", False),
    ],
)
def test_numbers_are_taken_apart(text, number, symbol, open_):
    parsed = parse_number(text)
    assert (parsed.number, parsed.symbol, parsed.open) == (number, symbol, open_)


@pytest.mark.parametrize("text", ["Số lượng: 5 bản", "Sở Nội vụ", "Số liệu năm 2024/2025", ""])
def test_what_is_no_number(text):
    assert parse_number(text) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hà Nội, ngày 05 tháng 01 năm 2020", ("Hà Nội", True, "05", "01", "2020")),
        ("Thành phố Hồ Chí Minh, ngày 29 tháng 6 năm 2019", ("Thành phố Hồ Chí Minh", True, "29", "6", "2019")),
        ("Hà Nội, ngày       tháng 3 năm 2024", ("Hà Nội", True, "", "3", "2024")),
        ("..., ngày … tháng … năm …", ("", True, "", "", "")),
        ("Hà Nội ngày 5 tháng 4 năm 2024", ("Hà Nội", False, "5", "4", "2024")),
    ],
)
def test_dates_are_taken_apart(text, found):
    parsed = parse_date(text)
    assert (parsed.place, parsed.comma, parsed.day, parsed.month, parsed.year) == found


@pytest.mark.parametrize(
    ("agency", "groups", "found"),
    [
        ("SỞ TƯ PHÁP", ["QĐ", "SNV"], "Sở Nội vụ"),
        ("SỞ TƯ PHÁP", ["BC", "UBND"], "Ủy ban nhân dân"),
        ("SỞ TƯ PHÁP", ["SNV", "VP"], "Sở Nội vụ"),
        ("SỞ TƯ PHÁP", ["BC", "STP"], ""),
        ("SỞ TƯ PHÁP TỈNH LÀO CAI", ["STP", "SNV"], ""),
        ("SỞ NGOẠI VỤ", ["BC", "SNV"], ""),
        ("SỞ GIÁO DỤC VÀ ĐÀO TẠO", ["BC", "SGDĐT"], ""),
        ("SỞ DU LỊCH", ["BC", "SDL"], ""),
        ("SỞ GD&ĐT", ["BC", "SGDĐT"], ""),
        ("SỞ NN VÀ MT", ["SNNMT"], ""),
        ("TRUNG TÂM TRỢ GIÚP PHÁP LÝ", ["BC", "STP"], ""),
        ("TỈNH LÀO CAI", ["BC", "UBND"], ""),
        ("", ["BC", "UBND"], ""),
    ],
)
def test_a_symbol_of_another_department(agency, groups, found):
    kind = "bao-cao" if groups[0] == "BC" else "quyet-dinh" if groups[0] == "QĐ" else "cong-van"
    lines = tuple(SimpleNamespace(text=text) for text in [agency] if text)
    part = SimpleNamespace(kind=kind, heading=SimpleNamespace(agency=lines))
    assert _other_than_department(groups, part) == found


@pytest.mark.parametrize("kind", [kind for kind in kinds().values() if not kind.copy], ids=lambda kind: kind.key)
def test_every_kind_of_the_decree_is_recognised(kind):
    expected = None if kind.key == "cong-van" else (kind.key, "")
    assert kind_of(kind.name.upper()) == expected


@pytest.mark.parametrize(
    ("text", "found"),
    [("Phụ lục I", ("I", "")), ("PHỤ LỤC 2", ("2", "")), ("Phụ lục", ("", "")), ("Phụ lục kèm theo văn bản", None)],
)
def test_annex_titles(text, found):
    assert parse_annex(text) == found


@pytest.mark.parametrize(("text", "rule"), [("______", True), ("- - -", True), ("--", False), ("a____", False)])
def test_typed_rules(text, rule):
    assert is_rule(text) is rule


@pytest.mark.parametrize(("text", "found"), [("ngày … tháng", True), ("Số: ....", True), ("kết thúc.", False)])
def test_open_places(text, found):
    assert is_open(text) is found


def test_dated_facts_are_judged_at_a_day():
    from datetime import date

    since = date(2025, 3, 1)
    known = Known(
        (EndedBasis("Luật Thí Dụ", (fold("Luật Thí Dụ"), fold("năm 2015")), since, "Luật mới", "nguồn"),),
        (EndedAgency("Bộ Thí Dụ", since, ("Bộ Giả Định",), "nguồn"),),
    )
    law = "Căn cứ Luật Thí Dụ ngày 19 tháng 6 năm 2015;"
    assert list(ended_among(law, date(2025, 2, 28), known.bases)) == []
    assert list(ended_among(law, since, known.bases)) == list(known.bases)
    assert list(ended_among("Căn cứ Luật Thí Dụ năm 2025;", since, known.bases)) == []
    assert list(ended_agencies("- Bộ Thí Dụ;", since, known.agencies)) == list(known.agencies)
    assert list(ended_agencies("- Bộ Thí Dụng;", since, known.agencies)) == []
    assert all(item.source for item in (*stock().bases, *stock().agencies))
