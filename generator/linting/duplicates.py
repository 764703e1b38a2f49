"""Tasks that say the same: pairs found by rare runs of words, then compared; linear in the number of tasks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from generator.values.model import Task
from generator.values.text import fold

RUN = 4
COMMONEST = 12
ENOUGH_SHARED = 3
NEAR = 88.0
SHORTEST = 40


@dataclass(frozen=True, slots=True)
class Pair:
    """Two tasks, the earlier first, and how alike their texts are (100: the same but for marks and case)."""

    earlier: Task
    later: Task
    ratio: float


def pairs(tasks: Sequence[Task]) -> tuple[Pair, ...]:
    """For each task the most alike of the earlier ones, where any is nearly the same. Short texts are left out."""
    texts = [fold(task.text("noi_dung")) for task in tasks]
    found: list[Pair] = []
    for later, earlier in _candidates(texts):
        ratios = [(fuzz.ratio(texts[one], texts[later], score_cutoff=NEAR), -one) for one in earlier]
        ratio, at = max(ratios)
        if ratio:
            found.append(Pair(tasks[-at], tasks[later], ratio))
    return tuple(found)


def _candidates(texts: Sequence[str]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """For each text the earlier ones that share several rare runs of words, or are the same."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    same: dict[str, int] = {}
    for number, text in enumerate(texts):
        if len(text) < SHORTEST:
            continue
        words = text.split()
        shared: Counter[int] = Counter()
        for run in {" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}:
            holding = holders[run]
            if len(holding) < COMMONEST:
                shared.update(holding)
                holding.append(number)
        near = {other for other, count in shared.most_common(5) if count >= ENOUGH_SHARED}
        if text in same:
            near.add(same[text])
        same.setdefault(text, number)
        if near:
            yield number, tuple(near)


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
