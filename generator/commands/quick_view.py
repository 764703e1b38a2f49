"""A Word file that was built, as the pages that it is likely to have, before LibreOffice has made the real ones; and
these sooner.
"""

from __future__ import annotations

from pathlib import Path

from generator.converting import quick
from generator.keeping.aside import in_temporary
from generator.keeping.whole import write_whole


def quick_view(file: Path, target: Path) -> bool:
    """Whether there is a quick view of a .docx of ours at `target` now: every letter of the file stands in it."""
    with in_temporary() as workshop:
        made = workshop / "xem.pdf"
        found = quick.quick_pdf(file, made)
        if found:
            write_whole(target, made.read_bytes())
    return found


def same_pages(view: Path, printed: Path) -> bool:
    """Whether a quick view has the pages of the print, each with the same letters."""
    return quick.same_pages(view, printed)


def keep_office_ready() -> None:
    """A program that goes on has a LibreOffice started before it is asked, from now on."""
    from generator.converting import spare

    spare.keep()
