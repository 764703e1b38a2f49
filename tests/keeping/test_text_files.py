"""Files of people are written again in the encoding that they have; what only can be read is not written."""

from __future__ import annotations

import codecs
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.commands.clone import clone
from generator.commands.roll import roll
from generator.keeping.text_file import text_file
from generator.keeping.write_back import written
from generator.merging.writing.source_edits import SetCell, SetValue
from generator.reading.dossier import load_dossier
from generator.reading.registers import load_register
from generator.values.errors import InputError

DATA = Path(__file__).parents[2] / "data"
# Named as Python has them, with the byte order mark that the file begins with.
FORMS = [
    ("utf-8", b""),
    ("utf-8", codecs.BOM_UTF8),
    ("utf-16-le", codecs.BOM_UTF16_LE),
    ("utf-16-be", codecs.BOM_UTF16_BE),
]
REGISTER = "stt,noi_dung,chu_tri\r\n1,Báo cáo kết quả năm,Bộ Tư pháp\r\n"


@pytest.mark.parametrize(("encoding", "mark"), FORMS)
def test_a_cell_of_a_csv_in_its_encoding(tmp_path: Path, encoding: str, mark: bytes) -> None:
    file = tmp_path / "nhiem-vu.csv"
    file.write_bytes(mark + REGISTER.encode(encoding))
    made = written([SetCell(file, "", "B", 2, "Báo cáo kết quả quý")])[file]
    assert made == mark + REGISTER.replace("năm", "quý").encode(encoding)
    file.write_bytes(made)
    assert [task.text("noi_dung") for task in load_register(file, "x.csv")[0].tasks] == ["Báo cáo kết quả quý"]


@pytest.mark.parametrize(("encoding", "mark"), FORMS)
def test_a_dossier_in_its_encoding_is_edited_cloned_rolled(tmp_path: Path, encoding: str, mark: bytes) -> None:
    folder = shutil.copytree(DATA / "142-qd-vpcp", tmp_path / "ke-hoach-2024-03")
    source = folder / "van-ban.yaml"
    text = source.read_text(encoding="utf-8")
    source.write_bytes(mark + text.encode(encoding))
    assert written([SetValue(source, ("dia_danh",), "Huế")])[source].startswith(mark)
    (tmp_path / "moi").mkdir()
    clone(folder, tmp_path / "moi" / "a")
    made = roll(folder, "2024-04").files[0].parent
    for one in (tmp_path / "moi" / "a", made):
        data = (one / "van-ban.yaml").read_bytes()
        assert data.startswith(mark) and data[len(mark) :].decode(encoding)
        assert load_dossier(one)[0].document.kind == "quyet-dinh"


@pytest.mark.parametrize("encoding", ["cp1258", "cp1252"])
def test_an_old_encoding_is_read_and_not_written(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "nhiem-vu.csv"
    file.write_bytes("stt,noi_dung\n1,là nhà à\n".encode(encoding))
    with pytest.raises(InputError) as failure:
        written([SetCell(file, "", "B", 2, "x")])
    assert [finding.code for finding in failure.value.findings] == ["V091"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff"), max_size=60))
@pytest.mark.parametrize(("encoding", "mark"), FORMS[1:])
def test_what_is_read_is_what_was_written(tmp_path: Path, encoding: str, mark: bytes, text: str) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(mark + text.encode(encoding))
    read = text_file(file)
    assert read.text == text and read.encoded(text) == file.read_bytes()
