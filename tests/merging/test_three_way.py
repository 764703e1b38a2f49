"""Laws of the merge, on generated states."""

from __future__ import annotations

import hypothesis.strategies as st
from hypothesis import given

from generator.merging.merge.three_way import differences, merge
from generator.merging.model import WHOLE, Conflict, State, TaskId

_texts = st.dictionaries(st.sampled_from(["noi_dung", "chu_tri", "thoi_han"]), st.sampled_from(["", "a", "b", "c"]))
_states = st.dictionaries(st.builds(TaskId, st.just("s"), st.sampled_from(["1", "2", "3"])), _texts)


def bare(state: State) -> dict[tuple[str, ...], dict[str, str]]:
    """A state without empty fields: what merging is about."""
    return {key: {field: text for field, text in texts.items() if text} for key, texts in state.items()}


@given(_states, _states)
def test_a_side_that_changed_nothing_gives_the_other(base: State, other: State) -> None:
    left, right = merge(base, other, base), merge(base, base, other)
    assert bare(left.values) == bare(other) == bare(right.values)
    assert not left.changes and not left.conflicts and not right.conflicts


@given(_states, _states)
def test_the_same_edit_on_both_sides_is_no_conflict(base: State, edit: State) -> None:
    merged = merge(base, edit, edit)
    assert (bare(merged.values), merged.changes, merged.conflicts) == (bare(edit), (), ())


@given(_states, _states, _states)
def test_conflicts_do_not_depend_on_the_order_of_sides(base: State, ours: State, theirs: State) -> None:
    def turned(conflict: Conflict) -> Conflict:
        return Conflict(conflict.record, conflict.field, conflict.base, conflict.theirs, conflict.ours)

    assert set(merge(base, ours, theirs).conflicts) == {turned(c) for c in merge(base, theirs, ours).conflicts}


@given(_states, _states, _states)
def test_nothing_of_theirs_is_absent_from_values_and_conflicts(base: State, ours: State, theirs: State) -> None:
    merged = merge(base, ours, theirs)
    fought = {(c.record, c.field) for c in merged.conflicts}
    for record, texts in theirs.items():
        for field, text in texts.items():
            changed = text != base.get(record, {}).get(field, "")
            known = merged.values.get(record, {}).get(field, "") == text
            assert not changed or known or (record, field) in fought or (record, WHOLE) in fought


@given(st.text("ab"), st.text("ab"), st.text("ab"))
def test_two_fields_of_one_task_never_conflict(before: str, one: str, other: str) -> None:
    key = TaskId("s", "1")
    base = {key: {"x": before, "y": before}}
    merged = merge(base, {key: {"x": one, "y": before}}, {key: {"x": before, "y": other}})
    assert not merged.conflicts
    assert merged.values[key] == {"x": one, "y": other}


@given(_states, _states, _states)
def test_merging_again_changes_nothing(base: State, ours: State, theirs: State) -> None:
    once = merge(base, ours, theirs)
    again = merge(base, once.values, theirs)
    assert not [c for c in again.changes if c.kind == "sua"] and set(again.conflicts) == set(once.conflicts)


@given(_states, _states)
def test_differences_are_empty_between_equal_states_only(old: State, new: State) -> None:
    assert (differences(old, new) == ()) == (bare(old) == bare(new) and old.keys() == new.keys())
