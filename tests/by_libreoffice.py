"""Files opened and saved by LibreOffice itself, as a person's are; its start is the dear part."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.converting import soffice

# A profile of its own; one that no version has seen would draw a hundred pictures first, to try itself. Nor does it
# draw a small picture of each file that it saves in its own form.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/Product"><prop oor:name="ooSetupLastVersion" oor:op="fuse"><value>999.9</value>
</prop></item><item oor:path="/org.openoffice.Office.Common/Save/Document"><prop oor:name="GenerateThumbnail"
oor:op="fuse"><value>false</value></prop></item>{more}</oor:items>"""
_VIETNAMESE = """<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">
<value>vi-VN</value></prop></item>"""


def start(profile: Path, *, vietnamese: bool = False) -> list[str]:
    """How it is called on a new profile."""
    settings = profile / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(_PROFILE.format(more=_VIETNAMESE if vietnamese else ""), encoding="utf-8")
    return soffice.command(soffice.probe(), profile)


def saved(files: Sequence[Path], form: str, folder: Path, *, vietnamese: bool = False) -> list[Path]:
    """The files in another form, such as `xls` or `docx:MS Word 2007 XML`, by one start."""
    with TemporaryDirectory(prefix="vanban-luu-") as profile:
        call = start(Path(profile), vietnamese=vietnamese)
        call += ["--convert-to", form, "--outdir", str(folder), *map(str, files)]
        subprocess.run(call, check=True, capture_output=True, timeout=600)
    return [folder / f"{file.stem}.{form.partition(':')[0]}" for file in files]
