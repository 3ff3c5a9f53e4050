"""What makes an event come sooner: Cox's proportional hazards, with late entry, strata and clusters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr

from turncurve.errors import TurnCurveError
from turncurve.methods.bounds import Interval, check_level, normal_quantile
from turncurve.methods.counting_process import CountingProcess, counting_process
from turncurve.methods.cox_likelihood import Stratum, evaluate, prepare, score_residuals

FloatArray = npt.NDArray[np.float64]

MOST_STEPS = 30
CONVERGED = 1e-10
RUNAWAY = 15.0
"""A coefficient that moves the log hazard by more than this over its term's own spread has no finite estimate."""


@dataclass(frozen=True)
class CoxTerm:
    """How much one characteristic multiplies the hazard.

    Attributes
    ----------
    name : str
        The characteristic.
    coefficient : float
        Logarithm of the hazard ratio for one unit more.
    standard_error : float
        From the information matrix, as if all rows were independent.
    robust_standard_error : float or None
        From the sum of each cluster's influence; None where no clusters were given.
    hazard_ratio : float
        The coefficient's exponential.
    interval : Interval
        For the hazard ratio, from the robust standard error where there is one.
    z : float
        The coefficient over its standard error, the robust one where there is one.
    p_value : float
        Two-sided probability of so large a z were the ratio 1.
    """

    name: str
    coefficient: float
    standard_error: float
    robust_standard_error: float | None
    hazard_ratio: float
    interval: Interval
    z: float
    p_value: float


@dataclass(frozen=True)
class CoxFit:
    """A fitted model, or the reason why there is none.

    Attributes
    ----------
    terms : tuple of CoxTerm
        One a characteristic; empty where there is no fit.
    rows : int
        Rows used.
    events : int
        Events among them.
    clusters : int or None
        Clusters, such as families, that were given.
    log_likelihood : tuple of two float
        Of no effect, and of the fit.
    reason : str
        Why there is no fit, as a sentence without a full stop; empty where there is one.
    """

    terms: tuple[CoxTerm, ...]
    rows: int
    events: int
    clusters: int | None
    log_likelihood: tuple[float, float]
    reason: str = ""


def cox(
    exit: npt.ArrayLike,  # noqa: A002 - the field's own word for the end of observation
    event: npt.ArrayLike,
    *,
    characteristics: npt.ArrayLike,
    names: Sequence[str],
    entry: npt.ArrayLike | None = None,
    strata: npt.ArrayLike | None = None,
    clusters: npt.ArrayLike | None = None,
    level: float = 0.95,
) -> CoxFit:
    """Estimate how much characteristics multiply the hazard of an event.

    Parameters
    ----------
    exit : array of float, shape (rows,)
        When the event came or observation ended.
    event : array of bool, shape (rows,)
        Whether the event came at the exit.
    characteristics : array of float, shape (rows, characteristics)
        What may hasten or delay it; no value missing.
    names : sequence of str
        One a characteristic.
    entry : array of float, shape (rows,), optional
        When each row came under observation (exclusive): left truncation, or a time-varying characteristic's rows.
    strata : array, shape (rows,), optional
        Groups with a hazard of their own, such as the number of the event in a sequence.
    clusters : array, shape (rows,), optional
        Who belongs together (a child's rows, siblings): standard errors are then robust to their likeness.
    level : float
        Confidence level, between 0 and 1.

    Returns
    -------
    CoxFit
        With tied events handled by Efron's method; no terms, and the reason, where no finite estimate exists.

    Raises
    ------
    TurnCurveError
        Where lengths differ, a value is missing or a time is wrong.

    References
    ----------
    Cox (1972), Journal of the Royal Statistical Society B 34, 187-220; Efron (1977), Journal of the American
    Statistical Association 72, 557-565; Lin and Wei (1989), the same 84, 1074-1078.
    """
    check_level(level)
    rows = counting_process(exit, event, entry=entry)
    given = _checked(characteristics, names=names, rows=len(rows.exit))
    groups = _labels(strata, rows=len(rows.exit), name="strata")
    members = _labels(clusters, rows=len(rows.exit), name="clusters") if clusters is not None else None
    count = int(members.max()) + 1 if members is not None else None
    centred = given - given.mean(axis=0)
    parts = prepare(rows, centred, strata=groups)
    reason = _why_not(rows, parts)
    if not reason:
        found = _newton(parts, size=given.shape[1])
        reason = "" if found is not None else NO_ESTIMATE
    if reason or found is None:
        return CoxFit((), len(rows.exit), int(rows.event.sum()), count, (float("nan"), float("nan")), reason)
    coefficients, covariance, null, best = found
    robust = None
    if members is not None:
        influence = np.zeros((int(members.max()) + 1, given.shape[1]))
        np.add.at(influence, members, score_residuals(parts, coefficients, rows=len(rows.exit)) @ covariance)
        robust = np.sqrt((influence**2).sum(axis=0))
    return CoxFit(
        terms=_terms(names, coefficients, np.sqrt(np.diag(covariance)), robust=robust, level=level),
        rows=len(rows.exit),
        events=int(rows.event.sum()),
        clusters=count,
        log_likelihood=(null, best),
    )


