"""What several tests share: the real dossiers, built once with LibreOffice."""

import gc
import json
import os
import re
import shutil
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
from generator.converting.convert import Expected, Job, convert
from generator.keeping.locks import held

# How long an example takes says how busy the machine is, not whether the law holds. The gate tries the same examples
# each time; at a desk, and in the longer searches, they are others each time.
settings.register_profile("vanban", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("vanban")

# A program that a test starts finds what an earlier one has compiled, as an installed one does.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# What a test writes need not outlive a power cut, and a busy disk is slow to say that it would.
os.fsync = lambda _: None


def pytest_collection_finish() -> None:
    """What all tests are made of stays to the end: the search for garbage needs not go through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000)


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


def made_once(tmp_path_factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A copy of a folder that the first of the processes of a run makes, while the others wait for it."""
    own = tmp_path_factory.mktemp(name)
    shared = tmp_path_factory.getbasetemp()
    shared = (shared.parent if "PYTEST_XDIST_WORKER" in os.environ else shared) / "common" / name
    shared.mkdir(parents=True, exist_ok=True)
    with held(shared, doing=name, patience=600):
        if not (whole := shared / "whole").exists():
            shutil.rmtree(shared / "made", ignore_errors=True)
            (shared / "made").mkdir()
            make(shared / "made")
            whole.touch()
    shutil.copytree(shared / "made", own, dirs_exist_ok=True)
    return own


PLANS = ("142-qd-vpcp", "95-qd-vpcp")
ANNEXES = ("phu-luc-hcmc", "phu-luc-03")


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """The two plans of Văn phòng Chính phủ as Word, Excel and PDF: folder by dossier name."""
    return made_once(tmp_path_factory, "out", lambda out: [build(DATA / name, options(out)) for name in PLANS])


# A dossier of every kind of Điều 7, and of what the forms have besides.
KINDS = sorted(path.parent for path in (ROOT / "tests" / "ho-so").glob("*/van-ban.yaml"))


@pytest.fixture(scope="session")
def kinds_printed(tmp_path_factory):
    """Each of `KINDS` and a real plan as Word and, all by one start, as PDF: a folder by dossier name."""

    def make(out: Path) -> None:
        chosen = options(out, as_of=date(2026, 11, 22), now=datetime(2026, 11, 22), formats=("docx",))
        words = [build(folder, chosen).outputs[0].path for folder in (*KINDS, DATA / "365-qd-btp")]
        results, findings = convert([Job(word, word.with_suffix(".pdf"), Expected(), word.stem) for word in words])
        assert not findings and len(results) == len(words)

    return made_once(tmp_path_factory, "kinds", make)


@pytest.fixture(scope="session")
def small_annex(tmp_path_factory):
    """The report annex of 35 rows as Word, Excel and PDF: its folder below the one given."""
    return made_once(tmp_path_factory, "annex", lambda out: build(DATA / ANNEXES[0], options(out)))


@pytest.fixture(scope="session")
def annexes(small_annex, tmp_path_factory):
    """The same, with the annex of 690 rows beside it: folder by dossier name."""
    both = made_once(tmp_path_factory, "annexes", lambda out: build(DATA / ANNEXES[1], options(out)))
    return shutil.copytree(small_annex, both, dirs_exist_ok=True)


@pytest.fixture(scope="session")
def annex_pages(annexes):
    """The texts of their pages without white space, by dossier name."""
    return {name: [squeezed(text) for text in page_texts(annexes / name / f"{name}.pdf")] for name in ANNEXES}
