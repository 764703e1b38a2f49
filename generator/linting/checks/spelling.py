"""Letters: syllables that cannot be, words that stand once beside a frequent neighbour, look-alikes (L6xx)."""
# ruff: noqa: D103 - the reason of each check is its `why`, which KIEM-TRA.md shows

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from rapidfuzz.distance import OSA

from generator.linting.check import ERROR, NOTE, WARNING, Doubt, check, checks_in
from generator.linting.checked import Checked
from generator.linting.passages import Passage
from generator.linting.syllables import TONES, possible, split
from generator.linting.words import EVIDENCE, Word, Words, keys_typed
from generator.values.findings import msg
from generator.values.text import old_tones, quote

_FOREIGN = re.compile(r"[\u00d0\u00f0\u0189\u0256\u0370-\u052f]|[\u200b-\u200f\u2060\ufeff\u00ad]")
_TERM = re.compile(r"\b[A-Za-z]{4,}\b")
_LOOKS = str.maketrans({"l": "i", "1": "i", "0": "o"})
_RARE = 3
_AGAINST = 20
_OVERWHELMING = 100
# In a small text words that join others stand beside everything: no evidence against `của cán bộ`.
_LARGE = 20_000
_LINKS = frozenset(("và", "của", "với", "các", "để", "cho", "trong", "về", "tại", "là", "do", "từ", "theo", "trên"))
# Two ways of writing one word, neither wrong.
_BOTH_RIGHT = ({"hằng", "hàng"}, {"sát", "xát"}, {"kỹ", "kĩ"}, {"tỷ", "tỉ"}, {"lý", "lí"}, {"quý", "quí"})


def _around(text: str, start: int, end: int) -> str:
    return text[max(0, text.rfind(" ", 0, max(0, start - 12)) + 1) : end + 14]


def _impossible(word: Word) -> bool:
    """Whether a word in Vietnamese letters, no abbreviation, cannot be one syllable."""
    lower = word.written[1:].islower() or len(word.written) == 1
    return len(word.small) > 1 and lower and not possible(word.small)


def _likely(before: str, word: str, after: str, words: Words) -> str:
    """A frequent word, one keystroke from this one, that stands between the same neighbours; "" where none does."""
    typed = keys_typed(word)
    found: Counter[str] = Counter()
    for other in {*words.after.get(before, ()), *words.before.get(after, ())}:
        if other != word and OSA.distance(typed, keys_typed(other), score_cutoff=1) <= 1 and possible(other):
            found[other] = words.pairs[before, other] + words.pairs[other, after]
    return found.most_common(1)[0][0] if found else ""


def _neighbours(words: tuple[Word, ...], at: int) -> tuple[str, str]:
    before = words[at - 1].small if at and words[at].joined and not _impossible(words[at - 1]) else ""
    joined = at + 1 < len(words) and words[at + 1].joined and not _impossible(words[at + 1])
    after = words[at + 1].small if joined else ""
    return before, after


@check("L601", ERROR, "Âm tiết không có trong tiếng Việt",
       why="Chữ không ghép được thành âm tiết là gõ nhầm, hoặc hai chữ dính nhau.",
       wrong="daonh nghiệp; thôngphối hợp; Đaã ban hành",
       right="doanh nghiệp; thông phối hợp; Đã ban hành")  # fmt: skip
def impossible_syllable(checked: Checked) -> Iterator[Doubt]:
    for passage, words in checked.worded:
        for at, word in enumerate(words):
            if not _impossible(word):
                continue
            before, after = _neighbours(words, at)
            guess = _likely(before, word.small, after, checked.words)
            parted = split(word.small)
            glued = parted is not None and checked.words.pairs[parted] >= _RARE
            common = checked.words.single[word.small] > _RARE
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
    counts = checked.words
    for passage, words in checked.worded:
        for at, word in enumerate(words):
            before, after = _neighbours(words, at)
            if guess := slipped(words, at, counts):
                yield Doubt(passage.place,
                            msg("{chu}: nơi khác viết “{gan}” ({so} lần).",
                                chu=quote(_around(passage.text, word.start, word.start + len(word.written))),
                                gan=" ".join(filter(None, (before, guess, after))),
                                so=max(counts.pairs[before, guess], counts.pairs[guess, after])),
                            passage.text, "", msg("Có phải “{gan}”?", gan=guess))  # fmt: skip


def slipped(words: tuple[Word, ...], at: int, counts: Words) -> str:
    """The frequent word that a word was probably meant to be, by what stands beside it elsewhere; "" where none is."""
    word = words[at]
    if not word.written[1:].islower() or _impossible(word):
        return ""
    before, after = _neighbours(words, at)
    if not (before or after):
        return ""
    return _slip(before, word.small, after, counts)


def _slip(before: str, word: str, after: str, counts: Words) -> str:
    """The frequent word that this one was probably meant to be; "" where the evidence is thin.

    A rare word must be strange here and the likely one at home; a word that is common elsewhere must make, changed,
    three words that often stand together, or stand once where the likely one stands a hundred times.
    """
    here = [counts.pairs[pair] for pair, side in (((before, word), before), ((word, after), after)) if side]
    rare = counts.single[word] <= _RARE
    if (max(here) > 2) if rare else (min(here) > 1):
        return ""
    guess = _likely(before, word, after, counts)
    if not guess or old_tones(guess) == old_tones(word) or {word, guess} in _BOTH_RIGHT:
        return ""
    there = [counts.pairs[pair] for pair, side in (((before, guess), before), ((guess, after), after)) if side]
    if rare:
        small = guess in _LINKS and counts.total < _LARGE
        at_home = counts.single[guess] >= _AGAINST and max(there) >= EVIDENCE and min(there) > 0
        return guess if at_home and not small else ""
    if max(here) == 1 and before and after and counts.triples[before, guess, after] >= EVIDENCE:
        return guess
    overwhelming = any(mine == 1 and theirs >= _OVERWHELMING for mine, theirs in zip(here, there, strict=True))
    return guess if overwhelming and min(there) >= EVIDENCE else ""


@check("L603", WARNING, "Chữ tổ hợp rời (NFD)",
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
            moved = old_tones(word.written)
            if moved != word.written:
                new.append((passage, word.written))
            elif _movable(word.small):
                old += 1
    if new and old:
        few = msg("kiểu mới {moi}, kiểu cũ {cu}", moi=len(new), cu=old)
        shown = ", ".join(f"“{word}” ({count})" for word, count in Counter(word for _, word in new).most_common(6))
        yield Doubt(new[0][0].place, msg("Lẫn hai kiểu đặt dấu: {so}; {cac}.", so=few, cac=shown), new[0][1],
                    ", ".join(dict.fromkeys(p.place.cell or str(p.place) for p, _ in new[:20])),
                    msg("Dùng một kiểu."))  # fmt: skip


def _movable(word: str) -> bool:
    """Whether a word carries its tone where the other way of writing would move it: `hóa`, `thủy`."""
    return bool(re.search(r"(?:[òóỏõọ][ae]|[ùúủũụ]y)$", word)) and not word.startswith("q")


@check("L605", ERROR, "Chữ trông giống chữ khác",
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
