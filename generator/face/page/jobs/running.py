"""Long work begun and done: `start` puts it into the queue, the worker calls the function with its row's arguments.

A function of work takes its arguments and `on_event`, `cancelled`, as those of the API do, and returns what the page
needs of the result as plain values. Only functions marked `@work` are called: a row names one, it does not choose.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from time import monotonic
from typing import Any

from django.contrib.auth.models import User
from django.db import connection, transaction
from django.utils import timezone
from django_tasks import task

from generator.face.page.jobs.models import Job
from generator.face.page.words import said_plainly
from generator.face.terminal import STAGES
from generator.face.words import translated
from generator.values.errors import VanbanError, what_failed
from generator.values.findings import Finding
from generator.values.progress import Event, Stopped

Result = dict[str, Any]
Work = Callable[..., Result]
# Seconds between two looks at, or writings of, the row.
_EACH = 0.25
_BEAT = 5.0
_MARK = "is_work_of_the_page"
# One for each work that was put into the queue: a worker that sleeps wakes.
waiting = threading.Semaphore(0)


def work(function: Work) -> Work:
    """Mark a function of a module as one that a job may name."""
    setattr(function, _MARK, True)
    return function


def start(owner: User, function: Work, title: str, about: str, **asked: object) -> Job:
    """Put work into the queue; returns its row, or that of the same work where it still goes on: one pressed twice."""
    named = f"{function.__module__}:{function.__name__}"
    with transaction.atomic():
        same = Job.objects.filter(owner=owner, work=named, about=about, stop_asked=False)
        for job in same.filter(state__in=(Job.State.WAITING, Job.State.RUNNING)):
            if job.asked == asked:
                return job
        job = Job.objects.create(owner=owner, work=named, title=title, about=about, asked=asked)
        transaction.on_commit(lambda: _queued(job.pk))
    return job


def _queued(pk: int) -> None:
    run.enqueue(pk)
    waiting.release()


def named(where: str) -> Work:
    """The function of a row. Raises ValueError for one that is no work."""
    module, _, name = where.partition(":")
    function = getattr(import_module(module), name, None) if module.startswith("generator.face.page.") else None
    if function is None or not getattr(function, _MARK, False):
        raise ValueError(where)
    found: Work = function
    return found


@task()
def run(pk: int) -> None:
    """One job from its row: done, stopped, or failed with what was found."""
    if not Job.objects.filter(pk=pk, state=Job.State.WAITING).update(state=Job.State.RUNNING, beat=timezone.now()):
        return
    job = Job.objects.get(pk=pk)
    with _beating(pk):
        try:
            result = named(job.work)(**job.asked, on_event=_Told(pk), cancelled=_Asked(pk))
            _ended(pk, Job.State.DONE, (), result)
        except Stopped:
            _ended(pk, Job.State.STOPPED)
        except VanbanError as failure:
            _ended(pk, Job.State.FAILED, failure.findings)
        except Exception as failure:
            _ended(pk, Job.State.FAILED, (what_failed(failure),))


def _ended(pk: int, state: Job.State, findings: tuple[Finding, ...] = (), result: Result | None = None) -> None:
    Job.objects.filter(pk=pk).update(
        state=state, findings=said_plainly(findings), result=result or {}, finished=timezone.now()
    )


class _Told:
    """Progress into the row, not more often than anyone looks."""

    def __init__(self, pk: int) -> None:
        self._pk = pk
        self._last = 0.0

    def __call__(self, event: Event) -> None:
        """One event; events come from any thread."""
        if monotonic() - self._last < _EACH and event.done < event.total:
            return
        self._last = monotonic()
        stage = translated(STAGES[event.stage], "vi")
        row = Job.objects.filter(pk=self._pk)
        row.update(stage=stage, what=event.what[:300], done=event.done, total=event.total)


class _Asked:
    """Whether the row says to stop, asked not too often."""

    def __init__(self, pk: int) -> None:
        self._pk = pk
        self._last = 0.0
        self._stop = False

    def __call__(self) -> bool:
        """The answer, at most a moment old."""
        if not self._stop and monotonic() - self._last >= _EACH:
            self._last = monotonic()
            self._stop = Job.objects.filter(pk=self._pk, stop_asked=True).exists()
        return self._stop


@contextmanager
def _beating(pk: int) -> Iterator[None]:
    """The row says from time to time that the work goes on, also while it tells nothing."""
    over = threading.Event()

    def beat() -> None:
        while not over.wait(_BEAT):
            Job.objects.filter(pk=pk).update(beat=timezone.now())
        connection.close()

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
