"""Why a share of starts changed: more who return, or fewer who come for the first time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from turncurve.errors import TurnCurveError
from turncurve.methods.das_gupta import Factors, RateDecomposition, standardise

FIRST_TIME = "first_time"
RETURNS = "returns"
EXPOSED = "exposed"
HAZARD = "hazard"


@dataclass(frozen=True)
class ShareChange:
    """A change in the share of starts that are returns, and whose inflow made it up.

    Attributes
    ----------
    decomposition : RateDecomposition
        In parts of 1: the share in both periods, and the effects of `returns` and `first_time`, or, where those who
        could return were counted, of `exposed`, `hazard` and `first_time`.
    returns : tuple of two float
        Starts that are returns, first and second period.
    first_time : tuple of two float
        Starts that are not.
    numerator_effect : float
        What the inflow of returns makes up of the change in the share.
    denominator_effect : float
        What the inflow of first-time starts makes up: a share moved by this alone says nothing of those who return.
    """

    decomposition: RateDecomposition
    returns: tuple[float, float]
    first_time: tuple[float, float]
    numerator_effect: float
    denominator_effect: float


def decompose_share(
    returns: npt.ArrayLike, first_time: npt.ArrayLike, *, exposed: npt.ArrayLike | None = None
) -> ShareChange:
    """Split the change of returns / (returns + first-time starts) between two periods.

    Parameters
    ----------
    returns : array of float, shape (2,)
        Starts in each period by those who had started before.
    first_time : array of float, shape (2,)
        Starts in each period by those who had not.
    exposed : array of float, shape (2,), optional
        Those who could have returned, such as the years lived since an earlier ending; with it returns are split into
        how many were exposed and how often one of them returned (the hazard).

    Returns
    -------
    ShareChange
        Das Gupta's symmetric effects, which sum to the change.

    Raises
    ------
    TurnCurveError
        Where there are not two periods, a count is missing or negative, a period has no starts, or nobody was exposed.

    References
    ----------
    Das Gupta (1993), Standardization and Decomposition of Rates: A User's Manual, chapter 3.
    """
    back, new = _two_periods(returns, name="returns"), _two_periods(first_time, name="first_time")
    if not (back + new > 0).all():
        raise TurnCurveError("A period has no starts, so it has no share to split", where="returns, first_time")
    if exposed is None:
        found = standardise({RETURNS: back, FIRST_TIME: new}, ("first", "second"), rate=_share_of_returns)
    else:
        could = _two_periods(exposed, name="exposed")
        if not (could > 0).all():
            raise TurnCurveError("Nobody could have returned in a period", where="exposed", remedy="Leave it out")
        found = standardise(
            {EXPOSED: could, HAZARD: back / could, FIRST_TIME: new}, ("first", "second"), rate=_share_of_hazard
        )
    decomposition = found.decompose("first", "second")
    of_new = sum(effect.effect for effect in decomposition.effects if effect.factor == FIRST_TIME)
    return ShareChange(
        decomposition=decomposition,
        returns=(float(back[0]), float(back[1])),
        first_time=(float(new[0]), float(new[1])),
        numerator_effect=decomposition.difference - of_new,
        denominator_effect=of_new,
    )


def _share_of_returns(factors: Factors) -> float:
    """Return the share of starts that are returns; 0 where nobody starts in a mixture of the two periods."""
    starts = float(factors[RETURNS] + factors[FIRST_TIME])
    return float(factors[RETURNS]) / starts if starts else 0.0


def _share_of_hazard(factors: Factors) -> float:
    """Return the share of starts that are returns, from exposure and hazard."""
    back = factors[EXPOSED] * factors[HAZARD]
    return _share_of_returns({RETURNS: back, FIRST_TIME: factors[FIRST_TIME]})


def _two_periods(values: npt.ArrayLike, *, name: str) -> npt.NDArray[np.float64]:
    """Return one count for each of two periods, or refuse what is not that."""
    counts = np.asarray(values, dtype=float)
    if counts.shape != (2,) or not (np.isfinite(counts) & (counts >= 0)).all():
        raise TurnCurveError("There is not one count of 0 or more for each of two periods", where=name)
    return counts
