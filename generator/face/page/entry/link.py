"""Links that are good once: a file for each in the private folder, named by the digest of its token.

Whoever can make a file there may open the page; a second start of the program lets its user into the one that runs.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from pathlib import Path

# Seconds in which a link has to be used.
GOOD_FOR = 300


def mark_of(workplace: Path) -> str:
    """What a program that serves a workplace is known by."""
    return _digest(str(workplace.resolve()))[:16]


def make(folder: Path) -> str:
    """A new token; the file that stands for it."""
    token = secrets.token_urlsafe(32)
    (folder / _digest(token)).touch(mode=0o600)
    return token


def spend(folder: Path, token: str) -> bool:
    """Whether the token was good; it is no longer."""
    place = folder / _digest(token)
    try:
        made = place.stat().st_mtime
        # Of two that come at once only one takes the file away.
        place.unlink()
    except OSError:
        return False
    return time.time() - made < GOOD_FOR


def forget(folder: Path) -> None:
    """Links that nobody used are gone."""
    for place in folder.iterdir():
        place.unlink(missing_ok=True)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
