from __future__ import annotations

from generator.facts import danh_muc
from generator.reading.meaning import coverage
from generator.reading.meaning.coverage import ColumnCoverage


def counts(column: ColumnCoverage) -> dict[str, int]:
    return {key: number for key, number in column.counts if number}


def doubts(column: ColumnCoverage) -> list[tuple[str, int]]:
    return [(one.text, one.count) for one in column.unclear]


def test_deadlines_are_counted_by_kind_with_the_texts_not_understood() -> None:
    counted = coverage.of_deadlines(["", "Tháng 3/2024", "Từ tháng 4/2024", "khi xong", "khi xong"])
    assert counted.cells == 5
    assert counts(counted) == {"khong": 1, "thang": 1, "khoang": 1, "chua-hieu": 2, "tinh-duoc-ngay": 1}
    assert doubts(counted) == [("khi xong", 2)]


def test_a_date_that_counts_for_nothing_is_in_doubt() -> None:
    counted = coverage.of_deadlines(["Quý I/2024 (Tháng 4 theo kết luận)"])
    assert counts(counted) == {"quy": 1, "tinh-duoc-ngay": 1}
    (doubt,) = counted.unclear
    assert "“Tháng 4”: thiếu năm" in str(doubt.why)


def test_citations_are_counted_with_what_they_lack() -> None:
    counted = coverage.of_citations(
        [
            "Nghị quyết 50/NQ-CP ngày 8/4/2023\nChỉ thị 05, ngày 23/2/2023",
            "Nghị quyết 10/NQ-CP ngày 30/2/2023\nNghị quyết 124/NQ-CP",
            "Lộ trình Đề án",
            "",
        ]
    )
    assert counts(counted) == {"nhan-ra": 4, "du-ky-hieu-ngay": 1, "chi-ngay": 1, "chi-ky-hieu": 2}
    why = {one.text: str(one.why) for one in counted.unclear}
    assert why["Chỉ thị 05, ngày 23/2/2023"] == "không ghi ký hiệu"
    assert why["Nghị quyết 124/NQ-CP"] == "không ghi ngày"
    assert "không có ngày này trong lịch" in why["Nghị quyết 10/NQ-CP ngày 30/2/2023"]
    assert "không nhận ra văn bản nào" in why["Lộ trình Đề án"]
    assert len(why) == 4


def test_units_are_counted_by_role_with_the_unmatched() -> None:
    counted = coverage.of_units(["Bộ Công an phối hợp Tòa án", "Tòa án"], danh_muc.agencies())
    assert counts(counted) == {"chu-tri": 1, "ngoai-danh-muc": 2}
    assert doubts(counted) == [("Tòa án", 2)]
