"""Simulated pathways against closed forms: constant rates, waits, scenarios, frailty, arrivals and the age limit."""

from dataclasses import FrozenInstanceError, replace

import numpy as np
import pytest

from turncurve.methods.pathway_clock import Clock
from turncurve.methods.pathway_scenario import AS_NOW, Change, Scenario, clear_long_waits, faster, fewer_exits
from turncurve.methods.pathway_simulation import NEW_CASE, _entry_factor, _wandered, simulate_pathways

DRAWS = 4000


@pytest.fixture
def futures(exact):
    """Return a function that simulates cases with exact rates."""

    def run(cases, *, days=400, scenario=AS_NOW, entry_rate=0.0, age_limit=np.inf, seed=1, draws=DRAWS, **model):
        return simulate_pathways(
            cases,
            model=exact.model_of(cases, **model),
            entries=exact.entries_at(entry_rate, cases),
            horizon=exact.AS_AT + days,
            draws=draws,
            scenario=scenario,
            age_limit=age_limit,
            generator=np.random.default_rng(seed),
        )

    return run


def share(values):
    """Return the share that are dates."""
    return np.isfinite(values).mean()


def test_constant_rates_give_the_shares_of_competing_exponentials(exact, futures):
    simulated = futures(exact.open_cases([50]))
    out = 1 - np.exp(-0.012 * 400)
    assert share(simulated.dates[:, 1]) == pytest.approx(out * 10 / 12, abs=0.02)
    left_first = out * 2 / 12
    # leaving the second state by the horizon: the convolution of two exponentials
    a, b = 0.012, 0.006
    gone = 1 - (b * np.exp(-a * 400) - a * np.exp(-b * 400)) / (b - a)
    finished = 10 / 12 * gone * 5 / 6
    assert share(simulated.dates[:, 2]) == pytest.approx(finished, abs=0.02)
    assert share(simulated.exit) == pytest.approx(left_first + 10 / 12 * gone / 6, abs=0.02)
    ways = np.bincount(simulated.exit_kind[simulated.exit_kind >= 0], minlength=3)
    assert ways[0] / ways.sum() == pytest.approx(0.75, abs=0.04)
    assert ways[2] == 0


def test_waits_count_where_rates_depend_on_time_in_state(exact, futures):
    rates = np.full(16, 0.001)
    rates[10:] = 0.02  # from a year in state
    simulated = futures(exact.open_cases([0, 400]), days=100, rates=(rates, 0.0, 0.0, 0.0))
    short, long = (simulated.case == case for case in (0, 1))
    assert share(simulated.dates[short, 1]) == pytest.approx(1 - np.exp(-0.1), abs=0.02)
    assert share(simulated.dates[long, 1]) == pytest.approx(1 - np.exp(-2.0), abs=0.02)


def test_no_date_is_before_the_record_ends_or_after_the_horizon_or_out_of_order(exact, futures):
    simulated = futures(exact.open_cases([0, 3, 700]), entry_rate=0.02, days=900, draws=300)
    later = simulated.dates[:, 1:]
    dated = np.isfinite(later)
    assert (later[dated] > exact.AS_AT).all()
    assert (later[dated] <= exact.AS_AT + 900).all()
    steps = np.diff(simulated.dates, axis=1)
    assert (steps[np.isfinite(steps)] >= 0).all()
    assert (later[dated] == np.floor(later[dated])).all()
    assert not (np.isfinite(simulated.exit) & np.isfinite(simulated.dates[:, 2])).any()
    assert (np.isfinite(simulated.exit) == (simulated.exit_kind >= 0)).all()
    assert (np.diff(simulated.draw) >= 0).all()


def test_the_same_seed_gives_the_same_futures_and_another_gives_others(exact, futures):
    cases = exact.open_cases([10, 20])
    first, again, other = (futures(cases, seed=seed, draws=50, entry_rate=0.01) for seed in (7, 7, 8))
    np.testing.assert_array_equal(first.dates, again.dates)
    assert not np.array_equal(first.dates[: len(other.dates)], other.dates[: len(first.dates)], equal_nan=True)


def test_moves_can_be_made_faster_from_a_date(exact, futures):
    doubled = faster(2.0, moves=(("first", "second"),), begins=exact.AS_AT + 101)
    simulated = futures(exact.open_cases([0]), days=200, scenario=doubled, rates=(0.005, 0.0, 0.0, 0.0))
    before = (simulated.dates[:, 1] <= exact.AS_AT + 100).mean()
    assert before == pytest.approx(1 - np.exp(-0.5), abs=0.025)
    assert share(simulated.dates[:, 1]) == pytest.approx(1 - np.exp(-0.5 - 1.0), abs=0.025)


