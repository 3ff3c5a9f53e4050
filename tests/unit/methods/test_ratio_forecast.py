"""A forecast from what stands ready holds what comes as often as it says, and beats the last value on real councils."""

import numpy as np
import pandas as pd
import pytest

from turncurve.errors import TurnCurveError
from turncurve.methods.ratio_forecast import forecast_by_ratios, learn_ratios
from turncurve.methods.scoring import coverage

PRIOR = (1.0, 0.22, 0.25)
TRUE = np.array([0.9, 0.15, 0.3])


@pytest.fixture(scope="module")
def real(shared):
    """Return the real councils, one row a council and origin, and England's yearly totals."""
    held = pd.read_csv(shared / "data" / "dfe" / "adoption_panel_2010_2024.csv", dtype={"code": str})
    wide = held[held["lev"] == "Local authority"].pivot_table(
        index="code", columns="year", values=["adopted", "placed_stock", "po_stock"], dropna=False
    )
    adopted, placed, ordered = (wide[name] for name in ("adopted", "placed_stock", "po_stock"))
    parts = [
        pd.DataFrame(
            {
                "origin": year,
                "placed": placed[year],
                "waiting": (ordered[year] - placed[year]).clip(lower=0),
                "recent": adopted[[year - 1, year]].mean(axis=1),
                "came": adopted[year + 1],
                "last": adopted[year],
            }
        )
        for year in range(2011, 2018)
    ]
    england = held[held["name"].str.strip().str.lower() == "england"].set_index("year")
    return pd.concat(parts).reset_index(names="code"), england


def learnt_before(rows, origin):
    before = rows[rows["origin"] < origin]
    stocks = before[["placed", "waiting", "recent"]]
    return learn_ratios(stocks, before["came"], units=list(before["code"]), prior=PRIOR)


def seen(rows, origin, code):
    model, now = learnt_before(rows, origin), rows[(rows["origin"] == origin) & (rows["code"] == code)].iloc[0]
    rng = np.random.default_rng([origin, int(code)])
    return forecast_by_ratios(model, [now.placed, now.waiting, now.recent], unit=code, last=now["last"], rng=rng)


def test_next_years_adoptions_of_real_councils_are_nearer_than_the_last_years(real):
    rows, _ = real
    judged = rows[rows["came"].notna() & rows["placed"].notna() & (rows["origin"] >= 2012)]
    made = [seen(rows, row.origin, row.code) for row in judged.itertuples()]
    errors = np.abs(np.array([each.median[0] for each in made]) - judged["came"])
    held = {
        level: coverage([each.interval(level)[0] for each in made], judged["came"], groups=judged["code"])
        for level in (0.80, 0.95)
    }
    assert len(judged) == 221
    assert errors.mean() <= 5.83
    assert errors[judged["last"].notna()].mean() < 0.6 * (judged["last"] - judged["came"]).abs().mean()
    assert 0.80 <= held[0.80].share <= 0.86
    assert 0.93 <= held[0.95].share <= 0.97


def test_wiltshires_forty_adoptions_were_held_by_the_interval_of_march_2013(real):
    rows, _ = real
    wiltshire = rows[(rows["code"] == "865") & rows["origin"].isin([2012, 2013])]
    assert wiltshire["placed"].tolist() == [16, 30]
    assert wiltshire["last"].tolist() == [19, 14]
    ahead = seen(rows, 2013, "865")
    (low, high), naive = ahead.interval_80[0], ahead.naive[0]
    assert naive == 14
    assert ahead.median[0] > 28
    assert low <= 40 <= ahead.interval_95[0][1]
    assert ahead.chance_at_most(14)[0] < 0.01
    assert high >= 40


def test_englands_adoptions_are_about_one_and_a_half_times_those_placed_the_march_before(real):
    _, england = real
    ratio = [england.loc[year, "adopted"] / england.loc[year - 1, "placed_stock"] for year in range(2012, 2019)]
    assert min(ratio) == pytest.approx(1.41, abs=0.005)
    assert max(ratio) == pytest.approx(1.53, abs=0.005)


