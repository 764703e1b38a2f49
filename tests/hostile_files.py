"""Small files that no clerk means to send, made here: by the ending that they carry, and the kind of what is wrong."""

from __future__ import annotations

from collections.abc import Callable

from tests.ooxml.strict_files import FORMER, rels, types, zipped

_W = f'xmlns:w="{FORMER}/wordprocessingml/2006/main"'
_S = f'xmlns="{FORMER}/spreadsheetml/2006/main" xmlns:r="{FORMER}/officeDocument/2006/relationships"'
_OFFICE = f"{FORMER}/officeDocument/2006"
_P = "<w:p><w:r><w:t>Một hai ba.</w:t></w:r></w:p>"
_ENTITY = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c SYSTEM "file:///etc/hostname">]>'


def word(body: str = _P, *, before: str = "", **parts: str | bytes) -> dict[str, str | bytes]:
    """The parts of a small Word file; `before` stands before its root."""
    return {
        "[Content_Types].xml": types(**{"word/document.xml": "wordprocessingml.document.main"}),
        "_rels/.rels": rels(_OFFICE, officeDocument="word/document.xml"),
        "word/document.xml": f"{before}<w:document {_W}><w:body>{body}<w:sectPr/></w:body></w:document>",
        **{name.replace("__", "/").replace("_xml", ".xml"): data for name, data in parts.items()},
    }


