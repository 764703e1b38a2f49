"""CSV, YAML and JSON as offices and old programs leave them: encodings, delimiters, quotes, names."""

import codecs
import csv
import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.facts.old_letters import _ALONE, _MARKS, TCVN_TABLE
from generator.reading import plain
from generator.reading.files import as_named
from generator.reading.registers import load_register
from generator.reading.yaml import read_yaml
from generator.values.errors import InputError

TEXT = "STT;Nội dung, nhiệm vụ;Đơn vị chủ trì\n1;Xây dựng kế hoạch chuyển đổi số, trình duyệt;Sở Nội vụ\n"
ROWS = [dict(enumerate(line.split(";"))) for line in TEXT.splitlines()]


def windows_1258(text: str) -> bytes:
    """As Windows writes it: letters with their own signs, tones behind them."""
    made = b""
    for letter in text:
        apart = unicodedata.normalize("NFD", letter)
        tones = "".join(mark for mark in apart if mark in "\u0300\u0301\u0303\u0309\u0323")
        base = unicodedata.normalize("NFC", "".join(mark for mark in apart if mark not in tones))
        made += base.encode("cp1258") + tones.encode("cp1258")
    return made


def vni(text: str) -> bytes:
    """As VNI fonts have it: the marks of a letter are a letter after it."""
    letters = {made: typed for typed, made in _ALONE.items()} | {"ư": "ö", "ơ": "ô"}
    marked = {
        unicodedata.normalize("NFC", base + mark): letters.get(base, base) + typed
        for typed, mark in _MARKS.items()
        for base in "aeouyơư"
    }
    letters = {letter: typed for letter, typed in marked.items() if len(letter) == 1} | letters
    letters |= {letter.upper(): typed.upper() for letter, typed in letters.items()}
    return "".join(letters.get(letter, letter) for letter in text).encode("cp1252")


def tcvn3(text: str) -> bytes:
    codes = {letter: code for code, letter in TCVN_TABLE.items()}
    return bytes(codes.get(letter, ord(letter) & 0x7F) for letter in text)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (TEXT.encode(), []),
        (codecs.BOM_UTF8 + TEXT.encode(), []),
        (TEXT.encode("utf-16"), []),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), []),
        (TEXT.encode("utf-16-le"), []),
        (unicodedata.normalize("NFD", TEXT).encode(), []),
        (windows_1258(TEXT), ["V038"]),
        (tcvn3(TEXT), ["V038"]),
        (vni(TEXT), ["V038"]),
    ],
    ids=["utf-8", "mark", "utf-16", "utf-16-be", "utf-16-no-mark", "nfd", "windows-1258", "tcvn3", "vni"],
)
def test_a_csv_is_read_in_its_encoding(tmp_path, data, said):
    (tmp_path / "a.csv").write_bytes(data)
    table, findings = plain.read_csv(tmp_path / "a.csv", "a.csv")
    assert [dict(row.cells) for row in table.rows] == ROWS
    assert [finding.code for finding in findings] == said


