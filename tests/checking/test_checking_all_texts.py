"""What hardly any text holds is looked for once in all of them: the same is found, whatever a table's length."""

from conftest import calls
from hypothesis import given
from hypothesis import strategies as st
from papers import head, p, package, signature, table, title

from generator.checking.check import DECREE
from generator.checking.paper.all_texts import AllTexts
from generator.checking.paper.facts import read_facts
from generator.checking.rules.cited import _DAYS, _impossible
from generator.checking.rules.known import stock

LETTERS = st.text("aăđ /.", max_size=6)


@given(st.lists(LETTERS, max_size=8), st.lists(LETTERS.filter(bool), max_size=3))
def test_the_texts_that_hold_a_word_are_those_that_hold_it(texts, words):
    assert AllTexts(texts).holding(words) == [
        number for number, text in enumerate(texts) if any(word in text for word in words)
    ]


def test_every_day_that_is_in_no_calendar_is_doubtful_first():
    wrong = {
        text
        for day in range(100)
        for month in range(100)
        for text in (f"ngày {day}/{month}/2024", f"Ngày {day:02} THÁNG {month:02} năm 2024", f"ngày {day}/{month}/0000")
        if (month, day) not in IN_A_LEAP_YEAR or text.endswith("0000")
    }
    assert {text for text in wrong if not list(_impossible(text))} == set()
    assert all(any(form.search(text) for form in _DAYS) for text in wrong)


IN_A_LEAP_YEAR = {
    (month, day) for month in range(1, 13) for day in range(1, {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}.get(month, 31) + 1)
}


def calls_for(rows):
    """The calls that judging a report with so many rows takes."""
    cells = [(p("O", f"Rà soát quy trình thứ {number}"), p("O", f"Phòng số {number}")) for number in range(rows)]
    paper = package(
        head("VĂN PHÒNG", "BỘ MINH HỌA", "Số: 95/BC-VPMH", "Hà Nội, ngày 29 tháng 02 năm 2024"),
        title("BÁO CÁO", "Kết quả thực hiện nhiệm vụ"),
        table((80, 80), *cells),
        signature(("- Lưu: VT, TH.",), ("CHÁNH VĂN PHÒNG",), "Lê Văn C"),
    )
    facts, known = read_facts(paper.bytes, shown_as="x")[0], stock()
    assert len(facts.running) > 2 * rows
    return calls(lambda: list(DECREE.findings(facts, known)))


def test_a_plain_cell_is_not_gone_through_by_each_rule():
    # Some thirty rules of words judge every text: a search or two of each would be more for a cell.
    calls_for(60)  # what is made when it is first asked is made now
    assert (calls_for(60) - calls_for(20)) / 80 < 40
