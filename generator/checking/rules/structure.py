"""Phần, chương, mục, điều, khoản, điểm: form, numbering, references (II.6.đ; Phụ lục II, V.7)."""
# ruff: noqa: D103 - the reason of each rule is its `why`, which QUY-TAC.md shows

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from generator.checking.paper import signs
from generator.checking.paper.model import Facts, Paragraph, Part
from generator.checking.paper.structure import NAMES, ROMAN_SECTION, Item, bold_start, foreign_points, items, missteps
from generator.checking.rules.known import Known
from generator.checking.rules.rule import ERROR, LIKELY, WARNING, Hit, at, once, rule, rules_in
from generator.facts.kinds import key_of
from generator.values.blocks import BELOW_ARTICLE, BLOCKS, FACTS, TITLED
from generator.values.findings import Message, msg
from generator.values.patterns import late
from generator.values.text import POINT_LETTERS, quote, roman

_BODY = "Nội dung"
_LONGEST_TITLE = 200  # letters: what is longer is a paragraph, the title is missing
_D = "Phụ lục I, Phần I, II.6.đ"
_REFERENCE = late(
    r"(?:khoản\s+(?P<clause>\d+)\s+)?Điều\s+(?P<article>\d+)\s+(?:của\s+)?(?P<kind>[A-ZĐ]\w+(?:\s\w+){0,2}?)\s+này\b"
)
# An article of this document that people or things are said to stand in; what names a document behind it is another's.
_OWN_PLACE = late(r"\b(?:có tên|nêu|quy định) tại (?:khoản\s+\d+\s+)?Điều\s+(?P<article>\d+)(?P<after>[^.;]*)")
_SECTION = late(
    r"\b(?P<level>[Mm]ục|[Pp]hần|Chương)\s+(?P<number>[IVX]+)\s+(?:của\s+)?(?P<kind>[A-ZĐ]\w+(?:\s\w+){0,2}?)\s+này\b"
)
_THIS_ARTICLE = late(r"(?:\bđiểm\s+(?P<point>[a-zđ])\s+)?\bkhoản\s+(?P<clause>\d+)\s+Điều này\b")
_THIS = late(r"\b[A-ZĐ]\w+(?: \w+)? này\b")
_ANOTHERS = late(
    r"\b(luật|pháp lệnh|nghị định|thông tư|hiến pháp|quy chế|quy định|điều lệ|hợp đồng|văn bản|của|số)\b", re.IGNORECASE
)
# The mark after a number that stands before a text.
_BRACKETED = late(r"\([a-eđ]\)\s")
_MARKS: dict[str, str] = {kind: FACTS[kind].number[-1] for kind in BELOW_ARTICLE} | {ROMAN_SECTION: "."}
# Those counted in Roman numerals.
_IN_ROMAN = frozenset(facts.kind for facts in BLOCKS if facts.numeral is roman)

# Of each article its clauses: the text and the points of each.
_Articles = Mapping[str, Mapping[str, tuple[str, set[str]]]]


@once
def _bodies(facts: Facts) -> Iterator[tuple[Part, tuple[Item, ...]]]:
    for part in facts.parts:
        if part.role != "phu-luc":
            yield part, items(part.body)


def _sequence(facts: Facts, levels: tuple[str, ...]) -> Iterator[Hit]:
    for part, found in _bodies(facts):
        for item, last, fault in missteps(found):
            if item.level in levels and not _skips_d(item, last, fault):
                yield at(part, item.paragraph, _misstep(item, last, fault), msg("Đánh lại số thứ tự."), _BODY)


