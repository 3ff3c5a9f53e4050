"""What would follow if something changed: the do-nothing futures, moved by an assumption and no surer for it."""

import datetime as dt

import numpy as np
import pytest

from tests.support.made_figures import COUNT, SHARE, monthly, on_dates, yearly
from turncurve.analyses.do_nothing import expected, periods_ahead
from turncurve.analyses.scenarios import WORTH_FINDING, way_sought, what_if
from turncurve.methods.forecast import no_forecast
from turncurve.methods.turn_result import TurnTest
from turncurve.reference.periods import month
from turncurve.tables.story import Scenario

SHARES = [(50, 380), (55, 400), (60, 390), (62, 388)]
COUNTS = [8, 9, 10, 9, 8, 11, 10, 9, 12, 8, 9, 10]
FIFTH = Scenario("S1", "Visits begin", "O1", -20.0, dt.date(2013, 4, 1), dt.date(2014, 3, 31), "A guess")


def asked(figures, *plans, years=2):
    """Return the do-nothing forecast of a series and its scenarios."""
    periods = periods_ahead(figures, years=years)
    forecast = expected(figures, horizon=len(periods)).forecast
    return forecast, what_if(figures, forecast, periods=periods, plans=plans)


def ratio(scenario, forecast):
    """Return by what each period's futures were multiplied, the same in every future."""
    columns = zip(scenario.forecast.draws.T, forecast.draws.T, strict=True)
    ratios = [np.unique(np.round(after[before > 0] / before[before > 0], 9)) for after, before in columns]
    assert all(len(each) == 1 for each in ratios), "every future is changed by the same factor"
    return [float(each[0]) for each in ratios]


@pytest.mark.parametrize(("polarity", "end"), [("lower is better", 0.75), ("higher is better", 1.25)])
def test_a_turned_curve_is_a_quarter_better_at_the_end_and_gets_there_evenly(polarity, end):
    forecast, (turned,) = asked(yearly(SHARES, polarity=polarity), years=4)
    steps = ratio(turned, forecast)
    assert steps[-1] == pytest.approx(end)
    assert np.diff([1, *steps]) == pytest.approx((end - 1) / 4)
    assert turned.plan is None
    assert "quarter" in turned.assumed


def test_a_share_near_the_whole_turns_by_making_good_a_quarter_of_what_falls_short():
    forecast, (turned,) = asked(yearly([(95, 100), (92, 100), (94, 100), (93, 100)], polarity="higher is better"))
    short, shorter = 100 - forecast.draws, 100 - turned.forecast.draws
    assert shorter[:, 0] == pytest.approx(short[:, 0] * 0.875)
    assert shorter[:, 1] == pytest.approx(short[:, 1] * 0.75)
    assert "falls short of 100%" in turned.assumed


def test_a_share_with_room_to_rise_by_a_quarter_does_so():
    _, (turned,) = asked(yearly([(70, 100), (72, 100), (71, 100), (70, 100)], polarity="higher is better"))
    assert turned.assumed.startswith("the level came to be a quarter higher")


def test_the_change_worth_finding_is_that_of_the_test():
    assert TurnTest("lower").effect == WORTH_FINDING


@pytest.mark.parametrize(("band", "edge"), [((20.0, 25.0), 20.0), ((5.0, 8.0), 8.0)])
def test_a_curve_outside_its_band_turns_towards_the_nearest_edge(band, edge):
    forecast, (turned,) = asked(yearly(SHARES, polarity="a band", band=band))
    assert turned.forecast.median[-1] == pytest.approx(edge)
    assert turned.forecast.median[0] == pytest.approx((1 + ratio(turned, forecast)[-1]) / 2 * forecast.median[0])
    assert "nearest edge" in turned.assumed


@pytest.mark.parametrize(
    "changes", [{"polarity": "neither"}, {"polarity": "a band", "band": (5.0, 40.0)}, {"polarity": "a band"}]
)
def test_where_no_direction_is_better_a_level_lasts_instead_of_years_the_last_threes(changes):
    _, (lasting,) = asked(yearly(SHARES, **changes))
    assert lasting.name == "If the last three years' level came back"
    assert lasting.forecast.median == pytest.approx([100 * (55 + 60 + 62) / (400 + 390 + 388)] * 2)


def test_of_quarters_the_last_years_level_lasts():
    quarters = monthly([(5, 50)] * 12 + [(10, 50)] * 12, first=dt.date(2011, 4, 1), polarity="neither").coarser()
    _, (lasting,) = asked(quarters)
    assert lasting.name == "If last year's level lasted"
    assert lasting.forecast.median.reshape(2, 4).mean(axis=1) == pytest.approx([20, 20])


def test_last_years_level_is_that_of_its_twelve_months_and_keeps_their_season():
    season = [4, 4, 4, 20, 4, 4, 4, 4, 4, 4, 4, 4]
    figures = monthly(season * 3, words={**COUNT, "polarity": "neither"})
    forecast, (lasting,) = asked(figures)
    middle = lasting.forecast.median
    assert middle[:12].mean() == pytest.approx(64 / 12)
    assert middle[12:].mean() == pytest.approx(64 / 12)
    assert middle[3] > 1.5 * middle[4]
    assert len(set(ratio(lasting, forecast)[:12])) == 1


