"""The fields of a document from the facts that `check` reads; which lines they were taken from, what is unsure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import takewhile

from generator.checking.paper import signs
from generator.checking.paper.heading import begins_a_name
from generator.checking.paper.lines import side_of
from generator.checking.paper.model import DateLine, Heading, Line, Part, Signer, text_of
from generator.commands.importing.names import Names
from generator.facts import danh_muc
from generator.facts.kinds import traits
from generator.keeping.yaml_text import Field
from generator.values.patterns import late
from generator.values.text import fold, without_final_mark

# A paper without a title is a letter.
UNKNOWN_KIND = "cong-van"
AGENCY = "Tên cơ quan ban hành"
_STAMPS = {
    "khan": ("do_khan", "khan"),
    "thuong khan": ("do_khan", "thuong-khan"),
    "hoa toc": ("do_khan", "hoa-toc"),
    "mat": ("do_mat", "mat"),
    "toi mat": ("do_mat", "toi-mat"),
    "tuyet mat": ("do_mat", "tuyet-mat"),
    "xem xong tra lai": ("luu_hanh", "xem-xong-tra-lai"),
    "luu hanh noi bo": ("luu_hanh", "luu-hanh-noi-bo"),
}
_AUTHORITY = late(r"(?:TM|KT|TL|TUQ|Q|T/M|K/T|T/L)\s*[./]", re.IGNORECASE)
# What is left by the hand that signed: no words of the document.
_SIGNED = late(r"\(?\s*(đã ký|đã ký số|ký tên|ký, đóng dấu|signed)[^)]*\)?\.?", re.IGNORECASE)
_OTHER = late(
    r"(?:phó |nguyên )?(?:chủ tịch|giám đốc|tổng giám đốc|trưởng|cục|vụ|bí thư|ủy viên|uỷ viên)\b", re.IGNORECASE
)
_DASHES = ("-", "–")
_DASHED = late(r"\s+[-–—]\s+")
_TO = late(r"kính gửi\s*:?\s*", re.IGNORECASE)
_WIRED = late(r"(?P<who>\S.*?)\s+điện\s*:\s*", re.IGNORECASE)
_SPEAKS = ("giay-moi", "giay-gioi-thieu")
_SPOKEN = late(r"(?P<who>\S.*?)\s+trân trọng (?:kính mời|giới thiệu)\s*:\s*(?P<whom>.*)", re.IGNORECASE)
# Lines below a heading in which those a document speaks to are looked for.
_NEAR = 6
# The year in the number of a legal normative document: "12/2025/QĐ-UBND".
_YEAR = late(r"(?:19|20)\d\d\s*/\s*")
_WITH_YEAR = "Số có năm là của văn bản quy phạm pháp luật, có thể thức khác: xem lại."
_OF_PARTY = late(r"số\s*:?\s*\d*\s*-\s*[A-ZĐ][A-ZĐa-z]*\s*/", re.IGNORECASE)
_PARTY = "Số ghi như văn bản của Đảng, có thể thức khác; hồ sơ này in theo Nghị định 30: xem lại."
_IN_FIGURES = late(
    r"(?:(?P<place>[^\d,:]{2,60}?)\s*,\s*)?(?:ngày\s*:?\s*)?"
    r"(?P<day>\d{1,2})\s*[/.-]\s*(?P<month>\d{1,2})\s*[/.-]\s*(?P<year>(?:19|20)\d\d)\s*\.?",
    re.IGNORECASE,
)
_CHECK = "Xem lại chữ hoa, chữ thường: văn bản gốc viết in hoa."


@dataclass
class Fields:
    """What is known of one document: its keys by name, and the lines that they say."""

    names: Names
    found: dict[str, Field] = field(default_factory=dict)
    taken: set[tuple[int, int]] = field(default_factory=set)

    def put(self, key: str, value: object, *said: str) -> None:
        """A key with its value, if it has one."""
        if value not in ("", (), [], None):
            self.found[key] = Field(key, value, tuple(one for one in said if one))

    def take(self, *lines: Line | None) -> None:
        """Lines whose words a field has, or the form of the document prints itself."""
        self.taken |= {(line.paragraph.index, line.start) for line in lines if line is not None}

    def left(self, lines: Iterable[Line]) -> Iterator[Line]:
        """Lines of which no field was made; rules that are drawn with characters are no words."""
        for line in lines:
            if (line.paragraph.index, line.start) not in self.taken and not signs.is_star(line.text):
                yield line

    def named(self, key: str, text: str) -> str:
        """A name in its own letters; where its capitals are a guess, the key says so."""
        name, known = self.names.written(text)
        if not known:
            self.guessed.add(key)
        return name

    guessed: set[str] = field(default_factory=set)

    def doubt(self, *keys: str) -> str:
        """The comment for a key of which a name was guessed."""
        return _CHECK if self.guessed & set(keys) else ""


def heading_fields(fields: Fields, part: Part) -> str:
    """Fields of the heading of a document that stands on its own; returns its kind ("" where it is none we know)."""
    heading = part.heading
    party = _is_of_party(heading)
    named = signs.kind_of(heading.kind_line.text) if party and heading.kind_line is not None else None
    kind = heading.kind or (named or ("",))[0]
    if not kind and (heading.about or heading.kind_line is None):
        kind = UNKNOWN_KIND
    unknown = "" if kind else "Không rõ loại văn bản: sửa cho đúng."
    fields.put("loai", kind or UNKNOWN_KIND, unknown, _PARTY if party else "")
    fields.take(heading.motto, heading.creed, *heading.parents, *_agency(heading))
    if heading.number is not None and (_is_number(heading) or not any(map(str.isdigit, heading.number.text))):
        fields.take(heading.number)
    _issuer(fields, heading, kind)
    _numbered(fields, heading, kind)
    _subject(fields, heading, kind)
    return kind


def _is_of_party(heading: Heading) -> bool:
    return heading.number is not None and _OF_PARTY.match(heading.number.text) is not None


def _issuer(fields: Fields, heading: Heading, kind: str) -> None:
    fact = traits(kind)
    symbol = heading.symbol.symbol if heading.symbol else ""
    if _is_of_party(heading):
        # "-KH/ĐU" as the form of this dossier writes it: KH-ĐU.
        symbol = symbol.lstrip("-–").replace("/", "-", 1)
    year = _YEAR.match(symbol)
    short = symbol[year.end() :].partition("-")[2] if year else symbol
    if fact.abbreviation and symbol.startswith(f"{fact.abbreviation}-"):
        short = symbol[len(fact.abbreviation) + 1 :]
    if together := _together(fields, heading, short):
        fields.put("co_quan", together, fields.doubt("co_quan"))
        if len(together) < len(short.split("-")):
            # "KHLT-STP-SNV": the kind is named in another way.
            fields.put("ky_hieu", symbol)
        return
    parent = fields.named("co_quan", text_of(heading.parents)) if heading.parents else ""
    own = text_of(_agency(heading))
    agency = [Field("ten", fields.named("co_quan", own) if own else AGENCY)]
    unit = ""
    if not year and not fact.titled and "-" in short:
        short, unit = short.split("-", 1)
    agency += [Field("ky_hieu", short)] if short else []
    agency += [Field("chu_quan", parent)] if parent else []
    missing = "" if own else "Văn bản gốc không có tên cơ quan: điền vào."
    fields.put("co_quan", tuple(agency), missing, fields.doubt("co_quan"))
    if year:
        fields.put("ky_hieu", symbol, _WITH_YEAR)
    elif not fact.titled and unit:
        fields.put("don_vi_soan_thao", unit)
    elif symbol and (not fact.key or (fact.abbreviation and short == symbol) or not fact.titled):
        fields.put("ky_hieu", symbol)


def _agency(heading: Heading) -> tuple[Line, ...]:
    """The lines of the agency's name: those in capitals, where any is; an address or a telephone below is none."""
    return tuple(line for line in heading.agency if signs.is_upper(line.text)) or heading.agency