def _misstep(item: Item, last: Item | None, fault: str) -> Message:
    if fault == "dau" or last is None:
        if item.level == "dieu":
            return msg("{muc} đứng đầu: phải bắt đầu từ Điều 1.", muc=item.name)
        return msg("{muc} đứng đầu, trước nó không có mục I.", muc=item.name)
    if fault == "lap":
        return msg("{muc} lặp lại số của {truoc} ở đoạn {doan}.", muc=item.name, truoc=last.name,
                   doan=last.paragraph.index)  # fmt: skip
    if fault == "nhay":
        return msg("{muc} đứng sau {truoc}: thiếu {thieu}.", muc=item.name, truoc=last.name,
                   thieu=f"{NAMES[item.level]} {_next(last)}")  # fmt: skip
    return msg("{muc} đứng sau {truoc}: sai thứ tự.", muc=item.name, truoc=last.name)


def _next(item: Item) -> str:
    if item.level == "diem":
        return POINT_LETTERS[item.number]
    return str(item.number + 1) if item.written.isdigit() else roman(item.number + 1)


@rule("ND-701", ERROR, _D, "Số thứ tự điều lặp, nhảy hoặc lùi",
      why="Điều được đánh số liên tục trong văn bản.", wrong="Điều 1. … Điều 3. …",
      right="Điều 1. … Điều 2. …")  # fmt: skip
def article_sequence(facts: Facts, known: Known) -> Iterator[Hit]:
    return _sequence(facts, ("dieu",))


@rule("ND-702", ERROR, _D, "Số thứ tự khoản lặp, nhảy hoặc lùi",
      why="Khoản được đánh số thứ tự trong mỗi điều, mỗi mục.", wrong="1. … 2. … 4. …", right="1. … 2. … 3. …",
      sure=LIKELY)  # fmt: skip
def clause_sequence(facts: Facts, known: Known) -> Iterator[Hit]:
    return _sequence(facts, ("khoan",))


@rule("ND-703", ERROR, _D, "Thứ tự điểm lặp, nhảy hoặc lùi",
      why="Điểm dùng chữ cái theo bảng chữ cái tiếng Việt: a, b, c, d, đ, e, g, h, i.", wrong="a) … b) … d) …",
      right="a) … b) … c) …", sure=LIKELY)  # fmt: skip
def point_sequence(facts: Facts, known: Known) -> Iterator[Hit]:
    return _sequence(facts, ("diem",))


def _skips_d(item: Item, last: Item | None, fault: str) -> bool:
    return fault == "nhay" and last is not None and (last.written, item.written) == ("d", "e")


@rule("ND-704", ERROR, _D, "Điểm không theo bảng chữ cái tiếng Việt",
      why="Sau điểm d là điểm đ; không có điểm f, j, w, z.", wrong="d) … e) … f) …",
      right="d) … đ) … e) …")  # fmt: skip
def point_alphabet(facts: Facts, known: Known) -> Iterator[Hit]:
    for part, found in _bodies(facts):
        for item, last, fault in missteps(found):
            if item.level == "diem" and _skips_d(item, last, fault):
                yield at(part, item.paragraph, msg("Sau điểm d phải là điểm đ, không phải điểm e."),
                         msg("Đánh lại: a, b, c, d, đ, e, g, h, i …"), _BODY)  # fmt: skip
        for letter, paragraph in foreign_points(part.body):
            yield at(part, paragraph, msg("“{chu})” không phải chữ cái dùng cho điểm.", chu=letter),
                     msg("Đánh lại: a, b, c, d, đ, e, g, h, i …"), _BODY)  # fmt: skip


@rule("ND-705", ERROR, _D, "Số thứ tự phần, chương, mục lặp, nhảy hoặc lùi",
      why="Phần, chương, mục được đánh số liên tục.", wrong="Chương I … Chương III",
      right="Chương I … Chương II")  # fmt: skip
def chapter_sequence(facts: Facts, known: Known) -> Iterator[Hit]:
    return _sequence(facts, (*TITLED, ROMAN_SECTION))


@rule("ND-706", ERROR, "Phụ lục I, Phần I, II.6.b", "Viện dẫn điều, khoản không có trong văn bản",
      why="Viện dẫn phải đúng điều, khoản của văn bản.", wrong="theo Điều 9 Quyết định này (văn bản có 3 điều)",
      right="theo Điều 2 Quyết định này")  # fmt: skip
