"""What may become of every child on the way to adoption, and of those to come: the futures that forecasts share."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from turncurve.analyses.adoption_cases import AdoptionCases, day_number
from turncurve.errors import TurnCurveError
from turncurve.methods.pathway import (
    AS_NOW,
    PathwayCases,
    PathwayModel,
    Scenario,
    SimulatedPathways,
    fit_pathway,
    simulate,
)
from turncurve.reference.periods import Grain, Period, spans

__all__ = ["DRAWS", "SEED", "AdoptionFutures", "adoption_futures", "edges_of", "learnt", "on_record", "span_of"]

SEED = 2013
DRAWS = 400
YEARS_AHEAD = 5


@dataclass(frozen=True, eq=False)
class AdoptionFutures:
    """Many possible futures of a council's children, and the periods that they can be asked about.

    Parameters
    ----------
    as_at : datetime.date
        The last day of the records.
    begins : datetime.date
        Their first day: no period that starts before it can be counted.
    ends : datetime.date
        The last day of the futures.
    recorded : PathwayCases
        The cases.
    simulated : SimulatedPathways
        The futures.
    """

    as_at: dt.date
    begins: dt.date
    ends: dt.date
    recorded: PathwayCases
    simulated: SimulatedPathways

    def periods(self, grain: Grain, *, most: int = 99) -> tuple[Period, ...]:
        """Return the periods that end after the records do, and in the futures.

        Parameters
        ----------
        grain : {"month", "quarter", "year", "three_years"}
            Length of each period.
        most : int, optional
            How many at most.

        Returns
        -------
        tuple of Period
            In order of time; a part of the first may be on record already. None starts before the records.
        """
        found = spans(grain, first=self.begins, last=self.ends)
        return tuple(each for each in found if each.end > self.as_at)[:most]


def adoption_futures(held: AdoptionCases, *, scenario: Scenario = AS_NOW, draws: int = DRAWS) -> AdoptionFutures:
    """Roll every child forward to the fifth 31 March ahead, many times over.

    Parameters
    ----------
    held : AdoptionCases
        The cases.
    scenario : Scenario, optional
        What is changed, and from when.
    draws : int, optional
        How many futures.

    Returns
    -------
    AdoptionFutures
        The same for the same cases, scenario and number; those without a scenario are kept while a page is made.

    Raises
    ------
    TurnCurveError
        If nothing can be forecast from the cases.
    """
    if held.cases is None or held.as_at is None or held.begins is None:
        raise TurnCurveError(
            "nothing can be forecast from these records", where=held.reason, remedy="Read the reason first"
        )
    return _as_now(held, draws) if scenario == AS_NOW else _futures(held, scenario, draws)


def on_record(futures: AdoptionFutures) -> Period | None:
    """Return the latest three years to a 31 March that lie on record.

    Parameters
    ----------
    futures : AdoptionFutures
        The futures, for the days on record.

    Returns
    -------
    Period or None
        None where fewer than three years are on record.
    """
    found = spans("three_years", first=futures.begins, last=futures.as_at)
    return found[-1] if found else None


def span_of(period: Period) -> tuple[float, float]:
    """Return a period's first and last day as cases count days.

    Parameters
    ----------
    period : Period
        The period.

    Returns
    -------
    tuple of (float, float)
        Days from 1 January 1970.
    """
    return day_number(period.start), day_number(period.end)


def edges_of(periods: tuple[Period, ...]) -> tuple[float, ...]:
    """Return the first day of each of some periods that follow one another, and the day after the last.

    Parameters
    ----------
    periods : tuple of Period
        Periods without a gap between them.

    Returns
    -------
    tuple of float
        Days from 1 January 1970.
    """
    return (*(day_number(each.start) for each in periods), day_number(periods[-1].end) + 1)


@lru_cache(maxsize=2)
def learnt(held: AdoptionCases) -> PathwayModel:
    """Learn how fast children move, once for all that a page shows.

    Parameters
    ----------
    held : AdoptionCases
        The cases.

    Returns
    -------
    PathwayModel
        The same for the same cases.

    Raises
    ------
    TurnCurveError
        If nothing can be forecast from the cases.
    """
    if held.cases is None:
        raise TurnCurveError(
            "nothing can be learnt from these records", where=held.reason, remedy="Read the reason first"
        )
    return fit_pathway(held.cases)


@lru_cache(maxsize=2)
def _as_now(held: AdoptionCases, draws: int) -> AdoptionFutures:
    """Draw the futures in which nothing is changed, once for all that a page shows of them."""
    return _futures(held, AS_NOW, draws)


def _futures(held: AdoptionCases, scenario: Scenario, draws: int) -> AdoptionFutures:
    """Draw the futures."""
    model = learnt(held)
    as_at, begins = held.as_at or dt.date.max, held.begins or dt.date.max
    first = as_at.year + (as_at >= dt.date(as_at.year, 3, 31))
    ends = dt.date(first + YEARS_AHEAD - 1, 3, 31)
    simulated = simulate(
        model,
        horizon=day_number(ends),
        draws=draws,
        generator=np.random.default_rng(SEED),
        scenario=scenario,
    )
    return AdoptionFutures(as_at, begins, ends, model.cases, simulated)
