"""The paragraphs in which figures are marked, with the headings that they stand under."""

import re
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent
# With the unit of measure and the kind of each figure too.
FULL = ("ninth_paragraphs.txt", "tenth_paragraphs.txt", "eleventh_paragraphs.txt", "twelfth_paragraphs.txt")
SETS = sorted(path.name for path in FOLDER.glob("*paragraphs.txt"))
PAIR = re.compile(r"(\d[\d.,]*\d|\d)(?:/(\d[\d.,]*\d|\d))? ?(.*)", re.DOTALL)
_CHAPTER = re.compile(r"(?:[IVX]{1,5}|[A-E])\.\s")
_SECTION = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*\.?|[a-zđ]\))\s")
_LONGEST = 160


class Marked(NamedTuple):
    """A paragraph, the place and text of each figure marked in it, and the headings above it."""

    text: str
    marks: frozenset[tuple[int, str]]
    headings: tuple[str, ...]


def lines(name):
    """The lines of a set, comments too: one begins another office's report."""
    written = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [line for line in written if line.strip()]


def marked(line, *, full=False):
    """A line's text, and the place and text of the figures marked in it."""
    text, truth = "", set()
    for at, piece in enumerate(re.split(r"[{}]", line)):
        if at % 2 and full:
            pair = PAIR.fullmatch(piece.rpartition(":")[0])
            truth.add((len(text), pair[1] if pair else piece.partition("|")[0]))
            if pair and pair[2]:
                truth.add((len(text) + pair.start(2), pair[2]))
            piece = piece.rpartition(":")[0].replace("|", " ")
        elif at % 2:
            truth.add((len(text), piece))
        text += piece
    return text, frozenset(truth)


def paragraphs_of(name):
    """The paragraphs of a set; a heading is a short line without a mark that is numbered or all capitals."""
    chapter = section = ""
    for line in lines(name):
        if line.startswith("#"):
            chapter = section = ""
            continue
        text, marks = marked(line, full=name in FULL)
        short = not marks and len(text) < _LONGEST and not text.rstrip().endswith((".", ";"))
        if short and (_CHAPTER.match(text) or text == text.upper()):
            chapter, section = text, ""
        elif short and _SECTION.match(text):
            section = text
        else:
            yield Marked(text, marks, tuple(one for one in (chapter, section) if one))
