"""Where the adoption scorecard goes in the windows ahead, followed from every child now in care."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Self

import numpy as np
import numpy.typing as npt

from turncurve.analyses.adoption_cases import AdoptionCases, adoption_cases
from turncurve.analyses.adoption_futures import AdoptionFutures, adoption_futures, on_record
from turncurve.analyses.adoption_paces import pace_notes
from turncurve.analyses.adoption_past import range_factor, width_note
from turncurve.analyses.case_forecast import (
    MOST_EMPTY,
    NOT_RELEASED,
    CaseForecast,
    Chance,
    Foretold,
    Unit,
    foretold,
    not_told,
)
from turncurve.analyses.case_limits import limits_of, notes_of
from turncurve.analyses.pipeline_figures import addresses, home_address, on_the_way, three_years_to
from turncurve.analyses.rise_and_fall import rise_and_fall
from turncurve.analyses.scorecard_draws import A1, A2, PART_NAMES, foster_counted_early, pooled, within_threshold
from turncurve.errors import UnknownNameError
from turncurve.indicators.cell import CellKey
from turncurve.indicators.figures import Figures
from turncurve.methods.pathway_scorecard import PooledWindows, probability_at_most
from turncurve.methods.recalibration import widened
from turncurve.reference.periods import Period, at
from turncurve.reference.thresholds import Measure, Threshold, adoption_threshold
from turncurve.tables.records import Records

__all__ = ["COUNTED", "MEASURES", "RISES", "ScorecardAhead", "ScorecardSplit", "scorecard_ahead", "scorecard_split"]

MEASURES = ("adoption_a1", "adoption_a2", "adoption_a3", "adoption_a10")
COUNTED = "children adopted in the window"
"""What the parts of a window are counted in."""

RISES = ("A1 rises", "A1 rises at all", "A1 falls after", "A1 falls below", "A1 rises by those who waited")
"""The chances that the first sentence rests on, as `RiseAndFall` gives them."""

_COUNT: Unit = "children"
_POOLED = {"adoption_a1": A1, "adoption_a2": A2}
_HELD_AGAINST: dict[str, Measure] = {"adoption_a1": "A1", "adoption_a2": "A2"}


@dataclass(frozen=True)
class ScorecardAhead:
    """A measure of the scorecard on record and in each window ahead, with the chance of meeting each threshold.

    Parameters
    ----------
    figures : tuple of Figures
        A1, A2, A3 and A10 on record; then the children on the way to adoption on the last day of the records, all and
        by whether they live with the family.
    told : CaseForecast
        The measures ahead.
    measure : str
        Which of them is shown.
    """

    figures: tuple[Figures, ...]
    told: CaseForecast
    measure: str = MEASURES[0]

    def over(self, figures: tuple[Figures, ...]) -> Self:
        """Return the scorecard over other figures, without what was forecast from children's own records.

        Parameters
        ----------
        figures : tuple of Figures
            The same measures in the same order.

        Returns
        -------
        ScorecardAhead
            On record alone, until disclosure control says what may be told of the rest.
        """
        return replace(self, figures=figures, told=not_told(NOT_RELEASED))

    def telling(self, told: CaseForecast) -> Self:
        """Return the same scorecard with what may be told of the windows ahead.

        Parameters
        ----------
        told : CaseForecast
            What may be told.

        Returns
        -------
        ScorecardAhead
            On record and ahead.
        """
        return replace(self, told=told)

    @property
    def series(self) -> Figures:
        """The measure shown, on record."""
        return self.figures[MEASURES.index(self.measure)]

    @property
    def windows(self) -> tuple[Period, ...]:
        """The windows on record and ahead, in order of time."""
        foretold = self.told.of(self.measure)
        return (*(each.period for each in self.series.measurements), *(foretold.periods if foretold else ()))

    def threshold(self, window: Period) -> Threshold | None:
        """Return the threshold that the measure is held against in a window.

        Parameters
        ----------
        window : Period
            Three years.

        Returns
        -------
        Threshold or None
            None for a measure or window that has none.
        """
        name = _HELD_AGAINST.get(self.measure)
        return None if name is None else adoption_threshold(name, window)


@dataclass(frozen=True)
class ScorecardSplit(ScorecardAhead):
    """How much of A1 in each window ahead is fixed already, on the way, or of children not yet in care."""


def scorecard_ahead(records: Records, measure: str = MEASURES[0]) -> ScorecardAhead:
    """Forecast a measure of the adoption scorecard in each window that ends in the five years ahead.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.
    measure : {"adoption_a1", "adoption_a2", "adoption_a3", "adoption_a10"}
        The measure.

    Returns
    -------
    ScorecardAhead
        The measure on record, and ahead from every child now in care and those to come.

    Raises
    ------
    UnknownNameError
        If it is no measure of the scorecard.
    """
    if measure not in MEASURES:
        raise UnknownNameError(
            f"{measure!r} is not a measure of the scorecard that can be forecast", remedy=f"Use {', '.join(MEASURES)}"
        )
    return ScorecardAhead(*_held(records), measure=measure)


def scorecard_split(records: Records) -> ScorecardSplit:
    """Split A1 in each window ahead by how far its children were fixed on the last day of the records.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.

    Returns
    -------
    ScorecardSplit
        Already fixed, in the pipeline, and not yet in care.
    """
    return ScorecardSplit(*_held(records))


def _held(records: Records) -> tuple[tuple[Figures, ...], CaseForecast]:
    """Return the scorecard on record and what is forecast of it."""
    held = adoption_cases(records)
    last = held.as_at or records.as_at
    own = tuple(three_years_to(records, name, last=last) for name in MEASURES)
    figures = (*own, *on_the_way(records, (last,)))
    return figures, not_told(held.reason) if held.reason else _told(held, figures)


@lru_cache(maxsize=1)
def _told(held: AdoptionCases, figures: tuple[Figures, ...]) -> CaseForecast:
    """Forecast all measures of all windows ahead."""
    futures = adoption_futures(held)
    latest, windows = on_record(futures), futures.periods("three_years")
    if not windows:
        return not_told("no whole three years to a 31 March will be on record within five years")
    keys = _rests_on(figures, latest)
    all_windows = windows if latest is None else (latest, *windows)
    first = len(all_windows) - len(windows)
    means = {name: pooled(futures, measure, all_windows) for name, measure in _POOLED.items()}
    wide = {name: widened(each.mean, factor=range_factor(held, name), least=0.0) for name, each in means.items()}
    draws = {name: found[:, first:] for name, found in wide.items()}
    draws["adoption_a3"] = within_threshold(futures, windows)
    if held.family_since is not None:
        early = foster_counted_early(futures, held.family_since, windows).mean
        draws["adoption_a10"] = widened(early, factor=range_factor(held, "adoption_a10"), least=0.0)
    expected = [
        foretold(
            name,
            found,
            unit=_unit(name),
            periods=windows,
            origin=at(futures.as_at).label,
            rests_on=keys[name],
            width=width_note(held, name),
        )
        for name, found in draws.items()
    ]
    expected += _parts(futures, means["adoption_a1"], figures, windows=windows, first=first)
    chances = [_meeting(name, draws[name], windows=windows, rests_on=keys[name]) for name in _HELD_AGAINST]
    if latest is not None:
        chances += _way(futures, wide["adoption_a1"], windows=all_windows, rests_on=keys["adoption_a1"])
    return CaseForecast(
        tuple(each for each in expected if each is not None),
        tuple(chances),
        notes=(*pace_notes(held), *notes_of(held)),
        limits=limits_of(held),
    )


def _unit(measure: str) -> Unit:
    """Return the unit of a measure."""
    return "percent" if measure == "adoption_a3" else "days"


def _rests_on(figures: tuple[Figures, ...], latest: Period | None) -> dict[str, tuple[CellKey, ...]]:
    """Return the counts that each measure's forecast follows from: those counted now, and those on the way."""
    *own, whole, _ = figures
    on_way = tuple(key for each in whole.measurements for key in whole.keys_of(each))
    counted = {each.definition.id: () if latest is None else addresses(each, latest) for each in own}
    return {name: (*keys, *on_way) if keys and on_way else () for name, keys in counted.items()}