def _together(fields: Fields, heading: Heading, short: str) -> list[tuple[Field, ...]]:
    """Agencies that issue together: as many names as the symbol has; nothing where one issues alone."""
    shorts = short.split("-")
    names = [line.text for line in heading.agency]
    if len(names) == 1:
        names = _DASHED.split(names[0])
        shorts = shorts[-len(names) :] if all(map(begins_a_name, names)) else []
    if heading.parents or len(shorts) < 2 or len(shorts) != len(names):
        return []
    return [
        (Field("ten", fields.named("co_quan", name)), Field("ky_hieu", one))
        for name, one in zip(names, shorts, strict=True)
    ]


def _is_number(heading: Heading) -> bool:
    """Whether the number of a document is one that a dossier has; "12a", "12-BC" is none."""
    return heading.symbol is not None and heading.symbol.number.isdecimal() and int(heading.symbol.number) > 0


def _numbered(fields: Fields, heading: Heading, kind: str) -> None:
    if heading.symbol and _is_number(heading):
        fields.put("so", int(heading.symbol.number))
    dated = heading.date_line
    # The heading of a kind without place and date (Mẫu 1.9) prints none: the line stays with the text.
    if dated is None or not _is_real(dated) or not traits(kind).dated:
        return
    fields.take(heading.dated)
    if dated.year:
        parts = [dated.year.rjust(4, "0")]
        parts += [dated.month.rjust(2, "0")] if dated.month else []
        parts += [dated.day.rjust(2, "0")] if dated.month and dated.day else []
        fields.put("ngay", "-".join(parts))
    fields.put("dia_danh", dated.place)


