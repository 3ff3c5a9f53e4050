"""How far a rate now differs from its own long run, where rates drift: a discounted gamma-Poisson filter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import gammaln

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

__all__ = ["Level", "filtered_level"]

DISCOUNTS = (1.0, 0.98, 0.95, 0.9, 0.8, 0.65)
"""How much of what was known is still known a period later; 1 is a rate that never drifts."""

PRIOR = (0.22, 0.2, 0.18, 0.16, 0.14, 0.1)
"""How likely each discount is before any data: rates seldom stand quite still."""

ANCHOR = 3.0
"""How many events' worth of pull there is back towards the long run as knowledge fades."""


@dataclass(frozen=True, eq=False)
class Level:
    """The level of a rate in the last period as a multiple of its long run, one entry per discount.

    Parameters
    ----------
    probability : array of float, shape (discounts,)
        How likely each discount is, given the data.
    shape : array of float, shape (discounts,)
        The gamma shape of the level under each: about how many events it rests on.
    mean : array of float, shape (discounts,)
        The mean of the level under each.
    path : array of float, shape (periods,)
        The level in each period given the data up to its end, averaged over the discounts.
    events : float
        All events counted.
    """

    probability: NDArray[np.float64]
    shape: NDArray[np.float64]
    mean: NDArray[np.float64]
    path: NDArray[np.float64]
    events: float

    def draw(self, draws: int, *, generator: np.random.Generator) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Draw the level in the last period, and how fast it drifts from then on.

        Parameters
        ----------
        draws : int
            How many.
        generator : numpy.random.Generator
            The source of chance.

        Returns
        -------
        tuple of array of float, each of shape (draws,)
            The level, whose uncertainty leaves out what the long run already carries; and the standard deviation of
            its change over a period, as a share.
        """
        chosen = generator.choice(len(self.probability), size=draws, p=self.probability)
        shape, discount = self.shape[chosen], np.array(DISCOUNTS)[chosen]
        own = np.maximum(1 / shape - 1 / (self.events + ANCHOR), 0.0)
        steady = own <= 1e-12
        gamma = generator.standard_gamma(np.where(steady, 1.0, 1 / np.maximum(own, 1e-12))) * own
        level = self.mean[chosen] * np.where(steady, 1.0, gamma)
        return level, np.sqrt((1 - discount) / (discount * shape))


def filtered_level(events: ArrayLike, *, expected: ArrayLike) -> Level:
    """Follow a rate through periods, letting old evidence fade as fast as the data suggest.

    Parameters
    ----------
    events : array of float, shape (periods,)
        Events in each period, in order of time.
    expected : array of float, shape (periods,)
        What the long-run rate would have given in each period.

    Returns
    -------
    Level
        The level in the last period.

    References
    ----------
    Harvey and Fernandes (1989), Journal of Business and Economic Statistics 7, 407-417; West and Harrison (1997),
    Bayesian Forecasting and Dynamic Models, on discounting. The pull to the long run is ours.
    """
    counts, due = np.asarray(events, dtype=np.float64), np.asarray(expected, dtype=np.float64)
    discount = np.array(DISCOUNTS)
    shape, rate = np.full(len(discount), ANCHOR), np.full(len(discount), ANCHOR)
    fit = np.log(np.array(PRIOR))
    path = np.empty(len(counts))
    for period, (count, size) in enumerate(zip(counts, due, strict=True)):
        shape = discount * shape + (1 - discount) * ANCHOR
        rate = discount * rate + (1 - discount) * ANCHOR
        # the probability of the count is negative binomial given what was known before it
        fit = fit + gammaln(shape + count) - gammaln(shape) - (shape + count) * np.log1p(size / rate)
        fit = fit - count * np.log(rate)
        shape, rate = shape + count, rate + size
        weight = np.exp(fit - fit.max())
        path[period] = float((weight * shape / rate).sum() / weight.sum())
    weight = np.exp(fit - fit.max())
    return Level(
        probability=weight / weight.sum(), shape=shape, mean=shape / rate, path=path, events=float(counts.sum())
    )
