"""`check`: facts through every rule, or the one finding that says why they were not judged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from generator.checking.paper.facts import read_facts
from generator.checking.paper.model import Facts, Law, Part
from generator.checking.rules import (
    annex,
    authority,
    bases,
    body,
    capitals,
    citations,
    cited,
    content,
    heading,
    letters,
    looks,
    numbers,
    page,
    party,
    recipients,
    signature,
    spelling,
    structure,
    tables,
    times,
    wording,
)
from generator.checking.rules.known import Known, stock
from generator.checking.rules.rule import Rule
from generator.ooxml.revisions import View
from generator.values.findings import Finding, Message, Place, Severity, in_order, msg


class RuleSet(Struct, frozen=True):
    """What a kind of document is judged by: its name, the laws (`Facts.law`) it applies to, its rules.

    `not_judged` says what of the form the set leaves out.
    """

    key: str
    name: str
    laws: frozenset[Law]
    rules: tuple[Rule, ...]
    not_judged: str = ""

    def findings(self, facts: Facts, known: Known) -> Iterator[Finding]:
        """What every rule of the set finds."""
        return (finding for rule in self.rules for finding in rule.findings(facts, known))


def _by_code(*groups: Iterable[Rule]) -> tuple[Rule, ...]:
    return tuple(sorted((rule for group in groups for rule in group), key=lambda rule: rule.code))


ALL_RULES = _by_code(
    page.RULES, letters.RULES, tables.RULES, heading.RULES, authority.RULES, looks.RULES, numbers.RULES, bases.RULES,
    body.RULES, structure.RULES, signature.RULES, recipients.RULES, annex.RULES, capitals.RULES, content.RULES,
    cited.RULES, citations.RULES, times.RULES, wording.RULES, spelling.RULES,
)  # fmt: skip
DECREE = RuleSet("nd30", "Nghị định 30/2020/NĐ-CP", frozenset({"nd30"}), ALL_RULES)
PARTY = RuleSet(
    "dang",
    "Hướng dẫn 05-HD/VPTW",
    frozenset({"dang"}),
    _by_code(party.RULES, (rule for rule in letters.RULES if rule.code in ("ND-112", "ND-113", "ND-115", "ND-116"))),
    "cỡ chữ từng thành phần (Phụ lục 2 của Hướng dẫn), bản sao, biểu mẫu của từng loại",
)
# What holds for any paper of an office: paper, letters, capitals. Only where it is asked for.
SLIP = RuleSet(
    "phieu",
    "Giấy tờ của cơ quan",
    frozenset(),
    _by_code(
        (rule for rule in page.RULES if rule.code in ("ND-101", "ND-106", "ND-107", "ND-108", "ND-109", "ND-114")),
        letters.RULES,
        tables.RULES,
        capitals.RULES,
    ),
    "Quốc hiệu, tên cơ quan, số, ký hiệu, căn cứ, chữ ký, nơi nhận",
)
SETS = (DECREE, PARTY, SLIP)


def check_package(
    parts: Mapping[str, bytes],
    *,
    shown_as: str,
    revisions: View = "accept",
    known: Known | None = None,
    profile: str = "",
) -> tuple[Facts, tuple[Finding, ...]]:
    """Facts and findings of a package read with `ooxml.package.read`: reading and judging in one."""
    facts, reading = read_facts(parts, shown_as=shown_as, revisions=revisions)
    return facts, in_order((*reading, *check(facts, known, profile)))


def check(facts: Facts, known: Known | None = None, profile: str = "") -> tuple[Finding, ...]:
    """Every departure from the form that applies, worst first. `known` are dated facts; left out: data/danh-muc.

    A file for which no rule set is given gets one finding that says so. `profile` is the key of a set that is asked
    for, in place of the one that applies.
    """
    dated = stock() if known is None else known
    asked = next((item for item in SETS if item.key == profile), None)
    applies = asked or next((item for item in SETS if facts.law in item.laws), None)
    if applies is None:
        legacy = next(rule for rule in ALL_RULES if rule.code == "ND-112")
        return in_order((_not_judged(facts), *legacy.findings(facts, dated)))
    told = () if facts.law == "nd30" else (_not_judged(facts),)
    # Without a heading of its own a paper is one document, so that what holds for any paper finds its words.
    judged = facts if facts.parts or not facts.paragraphs else replace(facts, parts=(_whole(facts),))
    return in_order((*told, *applies.findings(judged, dated)))


def _whole(facts: Facts) -> Part:
    body = tuple(item for item in facts.paragraphs if item.cell is None and item.box == 0)
    return Part("chinh", 1, len(facts.paragraphs), body=body, signed_from=len(facts.paragraphs) + 1)


def _not_judged(facts: Facts) -> Finding:
    reason = "nua-dau" if facts.law == "khong-ro" and facts.law_sign else facts.law
    code, message, hint, basis = _REASONS[reason]
    return Finding(
        code,
        Severity.NOTE if facts.law != "khong-ro" else Severity.WARNING,
        Place(facts.file),
        message,
        hint,
        facts.law_sign,
        basis,
    )


_REASONS: dict[str, tuple[str, Message, Message, str]] = {
    "dang": (
        "ND-011",
        msg("Đây là văn bản của Đảng, không xét theo Nghị định 30/2020/NĐ-CP."),
        msg("Văn bản của Đảng theo Quy định 399-QĐ/TW và Hướng dẫn 05-HD/VPTW năm 2026."),
        "Quy định 399-QĐ/TW ngày 09/01/2026; Hướng dẫn 05-HD/VPTW ngày 27/5/2026",
    ),
    "qppl": (
        "ND-012",
        msg("Đây là văn bản quy phạm pháp luật, không xét theo Nghị định 30/2020/NĐ-CP."),
        msg("Thể thức văn bản quy phạm pháp luật theo NĐ 78/2025/NĐ-CP và NĐ 187/2025/NĐ-CP."),
        "NĐ 78/2025/NĐ-CP; NĐ 187/2025/NĐ-CP",
    ),
    "hop-dong": (
        "ND-013",
        msg("Đây là hợp đồng: hình thức do các bên và pháp luật về hợp đồng quyết định, không xét theo mẫu chung."),
        msg("Tự kiểm tra các yếu tố thể thức nếu cơ quan yêu cầu."),
        "NĐ 30/2020/NĐ-CP, Điều 7 (không có mẫu riêng trong Phụ lục III)",
    ),
    "bieu-mau": (
        "ND-014",
        msg("Đây là đơn, tờ khai hoặc biểu mẫu, không phải văn bản hành chính của một cơ quan."),
        msg("Trình bày theo mẫu của thủ tục; “--ho-so phieu” xét riêng trang giấy, phông chữ, viết hoa."),
        "NĐ 30/2020/NĐ-CP, Điều 7",
    ),
    "giay-phep": (
        "ND-015",
        msg("Đây là giấy phép, giấy chứng nhận hoặc giấy tờ chuyên ngành: mẫu do pháp luật của ngành quy định."),
        msg("Đối chiếu với mẫu của ngành; “--ho-so phieu” xét riêng trang giấy, phông chữ, viết hoa."),
        "NĐ 30/2020/NĐ-CP, Điều 3, Điều 7",
    ),
    "phieu": (
        "ND-016",
        msg("Đây là phiếu, bảng hoặc danh sách nội bộ, không thuộc 29 loại văn bản hành chính."),
        msg("Trình bày theo mẫu của cơ quan; “--ho-so phieu” xét riêng trang giấy, phông chữ, viết hoa."),
        "NĐ 30/2020/NĐ-CP, Điều 7",
    ),
    "to-tung": (
        "ND-017",
        msg("Đây là văn bản tố tụng: thể thức do pháp luật tố tụng quy định."),
        msg("Đối chiếu với mẫu của Hội đồng Thẩm phán hoặc của ngành."),
        "NĐ 30/2020/NĐ-CP, Điều 3",
    ),
    "tieng-anh": (
        "ND-018",
        msg("Văn bản bằng tiếng nước ngoài, không xét theo Nghị định 30/2020/NĐ-CP."),
        msg("Chỉ bản tiếng Việt được xét thể thức."),
        "NĐ 30/2020/NĐ-CP, Phụ lục I",
    ),
    "truoc-nd30": (
        "ND-019",
        msg("Văn bản ban hành trước ngày 05/3/2020: xét theo quy định của ngày ban hành, không theo Nghị định 30."),
        msg("Nếu ngày ghi sai, sửa lại ngày, tháng, năm rồi kiểm tra lại."),
        "NĐ 30/2020/NĐ-CP, Điều 37",
    ),
    "khong-ro": (
        "ND-010",
        msg("Không tìm thấy phần đầu của văn bản hành chính (Quốc hiệu, tên cơ quan, số và ký hiệu)."),
        msg("Nếu đây là văn bản hành chính, thêm Quốc hiệu, Tiêu ngữ, tên cơ quan, số và ký hiệu ở đầu."),
        "NĐ 30/2020/NĐ-CP, Điều 8",
    ),
    "nua-dau": (
        "ND-010",
        msg("Chỉ thấy Quốc hiệu, không thấy tên cơ quan, số và ký hiệu: không đủ để xét thể thức."),
        msg("Nếu đây là văn bản hành chính, thêm tên cơ quan ban hành, số và ký hiệu ở góc trên bên trái."),
        "NĐ 30/2020/NĐ-CP, Điều 8",
    ),
}
