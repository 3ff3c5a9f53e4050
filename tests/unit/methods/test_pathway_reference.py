"""Neutral rates, and what they do for a council with few cases."""

import numpy as np

from turncurve.methods.pathway import fit_pathway, mean_days_between, pathway_cases, simulate
from turncurve.methods.pathway_model import INTERVALS
from turncurve.methods.pathway_reference import LEAVE_A_YEAR, STEP_DAYS, neutral_reference
from turncurve.methods.pathway_route import MATCHING_ROUTE

AS_AT = 2000.0


def tracked(number):
    """Return so many cases on record from their decision within the last year, none of which has moved since."""
    dates = np.full((number, 6), np.nan)
    dates[:, 1] = AS_AT - 20 - np.linspace(0, 300, number).round()
    dates[:, 0] = dates[:, 1] - 250
    nothing = np.full(number, np.nan)
    return pathway_cases(dates, as_at=AS_AT, exit=nothing, exit_kind=np.full(number, -1), observed_from=dates[:, 1])


def test_every_step_takes_half_a_year_and_one_in_ten_leaves_a_year_from_every_state():
    rate = neutral_reference(MATCHING_ROUTE).rate
    moves = len(MATCHING_ROUTE.moves)
    assert rate.shape == (len(MATCHING_ROUTE.transitions), len(INTERVALS) + 1)
    np.testing.assert_allclose(rate[:moves], 1 / STEP_DAYS)
    np.testing.assert_allclose(rate[moves:] * 365.25, LEAVE_A_YEAR)


def test_steps_known_to_take_other_times_have_their_own():
    rate = neutral_reference(MATCHING_ROUTE, step_days={("placed", "adopted"): 270.0}).rate
    step = MATCHING_ROUTE.moves.index(("placed", "adopted"))
    np.testing.assert_allclose(rate[step], 1 / 270)
    assert (np.delete(rate[: len(MATCHING_ROUTE.moves)], step, axis=0) == 1 / STEP_DAYS).all()


def test_a_council_that_has_seen_no_move_is_forecast_by_the_neutral_rates_with_all_their_doubt():
    model = fit_pathway(tracked(15))
    placed = MATCHING_ROUTE.moves.index(("placed", "adopted"))
    fit = model.hazards.fits[placed]
    np.testing.assert_allclose(fit.base[0] / fit.base[1], 1 / STEP_DAYS, rtol=0.05)
    futures = simulate(model, horizon=AS_AT + 1096, draws=300, generator=np.random.default_rng(1))
    pooled = mean_days_between(
        futures, model.cases, start="entry", end="placed", counted_on="adopted", window=(AS_AT, AS_AT + 1096)
    )
    low, middle, high = np.nanquantile(pooled.mean, [0.1, 0.5, 0.9])
    assert 400 < middle < 1300
    assert high - low > 150


def moving(number):
    """Return so many cases that were adopted, and as many again that wait for a match."""
    random = np.random.default_rng(number)
    steps = np.cumsum(random.gamma(2.0, [[100], [50], [90], [25], [110]], size=(5, number)).round(), axis=0).T
    begun = AS_AT - 900 * random.random(number).round(2) - 100
    dates = np.column_stack([begun, begun[:, None] + steps])
    waiting = np.column_stack([AS_AT - 100 - steps[:, :2].max(axis=1), AS_AT - 50 + 0 * begun, AS_AT - 1 + 0 * begun])
    dates = np.vstack([dates, np.column_stack([waiting, np.full((number, 3), np.nan)])])
    nothing = np.full(2 * number, np.nan)
    return pathway_cases(dates.round(), as_at=AS_AT, exit=nothing, exit_kind=np.full(2 * number, -1))


def test_the_fewer_the_cases_the_wider_the_interval():
    widths = []
    for number in (4, 15, 150):
        model = fit_pathway(moving(number))
        futures = simulate(model, horizon=AS_AT + 900, draws=300, generator=np.random.default_rng(2))
        pooled = mean_days_between(
            futures, model.cases, start="entry", end="placed", counted_on="adopted", window=(AS_AT + 1, AS_AT + 900)
        )
        low, middle, high = np.nanquantile(pooled.mean, [0.1, 0.5, 0.9])
        widths.append((high - low) / middle)
    assert widths[0] > widths[1] > 2 * widths[2]
