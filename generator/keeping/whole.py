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
# Seconds for which the old form stays after a run that could not put it back: it may be all that is left of it.
_KEPT = 24 * 3600


def sweep(sources: Iterable[Path]) -> None:
    """Take away what killed runs have left beside sources that we hold; the old form of one, after a day."""
    for source in sources:
        new, old = (source.with_name(f".{source.name}{ending}") for ending in (NEW, OLD))
        with suppress(OSError):
            new.unlink(missing_ok=True)
        with suppress(OSError):
            if time.time() - max(old.stat().st_ctime, old.stat().st_mtime) > _KEPT:
                old.unlink()


def write_whole(target: Path, data: bytes) -> None:
    """Write beside the target, then in its place; where the system refuses, nothing is left.

    Raises OSError that names the target, UsageError V422 for a new one of a name that Windows has not.
    """
    refuse_trouble(target)
    # A name of its own length: that of the target may be as long as the disk allows.
    beside = target.with_name(f".vanban-{zlib.crc32(target.name.encode('utf-8', 'surrogateescape')):08x}")
    try:
        beside.write_bytes(data)
        beside.replace(target)
    except OSError as failure:
        beside.unlink(missing_ok=True)
        # Windows has a number of its own for why.
        why = getattr(failure, "winerror", None)
        raise type(failure)(failure.errno, failure.strerror, str(target), why) from None
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
