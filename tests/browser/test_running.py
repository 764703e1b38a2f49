"""How the page is started, long work is stopped and begun again, the database made."""

import json
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from generator.face import api
from generator.values.progress import Stage

from .conftest import PATIENCE, served

NAME = "142-qd-vpcp"


def test_a_second_start_leads_to_the_one_that_runs(tmp_path) -> None:
    with served(tmp_path) as first:
        again = subprocess.run(
            [sys.executable, "-m", "generator", "app", "--no-browser"],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=PATIENCE / 1000,
        )
        port = first.split(":")[2].split("/")[0]
        assert f"http://127.0.0.1:{port}/vao/?ma=" in again.stderr + again.stdout
        assert first not in again.stderr + again.stdout
        private = tmp_path / ".vanban"
        assert private.stat().st_mode & 0o077 == 0
        assert all(one.stat().st_mode & 0o077 == 0 for one in (private / "vao").iterdir())
    assert not (private / "dang-chay.json").exists()


def test_a_port_that_another_workplace_has_taken_is_not_ours(tmp_path) -> None:
    from generator.face.page import app

    one, other = tmp_path / "mot", tmp_path / "hai"
    one.mkdir()
    with served(one) as address:
        port = int(address.split(":")[2].split("/")[0])
        folder = app._private(other)
        (folder / "dang-chay.json").write_text(json.dumps({"port": port, "pid": 1}))
        assert app._already(app._private(one)) == port
        assert app._already(folder) == 0


@pytest.mark.parametrize(
    ("kept", "asked", "tried"),
    [
        ("4321", 0, [4321]),
        ("4321", 80, [80]),
        ("1", 0, [1, 0]),
        ("", 0, [0]),
        ("x", 0, [0]),
        ("99999999", 0, [99999999, 0]),
    ],
)
def test_a_page_that_is_still_open_finds_its_program_where_it_was(tmp_path, monkeypatch, kept, asked, tried) -> None:
    from generator.face.page import app

    ports = []

    def listening(address: tuple[str, int], **_) -> int:
        ports.append(address[1])
        if address[1] == 1:
            raise PermissionError
        if address[1] > 65_535:
            raise OverflowError
        return address[1]

    monkeypatch.setattr(socket, "create_server", listening)
    (tmp_path / "cong").write_text(kept)
    app._listening(tmp_path, asked)
    assert ports == tried


def test_the_page_that_opens_the_browser_is_for_its_user_alone(tmp_path, monkeypatch) -> None:
    from generator.face.page import app

    monkeypatch.setattr(app, "_browse", lambda page: None)
    folder = app._private(tmp_path)
    address = app._open(folder, 4321, browser=True)
    page = folder / "mo-trang.html"
    assert page.stat().st_mode & 0o777 == 0o600
    assert address.split("ma=")[1] in page.read_text(encoding="utf-8")


def test_starters_stand_in_the_workplace(tmp_path) -> None:
    from generator.face.page.app import starters

    names = [path.name for path in starters(tmp_path).files]
    assert names == ["vanban.bat", "vanban.desktop"]
    bat = (tmp_path / "vanban.bat").read_bytes()
    assert b"-m generator app" in bat
    assert bat.count(b"\n") == bat.count(b"\r\n")


def test_a_new_database_is_as_its_steps_would_make_it(application, tmp_path) -> None:
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connections

    stepwise = tmp_path / "tung-buoc.sqlite3"
    connections.databases["tung-buoc"] = {**connections.databases["default"], "NAME": stepwise}
    try:
        call_command("migrate", database="tung-buoc", verbosity=0)
        connections["tung-buoc"].close()
    finally:
        del connections.databases["tung-buoc"]

    def shape(path: Path) -> dict[str, object]:
        with sqlite3.connect(path) as database:
            tables = [row[0] for row in database.execute("select name from sqlite_master where type = 'table'")]
            return {
                name: sorted(row[1:4] for row in database.execute(f'pragma table_info("{name}")')) for name in tables
            }

    assert shape(settings.DATABASES["default"]["NAME"]) == shape(stepwise)


def build(clerk):
    from generator.face.page.jobs.models import Job

    assert clerk.post(f"/ho-so/{NAME}/sinh").status_code == 200
    return Job.objects.get()


@pytest.fixture
def without_pdf(monkeypatch):
    """Builds make Word alone: what is tried here is how work runs."""
    plain = api.build

    def only_word(*dossiers, **options):
        return plain(*dossiers, **{**options, "formats": ("docx",)})

    monkeypatch.setattr(api, "build", only_word)


