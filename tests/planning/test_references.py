"""References inside a dossier: full, seen from where they stand, right when parts move."""

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from generator.planning.documents import plan_dossier
from generator.planning.plan import PlannedBlock
from generator.reading.dossier import load_dossier
from generator.values import paths
from generator.values.errors import InputError
from generator.values.marked import Marked, Span, notes_of, spans_of
from generator.values.model import Agency, Block, Document, Dossier, FigureSource, Register

AGENCY = Agency("Sở Mẫu", "SM")
ARTICLES = (
    Block("chuong", title="Chung", label="chung", children=(Block("dieu", "Một.", label="mot"),)),
    Block(
        "chuong",
        title="Riêng",
        children=(
            Block(
                "dieu",
                title="Hai",
                children=(
                    Block(
                        "khoan",
                        "Gồm:",
                        label="gom",
                        children=(Block("diem", "A;"), Block("diem", "B.", label="b")),
                    ),
                    Block("khoan", "THỬ"),
                ),
            ),
        ),
    ),
)
WRITTEN = """
loai: quyet-dinh
co_quan: {ten: Sở Mẫu, ky_hieu: SM}
trich_yeu: Thử
noi_dung:
  - dieu: Theo mẫu ở **{#bieu}** và {#viec}.
  - dieu:
    tieu_de: Việc
    nhan_khoi: dieu_viec
    noi_dung:
      - {khoan: Một., nhan_khoi: viec}
      - khoan: "Theo {#dieu_viec}"
kem_theo:
  - {loai: phu-luc, trich_yeu: A, noi_dung: [Lời.]}
  - {loai: phu-luc, trich_yeu: B, nhan_khoi: bieu, noi_dung: [Lời.]}
"""
PARTS = (
    Block("muc", title="Mục đích", children=(Block("khoan", "Một.", label="mot"), Block("khoan", "THỬ"))),
    Block("muc", title="Việc", label="viec", children=(Block("khoan", "Hai.", label="hai"),)),
    Block("doan", "Đoạn"),
)


def decision(body: tuple[Block, ...], **changes: object) -> Dossier:
    return Dossier("ho-so", replace(Document("quyet-dinh", AGENCY, "Việc", body=body), **changes))


def trying(blocks: tuple[Block, ...], text: str) -> tuple[Block, ...]:
    """The blocks, with a text in the one that says THỬ."""
    return tuple(
        replace(block, text=text if block.text == "THỬ" else block.text, children=trying(block.children, text))
        for block in blocks
    )


def printed(dossier: Dossier, document: int = 0) -> tuple[PlannedBlock, ...]:
    return plan_dossier(dossier, date(2024, 3, 31))[0].documents[document].blocks


def wrong(dossier: Dossier) -> list[tuple[str, str, str]]:
    with pytest.raises(InputError) as refused:
        plan_dossier(dossier, date(2024, 3, 31))
    return [(finding.code, finding.value, str(finding.hint or "")) for finding in refused.value.findings]


@pytest.mark.parametrize(
    ("body", "text", "filled"),
    [
        (ARTICLES, "theo {#mot}", "theo Điều 1"),
        (ARTICLES, "theo {#gom}", "theo khoản 1 Điều này"),
        (ARTICLES, "theo {#b} và { #mot }", "theo điểm b khoản 1 Điều này và { #mot }"),
        (ARTICLES, "theo {#chung}", "theo Chương I"),
        (ARTICLES, "{#b} áp dụng. {#b} không", "Điểm b khoản 1 Điều này áp dụng. Điểm b khoản 1 Điều này không"),
        (PARTS, "theo {#mot}, {#hai}, {#viec}", "theo khoản 1 Mục này, khoản 1 Mục II, Mục II"),
        (ARTICLES, "{{#mot}} {# mot #} {so_qua_han}", "{{#mot}} {# mot #} {so_qua_han}"),
    ],
)
def test_a_reference_from_where_it_stands(body: tuple[Block, ...], text: str, filled: str) -> None:
    assert filled in [block.text.removesuffix("./.") for block in printed(decision(trying(body, text)))]


def test_a_reference_follows_its_block() -> None:
    quoting = Block("dieu", "Theo {#b}, trừ {#mot}.")
    assert printed(decision((*ARTICLES, quoting)))[-1].text == "Theo điểm b khoản 1 Điều 2, trừ Điều 1./."
    moved = (Block("dieu", "Mới."), quoting, *ARTICLES[::-1])
    assert printed(decision(moved))[1].text == "Theo điểm b khoản 1 Điều 3, trừ Điều 4."


def test_flat_blocks_are_parts_as_nested_ones_are() -> None:
    body = (Block("dieu", "Một:"), Block("khoan", "X.", label="x"), Block("dieu", "Theo {#x}"))
    assert printed(decision(body))[-1].text == "Theo khoản 1 Điều 1./."


@pytest.mark.parametrize(("count", "said"), [(1, "theo Phụ lục"), (2, "theo Phụ lục II")])
def test_an_annex(count: int, said: str) -> None:
    annexes = [Document("phu-luc", AGENCY, f"Bảng {n}") for n in range(count)]
    annexes[-1] = replace(annexes[-1], quoted_as="bieu", body=(Block("doan", "ở {#bieu}"),))
    dossier = decision((Block("dieu", "A theo {#bieu}"),), attached=tuple(annexes))
    assert printed(dossier)[0].text == f"A {said}./."
    assert printed(dossier, count)[0].text.removesuffix("./.") == "ở Phụ lục này"


