"""Rates learnt from cases: known rates found again, late records no bias, unseen differences only where they show."""

import numpy as np
import pytest

from turncurve.errors import TurnCurveError
from turncurve.methods.pathway_hazard import fit_hazards
from turncurve.methods.pathway_model import INTERVALS, ReferenceHazards
from turncurve.methods.pathway_route import Route, pathway_cases

TWO_STEPS = Route(
    milestones=("begun", "half", "done"),
    states=(("first", frozenset({"begun"})), ("second", frozenset({"half"})), ("finished", frozenset({"done"}))),
    moves=(("first", "second"), ("second", "finished")),
    exits=("left", "too old"),
    end="finished",
)
FIRST, SECOND, LEAVE_FIRST = 0, 1, 2


def two_steps(number, generator, *, spread=None, leave=2000.0, days=3000, means=(100.0, 200.0)):
    """Draw cases with constant rates, all faster or slower by a gamma frailty where a spread is given."""
    frailty = np.ones(number) if spread is None else generator.gamma(spread, 1 / spread, number)
    begun = generator.integers(0, days, number).astype(float)
    half = begun + np.floor(generator.exponential(means[0] / frailty))
    done = half + np.floor(generator.exponential(means[1] / frailty))
    left = begun + np.floor(generator.exponential(leave, number))
    dates = np.column_stack([begun, half, done])
    dates[dates > left[:, None]] = np.nan
    gone = np.isnan(dates[:, 2])
    return dates, {"exit": np.where(gone, left, np.nan), "exit_kind": np.where(gone, 0, -1)}


def fitted(number=4000, seed=1, as_at=3000.0, observed_from=None, group=None, born=None, **more):
    """Fit the rates of such cases."""
    how = {name: more.pop(name) for name in ("spread", "leave", "means") if name in more}
    dates, ends = two_steps(number, np.random.default_rng(seed), **how)
    if observed_from is not None:
        kept = np.fmin(ends["exit"], np.where(np.isnan(dates[:, 2]), np.inf, dates[:, 2])) >= observed_from
        dates, ends = dates[kept], {name: values[kept] for name, values in ends.items()}
        more["observed"] = np.full(len(dates), observed_from)
    cases = pathway_cases(
        dates, as_at=as_at, **ends, route=TWO_STEPS, observed_from=more.pop("observed", None), group=group, born=born
    )
    return fit_hazards(cases, route=TWO_STEPS, frail_moves=more.pop("frail_moves", ()), **more)


def rate(model, transition):
    """Return the mean rate by time in state."""
    base = model.fits[transition].base
    return base[0] / base[1]


@pytest.mark.parametrize("observed_from", [None, 1500.0])
def test_constant_rates_are_found_again_however_late_the_records_begin(observed_from):
    model = fitted(observed_from=observed_from)
    busy = slice(1, 9)  # a month to a year in state, where most of the time at risk is
    np.testing.assert_allclose(rate(model, FIRST)[busy], 1 / 100, rtol=0.12)
    np.testing.assert_allclose(rate(model, SECOND)[busy], 1 / 200, rtol=0.2)
    assert rate(model, LEAVE_FIRST)[busy].mean() == pytest.approx(1 / 2000, rel=0.25)


def test_a_group_that_goes_at_half_the_rate_is_told_apart_and_few_of_a_kind_are_not():
    dates, ends = two_steps(3000, np.random.default_rng(2))
    slow, slow_ends = two_steps(1500, np.random.default_rng(3), means=(200.0, 400.0))
    cases = pathway_cases(
        np.concatenate([dates, slow]),
        as_at=3000.0,
        **{name: np.concatenate([ends[name], slow_ends[name]]) for name in ends},
        route=TWO_STEPS,
        group=np.repeat([0, 1], [3000, 1500]),
    )
    factor = fit_hazards(cases, route=TWO_STEPS, frail_moves=()).fits[FIRST].group
    assert (factor[0] / factor[1])[1] / (factor[0] / factor[1])[0] == pytest.approx(0.5, abs=0.06)
    nobody = fitted(number=200, born=None).fits[FIRST].age
    np.testing.assert_allclose(nobody[0] / nobody[1], 1.0, atol=0.05)


def test_shared_frailty_is_found_where_cases_differ_and_not_where_they_do_not():
    both = ("second", "finished")
    alike = fitted(number=1500, frail_moves=both)
    assert np.isinf(alike.frailty_shape)
    assert (alike.frailty == 1).all()
    unlike = fitted(number=1500, spread=1.5, frail_moves=both)
    assert 1.0 <= unlike.frailty_shape <= 2.0
    assert unlike.frail.tolist() == [True, True, False, False]


def test_those_who_have_waited_longer_are_known_to_be_slower():
    model = fitted(number=1500, spread=1.5, frail_moves=("second", "finished"))
    stays = model.stays
    waiting = (stays.destination == -1) & (stays.state == 0)
    mean = (model.frailty[0] / model.frailty[1])[stays.case[waiting]]
    wait = stays.until[waiting]
    order = np.argsort(wait)
    assert (np.diff(mean[order]) <= 1e-9).all()
    assert mean[wait > 200].max() < 1


def test_few_cases_are_drawn_to_the_shape_of_a_reference_at_their_own_level():
    shape = np.linspace(0.002, 0.03, len(INTERVALS) + 1)
    reference = ReferenceHazards(rate=np.tile(shape, (4, 1)))
    none = fitted(number=12, reference=reference)
    drawn = rate(none, FIRST) / shape
    unseen = drawn[-3:]
    np.testing.assert_allclose(unseen / unseen[0], 1.0, rtol=0.35)
    many = fitted(number=4000, reference=reference)
    np.testing.assert_allclose(rate(many, FIRST)[1:9], 1 / 100, rtol=0.15)


def test_ways_of_leaving_are_counted_by_state_with_a_little_of_the_whole():
    model = fitted()
    left = (model.stays.destination == 3) & (model.stays.state == 0)
    assert model.exit_counts[0, 0] == pytest.approx(left.sum() + 2, abs=0.01)
    assert model.exit_counts.sum(axis=1)[2] == pytest.approx(2.0)


def test_rates_that_halved_are_followed():
    early, early_ends = two_steps(2000, np.random.default_rng(5), leave=1e6)
    late, late_ends = two_steps(1000, np.random.default_rng(6), leave=1e6, means=(200.0, 400.0), days=1000)
    dates = np.concatenate([early, late + 3000.0])
    ends = {name: np.concatenate([early_ends[name], late_ends[name]]) for name in early_ends}
    cases = pathway_cases(dates, as_at=4000.0, **ends, route=TWO_STEPS)
    fit = fit_hazards(cases, route=TWO_STEPS, frail_moves=()).fits[FIRST]
    level = float((fit.level.probability * fit.level.mean).sum())
    now = (fit.base[0] / fit.base[1])[1:8].mean() * level
    assert now == pytest.approx(1 / 200, rel=0.25)


def test_what_cannot_be_learnt_is_refused_in_a_sentence():
    with pytest.raises(TurnCurveError, match="No case is on record"):
        fit_hazards(
            pathway_cases([[50.0, np.nan, np.nan]], as_at=10, exit=[np.nan], exit_kind=[-1], route=TWO_STEPS),
            route=TWO_STEPS,
        )
    with pytest.raises(TurnCurveError, match="do not fit the route"):
        fitted(number=20, reference=ReferenceHazards(rate=np.ones((2, 3))))
