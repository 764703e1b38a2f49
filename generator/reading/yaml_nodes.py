"""The tree of a YAML text as the parser in C makes it, ten times as fast as the one in Python.

They do not agree on every text, so it is asked only for such as dossiers are written in: lists, keys and values, plain,
in quotes or in brackets. `tests/reading/test_yaml_nodes.py` lays both side by side.
"""

from __future__ import annotations

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode

from generator.values.patterns import late
from generator.values.yaml_bounds import DEEPEST, levels

# What begins a reference, a tag, a directive, a text in lines, a key or a document of its own; a list that is a key.
_ODD = late(r"(?m)(?:^|[\[{,:?-]) *[&*!%@`|>]|^[ -]*\?(?: |$)|^(?:---|\.\.\.)|[\]}]\s*:")
# The parser in C goes down by recursion: far from where it ends the process, beyond whatever a dossier has.
_LEVELS = 10 * DEEPEST


def plain_nodes(text: str) -> MappingNode | None:
    """The keys of a text with all below them; None where the parser in Python has to say what it is."""
    if not text.replace("\n", "").replace("\xa0", "").isprintable() or _ODD.search(text) or levels(text) > _LEVELS:
        return None
    try:
        root = YAML(typ="base").compose(text)
    # The other parser says it in its own words.
    except Exception:
        return None
    return root if isinstance(root, MappingNode) else None
