"""The sums and products under the Aalen-Johansen estimator, each by hand on a few stays."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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


def drawn(seed, *, subjects=12):
    """Draw subjects who go round three states, some of them coming late and some leaving before they move."""
    seeded, rows = np.random.default_rng(seed), []
    for subject in range(subjects):
        time, state = float(seeded.integers(0, 3)), int(seeded.integers(0, 2))
        for _ in range(seeded.integers(1, 5)):
            then, went = time + float(seeded.integers(1, 4)), int(seeded.integers(0, 3))
            moved = bool(seeded.uniform() < 0.7) and went != state
            rows.append((subject, "abc"[state], "abc"[went] if moved else "", time, then))
            time, state = then, went if moved else state
    names = ("subject", "origin", "destination", "entry", "exit")
    return history_from_stays(
        **dict(zip(names, map(list, zip(*rows, strict=True)), strict=True)), states=["a", "b", "c"]
    )


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_moves_and_those_at_risk_are_those_of_plain_loops(seed):
    history = drawn(seed)
    found = count_moves(history, 1.0)
    for index, time in enumerate(found.times):
        moves, at_risk = np.zeros((3, 3)), np.zeros(3)
        for origin, to, entry, end in zip(
            history.origin, history.destination, history.entry, history.exit, strict=True
        ):
            at_risk[origin] += entry < time <= end
            if to >= 0 and end == time:
                moves[origin, to] += 1
        np.testing.assert_array_equal(found.at_risk[index], at_risk)
        np.testing.assert_array_equal(found.moves[index], moves)
    assert (found.times > 1).all()
    assert found.moves.sum() == (history.moved & (history.exit > 1)).sum()


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_probabilities_stay_between_nought_and_one_and_their_rows_sum_to_one(seed):
    moves = count_moves(drawn(seed), 0.0)
    values = product(moves, np.eye(3))
    np.testing.assert_allclose(values.sum(axis=2), 1.0)
    assert values.min(initial=0.0) >= -1e-12
    covariance = greenwood_covariance(moves, values)
    np.testing.assert_allclose(covariance.sum(axis=2), 0.0, atol=1e-12)  # what one state gains the others lose
    np.testing.assert_allclose(covariance, covariance.transpose(0, 3, 4, 1, 2), atol=1e-12)


# Seven on a single way out, by hand: of 7 one goes at 2, of 6 one is lost, of 5 two go at 4, of 3 one goes at 6.
def test_a_single_way_out_is_kaplan_and_meier_with_greenwoods_variance():
    history = history_from_stays(
        subject=range(7),
        origin=["in"] * 7,
        destination=["out", "", "out", "out", "out", "", ""],
        entry=[0] * 7,
        exit=[2, 3, 4, 4, 6, 7, 8],
        states=["in", "out"],
    )
    moves = count_moves(history, 0.0)
    values = product(moves, np.eye(2))
    survival = np.cumprod([6 / 7, 3 / 5, 2 / 3])
    np.testing.assert_allclose(values[:, 0, 0], survival)
    terms = np.cumsum([1 / (7 * 6), 2 / (5 * 3), 1 / (3 * 2)])
    np.testing.assert_allclose(greenwood_covariance(moves, values)[:, 0, 0, 0, 0], survival**2 * terms)


def test_without_anyone_lost_the_jackknife_is_the_binomial_error():
    history = history_from_stays(
        subject=range(10), origin=["in"] * 10, destination=["out"] * 10, entry=[0] * 10, exit=range(1, 11)
    )
    moves = count_moves(history, 0.0)
    first = np.array([[1.0, 0.0]])
    error, stay = jackknife_errors(history, moves, first, influence=None, horizon=(0.0, 10.0))
    share = np.arange(1, 11) / 10
    np.testing.assert_allclose(error[:, 0, 0], np.sqrt(share * (1 - share) / 10), atol=1e-12)
    # the mean of times all seen has the ordinary error of a mean
    assert stay[0, 0] == pytest.approx(np.arange(1, 11).std() / np.sqrt(10))


def test_an_influence_at_the_start_is_carried_through_every_step():
    moves = count_moves(FEW, 0.0)
    first = np.array([[1.0, 0.0, 0.0]])
    given_first = np.zeros((FEW.subjects, 3))
    without, _ = jackknife_errors(FEW, moves, first, influence=None, horizon=None)
    same, _ = jackknife_errors(FEW, moves, first, influence=given_first, horizon=None)
    np.testing.assert_array_equal(without, same)
    given_first[0] = [0.1, -0.1, 0.0]
    more, _ = jackknife_errors(FEW, moves, first, influence=given_first, horizon=None)
    assert not np.allclose(more[0], without[0])
    assert given_first[0].tolist() == [0.1, -0.1, 0.0]


@given(st.lists(st.integers(1, 50), min_size=1, max_size=8, unique=True), st.integers(0, 20), st.integers(20, 60))
def test_spans_are_never_negative_and_fill_the_time(times, start, horizon):
    held = spans(np.array(sorted(times), dtype=float), float(start), float(horizon))
    assert len(held) == len(times) + 1
    assert (held >= 0).all()
    assert held.sum() == pytest.approx(horizon - start)
