"""What a forecast said on the day it was issued, few enough numbers to be written down and held against what came."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from turncurve.errors import TurnCurveError
from turncurve.methods.forecast import FloatArray, Forecast

LEVELS = (0.025, *(round(step / 20, 2) for step in range(1, 20)), 0.975)
"""Probabilities at which a forecast is written down: every twentieth, and the ends of the 95% interval."""
DECIMALS = 6
"""Decimals kept, so that what is written down and read again is the same, on any machine."""

Rows = tuple[tuple[float, ...], ...]


@dataclass(frozen=True)
class FrozenForecast:
    """A forecast as it was issued: for each period ahead, and for the mean of all periods up to it, some quantiles.

    Attributes
    ----------
    origin : str
        The label of the last period whose value was used.
    method : str
        The method, in words.
    levels : tuple of float
        Probabilities of falling to the quantile or below, rising.
    quantiles : tuple of tuple of float, shape (horizon, levels)
        Of each period ahead, in the series' own unit.
    mean_quantiles : tuple of tuple of float, shape (horizon, levels)
        Of the mean of the periods ahead, from the first up to each. It cannot be had from `quantiles`, because the
        periods of one future hang together.
    reason : str
        Why there is no forecast, in one sentence; empty where there is one.

    Raises
    ------
    TurnCurveError
        Where the levels do not rise, or the rows are not one number a level or fall.
    """

    origin: str
    method: str
    levels: tuple[float, ...]
    quantiles: Rows
    mean_quantiles: Rows
    reason: str = ""

    def __post_init__(self) -> None:
        """Refuse what no forecast can have said, as after a hand's change to what was written down."""
        rising = np.diff((0.0, *self.levels, 1.0)) > 0
        if not rising.all():
            raise TurnCurveError("The levels of a frozen forecast do not rise between 0 and 1", where="levels")
        if len(self.quantiles) != len(self.mean_quantiles):
            raise TurnCurveError("A frozen forecast has as many periods as means of periods", where="mean_quantiles")
        for name in ("quantiles", "mean_quantiles"):
            for ahead, row in enumerate(getattr(self, name), start=1):
                if len(row) != len(self.levels) or not (np.isfinite(row).all() and (np.diff(row) >= 0).all()):
                    raise TurnCurveError(
                        "A frozen forecast's quantiles are not one number a level, none below the last",
                        where=f"{name}, period {ahead}",
                    )

    @property
    def horizon(self) -> int:
        """Give the number of periods ahead.

        Returns
        -------
        int
            0 where there is no forecast.
        """
        return len(self.quantiles)

    @property
    def known(self) -> bool:
        """Say whether there is a forecast.

        Returns
        -------
        bool
            False where `reason` says why there is none.
        """
        return not self.reason

    def quantile(self, periods_ahead: int, level: float) -> float:
        """Give the value that one period falls to or below with a probability.

        Parameters
        ----------
        periods_ahead : int
            1 for the first.
        level : float
            One of `levels`.

        Returns
        -------
        float
            In the series' own unit.
        """
        return self._row(self.quantiles, periods_ahead)[self._place(level)]

    def interval(self, periods_ahead: int, level: float) -> tuple[float, float]:
        """Give the central interval of one period.

        Parameters
        ----------
        periods_ahead : int
            1 for the first.
        level : float
            Probability that it should hold, such as .80; both its ends must be among `levels`.

        Returns
        -------
        (float, float)
            Lower and upper end, in the series' own unit.
        """
        return self._central(self._row(self.quantiles, periods_ahead), level)

    def mean_interval(self, after: int, level: float) -> tuple[float, float]:
        """Give the central interval of the mean of the first periods ahead.

        Parameters
        ----------
        after : int
            Over how many periods.
        level : float
            Probability that it should hold, such as .80; both its ends must be among `levels`.

        Returns
        -------
        (float, float)
            Lower and upper end, in the series' own unit.
        """
        return self._central(self._row(self.mean_quantiles, after), level)

    def mean_is_beyond(self, after: int, *, value: float, way: int, level: float = 0.80) -> bool:
        """Tell whether a mean that came is outside the interval of it, on one side.

        Parameters
        ----------
        after : int
            Over how many periods.
        value : float
            The mean that came, in the series' own unit.
        way : int
            1 or 0 for above, -1 for below.
        level : float
            The interval's level.

        Returns
        -------
        bool
            False where the value is within the interval, on its end, or outside on the other side.
        """
        lower, upper = self.mean_interval(after, level)
        came = round(value, DECIMALS)
        return came < lower if way < 0 else came > upper

    def times(self, factor: float) -> FrozenForecast:
        """Give the same forecast in another unit.

        Parameters
        ----------
        factor : float
            Above 0: .01 from percent to parts of 1.

        Returns
        -------
        FrozenForecast
            With every quantile multiplied.
        """
        return replace(
            self,
            quantiles=_rows(factor * np.array(self.quantiles)),
            mean_quantiles=_rows(factor * np.array(self.mean_quantiles)),
        )

    def _central(self, row: tuple[float, ...], level: float) -> tuple[float, float]:
        """Return both ends of the central interval of a row."""
        tail = (1 - level) / 2
        return row[self._place(tail)], row[self._place(1 - tail)]

    def _place(self, level: float) -> int:
        """Return where a level stands, or refuse one that was not written down."""
        places = [place for place, held in enumerate(self.levels) if abs(held - level) < 1e-9]
        if not places:
            raise TurnCurveError(f"A frozen forecast has no quantile at {level:g}", where="levels")
        return places[0]

    def _row(self, rows: Rows, ahead: int) -> tuple[float, ...]:
        """Return the row of a period ahead, or refuse one that was not forecast."""
        if not 1 <= ahead <= len(rows):
            raise TurnCurveError(
                f"A frozen forecast of {len(rows)} periods says nothing of period {ahead}", where="periods ahead"
            )
        return rows[ahead - 1]


def freeze(forecast: Forecast) -> FrozenForecast:
    """Write down what a forecast says, so that later values can be held against it.

    Parameters
    ----------
    forecast : Forecast
        Whole possible futures, or the reason why there are none.

    Returns
    -------
    FrozenForecast
        At `LEVELS`; with no periods, and the reason, where there is no forecast.
    """
    if not forecast.known:
        return FrozenForecast(forecast.origin, forecast.method, LEVELS, (), (), forecast.reason)
    means = forecast.draws.cumsum(axis=1) / np.arange(1, forecast.draws.shape[1] + 1)
    return FrozenForecast(
        origin=forecast.origin,
        method=forecast.method,
        levels=LEVELS,
        quantiles=_rows(_at_levels(forecast.draws)),
        mean_quantiles=_rows(_at_levels(means)),
    )


def _at_levels(draws: FloatArray) -> FloatArray:
    """Return drawn values at each level, one row a period ahead."""
    return np.asarray(np.quantile(draws, LEVELS, axis=0, method="inverted_cdf"), dtype=float).T


def _rows(values: FloatArray) -> Rows:
    """Return rows of numbers rounded so that no machine's last digit is written down."""
    return tuple(tuple(float(value) for value in row) for row in np.round(values, DECIMALS))
