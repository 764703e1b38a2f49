"""Paragraphs of other fields, written before the rules met them: how many figures are told, how many wrongly."""

import re
from pathlib import Path

from generator.reading.figures import exclusion
from generator.reading.figures.model import Paragraph
from generator.reading.figures.read import read, read_paragraph

LINES = [
    line
    for line in (Path(__file__).parent / "paragraphs.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def marked(line):
    """The paragraph, and the place and text of the figures marked in it."""
    text, truth = "", set()
    for at, piece in enumerate(re.split(r"[{}]", line)):
        if at % 2:
            truth.add((len(text), piece))
        text += piece
    return text, truth


def test_figures_of_other_fields_are_told():
    """When first met: the first 44, 125 of 130 found and 7 told wrongly; the second dozen, 32 of 32 and 4."""
    right = told = wanted = 0
    for line in LINES:
        text, truth = marked(line)
        figures = {(one.start, one.text) for one in read_paragraph(Paragraph(text)).figures}
        right, told, wanted = right + len(figures & truth), told + len(figures), wanted + len(truth)
    assert len(LINES) >= 40 and wanted >= 120
    assert right / told >= 0.97 and right / wanted >= 0.97


def test_no_number_is_left_untold():
    """Every digit of a paragraph stands in a span: a number is a figure or has a reason not to be one."""
    for line in LINES:
        text, _ = marked(line)
        spans = read_paragraph(Paragraph(text)).spans
        covered = {at for span in spans for at in range(span.start, span.end)}
        assert [text[at - 9 : at + 9] for at, char in enumerate(text) if char.isdigit() and at not in covered] == []


def test_each_pattern_runs_once_a_paragraph(monkeypatch):
    runs = 0
    take = exclusion._take

    def counted(*given):
        nonlocal runs
        runs += 1
        return take(*given)

    monkeypatch.setattr(exclusion, "_take", counted)
    read(Paragraph(marked(line)[0]) for line in LINES)
    once, runs = runs, 0
    read(Paragraph(marked(line)[0]) for line in LINES * 3)
    assert runs == 3 * once
