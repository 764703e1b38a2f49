"""Documents cited against the list of documents, the program's and the workplace's: what is listed otherwise (L1xx)."""
# ruff: noqa: D103 - the reason of each check is its `why`, which KIEM-TRA.md shows

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.facts.documents import KnownDocument
from generator.linting.check import NOTE, WARNING, Doubt, check, checks_in
from generator.linting.checked import Checked, Cited
from generator.linting.symbols import issuer_of, parts
from generator.values.findings import Message, all_of, msg
from generator.values.text import fold, quote, short_date


def _shown(one: KnownDocument) -> str:
    """A document with its day, as it is cited."""
    return f"{one.shown} ngày {short_date(one.day)}" if one.day and not one.name else one.shown


@check("L115", WARNING, "Số, ký hiệu hoặc ngày khác danh mục văn bản",
       why="Danh mục văn bản (danh-muc/van-ban.yaml) ghi số, ký hiệu ấy ngày khác, hoặc số và ngày ấy là của văn bản "
           "khác: “Nghị định 175” thay cho “Nghị quyết 175”.",
       wrong="Nghị định số 175/2023/NĐ-CP ngày 30/10/2023",
       right="Nghị quyết số 175/NQ-CP ngày 30/10/2023")  # fmt: skip
def otherwise_in_the_list(checked: Checked) -> Iterator[Doubt]:
    here = {(cited.citation.symbol.casefold(), cited.day) for cited in checked.cited}
    for cited in checked.cited:
        one = _other_day(cited, checked)
        if one and (one.symbol.casefold(), one.day) in here:
            continue  # L106 tells it, with where the other day stands
        if one := one or _other_symbol(cited, checked):
            yield Doubt(cited.passage.place,
                        msg("{vien_dan}: danh mục văn bản ghi {dung}.", vien_dan=quote(cited.citation.verbatim),
                            dung=quote(_shown(one))),
                        cited.citation.verbatim, one.source,
                        msg("Đối chiếu bản gốc; danh mục sai thì sửa danh mục."))  # fmt: skip


def _other_day(cited: Cited, checked: Checked) -> KnownDocument | None:
    """The document of the symbol cited, where the list gives it another day of the same year."""
    known = checked.known.by_symbol.get(cited.citation.symbol.casefold(), ()) if cited.citation.symbol else ()
    if cited.day is None or any(one.day in (cited.day, None) for one in known):
        return None
    symbol = parts(cited.citation.symbol)
    dated = bool(symbol and symbol.year)
    return next((one for one in known if one.day and (dated or one.day.year == cited.day.year)), None)


def _other_symbol(cited: Cited, checked: Checked) -> KnownDocument | None:
    """The document of the number and day cited, where the list gives it another kind, of the same issuer."""
    citation = cited.citation
    if not cited.day or not citation.number or citation.symbol.casefold() in checked.known.by_symbol:
        return None
    same = [one for one in checked.known.by_number.get(citation.number, ()) if one.day == cited.day]
    return next((one for one in same if _contrary(cited, one)), None)


def _contrary(cited: Cited, one: KnownDocument) -> bool:
    mine, theirs = parts(cited.citation.symbol), parts(one.symbol)
    if theirs is None:
        return False
    if mine is None:
        heads = cited.heads
        return bool(heads) and theirs.head not in (heads or ())
    return mine.head != theirs.head and issuer_of(mine).upper() == issuer_of(theirs).upper()


@check("L116", NOTE, "Số không có ký hiệu, danh mục chỉ biết số ấy ở loại khác",
       why="Viện dẫn chỉ có số thì dễ nhầm loại; danh mục văn bản biết số ấy là của loại khác.",
       wrong="theo Nghị định 175", right="theo Nghị quyết số 175/NQ-CP ngày 30/10/2023")  # fmt: skip
def number_of_another_kind(checked: Checked) -> Iterator[Doubt]:
    full = {(one.kind, one.citation.number) for one in checked.cited if one.citation.symbol}
    for cited in checked.cited:
        kind, number = cited.kind, cited.citation.number
        if not kind or not number or cited.citation.symbol or cited.citation.dated or (kind, number) in full:
            continue
        known = [one for one in checked.known.by_number.get(number, ()) if parts(one.symbol)]
        heads = {shape.head for one in known if (shape := parts(one.symbol))}
        if heads and kind not in heads and len(known) == 1:
            yield Doubt(cited.passage.place,
                        msg("{vien_dan}: có phải {dung}?", vien_dan=quote(cited.citation.verbatim),
                            dung=quote(_shown(known[0]))),
                        cited.citation.verbatim, known[0].source,
                        msg("Ghi đủ tên loại, số, ký hiệu, ngày."))  # fmt: skip


@check("L117", NOTE, "Căn cứ chưa có trong danh mục văn bản, cần xác minh",
       why="Chương trình chỉ biết hiệu lực của văn bản có trong danh mục; văn bản khác phải tự tra.",
       wrong="Căn cứ Nghị định số 45/2020/NĐ-CP, không ai tra còn hiệu lực hay không",
       right="Đã tra, thêm vào danh-muc/van-ban.yaml của nơi làm việc với nguồn")  # fmt: skip
def base_to_verify(checked: Checked) -> Iterator[Doubt]:
    unknown = [cited for cited in checked.cited if cited.passage.key == "can_cu" and not _listed(cited, checked)]
    if unknown:
        yield Doubt(unknown[0].passage.place,
                    msg("{so} căn cứ chưa có trong danh mục văn bản, hiệu lực cần xác minh: {cac}.", so=len(unknown),
                        cac=_names(unknown)),
                    unknown[0].citation.verbatim, "",
                    msg("Tra văn bản gốc; thêm vào danh-muc/van-ban.yaml để lần sau khỏi tra."))  # fmt: skip


def _listed(cited: Cited, checked: Checked) -> bool:
    citation = cited.citation
    if citation.symbol:
        return citation.symbol.casefold() in checked.known.by_symbol
    return fold(citation.kind) in checked.known.laws or not citation.number


def _names(items: Iterable[Cited]) -> Message:
    return all_of(dict.fromkeys(quote(item.citation.verbatim, 40) for item in items))


CHECKS = checks_in(globals())
