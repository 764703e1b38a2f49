"""What the functions of the API have in common: who hears of the progress, who is asked, where things lie."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from generator.values.progress import Event

if TYPE_CHECKING:
    from generator.values.findings import Message

Listen = Callable[[Event], None]
Cancelled = Callable[[], bool]
# Answers a question with yes or no; None where nobody can.
Ask = Callable[["Message"], bool | None]
Side = Literal["ours", "theirs"]

DATA, OUT, CALENDAR = Path("data"), Path("out"), Path("data/lich-bao-cao.yaml")
