"""The sums and products under the Aalen-Johansen estimator, each by hand on a few stays."""

import numpy as np
import pytest

from turncurve.methods.multi_state_history import history_from_stays
from turncurve.methods.product_integral import count_moves, greenwood_covariance, jackknife_errors, product, spans

# four begin in a; at 2 one goes to b and one to c; one enters late, at 2, and so is at risk only at 3
FEW = history_from_stays(
    subject=[1, 2, 3, 4, 5, 1],
    origin=["a", "a", "a", "a", "a", "b"],
    destination=["b", "c", "", "c", "b", "b"],
    entry=[0, 0, 0, 0, 2, 2],
    exit=[2, 2, 2.5, 3, 3, 3],
    states=["a", "b", "c"],
)


@pytest.mark.parametrize(
    ("start", "horizon", "expected"),
    [
        (0.0, 6.0, [1.0, 2.0, 3.0]),
        (0.0, 3.0, [1.0, 2.0, 0.0]),
        (0.0, 2.0, [1.0, 1.0, 0.0]),
        (2.0, 6.0, [0.0, 1.0, 3.0]),
    ],
)
def test_spans_of_a_step_function_sum_to_the_whole(start, horizon, expected):
    held = spans(np.array([1.0, 3.0]), start, horizon)
    assert held.tolist() == expected
    assert held.sum() == horizon - start


def test_those_at_risk_entered_before_and_left_no_earlier():
    moves = count_moves(FEW, 0.0)
    assert moves.times.tolist() == [2.0, 3.0]
    assert moves.at_risk.tolist() == [[4, 0, 0], [2, 1, 0]]
    assert moves.step[0].tolist() == [[0.5, 0.25, 0.25], [0, 1, 0], [0, 0, 1]]
    assert moves.step[1].tolist() == [[0, 0.5, 0.5], [0, 1, 0], [0, 0, 1]]


def test_a_move_to_the_same_state_is_none():
    moves = count_moves(FEW, 2.0)
    assert moves.moves[0, 1].tolist() == [0, 1, 0]
    assert moves.step[0, 1].tolist() == [0.0, 1.0, 0.0]


def test_steps_are_multiplied_in_order_of_time():
    values = product(count_moves(FEW, 0.0), np.array([[1.0, 0.0, 0.0]]))
    assert values[:, 0].tolist() == [[0.5, 0.25, 0.25], [0.0, 0.5, 0.5]]


def test_greenwood_at_the_first_time_is_the_covariance_of_a_multinomial():
    moves = count_moves(FEW, 0.0)
    covariance = greenwood_covariance(moves, product(moves, np.eye(3)))
    share = np.array([0.5, 0.25, 0.25])
    np.testing.assert_allclose(covariance[0, 0, :, 0, :], (np.diag(share) - np.outer(share, share)) / 4)
    assert not covariance[0, 1].any()
    # at 3 the two left in a part evenly: var(P_ab) = var(P_ab(2) + P_aa(2) / 2) + P_aa(2)^2 * (1/2 * 1/2) / 2
    before = covariance[0, 0, 1, 0, 1] + covariance[0, 0, 0, 0, 1] + covariance[0, 0, 0, 0, 0] / 4
    assert covariance[1, 0, 1, 0, 1] == pytest.approx(before + 0.25 * 0.25 / 2)


def test_influences_at_the_first_time_are_distances_from_the_mean():
    moves = count_moves(FEW, 0.0)
    error, stay = jackknife_errors(FEW, moves, np.array([[1.0, 0.0, 0.0]]), influence=None, horizon=(0.0, 3.0))
    np.testing.assert_allclose(error[0, 0], np.sqrt([0.25 / 4, 3 / 16 / 4, 3 / 16 / 4]))
    np.testing.assert_allclose(stay[0], error[0, 0])  # held for one unit of time, from 2 to 3
