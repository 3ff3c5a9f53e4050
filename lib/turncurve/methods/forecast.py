"""What a forecast is: a whole distribution for each period ahead, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from turncurve.errors import TurnCurveError

FloatArray = npt.NDArray[np.float64]

FEWEST_POINTS = 4
"""The fewest known values from which a forecast is attempted."""


@dataclass(frozen=True)
class Setting:
    """One setting of a forecasting model and the weight that the data gave it.

    Parameters
    ----------
    name : str
        The parameter that was averaged over, in words.
    value : float
        The value tried.
    weight : float
        The share of the average that it carries, 0 to 1; the weights of one name sum to 1.
    """

    name: str
    value: float
    weight: float


@dataclass(frozen=True, eq=False)
class Forecast:
    """What is expected in each period ahead, how sure that is, and how it was reached.

    Parameters
    ----------
    origin : str
        The label of the last period whose value was used, as the caller wrote it.
    horizon : int
        Periods ahead.
    n : int
        How many known values the forecast rests on.
    method : str
        The method, in words.
    settings : tuple of Setting
        What was averaged over, with weights; empty where the method has no settings.
    draws : array of float, shape (draws, horizon)
        Whole possible futures, one a row, in the series' own unit; empty where there is no forecast.
    naive : array of float, shape (horizon,)
        The seasonal naive forecast to set beside this one: the last known value of the same season.
    reason : str
        Why there is no forecast, in one sentence; empty where there is one.
    """

    origin: str
    horizon: int
    n: int
    method: str
    settings: tuple[Setting, ...]
    draws: FloatArray
    naive: FloatArray
    reason: str = ""

    def __post_init__(self) -> None:
        """Make the arrays unchangeable."""
        for name in ("draws", "naive"):
            frozen = np.array(getattr(self, name), dtype=float)
            frozen.setflags(write=False)
            object.__setattr__(self, name, frozen)

    @property
    def known(self) -> bool:
        """Say whether there is a forecast.

        Returns
        -------
        bool
            False where `reason` says why there is none.
        """
        return not self.reason

    @property
    def mean(self) -> FloatArray:
        """Give the mean of the possible futures.

        Returns
        -------
        array of float, shape (horizon,)
            One mean a period ahead; empty where there is no forecast.
        """
        return self.draws.mean(axis=0) if self.known else np.empty(0)

    @property
    def median(self) -> FloatArray:
        """Give the middle of the possible futures: the point forecast that mean absolute error rewards.

        Returns
        -------
        array of float, shape (horizon,)
            One median a period ahead; empty where there is no forecast.
        """
        return self.quantile(0.5)

    @property
    def interval_80(self) -> FloatArray:
        """Give the central interval that should hold four in five outcomes.

        Returns
        -------
        array of float, shape (horizon, 2)
            Lower and upper end for each period ahead; empty where there is no forecast.
        """
        return self.interval(0.80)

    @property
    def interval_95(self) -> FloatArray:
        """Give the central interval that should hold nineteen in twenty outcomes.

        Returns
        -------
        array of float, shape (horizon, 2)
            Lower and upper end for each period ahead; empty where there is no forecast.
        """
        return self.interval(0.95)

    def interval(self, level: float) -> FloatArray:
        """Give the central interval at any level.

        Parameters
        ----------
        level : float
            Probability that the interval should hold, between 0 and 1.

        Returns
        -------
        array of float, shape (horizon, 2)
            Lower and upper end for each period ahead; empty where there is no forecast.
        """
        tail = (1 - level) / 2
        return np.stack([self.quantile(tail), self.quantile(1 - tail)], axis=-1)

    def quantile(self, probability: float) -> FloatArray:
        """Give the value that a future falls below with the given probability.

        Parameters
        ----------
        probability : float
            Between 0 and 1.

        Returns
        -------
        array of float, shape (horizon,)
            One value a period ahead, always one of the drawn values, so that a count stays whole; empty where
            there is no forecast.
        """
        if not self.known:
            return np.empty(0)
        return np.asarray(np.quantile(self.draws, probability, axis=0, method="inverted_cdf"), dtype=float)

    def chance_at_most(self, value: float) -> FloatArray:
        """Give the probability that a period comes to no more than a value, such as a target.

        Parameters
        ----------
        value : float
            In the series' own unit.

        Returns
        -------
        array of float, shape (horizon,)
            One probability, 0 to 1, a period ahead; empty where there is no forecast.
        """
        return np.asarray((self.draws <= value).mean(axis=0), dtype=float) if self.known else np.empty(0)

    def total(self) -> FloatArray:
        """Draw the sum over all periods ahead, as for a year of months.

        Returns
        -------
        array of float, shape (draws,)
            One sum a possible future, which keeps the dependence between its periods; empty where there is no
            forecast.
        """
        return self.draws.sum(axis=1) if self.known else np.empty(0)


def weighted_settings(name: str, *, values: Iterable[float], weights: Iterable[float]) -> tuple[Setting, ...]:
    """List the settings tried under one name, with their weights.

    Parameters
    ----------
    name : str
        The parameter, in words.
    values : iterable of float
        The values tried.
    weights : iterable of float
        The weight of each, 0 to 1.

    Returns
    -------
    tuple of Setting
        One a value, in the order given.
    """
    return tuple(
        Setting(name=name, value=float(value), weight=float(weight))
        for value, weight in zip(values, weights, strict=True)
    )


def no_forecast(reason: str, *, origin: str, horizon: int, n: int, method: str) -> Forecast:
    """Say that there is no forecast and why, as data rather than as an error.

    Parameters
    ----------
    reason : str
        One sentence, without the words "no forecast, because".
    origin : str
        The label of the last period.
    horizon : int
        Periods ahead that were asked for.
    n : int
        Known values found.
    method : str
        The method that was asked for, in words.

    Returns
    -------
    Forecast
        With no draws, and the reason.
    """
    return Forecast(
        origin=origin,
        horizon=horizon,
        n=n,
        method=method,
        settings=(),
        draws=np.empty((0, 0)),
        naive=np.empty(0),
        reason=f"no forecast, because {reason}",
    )


def checked_series(values: npt.ArrayLike, *, horizon: int, lowest: float = float("-inf")) -> FloatArray:
    """Refuse a series or a horizon that no method could forecast from.

    Parameters
    ----------
    values : array of float, shape (periods,)
        One value a period, NaN where missing.
    horizon : int
        Periods ahead.
    lowest : float
        The least value that a period can have.

    Returns
    -------
    array of float, shape (periods,)
        A copy of the values.

    Raises
    ------
    TurnCurveError
        When the horizon is less than 1, or the values are not one row of numbers, are infinite or are too low.
    """
    if horizon < 1:
        raise TurnCurveError("A forecast must look at least one period ahead", remedy="Give a horizon of 1 or more")
    try:
        series = np.array(values, dtype=float)
    except (TypeError, ValueError) as error:
        raise TurnCurveError(
            "A series to forecast holds something other than numbers", remedy="Give numbers, and nothing where missing"
        ) from error
    if series.ndim != 1:
        raise TurnCurveError("A series to forecast must be one row of values", remedy="Give one value a period")
    bad = np.flatnonzero(np.isinf(series) | (series < lowest))
    if len(bad):
        raise TurnCurveError(
            "A series to forecast holds a value that cannot be",
            where=f"period {int(bad[0]) + 1} of {len(series)}",
            remedy="Correct it or leave it missing",
        )
    return series
