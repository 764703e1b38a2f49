"""What a field of a form shows that no text of the file says: a box as it is ticked, the choice of a list."""

from __future__ import annotations

from lxml import etree

from generator.ooxml.names import w

_BOX = w("checkBox")
FORM_FIELDS = (_BOX, w("ddList"))


def shown_by_field(field: etree._Element) -> str:
    """The box or the entry that Word shows for one of `FORM_FIELDS`; "" for a list without such an entry."""
    given = (field.find(w(name)) for name in ("checked", "result", "default"))
    shown = next((one.get(w("val")) for one in given if one is not None), "0")
    if field.tag == _BOX:
        return "☐" if shown in ("0", "false", "off") else "☒"
    entries = [entry.get(w("val"), "") for entry in field.iterfind(w("listEntry"))]
    at = shown or "0"
    return entries[int(at)] if at.isdecimal() and int(at) < len(entries) else ""
