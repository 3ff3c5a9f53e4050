"""Arrivals: how often, in which state, and like whom."""

import numpy as np
import pytest

from turncurve.methods.pathway_entries import FEWEST_ALIKE, learn_entries
from turncurve.methods.pathway_route import MATCHING_ROUTE, pathway_cases

NONE = np.nan


def cases_from(entry, *, as_at, observed_from=None, decision=None):
    """Return open cases with given entries."""
    dates = np.full((len(entry), 6), NONE)
    dates[:, 0] = entry
    if decision is not None:
        dates[:, 1] = decision
    nothing = np.full(len(entry), NONE)
    return pathway_cases(
        dates, as_at=as_at, exit=nothing, exit_kind=np.full(len(entry), -1), observed_from=observed_from
    )


def test_the_rate_is_that_of_arrivals_after_records_began():
    entry = np.concatenate([np.zeros(50), np.arange(1, 2001, 5.0)])
    entries = learn_entries(cases_from(entry, as_at=2000.0), route=MATCHING_ROUTE)
    rate, _ = entries.draw_rate(4000, generator=np.random.default_rng(1))
    assert rate.mean() == pytest.approx(0.2, rel=0.05)
    assert 0.02 < rate.std() / rate.mean() < 0.15


def test_new_cases_are_like_those_of_the_last_three_years_or_the_last_thirty():
    steady = learn_entries(cases_from(np.arange(0, 3000, 10.0), as_at=2999.0), route=MATCHING_ROUTE)
    assert steady.arrived.min() > 2999 - 3 * 365.25
    assert len(steady.like) == pytest.approx(110, abs=1)
    rare = learn_entries(cases_from(np.arange(0, 20_000, 100.0), as_at=20_000.0), route=MATCHING_ROUTE)
    assert len(rare.like) == FEWEST_ALIKE
    assert rare.like.tolist() == list(range(170, 200))


def test_a_case_that_comes_on_record_later_arrives_in_the_state_it_is_then_in():
    entry = np.arange(0, 1000, 10.0)
    entries = learn_entries(
        cases_from(entry, as_at=1200.0, decision=entry + 200, observed_from=entry + 200), route=MATCHING_ROUTE
    )
    assert set(entries.state.tolist()) == {1}
    assert (entries.arrived == entry[1:] + 200).all()


def test_without_arrivals_there_is_nobody_to_be_like():
    entries = learn_entries(cases_from(np.zeros(5), as_at=400.0), route=MATCHING_ROUTE)
    assert len(entries.like) == 0
    rate, _ = entries.draw_rate(100, generator=np.random.default_rng(1))
    assert (rate >= 0).all()


def test_a_surge_is_followed():
    entry = np.concatenate([np.arange(0, 2000, 20.0), np.arange(2000, 2730, 4.0)])
    entries = learn_entries(cases_from(entry, as_at=2730.0), route=MATCHING_ROUTE)
    rate, _ = entries.draw_rate(4000, generator=np.random.default_rng(1))
    assert rate.mean() == pytest.approx(0.25, rel=0.15)