def _is_real(dated: DateLine) -> bool:
    """Whether there is such a day; what is open may be any. Of another the line stays as it stands."""
    try:
        date(int(dated.year or 2000), int(dated.month or 1), int(dated.day or 1))
    except ValueError:
        return False
    return True


def dated_in_figures(fields: Fields, lines: Iterable[Line]) -> None:
    """Place and day of a heading that writes its date in figures alone ("Hà Nội, ngày 15/8/2025")."""
    kind = str(fields.found["loai"].value) if "loai" in fields.found else ""
    for line in lines if "ngay" not in fields.found and traits(kind).dated else ():
        match = _IN_FIGURES.fullmatch(line.text)
        dated = DateLine(match["place"] or "", True, match["day"], match["month"], match["year"]) if match else None
        if dated is not None and _is_real(dated):
            fields.put("ngay", f"{dated.year}-{dated.month:0>2}-{dated.day:0>2}")
            fields.put("dia_danh", dated.place)
            fields.take(line)
            return


def _subject(fields: Fields, heading: Heading, kind: str) -> None:
    if not traits(kind).titled:
        fields.put("trich_yeu", re.sub(r"^\s*(?:V/v|Về việc)\s+", "", text_of(heading.about), flags=re.IGNORECASE))
        fields.take(*heading.about)
        if not heading.kind_line:
            return
    if not kind:
        return
    rest = signs.kind_of(heading.kind_line.text) if heading.kind_line else None
    subject = " ".join(filter(None, ((rest or ("", ""))[1], text_of(heading.subject))))
    fields.put("trich_yeu", fields.named("trich_yeu", without_final_mark(subject)), fields.doubt("trich_yeu"))
    fields.take(heading.kind_line, *heading.subject)
    if traits(kind).command and heading.authority:
        fields.put("tham_quyen", fields.named("tham_quyen", text_of(heading.authority)), fields.doubt("tham_quyen"))
        fields.take(*heading.authority)


