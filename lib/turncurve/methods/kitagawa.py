"""How much of a change in a rate comes of the groups' rates, and how much of who was counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from turncurve.errors import TurnCurveError


@dataclass(frozen=True)
class GroupEffect:
    """What one group added to a change in a rate.

    Attributes
    ----------
    group : str
        The group's name.
    rate_effect : float
        What the change of the group's own rate added, at its mean share of both periods.
    composition_effect : float
        What the change of the group's share added, at its mean rate of both periods.
    """

    group: str
    rate_effect: float
    composition_effect: float


@dataclass(frozen=True)
class KitagawaDecomposition:
    """A change in a rate, split in two parts that sum to it.

    Attributes
    ----------
    first, second : float
        The two overall rates.
    difference : float
        The second less the first.
    rate_effect : float
        The part that the groups' rates make up.
    composition_effect : float
        The part that the groups' shares of the whole make up.
    groups : tuple of GroupEffect
        What each group added; a single group's composition effect depends on the zero from which rates are counted,
        so that only their sum is to be read as composition.
    """

    first: float
    second: float
    difference: float
    rate_effect: float
    composition_effect: float
    groups: tuple[GroupEffect, ...]


def kitagawa(numerators: npt.ArrayLike, denominators: npt.ArrayLike, *, groups: Sequence[str]) -> KitagawaDecomposition:
    """Split the change of a rate between two periods into the groups' rates and their shares.

    Parameters
    ----------
    numerators : array of float, shape (2, groups)
        Events or cases in each group, first and second period.
    denominators : array of float, shape (2, groups)
        Those among whom they were counted.
    groups : sequence of str
        The groups' names.

    Returns
    -------
    KitagawaDecomposition
        Without an interaction. A group that is empty in one period has no rate there and is given that of the other
        period: it differs in composition only.

    Raises
    ------
    TurnCurveError
        Where shapes differ, a value is missing or negative, a numerator has no denominator, or a period is empty.

    References
    ----------
    Kitagawa (1955), Components of a difference between two rates. Journal of the American Statistical Association
    50, 1168-1194.
    """
    top, bottom = np.asarray(numerators, dtype=float), np.asarray(denominators, dtype=float)
    names = tuple(str(name) for name in groups)
    if top.shape != (2, len(names)) or bottom.shape != top.shape:
        raise TurnCurveError("There is not one value for each of two periods and each group", where="numerators")
    if not (np.isfinite(top) & np.isfinite(bottom) & (top >= 0) & (bottom >= 0)).all():
        raise TurnCurveError("A group's count is missing or negative", where="numerators, denominators")
    if (top[bottom == 0] > 0).any() or not (bottom.sum(axis=1) > 0).all():
        raise TurnCurveError("Cases were counted where there is no denominator, or a period is empty", where="groups")
    shares = bottom / bottom.sum(axis=1, keepdims=True)
    rates = np.divide(top, bottom, out=np.full_like(top, np.nan), where=bottom > 0)
    rates = np.where(np.isnan(rates), rates[::-1], rates)
    rates = np.where(np.isnan(rates), 0.0, rates)
    overall = (shares * rates).sum(axis=1)
    by_rate = shares.mean(axis=0) * (rates[1] - rates[0])
    by_share = rates.mean(axis=0) * (shares[1] - shares[0])
    return KitagawaDecomposition(
        first=float(overall[0]),
        second=float(overall[1]),
        difference=float(overall[1] - overall[0]),
        rate_effect=float(by_rate.sum()),
        composition_effect=float(by_share.sum()),
        groups=tuple(
            GroupEffect(group=name, rate_effect=float(one), composition_effect=float(two))
            for name, one, two in zip(names, by_rate, by_share, strict=True)
        ),
    )
