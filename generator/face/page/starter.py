"""Files to double-click that start the page in a workplace: one for Windows, one for Linux desktops."""

from __future__ import annotations

import sys
from pathlib import Path

_BAT = """\
@echo off\r
chcp 65001 >nul\r
cd /d "%~dp0"\r
title vanban\r
"{python}" -m generator app %*\r
if errorlevel 1 pause\r
"""
_DESKTOP = """\
[Desktop Entry]
Type=Application
Name=vanban
Comment=Sinh văn bản hành chính
Exec=sh -c 'cd "$(dirname "$1")" && exec "{python}" -m generator app' vanban %k
Terminal=true
Categories=Office;
"""


def write(folder: Path) -> tuple[Path, ...]:
    """Both files in a workplace, for the Python that runs now."""
    texts = {folder / name: text for name, text in (("vanban.bat", _BAT), ("vanban.desktop", _DESKTOP))}
    new = [path for path in texts if not path.exists()]
    try:
        for path, text in texts.items():
            _write(path, text.format(python=sys.executable).encode())
    except OSError:
        for path in new:
            path.unlink(missing_ok=True)
        raise
    return tuple(texts)


def _write(path: Path, data: bytes) -> None:
    beside = path.with_name(f".{path.name}.tmp")
    try:
        beside.write_bytes(data)
        beside.chmod(0o755)
        beside.replace(path)
    except FileNotFoundError:
        # Another run that does the same has just put it there.
        if not path.exists():
            raise
    except OSError:
        beside.unlink(missing_ok=True)
        raise
