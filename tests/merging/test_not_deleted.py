"""What is gone from its place in an edited file but still said elsewhere in it is not deleted from the data."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from generator.merging.model import Edited
from generator.merging.writing.writer import Writer

LEFT = (("đoạn 4", "Lời khác hẳn."), ("đoạn 16", "1. Khoản ba sửa nói về thời gian."))


@pytest.mark.parametrize(
    ("text", "goes"),
    [("“Khoản ba nói về thời gian.”", False), ("“Khoản bốn về kinh phí của sở.”", True), ("“”", True)],
)
def test_words_that_stand_elsewhere_stay(text: str, goes: bool) -> None:
    ours = SimpleNamespace(paths={}, registers={}, state={})
    writer = Writer(Path("van-ban.yaml"), ours, None, Edited({}, outside=LEFT), None, delete=True)  # type: ignore[arg-type]
    assert writer._may_delete("khoản 3", text) is goes
    told = [(one.code, one.value, "đoạn 16" in str(one.message)) for one in writer.findings]
    assert told == ([] if goes else [("V089", text, True)])
