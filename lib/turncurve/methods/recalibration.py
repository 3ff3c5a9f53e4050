"""How much wider forecasts should be, judged by how far their own past forecasts were out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from turncurve.errors import TurnCurveError

FloatArray = npt.NDArray[np.float64]

__all__ = ["LARGEST_WIDENING", "Widening", "learn_widening", "widened"]

LARGEST_WIDENING = 2.5
"""No forecast is made wider than this many times: one so far out needs another method, not a wider interval."""

PRIOR_OUTCOMES = 8.0
"""How many independent outcomes' worth of trust a forecast starts with."""

_LARGEST_RESIDUAL = 6.0
_NORMAL_90 = 1.2815515655446004
"""Ninetieth percentile of the standard normal distribution: half an 80% interval in standard deviations."""


@dataclass(frozen=True)
class Widening:
    """What past forecasts say of the width of new ones.

    Parameters
    ----------
    factor : float
        What the distance of each draw from the median is multiplied by; at least 1.
    outcomes : int
        Past outcomes that it rests on.
    groups : int
        How many of them are independent, such as dates of forecast far enough apart.
    covered : float
        The share of past 80% intervals that held the outcome; NaN without outcomes.
    """

    factor: float
    outcomes: int
    groups: int
    covered: float


def learn_widening(
    outcome: npt.ArrayLike, *, median: npt.ArrayLike, interval_80: npt.ArrayLike, groups: npt.ArrayLike
) -> Widening:
    """Learn from past forecasts how much wider new ones should be; never narrower, and hardly wider for few outcomes.

    Parameters
    ----------
    outcome : array of float, shape (outcomes,)
        What came, NaN where not known.
    median : array of float, shape (outcomes,)
        What had been forecast.
    interval_80 : array of float, shape (outcomes, 2)
        The ends of the 80% interval.
    groups : array, shape (outcomes,)
        What each outcome belongs to, such as its date of forecast; outcomes of one group are taken to hang together.

    Returns
    -------
    Widening
        A factor of 1 where no outcome is known.

    Raises
    ------
    TurnCurveError
        If there is not one median, interval and group for each outcome.

    References
    ----------
    Gelman et al. (2013), Bayesian Data Analysis, 2.6: a scaled inverse chi-squared prior at 1 for the variance of the
    residuals, each in units of what its own interval says.
    """
    came, middle = np.asarray(outcome, dtype=np.float64), np.asarray(median, dtype=np.float64)
    ends, group = np.asarray(interval_80, dtype=np.float64), np.asarray(groups)
    if not came.shape == middle.shape == group.shape or ends.shape != (*came.shape, 2):
        raise TurnCurveError(
            "There is not one forecast for each past outcome",
            where="outcome, median, interval_80, groups",
            remedy="Give one median, one interval and one group an outcome",
        )
    side = np.where(came >= middle, ends[..., 1] - middle, middle - ends[..., 0])
    known = np.isfinite(came) & np.isfinite(side)
    if not known.any():
        return Widening(factor=1.0, outcomes=0, groups=0, covered=float("nan"))
    away, unit = np.abs(came - middle)[known], side[known]
    residual = np.where(away > 0, _NORMAL_90 * away / np.where(unit > 0, unit, np.inf), 0.0)
    residual = np.where((unit <= 0) & (away > 0), _LARGEST_RESIDUAL, np.minimum(residual, _LARGEST_RESIDUAL))
    independent = len(np.unique(group[known]))
    variance = (PRIOR_OUTCOMES + independent * float((residual**2).mean())) / (PRIOR_OUTCOMES + independent)
    return Widening(
        factor=float(np.clip(np.sqrt(variance), 1.0, LARGEST_WIDENING)),
        outcomes=int(known.sum()),
        groups=independent,
        covered=float((away <= unit).mean()),
    )


def widened(draws: npt.ArrayLike, *, factor: float, least: float = -np.inf) -> FloatArray:
    """Move every draw away from the median by a factor.

    Parameters
    ----------
    draws : array of float, shape (draws, ...)
        Equally likely outcomes, NaN where there is none.
    factor : float
        What the distance from the median is multiplied by.
    least : float
        The smallest possible value.

    Returns
    -------
    array of float, shape (draws, ...)
        Draws of the same median, as far as `least` allows.

    Raises
    ------
    TurnCurveError
        If the factor is negative or not a number.
    """
    if not 0 <= factor < np.inf:
        raise TurnCurveError("A factor to widen by is not a number from 0", where="factor", remedy="Give a number")
    values = np.asarray(draws, dtype=np.float64)
    known = np.isfinite(values).any(axis=0)
    middle = np.full(values.shape[1:], np.nan)
    if known.any():
        middle[known] = np.nanmedian(values[:, known], axis=0)
    return np.asarray(np.maximum(middle + factor * (values - middle), least))
