"""Documents cited: symbol against kind, date against the rest of the data, bases in force (L1xx)."""
# ruff: noqa: D103 - the reason of each check is its `why`, which KIEM-TRA.md shows

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from rapidfuzz.distance import OSA

from generator.facts import danh_muc
from generator.linting.check import CERTAIN, ERROR, NOTE, WARNING, Doubt, check, checks_in
from generator.linting.checked import Checked, Cited
from generator.linting.symbols import KIND_HEADS, abbreviations, issuer_of, parts
from generator.values.findings import Message, Place, all_of, msg, one_of, some_of
from generator.values.patterns import late
from generator.values.text import fold, quote, short_date

_FIRST_YEAR = 1945
_LAW_KINDS = ("nghi dinh", "thong tu", "nd")
_RAW_SYMBOL = late(r"\d[\d/]*\s*[/-]\s*[^\W\d_][\w/-]*(?:\s*-\s*[A-ZĐ]\w*)*")
_GLUED = late(r"(?:\d|[A-ZĐ])(?:ngày|ngaày)\s*\d|\bsố\d+\s*[/-]|[a-zà-ỹ]\d+/(?:\d{4}/)?[A-ZĐ]{2,}-[A-ZĐ]")
# Kinds that are cited by number alone, and how their symbol ends.
_ONE_NUMBERING = {"NĐ": "NĐ-CP", "CT": "CT-TTg", "NQ": "NQ-CP"}
# In small letters these say what a công văn does, not what kind it is: `văn bản hướng dẫn số 5440/BTTTT-CĐSQG`.
_ALSO_WORDS = frozenset({"hướng dẫn", "báo cáo", "kế hoạch"})
# Symbols that the bodies of every place share; `qt` is that of procedures, a kind that the decree does not list.
_ANY_PLACE = frozenset((
    "ubnd", "hdnd", "du", "tu", "bcd", "vp", "ct", "ttt", "cat", "cax", "bch", "bchqs", "btv", "bgh", "bgd", "hdqt",
    "hdtv", "mttq", "btt", "btgdvtu", "ubkttu", "qt",
))  # fmt: skip
_CASED = {"TTG": "TTg", "TTR": "TTr", "CTR": "CTr", "QYĐ": "QyĐ", "TTGCP": "TTgCP"}


def _where(items: Iterable[Cited], longest: int = 3) -> Message:
    places = list(dict.fromkeys(_place(item.passage.place) for item in items))
    return some_of(places, longest, msg("{so} nơi khác"))


def _place(place: Place) -> object:
    """A cell by its name, a line of a file by its number."""
    return place.cell or (msg("{tep}, dòng {dong}", tep=place.file, dong=place.line) if place.line else str(place))


def _stands(what: str, items: Iterable[Cited]) -> Message:
    return msg("“{gi}”: {o}", gi=what, o=_where(items))


@check("L101", ERROR, "Tên loại trái với ký hiệu",
       sure=CERTAIN,
       why="Chữ viết tắt tên loại trong ký hiệu phải là của loại văn bản được nêu; trái nhau thì một trong hai sai.",
       wrong="Chỉ thị số 04/NQ-CP ngày 11/02/2024", right="Chỉ thị số 04/CT-TTg ngày 11/02/2024")  # fmt: skip
def kind_against_symbol(checked: Checked) -> Iterator[Doubt]:
    same_day: defaultdict[tuple[str, date | None], list[Cited]] = defaultdict(list)
    for cited in checked.cited:
        if cited.citation.symbol and cited.day:
            same_day[cited.citation.number, cited.day].append(cited)
    for cited in checked.cited:
        symbol, heads = parts(cited.citation.symbol), cited.heads
        if symbol and heads is not None and symbol.head in KIND_HEADS and symbol.tail and symbol.head not in heads:
            same = [other for other in same_day[cited.citation.number, cited.day]
                    if other.citation.symbol != cited.citation.symbol]  # fmt: skip
            usual = one_of(heads) if heads else msg("không có tên loại")
            known = msg("ký hiệu của “{loai}”: {dung}", loai=cited.citation.kind, dung=usual)
            if same:
                symbol_there, there = same[0].citation.symbol, _where(same)
                known = msg("nơi khác cùng số, cùng ngày: “{ky_hieu}” ({o})", ky_hieu=symbol_there, o=there)
            yield Doubt(cited.passage.place,
                        msg("{vien_dan}: tên loại “{loai}” trái với ký hiệu “{ky_hieu}”.", loai=cited.citation.kind,
                            vien_dan=quote(cited.citation.verbatim), ky_hieu=cited.citation.symbol),
                        cited.citation.verbatim, known,
                        msg("Đối chiếu bản gốc, sửa tên loại hoặc ký hiệu."))  # fmt: skip


