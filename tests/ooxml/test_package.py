"""The zip under Office files: hostile ones refused with a reason, ours the same bytes twice."""

import io
import zipfile

import pytest

from generator.ooxml import package
from generator.values.errors import InputError


def zipped(entries: dict[str, bytes], **kwargs) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, **kwargs) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return buffer.getvalue()


GOOD = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>" * 1000}


@pytest.mark.parametrize(
    ("data", "code", "said"),
    [
        (lambda: b"", "V011", "tệp trống"),
        (lambda: "Kế hoạch tháng 3".encode(), "V011", "không phải tệp .docx hay .xlsx"),
        (lambda: zipped({"a.txt": b"x"}), "V011", "không phải tệp Word hay Excel"),
        (lambda: zipped(GOOD)[:-200], "V012", "hỏng hoặc bị cắt cụt"),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "V011", "97–2003"),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "V011", "mật khẩu"),
        (lambda: zipped({**GOOD, "xl/bomb.xml": bytes(300 << 20)}, compresslevel=1), "V013", "quá lớn"),
        (lambda: zipped({"[Content_Types].xml": b"", **{f"{n}.xml": b"" for n in range(5001)}}), "V013", "quá lớn"),
    ],
    ids=["empty", "text", "other-zip", "truncated", "xls", "encrypted", "bomb", "many-parts"],
)
def test_what_is_no_package_is_refused(data, code, said):
    with pytest.raises(InputError) as refused:
        package.read_bytes(data(), shown_as="bang.xlsx")
    (finding,) = refused.value.findings
    assert (finding.code, finding.place.file) == (code, "bang.xlsx")
    assert said in str(finding.message)


def test_missing_file(tmp_path):
    with pytest.raises(InputError) as refused:
        package.read(tmp_path / "khong-co.docx", shown_as="khong-co.docx")
    assert refused.value.findings[0].code == "V010"


@pytest.mark.parametrize(
    "xml",
    [
        b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>',
        b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><x>&e;</x>',
        b"<x><y></x>",
    ],
    ids=["entities", "external", "malformed"],
)
def test_hostile_xml_is_refused(xml):
    with pytest.raises(InputError) as refused:
        package.parse_xml(xml, shown_as="a.docx", part="word/document.xml")
    assert refused.value.findings[0].code == "V014"
    assert refused.value.findings[0].place.file == "a.docx : word/document.xml"


def test_written_package_reads_back_and_is_canonical():
    parts = {"word/b.xml": b"b" * 200_000, "[Content_Types].xml": b"<Types/>", "a.xml": [b"x" * 7] * 40_000}
    one, two = io.BytesIO(), io.BytesIO()
    package.write(one, parts)
    package.write(two, {**dict(reversed(parts.items())), "a.xml": [b"x" * 280_000]})
    assert one.getvalue() == two.getvalue()
    with zipfile.ZipFile(one) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["[Content_Types].xml", "a.xml", "word/b.xml"]
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert package.read_bytes(one.getvalue(), shown_as="x")["a.xml"] == b"x" * 280_000


def test_a_part_of_one_chunk_is_packed_in_one_step(monkeypatch):
    """Packed as a stream, its bytes would depend on what lay in a register when it was flushed."""
    text = bytes(range(32, 127)) * 3000
    parts = {f"{size}.xml": text[:size] for size in (0, 1, 300, (1 << 16) - 1, 1 << 16)}
    streamed = {f"{size}.xml": text[:size] for size in ((1 << 16) + 1, 1 << 17, 200_000)}
    made = io.BytesIO()
    package.write(made, {**parts, **streamed})
    with zipfile.ZipFile(made) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {**parts, **streamed}
    monkeypatch.delattr(package.isal_zlib, "compressobj")
    package.write(io.BytesIO(), parts)
    with pytest.raises(AttributeError):
        package.write(io.BytesIO(), streamed)


def test_comments_and_instructions_part_no_text():
    root = package.parse_xml(
        b"<!-- a --><a><b>M<!-- b -->\xe1\xbb\x99t<?c d?> hai<!-- e --></b></a>", shown_as="a", part="b"
    )
    assert [(one.tag, one.text) for one in root.iter()] == [("a", None), ("b", "Một hai")]
