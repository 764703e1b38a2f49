"""The dossiers of a workplace as checks see them: each read once, what they share found by their words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from msgspec import Struct

from generator.linting.checked import Checked
from generator.linting.duplicates import telling
from generator.values.model import Role, Task
from generator.values.patterns import late
from generator.values.text import fold

# A task is known by so many words that mean something; one that says less may be anybody's.
_FEWEST = 5
_LEADS = (Role.LEAD, Role.CO_LEAD)
_PERIOD = late(r"\d+|\b(?:thang|quy|nam|tuan|ky|[ivx]+|dau|cuoi|sau|chin)\b")


class Held(Struct, frozen=True):
    """A task and the dossier that has it."""

    task: Task
    dossier: Checked

    @property
    def name(self) -> str:
        """What its dossier is called."""
        return self.dossier.dossier.name


class Workplace(Struct, frozen=True, eq=False, dict=True):
    """The dossiers of a workplace, the earliest first."""

    dossiers: tuple[Checked, ...]

    @classmethod
    def of(cls, dossiers: Iterable[Checked]) -> Workplace:
        """The dossiers in the order of their days."""
        return cls(tuple(sorted(dossiers, key=lambda one: (one.written, one.dossier.name))))

    @cached_property
    def latest(self) -> tuple[Checked, ...]:
        """Those that no later one continues: of the reports of all months, of the plans of all years, the last."""
        last = {_series(one): one for one in self.dossiers}
        return tuple(one for one in self.dossiers if last[_series(one)] is one)

    @cached_property
    def shared(self) -> tuple[tuple[Held, ...], ...]:
        """Tasks that several dossiers have, the earliest first: the same words, whatever their order, no other unit.

        One that is read from the same cell in several dossiers is one.
        """
        found: defaultdict[frozenset[str], list[Held]] = defaultdict(list)
        for one in self.latest:
            for task in one.tasks:
                words = telling(fold(task.text("noi_dung")))
                if len(words) >= _FEWEST:
                    found[words].append(Held(task, one))
        return tuple(tuple(same) for held in found.values() for same in _same(held))

    @cached_property
    def plans(self) -> Mapping[tuple[str, str], Checked]:
        """The dossiers with tasks that another may cite, by number and symbol of the agency."""
        return {
            (str(main.number), main.agency.symbol): one
            for one in self.dossiers
            if (main := one.dossier.document).number and main.agency.symbol and one.tasks
        }


def _series(checked: Checked) -> tuple[str, ...]:
    """What the documents of one kind about one thing have in common in all periods; a table alone is its own."""
    main = checked.dossier.document
    if not main.kind:
        return (checked.dossier.name, str(checked.dossier.folder))
    return main.kind, fold(main.agency.name), " ".join(_PERIOD.sub(" ", fold(main.subject)).split())


def _same(held: Sequence[Held]) -> Iterator[tuple[Held, ...]]:
    """Those of tasks in the same words that several dossiers have, parted by who leads them.

    A task without a lead goes with the others where these have one between them.
    """
    if len({id(one.dossier) for one in held}) < 2:
        return
    groups: list[list[Held]] = []
    of_lead: dict[str, list[Held]] = {}
    nobodys: list[Held] = []
    for one in {one.task.origin.place("noi_dung"): one for one in reversed(held)}.values():
        leads = _leads(one.task)
        if not leads:
            nobodys.append(one)
            continue
        group = next((of_lead[lead] for lead in leads if lead in of_lead), None)
        if group is None:
            group = []
            groups.append(group)
        group.append(one)
        of_lead.update(dict.fromkeys(leads, group))
    if nobodys and len(groups) < 2:
        groups = [[*(groups[0] if groups else ()), *nobodys]]
    order = {id(one): at for at, one in enumerate(held)}
    for group in groups:
        if len({id(one.dossier) for one in group}) > 1:
            yield tuple(sorted(group, key=lambda one: order[id(one)]))


def _leads(task: Task) -> frozenset[str]:
    return frozenset(unit.agency or fold(unit.verbatim) for unit in task.units if unit.role in _LEADS)