def test_a_case_under_way_when_the_clock_changed_keeps_the_time_it_had_used_up(exact):
    # no move before day 100 of the clock, and then soon; the clock has run twice as fast from 40 days ago
    rates = np.zeros(16)
    rates[4:] = 1.0
    cases = exact.open_cases([100, 60, 40])
    model = exact.model_of(cases, rates=(rates, 0.0, 0.0, 0.0))
    changed = replace(model.fits[0], clock=Clock(begins=exact.AS_AT - 40, pace=2.0))
    simulated = simulate_pathways(
        cases,
        model=replace(model, fits=(changed, *model.fits[1:])),
        entries=exact.entries_at(0.0, cases),
        horizon=exact.AS_AT + 200,
        draws=200,
        scenario=AS_NOW,
        age_limit=np.inf,
        generator=np.random.default_rng(1),
    )
    waited = np.array([np.median(simulated.dates[simulated.case == case, 1]) for case in range(3)]) - exact.AS_AT
    # the clock stood at 60 / 2 + 40, at 20 / 2 + 40, and at 40: it moves on from the rate's first day, 91
    np.testing.assert_allclose(waited, [91 - 70, 91 - 50, 91 - 40], atol=2)


def test_only_long_waits_are_cleared_and_a_short_wait_is_once_it_is_long(exact, futures):
    clear = clear_long_waits(10.0, move=("first", "second"), waited=200, begins=exact.AS_AT + 1)
    cases = exact.open_cases([0, 100, 250])
    simulated = futures(cases, days=150, scenario=clear, rates=(0.001, 0.0, 0.0, 0.0))
    expected = [0.15, 0.1 + 10 * 0.05, 1.5]
    for case, built in enumerate(expected):
        moved = share(simulated.dates[simulated.case == case, 1])
        assert moved == pytest.approx(1 - np.exp(-built), abs=0.025)


def test_fewer_leaving_one_way_makes_none_likelier_to_leave_another(exact, futures):
    fewer = fewer_exits(0.0, exits=("left",), states=("first",), begins=0.0)
    simulated = futures(exact.open_cases([0]), days=200, scenario=fewer, rates=(0.0, 0.0, 0.004, 0.0))
    assert share(simulated.exit) == pytest.approx(1 - np.exp(-0.25 * 0.8), abs=0.02)
    assert set(simulated.exit_kind[simulated.exit_kind >= 0].tolist()) == {1}


def test_a_change_ends_when_it_ends(exact, futures):
    stop = Scenario("stop", (Change(0.0, "first", "second", exact.AS_AT + 1, ends=exact.AS_AT + 51),))
    simulated = futures(exact.open_cases([0]), days=100, scenario=stop, rates=(0.02, 0.0, 0.0, 0.0))
    assert np.nanmin(simulated.dates[:, 1]) >= exact.AS_AT + 51
    assert share(simulated.dates[:, 1]) == pytest.approx(1 - np.exp(-1.0), abs=0.02)


def test_arrivals_come_at_their_rate_and_a_scenario_multiplies_it(exact, futures):
    cases = exact.open_cases([100])
    as_now = futures(cases, days=365, entry_rate=0.1, draws=1000)
    assert as_now.entries.mean() == pytest.approx(36.5, rel=0.03)
    assert as_now.entries.var() == pytest.approx(36.5, rel=0.2)
    more = Scenario("more", (Change(2.0, "", "", exact.AS_AT + 1),))
    assert futures(cases, days=365, entry_rate=0.1, draws=1000, scenario=more).entries.mean() == pytest.approx(
        73.0, rel=0.03
    )


def test_only_new_cases_that_reach_a_second_milestone_have_rows(exact, futures):
    simulated = futures(exact.open_cases([100]), days=365, entry_rate=0.1, draws=500)
    new = simulated.case == NEW_CASE
    assert np.isfinite(simulated.dates[new, 1]).all()
    assert (simulated.began_in[new] == -1).all()
    assert (simulated.began_in[~new] == 0).all()
    # of those who arrive over a year evenly, the share past the first state by its end
    past = 10 / 12 * (1 - (1 - np.exp(-0.012 * 365)) / (0.012 * 365))
    assert new.sum() / simulated.entries.sum() == pytest.approx(past, abs=0.02)


