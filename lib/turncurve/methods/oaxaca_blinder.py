"""How much of a difference between two groups' means their characteristics explain: Oaxaca and Blinder."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from turncurve.errors import TurnCurveError

FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True)
class OaxacaBlinder:
    """A difference between two means, split by linear regressions of each group.

    Attributes
    ----------
    difference : float
        The first group's mean less the second's.
    endowments : float
        What the groups' different characteristics make up, at the second group's coefficients.
    coefficients : float
        What their different coefficients make up, at the second group's characteristics.
    interaction : float
        What both together make up; the three sum to the difference.
    explained : float
        What characteristics make up at coefficients pooled over both groups (with a term for the group).
    unexplained : float
        What is left; the two sum to the difference.
    """

    difference: float
    endowments: float
    coefficients: float
    interaction: float
    explained: float
    unexplained: float


def oaxaca_blinder(
    outcome: npt.ArrayLike, characteristics: npt.ArrayLike, *, in_first_group: npt.ArrayLike
) -> OaxacaBlinder:
    """Split the difference between two groups' mean outcomes.

    Parameters
    ----------
    outcome : array of float, shape (units,)
        What is compared.
    characteristics : array of float, shape (units, characteristics)
        What may explain it, without a constant and without the group.
    in_first_group : array of bool, shape (units,)
        Which units are in the first group.

    Returns
    -------
    OaxacaBlinder
        The threefold split from the viewpoint of the second group, and the twofold split with pooled coefficients.

    Raises
    ------
    TurnCurveError
        Where lengths differ, a value is missing, or a group's characteristics do not allow a regression.

    References
    ----------
    Blinder (1973), Journal of Human Resources 8, 436-455; Oaxaca (1973), International Economic Review 14, 693-709;
    Jann (2008), The Stata Journal 8, 453-479.
    """
    values = np.asarray(outcome, dtype=float)
    given = np.asarray(characteristics, dtype=float)
    first = np.asarray(in_first_group, dtype=bool)
    if given.ndim != 2 or not values.shape == first.shape == (len(given),):
        raise TurnCurveError("There is not one outcome and one group for each row of characteristics", where="outcome")
    if not (np.isfinite(values).all() and np.isfinite(given).all()):
        raise TurnCurveError("An outcome or a characteristic is missing", where="outcome, characteristics")
    design = np.column_stack([np.ones(len(given)), given])
    one, two = _coefficients(values[first], design[first]), _coefficients(values[~first], design[~first])
    pooled = _coefficients(values, np.column_stack([design, first]))[:-1]
    mean_one, mean_two = design[first].mean(axis=0), design[~first].mean(axis=0)
    apart = mean_one - mean_two
    difference = float(values[first].mean() - values[~first].mean())
    explained = float(apart @ pooled)
    return OaxacaBlinder(
        difference=difference,
        endowments=float(apart @ two),
        coefficients=float(mean_two @ (one - two)),
        interaction=float(apart @ (one - two)),
        explained=explained,
        unexplained=difference - explained,
    )


def _coefficients(values: FloatArray, design: FloatArray) -> FloatArray:
    """Return least-squares coefficients, or refuse a design that does not determine them."""
    if len(values) < design.shape[1] or np.linalg.matrix_rank(design) < design.shape[1]:
        raise TurnCurveError(
            "The characteristics of a group do not allow a regression",
            where="characteristics",
            remedy="Leave out what is the same for all or follows from the others, or gather more units",
        )
    return np.asarray(np.linalg.lstsq(design, values, rcond=None)[0], dtype=float)
