"""Where a task stands at a date. The date is an argument; the column of the table says whether it is done."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from enum import Enum

from msgspec import Struct

from generator.facts.working_days import Holidays, add_working_days, working_days_between
from generator.values.findings import Message, msg
from generator.values.model import Deadline, DeadlineKind, Status, Task

SOON_DAYS = 30


class State(Enum):
    """States of a task at a date; the values are those of `trang_thai` in `loc:`."""

    DONE = "hoan-thanh"
    OVERDUE = "qua-han"
    SOON = "sap-den-han"
    IN_TIME = "con-han"
    RECURRING = "thuong-xuyen"
    UNKNOWN = "khong-ro-han"


class Standing(Struct, frozen=True):
    """A task at a date. `due` is the last day in time and `first` the one before it was extended.

    `days` are days late where OVERDUE, days left where SOON or IN_TIME; working days where `working_days`.
    """

    state: State
    due: date | None = None
    first: date | None = None
    days: int = 0
    working_days: bool = False


def standing(task: Task, as_of: date, holidays: Holidays) -> Standing:
    """How a task stands: done by its column; else recurring by its column or deadline; else by its due day.

    The due day itself is in time; the last of several days counts (an extended deadline counts by its extension).
    """
    due, first = due_days(task.deadline, holidays)
    if task.status is Status.DONE:
        return Standing(State.DONE, due, first)
    if task.status is Status.RECURRING or task.deadline.kind is DeadlineKind.RECURRING:
        return Standing(State.RECURRING, due, first)
    if due is None:
        return Standing(State.UNKNOWN)
    working = task.deadline.working_days
    if as_of > due:
        late = working_days_between(due, as_of, holidays) if working else (as_of - due).days
        return Standing(State.OVERDUE, due, first, late, working)
    left = working_days_between(as_of, due, holidays) if working else (due - as_of).days
    soon = (due - as_of).days <= SOON_DAYS
    return Standing(State.SOON if soon else State.IN_TIME, due, first, left, working)


def due_days(deadline: Deadline, holidays: Holidays) -> tuple[date | None, date | None]:
    """The last day in time, and where it was extended the one before: terms counted, None where there is none."""
    days = [milestone.end for milestone in deadline.milestones if not milestone.onward]
    if deadline.days and not days:
        # `05 ngày làm việc kể từ ngày 26/4/2024`: the term runs from the day that the text names.
        days = [milestone.start for milestone in deadline.milestones]
    if not days or deadline.kind is DeadlineKind.UNKNOWN:
        return None, None
    due = _after_term(max(days), deadline, holidays)
    first = _after_term(days[0], deadline, holidays) if deadline.extended else due
    return due, first if first != due else None


def _after_term(day: date, deadline: Deadline, holidays: Holidays) -> date:
    if not deadline.days:
        return day
    if deadline.working_days:
        return add_working_days(day, deadline.days, holidays)
    return day + timedelta(deadline.days)


_NAMES: Mapping[State, Message] = {
    State.DONE: msg("Hoàn thành"),
    State.OVERDUE: msg("Quá hạn"),
    State.SOON: msg("Sắp đến hạn"),
    State.IN_TIME: msg("Trong hạn"),
    State.RECURRING: msg("Thường xuyên"),
    State.UNKNOWN: msg("Không rõ thời hạn"),
}


def name_of(state: State) -> str:
    """The state as tables and charts call it."""
    return str(_NAMES[state])


def said(standing: Standing) -> str:
    """`Quá hạn 12 ngày làm việc`: what a table shows of a task at a date."""
    return str(told(standing))


def told(standing: Standing) -> Message:
    """The same for who reads a list of another language."""
    if standing.state is State.OVERDUE:
        kind = msg("Quá hạn {so} ngày làm việc") if standing.working_days else msg("Quá hạn {so} ngày")
    elif standing.state is State.SOON:
        kind = msg("Còn {so} ngày làm việc") if standing.working_days else msg("Còn {so} ngày")
    else:
        return _NAMES[standing.state]
    return Message(kind.template, (("so", standing.days),))
