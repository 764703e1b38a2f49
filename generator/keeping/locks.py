"""One writer at a time: whoever changes the files of a dossier, or reads them to make others, holds its folder.

The lock is the system's own, on a hidden file of the folder that says who holds it; it ends with its process, however
that ends. Within one thread whoever holds a folder may take it again.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from generator.keeping.kept import kept_value
from generator.keeping.whole import sweep
from generator.values.errors import BusyError
from generator.values.findings import Finding, Message, Place, msg
from generator.values.model import Dossier

NAME = ".vanban.khoa"
# Seconds to wait for another one: most write in less.
PATIENCE = 10.0
_STEP = 0.05
# What is locked lies behind all that is written there: where locks keep others from reading, they still read who it is.
_LOCKED_BYTE = 1 << 20
_own = threading.local()


@contextmanager
def held(*folders: Path, doing: str, patience: float | None = None) -> Iterator[None]:
    """Hold folders; `doing` is what the others are told, `patience` how many seconds we wait.

    A folder that does not let us write is only read.

    Raises BusyError V018 where another one holds one of them longer than we wait.
    """
    until = time.monotonic() + (PATIENCE if patience is None else patience)
    mine: set[Path] = _own.__dict__.setdefault("folders", set())
    with ExitStack() as stack:
        for folder in sorted({folder.resolve() for folder in folders} - mine):
            stack.enter_context(_held(folder, doing, until))
            mine.add(folder)
            stack.callback(mine.discard, folder)
        yield


@contextmanager
def dossier_held(path: Path, doing: str) -> Iterator[tuple[Dossier, tuple[Finding, ...]]]:
    """A dossier read while all folders of its sources are held, with what is doubtful in it; held until the end.

    Raises BusyError V018, InputError where it cannot be read.
    """
    from generator.reading.dossier import load_dossier

    own = folder_of(path)
    with held(own, doing=doing):
        read = load_dossier(path)
        elsewhere = {source.resolve().parent for source in read[0].sources} - {own.resolve()}
        with held(*elsewhere, doing=doing):
            sweep(own, read[0].sources)
            yield load_dossier(path) if elsewhere else read


def folder_of(path: Path) -> Path:
    """The folder of a dossier that is named by its folder or by its file."""
    return path.parent if path.is_file() else path


@contextmanager
def _held(folder: Path, doing: str, until: float) -> Iterator[None]:
    file = _taken(folder / NAME, until)
    if file is None:
        yield
        return
    try:
        if file.writable():
            _say(file, doing)
        yield
    finally:
        _let_go(file, folder / NAME)


def _taken(path: Path, until: float) -> BinaryIO | None:
    """The file of the lock, held; None where the folder is not there or not to be written into."""
    while file := _opened(path):
        if not _lock(file):
            if time.monotonic() >= until:
                said = _holder(file)
                file.close()
                raise _busy(path.parent, said)
            file.close()
            time.sleep(_STEP)
        elif _is(file, path):
            return file
        else:
            # Its last holder took the file away between our opening and our locking it.
            file.close()
    return None


def _opened(path: Path) -> BinaryIO | None:
    """The file of a lock: to be written, or as another user of a shared folder has made it."""
    try:
        return path.open("a+b")
    except OSError:
        try:
            return path.open("rb")
        except OSError:
            return None


def _is(file: BinaryIO, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except OSError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _lock(file: BinaryIO) -> bool:
        file.seek(_LOCKED_BYTE)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _let_go(file: BinaryIO, path: Path) -> None:
        file.seek(_LOCKED_BYTE)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)
        file.close()
        # One who waits has it open: then it stays, and he takes it away.
        with suppress(OSError):
            path.unlink()

else:
    import errno
    import fcntl

    def _lock(file: BinaryIO) -> bool:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as failure:
            # Some shares know no locks: there nobody can be kept out.
            return failure.errno not in (errno.EWOULDBLOCK, errno.EACCES)
        return True

    def _let_go(file: BinaryIO, path: Path) -> None:
        # Taken away while it is still ours: another one who waits for it sees that it is gone.
        with suppress(OSError):
            path.unlink()
        file.close()


# --- who it is -------------------------------------------------------------------------------------------------------


def _say(file: BinaryIO, doing: str) -> None:
    """Write down who holds it, for the others to read."""
    import getpass
    import platform

    try:
        who = getpass.getuser()
    except (OSError, KeyError, ImportError):
        who = ""
    now = datetime.now().astimezone()
    said = {"lam": doing, "ai": who, "may": platform.node(), "tien_trinh": os.getpid(), "tu": f"{now:%H:%M %d/%m/%Y}"}
    file.truncate(0)
    file.write(json.dumps(said, ensure_ascii=False).encode())
    file.flush()


def _holder(file: BinaryIO) -> dict[str, str]:
    try:
        file.seek(0)
        found = kept_value(file.read(4096))
    except (OSError, ValueError):
        return {}
    return {key: str(value) for key, value in found.items()} if isinstance(found, dict) else {}


def _busy(folder: Path, who: dict[str, str]) -> BusyError:
    said: Message = msg("Hồ sơ này đang có lệnh khác làm việc, chưa ghi xong.")
    if who:
        said = msg(
            "Hồ sơ này đang có lệnh khác làm việc, chưa ghi xong: “{lam}” của {ai} trên máy {may}, từ {tu}.",
            lam=who.get("lam", ""),
            ai=who.get("ai", "") or "?",
            may=who.get("may", "") or "?",
            tu=who.get("tu", ""),
        )
    return BusyError.of("V018", Place(str(folder)), said, msg("Đợi lệnh ấy xong rồi chạy lại; chưa có gì bị thay đổi."))