def reference_to_nothing(facts: Facts, known: Known) -> Iterator[Hit]:
    articles = {part.first: _articles(found) for part, found in _bodies(facts)}
    for part in facts.parts:
        for paragraph in part.body:
            for match in _REFERENCE.finditer(paragraph.seen):
                target = _meant(facts, part, match["kind"])
                known_articles = articles.get(target.first, {}) if target is not None else {}
                if target is None or not known_articles:
                    continue
                clauses = known_articles.get(match["article"])
                if clauses is None:
                    yield at(part, paragraph, msg("{chu}: {loai} này không có Điều {so}.", chu=quote(match[0]),
                                                  loai=match["kind"], so=match["article"]),
                             msg("Kiểm tra lại số điều được viện dẫn."), _BODY)  # fmt: skip
                elif match["clause"] and clauses and match["clause"] not in clauses:
                    yield at(part, paragraph, msg("{chu}: Điều {so} không có khoản {khoan}.", chu=quote(match[0]),
                                                  so=match["article"], khoan=match["clause"]),
                             msg("Kiểm tra lại số khoản được viện dẫn."), _BODY)  # fmt: skip
            yield from _people_stand_in(part, paragraph, articles.get(part.first, {}))
            yield from _sections_named(facts, part, paragraph)
        yield from _within_this_article(part)
        yield from _recipients_refer(part, articles.get(part.first, {}))


def _people_stand_in(part: Part, paragraph: Paragraph, articles: _Articles) -> Iterator[Hit]:
    for match in _OWN_PLACE.finditer(paragraph.seen) if articles else ():
        after = _THIS.sub("", match["after"])
        named = match["article"] in articles or _ANOTHERS.search(after)
        if not named and not _ANOTHERS.search(paragraph.seen[: match.start()].rpartition(";")[2]):
            yield at(part, paragraph, msg("{chu}: văn bản không có Điều {so}.",
                                          chu=quote(f"tại Điều {match['article']}"), so=match["article"]),
                     msg("Kiểm tra lại số điều được viện dẫn."), _BODY)  # fmt: skip


def _sections_named(facts: Facts, part: Part, paragraph: Paragraph) -> Iterator[Hit]:
    """Chapters and sections of this document, or of one in the file, that are named and do not exist."""
    for match in _SECTION.finditer(paragraph.seen) if " này" in paragraph.seen else ():
        target = _meant(facts, part, match["kind"])
        levels = ("chuong",) if match["level"].casefold() == "chương" else (ROMAN_SECTION, "phan")
        there = [item.written for item in items(target.body) if item.level in levels] if target is not None else []
        if there and match["number"] not in there:
            yield at(part, paragraph, msg("{chu}: {loai} này không có {muc}.", chu=quote(match[0]), loai=match["kind"],
                                          muc=quote(f"{match['level']} {match['number']}")),
                     msg("Kiểm tra lại số mục được viện dẫn."), _BODY)  # fmt: skip


def _within_this_article(part: Part) -> Iterator[Hit]:
    """Clauses and points of "Điều này" that the article does not have."""
    if not any("Điều này" in paragraph.seen for paragraph in part.body):
        return
    found = items(part.body)
    articles = _articles(found)
    begun = {item.paragraph.index: item.written for item in found if item.level == "dieu"}
    article = ""
    for paragraph in part.body:
        article = begun.get(paragraph.index, article)
        own = articles.get(article, {})
        # What is quoted speaks of the document that it comes from.
        for match in _THIS_ARTICLE.finditer(paragraph.seen) if own and "“" not in paragraph.seen else ():
            fault = _fault_in(own, match["clause"], match["point"] or "")
            if fault:
                yield at(part, paragraph, msg("{chu}: Điều {so} không có {muc}.", chu=quote(match[0]), so=article,
                                              muc=fault),
                         msg("Kiểm tra lại khoản, điểm được viện dẫn."), _BODY)  # fmt: skip


