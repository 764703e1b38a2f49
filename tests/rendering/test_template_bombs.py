"""A few letters of template that ask for any memory or time: refused by the check, ended when they run."""

from __future__ import annotations

import tracemalloc

import pytest
from conftest import calls

from generator.rendering.templates import bounded
from generator.rendering.templates.expressions import judged
from generator.rendering.templates.jinja import FAILURES, Environment, plain_environment, word_environment, word_pieces
from generator.values.findings import Place

DOUBLED = "{% set a = 'aaaaaaaaaa' %}" + "{% set a = a ~ a %}" * 40 + "{{ a }}"
SUMMED = "{% set a = 'aaaaaaaaaa' %}" + "{% set a = a + a %}" * 40 + "{{ a }}"
NESTED = "{{ " + "(" * 12 + "'aaaaaaaaaa'" + "".join(" ~ 'b')" for _ in range(12)) + " }}"
REPLACED = "{{ 'aaaaaaaaaa'" + "|replace('a', 'aaaaaaaaaa')" * 12 + " }}"
SQUARED = "{% set a = 9999999999 %}" + "{% set a = a * a %}" * 40 + "{{ a }}"
LOOPS = "".join(f"{{% for x{n} in vb.can_cu %}}" for n in range(8)) + "{{ x0 }}" + "{% endfor %}" * 8
BRACKETS = "{{ " + "(" * 400 + "vb.trich_yeu" + ")" * 400 + " }}"
BLOCKS = "{% if vb %}" * 400 + "{% endif %}" * 400
BOMBS = {
    "format": "{{ '%999999999d' % 1 }}",
    "repeated": "{{ 'a' * 999999999 }}",
    "method": "{{ '{:999999999}'.format(1) }}",
    "power": "{{ 9 ** 999999999 }}",
    "doubled": DOUBLED,
    "summed": SUMMED,
    "replaced": REPLACED,
    "loops": LOOPS,
    "brackets": BRACKETS,
    "blocks": BLOCKS,
}
VB = {"vb": {"trich_yeu": "Thử", "can_cu": ["Một"] * 100}}


@pytest.mark.parametrize("name", BOMBS)
def test_the_check_refuses_it(name: str) -> None:
    found = judged(BOMBS[name], plain_environment(), Place("mau.xlsx", cell="A1"), None).findings
    assert {one.code for one in found} & {"V102", "V103"}, found
    assert all(one.place.cell == "A1" for one in found)


MORE = {
    **BOMBS,
    "squared": SQUARED,
    "rounded": "{{ 1|round(99999999, 'ceil') }}",
    "joined": "{% set a = 'b'|replace('b', '"
    + "c" * 1000
    + "') %}{{ a|list|join(a) }}{{ a|list|join(a)|list|join(a) }}",
}


@pytest.mark.parametrize("environment", [word_environment(), plain_environment()], ids=["word", "excel"])
@pytest.mark.parametrize("name", MORE)
def test_it_ends_soon_and_small_when_it_runs(
    name: str, environment: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounded, "MOST_TURNS", 10_000)
    environment.turns.count = 0

    def made() -> None:
        template = environment.from_string(MORE[name])
        if environment.autoescape:
            list(word_pieces(template, VB))
        else:
            template.render(VB)

    def ended() -> None:
        with pytest.raises(FAILURES):
            made()

    tracemalloc.start()
    steps = calls(ended)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert steps < 300_000
    assert peak < 40 << 20


def test_loops_that_turn_too_often_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "MOST_TURNS", 1000)
    template = word_environment().from_string(
        "{% for a in vb.can_cu %}{% for b in vb.can_cu %}{{ b }}{% endfor %}{% endfor %}"
    )
    with pytest.raises(FAILURES, match="quá nhiều lần"):
        list(word_pieces(template, VB))


def test_what_a_template_prints_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "MOST_BYTES", 100)
    template = word_environment().from_string("{% for a in vb.can_cu %}{{ a }}{% endfor %}")
    with pytest.raises(FAILURES, match="quá lớn"):
        list(word_pieces(template, VB))


def test_what_templates_write_by_hand_is_left_alone() -> None:
    template = word_environment().from_string(
        "{% set ten = vb.trich_yeu ~ ' – ' ~ vb.trich_yeu %}{{ ten|replace('T', 't') }} {{ 2 + 3 * 4 }} "
        "{% for a in vb.can_cu %}{% if loop.last %}{{ loop.length }}{% endif %}{% endfor %}{{ [1, 2]|join(', ') }}"
    )
    assert b"".join(word_pieces(template, VB)).decode() == "thử – thử 14 1001, 2"
