"""The story of `vanban import FILE --into HỒ SƠ`: head and end of an issued file as keys of a dossier whose body it is.

Only keys that the dossier lacks, or has empty, are written, as the import of the file writes them; what the dossier
says otherwise stays and is told. The file is read again before it counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from generator.commands.import_file import source_of
from generator.commands.importing.making import dossier_of
from generator.commands.made import Made
from generator.keeping.locks import held
from generator.keeping.text_file import text_file
from generator.keeping.whole import write_whole
from generator.keeping.yaml_data import plain_data
from generator.keeping.yaml_source import NotWritableError, edited_yaml
from generator.merging.writing.source_edits import DeleteKey
from generator.reading.dossier import YAML_NAME, load_dossier
from generator.values.errors import InputError, UsageError
from generator.values.findings import Finding, Place, Severity, in_order, msg
from generator.values.patterns import late
from generator.values.progress import Progress, Stage
from generator.values.text import one_line, quote

_BODY = "noi_dung"
# What is not of the head or the end.
_NOT_TAKEN = (_BODY, "kem_theo", "ban_sao")
_KEY = late(r"^(\w+):", re.MULTILINE)


def import_keys(file: Path, dossier: Path, progress: Progress | None = None) -> Made:
    """Write what a file says in its head and end as keys of a dossier.

    Raises UsageError V375 where the dossier is no van-ban.yaml, InputError for a file that cannot be read, or where the
    dossier could not be read with the keys (V091); then nothing is written.
    """
    progress = progress or Progress()
    progress.expect(2)
    progress.at(Stage.READING, file)
    path = dossier / YAML_NAME if dossier.is_dir() else dossier
    if path.name != YAML_NAME or not path.is_file():
        said = msg("Phần đầu, phần ký chỉ ghi được vào {tep} của một hồ sơ.", tep=YAML_NAME)
        raise UsageError.of("V375", Place(str(dossier)), said, msg("Nêu thư mục hồ sơ có tệp ấy sau “--into”."))
    folder = dossier_of(source_of(file, 0, progress))
    progress.did(Stage.READING, file)
    with held(path.parent, doing="vanban import --into"):
        return _into(path, file, folder.files[YAML_NAME].decode(), progress)


def _into(path: Path, file: Path, offered: str, progress: Progress) -> Made:
    """The same into a dossier that nobody else writes meanwhile."""
    old = text_file(path)
    text = old.text.replace("\r\n", "\n")
    own, found = plain_data(text) or {}, plain_data(offered)
    if file.resolve().parent == path.resolve().parent and not own.get(_BODY):
        offered += f"{_BODY}: {file.name}\n"
        found = {**found, _BODY: file.name}
        new = {_BODY: file.name}
    else:
        new = {}
    new |= {key: value for key, value in found.items() if key not in _NOT_TAKEN and value and not own.get(key)}
    differing = tuple(_differing(path, own, found))
    if not new:
        said = msg("Hồ sơ đã có mọi khóa mà phần đầu, phần ký của tệp cho.")
        return Made((), (*differing, Finding("V376", Severity.NOTE, Place(str(path)), said, asked=True)), ())
    made = _with(path, text, own, {key: block for key, block in _blocks(offered) if key in new}, new)
    _replaced(path, old.encoded(made.replace("\n", "\r\n") if "\r\n" in old.text else made))
    progress.did(Stage.WRITING, path)
    steps = (msg("Đã ghi {cac} từ tệp đã ký; soát lại rồi sinh.", cac=", ".join(new)),)
    return Made((path,), in_order(differing), steps)


def _with(path: Path, text: str, own: Mapping[str, Any], blocks: Mapping[str, str], new: Mapping[str, Any]) -> str:
    """The text with the keys at its end; those that are there and empty go first."""
    try:
        kept = edited_yaml(text, [DeleteKey(path, (key,)) for key in new if key in own])
    except NotWritableError:
        raise _not_written(path) from None
    made = f"{kept.rstrip()}\n{''.join(blocks.values())}"
    if plain_data(made) != {**{key: value for key, value in own.items() if key not in new}, **new}:
        raise _not_written(path)
    return made


def _not_written(path: Path) -> InputError:
    said = msg("Không ghi được chỗ sửa này mà giữ nguyên phần còn lại.")
    return InputError.of("V091", Place(str(path)), said, msg("Ghi các khóa ấy bằng tay."))


def _replaced(path: Path, data: bytes) -> None:
    """The file written anew, as long as the dossier can be read with it."""
    before = path.read_bytes()
    write_whole(path, data)
    try:
        load_dossier(path)
    except InputError:
        write_whole(path, before)
        raise


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    """Each key of a YAML text as it is written, with the comments above it."""
    starts = [match.start() for match in _KEY.finditer(text)]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        block, above = text[start:end], text[:start].splitlines(keepends=True)
        said: list[str] = []
        while above and above[-1].startswith("#"):
            said.insert(0, above.pop())
        # The comments at its end are those of the next key.
        lines = block.splitlines(keepends=True)
        while len(lines) > 1 and lines[-1].startswith("#"):
            lines.pop()
        first = text.splitlines()[0] if text else ""
        yield block.partition(":")[0], "".join((*(one for one in said if one.strip() != first), *lines))


def _differing(path: Path, own: Mapping[str, Any], found: Mapping[str, Any]) -> Iterator[Finding]:
    for key, value in found.items():
        if key not in _NOT_TAKEN and value and own.get(key) and _shown(own[key]) != _shown(value):
            said = msg("Khóa {khoa}: tệp đã ký ghi {tep}, hồ sơ ghi {ho_so}; giữ của hồ sơ.", khoa=quote(key),
                       tep=quote(_shown(value), 160), ho_so=quote(_shown(own[key]), 160))  # fmt: skip
            hint = msg("Tệp đúng thì xóa khóa ấy rồi chạy lại.")
            yield Finding("V374", Severity.NOTE, Place(str(path)), said, hint, _shown(value), asked=True)


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_shown(one)}" for key, one in value.items())
    if isinstance(value, list):
        return "; ".join(map(_shown, value))
    return one_line(str(value))
