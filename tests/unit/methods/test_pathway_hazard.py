"""Rates learnt from cases: known rates found again, late records no bias, unseen differences only where they show."""

from dataclasses import FrozenInstanceError, replace

import numpy as np
import pytest

from turncurve.errors import TurnCurveError
from turncurve.methods.pathway_hazard import FRAILTY_SHAPES, _factor, _quarters, fit_hazards
from turncurve.methods.pathway_model import INTERVALS, QUARTER, ReferenceHazards
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


@pytest.fixture(scope="module")
def some():
    """Return 250 cases of two groups, some of whose ages are held."""
    dates, ends = two_steps(250, np.random.default_rng(9), leave=400.0)
    born = np.where(np.arange(250) % 3, dates[:, 0] - 500, np.nan)
    return pathway_cases(dates, as_at=2500.0, **ends, born=born, group=np.arange(250) % 2, route=TWO_STEPS)


def part_of(cases, rows):
    """Take some of the cases, in a given order."""
    names = ("dates", "exit", "exit_kind", "observed_from", "born", "group")
    return replace(cases, **{name: getattr(cases, name)[rows] for name in names})


def assert_alike(one, other, **within):
    """Check that two models hold the same rates and levels."""
    for first, second in zip(one.fits, other.fits, strict=True):
        for name in ("base", "age", "group"):
            np.testing.assert_allclose(getattr(second, name), getattr(first, name), **within)
        np.testing.assert_allclose(second.level.mean, first.level.mean, **within)
        np.testing.assert_allclose(second.level.path, first.level.path, **within)
        assert second.events == first.events


def test_the_order_of_cases_does_not_matter(some):
    mixed = np.random.default_rng(1).permutation(len(some))
    both = ("second", "finished")
    plain = fit_hazards(some, route=TWO_STEPS, frail_moves=both)
    other = fit_hazards(part_of(some, mixed), route=TWO_STEPS, frail_moves=both)
    assert_alike(plain, other, rtol=1e-8)
    np.testing.assert_allclose(other.frailty, plain.frailty[:, mixed])
    np.testing.assert_array_equal(other.exit_counts, plain.exit_counts)


def test_the_day_from_which_days_are_counted_does_not_matter(some):
    later = replace(
        some,
        **{name: getattr(some, name) + 9000 for name in ("dates", "exit", "observed_from", "born")},
        as_at=some.as_at + 9000,
    )
    plain, other = (fit_hazards(cases, route=TWO_STEPS, frail_moves=()) for cases in (some, later))
    assert_alike(plain, other, rtol=1e-7)


def test_groups_that_change_names_change_factors(some):
    swapped = replace(some, group=1 - some.group)
    plain, other = (fit_hazards(cases, route=TWO_STEPS, frail_moves=()) for cases in (some, swapped))
    for one, two in zip(plain.fits, other.fits, strict=True):
        np.testing.assert_allclose(two.group, one.group[:, ::-1], rtol=1e-6)
        np.testing.assert_allclose(two.base, one.base, rtol=1e-6)


def test_events_are_the_moves_on_record(some):
    model = fit_hazards(some, route=TWO_STEPS, frail_moves=())
    stays = model.stays
    for (origin, destination), fit in zip(TWO_STEPS.transitions, model.fits, strict=True):
        assert fit.events == ((stays.state == origin) & (stays.destination == destination)).sum()
        assert fit.events == fit.level.events


def test_ways_of_leaving_are_those_of_plain_loops(some):
    model = fit_hazards(some, route=TWO_STEPS, frail_moves=())
    counts = np.zeros((3, 2))
    for dates, left, kind in zip(some.dates, some.exit, some.exit_kind, strict=True):
        if np.isfinite(left):
            counts[int(np.isfinite(dates[1])), kind] += 1
    overall = (counts.sum(axis=0) + 0.5) / (counts.sum() + 1.0)
    np.testing.assert_allclose(model.exit_counts, counts + 2 * overall)
    np.testing.assert_allclose(model.exit_counts.sum(axis=1), counts.sum(axis=1) + 2)


