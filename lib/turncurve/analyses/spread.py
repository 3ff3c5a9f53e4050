"""How far chance could have moved each value of a series, siblings and the like allowed for."""

from __future__ import annotations

from turncurve.indicators.figures import Figures, Measurement
from turncurve.methods.bounds import Interval, NoInterval
from turncurve.methods.forecast import FEWEST_POINTS
from turncurve.methods.interval import byar, over_dispersed_proportion
from turncurve.methods.successive_dispersion import successive_dispersion

FEWEST_TO_MEASURE = 8
"""Fewer periods than this cannot tell over-dispersion from chance, so none is measured."""

MOST_HIDDEN = 0.1
"""Share of hidden values above which those shown no longer stand for all: the small ones are the hidden ones."""


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


def inflation(figures: Figures) -> float:
    """Measure how much more a proportion varies between periods than chance alone would make it.

    Parameters
    ----------
    figures : Figures
        One series of a proportion.

    Returns
    -------
    float
        The variance's inflation, 1 or more; 1 where there are too few periods to measure it, or it is no proportion.
    """
    known = [each for each in figures.measurements if figures.value(each) is not None and each.denominator]
    if figures.definition.kind != "proportion" or len(known) < FEWEST_TO_MEASURE:
        return 1.0
    numerators = [each.numerator or 0 for each in known]
    return successive_dispersion(numerators, [each.denominator or 0 for each in known]) or 1.0


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
        return byar(measurement.numerator)
    if figures.definition.kind == "mean":
        return NoInterval("the spread of days between children is not held with their sum", "none")
    bounds = over_dispersed_proportion(measurement.numerator, measurement.denominator or 0, inflation=factor)
    if isinstance(bounds, NoInterval):
        return bounds
    return Interval(100 * bounds.lower, 100 * bounds.upper, bounds.level, bounds.method)
