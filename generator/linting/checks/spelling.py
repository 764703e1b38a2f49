"""Letters: syllables that cannot be, words that stand once beside a frequent neighbour, look-alikes (L6xx)."""
# ruff: noqa: D103 - the reason of each check is its `why`, which KIEM-TRA.md shows

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal

from generator.linting.check import CERTAIN, ERROR, NOTE, WARNING, Doubt, check, checks_in
from generator.linting.checked import Checked
from generator.linting.passages import Passage
from generator.linting.slips import RARE, impossible, likely, neighbours
from generator.linting.syllables import TONES, split
from generator.values.findings import msg
from generator.values.text import old_tones, quote

_FOREIGN = re.compile(r"[\u00d0\u00f0\u0189\u0256\u0370-\u052f]|[\u200b-\u200f\u2060\ufeff\u00ad]")
_TERM = re.compile(r"\b[A-Za-z]{4,}\b")
_MOVABLE = re.compile(r"(?:[òóỏõọ][ae]|[ùúủũụ]y)$")
_LOOKS = str.maketrans({"l": "i", "1": "i", "0": "o"})


def _around(text: str, start: int, end: int) -> str:
    return text[max(0, text.rfind(" ", 0, max(0, start - 12)) + 1) : end + 14]


@check("L601", ERROR, "Âm tiết không có trong tiếng Việt",
       why="Chữ không ghép được thành âm tiết là gõ nhầm, hoặc hai chữ dính nhau.",
       wrong="daonh nghiệp; thôngphối hợp; Đaã ban hành",
       right="doanh nghiệp; thông phối hợp; Đã ban hành")  # fmt: skip
def impossible_syllable(checked: Checked) -> Iterator[Doubt]:
    for passage, words in checked.worded:
        for at, word in enumerate(words):
            if not impossible(word.written):
                continue
            before, after = neighbours(words, at)
            guess = likely(before, word.small, after, checked.words)
            parted = split(word.small)
            glued = parted is not None and checked.words.pairs[parted] >= RARE
            common = checked.words.single[word.small] > RARE
            if not guess and not _vietnamese(word.small) and (common or not glued):
                continue
            better = guess or (" ".join(parted) if parted else "")
            yield Doubt(passage.place,
                        msg("{chu}: “{am}” không phải âm tiết tiếng Việt.", am=word.written,
                            chu=quote(_around(passage.text, word.start, word.start + len(word.written)))),
                        passage.text, "",
                        msg("Có phải “{gan}”?", gan=better) if better else msg("Đối chiếu bản gốc."))  # fmt: skip


def _vietnamese(word: str) -> bool:
    """Whether a word has a letter or a mark that only Vietnamese uses."""
    return (
        any(char in TONES or char in "\u0302\u0306\u031b" for char in unicodedata.normalize("NFD", word)) or "đ" in word
    )


@check("L602", WARNING, "Chữ đứng một lần bên một chữ hay gặp",
       why="Cụm từ gặp một lần mà chỉ khác một dấu với cụm từ gặp nhiều lần thường là gõ nhầm.",
       wrong="phôi hợp; trển khai; ban hàn", right="phối hợp; triển khai; ban hành")  # fmt: skip
def once_beside_frequent(checked: Checked) -> Iterator[Doubt]:
    counts = checked.words.pairs
    for (passage, words), slips in zip(checked.worded, checked.slips, strict=True):
        for at, guess, before, after in slips:
            word = words[at]
            yield Doubt(passage.place,
                        msg("{chu}: nơi khác viết “{gan}” ({so} lần).",
                            chu=quote(_around(passage.text, word.start, word.start + len(word.written))),
                            gan=" ".join(filter(None, (before, guess, after))),
                            so=max(counts[before, guess], counts[guess, after])),
                        passage.text, "", msg("Có phải “{gan}”?", gan=guess))  # fmt: skip


@check("L603", WARNING, "Chữ tổ hợp rời (NFD)",
       sure=CERTAIN,
       why="Dấu rời khỏi chữ thì tìm không ra và in lệch ở một số phông; khi đọc chương trình đã ghép lại.",
       wrong="“hoàn thành” với dấu huyền là ký tự riêng", right="“hoàn thành” dựng sẵn")  # fmt: skip
def decomposed(checked: Checked) -> Iterator[Doubt]:
    for source in checked.sources:
        wrong = [(place, text) for place, text in source.texts if unicodedata.normalize("NFC", text) != text]
        if wrong:
            yield Doubt(wrong[0][0],
                        msg("{chu}: dấu rời khỏi chữ, ở {so} ô hoặc dòng.", chu=quote(unicodedata.normalize("NFC",
                        wrong[0][1])),
                            so=len(wrong)),
                        wrong[0][1], ", ".join(place.cell or str(place.line) for place, _ in wrong[:20]),
                        msg("Gõ lại bằng bảng mã Unicode dựng sẵn."))  # fmt: skip


