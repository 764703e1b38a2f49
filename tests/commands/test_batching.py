"""Many dossiers at once: what one costs the others, one document for each unit, workers of this machine and of Dask."""

import errno
import io
import shutil
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from docx import Document
from msgspec.structs import replace
from openpyxl import Workbook, load_workbook

from generator.commands import batch as batching
from generator.commands.build import BuildResult, build
from generator.face.cli import run
from generator.facts import danh_muc
from generator.planning.shares import shares
from generator.values.errors import ExitCode, InputError, UsageError
from generator.values.model import Agency as Issuer
from generator.values.model import Block, Column, Dossier, Register, Role, Section, TableSpec, Task, UnitMention
from generator.values.model import Document as Model
from generator.values.progress import Progress, Stage
from tests.conftest import AS_OF, DATA, options
from tests.dying_worker import dies

HEADER = ("Mã", "STT", "Nội dung, nhiệm vụ", "Đơn vị thực hiện", "Thời gian hoàn thành", "Xã")
REPORT = """
loai: bao-cao
co_quan: {ten: Sở Mẫu, ky_hieu: SM}
dia_danh: Hà Nội
trich_yeu: Kết quả thực hiện nhiệm vụ
noi_dung: [Sở Mẫu báo cáo như sau.]
kem_theo:
  - {loai: phu-luc, trich_yeu: Kết quả, bang: {nguon: nhiem-vu.xlsx, mau: phu-luc-ket-qua, danh_so: lien-tuc}}
"""


def dossier(folder: Path, rows, text: str = REPORT) -> Path:
    """A dossier folder with a register of these rows."""
    folder.mkdir(parents=True)
    book = Workbook()
    for row in (HEADER, *rows):
        book.active.append(row)
    book.save(folder / "nhiem-vu.xlsx")
    (folder / "van-ban.yaml").write_text(text, encoding="utf-8")
    return folder


def small(folder: Path) -> Path:
    return dossier(folder, [("A1", "1", f"Việc của {folder.name}", "Bộ Y tế", "Tháng 3/2024", "Xã Mẫu")])


def table_texts(path: Path) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in Document(path).tables[-1].rows]


# --- many dossiers ---------------------------------------------------------------------------------------------------


GOOD = ("mot", "hai", "ba")


def with_a_broken_one(folder: Path) -> tuple[batching.Work, ...]:
    good = [small(folder / name) for name in GOOD]
    broken = dossier(folder / "hong", [], REPORT.replace("bao-cao", "khong-co"))
    return batching.by_dossier([good[0], broken, *good[1:]])


def assert_only_the_broken_one_is_lost(results, out: Path) -> None:
    assert [(result.name, result.failed) for result in results] == [
        ("mot", False),
        ("hong", True),
        ("hai", False),
        ("ba", False),
    ]
    assert {finding.code for finding in results[1].findings} >= {"V025"}
    assert sorted(path.name for path in out.iterdir()) == ["ba", "hai", "mot"]
    cells = [cell for row in load_workbook(out / "hai" / "hai.xlsx").active.values for cell in row]
    assert "Việc của hai" in cells


def test_a_broken_dossier_does_not_cost_the_others(tmp_path):
    works, out = with_a_broken_one(tmp_path / "data"), tmp_path / "out"
    results = batching.build_all(works, options(out, formats=("docx", "xlsx")), jobs=1)
    assert_only_the_broken_one_is_lost(results, out)
    assert "Việc của hai" in table_texts(out / "hai" / "hai.docx")[-1][1]


def test_over_two_workers_a_broken_dossier_costs_no_other_and_pdfs_are_proven_and_counted(tmp_path):
    works, out = with_a_broken_one(tmp_path / "data"), tmp_path / "out"
    steps = []
    results = batching.build_all(
        works,
        options(out, formats=("xlsx", "pdf")),
        Progress(lambda event: steps.append((event.stage, event.what, event.done, event.total))),
        jobs=2,
    )
    assert_only_the_broken_one_is_lost(results, out)
    assert [[(o.path.name, o.format, o.pages) for o in result.outputs] for result in results] == [
        [(f"{result.name}.xlsx", "xlsx", 0), (f"{result.name}.pdf", "pdf", 2)] if result.name in GOOD else []
        for result in results
    ]
    drafted = {(Stage.DRAFTING, name) for name in (*GOOD, "hong")}
    assert {step[:2] for step in steps} == drafted | {(Stage.CONVERTING, name) for name in GOOD}
    assert [step[2:] for step in steps] == [(number, 8) for number in range(1, 8)]
    for name in GOOD:
        assert sorted(path.name for path in (out / name).glob("[!.]*")) == [f"{name}.pdf", f"{name}.xlsx"]


