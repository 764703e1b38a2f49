"""vanban: structured task data in, official Vietnamese administrative documents out (Nghị định 30/2020/NĐ-CP)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.face.api import build, check, lint, pull

__all__ = ["build", "check", "lint", "pull"]


def __getattr__(name: str) -> Any:
    """The API, imported when first asked for: the command line starts without it."""
    if name not in __all__:
        raise AttributeError(name)
    from generator.face import api

    return getattr(api, name)
