"""Adoptions to come and children who wait are those of the futures, and a part of a year already counts."""

import datetime as dt

import numpy as np
import pytest

from turncurve.analyses.adoption_cases import adoption_cases
from turncurve.analyses.adoption_futures import adoption_futures, edges_of
from turncurve.analyses.case_forecast import NOT_RELEASED
from turncurve.analyses.questions.children_on_the_way import BY_QUARTER, WAITING, adoptions_to_come, waiting_ahead
from turncurve.analyses.waits_now import STAGE_MEASURES, STAGES
from turncurve.methods.pathway import reached_in
from turncurve.tables.records import Records


@pytest.fixture(scope="module")
def to_come(adoption_records):
    return adoptions_to_come(adoption_records)


@pytest.fixture(scope="module")
def waiting(adoption_records):
    return waiting_ahead(adoption_records)


@pytest.fixture(scope="module")
def futures(adoption_records):
    return adoption_futures(adoption_cases(adoption_records))


def test_the_adoptions_of_each_year_are_those_of_the_futures(to_come, futures):
    held = to_come.told.of("children_adopted")
    counts = reached_in(futures.simulated, milestone="adopted", edges=np.array(edges_of(held.periods)))
    for number in range(5):
        assert held.forecast.quantile(number + 1, 0.5) == pytest.approx(np.median(counts[:, number]), abs=0.5)


def test_quarters_are_told_for_two_years_and_to_a_board_alone(to_come):
    held = to_come.told.of(BY_QUARTER)
    assert len(held.periods) == 8
    assert held.rests_on == ()
    assert to_come.told.of("children_adopted").rests_on != ()


def test_a_year_half_gone_counts_those_already_adopted(adoption_records):
    early = adoptions_to_come(Records("adoptshire", dt.date(2012, 9, 30)))
    held = early.told.of("children_adopted")
    routes = adoption_records.table("adoption_pathways")
    done = routes["adopted_on"].between("2012-04-01", "2012-09-30").sum()
    assert held.periods[0].end == dt.date(2013, 3, 31)
    assert held.forecast.quantile(1, 0.025) >= done > 0


def test_where_children_stand_adds_up_to_those_on_the_way(waiting):
    counts = [waiting.told.of(STAGE_MEASURES[0], part=stage).forecast.quantile(1, 0.5) for stage, _ in STAGES]
    assert sum(counts) == waiting.figures[0].measurements[-1].numerator
    assert counts[-1] == next(
        each.numerator
        for each in reversed(waiting.figures[1].measurements)
        if each.breakdown == (("lives with the family", "yes"),)
    )


def test_those_waiting_ahead_are_told_on_each_31_march(waiting):
    number, days, long = (waiting.told.of(each) for each in WAITING)
    assert [each.end for each in number.periods] == [dt.date(year, 3, 31) for year in range(2014, 2019)]
    assert long.forecast.quantile(1, 0.5) <= number.forecast.quantile(1, 0.5)
    assert days.unit == "days"
    assert long.rests_on == ()
    assert {key.breakdown for key in number.rests_on} == {(), (("lives with the family", "no"),)}


def test_children_on_the_way_are_counted_at_each_quarters_end_on_record(waiting):
    whole = waiting.figures[0]
    assert whole.measurements[0].period.end == dt.date(2006, 3, 31)
    assert whole.measurements[-1].period.end == dt.date(2013, 3, 31)
    assert len(whole.measurements) == 29


@pytest.mark.parametrize("name", ["to_come", "waiting"])
def test_over_other_figures_nothing_that_children_gave_is_left(name, request):
    answer = request.getfixturevalue(name)
    again = answer.over(answer.figures)
    assert (type(again), again.figures, again.told.expected) == (type(answer), answer.figures, ())
    assert again.told.reason == NOT_RELEASED
    assert again.telling(answer.told) == answer


def test_a_council_without_a_route_to_adoption_has_nobody_to_count_and_a_reason(adoption_records, tmp_path):
    held = waiting_ahead(Records("adoptshire", adoption_records.as_at, folder=tmp_path))
    assert held.told.reason == "no route to adoption is on record"
    assert [each.status for each in held.figures[0].measurements] == ["not available"]


@pytest.mark.parametrize("question", [adoptions_to_come, waiting_ahead])
def test_without_enough_on_record_there_is_a_reason(question, adoption_records):
    held = question(Records("adoptshire", dt.date(2006, 3, 31)))
    assert held.told.reason.startswith("only ")
