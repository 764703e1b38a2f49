"""Two commands on one workplace: the other begins and ends whole between any two file operations of the first.

What both did is as if one had followed the other; who is refused says so and has changed nothing. The gate tries one
operation of some pairs, VANBAN_STOPS=all every one of all.
"""

from __future__ import annotations

import os
import shutil
import threading
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from file_operations import SHIM, tree
from writing_commands import CALLS, call, edited, filled, settled, workplace

from generator.commands.desk import version_of
from generator.commands.editing import SetField, change
from generator.reading.dossier import load_dossier
from generator.values.errors import VanbanError

ALL = os.environ.get("VANBAN_STOPS") == "all"
# The README's: that conflicts are open, that the system or another run does not let us, that a call is wrong.
DONE, REFUSED = (0, 1), (2, 4, 7, 8)
Run = Callable[[], int]


def _line(line: str) -> Run:
    return lambda: call(*line.split())


def _typed_in_the_page() -> int:
    """A clerk's change of a field, of the state that the page showed before either began."""
    try:
        change(Path("data/x"), SetField("trich_yeu", "Ban hành Kế hoạch mới"), Path("tam/ban").read_text())
    except VanbanError as failure:
        return int(failure.exit_code)
    return 0


def _built(at: Path) -> None:
    for name in "xy":
        assert call("build", f"data/{name}", "--format", "docx", "--out", "out") in DONE
    (at / "tam/ban").write_text(version_of(load_dossier(Path("data/x"))[0]))
    shutil.copy(at / "out/x/x.docx", at / "a.docx")
    shutil.copy(at / "out/x/x.docx", at / "b.docx")
    edited(at / "a.docx", ("kể từ ngày ký", "sau ngày ký"))
    edited(at / "b.docx", ("danh mục số 2", "danh mục số hai"))
    edited(at / "out/y/y.docx", ("kết quả thực hiện", "tình hình thực hiện"))


def _reported(at: Path) -> None:
    """Two folders of what units returned, one file each."""
    CALLS["collect"].before(at)
    shutil.rmtree(at / "thu-ve")
    forms = [form for form in sorted((at / "phieu").glob("*.xlsx")) if not form.name.startswith("danh-sach")]
    for name, form in zip("ab", forms, strict=True):
        filled(form, at / f"thu-{name}" / form.name)


def _tables(at: Path) -> None:
    for name in "ab":
        document = Document()
        rows = (("STT", "Nội dung nhiệm vụ", "Cơ quan chủ trì"), ("1", f"Gửi văn bản {name} của cơ quan", "Bộ Y tế"))
        table = document.add_table(0, 3)
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
        document.save(str(at / f"{name}.docx"))


PULL = "pull {} --dossier data/x"
PAIRS: dict[str, tuple[Callable[[Path], None], Run, Run]] = {
    "pull, build": (_built, _line(PULL.format("a.docx")), _line("build data/x --format docx --out out")),
    "two pulls": (_built, _line(PULL.format("a.docx")), _line(PULL.format("b.docx"))),
    "pull, the page": (_built, _line(PULL.format("a.docx")), _typed_in_the_page),
    "the page, pull": (_built, _typed_in_the_page, _line(PULL.format("a.docx"))),
    "roll, pull": (_built, _line("roll data/y --to 2030-02"), _line("pull out/y/y.docx --dossier data/y")),
    "pull, roll": (_built, _line("pull out/y/y.docx --dossier data/y"), _line("roll data/y --to 2030-02")),
    "two collects": (_reported, _line("collect thu-a --to data/y"), _line("collect thu-b --to data/y")),
    "two imports": (_tables, _line("import a.docx --into so.xlsx"), _line("import b.docx --into so.xlsx")),
    "fix, pull": (_built, _line("lint data/x --fix"), _line(PULL.format("a.docx"))),
}


def _sources(at: Path) -> dict[str, bytes]:
    return {
        path: data
        for path, data in tree(at).items()
        if data and not path.startswith(("out/", "tam/", "templates/")) and Path(path).suffix != ".docx"
    }


def _after(monkeypatch: pytest.MonkeyPatch, start: Path, at: Path, runs: tuple[Run, ...]) -> dict[str, bytes]:
    """The sources once these have run one after the other."""
    shutil.rmtree(at, ignore_errors=True)
    shutil.copytree(start, at)
    monkeypatch.chdir(at)
    for run in runs:
        run()
    return _sources(at)


def _together(at: Path, left: int, first: Run, other: Run) -> tuple[int, int]:
    codes: list[int] = []

    def between(*_: object) -> None:
        if SHIM.folder:
            SHIM.folder = ""
            thread = threading.Thread(target=lambda: codes.append(other()))
            thread.start()
            thread.join()

    with SHIM.watching(at, left, between):
        own = first()
    return own, codes[0]


@pytest.mark.parametrize("pair", PAIRS if ALL else ("pull, the page", "two imports"))
def test_what_both_did_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pair: str) -> None:
    settled(monkeypatch)
    monkeypatch.setattr("generator.keeping.locks.PATIENCE", 0.0)
    before, first, other = PAIRS[pair]
    start, at = tmp_path / "dau", tmp_path / "noi"
    workplace(start)
    monkeypatch.chdir(start)
    before(start)
    orders = {
        (True, True): [_after(monkeypatch, start, at, order) for order in ((first, other), (other, first))],
        (True, False): [_after(monkeypatch, start, at, (first,))],
        (False, True): [_after(monkeypatch, start, at, (other,))],
    }
    _after(monkeypatch, start, at, ())
    with SHIM.watching(at, 1_000_000, lambda *_: None):
        first()
    operations = SHIM.count
    for left in range(operations) if ALL else [zlib.crc32(pair.encode()) % operations]:
        _after(monkeypatch, start, at, ())
        codes = _together(at, left, first, other)
        assert {*codes} <= {*DONE, *REFUSED}, (left, codes)
        done = (codes[0] in DONE, codes[1] in DONE)
        assert any(done), (left, codes)
        assert _sources(at) in orders[done], (left, codes)
