"""Edits of the Word file whose body was drafted in Markdown: back into the draft, every other line as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from word_edits import (
    DECISION,
    YAML,
    Edit,
    below,
    both,
    built,
    changed,
    cut,
    formatted,
    paragraph,
    plain,
    pulled,
    retype,
    text,
    typed_anew,
    workplace,
)

from generator.commands.pull import PullResult
from generator.keeping.draft_edits import NotInDraftError, SetParagraph
from generator.keeping.markdown_source import edited_markdown
from generator.keeping.markdown_text import same
from generator.ooxml import package
from generator.ooxml.names import w
from generator.reading.markdown import read_markdown, text_of
from generator.values.emphasis import marked
from generator.values.marked import part

SOURCE = f"""{DECISION}can_cu: [Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015]
noi_dung: than.md
noi_nhan: [Như Điều 3, "Lưu: VT"]
ky: {{quyen_han: KT. Giám đốc, chuc_vu: Phó Giám đốc, ho_ten: Nguyễn Văn Mẫu}}
"""
DRAFT = """**Điều 1. Phạm vi điều chỉnh**

1.  Nguyên tắc làm việc của *lãnh đạo* và
    các phòng chuyên môn
2.  Trách nhiệm giải quyết công việc của __từng công chức__

    a) Tiếp nhận hồ sơ và trả lời đúng hạn cho công dân
    b) Báo cáo lãnh đạo các vướng mắc phát sinh hằng tuần
    c) Xin lỗi công dân khi trễ hạn

3.  Quan hệ phối hợp với các cơ quan có liên quan (\\*)

Điều 2. Quyết định này có **hiệu lực** kể từ ngày ký &amp; thay thế các văn bản trước đây

| Phòng | Số việc |
|-------|---------|
| Một   | 12      |