def _fault_in(clauses: Mapping[str, tuple[str, set[str]]], clause: str, point: str) -> Message | None:
    """What of a clause and its point does not exist; None where both do, or the points may stand otherwise."""
    if clause not in clauses:
        return msg("khoản {khoan}", khoan=clause)
    text, points = clauses[clause]
    missing = point and point not in points and (points or text.endswith("."))
    return msg("điểm {diem} khoản {khoan}", diem=point, khoan=clause) if missing else None


@rule("ND-854", WARNING, "Phụ lục I, Phần I, II.6.d", "Điều không có tiêu đề",
      why="Trong quy chế, quy định, các điều đều có tiêu đề.", wrong="Điều 4. / 1. Việc bàn giao …",
      right="Điều 4. Bàn giao tài sản / 1. Việc bàn giao …", sure=LIKELY)  # fmt: skip
def article_without_title(facts: Facts, known: Known) -> Iterator[Hit]:
    for part, found in _bodies(facts):
        articles = [item for item in found if item.level == "dieu"]
        bare = [item for item in articles if not _has_title(item)]
        if part.resolution is None and len(articles) > 2 and 0 < 3 * len(bare) <= len(articles):
            yield at(part, bare[0].paragraph, msg("“{muc}” không có tiêu đề.", muc=bare[0].name),
                     msg("Thêm tiêu đề sau số của điều, in đậm."), _BODY)  # fmt: skip


def _has_title(item: Item) -> bool:
    """Whether what stands behind the number of an article is a title: bold, or short and no sentence."""
    bold = item.paragraph.whole.share("bold") > 0.8
    return bool(item.title) and (
        bold or (len(item.title) < _LONGEST_TITLE and not item.title.endswith((".", ":", ";")))
    )


def _articles(found: Sequence[Item]) -> _Articles:
    articles: dict[str, dict[str, tuple[str, set[str]]]] = {}
    article = clause = ""
    for item in found:
        if item.level == "dieu":
            article, clause = item.written, ""
            articles.setdefault(article, {})
        elif item.level == "khoan" and article:
            clause = item.written
            articles[article][clause] = item.paragraph.seen, set()
        elif item.level == "diem" and clause:
            articles[article][clause][1].add(item.written)
    return articles


def _meant(facts: Facts, part: Part, kind_name: str) -> Part | None:
    key = key_of(kind_name)
    same = [item for item in facts.parts if item.kind == key]
    return part if part in same else same[0] if len(same) == 1 else None


def _recipients_refer(part: Part, articles: _Articles) -> Iterator[Hit]:
    for line in part.recipients[:1]:
        match = re.match(r"-?\s*Như [Đđ]iều (\d+)", line.text)
        if match and articles and match[1] not in articles:
            yield at(part, line, msg("{chu}: văn bản không có Điều {so}.", chu=quote(line.text), so=match[1]),
                     msg("Ghi đúng số điều thi hành."), "Nơi nhận")  # fmt: skip


@rule("ND-707", ERROR, _D, "“Điều …” không in đậm",
      why="Từ “Điều”, số thứ tự và tiêu đề của điều: chữ in thường, đứng, đậm.", wrong="Điều 1. (chữ thường)",
      right="Điều 1. (chữ đậm)")  # fmt: skip
def article_not_bold(facts: Facts, known: Known) -> Iterator[Hit]:
    for part, found in _bodies(facts):
        for item in found:
            if item.level == "dieu" and not bold_start(item.paragraph) and not item.paragraph.label:
                yield at(part, item.paragraph, msg("“{muc}” không in đậm.", muc=item.name),
                         msg("In đậm “Điều”, số thứ tự và tiêu đề."), _BODY)  # fmt: skip


@rule("ND-708", ERROR, _D, "Sau số thứ tự của điều không phải dấu chấm",
      why="Sau số thứ tự của điều có dấu chấm.", wrong="Điều 1: Phạm vi điều chỉnh",
      right="Điều 1. Phạm vi điều chỉnh")  # fmt: skip
