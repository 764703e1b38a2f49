"""What several tests share: the real dossiers, built once with LibreOffice."""

import gc
import json
import os
import re
import sys
from collections.abc import Callable
from cProfile import Profile
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import settings
from pdf_pages import page_texts
from small_disk import NoDisk
from small_disk import small_disk as _small_disk

from generator.commands.build import BuildOptions, build

# How long an example takes says how busy the machine is, not whether the law holds. The gate tries the same examples
# each time; at a desk, and in the longer searches, they are others each time.
settings.register_profile("vanban", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("vanban")

# A program that a test starts finds what an earlier one has compiled, as an installed one does.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False


def pytest_collection_finish() -> None:
    """What all tests are made of stays to the end: the search for garbage needs not go through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000)


ROOT = Path(__file__).parent.parent
DATA = ROOT / "data"
AS_OF = date(2024, 12, 31)
NOW = datetime(2024, 12, 31, 8, 0)


def options(out: Path, **changes) -> BuildOptions:
    """Options of a build into a folder, at a fixed date."""
    return BuildOptions(**{"as_of": AS_OF, "now": NOW, "out": out, **changes})


def seed(name: str) -> dict:
    """A real document as transcribed, cell by cell."""
    return json.loads((ROOT / "tests" / "seeds" / f"{name}.json").read_text(encoding="utf-8"))


def squeezed(text: str) -> str:
    """A text without any white space: what a PDF and a source can be compared by."""
    return re.sub(r"\s+", "", text)


def calls(work: Callable[[], object]) -> int:
    """How many functions a piece of work calls: a measure of its steps that is the same on every machine."""
    counted = Profile()
    counted.runcall(work)
    return sum(entry.callcount for entry in counted.getstats())


@pytest.fixture(scope="session")
def small_disk(tmp_path_factory):
    """A file system of a few megabytes, to be filled up; without one the test says why it was not tried."""
    try:
        with _small_disk(tmp_path_factory.mktemp("dia-nho")) as at:
            yield at
    except NoDisk as why:
        pytest.skip(str(why))


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """The two plans of Văn phòng Chính phủ as Word, Excel and PDF: folder by dossier name."""
    out = tmp_path_factory.mktemp("out")
    for name in ("142-qd-vpcp", "95-qd-vpcp"):
        build(DATA / name, options(out))
    return out


ANNEXES = ("phu-luc-hcmc", "phu-luc-03")


@pytest.fixture(scope="session")
def small_annex(tmp_path_factory):
    """The report annex of 35 rows as Word, Excel and PDF: its folder below the one given."""
    out = tmp_path_factory.mktemp("annexes")
    build(DATA / ANNEXES[0], options(out))
    return out


@pytest.fixture(scope="session")
def annexes(small_annex):
    """The same, with the annex of 690 rows beside it: folder by dossier name."""
    build(DATA / ANNEXES[1], options(small_annex))
    return small_annex


@pytest.fixture(scope="session")
def annex_pages(annexes):
    """The texts of their pages without white space, by dossier name."""
    return {name: [squeezed(text) for text in page_texts(annexes / name / f"{name}.pdf")] for name in ANNEXES}
