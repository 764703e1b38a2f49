"""Edited files that came back as .doc, .rtf, .xls …, or from programs that lose marks of the form."""

from __future__ import annotations

from pathlib import Path

import by_libreoffice
import pytest
from lxml import etree
from word_edits import changed, paragraph, pulled, retype, row, source_text, workplace

from generator.commands import belonging
from generator.converting import other_files
from generator.ooxml.names import w
from generator.values.errors import InputError, MissingProgramError
from generator.values.findings import Place, msg

Root = etree._Element


def reworded(root: Root) -> None:
    retype(paragraph(root, "có hiệu lực kể từ"), "có hiệu lực kể từ", "có giá trị kể từ")


def test_an_edit_in_a_file_of_word_97_comes_back(tmp_path: Path) -> None:
    """The one test that starts LibreOffice twice: there and back."""
    docx = changed(workplace(tmp_path), reworded)
    (old,) = by_libreoffice.saved([docx], "doc:MS Word 97", docx.parent)
    result = pulled(old)
    assert "có giá trị kể từ" in source_text(docx)
    # LibreOffice lets the annex run on in such a file: no page begins there.
    assert {finding.code for finding in result.findings} == {"V082", "V092", "V197", "V365"}
    assert {finding.place.file for finding in result.findings} <= {str(old), ""}


def test_one_that_libreoffice_cannot_open_is_refused_by_its_own_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (file := tmp_path / "a.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    monkeypatch.setattr(other_files, "as_office_files", lambda *_: {})
    with pytest.raises(InputError) as failure:
        belonging.files_that_came([file])
    assert [(one.code, one.place.file) for one in failure.value.findings] == [("V011", str(file))]


def test_without_libreoffice_it_is_said_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    docx = workplace(tmp_path)
    (file := tmp_path / "a.odt").write_bytes(b"PK")

    def missing(*_: object) -> object:
        raise MissingProgramError.of("V060", Place("soffice"), msg("Không tìm thấy LibreOffice."), msg("Cài đặt."))

    monkeypatch.setattr(other_files, "as_office_files", missing)
    found, said = belonging.files_that_came([docx, file])
    assert list(found) == [docx] and {one.code for one in said} >= {"V060"}


@pytest.mark.parametrize("split", [False, True])
def test_a_header_that_is_marked_no_longer_is_one(tmp_path: Path, split: bool) -> None:
    """The box “Repeat as header row” unticked; the table cut in two."""

    def edit(root: Root) -> None:
        table = row(root, "Tháng 3/2024").getparent()
        for mark in list(table.iter(w("tblHeader"))):
            mark.getparent().remove(mark)
        if split:
            second = etree.fromstring(etree.tostring(table))
            for at, (here, there) in enumerate(zip(table.findall(w("tr")), second.findall(w("tr")), strict=True)):
                if at > 9:
                    table.remove(here)
                else:
                    second.remove(there)
            table.addnext(second)
            table.addnext(etree.Element(w("p")))

    result = pulled(changed(workplace(tmp_path), edit))
    found = {finding.code for finding in result.findings} - {"V082"}
    assert found == ({"V196"} if split else set()) and not result.changes
