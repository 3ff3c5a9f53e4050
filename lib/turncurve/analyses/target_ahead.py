"""How likely a target is to be met at the end of a forecast, as a share of its possible futures."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from turncurve.errors import RefusedInputError
from turncurve.indicators.definition import Definition
from turncurve.indicators.figures import Figures
from turncurve.methods.forecast import Forecast
from turncurve.reference.periods import MONTHS_IN, Period
from turncurve.tables.story import Aim, Target

FloatArray = npt.NDArray[np.float64]

_AIMS: dict[str, Aim] = {"lower is better": "at most", "higher is better": "at least"}


@dataclass(frozen=True)
class Chance:
    """How a forecast stands to a target.

    Parameters
    ----------
    period : Period
        What is held against the target: the twelve months, or the date, at its date or at the forecast's end.
    early : bool
        Whether that is before the target's own date, because the forecast ends there.
    probability : float or None
        Share of the possible futures that meet it, 0 to 1; None where `reason` says why there is none.
    reason : str
        Why there is no probability, as a clause; empty where there is one.
    """

    period: Period | None
    early: bool
    probability: float | None
    reason: str = ""


def aim_of(target: Target, definition: Definition) -> Aim | None:
    """Tell on which side of its value a target is met.

    Parameters
    ----------
    target : Target
        The target.
    definition : Definition
        The indicator.

    Returns
    -------
    {"at most", "at least"} or None
        As the target says, else as the indicator's polarity does; None where neither says.
    """
    return target.aim or _AIMS.get(definition.polarity)


def check_target(target: Target, definition: Definition) -> None:
    """Refuse a target that the indicator cannot have.

    Parameters
    ----------
    target : Target
        The target.
    definition : Definition
        The indicator.

    Raises
    ------
    RefusedInputError
        If a percentage is over 100, or the target is on the side that the indicator holds to be worse.
    """
    place = f"turning_the_curve.yml: {definition.id}, target"
    if definition.kind == "proportion" and target.value > 100:
        raise RefusedInputError(
            f"a target of {target.value:g} is more than 100 percent", where=place, remedy="Give a share of 100 or less"
        )
    usual = _AIMS.get(definition.polarity)
    if target.aim and usual and target.aim != usual:
        raise RefusedInputError(
            f"the target is met {target.aim!r} {target.value:g}, but of this indicator {definition.polarity}",
            where=place,
            remedy=f"Write {usual}, or leave the aim out",
        )


def chance_of(target: Target, figures: Figures, *, forecast: Forecast, periods: tuple[Period, ...]) -> Chance:
    """Say how likely a target is to be met, were the forecast right.

    A target is for what is open on a date, or for the twelve months up to it: counts are added up, shares of shorter
    periods averaged as if as many cases came in each.

    Parameters
    ----------
    target : Target
        The target.
    figures : Figures
        The series forecast.
    forecast : Forecast
        The forecast, or a scenario of it.
    periods : tuple of Period
        The periods ahead.

    Returns
    -------
    Chance
        With the reason where the target's date is not ahead, its side is not said, or a value is not known.
    """
    aim = aim_of(target, figures.definition)
    if aim is None:
        return Chance(None, False, None, "it is not said on which side of its value the target is met")
    if not forecast.known:
        return Chance(None, False, None, "there is no forecast")
    ahead = sum(each.end <= target.by for each in periods)
    if not ahead:
        return Chance(None, False, None, "its date is not ahead of what is known")
    early = periods[ahead - 1].end < target.by and ahead == len(periods)
    needed = _periods_of_a_year(figures)
    spans = [*(each.period for each in figures.measurements), *periods[:ahead]][-needed:]
    period = Period(spans[0].start, spans[-1].end)
    futures = _year_of(figures, forecast, ahead=ahead, needed=needed)
    if np.isnan(futures).any():
        return Chance(period, early, None, "part of the year up to its date is not known")
    met = futures <= target.value + 1e-9 if aim == "at most" else futures >= target.value - 1e-9
    return Chance(period, early, float(met.mean()))


def _periods_of_a_year(figures: Figures) -> int:
    """Return over how many periods a value is held against a target: a year's, or one where each is a date."""
    dates = bool(figures.measurements) and figures.measurements[-1].period.is_one_date
    return 1 if dates else max(1, 12 // MONTHS_IN[figures.grain() or "year"])


def _year_of(figures: Figures, forecast: Forecast, *, ahead: int, needed: int) -> FloatArray:
    """Return each future's value over the year that ends with a period ahead, NaN where part of it is not known."""
    drawn = forecast.draws[:, max(0, ahead - needed) : ahead]
    before = figures.measurements[len(figures.measurements) - (needed - drawn.shape[1]) :]
    values = [figures.value(each) for each in before]
    known = np.array([np.nan if value is None else value for value in values], dtype=float)
    if len(known) + drawn.shape[1] < needed:
        return np.full(len(drawn), np.nan)
    year = np.hstack([np.broadcast_to(known, (len(drawn), len(known))), drawn])
    return np.asarray(year.sum(axis=1) if figures.definition.kind == "count" else year.mean(axis=1), dtype=float)