Điều 3. Chánh Văn phòng và các phòng thuộc Sở chịu trách nhiệm thi hành
"""


@pytest.fixture
def decision(tmp_path: Path) -> Path:
    """Its Word file."""
    return workplace(tmp_path, YAML, {"van-ban.yaml": SOURCE, "than.md": DRAFT})


def drafted(tmp_path: Path, draft: bytes) -> Path:
    workplace(tmp_path)
    folder = tmp_path / "data" / YAML
    (folder / "van-ban.yaml").write_text(SOURCE, encoding="utf-8")
    (folder / "than.md").write_bytes(draft)
    return built(tmp_path)


def draft_of(docx: Path) -> Path:
    return docx.parents[2] / "data" / YAML / "than.md"


def difference(docx: Path, before: str = DRAFT) -> tuple[list[str], list[str]]:
    """The lines of the draft that went and those that came."""
    old, new = before.split("\n"), draft_of(docx).read_text(encoding="utf-8").split("\n")
    while old and new and old[0] == new[0]:
        old, new = old[1:], new[1:]
    while old and new and old[-1] == new[-1]:
        old, new = old[:-1], new[:-1]
    return old, new


def codes(result: PullResult) -> list[str]:
    return [finding.code for finding in result.findings]


def over(words: str, old: str, new: str) -> Edit:
    return lambda root: retype(paragraph(root, words), old, new)


@pytest.mark.parametrize(
    ("edit", "lines"),
    [
        (
            over("Nguyên tắc", "chuyên môn", "nghiệp vụ"),
            ["    các phòng nghiệp vụ"],
        ),
        (
            over("Nguyên tắc", "Nguyên tắc", "Lề lối"),
            ["1.  Lề lối làm việc của *lãnh đạo* và"],
        ),
        (
            over("Nguyên tắc", "lãnh đạo", "Giám đốc"),
            ["1.  Nguyên tắc làm việc của *Giám đốc* và"],
        ),
        (
            over("Báo cáo lãnh đạo", "hằng tuần", "hằng *ngày*"),
            [r"    b) Báo cáo lãnh đạo các vướng mắc phát sinh hằng \*ngày\*"],
        ),
        (
            over("Quyết định này có", "trước đây", "cũ"),
            ["Điều 2. Quyết định này có **hiệu lực** kể từ ngày ký &amp; thay thế các văn bản cũ"],
        ),
        (
            over("Quan hệ phối hợp", "có liên quan", "khác"),
            [r"3.  Quan hệ phối hợp với các cơ quan khác (\*)"],
        ),
        (
            over("Phạm vi", "Phạm vi", "Đối tượng, phạm vi"),
            ["**Điều 1. Đối tượng, phạm vi điều chỉnh**"],
        ),
        (
            formatted("trả lời đúng hạn", "<w:b/>"),
            ["    a) Tiếp nhận hồ sơ và **trả lời đúng hạn** cho công dân"],
        ),
        (
            plain("hiệu lực"),
            ["Điều 2. Quyết định này có hiệu lực kể từ ngày ký &amp; thay thế các văn bản trước đây"],
        ),
        (
            formatted("giải quyết", "<w:i/>"),
            ["2.  Trách nhiệm *giải quyết* công việc của __từng công chức__"],
        ),
    ],
)
def test_a_text_or_its_look_comes_back_into_the_draft(decision: Path, edit: Edit, lines: list[str]) -> None:
    result = pulled(changed(decision, edit))
    assert (codes(result), difference(decision)[1]) == ([], lines)
    assert [path.name for path in result.written] == ["than.md"]
    again = pulled(decision)
    assert again.nothing_new and not again.written


@pytest.mark.parametrize(
    ("edit", "lines"),
    [
        (below("Quan hệ phối hợp", "4. Chế độ báo cáo"), ["4.  Chế độ báo cáo", ""]),
        (below("Tiếp nhận", "b) Hỏi ý dân"), ["    b) Hỏi ý dân", None]),
        (below("Xin lỗi công dân", "d) Cảm ơn công dân"), ["    d) Cảm ơn công dân"]),
        (below("chịu trách nhiệm thi hành", "Điều 4. Điều khoản cuối"), ["", "Điều 4. Điều khoản cuối"]),
    ],
)
def test_a_new_paragraph_is_typed_like_its_neighbour(decision: Path, edit: Edit, lines: list[str | None]) -> None:
    result = pulled(changed(decision, edit))
    gone, come = difference(decision)
    assert codes(result) == []
    if None in lines:
        # What followed is lettered on.
        assert gone == [line for line in DRAFT.split("\n") if line.strip()[:2] in ("b)", "c)")]
        assert [line.strip()[:2] for line in come] == ["b)", "c)", "d)"] and come[0] == lines[0]
    else:
        assert (gone, [line for line in come if line]) == ([], [line for line in lines if line])
    again = pulled(decision)
    assert again.nothing_new and not again.written


def test_a_paragraph_goes_where_deletions_are_wanted(decision: Path) -> None:
    changed(decision, cut("Tiếp nhận hồ sơ"))
    kept = pulled(decision)
    assert codes(kept) == ["V089"] and not kept.written
    pulled(decision, delete=True)
    assert difference(decision) == (
        [line for line in DRAFT.split("\n") if line.strip()[:2] in ("a)", "b)", "c)")],
        ["    a) Báo cáo lãnh đạo các vướng mắc phát sinh hằng tuần", "    b) Xin lỗi công dân khi trễ hạn"],
    )  # fmt: skip


def test_a_text_typed_anew_is_the_one_that_stood_there(decision: Path) -> None:
    result = pulled(changed(decision, typed_anew("Báo cáo lãnh đạo", "b) Xin ý kiến cấp trên")))
    assert codes(result) == ["V082"] and difference(decision)[1] == ["    b) Xin ý kiến cấp trên"]


def test_what_cannot_be_taken_is_said(decision: Path) -> None:
    """A cell of a table, a paragraph that went elsewhere."""

    def cell(root: object) -> None:
        one = next(t for t in root.iter(w("t")) if t.text == "12")  # type: ignore[attr-defined]
        one.text = "13"

    result = pulled(changed(decision, cell))
    assert not result.written and codes(result) and any("13" in finding.value for finding in result.findings)


@pytest.mark.parametrize("words", ["a) Điểm dưới khoản ba", "Đoạn thường không số", "- Một gạch đầu dòng"])
def test_a_block_of_another_kind_comes_back_once(decision: Path, words: str) -> None:
    """It is read under its neighbour, and the next pull knows it there."""
    shown = texts(changed(decision, below("Quan hệ phối hợp", words)))
    assert codes(pulled(decision)) == []
    again = pulled(decision)
    assert again.nothing_new and not again.written
    assert [line.rstrip(";.") for line in texts(built(decision.parents[2]))] == [line.rstrip(";.") for line in shown]


def test_what_follows_a_khoan_with_diem_is_numbered_on(decision: Path) -> None:
    pulled(changed(decision, below("Nguyên tắc làm việc", "2. Thời giờ làm việc")))
    lines = [line for line in draft_of(decision).read_text("utf-8").splitlines() if line[:1].isdigit()]
    assert [line[:2] for line in lines] == ["1.", "2.", "3.", "4."] and lines[1].endswith("Thời giờ làm việc")
    assert pulled(decision).nothing_new


def test_line_ends_and_the_mark_of_a_file_stay(tmp_path: Path) -> None:
    draft = b"\xef\xbb\xbf" + DRAFT.replace("\n", "\r\n").encode()
    docx = drafted(tmp_path, draft)
    pulled(changed(docx, over("Nguyên tắc", "chuyên môn", "nghiệp vụ")))
    assert draft_of(docx).read_bytes() == draft.replace("chuyên môn".encode(), "nghiệp vụ".encode())


# --- any edit --------------------------------------------------------------------------------------------------------

_WORD = st.one_of(
    st.sampled_from(
        ["Sở", "**Giám đốc**", "*văn phòng*", "***đơn vị***", "(*)", "2_3_4", "a<b", "[x]", "x&amp;y", "#"]
    ),
    st.text("abcđ*_`[]()!<>&\\^|#-+.1", min_size=1, max_size=4),
)
_TEXT = st.lists(_WORD, min_size=1, max_size=6).map(" ".join)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(line=st.integers(0, 20), value=_TEXT)
def test_a_draft_reads_as_what_was_typed_or_is_left_alone(tmp_path: Path, line: int, value: str) -> None:
    file = tmp_path / "than.md"
    file.write_text(DRAFT, encoding="utf-8")
    draft = read_markdown(file, "than.md")
    at = sorted(draft.written)[line % len(draft.written)]
    try:
        made = edited_markdown(DRAFT, draft, [SetParagraph(file, at, value)])
    except NotInDraftError:
        return
    own = range(at - 1, at + draft.written[at].count("\n"))
    old, new = DRAFT.split("\n"), made.split("\n")
    assert old[: own.start] == new[: own.start]
    assert old[own.stop :] == new[len(new) - len(old) + own.stop :]
    read = text_of("\n".join(new[own.start : len(new) - len(old) + own.stop]))
    assert same(part(read, len(read) - len(marked(value))), marked(value))


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_random_edits_come_back_and_come_back_once(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """By an oracle of its own: what the edited file shows, the file that is built of the draft shows."""
    docx = drafted(tmp_path_factory.mktemp("pull"), DRAFT.encode())
    words = ("Nguyên tắc", "Trách nhiệm", "Tiếp nhận", "Báo cáo lãnh", "Xin lỗi", "Quan hệ", "Chánh Văn phòng")
    chosen = data.draw(st.lists(st.sampled_from(words), min_size=1, max_size=4, unique=True))
    edits = [over(word, word, f"{word} {data.draw(st.sampled_from(PLAIN))}") for word in chosen]
    shown = texts(changed(docx, both(*edits)))
    assert codes(pulled(docx)) == []
    again = pulled(docx)
    assert again.nothing_new and not again.written
    assert texts(built(docx.parents[2])) == shown


PLAIN = ("khác", "*", "a_b_c", "<b>", "\\", "1. x", "[^1]", "&amp;", "`x`")


def texts(docx: Path) -> list[str]:
    root = package.parse_xml(package.read(docx)["word/document.xml"], shown_as="", part="")
    return [text(p) for p in root.iter(w("p"))]
