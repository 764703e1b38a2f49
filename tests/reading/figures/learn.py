"""Learn what each sign beside a number weighs from the paragraphs in which figures are marked.

`PYTHONPATH=tests python tests/reading/figures/learn.py` writes generator/facts/figure-signs.tsv. It is a logistic
regression by gradients that adapt to each sign (AdaGrad): the same from run to run, and on every Python.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from functools import cache
from math import exp, fsum, sqrt

from reading.figures.marked import SETS, paragraphs_of

from generator.facts.figure_signs import TABLE
from generator.reading.figures.likeness import signs
from generator.reading.figures.model import Paragraph
from generator.reading.figures.positions import NUMBER
from generator.reading.figures.read import in_plan

# How often all are gone through, how far a weight is moved, at how many numbers a sign stands that is learned.
_ROUNDS, _STEP, _FEWEST = 10, 0.1, 3


@cache
def examples(name):
    """The numbers of a set outside plans, each as its signs and whether it is marked."""
    return tuple(_examples(name))


def _examples(name):
    for one in paragraphs_of(name):
        if not one.marks and in_plan(Paragraph(one.text, one.headings)):
            continue
        marks = {start for start, _ in one.marks}
        for match in NUMBER.finditer(one.text):
            yield tuple(signs(one.text, match.start())), match.start() in marks


def learned(marked):
    """The weights of the signs that stand at several numbers, in tenths."""
    marked = list(marked)
    counted = Counter(sign for one, _ in marked for sign in one)
    # Each sign by its number: a list answers sooner than a table.
    learned_signs = [sign for sign, times in counted.items() if times >= _FEWEST]
    numbered = {sign: at for at, sign in enumerate(learned_signs)}
    marked = [([numbered[sign] for sign in one if sign in numbered], true) for one, true in marked]
    weight, turned = [0.0] * len(numbered), [0.0] * len(numbered)
    chance = random.Random(1)
    for _ in range(_ROUNDS):
        chance.shuffle(marked)
        for one, true in marked:
            missed = true - 1 / (1 + exp(-fsum(map(weight.__getitem__, one))))
            if abs(missed) < 0.02:
                continue
            square, step = missed * missed, _STEP * missed
            for sign in one:
                turned[sign] += square
                weight[sign] += step / sqrt(turned[sign] + 1e-6)
    return {sign: tenths for sign, value in zip(learned_signs, weight, strict=True) if (tenths := round(value * 10))}


def table_of(weight):
    """The text of the table."""
    signs_of = defaultdict(list)
    for sign, tenths in weight.items():
        signs_of[tenths].append(sign)
    return "".join("\t".join((str(tenths), *sorted(signs_of[tenths]))) + "\n" for tenths in sorted(signs_of))


if __name__ == "__main__":
    TABLE.write_text(table_of(learned(one for name in SETS for one in examples(name))), encoding="utf-8")
