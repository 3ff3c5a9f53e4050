"""What would follow if the curve turned, or if an option of the council's own worked: assumptions, not forecasts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from turncurve.indicators.figures import Figures
from turncurve.methods.changed_forecast import changed_forecast, gradual_change
from turncurve.methods.forecast import Forecast
from turncurve.methods.turn_result import TurnTest
from turncurve.reference.periods import MONTHS_IN, Period
from turncurve.tables.story import Scenario

FloatArray = npt.NDArray[np.float64]

WORTH_FINDING = TurnTest.effect
"""The change that the test of a turned curve is made to find, as a part of the level."""
WHOLE = 100.0
"""No share comes to more than this percentage."""
TURNED = "If the curve turned"
YEARS_BACK = 3
"""Of one value a year this many make a level, because the last one alone is the plainest forecast already."""
_WAYS = {"higher is better": 1, "lower is better": -1}


@dataclass(frozen=True, eq=False)
class WhatIf:
    """What would follow if something changed the level, all else as in the do-nothing forecast.

    Parameters
    ----------
    name : str
        The scenario in plain words.
    assumed : str
        What is assumed, as a clause without a full stop.
    forecast : Forecast
        The do-nothing futures, each changed by that much: as unsure as they are, and no surer.
    plan : Scenario, optional
        The council's own scenario; None for a general one.
    """

    name: str
    assumed: str
    forecast: Forecast
    plan: Scenario | None = None


def what_if(
    figures: Figures, forecast: Forecast, *, periods: Sequence[Period], plans: Sequence[Scenario]
) -> tuple[WhatIf, ...]:
    """Return the scenarios that a do-nothing forecast is set beside.

    Parameters
    ----------
    figures : Figures
        The series that was forecast.
    forecast : Forecast
        What is expected of it if nothing changes.
    periods : sequence of Period
        The periods forecast.
    plans : sequence of Scenario
        The council's own; those without a size or dates cannot be drawn, and are left out.

    Returns
    -------
    tuple of WhatIf
        First what a turned curve would be, where one direction is better, then the council's own; where no direction
        is better and the council has none, what would follow if last year's level lasted, or of years if that of the
        last three came back. None without a forecast.
    """
    if not forecast.known:
        return ()
    drawn = tuple(_planned(figures, forecast, periods=periods, plan=each) for each in plans if _whole(each))
    turned = _turned(figures, forecast)
    if turned is None and not drawn:
        turned = _lasting(figures, forecast)
    return (*((turned,) if turned else ()), *drawn)


def way_sought(figures: Figures, *, level: float) -> int:
    """Tell which way a turn for the better goes.

    Parameters
    ----------
    figures : Figures
        The series.
    level : float
        Where the curve would be if nothing changed, in the indicator's unit.

    Returns
    -------
    int
        1 for up, -1 for down; 0 where neither is better, or the level is within its band already.
    """
    definition = figures.definition
    if definition.polarity == "a band" and definition.band:
        low, high = definition.band
        return int(level < low) - int(level > high)
    return _WAYS.get(definition.polarity, 0)


def _turned(figures: Figures, forecast: Forecast) -> WhatIf | None:
    """Return what a turn for the better would be; None where there is no better, or nothing to change."""
    level = float(forecast.median[-1])
    way = way_sought(figures, level=level)
    if not way or not level:
        return None
    definition, part = figures.definition, np.arange(1, forecast.horizon + 1) / forecast.horizon
    if definition.polarity == "a band" and definition.band:
        change = (definition.band[0] if way > 0 else definition.band[1]) / level - 1
        said = "the level moved evenly, by the last period shown, to the nearest edge of what is held to be sound"
        return WhatIf(TURNED, said, _changed(figures, forecast, 1 + change * part))
    if way > 0 and definition.kind == "proportion" and level * (1 + WORTH_FINDING) > WHOLE:
        missing = replace(forecast, draws=WHOLE - forecast.draws)
        fewer = changed_forecast(missing, 1 - WORTH_FINDING * part)
        said = "a quarter of what falls short of 100% were made good, evenly by the last period shown"
        return WhatIf(TURNED, said, replace(fewer, draws=WHOLE - fewer.draws))
    said = f"the level came to be a quarter {'higher' if way > 0 else 'lower'}, evenly by the last period shown"
    return WhatIf(TURNED, said, _changed(figures, forecast, 1 + way * WORTH_FINDING * part))


def _lasting(figures: Figures, forecast: Forecast) -> WhatIf | None:
    """Return what would follow if the last year's level lasted, or of years the last three's; None where not known."""
    of_a_year = max(1, 12 // MONTHS_IN[figures.grain() or "year"])
    span = of_a_year if of_a_year > 1 else YEARS_BACK
    last = [each for each in figures.measurements[-span:] if figures.value(each) is not None]
    years = np.arange(forecast.horizon) // of_a_year
    levels = next((found for found in map(_by_year(years), (forecast.median, forecast.mean)) if found.all()), None)
    if not last or levels is None:
        return None
    if figures.definition.kind == "proportion":
        level = WHOLE * sum(each.numerator or 0 for each in last) / sum(each.denominator or 0 for each in last)
    else:
        level = sum(figures.value(each) or 0.0 for each in last) / len(last)
    name = "If last year's level lasted" if of_a_year > 1 else "If the last three years' level came back"
    said = f"the level of the last {'year' if of_a_year > 1 else 'three years'} held, neither rising nor falling"
    return WhatIf(name, said, _changed(figures, forecast, level / levels))


def _by_year(years: npt.NDArray[np.int64]) -> Callable[[FloatArray], FloatArray]:
    """Return what gives each period the mean of its year."""
    return lambda values: np.array([values[years == year].mean() for year in years])


def _planned(figures: Figures, forecast: Forecast, *, periods: Sequence[Period], plan: Scenario) -> WhatIf:
    """Return what would follow if one of the council's options worked as it is meant to."""
    change, begins, full_by = plan.change or 0.0, plan.begins or dt.date.min, plan.full_by or dt.date.max
    factors = _factors([figures.measurements[-1].period, *periods], change / 100, begins=begins, full_by=full_by)
    size = f"{abs(change):g}% {'lower' if change < 0 else 'higher'}"
    start, end = (f"{day.day} {day:%B %Y}" for day in (begins, full_by))
    coming = f"on {start}" if begins == full_by else f"evenly from {start} to {end}"
    said = f"the level came to be {size} than it would have been, {coming}"
    # What has come about by the last period known is in the do-nothing forecast already: only the rest is added.
    already = ", some of which is in the curve so far" if factors[0] != 1 else ""
    return WhatIf(plan.name, said + already, _changed(figures, forecast, factors[1:] / factors[0]), plan)


def _factors(periods: Sequence[Period], change: float, *, begins: dt.date, full_by: dt.date) -> FloatArray:
    """Return each period's factor for a change that comes in evenly between two dates."""
    return gradual_change(
        change,
        starts=[(each.start - begins).days for each in periods],
        lengths=[0 if each.is_one_date else each.days for each in periods],
        ramp=(full_by - begins).days,
    )


def _changed(figures: Figures, forecast: Forecast, factors: FloatArray) -> Forecast:
    """Return a forecast changed by factors, no share above the whole."""
    return changed_forecast(forecast, factors, highest=WHOLE if figures.definition.kind == "proportion" else None)


def _whole(plan: Scenario) -> bool:
    """Tell whether a scenario says enough to be drawn."""
    return plan.change is not None and plan.begins is not None and plan.full_by is not None
