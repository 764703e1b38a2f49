"""Rows as tasks: told twice, told in pieces, broken off, badly set (L4xx)."""
# ruff: noqa: D103 - the reason of each check is its `why`, which KIEM-TRA.md shows

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import eq

from generator.linting.check import CERTAIN, ERROR, NOTE, WARNING, Doubt, check, checks_in
from generator.linting.checked import Checked
from generator.linting.duplicates import Pair, difference
from generator.linting.passages import Passage
from generator.linting.words import Triple, Wording
from generator.values.findings import Message, all_of, msg
from generator.values.model import Register, Task
from generator.values.patterns import late
from generator.values.text import fold, quote

_SUB_ITEM = late(r"^\s*(?:[-+•*–]|[a-zđ]\)|\(?[ivx]+\))\s*\S")
# The second of two syllables that make a word of their own, though alone it would join others.
_WHOLE = frozenset((
    ("trực", "thuộc"), ("phụ", "thuộc"), ("mặt", "bằng"), ("văn", "bằng"), ("công", "bằng"), ("cân", "bằng"),
    ("tồn", "tại"), ("hiện", "tại"), ("thực", "tại"), ("tự", "do"), ("lý", "do"), ("nội", "các"), ("điện", "từ"),
    ("danh", "từ"), ("trở", "về"), ("quay", "về"), ("đi", "về"), ("ngôn", "từ"), ("bấy", "từ"), ("đồng", "bằng"),
))  # fmt: skip
_MORE_ITEMS = late(r"\s[-+•]\s?\w")
_ENDS_OPEN = frozenset((
    "và", "của", "với", "các", "để", "cho", "trong", "những", "về", "tại", "là", "do", "từ", "hoặc", "bằng", "như",
    "thuộc", "giữa", "nhằm", "khi", "mà", "nếu", "vì", "bởi",
))  # fmt: skip
_PLACEHOLDER = late(
    r"(?i)(?-i:\bx{3,}\b)|\bsố:?\s*(?:…|\.{3,}|_{2,})\s*/|\b(?:ngày|tháng)\s*(?:…|\.{3,}|_{2,})\s*(?:tháng|năm|/)|"
    r"\bsố\s+/\s?[A-ZĐ]{2}|\bngày\s{2,}tháng\b|\btháng\s{2,}năm\b|"
    r"…{2,}|\.{6,}|_{4,}|\[\s*(?:…|\.{3})?\s*\]|\?{3,}|\bTBD\b"
)
# One of these, or TBD, is in each of them.
_PLACE_SIGNS = ("…", "...", "__", "[", "???", "xxx", " /", "  ")
# So many words are a word of two syllables, a name, or a phrase, that nobody says twice in a row.
_RUNS = range(2, 8)
# Behind these two words are the name of somebody, of whom the next two may say what is done.
_HEADS = frozenset(("ban", "tổ", "đội", "đoàn", "hội", "đồng", "nhóm", "phòng", "quan", "phận", "người", "viên", "sở",
                    "viện", "tòa", "trạm"))  # fmt: skip
# Words that Vietnamese doubles.
_DOUBLED = frozenset((
    "dần", "từ", "ngày", "thường", "luôn", "mãi", "rất", "xa", "nhiều", "đời", "nhà", "người", "thôi", "tầng", "lớp",
    "song", "hàng", "năm", "mỗi", "lâu", "nhanh", "sớm", "đều",
))  # fmt: skip
# What is wrong, first by the signs that stand side by side there.
_SPACES = (
    (late("  "), late(r"(?<=\S)(?<!số)(?<!ngày)(?<!tháng)(?<!năm) {2,}(?=\S)"),
     msg("hai dấu cách liền nhau")),
    (late(" [,;:.]"), late(r"(?<=[a-zà-ỹ)]) +[,;:](?=\s|$)|(?<=[a-zà-ỹ)]) +\.(?=\s+[A-ZĐÀ-Ỹ]|$)"),
     msg("dấu cách trước dấu câu")),
    (late(r"[,;.](?=[A-Za-zÀ-ỹ])"), late(r"[a-zà-ỹ][,;][A-Za-zĐđÀ-ỹ]|[a-zà-ỹ]{2}\.[A-ZĐÀ-Ỹ][a-zà-ỹ]"),
     msg("thiếu dấu cách sau dấu câu")),
    (late(r"[()]"), late(r"[a-zà-ỹ]\((?=\w{2})|\)[a-zà-ỹ]{2}"), msg("thiếu dấu cách bên dấu ngoặc")),
)  # fmt: skip
# Words that join others, and so stand before and after anything.
_LINKS = frozenset((
    "và", "của", "với", "các", "để", "cho", "trong", "những", "về", "tại", "là", "do", "theo", "bộ",
))  # fmt: skip
_ROUND = late(r"[()]")
# `a)`, `1)`, `(iii)` before what they number.
_ENUMERATED = late(r"(?:^|[\s;,:.“(])\w{1,3}\)$")