def article_mark(facts: Facts, known: Known) -> Iterator[Hit]:
    for part, found in _bodies(facts):
        for item in found:
            if item.level == "dieu" and item.mark != "." and not signs.is_open(item.paragraph.seen):
                yield at(part, item.paragraph, msg("{chu}: sau số của điều phải là dấu chấm.",
                                                   chu=quote(item.paragraph.seen, 30)),
                         msg("Viết “{muc}.”.", muc=item.name), _BODY)  # fmt: skip


@rule("ND-709", ERROR, _D, "Phần, chương không dùng số La Mã; mục, tiểu mục không dùng số Ả Rập",
      why="Phần, chương dùng chữ số La Mã; mục, tiểu mục dùng chữ số Ả Rập.", wrong="Chương 1; Mục I",
      right="Chương I; Mục 1")  # fmt: skip
def wrong_numerals(facts: Facts, known: Known) -> Iterator[Hit]:
    for part, found in _bodies(facts):
        for item in found:
            is_roman = not item.written.isdigit()
            if item.level not in TITLED:
                continue
            wanted = item.level in _IN_ROMAN
            if is_roman != wanted:
                yield at(part, item.paragraph, msg("“{muc}”: phải dùng chữ số {dung}.", muc=item.name,
                                                   dung=msg("La Mã") if wanted else msg("Ả Rập")),
                         msg("Đổi kiểu số thứ tự."), _BODY)  # fmt: skip


@rule("ND-710", ERROR, _D, "Phần, chương, mục không đậm hoặc không canh giữa",
      why="“Phần”, “Chương”, “Mục” và số thứ tự trên một dòng riêng, canh giữa, đứng, đậm.",
      wrong="Chương I (sát lề trái)", right="Chương I (giữa trang, đậm)")  # fmt: skip
def chapter_look(facts: Facts, known: Known) -> Iterator[Hit]:
    for part, found in _bodies(facts):
        for item in found:
            look = item.paragraph.whole
            if item.level not in TITLED:
                continue
            if look.share("bold") < 0.5 or look.share("italic") > 0.5 or item.paragraph.format.alignment != "center":
                yield at(part, item.paragraph, msg("“{muc}” phải canh giữa, chữ đứng, đậm.", muc=item.name),
                         msg("Canh giữa và in đậm."), _BODY)  # fmt: skip


@rule("ND-711", ERROR, _D, "“CHƯƠNG”, “PHẦN” viết in hoa cả chữ",
      why="Từ “Phần”, “Chương”, “Mục” bằng chữ in thường.", wrong="CHƯƠNG I", right="Chương I")  # fmt: skip
def chapter_capitals(facts: Facts, known: Known) -> Iterator[Hit]:
    for part, found in _bodies(facts):
        for item in found:
            word = item.paragraph.seen.split()[0]
            if item.level in (*TITLED, "dieu") and word.isupper():
                yield at(part, item.paragraph, msg("“{chu}”: phải viết chữ in thường.", chu=word),
                         msg("Viết “{muc}”.", muc=item.name), _BODY)  # fmt: skip


@rule("ND-712", ERROR, "Phụ lục I, Phần I, II.6.d", "Phần, chương, mục không có tiêu đề",
      why="Phần, chương, mục, tiểu mục phải có tiêu đề.", wrong="Chương I / Điều 1. …",
      right="Chương I / QUY ĐỊNH CHUNG / Điều 1. …", sure=LIKELY)  # fmt: skip
def chapter_without_title(facts: Facts, known: Known) -> Iterator[Hit]:
    for part, found in _bodies(facts):
        starts = {item.paragraph.index for item in found}
        for item, title in _below(part, found):
            if title.index in starts:
                yield at(part, item.paragraph, msg("“{muc}” không có tiêu đề.", muc=item.name),
                         msg("Thêm tiêu đề in hoa, đậm, canh giữa ở dòng dưới."), _BODY)  # fmt: skip