@check("L604", NOTE, "Lẫn hai kiểu đặt dấu thanh",
       why="Một văn bản dùng một kiểu: “hóa” hay “hoá”, không lẫn.",
       wrong="số hóa … mã hoá", right="số hóa … mã hóa")  # fmt: skip
def mixed_tone_marks(checked: Checked) -> Iterator[Doubt]:
    new: list[tuple[Passage, str]] = []
    old = 0
    for passage, words in checked.worded:
        for word in words:
            style = _tone_style(word.written)
            if style == "new":
                new.append((passage, word.written))
            elif style == "old":
                old += 1
    if new and old:
        few = msg("kiểu mới {moi}, kiểu cũ {cu}", moi=len(new), cu=old)
        shown = ", ".join(f"“{word}” ({count})" for word, count in Counter(word for _, word in new).most_common(6))
        yield Doubt(new[0][0].place, msg("Lẫn hai kiểu đặt dấu: {so}; {cac}.", so=few, cac=shown), new[0][1],
                    ", ".join(dict.fromkeys(p.place.cell or str(p.place) for p, _ in new[:20])),
                    msg("Dùng một kiểu."))  # fmt: skip


@lru_cache(maxsize=1 << 15)
def _tone_style(word: str) -> Literal["new", "old", ""]:
    """Which of two ways to place its tone a word is written in: `hoá`, or `hóa`, `thủy`; "" where there is one way."""
    if old_tones(word) != word:
        return "new"
    small = word.lower()
    return "old" if _MOVABLE.search(small) and not small.startswith("q") else ""


@check("L605", ERROR, "Chữ trông giống chữ khác",
       sure=CERTAIN,
       why="Chữ l thay chữ I, chữ Ð (Eth) thay chữ Đ, chữ Cyrillic thay chữ Latinh, ký tự vô hình: mắt không thấy mà "
           "tìm không ra.",
       wrong="VNelD (chữ l)", right="VNeID (chữ I)")  # fmt: skip
def look_alike(checked: Checked) -> Iterator[Doubt]:
    forms, usual = _terms(checked.passages)
    for passage in checked.passages:
        if match := _FOREIGN.search(passage.text):
            yield Doubt(passage.place,
                        msg("{chu}: có ký tự lạ {ma}.", chu=quote(_around(passage.text, *match.span())),
                            ma=f"U+{ord(match[0]):04X}"),
                        passage.text, "", msg("Gõ lại chữ đó."))  # fmt: skip
        for match in _TERM.finditer(passage.text):
            right = usual.get(match[0].lower().translate(_LOOKS), "")
            if (
                right
                and match[0] != right
                and match[0].lower() != right.lower()
                and forms[match[0]] * 3 <= forms[right]
            ):
                yield Doubt(passage.place,
                            msg("{chu}: chữ trông giống {dung} ({so} lần) mà khác ký tự.", chu=quote(match[0]),
                                dung=quote(right), so=forms[right]),
                            passage.text, right, msg("Gõ lại “{dung}”.", dung=right))  # fmt: skip


def _terms(passages: Iterable[Passage]) -> tuple[Counter[str], dict[str, str]]:
    """Names in mixed case (`VNeID`), how often each form stands, and the usual form of those that look the same."""
    forms: Counter[str] = Counter()
    for passage in passages:
        forms.update(match for match in _TERM.findall(passage.text))
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for form in forms:
        groups[form.lower().translate(_LOOKS)].append(form)
    usual = {key: max(group, key=lambda form: forms[form]) for key, group in groups.items() if len(group) > 1}
    return forms, {key: form for key, form in usual.items() if sum(map(str.isupper, form)) > 1}


@check("L606", NOTE, "Tên riêng viết hoa nhiều kiểu",
       why="Tên phần mềm, hệ thống viết một kiểu trong toàn văn bản.",
       wrong="VneID, VNEID", right="VNeID")  # fmt: skip
def term_in_many_cases(checked: Checked) -> Iterator[Doubt]:
    forms, usual = _terms(checked.passages)
    mixed = {right.lower(): right for right in usual.values() if not right.isupper()}
    for passage in checked.passages:
        for form in sorted({match for match in _TERM.findall(passage.text) if match.lower() in mixed}):
            right = mixed[form.lower()]
            if form != right:
                yield Doubt(passage.place,
                            msg("{chu}: nơi khác viết {dung} ({so} lần).", chu=quote(form), dung=quote(right),
                            so=forms[right]),
                            passage.text, right, msg("Viết một kiểu."))  # fmt: skip


CHECKS = checks_in(globals())
