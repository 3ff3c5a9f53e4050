"""The door to the forecasters opens on all of them, and they do on published figures what they promise."""

import calendar
import csv

import numpy as np
import pytest

from turncurve.methods import baseline

MONTHS = [*calendar.month_name[4:], *calendar.month_name[1:4]]


def number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return float("nan")


def local_authority_rows(path):
    with path.open(newline="", encoding="utf-8-sig") as file:
        return [row for row in csv.DictReader(file) if row["geographic_level"].startswith("Local")]


@pytest.fixture(scope="module")
def monthly_referrals(shared):
    """Give monthly referrals, April 2012 to March 2024, of every fourth authority with all of them."""
    path = shared / "data" / "dfe" / "c6_children_in_need_referrals_by_month_2013_to_2024.csv"
    by_council: dict[str, dict[int, list[float]]] = {}
    for row in local_authority_rows(path):
        by_council.setdefault(row["la_name"], {})[int(row["time_period"])] = [number(row[month]) for month in MONTHS]
    series = {name: np.concatenate([years[year] for year in sorted(years)]) for name, years in by_council.items()}
    whole = {
        name: values for name, values in sorted(series.items()) if len(values) == 144 and np.isfinite(values).all()
    }
    return dict(list(whole.items())[::4])


@pytest.fixture(scope="module")
def repeat_plans(shared):
    """Give second or subsequent plans and plans starting, councils by years 2013 to 2024."""
    path = shared / "data" / "dfe" / "d3_cpps_subsequent_plan_2013_to_2024.csv"
    rows = local_authority_rows(path)
    names = sorted({row["la_name"] for row in rows})
    top, bottom = np.full((len(names), 12), np.nan), np.full((len(names), 12), np.nan)
    for row in rows:
        place = names.index(row["la_name"]), int(row["time_period"]) - 2013
        top[place], bottom[place] = number(row["CPP_subsequent"]), number(row["CPP_start"])
    return top, bottom


def test_the_door_opens_on_everything_it_names():
    assert all(hasattr(baseline, name) for name in baseline.__all__)
    assert {"forecast_counts", "forecast_share", "forecast_shares", "forecast_smooth"} <= set(baseline.__all__)


def test_every_kind_of_forecast_has_the_same_shape():
    rng = np.random.default_rng(1)
    every = [
        baseline.forecast_counts([8, 9, 7, 8, 9], horizon=3, rng=rng, season_length=1, draws=50),
        baseline.forecast_share([8, 9, 7, 8, 9], [20] * 5, horizon=3, rng=rng, draws=50),
        baseline.forecast_smooth([8, 9, 7, 8, 9], horizon=3, rng=rng, draws=50),
    ]
    assert {forecast.draws.shape for forecast in every} == {(50, 3)}
    assert {forecast.naive.shape for forecast in every} == {(3,)}
    assert all(forecast.settings and forecast.method and forecast.known for forecast in every)


def test_referrals_a_year_ahead_beat_the_mean_of_the_last_year_and_hold_as_often_as_they_say(monthly_referrals):
    errors, flat_errors, intervals, outcomes, councils = [], [], [], [], []
    for name, values in monthly_referrals.items():
        for origin in (60, 96, 132):
            forecast = baseline.forecast_counts(
                values[:origin], horizon=12, rng=np.random.default_rng(origin), draws=1000
            )
            came = values[origin : origin + 12]
            errors.append(np.abs(forecast.median - came).mean())
            flat_errors.append(np.abs(values[origin - 12 : origin].mean() - came).mean())
            intervals.append(forecast.interval_80)
            outcomes.append(came)
            councils += [name] * 12
    held = baseline.coverage(np.concatenate(intervals), np.concatenate(outcomes), groups=councils)
    assert np.mean(errors) < 0.95 * np.mean(flat_errors)
    assert abs(held.share - 0.80) < 0.04 + 2 * held.standard_error


def test_repeat_plans_of_councils_that_taught_nothing_are_foretold_within_four_points(repeat_plans):
    top, bottom = repeat_plans
    teachers, pupils = np.arange(0, len(top), 2), np.arange(1, len(top), 2)
    errors, naive_errors, held = [], [], []
    for known in (6, 8, 10):
        panel = baseline.learn_share_panel(top[teachers, :known], bottom[teachers, :known])
        for council in pupils:
            forecast = baseline.forecast_share(
                top[council, :known], bottom[council, :known], horizon=1, rng=np.random.default_rng(known), panel=panel
            )
            came = top[council, known] / bottom[council, known]
            if forecast.known and not np.isnan(came):
                errors.append(abs(forecast.median[0] - came))
                naive_errors.append(abs(forecast.naive[0] - came))
                held.append(forecast.interval_80[0, 0] <= came <= forecast.interval_80[0, 1])
    assert len(errors) > 60
    assert np.mean(errors) < 0.04
    assert np.mean(errors) < 0.9 * np.mean(naive_errors)
    assert 0.70 < np.mean(held) < 0.90