def test_an_age_limit_ends_the_route_on_its_day(exact, futures):
    cases = exact.open_cases([0, 0], born=[exact.AS_AT - 900, np.nan])
    simulated = futures(cases, days=300, rates=(0.0, 0.0, 0.0, 0.0), age_limit=1000, draws=20)
    young = simulated.case == 0
    assert (simulated.exit[young] == exact.AS_AT + 100).all()
    assert (simulated.exit_kind[young] == 2).all()
    assert np.isnan(simulated.exit[~young]).all()


def test_frailty_slows_those_who_have_waited_and_spreads_those_who_come(exact, futures):
    cases = exact.open_cases([0, 300])
    known = np.array([[2.0, 2.0], [2.0, 2.0 + 0.01 * 300]])
    simulated = futures(cases, days=200, rates=(0.01, 0.0, 0.0, 0.0), frailty_shape=2.0, frailty=known)
    for case, rate in enumerate(known[1]):
        moved = share(simulated.dates[simulated.case == case, 1])
        assert moved == pytest.approx(1 - (rate / (rate + 2.0)) ** 2, abs=0.025)


def test_a_case_that_is_second_keeps_its_first_dates(exact, futures):
    cases = exact.open_cases([40], state=1)
    simulated = futures(cases, draws=30)
    assert (simulated.dates[:, 0] == cases.dates[0, 0]).all()
    assert (simulated.dates[:, 1] == cases.dates[0, 1]).all()
    assert (simulated.began_in == 1).all()


def test_neither_cases_nor_model_are_changed_and_the_futures_cannot_be(exact, futures):
    cases = exact.open_cases([10, 400], born=[0.0, np.nan])
    before = cases.dates.copy(), cases.exit.copy(), cases.born.copy()
    simulated = futures(cases, draws=20, entry_rate=0.01)
    for now, then in zip((cases.dates, cases.exit, cases.born), before, strict=True):
        np.testing.assert_array_equal(now, then)
    with pytest.raises(FrozenInstanceError):
        simulated.draws = 1
    assert (simulated.draws, simulated.as_at, simulated.horizon) == (20, exact.AS_AT, exact.AS_AT + 400)


def test_every_open_case_has_one_row_in_every_draw_in_their_order(exact, futures):
    simulated = futures(exact.open_cases([5, 50, 500]), draws=40, entry_rate=0.02)
    known = simulated.case != NEW_CASE
    assert simulated.draw[known].tolist() == np.repeat(np.arange(40), 3).tolist()
    assert simulated.case[known].tolist() == [0, 1, 2] * 40
    assert len(simulated.entries) == 40


def test_where_nothing_can_happen_nothing_does(exact, futures):
    simulated = futures(exact.open_cases([5, 50]), rates=(0.0, 0.0, 0.0, 0.0), draws=30)
    assert np.isnan(simulated.dates[:, 1:]).all()
    assert np.isnan(simulated.exit).all()
    assert (simulated.exit_kind == -1).all()
    assert simulated.entries.tolist() == [0] * 30


def test_where_all_is_all_but_instant_everyone_ends_on_the_first_day(exact, futures):
    simulated = futures(exact.open_cases([5, 50]), rates=(1e6, 1e6, 0.0, 0.0), draws=30)
    assert (simulated.dates[:, 1] == exact.AS_AT + 1).all()
    assert (simulated.dates[:, 2] == exact.AS_AT + 1).all()


@pytest.mark.parametrize("days", [1, 2, 30])
def test_the_day_of_the_horizon_is_the_last_that_is_simulated(exact, futures, days):
    simulated = futures(exact.open_cases([5]), days=days, rates=(0.3, 0.0, 0.0, 0.0))
    moved = simulated.dates[:, 1]
    assert np.nanmin(moved) == exact.AS_AT + 1
    assert np.nanmax(moved) <= exact.AS_AT + days
    assert share(moved) == pytest.approx(1 - np.exp(-0.3 * days), abs=0.025)


# A year is an epoch of its own; a constant rate knows nothing of its edges.
def test_the_wait_for_a_constant_rate_is_exponential_over_several_years(exact, futures):
    simulated = futures(exact.open_cases([700]), days=1500, rates=(0.002, 0.0, 0.0, 0.0))
    for day in (100, 366, 731, 1461, 1500):
        by_then = (simulated.dates[:, 1] <= exact.AS_AT + day).mean()
        assert by_then == pytest.approx(1 - np.exp(-0.002 * day), abs=0.025)


