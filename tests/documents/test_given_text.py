"""The law of given text: whatever a dossier says stands in the Word file built of it, or a finding names its place.

The gate takes some random dossiers, VANBAN_DOSSIERS=2000 more.
"""

from __future__ import annotations

import io
import json
import os
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import AS_OF
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from generator.commands.rendered import word_of
from generator.facts.kinds import kinds
from generator.reading.dossier import load_dossier
from generator.values.findings import Finding

EXAMPLES = int(os.environ.get("VANBAN_DOSSIERS", "120"))
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
KINDS = sorted(key for key, kind in kinds().items() if not kind.copy)
MAIN = [*KINDS, "phu-luc"]
COPIES = sorted(key for key, kind in kinds().items() if kind.copy)
LINES = ("don_vi_soan_thao", "dia_danh", "trich_yeu", "tham_quyen", "nguoi_soan", "dia_chi", "xac_nhan", "ky_hieu")
LISTS = ("kinh_gui", "can_cu", "noi_nhan")
SIGNED = ("chuc_vu", "chuc_vu_khac", "cap_bac", "ho_ten")
BLOCKS = ("phan", "chuong", "muc", "tieu_muc", "dieu", "khoan", "diem", "gach", "cong", "doan", "luoi")
# What stands between the two words of a text: what XML, Jinja, Markdown and Word take for their own.
BETWEEN = (" ", " & ", " < ", " {{ 7*7 }} ", " {% if %} ", "\n", " * ", " # ", ";", " “”", " ]]> ", " \U0001f600 ")
ENDS = ("", ".", " ./.", " ;")


class _Words:
    """Texts that occur once: two words of their own, and what stands between."""

    def __init__(self, draw: Callable) -> None:
        self.draw = draw
        self.count = 0

    def text(self) -> str:
        self.count += 1
        between, end = self.draw(st.sampled_from(BETWEEN)), self.draw(st.sampled_from(ENDS))
        return f"Zq{self.count}a{between}zq{self.count}b{end}"

    def maybe(self, made: Callable[[], Any]) -> Any:
        return made() if self.draw(st.booleans()) else None


@st.composite
def dossiers(draw: Callable, kind: str) -> dict[str, Any]:
    words = _Words(draw)
    main = _document(draw, words, kind)
    main.setdefault("co_quan", [{"ten": words.text()}])
    if draw(st.integers(0, 3)) == 0:
        main["kem_theo_van_ban"] = {"loai": "quyet-dinh", **_some(words, ("ky_hieu", "cua", "dong"))}
    if main["loai"] != "phu-luc":
        kinds = st.sampled_from(["phu-luc", "quy-che", "ke-hoach", "bien-ban"])
        main["kem_theo"] = [_document(draw, words, draw(kinds)) for _ in range(draw(st.integers(0, 2)))]
        for attached in main["kem_theo"]:
            if draw(st.integers(0, 5)) == 0:
                attached["ban_sao"] = _document(draw, words, COPIES[0])
    if draw(st.integers(0, 3)) == 0:
        main["ban_sao"] = _document(draw, words, draw(st.sampled_from(COPIES)))
    return main


def _document(draw: Callable, words: _Words, kind: str) -> dict[str, Any]:
    made: dict[str, Any] = {"loai": kind, **_some(words, ("nhan", *LINES))}
    made |= {key: [words.text() for _ in range(draw(st.integers(1, 2)))] for key in LISTS if draw(st.booleans())}
    if agency := words.maybe(lambda: {"ten": words.text(), **_some(words, ("ky_hieu", "chu_quan"))}):
        made["co_quan"] = [agency]
    if draw(st.booleans()):
        made["ky"] = [_some(words, SIGNED) | {"quyen_han": [words.text()]}]
    if draw(st.integers(0, 4)) == 0:
        made["thoi_gian_ky"] = draw(st.sampled_from(["2024-03-05T10:00:00", words.text()]))
    made["noi_dung"] = [_block(draw, words, 2) for _ in range(draw(st.integers(0, 3)))]
    made.setdefault("trich_yeu", words.text())
    return made


def _some(words: _Words, keys: tuple[str, ...]) -> dict[str, Any]:
    return {key: words.text() for key in keys if words.draw(st.booleans())}


def _block(draw: Callable, words: _Words, depth: int) -> dict[str, Any]:
    kind = draw(st.sampled_from(BLOCKS))
    block: dict[str, Any] = {kind: [[words.text(), words.text()], [words.text()]] if kind == "luoi" else words.text()}
    block |= _some(words, ("tieu_de",))
    if depth and draw(st.booleans()):
        block["noi_dung"] = [_block(draw, words, depth - 1) for _ in range(draw(st.integers(1, 2)))]
    return block


