"""Word files checked in one call, each of one page: libraries, lists and rules are loaded once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

Work = Callable[[], Any]


def check(folder: str, files: str) -> Work:
    """So many files of a folder, against the decree."""
    import generator

    named = sorted(Path(folder).glob("*.docx"))[: int(files)]

    def work() -> int:
        return len(generator.check(*named).checked)

    return work
