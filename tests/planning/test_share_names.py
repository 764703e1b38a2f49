"""Files of `--each`: whatever units are called, each has a name of its own."""

from __future__ import annotations

import hypothesis.strategies as st
from hypothesis import given

from generator.planning.shares import _file_keys
from generator.values.file_names import is_device

_NAMES = st.lists(
    st.text(alphabet="Phòóng 12-", min_size=1, max_size=9)
    | st.sampled_from(["Phòng 1", "Phóng 1", "***", "Con", "CÔN 1"]),
    unique=True,
    max_size=8,
)


@given(_NAMES)
def test_no_two_holders_have_one_file(names: list[str]) -> None:
    keys = _file_keys({f"={name}": name for name in names})
    assert len(set(keys.values())) == len(names)
    assert all(key and key.isascii() and not is_device(key) for key in keys.values())


def test_a_name_that_looks_like_another_with_a_number() -> None:
    names = ["Phòng 1", "Phóng 1", "Phòng 1-2"]
    assert list(_file_keys({f"={name}": name for name in names}).values()) == ["phong-1", "phong-1-2", "phong-1-2-2"]
