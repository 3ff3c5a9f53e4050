"""Settings become scenarios by name, and a setting that makes no sense is a sentence that names the parameter."""

import datetime as dt

import pytest

from turncurve.analyses.adoption_cases import day_number
from turncurve.analyses.adoption_changes import CLEARING, AdoptionSettings, scenarios_of
from turncurve.errors import TurnCurveError

AS_AT, ENDS = dt.date(2013, 3, 31), dt.date(2018, 3, 31)


def scenarios(**settings):
    return scenarios_of(AdoptionSettings(**settings), as_at=AS_AT, ends=ENDS)


def test_settings_that_change_nothing_are_no_scenarios():
    assert scenarios() == ()
    assert scenarios(match_faster=1, clear_waits_over_months=0, more_entries=1.0, fewer_reversals=1) == ()


def test_each_setting_is_a_scenario_of_its_own_in_a_readers_words():
    found = scenarios(match_faster=1.25, clear_waits_over_months=18, more_entries=1.1, fewer_reversals=0.8)
    assert [each.name for each in found] == [
        "matching 1.25 times as fast",
        "waits over 18 months cleared",
        "1.1 times as many children coming",
        "plans changed 0.8 times as often",
    ]


def test_matching_faster_speeds_both_ways_to_a_match_and_nothing_else():
    (found,) = scenarios(match_faster=1.5)
    assert {(each.origin, each.destination) for each in found.changes} == {
        ("ordered", "matched"),
        ("decided", "matched before order"),
    }
    assert {(each.multiplier, each.begins, each.waited) for each in found.changes} == {
        (1.5, day_number(dt.date(2013, 4, 1)), 0.0)
    }


def test_clearing_long_waits_touches_only_those_who_waited():
    ((change,),) = (each.changes for each in scenarios(clear_waits_over_months=12))
    assert (change.multiplier, change.waited) == (CLEARING, 365.25)


def test_fewer_reversals_are_of_plans_changed_before_the_child_is_placed():
    (found,) = scenarios(fewer_reversals=0.5)
    assert {each.destination for each in found.changes} == {"plan changed"}
    assert "placed" not in {each.origin for each in found.changes}


@pytest.mark.parametrize(
    ("change_from", "begins"),
    [("", dt.date(2013, 4, 1)), ("2013-04-01", dt.date(2013, 4, 1)), ("2018-03-31", ENDS)],
)
def test_a_change_begins_on_its_day_or_the_day_after_the_records(change_from, begins):
    (found,) = scenarios(more_entries=2, change_from=change_from)
    assert found.changes[0].begins == day_number(begins)


@pytest.mark.parametrize(
    ("settings", "where"),
    [
        ({"match_faster": 0}, "match_faster"),
        ({"match_faster": -1.0}, "match_faster"),
        ({"match_faster": 10.01}, "match_faster"),
        ({"match_faster": True}, "match_faster"),
        ({"more_entries": "2"}, "more_entries"),
        ({"fewer_reversals": float("nan")}, "fewer_reversals"),
        ({"clear_waits_over_months": -1}, "clear_waits_over_months"),
        ({"clear_waits_over_months": 61}, "clear_waits_over_months"),
        ({"clear_waits_over_months": 1.5}, "clear_waits_over_months"),
        ({"change_from": "31/03/2014"}, "change_from"),
        ({"change_from": "2013-02-30"}, "change_from"),
        ({"change_from": "2013-03-31"}, "change_from"),
        ({"change_from": "2018-04-01"}, "change_from"),
    ],
)
def test_a_setting_that_makes_no_sense_is_a_sentence_that_names_it(settings, where):
    with pytest.raises(TurnCurveError) as caught:
        scenarios(**settings)
    assert caught.value.where == f"parameter {where}"
    assert caught.value.remedy
