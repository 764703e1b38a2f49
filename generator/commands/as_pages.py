"""A Word file from anywhere as the pages that it prints, tracked changes shown; the file itself stays as it is."""

from __future__ import annotations

from pathlib import Path

from generator.commands.made import Made
from generator.keeping.aside import in_temporary
from generator.keeping.whole import write_whole
from generator.ooxml import package
from generator.ooxml.word_file import body_of
from generator.values.progress import Progress, Stage


def as_pages(file: Path, target: Path, progress: Progress | None = None) -> Made:
    """The PDF of a Word file at `target`. Unlike the PDF of a build it is to be looked at, and proves nothing.

    Raises InputError where it is no Word file, MissingProgramError V060, ConversionError V250.
    """
    from generator.converting.other_files import printed

    progress = progress or Progress()
    progress.expect(1)
    progress.at(Stage.CONVERTING, file.name)
    body_of(package.read(file), shown_as=str(file))
    with in_temporary() as workshop:
        write_whole(target, printed(file, workshop).read_bytes())
    progress.did(Stage.CONVERTING, file.name)
    return Made((target,))