def _same_units(pair: Pair) -> bool:
    mine, theirs = ({u.agency or fold(u.verbatim) for u in task.units} for task in (pair.earlier, pair.later))
    return mine == theirs


def _cell(task: Task) -> str:
    return task.origin.place("noi_dung").cell or task.ma


@check("L401", WARNING, "Một nhiệm vụ ghi hai lần",
       why="Nhiệm vụ trùng được đếm hai lần và báo cáo hai nơi.",
       wrong="Hai dòng cùng nội dung, cùng đơn vị", right="Một dòng, nêu đủ các văn bản giao")  # fmt: skip
def task_twice(checked: Checked) -> Iterator[Doubt]:
    for pair in checked.pairs:
        if pair.ratio == 100.0 and not _contradiction(pair):
            yield _doubt(pair, msg("Trùng với {o}{khac}.", o=_cell(pair.earlier), khac=_in_columns(pair)))


@check("L402", NOTE, "Hai nhiệm vụ gần như một",
       why="Hai câu chỉ khác vài chữ thường là một nhiệm vụ chép lại, hoặc một chữ chép sai.",
       wrong="“… đối với các dịch vụ công” và “… đối với dịch vụ công”",
       right="Một dòng, hoặc nói rõ chỗ khác nhau")  # fmt: skip
def task_nearly_twice(checked: Checked) -> Iterator[Doubt]:
    for pair in checked.pairs:
        if pair.ratio < 100.0 and not _contradiction(pair):
            differs = difference(pair.earlier.text("noi_dung"), pair.later.text("noi_dung"))
            yield _doubt(pair, msg("Gần trùng với {o} ({phan_tram}%): {khac}.", o=_cell(pair.earlier),
                                   phan_tram=round(pair.ratio), khac=quote(differs)))  # fmt: skip


@check("L403", WARNING, "Một nhiệm vụ, hai kết quả hoặc hai thời hạn",
       why="Cùng một nhiệm vụ mà dòng này ghi xong, dòng kia ghi chưa: một dòng sai.",
       wrong="C41 ghi ở cột “Chưa hoàn thành”, C48 cùng nội dung ghi “Đã hoàn thành”",
       right="Một dòng, một kết quả")  # fmt: skip
def task_twice_contradicts(checked: Checked) -> Iterator[Doubt]:
    for pair in checked.pairs:
        if against := _contradiction(pair):
            yield _doubt(pair, msg("Trùng với {o} ({phan_tram}%) mà {trai}.", o=_cell(pair.earlier), trai=against,
                                   phan_tram=round(pair.ratio)))  # fmt: skip


def _doubt(pair: Pair, message: Message) -> Doubt:
    return Doubt(pair.later.origin.place("noi_dung"), message, pair.later.text("noi_dung"),
                 f"{_cell(pair.earlier)}: {pair.earlier.text('noi_dung')}",
                 msg("Gộp hai dòng, hoặc nói rõ chỗ khác nhau."))  # fmt: skip


def _contradiction(pair: Pair) -> Message | None:
    """In what two tellings of one task contradict each other: state, or deadline; None where units differ too."""
    earlier, later = pair.earlier, pair.later
    if pair.ratio < 96 or not _same_units(pair):
        return None
    said: list[Message] = []
    if earlier.status and later.status and earlier.status is not later.status:
        said.append(msg("tình trạng khác: “{mot}” / “{hai}”", mot=earlier.status.words, hai=later.status.words))
    if earlier.deadline.due and later.deadline.due and earlier.deadline.due != later.deadline.due:
        due = quote(earlier.text("thoi_han")), quote(later.text("thoi_han"))
        said.append(msg("thời hạn khác: {mot} / {hai}", mot=due[0], hai=due[1]))
    return all_of(said) if said else None


def _in_columns(pair: Pair) -> Message | str:
    keys = ("don_vi_thuc_hien", "chu_tri", "thoi_han", "van_ban_chi_dao")
    other = [key for key in keys if fold(pair.earlier.text(key)) != fold(pair.later.text(key))]
    unit, due, ordered = msg("đơn vị"), msg("thời hạn"), msg("văn bản")
    names = {"don_vi_thuc_hien": unit, "chu_tri": unit, "thoi_han": due, "van_ban_chi_dao": ordered}
    return msg(", khác {gi}", gi=all_of(names[key] for key in other)) if other else ""


