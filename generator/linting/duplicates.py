"""Tasks that say the same: pairs found by rare runs of words, then compared; linear in the number of tasks.

A task reworded (other order, other words that mean the same, abbreviations written out) has the same words that mean
something, whatever their order; tasks that run parallel each have some of their own: a number, a period, a name.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain

from msgspec import Struct
from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from generator.reading.meaning.plain import plain
from generator.values.model import Task
from generator.values.patterns import late
from generator.values.text import fold

RUN = 4
COMMONEST = 12
ENOUGH_SHARED = 3
NEAR = 88.0
SHORTEST = 40
_NUMBER = late(r"\d|^[IVX]+$")
_BARE_WORD = late(r"[a-z0-9]+")
# Of a task said anew: how many words must mean something, how many more one of the two may have.
_TELLING, _MORE = 5, 1
_LINKS = frozenset((
    "va", "cua", "cac", "nhung", "tren", "trong", "tai", "ve", "cho", "voi", "de", "theo", "viec", "cong", "tac",
    "nam", "nay", "den", "duoc", "se", "da", "co", "la", "do", "tu", "o", "phuc", "vu", "nham", "hien", "hanh", "quy",
    "dinh",
))  # fmt: skip
_SAME = (
    ("uy ban nhan dan", "ubnd"), ("hoi dong nhan dan", "hdnd"), ("cong nghe thong tin", "cntt"),
    ("chuyen doi so", "cds"), ("co so du lieu", "csdl"), ("thu tuc hanh chinh", "tthc"),
    ("quy pham phap luat", "qppl"), ("cai cach hanh chinh", "cchc"), ("dich vu cong", "dvc"),
    ("tien hanh", "lam"), ("to chuc", "lam"), ("thuc hien", "lam"), ("trien khai", "lam"), ("bao dam", "dam bao"),
    ("soan thao", "xay dung"), ("ra soat", "xem"), ("kiem tra", "xem"),
)  # fmt: skip


class Pair(Struct, frozen=True):
    """Two tasks, the earlier first, and how alike their texts are (100: the same but for marks and case)."""

    earlier: Task
    later: Task
    ratio: float


def pairs(tasks: Sequence[Task]) -> tuple[Pair, ...]:
    """For each task the most alike of the earlier ones, where any is nearly the same. Short texts are left out."""
    texts = [bare(task.text("noi_dung")) for task in tasks]
    found: list[Pair] = []
    for later, earlier in _candidates(texts):
        ratios = [(fuzz.ratio(texts[one], texts[later], score_cutoff=NEAR), -one) for one in earlier]
        for ratio, at in sorted((one for one in ratios if one[0]), reverse=True):
            if not _parallel(tasks[-at].text("noi_dung"), tasks[later].text("noi_dung")):
                found.append(Pair(tasks[-at], tasks[later], ratio))
                break
    told = {id(pair.later) for pair in found}
    again = (pair for pair in _reworded(tasks, texts) if id(pair.later) not in told)
    return (*found, *again)


def bare(text: str) -> str:
    """A text as its words without marks, as `fold` has them; of the bare letters that other checks ask for too."""
    return " ".join(_BARE_WORD.findall(plain(text).lower()))


def _reworded(tasks: Sequence[Task], texts: Sequence[str]) -> Iterator[Pair]:
    """The tasks that say an earlier one anew."""
    bags = [telling(text) if len(text) >= SHORTEST else frozenset() for text in texts]
    often = Counter(word for bag in bags for word in bag)
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for later, bag in enumerate(bags):
        rare = [word for word in bag if 1 < often[word] <= COMMONEST]
        for earlier, count in _often(sorted(earlier for word in rare for earlier in holders[word]), 3):
            if count < ENOUGH_SHARED or not _same(bags[earlier], bag):
                continue
            if not _parallel(tasks[earlier].text("noi_dung"), tasks[later].text("noi_dung")):
                yield Pair(tasks[earlier], tasks[later], fuzz.token_set_ratio(texts[earlier], texts[later]) - 1)
                break
        for word in rare:
            holders[word].append(later)


def telling(text: str) -> frozenset[str]:
    """The words of a text that mean something, those that mean the same as one."""
    for said, usual in _SAME:
        text = text.replace(said, usual)
    return frozenset(text.split()) - _LINKS


def _parallel(one: str, other: str) -> bool:
    """Whether each of two texts has a number or a name of its own: "khối 6", "khối 8"; "quý I", "quý II"; "Khoa Nội",
    "Khoa Ngoại". A name that is only misspelt in one of them is none of its own."""
    words = re.findall(r"\w+", one), re.findall(r"\w+", other)
    own = [*(Counter(words[0]) - Counter(words[1]))], [*(Counter(words[1]) - Counter(words[0]))]
    if all(any(map(_NUMBER.search, some)) for some in own):
        return True
    names = [[word for word in some if word.istitle() and word not in all_[:1]]
             for some, all_ in zip(own, words, strict=True)]  # fmt: skip
    return all(names) and all(Levenshtein.distance(fold(a), fold(b)) > 1 for a in names[0] for b in names[1])


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two texts say the same: all words of one are in the other, which has hardly more, and no number more."""
    least, most = sorted((one, other), key=len)
    more = most - least
    return len(least) >= _TELLING and least <= most and len(more) <= _MORE and not any(map(str.isdigit, more))


def _candidates(texts: Sequence[str]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """For each text the earlier ones that share several rare runs of words, or are the same."""
    runs = [_runs(text.split()) if len(text) >= SHORTEST else {} for text in texts]
    again = frozenset(run for run, count in Counter(chain.from_iterable(runs)).items() if count > 1)
    holders: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    same: dict[str, int] = {}
    for number, text in enumerate(texts):
        if len(text) < SHORTEST:
            continue
        met: list[int] = []
        for run in filter(again.__contains__, runs[number]):
            if len(holding := holders[run]) < COMMONEST:
                met += holding
                holding.append(number)
        near = {other for other, count in _often(met, 5) if count >= ENOUGH_SHARED}
        if text in same:
            near.add(same[text])
        same.setdefault(text, number)
        if near:
            yield number, tuple(near)


def _often(met: Sequence[int], most: int) -> Sequence[tuple[int, int]]:
    """The most frequent of some numbers, with how often each was met; none where that cannot be often enough."""
    return Counter(met).most_common(most) if len(met) >= ENOUGH_SHARED else ()


def _runs(words: Sequence[str]) -> dict[tuple[str, ...], None]:
    """The runs of words of a text, each once."""
    return dict.fromkeys(zip(*(words[at:] for at in range(RUN)), strict=False))


def difference(first: str, second: str, longest: int = 60) -> str:
    """What the second text has in place of the first's words: `“a” → “b”`, the first differences only."""
    before, after = first.split(), second.split()
    shown = []
    for step in Levenshtein.opcodes(before, after):
        tag, start, end, new_start, new_end = step.tag, step.src_start, step.src_end, step.dest_start, step.dest_end
        if tag != "equal":
            old, new = " ".join(before[start:end])[:longest], " ".join(after[new_start:new_end])[:longest]
            shown.append(" ".join(filter(None, (old and f"−{old}", new and f"+{new}"))))
    return "; ".join(shown[:4])