def _parts(
    futures: AdoptionFutures,
    found: PooledWindows,
    figures: tuple[Figures, ...],
    *,
    windows: tuple[Period, ...],
    first: int,
) -> list[Foretold | None]:
    """Split A1 and its children by how far they were fixed on the last day of the records."""
    whole, by_home = figures[-2:]
    on_way = tuple(key for each in whole.measurements for key in whole.keys_of(each))
    homes = [home_address(by_home, futures.as_at, placed=placed) for placed in ("yes", "no")]
    children, days = found.cases[:, first:].astype(np.float64), found.part_means[:, first:]
    parts: list[Foretold | None] = []
    for number, (name, keys) in enumerate(zip(PART_NAMES, (*homes, on_way), strict=True)):
        known = np.isnan(days[:, :, number]).mean(axis=0) <= MOST_EMPTY
        kept = tuple(each for each, told in zip(windows, known, strict=True) if told)
        for measure, unit, values, periods in (
            (COUNTED, _COUNT, children[:, :, number], windows),
            ("adoption_a1", _unit("adoption_a1"), days[:, known, number], kept),
        ):
            origin = at(futures.as_at).label
            parts.append(foretold(measure, values, unit=unit, periods=periods, origin=origin, rests_on=keys, part=name))
    return parts


def _meeting(
    measure: str, draws: npt.NDArray[np.float64], *, windows: tuple[Period, ...], rests_on: tuple[CellKey, ...]
) -> Chance:
    """Find how likely each window is to meet its threshold."""
    thresholds = [adoption_threshold(_HELD_AGAINST[measure], each) for each in windows]
    limits = [np.nan if each is None else float(each.days) for each in thresholds]
    shares = probability_at_most(draws, limit=limits)
    return Chance(measure, windows, tuple(None if np.isnan(each) else float(each) for each in shares), rests_on)


def _way(
    futures: AdoptionFutures,
    draws: npt.NDArray[np.float64],
    *,
    windows: tuple[Period, ...],
    rests_on: tuple[CellKey, ...],
) -> list[Chance]:
    """Find how likely A1 is to rise before it falls, and to rise because of those who waited."""
    found = rise_and_fall(futures, draws, measure=A1, windows=windows)
    shares = (found.rises, found.rises_at_all, found.falls_after, found.falls_below, found.by_those_who_waited)
    return [Chance(of, windows[-1:], (share,), rests_on) for of, share in zip(RISES, shares, strict=True)]
