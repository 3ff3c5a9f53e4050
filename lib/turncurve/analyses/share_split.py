"""What the change of a share between two years is made of: arithmetic on its counts, and no claim about causes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from turncurve.analyses.two_periods import Step
from turncurve.methods.das_gupta import Factors, standardise
from turncurve.methods.share_change import decompose_share

Factor = Literal["counted", "others", "could return", "how often", "older returns"]
Two = tuple[float, float]
"""The same thing in the earlier and in the later year."""


@dataclass(frozen=True)
class Part:
    """What one factor makes up of a change.

    Parameters
    ----------
    factor : {"counted", "others", "could return", "how often", "older returns"}
        Cases on top; the rest of those below; children who could return, on average over the year; returns for each of
        them; and returns after more than two years.
    before, latest : float
        The factor in the two years: a count, or returns for each child who could return.
    effect : float
        What it makes up of the change, in percentage points: above 0 where it raised the share.
    """

    factor: Factor
    before: float
    latest: float
    effect: float


@dataclass(frozen=True)
class CountSplit:
    """A change of the count on top, split into the size of what it is a share of and the share itself.

    Parameters
    ----------
    change : int
        More cases on top; below 0 for fewer.
    of_size : float
        Cases that the change of the denominator makes up.
    of_share : float
        Cases that the change of the share makes up.
    """

    change: int
    of_size: float
    of_share: float


def parts_of(step: Step) -> tuple[Part, ...]:
    """Split a change of a share into the cases on top and the others below.

    Parameters
    ----------
    step : Step
        Two years of a share.

    Returns
    -------
    tuple of Part
        Counted and others; their effects sum to the change.

    References
    ----------
    Das Gupta (1993), Standardization and Decomposition of Rates: A User's Manual, chapter 3.
    """
    counted, others = _tops(step), _rests(step)
    found = decompose_share(counted, others)
    return (
        Part("counted", *counted, 100 * found.numerator_effect),
        Part("others", *others, 100 * found.denominator_effect),
    )


def count_split(step: Step) -> CountSplit:
    """Split a change of the count on top into the size of the denominator and the share of it.

    Parameters
    ----------
    step : Step
        Two years of a share.

    Returns
    -------
    CountSplit
        The two sum to the change.

    References
    ----------
    Kitagawa (1955), Journal of the American Statistical Association 50, 1168-1194, for a product of two factors.
    """
    sizes = _bottoms(step)
    shares = [top / size for top, size in zip(_tops(step), sizes, strict=True)]
    found = standardise({"size": np.array(sizes), "share": np.array(shares)}, ("before", "latest"))
    of_size, of_share = (each.effect for each in found.decompose("before", "latest").effects)
    return CountSplit(step.more, of_size, of_share)


def return_parts(step: Step, *, soon: Two, could: Two) -> tuple[Part, ...]:
    """Split a change of the share of plans that are repeats into who could return, how often they did, and the rest.

    Parameters
    ----------
    step : Step
        Two years of repeats among plans that began.
    soon : tuple of two float
        Repeats within two years of the plan before, in each year: no more than the repeats.
    could : tuple of two float
        Children who could return so, on average over each year: above 0.

    Returns
    -------
    tuple of Part
        Could return, how often, older returns, and others (first plans); their effects sum to the change.

    References
    ----------
    Das Gupta (1993), Standardization and Decomposition of Rates: A User's Manual, chapters 3 and 4.
    """
    tops = _tops(step)
    factors: dict[Factor, Two] = {
        "could return": could,
        "how often": (soon[0] / could[0], soon[1] / could[1]),
        "older returns": (tops[0] - soon[0], tops[1] - soon[1]),
        "others": _rests(step),
    }
    arrays = {str(name): np.array(pair) for name, pair in factors.items()}
    found = standardise(arrays, ("before", "latest"), rate=_share_of_repeats).decompose("before", "latest")
    effects = {each.factor: each.effect for each in found.effects}
    return tuple(Part(name, *pair, 100 * effects[name]) for name, pair in factors.items())


def _share_of_repeats(factors: Factors) -> float:
    """Return the share of plans that are repeats; 0 where no plan begins in a mixture of the two years."""
    repeats = float(factors["could return"] * factors["how often"] + factors["older returns"])
    plans = repeats + float(factors["others"])
    return repeats / plans if plans else 0.0


def _tops(step: Step) -> Two:
    """Return the count on top in both years."""
    return float(step.before.numerator or 0), float(step.latest.numerator or 0)


def _bottoms(step: Step) -> Two:
    """Return the count below in both years."""
    return float(step.before.denominator or 0), float(step.latest.denominator or 0)


def _rests(step: Step) -> Two:
    """Return the cases below that are not on top, in both years."""
    (one, two), (first, second) = _tops(step), _bottoms(step)
    return first - one, second - two
