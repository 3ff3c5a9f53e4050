"""What a reader is shown of two audits, and what is not said of them."""

import pytest

from tests.support.audited_council import FOCUSED, MONTHLY, RE_AUDIT, keep_audits
from tests.support.shown import column, everything, public, restricted
from turncurve.analyses.questions.audit_change import change
from turncurve.present.audit_change import MANY


@pytest.fixture
def records(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    return keep_audits(tmp_path)


def test_a_change_between_random_months_is_told_from_chance(records):
    exhibit = restricted(change(records, MONTHLY, MONTHLY))
    assert exhibit.answer == "1 question rose and 0 fell by more than chance would explain."
    assert exhibit.sentence == (
        "Of 1 question that both audits asked, met more often in the later one: 1. "
        "By more than chance would explain, 1 rose and 0 fell."
    )
    assert column(exhibit, "Change, points") == ("53.3",)
    assert MANY in exhibit.notes


def test_a_change_from_files_chosen_nobody_knows_how_is_not_claimed(records):
    exhibit = restricted(change(records, FOCUSED, RE_AUDIT))
    assert exhibit.answer == "Cannot tell whether practice changed."
    assert exhibit.sentence.endswith("Whether practice changed cannot be told from these two audits.")
    assert "Change, points" not in [each.name for each in exhibit.columns]
    assert any("not stated" in note for note in exhibit.notes)


def test_counts_and_percentages_of_both_stand_side_by_side(records):
    (row,) = restricted(change(records, FOCUSED, RE_AUDIT)).rows
    assert row == ("Specific", "SMART", "4", "14", "28.6", "11", "30", "32.0")


def test_titles_tell_the_audits_apart(records):
    assert restricted(change(records, MONTHLY, MONTHLY)).title == "Monthly: October 2012 and March 2013"
    assert restricted(change(records, FOCUSED, RE_AUDIT)).title.startswith("Focused, and Re-audit (")


def test_no_question_that_moved_is_no_claim(records):
    exhibit = restricted(change(records, MONTHLY, RE_AUDIT))
    assert exhibit.answer == "No question changed by more than chance would explain."


def test_the_public_is_not_told_what_is_hidden(records):
    shown = public(change(records, FOCUSED, RE_AUDIT))
    assert "28.6" not in everything(shown)
    assert "hidden, to protect individuals" in shown.sentence
