"""Letters: syllables that cannot be, words that stand once beside a frequent neighbour, look-alikes (L6xx)."""
# ruff: noqa: D103 - the reason of each check is its `why`, which KIEM-TRA.md shows

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator
from typing import Literal

from generator.linting.check import CERTAIN, ERROR, NOTE, WARNING, Doubt, check, checks_in
from generator.linting.checked import Checked
from generator.linting.slips import RARE, likely, neighbours
from generator.linting.syllables import TONES, split
from generator.linting.words import LOOKS, TERM, Wording
from generator.values.findings import msg
from generator.values.patterns import late
from generator.values.text import old_tones, quote

_FOREIGN = late(r"[\u00d0\u00f0\u0189\u0256\u0370-\u052f]|[\u200b-\u200f\u2060\ufeff\u00ad]")
_MOVABLE = late(r"(?:[òóỏõọ][ae]|[ùúủũụ]y)$")


def _around(text: str, start: int, end: int) -> str:
    return text[max(0, text.rfind(" ", 0, max(0, start - 12)) + 1) : end + 14]


@check("L601", ERROR, "Âm tiết không có trong tiếng Việt",
       why="Chữ không ghép được thành âm tiết là gõ nhầm, hoặc hai chữ dính nhau.",
       wrong="daonh nghiệp; thôngphối hợp; Đaã ban hành",
       right="doanh nghiệp; thông phối hợp; Đã ban hành")  # fmt: skip
def impossible_syllable(checked: Checked) -> Iterator[Doubt]:
    odd = checked.words.odd
    for passage, words in checked.worded:
        for at, word in enumerate(words.written) if not odd.isdisjoint(words.written) else ():
            if word not in odd:
                continue
            small = words.small[at]
            guess = likely(*_between(words, at, odd), checked.words)
            parted = split(small)
            glued = parted is not None and checked.words.pairs[parted] >= RARE
            common = checked.words.single[small] > RARE
            if not guess and not _vietnamese(small) and (common or not glued):
                continue
            better = guess or (" ".join(parted) if parted else "")
            yield Doubt(passage.place,
                        msg("{chu}: “{am}” không phải âm tiết tiếng Việt.", am=word, chu=quote(_shown(words, at))),
                        passage.text, "",
                        msg("Có phải “{gan}”?", gan=better) if better else msg("Đối chiếu bản gốc."))  # fmt: skip


def _between(words: Wording, at: int, odd: Collection[str]) -> tuple[str, str, str]:
    before, after = neighbours(words, at, odd)
    return before, words.small[at], after


def _shown(words: Wording, at: int) -> str:
    """A word with some of what stands around it."""
    start = words.starts[at]
    return _around(words.text, start, start + len(words.written[at]))


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
            yield Doubt(passage.place,
                        msg("{chu}: nơi khác viết “{gan}” ({so} lần).", chu=quote(_shown(words, at)),
                            gan=" ".join(filter(None, (before, guess, after))),
                            so=max(counts[before, guess], counts[guess, after])),
                        passage.text, "", msg("Có phải “{gan}”?", gan=guess))  # fmt: skip


@check("L603", WARNING, "Chữ tổ hợp rời (NFD)",
       sure=CERTAIN,
       why="Dấu rời khỏi chữ thì tìm không ra và in lệch ở một số phông; khi đọc chương trình đã ghép lại.",
       wrong="“hoàn thành” với dấu huyền là ký tự riêng", right="“hoàn thành” dựng sẵn")  # fmt: skip
def decomposed(checked: Checked) -> Iterator[Doubt]:
    for source in checked.sources:
        if source.composed:
            continue
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
    counts = checked.words.written
    styles = {word: _tone_style(word) for word in counts}
    late = {word for word, style in styles.items() if style == "new"}
    old = sum(counts[word] for word, style in styles.items() if style == "old")
    if late and old:
        mixed = (pair for pair in checked.worded if not late.isdisjoint(pair[1].written))
        new = [(passage, word) for passage, words in mixed for word in words.written if word in late]
        few = msg("kiểu mới {moi}, kiểu cũ {cu}", moi=len(new), cu=old)
        shown = ", ".join(f"“{word}” ({count})" for word, count in Counter(word for _, word in new).most_common(6))
        yield Doubt(new[0][0].place, msg("Lẫn hai kiểu đặt dấu: {so}; {cac}.", so=few, cac=shown), new[0][1],
                    ", ".join(dict.fromkeys(p.place.cell or str(p.place) for p, _ in new[:20])),
                    msg("Dùng một kiểu."))  # fmt: skip


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
    forms, usual = checked.terms
    alike = {form: usual[key] for form in forms if (key := form.lower().translate(LOOKS)) in usual}
    wrong = {form: right for form, right in alike.items()
             if form.lower() != right.lower() and forms[form] * 3 <= forms[right]}  # fmt: skip
    for passage in checked.passages:
        if match := _FOREIGN.search(passage.text):
            yield Doubt(passage.place,
                        msg("{chu}: có ký tự lạ {ma}.", chu=quote(_around(passage.text, *match.span())),
                            ma=f"U+{ord(match[0]):04X}"),
                        passage.text, "", msg("Gõ lại chữ đó."))  # fmt: skip
        for match in TERM.finditer(passage.text) if any(form in passage.text for form in wrong) else ():
            if right := wrong.get(match[0]):
                yield Doubt(passage.place,
                            msg("{chu}: chữ trông giống {dung} ({so} lần) mà khác ký tự.", chu=quote(match[0]),
                                dung=quote(right), so=forms[right]),
                            passage.text, right, msg("Gõ lại “{dung}”.", dung=right))  # fmt: skip


@check("L606", NOTE, "Tên riêng viết hoa nhiều kiểu",
       why="Tên phần mềm, hệ thống viết một kiểu trong toàn văn bản.",
       wrong="VneID, VNEID", right="VNeID")  # fmt: skip
def term_in_many_cases(checked: Checked) -> Iterator[Doubt]:
    forms, usual = checked.terms
    mixed = {right.lower(): right for right in usual.values() if not right.isupper()}
    wrong = {form: right for form in forms if (right := mixed.get(form.lower(), form)) != form}
    for passage in checked.passages:
        some = any(form in passage.text for form in wrong)
        for form in sorted({*TERM.findall(passage.text)} & {*wrong}) if some else ():
            right = wrong[form]
            yield Doubt(passage.place,
                            msg("{chu}: nơi khác viết {dung} ({so} lần).", chu=quote(form), dung=quote(right),
                            so=forms[right]),
                            passage.text, right, msg("Viết một kiểu."))  # fmt: skip


CHECKS = checks_in(globals())
