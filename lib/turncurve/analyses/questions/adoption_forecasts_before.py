"""What earlier releases forecast of adoption, and what came."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from turncurve.analyses import series
from turncurve.analyses.answer import FromFigures
from turncurve.analyses.case_forecast import FOLLOWED
from turncurve.analyses.ledger import FrozenIssue, ScoredPeriod, issued, scored
from turncurve.indicators.figures import Figures
from turncurve.reference.periods import Grain
from turncurve.tables.issued import DO_NOTHING
from turncurve.tables.records import Records

__all__ = ["ForecastsBefore", "forecasts_before"]

_KINDS: tuple[tuple[str, Grain, str], ...] = (
    ("adoption_a1", "three_years", DO_NOTHING),
    ("adoption_a2", "three_years", DO_NOTHING),
    ("adoption_a3", "three_years", DO_NOTHING),
    ("adoption_a10", "three_years", DO_NOTHING),
    ("children_adopted", "year", FOLLOWED),
)


@dataclass(frozen=True)
class ForecastsBefore(FromFigures):
    """The forecasts of adoption that earlier releases issued, held against what came.

    Parameters
    ----------
    figures : tuple of Figures
        What came: A1, A2, A3, A10 and children adopted by year.
    issues : tuple of FrozenIssue
        The forecasts.
    """

    figures: tuple[Figures, ...]
    issues: tuple[FrozenIssue, ...]

    @cached_property
    def scored(self) -> tuple[tuple[Figures, ScoredPeriod], ...]:
        """Each period that was forecast and has come since, with the figures that it is one of."""
        return tuple(
            (figures, each)
            for figures in self.figures
            for each in scored((i for i in self.issues if i.issued.indicator == figures.definition.id), figures)
        )


def forecasts_before(records: Records) -> ForecastsBefore:
    """Hold the forecasts of adoption that earlier releases issued against what came.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date, with what its releases issued before it.

    Returns
    -------
    ForecastsBefore
        Without forecasts where none was issued.
    """
    return ForecastsBefore(
        tuple(series.measured(records, name, grain=grain) for name, grain, _ in _KINDS),
        tuple(
            issue for name, grain, scenario in _KINDS for issue in issued(records, name, grain=grain, scenario=scenario)
        ),
    )
