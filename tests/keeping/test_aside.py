"""Folders made aside: whole or not at all, and nothing of a killed run stays."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from itertools import accumulate, count
from pathlib import Path

import pytest

from generator.books.registers import register_book
from generator.commands.track import register_of
from generator.face.cli import run
from generator.keeping.aside import PREFIX, aside, in_temporary, new_folder
from generator.keeping.whole import sweep
from generator.values.errors import WriteError
from generator.values.findings import msg
from generator.values.model import Column, Register, Task

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
    with pytest.raises(WriteError) as failure, new_folder(tmp_path / "moi", HINT) as made:
        (made / "a").write_text("a")
        raise OSError(28, "No space left on device")
    (finding,) = failure.value.findings
    assert (finding.code, finding.place.file, finding.hint) == ("V071", str(tmp_path / "moi"), HINT)
    assert list(tmp_path.iterdir()) == []


def test_a_parent_that_is_a_file_is_said(tmp_path):
    (tmp_path / "x").write_text("")
    with pytest.raises(WriteError) as failure, new_folder(tmp_path / "x" / "moi", HINT):
        pass
    assert failure.value.findings[0].code == "V071"


CALLS = {
    "init": ["init", "{w}"],
    "new": ["new", "--from", "{w}/data/cu", "--to", "{w}/data/moi"],
    "kind": ["new", "--kind", "bao-cao", "--to", "{w}/data/moi"],
    "plan": ["new", "--kind", "ke-hoach", "--from", "{w}/data/cu", "--loc", "Bộ Tư pháp", "--to", "{w}/data/moi"],
    "roll": ["roll", "{w}/data/cu", "--to", "2026-05"],
}
WRITING = ("os.mkdir", "os.rename", "os.remove", "os.rmdir", "shutil.copyfile")
DIED = 99


def dossier(folder: Path) -> None:
    folder.mkdir(parents=True)
    columns = (Column("noi_dung", "Nội dung"), Column("chu_tri", "Đơn vị chủ trì"), Column("ket_qua", "Kết quả"))
    texts = {"noi_dung": "Việc một", "chu_tri": "Bộ Tư pháp", "ket_qua": "Số của năm cũ"}
    (folder / "a.xlsx").write_bytes(register_book(Register(columns, (Task("A1", texts),))))
    (folder / "van-ban.yaml").write_text(
        "loai: bao-cao\nco_quan: {ten: Sở Mẫu, ky_hieu: SM}\nso: 5\nngay: 2026-04-30\ntrich_yeu: Kết quả\n"
        "noi_dung:\n  - bang: {nguon: a.xlsx}\n",
        encoding="utf-8",
    )


def killed(call: list[str], work: Path, last: int) -> bool:
    """Whether a command in a process of its own died at its `last` operation that writes in a folder, or was done."""
    sys.stdout.flush()
    sys.stderr.flush()
    if child := os.fork():
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == DIED
    left = last

    def hook(event: str, args: tuple[object, ...]) -> None:
        nonlocal left
        flags = args[2] if event == "open" else 0
        writes = event in WRITING or (isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR))
        if writes and any(isinstance(arg, str | os.PathLike) and str(arg).startswith(str(work)) for arg in args):
            left -= 1
            if left == 0:
                os._exit(DIED)

    code = 70
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.dup2(1, 2)
        sys.addaudithook(hook)
        code = run(call)
    finally:
        os._exit(code)


@pytest.mark.skipif(os.name != "posix", reason="processes are forked")
@pytest.mark.parametrize("name", CALLS)
def test_killed_at_any_operation_nothing_stands_in_the_way_of_the_next_run(name: str, tmp_path: Path) -> None:
    # What is imported once is there for all that are forked from here.
    dossier(tmp_path / "0" / "data" / "cu")
    shutil.copytree(tmp_path / "0", tmp_path / "first")
    assert run([argument.format(w=tmp_path / "first") for argument in CALLS[name]]) == 0
    for n in accumulate(count(), lambda n, _: n + 1 + n // 4, initial=1):
        work = tmp_path / str(n)
        shutil.copytree(tmp_path / "0", work)
        call = [argument.format(w=work) for argument in CALLS[name]]
        died = killed(call, work, n)
        folders = [path for path in (work / "data").iterdir() if path.is_dir()]
        made = [path for path in folders if not path.name.startswith(PREFIX) and path.name != "cu"]
        for path in made:
            assert (path / "van-ban.yaml").is_file()
            if name in ("new", "roll"):
                assert not [task for task in register_of(path).tasks if task.text("ket_qua")]
        if not died:
            break
        # Killed after its last step, the dossier stands there whole, and the next run says so.
        assert run(call) == (2 if made else 0)
        assert made or not list(work.rglob(f"{PREFIX}*"))
        shutil.rmtree(work)
    assert n > 4, "it has written something"
    assert made


@pytest.mark.skipif(os.name != "posix", reason="processes are killed by signal")
def test_what_a_killed_run_left_among_the_temporary_files_goes_too(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    killed_at(tmp_path, "os.kill(os.getpid(), signal.SIGKILL)")
    (tmp_path / "of-others").mkdir()
    (left,) = tmp_path.glob(f"{PREFIX}*")
    with in_temporary() as folder:
        assert folder.parent == tmp_path and not left.exists()
    assert [path.name for path in tmp_path.iterdir()] == ["of-others"]


def test_what_stands_beside_a_source_goes_its_old_form_after_a_day(tmp_path, monkeypatch):
    source = tmp_path / "van-ban.yaml"
    for name in (source.name, f".{source.name}.vanban", f".{source.name}.vanban-cu", ".khac.yaml.vanban"):
        (tmp_path / name).write_text("x")
    sweep(tmp_path, [source])
    assert {path.name for path in tmp_path.iterdir()} == {source.name, ".van-ban.yaml.vanban-cu", ".khac.yaml.vanban"}
    now = time.time()
    monkeypatch.setattr("generator.keeping.whole.time.time", lambda: now + 25 * 3600)
    sweep(tmp_path, [source])
    assert {path.name for path in tmp_path.iterdir()} == {source.name, ".khac.yaml.vanban"}


@pytest.mark.parametrize("waits", [True, False], ids=["before its sources", "behind them"])
def test_what_is_kept_of_sources_comes_into_place_with_them(tmp_path, waits):
    source = tmp_path / "van-ban.yaml"
    for name in (".vanban.lay-ve", "..vanban.lay-ve.vanban", "..vanban.truoc-khi-sua.vanban", source.name):
        (tmp_path / name).write_text(name)
    if waits:
        (tmp_path / ".van-ban.yaml.vanban").write_text("x")
    sweep(tmp_path, [source])
    kept = {path.name: path.read_text() for path in tmp_path.iterdir()}
    moved = {".vanban.lay-ve": "..vanban.lay-ve.vanban", ".vanban.truoc-khi-sua": "..vanban.truoc-khi-sua.vanban"}
    assert kept == {source.name: source.name, **({".vanban.lay-ve": ".vanban.lay-ve"} if waits else moved)}
