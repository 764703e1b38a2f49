"""The gate for Word files: what has passed it has a text to read; what has not is refused, never read as empty."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from lxml import etree

from generator.ooxml import package
from generator.ooxml.names import W, w
from generator.ooxml.relationships import DOCUMENT, KEPT_BYTES, WORKBOOK, relationships
from generator.values.errors import InputError
from generator.values.findings import Message, Place, msg
from generator.values.patterns import late
from generator.values.text import quote, thousands

# Three times those of the longest annex that we made ourselves, of 10,000 tasks.
MOST_PARAGRAPHS = 200_000
_PARAGRAPH = late(rb"<(?:\w+:)?p[\s/>]")
# What holds texts of its own: the body, and what stands beside it.
_STORY = " or ".join(f"parent::w:{name}" for name in ("body", "hdr", "ftr", "footnote", "endnote", "comment"))
_BESIDE = ("header", "footer", "footnotes", "endnotes", "comments")
# Words where no program of an office puts them, and no reader looks: the first of them, and where it stands.
_ASTRAY = etree.XPath(
    "(.//w:t[not(parent::w:r)] | .//w:t/*"
    f" | .//w:r[not(parent::w:p)][{_STORY} or parent::w:tbl or parent::w:tr or parent::w:tc or parent::w:r"
    " or parent::w:txbxContent]"
    " | .//w:p[not(parent::w:tc)][parent::w:p or parent::w:r or parent::w:tbl or parent::w:tr]"
    " | .//w:tbl[parent::w:p or parent::w:r or parent::w:tbl or parent::w:tr]"
    f" | .//w:tr[not(parent::w:tbl)][{_STORY} or parent::w:p or parent::w:tr or parent::w:tc]"
    f" | .//w:tc[not(parent::w:tr)][{_STORY} or parent::w:p or parent::w:tbl or parent::w:tc]"
    f" | .//text()[not(parent::w:t)][{_STORY} or parent::w:p or parent::w:r or parent::w:tc or parent::w:tr"
    " or parent::w:tbl][normalize-space()])[1]",
    namespaces={"w": W},
    smart_strings=False,
)
# Whether everything stands where nearly all texts have it: told five times as fast, and nothing can be astray then.
_IN_PLACE = etree.XPath(
    "count(descendant::w:t) = count(descendant::w:r/w:t) and not(descendant::w:t/*)"
    " and count(descendant::w:r) = count(descendant::w:p/w:r)"
    " and count(descendant::w:p) = count(w:p) + count(descendant::w:tc/w:p)"
    " and count(descendant::w:tbl) = count(w:tbl) + count(descendant::w:tc/w:tbl)"
    " and count(descendant::w:tr) = count(descendant::w:tbl/w:tr)"
    " and count(descendant::w:tc) = count(descendant::w:tr/w:tc)"
    " and not(descendant::text()[not(parent::w:t)][normalize-space()])",
    namespaces={"w": W},
)
_WORD, _EXCEL = (".docx", ".docm"), (".xlsx", ".xlsm")


def read_office_file(path: Path) -> dict[str, bytes]:
    """The parts of a Word or Excel file. Raises InputError as `package.read`, V015 where its name says another."""
    parts, name = package.read(path), path.suffix.lower()
    if DOCUMENT not in parts and (WORKBOOK not in parts or name in _WORD):
        raise _no_document(parts, str(path))
    if WORKBOOK not in parts and name in _EXCEL:
        raise _refused(str(path), msg("Tệp mang đuôi Excel mà là tệp Word."))
    return parts


def body_of(parts: Mapping[str, bytes], *, shown_as: str, may_be_empty: bool = False) -> etree._Element:
    """The `w:body` of a Word file. Raises InputError V014 (broken XML), V015 where there is no text to read.

    V013 beyond `MOST_PARAGRAPHS`.
    """
    if DOCUMENT not in parts:
        raise _no_document(parts, shown_as)
    _refuse_endless(parts[DOCUMENT], shown_as)
    root = package.parse_xml(parts[DOCUMENT], shown_as=shown_as, part=DOCUMENT)
    if root.tag != w("document"):
        name = str(etree.QName(root).localname)[:40]
        raise _refused(shown_as, msg("Phần chính của tệp không phải văn bản Word (mở đầu bằng “{ten}”).", ten=name))
    bodies = root.findall(w("body"))
    if len(bodies) != 1:
        raise _refused(shown_as, msg("Văn bản Word trong tệp không có phần thân, hoặc có hơn một."))
    if not may_be_empty and next(bodies[0].iter(w("p"), w("tbl"), w("altChunk")), None) is None:
        raise _refused(shown_as, msg("Văn bản Word trong tệp trống: không có đoạn nào, bảng nào."))
    _refuse_astray(bodies[0], shown_as)
    related = relationships(parts, DOCUMENT, shown_as=shown_as).values()
    for part in sorted({one.target for one in related if one.kind in _BESIDE and one.target in parts}):
        if len(parts[part]) > KEPT_BYTES or not _stands_in_place(parts[part]):
            _refuse_astray(package.parse_xml(parts[part], shown_as=shown_as, part=part), shown_as)
    return bodies[0]


@lru_cache(maxsize=64)
def _stands_in_place(data: bytes) -> bool:
    """Whether everything stands in place in what is beside a text: the same in one file as in the next, mostly."""
    try:
        return bool(_IN_PLACE(package.parse_xml(data, shown_as="", part="")))
    except InputError:
        return False


def _refuse_astray(root: etree._Element, shown_as: str) -> None:
    """What stands where it cannot be would be passed over without a word."""
    for found in () if _IN_PLACE(root) else _ASTRAY(root):
        words = "".join(found.itertext()) if isinstance(found, etree._Element) else str(found)
        said = msg("Tệp Word hỏng: {chu} nằm ở chỗ mà Word không đọc.", chu=quote(words))
        raise _refused(shown_as, said)


def _refuse_endless(data: bytes, shown_as: str) -> None:
    """Counted before a tree is made of them: an empty paragraph is four letters and takes a thousand times that."""
    if data.count(b"<") > MOST_PARAGRAPHS and sum(1 for _ in _PARAGRAPH.finditer(data)) > MOST_PARAGRAPHS:
        said = msg("Văn bản Word có hơn {so} đoạn.", so=thousands(MOST_PARAGRAPHS))
        hint = msg("Tệp văn bản bình thường không như vậy; kiểm tra nguồn gốc của tệp.")
        raise InputError.of("V013", Place(shown_as), said, hint)


def _no_document(parts: Mapping[str, bytes], shown_as: str) -> InputError:
    excel = msg("Đây là tệp Excel, không phải tệp Word.")
    return _refused(shown_as, excel if WORKBOOK in parts else msg("Tệp không có nội dung văn bản Word."))


def _refused(shown_as: str, message: Message) -> InputError:
    return InputError.of(
        "V015", Place(shown_as), message, msg("Cần tệp .docx do Word hoặc LibreOffice lưu; mở tệp xem lại rồi lưu lại.")
    )
