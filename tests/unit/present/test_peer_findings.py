"""What a reader is shown of what reviewers found, and of what follows from it."""

import dataclasses

import pytest

from tests.support.reviewed_council import ACTIONS, REVIEW, keep_reviewed
from tests.support.shown import column, restricted
from turncurve.analyses.overviews.peer_review import found
from turncurve.present.peer_findings import NONE_FOUND
from turncurve.tables.peer_review import PeerReview


@pytest.fixture
def records(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    return keep_reviewed(tmp_path)


def test_a_finding_stands_with_its_action_owner_date_and_effect(records):
    exhibit = restricted(found(records))
    assert exhibit.sentence == "3 findings, of which 1 a strength; of 2 actions 1 done and 1 overdue."
    assert column(exhibit, "Owner") == ("Head of partnerships", "Head of service", "–", "–")
    assert column(exhibit, "Due")[:2] == ("1 March 2013", "20 March 2013")
    assert column(exhibit, "Stands") == (
        "done late", "not done, overdue", "none is needed", "nothing follows from it",
    )  # fmt: skip


def test_the_effect_is_the_councils_words_and_the_measure_as_it_stands(records):
    effects = column(restricted(found(records)), "Effect")
    assert effects[0] == "Two letters went out"
    assert effects[1].startswith("Supervision as often as due: ")
    assert effects[1].endswith("% (year to March 2013)") or "(31 March 2013)" in effects[1]


def test_what_is_lacking_makes_the_page_a_draft(records):
    assert restricted(found(records)).missing == ("Nothing follows from finding R3",)
    bare = tuple(dataclasses.replace(each, owner="", due=None, effect="") for each in ACTIONS[:1])
    answer = found(records)
    held = dataclasses.replace(answer, review=dataclasses.replace(REVIEW, findings=REVIEW.findings[:1], actions=bare))
    assert restricted(held).missing == (
        "Action A1 has not an owner", "Action A1 has not a date",
        "Action A1 has not evidence of its effect, though it is done",
    )  # fmt: skip


def test_a_measure_that_cannot_be_shown_is_said_not_to_be(records):
    answer = found(records)
    hidden = frozenset(key for each in answer.figures for one in each.measurements for key in each.keys_of(one))
    shown = restricted(answer.over(tuple(each.hiding(hidden) for each in answer.figures)))
    assert "not shown" in column(shown, "Effect")[1]


def test_without_findings_it_says_so(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    assert restricted(found(keep_reviewed(tmp_path, review=PeerReview()))).sentence == NONE_FOUND
