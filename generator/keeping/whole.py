"""A file written in one step: what stands there is the old one or the new one, never half of it."""

from __future__ import annotations

import zlib
from pathlib import Path


def write_whole(target: Path, data: bytes) -> None:
    """Write beside the target, then in its place; where the system refuses, nothing is left.

    Raises OSError that names the target.
    """
    # A name of its own length: that of the target may be as long as the disk allows.
    beside = target.with_name(f".vanban-{zlib.crc32(target.name.encode('utf-8', 'surrogateescape')):08x}")
    try:
        beside.write_bytes(data)
        beside.replace(target)
    except OSError as failure:
        beside.unlink(missing_ok=True)
        raise type(failure)(failure.errno, failure.strerror, str(target)) from None
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
