"""The fields of a document from the facts that `check` reads; which lines they were taken from, what is unsure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from generator.checking.paper import signs
from generator.checking.paper.model import Heading, Line, Part, Signer, text_of
from generator.commands.importing.names import Names
from generator.facts.danh_muc import kinds
from generator.keeping.yaml_text import Field
from generator.values.text import fold, without_final_mark

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
_AUTHORITY = re.compile(r"(?:TM|KT|TL|TUQ|Q|T/M|K/T|T/L)\s*[./]", re.IGNORECASE)
# What is left by the hand that signed: no words of the document.
_SIGNED = re.compile(r"\(?\s*(đã ký|đã ký số|ký tên|ký, đóng dấu|signed)[^)]*\)?\.?", re.IGNORECASE)
_TO = re.compile(r"kính gửi\s*:?\s*", re.IGNORECASE)
_WIRED = re.compile(r"(?P<who>\S.*?)\s+điện\s*:\s*", re.IGNORECASE)
_COMMANDED = ("quyet-dinh", "nghi-quyet")
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
            if (line.paragraph.index, line.start) not in self.taken and not signs.is_rule(line.text):
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
    kind = heading.kind or ("cong-van" if heading.about or heading.kind_line is None else "")
    fields.put("loai", kind or UNKNOWN_KIND, "" if kind else "Không rõ loại văn bản: sửa cho đúng.")
    fields.take(heading.motto, heading.creed, *heading.parents, *heading.agency, heading.number, heading.dated)
    _issuer(fields, heading, kind)
    _numbered(fields, heading)
    _subject(fields, heading, kind)
    return kind


def _issuer(fields: Fields, heading: Heading, kind: str) -> None:
    fact = kinds().get(kind)
    symbol = heading.symbol.symbol if heading.symbol else ""
    short = symbol
    if fact and fact.abbreviation and symbol.startswith(f"{fact.abbreviation}-"):
        short = symbol[len(fact.abbreviation) + 1 :]
    parent = fields.named("co_quan", text_of(heading.parents)) if heading.parents else ""
    own = text_of(heading.agency)
    agency = [Field("ten", fields.named("co_quan", own) if own else AGENCY)]
    unit = ""
    if kind == "cong-van" and "-" in short:
        short, unit = short.split("-", 1)
    agency += [Field("ky_hieu", short)] if short else []
    agency += [Field("chu_quan", parent)] if parent else []
    missing = "" if own else "Văn bản gốc không có tên cơ quan: điền vào."
    fields.put("co_quan", tuple(agency), missing, fields.doubt("co_quan"))
    if kind == "cong-van" and unit:
        fields.put("don_vi_soan_thao", unit)
    elif symbol and (not fact or (fact.abbreviation and short == symbol) or kind == "cong-van"):
        fields.put("ky_hieu", symbol)


def _numbered(fields: Fields, heading: Heading) -> None:
    if heading.symbol and heading.symbol.number.isdigit() and int(heading.symbol.number) > 0:
        fields.put("so", int(heading.symbol.number))
    dated = heading.date_line
    if dated is None:
        return
    if dated.year:
        parts = [dated.year.rjust(4, "0")]
        parts += [dated.month.rjust(2, "0")] if dated.month else []
        parts += [dated.day.rjust(2, "0")] if dated.month and dated.day else []
        fields.put("ngay", "-".join(parts))
    fields.put("dia_danh", dated.place)


def _subject(fields: Fields, heading: Heading, kind: str) -> None:
    if kind == "cong-van":
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
    if kind in _COMMANDED and heading.authority:
        fields.put("tham_quyen", fields.named("tham_quyen", text_of(heading.authority)), fields.doubt("tham_quyen"))
        fields.take(*heading.authority)


def stamps(fields: Fields, lines: Iterable[Line]) -> None:
    """Words of stamps: how urgent it is, how secret."""
    for line in lines:
        if stamp := _STAMPS.get(fold(line.text)):
            fields.put(*stamp)
            fields.take(line)


def opening_fields(fields: Fields, part: Part, kind: str) -> None:
    """Kính gửi, căn cứ and the line of command of a document."""
    if part.addressees:
        _addressed(fields, part.addressees, kind)
    if part.bases:
        fields.put("can_cu", [without_final_mark(line.text) for line in part.bases])
        fields.take(*part.bases)
    if part.resolution is not None and kind in _COMMANDED:
        fields.take(part.resolution)


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


def closing_fields(fields: Fields, part: Part) -> None:
    """Nơi nhận and who signs."""
    fields.take(part.recipients_word, *part.recipients)
    fields.put("noi_nhan", list(_recipients(part.recipients)))
    signers = [_signed(fields, signer) for signer in part.signers]
    fields.put("ky", signers if len(signers) > 1 else signers[0] if signers else (), fields.doubt("ky"))
    for signer in part.signers:
        fields.take(*signer.titles, signer.name)


def _recipients(lines: Sequence[Line]) -> Iterator[str]:
    """A recipient each; a line without a dash goes on with the one above where all others have theirs."""
    dashed = sum(line.text.startswith(("-", "–")) for line in lines) > 1
    made: list[str] = []
    for line in lines:
        begins = line.text.startswith(("-", "–", "+"))
        text = line.text.lstrip("-– ").strip()
        if dashed and not begins and made:
            made[-1] = f"{made[-1]} {text}"
        else:
            made.append(text)
    yield from (without_final_mark(one) for one in made)


def _signed(fields: Fields, signer: Signer) -> tuple[Field, ...]:
    titles = [line.text for line in signer.titles]
    power = []
    while titles and _AUTHORITY.match(titles[0]):
        power.append(fields.named("ky", titles.pop(0)))
    made = [Field("quyen_han", power[0] if len(power) == 1 else power)] if power else []
    if titles:
        made.append(Field("chuc_vu", fields.named("ky", " ".join(titles))))
    if signer.name is not None:
        made.append(Field("ho_ten", signer.name.text))
    return tuple(made)


def is_left_by_signing(line: Line) -> bool:
    """“(Đã ký)” and its like."""
    return _SIGNED.fullmatch(line.text) is not None
