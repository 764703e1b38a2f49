"""LibreOffice is not believed: traps 13 and 14, time limits, batches, wrong products."""

from __future__ import annotations

import itertools
import os
import signal
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from documents import LETTERS, TITLE, excel, word
from pypdf import PdfReader

from generator.converting import convert as converting
from generator.converting import fonts, soffice
from generator.converting.convert import Expected, Job, convert
from generator.values.errors import MissingProgramError


def codes(findings):
    return [(Path(finding.place.file).name, finding.code) for finding in findings]


def script(path: Path, body: str) -> Path:
    """A program that tells its version as LibreOffice does and otherwise does what `body` says."""
    path.write_text(f'#!/bin/sh\n[ "$1" = --version ] && echo "LibreOffice 7.4.7.2 40(Build:2)" && exit 0\n{body}\n')
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


EXPECTED = {
    "right": Expected(),
    "text-absent": Expected(("Số: 142/QĐ-VPCP",)),
    "too-few-pages": Expected((TITLE.replace(" ", "\n"),), min_pages=2),
    "no-font": Expected(),
    "no-target": Expected(),
}


class Converted:
    """Files made by one call of LibreOffice, each `qd.docx` in a folder of its own; what came of each."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in EXPECTED:
            (folder / name).mkdir()
            word(folder / name / "qd.docx", font="VNI-Nowhere" if name == "no-font" else "Times New Roman")
        (folder / "no-target" / "qd.pdf").mkdir()
        self.jobs = [Job(folder / name / "qd.docx", folder / name / "qd.pdf", EXPECTED[name]) for name in EXPECTED]
        proven = Expected((TITLE, LETTERS), 1, 1)
        out = folder / "out"
        for name, source in (("qd", word(folder / "qd.docx")), ("bang", excel(folder / "bang.xlsx"))):
            self.jobs.append(Job(source, out / f"{name}.pdf", proven))
        self.heard: list[Job] = []
        self._results, self.findings = convert(self.jobs, progress=self.heard.append)

    def of(self, name: str):
        """The results and the findings of one of them."""
        own = [result for result in self._results if result.target.parent.name == name]
        return tuple(own), tuple(one for one in self.findings if Path(one.place.file).parent.name == name)


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Converted:
    return Converted(tmp_path_factory.mktemp("converted"))


def test_word_and_excel_become_proven_pdfs(converted):
    results, findings = converted.of("out")
    assert findings == ()
    assert [(result.target.name, result.pages) for result in results] == [("qd.pdf", 1), ("bang.pdf", 1)]
    family = fonts.probe_fonts().family.replace(" ", "")
    assert all(name.startswith(family) for result in results for name in result.fonts)
    assert [finding for finding in converted.findings if Path(finding.place.file).parent == converted.folder] == []
    assert [job for job in converted.heard if job in converted.jobs[-2:]] == converted.jobs[-2:]
    assert sorted(map(id, converted.heard)) == sorted(map(id, converted.jobs)), "each is told once"
    assert sorted(path.name for path in (converted.folder / "out").iterdir()) == ["bang.pdf", "qd.pdf"]


def test_pdf_has_bookmarks_and_tags(converted):
    assert converted.of("right")[1] == ()
    reader = PdfReader(converted.folder / "right" / "qd.pdf")
    assert [entry.title for entry in reader.outline] == ["QUYẾT ĐỊNH"]
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_bad_files_of_a_batch_cost_only_themselves(tmp_path):
    """Trap 13: for each of these `soffice --convert-to pdf` ends with status 0, for the text even with a PDF."""
    whole = word(tmp_path / "whole.docx")
    (tmp_path / "cut.docx").write_bytes(whole.read_bytes()[:9000])
    (tmp_path / "text.docx").write_text("Kế hoạch", encoding="utf-8")
    names = ("missing.docx", "cut.docx", "text.docx", "whole.docx")
    results, findings = convert([Job(tmp_path / name, tmp_path / "out" / f"{name}.pdf") for name in names])
    assert [result.target.name for result in results] == ["whole.docx.pdf"]
    assert sorted(codes(findings)) == [("cut.docx", "V012"), ("missing.docx", "V010"), ("text.docx", "V011")]
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["whole.docx.pdf"]


def test_libreoffice_does_not_try_itself_at_each_start(tmp_path):
    """It would draw a hundred pictures and write down how well: most of the time of a small document."""
    profile, source = tmp_path / "profile", word(tmp_path / "qd.docx")
    soffice.write_profile(profile, fonts.probe_fonts())
    soffice.run(soffice.probe(), [source], tmp_path, profile=profile, timeout=300, stop=threading.Event())
    assert source.with_suffix(".pdf").is_file()
    assert not list(profile.rglob("GraphicsRenderTests*"))


def test_two_at_once_each_with_its_own_profile(tmp_path):
    """Trap 14: on one profile the second of two soffice ends without output."""
    jobs = [
        Job(word(tmp_path / f"{n}.docx", f"Văn bản {n}"), tmp_path / f"{n}.pdf", Expected((f"Văn bản {n}",)))
        for n in (1, 2)
    ]
    results, findings = convert(jobs, processes=2)
    assert findings == ()
    assert [result.target.name for result in results] == ["1.pdf", "2.pdf"]


@pytest.mark.parametrize(
    ("name", "code"), [("text-absent", "V064"), ("too-few-pages", "V065")], ids=["text-absent", "too-few-pages"]
)
def test_a_wrong_product_is_not_delivered(converted, name, code):
    results, findings = converted.of(name)
    assert results == ()
    assert codes(findings) == [("qd.docx", code)]
    assert not (converted.folder / name / "qd.pdf").exists()


def test_a_font_that_is_not_there_is_an_error(converted):
    results, findings = converted.of("no-font")
    assert results == ()
    assert {finding.code for finding in findings} == {"V066"}
    assert "VNI-Nowhere" in str(findings[0].hint)


def test_times_new_roman_is_printed_with_the_font_that_was_chosen(tmp_path, monkeypatch):
    """Also where LibreOffice would by itself take another one that is installed: it never takes a sans for Times."""
    monkeypatch.setattr(converting, "probe_fonts", lambda: fonts.Font("Liberation Sans"))
    results, _ = convert([Job(word(tmp_path / "qd.docx"), tmp_path / "qd.pdf")])
    assert {name.split("-")[0] for name in results[0].fonts} == {"LiberationSans"}


@pytest.fixture
def hung(tmp_path, monkeypatch):
    """A file for the number of a process that hangs; as long as it runs the clock of the time limit flies, else it
    stands.
    """
    file, hours = tmp_path / "hung", itertools.count(step=3600)

    def monotonic():
        hangs = file.exists() and (number := file.read_text().strip()) and Path(f"/proc/{number}").exists()
        return float(next(hours)) if hangs else 0.0

    monkeypatch.setattr(soffice, "time", SimpleNamespace(sleep=time.sleep, monotonic=monotonic))
    return file


def test_what_hangs_is_killed_with_its_children_and_named(tmp_path, monkeypatch, hung):
    fake = script(tmp_path / "soffice", f"sleep 600 & echo $! > {hung}; wait")
    monkeypatch.setenv(soffice.VARIABLE, str(fake))
    results, findings = convert([Job(word(tmp_path / "qd.docx"), tmp_path / "qd.pdf")], timeout=0.5)
    assert results == ()
    assert codes(findings) == [("qd.docx", "V063")]
    assert "0.5 giây" in str(findings[0].message)
    assert_gone(int(hung.read_text()))


def test_one_that_hangs_in_a_batch_costs_only_itself(converted, tmp_path, monkeypatch, hung):
    """The fake lays down what LibreOffice made of the file before, and sleeps at the third."""
    good, made = word(tmp_path / "good.docx"), converted.folder / "right" / "qd.pdf"
    fake = tmp_path / "soffice"
    fake.write_text(
        f"#!{sys.executable}\nimport os, pathlib, shutil, sys, time\n"
        "if '--version' in sys.argv: sys.exit(print('LibreOffice 7.4.7.2'))\n"
        "out = pathlib.Path(sys.argv[sys.argv.index('--outdir') + 1])\n"
        "for source in map(pathlib.Path, sys.argv[sys.argv.index('--outdir') + 2 :]):\n"
        f"    if source.stem == '000002': pathlib.Path({str(hung)!r}).write_text(str(os.getpid())); time.sleep(600)\n"
        f"    shutil.copy({str(made)!r}, out / f'{{source.stem}}.pdf')\n"
    )
    fake.chmod(0o755)
    monkeypatch.setenv(soffice.VARIABLE, str(fake))
    jobs = [Job(good, tmp_path / f"{n}.pdf", shown_as=f"{n}.docx") for n in range(4)]
    results, findings = convert(jobs, timeout=3)
    assert codes(findings) == [("2.docx", "V063")]
    assert [result.target.name for result in results] == ["0.pdf", "1.pdf", "3.pdf"]


def test_no_product_is_an_error_although_the_status_is_0(tmp_path, monkeypatch):
    monkeypatch.setenv(soffice.VARIABLE, str(script(tmp_path / "soffice", "exit 0")))
    jobs = [Job(word(tmp_path / f"{n}.docx"), tmp_path / f"{n}.pdf") for n in range(3)]
    results, findings = convert(jobs)
    assert results == ()
    assert codes(findings) == [("0.docx", "V062"), ("1.docx", "V062"), ("2.docx", "V062")]


def test_libreoffice_does_not_outlive_a_killed_run(tmp_path, monkeypatch):
    pid = tmp_path / "pid"
    fake = script(tmp_path / "soffice", f"sleep 600 & echo $! > {pid}.part; mv {pid}.part {pid}; wait")
    monkeypatch.setenv(soffice.VARIABLE, str(fake))
    call = (
        "import sys; from pathlib import Path; from generator.converting.convert import Job, convert; "
        "convert([Job(Path(sys.argv[1]), Path(sys.argv[2]))])"
    )
    source = word(tmp_path / "qd.docx")
    with subprocess.Popen([sys.executable, "-c", call, str(source), str(tmp_path / "qd.pdf")]) as run:
        while not pid.exists() and run.poll() is None:
            time.sleep(0.02)
        run.kill()
    assert_gone(int(pid.read_text()))


def test_an_interrupt_kills_the_children(tmp_path, monkeypatch):
    pid = tmp_path / "pid"
    monkeypatch.setenv(soffice.VARIABLE, str(script(tmp_path / "soffice", f"sleep 60 & echo $! > {pid}; wait")))
    main = threading.get_ident()
    # A process that runs tests beside others may have been told to take no notice.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)

    def interrupt():
        while not pid.exists() or not pid.read_text().strip():
            time.sleep(0.02)
        signal.pthread_kill(main, signal.SIGINT)

    threading.Thread(target=interrupt, daemon=True).start()
    try:
        with pytest.raises(KeyboardInterrupt):
            convert([Job(word(tmp_path / "qd.docx"), tmp_path / "qd.pdf")])
    finally:
        signal.signal(signal.SIGINT, before)
    assert_gone(int(pid.read_text()))


def test_a_target_that_cannot_be_written_is_an_error(converted):
    results, findings = converted.of("no-target")
    assert results == ()
    assert codes(findings) == [("qd.pdf", "V067")]
    assert sorted(path.name for path in (converted.folder / "no-target").iterdir()) == ["qd.docx", "qd.pdf"]


@pytest.mark.parametrize("named", ["/nowhere/soffice", "/bin/true"])
def test_libreoffice_missing_says_how_to_install_it(named, monkeypatch):
    monkeypatch.setenv(soffice.VARIABLE, named)
    with pytest.raises(MissingProgramError) as raised:
        soffice.probe()
    assert soffice.INSTALL in str(raised.value.findings[0].hint)


def test_libreoffice_is_found_with_its_version(monkeypatch):
    monkeypatch.delenv(soffice.VARIABLE, raising=False)
    office = soffice.probe()
    assert office.executable.is_file()
    assert office.version.split(".")[0].isdigit()


def assert_gone(pid: int) -> None:
    for _ in range(1500):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        state = Path(f"/proc/{pid}/stat")
        if state.exists() and state.read_text().split()[2] == "Z":
            return
        time.sleep(0.02)
    raise AssertionError(f"{pid} still runs")


def test_what_libreoffice_leaves_among_the_temporary_files_goes_with_its_profile(tmp_path, monkeypatch):
    said = tmp_path / "noi"
    leaving = f'echo x > "$TMPDIR/lu12ab.tmp"; ls "$TMP" "$TEMP" >> {said}; echo "$TMPDIR" >> {said}; kill -9 $$'
    monkeypatch.setenv(soffice.VARIABLE, str(script(tmp_path / "soffice", leaving)))
    work = tmp_path / "lam"
    work.mkdir()
    convert([Job(word(tmp_path / "qd.docx"), tmp_path / "qd.pdf")], work=work)
    assert said.read_text().count("lu12ab.tmp") >= 2
    assert str(work) in said.read_text() and list(work.iterdir()) == []
