"""A small file system of one's own, to be really filled up."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

GIVEN = "VANBAN_TMPFS"
_SIZE = b"size=4m"
# As <sched.h> and <sys/mount.h> say them.
_NEW_NAMESPACE, _PRIVATE, _AT_ONCE = 0x00020000, 1 << 18 | 1 << 14, 2


class NoDisk(Exception):
    """Why none can be had here."""


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """The one that the environment names, else one made at a folder. Raises NoDisk.

    It is seen by this process alone and goes with it, however the process ends.
    """
    if given := os.environ.get(GIVEN):
        yield Path(given)
        return
    if sys.platform != "linux":
        raise NoDisk(f"a small file system is made on Linux alone; {GIVEN} names one")
    if os.geteuid():
        raise NoDisk(f"mounting a small file system needs root; {GIVEN} names one")
    system = ctypes.CDLL(None, use_errno=True)
    _done(system.unshare(_NEW_NAMESPACE), "unshare")
    _done(system.mount(b"none", b"/", None, _PRIVATE, None), "mount of / as private")
    _done(system.mount(b"tmpfs", os.fsencode(folder), b"tmpfs", 0, _SIZE), "mount of a tmpfs")
    try:
        yield folder
    finally:
        system.umount2(os.fsencode(folder), _AT_ONCE)


def _done(answer: int, what: str) -> None:
    if answer:
        why = os.strerror(ctypes.get_errno())
        raise NoDisk(f"the system refuses the {what} ({why}); {GIVEN} names a small file system")