@check("L102", NOTE, "Ký hiệu không có chữ viết tắt tên loại",
       why="Ký hiệu của văn bản có tên loại gồm chữ viết tắt tên loại và cơ quan; chỉ công văn mới không có.",
       wrong="Thông báo 2513/TCTTKĐA ngày 29/3/2024", right="Thông báo 2513/TB-TCTTKĐA ngày 29/3/2024")  # fmt: skip
def symbol_without_kind(checked: Checked) -> Iterator[Doubt]:
    for symbol, items in _by_symbol(checked).items():
        shape = parts(symbol)
        named = [item for item in items if item.heads and item.citation.kind not in _ALSO_WORDS]
        if shape and named and shape.head not in KIND_HEADS and "TW" not in symbol:
            heads = named[0].heads or ("",)
            yield Doubt(named[0].passage.place,
                        msg("{vien_dan}: ký hiệu của “{loai}” thiếu “{viet_tat}” ({so} nơi).",
                            vien_dan=quote(named[0].citation.verbatim), loai=named[0].citation.kind,
                            viet_tat=f"{heads[0]}-", so=len(named)),
                        named[0].citation.verbatim, _where(named),
                        msg("Nếu là công văn thì ghi “Công văn”; nếu không, ghi đủ ký hiệu."))  # fmt: skip


@check("L103", ERROR, "Số, ký hiệu viết dính, viết dở hoặc sai chữ hoa",
       sure=CERTAIN,
       why="Số, ký hiệu viết sai dạng thì không tra cứu được và không đối chiếu được với văn bản gốc.",
       wrong="Nghị quyết 74/NQ-CPngày 7/5/2023; Chỉ thị 04/Ct-TTg",
       right="Nghị quyết 74/NQ-CP ngày 7/5/2023; Chỉ thị 04/CT-TTg")  # fmt: skip
def malformed_symbol(checked: Checked) -> Iterator[Doubt]:
    for passage, glued in checked.told(_glued):
        if glued:
            yield Doubt(passage.place, msg("{chu}: số, ký hiệu viết dính với chữ bên cạnh.",
                                           chu=quote(_around(passage.text, *glued.span()))),
                        passage.text, hint=msg("Thêm dấu cách."))  # fmt: skip
    for cited in checked.cited:
        raw = _RAW_SYMBOL.search(cited.citation.verbatim) if cited.citation.symbol else None
        if raw and (wrong := _wrong_shape(raw[0].strip(), cited.citation.symbol)):
            yield Doubt(cited.passage.place,
                        msg("{ky_hieu}: ký hiệu {loi}; cần {dung}.", ky_hieu=quote(raw[0].strip()), loi=wrong,
                            dung=quote(cited.citation.symbol.rstrip("-"))),
                        cited.citation.verbatim, hint=msg("Ghi đúng ký hiệu theo bản gốc."))  # fmt: skip


def _glued(text: str) -> re.Match[str] | None:
    signed = "/" in text or "-" in text or "ngày" in text or "ngaày" in text
    return _GLUED.search(text) if signed else None


def _wrong_shape(raw: str, symbol: str) -> Message | None:
    if symbol.endswith("-"):
        return msg("viết dở")
    if any(word.upper() in KIND_HEADS and word != _CASED.get(word.upper(), word.upper())
           for word in re.findall(r"[^\W\d_]+", raw)):  # fmt: skip
        return msg("sai chữ hoa, chữ thường")
    return None