NO_ESTIMATE = (
    "a characteristic parts those with the event from those without, or follows from the others, "
    "so that no finite hazard ratio fits best"
)


def _newton(parts: list[Stratum], *, size: int) -> tuple[FloatArray, FloatArray, float, float] | None:
    """Return coefficients, covariance and log likelihoods by Newton's method; None where it does not settle."""
    now = np.zeros(size)
    here = evaluate(parts, now)
    null = here.log_likelihood
    for _ in range(MOST_STEPS):
        if np.linalg.cond(here.information) > 1e12:
            return None
        step = np.linalg.solve(here.information, here.score)
        if _spread(parts, now + step) > RUNAWAY:
            return None
        ahead = evaluate(parts, now + step)
        while not ahead.log_likelihood >= here.log_likelihood - 1e-9 and np.abs(step).max() > CONVERGED:
            step = step / 2
            ahead = evaluate(parts, now + step)
        change = abs(ahead.log_likelihood - here.log_likelihood)
        now, here = now + step, ahead
        if change <= CONVERGED * (abs(here.log_likelihood) + 1) and np.abs(step).max() < 1e-6:
            return now, np.asarray(np.linalg.inv(here.information), dtype=float), null, here.log_likelihood
    return None


def _spread(parts: list[Stratum], coefficients: FloatArray) -> float:
    """Return by how much the largest effect moves the log hazard over one standard deviation of its term."""
    spread = np.concatenate([part.characteristics for part in parts]).std(axis=0)
    return float(np.abs(coefficients * spread).max())


def _why_not(rows: CountingProcess, parts: list[Stratum]) -> str:
    """Say why nothing can be estimated, or return an empty text."""
    if not rows.event.any():
        return "no event was observed"
    spread = np.concatenate([part.characteristics for part in parts]).std(axis=0)
    return "a characteristic is the same for all" if (spread == 0).any() else ""


def _terms(
    names: Sequence[str], coefficients: FloatArray, errors: FloatArray, *, robust: FloatArray | None, level: float
) -> tuple[CoxTerm, ...]:
    """Return one term a characteristic."""
    used = errors if robust is None else robust
    reach = normal_quantile(level) * used
    method = "Cox, Wald" if robust is None else "Cox, Wald with robust standard error"
    return tuple(
        CoxTerm(
            name=str(name),
            coefficient=float(value),
            standard_error=float(errors[place]),
            robust_standard_error=None if robust is None else float(robust[place]),
            hazard_ratio=float(np.exp(value)),
            interval=Interval(
                lower=float(np.exp(value - reach[place])),
                upper=float(np.exp(value + reach[place])),
                level=level,
                method=method,
            ),
            z=float(value / used[place]),
            p_value=float(2 * ndtr(-abs(value / used[place]))),
        )
        for place, (name, value) in enumerate(zip(names, coefficients, strict=True))
    )


def _checked(characteristics: npt.ArrayLike, *, names: Sequence[str], rows: int) -> FloatArray:
    """Return the characteristics, or refuse those that do not fit."""
    given = np.asarray(characteristics, dtype=float)
    if given.ndim != 2 or given.shape != (rows, len(names)) or not len(names):
        raise TurnCurveError("There is not one value for each row and named characteristic", where="characteristics")
    if not np.isfinite(given).all():
        wrong = int(np.flatnonzero(~np.isfinite(given).all(axis=1))[0]) + 1
        raise TurnCurveError(
            "A characteristic is missing", where=f"row {wrong}", remedy="Leave the row out, and say how many were"
        )
    return given


def _labels(labels: npt.ArrayLike | None, *, rows: int, name: str) -> npt.NDArray[np.int64]:
    """Return labels as numbers from 0, all of them 0 where none were given."""
    if labels is None:
        return np.zeros(rows, dtype=np.int64)
    given = np.asarray(labels)
    if given.shape != (rows,):
        raise TurnCurveError("There is not one label for each row", where=name)
    return np.asarray(np.unique(given, return_inverse=True)[1], dtype=np.int64).reshape(-1)
