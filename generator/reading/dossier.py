"""A dossier folder or file to the model: the story of reading, all errors at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from generator.facts import own_kinds
from generator.facts.kinds import ANNEX, kinds, traits, unknown
from generator.facts.periods import period_at, period_of
from generator.reading import schema, shape_errors
from generator.reading.body import BodyMeaning
from generator.reading.own_file import WORKBOOK_NAME as WORKBOOK_NAME
from generator.reading.own_file import YAML_NAME as YAML_NAME
from generator.reading.own_file import read_source, source_in
from generator.reading.raw import Path_
from generator.reading.table_specs import selection
from generator.reading.unprinted import IDENTIFYING, Stands, unprinted
from generator.values.errors import InputError
from generator.values.figures import FigureSheet
from generator.values.findings import Finding, Message, Severity, has_errors, msg
from generator.values.model import Agency, Document, Dossier, FigureSource, IssuedWith, Marks, PartialDate, Signature
from generator.values.patterns import late
from generator.values.periods import Period
from generator.values.text import quote

_DATE = late(r"(?P<y>\d{4})(?:-(?P<m>\d{1,2})(?:-(?P<d>\d{1,2}))?)?")
_DAY_WITHOUT_MONTH = late(r"\d{1,2}|(?:ngày\s+)?\d{1,2}\s+năm\s+\d{4}|\d{1,2}//\d{4}|\d{4}--\d{1,2}")
_DATE_VN = late(r"(?:(?:(?P<d>\d{1,2})/)?(?P<m>\d{1,2})/)?(?P<y>\d{4})")


def load_dossier(path: Path) -> tuple[Dossier, tuple[Finding, ...]]:
    """Read a dossier from its folder, its van-ban.yaml or its ho-so.xlsx.

    Raises InputError with every error found; the findings that come back are doubts and notes.
    """
    source = source_in(path)
    own_kinds.look_beside(source.parent)
    raw, findings = read_source(source)
    shape, problems = shape_errors.validated(raw)
    if shape is None:
        raise InputError((*findings, *problems))
    meaning = _Meaning(raw, source)
    document = meaning.document(shape, (), None)
    findings = (*findings, *meaning.findings)
    if has_errors(findings):
        raise InputError(findings)
    folder = source.parent
    return Dossier(folder.name or source.stem, document, tuple(meaning.sources), folder), findings


class _Meaning(BodyMeaning):
    """From the validated shape to the model, documents within documents."""

    def document(self, shape: schema.VanBan, path: Path_, parent: Document | None, *, copy: bool = False) -> Document:
        """One document with everything issued with it."""
        stands = Stands.COPY if copy else Stands.ATTACHED if parent else Stands.MAIN
        self._known_kind(shape.loai, path, stands)
        agencies = self._agencies(shape, path, parent)
        own = self._period(shape.ky_bao_cao, (*path, "ky_bao_cao"))
        self.period = period = own or (parent.period if parent else None)
        document = Document(
            kind=shape.loai,
            agency=agencies[0],
            partners=agencies[1:],
            subject=shape.trich_yeu,
            number=shape.so,
            symbol=shape.ky_hieu,
            drafted_by=shape.don_vi_soan_thao,
            dated=self._date(shape.ngay, (*path, "ngay")),
            place_name=shape.dia_danh,
            authority=shape.tham_quyen,
            addressed=tuple(shape.kinh_gui),
            bases=tuple(shape.can_cu),
            body=self.body(shape, path),
            recipients=tuple(shape.noi_nhan),
            signatures=tuple(self._signature(ky, (*path, "ky", at)) for at, ky in enumerate(shape.ky)),
            issued_with=self._issued_with(shape.kem_theo_van_ban, (*path, "kem_theo_van_ban")),
            marks=_marks(shape),
            orientation=shape.huong,
            template=shape.mau,
            origin=self.origin(path),
            label=shape.nhan,
            quoted_as=shape.nhan_khoi,
            figures=self._figures(shape.so_lieu, (*path, "so_lieu")),
            period=period,
            carry_list=shape.chuyen_ky,
            version=shape.ban or (parent.version if parent else ""),
        )
        self._judged(document, path, attached=parent is not None)
        self._no_annex_of_an_annex(shape, path)
        self._all_is_printed(shape, path, stands)
        return replace(
            document,
            attached=tuple(self.document(v, (*path, "kem_theo", at), document) for at, v in enumerate(shape.kem_theo)),
            copy=self._copy(shape.ban_sao, (*path, "ban_sao"), document),
        )

    def _figures(self, shape: schema.SoLieu | None, path: Path_) -> FigureSource | None:
        """What the figures of the text are counted in, and the sheet of those that are reported."""
        if shape is None:
            return None
        sheet = self._figure_sheet(shape.bang_so, (*path, "bang_so")) if shape.bang_so else None
        if shape.bang_so and not shape.nguon:
            return FigureSource(sheet=sheet)
        register = self.register(shape, path)
        if register is None:
            return None
        earlier = schema.Bang(nguon=shape.ky_truoc, trang_tinh=shape.trang_tinh)
        known = len(self.findings)
        previous = self.register(earlier, path) if shape.ky_truoc else None
        # What was doubtful a period ago is no longer to be mended; only what cannot be read is said.
        self.findings[known:] = [finding for finding in self.findings[known:] if finding.severity is Severity.ERROR]
        return FigureSource(register, previous, selection(shape.loc, register, self.reporter(path)), sheet)

    def _figure_sheet(self, name: str | Sequence[schema.DongSo], path: Path_) -> FigureSheet | None:
        """The sheet of the figures that units report; its faults are findings here."""
        from generator.reading.figures.sheet import read_sheet

        if not isinstance(name, str):
            return self._typed_figures(name, path)
        file = self.source.parent / name
        if not file.is_file():
            said = msg("Không có bảng số liệu {tep}.", tep=quote(name))
            self.error("V029", path, said, name, msg("“vanban so-lieu” lập bảng này từ báo cáo kỳ trước."))
            return None
        self._made_from(file)
        try:
            sheet, findings = read_sheet(file, str(file))
        except InputError as failure:
            self.findings += failure.findings
            return None
        self.findings += findings
        return sheet

    def _typed_figures(self, rows: Sequence[schema.DongSo], path: Path_) -> FigureSheet:
        """The same where its rows stand in the dossier itself: at the key, or in its place (`so_lieu: [...]`)."""
        from generator.reading.figures.sheet import typed_rows

        stands = path if path in self.raw.places else path[:-1]
        sheet, findings = typed_rows([row.model_dump(exclude_defaults=True) for row in rows], stands, self.raw.place)
        self.findings += findings
        return sheet

    def _copy(self, shape: schema.VanBan | None, path: Path_, original: Document) -> Document | None:
        """The copy made of a document (Phần II): its own number, date, recipients and signature."""
        return self.document(shape, path, original, copy=True) if shape is not None else None

    def _period(self, shape: schema.KyBaoCao | None, path: Path_) -> Period | None:
        """`ky_bao_cao:` as its first and last day; V300 where it has none."""
        if shape is None:
            return None
        known = len(self.findings)
        days = self._days_of(shape, path)
        if days is None and len(self.findings) == known:
            self.error(
                "V300",
                path,
                msg("Không rõ kỳ báo cáo từ ngày nào đến ngày nào."),
                " ".join(text for text in (shape.loai, shape.ngay, shape.tu, shape.den) if text),
                msg("Ghi “{{tu: 2026-10-15, den: 2026-11-14}}”, hoặc loại và tháng: “{{loai: thang, ngay: 2026-11}}”."),
            )
        return days

    def _days_of(self, shape: schema.KyBaoCao, path: Path_) -> Period | None:
        if shape.loai and not (shape.tu or shape.den):
            at = self._date(shape.ngay, (*path, "ngay"))
            whole = _within(at.year) and bool(at.month or shape.loai in ("9-thang", "nam"))
            return period_at(shape.loai, date(at.year or 1, at.month or 1, at.day or 1)) if whole else None
        first, last = (self._date(text, (*path, key)) for key, text in (("tu", shape.tu), ("den", shape.den)))
        if shape.loai or shape.ngay or not (first.day and last.day):
            return None
        start, end = (date(one.year or 1, one.month or 1, one.day) for one in (first, last) if one.day)
        return period_of(start, end) if start <= end and _within(start.year) and _within(end.year) else None

    def _signature(self, shape: schema.Ky, path: Path_) -> Signature:
        return Signature(
            tuple(shape.quyen_han),
            shape.chuc_vu,
            shape.chuc_vu_khac,
            shape.ho_ten,
            shape.cap_bac,
            self.picture(shape.anh_chu_ky, (*path, "anh_chu_ky"), transparent=True),
            self.picture(shape.anh_dau, (*path, "anh_dau"), transparent=True),
        )

    def _issued_with(self, shape: schema.KemTheoVanBan | None, path: Path_) -> IssuedWith | None:
        if shape is None:
            return None
        self._known_kind(shape.loai, path, Stands.MAIN)
        dated = self._date(shape.ngay, (*path, "ngay"))
        return IssuedWith(shape.loai, shape.so, shape.ky_hieu, dated, shape.cua, shape.dong)

    def _judged(self, document: Document, path: Path_, *, attached: bool) -> None:
        """What the kind does not allow or does not have yet."""
        facts = traits(document.kind)
        together = bool(document.partners) or facts.several_sign
        if len(document.signatures) > 1 and not together:
            self.error(
                "V143",
                (*path, "ky", 1),
                msg(
                    "{loai} chỉ có một người ký; ở đây có {so}.", loai=self._name(document), so=len(document.signatures)
                ),
                document.signatures[1].name,
                msg("Bỏ bớt người ký; nhiều cơ quan cùng ban hành thì ghi “co_quan” thành danh sách."),
            )
        if not facts.titled and not (document.drafted_by or document.symbol):
            self._doubt(
                "V144",
                (*path, "loai"),
                msg("Công văn thiếu chữ viết tắt tên đơn vị soạn thảo hoặc lĩnh vực trong ký hiệu."),
                msg("Thêm “don_vi_soan_thao: …” (Số: 05/BNV-VP)."),
                "NĐ 30/2020, Phụ lục I, Phần I, II.3.b",
            )
        if document.addressed and not attached and not facts.names_addressees:
            self._doubt(
                "V145",
                (*path, "kinh_gui"),
                msg("{loai} không có phần “Kính gửi”.", loai=self._name(document)),
                msg("Ghi vào “noi_nhan”; “Kính gửi” chỉ có ở công văn và ở tờ trình, báo cáo gửi cấp trên."),
                "NĐ 30/2020, Phụ lục I, Phần I, II.9.b",
            )

    def _no_annex_of_an_annex(self, shape: schema.VanBan, path: Path_) -> None:
        """An annex is issued with a document (III.1), it issues nothing itself."""
        if shape.loai == ANNEX and shape.kem_theo:
            self.error(
                "V139",
                (*path, "kem_theo"),
                msg("Phụ lục không kèm theo văn bản khác."),
                "",
                msg("Ghi các phụ lục cạnh nhau dưới “kem_theo” của văn bản mà chúng kèm theo."),
            )

    def _all_is_printed(self, shape: schema.VanBan, path: Path_, stands: Stands) -> None:
        """Say what its form has no place for (V051); what identifies it is no text that is lost."""
        for steps, name in unprinted(shape, stands):
            self.findings.append(
                Finding(
                    "V051",
                    Severity.NOTE if steps[0] in IDENTIFYING else Severity.WARNING,
                    self.raw.place(shape_errors.path_in(self.raw, (*path, *steps))),
                    msg(
                        "“{noi}” không có chỗ in khóa “{khoa}”; chữ ở đó không có trong văn bản.",
                        noi=name,
                        khoa=steps[-1],
                    ),
                    msg("Bỏ khóa ấy, hoặc ghi chữ ấy vào chỗ có in (thường là “noi_dung”)."),
                )
            )

    def _name(self, document: Document) -> str:
        return traits(document.kind).name or document.kind

    def _doubt(self, code: str, path: Path_, message: Message, hint: Message, basis: str) -> None:
        self.findings.append(Finding(code, Severity.WARNING, self.raw.place(path), message, hint, "", basis))

    def _known_kind(self, kind: str, path: Path_, stands: Stands) -> None:
        allowed = [key for key, fact in kinds().items() if fact.copy is (stands is Stands.COPY)]
        allowed += [ANNEX] if stands is not Stands.COPY else []
        if kind in allowed:
            return
        said, hint = unknown(kind, allowed)
        self.error("V025", (*path, "loai"), said, kind, hint)

    def _agencies(self, shape: schema.VanBan, path: Path_, parent: Document | None) -> tuple[Agency, ...]:
        """Who issues; an attached document without its own is issued by those of the main one."""
        if shape.co_quan:
            return tuple(Agency(one.ten, one.ky_hieu, one.chu_quan) for one in shape.co_quan)
        if parent is not None:
            return (parent.agency, *parent.partners)
        self.error(
            "V023",
            path,
            msg("Thiếu khóa “{khoa}”.", khoa="co_quan"),
            "",
            msg("Thêm “co_quan: {{ten: …, ky_hieu: …}}”."),
        )
        return (Agency(""),)

    def _date(self, text: str, path: Path_) -> PartialDate:
        if not text:
            return PartialDate()
        match = _DATE.fullmatch(text) or _DATE_VN.fullmatch(text)
        if match:
            year, month, day = (int(match[name]) if match[name] else None for name in "ymd")
            try:
                date(*(1 if part is None else part for part in (year, month, day)))
                return PartialDate(year, month, day)
            except ValueError:
                pass
        self.error(
            "V026",
            path,
            msg("Ngày {gia_tri} không có thật.", gia_tri=quote(text))
            if match
            else msg("Ngày {gia_tri} có ngày mà không có tháng.", gia_tri=quote(text))
            if _DAY_WITHOUT_MONTH.fullmatch(text)
            else msg("Không hiểu ngày {gia_tri}.", gia_tri=quote(text)),
            text,
            msg("Ghi năm-tháng-ngày như 2024-03-16; 2024-03 hoặc bỏ trống để chừa chỗ điền tay."),
        )
        return PartialDate()


def _marks(shape: schema.VanBan) -> Marks:
    return Marks(
        shape.do_khan,
        shape.do_mat,
        shape.luu_hanh,
        shape.nguoi_soan,
        shape.dia_chi,
        shape.thoi_gian_ky,
        shape.xac_nhan,
    )


def _within(year: int | None) -> bool:
    """Whether the periods before and after one of this year are days that there are."""
    return year is not None and 1900 <= year < 2200
