"""What a row says was made, and what it names as proof: papers by their kind, number and date."""

from __future__ import annotations

import re

from generator.facts.kinds import of_kinds, titled_kinds
from generator.reading.meaning import citations
from generator.values.findings import Place
from generator.values.model import Citation, Task
from generator.values.patterns import late
from generator.values.text import fold

# The columns that tell what came of a task.
_TOLD_IN = ("hoan_thanh", "ket_qua")
# Papers of law that the decree's list of kinds does not name.
_LAWS = ("luat", "nghi dinh", "thong tu", "thong tu lien tich")
# What any paper may be called, or go out with: no kind that another would contradict.
_ANY = frozenset({"van ban", "cong van", "huong dan", "thong bao", "to trinh", "bien ban", "phu luc", "giay moi"})
# How a text begins that says that nothing came of a task yet.
NOT_DONE = (
    "chua hoan thanh", "chua thuc hien", "chua trien khai", "dang trien khai", "dang thuc hien", "chua ket noi",
    "chua ban hanh", "dang cho", "dang hoan thien", "dang lay y kien", "dang tham dinh", "dang trinh",
)  # fmt: skip
_YEAR = late(r"\d/\d{4}/[A-ZĐ]")
# A product that is still to be signed by somebody else: what is sent to him proves it too.
_DRAFT = late(r"\b(?:du thao|trinh|ho so|de xuat|gop y|tham dinh|cac|nhung|hang nam|hang thang|hang quy)\b")
# What stands behind these words is why something was done, not what came of it.
_BASIS = late(r"\b(?:theo|căn cứ)\s+$", re.IGNORECASE)
_ISSUED = r"^(?:da |duoc )*(?:ban hanh|ky ban hanh|phe duyet|cong bo)\b"
_ISSUING = late(_ISSUED)


def _names() -> str:
    named = {fold(kind.name) for kind in titled_kinds()} | {*_LAWS}
    return "|".join(sorted(named - _ANY, key=len, reverse=True))


@of_kinds
def _kind() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_names()})(?!\w)")


@of_kinds
def _issuing() -> re.Pattern[str]:
    return re.compile(rf"{_ISSUED}(?: \w+){{0,3}}? (?P<kind>{_names()})(?!\w)")


def claim_of(task: Task) -> str:
    """What a row tells of a task that is done."""
    return "\n".join(text for key in _TOLD_IN if (text := task.text(key).strip()))


def place_of_claim(task: Task) -> Place:
    """Where it tells so: in a column of results, else by the state alone."""
    return task.origin.place(next((key for key in _TOLD_IN if task.text(key).strip()), "trang_thai"))


def product_kinds(text: str) -> frozenset[str]:
    """The kinds of papers, folded, that a product is to be; none where another paper would do as well."""
    folded = fold(text)
    return frozenset() if not folded or _DRAFT.search(folded) else frozenset(_kind().findall(folded))


def said_issued(text: str) -> str:
    """The kind of paper that a result begins by saying was issued; empty where it says no such thing."""
    told = fold(text)
    match = _issuing().search(told) if _ISSUING.match(told) else None
    return match["kind"] if match else ""


def proven(text: str) -> bool:
    """Whether a text names a document by number and date; a number that has its year says which it is."""
    return bool(_YEAR.search(text)) or any(cited.number and cited.dated for cited in citations.parse(text)[0])


def contradicts(product: str, claim: str) -> Citation | None:
    """The paper named as proof that is of another kind than the product; None where one fits, or nothing is named."""
    wanted, told = product_kinds(product), fold(claim)
    if not wanted or any(re.search(rf"(?<!\w){kind}(?!\w)", told) for kind in wanted):
        return None
    named = [one for one in citations.parse(claim)[0] if one.number and not _BASIS.search(claim, 0, one.start)]
    return named[0] if named and all(_kind().fullmatch(fold(cited.kind)) for cited in named) else None