def stamps(fields: Fields, lines: Iterable[Line]) -> None:
    """Words of stamps: how urgent it is, how secret."""
    for line in lines:
        if stamp := _STAMPS.get(fold(line.text)):
            fields.put(*stamp)
            fields.take(line)


def is_stamp(text: str) -> bool:
    """Whether a line is a stamp and nothing else."""
    return fold(text.strip()) in _STAMPS


def stamped(fields: Fields, margins: Iterable[str]) -> None:
    """The stamps that stand in the margins of pages."""
    for text in filter(is_stamp, margins):
        fields.put(*_STAMPS[fold(text.strip())])


def opening_fields(fields: Fields, part: Part, kind: str, body: Sequence[Line] = ()) -> None:
    """Kính gửi, căn cứ and the line of command of a document; `body` are the lines below its heading."""
    if kind in _SPEAKS:
        _spoken(fields, body[:_NEAR])
    elif part.addressees:
        _addressed(fields, part.addressees, kind)
    if part.bases:
        without = traits(kind).command and "tham_quyen" not in fields.found
        if without and (above := _office_above(part.bases[0], body)):
            fields.put("tham_quyen", fields.named("tham_quyen", text_of(above)), fields.doubt("tham_quyen"))
            fields.take(*above)
        fields.put("can_cu", [without_final_mark(line.text) for line in part.bases])
        fields.take(*part.bases)
    if part.resolution is not None and traits(kind).command:
        fields.take(part.resolution)


def _office_above(first: Line, body: Sequence[Line]) -> list[Line]:
    """The lines right above the bases that are the authority in capitals, wherever on the page it is set."""
    above = [line for line in body if line.paragraph.index < first.paragraph.index]
    return [*takewhile(lambda line: signs.is_upper(line.text), reversed(above))][::-1]


def _spoken(fields: Fields, lines: Sequence[Line]) -> None:
    """“Sở Mẫu trân trọng kính mời: Ông …”: the agency speaks, and whom it speaks to."""
    for line in lines:
        if match := _SPOKEN.match(line.text):
            name = fields.found["co_quan"].value if "co_quan" in fields.found else ()
            own = name[0].value if isinstance(name, tuple) and name else ""
            if isinstance(own, str) and match["who"].casefold() != own.casefold():
                fields.put("tham_quyen", match["who"])
            fields.put("kinh_gui", [match["whom"]] if match["whom"] else [])
            fields.take(line)
            return


def confirmed(fields: Fields, lines: Sequence[Line]) -> None:
    """“Xác nhận của cơ quan …” that stands below a signature, with the place to sign."""
    if lines and begins_confirmation(lines[0]):
        signing = [line for line in lines[1:2] if line.text.startswith("(")]
        fields.put("xac_nhan", lines[0].text)
        fields.take(lines[0], *signing)


def begins_confirmation(line: Line) -> bool:
    """Whether another agency's confirmation begins with a line."""
    return line.text.casefold().startswith("xác nhận")


def _addressed(fields: Fields, lines: Sequence[Line], kind: str) -> None:
    first = lines[0].text
    wired = _WIRED.match(first) if kind == "cong-dien" else None
    if wired:
        fields.put("tham_quyen", fields.named("tham_quyen", wired["who"]))
    rest = first[wired.end() :] if wired else _TO.sub("", first, count=1)
    texts = [rest, *(line.text for line in lines[1:])]
    named = [without_final_mark(text.lstrip("-–+ ").strip()) for text in texts]
    fields.put("kinh_gui", [one for one in named if one])
    fields.take(*lines)


def closing_fields(fields: Fields, part: Part, lines: Sequence[Line] = ()) -> None:
    """Nơi nhận and who signs; `lines` are those of the end."""
    dashed = _is_dashed(part.recipients)
    own = [line for line in part.recipients if not (dashed and _is_of_a_signature(line))]
    fields.take(part.recipients_word, *own)
    fields.put("noi_nhan", list(_recipients(own)))
    if len(part.signers) > 1 and not _may_sign_together(fields, part):
        return
    signers = [_signed(fields, signer, lines) for signer in part.signers]
    fields.put("ky", signers if len(signers) > 1 else signers[0] if signers else (), fields.doubt("ky"))
    for signer in part.signers:
        fields.take(*signer.titles, signer.name)


