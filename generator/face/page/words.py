"""What the page says of findings, states, sizes and times: words of the other faces, as values and filters."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from django import template
from django.conf import settings
from django.utils import timezone
from msgspec import Struct, to_builtins
from msgspec.structs import replace

from generator.face.page import days
from generator.face.places import part_in_words, place_in_words
from generator.face.words import CERTAINTIES, SEVERITIES, translated
from generator.values.findings import Finding, Message, Severity
from generator.values.paths import Path_, counted, shown
from generator.values.patterns import late

if TYPE_CHECKING:
    from generator.commands.mending import TextMend

register = template.Library()
# How bad a finding is, as the name of its look.
LOOKS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


class Said(Struct, frozen=True):
    """A finding in words: how it looks, its code, how bad, where, what, what to do, on what basis, the text found; how
    sure that is.

    `wrong` and `right` where one stretch of its cell has to be put for another and that is sure.
    """

    look: str
    code: str
    severity: str
    where: str
    what: str
    hint: str
    basis: str
    value: str
    sheet: str
    cell: str
    part: str
    file: str = ""
    wrong: str = ""
    right: str = ""
    field: str = ""
    sure: str = ""


def in_a_field(one: Said, path: Path_) -> Said:
    """A finding in the dossier's own file, as one of the form: which of its fields, not which line."""
    return replace(one, where=part_in_words(shown(counted(path)), "vi"), field=shown(path)) if path else one


def said_of(finding: Finding) -> Said:
    """A finding in words; of a file just its name, wherever it is kept."""
    place = replace(finding.place, file=Path(finding.place.file).name)
    what = words_of(finding.message) or translated(finding.message, "trang")
    return Said(
        LOOKS[finding.severity],
        finding.code,
        translated(SEVERITIES[finding.severity], "vi"),
        place_in_words(place, "vi"),
        what,
        words_of(finding.hint) if finding.hint else "",
        str(finding.basis),
        "" if finding.value in what or _KEY.fullmatch(finding.value) else finding.value,
        place.sheet,
        place.cell,
        place.part,
        str(place.file),
        *(_mend(finding) if place.cell else ("", "")),
        sure=translated(CERTAINTIES[finding.certainty], "vi") if finding.certainty else "",
    )


# Findings that name the right form of what they quote: a name as the list of agencies has it, a term as it is written
# everywhere else.
_MENDED = ("L501", "L502", "L606")


def _mend(finding: Finding) -> tuple[str, str]:
    """What is wrong in the cell and what is right, where the finding says both."""
    said = dict(finding.message.values)
    wrong, right = (str(said.get(key) or "").strip("“”") for key in ("ten" if "ten" in said else "chu", "dung"))
    sure = finding.code in _MENDED and wrong and right and wrong in finding.value and "…" not in wrong + right
    return (wrong, right) if sure else ("", "")


# A key of the data is no text that a clerk has written.
_KEY = late(r"[a-z][a-z0-9_]*")
# What of a text is for the terminal: an option, a command in quotation marks.
_OF_THE_TERMINAL = late(r"(?<![\w-])--[a-z]|“vanban [a-z]")
_CLAUSE = late(r"(?<=[;.:])\s+")


def words_of(message: Message) -> str:
    """A message as the page says it: of its buttons where the terminal names a command, files by their names."""
    return plain_of(translated(_without_folders(message), "trang"))


def plain_of(text: str) -> str:
    """A text without the clauses that name an option or a command, where the catalogue has no words of the page yet."""
    if not _OF_THE_TERMINAL.search(text):
        return text
    left = " ".join(part for part in _CLAUSE.split(text) if not _OF_THE_TERMINAL.search(part)).rstrip(" ;:,")
    return f"{left}." if left and not left.endswith(".") else left


def _without_folders(message: Message) -> Message:
    return message._replace(values=tuple((name, _shown(value)) for name, value in message.values))


def _shown(value: object) -> object:
    if isinstance(value, Message):
        return _without_folders(value)
    return value.name if isinstance(value, Path) else value


def said_plainly(findings: Iterable[Finding]) -> list[dict[str, str]]:
    """Findings in words as plain values, for a row of the database."""
    return [to_builtins(said_of(one)) for one in findings]


@register.filter
def worded(message: Message | None) -> str:
    """A message of the API on a page."""
    return words_of(message) if message else ""


@register.filter
def mend_where(mend: TextMend) -> str:
    """Where a text stands that can be mended, and what is wrong with it."""
    place = replace(mend.place, file=Path(mend.place.file).name)
    return f"{place_in_words(place, 'vi')}: {', '.join(translated(kind.value, 'vi') for kind in mend.kinds)}"


@register.filter
def day(text: str) -> str:
    """A day of a dossier as people write it."""
    return days.shown(text)


@register.filter
def size(count: int) -> str:
    """A number of bytes as people say it: 12 KB, 3,4 MB."""
    if count < 1 << 20:
        return f"{max(1, round(count / 1024))} KB"
    return f"{count / (1 << 20):.1f}".replace(".", ",") + " MB"


@register.filter
def ago(moment: datetime | None) -> str:
    """A time as one remembers it: vừa xong, 5 phút trước, hôm qua 14:05, 03/04/2026."""
    if moment is None:
        return ""
    now, then = timezone.localtime(), timezone.localtime(moment)
    minutes = int((now - then).total_seconds() // 60)
    days = (now.date() - then.date()).days
    if minutes < 1:
        return "vừa xong"
    if minutes < 60:
        return f"{minutes} phút trước"
    if days == 0:
        return f"hôm nay {then:%H:%M}"
    return f"hôm qua {then:%H:%M}" if days == 1 else f"{then:%d/%m/%Y}"


@register.simple_tag
def limits() -> dict[str, int]:
    """How much is taken at once: bytes of a file, of all, how many."""
    return {
        "file": settings.MOST_IN_A_FILE,
        "all": settings.MOST_IN_A_REQUEST - (1 << 20),
        "count": settings.MOST_FILES,
    }


@register.inclusion_tag("page/icon.html")
def icon(name: str) -> dict[str, str]:
    """A picture of the sprite; it says nothing that the words beside it do not."""
    return {"name": name}
