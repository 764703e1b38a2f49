"""Numbers in words: what is written is read back; what is no number is none."""

from hypothesis import given
from hypothesis import strategies as st

from generator.values.number_words import number_said, number_words, numbers_in


@given((st.integers(0, 10**12 - 1) | st.integers(10**12, 10**17)).filter(lambda number: number != 5))
def test_what_is_written_in_words_is_read_back(number):
    assert number_said(number_words(number).split()) == number


def test_as_they_are_read_out():
    assert number_words(105) == "một trăm linh năm"
    assert number_words(1240) == "một nghìn hai trăm bốn mươi"
    assert number_words(25) == "hai mươi lăm"
    assert number_words(1_000_005) == "một triệu không trăm linh năm"
    assert number_words(1_200_000_000_000) == "một nghìn hai trăm tỷ"


def test_numbers_said_within_a_text():
    text = "Trong năm hai nghìn, một số xã có hai mươi ba bộ và MỘT TRĂM tổ; một mươi, hai ba."
    assert [number for _, _, number in numbers_in(text)] == [2000, 23, 100]
