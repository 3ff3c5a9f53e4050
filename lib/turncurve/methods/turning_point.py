"""Whether a series turned at a known point, and by how much: segmented regression of an interrupted series.

- `segmented_counts` for counts: quasi-Poisson with an exposure and a season;
- `segmented_values` for values: least squares with errors robust to autocorrelation under 12 points, and from 12 on
  generalised least squares with autocorrelation estimated by REML.

They are the methods of the literature. A verdict needs more, and is in `turned`.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy import optimize, special

from turncurve.errors import TurnCurveError
from turncurve.methods.bounds import Interval, check_level
from turncurve.methods.segmented_design import (
    LEVEL,
    LEVEL_CHANGE,
    SLOPE_CHANGE,
    TREND,
    SegmentedDesign,
    SegmentedFit,
    SegmentedTerm,
    as_ratio,
    no_fit,
    without_change,
)

__all__ = [
    "FEWEST_FOR_REML",
    "LEVEL",
    "LEVEL_CHANGE",
    "SLOPE_CHANGE",
    "TREND",
    "Errors",
    "SegmentedDesign",
    "SegmentedFit",
    "SegmentedTerm",
    "segmented_counts",
    "segmented_values",
]

FloatArray = npt.NDArray[np.float64]
Errors = Literal["automatic", "plain", "hc3", "newey_west", "reml"]
"""Where the standard errors come from; "automatic" is Newey-West under 12 points and REML from 12 on."""

FEWEST_FOR_REML = 12
"""Autocorrelation can hardly be told from a trend in fewer points than this."""

QUASI_POISSON = "segmented quasi-Poisson regression"
MOST_STEPS = 50
CONVERGED = 1e-8
"""Relative change of the deviance at which R's glm stops, so that its last digits are ours too."""
NEGLIGIBLE = 1e-12


def segmented_counts(
    counts: npt.ArrayLike,
    design: SegmentedDesign,
    *,
    exposure: npt.ArrayLike | None = None,
    quantile: Literal["t", "normal"] = "t",
    level: float = 0.95,
) -> SegmentedFit:
    """Measure how counts changed at a known point, as ratios.

    Parameters
    ----------
    counts : array of float, shape (periods,)
        One count a period, none missing.
    design : SegmentedDesign
        Where the change is, and what else the regression contains.
    exposure : array of float, shape (periods,), optional
        What the counts are in proportion to, such as population or working days.
    quantile : {"t", "normal"}
        What the intervals are made with: "normal" as in R's `confint.default`, "t" wider in short series.
    level : float
        Confidence level, between 0 and 1.

    Returns
    -------
    SegmentedFit
        With the dispersion by which the variance exceeds the mean; p-values are from the t distribution, as in R. No
        fit, and the reason, where there are too few periods or one side has no events.

    Raises
    ------
    TurnCurveError
        Where a count is negative or missing, or the exposure does not fit.

    References
    ----------
    Lopez Bernal, Cummins and Gasparrini (2017), International Journal of Epidemiology 46, 348-355; McCullagh and
    Nelder (1989), Generalized Linear Models, 9.2.
    """
    check_level(level)
    values = _checked(counts, lowest=0.0)
    amounts = np.ones(len(values)) if exposure is None else np.asarray(exposure, dtype=float)
    if amounts.shape != values.shape or not (np.isfinite(amounts) & (amounts > 0)).all():
        raise TurnCurveError("The exposure is not one number above 0 for each period", where="exposure")
    names, matrix = design.matrix(len(values))
    reason = _why_no_fit(matrix)
    if not values[: design.change_at].sum() or not values[design.change_at :].sum():
        reason = reason or "no event was counted on one side of the change, so there is no ratio to measure"
    if reason:
        return no_fit(reason, method=QUASI_POISSON, periods=len(values), columns=len(names))
    offset = np.log(amounts)
    estimates, weights = _poisson(values, matrix, offset=offset)
    mean = np.exp(matrix @ estimates + offset)
    freedom = len(values) - len(names)
    dispersion = float((weights * ((values - mean) / mean) ** 2).sum() / freedom)
    if dispersion < NEGLIGIBLE:
        reason = "the counts do not vary about the fit"
        return no_fit(reason, method=QUASI_POISSON, periods=len(values), columns=len(names))
    covariance = np.asarray(dispersion * np.linalg.inv(matrix.T @ (weights[:, None] * matrix)), dtype=float)
    terms = _terms(
        names, estimates, covariance, freedom=freedom, level=level, normal=quantile == "normal", method=QUASI_POISSON
    )
    return SegmentedFit(
        method=QUASI_POISSON,
        terms=tuple(as_ratio(term) for term in terms),
        fitted=mean,
        counterfactual=np.exp(without_change(matrix, names) @ estimates + offset),
        dispersion=dispersion,
        autocorrelation=None,
        degrees_of_freedom=freedom,
    )


