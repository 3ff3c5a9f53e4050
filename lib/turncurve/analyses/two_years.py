"""Which two years a change is split between, and whether the whole change is more than chance."""

from __future__ import annotations

import datetime as dt
from math import sqrt

from turncurve.analyses.spread import spread_of
from turncurve.analyses.two_periods import Step, last_step
from turncurve.analyses.usual_spread import Usual
from turncurve.errors import TurnCurveError
from turncurve.indicators.figures import Figures
from turncurve.methods.bounds import normal_quantile

LEVEL = 0.95


def day_of(baseline: str) -> dt.date | None:
    """Read the day up to which the earlier of two years is looked for.

    Parameters
    ----------
    baseline : str
        A date as YYYY-MM-DD; empty for the year before the last.

    Returns
    -------
    datetime.date or None
        None where none is asked for.

    Raises
    ------
    TurnCurveError
        If it is not a date.
    """
    if not baseline:
        return None
    try:
        return dt.date.fromisoformat(baseline)
    except (TypeError, ValueError) as problem:
        raise TurnCurveError(
            f"{baseline!r} is not a date",
            where="parameter baseline",
            remedy="Write the last day of the year to compare with as YYYY-MM-DD, or leave it empty",
        ) from problem


def step_between(figures: Figures, *, since: dt.date | None) -> Step | str:
    """Return the step from the earlier year to the last, or the reason why there is none to split.

    Parameters
    ----------
    figures : Figures
        One yearly series of one area.
    since : datetime.date, optional
        The last day of the earlier year, or a day after it; the year before the last where not given.

    Returns
    -------
    Step or str
        A reason is a sentence without its full stop.
    """
    held = figures.measurements
    if figures.definition.window == "three years pooled" or figures.grain() == "three_years":
        return "three years together share two of them with the three years before"
    if len(held) < 2:
        return "there are not two years to compare"
    if since is not None and not any(each.period.end <= since for each in held[:-1]):
        return "no earlier year had ended by the day asked for"
    if figures.grain() not in {"year", None}:
        return "the periods are not years"
    return last_step(figures, since=since) or "one of the two values is not shown or not known"


def is_within_chance(figures: Figures, step: Step, *, usual: Usual | None = None) -> bool:
    """Tell whether chance alone, siblings and the like allowed for, could explain the whole change.

    Parameters
    ----------
    figures : Figures
        The series that the step is in, for how much it varies.
    step : Step
        The two years.
    usual : Usual, optional
        How much the indicator usually varies beyond chance.

    Returns
    -------
    bool
        True also where it cannot be told.
    """
    if step.standard_errors is None:
        return True
    wide = normal_quantile(LEVEL) * sqrt(spread_of(figures, usual=usual).factor)
    return abs(step.standard_errors) <= wide
