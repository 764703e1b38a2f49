"""vanban: structured task data in, official Vietnamese administrative documents out (Nghị định 30/2020/NĐ-CP)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.face.api import (
        board,
        build,
        calendar,
        calendar_start,
        check,
        collect,
        coverage,
        diff,
        figures,
        forms,
        import_file,
        import_into,
        import_prose,
        init,
        issue,
        lint,
        new,
        pull,
        reconcile,
        redline,
        remind,
        roll,
        take_over,
        template_check,
        template_names,
        watch,
    )
    from generator.values.progress import Cancel, Event, Stage, Stopped

__all__ = [
    "Cancel",
    "Event",
    "Stage",
    "Stopped",
    "board",
    "build",
    "calendar",
    "calendar_start",
    "check",
    "collect",
    "coverage",
    "diff",
    "figures",
    "forms",
    "import_file",
    "import_into",
    "import_prose",
    "init",
    "issue",
    "lint",
    "new",
    "pull",
    "reconcile",
    "redline",
    "remind",
    "roll",
    "take_over",
    "template_check",
    "template_names",
    "watch",
]


def __getattr__(name: str) -> Any:
    """The API, imported when first asked for: the command line starts without it."""
    if name not in __all__:
        raise AttributeError(name)
    from generator.face import api
    from generator.values import progress

    return getattr(api, name, None) or getattr(progress, name)
