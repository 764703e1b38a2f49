"""Keys of YAML files emptied and taken out: what else stands in the file keeps its characters."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.keeping.yaml_data import plain_data
from generator.keeping.yaml_source import NotWritableError, edited_yaml
from generator.merging.writing.source_edits import (
    DeleteItem,
    DeleteKey,
    EmptyValue,
    InsertItem,
    SetValue,
    TreeEdit,
)
from generator.values.paths import parsed

F = Path("van-ban.yaml")


@pytest.mark.parametrize(
    ("text", "path", "made"),
    [
        ("a: 1\nb: 2 # hai\n# ba\nc: 3\n", "b", "a: 1\n# ba\nc: 3\n"),
        ("# đầu\na: 1\nb: 2\n", "a", "# đầu\nb: 2\n"),
        ("a:\n  - x: 1\n    y: 2\n", "a[0].x", "a:\n  - y: 2\n"),
        ("a:\n  - x: 1\n    # lời\n    y: 2\n", "a[0].x", "a:\n  - \n    # lời\n    y: 2\n"),
        ("a:\n  - x: 1\n    y: {z: 2}\n  - 3\n", "a[0].y", "a:\n  - x: 1\n  - 3\n"),
        ("ky: {ten: A, anh: {tep: k.png, rong: 30}}\n", "ky.anh", "ky: {ten: A}\n"),
        ("ky: { anh: k.png, ten: A } # ai\n", "ky.anh", "ky: { ten: A } # ai\n"),
        ("ky: {anh: k.png}\n", "ky.anh", "ky: {}\n"),
        ("ky: {ten: A, anh: }\n", "ky.anh", "ky: {ten: A}\n"),
        ("ky:\n  anh: k.png\nb: 1\n", "ky.anh", "ky:\n  {}\nb: 1\n"),
        ("a: |\n  dòng\n  hai\nb: 1\n", "a", "b: 1\n"),
        ("a: 1\nb: 2", "b", "a: 1\n"),
        ("k: &k {x: 1, y: 2}\nl: *k\n", "k.x", None),
    ],
)
def test_a_key_that_goes_takes_its_own_lines_alone(text: str, path: str, made: str | None) -> None:
    edit = DeleteKey(F, parsed(path))
    if made is None:
        with pytest.raises(NotWritableError):
            edited_yaml(text, [edit])
    else:
        assert edited_yaml(text, [edit]) == made


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("so: 142  # số\nb: 1\n", "so:   # số\nb: 1\n"),
        ("so: '142'\n", "so:\n"),
        ('so: "142"\n', "so:\n"),
        ("{so: 142, b: 1}\n", "{so: , b: 1}\n"),
        ("so: |\n  142\nb: 1\n", "so:\nb: 1\n"),
        ("so:\nb: 1\n", "so:\nb: 1\n"),
    ],
)
def test_an_emptied_value_leaves_its_key(text: str, made: str) -> None:
    assert edited_yaml(text, [EmptyValue(F, ("so",))]) == made


# The same file as each of the two parsers takes it: one of them is not asked for texts in lines.
PARSERS = pytest.mark.parametrize("above", ["", "zz: |\n  chữ\n"], ids=["C", "Python"])


@PARSERS
@pytest.mark.parametrize(
    ("text", "edit", "made"),
    [
        ("a:\n# của b\nb: 1\n", DeleteKey(F, ("a",)), "# của b\nb: 1\n"),
        ("z: 1\na:  # của a\n\n# của b\nb: 1\n", DeleteKey(F, ("a",)), "z: 1\n\n# của b\nb: 1\n"),
        ("k:\n  a:\n  b: 1\n", DeleteKey(F, ("k", "a")), "k:\n  b: 1\n"),
        ("k:\n  a:\n# của l\nl: 1\n", SetValue(F, ("k", "m"), "x"), "k:\n  a:\n  m: x\n# của l\nl: 1\n"),
        ("a:\n# của b\nb: 1\n", SetValue(F, ("a",), "x"), "a: x\n# của b\nb: 1\n"),
        ("l:\n- a:\n# của hai\n- k: 2\n", DeleteItem(F, ("l", 0)), "l:\n# của hai\n- k: 2\n"),
        ("l:\n- a:\n# của hai\n- k: 2\n", InsertItem(F, ("l", 0), "x"), "l:\n- a:\n- x\n# của hai\n- k: 2\n"),
    ],
)
def test_beside_a_key_without_a_value_comments_stay(text: str, edit: TreeEdit, made: str, above: str) -> None:
    assert edited_yaml(above + text, [edit]) == above + made


def test_a_value_stays_a_text_where_it_is_to() -> None:
    assert edited_yaml("ngay: 2024-05\n", [SetValue(F, ("ngay",), "", quoted=True)]) == 'ngay: ""\n'
    assert edited_yaml("ngay: 2024-05\n", [SetValue(F, ("ngay",), "2025", quoted=True)]) == 'ngay: "2025"\n'


def test_what_an_anchor_shares_is_changed_once() -> None:
    text = "a: &chung {so: 1, b: 2} # chung\nc: *chung\n"
    edits = [EmptyValue(F, ("a", "so")), EmptyValue(F, ("c", "so"))]
    assert edited_yaml(text, edits) == "a: &chung {so: , b: 2} # chung\nc: *chung\n"
    text = "a: &chung\n  so: 1\n  b: 2\nc:\n  <<: *chung\n  d: 3\n"
    edits = [DeleteKey(F, ("a", "so")), DeleteKey(F, ("c", "<<", "so"))]
    assert edited_yaml(text, edits) == "a: &chung\n  b: 2\nc:\n  <<: *chung\n  d: 3\n"


KEYS = st.sampled_from(["so", "ngay", "ky", "anh", "ten"])
VALUES = st.recursive(
    st.sampled_from(["1", "'hai'", '"ba"', "bốn # chú thích"]),
    lambda inner: st.dictionaries(KEYS, inner, min_size=1, max_size=3),
    max_leaves=8,
)


def block(value: object, indent: int = 0) -> str:
    """A mapping in block style, with a comment above each key."""
    assert isinstance(value, dict)
    lines = []
    for key, item in value.items():
        pad = " " * indent
        lines.append(f"{pad}# về {key}")
        lines.append(f"{pad}{key}:" + (f"\n{block(item, indent + 2)}" if isinstance(item, dict) else f" {item}"))
    return "\n".join(lines)


def paths(value: object) -> list[tuple[str, ...]]:
    items = value.items() if isinstance(value, dict) else ()
    return [(key, *rest) for key, item in items for rest in [(), *paths(item)]]


@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=3), st.data())
def test_a_key_that_goes_is_the_only_thing_that_goes(value: dict[str, object], data: st.DataObject) -> None:
    text = block(value) + "\n"
    path = data.draw(st.sampled_from(paths(value)))
    made = edited_yaml(text, [DeleteKey(F, path)])
    before = plain_data(text)
    holder = before
    for step in path[:-1]:
        holder = holder[step]
    del holder[path[-1]]
    assert plain_data(made) == before
    kept = [line for line in made.splitlines() if "{}" not in line]
    lines = iter(text.splitlines())
    assert all(line in lines for line in kept), "the lines that stay, in their order"
    assert made.count("# về") == text.count("# về") - len(paths(at(value, path)))


def at(value: object, path: tuple[str, ...]) -> object:
    for step in path:
        assert isinstance(value, dict)
        value = value[step]
    return value