def test_an_edited_file_keeps_only_its_own_dossier(tmp_path):
    folders = [small(tmp_path / "data" / name) for name in ("mot", "hai")]
    works, chosen = batching.by_dossier(folders), options(tmp_path / "out", formats=("docx",))
    batching.build_all(works, chosen)
    edited = tmp_path / "out" / "mot" / "mot.docx"
    edited.write_bytes(edited.read_bytes() + b" ")
    kept = edited.read_bytes()
    results = batching.build_all(works, chosen)
    assert [[finding.code for finding in result.findings if finding.code == "V070"] for result in results] == [
        ["V070"],
        [],
    ]
    assert [result.failed for result in results] == [True, False]
    assert edited.read_bytes() == kept
    forced = batching.build_all(works, replace(chosen, force=True))
    assert not any(result.failed for result in forced)
    assert edited.read_bytes() != kept


def test_two_dossiers_of_one_name_do_not_overwrite_each_other(tmp_path):
    folders = [small(tmp_path / place / "ke-hoach") for place in ("a", "b")]
    first, second = batching.build_all(batching.by_dossier(folders), options(tmp_path / "out", formats=("docx",)))
    assert not first.failed
    assert [finding.code for finding in second.findings if finding.severity.value == "sai"] == ["V072"]


def test_two_dossiers_of_one_name_are_not_shared_out_into_one_folder(tmp_path):
    folders = [small(tmp_path / place / "ke-hoach") for place in ("a", "b")]
    works, read = batching.by_share(folders, "don_vi", options(tmp_path / "out", formats=("docx",)))
    assert [work.name for work in works] == ["ke-hoach-bo-y-te"]
    assert [[finding.code for finding in result.findings] for result in read if result.failed] == [["V072"]]


def test_strict_stops_each_doubtful_dossier(tmp_path):
    doubtful = dossier(tmp_path / "data" / "ngo", [("A1", "1", "Việc", "Bộ Y tế", "ngày 30/2/2024", "")])
    as_made = REPORT.replace("mau: phu-luc-ket-qua, ", "")
    sure = dossier(tmp_path / "data" / "chac", [("A1", "1", "Việc", "Bộ Y tế", "Tháng 3/2024", "Xã Mẫu")], as_made)
    results = batching.build_all(
        batching.by_dossier([doubtful, sure]), options(tmp_path / "out", formats=("docx",), strict=True)
    )
    assert [result.failed for result in results] == [True, False]


def test_windows_follow_each_other(tmp_path, monkeypatch):
    monkeypatch.setattr(batching, "_WINDOW", 2)
    folders = [small(tmp_path / "data" / f"ho-so-{number}") for number in range(5)]
    results = batching.build_all(batching.by_dossier(folders), options(tmp_path / "out", formats=("docx",)), jobs=1)
    assert [result.name for result in results] == [f"ho-so-{number}" for number in range(5)]
    assert all(output.path.is_file() for result in results for output in result.outputs)


@pytest.mark.parametrize("asked", [0, 62, 10**20])
def test_no_more_workers_than_windows_waits_for(asked, tmp_path, monkeypatch):
    started, one = [], batching._processes
    monkeypatch.setattr(batching.os, "cpu_count", lambda: 128)
    monkeypatch.setattr(batching, "_processes", lambda jobs: started.append(jobs) or one(1))
    monkeypatch.setattr(batching, "_drafted", lambda *_: [])
    batching.build_all([None] * 500, options(tmp_path / "out", formats=("docx",)), jobs=asked)
    assert started == [61]


def test_a_changed_template_is_compiled_anew(tmp_path):
    folder = small(tmp_path / "data" / "mot")
    chosen = options(tmp_path / "out", formats=("docx",))
    batching.build_all(batching.by_dossier([folder]), chosen, jobs=1)
    own = shutil.copytree(Path(batching.__file__).parents[2] / "templates" / "docx", tmp_path / "templates" / "docx")
    path = own / "phu-luc.docx"
    document = Document(path)
    document.paragraphs[0].insert_paragraph_before("MẪU RIÊNG")
    document.save(path)
    batching.build_all(batching.by_dossier([folder]), chosen, jobs=1)
    texts = [paragraph.text for paragraph in Document(tmp_path / "out" / "mot" / "mot.docx").paragraphs]
    assert "MẪU RIÊNG" in texts


