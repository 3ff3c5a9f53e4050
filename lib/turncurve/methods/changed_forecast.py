"""What would follow if a level changed: a forecast's own futures, each multiplied by the change."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from turncurve.errors import TurnCurveError
from turncurve.methods.forecast import Forecast

FloatArray = npt.NDArray[np.float64]


def changed_forecast(forecast: Forecast, factors: npt.ArrayLike, *, highest: float | None = None) -> Forecast:
    """Say what would follow if the level differed by a factor in each period, and all else stayed as it is.

    It is an assumption laid upon a forecast and no forecast itself: it is exactly as unsure as that, and says nothing
    of whether the change will come about.

    Parameters
    ----------
    forecast : Forecast
        What is expected without the change.
    factors : array of float, shape (horizon,)
        What each period's value is multiplied by: 1 for no change, .8 for a fifth lower.
    highest : float, optional
        What no value can exceed, such as 100 for a percentage.

    Returns
    -------
    Forecast
        With changed futures, not rounded to whole numbers; the same where there is no forecast.

    Raises
    ------
    TurnCurveError
        When the factors are not one number of 0 or more a period.
    """
    if not forecast.known:
        return forecast
    change = np.asarray(factors, dtype=float)
    if change.shape != (forecast.horizon,) or not (np.isfinite(change) & (change >= 0)).all():
        raise TurnCurveError(
            "A change is not one factor of 0 or more for each period ahead",
            where=f"{forecast.horizon} periods",
            remedy="Give 1 where nothing changes",
        )
    draws = forecast.draws * change
    return replace(forecast, draws=draws if highest is None else np.minimum(draws, highest))


def gradual_change(change: float, *, starts: npt.ArrayLike, lengths: npt.ArrayLike, ramp: float) -> FloatArray:
    """Give the factor of each period for a change that comes in evenly.

    Parameters
    ----------
    change : float
        The whole change, as a part of the level: -.2 for a fifth lower.
    starts : array of float, shape (periods,)
        When each period starts, in days since the change begins; negative before it.
    lengths : array of float, shape (periods,)
        How many days each period lasts; 0 for a single moment.
    ramp : float
        Days from the beginning of the change to the whole of it; 0 where it is whole at once.

    Returns
    -------
    array of float, shape (periods,)
        The mean factor over each period's days: 1 before the change begins, 1 + change once it is whole.

    Raises
    ------
    TurnCurveError
        When the ramp or a length is negative.
    """
    first, days = np.asarray(starts, dtype=float), np.asarray(lengths, dtype=float)
    if ramp < 0 or (days < 0).any():
        raise TurnCurveError("A change cannot be whole before it begins, nor a period end before it starts")
    span = np.where(days > 0, days, 1.0)
    mean = (_reached(first + span, ramp) - _reached(first, ramp)) / span
    now = np.clip(first / ramp, 0, 1) if ramp else (first >= 0).astype(float)
    return np.asarray(1 + change * np.where(days > 0, mean, now), dtype=float)


def _reached(days: FloatArray, ramp: float) -> FloatArray:
    """Give the sum, over all days so far, of the part of the change that each has."""
    within = np.clip(days, 0, ramp)
    return np.asarray((within**2 / (2 * ramp) if ramp else 0) + np.maximum(days - ramp, 0), dtype=float)
