"""The door: fit, simulate, and forecasts of invented councils whose future is known."""

import numpy as np
import pytest

from turncurve.errors import TurnCurveError
from turncurve.methods.pathway import (
    clear_long_waits,
    faster,
    fit_pathway,
    mean_days_between,
    more_entries,
    pathway_cases,
    reached_in,
    simulate,
)

YEAR = 365.25
AS_AT = float(np.floor(16 * YEAR))


@pytest.fixture(scope="module")
def council(truth):
    return truth.simulated_council(truth.BACKLOG, np.random.default_rng(11))


@pytest.fixture(scope="module")
def model(truth, council):
    record = truth.as_recorded(council, truth.BACKLOG, as_at=AS_AT)
    return fit_pathway(pathway_cases(record.pop("dates"), as_at=AS_AT, **record))


@pytest.fixture(scope="module")
def futures(model):
    return simulate(model, horizon=AS_AT + 3 * YEAR, draws=200, generator=np.random.default_rng(1))


def test_adoptions_to_come_are_about_those_that_came(council, futures):
    edges = AS_AT + 1 + YEAR * np.arange(3)
    known = np.histogram(council["dates"][:, 5], bins=edges)[0]
    draws = reached_in(futures, milestone="adopted", edges=edges)
    low, high = np.quantile(draws, [0.005, 0.995], axis=0)
    assert (low <= known).all()
    assert (known <= high).all()


@pytest.mark.parametrize(
    ("start", "end", "at_least", "within"), [("entry", "placed", -np.inf, 60), ("order", "match", 0.0, 45)]
)
def test_a_pooled_mean_a_year_ahead_is_near_what_came(truth, council, model, futures, start, end, at_least, within):
    window = (AS_AT - 2 * YEAR, np.floor(AS_AT + YEAR))
    pooled = mean_days_between(
        futures, model.cases, start=start, end=end, counted_on="adopted", window=window, at_least=at_least
    )
    first, second = (truth.MILESTONES.index(name) for name in (start, end))
    known = truth.pooled_mean(council["dates"], start=first, end=second, closed=5, window=window, at_least=at_least)
    assert np.median(pooled.mean) == pytest.approx(known, abs=within)
    assert pooled.cases.mean() == pytest.approx(60, abs=20)


def test_the_same_seed_gives_the_same_futures_to_the_last_figure(model, futures):
    again = simulate(model, horizon=AS_AT + 3 * YEAR, draws=200, generator=np.random.default_rng(1))
    np.testing.assert_array_equal(futures.dates, again.dates)
    np.testing.assert_array_equal(futures.exit_kind, again.exit_kind)


def test_clearing_long_waits_raises_the_mean_before_it_falls(model, futures):
    clearing = clear_long_waits(4.0, move=("ordered", "matched"), waited=300, begins=AS_AT + 1)
    cleared = simulate(
        model, horizon=AS_AT + 3 * YEAR, draws=200, generator=np.random.default_rng(1), scenario=clearing
    )
    window = (AS_AT + 1, AS_AT + 2 * YEAR)
    how = {"start": "entry", "end": "placed", "counted_on": "placed", "window": window, "started_only": True}
    plain, changed = (np.nanmean(mean_days_between(s, model.cases, **how).mean) for s in (futures, cleared))
    assert changed > plain


def test_matching_faster_and_more_entries_bring_more_adoptions(model, futures):
    edges = np.array([AS_AT + 1, AS_AT + 3 * YEAR])
    both = faster(2.0, moves=(("ordered", "matched"),), begins=AS_AT + 1) + more_entries(1.5, begins=AS_AT + 1)
    changed = simulate(model, horizon=AS_AT + 3 * YEAR, draws=200, generator=np.random.default_rng(2), scenario=both)
    plain, more = (reached_in(s, milestone="adopted", edges=edges).mean() for s in (futures, changed))
    assert more > 1.05 * plain
    assert changed.entries.mean() == pytest.approx(1.5 * futures.entries.mean(), rel=0.1)


def test_what_cannot_be_simulated_is_refused_in_a_sentence(model):
    generator = np.random.default_rng(1)
    with pytest.raises(TurnCurveError, match="nothing to simulate"):
        simulate(model, horizon=AS_AT, draws=10, generator=generator)
    with pytest.raises(TurnCurveError, match="nothing to simulate"):
        simulate(model, horizon=AS_AT + 10, draws=0, generator=generator)
    backwards = faster(2.0, moves=(("matched", "ordered"),), begins=0.0)
    with pytest.raises(TurnCurveError, match="a move that the route does not have"):
        simulate(model, horizon=AS_AT + 10, draws=1, generator=generator, scenario=backwards)


@pytest.mark.parametrize("cases", [1, 3])
def test_a_council_with_hardly_any_cases_still_has_a_forecast(cases):
    dates = np.full((cases, 6), np.nan)
    dates[:, 0] = 900.0 + np.arange(cases)
    dates[:, 1] = 950.0
    nothing = np.full(cases, np.nan)
    model = fit_pathway(pathway_cases(dates, as_at=1000, exit=nothing, exit_kind=np.full(cases, -1)))
    futures = simulate(model, horizon=1800, draws=20, generator=np.random.default_rng(1))
    later = futures.dates[np.isfinite(futures.dates)]
    assert (later <= 1800).all()
    assert len(futures.dates) >= 20 * cases


def test_a_council_of_another_shape_is_forecast_better_than_by_its_last_value(panels, truth):
    errors, last_errors = [], []
    for seed in (1, 2, 3):
        world = panels.STEADY_PANELS
        whole = panels.simulated_panels(world, np.random.default_rng(seed))
        record = truth.as_recorded(whole, world, as_at=AS_AT)
        model = fit_pathway(pathway_cases(record.pop("dates"), as_at=AS_AT, **record))
        futures = simulate(model, horizon=AS_AT + YEAR, draws=100, generator=np.random.default_rng(seed))
        window = (AS_AT - 2 * YEAR, np.floor(AS_AT + YEAR))
        pooled = mean_days_between(
            futures, model.cases, start="entry", end="placed", counted_on="adopted", window=window
        )
        how = {"start": 0, "end": 4, "closed": 5}
        known = truth.pooled_mean(whole["dates"], window=window, **how)
        last = truth.pooled_mean(whole["dates"], window=(AS_AT - 3 * YEAR, AS_AT), **how)
        errors.append(abs(np.median(pooled.mean) - known))
        last_errors.append(abs(last - known))
    assert np.mean(errors) < 0.6 * np.mean(last_errors)
