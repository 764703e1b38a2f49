"""A LibreOffice that was started before takes one call, and is gone with it, with us, and where it does nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from documents import word

from generator.converting import soffice, spare
from generator.converting.convert import Job, convert

# One without a call waits, and says where. A call makes the product; on the profile of one that waits if that is well.
FAKE = """#!/bin/sh
[ "$1" = --version ] && echo "LibreOffice 7.4.7.2 40(Build:2)" && exit 0
profile=${1#-env:UserInstallation=file://}
case "$*" in *--convert-to*) ;; *) touch "$profile/waits"; exec 9>"$SPARES"; echo . >&9; exec sleep 600;; esac
if [ -e "$profile/waits" ]; then echo warm >>"$CALLS"; [ -z "$ILL" ] || exit 0; else echo cold >>"$CALLS"; fi
while [ "$1" != --outdir ]; do shift; done
name=$(basename "$3" .docx)
cp "$PRODUCT" "$2/$name.pdf"
"""


@pytest.fixture(scope="module")
def product(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("that")
    assert convert([Job(word(folder / "qd.docx"), folder / "qd.pdf")])[1] == ()
    return folder / "qd.pdf"


@pytest.fixture
def fake(tmp_path, monkeypatch, product):
    """A LibreOffice that says by a pipe when it waits; nothing of it is left afterwards."""
    program = tmp_path / "soffice"
    program.write_text(FAKE)
    program.chmod(0o755)
    os.mkfifo(tmp_path / "spares")
    told = {"VANBAN_SOFFICE": program, "SPARES": tmp_path / "spares", "CALLS": tmp_path / "calls", "PRODUCT": product}
    for name, value in told.items():
        monkeypatch.setenv(name, str(value))
    (tmp_path / "tam").mkdir()
    monkeypatch.setattr(spare.tempfile, "tempdir", str(tmp_path / "tam"))
    place = spare._Place()
    monkeypatch.setattr(spare, "_place", place)
    yield tmp_path
    # Of a program that was killed its guard takes all away.
    if left := place.take():
        left.end()
    assert list((tmp_path / "tam").iterdir()) == []


def made(folder: Path) -> list[str]:
    """What the calls were of a conversion that came out well."""
    results, findings = convert([Job(word(folder / "qd.docx"), folder / "qd.pdf")])
    assert (len(results), findings) == (1, ())
    return (folder / "calls").read_text().split()


def waits(folder: Path) -> None:
    """Until the one that was started is there."""
    with (folder / "spares").open() as said:
        assert said.readline() == ".\n"


def test_nothing_is_started_where_nobody_said_so(fake) -> None:
    assert made(fake) == ["cold"]


def test_each_call_takes_the_one_that_waits_and_leaves_the_next(fake) -> None:
    spare.keep()
    waits(fake)
    assert made(fake) == ["warm"]
    waits(fake)
    assert made(fake) == ["warm", "warm"]
    waits(fake)


def test_what_one_that_waited_does_not_make_is_made_anew(fake, monkeypatch) -> None:
    spare.keep()
    waits(fake)
    monkeypatch.setenv("ILL", "1")
    assert made(fake) == ["warm", "cold"]
    waits(fake)


def test_one_of_another_program_is_not_asked(fake, monkeypatch) -> None:
    spare.keep()
    waits(fake)
    monkeypatch.setattr(soffice, "_version", lambda *_: "24.2.1.2")
    assert made(fake) == ["cold"]
    waits(fake)


def test_it_is_gone_with_a_program_that_is_killed(fake) -> None:
    code = f"import tempfile, time; tempfile.tempdir = {str(fake / 'tam')!r}; from generator.converting import spare; "
    code += "spare.keep(); time.sleep(600)"
    with (
        subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as process,
        (fake / "spares").open() as said,
    ):
        assert said.readline() == ".\n"
        process.kill()
        # The one that waited holds one end, what guards it the other: both are gone.
        assert (said.read(), process.stdout.read()) == ("", b"")
