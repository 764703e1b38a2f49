"""What a cell or a value holds that cannot be printed as it stands: said with its place, whatever file it is from."""

from __future__ import annotations

from collections.abc import Iterator

from generator.values.findings import Finding, Place, Severity, msg
from generator.values.patterns import late
from generator.values.text import clean, control_characters, quote

# What takes no room or turns the order of the letters around it; not the joiner inside of an emoji.
_UNSEEN = late(
    "[\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]"
    "|(?<=\\w)\u200d(?=\\w)"
)


def oddities(text: str, place: Place) -> Iterator[Finding]:
    """Control characters (V032), those that nobody sees (V420), the error of a formula (V033)."""
    yield from controls(text, place)
    if text.startswith("#") and text.rstrip("!?").isupper() and text[-1:] in "!?A":
        yield error_value(place, text)


def controls(text: str, place: Place) -> Iterator[Finding]:
    """Control characters and halves of letters (V032), which no file of ours can hold; characters that nobody sees
    (V420), which stay: a name that has one is not the same name.
    """
    if text.isprintable():  # none of them is
        return
    if found := control_characters(text):
        yield Finding(
            "V032",
            Severity.WARNING,
            place,
            msg("Có ký tự điều khiển {ma}, không in được; đã bỏ khi sinh văn bản.", ma=", ".join(dict.fromkeys(found))),
            msg("Xóa ký tự đó trong tệp."),
            quote(clean(text)),
        )

    if unseen := dict.fromkeys(_UNSEEN.findall(text)):
        yield Finding(
            "V420",
            Severity.WARNING,
            place,
            msg(
                "Có ký tự không nhìn thấy {ma}; vẫn được in, nhưng tìm, so tên, đếm sẽ sai, thứ tự chữ có thể đảo.",
                ma=", ".join(f"U+{ord(one):04X}" for one in unseen),
            ),
            msg("Thường do chép từ trang web, PDF: xóa chữ ở đó rồi gõ lại."),
            quote(_UNSEEN.sub("", clean(text))),
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
