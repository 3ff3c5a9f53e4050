"""On which scale a count, a share or a value is compared with its past, and how much it varies there by chance."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy.special import gammaln

from turncurve.errors import TurnCurveError
from turncurve.methods.seasonal_factors import seasonal_factors

FloatArray = npt.NDArray[np.float64]

COUNT_DISPERSION = 0.4
"""How far above 1 the variance over the mean of counts usually is, as the scale of a half-Cauchy prior."""
SHARE_DISPERSION = 2.5
"""The same for shares of cases that come in families: variances of three to four times chance are usual."""
RARE = 0.05
ENOUGH = 10.0


@dataclass(frozen=True, eq=False)
class ScaledSeries:
    """A series on the scale on which chance varies it evenly.

    Attributes
    ----------
    kind : str
        "counts", "shares" or "values".
    values : array of float, shape (periods,)
        The series on that scale.
    spread : array of float, shape (periods,)
        Standard deviation by chance alone in each period, relative to the others.
    variance : float or None
        Variance by chance alone where the spread is 1; None where it must be learnt from the series.
    usual_dispersion : float
        Scale of the prior of how far variances exceed chance.
    forward, backward : callable
        From a mean in the series' unit to the scale, and back.
    original : array of float, shape (periods,)
        The series in its own unit: counts, shares from 0 to 1, or values.
    events : array of float, shape (periods,)
        What was counted in each period; for values, enough not to stand in the way of an interval.
    """

    kind: str
    values: FloatArray
    spread: FloatArray
    variance: float | None
    usual_dispersion: float
    forward: Callable[[float], float]
    backward: Callable[[float], float]
    original: FloatArray
    events: FloatArray

    def first(self, periods: int) -> ScaledSeries:
        """Give the series as it was after so many periods.

        Parameters
        ----------
        periods : int
            How many of the first periods to keep.

        Returns
        -------
        ScaledSeries
            With the variance of the whole.
        """
        return replace(
            self,
            values=self.values[:periods],
            spread=self.spread[:periods],
            original=self.original[:periods],
            events=self.events[:periods],
        )


def scale_counts(
    counts: npt.ArrayLike, *, exposure: npt.ArrayLike | None = None, usual_dispersion: float = COUNT_DISPERSION
) -> ScaledSeries:
    """Put counts on the square-root scale, where chance varies small and large ones alike.

    Parameters
    ----------
    counts : array of float, shape (periods,)
        One count a period, none missing.
    exposure : array of float, shape (periods,), optional
        What the counts are in proportion to; a season may be given so. Means are then per average exposure.
    usual_dispersion : float
        Scale of the prior of how far the variance exceeds the mean, as a part of the mean.

    Returns
    -------
    ScaledSeries
        With the variance that a Poisson count of this mean has on the scale.

    Raises
    ------
    TurnCurveError
        Where a count is negative or missing, or an exposure is not above 0.

    References
    ----------
    Anscombe (1948), Biometrika 35, 246-254.
    """
    values = _row(counts, lowest=0.0)
    amounts = np.ones(len(values)) if exposure is None else np.asarray(exposure, dtype=float)
    if amounts.shape != values.shape or not (np.isfinite(amounts) & (amounts > 0)).all():
        raise TurnCurveError("The exposure is not one number above 0 for each period", where="exposure")
    relative = amounts / amounts.mean()
    return ScaledSeries(
        kind="counts",
        values=2 * np.sqrt((values + 0.375) / relative),
        spread=1 / np.sqrt(relative),
        variance=_poisson_variance(float(values.sum() / relative.sum())),
        usual_dispersion=usual_dispersion,
        forward=lambda mean: float(2 * np.sqrt(max(mean, 0.0) + 0.375)),
        backward=lambda place: float(max((max(place, 0.0) / 2) ** 2 - 0.375, 0.0)),
        original=values,
        events=values,
    )


def scale_shares(
    numerators: npt.ArrayLike, denominators: npt.ArrayLike, *, usual_dispersion: float = SHARE_DISPERSION
) -> ScaledSeries:
    """Put shares on the arcsine scale, where chance varies low and high ones alike.

    Parameters
    ----------
    numerators : array of float, shape (periods,)
        Cases with the property.
    denominators : array of float, shape (periods,)
        Cases in all, above 0.
    usual_dispersion : float
        Scale of the prior of how far the variance exceeds that of independent cases, as a part of that.

    Returns
    -------
    ScaledSeries
        With the variance of a binomial share.

    Raises
    ------
    TurnCurveError
        Where a numerator is not between 0 and its denominator, a denominator is 0, or lengths differ.

    References
    ----------
    Anscombe (1948), Biometrika 35, 246-254.
    """
    top, bottom = _row(numerators, lowest=0.0), _row(denominators, lowest=0.0)
    if top.shape != bottom.shape or (top > bottom).any() or (bottom == 0).any():
        raise TurnCurveError(
            "A numerator is larger than its denominator, or a denominator is 0",
            where="numerators, denominators",
            remedy="Leave out a period without cases",
        )
    return ScaledSeries(
        kind="shares",
        values=2 * np.arcsin(np.sqrt((top + 0.375) / (bottom + 0.75))),
        spread=1 / np.sqrt(bottom + 0.5),
        variance=1.0,
        usual_dispersion=usual_dispersion,
        forward=lambda mean: float(2 * np.arcsin(np.sqrt(min(max(mean, 0.0), 1.0)))),
        backward=lambda place: float(np.sin(min(max(place, 0.0), np.pi) / 2) ** 2),
        original=top / bottom,
        events=np.minimum(top, bottom - top),
    )


def scale_values(values: npt.ArrayLike) -> ScaledSeries:
    """Leave values as they are; how much chance varies them is learnt from the series.

    Parameters
    ----------
    values : array of float, shape (periods,)
        One value a period, none missing; each on its own, never a rolling average.

    Returns
    -------
    ScaledSeries
        Without a variance known beforehand.

    Raises
    ------
    TurnCurveError
        Where a value is missing.
    """
    series = _row(values)
    ones = np.ones(len(series))
    return ScaledSeries("values", series, ones, None, 0.0, float, float, series, ENOUGH * ones)


def seasonal_exposure(counts: npt.ArrayLike, *, origin: int, season_length: int) -> FloatArray:
    """Give each period the part of an average period that its season makes, learnt before an origin alone.

    Parameters
    ----------
    counts : array of float, shape (periods,)
        One count a period, none missing.
    origin : int
        How many periods came before.
    season_length : int
        Seasons in a year, such as 12 or 4.

    Returns
    -------
    array of float, shape (periods,)
        About 1 over a year, shrunk towards 1 as far as the past does not show a season; for `scale_counts`.

    Raises
    ------
    TurnCurveError
        Where a count is negative or missing, or the origin is outside the series.
    """
    values = _row(counts, lowest=0.0)
    if not 0 <= origin <= len(values):
        raise TurnCurveError("The origin is outside the series", where=f"origin {origin} of {len(values)} periods")
    found = seasonal_factors(values[:origin], season_length, offset=np.zeros(origin))
    return np.asarray(np.exp(found.mean)[np.arange(len(values)) % season_length], dtype=float)


def _poisson_variance(mean: float) -> float:
    """Return the variance of a Poisson count of a mean on the square-root scale."""
    expected = max(mean, RARE)
    counts = np.arange(int(expected + 12 * np.sqrt(expected) + 20))
    chance = np.exp(counts * np.log(expected) - expected - gammaln(counts + 1))
    places = 2 * np.sqrt(counts + 0.375)
    middle = float(chance @ places)
    return float(chance @ (places - middle) ** 2)


def _row(values: npt.ArrayLike, *, lowest: float = float("-inf")) -> FloatArray:
    """Return a series, or refuse one with a value that is missing or too low."""
    series = np.asarray(values, dtype=float)
    if series.ndim != 1 or not len(series):
        raise TurnCurveError("A series is one row of values", where="the series", remedy="Give one value a period")
    bad = np.flatnonzero(~(np.isfinite(series) & (series >= lowest)))
    if len(bad):
        raise TurnCurveError(
            "A value of the series is missing or cannot be",
            where=f"period {int(bad[0]) + 1} of {len(series)}",
            remedy="Correct it, or cut the series there",
        )
    return series
