"""The partial likelihood is Efron's, its derivatives are its own, and rows' pulls sum to the score."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import gammaln

from turncurve.methods.counting_process import counting_process
from turncurve.methods.cox_likelihood import evaluate, prepare, score_residuals


@pytest.fixture(scope="module")
def parts():
    seeded = np.random.default_rng(11)
    entry = seeded.integers(0, 5, size=60).astype(float)
    exit_ = entry + seeded.integers(1, 9, size=60)
    rows = counting_process(exit_, seeded.integers(0, 2, size=60), entry=entry)
    given = seeded.normal(size=(60, 2))
    return prepare(rows, given - given.mean(axis=0), strata=np.repeat([0, 1], 30))


# Two of three tied at time 1, all alike: at the first step 3 are at risk, at the second 3 less half of the two.
def test_two_tied_events_are_taken_one_after_another_in_part():
    rows = counting_process([1.0, 1.0, 2.0], [1, 1, 0])
    only = prepare(rows, np.zeros((3, 1)), strata=np.zeros(3, dtype=np.int64))
    assert evaluate(only, np.zeros(1)).log_likelihood == pytest.approx(-np.log(3) - np.log(2))


def slow_log_likelihood(parts, coefficients):
    """Sum Efron's terms by loops."""
    total = 0.0
    for part in parts:
        risk = np.exp(part.characteristics @ coefficients)
        for time in np.unique(part.exit[part.event]):
            there = (part.entry < time) & (part.exit >= time)
            tied = part.event & (part.exit == time)
            for place in range(tied.sum()):
                left = risk[there].sum() - place / tied.sum() * risk[tied].sum()
                total -= np.log(left)
            total += np.log(risk[tied]).sum()
    return total


@pytest.mark.parametrize("at", [[0.0, 0.0], [0.5, -0.8], [-1.0, 0.3]])
def test_the_log_likelihood_is_that_of_the_plain_loops(parts, at):
    assert evaluate(parts, np.array(at)).log_likelihood == pytest.approx(slow_log_likelihood(parts, np.array(at)))


@pytest.mark.parametrize("at", [[0.0, 0.0], [0.5, -0.8]])
def test_the_derivatives_are_those_found_by_small_steps(parts, at):
    place, step = np.array(at), 1e-5
    found = evaluate(parts, place)
    for axis, move in enumerate(np.eye(2) * step):
        ahead, behind = evaluate(parts, place + move), evaluate(parts, place - move)
        assert found.score[axis] == pytest.approx((ahead.log_likelihood - behind.log_likelihood) / (2 * step), rel=1e-5)
        np.testing.assert_allclose(found.information[axis], -(ahead.score - behind.score) / (2 * step), rtol=1e-5)


@pytest.mark.parametrize("at", [[0.0, 0.0], [0.5, -0.8]])
def test_the_pulls_of_the_rows_sum_to_the_score(parts, at):
    pulls = score_residuals(parts, np.array(at), rows=60)
    np.testing.assert_allclose(pulls.sum(axis=0), evaluate(parts, np.array(at)).score, atol=1e-9)


def laid_out(exits, events, characteristics, *, entry=None, strata=None):
    """Lay rows out as they are, without centring."""
    rows = counting_process(exits, events, entry=entry)
    groups = np.zeros(len(rows.exit), dtype=np.int64) if strata is None else np.asarray(strata)
    return prepare(rows, np.asarray(characteristics, dtype=float).reshape(len(rows.exit), -1), strata=groups)


# Of n alike, d tied: Efron takes them out one after another, so that the likelihood is (n - d)! / n!.
@given(st.integers(1, 30), st.integers(0, 30))
def test_any_number_tied_among_those_alike_has_a_closed_form(tied, others):
    size = tied + others
    parts = laid_out([1.0] * tied + [2.0] * others, [1] * tied + [0] * others, np.zeros(size))
    assert evaluate(parts, np.zeros(1)).log_likelihood == pytest.approx(gammaln(others + 1) - gammaln(size + 1))


# One event among characteristics 0, 1 and 3, to the one with 1, at a ratio of 2 a unit: risks 1, 2 and 8.
def test_a_single_event_is_a_choice_among_those_at_risk():
    found = evaluate(laid_out([5.0, 1.0, 5.0], [0, 1, 0], [0, 1, 3]), np.array([np.log(2)]))
    mean = (0 * 1 + 1 * 2 + 3 * 8) / 11
    assert found.log_likelihood == pytest.approx(np.log(2 / 11))
    assert found.score == pytest.approx([1 - mean])
    assert found.information[0] == pytest.approx([(1 * 2 + 9 * 8) / 11 - mean**2])


