"""The XML of a part, as bytes and as a tree: nothing in it is fetched, expanded or believed."""

from __future__ import annotations

from lxml import etree

from generator.values.errors import InputError, VanbanError
from generator.values.findings import Place, msg

# One takes up to 500 bytes of memory as a tree; the longest annex that we made ourselves has a tenth of them.
MOST_ELEMENTS = 1_000_000


def parse_xml(data: bytes, *, shown_as: str, part: str) -> etree._Element:
    """An XML part as a tree: no entities, no network, no DTD; what stands between comments is one text.

    Raises InputError V014; V013 beyond `MOST_ELEMENTS`.
    """
    if len(data) > 4 * MOST_ELEMENTS and data.count(b"<") - data.count(b"</") > MOST_ELEMENTS:
        raise InputError.of(
            "V013",
            Place(f"{shown_as} : {part}"),
            msg("Phần này của tệp có hơn 1 triệu phần tử."),
            msg("Tệp văn phòng bình thường không như vậy; kiểm tra nguồn gốc của tệp."),
        )
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as failure:
        raise no_xml(failure.msg, shown_as=shown_as, part=part) from None
    if root.getroottree().docinfo.doctype:
        raise has_dtd(shown_as=shown_as, part=part)
    return root


def no_xml(reason: str, *, shown_as: str, part: str) -> VanbanError:
    """The refusal (V014) of a part that is no XML."""
    return InputError.of(
        "V014",
        Place(f"{shown_as} : {part}"),
        msg("Phần này của tệp không phải XML đúng: {ly_do}", ly_do=reason),
        msg("Mở tệp bằng Word hoặc Excel rồi lưu lại."),
    )


def has_dtd(*, shown_as: str, part: str) -> VanbanError:
    """The refusal (V014) of a part with a DTD."""
    return InputError.of(
        "V014", Place(f"{shown_as} : {part}"), msg("Tệp khai báo DTD, điều mà Word và Excel không bao giờ làm.")
    )


def xml_bytes(root: etree._Element) -> bytes:
    """A tree as a part: UTF-8, standalone, as Office writes it."""
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True))
