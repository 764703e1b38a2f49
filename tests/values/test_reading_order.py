"""Findings stand in the order in which people count."""

from __future__ import annotations

from random import Random

from generator.values.findings import Finding, Place, Severity, in_order, msg, natural


def test_places_are_counted_and_not_spelled() -> None:
    places = [
        Place("hồ sơ 2/a.docx", part="đoạn 1"),
        Place("hồ sơ 2/a.docx", part="đoạn 2"),
        Place("hồ sơ 2/a.docx", part="đoạn 10"),
        Place("hồ sơ 2/a.docx", part="đoạn 10, hàng 3"),
        Place("hồ sơ 2/a.docx", part="đoạn 10, hàng 20"),
        Place("hồ sơ 2/a.xlsx", "bảng 2", cell="A9"),
        Place("hồ sơ 2/a.xlsx", "bảng 2", cell="A10"),
        Place("hồ sơ 2/a.xlsx", "bảng 10", cell="A1"),
        Place("hồ sơ 10/a.docx", part="noi_dung[2].dieu"),
        Place("hồ sơ 10/a.docx", part="noi_dung[10].dieu"),
    ]
    findings = [Finding("V001", Severity.ERROR, place, msg("x")) for place in places]
    mixed = Random(1).sample(findings, len(findings))
    assert [found.place for found in in_order(mixed)] == places


def test_numbers_of_any_length_are_compared() -> None:
    texts = ["", "1", "01", "a", "a2", "a02b", "a10", "a" + "9" * 6000, "a1" + "0" * 6000, "a²", "a٣"]
    assert sorted(texts, key=natural)
    assert natural("đoạn 2") < natural("đoạn 10") < natural("đoạn 10a")
