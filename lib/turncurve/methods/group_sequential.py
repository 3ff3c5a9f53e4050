"""How sure one must be at each look, so that looking again and again raises no more false alarms than one look."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from scipy import optimize
from scipy.special import ndtr, ndtri

from turncurve.errors import TurnCurveError
from turncurve.methods.bounds import check_level

FloatArray = npt.NDArray[np.float64]

SPENDING_POWER = 3.0
"""By the j-th of J looks (j / J) cubed of the allowance is spent: little on few points, most of it at the end."""
GRID = 201
WIDEST = 12.0


def spent(looks: int, *, false_alarm: float, power: float = SPENDING_POWER) -> FloatArray:
    """Say how much of the allowance for false alarms is spent by each look.

    Parameters
    ----------
    looks : int
        How many looks are planned.
    false_alarm : float
        The allowance over all of them, such as .05.
    power : float
        Higher powers spend later.

    Returns
    -------
    array of float, shape (looks,)
        Rising to the allowance.

    References
    ----------
    Kim and DeMets (1987), Biometrika 74, 149-154.
    """
    return np.asarray(false_alarm * (np.arange(1, looks + 1) / looks) ** power)


@lru_cache(maxsize=4096)
def boundaries(
    information: tuple[float, ...], *, false_alarm: float, power: float = SPENDING_POWER
) -> tuple[float, ...]:
    """Find how many standard errors a departure must be from nothing at each look, on either side.

    Parameters
    ----------
    information : tuple of float, one a look
        How much is known at each look, rising, in any unit: the inverse of the departure's variance.
    false_alarm : float
        The probability, were nothing to change, of ever crossing.
    power : float
        How late the allowance is spent.

    Returns
    -------
    tuple of float
        One bound a look; of one look, 1.96 for .05.

    Raises
    ------
    TurnCurveError
        Where the information does not rise from look to look.

    References
    ----------
    Lan and DeMets (1983), Biometrika 70, 659-663; Jennison and Turnbull (2000), Group Sequential Methods, chapter 19.
    """
    check_level(false_alarm)
    parts = np.asarray(information, dtype=float)
    if not len(parts) or not (np.diff(np.concatenate([[0.0], parts])) > 0).all():
        raise TurnCurveError("The information does not rise from look to look", where="information")
    time = parts / parts[-1]
    allowed = np.diff(np.concatenate([[0.0], spent(len(time), false_alarm=false_alarm, power=power)]))
    first = float(-ndtri(allowed[0] / 2))
    bounds = [first]
    places = np.linspace(-first, first, GRID) * np.sqrt(time[0])
    density = _normal(places / np.sqrt(time[0])) / np.sqrt(time[0])
    for look in range(1, len(time)):
        weight = _trapezoid(places) * density
        step, root = np.sqrt(time[look] - time[look - 1]), np.sqrt(time[look])
        bound = _bound(places, weight, step=float(step), root=float(root), allowed=float(allowed[look]))
        ahead = np.linspace(-bound, bound, GRID) * root
        density = _normal((ahead[:, None] - places[None, :]) / step) @ weight / step
        places = ahead
        bounds.append(bound)
    return tuple(bounds)


def sequential_p_value(p_values: Sequence[float], information: tuple[float, ...]) -> float:
    """Give one p-value for all looks so far: the smallest allowance under which any of them would have crossed.

    Parameters
    ----------
    p_values : sequence of float, one a look so far
        Two-sided p-value of each look on its own.
    information : tuple of float, one a planned look
        As for `boundaries`.

    Returns
    -------
    float
        To within 5 per cent of itself, never too small; .5 where even that allowance was not crossed.

    Raises
    ------
    TurnCurveError
        Where there are more p-values than planned looks.
    """
    if len(p_values) > len(information):
        raise TurnCurveError("There are more looks than were planned", where="p_values")
    reached = -ndtri(np.clip(np.asarray(p_values, dtype=float), 1e-300, 1.0) / 2)

    def _crossed(allowance: float) -> bool:
        """Tell whether any look so far crosses under an allowance."""
        return bool((reached >= np.array(boundaries(information, false_alarm=allowance))[: len(reached)]).any())

    low, high = 1e-8, 0.5
    if not len(reached) or not _crossed(high):
        return high
    while high / low > 1.05:
        middle = float(np.sqrt(low * high))
        low, high = (low, middle) if _crossed(middle) else (middle, high)
    return high


def _bound(places: FloatArray, weight: FloatArray, *, step: float, root: float, allowed: float) -> float:
    """Return the bound that is crossed for the first time at this look with the probability allowed."""

    def _over(bound: float) -> float:
        """Return by how much the probability of crossing exceeds what is allowed."""
        out = ndtr((-bound * root - places) / step) + ndtr((places - bound * root) / step)
        return float(weight @ out) - allowed

    if _over(WIDEST) >= 0:
        return WIDEST
    return float(optimize.brentq(_over, 0.0, WIDEST, xtol=1e-6))


def _normal(values: FloatArray) -> FloatArray:
    """Return the standard normal density."""
    return np.asarray(np.exp(-0.5 * values**2) / np.sqrt(2 * np.pi))


def _trapezoid(places: FloatArray) -> FloatArray:
    """Return the weights of the trapezoid rule."""
    weights = np.full(len(places), places[1] - places[0])
    weights[[0, -1]] /= 2
    return weights
