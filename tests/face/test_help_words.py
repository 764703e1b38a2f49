"""Help and errors in either language have no word of the other but data and names; what a clerk met is gone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.exceptions import NoArgsIsHelpError
from pydantic import BaseModel

from generator.face.cli import run
from generator.face.cli.call import cli
from generator.face.cli.menu import SECTIONS
from generator.face.places import part_in_words, place_in_words
from generator.reading import schema, shape_errors
from generator.reading.raw import RawDossier
from generator.reading.yaml_faults import fault_of
from generator.values.findings import Place
from generator.values.places import SETTINGS, STEPS

COMMANDS = [[], *([name] for section in SECTIONS.values() for name in section), ["template", "check"]]
ENGLISH = re.compile(
    r"\b(usage|options?|commands?|show|exit|default|path|integer|range|required|error|invalid|missing|found|expected|"
    r"while|the|this|that|not|such|unexpected|argument|value|with|character|token|input|should|string)\b",
    re.IGNORECASE,
)
VIETNAMESE = re.compile(r"[À-ÖØ-öø-ỹ]")
# What is typed as it stands, and names: quotations, options, paths, examples, names of the law and of documents.
AS_IT_STANDS = re.compile(r"“[^”]*”|--[\w-]+|\[[a-z|]+\]|\([a-z]+\)|^ *vanban .*$|Nghị định|NĐ-CP|data/\S*", re.M)


def plain(text: str) -> str:
    return AS_IT_STANDS.sub(" ", text)


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    run(list(arguments))
    found = capsys.readouterr()
    assert "Traceback" not in found.err
    return found.out + found.err


@pytest.mark.parametrize("command", COMMANDS, ids=lambda words: " ".join(words) or "vanban")
def test_help_in_both_languages(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    vietnamese = said(capsys, *command, "--help")
    assert len(vietnamese.splitlines()) > 4
    assert ENGLISH.findall(plain(vietnamese)) == []
    english = said(capsys, *command, "--lang=en", "--help")
    assert [line for line in plain(english).splitlines() if VIETNAMESE.search(line)] == []


def test_vanban_alone_orients_a_clerk_in_the_order_of_the_month(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([]) == 0
    shown = capsys.readouterr().out
    names = [name for section in SECTIONS.values() for name in section]
    places = [shown.index(f"\n  {name} ") for name in names]
    assert places == sorted(places)
    assert all(f"vanban {name}" in shown for name in names)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_first_page_is_that_of_the_commands(
    lang: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    first = said(capsys, "--lang", lang, "--help")
    with pytest.raises(NoArgsIsHelpError) as shown:
        cli.main([], prog_name="vanban", standalone_mode=False, obj=lang)
    assert shown.value.ctx and shown.value.ctx.get_help().rstrip() == first.rstrip()


def test_a_narrow_screen_cuts_no_word(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    lines = said(capsys, "--help").splitlines()
    typed = [line for line in lines if line.lstrip().startswith("vanban ")]
    assert max(len(line) for line in lines if line not in typed) <= 58
    monkeypatch.setenv("COLUMNS", "100")
    assert said(capsys, "--help").split() == " ".join(lines).split()


WRONG_CALLS = [
    ["biuld"],
    ["build", "--fromat", "docx"],
    ["build", "--out"],
    ["build", "--jobs", "0"],
    ["build", "--jobs", "x"],
    ["build", "--as-of", "31/2/2024"],
    ["build", "--format", "doc"],
    ["build", "--split=1"],
    ["build", "--lang", "fr"],
    ["redline", "a", "b"],
    ["redline", "a"],
    ["init", "a", "b"],
    ["check"],
    ["check", "--revisions", "x", "y.docx"],
    ["new", "--to", "x"],
    ["new", "--kind", "khong-co", "--to", "x"],
    ["roll", "x", "--to", "13/2026"],
    ["roll", "x", "--to", "2026-04"],
    ["build", "khong-co"],
    ["build"],
    ["template", "check"],
    ["template", "chek"],
    ["pull", "khong-co.docx"],
    ["diff", "a", "b"],
    ["coverage", "a"],
]


@pytest.mark.parametrize("call", WRONG_CALLS, ids=" ".join)
def test_errors_in_both_languages(
    call: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    vietnamese = said(capsys, *call)
    assert VIETNAMESE.search(vietnamese)
    assert ENGLISH.findall(plain(vietnamese)) == []
    english = plain(said(capsys, *call, *([] if "fr" in call else ["--lang", "en"])))
    assert "fr" in call or not VIETNAMESE.search(english), english


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (["biuld"], "Ý anh/chị là “build”?"),
        (["template", "chek"], "Ý anh/chị là “check”?"),
        (["build", "--fromat", "docx"], "Ý anh/chị là “--format”?"),
        (["redline", "a", "b"], "-o"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else value,
)
def test_what_may_have_been_meant(call: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert words in said(capsys, *call)


@pytest.mark.parametrize(
    "call",
    [
        ["build", "--jobs"],
        ["app", "--port"],
        ["calendar", "--days"],
        ["import", "x.docx", "--to", "x", "--for"],
        ["issue", "x", "--ngay", "1/1/2030", "--so"],
    ],
    ids=lambda call: call[-1],
)
def test_a_number_beyond_all_bounds_is_a_usage_error(call: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    for number in ("10000000000", "9" * 5000, "0"):
        words = said(capsys, *call, number)
        assert f"{call[-1]} " in words and "không phải số nguyên từ 1 đến" in words


YAMLS = {
    "a tab": ("loai: quyet-dinh\n\tso: 1\n", "Tab"),
    "a bracket left open": ("so: [1\nngay: 2024\n", "“]”"),
    "a colon too much": ("trich_yeu: Về việc: gửi báo cáo\n", "hai chấm"),
    "a key twice": ("so: 1\nso: 2\n", "hai lần"),
    "no such anchor": ("so: *x\n", "“&x”"),
    "a letter that cannot begin": ("so: @x\n", "“@”"),
}


@pytest.mark.parametrize("name", YAMLS)
def test_faults_of_yaml_in_both_languages(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text, words = YAMLS[name]
    (tmp_path / "van-ban.yaml").write_text(text, encoding="utf-8")
    lines = said(capsys, "build", str(tmp_path))
    assert words in lines.splitlines()[0]
    assert ENGLISH.findall(plain(lines.splitlines()[0].replace(str(tmp_path), ""))) == []
    english = said(capsys, "build", str(tmp_path), "--lang", "en").splitlines()[0]
    assert not VIETNAMESE.search(plain(english))


def test_an_unknown_fault_of_yaml_is_told_without_english() -> None:
    assert str(fault_of("something quite new")) == "không đúng cách viết YAML"


def sample(folder: Path, *changes: tuple[str, str]) -> Path:
    assert run(["init", str(folder)]) == 0
    source = folder / "data" / "ho-so-mau" / "van-ban.yaml"
    text = source.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    source.write_text(text, encoding="utf-8")
    return source.parent


def test_a_wrong_shape_is_told_in_one_language(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = sample(tmp_path, ("co_quan:\n", "co_quan: [a]\ncu:\n"))
    capsys.readouterr()
    english = said(capsys, "build", str(home), "--lang", "en")
    assert [line for line in plain(english).splitlines() if VIETNAMESE.search(line)] == []


def test_a_kind_by_its_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = sample(tmp_path, ("loai: quyet-dinh", "loai: Quyết định"))
    assert run(["build", str(home), "--format", "docx", "--out", str(tmp_path / "out")]) == 0


def test_init_says_what_is_next_and_names_no_28_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["init", str(tmp_path)]) == 0
    found = capsys.readouterr()
    assert len(found.out.splitlines()) < 10
    assert "vanban build" in found.err and "Bước tiếp theo" in found.err


def test_the_table_after_a_build_has_no_empty_column(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = sample(tmp_path)
    capsys.readouterr()
    run(["build", str(home), "--format", "docx", "--out", str(tmp_path / "out")])
    head = capsys.readouterr().out.splitlines()[0]
    assert "Nhiệm vụ" in head and "Trang" not in head


def places() -> Iterator[tuple[Place, str, str]]:
    yield Place("nhiem-vu.xlsx", "", 0, "C7", "noi_dung[1].dieu"), "nhiem-vu.xlsx : C7", "nhiem-vu.xlsx : C7"
    path = Place("van-ban.yaml", line=12, part="noi_dung[2].dieu")
    yield path, "van-ban.yaml : dòng 12 : nội dung 2, điều", "van-ban.yaml : line 12 : content 2, article"
    path = Place("van-ban.yaml", line=3, part="noi_dung[2].Điêu 1")  # a key that was mistyped
    yield path, "van-ban.yaml : dòng 3 : nội dung 2, Điêu 1", "van-ban.yaml : line 3 : content 2, Điêu 1"
    path = Place("van-ban.yaml", part="bang.loc.trang_thai[1]")
    yield path, "van-ban.yaml : bảng, chọn nhiệm vụ, trạng thái 1", "van-ban.yaml : table, selection of tasks, state 1"
    yield (
        Place("a.docx", part="nhiệm vụ 9, Trạng thái"),
        "a.docx : nhiệm vụ 9, Trạng thái",
        "a.docx : task 9, Trạng thái",
    )
    yield (
        Place("a.docx", part="bảng 1, hàng 2, cột 3"),
        "a.docx : bảng 1, hàng 2, cột 3",
        "a.docx : table 1, row 2, column 3",
    )


@pytest.mark.parametrize(("place", "vietnamese", "english"), list(places()))
def test_places_in_a_users_words(place: Place, vietnamese: str, english: str) -> None:
    assert (place_in_words(place, "vi"), place_in_words(place, "en")) == (vietnamese, english)


def test_every_key_of_a_dossier_has_a_name_for_people() -> None:
    shapes = [one for one in vars(schema).values() if isinstance(one, type) and issubclass(one, BaseModel)]
    keys = {key for shape in shapes for key in shape.model_fields}
    assert len(keys) > 90 and keys <= {*STEPS, *SETTINGS}


def test_what_may_stand_at_a_key_is_listed_in_our_quotes() -> None:
    raw = RawDossier({"loai": "bao-cao", "do_khan": "abc", "bang": {"dau": "x", "co_chu": 7}}, {})
    hints = [str(one.hint) for one in shape_errors.validated(raw)[1]]
    allowed = ("“.”", "“8”, “9”, “10”, “11”, “12”, “13”, “14”", "“khan”, “thuong-khan”, “hoa-toc”")
    assert sorted(hints) == sorted(f"Cần một trong: {said}." for said in allowed)


def test_what_is_missing_is_asked_for_within_the_key_that_the_file_has() -> None:
    raw = RawDossier({"kem_theo_van_ban": {"dong": "Kèm theo Kế hoạch"}, "kem_theo": [{}]}, {})
    hints = {str(one.hint) for one in shape_errors.validated(raw)[1]}
    assert hints == {
        "Thêm dòng “loai: …”.",
        "Thêm “loai: …” vào trong “kem_theo_van_ban”.",
        "Thêm “loai: …” vào trong “kem_theo”.",
    }


def test_a_name_of_the_data_is_no_name_of_a_place() -> None:
    assert part_in_words("Tên riêng, bảng lương", "en") == "Tên riêng, bảng lương"
