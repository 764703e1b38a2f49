"""Files of other kinds (.doc, .rtf, .odt, .xls, .ods) as Office files that are read, through LibreOffice."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

from generator.converting import soffice
from generator.converting.fonts import ASKED, Font, probe_fonts
from generator.values.errors import ConversionError, InputError
from generator.values.findings import Place, msg

KINDS = tuple(soffice.READ_AS)
_SECONDS = 120.0
# Larger than any document that people write: LibreOffice would take it all into memory.
_LARGEST = 64 << 20


def as_office_file(file: Path, folder: Path) -> Path:
    """The .docx or .xlsx that LibreOffice makes of a file, in a folder of the caller's.

    Raises InputError V010 where there is none, MissingProgramError V060 without LibreOffice, ConversionError V250 where
    nothing came of it: a password, a broken file, one too large.
    """
    suffix = file.suffix.lower()
    if not file.is_file():
        hint = msg("Kiểm tra tên và thư mục.")
        raise InputError.of("V010", Place(str(file)), msg("Không có tệp này."), hint)
    size = file.stat().st_size
    if not size or size > _LARGEST:
        raise _refused(file)
    office = soffice.probe()
    copy = folder / f"goc{suffix}"
    shutil.copyfile(file, copy)
    out, profile = folder / "ra", folder / "profile"
    out.mkdir()
    soffice.write_profile(profile, Font(ASKED))
    soffice.run(office, [copy], out, profile=profile, timeout=_SECONDS, stop=threading.Event())
    made = out / f"goc.{soffice.READ_AS[suffix][0]}"
    if not made.is_file():
        raise _refused(file)
    return made


def printed(file: Path, folder: Path) -> Path:
    """The PDF that LibreOffice makes of a Word file, in a folder of the caller's; raises as `as_office_file`."""
    office, font = soffice.probe(), probe_fonts()
    copy = folder / "goc.docx"
    shutil.copyfile(file, copy)
    out, profile = folder / "ra", folder / "profile"
    out.mkdir()
    soffice.write_profile(profile, font)
    soffice.run(office, [copy], out, profile=profile, timeout=_SECONDS, stop=threading.Event())
    if not (made := out / "goc.pdf").is_file():
        raise _refused(file)
    return made


def as_office_files(files: Sequence[Path], folder: Path) -> Mapping[Path, Path]:
    """The same of many files, those of a kind together; one that LibreOffice cannot open is left out.

    Raises MissingProgramError V060.
    """
    office = soffice.probe()
    made: dict[Path, Path] = {}
    for suffix in KINDS:
        own = [file for file in files if file.suffix.lower() == suffix and 0 < file.stat().st_size <= _LARGEST]
        if not own:
            continue
        work = folder / suffix.removeprefix(".")
        out, profile = work / "ra", work / "profile"
        out.mkdir(parents=True)
        copies = {file: work / f"{number}{suffix}" for number, file in enumerate(own)}
        for file, copy in copies.items():
            shutil.copyfile(file, copy)
        soffice.write_profile(profile, Font(ASKED))
        given = [*copies.values()]
        soffice.run(office, given, out, profile=profile, timeout=_SECONDS, stop=threading.Event())
        form = soffice.READ_AS[suffix][0]
        made |= {file: out / f"{copy.stem}.{form}" for file, copy in copies.items()}
    return {file: product for file, product in made.items() if product.is_file()}


def _refused(file: Path) -> ConversionError:
    error = ConversionError.of(
        "V250",
        Place(str(file)),
        msg("Không mở được tệp này: không có, rỗng, hỏng, có mật khẩu hoặc quá lớn."),
        msg("Mở bằng Word, bỏ mật khẩu nếu có, lưu lại dạng .docx rồi chạy lại."),
    )
    assert isinstance(error, ConversionError)
    return error
