"""Styles and lists of an old Word file that go along into the new one, where both are shown in one document.

Programs give styles and lists their own ids: a style is known by its kind and name (17.7.4.9), a list by what it says.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Mapping

from lxml import etree

from generator.ooxml import package
from generator.ooxml.declaring import declare
from generator.ooxml.names import W, w

_STYLES, _NUMBERING = "word/styles.xml", "word/numbering.xml"
_NUMBERING_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
_NAMING = (w("pStyle"), w("rStyle"), w("tblStyle"))
_AMONG_STYLES = (w("basedOn"), w("next"), w("link"))
# Of a list that comes along: what ties it to its own file, and what only sets it apart there.
_OWN = (w("nsid"), w("tmpl"), w("pStyle"), w("lvlPicBulletId"), w("styleLink"), w("numStyleLink"))


def with_styles_and_lists(old: Mapping[str, bytes], body: etree._Element, new: Mapping[str, bytes]) -> dict[str, bytes]:
    """The new file's parts with the styles and lists of the old body that it lacks.

    The old body, in place, then refers to both by the new file's ids.
    """
    styles = _Styles(old, new)
    for reference in body.iter(*_NAMING):
        reference.set(w("val"), styles.of(reference.get(w("val"), "")))
    lists = _Lists(old, new)
    for holder in (body, *styles.with_relatives()):
        for reference in list(holder.iter(w("numId"))):
            reference.set(w("val"), lists.of(reference.get(w("val"), "")))
    return lists.saved(styles.saved(new))


def _root(parts: Mapping[str, bytes], part: str, name: str) -> etree._Element:
    if part in parts:
        return package.parse_xml(parts[part], shown_as=part, part=part)
    return etree.Element(w(name), nsmap={"w": W})


class _Styles:
    def __init__(self, old: Mapping[str, bytes], new: Mapping[str, bytes]) -> None:
        self._before = {style.get(w("styleId"), ""): style for style in _root(old, _STYLES, "styles").iter(w("style"))}
        self._root = _root(new, _STYLES, "styles")
        own = list(self._root.iter(w("style")))
        self._by_name = {_named(style): style.get(w("styleId"), "") for style in own}
        self._taken = {style.get(w("styleId"), "") for style in own}
        self._ids: dict[str, str] = {}
        self._added: list[etree._Element] = []

    def of(self, identifier: str) -> str:
        """The id in the new file of a style of the old one, which is put in where there is none of its name."""
        if identifier in self._ids or identifier not in self._before:
            return self._ids.get(identifier, identifier)
        style = self._before[identifier]
        same = self._by_name.get(_named(style))
        self._ids[identifier] = same or _free(identifier, self._taken)
        if same is None:
            self._taken.add(self._ids[identifier])
            self._add(style, self._ids[identifier])
        return self._ids[identifier]

    def _add(self, style: etree._Element, identifier: str) -> None:
        made = copy.deepcopy(style)
        made.set(w("styleId"), identifier)
        made.attrib.pop(w("default"), None)
        self._added.append(made)

    def with_relatives(self) -> list[etree._Element]:
        """The styles that were put in, and those that they are based on, followed by or linked to."""
        # The list grows while it is walked.
        for style in self._added:
            for reference in style.iterchildren(*_AMONG_STYLES):
                reference.set(w("val"), self.of(reference.get(w("val"), "")))
        return self._added

    def saved(self, parts: Mapping[str, bytes]) -> dict[str, bytes]:
        if not self._added or _STYLES not in parts:
            return dict(parts)
        self._root.extend(self._added)
        return {**parts, _STYLES: package.xml_bytes(self._root)}


def _named(style: etree._Element) -> tuple[str, str]:
    name = style.find(w("name"))
    return style.get(w("type"), ""), name.get(w("val"), "").casefold() if name is not None else ""


def _free(identifier: str, taken: Iterable[str]) -> str:
    return (
        identifier
        if identifier not in taken
        else next(name for number in range(2, 10_000) if (name := f"{identifier}{number}") not in taken)
    )


class _Lists:
    def __init__(self, old: Mapping[str, bytes], new: Mapping[str, bytes]) -> None:
        self._before = _definitions(_root(old, _NUMBERING, "numbering"))
        self._root = _root(new, _NUMBERING, "numbering")
        self._same = {_content(*pair): number for number, pair in reversed(_definitions(self._root).items())}
        self._ids: dict[str, str] = {}
        self._added = False

    def of(self, number: str) -> str:
        """The number in the new file of a list of the old one, which is put in where none says the same."""
        if number in self._ids or number not in self._before:
            return self._ids.get(number, number)
        content = _content(*self._before[number])
        if content not in self._same:
            self._same[content] = self._add(*self._before[number])
        self._ids[number] = self._same[content]
        return self._ids[number]

    def _add(self, num: etree._Element, abstract: etree._Element) -> str:
        self._added = True
        made, levels = copy.deepcopy(num), _without_own(abstract)
        _forget_number(made)
        levels.set(w("abstractNumId"), str(_above(self._root, "abstractNum", "abstractNumId")))
        number = str(_above(self._root, "num", "numId"))
        made.set(w("numId"), number)
        made.find(w("abstractNumId")).set(w("val"), levels.get(w("abstractNumId"), ""))
        # All w:abstractNum stand before all w:num (CT_Numbering).
        first = self._root.find(w("num"))
        if first is None:
            self._root.append(levels)
        else:
            first.addprevious(levels)
        nums = self._root.findall(w("num"))
        (nums[-1] if nums else levels).addnext(made)
        return number

    def saved(self, parts: Mapping[str, bytes]) -> dict[str, bytes]:
        if not self._added:
            return dict(parts)
        made = {**parts, _NUMBERING: package.xml_bytes(self._root)}
        if _NUMBERING not in parts:
            declare(made, "numbering.xml", "numbering", _NUMBERING_TYPE, shown_as=_NUMBERING)
        return made


def _definitions(root: etree._Element) -> dict[str, tuple[etree._Element, etree._Element]]:
    """The lists of a file by number: the list, and the levels that it goes by."""
    levels = {one.get(w("abstractNumId"), ""): one for one in root.iterchildren(w("abstractNum"))}
    found = {}
    for num in root.iterchildren(w("num")):
        abstract = num.find(w("abstractNumId"))
        if abstract is not None and abstract.get(w("val"), "") in levels:
            found[num.get(w("numId"), "")] = (num, levels[abstract.get(w("val"), "")])
    return found


def _without_own(abstract: etree._Element) -> etree._Element:
    made = copy.deepcopy(abstract)
    for element in list(made.iter(*_OWN)):
        element.getparent().remove(element)
    _forget_number(made)
    return made


def _forget_number(element: etree._Element) -> None:
    """The number for good that Word gives to a list of one file is no other one's."""
    for name in [name for name in element.attrib if name.endswith("}durableId")]:
        del element.attrib[name]


def _content(num: etree._Element, abstract: etree._Element) -> bytes:
    """What a list says, whatever its ids."""
    said = b"".join(etree.tostring(one, method="c14n", exclusive=True) for one in (num, _without_own(abstract)))
    return re.sub(rb' \w+:(?:numId|abstractNumId|durableId)="[^"]*"|<w:abstractNumId [^>]*>', b"", said)


def _above(root: etree._Element, name: str, key: str) -> int:
    found = (one.get(w(key), "") for one in root.iterchildren(w(name)))
    return max((int(number) for number in found if number.isdigit()), default=0) + 1
