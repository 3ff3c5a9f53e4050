"""How far chance could have moved each value of a series, siblings and the like allowed for."""

from __future__ import annotations

from turncurve.indicators.figures import Figures, Measurement
from turncurve.methods.bounds import Interval, NoInterval
from turncurve.methods.dispersion import successive_dispersion
from turncurve.methods.interval import byar, over_dispersed_proportion

FEWEST_TO_MEASURE = 8
"""Fewer periods than this cannot tell over-dispersion from chance, so none is measured."""


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
