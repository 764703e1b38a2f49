"""The system says no in the middle of writing: sources are the old ones, and one sentence says why."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from generator.face.cli import run
from generator.keeping import sources
from generator.values.errors import WriteError, refusal


@pytest.mark.parametrize("fails_at", [0, 1, 2])
def test_several_files_are_all_new_or_all_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails_at: int) -> None:
    old, fresh = tmp_path / "a.yaml", tmp_path / "b.yaml"
    third = tmp_path / "c.yaml"
    old.write_bytes(b"old")
    third.write_bytes(b"old too")
    real, done = Path.replace, []

    def refusing(self: Path, target: Path) -> Path:
        if len(done) == fails_at:
            raise OSError(errno.EACCES, "Permission denied", str(target))
        done.append(target)
        return real(self, target)

    monkeypatch.setattr(Path, "replace", refusing)
    with pytest.raises(OSError, match="Permission"):
        sources.replace({old: b"new", fresh: b"new", third: b"new"})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.yaml": b"old", "c.yaml": b"old too"}


def test_a_refusal_is_one_sentence_with_its_file(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_arguments: object, **_options: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "out/ho-so.docx")

    monkeypatch.setattr("generator.face.cli.call.cli.main", full)
    assert run(["build", "--json"]) == 8
    said = capsys.readouterr().out
    assert '"V017"' in said
    assert "out/ho-so.docx" in said


def test_what_cannot_be_put_back_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = tmp_path / "a.yaml", tmp_path / "b.yaml"
    one.write_bytes(b"old")
    other.write_bytes(b"old too")
    real = Path.replace

    def refusing(self: Path, target: Path) -> Path:
        if self.name != ".a.yaml.vanban":
            raise OSError(errno.EACCES, "Permission denied", str(target))
        return real(self, target)

    def no_room(self: Path, data: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device", str(self))

    monkeypatch.setattr(Path, "replace", refusing)
    monkeypatch.setattr(Path, "write_bytes", no_room)
    with pytest.raises(WriteError) as failure:
        sources.replace({one: b"new", other: b"new"})
    (finding,) = failure.value.findings
    assert finding.code == "V019" and str(one) in str(finding.message) and str(other) not in str(finding.message)
    assert one.read_bytes() == b"new" and other.read_bytes() == b"old too"
    assert (tmp_path / ".a.yaml.vanban-cu").read_bytes() == b"old"


@pytest.mark.parametrize(
    ("number", "error", "path", "says"),
    [
        (32, errno.EACCES, "a.docx", "đang mở"),
        (33, errno.EACCES, "a.docx", "đang mở"),
        (1224, errno.EINVAL, "a.docx", "đang mở"),
        (5, errno.EACCES, "a.docx", "không có quyền"),
        (206, errno.ENOENT, "a" * 300, "dài quá"),
        (3, errno.ENOENT, "C:/" + "a/" * 140 + "b.docx", "dài quá"),
        (3, errno.ENOENT, "C:/a/b.docx", "không có tệp"),
        (123, errno.EINVAL, "a?.docx", "Windows không nhận"),
        (39, errno.EINVAL, "a.docx", "đầy"),
        (64, errno.EINVAL, "//may/chung/a.docx", "ổ mạng"),
        (362, errno.EINVAL, "OneDrive/a.docx", "OneDrive"),
    ],
)
def test_why_windows_refuses_is_said_in_a_clerks_words(number: int, error: int, path: str, says: str) -> None:
    failure = OSError(error, "The system says it in English", path)
    failure.winerror = number  # type: ignore[attr-defined]
    assert says in str(refusal(failure))
