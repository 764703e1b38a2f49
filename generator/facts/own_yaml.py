"""A YAML file that a workplace keeps beside its dossiers: read within bounds, whatever is in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from generator.values.errors import InputError, VanbanError
from generator.values.file_names import refuse_special
from generator.values.findings import Finding, Message, msg
from generator.values.text import clean
from generator.values.yaml_bounds import beyond


def load_own(path: Path, largest: int, wrong: Callable[[Message], Finding]) -> Any:
    """What the file holds. Raises InputError with what `wrong` makes of the reason where it cannot be read, or is
    larger than so many bytes.
    """
    from ruamel.yaml import YAML

    refuse_special(path)
    try:
        if path.stat().st_size > largest:
            raise InputError(wrong(msg("Tệp lớn quá: hơn {so} MB.", so=largest >> 20)))
        text = clean(path.read_text(encoding="utf-8-sig"))
        if refused := beyond(text):
            raise InputError(wrong(refused))
        # The parser in C ends the process where a text is nested too deeply.
        return YAML(typ="safe", pure=True).load(text)
    except VanbanError:
        raise
    # A parser says in any way what it stumbles over.
    except Exception as failure:
        raise InputError(wrong(msg("Không đọc được tệp: {loi}.", loi=type(failure).__name__))) from None


def stamp(path: Path) -> tuple[int, int]:
    """What tells one state of the file from another."""
    found = path.stat()
    return found.st_mtime_ns, found.st_size
