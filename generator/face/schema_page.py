"""docs/json-schema.json and docs/JSON.md, from the shapes: `python -m generator.face.schema_page` writes both."""

from __future__ import annotations

import ast
import inspect
import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from typing_extensions import TypedDict, get_type_hints, is_typeddict

from generator.face import shapes

DOCS = Path(__file__).parents[2] / "docs"
_HEAD = """# `--json`

Trang này sinh từ mã nguồn (`python -m generator.face.schema_page`); đừng sửa tay. Mọi lệnh có `--json` in ra đúng một
giá trị JSON (`vanban watch`: một giá trị mỗi lần sinh lại), có khóa `schema` là phiên bản của dạng: **{schema}**. Trong
một phiên bản, khóa có thể thêm, không mất đi và không đổi nghĩa. Lược đồ để máy kiểm tra:
[json-schema.json](json-schema.json). Mã thoát cho biết lệnh đã xong (0), xong và thấy lỗi (1), hay dừng (2…8, 70, 130).

*The descriptions below are those of the schema, in English.*
"""


def results() -> tuple[Any, ...]:
    """The shapes of whole outputs, in the order they are written."""
    return tuple(one for one in _shapes() if "schema" in get_type_hints(one) and one is not shapes.Result)


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of every output: one of the results."""
    from pydantic import ConfigDict, TypeAdapter

    for one in _shapes():
        # Only here: at run time the shapes are plain types, without pydantic.
        one.__pydantic_config__ = ConfigDict(extra="forbid")
    inputs: list[Any] = [(number, "serialization", TypeAdapter(one)) for number, one in enumerate(results())]
    _, made = TypeAdapter.json_schemas(inputs)
    definitions = dict(made["$defs"])
    for one in _shapes():
        described = definitions.get(one.__name__)
        if described is not None:
            described["description"] = inspect.getdoc(one)
            for key, text in documented(one).items():
                described["properties"][key]["description"] = text
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": shapes.SCHEMA,
        "title": "vanban --json",
        "anyOf": [{"$ref": f"#/$defs/{one.__name__}"} for one in results()],
        "$defs": definitions,
    }


def documented(shape: Any) -> dict[str, str]:
    """What the text right below each key says of it."""
    found: dict[str, str] = {}
    for base in reversed([shape, *getattr(shape, "__orig_bases__", ())]):
        if not is_typeddict(base) or base.__module__ != shapes.__name__:
            continue
        try:
            body = _bodies()[base.__name__]
        except KeyError:
            continue
        for key, text in pairwise(body):
            if isinstance(key, ast.AnnAssign) and isinstance(key.target, ast.Name) and isinstance(text, ast.Expr):
                found[key.target.id] = " ".join(str(ast.literal_eval(text.value)).split())
    return found


def _bodies() -> dict[str, list[ast.stmt]]:
    tree = ast.parse(inspect.getsource(shapes))
    return {node.name: node.body for node in tree.body if isinstance(node, ast.ClassDef)}


def _shapes() -> Iterator[Any]:
    for one in vars(shapes).values():
        if is_typeddict(one) and one is not TypedDict:
            yield one


def page() -> str:
    """The page as Markdown: each output, then what is inside of them."""
    definitions = schema()["$defs"]
    outer = [one.__name__ for one in results()]
    parts = [_HEAD.format(schema=shapes.SCHEMA)]
    for name in (*outer, *sorted(set(definitions) - set(outer))):
        parts.append(f"\n## {name}\n\n{definitions[name]['description']}\n")
        required = definitions[name].get("required", ())
        for key, value in definitions[name]["properties"].items():
            may = "" if key in required else ", may be left out"
            said = f": {value['description']}" if "description" in value else ""
            parts.append(f"- `{key}` ({_type(value)}{may}){said}")
    return "\n".join(parts) + "\n"


def _type(value: dict[str, Any]) -> str:
    if "$ref" in value:
        return str(value["$ref"].rpartition("/")[2])
    if "enum" in value:
        return " | ".join(f"“{one}”" for one in value["enum"])
    if "const" in value:
        return f"“{value['const']}”"
    if value.get("type") == "array":
        return f"list of {_type(value['items'])}"
    if value.get("type") == "object":
        return f"object of {_type(value['additionalProperties'])}"
    return str(value.get("type", "any"))


def write() -> None:
    """Write both files."""
    (DOCS / "json-schema.json").write_text(json.dumps(schema(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (DOCS / "JSON.md").write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    write()
