"""The futures that a page's forecasts share: their periods, their days, and that they are drawn once."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from tests.support.adoption_council import AS_AT, BEGINS
from turncurve.analyses.adoption_cases import AdoptionCases, adoption_cases, day_number
from turncurve.analyses.adoption_changes import AdoptionSettings, scenarios_of
from turncurve.analyses.adoption_futures import adoption_futures, edges_of, learnt, on_record, span_of
from turncurve.errors import TurnCurveError
from turncurve.reference.periods import Period, year_ending
from turncurve.tables.records import Records

FEW = 20


@pytest.fixture(scope="module")
def held(adoption_records):
    return adoption_cases(adoption_records)


@pytest.fixture(scope="module")
def futures(held):
    return adoption_futures(held, draws=FEW)


def test_the_futures_end_on_the_fifth_31_march_ahead(futures):
    assert (futures.as_at, futures.begins, futures.ends) == (AS_AT, BEGINS, dt.date(2018, 3, 31))
    assert [each.end.year for each in futures.periods("three_years")] == [2014, 2015, 2016, 2017, 2018]
    assert [each.end.year for each in futures.periods("year")] == [2014, 2015, 2016, 2017, 2018]
    assert len(futures.periods("quarter")) == 20
    assert [each.start.month for each in futures.periods("quarter", most=3)] == [4, 7, 10]


def test_a_year_that_has_begun_is_the_first_of_the_five_ahead(adoption_records):
    records = Records("adoptshire", dt.date(2012, 9, 30), folder=adoption_records.folder)
    earlier = adoption_futures(adoption_cases(records), draws=2)
    years = earlier.periods("year")
    assert (years[0], years[-1].end) == (year_ending(2013), dt.date(2017, 3, 31))


def test_no_window_starts_before_the_records_do(held):
    late = replace(held, begins=dt.date(2012, 5, 1), mark="another")
    assert [each.start.year for each in adoption_futures(late, draws=2).periods("three_years")] == [2013, 2014, 2015]
    assert on_record(adoption_futures(late, draws=2)) is None


def test_the_latest_window_on_record_ends_by_the_last_day(futures):
    assert on_record(futures) == Period(dt.date(2010, 4, 1), AS_AT)


def test_days_are_counted_from_one_day_throughout():
    assert span_of(year_ending(2013)) == (day_number(dt.date(2012, 4, 1)), day_number(AS_AT))
    years = (year_ending(2013), year_ending(2014))
    assert edges_of(years) == tuple(day_number(dt.date(year, 4, 1)) for year in (2012, 2013, 2014))
    assert day_number(dt.date(1970, 1, 2)) == 1


def test_futures_without_a_scenario_are_drawn_once_and_the_same_every_time(held, futures):
    first = adoption_futures(held, draws=FEW)
    assert adoption_futures(held, draws=FEW) is first
    np.testing.assert_array_equal(first.simulated.dates, futures.simulated.dates)
    np.testing.assert_array_equal(futures.recorded.dates, held.cases.dates)
    assert np.nanmin(futures.simulated.dates[:, 5][futures.simulated.case >= 0]) > day_number(AS_AT)


def test_a_scenario_changes_the_futures_from_its_day(held, futures):
    (scenario,) = scenarios_of(AdoptionSettings(match_faster=3.0), as_at=AS_AT, ends=futures.ends)
    faster = adoption_futures(held, scenario=scenario, draws=FEW)
    soon = day_number(AS_AT) + 180
    matched = [np.sum((each.simulated.dates[:, 3] > day_number(AS_AT)) & (each.simulated.dates[:, 3] <= soon))
               for each in (futures, faster)]  # fmt: skip
    assert matched[1] > 1.5 * matched[0]


def test_nothing_to_forecast_from_is_refused():
    with pytest.raises(TurnCurveError, match="nothing can be forecast"):
        adoption_futures(AdoptionCases("", None, None, False, 0, reason="no route to adoption is on record"))


def test_what_is_learnt_is_learnt_once_and_not_from_nothing(held):
    assert learnt(held) is learnt(held)
    with pytest.raises(TurnCurveError, match="nothing can be learnt"):
        learnt(AdoptionCases("", None, None, False, 0, reason="nothing is on record"))
