"""The values that travel: dossier, documents, blocks, tables, tasks. Frozen, no format, no computation.

A value read from a file keeps its `Origin`; a value that has a meaning keeps the text it was read from
(`verbatim`), and the verbatim text is what is printed. Computed things (numbers, days late, totals) live in
`planning`. Vietnamese keys and identifiers are tied together in `glossary`.
"""

from generator.values.model.documents import (
    Agency,
    Block,
    Document,
    Dossier,
    FigureSource,
    IssuedWith,
    Marks,
    Merge,
    Picture,
    Signature,
    flat,
)
from generator.values.model.meaning import (
    Citation,
    Deadline,
    DeadlineKind,
    Milestone,
    PartialDate,
    Role,
    Status,
    UnitMention,
)
from generator.values.model.tables import (
    Column,
    ColumnChoice,
    Grouping,
    Orientation,
    Origin,
    Register,
    Section,
    Selection,
    SharedBase,
    Summary,
    TableSpec,
    Task,
)

__all__ = [
    "Agency",
    "Block",
    "Citation",
    "Column",
    "ColumnChoice",
    "Deadline",
    "DeadlineKind",
    "Document",
    "Dossier",
    "FigureSource",
    "Grouping",
    "IssuedWith",
    "Marks",
    "Merge",
    "Milestone",
    "Orientation",
    "Origin",
    "PartialDate",
    "Picture",
    "Register",
    "Role",
    "Section",
    "Selection",
    "SharedBase",
    "Signature",
    "Status",
    "Summary",
    "TableSpec",
    "Task",
    "UnitMention",
    "flat",
]