@rule("ND-835", ERROR, _D, "Tiêu đề của phần, chương, mục không in hoa, đậm, canh giữa",
      why="Tiêu đề của phần, chương, mục ở ngay dưới, canh giữa, bằng chữ in hoa, đứng, đậm.",
      wrong="Chương I / Quy định chung", right="Chương I / QUY ĐỊNH CHUNG")  # fmt: skip
def chapter_title_look(facts: Facts, known: Known) -> Iterator[Hit]:
    for part, found in _bodies(facts):
        starts = {item.paragraph.index for item in found}
        for _, title in _below(part, found):
            if title.index in starts or len(title.seen) > _LONGEST_TITLE:
                continue
            look = title.whole
            plain = look.share("bold") < 0.5 or title.format.alignment != "center"
            if not signs.is_upper(title.seen) or plain:
                yield at(part, title, msg("{chu}: tiêu đề phải in hoa, đậm, canh giữa.", chu=quote(title.seen)),
                         msg("In hoa, in đậm, canh giữa."), _BODY)  # fmt: skip


def _below(part: Part, found: Sequence[Item]) -> Iterator[tuple[Item, Paragraph]]:
    """The parts, chapters and sections of a body that have a line of their own, with the filled paragraph below each:
    its title, if nothing else begins there.
    """
    filled = [item for item in part.body if item.seen]
    after = {before.index: item for before, item in pairwise(filled)}
    for item in found:
        alone = item.level in TITLED and not item.title and "\n" not in item.paragraph.text
        if alone and item.paragraph.index in after:
            yield item, after[item.paragraph.index]


@rule("ND-827", WARNING, "Phụ lục I, Phần I, II.6.c", "Đề mục không có nội dung",
      why="Mỗi phần, chương, mục có nội dung của nó trước khi sang mục sau.",
      wrong="III. KINH PHÍ / IV. TỔ CHỨC THỰC HIỆN", right="III. KINH PHÍ / … / IV. TỔ CHỨC THỰC HIỆN",
      sure=LIKELY)  # fmt: skip
def section_without_text(facts: Facts, known: Known) -> Iterator[Hit]:
    for part, found in _bodies(facts):
        filled = [item.index for item in facts.between(part) if item.seen]
        after = dict(pairwise(filled))
        levels = {item.paragraph.index: item.level for item in found}
        for item in found:
            below = after.get(item.paragraph.index, 0)
            ends = below >= part.signed_from
            if item.level == ROMAN_SECTION and item.title.isupper() and (ends or levels.get(below) == item.level):
                yield at(part, item.paragraph, msg("{chu}: dưới đề mục không có nội dung.",
                                                   chu=quote(item.paragraph.seen)),
                         msg("Viết nội dung, hoặc bỏ đề mục."), _BODY)  # fmt: skip


@rule("ND-713", WARNING, "Phụ lục I, Phần I, mục V, dòng 6.b", "Mục đánh số La Mã không in hoa, đậm",
      why="Số thứ tự và tiêu đề của mục (văn bản không có điều): in hoa, đứng, đậm.", wrong="I. Kết quả đạt được",
      right="I. KẾT QUẢ ĐẠT ĐƯỢC", sure=LIKELY)  # fmt: skip
def roman_section_look(facts: Facts, known: Known) -> Iterator[Hit]:
    for part, found in _bodies(facts):
        if any(item.level == "dieu" for item in found):
            continue
        for item in found:
            text = item.paragraph.seen
            plain = not signs.is_upper(text) or item.paragraph.whole.share("bold") < 0.5
            if item.level == "muc-la-ma" and item.title and plain and not signs.is_open(text):
                yield at(part, item.paragraph, msg("{chu}: tiêu đề mục phải in hoa, đậm.", chu=quote(text)),
                         msg("In hoa và in đậm tiêu đề mục."), _BODY)  # fmt: skip
                break


