"""A whole .docx around a body: styles, section, header, the footer that holds an address."""

from __future__ import annotations

from generator.ooxml.names import twips
from stock.blocks import box
from stock.measures import BOTTOM, HEADER, LEFT, NAMESPACES, PAGE_HEIGHT, PAGE_WIDTH, RIGHT, TOP, XML
from stock.pieces import p, when
from stock.styles import styles

_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"

# Ô 11, in the top margin above ô 1 (III.2.c).
CIRCULATION_WIDTH = twips(60)


def section(*, landscape: bool = False) -> str:
    """Section properties: A4, margins, page number top centre, none on the first page, restarting at 1."""
    size = (PAGE_HEIGHT, PAGE_WIDTH) if landscape else (PAGE_WIDTH, PAGE_HEIGHT)
    orient = ' w:orient="landscape"' if landscape else ""
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="rIdHeader"/>'
        '<w:headerReference w:type="first" r:id="rIdHeaderFirst"/><w:footerReference w:type="first" r:id="rIdFooter"/>'
        f'<w:pgSz w:w="{size[0]}" w:h="{size[1]}"{orient}/><w:pgMar w:top="{TOP}" w:right="{RIGHT}" '
        f'w:bottom="{BOTTOM}" w:left="{LEFT}" w:header="{HEADER}" w:footer="{HEADER}" w:gutter="0"/>'
        '<w:pgNumType w:start="1"/><w:titlePg/></w:sectPr>'
    )


def parts(body: str, *, landscape: bool = False) -> dict[str, bytes]:
    """A whole .docx package around a body."""
    header = (
        f'{XML}<w:hdr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val="SoTrang"/></w:pPr>'
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:hdr>'
    )
    circulation = when("vb.luu_hanh", box(CIRCULATION_WIDTH, p("LuuHanh", "{{ vb.luu_hanh }}"), align="right"))
    # Phần II, I.3: within the top margin, at the right.
    copied = when("vb.ky_so_sao", p("KySo", "{{ vb.ky_so_sao }}"))
    address = when("vb.dia_chi", p("DiaChi", "{{ vb.dia_chi }}"))
    texts = {
        "[Content_Types].xml": f'{XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{_WORD}.styles+xml"/>'
        f'<Override PartName="/word/settings.xml" ContentType="{_WORD}.settings+xml"/>'
        f'<Override PartName="/word/header1.xml" ContentType="{_WORD}.header+xml"/>'
        f'<Override PartName="/word/header2.xml" ContentType="{_WORD}.header+xml"/>'
        f'<Override PartName="/word/footer1.xml" ContentType="{_WORD}.footer+xml"/>'
        f'<Override PartName="/word/fontTable.xml" ContentType="{_WORD}.fontTable+xml"/>'
        '<Override PartName="/word/theme/theme1.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>',
        "_rels/.rels": f'{XML}<Relationships xmlns="{_RELS}">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{_RELS}/metadata/core-properties" Target="docProps/core.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'{XML}<Relationships xmlns="{_RELS}">'
        f'<Relationship Id="rIdStyles" Type="{_OFFICE}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rIdSettings" Type="{_OFFICE}/settings" Target="settings.xml"/>'
        f'<Relationship Id="rIdFonts" Type="{_OFFICE}/fontTable" Target="fontTable.xml"/>'
        f'<Relationship Id="rIdTheme" Type="{_OFFICE}/theme" Target="theme/theme1.xml"/>'
        f'<Relationship Id="rIdHeader" Type="{_OFFICE}/header" Target="header1.xml"/>'
        f'<Relationship Id="rIdHeaderFirst" Type="{_OFFICE}/header" Target="header2.xml"/>'
        f'<Relationship Id="rIdFooter" Type="{_OFFICE}/footer" Target="footer1.xml"/></Relationships>',
        "word/document.xml": f"{XML}<w:document {NAMESPACES}><w:body>{_ended(body)}{section(landscape=landscape)}"
        "</w:body></w:document>",
        "word/styles.xml": styles(),
        "word/settings.xml": f'{XML}<w:settings {NAMESPACES}><w:defaultTabStop w:val="720"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="vi-VN"/></w:settings>',
        "word/header1.xml": header,
        "word/fontTable.xml": f'{XML}<w:fonts {NAMESPACES}><w:font w:name="Times New Roman">'
        '<w:panose1 w:val="02020603050405020304"/><w:charset w:val="00"/><w:family w:val="roman"/>'
        '<w:pitch w:val="variable"/></w:font></w:fonts>',
        "word/theme/theme1.xml": theme(),
        "word/header2.xml": f"{XML}<w:hdr {NAMESPACES}>{circulation}{copied}{p('Ngan')}</w:hdr>",
        "word/footer1.xml": f"{XML}<w:ftr {NAMESPACES}>{address}{p('Ngan')}</w:ftr>",
        "docProps/core.xml": f"{XML}<cp:coreProperties "
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:language>vi-VN</dc:language></cp:coreProperties>',
    }
    return {name: text.encode() for name, text in texts.items()}


def theme() -> str:
    """The least theme that Word accepts: black on white, Times New Roman; no style refers to it."""
    colours = {
        "dk1": "000000",
        "lt1": "FFFFFF",
        "dk2": "000000",
        "lt2": "FFFFFF",
        "hlink": "0000FF",
        "folHlink": "800080",
    }
    colours |= {f"accent{number}": "000000" for number in range(1, 7)}
    names = ("dk1", "lt1", "dk2", "lt2", *(f"accent{number}" for number in range(1, 7)), "hlink", "folHlink")
    scheme = "".join(f'<a:{name}><a:srgbClr val="{colours[name]}"/></a:{name}>' for name in names)
    font = '<a:latin typeface="Times New Roman"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="6350">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{XML}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="vanban"><a:themeElements>'
        f'<a:clrScheme name="vanban">{scheme}</a:clrScheme>'
        f'<a:fontScheme name="vanban"><a:majorFont>{font}</a:majorFont><a:minorFont>{font}</a:minorFont>'
        f'</a:fontScheme><a:fmtScheme name="vanban"><a:fillStyleLst>{fill * 3}'
        f"</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst><a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


def _ended(body: str) -> str:
    """A body may not end with a table: Word wants a paragraph after it."""
    return body + p("Ngan") if body.endswith("</w:tbl>") else body