@check("L404", WARNING, "Ý con thành nhiệm vụ riêng",
       why="Dòng mở đầu bằng gạch đầu dòng là phần của nhiệm vụ trên nó; tách ra thì số nhiệm vụ sai.",
       wrong="STT 12: “- Bộ Y tế hoàn thành …”",
       right="Ý con nằm trong ô của nhiệm vụ, hoặc dòng không có STT")  # fmt: skip
def sub_item_as_task(checked: Checked) -> Iterator[Doubt]:
    for task in (task for register in checked.registers if not _dashed(register) for task in register.tasks):
        text = task.text("noi_dung")
        if task.text("stt") and _SUB_ITEM.match(text) and not _MORE_ITEMS.search(text):
            yield Doubt(task.origin.place("noi_dung"), msg("{chu}: mở đầu như một ý con.", chu=quote(text)), text, "",
                        msg("Đưa vào nhiệm vụ trên, hoặc bỏ dấu đầu dòng."))  # fmt: skip


def _dashed(register: Register) -> bool:
    """Whether a table writes a dash before what is to be done, as its way: half of its rows and more."""
    contents = [task.text("noi_dung") for task in register.tasks]
    return 2 * sum(bool(_SUB_ITEM.match(text)) for text in contents) >= len(contents) > 1


@check("L405", ERROR, "Dấu hai chấm không có gì theo sau",
       sure=CERTAIN,
       why="“Trong đó:” ở cuối ô hứa một danh sách mà không có.",
       wrong="“… hoàn thành các nhiệm vụ, trong đó:”", right="Nêu danh sách, hoặc bỏ câu dẫn")  # fmt: skip
def nothing_after_colon(checked: Checked) -> Iterator[Doubt]:
    following = dict(zip((task.ma for task in checked.tasks), checked.tasks[1:], strict=False))
    for passage in checked.cells:
        task = passage.task
        if task is None or not passage.text.rstrip().endswith(":"):
            continue
        after = following.get(task.ma)
        if passage.key == "noi_dung" and after and (after.parent == task.ma or _SUB_ITEM.match(after.text("noi_dung"))):
            continue
        yield Doubt(passage.place, msg("{chu}: sau dấu hai chấm không có gì.", chu=quote(_end(passage.text))),
                    passage.text, "", msg("Nêu danh sách, hoặc bỏ câu dẫn."))  # fmt: skip


def _end(text: str) -> str:
    return f"…{text.rstrip()[-50:]}" if len(text) > 50 else text


@check("L406", WARNING, "Câu đứt giữa chừng",
       why="Ô kết thúc bằng từ nối hoặc dấu phẩy là ô chép thiếu.",
       wrong="“… phối hợp với Bộ Công an và”", right="Câu trọn vẹn")  # fmt: skip
def broken_off(checked: Checked) -> Iterator[Doubt]:
    for passage, words in checked.worded:
        text = passage.text.rstrip()
        if passage.key == "van_ban_chi_dao":
            continue
        last = words.written[-1] if words.written else ""
        joining = last in _ENDS_OPEN and text.endswith(last) and tuple(words.small[-2:]) not in _WHOLE
        if joining or text.endswith((",", " -", "/", "(")):
            yield Doubt(passage.place, msg("{chu}: câu đứt giữa chừng.", chu=quote(_end(text))), passage.text, "",
                        msg("Chép nốt từ văn bản gốc."))  # fmt: skip


@check("L407", WARNING, "Ngoặc hoặc nháy không khép",
       sure=CERTAIN,
       why="Mở mà không đóng: ô bị cắt, hoặc thừa một dấu.",
       wrong="“(theo hướng dẫn tại văn bản số 1552/BTTTT-THH”",
       right="“(theo hướng dẫn tại văn bản số 1552/BTTTT-THH)”")  # fmt: skip
def unclosed(checked: Checked) -> Iterator[Doubt]:
    for passage, marks in checked.told(lambda text: tuple(_unpaired(text))):
        for mark in marks:
            yield Doubt(passage.place, msg("{dau}: không thành cặp trong {chu}.", dau=mark, chu=quote(passage.text)),
                        passage.text, "", msg("Thêm hoặc bỏ một dấu."))  # fmt: skip


