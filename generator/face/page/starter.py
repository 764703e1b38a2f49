"""Files to double-click that start the page in a workplace: one for Windows, one for Linux desktops."""

from __future__ import annotations

import sys
from pathlib import Path

from generator.keeping.aside import aside

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
    """Both files in a workplace, for the Python that runs now; another run may do the same meanwhile."""
    texts = {"vanban.bat": _BAT, "vanban.desktop": _DESKTOP}
    with aside(folder) as workshop:
        for name, text in texts.items():
            made = workshop / name
            made.write_bytes(text.format(python=sys.executable).encode())
            made.chmod(0o755)
        for name in texts:
            (workshop / name).replace(folder / name)
    return tuple(folder / name for name in texts)
