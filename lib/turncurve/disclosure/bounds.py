"""What whole numbers could stand behind published ones: named unknown counts and named published numbers."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import TypedDict

import numpy as np
from scipy import sparse

from turncurve.disclosure.extremes import Interval, intervals
from turncurve.disclosure.programme import Programme
from turncurve.errors import DisclosureError


class Constraint(TypedDict):
    """One published number: a sum of counts, each times its factor, that lies between two limits.

    Attributes
    ----------
    coef : mapping of str to float
        Factor of each count.
    lo, hi : float or None
        Limits of the sum, both included; None where there is none.
    """

    coef: Mapping[str, float]
    lo: float | None
    hi: float | None


def bounds(
    variables: Mapping[str, tuple[float | None, float | None] | Sequence[float | None]],
    constraints: Iterable[Constraint] = (),
    *,
    names: Iterable[str] | None = None,
) -> dict[str, Interval]:
    """Return the smallest and the largest whole number that each unknown count could be.

    Percentages, rates, means and rounded numbers are constraints too: 7.5% of 40, shown with one decimal, says that the
    count lies between 2.98 and 3.02. Limits are read as the decimals that they are written in, and every end
    returned is reached by whole numbers that satisfy all constraints.

    Parameters
    ----------
    variables : mapping of str to (smallest, largest)
        What is known of each count by itself; None where there is no limit.
    constraints : iterable of Constraint
        Published numbers.
    names : iterable of str, optional
        The counts asked about; all of them if not given.

    Returns
    -------
    dict of str to Interval
        By name, in the order asked.

    Raises
    ------
    DisclosureError
        If a constraint names an unknown count, or no whole numbers satisfy every constraint.
    """
    place = {name: number for number, name in enumerate(variables)}
    limits = [_whole_limits(low, high) for low, high in variables.values()]
    rows = [_whole_row(each, place) for each in constraints]
    entries = [(number, place[name], value) for number, row in enumerate(rows) for name, value in row[0].items()]
    row_numbers, columns, values = zip(*entries, strict=True) if entries else ((), (), ())
    programme = Programme(
        sparse.csr_array((np.array(values, dtype=float), (row_numbers, columns)), shape=(len(rows), len(place))),
        np.array([row[1] for row in rows], dtype=float),
        np.array([row[2] for row in rows], dtype=float),
        np.array([low for low, _ in limits], dtype=float),
        np.array([high for _, high in limits], dtype=float),
    )
    asked = list(place if names is None else names)
    _all_listed(asked, place)
    unit = sparse.csr_array(
        (np.ones(len(asked)), (np.arange(len(asked)), [place[name] for name in asked])), shape=(len(asked), len(place))
    )
    return dict(zip(asked, intervals(programme, unit), strict=True))


def _fraction(number: float | None, *, otherwise: float) -> Fraction | float:
    """Return a number as the decimal that it is written as, or an infinity where there is none."""
    if number is None or math.isinf(number):
        return otherwise
    return Fraction(str(number))


def _whole_limits(low: float | None, high: float | None) -> tuple[float, float]:
    """Return limits of a whole number, rounded inwards."""
    least, most = _fraction(low, otherwise=-math.inf), _fraction(high, otherwise=math.inf)
    return _up(least), _down(most)


def _up(number: Fraction | float) -> float:
    """Return the smallest whole number that is not less."""
    return number if isinstance(number, float) else float(math.ceil(number))


def _down(number: Fraction | float) -> float:
    """Return the largest whole number that is not more."""
    return number if isinstance(number, float) else float(math.floor(number))


def _whole_row(constraint: Constraint, place: Mapping[str, int]) -> tuple[dict[str, int], float, float]:
    """Return a constraint with whole factors and limits: the same whole numbers satisfy it."""
    _all_listed(constraint["coef"], place)
    factors = {name: Fraction(str(value)) for name, value in constraint["coef"].items() if value}
    scale = Fraction(math.lcm(*(each.denominator for each in factors.values())))
    scale /= math.gcd(*(int(each * scale) for each in factors.values())) or 1
    least = _fraction(constraint.get("lo"), otherwise=-math.inf)
    most = _fraction(constraint.get("hi"), otherwise=math.inf)
    return {name: int(each * scale) for name, each in factors.items()}, _up(least * scale), _down(most * scale)


def _all_listed(names: Iterable[str], place: Mapping[str, int]) -> None:
    """Refuse names of counts that are not among the unknowns.

    Raises
    ------
    DisclosureError
        If some are not.
    """
    unknown = sorted(set(names) - set(place))
    if unknown:
        raise DisclosureError(f"these counts are asked about or published but not listed: {', '.join(unknown)}")
