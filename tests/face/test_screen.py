"""What a screen writes where nobody looks: in a pipe, in a file."""

from __future__ import annotations

import unicodedata

import pytest

from generator.face.screen import Screen
from generator.values.findings import msg

HEADS = (msg("Mã"), msg("Số"), msg("Nội dung"))


def test_a_table_in_a_pipe_has_its_columns_under_one_another(capsys: pytest.CaptureFixture[str]) -> None:
    apart = unicodedata.normalize("NFD", "Ký hiệu")
    Screen("vi").table(HEADS, [("L106", 10, "Một\nvăn bản"), (apart, 2, "x" * 2_000), ("漢字", 300, "")])
    lines = capsys.readouterr().out.splitlines()
    assert [line.split() for line in lines[:1]] == [["Mã", "Số", "Nội", "dung"]]
    assert lines[1].rstrip() == "L106     10   Một văn bản"
    assert lines[2] == f"{apart}  2    {'x' * 2_000}"
    assert lines[3].rstrip() == "漢字     300"


def test_a_column_without_anything_is_left_out_and_no_line_is_cut(capsys: pytest.CaptureFixture[str]) -> None:
    screen = Screen("vi")
    screen.table(HEADS, [("L1", "", "một"), ("L2", "", "hai")])
    screen.tell("y" * 3_000 + "\x1b[2J")
    assert capsys.readouterr().out.splitlines()[1:] == [
        "L1  một     ",
        "L2  hai     ",
        "y" * 3_000 + "\N{REPLACEMENT CHARACTER}[2J",
    ]


def test_colours_are_for_who_asks_for_them(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    Screen("vi").tell("đỏ", "red")
    assert capsys.readouterr().out == "đỏ\n"
    monkeypatch.setenv("FORCE_COLOR", "1")
    Screen("vi").tell("đỏ", "red")
    assert "\x1b[31mđỏ" in capsys.readouterr().out
