"""How likely a target is to be met at the end of a forecast."""

import datetime as dt

import numpy as np
import pytest

from tests.support.made_figures import COUNT, SHARE, definition, monthly, on_dates, yearly
from turncurve.analyses.do_nothing import periods_ahead
from turncurve.analyses.target_ahead import aim_of, chance_of, check_target
from turncurve.errors import RefusedInputError
from turncurve.methods.forecast import Forecast, no_forecast
from turncurve.reference.periods import Period, month, year_ending
from turncurve.tables.story import Target

SHARES = yearly([(50, 380), (55, 400), (60, 390), (62, 388)])
BY = dt.date(2015, 3, 31)


def made(draws):
    """Return a forecast of given futures, one a row."""
    futures = np.array(draws, dtype=float)
    return Forecast("x", futures.shape[1], 9, "made", (), futures, futures[0])


def asked(target, figures, draws):
    """Return the chance of a target under given futures."""
    forecast = made(draws)
    years = len(draws[0]) if figures.grain() == "year" else 1
    return chance_of(target, figures, forecast=forecast, periods=periods_ahead(figures, years=years))


@pytest.mark.parametrize(
    ("aim", "value", "chance"),
    [("at most", 13.0, 0.5), ("at least", 13.0, 0.75), ("at most", 9.9, 0.0), ("at least", 9.9, 1.0)],
)
def test_the_chance_is_the_share_of_futures_that_meet_it_its_own_value_included(aim, value, chance):
    found = asked(Target(value, BY, aim), SHARES, [[1, 10], [1, 13], [1, 14], [1, 20]])
    assert found.probability == chance
    assert found.period == year_ending(2015)
    assert not found.early


def test_a_target_due_earlier_is_held_against_its_own_year():
    found = asked(Target(13.0, dt.date(2014, 12, 31), "at most"), SHARES, [[1, 20], [20, 1], [20, 1]])
    assert found.probability == pytest.approx(1 / 3)
    assert found.period == year_ending(2014)


def test_a_target_due_after_the_forecast_is_held_against_its_end_and_said_to_be_early():
    found = asked(Target(13.0, dt.date(2019, 3, 31), "at most"), SHARES, [[1, 10], [1, 20]])
    assert (found.period, found.early, found.probability) == (year_ending(2015), True, 0.5)


def test_a_target_that_was_due_has_no_chance_left_to_tell():
    found = asked(Target(13.0, dt.date(2013, 3, 31), "at most"), SHARES, [[1, 10]])
    assert found.probability is None
    assert "not ahead" in found.reason


def test_counts_of_quarters_are_added_up_to_the_year():
    quarters = monthly([5] * 24, words=COUNT, first=dt.date(2011, 4, 1)).coarser()
    futures = [[10, 10, 10, 10], [10, 10, 10, 11]]
    assert asked(Target(40, dt.date(2014, 3, 31), "at most"), quarters, futures).probability == 0.5
    found = asked(Target(45, dt.date(2013, 9, 30), "at most"), quarters, [[7, 8, 99, 99], [8, 8, 99, 99]])
    assert found.period == Period(dt.date(2012, 10, 1), dt.date(2013, 9, 30))
    assert found.probability == 0.5  # two quarters of 15 that are known, and 15 or 16 to come


def test_shares_of_quarters_are_averaged_over_the_year():
    quarters = monthly([(5, 50)] * 24, words=SHARE, first=dt.date(2011, 4, 1)).coarser()
    futures = [[10, 12, 14, 16], [10, 12, 14, 17]]
    assert asked(Target(13, dt.date(2014, 3, 31), "at most"), quarters, futures).probability == 0.5


def test_a_year_of_which_part_is_hidden_has_no_chance_told():
    quarters = monthly([(5, 50)] * 12, words=SHARE, first=dt.date(2012, 4, 1)).coarser()
    gap = quarters.hiding(frozenset(quarters.keys_of(quarters.measurements[-1])))
    found = asked(Target(13, dt.date(2013, 9, 30), "at most"), gap, [[10] * 4])
    assert found.probability is None
    assert "not known" in found.reason
    short = monthly([(5, 50)] * 3, words=SHARE, first=dt.date(2013, 1, 1)).coarser()
    assert asked(Target(13, dt.date(2013, 6, 30), "at most"), short, [[10] * 4]).probability is None


def test_what_is_open_is_held_against_the_target_on_its_date():
    dates = [month(2012, number).end for number in (3, 6, 9, 12)]
    stock = on_dates([300, 310, 320, 328], dates)
    found = asked(Target(300, month(2013, 6).end, "at most"), stock, [[1, 299, 999, 999], [1, 301, 999, 999]])
    assert found.probability == 0.5
    assert found.period == Period(month(2013, 6).end, month(2013, 6).end)


@pytest.mark.parametrize(
    ("aim", "polarity", "found"),
    [
        (None, "lower is better", "at most"),
        (None, "higher is better", "at least"),
        (None, "neither", None),
        (None, "a band", None),
        ("at least", "neither", "at least"),
    ],
)
def test_a_target_is_met_on_the_side_that_it_says_else_on_the_better_one(aim, polarity, found):
    assert aim_of(Target(13.0, BY, aim), definition(polarity=polarity)) == found


def test_where_nobody_says_which_side_meets_it_there_is_a_reason():
    found = chance_of(
        Target(13.0, BY), yearly([(1, 9)] * 4, polarity="neither"), forecast=made([[1]]), periods=(year_ending(2014),)
    )
    assert "which side" in found.reason


def test_without_a_forecast_there_is_no_chance():
    none = no_forecast("x", origin="", horizon=1, n=0, method="none")
    found = chance_of(Target(13.0, BY, "at most"), SHARES, forecast=none, periods=(year_ending(2014),))
    assert found.reason == "there is no forecast"


@pytest.mark.parametrize(
    ("target", "changes", "said"),
    [
        (Target(100.1, BY, "at most"), {}, "more than 100 percent.*repeat_plans, target"),
        (Target(13.0, BY, "at least"), {"polarity": "lower is better"}, "lower is better.*Write at most"),
        (Target(13.0, BY, "at most"), {"polarity": "higher is better"}, "higher is better.*Write at least"),
    ],
)
def test_a_target_that_the_measure_cannot_have_is_refused(target, changes, said):
    with pytest.raises(RefusedInputError, match=f"(?s){said}"):
        check_target(target, definition(**changes))


@pytest.mark.parametrize(
    ("target", "words"),
    [(Target(100.0, BY, "at least"), SHARE), (Target(101.0, BY, "at most"), COUNT), (Target(13.0, BY), SHARE)],
)
def test_a_target_that_it_can_have_passes(target, words):
    assert check_target(target, definition(words)) is None
