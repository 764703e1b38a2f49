"""Who issues and who signs: the line of authority, what stands before a position, the name (Phụ lục III; II.7)."""
# ruff: noqa: D103 - the reason of each rule is its `why`, which QUY-TAC.md shows

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.checking.paper import signs
from generator.checking.paper.model import Facts, Line, Part, Signer, text_of
from generator.checking.rules.known import Known
from generator.checking.rules.rule import ERROR, LIKELY, WARNING, Hit, at, rule, rules_in
from generator.facts.kinds import traits
from generator.values.findings import msg
from generator.values.patterns import late
from generator.values.text import fold, old_tones, quote, without_session

_SIGNER = "Người ký"
_AUTHORITY = "Thẩm quyền ban hành"
_COLLECTIVE = late(r"(uy ban|hoi dong|ban chi dao|ban chap hanh|doan |to |tap the|ban to chuc|hoi nghi|ubnd|hdnd|ban )")
# Bodies that decide together: who signs stands for them.
_SIGNED_FOR = late(r"(uy ban nhan dan|hoi dong|doan chu tich|ban thuong vu|ban chap hanh)\b")
# An office of one person, as it stands after "TM." or at the head of a line.
_PERSON = late(
    r"(pho )?(chu tich|giam doc|tong giam doc|bo truong|thu truong|cuc truong|vu truong|chanh|chu nhiem|hieu truong|"
    r"vien truong|truong phong|truong ban|tong cuc truong|chi cuc truong|thong doc|thu tuong)\b"
)
_POSITION = late(
    r"^(bo truong|thu tuong|chu tich|(tong )?giam doc|cuc truong|vu truong|chanh|chu nhiem|hieu truong|vien truong|"
    r"truong (phong|ban)|(tong|chi) cuc truong|thong doc|tong thanh tra|pho)\s*"
)
# Who heads an agency; who heads a unit of one and signs by its head's order (folded).
_OF_AN_AGENCY = late(r"bo truong|cuc truong|tong cuc truong|chu tich|(?:tong )?giam doc|hieu truong|vien truong")
_OF_A_UNIT = late(r"(?:chanh van phong|chanh thanh tra|truong phong|vu truong|cuc truong|chi cuc truong)\b")
_DEPUTY = late(r"(pho|thu truong)\b")
_ON_BEHALF = late(r"(t ?m|k ?t|t ?l|t ?u ?q|q)\b\s*")
_FOR_A_HEAD = late(r"(?:k ?t|t ?l|t ?u ?q) (?P<head>.+)")
_SHORT_POSITION = late(r"^(?:[TKQMLU]+\.\s*)?(?:P\s*\.\s*[A-ZĐÀ-Ỹ]|(?:PGĐ|GĐ|PCT|CVP|PCVP|P\.?GĐ|P\.?CT)\b)")
# What an agency does in the sentence that opens its document.
_ACTS = late(
    r"(ban hanh|bao cao|xay dung|huong dan|thong bao|de nghi|kinh (trinh|de nghi)|tran trong|trien khai|to chuc|"
    r"yeu cau|phoi hop|cung cap|kinh gui|tra loi|phuc dap|co y kien|da )"
)
_OFFICES = ("bo", "so", "cuc", "uy", "van", "hoi", "phong", "chi", "tong", "truong", "vien", "ban", "benh", "trung")


def _issuing(facts: Facts) -> Iterator[Part]:
    return (part for part in facts.parts if part.role == "chinh" and part.heading.stands)


def spelled(text: str) -> str:
    """A text for comparing names of agencies, with the usual abbreviations written out."""
    folded = f" {fold(text)} "
    return folded.replace(" ubnd ", " uy ban nhan dan ").replace(" hdnd ", " hoi dong nhan dan ")


@rule("ND-434", WARNING, "Phụ lục III, Mẫu 1.1–1.3", "Quyết định, nghị quyết thiếu dòng thẩm quyền ban hành",
      why="Dưới trích yếu là dòng thẩm quyền ban hành, in hoa, đậm, canh giữa, rồi đến căn cứ.",
      wrong="QUYẾT ĐỊNH / Về … / Căn cứ …", right="QUYẾT ĐỊNH / Về … / BỘ TRƯỞNG BỘ NỘI VỤ / Căn cứ …",
      sure=LIKELY)  # fmt: skip
