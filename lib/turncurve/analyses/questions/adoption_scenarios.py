"""What becomes of the scorecard if children are matched faster, long waits are cleared, or plans change less often."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Self

import numpy as np
import numpy.typing as npt
from scipy import special

from turncurve.analyses.adoption_cases import AdoptionCases, adoption_cases
from turncurve.analyses.adoption_changes import AdoptionSettings, scenarios_of
from turncurve.analyses.adoption_futures import AdoptionFutures, adoption_futures, edges_of, on_record, span_of
from turncurve.analyses.case_forecast import NOT_RELEASED, CaseForecast, Foretold, Unit, foretold, not_told
from turncurve.analyses.case_limits import limits_of, notes_of
from turncurve.analyses.pipeline_figures import addresses, on_the_way, three_years_to
from turncurve.analyses.scorecard_draws import A1, pooled
from turncurve.indicators.cell import CellKey
from turncurve.indicators.figures import Figures
from turncurve.methods.pathway import MATCHING_ROUTE, Scenario
from turncurve.methods.pathway_change import MeanByWait, change_between, mean_by_wait
from turncurve.methods.pathway_route import STILL_THERE, stays_of
from turncurve.methods.pathway_scorecard import completions
from turncurve.reference.periods import Period, at, month
from turncurve.tables.records import Records

__all__ = ["CHANGE", "CHANGE_PARTS", "MORE_ADOPTED", "AdoptionScenarios", "adoption_scenarios"]

DRAWS = 200
"""Futures of each scenario, and of as many without it from the same seed: it is their mean difference that is told."""

FloatArray = npt.NDArray[np.float64]

CHANGE = "change in A1"
MORE_ADOPTED = "change in children adopted"
CHANGE_PARTS = ("backlog cleared", "speed")
"""A change in A1 by who is counted and how long they had waited, and by how fast the others go."""


@dataclass(frozen=True, eq=False)
class _AsNow:
    """The futures in which nothing is changed, and what every scenario is held against."""

    futures: AdoptionFutures
    rolling: tuple[Period, ...]
    days: FloatArray
    windows: tuple[Period, ...]
    by_wait: list[MeanByWait]


_SPREAD = np.asarray(special.ndtri((np.arange(401) + 0.5) / 401))


@dataclass(frozen=True)
class AdoptionScenarios:
    """A1 and the adoptions ahead as things are, and under each scenario.

    Parameters
    ----------
    figures : tuple of Figures
        A1 on record, and the children on the way on the last day of the records, all and by home.
    told : CaseForecast
        A1 and the adoptions ahead as things are, and by scenario the expected change in each.
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
        AdoptionScenarios
            Without a forecast.
        """
        return replace(self, figures=figures, told=not_told(NOT_RELEASED))

    def telling(self, told: CaseForecast) -> Self:
        """Return the same answer with what may be told of the scenarios.

        Parameters
        ----------
        told : CaseForecast
            What may be told.

        Returns
        -------
        AdoptionScenarios
            With it.
        """
        return replace(self, told=told)

    @property
    def scenarios(self) -> tuple[str, ...]:
        """The names of the scenarios told, in order."""
        return tuple(dict.fromkeys(each.scenario for each in self.told.expected if each.scenario))


def adoption_scenarios(
    records: Records,
    *,
    match_faster: float = 1.0,
    clear_waits_over_months: int = 0,
    more_entries: float = 1.0,
    fewer_reversals: float = 1.0,
    change_from: str = "",
) -> AdoptionScenarios:
    """Compare A1 and adoptions ahead with what they would be if something were changed from a date.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.
    match_faster : float
        How many times as fast children are matched, as with more adopters; 1 changes nothing.
    clear_waits_over_months : int
        Children who have waited longer for a match than this are matched faster; 0 changes nothing.
    more_entries : float
        How many times as many children come; 1 changes nothing.
    fewer_reversals : float
        How many times as often plans are changed before a child is placed; 1 changes nothing.
    change_from : str
        The first day of the change, as YYYY-MM-DD; the day after the records end where empty.

    Returns
    -------
    AdoptionScenarios
        A scenario for each setting that changes something. Raises as `scenarios_of` does.
    """
    held = adoption_cases(records)
    last = held.as_at or records.as_at
    figures = (three_years_to(records, "adoption_a1", last=last), *on_the_way(records, (last,)))
    if held.reason:
        return AdoptionScenarios(figures, not_told(held.reason))
    settings = AdoptionSettings(match_faster, clear_waits_over_months, more_entries, fewer_reversals, change_from)
    as_now = adoption_futures(held)
    scenarios = scenarios_of(settings, as_at=as_now.as_at, ends=as_now.ends)
    if not scenarios:
        return AdoptionScenarios(figures, not_told("no setting of this page changes anything"))
    return AdoptionScenarios(figures, _told(held, as_now, figures, scenarios))


def _told(
    held: AdoptionCases, futures: AdoptionFutures, figures: tuple[Figures, ...], scenarios: tuple[Scenario, ...]
) -> CaseForecast:
    """Forecast as things are, and the change under each scenario."""
    keys = _rests_on(futures, figures)
    expected = _as_things_are(futures, keys)
    as_now = adoption_futures(held, draws=DRAWS)
    rolling, windows = _rolling(as_now), as_now.periods("three_years")
    now = _AsNow(as_now, rolling, pooled(as_now, A1, rolling).mean, windows, [_by_wait(as_now, w) for w in windows])
    for scenario in scenarios:
        # who has waited long is a number that is shown nowhere, so what follows from it is for a board alone
        rests_on = () if any(change.waited for change in scenario.changes) else keys
        changed = adoption_futures(held, scenario=scenario, draws=DRAWS)
        expected += _changes(now, changed, scenario.name, rests_on)
    return CaseForecast(
        tuple(each for each in expected if each is not None),
        notes=notes_of(held),
        limits=(*limits_of(held), *_long_waits(futures, scenarios)),
    )


def _rests_on(futures: AdoptionFutures, figures: tuple[Figures, ...]) -> tuple[CellKey, ...]:
    """Return the counts that A1 ahead follows from: those counted now, and those on the way."""
    own, whole, _ = figures
    latest = on_record(futures)
    counted = () if latest is None else addresses(own, latest)
    on_way = tuple(key for each in whole.measurements for key in whole.keys_of(each))
    return (*counted, *on_way) if counted and on_way else ()


def _as_things_are(futures: AdoptionFutures, rests_on: tuple[CellKey, ...]) -> list[Foretold | None]:
    """Forecast A1 and the adoptions of each year ahead."""
    windows, years, origin = futures.periods("three_years"), futures.periods("year"), at(futures.as_at).label
    means, counts = pooled(futures, A1, windows).mean, _adopted(futures, years)
    return [
        foretold("adoption_a1", means, unit="days", periods=windows, origin=origin, rests_on=rests_on),
        foretold("children_adopted", counts, unit="children", periods=years, origin=origin, rests_on=rests_on),
    ]


def _changes(
    now: _AsNow, changed: AdoptionFutures, scenario: str, rests_on: tuple[CellKey, ...]
) -> list[Foretold | None]:
    """Expect the change in A1 of the three years to each quarter's end, what it is made of, and more adoptions."""
    as_now, rolling, windows = now.futures, now.rolling, now.windows
    origin, years = at(as_now.as_at).label, as_now.periods("year")
    days = pooled(changed, A1, rolling).mean - now.days
    more = _adopted(changed, years) - _adopted(as_now, years)
    moved = [change_between(b, _by_wait(changed, each)) for b, each in zip(now.by_wait, windows, strict=True)]
    parts = np.array([(each.backlog_cleared, each.speed) for each in moved])
    told: list[tuple[str, Unit, FloatArray, tuple[Period, ...], tuple[CellKey, ...], str]] = [
        (CHANGE, "days", days, rolling, rests_on, ""),
        (MORE_ADOPTED, "children", more, years, rests_on, ""),
    ]
    if windows:
        told += [(CHANGE, "days", parts[:, n].T, windows, (), part) for n, part in enumerate(CHANGE_PARTS)]
    return [
        foretold(
            measure,
            _of_the_mean(draws),
            unit=unit,
            periods=periods,
            origin=origin,
            rests_on=keys,
            part=part,
            scenario=scenario,
        )
        for measure, unit, draws, periods, keys, part in told
    ]


