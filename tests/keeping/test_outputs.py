"""Files moved into out/: whole and known after a run that was killed at any step, never over a person's edit."""

from __future__ import annotations

import os
import time
from datetime import datetime
from pathlib import Path

import pytest

from generator.keeping import outputs
from generator.values.errors import InputError

NOW = datetime(2024, 6, 1)
NAMES = ("a.docx", "b.xlsx", "c.pdf")


class Killed(BaseException):
    """What no part of the program may catch."""


def made(folder: Path, text: str, names: tuple[str, ...] = NAMES) -> Path:
    folder.mkdir(parents=True)
    for name in names:
        (folder / name).write_text(f"{name} {text}")
    return folder


def moved(built: Path, out: Path, text: str) -> None:
    outputs.move_in(built, out, {"nguồn": text}, force=False, now=NOW)


def killed_after(steps: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the next moves go through, then die."""
    real, left = Path.replace, [steps]

    def replace(path: Path, target: Path) -> Path:
        if left[0] == 0:
            raise Killed
        left[0] -= 1
        return real(path, target)

    monkeypatch.setattr(Path, "replace", replace)


@pytest.mark.parametrize("steps", range(len(NAMES) + 2))
def test_a_run_killed_at_any_step_leaves_files_that_are_known(
    steps: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    moved(made(tmp_path / "một", "một"), out, "một")
    killed_after(steps, monkeypatch)
    with pytest.raises(Killed):
        moved(made(tmp_path / "hai", "hai"), out, "hai")
    monkeypatch.undo()
    texts = [(out / name).read_text() for name in NAMES]
    assert [text.split()[1] for text in texts] == ["hai"] * max(0, steps - 1) + ["một"] * (
        len(NAMES) - max(0, steps - 1)
    )
    assert outputs.edited(out, NAMES) == ()
    # What is half there is made anew; only a run that was killed before its first step left things as they were.
    assert outputs.is_current(out, {"nguồn": "một"}) == (steps == 0)
    assert not outputs.is_current(out, {"nguồn": "hai"})
    moved(made(tmp_path / "ba", "ba"), out, "ba")
    assert {(out / name).read_text().split()[1] for name in NAMES} == {"ba"}
    assert outputs.is_current(out, {"nguồn": "ba"})


def test_two_runs_killed_one_after_the_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    moved(made(tmp_path / "một", "một"), out, "một")
    for text, steps in (("hai", 3), ("ba", 1)):
        killed_after(steps, monkeypatch)
        with pytest.raises(Killed):
            moved(made(tmp_path / text, text), out, text)
        monkeypatch.undo()
    assert outputs.edited(out, NAMES) == ()


def test_an_edit_after_a_killed_run_is_still_an_edit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    moved(made(tmp_path / "một", "một"), out, "một")
    killed_after(2, monkeypatch)
    with pytest.raises(Killed):
        moved(made(tmp_path / "hai", "hai"), out, "hai")
    monkeypatch.undo()
    (out / "b.xlsx").write_text("đơn vị đã điền")
    with pytest.raises(InputError) as refused:
        moved(made(tmp_path / "ba", "ba"), out, "ba")
    assert [(found.code, found.place.file) for found in refused.value.findings] == [("V070", str(out / "b.xlsx"))]
    assert (out / "b.xlsx").read_text() == "đơn vị đã điền"


def test_a_workshop_that_a_killed_run_left_goes_a_day_later(tmp_path: Path) -> None:
    old, young = (tmp_path / f".vanban-{name}" for name in ("old", "young"))
    for folder in (old, young):
        made(folder, "dở")
    day_ago = time.time() - 25 * 3600
    os.utime(old, (day_ago, day_ago))
    with outputs.workshop(tmp_path) as shop:
        assert shop.is_dir()
        assert not old.exists()
        assert young.exists()
    assert not shop.exists()
    assert young.exists()
