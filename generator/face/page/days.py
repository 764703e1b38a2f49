"""The day of a document as people write it here, 16/03/2024 or 03/2024; a dossier keeps it as 2024-03-16, 2024-03."""

from __future__ import annotations

from generator.values.patterns import late

_KEPT = late(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?")
_TYPED = late(r"(?:(\d{1,2})\s*[/.-]\s*)?(\d{1,2})\s*[/.-]\s*(\d{4})")


def shown(text: str) -> str:
    """A kept day as people write it; what is no day stays as it is."""
    match = _KEPT.fullmatch(text.strip())
    return "/".join(part.zfill(2) for part in reversed(match.groups()) if part) if match else text


def kept(text: str) -> str:
    """A typed day as it is kept; what is no day stays as it is, to be refused with its reason."""
    match = _TYPED.fullmatch(text.strip())
    return "-".join(part.zfill(2) for part in reversed(match.groups()) if part) if match else text
