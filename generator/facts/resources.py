"""Where the stock templates and the reference data lie: beside the package in a checkout, inside it in a wheel."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent
_SHARE = _PACKAGE / "share"


@cache
def templates_dir() -> Path:
    """The stock templates: `docx/` and `xlsx/`."""
    return _SHARE / "templates" if _SHARE.is_dir() else _PACKAGE.parent / "templates"


@cache
def danh_muc_dir() -> Path:
    """The dated facts: agencies, kinds, abbreviations, holidays."""
    return _SHARE / "danh-muc" if _SHARE.is_dir() else _PACKAGE.parent / "data" / "danh-muc"
