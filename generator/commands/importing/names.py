"""Names that a document prints in capitals, as they are written in running text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.checking.paper.signs import is_upper
from generator.facts import danh_muc
from generator.values.text import upper_first

# What stands before a position with its mark, and is in capitals in running text too.
_AUTHORITY = re.compile(r"(?:TM|KT|TL|TUQ|Q|T/M|K/T|T/L|TTL)\s*[./]\s*")

_LONGEST_POSITION = 4


@dataclass(frozen=True, slots=True)
class Names:
    """Running text of the file, in which names stand as they are written."""

    running: Sequence[str]

    def written(self, text: str) -> tuple[str, bool]:
        """A name in small letters with its capitals, and whether that is known: from the list of agencies, or because
        the file itself writes it so; else by the rule for the first letter alone.
        """
        text = " ".join(text.split())
        if not is_upper(text):
            return text, True
        mark = _AUTHORITY.match(text)
        if mark:
            rest, known = self.written(text[mark.end() :])
            return f"{mark[0].strip()} {rest}".strip(), known
        if name := self._known(text):
            return name, True
        return self._of_another(text) or self._begun(text) or (upper_first(text.lower()), len(text.split()) == 1)

    def _known(self, text: str) -> str:
        """A name as the list of agencies, or the file itself in running text, writes it; empty where neither does."""
        record = danh_muc.agencies().find(text)
        if record is not None and record.name.casefold() == text.casefold():
            return record.name
        # Longer than a name: looked for all the same, but once in each text only.
        wanted = text.casefold()
        for one in self.running:
            at = one.casefold().find(wanted)
            if at >= 0 and len(one) == len(one.casefold()):
                found = one[at : at + len(text)]
                if not is_upper(found) and found[:1].isupper():
                    return found
        return ""

    def _begun(self, text: str) -> tuple[str, bool] | None:
        """A name by the first words that bodies and positions of its kind have: `PHÓ GIÁM ĐỐC` is `Phó Giám đốc`; known
        where these words are all of it. What follows in a kind that is named by its place is a place: `UBND TỈNH A`.
        """
        agencies = danh_muc.agencies()
        heads = {words.casefold(): (words, agencies.kinds[key].places) for key, words in agencies.heads() if key}
        words = text.split()
        for count in range(len(words), 0, -1):
            if found := heads.get(" ".join(words[:count]).casefold()):
                head, places = found
                rest = words[count:]
                guessed = [word.capitalize() if places else word.lower() for word in rest]
                return " ".join((head, *guessed)), not rest
        return None

    def _of_another(self, text: str) -> tuple[str, bool] | None:
        """A position of a few words before a name that is known: `CỤC TRƯỞNG CỤC THÍ DỤ`."""
        words = text.split()
        for count in range(1, min(_LONGEST_POSITION, len(words) - 2) + 1):
            if name := self._known(" ".join(words[count:])):
                return f"{self.within(' '.join(words[:count]))} {name}", True
        return None

    def within(self, text: str) -> str:
        """A name as it is written, known or not."""
        return self.written(text)[0]