def _unpaired(text: str) -> Iterator[str]:
    opened = 0
    for match in _ROUND.finditer(text) if "(" in text or ")" in text else ():
        if match[0] == "(":
            opened += 1
        elif opened:
            opened -= 1
        elif not _ENUMERATED.search(text, max(0, match.start() - 4), match.end()):
            yield ")"
            break
    if opened:
        yield "("
    if text.count("“") != text.count("”"):
        yield "“ ”"
    if text.count('"') % 2:
        yield '"'


@check("L408", WARNING, "Nhiệm vụ mở đầu bằng chữ thường",
       why="Ô mở đầu bằng chữ thường thường là phần sau của một câu bị cắt.",
       wrong="“triển khai thực hiện …”", right="“Triển khai thực hiện …”")  # fmt: skip
def lower_case_start(checked: Checked) -> Iterator[Doubt]:
    for task in checked.tasks:
        text = task.text("noi_dung").lstrip(" -+•\"“'")
        if text[:1].islower():
            yield Doubt(task.origin.place("noi_dung"), msg("{chu}: mở đầu bằng chữ thường.", chu=quote(text)),
                        task.text("noi_dung"), "", msg("Viết hoa, hoặc chép nốt phần đầu câu."))  # fmt: skip


@check("L409", ERROR, "Dấu nháy thừa của Excel",
       why="Dấu ' ở đầu ô là dấu của Excel, không phải chữ.",
       wrong="“'Đang triển khai”", right="“Đang triển khai”")  # fmt: skip
def stray_apostrophe(checked: Checked) -> Iterator[Doubt]:
    for passage in checked.cells:
        text = passage.text.strip()
        if (text.startswith(("'", "’", "`")) or text.endswith(("'", "`"))) and len(re.findall("['’`]", text)) == 1:
            yield Doubt(passage.place, msg("{chu}: dấu ' thừa.", chu=quote(text)), passage.text, "", msg("Xóa dấu '."))


@check("L410", WARNING, "Từ viết hai lần",
       why="Một từ, một tên, một cụm từ lặp liền nhau là gõ thừa.",
       wrong="“của của Bộ Công an”", right="“của Bộ Công an”")  # fmt: skip
def doubled_word(checked: Checked) -> Iterator[Doubt]:
    some = [(passage, words) for passage, words in checked.worded if len({*words.small}) < len(words.small)]
    doubled = [(passage, words, at) for passage, words in some for at in _doubled(words)]
    pairs = checked.words.pairs
    often = checked.words.triples(
        frozenset(_beside(words, at) for _, words, at in doubled if _parted(words, at, pairs))
    )
    for passage, words, at in doubled:
        same = words.written[at] == words.written[at - 1] or words.small[at] in _LINKS
        if same and _slipped(words, at, pairs, often):
            start, again = words.starts[at - 1], words.starts[at]
            shown = passage.text[max(0, start - 15) : again + len(words.small[at]) + 15]
            yield Doubt(passage.place,
                        msg("{chu}: từ “{tu}” viết hai lần.", chu=quote(shown), tu=words.written[at]),
                        passage.text, "", msg("Bỏ một từ."))  # fmt: skip
    for passage, words in some:
        for first, second in _runs_twice(words):
            said = words.text[words.starts[first] : words.starts[second]].strip()
            yield Doubt(passage.place, msg("{chu} viết hai lần liền nhau.", chu=quote(said)), passage.text, "",
                        msg("Bỏ một lần."))  # fmt: skip


def _doubled(words: Wording) -> Iterator[int]:
    """The words before which the same stands."""
    same = _same_as_before(words.small, 1)
    return (at for at, again in enumerate(same, 1) if again and words.joined[at]) if any(same) else iter(())


def _runs_twice(words: Wording) -> Iterator[tuple[int, int]]:
    """Where words stand twice in a row, the first and the second time: "Công an xã Công an xã"."""
    small, last = words.small, 0
    for length in sorted(_apart(small)) if len({*small}) <= len(small) - _RUNS[0] else ():
        same, run = _same_as_before(small, length), b"\1" * length
        first = same.find(run, max(0, last - length))
        while first >= 0:
            second, found = first + length, first + 1
            if all(words.joined[first + 1 : second + length]) and _said_again(words, first, second):
                last, found = second + length, second
                yield first, second
            first = same.find(run, found)


def _apart(small: Sequence[str]) -> set[int]:
    """How many words on two words stand again that may begin what stands twice in a row."""
    before: dict[tuple[str, str], int] = {}
    apart = set()
    for at, pair in enumerate(pairwise(small)):
        if pair in before and at - before[pair] in _RUNS:
            apart.add(at - before[pair])
        before[pair] = at
    return apart


