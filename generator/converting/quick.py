"""A Word file as pages without LibreOffice, in a tenth of its time: to be looked at while the real ones are made.

The engine's lines may break elsewhere, so nothing of it is ever delivered; what it shows is shown only where every
letter of the file stands on its pages. It runs as a process of its own: whatever it does, who waits goes on.
"""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

from generator.converting.pdf_text import Pdf, UnreadablePdfError, squeeze
from generator.ooxml import package
from generator.ooxml.base_part import emptied
from generator.ooxml.names import w
from generator.ooxml.parsing import parse_xml
from generator.ooxml.relationships import DOCUMENT
from generator.ooxml.words import text_of

# Of a longer body the real pages are as quick.
_MOST_BYTES = 300_000
_SECONDS = 10
_CALL = "import sys, rdocx; open(sys.argv[2], 'xb').write(rdocx.Document(sys.argv[1]).to_pdf())"


def quick_pdf(source: Path, target: Path) -> bool:
    """Lay a .docx of ours out as the PDF `target`; whether that holds all letters of the file.

    False, with or without a file at `target`, where the body is long, the engine fails or takes 10 seconds.
    """
    parts = package.read(source)
    if len(parts[DOCUMENT]) > _MOST_BYTES:
        return False
    plain = target.with_suffix(".docx")
    with plain.open("xb") as stream:
        package.write(stream, emptied(parts))
    try:
        subprocess.run(
            [sys.executable, "-c", _CALL, str(plain), str(target)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            check=True,
        )
        return holds("".join(Pdf(target).backwards()), parts, str(source))
    except (OSError, subprocess.SubprocessError, UnreadablePdfError):
        return False


def same_pages(one: Path, other: Path) -> bool:
    """Whether two PDFs have the same letters on each page."""
    try:
        return [*map(sorted, Pdf(one).backwards())] == [*map(sorted, Pdf(other).backwards())]
    except UnreadablePdfError:
        return False


def holds(shown: str, parts: dict[str, bytes], shown_as: str) -> bool:
    """Whether every letter of the file is shown; what a table repeats on each page stands for nothing else."""
    root = parse_xml(parts[DOCUMENT], shown_as=shown_as, part=DOCUMENT)
    heads = Counter(
        squeeze(text_of(row)) for row in root.iter(w("tr")) if row.find(f"{w('trPr')}/{w('tblHeader')}") is not None
    )
    for head, times in heads.items():
        if head and head in shown:
            shown = shown.replace(head, "") + head * min(times, shown.count(head))
    return not Counter(squeeze(text_of(root))) - Counter(shown)