def test_last_years_share_is_that_of_its_cases_and_not_the_mean_of_its_months():
    figures = monthly([(20, 100), *[(10, 200)] * 11] * 2, words={**SHARE, "polarity": "neither"})
    _, (lasting,) = asked(figures, years=1)
    assert lasting.forecast.median.mean() == pytest.approx(100 * 130 / 2300)


def test_where_the_middle_of_rare_counts_is_nought_their_mean_lasts():
    rare = [0, 0, 0, 1] * 9
    forecast, (lasting,) = asked(monthly(rare, words={**COUNT, "polarity": "neither"}), years=1)
    assert not forecast.median.any()
    assert lasting.forecast.mean.mean() == pytest.approx(0.25)


def test_a_plan_of_the_councils_own_stands_instead_of_the_lasting_level():
    forecast, (own,) = asked(yearly(SHARES, polarity="neither"), FIFTH)
    assert (own.name, own.plan) == ("Visits begin", FIFTH)
    assert ratio(own, forecast) == pytest.approx([0.9, 0.8], abs=2e-3)
    assert own.assumed == (
        "the level came to be 20% lower than it would have been, evenly from 1 April 2013 to 31 March 2014"
    )


def test_a_turned_curve_comes_before_the_councils_own():
    _, found = asked(yearly(SHARES, polarity="lower is better"), FIFTH)
    assert [each.plan for each in found] == [None, FIFTH]


def test_what_of_a_plan_has_come_about_already_is_not_added_again():
    begun = Scenario("S1", "x", "O1", -20.0, dt.date(2012, 4, 1), dt.date(2013, 3, 31))
    forecast, (own,) = asked(yearly(SHARES, polarity="neither"), begun)
    assert ratio(own, forecast) == pytest.approx([0.8 / 0.9] * 2, abs=2e-3)
    assert own.assumed.endswith("some of which is in the curve so far")
    done = Scenario("S1", "x", "O1", -20.0, dt.date(2011, 4, 1), dt.date(2012, 3, 31))
    forecast, (own,) = asked(yearly(SHARES, polarity="neither"), done)
    assert ratio(own, forecast) == pytest.approx([1, 1])


def test_a_plan_that_begins_after_the_last_period_changes_nothing_shown():
    late = Scenario("S1", "x", "O1", -20.0, dt.date(2030, 4, 1), dt.date(2031, 3, 31))
    forecast, (own,) = asked(yearly(SHARES, polarity="neither"), late)
    assert np.array_equal(own.forecast.draws, forecast.draws)


def test_a_rise_takes_no_share_above_the_whole():
    doubled = Scenario("S1", "x", "O1", 100.0, dt.date(2013, 4, 1), dt.date(2013, 4, 1))
    _, (own,) = asked(yearly([(300, 388)] * 6, polarity="neither"), doubled)
    assert own.forecast.draws.max() == 100.0
    assert own.assumed.endswith("100% higher than it would have been, on 1 April 2013")


def test_what_is_open_on_a_date_has_changed_by_that_date():
    dates = [month(2012, number).end for number in (3, 6, 9, 12)]
    figures = on_dates([300, 310, 320, 328], dates)
    half = Scenario("S1", "x", "O1", -50.0, month(2012, 12).end, month(2013, 6).end)
    forecast, found = asked(figures, half, years=1)
    factors = ratio(found[-1], forecast)
    assert factors[1:] == pytest.approx([0.5, 0.5, 0.5])
    assert factors[0] == pytest.approx(1 - 0.5 * 90 / 181, abs=1e-6)


@pytest.mark.parametrize("change", [{"change": None}, {"begins": None}, {"full_by": None}])
def test_a_plan_without_size_or_dates_is_not_drawn(change):
    said = {"change": -20.0, "begins": dt.date(2013, 4, 1), "full_by": dt.date(2014, 3, 31), **change}
    _, found = asked(yearly(SHARES, polarity="neither"), Scenario("S1", "x", "O1", **said))
    assert [each.plan for each in found] == [None]


def test_without_a_forecast_there_is_nothing_to_change():
    none = no_forecast("nothing is held", origin="", horizon=2, n=0, method="none")
    assert what_if(yearly(SHARES), none, periods=(), plans=(FIFTH,)) == ()


def test_a_curve_at_nought_has_nowhere_to_fall():
    _, found = asked(yearly([0] * 6, words=COUNT, polarity="lower is better"))
    assert not [each for each in found if each.name == "If the curve turned"]


@pytest.mark.parametrize(
    ("changes", "level", "way"),
    [
        ({"polarity": "higher is better"}, 10, 1),
        ({"polarity": "lower is better"}, 10, -1),
        ({"polarity": "neither"}, 10, 0),
        ({"polarity": "a band"}, 10, 0),
        ({"polarity": "a band", "band": (10, 20)}, 9.9, 1),
        ({"polarity": "a band", "band": (10, 20)}, 10, 0),
        ({"polarity": "a band", "band": (10, 20)}, 20, 0),
        ({"polarity": "a band", "band": (10, 20)}, 20.1, -1),
    ],
)
def test_which_way_is_better_depends_on_the_measure_and_on_where_it_stands(changes, level, way):
    assert way_sought(yearly(SHARES, **changes), level=level) == way
