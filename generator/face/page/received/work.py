"""Long work with received files."""

from __future__ import annotations

from pathlib import Path

from generator.face import api
from generator.face.page.jobs.running import Result, work
from generator.face.page.words import said_plainly


@work
def import_tasks(file: str, register: str, unit: str, on_event: api.Listen, cancelled: api.Cancelled) -> Result:
    """The tasks of a file into a register; what looks like one that is there already is among the findings."""
    made = api.import_into(Path(file), Path(register), unit=unit, on_event=on_event, cancelled=cancelled)
    return {"leads": f"/ho-so/{Path(register).parent.name}/", "findings": said_plainly(made.findings)}


@work
def import_document(file: str, target: str, year: int, on_event: api.Listen, cancelled: api.Cancelled) -> Result:
    """A dossier of a Word file; what was found stays with the job."""
    made = api.import_file(Path(file), Path(target), year=year, on_event=on_event, cancelled=cancelled)
    return {"leads": f"/ho-so/{Path(target).name}/", "findings": said_plainly(made.findings)}