def authority_missing(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in _issuing(facts):
        head = part.heading
        decided = bool(traits(part.kind).command) and part.resolution is not None and bool(part.bases)
        if decided and head.subject and not head.authority and _named_in_between(facts, part) == "":
            yield at(part, head.subject[-1], msg("Không thấy dòng thẩm quyền ban hành giữa trích yếu và căn cứ."),
                     msg("Thêm chức danh hoặc tên cơ quan ban hành, in hoa, đậm, canh giữa."), _AUTHORITY)  # fmt: skip


def _named_in_between(facts: Facts, part: Part) -> str:
    """A line in capitals between the subject and the bases, wherever it stands: an authority not read as one."""
    until = part.bases[0].paragraph.index if part.bases else 0
    after = part.heading.subject[-1].paragraph.index
    inside = (item for item in facts.between(part) if after < item.index < until)
    return next((item.seen for item in inside if signs.is_upper(item.seen)), "")


@rule("ND-435", ERROR, "Phụ lục III, Mẫu 1.1–1.3", "Dòng thẩm quyền là của cơ quan khác",
      why="Thẩm quyền ban hành là của chính cơ quan ghi ở đầu văn bản.",
      wrong="SỞ NỘI VỤ … GIÁM ĐỐC SỞ TÀI CHÍNH", right="SỞ NỘI VỤ … GIÁM ĐỐC SỞ NỘI VỤ", sure=LIKELY)  # fmt: skip
def authority_of_another(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in _issuing(facts):
        if _is_of_another(part):
            head = part.heading
            yield at(part, head.authority[0], msg("{chu}: đầu văn bản ghi {co_quan}.",
                                                  chu=quote(text_of(head.authority)),
                                                  co_quan=quote(text_of(head.agency))),
                     msg("Sửa dòng thẩm quyền cho đúng cơ quan ban hành."), _AUTHORITY)  # fmt: skip


def _is_of_another(part: Part) -> bool:
    """Whether the line of the authority names another agency than the heading."""
    head = part.heading
    agency = spelled(text_of((*head.parents, *head.agency))).split()
    written = without_session(text_of(head.authority))
    named = _agency_in(spelled(written))
    if len(named) < 2 or not agency or signs.is_open(text_of((*head.authority, *head.agency))):
        return False
    own = _own_words(part)
    mistyped = _is_near(_words(written)[-len(own) :], own)
    return mistyped or 2 * sum(word not in agency for word in named) >= len(named)


def _own_words(part: Part) -> list[str]:
    return _words(text_of(part.heading.agency))


def _words(text: str) -> list[str]:
    """The words of a text with their marks, the usual abbreviations written out."""
    small = old_tones(text).casefold().replace("ubnd", "ủy ban nhân dân").replace("hđnd", "hội đồng nhân dân")
    return re.findall(r"\w+", small)


def _is_near(name: Sequence[str], own: Sequence[str]) -> bool:
    """Whether a name is that of the agency but for a word or two: one of them is mistyped."""
    if len(name) != len(own):
        return len(own) >= 3 and [word for word in name if word != "và"] == [word for word in own if word != "và"]
    differ = sum(one != other for one, other in zip(name, own, strict=True))
    return len(own) >= 3 and name[0] == own[0] and 0 < 3 * differ <= len(own)


@rule("ND-995", WARNING, "Phụ lục I, Phần I, II.2.a", "Tên cơ quan trong lời văn khác tên ở đầu văn bản",
      why="Một cơ quan có một tên chính thức; tên ở lời dẫn, lời kết là tên của cơ quan ban hành.",
      wrong="XÃ ĐỒNG MÂY … Ủy ban nhân dân xã Đồng Mai báo cáo …",
      right="XÃ ĐỒNG MÂY … Ủy ban nhân dân xã Đồng Mây báo cáo …", sure=LIKELY)  # fmt: skip
def agency_of_two_names(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in _issuing(facts):
        own = _own_words(part)
        texts = [item for item in part.body if item.seen]
        for item in {item.index: item for item in (*texts[:2], *texts[-1:])}.values():
            wrong = _misnamed(_words(item.seen), own)
            if wrong:
                yield at(part, item, msg("{chu}: đầu văn bản ghi {co_quan}.", chu=quote(_as_written(item.seen, wrong)),
                                         co_quan=quote(text_of(part.heading.agency))),
                         msg("Viết một tên cho cơ quan ban hành."), _AUTHORITY)  # fmt: skip


def _misnamed(words: Sequence[str], own: Sequence[str]) -> Sequence[str]:
    """What a text calls the agency that does something there, where it has its name nowhere; empty where it has."""
    starts, long = range(len(words)), len(own)
    if any(words[start : start + long] == own for start in starts):
        return ()
    # A name with a "và" too many or too few is a word longer or shorter.
    spans = ((start, start + size) for start in starts for size in (long - 1, long, long + 1))
    near = ((start, end) for start, end in spans if end <= len(words) and _is_near(words[start:end], own))
    return next((words[start:end] for start, end in near if _acts(words, start, end)), ())


def _acts(words: Sequence[str], start: int, end: int) -> bool:
    """Whether the name at these words is the one who issues: it is followed by what it does, or ends the document."""
    does = fold(" ".join(words[end : end + 3]))
    return bool(_ACTS.match(does)) or (end == len(words) and start > 0 and words[start - 1] == "của")


def _as_written(text: str, name: Sequence[str]) -> str:
    """The words of a text that are a name, as they stand there."""
    found = re.search(r"\W+".join(map(re.escape, name)), old_tones(text), re.IGNORECASE)
    return found[0] if found else " ".join(name)


def _agency_in(authority: str) -> list[str]:
    """The words of the agency after a position (`giám đốc sở nội vụ` → sở, nội, vụ); empty where none is named."""
    rest = authority.strip()
    while match := _POSITION.match(rest):
        rest = rest[match.end() :]
    words = rest.split()
    return words if words and words[0] in _OFFICES else []


@rule("ND-809", ERROR, "Phụ lục I, Phần I, II.7.c", "Chữ ký không có họ tên",
      why="Dưới chữ ký là họ, chữ đệm và tên của người ký.", wrong="GIÁM ĐỐC / (để trống)",
      right="GIÁM ĐỐC / Nguyễn Văn A", sure=LIKELY)  # fmt: skip
def name_missing(facts: Facts, known: Known) -> Iterator[Hit]:
    for part, signer in facts.signers:
        if part.role == "chinh" and signer.name is None and part.recipients_word is not None and part.is_issued:
            yield at(part, signer.titles[-1], msg("Dưới {chu} không có họ tên người ký.",
                                                  chu=quote(signer.titles[-1].text)),
                     msg("Ghi đầy đủ họ và tên người ký."), _SIGNER)  # fmt: skip


@rule("ND-814", ERROR, "Phụ lục I, Phần I, II.7.b", "“TM.” trước chức vụ cá nhân, “KT.” trước cấp phó hoặc tập thể",
      why="“TM.” đứng trước tên tập thể lãnh đạo hoặc cơ quan; “KT.” đứng trước chức vụ của người đứng đầu.",
      wrong="TM. CHỦ TỊCH; KT. PHÓ CHỦ TỊCH; KT. ỦY BAN NHÂN DÂN; KT. GIÁM ĐỐC / GIÁM ĐỐC",
      right="TM. ỦY BAN NHÂN DÂN; KT. CHỦ TỊCH; KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC")  # fmt: skip
def authority_before_office(facts: Facts, known: Known) -> Iterator[Hit]:
    for part, signer in facts.signers:
        for line in signer.titles:
            match = re.match(r"(tm|kt) (?P<after>.*)", re.sub(r"^([tk]) ([mt]) ", r"\1\2 ", fold(line.text)))
            if match is None:
                continue
            after = match["after"]
            person = _PERSON.match(after) or after.startswith(("bi thu", "pho bi thu"))
            wrong = person if match[1] == "tm" else after.startswith("pho ") or _COLLECTIVE.match(after)
            if wrong:
                yield at(part, line, msg("{chu}: “{tat}.” không đứng trước chức vụ, tổ chức này.",
                                         chu=quote(line.text), tat=match[1].upper()),
                         msg("“TM.” đi với tập thể, “KT.” đi với chức vụ cấp trưởng."), _SIGNER)  # fmt: skip
        for line, above in _for_oneself(signer):
            yield at(part, line, msg("{tren} / {chu}: không ai ký thay, ký thừa chính mình.", tren=quote(above.text),
                                     chu=quote(line.text)),
                     msg("Cấp phó ký thì ghi chức vụ cấp phó; người đứng đầu tự ký thì bỏ dòng trên."),
                     _SIGNER)  # fmt: skip


def _for_oneself(signer: Signer) -> Iterator[tuple[Line, Line]]:
    """A position that is the very one which the line above signs for, with that line."""
    for above, line in pairwise(signer.titles):
        match = _FOR_A_HEAD.match(fold(above.text).strip())
        if match is None:
            continue
        head, own = match["head"], fold(line.text).strip()
        # A director may sign by order (TL.) of the director above him; who signs KT. is that one's deputy.
        deputy = match[0].startswith("k")
        longer, shorter = (head, own) if len(head) > len(own) else (own, head)
        rest = longer.removeprefix(shorter).split()
        same = head == own or (deputy and longer.startswith(f"{shorter} ") and rest[0] in _OFFICES)
        if _PERSON.match(head) and not _DEPUTY.match(head) and same:
            yield line, above


@rule("ND-851", ERROR, "Phụ lục I, Phần I, II.7.b", "Ký thay (KT.) mà không phải cấp phó của người đứng đầu",
      why="Ký thay người đứng đầu là cấp phó của người ấy; đơn vị bên dưới thì ký thừa lệnh (TL.).",
      wrong="KT. GIÁM ĐỐC / CHÁNH VĂN PHÒNG", right="KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC; TL. GIÁM ĐỐC / CHÁNH VĂN PHÒNG",
      sure=LIKELY)  # fmt: skip
def another_signs_for_head(facts: Facts, known: Known) -> Iterator[Hit]:
    for part, signer in facts.signers:
        for above, line in pairwise(signer.titles):
            head = re.match(r"k ?t (?P<head>.+)", fold(above.text).strip())
            authority = spelled(text_of(part.heading.authority)).strip()
            told = _PERSON.match(authority) and head is not None and head["head"] not in authority  # ND-818
            if head is not None and not told and _is_no_deputy(head["head"], fold(line.text).strip()):
                yield at(part, line, msg("{tren} / {chu}: không phải cấp phó của người đứng đầu.",
                                         tren=quote(above.text), chu=quote(line.text)),
                         msg("Cấp phó ký thay (KT.); người đứng đầu đơn vị bên dưới ký thừa lệnh (TL.)."),
                         _SIGNER)  # fmt: skip


def _is_no_deputy(head: str, own: str) -> bool:
    """Whether who signs KT. heads something else, or is the deputy of another; of oneself, of a deputy: ND-814."""
    if not _PERSON.match(head) or _DEPUTY.match(head) or not _PERSON.match(own) or own.startswith(head[:8]):
        return False
    if own.startswith("thu truong"):
        return not head.startswith("bo truong")
    return not own.startswith("pho ") or not set(own.split()[1:3]) & set(head.split())


@rule("ND-815", ERROR, "Phụ lục I, Phần I, II.7.b; Phụ lục III, Mẫu 1.1–1.3",
      "Quyền hạn ký không khớp thẩm quyền ban hành",
      why="Văn bản của tập thể được ký thay mặt (TM.) tập thể đó; văn bản của người đứng đầu thì không.",
      wrong="CHỦ TỊCH ỦY BAN NHÂN DÂN … / TM. ỦY BAN NHÂN DÂN",
      right="ỦY BAN NHÂN DÂN … / TM. ỦY BAN NHÂN DÂN", sure=LIKELY)  # fmt: skip
def authority_against_signature(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in _issuing(facts):
        authority = spelled(text_of(part.heading.authority)).strip()
        if not authority or len(part.signers) != 1 or not part.signers[0].titles:
            continue
        first = part.signers[0].titles[0]
        # A resolution of a Hội đồng nhân dân is certified by its chairman, who signs as such.
        collective = re.match(r"uy ban nhan dan\b", authority) is not None
        person = _PERSON.match(authority) is not None
        for_all = fold(first.text).startswith(("tm ", "t m "))
        if (collective and not for_all) or (person and for_all):
            yield at(part, first, msg("{chu}: thẩm quyền ban hành ghi {tham_quyen}.", chu=quote(first.text),
                                      tham_quyen=quote(text_of(part.heading.authority))),
                     msg("Sửa quyền hạn ký, hoặc dòng thẩm quyền ban hành."), _SIGNER)  # fmt: skip


@rule("ND-843", WARNING, "Phụ lục I, Phần I, II.7.b", "Tên cơ quan ở chỗ ký viết tắt",
      why="Sau “TM.” là tên tập thể lãnh đạo hoặc tên cơ quan, ghi đầy đủ.", wrong="TM. UBND / CHỦ TỊCH",
      right="TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH")  # fmt: skip
def signer_abbreviated(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in _issuing(facts):
        for signer in part.signers:
            line = next((line for line in signer.titles if re.search(r"\b(UBND|HĐND)\b", line.text)), None)
            if line is not None:
                yield at(part, line, msg("{chu}: tên cơ quan phải ghi đầy đủ.", chu=quote(line.text)),
                         msg("Viết đầy đủ tên cơ quan."), _SIGNER)  # fmt: skip


@rule("ND-816", ERROR, "Phụ lục I, Phần I, II.7.b", "Cấp phó ký mà không ghi “KT.”",
      why="Ký thay người đứng đầu, kể cả khi được giao phụ trách, thì ghi “KT.” trước chức vụ của người đứng đầu.",
      wrong="GIÁM ĐỐC / PHÓ GIÁM ĐỐC", right="KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC", sure=LIKELY)  # fmt: skip
def deputy_alone(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in _issuing(facts):
        if len(part.signers) != 1 or traits(part.kind).several_sign:
            continue
        titles = part.signers[0].titles
        texts = [fold(line.text) for line in titles]
        # A deputy may sign for a collective (TM.), which is another matter; that of a committee signs for its chairman.
        behalf = any(_ON_BEHALF.match(text) for text in texts if not text.startswith("tm uy ban nhan dan"))
        behalf = behalf and not _by_order_of_own_head(texts)
        if texts and _DEPUTY.match(texts[-1]) and not behalf and not _heads_another(texts):
            yield at(part, titles[-1], msg("{chu}: cấp phó ký thì dòng trên phải ghi “KT.”.",
                                           chu=quote(titles[-1].text)),
                     msg("Ghi “KT.” và chức vụ của người đứng đầu ở dòng trên."), _SIGNER)  # fmt: skip


def _by_order_of_own_head(texts: Sequence[str]) -> bool:
    """Whether a deputy signs "by order" of whom he is the deputy of: that is for the heads of units below."""
    return len(texts) > 1 and texts[-2].startswith("tl ") and texts[-1] == f"pho {texts[-2].removeprefix('tl ')}"


def _heads_another(texts: Sequence[str]) -> bool:
    """Whether who signs heads a board (TRƯỞNG BAN) and is a deputy only in the office that the line below names."""
    if len(texts) < 2 or not _PERSON.match(texts[-2]) or _DEPUTY.match(texts[-2]):
        return False
    head = re.sub(r"^thu\b", "bo", texts[-1].removeprefix("pho "))
    first = head.split()[:2]
    return first != texts[-2].split()[:2]


@rule("ND-819", ERROR, "Phụ lục I, Phần I, II.7.b", "Ký thay mặt tập thể mà không ghi “TM.”",
      why="Ký thay mặt tập thể thì ghi “TM.” trước tên tập thể lãnh đạo hoặc tên cơ quan.",
      wrong="ỦY BAN NHÂN DÂN / CHỦ TỊCH", right="TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH", sure=LIKELY)  # fmt: skip
def collective_alone(facts: Facts, known: Known) -> Iterator[Hit]:
    for part, signer in facts.signers:
        for above, line in pairwise(signer.titles):
            text = spelled(above.text).strip()
            behalf = any(_ON_BEHALF.match(fold(title.text)) for title in signer.titles if title is not line)
            if _SIGNED_FOR.match(text) and _PERSON.match(_ON_BEHALF.sub("", fold(line.text))) and not behalf:
                yield at(part, above, msg("{chu}: ký thay mặt thì phải ghi “TM.”.", chu=quote(above.text)),
                         msg("Ghi “TM.” trước tên tập thể."), _SIGNER)  # fmt: skip


@rule("ND-878", ERROR, "Phụ lục I, Phần I, II.7.b", "Người đứng đầu đơn vị ký mà không ghi “TL.”",
      why="Ký thừa lệnh, thừa ủy quyền thì ghi “TL.”, “TUQ.” trước chức vụ của người đứng đầu cơ quan.",
      wrong="CỤC TRƯỞNG / CHÁNH VĂN PHÒNG", right="TL. CỤC TRƯỞNG / CHÁNH VĂN PHÒNG", sure=LIKELY)  # fmt: skip
def by_order_unsaid(facts: Facts, known: Known) -> Iterator[Hit]:
    for part, signer in facts.signers:
        titles = signer.titles if len(signer.titles) == 2 and not traits(part.kind).several_sign else ()
        for above, line in pairwise(titles):
            heads = fold(above.text), fold(line.text)
            if _OF_AN_AGENCY.fullmatch(heads[0]) and _OF_A_UNIT.match(heads[1]) and heads[0] != heads[1]:
                yield at(part, above, msg("{chu}: ký thừa lệnh thì phải ghi “TL.”.", chu=quote(above.text)),
                         msg("Ghi “TL.” (được ủy quyền: “TUQ.”) trước chức vụ của người đứng đầu."),
                         _SIGNER)  # fmt: skip


@rule("ND-817", WARNING, "Phụ lục I, Phần I, II.7.c", "Chức vụ người ký viết tắt",
      why="Chức vụ của người ký là chức vụ lãnh đạo chính thức, ghi đầy đủ.", wrong="P. GIÁM ĐỐC; PGĐ; P.CHỦ TỊCH",
      right="PHÓ GIÁM ĐỐC; PHÓ CHỦ TỊCH", sure=LIKELY)  # fmt: skip
def position_abbreviated(facts: Facts, known: Known) -> Iterator[Hit]:
    for part, signer in facts.signers:
        for line in signer.titles:
            if _SHORT_POSITION.search(line.text):
                yield at(part, line, msg("{chu}: chức vụ phải ghi đầy đủ.", chu=quote(line.text)),
                         msg("Viết đầy đủ chức vụ."), _SIGNER)  # fmt: skip


@rule("ND-818", ERROR, "Phụ lục I, Phần I, II.7.b; Phụ lục III, Mẫu 1.2", "Người ký có chức vụ khác dòng thẩm quyền",
      why="Văn bản của người đứng đầu do người ấy ký, hoặc ký thay (KT.), thừa lệnh, thừa ủy quyền người ấy.",
      wrong="CHÁNH VĂN PHÒNG … / CỤC TRƯỞNG", right="CỤC TRƯỞNG … / CỤC TRƯỞNG", sure=LIKELY)  # fmt: skip
def another_office_signs(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in _issuing(facts):
        authority = spelled(text_of(part.heading.authority)).strip()
        if not _PERSON.match(authority) or len(part.signers) != 1 or not part.signers[0].titles:
            continue
        if _is_of_another(part):
            continue  # ND-435: the line itself is wrong
        first = part.signers[0].titles[0]
        office = _ON_BEHALF.sub("", spelled(first.text).strip()).strip()
        same = authority.startswith(office) or office.startswith(authority)
        if _PERSON.match(office) and not _DEPUTY.match(office) and not same:
            yield at(part, first, msg("{chu}: thẩm quyền ban hành ghi {tham_quyen}.", chu=quote(first.text),
                                      tham_quyen=quote(text_of(part.heading.authority))),
                     msg("Sửa quyền hạn ký, hoặc dòng thẩm quyền ban hành."), _SIGNER)  # fmt: skip


RULES = rules_in(globals())
