"""LibreOffice without a window: found, started on a profile of its own, stopped when it hangs (traps 13, 14).

Knows nothing of what is converted; `convert` does.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from generator.converting.fonts import ASKED, Font
from generator.converting.windows_job import Job
from generator.ooxml.escaping import escape
from generator.values.errors import MissingProgramError
from generator.values.findings import Message, Place, msg

INSTALL = "sudo apt-get install libreoffice-writer-nogui libreoffice-calc-nogui fonts-liberation2"
VARIABLE = "VANBAN_SOFFICE"

# On Windows soffice.exe says nothing to who asks its version; soffice.com is the same with a console.
_NAMES = ("soffice", "libreoffice", "soffice.com", "soffice.exe")
_PLACES = (
    "/usr/bin",
    "/usr/local/bin",
    "/usr/lib/libreoffice/program",
    "/snap/bin",
    "/Applications/LibreOffice.app/Contents/MacOS",
)
# Where Windows says that programs lie, and where they lie if it does not say.
_PROGRAM_FILES = {
    "ProgramW6432": "C:/Program Files",
    "ProgramFiles": "C:/Program Files",
    "ProgramFiles(x86)": "C:/Program Files (x86)",
}
_SWITCHES = ("--headless", "--norestore", "--nologo", "--nofirststartwizard", "--nolockcheck")
# Where programs look for the folder of temporary files, on any system.
_TEMPORARY = ("TMPDIR", "TMP", "TEMP")
_POLL_SECONDS = 0.05
_PROBE_SECONDS = 60

# Bookmarks from headings, and the tags that screen readers use, as far as LibreOffice makes them.
_OPTIONS = {
    "ExportBookmarks": {"type": "boolean", "value": "true"},
    "UseTaggedPDF": {"type": "boolean", "value": "true"},
}
# PDF/A-2b: what is kept for good.
_ARCHIVE = {"SelectPdfVersion": {"type": "long", "value": "2"}}
_FILTERS = {".docx": "writer_pdf_Export", ".xlsx": "calc_pdf_Export"}
# Files of other kinds become those that are read: the form, and LibreOffice's name for it.
_WORD, _EXCEL = ("docx", "MS Word 2007 XML"), ("xlsx", "Calc MS Excel 2007 XML")
READ_AS = {".doc": _WORD, ".rtf": _WORD, ".odt": _WORD, ".xls": _EXCEL, ".ods": _EXCEL}

# The last item says that this profile has seen every version: in one that a newer LibreOffice meets it first draws some
# hundred pictures to try itself, at each start without a window, which takes longer than most documents.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse">\
<value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" \
oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" \
oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Setup/Product"><prop oor:name="ooSetupLastVersion" oor:op="fuse"><value>999.9</value>\
</prop></item>
{font}</oor:items>
"""
_REPLACEMENT = """<item oor:path="/org.openoffice.Office.Common/Font/Substitution"><prop oor:name="Replacement" \
oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Font/Substitution/FontPairs"><node oor:name="_0" oor:op="replace">\
<prop oor:name="ReplaceFont"><value>{asked}</value></prop>\
<prop oor:name="SubstituteFont"><value>{given}</value></prop>\
<prop oor:name="Always"><value>true</value></prop>\
<prop oor:name="OnScreenOnly"><value>false</value></prop></node></item>
"""


class Office(Struct, frozen=True):
    """A LibreOffice on this machine: what to start, and its version as it tells it (`7.4.7.2`)."""

    executable: Path
    version: str


class Run(Struct, frozen=True):
    """How one call ended: `timed_out` where nothing new came for the time allowed, the seconds it took, `died` where
    LibreOffice itself came to its end.
    """

    timed_out: bool
    seconds: float
    died: bool = False


def probe() -> Office:
    """Find LibreOffice: the variable VANBAN_SOFFICE, PATH, then where it is usually installed.

    Raises MissingProgramError (V060) with the command that installs it.
    """
    named = os.environ.get(VARIABLE)
    executable = _named(named) if named else _searched()
    try:
        at = Path(executable).stat()
        return Office(executable, _version(str(executable), at.st_mtime_ns, at.st_size))
    except (OSError, subprocess.TimeoutExpired, ValueError):
        raise _missing(msg("{tep} không trả lời như LibreOffice.", tep=executable)) from None


@lru_cache(maxsize=8)
def _version(executable: str, *_as_it_is: int) -> str:
    """What a program says it is, asked once as long as it is the same: who looks at pages converts every few seconds.

    Raises ValueError for what is no LibreOffice.
    """
    told = subprocess.run(
        [executable, "--version"], capture_output=True, text=True, timeout=_PROBE_SECONDS, check=False
    ).stdout
    version = re.search(r"LibreOffice\w* ([\d.]+)", told)
    if version is None:
        raise ValueError(executable)
    return version[1]


def write_profile(folder: Path, font: Font) -> None:
    """A user profile that runs no macros, fetches no links, and prints Times New Roman with the given font."""
    replaced = "" if font.family == ASKED else _REPLACEMENT.format(asked=ASKED, given=escape(font.family))
    (folder / "user").mkdir(parents=True)
    (folder / "user" / "registrymodifications.xcu").write_text(_PROFILE.format(font=replaced), encoding="utf-8")


