"""Document properties (ECMA-376 Part 2, core properties): from the data, never from the clock."""

from __future__ import annotations

from datetime import date

from generator.ooxml.escaping import escape


def core_properties(*, title: str, creator: str, dated: date | None, subject: str = "") -> bytes:
    """docProps/core.xml; `dated` at midnight UTC as created and modified, left out where it is not known."""
    stamp = f"{dated.isoformat()}T00:00:00Z" if dated else ""
    times = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{stamp}</dcterms:{name}>'
        for name in ("created", "modified")
        if stamp
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:subject>{escape(subject or title)}</dc:subject>"
        f"<dc:creator>{escape(creator)}</dc:creator>{times}<dc:language>vi-VN</dc:language></cp:coreProperties>"
    ).encode()
