"""What one clause says: who is to do what, with whom, until when, what comes of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from generator.reading.orders import times
from generator.reading.orders.actors import Sentence
from generator.reading.orders.model import Found, Given
from generator.reading.orders.words import (
    DONE,
    ENFORCES,
    GIVES,
    NOT_GIVEN,
    NOTHING,
    sentence_ends,
    words,
)
from generator.values.patterns import late

_CHAIRS = late(r"(?:chủ trì|(?:làm|là)\s+(?:cơ quan |đơn vị )?đầu mối)\s*(?P<comma>[,;]|và(?!\w))?\s*")
_WITH = late(r"(?:và\s+)?phối hợp(?:\s+chặt chẽ)?\s+(?:với|cùng)(?:\s+với)?\s+")
_WITH_BARE = late(r"(?:và\s+)?phối hợp(?:\s+chặt chẽ)?\s+")
_OUGHT = late(r"(?:(?:có|chịu)\s+trách nhiệm|phải|cần)(?:\s+chính)?(?:\s+trong việc)?\s+")
_WEAK = late(r"(?:phải|cần)(?!\w)")
_ANSWERS = late(r"(?:có|chịu)\s+trách nhiệm\s+(?:trước|về|liên đới|toàn diện|thi hành)(?!\w)")
_HAS_TO = late(r"(?<!\w)có trách nhiệm\s+(?:chính\s+)?(?:trong việc\s+)?")
# What somebody says, decides or is: no work.
_SAYS = late(
    r"(?:yêu cầu|đề nghị|kiến nghị|biểu dương|quyết định|giao|phân công|thông báo|là|có ý kiến|"
    r"căn cứ\s+\w+\s+số|cho ý kiến)(?!\w)"
)
_REFERS = late(r"tại\s+(?:công văn|tờ trình|báo cáo|văn bản|thông báo|quyết định|kế hoạch)\s+số")
_UNSURE = late(r"(?<!\w)(?:được|bị|gồm|còn|đã|đang|chưa|không|cơ bản|do|vẫn|từng bước|mới|sẽ|nêu rõ|có)(?!\w)")
_FOLLOWS = late(r"(?:như sau|sau đây|dưới đây|sau)\s*:?\s*$")
_LEAD_IN = late(
    r"(?:trước|trong|sau|khi|nếu|định kỳ|hằng|hàng|về|đối với|để|trên cơ sở|căn cứ|theo|nhằm|từ ngày|"
    r"vào|ngày \d+|ngay|thực hiện|nhận được|quá trình|riêng|đồng thời|chậm nhất|muộn nhất|ngoài ra|bên cạnh|tại|"
    r"với)(?!\w)"
)
_BY = late(r",?\s+do\s+")
_ALSO = late(r"[,;]\s*(?:(?:đồng thời|và)\s*,?\s*)?(?=(?:giao|phân công)\s)")
_EDGES = " \t\n,.;:–-/"
_PRODUCT_END = late(
    r"[;.]|\s(?:trình|gửi|báo cáo|trước (?:ngày|tháng)|trong (?:quý|tháng|năm|ngày)|để|làm cơ sở|"
    r"hoàn thành|xong|chậm nhất|theo quy định|theo hướng)(?!\w)"
)


def sentences(text: str) -> Iterator[str]:
    """The sentences of a paragraph, each a stretch of it."""
    at = 0
    for end, begin in sentence_ends(text):
        yield text[at:end].strip()
        at = begin
    yield text[at:].strip()


def clauses(text: str) -> Iterator[str]:
    """The clauses of a sentence that give a task each: after `;` where another body begins, before another `giao`."""
    sentence = Sentence(text)
    cuts = [match.end() for match in _ALSO.finditer(sentence.low) if _given_at(sentence, match.end())]
    cuts += [at for at in _semicolons(sentence) if _begins_clause(sentence, at)]
    at = 0
    for cut in sorted(set(cuts)):
        yield text[at:cut].strip(_EDGES)
        at = cut
    yield text[at:].strip()


def _semicolons(sentence: Sentence) -> Iterator[int]:
    return (match.end() for match in re.finditer(r";\s*", sentence.low))


def _begins_clause(sentence: Sentence, at: int) -> bool:
    if _given_at(sentence, at):
        return True
    if not sentence.begins_name(at):
        return False
    _, act = sentence.name_at(at)
    return act >= 0 and not _UNSURE.search(sentence.low, at, act) and ";" not in sentence.text[at:act]


def _given_at(sentence: Sentence, at: int) -> bool:
    match = GIVES.match(sentence.low, at)
    return match is not None and sentence.begins_name(match.end())


def of_clause(text: str, given: Given, *, duty: bool = False, told: bool = False) -> Found | None:
    """What a clause says; `given` is what stands above it, under a heading of duties (`duty`) or of facts (`told`)."""
    sentence = Sentence(text)
    if NOTHING.match(sentence.low) or (ENFORCES.search(sentence.low) and "chịu trách nhiệm" in sentence.low):
        return None
    found = _given_to(sentence)
    if found is None and not told:
        found = _responsible(sentence) or _subject(sentence) or _done_by(sentence) or _under(sentence, given, duty=duty)
    return found


def _given_to(sentence: Sentence) -> Found | None:
    """`Giao Sở A …`, `Ủy ban nhân dân tỉnh yêu cầu các sở …`."""
    low = sentence.low
    for match in GIVES.finditer(low):
        before = low[: match.start()]
        if (
            NOT_GIVEN.search(before)
            or _UNSURE.search(before.rpartition(";")[2])
            or not _may_give(sentence, match.start())
        ):
            continue
        at = match.end()
        if sentence.begins_name(at):
            return _task(sentence, at, firm=True)
        if low.rstrip().endswith(":") and not low[at:].strip(_EDGES):
            return Found(intro=True, firm=True)
    return None


def _may_give(sentence: Sentence, at: int) -> bool:
    """Whether somebody can be giving there: at the beginning, after a mark, or after a body."""
    before = sentence.text[:at].rstrip()
    if (
        not before
        or before[-1] in ",;:.)–-"
        or re.search(r"(?:đồng thời|và|thống nhất|nay|quyết định)$", before.lower())
    ):
        return True
    start = max((mark.end() for mark in re.finditer(r"[,;:]\s*", before)), default=0)
    return any(sentence.begins_name(one) for one in {0, start}) and not 0 <= sentence.act_from(start) < at


def _task(sentence: Sentence, at: int, *, firm: bool, ought: bool = True) -> Found | None:
    """The task of the body that begins at a place."""
    end, act = sentence.name_at(at)
    lead = sentence.text[at:end]
    if act < 0:
        return Found(lead=lead, intro=True, firm=firm) if sentence.text.rstrip().endswith(":") and lead else None
    found = replace(_work(sentence, act, ought=ought), lead=lead, firm=firm)
    if not found.deadline and at and (early := times.chosen(sentence.text[:at], sentence.low[:at])):
        found = replace(found, deadline=sentence.text[early.start : early.end])
    return found if found.content or found.intro else None


def _work(sentence: Sentence, act: int, *, ought: bool = True) -> Found:
    """What is to be done from a place on, with whom and until when."""
    at, support = _roles(sentence, act) if ought else (act, "")
    text, low = sentence.text[at:], sentence.low[at:]
    time = times.chosen(text, low)
    content = (
        (times.cut(text, low, time) if time and time.cuts else text).strip(_EDGES).removesuffix(" và").strip(_EDGES)
    )
    return Found(
        content=content,
        support=support,
        deadline=text[time.start : time.end] if time else "",
        product=product(content),
        intro=sentence.text.rstrip().endswith(":"),
    )


def _roles(sentence: Sentence, at: int) -> tuple[int, str]:
    """Where the work itself begins, after `có trách nhiệm`, `chủ trì`, `phối hợp với …`; with whom it is done."""
    low = sentence.low
    if match := _OUGHT.match(low, at):
        at = match.end()
    chairs = _CHAIRS.match(low, at)
    if chairs and not sentence.meets(at):
        after = chairs.end()
        helped = _helped(sentence, after) if chairs["comma"] else None
        if helped is not None:
            return helped
        alone = chairs["comma"] is None and chairs[0].startswith("chủ trì") and words().act.match(low, after)
        if _with_at(sentence, after) or alone:
            at = after
    begins = _with_at(sentence, at)
    if not begins:
        return at, ""
    end, act = sentence.name_at(begins, stop_at_prepositions=True)
    support = sentence.text[begins:end]
    return (act, support) if act >= 0 and words().act.match(low, act) else (at, support)


def _with_at(sentence: Sentence, at: int) -> int:
    """Where those begin with whom it is done: behind `phối hợp với`, behind `phối hợp` alone a body; 0 for nobody."""
    if match := _WITH.match(sentence.low, at):
        return match.end()
    bare = _WITH_BARE.match(sentence.low, at)
    return bare.end() if bare and sentence.begins_name(bare.end()) else 0


def _helped(sentence: Sentence, at: int) -> tuple[int, str] | None:
    """`…, Sở B phối hợp` behind `Sở A chủ trì`."""
    if not sentence.begins_name(at):
        return None
    end, act = sentence.name_at(at)
    if act < 0 or not sentence.low.startswith("phối hợp", act):
        return None
    rest = act + len("phối hợp")
    return rest + len(sentence.text[rest:]) - len(sentence.text[rest:].lstrip(_EDGES)), sentence.text[at:end]


def _subject(sentence: Sentence) -> Found | None:
    """`Sở A khẩn trương …`, `Trước ngày …, Sở A …`, `Sở A: …`: no word says that a task is given."""
    at = _subject_at(sentence)
    if at < 0 or (sentence.low.rstrip().endswith("như sau:")):
        return None
    end, act = sentence.name_at(at)
    if act < 0:
        # A line of names alone is for `context` to see.
        return None
    named = ":" in sentence.text[end:act]
    if not named and not _is_order(sentence, end, act):
        return None
    found = _task(sentence, at, firm=False)
    if found is None or DONE.search(sentence.low[act:]) or _counts(sentence, act, found):
        return None
    if _WEAK.match(sentence.low, act) and not found.deadline:
        return None
    return found


def _responsible(sentence: Sentence) -> Found | None:
    """`Văn phòng Bộ là đơn vị đầu mối, … có trách nhiệm …`: what is said of the body stands before its work."""
    match = _HAS_TO.search(sentence.low)
    at = _subject_at(sentence)
    if match is None or at < 0 or _ANSWERS.match(sentence.low, match.start()) or not match.start() > at:
        return None
    told = sentence.text[at : match.start()]
    if not words().act.match(sentence.low, match.end()) or DONE.search(sentence.low, match.end()) or ";" in told:
        return None
    lead = re.split(r",?\s+là\s", told, maxsplit=1)[0].strip(_EDGES)
    if re.search(r"(?<!\w)(?:đã|đang|chưa|không|bị)(?!\w)", lead):
        return None
    return replace(_work(sentence, match.end()), lead=lead, intro=False)


def _subject_at(sentence: Sentence) -> int:
    """Where the body stands that a sentence speaks of; -1 where it speaks of none."""
    if sentence.begins_name(0):
        return 0
    if _LEAD_IN.match(sentence.low):
        for mark in re.finditer(r"[,:]\s+", sentence.low):
            if sentence.begins_name(mark.end()) and not _LEAD_IN.match(sentence.low, mark.end()):
                return mark.end()
    return -1


def _is_order(sentence: Sentence, end: int, act: int) -> bool:
    """Whether what a body does is said as work to do, not as something that it is, says or did."""
    low = sentence.low
    if _UNSURE.search(
        low[:act].replace("có trách nhiệm", "").replace("có liên quan", "").rpartition(",")[2]
    ) or _ANSWERS.match(low, act):
        return False
    if _SAYS.match(low, act) or sentence.meets(act) or _REFERS.search(low, act):
        return False
    return not sentence.text[end:act].strip(" ,:")


def _counts(sentence: Sentence, act: int, found: Found) -> bool:
    """Whether it tells how much was done: `tiếp nhận 215 hồ sơ`."""
    match = words().verb.match(sentence.low, act)
    number = match and re.match(r"\s+(?:được\s+)?\d", sentence.low[match.end() :])
    early = sentence.low.startswith(("trước", "chậm nhất"))
    return bool(number) and not (
        found.deadline and (early or found.deadline.lower().startswith(("trước", "chậm nhất")))
    )


def _done_by(sentence: Sentence) -> Found | None:
    """`Lắp đặt … do Công an tỉnh chủ trì, Sở B phối hợp, hoàn thành …`."""
    if not words().act.match(sentence.low):
        return None
    for match in _BY.finditer(sentence.low):
        if not sentence.begins_name(match.end()):
            continue
        end, act = sentence.name_at(match.end())
        chairs = re.match(r"(?:chủ trì|thực hiện|đầu mối)", sentence.low[act:]) if act >= 0 else None
        if chairs is None:
            continue
        rest = act + chairs.end()
        helped = _helped(sentence, rest + len(sentence.text[rest:]) - len(sentence.text[rest:].lstrip(" ,;")))
        time = times.chosen(sentence.text[rest:], sentence.low[rest:])
        content = sentence.text[: match.start()].strip(_EDGES)
        return Found(
            content=content,
            lead=sentence.text[match.end() : end],
            support=helped[1] if helped else "",
            deadline=sentence.text[rest:][time.start : time.end] if time else "",
            product=product(content),
        )
    return None


def _under(sentence: Sentence, given: Given, *, duty: bool) -> Found | None:
    """A line that says only what is to be done, below a heading that says who, or that these are duties."""
    if not (given.lead or duty) or not words().act.match(sentence.low) or DONE.search(sentence.low):
        return None
    if _ANSWERS.match(sentence.low) or sentence.meets(0):
        return None
    found = _work(sentence, 0)
    if not given.lead and _counts(sentence, 0, found):
        return None
    deadline = found.deadline or given.deadline
    return replace(found, lead=given.lead, support=found.support or given.support, deadline=deadline)


def product(content: str) -> str:
    """The document that a task makes, as it names it: `ban hành Kế hoạch …`."""
    sentence = Sentence(content)
    match = words().product.search(sentence.low)
    if match is None:
        return ""
    start = match.start("what")
    ends = [one.start() for one in _PRODUCT_END.finditer(sentence.low, match.end())]
    ends += [
        one.start()
        for one in re.finditer(r",\s*(?:và\s+)?", sentence.low)
        if words().act.match(sentence.low, one.end())
    ]
    end = min((one for one in ends if one > start), default=len(content))
    return content[start:end].strip(_EDGES)


def said_of_the_last(text: str) -> dict[str, str]:
    """What a clause says of the task before it: `Sở A chủ trì, Sở B phối hợp`, `Hoàn thành trong quý III`."""
    sentence = Sentence(text)
    time = times.chosen(text, sentence.low)
    if (
        time
        and not text[time.end :].strip(_EDGES)
        and re.fullmatch(r"(?:hoàn thành|thời (?:gian|hạn)\S*)?(?:\s+xong)?\s*:?\s*", sentence.low[: time.start])
    ):
        return {"thoi_han": text[time.start : time.end]}
    if not sentence.begins_name(0):
        return {}
    end, act = sentence.name_at(0)
    chairs = _CHAIRS.match(sentence.low, act) if act >= 0 else None
    if chairs is None or not chairs[0].startswith("chủ trì"):
        return {}
    helped = _helped(sentence, chairs.end())
    rest = sentence.text[helped[0] if helped else chairs.end() :].strip(_EDGES)
    if rest:
        return {}
    return {"chu_tri": text[:end], **({"phoi_hop": helped[1]} if helped else {})}


def is_name(text: str) -> bool:
    """Whether a line names bodies and says no more: `1. Sở Tài chính`, `Các sở, ban, ngành:`."""
    sentence = Sentence(text)
    line = text.rstrip().rstrip(":").rstrip()
    if not sentence.begins_name(0) or line[-1:] in ".;,":
        return False
    end, act = sentence.name_at(0)
    return act < 0 and end >= len(line) and not _UNSURE.search(sentence.low) and not _FOLLOWS.search(sentence.low)
