"""What is beyond any table: refused with its place and the bound, by a process that has little memory and time."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from generator.ooxml import package
from tests.reading.test_xlsx_broken import SHEET, S, row, workbook

MEMORY, SECONDS = 300 << 20, 10
READ = """
import sys
from pathlib import Path
from generator.reading.registers import load_register
from generator.values.errors import VanbanError
try:
    load_register(Path(sys.argv[1]), "bang", "")
except VanbanError as refused:
    for found in refused.findings:
        print(found.code, found.place, found.message, sep="|")
"""


def far_cell(folder: Path) -> Path:
    sheet = SHEET % (row(1_048_576, '<c r="XFD1048576" t="s"><v>0</v></c>'), "")
    workbook(folder / "a.xlsx", {"A": sheet})
    return folder / "a.xlsx"


def long_shared_text(folder: Path) -> Path:
    cells = "".join(row(n, f'<c r="A{n}" t="s"><v>0</v></c>') for n in range(1, 60_001))
    text = "chữ " * 4_750
    workbook(folder / "a.xlsx", {"A": SHEET % (cells, "")}, strings=f'<sst xmlns="{S}"><si><t>{text}</t></si></sst>')
    return folder / "a.xlsx"


def blank_cells(folder: Path) -> Path:
    cells = "".join(row(n, '<c s="1"/>' * 20) for n in range(1, 30_001))
    workbook(folder / "a.xlsx", {"A": SHEET % (cells, "")})
    return folder / "a.xlsx"


def bomb(folder: Path) -> Path:
    with (folder / "a.xlsx").open("wb") as target:
        package.write(target, {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": iter([b" " * (1 << 20)] * 200)})
    return folder / "a.xlsx"


def one_giant_value(folder: Path) -> Path:
    with (folder / "a.xlsx").open("wb") as target:
        workbook(folder / "b.xlsx", {"A": SHEET % ("", "")})
        parts: dict = dict(package.read(folder / "b.xlsx"))
        begin, end = (SHEET % (row(1, '<c r="A1" t="str"><v>|</v></c>'), "")).encode().split(b"|")
        noise = bytes(range(97, 123)) * 4_000
        parts["xl/worksheets/sheet1.xml"] = iter([begin, *[noise[n:] for n in range(0, 60_000, 60)], end])
        package.write(target, parts)
    return folder / "a.xlsx"


def open_quote(folder: Path) -> Path:
    return written(folder / "a.csv", "STT,Nội dung\n" + '1,"việc\n' + "2,việc\n" * 200_000)


def many_rows(folder: Path) -> Path:
    return written(folder / "a.csv", "STT;Nội dung\n" + "1;việc\n" * 200_000)


def long_number(folder: Path) -> Path:
    return written(folder / "a.json", '[{"noi_dung": ' + "9" * 5_000 + "}]")


def deep_json(folder: Path) -> Path:
    return written(folder / "a.json", "[" * 1_000_000)


def deep_yaml(folder: Path) -> Path:
    return written(folder / "a.yaml", "- noi_dung: " + "[" * 100_000)


def deep_list(folder: Path) -> Path:
    return written(folder / "a.yaml", "- " * 100_000 + "a")


def wide_yaml(folder: Path) -> Path:
    return written(folder / "a.yaml", "- noi_dung: a\n" * 1_000_000)


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("make", "code", "place"),
    [
        (far_cell, "V013", "bang : A!XFD1048576"),
        (long_shared_text, "V013", "bang : A!A1053"),
        (blank_cells, "V013", "bang : A"),
        (bomb, "V013", "bang"),
        (one_giant_value, "V013", "bang : A"),
        (open_quote, "V013", "bang : dòng 2"),
        (many_rows, "V013", "bang : A100001"),
        (long_number, "V021", "bang"),
        (deep_json, "V021", "bang"),
        (deep_yaml, "V022", "bang"),
        (deep_list, "V022", "bang"),
        (wide_yaml, "V022", "bang"),
    ],
)
def test_what_is_beyond_any_table_is_refused_within_the_memory(tmp_path, make, code, place):
    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))

    command = [sys.executable, "-c", READ, str(make(tmp_path))]
    done = subprocess.run(command, preexec_fn=limited, capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    found = [line.split("|") for line in done.stdout.splitlines()]
    assert [(one[0][: len(code)], one[1]) for one in found] == [(code, place)]