def _around(text: str, start: int, end: int) -> str:
    return text[max(0, text.rfind(" ", 0, max(0, start - 12)) + 1) : end + 12]


@check("L104", WARNING, "Cơ quan trong ký hiệu viết khác các nơi khác một chữ",
       why="Một ký hiệu chỉ khác một chữ so với ký hiệu cùng số viết nhiều lần thường là gõ nhầm.",
       wrong="văn bản số 1552/BTTTT-TTH", right="văn bản số 1552/BTTTT-THH")  # fmt: skip
def symbol_near_another(checked: Checked) -> Iterator[Doubt]:
    groups = _by_symbol(checked)
    by_number: defaultdict[str, list[str]] = defaultdict(list)
    for symbol in groups:
        if shape := parts(symbol):
            by_number[shape.number].append(symbol)
    known = danh_muc.agencies()
    for symbols in by_number.values():
        for symbol in symbols:
            near = [other for other in symbols if other != symbol and OSA.distance(symbol, other, score_cutoff=2) <= 2
                    and _better(len(groups[other]), len(groups[symbol]), other, symbol)
                    and not (known.by_symbol(symbol) and known.by_symbol(other))]  # fmt: skip
            if near and _same_day(groups[symbol], groups[near[0]]):
                for item in groups[symbol]:
                    yield Doubt(item.passage.place,
                                msg("{vien_dan}: nơi khác ghi {khac} ({so} lần).",
                                vien_dan=quote(item.citation.verbatim),
                                    khac=quote(near[0]), so=len(groups[near[0]])),
                                item.citation.verbatim, _stands(near[0], groups[near[0]]),
                                msg("Đối chiếu bản gốc, dùng một ký hiệu."))  # fmt: skip


def _better(other_count: int, count: int, other: str, symbol: str) -> bool:
    return (other_count, other) > (count, symbol)


def _same_day(some: list[Cited], others: list[Cited]) -> bool:
    """Whether two groups may be one document: no date on one side, or a date in common."""
    days, other_days = {item.day for item in some} - {None}, {item.day for item in others} - {None}
    return not days or not other_days or bool(days & other_days)


@check("L105", ERROR, "Nghị định, Thông tư thiếu năm trong số, ký hiệu",
       sure=CERTAIN,
       why="Nghị định, Thông tư là văn bản quy phạm pháp luật: số, ký hiệu có năm ban hành.",
       wrong="Nghị định số 79/NĐ-CP ngày 06 tháng 10 năm 2022",
       right="Nghị định số 79/2022/NĐ-CP ngày 06 tháng 10 năm 2022")  # fmt: skip
def legal_symbol_without_year(checked: Checked) -> Iterator[Doubt]:
    for cited in checked.cited:
        symbol = parts(cited.citation.symbol)
        if symbol is None or symbol.year or not symbol.tail:
            continue
        if symbol.head == "NĐ" or (symbol.head == "TT" and fold(cited.citation.kind) in _LAW_KINDS):
            year = cited.citation.dated.year if cited.citation.dated else None
            yield Doubt(cited.passage.place,
                        msg("{vien_dan}: số, ký hiệu thiếu năm.", vien_dan=quote(cited.citation.verbatim)),
                        cited.citation.verbatim, "",
                        msg("Ghi “{dung}” nếu bản gốc đúng là loại này.",
                            dung=cited.citation.symbol.replace("/", f"/{year or '…'}/", 1)))  # fmt: skip


def _by_symbol(checked: Checked) -> dict[str, list[Cited]]:
    groups: defaultdict[str, list[Cited]] = defaultdict(list)
    for cited in checked.cited:
        if cited.citation.symbol:
            groups[cited.citation.symbol].append(cited)
    return groups


def _dates(items: Iterable[Cited]) -> dict[date, list[Cited]]:
    dates: defaultdict[date, list[Cited]] = defaultdict(list)
    for item in items:
        if item.day:
            dates[item.day].append(item)
    return dates


