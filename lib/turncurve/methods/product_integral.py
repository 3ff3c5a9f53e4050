"""The sums and products under the Aalen-Johansen estimator: counts, product integral and its two variances."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from turncurve.methods.multi_state_history import MultiStateHistory

__all__ = ["Moves", "count_moves", "greenwood_covariance", "jackknife_errors", "product", "spans"]


@dataclass(frozen=True, eq=False)
class Moves:
    """What the estimator needs at each distinct time of a move.

    Parameters
    ----------
    times : array of float, shape (times,)
        The distinct times.
    at_risk : array of int, shape (times, states)
        Subjects under observation in each state just before each time.
    moves : array of int, shape (times, states, states)
        Moves from the row's state to the column's at each time.
    step : array of float, shape (times, states, states)
        The probability of each move at each time, and of staying on the diagonal.
    """

    times: NDArray[np.float64]
    at_risk: NDArray[np.int64]
    moves: NDArray[np.int64]
    step: NDArray[np.float64]


def spans(times: NDArray[np.float64], start: float, horizon: float) -> NDArray[np.float64]:
    """Return how long each value of a step function holds between a start and a horizon.

    Parameters
    ----------
    times : array of float, shape (times,)
        Where the function steps, in order.
    start : float
        The time from which to measure.
    horizon : float
        The time to which to measure.

    Returns
    -------
    array of float, shape (times + 1,)
        The time that the value before the first step holds, and then each; they sum to the whole span.
    """
    edges = np.clip(np.concatenate([[start], times, [horizon]]), start, horizon)
    return np.asarray(np.diff(edges))


def count_moves(history: MultiStateHistory, start: float) -> Moves:
    """Count moves and those at risk at each distinct time of a move after the start.

    Parameters
    ----------
    history : MultiStateHistory
        The stays.
    start : float
        Moves at or before it do not count.

    Returns
    -------
    Moves
        One entry a distinct time; a move to the same state is none.
    """
    counted = history.moved & (history.exit > start)
    times, place = np.unique(history.exit[counted], return_inverse=True)
    states = len(history.states)
    moves = np.zeros((len(times), states, states), dtype=np.int64)
    np.add.at(moves, (place.reshape(-1), history.origin[counted], history.destination[counted]), 1)
    at_risk = np.zeros((len(times), states), dtype=np.int64)
    for state in range(states):
        here = history.origin == state
        entered = np.searchsorted(np.sort(history.entry[here]), times, side="left")
        left = np.searchsorted(np.sort(history.exit[here]), times, side="left")
        at_risk[:, state] = entered - left
    step = moves / np.maximum(at_risk, 1)[:, :, None]
    diagonal = np.arange(states)
    step[:, diagonal, diagonal] = 0.0
    step[:, diagonal, diagonal] = 1.0 - step.sum(axis=2)
    return Moves(times=times, at_risk=at_risk, moves=moves, step=step)


def product(moves: Moves, initial: NDArray[np.float64]) -> NDArray[np.float64]:
    """Multiply the steps in order of time, from given rows.

    Parameters
    ----------
    moves : Moves
        The steps.
    initial : array of float, shape (rows, states)
        Probabilities at the start; the identity gives the whole matrix.

    Returns
    -------
    array of float, shape (times, rows, states)
        The probabilities after each time.
    """
    values, current = np.empty((len(moves.times), *initial.shape)), initial
    for index, step in enumerate(moves.step):
        current = current @ step
        values[index] = current
    return values


def greenwood_covariance(moves: Moves, probability: NDArray[np.float64]) -> NDArray[np.float64]:
    """Carry Greenwood's covariance of all pairs of transition probabilities from one time to the next.

    Parameters
    ----------
    moves : Moves
        The steps and those at risk.
    probability : array of float, shape (times, states, states)
        The product of the steps from the identity.

    Returns
    -------
    array of float, shape (times, states, states, states, states)
        The covariance of probabilities [a, j] and [b, k] at [time, a, j, b, k].

    References
    ----------
    Andersen, Borgan, Gill and Keiding (1993), Statistical Models Based on Counting Processes, IV.4.1.3.
    """
    states = moves.step.shape[1]
    identity = np.eye(states)
    covariance = np.empty((len(moves.times), states, states, states, states))
    current, before = np.zeros((states,) * 4), identity
    size = np.maximum(moves.at_risk, 1)
    for index, step in enumerate(moves.step):
        # given those at risk, the moves out of one state are multinomial
        spread = (step[:, :, None] * (identity[None] - step[:, None, :])) / size[index][:, None, None]
        current = np.einsum("albk,lj->ajbk", current @ step, step)
        weight = before[:, None, :] * before[None, :, :]
        current = current + np.einsum("abh,hjk->ajbk", weight, spread)
        covariance[index], before = current, probability[index]
    return covariance


def jackknife_errors(
    history: MultiStateHistory,
    moves: Moves,
    initial: NDArray[np.float64],
    *,
    influence: NDArray[np.float64] | None,
    horizon: tuple[float, float] | None,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Carry each subject's influence from one time to the next, and sum its square.

    Parameters
    ----------
    history : MultiStateHistory
        The stays; all of one subject are one cluster.
    moves : Moves
        The steps and those at risk.
    initial : array of float, shape (rows, states)
        Probabilities at the start.
    influence : array of float, shape (subjects, states), or None
        Each subject's influence on a single initial row; None where it is given.
    horizon : tuple of float, or None
        The start and end of the time over which stays are counted; None where they are not wanted.

    Returns
    -------
    tuple of array
        The standard errors of the probabilities, of shape (times, rows, states), and of the stays, of shape
        (rows, states).
    """
    rows, states = initial.shape
    current = np.zeros((history.subjects, rows, states))
    if influence is not None:
        current[:, 0] = influence
    error, total = np.empty((len(moves.times), rows, states)), np.zeros_like(current)
    held = spans(moves.times, *horizon) if horizon else np.zeros(len(moves.times) + 1)
    before, identity = initial, np.eye(states)
    for index, (time, step) in enumerate(zip(moves.times, moves.step, strict=True)):
        if held[index]:
            total += held[index] * current
        current = current @ step
        busy = moves.moves[index].any(axis=1)
        present = np.flatnonzero((history.entry < time) & (history.exit >= time) & busy[history.origin])
        origin = history.origin[present]
        arrived = (history.exit[present] == time) & history.moved[present]
        went = identity[np.where(arrived, history.destination[present], origin)]
        pull = (went - step[origin]) / moves.at_risk[index, origin][:, None]
        current[history.subject[present]] += before[:, origin].T[:, :, None] * pull[:, None, :]
        before = before @ step
        error[index] = np.sqrt(np.einsum("nij,nij->ij", current, current))
    total += held[-1] * current
    return error, np.sqrt(np.einsum("nij,nij->ij", total, total))
