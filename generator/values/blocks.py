"""The kinds of blocks of a body: one table, looked up wherever a block is read, numbered, named or taken back.

A kind's key in van-ban.yaml and in workbooks is its name with `_` for `-`. Clauses are those of Nghị định
30/2020/NĐ-CP, Phụ lục I, Phần I: II.6.đ, and row 6 of the table of V.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, Literal, get_args

from msgspec import Struct

from generator.values.findings import Message, msg
from generator.values.text import point_letter, roman, upper_first

BlockKind = Literal[
    "phan",
    "chuong",
    "muc",
    "tieu-muc",
    "dieu",
    "khoan",
    "diem",
    "gach",
    "cong",
    "doan",
    "bang",
    "luoi",
    "hinh",
    "bieu-do",
]
Numeral = Callable[[int], str]


class BlockFacts(Struct, frozen=True):
    """What sets a kind of block apart.

    `called` is what people call it, `cited` how a text refers to one (Phụ lục II, V.7: Điều 3, but khoản 2);
    `number` is how its number is printed, by `numeral` where it is counted, `alone` and `alone_numeral` in a document
    without điều; counting begins again under those of `restarts_under`. `marks` are its beginnings as the decree writes
    them, `found` its beginning on anyone's paper, right or wrong, with the groups `number` and `mark`. `titled`: its
    value is its heading, in capitals; `nests`: it holds those that stand below it in the table; `line`: its value is
    a line of text.
    """

    kind: BlockKind
    called: Message
    cited: str = ""
    number: str = ""
    numeral: Numeral | None = None
    alone: str = ""
    alone_numeral: Numeral | None = None
    restarts_under: frozenset[BlockKind] = frozenset()
    marks: tuple[str, ...] = ()
    found: str = ""
    titled: bool = False
    nests: bool = True
    line: bool = True

    @property
    def key(self) -> str:
        """Its key in van-ban.yaml."""
        return self.kind.replace("-", "_")

    @property
    def label(self) -> str:
        """Its name in a list to choose from: `Khoản`, `Gạch`."""
        return upper_first(self.cited)


# A number on paper ends before a space, or before the word that was typed right behind its mark ("Điều 1.Phê duyệt").
FOUND_END: Final = r"(?:(?=\s|$)|(?<=[.)])(?=[^\W\d_]))"
_TITLE_END = r"(?:[.:]\s*|\s*$)"
_FOUND_TITLE = r"\s+(?P<number>[IVXLC]+|\d+)(?P<mark>[.:]?)(?=\s|$)"

BLOCKS: Final[tuple[BlockFacts, ...]] = (
    BlockFacts(
        "phan",
        msg("phần"),
        "Phần",
        number="Phần {}",
        numeral=roman,
        marks=(rf"(?i:Phần (?:thứ )?(?:[IVXLC]+|\w+){_TITLE_END})",),
        found=r"(?i:phần\s+(?:thứ\s+)?(?P<number>[IVXLC]+|\d+)(?P<mark>[.:]?)(?=\s|$))",
        titled=True,
    ),
    BlockFacts(
        "chuong",
        msg("chương"),
        "Chương",
        number="Chương {}",
        numeral=roman,
        restarts_under=frozenset({"phan"}),
        marks=(rf"(?i:Chương [IVXLC]+{_TITLE_END})",),
        found=rf"(?i:chương{_FOUND_TITLE})",
        titled=True,
    ),
    BlockFacts(
        "muc",
        msg("mục"),
        "Mục",
        number="Mục {}",
        numeral=str,
        alone="{}.",
        alone_numeral=roman,
        restarts_under=frozenset({"phan", "chuong"}),
        marks=(rf"(?i:Mục \d+{_TITLE_END})", r"[IVXLC]+\.\s+"),
        found=rf"(?i:mục{_FOUND_TITLE})",
        titled=True,
    ),
    BlockFacts(
        "tieu-muc",
        msg("tiểu mục"),
        "Tiểu mục",
        number="Tiểu mục {}",
        numeral=str,
        restarts_under=frozenset({"phan", "chuong", "muc"}),
        marks=(rf"(?i:Tiểu mục \d+{_TITLE_END})",),
        found=rf"(?i:tiểu mục{_FOUND_TITLE})",
        titled=True,
    ),
    # Điều alone run on through the whole document.
    BlockFacts(
        "dieu",
        msg("điều"),
        "Điều",
        number="Điều {}.",
        numeral=str,
        marks=(r"Điều\s+\d+[.:]\s*",),
        found=rf"(?i:điều\s+(?P<number>\d+|[IVX]+)(?P<mark>\s*[.:,;)/-]?){FOUND_END})",
    ),
    BlockFacts(
        "khoan",
        msg("khoản"),
        "khoản",
        number="{}.",
        numeral=str,
        restarts_under=frozenset({"phan", "chuong", "muc", "tieu-muc", "dieu"}),
        marks=(r"\d{1,2}\.\s+",),
        found=rf"(?P<number>\d{{1,2}})(?P<mark>[./)-]){FOUND_END}",
    ),
    BlockFacts(
        "diem",
        msg("điểm"),
        "điểm",
        number="{})",
        numeral=point_letter,
        restarts_under=frozenset({"phan", "chuong", "muc", "tieu-muc", "dieu", "khoan"}),
        marks=(r"[a-eghiklmnopqrstuvxyđ]\)\s*",),
        found=rf"(?P<number>[a-zđ])(?P<mark>[./)-]){FOUND_END}",
    ),
    BlockFacts("gach", msg("gạch đầu dòng"), "gạch", number="-", marks=(r"[-–]\s+",)),
    BlockFacts("cong", msg("dấu cộng"), "cộng", number="+", marks=(r"\+\s+",)),
    BlockFacts("doan", msg("đoạn"), "đoạn", nests=False),
    BlockFacts("bang", msg("bảng"), "bảng", nests=False, line=False),
    BlockFacts("luoi", msg("ô của bảng"), "bảng", nests=False, line=False),
    BlockFacts("hinh", msg("hình"), "hình", nests=False, line=False),
    BlockFacts("bieu-do", msg("biểu đồ"), "biểu đồ", nests=False, line=False),
)
FACTS: Final = {facts.kind: facts for facts in BLOCKS}
BY_KEY: Final = {facts.key: facts for facts in BLOCKS}
KINDS: Final[tuple[BlockKind, ...]] = get_args(BlockKind)
# What holds what: a block stands under the last one of a smaller depth.
DEPTH: Final[dict[BlockKind, int]] = {
    facts.kind: depth for depth, facts in enumerate(facts for facts in BLOCKS if facts.nests)
}
TITLED: Final[frozenset[str]] = frozenset(facts.kind for facts in BLOCKS if facts.titled)
TITLE_KEYS: Final = frozenset(facts.key for facts in BLOCKS if facts.titled)
COUNTED: Final[tuple[BlockKind, ...]] = tuple(facts.kind for facts in BLOCKS if facts.numeral)
# Those of the text below a heading: “khoản”, “điểm”, which a reference writes in small letters.
BELOW_ARTICLE: Final = tuple(kind for kind in COUNTED if DEPTH[kind] > DEPTH["dieu"])


def marks(*, below: BlockKind = "phan") -> tuple[tuple[BlockKind, re.Pattern[str]], ...]:
    """Beginnings as the decree writes them, of a kind and of those that stand below it; no two fit the same text."""
    return tuple(
        (facts.kind, re.compile(mark)) for facts in BLOCKS for mark in facts.marks if DEPTH[facts.kind] >= DEPTH[below]
    )
