"""What to bear in mind of a verdict."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from tests.support.made_figures import COUNT, quarterly, yearly
from turncurve.analyses.ledger import FrozenIssue
from turncurve.analyses.questions.has_it_turned import Turned
from turncurve.methods.verdict_family import Allowances
from turncurve.present import turned_notes
from turncurve.present.words import WHY_AN_INTERVAL

ORIGIN = dt.date(2013, 3, 31)  # 24 quarters from April 2007


def plans(mean_after, *, after=6):
    seeded = np.random.default_rng(1)
    counts = [*seeded.poisson(40, 24).tolist(), *seeded.poisson(mean_after, after).tolist()]
    return quarterly(counts, words=COUNT)


def told(mean_after, **changes):
    return Turned((plans(mean_after, **changes),), asked=ORIGIN)


def test_the_rule_is_stated_with_its_own_periods_and_allowance():
    rule = turned_notes.notes(told(26))[0]
    assert "the new quarters are compared with those before" in rule
    assert "in 5 of 100 cases" in rule
    assert "A change of a quarter is held to be worth finding" in rule
    among = replace(told(26), allowances=Allowances(("plans_started", "a", "b", "c")))
    assert "in 1.25 of 100 cases" in turned_notes.notes(among)[0]
    assert "the new years are" in turned_notes.notes(Turned((yearly([(5, 50)] * 5),)))[0]


def test_a_condition_without_a_forecast_is_waived_in_the_rule():
    years = yearly([(62, 388), (64, 512), (69, 504), (81, 480)], last=2016, published=True)
    rule = turned_notes.notes(Turned((years,), asked=dt.date(2014, 3, 31)))[0]
    assert "the condition of the frozen forecast was waived. The plan is for" in rule
    assert "waived" not in turned_notes.notes(told(26))[0]


def test_complete_counts_still_carry_an_interval_and_the_page_says_why():
    assert WHY_AN_INTERVAL in turned_notes.notes(told(40))


@pytest.mark.parametrize(
    ("after", "said"),
    [
        (0, "The plan is for 6 looks, one after each new quarter: none has been made yet."),
        (1, "The plan is for 6 looks, one after each new quarter: 1 has been made so far."),
        (4, "The plan is for 6 looks, one after each new quarter: 4 have been made so far."),
        (6, "All 6 looks that were planned are over"),
        (9, "All 6 looks that were planned are over"),
    ],
)
def test_looks_are_counted_against_the_plan(after, said):
    assert turned_notes.looks_made(told(40, after=after)).startswith(said)


@pytest.mark.parametrize(
    ("shared", "said", "not_said"),
    [
        (
            Allowances(("a",), 0),
            "the one headline is wrongly said to have changed at any look is at most 5 in 100",
            "Were the",
        ),
        (Allowances(("a", "b", "c"), 0), "any of the 3 headlines is wrongly said", "Were the"),
        (Allowances(("a",), 20), "Were the 20 other indicators", "Were the 20 indicators"),
        (Allowances((), 21), "Were the 21 indicators", "headline"),
        (Allowances((), 1), "the rule is made to say otherwise at most 5 times in 100", "headline"),
    ],
)
def test_the_false_alarms_to_expect_are_stated_over_all_indicators_and_looks(shared, said, not_said):
    text = turned_notes.false_alarms(replace(told(40), allowances=shared))
    assert said in text
    assert not_said not in text
    assert "docs/false_alarms.md" in text


def test_of_twenty_one_indicators_one_false_alarm_is_nothing_strange():
    text = turned_notes.false_alarms(replace(told(40), allowances=Allowances(("a",), 20)))
    assert "up to 1.1 false alarms in all would be nothing strange" in text


def test_the_difference_of_2014_is_one_and_a_half_standard_errors():
    turned = Turned((yearly([(62, 388), (64, 512)], last=2014),))
    assert any("1.5 standard errors apart (z = 1.5)" in note for note in turned_notes.notes(turned))


def test_how_it_was_measured_is_for_those_who_ask():
    notes = " ".join(turned_notes.notes(told(26)))
    assert "Segmented regression: p " in notes
    assert "times chance" in notes
    assert "the past without a trend" in notes
    assert "the latest special cause" in notes or "control chart" in notes
    assert "p below 0.001" in " ".join(turned_notes.notes(told(8)))
    assert "Segmented" not in " ".join(turned_notes.notes(told(40, after=0)))


def test_what_is_left_out_is_said():
    figures = plans(40)
    held = list(figures.measurements)
    held[2] = replace(held[2], numerator=None, status="not available")
    turned = Turned((replace(figures, measurements=tuple(held)),), asked=ORIGIN)
    assert turned.stretch.left_out
    assert turned.stretch.left_out in turned_notes.notes(turned)


def test_a_baseline_chosen_afterwards_keeps_no_promise_by_itself():
    assert turned_notes.AFTERWARDS in turned_notes.notes(told(26))
    issue = FrozenIssue(ORIGIN, 1, "restricted", Turned((plans(40, after=0),)).issue)
    assert turned_notes.AFTERWARDS not in turned_notes.notes(Turned((plans(26),), issues=(issue,)))
    assert turned_notes.AFTERWARDS not in turned_notes.notes(Turned((plans(40, after=0),)))


def test_another_test_written_down_with_the_forecast_is_told():
    issued = Turned((plans(40, after=0),), allowances=Allowances(("plans_started", "a"))).issue
    issue = FrozenIssue(ORIGIN, 1, "restricted", issued)
    notes = " ".join(turned_notes.notes(Turned((plans(26),), issues=(issue,))))
    assert "The test written down with the forecast was another" in notes
    assert "at most 2.5 in 100" in notes
    same = FrozenIssue(ORIGIN, 1, "restricted", Turned((plans(40, after=0),)).issue)
    assert "was another" not in " ".join(turned_notes.notes(Turned((plans(26),), issues=(same,))))
