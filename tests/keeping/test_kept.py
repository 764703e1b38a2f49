"""What is kept beside dossiers may have been written by anybody: broken, endless or another kind, it counts as none."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.keeping import before_mending, issued, kept, outputs, pulled_before, reports_in
from generator.values.errors import InputError

ODD = {
    "nothing": b"",
    "noise": bytes(range(256)),
    "deep": b"[" * 100_000,
    "deep keys": b'{"files":' * 50_000,
    "list": b"[1, 2]",
    "text": b'"a"',
    "other values": b'{"phien_ban": 1, "ban": [1], "files": 3, "made_from": "a", "asked": [], "phat_hanh": {"a": 1}}',
    "long number": b'{"phien_ban": ' + b"9" * 5000 + b"}",
    "large": b" " * 2000 + b"{}",
}


@pytest.mark.parametrize("what", ODD)
def test_what_says_nothing_counts_as_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    monkeypatch.setattr(kept, "_LARGEST", 1000 if what == "large" else kept._LARGEST)
    for name in (outputs.MANIFEST, pulled_before.NAME, before_mending.NAME, reports_in.NAME):
        (tmp_path / name).write_bytes(ODD[what])
    (tmp_path / issued.FOLDER).mkdir()
    (tmp_path / issued.FOLDER / issued.LIST).write_bytes(ODD[what])
    assert outputs.read_manifest(tmp_path) == outputs.Manifest()
    assert pulled_before.load(tmp_path) == {}
    assert before_mending.last(tmp_path) is None
    for load in (issued.load, reports_in.load):
        with pytest.raises(InputError):
            load(tmp_path)
