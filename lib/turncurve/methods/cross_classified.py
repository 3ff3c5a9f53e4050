"""How much of a difference between rates comes of each way in which the populations are made up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from math import comb

import numpy as np
import numpy.typing as npt

from turncurve.errors import TurnCurveError
from turncurve.methods.das_gupta import (
    Factors,
    RateFunction,
    Standardisation,
    checked_factors,
    consistent_rates,
    pair_rates,
    product_of_factors,
)

FloatArray = npt.NDArray[np.float64]


def standardise_cross_classified(
    factors: Mapping[str, npt.ArrayLike],
    populations: Sequence[str],
    *,
    sizes: npt.ArrayLike,
    classified_by: Mapping[str, Sequence[str]],
    rate: RateFunction = product_of_factors,
) -> Standardisation:
    """Standardise rates of populations that are cross-classified, such as by age and sex.

    Each way of classifying becomes a factor of its own beside those of the rate within a cell.

    Parameters
    ----------
    factors : mapping of str to array of float, shape (populations, cells)
        What makes the rate within each cell.
    populations : sequence of str
        A name a population, in the order of the arrays' rows.
    sizes : array of float, shape (populations, cells)
        How large each cell is, in any unit that is the same within a population.
    classified_by : mapping of str to sequence, one label a cell
        The cell's class in each classification; each class combination once.
    rate : callable
        Makes the cells' rates from one population's factors; by default their product. It must not sum over cells.

    Returns
    -------
    Standardisation
        First the factors of the rate, then the classifications, by their names.

    Raises
    ------
    TurnCurveError
        Where shapes differ, a size is negative or a population is empty, a cell stands twice, names repeat, or the
        rate is not one value a cell.

    References
    ----------
    Das Gupta (1993), Standardization and Decomposition of Rates: A User's Manual, chapter 5 and equation 5.36.
    """
    names, values = checked_factors(factors, populations=populations)
    cells = next(iter(values.values())).shape
    amounts = _checked_sizes(sizes, shape=cells)
    classes = _checked_classes(classified_by, cells=cells[-1], taken=tuple(values))
    shares = amounts / amounts.sum(axis=1, keepdims=True)
    rates = np.stack([_cell_rates(values, row, rate=rate) for row in range(len(names))])
    structure = structure_factors(amounts, classes)
    pairs = np.zeros((len(names), len(names), len(values) + len(classes)))
    for one, two in combinations(range(len(names)), 2):
        within = pair_rates(values, (one, two), rate=rate) * (shares[one] + shares[two]) / 2
        made_up = pair_rates(structure, (one, two), rate=product_of_factors) * (rates[one] + rates[two]) / 2
        both = np.concatenate([within, made_up]).sum(axis=-1)
        pairs[one, two], pairs[two, one] = both[:, 0], both[:, 1]
    return Standardisation(
        populations=names,
        factors=(*values, *classes),
        crude=(shares * rates).sum(axis=1),
        standardised=consistent_rates(pairs),
    )


def structure_factors(sizes: FloatArray, classes: Mapping[str, npt.NDArray[np.str_]]) -> dict[str, FloatArray]:
    """Write each cell's share of its population as a symmetric product of one factor a classification.

    Parameters
    ----------
    sizes : array of float, shape (populations, cells)
        How large each cell is.
    classes : mapping of str to array of str, shape (cells,)
        The cell's class in each classification.

    Returns
    -------
    dict of str to array of float, shape (populations, cells)
        The factors; their product is the cell's share. Where the classes that a cell is in are empty, its factor is 0.
    """
    names = list(classes)
    others = len(names) - 1
    found = {}
    for name in names:
        factor = np.ones_like(sizes)
        rest = [other for other in names if other != name]
        for size in range(others + 1):
            power = 1 / (len(names) * comb(others, size))
            for chosen in combinations(rest, size):
                whole = _within(sizes, [classes[other] for other in chosen])
                part = _within(sizes, [classes[other] for other in (*chosen, name)])
                factor *= np.divide(part, whole, out=np.zeros_like(part), where=whole > 0) ** power
        found[name] = factor
    return found


def _within(sizes: FloatArray, classes: list[npt.NDArray[np.str_]]) -> FloatArray:
    """Sum the sizes of all cells that are alike in the given classifications, for each cell."""
    alike = np.ones((sizes.shape[1], sizes.shape[1]), dtype=bool)
    for labels in classes:
        alike &= labels[:, None] == labels[None, :]
    return np.asarray(sizes @ alike.astype(float), dtype=float)


def _cell_rates(values: Factors, row: int, *, rate: RateFunction) -> FloatArray:
    """Return one population's rates, one a cell."""
    own = {name: value[row] for name, value in values.items()}
    rates = np.asarray(rate(own), dtype=float)
    if rates.shape != next(iter(own.values())).shape or not np.isfinite(rates).all():
        raise TurnCurveError(
            "The rate function does not give one finite rate for each cell",
            where="rate",
            remedy="Let it not sum over the cells: their sizes are given apart",
        )
    return rates


def _checked_sizes(sizes: npt.ArrayLike, *, shape: tuple[int, ...]) -> FloatArray:
    """Return the sizes, or refuse those that do not fit the factors."""
    amounts = np.asarray(sizes, dtype=float)
    if amounts.shape != shape or amounts.ndim != 2:
        raise TurnCurveError("The sizes do not have one value for each population and cell", where="sizes")
    if not (np.isfinite(amounts) & (amounts >= 0)).all() or not (amounts.sum(axis=1) > 0).all():
        raise TurnCurveError(
            "The size of a cell is missing or negative, or a population is empty",
            where="sizes",
            remedy="Give 0 for a cell that nobody is in",
        )
    return amounts


def _checked_classes(
    classified_by: Mapping[str, Sequence[str]], *, cells: int, taken: tuple[str, ...]
) -> dict[str, npt.NDArray[np.str_]]:
    """Return the classes as text, or refuse those that do not tell the cells apart."""
    classes = {name: np.array([str(label) for label in labels]) for name, labels in classified_by.items()}
    if not classes or any(len(labels) != cells for labels in classes.values()):
        raise TurnCurveError("A classification does not have one class for each cell", where="classified_by")
    if len(set(zip(*classes.values(), strict=True))) != cells:
        raise TurnCurveError(
            "A cell stands twice: its classes are those of another", where="classified_by", remedy="Add the two up"
        )
    if set(classes) & set(taken):
        raise TurnCurveError("A classification has the name of a factor", where="classified_by", remedy="Rename one")
    return classes
