"""A file that was dropped: what it was called, where it lies, what a person said of its table."""

from __future__ import annotations

import secrets
from pathlib import Path

from django.conf import settings
from django.db import models

from generator.face.page.shared import private


def _key() -> str:
    return secrets.token_urlsafe(9)


class Received(models.Model):
    """`key` names it in addresses; the file lies in a folder of that name, under its own name made harmless."""

    key = models.CharField(max_length=20, unique=True, default=_key)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    name = models.CharField(max_length=255)
    size = models.BigIntegerField()
    arrived = models.DateTimeField(auto_now_add=True)
    chosen = models.JSONField(default=dict)

    class Meta:
        """The latest first."""

        ordering = ("-arrived", "-pk")

    def __str__(self) -> str:
        return self.name

    @property
    def folder(self) -> Path:
        """The folder of this file alone."""
        return private("nhan", self.key)

    @property
    def path(self) -> Path:
        """Where it lies."""
        return self.folder / self.name
