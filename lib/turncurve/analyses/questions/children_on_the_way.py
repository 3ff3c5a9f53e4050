"""How many children will be adopted in each year ahead, and how many wait for a family, and for how long."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from turncurve.analyses import series
from turncurve.analyses.adoption_cases import AdoptionCases, adoption_cases
from turncurve.analyses.adoption_futures import AdoptionFutures, adoption_futures, edges_of
from turncurve.analyses.case_forecast import NOT_RELEASED, CaseForecast, Foretold, foretold, not_told
from turncurve.analyses.case_limits import limits_of, notes_of
from turncurve.analyses.pipeline_figures import home_address, on_the_way
from turncurve.analyses.waits_now import LONG_WAIT, STAGE_MEASURES, stages_now
from turncurve.indicators.cell import CellKey
from turncurve.indicators.figures import Figures
from turncurve.methods.pathway_scorecard import completions
from turncurve.methods.pathway_waits import waiting_on
from turncurve.reference.periods import Period, at, spans
from turncurve.tables.records import Records

__all__ = ["BY_QUARTER", "WAITING", "AdoptionsToCome", "WaitingAhead", "adoptions_to_come", "waiting_ahead"]

BY_QUARTER = "children adopted in the quarter"
"""The name under which adoptions by quarter are foretold; each quarter is of few children."""

WAITING = ("waiting for a match", "days waited so far", "waiting long")
"""Of the children under the court's order without a match: how many, for how long, and how many for long."""

QUARTERS_AHEAD = 8


@dataclass(frozen=True)
class AdoptionsToCome:
    """How many children were adopted in each year, and how many to expect from those on the way and those to come.

    Parameters
    ----------
    figures : tuple of Figures
        Children adopted by year; then the children on the way on the last day of the records, all and by home.
    told : CaseForecast
        Adoptions ahead.
    """

    figures: tuple[Figures, ...]
    told: CaseForecast

    def over(self, figures: tuple[Figures, ...]) -> Self:
        """Return the answer over other figures, without what was forecast from children's own records.

        Parameters
        ----------
        figures : tuple of Figures
            The same measures in the same order.

        Returns
        -------
        AdoptionsToCome
            Without a forecast.
        """
        return replace(self, figures=figures, told=not_told(NOT_RELEASED))

    def telling(self, told: CaseForecast) -> Self:
        """Return the same answer with what may be told of the years ahead.

        Parameters
        ----------
        told : CaseForecast
            What may be told.

        Returns
        -------
        AdoptionsToCome
            With it.
        """
        return replace(self, told=told)


@dataclass(frozen=True)
class WaitingAhead(AdoptionsToCome):
    """How many children are on the way, how long those without a match have waited, and how many will wait.

    Parameters
    ----------
    figures : tuple of Figures
        The children on the way at the end of each quarter on record, all and by home.
    told : CaseForecast
        Where they stand now, and who waits on each 31 March ahead.
    """


def adoptions_to_come(records: Records) -> AdoptionsToCome:
    """Expect the adoptions of the years ahead from the children on the way and those to come.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.

    Returns
    -------
    AdoptionsToCome
        By year, and for a restricted audience by quarter.
    """
    held = adoption_cases(records)
    last = held.as_at or records.as_at
    adopted = series.measured(records, "children_adopted", grain="year")
    figures = (adopted, *on_the_way(records, (last,)))
    if held.reason:
        return AdoptionsToCome(figures, not_told(held.reason))
    futures = adoption_futures(held)
    keys = _on_way(figures[1])
    years = futures.periods("year")
    by_year = _adopted(futures, "children_adopted", years, rests_on=keys)
    by_quarter = _adopted(futures, BY_QUARTER, futures.periods("quarter", most=QUARTERS_AHEAD), rests_on=())
    return AdoptionsToCome(figures, _whole(held, (by_year, by_quarter)))


def waiting_ahead(records: Records) -> WaitingAhead:
    """Tell where the children on the way stand, how long they have waited, and how many will wait.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.

    Returns
    -------
    WaitingAhead
        On record at the end of each quarter, and on each 31 March ahead.
    """
    held = adoption_cases(records)
    last = held.as_at or records.as_at
    entered = records.table("adoption_pathways")["entered_care_on"]
    first = held.begins or (last if entered.empty else entered.min().date())
    ends = tuple(dict.fromkeys([*(each.end for each in spans("quarter", first=first, last=last)), last]))
    figures = on_the_way(records, ends)
    if held.reason:
        return WaitingAhead(figures, not_told(held.reason))
    futures = adoption_futures(held)
    return WaitingAhead(figures, _whole(held, (*_now(held), *_waiting(futures, figures))))


def _whole(held: AdoptionCases, expected: tuple[Foretold | None, ...]) -> CaseForecast:
    """Return a forecast with what must be said beside it."""
    return CaseForecast(
        tuple(each for each in expected if each is not None), notes=notes_of(held), limits=limits_of(held)
    )


def _on_way(whole: Figures) -> tuple[CellKey, ...]:
    """Return the address of the children on the way on the last day on record."""
    return tuple(key for each in whole.measurements[-1:] for key in whole.keys_of(each))


def _adopted(
    futures: AdoptionFutures, name: str, periods: tuple[Period, ...], *, rests_on: tuple[CellKey, ...]
) -> Foretold | None:
    """Count the adoptions of each period ahead; of a period that has begun, with those on record."""
    if not periods:
        return None
    found = completions(
        futures.simulated, futures.recorded, milestone="adopted", fixed_by="placed", edges=edges_of(periods)
    )
    draws = found.total.astype(np.float64)
    return foretold(name, draws, unit="children", periods=periods, origin=at(futures.as_at).label, rests_on=rests_on)


def _now(held: AdoptionCases) -> tuple[Foretold | None, ...]:
    """Return where the children on the way stand on the last day on record: counts, for a restricted audience."""
    if held.cases is None or held.as_at is None:
        return ()
    today = (at(held.as_at),)
    return tuple(
        foretold(
            measure,
            np.array([[value]], dtype=np.float64),
            unit="days" if measure == STAGE_MEASURES[1] else "children",
            periods=today,
            origin=today[0].label,
            rests_on=(),
            part=stage,
        )
        for stage, values in stages_now(held.cases)
        for measure, value in zip(STAGE_MEASURES, values, strict=True)
    )


def _waiting(futures: AdoptionFutures, figures: tuple[Figures, Figures]) -> tuple[Foretold | None, ...]:
    """Return how many will wait for a match on each 31 March ahead, and for how long."""
    whole, by_home = figures
    days = tuple(at(each.end) for each in futures.periods("year"))
    found = waiting_on(
        futures.simulated,
        futures.recorded,
        since="order",
        until="match",
        fixed_by="placed",
        days=[edges_of((each,))[0] for each in days],
        long=LONG_WAIT,
    )
    waiting = home_address(by_home, futures.as_at, placed="no")
    keys = (*_on_way(whole), *waiting) if waiting else ()
    origin = at(futures.as_at).label
    number = found.number.sum(axis=2).astype(np.float64)
    long = found.long.sum(axis=2).astype(np.float64)
    return (
        foretold(WAITING[0], number, unit="children", periods=days, origin=origin, rests_on=keys),
        foretold(WAITING[1], found.mean_days, unit="days", periods=days, origin=origin, rests_on=keys),
        foretold(WAITING[2], long, unit="children", periods=days, origin=origin, rests_on=()),
    )
