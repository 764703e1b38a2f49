"""Edit -> pull -> build -> read gives the edit; nothing typed is lost; speed; an interruption leaves files whole."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import hypothesis.strategies as st
import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from lxml import etree
from word_edits import (
    AS_OF,
    DATA,
    YAML,
    built,
    changed,
    new_paragraph,
    paragraph,
    pulled,
    rebuilt,
    retype,
    row,
    tasks,
    text,
    workplace,
)

from generator.commands import build as building
from generator.ooxml import package
from generator.ooxml.names import w
from generator.values.errors import InputError

_words = st.text(st.sampled_from("aăĐệ &<>'\"=:;-/.,0123"), min_size=1, max_size=30).map(str.strip).filter(bool)
_cells = st.dictionaries(st.tuples(st.integers(1, 26), st.integers(1, 5)), _words, max_size=5)


@given(_cells, st.lists(_words, max_size=2))
# Each example builds and pulls: no shrinking, which would repeat that for minutes.
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck), phases=(Phase.generate,))
def test_edits_of_any_cells_come_back_and_stand_in_the_next_build(
    edits: dict[tuple[int, int], str], lines: list[str]
) -> None:
    keys = ("stt", "noi_dung", "chu_tri", "phoi_hop", "thoi_han", "san_pham")
    with tempfile.TemporaryDirectory() as name:
        docx = workplace(Path(name))
        before = tasks(docx)

        def edit(root: etree._Element) -> None:
            rows = row(root, "Tháng 3/2024").getparent().findall(w("tr"))
            for (number, column), typed in edits.items():
                cell = rows[number].findall(w("tc"))[column]
                found = list(cell.iter(w("t")))
                if not found:
                    run = etree.SubElement(cell.find(w("p")), w("r"))
                    found = [etree.SubElement(run, w("t"))]
                found[0].text = typed
            for line in lines:
                new_paragraph(paragraph(root, "QUYẾT ĐỊNH:"), "x").find(f".//{w('t')}").text = line

        result = pulled(changed(docx, edit))
        expected = {ma: dict(texts) for ma, texts in before.items()}
        for (number, column), typed in edits.items():
            expected[f"NV{number:02d}"][keys[column]] = typed
        assert {ma: {k: t for k, t in texts.items() if t} for ma, texts in tasks(docx).items()} == expected
        reported = " ".join(finding.value for finding in result.findings)
        assert all(" ".join(line.split()) in reported for line in lines)
        again = pulled(rebuilt(Path(name)))
        assert (again.changes, again.findings) == ((), ())


def test_690_rows_with_98_edits_come_back(tmp_path: Path) -> None:
    folder = tmp_path / "data" / YAML
    shutil.copytree(DATA / YAML, folder)
    book = openpyxl.load_workbook(folder / "nhiem-vu.xlsx")
    sheet = book.active
    rows = [list(values) for values in sheet.iter_rows(min_row=2, values_only=True)]
    for number in range(690 - len(rows)):
        sheet.append([f"X{number}", *rows[number % len(rows)][1:]])
    book.save(folder / "nhiem-vu.xlsx")
    docx = rebuilt(tmp_path)

    def edit(root: etree._Element) -> None:
        for element in row(root, "Tháng 3/2024").getparent().findall(w("tr"))[10::7]:
            list(element.iter(w("t")))[-1].text = "Sản phẩm khác"

    changed(docx, edit)
    result = pulled(docx)
    assert len(result.changes) == 98 and result.findings == ()


def test_an_edited_output_is_kept_until_its_edits_are_taken_in(tmp_path: Path) -> None:
    docx = workplace(tmp_path)
    options = building.BuildOptions(AS_OF, datetime(2024, 6, 1), ("docx",), tmp_path / "out")
    assert building.build(tmp_path / "data" / YAML, options).current
    changed(docx, lambda root: retype(row(root, "Tháng 3/2024"), "Tháng 3/2024", "Tháng 5/2024"))
    with pytest.raises(InputError, match="không ghi đè"):
        building.build(tmp_path / "data" / YAML, options)
    pulled(docx)
    made = building.build(tmp_path / "data" / YAML, options)
    assert not made.current
    root = package.parse_xml(package.read(docx)["word/document.xml"], shown_as="", part="")
    assert "Tháng 5/2024" in text(root)
    assert building.build(tmp_path / "data" / YAML, options).current


def test_an_output_with_words_that_found_no_place_stays_protected(tmp_path: Path) -> None:
    docx = workplace(tmp_path)
    changed(docx, lambda root: new_paragraph(paragraph(root, "QUYẾT ĐỊNH:"), "Ghi chú riêng") is None)
    pulled(docx)
    options = building.BuildOptions(AS_OF, datetime(2024, 6, 1), ("docx",), tmp_path / "out")
    with pytest.raises(InputError, match="không ghi đè"):
        building.build(tmp_path / "data" / YAML, options)


# A process runs it once, which loads and compiles all; what runs and dies then is a copy of it. It dies at the
# operation on files whose number it is given, and says how many there were where it comes to its end.
_RUNS = """
import os, signal, sys
from file_operations import SHIM
from generator.face.cli import run
sys.stdin.readline()
run(sys.argv[1:])
os.write(2, b"0\\n")
for line in sys.stdin:
    if not (child := os.fork()):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        with SHIM.watching(os.getcwd(), int(line), lambda *_: os.kill(os.getpid(), signal.SIGKILL)):
            run(sys.argv[1:])
            done = SHIM.count
        os.write(2, b"%d\\n" % done)
        os._exit(0)
    if os.WIFSIGNALED(os.waitpid(child, 0)[1]):
        os.write(2, b"killed\\n")
