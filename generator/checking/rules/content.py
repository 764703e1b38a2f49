"""What a document of its kind has to say: purpose, request, result, who carries it out. Notes: a reader decides.

Only of documents that are issued and long enough to have sections; the words are looked for, not the headings alone.
"""
# ruff: noqa: D103 - the reason of each rule is its `why`, which QUY-TAC.md shows

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from generator.checking.paper import signs
from generator.checking.paper.model import Facts, Paragraph, Part, text_of
from generator.checking.paper.structure import ROMAN_SECTION, items
from generator.checking.rules.known import Known
from generator.checking.rules.rule import ASK, LIKELY, NOTE, WARNING, Hit, at, rule, rules_in
from generator.facts.kinds import Kind, Says, traits
from generator.values.findings import Message, all_of, msg
from generator.values.patterns import late
from generator.values.text import fold, old_tones, quote

_BODY = "Nội dung"
_SHORT = 600  # characters of body: a shorter text says what it has to say in its own way
_AT_THE_END = 5  # paragraphs at least in which a request is made: in the first ones it says what it is about
_ARTICLES = 250  # characters from which a decision has articles
_REPORTED = 400  # characters from which a report has results and what comes next
_A_SENTENCE = 150  # what asks for something does it in few words too
# What is asked of a kind -> words that say it (folded).
_PLAN: Mapping[Message, str] = {
    msg("mục đích"): r"muc dich|muc tieu|nham\b",
    msg("nội dung, nhiệm vụ"): r"noi dung|nhiem vu|giai phap|cong viec|hoat dong",
    msg("tổ chức thực hiện"): r"to chuc thuc hien|trien khai thuc hien|phan cong|trach nhiem|chu tri",
}
_REPORT: Mapping[Message, str] = {
    msg("kết quả"): r"ket qua|da (thuc hien|hoan thanh|ban hanh|to chuc|trien khai)|tinh hinh|dat duoc",
    msg("việc tiếp theo"): r"phuong huong|thoi gian toi|tiep (tuc|theo)|(?<!thuc hien )(?<!so voi )(?<!\d )ke hoach|"
    r"(?<!thuc hien )nhiem vu|giai phap|kien nghi|de xuat|du kien",
}
_MEETING: Mapping[Message, str] = {
    msg("thời gian"): r"thoi gian|\d+ gio|\d+h\d*|ngay \d",
    msg("địa điểm"): r"dia diem|tai",
}
_MINUTES: Mapping[Message, str] = {
    msg("thời gian"): r"thoi gian|(hom nay|vao|luc|hoi)\b.*ngay",
    msg("thành phần"): r"thanh phan|tham du|chung toi|co mat|gom co|dai dien",
    msg("lúc kết thúc"): r"ket thuc|be mac|lap xong|cung ngay",
}
_REQUEST = (
    r"kinh (trinh|de nghi)|kien nghi|"
    # No chương trình, quy trình, lộ trình, công trình, tờ trình.
    r"(de nghi|(?<!chuong )(?<!quy )(?<!qua )(?<!lo )(?<!cong )(?<!to )trinh)\b.{0,200}?"
    r"(xem xet|phe duyet|quyet dinh|cho phep|chap thuan|ban hanh|thong qua)"
)
_CHAIR = r"\b(chu (toa|tri))\b"
_SECRETARY = r"\b(thu ky|nguoi ghi bien ban)\b"
_ROLE = 60  # characters in which a sentence of minutes says of whom it is
_PERSON = late(r"\b(?:[Ôô]ng|[Bb]à|[Đđ]ồng chí|[Đđ]/c):? ([A-ZĐÀ-Ỹ]\w*(?: [A-ZĐÀ-Ỹ]\w*){1,4})")
_CARRIED_OUT = r"thuc hien|phan cong|trach nhiem|phoi hop|to chuc|trien khai|chi dao"
_CARRY_OUT = (
    r"(?<!hieu luc )thi hanh|trach nhiem (to chuc )?(trien khai )?thuc hien|thuc hien (quyet dinh|nghi quyet)|"
    r"can cu quyet dinh"
)


def _issued(facts: Facts, asked: Callable[[Kind], bool], least: int = _SHORT) -> Iterator[Part]:
    """Issued documents of some kinds, of so many characters of body."""
    for part in facts.parts:
        long = sum(len(item.seen) for item in part.body) >= least
        if part.role == "chinh" and asked(traits(part.kind)) and part.is_issued and long:
            yield part


def _judged(facts: Facts, asked: Callable[[Kind], bool], least: int = _SHORT) -> Iterator[tuple[Part, str]]:
    """The same with their text, tables included, folded."""
    for part in _issued(facts, asked, least):
        filled = (item for item in facts.between(part) if item.seen and item.index > part.heading.end)
        yield part, " ".join(fold(item.seen) for item in filled)


