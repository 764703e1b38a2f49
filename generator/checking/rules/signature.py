"""Who signs: authority, position, name (II.7)."""
# ruff: noqa: D103 - the reason of each rule is its `why`, which QUY-TAC.md shows

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checking.paper import signs
from generator.checking.paper.model import Facts, Part, text_of
from generator.checking.rules.known import Known
from generator.checking.rules.rule import ERROR, LIKELY, WARNING, Hit, at, rule, rules_in
from generator.values.findings import msg
from generator.values.patterns import late
from generator.values.text import fold, quote

_SIGNER = "Người ký"
_ABBREVIATION = late(r"^(T\.?/?M|K\.?/?T|T\.?/?L|T\.?/?U\.?/?Q|Q)(?P<mark>[.:,-]?/?)(?P<space>\s*)(?=[A-ZĐỦỤÀ-Ỹ])")
_RIGHT = late(r"^(TM|KT|TL|TUQ|Q)\. \S")
_HONOUR = late(r"^(GS|PGS|TS|ThS|Ths|THS|Th\.S|BS|BSCK\w*|BS[. ] ?CK\w*|Bs|CK ?I{1,2}|DS|KS|CN|NGND|"
                     r"NGƯT|NSND|NSƯT|Giáo sư|Tiến sĩ|Thạc sĩ|Bác sĩ|Kỹ sư)"
                     r"[.,\s]")  # fmt: skip
# How people are spoken of. "Ông" is a family name too: of a name that is as long as others behind it, it is none.
_SPOKEN = late(r"^(?:Bà|Đồng chí|Đ/c|Anh hùng Lao động)[.:]?\s|^Ông:?\s+(?!Văn\b|Thị\b)\S+\s+\S+\s+\S")
# Ranks of the armed forces: a title before the name, not a part of it.
_RANK = late(r"^(Đại|Thượng|Trung|Thiếu) (tướng|tá|úy|uý) |^(Chuẩn đô đốc|Phó [Đđ]ô đốc|Đô đốc) ")
# Bodies whose own law lets ranks and degrees stand before the name (II.7.c): the armed forces, and those that teach,
# heal and search, not the offices that govern these. "Trường", "Viện", "Trung tâm" begin a name: "Môi trường" is none.
_EXEMPT = late(
    r"(?:.*\b)?(?:dai hoc|cao dang|hoc vien|benh vien|tram y te|cong an|quoc phong|quan doi|quan khu|bien phong|"
    r"quan su)\b"
    r"|(?:phan hieu |co so )?truong\b|vien\b(?! kiem sat)"
    r"|trung tam\b.*\b(?:y te|giao duc|day nghe|ngoai ngu|nghien cuu|khoa hoc|benh|cap cuu|kiem nghiem|giam dinh)\b"
)


@rule("ND-804", ERROR, "Phụ lục I, Phần I, II.7", "Thiếu chức vụ, họ tên người ký",
      why="Cuối văn bản là chức vụ, họ tên và chữ ký của người có thẩm quyền.", wrong="(chỉ có Nơi nhận)",
      right="CHỦ TỊCH / Nguyễn Văn A", sure=LIKELY)  # fmt: skip
