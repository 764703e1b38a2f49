"""Long work of a month: forms made, returns gathered, the set issued."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.face import api
from generator.face.page.jobs.running import Result, work
from generator.face.page.words import said_plainly
from generator.values.returns import Return

if TYPE_CHECKING:
    from generator.commands.collect import Collected
    from generator.commands.collecting.units import UnitReport

# What is told in a place of its own: that a unit has sent nothing.
_SILENT = "V290"
_CONFLICT = "V284"
_MOST_CHANGES = 400
# How what is said of a report looks.
LOOKS: Mapping[str, str] = {
    Return.RIGHT.value: "good",
    Return.AGAIN.value: "",
    Return.NONE.value: "",
    Return.PERIOD.value: "error",
    Return.FORM.value: "error",
    Return.SENDER.value: "error",
}


@work
def make_forms(dossier: str, into: str, due: str, on_event: api.Listen, cancelled: api.Cancelled) -> Result:
    """A form for each unit; they take the place of those made before once all are there."""
    target, fresh = Path(into), Path(f"{into}.moi")
    shutil.rmtree(fresh, ignore_errors=True)
    made = api.forms(Path(dossier), fresh, date.fromisoformat(due), on_event=on_event, cancelled=cancelled)
    shutil.rmtree(target, ignore_errors=True)
    fresh.rename(target)
    return {"findings": said_plainly(made.findings)}


@work
def gather(
    dossier: str, folder: str, dry_run: bool, side: str, on_event: api.Listen, cancelled: api.Cancelled
) -> Result:
    """What came back, read and judged; taken into the register unless it is only looked at."""
    chosen: api.Side | None = "ours" if side == "ours" else "theirs" if side == "theirs" else None
    found = api.collect(
        Path(folder), Path(dossier), side=chosen, dry_run=dry_run, on_event=on_event, cancelled=cancelled
    )
    return {
        "units": [_unit(one) for one in found.units],
        "changes": [_change(one.ma, one.key, one.before, one.after) for one in found.changes[:_MOST_CHANGES]],
        "count": len(found.changes),
        "findings": _others(found),
        "conflict": any(one.code == _CONFLICT for one in found.findings),
        "dry_run": dry_run,
    }


def _unit(one: UnitReport) -> dict[str, Any]:
    return {
        "name": Path(one.name).name,
        "states": [said_state(state) for state in one.states],
        "files": [Path(file).name for file in one.files],
        "asked": one.asked,
        "answered": one.answered,
        "faults": said_plainly(one.faults),
    }


def said_state(state: Return) -> dict[str, str]:
    """What is said of a report, and how that looks."""
    return {"says": state.value, "look": LOOKS.get(state.value, "warning")}


def _change(ma: str, key: str, before: str, after: str) -> dict[str, str]:
    title = "Trạng thái" if key == "trang_thai" else "Kết quả"
    return {"ma": ma, "title": title, "before": before, "after": after}


def _others(found: Collected) -> list[dict[str, str]]:
    """What was found beside the faults of units, which stand with them."""
    told = [fault for unit in found.units for fault in unit.faults]
    return said_plainly(one for one in found.findings if one.code != _SILENT and one not in told)


@work
def issue(dossier: str, number: int, dated: str, reason: str, on_event: api.Listen, cancelled: api.Cancelled) -> Result:
    """The issued set, or the places for which it is refused."""
    made = api.issue(
        Path(dossier), number, date.fromisoformat(dated), reason=reason, on_event=on_event, cancelled=cancelled
    )
    return {
        "refused": made.refused,
        "standing": made.standing,
        "number": made.number,
        "dated": f"{made.dated:%d/%m/%Y}",
        "files": [str(path) for path in made.files],
        "findings": said_plainly(made.findings),
    }