"""


def killed_anywhere(tmp_path: Path, anew: Callable[[], object], look: Callable[[], bytes], *call: str) -> set[bytes]:
    """What stands after runs of a command, those that come to their end and those killed at others of its steps."""
    process = subprocess.Popen(
        [sys.executable, "-c", _RUNS, *call],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, Path(__file__).parents[1:3]))},
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )

    def said(operations: int) -> str:
        anew()
        assert process.stdin and process.stderr
        process.stdin.write(f"{operations}\n")
        process.stdin.flush()
        return next(line for line in map(str.strip, process.stderr) if line == "killed" or line.isdecimal())

    with process:
        said(0)
        operations, seen, ends = int(said(1_000_000)), {look()}, []
        for step in range(8):
            ends.append(said(operations * step // 8))
            seen.add(look())
        assert process.stdin
        process.stdin.close()
    # What an earlier one left may spare the last of them a step or two.
    assert set(ends[:7]) == {"killed"}
    return seen


def test_killed_at_any_moment_sources_are_old_or_new(tmp_path: Path) -> None:
    docx = workplace(tmp_path)
    changed(docx, lambda root: retype(paragraph(root, "Số: 142"), "142", "150"))
    edited = docx.read_bytes()
    source = tmp_path / "data" / YAML / "van-ban.yaml"
    old = source.read_bytes()
    new = old.replace(b"so: 142", b"so: 150")

    def anew() -> None:
        source.write_bytes(old)
        docx.write_bytes(edited)

    def look() -> bytes:
        package.read(docx)
        return source.read_bytes()

    seen = killed_anywhere(tmp_path, anew, look, "pull", str(docx))
    assert seen <= {old, new} and new in seen


def test_build_killed_at_any_moment_leaves_an_old_or_a_new_output(tmp_path: Path) -> None:
    docx = workplace(tmp_path)
    old = docx.read_bytes()
    source = tmp_path / "data" / YAML / "van-ban.yaml"
    source.write_text(source.read_text(encoding="utf-8").replace("so: 142", "so: 150"), encoding="utf-8")
    new = built(tmp_path).read_bytes()
    command = ["build", str(source.parent), "--format", "docx", "--force"]
    command += ["--as-of", AS_OF.isoformat(), "--out", str(tmp_path / "out")]
    seen = killed_anywhere(tmp_path, lambda: docx.write_bytes(old), docx.read_bytes, *command)
    assert seen <= {old, new} and new in seen
