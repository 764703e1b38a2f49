"""What a page of the web hides by its own styles: `.an {display: none}` hides every element of that class.

Only style sheets inside of the page are read, of them the rules that say whether something is shown; selectors are
names, classes and ids, one in another. A rule for print, for a width or for a state (`:hover`) hides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from lxml import etree
from msgspec import Struct

from generator.values.patterns import late

_COMMENT = late(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_PIECE = late(r"[^{}]*[{}]")
_SHOWS = late(r"(?<![\w-])(display|visibility)\s*:\s*([\w-]+)\s*(!\s*important)?", re.IGNORECASE)
_COMPOUND = late(r"(?P<tag>[a-z][a-z0-9]*)?(?P<marks>(?:[.#][\w-]+)*)", re.IGNORECASE)
_MARK = late(r"([.#])([\w-]+)")
_SCREEN = late(r"@media\s+(?:only\s+)?(?:screen|all)\s*", re.IGNORECASE)
_HIDING = {"display": ("none",), "visibility": ("hidden", "collapse")}
_VEIL = "visibility"
_MOST_RULES, _MOST_STEPS = 1_000, 6


class _Step(Struct, frozen=True):
    """One element of a selector; `direct`: the next one stands right inside of it."""

    tag: str
    classes: frozenset[str]
    ids: frozenset[str]
    direct: bool = False

    def fits(self, element: etree._Element) -> bool:
        if self.tag and element.tag != self.tag:
            return False
        if self.ids and element.get("id") not in self.ids:
            return False
        return not self.classes or self.classes <= frozenset((element.get("class") or "").split())


class _Rule(Struct, frozen=True):
    steps: tuple[_Step, ...]
    kind: str
    hides: bool
    weight: tuple[bool, int, int, int, int]

    def fits(self, element: etree._Element) -> bool:
        return self.steps[-1].fits(element) and self._above(element, len(self.steps) - 2)

    def _above(self, element: etree._Element, at: int) -> bool:
        """Whether the steps down to one stand above an element, each at the nearest place."""
        above = element.iterancestors()
        while at >= 0:
            step = self.steps[at]
            if not any(step.fits(parent) for parent in (islice(above, 1) if step.direct else above)):
                return False
            at -= 1
        return True

    @property
    def key(self) -> str:
        """What an element that it fits surely has: an id, a class, a name."""
        last = self.steps[-1]
        return next((f"#{one}" for one in last.ids), "") or next((f".{one}" for one in last.classes), last.tag)


_Rules = dict[str, list[_Rule]]


def mark_hidden(root: etree._Element, holder: etree._Element) -> None:
    """Elements inside of a holder that the page's styles hide get the attribute `hidden`; one with most of the
    holder's text is what the page is for, and shown by its scripts.
    """
    rules: _Rules = {}
    for rule in _rules(root):
        rules.setdefault(rule.key, []).append(rule)
    hides = any(rule.hides for several in rules.values() for rule in several)
    if not hides and not any(_VEIL in one.get("style", "").lower() for one in holder.iterdescendants(etree.Element)):
        return
    most = len("".join(holder.itertext())) // 2
    for element in list(holder.iterdescendants(etree.Element)):
        hidden = _hidden(element, rules)
        if _VEIL in hidden and any(_says(one, rules, _VEIL) is False for one in element.iterdescendants(etree.Element)):
            _veil(element, rules)
        elif hidden - _inline(element).keys() and len("".join(element.itertext())) <= most:
            element.set("hidden", "")


def _hidden(element: etree._Element, rules: _Rules) -> frozenset[str]:
    """By which of its properties an element is hidden."""
    return frozenset(kind for kind in _HIDING if _says(element, rules, kind))


def _inline(element: etree._Element) -> Mapping[str, bool]:
    """What an element says of itself: whether each property hides it."""
    said = _SHOWS.findall(element.get("style") or "")
    return {kind.lower(): value.lower() in _HIDING[kind.lower()] for kind, value, _ in said}


def _says(element: etree._Element, rules: _Rules, kind: str) -> bool | None:
    """Whether a property hides an element; None where nothing is said of it."""
    own = _inline(element)
    if kind in own:
        return own[kind]
    keys = (element.tag, f"#{element.get('id')}", *(f".{one}" for one in (element.get("class") or "").split()))
    near = (rule for key in keys if key in rules for rule in rules[key])
    fitting = [rule for rule in near if rule.kind == kind and rule.fits(element)]
    return max(fitting, key=lambda rule: rule.weight).hides if fitting else None


def _veil(element: etree._Element, rules: _Rules) -> None:
    """Hide what an element holds but for what is shown again inside of it, as `visibility` alone lets it be."""
    element.set("style", _SHOWS.sub("", element.get("style") or ""))
    if (element.text or "").strip():
        element.insert(0, _unseen(element.text))
        element.text = None
    for child in element.iterchildren(etree.Element):
        if (child.tail or "").strip():
            child.addnext(_unseen(child.tail))  # which takes the tail along: it is the child's own no more
            child.getnext().tail = child.tail = None
        if "hidden" not in child.attrib and _says(child, rules, _VEIL) is not False:
            _veil(child, rules)


def _unseen(text: str | None) -> etree._Element:
    made = etree.Element("span", hidden="")
    made.text = text
    return made


def _rules(root: etree._Element) -> Iterator[_Rule]:
    """The rules of a page in order that show or hide something."""
    order = 0
    for sheet in root.iter("style"):
        for selectors, declared in _blocks(_COMMENT.sub(" ", "".join(sheet.itertext()))):
            for kind, value, important in _SHOWS.findall(declared):
                for selector in selectors.split(","):
                    steps = _steps(selector)
                    order += bool(steps)
                    if order > _MOST_RULES:
                        return
                    if steps:
                        hides = value.lower() in _HIDING[kind.lower()]
                        yield _Rule(steps, kind.lower(), hides, (bool(important), *_weight(steps), order))


def _weight(steps: tuple[_Step, ...]) -> tuple[int, int, int]:
    return (
        sum(len(step.ids) for step in steps),
        sum(len(step.classes) for step in steps),
        sum(bool(step.tag) for step in steps),
    )


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    """Selectors and declarations that hold for a screen whatever its width."""
    above: list[bool] = []  # for each open block whether its rules count
    selectors = ""
    for piece in _PIECE.findall(text):
        said = piece[:-1].strip()
        if piece[-1] == "{":
            counts = not said.startswith("@") or _SCREEN.fullmatch(said) is not None
            above.append(counts)
            selectors = "" if said.startswith("@") else said
        elif above:
            if all(above) and selectors:
                yield selectors, said
            above.pop()
            selectors = ""


def _steps(selector: str) -> tuple[_Step, ...]:
    """A selector from the outermost element to the one that it is for; nothing where it says more than names."""
    words = selector.replace(">", " > ").split()
    steps: list[_Step] = []
    for word in words:
        if word == ">":
            if not steps:
                return ()
            last = steps.pop()
            steps.append(_Step(last.tag, last.classes, last.ids, direct=True))
            continue
        match = _COMPOUND.fullmatch(word)
        if match is None:
            return ()
        marks = _MARK.findall(match["marks"])
        named = [frozenset(name for sign, name in marks if sign == one) for one in ".#"]
        steps.append(_Step((match["tag"] or "").lower(), named[0], named[1]))
    return tuple(steps) if len(steps) <= _MOST_STEPS else ()
