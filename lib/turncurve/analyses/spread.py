"""How far chance could have moved each value of a series, siblings and the like allowed for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from turncurve.analyses.usual_spread import Usual, assumed
from turncurve.indicators.figures import Figures, Measurement
from turncurve.methods.bounds import Interval, NoInterval
from turncurve.methods.forecast import FEWEST_POINTS
from turncurve.methods.interval import over_dispersed_count, over_dispersed_proportion
from turncurve.methods.successive_dispersion import successive_count_dispersion, successive_dispersion

FEWEST_TO_MEASURE = 8
"""Fewer periods than this cannot tell over-dispersion from chance, so what is usual is taken."""

MOST_HIDDEN = 0.1
"""Share of hidden values above which those shown no longer stand for all: the small ones are the hidden ones."""


@dataclass(frozen=True)
class Spread:
    """How much more a series varies from period to period than chance alone would make it.

    Parameters
    ----------
    factor : float
        The variance's inflation, 1 or more.
    known : {"own", "published", "assumed", "none"}
        Whether it was measured from the series itself, from other authorities' published series, or is assumed; none
        where there is nothing that could vary so.
    areas : int
        How many authorities it was measured from, where it was from published series.
    """

    factor: float
    known: Literal["own", "published", "assumed", "none"]
    areas: int = 0


def too_many_hidden(figures: Figures) -> str:
    """Say why a series is too hidden to be carried forward.

    Parameters
    ----------
    figures : Figures
        One series, as it may be shown.

    Returns
    -------
    str
        The reason, as a sentence without its full stop; empty where few enough values are hidden, and where too few
        are known for anything to follow from them.
    """
    hidden = sum(each.status == "hidden" for each in figures.measurements)
    known = sum(figures.value(each) is not None for each in figures.measurements)
    if hidden <= MOST_HIDDEN * len(figures.measurements) or known < FEWEST_POINTS:
        return ""
    many = f"{hidden} of {len(figures.measurements)} values {'is' if hidden == 1 else 'are'} hidden"
    return f"{many}, mostly the smallest, so what would follow from the rest is too high"


def spread_of(figures: Figures, *, usual: Usual | None = None) -> Spread:
    """Measure how much more a series varies between periods than chance alone would make it.

    Parameters
    ----------
    figures : Figures
        One series.
    usual : Usual, optional
        How much the indicator usually varies; as assumed where not given.

    Returns
    -------
    Spread
        From the series itself where it has eight values or more and each is of its own cases; else what is usual, as
        for counts on a date, which share most of their cases. A mean has none: the spread of
        days between children is not held.
    """
    known = [each for each in figures.measurements if figures.value(each) is not None]
    if figures.definition.kind == "mean" or not known:
        return Spread(1.0, "none")
    counts = [each.numerator or 0 for each in known]
    # Those counted on one date are mostly those counted on the last: what moved between tells nothing of chance.
    stays = figures.definition.window == "point"
    if len(known) >= FEWEST_TO_MEASURE and not stays:
        share = figures.definition.kind == "proportion"
        below = [each.denominator or 0 for each in known]
        measured = successive_dispersion(counts, below) if share else successive_count_dispersion(counts)
        return Spread(measured or 1.0, "own")
    taken = usual or assumed(figures.definition)
    factor = taken.inflation(figures.definition, level=sum(counts) / len(counts))
    return Spread(factor, taken.known, taken.areas)


def inflation(figures: Figures, *, usual: Usual | None = None) -> float:
    """Return by how much chance alone understates the variance between a series' periods.

    Parameters
    ----------
    figures : Figures
        One series.
    usual : Usual, optional
        How much the indicator usually varies; as assumed where not given.

    Returns
    -------
    float
        The variance's inflation, 1 or more: the factor of `spread_of`.
    """
    return spread_of(figures, usual=usual).factor


def interval_of(figures: Figures, measurement: Measurement, *, factor: float) -> Interval | NoInterval:
    """Bound one value, in the indicator's own unit.

    Parameters
    ----------
    figures : Figures
        The series that the value is one of.
    measurement : Measurement
        The value's measurement.
    factor : float
        The variance's inflation, from `inflation`.

    Returns
    -------
    Interval or NoInterval
        95% bounds, in percent for a proportion; the reason where there are none.
    """
    if figures.value(measurement) is None or measurement.numerator is None:
        return NoInterval("there is no value to bound", "none")
    if figures.definition.kind == "count":
        return over_dispersed_count(measurement.numerator, inflation=factor)
    if figures.definition.kind == "mean":
        return NoInterval("the spread of days between children is not held with their sum", "none")
    bounds = over_dispersed_proportion(measurement.numerator, measurement.denominator or 0, inflation=factor)
    if isinstance(bounds, NoInterval):
        return bounds
    return Interval(100 * bounds.lower, 100 * bounds.upper, bounds.level, bounds.method)
