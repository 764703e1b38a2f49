"""Office files judged against the schemas of Office: by one validator for all tests."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

from openxml_audit import OpenXmlValidator, ValidationResult
from openxml_audit.context import ValidationContext
from openxml_audit.errors import ValidationError
from openxml_audit.parts import OpenXmlPart

Validate = Callable[[OpenXmlPart, ValidationContext], list[ValidationError]]


def _once(validate: Validate, *, alone: bool) -> Validate:
    """The same for parts that were seen before: one in which nothing was wrong needs no second look.

    Most files have their styles, theme and header in common. Where what refers to other parts is asked too, only a part
    that is `alone` says all by itself.
    """
    right: set[tuple[str, bytes]] = set()

    def validate_part(part: OpenXmlPart, context: ValidationContext) -> list[ValidationError]:
        context.set_part(part)
        own = part.uri, hashlib.sha256(part.raw_content or b"").digest()
        sure = not (alone and len(part.relationships))
        if sure and own in right:
            return context.errors
        before = len(context.errors)
        if len(validate(part, context)) == before and sure and not context.should_stop:
            right.add(own)
        return context.errors

    return validate_part


class _Validator(OpenXmlValidator):
    def __init__(self) -> None:
        super().__init__()
        for validator, alone in (
            (self._schema_validator, False),
            (self._semantic_validator_word, True),
            (self._semantic_validator_spreadsheet, True),
        ):
            validator.validate_part = _once(validator.validate_part, alone=alone)


@cache
def _validator() -> OpenXmlValidator:
    return _Validator()


def validated(path: Path) -> ValidationResult:
    """What the validator finds in a file."""
    return _validator().validate(path)