@rule("ND-714", ERROR, _D, "Sau số thứ tự của khoản, điểm sai dấu",
      why="Sau số thứ tự của khoản có dấu chấm; sau chữ cái của điểm có dấu đóng ngoặc đơn.", wrong="1/ …; a. …",
      right="1. …; a) …")  # fmt: skip
def clause_mark(facts: Facts, known: Known) -> Iterator[Hit]:
    for part, found in _bodies(facts):
        done: set[str] = set()
        for item in found:
            wanted = _MARKS.get(item.level)
            if wanted is not None and item.mark != wanted and item.level not in done:
                done.add(item.level)
                yield at(part, item.paragraph, msg("“{so}{dau}”: sau số thứ tự của {cap} phải là “{dung}”.",
                                                   so=item.written, dau=item.mark, cap=NAMES[item.level], dung=wanted),
                         msg("Viết “{so}{dung}”.", so=item.written, dung=wanted), _BODY)  # fmt: skip
        bracketed = next((item for item in part.body if _BRACKETED.match(item.seen)), None)
        if bracketed is not None:
            yield at(part, bracketed, msg("{chu}: điểm ghi bằng chữ cái và dấu đóng ngoặc đơn.",
                                          chu=quote(bracketed.seen[:3])),
                     msg("Viết “{so}{dung}”.", so=bracketed.seen[1], dung=")"), _BODY)  # fmt: skip


@rule("ND-715", ERROR, _D, "Số thứ tự dính liền với chữ",
      why="Sau số thứ tự và dấu của điều, khoản, điểm có một dấu cách.", wrong="Điều 1.Phê duyệt; a)Các đơn vị",
      right="Điều 1. Phê duyệt; a) Các đơn vị")  # fmt: skip
def number_without_space(facts: Facts, known: Known) -> Iterator[Hit]:
    for part, found in _bodies(facts):
        for item in found:
            joined = re.match(r"(?:Điều\s+)?\w{1,4}[.)][^\W\d_]", item.paragraph.seen)
            if joined and not item.paragraph.label:
                yield at(part, item.paragraph, msg("{chu}: sau số thứ tự thiếu dấu cách.",
                                                   chu=quote(item.paragraph.seen, 30)),
                         msg("Thêm một dấu cách sau số thứ tự."), _BODY)  # fmt: skip
                break


@rule("ND-716", ERROR, _D, "Điều đánh số La Mã",
      why="Điều dùng chữ số Ả Rập.", wrong="Điều I. …", right="Điều 1. …")  # fmt: skip
def article_in_roman(facts: Facts, known: Known) -> Iterator[Hit]:
    for part, found in _bodies(facts):
        item = next((item for item in found if item.level == "dieu" and not item.written.isdigit()), None)
        if item is not None:
            yield at(part, item.paragraph, msg("“{muc}”: phải dùng chữ số Ả Rập.", muc=item.name),
                     msg("Viết “Điều {so}.”.", so=item.number), _BODY)  # fmt: skip


@rule("ND-717", ERROR, _D, "Số của tiểu khoản không theo khoản chứa nó",
      why="Số hai cấp bắt đầu bằng số của khoản chứa nó.", wrong="5. … / 4.1. …", right="5. … / 5.1. …",
      sure=LIKELY)  # fmt: skip
def nested_number(facts: Facts, known: Known) -> Iterator[Hit]:
    for part, found in _bodies(facts):
        starts = {item.paragraph.index: item for item in found}
        inside = 0
        for paragraph in part.body:
            item = starts.get(paragraph.index)
            if item is not None and item.level != "diem":
                inside = item.number if item.level == "khoan" else 0
            nested = re.match(r"(\d{1,2})\.(\d{1,2})\.?(?=\s)", paragraph.seen)
            if nested and inside and int(nested[1]) != inside:
                yield at(part, paragraph, msg("“{so}” nằm dưới khoản {khoan}.", so=nested[0], khoan=inside),
                         msg("Đánh lại: {khoan}.1, {khoan}.2 …", khoan=inside), _BODY)  # fmt: skip
                break


RULES = rules_in(globals())
