"""The status of a task: the column its text stands in says it, not the words."""

from __future__ import annotations

from collections.abc import Mapping

from generator.values.model import Status

# In the order that decides where text stands in more than one column: what is not finished outweighs what is, so that
# a task with an open part is never counted as done. That several hold text is for `linting` to report.
_COLUMNS = (
    ("chua_hoan_thanh", Status.OPEN),
    ("dang_trien_khai", Status.RUNNING),
    ("thuong_xuyen", Status.RECURRING),
    ("hoan_thanh", Status.DONE),
)


def of_columns(texts: Mapping[str, str]) -> Status | None:
    """The status by the result columns (glossary keys); None where all of them are blank."""
    return next((status for key, status in _COLUMNS if texts.get(key, "").strip()), None)


def all_of(texts: Mapping[str, str]) -> tuple[Status, ...]:
    """Every status whose column holds text: more than one is a contradiction, or a task done in part."""
    return tuple(status for key, status in _COLUMNS if texts.get(key, "").strip())