def texts(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every word given and where, as places name it."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from texts(item, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for at, item in enumerate(value, start=1):
            yield from texts(item, f"{path}[{at}]")
    elif isinstance(value, str) and value.startswith("Zq"):
        yield path, re.sub(r"[\s.;/]+$", "", value)


def shown(data: bytes) -> str:
    """All the text of a Word file, read as XML alone, without its white space and its case."""
    found = []
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            if name.startswith("word/") and name.endswith(".xml"):
                root = etree.fromstring(package.read(name))
                found += [text.text or "" for text in root.iter(f"{W}t")]
    return _plain("".join(found))


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", text).casefold()


def read(data: dict[str, Any], folder: Path) -> tuple[str, tuple[Finding, ...]]:
    """What the Word file of a dossier shows, and what was found."""
    home = folder / "data" / "ho-so"
    home.mkdir(parents=True, exist_ok=True)
    (home / "van-ban.yaml").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    dossier, findings = load_dossier(home)
    return shown(word_of(dossier, AS_OF)), findings


@pytest.mark.parametrize("kind", MAIN)
@settings(
    max_examples=-(-EXAMPLES // len(MAIN)),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(given_data=st.data())
def test_every_given_text_is_shown_or_said(tmp_path: Path, kind: str, given_data: st.DataObject) -> None:
    data = given_data.draw(dossiers(kind))
    out, findings = read(data, tmp_path)
    said = [found.place.part for found in findings if found.code == "V051"]
    # Must be given; a lone annex does not print it.
    whose = ("co_quan[1].ten", "co_quan[1].ky_hieu") if data["loai"] == "phu-luc" else ()
    lost = [
        (path, text)
        for path, text in texts(data)
        if _plain(text) not in out and not any(path.startswith(part) for part in said) and path not in whose
    ]
    assert not lost, said


SOME = {"loai": "cong-van", "co_quan": {"ten": "Sở Mẫu", "ky_hieu": "SM"}, "don_vi_soan_thao": "VP", "trich_yeu": "Thử"}


@pytest.mark.parametrize(
    ("more", "place"),
    [
        ({"can_cu": ["Căn cứ một"]}, "can_cu"),
        ({"tham_quyen": "Giám đốc Sở Mẫu"}, "tham_quyen"),
        ({"noi_dung": [{"doan": "Một", "tieu_de": "Tên"}]}, "noi_dung[1].tieu_de"),
        ({"noi_dung": [{"luoi": [["Một"]], "tieu_de": "Tên"}]}, "noi_dung[1].tieu_de"),
        ({"thoi_gian_ky": "sáng mai"}, "thoi_gian_ky"),
        ({"nguoi_soan": "NVA"}, "nguoi_soan"),
        ({"kem_theo": [{"loai": "phu-luc", "trich_yeu": "Một", "can_cu": ["Hai"]}]}, "kem_theo[1].can_cu"),
        ({"kem_theo": [{"loai": "phu-luc", "trich_yeu": "Một", "noi_nhan": ["Hai"]}]}, "kem_theo[1].noi_nhan"),
        ({"kem_theo": [{"loai": "phu-luc", "trich_yeu": "Một", "dia_danh": "Hai"}]}, "kem_theo[1].dia_danh"),
        (
            {"kem_theo": [{"loai": "phu-luc", "trich_yeu": "M", "co_quan": {"ten": "Hai"}}]},
            "kem_theo[1].co_quan.ten",
        ),
        (
            {"kem_theo": [{"loai": "quy-che", "trich_yeu": "M", "kem_theo": [{"loai": "quy-che", "trich_yeu": "N"}]}]},
            "kem_theo[1].kem_theo",
        ),
    ],
)
def test_a_key_without_a_place_in_the_form_is_named(tmp_path: Path, more: dict[str, Any], place: str) -> None:
    _, findings = read(SOME | more, tmp_path)
    assert place in [found.place.part for found in findings if found.code == "V051"]


def test_a_dossier_whose_keys_all_have_a_place_is_told_nothing(tmp_path: Path) -> None:
    whole = {"noi_nhan": ["Như trên"], "nguoi_soan": "NVA", "ky": {"chuc_vu": "Giám đốc"}, "dia_danh": "Tỉnh X"}
    assert read(SOME | whole, tmp_path)[1] == ()


def test_characters_that_no_file_holds_are_named_with_their_line(tmp_path: Path) -> None:
    home = tmp_path / "data" / "ho-so"
    home.mkdir(parents=True)
    lines = [
        "loai: thong-bao",
        "co_quan: {ten: Sở Mẫu}",
        r'trich_yeu: "Một\aHai"',
        "noi_dung:",
        r'  - doan: "Ba\ud800Bốn"',
    ]
    (home / "van-ban.yaml").write_text("\n".join(lines), encoding="utf-8")
    dossier, findings = load_dossier(home)
    assert [(found.code, found.place.line, found.place.part) for found in findings] == [
        ("V032", 3, "trich_yeu"),
        ("V032", 5, "noi_dung[1].doan"),
    ]
    assert "mộthai" in shown(word_of(dossier, AS_OF))


def test_a_draft_says_its_control_characters_too(tmp_path: Path) -> None:
    home = tmp_path / "data" / "ho-so"
    home.mkdir(parents=True)
    (home / "nd.md").write_text("Một.\n\nHai\x07 ba.\n", encoding="utf-8")
    (home / "van-ban.yaml").write_text(json.dumps(SOME | {"noi_dung": "nd.md"}), encoding="utf-8")
    _, findings = load_dossier(home)
    assert [(found.code, Path(found.place.file).name, found.place.line) for found in findings] == [("V032", "nd.md", 3)]