def _says_too_little(
    facts: Facts, asked: Callable[[Kind], bool], what: Mapping[Message, str], least: int = _SHORT
) -> Iterator[Hit]:
    """Documents of some kinds that do not say all that is asked of them."""
    for part, text in _judged(facts, asked, least):
        missing = [name for name, words in what.items() if not re.search(rf"\b(?:{words})", text)]
        if missing:
            yield at(part, part.heading.kind_line, msg("{loai} không thấy nói đến {thieu}.", loai=part.name,
                                                       thieu=all_of(missing)),
                     msg("Bổ sung, hoặc bỏ qua nếu đã nói bằng cách khác."), _BODY)  # fmt: skip


@rule("ND-621", NOTE, "Phụ lục III, Mẫu 1.4; Điều 8", "Kế hoạch thiếu mục đích, nhiệm vụ hoặc tổ chức thực hiện",
      why="Kế hoạch nêu mục đích, nội dung công việc và ai tổ chức thực hiện.", wrong="(chỉ có danh mục việc)",
      right="I. MỤC ĐÍCH, YÊU CẦU / II. NHIỆM VỤ / III. TỔ CHỨC THỰC HIỆN", sure=ASK)  # fmt: skip
def plan_content(facts: Facts, known: Known) -> Iterator[Hit]:
    found = list(_says_too_little(facts, lambda kind: kind.says is Says.WORK, _PLAN))
    yield from found or _sections_without_who(facts)


def _sections_without_who(facts: Facts) -> Iterator[Hit]:
    """Plans whose sections have titles, none of them about who carries it out."""
    for part in _issued(facts, lambda kind: kind.key == "ke-hoach", least=0):
        titles = [fold(item.title) for item in items(part.body) if item.level == ROMAN_SECTION]
        # Of two sections it is known by the first one's title that it is a plan as plans are.
        several = len(titles) > 2 or (len(titles) > 1 and "muc dich" in titles[0])
        if several and not any(re.search(_CARRIED_OUT, title) for title in titles):
            yield at(part, part.heading.kind_line, msg("{loai} không có mục tổ chức thực hiện.", loai=part.name),
                     msg("Bổ sung, hoặc bỏ qua nếu đã nói bằng cách khác."), _BODY)  # fmt: skip


@rule("ND-622", NOTE, "Phụ lục III, Mẫu 1.4; Điều 8", "Tờ trình không nêu điều đề nghị",
      why="Tờ trình kết bằng điều đề nghị cấp có thẩm quyền xem xét, quyết định.", wrong="(chỉ có thuyết minh)",
      right="Kính đề nghị Bộ … xem xét, quyết định./.", sure=ASK)  # fmt: skip
def submission_content(facts: Facts, known: Known) -> Iterator[Hit]:
    for part, text in _judged(facts, lambda kind: kind.says is Says.REQUEST, _A_SENTENCE):
        last = " ".join(fold(item.seen) for item in _last_half(part))
        if not re.search(_REQUEST, last or text):
            yield at(part, part.heading.kind_line, msg("{loai} không thấy điều đề nghị cấp có thẩm quyền.",
                                                       loai=part.name),
                     msg("Thêm câu đề nghị xem xét, quyết định."), _BODY)  # fmt: skip


