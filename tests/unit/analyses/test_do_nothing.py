"""What is expected of a series if nothing changes: which method, learnt from whom, or why there is none."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from tests.support.made_figures import COUNT, MEAN, STOCK, monthly, on_dates, yearly
from turncurve.analyses import do_nothing
from turncurve.analyses.do_nothing import SEED, expected, periods_ahead
from turncurve.indicators.figures import Figures, Measurement, Source
from turncurve.indicators.registry import INDICATORS
from turncurve.methods.count_forecast import forecast_counts
from turncurve.methods.share_forecast import forecast_shares
from turncurve.methods.share_panel import learn_share_panel
from turncurve.reference.periods import month, year_ending

OWN = [(50, 380), (55, 400), (60, 390), (62, 388), (64, 512), (69, 504)]


def neighbours(count, *, years=6, last=2013, rise=0):
    """Return the published figures of some other areas as one series of measurements."""
    each = [
        yearly(
            [(40 + 3 * place + rise * year + (7 * place + 3 * year) % 9, 300) for year in range(years)],
            area=f"Area {place}",
            last=last,
            published=True,
        )
        for place in range(count)
    ]
    return replace(each[0], measurements=tuple(item for one in each for item in one.measurements))


@pytest.fixture(scope="module")
def councils(shared):
    """Return the published yearly repeat plans of each authority, those of 2022 that are an oddity left out."""
    (path,) = (shared / "data" / "dfe").glob("d3*.csv")
    rows = pd.read_csv(path, dtype=str).query("geographic_level == 'Local authority'").sort_values("time_period")
    rows = rows.assign(
        top=pd.to_numeric(rows["CPP_subsequent"], errors="coerce"),
        bottom=pd.to_numeric(rows["CPP_start"], errors="coerce"),
    ).dropna(subset=["top", "bottom"])
    rows = rows[rows["top"] < rows["bottom"]]
    return {
        name: [
            Measurement(str(name), year_ending(int(year)), int(top), int(bottom))
            for year, top, bottom in zip(held["time_period"], held["top"], held["bottom"], strict=True)
        ]
        for name, held in rows.groupby("la_name")
    }


def figures_of(measurements, *, to):
    """Return measurements of the repeat plans up to a year as published figures."""
    definition = INDICATORS["repeat_child_protection_plans"].definition
    kept = tuple(each for each in measurements if each.period.end.year <= to)
    return Figures(definition, kept, Source("published", published=True))


def judged(councils, *, taught):
    """Return errors in points and whether the 80% interval held, for every third council from two origins."""
    found = []
    for to in (2017, 2021):
        others = figures_of([each for held in councils.values() for each in held], to=to)
        for name in sorted(councils)[::3]:
            own = figures_of(councils[name], to=to)
            if not own.measurements or own.measurements[-1].period != year_ending(to):
                continue
            forecast = expected(own, others if taught else None, horizon=3).forecast
            came = {each.period.end.year - to - 1: own.value(each) for each in councils[name]}
            found += [
                (abs(forecast.median[ahead] - came[ahead]), low <= came[ahead] <= high)
                for ahead, (low, high) in enumerate(forecast.interval_80)
                if ahead in came and forecast.known
            ]
    return np.array(found, dtype=float).mean(axis=0)


def test_councils_taught_by_all_others_are_forecast_better_than_alone_and_as_surely_as_said(councils):
    error, held = judged(councils, taught=True)
    alone, _ = judged(councils, taught=False)
    assert error < alone
    assert error < 3.80  # a twelfth of what docs/forecast_accuracy.md judges, where all of it comes to 3.6
    assert 0.70 <= held <= 0.92


def test_counts_of_any_size_go_to_the_count_forecaster():
    counts = [4000 + 60 * (place % 12) for place in range(36)]
    found = expected(monthly(counts, words=COUNT), horizon=12)
    same = forecast_counts(np.array(counts, dtype=float), horizon=12, rng=np.random.default_rng(SEED), season_length=12)
    assert np.array_equal(found.forecast.draws, same.draws)
    assert found.taught_by == 0


def test_a_share_by_years_is_forecast_as_in_a_panel_of_all_areas():
    others = neighbours(7)
    found = expected(yearly(OWN), others, horizon=3)
    rows = [
        OWN,
        *([(item.numerator, 300) for item in others.measurements[6 * area : 6 * area + 6]] for area in range(7)),
    ]
    table = np.array(rows, dtype=float)
    rngs = [np.random.default_rng(SEED) for _ in rows]
    whole = forecast_shares(table[..., 0], table[..., 1], horizon=3, rngs=rngs)[0]
    assert found.forecast.draws == pytest.approx(100 * whole.draws)
    assert found.taught_by == 7


def test_areas_that_rise_together_raise_what_is_expected_of_one_that_stood_still():
    flat = yearly([(60, 400)] * 6)
    alone = expected(flat, horizon=2).forecast
    among = expected(flat, neighbours(9, rise=9), horizon=2).forecast
    assert among.mean[1] > alone.mean[1] + 1


def test_too_few_areas_teach_nothing():
    assert expected(yearly(OWN), neighbours(4), horizon=2).taught_by == 0
    assert expected(yearly(OWN), neighbours(5), horizon=2).taught_by == 5
    alone = expected(yearly(OWN), horizon=2).forecast
    assert np.array_equal(expected(yearly(OWN), neighbours(4), horizon=2).forecast.draws, alone.draws)


def test_what_came_after_the_series_and_other_kinds_of_period_teach_nothing():
    others = neighbours(7)
    later = neighbours(7, last=2014, years=1)
    quarters = monthly([(9, 40)] * 12, area="Area 3", first=dt.date(2012, 4, 1)).coarser()
    more = replace(others, measurements=(*others.measurements, *later.measurements, *quarters.measurements))
    whole, same = (expected(yearly(OWN), each, horizon=2).forecast for each in (more, others))
    assert np.array_equal(whole.draws, same.draws)


def test_a_council_does_not_teach_itself():
    others = neighbours(7)
    itself = yearly([(90, 100)] * 6, published=True)
    doubled = replace(others, measurements=(*itself.measurements, *others.measurements))
    assert expected(yearly(OWN), doubled, horizon=2).taught_by == 7
    assert np.array_equal(
        expected(yearly(OWN), doubled, horizon=2).forecast.draws,
        expected(yearly(OWN), others, horizon=2).forecast.draws,
    )


def test_a_short_series_learns_from_the_longer_ones_of_others():
    found = expected(yearly(OWN[-4:]), neighbours(7, years=12), horizon=3)
    assert found.forecast.n == 4
    assert found.taught_by == 7


def test_a_share_by_shorter_periods_learns_from_itself_alone():
    held = monthly([(8 + place % 3, 50) for place in range(48)], first=dt.date(2009, 4, 1)).coarser()
    assert np.array_equal(
        expected(held, neighbours(7), horizon=8).forecast.draws, expected(held, horizon=8).forecast.draws
    )
    assert expected(held, neighbours(7), horizon=8).taught_by == 0


def test_a_hidden_year_is_not_known_and_not_nought():
    hidden = [*OWN[:3], None, *OWN[4:]]
    known = expected(yearly([*OWN, *hidden]), horizon=1).forecast
    assert known.n == 11
    assert known.median[0] > 10


@pytest.mark.parametrize(
    ("figures", "horizon", "reason"),
    [
        (yearly([]), 0, "no period is held"),
        (yearly([(30240, 48)] * 6, words=MEAN), 0, "share children"),
        (yearly(OWN[:3]), 2, "only 3 of the 4"),
        (monthly([None] * 6 + [(9, 40)] * 6), 12, "6 of 12 values are hidden"),
    ],
)
def test_why_nothing_is_expected_is_said(figures, horizon, reason):
    found = expected(figures, horizon=horizon).forecast
    assert not found.known
    assert reason in found.reason


def test_periods_ahead_follow_the_last_without_a_gap():
    ahead = periods_ahead(monthly([9] * 12, words=COUNT), years=1)
    assert [ahead[0], ahead[-1]] == [month(2013, 4), month(2014, 3)]
    assert [each.label for each in periods_ahead(yearly(OWN), years=2)] == ["year to March 2014", "year to March 2015"]


def test_dates_follow_dates():
    dates = [month(2012, number).end for number in (6, 9, 12)]
    ahead = periods_ahead(on_dates([300, 310, 320], dates, words=STOCK), years=1)
    assert [each.end for each in ahead] == [month(*each).end for each in ((2013, 3), (2013, 6), (2013, 9), (2013, 12))]
    assert all(each.is_one_date for each in ahead)


@pytest.mark.parametrize("figures", [yearly([]), yearly([(30240, 48)] * 6, words=MEAN)])
def test_nothing_follows_where_nothing_can(figures):
    assert periods_ahead(figures, years=2) == ()


def test_what_areas_teach_is_learnt_once_and_again_for_other_figures(monkeypatch):
    asked = []

    def counted(top, bottom):
        asked.append(top.shape)
        return learn_share_panel(top, bottom)

    do_nothing._learnt.cache_clear()
    monkeypatch.setattr(do_nothing, "learn_share_panel", counted)
    first, again = (expected(yearly(OWN), neighbours(7), horizon=horizon).forecast for horizon in (2, 2))
    np.testing.assert_array_equal(first.draws, again.draws)
    assert asked == [(8, 6)]
    expected(yearly(OWN), neighbours(7, rise=4), horizon=2)
    expected(yearly(OWN), neighbours(8), horizon=2)
    assert asked == [(8, 6), (8, 6), (9, 6)]