@pytest.mark.parametrize("data", ["déjà vu; Größe; façade; naïve".encode("latin-1"), b"\xff\x00\xfe;\x81", b"\x80\x81"])
def test_an_encoding_that_is_not_certain_is_asked_for(tmp_path, data):
    (tmp_path / "a.csv").write_bytes(data)
    with pytest.raises(InputError) as refused:
        plain.read_csv(tmp_path / "a.csv", "a.csv")
    assert [(found.code, str(found.place)) for found in refused.value.findings] == [("V021", "a.csv")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_the_delimiter_is_that_of_most_rows(tmp_path, delimiter, ending):
    lines = ["DANH MỤC NHIỆM VỤ; NĂM 2026, ĐỢT 1"]
    lines += (delimiter.join(f'"{text}"' for text in row.values()) for row in ROWS)
    (tmp_path / "a.csv").write_bytes(ending.join(lines).encode())
    table, _ = plain.read_csv(tmp_path / "a.csv", "a.csv")
    assert [dict(row.cells) for row in table.rows[1:]] == ROWS


def test_the_line_of_excel_that_names_the_delimiter_is_no_row(tmp_path):
    (tmp_path / "a.csv").write_text("sep=|\nSTT|Nội dung\n1|a;b,c\n", encoding="utf-8")
    table, _ = plain.read_csv(tmp_path / "a.csv", "a.csv")
    wanted = [(2, {0: "STT", 1: "Nội dung"}), (3, {0: "1", 1: "a;b,c"})]
    assert [(row.number, dict(row.cells)) for row in table.rows] == wanted


@pytest.mark.parametrize("body", ['1,"việc\n2,việc\n', '1,"việc" x\n'])
def test_a_quotation_mark_out_of_place_is_said_with_its_line(tmp_path, body):
    (tmp_path / "a.csv").write_text("STT,Nội dung\n" + body, encoding="utf-8")
    with pytest.raises(InputError) as refused:
        plain.read_csv(tmp_path / "a.csv", "a.csv")
    assert [(found.code, found.place.line) for found in refused.value.findings] == [("V021", 2)]


def test_control_characters_of_a_csv_are_said_with_their_cell(tmp_path):
    (tmp_path / "a.csv").write_text("STT,Nội dung\n1,vi\x07ệc\n", encoding="utf-8")
    _, findings = plain.read_csv(tmp_path / "a.csv", "a.csv")
    assert [(found.code, found.place.cell) for found in findings] == [("V032", "B2")]


def test_a_zero_in_a_text_is_a_control_character_and_no_other_encoding(tmp_path):
    (tmp_path / "a.csv").write_text("STT,Nội dung\n1,vi\0ệc\n", encoding="utf-8")
    table, findings = plain.read_csv(tmp_path / "a.csv", "a.csv")
    assert table.rows[1].cells[1] == "việc"
    assert [(found.code, found.place.cell) for found in findings] == [("V032", "B2")]
    (tmp_path / "a.csv").write_bytes("STT,Nội dung\n".encode() + bytes(3000))
    with pytest.raises(InputError) as refused:
        plain.read_csv(tmp_path / "a.csv", "a.csv")
    assert [found.code for found in refused.value.findings] == ["V021"]


CELLS = st.text(st.characters(exclude_categories=["C"], include_characters="\n"), max_size=12)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=6))
def test_what_a_csv_writer_wrote_is_read(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("csv") / "a.csv"
    width = max(map(len, rows))
    with path.open("w", encoding="utf-8", newline="") as target:
        csv.writer(target, quoting=csv.QUOTE_ALL).writerows([row + [""] * (width - len(row)) for row in rows])
    table, _ = plain.read_csv(path, "a.csv")
    texts = [{at: unicodedata.normalize("NFC", text).strip() for at, text in enumerate(row)} for row in rows]
    wanted = [{at: text for at, text in row.items() if text} for row in texts]
    assert [dict(row.cells) for row in table.rows] == [row for row in wanted if row]


def test_numbers_of_json_are_exact_and_lists_are_their_items(tmp_path):
    items = '{"noi_dung": 1.10, "so": 98765432109.5, "stt": 12345678901234567890, "phoi_hop": ["Sở A", "Sở B"]'
    items += ', "dat": true}'
    (tmp_path / "a.json").write_text(f"[{items}]", encoding="utf-16")
    table, _ = plain.read_json(tmp_path / "a.json", "a.json")
    assert list(table.rows[1].cells.values()) == ["1,1", "98765432109,5", "12345678901234567890", "Sở A; Sở B", "TRUE"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[{"noi_dung": "Một", "noi_dung": "Hai"}]', "ghi hai lần"),
        ('[{"nội dung": "Một", "no\u0323\u0302i dung": "Hai"}]', "ghi hai lần"),
        ('[{"noi_dung": "Một"},]', "dấu phẩy"),
        ('[{"noi_dung": "Một",}]', "dấu phẩy"),
        ('{"noi_dung": "Một"}\n{"noi_dung": "Hai"}', "một danh sách"),
        ("[{'noi_dung': 'Một'}]", "dấu nháy kép"),
        ('[{"noi_dung": "Một}]', "dấu nháy đóng"),
        ('[{"noi_dung": "M\\xột"}]', "sau dấu"),
        ('[{"noi_dung": "M\nột"}]', "xuống dòng"),
    ],
)
def test_what_is_wrong_in_json_is_said_in_our_words(tmp_path, text, said):
    (tmp_path / "a.json").write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as refused:
        plain.read_json(tmp_path / "a.json", "a.json")
    (found,) = refused.value.findings
    assert found.code == "V021" and said in str(found.message)


@pytest.mark.parametrize("value", ["NaN", "-Infinity", json.dumps({"a": 1}), json.dumps([[1]])])
def test_what_is_no_cell_in_json_is_refused(tmp_path, value):
    (tmp_path / "a.json").write_text(f'[{{"noi_dung": {value}}}]', encoding="utf-8")
    with pytest.raises(InputError) as refused:
        plain.read_json(tmp_path / "a.json", "a.json")
    assert {found.code for found in refused.value.findings} <= {"V021", "V024"}


def test_yaml_is_read_in_utf_16(tmp_path):
    (tmp_path / "a.yaml").write_text("- noi_dung: Lập kế hoạch\n", encoding="utf-16")
    assert read_yaml(tmp_path / "a.yaml", "a.yaml")[0].data == [{"noi_dung": "Lập kế hoạch"}]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("other", ["NFC", "NFD"])
def test_a_file_is_found_however_its_accents_are_stored(tmp_path, form, other):
    made = tmp_path / unicodedata.normalize(form, "sổ chung") / unicodedata.normalize(form, "nhiệm vụ.csv")
    made.parent.mkdir()
    made.write_text("a", encoding="utf-8")
    assert as_named(tmp_path / unicodedata.normalize(other, "sổ chung/nhiệm vụ.csv")).read_text(encoding="utf-8") == "a"
    assert not as_named(tmp_path / "sổ chung" / "khác.csv").exists()


@pytest.mark.parametrize(
    ("name", "data", "code", "words"),
    [
        ("a.doc", b"\xd0\xcf", "V016", "Excel"),
        ("a.xls", b"", "V016", ".xlsx"),
        ("a.ods", b"", "V016", ".xlsx"),
        ("a.csv", b"PK\3\4 word/document.xml", "V021", "Word"),
        ("a.csv", b"%PDF-1.7", "V021", "PDF"),
        ("a.json", b"\xd0\xcf\x11\xe0", "V021", "97–2003"),
    ],
)
def test_a_file_of_another_kind_says_what_it_is(tmp_path, name, data, code, words):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError) as refused:
        load_register(tmp_path / name, name)
    (finding,) = refused.value.findings
    assert finding.code == code
    assert words in f"{finding.message} {finding.hint}"