def _said_again(words: Wording, first: int, second: int) -> bool:
    """Whether words that stand twice are said twice: not one word over and over, nor two of which the first two end a
    name and the others go on ("Ban Chỉ đạo chỉ đạo", "cơ quan quản lý quản lý")."""
    if len({*words.small[first:second]}) == 1:
        return False
    written = "".join(words.written[first : second + second - first])
    return second - first > _RUNS[0] or (written.islower() and not (first and words.small[first - 1] in _HEADS))


def _same_as_before(small: Sequence[str], apart: int) -> bytes:
    """For each word that has one so many words before it: 1 where they are the same."""
    return bytes(map(eq, small[apart:], small))


def _beside(words: Wording, at: int) -> Triple:
    """A word that stands twice with what stands before and behind the two."""
    before = words.small[at - 2] if at > 1 else ""
    after = words.small[at + 1] if at + 1 < len(words.small) and words.joined[at + 1] else ""
    return before, words.small[at], after


def _parted(words: Wording, at: int, pairs: Counter[tuple[str, str]]) -> bool:
    """Whether a doubled word may end one word and begin the next: it stands so elsewhere, with each of them."""
    before, word, after = _beside(words, at)
    return word not in _LINKS and pairs[before, word] >= 2 and pairs[word, after] >= 2


def _slipped(words: Wording, at: int, pairs: Counter[tuple[str, str]], often: Counter[Triple]) -> bool:
    """Whether a doubled word is a slip: not one that Vietnamese doubles, nor the end of one word and the beginning
    of the next (`nghị định định danh`, `hành vi vi phạm`), which never stand with the word but once.
    """
    word = words.small[at]
    if word in _DOUBLED or len(word) < 2:
        return False
    return not _parted(words, at, pairs) or often[_beside(words, at)] > 0


@check("L411", NOTE, "Dấu cách thừa hoặc thiếu",
       why="Sau dấu câu có một dấu cách, trước dấu câu không có (NĐ 30/2020 không nêu; quy ước đánh máy).",
       wrong="“hiện ,đẩy mạnh  việc”", right="“hiện, đẩy mạnh việc”")  # fmt: skip
def spacing(checked: Checked) -> Iterator[Doubt]:
    for passage, found in checked.told(_wrong_space):
        if found:
            match, what = found
            yield Doubt(passage.place, msg("{chu}: {loi}.", chu=quote(_around(passage, match)), loi=what),
                passage.text, "",
                        msg("Sửa dấu cách."))  # fmt: skip


def _wrong_space(text: str) -> tuple[re.Match[str], Message] | None:
    """The first place in a text where a space is wrong, and how."""
    for signs, pattern, what in _SPACES:
        if signs.search(text) and (match := pattern.search(text)):
            return match, what
    return None


def _around(passage: Passage, match: re.Match[str]) -> str:
    return passage.text[max(0, match.start() - 15) : match.end() + 15]


@check("L412", WARNING, "Chỗ giữ chỗ chưa điền",
       why="“…”, “xxx” nơi phải có số hay ngày là chỗ quên điền.",
       wrong="“Quyết định số …/QĐ-TTg”", right="“Quyết định số 06/QĐ-TTg”")  # fmt: skip
def placeholder(checked: Checked) -> Iterator[Doubt]:
    for passage, match in checked.told(_open_place):
        if match:
            yield Doubt(passage.place, msg("{chu}: chưa điền.", chu=quote(_around(passage, match))), passage.text, "",
                        msg("Điền, hoặc bỏ."))  # fmt: skip


def _open_place(text: str) -> re.Match[str] | None:
    signed = any(sign in text for sign in _PLACE_SIGNS) or "tbd" in text.lower()
    return _PLACEHOLDER.search(text) if signed else None


@check("L413", WARNING, "Dòng mới là đề xuất",
       sure=CERTAIN,
       why="Nhiệm vụ đọc ra từ lời văn chỉ là việc giao khi có người đối chiếu và nhận.",
       wrong="Cột “Đề xuất, chờ nhận” ghi “đề xuất”", right="Nhận thì xóa chữ ấy; không nhận thì xóa dòng")  # fmt: skip
def only_proposed(checked: Checked) -> Iterator[Doubt]:
    for task in checked.tasks:
        if task.proposed:
            yield Doubt(task.origin.place("cho_nhan"), msg("{chu}: mới là đề xuất, không in, không hỏi đơn vị.",
                        chu=quote(task.text("noi_dung"))), task.text("cho_nhan"))  # fmt: skip


CHECKS = checks_in(globals())
