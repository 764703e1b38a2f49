"""What is typed is what is read: numbers that would be written otherwise again, keys, characters that nobody sees."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.reading.dossier import load_dossier
from generator.reading.registers import load_register
from generator.reading.yaml import read_yaml
from generator.values.errors import InputError
from generator.values.text import one_line
from tests.hostile_files import HEAD, cells, excel, word
from tests.ooxml.strict_files import zipped

TYPED = ("01234", "1.10", "1e3", "0x1F", "0o17", "1_000", "12.0", "-0", "+5", ".nan", ".inf", "1.234", "9" * 20)
HEADS = "loai: thong-bao\nco_quan: {ten: Sở Mẫu}\ntrich_yeu: Thử\n"
UNSEEN = ("\u200b", "\u202e", "\u00ad", "\u2066", "\ufeff", "\u200c", "\u2060")


def dossier(at: Path, more: str, **files: bytes) -> Path:
    at.mkdir(exist_ok=True)
    for name, data in files.items():
        (at / name.replace("__", ".")).write_bytes(data)
    (at / "van-ban.yaml").write_text(HEADS + more, encoding="utf-8")
    return at


@pytest.mark.parametrize("typed", TYPED)
def test_a_number_that_would_be_written_otherwise_stays_text(tmp_path: Path, typed: str) -> None:
    body = f"[{{doan: {typed}}}, {{luoi: [[{typed}]]}}]"
    more = f"noi_nhan: [{typed}, Lưu: {typed}]\nnoi_dung: {body}\n"
    main = load_dossier(dossier(tmp_path, more))[0].document
    assert (str(main.body[0].text), str(main.body[1].cells[0][0])) == (typed, typed)
    assert [str(line) for line in main.recipients] == [typed, f"Lưu: {typed}"]
    (tmp_path / "a.yaml").write_text(f"- {{noi_dung: Một, thoi_han: {typed}}}\n", encoding="utf-8")
    assert load_register(tmp_path / "a.yaml", "a.yaml")[0].tasks[0].text("thoi_han") == typed


@pytest.mark.parametrize("value", ["!!bool x", "!!null x", "!!float x", "!!int x", "!!timestamp x"])
def test_no_tag_throws_away_what_was_typed(tmp_path: Path, value: str) -> None:
    (tmp_path / "a.yaml").write_text(f"a: {value}\nb: 1\nc: true\nd: ~\n", encoding="utf-8")
    assert read_yaml(tmp_path / "a.yaml", "a")[0].data == {"a": "x", "b": 1, "c": True, "d": None}


@pytest.mark.parametrize("keys", [("1", "'1'"), ("true", "'true'"), ("a", "'a '"), ("bảng", "'bảng '")])
def test_keys_that_are_one_stand_once(tmp_path: Path, keys: tuple[str, str]) -> None:
    (tmp_path / "a.yaml").write_text("".join(f"{key}: x\n" for key in keys), encoding="utf-8")
    with pytest.raises(InputError) as refused:
        read_yaml(tmp_path / "a.yaml", "a")
    assert [(found.code, found.place.line) for found in refused.value.findings] == [("V020", 2)]


def test_what_is_merged_into_keys_is_read_with_them(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("a: &a {x: 1, y: 2}\nb: {<<: *a}\nc:\n  <<: [*a]\n  y: 3\n", encoding="utf-8")
    data = read_yaml(tmp_path / "a.yaml", "a")[0].data
    assert data == {"a": {"x": 1, "y": 2}, "b": {"x": 1, "y": 2}, "c": {"y": 3, "x": 1}}


@pytest.mark.parametrize("sign", UNSEEN, ids=ascii)
@pytest.mark.parametrize("kind", ["yaml", "yaml-table", "json", "csv", "xlsx", "md", "docx"])
def test_characters_that_nobody_sees_are_said_with_their_place(tmp_path: Path, kind: str, sign: str) -> None:
    text = f"Sở{sign}Mẫu"
    table = {
        "yaml-table": ("a.yaml", f'- {{noi_dung: "{text}", thoi_han: "1"}}'.encode(), "A2"),
        "json": ("a.json", f'[{{"noi_dung": "{text}", "thoi_han": "1"}}]'.encode(), "A2"),
        "csv": ("a.csv", f"STT,Nội dung\n1,{text}\n".encode(), "B2"),
        "xlsx": ("a.xlsx", zipped(excel(cells(HEAD, ("1", text, "Sở", "")))), "B2"),
    }
    if kind in table:
        name, data, cell = table[kind]
        (tmp_path / name).write_bytes(data)
        _, findings = load_register(tmp_path / name, name)
        where = [found.place.cell or found.place.part for found in findings if found.code == "V420"]
        assert where[-1] in (cell, "[1].noi_dung")
        return
    paragraph = f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
    draft = {"md": ("a.md", f"Một.\n\n{text}\n".encode()), "docx": ("a.docx", zipped(word(paragraph)))}
    name, data = draft.get(kind, ("x", b""))
    more = f"noi_dung: {name}\n" if kind in draft else f'noi_dung:\n- doan: "{text}"\n'
    read, findings = load_dossier(dossier(tmp_path, more, **{name.replace(".", "__"): data}))
    (found,) = [found for found in findings if found.code == "V420"]
    assert f"U+{ord(sign):04X}" in str(found.message)
    assert found.place.line or found.place.part
    assert one_line(str(read.document.body[-1].text)) == text