def excel(rows: str, *, before: str = "", sheet: str = "worksheets/sheet1.xml") -> dict[str, str | bytes]:
    """The parts of a small workbook with the given rows."""
    main, own = "spreadsheetml.sheet.main", "spreadsheetml.worksheet"
    return {
        "[Content_Types].xml": types(**{"xl/workbook.xml": main, "xl/worksheets/sheet1.xml": own}),
        "_rels/.rels": rels(_OFFICE, officeDocument="xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook {_S}><sheets><sheet name="A" sheetId="1" r:id="worksheet"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": rels(_OFFICE, worksheet=sheet),
        "xl/worksheets/sheet1.xml": f"{before}<worksheet {_S}><sheetData>{rows}</sheetData></worksheet>",
    }


def cells(*rows: tuple[str, ...]) -> str:
    """Rows of texts, as they stand in a sheet."""
    return "".join(
        f'<row r="{at}">'
        + "".join(f'<c r="{chr(65 + c)}{at}" t="inlineStr"><is><t>{text}</t></is></c>' for c, text in enumerate(row))
        + "</row>"
        for at, row in enumerate(rows, start=1)
    )


HEAD = ("STT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Thời hạn")
TASK = ("1", "Gửi báo cáo", "Sở Mẫu", "15/01/2030")


def _zip(change: Callable[[bytearray], None], parts: dict[str, str | bytes]) -> bytes:
    made = bytearray(zipped(parts))
    change(made)
    return bytes(made)


def _locked(made: bytearray) -> None:
    """The flag of a password on each entry."""
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        found = made.find(mark)
        while found >= 0:
            made[found + at] |= 1
            found = made.find(mark, found + 4)


def _packed_otherwise(made: bytearray) -> None:
    """A way of packing that there is not."""
    for mark, at in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        found = made.find(mark)
        while found >= 0:
            made[found + at] = 77
            found = made.find(mark, found + 4)


def _other_sum(made: bytearray) -> None:
    """Check sums that are not those of what is packed."""
    for mark, at in ((b"PK\x03\x04", 14), (b"PK\x01\x02", 16)):
        found = made.find(mark)
        while found >= 0:
            made[found + at] ^= 255
            found = made.find(mark, found + 4)


def _of_zips(good: dict[str, str | bytes]) -> dict[str, bytes]:
    whole = zipped(good)
    return {
        "half": whole[: len(whole) // 2],
        "locked": _zip(_locked, good),
        "packed-otherwise": _zip(_packed_otherwise, good),
        "other-sum": _zip(_other_sum, good),
        "names-that-climb": zipped({**good, "../../len.txt": "x", "/tuyet-doi.txt": "x", "C:\\a.txt": "x"}),
        "without-types": zipped({name: data for name, data in good.items() if not name.startswith("[")}),
        "any-zip": zipped({"a.txt": "chữ"}),
    }


_ANY: dict[str, bytes] = {
    "empty": b"",
    "zeros": bytes(3000),
    "noise": bytes(range(256)) * 20,
    "old-office": bytes.fromhex("d0cf11e0a1b11ae1") + bytes(4000),
    "picture": b"\x89PNG\r\n\x1a\n" + bytes(2000),
}
_BROKEN_XML = ("<w:p><w:r><w:t>Một</w:t></w:p>", '<row r="1"><c r="A1"><v>1</v></row>')
_DEEP = 4000
_TEXT = ",".join(HEAD) + "\n" + ",".join(TASK) + "\n"

FILES: dict[str, dict[str, bytes]] = {
    ".docx": {
        **_ANY,
        **_of_zips(word()),
        "entities": zipped(word(before=_ENTITY)),
        "entities-in-styles": zipped(word(word__styles_xml=f"{_ENTITY}<w:styles {_W}/>")),
        "broken-xml": zipped(word(_BROKEN_XML[0])),
        "broken-styles": zipped(word(word__styles_xml=f"<w:styles {_W}><w:style>")),
        "other-styles": zipped(word(word__styles_xml="<a/>", word__numbering_xml="<b/>")),
        "no-utf-8": zipped(word(word__styles_xml=b"<a>\xff\xfe</a>")),
        "deep": zipped(word("<w:sdt><w:sdtContent>" * _DEEP + _P + "</w:sdtContent></w:sdt>" * _DEEP)),
        "deep-tables": zipped(word("<w:tbl><w:tr><w:tc>" * 60 + _P + f"</w:tc></w:tr></w:tbl>{_P}" * 60)),
        "empty-tables": zipped(word(f"<w:tbl/><w:tbl><w:tr/></w:tbl><w:tbl><w:tr><w:tc/></w:tr></w:tbl>{_P}")),
        "odd-fields": zipped(word(f'<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>{_P}')),
        "odd-numbers": zipped(
            word(
                f'<w:p><w:pPr><w:numPr><w:ilvl w:val="99"/><w:numId w:val="-x"/></w:numPr><w:ind w:left="1e9"/></w:pPr>'
                f'<w:r><w:rPr><w:sz w:val="-3"/></w:rPr><w:t>Một.</w:t></w:r></w:p>{_P}'
            )
        ),
    },
    ".xlsx": {
        **_ANY,
        **_of_zips(excel(cells(HEAD, TASK))),
        "entities": zipped(excel(cells(HEAD, TASK), before=_ENTITY)),
        "broken-xml": zipped(excel(_BROKEN_XML[1])),
        "no-sheet-part": zipped(excel(cells(HEAD, TASK), sheet="worksheets/sheet9.xml")),
        "sheet-that-climbs": zipped(excel(cells(HEAD, TASK), sheet="../../../la.xml")),
        "string-out-of-range": zipped(excel('<row r="1"><c r="A1" t="s"><v>99</v></c></row>')),
        "far-cell": zipped(excel('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')),
        "beyond-any-sheet": zipped(excel('<row r="9999999"><c r="ZZZZ9999999"><v>1</v></c></row>')),
        "odd-reference": zipped(excel('<row r="x"><c r="?!"><v>1</v></c></row>')),
        "odd-number": zipped(excel('<row r="1"><c r="A1"><v>mot</v></c><c r="B1" t="d"><v>x</v></c></row>')),
        "no-rows": zipped(excel("")),
        "header-alone": zipped(excel(cells(HEAD))),
    },
    ".csv": {
        **_ANY,
        "open-quote": f'{_TEXT}2,"mở'.encode() + b"\n" * 50,
        "one-line": b"STT",
        "commas-alone": b",,,,\n" * 9,
        "many-columns": b"a," * 20_000 + b"\n" + b"1," * 20_000,
        "html": b"<html><body><table><tr><td>STT</td></tr></table></body></html>",
    },
    ".json": {
        **_ANY,
        "deep": b"[" * 100_000,
        "deep-object": b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
        "long-number": b'[{"noi_dung": ' + b"9" * 5000 + b"}]",
        "no-number": b'[{"noi_dung": NaN, "stt": Infinity}]',
        "text-alone": b'"noi dung"',
        "surrogate": b'[{"noi_dung": "\\ud800"}]',
        "list-of-lists": b"[[1, 2], [3, [4]]]",
        "half": b'[{"noi_dung": "a"}, {"noi',
    },
    ".yaml": {
        **_ANY,
        "deep": b"[" * 20_000,
        "deep-keys": b"".join(b" " * at + b"a:\n" for at in range(3000)),
        "aliases": b"a: &a [x,x,x,x,x,x,x,x,x]\n"
        + b"".join(b"%c: &%c [%s]\n" % (98 + n, 98 + n, b",".join([b"*%c" % (97 + n)] * 9)) for n in range(9)),
        "alias-of-a-long-text": b"a: &a " + b"x" * 90_000 + b"\nb:\n" + b"- *a\n" * 900,
        "itself": b"&a [*a]\n",
        "itself-in-keys": b"loai: cong-van\nnoi_dung: &a [{doan: *a}]\n",
        "merged-with-itself": b"a: &a\n  <<: *a\n  b: 1\n",
        "merged-with-a-text": b"ky: {<<: abc, ho_ten: A}\n",
        "questions": b"? " * 5000,
        "dashes": (b"- " * 99 + b"x\n") * 900,
        "long-tag": b"a: !" + b"x" * 100_000 + b" b\n",
        "long-text": b"loai: cong-van\nnoi_dung: [" + b"x" * 200_000 + b"]\n",
        "code": b'a: !!python/object/apply:os.mkdir ["la"]\n',
        "list": b"- mot\n- hai\n",
        "text": b"mot dong chu\n",
        "several": b"a: 1\n---\nb: 2\n",
        "tabs": b"loai:\tcong-van\n\tso: 1\n",
        "twice": b"loai: cong-van\nloai: bao-cao\n",
        "keys-of-lists": b"? [a, b]\n: 1\n? {c: d}\n: 2\n",
        "no-such-alias": b"loai: *khong\n",
    },
    ".md": {
        **_ANY,
        "deep-quotes": b">" * 3000 + b" a\n",
        "deep-lists": b"".join(b" " * (2 * at) + b"- a\n" for at in range(400)),
        "brackets": b"[" * 20_000 + b"\n",
        "front-matter": b"---\nloai: [\n---\nMot.\n",
        "fence": b"```\nmot\n",
        "table": b"|a|b|\n|-|\n|1|2|3|4|\n",
    },
    ".pdf": {
        **_ANY,
        "head-alone": b"%PDF-1.7\n",
        "half": b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [2 0 R]",
        "pages-of-itself": b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF",
    },
    ".html": {
        **_ANY,
        "deep": b"<div>" * 20_000 + b"a",
        "deep-table": b"<table><tr><td>" * 300 + b"a",
        "no-text": b"<html><script>alert(1)</script></html>",
        "half": b"<html><body><p>a <table><tr",
        "many-attributes": b"<p " + b" ".join(b"a%d='1'" % at for at in range(3000)) + b">a",
        "wide-cells": b"<table><tr><td colspan=1000000000 rowspan=99999999>a",
        "other-letters": b"<meta charset=utf-8><p>M\x81t hai</p>",
        "no-such-charset": b"<meta charset=khong-co><p>Mot hai",
        "prolog": b'<?xml version="1.0" encoding="utf-16"?><html><body><p>Mot hai',
    },
}
