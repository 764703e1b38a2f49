"""A text that is read again gives what it gave: values of its own, places in the file that it stands in now."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import calls

from generator.reading import yaml as reading
from generator.reading.yaml import read_yaml
from generator.values.errors import InputError

TEXT = "loai: ke-hoach\nnoi_dung:\n  - {dieu: Một, noi_dung: [a, b]}\n"


def test_values_and_places_are_of_each_reading(tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("mot.yaml", "hai.yaml")]
    for file in files:
        file.write_text(TEXT, encoding="utf-8")
    (first, _), (second, _) = (read_yaml(file, file.name) for file in files)
    assert first.data == second.data
    first.data["noi_dung"][0]["noi_dung"].append("c")
    assert read_yaml(files[1], "hai.yaml")[0].data == second.data != first.data
    assert {place.file for place in second.places.values()} == {"hai.yaml"}


def test_a_text_is_taken_apart_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    loaded = reading._loaded
    monkeypatch.setattr(reading, "_loaded", lambda text: read.append(text) or loaded(text))
    file = tmp_path / "mot.yaml"
    for text in (TEXT, TEXT, f"{TEXT}# khác\n", TEXT):
        file.write_text(text + "trich_yeu: chỉ ở đây\n", encoding="utf-8")
        read_yaml(file, "mot.yaml")
    assert len(read) == 2


def test_aliases_that_grow_are_refused_before_a_value_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading._Walk, "plain", lambda *_: pytest.fail("a value was made"))
    nine = [", ".join([f"*a{level}"] * 9) for level in range(11)]
    text = "a0: &a0 [x, x]\n" + "".join(f"a{level}: &a{level} [{below}]\n" for level, below in enumerate(nine, 1))
    file = tmp_path / "mot.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as refused:
        read_yaml(file, "mot.yaml")
    assert [finding.code for finding in refused.value.findings] == ["V022"]


def test_an_alias_repeats_what_it_names(tmp_path: Path) -> None:
    file = tmp_path / "mot.yaml"
    file.write_text("a: &a {b: [1, 2]}\nc: [*a, *a]\n", encoding="utf-8")
    assert read_yaml(file, "mot.yaml")[0].data["c"] == [{"b": [1, 2]}] * 2


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("t: &t " + "x" * 45_000 + "\nb:\n" + "- *t\n" * 200, "V022"),
        ("a: &a\n  <<: *a\n  b: 1\n", "V020"),
        ("? " * 5000, "V022"),
        (("- " * 99 + "x\n") * 900, "V022"),
        ("\n".join(" " * step + "a:" for step in range(600)), "V022"),
        ("a: !" + "x" * 50_000 + " b\n", "V022"),
        ("a: " + "x" * 100_001, "V022"),
        ("]" * 5000, "V020"),
        ("ky: {<<: abc, ho_ten: A}\n", "V020"),
        ("noi_dung: &a [*a]\n", "V022"),
        ("noi_dung: [{doan: x, noi_dung: &a [{doan: y, noi_dung: *a}]}]\n", "V022"),
        ("a: &a\n  b: &b\n    c: *a\n", "V022"),
    ],
    ids=range(12),
)
def test_what_would_take_the_parser_long_or_end_it_is_refused(tmp_path: Path, text: str, code: str) -> None:
    file = tmp_path / "mot.yaml"
    file.write_text(text, encoding="utf-8")
    steps = calls(lambda: _refused(file, code))
    assert steps < 20 * len(text) + 300_000


def _refused(file: Path, code: str) -> None:
    with pytest.raises(InputError) as refused:
        read_yaml(file, "mot.yaml")
    (finding,) = refused.value.findings
    assert finding.code == code and len(finding.value) <= 200


def test_what_is_near_a_bound_is_read(tmp_path: Path) -> None:
    file = tmp_path / "mot.yaml"
    for text in (
        "a: " + "x" * 100_000,
        "- - - - a",
        'a: "' + "[" * 400 + '"',
        "a: {<<: {b: 1}, c: 2}",
        "a: &a [1]\nb: [*a, *a, [*a]]",
    ):
        file.write_text(text, encoding="utf-8")
        assert read_yaml(file, "mot.yaml")[0].data


@pytest.mark.parametrize(
    "text",
    [
        "noi_dung:\n" + "- doan: a\n" * 60_001,
        "noi_dung:\n- doan: " + "một hai " * 400_000,
        "noi_dung: [" + "a, " * 60_001 + "b]\n",
        "noi_dung:\n" + "- - a\n" * 40_000,
        "# a\n" * 60_001,
    ],
    ids=["lines", "characters", "items", "lists in lists", "comments"],
)
def test_a_text_beyond_any_dossier_is_refused_before_it_is_taken_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    """Counted in as many steps as it has items at most; the limit is said."""
    monkeypatch.setattr(reading, "_loaded", lambda _: pytest.fail("taken apart"))
    file = tmp_path / "mot.yaml"
    file.write_text(text, encoding="utf-8")
    refused: list[InputError] = []

    def read() -> None:
        with pytest.raises(InputError) as found:
            read_yaml(file, "mot.yaml")
        refused.append(found.value)

    assert calls(read) < 5 * 60_001
    (finding,) = refused[0].findings
    assert finding.code == "V022"
    assert "25.000 dòng, 2.000.000 ký tự" in str(finding.message)


def test_commas_of_a_long_text_are_no_items(tmp_path: Path) -> None:
    file = tmp_path / "mot.yaml"
    file.write_text("noi_dung:\n- doan: a [……] b\n" + "- doan: " + "a, " * 30_000 + "b\n", encoding="utf-8")
    assert len(read_yaml(file, "mot.yaml")[0].data["noi_dung"]) == 2
