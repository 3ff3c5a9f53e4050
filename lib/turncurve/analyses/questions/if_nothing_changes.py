"""Where the curve goes if nothing changes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from turncurve.analyses import series, spread
from turncurve.indicators.figures import Figures
from turncurve.methods.count_forecast import forecast_counts
from turncurve.methods.forecast import Forecast, no_forecast
from turncurve.methods.share_forecast import forecast_share
from turncurve.reference.periods import MONTHS_IN, Grain, Period, month
from turncurve.tables.records import Records

SEED = 2013

SEASONS: dict[Grain, int] = {"month": 12, "quarter": 4, "year": 1, "three_years": 1}


@dataclass(frozen=True)
class Projection:
    """Where the curve goes if nothing changes.

    Parameters
    ----------
    figures : tuple of Figures
        One series of one area.
    years_ahead : int
        How far ahead, in years.
    """

    figures: tuple[Figures, ...]
    years_ahead: int = 1

    def over(self, figures: tuple[Figures, ...]) -> Projection:
        """Return the projection made from other figures.

        Parameters
        ----------
        figures : tuple of Figures
            One series of the same indicator.

        Returns
        -------
        Projection
            What follows from those figures alone.
        """
        return replace(self, figures=figures)

    @cached_property
    def forecast(self) -> Forecast:
        """What is expected if nothing changes, in the indicator's unit; or the reason why nothing can be said."""
        held = self.figures[0]
        ahead = len(self.periods)
        values = [held.value(each) for each in held.measurements]
        origin = held.measurements[-1].period.label if held.measurements else ""
        if ahead == 0:
            return no_forecast(_no_periods(held), origin=origin, horizon=1, n=len(values), method="none")
        hidden = spread.too_many_hidden(held)
        if hidden:
            return no_forecast(hidden, origin=origin, horizon=ahead, n=len(values), method="none")
        rng = np.random.default_rng(SEED)
        if held.definition.kind == "count":
            return forecast_counts(
                _known(values), horizon=ahead, rng=rng, season_length=SEASONS[held.grain() or "year"], origin=origin
            )
        numerators = [None if v is None else m.numerator for v, m in zip(values, held.measurements, strict=True)]
        denominators = [None if v is None else m.denominator for v, m in zip(values, held.measurements, strict=True)]
        share = forecast_share(_known(numerators), _known(denominators), horizon=ahead, rng=rng, origin=origin)
        return replace(share, draws=100 * share.draws, naive=100 * share.naive)

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """The periods ahead, of the same length as those behind."""
        held = self.figures[0]
        grain = held.grain()
        if grain is None or grain == "three_years" or held.definition.kind == "mean":
            return ()
        count = max(1, 12 * self.years_ahead // MONTHS_IN[grain])
        return _following(held.measurements[-1].period, months=MONTHS_IN[grain], count=count)


def projection(records: Records, indicator: str, *, grain: Grain = "month", years_ahead: int = 1) -> Projection:
    """Project the curve if nothing changes.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.
    indicator : str
        The indicator's identifier.
    grain : {"month", "quarter", "year"}
        Length of each period; years where only published figures are held.
    years_ahead : int
        How far ahead.

    Returns
    -------
    Projection
        The curve so far and what is expected.
    """
    return Projection((series.measured(records, indicator, grain=grain),), years_ahead=years_ahead)


def _no_periods(figures: Figures) -> str:
    """Say why no period can follow a series."""
    if not figures.measurements:
        return "no period is held"
    if figures.definition.kind == "mean" or figures.grain() == "three_years":
        return "values over pooled years share children with one another"
    return "the periods held are of different lengths"


def _following(last: Period, *, months: int, count: int) -> tuple[Period, ...]:
    """Return the periods after one, each of so many months; single dates after a single date."""
    index = last.end.year * 12 + last.end.month - 1
    found = []
    for step in range(count):
        first, final = index + 1 + step * months, index + (step + 1) * months
        end = month(final // 12, final % 12 + 1).end
        found.append(Period(end if last.is_one_date else month(first // 12, first % 12 + 1).start, end))
    return tuple(found)


def _known(values: list[int | None] | list[float | None]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Return values as an array, NaN where not known."""
    return np.array([np.nan if value is None else value for value in values], dtype=float)
