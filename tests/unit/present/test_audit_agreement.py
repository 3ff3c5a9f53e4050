"""What a reader is shown of two auditors of one file."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.support.audited_council import FOCUSED, MONTHLY, keep_audits
from tests.support.shown import column, everything, public, restricted
from turncurve.analyses.questions.audit_agreement import agreement
from turncurve.present.audit_agreement import ONE_SIDED, WHY_KAPPA_COLLAPSES


@pytest.fixture
def records(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    return keep_audits(tmp_path)


def test_agreement_is_said_with_its_counts_and_the_question_of_least(records):
    exhibit = restricted(agreement(records, MONTHLY))
    assert exhibit.answer == "Two auditors gave the same answer 9 times of 10."
    assert exhibit.sentence.startswith(
        "Two auditors gave the same answer 9 times of 10 from 1 October 2012 to 31 March 2013. "
        "They agreed least on “Specific” (9 of 10 files; AC1 0."
    )


def test_three_coefficients_stand_beside_each_other_with_their_bounds(records):
    exhibit = restricted(agreement(records, MONTHLY))
    names = [each.name for each in exhibit.columns]
    assert names[4:7] == ["AC1", "AC1, 95% low", "AC1, 95% high"]
    assert [names[place] for place in (7, 10)] == ["Kappa", "Alpha"]
    found = agreement(records, MONTHLY).questions[0].coefficients
    assert [column(exhibit, name) for name in ("AC1", "Kappa", "Alpha")] == [(f"{each.value:.2f}",) for each in found]


def test_it_is_said_why_kappa_collapses_and_where(records):
    notes = restricted(agreement(records, MONTHLY)).notes
    assert WHY_KAPPA_COLLAPSES in notes
    assert ONE_SIDED in notes


def test_disagreements_are_for_moderation_and_no_file_is_named(records):
    shown = everything(restricted(agreement(records, MONTHLY)))
    assert "answers_that_differ" in shown
    assert not [file for file in (f"f{place}" for place in range(10)) if f">{file}<" in shown]


def test_an_audit_with_no_file_read_twice_says_so(records):
    exhibit = restricted(agreement(records, FOCUSED))
    assert exhibit.answer == exhibit.sentence == "No file was read by two auditors."
    assert exhibit.rows == ()


def test_the_public_is_shown_no_small_count_and_no_coefficient_that_rests_on_one(records):
    exhibit = public(agreement(records, MONTHLY))
    assert "9 of 10" not in everything(exhibit)
    assert [each.name for each in exhibit.columns] == ["Criterion", "Standard", "Files read twice", "Answered alike"]


def test_the_public_is_shown_how_often_auditors_agreed_though_what_they_answered_is_hidden(tmp_path, monkeypatch):
    # Of 24 files 8 are answered otherwise: 5 in one way and 3 in another, too few to show; their sum is not.
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    seconds = ["met"] * 16 + ["partly met"] * 5 + ["not met"] * 3
    rows = [
        {"programme": "P", "audited_on": "2013-03-10", "file_key": f"f{place}", "auditor_key": auditor,
         "standard": "S", "criterion": "C", "answer": answer, "selection": "random", "population": 90}
        for place, second in enumerate(seconds) for auditor, answer in (("a1", "met"), ("a2", second))
    ]  # fmt: skip
    exhibit = public(agreement(keep_audits(tmp_path, audits=rows), "P"))
    assert exhibit.rows == (("C", "S", "24", "16"),)


def test_where_the_questions_changed_the_sets_are_named_and_no_share_is_made_of_both(records):
    found = replace(agreement(records, MONTHLY), asked=((dt.date(2012, 9, 1), 14), (dt.date(2013, 1, 1), 1)))
    exhibit = restricted(found)
    assert exhibit.answer == (
        "The questions changed: 14 questions from 1 September 2012 and 1 question from 1 January 2013. Answers to "
        "different sets are not averaged together, so agreement is told question by question."
    )
    assert "9 times of 10" not in everything(exhibit)
    assert len(exhibit.rows) == 1
