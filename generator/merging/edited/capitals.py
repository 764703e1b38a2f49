"""What a form prints in capitals, and somebody edited there, in the case that the data have it in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from msgspec import Struct

from generator.facts.danh_muc import agencies
from generator.values.patterns import late
from generator.values.text import clean, upper, upper_first

_WORDS = late(r"\s+")
# `UBND`, `HĐND`, `TP`: letters that no one says as a word; numbers, Roman ones too.
_ABBREVIATION = late(r"[^\w]*(?:U?[BCDĐGHKLMNPQRSTVX]{2,}|[IVXLC]+|\d[\d/.-]*)[^\w]*")
_LONGEST = 8


class _Said(Struct, frozen=True):
    """Words as they are written, stretch by stretch; of which that is in doubt; which of these are not known at all."""

    said: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    open: tuple[str, ...] = ()

    def followed_by(self, other: _Said) -> _Said | None:
        """Nothing where no stretch is known."""
        if not self.said:
            return None
        return _Said(self.said + other.said, self.unknown + other.unknown, self.open + other.open)


@dataclass
class Capitals:
    """The words that a dossier, and the lists of agencies, write in their own case.

    `unknown` are the words typed in capitals so far of which neither says how they are written, or not alike: with one
    of the former all stay in capitals, of the latter that with small letters is taken.
    """

    texts: Sequence[str]
    unknown: list[str] = field(default_factory=list)

    def in_case(self, words: str, *, first: bool) -> str:
        """Words typed in capitals as they are written elsewhere, the longest stretches first; others as they are."""
        if words != upper(words) or not any(map(str.isalpha, words)):
            return words
        found = self._best(tuple(_WORDS.split(words.strip())))
        self.unknown += found.unknown
        if found.open:
            return words
        text = " ".join(found.said)
        lead, end = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
        return f"{lead}{upper_first(text) if first else text}{end}"

    def _best(self, parts: tuple[str, ...]) -> _Said:
        """The words in stretches, so that the fewest are unknown; of such the longest first."""
        best = [_Said()]
        for start in range(len(parts) - 1, -1, -1):
            ends = range(min(start + _LONGEST, len(parts)), start, -1)
            tried = (self._stretch(parts[start:end]).followed_by(best[len(parts) - end]) for end in ends)
            best.append(min(filter(None, tried), key=lambda one: (len(one.open), len(one.unknown), len(one.said))))
        return best[-1]

    def _stretch(self, parts: tuple[str, ...]) -> _Said:
        phrase = " ".join(parts)
        forms = self._forms(phrase)
        if len(parts) == 1:
            # A single word in capitals is a part of another name.
            forms = {form for form in forms if form[0].islower()}
            if not forms:
                known = _ABBREVIATION.fullmatch(phrase)
                return _Said((phrase,)) if known else _Said((phrase,), (phrase,), (phrase,))
        return _Said((max(forms),), (phrase,) if len(forms) > 1 else ()) if forms else _Said()

    def _forms(self, phrase: str) -> set[str]:
        sought = re.compile(rf"(?<!\w){re.escape(phrase)}(?!\w)", re.IGNORECASE)
        found = (match[0] for text in self.texts for match in sought.finditer(text))
        return {form for form in found if form != upper(form)}


def known_texts(texts: Iterable[str]) -> tuple[str, ...]:
    """Texts that are no capitals, and the names of agencies."""
    own = {text for each in texts for text in (clean(each),) if text != upper(text)}
    known = agencies()
    names = (name for record in known.records.values() for name in (record.name, *record.aliases))
    heads = (words for _, words in known.heads())
    return (*own, *names, *heads)