def _of_the_mean(differences: FloatArray) -> FloatArray:
    """Return the expected difference as draws about it, as far as the number of futures leaves it unsure."""
    known = np.maximum(np.isfinite(differences).sum(axis=0), 2)
    error = np.nanstd(differences, axis=0, ddof=1) / np.sqrt(known)
    return np.asarray(np.nanmean(differences, axis=0) + error * _SPREAD[:, None])


def _by_wait(futures: AdoptionFutures, window: Period) -> MeanByWait:
    """Return A1 of one window by how long its children had waited, in each future."""
    return mean_by_wait(futures.simulated, futures.recorded, measure=A1, window=span_of(window), waiting_since="order")


def _adopted(futures: AdoptionFutures, years: tuple[Period, ...]) -> FloatArray:
    """Count the adoptions of each year in each future."""
    found = completions(
        futures.simulated, futures.recorded, milestone="adopted", fixed_by="placed", edges=edges_of(years)
    )
    return found.total.astype(np.float64)


def _long_waits(futures: AdoptionFutures, scenarios: tuple[Scenario, ...]) -> tuple[str, ...]:
    """Say how many children have waited as long as a scenario asks, for a restricted audience."""
    waits = {change.waited: scenario.name for scenario in scenarios for change in scenario.changes if change.waited}
    stays = stays_of(futures.recorded)
    waiting = (stays.destination == STILL_THERE) & (stays.state == MATCHING_ROUTE.names.index("ordered"))
    waited = futures.recorded.as_at - stays.since[waiting]
    return tuple(
        f"With {name}: on {at(futures.as_at).label}, {int((waited >= least).sum())} of {len(waited)} children under an "
        "order without a match had waited so long; others come to wait so long later."
        for least, name in waits.items()
    )


def _rolling(futures: AdoptionFutures) -> tuple[Period, ...]:
    """Return the three years to the end of each quarter ahead that the records reach back to."""
    ends = (each.end for each in futures.periods("quarter"))
    found = (Period(month(end.year - 3, end.month).end + dt.timedelta(days=1), end) for end in ends)
    return tuple(each for each in found if each.start >= futures.begins)
