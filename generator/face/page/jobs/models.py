"""A row for each long work: what, for whom, how far, what came of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Job(models.Model):
    """Long work in the words of who waits for it. `asked` are the arguments of the function `work` names."""

    class State(models.TextChoices):
        """Where it stands."""

        WAITING = "cho", "đang chờ"
        RUNNING = "chay", "đang chạy"
        DONE = "xong", "xong"
        FAILED = "hong", "không xong"
        STOPPED = "dung", "đã dừng"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    work = models.CharField(max_length=200)
    title = models.CharField(max_length=300)
    about = models.CharField(max_length=300, db_index=True)
    asked = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    stage = models.CharField(max_length=40, blank=True)
    what = models.CharField(max_length=300, blank=True)
    done = models.IntegerField(default=0)
    total = models.IntegerField(default=0)
    stop_asked = models.BooleanField(default=False)
    findings = models.JSONField(default=list)
    result = models.JSONField(default=dict)
    made = models.DateTimeField(auto_now_add=True)
    beat = models.DateTimeField(null=True)
    finished = models.DateTimeField(null=True)

    class Meta:
        """The latest first."""

        ordering = ("-made", "-pk")

    def __str__(self) -> str:
        return f"{self.title}: {self.get_state_display()}"

    @property
    def going(self) -> bool:
        """Whether there is something to wait for."""
        return self.state in (self.State.WAITING, self.State.RUNNING)