def segmented_values(
    values: npt.ArrayLike,
    design: SegmentedDesign,
    *,
    errors: Errors = "automatic",
    lag: int = 1,
    level: float = 0.95,
) -> SegmentedFit:
    """Measure how values changed at a known point, in their own unit.

    Parameters
    ----------
    values : array of float, shape (periods,)
        One value a period, none missing.
    design : SegmentedDesign
        Where the change is, and what else the regression contains.
    errors : {"automatic", "plain", "hc3", "newey_west", "reml"}
        Where the standard errors come from.
    lag : int
        Periods over which Newey and West's errors allow for autocorrelation.
    level : float
        Confidence level, between 0 and 1.

    Returns
    -------
    SegmentedFit
        No fit, and the reason, where there are too few periods or nothing varies about the fit.

    Raises
    ------
    TurnCurveError
        Where a value is missing, or the kind of errors is unknown.

    References
    ----------
    Newey and West (1987), Econometrica 55, 703-708; MacKinnon and White (1985), Journal of Econometrics 29, 305-325;
    Turner and others (2021), BMC Medical Research Methodology 21, 134.
    """
    check_level(level)
    series = _checked(values)
    kind = ("newey_west" if len(series) < FEWEST_FOR_REML else "reml") if errors == "automatic" else errors
    if kind not in _NAMES:
        raise TurnCurveError(
            "There is no such kind of errors", where="errors", remedy=f"Choose from {', '.join(_NAMES)}"
        )
    names, matrix = design.matrix(len(series))
    reason = _why_no_fit(matrix)
    if kind == "hc3" and not reason and (1 - _leverage(matrix)).min() < NEGLIGIBLE:
        reason = "a period decides a term on its own, so nothing is left to measure its error by"
    if not reason:
        estimates, covariance, autocorrelation = _linear(series, matrix, kind=kind, lag=lag)
        if not (np.diag(covariance) > 1e-18 * float((series**2).max())).all():
            reason = "the values do not vary about the fit"
    if reason:
        return no_fit(reason, method=_NAMES[kind], periods=len(series), columns=len(names))
    freedom = len(series) - len(names)
    return SegmentedFit(
        method=_NAMES[kind],
        terms=_terms(names, estimates, covariance, freedom=freedom, level=level, normal=False, method=_NAMES[kind]),
        fitted=matrix @ estimates,
        counterfactual=without_change(matrix, names) @ estimates,
        dispersion=None,
        autocorrelation=autocorrelation,
        degrees_of_freedom=freedom,
    )


_NAMES = {
    "plain": "segmented least squares",
    "hc3": "segmented least squares, HC3 errors",
    "newey_west": "segmented least squares, Newey-West errors",
    "reml": "segmented generalised least squares, AR(1) by REML",
}


def _linear(
    series: FloatArray, matrix: FloatArray, *, kind: str, lag: int
) -> tuple[FloatArray, FloatArray, float | None]:
    """Return estimates, their covariance and, where it was estimated, the autocorrelation."""
    if kind == "reml":
        found = optimize.minimize_scalar(
            lambda rho: restricted_deviance(series, matrix, rho=rho), bounds=(-0.95, 0.95), method="bounded"
        )
        rho = float(found.x)
        whole, square = whitened(series, matrix, rho=rho)
        estimates = _least_squares(whole, square)
        spread = float(((whole - square @ estimates) ** 2).sum() / (len(series) - matrix.shape[1]))
        return estimates, np.asarray(spread * np.linalg.inv(square.T @ square)), rho
    estimates = _least_squares(series, matrix)
    left = series - matrix @ estimates
    bread = np.linalg.inv(matrix.T @ matrix)
    if kind == "plain":
        return estimates, np.asarray(bread * float((left**2).sum() / (len(series) - matrix.shape[1]))), None
    if kind == "hc3":
        left = left / (1 - _leverage(matrix))
    pull = matrix * left[:, None]
    middle = pull.T @ pull
    for step in range(1, (lag if kind == "newey_west" else 0) + 1):
        across = pull[step:].T @ pull[:-step]
        middle = middle + (1 - step / (lag + 1)) * (across + across.T)
    return estimates, np.asarray(bread @ middle @ bread), None


def _leverage(matrix: FloatArray) -> FloatArray:
    """Return how far each period's fit rests on that period's own value, 1 where on nothing else."""
    return np.asarray((np.linalg.qr(matrix)[0] ** 2).sum(axis=1), dtype=float)