def _last_half(part: Part) -> list[Paragraph]:
    said = [item for item in part.body if item.seen]
    return said[-max(_AT_THE_END, len(said) // 2) :]


@rule("ND-623", NOTE, "Phụ lục III, Mẫu 1.4; Điều 8", "Báo cáo thiếu kết quả hoặc việc tiếp theo",
      why="Báo cáo nêu kết quả và phương hướng, kiến nghị.", wrong="(chỉ có danh sách)",
      right="I. KẾT QUẢ … / II. NHIỆM VỤ THỜI GIAN TỚI …", sure=ASK)  # fmt: skip
def report_content(facts: Facts, known: Known) -> Iterator[Hit]:
    return _says_too_little(facts, lambda kind: kind.says is Says.RESULTS, _REPORT, _REPORTED)


@rule("ND-821", WARNING, "Phụ lục III, Mẫu 1.7", "Giấy mời thiếu thời gian hoặc địa điểm",
      why="Giấy mời nêu thời gian và địa điểm cuộc họp.", wrong="(chỉ có nội dung họp)",
      right="Thời gian: 08 giờ 00, ngày … / Địa điểm: …", sure=LIKELY)  # fmt: skip
def invitation_content(facts: Facts, known: Known) -> Iterator[Hit]:
    return _says_too_little(facts, lambda kind: "kính mời" in kind.calling, _MEETING, least=0)


@rule("ND-826", WARNING, "Phụ lục III, Mẫu 1.6", "Công điện không nêu ai điện, điện cho ai",
      why="Dưới trích yếu của công điện là chức danh hoặc cơ quan điện và những nơi nhận điện.",
      wrong="CÔNG ĐIỆN / Về việc … / Theo tin …", right="Chủ tịch Ủy ban nhân dân … điện: / - Các sở, ngành;",
      sure=LIKELY)  # fmt: skip
def nobody_wired(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in facts.parts:
        wired = signs.WIRED.match(traits(part.kind).calling)
        said = any(re.search(r"\bđiện\s*:", item.seen, re.IGNORECASE) for item in part.body[:4])
        if wired and part.role == "chinh" and part.is_issued and not part.addressees and not said:
            yield at(part, part.heading.kind_line, msg("Không thấy dòng “… điện:” và nơi nhận điện."),
                     msg("Thêm “<chức danh hoặc cơ quan> điện:” và những nơi nhận điện."), _BODY)  # fmt: skip


@rule("ND-822", WARNING, "Phụ lục III, Mẫu 1.9", "Biên bản thiếu thời gian, thành phần hoặc lúc kết thúc",
      why="Biên bản nêu thời gian bắt đầu, địa điểm, thành phần tham dự và lúc kết thúc.",
      wrong="(chỉ có nội dung họp)", right="Thời gian bắt đầu: … Cuộc họp kết thúc vào … giờ …",
      sure=LIKELY)  # fmt: skip
def minutes_content(facts: Facts, known: Known) -> Iterator[Hit]:
    return _says_too_little(facts, lambda kind: kind.several_sign and not kind.dated, _MINUTES, least=0)


@rule("ND-855", WARNING, "Phụ lục III, Mẫu 1.9", "Biên bản thiếu chữ ký của chủ tọa hoặc thư ký",
      why="Biên bản do chủ tọa và thư ký cùng ký.", wrong="CHỦ TỌA / Nguyễn Văn A",
      right="THƯ KÝ / Trần Thị B; CHỦ TỌA / Nguyễn Văn A", sure=LIKELY)  # fmt: skip
def one_signs_minutes(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in facts.parts:
        kind = traits(part.kind)
        if not kind.several_sign or kind.dated or len(part.signers) != 1 or not part.is_issued:
            continue
        titles = fold(text_of(part.signers[0].titles))
        said = " ".join(fold(item.seen) for item in part.body)
        for own, other, name in ((_CHAIR, _SECRETARY, msg("thư ký")), (_SECRETARY, _CHAIR, msg("chủ tọa"))):
            if re.search(own, titles) and not re.search(other, titles) and re.search(other, said):
                yield at(part, part.signers[0].titles[0], msg("Không thấy chữ ký của {ai}.", ai=name),
                         msg("Thêm chỗ ký của chủ tọa bên phải, thư ký bên trái."), "Người ký")  # fmt: skip


@rule("ND-863", WARNING, "Phụ lục III, Mẫu 1.9", "Người ký biên bản không phải chủ tọa, thư ký nêu ở trên",
      why="Người ký là người đã chủ tọa, ghi biên bản: họ tên ở hai nơi phải là một.",
      wrong="Chủ trì: Bà Lê Thị Gấm … CHỦ TỌA / Lê Thị Gấn", right="Chủ trì: Bà Lê Thị Gấm … CHỦ TỌA / Lê Thị Gấm",
      sure=LIKELY)  # fmt: skip
def another_signs_minutes(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in facts.parts:
        if not traits(part.kind).several_sign or traits(part.kind).dated:
            continue
        for signer in part.signers if part.is_issued else ():
            titles = fold(text_of(signer.titles))
            role = next((role for role in (_CHAIR, _SECRETARY) if re.search(role, titles)), None)
            named = _named_as(part, role) if role is not None and signer.name is not None else set()
            if signer.name is not None and len(named) == 1 and _said(signer.name.text) not in map(_said, named):
                yield at(part, signer.name, msg("{chu}: ở trên ghi {ten}.", chu=quote(signer.name.text),
                                                ten=quote(", ".join(named))),
                         msg("Sửa cho hai nơi cùng một họ tên."), "Người ký")  # fmt: skip


def _said(name: str) -> str:
    """A name as one compares it: a mark less is another name."""
    return old_tones(name).casefold()


def _named_as(part: Part, role: str) -> set[str]:
    """The people that sentences of a body name in a role; none where such a sentence names several."""
    sentences = (text for item in part.body for text in re.split(r"(?<=[.;])\s", item.seen))
    said = [text for text in sentences if re.search(role, fold(text[:_ROLE]))]
    people = [set(_PERSON.findall(text)) for text in said]
    return set().union(*people) if all(len(each) <= 1 for each in people) else set()


@rule("ND-624", NOTE, "Phụ lục III, Mẫu 1.2, 1.3", "Quyết định không nêu ai thi hành",
      why="Điều cuối của quyết định, nghị quyết nêu những ai chịu trách nhiệm thi hành.",
      wrong="Điều 3. Quyết định có hiệu lực kể từ ngày ký./.",
      right="Điều 3. … chịu trách nhiệm thi hành Quyết định này./.", sure=ASK)  # fmt: skip
def who_carries_it_out(facts: Facts, known: Known) -> Iterator[Hit]:
    for part in _issued(facts, lambda kind: bool(kind.command), _ARTICLES):
        text = " ".join(fold(item.seen) for item in part.body)
        if part.resolution is not None and not re.search(_CARRY_OUT, text):
            yield at(part, part.resolution, msg("Không thấy ai chịu trách nhiệm thi hành."),
                     msg("Thêm điều cuối: “… chịu trách nhiệm thi hành …”."), _BODY)  # fmt: skip


RULES = rules_in(globals())