def test_parts_of_other_documents() -> None:
    plan = Document("ke-hoach", AGENCY, "Việc", body=(*PARTS, Block("doan", "theo {#dau} và {#phu}")))
    annex = Document("phu-luc", AGENCY, "Bảng", body=(Block("khoan", "X", label="phu"),))
    body = (Block("dieu", "Một.", label="dau"), Block("dieu", "Theo {#hai} và {#phu}"))
    dossier = decision(body, attached=(plan, annex))
    assert printed(dossier)[1].text == (
        "Theo khoản 1 Mục II Kế hoạch ban hành kèm theo Quyết định này và khoản 1 Phụ lục./."
    )
    assert printed(dossier, 1)[-1].text == "theo Điều 1 Quyết định này và khoản 1 Phụ lục./."


def test_texts_around_the_body_have_references() -> None:
    dossier = decision(ARTICLES, recipients=("Như {#mot}", "Lưu: VT"), bases=("Căn cứ {#gom}",))
    plan, _ = plan_dossier(dossier, date(2024, 3, 31))
    assert plan.documents[0].recipients[0] == "- Như Điều 1;"
    assert plan.documents[0].bases == ("Căn cứ khoản 1 Điều 2.",)


def test_titles_and_cells_have_references() -> None:
    body = (Block("dieu", title="Kèm {#mot}", label="mot"), Block("luoi", cells=(("a", "{#mot}"),)))
    heading, grid = printed(decision(body))
    assert (heading.title, grid.cells) == ("Kèm Điều này", (("a", "Điều này"),))


def test_emphasis_stays_on_its_words() -> None:
    text = "Theo {#b} thì xong {#mot}"
    spans = (Span(5, 9, bold=True), Span(14, 18, italic=True))
    block = printed(decision((*ARTICLES, Block("dieu", Marked(text, spans)))))[-1]
    assert [block.text[span.start : span.end] for span in spans_of(block.text)] == ["điểm b khoản 1 Điều 2", "xong"]


def test_figures_and_references_stand_in_one_text() -> None:
    body = (Block("dieu", "Có {so_nhiem_vu} việc theo {#a} {{#a}}", label="a"),)
    dossier = decision(body, figures=FigureSource(Register((), ())))
    assert printed(dossier)[0].text == "Có 0 việc theo Điều này {#a}./."


def test_labels_and_references_as_people_write_them(tmp_path: Path) -> None:
    source = tmp_path / "van-ban.yaml"
    source.write_text(WRITTEN, encoding="utf-8")
    main = printed(load_dossier(source)[0])
    assert main[0].text == "Theo mẫu ở Phụ lục II và khoản 1 Điều 2."
    assert [main[0].text[span.start : span.end] for span in spans_of(main[0].text) if span.bold] == ["Phụ lục II"]
    assert main[-1].text == "Theo Điều này./."


def test_footnotes_stay_at_their_words_and_have_references_and_figures() -> None:
    note = Span(7, 7, note=("Xem {#b}, {so_nhiem_vu} việc.",))
    body = (*ARTICLES, Block("dieu", Marked("Có {#b} việc.", (note,)), label="cuoi"))
    block = printed(decision(body, figures=FigureSource(Register((), ()))))[-1]
    assert block.text == "Có điểm b khoản 1 Điều 2 việc./."
    (span,) = spans_of(block.text)
    assert block.text[: span.start] == "Có điểm b khoản 1 Điều 2"
    assert notes_of(block.text) == (("Xem điểm b khoản 1 Điều 2, 0 việc.",),)


def test_a_footnote_of_the_last_word_stands_before_the_end() -> None:
    text = "Hết."
    block = printed(decision((Block("dieu", Marked(text, (Span(4, 4, note=("Chú.",)),))),)))[-1]
    assert (block.text, spans_of(block.text)[0].start) == ("Hết./.", 3)


def test_copies_and_addressees_have_references() -> None:
    copy = Document("sao-y", AGENCY, "", recipients=("Như {#mot}",))
    dossier = decision(ARTICLES, copy=copy, addressed=("Nơi nêu ở {#mot}",))
    plan, _ = plan_dossier(dossier, date(2026, 11, 22))
    assert plan.documents[0].addressing.one == "Nơi nêu ở Điều 1"
    assert plan.documents[0].copy is not None
    assert plan.documents[0].copy.recipients == ("- Như Điều 1.",)


def test_an_unknown_label_names_those_like_it() -> None:
    body = trying(ARTICLES, "theo {#chungg}")
    assert wrong(decision(body)) == [("V175", "chungg", "Các nhãn đã đặt: chung.")]


def test_without_labels_the_hint_says_how_to_give_one() -> None:
    assert wrong(decision((Block("dieu", "theo {#a}"),))) == [
        ("V175", "a", "Thêm dòng “nhan_khoi: a” vào khối cần viện dẫn.")
    ]


@pytest.mark.parametrize(
    ("blocks", "code"),
    [
        ((Block("dieu", "A", label="a"), Block("dieu", "B", label="a")), "V176"),
        ((Block("doan", "A", label="a"),), "V177"),
    ],
)
def test_labels_that_cannot_be(blocks: tuple[Block, ...], code: str) -> None:
    assert [(found, value) for found, value, _ in wrong(decision(blocks))] == [(code, "a")]


def test_what_is_printed_otherwise_than_written_is_not_edited() -> None:
    body = (Block("dieu", "A theo {#a}", label="a"), Block("dieu", "B"))
    dossier = decision(body, recipients=("Như {#a}", "Lưu: VT"))
    shown = {paths.shown(path) for path, _ in paths.texts(dossier)}
    assert {"noi_dung[1].dieu", "noi_nhan[1]"} <= shown
    assert not {"noi_dung[0].dieu", "noi_nhan[0]"} & shown
    assert plan_dossier(dossier, date(2024, 3, 31))[0].documents[0].document is dossier.document
