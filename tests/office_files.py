"""Office files judged against the schemas of Office: by one validator for all tests."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from lxml import etree
from openxml_audit import OpenXmlValidator, ValidationResult
from openxml_audit.context import ValidationContext
from openxml_audit.errors import ValidationError
from openxml_audit.parts import OpenXmlPart
from openxml_audit.schema.validator import SchemaValidator


class _Schemas(SchemaValidator):
    """A part is held against its schema by itself: one in which nothing was wrong needs no second look.

    Most files have their styles, theme and header in common.
    """

    def __init__(self) -> None:
        super().__init__()
        self.right: set[bytes] = set()

    def validate_part(self, part: OpenXmlPart, context: ValidationContext) -> list[ValidationError]:
        """The faults of a part, each time anew where it has any."""
        context.set_part(part)
        if part.xml is None:
            return context.errors
        own = hashlib.sha256(etree.tostring(part.xml.getroottree())).digest()
        before = len(context.errors)
        if own not in self.right and len(super().validate_part(part, context)) == before:
            self.right.add(own)
        return context.errors


class _Validator(OpenXmlValidator):
    def __init__(self) -> None:
        super().__init__()
        self._schema_validator = _Schemas()


@cache
def _validator() -> OpenXmlValidator:
    return _Validator()


def validated(path: Path) -> ValidationResult:
    """What the validator finds in a file."""
    return _validator().validate(path)
