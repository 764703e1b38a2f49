from __future__ import annotations

from generator import danh_muc
from generator.model import DeadlineKind, Role
from generator.reading.meaning import coverage


def test_deadlines_are_counted_by_kind_with_the_texts_not_understood() -> None:
    counted = coverage.of_deadlines(["", "Tháng 3/2024", "Tháng 4/2024", "khi xong", "khi xong"])
    assert counted.cells == 5
    assert dict(counted.kinds) == {DeadlineKind.NONE: 1, DeadlineKind.MONTH: 2, DeadlineKind.UNKNOWN: 2}
    assert counted.unknown == (("khi xong", 2),)


def test_citations_are_counted_with_what_they_lack() -> None:
    counted = coverage.of_citations(
        ["Nghị quyết 50/NQ-CP ngày 8/4/2023\nChỉ thị 05, ngày 23/2/2023", "Lộ trình Đề án", ""]
    )
    assert (counted.cells, counted.found, counted.with_symbol, counted.with_date, counted.with_both) == (3, 2, 1, 2, 1)
    assert counted.unread == (("Lộ trình Đề án", 1),)


def test_units_are_counted_by_role_with_the_unmatched() -> None:
    counted = coverage.of_units(["Bộ Công an phối hợp Tòa án", "Tòa án"], danh_muc.agencies())
    assert (counted.found, counted.matched) == (3, 1)
    assert dict(counted.roles) == {Role.LEAD: 2, Role.SUPPORT: 1}
    assert counted.unmatched == (("Tòa án", 2),)
