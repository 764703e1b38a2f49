"""Edits made inside LibreOffice, by Basic macros in a profile of its own: what a person does there, done for them."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import by_libreoffice

from generator.converting import soffice

_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Edits"/></library:library>"""
_LIBRARIES = """<?xml version="1.0" encoding="UTF-8"?>
<library:libraries xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink">
<library:library library:name="Standard" xlink:href="$(USER)/basic/Standard/script.xlb/" xlink:type="simple"
 library:link="false"/></library:libraries>"""
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Edits"
 script:language="StarBasic"><![CDATA[{code}]]></script:module>"""
_HELPERS = """
Function Opened(file)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  Opened = StarDesktop.loadComponentFromURL(file, "_blank", 0, hidden())
End Function

Sub Saved(doc, file, kind)
  Dim how(0) As New com.sun.star.beans.PropertyValue
  how(0).Name = "FilterName" : how(0).Value = kind
  doc.storeToURL(file, how())
  doc.close(True)
End Sub

Sub Retype(doc, before, after)
  asked = doc.createReplaceDescriptor()
  asked.SearchString = before : asked.ReplaceString = after : asked.SearchCaseSensitive = True
  doc.replaceAll(asked)
End Sub

Function Found(doc, words)
  asked = doc.createSearchDescriptor()
  asked.SearchString = words : asked.SearchCaseSensitive = True
  Found = doc.findFirst(asked)
End Function

Sub NewParagraph(doc, below, words)
  place = Found(doc, below)
  cursor = place.Text.createTextCursorByRange(place)
  cursor.gotoEndOfParagraph(False)
  place.Text.insertControlCharacter(cursor, 0, False)
  place.Text.insertString(cursor, words, False)
End Sub

Function RowOf(cellName)
  digits = cellName
  Do While Not IsNumeric(Left(digits, 1))
    digits = Mid(digits, 2)
  Loop
  RowOf = CInt(digits) - 1
End Function
"""
KINDS = {".docx": "Office Open XML Text", ".xlsx": "Calc Office Open XML"}


def edited(path: Path, edits: Mapping[str, str]) -> dict[str, Path]:
    """The file saved by LibreOffice once for each edit: Basic statements about `doc`, by name."""
    return all_edited({path: edits})[path]


def all_edited(files: Mapping[Path, Mapping[str, str]]) -> dict[Path, dict[str, Path]]:
    """The same of several files, by one start."""
    profile = Path(_profile().name)
    basic = profile / "user" / "basic" / "Standard"
    made = {path: {name: path.parent / "lo" / name / path.name for name in edits} for path, edits in files.items()}
    lines = []
    for path, edits in files.items():
        for name, code in edits.items():
            target = made[path][name]
            target.parent.mkdir(parents=True)
            lines += [f'doc = Opened("{path.as_uri()}")', code]
            lines.append(f'Saved(doc, "{target.as_uri()}", "{KINDS[path.suffix]}")')
    main = "\n".join(["Sub Main", *lines, "StarDesktop.terminate()", "End Sub"])
    (basic / "Edits.xba").write_text(_MODULE.format(code=_HELPERS + main), encoding="utf-8")
    (basic / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
    (basic.parent / "script.xlc").write_text(_LIBRARIES, encoding="utf-8")
    call = [*soffice.command(soffice.probe(), profile), "macro:///Standard.Edits.Main"]
    subprocess.run(call, check=True, capture_output=True, timeout=180)
    return made


@cache
def _profile() -> TemporaryDirectory[str]:
    """A profile for all edits. The first start fills it, and would put its own empty library over ours."""
    made = TemporaryDirectory(prefix="vanban-sua-")
    start = [*by_libreoffice.start(Path(made.name)), "--terminate_after_init"]
    subprocess.run(start, check=True, capture_output=True, timeout=120)
    return made
