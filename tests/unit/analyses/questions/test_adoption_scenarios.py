"""Scenarios are the mean difference from things as they are, in the direction that the change must have."""

import datetime as dt
import re

import numpy as np
import pytest

from turncurve.analyses.case_forecast import NOT_RELEASED
from turncurve.analyses.questions.adoption_scenarios import (
    CHANGE,
    CHANGE_PARTS,
    MORE_ADOPTED,
    adoption_scenarios,
)
from turncurve.errors import TurnCurveError
from turncurve.tables.records import Records

FASTER, CLEARED = "matching 2 times as fast", "waits over 12 months cleared"


@pytest.fixture(scope="module")
def held(adoption_records):
    return adoption_scenarios(adoption_records, match_faster=2.0, clear_waits_over_months=12)


def middles(held, measure, *, part="", scenario=FASTER):
    forecast = held.told.of(measure, part=part, scenario=scenario)
    return [forecast.forecast.quantile(number, 0.5) for number in range(1, len(forecast.periods) + 1)]


def test_each_setting_is_told_under_its_name(held):
    assert held.scenarios == (FASTER, CLEARED)


def test_the_change_is_told_for_three_years_to_each_quarters_end(held):
    periods = held.told.of(CHANGE, scenario=FASTER).periods
    assert len(periods) == 20
    assert (periods[0].start, periods[0].end) == (dt.date(2010, 7, 1), dt.date(2013, 6, 30))
    assert {each.months for each in periods} == {36}


def test_matching_twice_as_fast_lowers_the_average_in_the_end_and_brings_adoptions_sooner(held):
    assert middles(held, CHANGE)[-1] < -5
    assert max(middles(held, MORE_ADOPTED)[:2]) > 1


def test_clearing_long_waits_brings_adoptions_sooner_too(held):
    assert max(middles(held, MORE_ADOPTED, scenario=CLEARED)[:3]) > 0


def test_the_parts_of_the_change_add_up_to_it_but_for_chance_in_those_already_fixed(held):
    for scenario in held.scenarios:
        whole = middles(held, CHANGE, scenario=scenario)[3::4]
        parts = [middles(held, CHANGE, part=part, scenario=scenario) for part in CHANGE_PARTS]
        assert np.sum(parts, axis=0) == pytest.approx(whole, abs=0.5)


def test_speed_makes_most_of_what_matching_faster_changes_in_the_end(held):
    backlog, speed = (middles(held, CHANGE, part=part)[-1] for part in CHANGE_PARTS)
    assert speed < backlog


def test_what_follows_from_who_has_waited_long_names_no_count_and_so_is_for_a_board_alone(held):
    for each in held.told.expected:
        assert bool(each.rests_on) is (each.scenario != CLEARED and not each.part)


def test_how_many_have_waited_so_long_is_said_to_a_board(held, adoption_records):
    (said,) = [each for each in held.told.limits if "had waited so long" in each]
    routes = adoption_records.table("adoption_pathways")
    over = routes[["adopted_on", "plan_changed_on", "left_care_on", "matched_on"]].notna().any(axis=1)
    waiting = routes[routes["placement_order_on"].notna() & ~over]
    days = (np.datetime64("2013-03-31") - waiting["placement_order_on"]).dt.days
    expected = [int((days >= 365.25).sum()), len(waiting)]
    assert [int(number) for number in re.findall(r"(\d+) of (\d+) children", said)[0]] == expected


def test_a_change_from_a_later_day_changes_nothing_before(adoption_records):
    held = adoption_scenarios(adoption_records, match_faster=2.0, change_from="2015-04-01")
    before = middles(held, CHANGE)[:8]
    assert before == pytest.approx([0] * 8, abs=3)
    assert middles(held, CHANGE)[-1] < 0


def test_settings_that_change_nothing_are_a_reason(adoption_records):
    held = adoption_scenarios(adoption_records)
    assert held.told.reason == "no setting of this page changes anything"
    assert held.scenarios == ()


@pytest.mark.parametrize("setting", [{"match_faster": 0.0}, {"change_from": "soon"}])
def test_a_setting_that_makes_no_sense_is_refused(adoption_records, setting):
    with pytest.raises(TurnCurveError, match="parameter"):
        adoption_scenarios(adoption_records, **{"match_faster": 2.0, **setting})


def test_without_enough_on_record_there_is_a_reason(adoption_records):
    early = Records("adoptshire", dt.date(2006, 3, 31), folder=adoption_records.folder)
    assert adoption_scenarios(early, match_faster=2.0).told.reason.startswith("only ")


def test_over_other_figures_nothing_that_children_gave_is_left(held):
    again = held.over(held.figures)
    assert (again.figures, again.told.expected, again.told.reason) == (held.figures, (), NOT_RELEASED)
    assert again.telling(held.told) == held
