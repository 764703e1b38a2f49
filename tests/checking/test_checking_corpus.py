"""The generated corpus: a conforming document yields nothing, a document with one fault exactly the fault's rule.

The gate takes every fifth of each; all of them with VANBAN_CORPUS=all.
"""

import json
import os

import corpus
import faults
import pytest

from generator.checking.check import check_package

ALL = os.environ.get("VANBAN_CORPUS") == "all"
STEP = 1 if ALL else 5
SAMPLES = corpus.samples()
MUTATIONS = tuple(faults.mutations()) if ALL else tuple(faults.mutations(a_fault=1))


def codes(docx: corpus.Docx) -> list[str]:
    return sorted({finding.code for finding in check_package(docx.bytes, shown_as="thu.docx")[1]})


@pytest.mark.skipif(not ALL, reason="counts the whole corpus")
def test_the_measured_precision_is_that_of_the_corpus() -> None:
    import precision

    assert json.loads(precision.MEASURED.read_text(encoding="utf-8")) == precision.measured()


def test_the_corpus_is_as_wide_as_it_says() -> None:
    assert len(SAMPLES) >= 150
    assert len({sample.kind for sample in SAMPLES}) >= 25
    assert len({sample.layout for sample in SAMPLES}) == 7
    assert len(faults.FAULTS) * faults.BASES_A_FAULT >= 250
    assert sum(sample.nfd for sample in SAMPLES) > 3


@pytest.mark.parametrize("sample", SAMPLES[::STEP], ids=lambda sample: sample.name)
def test_a_conforming_document_yields_nothing(sample: corpus.Sample) -> None:
    facts, found = check_package(sample.make().bytes, shown_as="thu.docx")
    assert sorted({finding.code for finding in found}) == (["ND-113"] if sample.nfd else [])
    # Nothing is told because everything was read, not because nothing was recognised.
    part = facts.parts[0]
    assert facts.law == "nd30" and part.heading.symbol.number == "142" and part.heading.agency
    assert part.heading.date_line.date and part.recipients_word and part.recipients
    assert [signer.name.text for signer in part.signers] == ["Nguyễn Văn A"]
    if sample.layout != "tab":  # drawn lines that are free on the page may be the rule of either
        assert part.heading.creed_rule and part.heading.agency_rule


@pytest.mark.parametrize(("fault", "sample"), MUTATIONS, ids=lambda item: item.name)
def test_a_fault_fires_exactly_its_rule(fault: faults.Fault, sample: corpus.Sample) -> None:
    assert codes(sample.make(fault.apply)) == [fault.code]
