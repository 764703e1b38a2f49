"""What differs on Windows, as far as another system can tell."""

from __future__ import annotations

import ctypes
from pathlib import Path

import pytest

from generator.converting import soffice
from generator.converting.windows_job import Limits


def test_libreoffice_is_looked_for_where_windows_keeps_programs(monkeypatch, tmp_path):
    program = tmp_path / "LibreOffice" / "program" / "soffice.com"
    program.parent.mkdir(parents=True)
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(soffice, "_PLACES", ())
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("ProgramFiles", str(tmp_path))
    assert soffice._searched() == program


def test_a_process_is_ended_with_all_that_it_started(monkeypatch):
    """`killpg` is not there: taskkill is, by its full path."""
    called = []

    class Process:
        pid = 42
        stdin = None

        def poll(self):
            return None

        def wait(self):
            called.append("waited")

    monkeypatch.setattr(soffice.sys, "platform", "win32")
    monkeypatch.setenv("SYSTEMROOT", "W:/Windows")
    monkeypatch.setattr(soffice.subprocess, "run", lambda command, **_: called.append(command))
    soffice._kill(Process())
    (command, waited) = called
    assert Path(command[0]) == Path("W:/Windows/System32/taskkill.exe")
    assert command[1:] == ["/F", "/T", "/PID", "42"]
    assert waited == "waited"


@pytest.mark.skipif(ctypes.sizeof(ctypes.c_void_p) != 8, reason="the places are those of 64 bits")
def test_the_limits_of_a_job_lie_where_windows_looks_for_them():
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION of winnt.h."""
    assert (Limits.flags.offset, Limits.processes.offset, Limits.priorities.offset) == (16, 40, 56)
    assert (Limits.counters.offset, Limits.process_memory.offset, Limits.job_memory.offset) == (64, 112, 120)
    assert ctypes.sizeof(Limits) == 144


@pytest.mark.parametrize("written", ["..\\so\\nhiem-vu.csv", "../so/nhiem-vu.csv", "..\\so/nhiem-vu.csv"])
def test_a_path_with_backslashes_is_read_on_every_system(written, tmp_path):
    from generator.reading.dossier import load_dossier

    for folder in ("so", "ho-so"):
        (tmp_path / folder).mkdir()
    (tmp_path / "so" / "nhiem-vu.csv").write_text("STT,Nội dung,Chủ trì\n1,Rà soát,Sở Mẫu\n", encoding="utf-8")
    (tmp_path / "ho-so" / "van-ban.yaml").write_text(
        "loai: phu-luc\nnhan: Phụ lục I\nco_quan: {ten: Sở Mẫu tỉnh X}\ntrich_yeu: Việc\n"
        f"bang:\n  nguon: {written}\n  mau: ke-hoach-5-cot\n",
        encoding="utf-8",
    )
    dossier, findings = load_dossier(tmp_path / "ho-so")
    assert [task.text("noi_dung") for task in dossier.document.body[0].table.register.tasks] == ["Rà soát"]
    assert not [finding for finding in findings if finding.code in ("V020", "V021", "V023")]
