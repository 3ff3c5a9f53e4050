"""The grid filter agrees with listing every path, and its steps have the mean and variance asked for."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from turncurve.methods.level_grid import filter_level, pick_cells, step_kernel


def moments_of_the_middle_row(kernel: np.ndarray, spacing: float) -> tuple[float, float]:
    middle = len(kernel) // 2
    moved = (np.arange(len(kernel)) - middle) * spacing
    mean = float(kernel[middle] @ moved)
    return mean, float(kernel[middle] @ moved**2 - mean**2)


@given(
    step_sd=st.floats(0.0, 0.5),
    trend=st.floats(-0.3, 0.3),
    size=st.integers(2, 30),
    spacing=st.floats(0.01, 0.3),
)
@settings(max_examples=60, deadline=None)
def test_every_row_of_a_step_is_a_distribution(step_sd, trend, size, spacing):
    kernel = step_kernel(spacing, size=size, step_sd=step_sd, trend=trend)
    assert (kernel >= 0).all()
    assert kernel.sum(axis=1) == pytest.approx(np.ones(size))


@pytest.mark.parametrize("step_sd", [0.0, 0.01, 0.04, 0.09, 0.11, 0.25, 0.5])
def test_a_step_has_the_variance_asked_for_whether_finer_or_coarser_than_the_grid(step_sd):
    kernel = step_kernel(0.1, size=101, step_sd=step_sd, break_chance=0.0)
    mean, variance = moments_of_the_middle_row(kernel, 0.1)
    assert mean == pytest.approx(0.0, abs=1e-12)
    assert variance == pytest.approx(step_sd**2, rel=1e-3, abs=1e-12)


@pytest.mark.parametrize(
    ("trend", "step_sd"), [(0.03, 0.0), (-0.03, 0.0), (0.05, 0.05), (0.25, 0.04), (-0.17, 0.02), (0.12, 0.3)]
)
def test_a_step_has_the_mean_asked_for(trend, step_sd):
    mean, variance = moments_of_the_middle_row(
        step_kernel(0.1, size=101, step_sd=step_sd, trend=trend, break_chance=0.0), 0.1
    )
    assert mean == pytest.approx(trend, abs=1e-3)
    assert variance >= step_sd**2 - 1e-9
    assert variance <= max(step_sd**2, 0.0025) + 1e-3


def test_each_level_may_have_a_mean_step_of_its_own():
    pull = 0.5 * (1.0 - 0.1 * np.arange(21))
    for step_sd in (0.0, 0.3):
        kernel = step_kernel(0.1, size=21, step_sd=step_sd, trend=pull, break_chance=0.0)
        to = kernel @ (0.1 * np.arange(21))
        assert to[8:13] == pytest.approx((0.1 * np.arange(21) + pull)[8:13], abs=0.01)


def test_without_drift_a_level_stays():
    assert step_kernel(0.1, size=7, step_sd=0.0, break_chance=0.0).tolist() == np.eye(7).tolist()


def test_what_would_leave_the_grid_stays_at_its_end():
    kernel = step_kernel(1.0, size=3, step_sd=0.0, trend=2.0, break_chance=0.0)
    assert kernel.tolist() == [[0, 0, 1], [0, 0, 1], [0, 0, 1]]


def test_a_break_may_lead_anywhere():
    kernel = step_kernel(0.1, size=10, step_sd=0.0, break_chance=0.5)
    assert kernel[0, 9] == pytest.approx(0.05)
    assert kernel[0, 0] == pytest.approx(0.55)


def every_path(likelihood: np.ndarray, kernel: np.ndarray, prior: np.ndarray) -> tuple[np.ndarray, float]:
    """List all paths of levels with their probabilities: the independent route."""
    periods, levels = likelihood.shape
    last = np.zeros(levels)
    for path in itertools.product(range(levels), repeat=periods):
        chance = prior[path[0]] * likelihood[0, path[0]]
        for period in range(1, periods):
            chance *= kernel[path[period - 1], path[period]] * likelihood[period, path[period]]
        last[path[-1]] += chance
    return last / last.sum(), float(np.log(last.sum()))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_filter_agrees_with_listing_every_path(seed):
    rng = np.random.default_rng(seed)
    log_likelihood = np.log(rng.uniform(0.01, 1.0, size=(4, 2, 3)))
    kernels = np.stack([step_kernel(0.1, size=3, step_sd=sd, trend=0.02) for sd in (0.03, 0.2)])
    prior = np.array([0.2, 0.5, 0.3])
    filtered = filter_level(log_likelihood, kernels=kernels, prior=prior)
    for step in range(2):
        for other in range(2):
            weights, total = every_path(np.exp(log_likelihood[:, other]), kernels[step], prior)
            assert filtered.weights[step, other] == pytest.approx(weights)
            assert filtered.log_likelihood[step, other] == pytest.approx(total)


def test_a_value_that_no_level_explains_does_not_stop_the_filter():
    log_likelihood = np.array([[[0.0, -2000.0, -4000.0]], [[-4000.0, -2000.0, 0.0]]])
    kernels = step_kernel(0.1, size=3, step_sd=0.0)[None]
    filtered = filter_level(log_likelihood, kernels=kernels, prior=np.full(3, 1 / 3))
    assert filtered.weights[0, 0] == pytest.approx([0, 0, 1])
    assert np.isfinite(filtered.log_likelihood).all()


def test_a_missing_period_only_lets_the_level_drift():
    kernels = step_kernel(0.1, size=5, step_sd=0.08)[None]
    prior = np.array([0.0, 0.0, 1.0, 0.0, 0.0])
    filtered = filter_level(np.zeros((2, 1, 5)), kernels=kernels, prior=prior)
    assert filtered.weights[0, 0] == pytest.approx(kernels[0, 2])
    assert filtered.log_likelihood[0, 0] == pytest.approx(0.0)


def test_cells_are_drawn_in_proportion_to_within_one_draw():
    joint = np.array([[0.1, 0.0], [0.6, 0.3]])
    rows, columns = pick_cells(joint, draws=1000, rng=np.random.default_rng(5))
    counts = np.zeros((2, 2))
    np.add.at(counts, (rows, columns), 1)
    assert np.abs(counts - 1000 * joint).max() <= 1.0
    assert counts[0, 1] == 0


def test_cells_need_not_sum_to_one():
    joint = np.array([3.0, 0.0, 1.0])
    (picked,) = pick_cells(joint, draws=400, rng=np.random.default_rng(6))
    assert np.bincount(picked, minlength=3).tolist() == pytest.approx([300, 0, 100], abs=1)