def test_comments_of_a_template_are_said_by_a_build(tmp_path):
    folder = small(tmp_path / "data" / "mot")
    stock = Path(batching.__file__).parents[2] / "templates" / "docx" / "phu-luc.docx"
    document = Document(stock)
    document.add_comment(document.paragraphs[0].runs, "Hỏi lại phòng", "A", "A")
    (tmp_path / "templates" / "docx").mkdir(parents=True)
    document.save(tmp_path / "templates" / "docx" / "phu-luc.docx")
    found = build(folder, options(tmp_path / "out", formats=("docx",))).findings
    assert [one.value for one in found if one.code == "T045"] == ["Hỏi lại phòng"]


# --- a killed worker -------------------------------------------------------------------------------------------------


def test_what_the_system_refuses_a_worker_is_said_as_such(tmp_path, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device", "out")

    monkeypatch.setattr(batching, "_draft", full)
    works = batching.by_dossier([small(tmp_path / "a")])
    made = options(tmp_path / "out", formats=("docx",))
    result = BuildResult(tuple(batching.build_all(works, made, jobs=1)), made.out)
    assert [finding.code for one in result.built for finding in one.findings] == ["V017"]
    assert result.exit_code is ExitCode.SYSTEM_REFUSED


def test_a_killed_worker_costs_one_dossier_and_the_others_are_as_built_alone(tmp_path, monkeypatch):
    names = ("142-qd-vpcp", "95-qd-vpcp")
    works = batching.by_dossier([DATA / names[0], small(tmp_path / "data" / "giet"), DATA / names[1]])
    chosen = options(tmp_path / "batch", formats=("docx", "xlsx"))
    with monkeypatch.context() as patched:
        patched.setattr(batching, "_draft", dies)
        results = batching.build_all(works, chosen, jobs=2)
    assert [result.failed for result in results] == [False, True, False]
    assert [finding.code for finding in results[1].findings] == ["V075"]
    for name in names:
        single = build(DATA / name, options(tmp_path / "single", formats=("docx", "xlsx")))
        for output in single.outputs:
            assert (tmp_path / "batch" / name / output.path.name).read_bytes() == output.path.read_bytes()


# --- one for each unit -----------------------------------------------------------------------------------------------


def test_each_lead_unit_of_a_real_register_gets_its_tasks(tmp_path):
    """Phụ lục 03, its rows of three lead units."""
    source = load_workbook(DATA / "phu-luc-03" / "nhiem-vu.xlsx").active
    units = ("Bộ Tư pháp", "Bộ Y tế", "Bảo hiểm xã hội Việt Nam")
    rows = list(source.iter_rows(values_only=True))
    at = next(index for index, row in enumerate(rows) if "STT" in map(str, row))
    column = next(index for index, text in enumerate(rows[at]) if str(text).startswith("Đơn vị"))
    kept = [row for row in rows[at + 1 :] if str(row[column]).strip() in units]
    folder = tmp_path / "data" / "phu-luc-03"
    folder.mkdir(parents=True)
    book = Workbook()
    for row in (*rows[: at + 1], *kept):
        book.active.append(row)
    book.save(folder / "nhiem-vu.xlsx")
    (folder / "van-ban.yaml").write_text(REPORT, encoding="utf-8")
    chosen = options(tmp_path / "out", formats=("docx", "xlsx"))
    works, read = batching.by_share([folder], "chu_tri", chosen)
    results = batching.build_all(works, chosen)
    expected = {
        danh_muc.agencies().find(unit).key: [row for row in kept if str(row[column]).strip() == unit] for unit in units
    }
    assert [result.name for result in read] == ["phu-luc-03"]
    assert {result.name for result in results} == {f"phu-luc-03-{key}" for key in expected}
    for key, tasks in expected.items():
        assert len(tasks) > 1
        made = table_texts(tmp_path / "out" / "phu-luc-03" / f"phu-luc-03-{key}.docx")
        texts = [row[1] for row in made if row[0].isdigit()]
        content = next(index for index, text in enumerate(rows[at]) if str(text).startswith("Nội dung"))
        assert texts == [str(task[content]).strip() for task in tasks]
        assert (tmp_path / "out" / "phu-luc-03" / f"phu-luc-03-{key}.xlsx").is_file()


def unit(name: str, role: Role = Role.LEAD) -> UnitMention:
    found = danh_muc.agencies().find(name)
    return UnitMention(name, found.key if found else "", role)


def sample(*rows) -> Dossier:
    table = TableSpec(Register((Column("noi_dung", "Nội dung"), Column("xa", "Xã")), rows), "ke-hoach-6-cot")
    return Dossier("mau", Model("ke-hoach", Issuer("Sở Mẫu"), "Mẫu", body=(Block("bang", table=table),)))


def rows_of(share) -> list[str]:
    (block,) = share.dossier.document.body
    return [row.title if isinstance(row, Section) else row.ma for row in block.table.register.rows]


def task(ma: str, *units: UnitMention, xa: str = "", parent: str = "") -> Task:
    return Task(ma, {"noi_dung": ma, "xa": xa}, units=units, parent=parent)


def test_sections_come_with_their_first_task_and_children_with_their_parent():
    made, findings = shares(
        sample(
            Section("I", "Thể chế", 1),
            Section("A", "Luật", 2),
            task("1", unit("Bộ Y tế")),
            task("1a", parent="1"),
            Section("B", "Nghị định", 2),
            task("2", unit("Bộ Nội vụ")),
            Section("II", "Hạ tầng", 1),
            task("3", unit("Bộ Y tế")),
        ),
        "don_vi",
        AS_OF,
    )
    assert {share.key: rows_of(share) for share in made} == {
        "bo-y-te": ["Thể chế", "Luật", "1", "1a", "Hạ tầng", "3"],
        "bo-noi-vu": ["Thể chế", "Nghị định", "2"],
    }
    assert findings == ()


@pytest.mark.parametrize(
    ("by", "keys"),
    [("don_vi", {"bo-y-te", "bo-noi-vu"}), ("chu_tri", {"bo-y-te"}), ("phoi_hop", {"bo-noi-vu"})],
)
def test_roles(by, keys):
    made, _ = shares(
        sample(
            task("1", unit("Bộ Y tế"), unit("Bộ Nội vụ", Role.SUPPORT), unit("Bộ Công an", Role.MENTIONED)),
        ),
        by,
        AS_OF,
    )
    assert {share.key for share in made} == keys


def test_words_for_many_units_reach_every_agency_at_work():
    made, _ = shares(
        sample(task("1", UnitMention("Các bộ, ngành", "cac-bo-nganh", Role.COLLECTIVE)), task("2", unit("Bộ Y tế"))),
        "don_vi",
        AS_OF,
    )
    of_health = next(share for share in made if share.key == "bo-y-te")
    assert rows_of(of_health) == ["1", "2"]
    assert len(made) > 20
    assert all(rows_of(share) == ["1"] for share in made if share.key != "bo-y-te")


def test_a_column_of_ones_own_names_tell_marks_apart():
    made, findings = shares(
        sample(
            task("1", xa="Xã Tân Hòa"),
            task("2", xa="xã  Tân Hoà"),
            task("3", xa="Xã Tân Hóa"),
            task("4"),
        ),
        "xa",
        AS_OF,
    )
    assert [(share.key, share.name, rows_of(share)) for share in made] == [
        ("xa-tan-hoa", "Xã Tân Hòa", ["1", "2"]),
        ("xa-tan-hoa-2", "Xã Tân Hóa", ["3"]),
    ]
    assert [finding.code for finding in findings] == ["V074"]


def test_a_column_that_is_not_there():
    with pytest.raises(InputError) as caught:
        shares(sample(task("1", unit("Bộ Y tế"))), "xaa", AS_OF)
    assert [finding.code for finding in caught.value.findings] == ["V073"]
    assert "xa" in str(caught.value.findings[0].hint)


# --- Dask ------------------------------------------------------------------------------------------------------------


def test_a_dask_cluster_of_two_workers_builds_the_same_bytes(tmp_path, monkeypatch):
    from distributed import LocalCluster

    folders = [small(tmp_path / "data" / name) for name in ("mot", "hai", "ba")]
    folders.insert(1, dossier(tmp_path / "data" / "hong", [], REPORT.replace("bao-cao", "khong-co")))
    monkeypatch.chdir(tmp_path)
    shared = small(tmp_path / "data" / "giao-viec").relative_to(tmp_path)
    works = (
        *batching.by_dossier(folder.relative_to(tmp_path) for folder in folders),
        *batching.by_share([shared], "don_vi", options(tmp_path))[0],
    )
    here = batching.build_all(works, options(tmp_path / "here", formats=("docx",)), jobs=1)
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        address = cluster.scheduler_address.replace("tcp://", "dask://")
        there = batching.build_all(works, options(Path("there"), formats=("docx",)), executor=address)
    assert [(result.name, result.failed) for result in there] == [(result.name, result.failed) for result in here]
    assert len([output for result in here for output in result.outputs]) == 4
    for result in here:
        for output in result.outputs:
            made = tmp_path / "there" / output.path.relative_to(tmp_path / "here")
            assert made.read_bytes() == output.path.read_bytes()


@pytest.mark.parametrize("address", ["dask://127.0.0.1:9", "tcp://127.0.0.1:9", "dask://"])
def test_an_address_without_a_cluster(tmp_path, address, monkeypatch):
    monkeypatch.setattr(batching, "_CONNECT_SECONDS", 0.1)
    works = batching.by_dossier([small(tmp_path / "data" / "mot")])
    with pytest.raises(UsageError) as caught:
        batching.build_all(works, options(tmp_path / "out", formats=("docx",)), executor=address)
    assert [finding.code for finding in caught.value.findings] == ["V077"]


# --- the command -----------------------------------------------------------------------------------------------------


def test_the_command_lists_what_failed_and_says_so(tmp_path, capsys):
    from generator.face.cli import run

    small(tmp_path / "data" / "mot")
    dossier(tmp_path / "data" / "hong", [], REPORT.replace("bao-cao", "khong-co"))
    folders = [str(tmp_path / "data" / name) for name in ("mot", "hong")]
    code = run(["build", *folders, "--format", "docx", "--out", str(tmp_path / "out"), "--jobs", "1"])
    shown = capsys.readouterr()
    assert code == 1
    assert "mot.docx" in shown.out
    assert "Không sinh được 1 hồ sơ: hong." in shown.err


def test_the_command_builds_one_for_each_value_of_a_column(tmp_path, capsys):
    from generator.face.cli import run

    folder = dossier(
        tmp_path / "data" / "giao-viec",
        [(f"A{n}", str(n), f"Việc {n}", "Bộ Y tế", "Tháng 3/2024", f"Xã Mẫu {n % 3}") for n in range(1, 7)],
    )
    code = run(["build", str(folder), "--each", "xa", "--format", "docx", "--out", str(tmp_path / "out")])
    assert code == 0
    made = sorted(path.name for path in (tmp_path / "out" / "giao-viec").glob("*.docx"))
    assert made == [f"giao-viec-xa-mau-{n}.docx" for n in range(3)]
    assert [row[1] for row in table_texts(tmp_path / "out" / "giao-viec" / made[1])][-2:] == ["Việc 1", "Việc 4"]
    capsys.readouterr()


PRINT_RUN = "giao-viec_in-chung.pdf"


@pytest.fixture(scope="module")
def shared_by_three(tmp_path_factory):
    """Six tasks of three communes, those of the second on more pages than one: the dossier, its output folder, and what
    a build for the printer gave."""
    work = tmp_path_factory.mktemp("in-chung")
    long = "Việc dài " * 900
    rows = [(f"A{n}", str(n), long if n == 2 else f"Việc {n}", "Bộ Y tế", "3/2024", f"Xã {n % 3}") for n in range(1, 7)]
    folder = dossier(work / "data" / "giao-viec", rows)
    chosen, how = options(work / "out", formats=("docx", "pdf")), batching.BatchOptions("xa", one_pdf=True)
    return folder, chosen, batching.build_dossiers([folder], chosen, how)


@pytest.mark.parametrize("right", [False, True])
def test_all_units_in_one_pdf_for_the_printer(shared_by_three, right, tmp_path):
    from pypdf import PdfReader

    folder, chosen, result = shared_by_three
    whole, *parts = result.built
    made = chosen.out / "giao-viec" / PRINT_RUN
    if right:
        # The same units, put together the other way, into a folder of their own.
        chosen = replace(chosen, out=Path(shutil.copytree(chosen.out, tmp_path / "out")))
        made = chosen.out / "giao-viec" / PRINT_RUN
        works = batching.by_share([folder], "xa", chosen)[0]
        whole = batching._for_the_printer(replace(whole, outputs=()), works, parts, chosen, right=True)
    pdfs = [output for part in parts for output in part.outputs if output.format == "pdf"]
    assert [(one.path, one.rows) for one in whole.outputs] == [(made, 6)]
    joined = [page.extract_text() for page in PdfReader(made).pages]
    own = [[page.extract_text() for page in PdfReader(pdf.path).pages] for pdf in pdfs]
    assert [unit.name for unit in parts] == [f"giao-viec-xa-{n}" for n in (1, 2, 0)]
    assert len(own[1]) > len(own[0]) and whole.outputs[0].pages == len(joined)
    # Counted by hand: after a unit that ends on a right-hand page the empty back of it.
    expected: list[str] = []
    for pages in own:
        expected += ["", *pages] if right and len(expected) % 2 else pages
    assert joined == expected
    marks = PdfReader(made)
    begins = [marks.get_destination_page_number(mark) for mark in marks.outline]
    assert [mark.title for mark in marks.outline] == ["Xã 1", "Xã 2", "Xã 0"]
    assert not right or all(page % 2 == 0 for page in begins)
    assert [joined[page] for page in begins] == [pages[0] for pages in own]


def test_no_print_run_lacks_a_unit_in_silence(shared_by_three, tmp_path):
    folder, chosen, before = shared_by_three
    assert not any(one.failed for one in before.built)
    chosen = replace(chosen, out=Path(shutil.copytree(chosen.out, tmp_path / "out")))
    made = chosen.out / "giao-viec" / PRINT_RUN
    printed = made.read_bytes()
    edited = made.with_name("giao-viec-xa-2.docx")
    edited.write_bytes(edited.read_bytes() + b" ")
    result = batching.build_dossiers([folder], chosen, batching.BatchOptions("xa", one_pdf=True))
    (told,) = [finding for finding in result.findings if finding.code == "V079"]
    assert "giao-viec-xa-2" in str(told.message) and result.exit_code == 1
    assert result.built[0].outputs == () and made.read_bytes() == printed


@pytest.mark.parametrize(("each", "formats"), [("", ("pdf",)), ("xa", ("docx", "xlsx"))])
def test_a_print_run_of_nothing_is_refused(tmp_path, each, formats):
    how = batching.BatchOptions(each, one_pdf=True)
    with pytest.raises(UsageError) as refused:
        batching.build_dossiers([tmp_path], options(tmp_path / "out", formats=formats), how)
    assert [finding.code for finding in refused.value.findings] == ["V078"]


def listed(folder: Path) -> Path:
    """The lists of a workplace: one has the name of a dossier's file."""
    folder.mkdir()
    (folder / "van-ban.yaml").write_text("nguon: {}\nvan_ban: []\n", encoding="utf-8")
    return folder


def test_what_lies_beside_dossiers_and_is_none_is_passed_over_and_said(tmp_path, capsys):
    """`build data/*` and `lint data/*` name it too; named alone it is told what it is."""
    one, lists = small(tmp_path / "mot"), listed(tmp_path / "danh-muc")
    due = tmp_path / "lich-bao-cao.yaml"
    due.write_text("bao_cao: []\n", "utf-8")
    assert (
        run(["build", str(lists), str(one), str(due), "--format", "docx", "--out", str(tmp_path / "out")])
        == ExitCode.DONE
    )
    said = capsys.readouterr()
    assert "mot.docx" in said.out and sum("V547" in line for line in said.err.splitlines()) == 2
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["mot"]
    assert run(["lint", str(lists), str(one)]) == ExitCode.DONE
    assert "V547" in capsys.readouterr().out
    for alone in (lists, lists / "van-ban.yaml", due):
        assert run(["build", str(alone)]) == ExitCode.BAD_INPUT
        assert capsys.readouterr().err.startswith("sai V547")


def test_what_was_made_is_told_first_then_what_was_found_by_dossier(tmp_path):
    """On one screen; what is doubtful in a register that two share is said once."""
    wrong = [("A1", "1", "Việc", "Bộ Y tế", "Tháng 13/2024", "")]
    named = [dossier(tmp_path / "a", wrong), small(tmp_path / "b"), dossier(tmp_path / "c", wrong)]
    text = REPORT.replace("nhiem-vu.xlsx", "../a/nhiem-vu.xlsx")
    (tmp_path / "c" / "van-ban.yaml").write_text(text, encoding="utf-8")
    both = io.StringIO()
    with redirect_stdout(both), redirect_stderr(both):
        run(["build", *map(str, named), "--format", "docx", "--out", str(tmp_path / "out")])
    lines = both.getvalue().splitlines()
    places = [lines.index(next(line for line in lines if line.startswith(said))) for said in ("Kết quả", "a:")]
    assert places == sorted(places) and sum(line.count("Tháng 13/2024”") for line in lines) == 1
    assert not any(line.startswith(("sai", "nên sửa", "lưu ý")) for line in lines[: places[0]])
