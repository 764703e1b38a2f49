"""What came of a command that makes files: where they are, what to look at in them, what to do next."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from generator.values.errors import ExitCode
from generator.values.findings import Finding, Message


class Made(Struct, frozen=True):
    """Files that were made, notes on them, and what a person does next, a sentence each."""

    files: tuple[Path, ...]
    findings: tuple[Finding, ...] = ()
    next_steps: tuple[Message, ...] = ()

    @property
    def exit_code(self) -> ExitCode:
        """DONE: what could not be made was raised."""
        return ExitCode.DONE
