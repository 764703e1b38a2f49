"""Templates that were compiled before: their code serves every width of text and every workplace with the same ones."""

from __future__ import annotations

from types import CodeType

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

# More than the templates of one dossier.
_MOST = 64


class KnownCode(BytecodeCache):
    """Code by name and source, kept in memory. A traceback through it names the file that it was asked for."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        self._codes: dict[tuple[str, str], CodeType] = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The name alone: the same source stands in many files."""
        return name

    def get_source_checksum(self, source: str) -> str:
        """The source itself."""
        return source

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        """What is known of a template, as if it had been compiled from this file."""
        bucket = super().get_bucket(environment, name, filename, source)
        if bucket.code is not None:
            bucket.code = _from_file(bucket.code, filename or "")
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        """Code that is known goes into the bucket."""
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep new code; where there is too much, it is begun anew."""
        if bucket.code is not None:
            if len(self._codes) >= _MOST:
                self._codes = {}
            self._codes[bucket.key, bucket.checksum] = bucket.code


def _from_file(code: CodeType, filename: str) -> CodeType:
    inside = (_from_file(one, filename) if isinstance(one, CodeType) else one for one in code.co_consts)
    return code.replace(co_filename=filename, co_consts=tuple(inside))
