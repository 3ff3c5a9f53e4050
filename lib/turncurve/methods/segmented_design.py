"""What a series with a turning point is made of: a level, a trend, a season, and a change at a known point."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from turncurve.errors import TurnCurveError
from turncurve.methods.bounds import Interval, NoInterval

FloatArray = npt.NDArray[np.float64]

LEVEL = "level"
TREND = "trend"
LEVEL_CHANGE = "level change"
SLOPE_CHANGE = "slope change"


@dataclass(frozen=True)
class SegmentedDesign:
    """What a segmented regression is to contain.

    Attributes
    ----------
    change_at : int
        How many periods came before the change: the first changed period has this position, counted from 0.
    trend : bool
        Whether a trend runs through the whole series.
    slope_change : bool
        Whether the trend may change too; it is counted from the last period before the change.
    season_length : int
        Seasons in a year; 1 for none.
    harmonics : int
        Pairs of sine and cosine that make the season.
    first_season : int
        The season of the first period, from 1: 4 for a monthly series that begins in April.
    """

    change_at: int
    trend: bool = True
    slope_change: bool = True
    season_length: int = 1
    harmonics: int = 2
    first_season: int = 1

    def matrix(self, periods: int) -> tuple[tuple[str, ...], FloatArray]:
        """Lay the design out, one row a period.

        Parameters
        ----------
        periods : int
            How many periods the series has.

        Returns
        -------
        tuple
            The names of the columns, and an array of shape (periods, columns).

        Raises
        ------
        TurnCurveError
            Where the change is not inside the series, or the season cannot be made of so many harmonics.
        """
        if not 1 <= self.change_at < periods:
            raise TurnCurveError(
                "The change does not lie inside the series",
                where=f"change_at {self.change_at} of {periods} periods",
                remedy="Give the number of periods before the change, with at least one on either side",
            )
        if self.season_length > 1 and not 1 <= self.harmonics <= self.season_length // 2:
            raise TurnCurveError("A season has from one harmonic to half as many as its length", where="harmonics")
        time = np.arange(1, periods + 1, dtype=float)
        after = (time > self.change_at).astype(float)
        columns = {LEVEL: np.ones(periods)}
        if self.trend:
            columns[TREND] = time
        columns[LEVEL_CHANGE] = after
        if self.slope_change:
            columns[SLOPE_CHANGE] = (time - self.change_at) * after
        if self.season_length > 1:
            angle = 2 * np.pi * (time + self.first_season - 1) / self.season_length
            for wave in range(1, self.harmonics + 1):
                columns[f"season, cosine {wave}"] = np.cos(wave * angle)
                # At half the length of the year the sine is 0 at every period: the cosine alone is left.
                if 2 * wave < self.season_length:
                    columns[f"season, sine {wave}"] = np.sin(wave * angle)
        return tuple(columns), np.column_stack(list(columns.values()))


@dataclass(frozen=True)
class SegmentedTerm:
    """One term of a segmented regression.

    Attributes
    ----------
    name : str
        Level, trend, level change, slope change or a part of the season.
    estimate : float
        In the series' unit, or for counts in logarithms.
    standard_error : float
        Of the estimate.
    statistic : float
        The estimate over its standard error.
    p_value : float
        Two-sided probability of so large a statistic were the term 0.
    interval : Interval
        For the estimate.
    ratio : float or None
        For counts, what the term multiplies the count by; else None.
    ratio_interval : Interval or None
        Its interval.
    """

    name: str
    estimate: float
    standard_error: float
    statistic: float
    p_value: float
    interval: Interval
    ratio: float | None = None
    ratio_interval: Interval | None = None


@dataclass(frozen=True, eq=False)
class SegmentedFit:
    """A series with a turning point, as fitted, or the reason why it was not.

    Attributes
    ----------
    method : str
        The method in words, as a page would print it.
    terms : tuple of SegmentedTerm
        Empty where there is no fit.
    fitted : array of float, shape (periods,)
        What the fit gives for each period, in the series' unit.
    counterfactual : array of float, shape (periods,)
        The same had level and slope not changed.
    dispersion : float or None
        For counts, variance over mean; None for values.
    autocorrelation : float or None
        From one period to the next, where it was estimated.
    degrees_of_freedom : int
        Periods less terms.
    reason : str
        Why there is no fit, without a full stop; empty where there is one.
    """

    method: str
    terms: tuple[SegmentedTerm, ...]
    fitted: FloatArray
    counterfactual: FloatArray
    dispersion: float | None
    autocorrelation: float | None
    degrees_of_freedom: int
    reason: str = ""

    def term(self, name: str) -> SegmentedTerm | NoInterval:
        """Find a term by its name.

        Parameters
        ----------
        name : str
            Such as "level change".

        Returns
        -------
        SegmentedTerm or NoInterval
            The term; or the reason, where there is no fit.

        Raises
        ------
        TurnCurveError
            Where the fit has no such term.
        """
        if self.reason:
            return NoInterval(reason=self.reason, method=self.method)
        found = [one for one in self.terms if one.name == name]
        if not found:
            raise TurnCurveError("The fit has no such term", where=f"term {name}")
        return found[0]


def no_fit(reason: str, *, method: str, periods: int, columns: int) -> SegmentedFit:
    """Say that nothing was fitted and why, as data rather than as an error.

    Parameters
    ----------
    reason : str
        One clause without a full stop.
    method : str
        The method that was asked for.
    periods : int
        Periods in the series.
    columns : int
        Terms that were asked for.

    Returns
    -------
    SegmentedFit
        Without terms.
    """
    nothing = np.empty(0)
    return SegmentedFit(method, (), nothing, nothing, None, None, max(periods - columns, 0), reason)


def without_change(design: FloatArray, names: tuple[str, ...]) -> FloatArray:
    """Lay the design out as if nothing had changed.

    Parameters
    ----------
    design : array of float, shape (periods, columns)
        From `SegmentedDesign.matrix`.
    names : tuple of str
        The names of its columns.

    Returns
    -------
    array of float, shape (periods, columns)
        With the changes of level and slope set to 0.
    """
    kept = np.array([name not in {LEVEL_CHANGE, SLOPE_CHANGE} for name in names])
    return np.asarray(np.where(kept, design, 0.0), dtype=float)


def as_ratio(term: SegmentedTerm) -> SegmentedTerm:
    """Add to a term in logarithms what it multiplies by.

    Parameters
    ----------
    term : SegmentedTerm
        With an estimate in logarithms.

    Returns
    -------
    SegmentedTerm
        With ratio and interval.
    """
    bounds = replace(term.interval, lower=float(np.exp(term.interval.lower)), upper=float(np.exp(term.interval.upper)))
    return replace(term, ratio=float(np.exp(term.estimate)), ratio_interval=bounds)
