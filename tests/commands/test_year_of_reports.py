"""A year of monthly reports of a hundred figures: rolled from what was issued, asked of units, proven, issued; errors
seeded.

Each month's right text is written by this test alone from numbers that it counts itself. In the gate three months of
thirty figures; `VANBAN_MONTHS=12` for the year of a hundred.
"""

import os
import random
import re
from datetime import date, datetime

import openpyxl
import pytest

from generator.checking.paper.facts import read_facts
from generator.commands.issue import IssueOptions, issue
from generator.commands.lint import lint
from generator.commands.proof import proof_of
from generator.face.cli import run
from generator.ooxml import package
from generator.reading.dossier import load_dossier
from generator.reading.figures.sheet import read_sheet
from generator.values.emphasis import marked
from generator.values.errors import ExitCode
from generator.values.model import Block, Origin
from tests.commands.test_rolling_prose import HEAD, issued, quoted, rolled
from tests.linting.data import AS_OF, paper
from tests.linting.test_figures import NAMES, ours, series

MONTHS = int(os.environ.get("VANBAN_MONTHS", "3"))
WHOLE = MONTHS >= 12
PLACES = ["lưu trú", "khám bệnh", "dạy nghề", "giết mổ"][: 4 if WHOLE else 1]
SERIES = NAMES[: 8 if WHOLE else 2]


def grouped(number):
    return f"{number:,}".replace(",", ".") if number >= 10 else f"{number:02d}"


def ratio(part, whole):
    hundredths = (part * 20000 + whole) // (2 * whole)
    text = f"{hundredths // 100},{hundredths % 100:02d}"
    return re.sub(r",00$|(?<=,\d)0$", "", text) if part * 10000 % whole == 0 else text


class Office:
    """Who counts: totals that go on from month to month."""

    def __init__(self, seed):
        self.rng = random.Random(seed)
        self.totals = dict.fromkeys(SERIES, (5000, 4000, 3000))
        self.levels = dict.fromkeys(PLACES, (7000, 500000))
        self.last, self.meetings = {}, 0
        self.digital, self.cards, self.cases = 10, 30000, 20000

    def report(self, month):
        """The paragraphs of a month: kind, text as issued, and the numbers in it by name."""
        m, nxt = f"{month}/2030", f"{month + 1}/2030" if month < 12 else "01/2031"
        made = []
        for name in SERIES:
            # No number is by chance that of the month before: that would be said, and rightly.
            before, shown = self.last.get(name, {}), {}
            while not shown or any(shown[key] == before.get(key) for key in "tabd"):
                text, shown, totals = series(name, self.rng, self.totals[name])
            self.totals[name], self.last[name] = totals, shown
            shown |= {key: re.sub(r",00$|(?<=,\d)0$", "", shown[key]) for key in "rR" if exact(shown, key)}
            made.append(("series", text, {**shown, "m": month}))
        for place in PLACES:
            level, sent = self.levels[place]
            grown, more = self.rng.randint(11, 300), self.rng.randint(1000, 9000)
            self.levels[place] = level + grown, sent + more
            text = (
                "Cấp tài khoản cho {l} cơ sở {n} (tăng {d} cơ sở so với tháng trước), các cơ sở đã gửi {c} thông báo."
            )
            made.append(("level", text, {"l": grouped(level + grown), "d": grouped(grown), "c": grouped(sent + more),
                                         "n": place}))  # fmt: skip
        listed = "; ".join(
            [f"Quyết định số {number}/QĐ-UBND ngày {number:02d}/{month:02d}/2030 về A" for number in (2, 9)]
            + [f"Công văn số {number}/UBND-NC ngày {number:02d}/{month:02d}/2030 về B" for number in (5, 8, 10)]
        )
        text = "Ban hành {a} Quyết định, {b} văn bản^[{note}.] chỉ đạo; tổ chức {c} lượt làm việc với các sở."
        before = self.meetings
        while self.meetings == before:
            self.meetings = self.rng.randint(11, 60)
        made.append(("list", text, {"a": "02", "b": "03", "c": grouped(self.meetings), "note": listed}))
        self.digital += self.rng.randint(1, 6)
        self.cards += self.rng.randint(100, 900)
        self.cases += self.rng.randint(100, 900)
        made.append(("share", "Đến nay, đã số hóa dữ liệu của {a}/96 xã, phường, đạt {r}%.",
                     {"a": grouped(self.digital), "r": ratio(self.digital, 96)}))  # fmt: skip
        made.append(("start", "Tính đến ngày 15/{m}, đã cấp {c} thẻ. Từ ngày 01/3/{y} đến nay, Phòng A xử lý {h} vụ.",
                     {"m": m, "c": grouped(self.cards), "h": grouped(self.cases), "y": "2029"}))  # fmt: skip
        made.append(("event", "Ngày 12/{m}, tổ chức hội nghị sơ kết tại xã A.", {"m": m}))
        made.append(("plain", "Các cơ quan, đơn vị phối hợp chặt chẽ.", {}))
        made.append(("plan", "Trong tháng {m}, hoàn thành số hóa dữ liệu đối với {a}/96 xã, phường chưa hoàn thành.",
                     {"m": nxt, "a": grouped(96 - self.digital)}))  # fmt: skip
        return made