def _is_dashed(lines: Sequence[Line]) -> bool:
    return sum(line.text.startswith(_DASHES) for line in lines) > 1


def _is_of_a_signature(line: Line) -> bool:
    """Whether a line among those of a list is the position of who signs, which stood beside it: it gets nothing."""
    is_position = _AUTHORITY.match(line.text) or _OTHER.match(line.text)
    return bool(is_position) and signs.is_upper(line.text)


def _may_sign_together(fields: Fields, part: Part) -> bool:
    """Whether the form of a document has room for several who sign: one of several sides or of several agencies."""
    agencies = fields.found.get("co_quan")
    several = agencies is not None and isinstance(agencies.value, list)
    return several or traits(part.kind).several_sign


def signed_by(fields: Fields, lines: Sequence[Line]) -> None:
    """An agency or authority in capitals that ends an annex, without a name below it: who issues it."""
    texts = [line.text for line in lines]
    name = " ".join(texts)
    known = danh_muc.agencies().find(name) if texts and all(map(signs.is_upper, texts)) else None
    if texts and (known is not None or _AUTHORITY.match(texts[0])):
        fields.put("ky", (Field("quyen_han", fields.named("ky", name)),), fields.doubt("ky"))
        fields.take(*lines)


def _recipients(lines: Sequence[Line]) -> Iterator[str]:
    """A recipient each; a line without a dash goes on with the one above where all others have theirs."""
    dashed = _is_dashed(lines)
    made: list[str] = []
    for line in lines:
        begins = line.text.startswith((*_DASHES, "+"))
        text = line.text.lstrip("-– ").strip()
        if dashed and not begins and made:
            made[-1] = f"{made[-1]} {text}"
        else:
            made.append(text)
    yield from (without_final_mark(one) for one in made)


def _signed(fields: Fields, signer: Signer, lines: Sequence[Line]) -> tuple[Field, ...]:
    titles = [line.text for line in signer.titles]
    if len(titles) > 1 and begins_a_name(titles[-1]) and not _AUTHORITY.match(titles[-2]):
        # "GIÁM ĐỐC", below it "SỞ TƯ PHÁP": the position of one of several.
        titles[-2:] = [" ".join(titles[-2:])]
    power = []
    # What stands above the position is the authority it is signed by, a line each ("ĐẠI DIỆN BÊN A" as well).
    while len(titles) > 1 or (titles and _AUTHORITY.match(titles[0])):
        power.append(fields.named("ky", titles.pop(0)))
    made = [Field("quyen_han", power[0] if len(power) == 1 else power)] if power else []
    if titles:
        made.append(Field("chuc_vu", fields.named("ky", titles[0])))
    if signer.name is not None:
        if (second := _second_title(signer, lines)) is not None:
            # The only position that there is beside the authority is the one it is signed in.
            key = "chuc_vu_khac" if titles else "chuc_vu"
            made.append(Field(key, second.text if titles else fields.named("ky", second.text)))
            fields.take(second)
        made.append(Field("ho_ten", signer.name.text))
    return tuple(made)


def _second_title(signer: Signer, lines: Sequence[Line]) -> Line | None:
    """The line right above a name, in the same place: another position of the one who signs."""
    name = signer.name
    own = [line for line in lines if name is not None and side_of(line) == side_of(name)]
    at = own.index(name) if name in own else 0
    above = own[at - 1] if at else None
    return above if above is not None and above not in signer.titles and _OTHER.match(above.text) else None


def is_left_by_signing(line: Line) -> bool:
    """“(Đã ký)” and its like."""
    return _SIGNED.fullmatch(line.text) is not None
