"""Files of other kinds (.doc, .rtf, .odt, .xls, .ods) as Office files that are read, through LibreOffice."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

from generator.converting import soffice
from generator.converting.bombs import is_what_it_says, refuse_bombs
from generator.converting.fonts import ASKED, Font, probe_fonts
from generator.values.errors import ConversionError, InputError
from generator.values.findings import Place, msg

KINDS = tuple(soffice.READ_AS)
_SECONDS = 120.0
# Larger than any document that people write: LibreOffice would take it all into memory.
_LARGEST = 64 << 20
# Bytes: five times what a document of 3,000 pages takes.
_MEMORY = 3 << 30


def as_office_file(file: Path, folder: Path) -> Path:
    """The .docx or .xlsx that LibreOffice makes of a file, in a folder of the caller's.

    Raises InputError V010 where there is none, V013 or V014 for a bomb, MissingProgramError V060 without LibreOffice,
    ConversionError V250 where nothing came of it: a password, a broken file, one too large.
    """
    suffix = file.suffix.lower()
    if not file.is_file():
        hint = msg("Kiểm tra tên và thư mục.")
        raise InputError.of("V010", Place(str(file)), msg("Không có tệp này."), hint)
    _refuse_harmful(file)
    office = soffice.probe()
    copy = folder / f"goc{suffix}"
    shutil.copyfile(file, copy)
    out, profile = folder / "ra", folder / "profile"
    out.mkdir()
    _run(office, [copy], out, profile)
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
    _run(office, [copy], out, profile, font)
    if not (made := out / "goc.pdf").is_file():
        raise _refused(file)
    return made


def as_office_files(files: Sequence[Path], folder: Path) -> Mapping[Path, Path]:
    """The same of many files, those of a form together; one that LibreOffice cannot open is left out.

    Raises MissingProgramError V060.
    """
    office = soffice.probe()
    made: dict[Path, Path] = {}
    for form in sorted({form for form, _ in soffice.READ_AS.values()}):
        own = [file for file in files if _becomes(file) == form and _is_harmless(file)]
        if own:
            made |= _of_a_form(office, own, form, folder / form)
    return made


def _becomes(file: Path) -> str:
    """The form that LibreOffice gives a file of another kind; "" for others."""
    return soffice.READ_AS.get(file.suffix.lower(), ("", ""))[0]


def _of_a_form(office: soffice.Office, files: Sequence[Path], form: str, work: Path) -> Mapping[Path, Path]:
    """What LibreOffice makes of files in one start; one at which it stays or comes to its end is passed over."""
    out, profile = work / "ra", work / "profile"
    out.mkdir(parents=True)
    copies = {file: work / f"{number}{file.suffix.lower()}" for number, file in enumerate(files)}
    for file, copy in copies.items():
        shutil.copyfile(file, copy)
    products = {file: out / f"{copy.stem}.{form}" for file, copy in copies.items()}
    left = [*files]
    while left:
        run = _run(office, [copies[file] for file in left], out, profile)
        if not (run.timed_out or run.died):
            break
        # They are taken in turn: the one after the last that was made is where it stayed.
        done = max((at for at, file in enumerate(left) if products[file].is_file()), default=-1)
        left = [file for file in left[done + 2 :] if not products[file].is_file()]
        shutil.rmtree(profile, ignore_errors=True)
    return {file: product for file, product in products.items() if product.is_file()}


def _run(
    office: soffice.Office, files: Sequence[Path], out: Path, profile: Path, font: Font | None = None
) -> soffice.Run:
    """One call for files from outside, in a profile of its own."""
    soffice.write_profile(profile, font or Font(ASKED))
    return soffice.run(office, files, out, profile=profile, timeout=_SECONDS, stop=threading.Event(), memory=_MEMORY)


def _refuse_harmful(file: Path) -> None:
    """Raise ConversionError V250 for a file that is empty, too large or of another kind, InputError for a bomb.

    Nothing is read of one that is too large.
    """
    if not 0 < file.stat().st_size <= _LARGEST:
        raise _refused(file)
    refuse_bombs(file)
    if not is_what_it_says(file):
        raise _refused(file)


def _is_harmless(file: Path) -> bool:
    try:
        _refuse_harmful(file)
    except (ConversionError, InputError):
        return False
    return True


def _refused(file: Path) -> ConversionError:
    error = ConversionError.of(
        "V250",
        Place(str(file)),
        msg("Không mở được tệp này: không có, rỗng, hỏng, có mật khẩu hoặc quá lớn."),
        msg("Mở bằng Word, bỏ mật khẩu nếu có, lưu lại dạng .docx rồi chạy lại."),
    )
    assert isinstance(error, ConversionError)
    return error
