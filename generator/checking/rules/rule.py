"""What a rule is: one function over facts, with its code, severity, clause, certainty, reason and examples.

The page QUY-TAC.md is generated from these fields (`generator.checking.rules.page_of_rules`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import cast

from msgspec import Struct

from generator.checking.paper.model import Facts, Found, Line, Paragraph, Part
from generator.checking.rules.known import Known
from generator.values.findings import Certainty, Finding, Message, Place, Severity

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE
CERTAIN, LIKELY, ASK = Certainty


class Hit(Struct, frozen=True):
    """One place where a rule is broken: paragraph (0: the file as a whole), which part, what and what to do."""

    paragraph: int
    part: str
    message: Message
    hint: Message | None = None
    value: str = ""


Look = Callable[[Facts, Known], Iterable[Hit]]


class Rule(Struct, frozen=True):
    """A rule of the decree that a file can show to be broken. `sure` says how far a program can decide it."""

    code: str
    severity: Severity
    title: str
    basis: str
    why: str
    wrong: str
    right: str
    sure: Certainty
    look: Look

    def findings(self, facts: Facts, known: Known) -> Iterator[Finding]:
        """What this rule finds."""
        for hit in self.look(facts, known):
            place = Place(facts.file, line=hit.paragraph, part=hit.part)
            yield Finding(self.code, self.severity, place, hit.message, hit.hint, hit.value, self.basis)


def once(find: Callable[[Facts], Iterable[Found]]) -> Callable[[Facts], tuple[Found, ...]]:
    """A function of the facts of a file that several rules ask: it is called once for each file."""

    def found(facts: Facts) -> tuple[Found, ...]:
        if find not in facts.found:
            facts.found[find] = tuple(find(facts))
        return cast("tuple[Found, ...]", facts.found[find])

    return found


def rule(
    code: str,
    severity: Severity,
    basis: str,
    title: str,
    *,
    why: str,
    wrong: str,
    right: str,
    sure: Certainty = CERTAIN,
    of: str = "NĐ 30/2020/NĐ-CP",
) -> Callable[[Look], Rule]:
    """Declare a function to be a rule. `basis` is a clause of the document that `of` names."""
    return lambda look: Rule(code, severity, title, f"{of}, {basis}", why, wrong, right, sure, look)


# The same for Party documents.
party_rule = partial(rule, of="Hướng dẫn 05-HD/VPTW")


def rules_in(names: Mapping[str, object]) -> tuple[Rule, ...]:
    """The rules a module declares, by code."""
    found = [value for value in names.values() if isinstance(value, Rule)]
    return tuple(sorted(found, key=lambda item: item.code))


def at(
    part: Part | None, where: Line | Paragraph | None, message: Message, hint: Message | None = None, element: str = ""
) -> Hit:
    """A hit at a line or paragraph of a part; `element` names the piece of the form ("Nơi nhận")."""
    paragraph = where.paragraph if isinstance(where, Line) else where
    name = part.name if part is not None else ""
    label = " : ".join(piece for piece in (name, element) if piece)
    index = paragraph.index if paragraph is not None else part.first if part is not None else 0
    return Hit(
        index, label, message, hint, where.text if isinstance(where, Line) else paragraph.seen if paragraph else ""
    )
