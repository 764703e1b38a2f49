"""A file written in one step: what stands there is the old one or the new one, never half of it."""

from __future__ import annotations

import time
import zlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from generator.values.file_names import refuse_trouble

# What stands beside a source while it is written: its new form, and the old one until all are written.
NEW, OLD = ".vanban", ".vanban-cu"
# What is kept beside the sources of a dossier and is put in place after them, in the same step.
PULLED, MENDED = ".vanban.lay-ve", ".vanban.truoc-khi-sua"
# Seconds for which the old form stays after a run that could not put it back: it may be all that is left of it.
_KEPT = 24 * 3600


def beside(path: Path) -> Path:
    """Where the new form of a file waits until those that are written with it are whole too."""
    return path.with_name(f".{path.name}{NEW}")


def sweep(folder: Path, sources: Iterable[Path]) -> None:
    """Take away what killed runs have left beside the sources of a dossier that we hold; the old form of one, after a
    day.

    What is kept of sources that came into place comes into place too: the run was killed in between.
    """
    sources = tuple(sources)
    whole = not any(beside(source).exists() for source in sources)
    for name in (PULLED, MENDED):
        with suppress(OSError):
            if whole and beside(folder / name).exists():
                beside(folder / name).replace(folder / name)
    for path in (*sources, folder / PULLED, folder / MENDED):
        old = path.with_name(f".{path.name}{OLD}")
        with suppress(OSError):
            beside(path).unlink(missing_ok=True)
        with suppress(OSError):
            if time.time() - max(old.stat().st_ctime, old.stat().st_mtime) > _KEPT:
                old.unlink()


def write_whole(target: Path, data: bytes) -> None:
    """Write beside the target, then in its place; where the system refuses, nothing is left.

    Raises OSError that names the target, UsageError V422 for a new one of a name that Windows has not.
    """
    refuse_trouble(target)
    # A name of its own length: that of the target may be as long as the disk allows.
    aside = target.with_name(f".vanban-{zlib.crc32(target.name.encode('utf-8', 'surrogateescape')):08x}")
    try:
        aside.write_bytes(data)
        aside.replace(target)
    except OSError as failure:
        aside.unlink(missing_ok=True)
        # Windows has a number of its own for why.
        why = getattr(failure, "winerror", None)
        raise type(failure)(failure.errno, failure.strerror, str(target), why) from None
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
