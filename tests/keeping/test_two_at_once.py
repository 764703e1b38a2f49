"""Two processes on one dossier at once: each ends as the README says, sources are one result, nothing is left."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import DATA, ROOT

from generator.face.cli import run
from generator.keeping import pulled_before
from generator.keeping.outputs import read_manifest
from generator.ooxml import package

DONE, CONFLICT, BUSY = 0, 7, 8
EDITS = {
    "a.docx": ("có hiệu lực kể từ ngày ký", "có giá trị kể từ ngày ký"),
    "b.docx": ("Kinh phí thực hiện Kế hoạch", "Chi phí thực hiện Kế hoạch"),
}
BUILD = ["build", "data/x", "--format", "docx", "--as-of", "2024-12-31"]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    shutil.copytree(DATA / "142-qd-vpcp", tmp_path / "data/x")
    shutil.copytree(DATA / "phu-luc-hcmc", tmp_path / "data/y")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def at_once(place: Path, *calls: list[str]) -> list[int]:
    """How each of several processes ended that were begun together."""
    runs = [
        subprocess.Popen(
            [sys.executable, "-m", "generator", *call],
            cwd=place,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        for call in calls
    ]
    ended = [(one.communicate()[1], one.returncode) for one in runs]
    assert not [said for said, _ in ended if "Traceback" in said]
    return [code for _, code in ended]


def litter(place: Path) -> list[str]:
    known = (".vanban.json", pulled_before.NAME)
    return [path.name for path in place.rglob(".*") if path.name not in known and "templates" not in path.parts]


def test_two_builds(place: Path) -> None:
    codes = at_once(place, BUILD, BUILD)
    assert {*codes} <= {DONE, BUSY} and DONE in codes
    assert litter(place) == []
    manifest = read_manifest(place / "out/x")
    assert {*manifest.files} == {path.name for path in (place / "out/x").iterdir()} - {".vanban.json"}
    assert all(manifest.made(place / "out/x" / name) for name in manifest.files)
    assert run(BUILD) == DONE


def test_a_build_and_a_roll(place: Path) -> None:
    before = {path: path.read_bytes() for path in (place / "data").rglob("*") if path.is_file()}
    codes = at_once(place, ["build", "data/y", "--format", "docx"], ["roll", "data/y", "--to", "2026-07"])
    assert {*codes} <= {DONE, BUSY} and DONE in codes
    assert litter(place) == []
    assert {path: path.read_bytes() for path in before} == before
    rolled = [path for path in (place / "data").iterdir() if path.name not in "xy"]
    assert len(rolled) == (codes[1] == DONE) and all((one / "van-ban.yaml").is_file() for one in rolled)


def test_two_pulls(place: Path) -> None:
    assert run(BUILD) == DONE
    made, source = place / "out/x/x.docx", place / "data/x/van-ban.yaml"
    old = source.read_text(encoding="utf-8")
    for name, edit in EDITS.items():
        edited(made, place / name, edit)
    codes = at_once(place, *(["pull", name, "--dossier", "data/x"] for name in EDITS))
    assert {*codes} <= {DONE, CONFLICT, BUSY} and DONE in codes
    assert litter(place) == []
    expected = old
    for code, (before, after) in zip(codes, EDITS.values(), strict=True):
        expected = expected.replace(before, after, 1) if code == DONE else expected
    assert source.read_text(encoding="utf-8") == expected


def edited(file: Path, target: Path, edit: tuple[str, str]) -> None:
    parts = package.read(file)
    text = parts["word/document.xml"].decode()
    assert edit[0] in text
    with target.open("wb") as out:
        package.write(out, {**parts, "word/document.xml": text.replace(*edit, 1).encode()})
