"""How likely each state is at each time, and how long is spent in it: the Aalen-Johansen estimator."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from turncurve.errors import TurnCurveError
from turncurve.methods.product_integral import count_moves, greenwood_covariance, jackknife_errors, product, spans

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import ArrayLike, NDArray

    from turncurve.methods.multi_state_history import MultiStateHistory

__all__ = [
    "ExpectedStay",
    "StandardError",
    "StateOccupation",
    "TransitionProbabilities",
    "expected_stay",
    "state_occupation",
    "transition_probabilities",
]

StandardError = Literal["greenwood", "infinitesimal_jackknife"]
"""Which standard error: Greenwood's formula for a multinomial, or the sum of squared influences of the subjects."""


@dataclass(frozen=True, eq=False)
class TransitionProbabilities:
    """The probability of being in each state at a time, for one who was in a given state at the start.

    Parameters
    ----------
    states : tuple of str
        The names of the states.
    start : float
        The time from which probabilities run.
    times : array of float, shape (times,)
        The distinct times of a move after the start.
    at_risk : array of int, shape (times, states)
        Subjects under observation in each state just before each time.
    probability : array of float, shape (times, states, states)
        From the row's state at the start to the column's state at the time.
    standard_error : array of float, shape (times, states, states)
        The standard error of each probability.
    kind : str
        Which standard error it is.
    covariance : array of float, shape (times, states, states, states, states), or None
        Greenwood's covariance of probabilities [a, j] and [b, k] at [time, a, j, b, k]; None for the jackknife.
    """

    states: tuple[str, ...]
    start: float
    times: NDArray[np.float64]
    at_risk: NDArray[np.int64]
    probability: NDArray[np.float64]
    standard_error: NDArray[np.float64]
    kind: StandardError
    covariance: NDArray[np.float64] | None

    def at(self, times: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Read the probabilities and their standard errors at given times.

        Parameters
        ----------
        times : array of float, shape (n,)
            Times at or after the start.

        Returns
        -------
        tuple of array, each of shape (n, states, states)
            The probabilities and their standard errors, which hold from each move to the next.
        """
        identity = np.eye(len(self.states))
        return (
            _step(self.times, self.probability, identity, times),
            _step(self.times, self.standard_error, 0.0 * identity, times),
        )


@dataclass(frozen=True, eq=False)
class StateOccupation:
    """The probability of being in each state at each time, whatever the state at the start.

    Parameters
    ----------
    states : tuple of str
        The names of the states.
    start : float
        The time from which probabilities run.
    initial : array of float, shape (states,)
        The probability of each state at the start.
    times : array of float, shape (times,)
        The distinct times of a move after the start.
    at_risk : array of int, shape (times, states)
        Subjects under observation in each state just before each time.
    probability : array of float, shape (times, states)
        The probability of each state.
    standard_error : array of float, shape (times, states)
        Its standard error.
    initial_standard_error : array of float, shape (states,)
        The standard error before the first move: 0 where the initial probabilities are given or certain.
    kind : str
        Which standard error it is.
    """

    states: tuple[str, ...]
    start: float
    initial: NDArray[np.float64]
    times: NDArray[np.float64]
    at_risk: NDArray[np.int64]
    probability: NDArray[np.float64]
    standard_error: NDArray[np.float64]
    initial_standard_error: NDArray[np.float64]
    kind: StandardError

    def at(self, times: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Read the probabilities and their standard errors at given times.

        Parameters
        ----------
        times : array of float, shape (n,)
            Times at or after the start.

        Returns
        -------
        tuple of array, each of shape (n, states)
            The probabilities and their standard errors, which hold from each move to the next.
        """
        return (
            _step(self.times, self.probability, self.initial, times),
            _step(self.times, self.standard_error, self.initial_standard_error, times),
        )


@dataclass(frozen=True, eq=False)
class ExpectedStay:
    """How long is expected to be spent in each state between a start and a horizon.

    Parameters
    ----------
    states : tuple of str
        The names of the states.
    start : float
        The time from which stays are counted.
    horizon : float
        The time to which they are counted.
    duration : array of float, shape (states, states)
        For one in the row's state at the start, the time in the column's state; each row sums to the whole span.
    standard_error : array of float, shape (states, states)
        The infinitesimal jackknife standard error of each.
    """

    states: tuple[str, ...]
    start: float
    horizon: float
    duration: NDArray[np.float64]
    standard_error: NDArray[np.float64]


def transition_probabilities(
    history: MultiStateHistory, *, start: float = 0.0, standard_error: StandardError = "greenwood"
) -> TransitionProbabilities:
    """Estimate where one who is in a given state at the start is likely to be at each later time.

    Parameters
    ----------
    history : MultiStateHistory
        The stays; left truncation, ties, several starting states and returns to a state are all allowed.
    start : float
        The time from which probabilities run; only moves after it count.
    standard_error : {'greenwood', 'infinitesimal_jackknife'}
        Greenwood's is what R's etm and mstate report; the jackknife is what R's survfit reports, and treats all stays
        of one subject as one cluster.

    Returns
    -------
    TransitionProbabilities
        One matrix a distinct time of a move. A state that nobody is in at a time is not left at it.

    Raises
    ------
    TurnCurveError
        If the standard error has an unknown name.

    References
    ----------
    Aalen and Johansen (1978), Scandinavian Journal of Statistics 5, 141-150; Andersen, Borgan, Gill and Keiding
    (1993), Statistical Models Based on Counting Processes, IV.4.
    """
    _refuse_unknown(standard_error)
    moves = count_moves(history, start)
    states = len(history.states)
    probability = product(moves, np.eye(states))
    covariance = None
    if standard_error == "greenwood":
        covariance = greenwood_covariance(moves, probability)
        error = np.sqrt(np.maximum(np.einsum("tajaj->taj", covariance), 0.0))
    else:
        error, _ = jackknife_errors(history, moves, np.eye(states), influence=None, horizon=None)
    return TransitionProbabilities(
        states=history.states,
        start=start,
        times=moves.times,
        at_risk=moves.at_risk,
        probability=probability,
        standard_error=error,
        kind=standard_error,
        covariance=covariance,
    )


def state_occupation(
    history: MultiStateHistory,
    *,
    start: float | None = None,
    initial: Mapping[str, float] | None = None,
    standard_error: StandardError = "infinitesimal_jackknife",
) -> StateOccupation:
    """Estimate how likely each state is at each time, over all who are observed.

    Parameters
    ----------
    history : MultiStateHistory
        The stays.
    start : float, optional
        The time from which probabilities run; by default just before the first move.
    initial : mapping of str to float, optional
        The probability of each state at the start; by default the shares of those under observation at the start
        (just before the first move where no start is given).
    standard_error : {'infinitesimal_jackknife', 'greenwood'}
        The jackknife includes the uncertainty of initial shares that were estimated; Greenwood's takes them as given.

    Returns
    -------
    StateOccupation
        One row a distinct time of a move.

    Raises
    ------
    TurnCurveError
        If nobody is under observation at the start, the initial probabilities do not sum to 1, or the standard error
        has an unknown name.
    """
    _refuse_unknown(standard_error)
    begin = _before_first_move(history) if start is None else start
    shares, influence = _initial(history, start, initial)
    moves = count_moves(history, begin)
    probability = product(moves, shares[None, :])[:, 0]
    if standard_error == "greenwood":
        whole = product(moves, np.eye(len(shares)))
        variance = np.einsum("a,b,tajbj->tj", shares, shares, greenwood_covariance(moves, whole))
        error, first = np.sqrt(np.maximum(variance, 0.0)), np.zeros_like(shares)
    else:
        spread, _ = jackknife_errors(history, moves, shares[None, :], influence=influence, horizon=None)
        error, first = spread[:, 0], np.sqrt((influence**2).sum(axis=0))
    return StateOccupation(
        states=history.states,
        start=begin,
        initial=shares,
        times=moves.times,
        at_risk=moves.at_risk,
        probability=probability,
        standard_error=error,
        initial_standard_error=first,
        kind=standard_error,
    )


def expected_stay(history: MultiStateHistory, *, horizon: float, start: float = 0.0) -> ExpectedStay:
    """Estimate how long is spent in each state up to a horizon, for each state at the start.

    Parameters
    ----------
    history : MultiStateHistory
        The stays.
    horizon : float
        The time to which stays are counted.
    start : float
        The time from which they are counted.

    Returns
    -------
    ExpectedStay
        The expected times, with infinitesimal jackknife standard errors.

    Raises
    ------
    TurnCurveError
        If the horizon is not after the start, or is later than anyone was observed.

    References
    ----------
    Putter and Spitoni (2018), Statistical Methods in Medical Research 27, 2081-2092.
    """
    if not start < horizon <= history.exit.max():
        raise TurnCurveError(
            "The horizon is not after the start, or is later than anyone was observed",
            where=f"start {start:g}, horizon {horizon:g}, last observation {history.exit.max():g}",
            remedy="Choose a horizon within the time observed",
        )
    moves = count_moves(history, start)
    identity = np.eye(len(history.states))
    values = np.concatenate([identity[None], product(moves, identity)])
    duration = np.einsum("t,tij->ij", spans(moves.times, start, horizon), values)
    _, error = jackknife_errors(history, moves, identity, influence=None, horizon=(start, horizon))
    return ExpectedStay(states=history.states, start=start, horizon=horizon, duration=duration, standard_error=error)


def _refuse_unknown(standard_error: str) -> None:
    """Refuse a standard error that has no such name."""
    if standard_error not in {"greenwood", "infinitesimal_jackknife"}:
        raise TurnCurveError(
            "There is no such standard error",
            where="standard_error",
            remedy="Give 'greenwood' or 'infinitesimal_jackknife'",
        )


def _step(
    times: NDArray[np.float64], values: NDArray[np.float64], before: NDArray[np.float64], wanted: ArrayLike
) -> NDArray[np.float64]:
    """Read a step function that is continuous from the right."""
    place = np.searchsorted(times, np.asarray(wanted, dtype=np.float64), side="right")
    return np.asarray(np.concatenate([before[None], values])[place])


def _before_first_move(history: MultiStateHistory) -> float:
    """Return the latest time of entry before the first move, from which nobody has yet moved."""
    first = history.exit[history.moved].min() if history.moved.any() else history.exit.max()
    return float(history.entry[history.entry < first].max())


def _initial(
    history: MultiStateHistory, start: float | None, initial: Mapping[str, float] | None
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the initial shares and, where they are estimated, each subject's influence on them."""
    influence = np.zeros((history.subjects, len(history.states)))
    if initial is not None:
        shares = np.array([initial.get(state, 0.0) for state in history.states])
        if abs(shares.sum() - 1) > 1e-9 or set(initial) - set(history.states) or (shares < 0).any():
            raise TurnCurveError(
                "The initial probabilities are not probabilities of the states that sum to 1",
                where="initial",
                remedy="Give each state that is possible at the start its share",
            )
        return shares, influence
    if start is None:
        first = history.exit[history.moved].min() if history.moved.any() else history.exit.max()
        present = (history.entry < first) & (history.exit >= first)
    else:
        present = (history.entry <= start) & (history.exit > start)
    if not present.any():
        raise TurnCurveError(
            "Nobody is under observation at the start", where="start", remedy="Choose a later start or give `initial`"
        )
    shares = np.bincount(history.origin[present], minlength=len(history.states)) / present.sum()
    np.add.at(
        influence, history.subject[present], (np.eye(len(shares))[history.origin[present]] - shares) / present.sum()
    )
    return shares, influence