#            entry exit event                                    at risk at 1, 2, 3
# row 1        0    1     x        late entries are at risk      1 1 .
# row 2        0    3     x        only after they come          2 2 2
# row 3        1    3     x        (exclusive)                   . 3 3
# row 4        2    4                                            . . 4
def test_those_who_come_at_the_very_time_of_an_event_are_not_at_risk_of_it():
    parts = laid_out([1, 3, 3, 4], [1, 1, 1, 0], np.zeros(4), entry=[0, 0, 1, 2])
    assert parts[0].times.tolist() == [1, 3]
    assert parts[0].tied_before.tolist() == [0, 0, 0.5]
    assert parts[0].time_of_step.tolist() == [0, 1, 1]
    assert evaluate(parts, np.zeros(1)).log_likelihood == pytest.approx(-np.log(2) - np.log(3) - np.log(2))


def test_a_stratum_without_events_says_nothing_but_keeps_its_rows(parts):
    exits, events, values = [1.0, 2.0, 1.0, 2.0], [1, 1, 0, 0], [0.3, -0.5, 2.0, 9.0]
    both = laid_out(exits, events, values, strata=[0, 0, 1, 1])
    alone = laid_out(exits[:2], events[:2], values[:2])
    at = np.array([0.7])
    assert len(both) == 2
    assert evaluate(both, at).log_likelihood == pytest.approx(evaluate(alone, at).log_likelihood)
    pulls = score_residuals(both, at, rows=4)
    assert not pulls[2:].any()
    np.testing.assert_allclose(pulls[:2], score_residuals(alone, at, rows=2))


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.floats(-2, 2), st.floats(-2, 2))
def test_the_likelihood_has_one_summit_wherever_one_stands(seed, first, second):
    seeded = np.random.default_rng(seed)
    parts = laid_out(seeded.integers(1, 6, 12), np.arange(12) % 3 > 0, seeded.normal(size=(12, 2)))
    ends = np.array([first, second]), np.array([-second, first])
    low, high, between = (evaluate(parts, at) for at in (*ends, (ends[0] + ends[1]) / 2))
    assert between.log_likelihood >= (low.log_likelihood + high.log_likelihood) / 2 - 1e-9
    assert np.linalg.eigvalsh(low.information).min() > -1e-9
    np.testing.assert_allclose(low.information, low.information.T)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_the_order_of_rows_and_a_shift_of_all_characteristics_do_not_matter(seed):
    seeded = np.random.default_rng(seed)
    exits, events = seeded.integers(1, 6, 12), seeded.integers(0, 2, 12)
    values, at, mixed = seeded.normal(size=(12, 2)), np.array([0.4, -0.9]), seeded.permutation(12)
    plain = laid_out(exits, events, values)
    moved = laid_out(exits[mixed], events[mixed], values[mixed] + 3.0)
    here, there = evaluate(plain, at), evaluate(moved, at)
    assert there.log_likelihood == pytest.approx(here.log_likelihood)
    np.testing.assert_allclose(there.score, here.score, atol=1e-9)
    np.testing.assert_allclose(there.information, here.information, atol=1e-9)
    pulls = score_residuals(plain, at, rows=12)[mixed]
    np.testing.assert_allclose(score_residuals(moved, at, rows=12), pulls, atol=1e-9)


def test_a_pull_is_the_events_surprise_less_the_hazard_lived_through():
    # at 1 of 3, at 2 of 2, no ties: a row's pull is event less hazard, each weighted by its distance from the mean
    values = np.array([0.0, 1.0, 4.0])
    pulls = score_residuals(laid_out([1, 2, 3], [1, 1, 0], values), np.zeros(1), rows=3)[:, 0]
    means = values.mean(), values[1:].mean()
    lived = [(values[0] - means[0]) / 3]
    lived += [(value - means[0]) / 3 + (value - means[1]) / 2 for value in values[1:]]
    event = [values[0] - means[0], values[1] - means[1], 0.0]
    np.testing.assert_allclose(pulls, np.array(event) - lived)
