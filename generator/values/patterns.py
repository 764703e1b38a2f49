"""Regular expressions that are made ready when they are first asked: a command needs a third of those of its modules.

Every module names its patterns at its top through `late`; making all of them would be a tenth of a command's time.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast

_ASKED = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")


class _Late:
    """What stands for a pattern: from the first question on it has the answers of the pattern itself."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern, self._flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        made = re.compile(self.pattern, self._flags)
        vars(self).update({asked: getattr(made, asked) for asked in _ASKED})
        return getattr(made, name)


def late(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """The same as `re.compile`, when it is first asked."""
    return cast("re.Pattern[AnyStr]", _Late(pattern, flags))
