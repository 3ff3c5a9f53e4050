"""How good forecasts of the scorecard have been here, made again from past dates and held against what came."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

import numpy as np

from turncurve.analyses.adoption_cases import adoption_cases
from turncurve.analyses.adoption_past import TESTED, PastForecast, past_forecasts, width_note
from turncurve.analyses.case_forecast import NOT_RELEASED, CaseForecast, foretold, not_told
from turncurve.analyses.ledger import FrozenIssue, ScoredPeriod, scored
from turncurve.analyses.pipeline_figures import addresses, on_the_way, three_years_to
from turncurve.indicators.cell import CellKey
from turncurve.indicators.figures import Figures
from turncurve.methods.scoring import Coverage, coverage, mean_absolute_error
from turncurve.reference.periods import Period, at
from turncurve.tables.issued import DO_NOTHING, Issued
from turncurve.tables.records import Records

__all__ = ["ForecastsTested", "HowGood", "forecasts_tested"]

TOO_SHORT = (
    "the records are too short: a forecast made again from a past 31 March needs two years of them before it, and the "
    "three years to a later 31 March"
)
AS_IT_STOOD = (
    "Each forecast knows only what had happened by its date: children's later steps, and children who came later, were "
    "taken away. Dates that were corrected since are used as they stand now."
)


@dataclass(frozen=True)
class HowGood:
    """How good the forecasts of one measure have been.

    Parameters
    ----------
    error : float
        How far the middle was out on average, in days.
    last_error : float
        How far the latest value on record at the time was out, over the same windows as `error_beside_last`; NaN where
        no window was on record then.
    last_error_over : int
        How many windows those are.
    error_beside_last : float
        As `error`, over the windows for which the latest value was on record.
    coverage : Coverage
        How often the 80% range held what came, with its own error.
    loss : float
        Twice the mean loss of the quantiles, which stands for the continuous ranked probability score, in days.
    """

    error: float
    last_error: float
    last_error_over: int
    error_beside_last: float
    coverage: Coverage
    loss: float


@dataclass(frozen=True)
class ForecastsTested:
    """The forecasts of A1 and A2 made again from past dates, held against what came.

    Parameters
    ----------
    figures : tuple of Figures
        A1 and A2 on record; then the children on the way on each past date.
    told : CaseForecast
        The forecasts made again, one a measure and date.
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
        ForecastsTested
            Without a forecast.
        """
        return replace(self, figures=figures, told=not_told(NOT_RELEASED))

    def telling(self, told: CaseForecast) -> Self:
        """Return the same answer with what may be told of past forecasts.

        Parameters
        ----------
        told : CaseForecast
            What may be told.

        Returns
        -------
        ForecastsTested
            With it.
        """
        return replace(self, told=told)

    @cached_property
    def scored(self) -> tuple[tuple[Figures, ScoredPeriod], ...]:
        """Each window that was forecast again and what came, which is what the figures say."""
        return tuple(
            (figures, each)
            for figures in self.figures[: len(TESTED)]
            for each in scored(self._issues(figures.definition.id), figures)
        )

    def last(self, figures: Figures, each: ScoredPeriod) -> float | None:
        """Return the value of the window that ended on the date of a forecast.

        Parameters
        ----------
        figures : Figures
            The measure.
        each : ScoredPeriod
            The forecast.

        Returns
        -------
        float or None
            None where no such window is on record, or it may not be shown.
        """
        day = each.issue.issued_as_at
        return next((figures.value(held) for held in figures.measurements if held.period.end == day), None)

    def how_good(self, measure: str) -> HowGood | None:
        """Tell how good the forecasts of a measure have been.

        Parameters
        ----------
        measure : str
            The indicator's identifier.

        Returns
        -------
        HowGood or None
            None where none of its windows has come.
        """
        held = [(figures, each) for figures, each in self.scored if figures.definition.id == measure]
        if not held:
            return None
        middles = np.array([each.issue.forecast.quantile(each.ahead, 0.5) for _, each in held])
        came = np.array([each.outcome for _, each in held])
        before = [self.last(*pair) for pair in held]
        last = np.array([np.nan if value is None else value for value in before], dtype=np.float64)
        return HowGood(
            error=mean_absolute_error(middles, came),
            last_error=mean_absolute_error(last, came),
            last_error_over=int(np.isfinite(last).sum()),
            error_beside_last=mean_absolute_error(np.where(np.isnan(last), np.nan, middles), came),
            coverage=coverage(
                [each.issue.forecast.interval(each.ahead, 0.8) for _, each in held],
                came,
                groups=[each.issue.issued_as_at.year for _, each in held],
            ),
            loss=float(np.mean([each.loss for _, each in held])),
        )

    def _issues(self, measure: str) -> tuple[FrozenIssue, ...]:
        """Return the forecasts of a measure as releases of their dates would have issued them."""
        return tuple(
            FrozenIssue(
                _day(each.forecast.origin),
                1,
                "restricted",
                Issued(measure, DO_NOTHING, "three_years", each.periods, each.forecast),
            )
            for each in self.told.expected
            if each.measure == measure
        )


def forecasts_tested(records: Records) -> ForecastsTested:
    """Make forecasts of A1 and A2 again from past dates of the council's own records, and hold them against what came.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.

    Returns
    -------
    ForecastsTested
        Without forecasts, and with the reason, where none can be made.
    """
    held = adoption_cases(records)
    last = held.as_at or records.as_at
    past = past_forecasts(held)
    days = tuple(dict.fromkeys(each.origin for each in past)) or (last,)
    figures = (*(three_years_to(records, name, last=last) for name in TESTED), on_the_way(records, days)[0])
    if not past:
        return ForecastsTested(figures, not_told(held.reason or TOO_SHORT))
    told = [
        foretold(
            each.measure,
            each.tested.draws,
            unit="days",
            periods=each.windows,
            origin=at(each.origin).label,
            rests_on=_rests_on(figures, each),
            width=width_note(held, each.measure),
        )
        for each in past
    ]
    return ForecastsTested(
        figures, CaseForecast(tuple(each for each in told if each is not None), notes=(AS_IT_STOOD,))
    )


def _rests_on(figures: tuple[Figures, ...], past: PastForecast) -> tuple[CellKey, ...]:
    """Return the counts that a past forecast follows from: those counted by its date, and those on the way on it."""
    own, on_way = figures[TESTED.index(past.measure)], figures[-1]
    window = Period(dt.date(past.origin.year - 3, 4, 1), past.origin)
    counted, way = addresses(own, window), addresses(on_way, at(past.origin))
    return (*counted, *way) if counted and way else ()


def _day(origin: str) -> dt.date:
    """Return the past date that a label such as "31 March 2012" names; it is always a 31 March."""
    return dt.date(int(origin.rsplit(" ", 1)[-1]), 3, 31)
