"""How much of a difference between rates each of its factors makes up: Das Gupta's symmetric standardisation."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np
import numpy.typing as npt

from turncurve.errors import TurnCurveError

FloatArray = npt.NDArray[np.float64]
Factors = Mapping[str, FloatArray]
RateFunction = Callable[[Factors], float | FloatArray]
"""What makes a rate out of one population's factors: each a number, or an array over its sub-populations."""

MOST_FACTORS = 12
"""Each factor doubles the work; more than these are not factors that anyone could explain."""


@dataclass(frozen=True)
class FactorEffect:
    """How much of a difference between two rates one factor makes up.

    Attributes
    ----------
    factor : str
        The factor's name.
    first, second : float
        The rate of each population with only this factor its own, all others shared by both.
    effect : float
        The second less the first, in the rate's unit.
    share : float or None
        The effect as a part of the whole difference, 1 for all of it; negative where it worked the other way; None
        where the rates do not differ.
    """

    factor: str
    first: float
    second: float
    effect: float
    share: float | None


@dataclass(frozen=True)
class RateDecomposition:
    """A difference between two rates, split into effects that sum to it.

    Attributes
    ----------
    first, second : float
        The two rates as they are.
    difference : float
        The second less the first.
    effects : tuple of FactorEffect
        One a factor, in the order given.
    """

    first: float
    second: float
    difference: float
    effects: tuple[FactorEffect, ...]


@dataclass(frozen=True, eq=False)
class Standardisation:
    """What each population's rate would be if it differed from the others in one factor only.

    Attributes
    ----------
    populations : tuple of str
        Councils, or the years of one.
    factors : tuple of str
        The factors' names.
    crude : array of float, shape (populations,)
        The rates as they are.
    standardised : array of float, shape (populations, factors)
        The rate of the row's population with only the column's factor its own.
    """

    populations: tuple[str, ...]
    factors: tuple[str, ...]
    crude: FloatArray
    standardised: FloatArray

    def decompose(self, first: str, second: str) -> RateDecomposition:
        """Split the difference between two of the populations.

        Parameters
        ----------
        first, second : str
            Names of populations; the effects are those of going from the first to the second.

        Returns
        -------
        RateDecomposition
            Effects that sum to the difference, and that add up along a series of populations.

        Raises
        ------
        TurnCurveError
            Where a population is not among those standardised.
        """
        if not {first, second} <= set(self.populations):
            raise TurnCurveError(
                "There is no such population among those standardised",
                where="first, second",
                remedy=f"Choose from {', '.join(self.populations)}",
            )
        one, two = self.populations.index(first), self.populations.index(second)
        difference = float(self.crude[two] - self.crude[one])
        moved = self.standardised[two] - self.standardised[one]
        return RateDecomposition(
            first=float(self.crude[one]),
            second=float(self.crude[two]),
            difference=difference,
            effects=tuple(
                FactorEffect(
                    factor=name,
                    first=float(self.standardised[one, column]),
                    second=float(self.standardised[two, column]),
                    effect=float(moved[column]),
                    share=float(moved[column] / difference) if difference else None,
                )
                for column, name in enumerate(self.factors)
            ),
        )


def product_of_factors(factors: Factors) -> FloatArray:
    """Multiply the factors of one population.

    Parameters
    ----------
    factors : mapping of str to array of float
        One population's factors.

    Returns
    -------
    array of float
        The product, one a sub-population.
    """
    return np.asarray(np.prod(np.stack(list(factors.values())), axis=0), dtype=float)


def standardise(
    factors: Mapping[str, npt.ArrayLike],
    populations: Sequence[str],
    *,
    rate: RateFunction = product_of_factors,
) -> Standardisation:
    """Standardise rates over two or more populations, so that the effect of each factor can be read.

    Parameters
    ----------
    factors : mapping of str to array of float, shape (populations,) or (populations, sub-populations)
        Each factor's values; with sub-populations the rate is summed over them.
    populations : sequence of str
        A name a population, in the order of the arrays' rows.
    rate : callable
        Makes the rate from a mapping of factor names to one population's values; a result for each sub-population is
        summed. By default the product.

    Returns
    -------
    Standardisation
        For two populations equation 3.54 of Das Gupta; for more, equation 6.11, which is consistent over all pairs.

    Raises
    ------
    TurnCurveError
        Where there are fewer than two populations, names repeat, factors differ in shape, or a value or a rate is not
        a finite number.

    References
    ----------
    Das Gupta (1993), Standardization and Decomposition of Rates: A User's Manual, equations 3.54 and 6.11.
    """
    names, values = checked_factors(factors, populations=populations)

    def _whole(chosen: Factors) -> float:
        """Return the rate, summed over sub-populations."""
        return float(np.sum(rate(chosen)))

    crude = np.array([_whole(_own(values, row)) for row in range(len(names))])
    pairs = _pairwise(len(names), lambda one, two: pair_rates(values, (one, two), rate=_whole).T)
    if not (np.isfinite(crude).all() and np.isfinite(pairs).all()):
        raise TurnCurveError(
            "The rate function gives a rate that is not a finite number",
            where="rate",
            remedy="Check that no population mixes into a denominator of 0",
        )
    return Standardisation(populations=names, factors=tuple(values), crude=crude, standardised=consistent_rates(pairs))