def test_a_build_says_how_far_it_is_and_leaves_its_files(clerk, workplace, work_done, without_pdf) -> None:
    job = build(clerk)
    assert "đang chờ" in clerk.get(f"/viec/{job.pk}/").content.decode()
    work_done()
    job.refresh_from_db()
    assert (job.state, job.done) == (job.State.DONE, job.total)
    answer = clerk.get(f"/viec/{job.pk}/")
    assert "hx-trigger" not in answer.content.decode()
    assert f'href="/ho-so/{NAME}/tep/{NAME}.docx"' in answer.content.decode()
    assert "Đã sinh" in clerk.get(f"/ho-so/{NAME}/tinh-trang").content.decode()
    assert (workplace / "out" / NAME / f"{NAME}.docx").is_file()
    assert "Đã sinh" in clerk.get("/").content.decode()


def test_a_build_that_is_asked_for_twice_is_one_until_the_dossier_changes(clerk, workplace) -> None:
    from generator.face.page.jobs.models import Job

    assert build(clerk) == build(clerk)
    (workplace / "data" / NAME / "van-ban.yaml").open("a", encoding="utf-8").write("# x\n")
    clerk.post(f"/ho-so/{NAME}/sinh")
    assert Job.objects.count() == 2


def test_a_build_that_is_stopped_leaves_nothing(clerk, workplace, work_done, monkeypatch) -> None:
    from generator.face.page.jobs import running
    from generator.face.page.jobs.models import Job

    plain = api.build
    # Asked at each step, however fast the steps are.
    monkeypatch.setattr(running, "_EACH", 0.0)

    def stopping(*dossiers, on_event, **options):
        def hear(event) -> None:
            on_event(event)
            if event.stage is Stage.READING:
                Job.objects.update(stop_asked=True)

        return plain(*dossiers, on_event=hear, **{**options, "formats": ("docx",)})

    monkeypatch.setattr(api, "build", stopping)
    job = build(clerk)
    work_done()
    job.refresh_from_db()
    assert job.state == job.State.STOPPED
    assert not (workplace / "out" / NAME).exists()


def test_work_that_waits_is_stopped_before_it_begins(clerk, workplace, work_done) -> None:
    job = build(clerk)
    clerk.post(f"/viec/{job.pk}/dung")
    work_done()
    job.refresh_from_db()
    assert job.state == job.State.STOPPED
    assert not (workplace / "out").exists()


def test_a_build_that_cannot_be_says_why(clerk, workplace, work_done) -> None:
    (workplace / "data" / NAME / "nhiem-vu.xlsx").write_bytes(b"hong")
    job = build(clerk)
    work_done()
    text = clerk.get(f"/viec/{job.pk}/").content.decode()
    assert "nhiem-vu.xlsx" in text
    assert str(workplace) not in text


def test_an_edited_output_is_not_overwritten(clerk, workplace, work_done, without_pdf) -> None:
    build(clerk)
    work_done()
    made = workplace / "out" / NAME / f"{NAME}.docx"
    made.write_bytes(made.read_bytes() + b"sua")
    (workplace / "data" / NAME / "van-ban.yaml").open("a", encoding="utf-8").write("# x\n")
    clerk.post(f"/ho-so/{NAME}/sinh")
    work_done()
    assert made.read_bytes().endswith(b"sua")
    assert "Tệp sinh ra có người sửa" in clerk.get("/").content.decode()
    # Both ways on stand on its screen.
    page = clerk.get(f"/ho-so/{NAME}/").content.decode()
    assert f"Xem chỗ đã sửa: {NAME}.docx" in page
    answer = clerk.post(f"/ho-so/{NAME}/tep/{NAME}.docx/lay-ve")
    assert "/sua-ve/" in answer.headers["Location"]
    assert clerk.post(f"/ho-so/{NAME}/tep/khac.docx/lay-ve").status_code == 404
    clerk.post(f"/ho-so/{NAME}/sinh", {"ghi-de": "co"})
    work_done()
    assert not made.read_bytes().endswith(b"sua")
    assert any(one.read_bytes().endswith(b"sua") for one in made.parent.iterdir())


def test_work_of_a_program_that_was_killed_is_said_to_be_broken_off(clerk, workplace) -> None:
    from generator.face.page.jobs import worker
    from generator.face.page.jobs.models import Job

    job = build(clerk)
    Job.objects.update(state=Job.State.RUNNING)
    worker.sweep()
    job.refresh_from_db()
    assert job.state == job.State.STOPPED
    assert not job.going
