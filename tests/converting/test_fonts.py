"""Trap 15: a font with the right name and without the letters is no font."""

from __future__ import annotations

import stat

import pytest

from generator.converting import fonts
from generator.values.errors import MissingProgramError

FACES = r"80\t0\n80\t100\n200\t0\n200\t100\n"


def fake_fc_list(folder, families: dict[str, str]) -> None:
    """An fc-list that knows the given families, and only when it is asked for the letters."""
    cases = "".join(f"*'{name}:charset='*) printf '{faces}';;\n" for name, faces in families.items())
    program = folder / "fc-list"
    program.write_text(f'#!/bin/sh\ncase "$3" in\n{cases}esac\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)


@pytest.mark.parametrize(
    ("families", "chosen"),
    [
        pytest.param({"Liberation Serif": FACES, "Tinos": FACES}, "Liberation Serif", id="the-first-of-several"),
        pytest.param({"Liberation Serif": r"80\t0\n", "Tinos": FACES}, "Tinos", id="a-face-lacks-the-letters"),
        pytest.param({"Times New Roman": FACES, "Tinos": FACES}, "Times New Roman", id="times-itself"),
        pytest.param({"Tinos": r"[80 200]\t0\n[80 80]\t0\n[80 200]\t100\n[80 80]\t100\n"}, "Tinos", id="variable"),
    ],
)
def test_the_family_whose_four_faces_have_the_letters(families, chosen, tmp_path, monkeypatch):
    fake_fc_list(tmp_path, families)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert fonts.probe_fonts() == fonts.Font(chosen)


def test_no_font_says_how_to_install_one(tmp_path, monkeypatch):
    fake_fc_list(tmp_path, {"DejaVu Serif": FACES})
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    with pytest.raises(MissingProgramError) as raised:
        fonts.probe_fonts()
    assert [finding.code for finding in raised.value.findings] == ["V061"]
    assert fonts.INSTALL in str(raised.value.findings[0].hint)


def test_fontconfig_without_any_folder_has_no_font(tmp_path, monkeypatch):
    """The real fc-list, on a machine that has no fonts."""
    (tmp_path / "fonts.conf").write_text('<?xml version="1.0"?><fontconfig></fontconfig>')
    monkeypatch.setenv("FONTCONFIG_FILE", str(tmp_path / "fonts.conf"))
    with pytest.raises(MissingProgramError):
        fonts.probe_fonts()


def test_the_letters_are_the_134_of_both_cases():
    letters = fonts.vietnamese_letters()
    assert len(letters) == len(set(letters)) == 134
    assert set("ăâđêôơưẠạỆệỰựỸỹ") <= set(letters)