def command(office: Office, profile: Path) -> list[str]:
    """The start of a call on a profile; one that runs on it already takes the call, and ends with it."""
    return [str(office.executable), f"-env:UserInstallation={profile.absolute().as_uri()}", *_SWITCHES]


def run(
    office: Office,
    sources: Sequence[Path],
    outdir: Path,
    *,
    profile: Path,
    timeout: float,
    stop: threading.Event,
    archival: bool = False,
    memory: int = 0,
) -> Run:
    """One call that turns files of one kind into PDFs of the same names in `outdir`; those of `READ_AS` into that form.

    `timeout` is in seconds for each file: the clock starts anew with each product. At the end, at the time limit, when
    `stop` is set, on any exception and when we are killed the whole process group is gone. `archival`: PDF/A-2b.
    `memory`: bytes that it may take, where the system knows such a limit.
    """
    form, filter_ = _form(sources[0].suffix, archival=archival)
    asked = [*command(office, profile), "--convert-to", filter_, "--outdir", str(outdir), *map(str, sources)]
    products = [outdir / f"{source.stem}.{form}" for source in sources]
    known, begun = 0, time.monotonic()
    deadline = begun + timeout
    process = subprocess.Popen(
        _tied(asked, memory),
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env={**os.environ, **temporary(profile)},
    )
    job = Job(process.pid, memory)
    try:
        while process.poll() is None and not stop.is_set() and time.monotonic() < deadline:
            time.sleep(_POLL_SECONDS)
            made = sum(product.exists() for product in products)
            if made > known:
                known, deadline = made, time.monotonic() + timeout
        ended = process.poll()
        return Run(ended is None and not stop.is_set(), time.monotonic() - begun, bool(ended))
    finally:
        _kill(process)
        job.close()


# A watcher reads from the pipe that we hold: it comes to its end with us, however we do, and with it the group. It is
# no child of the call, to which the shell then gives its place: what is ended is that.
_WATCHED = (
    "exec 3<&0 </dev/null; ( { read -r _ <&3; kill -s KILL 0; } >/dev/null 2>&1 & ); "
    'ulimit -v "$0" 2>/dev/null; exec "$@" 3<&-'
)


def _tied(command: list[str], memory: int) -> list[str]:
    """A call that ends when we do and may take so much memory and no more; on Windows `Job` sees to both.

    Only Linux counts memory for whatever the call starts.
    """
    if sys.platform == "win32":
        return command
    most = str(memory >> 10) if memory and sys.platform.startswith("linux") else "unlimited"
    return ["/bin/sh", "-c", _WATCHED, most, *command]


def temporary(profile: Path) -> dict[str, str]:
    """The profile's own folder for what LibreOffice leaves when it is killed (`lu….tmp`): it goes with the profile."""
    folder = (profile / "tam").absolute()
    folder.mkdir(parents=True, exist_ok=True)
    return dict.fromkeys(_TEMPORARY, str(folder))


def _form(suffix: str, *, archival: bool = False) -> tuple[str, str]:
    """What files of a kind become, and how LibreOffice is told."""
    if suffix in READ_AS:
        form, name = READ_AS[suffix]
        return form, f"{form}:{name}"
    options = {**_OPTIONS, **(_ARCHIVE if archival else {})}
    return "pdf", f"pdf:{_FILTERS[suffix]}:{json.dumps(options, separators=(',', ':'))}"


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End the process and all that it started: `soffice` is a script, the work is done by its grandchild."""
    if sys.platform == "win32":
        if process.poll() is None:
            taskkill = Path(os.environ.get("SYSTEMROOT", "C:/Windows"), "System32", "taskkill.exe")
            subprocess.run([taskkill, "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
    else:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    if process.stdin:
        process.stdin.close()


def _named(named: str) -> Path:
    found = shutil.which(named)
    if found is None:
        raise _missing(msg("Biến {bien} chỉ tới {tep}, không chạy được.", bien=VARIABLE, tep=named))
    return Path(found)


def _windows_places() -> Iterator[str]:
    """LibreOffice's folder below each folder of programs."""
    for variable, usual in _PROGRAM_FILES.items():
        yield f"{os.environ.get(variable, usual)}/LibreOffice/program"


def _searched() -> Path:
    for name in _NAMES:
        if found := shutil.which(name):
            return Path(found)
    newest_first = sorted(Path("/opt").glob("libreoffice*/program"), reverse=True)
    for folder in dict.fromkeys((*_PLACES, *_windows_places(), *map(str, newest_first))):
        for name in _NAMES:
            if found := shutil.which(name, path=folder):
                return Path(found)
    raise _missing(msg("Máy này chưa có LibreOffice, chương trình tạo PDF."))


def _missing(message: Message) -> MissingProgramError:
    return MissingProgramError.of("V060", Place(), message, msg("Cài đặt: {lenh}", lenh=INSTALL))