def test_the_parts_of_what_was_learnt_come_to_englands_ratio(real):
    rows, england = real
    model = learnt_before(rows, 2018)
    for year in range(2012, 2017):
        placed, ordered = england.loc[year, "placed_stock"], england.loc[year, "po_stock"]
        recent = (england.loc[year - 1, "adopted"] + england.loc[year, "adopted"]) / 2
        expected = np.array([placed, ordered - placed, recent]) @ model.ratios
        assert 1.41 - 0.15 <= expected / placed <= 1.53 + 0.15


def made_panel(*, units, periods, seed):
    """Draw a panel from the model itself."""
    rng = np.random.default_rng(seed)
    stocks = rng.integers(3, 50, size=(units * periods, 3)).astype(float)
    mean = stocks @ TRUE
    came = rng.poisson(rng.gamma(mean / 0.3, 0.3)).astype(float)
    return stocks, came, [f"unit {number}" for number in range(units)] * periods


def test_intervals_hold_as_often_as_they_say_when_the_model_is_true():
    inside = []
    for seed in range(12):
        stocks, came, units = made_panel(units=30, periods=3, seed=seed)
        model = learn_ratios(stocks[:60], came[:60], units=units[:60], prior=PRIOR)
        for row in range(60, 90):
            made = forecast_by_ratios(
                model, stocks[row], unit=units[row], rng=np.random.default_rng([seed, row]), draws=800
            )
            low, high = made.interval_80[0]
            inside.append(low <= came[row] <= high)
    assert 0.78 <= np.mean(inside) <= 0.88


def test_every_future_is_a_whole_number_and_none_is_below_nought():
    stocks, came, units = made_panel(units=30, periods=2, seed=3)
    model = learn_ratios(stocks, came, units=units, prior=PRIOR)
    draws = forecast_by_ratios(model, [0, 0, 1], rng=np.random.default_rng(1)).draws
    assert draws.shape == (4000, 1)
    assert (draws >= 0).all()
    assert (draws == np.round(draws)).all()


def test_the_same_seed_gives_the_same_futures_and_another_unit_is_taken_as_the_panel():
    stocks, came, units = made_panel(units=30, periods=2, seed=3)
    model = learn_ratios(stocks, came, units=units, prior=PRIOR)
    one, same = (forecast_by_ratios(model, stocks[0], rng=np.random.default_rng(1)) for _ in range(2))
    assert one.draws.tolist() == same.draws.tolist()
    assert one.mean[0] == pytest.approx(stocks[0] @ model.ratios, rel=0.05)


def test_a_stock_that_is_not_known_is_filled_in():
    stocks, came, units = made_panel(units=30, periods=2, seed=3)
    model = learn_ratios(stocks, came, units=units, prior=PRIOR)
    made = forecast_by_ratios(model, [20, np.nan, np.nan], rng=np.random.default_rng(1))
    usual = model.typical / model.typical[0] * 20
    assert made.mean[0] == pytest.approx(usual @ model.ratios, rel=0.05)


def test_there_is_no_forecast_where_nothing_is_known_or_the_panel_is_small():
    stocks, came, units = made_panel(units=30, periods=2, seed=3)
    model = learn_ratios(stocks, came, units=units, prior=PRIOR)
    unknown = forecast_by_ratios(model, [np.nan] * 3, rng=np.random.default_rng(1))
    small = learn_ratios(stocks[:7], came[:7], units=units[:7], prior=PRIOR)
    few = forecast_by_ratios(small, stocks[0], rng=np.random.default_rng(1), origin="31 March 2013")
    assert unknown.reason == "no forecast, because nothing is known of what stands ready"
    assert not few.known
    assert few.reason.startswith("no forecast, because only 7 rows of the panel")
    assert few.origin == "31 March 2013"


@pytest.mark.parametrize("stocks", [[1.0, 2.0], [1.0, 2.0, -3.0], [[1.0, 2.0, 3.0]]])
def test_stocks_that_do_not_fit_are_refused(stocks):
    panel, came, units = made_panel(units=30, periods=2, seed=3)
    model = learn_ratios(panel, came, units=units, prior=PRIOR)
    with pytest.raises(TurnCurveError, match="not those that the panel taught"):
        forecast_by_ratios(model, stocks, rng=np.random.default_rng(1))
