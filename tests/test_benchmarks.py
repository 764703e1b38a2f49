"""The benchmarks compare what holds the same text, and nothing else."""

import pytest

from benchmarks import excel, word
from benchmarks.__main__ import _same


def test_the_stream_by_hand_gives_our_bytes(tmp_path):
    ours, by_hand = tmp_path / "ours.docx", tmp_path / "by-hand.docx"
    word.vanban("60", str(ours))()
    word.by_hand("60", str(by_hand))()
    assert by_hand.read_bytes() == ours.read_bytes()
    assert len(word.cells(ours)) == 60


def test_an_alternative_with_another_text_is_refused(tmp_path):
    paths = {name: tmp_path / f"{name}.docx" for name in ("vanban", "docxtpl")}
    word.vanban("40", str(paths["vanban"]))()
    word.docxtpl("40", str(paths["docxtpl"]))()
    _same(paths, word.cells)
    word.docxtpl("39", str(paths["docxtpl"]))()
    with pytest.raises(SystemExit, match="do not hold the same text"):
        _same(paths, word.cells)


def test_excel_is_compared_cell_by_cell(tmp_path):
    ours, other, texts = tmp_path / "ours.xlsx", tmp_path / "other.xlsx", tmp_path / "texts.json"
    excel.vanban("30", str(ours))()
    excel.write_texts(ours, texts)
    excel.openpyxl_heights("30", str(other), str(texts))()
    _same({"vanban": ours, "openpyxl": other}, excel.cells)


def test_a_run_leaves_what_was_measured_of_the_month():
    from benchmarks.report import README, of_the_month

    kept = of_the_month()
    assert "vanban forms" in kept and README.read_text(encoding="utf-8").endswith(kept)