def checked_factors(
    factors: Mapping[str, npt.ArrayLike], *, populations: Sequence[str]
) -> tuple[tuple[str, ...], dict[str, FloatArray]]:
    """Refuse factors and populations that cannot be standardised.

    Parameters
    ----------
    factors : mapping of str to array of float, shape (populations, ...)
        Each factor's values.
    populations : sequence of str
        A name a population.

    Returns
    -------
    tuple
        The names of the populations and the factors as arrays of float.

    Raises
    ------
    TurnCurveError
        Where there are fewer than two populations, names repeat, factors differ in shape, or a value is not finite.
    """
    names = tuple(str(name) for name in populations)
    values = {name: np.asarray(value, dtype=float) for name, value in factors.items()}
    if len(names) < 2 or len(set(names)) != len(names):
        raise TurnCurveError("Two or more populations with different names are needed", where="populations")
    if not 1 <= len(values) <= MOST_FACTORS:
        raise TurnCurveError(f"A rate is split into at least one factor and at most {MOST_FACTORS}", where="factors")
    shape = next(iter(values.values())).shape
    for name, value in values.items():
        if value.shape != shape or not value.ndim or len(value) != len(names):
            raise TurnCurveError(
                "A factor does not have one value for each population and sub-population", where=f"factor {name}"
            )
        if not np.isfinite(value).all():
            raise TurnCurveError("A factor holds a value that is missing or not finite", where=f"factor {name}")
    return names, values


def pair_rates(values: Factors, pair: tuple[int, int], *, rate: RateFunction) -> FloatArray:
    """Standardise two populations' rates on each other (equation 3.54).

    Parameters
    ----------
    values : mapping of str to array of float, shape (populations, ...)
        Each factor's values.
    pair : tuple of two int
        Rows of the two populations.
    rate : callable
        Makes the rate, or the rates of sub-populations, from one population's factors.

    Returns
    -------
    array of float, shape (factors, 2, ...)
        For each factor, the rate of either population with only that factor its own.
    """
    names = list(values)
    others = len(names) - 1
    found = []
    for name in names:
        rest = [other for other in names if other != name]
        total: list[FloatArray | float] = [0.0, 0.0]
        for size in range(others + 1):
            weight = 1 / ((others + 1) * comb(others, size))
            for chosen in combinations(rest, size):
                source = {other: pair[int(other in chosen)] for other in rest}
                for place in (0, 1):
                    here = {key: values[key][source.get(key, pair[place])] for key in names}
                    total[place] = total[place] + weight * np.asarray(rate(here), dtype=float)
        found.append(np.stack([np.asarray(part) for part in total]))
    return np.stack(found)


def consistent_rates(pairs: npt.NDArray[np.float64]) -> FloatArray:
    """Make the rates standardised in pairs consistent over all populations (equation 6.11).

    Parameters
    ----------
    pairs : array of float, shape (populations, populations, factors)
        The rate of the first axis's population when standardised on the second's; the diagonal is not used.

    Returns
    -------
    array of float, shape (populations, factors)
        One rate for each population and factor.
    """
    count = len(pairs)
    apart = ~np.eye(count, dtype=bool)
    rates = np.where(apart[..., None], pairs, 0.0)
    found = np.empty(rates.shape[1:])
    for own in range(count):
        others = [other for other in range(count) if other != own]
        moved = sum(
            (rates[other].sum(axis=0) - rates[other, own] - (count - 2) * rates[other, own] for other in others),
            start=np.zeros(rates.shape[2]),
        )
        found[own] = rates[own].sum(axis=0) / (count - 1) + moved / (count * (count - 1))
    return found


def _own(values: Factors, row: int) -> dict[str, FloatArray]:
    """Return one population's own factors."""
    return {name: value[row] for name, value in values.items()}


def _pairwise(count: int, rates: Callable[[int, int], FloatArray]) -> FloatArray:
    """Lay out the rates of every pair, each population's own first."""
    first = rates(0, 1)
    found = np.zeros((count, count, first.shape[1]))
    for one, two in combinations(range(count), 2):
        found[one, two], found[two, one] = rates(one, two)
    return found
