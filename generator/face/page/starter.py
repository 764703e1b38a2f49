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
    made = []
    for name, text in (("vanban.bat", _BAT), ("vanban.desktop", _DESKTOP)):
        path = folder / name
        path.write_bytes(text.format(python=sys.executable).encode())
        path.chmod(0o755)
        made.append(path)
    return tuple(made)
