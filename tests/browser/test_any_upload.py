"""Whatever file is dropped on the page: it is told what it is, or what is wrong with it; never a fault of the program.

The gate takes some of each kind, VANBAN_HOSTILE=all every one.
"""

from __future__ import annotations

import os
import zipfile
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.hostile_files import FILES

STEP = 1 if os.environ.get("VANBAN_HOSTILE") == "all" else 9
NAMES = (
    "a\nb.docx",
    "../../len.docx",
    "C:\\a.docx",
    "CON.docx",
    ".docx",
    "\u202eexe.docx",
    "a" * 300 + ".docx",
    "a.",
)


def told(clerk, name: str, data: bytes) -> str:
    """The page of a file that was dropped."""
    from generator.face.page.received.models import Received

    Received.objects.all().delete()
    answer = clerk.post("/nhan/gui", {"tep": SimpleUploadedFile(name, data)})
    assert answer.status_code in (200, 302, 400, 413, 422), (name, answer.status_code)
    if answer.status_code >= 400:
        return answer.content.decode()
    pages = []
    for row in Received.objects.all():
        shown = clerk.get(f"/nhan/{row.key}/la-gi")
        assert shown.status_code in (200, 302, 422), (name, shown.status_code)
        pages.append(shown.content.decode())
    return "".join(pages)


@pytest.mark.parametrize("ending", FILES)
def test_any_file(clerk, ending: str) -> None:
    for kind in [*FILES[ending]][::STEP]:
        assert "Lỗi của chương trình" not in told(clerk, f"la{ending}", FILES[ending][kind]), kind


def test_any_name(clerk, workplace) -> None:
    for name in NAMES:
        told(clerk, name, FILES[".docx"]["broken-xml"])
    kept = [path for path in (workplace / ".vanban").rglob("*") if path.is_file() and path.suffix == ".docx"]
    assert all(path.name.isprintable() and len(path.name) <= 130 for path in kept)
    assert not [path for path in workplace.parent.rglob("len.docx") if ".vanban" not in path.parts]


def test_archives(clerk) -> None:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for kind, data in [*FILES[".xlsx"].items()][::6]:
            archive.writestr(f"../{kind}/a.xlsx", data)
        archive.writestr("trong.zip", made.getvalue())
    for data in (made.getvalue(), made.getvalue()[:200], b"PK\x05\x06" + bytes(18), b""):
        told(clerk, "goi.zip", data)