def test_a_case_in_its_second_state_may_only_end_or_leave_from_there(exact, futures):
    simulated = futures(exact.open_cases([40], state=1), days=300, rates=(0.5, 0.004, 0.5, 0.002))
    out = 1 - np.exp(-0.006 * 300)
    assert share(simulated.dates[:, 2]) == pytest.approx(out * 4 / 6, abs=0.025)
    assert share(simulated.exit) == pytest.approx(out * 2 / 6, abs=0.025)


@pytest.mark.parametrize("multiplier", [0.0, 0.5, 3.0])
def test_more_haste_is_never_fewer_moves(exact, futures, multiplier):
    cases = exact.open_cases([0])
    changed = faster(multiplier, moves=(("first", "second"),), begins=exact.AS_AT + 1)
    simulated = futures(cases, days=200, scenario=changed, rates=(0.004, 0.0, 0.002, 0.0))
    total = 0.004 * multiplier + 0.002
    expected = 0.004 * multiplier / total * (1 - np.exp(-total * 200))
    assert share(simulated.dates[:, 1]) == pytest.approx(expected, abs=0.025)
    assert share(simulated.exit) == pytest.approx(0.002 / total * (1 - np.exp(-total * 200)), abs=0.025)


def test_two_scenarios_at_once_multiply(exact, futures):
    begins = exact.AS_AT + 1
    twice = faster(2.0, moves=(("first", "second"),), begins=begins)
    thrice = faster(3.0, moves=(("first", "second"),), begins=begins)
    simulated = futures(exact.open_cases([0]), days=100, scenario=twice + thrice, rates=(0.002, 0.0, 0.0, 0.0))
    assert share(simulated.dates[:, 1]) == pytest.approx(1 - np.exp(-6 * 0.002 * 100), abs=0.025)


@pytest.mark.parametrize(
    ("day", "factor"), [(9, 1.0), (10, 2.0), (11, 2.0), (19, 2.0), (20, 3.0), (29, 3.0), (30, 1.0)]
)
def test_a_change_of_arrivals_holds_from_its_first_day_to_the_day_before_its_end(day, factor):
    changes = (Change(2.0, "", "", 10, ends=20), Change(3.0, "", "", 20, ends=30), Change(9.0, "first", "second", 0))
    assert _entry_factor(Scenario("arrivals", changes), day) == factor


@pytest.mark.parametrize(
    ("drift", "quarters", "spread"), [(0.0, 4, 0.0), (0.05, 4, 0.1), (0.1, 1, 0.1), (9.0, 4, 0.35)]
)
def test_rates_wander_about_what_they_are_and_no_further_than_they_may(drift, quarters, spread):
    drawn = _wandered(np.full(40_000, drift), quarters, np.random.default_rng(3))
    assert drawn.mean() == pytest.approx(1, abs=0.01)
    assert np.log(drawn).std() == pytest.approx(spread, rel=0.03)


@pytest.mark.parametrize(("limit", "exit_day"), [(899, 1001), (900, 1001), (901, 1001), (902, 1002)])
def test_an_age_limit_already_passed_ends_the_route_on_the_first_day(exact, futures, limit, exit_day):
    cases = exact.open_cases([0], born=[exact.AS_AT - 900])
    simulated = futures(cases, days=50, rates=(0.0, 0.0, 0.0, 0.0), age_limit=limit, draws=5)
    assert simulated.exit.tolist() == [exit_day] * 5


def test_cases_that_are_faster_or_slower_are_so_for_both_moves_and_not_for_leaving(exact, futures):
    known = np.array([[1e9, 1e9], [0.5e9, 2e9]])  # all but certain: twice and half as fast
    simulated = futures(
        exact.open_cases([0, 0]), days=200, rates=(0.004, 0.0, 0.002, 0.0), frailty_shape=2.0, frailty=known
    )
    for case, speed in enumerate((2.0, 0.5)):
        total = 0.004 * speed + 0.002
        rows = simulated.case == case
        out = 1 - np.exp(-total * 200)
        assert share(simulated.dates[rows, 1]) == pytest.approx(0.004 * speed / total * out, abs=0.025)
        assert share(simulated.exit[rows]) == pytest.approx(0.002 / total * out, abs=0.025)
