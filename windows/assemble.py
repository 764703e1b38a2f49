"""A folder that runs vanban on Windows without installation: `make windows PYTHON=python-embed.zip`.

Python comes from the official embeddable package, given as a file with its checksum (`python-embed.zip.sha256` beside
it, or SHA256=…); everything else as the wheels for win_amd64 that constraints.txt locks. What has no such wheel is
said, and then no folder is made.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Sequence
from email.parser import HeaderParser
from pathlib import Path, PurePosixPath

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
# What the markers of requirements are asked with: pip itself asks them of the machine that it runs on.
WINDOWS = {
    "os_name": "nt",
    "sys_platform": "win32",
    "platform_system": "Windows",
    "platform_machine": "AMD64",
    "platform_python_implementation": "CPython",
    "implementation_name": "cpython",
}
_MOST = 400 << 20
_PTH = re.compile(r"python3(\d+)\._pth")
# Console, so that what goes wrong can be read; a workplace beside it where none is there yet. `pushd` gives a folder of
# the network a letter, which `cd` does not; where it cannot be entered nothing is started in another one.
_BAT = """\
@echo off
chcp 65001 >nul
set "PYTHONUTF8=1"
set "noi=%~dp0noi-lam-viec"
if not exist "%noi%" mkdir "%noi%"
pushd "%noi%" || goto khong
title vanban
"%~dp0python\\python.exe" -m generator app %*
if errorlevel 1 pause
popd
exit /b
:khong
echo Khong tao hoac khong mo duoc thu muc "%noi%".
echo Chep ca thu muc vanban den noi ghi duoc (o D:, USB, thu muc cua minh) roi chay lai.
pause
exit /b 1
"""
# The same with its window in the task bar: closing that window ends the program.
_VBS = '''\
Set shell = CreateObject("WScript.Shell")
here = CreateObject("Scripting.FileSystemObject").GetParentFolderName(WScript.ScriptFullName)
shell.Run """" & here & "\\vanban.bat""", 7, False
'''
LAUNCHERS = {"vanban.bat": _BAT, "vanban.vbs": _VBS}


class CannotAssembleError(Exception):
    """Why no folder is made."""


def checked(archive: Path, expected: str = "") -> str:
    """The checksum of the archive of Python, as it was given. Raises CannotAssembleError where it is another one."""
    beside = archive.with_name(f"{archive.name}.sha256")
    if not archive.is_file():
        raise CannotAssembleError(f"Không có tệp {archive}.")
    given = (expected or (beside.read_text(encoding="utf-8") if beside.is_file() else "")).split()
    if not given:
        raise CannotAssembleError(f"Thiếu mã kiểm của {archive.name}: ghi vào {beside.name} hoặc thêm SHA256=…")
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != given[0].lower():
        raise CannotAssembleError(f"{archive.name} có mã kiểm {found}, không phải {given[0]}; tải lại từ trang gốc.")
    return found


def unpacked(archive: Path, target: Path) -> str:
    """Python in its folder; the minor version. Raises CannotAssembleError for what is no embeddable Python."""
    try:
        with zipfile.ZipFile(archive) as source:
            _extracted(source, target)
    except zipfile.BadZipFile:
        raise CannotAssembleError(f"{archive.name} không phải tệp .zip.") from None
    found = next((match for path in target.iterdir() if (match := _PTH.fullmatch(path.name))), None)
    if found is None or not (target / "python.exe").is_file():
        raise CannotAssembleError(f"{archive.name} không phải gói Python nhúng (embeddable) của Windows.")
    # Of an embeddable Python this file is all of sys.path: nothing of the machine comes in.
    lines = (f"python3{found[1]}.zip", ".", "Lib\\site-packages", "")
    (target / found[0]).write_bytes("\r\n".join(lines).encode("ascii"))
    return found[1]


def _extracted(source: zipfile.ZipFile, target: Path) -> None:
    if sum(one.file_size for one in source.infolist()) > _MOST:
        raise CannotAssembleError(f"Gói {source.filename} quá lớn.")
    for one in source.infolist():
        path = PurePosixPath(one.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or ":" in one.filename:
            raise CannotAssembleError(f"Gói {source.filename} chứa đường dẫn ra ngoài: {one.filename}")
        if not one.is_dir():
            place = target / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(source.read(one))


def downloaded(minor: str, wheels: Path) -> None:
    """All wheels that vanban[app] needs on Windows. Raises CannotAssembleError with what has none."""
    wheels.mkdir(parents=True, exist_ok=True)
    _pip("wheel", "--no-deps", "--wheel-dir", str(wheels), str(ROOT))
    own = next(wheels.glob("vanban-*.whl"))
    wanted = [f"{own}[app]"]
    while wanted:
        known = len(list(wheels.glob("*.whl")))
        _pip(
            *("download", "--only-binary=:all:", "--platform", "win_amd64", "--python-version", f"3.{minor}"),
            *("--implementation", "cp", "--dest", str(wheels), "--find-links", str(wheels)),
            *("--constraint", str(ROOT / "constraints.txt"), *wanted),
        )
        wanted = lacking(wheels, minor, {"vanban": {"app"}})
        if wanted and len(list(wheels.glob("*.whl"))) == known:
            raise CannotAssembleError("Không có bản cho Windows: " + ", ".join(wanted))


def _pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        said = [line for line in done.stderr.splitlines() if line.startswith("ERROR:")]
        raise CannotAssembleError("Không lấy được các gói cho Windows:\n" + "\n".join(said or [done.stderr]))


def lacking(wheels: Path, minor: str, extras: dict[str, set[str]]) -> list[str]:
    """What the wheels of a folder need on Windows and is not among them: requirements with their versions."""
    environment = {**WINDOWS, "python_version": f"3.{minor}", "python_full_version": f"3.{minor}.0"}
    known = {canonicalize_name(path.name.split("-")[0]) for path in wheels.glob("*.whl")}
    missing = set()
    for path in sorted(wheels.glob("*.whl")):
        asked = extras.get(canonicalize_name(path.name.split("-")[0]), set())
        for requirement in _needed(path):
            marker = requirement.marker
            meant = marker is None or any(marker.evaluate({**environment, "extra": one}) for one in (*asked, ""))
            if meant and canonicalize_name(requirement.name) not in known:
                missing.add(f"{requirement.name}{requirement.specifier}")
    return sorted(missing)


def _needed(wheel: Path) -> Iterator[Requirement]:
    with zipfile.ZipFile(wheel) as source:
        name = next(one for one in source.namelist() if one.endswith(".dist-info/METADATA") and one.count("/") == 1)
        said = HeaderParser().parsestr(source.read(name).decode("utf-8"))
    yield from map(Requirement, said.get_all("Requires-Dist", []))


def installed(wheels: Path, packages: Path) -> list[str]:
    """The wheels laid out as pip would; what is for another system is refused by its name."""
    names = []
    for path in sorted(wheels.glob("*.whl")):
        if not path.stem.endswith(("-any", "-win_amd64")):
            raise CannotAssembleError(f"{path.name} không phải gói cho Windows 64 bit.")
        with zipfile.ZipFile(path) as source:
            _extracted(source, packages)
        names.append("==".join(path.name.split("-")[:2]))
    for data in packages.glob("*.data"):
        for part in ("purelib", "platlib"):
            if (data / part).is_dir():
                shutil.copytree(data / part, packages, dirs_exist_ok=True)
        shutil.rmtree(data)
    return names


def assemble(archive: Path, target: Path, *, expected: str = "", wheels: Path | None = None) -> Path:
    """The folder, made aside and moved in whole; what was made before is gone. Raises CannotAssembleError."""
    said = checked(archive, expected)
    aside = target.with_name(f"{target.name}.moi")
    shutil.rmtree(aside, ignore_errors=True)
    minor = unpacked(archive, aside / "python")
    if wheels is None:
        wheels = target.with_name("wheels")
        shutil.rmtree(wheels, ignore_errors=True)
        downloaded(minor, wheels)
    if missing := lacking(wheels, minor, {"vanban": {"app"}}):
        raise CannotAssembleError("Thiếu gói cho Windows: " + ", ".join(missing))
    names = installed(wheels, aside / "python" / "Lib" / "site-packages")
    for name, text in LAUNCHERS.items():
        (aside / name).write_bytes(text.replace("\n", "\r\n").encode("ascii"))
    listed = [f"{archive.name} sha256 {said}", *names]
    (aside / "THANH-PHAN.txt").write_bytes("\r\n".join(listed).encode("utf-8"))
    shutil.rmtree(target, ignore_errors=True)
    return aside.rename(target)


def main(arguments: Sequence[str]) -> int:
    """From the command line: the archive, the folder, the checksum."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--sha256", default="")
    asked = parser.parse_args(arguments)
    try:
        made = assemble(asked.archive, asked.target, expected=asked.sha256)
    except CannotAssembleError as failure:
        print(failure, file=sys.stderr)
        return 1
    print(made)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
