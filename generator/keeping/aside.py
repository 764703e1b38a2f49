"""Folders made aside: what is to stand somewhere is filled beside it and put there in one step, or not at all.

A run that is killed leaves its folder; the next one that works beside it takes it away.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.values.errors import VanbanError, WriteError, refusal
from generator.values.file_names import refuse_trouble
from generator.values.findings import Message, Place, msg
from generator.values.patterns import late

PREFIX = ".vanban-"
# Seconds after which no run can still be at work in a folder of which it cannot be told who made it.
_LEFT = 24 * 3600
_MADE_BY = late(rf"{re.escape(PREFIX)}([0-9a-f]{{8}})-(\d+)-.*")


@contextmanager
def aside(parent: Path) -> Iterator[Path]:
    """A folder of one's own in `parent`, gone afterwards; so are those that killed runs have left there.

    Raises OSError where it cannot be made.
    """
    parent.mkdir(parents=True, exist_ok=True)
    # By their names: the folder for temporary files may hold thousands of others.
    for left in [Path(entry) for entry in os.scandir(parent) if entry.name.startswith(PREFIX)]:
        if left.is_dir() and _is_left(left):
            shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{_host()}-{os.getpid()}-", dir=parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def in_temporary() -> Iterator[Path]:
    """The same in the system's folder for temporary files: what killed runs have left there goes too."""
    with aside(Path(tempfile.gettempdir())) as folder:
        yield folder


@contextmanager
def new_folder(target: Path, hint: Message) -> Iterator[Path]:
    """A folder to fill that stands at `target` once all of it is there; where anything fails nothing stands there.

    Raises WriteError V071 with the hint where it cannot be written, UsageError V422 for a name that Windows has not.
    """
    refuse_trouble(target)
    try:
        with aside(target.parent) as workshop:
            filled = workshop / target.name
            filled.mkdir()
            yield filled
            filled.rename(target)
    except OSError as failure:
        raise cannot_write(target, failure, hint) from None


def cannot_write(folder: Path, failure: OSError, hint: Message) -> VanbanError:
    """That the system does not let us write there, and why (V071)."""
    said = msg("Không ghi được vào thư mục này: {ly_do}.", ly_do=refusal(failure))
    return WriteError.of("V071", Place(str(folder)), said, hint)


def _host() -> str:
    """The machine, in a form good for names: folders are shared by networks, numbers of processes are not."""
    import platform

    return f"{zlib.crc32(platform.node().encode()):08x}"


def _is_left(folder: Path) -> bool:
    """Whether the run that made a folder is over: its process is gone, or a day has passed."""
    made_by = _MADE_BY.fullmatch(folder.name)
    if made_by and made_by[1] == _host() and os.name == "posix":
        return not _runs(int(made_by[2]))
    try:
        return time.time() - folder.stat().st_mtime > _LEFT
    except OSError:
        return False


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
