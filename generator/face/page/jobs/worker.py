"""The worker in a thread of the program, and what a start has to put right first."""

from __future__ import annotations

import secrets
import threading
from contextlib import suppress
from datetime import timedelta

from django.db import DatabaseError
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from generator.face.page.jobs import running
from generator.face.page.jobs.models import Job

_KEPT = timedelta(days=30)
# Seconds after which a worker looks whether something waits, also where nobody has said so.
_LOOK_ANYWAY = 30


def sweep() -> None:
    """Work that an earlier run of the program left running is said to be broken off; what is long over goes."""
    ended = {"state": Job.State.STOPPED, "finished": timezone.now(), "findings": [_BROKEN_OFF]}
    Job.objects.filter(state=Job.State.RUNNING).update(**ended)
    DBTaskResult.objects.filter(status="RUNNING").delete()
    Job.objects.filter(made__lt=timezone.now() - _KEPT).delete()
    DBTaskResult.objects.filter(enqueued_at__lt=timezone.now() - _KEPT).delete()


_BROKEN_OFF = {
    "look": "warning",
    "code": "",
    "severity": "nên sửa",
    "where": "",
    "what": "Chương trình đã đóng khi việc này đang chạy.",
    "hint": "Làm lại; những gì chưa xong không được ghi.",
    "basis": "",
    "value": "",
    "sheet": "",
    "cell": "",
    "part": "",
}


def start() -> None:
    """A thread that does what is asked of it, and sleeps while nothing is."""
    threading.Thread(target=_work, name="vanban-worker", daemon=True).start()


def _work() -> None:
    worker = Worker(
        queue_names=["*"],
        interval=0.1,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=f"trang-{secrets.token_hex(8)}",
        excluded_queue_names=[],
    )
    while True:
        # Until nothing waits; a database that fails for once is asked again.
        with suppress(DatabaseError):
            worker.run()
        running.waiting.acquire(timeout=_LOOK_ANYWAY)