def exact(shown, key):
    part, whole = (int(shown[one].replace(".", "")) for one in (("d", "t") if key == "r" else ("D", "T")))
    return part * 10000 % whole == 0


def text_of(paragraph):
    _, text, shown = paragraph
    return text.format(**shown)


def printed(path):
    facts, _ = read_facts(package.read(path), shown_as="x")
    return [one.seen for one in facts.paragraphs]


def truth(folder, right):
    """What was counted, by the key that the sheet has for it: the numbers of the right text in reading order."""
    rows = read_sheet(folder / "so-lieu.xlsx", "s")[0].rows
    numbers = [number for paragraph in right for number in in_order(text_of(paragraph))]
    assert len(numbers) == len(rows)
    return {row.key: number for row, number in zip(rows, numbers, strict=True)}


def with_units(folder):
    """Who reports each figure is confirmed once, in the sheet of the first month, and goes on from there."""
    book = openpyxl.load_workbook(folder / "so-lieu.xlsx")
    sheet = book.active
    titles = {cell.value: cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, titles["Đơn vị cung cấp"]).value = f"Sở {'ABCDE'[row % 5]}"
    book.save(folder / "so-lieu.xlsx")


def answered(folder):
    """What the plan of the month before named, answered in the list beside the report: it goes on."""
    book = openpyxl.load_workbook(folder / "chuyen-ky.xlsx")
    for row in book["Phải trả lời"].iter_rows(2):
        row[4].value = "chuyển kỳ sau"
    book.save(folder / "chuyen-ky.xlsx")


def reported(folder, counted):
    """The units' forms out, filled in, back into the sheet; returns how many figures came back."""
    forms = folder.with_name(f"phieu-{folder.name}")
    assert run(["forms", str(folder), "--to", str(forms), "--due", "2030-12-20"]) == ExitCode.DONE
    count = 0
    for file in sorted(forms.glob("so-*.xlsx")):
        book = openpyxl.load_workbook(file)
        sheet = book["Số liệu"]
        titles = {cell.value: cell.column for cell in sheet[4]}
        for row in range(5, sheet.max_row + 1):
            sheet.cell(row, titles["Kỳ này"]).value = counted[sheet.cell(row, titles["Khóa"]).value]
            count += 1
        book.save(file)
    assert run(["collect", str(forms), "--to", str(folder)]) == ExitCode.DONE
    return count


def in_order(text):
    """The figures of a paragraph as this test wrote them: its numbers without days, months and names."""
    text = re.sub(r"\^\[.*?\.\]|(?:tháng|ngày|Ngày) [\d/]+", "", text)
    return re.findall(r"(?<![\d/])\d[\d.]*(?:,\d+)?(?=[ /%])|(?<=/)\d+(?= xã)", text)


def rewritten(folder, right):
    """What the office writes anew: the event of this month, the list of its documents."""
    file = folder / "van-ban.yaml"
    text = file.read_text(encoding="utf-8")
    event = next(text_of(one) for one in right if one[0] == "event")
    note = next(one[2]["note"] for one in right if one[0] == "list")
    text = re.sub(r"Ngày 12/\d+/2030, tổ chức hội nghị sơ kết tại xã A\.", event, text)
    text = text.replace(" văn bản chỉ đạo", f" văn bản^[{note}.] chỉ đạo")
    file.write_text(text, encoding="utf-8")


def first(folder, paragraphs):
    folder.mkdir()
    lines = ["noi_dung:", "  - muc: Kết quả", "    noi_dung:"]
    lines += [f"      - doan: {quoted(text_of(one))}" for one in paragraphs[:-1]]
    lines += [
        "  - muc: Nhiệm vụ trong thời gian tới",
        "    noi_dung:",
        f"      - doan: {quoted(text_of(paragraphs[-1]))}",
    ]
    head = HEAD.replace("tháng 5/2030", "tháng 1/2030").replace("Họ và tên", "Trần Văn Mẫu")
    (folder / "van-ban.yaml").write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    return folder


def out(folder, month):
    """The report issued; its Word file."""
    given = IssueOptions(month, date(2030, month, 16), datetime(2030, month, 16, 9), formats=("docx",))
    result = issue(folder, given)
    assert not result.refused, [(one.code, str(one.message)) for one in result.findings]
    return next(path for path in result.files if path.suffix == ".docx")


