"""The page and a command keep each other out of a dossier that is being written; each says so in words."""

import json
import subprocess
import sys
import threading

import pytest

from generator.commands import editing
from generator.face import api
from generator.keeping import locks
from generator.values.errors import BusyError

NAME = "142-qd-vpcp"
HOLD = """
import sys
from pathlib import Path
from generator.keeping.locks import held
with held(Path(sys.argv[1]), doing="vanban collect"):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def at_work(workplace, monkeypatch):
    """A command at work in the dossier, a process of its own; nobody waits for it."""
    monkeypatch.setattr(locks, "PATIENCE", 0.0)
    asked = [sys.executable, "-c", HOLD, str(workplace / "data" / NAME)]
    with subprocess.Popen(asked, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout.readline() == "held\n"
        yield
        run.stdin.close()


def sources(folder) -> dict:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file() and path.name != locks.NAME}


def test_what_is_typed_while_a_command_writes_is_refused_in_words(clerk, workplace, at_work) -> None:
    folder = workplace / "data" / NAME
    before, version = sources(folder), api.open_dossier(folder).version
    row = api.open_dossier(folder).tables[0].rows[0].number
    cells = json.dumps({"ban": version, "bang": 0, "o": [[row, "C", "Chữ vừa gõ"]]})
    fields = {"truong": "trich_yeu", "kieu": "dong", "gia-tri": "Chữ vừa gõ", "ban": version}
    added = {"bang": 0, "dong": row, "viec": "them", "cot-noi-dung": "C", "noi-dung": "Chữ vừa gõ", "ban": version}
    for answer in (
        clerk.post(f"/ho-so/{NAME}/o", cells, content_type="application/json"),
        clerk.post(f"/ho-so/{NAME}/truong", fields),
        clerk.post(f"/ho-so/{NAME}/dong", added),
    ):
        assert answer.status_code == 422
        in_json = answer.headers["Content-Type"] == "application/json"
        assert "đang có lệnh khác làm việc" in (" ".join(answer.json()["said"]) if in_json else answer.content.decode())
    # Nothing was written, and the version that the screen holds is good for the next try.
    assert sources(folder) == before
    assert api.open_dossier(folder).version == version


def test_long_work_on_a_dossier_that_a_command_writes_ends_in_words(clerk, work_done, at_work) -> None:
    from generator.face.page.jobs.models import Job

    clerk.post(f"/ho-so/{NAME}/sinh")
    work_done()
    job = Job.objects.get()
    assert job.state == Job.State.FAILED
    assert [one["code"] for one in job.findings] == ["V018"]
    assert "đang có lệnh khác làm việc" in job.findings[0]["what"]


def test_a_command_that_comes_while_the_page_writes_ends_with_its_code(clerk, workplace, monkeypatch) -> None:
    folder = workplace / "data" / NAME
    monkeypatch.setattr(locks, "PATIENCE", 0.0)
    met = []

    def command() -> None:
        try:
            api.build(folder, out=workplace / "out", formats=("xlsx",))
        except BusyError as failure:
            met.append(failure)

    write = editing.replace

    def written(made) -> None:
        # Another thread is another holder.
        another = threading.Thread(target=command)
        another.start()
        another.join()
        write(made)

    monkeypatch.setattr(editing, "replace", written)
    version = api.open_dossier(folder).version
    fields = {"truong": "dia_danh", "kieu": "dong", "gia-tri": "Tỉnh Mẫu", "ban": version}
    assert clerk.post(f"/ho-so/{NAME}/truong", fields).status_code == 200
    ((failure,), (finding,)) = (met, met[0].findings)
    assert (failure.exit_code, finding.code) == (8, "V018")
    assert "đang có lệnh khác làm việc" in str(finding.message)
    assert not (workplace / "out").exists()
    assert "Tỉnh Mẫu" in (folder / "van-ban.yaml").read_text(encoding="utf-8")
