"""Writes the stock Word templates: `make templates`.

The templates are ordinary docxtpl documents; offices open them in Word and change them. In `stock/` they are described
once — one set of styles, one heading block, one ending — so that all of them agree. Measures and type sizes are those
of Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I; each style names its clause.
"""

from __future__ import annotations

from pathlib import Path

from stock.documents import documents
from stock.packages import parts

from generator.ooxml import package

HERE = Path(__file__).resolve().parent / "docx"


def main() -> None:
    """Write every stock template."""
    for name, body in documents().items():
        path = HERE / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as target:
            package.write(target, parts(body, landscape=name.startswith("bang/phu-luc")))


if __name__ == "__main__":
    main()