def test_from_month_to_month_nothing_is_left_lost_or_without_a_source(tmp_path, capsys):
    office = Office(20)
    folder = first(tmp_path / "bao-cao", office.report(1))
    signed, returned = ("--from", issued(folder)), 0
    leftovers, lost, sourceless = [], [], []
    for month in range(2, MONTHS + 1):
        right = office.report(month)
        folder, signed = rolled(folder, f"{month:02d}/2030", *signed), ()
        if month == 2:
            with_units(folder)
        rewritten(folder, right)
        counted = truth(folder, right)
        assert [one.code for one in proof_of(load_dossier(folder)[0], AS_OF).hindering].count("V442") == 1
        answered(folder)
        missing = [one for one in proof_of(load_dossier(folder)[0], AS_OF).hindering if one.code == "V326"]
        assert len(missing) >= (30 if WHOLE else 10)
        came = reported(folder, counted)
        assert came == len(missing)
        returned += came
        proof = proof_of(load_dossier(folder)[0], AS_OF)
        sourceless += [one for one in proof.hindering if one.code in ("V326", "V339")]
        assert [(one.code, str(one.message)) for one in proof.hindering] == []
        shown = [re.sub(r"\./\.$", ".", line) for line in printed(out(folder, month))]
        lost += [text for text in (str(marked(text_of(one))) for one in right) if text not in shown]
        leftovers += [line for line in shown if f"{month - 1}/2030" in line and "so với" not in line]
    assert (leftovers, lost, sourceless) == ([], [], [])
    rows = read_sheet(folder / "so-lieu.xlsx", "s")[0].rows
    assert len(rows) >= (100 if WHOLE else 30) and returned >= (400 if WHOLE else 20)
    if MONTHS > 2:
        assert sum(row.computed for row in rows) >= (55 if WHOLE else 17)


SLIPS = {
    "month": ("L001", "series", lambda s, _: {"m": s["m"] - 1}),
    "total": ("L002", "series", lambda s, _: {"T": more(s["T"], 1000)}),
    "part": ("L003", "series", lambda s, _: {"b": more(s["b"], 1000)}),
    "ratio": ("L004", "series", lambda s, _: {"R": "12,34"}),
    "larger": ("L005", "series", lambda s, _: {"d": more(s["t"], 1)}),
    "fell": ("L006", "start", lambda s, last: {"c": more(last["c"], -100)}),
    "delta": ("L007", "level", lambda s, last: {"l": last["l"]}),
    "same": ("L008", "series", lambda s, last: {"t": last["t"], "a": last["a"], "b": last["b"], "d": last["d"],
                                                "r": last["r"]}),
    "blank": ("L009", "series", lambda s, _: {"r": ""}),
    "start": ("L010", "start", lambda s, _: {"y": "2030"}),
    "event": ("L012", "event", lambda s, last: {"m": last["m"]}),
    "count": ("L013", "list", lambda s, _: {"b": "04"}),
    "listed": ("L014", "list", lambda s, _: {"note": s["note"].replace("ngày 02/", "ngày 25/")}),
}  # fmt: skip


def more(text, by):
    return grouped(int(text.replace(".", "")) + by)


def as_report(paragraphs, month):
    blocks = [
        Block("doan", marked(text_of(one)), origin=Origin("noi-dung.md", row=row))
        for row, one in enumerate(paragraphs, 1)
    ]
    plan = Block(
        "muc", title="Nhiệm vụ trong thời gian tới", children=(blocks[-1],), origin=Origin("noi-dung.md", row=99)
    )
    return paper("bao-cao", f"Kết quả tháng {month}/2030", body=(*blocks[:-1], plan))


@pytest.mark.parametrize("seed", [1, 2])
def test_seeded_errors_are_all_found_and_no_other(seed):
    """Five slips a month; each is told in its paragraph, the right text of the month is left in peace."""
    office, last, seeded = Office(seed), None, 0
    for month in range(1, MONTHS + 1):
        right = office.report(month)
        now = as_report(right, month)
        if last is not None:
            before = as_report(last, month - 1)
            assert [(one.code, str(one.message)) for one in ours(now, before)] == []
            for slip in office.rng.sample(sorted(SLIPS), 5):
                code, kind, wrong = SLIPS[slip]
                at = office.rng.choice([at for at, one in enumerate(right) if one[0] == kind])
                spoilt = list(right)
                spoilt[at] = (kind, right[at][1], {**right[at][2], **wrong(right[at][2], last[at][2])})
                told = {(one.code, one.place.line) for one in ours(as_report(spoilt, month), before)}
                assert (code, at + 1) in told, (slip, told)
                assert {line for _, line in told} == {at + 1}
                seeded += 1
        last = right
    # Two chains: 110 of them in a whole year, of thirteen kinds.
    assert seeded == 5 * (MONTHS - 1)


def test_lint_of_the_issued_file_against_the_one_before(tmp_path):
    office = Office(7)
    files = [issued(first(tmp_path / f"bao-cao-{month}", office.report(month))) for month in (1,)]
    assert [one.code for one in lint(files[0], AS_OF).findings if one.code.startswith("L00")] == []
