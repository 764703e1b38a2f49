"""What the program itself keeps beside dossiers and in out/, read back: whoever wrote it last may have been anybody."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

# More than any dossier's ever is.
_LARGEST = 16 << 20


def kept_json(path: Path) -> Any:
    """What such a file says. Raises OSError, ValueError where it says nothing that can be read."""
    if path.stat().st_size > _LARGEST:
        raise ValueError("larger than any that was written")
    return kept_value(path.read_bytes())


def kept_value(data: bytes) -> Any:
    """The same of its bytes."""
    try:
        return json.loads(data)
    except RecursionError:
        raise ValueError("deeper than any that was written") from None