@check("L106", ERROR, "Một văn bản, hai ngày trong cùng một năm",
       sure=CERTAIN,
       why="Trong một năm mỗi số, ký hiệu chỉ có một văn bản: hai ngày khác nhau thì một ngày sai.",
       wrong="Thông báo 344/TB-VPCP ngày 25/7/2024 (các ô khác: 24/7/2024)",
       right="Thông báo 344/TB-VPCP ngày 24/7/2024")  # fmt: skip
def two_dates_in_a_year(checked: Checked) -> Iterator[Doubt]:
    groups: defaultdict[str, list[Cited]] = defaultdict(list)
    for cited in checked.cited:
        if name := _name(cited):
            groups[name].append(cited)
    for name, items in groups.items():
        by_year: defaultdict[int, dict[date, list[Cited]]] = defaultdict(dict)
        for day, found in _dates(items).items():
            by_year[day.year][day] = found
        for days in by_year.values():
            usual = max(days, key=lambda day: len(days[day]))
            for day in sorted(days):
                if day != usual:
                    yield from (_other_day(item, name, usual, days[usual]) for item in days[day])


def _name(cited: Cited) -> str:
    """What numbers a document within its year: its symbol; for kinds that one authority alone issues under one
    numbering (nghị định, chỉ thị of the Prime Minister, nghị quyết of the Government) their kind and number.
    """
    symbol, kind = cited.citation.symbol, cited.kind
    short = kind in _ONE_NUMBERING and (not symbol or symbol.endswith(_ONE_NUMBERING[kind]))
    return f"{kind} {cited.citation.number}" if short else symbol


def _other_day(item: Cited, symbol: str, usual: date, others: list[Cited]) -> Doubt:
    day = item.day or usual
    swapped = (day.day, day.month) == (usual.month, usual.day)
    return Doubt(item.passage.place,
                 msg("{vien_dan}: {noi} nơi khác ghi “{ky_hieu}” ngày {ngay}{nham}.", noi=len(others), ky_hieu=symbol,
                     vien_dan=quote(item.citation.verbatim), ngay=short_date(usual),
                     nham=msg(" (đổi chỗ ngày và tháng)") if swapped else ""),
                 item.citation.verbatim, _stands(short_date(usual), others),
                 msg("Đối chiếu bản gốc, dùng một ngày."))  # fmt: skip


@check("L107", WARNING, "Một số, ký hiệu chỉ khác năm",
       why="Cùng số, ký hiệu, cùng ngày và tháng mà một nơi khác năm thường là gõ nhầm năm.",
       wrong="Thông báo 2513/TCTTKĐA ngày 29/3/2025 (các ô khác: 29/3/2024)",
       right="Thông báo 2513/TCTTKĐA ngày 29/3/2024")  # fmt: skip
def year_slipped(checked: Checked) -> Iterator[Doubt]:
    for symbol, items in _by_symbol(checked).items():
        days = _dates(items)
        for day, found in days.items():
            twins = [other for other in days if other.year != day.year and (other.day, other.month) == (day.day,
                day.month)
                     and len(days[other]) >= 3 * len(found)]  # fmt: skip
            if twins and len(found) <= 2:
                yield from (_other_day(item, symbol, twins[0], days[twins[0]]) for item in found)


@check("L108", NOTE, "Một số, ký hiệu có ở hai văn bản",
       why="Số bắt đầu lại mỗi năm: văn bản được nhận ra bằng ký hiệu cùng với ngày, nên phải luôn ghi ngày.",
       wrong="Nghị quyết số 50/NQ-CP (08/4/2022 hay 08/4/2023?)",
       right="Nghị quyết số 50/NQ-CP ngày 08/4/2022")  # fmt: skip
