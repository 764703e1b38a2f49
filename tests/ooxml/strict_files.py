"""Word and Excel files as "Strict Open XML" saves them, and files that only look like Word files. Written by hand."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Mapping

STRICT = "http://purl.oclc.org/ooxml"
FORMER = "http://schemas.openxmlformats.org"
_TYPES = "application/vnd.openxmlformats-officedocument"


def zipped(parts: Mapping[str, str | bytes] | list[tuple[str, str]]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # two of one name are meant
        for name, data in parts.items() if isinstance(parts, Mapping) else parts:
            archive.writestr(name, data)
    return made.getvalue()


def types(**parts: str) -> str:
    listed = "".join(
        f'<Override PartName="/{name}" ContentType="{_TYPES}.{kind}+xml"/>' for name, kind in parts.items()
    )
    return (
        f'<Types xmlns="{FORMER}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.'
        f'openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>{listed}'
        "</Types>"
    )


def rels(base: str, **targets: str) -> str:
    listed = "".join(
        f'<Relationship Id="{kind}" Type="{base}/relationships/{kind}" Target="{target}"/>'
        for kind, target in targets.items()
    )
    return f'<Relationships xmlns="{FORMER}/package/2006/relationships">{listed}</Relationships>'


def strict_word(body: str, *, main: str = "word/document.xml", styles: str = "word/styles.xml") -> dict[str, str]:
    """A Word file as Word saves it under "Strict": its namespaces, lengths with units, `conformance`."""
    office = f"{STRICT}/officeDocument"
    namespaces = f'xmlns:w="{STRICT}/wordprocessingml/main" xmlns:r="{office}/relationships"'
    folder, _, name = main.rpartition("/")
    return {
        "[Content_Types].xml": types(**{main: "wordprocessingml.document.main", styles: "wordprocessingml.styles"}),
        "_rels/.rels": rels(office, officeDocument=main),
        main: f'<w:document {namespaces} w:conformance="strict"><w:body>{body}<w:sectPr><w:pgSz w:w="595.30pt" '
        'w:h="841.90pt"/><w:pgMar w:top="2cm" w:right="20mm" w:bottom="56.7pt" w:left="3cm" w:header="36pt" '
        'w:footer="36pt" w:gutter="0pt"/></w:sectPr></w:body></w:document>',
        f"{folder}/_rels/{name}.rels": rels(office, styles=styles.removeprefix(f"{folder}/")),
        styles: f'<w:styles {namespaces}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" '
        'w:hAnsi="Times New Roman"/><w:sz w:val="14pt"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type='
        '"paragraph" w:default="true" w:styleId="Normal"><w:name w:val="Normal"/><w:pPr><w:spacing w:after="6pt"/>'
        '<w:jc w:val="both"/></w:pPr></w:style></w:styles>',
    }


def strict_excel(rows: list[list[str]]) -> dict[str, str]:
    """A workbook as Excel saves it under "Strict", its only sheet not in `sheet1.xml`."""
    office = f"{STRICT}/officeDocument"
    namespaces = f'xmlns="{STRICT}/spreadsheetml/main" xmlns:r="{office}/relationships"'
    data = "".join(
        f'<row r="{at}">'
        + "".join(
            f'<c r="{chr(65 + column)}{at}" t="inlineStr"><is><t>{text}</t></is></c>' for column, text in enumerate(row)
        )
        + "</row>"
        for at, row in enumerate(rows, start=1)
    )
    return {
        "[Content_Types].xml": types(
            **{"xl/workbook.xml": "spreadsheetml.sheet.main", "xl/worksheets/sheet7.xml": "spreadsheetml.worksheet"}
        ),
        "_rels/.rels": rels(office, officeDocument="xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook {namespaces} conformance="strict"><sheets><sheet name="NhiemVu" sheetId="1" '
        'r:id="worksheet"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": rels(office, worksheet="worksheets/sheet7.xml"),
        "xl/worksheets/sheet7.xml": f"<worksheet {namespaces}><sheetData>{data}</sheetData></worksheet>",
    }


def as_strict(data: bytes, *replaced: tuple[str, str]) -> dict[str, bytes]:
    """A transitional package under the namespaces of the strict form, with texts replaced."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    names = ("wordprocessingml/%smain", "drawingml/%smain", "officeDocument/%srelationships", "officeDocument/%smath")
    for name, content in parts.items():
        for one in names:
            content = content.replace(f"{FORMER}/{one % '2006/'}".encode(), f"{STRICT}/{one % ''}".encode())
        for before, after in replaced:
            content = content.replace(before.encode(), after.encode()) if name == "word/document.xml" else content
        parts[name] = content
    return parts


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def _word(document: str) -> dict[str, str]:
    return {
        "[Content_Types].xml": types(**{"word/document.xml": "wordprocessingml.document.main"}),
        "_rels/.rels": rels(f"{FORMER}/officeDocument/2006", officeDocument="word/document.xml"),
        "word/document.xml": document,
    }


_W = f'xmlns:w="{FORMER}/wordprocessingml/2006/main"'
STRANGE: dict[str, bytes] = {
    "wrong-root": zipped(_word(f"<w:hdr {_W}>{paragraph('Điều 1.')}</w:hdr>")),
    "unknown-namespace": zipped(
        _word(f'<w:document xmlns:w="urn:word"><w:body>{paragraph("Điều 1.")}</w:body></w:document>')
    ),
    "no-body": zipped(_word(f"<w:document {_W}/>")),
    "empty-body": zipped(_word(f"<w:document {_W}><w:body><w:sectPr/></w:body></w:document>")),
    "two-bodies": zipped(_word(f"<w:document {_W}>" + f"<w:body>{paragraph('a')}</w:body>" * 2 + "</w:document>")),
    "two-documents": zipped(
        [
            *_word(f"<w:document {_W}><w:body>{paragraph('một')}</w:body></w:document>").items(),
            ("word/document.xml", f"<w:document {_W}><w:body>{paragraph('hai')}</w:body></w:document>"),
        ]
    ),
    "two-documents-in-other-case": zipped(
        [
            *_word(f"<w:document {_W}><w:body>{paragraph('một')}</w:body></w:document>").items(),
            ("Word/Document.xml", f"<w:document {_W}><w:body>{paragraph('hai')}</w:body></w:document>"),
        ]
    ),
    "excel": zipped(strict_excel([["STT", "Nội dung"]])),
    # Words where no reader looks.
    **{
        name: zipped(_word(f"<w:document {_W}><w:body>{paragraph('một')}{astray}</w:body></w:document>"))
        for name, astray in {
            "run-in-the-body": "<w:r><w:t>hai</w:t></w:r>",
            "text-in-the-body": "hai",
            "text-in-a-paragraph": "<w:p>hai</w:p>",
            "words-without-a-run": "<w:p><w:t>hai</w:t></w:p>",
            "words-within-words": "<w:p><w:r><w:t>hai<w:b/> ba</w:t></w:r></w:p>",
            "paragraph-in-a-paragraph": f"<w:p>{paragraph('hai')}</w:p>",
            "cell-in-a-paragraph": f"<w:p><w:tc>{paragraph('hai')}</w:tc></w:p>",
            "row-in-a-row": f"<w:tbl><w:tr><w:tr><w:tc>{paragraph('hai')}</w:tc></w:tr></w:tr></w:tbl>",
            "paragraph-in-a-table": f"<w:tbl>{paragraph('hai')}</w:tbl>",
        }.items()
    },
}
