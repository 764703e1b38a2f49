"""Archives that units send: damaged, packed otherwise, without a day: said with why, or their files are found."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from generator.commands.collecting.files import returned_files
from generator.ooxml import package
from generator.values.errors import InputError
from tests.hostile_files import HEAD, TASK, cells, excel
from tests.ooxml.strict_files import zipped

BOOK = zipped(excel(cells(HEAD, TASK)))


def packed(how: int = zipfile.ZIP_DEFLATED, *names: str) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", how) as archive:
        for name in names or ("a.xlsx",):
            archive.writestr(name, BOOK * 3)
    return made.getvalue()


def without_day(data: bytes) -> bytes:
    """The time of each entry as nought, which is month 0."""
    made = bytearray(data)
    for mark, at in ((b"PK\x03\x04", 10), (b"PK\x01\x02", 12)):
        place = made.find(mark)
        made[place + at : place + at + 4] = bytes(4)
    return bytes(made)


def damaged(data: bytes) -> bytes:
    """Packed letters that are none."""
    return data[:45] + b"\xff" * 30 + data[75:]


@pytest.mark.parametrize(
    "data",
    [damaged(packed()), packed(zipfile.ZIP_LZMA), packed(zipfile.ZIP_BZIP2), packed()[:60], b"PK\x05\x06" + bytes(3)],
    ids=["damaged", "lzma", "bzip2", "half", "no end"],
)
def test_an_archive_that_cannot_be_opened_is_said(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "ve").mkdir()
    (tmp_path / "ve/a.zip").write_bytes(data)
    found, findings = returned_files(tmp_path / "ve", tmp_path / "tam")
    assert [(one.code, one.place.file) for one in findings] == [("V286", "a.zip")]
    assert found == ()


def test_an_archive_without_a_day_is_of_the_day_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "ve").mkdir()
    (tmp_path / "ve/a.zip").write_bytes(without_day(packed()))
    ((found,), findings) = returned_files(tmp_path / "ve", tmp_path / "tam")
    assert findings == () and found.name == "a.zip/a.xlsx"
    assert found.stored.timestamp() == pytest.approx((tmp_path / "ve/a.zip").stat().st_mtime)


@pytest.mark.parametrize("how", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_an_office_file_packed_as_office_packs_none_is_refused(tmp_path: Path, how: int) -> None:
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(BOOK)) as old, zipfile.ZipFile(made, "w", how) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    with pytest.raises(InputError) as refused:
        package.read_bytes(made.getvalue(), shown_as="a.xlsx")
    assert [one.code for one in refused.value.findings] == ["V012"]