def number_of_two_documents(checked: Checked) -> Iterator[Doubt]:
    for symbol, items in _by_symbol(checked).items():
        days = _dates(items)
        years = {day.year for day in days if len(days[day]) > 2}
        undated = [item for item in items if item.citation.dated is None]
        if len(years) > 1 and undated:
            said = "; ".join(f"{short_date(day)} ({len(found)})" for day, found in sorted(days.items()))
            for item in undated:
                yield Doubt(item.passage.place,
                            msg("{vien_dan}: không ghi ngày, mà dữ liệu có hai văn bản “{ky_hieu}”: {ngay}.", ngay=said,
                                vien_dan=quote(item.citation.verbatim), ky_hieu=symbol),
                            item.citation.verbatim, said, msg("Ghi thêm ngày ban hành."))  # fmt: skip


@check("L109", NOTE, "Cùng số, cùng ngày, khác loại hoặc khác cơ quan",
       why="Hai ký hiệu khác nhau mà cùng số và cùng ngày thường là một văn bản viết hai cách.",
       wrong="Nghị định 175/NĐ-CP ngày 30/10/2023 (các ô khác: Nghị quyết 175/NQ-CP)",
       right="Nghị quyết 175/NQ-CP ngày 30/10/2023")  # fmt: skip
def one_document_two_symbols(checked: Checked) -> Iterator[Doubt]:
    groups: defaultdict[tuple[str, date], dict[str, list[Cited]]] = defaultdict(dict)
    for cited in checked.cited:
        if cited.day and (cited.citation.symbol or cited.heads):
            name = cited.citation.symbol.rstrip("-") or f"{cited.citation.kind} {cited.citation.number}"
            groups[cited.citation.number, cited.day].setdefault(name, []).append(cited)
    for names in groups.values():
        symbols = {name: found for name, found in names.items() if found[0].citation.symbol}
        if not symbols:
            continue
        usual = max(symbols, key=lambda name: len(symbols[name]))
        for name, found in names.items():
            if name != usual and _differs(found[0], symbols[usual][0]) and not _said_elsewhere(found[0], name, usual):
                for item in found:
                    yield Doubt(item.passage.place,
                                msg("{vien_dan}: nơi khác cùng số, cùng ngày là {khac} ({so} lần).",
                                so=len(names[usual]),
                                    vien_dan=quote(item.citation.verbatim), khac=quote(usual)),
                                item.citation.verbatim, _stands(usual, names[usual]),
                                msg("Đối chiếu bản gốc, dùng một ký hiệu."))  # fmt: skip


def _said_elsewhere(item: Cited, name: str, usual: str) -> bool:
    """Whether L101 (kind against symbol) or L104 (a letter or two) says it already."""
    symbol, heads = parts(item.citation.symbol), item.heads
    against = symbol and heads is not None and symbol.head in KIND_HEADS and symbol.head not in heads
    return bool(against) or (OSA.distance(name, usual) <= 2 and item.kind != "NĐ")


def _differs(item: Cited, usual: Cited) -> bool:
    """Whether two citations of one number and day contradict each other, not only say more or less."""
    kind, other = item.kind, usual.kind
    if not item.citation.symbol:
        return bool(kind and other) and kind != other and other not in (item.heads or ())
    mine, theirs = parts(item.citation.symbol), parts(usual.citation.symbol)
    if mine is None or theirs is None:
        return False
    return kind != other or issuer_of(mine).upper() != issuer_of(theirs).upper()


@check("L110", NOTE, "Lần đầu nhắc đến mà chưa ghi đủ số, ký hiệu, ngày",
       why="Lần đầu viện dẫn phải ghi đủ tên loại, số, ký hiệu, ngày ban hành (NĐ 30/2020, Phụ lục I, Phần I, II.6.b).",
       wrong="Chỉ thị 05, ngày 23/2/2023 của Thủ tướng Chính phủ",
       right="Chỉ thị số 05/CT-TTg ngày 23/02/2023 của Thủ tướng Chính phủ")  # fmt: skip
