"""Draws of rates: about what is known, with scenario edges, and cut where the future changes."""

import numpy as np
import pytest

from turncurve.methods.pathway_draws import draw_rates, epoch_edges, epoch_rates
from turncurve.methods.pathway_hazard import fit_hazards
from turncurve.methods.pathway_model import INTERVALS
from turncurve.methods.pathway_route import pathway_cases
from turncurve.methods.pathway_scenario import AS_NOW, Change, Scenario, clear_long_waits, fewer_exits


@pytest.fixture
def exact_draws(exact):
    cases = exact.open_cases([10])
    model = exact.model_of(cases)

    def draws(scenario=AS_NOW):
        return model, draw_rates(model, draws=5, scenario=scenario, generator=np.random.default_rng(1))

    return draws


def test_exact_rates_are_drawn_exactly(exact_draws):
    _, draws = exact_draws()
    assert draws.rate.shape == (4, 5, len(INTERVALS) + 1)
    np.testing.assert_allclose(draws.rate[:, 0, 0], [0.01, 0.005, 0.002, 0.001], rtol=1e-3)
    np.testing.assert_allclose(draws.factor, 1.0, rtol=1e-3)
    assert not draws.drift.any()


def test_a_wait_in_a_scenario_becomes_an_edge(exact_draws):
    _, draws = exact_draws(clear_long_waits(2.0, move=("first", "second"), waited=200, begins=0.0))
    assert 200.0 in draws.edges.tolist()
    assert draws.rate.shape[2] == len(draws.edges) + 1


def test_fewer_events_are_drawn_more_widely(exact):
    def spread(number):
        generator = np.random.default_rng(4)
        begun = generator.integers(0, 900, number).astype(float)
        half = begun + np.floor(generator.exponential(100, number))
        dates = np.column_stack([begun, half, np.full(number, np.nan)])
        nothing = np.full(number, np.nan)
        cases = pathway_cases(dates, as_at=1000, exit=nothing, exit_kind=0 * begun - 1, route=exact.ROUTE)
        model = fit_hazards(cases, route=exact.ROUTE, frail_moves=())
        rate = draw_rates(model, draws=2000, scenario=AS_NOW, generator=generator).rate[0, :, 3]
        return rate.std() / rate.mean()

    assert spread(40) > 1.5 * spread(4000)


def test_the_future_is_cut_every_year_and_where_a_scenario_changes():
    scenario = Scenario("some", (Change(2.0, "a", "b", 450.0, ends=700.5), Change(1.5, "", "", 100.0)))
    assert epoch_edges(AS_NOW, begins=101.0, horizon=500.0).tolist() == [101, 467, 500]
    assert epoch_edges(scenario, begins=101.0, horizon=900.0).tolist() == [101, 450, 467, 701, 832, 900]


def test_changes_hold_only_between_their_dates(exact_draws):
    change = Change(3.0, "first", "second", begins=50.0, ends=60.0)
    scenario = Scenario("for ten days", (change,))
    model, draws = exact_draws(scenario)
    still = np.ones((4, 5))
    tripled, _ = epoch_rates(model, draws, scenario=scenario, day=50.0, wander=still)
    for day in (49.0, 60.0):
        plain, _ = epoch_rates(model, draws, scenario=scenario, day=day, wander=still)
        np.testing.assert_allclose(tripled[0], 3 * plain[0])
        np.testing.assert_allclose(tripled[1:], plain[1:])


def test_fewer_leaving_one_way_lowers_the_rate_of_leaving_by_its_share(exact_draws):
    scenario = fewer_exits(0.5, exits=("left",), states=("first",), begins=0.0)
    model, draws = exact_draws(scenario)
    rate, share = epoch_rates(model, draws, scenario=scenario, day=1.0, wander=np.ones((4, 5)))
    np.testing.assert_allclose(rate[2], draws.rate[2] * (0.75 * 0.5 + 0.25), rtol=1e-3)
    np.testing.assert_allclose(share[0, :, 0], 0.375 / 0.625, rtol=1e-3)
    np.testing.assert_allclose(share[1], draws.exit_share[1])


def test_nobody_leaving_in_any_way_is_a_rate_of_nothing(exact_draws):
    scenario = fewer_exits(0.0, exits=("left", "lost", "too old"), states=("first",), begins=0.0)
    model, draws = exact_draws(scenario)
    rate, share = epoch_rates(model, draws, scenario=scenario, day=1.0, wander=np.ones((4, 5)))
    assert not rate[2].any()
    assert np.isfinite(share).all()