def test_every_rate_and_factor_is_positive_and_known_no_better_than_the_data_allow(some):
    for fit in fit_hazards(some, route=TWO_STEPS, frail_moves=()).fits:
        for gamma in (fit.base, fit.age, fit.group):
            assert np.isfinite(gamma).all()
            assert (gamma > 0).all()
        assert fit.base[0].sum() <= fit.events + 16 * fit.base.shape[1]
        assert fit.level.probability.sum() == pytest.approx(1)
        assert len(fit.by_wait) == 3


def test_whatever_frailty_is_found_is_one_that_was_tried_and_is_one_on_the_whole():
    model = fitted(number=600, spread=1.2, frail_moves=("second", "finished"))
    assert model.frailty_shape in FRAILTY_SHAPES
    mean = model.frailty[0] / model.frailty[1]
    assert mean.mean() == pytest.approx(1, abs=0.1)
    assert (model.frailty[0] >= model.frailty_shape).all()
    # each move adds one to the shape of the one who made it, and waiting only ever slows
    moves = np.bincount(model.stays.case, np.isin(model.stays.destination, [1, 2]), minlength=mean.size)
    np.testing.assert_allclose(model.frailty[0] - model.frailty_shape, moves)


def test_moves_that_are_not_frail_are_learnt_as_if_there_were_no_frailty():
    plain, frail = (fitted(number=600, spread=1.2, frail_moves=moves) for moves in ((), ("second", "finished")))
    for transition in (LEAVE_FIRST, LEAVE_FIRST + 1):
        np.testing.assert_array_equal(frail.fits[transition].base, plain.fits[transition].base)
    assert not np.allclose(frail.fits[FIRST].base, plain.fits[FIRST].base)


# Two levels, 30 events where 20 were due and 10 where 20 were due.
def test_a_factor_is_drawn_towards_one_and_is_one_over_all_at_risk():
    event = np.repeat([True, False, True, False], [30, 30, 10, 30])
    level, due = np.repeat([0, 1], [60, 40]), np.repeat([20 / 60, 20 / 40], [60, 40])
    shape, rate_ = _factor(event, level, due, 3)
    found = shape / rate_
    assert 1 < found[0] < 1.5
    assert 0.5 < found[1] < 1
    assert (found[:2] * 20).sum() == pytest.approx(40)
    assert _factor(event & False, level, due * 0, 3).shape == (2, 3)


@pytest.mark.parametrize(("days", "quarters"), [(10, 1), (181, 1), (184, 2), (3652, 39), (3653, 40)])
def test_quarters_are_counted_back_from_the_day_after_the_record(some, days, quarters):
    cases = replace(some, observed_from=np.full(len(some), some.as_at + 1 - days))
    ends = _quarters(cases)
    assert len(ends) == quarters - 1
    if quarters > 1:
        assert ends[-1] == some.as_at + 1 - QUARTER
        np.testing.assert_allclose(np.diff(ends), QUARTER)
        assert ends[0] - cases.observed_from[0] >= QUARTER - 1e-9


@pytest.mark.parametrize("scale", [0.1, 10.0])
def test_only_the_shape_of_a_reference_counts_where_there_is_much_to_learn_from(scale):
    shape = np.tile(np.linspace(0.002, 0.03, len(INTERVALS) + 1), (4, 1))
    plain, other = (fitted(number=2000, reference=ReferenceHazards(rate=shape * by)) for by in (1.0, scale))
    np.testing.assert_allclose(rate(other, FIRST)[1:9], rate(plain, FIRST)[1:9], rtol=0.05)


def test_what_was_learnt_from_is_not_changed_and_what_was_learnt_cannot_be(some):
    before = some.dates.copy(), some.group.copy()
    first, second = (fit_hazards(some, route=TWO_STEPS, frail_moves=()) for _ in range(2))
    np.testing.assert_array_equal(some.dates, before[0])
    np.testing.assert_array_equal(some.group, before[1])
    assert all(one.base.tobytes() == two.base.tobytes() for one, two in zip(first.fits, second.fits, strict=True))
    with pytest.raises(FrozenInstanceError):
        first.route = None


def test_the_refusal_of_a_reference_says_what_would_fit(some):
    with pytest.raises(TurnCurveError) as refusal:
        fit_hazards(some, route=TWO_STEPS, reference=ReferenceHazards(rate=np.ones((4, 3))))
    assert f"(4, {len(INTERVALS) + 1})" in refusal.value.where
    assert refusal.value.remedy == "Give one rate per transition and interval"
