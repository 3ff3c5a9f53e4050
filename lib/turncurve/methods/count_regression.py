"""What counts in proportion to an exposure are multiplied by where something holds: quasi-Poisson regression.

Intervals allow for two things that contacts and referrals show: their variance exceeds their mean many times over, and
neighbouring months are alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special

from turncurve.errors import TurnCurveError
from turncurve.methods.bounds import Interval, check_level

FloatArray = npt.NDArray[np.float64]
METHOD = "quasi-Poisson regression, errors widened for over-dispersion and for neighbours that are alike"
FEWEST_LEFT = 6
"""Fewer periods than this beyond the terms cannot show how much counts vary."""
MOST_ALIKE = 0.8
_STEPS, _SMALL = 50, 1e-10


@dataclass(frozen=True)
class RateRatio:
    """What one thing multiplies a count by.

    Attributes
    ----------
    name : str
        The thing.
    ratio : float
        1 where it makes no difference.
    interval : Interval
        For the ratio.
    """

    name: str
    ratio: float
    interval: Interval


@dataclass(frozen=True, eq=False)
class CountRegression:
    """Counts as fitted, or the reason why they were not.

    Attributes
    ----------
    ratios : tuple of RateRatio
        One a term, in the order given; empty where there is no fit.
    fitted : array of float, shape (periods,)
        What the fit gives for each period; empty where there is no fit.
    dispersion : float or None
        Variance over mean, never under 1.
    alike : float or None
        Correlation of neighbouring periods' residuals, as far as the errors allow for it: from 0 to 0.8.
    reason : str
        Why there is no fit, without a full stop; empty where there is one.
    """

    ratios: tuple[RateRatio, ...]
    fitted: FloatArray
    dispersion: float | None
    alike: float | None
    reason: str = ""

    def ratio_of(self, name: str) -> RateRatio | None:
        """Find a term by its name.

        Parameters
        ----------
        name : str
            The term's name.

        Returns
        -------
        RateRatio or None
            None where nothing was fitted, or there is no such term.
        """
        return next((each for each in self.ratios if each.name == name), None)


def regress_counts(
    counts: npt.ArrayLike, terms: Mapping[str, npt.ArrayLike], *, exposure: npt.ArrayLike, level: float = 0.95
) -> CountRegression:
    """Measure what each of several things multiplies counts by, the others being equal.

    Parameters
    ----------
    counts : array of float, shape (periods,)
        One count a period, in order of time.
    terms : mapping of str to array of float, shape (periods,)
        By name: 1 where the thing holds and 0 where not, or how much of it holds. The level is added.
    exposure : array of float, shape (periods,)
        What the counts are in proportion to, such as working days.
    level : float
        The intervals' level.

    Returns
    -------
    CountRegression
        Without ratios where periods are too few, nothing was counted, or the terms cannot be told apart.

    Raises
    ------
    TurnCurveError
        Where lengths differ, a count is negative, or an exposure is not above 0.

    References
    ----------
    McCullagh and Nelder (1989), Generalized Linear Models, 9.2; Bartlett (1946), Journal of the Royal Statistical
    Society, supplement 8, 27-41, for the factor by which neighbours that are alike widen an error.
    """
    check_level(level)
    values, amounts = np.asarray(counts, dtype=float), np.asarray(exposure, dtype=float)
    columns = [np.asarray(each, dtype=float) for each in terms.values()]
    if any(each.shape != values.shape for each in (amounts, *columns)):
        raise TurnCurveError("Counts, exposure and terms differ in length", where="counts, terms, exposure")
    if not ((values >= 0) & np.isfinite(values)).all() or not ((amounts > 0) & np.isfinite(amounts)).all():
        raise TurnCurveError("A count is below 0, or an exposure is not above 0", where="counts, exposure")
    matrix = np.column_stack([np.ones(len(values)), *columns])
    reason = _why_not(values, matrix)
    if reason:
        return CountRegression((), np.empty(0), None, None, reason)
    coefficients, fitted = _fit(values, matrix, amounts)
    left = len(values) - matrix.shape[1]
    residuals = (values - fitted) / np.sqrt(fitted)
    dispersion = max(1.0, float(residuals @ residuals) / left)
    alike = _alike(residuals)
    inflation = dispersion * (1 + alike) / (1 - alike)
    errors = np.sqrt(np.diag(np.linalg.inv((matrix.T * fitted) @ matrix)) * inflation)
    reach = float(special.stdtrit(left, (1 + level) / 2))
    found = [
        RateRatio(
            name,
            float(np.exp(at)),
            Interval(float(np.exp(at - reach * error)), float(np.exp(at + reach * error)), level, METHOD),
        )
        for name, at, error in zip(terms, coefficients[1:], errors[1:], strict=True)
    ]
    return CountRegression(tuple(found), fitted, dispersion, alike)


def _why_not(values: FloatArray, matrix: FloatArray) -> str:
    """Say why nothing can be fitted; empty where something can."""
    periods, terms = matrix.shape
    if periods < terms + FEWEST_LEFT:
        return f"{periods} periods are too few to tell {terms - 1} things apart and how much counts vary besides"
    if not values.any():
        return "nothing was counted in any period"
    if np.linalg.matrix_rank(matrix) < terms:
        return "two of the things compared always hold together, so that they cannot be told apart"
    return ""


def _fit(values: FloatArray, matrix: FloatArray, amounts: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Fit by iteratively weighted least squares."""
    shift = np.log(amounts)
    fitted = (values + values.mean()) / 2
    coefficients: FloatArray = np.zeros(matrix.shape[1])
    for _ in range(_STEPS):
        working = np.log(fitted) - shift + (values - fitted) / fitted
        weighted = matrix.T * fitted
        new: FloatArray = np.linalg.solve(weighted @ matrix, weighted @ working)
        fitted = np.maximum(np.exp(np.clip(matrix @ new + shift, -30.0, 30.0)), _SMALL)
        settled = bool(np.max(np.abs(new - coefficients)) < _SMALL)
        coefficients = new
        if settled:
            break
    return coefficients, fitted


def _alike(residuals: FloatArray) -> float:
    """Return how alike neighbouring residuals are, none where they tend to differ."""
    squares = float(residuals @ residuals)
    found = float(residuals[1:] @ residuals[:-1]) / squares if squares > _SMALL else 0.0
    return min(max(found, 0.0), MOST_ALIKE)
