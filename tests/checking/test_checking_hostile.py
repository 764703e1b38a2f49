"""Hostile and odd files: a clear answer within seconds, in bounded memory."""

import io
import time
import tracemalloc
import zipfile

import papers
import pytest
from conftest import calls
from papers import p, run, table

from generator.checking.check import check
from generator.checking.paper.facts import read_facts
from generator.ooxml.names import W
from generator.ooxml.numbering import Counter, formatted, read_numbering
from generator.ooxml.package import read_bytes
from generator.values.errors import InputError


def checked(parts):
    facts, reading = read_facts(parts, shown_as="la.docx")
    return facts, [*reading, *check(facts)]


# So many of anything; seconds beyond which a program hangs: what takes them grows with the square of what it reads.
MANY, HANGS = 20_000, 10


def timed(parts):
    """Seconds are no claim of speed here: the limits tell an answer from a program that hangs."""
    start = time.process_time()
    facts, findings = checked(parts)
    return time.process_time() - start, facts, findings


def before_end(content):
    return papers.letter().swap("<w:sectPr>", content + "<w:sectPr>").bytes


def test_many_thousand_runs_in_one_paragraph():
    runs = "".join(run("chữ ", "<w:b/>" if at % 2 else "<w:i/>") for at in range(MANY))
    seconds, facts, _ = timed(before_end(f"<w:p>{runs}</w:p>"))
    assert len(facts.paragraphs[-1].runs) == MANY
    assert seconds < HANGS


def test_many_thousand_lines_in_one_paragraph():
    runs = "".join(run("chữ", "<w:b/>" if at % 2 else "") + "<w:r><w:br/></w:r>" for at in range(MANY))
    seconds, _, _ = timed(before_end(f"<w:p>{runs}</w:p>"))
    assert seconds < HANGS


def test_many_thousand_paragraphs():
    seconds, facts, findings = timed(before_end(p("LoiVan", papers.LONG) * MANY))
    assert len(facts.paragraphs) > MANY
    assert seconds < HANGS and len(findings) < 50


def test_tables_seven_deep():
    content = p("LoiVan", "trong cùng")
    for _ in range(7):
        content = table((100,), (content + p("O"),))
    _, facts, _ = timed(before_end(content))
    inner = next(item for item in facts.paragraphs if item.seen == "trong cùng")
    assert inner.cell.depth == 7


def test_a_table_of_many_rows_is_linear():
    row = (p("O", "1"), p("O", "Rà soát quy chế làm việc"))
    seconds, facts, _ = timed(before_end(table((20, 140), *[row] * (MANY // 5))))
    assert len(facts.paragraphs) > MANY // 5 * 2
    assert seconds < HANGS


@pytest.mark.parametrize(
    "attack",
    [
        '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>',
    ],
    ids=["ngoai", "nhan"],
)
@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "word/header1.xml"])
def test_entities_are_refused(attack, part):
    content = dict(papers.letter().parts)
    head, _, rest = content[part].partition("?>")
    content[part] = f"{head}?>{attack}{rest}"
    with pytest.raises(InputError) as refused:
        checked({name: text.encode() for name, text in content.items()})
    assert refused.value.findings[0].code == "V014"


def test_a_zip_bomb_is_refused_without_unpacking():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        for number in range(3):
            archive.writestr(f"word/x{number}.xml", b"0" * (200 << 20))
    tracemalloc.start()
    with pytest.raises(InputError) as refused:
        read_bytes(buffer.getvalue(), shown_as="bom.docx")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert refused.value.findings[0].code == "V013"
    assert peak < 20 << 20


@pytest.mark.parametrize(
    "document",
    [None, "", "<a/>", "<w:document", f'<w:document xmlns:w="{papers.W}"/>'],
    ids=["khong", "rong", "la", "cut", "khong-than"],
)
def test_no_document_inside(document):
    parts = papers.letter().bytes
    parts.pop("word/document.xml")
    if document is not None:
        parts["word/document.xml"] = document.encode()
    with pytest.raises(InputError):
        checked(parts)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('w:w="11906" w:h="16838"', 'w:w="abc" w:h=""'),
        ("<w:pgMar ", '<w:pgMar w:gutter2="x" '),
        ('<w:sz w:val="26"/>', '<w:sz w:val="to"/>'),
        ('<w:basedOn w:val="Normal"/>', '<w:basedOn w:val="QuocHieu"/>'),
        ("word/header1.xml", "word/header1.xml"),
        ('r:id="rId2"', 'r:id="rId99"'),
        ("<w:tblGrid>", "<w:tblGrid><w:gridCol/>"),
        ('<w:tcW w:w="', '<w:gridSpan w:val="999999999"/><w:tcW w:w="'),
    ],
)
def test_odd_values_are_read_as_leniently_as_word_reads_them(old, new):
    content = dict(papers.letter().parts)
    swapped = {name: text.replace(old, new).encode() for name, text in content.items()}
    checked(swapped)


@pytest.mark.parametrize("start", ["2000000000", "99999999999999999999", "1e308", "-7", "x"])
@pytest.mark.parametrize("kind", ["lowerLetter", "upperRoman", "decimal"])
def test_a_list_that_begins_beyond_any_number_has_a_short_one(kind, start):
    numbering = (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="{start}"/>'
        f'<w:numFmt w:val="{kind}"/><w:lvlText w:val="%1)"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )
    counter = Counter(read_numbering({"word/numbering.xml": numbering.encode()}, shown_as="la.docx"))
    assert 1 < len(counter.label(1, 0)) < 14
    assert formatted(780, "lowerLetter") == "z" * 30
    assert formatted(781, "lowerLetter") == "781"


def test_four_times_the_paragraphs_take_about_four_times_the_steps():
    def steps(count):
        parts = before_end(p("LoiVan", run(papers.LONG[:60]), run(papers.LONG[60:], "<w:b/>")) * count)
        return calls(lambda: checked(parts))

    steps(10)  # what is read once for all
    assert steps(1200) < 6 * steps(300)
