"""Made forecasts from cases, quantile by quantile, for tests of what is said of them."""

from __future__ import annotations

import datetime as dt

from turncurve.analyses.case_forecast import CaseForecast, Chance, Foretold
from turncurve.indicators.cell import CellKey
from turncurve.indicators.figures import Figures, Measurement, Source
from turncurve.methods.frozen_forecast import FrozenForecast
from turncurve.reference.periods import Period, at, year_ending

DAY = dt.date(2013, 3, 31)
LEVELS = (0.025, 0.1, 0.5, 0.9, 0.975)
KEY = CellKey("children_on_the_way_to_adoption", "Exampleshire", at(DAY))


def window(year: int) -> Period:
    """Return the three years to a 31 March."""
    return Period(dt.date(year - 3, 4, 1), dt.date(year, 3, 31))


def windows(*years: int) -> tuple[Period, ...]:
    """Return three years to each 31 March."""
    return tuple(window(year) for year in years)


def years(*ends: int) -> tuple[Period, ...]:
    """Return years to each 31 March."""
    return tuple(year_ending(end) for end in ends)


def expected(measure, middles, *, periods, unit="days", spread=10.0, part="", scenario="") -> Foretold:
    """Return a forecast whose 80% interval lies so far either side of its middle, and the 95% twice as far."""
    rows = tuple(tuple(middle + spread * step for step in (-2, -1, 0, 1, 2)) for middle in middles)
    frozen = FrozenForecast("31 March 2013", "children followed one by one", LEVELS, rows, rows)
    return Foretold(measure, unit, tuple(periods), frozen, (KEY,), part, scenario)


def chance(of, *shares, periods=None) -> Chance:
    """Return a chance of something in each of some windows."""
    return Chance(of, periods or windows(*range(2014, 2014 + len(shares))), tuple(shares), (KEY,))


def told(*parts, chances=(), **options) -> CaseForecast:
    """Return a forecast of several measures."""
    return CaseForecast(tuple(parts), tuple(chances), **options)


def figures_of(definition, *counts, periods) -> Figures:
    """Return made figures: pairs for a mean or share, whole numbers for a count, None for what is hidden."""
    held = []
    for period, count in zip(periods, counts, strict=True):
        above, below = count if isinstance(count, tuple) else (count, None)
        held.append(Measurement("Exampleshire", period, above, below, "hidden" if count is None else "measured"))
    return Figures(definition, tuple(held), Source("SSDA903", ("ssda903/2013",)))
