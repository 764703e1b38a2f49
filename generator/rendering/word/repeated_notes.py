"""Notes of templates that a loop, or a template used twice, brings into the text again: each time a note of its own.

Word ties a note to one reference. How often each comes shows while the text is written; the parts of notes stand
behind it in the file, so what they need more is added then.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import count

from lxml import etree
from markupsafe import Markup

from generator.ooxml import package
from generator.ooxml.names import w

NOTE = "so_chu_thich"
_KINDS = ("footnote", "endnote")


def number_notes(body: etree._Element) -> None:
    """Calls in place of the ids of references; in place."""
    for kind in _KINDS:
        for element in body.iter(w(f"{kind}Reference")):
            element.set(w("id"), f"{{{{ {NOTE}('{kind}', '{element.get(w('id'))}') }}}}")


class RepeatedNotes:
    """The notes of one output file, as its text asks for them."""

    def __init__(self) -> None:
        """Nothing is asked for yet."""
        self._parts: dict[str, bytes] = {}
        self._roots: dict[str, etree._Element] = {}
        self._asked: set[tuple[str, str]] = set()

    def functions(self) -> Mapping[str, Callable[..., Markup]]:
        """What prepared templates call: a plain function, for the sandbox calls no methods."""
        return {NOTE: lambda kind, key: Markup(self._id(kind, key))}  # noqa: S704 - digits

    def streamed(self, parts: Mapping[str, bytes]) -> Iterator[tuple[str, Iterable[bytes]]]:
        """The parts of notes, to be written after the text."""
        for kind in _KINDS:
            if (name := f"word/{kind}s.xml") in parts:
                self._parts[kind] = parts[name]
                yield name, self._written(kind)

    def _id(self, kind: str, key: str) -> str:
        """The id for a reference to a note: its own the first time, then that of a copy."""
        if (kind, key) not in self._asked or kind not in self._parts:
            self._asked.add((kind, key))
            return key
        if kind not in self._roots:
            self._roots[kind] = package.parse_xml(self._parts[kind], shown_as=kind, part=kind)
        root = self._roots[kind]
        notes = {note.get(w("id")): note for note in root}
        if key not in notes:
            return key
        again = copy.deepcopy(notes[key])
        again.set(w("id"), next(str(at) for at in count(1) if str(at) not in notes))
        root.append(again)
        return str(again.get(w("id")))

    def _written(self, kind: str) -> Iterator[bytes]:
        root = self._roots.get(kind)
        yield self._parts[kind] if root is None else package.xml_bytes(root)
