"""The commands as Python functions: `from generator import build, check, lint, pull …`, one for each.

What the command line calls, and any other front end may: options in, a frozen result out, nothing printed. `on_event`
hears of the progress (`generator.values.progress.Event`), from whichever thread is at work, one at a time; `cancelled`
is asked at each step whether to go on: a `Cancel`, or any function. Then the function raises `Stopped` and what was
not whole is not written. A date left out is today's. Every function raises `generator.values.errors.VanbanError` with
all findings where it cannot go on; what exit code a result stands for says its `exit_code`.
"""

from generator.face.api.changing import diff, pull, redline, take_over
from generator.face.api.judging import (
    check,
    coverage,
    figures,
    fix,
    learn,
    lint,
    template_check,
    template_names,
    watch_papers,
)
from generator.face.api.looking import (
    as_pages,
    change,
    dossier_of_table,
    dossiers_in,
    keep_office_ready,
    known_lines,
    meanings,
    office_in,
    open_dossier,
    put_back,
    quick_view,
    recognise,
    same_pages,
    see_table,
    state_of,
    tracked_changes,
)
from generator.face.api.making import build, import_file, import_into, import_prose, init, new, roll, watch
from generator.face.api.options import Ask, Cancelled, Listen, Side
from generator.face.api.reporting import board, calendar, calendar_start, collect, forms, issue, reconcile, remind

__all__ = [
    "Ask",
    "Cancelled",
    "Listen",
    "Side",
    "as_pages",
    "board",
    "build",
    "calendar",
    "calendar_start",
    "change",
    "check",
    "collect",
    "coverage",
    "diff",
    "dossier_of_table",
    "dossiers_in",
    "figures",
    "fix",
    "forms",
    "import_file",
    "import_into",
    "import_prose",
    "init",
    "issue",
    "keep_office_ready",
    "known_lines",
    "learn",
    "lint",
    "meanings",
    "new",
    "office_in",
    "open_dossier",
    "pull",
    "put_back",
    "quick_view",
    "recognise",
    "reconcile",
    "redline",
    "remind",
    "roll",
    "same_pages",
    "see_table",
    "state_of",
    "take_over",
    "template_check",
    "template_names",
    "tracked_changes",
    "watch",
    "watch_papers",
]
