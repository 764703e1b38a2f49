"""Our own tables are read as the general reader reads them, by the short way."""

import pytest
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from generator.facts.plain_yaml import _Table, plain_yaml
from generator.facts.resources import danh_muc_dir


def general(text):
    return YAML(typ="safe").load(text)


def short(text):
    return _Table(YAML(typ="safe").parse(text)).content()


# As text, for 1 and true are equal.
@pytest.mark.parametrize("table", sorted(path.name for path in danh_muc_dir().glob("*.yaml")))
def test_a_table_says_what_the_general_reader_reads(table):
    text = (danh_muc_dir() / table).read_bytes()
    assert repr(short(text)) == repr(general(text))


@pytest.mark.parametrize(
    "scalar", ["12", "-3", "+4", "0", "'12'", "2026-11-28", "~", "", "true", "30/2020/NĐ-CP", "Sở Nội vụ", "1 người"]
)
def test_scalars_are_what_they_are_written_as(scalar):
    assert repr(short(f"- x: [{{a: {scalar}}}]")) == repr(general(f"- x: [{{a: {scalar}}}]"))


@pytest.mark.parametrize(
    "text",
    ["a: &x 1\nb: *x", "a: !!str 1", "a: 1.5", "a: 0x1F", "a: 0o7", "a: 012", "a: 1_000", "a: 1e3", "a: .inf", "a: NaN",
     "a: 2026-11-28T10:00:00Z", "a: TRUE", "a: Null", "x: &x {a: 1}\ny:\n  <<: *x", "a: 1:30"],
)  # fmt: skip
def test_what_our_tables_do_not_have_is_left_to_the_general_reader(text):
    assert repr(plain_yaml(text.encode())) == repr(general(text))


def test_a_key_given_twice_is_refused():
    with pytest.raises(YAMLError):
        plain_yaml(b"a: 1\na: 2")