def signer_missing(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in facts.parts:
        if part.role == "chinh" and part.recipients_word is not None and not part.signers:
            yield at(part, part.recipients_word, msg("Không thấy chức vụ người ký bằng chữ in hoa cạnh Nơi nhận."),
                     msg("Ghi quyền hạn, chức vụ người ký ngang hàng “Nơi nhận:”."), _SIGNER)  # fmt: skip
        elif part.role == "chinh" and part.is_issued and _ends_with_its_text(facts, part):
            yield at(part, part.body[-1], msg("Văn bản hết ở lời văn: không có chức vụ, họ tên người ký, Nơi nhận."),
                     msg("Thêm phần ký và “Nơi nhận:” ở cuối văn bản."), _SIGNER)  # fmt: skip


def _ends_with_its_text(facts: Facts, part: Part) -> bool:
    """Whether nothing at all stands below the "./." of a document."""
    last = next((item for item in reversed(facts.between(part)) if item.seen), None)
    return not part.signers and last is not None and last.seen.endswith("./.") and last in part.body


@rule("ND-805", ERROR, "Phụ lục I, Phần I, II.7.b; mục V", "Chữ viết tắt quyền hạn sai cách ghi",
      why="Viết “TM.”, “KT.”, “TL.”, “TUQ.”, “Q.”: có dấu chấm, một dấu cách rồi đến chức vụ.",
      wrong="KT/ BỘ TRƯỞNG; T/M ỦY BAN; KT.BỘ TRƯỞNG", right="KT. BỘ TRƯỞNG; TM. ỦY BAN NHÂN DÂN")  # fmt: skip
def authority_form(facts: Facts, known: Known) -> Iterator[Hit]:
    for part, signer in facts.signers:
        for line in signer.titles:
            if _ABBREVIATION.match(line.text) and not _RIGHT.match(line.text) and _is_abbreviation(line.text):
                yield at(part, line, msg("{chu}: viết sai chữ tắt quyền hạn.", chu=quote(line.text)),
                         msg("Viết chữ tắt, dấu chấm, một dấu cách, rồi chức vụ."), _SIGNER)  # fmt: skip


def _is_abbreviation(text: str) -> bool:
    """Not a word that merely begins with these letters (QUYỀN, QUẢN LÝ): a mark or space follows the letters."""
    match = _ABBREVIATION.match(text)
    if match is None:
        return False
    return bool(match["mark"]) or "/" in match[1] or bool(match["space"])


@rule("ND-806", ERROR, "Phụ lục I, Phần I, II.7.b", "“KT.”, “TL.”, “TUQ.”, “TM.” thiếu dòng chức vụ người ký",
      why="Sau dòng quyền hạn là chức vụ của chính người ký.", wrong="KT. BỘ TRƯỞNG / Nguyễn Văn A",
      right="KT. BỘ TRƯỞNG / THỨ TRƯỞNG / Nguyễn Văn A", sure=LIKELY)  # fmt: skip
def position_missing(facts: Facts, known: Known) -> Iterator[Hit]:
    for part, signer in facts.signers:
        if len(signer.titles) == 1 and signer.name is not None and re.match(r"(TM|KT|TL|TUQ)\.", signer.titles[0].text):
            yield at(part, signer.titles[0], msg("Dưới {chu} không có chức vụ của người ký.",
                                                 chu=quote(signer.titles[0].text)),
                     msg("Thêm dòng chức vụ của người ký."), _SIGNER)  # fmt: skip


@rule("ND-807", WARNING, "Phụ lục I, Phần I, II.7.c", "Ghi học hàm, học vị, danh hiệu trước họ tên",
      why="Trước họ tên người ký không ghi học hàm, học vị và các danh hiệu danh dự (trừ lực lượng vũ trang, "
          "đơn vị giáo dục, y tế, khoa học theo quy định của ngành).",
      wrong="TS. Nguyễn Văn A", right="Nguyễn Văn A", sure=LIKELY)  # fmt: skip
def honours(facts: Facts, known: Known) -> Iterator[Hit]:
    for part, signer in facts.signers:
        if signer.name is not None and _SPOKEN.match(signer.name.text):
            yield at(part, signer.name, msg("{chu}: trước họ tên không ghi “ông”, “bà”, “đồng chí”.",
                                            chu=quote(signer.name.text)),
                     msg("Chỉ ghi họ và tên."), _SIGNER)  # fmt: skip
        exempt = any(_EXEMPT.match(fold(text_of(name))) for name in (part.heading.parents, part.heading.agency) if name)
        if signer.name is not None and not exempt and _HONOUR.match(signer.name.text):
            yield at(part, signer.name, msg("{chu}: trước họ tên không ghi học hàm, học vị.",
                                            chu=quote(signer.name.text)),
                     msg("Chỉ ghi họ và tên."), _SIGNER)  # fmt: skip


@rule("ND-808", WARNING, "Phụ lục I, Phần I, II.7.đ", "Họ tên người ký không viết hoa từng âm tiết",
      why="Tên người Việt Nam viết hoa chữ cái đầu tất cả các âm tiết.", wrong="Nguyễn văn A",
      right="Nguyễn Văn A")  # fmt: skip
def name_case(facts: Facts, known: Known) -> Iterator[Hit]:
    for part, signer in facts.signers:
        name = _RANK.sub("", signer.name.text) if signer.name is not None else ""
        if name in ("Họ và tên", "") or signs.is_open(name) or signs.is_upper(name) or _HONOUR.match(name):
            continue
        words = name.split()
        if 2 <= len(words) <= 6 and words[0][0].isupper() and any(word[0].islower() for word in words):
            yield at(part, signer.name, msg("{chu}: phải viết hoa chữ cái đầu các âm tiết.", chu=quote(name)),
                     msg("Viết hoa từng âm tiết của họ tên."), _SIGNER)  # fmt: skip


RULES = rules_in(globals())
