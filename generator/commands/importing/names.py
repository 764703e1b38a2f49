"""Names that a document prints in capitals, as they are written in running text."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from generator.checking.paper.signs import is_upper
from generator.commands.importing.capitals import in_running_text
from generator.facts import danh_muc
from generator.values.patterns import late

# What stands before a position with its mark, and is in capitals in running text too.
_AUTHORITY = late(r"(?:TM|KT|TL|TUQ|Q|T/M|K/T|T/L|TTL)\s*[./]\s*")

_LONGEST_POSITION = 4


class Names(Struct, frozen=True):
    """Running text of the file, in which names stand as they are written."""

    running: Sequence[str]

    def written(self, text: str) -> tuple[str, bool]:
        """A name in small letters with its capitals, and whether that is known: from the list of agencies, or because
        the file itself writes it so; else by its words, one by one.
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
        if found := self._of_another(text):
            return found
        name, known = in_running_text(text)
        return name, known or (len(text.split()) == 1 and not is_upper(name))

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

    def _of_another(self, text: str) -> tuple[str, bool] | None:
        """A position of a few words before a name that is known: `CỤC TRƯỞNG CỤC THÍ DỤ`."""
        words = text.split()
        for count in range(1, min(_LONGEST_POSITION, len(words) - 2) + 1):
            if words[count - 1].strip("-–—") and (name := self._known(" ".join(words[count:]))):
                return f"{self.within(' '.join(words[:count]))} {name}", True
        return None

    def within(self, text: str) -> str:
        """A name as it is written, known or not."""
        return self.written(text)[0]
