"""The partial likelihood is Efron's, its derivatives are its own, and rows' pulls sum to the score."""

import numpy as np
import pytest

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
