"""Where the curve has been, where it goes if nothing changes, and whether it has really changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from math import sqrt
from typing import Literal

import numpy as np

from turncurve.analyses import series, spread
from turncurve.indicators import registry
from turncurve.indicators.figures import Figures, Measurement, same_window
from turncurve.methods.bounds import Interval, NoInterval
from turncurve.methods.count_forecast import forecast_counts
from turncurve.methods.forecast import Forecast, no_forecast
from turncurve.methods.share_forecast import forecast_share
from turncurve.reference.areas import NATION, Peers, peers_of
from turncurve.reference.periods import MONTHS_IN, Grain, Period, month
from turncurve.tables.council import Council, identify
from turncurve.tables.records import Records

Verdict = Literal["risen", "fallen", "cannot tell"]
SEED = 2013
SEASONS: dict[Grain, int] = {"month": 12, "quarter": 4, "year": 1, "three_years": 1}


@dataclass(frozen=True)
class History:
    """The curve so far, each value with its interval.

    Parameters
    ----------
    figures : tuple of Figures
        One series of one area.
    """

    figures: tuple[Figures, ...]

    def over(self, figures: tuple[Figures, ...]) -> History:
        """Return the history worked out from other figures.

        Parameters
        ----------
        figures : tuple of Figures
            One series of the same indicator.

        Returns
        -------
        History
            Its values and intervals.
        """
        return replace(self, figures=figures)

    @cached_property
    def inflation(self) -> float:
        """How much more the share varies than chance alone would make it."""
        return spread.inflation(self.figures[0])

    @cached_property
    def intervals(self) -> tuple[Interval | NoInterval, ...]:
        """The interval of each measurement, in order."""
        held = self.figures[0]
        return tuple(spread.interval_of(held, each, factor=self.inflation) for each in held.measurements)


@dataclass(frozen=True)
class Change:
    """What the counts of the last two years say, and whether the share or count has really changed.

    Parameters
    ----------
    figures : tuple of Figures
        One yearly series of one area.
    """

    figures: tuple[Figures, ...]

    def over(self, figures: tuple[Figures, ...]) -> Change:
        """Return the change worked out from other figures.

        Parameters
        ----------
        figures : tuple of Figures
            One series of the same indicator.

        Returns
        -------
        Change
            The last two values and what they can tell.
        """
        return replace(self, figures=figures)

    @property
    def latest(self) -> Measurement | None:
        """The last measurement; None where there is none."""
        return self.figures[0].measurements[-1] if self.figures[0].measurements else None

    @property
    def before(self) -> Measurement | None:
        """The measurement before the last; None where there is none."""
        return self.figures[0].measurements[-2] if len(self.figures[0].measurements) > 1 else None

    @cached_property
    def difference(self) -> Interval | NoInterval:
        """Bounds for the change between the two, in the indicator's unit, over-dispersion carried."""
        held, latest, before = self.figures[0], self.latest, self.before
        if latest is None or before is None:
            return NoInterval("there are not two years to compare", "none")
        if held.value(latest) is None or held.value(before) is None:
            return NoInterval("one of the two values is not shown or not known", "none")
        if held.definition.kind == "mean":
            return NoInterval("a mean over pooled years shares children with the one before it", "none")
        if held.grain() == "three_years":
            return NoInterval("three years together share two of them with the three years before", "none")
        return _difference(held, before, latest, factor=spread.inflation(held))

    @property
    def verdict(self) -> Verdict:
        """Whether the value has risen or fallen by more than chance could explain."""
        bounds = self.difference
        if isinstance(bounds, NoInterval) or bounds.lower <= 0 <= bounds.upper:
            return "cannot tell"
        return "risen" if bounds.lower > 0 else "fallen"


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
    def history(self) -> History:
        """The curve so far."""
        return History(self.figures)

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


@dataclass(frozen=True)
class Comparison:
    """The curve beside those of the nation, the region and the statistical neighbours, over the same window.

    Parameters
    ----------
    figures : tuple of Figures
        One series an area: the council's first, then the nation's, the region's and the neighbours'.
    wide : tuple of str
        Names of the nation and the region among them: the other areas are neighbours.
    """

    figures: tuple[Figures, ...]
    wide: tuple[str, ...] = ()

    def over(self, figures: tuple[Figures, ...]) -> Comparison:
        """Return the comparison made from other figures.

        Parameters
        ----------
        figures : tuple of Figures
            One series an area, in the same order.

        Returns
        -------
        Comparison
            The same areas.
        """
        return replace(self, figures=figures)


def history(records: Records, indicator: str, *, grain: Grain = "month") -> History:
    """Return the curve so far.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.
    indicator : str
        The indicator's identifier.
    grain : {"month", "quarter", "year", "three_years"}
        Length of each period; years where only published figures are held.

    Returns
    -------
    History
        Each value with its interval.
    """
    return History((series.measured(records, indicator, grain=grain),))


def change(records: Records, indicator: str) -> Change:
    """Compare the last two years.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.
    indicator : str
        The indicator's identifier.

    Returns
    -------
    Change
        What the counts say, and whether it has really changed.
    """
    return Change((series.measured(records, indicator, grain="year"),))


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


def comparison(records: Records, indicator: str) -> Comparison:
    """Set the curve beside others' over the same window: years to March (or three pooled), as published.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.
    indicator : str
        The indicator's identifier.

    Returns
    -------
    Comparison
        The council first. The council alone where nothing of its peers was published by the report's date.
    """
    council = identify(records.council)
    own = series.measured(records, indicator, grain="year")
    rows = records.table("published_figures")
    held = set(rows.loc[rows["measure"] == indicator, "area"])
    peers = _peers(council)
    others = tuple(series.stated(records, indicator, area=area, grain="year") for area in peers.areas if area in held)
    # A count on a date is on that date, whichever other dates were published.
    if registry.definition(indicator).window != "point":
        same_window([each for each in (own, *others) if each.measurements])
    return Comparison((own, *others), wide=tuple(name for name in (peers.nation, peers.region) if name))


def _peers(council: Council) -> Peers:
    """Return whom a council is compared with: what it states of itself first, then the project's own file."""
    held = peers_of(council.follows or council.name)
    return Peers(council.region or held.region, held.nation or NATION, council.neighbours or held.neighbours)


def _no_periods(figures: Figures) -> str:
    """Say why no period can follow a series."""
    if not figures.measurements:
        return "no period is held"
    if figures.definition.kind == "mean" or figures.grain() == "three_years":
        return "values over pooled years share children with one another"
    return "the periods held are of different lengths"


def _difference(figures: Figures, before: Measurement, latest: Measurement, *, factor: float) -> Interval:
    """Bound the difference of two shares or counts from the interval of each (Newcombe's method for shares)."""
    first, second = figures.value(before) or 0.0, figures.value(latest) or 0.0
    low_high = [spread.interval_of(figures, each, factor=factor) for each in (before, latest)]
    one, two = (bounds for bounds in low_high if isinstance(bounds, Interval))
    step = second - first
    lower = step - sqrt((second - two.lower) ** 2 + (one.upper - first) ** 2)
    upper = step + sqrt((two.upper - second) ** 2 + (first - one.lower) ** 2)
    if figures.definition.kind == "count":
        return Interval(lower, upper, 0.95, "two Byar intervals, squared and added")
    return Interval(lower, upper, 0.95, "Newcombe, over-dispersed" if factor > 1 else "Newcombe")


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
