"""Raised and lowered figures as the letters that Unicode has for them: m², H₂O, 512¹."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_RAISED = str.maketrans("0123456789+-–−=()nioxv", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿⁱºˣᵛ")
_LOWERED = str.maketrans("0123456789+-–−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎")
_LETTERS = {"superscript": _RAISED, "subscript": _LOWERED}
_AS_THEY_ARE = " \u00a0,;"
_FIGURES = "0123456789"
_FIGURES_ALONE = {
    script: {ord(figure): letters[ord(figure)] for figure in _FIGURES} for script, letters in _LETTERS.items()
}


def as_letters(text: str, script: str) -> str:
    """A raised (`superscript`) or lowered text in letters that are so themselves; its figures alone, where the rest of
    it has none (`1b`, `1/2`); "" where nothing has one.
    """
    made = text.translate(_LETTERS[script])
    if not all(new != old or new in _AS_THEY_ARE for new, old in zip(made, text, strict=True)):
        made = text.translate(_FIGURES_ALONE[script])
    return made if made != text else ""


def joined(runs: Sequence[tuple[str, str]]) -> str:
    """The text of runs, each with how it stands ("", `superscript`, `subscript`); where all of it is raised, nothing
    stands beside it and it stays as it is.
    """
    if all(script or not text.strip() for text, script in runs):
        return "".join(text for text, _ in runs)
    return "".join(_written(runs))


def _written(runs: Iterable[tuple[str, str]]) -> Iterable[str]:
    for text, script in runs:
        yield (as_letters(text, script) if script in _LETTERS else "") or text
