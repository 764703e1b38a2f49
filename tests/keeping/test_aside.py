"""Folders made aside: whole or not at all, and nothing of a killed run stays."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator.keeping.aside import PREFIX, aside, new_folder
from generator.values.errors import UsageError
from generator.values.findings import msg

HINT = msg("Chọn tên khác sau “--to”.")


def killed_at(parent: Path, line: str) -> None:
    """A process that dies while it fills a folder."""
    code = (
        "import os, signal, pathlib\nfrom generator.keeping.aside import new_folder\n"
        "from generator.values.findings import msg\n"
        f"with new_folder(pathlib.Path({str(parent / 'moi')!r}), msg('x')) as made:\n"
        f"    (made / 'a').write_text('a')\n    {line}\n"
    )
    subprocess.run([sys.executable, "-c", code], check=False)


@pytest.mark.skipif(os.name != "posix", reason="processes are killed by signal")
def test_a_killed_run_leaves_nothing_at_the_target_and_the_next_one_takes_its_leftovers_away(tmp_path):
    killed_at(tmp_path, "os.kill(os.getpid(), signal.SIGKILL)")
    (left,) = tmp_path.iterdir()
    assert left.name.startswith(PREFIX)
    with new_folder(tmp_path / "moi", HINT) as made:
        (made / "b").write_text("b")
        assert not left.exists()
        assert not (tmp_path / "moi").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["moi"]
    assert (tmp_path / "moi" / "b").read_text() == "b"


def test_a_run_at_work_keeps_its_folder(tmp_path):
    with aside(tmp_path) as one, aside(tmp_path) as other:
        assert one.is_dir() and other.is_dir()
    assert list(tmp_path.iterdir()) == []


def test_what_fails_leaves_nothing(tmp_path):
    with pytest.raises(UsageError) as failure, new_folder(tmp_path / "moi", HINT) as made:
        (made / "a").write_text("a")
        raise OSError(28, "No space left on device")
    (finding,) = failure.value.findings
    assert (finding.code, finding.place.file, finding.hint) == ("V071", str(tmp_path / "moi"), HINT)
    assert list(tmp_path.iterdir()) == []


def test_a_parent_that_is_a_file_is_said(tmp_path):
    (tmp_path / "x").write_text("")
    with pytest.raises(UsageError) as failure, new_folder(tmp_path / "x" / "moi", HINT):
        pass
    assert failure.value.findings[0].code == "V071"