def whitened(series: FloatArray, matrix: FloatArray, *, rho: float) -> tuple[FloatArray, FloatArray]:
    """Take first-order autocorrelation out of a series and its design.

    Parameters
    ----------
    series : array of float, shape (periods,)
        The series.
    matrix : array of float, shape (periods, columns)
        The design.
    rho : float
        Autocorrelation from one period to the next, between -1 and 1.

    Returns
    -------
    tuple of array
        Both so that errors of equal variance and no correlation are left; the first row is kept (Prais and Winsten).
    """
    both = np.column_stack([series, matrix])
    out = np.vstack([both[:1] * np.sqrt(1 - rho**2), both[1:] - rho * both[:-1]])
    return out[:, 0], out[:, 1:]


def restricted_deviance(series: FloatArray, matrix: FloatArray, *, rho: float) -> float:
    """Give minus twice the restricted log likelihood of an autocorrelation, up to a constant.

    Parameters
    ----------
    series : array of float, shape (periods,)
        The series.
    matrix : array of float, shape (periods, columns)
        The design.
    rho : float
        Autocorrelation from one period to the next, between -1 and 1.

    Returns
    -------
    float
        With the variance at its best for this autocorrelation.

    References
    ----------
    Patterson and Thompson (1971), Biometrika 58, 545-554.
    """
    whole, square = whitened(series, matrix, rho=rho)
    estimates = _least_squares(whole, square)
    spread = float(((whole - square @ estimates) ** 2).sum())
    freedom = len(series) - matrix.shape[1]
    # The size of the errors' covariance in units of the innovations' variance.
    log_size = -np.log(1 - rho**2)
    return float(
        freedom * np.log(max(spread, np.finfo(float).tiny)) + log_size + np.linalg.slogdet(square.T @ square)[1]
    )


def _poisson(values: FloatArray, matrix: FloatArray, *, offset: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return Poisson estimates on the log scale, and the weights of the last step, from which R takes its errors."""
    mean = values + 0.1
    deviance = _deviance(values, mean)
    for _ in range(MOST_STEPS):
        weights = mean
        working = np.log(mean) - offset + (values - mean) / mean
        root = np.sqrt(weights)[:, None]
        estimates = _least_squares(working * root[:, 0], matrix * root)
        mean = np.exp(np.clip(matrix @ estimates + offset, -30, 30))
        before, deviance = deviance, _deviance(values, mean)
        if abs(deviance - before) < CONVERGED * (abs(deviance) + 0.1):
            break
    return estimates, weights


def _least_squares(series: FloatArray, matrix: FloatArray) -> FloatArray:
    """Return least-squares estimates."""
    return np.asarray(np.linalg.lstsq(matrix, series, rcond=None)[0], dtype=float)


def _deviance(values: FloatArray, mean: FloatArray) -> float:
    """Return the Poisson deviance."""
    ratio = np.where(values > 0, values / mean, 1.0)
    return float(2 * (values * np.log(ratio) - (values - mean)).sum())


def _terms(
    names: tuple[str, ...],
    estimates: FloatArray,
    covariance: FloatArray,
    *,
    freedom: int,
    level: float,
    normal: bool,
    method: str,
) -> tuple[SegmentedTerm, ...]:
    """Return one term a column."""
    tail = (1 + level) / 2
    reach = float(special.ndtri(tail) if normal else special.stdtrit(freedom, tail))
    found = []
    for name, estimate, error in zip(names, estimates, np.sqrt(np.diag(covariance)), strict=True):
        statistic = float(estimate / error)
        bounds = Interval(
            lower=float(estimate - reach * error), upper=float(estimate + reach * error), level=level, method=method
        )
        found.append(
            SegmentedTerm(
                name=name,
                estimate=float(estimate),
                standard_error=float(error),
                statistic=statistic,
                p_value=float(2 * special.stdtr(freedom, -abs(statistic))),
                interval=bounds,
            )
        )
    return tuple(found)


def _why_no_fit(matrix: FloatArray) -> str:
    """Say why a design cannot be fitted, or return an empty text."""
    periods, columns = matrix.shape
    if periods <= columns:
        return f"there are {periods} periods for {columns} terms, so nothing is left to measure chance by"
    if np.linalg.matrix_rank(matrix) < columns:
        return "there are too few periods on one side of the change to tell its level from its slope"
    return ""


def _checked(values: npt.ArrayLike, *, lowest: float = float("-inf")) -> FloatArray:
    """Return the series, or refuse one with a value that is missing or too low."""
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
