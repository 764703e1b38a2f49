"""Results for people: findings and messages to standard error, results to standard output."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from generator.face.screen import Screen
from generator.values.findings import Finding, Message, msg
from generator.values.progress import Event, Stage

if TYPE_CHECKING:
    from generator.face.api import Listen

STAGES: Mapping[Stage, Message] = {
    Stage.READING: msg("đọc"),
    Stage.DRAFTING: msg("dựng"),
    Stage.CONVERTING: msg("chuyển sang PDF"),
    Stage.CHECKING: msg("kiểm tra"),
    Stage.COMPARING: msg("so"),
    Stage.WRITING: msg("ghi"),
    Stage.WATCHING: msg("theo dõi"),
}


class Terminal(Screen):
    """The presenter for people: a terminal, or the pipe or file that stands for it."""

    def show(self, result: object) -> None:
        """The result of a command."""
        from generator.face.terminal_results import SHOWN

        SHOWN[type(result).__name__](self, result)

    def failed(self, findings: Sequence[Finding]) -> None:
        """Why a command could not go on, the worst first."""
        self.findings(findings)

    def usage(self, said: Message, near: Message | None, command: str) -> None:
        """Why a call cannot be, what may have been meant, and where help is."""
        self.say(" ".join(self.text(one) for one in (said, near) if one))
        self.say(self.text(msg("Xem cách dùng: {lenh} --help", lenh=command)))

    def stopped(self) -> None:
        """That a command ended as it was asked to."""
        self.say(self.text(msg("Đã dừng.")))

    def ask(self, question: Message) -> bool | None:
        """A question to be answered yes or no; None where nobody can answer."""
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            return None
        yes, no = (self.text(one) for one in (msg("có"), msg("không")))
        while True:
            sys.stderr.write(f"{self.text(question)} [{yes}/{no}] ")
            sys.stderr.flush()
            said = sys.stdin.readline().strip().casefold()
            if said in (yes, yes[0], "y"):
                return True
            if said in (no, no[0], "n", ""):
                return False

    @contextmanager
    def listening(self) -> Iterator[Listen | None]:
        """Who hears of progress: one bar on a terminal, nobody in a pipe; that files are watched is told anywhere."""
        if not sys.stderr.isatty():
            yield self._only_watching
            return
        from rich.progress import BarColumn, Progress, SpinnerColumn, TaskProgressColumn, TextColumn

        columns = (SpinnerColumn(), BarColumn(), TaskProgressColumn(), TextColumn("{task.description}"))
        with Progress(*columns, console=self.err, transient=True) as bar:
            task = bar.add_task("", total=None)

            def hear(event: Event) -> None:
                if event.stage is Stage.WATCHING:
                    bar.stop()
                    self._only_watching(event)
                    return
                said = f"{event.what}: {self.text(STAGES[event.stage])}"
                bar.update(task, description=said, completed=event.done, total=event.total)

            yield hear

    def _only_watching(self, event: Event) -> None:
        if event.stage is Stage.WATCHING:
            self.say(self.text(msg("Đang theo dõi {so} chỗ đã nêu; Ctrl-C để dừng.", so=event.total)))
