"""What a cell or a value holds that cannot be printed as it stands: said with its place, whatever file it is from."""

from __future__ import annotations

from collections.abc import Iterator

from generator.values.findings import Finding, Place, Severity, msg
from generator.values.text import clean, control_characters, quote


def oddities(text: str, place: Place) -> Iterator[Finding]:
    """Control characters (V032), the error of a formula (V033)."""
    yield from controls(text, place)
    if text.startswith("#") and text.rstrip("!?").isupper() and text[-1:] in "!?A":
        yield error_value(place, text)


def controls(text: str, place: Place) -> Iterator[Finding]:
    """Control characters and halves of letters (V032): no file that we write can hold them."""
    if found := control_characters(text):
        yield Finding(
            "V032",
            Severity.WARNING,
            place,
            msg("Có ký tự điều khiển {ma}, không in được; đã bỏ khi sinh văn bản.", ma=", ".join(dict.fromkeys(found))),
            msg("Xóa ký tự đó trong tệp."),
            quote(clean(text)),
        )


def error_value(place: Place, text: str) -> Finding:
    """A cell that holds the error of a formula."""
    return Finding(
        "V033",
        Severity.ERROR,
        place,
        msg("Ô mang lỗi công thức {loi}.", loi=text),
        msg("Sửa công thức trong Excel rồi lưu lại."),
        text,
    )
