"""The law of a pull over random edits, by an oracle of its own: python-docx's texts of the edited and the rebuilt file.

`VANBAN_EDITS=500` tries as many instead of the few of the gate.
"""

from __future__ import annotations

import os
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from lxml import etree
from word_edits import AS_OF, YAML, bare, changed, element, new_paragraph, pulled, row, text, workplace

from generator.commands.pull import PullResult
from generator.commands.rendered import word_of
from generator.ooxml.names import w
from generator.reading.dossier import load_dossier
from generator.values.errors import InputError

Root = etree._Element
Op = tuple[str, int, str]
EXAMPLES = int(os.environ.get("VANBAN_EDITS", "8"))
WORDS = ("tăng cường phối hợp", "Bộ Nội vụ", "trước ngày 15 tháng 9", "số 17/2025/NĐ-CP", "rà soát lại toàn bộ")


# --- edits -----------------------------------------------------------------------------------------------------------


def paragraphs(root: Root) -> list[Root]:
    return [p for p in root.iter(w("p")) if text(p).strip()]


def rows(root: Root) -> list[Root]:
    return row(root, "Thời gian").getparent().findall(w("tr"))[1:]


def typed(p: Root, words: str) -> None:
    last = [t for t in p.iter(w("t")) if t.text][-1]
    last.text = f"{last.text} {words}"


def cut(p: Root) -> None:
    if len(p.getparent().findall(w("p"))) > 1:
        p.getparent().remove(p)


def retyped(p: Root, words: str) -> None:
    new_paragraph(p, words)
    p.getparent().remove(p)


def formatted(p: Root, _: str) -> None:
    for run in p.iter(w("r")):
        if run.find(w("rPr")) is None:
            run.insert(0, etree.Element(w("rPr")))
        run.find(w("rPr")).append(element("<w:strike/>"))


def moved_row(each: Root, _: str) -> None:
    each.getparent().append(each)


def new_row(each: Root, words: str) -> None:
    made = bare(each)
    for cell in made.findall(w("tc")):
        for at, t in enumerate(cell.iter(w("t"))):
            t.text = words if at == 0 else ""
    each.addnext(made)


ON_PARAGRAPHS: dict[str, Callable[[Root, str], None]] = {
    "typed": typed,
    "cut": lambda p, _: cut(p),
    "retyped": retyped,
    "below": lambda p, words: (new_paragraph(p, words), None)[1],
    "formatted": formatted,
}
ON_ROWS: dict[str, Callable[[Root, str], None]] = {
    "row cut": lambda each, _: each.getparent().remove(each),
    "row moved": moved_row,
    "row new": new_row,
}
OPS = st.lists(
    st.tuples(st.sampled_from([*ON_PARAGRAPHS, *ON_ROWS]), st.integers(0, 500), st.sampled_from(WORDS)),
    min_size=1,
    max_size=3,
)


def edited(root: Root, ops: list[Op]) -> None:
    for name, at, words in ops:
        places = paragraphs(root) if name in ON_PARAGRAPHS else rows(root)
        (ON_PARAGRAPHS | ON_ROWS)[name](places[at % len(places)], words)


# --- the oracle ------------------------------------------------------------------------------------------------------


def lines(path: Path) -> Iterator[str]:
    """Every paragraph of a file as python-docx reads it, a row of the task table as one: its cells between bars."""
    for block in docx.Document(path).element.body.iter(w("p"), w("tr")):
        if block.tag == w("tr") and _wide(block):
            yield " | ".join(
                filter(None, (core(" ".join(map(said, cell.iter(w("p"))))) for cell in block.iter(w("tc"))))
            )
        elif block.tag == w("p") and not _wide(next(block.iterancestors(w("tr")), None)) and core(said(block)):
            yield core(said(block))


def _wide(each: Root | None) -> bool:
    return each is not None and len(each.findall(w("tc"))) > 3


def said(p: Root) -> str:
    return "".join((node.text or "") if node.tag == w("t") else " " for node in p.iter(w("t"), w("br"), w("tab")))


def core(line: str) -> str:
    """A line without what the form counts and ends: number, dash, final mark, capitals."""
    line = re.sub(r"^\s*(Điều \d+\.|\d+[.)]?|[a-zđ]\)|[-+–])\s*", "", " ".join(line.split()))
    return re.sub(r"[;,.:/\s]+$", "", line).casefold()


def unsaid(gone: Counter[str], other: Counter[str], result: PullResult) -> list[str]:
    """Of the lines that only one file has, what the other does not say in its stead and no finding repeats.

    A finding repeats a text by its beginning or its end; a row that only one file has by its longest cell.
    """
    told = " ".join(f"{f.value} {f.message}" for f in result.findings)
    told = " ".join(told.split()).casefold()
    there = {piece for line in other for piece in line.split(" | ")}
    left = []
    for line in gone.elements():
        own = [piece for piece in line.split(" | ") if piece not in there]
        if " | " not in line or not _in(told, max(line.split(" | "), key=len)):
            left += [piece for piece in own if not _in(told, piece)]
    return left


def _in(told: str, piece: str) -> bool:
    return piece[:30] in told or piece[-30:] in told


def rebuilt(folder: Path) -> Path:
    """The Word file of the data after the pull."""
    dossier, _ = load_dossier(folder / "data" / YAML)
    made = folder / "again.docx"
    made.write_bytes(word_of(dossier, AS_OF))
    return made


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workplace(tmp_path_factory.mktemp("law"))


@settings(
    max_examples=EXAMPLES,
    derandomize=EXAMPLES < 10,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(OPS)
def test_an_edit_comes_back_or_is_said(place: Path, tmp_path_factory: pytest.TempPathFactory, ops: list[Op]) -> None:
    folder = tmp_path_factory.mktemp("edit")
    shutil.copytree(place.parents[2] / "data", folder / "data")
    file = folder / "out" / YAML / place.name
    file.parent.mkdir(parents=True)
    changed(place, lambda root: edited(root, ops), file)
    theirs = list(lines(file))
    try:
        result = pulled(file)
    except InputError:
        return  # refused as a whole, and said
    ours = list(lines(rebuilt(folder)))
    before, there, here = Counter(lines(place)), Counter(theirs), Counter(ours)
    # What was put in is there again; what was taken out is not.
    assert not unsaid((there - before) - here, here - there, result), result.findings
    assert not unsaid((before - there) & here, there - here, result), result.findings
    codes = {finding.code for finding in result.findings}
    if result.nothing_new:
        assert theirs == ours and "formatted" not in {name for name, _, _ in ops}
    elif not codes and there == here:
        assert theirs == ours
