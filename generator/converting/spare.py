"""A LibreOffice that is started before it is asked: who looks at pages waits for them alone, not for its start.

It has a profile of its own and is gone after the call that it takes, as every other; the next one is started then. Only
a program that goes on keeps one.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from msgspec import Struct

from generator.converting import soffice
from generator.converting.fonts import Font, probe_fonts
from generator.values.errors import VanbanError

# A process of its own waits until we let go or are no more, however we ended; then LibreOffice and the profile go.
_GUARD = """\
import os, shutil, signal, subprocess, sys
nothing = subprocess.DEVNULL
office = subprocess.Popen(sys.argv[2:], stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True)
sys.stdin.read()
try:
    os.killpg(office.pid, signal.SIGKILL)
except OSError:
    pass
office.wait()
shutil.rmtree(sys.argv[1], ignore_errors=True)
"""


class Spare(Struct, frozen=True):
    """One that was started, for whom: the program and the font of its profile."""

    made_for: tuple[soffice.Office, Font]
    profile: Path
    guard: subprocess.Popen[bytes]

    def end(self) -> None:
        """It and its profile are gone."""
        if self.guard.stdin:
            self.guard.stdin.close()
        self.guard.wait()


class _Place:
    """Where the one that is ready stands; nobody has asked for one at first."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._ready: Spare | None = None
        self.allowed = False

    def put(self, office: soffice.Office, font: Font) -> None:
        with self._lock:
            if self._ready is None:
                self._ready = _started(office, font)

    def take(self) -> Spare | None:
        with self._lock:
            found, self._ready = self._ready, None
        return found


_place = _Place()


def keep() -> None:
    """This program goes on: one is ready from now on. Not on Windows, where it would outlive us."""
    _place.allowed = sys.platform != "win32"
    _start()


def _start() -> None:
    if _place.allowed:
        with suppress(VanbanError, OSError):
            _place.put(soffice.probe(), probe_fonts())


@contextmanager
def taken(office: soffice.Office, font: Font) -> Iterator[Spare | None]:
    """The one that is ready, for one call; None where there is none. The next one is started behind it."""
    found = _place.take()
    try:
        yield found if found and found.made_for == (office, font) else None
    finally:
        if found:
            found.end()
        _start()


def _started(office: soffice.Office, font: Font) -> Spare:
    profile = Path(tempfile.mkdtemp(prefix="vanban-pdf-")) / "profile"
    soffice.write_profile(profile, font)
    guard = subprocess.Popen(
        [sys.executable, "-ISc", _GUARD, str(profile.parent), *soffice.command(office, profile)],
        stdin=subprocess.PIPE,
        start_new_session=True,
        env={**os.environ, **soffice.temporary(profile)},
    )
    return Spare((office, font), profile, guard)
