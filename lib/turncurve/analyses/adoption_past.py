"""Forecasts of adoption made again from past dates of a council's own records, and what they say of new ones."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from turncurve.analyses.adoption_cases import AdoptionCases, day_number
from turncurve.analyses.adoption_futures import SEED
from turncurve.analyses.scorecard_draws import A1, A2
from turncurve.methods.pathway_back_test import BackTestedPathway, back_test_pathway
from turncurve.methods.recalibration import Widening, learn_widening
from turncurve.reference.periods import Period, spans

__all__ = ["NAMES", "TESTED", "PastForecast", "past_forecasts", "range_factor", "widening", "width_note"]

TESTED = ("adoption_a1", "adoption_a2")
"""The measures that are forecast again; A10 is as far out as A1, being the same days but for foster families."""

NAMES = {"adoption_a1": "A1", "adoption_a2": "A2", "adoption_a3": "A3", "adoption_a10": "A10"}
"""What the measures of the scorecard are called for short."""

DRAWS = 120
MOST_ORIGINS = 3
YEARS_AHEAD = 2
SHORTEST_HISTORY = 729
"""Days of records that a forecast needs behind it: two years to a 31 March."""


@dataclass(frozen=True, eq=False)
class PastForecast:
    """A measure forecast again from one past 31 March, with what came.

    Parameters
    ----------
    measure : str
        The indicator's identifier.
    origin : datetime.date
        The past date.
    windows : tuple of Period
        The windows that have come since, in order of time.
    tested : BackTestedPathway
        The futures of each, and what came.
    """

    measure: str
    origin: dt.date
    windows: tuple[Period, ...]
    tested: BackTestedPathway


@lru_cache(maxsize=2)
def past_forecasts(held: AdoptionCases) -> tuple[PastForecast, ...]:
    """Forecast A1 and A2 again from each past 31 March that has two years of records before it and one after.

    Parameters
    ----------
    held : AdoptionCases
        The cases as they stand now.

    Returns
    -------
    tuple of PastForecast
        By date and measure; none where the records are too short. Only the latest dates, since each takes a while.
    """
    if held.cases is None or held.begins is None or held.as_at is None:
        return ()
    windows = spans("three_years", first=held.begins, last=held.as_at)
    days = [dt.date(each.end.year - 1, 3, 31) for each in windows]
    origins = [day for day in days if (day - held.begins).days >= SHORTEST_HISTORY][-MOST_ORIGINS:]
    return tuple(
        each
        for day in origins
        for each in _from(held, day, tuple(w for w in windows if 0 < w.end.year - day.year <= YEARS_AHEAD))
    )


def widening(held: AdoptionCases, measure: str) -> Widening:
    """Learn from past forecasts how much wider the ranges of a measure should be.

    Parameters
    ----------
    held : AdoptionCases
        The cases.
    measure : {"adoption_a1", "adoption_a2"}
        The measure.

    Returns
    -------
    Widening
        A factor of 1 where no past forecast can be made; hardly more where there are few.
    """
    past = [each for each in past_forecasts(held) if each.measure == measure]
    tested = [each.tested for each in past]
    return learn_widening(
        np.concatenate([np.zeros(0), *(each.outcome for each in tested)]),
        median=np.concatenate([np.zeros(0), *(each.median for each in tested)]),
        interval_80=np.concatenate([np.zeros((0, 2)), *(each.interval(0.8) for each in tested)]),
        groups=np.concatenate([np.zeros(0), *(each.origin for each in tested)]),
    )


def range_factor(held: AdoptionCases, measure: str) -> float:
    """Tell how many times as wide a measure's ranges are made as its futures alone say, to a tenth.

    Parameters
    ----------
    held : AdoptionCases
        The cases.
    measure : str
        The indicator's identifier; A10 as A1. Others are not forecast again, and are not widened.

    Returns
    -------
    float
        At least 1.
    """
    learnt_from = {"adoption_a10": "adoption_a1"}.get(measure, measure)
    return round(widening(held, learnt_from).factor, 1) if learnt_from in TESTED else 1.0


def width_note(held: AdoptionCases, measure: str) -> str:
    """Say how much wider a measure's ranges are made, and why.

    Parameters
    ----------
    held : AdoptionCases
        The cases.
    measure : str
        The indicator's identifier.

    Returns
    -------
    str
        One sentence, without any count of children.
    """
    name = NAMES[measure]
    as_drawn = f"The ranges of {name} ahead are as the futures drawn say"
    if measure == "adoption_a3":
        return f"{as_drawn}: they are not held against past forecasts here."
    if not past_forecasts(held):
        return f"{as_drawn}: the records are too short to forecast again from a past date and learn from the error."
    factor = range_factor(held, measure)
    if factor == 1.0:
        return f"{as_drawn}: forecasts made again from past dates here give no reason to widen them."
    return (
        f"The ranges of {name} ahead are {factor:.1f} times as wide as the futures drawn say, because forecasts made "
        "again from past dates here were further out than their ranges allowed for."
    )


def _from(held: AdoptionCases, day: dt.date, windows: tuple[Period, ...]) -> tuple[PastForecast, ...]:
    """Forecast each measure from one past date; a window in which nobody came is left out."""
    if held.cases is None:  # the caller has looked
        return ()
    origin = day_number(day)
    ends = {day_number(each.end) - origin: each for each in windows}
    found = back_test_pathway(
        held.cases,
        measures=(A1, A2),
        origins=[origin],
        ahead=list(ends),
        window=[float((each.end - each.start).days + 1) for each in windows],
        draws=DRAWS,
        seed=SEED,
    )
    return tuple(
        PastForecast(name, day, tuple(ends[days] for days in tested.ahead.tolist()), tested)
        for name, tested in zip(TESTED, found, strict=True)
        if len(tested.outcome)
    )
