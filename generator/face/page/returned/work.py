"""Taking the edits of a file that came back; what stood before is kept, so that it can be undone."""

from __future__ import annotations

from pathlib import Path

from generator.face import api
from generator.face.page.dossiers import history
from generator.face.page.jobs.running import Result, work
from generator.face.page.shared import data
from generator.face.page.words import said_plainly


@work
def take(
    file: str,
    dossier: str,
    chosen: dict[str, api.Side],
    left: list[str],
    delete: bool,
    on_event: api.Listen,
    cancelled: api.Cancelled,
) -> Result:
    """The edits into the dossier; nothing where something is still to be chosen."""
    path = Path(dossier)
    result = api.pull(
        Path(file),
        dossier=path,
        data=data(),
        chosen=chosen,
        left=left,
        delete=delete,
        on_event=on_event,
        cancelled=cancelled,
    )
    version = ""
    if result.before:
        version = api.open_dossier(path).version
        history.keep(path.name, version, result.before)
    findings = [one for one in result.findings if one.code not in ("V086", "V089")]
    return {
        "leads": f"/ho-so/{path.name}/" if result.before else "",
        "version": version,
        "taken": len(result.changes) if result.before else 0,
        "findings": said_plainly(findings),
    }
