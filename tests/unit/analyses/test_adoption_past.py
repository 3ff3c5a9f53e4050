"""Forecasts made again from past dates know nothing later, and teach how wide new ranges should be."""

import datetime as dt
import re
from dataclasses import replace

import numpy as np
import pytest

from turncurve.analyses import adoption_past
from turncurve.analyses.adoption_cases import adoption_cases, day_number
from turncurve.analyses.adoption_past import (
    MOST_ORIGINS,
    TESTED,
    PastForecast,
    past_forecasts,
    range_factor,
    widening,
    width_note,
)
from turncurve.indicators.registry import measure
from turncurve.methods.pathway_back_test import BackTestedPathway
from turncurve.tables.records import Records


@pytest.fixture(scope="module")
def held(adoption_records):
    return adoption_cases(adoption_records)


@pytest.fixture(scope="module")
def past(held):
    return past_forecasts(held)


def made(*errors, width=10.0, measure_name="adoption_a1"):
    """Return past forecasts of 600 days, a year apart, whose middles were so far out."""
    spread = np.linspace(-width, width, 101)[:, None] + 600.0
    return tuple(
        PastForecast(
            measure_name,
            dt.date(2000 + number, 3, 31),
            (),
            BackTestedPathway(
                np.array([365.25 * number]), np.array([365.0]), spread, np.array([600.0 + error]), np.array([np.nan])
            ),
        )
        for number, error in enumerate(errors)
    )


def test_each_date_has_two_years_of_records_before_it_and_a_whole_window_after(past, held):
    origins = sorted({each.origin for each in past})
    assert origins == [dt.date(year, 3, 31) for year in (2010, 2011, 2012)]
    assert len(origins) == MOST_ORIGINS
    for each in past:
        assert (each.origin - held.begins).days >= 729
        assert all(0 < window.end.year - each.origin.year <= 2 and window.end <= held.as_at for window in each.windows)
        assert len(each.windows) == len(each.tested.outcome)


def test_what_came_is_what_the_scorecard_says(past, adoption_records):
    for each in past:
        tables = {"adoption_pathways": adoption_records.table("adoption_pathways")}
        figures = measure(each.measure, tables, periods=each.windows, area="Adoptshire")
        said = [figures.value(held) for held in figures.measurements]
        assert each.tested.outcome == pytest.approx(said, abs=1e-9)


def test_a_forecast_knows_nothing_that_came_after_its_date(past, held, adoption_records):
    earlier = next(each for each in past if (each.measure, each.origin.year) == ("adoption_a1", 2011))
    later = held.cases
    day = day_number(earlier.origin)
    dates = np.where(later.dates > day + 400, later.dates + 90, later.dates)
    moved = replace(held, cases=replace(later, dates=np.minimum(dates, later.as_at)), mark="moved")
    again = next(e for e in past_forecasts(moved) if (e.measure, e.origin.year) == ("adoption_a1", 2011))
    np.testing.assert_array_equal(again.tested.draws, earlier.tested.draws)


def test_ranges_that_held_too_little_are_made_wider_and_never_narrower(monkeypatch, held):
    factors = []
    for errors in ((0, 0, 0), (5, -5, 5), (20, -20, 20)):
        monkeypatch.setattr(adoption_past, "past_forecasts", lambda _, errors=errors: made(*errors))
        factors.append(range_factor(held, "adoption_a1"))
    assert factors[:2] == [1.0, 1.0]
    # three outcomes 20 / 8 of an 80% half-width out, each half-width 1.28 standard deviations; eight at 1 before them
    residual = 1.2815515655446004 * 20 / 8
    assert factors[2] == round(np.sqrt((8 + 3 * residual**2) / 11), 1)
    assert range_factor(held, "adoption_a10") == factors[2]
    assert range_factor(held, "adoption_a3") == 1.0


def test_a_measure_learns_from_its_own_errors_alone(monkeypatch, held):
    both = (*made(0, 0), *made(40, 40, measure_name="adoption_a2"))
    monkeypatch.setattr(adoption_past, "past_forecasts", lambda _: both)
    assert widening(held, "adoption_a1").factor == 1.0
    assert widening(held, "adoption_a2").factor > 1.5
    assert widening(held, "adoption_a2").outcomes == 2


@pytest.mark.parametrize(
    ("errors", "said"),
    [
        ((), "too short to forecast again"),
        ((0, 0), "no reason to widen"),
        ((30, 30), "times as wide as the futures drawn say, because"),
    ],
)
def test_why_ranges_are_as_wide_as_they_are_is_said_without_a_count(monkeypatch, held, errors, said):
    monkeypatch.setattr(adoption_past, "past_forecasts", lambda _: made(*errors))
    note = width_note(held, "adoption_a1")
    assert said in note
    assert re.sub(r"A1|\d\.\d times", "", note).isascii()
    assert not re.search(r"\d", re.sub(r"A1|\d\.\d times", "", note))
    assert "not held against past forecasts" in width_note(held, "adoption_a3")


def test_short_records_give_no_past_forecast_and_no_widening(held):
    short = replace(held, begins=dt.date(2011, 5, 1), mark="short")
    assert past_forecasts(short) == ()
    assert all(range_factor(short, name) == 1.0 for name in TESTED)
    assert widening(short, "adoption_a1").outcomes == 0


def test_without_cases_there_is_nothing_to_forecast_again(adoption_records):
    early = adoption_cases(Records("adoptshire", dt.date(2006, 3, 31), folder=adoption_records.folder))
    assert early.reason
    assert past_forecasts(early) == ()
