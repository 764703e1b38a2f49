"""How far a command is, told as events, and how it is made to stop.

A command hears nothing of who listens: it says at which stage it is, and that a step is done. Asked to stop, it ends
there with `Stopped`; files are written whole after the last such point, so nothing is left half written.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from enum import Enum

from msgspec import Struct


class Stage(Enum):
    """What a command is at; the values are stable names for programs."""

    READING = "reading"
    DRAFTING = "drafting"
    CONVERTING = "converting"
    CHECKING = "checking"
    COMPARING = "comparing"
    WRITING = "writing"
    WATCHING = "watching"


class Event(Struct, frozen=True):
    """One moment of a command: its stage, steps done of the total (0 where it is not known yet), and of what."""

    stage: Stage
    done: int
    total: int
    what: str


class Stopped(BaseException):
    """A command ended because it was asked to, as by Ctrl-C: no error, so no `except Exception` takes it for one."""


class Cancel:
    """What a front end keeps to stop a command that runs in another thread: `cancel.set()`."""

    def __init__(self) -> None:
        self._asked = threading.Event()

    def set(self) -> None:
        """Ask the command to stop at its next step."""
        self._asked.set()

    def __call__(self) -> bool:
        """Whether it was asked to."""
        return self._asked.is_set()


class Progress:
    """What a command tells while it runs; one for each run, its steps may come from several threads."""

    def __init__(
        self, listen: Callable[[Event], None] | None = None, cancelled: Callable[[], bool] | None = None
    ) -> None:
        """`listen` hears each event, one at a time; `cancelled` is asked before each whether to go on."""
        self._listen = listen
        self._cancelled = cancelled
        self._lock = threading.Lock()
        self._done = 0
        self._total = 0

    def expect(self, steps: int) -> None:
        """So many steps more are to come."""
        self._total += steps

    def at(self, stage: Stage, what: object = "") -> None:
        """A step begins. Raises Stopped where the command is to end."""
        self._tell(stage, what, 0)

    def did(self, stage: Stage, what: object = "") -> None:
        """A step is done. Raises Stopped where the command is to end."""
        self._tell(stage, what, 1)

    def _tell(self, stage: Stage, what: object, steps: int) -> None:
        with self._lock:
            self._done += steps
            if self._listen:
                self._listen(Event(stage, self._done, max(self._total, self._done), str(what)))
        self.check()

    def check(self) -> None:
        """Raise Stopped where the command is to end."""
        if self._cancelled and self._cancelled():
            raise Stopped
