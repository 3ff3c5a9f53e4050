"""What a reader is shown of two coders."""

import pytest

from tests.support.coded_council import coded_tables, keep_coded
from tests.support.door_council import CALL, contact_rows, keep_door
from tests.support.shown import column, public, restricted
from turncurve.analyses.questions.coding_agreement import coding_agreement
from turncurve.present.coding_agreement import UNIT

LOG = contact_rows(lambda _: [CALL])[-20:]


@pytest.fixture
def answer(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    return lambda **how: coding_agreement(keep_coded(tmp_path, log=LOG, **coded_tables(**how)))


def test_agreement_is_said_with_its_coefficient_and_what_was_confused(answer):
    said = restricted(answer()).sentence
    assert said.startswith("Two coders gave 18 of 20 contacts the same code (AC1 0.8")
    assert said.endswith("They differed most over F1 and F2 (2 times).")


def test_codes_and_kinds_of_demand_are_compared_and_then_pairs(answer):
    exhibit = restricted(answer())
    assert column(exhibit, "What is compared") == (
        "By code", "By kind of demand", "F1 (Asks again) or F2 (Cannot reach the worker)",
    )  # fmt: skip
    assert column(exhibit, "AC1")[1] == "1.00"
    assert column(exhibit, "Contacts") == ("20", "20", "2")
    assert exhibit.notes == (UNIT,)


def test_full_agreement_has_no_pairs(answer):
    exhibit = restricted(answer(differing=0))
    assert exhibit.sentence.startswith("Two coders gave 20 of 20 contacts the same code")
    assert len(exhibit.rows) == 2


def test_what_cannot_be_told_is_said(answer, tmp_path):
    assert restricted(answer(twice=0)).sentence == "No contact was coded twice, or how many were is not shown."


def test_without_a_sample_agreement_cannot_be_told(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    assert "No sample of contacts" in restricted(coding_agreement(keep_door(tmp_path, LOG))).sentence


def test_the_public_is_shown_no_pair_of_a_few(answer):
    assert "2" not in {row[1] for row in public(answer()).rows}
