"""How likely the order of events is under given hazard ratios: Cox's partial likelihood with Efron's ties."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from turncurve.methods.counting_process import CountingProcess

FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Stratum:
    """One stratum's rows, and its deaths laid out one a step.

    Attributes
    ----------
    rows : array of int, shape (rows,)
        Positions of the stratum's rows in the whole.
    entry, exit : array of float, shape (rows,)
        When observation began and ended.
    event : array of bool, shape (rows,)
        Whether the event came at the exit.
    characteristics : array of float, shape (rows, characteristics)
        Centred.
    times : array of float, shape (times,)
        The distinct times of an event.
    time_of_step : array of int, shape (events,)
        The position of each event's time; ties stand one after another.
    tied_before : array of float, shape (events,)
        Of those tied at the time, the part that Efron takes to be gone before this one: 0, 1/d, 2/d...
    """

    rows: npt.NDArray[np.int64]
    entry: FloatArray
    exit: FloatArray
    event: npt.NDArray[np.bool_]
    characteristics: FloatArray
    times: FloatArray
    time_of_step: npt.NDArray[np.int64]
    tied_before: FloatArray


@dataclass(frozen=True, eq=False)
class Likelihood:
    """The log partial likelihood with its first two derivatives.

    Attributes
    ----------
    log_likelihood : float
        At the coefficients given.
    score : array of float, shape (characteristics,)
        Its gradient.
    information : array of float, shape (characteristics, characteristics)
        Its negative second derivatives.
    """

    log_likelihood: float
    score: FloatArray
    information: FloatArray


def prepare(rows: CountingProcess, characteristics: FloatArray, *, strata: npt.NDArray[np.int64]) -> list[Stratum]:
    """Part the rows by stratum and lay out their events.

    Parameters
    ----------
    rows : CountingProcess
        The rows of observation.
    characteristics : array of float, shape (rows, characteristics)
        Centred.
    strata : array of int, shape (rows,)
        The stratum of each row.

    Returns
    -------
    list of Stratum
        In the order of the strata's numbers.
    """
    found = []
    for stratum in np.unique(strata):
        chosen = np.flatnonzero(strata == stratum)
        event, exit_ = rows.event[chosen], rows.exit[chosen]
        times, tied = np.unique(exit_[event], return_counts=True)
        step = np.repeat(np.arange(len(times)), tied)
        first = np.repeat(np.cumsum(tied) - tied, tied)
        found.append(
            Stratum(
                rows=chosen,
                entry=rows.entry[chosen],
                exit=exit_,
                event=event,
                characteristics=characteristics[chosen],
                times=times,
                time_of_step=step,
                tied_before=(np.arange(len(step)) - first) / np.repeat(tied, tied),
            )
        )
    return found


def evaluate(parts: list[Stratum], coefficients: FloatArray) -> Likelihood:
    """Give the log partial likelihood and its derivatives.

    Parameters
    ----------
    parts : list of Stratum
        From `prepare`.
    coefficients : array of float, shape (characteristics,)
        Log hazard ratios.

    Returns
    -------
    Likelihood
        Summed over the strata.

    References
    ----------
    Efron (1977), Journal of the American Statistical Association 72, 557-565.
    """
    size = len(coefficients)
    total, score, information = 0.0, np.zeros(size), np.zeros((size, size))
    for part in parts:
        if not len(part.times):
            continue
        log_risk = part.characteristics @ coefficients
        risk, mean = _risk_and_mean(part, log_risk)
        products = part.characteristics[:, :, None] * part.characteristics[:, None, :]
        square = _left_at_step(part, np.exp(log_risk)[:, None, None] * products) / risk[:, None, None]
        total += float(log_risk[part.event].sum() - np.log(risk).sum())
        score += part.characteristics[part.event].sum(axis=0) - mean.sum(axis=0)
        information += square.sum(axis=0) - mean.T @ mean
    return Likelihood(log_likelihood=total, score=score, information=information)


def score_residuals(parts: list[Stratum], coefficients: FloatArray, *, rows: int) -> FloatArray:
    """Give what each row adds to the score: its pull on the coefficients.

    Parameters
    ----------
    parts : list of Stratum
        From `prepare`.
    coefficients : array of float, shape (characteristics,)
        At the fit.
    rows : int
        Rows in all.

    Returns
    -------
    array of float, shape (rows, characteristics)
        They sum to the score.

    References
    ----------
    Therneau and Grambsch (2000), Modeling Survival Data, 3.4 and 7.1 (Efron's ties).
    """
    found = np.zeros((rows, len(coefficients)))
    for part in parts:
        if not len(part.times):
            continue
        log_risk = part.characteristics @ coefficients
        risk, mean = _risk_and_mean(part, log_risk)
        own = np.exp(log_risk)[:, None]
        hazard, drawn = 1 / risk[:, None], mean / risk[:, None]
        before = _between(part, _by_time(part, np.hstack([hazard, drawn])))
        pull = -own * (part.characteristics * before[:, :1] - before[:, 1:])
        late = part.tied_before[:, None]
        spared = _by_time(part, np.hstack([late * hazard, late * drawn]))
        tied = np.bincount(part.time_of_step)[:, None]
        middle = _by_time(part, mean) / tied
        place = np.searchsorted(part.times, part.exit[part.event])
        those = part.characteristics[part.event]
        pull[part.event] += those - middle[place]
        pull[part.event] += own[part.event] * (those * spared[place, :1] - spared[place, 1:])
        found[part.rows] = pull
    return found


def _risk_and_mean(part: Stratum, log_risk: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return, at each step, the sum of the risks of those left and their weighted mean characteristics."""
    own = np.exp(log_risk)[:, None]
    sums = _left_at_step(part, np.hstack([own, own * part.characteristics]))
    return sums[:, 0], sums[:, 1:] / sums[:, :1]


def _left_at_step(part: Stratum, values: FloatArray) -> FloatArray:
    """Sum values over those at risk at each step, less Efron's part of those tied."""
    whole = _from_time(part.exit, values, part.times) - _from_time(part.entry, values, part.times)
    dead = np.zeros_like(whole)
    np.add.at(dead, np.searchsorted(part.times, part.exit[part.event]), values[part.event])
    late = part.tied_before.reshape(-1, *[1] * (values.ndim - 1))
    return np.asarray(whole[part.time_of_step] - late * dead[part.time_of_step])


def _from_time(clock: FloatArray, values: FloatArray, times: FloatArray) -> FloatArray:
    """Sum values over rows whose clock is at or after each time."""
    order = np.argsort(clock, kind="stable")
    later = np.concatenate([np.cumsum(values[order][::-1], axis=0)[::-1], np.zeros((1, *values.shape[1:]))])
    return np.asarray(later[np.searchsorted(clock[order], times, side="left")])


def _by_time(part: Stratum, values: FloatArray) -> FloatArray:
    """Sum values of steps over those at the same time."""
    found = np.zeros((len(part.times), values.shape[1]))
    np.add.at(found, part.time_of_step, values)
    return found


def _between(part: Stratum, values: FloatArray) -> FloatArray:
    """Sum values of times over each row's own time under observation."""
    running = np.concatenate([np.zeros((1, values.shape[1])), np.cumsum(values, axis=0)])
    last = np.searchsorted(part.times, part.exit, side="right")
    first = np.searchsorted(part.times, part.entry, side="right")
    return np.asarray(running[last] - running[first])