def incomplete_first_mention(checked: Checked) -> Iterator[Doubt]:
    full = {(c.kind, c.citation.number, c.day): c.citation.symbol for c in checked.cited if c.citation.symbol}
    seen: set[tuple[str, str, date | None]] = set()
    for cited in checked.cited:
        key = (cited.kind, cited.citation.number, cited.day)
        if key in seen or not cited.citation.number or not cited.heads:
            continue
        seen.add(key)
        lacks = [
            name
            for name, there in ((msg("ký hiệu"), cited.citation.symbol), (msg("ngày"), cited.citation.dated))
            if not there
        ]
        if lacks and not (cited.citation.symbol and any(k[:2] == key[:2] and k[2] for k in full)):
            known = "" if cited.citation.symbol else full.get(key, "")
            yield Doubt(cited.passage.place,
                        msg("{vien_dan}: lần đầu nhắc đến mà thiếu {thieu}.", vien_dan=quote(cited.citation.verbatim),
                            thieu=all_of(lacks)),
                        cited.citation.verbatim, msg("nơi khác ghi “{ky_hieu}”", ky_hieu=known) if known else "",
                        msg("Ghi đủ tên loại, số, ký hiệu, ngày."))  # fmt: skip


@check("L113", NOTE, "Cơ quan trong ký hiệu không có trong danh mục",
       why="Cơ quan chưa có trong danh mục thì không kiểm tra được, hoặc ký hiệu viết sai.",
       wrong="Thông báo 836/TB-TCTTKDA", right="Thông báo 836/TB-TCTTKĐA")  # fmt: skip
def unknown_agency_in_symbol(checked: Checked) -> Iterator[Doubt]:
    known = danh_muc.agencies()
    own = {fold(document.agency.symbol) for document in checked.documents}
    unknown: defaultdict[str, list[Cited]] = defaultdict(list)
    for cited in checked.cited:
        symbol = parts(cited.citation.symbol)
        issuer = issuer_of(symbol) if symbol else ""
        kind = symbol and symbol.tail and issuer == symbol.head in (cited.heads or abbreviations())
        if symbol and kind and known.by_symbol(issuer) is None:
            issuer = re.split(r"[-/]", symbol.tail)[0]  # a kind that begins no other symbol: 03/BB-SNV
        everywhere = issuer.startswith(("QH", "TW")) or fold(issuer) in _ANY_PLACE | own
        if issuer and not everywhere and known.by_symbol(issuer) is None:
            unknown[issuer].append(cited)
    for issuer, items in unknown.items():
        near = [name for name in known.symbols if len(name) > 2 and OSA.distance(issuer.upper(), name) == 1]
        yield Doubt(items[0].passage.place,
                    msg("{ky_hieu}: chưa có cơ quan ký hiệu “{co_quan}” trong danh mục ({so} nơi).", so=len(items),
                        ky_hieu=quote(items[0].citation.symbol), co_quan=issuer),
                    items[0].citation.verbatim, _where(items),
                    msg("Ý anh/chị là {gan}?", gan=one_of(map(quote, near))) if near
                    else msg("Thêm vào data/danh-muc/co-quan.yaml nếu đúng."))  # fmt: skip


@check("L114", ERROR, "Năm trong số, ký hiệu sai",
       sure=CERTAIN,
       why="Năm trong số, ký hiệu là năm ban hành: phải là năm có thật và trùng năm của ngày ban hành.",
       wrong="Thông tư số 13/2923/TT-BNV", right="Thông tư số 13/2023/TT-BNV")  # fmt: skip
def year_in_symbol(checked: Checked) -> Iterator[Doubt]:
    for cited in checked.cited:
        symbol, dated = parts(cited.citation.symbol), cited.citation.dated
        if symbol is None or symbol.year is None:
            continue
        issued = dated.year if dated and dated.year != symbol.year else 0
        against = msg("năm {nam} của ngày ban hành", nam=issued) if issued else ""
        contrary = msg(", trái với {gi}", gi=against) if against else ""
        if against or not _FIRST_YEAR <= symbol.year <= checked.as_of.year + 1:
            yield Doubt(cited.passage.place,
                        msg("{vien_dan}: năm {nam} trong ký hiệu không đúng{trai}.", nam=symbol.year,
                            vien_dan=quote(cited.citation.verbatim), trai=contrary),
                        cited.citation.verbatim, against, msg("Đối chiếu bản gốc, sửa năm."))  # fmt: skip


CHECKS = checks_in(globals())
