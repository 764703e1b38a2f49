"""The page on templates says what there is: names, filters; its examples are right."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from word_files import Piece, word

from generator import rendering
from generator.face.cli import run
from generator.facts.resources import templates_dir
from generator.rendering.templates.contract import check_template
from generator.rendering.templates.docx_template import Library
from generator.rendering.templates.jinja import FILTERS

PAGE = (Path(rendering.__file__).parent / "MAU.md").read_text(encoding="utf-8")


def test_the_page_lists_every_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["template", "check", "--names"]) == 0
    names = capsys.readouterr().out
    assert len(names.splitlines()) > 40
    assert f"```\n{names}```" in PAGE


def test_the_page_lists_every_filter() -> None:
    assert f"Bộ lọc dùng được: {', '.join(FILTERS)}." in " ".join(PAGE.split())


def test_the_tags_of_the_page_are_right(tmp_path: Path) -> None:
    """Each row of the table of tags as a template of its own."""
    rows = re.findall(r"^\| (`\{.*?) \| [^|]*\|$", PAGE, re.MULTILINE)
    assert len(rows) >= 7
    stock = templates_dir() / "docx"
    for row in rows:
        tags = [tag.replace("\\|", "|") for tag in re.findall(r"`(.*?)`", row)]
        pieces: list[Piece] = [[[tag] for tag in tags]] if "{%tr" in row else [*tags]
        if "k.mau" in row:
            pieces = ["{%p for k in vb.noi_dung %}", *reversed(tags), "{%p endfor %}"]
        path = word(tmp_path / "bang" / "mau.docx", *pieces)
        assert check_template(path, Library([stock])) == (), row
