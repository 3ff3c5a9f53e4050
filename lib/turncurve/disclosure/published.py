"""Published numbers that are not counts themselves, as bounds on counts: percentages, rates, means, rounded counts.

A number is given as the text that a reader sees. "7.5" of 40 says that the count above lies between 7.45% and 7.55% of
40, and so is 3. Both ends are included, because halves are rounded up by one program and to even by the next.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from scipy import sparse

from turncurve.disclosure.relations import Linked, Role
from turncurve.errors import DisclosureError
from turncurve.indicators.cell import Cell, CellKey

_SAID: tuple[Role, ...] = ("said",)


@dataclass(frozen=True)
class Published:
    """One published number: a sum of counts, each times its factor, that lies between two limits.

    Parameters
    ----------
    terms : tuple of (CellKey, Fraction)
        Address of each count and its factor.
    least, most : Fraction or None
        Limits of the sum, both included; None where there is none.
    """

    terms: tuple[tuple[CellKey, Fraction], ...]
    least: Fraction | None
    most: Fraction | None


def ratio(above: CellKey | int, below: CellKey | int, *, shown: str, times: int = 1) -> tuple[Published, ...]:
    """Return what a percentage, a rate or a mean says of the counts that it is made from.

    Parameters
    ----------
    above : CellKey or int
        Address of the count or sum on top, or that number where it is known: a mean's total.
    below : CellKey or int
        Address of the count below, or that number where it is known: a rate's population.
    shown : str
        The number as it is printed, with its decimals: "7.5".
    times : int, optional
        100 for a percentage, 10000 for a rate per 10,000, 1 for a mean.

    Returns
    -------
    tuple of Published
        That the number is not less, and not more, than what rounds to it.

    Raises
    ------
    DisclosureError
        If what is printed is not a number.
    """
    value, half = _printed(shown)
    return (
        _bound([(above, Fraction(times)), (below, half - value)], least=Fraction(0)),
        _bound([(above, Fraction(times)), (below, -half - value)], most=Fraction(0)),
    )


def rounded(key: CellKey, *, shown: int, step: int) -> Published:
    """Return what a count rounded to a multiple, halves upwards, says of the count.

    Parameters
    ----------
    key : CellKey
        The count's address.
    shown : int
        The count as it is printed.
    step : int
        What it was rounded to: 80 rounded to 10 is anything from 75 to 84.

    Returns
    -------
    Published
        The counts that would be printed alike.
    """
    return between(key, least=math.ceil(shown - Fraction(step, 2)), most=math.ceil(shown + Fraction(step, 2)) - 1)


def between(key: CellKey, *, least: int | None = None, most: int | None = None) -> Published:
    """Return that a count is known to lie between two numbers.

    Parameters
    ----------
    key : CellKey
        The count's address.
    least, most : int, optional
        The two numbers, both possible; None where there is none.

    Returns
    -------
    Published
        The same as a bound.
    """
    return total([key], least=least, most=most)


def total(keys: Iterable[CellKey], *, least: int | None = None, most: int | None = None) -> Published:
    """Return that some counts are known to add to a number between two others.

    Parameters
    ----------
    keys : iterable of CellKey
        Addresses of the counts.
    least, most : int, optional
        The two numbers, both possible; None where there is none.

    Returns
    -------
    Published
        The same as a bound.
    """
    terms = [(key, Fraction(1)) for key in keys]
    low, high = (None if each is None else Fraction(each) for each in (least, most))
    return _bound(terms, least=low, most=high)


def named(statements: Iterable[Published]) -> tuple[Cell, ...]:
    """Return the counts that published numbers speak of, their values unknown.

    Parameters
    ----------
    statements : iterable of Published
        The published numbers.

    Returns
    -------
    tuple of Cell
        One an address, in order.
    """
    return tuple(Cell(key, None) for key in sorted({key for each in statements for key, _ in each.terms}))


def joined(groups: Sequence[Linked], statements: Iterable[Published]) -> tuple[Linked, ...]:
    """Return groups of tied counts with those that a published number speaks of together made one.

    Parameters
    ----------
    groups : sequence of Linked
        Counts tied by how they add.
    statements : iterable of Published
        Published numbers; one that speaks of a count that is in no group is left out.

    Returns
    -------
    tuple of Linked
        In the order of the first of each; a published number is a row that every reader sees.
    """
    home = {
        key: number
        for number, group in enumerate(groups)
        for key, role in zip(group.keys, group.roles, strict=True)
        if role == "cell"
    }
    about = [each for each in statements if each.terms and all(key in home for key, _ in each.terms)]
    first = list(range(len(groups)))
    for each in about:
        places = sorted({first[home[key]] for key, _ in each.terms})
        first = [places[0] if one in places else one for one in first]
    return tuple(
        _with_rows(
            [group for one, group in zip(first, groups, strict=True) if one == number],
            [each for each in about if first[home[each.terms[0][0]]] == number],
        )
        for number in sorted(set(first))
    )


def _with_rows(groups: Sequence[Linked], about: Sequence[Published]) -> Linked:
    """Return groups as one, with a row for each published number."""
    whole = groups[0] if len(groups) == 1 else _side_by_side(groups)
    if not about:
        return whole
    place = {key: row for row, (key, role) in enumerate(zip(whole.keys, whole.roles, strict=True)) if role == "cell"}
    rows, limits = [], dict(whole.limits)
    for number, each in enumerate(about, start=len(whole.keys)):
        factors, least, most = _whole(each)
        weights = np.zeros(len(whole.keys))
        for key, factor in factors.items():
            weights[place[key]] = factor
        rows.append(sparse.csr_array(weights[np.newaxis, :]) @ whole.matrix)
        limits[number] = (least, most)
    return Linked(
        (*whole.keys, *(each.terms[0][0] for each in about)),
        (*whole.roles, *_SAID * len(about)),
        sparse.vstack([whole.matrix, *rows], format="csr"),
        np.concatenate([whole.values, np.full(len(about), np.nan)]),
        limits,
    )


def _side_by_side(groups: Sequence[Linked]) -> Linked:
    """Return groups that share no elementary count as one."""
    return Linked(
        tuple(key for group in groups for key in group.keys),
        tuple(role for group in groups for role in group.roles),
        sparse.block_diag([group.matrix for group in groups], format="csr"),
        np.concatenate([group.values for group in groups]),
    )


def _whole(statement: Published) -> tuple[Mapping[CellKey, int], float, float]:
    """Return a bound with whole factors and limits: the same whole numbers satisfy it."""
    factors: dict[CellKey, Fraction] = {}
    for key, factor in statement.terms:
        factors[key] = factors.get(key, Fraction(0)) + factor
    scale = Fraction(math.lcm(*(each.denominator for each in factors.values())))
    scale /= math.gcd(*(int(each * scale) for each in factors.values())) or 1
    least = -math.inf if statement.least is None else float(math.ceil(statement.least * scale))
    most = math.inf if statement.most is None else float(math.floor(statement.most * scale))
    return {key: int(each * scale) for key, each in factors.items()}, least, most


def _bound(
    terms: Sequence[tuple[CellKey | int, Fraction]], *, least: Fraction | None = None, most: Fraction | None = None
) -> Published:
    """Return a bound whose known numbers have been taken to the limits' side."""
    known = sum((factor * each for each, factor in terms if isinstance(each, int)), Fraction(0))
    unknown = tuple((each, factor) for each, factor in terms if not isinstance(each, int))
    low, high = (None if each is None else each - known for each in (least, most))
    return Published(unknown, low, high)


def _printed(shown: str) -> tuple[Fraction, Fraction]:
    """Return a printed number and half of its last place, refusing what is not a number."""
    plain = shown.replace(",", "").strip()
    try:
        value = Fraction(plain)
    except (ValueError, ZeroDivisionError) as problem:
        raise DisclosureError(
            "a published number is given that is not a number", remedy='Give it as it is printed, such as "7.5"'
        ) from problem
    decimals = len(plain.partition(".")[2])
    return value, Fraction(1, 2 * 10**decimals)
